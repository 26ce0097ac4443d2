package segment

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// dateWord is what a word is in a date or time.
type dateWord uint8

const (
	dateNone   dateWord = iota
	dateFiller          // updated, at, of
	dateNumber          // 4, 2024, 10th
	dateMonth
	dateDay  // weekdays, today
	dateTime // 6:20, p.m., hours
	dateFull // 11/28/2000
)

// dateToken classes token i.
func dateToken(d *doc.Document, i int32) dateWord {
	w := d.Lower(i)
	if isDigit(w[0]) {
		switch {
		case strings.Count(w, "/") == 2 || strings.Count(w, "-") == 2 && len(w) >= 8 || strings.Count(w, ".") == 2 && len(w) >= 6:
			return dateFull
		case strings.Contains(w, ":"):
			return dateTime
		case strings.IndexByte(w, '.') > 0 && len(w) <= 5 && !strings.HasSuffix(w, "."): // 2.40 in British use
			return dateNumber
		case len(w) <= 2 || len(w) == 4 && (w[0] == '1' || w[0] == '2'):
			return dateNumber
		case len(w) <= 4 && (strings.HasSuffix(w, "st") || strings.HasSuffix(w, "nd") || strings.HasSuffix(w, "rd") || strings.HasSuffix(w, "th")):
			return dateNumber
		case len(w) == 4 || len(w) == 5 && w[4] == 'h': // 0930, 1830h
			return dateNumber
		case (len(w) == 5 || len(w) == 6) && strings.HasPrefix(w, "20") && w[2] < '5' && i+1 < int32(len(d.Tokens)) && d.Text(i+1) == ":":
			return dateNumber // "February 20, 20248:14 PM": a year and an hour
		}
		return dateNone
	}
	if n := len(w); n > 3 && w[n-1] == '.' && strings.IndexByte(w[:n-1], '.') < 0 {
		w = w[:n-1]
	}
	switch w {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return dateMonth
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
		"today", "yesterday", "tonight":
		return dateDay
	case "noon", "midnight", "ago", "hrs", "hours", "hour", "minutes", "minute", "mins", "min", "o'clock":
		return dateTime
	case "updated", "update", "published", "posted", "last", "first", "modified", "created", "issued", "edited", "added", "at", "on", "of", "the", "and", "time", "date", "local",
		"days", "day", "weeks", "week", "months", "month", "since", "h", "m", "d", "originally", "uploaded", "released", "print", "edition", "new", "eastern":
		return dateFiller
	case ",", ".", ":", "|", "-", "–", "—", "·", "•", "(", ")", "/", "[", "]", ";", "+":
		return dateFiller
	}
	if lexicon.HalfDay(w) || lexicon.TimeZone(w) {
		return dateTime
	}
	return dateNone
}

// dates reads dates and times from token i to end: how far they go, and
// whether a real date or time is among them.
func dates(d *doc.Document, i, end int32) (next int32, ok bool) {
	var have [dateFull + 1]int
	for next = i; next < end; next++ {
		c := dateToken(d, next)
		if c == dateNone {
			break
		}
		have[c]++
	}
	ok = have[dateFull] > 0 || have[dateMonth] > 0 && have[dateNumber] > 0 || have[dateDay] > 0 || have[dateTime] > 0 && (have[dateNumber] > 0 || have[dateTime] > 0)
	return next, ok
}

// clock is the end of a time of day at token i ("2:05 p.m.", "14.30 GMT"), or i.
func clock(d *doc.Document, i, end int32) int32 {
	if i >= end {
		return i
	}
	w := d.Text(i)
	colon := strings.IndexByte(w, ':')
	if !isDigit(w[0]) || len(w) > 5 || colon < 0 && !(i+1 < end && dateToken(d, i+1) == dateTime && strings.ContainsAny(d.Lower(i+1), "mgub")) {
		return i
	}
	for i++; i < end && dateToken(d, i) == dateTime; i++ {
	}
	return i
}

// capsColon is the token behind one or two words in capitals with a colon at token i, or i. Bodies that all know are no such words.
func capsColon(d *doc.Document, i, end int32) int32 {
	for k := i; k < end && k < i+2 && len(d.Text(k)) > 2 && isAllCaps(d.Text(k)) && lexicon.Name(d.Text(k)).Kinds&lexicon.NameBody == 0; k++ {
		if k+1 < end && d.Text(k+1) == ":" {
			return k + 2
		}
	}
	return i
}

// dateline is the end of the dateline that opens a report at token from
// ("CITY, March 4 (AGENCY) —", "City, 3 March 2024 –", "(Agency) -"), or from.
// It ends with its dash, within 18 tokens, or with an agency's name between
// slashes and a stop ("CITY, March 4. /AGENCY/."); first says that in this paragraph
// a place in capitals may have a colon instead.
func dateline(d *doc.Document, from, end int32, first bool) int32 {
	var caps, title, agency, date, open, comma bool
	capitals := 0
	limit := min(end-1, from+18)
	if limit <= from {
		return from
	}
	if n, _ := lexicon.LongestName(d, from, limit, lexicon.NameCity|lexicon.NameCapital); first && n > 0 && d.Text(from+n) == ":" && isAllCaps(d.SpanText(doc.Span{Start: from, End: from + n})) {
		return from + n + 1 // "NEW DELHI: …"
	}
	if first {
		if e := capsColon(d, from, limit); e > from && e < limit && (isUpper(d.Text(e)[0]) || isDigit(d.Text(e)[0])) {
			return e // a town that no list has; before marks it would be who says it
		}
	}
	for i := from; i < limit; i++ {
		w := d.Text(i)
		switch c := dateToken(d, i); {
		case w == "—" || w == "–" || w == "-" || w == "--" || w == "―" || w == ":" && first && agency && date && i > from && d.Text(i-1) == ")":
			if d.Tokens[i].Flags&doc.SpaceBefore == 0 && d.Tokens[i+1].Flags&doc.SpaceBefore == 0 && w != "—" && w != "--" {
				break // a hyphen in a name
			}
			if i == from || open || startsLower(d.Text(i+1)) {
				return from
			}
			if caps || agency || title && date {
				return i + 1
			}
			return from
		case w == "/" && caps && i+3 < limit && isAllCaps(d.Text(i+1)) && d.Text(i+2) == "/" && isStop(d.Text(i+3)):
			return i + 4
		case w == "(" || w == "[":
			open = true
		case w == ",":
			comma = true
		case w == ")" || w == "]":
			agency = agency || open && isUpper(d.Text(i - 1)[0])
			open = false
		case c == dateMonth || c == dateDay:
			date = true
		case c == dateNumber || c == dateFiller && !isWordStart(w) && w != ":":
		case isAllCaps(w):
			caps = caps || len(w) > 2 && !open
			if capitals++; capitals > 4 && !open {
				return from
			}
		case !startsLower(w) && isWordStart(w):
			title = title || i == from
			if caps && !comma && !open {
				return from // capitals, then a name: a heading, not a place
			}
		case w == "of" || w == "de" || w == "la" || w == "el" || w == "al" || w == "the" || w == "near" || w == "and" || w == "on" || w == "upon":
		case w == "/" || w == "'s" || w == "’s":
		default:
			return from
		}
	}
	return from
}

//go:noinline
func startsLower(w string) bool {
	c := w[0]
	return 'a' <= c && c <= 'z' || c >= 0x80 && isLowerRune(w)
}

// isAllCaps reports whether w has a letter and none in lower case.
func isAllCaps(w string) bool {
	letter := false
	for i := 0; i < len(w); i++ {
		if 'a' <= w[i] && w[i] <= 'z' {
			return false
		}
		letter = letter || isUpper(w[i])
	}
	return letter
}
