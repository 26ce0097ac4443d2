package widget

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"whosaid.example/analysis"
	"whosaid.example/app/marked"
	"whosaid.example/app/story"
)

const sample = "Ferry late\n\nCaptain Mia Stone said: “The <b>engine</b> is fine.” She denied a fault.\n\nAdvertisement"

// reading is a state with a story and its index, as after an analysis.
func reading(t *testing.T) *state {
	t.Helper()
	sp := func(words string) analysis.Span {
		i := strings.Index(sample, words)
		return analysis.Span{Start: i, End: i + len(words)}
	}
	cue, source := sp("said"), sp("Captain Mia Stone")
	r := &analysis.Result{
		Version: 1, Engine: "test", Offsets: "utf8",
		Articles: []analysis.Report{{
			Name: "ferry.txt", Date: "2026-02-03", Notices: []string{"not-english"},
			Asides:     []analysis.Aside{{Span: sp("Advertisement"), Kind: "advertisement"}},
			Paragraphs: []analysis.Paragraph{{Span: sp("Ferry late"), Kind: "title"}, {Span: sp("Captain Mia Stone said: “The <b>engine</b> is fine.” She denied a fault."), Kind: "text"}, {Span: sp("Advertisement"), Kind: "aside"}},
			Sentences:  []analysis.Span{sp("Ferry late"), sp("Captain Mia Stone said: “The <b>engine</b> is fine.”"), sp("She denied a fault.")},
			Actors: []analysis.Actor{
				{ID: "a1", Story: "s1", Name: "Mia Stone", Kind: "person", Named: true, Roles: []string{"Captain"}, Mentions: []analysis.Mention{{Span: sp("Mia Stone"), Form: "name"}, {Span: sp("She"), Form: "pronoun"}}},
				{ID: "a2", Story: "s2", Name: "the crew", Kind: "group", Mentions: []analysis.Mention{}},
			},
			Quotes: []analysis.Quote{{ID: "q1", Kind: "direct", Act: "speech", Content: []analysis.Span{sp("The <b>engine</b> is fine.")}, Cue: &cue, Source: &source, Speaker: "a1",
				Certainty: "inferred", Rule: "cue", Why: "The cue names her.", RunnersUp: []analysis.Candidate{{Actor: "a2", Score: .2}}}},
			Claims: []analysis.Claim{{ID: "c1", Span: sp("The <b>engine</b> is fine"), Speaker: "a1", Quote: "q1", About: []string{}}, {ID: "c2", Span: sp("She denied a fault"), About: []string{"a1"}}},
		}},
		References: []analysis.Reference{{From: analysis.ClaimAt{Claim: "c2"}, To: analysis.ClaimAt{Claim: "c1"}, Relation: "supports", Score: .6, Why: "Both say that nothing is broken."}},
	}
	s := newState()
	s.story = &story.Story{ID: "x", Articles: []story.Article{{Name: "ferry.txt", Date: "2026-02-03", Text: sample}}}
	s.raw, s.index = r, story.NewIndex(r, []string{sample}, nil)
	return s
}

func draw(v app.UI) string { return app.HTMLString(v) }

// words is what markup shows as text, without the white space that go-app's
// printer puts between elements.
func words(markup string) string {
	return strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(markup, " ")), " ")
}

func TestStartPageInvitesToPaste(t *testing.T) {
	w := &Widget{}
	w.OnInit()
	out := draw(w)
	for _, want := range []string{W.Headline, W.Read, `data-testid="paste"`, `data-testid="example-bridge"`, `data-testid="example-otters"`} {
		if !strings.Contains(out, want) {
			t.Errorf("the start page lacks %q", want)
		}
	}
	w = &Widget{Embedded: true}
	w.OnInit()
	if out := draw(w); strings.Contains(out, W.ExamplesTitle) || !strings.Contains(out, `data-testid="paste"`) {
		t.Error("an embedded widget is a paste box without examples")
	}
}

func TestArticleIsDrawnAsFlatRuns(t *testing.T) {
	s := reading(t)
	out := draw(&articleView{S: s, Article: 0, Rev: 1})

	if regexp.MustCompile(`<span[^>]*class="s [^>]*>([^<]|<[^/s])*<span class="s`).MatchString(out) {
		t.Error("runs are nested")
	}
	for _, want := range []string{`data-i="c1 q1"`, `data-say="Quote by Mia Stone:`, `data-i="a1 q1"`, "quote direct", "&lt;b&gt;", `class="ref supports`, W.Notice("not-english"), "3 February 2026", `class="aside"`} {
		if !strings.Contains(out, want) {
			t.Errorf("the article lacks %q", want)
		}
	}
	if strings.Contains(out, "<b>") {
		t.Error("the article's text became markup")
	}
	if strings.Contains(out, "style=") {
		t.Error("an inline style: the page's policy refuses it")
	}
}

// What an earlier article has is folded, but a headline is how an article is known.
func TestHeadlineIsNotFoldedWithSharedCopy(t *testing.T) {
	const text = "Mill burns down\n\nThe mill burned down in the night, the guard said.\n"
	whole := analysis.Span{End: len(text)}
	report := analysis.Report{Title: &analysis.Span{End: 15}, Paragraphs: []analysis.Paragraph{{Span: analysis.Span{End: 15}, Kind: "title"}, {Span: analysis.Span{Start: 17, End: len(text) - 1}, Kind: "text"}}}
	r := &analysis.Result{Offsets: "utf8", Articles: []analysis.Report{report, report}, Origins: []analysis.Origin{{Passages: []analysis.Passage{{Article: 0, Span: whole}, {Article: 1, Span: whole}}}}}
	s := newState()
	s.story = &story.Story{ID: "x", Articles: []story.Article{{Name: "a", Text: text}, {Name: "b", Text: text}}}
	s.raw, s.index = r, story.NewIndex(r, []string{text, text}, nil)
	out := draw(&articleView{S: s, Article: 1, Rev: 1})
	if !strings.Contains(out, `class="text shared repeat"`) || !strings.Contains(out, `class="title shared"`) {
		t.Errorf("the article is %s", out)
	}
}

// A doubtful conflict costs more trust than it gives: the surest is seen first.
func TestReferencesBeginWithTheSurestConflict(t *testing.T) {
	s := reading(t)
	one := s.index.Result.References[0]
	s.index.Result.References = nil
	for i, relation := range []string{"supports", "conflicts", "repeats", "conflicts", "gossip"} {
		r := one
		r.Relation, r.Score, r.Why = relation, float64(i)/10, "reason"+itoa(i)
		s.index.Result.References = append(s.index.Result.References, r)
	}
	s.list = listing{tab: tabReferences, article: -1, limit: 9}
	if got := strings.Join(regexp.MustCompile(`reason\d`).FindAllString(draw(s.referenceList()), -1), " "); got != "reason3 reason1 reason0 reason2" {
		t.Errorf("order %q", got)
	}
}

// Every word that readers see stands in words.go, where translators look.
func TestWordsStandInOnePlace(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	literal := regexp.MustCompile(`(?:Text|Title|Placeholder|Alt|say|Aria\("label", ?)\("[^"\n]*[A-Za-z]{2}|Aria\("label", "`)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if file != "words.go" && !strings.HasSuffix(file, "_test.go") {
			for _, found := range literal.FindAllString(string(source), -1) {
				t.Errorf("%s: %s", file, found)
			}
		}
	}
}

func TestNamesCannotBecomeMarkup(t *testing.T) {
	s := reading(t)
	evil := `"><img src=x onerror='go()'>&`
	s.raw.Articles[0].Actors[0].Name = evil
	s.raw.Articles[0].Actors[0].Mentions[0].Form = "nominal"
	s.index = story.NewIndex(s.raw, s.story.Texts(), nil)
	out := draw(&articleView{S: s, Article: 0, Rev: 1}) + s.paper()
	if strings.Contains(out, "<img") || !strings.Contains(out, `data-who="&#34;&gt;&lt;img`) {
		t.Errorf("the name is not escaped: %s", out)
	}
}

func TestClaimsThatBeginTogetherShareASign(t *testing.T) {
	s := reading(t)
	out := draw(&articleView{S: s, Article: 0, Rev: 1})
	if !strings.Contains(out, `class="ref supports" data-i="c1 c2" data-n="2"`) || strings.Count(out, `class="ref`) != 1 {
		t.Errorf("want one sign for both claims: %s", out)
	}
}

func TestPaperHasAllArticlesAndSaysWhoSpeaks(t *testing.T) {
	s := reading(t)
	out := words(s.paper())
	for _, want := range []string{"Ferry late", "The &lt;b&gt;engine&lt;/b&gt; is fine . 1", "1 Mia Stone. Direct quote; inferred."} {
		if !strings.Contains(out, want) {
			t.Errorf("the paper lacks %q in %q", want, out)
		}
	}
	s.story.Articles = append(s.story.Articles, story.Article{Text: s.story.Articles[0].Text})
	s.index = story.NewIndex(&analysis.Result{Articles: make([]analysis.Report, 2)}, s.story.Texts(), nil)
	if out := words(s.paper()); !strings.HasPrefix(out, "ferry ") || !strings.Contains(out, "Article 2") {
		t.Errorf("an article without a headline has no name on paper: %q", out)
	}
}

func TestQuoteCardSaysHowTheSpeakerIsKnown(t *testing.T) {
	s := reading(t)
	s.sel = place{0, "q1"}
	out := draw(&panelView{S: s, Rev: 1})
	for _, want := range []string{"Mia Stone", "Direct quote", "inferred", "The cue names her.", "said", "Captain", "the crew", W.RunnersUp, W.WrongSpeaker, "1 supports it", "Paragraph 1"} {
		if !strings.Contains(words(out), want) && !strings.Contains(out, want) {
			t.Errorf("the card lacks %q", want)
		}
	}
}

// A speaker who is only likely is put as a question, with everybody to choose from.
func TestUnclearSpeakerIsAskedFor(t *testing.T) {
	s := reading(t)
	s.raw.Articles[0].Quotes[0].Certainty = "unclear"
	s.index = story.NewIndex(s.raw, []string{sample}, nil)
	s.sel = place{0, "q1"}
	out := draw(&panelView{S: s, Rev: 1})
	if shown := words(out); !strings.Contains(shown, "Mia Stone?") || !strings.Contains(shown, W.GuessWhy) || strings.Count(out, `data-testid="runner-up"`) != 2 {
		t.Errorf("the card says %q", shown)
	}
	// Once the reader has settled it, it is the reader's word, not the text's.
	s.raw.Articles[0].Quotes[0].Rule = story.ReaderRule
	s.index = story.NewIndex(s.raw, []string{sample}, nil)
	if shown := words(draw(&panelView{S: s, Rev: 1})); !strings.Contains(shown, W.ReaderMark) || strings.Contains(shown, "Mia Stone?") {
		t.Errorf("after a correction the card says %q", shown)
	}
}

func TestUnclearMoreAreFoldedAndNotCounted(t *testing.T) {
	s := reading(t)
	s.raw.References[0].Certainty = "unclear"
	s.index = story.NewIndex(s.raw, []string{sample}, nil)
	s.list.tab = tabReferences
	for name, out := range map[string]string{"list": draw(s.referenceList()), "card": func() string { s.sel = place{0, "c1"}; return draw(&panelView{S: s, Rev: 1}) }()} {
		fold := strings.Index(out, "<details")
		if fold < 0 || strings.Index(out, "Both say that nothing is broken.") < fold || !strings.Contains(out, W.UnclearMore(1)) {
			t.Errorf("%s: %s", name, out)
		}
	}
	if s.count(tabReferences) != "0" {
		t.Errorf("the tab counts %s", s.count(tabReferences))
	}
}

func TestClaimCardShowsBothSentences(t *testing.T) {
	s := reading(t)
	s.sel = place{0, "c1"}
	out := words(draw(&panelView{S: s, Rev: 1}))
	for _, want := range []string{"Supports", "Both say that nothing is broken.", "She denied a fault", "said: “", "The article itself", W.NoVerdict} {
		if !strings.Contains(out, want) {
			t.Errorf("the card lacks %q in %q", want, out)
		}
	}
}

// What differs between two claims is told where they are about one thing, the
// value of the sentence that stands first before the other's. That one names an
// actor and the other says "she" is no difference.
func TestWhatDiffersIsToldInTheOrderOfTheSentences(t *testing.T) {
	s := reading(t)
	r := &s.raw.References[0]
	span := func(words string) *analysis.Span {
		i := strings.Index(sample, words)
		return &analysis.Span{Start: i, End: i + len(words)}
	}
	r.Differs = []analysis.Difference{{What: "number", From: span("a fault"), To: span("engine")}, {What: "actor", From: span("She"), To: span("engine")}, {What: "negation", From: span("denied")}}
	s.sel = place{0, "c1"}
	for _, c := range []struct{ relation, want string }{
		{"conflicts", "Number “a fault” / “engine” Denial “denied”, only in the first"},
		{"supports", ""},
	} {
		r.Relation = c.relation
		s.index = story.NewIndex(s.raw, []string{sample}, nil)
		if out := words(draw(&panelView{S: s, Rev: 1})); !strings.Contains(out, c.want) || c.want == "" && strings.Contains(out, "Denial") {
			t.Errorf("%s: the card says %q, want %q in it", c.relation, out, c.want)
		}
	}
}

// An empty list says so in a sentence, without a search box for nothing.
func TestEmptyListsSayWhatWasNotFound(t *testing.T) {
	s := reading(t)
	s.raw.Articles[0].Quotes, s.raw.References = nil, nil
	s.index = story.NewIndex(s.raw, []string{sample}, nil)
	for _, c := range []tab{tabQuotes, tabReferences} {
		s.list = listing{tab: c, article: -1, limit: 9}
		if out := draw(&panelView{S: s, Rev: 1}); !strings.Contains(out, W.NoneOf(string(c))) || strings.Contains(out, `type="search"`) {
			t.Errorf("%s: %s", c, words(out))
		}
	}
}

// Where claims meet only unclearly, nothing says that none do.
func TestUnclearReferencesAloneAreTold(t *testing.T) {
	s := reading(t)
	s.story.Articles = append(s.story.Articles, s.story.Articles[0])
	s.raw.Articles = append(s.raw.Articles, s.raw.Articles[0])
	one := s.raw.References[0]
	one.To.Article, one.Certainty = 1, "unclear"
	s.raw.References = []analysis.Reference{one}
	s.index = story.NewIndex(s.raw, []string{sample, sample}, nil)
	s.list = listing{tab: tabReferences, article: -1, limit: 9}
	for _, filter := range []string{"", one.Relation} {
		s.list.relation = filter
		if out := words(draw(&panelView{S: s, Rev: 1})); !strings.Contains(out, W.NonePlain) || !strings.Contains(out, W.UnclearMore(1)) || strings.Contains(out, W.NoneOf("references")) {
			t.Errorf("relation %q: the list is %s", filter, out)
		}
	}
	s.sel = place{one.From.Article, one.From.Claim}
	if out := words(draw(&panelView{S: s, Rev: 2})); !strings.Contains(out, W.NonePlainHere) || !strings.Contains(out, W.UnclearMore(1)) || strings.Contains(out, W.NoCounterpart) {
		t.Errorf("the claim's card is %s", out)
	}
	s.sel, s.beside = place{}, 1
	if out := words(draw(s.betweenBar())); !strings.Contains(out, W.Between(1, true)) {
		t.Errorf("side by side: %s", out)
	}
	s.raw.References = nil
	s.index = story.NewIndex(s.raw, []string{sample, sample}, nil)
	if out := words(draw(s.betweenBar())); !strings.Contains(out, W.NothingBetween) {
		t.Errorf("side by side, nothing: %s", out)
	}
}

func TestTallyTellsNumbersThatDiffer(t *testing.T) {
	s := reading(t)
	refs := []story.Counterpart{{Ref: 0}}
	for what, want := range map[string]string{"number": "1 number differs", "negation": "1 conflict"} {
		s.index.Result.References[0].Relation = "conflicts"
		s.index.Result.References[0].Differs = []analysis.Difference{{What: what}}
		if got := s.tally(refs); got != want {
			t.Errorf("a conflict of a %s is tallied %q, want %q", what, got, want)
		}
	}
	s.index.Result.References[0].Relation = "updates"
	if got := s.tally(append(refs, refs...)); got != "2 updates" {
		t.Errorf("two updates are tallied %q", got)
	}
}

func TestActorCardListsWhatTheySayAndWhatIsSaidOfThem(t *testing.T) {
	s := reading(t)
	s.sel = place{0, "a1"}
	out := words(draw(&panelView{S: s, Rev: 1}))
	for _, want := range []string{"Person", "Captain", "What they say · 1 quote", "2 mentions", "Not them", "Correct this actor"} {
		if !strings.Contains(out, want) {
			t.Errorf("the card lacks %q", want)
		}
	}
}

func TestRolesAreSaidOnceAndWithoutWhatIntroducesThem(t *testing.T) {
	p := &story.Person{Roles: []string{"Its harbour master", "the harbour master", "harbour master of Solvang", "A former pilot", "mayor"}}
	for n, want := range map[int]string{1: "Harbour master", 2: "Harbour master of Solvang; Former pilot", 6: "Harbour master of Solvang; Former pilot; Mayor"} {
		if got := rolesOf(p, n); got != want {
			t.Errorf("%d roles: %q, want %q", n, got, want)
		}
	}
	if got := rolesOf(&story.Person{}, 6); got != "" {
		t.Errorf("no role is %q", got)
	}
}

func TestDirectQuotesStandBetweenMarks(t *testing.T) {
	for _, c := range [][3]string{{"We sail", "direct", "“We sail”"}, {"“We sail”", "direct", "“We sail”"}, {"that they sail", "indirect", "that they sail"}, {"a “fine” ship", "mixed", "a “fine” ship"}} {
		if got := W.Quoted(c[0], c[1]); got != c[2] {
			t.Errorf("%q, %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestListsFilterAndSearch(t *testing.T) {
	s := reading(t)
	for _, c := range []struct {
		list listing
		want string
		has  bool
	}{
		{listing{tab: tabActors, article: -1, limit: 9}, "Mia Stone", true},
		{listing{tab: tabActors, article: -1, limit: 9, search: "mia"}, "The crew", false},
		{listing{tab: tabActors, article: -1, limit: 9, kind: "group"}, "The crew", true},
		{listing{tab: tabQuotes, article: -1, limit: 9, kind: "indirect"}, W.NothingFound, true},
		{listing{tab: tabQuotes, article: -1, limit: 9, speaker: "s1"}, "engine", true},
		{listing{tab: tabQuotes, article: -1, limit: 9, speaker: "?"}, W.NothingFound, true},
		{listing{tab: tabReferences, article: -1, limit: 9}, "Both say that nothing is broken.", true},
		{listing{tab: tabReferences, article: -1, limit: 9, relation: "conflicts"}, W.NothingFound, true},
		{listing{tab: tabReferences, article: -1, limit: 9, speaker: "s1"}, "Both say that nothing is broken.", true},
		{listing{tab: tabReferences, article: -1, limit: 9, speaker: articleSpeaks}, "Both say that nothing is broken.", true},
		{listing{tab: tabReferences, article: -1, limit: 9, speaker: "s2"}, W.NothingFound, true},
		{listing{tab: tabOverview, article: -1, limit: 9}, W.StripTitle, true},
	} {
		s.list = c.list
		if out := words(draw(&panelView{S: s, Rev: 1})); strings.Contains(out, c.want) != c.has {
			t.Errorf("%+v: %q shown is %v", c.list, c.want, !c.has)
		}
	}
}

func TestCorrectionsAreUndoneAndRedone(t *testing.T) {
	s := reading(t)
	s.correct(story.Correction{Kind: "rename", Actor: "Mia Stone", Name: "M. Stone"})
	if len(s.story.Corrections) != 1 {
		t.Fatal("not kept with the story")
	}
	s.undo()
	if len(s.story.Corrections) != 0 || len(s.undone) != 1 {
		t.Error("not undone")
	}
	s.redo()
	if len(s.story.Corrections) != 1 || len(s.undone) != 0 {
		t.Error("not redone")
	}
}

func TestReorderMovesCorrectionsAlong(t *testing.T) {
	s := reading(t)
	s.story.Articles = append(s.story.Articles, story.Article{Name: "second", Text: "Two."})
	s.story.Corrections = []story.Correction{{Kind: "speaker", Anchor: story.Anchor{Article: 0, Exact: "x"}}, {Kind: "speaker", Anchor: story.Anchor{Article: 1, Exact: "y"}}, {Kind: "rename", Actor: "A", Name: "B"}}
	s.moveArticle(0, 1)
	if s.story.Articles[0].Name != "second" || s.story.Corrections[0].Anchor.Article != 1 || s.story.Corrections[1].Anchor.Article != 0 {
		t.Errorf("after the move %+v", s.story)
	}
	s.removeArticle(1)
	if len(s.story.Articles) != 1 || len(s.story.Corrections) != 2 || s.story.Corrections[0].Anchor.Exact != "y" {
		t.Errorf("after the removal %+v", s.story)
	}
}

func TestResultIsDecodedAsEncodingJSONDoes(t *testing.T) {
	want := reading(t).raw
	message, _ := json.Marshal(map[string]any{"type": "result", "id": "7", "extra": []int{1}, "result": want})
	pauses := 0
	id, got, err := decodeResult(string(message), func() { pauses++ })
	if err != nil || id != "7" {
		t.Fatalf("id %q, error %v", id, err)
	}
	var plain struct{ Result *analysis.Result }
	json.Unmarshal(message, &plain)
	if !reflect.DeepEqual(got, plain.Result) {
		t.Errorf("got  %+v\nwant %+v", got, plain.Result)
	}
	for _, bad := range []string{"", "[]", `{"result":7}`, `{"id":"1"}`, string(message[:len(message)/2]), `{"result":{"articles":{}}}`} {
		if _, _, err := decodeResult(bad, func() {}); err == nil {
			t.Errorf("%.30q was decoded", bad)
		}
	}
}

// Every field of the result is known to the decoder: a field added to the
// analysis must not be lost on its way to the interface.
func TestDecoderKnowsEveryField(t *testing.T) {
	for _, v := range []any{analysis.Result{}, analysis.Report{}} {
		typ := reflect.TypeOf(v)
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			value := map[reflect.Kind]string{reflect.Int: "7", reflect.String: `"x"`, reflect.Slice: "[]", reflect.Pointer: `{"start":1,"end":2}`}[typ.Field(i).Type.Kind()]
			if typ.Field(i).Type == reflect.TypeOf([]string{}) {
				value = `["x"]`
			}
			source := `{"result":{"` + name + `":` + value + `}}`
			if typ.Name() == "Report" {
				source = `{"result":{"articles":[{"` + name + `":` + value + `}]}}`
			}
			_, r, err := decodeResult(source, func() {})
			if err != nil {
				t.Errorf("%s: %v", source, err)
				continue
			}
			got := reflect.ValueOf(*r)
			if typ.Name() == "Report" {
				got = reflect.ValueOf(r.Articles[0])
			}
			if got.Field(i).IsZero() {
				t.Errorf("%s.%s is lost", typ.Name(), typ.Field(i).Name)
			}
		}
	}
}

func TestChunksCoverTheArticle(t *testing.T) {
	var paragraphs []story.Paragraph
	for i := range 100 {
		paragraphs = append(paragraphs, story.Paragraph{Span: analysis.Span{Start: i * 500, End: i*500 + 450}})
	}
	next := 0
	for _, c := range marked.Chunks(paragraphs) {
		if c.From != next || c.To <= c.From || c.To-c.From > 8 {
			t.Errorf("chunk %+v after %d", c, next)
		}
		next = c.To
	}
	if next != len(paragraphs) {
		t.Errorf("chunks end at %d", next)
	}
}

func TestWordsAreComplete(t *testing.T) {
	v := reflect.ValueOf(English)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("%s has no words", v.Type().Field(i).Name)
		}
	}
}

func TestUnreadableInputSaysWhatToDo(t *testing.T) {
	for _, kind := range []story.Input{story.Empty, story.Link, story.Document, story.Binary} {
		if s := W.Unreadable(kind, ""); !strings.Contains(strings.ToLower(s), "paste") {
			t.Errorf("%v: %q", kind, s)
		}
	}
	if W.Unreadable(story.Readable, "") != "" {
		t.Error("readable text gets a complaint")
	}
}

// FuzzDecodeResult holds that what the worker posts is decoded whole or refused.
// Names count as they are written, where encoding/json takes other cases too.
func FuzzDecodeResult(f *testing.F) {
	f.Add(`{"type":"result","id":"1","result":{"version":1,"articles":[{"name":"a","title":null,"quotes":[{"id":"q1","content":[{"start":0,"end":1}]}]}],"references":[],"origins":null}}`)
	f.Add(`{"id":7,"result":{}}`)
	f.Add(`{"result":{"articles":{}}}`)
	f.Add(`{"result":null}`)
	f.Add(`{"result":{"ArtiCles":[{}]}}`)
	f.Fuzz(func(t *testing.T, data string) {
		_, got, err := decodeResult(data, func() {})
		if err != nil || strings.Count(data, `"result"`) > 1 || strings.Count(data, `"articles"`) > 1 || strings.Contains(data, `\u`) {
			return
		}
		var message, result map[string]json.RawMessage
		var articles []json.RawMessage
		if json.Unmarshal([]byte(data), &message) != nil || json.Unmarshal(message["result"], &result) != nil || json.Unmarshal(result["articles"], &articles) != nil {
			return // what follows the object is not looked at
		}
		if len(got.Articles) != len(articles) {
			t.Errorf("%q: %d articles, want %d", data, len(got.Articles), len(articles))
		}
	})
}

func TestLongNumbersAreSetInGroups(t *testing.T) {
	for n, want := range map[int]string{0: "0 words", 1: "1 word", 9999: "9999 words", 10000: "10,000 words", 1234567: "1,234,567 words"} {
		if got := count(n, "word", "words"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestArticlesWithoutAnOutletAreNumberedAsReasonsTellOfThem(t *testing.T) {
	s := newState()
	s.story = &story.Story{Articles: []story.Article{{Headline: "Lamps out"}, {Outlet: "Courier"}, {Name: "wire.txt"}, {}, {Name: "wire.txt"}}}
	for i, want := range []string{"1. Lamps out", "Courier", "wire 3", "Article 4", "wire 5"} {
		if got := s.label(i); got != want {
			t.Errorf("article %d is called %q, want %q", i+1, got, want)
		}
	}
	s.story.Articles[3].Text = "The council sat late, and agreed on very little\n\nMore."
	if got := s.label(3); got != "4. “The council sat late…”" {
		t.Errorf("an article that has only its text is called %q", got)
	}
	s.story.Articles = s.story.Articles[:1]
	if got := s.label(0); got != "Lamps out" {
		t.Errorf("a lone article is called %q", got)
	}
}

// Whoever may be chosen as a speaker is listed once, by the fullest name of the story.
func TestSpeakersToChooseFromAreListedOnce(t *testing.T) {
	person := func(name string) []analysis.Actor {
		return []analysis.Actor{{ID: "a1", Story: "s1", Name: name, Kind: "person", Named: true, Mentions: []analysis.Mention{{Form: "name"}}}}
	}
	r := &analysis.Result{Offsets: "utf8", Articles: []analysis.Report{{Actors: person("Lena Farrow")},
		{Actors: person("Farrow"), Quotes: []analysis.Quote{{ID: "q1", Kind: "indirect", Content: []analysis.Span{{End: 4}}}}}}}
	s := newState()
	s.story = &story.Story{ID: "x", Articles: []story.Article{{Name: "a", Text: "Lena"}, {Name: "b", Text: "Late"}}}
	s.raw, s.index = r, story.NewIndex(r, s.story.Texts(), nil)
	s.sel.article = 1
	if out := draw(s.correctSpeaker(&s.index.Articles[1], &r.Articles[1].Quotes[0])); strings.Count(out, "<option") != 3 || !strings.Contains(out, "Lena Farrow") {
		t.Errorf("to choose from are %s", out)
	}
}
