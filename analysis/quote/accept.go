package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// This file decides with the chosen spans whether there is an attribution.

// Choice is what there is to choose for one cue, for the trainer.
type Choice struct {
	Cue                             doc.Span
	Sources                         []doc.Span // candidates
	Contents                        []doc.Span // candidates, each a range of Pieces
	Pieces                          []doc.Span
	SourceFeatures, ContentFeatures [][]uint32 // of each candidate
	// Accept is the features of the attribution that takes these candidates, found
	// right with the probabilities ps and pc. It holds during the visit.
	Accept func(source, content int, ps, pc float32) []uint32
}

// exactWeight is what being right to the last word counts beside being half right.
const exactWeight = 1

// BestSource is the source that is most likely half right or more, by the
// candidates' scores, and how likely that is.
func BestSource(list []doc.Span, scores []float32) (best int, p float32) {
	return expected(len(list), scores, func(i, j int) (both, all int32) {
		a, b := list[i], list[j]
		if a.Empty() && b.Empty() {
			return 1, 1
		}
		both = max(0, min(a.End, b.End)-max(a.Start, b.Start))
		return both, int32(a.Len()+b.Len()) - both
	})
}

// BestContent is the same of contents, each a range of pieces.
func BestContent(pieces, list []doc.Span, scores []float32) (best int, p float32) {
	return expected(len(list), scores, func(i, j int) (both, all int32) {
		return shared(pieces[list[i].Start:list[i].End], pieces[list[j].Start:list[j].End])
	})
}

// expected is the candidate of which it is likeliest that at least half is right,
// where each is right with a probability that its score tells; that it is right to
// the last word counts exactWeight times as much.
func expected(n int, scores []float32, overlap func(i, j int) (both, all int32)) (best int, p float32) {
	top := scores[0]
	for _, s := range scores[:n] {
		top = max(top, s)
	}
	var e, half, value [maxContents]float32
	var sum float32
	for k, s := range scores[:n] {
		e[k] = model.Exp(s - top)
		sum += e[k]
	}
	for i := range n {
		half[i] += e[i]
		value[i] += float32(e[i] * (1 + exactWeight))
		for j := i + 1; j < n; j++ {
			if both, all := overlap(i, j); 2*both >= all {
				half[i] += e[j]
				half[j] += e[i]
				value[i] += e[j]
				value[j] += e[i]
			}
		}
	}
	for k := range n {
		if value[k] > value[best] {
			best = k
		}
	}
	return best, half[best] / sum
}

// likelihood rounds a probability to one of twenty steps.
func likelihood(p float32) uint32 { return uint32(min(1, p) * 19.99) }

// acceptFeatures appends what tells whether the cue with these spans is an attribution.
func (x *finder) acceptFeatures(score float32, ks, kc int, ps, pc float32, out []uint32) []uint32 {
	c, f, d := &x.choose, x.f, x.d
	v := &f.cue
	cue, ls, lc := likelihood(score), likelihood(ps), likelihood(pc)
	source := c.sources[ks]
	r := c.contents[kc]
	pieces := c.pieces[r.Start:r.End]
	var size, inside, firstIn, verbs int32
	quoted := uint32(0)
	before, after := uint32(0), uint32(0)
	for _, p := range pieces {
		size += int32(p.Len())
		inside += c.sum(c.sumC, p)
		for i := p.Start; i < p.End; i++ {
			firstIn += int32(x.content[i-f.para.Start])
			if isFinite(d.Tokens[i].Tag) {
				verbs++
			}
			if f.words[i].state != stateOut {
				quoted = 1
			}
		}
		if p.Start >= v.span.End {
			after = 1
		} else {
			before = 1
		}
	}
	all := c.sumC[len(c.sumC)-1]
	ej := uint32(inside * 10 / max(1, size*255+all-inside))
	firstC := uint32(firstIn * 10 / max(1, size*255))
	firstS := uint32(11)
	if !source.Empty() {
		var sum int32
		for i := source.Start; i < source.End; i++ {
			sum += int32(x.source[i-f.para.Start])
		}
		firstS = uint32(sum * 10 / (255 * int32(source.Len())))
	}
	who := uint32(0)
	if !source.Empty() {
		for i := source.Start; i < source.End; i++ {
			if !source.Has(d.Tokens[i].Head) {
				who = f.words[i].who
				break
			}
		}
	}
	config := before<<1 | after
	m := &f.words[v.head]
	out = append(out,
		one(301, cue),
		one(302, ls),
		one(303, lc),
		two(304, cue, ls>>1),
		two(305, cue, lc>>1),
		three(306, cue>>1, ls>>2, lc>>2),
		one(307, ej),
		two(308, cue>>1, ej),
		two(309, cue>>1, firstC),
		two(310, cue>>1, firstS),
		two(311, firstC, firstS),
		one(312, v.lemma),
		two(313, v.lemma, cue>>2),
		two(314, v.class, cue>>1),
		two(315, v.class, m.tag),
		two(316, m.tag, cue>>1),
		two(317, v.order, cue>>2),
		three(318, v.class, config, min(uint32(verbs), 2)),
		three(319, v.lemma, config, min(uint32(verbs), 2)),
		three(320, quoted, min(uint32(verbs), 2), bucket(size)),
		two(321, who, v.class),
		two(322, who, config),
		three(323, who, min(uint32(verbs), 2), quoted),
		two(324, m.kids, config),
		two(325, m.aux, m.tag),
		two(326, m.rel, m.tag),
		two(327, m.rel, cue>>2),
		two(328, m.cluster, cue>>2),
		two(329, m.class, cue>>2),
		two(330, bucket(int32(v.span.Len())), cue>>2),
	)
	kind := uint32(d.Paragraphs[d.ParagraphOf(v.span.Start)].Kind)
	out = append(out,
		two(331, kind, cue>>2),
		two(332, kind, v.class),
		two(333, m.state, cue>>2),
		two(334, v.several, cue>>2),
		two(335, v.prev.lemma, cue>>2),
		two(336, v.next.lemma, cue>>2),
	)
	head := &f.none
	if h := d.Tokens[v.head].Head; h >= 0 {
		head = &f.words[h]
	}
	out = append(out,
		three(337, m.rel, head.cue, cue>>2),
		two(338, f.at(pieces[0].Start).tag, v.class),
		two(339, f.at(pieces[0].Start).lemma, config),
	)
	return out
}

// Choices visits what there is to choose for each cue that the first model finds,
// and for each given one that it does not, by the two fields alone.
func (m *Model) Choices(d *doc.Document, given []doc.Span, visit func(Choice)) {
	x := &finder{m: m, d: d, f: NewFeatures(d), likely: make([]uint8, len(d.Tokens))}
	for p := range d.Paragraphs {
		span := x.f.Paragraph(int32(p))
		if span.Empty() || d.Paragraphs[p].Kind == doc.ParaAside {
			continue
		}
		x.findCues(span)
		for _, g := range given {
			if span.Contains(g) {
				has := false
				for _, c := range x.cues {
					has = has || c.span.Overlaps(g)
				}
				if !has {
					x.cues = append(x.cues, cueSpan{g, float32(x.likely[g.Start]) / 255})
				}
			}
		}
		if len(x.cues) == 0 {
			continue
		}
		x.f.Hints(x.hints)
		for _, cue := range x.cues {
			x.look(cue.span)
			c := &x.choose
			v := Choice{Cue: cue.span, Sources: slices.Clone(c.sources), Contents: slices.Clone(c.contents), Pieces: slices.Clone(c.pieces)}
			for k := range c.sources {
				v.SourceFeatures = append(v.SourceFeatures, c.sourceFeatures(k, nil))
			}
			for k := range c.contents {
				v.ContentFeatures = append(v.ContentFeatures, c.contentFeatures(k, nil))
			}
			v.Accept = func(ks, kc int, ps, pc float32) []uint32 {
				return x.acceptFeatures(cue.score, ks, kc, ps, pc, nil)
			}
			if len(v.Contents) > 0 {
				visit(v)
			}
		}
	}
}
