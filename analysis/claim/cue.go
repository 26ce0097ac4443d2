package claim

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file decides which quotes are claims only together with their cue, or with the
// whole clause around them.

// withCue adds the claims of the sentence that are a clause with its cue: a cue
// that reverses or makes up the meaning, or content without a verb.
func (s *splitter) withCue(sentence doc.Span) {
	d := s.d
	lo, _ := slices.BinarySearchFunc(d.Quotes, sentence.Start, func(q doc.Quote, start int32) int {
		return int(q.Content[0].Start - start)
	})
	for i := lo; i < len(d.Quotes) && d.Quotes[i].Content[0].Start < sentence.End; i++ {
		q := &d.Quotes[i]
		content := q.Content[len(q.Content)-1]
		if q.Cue.Empty() || !sentence.Contains(q.Content[0]) || !sentence.Contains(content) || !sentence.Contains(q.Cue) {
			continue
		}
		if !s.carries(q) || s.told(q) {
			continue
		}
		span := doc.Span{Start: min(q.Cue.Start, q.Content[0].Start), End: max(q.Cue.End, content.End)}
		if sentence.Contains(q.Source) && !s.shared(q) {
			span.Start, span.End = min(span.Start, q.Source.Start), max(span.End, q.Source.End)
		}
		span = s.withNor(span, q, sentence)
		if d.Tokens[q.Cue.Start].Is(doc.InTitle) {
			span = sentence // headlines are short, and their trees poor
		}
		span = s.withAdjunct(span, sentence.End)
		for span.End < sentence.End && d.Tokens[span.End].Tag == doc.TagCloseQuote {
			span.End++
		}
		if span = s.trim(span); span.Len() > 1 {
			s.whole = append(s.whole, span)
			s.add(span, int32(i))
		}
	}
}

// nor is the "nor" right before a cue or before its subject ("nor did he say"), or the
// "neither" before its subject, or None.
func (s *splitter) nor(q *doc.Quote) int32 {
	d := s.d
	if at := q.Source.Start - 1; at >= 0 && q.Source.End == q.Cue.Start {
		if d.Lower(at) == "neither" {
			return at
		}
		if at > 0 && d.Lower(at-1) == "nor" {
			return at - 1
		}
	}
	if at := q.Cue.Start - 1; at >= 0 && d.Lower(at) == "nor" {
		return at
	}
	return doc.None
}

// withNor takes in what a cue behind "nor" shares its subject and its negation with:
// "neither confirmed nor denied the existence of an inquiry".
func (s *splitter) withNor(span doc.Span, q *doc.Quote, sentence doc.Span) doc.Span {
	d := s.d
	nor := s.nor(q)
	if nor < sentence.Start {
		return span
	}
	span.Start = min(span.Start, nor)
	for t := nor; t >= sentence.Start; t-- {
		if d.Lower(t) != "neither" {
			continue
		}
		for h := d.Tokens[t].Head; sentence.Has(h); h = d.Tokens[h].Head {
			span.Start = min(span.Start, t, s.start(h, sentence))
			if d.Tokens[h].Rel != doc.RelConj {
				break
			}
		}
		break
	}
	return span
}

// withAdjunct takes in what follows a clause with its cue and tells when, where or how,
// without a verb: "backed the plan last week".
func (s *splitter) withAdjunct(span doc.Span, end int32) doc.Span {
	d := s.d
	listed := false // "asked for dogs, tents and food"
	for e := span.End; e < end; e = span.End {
		if tag := d.Tokens[e].Tag; e+1 < end && (tag == doc.TagComma || tag == doc.TagCC && listed) {
			listed = true
			e++
		} else {
			listed = false
		}
		top := e // of the phrase that begins here
		for h := d.Tokens[e].Head; h >= e && h < end; h = d.Tokens[h].Head {
			top = h
		}
		if punct(d.Tokens[e].Tag) || d.Tokens[e].Tag == doc.TagCC || !span.Has(d.Tokens[top].Head) || listed && d.Tokens[top].Rel != doc.RelConj {
			break
		}
		to := s.end(top, doc.Span{Start: e, End: end})
		for t := e; t < to; t++ {
			if s.clausal(t) || s.role[t] != 0 || s.quote[t] >= 0 {
				return span
			}
		}
		span.End = to
	}
	return span
}

// woven reports whether quoted words stand in the sentence as one of its parts: no mark
// but their own comes before them, and they are no sentence.
func (s *splitter) woven(content doc.Span) bool {
	d := s.d
	at := content.Start - 1
	if at >= 0 && d.Tokens[at].Tag == doc.TagOpenQuote {
		at--
	}
	if w := d.Text(content.Start); at < 0 || punct(d.Tokens[at].Tag) || w[0] < 'a' || w[0] > 'z' {
		return false
	}
	return d.Tokens[at].Sent == d.Tokens[content.Start].Sent
}

// raised reports whether the content of a quote is the subject of its cue, with or
// without the rest of what is told of it: "the town is said to be flooded", "the plan was
// welcomed by the unions".
func (s *splitter) raised(q *doc.Quote) bool {
	d := s.d
	if q.Kind == doc.Direct || q.Source.Start > q.Content[0].End && q.Source.End <= q.Cue.Start && d.Text(q.Source.Start-1) == "," || len(q.Content) > 2 || q.Content[0].End > q.Cue.Start || len(q.Content) == 2 && q.Content[1].Start < q.Cue.End {
		return false
	}
	subject := false
	for t := q.Cue.Start; t < q.Cue.End; t++ {
		subject = subject || s.info[t].subj >= 0 && q.Content[0].Has(s.info[t].subj)
	}
	for _, c := range q.Content {
		for t := c.Start; t < c.End; t++ {
			if finite(d.Tokens[t].Tag) && !s.inner(t, c) {
				return false
			}
		}
	}
	return subject
}

// told reports whether a quote says nothing by itself nor makes a clause with its cue:
// the cue is a noun or stands in the infinitive ("their call for a strike came late"),
// so that only the clause around both can be agreed with or disputed.
func (s *splitter) told(q *doc.Quote) bool {
	d := s.d
	if q.Cue.Empty() || len(q.Content) != 1 || d.Tokens[q.Cue.Start].Sent != d.Tokens[q.Content[0].Start].Sent {
		return false
	}
	for t := q.Cue.Start; t < q.Cue.End; t++ {
		in := &s.info[t]
		if finite(d.Tokens[t].Tag) || in.aux || d.Tokens[t].Tag == doc.TagVBG && d.Tokens[t].Rel == doc.RelAdvcl && in.mark < 0 {
			return false
		}
	}
	return s.carries(q)
}

// shared reports whether another verb stands between a quote's source and its
// cue, whose subject the source is too: "the firm admits a leak but denies it".
func (s *splitter) shared(q *doc.Quote) bool {
	d := s.d
	if s.nor(q) >= 0 {
		return false
	}
	for t := q.Source.End; t < q.Cue.Start; t++ {
		if !finite(d.Tokens[t].Tag) {
			continue
		}
		inside := false // in a clause on the source: "the mayor, who was there, denied it"
		for h, n := t, 0; n < 12 && h >= 0 && !inside; n++ {
			inside = q.Source.Has(h)
			h = d.Tokens[h].Head
		}
		if h := d.Tokens[t].Head; !inside && !(h >= 0 && q.Cue.Has(h)) {
			return true
		}
	}
	return false
}

// carries reports whether the claim must hold the quote's cue to be understood.
func (s *splitter) carries(q *doc.Quote) bool {
	d := s.d
	content := q.Content[0]
	if s.raised(q) {
		return true
	}
	if len(q.Content) != 1 {
		// "a practice the union called strikebreaking"
		return len(q.Content) == 2 && q.Kind != doc.Direct && content.End <= q.Cue.Start && q.Cue.End <= q.Content[1].Start && !s.verbal(content) && !s.verbal(q.Content[1])
	}
	if content.Start > q.Cue.End && d.Text(content.Start-1) == ":" {
		return false // a sentence of its own: "he disagrees: the figure is higher"
	}
	// "neither said nor wrote that", "few believe that".
	if q.Kind != doc.Direct && content.Start >= q.Cue.End && (s.nor(q) >= 0 || q.Cue.Start > 0 && negative(d.Lower(q.Cue.Start-1)) && d.Tokens[q.Cue.Start].Tag != doc.TagVBG || !q.Source.Empty() && (negative(d.Lower(q.Source.Start)) || d.Lower(q.Source.Start) == "few")) {
		return true
	}
	if d.Tokens[q.Cue.Start].Is(doc.InTitle) && (d.Lower(content.Start) == "as" || slices.ContainsFunc(d.Tokens[content.Start:content.End], func(t doc.Token) bool { return t.Tag == doc.TagColon })) {
		return true // a tree that has run through "Chief quits as firm recalls pumps"
	}
	for t := q.Cue.Start; t < q.Cue.End; t++ {
		if reverses(d.Tokens[t].Lemma) || reverses(d.Lower(t)) {
			return true
		}
		// "is not convinced that it works"; but who has not forgotten a thing says it.
		if q.Kind == doc.Indirect && negative(d.Lower(t)) && d.Tokens[q.Cue.End-1].Lemma != "forget" {
			return true
		}
		if t+1 < q.Cue.End && (d.Tokens[t].Lemma == "rule" && d.Lower(t+1) == "out" || d.Tokens[t].Lemma == "insist" && d.Lower(t+1) == "on") {
			return true
		}
	}
	if q.Kind == doc.Direct && (q.Cue.End > content.Start || !s.woven(content)) {
		return false
	}
	class := lexicon.CueClass(0)
	for t := q.Cue.Start; t < q.Cue.End; t++ {
		c, _ := lexicon.Cue(d.Lower(t))
		class |= c
	}
	if last := d.Lower(q.Cue.End - 1); last == "for" || last == "on" {
		class &^= lexicon.CueNaming // "called for a vote"
	}
	if class&(lexicon.CueNaming|lexicon.CueManner) != 0 && class&(lexicon.CueThought|lexicon.CueAttitude|lexicon.CueDemand) == 0 {
		return false // "called the plan a gamble": content says something by itself
	}
	if q.Cue.Start > content.Start {
		return false
	}
	if tag := d.Tokens[content.Start].Tag; tag == doc.TagWP || tag == doc.TagWRB {
		for t := q.Cue.Start; t < q.Cue.End; t++ {
			if l := d.Tokens[t].Lemma; l == "ask" || l == "wonder" {
				return true
			}
		}
	}
	if first := content.Start; d.Tokens[first].Tag == doc.TagTO || d.Lower(first) == "not" && first+1 < content.End && d.Tokens[first+1].Tag == doc.TagTO {
		return true // "declined to comment": who doesn't is not in the content
	}
	for t := content.Start; t < content.End; t++ {
		in := &s.info[t]
		if tag := d.Tokens[t].Tag; in.subj < 0 && !in.aux && !in.cop && (tag == doc.TagVBG || !finite(tag) && content.Has(d.Tokens[t].Head)) {
			continue // "suggested closing the port": who closes it is not in the content
		}
		if (finite(d.Tokens[t].Tag) || s.clausal(t)) && !s.inner(t, content) {
			return class&lexicon.CueDemand != 0 && s.subjunctive(t)
		}
	}
	return true
}

// verbal reports whether there is a verb in the span.
func (s *splitter) verbal(span doc.Span) bool {
	return slices.ContainsFunc(s.d.Tokens[span.Start:span.End], func(t doc.Token) bool { return verb(t.Tag) })
}

// subjunctive reports whether the verb at t is what someone is to do: "that he resign".
func (s *splitter) subjunctive(t int32) bool {
	d, in := s.d, &s.info[t]
	if in.subj < 0 || in.subj > t || in.aux || in.cop || in.mark >= 0 && d.Tokens[in.mark].Tag == doc.TagTO {
		return false
	}
	switch d.Tokens[t].Tag {
	case doc.TagVB:
		return true
	case doc.TagVBP: // as taggers take it
		return d.Tokens[in.subj].Tag == doc.TagNN || d.Tokens[in.subj].Tag == doc.TagNNP
	}
	return false
}

// inner reports whether verb t of the content stands in a relative clause or
// the like on one of its nouns, or in a question with "if" or "whether", so that it is
// not the content's own verb.
func (s *splitter) inner(t int32, content doc.Span) bool {
	d := s.d
	for range 8 {
		if m := s.info[t].mark; m >= 0 && m <= content.Start && s.undecided(m) {
			return true
		}
		switch d.Tokens[t].Rel {
		case doc.RelAcl, doc.RelAclRelcl, doc.RelAmod, doc.RelNmod, doc.RelCompound:
			return content.Has(d.Tokens[t].Head)
		}
		t = d.Tokens[t].Head
		if t < 0 || !content.Has(t) {
			return false
		}
	}
	return false
}

// undecided reports whether the word at t opens a clause that leaves open what holds.
func (s *splitter) undecided(t int32) bool {
	w := s.d.Lower(t)
	return w == "if" || w == "whether"
}

// reverses reports whether a reporting verb denies or refuses what follows it,
// so that the content alone would say the opposite.
//
//go:noinline
func reverses(lemma string) bool {
	switch lemma {
	case "deny", "reject", "refuse", "dispute", "refute", "oppose", "rebut", "disavow", "disclaim", "doubt", "contradict",
		"denied", "denies", "denying", "rejected", "rejects", "rejecting", "refused", "refuses", "disputed", "disputes",
		"opposed", "opposes", "ruled out", "rules out", "doubted", "doubts",
		"doubtful", "sceptical", "skeptical", "dubious", "unsure", "uncertain", "unconvinced":
		return true
	}
	return false
}
