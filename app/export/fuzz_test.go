package export

import (
	"strings"
	"testing"
)

// FuzzRead holds that a file from anywhere is refused, or read so that every
// format can be written from it and read back as the same story.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "{", "[]", `{"version":1e999}`, `{"__proto__":{}}`,
		`{"version":1,"offsets":"utf16","articles":[{"name":"a","quotes":[{"id":"q1","content":[{"start":0,"end":2}]}]}],"texts":["😀\ud800"]}`,
		`{"version":1,"offsets":"utf8","articles":[{"quotes":[{"id":"q1","content":[]}],"actors":[{"id":"a1"}],"claims":[{"id":"c1"}]}],"texts":[""],"references":[{"from":{"article":0,"claim":"c1"},"to":{"article":0,"claim":"c9"}}]}`,
		`{"version":1,"offsets":"utf8","articles":[{"title":{"start":1,"end":1},"sentences":[{"start":2,"end":1}]}],"texts":["é"],"corrections":[{"kind":"speaker","article":-1}]}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		file, err := Read(strings.NewReader(source))
		if err != nil {
			return
		}
		var first string
		for _, format := range Formats() {
			var b strings.Builder
			if err := WriteStory(&b, format.ID, file); err != nil {
				t.Fatalf("%s: %v", format.ID, err)
			}
			if format.ID == "json" {
				first = b.String()
			}
		}
		again, err := Read(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is not read: %v", err)
		}
		if len(again.Texts) != len(file.Texts) || len(again.Articles) != len(file.Articles) {
			t.Fatalf("%d articles with %d texts, then %d with %d", len(file.Articles), len(file.Texts), len(again.Articles), len(again.Texts))
		}
	})
}
