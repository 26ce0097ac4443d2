package segment

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// bylineWord reports whether a word in lower case can stand between the names
// of a byline: particles of names, offices, and what joins them.
func bylineWord(w string) bool {
	switch w {
	case "and", "for", "in", "of", "the", "at", "with", "from", "to", "a", "an", "special", "on", "s", "'s", "’s", "by", "&",
		"de", "da", "di", "del", "della", "van", "von", "der", "den", "al", "el", "bin", "ibn", "la", "le", "du", "dos", "ter", "ten",
		",", ".", "|", "·", "•", "-", "–", "—", "/", "(", ")", ";", ":", "+":
		return true
	}
	return roleWord(w)
}

// roleWord reports whether a word names an office in a newsroom.
func roleWord(w string) bool {
	switch w {
	case "reporter", "reporters", "correspondent", "correspondents", "editor", "editors", "writer", "writers", "columnist", "staff", "contributor",
		"journalist", "producer", "analyst", "photographer", "bureau", "chief", "senior", "political", "diplomatic", "foreign", "deputy",
		"contributing", "agencies", "agency", "associate", "intern", "desk", "team", "newsroom", "reporting":
		return true
	}
	return false
}

// isByline reports whether tokens from..to, a whole paragraph, name its
// writers: "By Jane Roe, Staff Writer, May 3", "EXCLUSIVE by …", and, where
// named is set (near the headline), "Jane Roe, 3 May", "Jane Roe, Political
// Editor" or "Jane Roe in Vienna".
func isByline(d *doc.Document, from, to int32, named bool) bool {
	if to-from < 2 || to-from > 32 {
		return false
	}
	i := from
	if next, ok := dates(d, from, to); ok && next < to && d.Lower(next) == "by" {
		i = next // "May 3 by Jane Roe"
	}
	by := false
	for start := i; i < to && i < start+5; i++ {
		w := d.Lower(i)
		if credits(w) && i+1 < to && d.Text(i+1) == ":" || w == "live" && i == from && d.Lower(i+1) == "with" {
			by = true // "Words: Jane Roe", "Live with Jane Roe"
			i += 2
			break
		}
		if w == "by" {
			by = true
			if i++; i < to && d.Text(i) == ":" {
				i++
			}
			break
		}
		switch w {
		case "exclusive", "story", "stories", "report", "reported", "written", "analysis", "opinion", "review", "comment", "commentary",
			"interview", "video", "compiled", "posted", "published", "and", ":", "from", "news", "special", "|", "&", "-":
		default:
			start = -5
		}
		if start < 0 {
			break
		}
	}
	if !by {
		if !named {
			return false
		}
		i = from
	}
	if k := i; by { // "By state political reporter Jane Roe"
		for k < to && k < i+4 && startsLower(d.Text(k)) {
			k++
		}
		if k > i && k < to && roleWord(d.Lower(k-1)) {
			i = k
		}
	}
	names, role, date, place := int32(0), false, false, false
	for ; i < to; i++ {
		w := d.Text(i)
		if c := dateToken(d, i); c != dateNone && (c != dateFiller || !bylineWord(d.Lower(i))) && (names > 0 || !by) {
			if next, ok := dates(d, i, to); ok {
				date = true
				i = next - 1
				continue
			}
			if c == dateFiller && names > 0 {
				continue
			}
		}
		switch low := d.Lower(i); {
		case !startsLower(w) && isWordStart(w) && !isDigit(w[0]):
			names++
			role = role || roleWord(low)
			if by && names == 1 && dateToken(d, i) == dateDay {
				return false // "By Friday …"
			}
		case w[0] == '@' || strings.Contains(w, "@"):
			date = true
		case i > from && names > 0 && d.Text(i-1) == "-" && d.Tokens[i].Flags&doc.SpaceBefore == 0: // "Kim Ae-ran"
		case bylineWord(low) && names > 0:
			role = role || roleWord(low)
			place = place || low == "in" && names >= 2 && i+1 < to && isUpper(d.Text(i + 1)[0]) // "Jane Roe in Vienna"
			if low == "." && i+2 < to && i > from && len(d.Text(i-1)) > 2 && !date && d.Text(i+2) != ":" {
				return false // two sentences
			}
		default:
			return false
		}
	}
	if by {
		return names > 0
	}
	return names >= 2 && names <= 8 && (date || role || place)
}

// credits reports whether a word before a colon credits whoever is named after it.
func credits(w string) bool {
	switch w {
	case "words", "text", "photography", "photographs", "pictures", "photos", "photo", "images", "interview", "interviewer", "reporting", "report",
		"illustration", "illustrations", "graphics", "author", "authors", "writer":
		return true
	}
	return false
}

// isOffice reports whether tokens from..to are no more than an office in a
// newsroom: "Transport correspondent".
func isOffice(d *doc.Document, from, to int32) bool {
	w := d.Lower(to - 1)
	if w == "chief" && to-from <= 5 && to-from > 1 && d.Lower(to-2) == "bureau" {
		return true
	}
	return to-from <= 5 && roleWord(w) && w != "chief" && w != "political" && w != "foreign" && w != "senior" && w != "deputy"
}

// isName reports whether tokens from..to can be no more than a person's name:
// two to four words that begin with capitals.
func isName(d *doc.Document, from, to int32) bool {
	n := 0
	for i := from; i < to; i++ {
		w := d.Text(i)
		switch {
		case startsLower(w):
			if low := d.Lower(i); !bylineWord(low) || roleWord(low) {
				return false
			}
		case isWordStart(w) && !isDigit(w[0]):
			n++
		case w != "-" && w != "," && w != ".":
			return false
		}
	}
	return 2 <= n && n <= 4 && to-from <= 7
}

// isGiven reports whether a whole paragraph, one of names by its form, begins
// with a given name: "Jane Roe and John Doe".
func isGiven(d *doc.Document, from, to int32) bool {
	c := lexicon.ClassOf(d.Lower(from))
	if !c.Given || to-from > 9 {
		return false
	}
	people, words := 1, 0
	for i := from; i < to; i++ {
		w := d.Text(i)
		switch {
		case w == "and" || w == "," || w == "&":
			if words < 2 {
				return false
			}
			people++
			words = 0
		case w == "-":
		case startsLower(w) && !bylineWord(w), !isWordStart(w), isDigit(w[0]):
			return false
		default:
			words++
		}
	}
	last := lexicon.ClassOf(d.Lower(to - 1))
	return 2 <= words && words <= 3 && (people > 1 || last.Surname || last.Class == 0)
}

// isCaption reports whether tokens from..to, a whole paragraph, end in the
// credit of a picture: "(AP Photo/Jane Roe)", "REUTERS/Jane Roe", "Photo: Jane Roe".
func isCaption(d *doc.Document, from, to int32) bool {
	if to-from > 80 || to-from < 2 {
		return false
	}
	end := to
	end = beforeLicence(d, from, end)
	for end > from && !isWordStart(d.Text(end-1)) {
		end--
	}
	if creditSlash(d, from, end) || creditEnd(d, from, to) {
		return true
	}
	for i := end - 1; i >= from && i >= end-9; i-- {
		w := d.Lower(i)
		next := ""
		if i+1 < to {
			next = d.Lower(i + 1)
		}
		switch {
		case isAgency(w) && next == "/" && i+2 < to && !startsLower(d.Text(i+2)):
			return true
		case isAgency(w) && i > from && d.Text(i-1) == "/" && i >= end-2:
			return true
		case w == "images" && i == end-1 && i > from && (d.Lower(i-1) == "getty" || d.Lower(i-1) == "pa"),
			w == "shutterstock" && i == end-1, w == "commons" && i > from && d.Lower(i-1) == "wikimedia":
			return true
		case w == "©" && i > from && i+1 < to && onlyNames(d, i+1, to):
			return true
		case (w == "photo" || w == "photograph" || w == "image" || w == "picture" || w == "credit" || w == "courtesy") &&
			(next == ":" || next == "/" || next == "by" && i+2 < to && isUpper(d.Text(i + 2)[0])) && i > from && onlyNames(d, i+2, to):
			return true
		}
		if isStop(d.Text(i)) {
			break
		}
	}
	return false
}

// beforeLicence is end, or where words about a picture's licence or its link
// begin that stand between from and end: "File Photo Purchase Licensing Rights,
// opens new tab".
func beforeLicence(d *doc.Document, from, end int32) int32 {
	for i := max(from+2, end-12); i+1 < end; i++ {
		switch d.Lower(i) {
		case "purchase", "acquire", "buy":
			if l := d.Lower(i + 1); l == "licensing" || l == "rights" || l == "licence" || l == "license" {
				return i
			}
		case "opens":
			if l := d.Lower(i + 1); l == "new" || l == "in" {
				return i
			}
		}
	}
	return end
}

// creditSlash reports whether the tokens from..end are, or end in, a
// photographer and an agency with a slash between: "Jane Roe/Example Radio".
func creditSlash(d *doc.Document, from, end int32) bool {
	slash := int32(-1)
	for i := end - 1; i > from && i >= end-6; i-- {
		w := d.Text(i)
		if w == "/" {
			slash = i
			break
		}
		if startsLower(w) || !isWordStart(w) {
			return false
		}
	}
	if slash < from+1 || slash == end-1 {
		return false
	}
	if stop := slash - 2; end-slash >= 3 && stop > from+4 && (isStop(d.Text(stop)) || d.Text(stop) == "©") {
		return true // "…, 4 May 2023. Newswire/Jane Roe"
	}
	i := slash
	for i > from && isWordStart(d.Text(i-1)) && !startsLower(d.Text(i-1)) && !isDigit(d.Text(i - 1)[0]) {
		i--
	}
	names := slash - i
	return 2 <= names && names <= 4 && (i == from || isStop(d.Text(i-1)) || d.Text(i-1) == "(")
}

// creditEnd reports whether the tokens from..to end in a credit behind a whole
// sentence: an agency's name, or names in brackets with no stop behind.
func creditEnd(d *doc.Document, from, to int32) bool {
	last := d.Text(to - 1)
	if to-2 > from && isStop(d.Text(to-2)) && isAgency(d.Lower(to-1)) && !startsLower(last) {
		return true
	}
	if first := d.Text(from); last != ")" || isOpener(first) {
		return false
	}
	open := to - 2
	for open > from && open > to-10 && d.Text(open) != "(" {
		open--
	}
	switch d.Lower(open + 1) {
	case "reporting", "editing", "additional", "writing", "with":
		return false // the report's credits, not a picture's
	}
	return d.Text(open) == "(" && open > from+4 && isStop(d.Text(open-1)) && to-open >= 4 && onlyNames(d, open+1, to-1)
}

// onlyNames reports whether no word of the tokens from..to but particles begins in lower case.
func onlyNames(d *doc.Document, from, to int32) bool {
	for i := from; i < to; i++ {
		if startsLower(d.Text(i)) && !bylineWord(d.Lower(i)) && !isAgency(d.Lower(i)) {
			return false
		}
	}
	return from < to
}

// isAgency reports whether a word in lower case is a news or picture agency's name.
//
//go:noinline
func isAgency(w string) bool {
	switch w {
	case "reuters", "ap", "afp", "epa", "efe", "upi", "dpa", "pa", "getty", "xinhua", "tass", "anadolu", "bloomberg", "ansa", "aap", "ani", "pti", "kyodo", "yonhap",
		"alamy", "shutterstock", "zuma", "sipa", "epa-efe", "handout", "pool", "photo":
		return true
	}
	return false
}
