package learn

import (
	"math"
	"slices"

	"whosaid.example/analysis/model"
)

// Counter counts features, to find those that are frequent enough to be learned.
type Counter struct{ counts map[uint32]int32 }

// Add counts each feature once more.
func (c *Counter) Add(features []uint32) {
	if c.counts == nil {
		c.counts = make(map[uint32]int32, 1<<20)
	}
	for _, f := range features {
		c.counts[f]++
	}
}

// Index is the features that were counted least times or more.
func (c *Counter) Index(least int32) *Index {
	var keep []uint32
	for f, n := range c.counts {
		if n >= least {
			keep = append(keep, f)
		}
	}
	slices.Sort(keep)
	return NewIndex(keep)
}

// Index gives features consecutive row numbers.
type Index struct {
	Features []uint32 // by row
	slots    []int32  // row + 1, 0 for none
}

// NewIndex is the index of those features, which must differ.
func NewIndex(features []uint32) *Index {
	n := 16
	for n < 2*len(features) {
		n *= 2
	}
	x := &Index{Features: features, slots: make([]int32, n)}
	for row, f := range features {
		at := int(f) & (n - 1)
		for x.slots[at] != 0 {
			at = (at + 1) & (n - 1)
		}
		x.slots[at] = int32(row) + 1
	}
	return x
}

// Find appends the row numbers of the features that the index has.
func (x *Index) Find(features []uint32, out []int32) []int32 {
	n := len(x.slots)
	for _, f := range features {
		for at := int(f) & (n - 1); ; at = (at + 1) & (n - 1) {
			r := x.slots[at]
			if r == 0 {
				break
			}
			if x.Features[r-1] == f {
				out = append(out, r-1)
				break
			}
		}
	}
	return out
}

// Sparse is a linear model in training over the features of an [Index], by
// AdaGrad with feature dropout. [Sparse.Prune] takes weights out for good; the
// others go on learning without them.
type Sparse struct {
	*Index
	Options
	W, G []float32
	gone []bool
	sum  []float64 // of the weights at each call of Accumulate
	sums float64
	Rand Rand
	kept []int32
}

// NewSparse is a model of zeros; o.Rows is not used.
func NewSparse(x *Index, o Options) *Sparse {
	n := len(x.Features) * o.Labels
	return &Sparse{Index: x, Options: o, W: make([]float32, n), G: make([]float32, n), gone: make([]bool, n), Rand: Rand(o.Seed)}
}

// Drop is the rows that this step keeps; it holds until the next call.
func (s *Sparse) Drop(rows []int32) []int32 {
	if s.Dropout == 0 {
		return rows
	}
	s.kept = s.kept[:0]
	for _, r := range rows {
		if s.Rand.Float() >= s.Dropout {
			s.kept = append(s.kept, r)
		}
	}
	return s.kept
}

// Score sets out[k] to the sum of label k over the rows.
func (s *Sparse) Score(rows []int32, out []float32) {
	out = out[:s.Labels]
	clear(out)
	for _, r := range rows {
		w := s.W[int(r)*s.Labels:][:len(out)]
		for k := range out {
			out[k] += w[k]
		}
	}
}

// Update takes one step down the gradient: grad[k] is that of label k's score.
func (s *Sparse) Update(rows []int32, grad []float32) {
	var labels [256]uint8
	n := 0
	for k, d := range grad[:s.Labels] {
		if d != 0 {
			labels[n] = uint8(k)
			n++
		}
	}
	for _, r := range rows {
		at := int(r) * s.Labels
		for _, k := range labels[:n] {
			i := at + int(k)
			if s.gone[i] {
				continue
			}
			d := grad[k] + s.L2*s.W[i]
			s.G[i] += d * d
			s.W[i] -= s.Eta * d / (sqrt(s.G[i]) + 1e-6)
		}
	}
}

// Prune takes all but the most important weights out: those of the greatest
// absolute value times a small power of how much they have learned.
func (s *Sparse) Prune(keep int, power float64) {
	value := func(i int) float32 {
		if s.gone[i] || s.W[i] == 0 {
			return 0
		}
		return float32(math.Abs(float64(s.W[i])) * math.Pow(float64(s.G[i]), power))
	}
	var all []float32
	for i := range s.W {
		if v := value(i); v > 0 {
			all = append(all, v)
		}
	}
	if len(all) <= keep {
		return
	}
	slices.Sort(all)
	least := all[len(all)-keep]
	for i := range s.W {
		if value(i) < least {
			s.W[i], s.gone[i] = 0, true
		}
	}
}

// Accumulate counts the weights as they are now into the mean that
// [Sparse.Average] takes. Call it many times in the last epochs.
func (s *Sparse) Accumulate() {
	if s.sum == nil {
		s.sum = make([]float64, len(s.W))
	}
	s.sums++
	for i, w := range s.W {
		s.sum[i] += float64(w)
	}
}

// Average sets the weights to their mean over the calls of Accumulate: the
// last steps' noise goes (Polyak and Juditsky, 1992). It does nothing before
// the first such call.
func (s *Sparse) Average() {
	for i, x := range s.sum {
		s.W[i] = float32(x / s.sums)
	}
}

// Pack is the model for [model.Builder.AddSparse], its weights in levels steps
// on each side of zero (at most 127).
func (s *Sparse) Pack(clip float32, levels int) (rows []model.SparseRow, scale float32) {
	q, scale := QuantizeTo(s.W, 1-s.Dropout, clip, levels)
	for r, f := range s.Features {
		row := model.SparseRow{Feature: f}
		for k, x := range q[r*s.Labels : (r+1)*s.Labels] {
			if x != 0 {
				row.Labels = append(row.Labels, uint8(k))
				row.Weights = append(row.Weights, x)
			}
		}
		if len(row.Labels) > 0 {
			rows = append(rows, row)
		}
	}
	return rows, scale
}

// QuantizeTo is [Quantize] with fewer steps, which compress better.
func QuantizeTo(w []float32, keep, clip float32, levels int) (q []int8, scale float32) {
	_, scale = Quantize(w, keep, clip)
	scale *= 127 / float32(levels)
	q = make([]int8, len(w))
	l := float32(levels)
	for i, x := range w {
		q[i] = int8(math.RoundToEven(float64(max(-l, min(l, x*keep/scale)))))
	}
	return q, scale
}
