package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file mends attributions that stand within a clause, and sources that the fields
// took from beside the verb.

// inRelative gives "praised Ames, who, she claimed, was liked" the relative clause alone,
// and ends there what is said around it.
func (x *writer) inRelative(q *doc.Quote) {
	d := x.d
	c, e := min(q.Source.Start, q.Cue.Start)-1, max(q.Source.End, q.Cue.End)
	sent := d.SentenceOf(q.Cue.Start)
	if !sent.Has(c-3) || !sent.Has(e+2) || d.Text(c) != "," || d.Text(e) != "," || e-c > 8 || d.Tokens[c].Is(doc.Quoted) {
		return
	}
	if t := d.Tokens[c-1].Tag; t != doc.TagWP && t != doc.TagWDT {
		return
	}
	q.Content = []doc.Span{{Start: c - 1, End: c}, trimContent(d, doc.Span{Start: e + 1, End: sent.End})}
	for i := sent.Start; i < c; i++ {
		if x.cues[i] == 0 {
			continue
		}
		p := &x.quotes[x.cues[i]-1]
		if p.Relay == q.Source {
			p.Relay = doc.Span{}
		}
		for j := range p.Content {
			if s := &p.Content[j]; s.Start < c-1 && s.End >= c-1 {
				*s = trimContent(d, doc.Span{Start: s.Start, End: c - 1})
			}
		}
	}
}

// ofMain gives a participle the subject of the verb whose object the fields took for
// it: "condemned the raid, which was cruel, declaring that S".
func (x *writer) ofMain(q *doc.Quote) {
	d := x.d
	if d.Tokens[q.Cue.Start].Tag != doc.TagVBG || d.Text(max(q.Cue.Start-1, 0)) != "," || q.Source.End != q.Cue.Start-1 {
		return
	}
	for i := q.Source.Start - 1; i >= d.SentenceOf(q.Cue.Start).Start; i-- {
		if k := x.cues[i]; k > 0 {
			if p := &x.quotes[k-1]; len(p.Content) > 0 && p.Cue.End == q.Source.Start && p.Content[0].Start == q.Source.Start && !p.Source.Empty() && p.Source.End <= p.Cue.Start {
				q.Source = p.Source
			}
			return
		}
	}
}

// asMarks lets "described it as, ‘very heated’" go on behind the comma.
func (x *writer) asMarks(q *doc.Quote) {
	d := x.d
	c := &q.Content[len(q.Content)-1]
	end := d.SentenceOf(q.Cue.Start).End
	i := c.End
	if i < end && d.Lower(i) == "as" {
		i++
	}
	if c.Start < q.Cue.End || i+2 >= end || d.Lower(i-1) != "as" || d.Text(i) != "," && d.Text(i) != ":" || d.Tokens[i+1].Tag != doc.TagOpenQuote {
		return
	}
	if k := markAt(d, i+1); k >= 0 && d.Marks[k].Open == i+1 && d.Marks[k].Close > 0 && d.Marks[k].Close < end {
		c.End = d.Marks[k].Close + 1
	}
}

// onInMarks lets what is said without marks go on in those that end its sentence behind
// a comma: "urged them to talk, ‘given that the town needs you’".
func (x *writer) onInMarks(q *doc.Quote) {
	d := x.d
	c := &q.Content[len(q.Content)-1]
	sent := d.SentenceOf(q.Cue.Start)
	i := c.End + 1
	if c.Start < q.Cue.End || i+3 >= sent.End || d.Text(c.End) != "," || d.Tokens[i].Tag != doc.TagOpenQuote || d.Tokens[c.End-1].Is(doc.Quoted) || d.Text(i + 1)[0] < 'a' {
		return
	}
	k := markAt(d, i)
	if k < 0 || d.Marks[k].Open != i || d.Marks[k].Close < sent.End-2 || d.Marks[k].Close >= sent.End || x.claimedIn(doc.Span{Start: i, End: sent.End}) {
		return
	}
	c.End = d.Marks[k].Close + 1
}

// behindFronted gives "Countering the claim that S, Ames said T" the statement T, where
// the fields took what stands before the speaker.
func (x *writer) behindFronted(q *doc.Quote) {
	d := x.d
	sent := d.SentenceOf(q.Cue.Start)
	e := q.Cue.End
	switch d.Tokens[sent.Start].Tag {
	case doc.TagVBG, doc.TagVBN:
	default:
		return
	}
	if c := q.Content[len(q.Content)-1]; c.End > q.Source.Start || c.Start > sent.Start+1 || q.Source.End > q.Cue.Start || d.Tokens[e-1].Lemma != "say" || e+3 >= sent.End || !begins(d, e) || circumstance(d, e) {
		return
	}
	rest := trimContent(d, doc.Span{Start: e, End: sent.End})
	if !hasVerb(d, rest) || x.claimedIn(rest) {
		return
	}
	q.Content = []doc.Span{rest}
}

// warnsIn finds what somebody is said to have said in marks right behind the verb, within
// what another one says: "said Ames had warned ‘I will sue’".
func (x *writer) warnsIn(v int32, s doc.Span) bool {
	d := x.d
	if c, _ := lexicon.Cue(d.Lower(v)); c&lexicon.CueSpeech == 0 || c&(lexicon.CueThought|lexicon.CueNaming) != 0 || d.Tokens[v+1].Tag != doc.TagOpenQuote || passive(d, v) {
		return false
	}
	k := markAt(d, v+1)
	if k < 0 || d.Marks[k].Open != v+1 || d.Marks[k].Close < 0 || d.Marks[k].Close >= s.End || d.Marks[k].Inner.Len() < 4 || !hasClause(d, d.Marks[k].Inner) {
		return false
	}
	who := subject(d, v)
	if who.Empty() || who.End > v || !animate(d, who) {
		return false
	}
	for i := s.Start; i < who.Start; i++ {
		if j := x.cues[i]; j > 0 && overlapsAny(x.quotes[j-1].Content, doc.Span{Start: v, End: v + 2}) {
			return x.add(doc.Quote{Source: who, Cue: doc.Span{Start: v, End: v + 1}, Content: []doc.Span{d.Marks[k].Inner}, Rule: "verb-object", Score: 0.6})
		}
	}
	return false
}

// toEnd lets a clause that somebody says go on with the participle or the preposition that
// ends its sentence behind a comma: "says sales fell by a tenth, missing the forecast".
func (x *writer) toEnd(q *doc.Quote) {
	d := x.d
	c := &q.Content[len(q.Content)-1]
	sent := d.SentenceOf(q.Cue.Start)
	i := c.End + 1
	v := cueVerb(d, q.Cue)
	if v < 0 || d.Tokens[v].Lemma != "say" || c.Start < q.Cue.End || i+2 >= sent.End || d.Text(c.End) != "," && d.Tokens[c.End].Tag != doc.TagCC || d.Tokens[c.Start].Is(doc.Quoted) || !hasClause(d, *c) {
		return
	}
	switch t := d.Tokens[i].Tag; {
	case d.Text(c.End) != ",": // "… and the traffic"
		if hasVerb(d, doc.Span{Start: i, End: sent.End}) {
			return
		}
	case t == doc.TagVBG || t == doc.TagIN && !opensClause(d.Lower(i)) && d.Lower(i) != "as":
	default:
		return
	}
	if class, _ := lexicon.Cue(d.Lower(i)); class&(lexicon.CueSpeech|lexicon.CueThought|lexicon.CueAttitude) != 0 {
		return
	}
	rest := trimContent(d, doc.Span{Start: i, End: sent.End})
	if rest.Len() > maxTail || overlapsMark(d, rest) || anyPunct(d, rest) || finiteClause(d, rest.Start, rest.End-1) || q.Source.Overlaps(rest) {
		return
	}
	for k := rest.Start; k < rest.End; k++ {
		if j := x.cues[k]; j > 0 && len(x.quotes[j-1].Content) > 0 {
			return
		}
	}
	c.End = rest.End
}

// whereSaid leaves out of a source behind its verb where it was said: "said Ames in a
// press conference", and out of a content before it the topic: "Of the tour, Ames said".
func whereSaid(d *doc.Document, q *doc.Quote) {
	for i := q.Source.Start + 1; q.Source.Start >= q.Cue.End && i+1 < q.Source.End; i++ {
		w := d.Lower(i)
		if w != "in" && w != "at" && w != "during" || !properNoun(d, i-1) {
			continue
		}
		if occasionAt(d, i+1, min(q.Source.End, i+7)) >= 0 {
			q.Source.End = i
			return
		}
	}
	if len(q.Content) > 1 && q.Content[0].End < q.Cue.Start && q.Content[1].Start >= q.Cue.End && d.Tokens[q.Content[1].Start].Is(doc.Quoted) && !finiteClause(d, q.Content[0].Start, q.Content[0].End-1) {
		switch d.Lower(q.Content[0].Start) {
		case "of", "on", "about", "regarding", "asked":
			q.Content = slices.Delete(q.Content, 0, 1)
		}
	}
}

// wholeName lets a source that begins within a name or behind the short form of one
// begin with it: "Brae Rail Union (BRU) chief Ida Rose".
func (x *writer) wholeName(q *doc.Quote) {
	d := x.d
	s := q.Source
	from := d.SentenceOf(s.Start).Start
	if s.End > q.Cue.Start || s.Start <= from || !properNoun(d, s.Start) {
		return
	}
	at, depth := s.Start, 0
	for i := s.Start; i < s.End; i++ {
		switch d.Text(i) {
		case "(":
			depth++
		case ")":
			depth--
		}
	}
	if depth < 0 && d.Text(at-1) == "(" {
		at--
	}
	if d.Text(min(at+2, s.End)) != ")" && d.Text(min(s.Start+1, s.End)) != "(" {
		return
	}
	for at > from && properNoun(d, at-1) && !dayTime(d.Lower(at-1)) && x.free(at-1, q) {
		at--
	}
	if properNoun(d, at) {
		q.Source.Start = at
	}
}

// bySource finds the source that the fields left out: "were told by the council S",
// "regulators have called for S", "S, reports Brae Science."
func (x *writer) bySource(q *doc.Quote) {
	d := x.d
	e := q.Cue.End
	sent := d.SentenceOf(q.Cue.Start)
	if e+1 >= sent.End {
		return
	}
	var who doc.Span
	v := cueVerb(d, q.Cue)
	switch {
	case v == e-1 && d.Lower(e) == "by" && passive(d, v):
		who = sourceAfter(d, e+1, sent.End)
	case v < 0 && q.Cue.Len() == 1 && d.Tokens[e-1].Tag == doc.TagNNS && d.Text(max(e-2, 0)) == "," && d.Text(e)[0] < 'a' && isWord(d.Text(e)):
		if class, form := lexicon.Cue(d.Lower(e - 1)); class&lexicon.CueSpeech != 0 && form&lexicon.VerbPresent != 0 {
			who = trimSource(d, doc.Span{Start: e, End: sent.End})
		}
	case v >= 0 && isFinite(d.Tokens[q.Cue.Start].Tag) && !passive(d, v):
		if s := subject(d, v); s.End == q.Cue.Start && s.Start == sent.Start && (animate(d, s) || speaks(d, s)) {
			who = s
		}
	}
	if !who.Empty() && who.Len() < 12 && !hasVerb(d, who) && !overlapsAny(q.Content, who) {
		q.Source = who
	}
}

// nounAlone ends "hopes of blocking it | were dashed" before the verb of the clause
// around it.
func nounAlone(d *doc.Document, q *doc.Quote) {
	c := &q.Content[0]
	if q.Rule != "cue-noun" || c.Start != q.Cue.End || c.Len() < 4 || d.Lower(c.Start) != "of" || d.Tokens[c.Start+1].Tag != doc.TagVBG {
		return
	}
	for i := c.Start + 2; i < c.End; i++ {
		if relative(d, i, i+1) || d.Tokens[i].Tag == doc.TagIN && opensClause(d.Lower(i)) {
			return
		}
		if isFinite(d.Tokens[i].Tag) {
			*c = trimContent(d, doc.Span{Start: c.Start, End: i})
			q.Content = slices.Clip(q.Content[:1])
			return
		}
	}
}
