package segment

import (
	"strings"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

// number reads the token or tokens that begin with the digit (or ".5") at i:
// 1,250.75, 10th, 1980s, 6:20, 11/28/2000, 713-853-3989; 35|mm, 5|-|10.
func (t *tokenizer) number(i int) int {
	if e := t.email(i); e > i {
		return t.emit(i, e)
	}
	j := i
	if t.src[j] == '.' {
		j++
	}
	group := j // where the digits after the last separator begin
	var last byte
	for j < len(t.src) {
		c := t.src[j]
		if isDigit(c) {
			j++
			continue
		}
		if !isDigit(t.byteAt(j + 1)) {
			break
		}
		digits := j - group
		ok := false
		switch c {
		case '.':
			ok = true
		case ',': // thousands, and European decimals of one number
			ok = digits <= 3 && isDigit(t.byteAt(j+2)) && isDigit(t.byteAt(j+3)) && !isDigit(t.byteAt(j+4)) && last != '.' && last != ':'
		case ':':
			ok = digits <= 2 && t.digitsAt(j+1) <= 2
		case '/':
			ok = digits <= 2 && (t.digitsAt(j+1) <= 2 || last == '/' || t.digitsAt(j+1) == 4)
		case '-':
			n := t.digitsAt(j + 1)
			ok = digits == 3 && (n == 3 && t.byteAt(j+4) == '-' && t.digitsAt(j+5) == 4 || n == 4) ||
				last == '-' && n <= 4 ||
				digits == 4 && n == 2 && t.byteAt(j+3) == '-' && t.digitsAt(j+4) == 2 && last == 0 // 2024-05-01
		}
		if !ok {
			break
		}
		last = c
		j++
		group = j
	}
	// Letters that follow: an ordinal or a model stays whole, a unit is cut off.
	k := j
	for k < len(t.src) && k < j+ahead {
		r, n := utf8.DecodeRuneInString(t.src[k:])
		if !isWordRune(r) {
			break
		}
		k += n
	}
	if k == j {
		if last == 0 && t.byteAt(j) == '.' && t.listNumber(i, j) {
			return t.emit(i, j+1)
		}
		if t.src[j-1] == '0' && j-i >= 2 && isApostropheAt(t.src, j) && last == 0 { // 1980's
			_, n := utf8.DecodeRuneInString(t.src[j:])
			if t.byteAt(j+n) == 's' && t.endsWord(j+n+1) && (j-i == 4 || j-i == 2) {
				return t.emit(i, j+n+1)
			}
		}
		return t.emit(i, j)
	}
	if isUnit(t.low[j:k]) {
		t.emit(i, j)
		if t.byteAt(k) == '.' && (t.byteAt(k+1) == 'm') && (t.low[j:k] == "a" || t.low[j:k] == "p") {
			return t.word(j)
		}
		if t.low[j:k] == "a" || t.low[j:k] == "p" {
			return t.word(j)
		}
		return t.emit(j, k)
	}
	if (t.low[j:k] == "a" || t.low[j:k] == "p") && strings.HasPrefix(t.low[k:], ".m") { // 3a.m.
		t.emit(i, j)
		return t.word(j)
	}
	if last == 0 {
		return t.tail(i, j)
	}
	t.emit(i, j)
	return t.word(j)
}

// tail reads the rest of a word that begins with digits: "10th", "B2B"-like
// names, "14-year-old"'s first part. digits end at j.
func (t *tokenizer) tail(i, j int) int {
	quote := -1
	for j < len(t.src) {
		r, n := utf8.DecodeRuneInString(t.src[j:])
		if isWordRune(r) {
			j += n
			continue
		}
		if quote < 0 && isApostropheAt(t.src, j) {
			if next, _ := utf8.DecodeRuneInString(t.src[j+n:]); isWordRune(next) {
				quote = j
				j += n
				continue
			}
		}
		break
	}
	return t.clitics(i, j, quote)
}

// listNumber reports whether the number from i to the stop at j numbers an
// item of a list: first on its line, white space after it, one or two digits.
func (t *tokenizer) listNumber(i, j int) bool {
	return j-i <= 2 && t.flags&doc.LineStart != 0 && j+1 < len(t.src) && t.src[j+1] == ' '
}

// digitsAt counts the digits at i, up to 5.
func (t *tokenizer) digitsAt(i int) int {
	n := 0
	for n < 5 && isDigit(t.byteAt(i+n)) {
		n++
	}
	return n
}

// isUnit reports whether letters right after a number are its unit.
func isUnit(w string) bool {
	switch w {
	case "am", "pm", "k", "m", "b", "bn", "mn", "tn", "mm", "cm", "km", "kg", "g", "mg", "lb", "lbs", "oz", "ft", "hz", "khz", "mhz", "ghz",
		"w", "kw", "mw", "gw", "kwh", "mwh", "gb", "mb", "tb", "kb", "x", "hrs", "hr", "yr", "yrs", "min", "mins", "sec", "secs", "c", "f", "ml", "l", "mph", "kph", "kmh",
		"pp", "pc", "million", "billion", "trillion", "percent", "p", "ha", "sq", "km²", "m²":
		return true
	}
	return false
}
