// Package segment cuts a text into paragraphs, sentences and tokens, and tells
// title and page furniture from the article.
//
// Tokens first (token.go, number.go, address.go), by one reading from left to
// right. Then lines, joined to paragraphs where the text was wrapped
// (paragraph.go); among them title and furniture (furniture.go, with the lists
// and forms in furniture.txt, byline.go, dateline.go); last the sentences of
// each paragraph (sentence.go).
package segment

import (
	"strings"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

const lineStart = doc.LineStart

// Segment reads Source; sets Tokens (Start, End, Sent, Head to None and the
// flags SpaceBefore, LineStart, InAside, InTitle), Sentences, Paragraphs,
// Title, Asides and Notices. Every byte that is not white space is in a token,
// every token in a sentence, every sentence in a paragraph. Any text will do.
// O(len(Source)).
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
		d.Paragraphs = append(d.Paragraphs, doc.Paragraph{Sents: doc.Span{Start: first, End: int32(len(d.Sentences))}, Kind: b.kind})
	}
	notices(d)
}

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
