package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed predicates.txt
var predicatesText string

var (
	predicatesOnce  sync.Once
	predicateClass  map[string]string // of a lemma: the first class that lists it
	predicateAll    map[string][]string
	predicateOppose map[string]string // of a class
)

func loadPredicates() {
	predicateClass, predicateAll, predicateOppose = map[string]string{}, map[string][]string{}, map[string]string{}
	for line := range strings.Lines(predicatesText) {
		head, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || line[0] == '#' {
			continue
		}
		class, opposite, has := strings.Cut(head, " / ")
		if has {
			predicateOppose[class] = opposite
		}
		for _, w := range strings.Fields(words) {
			if predicateClass[w] == "" {
				predicateClass[w] = class
			}
			predicateAll[w] = append(predicateAll[w], class)
		}
	}
}

// PredicateClass is the class of a verb, or of a noun or adjective made from
// one, by its lemma; "" where the list has none.
func PredicateClass(lemma string) string {
	predicatesOnce.Do(loadPredicates)
	return predicateClass[lemma]
}

// PredicatesAlike reports whether two lemmas share a class.
func PredicatesAlike(a, b string) bool {
	predicatesOnce.Do(loadPredicates)
	for _, x := range predicateAll[a] {
		for _, y := range predicateAll[b] {
			if x == y {
				return true
			}
		}
	}
	return false
}

// PredicatesOppose reports whether a class of one lemma is the opposite of a
// class of the other, and they share none.
func PredicatesOppose(a, b string) bool {
	if PredicatesAlike(a, b) {
		return false
	}
	for _, x := range predicateAll[a] {
		for _, y := range predicateAll[b] {
			if predicateOppose[x] == y {
				return true
			}
		}
	}
	return false
}
