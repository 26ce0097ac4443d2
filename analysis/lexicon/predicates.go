package lexicon

import (
	_ "embed"
	"strings"
)

//go:embed predicates.txt
var predicatesText string

//go:embed phrasal.txt
var phrasalText string

// Predicate is what the list of predicates says of a lemma: its classes, a bit
// each, and the classes opposite to them. The zero value is that of a lemma
// that is not in the list.
type Predicate struct {
	Class     string // the first class that lists the lemma, "" for none
	classes   classSet
	opposites classSet
}

// classSet has a bit for each class.
type classSet [3]uint64

func (s *classSet) add(n int) { s[n/64] |= 1 << (n % 64) }

func (s *classSet) meets(t *classSet) bool { return s[0]&t[0]|s[1]&t[1]|s[2]&t[2] != 0 }

// Alike reports whether two lemmas share a class.
func (p *Predicate) Alike(q *Predicate) bool { return p.classes.meets(&q.classes) }

// Opposes reports whether a class of p is the opposite of a class of q, and
// they share none.
func (p *Predicate) Opposes(q *Predicate) bool {
	return p.opposites.meets(&q.classes) && !p.Alike(q)
}

var (
	predicatesOnce once
	predicates     map[string]Predicate
	phrasalOnce    once
	phrasal        map[[2]string]string
)

func loadPredicates() {
	predicates = map[string]Predicate{}
	numbers := map[string]int{}
	number := func(class string) int {
		n, ok := numbers[class]
		if !ok {
			n = len(numbers)
			if n == 64*len(classSet{}) {
				panic("lexicon: predicates.txt has too many classes")
			}
			numbers[class] = n
		}
		return n
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
			p.classes.add(number(class))
			if has {
				p.opposites.add(number(opposite))
			}
			predicates[w] = p
		}
	}
}

// PhrasalVerb is the verb that means about what a verb's lemma means together with a
// particle ("step", "down": "resign"), "" where the list has none. One map lookup.
func PhrasalVerb(lemma, particle string) string {
	phrasalOnce.Do(func() {
		phrasal = map[[2]string]string{}
		for line := range strings.Lines(phrasalText) {
			if f := strings.Fields(line); len(f) == 3 && f[0] != "#" {
				phrasal[[2]string{f[0], strings.TrimSuffix(f[1], ":")}] = f[2]
			}
		}
	})
	return phrasal[[2]string{lemma, particle}]
}

// PredicateOf is what the list says of a verb, or of a noun or adjective made
// from one, by its lemma. One map lookup.
func PredicateOf(lemma string) Predicate {
	predicatesOnce.Do(loadPredicates)
	return predicates[lemma]
}

// PredicateClass is the lemma's first class; "" where the list has none.
func PredicateClass(lemma string) string { return PredicateOf(lemma).Class }
