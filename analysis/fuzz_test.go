package analysis_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis"
	"whosaid.example/analysis/doc"
	"whosaid.example/build/computed"
)

// FuzzAnalyze holds what is promised of any text: no panic, spans in range and
// on borders of runes, tokens in order and complete, quotes that nest and
// never cross, ids that resolve, the same result for the same text.
func FuzzAnalyze(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	files, _ := filepath.Glob(filepath.Join("testdata", "*.txt"))
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

// hostile are texts that break careless code.
var hostile = []string{
	"", " ", "\n\n\n", "a", ".", "\"", "“", "’", "'", "—", "\x00", "\xff", "\xe2\x80", "a\xffb", "\u200b", "\u00ad", "\ufeffThe mayor spoke.",
	"“He said “yes” to “it”” she said.", "”“”“", "\"\"\"\"\"\"", "‘’‘’’’", "«a» »b« „c“ ‚d‘",
	"He said: \"I will go.\n\n\"I will not come back.\n\n\"Never,\" he added.",
	"said said said said", "I said that he said that she said that they said that it rained.",
	"e\u0301te\u0301 said “cafe\u0301”.", "👩‍👩‍👧‍👦 said 🇫🇷🇩🇪👍🏽.", "\u202eabc\u202c said.", "ﬁ said İ ǅ ß.",
	"a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh", "A.B.C.D.E. F. G.", "U.S. U.K. a.m.", "....", "!?!?", "....”", "-", "--", "http://", "www.", "@", "a@", "a@b", "#", "$", "$5", "5%", "1,2,3,4", "1.2.3.4", "1:2:3", "1/2/3",
	"'s 's 's", "n't", "can't've'd", "rock 'n' roll", "’90s", "don’t don't don`t", "cannot gonna", "x-y-z-", "-x", "non-", "e-",
	"Advertisement", "By", "By ", "LONDON —", "LONDON — ", "(", ")", "[1]", "[", "Related:", "Previous Article", "###",
	"Title\nTitle\nTitle", "Only a headline", "The end", strings.Repeat("\n", 50) + "x", "\tx\ty\t",
	"0 Response to", "The cat\nsat on\nthe mat\n", "Mr. and Mrs. and Dr. and", "“", "She said, “", "” said Smith.", "according to", "According to Smith", "Smith:", "Smith: “No.”", "told told", "who said",
	"KELLER: you has worked as a public builder?\n\nLOPEZ: rain.\n\nUN: PEACEKEEPERS 70 cents in for sex.” [WaPo.]\n\n~ “shortest",
	"it is said that",
	"One percent of 100,000 is 1,000, he said; 2 million more than 3 billion.", "more than at least about", "not not not no never",
}

// TestCutAndShuffled analyses pieces of articles that begin and end anywhere, some with
// words that rules look for in the wrong places: rules must not look beyond the text.
func TestCutAndShuffled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const pieces = 1500
	stray := []string{"(", ")", "“", "”", "\"", ":", ";", "?", ",", ".", "—", "that", "who", "not", "to", "her", "its", "the", "said", "told", "according to", "in", "and", "but", "’s", "it", "than", "\n\n", "The PM", "Dr.", "Mr. Smith"}
	random := rand.New(rand.NewPCG(1, 2))
	files, _ := filepath.Glob(filepath.Join("testdata", "*.txt"))
	for i := range pieces {
		raw, err := os.ReadFile(files[i%len(files)])
		if err != nil {
			t.Fatal(err)
		}
		words := strings.SplitAfter(string(raw), " ")
		from := random.IntN(len(words))
		words = words[from:min(len(words), from+1+random.IntN(120))]
		switch i % 3 {
		case 1:
			for range 1 + len(words)/6 {
				words[random.IntN(len(words))] = stray[random.IntN(len(stray))] + " "
			}
		case 2:
			random.Shuffle(len(words), func(a, b int) { words[a], words[b] = words[b], words[a] })
		}
		text := strings.TrimSpace(strings.Join(words, ""))
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("%q: %v", text, p)
				}
			}()
			analysis.Analyze(analysis.Article{Text: text})
		}()
	}
}

func check(t *testing.T, text string) {
	t.Helper()
	articles := []analysis.Article{{Name: "a", Text: text}}
	story, err := new(analysis.Analyzer).Story(t.Context(), articles...)
	if err != nil {
		t.Fatal(err)
	}
	checkTokens(t, text, story.Docs[0])
	r := analysis.Analyze(articles...)
	checkReport(t, text, r)
	if again := analysis.Analyze(articles...); !reflect.DeepEqual(r, again) {
		t.Fatalf("%q: two analyses differ", short(text))
	}
	if _, err := json.Marshal(r); err != nil {
		t.Fatalf("%q: %v", short(text), err)
	}
}

func short(s string) string {
	if len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}

// checkTokens checks what the segment stage promises of tokens, sentences and
// paragraphs, and the parser of heads.
func checkTokens(t *testing.T, text string, d *doc.Document) {
	t.Helper()
	fail := func(format string, a ...any) {
		t.Helper()
		t.Fatalf("%q: "+format, append([]any{short(text)}, a...)...)
	}
	at := int32(0)
	for i := range d.Tokens {
		k := &d.Tokens[i]
		if k.Start < at || k.End <= k.Start || int(k.End) > len(text) {
			fail("token %d is %d:%d after %d", i, k.Start, k.End, at)
		}
		space(t, text, at, k.Start)
		if !border(text, k.Start) || !border(text, k.End) {
			fail("token %d cuts a rune", i)
		}
		at = k.End
		if k.Sent < 0 || int(k.Sent) >= len(d.Sentences) || !d.Sentences[k.Sent].Tokens.Has(int32(i)) {
			fail("token %d is not in its sentence %d", i, k.Sent)
		}
		if k.Head != doc.None && !d.Sentences[k.Sent].Tokens.Has(k.Head) {
			fail("token %d has its head outside of its sentence", i)
		}
	}
	space(t, text, at, int32(len(text)))
	next := int32(0)
	for i, s := range d.Sentences {
		if s.Tokens.Start != next || s.Tokens.Empty() {
			fail("sentence %d is %v after %d", i, s.Tokens, next)
		}
		next = s.Tokens.End
		if s.Para < 0 || int(s.Para) >= len(d.Paragraphs) {
			fail("sentence %d has no paragraph", i)
		}
	}
	if int(next) != len(d.Tokens) {
		fail("sentences end at %d of %d tokens", next, len(d.Tokens))
	}
	sentence := int32(0)
	for i, p := range d.Paragraphs {
		if p.Sents.Start != sentence || p.Sents.Empty() {
			fail("paragraph %d is %v after %d", i, p.Sents, sentence)
		}
		sentence = p.Sents.End
	}
	if int(sentence) != len(d.Sentences) {
		fail("paragraphs end at %d of %d sentences", sentence, len(d.Sentences))
	}
}

// space fails unless the bytes from..to are white space, or a byte order mark
// that begins the text.
func space(t *testing.T, text string, from, to int32) {
	t.Helper()
	for i, r := range text[from:to] {
		if !unicode.IsSpace(r) && !(r == '\ufeff' && int(from)+i == 0) {
			t.Fatalf("%q: %q at %d is in no token", short(text), r, int(from)+i)
		}
	}
}

// border reports whether no rune is cut at i. Each byte that is no UTF-8 is a rune of its own.
func border(text string, i int32) bool {
	if int(i) >= len(text) || utf8.RuneStart(text[i]) {
		return true
	}
	for j := max(0, i-3); j < i; j++ { // a continuation byte: of a whole rune before it?
		if r, n := utf8.DecodeRuneInString(text[j:]); r != utf8.RuneError && j+int32(n) > i {
			return false
		}
	}
	return true
}

func checkReport(t *testing.T, text string, r *analysis.Result) {
	t.Helper()
	fail := func(format string, a ...any) {
		t.Helper()
		t.Fatalf("%q: "+format, append([]any{short(text)}, a...)...)
	}
	span := func(what string, s analysis.Span) {
		t.Helper()
		if s.Start < 0 || s.End <= s.Start || s.End > len(text) || !border(text, int32(s.Start)) || !border(text, int32(s.End)) {
			fail("%s is %v of %d bytes", what, s, len(text))
		}
	}
	some := func(what string, s *analysis.Span) {
		t.Helper()
		if s != nil {
			span(what, *s)
		}
	}
	a := &r.Articles[0]
	ids := map[string]bool{"": true}
	some("the title", a.Title)
	for _, x := range a.Asides {
		span("an aside", x.Span)
	}
	for _, x := range a.Sentences {
		span("a sentence", x)
	}
	for i, x := range a.Actors {
		if ids[x.ID] || x.ID != fmt.Sprint("a", i+1) {
			fail("actor %d has the id %q", i, x.ID)
		}
		ids[x.ID] = true
		if x.Name == "" || len(x.Mentions) == 0 || x.Story == "" {
			fail("actor %q (%s) has no name, mention or story", x.Name, x.ID)
		}
		for _, m := range x.Mentions {
			span("a mention", m.Span)
			some("a mention's link", m.Link)
		}
	}
	resolve := func(what, id string) {
		t.Helper()
		if !ids[id] {
			fail("%s names %q, which is not there", what, id)
		}
	}
	for i, q := range a.Quotes {
		if q.ID != fmt.Sprint("q", i+1) {
			fail("quote %d has the id %q", i, q.ID)
		}
		ids[q.ID] = true
		resolve("a quote's speaker", q.Speaker)
		resolve("a quote's via", q.Via)
		some("a cue", q.Cue)
		some("a source", q.Source)
		if len(q.Content) == 0 {
			fail("quote %s is empty", q.ID)
		}
		for k, c := range q.Content {
			span("a content", c)
			if k > 0 && c.Start < q.Content[k-1].End {
				fail("quote %s goes back", q.ID)
			}
		}
		for _, o := range a.Quotes[:i] {
			if cross(o.Content, q.Content) {
				fail("quotes %s and %s cross: %v, %v", o.ID, q.ID, o.Content, q.Content)
			}
		}
		if i > 0 && a.Quotes[i-1].Content[0].Start > q.Content[0].Start {
			fail("quote %s stands before the one before", q.ID)
		}
	}
	for i, c := range a.Claims {
		if c.ID != fmt.Sprint("c", i+1) {
			fail("claim %d has the id %q", i, c.ID)
		}
		ids[c.ID] = true
		span("a claim", c.Span)
		resolve("a claim's speaker", c.Speaker)
		resolve("a claim's quote", c.Quote)
		for _, x := range c.About {
			resolve("a claim's about", x)
		}
	}
	joined := map[[2]string]bool{}
	for _, x := range r.References {
		resolve("a reference", x.From.Claim)
		resolve("a reference", x.To.Claim)
		ends := [2]string{min(x.From.Claim, x.To.Claim), max(x.From.Claim, x.To.Claim)}
		if ends[0] == ends[1] || joined[ends] {
			fail("a second reference joins %v", ends)
		}
		joined[ends] = true
		if x.Certainty != "inferred" && (x.Certainty != "unclear" || x.Relation == "conflicts") {
			fail("reference %v is %q", ends, x.Certainty)
		}
		if x.Score < 0 || x.Score > 1 || x.Why == "" {
			fail("reference %v has the score %v and the reason %q", ends, x.Score, x.Why)
		}
	}
}

// cross reports whether two contents overlap without the one holding the other.
func cross(a, b []analysis.Span) bool {
	return overlap(a, b) && !holds(a, b) && !holds(b, a)
}

func overlap(a, b []analysis.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Start < y.End && y.Start < x.End {
				return true
			}
		}
	}
	return false
}

// holds reports whether each span of b lies between the start and end of a.
func holds(a, b []analysis.Span) bool {
	return a[0].Start <= b[0].Start && b[len(b)-1].End <= a[len(a)-1].End
}

func TestAnyTextIsAnalysedAndKeepsThePromises(t *testing.T) {
	for _, text := range hostile {
		check(t, text)
	}
}

// Half of a text and the whole, of kinds on which careless code is quadratic.
// The time may grow by little more than the text.
func TestTimeGrowsNoFasterThanTheText(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	for name, piece := range map[string]string{
		"quotation marks":       "\"",
		"curly marks":           "“",
		"closing marks":         "”’",
		"apostrophes":           "'",
		"one long word":         "a",
		"letters and stops":     "a.",
		"hyphens":               "a-",
		"brackets":              "([",
		"digits and commas":     "1,",
		"invalid bytes":         "\xff\xfe",
		"names":                 "Ruth Adeyemi ",
		"reports":               "she said that ",
		"quotes":                "“I know,” Ruth Adeyemi said. ",
		"one line of sentences": "The council of Port Emmett voted against the plan of Ruth Adeyemi on Monday. ",
		"short lines":           "The council voted.\n",
		"equal headlines":       "Read more\n",
	} {
		t.Run(name, func(t *testing.T) {
			took := func(size int) time.Duration {
				text := strings.Repeat(piece, size/len(piece))
				start := computed.Time()
				analysis.Analyze(analysis.Article{Text: text})
				return computed.Time() - start
			}
			// The caches are other programs' too: the best of some attempts counts.
			const size = 10_000
			small, large := time.Duration(1<<62), time.Duration(1<<62)
			for range 10 {
				small, large = min(small, took(size)), min(large, took(8*size))
				if large <= 24*small+50*time.Millisecond {
					return
				}
			}
			t.Errorf("8 times the text takes %.1f times as long: %v, %v", float64(large)/float64(small), small, large)
		})
	}
}

func TestAnalyzeIsSafeForConcurrentUse(t *testing.T) {
	text := "Nobody warned us, said Ruth Adeyemi, the mayor of Port Emmett. “We heard it on the radio.” The ministry denied that."
	want := analysis.Analyze(analysis.Article{Text: text})
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if got := analysis.Analyze(analysis.Article{Text: text}); !reflect.DeepEqual(got, want) {
				t.Error("another result beside other analyses")
			}
		})
	}
	wait.Wait()
}
