// Package story is what the reader's interface knows without a browser: a
// story of several articles, the input that becomes one, the reader's
// corrections, and the views of a result that the interface draws.
//
// Everything here is plain Go, so it is tested natively. All offsets are
// half-open ranges of UTF-8 bytes, as in a fresh [analysis.Result].
package story

import (
	"slices"
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

// Summary is the story's line in the list.
func (s *Story) Summary() Summary {
	var words strings.Builder
	for _, a := range s.Articles {
		words.WriteString(a.Name + " " + a.Outlet + " " + cut(a.Text, opening) + "\n")
	}
	return Summary{ID: s.ID, Title: s.Heading(), Updated: s.Updated, Articles: len(s.Articles), Words: words.String()}
}

// opening is how many bytes of each text a summary has.
const opening = 1500

// MayHold tells whether the story of a summary can have all of some articles: it
// has texts that open like theirs.
func (s *Summary) MayHold(articles []Article) bool {
	return !slices.ContainsFunc(articles, func(a Article) bool { return !strings.Contains(s.Words, cut(a.Text, opening)) })
}

// Holds is the index of the first of some articles in a story that has them all,
// word for word, -1 in any other. An article that has a name, outlet or date is
// another one than one that has another.
func (s *Story) Holds(articles []Article) int {
	first := -1
	for i, a := range articles {
		at := slices.IndexFunc(s.Articles, func(b Article) bool {
			same := func(x, y string) bool { return x == "" || x == y }
			return a.Text == b.Text && same(a.Name, b.Name) && same(a.Outlet, b.Outlet) && same(a.Date, b.Date)
		})
		if at < 0 {
			return -1
		}
		if i == 0 {
			first = at
		}
	}
	return first
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
