package main

import (
	"io"
	"path/filepath"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/segment"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
	"whosaid.example/build/train/name"
)

// This file measures names by the rules of score.py ner: the mentions that are
// names in the result, by exact span and type; what overlaps a name of another
// kind (CoNLL's MISC) counts neither as found nor as wrong.

func init() {
	parts = append(parts, part{"names", nameTables}, part{"names-held-out", heldOutTables})
	asked = append(asked, "names-held-out")
}

// NameScore counts names by type; All is the three types together, Spans
// whatever the type.
type NameScore struct {
	Type       [doc.MISC]F
	All, Spans F
}

// nameFiles are the parts that are measured on, with what the model knows of
// them: those of other domains than newswire are in its training data, so that
// only the part "names-held-out" tells how it does on texts of a new domain.
var nameFiles = []struct{ file, note string }{
	{"ner/conllpp-dev.conll.gz", "CoNLL++ dev, newswire"},
	{"gum/dev.conllu.gz", "GUM dev, many genres"},
	{"ner/uner-ewt-dev.conll.gz", "UNER EWT dev, web (in training)"},
	{"ner/btc-crash.conll.gz", "BTC crash, tweets (in training)"},
}

func nameTables(shared string) ([]Table, error) {
	t := Table{Title: "Names, F1", Columns: nameColumns}
	for _, x := range nameFiles {
		texts, err := readNamed(shared, x.file)
		if err != nil {
			return nil, err
		}
		s := scoreNames(texts)
		s.row(&t, x.note)
	}
	return []Table{t}, nil
}

var nameColumns = []string{"all", "precision", "recall", "PER", "ORG", "LOC", "spans"}

func (s *NameScore) row(t *Table, name string) {
	t.Add(name, Percent(s.All.F1()), Percent(s.All.Precision()), Percent(s.All.Recall()),
		Percent(s.Type[doc.PER].F1()), Percent(s.Type[doc.ORG].F1()), Percent(s.Type[doc.LOC].F1()), Percent(s.Spans.F1()))
}

// readNamed reads a file of names below the folder of corpora.
func readNamed(shared, file string) ([]corpus.Named, error) {
	path := filepath.Join(shared, "corpora", filepath.FromSlash(file))
	if !strings.HasSuffix(file, ".conllu.gz") {
		return corpus.ReadConll(path)
	}
	banks, err := corpus.ReadConllu(path)
	return corpus.GUMNames(banks), err
}

// heldOut are the parts of each domain that is left out of training in turn.
var heldOut = []struct {
	domain string
	files  []string
}{
	{"newswire", []string{"ner/conllpp-dev.conll.gz"}},
	{"web", []string{"ner/uner-ewt-dev.conll.gz", "ner/uner-ewt-test.conll.gz"}},
	{"tweets", []string{"ner/btc-crash.conll.gz", "ner/btc-news.conll.gz"}},
	{"GUM", []string{"gum/train.conllu.gz", "gum/dev.conllu.gz"}},
}

// heldOutTables trains the names' field without one domain after the other and
// measures it, by itself, on what was left out. That takes some minutes.
func heldOutTables(shared string) ([]Table, error) {
	t := Table{Title: "Names in a domain kept out of training, F1 of the stage", Columns: nameColumns}
	for _, x := range heldOut {
		m, err := name.Held(learn.Run{Corpora: filepath.Join(shared, "corpora"), Out: io.Discard}, x.domain)
		if err != nil {
			return nil, err
		}
		for _, file := range x.files {
			texts, err := readNamed(shared, file)
			if err != nil {
				return nil, err
			}
			var s NameScore
			for _, text := range texts {
				d := doc.New(text.Text)
				segment.Segment(d)
				m.Find(d)
				var found []corpus.NamedRange
				for _, n := range d.Names {
					found = append(found, corpus.NamedRange{Range: d.Bytes(n.Tokens), Type: n.Type})
				}
				s.add(text.Names, found)
			}
			s.row(&t, x.domain+": "+strings.TrimSuffix(strings.TrimSuffix(file, ".conll.gz"), ".conllu.gz"))
		}
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
