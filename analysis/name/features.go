package name

import (
	"unicode/utf8"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
)

// Templates names the version of the features; change it whenever they change.
const Templates = "name 5"

// MaxFeatures is the most features that a token has.
const MaxFeatures = 96

// word is what the features know of one token, whatever its context.
type word struct {
	low        uint32 // hash of the lower case, with one form for each number of digits
	pre3, pre4 uint32
	suf2, suf3 uint32
	suf4       uint32
	shape      uint32
	class      uint32
	coarse     uint32
	person     uint32 // 1 given name, 2 surname, 3 both
	gaz        uint32 // kinds of the longest gazetteer phrase that holds it, and where in it
	seen       uint32 // how the rest of the document writes the word
	first      *word  // of the run of capitalized words that holds it, itself where there is none
	last       *word
	length     uint32 // of the run
	beside     uint32 // what the word shows of a name that it is in or beside
	evidence   uint32 // of the run that holds it, and its place there
	told       uint32 // what the evidence of the whole document tells of the word
	glued      bool   // no space before it
	capital    bool
	upper      bool
}

// The shapes of words.
const (
	shapeLower uint32 = iota + 1
	shapeCapital
	shapeUpper
	shapeOneUpper
	shapeMixed
	shapeInitials // "U.S."
	shapeDigits
	shapeDigitsLetters
	shapePunct
	shapeTitleCapital // shapeCapital where most words have a capital
	shapeTitleUpper   // shapeUpper where most words are in capitals
)

// pad stands for the places before the first and after the last word.
var pad = word{low: 1, shape: 99, class: 1023, coarse: 99}

const edge = 2 // pads on each side

// Sentence holds the words of one sentence and computes their features. Its
// zero value is ready; used again it keeps its memory.
type Sentence struct {
	words []word
	mood  uint32 // whether the sentence's capitals tell anything
}

// Moods of a sentence.
const (
	moodPlain uint32 = iota
	moodTitle        // most words are capitalized, as in headlines
	moodUpper        // most words are in capitals
	moodLower        // no capitals at all
)

// Reset makes s the sentence of the tokens of that span. c is what the whole
// document writes in lower case and with capitals.
func (s *Sentence) Reset(d *doc.Document, span doc.Span, c *Cases) {
	s.words = append(s.words[:0], pad, pad)
	for i := span.Start; i < span.End; i++ {
		w := analyse(d.Text(i), d.Lower(i))
		if w.shape < shapeDigits {
			w.classify(d, i)
		}
		w.glued = i > span.Start && !d.Tokens[i].Is(doc.SpaceBefore)
		s.words = append(s.words, w)
	}
	s.mood = moodOf(d, span)
	for i := range s.words {
		switch w := &s.words[i]; {
		case s.mood == moodTitle && w.shape == shapeCapital:
			w.shape = shapeTitleCapital
		case s.mood == moodUpper && w.shape == shapeUpper:
			w.shape = shapeTitleUpper
		}
	}
	s.words = append(s.words, pad, pad)
	for i := span.Start; i < span.End; {
		n, e := lexicon.LongestName(d, i, span.End, ^lexicon.NameKind(0))
		for k := range max(1, n) {
			w := &s.words[edge+int(i+k-span.Start)]
			if n > 0 {
				w.gaz = uint32(e.Kinds)<<2 | uint32(min(k+1, 2)) | 1<<30
				if n == 1 {
					w.gaz |= 3
				}
			}
			m := &c.marks[i+k]
			w.beside = uint32(m.beside)
			w.evidence = uint32(m.evidence)*4 + uint32(m.run)
			w.seen, w.told = c.of(w.low)
		}
		i += max(1, n)
	}
	s.runs(d, span)
}

// moodOf is the mood of the tokens of a span. In a headline every word has a
// capital but for small ones; a sentence of names has other words besides.
func moodOf(d *doc.Document, span doc.Span) uint32 {
	var long, letters, capitals, uppers, small int
	for i := span.Start; i < span.End; i++ {
		text := d.Text(i)
		shape, capital, upper := shapeOf(text)
		if shape >= shapeDigits {
			continue
		}
		if smallWord(d.Lower(i)) || len(text) < 3 {
			if !capital {
				small++
			}
			continue
		}
		letters++
		if len(text) > 3 {
			long++
		}
		if capital {
			capitals++
		}
		if upper && len(text) > 3 {
			uppers++
		}
	}
	switch {
	case long > 2 && uppers*10 >= long*6:
		return moodUpper
	case long > 3 && capitals*8 >= letters*7, long > 2 && small > 0 && capitals == letters && letters > 3:
		return moodTitle
	case capitals == 0:
		return moodLower
	}
	return moodPlain
}

// smallWord reports whether headlines write the word without a capital.
func smallWord(low string) bool {
	switch low {
	case "and", "the", "for", "from", "with", "over", "into", "onto", "than", "amid", "after", "upon", "per", "via", "but", "nor", "that", "not", "out", "off":
		return true
	}
	return false
}

// runs finds the runs of capitalized words, over the small words and marks that
// names have inside: the last word of a run often tells its type. In headlines,
// where everything is capitalized, there are none.
func (s *Sentence) runs(d *doc.Document, span doc.Span) {
	words := s.words[edge : len(s.words)-edge]
	for i := 0; i < len(words); {
		end := i + 1
		if words[i].capital && s.mood != moodTitle && s.mood != moodUpper {
			for j := end; j < len(words) && j < i+10; j++ {
				if words[j].capital {
					end = j + 1
				} else if j > end+1 || !links(d.Lower(span.Start+int32(j))) {
					break
				}
			}
		}
		for k := i; k < end; k++ {
			words[k].first, words[k].last, words[k].length = &words[i], &words[end-1], uint32(min(end-i, 6))
		}
		i = end
	}
}

// links reports whether names have the word between capitalized ones.
func links(low string) bool {
	switch low {
	case "of", "the", "for", "-", "&", "'s", "’s", "de", "la", "del", "al", "bin", "van", "von", "der", "den", "di", "da", "el", "'", "’":
		return true
	}
	return false
}

// analyse is the word's own part.
func analyse(text, low string) word {
	w := word{}
	w.shape, w.capital, w.upper = shapeOf(text)
	if w.shape == shapeDigits || w.shape == shapeDigitsLetters {
		h := uint32(2166136261)
		for i := 0; i < len(low); i++ {
			c := low[i]
			if '0' <= c && c <= '9' {
				c = '0'
			}
			h = (h ^ uint32(c)) * 16777619
		}
		w.low = h
	} else {
		w.low = model.Word(low)
	}
	n := len(low)
	w.pre3 = model.Word(low[:min(3, n)])
	w.pre4 = model.Word(low[:min(4, n)])
	w.suf2 = model.Word(low[max(0, n-2):])
	w.suf3 = model.Word(low[max(0, n-3):])
	w.suf4 = model.Word(low[max(0, n-4):])
	return w
}

// classify sets what the table of word classes has of token i.
func (w *word) classify(d *doc.Document, i int32) {
	c := lexicon.ClassAt(d, i)
	w.class = uint32(c.Class)
	w.coarse = uint32(lexicon.CoarseClass(c.Class))
	if c.Given {
		w.person |= 1
	}
	if c.Surname {
		w.person |= 2
	}
}

func shapeOf(s string) (shape uint32, capital, upper bool) {
	var up, low, digit, dot, other int
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			if up+low == 0 {
				capital = true
			}
			up++
		case 'a' <= c && c <= 'z':
			low++
		case '0' <= c && c <= '9':
			digit++
		case c == '.':
			dot++
		case c >= utf8.RuneSelf:
			if c == 0xC3 && i+1 < len(s) && s[i+1] >= 0x80 && s[i+1] <= 0x9E {
				if up+low == 0 {
					capital = true
				}
				up++
				i++
			} else if c == 0xE2 {
				other++
				i = min(len(s), i+3) - 1
			} else {
				if low == 0 && up == 0 && otherUpper(s[i:]) {
					capital = true
					up++
				} else {
					low++
				}
				for i+1 < len(s) && s[i+1]&0xC0 == 0x80 {
					i++
				}
			}
		default:
			other++
		}
	}
	switch {
	case up+low == 0 && digit > 0:
		return shapeDigits, false, false
	case digit > 0:
		return shapeDigitsLetters, capital, false
	case up+low == 0:
		return shapePunct, false, false
	case up == 0:
		return shapeLower, false, false
	case dot > 0 && up > 1 && low == 0:
		return shapeInitials, true, true
	case low == 0 && up == 1:
		return shapeOneUpper, capital, false
	case low == 0:
		return shapeUpper, true, true
	case capital && up == 1:
		return shapeCapital, true, false
	}
	return shapeMixed, capital, false
}

// otherUpper reports whether s begins with an upper-case letter outside of ASCII.
func otherUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case r >= 0x100 && r < 0x138 || r >= 0x14A && r < 0x178:
		return r&1 == 0
	case r >= 0x139 && r < 0x149 || r >= 0x179 && r < 0x17F:
		return r&1 == 1
	}
	return r >= 0x391 && r <= 0x3A9 || r >= 0x400 && r <= 0x42F
}

// plain reports whether token i can't belong to a name: a word in lower case or
// a mark, in a sentence with capitals, without any within two tokens of it.
// Such tokens are half of a text, and their features need not be computed.
func (s *Sentence) plain(i int) bool {
	if s.mood == moodLower {
		return false
	}
	for k := i; k <= i+2*edge; k++ {
		if w := &s.words[k]; w.capital || w.shape == shapeMixed || w.shape == shapeDigitsLetters {
			return false
		}
	}
	return s.words[i+edge].gaz == 0
}

// Situation says which transitions lead to token i of the sentence: whether
// the sentence begins there.
func (s *Sentence) Situation(i int) int {
	if i == 0 {
		return 1
	}
	return 0
}

// Situations is the number of situations.
const Situations = 2

// Features appends the features of token i of the sentence to out, which should
// have room for [MaxFeatures]. No allocation.
func (s *Sentence) Features(i int, out []uint32) []uint32 {
	w := s.words[i : i+2*edge+1]
	l2, l1, c, r1, r2 := &w[0], &w[1], &w[2], &w[3], &w[4]
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	mood := s.mood*2 + first
	shape := c.shape*16 + mood

	out = append(out,
		model.Mix(1, c.low),
		model.Mix2(2, c.low, shape),
		model.Mix(3, l1.low),
		model.Mix(4, r1.low),
		model.Mix2(5, l2.low, 2),
		model.Mix2(6, r2.low, 2),
		model.Mix2(7, l1.low, c.low),
		model.Mix2(8, c.low, r1.low),
		model.Mix2(9, l1.low, r1.low),
		model.Mix2(10, c.pre3, c.shape),
		model.Mix(11, c.pre4),
		model.Mix2(12, c.suf2, c.shape),
		model.Mix2(13, c.suf3, c.shape),
		model.Mix(14, c.suf4),
		model.Mix(15, shape),
		model.Mix3(16, l1.shape, shape, r1.shape),
		model.Mix2(17, l1.shape*16+l2.shape, shape),
		model.Mix2(18, r1.shape*16+r2.shape, shape),
		model.Mix2(19, l1.low, shape),
		model.Mix2(20, r1.low, shape),
		model.Mix2(21, c.class, shape),
		model.Mix2(22, c.coarse, shape),
		model.Mix(23, l1.class),
		model.Mix(24, r1.class),
		model.Mix(25, l2.class),
		model.Mix(26, r2.class),
		model.Mix2(27, l1.class, c.class),
		model.Mix2(28, c.class, r1.class),
		model.Mix3(29, l1.coarse, c.coarse, r1.coarse),
		model.Mix3(30, l1.coarse, r1.coarse, shape),
		model.Mix2(31, l1.class, shape),
		model.Mix2(32, r1.class, shape),
		model.Mix2(33, c.person, shape),
		model.Mix3(34, l1.person*16+l1.shape, c.person*16+c.shape, r1.person*16+r1.shape),
		model.Mix2(35, l1.person*16+l1.shape, c.person*16+c.shape),
		model.Mix2(36, c.person*16+c.shape, r1.person*16+r1.shape),
		model.Mix(37, c.gaz),
		model.Mix2(38, c.gaz, shape),
		model.Mix2(39, c.gaz, c.person*1024+c.coarse),
		model.Mix2(40, l1.gaz, c.gaz),
		model.Mix2(41, c.gaz, r1.gaz),
		model.Mix2(42, l1.gaz, shape),
		model.Mix2(43, r1.gaz, shape),
		model.Mix3(44, l1.gaz, c.person*16+c.shape, r1.gaz),
		model.Mix2(45, l2.gaz, c.shape),
		model.Mix2(46, r2.gaz, c.shape),
		model.Mix2(47, c.seen, shape),
		model.Mix2(48, c.seen, c.coarse),
	)
	if c.length > 1 {
		at := c.length << 1
		if c.first == c {
			at |= 1
		}
		out = append(out,
			model.Mix2(61, c.last.low, c.shape),
			model.Mix3(62, c.last.gaz, c.last.person, c.shape),
			model.Mix3(63, c.last.class, c.shape, at),
			model.Mix3(64, c.last.coarse, c.coarse, c.first.coarse),
			model.Mix2(65, c.first.low, c.shape),
			model.Mix3(66, c.first.gaz, c.first.person, c.last.person),
			model.Mix2(67, c.first.class, c.shape),
			model.Mix3(68, at, c.person, mood),
		)
	}
	out = append(out,
		model.Mix2(91, c.beside, shape),
		model.Mix2(92, l1.beside, shape),
		model.Mix2(93, r1.beside, shape),
		model.Mix3(94, l2.beside, l1.shape, c.shape),
		model.Mix3(95, r2.beside, r1.shape, c.shape),
	)
	if c.length > 1 {
		out = append(out,
			model.Mix2(96, c.last.beside, c.shape),
			model.Mix2(97, c.first.beside, c.shape),
		)
	}
	if c.evidence != 0 || c.told != 0 {
		out = append(out,
			model.Mix2(98, c.evidence, c.shape),
			model.Mix2(99, c.evidence, c.coarse),
			model.Mix2(100, c.told, shape),
			model.Mix2(101, c.told, c.person),
			model.Mix2(102, c.told, c.evidence),
			model.Mix3(103, l1.told, c.told, r1.told),
		)
	}
	if c.glued {
		out = append(out,
			model.Mix3(81, l2.shape, l1.low, c.shape),
			model.Mix2(82, l2.person*16+l2.shape, c.person),
		)
	}
	if r1.glued {
		out = append(out,
			model.Mix3(85, c.shape, r1.low, r2.shape),
		)
	}
	return out
}
