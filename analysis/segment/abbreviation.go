package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

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
	if t.src[i] == 'X' && t.low[last.Start:last.End] == "on" {
		return false // "wrote on X. Others …": the message service
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
