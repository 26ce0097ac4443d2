package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMarkedStoriesAreRead(t *testing.T) {
	stories, err := ReadLinked("../train/reference/testdata")
	if err != nil {
		t.Fatal(err)
	}
	if len(stories) < 6 {
		t.Fatalf("%d stories", len(stories))
	}
	for _, s := range stories {
		if len(s.Articles) < 2 || len(s.Links) < 10 || len(s.Distractors) < 5 {
			t.Errorf("%s: %d articles, %d links, %d distractors", s.Name, len(s.Articles), len(s.Links), len(s.Distractors))
		}
		for _, a := range s.Articles {
			if strings.ContainsAny(a.Text, "[]=") {
				t.Errorf("%s, %s: a mark is left in the text", s.Name, a.Name)
			}
		}
	}
}

func TestSpansOfOtherTextsAreRead(t *testing.T) {
	documents := []Polnear{{ID: "one", Publisher: "Post", Date: "2016-05-01", Text: "He left. She stayed."}, {ID: "two", Text: "He has not left."}}
	const good = "# a comment\n== exit\narticle one\n0 7 9 19\narticle two\n0 15\nconflicts b1 a1\nsupports a2 a1 ?\n"
	read := func(text string) ([]Linked, error) {
		path := filepath.Join(t.TempDir(), "links.txt")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return ReadLinkedSpans(path, documents)
	}
	stories, err := read(good)
	if err != nil || len(stories) != 1 || len(stories[0].Articles) != 2 || len(stories[0].Links) != 2 {
		t.Fatalf("%+v, %v", stories, err)
	}
	s := stories[0]
	if c := s.Articles[0].Claims[1]; s.Articles[0].Text[c.Range.Start:c.Range.End] != "She stayed" || c.ID != "a2" || s.Articles[0].Outlet != "Post" {
		t.Errorf("second claim: %+v", c)
	}
	if l := s.Links[0]; l.From.Doc != 1 || l.To.Doc != 0 || l.Optional || !s.Links[1].Optional {
		t.Errorf("links: %+v", s.Links)
	}
	for name, change := range map[string][2]string{
		"unknown document":       {"article one", "article none"},
		"claim behind the end":   {"0 15", "0 99"},
		"claim without an end":   {"0 15", "0"},
		"unknown claim":          {"b1 a1", "b9 a1"},
		"unknown relation":       {"conflicts", "fights"},
		"article before a story": {"== exit", "# exit"},
	} {
		if _, err := read(strings.Replace(good, change[0], change[1], 1)); err == nil || !strings.Contains(err.Error(), "links.txt") {
			t.Errorf("%s: error %v does not name the file", name, err)
		}
	}
}
