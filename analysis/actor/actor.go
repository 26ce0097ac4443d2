// Package actor finds who acts: mentions, coreference, kinds and roles, and the speakers of quotes.
package actor

import "whosaid.example/analysis/doc"

// Resolve reads Tokens, trees, Names, Marks; sets Mentions and Actors.
func Resolve(d *doc.Document) {}

// Speak reads Quotes, Mentions, Actors; sets Speaker, Via, Certainty, Chain and
// RunnersUp of each quote, and resolves I, we and you inside quotes.
func Speak(d *doc.Document) {}

// Link reads the Actors of all documents; sets Actor.Story.
func Link(s *doc.Story) {}
