// Package segment cuts a text into paragraphs, sentences and tokens, and tells
// title and page furniture from the article.
package segment

import "whosaid.example/analysis/doc"

const lineStart = doc.LineStart

// Segment reads Source; sets Tokens (Start, End, Sent, Flags), Sentences,
// Paragraphs, Title, Asides, Notices. O(len(Source)).
func Segment(d *doc.Document) {
	tokenize(d)
	paragraphs(d)
}
