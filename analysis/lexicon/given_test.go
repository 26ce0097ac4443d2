package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func TestGivenNames(t *testing.T) {
	for _, c := range []struct {
		word string
		want Bearers
	}{
		{"abigail", MostlyWomen}, {"zuzana", MostlyWomen}, {"margaret", MostlyWomen},
		{"aaron", MostlyMen}, {"zygmunt", MostlyMen}, {"søren", MostlyMen},
		{"robin", AnyBearer}, {"andrea", AnyBearer}, {"jean", AnyBearer}, {"aaro", AnyBearer}, {"zzz", AnyBearer}, {"", AnyBearer}, {" ", AnyBearer},
	} {
		if got := GivenName(c.word); got != c.want {
			t.Errorf("GivenName(%q) = %d, want %d", c.word, got, c.want)
		}
	}
	for i, list := range givenList {
		words := strings.Fields(list)
		if !slices.IsSorted(words) || len(words) < 500 {
			t.Errorf("list %d isn't sorted", i)
		}
		for _, w := range words {
			if got := GivenName(w); got != MostlyWomen+Bearers(i) {
				t.Errorf("GivenName(%q) = %d", w, got)
			}
		}
	}
}
