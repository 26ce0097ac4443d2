package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
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
	single   bool // a single opening quotation mark waits for its end on this line
}

// ahead is how far the tokenizer looks for the end of an address.
const ahead = 80

// tokenize sets d.Tokens with Start, End and the flags SpaceBefore and LineStart.
func tokenize(d *doc.Document) {
	t := &tokenizer{src: d.Source, low: d.LowerSource(), at: -1, flags: doc.LineStart}
	t.out = make([]doc.Token, 0, len(t.src)/5+4)
	for i := 0; i < len(t.src); {
		c := t.src[i]
		switch kind := asciiClass[c]; kind {
		case clSpace:
			if c == '\n' || c == '\r' || c == '\v' || c == '\f' {
				t.flags |= doc.LineStart
				t.single = false
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
			t.single = false
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

// apostrophe reads an apostrophe or single quotation mark of n bytes at i that
// no letter before it has claimed. It is a token of its own but where the
// first letters of a word are left out.
func (t *tokenizer) apostrophe(i, n int) int {
	j := i + n
	c := t.byteAt(j)
	straight := n == 1
	opening := t.flags&doc.SpaceBefore != 0 || t.flags&doc.LineStart != 0
	if strings.HasPrefix(t.src[i:], "‘") && !opening {
		opening = false
	}
	switch {
	case isDigit(c) && isDigit(t.byteAt(j+1)) && !isDigit(t.byteAt(j+2)): // ’90s, '71
		e := j + 2
		if t.byteAt(e) == 's' {
			e++
		}
		if t.endsWord(e) && !t.closesAt(e) {
			return t.emit(i, e)
		}
	case asciiClass[c] == clLetter:
		e := j
		for e < len(t.src) && e < j+8 && asciiClass[t.src[e]] == clLetter {
			e++
		}
		w := t.low[j:e]
		if !t.endsWord(e) || strings.HasPrefix(t.src[i:], "‘") && w != "n" {
			break
		}
		if (w == "n") && isApostropheAt(t.src, e) { // rock ’n’ roll
			_, m := utf8.DecodeRuneInString(t.src[e:])
			return t.emit(i, e+m)
		}
		switch w {
		case "em", "til", "cause", "cuz", "bout", "round", "neath", "nuff", "cos", "fore":
			if !straight && n > 1 || !t.closesSoon(e) {
				return t.emit(i, e)
			}
		case "twas", "tis", "twill", "twere":
			t.emit(i, j+1)
			return t.emit(j+1, e)
		}
	}
	return t.emit(i, j)
}

// closesAt reports whether an apostrophe stands at i: then the one before it
// was an opening quotation mark.
func (t *tokenizer) closesAt(i int) bool { return isApostropheAt(t.src, i) }

// closesSoon reports whether a closing single mark follows within a short
// distance on the line.
func (t *tokenizer) closesSoon(i int) bool {
	for j := i; j < len(t.src) && j < i+ahead && t.src[j] != '\n'; j++ {
		if t.src[j] == '\'' && asciiClass[t.byteAt(j+1)] != clLetter {
			return true
		}
	}
	return false
}

// isApostropheAt reports whether ' or ’ or ` stands at i.
func isApostropheAt(s string, i int) bool {
	return i < len(s) && (s[i] == '\'' || s[i] == '`' || strings.HasPrefix(s[i:], "’"))
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

// stop decides on the full stop at j after the word that begins at i: part of
// an abbreviation, or a token of its own.
func (t *tokenizer) stop(i, j, piece, quote int) int {
	if t.byteAt(j+1) == '.' { // an ellipsis
		return t.clitics(i, j, quote)
	}
	if piece > i && t.src[piece-1] == '.' { // U.S., a.m.
		return t.emit(i, j+1)
	}
	if j-i == 1 && isUpper(t.src[i]) {
		if t.initial(i, j) {
			return t.emit(i, j+1)
		}
		return t.clitics(i, j, quote)
	}
	if j-i == 1 && (t.byteAt(j+1) == ' ' && isDigit(t.byteAt(j+2)) || t.out != nil && t.flags == 0 && t.src[i-1] == '(') {
		switch t.src[i] { // c. 1500, (b. May 1950)
		case 'b', 'c', 'd', 'm', 'p', 'n', 'r':
			return t.emit(i, j+1)
		}
	}
	capital := isUpper(t.src[i])
	switch lexicon.ParseAbbreviation(t.low[i:j]) {
	case lexicon.AbbreviationNone:
		return t.clitics(i, j, quote)
	case lexicon.AbbreviationTitle, lexicon.AbbreviationName:
		if !capital {
			return t.clitics(i, j, quote)
		}
	case lexicon.AbbreviationNumber:
		k := j + 1
		if t.byteAt(k) == ' ' {
			k++
		} else if strings.HasPrefix(t.src[k:], "\u00a0") {
			k += 2
		}
		if !isDigit(t.byteAt(k)) {
			return t.clitics(i, j, quote)
		}
	}
	return t.emit(i, j+1)
}

// initial reports whether the capital at i, with a stop at j, is a name's
// initial ("George W. Bush", "J., Doe") and not a letter that ends a sentence
// ("Plan B.", "than I.").
func (t *tokenizer) initial(i, j int) bool {
	k := j + 1
	if t.byteAt(k) == ',' || t.byteAt(k) == '-' {
		return true
	}
	for n := 1; k < len(t.src) && n > 0; k += n {
		var r rune
		if r, n = utf8.DecodeRuneInString(t.src[k:]); r != ' ' && r != '\u00a0' {
			if !unicode.IsUpper(r) && r != '&' {
				return false
			}
			break
		}
	}
	if k >= len(t.src) {
		return false
	}
	if len(t.out) == 0 || t.flags&doc.LineStart != 0 {
		return t.src[i] != 'I'
	}
	last := t.out[len(t.out)-1]
	w := t.src[last.Start:last.End]
	r, _ := utf8.DecodeRuneInString(w)
	if t.src[i] == 'I' || t.src[i] == 'A' {
		return unicode.IsUpper(r) && len(w) > 1 && t.flags == doc.SpaceBefore
	}
	switch t.low[last.Start:last.End] {
	case "plan", "vitamin", "group", "grade", "hepatitis", "section", "part", "option", "class", "type", "point", "exhibit", "appendix", "phase", "team", "world", "war":
		return false
	}
	return true
}

// affix reports whether the letters from i to the hyphen at j are a prefix
// that the treebanks don't split off ("non-nuclear", "e-mail").
func (t *tokenizer) affix(i, j int) bool {
	if asciiClass[t.byteAt(j+1)] > clDigit {
		return false
	}
	switch t.low[i:j] {
	case "non", "co", "cross", "re", "pro", "anti", "mid", "pre", "e", "counter", "semi", "mini", "post",
		"sub", "inter", "super", "ex", "over", "multi", "neo", "intra", "micro", "un", "ultra", "trans", "proto", "socio", "arch", "pseudo", "extra", "bi", "tri":
		return true
	}
	return false
}

// dropped is the end of a word whose last letter an apostrophe of n bytes at j
// stands for ("goin'"), or 0.
func (t *tokenizer) dropped(i, j, n int) int {
	switch t.low[i:j] {
	case "goin", "doin", "comin", "gettin", "talkin", "lookin", "tryin", "makin", "livin", "tellin", "thinkin",
		"workin", "runnin", "sayin", "playin", "walkin", "havin", "takin", "givin", "cookin", "movin", "feelin",
		"nothin", "somethin", "anythin", "everythin", "mornin", "evenin", "darlin", "kiddin", "singin", "sittin", "ol", "an", "o":
		if t.single && t.low[i:j] != "ol" && t.low[i:j] != "o" {
			return 0
		}
		return j + n
	case "y":
	}
	return 0
}

// clitics emits the word from i to j, whose first inner apostrophe is quote
// (-1 for none), as the word and its clitics: do|n't, it|'s, can|not, gon|na.
func (t *tokenizer) clitics(i, j, quote int) int {
	if j == i {
		_, n := utf8.DecodeRuneInString(t.src[i:])
		return t.emit(i, i+max(1, n))
	}
	if quote < 0 {
		if n := j - i; 4 <= n && n <= 7 {
			if at := fused(t.low[i:j]); at > 0 {
				t.emit(i, i+at)
				return t.emit(i+at, j)
			}
		}
		return t.emit(i, j)
	}
	_, n := utf8.DecodeRuneInString(t.src[quote:])
	if t.low[i:quote] == "y" && strings.HasPrefix(t.low[quote+n:j], "all") { // y'all
		t.emit(i, quote+n)
		return t.clitics(quote+n, j, -1)
	}
	// The clitics stand at the end: find where they begin, from the right.
	begin := j
	for begin > i {
		cut := t.clitic(i, begin)
		if cut <= i {
			break
		}
		begin = cut
	}
	if begin == j {
		return t.emit(i, j)
	}
	t.emit(i, begin)
	for begin < j { // each begins at its apostrophe, or at the n of n't
		e := begin + 1
		for e < j && !(isApostropheAt(t.src[:j], e) && !(e == begin+1 && t.low[begin] == 'n')) && !(t.low[e] == 'n' && e+1 < j && isApostropheAt(t.src[:j], e+1)) {
			e++
		}
		t.emit(begin, e)
		begin = e
	}
	return j
}

// clitic is where the clitic that ends the word from i to j begins, or 0.
func (t *tokenizer) clitic(i, j int) int {
	for _, tail := range [...]string{"s", "t", "re", "ve", "ll", "m", "d"} {
		if j-len(tail) <= i || t.low[j-len(tail):j] != tail {
			continue
		}
		q := j - len(tail) - 1
		if q > i && (t.src[q] == '\'' || t.src[q] == '`') {
		} else if q -= 2; q > i && strings.HasPrefix(t.src[q:], "’") {
		} else {
			return 0
		}
		switch {
		case tail == "t":
			if t.low[q-1] != 'n' || q-1 <= i {
				return 0
			}
			return q - 1
		case tail == "s" && q-i >= 2 && isDigit(t.src[i]) && t.src[q-1] == '0': // 1990's
			return 0
		}
		return q
	}
	return 0
}

// fused is where a word that joins two without an apostrophe is cut, or 0.
func fused(w string) int {
	switch w {
	case "cannot", "gotta", "wanna":
		return 3
	case "gonna", "gimme", "lemme":
		return 3
	case "dont", "wont", "cant", "aint":
		return 2
	case "didnt", "isnt", "wasnt", "hasnt", "arent":
		return len(w) - 2
	case "doesnt", "couldnt", "wouldnt", "havent", "werent":
		return len(w) - 2
	case "thats", "theres", "whats":
		return len(w) - 1
	case "youre", "theyre":
		return len(w) - 2
	}
	return 0
}
