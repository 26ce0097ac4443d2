package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/name"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/quote"
	"whosaid.example/analysis/segment"
	"whosaid.example/analysis/tag"
	"whosaid.example/build/corpus"
)

// Read reads a file of PolNeAR and runs the stages before quotes on its texts.
func Read(path string) ([]Example, error) {
	texts, err := corpus.ReadPolnear(path)
	if err != nil {
		return nil, err
	}
	var out []Example
	for _, t := range texts {
		d := doc.New(t.Text)
		d.Name, d.Outlet, d.Date = t.ID, t.Publisher, t.Date
		for _, stage := range []func(*doc.Document){segment.Segment, tag.Tag, parse.Parse, name.Find, quote.Mark} {
			stage(d)
		}
		out = append(out, Example{Doc: d, Gold: Gold(d, t.Annotations[0]), Text: t})
	}
	return out, nil
}
