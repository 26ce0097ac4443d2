package name

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
)

// Cases counts how a document writes its words where case tells something: in
// lower case, or with a capital inside a sentence. A word that begins a sentence
// is a name the likelier the more often it has a capital elsewhere, and the
// less often it has none. Its zero value knows nothing; used again it keeps its
// memory.
type Cases struct {
	slots     []caseSlot // open addressing, a power of two long, at most half full
	used      int
	marks     []mark     // of each token
	headlines []bool     // of each sentence: most words have a capital
	words     []caseWord // of a sentence
}

// caseWord is what a word's letters tell.
type caseWord struct {
	shape   uint32
	capital bool
}

type caseSlot struct {
	low            uint32 // hash of the word, 0 for an empty slot
	lower, capital uint16
	beside         lexicon.Beside
	told           [4]uint16 // evidence for each type of name, in tenths of a mention
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
	if cap(c.marks) < len(d.Tokens) {
		c.marks = make([]mark, len(d.Tokens)+len(d.Tokens)/2)
	}
	c.marks = c.marks[:len(d.Tokens)]
	c.headlines = c.headlines[:0]
	for _, s := range d.Sentences {
		var capitals, letters int
		c.words = c.words[:0]
		for i := s.Tokens.Start; i < s.Tokens.End; i++ {
			shape, capital, _ := shapeOf(d.Text(i))
			c.words = append(c.words, caseWord{shape, capital})
			if shape < shapeDigits && d.Tokens[i].End-d.Tokens[i].Start > 3 {
				letters++
				if capital {
					capitals++
				}
			}
		}
		headline := letters > 2 && capitals*10 >= letters*6
		for i := s.Tokens.Start; i < s.Tokens.End; i++ {
			w := &c.words[i-s.Tokens.Start]
			if w.shape >= shapeDigits {
				c.marks[i] = mark{}
				continue
			}
			lower := d.Lower(i)
			low := model.Word(lower)
			x := c.add(low, lower)
			switch {
			case w.shape == shapeLower:
				x.lower++
			case w.capital && i > s.Tokens.Start && !headline && !opens(d.Lower(i-1)):
				x.capital++
			}
			c.marks[i] = mark{low: low, beside: x.beside, capital: w.capital}
		}
		mood := moodPlain
		if headline {
			mood = moodOf(d, s.Tokens)
		}
		c.headlines = append(c.headlines, mood == moodTitle || mood == moodUpper)
	}
	for i, s := range d.Sentences {
		if !c.headlines[i] {
			c.weigh(d, s.Tokens)
		}
	}
}

// opens reports whether a capital after the mark may begin a sentence.
func opens(mark string) bool {
	switch mark {
	case "\"", "“", "‘", "'", "(", ":", "-", "–", "—", "…", "...", "*", "•", "[", "«", "„", "``":
		return true
	}
	return false
}

func (c *Cases) add(low uint32, word string) *caseSlot {
	mask := uint32(len(c.slots) - 1)
	for i := low * 0x9E3779B1 >> 8 & mask; ; i = (i + 1) & mask {
		if s := &c.slots[i]; s.low == low {
			return s
		} else if s.low == 0 {
			if 2*c.used > len(c.slots) {
				return &caseSlot{beside: lexicon.BesideOf(word)}
			}
			c.used++
			s.low = low
			s.beside = lexicon.BesideOf(word)
			return s
		}
	}
}

// of tells what is known of a word's case: 0 nothing; then, in steps, how often
// it has a capital and how often none. And what the evidence says of its type:
// 0 nothing, then the type and how surely.
func (c *Cases) of(low uint32) (seen, told uint32) {
	x := c.find(low)
	if x == nil {
		return 0, 0
	}
	best, sum := doc.NoName, 0
	for t := doc.PER; t <= doc.LOC; t++ {
		sum += int(x.told[t])
		if x.told[t] > x.told[best] {
			best = t
		}
	}
	if best != doc.NoName {
		told = uint32(best) * 4
		if v := int(x.told[best]); 5*v >= 4*sum {
			told++
			if v > 20 {
				told++
			}
		}
	}
	return 1 + step(x.lower)*4 + step(x.capital), told
}

// find is the slot of a word, nil where there is none.
func (c *Cases) find(low uint32) *caseSlot {
	if len(c.slots) == 0 || low == 0 {
		return nil
	}
	mask := uint32(len(c.slots) - 1)
	for i := low * 0x9E3779B1 >> 8 & mask; ; i = (i + 1) & mask {
		if s := &c.slots[i]; s.low == low {
			return s
		} else if s.low == 0 {
			return nil
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
