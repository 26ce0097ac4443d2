package analysis_test

import (
	"testing"

	"whosaid.example/analysis"
)

func TestTitleOfAWorkIsNoQuote(t *testing.T) {
	const text = "What she heard instead, she wrote in her 1994 memoir, “A Longer Silence,” was “a choir practicing in the dark.”\n"
	for _, q := range analysis.Analyze(analysis.Article{Text: text}).Articles[0].Quotes {
		for _, c := range q.Content {
			if text[c.Start:c.End] == "A Longer Silence" {
				t.Errorf("a quote %+v", q)
			}
		}
	}
}

// Where a firm has its seat tells which one it is, and does not make it the town's.
func TestFirmByItsSeat(t *testing.T) {
	const text = "Orpal Energy will close a plant. The Leeds-based firm said 300 jobs would go.\n"
	r := analysis.Analyze(analysis.Article{Text: text}).Articles[0]
	if len(r.Actors) == 0 || len(r.Actors[0].Mentions) != 2 || text[r.Actors[0].Mentions[1].Start:r.Actors[0].Mentions[1].End] != "The Leeds-based firm" {
		t.Errorf("actors %+v", r.Actors)
	}
}

// A share's code in brackets names nobody, and HE in one is no pronoun.
func TestShareCodeNamesNobody(t *testing.T) {
	const text = "Orpal Inc (ORP.N) said on Thursday that it would close a plant. Shares of Borvik (BORV1.HE) fell, and Anna Lind, its chief executive, left.\n"
	for _, a := range analysis.Analyze(analysis.Article{Text: text}).Articles[0].Actors {
		for _, m := range a.Mentions {
			switch text[m.Start:m.End] {
			case "ORP.N", "BORV1.HE", "HE":
				t.Errorf("%s means %s", text[m.Start:m.End], a.Name)
			}
		}
	}
}
