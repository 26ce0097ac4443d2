package analyze

import (
	"encoding/json"
	"fmt"

	"whosaid.example/analysis"
)

// analyzer is the analyzer with the named tagger; "" is the built-in one.
func analyzer(tagger string) (*analysis.Analyzer, error) {
	a := &analysis.Analyzer{}
	if tagger != "" {
		return nil, fmt.Errorf("unknown tagger %q", tagger)
	}
	return a, nil
}

// encode analyses the articles as one story and returns what is printed for it.
func (c *command) encode(articles []analysis.Article) ([]byte, error) {
	b, err := json.Marshal(c.analyzer.Analyze(articles...))
	return append(b, '\n'), err
}
