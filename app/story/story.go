// Package story is what the reader's interface knows without a browser: a
// story of several articles, the input that becomes one, the reader's
// corrections, and the views of a result that the interface draws.
//
// Everything here is plain Go, so it is tested natively. All offsets are
// half-open ranges of UTF-8 bytes, as in a fresh [analysis.Result].
package story

import (
	"strings"
	"time"
	"unicode/utf8"

	"whosaid.example/analysis"
)

// Story is what the reader works on and what is kept on the device.
type Story struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"` // the reader's, "" for the headline
	Updated     time.Time    `json:"updated"`
	Articles    []Article    `json:"articles"`
	Corrections []Correction `json:"corrections,omitempty"`
}

// Article is one text of a story with what the reader knows of it.
type Article struct {
	Name   string `json:"name"`
	Outlet string `json:"outlet"`
	Date   string `json:"date"` // ISO 8601 or ""
	Text   string `json:"text"`

	Headline  string `json:"headline,omitempty"`  // as the engine found it
	Truncated bool   `json:"truncated,omitempty"` // the text is the first part of a longer one
}

// Summary is a line in the list of the stories kept on the device.
type Summary struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Updated  time.Time `json:"updated"`
	Articles int       `json:"articles"`
	Words    string    `json:"words"` // the beginning of the texts, for the search
}

// Texts returns the articles' texts in order, as exports and offsets need them.
func (s *Story) Texts() []string {
	texts := make([]string, len(s.Articles))
	for i, a := range s.Articles {
		texts[i] = a.Text
	}
	return texts
}

// Heading is the story's title, or the headline or else the first line of its
// first article, cut at a word near 80 characters.
func (s *Story) Heading() string {
	if s.Title != "" {
		return s.Title
	}
	if len(s.Articles) == 0 {
		return ""
	}
	return s.Articles[0].title()
}

// title is the article's headline, else its first line, cut at a word near 80
// characters.
func (a *Article) title() string {
	if a.Headline != "" {
		return FirstLine(a.Headline)
	}
	return FirstLine(a.Text)
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

// Summary is the story's line in the list.
func (s *Story) Summary() Summary {
	var words strings.Builder
	for _, a := range s.Articles {
		words.WriteString(a.Name + " " + a.Outlet + " " + cut(a.Text, 1500) + "\n")
	}
	return Summary{ID: s.ID, Title: s.Heading(), Updated: s.Updated, Articles: len(s.Articles), Words: words.String()}
}

// Label is what the interface calls article i: its outlet, else its name, else
// the beginning of its title; with its date, else its number, where another has
// the same. date writes an ISO date as short as people do.
func (s *Story) Label(i int, date func(string) string) string {
	label := s.Articles[i].label()
	if label == "" {
		return itoa(i + 1)
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

// labelLength is how many bytes of a title stand for an article.
const labelLength = 28

func (a *Article) label() string {
	if a.Outlet != "" {
		return a.Outlet
	}
	for _, ext := range []string{".txt", ".html", ".htm", ".md"} {
		if name, ok := strings.CutSuffix(a.Name, ext); ok {
			return name
		}
	}
	if a.Name != "" {
		return a.Name
	}
	return shortened(a.title(), labelLength)
}

// shortened is a text cut at a word near n bytes, with an ellipsis.
func shortened(text string, n int) string {
	short := cut(text, n)
	if short == text {
		return text
	}
	if at := strings.LastIndexByte(short, ' '); at > n/2 {
		short = short[:at]
	}
	return strings.TrimRight(short, " ,;:–-…") + "…"
}

// FirstLine is the first line with text in it, cut at a word near 80
// characters.
func FirstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			return shortened(line, 80)
		}
	}
	return ""
}

// cut is the longest beginning of s of at most n bytes that ends on a rune
// border.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Slice is text[s.Start:s.End], and "" for a range that text does not have: a
// stored or imported result may be of another text.
func Slice(text string, s analysis.Span) string {
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return ""
	}
	return text[s.Start:s.End]
}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}
