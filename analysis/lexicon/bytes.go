package lexicon

import "whosaid.example/analysis/model"

// PackBytes makes a table that maps words to one byte each, for [Bytes]: open
// addressing at half load, each slot a check byte (0 for an empty slot) and the
// value. A word with the check byte of another one in its run is left out: list
// frequent words first. O(len(words)).
func PackBytes(words []string, value func(string) uint8) []byte {
	n := uint32(2*len(words) + 1)
	table := make([]byte, 2*n)
next:
	for _, w := range words {
		at, check := slot(model.Word(w), n)
		for table[2*at] != 0 {
			if table[2*at] == check {
				continue next
			}
			if at++; at == n {
				at = 0
			}
		}
		table[2*at], table[2*at+1] = check, value(w)
	}
	return table
}

// Bytes looks the hash of a word (model.Word) up in a table of [PackBytes]: 0
// where it is not there. No allocation.
func Bytes(table string, hash uint32) uint8 {
	n := uint32(len(table) / 2)
	for at, check := slot(hash, n); ; {
		switch table[2*at] {
		case check:
			return table[2*at+1]
		case 0:
			return 0
		}
		if at++; at == n {
			at = 0
		}
	}
}

// slot is where a word's run begins in a table of n slots, and its check byte.
func slot(hash, n uint32) (at uint32, check byte) {
	h := hash * 0x9E3779B1
	return uint32(uint64(h) * uint64(n) >> 32), max(1, byte(h))
}
