package reference

import "slices"

// Context is what the other links of two claims tell about a link between them:
// a claim has few counterparts, so that likelier ones elsewhere speak against a
// link; and two claims that are both joined to a third one are often joined.
type Context [ContextSize]float32

// ContextSize is the number of observations of a [Context]: 1, the score that
// the pair has by itself (a logarithm of odds), the best third claim (the
// probability of the weaker of the two links with it), the sum over the three
// best third claims of the product of both probabilities, the most probable
// other link of either claim, and the sums of the probabilities of their other
// links, by 5, at most 1.
const ContextSize = 8

// Scored is a pair of claims, by any numbers, with the score that it has by
// itself.
type Scored struct {
	From, To int32
	Score    float32
}

// LeastScore is the score below which no context makes a pair a link: such
// pairs are left out.
const LeastScore = -3.5

// leastHelped is the score below which no third claim makes a pair a link.
const leastHelped = -2.5

// leastThird is the least probability of a link that can speak for another one.
const leastThird = 0.1

// fewClaims is a number of claims from which on the sums are about the same in
// most stories; they are made up for what a shorter one lacks, a tenth by claim.
const fewClaims = 20

// Contexts is the contexts of all pairs of a story of n claims, which are
// numbered from 0. The time is about linear in the number of pairs, as long as
// each claim is in a bounded number of them.
func Contexts(n int, pairs []Scored) []Context {
	type link struct {
		claim int32
		p     float32
	}
	links := make([][]link, n)
	sum, most, second := make([]float32, n), make([]float32, n), make([]float32, n)
	p := make([]float32, len(pairs))
	for i, x := range pairs {
		p[i] = sigmoid(x.Score)
		for _, e := range [...][2]int32{{x.From, x.To}, {x.To, x.From}} {
			a := e[0]
			if p[i] >= leastThird {
				links[a] = append(links[a], link{e[1], p[i]})
			}
			sum[a] += p[i]
			if p[i] > most[a] {
				most[a], second[a] = p[i], most[a]
			} else {
				second[a] = max(second[a], p[i])
			}
		}
	}
	for _, l := range links {
		slices.SortFunc(l, func(a, b link) int { return int(a.claim - b.claim) })
	}
	missing := float32(max(0, fewClaims-n)) / 10
	out := make([]Context, len(pairs))
	for i, x := range pairs {
		c := &out[i]
		c[0], c[1] = 1, x.Score
		var weaker float32
		var best [3]float32
		a, b := links[x.From], links[x.To]
		if x.Score < leastHelped {
			a = nil
		}
		for len(a) > 0 && len(b) > 0 {
			switch {
			case a[0].claim < b[0].claim:
				a = a[1:]
			case a[0].claim > b[0].claim:
				b = b[1:]
			default:
				weaker = max(weaker, min(a[0].p, b[0].p))
				v := a[0].p * b[0].p
				for k := range best {
					if v > best[k] {
						v, best[k] = best[k], v
					}
				}
				a, b = a[1:], b[1:]
			}
		}
		c[2], c[3] = weaker, best[0]+best[1]+best[2]
		for k, e := range [...]int32{x.From, x.To} {
			other := most[e]
			if p[i] == other {
				other = second[e]
			}
			c[4+k], c[6+k] = other, min(1, (sum[e]-p[i]+missing)/5)
		}
	}
	return out
}
