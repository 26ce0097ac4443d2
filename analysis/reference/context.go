package reference

import "slices"

// Context is what a pair of claims has in common and what the other links of the two claims tell about a
// link between them: a claim has few counterparts, so that likelier ones elsewhere speak against a link; two
// claims that are both joined to a third one are often joined; where the claims around them are joined,
// these may be.
type Context [ContextSize]float32

// What a context holds, for a later claim A and an earlier one B. Probabilities are those of
// links by themselves for the first trees, and those that these give for the second ones.
const (
	ctxScore      = iota // the pair's own score, a logarithm of odds
	ctxAfterA            // probability of the link between the claim after A and B
	ctxBeforeA           // of the claim before A
	ctxAfterB            // between A and the claim after B
	ctxBeforeB           // and the claim before B
	ctxThirds            // sum over third claims of the product of their links with both
	ctxThirdA            // the third claim in A's article with the best weaker link
	ctxThirdB            // in B's article
	ctxThirdElse         // in another one
	ctxBestA             // the best other link of A into B's article
	ctxBestB             // of B into A's article
	ctxElseA             // the best link of A into other articles
	ctxElseB             // of B
	ctxSumA              // sum of the other links of A
	ctxSumB              // of B
	ctxLikelierA         // how many links of A are likelier
	ctxLikelierB         // of B
	ctxRankA             // how many links of A into B's article are likelier
	ctxRankB             // of B into A's article
	ctxParagraphs        // sum of the other links between the paragraphs of both
	ctxPlaceA            // how many claims of its article come before A
	ctxPlaceB            // before B
	ctxDensity           // sum of the story's links, by the number of claims
	ctxHeight            // the probability that half as many links as there are claims have

	ctxOwn // what is observed of the pair, see ownFeatures
)

// ContextSize is the number of observations of a [Context].
const ContextSize = ctxOwn + OwnCount

// OwnCount is how many observations of the pair itself a context has.
const OwnCount = 24

// ownFeatures are the observations that tell most beside the pair's score.
var ownFeatures = [OwnCount]Feature{
	Mass, Dice, CoverLess, CoverMore, RareWord, Cosine, DiceLater, SameArticleDice, ThreeHaveLater, ActorShared,
	ClosestBack, ClosestBoth, Alike, SameArticle, Next, Nearby, SameParagraph, NextParagraph, TurnOpens,
	SpeakersDiffer, ToQuoted, FromDirect, FromPast, ToPast,
}

// Own is what of a pair's features its context takes over, from 0 to 255.
type Own [OwnCount]uint8

// OwnOf is a pair's features as a context has them.
func OwnOf(f *Features) (o Own) {
	for i, x := range ownFeatures {
		o[i] = uint8(f[x]*255 + 0.5)
	}
	return o
}

// Scored is a pair of claims, by their numbers in the story, with the score that it has by
// itself.
type Scored struct {
	From, To int32
	Score    float32
	Own      Own
}

// Place is where a claim stands.
type Place struct{ Doc, Paragraph int32 }

// LeastScore is the score below which a pair does not count in the context of others.
const LeastScore = -3.2

// leastWeighed is the score by the first trees below which a pair is none of the second ones'.
const leastWeighed = -3.5

// leastThird is the least probability of a link that can speak for another one.
const leastThird = 0.1

// Graph is the pairs of a story's claims that may be links.
type Graph struct {
	places  []Place
	rank    []int32 // of each claim: how many claims of its article come before it
	pairs   []Scored
	links   [][]link // of each claim, in the order of the others
	between map[[2]Place]float32
	density float32
	height  float32
}

type link struct {
	claim int32
	p     float32
}

// NewGraph joins the claims of a story, whose places are given in the order of the articles and of the text.
// The time is about linear in the number of pairs, as long as each claim is in a bounded number of them.
func NewGraph(places []Place, pairs []Scored) *Graph {
	g := &Graph{places: places, pairs: pairs, rank: make([]int32, len(places)), links: make([][]link, len(places)), between: make(map[[2]Place]float32, len(pairs))}
	for i := 1; i < len(places); i++ {
		if places[i].Doc == places[i-1].Doc {
			g.rank[i] = g.rank[i-1] + 1
		}
	}
	degree := make([]int32, len(places))
	for i := range pairs {
		degree[pairs[i].From]++
		degree[pairs[i].To]++
	}
	all := make([]link, 2*len(pairs))
	for i, n := range degree {
		g.links[i], all = all[:0:n], all[n:]
	}
	most := make([]float32, len(pairs))
	sum := float32(0)
	for i := range pairs {
		x := &pairs[i]
		p := sigmoid(x.Score)
		g.links[x.From] = append(g.links[x.From], link{x.To, p})
		g.links[x.To] = append(g.links[x.To], link{x.From, p})
		g.between[[2]Place{places[x.From], places[x.To]}] += p
		most[i] = p
		sum += p
	}
	for _, l := range g.links {
		slices.SortFunc(l, func(a, b link) int { return int(a.claim - b.claim) })
	}
	g.density = sum / float32(max(1, len(places)))
	if n := len(places) / 2; n < len(most) {
		slices.Sort(most)
		g.height = most[len(most)-1-n]
	}
	return g
}

// side is where a context has what the other links of one of its claims tell.
type side struct{ sum, likelier, best, rank, elsewhere, after, before int }

var (
	ofA = side{ctxSumA, ctxLikelierA, ctxBestA, ctxRankA, ctxElseA, ctxAfterB, ctxBeforeB}
	ofB = side{ctxSumB, ctxLikelierB, ctxBestB, ctxRankB, ctxElseB, ctxAfterA, ctxBeforeA}
)

// count takes in another link of one claim, of probability q, beside the pair's own p: whether it leads into
// the article of the pair's other claim, and how many claims behind that.
func (c *Context) count(s *side, q, p float32, there bool, behind int32) {
	c[s.sum] += q
	if q > p {
		c[s.likelier]++
	}
	if !there {
		c[s.elsewhere] = max(c[s.elsewhere], q)
		return
	}
	c[s.best] = max(c[s.best], q)
	if q > p {
		c[s.rank]++
	}
	switch behind {
	case 1:
		c[s.after] = q
	case -1:
		c[s.before] = q
	}
}

// Context sets c to the context of pair i. It takes as many steps as the two claims have links.
func (g *Graph) Context(i int, c *Context) {
	x := &g.pairs[i]
	*c = Context{}
	p := sigmoid(x.Score)
	from, to := g.places[x.From].Doc, g.places[x.To].Doc
	c[ctxScore] = x.Score
	a, b := g.links[x.From], g.links[x.To]
	for len(a) > 0 || len(b) > 0 {
		inA := len(a) > 0 && (len(b) == 0 || a[0].claim <= b[0].claim)
		inB := len(b) > 0 && (len(a) == 0 || b[0].claim <= a[0].claim)
		var third int32
		var pa, pb float32
		if inA {
			third, pa = a[0].claim, a[0].p
			a = a[1:]
		}
		if inB {
			third, pb = b[0].claim, b[0].p
			b = b[1:]
		}
		in := g.places[third].Doc
		if inA && third != x.To {
			c.count(&ofA, pa, p, in == to, third-x.To)
		}
		if inB && third != x.From {
			c.count(&ofB, pb, p, in == from, third-x.From)
		}
		if pa >= leastThird && pb >= leastThird {
			c[ctxThirds] += float32(pa * pb)
			weaker := min(pa, pb)
			if in == from {
				c[ctxThirdA] = max(c[ctxThirdA], weaker)
			}
			if in == to {
				c[ctxThirdB] = max(c[ctxThirdB], weaker)
			}
			if in != from && in != to {
				c[ctxThirdElse] = max(c[ctxThirdElse], weaker)
			}
		}
	}
	c[ctxParagraphs] = g.between[[2]Place{g.places[x.From], g.places[x.To]}] - p
	c[ctxPlaceA], c[ctxPlaceB] = float32(g.rank[x.From]), float32(g.rank[x.To])
	c[ctxDensity], c[ctxHeight] = g.density, g.height
	for k, v := range x.Own {
		c[ctxOwn+k] = float32(v)
	}
}
