package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// This file settles what several attributions say of the same words.

// agree settles what two attributions of the models say of the same words: of
// two cues with different sources the nearer one is the speaker's, and the
// other source reports it on ("X said, Y reported"); where one lies within the
// content of the other, that other source reports it on as well.
func (x *writer) agree() {
	for i := range x.quotes {
		p := &x.quotes[i]
		for j := max(0, i-3); j < min(len(x.quotes), i+4); j++ {
			if j != i {
				x.share(p, &x.quotes[j])
			}
		}
	}
	for i := range x.quotes {
		p := &x.quotes[i]
		for j := i + 1; j < len(x.quotes) && j < i+6; j++ {
			q := &x.quotes[j]
			if len(p.Content) == 0 || len(q.Content) == 0 || x.d.ParagraphOf(p.Cue.Start) != x.d.ParagraphOf(q.Cue.Start) {
				continue
			}
			if x.rereads(p, q) { // "according to his notes, S": the notes are no second report
				q.Content = nil
				continue
			}
			if x.rereads(q, p) {
				p.Content = nil
				break
			}
			if p.Source == q.Source {
				x.coordinate(p, q)
				x.coordinate(q, p)
				continue
			}
			switch {
			case overlapsAny(p.Content, q.Cue) && !q.Source.Empty() && overlapsAny(p.Content, q.Source):
				x.within(q, p)
			case overlapsAny(q.Content, p.Cue) && !p.Source.Empty() && overlapsAny(q.Content, p.Source):
				x.within(p, q)
			case alike(p.Content, q.Content):
				near, far := p, q
				if distance(q) < distance(p) {
					near, far = q, p
				}
				if !far.Source.Empty() && near.Relay.Empty() && !far.Source.Overlaps(near.Source) {
					near.Relay = far.Source
				}
				far.Content = nil
			}
		}
	}
	x.quotes = slices.DeleteFunc(x.quotes, func(q doc.Quote) bool { return len(q.Content) == 0 })
	clear(x.cues)
	x.index()
}

// rereads reports whether q takes for its cue a noun of the source of p, which
// "according to" introduces.
func (x *writer) rereads(p, q *doc.Quote) bool {
	d := x.d
	return q.Cue.Len() == 1 && d.Tokens[q.Cue.Start].Tag <= doc.TagNNS && p.Source.Contains(q.Cue) && d.Lower(p.Cue.Start) == "according"
}

// share takes from p the pieces that q has as well and that stand nearer to q's cue.
func (x *writer) share(p, q *doc.Quote) {
	if q.Cue.Empty() || p.Cue.Empty() {
		return
	}
	if at := x.d.Tokens[q.Cue.Start].Sent; at > x.d.Tokens[p.Cue.Start].Sent && len(p.Content) > 0 { // what follows the next attribution is not this one's
		p.Content = slices.DeleteFunc(p.Content, func(s doc.Span) bool {
			return s.Start >= q.Cue.End && x.d.Tokens[s.Start].Sent >= at && len(q.Content) > 0
		})
	}
	for _, s := range q.Content {
		sent := x.d.Tokens[s.End-1].Sent
		near := sent == x.d.Tokens[q.Cue.Start].Sent
		if near && sent != x.d.Tokens[p.Cue.Start].Sent || len(p.Content) > 1 && len(q.Content) == 1 &&
			max(q.Cue.Start-s.End, s.Start-q.Cue.End) < max(p.Cue.Start-s.End, s.Start-p.Cue.End) {
			p.Content = slices.DeleteFunc(p.Content, func(t doc.Span) bool { return t == s })
		}
	}
}

// coordinate cuts the content of p before the cue of q, which has the same
// subject and a conjunction before it: "wants a bridge and hopes that …".
func (x *writer) coordinate(p, q *doc.Quote) {
	at := q.Cue.Start - 1
	if at <= p.Cue.End || x.d.Tokens[at].Tag != doc.TagCC || p.Source.Empty() {
		return
	}
	for k := range p.Content {
		if s := &p.Content[k]; s.Has(at) && s.Start >= p.Cue.End {
			*s = trimContent(x.d, doc.Span{Start: s.Start, End: at})
			p.Content = slices.DeleteFunc(p.Content[:k+1], doc.Span.Empty)
			return
		}
	}
}

// within notes that outer reports inner, and drops outer where it hardly says
// more than that inner was said.
func (x *writer) within(inner, outer *doc.Quote) {
	if inner.Relay.Empty() && outer.Rule != "cue-noun" && inner.Rule != "cue-noun" && !thinks(x.d, outer.Cue) {
		inner.Relay = outer.Source
	}
	if !isMark(x.d.Text(inner.Content[0].Start-min(1, inner.Content[0].Start))) && inner.Cue.Start < inner.Content[len(inner.Content)-1].End {
		return
	}
	more := 0
	for _, s := range outer.Content {
		for i := s.Start; i < s.End; i++ {
			if !isPunct(x.d, i) && !inner.Cue.Has(i) && !inner.Source.Has(i) && !overlapsAny(inner.Content, doc.Span{Start: i, End: i + 1}) {
				more++
			}
		}
	}
	if more <= 2 {
		outer.Content = nil
	}
}

// alike reports whether two contents share four fifths of their tokens.
func alike(a, b []doc.Span) bool {
	both, all := shared(a, b)
	return 5*both >= 4*all
}

// shared is how many tokens two contents share, and how many they have together.
func shared(a, b []doc.Span) (both, all int32) {
	for _, s := range a {
		all += int32(s.Len())
		for _, t := range b {
			both += max(0, min(s.End, t.End)-max(s.Start, t.Start))
		}
	}
	for _, t := range b {
		all += int32(t.Len())
	}
	return both, all - both
}

// distance is the number of tokens between a quote's cue and its content.
func distance(q *doc.Quote) int32 {
	best := int32(1 << 30)
	for _, s := range q.Content {
		best = min(best, max(0, s.Start-q.Cue.End, q.Cue.Start-s.End))
	}
	return best
}
