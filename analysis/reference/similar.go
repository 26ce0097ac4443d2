package reference

import (
	"math"
	"math/bits"
	"slices"

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
	norm      float64 // of the vector; 0 without a sense
}

// near is a word that stands for another one.
type near struct {
	word     int32
	alike    int32 // hundredths
	opposite bool
}

// Likeness of words in hundredths, by what joins them. The vectors alone join
// opposites and mere neighbours too, so that only high cosines count, and less.
const (
	alikeSame    = 100
	alikeSynonym = 90
	alikeDerived = 90
	alikeKind    = 65
	alikeClass   = 60
	alikeOpposed = 70
	leastCosine  = 60
)

// unlikeCosine is the cosine, in hundredths, below which WordNet isn't asked:
// words that it joins are nearly never so far apart, and most pairs are.
const unlikeCosine = 8

// likeness compares two lemmas.
func likeness(a, b *word) (alike int32, opposite bool) {
	cos := int32(0)
	if a.sense >= 0 && b.sense >= 0 {
		x, y := lexicon.SenseVector(a.sense), lexicon.SenseVector(b.sense)
		dot := int64(0)
		for i := range lexicon.SenseDims {
			dot += int64(x[i]) * int64(y[i])
		}
		if dot > 0 {
			cos = int32(float64(dot*100) / (a.norm * b.norm))
		}
	}
	if cos >= unlikeCosine {
		switch {
		case lexicon.SenseRelated(lexicon.SenseOpposite, a.sense, b.sense):
			return alikeOpposed, true
		case lexicon.SenseRelated(lexicon.SenseSynonym, a.sense, b.sense):
			return alikeSynonym, false
		case lexicon.SenseRelated(lexicon.SenseDerived, a.sense, b.sense):
			return alikeDerived, false
		}
	}
	switch {
	case a.predicate.Opposes(&b.predicate):
		return alikeOpposed, true
	case cos >= 40 && lexicon.SenseRelated(lexicon.SenseKind, a.sense, b.sense):
		return max(alikeKind, cos), false
	case a.predicate.Alike(&b.predicate):
		return max(alikeClass, cos), false
	case cos >= leastCosine:
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

// alikeByList adds the pairs that WordNet or a class of predicates joins.
func alikeByList(words []word, pairs []uint32) []uint32 {
	at := make([]int32, lexicon.SenseWords()) // a word's index and 1, by its sense
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

// packed is a vector with four dimensions in a word, each moved up to be no
// negative number. The product of a word of one vector and a word of another
// with its lanes turned round has the sum of the four products in its highest
// lane; no sum of a whole vector needs more than 16 bits.
type packed [lexicon.SenseDims / 4]uint64

const (
	laneBits = 16
	_        = uint(1<<laneBits - 1 - lexicon.SenseDims*4*lexicon.SenseMost*lexicon.SenseMost) // no sum overflows
)

// pack is a vector and the same turned round, with the sum of its dimensions.
func pack(v []int8) (straight, turned packed, sum int32) {
	for i, x := range v {
		u, lane := uint64(int(x)+lexicon.SenseMost), laneBits*(i%4)
		straight[i/4] |= u << lane
		turned[i/4] |= u << (laneBits*3 - lane)
		sum += int32(x)
	}
	return straight, turned, sum
}

// alikeByVector adds the pairs of words whose vectors have a cosine of about
// leastCosine or more, and sets the norms of all words.
func alikeByVector(words []word, pairs []uint32) []uint32 {
	type other struct {
		turned packed
		least  float64 // dot product that is enough for a vector of norm 1
		sum    int32
		word   int32
	}
	others := make([]other, 0, len(words))
	straight := make([]packed, 0, len(words))
	for i := range words {
		w := &words[i]
		if w.sense < 0 {
			continue
		}
		v := lexicon.SenseVector(w.sense)
		length := int32(0)
		for _, x := range v {
			length += int32(x) * int32(x)
		}
		w.norm = math.Sqrt(float64(max(1, length)))
		s, t, sum := pack(v)
		straight = append(straight, s)
		others = append(others, other{t, (leastCosine - 1) * w.norm / 100, sum, int32(i)})
	}
	for i := range straight {
		a, me := &straight[i], &others[i]
		norm := words[me.word].norm
		moved := lexicon.SenseMost*me.sum + lexicon.SenseDims*lexicon.SenseMost*lexicon.SenseMost
		for k := i + 1; k < len(others); k++ {
			o := &others[k]
			b := &o.turned
			lanes := a[0]*b[0] + a[1]*b[1] + a[2]*b[2] + a[3]*b[3] + a[4]*b[4] +
				a[5]*b[5] + a[6]*b[6] + a[7]*b[7] + a[8]*b[8] + a[9]*b[9]
			dot := int32(lanes>>(3*laneBits)) - moved - lexicon.SenseMost*o.sum
			if float64(dot) >= norm*o.least {
				pairs = append(pairs, pairOf(me.word, o.word))
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
