package quote_test

import (
	"os"
	"testing"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/quote"
)

func TestASpanThatLikelyOnesOverlapBeatsTheLikeliest(t *testing.T) {
	// Two spans of nearly the same tokens share what the likeliest one has alone.
	list := []doc.Span{{}, {Start: 0, End: 4}, {Start: 10, End: 20}, {Start: 11, End: 20}, {Start: 10, End: 19}}
	scores := []float32{-3, 1, 0.6, 0.6, 0.6}
	if got, p := quote.BestSource(list, scores); got != 2 || p < 0.5 || p > 1 {
		t.Errorf("chose %d with probability %v, want 2 with more than 0.5", got, p)
	}
	scores[1] = 4
	if got, _ := quote.BestSource(list, scores); got != 1 {
		t.Errorf("chose %d, want 1 where it is far likelier", got)
	}
	scores[0] = 9
	if got, p := quote.BestSource(list, scores); got != 0 || p < 0.9 {
		t.Errorf("chose %d with probability %v, want no source", got, p)
	}
}

func TestContentsAreComparedByAllTheirPieces(t *testing.T) {
	pieces := []doc.Span{{Start: 0, End: 6}, {Start: 8, End: 14}, {Start: 0, End: 6}, {Start: 20, End: 40}}
	contents := []doc.Span{{Start: 0, End: 2}, {Start: 2, End: 3}, {Start: 3, End: 4}}
	// The first two are half alike, so together they outweigh the third.
	if got, p := quote.BestContent(pieces, contents, []float32{1, 0.9, 1.1}); got != 0 || p < 0.6 {
		t.Errorf("chose %d with probability %v, want 0", got, p)
	}
}

func TestCandidatesStayInTheWindowOutsideOfTheCue(t *testing.T) {
	weights, err := os.ReadFile("quote.model")
	if err != nil {
		t.Fatal(err)
	}
	d := analysed("The mayor, who won in May, said on Monday that the bridge would open, and that nobody should worry.")
	n := 0
	quote.Open("quote.model", string(weights)).Choices(d, nil, func(c quote.Choice) {
		for k, s := range c.Sources {
			if k > 0 && (s.Empty() || s.Overlaps(c.Cue) || s.End > int32(len(d.Tokens))) {
				t.Errorf("source %v of cue %v", s, c.Cue)
			}
		}
		for _, r := range c.Contents {
			if r.Empty() {
				t.Error("a content without pieces")
			}
			for k, s := range c.Pieces[r.Start:r.End] {
				if s.Empty() || s.Overlaps(c.Cue) || k > 0 && s.Start < c.Pieces[r.Start:][k-1].End {
					t.Errorf("piece %v of cue %v", s, c.Cue)
				}
			}
		}
		if len(c.SourceFeatures) != len(c.Sources) || len(c.ContentFeatures) != len(c.Contents) {
			t.Error("features of other candidates")
		}
		n++
	})
	if n == 0 {
		t.Error("no cue found")
	}
}
