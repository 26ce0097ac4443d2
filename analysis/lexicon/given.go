package lexicon

import (
	_ "embed"
	"strings"
)

// Bearers tells who bears a given name.
type Bearers uint8

const (
	AnyBearer Bearers = iota // both, or the list doesn't have the name
	MostlyWomen
	MostlyMen
)

//go:embed given.txt
var givenText string

var (
	givenOnce once
	givenList [2]string // the words of the two headings, sorted
)

// GivenName tells who bears a given name in lower case. It says how likely
// "she" means the one or the other of two people; of the person it says
// nothing, and nothing that a reader sees may come from it. O(log n) in the
// length of the list.
func GivenName(word string) Bearers {
	givenOnce.Do(func() {
		for i, heading := range [2]string{"[feminine]\n", "[masculine]\n"} {
			_, list, _ := strings.Cut(givenText, heading)
			givenList[i], _, _ = strings.Cut(list, "\n\n")
		}
	})
	for i, list := range givenList {
		if inSorted(list, word) {
			return MostlyWomen + Bearers(i)
		}
	}
	return AnyBearer
}

// inSorted tells whether list, words in the order of their bytes with a space
// or the end of a line between them, has the word.
func inSorted(list, word string) bool {
	lo, hi := 0, len(list)
	for lo < hi {
		a := lo + (hi-lo)/2
		for a > lo && list[a-1] > ' ' {
			a--
		}
		b := a
		for b < hi && list[b] > ' ' {
			b++
		}
		switch w := list[a:b]; {
		case w == word:
			return w != ""
		case w < word:
			lo = b + 1
		default:
			hi = a
		}
	}
	return false
}
