// Package segment cuts a text into paragraphs, sentences and tokens, and tells
// title and page furniture from the article.
//
// Tokens first, by one reading from left to right (token.go; abbreviation.go,
// clitic.go, number.go and address.go for what needs a closer look). Then lines,
// joined to paragraphs where the text was wrapped (paragraph.go). Among them the
// title and the furniture (furniture.go): by words (pattern.go, furniture.txt),
// by form (byline.go, dateline.go), by place (title.go, place.go) and by
// repetition (repeat.go). Last the sentences of each paragraph (sentence.go) and
// what the reader should know of the text (notice.go).
package segment

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// Segment reads Source; sets Tokens (Start, End, Sent, Head to None and the
// flags SpaceBefore, LineStart, InAside, InTitle), Sentences, Paragraphs,
// Title, Asides and Notices. Every byte that is neither white space nor of a byte
// order mark at the beginning is in a token, every token in a sentence, every
// sentence in a paragraph. Any text will do. O(len(Source)).
func Segment(d *doc.Document) {
	tokenize(d)
	blocks := lines(d)
	furnish(d, blocks)
	for i := range blocks {
		b := &blocks[i]
		first := int32(len(d.Sentences))
		if b.lead > b.from {
			split(d, b.from, b.lead, int32(i))
		}
		split(d, b.lead, b.to, int32(i))
		if last := d.Sentences[len(d.Sentences)-1].Tokens; b.aside == noAside && last.Start > b.from && isNoteOfPage(d, last) {
			addAside(d, last.Start, last.End, doc.AsideBoilerplate)
		}
		d.Paragraphs = append(d.Paragraphs, doc.Paragraph{Sents: doc.Span{Start: first, End: int32(len(d.Sentences))}, Kind: b.kind})
	}
	slices.SortFunc(d.Asides, func(a, b doc.Aside) int { return int(a.Tokens.Start - b.Tokens.Start) })
	notices(d)
}

// isNoteOfPage reports whether a sentence that ends a paragraph is a note in
// brackets which could stand alone: "(Reporting by Jane Roe)".
func isNoteOfPage(d *doc.Document, s doc.Span) bool {
	if w := d.Text(s.Start); w != "(" && w != "[" || s.Len() > 60 {
		return false
	}
	if isCaption(d, s.Start, s.End) {
		return true
	}
	var buf [maxWords + 1]string
	return lookup(appendWords(buf[:0], d, s.Start, s.End), zoneTail) != nil
}
