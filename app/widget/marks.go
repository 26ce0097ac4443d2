package widget

import (
	"slices"
	"strconv"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/marked"
	"whosaid.example/app/story"
)

// setter sets an article of the story.
func (s *state) setter(article int) *marked.Setter {
	return &marked.Setter{
		Index: s.index, Article: article, Text: s.story.Articles[article].Text, Sign: s.marginMark,
		Words: &marked.Words{And: W.And, QuoteBegins: W.QuoteBegins, Aside: W.Aside, SharedBy: W.SharedBy,
			SharedAs: func(first int) string { return W.SharedAs(s.called(first)) }},
	}
}

func escape(text string) string { return marked.Escape(text) }

// note says who says a quote, on paper.
func (s *state) note(article int, q *analysis.Quote) string {
	name := s.index.SpeakersOf(article, q, W.And)
	if name == "" {
		name = W.NobodyKnown
	}
	return W.PaperNote(name, W.QuoteKind(q.Kind, q.Act), q.Certainty, q.Rule == story.ReaderRule)
}

// marginMark is the sign beside claims that have counterparts: of the relation
// that a reader wants first, with the number of claims where it stands for several.
// The claim that has this relation is the first to which it leads.
func (s *state) marginMark(article int, claims []string) string {
	var refs []story.Counterpart
	bestOf := func(refs []story.Counterpart) int {
		best := len(story.Relations) - 1
		for _, c := range refs {
			if k := slices.Index(story.Relations, s.index.Result.References[c.Ref].Relation); k >= 0 {
				best = min(best, k)
			}
		}
		return best
	}
	order := make(map[string]int, len(claims))
	for _, id := range claims {
		own := s.index.Counterparts(analysis.ClaimAt{Article: article, Claim: id})
		order[id] = bestOf(own)
		refs = append(refs, own...)
	}
	if len(claims) > 1 {
		claims = slices.Clone(claims)
		slices.SortStableFunc(claims, func(a, b string) int { return order[a] - order[b] })
	}
	best := bestOf(refs)
	w := &marked.Setter{}
	w.WriteString(`<button type="button" data-do="select"`)
	w.Attribute("class", "ref "+story.Relations[best])
	w.Attribute("data-i", strings.Join(claims, " "))
	if len(claims) > 1 {
		w.Attribute("data-n", strconv.Itoa(len(claims)))
	}
	// The button's name too, said once and short: it stands amid the words.
	w.Attribute("title", W.RefLabel(len(claims), s.tally(refs)))
	w.WriteString("></button>")
	return w.String()
}

// tally says in words how many counterparts of each kind there are. Of conflicts
// it tells those in which a number differs.
func (s *state) tally(refs []story.Counterpart) string {
	var counts [5]int
	numbers := 0
	for _, c := range refs {
		r := &s.index.Result.References[c.Ref]
		k := slices.Index(story.Relations, r.Relation)
		switch {
		case r.Relation == "conflicts" && slices.ContainsFunc(r.Differs, func(d analysis.Difference) bool { return d.What == "number" }):
			numbers++
		case k >= 0:
			counts[k]++
		}
	}
	var parts []string
	if numbers > 0 {
		parts = append(parts, W.Tally("number", numbers))
	}
	for k, n := range counts {
		if n > 0 {
			parts = append(parts, W.Tally(story.Relations[k], n))
		}
	}
	return strings.Join(parts, " · ")
}

// relationSign is what stands in the margin and in lists; each is of another
// shape, so that colour is never needed to tell them apart.
func relationSign(relation string) string {
	switch relation {
	case "conflicts":
		return "≠"
	case "updates":
		return "↻"
	case "responds":
		return "↩"
	case "supports":
		return "+"
	}
	return "="
}
