// Package parse sets the dependency tree of each sentence.
package parse

import "whosaid.example/analysis/doc"

// Parse reads Tokens, Sentences, Token.Tag, Token.POS, Token.Lemma; sets Token.Head, Token.Rel and corrects Token.POS.
func Parse(d *doc.Document) {}
