package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stories and articles are called: by the reader's words, the outlet, the
// file or the headline where there is one, by how the text opens otherwise.

// Heading is the story's title, or the headline of its first article, or else
// how that one opens.
func (s *Story) Heading() string {
	if s.Title != "" {
		return s.Title
	}
	if len(s.Articles) == 0 {
		return ""
	}
	return s.Articles[0].title()
}

// LongLabel is what article i is called where there is room: its outlet and its
// title.
func (s *Story) LongLabel(i int) string {
	a := &s.Articles[i]
	if a.Outlet == "" {
		return a.title()
	}
	return a.Outlet + ": " + a.title()
}

// Label is what the interface calls article i where there is little room: its
// outlet, else its name, else the beginning of its headline, else its number;
// with its date, else its number, where another has the same. date writes an ISO
// date as short as people do, number is "Article 2" in the reader's language.
func (s *Story) Label(i int, date func(string) string, number func(int) string) string {
	label := s.Articles[i].label()
	if label == "" {
		return number(i + 1)
	}
	for j := range s.Articles {
		if j != i && s.Articles[j].label() == label {
			if d := s.Articles[i].Date; d != "" && s.Articles[j].Date != d {
				return label + ", " + date(d)
			}
			return label + " " + itoa(i+1)
		}
	}
	return label
}

// Bytes of a headline that stand for an article where there is much room and
// where there is little, and of the text of one that has none.
const (
	titleLength   = 120
	labelLength   = 28
	openingLength = 80
)

// title is the article's headline, else how its text opens.
func (a *Article) title() string {
	if a.Headline != "" {
		return Shortened(headline(a.Headline), titleLength)
	}
	return Opening(a.Text)
}

func (a *Article) label() string {
	if a.Outlet != "" {
		return a.Outlet
	}
	for _, ext := range []string{".txt", ".html", ".htm", ".md", ".docx"} {
		if name, ok := strings.CutSuffix(a.Name, ext); ok {
			return name
		}
	}
	if a.Name != "" {
		return a.Name
	}
	return Shortened(headline(a.Headline), labelLength)
}

// headline is a headline's first line without a mark that leads to a second.
func headline(text string) string { return strings.TrimRight(firstLine(text), " ;,:–-—") }

// Opening is what a text without a headline is called: its first sentence
// without the dateline, or where that is long its beginning up to the end of a
// clause, or else of a word, with an ellipsis. It is "" for a text of white space.
func Opening(text string) string {
	line := withoutDateline(firstLine(text))
	sentence := line[:sentenceEnd(line)]
	if len(sentence) > openingLength {
		return closed(clause(sentence))
	}
	return sentence
}

// clause is a sentence that is too long for a name up to a comma or the like, not
// too near its beginning, or else up to a word.
func clause(sentence string) string {
	const least = openingLength / 2
	for i, r := range cut(sentence, openingLength) {
		if at := strings.TrimRight(sentence[:i], " "); len(at) >= least && (r == '–' || r == '—' || strings.ContainsRune(",;:", r) && sentence[i+1] == ' ') {
			return at + "…"
		}
	}
	return Shortened(sentence, openingLength)
}

// closed is a text that was cut with the mark that ends the quote it was cut in.
func closed(text string) string {
	if strings.Count(text, "“") > strings.Count(text, "”") {
		return text + "”"
	}
	if strings.Count(text, "\"")%2 == 1 {
		return text + "\""
	}
	return text
}

// sentenceEnd is where a line's first sentence ends. A stop behind a short word
// with a capital may belong to an abbreviation and ends none.
func sentenceEnd(line string) int {
	const abbreviation = 4 // letters that one has at most: "Prof."
	for i := 0; i < len(line); i++ {
		if line[i] != '.' && line[i] != '!' && line[i] != '?' {
			continue
		}
		end := i + 1
		for end < len(line) {
			r, n := utf8.DecodeRuneInString(line[end:])
			if r != '”' && r != '’' && r != '"' && r != '\'' && r != ')' {
				break
			}
			end += n
		}
		word := line[strings.LastIndexByte(line[:i], ' ')+1 : i]
		short := len(word) <= abbreviation && strings.ContainsFunc(word, unicode.IsUpper)
		if end < len(line) && (line[end] != ' ' || line[i] == '.' && short) {
			continue
		}
		return end
	}
	return len(line)
}

// withoutDateline is a line without the place in capitals, and the agency, before
// a dash that wires begin with: "PORT ELLEN (Agency) —".
func withoutDateline(line string) string {
	const most = 60 // bytes of one
	head := cut(line, most)
	for _, dash := range []string{" — ", " – ", " -- ", " - "} {
		place, _, found := strings.Cut(head, dash)
		first, _, _ := strings.Cut(place, " ")
		if rest := strings.TrimSpace(line[min(len(line), len(place)+len(dash)):]); found && rest != "" &&
			len(first) > 1 && strings.ToUpper(first) == first && strings.ContainsFunc(first, unicode.IsUpper) {
			return rest
		}
	}
	return line
}

// firstLine is the first line with text in it. Where that was wrapped the next
// one, which begins without a capital, belongs to it.
func firstLine(text string) string {
	whole := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		r, _ := utf8.DecodeRuneInString(line)
		switch {
		case whole == "":
			whole = line
		case unicode.IsLower(r) && len(whole) < titleLength:
			whole += " " + line
		default:
			return whole
		}
	}
	return whole
}

// leads are words that nothing should be cut behind: they lead to what follows.
var leads = map[string]bool{"a": true, "an": true, "the": true, "of": true, "in": true, "on": true, "at": true, "to": true, "for": true,
	"from": true, "by": true, "with": true, "as": true, "and": true, "or": true, "but": true, "that": true, "is": true, "are": true,
	"was": true, "his": true, "her": true, "its": true, "their": true, "over": true, "after": true, "into": true, "than": true}

// Shortened is a text cut near n bytes at a word that does not lead to the next,
// with an ellipsis.
func Shortened(text string, n int) string {
	short := cut(text, n)
	if short == text {
		return text
	}
	if at := strings.LastIndexByte(short, ' '); at > n/2 && text[len(short)] != ' ' {
		short = short[:at]
	}
	for {
		short = strings.TrimRight(short, " ,;:–-—…")
		at := strings.LastIndexByte(short, ' ')
		if at < n/3 || !leads[strings.ToLower(short[at+1:])] {
			return short + "…"
		}
		short = short[:at]
	}
}
