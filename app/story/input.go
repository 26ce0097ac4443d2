package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Input says what a pasted or opened text turned out to be.
type Input int

const (
	Readable Input = iota // text that can be analysed
	Empty                 // nothing but white space
	Link                  // a bare address: the page itself was not given
	Document              // a .pdf, .doc or other document that is packed in a way that is not read
	Binary                // bytes that are no text
)

// isLink tells whether a text is one address and nothing else.
func isLink(text string) bool {
	lower := strings.ToLower(text)
	for _, start := range []string{"http://", "https://", "www."} {
		if len(lower) > len(start) && strings.HasPrefix(lower, start) {
			return !strings.ContainsFunc(text, unicode.IsSpace)
		}
	}
	return false
}

// Recognize tells what the given text is. It looks at the name only where the
// bytes do not tell. It reads at most the first 4 KB.
func Recognize(name, text string) Input {
	trimmed := strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	head := cut(trimmed, 4096)
	switch {
	case trimmed == "":
		return Empty
	case strings.HasPrefix(head, "%PDF-"), strings.HasPrefix(head, "PK\x03\x04"),
		strings.HasPrefix(head, "{\\rtf"), strings.HasPrefix(head, "\xd0\xcf\x11\xe0"):
		return Document
	case len(trimmed) < 2048 && isLink(trimmed):
		return Link
	}
	odd := 0
	for _, r := range head {
		switch {
		case r == utf8.RuneError:
			odd++
		case r < ' ' && !unicode.IsSpace(r):
			odd += 2 // no text has any, bytes read as if they were text have some
		}
	}
	if odd*20 > len(head) {
		lower := strings.ToLower(name)
		for _, ext := range []string{".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages"} {
			if strings.HasSuffix(lower, ext) {
				return Document
			}
		}
		return Binary
	}
	return Readable
}

// markup is how elements begin that the source of a page has near its start.
var markup = []string{"!doctype html", "html", "body", "article", "main", "div", "p",
	"h1", "h2", "h3", "h4", "h5", "h6", "br", "section", "span"}

// hasMarkup tells whether one of these begins in a text in lower case.
func hasMarkup(lower string) bool {
	for {
		at := strings.IndexByte(lower, '<')
		if at < 0 {
			return false
		}
		lower = lower[at+1:]
		for _, name := range markup {
			if strings.HasPrefix(lower, name) && len(lower) > len(name) && strings.IndexByte(" \t\n\f\r>/", lower[len(name)]) >= 0 {
				return true
			}
		}
	}
}

// LooksLikeHTML tells whether a text is the source of a page rather than
// writing about one: an opening tag near its start, and closing ones.
func LooksLikeHTML(text string) bool {
	head := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(cut(text, 4096), "\ufeff")))
	return strings.HasPrefix(head, "<") && hasMarkup(head) && (strings.Contains(text, "</") || strings.Contains(head, "<!doctype"))
}

// Tidy is the text without what no reader sees: a byte order mark, carriage
// returns, zero-width and bidirectional controls, which could make the page
// show another text than is analysed, and more than two line ends in a row.
func Tidy(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	ends := 2
	for _, r := range strings.ReplaceAll(text, "\r\n", "\n") {
		switch {
		case r == '\r', r == '\u2028', r == '\u2029', r == '\v', r == '\f':
			r = '\n'
		case r == '\u00a0', r == '\u202f', r == '\t':
			r = ' '
		case r == '\u00ad', r == '\ufeff', r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e',
			r >= '\u2066' && r <= '\u2069', r < ' ' && r != '\n', r == 0x7f:
			continue
		}
		if r == '\n' {
			if ends++; ends > 2 {
				continue
			}
		} else if r != ' ' {
			ends = 0
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
