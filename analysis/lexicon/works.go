package lexicon

// Work reports whether a lower-case noun is one for a book, a film or another work that has a title. False for
// any other word.
func Work(word string) bool {
	switch word {
	case "film", "movie", "novel", "book", "memoir", "autobiography", "album", "song", "musical", "opera", "play", "sitcom", "documentary", "poem", "essay",
		"trilogy", "novella", "thriller", "drama":
		return true
	}
	return false
}
