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
//
//go:noinline
func isCloser(w string) bool {
	switch w {
	case "\"", "”", "’", "'", "''", ")", "]", "}", "»", "›", "’’":
		return true
	}
	return false
}

// longest is the number of tokens after which a sentence is cut whatever
// stands there. No sentence of the treebanks has half of it; the cut keeps later
// stages, whose work may grow faster than a sentence, linear on any text.
const longest = 400

// split appends the sentences of the tokens from..to, which are one paragraph.
func split(d *doc.Document, from, to, para int32) {
	start := from
	for i := from; i < to; i++ {
		if i+1 == to || i+1-start == longest || boundary(d, start, i, to) {
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
	if isNote(d, next, end) { // a footnote's number belongs to the sentence before it
		return false
	}
	if isCredit(d, next, end) {
		return true
	}
	// Most tokens are words, which end no sentence.
	if w := d.Text(i); asciiClass[w[0]] <= clDigit && asciiClass[w[len(w)-1]] <= clDigit {
		return false
	}
	return stops(d, start, i, end)
}

// stops is boundary for a token that is no plain word, with white space after it.
func stops(d *doc.Document, start, i, end int32) bool {
	next := i + 1
	n := d.Text(next)
	k := i
	for k > start && d.Text(k) == "]" && k-i > -12 {
		note := k
		for note > start && note > k-4 && d.Text(note) != "[" {
			note--
		}
		if d.Text(note) != "[" || note == start {
			break
		}
		k = note - 1
	}
	for k > start && isCloser(d.Text(k)) && d.Tokens[k].Flags&doc.SpaceBefore == 0 {
		k--
	}
	w := d.Text(k)
	abbreviated := len(w) > 1 && w[len(w)-1] == '.' && asciiClass[w[len(w)-2]] <= clDigit
	if !abbreviated && !isStop(w) {
		return isDash(w) && k == i && i > start && d.Tokens[i].Flags&doc.SpaceBefore != 0 && !startsLower(n) && n != "I" && starter(d.Lower(next))
	}
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
	upper := unicode.IsUpper(r)
	if abbreviated {
		low := d.LowerSource()[d.Tokens[k].Start : d.Tokens[k].End-1]
		if k != i {
			return upper
		}
		switch lexicon.ParseAbbreviation(low) {
		case lexicon.AbbreviationOpen, lexicon.AbbreviationTitle, lexicon.AbbreviationNumber:
			return false
		case lexicon.AbbreviationClose:
			return upper && starter(d.Lower(next))
		}
		if len(low) == 1 || isDigit(w[0]) {
			return false
		}
		return upper && starter(d.Lower(next))
	}
	if w[0] != '.' && k < i && upper && reports(d, next, end) { // "Why?" Smith asked
		return false
	}
	if unicode.IsLower(r) {
		// No end, but where the writer begins sentences in lower case, or
		// with a name such as eBay.
		return w == "." && k == i && (startsLower(d.Text(start)) || strings.ToLower(n) != n)
	}
	if w[0] == '.' && len(w) > 1 || w == "…" {
		return upper || unicode.IsDigit(r)
	}
	return true
}

// isDash reports whether a token is a long dash.
func isDash(w string) bool { return w == "—" || w == "–" || w == "--" }

// isNote reports whether the number of a footnote, "[12]" or "[a]", stands at token i.
func isNote(d *doc.Document, i, end int32) bool {
	if i+2 >= end || d.Text(i) != "[" {
		return false
	}
	if d.Text(i+2) == "]" {
		w := d.Text(i + 1)
		return isDigit(w[0]) || len(w) == 1 || w == "..."
	}
	return i+3 < end && d.Text(i+3) == "]" && (d.Lower(i+1) == "citation" || d.Lower(i+2) == "source")
}

// isCredit reports whether a picture's credit begins at token i: "Image: …".
func isCredit(d *doc.Document, i, end int32) bool {
	if i+2 >= end || d.Text(i+1) != ":" {
		return false
	}
	switch d.Text(i) {
	case "Image", "Photo", "Photograph", "Picture", "Credit", "Photos", "Images":
		return true
	}
	return false
}

// reports reports whether a short subject and a reporting verb stand at token
// i, so that the question or exclamation before it is not the whole sentence.
func reports(d *doc.Document, i, end int32) bool {
	for k := i; k < end && k < i+5; k++ {
		if class, _ := lexicon.Cue(d.Lower(k)); k > i && class&(lexicon.CueSpeech|lexicon.CueManner|lexicon.CueThought) != 0 && startsLower(d.Text(k)) {
			return true
		}
		if w := d.Text(k); k > i && startsLower(w) || !isWordStart(w) {
			return false
		}
	}
	return false
}

// isOpener reports whether a token stands before the first word of a sentence.
// Like other small helpers it is kept out of its callers: WebAssembly engines
// optimize a large function at its first calls, beside the first analysis.
//
//go:noinline
func isOpener(w string) bool {
	switch w {
	case "\"", "“", "‘", "'", "``", "(", "[", "«", "‹", "„", "‚", "¿", "¡", "-", "–", "—", "*", "•":
		return true
	}
	return false
}

// starter reports whether a word in lower case is common as the first of a sentence.
//
//go:noinline
func starter(w string) bool {
	switch w {
	case "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my",
		"but", "and", "in", "on", "at", "for", "with", "after", "before", "when", "while", "if", "as", "there", "however", "what", "who", "how", "why",
		"although", "since", "though", "no", "not", "some", "many", "most", "all", "one", "according", "by", "from", "to", "so", "then", "now", "also", "yet", "still":
		return true
	}
	return false
}
