package main

import (
	"context"
	"fmt"
	"path/filepath"

	"whosaid.example/analysis"
	"whosaid.example/analysis/doc"
	"whosaid.example/build/corpus"
	"whosaid.example/build/eval/score"
)

// attribution measures the quotes of PolNeAR's development part, in the form
// that the result gives them, and how far the corpus's annotators agree by the
// same measures: each pair of annotations of the documents that have several.
func attribution(shared string) ([]Table, error) {
	dir := filepath.Join(shared, "corpora", "polnear")
	dev, err := corpus.ReadPolnear(filepath.Join(dir, "dev.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	train, err := corpus.ReadPolnear(filepath.Join(dir, "train.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	var ours, human score.Attributions
	var analyzer analysis.Analyzer
	for _, x := range dev {
		s, err := analyzer.Story(context.Background(), analysis.Article{Name: x.ID, Text: x.Text})
		if err != nil {
			return nil, err
		}
		d := s.Docs[0]
		predicted := make([]score.Attribution, 0, len(d.Quotes))
		for _, q := range d.Quotes {
			predicted = append(predicted, score.Attribution{
				Source: bytesOf(d, q.Source), Cue: bytesOf(d, q.Cue), Content: bytesOf(d, q.Content...), Kind: q.Kind})
		}
		ours.Add(x.Text, annotated(x.Text, x.Annotations[0]), predicted)
	}
	for _, x := range append(train, dev...) {
		for i := range x.Annotations {
			for j := i + 1; j < len(x.Annotations); j++ {
				human.Add(x.Text, annotated(x.Text, x.Annotations[i]), annotated(x.Text, x.Annotations[j]))
			}
		}
	}
	t := Table{Title: "Attribution (PolNeAR, dev)", Columns: []string{"whosaid", "annotators"}}
	row := func(name string, f func(*score.Attributions) float64) {
		t.Add(name, Percent(f(&ours)), Percent(f(&human)))
	}
	row("attribution F1", func(a *score.Attributions) float64 { return a.Whole.F1() })
	row("attribution precision", func(a *score.Attributions) float64 { return a.Whole.Precision() })
	row("attribution recall", func(a *score.Attributions) float64 { return a.Whole.Recall() })
	for _, k := range []doc.QuoteKind{doc.Direct, doc.Mixed, doc.Indirect} {
		row("recall, "+k.String(), func(a *score.Attributions) float64 { return a.Kind[k].Recall() })
	}
	t.Add("alpha", fmt.Sprintf("%.3f", ours.Alpha()), fmt.Sprintf("%.3f", human.Alpha()))
	for r, name := range [score.Roles]string{score.Cue: "cue", score.Source: "source", score.Content: "content"} {
		row(name+", exact F1", func(a *score.Attributions) float64 { return a.Exact[r].F1() })
		row(name+", token F1", func(a *score.Attributions) float64 { return a.Tokens[r].F1() })
	}
	return []Table{t}, nil
}

// annotated is an annotation in the scorer's form, with kinds from the marks.
func annotated(text string, list []corpus.Attribution) []score.Attribution {
	quoted := score.Quoted(text)
	out := make([]score.Attribution, 0, len(list))
	for _, a := range list {
		out = append(out, score.Attribution{Source: a.Source, Cue: a.Cue, Content: a.Content, Kind: score.KindOf(text, quoted, a.Content)})
	}
	return out
}

// bytesOf is the byte ranges of the spans that hold a token.
func bytesOf(d *doc.Document, spans ...doc.Span) []doc.Range {
	var out []doc.Range
	for _, s := range spans {
		if !s.Empty() {
			out = append(out, d.Bytes(s))
		}
	}
	return out
}
