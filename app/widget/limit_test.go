package widget

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

func TestFirstPartEndsWhereAReaderWouldStop(t *testing.T) {
	for _, c := range []struct {
		name, text string
		n          int
		want       string
	}{
		{"paragraph", "One two.\n\nThree four.\nFive", 24, "One two.\n\nThree four."},
		{"paragraph before line", "One two three four.\n\nFive.\nSix seven", 32, "One two three four."},
		{"word", "One two three four", 15, "One two three"},
		{"nowhere near: character", "aaaaaaaéééé", 10, "aaaaaaaé"},
		{"four bytes", "aaaa😀b", 7, "aaaa"},
		{"short", "One", 3, "One"},
		{"broken bytes", "\xf0\xf0\xf0\xf0\xf0\xf0", 5, "\xf0\xf0"},
		{"nothing", "", 0, ""},
	} {
		if got := cutText(c.text, c.n); got != c.want {
			t.Errorf("%s: cutText(%q, %d) = %q, want %q", c.name, c.text, c.n, got, c.want)
		}
	}
	articles := []story.Article{{Name: "a", Text: "One two."}, {Name: "b", Text: "Three four."}, {Name: "c", Text: "Five."}}
	part := firstPart(articles, 15)
	if len(part) != 2 || part[0].Text != "One two." || part[1].Text != "Three" || part[1].Name != "b" {
		t.Errorf("first part %+v", part)
	}
	r := &analysis.Result{Articles: make([]analysis.Report, 2)}
	noteTruncated(r, part)
	if len(r.Articles[0].Notices) != 0 || !slices.Equal(r.Articles[1].Notices, []string{"truncated"}) {
		t.Errorf("notices %q and %q", r.Articles[0].Notices, r.Articles[1].Notices)
	}
	if part := firstPart(articles, 0); part != nil {
		t.Errorf("without room: %+v", part)
	}
	if articles[1].Text != "Three four." {
		t.Error("the articles themselves were cut")
	}
}

func TestReaderIsOfferedTheFirstPartOfTooLongAText(t *testing.T) {
	s := newState()
	s.accept([]story.Article{{Text: strings.Repeat("Anna Keller said no. ", 150_000)}}, false)
	out := draw(&problemView{S: s})
	if s.story != nil || !strings.Contains(out, `data-do="read-part"`) || !strings.Contains(words(out), "3.1 MB") || !strings.Contains(words(out), "2.0 MB") {
		t.Fatalf("not offered: %s", words(out))
	}
	part := s.problem.part
	if n := textBytes(part); n > readLimit || n < readLimit-100 || !utf8.ValidString(part[0].Text) {
		t.Errorf("the part has %d bytes", n)
	}
	s.actOnStory("read-part", 0, nil)
	if s.story == nil || textBytes(s.story.Articles) != textBytes(part) || s.problem.text != "" {
		t.Errorf("the part was not begun: %+v", s.problem)
	}
	// Another long one beside it finds no room; nothing is lost.
	s.accept([]story.Article{{Text: strings.Repeat("Bob Hale said yes. ", 1000)}}, false)
	if len(s.story.Articles) != 1 || len(s.problem.part) != 1 || !strings.Contains(s.problem.text, "2.0 MB") {
		t.Errorf("added beyond the limit: %d articles, %+v", len(s.story.Articles), s.problem.text)
	}
	// What was cut before it was read is told of too.
	s = newState()
	if s.accept([]story.Article{{Text: "Anna said no."}}, true); s.problem.text == "" || len(s.problem.part) != 1 {
		t.Errorf("cut silently: %+v", s.problem)
	}
	x := incoming{text: strings.Repeat("é", lookLimit)}
	if x.shorten(); !x.cut || len(x.text) > lookLimit || !utf8.ValidString(x.text) {
		t.Errorf("%d bytes, cut %v", len(x.text), x.cut)
	}
}
