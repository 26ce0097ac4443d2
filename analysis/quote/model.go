package quote

import (
	"slices"
	"sync"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// Model finds attributions (see the package comment). It is safe for concurrent
// use.
type Model struct {
	first, second  *model.CRF
	choose, accept model.Linear // rank spans, and tell whether they are an attribution
}

// How likely tokens must be part of a cue to be looked at; to be all of it, where
// one of a run is that likely; and an attribution to be one. The first was chosen on
// a quarter of train that was held out, the others on dev; lower bounds find more
// that is wrong than right.
const (
	cueLeast  = 0.25
	cueAll    = 0.42
	acceptMin = 0.36
)

// Open views a weight file that build/train/quote has written. It panics when
// the file does not fit the program.
func Open(name, data string) *Model {
	f := model.Open(name, data, Templates)
	return &Model{first: f.CRF("first"), second: f.CRF("second"), choose: f.Linear("choose"), accept: f.Linear("accept")}
}

// Fields is a model of the two fields alone, for [Model.Choices], from which the
// rest is trained.
func Fields(first, second *model.CRF) *Model {
	return &Model{first: first, second: second}
}

// finder is the room in which a document is decoded.
type finder struct {
	m               *Model
	d               *doc.Document
	f               *Features
	lattice         model.Lattice
	features        []uint32
	hints           []Hint
	cues            []cueSpan
	found           []doc.Quote
	likely          []uint8 // of each token: how likely it is part of a cue, 255 for certain
	content, source []uint8 // the same of contents and sources, of the paragraph's tokens
	choose          chooser
}

// cueSpan is a cue that the first model found, with its posterior.
type cueSpan struct {
	span  doc.Span
	score float32
}

// find is the attributions that the models see in the document, with Content,
// Cue, Source and Score only, in the manner of the corpus they were trained on:
// marks are part of the content; and of each token how likely it is part of a cue, 255
// for certain. Cost: the first model once for each token, the second once for each
// token near a cue.
func (m *Model) find(d *doc.Document) ([]doc.Quote, []uint8) {
	x := finders.Get().(*finder)
	x.m, x.d, x.likely = m, d, make([]uint8, len(d.Tokens))
	if x.f == nil {
		x.f = NewFeatures(d)
	} else {
		x.f.prepare(d)
	}
	if len(d.Tokens) >= model.FetchFrom {
		m.first.Fetch()
		m.second.Fetch()
		m.choose.Fetch()
		m.accept.Fetch()
	}
	for p := range d.Paragraphs {
		span := x.f.Paragraph(int32(p))
		if span.Empty() || d.Paragraphs[p].Kind == doc.ParaAside {
			continue
		}
		x.paragraph(span)
	}
	found, likely := x.found, x.likely
	x.d, x.f.d, x.found, x.likely = nil, nil, nil, nil
	finders.Put(x)
	return found, likely
}

// finders keeps the room of one text for the next.
var finders = sync.Pool{New: func() any { return new(finder) }}

func (x *finder) paragraph(para doc.Span) {
	x.findCues(para)
	if len(x.cues) == 0 {
		return
	}
	x.f.Hints(x.hints)
	for _, c := range x.cues {
		x.look(c.span)
		x.decide(c)
	}
}

// findCues runs the first model: hints on the paragraph's tokens, and its cues.
func (x *finder) findCues(para doc.Span) {
	n := para.Len()
	x.lattice.Reset(x.m.first, n)
	for k := range n {
		i := para.Start + int32(k)
		x.features = x.f.First(i, x.features[:0])
		x.lattice.Set(k, x.features, x.f.Situation(i))
	}
	post := x.lattice.Posterior()
	x.hints = grow(x.hints, n)
	x.cues = x.cues[:0]
	Hints(post, x.hints)
	const L = int(FirstLabels)
	x.content, x.source = grow(x.content, n), grow(x.source, n)
	for k := range n {
		p := post[k*L:][:L]
		x.likely[para.Start+int32(k)] = uint8(255 * min(1, p[BeginCue]+p[InCue]))
		x.content[k] = uint8(255 * min(1, p[BeginContent]+p[InContent]))
		x.source[k] = uint8(255 * min(1, p[BeginSource]+p[InSource]))
	}
	for k := 0; k < n; {
		e, top := k, float32(0)
		for e < n && post[e*L+int(BeginCue)]+post[e*L+int(InCue)] > cueLeast {
			top = max(top, post[e*L+int(BeginCue)]+post[e*L+int(InCue)])
			e++
		}
		if e == k {
			k++
			continue
		}
		x.cuesAbove(para, post, k, e, min(float32(top*0.999), cueAll))
		k = e
	}
}

// cuesAbove adds the cues between tokens k and e of the paragraph whose posterior is above t.
func (x *finder) cuesAbove(para doc.Span, post []float32, k, e int, t float32) {
	const L = int(FirstLabels)
	open := false
	for ; k < e; k++ {
		i := para.Start + int32(k)
		p := post[k*L:][:L]
		begin, in := p[BeginCue], p[InCue]
		if begin+in <= t || x.d.Tokens[i].Is(doc.InAside) {
			open = false
			continue
		}
		if last := len(x.cues) - 1; open && begin <= in {
			x.cues[last].span.End = i + 1
			x.cues[last].score = max(x.cues[last].score, begin+in)
			continue
		}
		x.cues = append(x.cues, cueSpan{doc.Span{Start: i, End: i + 1}, begin + in})
		open = true
	}
}

// Hint is what the first model makes of a token: its likeliest label, and how
// likely it is part of a source, a cue and a content, in four levels each.
type Hint uint16

// noHint is that of a token outside of the paragraph: a label that there is not.
const noHint Hint = 7

func (h Hint) label() uint8 { return uint8(h & 7) }

func (h Hint) levels() uint32 { return uint32(h) >> 3 }

// Hints sets out[k] from the first model's posteriors of token k.
func Hints(post []float32, out []Hint) {
	const L = int(FirstLabels)
	for k := range out {
		p := post[k*L:][:L]
		best := 0
		for j, x := range p {
			if x > p[best] {
				best = j
			}
		}
		out[k] = Hint(best) | level(p[BeginSource]+p[InSource])<<3 | level(p[BeginCue]+p[InCue])<<5 | level(p[BeginContent]+p[InContent])<<7
	}
}

// level rounds a probability to one of four steps.
func level(p float32) Hint {
	switch {
	case p < 0.05:
		return 0
	case p < 0.25:
		return 1
	case p < 0.6:
		return 2
	}
	return 3
}

// look runs the second model for one cue and makes the candidates for its spans.
func (x *finder) look(cue doc.Span) {
	w := x.f.Cue(cue)
	n := w.Len()
	x.lattice.Reset(x.m.second, n)
	for k := range n {
		i := w.Start + int32(k)
		x.features = x.f.Second(i, x.features[:0])
		x.lattice.Set(k, x.features, x.f.SecondSituation(i))
	}
	x.choose.set(x.f, w, x.lattice.Posterior())
}

// decide chooses the spans of a cue and whether it is one.
func (x *finder) decide(c cueSpan) {
	h := &x.choose
	if len(h.contents) == 0 {
		return
	}
	var scores [maxContents]float32
	for k := range h.sources {
		h.features = h.sourceFeatures(k, h.features[:0])
		x.m.choose.Score(h.features, h.score[:])
		scores[k] = float32(float32(h.score[0]) * x.m.choose.Scale)
	}
	source, ps := BestSource(h.sources, scores[:])
	for k := range h.contents {
		scores[k] = float32(float32(h.contentScore(&x.m.choose, k)) * x.m.choose.Scale)
	}
	content, pc := BestContent(h.pieces, h.contents, scores[:])
	h.features = x.acceptFeatures(c.score, source, content, ps, pc, h.features[:0])
	x.m.accept.Score(h.features, h.score[:])
	p := 1 / (1 + model.Exp(float32(-float32(h.score[0])*x.m.accept.Scale)))
	if p < acceptMin {
		return
	}
	q := doc.Quote{Cue: c.span, Score: p, Source: h.sources[source]}
	r := h.contents[content]
	for _, s := range h.pieces[r.Start:r.End] {
		if !s.Overlaps(q.Source) {
			q.Content = append(q.Content, s)
			continue
		}
		if s.Start < q.Source.Start {
			q.Content = append(q.Content, doc.Span{Start: s.Start, End: q.Source.Start})
		}
		if q.Source.End < s.End {
			q.Content = append(q.Content, doc.Span{Start: q.Source.End, End: s.End})
		}
	}
	x.plausible(&q)
	if len(q.Content) > 0 {
		x.found = append(x.found, q)
	}
}

// plausible corrects what no reader takes for content: the subject that follows
// its verb of speech, a participle after the closing mark, somebody written to,
// a pronoun alone.
func (x *finder) plausible(q *doc.Quote) {
	d := x.d
	for k := range q.Content {
		s := &q.Content[k]
		if s.Start == q.Cue.End && k > 0 && q.Content[k-1].End <= q.Cue.Start && !d.Tokens[s.Start].Is(doc.Quoted) &&
			d.Tokens[q.Cue.End-1].Tag != doc.TagVBN {
			x.inverted(q, s, q.Content[k-1])
		}
		for i := s.Start; i+1 < s.End; i++ {
			if x.f.words[i].state == stateClose && d.Tokens[i+1].Tag == doc.TagVBG && d.Marks[x.f.mark[i]].Open >= s.Start {
				s.End = i + 1
			}
		}
		if n := q.Cue.End - 2; s.Start == q.Cue.End && n > q.Cue.Start && d.Lower(n+1) == "to" && d.Tokens[n].Tag <= doc.TagNNS && !hasVerb(d, *s) {
			s.End = s.Start // "wrote in a note to clients"
		}
		for !s.Empty() && d.Tokens[s.Start].Tag == doc.TagComma {
			s.Start++
		}
		if n := s.Len(); (n == 1 || n == 2 && isPunct(d, s.Start+1)) && d.Tokens[s.Start].Tag == doc.TagPRP && !d.Tokens[s.Start].Is(doc.Quoted) {
			s.End = s.Start
		}
	}
	q.Content = slices.DeleteFunc(q.Content, doc.Span.Empty)
}

// inverted makes what follows the cue its source where content stands before it:
// "…, say two inspectors who were there", "Roof: ‘…’, says worker".
func (x *finder) inverted(q *doc.Quote, s *doc.Span, before doc.Span) {
	d := x.d
	w := &x.f.words[x.f.cue.head]
	switch {
	case q.Source.Empty():
		n := w.subject
		if n < q.Cue.End {
			n = w.object
		}
		if n < s.Start || n >= s.End {
			return
		}
		e := n + 1
		for e < s.End && x.below(e, n) && (d.Tokens[e].Tag != doc.TagCC || d.Text(e-1) != ",") {
			e++
		}
		if e < s.End && (d.Tokens[e].Tag == doc.TagWP || d.Tokens[e].Tag == doc.TagWDT) { // a relative clause that the tree hangs elsewhere
			for e < s.End && d.Tokens[e].Tag != doc.TagComma {
				e++
			}
		}
		if d.Text(e-1) == "," {
			e--
		}
		q.Source = doc.Span{Start: s.Start, End: e}
	case before.Start >= q.Source.End && s.Len() < 12 && !hasVerb(d, *s):
		q.Source = *s
	default:
		return
	}
	s.End = s.Start
}

// below reports whether token i hangs below token h in the tree.
func (x *finder) below(i, h int32) bool {
	for n := 0; n < 24 && i >= 0; n++ {
		if i == h {
			return true
		}
		i = x.d.Tokens[i].Head
	}
	return false
}
