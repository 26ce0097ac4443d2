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
// English sentences together, or a short one more of those of its neighbours.
func notEnglish(d *doc.Document) bool {
	words, function, foreign, letters, latin := 0, 0, 0, 0, 0
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
		} else if foreignWord(w) {
			foreign++
		}
	}
	if letters > 0 && latin*2 < letters {
		return true
	}
	if words < 25 {
		return words >= 8 && foreign >= 3 && foreign > 2*function
	}
	return function*100 < words*14
}

// foreignWord reports whether w is one of the most frequent words of another
// language in Latin letters that English names seldom hold.
func foreignWord(w string) bool {
	switch w {
	case "der", "und", "das", "nicht", "ist", "ein", "eine", "einen", "mit", "für", "auf", "dem", "sich", "wird", "sind", "auch", // German
		"les", "une", "est", "dans", "pour", "qui", "que", "sur", "pas", "avec", "sont", "aux", "été", // French
		"los", "las", "por", "para", "una", "como", "más", "pero", // Spanish
		"il", "che", "di", "sono", "della", "gli", "è", // Italian
		"não", "uma", "dos", "com", "mais", "em", "são", // Portuguese
		"het", "een", "niet", "zijn", "voor", "naar", // Dutch
		"och", "att", "det", "på", "som", "är", "og", "af", // Swedish, Danish, Norwegian
		"nie", "jest", "że", "bir", "ve", "için": // Polish, Turkish
		return true
	}
	return false
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
