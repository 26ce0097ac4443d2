package lexicon

import (
	"testing"

	"whosaid.example/analysis/model"
)

// TestFetchChangesNothing: what tables say of words is the same before and after.
func TestFetchChangesNothing(t *testing.T) {
	type said struct {
		name    NameEntry
		class   WordClass
		cluster uint8
		sense   int32
	}
	ask := func(word string) said {
		return said{Name(word), ClassOf(word), Cluster(model.Word(word)), Sense(word)}
	}
	words := []string{"berlin", "river", "agree", "anna", "zzz", ""}
	var before []said
	for _, w := range words {
		before = append(before, ask(w))
	}
	FetchNames()
	FetchClusters()
	FetchSenses()
	for i, w := range words {
		if after := ask(w); after != before[i] {
			t.Errorf("%q: %+v before, %+v after", w, before[i], after)
		}
	}
}
