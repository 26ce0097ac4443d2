package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// This file brings sources to the form of the result.

// impliedSource looks for who speaks where the cue has no subject of its own:
// "criticized X, saying that …", "never returned and wrote that …".
func (x *writer) impliedSource(q *doc.Quote) {
	d := x.d
	for i := q.Cue.Start; i < q.Cue.End; i++ {
		t := d.Tokens[i].Tag
		if !isVerb(t) {
			continue
		}
		if t == doc.TagVBG || t == doc.TagVB || isFinite(t) && d.Tokens[i].Rel == doc.RelConj {
			s := subject(d, i)
			if !s.Empty() && !s.Overlaps(q.Cue) && !overlapsAny(q.Content, s) {
				q.Source = s
			}
		}
		return
	}
}

//go:noinline
func overlapsAny(list []doc.Span, s doc.Span) bool {
	for _, c := range list {
		if c.Overlaps(s) {
			return true
		}
	}
	return false
}

// source brings the source to its form: without the clause or the time before
// it, and with the antecedent of a relative pronoun as Anchor. A relative
// clause of the speaker stays in, as PolNeAR has it: without, its score is 0.6
// points lower, and the speaker is the same.
func (x *writer) source(q *doc.Quote) {
	d := x.d
	s := x.wholeSource(q)
	if s.Len() > 2 && d.Lower(s.Start) == "as" { // "is seen as a test"
		if !overlapsAny(q.Content, s) {
			q.Content = append(q.Content, s)
			slices.SortFunc(q.Content, func(a, b doc.Span) int { return int(a.Start - b.Start) })
		}
		s = doc.Span{}
	}
	for i := s.Start + 1; i+1 < s.End; i++ {
		switch d.Lower(i) {
		case "after", "because", "while", "although", "though", "when":
			if d.Tokens[i].Tag == doc.TagIN && d.Text(i-1) != "," {
				s.Start = i + 1
			}
		}
	}
	for i := s.Start + 1; i+1 < s.End && s.End <= q.Cue.Start; i++ { // "shares fell after analysts": a clause before the subject
		if isFinite(d.Tokens[i].Tag) && d.Tokens[i].Rel != doc.RelAclRelcl && !relative(d, s.Start, i) {
			head := q.Cue.Start
			for head < q.Cue.End-1 && !isVerb(d.Tokens[head].Tag) {
				head++
			}
			if t := subject(d, head); !t.Empty() && t.Len() < s.Len() && !t.Overlaps(q.Cue) {
				s = t
			} else if at := i + 1; d.Tokens[at].Tag == doc.TagIN || d.Tokens[at].Tag == doc.TagCC {
				s.Start = at + 1
			}
			break
		}
	}
	s = beforeTime(d, withoutTime(d, s))
	if s.Len() == 2 && timeEnd(d, s.Start) == s.End {
		s = doc.Span{} // "this week" says nothing
	}
	if s.Len() > 1 {
		switch d.Lower(s.Start) {
		case "who", "which":
			if hasVerb(d, s) { // "Roe, who teaches here, plans to": the clause is not the subject
				head := q.Cue.Start
				for head < q.Cue.End-1 && !isVerb(d.Tokens[head].Tag) {
					head++
				}
				if t := subject(d, head); !t.Empty() && !t.Overlaps(q.Cue) {
					s = t
				}
			}
		}
	}
	q.Source = trimSource(d, s)
	if q.Source.Len() == 1 {
		i := q.Source.Start
		if w := d.Lower(i); w == "who" || w == "which" || w == "that" {
			q.Content = slices.DeleteFunc(q.Content, func(c doc.Span) bool { // its antecedent
				return c.End == i || c.End == i-1 && d.Text(i-1) == "," && !d.Tokens[c.Start].Is(doc.Quoted) && !hasVerb(d, c)
			})
			v := d.Tokens[i].Head
			for range 3 {
				if v < 0 {
					break
				}
				if r := d.Tokens[v].Rel; r == doc.RelAclRelcl || r == doc.RelAcl {
					if h := d.Tokens[v].Head; h >= 0 {
						q.Anchor = phrase(d, h)
					}
					break
				}
				v = d.Tokens[v].Head
			}
			if q.Anchor.Empty() {
				q.Anchor = nameBefore(d, i)
			}
		}
	}
}

// wholeSource is the source without what lies in another sentence than the cue,
// and with the name that ends the sentence behind it: "said its director, X."
func (x *writer) wholeSource(q *doc.Quote) doc.Span {
	d := x.d
	s := q.Source
	if s.Empty() {
		return s
	}
	sent := d.SentenceOf(q.Cue.Start)
	if d.Tokens[s.Start].Sent != d.Tokens[s.End-1].Sent && s.Overlaps(sent) {
		s.Start, s.End = max(s.Start, sent.Start), min(s.End, sent.End)
	}
	if s.Start < q.Cue.End || s.End+1 >= sent.End || d.Text(s.End) != "," || !describes(d, s) {
		return s
	}
	e := s.End + 1
	for e < sent.End && properNoun(d, e) {
		e++
	}
	if e > s.End+1 && e == sent.End-1 && isPunct(d, e) {
		s.End = e
	}
	return s
}

// relative reports whether a relative pronoun stands between a and b.
func relative(d *doc.Document, a, b int32) bool {
	for ; a < b; a++ {
		if t := d.Tokens[a].Tag; t == doc.TagWP || t == doc.TagWDT || t == doc.TagWPS || t == doc.TagWRB {
			return true
		}
	}
	return false
}

// nameBefore is the noun phrase that ends before token i, by tags.
func nameBefore(d *doc.Document, i int32) doc.Span {
	sent := d.SentenceOf(i)
	e := i
	if e > sent.Start && d.Text(e-1) == "," {
		e--
	}
	s := e
	for s > sent.Start {
		switch t := d.Tokens[s-1].Tag; t {
		case doc.TagNN, doc.TagNNS, doc.TagNNP, doc.TagNNPS, doc.TagJJ, doc.TagDT, doc.TagCD, doc.TagPRPS, doc.TagPOS:
			s--
			continue
		}
		break
	}
	return doc.Span{Start: s, End: e}
}

// trimSource leaves out the punctuation around a source.
//
//go:noinline
func trimSource(d *doc.Document, s doc.Span) doc.Span {
	for !s.Empty() && d.Tokens[s.End-1].Tag >= doc.TagComma && d.Tokens[s.End-1].Tag <= doc.TagCloseQuote {
		s.End--
	}
	for !s.Empty() && d.Tokens[s.Start].Tag >= doc.TagComma && d.Tokens[s.Start].Tag <= doc.TagCloseQuote {
		s.Start++
	}
	return s
}
