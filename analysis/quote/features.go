package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
)

// Templates is recorded in the weight file: change it with any feature below.
const Templates = "quote 2"

// Labels of the first model, of whole paragraphs.
const (
	Outside uint8 = iota
	BeginSource
	InSource
	BeginCue
	InCue
	BeginContent
	InContent
	FirstLabels // how many there are
)

// Labels of the second model, of a paragraph as seen from one cue.
const (
	CueBeginSource uint8 = iota + 1
	CueInSource
	CueBeginContent
	CueInContent
	SecondLabels
)

// Situations of a step from one token to the next; see [Features.Situation].
const Situations = 9

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
	cue   cueView
}

// NewFeatures prepares the document. O(tokens).
func NewFeatures(d *doc.Document) *Features {
	f := &Features{d: d, words: make([]word, len(d.Tokens)), mark: make([]int32, len(d.Tokens)),
		none: word{form: 1, lemma: 1, tag: 1, shape: 1, suffix: 1, cluster: 1, cue: 1, rel: 1, up: -1, left: -1, right: -1, subject: -1, object: -1}}
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
		f.mark[i] = -1
	}
	f.marks()
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
	return f
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
		case doc.RelXcomp:
			*k |= kidOpenClause
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
	first := make([]int32, len(d.Tokens)) // leftmost token below each token, within climb steps
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
			if x := &f.words[w.subject]; x.who == 5 || x.who == 6 {
				at := &said[x.lemma>>3&511]
				*at = min(*at+1, 200)
			}
		}
	}
	for i := range f.words {
		w := &f.words[i]
		if w.who != 5 && w.who != 6 {
			continue
		}
		switch n := said[w.lemma>>3&511]; {
		case n >= 3:
			w.who += 20
		case n > 0:
			w.who += 10
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
	return f.para
}

// at is word i, or a mark of the border outside of the paragraph.
func (f *Features) at(i int32) *word {
	if i < f.para.Start || i >= f.para.End {
		return &f.none
	}
	return &f.words[i]
}

// Situation is the number of the transition table for the step to token i.
func (f *Features) Situation(i int32) int {
	t := &f.d.Tokens[i]
	if i == f.para.Start {
		return 0
	}
	w, prev := &f.words[i], &f.words[i-1]
	switch {
	case w.state == stateOpen:
		return 1
	case prev.state == stateOpen:
		return 2
	case w.state == stateClose:
		return 3
	case prev.state == stateClose:
		return 4
	case t.Sent != f.d.Tokens[i-1].Sent:
		return 5
	case f.d.Tokens[i-1].Tag >= doc.TagComma && f.d.Tokens[i-1].Tag <= doc.TagColon:
		return 6
	case t.Tag >= doc.TagComma && t.Tag <= doc.TagColon:
		return 7
	}
	return 8
}

// sink collects features; each template has the number of its place.
type sink struct {
	out []uint32
	n   uint32
}

func (s *sink) one(a uint32)       { s.n++; s.out = append(s.out, model.Mix(s.n, a)) }
func (s *sink) two(a, b uint32)    { s.n++; s.out = append(s.out, model.Mix2(s.n, a, b)) }
func (s *sink) tri(a, b, c uint32) { s.n++; s.out = append(s.out, model.Mix3(s.n, a, b, c)) }

// First appends to out the features of token i for the first model.
func (f *Features) First(i int32, out []uint32) []uint32 {
	s := sink{out: out}
	d := f.d
	t := &d.Tokens[i]
	w, p, q, pp, qq := f.at(i), f.at(i-1), f.at(i+1), f.at(i-2), f.at(i+2)

	s.one(1)
	s.one(w.form)
	s.one(p.form)
	s.one(q.form)
	s.one(pp.form)
	s.one(qq.form)
	s.two(p.form, w.form)
	s.two(w.form, q.form)
	s.two(pp.form, p.form)
	s.two(q.form, qq.form)
	s.one(w.lemma)
	s.two(w.lemma, w.tag)
	s.two(p.lemma, w.lemma)
	s.two(w.lemma, q.lemma)
	s.one(w.tag)
	s.one(p.tag)
	s.one(q.tag)
	s.two(p.tag, w.tag)
	s.two(w.tag, q.tag)
	s.two(pp.tag, p.tag)
	s.two(q.tag, qq.tag)
	s.tri(p.tag, w.tag, q.tag)
	s.one(w.suffix)
	s.two(w.shape, p.shape)
	s.two(w.shape, q.shape)
	s.one(w.cluster)
	s.two(w.cluster, w.tag)
	s.two(p.cluster, w.cluster)
	s.two(w.cluster, q.cluster)
	s.one(w.cue)
	s.two(w.cue, w.tag)
	s.two(w.cue, q.cue)
	s.two(p.cue, w.cue)
	s.tri(w.cue, q.tag, qq.tag)
	s.tri(w.cue, p.tag, pp.tag)
	// marks
	s.tri(p.state, w.state, q.state)
	s.two(w.state, w.tag)
	s.two(w.state, w.cue)
	before, after, open, shut, length := f.around(i)
	s.two(open, shut)
	s.two(w.state, length)
	s.two(w.state, before)
	s.two(w.state, after)
	s.tri(w.cue, open, shut)
	// place
	sent := d.Sentences[t.Sent].Tokens
	fromStart, toEnd := bucket(i-max(sent.Start, f.para.Start)), bucket(min(sent.End, f.para.End)-1-i)
	s.two(fromStart, w.tag)
	s.two(toEnd, w.tag)
	kind := uint32(d.Paragraphs[d.Sentences[t.Sent].Para].Kind)
	s.two(kind, w.tag)
	s.two(kind, w.cue)
	s.tri(bucket(i-f.para.Start), bucket(f.para.End-i), kind)
	// tree
	head := &f.none
	var side uint32
	if t.Head >= 0 {
		head = &f.words[t.Head]
		side = 1
		if t.Head > i {
			side = 2
		}
	}
	s.two(w.rel, side)
	s.two(w.rel, w.tag)
	s.two(w.rel, head.lemma)
	s.tri(w.rel, head.cue, side)
	s.two(w.rel, head.tag)
	s.two(head.rel, w.rel)
	s.two(head.kids, w.rel)
	s.two(w.kids, w.tag)
	s.two(w.lemma, w.kids)
	s.two(w.cue, w.kids)
	s.two(p.rel, w.rel)
	s.two(w.rel, q.rel)
	// the reporting word above, and those beside
	up, upSide := &f.none, uint32(0)
	if w.up >= 0 {
		up, upSide = f.at(w.up), 1
		if w.up > i {
			upSide = 2
		}
		if w.upFirst {
			upSide += 2
		}
	}
	s.two(w.upRel, upSide)
	s.tri(w.upRel, upSide, up.lemma)
	s.tri(w.upRel, upSide, up.cue)
	s.tri(w.upRel, w.rel, w.tag)
	s.tri(w.upRel, up.kids, upSide)
	s.tri(w.upRel, w.state, upSide)
	l, r := &f.none, &f.none
	ld, rd := uint32(0), uint32(0)
	if w.left >= f.para.Start {
		l, ld = f.at(w.left), bucket(i-w.left)
	}
	if w.right >= 0 {
		r, rd = f.at(w.right), bucket(w.right-i)
	}
	s.two(l.lemma, ld)
	s.two(r.lemma, rd)
	s.tri(l.cue, r.cue, w.tag)
	s.two(l.lemma, w.tag)
	s.two(r.lemma, w.tag)
	s.tri(l.cue, ld, w.state)
	s.tri(r.cue, rd, w.state)
	// who acts and on what
	subj, obj, upSubj := &f.none, &f.none, &f.none
	if w.subject >= 0 {
		subj = &f.words[w.subject]
	}
	if w.object >= 0 {
		obj = &f.words[w.object]
	}
	if w.up >= 0 && f.words[w.up].subject >= 0 {
		upSubj = &f.words[f.words[w.up].subject]
	}
	s.tri(w.cue, subj.who, w.kids)
	s.tri(w.cluster, subj.who, w.kids)
	s.two(w.lemma, subj.who)
	s.tri(w.cue, subj.who, obj.cluster)
	s.two(w.lemma, obj.cluster)
	s.tri(w.cluster, subj.cluster, obj.who)
	s.tri(w.upRel, up.cue, upSubj.who)
	s.tri(w.upRel, up.cluster, upSubj.who)
	s.tri(w.who, w.rel, head.cue)
	s.tri(w.who, w.rel, head.cluster)
	s.tri(p.who, w.cue, q.who)
	s.two(w.who, q.cue)
	s.two(w.who, p.cue)
	return s.out
}

// around tells of the marks near token i: the words before the opening and
// after the closing mark of its pair, how far both are, how long the pair is.
func (f *Features) around(i int32) (before, after, open, shut, length uint32) {
	if m := f.mark[i]; m >= 0 {
		x := &f.d.Marks[m]
		before = f.at(x.Inner.Start - 2).form
		after = f.at(x.Inner.End + 1).form
		return before, after, bucket(i-x.Inner.Start) + 2, bucket(x.Inner.End-i) + 2, bucket(int32(x.Inner.Len()))
	}
	for k := int32(1); k <= 6; k++ {
		if open == 0 && f.at(i+k).state == stateOpen {
			open = 20 + uint32(k)
		}
		if shut == 0 && f.at(i-k).state == stateClose {
			shut = 20 + uint32(k)
		}
	}
	return 2, 2, open, shut, 0
}

// bucket rounds a distance, keeping small ones exact.
func bucket(n int32) uint32 {
	switch {
	case n < 0:
		return 15
	case n < 5:
		return uint32(n)
	case n < 8:
		return 5
	case n < 12:
		return 6
	case n < 20:
		return 7
	case n < 40:
		return 8
	case n < 80:
		return 9
	}
	return 10
}
