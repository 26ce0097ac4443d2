package reference

import "slices"

const (
	fewCandidates  = 10 // of a claim, and two more for each article
	mostCandidates = 40
	// A word or an actor in more claims than this is no ground to compare two of them: in a twentieth of a long story's claims, so
	// that in one of many articles there are grounds left.
	leastPostings, mostPostings = 60, 200
	nearbyClaims                = 4 // claims right before are always compared
	isNear                      = 4000
)

// candidates is an index from words and actors to the claims that have them.
type candidates struct {
	g       *stage
	words   [][]int32
	actors  map[int32][]int32
	values  map[float64][]int32 // uncommon numbers and years
	score   []int32
	shares  []int32 // of the claims that the last call of [candidates.of] gave: how much both share of what they have
	touched []int32
	most    int // postings of a word or an actor that is a ground
}

func (g *stage) candidates() *candidates {
	c := &candidates{g: g, words: make([][]int32, len(g.words)), actors: map[int32][]int32{}, values: map[float64][]int32{}, score: make([]int32, len(g.views)), shares: make([]int32, len(g.views)), most: min(mostPostings, max(leastPostings, len(g.views)/20))}
	counts, total := make([]int32, len(g.words)), int32(0)
	for i := range g.views {
		for _, t := range g.views[i].terms {
			counts[t.word]++
			total++
		}
	}
	room := make([]int32, total)
	for w, n := range counts {
		c.words[w], room = room[:0:n], room[n:]
	}
	for i := range g.views {
		for _, t := range g.views[i].terms {
			c.words[t.word] = append(c.words[t.word], int32(i))
		}
		for _, a := range g.views[i].actors {
			c.actors[a] = append(c.actors[a], int32(i))
		}
		for _, v := range g.views[i].values {
			c.values[v] = append(c.values[v], int32(i))
		}
		if s := g.views[i].speaker; s >= 0 && !slices.Contains(g.views[i].actors, s) {
			c.actors[s] = append(c.actors[s], int32(i))
		}
	}
	return c
}

// mayJoin reports whether the claim b is before a and may be joined to it.
func (g *stage) mayJoin(a, b *view) bool {
	if b.order >= a.order || (a.flags|b.flags)&flagTitle != 0 {
		return false
	}
	// Each survey has a margin of error of its own.
	if a.flags&b.flags&flagMargin != 0 && !a.sameValue(b) {
		return false
	}
	return a.at.Doc != b.at.Doc || !a.c.Tokens.Overlaps(b.c.Tokens)
}

// sameValue reports whether the claims have a number in common.
func (v *view) sameValue(o *view) bool {
	for i := range v.c.Frame.Quantities {
		for j := range o.c.Frame.Quantities {
			if v.c.Frame.Quantities[i].Value == o.c.Frame.Quantities[j].Value {
				return true
			}
		}
	}
	return false
}

// add gives the claims of a list that may be joined to a more points.
func (c *candidates) add(a *view, list []int32, weight int32) {
	for _, k := range list {
		if !c.g.mayJoin(a, &c.g.views[k]) {
			continue
		}
		if c.score[k] == 0 {
			c.touched = append(c.touched, k)
		}
		c.score[k] += weight
	}
}

// of is the earlier claims that share most with claim i, and those right
// before it. The slice is valid until the next call.
func (c *candidates) of(i int32) []int32 {
	g := c.g
	a := &g.views[i]
	c.touched = c.touched[:0]
	for _, t := range a.terms {
		w := &g.words[t.word]
		if len(c.words[t.word]) <= c.most {
			c.add(a, c.words[t.word], w.weight*100)
		}
		for _, n := range w.near {
			if len(c.words[n.word]) <= c.most {
				c.add(a, c.words[n.word], w.weight*n.alike)
			}
		}
	}
	for _, x := range a.actors {
		if list := c.actors[x]; len(list) <= c.most {
			c.add(a, list, 1000)
		}
	}
	for _, v := range a.values {
		if list := c.values[v]; len(list) <= c.most {
			c.add(a, list, 1500)
		}
	}
	if a.speaker >= 0 && !slices.Contains(a.actors, a.speaker) {
		if list := c.actors[a.speaker]; len(list) <= c.most {
			c.add(a, list, 600)
		}
	}
	for k := i - 1; k >= 0 && k >= i-nearbyClaims && g.views[k].at.Doc == a.at.Doc; k-- {
		c.add(a, []int32{k}, isNear)
	}
	for _, k := range c.touched {
		score := c.score[k]
		if g.views[k].at.Doc == a.at.Doc && i-k <= nearbyClaims {
			score -= isNear
		}
		c.shares[k] = score / (a.weight + g.views[k].weight + 200)
	}
	slices.SortFunc(c.touched, func(x, y int32) int {
		if c.score[x] != c.score[y] {
			return int(c.score[y] - c.score[x])
		}
		return int(x - y)
	})
	for _, k := range c.touched {
		c.score[k] = 0
	}
	return c.touched[:min(len(c.touched), fewCandidates+2*len(g.s.Docs), mostCandidates)]
}

// candidate is an earlier claim that is weighed for another one.
type candidate struct {
	claim      int32
	shares     int32
	back, both bool // see ClosestBack and ClosestBoth
}

// each gives do every claim with its candidates, article by article.
func (g *stage) each(do func(i int32, of []candidate)) {
	c := g.candidates()
	var lists [][]candidate
	best := make([]candidate, len(g.views)) // of this article, for each earlier claim; claim -1 for none
	most := make([]int32, len(g.s.Docs))    // of each earlier article, for one claim
	for lo, hi := 0, 0; lo < len(g.views); lo = hi {
		for hi = lo; hi < len(g.views) && g.views[hi].at.Doc == g.views[lo].at.Doc; hi++ {
		}
		lists = lists[:0]
		clear(best)
		for i := lo; i < hi; i++ {
			of := c.of(int32(i))
			list := make([]candidate, 0, len(of))
			for _, k := range of {
				list = append(list, candidate{claim: k, shares: c.shares[k]})
				if c.shares[k] > best[k].shares {
					best[k] = candidate{claim: int32(i), shares: c.shares[k]}
				}
			}
			lists = append(lists, list)
		}
		for i, list := range lists {
			for _, x := range list {
				most[g.views[x.claim].at.Doc] = 0
			}
			for _, x := range list {
				most[g.views[x.claim].at.Doc] = max(most[g.views[x.claim].at.Doc], x.shares)
			}
			for k := range list {
				x := &list[k]
				x.back = x.shares > 0 && x.shares == most[g.views[x.claim].at.Doc]
				x.both = x.back && best[x.claim].claim == int32(lo+i)
			}
			do(int32(lo+i), list)
		}
	}
}
