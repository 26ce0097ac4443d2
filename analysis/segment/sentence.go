package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// isStop reports whether a token can end a sentence.
func isStop(w string) bool {
	switch w[0] {
	case '.', '!', '?':
		return true
	}
	return w == "…" || strings.HasPrefix(w, "…")
}

// isCloser reports whether a token belongs to the sentence that the stop
// before it ends: closing marks and brackets.
func isCloser(w string) bool {
	switch w {
	case "\"", "”", "’", "'", "''", ")", "]", "}", "»", "›", "’’":
		return true
	}
	return false
}

// split appends the sentences of the tokens from..to, which are one paragraph.
func split(d *doc.Document, from, to, para int32) {
	start := from
	for i := from; i < to; i++ {
		if i+1 == to || boundary(d, start, i, to) {
			n := int32(len(d.Sentences))
			for k := start; k <= i; k++ {
				d.Tokens[k].Sent = n
			}
			d.Sentences = append(d.Sentences, doc.Sentence{Tokens: doc.Span{Start: start, End: i + 1}, Para: para})
			start = i + 1
		}
	}
}

// boundary reports whether token i is the last of the sentence that begins at
// token start, in a paragraph that ends at token end.
func boundary(d *doc.Document, start, i, end int32) bool {
	next := i + 1
	if d.Tokens[next].Flags&doc.SpaceBefore == 0 {
		return false
	}
	k := i
	for k > start && isCloser(d.Text(k)) && d.Tokens[k].Flags&doc.SpaceBefore == 0 {
		k--
	}
	w := d.Text(k)
	abbreviated := len(w) > 1 && w[len(w)-1] == '.' && asciiClass[w[len(w)-2]] <= clDigit
	if !abbreviated && !isStop(w) {
		return false
	}
	n := d.Text(next)
	if isCloser(n) && n != "'" && n != "\"" && n != "’" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(n)
	opens := isOpener(n)
	for m := next; opens && m+1 < end; {
		m++
		r, _ = utf8.DecodeRuneInString(d.Text(m))
		opens = isOpener(d.Text(m))
	}
	if abbreviated {
		low := d.LowerSource()[d.Tokens[k].Start : d.Tokens[k].End-1]
		if k != i {
			return unicode.IsUpper(r)
		}
		switch lexicon.ParseAbbreviation(low) {
		case lexicon.AbbreviationOpen, lexicon.AbbreviationTitle, lexicon.AbbreviationNumber:
			return false
		case lexicon.AbbreviationClose:
			return unicode.IsUpper(r) && starter(d.Lower(next))
		}
		if len(low) == 1 || isDigit(w[0]) {
			return false
		}
		return unicode.IsUpper(r) && starter(d.Lower(next))
	}
	if unicode.IsLower(r) {
		// "Really?" he asked; "Stop!" is no end either. A stop before a small letter is one only
		// where it is a plain full stop and no mark closed after it.
		return w == "." && k == i && r != 'e'
	}
	if w[0] == '.' && len(w) > 1 || w == "…" {
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	}
	return true
}

// isOpener reports whether a token stands before the first word of a sentence.
func isOpener(w string) bool {
	switch w {
	case "\"", "“", "‘", "'", "``", "(", "[", "«", "‹", "„", "‚", "¿", "¡", "-", "–", "—", "*", "•":
		return true
	}
	return false
}

// starter reports whether a word in lower case is common as the first of a sentence.
func starter(w string) bool {
	switch w {
	case "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my",
		"but", "and", "in", "on", "at", "for", "with", "after", "before", "when", "while", "if", "as", "there", "however", "what", "who", "how", "why",
		"although", "since", "though", "no", "not", "some", "many", "most", "all", "one", "according", "by", "from", "to", "so", "then", "now", "also", "yet", "still":
		return true
	}
	return false
}
