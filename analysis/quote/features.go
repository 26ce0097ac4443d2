package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// Templates is recorded in the weight file: change it with any feature below.
const Templates = "quote 5"

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
		model.Mix(1, 1),
		model.Mix(2, w.form),
		model.Mix(3, p.form),
		model.Mix(4, pp.form),
		model.Mix(5, qq.form),
		model.Mix2(6, p.form, w.form),
		model.Mix2(7, w.form, q.form),
		model.Mix2(8, pp.form, p.form),
		model.Mix2(9, q.form, qq.form),
		model.Mix(10, w.lemma),
		model.Mix2(11, w.lemma, w.tag),
		model.Mix2(12, p.lemma, w.lemma),
		model.Mix2(13, w.lemma, q.lemma),
		model.Mix(14, w.tag),
		model.Mix(15, p.tag),
		model.Mix2(16, p.tag, w.tag),
		model.Mix2(17, pp.tag, p.tag),
		model.Mix3(18, p.tag, w.tag, q.tag),
		model.Mix(19, w.suffix),
		model.Mix2(20, w.shape, p.shape),
		model.Mix2(21, w.shape, q.shape),
		model.Mix(22, w.cluster),
		model.Mix2(23, w.cluster, w.tag),
		model.Mix2(24, p.cluster, w.cluster),
		model.Mix2(25, w.cluster, q.cluster),
		model.Mix(26, w.cue),
		model.Mix2(27, w.cue, w.tag),
		model.Mix2(28, w.cue, q.cue),
		model.Mix2(29, p.cue, w.cue),
		model.Mix3(30, w.cue, q.tag, qq.tag),
		model.Mix3(31, w.cue, p.tag, pp.tag),
		// marks
		model.Mix3(32, p.state, w.state, q.state),
		model.Mix2(33, w.state, w.tag),
		model.Mix2(34, w.state, w.cue),
	)
	before, after, open, shut, length := f.around(i)
	out = append(out,
		model.Mix2(35, open, shut),
		model.Mix2(36, w.state, length),
		model.Mix2(37, w.state, after),
		model.Mix3(38, w.cue, open, shut),
	)
	// place
	sent := d.Sentences[t.Sent].Tokens
	fromStart, toEnd := bucket(i-max(sent.Start, f.para.Start)), bucket(min(sent.End, f.para.End)-1-i)
	out = append(out,
		model.Mix2(39, fromStart, w.tag),
		model.Mix2(40, toEnd, w.tag),
	)
	kind := uint32(d.Paragraphs[d.Sentences[t.Sent].Para].Kind)
	out = append(out,
		model.Mix2(41, kind, w.tag),
		model.Mix2(42, kind, w.cue),
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
		model.Mix2(43, w.rel, side),
		model.Mix2(44, w.rel, w.tag),
		model.Mix2(45, w.rel, head.lemma),
		model.Mix3(46, w.rel, head.cue, side),
		model.Mix2(47, w.rel, head.tag),
		model.Mix2(48, head.rel, w.rel),
		model.Mix2(49, head.kids, w.rel),
		model.Mix2(50, w.kids, w.tag),
		model.Mix2(51, w.cue, w.kids),
		model.Mix2(52, p.rel, w.rel),
		model.Mix2(53, w.rel, q.rel),
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
		model.Mix2(54, w.upRel, upSide),
		model.Mix3(55, w.upRel, upSide, up.lemma),
		model.Mix3(56, w.upRel, w.rel, w.tag),
		model.Mix3(57, w.upRel, w.state, upSide),
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
		model.Mix2(58, r.lemma, rd),
		model.Mix3(59, l.cue, r.cue, w.tag),
		model.Mix2(60, l.lemma, w.tag),
		model.Mix2(61, r.lemma, w.tag),
		model.Mix3(62, l.cue, ld, w.state),
		model.Mix3(63, r.cue, rd, w.state),
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
		model.Mix3(64, w.cue, subj.who, w.kids),
		model.Mix3(65, w.cluster, subj.who, w.kids),
		model.Mix2(66, w.lemma, subj.who),
		model.Mix3(67, w.cue, subj.who, obj.cluster),
		model.Mix2(68, w.lemma, obj.cluster),
		model.Mix3(69, w.cluster, subj.cluster, obj.who),
		model.Mix3(70, w.who, w.rel, head.cue),
		model.Mix3(71, w.who, w.rel, head.cluster),
		model.Mix3(72, p.who, w.cue, q.who),
		model.Mix2(73, w.who, q.cue),
		model.Mix2(74, w.who, p.cue),
	)
	// finer classes of words, names, the clause that a verb governs
	clause, clauseSubj, clauseSide := &f.none, &f.none, uint32(0)
	if w.clause >= 0 {
		clause, clauseSide = &f.words[w.clause], 1+bucket(w.clause-i)
		if clause.subject >= 0 {
			clauseSubj = &f.words[clause.subject]
		}
	}
	out = append(out,
		model.Mix(75, w.class),
		model.Mix2(76, w.class, w.kids),
		model.Mix2(77, p.class, w.class),
		model.Mix2(78, w.rel, head.class),
		model.Mix3(79, w.class, subj.class, w.tag),
		model.Mix2(80, w.lemma, w.aux),
		model.Mix3(81, w.cue, w.aux, subj.who),
		model.Mix3(82, w.cue, clause.tag, clauseSide),
		model.Mix3(83, w.lemma, clause.tag, clause.kids&(kidSubject|kidTo|kidThat)),
		model.Mix3(84, w.cue, clauseSubj.who, subj.who),
		model.Mix2(85, w.name, q.name),
		model.Mix3(86, w.name, q.cue, p.tag),
		model.Mix3(87, w.name, w.rel, head.cue),
		model.Mix3(88, w.lemma, head.lemma, w.rel),
		model.Mix3(89, w.cue, w.rel, head.cue),
		model.Mix3(90, w.cue, f.quotes, before),
	)
	return out
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
