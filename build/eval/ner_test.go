package main

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"whosaid.example/analysis/doc"
	"whosaid.example/build/corpus"
)

func TestNamesThatOverlapOtherKindsDoNotCount(t *testing.T) {
	name := func(start, end int32, typ doc.NameType) corpus.NamedRange {
		return corpus.NamedRange{Range: doc.Range{Start: start, End: end}, Type: typ}
	}
	var s NameScore
	s.add(
		[]corpus.NamedRange{name(0, 4, doc.PER), name(10, 14, doc.ORG), name(20, 24, doc.LOC), name(30, 39, doc.MISC)},
		[]corpus.NamedRange{name(0, 4, doc.PER), name(0, 4, doc.PER), name(10, 14, doc.LOC), name(20, 23, doc.LOC), name(30, 34, doc.LOC), name(50, 51, doc.MISC)},
	)
	if s.All != (F{1, 3, 3}) || s.Spans != (F{2, 3, 3}) || s.Type[doc.LOC] != (F{0, 2, 1}) || s.Type[doc.PER] != (F{1, 1, 1}) {
		t.Errorf("%+v", s)
	}
}

func TestNamesAgreeWithTheSharedScorer(t *testing.T) {
	shared, err := filepath.Abs("../../../shared")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(shared, "corpora/ner/conllpp-dev.conll.gz")
	python, err := exec.LookPath("python3")
	if _, missing := os.Stat(path); err != nil || missing != nil {
		t.Skip("needs ../shared and python3")
	}
	program := filepath.Join(t.TempDir(), "whosaid")
	if out, err := exec.Command("go", "build", "-o", program, "whosaid.example/app").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	out, err := exec.Command(python, filepath.Join(shared, "score.py"), "ner", path, "--json", "--limit", "20", "--program", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]struct{ P, R, F1 float64 }
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	texts, err := corpus.ReadConll(path)
	if err != nil {
		t.Fatal(err)
	}
	s := scoreNames(texts[:20])
	for key, f := range map[string]F{"all": s.All, "span only": s.Spans, "PER": s.Type[doc.PER], "ORG": s.Type[doc.ORG], "LOC": s.Type[doc.LOC]} {
		w, ok := want[key]
		if !ok || math.Abs(w.P-f.Precision()) > 1e-4 || math.Abs(w.R-f.Recall()) > 1e-4 || math.Abs(w.F1-f.F1()) > 1e-4 {
			t.Errorf("%s: %.4f %.4f %.4f, score.py has %+v", key, f.Precision(), f.Recall(), f.F1(), w)
		}
	}
}
