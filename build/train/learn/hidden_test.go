package learn

import "testing"

// Exclusive or: no sum of the inputs' weights tells the labels apart, a layer of
// units does.
func TestHiddenLearnsExclusiveOr(t *testing.T) {
	h := NewHidden(4, 16, 2, Options{Eta: 0.03, Seed: 1}, 2)
	cases := []struct {
		inputs []uint32
		label  int
	}{{[]uint32{0, 2}, 0}, {[]uint32{1, 3}, 0}, {[]uint32{0, 3}, 1}, {[]uint32{1, 2}, 1}}
	p := make([]float32, 2)
	score := func(inputs []uint32) {
		clear(p)
		h.Activate(inputs)
		h.Score(0, p)
	}
	for range 300 {
		for _, c := range cases {
			score(c.inputs)
			Softmax(p, c.label, nil)
			p[c.label]--
			h.Update(c.inputs, 0, p, 1)
		}
	}
	for _, c := range cases {
		if score(c.inputs); p[c.label] <= p[1-c.label] {
			t.Errorf("inputs %v: %v, want label %d", c.inputs, p, c.label)
		}
	}
	for _, w := range h.In {
		if w < -2 || w > 2 {
			t.Errorf("weight %v beyond the limit", w)
		}
	}
}
