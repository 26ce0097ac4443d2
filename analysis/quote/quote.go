// Package quote finds quotes: their marks, cues, sources and content.
//
// Three layers, each with rules of its own:
//
//   - marks (mark.go) pairs the quotation marks;
//   - the models find attributions as PolNeAR annotates them: a chain field over
//     each paragraph finds cues (model.go, features.go), a second one tells of each
//     token near a cue whether it is source or content (second.go, order.go; both
//     after Newell, Margolin and Ruths, LREC 2018), a linear model ranks the spans
//     that this allows (choose.go, rank.go), and another one decides whether cue,
//     source and content together are an attribution (accept.go). See
//     build/train/README.md;
//   - layout and contract (layout.go, contract.go) attribute what stands in
//     marks and has no cue (signatures, transcripts, quotes that go on), bring
//     the spans to the form that the result promises, and settle what
//     contradicts.
package quote

import (
	_ "embed"
	"slices"
	"sync"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// The weights are made by build/train/quote.
//
//go:embed quote.model
var weights string

var (
	loaded     *Model
	loadedOnce sync.Once
)

// Attribute reads everything up to Marks; sets Quotes but for what the speaker
// stage sets. Each quote has a Rule, the name of what decided it (whyQuote in
// package analysis has the names in plain words), and a Score: how likely the
// models take the attribution for right, or what the rule is worth. Time is about linear.
func Attribute(d *doc.Document) {
	loadedOnce.Do(func() { loaded = Open("quote.model", weights) })
	x := writer{d: d, owner: make([]int32, len(d.Marks)), cues: make([]int32, len(d.Tokens))}
	d.Quotes = d.Quotes[:0]
	var found []doc.Quote
	found, x.likely = loaded.find(d)
	for _, q := range found {
		if x.contract(&q) {
			x.quotes = append(x.quotes, q)
		}
	}
	x.index()
	x.tails()
	x.recover()
	x.agree()
	x.finish()
	x.layout()
	x.joined()
	for i := range x.quotes {
		q := &x.quotes[i]
		q.Content = slices.DeleteFunc(q.Content, doc.Span.Empty)
	}
	x.settle()
	for i := range x.quotes {
		x.describe(&x.quotes[i])
	}
	d.Quotes = x.quotes
}

// writer is a document's quotes in the making.
type writer struct {
	d        *doc.Document
	quotes   []doc.Quote
	owner    []int32 // of each mark: the quote that holds most of it, else -1
	likely   []uint8 // of each token: how likely the first model takes it for a cue, 255 for certain
	searched int     // headings that excerpt has looked for
	cues     []int32 // of each token: the quote whose cue it is part of, counted from 1; 0 for none
}

// index notes of each token the quote whose cue it is part of.
func (x *writer) index() {
	for i := range x.quotes {
		for c := x.quotes[i].Cue; c.Start < c.End; c.Start++ {
			x.cues[c.Start] = int32(i) + 1
		}
	}
}

// settle orders the quotes by their content, joins Follows to the new order,
// and cuts what would cross: where two contents overlap without one holding the
// other, the less certain one gives way.
func (x *writer) settle() {
	keep := make([]bool, len(x.quotes))
	for i := range x.quotes {
		keep[i] = len(x.quotes[i].Content) > 0
	}
	order := make([]int32, 0, len(x.quotes))
	for i := range x.quotes {
		if keep[i] {
			order = append(order, int32(i))
		}
	}
	byStart := func(a, b int32) int {
		p, q := &x.quotes[a], &x.quotes[b]
		if len(p.Content) == 0 || len(q.Content) == 0 {
			return len(q.Content) - len(p.Content)
		}
		if p.Content[0].Start != q.Content[0].Start {
			return int(p.Content[0].Start - q.Content[0].Start)
		}
		if e, f := p.Content[len(p.Content)-1].End, q.Content[len(q.Content)-1].End; e != f {
			return int(f - e)
		}
		return int(a - b)
	}
	slices.SortFunc(order, byStart)
	// Cutting one quote can bring it across a third: the second round drops.
	for round := range 2 {
		x.apart(order, round > 0)
		slices.SortFunc(order, byStart)
	}
	order = slices.DeleteFunc(order, func(i int32) bool { return len(x.quotes[i].Content) == 0 })
	slices.SortFunc(order, byStart)
	place := make([]int32, len(x.quotes))
	for i := range place {
		place[i] = doc.None
	}
	out := make([]doc.Quote, len(order))
	for k, i := range order {
		place[i] = int32(k)
		out[k] = x.quotes[i]
	}
	for k := range out {
		if f := out[k].Follows; f >= 0 {
			out[k].Follows = doc.QuoteID(place[f])
		}
	}
	x.quotes = out
}

// apart makes the quotes, which are ordered by their start, nest or lie apart.
// Each is compared with those before it that reach beyond its start: few.
func (x *writer) apart(order []int32, drop bool) {
	var open []int32
	for _, i := range order {
		q := &x.quotes[i]
		if len(q.Content) == 0 {
			continue
		}
		n := 0
		for _, j := range open {
			p := &x.quotes[j]
			if len(p.Content) == 0 || p.Content[len(p.Content)-1].End <= q.Content[0].Start {
				continue
			}
			open[n] = j
			n++
			partly(p, q)
			partly(q, p)
			if len(p.Content) > 0 && len(q.Content) > 0 && (!drop || crosses(p, q)) {
				x.uncross(p, q, drop)
			}
			if len(q.Content) == 0 {
				break
			}
		}
		open = open[:n]
		if len(q.Content) > 0 && len(open) < 16 {
			open = append(open, i)
		} else {
			q.Content = nil // deeper than any text nests
		}
	}
}

// partly takes from p the pieces that lie within q where others of p do not.
func partly(p, q *doc.Quote) {
	in := 0
	for _, s := range p.Content {
		if slices.ContainsFunc(q.Content, func(t doc.Span) bool { return t.Contains(s) && t != s }) {
			in++
		}
	}
	if in > 0 && in < len(p.Content) {
		p.Content = slices.DeleteFunc(p.Content, func(s doc.Span) bool {
			return slices.ContainsFunc(q.Content, func(t doc.Span) bool { return t.Contains(s) && t != s })
		})
	}
}

// crosses reports whether two pieces overlap without one holding the other.
func crosses(p, q *doc.Quote) bool {
	for _, s := range p.Content {
		for _, t := range q.Content {
			if s.Overlaps(t) && !s.Contains(t) && !t.Contains(s) {
				return true
			}
		}
	}
	return false
}

// uncross makes two quotes nest or lie apart.
func (x *writer) uncross(p, q *doc.Quote, drop bool) {
	weak, strong := q, p
	if p.Score < q.Score {
		weak, strong = p, q
	}
	if drop || sameSpans(p.Content, q.Content) {
		weak.Content = nil
		return
	}
	var out []doc.Span
	for _, s := range weak.Content {
		for _, t := range strong.Content {
			if !s.Overlaps(t) || s.Contains(t) || t.Contains(s) {
				continue
			}
			if s.Start < t.Start {
				s.End = t.Start
			} else {
				s.Start = t.End
			}
		}
		if s = trimContent(x.d, s); !s.Empty() {
			out = append(out, s)
		}
	}
	weak.Content = out
}

func sameSpans(a, b []doc.Span) bool { return slices.Equal(a, b) }

// describe sets the quote's kind from where the marks stand, and its act from
// its cue.
func (x *writer) describe(q *doc.Quote) {
	d := x.d
	inside, outside := 0, 0
	for _, s := range q.Content {
		for i := s.Start; i < s.End; i++ {
			if isPunct(d, i) {
				continue
			}
			if d.Tokens[i].Is(doc.Quoted) {
				inside++
			} else {
				outside++
			}
		}
	}
	switch {
	case inside == 0:
		q.Kind = doc.Indirect
	case outside == 0 || 12*outside < inside && len(q.Content) > 1 && !leads(d, q.Content[0]):
		q.Kind = doc.Direct
	default:
		q.Kind = doc.Mixed
	}
	q.Thought = q.Kind != doc.Direct && thinks(d, q.Cue) && !document(d, q.Source)
	q.Speaker, q.Via = doc.None, doc.None
}

// leads reports whether a piece begins with words of the article's own before its marks.
func leads(d *doc.Document, s doc.Span) bool {
	return s.Len() > 3 && !d.Tokens[s.Start].Is(doc.Quoted) && d.Tokens[s.End-1].Is(doc.Quoted)
}

// document reports whether a source is a text or the like, which finds and
// estimates but has no thoughts.
func document(d *doc.Document, s doc.Span) bool {
	for i := s.Start; i < min(s.End, s.Start+8) && d.Tokens[i].Tag != doc.TagIN; i++ {
		switch d.Tokens[i].Lemma {
		case "study", "report", "survey", "poll", "inquiry", "analysis", "paper", "review", "audit":
			return i+1 == s.End || d.Tokens[i+1].Tag > doc.TagNNPS
		}
	}
	return false
}

// Checksum is a checksum of the stage's weights, for the engine's version.
func Checksum() uint32 { return model.Sum(weights) }
