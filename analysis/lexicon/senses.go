package lexicon

import (
	_ "embed"
	"iter"
	"math/bits"
	"strings"
)

// The words whose meaning is compared, how WordNet joins them, and a vector of
// each. words.txt is sorted; a word's number is its line. Made by
// build/vectors (from the sentence encoder all-MiniLM-L6-v2, Apache-2.0) and
// build/wordnet (from WordNet 3.1, © Princeton University, WordNet licence).

//go:embed words.txt
var sensesWords string

//go:embed vectors.bin
var sensesVectors string

//go:embed senses.bin
var sensesPairs string

// SenseDims is the number of dimensions of a word's vector; of each only the sign is kept.
const SenseDims = 128

// senseBytes is the size of a word in vectors.bin: the signs, a bit each, and a byte of [SenseCount].
const senseBytes = SenseDims/8 + 1

// SenseSigns is the signs of a word's vector, bit k%64 of word k/64 being set where dimension k
// is positive.
type SenseSigns [SenseDims / 64]uint64

// Alike is how near two vectors are, from their signs: 100 where all are the same, -100 where none is.
// It falls as the angle grows, but faster than the cosine: that of 0.5 has about 35. Words drawn at
// random have 0, one pair in a hundred 25 or more.
func (a *SenseSigns) Alike(b *SenseSigns) int32 {
	return (SenseDims/2 - int32(a.Apart(b))) * 200 / SenseDims
}

// Apart is how many signs of two vectors differ.
func (a *SenseSigns) Apart(b *SenseSigns) int {
	return bits.OnesCount64(a[0]^b[0]) + bits.OnesCount64(a[1]^b[1])
}

// SenseRelation is a way in which WordNet joins two words.
type SenseRelation uint8

const (
	SenseSynonym  SenseRelation = iota // the same in one of their commonest senses
	SenseOpposite                      // antonyms: open, close
	SenseDerived                       // of one root: resign, resignation
	SenseKind                          // one is a kind of the other: walkout, strike

	// SenseRelations is the number of relations.
	SenseRelations
)

var (
	sensesOnce  once
	sensesLines []uint32 // start of each word, and one past the last line
	sensesParts [SenseRelations]string
	// Of each relation: index of the first pair of each word, and one past the last.
	sensesFirst [SenseRelations][]uint32
)

func loadSenses() {
	sensesLines = make([]uint32, 1, 8192)
	for at := 0; at < len(sensesWords); {
		at += strings.IndexByte(sensesWords[at:], '\n') + 1
		sensesLines = append(sensesLines, uint32(at))
	}
	if len(sensesVectors) != (len(sensesLines)-1)*senseBytes {
		panic("lexicon: vectors.bin does not fit words.txt; run build/vectors, then build/wordnet")
	}
	at := 4 * int(SenseRelations)
	for i := range sensesParts {
		n := 4 * int(pair(sensesPairs, i))
		sensesParts[i] = sensesPairs[at : at+n]
		at += n
		first := make([]uint32, len(sensesLines))
		for k := range n / 4 {
			first[pair(sensesParts[i], k)>>16+1] = uint32(k + 1)
		}
		for w := 1; w < len(first); w++ {
			first[w] = max(first[w], first[w-1])
		}
		sensesFirst[i] = first
	}
}

func pair(s string, i int) uint32 {
	return uint32(s[4*i]) | uint32(s[4*i+1])<<8 | uint32(s[4*i+2])<<16 | uint32(s[4*i+3])<<24
}

// SenseWords is the number of words with a meaning.
func SenseWords() int {
	sensesOnce.Do(loadSenses)
	return len(sensesLines) - 1
}

// Sense is the number of a lemma in lower case in the list of words with a
// meaning, or -1. About 13 string comparisons, no allocation after the first
// call.
func Sense(lemma string) int32 {
	sensesOnce.Do(loadSenses)
	lo, hi := 0, len(sensesLines)-1
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch strings.Compare(sensesWords[sensesLines[mid]:sensesLines[mid+1]-1], lemma) {
		case 0:
			return int32(mid)
		case -1:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return -1
}

// SenseRelated reports whether WordNet joins the words of numbers a and b,
// both from [Sense], in that way. A word is related to none without a number.
func SenseRelated(r SenseRelation, a, b int32) bool {
	if a < 0 || b < 0 || a == b {
		return false
	}
	sensesOnce.Do(loadSenses)
	want := uint32(min(a, b))<<16 | uint32(max(a, b))
	part, first := sensesParts[r], sensesFirst[r][min(a, b):]
	// A word has few pairs of its own, mostly none.
	for k := first[0]; k < first[1]; k++ {
		if pair(part, int(k)) == want {
			return true
		}
	}
	return false
}

// SensePairs is the words that WordNet joins to the word of number a in that
// way, those with a higher number than a: each pair is given for one of its
// words only. Ascending; none without a number.
func SensePairs(r SenseRelation, a int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		if a < 0 {
			return
		}
		sensesOnce.Do(loadSenses)
		first := sensesFirst[r][a:]
		for k := first[0]; k < first[1]; k++ {
			if !yield(int32(pair(sensesParts[r], int(k)) & 0xFFFF)) {
				return
			}
		}
	}
}

// SenseVector is the vector of the word of number a, from [Sense]. It panics for a number that
// Sense does not give.
func SenseVector(a int32) (v SenseSigns) {
	sensesOnce.Do(loadSenses)
	for i, b := range []byte(sensesVectors[int(a)*senseBytes:][:SenseDims/8]) {
		v[i/8] |= uint64(b) << (8 * (i % 8))
	}
	return v
}

// SenseCount is how common the word of number a is in news, as 8 times the
// binary logarithm of its count in some 1.5 million words; 0 for a word without
// a number, which is rarer than all others.
func SenseCount(a int32) int32 {
	if a < 0 {
		return 0
	}
	sensesOnce.Do(loadSenses)
	return int32(sensesVectors[int(a)*senseBytes+senseBytes-1])
}

// SenseAlike is [SenseSigns.Alike] of the vectors of two words; 0 where one has no number.
func SenseAlike(a, b int32) int32 {
	if a < 0 || b < 0 {
		return 0
	}
	x, y := SenseVector(a), SenseVector(b)
	return x.Alike(&y)
}
