package reference

import (
	_ "embed"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
)

// trees.txt is made by build/train/reference: cuts of what a context holds, and trees over them.
//
//go:embed trees.txt
var treesText string

// TreeDepth is the number of questions of a tree.
const TreeDepth = 4

// Trees is a model that adds up what each of its trees says of a context: boosted regression trees
// (Friedman, "Greedy function approximation", 2001) that ask the same question in all
// branches of a level (Kohavi, "Bottom-up induction of oblivious, read-once decision graphs", 1994), so that the
// answers are the number of a leaf.
type Trees struct {
	Base int32                  // what all trees together start from, in thousandths of a logarithm of odds
	Cuts [ContextSize][]float32 // of each observation, ascending
	Tree []Tree
}

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
	for i, cuts := range t.Cuts {
		lo, hi := 0, len(cuts)
		for lo < hi {
			if m := (lo + hi) / 2; c[i] >= cuts[m] {
				lo = m + 1
			} else {
				hi = m
			}
		}
		out[i] = uint8(lo)
	}
	return out
}

// Score is the logarithm of the odds of a link in a context.
func (t *Trees) Score(c *Context) float32 {
	bins := t.Bins(c)
	sum := t.Base
	for i := range t.Tree {
		x := &t.Tree[i]
		leaf := 0
		for k, q := range x.Ask {
			if bins[q.Observation] > q.Cut {
				leaf |= 1 << k
			}
		}
		sum += int32(x.Leaf[leaf])
	}
	return float32(sum) / 1000
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
			if err != nil || i < 0 || i >= ContextSize || len(f) > 256 {
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
				case i%2 == 1 && n >= 0 && n < 255:
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
