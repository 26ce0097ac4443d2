package lexicon

import "unsafe"

// wordTable maps words to values other than 0, by open addressing at half load.
// It holds no pointers, so that collecting garbage costs nothing. A word that it
// has not, as most, is told by the tags alone, which are small enough to stay in
// the processor's caches. Its zero value is an empty table.
type wordTable struct {
	tags   []uint8  // of each slot, a power of two: 0 for an empty one, else tagOf its word's hash
	at     []uint32 // where its word begins in text
	values []uint64
	text   []byte // the words, each after its length
	used   int
}

// get is the word's value, 0 where it is not there. O(len(word)), no allocation.
func (t *wordTable) get(word string) uint64 {
	if t.used == 0 {
		return 0
	}
	at := t.find(word, cueHash(word))
	if t.tags[at] == 0 {
		return 0
	}
	return t.values[at]
}

// set is the place of the word's value, which is added with 0 where it is not
// there. It holds until the next call. Words have at most 255 bytes; the end of
// a longer one does not count.
func (t *wordTable) set(word string) *uint64 {
	word = word[:min(len(word), 255)]
	if 2*t.used >= len(t.tags) {
		old := *t
		n := max(64, 2*len(old.tags))
		t.tags, t.at, t.values = make([]uint8, n), make([]uint32, n), make([]uint64, n)
		for i, tag := range old.tags {
			if tag != 0 {
				at := t.find(t.word(old.at[i]), cueHash(t.word(old.at[i])))
				t.tags[at], t.at[at], t.values[at] = tag, old.at[i], old.values[i]
			}
		}
	}
	hash := cueHash(word)
	at := t.find(word, hash)
	if t.tags[at] == 0 {
		t.text = append(append(t.text, byte(len(word))), word...)
		t.tags[at], t.at[at] = tagOf(hash), uint32(len(t.text)-len(word))
		t.used++
	}
	return &t.values[at]
}

func tagOf(hash uint32) uint8 { return uint8(hash>>24) | 1 }

// find is the number of the word's slot, or of the empty one where it would be.
func (t *wordTable) find(word string, hash uint32) uint32 {
	tags, tag := t.tags, tagOf(hash)
	mask := uint32(len(tags) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		switch tags[i] {
		case 0:
			return i
		case tag:
			if t.word(t.at[i]) == word {
				return i
			}
		}
	}
}

// word is the word of a slot. No slot's word changes: nor does this string.
func (t *wordTable) word(at uint32) string {
	return unsafe.String(&t.text[at], int(t.text[at-1]))
}
