package reference

import (
	"strings"
	"testing"
)

// Four claims of a first article, two of a second one.
var sixPlaces = []Place{{0, 0}, {0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}}

func TestTheContextOfALinkIsTheOtherLinksOfItsClaims(t *testing.T) {
	g := NewGraph(sixPlaces, []Scored{
		{From: 4, To: 1, Score: 0},  // the link in question: 0.5
		{From: 4, To: 3, Score: 2},  // a likelier one of A into B's article
		{From: 5, To: 1, Score: 1},  // one of the claim after A
		{From: 3, To: 1, Score: -1}, // a third claim joined to both, in B's article
	})
	var c Context
	g.Context(0, &c)
	near := func(name string, got, want float32) {
		if d := got - want; d > 0.001 || d < -0.001 {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	near("the best other link of A into B's article", c[ctxBestA], 0.881)
	near("likelier links of A", c[ctxLikelierA], 1)
	near("the link of the claim after A", c[ctxAfterA], 0.731)
	near("the third claim in B's article", c[ctxThirdB], 0.269)
	near("a third claim elsewhere", c[ctxThirdElse], 0)
	near("claims before A", c[ctxPlaceA], 0)
	near("claims before B", c[ctxPlaceB], 1)
	near("other links between the paragraphs", c[ctxParagraphs], 0)
	near("sum of B's other links", c[ctxSumB], 0.731+0.269)
}

func TestTreesAnswerByAllTheirQuestions(t *testing.T) {
	trees, err := ParseTrees("base -500\ncuts 0 -1 0 1.5\ncuts 3 0.25\ntree 0 1 3 0 0 1 0 1 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 1000\n")
	if err != nil {
		t.Fatal(err)
	}
	var c Context
	for _, x := range []struct {
		score, after float32
		want         float32
	}{{0, 0.25, 0.5}, {-0.1, 0.25, -0.498}, {0, 0.2, -0.487}, {-2, 0, -0.5}} {
		c[0], c[3] = x.score, x.after
		if got := trees.Score(&c); got != x.want {
			t.Errorf("%v, %v: %v, want %v", x.score, x.after, got, x.want)
		}
	}
	again, err := ParseTrees(trees.String())
	if err != nil || again.String() != trees.String() {
		t.Errorf("what was written is read as %s, %v", again.String(), err)
	}
}

func TestTreesThatAreBrokenAreNamed(t *testing.T) {
	for _, line := range []string{"tree 1 2 3", "cuts 200 1 2", "cuts 3 2 1", "base much", "leaf 3", "tree 99 0 3 0 0 1 0 1 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"} {
		if _, err := ParseTrees("base 0\n" + line + "\n"); err == nil || !strings.Contains(err.Error(), line[:4]) {
			t.Errorf("%q: %v", line, err)
		}
	}
}

func TestCommittedTreesAskOnlyWhatHasCuts(t *testing.T) {
	w := trained()
	if len(w.Trees.Tree) < 50 {
		t.Fatalf("%d trees", len(w.Trees.Tree))
	}
	for i := range w.Trees.Tree {
		for _, q := range w.Trees.Tree[i].Ask {
			if int(q.Cut) >= len(w.Trees.Cuts[q.Observation]) {
				t.Errorf("tree %d asks for cut %d of observation %d, which has %d", i, q.Cut, q.Observation, len(w.Trees.Cuts[q.Observation]))
			}
		}
	}
}
