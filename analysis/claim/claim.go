// Package claim cuts quotes and narration into propositions.
package claim

import "whosaid.example/analysis/doc"

// Split reads trees, Quotes, Mentions, Actors; sets Claims.
func Split(d *doc.Document) {}
