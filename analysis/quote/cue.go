package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file brings cues to the form of the result and tells false ones.

// cueVerb is the token of the cue that reports: the last finite verb or
// participle that the list of reporting words has, else the first verb, else
// -1.
func cueVerb(d *doc.Document, cue doc.Span) int32 {
	first := int32(-1)
	for i := cue.Start; i < cue.End; i++ {
		if !isVerb(d.Tokens[i].Tag) {
			continue
		}
		if first < 0 {
			first = i
		}
		if c, form := lexicon.Cue(d.Lower(i)); form != 0 && c != 0 {
			return i
		}
	}
	return first
}

// reporting cuts the cue to the words that report, with auxiliaries and
// particles: without the colon after it, the time ("declared on Sunday"), the
// place or kind of writing ("said in a letter") and the hearer ("told me").
func (x *writer) reporting(q *doc.Quote) {
	d := x.d
	for q.Cue.Len() > 1 && (d.Text(q.Cue.End-1) == ":" || d.Text(q.Cue.End-1) == ",") {
		q.Cue.End--
	}
	if q.Cue.Len() == 1 && d.Tokens[q.Cue.Start].Tag == doc.TagRB { // "now says": the adverb alone
		v := q.Cue.End
		c, form := lexicon.Cue(d.Lower(v % int32(len(d.Tokens))))
		if form&(lexicon.VerbPast|lexicon.VerbPresent) != 0 && c&lexicon.CueSpeech != 0 && d.SentenceOf(q.Cue.Start).Has(v) && !x.claimed(v) {
			q.Cue = doc.Span{Start: v, End: v + 1}
			for i := range q.Content {
				if s := &q.Content[i]; s.Has(v) {
					s.Start = min(v+1, s.End)
				}
			}
			q.Content = slices.DeleteFunc(q.Content, doc.Span.Empty)
		}
		return
	}
	if c := q.Cue.Start; q.Cue.Len() == 1 && d.Text(c) == ":" && q.Source.End == c {
		// "Judge Ida Rose told Ames: ‘…’": before the colon stands who hears it
		for v := q.Source.Start - 1; v > d.SentenceOf(c).Start && v > c-maxPhrase && !isPunct(d, v) && !x.claimed(v); v-- {
			if !isFinite(d.Tokens[v].Tag) {
				continue
			}
			who, cue := subject(d, v), doc.Span{Start: v, End: v + 1}
			if who.Empty() || who.End > v {
				who = x.endsAt(v, d.SentenceOf(v).Start)
				if n := x.nameAt(who); n >= 0 {
					who = d.Names[n].Tokens
				}
			}
			if hears(d, cue) && !who.Empty() {
				q.Source, q.Cue = who, cue
			}
			break
		}
	}
	v := cueVerb(d, q.Cue)
	if v < 0 {
		return
	}
	if e := q.Cue.End - 1; e > v && d.Tokens[e].Tag == doc.TagNNS { // "denied reports that": what is denied is content
		switch d.Lower(e) {
		case "reports", "claims", "allegations", "rumours", "rumors", "suggestions", "accusations", "charges":
			for i := range q.Content {
				if q.Content[i].Start == e+1 {
					q.Content[i].Start, q.Cue.End = e, e
				}
			}
		}
	}
	for i := v + 1; i < q.Cue.End; i++ {
		t := d.Tokens[i].Tag
		if i == v+1 && governs(d, v, i) {
			continue
		}
		hearer := i == v+1 && (t <= doc.TagNNPS || t == doc.TagDT || t == doc.TagPRPS) && q.Content[0].Start == q.Cue.End && hears(d, doc.Span{Start: v, End: v + 1})
		if d.Lower(i) == "ahead" { // "said ahead of the talks"
			q.Content = slices.DeleteFunc(q.Content, func(c doc.Span) bool { return c.Start == q.Cue.End && len(q.Content) > 1 })
			q.Cue.End = i
			break
		}
		if hearer || circumstance(d, i) {
			q.Cue.End = i
			break
		}
	}
	if c := &q.Content[0]; c.Start == q.Cue.End {
		if e := timeEnd(d, c.Start); e > c.Start && e+2 < c.End && (begins(d, e) || d.Lower(e) == "that") && d.Tokens[e].Tag != doc.TagPOS {
			c.Start = e // "said on Monday talks would resume"
		}
	}
}

// timeEnd is the token behind a time that begins at i and tells when something was said, i where none does.
func timeEnd(d *doc.Document, i int32) int32 {
	at, lead := i, false
	switch d.Lower(at) {
	case "earlier", "later":
		lead = true
		at++
	case "late", "early":
		at++
	}
	if int(at)+2 >= len(d.Tokens) {
		return i
	}
	switch w := d.Lower(at); {
	case w == "on" && weekday(d.Lower(at+1)):
		return at + 2
	case w == "on" && (months(d, at+1) && d.Tokens[at+2].Tag == doc.TagCD || months(d, at+2)):
		return at + 3
	case (w == "last" || w == "this") && dayTime(d.Lower(at+1)):
		return at + 2
	case weekday(w) || w == "yesterday" || w == "today":
		return at + 1
	case lead && (w == "that" || d.Tokens[at].Tag == doc.TagPRP || d.Tokens[at].Tag == doc.TagDT):
		return at // "said earlier that"
	}
	return i
}

// governs reports whether the preposition at token i belongs to verb v, and so to
// the cue: "called on the mayor to go".
func governs(d *doc.Document, v, i int32) bool {
	switch d.Lower(i) {
	case "on":
		switch d.Tokens[v].Lemma {
		case "call", "insist", "comment", "focus", "touch", "elaborate", "count", "urge":
			return true
		}
	case "in":
		return d.Tokens[v].Lemma == "believe"
	case "at":
		return d.Tokens[v].Lemma == "hint" || d.Tokens[v].Lemma == "scoff"
	}
	return false
}

// circumstance reports whether token i begins what tells when, where or to
// whom something was said.
func circumstance(d *doc.Document, i int32) bool {
	if int(i) >= len(d.Tokens) {
		return false
	}
	w := d.Lower(i)
	if weekday(w) {
		return true
	}
	switch w {
	case "yesterday", "today", "tonight", "tomorrow", "earlier", "later", "me", "us", "him", "her", "them", "reporters", "journalists":
		return true
	case "in", "on", "at", "during", "last", "this":
		if int(i)+1 >= len(d.Tokens) {
			return false
		}
		switch n := d.Lower(i + 1); n {
		case "a", "an", "the", "his", "her", "their", "its", "week", "month", "year", "night":
			return true
		default:
			return weekday(n) || months(d, i+1) || months(d, i+2) && d.Tokens[i+1].Tag == doc.TagCD
		}
	}
	return false
}

// months reports whether token i is a month's name.
func months(d *doc.Document, i int32) bool {
	return int(i) < len(d.Tokens) && lexicon.Name(d.Text(i)).Kinds&lexicon.NameMonth != 0 && d.Tokens[i].Tag != doc.TagMD
}

//go:noinline
func weekday(w string) bool {
	switch w {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// idle reports whether the attribution tells of an act that states nothing:
//
//   - an order, a name or praise in the passive, whose subject is not who
//     speaks: "was ordered to pay", "was hailed a hero", "is expected to rule";
//   - a wish to stay unnamed: "asked not to be named";
//   - thanks and greetings: "thanked the crew";
//   - a name that is given: "named X as chair".
func (x *writer) idle(q *doc.Quote) bool {
	d := x.d
	v := cueVerb(d, q.Cue)
	if v < 0 {
		return false
	}
	if unnamed(d, v) {
		return true
	}
	lemma := d.Tokens[v].Lemma
	c, _ := lexicon.Cue(d.Lower(v))
	if passive(d, v) {
		by := q.Source.Start > v
		switch {
		case by:
		case lemma == "expect" || lemma == "know":
			return true
		case c&(lexicon.CueDemand|lexicon.CueNaming|lexicon.CueAttitude) != 0 && c&lexicon.CueThought == 0 && lemma != "tell":
			return true
		case lemma == "recall":
			return true
		}
		return false
	}
	if knows(d, q, lemma) || noContent(d, q.Content) {
		return true
	}
	first := q.Content[0].Start
	if c == lexicon.CueManner && d.Lower(first) != "that" && !slices.ContainsFunc(q.Content, func(c doc.Span) bool { return d.Tokens[c.Start].Is(doc.Quoted) || overlapsMark(d, c) }) {
		return true // "when she saw it, she nodded"
	}
	switch lemma {
	case "go", "come": // "went to see it"
		return !d.Tokens[first].Is(doc.Quoted) && d.Lower(first) == "to" && first == q.Cue.End
	case "respond", "reply", "react", "refer": // "Responding to the report, she said"
		return d.Tokens[v].Tag == doc.TagVBG && first >= q.Cue.End && d.Lower(v+1) == "to" && !hasClause(d, q.Content[0]) && !overlapsMark(d, q.Content[0])
	case "embrace": // a person, not an idea
		return !slices.ContainsFunc(q.Content, func(c doc.Span) bool { return hasTag(d, c, doc.TagPOS) }) && first == q.Cue.End && (properNoun(d, first) || d.Tokens[first].Tag == doc.TagPRP && d.Lower(first) != "it" || lexicon.Person(d.Tokens[first].Lemma) != 0)
	case "begin", "start": // a career, not "“…,” she began"
		return first == v+1 && !overlapsMark(d, q.Content[0]) && d.Tokens[first].Tag != doc.TagIN
	case "charge": // a price, not "charged that S"
		return first == q.Cue.End && slices.ContainsFunc(q.Content, func(c doc.Span) bool {
			return c.Len() > 1 && !hasVerb(d, c) && (d.Lower(first+1) == "for" || c.Len() > 2 && d.Lower(first+2) == "for")
		})
	case "text", "email", "e-mail", "message", "phone": // somebody
		t := d.Tokens[first].Tag
		return first == q.Cue.End && !overlapsMark(d, q.Content[0]) && (t == doc.TagPRPS || t == doc.TagPRP || t == doc.TagNNP)
	case "propose": // on a bridge
		return first > q.Cue.End && d.Tokens[q.Cue.End].Tag == doc.TagIN && !hasClause(d, q.Content[0]) && !d.Tokens[first].Is(doc.Quoted)
	case "disagree", "quarrel", "argue": // on or over a topic
		if t := d.Tokens[first].Tag; t == doc.TagIN && d.Lower(first) != "that" && !hasClause(d, q.Content[0]) && first >= q.Cue.End && len(q.Content) == 1 {
			return true
		}
	}
	switch lemma {
	case "thank", "greet", "congratulate", "name":
		for _, s := range q.Content {
			if d.Tokens[s.Start].Is(doc.Quoted) {
				return false
			}
		}
		return true
	case "consider": // "considers a toll" weighs it, "considers it a mistake" judges
		for _, s := range q.Content {
			if hasClause(d, s) || d.Tokens[s.Start].Is(doc.Quoted) {
				return false
			}
		}
		return q.Content[0].Start >= v && !predicates(d, v)
	case "write", "say", "read": // "wrote to clients": no content but whom it reached
		only := true
		for _, s := range q.Content {
			if s.Start > v && d.Lower(s.Start-1) == "in" && d.Tokens[s.Start].Tag == doc.TagDT && !hasVerb(d, s) && !d.Tokens[s.Start].Is(doc.Quoted) {
				continue // "wrote in a note to clients"
			}
			only = only && s.Len() < 6 && !hasVerb(d, s) && !d.Tokens[s.Start].Is(doc.Quoted) &&
				(d.Lower(s.Start) == "to" || d.Lower(s.Start) == "in" || s.Start > v+2 && d.Tokens[s.Start-1].Tag == doc.TagDT && d.Lower(s.Start-2) == "in")
		}
		return only
	}
	return false
}

// predicates reports whether verb v has a complement that tells what its object
// is, by the tree or by "as".
func predicates(d *doc.Document, v int32) bool {
	for i := v + 1; i < min(d.SentenceOf(v).End, v+maxPhrase); i++ {
		if d.Tokens[i].Head == v && (d.Tokens[i].Rel == doc.RelXcomp || d.Tokens[i].Rel == doc.RelCcomp) || d.Lower(i) == "as" {
			return true
		}
		if t := d.Tokens[i-1].Tag; i > v+1 && d.Tokens[i].Tag == doc.TagDT && (t <= doc.TagNNPS || t == doc.TagPRP) { // "the cut a mistake"
			return true
		}
	}
	return false
}

// passive reports whether verb v is a participle with a form of "be" before it.
func passive(d *doc.Document, v int32) bool {
	if d.Tokens[v].Tag != doc.TagVBN && d.Tokens[v].Tag != doc.TagVBD {
		return false
	}
	for i := v - 1; i >= max(0, v-4); i-- {
		if d.Tokens[i].Lemma == "be" {
			return true
		}
		if t := d.Tokens[i].Tag; t != doc.TagRB && d.Lower(i) != "both" && d.Lower(i) != "all" {
			return false
		}
	}
	return false
}

// unnamed reports whether what follows verb v is the wish to stay unnamed.
func unnamed(d *doc.Document, v int32) bool {
	switch d.Tokens[v].Lemma {
	case "ask", "want", "wish", "request", "insist", "prefer", "demand":
	default:
		return false
	}
	end := min(d.SentenceOf(v).End, v+10)
	for i := v + 1; i < end && d.Text(i) != ","; i++ {
		switch d.Lower(i) {
		case "anonymity", "anonymous", "anonymously", "unnamed", "nameless":
			return true
		case "named", "identified", "name", "used", "quoted", "published":
			for j := max(d.SentenceOf(v).Start, v-2); j < i; j++ { // "did not want to be named", "asked not to be"
				if w := d.Lower(j); w == "not" || w == "n't" || w == "n’t" {
					return true
				}
			}
			if d.Lower(i) == "name" {
				for j := i + 1; j < end; j++ {
					if d.Lower(j) == "not" || d.Lower(j) == "withheld" {
						return true
					}
				}
			}
		}
	}
	return false
}

// story gives "tells another story: S" its words: S is what is told.
func (x *writer) story(q *doc.Quote) {
	d := x.d
	v := cueVerb(d, q.Cue)
	if v < 0 || d.Tokens[v].Lemma != "tell" {
		return
	}
	end := d.SentenceOf(v).End
	for i := v + 1; i+2 < min(end, v+5); i++ {
		switch d.Lower(i) {
		case "story", "tale", "version":
		default:
			continue
		}
		if d.Text(i+1) != ":" || d.Tokens[i+2].Is(doc.Quoted) {
			return
		}
		q.Cue = doc.Span{Start: v, End: i + 1}
		q.Content = []doc.Span{{Start: i + 2, End: end}}
		if q.Source.Empty() || q.Source.Overlaps(q.Cue) || q.Source.Start > v {
			q.Source = subject(d, v)
			if q.Source.Overlaps(q.Cue) {
				q.Source = doc.Span{}
			}
		}
		return
	}
}

// label reports whether the source of a headline's colon is no speaker but a
// label: "Bridge collapse: latest updates".
func (x *writer) label(q *doc.Quote) bool {
	d := x.d
	if q.Source.Empty() || q.Cue.Len() > 1 || !q.Cue.Empty() && d.Text(q.Cue.Start) != ":" || d.Text(min(q.Source.End, int32(len(d.Tokens))-1)) != ":" {
		return false
	}
	if k := d.Paragraphs[d.ParagraphOf(q.Source.Start)].Kind; k != doc.ParaTitle && k != doc.ParaHeading {
		return false
	}
	c := d.Text(q.Source.End - 1)[0]
	if 'a' <= c && c <= 'z' && lexicon.Person(d.Tokens[q.Source.End-1].Lemma) == 0 || q.Source.Len() > 1 && !x.canSpeak(q.Source) {
		return true
	}
	q.Source = withoutTopic(d, q.Source)
	return false
}
