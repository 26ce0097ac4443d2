package lexicon

import "unsafe"

// wordTable maps words to values other than 0, by open addressing at half load.
// It holds no pointers, so that collecting garbage costs nothing. A word that it
// has not, as most, is told by the tags alone, which are small enough to stay in
// the processor's caches. Its zero value is an empty table.
type wordTable struct {
	slots []wordSlot // a power of two, none in an empty table
	tags  []uint8    // of each slot: 0 for an empty one, else tagOf its hash
	text  []byte     // the words, each after its length
	used  int
}

type wordSlot struct {
	hash, at uint32 // at is where the word begins in text
	value    uint64
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
	return t.slots[at].value
}

// set is the place of the word's value, which is added with 0 where it is not
// there. It holds until the next call. Words have at most 255 bytes; the end of
// a longer one does not count.
func (t *wordTable) set(word string) *uint64 {
	word = word[:min(len(word), 255)]
	if 2*t.used >= len(t.slots) {
		old := t.slots
		t.slots, t.tags = make([]wordSlot, max(64, 4*len(old))), make([]uint8, max(64, 4*len(old)))
		for _, s := range old {
			if s.at != 0 {
				at := t.find(t.word(s.at), s.hash)
				t.slots[at], t.tags[at] = s, tagOf(s.hash)
			}
		}
	}
	hash := cueHash(word)
	at := t.find(word, hash)
	s := &t.slots[at]
	if t.tags[at] == 0 {
		t.text = append(append(t.text, byte(len(word))), word...)
		*s, t.tags[at] = wordSlot{hash: hash, at: uint32(len(t.text) - len(word))}, tagOf(hash)
		t.used++
	}
	return &s.value
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
			if s := &t.slots[i]; s.hash == hash && t.word(s.at) == word {
				return i
			}
		}
	}
}

// word is the word of a slot. No slot's word changes: nor does this string.
func (t *wordTable) word(at uint32) string {
	return unsafe.String(&t.text[at], int(t.text[at-1]))
}
