// Package reference joins claims that bear on the same matter, within an
// article and across the articles of a story.
//
// Each claim is looked at once (view.go): its words with their meaning, the
// actors that it speaks of, its numbers and times, what it denies. An index
// over words and actors gives each claim a bounded number of candidates
// (candidates.go); a pair of claims is compared by observations that can be
// told to a reader (features.go, numbers.go, extent.go, discourse.go). A linear model over these
// features (decide.go, weights.txt) says how likely a reader wants the two side by
// side; what else either claim may be joined to corrects that (context.go, trees.go). Another
// one says why: repeats, supports, conflicts, responds, updates. From the same
// observations come the sentence that gives the reason (why.go) and the words
// that differ. One quote in two articles is aligned word by word (drift.go);
// sentences that articles took from one source are grouped (origin.go).
package reference

import (
	"cmp"
	"slices"

	"whosaid.example/analysis/doc"
)

// Find reads Claims, Quotes, Actors, Mentions, Sentences of all documents;
// sets References, in the order of the later claim, and Origins. The time is
// about linear in the number of claims.
func Find(s *doc.Story) { FindWith(s, trained()) }

// FindWith is [Find] with other weights than the program's own: measuring
// leaves the measured story out of training.
func FindWith(s *doc.Story, w *Model) {
	s.References, s.Origins = nil, origins(s)
	g := look(s)
	m, p := g.matcher(), &pairing{}
	var pairs []Scored
	var close []candidate
	g.each(func(i int32, of []candidate) {
		if len(of) > 0 {
			m.set(&g.views[i])
		}
		for _, x := range of {
			g.compare(p, m, &g.views[x.claim])
			p.closest(x)
			if score := w.Score(&p.f); score >= LeastScore {
				pairs = append(pairs, Scored{i, x.claim, score, OwnOf(&p.f)})
				close = append(close, x)
			}
		}
	})
	probable := w.Probabilities(g.places(), pairs)
	// The few pairs that may be links are compared again, and those that are once more, which takes less than keeping all comparisons.
	again := func(i int) {
		if from := &g.views[pairs[i].From]; m.v != from {
			m.set(from)
		}
		g.compare(p, m, &g.views[pairs[i].To])
		p.closest(close[i])
	}
	least := faintest * w.least()
	var links, possible []decision
	for lo, hi := 0, 0; lo < len(pairs); lo = hi {
		others := len(links)
		for hi = lo; hi < len(pairs) && pairs[hi].From == pairs[lo].From; hi++ {
			if probable[hi] < least {
				continue
			}
			again(hi)
			if d := w.decide(p, hi, &pairs[hi], probable[hi]); d.linked() {
				links = append(links, d)
			} else if d.possible() {
				possible = append(possible, d)
			}
		}
		if len(links)-others > mostReferences {
			slices.SortStableFunc(links[others:], func(a, b decision) int { return cmp.Compare(b.score, a.score) })
			links = links[:others+mostReferences]
		}
	}
	if len(s.Docs) > 1 {
		links = fill(links, possible, len(g.views))
	}
	for i := range links {
		again(int(links[i].pair))
		s.References = append(s.References, reference(p, &links[i]))
	}
	slices.SortStableFunc(s.References, func(a, b doc.Reference) int {
		for _, n := range [...]int32{a.From.Doc - b.From.Doc, int32(a.From.Claim - b.From.Claim), a.To.Doc - b.To.Doc, int32(a.To.Claim - b.To.Claim)} {
			if n != 0 {
				return int(n)
			}
		}
		return 0
	})
}

// Probabilities is how probable the links of a story's pairs are, each in its context; 0 for those that
// have too low a score.
func (w *Model) Probabilities(places []Place, pairs []Scored) []float32 {
	out, crowd := make([]float32, len(pairs)), crowding(len(places))
	first, kept := w.Weighed(places, pairs)
	for i, score := range w.Again.weigh(places, first) {
		out[kept[i]] = probability(score, crowd)
	}
	return out
}

// Weighed is the pairs that may be links with the scores that they have in their contexts, and which of the given ones they are.
func (w *Model) Weighed(places []Place, pairs []Scored) (out []Scored, kept []int32) {
	for i, score := range w.Trees.weigh(places, pairs) {
		if score < leastWeighed {
			continue
		}
		x := pairs[i]
		x.Score = score
		out, kept = append(out, x), append(kept, int32(i))
	}
	return out, kept
}

// weigh is the score of each of a story's pairs in its context.
func (t *Trees) weigh(places []Place, pairs []Scored) []float32 {
	graph := NewGraph(places, pairs)
	out := make([]float32, len(pairs))
	var c Context
	for lo := 0; lo < len(pairs); lo += 8 {
		var b batch
		n := min(8, len(pairs)-lo)
		for k := range n {
			graph.Context(lo+k, &c)
			t.put(&b, k, &c)
		}
		scores := t.scores(&b)
		for k := range n {
			out[lo+k] = float32(scores[k]) / 1000
		}
	}
	return out
}

// places is where the claims stand.
func (g *stage) places() []Place {
	out := make([]Place, len(g.views))
	for i := range g.views {
		out[i] = Place{g.views[i].at.Doc, g.views[i].place.paragraph}
	}
	return out
}

// mostReferences is how many earlier claims one claim is joined to at most.
const mostReferences = 8

// reference is a decision on a pair as the story keeps it. That what one voice says next bears out what it said
// is true of most texts, and seldom what a reader looks for: unclear, too.
func reference(p *pairing, x *decision) doc.Reference {
	r := doc.Reference{
		From: p.from.at, To: p.to.at, Relation: x.relation, Score: x.score, Certainty: doc.Inferred,
		Shared: slices.Clone(p.shared), Differs: slices.Clone(p.differs), Why: why(p, x.relation), Drift: drift(p.from, p.to),
	}
	if !x.firm() || x.relation == doc.Supports && p.f[Next] > 0 && p.f[SpeakersDiffer] == 0 {
		r.Certainty = doc.Unclear
	}
	return r
}

// Pair is two claims of a story with the features that decide on them.
type Pair struct {
	From, To  doc.ClaimAt
	Claims    [2]int32 // their numbers in the story
	Features  Features
	Candidate bool // one that [Find] weighs
}

// Compare is the pairs of a story's claims that [Find] weighs, and where the claims stand, for training.
// All pairs are given with every; else only the candidates.
func Compare(s *doc.Story, every bool) ([]Pair, []Place) {
	g := look(s)
	var out []Pair
	m, p := g.matcher(), &pairing{}
	g.each(func(i int32, of []candidate) {
		a := &g.views[i]
		m.set(a)
		nc := len(of)
		if every {
			for k := range g.views {
				if g.mayJoin(a, &g.views[k]) && !slices.ContainsFunc(of, func(x candidate) bool { return x.claim == int32(k) }) {
					of = append(of, candidate{claim: int32(k)})
				}
			}
		}
		for k, x := range of {
			g.compare(p, m, &g.views[x.claim])
			p.closest(x)
			out = append(out, Pair{p.from.at, p.to.at, [2]int32{i, x.claim}, p.f, k < nc})
		}
	})
	return out, g.places()
}
