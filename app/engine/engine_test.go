package engine

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"whosaid.example/analysis"
	"whosaid.example/app/marked"
)

// message is any of the answers.
type message struct {
	Type    string `json:"type"`
	ID      string `json:"id"`
	Message string `json:"message"`
	Done    int    `json:"done"`
	Total   int    `json:"total"`
	Text    string `json:"text"`
	HTML    string `json:"html"`
	Result  *struct {
		Offsets  string `json:"offsets"`
		Articles []struct {
			Name      string `json:"name"`
			Sentences []struct {
				Start int `json:"start"`
				End   int `json:"end"`
			} `json:"sentences"`
		} `json:"articles"`
	} `json:"result"`
}

// answers is all that comes back for a request.
func answers(t testing.TB, request string) (all []message) {
	t.Helper()
	Answer(request, func(b []byte) {
		var m message
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatalf("posted no JSON: %v\n%.200s", err, b)
		}
		all = append(all, m)
	})
	if len(all) == 0 {
		t.Fatal("no answer")
	}
	return all
}

func TestProgressComesBeforeTheResult(t *testing.T) {
	request, _ := json.Marshal(Request{ID: "7", Articles: []Article{{Name: "a", Text: strings.Repeat("The mayor said “no”. ", 1000)}, {Name: "b", Text: "She left."}}})
	all := answers(t, string(request))
	last := all[len(all)-1]
	if last.Type != "result" || last.ID != "7" {
		t.Fatalf("the last message is %+v", last)
	}
	if n := len(last.Result.Articles); n != 2 || last.Result.Articles[1].Name != "b" {
		t.Fatalf("%d articles, want a and b", n)
	}
	before := -1
	for _, m := range all[:len(all)-1] {
		if m.Type != "progress" || m.ID != "7" || m.Done <= before || m.Done > m.Total {
			t.Errorf("progress %+v after %d", m, before)
		}
		before = m.Done
	}
	if before < 1 || before != all[0].Total {
		t.Errorf("progress ends at %d of %d", before, all[0].Total)
	}
	// Where nobody would see it, it wakes nobody.
	if all := answers(t, `{"id":"7","articles":[{"text":"The mayor said \"no\"."}]}`); len(all) != 1 || all[0].Type != "result" {
		t.Errorf("of a short text: %+v", all)
	}
}

// What the engine practises on has to give every stage work, or its functions stay
// slow: quotes of all kinds with speakers, actors, and claims that meet.
func TestPracticeHasWorkForEveryStage(t *testing.T) {
	texts := strings.Split(practiceText, practiceMark)
	if len(texts) != 10 {
		t.Errorf("%d texts: after twenty calls they have to come again (web/worker.js)", len(texts))
	}
	kinds, relations := map[string]int{}, 0
	for i := range texts {
		if _, ok := marked.Pasted(texts[i]); !ok {
			t.Errorf("text %d is declined", i)
		}
		r := analysis.Analyze(analysis.Article{Text: texts[i]}, analysis.Article{Text: texts[(i+1)%len(texts)]})
		relations += len(r.References)
		for _, q := range r.Articles[0].Quotes {
			if q.Speaker != "" {
				kinds[q.Kind]++
			}
		}
		if a := r.Articles[0]; len(a.Actors) < 2 || len(a.Claims) < 4 {
			t.Errorf("text %d: %d actors, %d claims", i, len(a.Actors), len(a.Claims))
		}
	}
	for _, k := range []string{"direct", "indirect", "mixed"} {
		if kinds[k] < 3 {
			t.Errorf("%d %s quotes with speakers", kinds[k], k)
		}
	}
	if relations < len(texts) {
		t.Errorf("%d references", relations)
	}
	for i := range 2 * len(texts) {
		Practise(i)
	}
}

func TestOffsetsAreUTF16(t *testing.T) {
	text := "Café “😀” opened. It closed."
	b, _ := json.Marshal(Request{ID: "1", Articles: []Article{{Text: text}}})
	all := answers(t, string(b))
	r := all[len(all)-1].Result
	if r.Offsets != "utf16" {
		t.Fatalf("offsets %q", r.Offsets)
	}
	s := r.Articles[0].Sentences
	units := 0
	for _, c := range text {
		if units++; c > 0xFFFF {
			units++
		}
	}
	if len(s) == 0 || s[len(s)-1].End != units {
		t.Errorf("sentences %v, want the last to end at %d", s, units)
	}
	b, _ = json.Marshal(Request{ID: "2", Articles: []Article{{Text: text}}, Offsets: "utf8"})
	all = answers(t, string(b))
	r = all[len(all)-1].Result
	if s := r.Articles[0].Sentences; r.Offsets != "utf8" || len(s) == 0 || s[len(s)-1].End != len(text) {
		t.Errorf("asked for bytes: offsets %q, sentences %v, want the last to end at %d", r.Offsets, s, len(text))
	}
}

func TestBrokenRequestIsAnError(t *testing.T) {
	for _, request := range []string{"", "{", "[]", `"x"`, "null", "{}", `{"id":"1"}`, `{"id":"1","articles":[]}`,
		`{"id":"1","articles":{}}`, `{"id":"1","articles":["x"]}`, `{"id":7,"articles":[{"text":"x"}]}`, "\xff\xfe",
		strings.Repeat("[", 20000)} {
		all := answers(t, request)
		if m := all[0]; len(all) != 1 || m.Type != "error" || m.Message == "" {
			t.Errorf("%.40q: %+v", request, all)
		}
	}
}

func TestRequestIsReadAsEncodingJSONReadsIt(t *testing.T) {
	for _, text := range []string{
		`{"id":"7","articles":[{"name":"a","text":"b","outlet":"c","date":"d"},{}]}`,
		` { "articles" : [ { "text" : null } , null ] , "id" : null } `,
		`{"other":{"x":[1,-0.5e+7,true,false,null,{"y":"z"},[]]},"id":"1","articles":null}`,
		`{"id":"\u00e9\ud83d\ude00\ud83d \udE00x\"\\\/\b\f\n\r\t","articles":[{"text":"` + "a\xffb\xc3" + `"}]}`,
		`null`, `{}`,
		// broken
		``, `[]`, `{"id":7}`, `{"id":"1"`, `{"id":"1"}}`, `{"id":"1",}`, `{"id":"\x"}`, `{"id":"\u12"}`, "{\"id\":\"\n\"}", `{"id" "1"}`,
		`{"x":01}`, `{"x":.5}`, `{"x":1.}`, `{"x":-}`, `{"x":1e}`, `{"x":tru}`, `{"x":[1 2]}`, `{id:"1"}`, `{"articles":{}}`, `{"articles":[7]}`, `{"id":"`,
	} {
		var want Request
		wanted := json.Unmarshal([]byte(text), &want)
		got, err := parseRequest(text)
		if (err == nil) != (wanted == nil) {
			t.Errorf("%q: %v; encoding/json: %v", text, err, wanted)
		} else if err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v; encoding/json: %+v", text, got, want)
		}
	}
}

// FuzzRequest holds that what is read is JSON, and that what JSON can hold is read.
func FuzzRequest(f *testing.F) {
	f.Add(`{"id":"7","x":[1,-2.5e3,{"y":null}],"articles":[{"text":"\ud800 \u0000 😀"}]}`)
	f.Add(`{"id":"\n"}`)
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := parseRequest(text); err == nil && !json.Valid([]byte(text)) {
			t.Errorf("no JSON: %q", text)
		}
		want := Request{ID: strings.ToValidUTF8(text, "?"), Articles: []Article{{Text: strings.ToValidUTF8(text, "?")}}}
		b, _ := json.Marshal(want)
		if got, err := parseRequest(string(b)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, %+v", b, err, got)
		}
	})
}

// FuzzAnswer holds that any message is answered once, by a result or an error.
func FuzzAnswer(f *testing.F) {
	f.Add(`{"id":"7","articles":[{"name":"a","text":"The mayor said \"no\"."}]}`)
	f.Add(`{"id":"7","articles":[{"text":"\ud800 \u0000 😀"}]}`)
	f.Add(`{"articles":[{},{}]}`)
	f.Add(`{`)
	f.Fuzz(func(t *testing.T, request string) {
		ends := 0
		for _, m := range answers(t, request) {
			if m.Type != "progress" {
				ends++
			}
		}
		if ends != 1 {
			t.Errorf("%d ends", ends)
		}
	})
}

func TestWarmTextGivesEveryStageSomethingToDo(t *testing.T) {
	warm()
	r := analysis.Analyze(analysis.Article{Text: warmText})
	a := r.Articles[0]
	kinds := map[string]bool{}
	for _, q := range a.Quotes {
		kinds[q.Kind] = kinds[q.Kind] || q.Speaker != ""
	}
	if a.Title == nil || len(a.Asides) == 0 || len(a.Actors) < 3 || !kinds["direct"] || !kinds["indirect"] || len(a.Claims) < 4 || len(r.References) == 0 {
		t.Errorf("%d asides, %d actors, quotes %v, %d claims, %d references", len(a.Asides), len(a.Actors), kinds, len(a.Claims), len(r.References))
	}
}

// TestFirstScreenComesBeforeTheResult holds the order of the answers to what a
// reader has pasted, and that the result is the one which the tidy text has.
func TestFirstScreenComesBeforeTheResult(t *testing.T) {
	const text = "Mill to close\n\n“We <must> stop,” said Anna Brandt. She said the mill was old."
	all := answers(t, `{"id":"e","offsets":"utf8","pasted":"\ufeffMill to close\r\n\r\n\r\n“We <must> stop,” said Anna Brandt. She said the mill was old.\u200b"}`)
	var types []string
	for _, m := range all {
		if m.ID != "e" {
			t.Errorf("an answer to %q", m.ID)
		}
		if m.Type != "progress" {
			types = append(types, m.Type)
		}
		if m.Type == "first" {
			if m.Text != text {
				t.Errorf("first: the text is %q", m.Text)
			}
			for _, want := range []string{"&lt;must&gt;", `data-say="Quote by Anna Brandt: "`, `<h2 class="title"`} {
				if !strings.Contains(m.HTML, want) {
					t.Errorf("first: no %q in %s", want, m.HTML)
				}
			}
		}
	}
	if got := strings.Join(types, " "); got != "first result" {
		t.Errorf("answers %q", got)
	}
	for _, declined := range []string{"<!doctype html><p>Anna said no.</p>", " {\"format\":1}", "https://example.org/a", " \n"} {
		quoted, _ := json.Marshal(declined)
		if all := answers(t, `{"id":"e","pasted":`+string(quoted)+`}`); len(all) != 1 || all[0].Type != "declined" {
			t.Errorf("%q: %+v", declined, all)
		}
	}
}

// TestFirstScreenIsTheResults holds it to the marks of the whole result.
func TestFirstScreenIsTheResults(t *testing.T) {
	files, _ := filepath.Glob("../../web/examples/*.txt")
	texts := []string{warmText}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	for _, given := range texts {
		text, ok := marked.Pasted(given)
		if !ok {
			t.Fatalf("%.40q is declined", given)
		}
		r := analysis.Analyze(analysis.Article{Text: text})
		r.References = nil // they add signs in the margin
		_, _, want, _ := marked.FirstScreen(r, text)
		b, _ := json.Marshal(Request{ID: "e", Pasted: given})
		got := ""
		for _, m := range answers(t, string(b)) {
			if m.Type == "first" {
				got = m.HTML
			}
		}
		if got != want || got == "" {
			t.Errorf("%.40q: the first screen has %d bytes, that of the result %d, or others", text, len(got), len(want))
		}
	}
}
