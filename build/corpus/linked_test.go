package corpus

import (
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
