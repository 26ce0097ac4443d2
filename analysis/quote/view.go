package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
)

// This file prepares what the features of both models look at.

// word is what the features look at of a token, as hashes; 0 for nothing.
type word struct {
	form, lemma, tag, shape, suffix, cluster uint32
	cue                                      uint32 // classes and form in the lexicon
	rel                                      uint32
	state                                    uint32 // where it stands among the quotation marks
	kids                                     uint32 // relations of its dependents, as bits
	up                                       int32  // nearest reporting word above it in the tree, -1 for none
	upRel                                    uint32 // by which relation its branch hangs there
	upFirst                                  bool   // it begins that branch
	depth                                    uint32
	subject, object                          int32  // its dependents in the tree, -1 for none
	who                                      uint32 // how it can name a speaker
	class                                    uint32 // of words that stand in like places, finer than cluster
	name                                     uint32 // type of the name it is part of, and whether it begins it
	clause                                   int32  // the head of its complement clause, -1 for none
	aux                                      uint32 // lemma of its first auxiliary
	border                                   uint32 // what may begin with it, see borders
	left, right                              int32  // reporting words nearest in its sentence, -1 for none
}

// Features computes what the models see of a document. It reads everything up
// to Marks. Not safe for concurrent use.
type Features struct {
	d     *doc.Document
	words []word
	mark  []int32 // innermost outer pair that holds the token, as index into Marks; -1 for none
	para  doc.Span
	none  word
	first []int32 // leftmost token below each token, within a bound
	cue   cueView

	quotes uint32 // twice the number of the paragraph's quoted passages, at most 4, plus 1 where it begins with one
}

// NewFeatures prepares the document. O(tokens).
func NewFeatures(d *doc.Document) *Features {
	f := &Features{none: word{form: 1, lemma: 1, tag: 1, shape: 1, suffix: 1, cluster: 1, cue: 1, rel: 1, up: -1, left: -1, right: -1, subject: -1, object: -1, class: 1, name: 1, clause: -1}}
	f.prepare(d)
	return f
}

// prepare is NewFeatures in the memory of f.
func (f *Features) prepare(d *doc.Document) {
	n := len(d.Tokens)
	f.d, f.words, f.mark, f.first = d, grow(f.words, n), grow(f.mark, n), grow(f.first, n)
	clear(f.words)
	for i := range d.Tokens {
		t, w := &d.Tokens[i], &f.words[i]
		low := d.Lower(int32(i))
		w.form = model.Word(low)
		w.lemma = w.form
		if t.Lemma != "" {
			w.lemma = model.Word(t.Lemma)
		}
		w.tag = uint32(t.Tag) + 2
		w.rel = uint32(t.Rel) + 2
		w.shape = shape(d.Text(int32(i)))
		w.suffix = model.Word(low[max(0, len(low)-3):])
		w.cluster = uint32(lexicon.Cluster(w.form)) + 2
		class, form := lexicon.Cue(low)
		if class == lexicon.CueNoun || class&lexicon.CueNoun != 0 && t.Tag <= doc.TagNNPS && t.Tag != doc.TagNN {
			form = 0
		}
		w.cue = (uint32(class)<<5 | uint32(form)) + 2
		w.up, w.left, w.right, w.subject, w.object = -1, -1, -1, -1, -1
		w.who = who(d, int32(i))
		w.class, w.name, w.clause = uint32(lexicon.ClassAt(d, int32(i)).Class)+2, 2, -1
		f.mark[i] = -1
	}
	for _, n := range d.Names {
		for i := n.Tokens.Start; i < n.Tokens.End; i++ {
			f.words[i].name = 4 + 2*uint32(n.Type)
			if i == n.Tokens.Start {
				f.words[i].name++
			}
			if i == n.Tokens.End-1 && n.Type == doc.PER {
				f.words[i].who = 10
			}
		}
	}
	f.marks()
	f.borders()
	f.tree()
	f.speakers()
	for _, s := range d.Sentences {
		last := int32(-1)
		for i := s.Tokens.Start; i < s.Tokens.End; i++ {
			f.words[i].left = last
			if f.reports(i) {
				last = i
			}
		}
		last = -1
		for i := s.Tokens.End - 1; i >= s.Tokens.Start; i-- {
			f.words[i].right = last
			if f.reports(i) {
				last = i
			}
		}
	}
}

// reports tells whether token i may be the main word of a cue.
func (f *Features) reports(i int32) bool {
	c := (f.words[i].cue - 2) >> 5
	t := &f.d.Tokens[i]
	if c == 0 {
		return t.Tag == doc.TagColon && f.d.Text(i) == ":"
	}
	if c&uint32(lexicon.CueVerb) != 0 && t.Tag >= doc.TagVB && t.Tag <= doc.TagVBZ {
		return true
	}
	return c&uint32(lexicon.CueNoun) != 0 && t.Tag <= doc.TagNNS
}

func (f *Features) marks() {
	for i := range f.words {
		f.words[i].state = stateOut
	}
	for k, m := range f.d.Marks {
		if m.Depth > 0 {
			for i := m.Inner.Start; i < m.Inner.End; i++ {
				f.words[i].state = stateIn2
			}
			continue
		}
		in := uint32(stateIn)
		if m.Inner.Len() <= 3 {
			in = stateShort
		}
		for i := m.Inner.Start; i < m.Inner.End; i++ {
			f.words[i].state = in
			f.mark[i] = int32(k)
		}
		if in == stateIn {
			f.words[m.Inner.Start].state = stateFirst
			f.words[m.Inner.End-1].state = stateLast
		}
		if m.Open >= 0 {
			f.words[m.Open].state = stateOpen
			f.mark[m.Open] = int32(k)
		}
		if m.Close >= 0 {
			f.words[m.Close].state = stateClose
			f.mark[m.Close] = int32(k)
		}
	}
}

func (f *Features) tree() {
	d := f.d
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Head < 0 || int(t.Head) >= len(d.Tokens) {
			continue
		}
		k := &f.words[t.Head].kids
		switch t.Rel {
		case doc.RelNsubj, doc.RelNsubjPass, doc.RelCsubj, doc.RelNsubjOuter:
			*k |= kidSubject
			if f.words[t.Head].subject < 0 {
				f.words[t.Head].subject = int32(i)
			}
		case doc.RelCcomp:
			*k |= kidClause
			f.words[t.Head].clause = int32(i)
		case doc.RelXcomp:
			*k |= kidOpenClause
			if f.words[t.Head].clause < 0 {
				f.words[t.Head].clause = int32(i)
			}
		case doc.RelObj, doc.RelIobj:
			*k |= kidObject
			if f.words[t.Head].object < 0 {
				f.words[t.Head].object = int32(i)
			}
		case doc.RelMark:
			*k |= kidMark
			switch d.Lower(int32(i)) {
			case "that":
				*k |= kidThat
			case "to":
				*k |= kidTo
			}
		case doc.RelAux, doc.RelAuxPass:
			*k |= kidAux
			if f.words[t.Head].aux == 0 {
				f.words[t.Head].aux = f.words[i].lemma
			}
		case doc.RelParataxis:
			*k |= kidParataxis
		case doc.RelObl, doc.RelOblAgent, doc.RelNmod:
			*k |= kidOblique
		case doc.RelCop:
			*k |= kidCopula
		case doc.RelAdvmod:
			if w := d.Lower(int32(i)); w == "not" || w == "n't" || w == "n’t" || w == "never" {
				*k |= kidNegation
			}
		}
	}
	first := f.first
	for i := range first {
		first[i] = int32(i)
	}
	const climb = 24
	for i := range d.Tokens {
		h, n := int32(i), 0
		for {
			p := d.Tokens[h].Head
			if p < 0 || n == climb {
				break
			}
			first[p] = min(first[p], int32(i))
			h = p
			n++
		}
		f.words[i].depth = uint32(min(n, 6))
	}
	for i := range d.Tokens {
		w := &f.words[i]
		h := int32(i)
		for range climb {
			p := d.Tokens[h].Head
			if p < 0 {
				break
			}
			if f.reports(p) {
				w.up, w.upRel, w.upFirst = p, uint32(d.Tokens[h].Rel)+2, first[h] == int32(i)
				break
			}
			h = p
		}
	}
}

// who tells how a token can name a speaker: as a pronoun of a person, a noun
// for people, a capitalized word, a thing.
func who(d *doc.Document, i int32) uint32 {
	t := &d.Tokens[i]
	switch t.Tag {
	case doc.TagPRP:
		switch d.Lower(i) {
		case "he", "she":
			return 2
		case "they", "we", "i", "you":
			return 3
		}
		return 4
	case doc.TagNNP, doc.TagNNPS:
		return 5
	case doc.TagNN, doc.TagNNS:
		if lexicon.Person(t.Lemma) != 0 {
			return 6
		}
		return 7
	case doc.TagWP, doc.TagWDT:
		return 8
	case doc.TagDT, doc.TagCD:
		return 9
	}
	return 1
}

// speakers counts for each word how often it is the subject of a verb of speech
// anywhere in the document, by a small table of hashes, and adds that to who.
func (f *Features) speakers() {
	var said [512]uint8
	d := f.d
	for i := range f.words {
		w := &f.words[i]
		if w.subject >= 0 && (w.cue-2)>>5&uint32(lexicon.CueSpeech) != 0 && isVerb(d.Tokens[i].Tag) {
			if x := &f.words[w.subject]; x.who == 5 || x.who == 6 || x.who == 10 {
				at := &said[x.lemma>>3&511]
				*at = min(*at+1, 200)
			}
		}
	}
	for i := range f.words {
		w := &f.words[i]
		if w.who != 5 && w.who != 6 && w.who != 10 {
			continue
		}
		switch n := said[w.lemma>>3&511]; {
		case n >= 3:
			w.who += 40
		case n > 0:
			w.who += 20
		}
	}
}

// shape folds the kinds of letters of a word: Xx, X, x, d, X.X, other.
func shape(s string) uint32 {
	h, last, n := uint32(7), byte(0), 0
	for i := 0; i < len(s) && n < 5; i++ {
		var k byte
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			k = 'X'
		case 'a' <= c && c <= 'z' || c >= 0x80:
			k = 'x'
		case '0' <= c && c <= '9':
			k = 'd'
		default:
			k = c
		}
		if k != last {
			h = h*31 + uint32(k)
			last = k
			n++
		}
	}
	return h
}

// Paragraph makes p the paragraph that First, Second and Situation speak of,
// and returns its tokens.
func (f *Features) Paragraph(p int32) doc.Span {
	f.para = f.d.ParagraphTokens(p)
	f.quotes = 0
	for i := f.para.Start; i < f.para.End; i++ {
		if f.words[i].state == stateFirst {
			f.quotes = min(f.quotes+2, 4)
			if i <= f.para.Start+1 {
				f.quotes |= 1
			}
		}
	}
	return f.para
}

// at is word i, or a mark of the border outside of the paragraph.
func (f *Features) at(i int32) *word {
	if i < f.para.Start || i >= f.para.End {
		return &f.none
	}
	return &f.words[i]
}

// Positions of a token among the marks.
const (
	stateOut uint32 = iota + 2
	stateIn
	stateOpen
	stateClose
	stateFirst
	stateLast
	stateIn2   // within a pair within a pair
	stateShort // in a pair of at most three words
)

// Bits of word.kids.
const (
	kidSubject = 1 << iota
	kidClause
	kidOpenClause
	kidObject
	kidMark
	kidThat
	kidAux
	kidParataxis
	kidOblique
	kidNegation
	kidCopula
	kidTo
)
