package name

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// Cases counts how a document writes its words where case tells something: in
// lower case, or with a capital inside a sentence. A word that begins a sentence
// is a name the likelier the more often it has a capital elsewhere, and the
// less often it has none. Its zero value knows nothing; used again it keeps its
// memory.
type Cases struct {
	slots []caseSlot // open addressing, a power of two long, at most half full
	used  int
}

type caseSlot struct {
	low            uint32 // hash of the word, 0 for an empty slot
	lower, capital uint16
}

// Reset counts the words of d. O(tokens).
func (c *Cases) Reset(d *doc.Document) {
	n := 1024
	for n < 2*len(d.Tokens) {
		n *= 2
	}
	if len(c.slots) < n {
		c.slots = make([]caseSlot, n)
	} else {
		clear(c.slots)
	}
	c.used = 0
	for _, s := range d.Sentences {
		var capitals, letters int
		for i := s.Tokens.Start; i < s.Tokens.End; i++ {
			shape, capital, _ := shapeOf(d.Text(i))
			if shape < shapeDigits && d.Tokens[i].End-d.Tokens[i].Start > 3 {
				letters++
				if capital {
					capitals++
				}
			}
		}
		headline := letters > 2 && capitals*10 >= letters*6
		for i := s.Tokens.Start; i < s.Tokens.End; i++ {
			w := analyseCase(d.Text(i), d.Lower(i))
			switch {
			case w.low == 0:
			case w.shape == shapeLower:
				c.add(w.low).lower++
			case w.capital && i > s.Tokens.Start && !headline && !opens(d.Lower(i-1)):
				c.add(w.low).capital++
			}
		}
	}
}

type caseWord struct {
	low     uint32
	shape   uint32
	capital bool
}

func analyseCase(text, low string) caseWord {
	shape, capital, _ := shapeOf(text)
	if shape >= shapeDigits {
		return caseWord{}
	}
	return caseWord{model.Word(low), shape, capital}
}

// opens reports whether a capital after the mark may begin a sentence.
func opens(mark string) bool {
	switch mark {
	case "\"", "“", "‘", "'", "(", ":", "-", "–", "—", "…", "...", "*", "•", "[", "«", "„", "``":
		return true
	}
	return false
}

func (c *Cases) add(low uint32) *caseSlot {
	mask := uint32(len(c.slots) - 1)
	for i := low * 0x9E3779B1 >> 8 & mask; ; i = (i + 1) & mask {
		if s := &c.slots[i]; s.low == low {
			return s
		} else if s.low == 0 {
			if 2*c.used > len(c.slots) {
				return &caseSlot{}
			}
			c.used++
			s.low = low
			return s
		}
	}
}

// of tells what is known of a word: 0 nothing; then, in steps, how often it has
// a capital and how often none.
func (c *Cases) of(low uint32) uint32 {
	if len(c.slots) == 0 {
		return 0
	}
	mask := uint32(len(c.slots) - 1)
	for i := low * 0x9E3779B1 >> 8 & mask; ; i = (i + 1) & mask {
		if s := &c.slots[i]; s.low == low {
			return 1 + step(s.lower)*4 + step(s.capital)
		} else if s.low == 0 {
			return 0
		}
	}
}

func step(n uint16) uint32 {
	switch {
	case n == 0:
		return 0
	case n == 1:
		return 1
	case n < 4:
		return 2
	}
	return 3
}
