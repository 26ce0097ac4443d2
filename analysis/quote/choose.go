package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// This file makes candidates for the content and the source of a cue from the
// second field's posteriors: whole spans, which a linear model ranks by what a
// field of single tokens does not see (both ends at once, the tree's branches,
// marks within, the number of pieces).

// Levels of the posterior, of 255, above which tokens make up a candidate.
var (
	contentLevels = [...]uint8{8, 26, 51, 77, 115, 153, 191, 230}
	sourceLevels  = [...]uint8{8, 20, 38, 77, 128, 200}
)

const (
	maxContents = 16
	maxSources  = 10
	maxPieces   = 4 // of a content whose edges are looked at
)

// chooser holds the candidates of one cue. Its memory is used again.
type chooser struct {
	f               *Features
	w               doc.Span   // the tokens that the second field has looked at
	content, source []uint8    // its posteriors of them, 255 for certain
	sumC, sumS      []int32    // sums of these before each of them
	pieces          []doc.Span // of all contents
	contents        []doc.Span // each a range of pieces, none empty
	sources         []doc.Span // the first one is empty: no source
	inside          []bool     // of each token of w: whether it is in the content at hand
	edges           []int32    // scores of edges, by place and kind, see contentScore
	known           []bool     // which of them are there
	features        []uint32
	score           [8]int32 // room for one score as model.Linear gives it
}

// set takes the second field's posteriors of window w and makes the candidates.
func (c *chooser) set(f *Features, w doc.Span, post []float32) {
	const L = int(SecondLabels)
	n := w.Len()
	c.f, c.w = f, w
	c.content, c.source = grow(c.content, n), grow(c.source, n)
	c.sumC, c.sumS = grow(c.sumC, n+1), grow(c.sumS, n+1)
	c.sumC[0], c.sumS[0] = 0, 0
	for k := range n {
		p := post[k*L:][:L]
		a, b := uint8(255*min(1, p[CueBeginContent]+p[CueInContent])), uint8(255*min(1, p[CueBeginSource]+p[CueInSource]))
		if f.cue.span.Has(w.Start + int32(k)) {
			a, b = 0, 0
		}
		c.content[k], c.source[k] = a, b
		c.sumC[k+1], c.sumS[k+1] = c.sumC[k]+int32(a), c.sumS[k]+int32(b)
	}
	c.makeSources()
	c.makeContents()
	c.inside, c.edges, c.known = grow(c.inside, n), grow(c.edges, edgeKinds*n), grow(c.known, edgeKinds*n)
	clear(c.known)
}

// addSource makes s a candidate, unless it is one or there are enough.
func (c *chooser) addSource(s doc.Span) {
	if len(c.sources) < maxSources && !slices.Contains(c.sources, s) {
		c.sources = append(c.sources, s)
	}
}

// makeSources makes candidates of the runs of tokens above each level, and of
// the cue's subject in the tree.
func (c *chooser) makeSources() {
	c.sources = append(c.sources[:0], doc.Span{})
	for k := len(sourceLevels) - 1; k >= 0; k-- {
		t := sourceLevels[k]
		for i := 0; i < len(c.source); i++ {
			if c.source[i] <= t {
				continue
			}
			e := i + 1
			for e < len(c.source) && c.source[e] > t {
				e++
			}
			s := trimSource(c.f.d, doc.Span{Start: c.w.Start + int32(i), End: c.w.Start + int32(e)})
			if !s.Empty() {
				c.addSource(s)
			}
			i = e
		}
	}
	if h := c.f.words[c.f.cue.head].subject; h >= 0 && c.w.Has(h) && !c.f.cue.span.Has(h) {
		if s := phrase(c.f.d, h); c.w.Contains(s) && !s.Overlaps(c.f.cue.span) {
			c.addSource(s)
		}
	}
}

// keepPieces makes the pieces from the given one on a candidate, unless there is one
// alike or they are none.
func (c *chooser) keepPieces(from int) {
	if len(c.pieces) == from || len(c.contents) == maxContents {
		c.pieces = c.pieces[:from]
		return
	}
	for _, r := range c.contents {
		if slices.Equal(c.pieces[r.Start:r.End], c.pieces[from:]) {
			c.pieces = c.pieces[:from]
			return
		}
	}
	c.contents = append(c.contents, doc.Span{Start: int32(from), End: int32(len(c.pieces))})
}

// makeContents makes candidates of the tokens above each level, and of those of
// them that stand before or after the cue.
func (c *chooser) makeContents() {
	c.pieces, c.contents = c.pieces[:0], c.contents[:0]
	cue := c.f.cue.span
	for _, t := range contentLevels {
		from := len(c.pieces)
		for i := 0; i < len(c.content); i++ {
			if c.content[i] <= t || c.source[i] > c.content[i] {
				continue
			}
			e := i + 1
			for e < len(c.content) && c.content[e] > t && c.source[e] <= c.content[e] {
				e++
			}
			c.pieces = append(c.pieces, doc.Span{Start: c.w.Start + int32(i), End: c.w.Start + int32(e)})
			i = e
		}
		c.keepPieces(from)
	}
	// One side of the cue only.
	for k, n := 0, len(c.contents); k < n; k++ {
		r := c.contents[k]
		for _, after := range [...]bool{false, true} {
			from := len(c.pieces)
			for _, p := range c.pieces[r.Start:r.End] {
				if p.Start >= cue.End == after {
					c.pieces = append(c.pieces, p)
				}
			}
			c.keepPieces(from)
		}
	}
}
