package main

import (
	"path/filepath"

	"whosaid.example/analysis"
	"whosaid.example/analysis/doc"
	"whosaid.example/build/corpus"
)

// This file measures names by the rules of score.py ner: the mentions that are
// names in the result, by exact span and type; what overlaps a name of another
// kind (CoNLL's MISC) counts neither as found nor as wrong.

func init() { parts = append(parts, part{"names", nameTables}) }

// NameScore counts names by type; All is the three types together, Spans
// whatever the type.
type NameScore struct {
	Type       [doc.MISC]F
	All, Spans F
}

// nameFiles are the parts that are measured on. The two others of the folder
// that are no training parts were held out while choices were made and then
// trained on, so figures on them would say nothing.
var nameFiles = []string{"conllpp-dev"}

func nameTables(shared string) ([]Table, error) {
	t := Table{Title: "Names, F1", Columns: []string{"all", "precision", "recall", "PER", "ORG", "LOC", "spans"}}
	for _, name := range nameFiles {
		texts, err := corpus.ReadConll(filepath.Join(shared, "corpora", "ner", name+".conll.gz"))
		if err != nil {
			return nil, err
		}
		s := scoreNames(texts)
		t.Add(name, Percent(s.All.F1()), Percent(s.All.Precision()), Percent(s.All.Recall()),
			Percent(s.Type[doc.PER].F1()), Percent(s.Type[doc.ORG].F1()), Percent(s.Type[doc.LOC].F1()), Percent(s.Spans.F1()))
	}
	return []Table{t}, nil
}

// scoreNames analyses each text by itself.
func scoreNames(texts []corpus.Named) NameScore {
	var s NameScore
	for _, t := range texts {
		s.add(t.Names, namesOf(analysis.Analyze(analysis.Article{Text: t.Text})))
	}
	return s
}

// namesOf is the name mentions of the first article of a result.
func namesOf(r *analysis.Result) []corpus.NamedRange {
	types := map[string]doc.NameType{"PER": doc.PER, "ORG": doc.ORG, "LOC": doc.LOC, "MISC": doc.MISC}
	var out []corpus.NamedRange
	for _, a := range r.Articles[0].Actors {
		for _, m := range a.Mentions {
			if m.Form == "name" {
				out = append(out, corpus.NamedRange{Range: doc.Range{Start: int32(m.Start), End: int32(m.End)}, Type: types[m.Type]})
			}
		}
	}
	return out
}

func (s *NameScore) add(gold, predicted []corpus.NamedRange) {
	var others []doc.Range
	names, spans := map[corpus.NamedRange]bool{}, map[doc.Range]bool{}
	for _, g := range gold {
		if g.Type < doc.PER || g.Type > doc.LOC {
			others = append(others, g.Range)
			continue
		}
		names[g] = true
		spans[g.Range] = true
		s.Type[g.Type].Gold++
		s.All.Gold++
		s.Spans.Gold++
	}
	seen := map[corpus.NamedRange]bool{}
next:
	for _, p := range predicted {
		if p.Type < doc.PER || p.Type > doc.LOC || seen[p] {
			continue
		}
		seen[p] = true
		for _, o := range others {
			if p.Start < o.End && o.Start < p.End {
				continue next
			}
		}
		found, span := 0, 0
		if names[p] {
			found = 1
		}
		if spans[p.Range] {
			span = 1
			delete(spans, p.Range)
		}
		s.Type[p.Type].Add(found, 1, 0)
		s.All.Add(found, 1, 0)
		s.Spans.Add(span, 1, 0)
	}
}
