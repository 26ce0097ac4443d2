package reference

import (
	"slices"
	"testing"

	"whosaid.example/analysis/doc"
)

// Several articles with few probable links tell the likeliest of the others, as unclear.
func TestUnclearLinksFillUpWhatIsUsual(t *testing.T) {
	link := func(from, to int32, score float32) decision {
		return decision{from: from, to: to, relation: doc.Supports, score: score, asks: .4}
	}
	links := []decision{link(1, 0, .9), link(2, 0, .5)}
	possible := []decision{link(3, 0, .2), link(4, 0, .3), link(4, 1, .18), link(5, 2, .25), link(6, 5, .17)}
	got := fill(links, possible, 7) // room for four
	var pairs [][2]int32
	for _, d := range got {
		pairs = append(pairs, [2]int32{d.from, d.to})
		if d.unclear != (d.score < d.asks) {
			t.Errorf("%v", d)
		}
	}
	// The likeliest first; the third link of a claim is its last.
	if want := [][2]int32{{1, 0}, {2, 0}, {4, 0}, {5, 2}}; !slices.Equal(pairs, want) {
		t.Errorf("%v, want %v", pairs, want)
	}
	if got := fill(links, possible, 2); len(got) != 2 {
		t.Errorf("%d links where there are enough", len(got))
	}
	if d := (decision{relation: doc.Responds, score: .5, asks: .4, share: .2}); !d.linked() || d.firm() {
		t.Error("a probable link of a doubtful relation is not unclear")
	}
	for relation, want := range map[doc.Relation]bool{doc.Supports: true, doc.Conflicts: true, doc.Updates: false} {
		if d := (decision{relation: relation, score: .5, asks: .4, share: .4}); d.firm() != want {
			t.Errorf("%v: firm is %v", relation, d.firm())
		}
	}
	doubtful := decision{relation: doc.Conflicts, score: .39, asks: .4}
	if doubtful.possible() {
		t.Error("an improbable conflict is told")
	}
}
