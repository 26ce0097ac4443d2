package corpus

import (
	"fmt"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
)

// Mentions open and close in MISC: GUM's with a type, nested and several at one
// token; PolNeAR's with a comma between; what never closes is left out.
func TestCoreferents(t *testing.T) {
	cases := []struct {
		name string
		misc []string
		head []int32
		want string
	}{
		{"GUM", []string{"Entity=(1-person-new-x-cf1-1-coref|SpaceAfter=No", "_", "Entity=(2-place-new-x)1)", "Entity=(1-person-giv-x)"}, []int32{-1, 0, 1, -1},
			"2-3 2 2 place, 0-3 0 1 person, 3-4 3 1 person"},
		{"one token in two mentions", []string{"Entity=(5-event-a(6-person-b)", "Entity=5)"}, []int32{1, -1}, "0-1 0 6 person, 0-2 1 5 event"},
		{"PolNeAR", []string{"NER=B-PERSON|Coref=(1", "Coref=1)", "Coref=(1),(2)"}, []int32{1, -1, 1}, "0-2 1 1 , 2-3 2 1 , 2-3 2 2 "},
		{"never closed", []string{"Entity=(1-person-a", "Entity=7)"}, []int32{-1, 0}, ""},
	}
	for _, c := range cases {
		b := &Treebank{Doc: &doc.Document{}, Misc: c.misc}
		for _, h := range c.head {
			b.Doc.Tokens = append(b.Doc.Tokens, doc.Token{Head: h, POS: doc.PosNoun})
		}
		var got []string
		for _, m := range b.Coreferents() {
			got = append(got, fmt.Sprintf("%d-%d %d %s %s", m.Span.Start, m.Span.End, m.Head, m.Group, m.Type))
		}
		if g := strings.Join(got, ", "); g != c.want {
			t.Errorf("%s: %q, want %q", c.name, g, c.want)
		}
	}
}
