package reference

import (
	_ "embed"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
)

// trees.txt and again.txt are made by build/train/reference: cuts of what a context holds, and trees over them.
//
//go:embed trees.txt
var treesText string

//go:embed again.txt
var againText string

// TreeDepth is the number of questions of a tree.
const TreeDepth = 4

// Trees is a model that adds up what each of its trees says of a context: boosted regression trees
// (Friedman, "Greedy function approximation", 2001) that ask the same question in all
// branches of a level (Kohavi, "Bottom-up induction of oblivious, read-once decision graphs", 1994), so that the
// answers are the number of a leaf.
type Trees struct {
	Base int32                  // what all trees together start from, in thousandths of a logarithm of odds
	Cuts [ContextSize][]float32 // of each observation, ascending, at most [MostCuts]
	Tree []Tree

	above [][TreeDepth]uint64  // of each tree's questions: what makes a lane with a higher bin reach its highest bit
	own   [OwnCount][256]uint8 // the bins of what is observed of a pair itself
}

// MostCuts is how many cuts an observation has at most.
const MostCuts = 127

// lanes is eight numbers of up to 127, a byte each.
const lanes = 0x0101010101010101

// Tree is one of [Trees].
type Tree struct {
	Ask  [TreeDepth]Question
	Leaf [1 << TreeDepth]int16 // by the answers, the first one in the lowest bit; in thousandths of a logarithm of odds
}

// Question is whether an observation reaches one of its cuts.
type Question struct{ Observation, Cut uint8 }

// Bins is, of each observation of a context, how many of its cuts it reaches.
type Bins [ContextSize]uint8

// Bins of a context.
func (t *Trees) Bins(c *Context) (out Bins) {
	for i, cuts := range t.Cuts[:ctxOwn] {
		if len(cuts) > 0 && c[i] >= cuts[0] { // in a short article most are 0
			out[i] = bin(cuts, c[i])
		}
	}
	for i := range t.own {
		out[ctxOwn+i] = t.own[i][uint8(c[ctxOwn+i])]
	}
	return out
}

// bin is how many of the cuts x reaches. No branch depends on x, since none could be predicted.
func bin(cuts []float32, x float32) uint8 {
	reached := 0
	for n := len(cuts); n > 0; n /= 2 {
		next := reached + (n+1)/2
		if x >= cuts[next-1] {
			reached = next
		}
	}
	return uint8(reached)
}

// Ready makes the tables that answers are read from; it has to be called when Cuts or Tree are set.
func (t *Trees) Ready() {
	for i := range t.own {
		for x := range t.own[i] {
			t.own[i][x] = bin(t.Cuts[ctxOwn+i], float32(x))
		}
	}
	t.above = make([][TreeDepth]uint64, len(t.Tree))
	for i := range t.Tree {
		for k, q := range t.Tree[i].Ask {
			t.above[i][k] = uint64(127-q.Cut) * lanes
		}
	}
}

// batch is the bins of eight contexts, each in a lane of a number for each observation.
type batch [ContextSize]uint64

func (t *Trees) put(b *batch, lane int, c *Context) {
	for i, x := range t.Bins(c) {
		b[i] |= uint64(x) << (8 * lane)
	}
}

// scores is the logarithms of the odds of eight links, in thousandths. All lanes answer a question at once.
func (t *Trees) scores(b *batch) (sum [8]int32) {
	for i := range sum {
		sum[i] = t.Base
	}
	for i := range t.Tree {
		x, above := &t.Tree[i], &t.above[i]
		leaf := (b[x.Ask[0].Observation]+above[0])>>7&lanes |
			(b[x.Ask[1].Observation]+above[1])>>6&(2*lanes) |
			(b[x.Ask[2].Observation]+above[2])>>5&(4*lanes) |
			(b[x.Ask[3].Observation]+above[3])>>4&(8*lanes)
		sum[0] += int32(x.Leaf[leaf&15])
		sum[1] += int32(x.Leaf[leaf>>8&15])
		sum[2] += int32(x.Leaf[leaf>>16&15])
		sum[3] += int32(x.Leaf[leaf>>24&15])
		sum[4] += int32(x.Leaf[leaf>>32&15])
		sum[5] += int32(x.Leaf[leaf>>40&15])
		sum[6] += int32(x.Leaf[leaf>>48&15])
		sum[7] += int32(x.Leaf[leaf>>56&15])
	}
	return sum
}

// Score is the logarithm of the odds of a link in a context.
func (t *Trees) Score(c *Context) float32 {
	var b batch
	t.put(&b, 0, c)
	return float32(t.scores(&b)[0]) / 1000
}

// ParseTrees reads the text that [Trees.String] writes.
func ParseTrees(text string) (t Trees, err error) {
	bad := func(line string) error {
		return errors.New(strconv.Quote(line[:min(len(line), 40)]) + ": neither cuts of an observation nor a tree")
	}
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		switch {
		case f[0] == "base" && len(f) == 2:
			n, err := strconv.ParseInt(f[1], 10, 32)
			if err != nil {
				return t, bad(line)
			}
			t.Base = int32(n)
		case f[0] == "cuts" && len(f) > 2:
			i, err := strconv.Atoi(f[1])
			if err != nil || i < 0 || i >= ContextSize || len(f)-2 > MostCuts {
				return t, bad(line)
			}
			for _, s := range f[2:] {
				x, err := strconv.ParseFloat(s, 32)
				if err != nil {
					return t, bad(line)
				}
				t.Cuts[i] = append(t.Cuts[i], float32(x))
			}
			if !slices.IsSorted(t.Cuts[i]) {
				return t, bad(line)
			}
		case f[0] == "tree" && len(f) == 1+2*TreeDepth+1<<TreeDepth:
			var x Tree
			for i, s := range f[1:] {
				n, err := strconv.Atoi(s)
				if err != nil || n < math.MinInt16 || n > math.MaxInt16 {
					return t, bad(line)
				}
				switch q := i / 2; {
				case i >= 2*TreeDepth:
					x.Leaf[i-2*TreeDepth] = int16(n)
				case i%2 == 0 && n >= 0 && n < ContextSize:
					x.Ask[q].Observation = uint8(n)
				case i%2 == 1 && n >= 0 && n < MostCuts:
					x.Ask[q].Cut = uint8(n)
				default:
					return t, bad(line)
				}
			}
			t.Tree = append(t.Tree, x)
		default:
			return t, bad(line)
		}
	}
	t.Ready()
	return t, nil
}

// String is the text that [ParseTrees] reads: "base", a line "cuts observation value…" for each observation that is asked for, and a
// line "tree observation cut … leaf…" for each tree.
func (t *Trees) String() string {
	var b strings.Builder
	b.WriteString("# base; cuts observation value...; tree (observation cut)... leaf...\nbase " + strconv.Itoa(int(t.Base)) + "\n")
	for i, cuts := range t.Cuts {
		if len(cuts) == 0 {
			continue
		}
		b.WriteString("cuts " + strconv.Itoa(i))
		for _, x := range cuts {
			b.WriteString(" " + strconv.FormatFloat(float64(x), 'g', 5, 32))
		}
		b.WriteByte('\n')
	}
	for _, x := range t.Tree {
		b.WriteString("tree")
		for _, q := range x.Ask {
			b.WriteString(" " + strconv.Itoa(int(q.Observation)) + " " + strconv.Itoa(int(q.Cut)))
		}
		for _, v := range x.Leaf {
			b.WriteString(" " + strconv.Itoa(int(v)))
		}
		b.WriteByte('\n')
	}
	return b.String()
}
