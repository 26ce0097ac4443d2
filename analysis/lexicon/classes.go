package lexicon

import (
	_ "embed"
	"encoding/binary"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

// WordClass is what the table of word classes says of a word.
type WordClass struct {
	Class   uint16 // of words that stand in like places, 1 to 511; 0 for a word that is not in the table
	Given   bool   // a given name somewhere
	Surname bool   // a surname somewhere
}

// The table is made by build/gazetteer from GloVe 6B (PDDL), Faker (MIT) and the
// US census (public domain).
//
//go:embed classes.bin
var classes string

// A binary fuse filter (Graf and Lemire, Journal of Experimental Algorithmics
// 2022): three places of the table give, by exclusive or, the word's 16 bits, 5
// of which check that it is the word. It needs 1.13 times as many places as it
// has words, and no word is stored: one unknown word in 32 is taken for another.
//
// Layout: seed (8 bytes), segment length, number of segments (4 each), coarse
// classes (512 bytes), places (2 each); all little-endian.
const classHead = 16 + 512

// ClassOf is the entry of a word in lower case; accents don't count. It takes
// one unknown word in 32 for a known one. No allocation.
func ClassOf(word string) WordClass {
	return unpackClass(packedClass(word))
}

// ClassAt is [ClassOf] of token i, which is looked up once for all stages. The
// document's tokens must not change any more.
func ClassAt(d *doc.Document, i int32) WordClass {
	if len(d.Classes) != len(d.Tokens) {
		d.Classes = make([]uint16, len(d.Tokens))
	}
	v := d.Classes[i]
	if v == 0 {
		v = packedClass(d.Lower(i)) + 1
		d.Classes[i] = v
	}
	return unpackClass(v - 1)
}

// packedClass is a word's entry without its check bits, 0 where it has none.
func packedClass(word string) uint16 {
	k := foldHash(word)
	v := classAt(classes, k)
	if v&31 != uint16(k>>59) {
		return 0
	}
	return v >> 5
}

func unpackClass(v uint16) WordClass {
	return WordClass{Class: v >> 2, Given: v&1 != 0, Surname: v>>1&1 != 0}
}

// CoarseClass groups the classes of words further, into 1 to 63; 0 for class 0.
func CoarseClass(class uint16) uint8 { return classes[16+int(class&511)] }

// FoldWord is the form of a word under which the table has it: without the
// accents of Latin letters.
func FoldWord(word string) string {
	var b []byte
	foldWord(word, func(c byte) { b = append(b, c) })
	return string(b)
}

func foldWord(word string, f func(byte)) {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c < utf8.RuneSelf {
			f(c)
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		if r >= 0xC0 && r < 0xC0+rune(len(plainLetters)) && plainLetters[r-0xC0] != '?' {
			f(plainLetters[r-0xC0])
		} else if r == '’' {
			f('\'')
		} else {
			for _, c := range []byte(word[i : i+n]) {
				f(c)
			}
		}
		i += n - 1
	}
}

func foldHash(word string) uint64 {
	h := nameHashStart
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			h = nameHashStart
			foldWord(word, func(c byte) { h = (h ^ uint64(c)) * 1099511628211 })
			break
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	// The finalizer of SplitMix64.
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}

func classAt(t string, k uint64) uint16 {
	seed := leUint64(t)
	a, b, c := fusePlaces(k, seed, leUint32(t[8:]), leUint32(t[12:]))
	return placeAt(t, a) ^ placeAt(t, b) ^ placeAt(t, c)
}

func placeAt(t string, i uint32) uint16 {
	at := classHead + 2*int(i)
	return uint16(t[at]) | uint16(t[at+1])<<8
}

func leUint32(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func leUint64(s string) uint64 { return uint64(leUint32(s)) | uint64(leUint32(s[4:]))<<32 }

// fusePlaces is a key's places: in three neighbouring segments of the given
// length, a power of two, of which there are two more than segments.
func fusePlaces(k, seed uint64, length, segments uint32) (a, b, c uint32) {
	k ^= seed
	k = (k ^ k>>32) * 0xD6E8FEB86659FD93
	k ^= k >> 32
	a = uint32(k>>32*uint64(segments)>>32)*length + uint32(k)&(length-1)
	b = a - a%length + length + uint32(k>>16)&(length-1)
	k = (k ^ k>>29) * 0xBF58476D1CE4E5B9
	c = a - a%length + 2*length + uint32(k>>40)&(length-1)
	return a, b, c
}

// PackClasses makes the table. Words are folded and no word is there twice;
// coarse[class] is the coarse class. It panics where no table can be made,
// which only words of one hash bring about.
func PackClasses(words []string, of []WordClass, coarse []uint8) []byte {
	n := len(words)
	length := uint32(1 << 10)
	segments := uint32(float64(n)*1.16)/length + 1
	places := (segments + 2) * length
	keys := make([]uint64, n)
	for i, w := range words {
		keys[i] = foldHash(w)
	}
	for seed := uint64(1); seed < 200; seed++ {
		seed := seed * 0x9E3779B97F4A7C15
		// Peel: a place that only one key has is settled last by that key.
		count := make([]int32, places)
		xor := make([]uint32, places) // of the indices of the keys that have the place
		each := func(i int, f func(p uint32)) {
			a, b, c := fusePlaces(keys[i], seed, length, segments)
			f(a)
			f(b)
			f(c)
		}
		for i := range keys {
			each(i, func(p uint32) { count[p]++; xor[p] ^= uint32(i) })
		}
		var queue, place []uint32
		for p, c := range count {
			if c == 1 {
				queue = append(queue, uint32(p))
			}
		}
		var order []uint32
		for len(queue) > 0 {
			p := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			if count[p] != 1 {
				continue
			}
			i := xor[p]
			order, place = append(order, i), append(place, p)
			each(int(i), func(q uint32) {
				count[q]--
				xor[q] ^= i
				if count[q] == 1 {
					queue = append(queue, q)
				}
			})
		}
		if len(order) < n {
			continue
		}
		out := binary.LittleEndian.AppendUint64(nil, seed)
		out = binary.LittleEndian.AppendUint32(out, length)
		out = binary.LittleEndian.AppendUint32(out, segments)
		out = append(out, make([]byte, 512)...)
		copy(out[16:], coarse)
		out = append(out, make([]byte, 2*places)...)
		for j := n - 1; j >= 0; j-- {
			i := order[j]
			v := of[i].Class<<7 | uint16(keys[i]>>59)
			if of[i].Given {
				v |= 1 << 5
			}
			if of[i].Surname {
				v |= 1 << 6
			}
			each(int(i), func(p uint32) {
				if p != place[j] {
					v ^= uint16(out[classHead+2*p]) | uint16(out[classHead+2*p+1])<<8
				}
			})
			binary.LittleEndian.PutUint16(out[classHead+2*place[j]:], v)
		}
		return out
	}
	panic("lexicon: no table of word classes could be made")
}
