package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds reporting clauses that end a sentence: "S, X said.", "S, X,
// the minister, told the paper." and "S, the minister, X, said." Their form shows
// them beyond doubt, so they overrule the models.

// maxTail is how many tokens the reporting clause at the end may have.
const maxTail = 30

// tail is a reporting clause that ends a sentence.
type tail struct {
	comma  int32 // that ends the statement before it
	source doc.Span
	cue    doc.Span
}

// tails lets each sentence's reporting clause at the end decide the source and
// the content of its cue, and keeps other quotes out of it.
func (x *writer) tails() {
	d := x.d
	for i := range d.Sentences {
		s := d.Sentences[i].Tokens
		if s.Len() < 5 || d.Tokens[s.Start].Is(doc.InAside) || d.Tokens[s.Start].Is(doc.Quoted) || d.Paragraphs[d.Sentences[i].Para].Kind == doc.ParaAside {
			continue
		}
		if t, ok := x.tailOf(s); ok {
			x.endsIn(s, t)
		}
	}
}

// tailOf is the reporting clause at the end of s, subject first.
func (x *writer) tailOf(s doc.Span) (tail, bool) {
	d := x.d
	for v := s.End - 1; v > s.Start+3 && v > s.End-maxTail; v-- {
		if d.Tokens[v].Is(doc.Quoted) {
			break
		}
		if t := d.Tokens[v].Tag; !isFinite(t) && t != doc.TagVBN {
			continue
		}
		class, form := lexicon.Cue(d.Lower(v))
		heard := d.Tokens[v].Lemma == "hear" // "S, a court has heard"
		if !heard && (class&lexicon.CueSpeech == 0 || form&(lexicon.VerbPresent|lexicon.VerbPast) == 0) {
			continue
		}
		if !x.tells(v, s.End) {
			break
		}
		e := v
		for e > s.Start && (d.Tokens[e-1].Tag == doc.TagRB || d.Tokens[e-1].Lemma == "have") {
			if w := d.Lower(e - 1); w == "not" || w == "n't" || w == "n’t" || w == "never" {
				return tail{}, false
			}
			e--
		}
		t := tail{cue: doc.Span{Start: v, End: v + 1}}
		if e < v && d.Tokens[e].Lemma == "have" {
			t.cue.Start = e
		}
		if d.Text(e-1) == "," {
			t.source = x.apposedSource(e-1, s.Start+2)
		} else {
			t.source = x.lastPhrase(e, s.Start+2)
		}
		if t.source.Empty() || !animate(d, t.source) && !speaks(d, t.source) && !heard || heard && !reports(d, t.source) {
			break
		}
		t.comma = t.source.Start - 1
		content := doc.Span{Start: s.Start, End: t.comma}
		return t, d.Text(t.comma) == "," && (!d.Tokens[t.comma-1].Is(doc.Quoted) || x.closesIn(t.comma-1, s)) && x.mainClause(content)
	}
	return tail{}, false
}

// closesIn reports whether token i closes marks that stand within a clause of sentence s.
func (x *writer) closesIn(i int32, s doc.Span) bool {
	k := markAt(x.d, i)
	return k >= 0 && x.d.Marks[k].Close == i && x.d.Marks[k].Open > s.Start+3 && finiteClause(x.d, s.Start, x.d.Marks[k].Open-1)
}

// tells reports whether what follows verb v can follow a verb of saying that
// has its statement before it: nothing, how, when, where or to whom.
func (x *writer) tells(v, end int32) bool {
	d := x.d
	hearer := hears(d, doc.Span{Start: v, End: v + 1})
	when := false // "told the paper when it called"
	for i := v + 1; i < end; i++ {
		switch d.Lower(i) {
		case "that":
			return false
		case "when", "since", "after", "before", "as", "while":
			when = true
		}
		if t := d.Tokens[i].Tag; !when && (isFinite(t) || t == doc.TagVB || t == doc.TagWDT || t == doc.TagWP) {
			return false
		}
	}
	for i := v + 1; i < end && !isPunct(d, i); i++ {
		switch t := d.Tokens[i].Tag; {
		case t == doc.TagRB:
			continue
		case t == doc.TagIN || t == doc.TagTO || t == doc.TagWRB || hearer:
			return true
		}
		return weekday(d.Lower(i)) || d.Lower(i) == "last" || d.Lower(i) == "this"
	}
	return v+1 < end
}

// lastPhrase is the noun phrase between the last comma before token e and that
// token; empty where a verb or a conjunction stands there.
func (x *writer) lastPhrase(e, from int32) doc.Span {
	d := x.d
	for c := e - 1; c > from && c > e-maxTail; c-- {
		if isMark(d.Text(c)) && d.Tokens[c].Tag != doc.TagPOS || isVerb(d.Tokens[c].Tag) && d.Tokens[c].Tag != doc.TagVBG && d.Tokens[c].Tag != doc.TagVBN || d.Tokens[c].Tag == doc.TagMD {
			break
		}
		if d.Text(c) == "," {
			if s := (doc.Span{Start: c + 1, End: e}); begins(d, c+1) {
				return s
			}
			break
		}
	}
	return doc.Span{}
}

// apposedSource is the phrase that the comma at token c closes with what is
// apposed to it: "X, the minister" or "X, who was there".
func (x *writer) apposedSource(c, from int32) doc.Span {
	d := x.d
	finite, pronoun := false, false
	for i := c - 1; i > from && i > c-maxTail; i-- {
		switch t := d.Tokens[i].Tag; {
		case isMark(d.Text(i)) && t != doc.TagPOS:
			return doc.Span{}
		case isFinite(t):
			finite = true
		case t == doc.TagWDT || t == doc.TagWP || t == doc.TagWPS || d.Lower(i) == "that":
			pronoun = true
		}
		if d.Text(i) != "," {
			continue
		}
		if t := d.Tokens[i+1].Tag; finite && !pronoun || t == doc.TagCC || i+2 > c-1 && !begins(d, i+1) {
			return doc.Span{}
		}
		first := x.lastPhrase(i, from)
		if first.Empty() || hasVerb(d, first) {
			return doc.Span{}
		}
		// "X, the owner, which is here": a name and a description of it.
		if before := x.lastPhrase(first.Start-1, from); !before.Empty() && !hasVerb(d, before) && properNoun(d, before.End-1) != properNoun(d, first.End-1) &&
			(properNoun(d, before.Start) && describes(d, first) || properNoun(d, first.Start) && describes(d, before)) {
			first.Start = before.Start
		}
		return doc.Span{Start: first.Start, End: c}
	}
	return doc.Span{}
}

func properNoun(d *doc.Document, i int32) bool {
	return d.Tokens[i].Tag == doc.TagNNP || d.Tokens[i].Tag == doc.TagNNPS
}

// describes reports whether a phrase says of somebody who that is: "the owner",
// "her brother".
func describes(d *doc.Document, s doc.Span) bool {
	if s.Empty() {
		return false
	}
	t, w := d.Tokens[s.Start].Tag, d.Tokens[s.End-1].Lemma
	return (t == doc.TagDT || t == doc.TagPRPS) && (lexicon.Person(w) != 0 || lexicon.GroupNoun(w) != 0)
}

// mainClause reports whether a span at the start of a sentence reads as a main
// clause: it has a finite verb, and one behind its first comma where it begins
// with a clause that depends on it.
func (x *writer) mainClause(s doc.Span) bool {
	d := x.d
	from := s.Start
	switch d.Lower(from) {
	case "if", "as", "while", "although", "though", "because", "when", "since", "once", "until", "unless", "after", "before", "asked", "whether":
		for from < s.End && d.Text(from) != "," {
			from++
		}
	}
	return finiteClause(d, from, s.End-1)
}

// endsIn makes sentence s the statement that its reporting clause reports.
func (x *writer) endsIn(s doc.Span, t tail) {
	d := x.d
	content := doc.Span{Start: s.Start, End: t.comma}
	for i := t.comma - 3; i > s.Start; i-- {
		if d.Text(i) == ";" && finiteClause(d, i+1, t.comma-1) && x.before(i) { // "Ida Rose said S; T, she added"
			content.Start = i + 1
			break
		}
	}
	report := doc.Span{Start: t.comma, End: s.End}
	for i := s.Start; i < t.comma; i++ {
		if x.cues[i] == 0 {
			continue
		}
		q := &x.quotes[x.cues[i]-1]
		for k := range q.Content {
			if c := &q.Content[k]; c.Overlaps(report) && c.Start < t.comma {
				*c = trimContent(d, doc.Span{Start: c.Start, End: t.comma})
			}
		}
	}
	if k := x.cues[t.cue.End-1]; k > 0 {
		q := &x.quotes[k-1]
		for _, c := range q.Content {
			if c.End <= s.Start || d.Tokens[c.Start].Is(doc.Quoted) && c.Start < s.End {
				return // has its content elsewhere
			}
			if c.End <= t.comma && c.Start > content.Start && !t.source.Overlaps(c) && c.Start-s.Start < 5 && !properNoun(d, c.Start-1) {
				content.Start = c.Start
			}
		}
		q.Source, q.Anchor = t.source, doc.Span{}
		q.Content = append(q.Content[:0], trimContent(d, content))
		if q.Score < 0.9 {
			q.Score = 0.9
		}
		return
	}
	x.add(doc.Quote{Source: t.source, Cue: t.cue, Content: []doc.Span{content}, Rule: "clause-final", Score: 0.9})
}
