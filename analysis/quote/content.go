package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// This file brings contents to the form of the result.

// content trims the pieces, snaps those that are about one pair of marks to
// what stands between them, and leaves out what is in an aside.
func (x *writer) content(q *doc.Quote) {
	d := x.d
	var out []doc.Span
	for _, s := range q.Content {
		if d.Tokens[s.Start].Is(doc.InAside) {
			continue
		}
		s = x.wholeWords(x.tail(x.snap(s, q)), q)
		if x.others(s, q) || s.Len() == 1 && (d.Tokens[s.Start].Tag == doc.TagWP || d.Tokens[s.Start].Tag == doc.TagWDT) {
			continue
		}
		if s = trimContent(d, s); !s.Empty() {
			if e := s.End; int(e) < len(d.Tokens) && (d.Text(e) == "?" || d.Text(e) == "!") && d.Tokens[e].Sent == d.Tokens[e-1].Sent && !d.Tokens[e].Is(doc.Quoted) {
				s.End++
			}
			if n := len(out); n > 0 && out[n-1].Overlaps(s) {
				out[n-1].End = max(out[n-1].End, s.End)
				continue
			}
			out = append(out, s)
		}
	}
	q.Content = dropAsides(d, q.Cue, out)
}

// tail cuts what follows the closing mark of a piece that is a quote up to
// there: “…,” highlighting the mood.
func (x *writer) tail(s doc.Span) doc.Span {
	d := x.d
	k := markAt(d, s.Start)
	if k < 0 {
		return s
	}
	m := &d.Marks[k]
	if m.Depth > 0 || m.Close < 0 || s.Start < m.Open || s.Start > m.Inner.Start || m.Inner.Len() < 3 || m.Close+1 >= s.End {
		return s
	}
	if d.Text(m.Inner.End-1) != "," {
		switch d.Lower(m.Close + 1) {
		case "as", "when", "after", "before", "while": // "saying “I know” as they came"
			if finiteClause(d, m.Inner.Start+1, m.Inner.End-1) {
				return m.Inner
			}
		}
		return s
	}
	switch d.Tokens[m.Close+1].Tag {
	case doc.TagCC, doc.TagIN, doc.TagTO, doc.TagCD: // the sentence goes on
		return s
	}
	return m.Inner
}

// others reports whether a piece is a pair of marks in another sentence than
// the cue, with an attribution of its own beside it.
func (x *writer) others(s doc.Span, q *doc.Quote) bool {
	d := x.d
	k := markAt(d, s.Start)
	if k < 0 || q.Cue.Empty() {
		return false
	}
	m := &d.Marks[k]
	if m.Inner != s || m.Close < 0 || m.Close+1 >= int32(len(d.Tokens)) || d.Tokens[m.Close].Sent == d.Tokens[q.Cue.Start].Sent {
		return false
	}
	end := d.SentenceOf(m.Close).End
	return d.Text(m.Inner.End-1) != "." && attributionAt(d, m.Close+1, end)
}

// wholeWords takes in the article or owner of a piece's first words, and goes on
// to the end of the clause where a piece stops at a word that cannot end one, such
// as an article or a preposition.
func (x *writer) wholeWords(s doc.Span, q *doc.Quote) doc.Span {
	d := x.d
	if s.Empty() || d.Tokens[s.End-1].Is(doc.Quoted) {
		return s
	}
	if b := s.Start - 1; b >= 0 && (d.Tokens[b].Tag == doc.TagDT || d.Tokens[b].Tag == doc.TagPRPS) && s.Has(d.Tokens[b].Head) && !q.Cue.Has(b) && !q.Source.Has(b) {
		s.Start = b
	}
	switch t := d.Tokens[s.End-1].Tag; t {
	case doc.TagDT, doc.TagTO, doc.TagPRPS, doc.TagCC, doc.TagMD:
	default:
		if d.Tokens[s.End-1].POS == doc.PosAux && d.Tokens[s.End-1].Rel != doc.RelRoot {
			for e := s.End; e < min(d.SentenceOf(s.End-1).End, s.End+40) && !isPunct(d, e) && d.Tokens[e].Tag != doc.TagCC && !q.Cue.Has(e) && !q.Source.Has(e); e++ {
				s.End = e + 1
			}
		}
		return s
	}
	e, end := s.End, min(d.SentenceOf(s.End-1).End, s.End+60)
	for e < end && !q.Cue.Has(e) && !q.Source.Has(e) && x.cues[e] == 0 {
		e++
	}
	if e < d.SentenceOf(s.End-1).End && (q.Cue.Has(e) || q.Source.Has(e)) {
		return s
	}
	return doc.Span{Start: s.Start, End: e}
}

// dropAsides leaves out pieces of a direct quote that only tell how, when or
// where it was said: “…,” she said when she saw it.
func dropAsides(d *doc.Document, cue doc.Span, pieces []doc.Span) []doc.Span {
	quoted := false
	for _, s := range pieces {
		quoted = quoted || d.Tokens[s.Start].Is(doc.Quoted) && d.Tokens[s.End-1].Is(doc.Quoted) && s.Len() > 2
	}
	if !quoted || len(pieces) < 2 {
		return pieces
	}
	return slices.DeleteFunc(pieces, func(s doc.Span) bool {
		if s.End <= cue.Start && d.SentenceOf(s.Start).Start == s.Start && hasClause(d, s) {
			return false // a statement of its own: "S, she said. “T,” …"
		}
		for i := s.Start; i < s.End; i++ {
			if d.Tokens[i].Is(doc.Quoted) {
				return false
			}
		}
		switch t := d.Tokens[s.Start].Tag; t {
		case doc.TagWRB, doc.TagIN, doc.TagVBG, doc.TagVBN, doc.TagRB, doc.TagNN, doc.TagNNS, doc.TagNNP:
			return true
		case doc.TagCC:
			return s.Len() > 2 && d.Lower(s.Start+1) != "that"
		}
		return s.Len() <= 2
	})
}

// snap widens a piece that is little more or less than what stands in an outer
// pair of marks to exactly that.
func (x *writer) snap(s doc.Span, q *doc.Quote) doc.Span {
	d := x.d
	k, _ := slices.BinarySearchFunc(d.Marks, s.End, func(m doc.Mark, end int32) int { return int(m.Inner.Start - end) })
	for k--; k >= 0; k-- {
		m := &d.Marks[k]
		if m.Depth > 0 {
			continue
		}
		in := m.Inner
		if !in.Overlaps(s) {
			break
		}
		shared := min(in.End, s.End) - max(in.Start, s.Start)
		outside := max(0, in.Start-1-s.Start) + max(0, s.End-in.End-1)
		if outside == 1 && in.Start-2 >= s.Start && isPunct(d, in.Start-2) {
			outside = 0
		}
		if 2*shared >= int32(in.Len()) && outside == 0 && !in.Overlaps(q.Cue) && !in.Overlaps(q.Source) {
			return in
		}
	}
	return s
}

// trimContent leaves out the comma or stop that ends a piece and the marks at
// its ends that have no partner within; a closing stop within marks stays.
func trimContent(d *doc.Document, s doc.Span) doc.Span {
	for !s.Empty() {
		first, last := d.Text(s.Start), d.Text(s.End-1)
		switch {
		case first == "," || first == ":" || first == ";" || first == "." || first == "—" || first == "–" || first == "--":
			s.Start++
			continue
		case last == "," || last == ":" || last == ";" || last == "—" || last == "–" || last == "--":
			s.End--
			continue
		case last == "." && !d.Tokens[s.End-1].Is(doc.Quoted):
			s.End--
			continue
		case isMark(first) && d.Tokens[s.Start].Tag != doc.TagPOS && (!closesWithin(d, s) || isMark(last) && !opensWithin(d, doc.Span{Start: s.Start + 1, End: s.End})):
			s.Start++
			continue
		case isMark(last) && d.Tokens[s.End-1].Tag != doc.TagPOS && !opensWithin(d, s):
			s.End--
			continue
		}
		break
	}
	return s
}

// closesWithin reports whether the mark at the start of s is closed in s.
func closesWithin(d *doc.Document, s doc.Span) bool {
	m := markAt(d, s.Start)
	return m >= 0 && d.Marks[m].Open == s.Start && d.Marks[m].Close >= 0 && d.Marks[m].Close < s.End
}

// opensWithin reports whether the mark at the end of s was opened in s.
func opensWithin(d *doc.Document, s doc.Span) bool {
	for k := markAt(d, s.End-1); k >= 0 && d.Marks[k].Inner.End >= s.Start; k-- {
		if d.Marks[k].Close == s.End-1 {
			return d.Marks[k].Open >= s.Start
		}
	}
	return false
}

// markAt is the last pair whose inner part begins at or before the token after
// i, as index into Marks; -1 for none.
func markAt(d *doc.Document, i int32) int {
	k, found := slices.BinarySearchFunc(d.Marks, i+1, func(m doc.Mark, at int32) int { return int(m.Inner.Start - at) })
	if found {
		return k
	}
	return k - 1
}
