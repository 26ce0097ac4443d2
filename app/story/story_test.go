package story

import (
	"slices"
	"strings"
	"testing"

	"whosaid.example/analysis"
)

// at is the range of the n-th place (from 0) where words stand in text.
func at(t *testing.T, text, words string, n int) analysis.Span {
	t.Helper()
	from := 0
	for ; ; n-- {
		i := strings.Index(text[from:], words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		if n == 0 {
			return analysis.Span{Start: from + i, End: from + i + len(words)}
		}
		from += i + 1
	}
}

const textA = "Baker quits\n\nBaker Flora Dunn said the oven was cold. “I quit at noon,” she said. The mill owes her 40 sacks, Dunn said.\n\nAdvertisement\n\nMiller Otto Reed denied the debt."
const textB = "Miller pays\n\nThe mill paid for 30 sacks, miller Otto Reed said. Flora Dunn said: “I quit at noon and I am glad.”"

// fixture is a story of two articles, with everything that views and
// corrections look at.
func fixture(t *testing.T) (*analysis.Result, []string) {
	sp := func(s analysis.Span) *analysis.Span { return &s }
	a := analysis.Report{
		Title:  sp(at(t, textA, "Baker quits", 0)),
		Asides: []analysis.Aside{{Span: at(t, textA, "Advertisement", 0), Kind: "advertisement"}},
		Paragraphs: []analysis.Paragraph{
			{Span: at(t, textA, "Baker quits", 0), Kind: "title"},
			{Span: analysis.Span{Start: strings.Index(textA, "Baker Flora"), End: strings.Index(textA, "\n\nAdv")}, Kind: "text"},
			{Span: at(t, textA, "Advertisement", 0), Kind: "aside"},
			{Span: at(t, textA, "Miller Otto Reed denied the debt.", 0), Kind: "text"},
		},
		Sentences: []analysis.Span{at(t, textA, "Baker quits", 0), at(t, textA, "Baker Flora Dunn said the oven was cold.", 0),
			at(t, textA, "“I quit at noon,” she said.", 0), at(t, textA, "The mill owes her 40 sacks, Dunn said.", 0), at(t, textA, "Miller Otto Reed denied the debt.", 0)},
		Actors: []analysis.Actor{
			{ID: "a1", Story: "s1", Name: "Flora Dunn", Kind: "person", Named: true, Roles: []string{"Baker"}, Mentions: []analysis.Mention{
				{Span: at(t, textA, "Flora Dunn", 0), Form: "name"}, {Span: at(t, textA, "she", 0), Form: "pronoun"},
				{Span: at(t, textA, "her", 0), Form: "pronoun"}, {Span: at(t, textA, "Dunn", 1), Form: "name"}}},
			{ID: "a2", Story: "s2", Name: "Otto Reed", Kind: "person", Named: true, Roles: []string{"Miller"}, Mentions: []analysis.Mention{{Span: at(t, textA, "Otto Reed", 0), Form: "name"}}},
			{ID: "a3", Story: "s3", Name: "The mill", Kind: "organization", Named: false, Roles: []string{}, Mentions: []analysis.Mention{{Span: at(t, textA, "The mill", 0), Form: "nominal"}}},
		},
		Quotes: []analysis.Quote{
			{ID: "q1", Kind: "indirect", Act: "speech", Content: []analysis.Span{at(t, textA, "the oven was cold", 0)}, Cue: sp(at(t, textA, "said", 0)), Source: sp(at(t, textA, "Baker Flora Dunn", 0)), Speaker: "a1", Certainty: "stated"},
			{ID: "q2", Kind: "direct", Act: "speech", Content: []analysis.Span{at(t, textA, "I quit at noon", 0)}, Cue: sp(at(t, textA, "said", 1)), Source: sp(at(t, textA, "she", 0)), Speaker: "a1", Certainty: "inferred"},
			{ID: "q3", Kind: "indirect", Act: "speech", Content: []analysis.Span{at(t, textA, "The mill owes her 40 sacks", 0)}, Cue: sp(at(t, textA, "said", 2)), Source: sp(at(t, textA, "Dunn", 1)), Speaker: "a1", Certainty: "stated"},
		},
		Claims: []analysis.Claim{
			{ID: "c1", Span: at(t, textA, "The mill owes her 40 sacks", 0), Speaker: "a1", Quote: "q3", About: []string{"a3", "a1"}},
			{ID: "c2", Span: at(t, textA, "Miller Otto Reed denied the debt", 0), About: []string{"a2"}},
		},
	}
	b := analysis.Report{
		Sentences: []analysis.Span{at(t, textB, "Miller pays", 0), at(t, textB, "The mill paid for 30 sacks, miller Otto Reed said.", 0)},
		Actors: []analysis.Actor{
			{ID: "a1", Story: "s3", Name: "The mill", Kind: "organization", Mentions: []analysis.Mention{{Span: at(t, textB, "The mill", 0), Form: "nominal"}}},
			{ID: "a2", Story: "s2", Name: "Otto Reed", Kind: "person", Named: true, Mentions: []analysis.Mention{{Span: at(t, textB, "Otto Reed", 0), Form: "name"}}},
			{ID: "a3", Story: "s1", Name: "Flora Dunn", Kind: "person", Named: true, Mentions: []analysis.Mention{{Span: at(t, textB, "Flora Dunn", 0), Form: "name"}}},
		},
		Quotes: []analysis.Quote{
			{ID: "q1", Kind: "indirect", Act: "speech", Content: []analysis.Span{at(t, textB, "The mill paid for 30 sacks", 0)}, Speaker: "a2", Certainty: "stated"},
			{ID: "q2", Kind: "direct", Act: "speech", Content: []analysis.Span{at(t, textB, "I quit at noon and I am glad.", 0)}, Speaker: "a3", Certainty: "stated"},
		},
		Claims: []analysis.Claim{{ID: "c1", Span: at(t, textB, "The mill paid for 30 sacks", 0), Speaker: "a2", Quote: "q1", About: []string{"a1"}}},
	}
	return &analysis.Result{
		Version: 1, Engine: "test", Offsets: "utf8", Articles: []analysis.Report{a, b},
		References: []analysis.Reference{
			{From: analysis.ClaimAt{Article: 0, Claim: "c2"}, To: analysis.ClaimAt{Article: 0, Claim: "c1"}, Relation: "responds", Score: .7, Why: "Reed answers Dunn."},
			{From: analysis.ClaimAt{Article: 1, Claim: "c1"}, To: analysis.ClaimAt{Article: 0, Claim: "c1"}, Relation: "conflicts", Score: .8, Why: "The numbers differ."},
		},
	}, []string{textA, textB}
}

func TestOverlappingMarksBecomeFlatRuns(t *testing.T) {
	const text = "abcdefghij"
	marks := []Mark{{Span: analysis.Span{Start: 2, End: 6}, ID: "q1"}, {Span: analysis.Span{Start: 4, End: 8}, ID: "a1"}, {Span: analysis.Span{Start: 2, End: 4}, ID: "c1"}, {Span: analysis.Span{Start: 9, End: 40}, ID: "out"}}
	var got []string
	var joined strings.Builder
	for _, s := range Flatten(analysis.Span{Start: 1, End: 9}, marks) {
		joined.WriteString(text[s.Start:s.End])
		line := text[s.Start:s.End]
		for _, m := range s.Marks {
			line += " " + marks[m].ID
		}
		got = append(got, line)
	}
	want := []string{"b", "cd q1 c1", "ef q1 a1", "gh a1", "i"}
	if !slices.Equal(got, want) || joined.String() != "bcdefghi" {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLayoutWithoutResultIsTheLines(t *testing.T) {
	var got []string
	const text = "  Title \n\n one\n\ttwo\n\n"
	for _, p := range Layout(text, nil) {
		got = append(got, text[p.Start:p.End])
	}
	if !slices.Equal(got, []string{"Title", "one", "two"}) {
		t.Errorf("lines %q", got)
	}
}

func TestIndexFindsPeopleAndCounterparts(t *testing.T) {
	r, texts := fixture(t)
	x := NewIndex(r, texts, nil)
	if got := x.People[0]; got.Name != "Flora Dunn" || got.Quotes != 4 || len(got.At) != 2 || got.Colour != 0 {
		t.Errorf("first person %+v", got)
	}
	c := x.Counterparts(analysis.ClaimAt{Article: 0, Claim: "c1"})
	if len(c) != 2 || c[0].Other != (analysis.ClaimAt{Article: 1, Claim: "c1"}) {
		t.Errorf("counterparts %+v: conflicts come first", c)
	}
	if x.Articles[0].Paragraphs[2].Aside != "advertisement" {
		t.Errorf("paragraphs %+v", x.Articles[0].Paragraphs)
	}
	if s := x.Articles[0].Sentence(at(t, textA, "40", 0).Start); textA[s.Start:s.End] != "The mill owes her 40 sacks, Dunn said." {
		t.Errorf("sentence %q", textA[s.Start:s.End])
	}
}

func TestUnclearReferencesStandApart(t *testing.T) {
	r, texts := fixture(t)
	r.References[1].Certainty = "unclear"
	x := NewIndex(r, texts, nil)
	at := analysis.ClaimAt{Article: 0, Claim: "c1"}
	if sure, unclear := x.Counterparts(at), x.UnclearCounterparts(at); len(sure) != 1 || sure[0].Ref != 0 || len(unclear) != 1 || unclear[0].Ref != 1 || x.Sure() != 1 {
		t.Errorf("%+v, unclear %+v, %d sure", sure, unclear, x.Sure())
	}
	if topics := x.Topics(); len(topics) != 0 {
		t.Errorf("an unclear conflict is a topic of the overview: %+v", topics)
	}
	if refs := slices.Clone(r.References); refs[1].Relation == "conflicts" {
		if Surest(refs); refs[0].Relation != "responds" {
			t.Errorf("an unclear conflict comes first: %+v", refs)
		}
	}
}

func TestOverviewCounts(t *testing.T) {
	r, texts := fixture(t)
	x := NewIndex(r, texts, nil)
	shares := x.Shares(-1)
	if shares[0].Name != "Flora Dunn" || shares[0].Words != 4+4+6+8 || shares[1].Words != 6 {
		t.Errorf("shares %+v", shares)
	}
	topics := x.Topics()
	if len(topics) != 1 || topics[0].Conflicts != 1 || len(topics[0].Claims) != 2 || topics[0].Cells[0].State != "differs" || topics[0].Cells[1].State != "differs" {
		t.Errorf("topics %+v", topics)
	}
	m := x.About(5)
	if len(m.Speakers) != 2 || m.Speakers[0].Name != "Flora Dunn" && m.Speakers[0].Name != "Otto Reed" {
		t.Errorf("matrix %+v", m)
	}
	strip := x.Strip(0)
	if strip.Pieces[0].Quote != "" || strip.Words != 30 {
		t.Errorf("strip %+v: the advertisement does not count", strip)
	}
}

// A ground of a ground is another matter: only what says the same or differs is one.
func TestTopicIsOneMatterNamedByTheClaimThatMeetsMost(t *testing.T) {
	text := "Ann left. Bob ran. Cid ate. Dan hid. Eve won. Flo saw."
	r := &analysis.Result{Offsets: "utf8", Articles: []analysis.Report{{}}}
	for i := range 6 {
		r.Articles[0].Claims = append(r.Articles[0].Claims, analysis.Claim{ID: "c" + string(rune('1'+i)), Span: analysis.Span{Start: 9 * i, End: 9*i + 8}})
	}
	link := func(from, relation, to string) {
		r.References = append(r.References, analysis.Reference{From: analysis.ClaimAt{Claim: from}, To: analysis.ClaimAt{Claim: to}, Relation: relation})
	}
	link("c2", "repeats", "c1")
	link("c3", "conflicts", "c2")
	link("c4", "supports", "c3")
	link("c5", "updates", "c4")
	link("c6", "responds", "c1")
	topics := NewIndex(r, []string{text}, nil).Topics()
	if len(topics) != 2 || len(topics[0].Claims) != 3 || topics[0].Main.Claim != "c2" || topics[0].Cells[0].State != "differs" {
		t.Fatalf("topics %+v", topics)
	}
	if len(topics[1].Claims) != 2 || topics[1].Main.Claim != "c4" || topics[1].Conflicts != 0 {
		t.Errorf("second topic %+v", topics[1])
	}
}

// Whoever speaks most, but of others than the table has, makes no empty row.
func TestWhoSpeaksAboutWhomHasNoEmptyRow(t *testing.T) {
	actors := []analysis.Actor{}
	for _, id := range []string{"a1", "a2", "a3", "a4", "a5", "a6"} {
		actors = append(actors, analysis.Actor{ID: id, Name: "Actor " + id, Named: true, Mentions: []analysis.Mention{{Span: analysis.Span{End: 1}}}})
	}
	r := &analysis.Result{Offsets: "utf8", Articles: []analysis.Report{{Actors: actors, Claims: []analysis.Claim{
		{ID: "c1", Speaker: "a1", About: []string{"a3", "a4", "a5"}},
		{ID: "c2", Speaker: "a2", About: []string{"a6"}}, {ID: "c3", Speaker: "a3", About: []string{"a6"}},
	}}}}
	m := NewIndex(r, []string{"A"}, nil).About(1)
	if len(m.Subjects) != 1 || m.Subjects[0].Name != "Actor a6" || len(m.Speakers) != 1 || m.Count[0][0] != 1 {
		t.Errorf("matrix %+v", m)
	}
}

func TestQuoteDriftAlignsWords(t *testing.T) {
	r, texts := fixture(t)
	d := NewIndex(r, texts, nil).DriftOf(0, "q2")
	if len(d) != 1 || d[0].Quote != "q2" || d[0].Speaker {
		t.Fatalf("drift %+v", d)
	}
	if len(d[0].Words) != 2 || d[0].Words[0] != (Word{"I quit at noon", 0}) || d[0].Words[1] != (Word{"and I am glad.", 1}) {
		t.Errorf("words %+v", d[0].Words)
	}
}

func TestOriginsFoldSharedCopy(t *testing.T) {
	r, texts := fixture(t)
	x := NewIndex(r, texts, nil)
	if n := x.OriginCount(); n != 2 {
		t.Errorf("%d origins, want 2", n)
	}
	r.Origins = []analysis.Origin{{Passages: []analysis.Passage{{Article: 0, Span: analysis.Span{Start: 0, End: 100}}, {Article: 1, Span: analysis.Span{Start: 0, End: 100}}}}}
	if n := NewIndex(r, texts, nil).OriginCount(); n != 1 {
		t.Errorf("%d origins, want 1", n)
	}
}

func TestSetSpeakerReachesTheClaims(t *testing.T) {
	r, texts := fixture(t)
	c, lost := Apply(r, texts, []Correction{{Kind: "speaker", Name: "Otto Reed", Anchor: AnchorAt(0, textA, r.Articles[0].Quotes[2].Content[0])}})
	q := c.Articles[0].Quotes[2]
	if len(lost) != 0 || q.Speaker != "a2" || q.Rule != ReaderRule || c.Articles[0].Claims[0].Speaker != "a2" {
		t.Errorf("quote %+v, claim %+v, lost %v", q, c.Articles[0].Claims[0], lost)
	}
	if r.Articles[0].Quotes[2].Speaker != "a1" || r.Articles[0].Claims[0].Speaker != "a1" {
		t.Error("the engine's result was changed")
	}
	c, _ = Apply(r, texts, []Correction{{Kind: "speaker", Name: "Nina New", Anchor: AnchorAt(0, textA, r.Articles[0].Quotes[0].Content[0])}})
	if v := c.Articles[0].Actors[3]; v.Name != "Nina New" || v.ID != c.Articles[0].Quotes[0].Speaker || !v.Corrected {
		t.Errorf("added actor %+v", v)
	}
	c, _ = Apply(r, texts, []Correction{{Kind: "speaker", Anchor: AnchorAt(0, textA, r.Articles[0].Quotes[0].Content[0])}})
	if q := c.Articles[0].Quotes[0]; q.Speaker != "" || q.Certainty != "unclear" {
		t.Errorf("nobody known: %+v", q)
	}
}

func TestMergeSplitAndRenameGoEverywhere(t *testing.T) {
	r, texts := fixture(t)
	c, lost := Apply(r, texts, []Correction{{Kind: "merge", Actor: "The mill", Name: "Otto Reed"}})
	if len(lost) > 0 || len(c.Articles[0].Actors) != 2 || len(c.Articles[1].Actors) != 2 || len(c.Articles[0].Actors[1].Mentions) != 2 || c.Articles[1].Claims[0].About[0] != "a2" {
		t.Errorf("merged %+v", c.Articles)
	}
	// Also in an article that calls the one by another name, and where the other is not named.
	other := clone(r)
	a := other.Articles[1].Actors
	for i := range a {
		if a[i].Name == "The mill" {
			a[i].Name, a[i].Story = "The old mill", other.Articles[0].Actors[2].Story
		}
	}
	c, lost = Apply(other, texts, []Correction{{Kind: "merge", Actor: "The mill", Name: "Otto Reed"}})
	if len(lost) > 0 || len(c.Articles[0].Actors) != 2 || len(c.Articles[1].Actors) != 2 {
		t.Errorf("by another name in the second article, merged %+v", c.Articles)
	}
	other.Articles[1].Actors = slices.DeleteFunc(slices.Clone(a), func(v analysis.Actor) bool { return v.Name == "Otto Reed" })
	c, lost = Apply(other, texts, []Correction{{Kind: "merge", Actor: "The mill", Name: "Otto Reed"}})
	reed := c.Articles[0].Actors[1]
	if v := slices.IndexFunc(c.Articles[1].Actors, func(v analysis.Actor) bool { return v.Story == reed.Story }); len(lost) > 0 || v < 0 || c.Articles[1].Actors[v].Kind != reed.Kind {
		t.Errorf("where the other is not named, merged %+v with %+v", c.Articles[1].Actors, reed)
	}
	c, lost = Apply(r, texts, []Correction{{Kind: "rename", Actor: "Flora Dunn", Name: "F. Dunn"}})
	if len(lost) > 0 || c.Articles[0].Actors[0].Name != "F. Dunn" || c.Articles[1].Actors[2].Name != "F. Dunn" || !c.Articles[1].Actors[2].Corrected {
		t.Errorf("renamed %+v", c.Articles)
	}
	c, lost = Apply(r, texts, []Correction{{Kind: "split", Anchor: AnchorAt(0, textA, at(t, textA, "she", 0))}})
	if v := c.Articles[0].Actors[3]; len(lost) > 0 || v.Name != "she" || c.Articles[0].Quotes[1].Speaker != v.ID || len(c.Articles[0].Actors[0].Mentions) != 3 {
		t.Errorf("split %+v, lost %v", c.Articles[0], lost)
	}
}

func TestCorrectionsOutliveAnEdit(t *testing.T) {
	anchor := AnchorAt(0, textA, at(t, textA, "I quit at noon", 0))
	edited := "An added line.\n\n" + strings.Replace(textA, "cold", "stone cold", 1)
	if s, ok := anchor.Find(edited); !ok || edited[s.Start:s.End] != "I quit at noon" {
		t.Errorf("found %v %v", s, ok)
	}
	if _, ok := anchor.Find(strings.Replace(textA, "I quit at noon", "I stay", 1)); ok {
		t.Error("found in a text that has lost the words")
	}
	// Of two places the one with the same surroundings.
	twice := "“I quit at noon,” he lied. " + textA
	if s, _ := anchor.Find(twice); s.Start < 20 {
		t.Error("found the wrong one of two places")
	}
}

func TestRecognizeWhatIsNoArticle(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Input
	}{
		{"", " \n\t", Empty}, {"", "https://news.example/story?id=1", Link}, {"", "www.news.example", Link}, {"", "HTTPS://NEWS.EXAMPLE/A", Link}, {"", "https://", Readable}, {"", "www.news.example says so", Readable},
		{"", "Read https://news.example today", Readable}, {"a.pdf", "%PDF-1.7 …", Document}, {"a.docx", "PK\x03\x04\x14\x00", Document},
		{"a.bin", strings.Repeat("\x00\x01\ufffd", 40), Binary}, {"a.doc", strings.Repeat("\x00\x01\ufffd", 40), Document}, {"", "Anna said no.", Readable},
		{"a.jpg", strings.Repeat("ÿØ‰\x02Ë\x1bq\x7fðœ", 40), Binary}, {"", "one\ttwo\fthree\r\n", Readable}, // bytes read as Windows wrote text
	} {
		if got := Recognize(c.name, c.text); got != c.want {
			t.Errorf("Recognize(%q, %.20q) = %v, want %v", c.name, c.text, got, c.want)
		}
	}
}

func TestSourceOfAPageIsToldFromWritingAboutOne(t *testing.T) {
	for text, want := range map[string]bool{
		"<!DOCTYPE html>\n<title>T":            true,
		" <DIV class=x>Anna said no.</div>":    true,
		"<h2>Title</h2>":                       true,
		"\ufeff<h2>Title</h2>":                 true,
		"<p>Unclosed, and nothing more":        false,
		"<paragraph>None of ours</paragraph>":  false,
		"<3 said Anna </3":                     false,
		"A <p> begins a paragraph, </p> ends.": false,
		"<div":                                 false,
	} {
		if got := LooksLikeHTML(text); got != want {
			t.Errorf("LooksLikeHTML(%q) = %v", text, got)
		}
	}
}

func TestCleanKeepsTheArticleAndNothingThatRuns(t *testing.T) {
	const page = `<!doctype html><html><head><title>T</title><script>alert(1)</script></head><body>
<nav><ul><li>Home</li><li>World</li></ul></nav>
<article><h1>Baker&nbsp;quits</h1><p>Flora <b>Dunn</b> said the oven was cold.<img src=x onerror=alert(1)></p>
<aside>Read more</aside><svg><text>drawn</text></svg><script>document.write("<p>x</p>")</script>
<p>She said &lt;b&gt; is a tag.<br>Second line.</p><p hidden>Hidden words</p><form><input value=x><button>Subscribe</button></form></article>
<footer>Copyright</footer></body></html>`
	want := "Baker quits\n\nFlora Dunn said the oven was cold.\n\nShe said <b> is a tag.\nSecond line."
	if got := Clean(page); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := Clean("<p>One</p><p>Two <script>if (a</script> three"); got != "One\n\nTwo three" {
		t.Errorf("unclosed: %q", got)
	}
	if got := Clean("<div><nav>menu<div>x</div></nav><p>kept</p>"); got != "kept" {
		t.Errorf("nav: %q", got)
	}
}

func TestTidyTakesOutWhatNobodySees(t *testing.T) {
	if got := Tidy("\ufeffA\u202eB\u200b\u00ad C\r\n\r\n\r\n\r\nD\u00a0E\x00"); got != "AB C\n\nD E" {
		t.Errorf("%q", got)
	}
}

func TestArticlesOfOneOutletAreToldApart(t *testing.T) {
	s := Story{Articles: []Article{{Outlet: "Courier", Date: "2026-01-12"}, {Outlet: "Courier", Date: "2026-01-20"}, {Name: "wire.txt"},
		{}, {Name: "wire.txt"}, {Text: "The council sat late, and agreed on very little\n\nMore."}, {Text: "Story text", Headline: "Lamps out"}}}
	var got []string
	for i := range s.Articles {
		got = append(got, s.Label(i, func(iso string) string { return iso[5:] }, func(n int) string { return "Article " + itoa(n) }))
	}
	if want := []string{"Courier, 01-12", "Courier, 01-20", "wire 3", "Article 4", "wire 5", "Article 6", "Lamps out"}; !slices.Equal(got, want) {
		t.Errorf("labels %q, want %q", got, want)
	}
}

func TestTextsWithoutAHeadlineAreCalledByHowTheyOpen(t *testing.T) {
	for text, want := range map[string]string{
		"": "",
		"\n \n The council sat late.\n\nMore of it.":          "The council sat late.",
		"The council sat late. It agreed on little.":          "The council sat late.",
		"Mr. Vell of St. Anne said no. He left.":              "Mr. Vell of St. Anne said no.",
		"“We are late,” she said. “Very.”":                    "“We are late,” she said.",
		"“Are we late?” She did not know.":                    "“Are we late?”",
		"The rate rose to 2.5 percent on Monday. It fell.":    "The rate rose to 2.5 percent on Monday.",
		"NORTH FERRY (Agency) — The ferry was late. It sank.": "The ferry was late.",
		"The ferry – an old one – was late.":                  "The ferry – an old one – was late.",
		"The new harbour bridge will not open in April, the leader of the Harbour List, Tomas Vell, said on Wednesday.":               "The new harbour bridge will not open in April…",
		"The ferry company that runs the night boats to the outer islands has been fined for the hours that its crew works.":          "The ferry company that runs the night boats to the outer islands has been fined…",
		"“The steel that we were promised for the new harbour bridge in the spring has not arrived,” he told reporters who had come.": "“The steel that we were promised for the new harbour bridge in the spring has…”",
		"The ferry company that runs the night boats was fined 40,000 crowns on Friday after its crews had slept.":                    "The ferry company that runs the night boats was fined 40,000 crowns on Friday…",
		"The ferry company that runs the night boats — both of them — was fined 40,000 crowns on Friday in court.":                    "The ferry company that runs the night boats…",
		"A ferry company has been fined because\nits crew had slept. More.":                                                           "A ferry company has been fined because its crew had slept.",
		strings.Repeat("é", 90): strings.Repeat("é", 40) + "…",
	} {
		if got := Opening(text); got != want {
			t.Errorf("%q\n is called %q\n     want %q", text, got, want)
		}
	}
	s := Story{Articles: []Article{{Headline: "Harbour bridge to open in the spring, city says", Text: "x"}}}
	if got := s.Label(0, nil, nil); got != "Harbour bridge to open…" {
		t.Errorf("a headline cut behind a word that leads on: %q", got)
	}
	s.Articles[0].Headline = "Bridge to open; \nOpposition doubts it"
	if got := s.Heading(); got != "Bridge to open" {
		t.Errorf("the first of two headlines: %q", got)
	}
}

func TestShortLabelsAreInitialsAndDiffer(t *testing.T) {
	taken := map[string]bool{}
	for _, x := range [][2]string{
		{"Ilse Brandt", "IB"}, {"Ivo Brack", "IBr"}, {"Ira Bruun", "IBru"}, {"WTO", "WTO"}, {"Harbour List", "HL"}, {"Norhaven", "No"},
		{"a senior official", "SO"}, {"Émile Ötker-Zahn", "ÉÖZ"}, {"the union of dock workers", "DW"}, {"", "?"}, {"Norhaven", "Nor"}, {"Norhaven", "Norh"}, {"Norhaven", "No2"},
		{"The opposition", "Op"}, {"A spokesman", "Sp"}, {"the council", "Co"}, {"300 workers", "Wo"}, {"Group 7", "G7"}, {"The New York Times", "NYT"}, {"the", "Th"}, {"12", "12"},
	} {
		got := shortLabel(x[0], taken)
		if got != x[1] {
			t.Errorf("%q has the label %q, want %q", x[0], got, x[1])
		}
		taken[got] = true
	}
}

func TestLabelsStandAtFirstMentionsOfAParagraph(t *testing.T) {
	text := "Ilse Brandt spoke. She left.\n\nShe came back. Ilse Brandt smiled.\n\nIlse Brandt slept."
	m := func(start int, words string) analysis.Mention {
		i := start + strings.Index(text[start:], words)
		return analysis.Mention{Span: analysis.Span{Start: i, End: i + len(words)}, Form: "name"}
	}
	r := &analysis.Result{Articles: []analysis.Report{{Actors: []analysis.Actor{{ID: "a0", Name: "Ilse Brandt", Kind: "person", Named: true,
		Mentions: []analysis.Mention{m(0, "Ilse Brandt"), m(0, "She"), m(25, "She"), m(40, "Ilse Brandt"), m(66, "Ilse Brandt")}}}}}}
	var got []string
	for _, p := range NewIndex(r, []string{text}, nil).Articles[0].Paragraphs {
		for _, m := range p.Marks {
			got = append(got, m.Label)
		}
	}
	if want := []string{"IB", "", "IB", "", ""}; !slices.Equal(got, want) {
		t.Errorf("labels %q, want %q", got, want)
	}
}

// unseen is what no reader sees, and what could make the page show another text
// than is analysed.
const unseen = "\u00ad\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x07\x7f\r"

// FuzzClean holds that any page comes out as plain text without hidden
// characters, in the same words when it is done in steps.
func FuzzClean(f *testing.F) {
	f.Add("<p>a<p>b</div><script>")
	f.Add("<p>\u202e&#8238;a&#x200b;b<svg><style><!--</style><img onerror=x>")
	f.Add("<table><tr><td>“No,” said<br>Anna</table><template>x</template>\x00")
	f.Fuzz(func(t *testing.T, source string) {
		text := Clean(source)
		if strings.ContainsAny(text, unseen) {
			t.Errorf("%q: hidden characters in %q", source, text)
		}
		c := NewCleaner(source)
		for c.Step(1) {
		}
		if got := c.Text(); got != text {
			t.Errorf("%q: in steps %q, at once %q", source, got, text)
		}
	})
}

// FuzzTidy holds that tidying takes out all that is hidden, once and for all,
// and that any text is recognized as something.
func FuzzTidy(f *testing.F) {
	f.Add("", "\ufeffa\r\nb\u2028c\u202e\u2066d\x00\n\n\n\ne")
	f.Add("x.pdf", "%PDF-1.7\n\xff\xfe")
	f.Add("a.html", "<!doctype html><p>https://")
	f.Fuzz(func(t *testing.T, name, text string) {
		tidy := Tidy(text)
		if strings.ContainsAny(tidy, unseen) || strings.Contains(tidy, "\n\n\n") {
			t.Errorf("%q: %q", text, tidy)
		}
		if again := Tidy(tidy); again != tidy {
			t.Errorf("%q: tidied twice %q, once %q", text, again, tidy)
		}
		if kind := Recognize(name, text); kind < Readable || kind > Binary {
			t.Errorf("%q: %v", text, kind)
		}
		LooksLikeHTML(text)
	})
}

// FuzzParseExample holds that every article of a story that is read has a text.
func FuzzParseExample(f *testing.F) {
	f.Add("=====\nOutlet: a\nDate: 2026-01-01\nName: b\n\ntext\n=====\n\nmore")
	f.Fuzz(func(t *testing.T, source string) {
		articles, err := ParseExample(source)
		for _, a := range articles {
			if err == nil && a.Text == "" {
				t.Errorf("%q: an article without a text", source)
			}
		}
	})
}

func TestCapitalizedLeavesNamesAsTheyAre(t *testing.T) {
	for text, want := range map[string]string{"": "", "the guard": "The guard", "iPlayer": "iPlayer", "émigrés": "Émigrés", "Ann Lee": "Ann Lee", "one NATO diplomat": "One NATO diplomat"} {
		if got := Capitalized(text); got != want {
			t.Errorf("Capitalized(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestCountryIsCalledByItsOwnNameNotItsCapitals(t *testing.T) {
	const first, second, third = "Fort Hill denied it. Fort Hill said no.", "Norland denied it. Norland said no. It waits.", "Norland waits."
	country := func(text, name string) analysis.Report {
		a := analysis.Actor{ID: "a1", Story: "s1", Name: name, Kind: "country", Named: true}
		for i := range strings.Count(text, name) {
			a.Mentions = append(a.Mentions, analysis.Mention{Span: at(t, text, name, i), Form: "name"})
		}
		return analysis.Report{Actors: []analysis.Actor{a}}
	}
	r := &analysis.Result{Offsets: "utf8", Articles: []analysis.Report{country(first, "Fort Hill"), country(second, "Norland"), country(third, "Norland")}}
	if got := NewIndex(r, []string{first, second, third}, nil).NameOf(1, "a1"); got != "Norland" {
		t.Errorf("it is called %q", got)
	}
}

func TestStoryIsKnownByItsTexts(t *testing.T) {
	long := strings.Repeat("The quay was wet. ", 200)
	s := Story{Articles: []Article{{Text: textA}, {Text: long + "A", Name: "a.txt", Outlet: "The Quay"}}}
	line := s.Summary()
	for _, test := range []struct {
		name     string
		articles []Article
		may      bool
		at       int
	}{
		{"one of its texts", []Article{{Text: long + "A"}}, true, 1},
		{"both, in another order", []Article{{Text: long + "A"}, {Text: textA}}, true, 1},
		{"a text that only opens alike", []Article{{Text: long + "B"}}, true, -1},
		{"a text more", []Article{{Text: textA}, {Text: textB}}, false, -1},
		{"the text as another paper has it", []Article{{Text: long + "A", Outlet: "The Dock"}}, true, -1},
	} {
		if may, at := line.MayHold(test.articles), s.Holds(test.articles); may != test.may || at != test.at {
			t.Errorf("%s: %v, %d; want %v, %d", test.name, may, at, test.may, test.at)
		}
	}
}
