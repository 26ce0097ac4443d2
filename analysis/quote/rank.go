package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// This file tells what the candidates for a cue's content and source are like.

// levelOf rounds a posterior to one of ten steps.
func levelOf(p uint8) uint32 {
	switch {
	case p < 5:
		return 0
	case p < 13:
		return 1
	case p < 38:
		return 2
	case p < 77:
		return 3
	case p < 128:
		return 4
	case p < 178:
		return 5
	case p < 217:
		return 6
	case p < 242:
		return 7
	case p < 251:
		return 8
	}
	return 9
}

// at is token i's posterior, 0 outside of the window.
func (c *chooser) at(p []uint8, i int32) uint8 {
	if k := i - c.w.Start; k >= 0 && int(k) < len(p) {
		return p[k]
	}
	return 0
}

// sum is that of the posteriors in s.
func (c *chooser) sum(p []int32, s doc.Span) int32 { return p[s.End-c.w.Start] - p[s.Start-c.w.Start] }

// contentFeatures appends the features of content k: those of the whole and of
// its edges.
func (c *chooser) contentFeatures(k int, out []uint32) []uint32 {
	out = c.wholeFeatures(k, out)
	r := c.contents[k]
	pieces := c.pieces[r.Start:r.End]
	for n := range pieces[:min(len(pieces), maxPieces)] {
		out = c.edgeFeatures(endEdge(pieces, n), c.edgeFeatures(startEdge(pieces, n), out))
	}
	return out
}

// contentScore is the sum of the weights of content k's features. Edges are
// scored once for all contents that share them.
func (c *chooser) contentScore(m *model.Linear, k int) int32 {
	c.features = c.wholeFeatures(k, c.features[:0])
	m.Score(c.features, c.score[:])
	sum := c.score[0]
	r := c.contents[k]
	pieces := c.pieces[r.Start:r.End]
	for n := range pieces[:min(len(pieces), maxPieces)] {
		for _, e := range [...]edge{startEdge(pieces, n), endEdge(pieces, n)} {
			at := int(e.i-c.w.Start)*edgeKinds + int(e.kind)
			if !c.known[at] {
				c.features = c.edgeFeatures(e, c.features[:0])
				m.Score(c.features, c.score[:])
				c.edges[at], c.known[at] = c.score[0], true
			}
			sum += c.edges[at]
		}
	}
	return sum
}

// edge is one end of a piece: token i inside, token o outside.
type edge struct {
	kind uint32
	o, i int32
}

// Kinds of edges: whether a piece starts there, and whether it is the first or
// last one of its content.
const (
	edgeStart = 1 << iota
	edgeOuter
	edgeKinds
)

func startEdge(pieces []doc.Span, n int) edge {
	e := edge{edgeStart, pieces[n].Start - 1, pieces[n].Start}
	if n == 0 {
		e.kind |= edgeOuter
	}
	return e
}

func endEdge(pieces []doc.Span, n int) edge {
	e := edge{0, pieces[n].End, pieces[n].End - 1}
	if n == len(pieces)-1 {
		e.kind |= edgeOuter
	}
	return e
}

// wholeFeatures appends the features of content k as a whole.
func (c *chooser) wholeFeatures(k int, out []uint32) []uint32 {
	f, d := c.f, c.f.d
	v := &f.cue
	cue := v.span
	r := c.contents[k]
	pieces := c.pieces[r.Start:r.End]
	var size, inside, verbs, before, after, cross int32
	for _, p := range pieces {
		size += int32(p.Len())
		inside += c.sum(c.sumC, p)
		if p.Start >= cue.End {
			after = 1
		} else {
			before = 1
		}
	}
	first, last := pieces[0], pieces[len(pieces)-1]
	all := c.sumC[len(c.sumC)-1]
	clear(c.inside)
	for _, p := range pieces {
		for i := p.Start; i < p.End; i++ {
			c.inside[i-c.w.Start] = true
		}
	}
	in := func(i int32) bool {
		k := i - c.w.Start
		return k >= 0 && int(k) < len(c.inside) && c.inside[k]
	}
	marks, quoted := int32(0), uint32(0)
	head := int32(-1)
	for _, p := range pieces {
		for i := p.Start; i < p.End; i++ {
			t := &d.Tokens[i]
			if isFinite(t.Tag) {
				verbs++
			}
			if !in(t.Head) {
				if !isPunct(d, i) {
					cross++
					if head < 0 {
						head = i
					}
				}
			}
			switch f.words[i].state {
			case stateOpen:
				marks++
				quoted |= 1
			case stateClose:
				marks--
				quoted |= 1
			case stateOut:
				quoted |= 4
			default:
				quoted |= 2
			}
		}
	}
	// Tokens outside that hang below a token inside.
	left := int32(0)
	for i := c.w.Start; i < c.w.End; i++ {
		if !in(i) && in(d.Tokens[i].Head) && !cue.Has(i) && !isPunct(d, i) {
			left++
		}
	}
	config := uint32(min(len(pieces), 4))<<2 | uint32(before)<<1 | uint32(after)
	ej := uint32(inside * 20 / max(1, size*255+all-inside))
	out = append(out,
		one(1, ej),
		two(2, ej, v.class),
		two(3, ej, config),
		one(4, config),
		two(5, config, v.lemma),
		two(6, config, v.class),
		two(7, config, v.order),
		two(8, config, f.words[v.head].kids),
		two(9, bucket(size), config&3),
		two(10, bucket(size), v.class),
		two(11, bucket(size), v.lemma),
		two(12, uint32(min(verbs, 3)), v.lemma),
		two(13, uint32(min(verbs, 3)), v.class),
		three(14, uint32(min(verbs, 3)), bucket(size), config),
		two(15, uint32(min(cross, 4)), uint32(min(len(pieces), 3))),
		two(16, uint32(min(left, 4)), uint32(min(len(pieces), 3))),
		three(17, uint32(min(cross, 4)), uint32(min(left, 4)), config),
	)
	if head >= 0 {
		route, entry, direct := f.route(head)
		out = append(out,
			three(18, route, entry, direct),
			three(19, route, entry, v.class),
			two(20, f.words[head].tag, config),
			three(21, f.words[head].tag, f.words[head].kids&(kidSubject|kidTo|kidThat|kidCopula), v.class),
		)
	}
	out = append(out,
		two(22, uint32(marks+8), quoted),
		three(23, uint32(marks+8), quoted, config),
		two(24, bucket((all-inside)/255), config),
		two(25, bucket((size*255-inside)/128), config),
	)
	// clause
	match := uint32(0)
	m := &f.words[v.head]
	if m.clause >= 0 {
		match = 1
		if in(m.clause) {
			match = 2
			if in(f.first[m.clause]) && !in(f.first[m.clause]-1) {
				match = 3
			}
		}
	}
	out = append(out,
		two(26, match, config),
		two(27, match, v.class),
	)
	sub := uint32(0)
	if m.subject >= 0 {
		sub = 1
		if in(m.subject) {
			sub = 2
		}
	}
	obj := uint32(0)
	if m.object >= 0 {
		obj = 1
		if in(m.object) {
			obj = 2
		}
	}
	out = append(out,
		three(28, sub, obj, v.class),
		three(29, sub, obj, v.lemma),
	)
	// other cues within
	cues := int32(0)
	for _, p := range pieces {
		cues += v.cues[p.End-f.para.Start] - v.cues[p.Start-f.para.Start]
	}
	out = append(out,
		two(30, uint32(min(cues, 3)), config),
		three(31, uint32(min(cues, 3)), v.several, v.class),
	)
	// sentences
	place := uint32(0)
	if first.Start == d.SentenceOf(first.Start).Start {
		place |= 1
	}
	if e := d.SentenceOf(last.End - 1).End; last.End >= e-1 {
		place |= 2
		if last.End == e {
			place |= 4
		}
	}
	sents := uint32(min(d.Tokens[last.End-1].Sent-d.Tokens[first.Start].Sent, 3))
	out = append(out,
		three(32, place, sents, config),
		three(33, place, v.order, config),
		three(34, place, v.lemma, config),
	)
	// gap to the cue
	gap := uint32(0)
	if first.Start >= cue.End {
		gap = 1 + bucket(first.Start-cue.End)
	} else if last.End <= cue.Start {
		gap = 20 + bucket(cue.Start-last.End)
	}
	out = append(out,
		two(35, gap, v.class),
		two(36, gap, v.order),
		two(37, gap, v.lemma),
	)
	return out
}

// edgeFeatures appends what stands at an edge.
func (c *chooser) edgeFeatures(e edge, out []uint32) []uint32 {
	kind, o, i := e.kind, e.o, e.i
	f := c.f
	v := &f.cue
	side := uint32(0)
	if i >= v.span.End {
		side = 1
	}
	kind |= side << 2
	a, b := f.at(o), f.at(i)
	where := uint32(0) // what the token outside is
	switch {
	case v.span.Has(o):
		where = 1
	case c.at(c.source, o) > 128:
		where = 2
	case o < f.para.Start || o >= f.para.End:
		where = 3
	case c.f.d.Tokens[o].Sent != c.f.d.Tokens[i].Sent:
		where = 4
	}
	lo, li := levelOf(c.at(c.content, o)), levelOf(c.at(c.content, i))
	out = append(out,
		three(61, kind, lo, li),
		three(62, kind, lo, where),
		three(63, kind, a.tag, b.tag),
		three(64, kind, a.tag, where),
		three(65, kind, a.lemma, where),
		three(66, kind, b.lemma, where),
		three(67, kind, a.state, b.state),
		three(68, kind, b.tag, v.class),
		three(69, kind, a.border, b.tag),
		three(70, kind, b.border, a.tag),
		three(71, kind, b.rel, where),
		three(72, kind, a.rel, where),
		three(73, kind, a.tag, v.lemma),
		three(74, kind, b.tag, v.lemma),
		three(75, kind, where, v.order),
	)
	return out
}

// sourceFeatures appends the features of candidate k.
func (c *chooser) sourceFeatures(k int, out []uint32) []uint32 {
	f, d := c.f, c.f.d
	v := &f.cue
	p := c.sources[k]
	m := &f.words[v.head]
	have := uint32(0)
	if m.subject >= 0 {
		have = 1
		if m.subject > v.head {
			have = 2
		}
	}
	if p.Empty() {
		out = append(out,
			one(201, 1),
			one(202, v.lemma),
			one(203, v.class),
			one(204, v.order),
			two(205, have, v.class),
			two(206, m.tag, m.kids),
			two(207, m.tag, m.rel),
			two(208, m.rel, have),
			two(209, v.prev.tag, v.next.tag),
			two(210, v.lemma, have),
		)
		top := uint8(0)
		for _, x := range c.source {
			top = max(top, x)
		}
		out = append(out,
			two(211, levelOf(top), 1),
			two(212, levelOf(top), v.class),
		)
		return out
	}
	side := uint32(0)
	if p.Start >= v.span.End {
		side = 1
	}
	top, low := uint8(0), uint8(255)
	head := int32(-1)
	verb, wh, comma := uint32(0), uint32(0), uint32(0)
	cross := int32(0)
	for i := p.Start; i < p.End; i++ {
		top, low = max(top, c.at(c.source, i)), min(low, c.at(c.source, i))
		t := &d.Tokens[i]
		if !p.Has(t.Head) && !isPunct(d, i) {
			cross++
			if head < 0 {
				head = i
			}
		}
		switch {
		case isFinite(t.Tag):
			verb = 1
		case t.Tag == doc.TagWP || t.Tag == doc.TagWDT:
			wh = 1
		case t.Tag == doc.TagComma:
			comma = 1
		}
	}
	size := bucket(int32(p.Len()))
	inside, all := c.sum(c.sumS, p), c.sumS[len(c.sumS)-1]
	ej := uint32(inside * 20 / max(1, int32(p.Len())*255+all-inside))
	dist := uint32(0)
	if side == 1 {
		dist = bucket(p.Start - v.span.End)
	} else {
		dist = bucket(v.span.Start - p.End)
	}
	out = append(out,
		one(213, ej),
		two(214, levelOf(top), levelOf(low)),
		two(215, levelOf(top), ej),
		two(216, size, side),
		two(217, size, ej),
		two(218, dist, side),
		three(219, dist, side, v.class),
		three(220, side, v.order, dist),
		two(221, side, v.lemma),
		three(222, verb<<2|wh<<1|comma, size, side),
		three(223, verb<<2|wh<<1|comma, f.at(p.End).tag, side),
		two(224, uint32(min(cross, 4)), size),
	)
	if head < 0 {
		head = p.Start
	}
	route, entry, direct := f.route(head)
	out = append(out,
		three(225, route, entry, direct),
		three(226, route, entry, v.class),
		two(227, f.words[head].who, side),
		three(228, f.words[head].who, route, entry),
		two(229, f.words[head].tag, side),
		two(230, f.words[head].class, side),
		two(231, f.words[head].rel, side),
	)
	part := uint32(0)
	if m.subject >= 0 {
		part = 1
		if p.Has(m.subject) {
			part = 2
			if m.subject == head {
				part = 3
			}
		}
	}
	out = append(out,
		two(232, part, side),
		three(233, part, v.class, side),
		three(234, part, m.tag, side),
	)
	a, b := f.at(p.Start-1), f.at(p.End)
	x, y := f.at(p.Start), f.at(p.End-1)
	out = append(out,
		three(235, levelOf(c.at(c.source, p.Start-1)), levelOf(c.at(c.source, p.Start)), 0),
		three(236, levelOf(c.at(c.source, p.End)), levelOf(c.at(c.source, p.End-1)), 0),
		three(237, a.tag, x.tag, side),
		three(238, y.tag, b.tag, side),
		two(239, a.lemma, side),
		two(240, b.lemma, side),
		two(241, x.lemma, side),
		two(242, y.lemma, side),
		two(243, a.tag, b.tag),
		three(244, a.state, b.state, x.state),
		two(245, x.state, side),
	)
	return out
}
