package analyze

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/analysis/conllu"
	"whosaid.example/app/export"
)

// analyzer is the analyzer with the named tagger; "" is the built-in one.
func analyzer(name string) (*analysis.Analyzer, error) {
	if name == "" {
		return &analysis.Analyzer{}, nil
	}
	t, ok := taggers[name]
	if !ok {
		return nil, fmt.Errorf("unknown tagger %q: there is %s", name, known(taggers))
	}
	return &analysis.Analyzer{Tagger: t()}, nil
}

// checkFormat is an error for a format that -format doesn't know.
func checkFormat(name string) error {
	if _, ok := export.Find(name); ok || name == "" {
		return nil
	}
	var all []string
	for _, f := range export.Formats() {
		all = append(all, f.ID)
	}
	return fmt.Errorf("unknown format %q: there are %s", name, strings.Join(all, ", "))
}

// encode analyses the articles as one story and returns what is printed for it.
func (c *command) encode(articles []analysis.Article) ([]byte, error) {
	var b bytes.Buffer
	if c.conllu {
		s, err := c.analyzer.Story(context.Background(), articles...)
		if err != nil {
			return nil, err
		}
		for _, d := range s.Docs {
			if err := conllu.Write(&b, d, d.Name); err != nil {
				return nil, err
			}
		}
		return b.Bytes(), nil
	}
	result := c.analyzer.Analyze(articles...)
	if c.format != "" {
		texts := make([]string, len(articles))
		for i, a := range articles {
			texts[i] = a.Text
		}
		err := export.Write(&b, c.format, result, texts)
		return b.Bytes(), err
	}
	return append(result.AppendJSON(b.Bytes()), '\n'), nil
}
