package reference

import (
	"math"
	"math/bits"

	"whosaid.example/analysis/lexicon"
)

// word is a lemma of the story with those of the other lemmas that mean about
// the same or the opposite.
type word struct {
	lemma  string
	sense  int32 // number in the lexicon, or -1
	df     int32 // in how many claims it stands
	weight int32 // how much a match tells: rarer in news and in the story is more
	near   []near
	class  string // of predicates, "" for none
	vector []int8 // nil without a sense
	norm   float64
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
	if a.vector != nil && b.vector != nil {
		// Four sums, arrays of a fixed size: this is done for all pairs of a story's words.
		x, y := (*[lexicon.SenseDims]int8)(a.vector), (*[lexicon.SenseDims]int8)(b.vector)
		var d0, d1, d2, d3 int64
		for i := 0; i < lexicon.SenseDims; i += 4 {
			d0 += int64(x[i]) * int64(y[i])
			d1 += int64(x[i+1]) * int64(y[i+1])
			d2 += int64(x[i+2]) * int64(y[i+2])
			d3 += int64(x[i+3]) * int64(y[i+3])
		}
		if dot := d0 + d1 + d2 + d3; dot > 0 {
			cos = int32(float64(dot*100) / (a.norm * b.norm))
		}
	}
	classes := a.class != "" && b.class != ""
	if cos < unlikeCosine && !classes {
		return 0, false
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
	if classes && lexicon.PredicatesOppose(a.lemma, b.lemma) {
		return alikeOpposed, true
	}
	if cos >= 40 && lexicon.SenseRelated(lexicon.SenseKind, a.sense, b.sense) {
		return max(alikeKind, cos), false
	}
	if classes && lexicon.PredicatesAlike(a.lemma, b.lemma) {
		return max(alikeClass, cos), false
	}
	if cos >= leastCosine {
		return cos - 5, false
	}
	return 0, false
}

// neighbours sets near of all words: each pair is compared once. Quadratic in
// the number of different lemmas, which grows far more slowly than the text;
// words past maxWords match themselves only.
func neighbours(words []word) {
	const maxWords = 4000
	n := min(len(words), maxWords)
	for i := range n {
		w := &words[i]
		w.class = lexicon.PredicateClass(w.lemma)
		if w.sense < 0 {
			continue
		}
		w.vector = lexicon.SenseVector(w.sense)
		sum := int32(0)
		for _, x := range w.vector {
			sum += int32(x) * int32(x)
		}
		w.norm = math.Sqrt(float64(max(1, sum)))
	}
	for i := range n {
		if words[i].sense < 0 && words[i].class == "" {
			continue
		}
		for j := i + 1; j < n; j++ {
			if words[j].sense < 0 && words[j].class == "" {
				continue
			}
			if alike, opposite := likeness(&words[i], &words[j]); alike > 0 {
				words[i].near = append(words[i].near, near{int32(j), alike, opposite})
				words[j].near = append(words[j].near, near{int32(i), alike, opposite})
			}
		}
	}
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
