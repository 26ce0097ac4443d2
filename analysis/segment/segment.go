// Package segment cuts a text into paragraphs, sentences and tokens, and tells title and page furniture from the article.
package segment

import "whosaid.example/analysis/doc"

// Segment reads Source; sets Tokens, Sentences, Paragraphs, Title, Asides, Notices.
func Segment(d *doc.Document) {}
