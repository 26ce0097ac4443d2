package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"whosaid.example/analysis"
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/reference"
	"whosaid.example/build/corpus"
	trained "whosaid.example/build/train/reference"
)

// This file measures claims and cross-references on the annotated stories, each
// with weights that were trained without it.

func init() {
	parts = append(parts, part{"references", func(shared string) ([]Table, error) {
		gold := filepath.Join(shared, "gold", "stories")
		stories, err := corpus.ReadGold(gold)
		if err != nil {
			return nil, err
		}
		examples, err := trained.Load(filepath.Join(shared, "corpora"), ".")
		if err != nil {
			return nil, err
		}
		models := leftOut(examples)
		leave := func(g *corpus.GoldStory) *analysis.Result {
			i := slices.IndexFunc(examples, func(x trained.Story) bool { return x.Name == g.Name })
			return analyzeWith(g, models[i])
		}
		tables := []Table{referenceTable("Claims and cross-references, each shared story left out of training", stories, leave)}
		for set := trained.Own; set < trained.SetCount; set++ {
			linked, err := trained.Read(set, filepath.Join(shared, "corpora"), ".")
			if err != nil {
				return nil, err
			}
			var own []corpus.GoldStory
			for _, s := range linked {
				own = append(own, marked(s))
			}
			tables = append(tables, referenceTable("The same of "+set.String(), own, leave))
		}
		return tables, nil
	}})
}

// referenceTable is the table of what concerns claims and references of stories, as analyze finds them.
func referenceTable(title string, stories []corpus.GoldStory, analyze func(*corpus.GoldStory) *analysis.Result) Table {
	results := map[string]*analysis.Result{}
	s := scoreGold(stories, func(g *corpus.GoldStory) *analysis.Result {
		results[g.Name] = analyze(g)
		return results[g.Name]
	})
	told, claims := 0, 0
	sure := scoreGold(stories, func(g *corpus.GoldStory) *analysis.Result {
		r := results[g.Name]
		r.References = slices.DeleteFunc(r.References, func(x analysis.Reference) bool { return x.Certainty == doc.Unclear.String() })
		told += len(r.References)
		for i := range r.Articles {
			claims += len(r.Articles[i].Claims)
		}
		return r
	})
	t := Table{Title: title, Columns: []string{"P", "R", "F1"}}
	for _, name := range []string{"claim", "claim about"} {
		f := s.f(name)
		if name == "claim about" && f.Recall() == 0 {
			continue // our own stories do not say whom claims are about
		}
		t.Add(name, Percent(f.Precision()), Percent(f.Recall()), Percent(f.F1()))
	}
	for _, name := range []string{"reference", "reference+relation"} {
		t.Add(name, Percent(s.Plain[name+" p"]), Percent(s.Plain[name+" r"]), Percent(s.Plain[name+" f1"]))
	}
	t.Add("reference, but unclear ones", Percent(sure.Plain["reference p"]), Percent(sure.Plain["reference r"]), Percent(sure.Plain["reference f1"]))
	for r := doc.Repeats; r <= doc.Updates; r++ {
		c := s.relation(r.String())
		p, q := ratio(c.right, c.predicted), ratio(c.found, c.gold)
		t.Add("reference "+r.String(), Percent(p), Percent(q), Percent(harmonic(p, q)))
	}
	t.Add("references for each claim, but unclear ones", fmt.Sprintf("%.2f", float64(told)/float64(max(1, claims))), "", "")
	t.Add("direction right", Percent(s.Plain["reference direction"]), "", "")
	t.Add("distractors linked", Percent(ratio(s.trap[0], s.trap[1])), "", "")
	return t
}

// marked is a story of our own in the form of the shared ones; only claims and
// links are marked in it.
func marked(l corpus.Linked) corpus.GoldStory {
	s := corpus.GoldStory{Name: l.Name}
	for _, a := range l.Articles {
		x := corpus.GoldArticle{Name: a.Name, Text: a.Text}
		for _, c := range a.Claims {
			x.Claims = append(x.Claims, corpus.GoldClaim{ID: c.ID, GoldSpan: corpus.GoldSpan{Start: int(c.Range.Start), End: int(c.Range.End)}, Optional: c.Optional})
		}
		s.Articles = append(s.Articles, x)
	}
	end := func(c doc.ClaimAt) corpus.GoldEnd {
		return corpus.GoldEnd{Article: int(c.Doc), Claim: l.Articles[c.Doc].Claims[c.Claim].ID}
	}
	for _, x := range l.Links {
		s.References = append(s.References, corpus.GoldReference{From: end(x.From), To: end(x.To), Relation: x.Relation.String(), Optional: x.Optional})
	}
	for _, x := range l.Distractors {
		s.Distractors = append(s.Distractors, corpus.GoldReference{From: end(x.From), To: end(x.To), Wrong: x.Wrong})
	}
	return s
}

// leftOut is, for each story, weights that were trained without it: a shared one is left out alone,
// of the others a twelfth at a time. As many are trained at a time as there are processors.
func leftOut(stories []trained.Story) []*reference.Model {
	const folds = 12
	out := make([]*reference.Model, len(stories))
	var all sync.WaitGroup
	busy := make(chan struct{}, runtime.GOMAXPROCS(0))
	without := func(held func(i int) bool) {
		all.Go(func() {
			busy <- struct{}{}
			defer func() { <-busy }()
			var rest []trained.Story
			for i, s := range stories {
				if !held(i) {
					rest = append(rest, s)
				}
			}
			w := trained.Fit(rest, trained.Defaults())
			for i := range stories {
				if held(i) {
					out[i] = &w
				}
			}
		})
	}
	for i, s := range stories {
		if s.Set == trained.Shared {
			without(func(k int) bool { return k == i })
		}
	}
	for fold := range folds {
		without(func(i int) bool { return stories[i].Set != trained.Shared && i%folds == fold })
	}
	all.Wait()
	return out
}

// analyzeWith is the analysis of a story with references by these weights.
func analyzeWith(g *corpus.GoldStory, w *reference.Model) *analysis.Result {
	r := analyzeGold(g)
	var articles []analysis.Article
	for _, a := range g.Articles {
		articles = append(articles, analysis.Article{Name: a.Name, Text: a.Text})
	}
	s, err := new(analysis.Analyzer).Story(context.Background(), articles...)
	if err != nil {
		panic(err) // only a cancelled context gives one
	}
	reference.FindWith(s, w)
	r.References = nil
	at := func(c doc.ClaimAt) analysis.ClaimAt {
		return analysis.ClaimAt{Article: int(c.Doc), Claim: r.Articles[c.Doc].Claims[c.Claim].ID}
	}
	for _, x := range s.References {
		r.References = append(r.References, analysis.Reference{From: at(x.From), To: at(x.To), Relation: x.Relation.String(), Score: float64(x.Score), Certainty: x.Certainty.String()})
	}
	return r
}
