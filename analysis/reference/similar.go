package reference

import (
	"math/bits"
	"slices"
	"sync"

	"whosaid.example/analysis/lexicon"
)

// word is a lemma of the story with those of the other lemmas that mean about
// the same or the opposite.
type word struct {
	lemma     string
	sense     int32  // number in the lexicon, or -1
	df        int32  // in how many claims it stands
	weight    int32  // how much a match tells: rarer in news and in the story is more
	near      []near // ordered by word
	predicate lexicon.Predicate
	signs     lexicon.SenseSigns // of the vector; of no use without a sense
}

// near is a word that stands for another one.
type near struct {
	word     int32
	alike    int32 // hundredths
	opposite bool
}

// Likeness of words in hundredths, by what joins them. The vectors alone join
// opposites and mere neighbours too, so that only those that are very near count, and less.
const (
	alikeSame    = 100
	alikeSynonym = 90
	alikeDerived = 90
	alikeKind    = 65
	alikeClass   = 60
	alikeOpposed = 70

	leastNear = 35 // of [lexicon.SenseSigns.Alike], for words that stand for each other by it alone
	nearKind  = 22 // for one that WordNet calls a kind of the other
	unlike    = 5  // below it WordNet isn't asked: words that it joins are nearly never so far apart, and most pairs are
)

// likeness compares two lemmas.
func likeness(a, b *word) (alike int32, opposite bool) {
	by := int32(0)
	if a.sense >= 0 && b.sense >= 0 {
		by = a.signs.Alike(&b.signs)
	}
	if by >= unlike {
		switch {
		case lexicon.SenseRelated(lexicon.SenseOpposite, a.sense, b.sense):
			return alikeOpposed, true
		case lexicon.SenseRelated(lexicon.SenseSynonym, a.sense, b.sense):
			return alikeSynonym, false
		case lexicon.SenseRelated(lexicon.SenseDerived, a.sense, b.sense):
			return alikeDerived, false
		}
	}
	// About the cosine, in hundredths, for vectors that are near.
	cos := min(95, by+20)
	switch {
	case a.predicate.Opposes(&b.predicate):
		return alikeOpposed, true
	case by >= nearKind && lexicon.SenseRelated(lexicon.SenseKind, a.sense, b.sense):
		return max(alikeKind, cos), false
	case a.predicate.Alike(&b.predicate):
		return max(alikeClass, cos), false
	case by >= leastNear:
		return cos - 5, false
	}
	return 0, false
}

// maxWords is how many different lemmas of a story are compared with each
// other; others match themselves only.
const maxWords = 4000

// neighbours sets near of all words. Only pairs that WordNet, the predicates'
// classes or the vectors join are looked at closely; the first two are looked
// up, the vectors are quick. Quadratic in the number of different lemmas, which
// grows far more slowly than the text, up to maxWords.
func neighbours(words []word) {
	words = words[:min(len(words), maxWords)]
	pairs := alikeByVector(words, nil)
	pairs = alikeByList(words, pairs)
	slices.Sort(pairs)
	pairs = slices.Compact(pairs)
	type found struct {
		a, b int32
		near near
	}
	list := make([]found, 0, len(pairs))
	count := make([]int32, len(words))
	for _, p := range pairs {
		a, b := int32(p>>16), int32(p&0xFFFF)
		if alike, opposite := likeness(&words[a], &words[b]); alike > 0 {
			list = append(list, found{a, b, near{b, alike, opposite}})
			count[a]++
			count[b]++
		}
	}
	all := make([]near, 2*len(list))
	for i := range words {
		words[i].near, all = all[:0:count[i]], all[count[i]:]
	}
	for _, x := range list {
		a, b := &words[x.a], &words[x.b]
		a.near = append(a.near, x.near)
		x.near.word = x.a
		b.near = append(b.near, x.near)
	}
}

// pairOf is a pair of indices of words, the lower one first.
func pairOf(a, b int32) uint32 { return uint32(min(a, b))<<16 | uint32(max(a, b)) }

// places keeps the room of one story for the next: for each sense the index of its
// word and 1, all 0 between two uses.
var places = sync.Pool{New: func() any { return new([]int32) }}

// alikeByList adds the pairs that WordNet or a class of predicates joins.
func alikeByList(words []word, pairs []uint32) []uint32 {
	kept := places.Get().(*[]int32)
	if len(*kept) < lexicon.SenseWords() {
		*kept = make([]int32, lexicon.SenseWords())
	}
	at := *kept
	var predicates []int32
	for i := range words {
		if s := words[i].sense; s >= 0 {
			at[s] = int32(i) + 1
		}
		words[i].predicate = lexicon.PredicateOf(words[i].lemma)
		if words[i].predicate.Class != "" {
			predicates = append(predicates, int32(i))
		}
	}
	for i := range words {
		for r := range lexicon.SenseRelations {
			for other := range lexicon.SensePairs(r, words[i].sense) {
				if k := at[other]; k > 0 {
					pairs = append(pairs, pairOf(int32(i), k-1))
				}
			}
		}
	}
	for i := range words {
		if s := words[i].sense; s >= 0 {
			at[s] = 0
		}
	}
	places.Put(kept)
	for n, i := range predicates {
		p := &words[i].predicate
		for _, k := range predicates[:n] {
			if q := &words[k].predicate; p.Alike(q) || p.Opposes(q) {
				pairs = append(pairs, pairOf(i, k))
			}
		}
	}
	return pairs
}

// alikeByVector adds the pairs of words that stand for each other by their vectors alone,
// and sets the vectors of all words.
func alikeByVector(words []word, pairs []uint32) []uint32 {
	const most = lexicon.SenseDims * (100 - leastNear) / 200 // signs that may differ
	type other struct {
		signs lexicon.SenseSigns
		word  int32
	}
	others := make([]other, 0, len(words))
	for i := range words {
		if w := &words[i]; w.sense >= 0 {
			w.signs = lexicon.SenseVector(w.sense)
			others = append(others, other{w.signs, int32(i)})
		}
	}
	for i := range others {
		a := others[i].signs
		for k := i + 1; k < len(others); k++ {
			if a.Apart(&others[k].signs) <= most {
				pairs = append(pairs, pairOf(others[i].word, others[k].word))
			}
		}
	}
	return pairs
}

// log2 is 16 times the binary logarithm of n >= 1, interpolated linearly
// between powers of two: integers are the same on every machine.
func log2(n int32) int32 {
	e := int32(bits.Len32(uint32(n))) - 1
	return 16*e + (n-1<<e)*16>>e
}

// weigh sets the words' weights for a story of n claims.
func weigh(words []word, n int) {
	for i := range words {
		w := &words[i]
		general := int32(10)
		if w.sense >= 0 {
			general = min(12, max(2, (120-lexicon.SenseCount(w.sense))/8))
		}
		story := log2(int32(n)+20) - log2(w.df+1)
		w.weight = max(1, general*min(96, story)/16)
	}
}
