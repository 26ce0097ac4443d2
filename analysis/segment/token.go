package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

// Tokens follow the conventions of the Universal Dependencies treebanks GUM
// and EWT, which the models are trained on: clitics and hyphenated parts are
// tokens of their own, an abbreviation keeps its full stop, a run of one mark
// ("...", "--", "!!") is one token. The text is read once from left to right;
// what looks ahead looks at a bounded number of bytes.

// tokenizer cuts a text into tokens.
type tokenizer struct {
	src, low string
	out      []doc.Token
	at       int // position of the next "@", -1 before the first search, len(src) where there is none
	flags    doc.Flags
}

// ahead is how far the tokenizer looks for the end of an address.
const ahead = 80

// byteOrderMark may stand at a text's beginning and is no part of its words;
// anywhere else it is a character.
const byteOrderMark = "\ufeff"

// tokenize sets d.Tokens with Start, End and the flags SpaceBefore and LineStart.
func tokenize(d *doc.Document) {
	t := &tokenizer{src: d.Source, low: d.LowerSource(), at: -1, flags: doc.LineStart}
	t.out = make([]doc.Token, 0, len(t.src)/5+4)
	i := 0
	if strings.HasPrefix(t.src, byteOrderMark) {
		i = len(byteOrderMark)
	}
	for i < len(t.src) {
		c := t.src[i]
		switch kind := asciiClass[c]; kind {
		case clSpace:
			if c == '\n' || c == '\r' || c == '\v' || c == '\f' {
				t.flags |= doc.LineStart
			}
			t.flags |= doc.SpaceBefore
			i++
		case clLetter, clDigit:
			i = t.word(i)
		case clMark:
			i = t.mark(i, c)
		default:
			i = t.other(i)
		}
	}
	d.Tokens = t.out
}

// emit appends a token and returns its end.
//
//go:noinline
func (t *tokenizer) emit(start, end int) int {
	t.out = append(t.out, doc.Token{Start: int32(start), End: int32(end), Head: doc.None, Flags: t.flags})
	t.flags = 0
	return end
}

// other reads a token that begins with a rune beyond ASCII, or its white space.
func (t *tokenizer) other(i int) int {
	r, n := utf8.DecodeRuneInString(t.src[i:])
	switch {
	case r == utf8.RuneError && n == 1:
		for j := i; ; j++ { // a run of bytes that are no UTF-8
			if r, n := utf8.DecodeRuneInString(t.src[j:]); r != utf8.RuneError || n != 1 {
				return t.emit(i, j)
			}
		}
	case unicode.IsSpace(r):
		if r == '\u2028' || r == '\u2029' || r == '\u0085' {
			t.flags |= doc.LineStart
		}
		t.flags |= doc.SpaceBefore
		return i + n
	case r == '’' || r == '‘' || r == '‛' || r == '′':
		return t.apostrophe(i, n)
	case r == '“' || r == '”' || r == '„' || r == '‟' || r == '«' || r == '»' || r == '‹' || r == '›' || r == '‚':
		return t.emit(i, i+n)
	case isWordRune(r):
		return t.word(i)
	case r == '–' || r == '—' || r == '―' || r == '…' || r == '•' || r == '·' || r == '‐' || r == '‑':
		return t.run(i, t.src[i:i+n])
	case unicode.IsPunct(r) || unicode.Is(unicode.Sc, r):
		return t.emit(i, i+n)
	}
	return t.emit(i, t.symbol(i+n, r))
}

// symbol is the end of a symbol or emoji whose first rune r ends at j:
// variation selectors, skin tones, joined emoji and the second half of a flag
// belong to it.
func (t *tokenizer) symbol(j int, r rune) int {
	flag := isFlagLetter(r)
	for j < len(t.src) {
		next, n := utf8.DecodeRuneInString(t.src[j:])
		switch {
		case flag && isFlagLetter(next):
			flag = false
		case 0x1F3FB <= next && next <= 0x1F3FF, unicode.Is(unicode.M, next), unicode.Is(unicode.Cf, next):
		case r == '\u200d' && !unicode.IsSpace(next) && next != utf8.RuneError && next >= 0x2190:
		default:
			return j
		}
		r = next
		j += n
	}
	return j
}

func isFlagLetter(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }

// run emits the run of one mark that begins at i.
func (t *tokenizer) run(i int, mark string) int {
	j := i + len(mark)
	for strings.HasPrefix(t.src[j:], mark) {
		j += len(mark)
	}
	return t.emit(i, j)
}

// mark reads a token that begins with an ASCII mark.
func (t *tokenizer) mark(i int, c byte) int {
	next := t.byteAt(i + 1)
	switch c {
	case '\'', '`':
		if next == c && c == '`' || next == c && t.byteAt(i+2) != c { // TeX's marks: ``so''
			return t.emit(i, i+2)
		}
		return t.apostrophe(i, 1)
	case '"', '(', ')', '[', ']', '{', '}', ',', ';', '|', '\\', '^', '%':
		if e := t.emoticon(i); e > 0 {
			return t.emit(i, e)
		}
		return t.emit(i, i+1)
	case ':', '=':
		if e := t.emoticon(i); e > 0 {
			return t.emit(i, e)
		}
		return t.run(i, t.src[i:i+1])
	case '!', '?':
		j := i + 1
		for t.byteAt(j) == '!' || t.byteAt(j) == '?' {
			j++
		}
		return t.emit(i, j)
	case '.':
		if isDigit(next) && (i == 0 || asciiClass[t.src[i-1]] != clLetter && t.src[i-1] < utf8.RuneSelf) && t.flags != 0 {
			return t.number(i)
		}
		return t.run(i, ".")
	case '#', '@':
		if asciiClass[next] == clLetter && !t.inWord(i) || c == '@' && next == '_' {
			j := i + 1
			for j < len(t.src) && (asciiClass[t.src[j]] <= clDigit || t.src[j] == '_' || t.src[j] >= utf8.RuneSelf) {
				r, n := utf8.DecodeRuneInString(t.src[j:])
				if r >= utf8.RuneSelf && !isWordRune(r) || r == utf8.RuneError {
					break
				}
				j += n
			}
			return t.emit(i, j)
		}
		return t.run(i, t.src[i:i+1])
	case '/':
		return t.emit(i, i+1)
	case '-':
		if next == '-' || next == '>' {
			j := i + 1
			for t.byteAt(j) == '-' {
				j++
			}
			if t.byteAt(j) == '>' {
				j++
			}
			return t.emit(i, j)
		}
		return t.emit(i, i+1)
	case '<':
		if next == '3' && t.flags != 0 && t.endsWord(i+2) {
			return t.emit(i, i+2)
		}
	case '$':
		return t.emit(i, i+1)
	}
	return t.run(i, t.src[i:i+1])
}

// emoticon is the end of a face such as ":-)" that stands alone, or 0.
func (t *tokenizer) emoticon(i int) int {
	if t.flags == 0 && i > 0 || i+1 >= len(t.src) {
		return 0
	}
	j := i
	if c := t.src[j]; c != ':' && c != ';' && c != '=' {
		return 0
	}
	j++
	if t.byteAt(j) == '-' {
		j++
	}
	switch t.byteAt(j) {
	case ')', '(', 'D', 'P', 'p', '/', 'o', 'O':
		if t.endsWord(j + 1) {
			return j + 1
		}
	}
	return 0
}

// inWord reports whether a letter or digit ends at i.
func (t *tokenizer) inWord(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(t.src[:i])
	return i > 0 && isWordRune(r)
}

// byteAt is the byte at i, 0 beyond the end.
func (t *tokenizer) byteAt(i int) byte {
	if i < len(t.src) {
		return t.src[i]
	}
	return 0
}

// endsWord reports whether no word goes on at i.
func (t *tokenizer) endsWord(i int) bool {
	if i >= len(t.src) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t.src[i:])
	return !isWordRune(r)
}

// ends reports whether white space, or the text's end, stands at i.
func (t *tokenizer) ends(i int) bool {
	if i >= len(t.src) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t.src[i:])
	return unicode.IsSpace(r)
}

// word reads the tokens of the word that begins at i.
func (t *tokenizer) word(i int) int {
	if isDigit(t.src[i]) {
		return t.number(i)
	}
	if e := t.address(i); e > i {
		return t.emit(i, e)
	}
	j, quote := i, -1 // quote is the first apostrophe inside the word
	piece := i        // where the letters after the last inner stop begin
	for j < len(t.src) {
		c := t.src[j]
		switch asciiClass[c] {
		case clLetter, clDigit:
			j++
			continue
		case clSpace:
			return t.clitics(i, j, quote)
		case clMark:
		default:
			r, n := utf8.DecodeRuneInString(t.src[j:])
			if isWordRune(r) {
				j += n
				continue
			}
			if r != '’' {
				return t.clitics(i, j, quote)
			}
		}
		switch {
		case isApostropheAt(t.src, j):
			_, n := utf8.DecodeRuneInString(t.src[j:])
			next, _ := utf8.DecodeRuneInString(t.src[j+n:])
			if !isWordRune(next) || next == utf8.RuneError {
				if e := t.dropped(i, j, n); e > 0 {
					return t.emit(i, e)
				}
				return t.clitics(i, j, quote)
			}
			if quote < 0 {
				quote = j
			}
			j += n
			continue
		case c == '.':
			next := t.byteAt(j + 1)
			letter := asciiClass[next] == clLetter
			if quote < 0 && (letter || isDigit(next)) {
				if e := t.domain(i, j); e > 0 {
					return t.emit(i, e)
				}
			}
			if letter && j-piece == 1 {
				if asciiClass[t.byteAt(j+2)] == clLetter { // J.Smith
					if piece > i || isUpper(t.src[piece]) {
						return t.emit(i, j+1)
					}
					return t.clitics(i, j, quote)
				}
				j++
				piece = j
				continue
			}
			if letter && t.low[i:j] == "ph" && t.low[j+1] == 'd' && t.endsWord(j+2) {
				j++
				piece = j
				continue
			}
			return t.stop(i, j, piece, quote)
		case c == '&':
			if isUpper(t.src[j-1]) && isUpper(t.byteAt(j+1)) {
				j++
				continue
			}
		case c == '-':
			if piece == i && quote < 0 && t.affix(i, j) {
				j++
				piece = j
				continue
			}
			if j-i <= 2 && t.ends(j+1) && isLowerOnly(t.src[i:j]) && t.flags&doc.SpaceBefore != 0 { // a word that breaks off: "th- "
				return t.emit(i, j+1)
			}
		case c == '_':
			if asciiClass[t.byteAt(j+1)] <= clDigit {
				j++
				continue
			}
		case c == '$':
			if j-i <= 2 && isDigit(t.byteAt(j+1)) && isUpper(t.src[i]) && isUpper(t.src[j-1]) { // US$5
				return t.emit(i, j+1)
			}
		case c == '/':
			if j-i == 1 && t.low[i] == 'w' && t.ends(j+1) || t.low[i:j] == "s" && strings.HasPrefix(t.low[j:], "/he") && t.endsWord(j+3) {
				if t.low[i] == 'w' {
					return t.emit(i, j+1)
				}
				return t.emit(i, j+3)
			}
		case c == '@':
			if asciiClass[t.byteAt(j+1)] <= clDigit {
				j++
				continue
			}
		}
		return t.clitics(i, j, quote)
	}
	return t.clitics(i, j, quote)
}
