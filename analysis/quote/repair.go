package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file repairs what the models put a word or a clause wrong.

// turned gives "S, say two inspectors who were there" its speaker, where the
// fields took S or its subject for it and the speaker for content.
func (x *writer) turned(q *doc.Quote) {
	d := x.d
	v := q.Cue.Start
	if len(q.Content) == 0 {
		return
	}
	if c, form := lexicon.Cue(d.Lower(v)); c&lexicon.CueSpeech == 0 || form == 0 || !isVerb(d.Tokens[v].Tag) || d.Tokens[v].Tag == doc.TagVBG {
		return
	}
	if c := q.Content[0]; len(q.Content) == 1 && c.Start == q.Cue.End && q.Source.End <= v && overlapsMark(d, q.Source) && c.Len() < 12 && !hasVerb(d, c) && !isMark(d.Text(c.Start)) {
		q.Content[0] = doc.Span{Start: q.Source.Start, End: v} // "‘Nobody came’, says worker"
		q.Source = c
		return
	}
	if k := d.Paragraphs[d.ParagraphOf(v)].Kind; (k == doc.ParaTitle || k == doc.ParaHeading) && v > 3 && d.Text(v-1) == "," && d.Tokens[v].Tag == doc.TagVBZ {
		// "Board to fine drivers, says Minister"
		sent := d.SentenceOf(v)
		who := doc.Span{Start: q.Cue.End, End: sent.End}
		before := doc.Span{Start: sent.Start, End: v - 1}
		if !who.Empty() && who.Len() < 8 && !hasVerb(d, who) && !anyPunct(d, who) && !overlapsMark(d, before) && (animate(d, doc.Span{Start: who.End - 1, End: who.End}) || speaks(d, who)) {
			q.Source, q.Content = who, []doc.Span{before}
			return
		}
	}
	if q.Cue.Len() > 1 || v < 3 || d.Text(v-1) != "," || d.Tokens[v-2].Is(doc.Quoted) || q.Source.End >= v-1 ||
		!finiteClause(d, max(q.Source.End, d.SentenceOf(v).Start), v-2) || !x.clauseSubject(v).Empty() || q.Content[0].Start < q.Cue.End {
		return
	}
	sent := d.SentenceOf(v)
	who := x.inverted(v, sent.End)
	before := doc.Span{Start: sent.Start, End: v - 1}
	if who.Empty() || !animate(d, who) && !speaks(d, who) && !relative(d, who.Start, who.End) || !x.statement(before) {
		return
	}
	q.Source, q.Content = who, []doc.Span{before}
}

// misplaced repairs spans that the fields put a word or a clause wrong.
func (x *writer) misplaced(q *doc.Quote) {
	d := x.d
	x.turned(q)
	x.hearer(q)
	x.nounEnd(q)
	// "said up to 40 were": the particle belongs to the number.
	if e := q.Cue.End; q.Cue.Len() > 1 && e+1 < int32(len(d.Tokens)) && d.Lower(e-1) == "up" && d.Lower(e) == "to" && d.Tokens[e+1].Tag == doc.TagCD {
		q.Cue.End--
		for i := range q.Content {
			if q.Content[i].Start == e {
				q.Content[i].Start--
			}
		}
	}
	// "as Ames put it"
	if e := q.Cue.End; e < int32(len(d.Tokens)) && d.Lower(e-1) == "put" && d.Lower(e) == "it" {
		q.Cue.End++
		for i := range q.Content {
			if q.Content[i].Start == e {
				q.Content[i].Start++
			}
		}
	}
	// "according to her, S": the pronoun right after the phrase is the source.
	if q.Source.Empty() && len(q.Content) > 1 && q.Cue.Len() > 1 && d.Lower(q.Cue.Start) == "according" {
		if s := q.Content[0]; s.Start == q.Cue.End && s.Len() < 12 && !hasVerb(d, s) {
			q.Source, q.Content = s, q.Content[1:]
		}
	}
	// "Ames called the plan “thin”": what stands right before the verb is the source.
	if q.Source.Empty() && len(q.Content) > 1 && isFinite(d.Tokens[q.Cue.Start].Tag) && (d.Tokens[q.Cue.End-1].Tag != doc.TagVBN || d.Tokens[q.Cue.Start].Lemma == "have") && !seems(d, q.Cue.End-1) {
		if s := q.Content[0]; (s.End == q.Cue.Start || s.End+1 == q.Cue.Start && d.Text(s.End) == ",") && q.Content[1].Start >= q.Cue.End && !d.Tokens[s.Start].Is(doc.Quoted) && !hasVerb(d, s) {
			q.Source, q.Content = s, q.Content[1:]
		}
	}
	// "…, says the engineer": what stands right after the verb is the source.
	if n := len(q.Content); q.Source.Empty() && n > 1 && q.Content[n-2].End <= q.Cue.Start && d.Tokens[q.Cue.End-1].Tag != doc.TagVBN && d.Lower(q.Cue.End-1) != "as" {
		if s := q.Content[n-1]; s.Start == q.Cue.End && s.Len() < 12 && !hasVerb(d, s) && !d.Tokens[s.Start].Is(doc.Quoted) {
			q.Source, q.Content = s, q.Content[:n-1]
		}
	}
	for i := range q.Content { // "says managers | knew that": cut before its verb
		s := &q.Content[i]
		if e := s.End; s.Start == q.Cue.End && !hasVerb(d, *s) && e+2 < int32(len(d.Tokens)) && isFinite(d.Tokens[e].Tag) && d.SentenceOf(s.Start).Has(e+1) && !q.Source.Has(e) &&
			!d.Tokens[s.Start].Is(doc.Quoted) && !isPunct(d, e-1) && begins(d, s.Start) && cueVerb(d, q.Cue) >= 0 && (i+1 == len(q.Content) || q.Content[i+1].Start > e) {
			end := d.SentenceOf(e).End
			if i+1 < len(q.Content) {
				end = min(end, q.Content[i+1].Start)
			}
			if c, _ := lexicon.Cue(d.Lower(cueVerb(d, q.Cue))); c&lexicon.CueSpeech != 0 {
				s.End = end
			}
		}
	}
	for i := range q.Content {
		s := &q.Content[i]
		if s.End <= q.Cue.Start { // ", which runs the dam, opened it": begins with its sentence
			if t := d.Tokens[s.Start].Tag; (t == doc.TagWDT || t == doc.TagWP) && s.Start > 0 && d.Text(s.Start-1) == "," && (d.Text(s.End) == "," || d.Text(s.End-1) == ",") {
				if from := d.SentenceOf(s.Start).Start; !overlapsAny([]doc.Span{{Start: from, End: s.Start}}, q.Source) {
					s.Start = from
				}
			}
		}
		if d.Lower(s.Start) == "that" && d.Tokens[s.Start].Tag == doc.TagIN && !hasVerb(d, *s) { // cut before its verb
			if e := clauseEnd(d, s.Start, d.SentenceOf(s.Start).End); e > s.End && !overlapsAny([]doc.Span{{Start: s.End, End: e}}, q.Cue) {
				s.End = e
			}
		}
		if from := d.SentenceOf(s.Start).Start; s.End <= q.Cue.Start && s.Start > from && s.Start-from < 30 && !hasClause(d, *s) && finiteClause(d, from, s.Start-1) &&
			d.Text(min(s.End, q.Cue.Start)) == "," && (d.Tokens[s.Start-1].Tag != doc.TagComma || d.Lower(q.Cue.Start) == "according") && !overlapsAny([]doc.Span{{Start: from, End: s.Start}}, q.Source) { // "Power is out, X says": begins with its sentence
			free := true
			for k := from; k < s.Start; k++ {
				free = free && !x.reported(k)
			}
			if free {
				s.Start = from
			}
		}
		if s.Start >= q.Cue.End { // "told the hearing that": the hearer is no content
			for j := s.Start + 1; j < min(s.End-1, s.Start+7); j++ {
				if isVerb(d.Tokens[j].Tag) && (d.Tokens[j].Tag != doc.TagVBG || d.Text(j-1) != ",") || isMark(d.Text(j)) {
					break
				}
				if d.Lower(j) == "that" && hears(d, q.Cue) && d.Tokens[j].Tag != doc.TagWDT {
					s.Start = j
					break
				}
			}
		}
	}
}

// seems reports whether token i is a verb whose subject is what somebody takes to
// be so, not who does: "the vote seems close".
func seems(d *doc.Document, i int32) bool {
	switch d.Tokens[i].Lemma {
	case "seem", "appear", "look", "sound", "be", "happen":
		return true
	}
	return false
}

// hearer leaves out of a content who was told it, where no "that" follows: "told
// reporters the bridge would close".
func (x *writer) hearer(q *doc.Quote) {
	d := x.d
	s := &q.Content[0]
	if s.Start != q.Cue.End || !hears(d, q.Cue) || d.Tokens[s.Start].Is(doc.Quoted) || !finiteClause(d, s.Start, s.End-1) {
		return
	}
	i := s.Start
	for i < s.End-1 && i < s.Start+5 && d.Tokens[i].Tag <= doc.TagNNPS || i == s.Start && d.Tokens[i].Tag == doc.TagPRP {
		i++
	}
	if i == s.Start || i >= s.End {
		return
	}
	switch d.Tokens[i].Tag {
	case doc.TagDT, doc.TagPRP, doc.TagPRPS, doc.TagEX:
		s.Start = i
	}
}

// nounEnd ends what a noun announces before the verb whose subject the noun is:
// "her warning that it could break was ignored".
func (x *writer) nounEnd(q *doc.Quote) {
	d := x.d
	n := q.Cue.End - 1
	s := &q.Content[len(q.Content)-1]
	if s.Start != q.Cue.End || d.Lower(s.Start) != "that" || d.Tokens[n].Tag > doc.TagNNS {
		return
	}
	v := d.Tokens[n].Head
	if r := d.Tokens[n].Rel; r != doc.RelNsubj && r != doc.RelNsubjPass || v <= s.Start+1 || v >= s.End {
		return
	}
	e := v
	for i := v - 1; i > s.Start+1 && i > v-6; i-- {
		if d.Tokens[i].Head == v {
			e = i
		}
	}
	if finiteClause(d, s.Start+1, e-1) {
		s.End = e
	}
}

// addressee gives "urged X to do" the X, where the content is "to do" alone.
func (x *writer) addressee(q *doc.Quote) {
	d := x.d
	v := cueVerb(d, q.Cue)
	if v < 0 || len(q.Content) != 1 {
		return
	}
	s := &q.Content[0]
	if c, _ := lexicon.Cue(d.Lower(v)); c&lexicon.CueDemand == 0 || d.Lower(s.Start) != "to" && !(d.Lower(s.Start) == "not" && s.Len() > 1 && d.Lower(s.Start+1) == "to") || s.Start <= q.Cue.End || s.Start-q.Cue.End > 8 {
		return
	}
	who := doc.Span{Start: q.Cue.End, End: s.Start}
	if begins(d, who.Start) && !hasVerb(d, who) && !anyPunct(d, who) && !q.Source.Overlaps(who) {
		s.Start = who.Start
	}
}

// parenthetic gives a quote that its reporting clause interrupts ("S, X said,
// and T") what stands before that, and a cue that announces a statement after
// a colon ("corrected a figure: S") the statement.
func (x *writer) parenthetic(q *doc.Quote) {
	d := x.d
	if len(q.Content) == 0 {
		return
	}
	sent := d.SentenceOf(q.Cue.Start)
	last := &q.Content[len(q.Content)-1]
	if e := last.End; last.Start >= q.Cue.End && len(q.Content) == 1 && e+2 < sent.End && d.Text(e) == ":" && !hasClause(d, *last) && !d.Tokens[last.Start].Is(doc.Quoted) {
		if rest := (doc.Span{Start: e + 1, End: sent.End}); hasClause(d, rest) {
			*last = rest
		}
		return
	}
	from := min(q.Cue.Start, q.Source.Start)
	switch d.Tokens[sent.Start].Tag {
	case doc.TagVBN, doc.TagVBG, doc.TagIN, doc.TagWRB, doc.TagTO: // "Asked whether …, X said,"
		return
	}
	if d.Tokens[q.Content[0].Start].Is(doc.Quoted) && q.Content[0].Start >= q.Cue.End {
		return
	}
	if q.Source.Empty() || from < sent.Start+2 || d.Text(from-1) != "," || max(q.Cue.End, q.Source.End) >= sent.End || d.Text(max(q.Cue.End, q.Source.End)) != "," {
		return
	}
	before := doc.Span{Start: sent.Start, End: from - 1}
	for i := before.Start + 1; i+1 < before.End; i++ {
		if w := d.Text(i); (w == ":" || w == ";") && !d.Tokens[i].Is(doc.Quoted) {
			before.Start = i + 1 // "He doubts it: the dog, he said, came from abroad"
			q.Content = slices.DeleteFunc(q.Content, func(c doc.Span) bool { return c.End <= i+1 })
			for k := range q.Content {
				q.Content[k].Start = max(q.Content[k].Start, i+1)
			}
		}
	}
	if len(q.Content) == 0 {
		return
	}
	if n := len(q.Content); n == 2 && q.Content[0].End <= from && q.Content[1].Start >= q.Cue.End && (d.Tokens[q.Content[1].Start].Tag == doc.TagCC || d.Tokens[q.Content[1].Start-1].Tag == doc.TagCC) &&
		!d.Tokens[q.Content[1].Start].Is(doc.Quoted) && hasClause(d, q.Content[1]) {
		q.Content = q.Content[:1] // "and T" is the article's own
	}
	if !overlapsAny(q.Content, before) && !hasVerb(d, before) && isFinite(d.Tokens[q.Content[0].Start].Tag) { // "Ames, X reported, will go"
		q.Content = slices.Insert(q.Content, 0, before)
		return
	}
	if overlapsAny(q.Content, before) || d.Tokens[before.End-1].Is(doc.Quoted) || !hasClause(d, before) || d.Tokens[from].Tag == doc.TagWP || d.Tokens[from].Tag == doc.TagWDT {
		return
	}
	for i := before.Start; i < before.End; i++ {
		if x.reported(i) {
			return
		}
	}
	if t := d.Tokens[q.Content[0].Start].Tag; t == doc.TagCC {
		q.Content = q.Content[:0]
	}
	q.Content = slices.Insert(q.Content, 0, before)
}

// reported reports whether token i is a finite verb of speech: then a clause
// that holds it has a speaker of its own.
func (x *writer) reported(i int32) bool {
	c, form := lexicon.Cue(x.d.Lower(i))
	return form != 0 && c&lexicon.CueSpeech != 0 && c&lexicon.CueNoun == 0 && isFinite(x.d.Tokens[i].Tag)
}

// hears reports whether the cue's verb takes a hearer: "told the hearing that".
//
//go:noinline
func hears(d *doc.Document, cue doc.Span) bool {
	for i := cue.Start; i < cue.End; i++ {
		switch d.Tokens[i].Lemma {
		case "tell", "remind", "assure", "inform", "warn", "notify", "advise", "reassure", "persuade", "convince", "promise", "show", "teach":
			return true
		}
	}
	return false
}

//go:noinline
func hasVerb(d *doc.Document, s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if t := d.Tokens[i].Tag; isVerb(t) || t == doc.TagMD {
			return true
		}
	}
	return false
}
