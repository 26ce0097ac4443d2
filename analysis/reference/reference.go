// Package reference joins claims that bear on the same matter.
package reference

import "whosaid.example/analysis/doc"

// Find reads Claims, Quotes, Actors of all documents; sets References and Origins.
func Find(s *doc.Story) {}
