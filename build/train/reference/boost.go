package reference

import (
	"cmp"
	"math"
	"slices"

	"whosaid.example/analysis/reference"
)

// row is a pair of claims in its context, with what it should be.
type row struct {
	context reference.Context
	y       float64
	weight  float64
}

// boost learns trees by Newton steps on the logarithmic loss (Friedman, Hastie and Tibshirani, "Additive logistic
// regression", 2000; penalty and gain as in Chen and Guestrin, "XGBoost", 2016). Each tree sees a part of the rows and of the
// observations, drawn by a hash, so that the same rows give the same trees.
func boost(rows []row, o Options) reference.Trees {
	t := reference.Trees{Cuts: cuts(rows, o.Bins)}
	t.Ready()
	const none = 1e-9
	yes, all := none, none
	for i := range rows {
		yes += rows[i].weight * rows[i].y
		all += rows[i].weight
	}
	t.Base = int32(math.Round(1000 * math.Log((yes+none)/(all-yes+none))))
	bins := make(columns, reference.ContextSize)
	for f := range bins {
		bins[f] = make([]uint8, len(rows))
	}
	score := make([]float64, len(rows))
	for i := range rows {
		for f, bin := range t.Bins(&rows[i].context) {
			bins[f][i] = bin
		}
		score[i] = float64(t.Base) / 1000
	}
	leaf := make([]uint8, len(rows))
	slopes := make([]slope, len(rows))
	var used []int32
	for n := range o.Trees {
		used = used[:0]
		for i := range rows {
			if chance(n, i) < o.Rows {
				used = append(used, int32(i))
			}
			p := sigmoid(score[i])
			slopes[i] = slope{rows[i].weight * (p - rows[i].y), rows[i].weight * p * (1 - p)}
			leaf[i] = 0
		}
		var tree reference.Tree
		for level := range tree.Ask {
			tree.Ask[level] = question(bins, leaf, used, slopes, t.Cuts, n, level, o)
			q := tree.Ask[level]
			for i, bin := range bins[q.Observation] {
				if bin > q.Cut {
					leaf[i] |= 1 << level
				}
			}
		}
		var all [1 << reference.TreeDepth]slope
		for _, i := range used {
			all[leaf[i]].add(slopes[i])
		}
		for k := range tree.Leaf {
			tree.Leaf[k] = int16(math.Round(1000 * o.Step * -all[k].g / (all[k].h + o.LeafL2)))
		}
		for i := range score {
			score[i] += float64(tree.Leaf[leaf[i]]) / 1000
		}
		t.Tree = append(t.Tree, tree)
	}
	asked := [reference.ContextSize]bool{}
	for i := range t.Tree {
		for _, q := range t.Tree[i].Ask {
			asked[q.Observation] = true
		}
	}
	for i := range t.Cuts {
		if !asked[i] {
			t.Cuts[i] = nil
		}
	}
	t.Ready()
	return t
}

// columns are the bins of all rows, an observation after the other: a question looks at one of them in all rows.
type columns [][]uint8

// slope is the first and second derivative of the loss by the score, of a row or summed.
type slope struct{ g, h float64 }

func (s *slope) add(x slope) {
	s.g += x.g
	s.h += x.h
}

// question is the one that tells most of the rows, asked in all leaves at once.
func question(bins columns, leaf []uint8, used []int32, slopes []slope, cuts [reference.ContextSize][]float32, tree, level int, o Options) (best reference.Question) {
	leaves := 1 << level
	most := math.Inf(-1)
	hist := make([]slope, leaves*(o.Bins+1))
	for f := range cuts {
		if len(cuts[f]) == 0 || chance(1<<20+tree*reference.TreeDepth+level, f) >= o.Columns {
			continue
		}
		clear(hist)
		column := bins[f]
		for _, i := range used {
			hist[int(leaf[i])*(o.Bins+1)+int(column[i])].add(slopes[i])
		}
		var all [1 << reference.TreeDepth]slope
		for l := range leaves {
			for _, x := range hist[l*(o.Bins+1) : (l+1)*(o.Bins+1)] {
				all[l].add(x)
			}
		}
		var low [1 << reference.TreeDepth]slope
		for c := range cuts[f] {
			gain := 0.0
			for l := range leaves {
				low[l].add(hist[l*(o.Bins+1)+c])
				g, h := all[l].g-low[l].g, all[l].h-low[l].h
				if low[l].h < o.LeafLeast || h < o.LeafLeast {
					gain += all[l].g * all[l].g / (all[l].h + o.LeafL2)
					continue
				}
				gain += low[l].g*low[l].g/(low[l].h+o.LeafL2) + g*g/(h+o.LeafL2)
			}
			if gain > most {
				most, best = gain, reference.Question{Observation: uint8(f), Cut: uint8(c)}
			}
		}
	}
	return best
}

// cuts are, of each observation, values that part the rows into about equally many.
func cuts(rows []row, bins int) (out [reference.ContextSize][]float32) {
	values := make([]float32, len(rows))
	for f := range out {
		for i := range rows {
			values[i] = rows[i].context[f]
		}
		slices.SortFunc(values, cmp.Compare[float32])
		for b := 1; b < bins; b++ {
			at := b * len(values) / bins
			if at == 0 || at >= len(values) || values[at] == values[0] {
				continue
			}
			// Five digits, as they are written.
			x := float32(round(float64(values[at]), 5))
			if n := len(out[f]); n == 0 || x > out[f][n-1] {
				out[f] = append(out[f], x)
			}
		}
	}
	return out
}

// round rounds x to so many digits.
func round(x float64, digits int) float64 {
	if x == 0 {
		return 0
	}
	by := math.Pow(10, float64(digits)-math.Ceil(math.Log10(math.Abs(x))))
	return math.Round(x*by) / by
}

// chance is a number from 0 to 1 that looks drawn at random (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom
// number generators", 2014).
func chance(a, b int) float64 {
	x := uint64(a)*0x9e3779b97f4a7c15 + uint64(b)*0xd1b54a32d192ed03
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return float64((x^x>>31)>>11) / (1 << 53)
}
