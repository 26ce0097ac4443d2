package analyze

import (
	"slices"
	"strings"

	"whosaid.example/analysis"
)

// taggers is what -tagger knows besides the built-in one. Programs for the
// browser have none: see taggers_native.go.
var taggers = map[string]func() analysis.Tagger{}

func known(m map[string]func() analysis.Tagger) string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) == 0 {
		return "none here"
	}
	return strings.Join(names, ", ")
}
