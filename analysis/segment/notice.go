package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

// notices adds what a reader should know of the text.
func notices(d *doc.Document) {
	if len(d.Tokens) == 0 {
		d.Notices = append(d.Notices, "empty")
		return
	}
	if binary(d.Source) {
		d.Notices = append(d.Notices, "binary")
	}
	if !utf8.ValidString(d.Source) {
		d.Notices = append(d.Notices, "invalid-utf8")
	}
	if notEnglish(d) {
		d.Notices = append(d.Notices, "not-english")
	}
}

// binary reports whether a text looks like a file that is none: a zero byte, or
// more than one control character in fifty bytes.
func binary(s string) bool {
	if strings.IndexByte(s, 0) >= 0 {
		return true
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && asciiClass[c] != clSpace && c != 0x1b || c == 0x7f {
			n++
		}
	}
	return n*50 > len(s)
}

// notEnglish reports whether a text of some length has too few of the words that hold
// English sentences together.
func notEnglish(d *doc.Document) bool {
	words, function, letters, latin := 0, 0, 0, 0
	for i := range d.Tokens {
		w := d.Lower(int32(i))
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) {
			continue
		}
		words++
		letters++
		if r < 0x250 {
			latin++
		}
		if functionWord(w) {
			function++
		}
	}
	if letters > 0 && latin*2 < letters {
		return true
	}
	return words >= 25 && function*100 < words*14
}

// functionWord reports whether w is one of the most frequent words of English
// that few other languages have.
func functionWord(w string) bool {
	switch w {
	case "the", "of", "and", "to", "a", "in", "that", "is", "was", "for", "it", "on", "with", "as", "he", "his", "be", "by", "at", "from", "this", "have",
		"had", "not", "are", "but", "or", "they", "which", "you", "were", "their", "an", "she", "her", "has", "been", "will", "would", "who", "we", "said",
		"'s", "’s", "n't", "n’t", "if", "i", "about", "after", "when", "what", "there", "its":
		return true
	}
	return false
}
