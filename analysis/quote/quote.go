// Package quote finds quotes: their marks, cues, sources and content.
package quote

import "whosaid.example/analysis/doc"

// Attribute reads everything up to Marks and Mentions; sets Quotes but for their speakers.
func Attribute(d *doc.Document) {}
