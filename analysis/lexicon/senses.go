package lexicon

import (
	_ "embed"
	"iter"
	"math/bits"
	"strings"
	"sync"
	"unsafe"
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

// SenseDims is the number of dimensions of a word's vector; each is from
// -SenseMost to SenseMost.
const (
	SenseDims = 40
	SenseMost = 20
)

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
	sensesOnce  sync.Once
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
	if len(sensesVectors) != (len(sensesLines)-1)*(SenseDims+1) {
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

// SenseVector is the vector of the word of number a, from [Sense]; it must not
// be changed. It panics for a number that Sense does not give.
func SenseVector(a int32) []int8 {
	sensesOnce.Do(loadSenses)
	v := sensesVectors[int(a)*(SenseDims+1):][:SenseDims]
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(v))), SenseDims)
}

// SenseCount is how common the word of number a is in news, as 8 times the
// binary logarithm of its count in some 1.5 million words; 0 for a word without
// a number, which is rarer than all others.
func SenseCount(a int32) int32 {
	if a < 0 {
		return 0
	}
	sensesOnce.Do(loadSenses)
	return int32(sensesVectors[int(a)*(SenseDims+1)+SenseDims])
}

// SenseAlike is how near the meanings of two words are, in hundredths of the
// cosine of their vectors, -100 to 100; 0 where one has no number. Two words
// drawn at random are under 50 in 99 of 100 cases.
func SenseAlike(a, b int32) int32 {
	if a < 0 || b < 0 {
		return 0
	}
	if a == b {
		return 100
	}
	x, y := SenseVector(a), SenseVector(b)
	var xy, xx, yy int32
	for i := range SenseDims {
		p, q := int32(x[i]), int32(y[i])
		xy += p * q
		xx += p * p
		yy += q * q
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	// xy/sqrt(xx*yy) with an integer root: the same on every machine.
	root := sqrt(uint64(xx) * uint64(yy))
	return int32(int64(xy) * 100 / int64(root))
}

// sqrt is the integer square root, by Newton's method.
func sqrt(n uint64) uint64 {
	x := uint64(1) << ((bits.Len64(n) + 1) / 2) // not below the root
	for y := (x + n/x) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}
