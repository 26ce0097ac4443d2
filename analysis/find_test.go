package analysis_test

import (
	"testing"

	"whosaid.example/analysis"
)

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	r := analysis.Result{Articles: []analysis.Report{{
		Actors: []analysis.Actor{{ID: "a1"}, {ID: "a2"}},
		Claims: []analysis.Claim{{ID: "c1"}, {ID: "c2"}},
	}}}
	for _, id := range []string{"", "a3", "c1"} {
		if r.Articles[0].Actor(id) != nil {
			t.Errorf("an actor %q", id)
		}
	}
	for _, at := range []analysis.ClaimAt{{}, {Article: 1, Claim: "c1"}, {Article: -1, Claim: "c1"}, {Claim: "c3"}} {
		if r.Claim(at) != nil {
			t.Errorf("a claim at %v", at)
		}
	}
	if a, c := r.Articles[0].Actor("a2"), r.Claim(analysis.ClaimAt{Claim: "c2"}); a != &r.Articles[0].Actors[1] || c != &r.Articles[0].Claims[1] {
		t.Errorf("actor %v, claim %v", a, c)
	}
}

func TestTextOfARange(t *testing.T) {
	for span, want := range map[analysis.Span]string{
		{Start: 0, End: 3}: "Zoë"[:3], {Start: 0, End: 4}: "Zoë", {Start: 2, End: 2}: "",
		{Start: -1, End: 2}: "", {Start: 0, End: 5}: "", {Start: 3, End: 2}: "",
	} {
		if got := span.Text("Zoë"); got != want {
			t.Errorf("%v: %q, want %q", span, got, want)
		}
	}
}
