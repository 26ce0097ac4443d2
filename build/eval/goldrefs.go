package main

import (
	"fmt"
	"slices"

	"whosaid.example/analysis"
	"whosaid.example/build/corpus"
)

// link is an ordered pair of gold claims.
type link struct{ from, to corpus.GoldEnd }

func (l link) turned() link { return link{l.to, l.from} }

// references judges the story's references where both ends are gold claims.
func (s *goldScore) references(story *corpus.GoldStory, res *analysis.Result, claims []map[string]string) {
	gold, loose := map[link]string{}, map[link]bool{}
	for _, r := range story.References {
		k := link{r.From, r.To}
		if r.Optional || r.Score != nil && *r.Score < 0.6 {
			loose[k] = true
		}
		gold[k] = r.Relation
	}
	back := map[corpus.GoldEnd][]string{} // predicted claim to its gold claims
	for i, m := range claims {
		for c, k := range m {
			back[corpus.GoldEnd{Article: i, Claim: k}] = append(back[corpus.GoldEnd{Article: i, Claim: k}], c)
		}
	}
	found, right := map[link]bool{}, map[link]bool{}
	for _, r := range res.References {
		from, to := corpus.GoldEnd{Article: r.From.Article, Claim: r.From.Claim}, corpus.GoldEnd{Article: r.To.Article, Claim: r.To.Claim}
		var pairs []link
		for _, x := range back[from] {
			for _, y := range back[to] {
				k := link{corpus.GoldEnd{Article: from.Article, Claim: x}, corpus.GoldEnd{Article: to.Article, Claim: y}}
				if k.from != k.to {
					pairs = append(pairs, k, k.turned())
				}
			}
		}
		if len(pairs) == 0 {
			s.unjudged++
			continue
		}
		hits := slices.DeleteFunc(slices.Clone(pairs), func(k link) bool { _, ok := gold[k]; return !ok })
		if len(hits) > 0 && !slices.ContainsFunc(hits, func(k link) bool { return !loose[k] }) {
			continue
		}
		same := slices.ContainsFunc(hits, func(k link) bool { return gold[k] == r.Relation })
		s.judged[0]++
		c := s.relation(r.Relation)
		c.predicted++
		if len(hits) > 0 {
			s.judged[1]++
			s.direction[1]++
			if slices.ContainsFunc(hits, func(k link) bool { return k.from.Article == from.Article && slices.Contains(back[from], k.from.Claim) }) {
				s.direction[0]++
			}
		}
		if same {
			s.judged[2]++
			c.right++
		}
		for _, k := range hits {
			if !loose[k] {
				found[k] = true
				if gold[k] == r.Relation {
					right[k] = true
				}
			}
		}
	}
	for k, rel := range gold {
		if loose[k] {
			continue
		}
		s.recall[2]++
		c := s.relation(rel)
		c.gold++
		if right[k] {
			c.found++
		}
	}
	s.recall[0] += len(found)
	s.recall[1] += len(right)
	for _, d := range story.Distractors {
		s.trap[1]++
		if slices.ContainsFunc(res.References, func(r analysis.Reference) bool {
			if len(d.Wrong) > 0 && !slices.Contains(d.Wrong, r.Relation) {
				return false
			}
			from, to := corpus.GoldEnd{Article: r.From.Article, Claim: r.From.Claim}, corpus.GoldEnd{Article: r.To.Article, Claim: r.To.Claim}
			has := func(end, gold corpus.GoldEnd) bool {
				return end.Article == gold.Article && slices.Contains(back[end], gold.Claim)
			}
			return has(from, d.From) && has(to, d.To) || has(from, d.To) && has(to, d.From)
		}) {
			s.trap[0]++
		}
	}
}

// goldTables prints the figures in the order of the stages.
func goldTables(s *goldScore) []Table {
	t := Table{Title: "Annotated stories", Columns: []string{"P", "R", "F1"}}
	for _, name := range []string{"mention name", "mention nominal", "mention pronoun", "named actor", "pronoun with right actor", "quote", "quote with speaker", "claim", "claim about", "aside tokens"} {
		f := s.f(name)
		t.Add(name, Percent(f.Precision()), Percent(f.Recall()), Percent(f.F1()))
	}
	for _, name := range []string{"actor b3", "story actor b3", "reference", "reference+relation"} {
		t.Add(name, Percent(s.Plain[name+" p"]), Percent(s.Plain[name+" r"]), Percent(s.Plain[name+" f1"]))
	}
	for _, rel := range []string{"repeats", "supports", "conflicts", "responds", "updates"} {
		c := s.relation(rel)
		p, r := ratio(c.right, c.predicted), ratio(c.found, c.gold)
		t.Add("reference "+rel, Percent(p), Percent(r), Percent(harmonic(p, r)))
	}
	a := Table{Title: "Annotated stories: accuracy", Columns: []string{"accuracy", "of"}}
	for _, name := range []string{"speaker accuracy", "quote kind accuracy", "quote act accuracy", "quote via accuracy", "quote via where there is one accuracy", "claim speaker accuracy", "title accuracy"} {
		if r := s.Rate[name]; r != nil {
			a.Add(name, Percent(ratio(r[0], r[1])), fmt.Sprint(r[1]))
		}
	}
	a.Add("reference direction", Percent(s.Plain["reference direction"]), fmt.Sprint(s.direction[1]))
	a.Add("distractors linked", fmt.Sprint(s.trap[0]), fmt.Sprint(s.trap[1]))
	return []Table{t, a}
}
