package analysis

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"whosaid.example/analysis/doc"
)

// benchTexts is the texts of testdata, and these joined to 100 KB: a short article
// meets caches that the stages before it have filled with their models.
func benchTexts(b *testing.B) (articles []string, long string) {
	b.Helper()
	files, _ := filepath.Glob(filepath.Join("testdata", "*.txt"))
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		articles = append(articles, string(text))
	}
	var all strings.Builder
	for i := 0; all.Len() < 100_000; i++ {
		all.WriteString(articles[i%len(articles)] + "\n\n")
	}
	return articles, all.String()
}

// BenchmarkAnalyze is the whole analysis with its JSON: tokens a second, of one
// core where it runs with -cpu 1.
func BenchmarkAnalyze(b *testing.B) {
	articles, long := benchTexts(b)
	for _, c := range []struct {
		name  string
		texts []string
	}{{"articles", articles}, {"100KB", []string{long}}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			var out []byte
			tokens := 0
			for b.Loop() {
				for _, text := range c.texts {
					s, err := new(Analyzer).Story(b.Context(), Article{Text: text})
					if err != nil {
						b.Fatal(err)
					}
					tokens += len(s.Docs[0].Tokens)
					out = result(s).AppendJSON(out[:0])
				}
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

// BenchmarkStages is how many tokens a second each stage takes, of articles one
// after the other through all stages.
func BenchmarkStages(b *testing.B) {
	articles, _ := benchTexts(b)
	each := new(Analyzer).stages()
	names := []string{"segment", "tag", "parse", "name", "mark", "resolve", "attribute", "speak", "claim", "link", "reference"}
	if len(names) != len(each)+len(together) {
		b.Fatal("the list of stages has changed")
	}
	spent := make([]time.Duration, len(names))
	tokens := 0
	for b.Loop() {
		for _, text := range articles {
			d := doc.New(text)
			s := &doc.Story{Docs: []*doc.Document{d}}
			began := time.Now()
			lap := func(k int) {
				now := time.Now()
				spent[k] += now.Sub(began)
				began = now
			}
			for k, stage := range each {
				stage(d)
				lap(k)
			}
			for k, stage := range together {
				stage(s)
				lap(len(each) + k)
			}
			tokens += len(d.Tokens)
		}
	}
	for k, name := range names {
		b.ReportMetric(float64(tokens)/spent[k].Seconds(), name+"-tokens/s")
	}
}
