package main

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/segment"
	"whosaid.example/analysis/tag"
	"whosaid.example/build/corpus"
	"whosaid.example/build/eval/score"
)

// The measures here and those of the shared scorer, over what the command line
// prints, are the same to four digits.
func TestTreesAgreeWithTheSharedScorer(t *testing.T) {
	shared, err := filepath.Abs("../../../shared")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(shared, "corpora/gum/dev.conllu.gz")
	python, err := exec.LookPath("python3")
	if _, missing := os.Stat(path); err != nil || missing != nil {
		t.Skip("needs ../shared and python3")
	}
	program := filepath.Join(t.TempDir(), "whosaid")
	if out, err := exec.Command("go", "build", "-o", program, "whosaid.example/app").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const limit = 4
	out, err := exec.Command(python, filepath.Join(shared, "score.py"), "conllu", path, "--json", "--limit", "4", "--program", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(out, &raw); err != nil {
		t.Fatal(err)
	}
	banks, err := corpus.ReadConllu(path)
	if err != nil {
		t.Fatal(err)
	}
	var m score.Trees
	for _, b := range banks[:limit] {
		d := doc.New(b.Doc.Source)
		segment.Segment(d)
		tag.Tag(d)
		parse.Parse(d)
		m.Add(b.Doc, d)
	}
	same := func(name string, ours, theirs float64) {
		if math.Abs(ours-theirs) > 0.00006 {
			t.Errorf("%s: %.5f here, %.4f there", name, ours, theirs)
		}
	}
	for name, c := range map[string]score.Count{"tokens": m.Tokens, "sentences": m.Sentences, "tags": m.Tags, "UAS": m.UAS, "LAS": m.LAS} {
		var theirs struct{ P, R, F1 float64 }
		if err := json.Unmarshal(raw[name], &theirs); err != nil {
			t.Fatal(name, err)
		}
		same(name+" precision", c.Precision(), theirs.P)
		same(name+" recall", c.Recall(), theirs.R)
		same(name+" F1", c.F1(), theirs.F1)
	}
	var accuracy float64
	if err := json.Unmarshal(raw["tag accuracy on shared tokens"], &accuracy); err != nil {
		t.Fatal(err)
	}
	same("tag accuracy", m.TagAccuracy(), accuracy)
}
