package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// Templates is recorded in the weight file: change it with any feature below.
const Templates = "quote 4"

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

// sink collects features; each template has the number of its place.
type sink struct {
	out []uint32
	n   uint32
}

func (s *sink) one(a uint32) { s.n++; s.out = append(s.out, model.Mix(s.n, a)) }

func (s *sink) two(a, b uint32) { s.n++; s.out = append(s.out, model.Mix2(s.n, a, b)) }

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
	// finer classes of words, names, the clause that a verb governs
	clause, clauseSubj, clauseSide := &f.none, &f.none, uint32(0)
	if w.clause >= 0 {
		clause, clauseSide = &f.words[w.clause], 1+bucket(w.clause-i)
		if clause.subject >= 0 {
			clauseSubj = &f.words[clause.subject]
		}
	}
	s.one(w.class)
	s.two(w.class, w.kids)
	s.two(p.class, w.class)
	s.two(w.class, q.class)
	s.two(w.rel, head.class)
	s.tri(w.class, subj.class, w.tag)
	s.tri(w.class, q.tag, qq.tag)
	s.two(w.lemma, w.aux)
	s.tri(w.cue, w.aux, subj.who)
	s.tri(w.cue, clause.tag, clauseSide)
	s.tri(w.lemma, clause.tag, clause.kids&(kidSubject|kidTo|kidThat))
	s.tri(w.cue, clauseSubj.who, subj.who)
	s.two(w.name, q.name)
	s.tri(w.name, q.cue, p.tag)
	s.tri(w.name, w.rel, head.cue)
	s.tri(w.lemma, head.lemma, w.rel)
	s.tri(w.cue, w.rel, head.cue)
	s.tri(w.cue, f.quotes, before)
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
