// Package learn trains the models that package model reads, by AdaGrad: linear
// models, hashed ([Table]) or of chosen features ([Sparse]), layers of hidden
// units ([Hidden]), and linear-chain conditional random fields ([Field]).
//
// Training runs on one goroutine and draws its random choices from [Rand], so
// the same data, options and seed give the same weights on one architecture.
package learn

import (
	"fmt"
	"math"
	"slices"
)

// Rand is a small random source (SplitMix64, Steele, Lea and Flood, OOPSLA 2014)
// whose sequence is part of this package and never changes.
type Rand uint64

// Uint32 is the next random number.
func (r *Rand) Uint32() uint32 {
	*r += 0x9E3779B97F4A7C15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return uint32((z ^ z>>31) >> 32)
}

// Intn is a random number from 0 to n-1. n must be positive.
func (r *Rand) Intn(n int) int { return int(uint64(r.Uint32()) * uint64(n) >> 32) }

// Float is a random number in [0, 1).
func (r *Rand) Float() float32 { return float32(r.Uint32()>>8) / (1 << 24) }

// Shuffle puts n things in a random order (Fisher and Yates).
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, r.Intn(i+1))
	}
}

// Options of AdaGrad (Duchi, Hazan and Singer, JMLR 2011) with feature dropout:
// at each step each feature is left out with probability Dropout.
type Options struct {
	Rows    int // of the hashed table, a power of two
	Labels  int
	Epochs  int     // used by Field.Train
	Eta     float32 // step size; 0.02 to 0.1
	L2      float32 // weight decay per step on the touched rows
	Dropout float32 // 0 to 1
	Seed    uint64
}

// Table is a hashed linear model in training, W[row*Labels+label]. With
// dropout, W is the weights at training; Pack takes the expectation.
type Table struct {
	Options
	W, G []float32 // weights; sums of squared gradients
	Gone []bool    // weights that stay zero, such as pruned ones; nil for none
	Rand Rand
	kept []uint32
}

// NewTable is a table of zeros. Rows must be a power of two.
func NewTable(o Options) *Table {
	if o.Rows&(o.Rows-1) != 0 || o.Rows == 0 {
		panic(fmt.Sprintf("learn: %d rows, want a power of two", o.Rows))
	}
	return &Table{Options: o, W: make([]float32, o.Rows*o.Labels), G: make([]float32, o.Rows*o.Labels), Rand: Rand(o.Seed)}
}

// Drop is the features that this step keeps; it holds until the next call.
func (t *Table) Drop(features []uint32) []uint32 {
	if t.Dropout == 0 {
		return features
	}
	t.kept = t.kept[:0]
	for _, f := range features {
		if t.Rand.Float() >= t.Dropout {
			t.kept = append(t.kept, f)
		}
	}
	return t.kept
}

// Score sets out[k] to the sum of label k over the features.
func (t *Table) Score(features []uint32, out []float32) {
	clear(out[:t.Labels])
	mask := uint32(t.Rows - 1)
	for _, f := range features {
		row := t.W[int(f&mask)*t.Labels:][:t.Labels]
		for k, w := range row {
			out[k] += w
		}
	}
}

// Update takes one step down the gradient: grad[k] is that of label k's score.
func (t *Table) Update(features []uint32, grad []float32) {
	mask := uint32(t.Rows - 1)
	for _, f := range features {
		at := int(f&mask) * t.Labels
		w, g := t.W[at:][:t.Labels], t.G[at:][:t.Labels]
		for k, d := range grad[:t.Labels] {
			if d == 0 || t.Gone != nil && t.Gone[at+k] {
				continue
			}
			d += t.L2 * w[k]
			g[k] += d * d
			w[k] -= t.Eta * d / (sqrt(g[k]) + 1e-6)
		}
	}
}

// Softmax turns scores into probabilities in place and returns the negative
// logarithm of gold's. Labels that are not valid get probability 0.
func Softmax(scores []float32, gold int, valid []bool) float32 {
	top := float32(math.Inf(-1))
	for k, s := range scores {
		if (valid == nil || valid[k]) && s > top {
			top = s
		}
	}
	var sum float64
	for k, s := range scores {
		if valid != nil && !valid[k] {
			scores[k] = 0
			continue
		}
		e := math.Exp(float64(s - top))
		scores[k] = float32(e)
		sum += e
	}
	for k := range scores {
		scores[k] = float32(float64(scores[k]) / sum)
	}
	return float32(-math.Log(math.Max(1e-30, float64(scores[gold]))))
}

// Keep is the factor by which weights are to be multiplied in use, for the
// features that dropout left out in training.
func (t *Table) Keep() float32 { return 1 - t.Dropout }

// Quantize turns weights times keep into whole numbers from -127 to 127 and the
// scale that one of them stands for. clip is the share of the largest non-zero
// weights (by absolute value) that may be cut, so that a few outliers don't take
// the resolution of all; 0.0005 is a good value. Weights under half a step are 0.
func Quantize(w []float32, keep, clip float32) (q []int8, scale float32) {
	var abs []float32
	for _, x := range w {
		if x != 0 {
			abs = append(abs, float32(math.Abs(float64(x*keep))))
		}
	}
	q = make([]int8, len(w))
	if len(abs) == 0 {
		return q, 1
	}
	slices.Sort(abs)
	top := abs[max(0, len(abs)-1-int(float32(len(abs))*clip))]
	if top == 0 {
		return q, 1
	}
	scale = top / 127
	for i, x := range w {
		q[i] = int8(math.RoundToEven(float64(max(-127, min(127, x*keep/scale)))))
	}
	return q, scale
}

// Prune sets to zero the rows that fewer than least of the counted features
// fell on; count[row] comes from [Table.Count]. It returns how many rows it cleared.
func (t *Table) Prune(count []int32, least int32) int {
	n := 0
	for r, c := range count {
		if c > 0 && c < least {
			clear(t.W[r*t.Labels : (r+1)*t.Labels])
			n++
		}
	}
	return n
}

// Count adds one to the count of each feature's row, for [Table.Prune]. count
// has Rows elements.
func (t *Table) Count(count []int32, features []uint32) {
	for _, f := range features {
		count[f&uint32(t.Rows-1)]++
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
