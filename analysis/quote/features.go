package quote

import (
	"whosaid.example/analysis/doc"
)

// Templates is recorded in the weight file: change it with any feature below.
const Templates = "quote 6"

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

// First appends to out the features of token i for the first model. Each has the
// number of its template. They are put together without calls or loops, which
// WebAssembly makes dear.
func (f *Features) First(i int32, out []uint32) []uint32 {
	d := f.d
	t := &d.Tokens[i]
	w, p, q, pp, qq := f.at(i), f.at(i-1), f.at(i+1), f.at(i-2), f.at(i+2)

	out = append(out,
		one(1, 1),
		one(2, w.form),
		one(3, p.form),
		one(4, pp.form),
		one(5, qq.form),
		two(6, p.form, w.form),
		two(7, w.form, q.form),
		two(8, pp.form, p.form),
		one(10, w.lemma),
		two(11, w.lemma, w.tag),
		two(12, p.lemma, w.lemma),
		two(13, w.lemma, q.lemma),
		one(14, w.tag),
		one(15, p.tag),
		two(16, p.tag, w.tag),
		two(17, pp.tag, p.tag),
		three(18, p.tag, w.tag, q.tag),
		one(22, w.cluster),
		two(23, w.cluster, w.tag),
		two(24, p.cluster, w.cluster),
		two(25, w.cluster, q.cluster),
		two(27, w.cue, w.tag),
		two(28, w.cue, q.cue),
		two(29, p.cue, w.cue),
		three(30, w.cue, q.tag, qq.tag),
		three(31, w.cue, p.tag, pp.tag),
		// marks
		three(32, p.state, w.state, q.state),
		two(33, w.state, w.tag),
		two(34, w.state, w.cue),
	)
	open, shut := f.toMarks(i)
	out = append(out,
		three(38, w.cue, open, shut),
	)
	// place
	sent := d.Sentences[t.Sent].Tokens
	fromStart, toEnd := bucket(i-max(sent.Start, f.para.Start)), bucket(min(sent.End, f.para.End)-1-i)
	out = append(out,
		two(39, fromStart, w.tag),
		two(40, toEnd, w.tag),
	)
	kind := uint32(d.Paragraphs[d.Sentences[t.Sent].Para].Kind)
	out = append(out,
		two(41, kind, w.tag),
	)
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
	out = append(out,
		two(44, w.rel, w.tag),
		two(45, w.rel, head.lemma),
		three(46, w.rel, head.cue, side),
		two(47, w.rel, head.tag),
		two(48, head.rel, w.rel),
		two(49, head.kids, w.rel),
		two(50, w.kids, w.tag),
		two(52, p.rel, w.rel),
		two(53, w.rel, q.rel),
	)
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
	out = append(out,
		two(54, w.upRel, upSide),
		three(55, w.upRel, upSide, up.lemma),
		three(56, w.upRel, w.rel, w.tag),
		three(57, w.upRel, w.state, upSide),
	)
	l, r := &f.none, &f.none
	ld, rd := uint32(0), uint32(0)
	if w.left >= f.para.Start {
		l, ld = f.at(w.left), bucket(i-w.left)
	}
	if w.right >= 0 {
		r, rd = f.at(w.right), bucket(w.right-i)
	}
	out = append(out,
		two(58, r.lemma, rd),
		three(59, l.cue, r.cue, w.tag),
		two(60, l.lemma, w.tag),
		two(61, r.lemma, w.tag),
		three(62, l.cue, ld, w.state),
		three(63, r.cue, rd, w.state),
	)
	// who acts and on what
	subj, obj := &f.none, &f.none
	if w.subject >= 0 {
		subj = &f.words[w.subject]
	}
	if w.object >= 0 {
		obj = &f.words[w.object]
	}
	out = append(out,
		three(64, w.cue, subj.who, w.kids),
		three(65, w.cluster, subj.who, w.kids),
		three(67, w.cue, subj.who, obj.cluster),
		two(68, w.lemma, obj.cluster),
		three(70, w.who, w.rel, head.cue),
		three(71, w.who, w.rel, head.cluster),
		three(72, p.who, w.cue, q.who),
		two(74, w.who, p.cue),
	)
	// finer classes of words, names, the clause that a verb governs
	clause := &f.none
	if w.clause >= 0 {
		clause = &f.words[w.clause]
	}
	before, _ := f.beside(i)
	out = append(out,
		one(75, w.class),
		two(77, p.class, w.class),
		two(78, w.rel, head.class),
		three(79, w.class, subj.class, w.tag),
		two(80, w.lemma, w.aux),
		three(83, w.lemma, clause.tag, clause.kids&(kidSubject|kidTo|kidThat)),
		three(86, w.name, q.cue, p.tag),
		three(87, w.name, w.rel, head.cue),
		three(89, w.cue, w.rel, head.cue),
		three(90, w.cue, f.quotes, before),
	)
	return out
}

// beside is the words before the opening and after the closing mark of the pair
// that token i stands in.
func (f *Features) beside(i int32) (before, after uint32) {
	m := f.mark[i]
	if m < 0 {
		return 2, 2
	}
	x := &f.d.Marks[m]
	return f.at(x.Inner.Start - 2).form, f.at(x.Inner.End + 1).form
}

// toMarks is how far the marks are of the pair that token i stands in, or those of
// others that open behind and close before it.
func (f *Features) toMarks(i int32) (open, shut uint32) {
	if m := f.mark[i]; m >= 0 {
		x := &f.d.Marks[m]
		return bucket(i-x.Inner.Start) + 2, bucket(x.Inner.End-i) + 2
	}
	for k := int32(1); k <= 6; k++ {
		if open == 0 && f.at(i+k).state == stateOpen {
			open = 20 + uint32(k)
		}
		if shut == 0 && f.at(i-k).state == stateClose {
			shut = 20 + uint32(k)
		}
	}
	return open, shut
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
