package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// address is the end of the URL or e-mail address that begins at i, else 0.
func (t *tokenizer) address(i int) int {
	switch t.low[i] {
	case 'h', 'w', 'f', 'm':
		for _, p := range [...]string{"http://", "https://", "www.", "ftp://", "mailto:"} {
			if strings.HasPrefix(t.low[i:], p) && !t.ends(i+len(p)) {
				return t.urlEnd(i + len(p))
			}
		}
	}
	return t.email(i)
}

// urlEnd is the end of a URL that goes on at i: before white space or a quotation
// mark, without the punctuation that closes the sentence around it.
func (t *tokenizer) urlEnd(i int) int {
	j, open := i, false
	for j < len(t.src) {
		r, n := utf8.DecodeRuneInString(t.src[j:])
		if unicode.IsSpace(r) || r == '"' || r == '<' || r == '>' || r == '”' || r == '“' || r == '’' || r == utf8.RuneError {
			break
		}
		open = open || r == '('
		j += n
	}
	for j > i {
		c := t.src[j-1]
		if c == ')' && open {
			break
		}
		if strings.IndexByte(".,;:!?)'\"]}*", c) < 0 {
			break
		}
		j--
	}
	return j
}

// email is the end of the e-mail address that begins at i, else 0. The next
// "@" is found once for all words before it, so that this costs nothing in a
// text without one.
func (t *tokenizer) email(i int) int {
	if t.at < i {
		k := strings.IndexByte(t.src[i:], '@')
		if k < 0 {
			t.at = len(t.src) + ahead
		} else {
			t.at = i + k
		}
	}
	if t.at-i > ahead || t.at == i {
		return 0
	}
	for _, c := range []byte(t.src[i:t.at]) {
		if asciiClass[c] > clDigit && c != '.' && c != '_' && c != '-' && c != '+' && c != '%' {
			return 0
		}
	}
	j := t.at + 1
	for j < len(t.src) && j < t.at+ahead && (asciiClass[t.src[j]] <= clDigit || (t.src[j] == '.' || t.src[j] == '-' || t.src[j] == '_') && asciiClass[t.byteAt(j+1)] <= clDigit) {
		j++
	}
	if j == t.at+1 {
		return 0
	}
	return j
}

// domain is the end of the site or file name whose first part is the word from
// i to the stop at j ("example.com/news", "report.pdf"), else 0.
func (t *tokenizer) domain(i, j int) int {
	k, dot := j, j
	for k < len(t.src) && k < j+ahead && (asciiClass[t.src[k]] <= clDigit || (t.src[k] == '.' || t.src[k] == '-' || t.src[k] == '_') && asciiClass[t.byteAt(k+1)] <= clDigit) {
		if t.src[k] == '.' {
			dot = k
		}
		k++
	}
	if !isSuffix(t.low[dot+1 : k]) {
		return 0
	}
	if t.byteAt(k) == '/' && !t.ends(k+1) {
		return t.urlEnd(k)
	}
	return k
}

// isSuffix reports whether s ends names of sites or files.
func isSuffix(s string) bool {
	switch s {
	case "com", "org", "net", "gov", "edu", "mil", "int", "info", "io", "co", "uk", "eu", "de", "fr", "ca", "au", "ie", "nz", "ru", "ua", "tv", "news", "biz", "app", "dev", "ai",
		"doc", "docx", "pdf", "txt", "xls", "xlsx", "html", "htm", "jpg", "jpeg", "png", "gif", "zip", "exe", "mp3", "mp4", "php", "url", "csv":
		return true
	}
	return false
}
