package tag

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
)

// Templates names the version of the features; change it whenever they change.
const Templates = "tag 1"

// word is what the features know of one token, whatever its context.
type word struct {
	low         uint32 // hash of the lower case, with one form for each mark and digit
	pre1, pre2  uint32 // hashes of the first one and three bytes
	pre3        uint32
	suf1, suf2  uint32 // hashes of the last bytes
	suf3, suf4  uint32
	shape       uint32
	cluster     uint32
	class       uint32 // of the dictionary, 0 for an unknown word
	certain     doc.Tag
	isCertain   bool
	spaceBefore bool
	capital     bool
}

// Sentence holds the words of one sentence and computes their features. Its
// zero value is ready; used again it keeps its memory.
type Sentence struct {
	words []word
	mood  uint32 // how much of the sentence is capitalized
}

// pad stands for the places before the first and after the last word.
var pad = word{low: 1, shape: 1, suf1: 1, suf2: 1, suf3: 1, suf4: 1, class: 254, cluster: 254}

const edge = 2 // pads on each side

// Reset makes s the sentence of the tokens of that span. dictionary is the
// model's, "" while it is made.
func (s *Sentence) Reset(d *doc.Document, span doc.Span, dictionary string) {
	s.words = append(s.words[:0], pad, pad)
	var letters, capitals, uppers int
	for i := span.Start; i < span.End; i++ {
		w := analyse(d.Text(i), d.Lower(i))
		w.spaceBefore = d.Tokens[i].Flags&doc.SpaceBefore != 0
		if dictionary != "" {
			w.class = uint32(lexicon.Bytes(dictionary, w.low))
			if w.class > 0 && w.class <= uint32(doc.TagCount) && !w.capital {
				w.certain, w.isCertain = doc.Tag(w.class-1), true
			}
		}
		s.words = append(s.words, w)
		if n := int(d.Tokens[i].End - d.Tokens[i].Start); n > 3 && w.shape&isWord != 0 {
			letters++
			if w.capital {
				capitals++
			}
			if w.shape&kindMask == kindUpper {
				uppers++
			}
		}
	}
	s.words = append(s.words, pad, pad)
	s.mood = 0
	switch {
	case letters >= 3 && 4*uppers > 3*letters:
		s.mood = 3
	case letters >= 3 && 3*capitals > 2*letters:
		s.mood = 2
	case capitals == 0:
		s.mood = 1
	}
}

// Certain is the tag of word i where the dictionary leaves no choice.
func (s *Sentence) Certain(i int) (doc.Tag, bool) {
	w := &s.words[i+edge]
	return w.certain, w.isCertain
}

// Features appends the features of word i to out. before is the tag of the
// word before, before2 of the one before that; TagCount where there is none.
// No allocation where out has room for [MaxFeatures].
func (s *Sentence) Features(i int, before, before2 doc.Tag, out []uint32) []uint32 {
	i += edge
	w, l, r, ll, rr := &s.words[i], &s.words[i-1], &s.words[i+1], &s.words[i-2], &s.words[i+2]
	t1, t2 := uint32(before)+1, uint32(before2)+1
	first := uint32(0)
	if i == edge {
		first = 1
	}
	glue := uint32(0)
	if w.spaceBefore {
		glue |= 1
	}
	if r.spaceBefore {
		glue |= 2
	}
	tt := t1<<8 | t2
	return append(out,
		model.Mix(1, w.low),
		model.Mix(2, l.low),
		model.Mix(3, r.low),
		model.Mix(4, ll.low),
		model.Mix(5, rr.low),
		model.Mix2(6, l.low, w.low),
		model.Mix2(7, w.low, r.low),
		model.Mix(8, t1),
		model.Mix(9, tt),
		model.Mix2(10, w.low, t1),
		model.Mix2(11, w.low, tt),
		model.Mix(12, w.suf1),
		model.Mix(13, w.suf2),
		model.Mix(14, w.suf3),
		model.Mix(15, w.suf4),
		model.Mix(16, w.pre1),
		model.Mix(17, w.pre2),
		model.Mix(18, w.pre3),
		model.Mix2(19, w.shape, s.mood),
		model.Mix2(20, w.shape, first<<2|glue),
		model.Mix2(21, w.shape, t1),
		model.Mix2(22, w.suf3, w.shape),
		model.Mix(23, w.cluster),
		model.Mix2(24, w.cluster, t1),
		model.Mix(25, l.cluster),
		model.Mix(26, r.cluster),
		model.Mix2(27, w.cluster, r.cluster),
		model.Mix2(28, w.class, t1),
		model.Mix2(29, r.class, t1),
		model.Mix2(30, w.class<<8|r.class, t1),
		model.Mix2(31, w.class, r.class<<8|rr.class),
		model.Mix2(32, r.suf2, t1),
		model.Mix(33, r.suf3),
		model.Mix(34, l.suf3),
		model.Mix2(35, r.low, t1),
		model.Mix2(36, l.shape, w.shape<<8|r.shape),
		model.Mix2(37, w.suf2, t1),
		model.Mix2(38, w.suf3, r.class),
		model.Mix2(39, w.cluster, r.class),
		model.Mix2(40, l.low, r.low),
		model.Mix2(41, w.shape, w.class<<2|s.mood),
	)
}

// MaxFeatures is how many features a word has at most.
const MaxFeatures = 48

// A shape packs the kind of the letters, and whether there are digits,
// hyphens, stops and other marks.
const (
	kindNone  = iota // no letters
	kindLower        // all lower case
	kindTitle        // the first letter alone is a capital
	kindUpper        // all capitals
	kindOne          // one letter, a capital
	kindMixed
	kindMask  = 7
	hasDigit  = 8
	hasHyphen = 16
	hasStop   = 32
	hasOther  = 64
	hasHigh   = 128 // a byte outside ASCII
	isWord    = 256 // letters only
)

// analyse computes a word's own features. O(len(text)).
func analyse(text, lower string) word {
	var w word
	h := uint32(2166136261)
	var shape uint32
	letters, upper, firstUpper := 0, 0, false
	n := len(text)
	for k := 0; k < n; k++ {
		c := text[k]
		l := lower[k]
		switch {
		case 'a' <= c && c <= 'z':
			letters++
		case 'A' <= c && c <= 'Z':
			if letters == 0 {
				firstUpper = true
			}
			upper++
			letters++
		case '0' <= c && c <= '9':
			shape |= hasDigit
			l = '0'
		case c == '-':
			shape |= hasHyphen
		case c == '.':
			shape |= hasStop
		case c >= 0x80:
			if m, size := mark(text[k:]); size > 0 {
				h = (h ^ uint32(m)) * 16777619
				k += size - 1
				shape |= hasOther
				continue
			}
			shape |= hasHigh
			if c >= 0xC0 {
				letters++
				if lower[k:min(n, k+2)] != text[k:min(n, k+2)] {
					if letters == 1 {
						firstUpper = true
					}
					upper++
				}
			}
		default:
			if c != '\'' || letters == 0 {
				shape |= hasOther
			}
		}
		h = (h ^ uint32(l)) * 16777619
	}
	switch {
	case letters == 0:
	case upper == 0:
		shape |= kindLower
	case upper == letters && letters == 1:
		shape |= kindOne
	case upper == letters:
		shape |= kindUpper
	case upper == 1 && firstUpper:
		shape |= kindTitle
	default:
		shape |= kindMixed
	}
	if letters > 0 && shape&(hasDigit|hasOther) == 0 {
		shape |= isWord
	}
	w.low, w.shape, w.capital = h, shape, upper > 0
	if shape&hasDigit != 0 {
		w.low = model.Mix2(0, shape, uint32(min(n, 6)))
	}
	w.pre1 = uint32(lower[0])
	w.pre2 = model.Word(lower[:min(n, 2)])
	w.pre3 = model.Word(lower[:min(n, 3)])
	w.suf1 = uint32(lower[n-1])
	w.suf2 = model.Word(lower[max(0, n-2):])
	w.suf3 = model.Word(lower[max(0, n-3):])
	w.suf4 = model.Word(lower[max(0, n-4):])
	if shape&hasDigit == 0 {
		w.cluster = uint32(lexicon.Cluster(h))
	}
	return w
}

// mark is the ASCII stand-in for a typographic mark at the start of s, and the
// mark's length; 0, 0 where there is none.
func mark(s string) (byte, int) {
	if len(s) < 3 || s[0] != 0xE2 || s[1] != 0x80 {
		return 0, 0
	}
	switch s[2] {
	case 0x98, 0x9A: // ‘ ‚
		return '`', 3
	case 0x99: // ’
		return '\'', 3
	case 0x9C, 0x9E: // “ „
		return 1, 3
	case 0x9D: // ”
		return 2, 3
	case 0x93, 0x94, 0x95: // – — ―
		return '-', 3
	case 0xA6: // …
		return '.', 3
	}
	return 0, 0
}

// DictionaryForm is the form under which the model's dictionary keeps a word;
// ok is false for words that it never keeps.
func DictionaryForm(text, lower string) (form string, ok bool) {
	w := analyse(text, lower)
	if w.shape&hasDigit != 0 {
		return "", false
	}
	return lower, w.low == model.Word(lower)
}
