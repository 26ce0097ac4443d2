package quote

import (
	"whosaid.example/analysis/doc"
)

// cueView is what the second model's features know of the cue at hand.
type cueView struct {
	span    doc.Span
	head    int32    // its main word
	lemma   uint32   // of the main word, with a particle or preposition that belongs to it
	class   uint32   // of the main word in the lexicon
	above   []int32  // the main word and those that govern it, at most maxAbove
	chain   []uint32 // chain[k]: hash of the relations from the main word up to above[k]
	hints   []Hint   // of the first model, for the paragraph's tokens
	verbs   []int32  // number of finite verbs before each of the paragraph's tokens
	order   uint32   // how the cue stands in its sentence, see orderOf
	cues    []int32  // number of cue tokens before each of the paragraph's tokens
	marks   []int32  // number of quotation marks before each of them
	commas  []int32  // number of commas and the like before each of them
	prev    *word    // the tokens beside the cue
	next    *word
	nextTwo *word
	several uint32 // number of the paragraph's cues, up to 3
}

const maxAbove = 6

// Most tokens that the second model looks at before and after a cue.
const (
	reachBefore = 80
	reachAfter  = 120
)

// Hints tells the features what the first model makes of the paragraph: one
// hint for each of its tokens.
func (f *Features) Hints(hints []Hint) {
	c := &f.cue
	c.hints = hints
	n := int(f.para.Len()) + 1
	c.cues, c.marks, c.commas = grow(c.cues, n), grow(c.marks, n), grow(c.commas, n)
	c.verbs = grow(c.verbs, n)
	c.cues[0], c.marks[0], c.commas[0], c.verbs[0] = 0, 0, 0, 0
	c.several = 0
	before := Outside
	for k, h := range hints {
		l := h.label()
		i := f.para.Start + int32(k)
		c.cues[k+1], c.marks[k+1], c.commas[k+1], c.verbs[k+1] = c.cues[k], c.marks[k], c.commas[k], c.verbs[k]
		if isFinite(f.d.Tokens[i].Tag) {
			c.verbs[k+1]++
		}
		if l == BeginCue || l == InCue && before != BeginCue && before != InCue {
			c.cues[k+1]++
			c.several = min(c.several+1, 3)
		}
		if s := f.words[i].state; s == stateOpen || s == stateClose {
			c.marks[k+1]++
		}
		if t := f.d.Tokens[i].Tag; t >= doc.TagComma && t <= doc.TagColon {
			c.commas[k+1]++
		}
		before = l
	}
}

// Cue makes the cue at span the one that Second speaks of, and returns the
// tokens around it that can hold its source and content. Hints comes first.
func (f *Features) Cue(span doc.Span) doc.Span {
	c := &f.cue
	c.span = span
	c.head = f.cueHead(span)
	w := &f.words[c.head]
	c.lemma, c.class = w.lemma, w.cue
	if last := span.End - 1; last > c.head {
		c.lemma = c.lemma*31 + f.words[last].lemma
	}
	c.above, c.chain = append(c.above[:0], c.head), append(c.chain[:0], 1)
	for h := c.head; len(c.above) < maxAbove; {
		p := f.d.Tokens[h].Head
		if p < 0 {
			break
		}
		c.chain = append(c.chain, c.chain[len(c.chain)-1]*31+f.words[h].rel)
		c.above = append(c.above, p)
		h = p
	}
	c.prev, c.next, c.nextTwo = f.at(span.Start-1), f.at(span.End), f.at(span.End+1)
	c.order = f.orderOf(span)
	return f.window(span)
}

// cueHead is the main word of a cue: the reporting word that stands highest in
// the tree, else the word whose head lies outside.
func (f *Features) cueHead(span doc.Span) int32 {
	best, score := span.Start, int32(-1)
	for i := span.Start; i < span.End; i++ {
		s := int32(0)
		if f.reports(i) {
			s += 20
			if f.d.Tokens[i].Tag >= doc.TagVB && f.d.Tokens[i].Tag <= doc.TagVBZ {
				s += 5
			}
		}
		if h := f.d.Tokens[i].Head; h >= 0 && !span.Has(h) {
			s += 8
		}
		s += 6 - int32(f.words[i].depth)
		if s > score {
			best, score = i, s
		}
	}
	return best
}

// Second appends to out the features of token i for the second model, whose
// templates have numbers from 257 on.
func (f *Features) Second(i int32, out []uint32) []uint32 {
	d, c := f.d, &f.cue
	w, p, q := f.at(i), f.at(i-1), f.at(i+1)
	k := i - f.para.Start
	side, dist := uint32(0), uint32(0)
	var marks, commas, cues int32
	switch {
	case i < c.span.Start:
		side, dist = 1, bucket(c.span.Start-i)
		a, b := k+1, c.span.Start-f.para.Start
		marks, commas, cues = c.marks[b]-c.marks[a], c.commas[b]-c.commas[a], c.cues[b]-c.cues[a]
	case i >= c.span.End:
		side, dist = 2, bucket(i-c.span.End)
		a, b := c.span.End-f.para.Start, k
		marks, commas, cues = c.marks[b]-c.marks[a], c.commas[b]-c.commas[a], c.cues[b]-c.cues[a]
	default:
		return append(out, one(257, 1)) // the cue itself
	}
	sent := uint32(min(3, max(-3, d.Tokens[i].Sent-d.Tokens[c.head].Sent)) + 4)
	between := uint32(min(marks, 3))<<4 | uint32(min(cues, 2))<<2 | uint32(min(commas, 3))
	hint, hintP, hintQ := f.hint(k), f.hint(k-1), f.hint(k+1)
	lab, labP := uint32(hint.label()), uint32(hintP.label())
	route, entry, _ := f.route(i)

	out = append(out,
		three(258, side, sent, w.state),
		three(259, side, lab, labP),
		three(260, lab, side, between),
		three(261, lab, side, uint32(min(cues, 2))<<2|c.several),
		two(262, side, between),
		three(265, c.lemma, side, w.state),
		three(267, c.lemma, side, dist),
		three(268, c.class, side, lab),
		three(270, c.class, side, dist),
		two(271, route, entry),
		three(273, route, entry, side<<4|w.state),
		three(274, route, entry, f.words[c.head].kids),
		two(276, w.tag, side),
		three(277, w.tag, dist, side),
		three(278, p.tag, w.tag, side),
		three(279, w.tag, q.tag, side),
		three(282, c.prev.tag, c.next.tag, side<<4|lab),
		three(283, c.prev.form, side, lab),
		three(284, c.next.form, side, lab),
		three(285, c.next.form, side, dist),
		three(287, w.rel, side, lab),
		three(288, w.rel, p.rel, side),
	)
	before, after := f.beside(i)
	out = append(out,
		three(289, before, side, w.state),
		three(290, after, side, w.state),
	)
	l, r := uint32(0), uint32(0)
	if w.left >= 0 {
		l = 1
		if c.span.Has(w.left) {
			l = 2
		}
	}
	if w.right >= 0 {
		r = 1
		if c.span.Has(w.right) {
			r = 2
		}
	}
	out = append(out,
		three(293, l, r, lab),
		three(294, l, r, w.tag),
		three(295, w.who, side, lab),
		three(296, w.who, w.rel, side),
	)
	out = append(out,
		three(299, side, f.words[c.head].cluster, lab),
	)
	m := &f.words[c.head]
	out = append(out,
		three(302, w.name, w.rel, side),
	)
	// who acts and is spoken of in the cue's clause
	have := uint32(0)
	if m.subject >= 0 {
		have |= 1
		if m.subject > c.head {
			have |= 2
		}
		if i > m.subject {
			have |= 4
		}
	}
	if m.clause >= 0 {
		have |= 8
		if m.clause > c.head {
			have |= 16
		}
	}
	out = append(out,
		three(303, have, side<<4|lab, w.tag),
		three(304, have, side<<4|lab, dist),
		three(305, have, w.who, route),
		three(306, p.who, w.who, side<<4|lab),
	)
	// how sure the first model is
	sure := hint.levels()
	out = append(out,
		two(308, sure, side),
		three(309, sure, hintP.levels(), side),
		three(310, sure, hintQ.levels(), side),
		three(311, sure, dist, side),
		three(312, sure, route, entry),
		three(313, sure, c.class, side),
	)
	// how the cue stands in its sentence
	place := side<<4 | uint32(min(commas, 3))
	out = append(out,
		three(317, c.order, place, w.tag),
		three(319, c.order, side<<4|lab, dist),
		three(320, c.order, place, w.state),
	)
	// clauses between, and what may begin one
	verbs := uint32(min(f.verbsTo(i), 3))
	out = append(out,
		three(322, verbs, place, w.tag),
		three(323, verbs, entry, place),
		three(324, w.border, side, lab),
		three(325, w.border, side<<4|verbs, lab),
		three(326, w.border, side<<4|verbs, entry),
		three(327, w.border, side<<4|verbs, c.class),
	)
	// the branch below the route's entry
	rel, lemma := f.branch(i)
	out = append(out,
		three(329, rel, lemma, entry),
	)
	return out
}

// hint is the first model's word on the paragraph's token k.
func (f *Features) hint(k int32) Hint {
	if k < 0 || int(k) >= len(f.cue.hints) {
		return noHint
	}
	return f.cue.hints[k]
}

// route describes the path in the tree from the cue's main word to token i:
// how it goes up from there, by which relation it comes down, and whether i is
// the first word below.
func (f *Features) route(i int32) (up, entry, direct uint32) {
	c := &f.cue
	last := uint32(1)
	h := i
	for n := range 24 {
		for k, a := range c.above {
			if a == h {
				return c.chain[k], last, uint32(min(n, 2))
			}
		}
		last = f.words[h].rel
		if h = f.d.Tokens[h].Head; h < 0 {
			break
		}
	}
	return 0, last, 3
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// SecondSituation is the number of the transition table for the step to token i
// in the second model.
func (f *Features) SecondSituation(i int32) int {
	if i == f.cue.span.Start || i == f.cue.span.End {
		return 0
	}
	return f.Situation(i)
}
