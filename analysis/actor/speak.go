package actor

import "whosaid.example/analysis/doc"

// Speak reads Quotes, Mentions, Actors; sets Speaker, Via, Certainty, Chain and
// RunnersUp of each quote, and resolves I, we and you inside quotes.
func Speak(d *doc.Document) {}
