package main

import (
	"math"
	"testing"
)

func TestAveragePrecisionFallsWithEveryPairBeforeALink(t *testing.T) {
	for _, x := range []struct {
		pairs []ranked
		links int
		want  float64
	}{
		{[]ranked{{2, true}, {1, false}}, 1, 1},
		{[]ranked{{1, true}, {2, false}}, 1, 0.5},
		{[]ranked{{3, true}, {2, false}, {1, true}}, 2, (1 + 2.0/3) / 2},
		{[]ranked{{3, true}}, 2, 0.5}, // the other link was no candidate
		{nil, 0, 0},
	} {
		if got := averagePrecision(x.pairs, x.links); math.Abs(got-x.want) > 1e-9 {
			t.Errorf("%v of %d: %v, want %v", x.pairs, x.links, got, x.want)
		}
	}
}
