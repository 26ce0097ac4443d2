package segment

import (
	"os"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
)

// page is one of testdata/pages.txt.
type page struct {
	name, text string
	paras      []expected
}

type expected struct {
	kind, text    string
	inner, innerK string // an aside inside a text, and its kind
}

func readPages(t *testing.T) []page {
	t.Helper()
	raw, err := os.ReadFile("testdata/pages.txt")
	if err != nil {
		t.Fatal(err)
	}
	var pages []page
	for number, line := range strings.Split(string(raw), "\n") {
		if name, ok := strings.CutPrefix(line, "== "); ok {
			pages = append(pages, page{name: name})
			continue
		}
		if len(pages) == 0 {
			continue
		}
		p := &pages[len(pages)-1]
		if strings.TrimSpace(line) == "" {
			p.text += "\n"
			continue
		}
		kind, text, ok := strings.Cut(line, "| ")
		if !ok {
			t.Fatalf("pages.txt:%d: no bar", number+1)
		}
		e := expected{kind: kind}
		if before, inner, ok := strings.Cut(text, "{"); ok {
			inner, after, _ := strings.Cut(inner, "}")
			e.innerK, e.inner, _ = strings.Cut(inner, ": ")
			text = before + e.inner + after
		}
		e.text = text
		p.text += text + "\n"
		p.paras = append(p.paras, e)
	}
	return pages
}

// what is the word for paragraph i in testdata/pages.txt.
func what(d *doc.Document, i int32) string {
	span := d.ParagraphTokens(i)
	for _, a := range d.Asides {
		if a.Tokens == span {
			return a.Kind.String()
		}
	}
	return [...]string{"text", "title", "heading", "aside", "list"}[d.Paragraphs[i].Kind]
}

func TestPagesOfManySites(t *testing.T) {
	for _, p := range readPages(t) {
		d := doc.New(p.text)
		Segment(d)
		if len(d.Paragraphs) != len(p.paras) {
			t.Errorf("%s: %d paragraphs, want %d", p.name, len(d.Paragraphs), len(p.paras))
			continue
		}
		for i, e := range p.paras {
			if got := what(d, int32(i)); got != e.kind {
				t.Errorf("%s: %q is %s, want %s", p.name, e.text, got, e.kind)
			}
			if e.kind != "text" {
				continue
			}
			var inner, kind string
			for _, a := range d.Asides {
				if d.ParagraphTokens(int32(i)).Contains(a.Tokens) {
					inner, kind = d.SpanText(a.Tokens), a.Kind.String()
				}
			}
			if inner != e.inner || kind != e.innerK {
				t.Errorf("%s: %q holds the aside %q (%s), want %q (%s)", p.name, e.text, inner, kind, e.inner, e.innerK)
			}
		}
	}
}
