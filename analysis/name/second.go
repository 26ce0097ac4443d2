package name

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// The second pass. A document tells the type of a name more plainly in one
// place than in another: "Ada Example" is a person, so "Example" is one; "Lake
// Ministry (LM)" explains "LM". Each occurrence of a word votes for what it was
// taken for in the first pass; the votes of the other occurrences are added to
// the scores, and the sentences that they concern are decided again. This is the
// idea of context aggregation (Chieu and Ng, COLING 2002; Ratinov and Roth, CoNLL 2009)
// without a second model.

// ballot is the votes on a word, or on a word after a certain other one.
type ballot struct {
	key   uint32 // 0 for an empty slot
	votes [4]float32
}

// ballots maps words to votes by open addressing. Its zero value is ready for
// reset; used again it keeps its memory.
type ballots struct {
	slots []ballot
	used  int
}

func (b *ballots) reset(tokens int) {
	n := 1024
	for n < 4*tokens {
		n *= 2
	}
	if cap(b.slots) < n {
		b.slots = make([]ballot, n)
	} else {
		b.slots = b.slots[:n]
		clear(b.slots)
	}
	b.used = 0
}

// find is the ballot of that key, nil where there is none and add is false. A
// table that is three quarters full takes no new keys.
//
//go:noinline
func (b *ballots) find(key uint32, add bool) *ballot {
	key |= 1
	mask := uint32(len(b.slots) - 1)
	for i := key * 0x9E3779B1 >> 4 & mask; ; i = (i + 1) & mask {
		s := &b.slots[i]
		if s.key == key {
			return s
		}
		if s.key == 0 {
			if !add || 4*b.used > 3*len(b.slots) {
				return nil
			}
			b.used++
			s.key = key
			return s
		}
	}
}

// What a token voted for in the first pass: as a word, and after its neighbour.
type vote struct {
	word, pair     uint32 // keys, 0 for no vote
	label          uint8  // of the first pass
	score          float32
	weight, paired float32
}

const (
	voteWord  = 2
	votePair  = 3
	wordBoost = 3.5 // most that the votes on a word add to a label's score, in natural logarithms
	pairBoost = 3
)

func wordKey(w *word) uint32         { return model.Mix(voteWord, w.low) }
func pairKey(before, w *word) uint32 { return model.Mix2(votePair, before.low, w.low) }
func side(label uint8) int           { return int(typeOf(label)) & 3 } // Outside and MISC are 0
func (v *vote) cast(b *ballots, sign float32) {
	if v.word != 0 {
		if x := b.find(v.word, true); x != nil {
			x.votes[side(v.label)] += float32(sign * float32(v.weight*v.score))
		}
	}
	if v.pair != 0 {
		if x := b.find(v.pair, true); x != nil {
			x.votes[side(v.label)] += float32(sign * float32(v.paired*v.score))
		}
	}
}

// votes notes what each word of the sentence was taken for.
func (st *state) vote(span doc.Span, path []uint8, posterior []float32) {
	s := &st.sentence
	n := span.Len()
	trust := float32(1)
	if s.mood == moodTitle || s.mood == moodUpper {
		trust = 0.3
	}
	for i := 0; i < n; {
		j := i + 1
		for j < n && path[i] != Outside && inside(path[j]) && typeOf(path[j]) == typeOf(path[i]) {
			j++
		}
		for k := i; k < j; k++ {
			w := &s.words[edge+k]
			if !w.capital || s.mood == moodLower {
				continue
			}
			v := vote{label: path[k], score: float32(trust * posterior[k*int(Labels)+int(path[k])]), word: wordKey(w), weight: 1, paired: 1}
			if k > 0 && s.words[edge+k-1].capital {
				v.pair = pairKey(&s.words[edge+k-1], w)
			}
			if j-i > 1 && typeOf(path[i]) != doc.PER {
				if k > i {
					v.word = 0
				}
				v.weight = 0.5
			}
			v.cast(&st.ballots, 1)
			st.votes[span.Start+int32(k)] = v
		}
		i = j
	}
}

// boost is how much the other occurrences add to each type's score.
//
//go:noinline
func boost(b *ballot, own *vote, weight, most float32) (add [4]float32, any bool) {
	var sum float32
	add = b.votes
	add[side(own.label)] -= float32(weight * own.score)
	for _, x := range add {
		sum += max(0, x)
	}
	if sum < 0.2 {
		return [4]float32{}, false
	}
	for k, x := range add {
		add[k] = float32(most*max(0, x)) / (sum + 0.7)
	}
	return add, true
}

// again decides a sentence anew where other places of the document speak
// against the first pass. It reports whether it did.
func (m *Model) again(span doc.Span, st *state, path []uint8) bool {
	n := span.Len()
	needed := false
	for i := range n {
		own := &st.votes[span.Start+int32(i)]
		if own.word == 0 && own.pair == 0 {
			continue
		}
		if own.word != 0 {
			if b := st.ballots.find(own.word, false); b != nil {
				if add, ok := boost(b, own, own.weight, 1); ok && contrary(add, own) {
					needed = true
				}
			}
		}
		if own.pair != 0 {
			if b := st.ballots.find(own.pair, false); b != nil {
				if add, ok := boost(b, own, own.paired, 1); ok && contrary(add, own) {
					needed = true
				}
			}
		}
	}
	if !needed {
		return false
	}
	st.lattice.Reset(m.field, n)
	for i := range n {
		st.lattice.SetScores(i, st.keptOf(span, i), st.sentence.Situation(i))
	}
	unit := 1 / m.field.Scale
	for i := range n {
		own := &st.votes[span.Start+int32(i)]
		if own.word != 0 {
			if b := st.ballots.find(own.word, false); b != nil {
				if add, ok := boost(b, own, own.weight, wordBoost*unit); ok {
					st.lattice.Add(i, int(Outside), int32(add[0]))
					for t := doc.PER; t <= doc.LOC; t++ {
						st.lattice.Add(i, int(LabelOf(t, true)), int32(add[t]))
						if t == doc.PER {
							st.lattice.Add(i, int(LabelOf(t, false)), int32(add[t]))
						}
					}
				}
			}
		}
		if own.pair != 0 {
			if b := st.ballots.find(own.pair, false); b != nil {
				if add, ok := boost(b, own, own.paired, pairBoost*unit); ok {
					st.lattice.Add(i, int(Outside), int32(add[0]))
					for t := doc.PER; t <= doc.LOC; t++ {
						st.lattice.Add(i, int(LabelOf(t, false)), int32(add[t]))
					}
				}
			}
		}
	}
	st.lattice.Viterbi(path)
	return true
}

// contrary reports whether the votes of others may change a token's label.
//
//go:noinline
func contrary(add [4]float32, own *vote) bool {
	best := 0
	for k, x := range add {
		if x > add[best] {
			best = k
		}
	}
	return best != side(own.label)
}

// acronyms finds "Lake Water Ministry (LWM)" and lets the explained letters and
// the words before them vote for one type: that of the words, an organization
// where they were taken for nothing.
func (st *state) acronyms(d *doc.Document, path []uint8) {
	for i := 2; i+1 < len(d.Tokens); i++ {
		short := int32(i)
		if d.Text(short-1) != "(" || d.Text(short+1) != ")" {
			continue
		}
		letters := d.Text(short)
		if shape, _, _ := shapeOf(letters); shape != shapeUpper || len(letters) > 8 {
			continue
		}
		start := initials(d, letters, short-1)
		if start < 0 {
			continue
		}
		t := typeOf(path[start])
		if t == doc.NoName || t == doc.MISC {
			t = doc.ORG
		}
		st.elect(model.Mix(voteWord, model.Word(d.Lower(short))), t, 3)
		before := word{low: model.Word(d.Lower(start))}
		for k := start + 1; k < short-1; k++ {
			w := word{low: model.Word(d.Lower(k))}
			st.elect(pairKey(&before, &w), t, 3)
			before = w
		}
	}
}

func (st *state) elect(key uint32, t doc.NameType, weight float32) {
	if b := st.ballots.find(key, true); b != nil {
		b.votes[t] += weight
	}
}

// initials is the token before end where the words begin whose initials are the
// letters, in one sentence; -1 where there are none. Small words need no letter.
func initials(d *doc.Document, letters string, end int32) int32 {
	at := end
	for k := len(letters) - 1; k >= 0; k-- {
		for {
			at--
			if at < 0 || d.Tokens[at].Sent != d.Tokens[end].Sent || end-at > 14 {
				return -1
			}
			text := d.Text(at)
			if text[0] == letters[k] {
				break
			}
			if low := d.Lower(at); low[0] == letters[k]+'a'-'A' && k > 0 {
				break
			} else if !links(low) && low != "and" && low != "on" && low != "in" && low != "to" {
				return -1
			}
		}
	}
	return at
}
