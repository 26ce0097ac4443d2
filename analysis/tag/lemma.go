package tag

import "whosaid.example/analysis/doc"

// Lemma is the dictionary form of token i.
func Lemma(d *doc.Document, i int32) string { return d.Lower(i) }
