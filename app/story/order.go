package story

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis"
)

// Relations lists the relations of claims in the order in which readers see
// them: what does not fit together first.
var Relations = []string{"conflicts", "updates", "responds", "supports", "repeats"}

// Surest puts references into that order, of one relation the surest first, unclear ones behind all
// others: a doubtful conflict at the head of a list costs trust. Unknown relations come before all.
func Surest(references []analysis.Reference) {
	slices.SortStableFunc(references, func(a, b analysis.Reference) int {
		return cmp.Or(later(Unclear(a), Unclear(b)), cmp.Compare(slices.Index(Relations, a.Relation), slices.Index(Relations, b.Relation)), cmp.Compare(b.Score, a.Score))
	})
}

// Unclear tells whether a reference is one that only may be.
func Unclear(r analysis.Reference) bool { return r.Certainty == "unclear" }

// later compares for sorting: what holds comes behind what does not.
func later(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// Capitalized is a name or description as it begins a line; one whose first word
// has a capital somewhere ("iPlayer") stays as it is.
func Capitalized(text string) string {
	first, _, _ := strings.Cut(text, " ")
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 || strings.ContainsFunc(first[size:], unicode.IsUpper) {
		return text
	}
	return string(unicode.ToUpper(r)) + text[size:]
}
