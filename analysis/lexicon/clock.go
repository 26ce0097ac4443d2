package lexicon

// HalfDay reports whether a word in lower case tells the half of the day of the clock
// time before it: "pm", "a.m.".
func HalfDay(word string) bool {
	switch word {
	case "am", "pm", "a.m.", "p.m.", "a.m", "p.m":
		return true
	}
	return false
}

// TimeZone reports whether a word in lower case is the short name of a time as English
// news give it behind a clock time: "gmt", "et". The list is our own.
func TimeZone(word string) bool {
	switch word {
	case "gmt", "utc", "bst", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "pst", "pdt", "pt", "cet", "cest", "eet", "msk", "ist", "aest", "aedt":
		return true
	}
	return false
}
