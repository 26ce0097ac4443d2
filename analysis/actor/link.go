package actor

import "whosaid.example/analysis/doc"

// Link reads the Actors of all documents; sets Actor.Story.
func Link(s *doc.Story) {}
