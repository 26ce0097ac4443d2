package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file mends what finish.go leaves: a subject behind a phrase that opens the
// sentence, a cue without its verb or with words that don't report, and a content
// that has the hearer or not all of the statement.

// behindOpening begins a source behind the phrase of place or time that opens its
// sentence: "In a hearing of the committee, Ida Rose, who chairs it, told", "At a
// meeting on Monday night Ida Rose said".
func (x *writer) behindOpening(q *doc.Quote) {
	d := x.d
	s := q.Source
	if s.End > q.Cue.Start || s.Len() < 4 {
		return
	}
	from := d.SentenceOf(s.Start).Start
	for from < s.Start && (d.Tokens[from].Tag == doc.TagCC || d.Tokens[from].Tag == doc.TagRB || d.Text(from) == ",") {
		from++
	}
	if t := d.Tokens[from].Tag; t != doc.TagIN && t != doc.TagTO || s.Start-from > 1 {
		return
	}
	if w := d.Lower(from); w == "of" || w == "than" || w == "like" || w == "as" {
		return
	}
	for i := s.Start + 1; i+1 < s.End; i++ {
		at := i + 1
		switch {
		case isFinite(d.Tokens[i].Tag), relative(d, i, i+1):
			return
		case d.Text(i) == ",":
			if d.Text(at) == "," || !begins(d, at) {
				continue
			}
		case properNoun(d, at) && dayTime(d.Lower(i)):
		default:
			continue
		}
		q.Source.Start = at
		return
	}
}

// dayTime tells the words that end a phrase of time.
func dayTime(w string) bool {
	switch w {
	case "morning", "afternoon", "evening", "night", "week", "weekend", "month", "year", "today", "yesterday", "tonight":
		return true
	}
	return weekday(w)
}

// withCalling lets a source that is the name alone begin with what the sentence
// opens with, apposed to it: "His deputy, Ida Rose, told".
func (x *writer) withCalling(q *doc.Quote) {
	d := x.d
	s := q.Source
	from := d.SentenceOf(s.Start).Start
	if s.Start < from+3 || s.Start > from+14 || s.End > q.Cue.Start || !properNoun(d, s.Start) || d.Text(s.Start-1) != "," {
		return
	}
	at := from
	for at < s.Start && (d.Tokens[at].Tag == doc.TagCC || d.Tokens[at].Tag == doc.TagRB) {
		at++
	}
	calls := doc.Span{Start: at, End: s.Start - 1}
	if calls.Len() < 2 || d.Tokens[at].Tag != doc.TagPRPS && d.Tokens[at].Tag != doc.TagDT || hasVerb(d, calls) || anyPunct(d, calls) || !properNoun(d, s.End-1) && d.Text(s.End) != "," {
		return
	}
	head := calls.End - 1
	for i := calls.Start + 1; i < calls.End; i++ {
		if d.Tokens[i].Tag == doc.TagIN {
			head = i - 1
			break
		}
	}
	if d.Tokens[head].Tag == doc.TagNNS || lexicon.Person(d.Tokens[head].Lemma) == 0 && lexicon.GroupNoun(d.Tokens[head].Lemma) == 0 {
		return
	}
	for i := calls.Start; i < calls.End; i++ {
		if !x.free(i, q) {
			return
		}
	}
	q.Source.Start = at
}

// withoutLate leaves out of a source before its cue the time between the two: "Odra
// today announced".
func withoutLate(d *doc.Document, q *doc.Quote) {
	for q.Source.Len() > 1 && q.Source.End == q.Cue.Start {
		switch w := d.Lower(q.Source.End - 1); {
		case w == "today", w == "yesterday", w == "tonight", w == "now", w == "later", w == "also", weekday(w) && d.Tokens[q.Source.End-2].Tag <= doc.TagNNPS:
			q.Source.End--
			continue
		}
		return
	}
}

// wholeCue lets a cue that is an auxiliary alone end with its verb ("had promised"),
// and a verb begin with "used to".
func (x *writer) wholeCue(q *doc.Quote) {
	d := x.d
	end := d.SentenceOf(q.Cue.Start).End
	if l := d.Tokens[q.Cue.End-1].Lemma; (l == "have" || l == "will") && q.Cue.End < end {
		v := q.Cue.End
		for v < end && d.Tokens[v].Tag == doc.TagRB {
			v++
		}
		if c, form := lexicon.Cue(d.Lower(min(v, end-1))); v < end && form != 0 && c&lexicon.CueVerb != 0 && isVerb(d.Tokens[v].Tag) && x.free(v, q) {
			q.Cue.End = v + 1
		}
	}
	if b := q.Cue.Start - 2; d.SentenceOf(q.Cue.Start).Has(b) && d.Lower(b) == "used" && d.Lower(b+1) == "to" && d.Tokens[b+2].Tag == doc.TagVB && !q.Source.Has(b) {
		q.Cue.Start = b
	}
}

// hasTag reports whether a token of s has the tag.
func hasTag(d *doc.Document, s doc.Span, tag doc.Tag) bool {
	for i := s.Start; i < s.End; i++ {
		if d.Tokens[i].Tag == tag {
			return true
		}
	}
	return false
}

// bareCue leaves out of a cue where and to whom, behind its verb: "admitted in
// interview", "suggested to Ames that". Adverbs before it stay, as PolNeAR has them.
func bareCue(d *doc.Document, q *doc.Quote) {
	v := cueVerb(d, q.Cue)
	if v < 0 || !isFinite(d.Tokens[v].Tag) || q.Cue.End == v+1 {
		return
	}
	switch d.Lower(v + 1) {
	case "in", "at", "during":
		if q.Cue.End > v+2 && !governs(d, v, v+1) {
			q.Cue.End = v + 1
		}
	case "to":
		if q.Cue.End == v+2 && begins(d, v+2) && d.Lower(q.Content[0].Start) == "that" {
			q.Cue.End = v + 1
		}
	}
}

// behindHearer begins a content in marks behind the hearer and the colon: "told her:
// ‘…’".
func (x *writer) behindHearer(q *doc.Quote) {
	d := x.d
	c := &q.Content[0]
	if c.Start != q.Cue.End {
		return
	}
	for i := c.Start + 1; i+1 < min(c.End, c.Start+8); i++ {
		if d.Text(i) == ":" && isMark(d.Text(i+1)) {
			if before := (doc.Span{Start: c.Start, End: i}); !hasVerb(d, before) && !overlapsMark(d, before) {
				*c = trimContent(d, doc.Span{Start: i + 1, End: c.End})
			}
			return
		}
	}
}

// upToAttribution gives "S, X said on Monday, in what …" all of S, where the fields
// took but its first words for content.
func (x *writer) upToAttribution(q *doc.Quote) {
	d := x.d
	sent := d.SentenceOf(q.Cue.Start)
	at := min(q.Source.Start, q.Cue.Start)
	if c, _ := lexicon.Cue(d.Lower(q.Cue.End - 1)); c&lexicon.CueSpeech == 0 || c&lexicon.CueThought != 0 || q.Source.End != q.Cue.Start || !circumstance(d, q.Cue.End) {
		return
	}
	if q.Source.Empty() || at < sent.Start+6 || d.Text(at-1) != "," || d.Tokens[sent.Start].Is(doc.Quoted) {
		return
	}
	before := doc.Span{Start: sent.Start, End: at - 1}
	for _, c := range q.Content {
		if c.End >= at-1 && c.End <= at && hasClause(d, c) || d.Tokens[c.Start].Is(doc.Quoted) || !sent.Contains(c) {
			return
		}
		if c.Start >= q.Cue.End && (hasClause(d, c) && d.Tokens[c.Start].Tag != doc.TagIN && d.Tokens[c.Start].Tag != doc.TagWP || d.Lower(c.Start) == "that") {
			return
		}
	}
	if !x.mainClause(before) || !x.statement(before) {
		return
	}
	for i := before.Start; i < before.End; i++ {
		if x.cues[i] != 0 || isMark(d.Text(i)) && d.Tokens[i].Tag != doc.TagPOS {
			return
		}
	}
	q.Content = append(q.Content[:0], before)
}

// embeds reports whether a content begins with a clause, which "that" or a word for
// a question opens or a subject and its verb: not "all of them since they met".
func embeds(d *doc.Document, c doc.Span) bool {
	switch t := d.Tokens[c.Start].Tag; t {
	case doc.TagIN:
		w := d.Lower(c.Start)
		return w == "that" || w == "whether" || w == "if"
	case doc.TagWP, doc.TagWDT, doc.TagWRB, doc.TagTO:
		return true
	}
	for i := c.Start; i < c.End; i++ {
		if isFinite(d.Tokens[i].Tag) {
			return true
		}
		switch d.Lower(i) {
		case "since", "when", "after", "before", "because", "from", "while", "who", "which", "as", "until":
			return false
		}
	}
	return false
}

// knows reports whether a quote tells what somebody knows, learned or keeps in mind,
// and no statement: "has known them since they met", "learned of it from the radio".
func knows(d *doc.Document, q *doc.Quote, lemma string) bool {
	switch lemma {
	case "know", "learn", "remember", "recall", "forget":
	default:
		return false
	}
	return !slices.ContainsFunc(q.Content, func(c doc.Span) bool {
		return d.Tokens[c.Start].Is(doc.Quoted) || d.Tokens[c.End-1].Is(doc.Quoted) || c.End <= q.Cue.Start || embeds(d, c)
	})
}

// noContent reports whether a content holds no word that says anything: "Because".
func noContent(d *doc.Document, content []doc.Span) bool {
	return !slices.ContainsFunc(content, func(c doc.Span) bool {
		for i := c.Start; i < c.End; i++ {
			switch t := d.Tokens[i].Tag; t {
			case doc.TagIN, doc.TagTO, doc.TagDT, doc.TagCC, doc.TagWRB:
				if !d.Tokens[i].Is(doc.Quoted) && d.Lower(i) != "that" && d.Lower(i) != "this" {
					continue
				}
			}
			if isWord(d.Text(i)) || d.Tokens[i].Tag == doc.TagCD {
				return true
			}
		}
		return false
	})
}
