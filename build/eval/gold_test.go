package main

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"whosaid.example/analysis"
	"whosaid.example/build/corpus"
)

// invented is a story of one short article, annotated, and a result that has
// one mention too many, one with the wrong actor, and an optional one.
func invented() (corpus.GoldStory, *analysis.Result) {
	text := "Ada Boll spoke. She left. The mayor slept."
	at := func(s, e int) corpus.GoldSpan { return corpus.GoldSpan{Start: s, End: e} }
	no := false
	story := corpus.GoldStory{Articles: []corpus.GoldArticle{{
		Name: "a.txt", Text: text,
		Actors: []corpus.GoldActor{
			{ID: "a1", Key: "boll", Kind: "person", Mentions: []corpus.GoldMention{{GoldSpan: at(0, 8), Form: "name"}, {GoldSpan: at(16, 19), Form: "pronoun"}}},
			{ID: "a2", Key: "mayor", Kind: "person", Named: &no, Mentions: []corpus.GoldMention{{GoldSpan: at(26, 35), Form: "nominal", Optional: true}}},
		},
	}}}
	sp := func(s, e int, form string) analysis.Mention {
		return analysis.Mention{Span: analysis.Span{Start: s, End: e}, Form: form}
	}
	res := &analysis.Result{Articles: []analysis.Report{{
		Actors: []analysis.Actor{
			{ID: "a1", Story: "s1", Kind: "person", Named: true, Mentions: []analysis.Mention{sp(0, 8, "name")}},
			{ID: "a2", Story: "s2", Kind: "person", Mentions: []analysis.Mention{sp(16, 19, "pronoun"), sp(26, 35, "nominal"), sp(36, 41, "nominal")}},
		},
	}}}
	return story, res
}

func TestWhatIsOptionalCountsNeitherWay(t *testing.T) {
	story, res := invented()
	s := scoreGold([]corpus.GoldStory{story}, func(*corpus.GoldStory) *analysis.Result { return res })
	for name, want := range map[string]F{
		"mention name":             {1, 1, 1},
		"mention pronoun":          {1, 1, 1},
		"mention nominal":          {0, 1, 0},
		"named actor":              {1, 1, 1},
		"pronoun with right actor": {0, 1, 1},
	} {
		if got := *s.f(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	// B-cubed by hand: precision (1 + 1/2 + 0)/3, recall (1/2 + 1/2)/2
	if p, r := s.Plain["actor b3 p"], s.Plain["actor b3 r"]; math.Abs(p-0.5) > 1e-9 || math.Abs(r-0.5) > 1e-9 {
		t.Errorf("actor b3: %v and %v, want 0.5 and 0.5", p, r)
	}
}

func TestAPerfectResultScoresOne(t *testing.T) {
	story, res := invented()
	m := &res.Articles[0].Actors
	(*m)[0].Mentions = append((*m)[0].Mentions, (*m)[1].Mentions[0])
	(*m)[1].Mentions = (*m)[1].Mentions[1:2]
	s := scoreGold([]corpus.GoldStory{story}, func(*corpus.GoldStory) *analysis.Result { return res })
	for _, name := range []string{"actor b3 f1", "story actor b3 f1"} {
		if s.Plain[name] != 1 {
			t.Errorf("%s is %v, want 1", name, s.Plain[name])
		}
	}
}

// The same figures as score.py to four digits. It needs the shared folder and
// Python, and is run by hand: WHOSAID_SCORE_PY=1 go test ./build/eval.
func TestFiguresEqualThoseOfTheScript(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared")
	stories, err := corpus.ReadGold(filepath.Join(shared, "gold", "stories"))
	if err != nil {
		t.Skip("no annotated stories: ", err)
	}
	if os.Getenv("WHOSAID_SCORE_PY") == "" {
		t.Skip("set WHOSAID_SCORE_PY=1 to run score.py beside")
	}
	program := filepath.Join(t.TempDir(), "whosaid")
	if out, err := exec.Command("go", "build", "-o", program, "../../app").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	out, err := exec.Command("python3", filepath.Join(shared, "score.py"), "gold", filepath.Join(shared, "gold", "stories"), "--json", "--program", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]json.RawMessage
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	s := scoreGold(stories, analyzeGold)
	same := func(name string, got, want float64) {
		if math.Abs(round4(got)-want) > 1e-9 {
			t.Errorf("%s is %v, score.py says %v", name, round4(got), want)
		}
	}
	for name, raw := range want {
		var row struct{ P, R, F1 *float64 }
		var plain float64
		switch {
		case s.F[name] != nil && json.Unmarshal(raw, &row) == nil && row.P != nil:
			f := s.F[name]
			same(name+" p", f.Precision(), *row.P)
			same(name+" r", f.Recall(), *row.R)
			same(name+" f1", f.F1(), *row.F1)
		case s.Rate[name] != nil && json.Unmarshal(raw, &plain) == nil:
			same(name, ratio(s.Rate[name][0], s.Rate[name][1]), plain)
		case json.Unmarshal(raw, &plain) == nil:
			if got, ok := s.Plain[name]; ok {
				same(name, got, plain)
			} else {
				t.Errorf("no figure %q", name)
			}
		case name == "attribution":
			var att struct{ Alpha float64 }
			if err := json.Unmarshal(raw, &att); err != nil {
				t.Error(err)
			}
			same("alpha", s.Plain["alpha"], att.Alpha)
		case strings.HasPrefix(name, "reference ") && json.Unmarshal(raw, &row) == nil && row.P != nil:
			c := s.relation(strings.TrimPrefix(name, "reference "))
			same(name+" p", ratio(c.right, c.predicted), *row.P)
			same(name+" r", ratio(c.found, c.gold), *row.R)
		case json.Unmarshal(raw, &row) == nil && row.P != nil && row.F1 != nil:
			if got, ok := s.Plain[name+" f1"]; ok {
				same(name+" p", s.Plain[name+" p"], *row.P)
				same(name+" r", s.Plain[name+" r"], *row.R)
				same(name+" f1", got, *row.F1)
			} else {
				t.Errorf("no figure %q", name)
			}
		}
	}
}

// round4 rounds as score.py prints.
func round4(x float64) float64 { return math.Round(x*10000) / 10000 }
