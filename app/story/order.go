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

// Surest puts references into that order, of one relation the surest first: a
// doubtful conflict at the head of a list costs trust. Unknown relations come
// before all.
func Surest(references []analysis.Reference) {
	slices.SortStableFunc(references, func(a, b analysis.Reference) int {
		return cmp.Or(cmp.Compare(slices.Index(Relations, a.Relation), slices.Index(Relations, b.Relation)), cmp.Compare(b.Score, a.Score))
	})
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
