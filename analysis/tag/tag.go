// Package tag sets parts of speech and lemmas.
package tag

import "whosaid.example/analysis/doc"

// Tag reads Tokens, Sentences; sets Token.Tag, Token.POS, Token.Lemma.
func Tag(d *doc.Document) {}
