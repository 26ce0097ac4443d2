package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

// counted.txt is nouns by which news counts the same things, a kind on each line.
//
//go:embed counted.txt
var countedText string

var counted = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(countedText) {
		kind, nouns, ok := strings.Cut(line, ":")
		if !ok || line[0] == '#' {
			continue
		}
		for n := range strings.FieldsSeq(nouns) {
			out[n] = append(out[n], kind)
		}
	}
	return out
})

// CountedAlike reports whether two nouns, by their lemmas, may count the same things: workers and
// people, jobs and posts. Two map lookups.
func CountedAlike(a, b string) bool {
	m := counted()
	for _, x := range m[a] {
		for _, y := range m[b] {
			if x == y {
				return true
			}
		}
	}
	return false
}
