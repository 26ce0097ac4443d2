package engine

import (
	"encoding/json"
	"strings"
	"testing"
)

// message is any of the answers.
type message struct {
	Type    string `json:"type"`
	ID      string `json:"id"`
	Message string `json:"message"`
	Done    int    `json:"done"`
	Total   int    `json:"total"`
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
	Answer([]byte(request), func(b []byte) {
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
	all := answers(t, `{"id":"7","articles":[{"name":"a","text":"The mayor said \"no\"."},{"name":"b","text":"She left."}]}`)
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
	if before != all[0].Total {
		t.Errorf("progress ends at %d of %d", before, all[0].Total)
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
