// Package reference joins claims that bear on the same matter, within an
// article and across the articles of a story.
//
// Each claim is looked at once (view.go): its words with their meaning, the
// actors that it speaks of, its numbers and times, what it denies. An index
// over words and actors gives each claim a bounded number of candidates
// (candidates.go); a pair of claims is compared by observations that can be
// told to a reader (features.go, numbers.go). A linear model over these few
// features (decide.go, weights.txt) says whether a reader wants the two side by
// side, and why: repeats, supports, conflicts, responds, updates. From the same
// observations come the sentence that gives the reason (why.go) and the words
// that differ. One quote in two articles is aligned word by word (drift.go);
// sentences that articles took from one source are grouped (origin.go).
package reference

import (
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
	crowd := crowding(len(g.views))
	m, p := g.matcher(), &pairing{}
	var found []decision
	g.each(func(i int32, of []candidate) {
		found = found[:0]
		if len(of) > 0 {
			m.set(&g.views[i])
		}
		for _, x := range of {
			g.compare(p, m, &g.views[x.claim])
			p.closest(x)
			if d := w.weigh(p, crowd); d.linked {
				d.pair = p.clone()
				found = append(found, d)
			}
		}
		slices.SortStableFunc(found, func(a, b decision) int {
			switch {
			case a.score > b.score:
				return -1
			case a.score < b.score:
				return 1
			}
			return 0
		})
		for _, d := range found[:min(len(found), mostReferences)] {
			s.References = append(s.References, g.reference(&d))
		}
	})
	slices.SortStableFunc(s.References, func(a, b doc.Reference) int {
		for _, n := range [...]int32{a.From.Doc - b.From.Doc, int32(a.From.Claim - b.From.Claim), a.To.Doc - b.To.Doc, int32(a.To.Claim - b.To.Claim)} {
			if n != 0 {
				return int(n)
			}
		}
		return 0
	})
}

// mostReferences is how many earlier claims one claim is joined to at most.
const mostReferences = 8

// reference is a decision as the story keeps it.
func (g *stage) reference(x *decision) doc.Reference {
	p := x.pair
	return doc.Reference{
		From: p.from.at, To: p.to.at, Relation: x.relation, Score: x.score,
		Shared: p.shared, Differs: p.differs, Why: why(x), Drift: drift(p.from, p.to),
	}
}

// Pair is two claims of a story with the features that decide on them.
type Pair struct {
	From, To doc.ClaimAt
	Features Features
}

// Compare is the pairs of a story's claims that [Find] weighs, for training.
// All pairs are given with every; else only the candidates.
func Compare(s *doc.Story, every bool) []Pair {
	g := look(s)
	var out []Pair
	m, p := g.matcher(), &pairing{}
	g.each(func(i int32, of []candidate) {
		a := &g.views[i]
		m.set(a)
		if every {
			for k := range g.views {
				if g.mayJoin(a, &g.views[k]) && !slices.ContainsFunc(of, func(x candidate) bool { return x.claim == int32(k) }) {
					of = append(of, candidate{claim: int32(k)})
				}
			}
		}
		for _, x := range of {
			g.compare(p, m, &g.views[x.claim])
			p.closest(x)
			out = append(out, Pair{p.from.at, p.to.at, p.f})
		}
	})
	return out
}
