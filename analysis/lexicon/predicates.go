package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed predicates.txt
var predicatesText string

// Predicate is what the list of predicates says of a lemma: its classes, a bit
// each, and the classes opposite to them. The zero value is that of a lemma
// that is not in the list.
type Predicate struct {
	Class     string // the first class that lists the lemma, "" for none
	classes   uint64
	opposites uint64
}

// Alike reports whether two lemmas share a class.
func (p Predicate) Alike(q Predicate) bool { return p.classes&q.classes != 0 }

// Opposes reports whether a class of p is the opposite of a class of q, and
// they share none.
func (p Predicate) Opposes(q Predicate) bool {
	return !p.Alike(q) && p.opposites&q.classes != 0
}

var (
	predicatesOnce sync.Once
	predicates     map[string]Predicate
)

func loadPredicates() {
	predicates = map[string]Predicate{}
	bits := map[string]uint64{}
	bit := func(class string) uint64 {
		b, ok := bits[class]
		if !ok {
			if len(bits) == 64 {
				panic("lexicon: predicates.txt has more than 64 classes")
			}
			b = 1 << len(bits)
			bits[class] = b
		}
		return b
	}
	for line := range strings.Lines(predicatesText) {
		head, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || line[0] == '#' {
			continue
		}
		class, opposite, has := strings.Cut(head, " / ")
		for w := range strings.FieldsSeq(words) {
			p := predicates[w]
			if p.Class == "" {
				p.Class = class
			}
			p.classes |= bit(class)
			if has {
				p.opposites |= bit(opposite)
			}
			predicates[w] = p
		}
	}
}

// PredicateOf is what the list says of a verb, or of a noun or adjective made
// from one, by its lemma. One map lookup.
func PredicateOf(lemma string) Predicate {
	predicatesOnce.Do(loadPredicates)
	return predicates[lemma]
}

// PredicateClass is the lemma's first class; "" where the list has none.
func PredicateClass(lemma string) string { return PredicateOf(lemma).Class }
