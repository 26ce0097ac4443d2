package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// This file finds sources that hold a clause of their own.

// maxClause bounds the search for the start of a relative clause.
const maxClause = 40

// withClause gives a quote whose cue follows the comma that closes a relative
// clause ("The sailor, who fears for his job, told the paper") the whole phrase
// before the cue as source: trees often hang the two verbs the wrong way round.
func (x *writer) withClause(q *doc.Quote) {
	v := cueVerb(x.d, q.Cue)
	if v < 0 || q.Source.Start >= q.Cue.End && !q.Source.Empty() {
		return
	}
	s := x.clauseSubject(q.Cue.Start)
	if s.Empty() || q.Source.Contains(s) {
		return
	}
	if !q.Source.Empty() && !s.Overlaps(q.Source) {
		return
	}
	q.Source = s
	out := q.Content[:0]
	for _, c := range q.Content {
		if c.Overlaps(s) {
			if c.Start >= s.Start {
				continue
			}
			c.End = s.Start
		}
		out = append(out, c)
	}
	q.Content = out
}

// clauseSubject is the phrase with a relative clause that the comma before
// token v closes; empty where there is none.
func (x *writer) clauseSubject(v int32) doc.Span {
	d := x.d
	sent := d.SentenceOf(v)
	end := v - 1
	for end > sent.Start && (d.Tokens[end].Tag == doc.TagRB || d.Tokens[end].Tag == doc.TagMD || d.Tokens[end].POS == doc.PosAux) {
		end--
	}
	if end <= sent.Start || d.Text(end) != "," {
		return doc.Span{}
	}
	verb := false
	for w := end - 1; w > sent.Start+1 && w > end-maxClause; w-- {
		if isMark(d.Text(w)) && d.Tokens[w].Tag != doc.TagPOS || d.Text(w) == ";" || d.Text(w) == ":" {
			return doc.Span{}
		}
		switch t := d.Tokens[w].Tag; {
		case isFinite(t):
			verb = true
		case t == doc.TagWP || t == doc.TagWDT || t == doc.TagWPS:
			if d.Text(w-1) != "," || !verb {
				continue
			}
			s := x.endsAt(w-1, sent.Start)
			if s.Empty() {
				return s
			}
			return doc.Span{Start: s.Start, End: end}
		}
	}
	return doc.Span{}
}

// endsAt is the noun phrase, apposition included, that ends before token e: by
// the tree where its phrase ends there, else by tags.
func (x *writer) endsAt(e, from int32) doc.Span {
	d := x.d
	if e <= from {
		return doc.Span{}
	}
	if isMark(d.Text(e-1)) && d.Tokens[e-1].Tag != doc.TagPOS {
		return doc.Span{}
	}
	h := e - 1
	best := doc.Span{}
	for range maxClimb {
		if t := d.Tokens[h].Tag; t <= doc.TagNNPS || t == doc.TagPRP || t == doc.TagCD {
			if p := phrase(d, h); p.End == e && p.Start >= from && !hasVerb(d, p) {
				best = p
			}
		}
		n := d.Tokens[h].Head
		if n < from || n >= e {
			break
		}
		h = n
	}
	if best.Empty() {
		best = nameBefore(d, e)
	}
	return withoutTime(d, best)
}

// withoutTime leaves out the time at the start of a phrase ("Last night the
// company").
func withoutTime(d *doc.Document, s doc.Span) doc.Span {
	if s.Len() > 2 {
		switch d.Lower(s.Start) {
		case "last", "this", "that", "next":
			switch d.Lower(s.Start + 1) {
			case "night", "week", "month", "year", "morning", "evening", "afternoon", "weekend", "summer", "winter", "spring", "autumn":
				s.Start += 2
			default:
				if weekday(d.Lower(s.Start + 1)) {
					s.Start += 2
				}
			}
		}
	}
	if s.Len() > 1 && weekday(d.Lower(s.Start)) && d.Tokens[s.Start+1].Tag != doc.TagPOS {
		s.Start++
	}
	return s
}

// beforeTime leaves out the time at the end of a phrase that a verb follows ("the company on
// Thursday", "the White House late Tuesday").
func beforeTime(d *doc.Document, s doc.Span) doc.Span {
	for i := max(s.Start+1, s.End-4); i+1 < s.End; i++ {
		switch d.Lower(i) {
		case "on", "in", "late", "early", "earlier", "last":
			if n := d.Lower(i + 1); weekday(n) || months(d, i+1) || months(d, s.End-1) && d.Tokens[i+1].Tag == doc.TagCD || i > s.Start+1 && n != "today" && dayTime(n) && d.Lower(i) != "in" {
				s.End = i
				return s
			}
		}
	}
	return s
}

// appositive is the phrase before the comma at token c where what stands
// between that and the comma at or before token from is one, too ("…, NAME,
// the minister, said"): from the earlier comma on.
func (x *writer) appositive(c, from int32) doc.Span {
	d := x.d
	for i := c - 1; i > from && i > c-16; i-- {
		if isFinite(d.Tokens[i].Tag) || isMark(d.Text(i)) && d.Tokens[i].Tag != doc.TagPOS {
			return doc.Span{}
		}
		if d.Text(i) != "," {
			continue
		}
		for j := i - 1; j > from && j > i-12; j-- {
			if isVerb(d.Tokens[j].Tag) || d.Tokens[j].Tag == doc.TagMD || isMark(d.Text(j)) && d.Tokens[j].Tag != doc.TagPOS {
				return doc.Span{}
			}
			if d.Text(j) == "," {
				if s := (doc.Span{Start: j + 1, End: c}); begins(d, s.Start) {
					return s
				}
				return doc.Span{}
			}
		}
	}
	return doc.Span{}
}

// begins reports whether a noun phrase can begin with token i.
//
//go:noinline
func begins(d *doc.Document, i int32) bool {
	if int(i) >= len(d.Tokens) {
		return false
	}
	switch d.Tokens[i].Tag {
	case doc.TagNN, doc.TagNNS, doc.TagNNP, doc.TagNNPS, doc.TagDT, doc.TagPRPS, doc.TagCD, doc.TagJJ, doc.TagPRP, doc.TagJJS:
		return true
	}
	return false
}

// ownClause leaves out of a content that ends in a cue of its own what a
// coordinate clause before it says: "A mine is to open, and its lamps would
// …, according to a study" reports the second clause only.
func (x *writer) ownClause(q *doc.Quote) {
	d := x.d
	x.asideClause(q)
	if len(q.Content) != 1 || d.Lower(q.Cue.Start) != "according" {
		return
	}
	s := &q.Content[0]
	if from := d.SentenceOf(s.Start).Start; s.End <= q.Cue.Start && s.Start > from && s.Start-from <= 5 && s.End >= q.Cue.Start-1 && !anyPunct(d, doc.Span{Start: from, End: s.Start}) && !q.Source.Overlaps(doc.Span{Start: from, End: s.Start}) && !d.Tokens[s.Start].Is(doc.Quoted) {
		s.Start = from // "Up to | 40 of the 60 jobs would go"
	}
	if s.End > q.Cue.Start || s.Start != d.SentenceOf(s.Start).Start || d.Tokens[s.Start].Is(doc.Quoted) {
		return
	}
	for i := min(s.End, s.Start+80) - 3; i > s.Start+2; i-- {
		if w := d.Lower(i); d.Text(i-1) != "," || w != "and" && w != "but" && w != "while" {
			continue
		}
		if finiteClause(d, s.Start, min(i-2, s.Start+maxPhrase)) && finiteClause(d, i+2, min(s.End-1, i+maxPhrase)) && begins(d, i+1) && !d.Tokens[i].Is(doc.Quoted) {
			s.Start = i + 1
			return
		}
	}
}

// asideClause cuts a content without a verb of its own before a clause that
// goes on after it ("asked for a hundred, and she is right"), and any before a
// clause with "although", which mostly is the article's own.
func (x *writer) asideClause(q *doc.Quote) {
	d := x.d
	s := &q.Content[len(q.Content)-1]
	if s.Start < q.Cue.End || d.Tokens[s.Start].Is(doc.Quoted) {
		return
	}
	for i := s.Start + 2; i+3 < min(s.End, s.Start+2*maxPhrase); i++ {
		if d.Tokens[i].Is(doc.Quoted) {
			break
		}
		if w := d.Lower(i + 1); d.Text(i) == "," && (w == "although" || w == "though") && !andThat(d, i+2, s.End) && finiteClause(d, s.Start, i-1) && finiteClause(d, i+2, min(d.SentenceOf(i).End-1, i+maxPhrase)) {
			s.End = i
			break
		}
	}
	if e := x.opensWith(d.SentenceOf(q.Cue.Start), q.Cue.Start, s.End); e > s.Start {
		s.End = e
	}
	v := s.Start + 1
	for v+1 < s.End && !isVerb(d.Tokens[v].Tag) && d.Tokens[v].Tag != doc.TagMD {
		v++
	}
	to := v < s.End && d.Tokens[v-1].Tag == doc.TagTO // "agreed to lend two million, and the union stepped in", "wants to pay and will do so"
	for i := s.Start + 1; i+2 < min(s.End, s.Start+maxPhrase); i++ {
		if t := d.Tokens[i].Tag; isVerb(t) && (!to || isFinite(t)) || t == doc.TagMD || isMark(d.Text(i)) {
			return
		}
		if to && (d.Text(i) == ";" || d.Tokens[i].Tag == doc.TagCC && (isFinite(d.Tokens[i+1].Tag) || d.Text(i-1) == "," && begins(d, i+1) && finiteClause(d, i+2, min(s.End-1, i+6)))) {
			s.End = i
			*s = trimContent(d, *s)
			return
		}
		if d.Text(i) == "," && d.Tokens[i+1].Tag == doc.TagCC && d.Tokens[i+2].Tag == doc.TagPRP && finiteClause(d, i+3, min(s.End-1, i+5)) {
			s.End = i
			return
		}
	}
}

// andThat reports whether what is said goes on with another "that" between two tokens.
func andThat(d *doc.Document, i, end int32) bool {
	for ; i+2 < end; i++ {
		if d.Tokens[i].Tag == doc.TagCC && d.Lower(i+1) == "that" && d.Tokens[i+1].Tag == doc.TagIN {
			return true
		}
	}
	return false
}

// opensWith is the comma that ends the clause with which a sentence opens, where the
// cue at token v stands in it and the sentence goes on behind it with a subject and its
// verb: "When she said S, her chief left"; -1 where it does not open so.
func (x *writer) opensWith(s doc.Span, v, end int32) int32 {
	d := x.d
	switch d.Lower(s.Start) {
	case "when", "after", "while", "as", "since", "although", "though", "because", "once", "before":
	default:
		return -1
	}
	from := v
	for i := s.Start + 1; i < min(s.End-2, v+maxPhrase); i++ {
		if d.Text(i) != "," {
			continue
		}
		if i < v || !finiteClause(d, from+1, i-1) {
			return -1
		}
		if i < end && begins(d, i+1) && finiteClause(d, i+2, min(s.End-1, i+maxPhrase)) {
			return i
		}
	}
	return -1
}

// unnest parts an indirect statement from a direct quote that follows its
// colon and has an attribution of its own: "hinted that S: “T,” X said".
func (x *writer) unnest(q *doc.Quote) {
	d := x.d
	for k := range q.Content {
		s := q.Content[k]
		last := markAt(d, s.End)
		for m := last; m >= 0 && m > last-16 && d.Marks[m].Inner.End > s.Start; m-- {
			p := &d.Marks[m]
			if p.Depth > 0 || p.Open <= s.Start || p.Close < 0 || d.Text(p.Open-1) != ":" || p.Close+1 >= int32(len(d.Tokens)) || !s.Overlaps(p.Inner) {
				continue
			}
			if d.Text(p.Inner.End-1) != "," || !attributionAt(d, p.Close+1, d.SentenceOf(p.Close).End) {
				continue
			}
			if q.Cue.Start > p.Close {
				q.Content = []doc.Span{p.Inner}
				return
			}
			if q.Cue.End <= p.Open {
				q.Content[k].End = p.Open - 1
				q.Content = slices.DeleteFunc(q.Content[:k+1], doc.Span.Empty)
				return
			}
		}
	}
}
