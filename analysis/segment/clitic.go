package segment

import (
	"strings"
	"unicode/utf8"
)

// Apostrophes: the ones that join a clitic to its word, stand for letters that
// are left out, or are quotation marks. Which mark pairs with which is not
// decided here.

// apostrophe reads an apostrophe or single quotation mark of n bytes at i that
// no letter before it has claimed. It is a token of its own but where the
// first letters of a word are left out.
func (t *tokenizer) apostrophe(i, n int) int {
	j := i + n
	c := t.byteAt(j)
	switch {
	case isDigit(c) && isDigit(t.byteAt(j+1)) && !isDigit(t.byteAt(j+2)): // ’90s, '71
		e := j + 2
		if t.byteAt(e) == 's' {
			e++
		}
		if t.endsWord(e) && !isApostropheAt(t.src, e) { // with one behind, the first opened a quotation
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
			if n > 1 || !t.closesSoon(e) { // a straight mark may open a quotation
				return t.emit(i, e)
			}
		case "twas", "tis", "twill", "twere":
			t.emit(i, j+1)
			return t.emit(j+1, e)
		}
	}
	return t.emit(i, j)
}

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

// dropped is the end of a word whose last letter an apostrophe of n bytes at j
// stands for ("goin'"), or 0.
func (t *tokenizer) dropped(i, j, n int) int {
	switch t.low[i:j] {
	case "goin", "doin", "comin", "gettin", "talkin", "lookin", "tryin", "makin", "livin", "tellin", "thinkin",
		"workin", "runnin", "sayin", "playin", "walkin", "havin", "takin", "givin", "cookin", "movin", "feelin",
		"nothin", "somethin", "anythin", "everythin", "mornin", "evenin", "darlin", "kiddin", "singin", "sittin", "ol", "an", "o":
		return j + n
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
