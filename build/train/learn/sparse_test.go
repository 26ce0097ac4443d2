package learn

import "testing"

func TestCounterKeepsFrequentFeatures(t *testing.T) {
	var c Counter
	for _, f := range []uint32{7, 9, 7, 5, 9, 7} {
		c.Add([]uint32{f})
	}
	x := c.Index(2)
	if got := x.Find([]uint32{5, 9, 7, 4}, nil); len(x.Features) != 2 || len(got) != 2 || x.Features[got[0]] != 9 || x.Features[got[1]] != 7 {
		t.Errorf("features %v, rows %v", x.Features, got)
	}
}

// Label 1 goes with feature 3, label 0 with feature 4; feature 8 says nothing.
func TestSparseLearnsAndPrunes(t *testing.T) {
	s := NewSparse(NewIndex([]uint32{3, 4, 8}), Options{Labels: 2, Eta: 0.1, Dropout: 0.1, Seed: 1})
	var rows []int32
	p := make([]float32, 2)
	step := func(f uint32, gold int) {
		rows = s.Find([]uint32{f, 8}, rows[:0])
		kept := s.Drop(rows)
		s.Score(kept, p)
		Softmax(p, gold, nil)
		p[gold]--
		s.Update(kept, p)
	}
	for range 200 {
		step(3, 1)
		step(4, 0)
	}
	s.Prune(4, 0.35)
	for range 50 {
		step(3, 1)
		step(4, 0)
	}
	for _, c := range []struct {
		f    uint32
		gold int
	}{{3, 1}, {4, 0}} {
		s.Score(s.Find([]uint32{c.f, 8}, nil), p)
		if p[c.gold] <= p[1-c.gold] {
			t.Errorf("feature %d: scores %v, want label %d", c.f, p, c.gold)
		}
	}
	if row := s.Find([]uint32{8}, nil)[0]; s.W[2*row] != 0 || s.W[2*row+1] != 0 {
		t.Error("the weights that say nothing were kept")
	}
	packed, _ := s.Pack(0, 63)
	if len(packed) != 2 {
		t.Errorf("%d rows packed, want 2", len(packed))
	}
}

func TestAverageIsTheMeanOfWhatWasAccumulated(t *testing.T) {
	s := NewSparse(NewIndex([]uint32{3}), Options{Labels: 1})
	s.Average()
	for _, w := range []float32{1, 2, 6} {
		s.W[0] = w
		s.Accumulate()
	}
	if s.Average(); s.W[0] != 3 {
		t.Errorf("%v, want 3", s.W[0])
	}
}
