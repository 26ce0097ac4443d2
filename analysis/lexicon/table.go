package lexicon

import "unsafe"

// wordTable maps words to values other than 0, by open addressing at half load.
// It holds no pointers, so that collecting garbage costs nothing, and a word that
// it has not is mostly told by its hash. Its zero value is an empty table.
type wordTable struct {
	slots []wordSlot // a power of two, none in an empty table
	text  []byte     // the words, each after its length
	used  int
}

type wordSlot struct {
	hash, at uint32 // at is the place of the word's length in text, plus one; 0 for an empty slot
	value    uint64
}

// get is the word's value, 0 where it is not there. O(len(word)), no allocation.
func (t *wordTable) get(word string) uint64 {
	if t.used == 0 {
		return 0
	}
	if s := t.find(word, cueHash(word)); s.at != 0 {
		return s.value
	}
	return 0
}

// set is the place of the word's value, which is added with 0 where it is not
// there. It holds until the next call. Words have at most 255 bytes; the end of
// a longer one does not count.
func (t *wordTable) set(word string) *uint64 {
	word = word[:min(len(word), 255)]
	if 2*t.used >= len(t.slots) {
		old := t.slots
		t.slots = make([]wordSlot, max(64, 4*len(old)))
		for _, s := range old {
			if s.at != 0 {
				*t.find(t.word(s.at), s.hash) = s
			}
		}
	}
	hash := cueHash(word)
	s := t.find(word, hash)
	if s.at == 0 {
		t.text = append(append(t.text, byte(len(word))), word...)
		*s = wordSlot{hash: hash, at: uint32(len(t.text) - len(word))}
		t.used++
	}
	return &s.value
}

// find is the word's slot, or the empty one where it would be.
func (t *wordTable) find(word string, hash uint32) *wordSlot {
	mask := uint32(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.at == 0 || s.hash == hash && t.word(s.at) == word {
			return s
		}
	}
}

// word is the word of a slot. No slot's word changes: nor does this string.
func (t *wordTable) word(at uint32) string {
	return unsafe.String(&t.text[at], int(t.text[at-1]))
}
