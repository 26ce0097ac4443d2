package reference

import (
	"testing"

	"whosaid.example/analysis/reference"
)

// What no sum of observations can tell: a link where just one of two holds.
func TestTreesLearnThatJustOneOfTwoHolds(t *testing.T) {
	var rows []row
	for i := range 400 {
		r := row{weight: 1}
		a, b := i%2, i/2%2
		r.context[1], r.context[2] = float32(a)+float32(i%7)/10, float32(b)+float32(i%5)/10
		r.context[3] = float32(i % 11)
		if a != b {
			r.y = 1
		}
		rows = append(rows, r)
	}
	o := Defaults()
	o.Trees, o.LeafLeast = 40, 1
	trees := boost(rows, o)
	var c reference.Context
	for _, x := range []struct {
		a, b float32
		link bool
	}{{0.2, 0.1, false}, {1.2, 0.1, true}, {0.2, 1.1, true}, {1.2, 1.1, false}} {
		c[1], c[2] = x.a, x.b
		if got := trees.Score(&c); got > 0 != x.link {
			t.Errorf("%v, %v: %v", x.a, x.b, got)
		}
	}
	again := boost(rows, o)
	if again.String() != trees.String() {
		t.Error("the same rows give other trees")
	}
}
