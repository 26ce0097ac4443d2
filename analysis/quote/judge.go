package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds statements that have no clause, and long attributions at the
// end of a sentence.

// longest bounds the sentences that trailing reads: it looks at the whole
// sentence for each of its verbs.
const longest = 300

// trailing finds "S, says the engineer who …, and T" and "S, X, the engineer,
// told parliament": attributions at the end that clauseFinal is too narrow for.
func (x *writer) trailing(s doc.Span) {
	d := x.d
	if s.Len() > longest {
		return
	}
	for v := s.Start + 4; v+1 < s.End; v++ {
		if d.Text(v-1) != "," || x.claimed(v) || !isVerb(d.Tokens[v].Tag) || d.Tokens[v].Is(doc.Quoted) || d.Tokens[v-2].Is(doc.Quoted) {
			continue
		}
		class, form := lexicon.Cue(d.Lower(v))
		if class&lexicon.CueSpeech == 0 || class&lexicon.CueThought != 0 || form&(lexicon.VerbBase|lexicon.VerbPast|lexicon.VerbPresent) == 0 {
			continue
		}
		var source doc.Span
		at := v - 1
		if !hears(d, doc.Span{Start: v, End: v + 1}) { // else what follows is the hearer
			source = x.inverted(v, s.End)
		}
		if !isFinite(d.Tokens[v].Tag) && !animate(d, source) && !speaks(d, source) && !relative(d, source.Start, source.End) { // ", say two metres"
			source = doc.Span{}
		}
		if !source.Empty() && !x.clauseSubject(v).Empty() { // "A clerk, who was there, tells another story"
			continue
		}
		if source.Empty() {
			if form == lexicon.VerbBase || finiteClause(d, v+1, s.End-1) || s.End-v > 10 {
				continue
			}
			if source = x.appositive(v-1, s.Start+3); source.Empty() {
				continue
			}
			at = source.Start - 1
		}
		content := doc.Span{Start: s.Start, End: at}
		if !x.statement(content) {
			continue
		}
		if x.add(doc.Quote{Source: source, Cue: doc.Span{Start: v, End: v + 1}, Content: []doc.Span{content}, Rule: "clause-final", Score: 0.7}) {
			x.confine(content)
		}
		return
	}
}

// confine cuts the contents of the quotes that have their cue in a span to that.
func (x *writer) confine(s doc.Span) {
	for i := s.Start; i < s.End; i++ {
		if x.cues[i] == 0 {
			continue
		}
		q := &x.quotes[x.cues[i]-1]
		for k := range q.Content {
			if c := &q.Content[k]; c.Start > i && c.Start < s.End && c.End > s.End {
				c.End = s.End
			}
		}
	}
}

// statement reports whether a span at the start of a sentence reads as a main
// clause that nobody else is said to have said.
func (x *writer) statement(s doc.Span) bool {
	d := x.d
	switch d.Tokens[s.Start].Tag {
	case doc.TagWRB, doc.TagIN, doc.TagVBG, doc.TagVBN, doc.TagTO:
		comma := false
		for i := s.Start; i < s.End; i++ {
			comma = comma || d.Text(i) == ","
		}
		if !comma && d.Tokens[s.Start].Tag != doc.TagIN {
			return false
		}
	}
	finite := false
	for i := s.Start; i < s.End; i++ {
		if c, form := lexicon.Cue(d.Lower(i)); form != 0 && c&lexicon.CueSpeech != 0 && c&(lexicon.CueNoun|lexicon.CueThought) == 0 && d.Tokens[i].Lemma != "begin" && isFinite(d.Tokens[i].Tag) || x.claimed(i) && isFinite(d.Tokens[i].Tag) && c&lexicon.CueThought == 0 {
			return false
		}
		finite = finite || isFinite(d.Tokens[i].Tag)
	}
	return finite
}

// inverted is the phrase after verb v where that is its subject: up to the end
// of the sentence or to a comma that another clause follows, with apposition
// and relative clause; empty where a verb of another clause comes first.
func (x *writer) inverted(v, end int32) doc.Span {
	d := x.d
	if !begins(d, v+1) || adds(d, v) {
		return doc.Span{}
	}
	relative := false
	e := v + 1
	for ; e < min(end, v+maxPhrase); e++ {
		t := d.Tokens[e].Tag
		if t == doc.TagWP || t == doc.TagWDT || t == doc.TagWPS {
			relative = true
		}
		if isFinite(t) && !relative {
			return doc.Span{}
		}
		w := d.Text(e)
		if w == ";" || w == ":" || w == "(" || isMark(w) && t != doc.TagPOS {
			break
		}
		if w == "," && e+1 < end && (d.Tokens[e+1].Tag == doc.TagCC && finiteClause(d, e+1, end-1) || d.Tokens[e+1].Tag == doc.TagVBG || d.Tokens[e+1].Tag == doc.TagIN) {
			break
		}
	}
	p := trimPhrase(d, trimSource(d, doc.Span{Start: v + 1, End: e}))
	if p.Len() > 30 {
		return doc.Span{}
	}
	return p
}

// verdict finds what a subject makes of a noun phrase: "puts the cost at two
// million", "considers the plan a mistake", "confirmed her account".
func (x *writer) verdict(s doc.Span) {
	d := x.d
	for v := s.Start + 1; v+2 < s.End; v++ {
		misread := x.misread(v, s)
		if x.claimed(v) || !isVerb(d.Tokens[v].Tag) && !misread || d.Tokens[v].Is(doc.Quoted) || d.Tokens[v].Tag == doc.TagVBG {
			continue
		}
		if !misread && !isFinite(d.Tokens[v].Tag) && !(d.Tokens[v].Lemma == "put" || d.Tokens[v].Tag == doc.TagVBN && d.Tokens[v-1].Lemma == "have") {
			continue
		}
		cue := doc.Span{Start: v, End: v + 1}
		switch d.Tokens[v].Lemma {
		case "put", "estimate", "value":
			if !x.amount(v, s.End) && !(d.Tokens[v].Lemma == "put" && x.cause(v, s.End)) {
				continue
			}
		case "find":
			for o := v + 2; o < min(s.End-2, v+7) && !isPunct(d, o-1) && !isVerb(d.Tokens[o-1].Tag); o++ {
				if d.Tokens[o].Tag != doc.TagOpenQuote || !x.fragment(o) {
					continue
				}
				// "found wards ‘overwhelmed’"
				if source, k := subject(d, v), markAt(d, o+1); !source.Empty() && source.End <= v && !passive(d, v) && d.Marks[k].Close > 0 && (animate(d, source) || speaks(d, source) || reports(d, source)) {
					x.add(doc.Quote{Source: source, Cue: cue, Content: []doc.Span{{Start: v + 1, End: d.Marks[k].Close + 1}}, Rule: "verb-object", Score: 0.6})
				}
				break
			}
			continue
		case "consider", "deem":
			if !predicates(d, v) {
				continue
			}
		case "rule":
			if d.Lower(v+1) != "out" {
				continue
			}
			cue.End++
		case "contest", "dispute", "confirm", "deny", "dismiss", "refute", "rebut", "repeat", "corroborate":
		case "stick":
			if d.Lower(v+1) != "to" || !account(d, v+2, s.End) {
				continue
			}
			cue.End++
		case "stand":
			if d.Lower(v+1) != "by" || !account(d, v+2, s.End) {
				continue
			}
			cue.End++
		case "claim":
			if l := d.Tokens[v+1].Lemma; l != "victory" && l != "responsibility" && l != "credit" {
				continue
			}
		case "admit": // "admitted unlawful wounding"
			if t := d.Tokens[v+1].Tag; t != doc.TagJJ && t != doc.TagNN && t != doc.TagVBG {
				continue
			}
		default:
			if x.warnsIn(v, s) {
				continue
			}
			// "slammed ‘vile rumours’": the words judged stand in marks
			if c, _ := lexicon.Cue(d.Lower(v)); c&(lexicon.CueAttitude|lexicon.CueNaming) == 0 || c&lexicon.CueThought != 0 || d.Tokens[v+1].Tag != doc.TagOpenQuote || !x.fragment(v+1) {
				continue
			}
			cue.End = v + 1
			if k := x.cues[v]; k > 0 || passive(d, v) {
				continue
			}
			if source := subject(d, v); !source.Empty() && source.End <= v && (animate(d, source) || speaks(d, source)) {
				m := markAt(d, v+2)
				x.add(doc.Quote{Source: source, Cue: cue, Content: []doc.Span{{Start: v + 1, End: d.Marks[m].Close + 1}}, Rule: "verb-object", Score: 0.6})
			}
			continue
		}
		if passive(d, v) || d.Tokens[v-1].Tag == doc.TagTO || d.Tokens[v-1].Tag == doc.TagMD || !begins(d, cue.End) && d.Tokens[cue.End].Tag != doc.TagWP {
			continue
		}
		if w := d.Lower(v - 1); w == "not" || w == "n't" || w == "n’t" || w == "never" {
			continue
		}
		source := subject(d, v)
		if misread {
			source = trimPhrase(d, doc.Span{Start: s.Start, End: v})
		}
		if source.Empty() || source.Start >= v || !(animate(d, source) || speaks(d, source)) {
			continue
		}
		end := x.objectEnd(cue.End, s.End)
		if end <= cue.End {
			continue
		}
		if d.Tokens[v].Tag == doc.TagVBN {
			for cue.Start > s.Start && d.Tokens[cue.Start-1].Lemma == "have" {
				cue.Start--
			}
		}
		x.add(doc.Quote{Source: source, Cue: cue, Content: []doc.Span{{Start: cue.End, End: end}}, Rule: "verb-object", Score: 0.6})
	}
}

// fragment reports whether the opening mark at token i has its closing one in the
// sentence, with a few words between.
func (x *writer) fragment(i int32) bool {
	d := x.d
	m := markAt(d, i+1)
	return m >= 0 && d.Marks[m].Open == i && d.Marks[m].Close > i+1 && d.Marks[m].Close-i < 16 && d.SentenceOf(i).Has(d.Marks[m].Close)
}

// misread reports whether token v, tagged as a noun, can but be the verb of its
// sentence: the tree's root, after a noun phrase and before another one.
func (x *writer) misread(v int32, s doc.Span) bool {
	d := x.d
	if t := &d.Tokens[v]; t.Tag != doc.TagNN && t.Tag != doc.TagNNS || t.Rel != doc.RelRoot || v-s.Start > 8 {
		return false
	}
	if t := d.Tokens[v+1].Tag; t != doc.TagDT && t != doc.TagPRPS {
		return false
	}
	before := doc.Span{Start: s.Start, End: v}
	_, form := lexicon.Cue(d.Lower(v))
	return form&(lexicon.VerbBase|lexicon.VerbPresent) != 0 && !hasVerb(d, before) && !anyPunct(d, before)
}

// speaks reports whether the head of a phrase is a pronoun or a word for a
// body that speaks for itself, by its last noun.
//
//go:noinline
func speaks(d *doc.Document, s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		l := d.Tokens[i].Lemma
		if l == "it" || l == "group" || lexicon.GroupNoun(l) != 0 && !lexicon.WeakGroupNoun(l) {
			return true
		}
	}
	return false
}

// account reports whether an object from token i on tells a version of events.
func account(d *doc.Document, i, end int32) bool {
	for ; i < min(end, i+6); i++ {
		switch d.Tokens[i].Lemma {
		case "version", "account", "story", "claim", "statement", "testimony", "word", "view", "position", "line", "demand", "report", "allegation", "assertion":
			return true
		}
		if isPunct(d, i) {
			return false
		}
	}
	return false
}

// amount reports whether "at" and a number follow the object of verb v.
func (x *writer) amount(v, end int32) bool {
	d := x.d
	for i := v + 2; i+1 < min(end, v+14); i++ {
		if isPunct(d, i) {
			return false
		}
		if d.Lower(i) == "at" {
			for j := i + 1; j < min(end, i+6); j++ {
				if d.Tokens[j].Tag == doc.TagCD {
					return true
				}
			}
		}
	}
	return false
}

// cause reports whether "down to" follows the object of verb v: "put the delay
// down to the weather".
func (x *writer) cause(v, end int32) bool {
	d := x.d
	for i := v + 2; i+2 < min(end, v+10); i++ {
		if isPunct(d, i) || isVerb(d.Tokens[i].Tag) {
			return false
		}
		if d.Lower(i) == "down" && d.Lower(i+1) == "to" {
			return d.Tokens[i+2].Tag != doc.TagCD
		}
	}
	return false
}

// objectEnd is where the object that begins at token i ends: before a mark of
// punctuation, a clause or a coordinate verb.
func (x *writer) objectEnd(i, end int32) int32 {
	d := x.d
	e := i
	for ; e < min(end, i+maxPhrase); e++ {
		if isPunct(d, e) && d.Tokens[e].Tag != doc.TagPOS && !isMark(d.Text(e)) && d.Text(e) != "$" {
			break
		}
		switch d.Tokens[e].Tag {
		case doc.TagCC:
			for j := e + 1; j < min(end, e+4); j++ {
				if isFinite(d.Tokens[j].Tag) {
					return e
				}
			}
		case doc.TagWRB:
			return e
		case doc.TagIN:
			switch d.Lower(e) {
			case "after", "because", "while", "although", "though", "when", "if", "unless", "before", "since", "as":
				return e
			}
		}
	}
	return e
}

// afterLabel leaves out of a headline's quote the label before its colon:
// "Bridge scandal: “Nobody came”, says worker".
func (x *writer) afterLabel(q *doc.Quote) {
	d := x.d
	if len(q.Content) == 0 || q.Cue.Empty() {
		return
	}
	s := &q.Content[0]
	sent := d.SentenceOf(s.Start)
	if k := d.Paragraphs[d.ParagraphOf(s.Start)].Kind; k != doc.ParaTitle && k != doc.ParaHeading || s.Start != sent.Start || s.End > q.Cue.Start {
		return
	}
	for i := s.Start + 1; i < min(s.End-1, s.Start+6); i++ {
		if isFinite(d.Tokens[i].Tag) {
			return
		}
		if d.Text(i) == ":" {
			s.Start = i + 1
			return
		}
	}
}

// asSaying moves a quote that reports a quotation ("It quotes an aide as saying
// that S") to who is quoted: the other reports it on.
func (x *writer) asSaying(q *doc.Quote) {
	d := x.d
	v := cueVerb(d, q.Cue)
	if v < 0 || passive(d, v) {
		return
	}
	switch d.Tokens[v].Lemma {
	case "quote", "cite":
	default:
		return
	}
	sent := d.SentenceOf(v)
	for i := v + 2; i+2 < min(sent.End, v+20); i++ {
		if d.Lower(i) != "as" || d.Tokens[i+1].Tag != doc.TagVBG {
			continue
		}
		if c, form := lexicon.Cue(d.Lower(i + 1)); form&lexicon.VerbGerund == 0 || c&lexicon.CueSpeech == 0 {
			return
		}
		who := trimSource(d, doc.Span{Start: v + 1, End: i})
		if who.Empty() || finiteClause(d, who.Start, who.End-1) && !relative(d, who.Start, who.End) {
			return
		}
		relay := q.Source
		if relay.Empty() || relay.Overlaps(who) {
			if relay = subject(d, v); relay.Overlaps(who) {
				relay = doc.Span{}
			}
		}
		for k := range q.Content {
			if c := &q.Content[k]; c.Start < i+2 {
				c.Start = min(i+2, c.End)
			}
		}
		q.Content = slices.DeleteFunc(q.Content, doc.Span.Empty)
		if len(q.Content) == 0 {
			q.Content = []doc.Span{{Start: i + 2, End: sent.End}}
		}
		q.Source, q.Relay, q.Cue = who, relay, doc.Span{Start: i + 1, End: i + 2}
		return
	}
}

// retorts finds "X shot back that S": verbs that report only with their particle.
func (x *writer) retorts(s doc.Span) {
	d := x.d
	for v := s.Start + 1; v+3 < s.End; v++ {
		if d.Lower(v+1) != "back" || d.Lower(v+2) != "that" || x.claimed(v) || x.claimed(v+1) || d.Tokens[v].Is(doc.Quoted) {
			continue
		}
		switch d.Lower(v) {
		case "shot", "hit", "fired", "snapped", "shouted", "pushed", "came", "wrote", "fires", "hits", "shoots", "snaps", "pushes":
		default:
			continue
		}
		q := doc.Quote{Source: subject(d, v), Cue: doc.Span{Start: v, End: v + 2}, Content: []doc.Span{{Start: v + 2, End: clauseEnd(d, v+2, s.End)}}, Rule: "verb-that", Score: 0.7}
		if before := (doc.Span{Start: s.Start, End: v}); q.Source.Empty() && before.Len() < 20 && !hasVerb(d, before) && begins(d, s.Start) {
			q.Source = trimSource(d, before) // the tagger takes "shot" for a noun
		}
		if !q.Source.Empty() && q.Source.End <= v {
			x.add(q)
		}
	}
}
