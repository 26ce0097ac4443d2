package main

import (
	"os"
	"path/filepath"
	"testing"

	"whosaid.example/analysis/doc"
	"whosaid.example/build/corpus"
	"whosaid.example/build/eval/score"
)

// gold and guess differ in one boundary, one tag, one head and one relation.
func TestTreesCountsAsTheScorerDoes(t *testing.T) {
	write := func(text string) corpus.Treebank {
		path := filepath.Join(t.TempDir(), "x.conllu")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		b, err := corpus.ReadConllu(path)
		if err != nil || len(b) != 1 {
			t.Fatal(len(b), err)
		}
		return b[0]
	}
	gold := write("# newdoc id = a\n" +
		"1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n" +
		"2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n" +
		"3\tfor\tfor\tADP\tIN\t_\t4\tcase\t_\t_\n" +
		"4\tLima\tLima\tPROPN\tNNP\t_\t2\tobl\t_\tSpaceAfter=No\n" +
		"5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n")
	guess := write("# newdoc id = a\n" +
		"1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj:pass\t_\t_\n" +
		"2\tleft\tleave\tVERB\tVBN\t_\t0\troot\t_\t_\n" +
		"3\tfor\tfor\tADP\tTO\t_\t2\tcase\t_\t_\n" +
		"4\tLima\tLima\tPROPN\tNNP\t_\t2\tnmod\t_\tSpaceAfter=No\n" +
		"5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n")
	var m score.Trees
	m.Add(gold.Doc, guess.Doc)
	want := score.Trees{
		Tokens: score.Count{Right: 5, Predicted: 5, Gold: 5}, Sentences: score.Count{Right: 1, Predicted: 1, Gold: 1},
		Tags: score.Count{Right: 4, Predicted: 5, Gold: 5}, UAS: score.Count{Right: 3, Predicted: 4, Gold: 4}, LAS: score.Count{Right: 2, Predicted: 4, Gold: 4},
	}
	m.ByRel = [doc.RelCount]score.Count{}
	if m != want {
		t.Errorf("%+v, want %+v", m, want)
	}
}
