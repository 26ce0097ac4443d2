package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file mends what commas and semicolons part: the field's labels and the trees
// both tend to end where an insertion does.

// maxInsertion bounds an insertion between a subject and its verb, in tokens.
const maxInsertion = 14

// pastInsertion has a content go on behind an insertion to the verb of the clause that
// it cut: "believe Reed, who lived nearby, | acted alone", "heard that it came to light
// when a clerk, Ada Brown, | asked why".
func (x *writer) pastInsertion(q *doc.Quote) {
	d := x.d
	if len(q.Content) == 0 || cueVerb(d, q.Cue) < 0 {
		return
	}
	c := &q.Content[len(q.Content)-1]
	if c.Start < q.Cue.End || c.Start > q.Cue.End+8 || overlapsMark(d, *c) || x.verbless(*c) < 0 {
		return
	}
	sent := d.SentenceOf(c.Start)
	if !sent.Has(c.End) || !sent.Has(c.End-1) {
		return
	}
	// The verb stands behind the next comma, or behind the one after it.
	v := int32(-1)
	inserted := false
	for i := x.verbless(*c); i < min(sent.End-2, c.End+maxInsertion); i++ {
		if i >= c.End-1 && d.Text(i) == "," {
			if next := i + 1; isFinite(d.Tokens[next].Tag) && (inserted || i > c.End-1 || !d.Tokens[next].Is(doc.Quoted)) {
				v = next
				break
			}
			if inserted && i > c.End {
				return
			}
		}
		inserted = inserted || d.Text(i) == ","
		if i >= c.End && (isFinite(d.Tokens[i].Tag) && !x.relativeSince(c.Start, i) || isMark(d.Text(i)) || d.Text(i) == ";") {
			return
		}
	}
	if v < 0 || !inserted {
		return
	}
	if class, _ := lexicon.Cue(d.Lower(v)); class&lexicon.CueSpeech != 0 {
		if who := x.inverted(v, sent.End); !who.Empty() && (animate(d, who) || speaks(d, who)) {
			return // "…, said the mayor"
		}
	}
	end := v + 1
	for end < sent.End && under(d, end, v) {
		end++
	}
	for end < sent.End && !isPunct(d, end) && d.Tokens[end].Tag != doc.TagCC {
		end++ // what the tree lost
	}
	for isPunct(d, end-1) {
		end--
	}
	if !overlapsAny([]doc.Span{{Start: c.End, End: end}}, q.Cue) {
		c.End = end
	}
}

// verbless is where the last clause of s begins, if it has no finite verb but in relative
// clauses; -1 otherwise.
func (x *writer) verbless(s doc.Span) int32 {
	d := x.d
	from, verb := s.Start, false
	for i := s.Start; i < s.End; i++ {
		switch t := d.Tokens[i].Tag; {
		case t == doc.TagWRB, (t == doc.TagIN || t == doc.TagWDT) && opensClause(d.Lower(i)) && !x.relativeSince(i, i+1):
			from, verb = i, false
		case isFinite(t) && !x.relativeSince(from, i):
			verb = true
		}
	}
	if verb {
		return -1
	}
	return from
}

// relativeSince tells whether a relative clause has begun since token from that no comma has ended before i.
func (x *writer) relativeSince(from, i int32) bool {
	for i--; i >= from; i-- {
		switch x.d.Tokens[i].Tag {
		case doc.TagWP, doc.TagWPS, doc.TagWDT:
			return x.d.Tokens[i].Tag != doc.TagWDT || x.d.Lower(i) != "that"
		case doc.TagComma:
			return false
		}
	}
	return false
}

// opensClause tells the conjunctions that a clause with a verb follows.
func opensClause(w string) bool {
	switch w {
	case "that", "because", "if", "while", "although", "though", "whether", "unless":
		return true
	}
	return false
}

// under tells whether token i hangs below token v in the tree.
func under(d *doc.Document, i, v int32) bool {
	for range maxClimb {
		if i = d.Tokens[i].Head; i == v {
			return true
		}
		if i < 0 {
			return false
		}
	}
	return false
}

// figure gives "the agency, whose figures differ, said 61" its speaker and its number,
// which the fields took for the speaker.
func (x *writer) figure(q *doc.Quote) {
	d := x.d
	v := cueVerb(d, q.Cue)
	if v < 0 || v != q.Cue.End-1 || v+1 >= int32(len(d.Tokens)) || d.Tokens[v].Lemma != "say" || d.Tokens[v+1].Tag != doc.TagCD {
		return
	}
	s := d.SentenceOf(v)
	end := v + 2
	for end < s.End && !isPunct(d, end) {
		if isVerb(d.Tokens[end].Tag) || d.Tokens[end].Tag == doc.TagMD {
			return // "said 61 were missing"
		}
		end++
	}
	for _, c := range q.Content {
		if overlapsMark(d, c) {
			return
		}
	}
	who := x.clauseSubject(q.Cue.Start)
	if who.Empty() {
		who = subject(d, v)
	}
	if who.Empty() || who.End > q.Cue.Start {
		return
	}
	q.Source, q.Content = who, []doc.Span{{Start: v + 1, End: end}}
}

// asIs finds what is made of something that stands before it: "a claim Ames dismissed as
// ‘absurd’", "a ban condemned by lawyers as ‘cruel’".
func (x *writer) asIs(s doc.Span) {
	d := x.d
	for v := s.Start + 1; v+3 < s.End; v++ {
		if t := d.Tokens[v].Tag; t != doc.TagVBD && t != doc.TagVBN && t != doc.TagVBZ && t != doc.TagVBP || x.claimed(v) || d.Tokens[v].Is(doc.Quoted) {
			continue
		}
		if class, _ := lexicon.Cue(d.Lower(v)); class&lexicon.CueNaming == 0 {
			continue
		}
		as := v + 1
		var who doc.Span
		if d.Lower(v+1) == "by" {
			for as = v + 2; as+1 < s.End && as < v+12 && d.Lower(as) != "as" && !isPunct(d, as) && !isVerb(d.Tokens[as].Tag); as++ {
			}
			who = doc.Span{Start: v + 2, End: as}
		} else if d.Lower(as) == "as" && !passive(d, v) {
			who = x.endsAt(v, s.Start)
			if p := who.Start - 1; p < s.Start || d.Tokens[p].Tag > doc.TagNNS && d.Tokens[p].Tag != doc.TagWDT {
				continue // no noun that the clause describes stands before its subject
			}
		}
		if as+2 >= s.End || who.Empty() || d.Lower(as) != "as" || d.Tokens[as+1].Tag != doc.TagOpenQuote || !x.fragment(as+1) || !animate(d, who) && !speaks(d, who) {
			continue
		}
		m := markAt(d, as+2)
		x.add(doc.Quote{Source: who, Cue: doc.Span{Start: v, End: v + 1}, Content: []doc.Span{{Start: as, End: d.Marks[m].Close + 1}}, Rule: "verb-object", Score: 0.6})
	}
}
