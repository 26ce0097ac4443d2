package main

import (
	"path/filepath"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/prosetagger"
	"whosaid.example/analysis/segment"
	"whosaid.example/analysis/tag"
	"whosaid.example/build/corpus"
	"whosaid.example/build/eval/score"
)

// Core measures tokens, sentences, tags and trees from raw text on the dev
// parts of GUM and EWT, with our tagger and with prose's. The parser is ours
// in both columns: prose has none.
func Core(shared string) ([]Table, error) {
	tables := []Table{{Title: "Language core, GUM and EWT dev, from raw text (%)", Columns: []string{"GUM", "GUM, prose", "EWT", "EWT, prose"}}}
	var columns []score.Trees
	for _, bank := range []string{"gum", "ewt"} {
		path := filepath.Join(shared, "corpora", bank, "dev.conllu.gz")
		for _, tagger := range []func(*doc.Document){tag.Tag, prosetagger.Tagger{}.Tag} {
			m, err := Trees(path, tagger)
			if err != nil {
				return nil, err
			}
			columns = append(columns, m)
		}
	}
	row := func(name string, value func(*score.Trees) float64) {
		var cells []string
		for i := range columns {
			cells = append(cells, Percent(value(&columns[i])))
		}
		tables[0].Add(name, cells...)
	}
	row("tokens F1", func(m *score.Trees) float64 { return m.Tokens.F1() })
	row("sentences F1", func(m *score.Trees) float64 { return m.Sentences.F1() })
	row("tag accuracy on shared tokens", (*score.Trees).TagAccuracy)
	row("UAS F1", func(m *score.Trees) float64 { return m.UAS.F1() })
	row("LAS F1", func(m *score.Trees) float64 { return m.LAS.F1() })
	for _, r := range []doc.Rel{doc.RelNsubj, doc.RelObj, doc.RelCcomp, doc.RelConj, doc.RelAdvcl, doc.RelAclRelcl, doc.RelAppos} {
		row(r.String()+" F1", func(m *score.Trees) float64 { return m.ByRel[r].F1() })
	}
	return tables, nil
}

// Trees runs the core with that tagger over the texts of a CoNLL-U file and
// measures what it finds.
func Trees(path string, tagger func(*doc.Document)) (score.Trees, error) {
	var m score.Trees
	banks, err := corpus.ReadConllu(path)
	if err != nil {
		return m, err
	}
	for _, b := range banks {
		d := doc.New(b.Doc.Source)
		segment.Segment(d)
		tagger(d)
		parse.Parse(d)
		m.Add(b.Doc, d)
	}
	return m, nil
}
