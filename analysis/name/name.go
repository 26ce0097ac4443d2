// Package name finds proper names and their types.
package name

import "whosaid.example/analysis/doc"

// Find reads Tokens, Sentences, Token.Tag; sets Names.
func Find(d *doc.Document) {}
