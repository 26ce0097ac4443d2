package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file mends the edges of attributions that models and rules have found:
// sources cut short or drawn too wide, and subjects that are told and do not tell.

// finish brings each quote's source and content to their last form.
func (x *writer) finish() {
	for i := range x.quotes {
		q := &x.quotes[i]
		if len(q.Content) == 0 || q.Cue.Empty() {
			continue
		}
		if x.asksItself(q) || circumstanceOfWords(x.d, q) {
			q.Content = nil
			continue
		}
		x.writesTo(i)
		if len(q.Content) == 0 {
			continue
		}
		withSubject(x.d, q)
		x.ownStatement(q)
		x.behindLabel(q)
		x.secondSubject(i)
		x.oneClause(i)
		x.ownSentence(i)
		if q.Source.Empty() || q.Cue.Empty() {
			continue
		}
		x.afterPronoun(q)
		x.bothSides(q)
		x.withoutRelative(q)
		x.told(q)
		x.withoutRemark(q)
		x.wholeSubject(q)
		x.speaking(q)
		x.withoutOccasion(q)
		whereSaid(x.d, q)
		x.withApposition(q)
		x.withRole(i)
		x.bareThat(q)
		x.clauseOwn(q)
		x.mainSubject(q)
		x.toldIt(q)
		x.wholeNoun(q)
		x.behindOpening(q)
		x.withCalling(q)
		withoutLate(x.d, q)
		x.wholeCue(q)
		bareCue(x.d, q)
		x.behindHearer(q)
		behindDay(x.d, q)
		x.titled(q)
		byAndWhen(x.d, q)
		behindSource(x.d, q)
		relativeSpeaker(x.d, q)
		x.oneOfWhom(q)
		x.upToAttribution(q)
		behindWhom(x.d, q)
		putDown(x.d, q)
		x.secondVerb(q)
		x.asMarks(q)
		x.wholeMarks(q)
		x.inRelative(q)
		x.ofMain(q)
		x.wholeName(q)
		x.onInMarks(q)
		x.toEnd(q)
		x.behindFronted(q)
		if noContent(x.d, q.Content) {
			q.Content = nil
		}
		if len(q.Content) > 1 && q.Content[0].Len() == 1 && x.d.Tokens[q.Content[0].Start].Tag == doc.TagCC {
			if x.d.Text(q.Content[0].End) == "," {
				q.Content = q.Content[1:] // "And, she said, S"
			} else if q.Content[1].Start >= x.d.SentenceOf(q.Cue.Start).End {
				q.Content = nil // "And she agrees. ‘…’"
			}
		}
	}
}

// behindLabel leaves out of a content the label that opens its paragraph, and takes
// no source from one: "Driving the news: …", "What they're saying: …".
func (x *writer) behindLabel(q *doc.Quote) {
	const longest = 6
	d := x.d
	para := d.ParagraphTokens(d.ParagraphOf(q.Content[0].Start))
	colon := para.Start + 1
	for colon < para.End-2 && colon < para.Start+longest && d.Text(colon) != ":" {
		colon++
	}
	if colon+2 >= para.End || d.Text(colon) != ":" || !isWord(d.Text(para.Start)) {
		return
	}
	label := doc.Span{Start: para.Start, End: colon}
	if label.Contains(q.Cue) && label.Contains(q.Source) {
		switch d.Tokens[para.Start].Tag {
		case doc.TagWP, doc.TagWRB, doc.TagWDT:
		default:
			return
		}
		v := q.Relay.End
		q.Source, q.Relay, q.Cue = q.Relay, doc.Span{}, doc.Span{}
		if !q.Source.Empty() && v+1 < para.End {
			if c, form := lexicon.Cue(d.Lower(v)); form != 0 && c&lexicon.CueSpeech != 0 && x.cues[v] == 0 {
				q.Cue = doc.Span{Start: v, End: v + 1}
			}
		}
		return
	}
	if c := &q.Content[0]; c.Start == para.Start && c.End > colon+2 && q.Cue.Start > colon && q.Source.Start > colon {
		for i := label.Start; i < colon; i++ {
			if properNoun(d, i) || d.Tokens[i].Is(doc.Quoted) || isFinite(d.Tokens[i].Tag) {
				return
			}
		}
		c.Start = colon + 1
	}
}

// oneClause joins the pieces of an indirect quote that lie behind its cue in one
// sentence, where no more than a verb that is no cue stands between them, and cuts
// them before another speaker's clause: "said S, but Ames told parliament that T".
func (x *writer) oneClause(i int) {
	d := x.d
	q := &x.quotes[i]
	for k := 0; k+1 < len(q.Content); {
		a, b := &q.Content[k], &q.Content[k+1]
		gap := doc.Span{Start: a.End, End: b.Start}
		if a.Start < q.Cue.End || d.Tokens[a.Start].Sent != d.Tokens[b.Start].Sent || gap.Len() > 3 || !hasVerb(d, gap) || gap.Overlaps(q.Source) || overlapsMark(d, doc.Span{Start: a.Start, End: b.End}) || x.claimedIn(gap) {
			k++
			continue
		}
		a.End = b.End
		q.Content = slices.Delete(q.Content, k+1, k+2)
	}
	c := &q.Content[len(q.Content)-1]
	for t := c.Start + 3; t+3 < c.End; t++ {
		if c.Start >= q.Cue.End && d.Text(t) == "," && objects(d, t+1, c.End) && hasClause(d, doc.Span{Start: c.Start, End: t}) {
			for k := t; k < c.End; k++ {
				if j := x.cues[k]; j > 0 {
					x.quotes[j-1].Relay = doc.Span{}
				}
			}
			c.End = t
			return
		}
		j := x.cues[t]
		if j == 0 || int(j-1) == i || d.Tokens[t].Is(doc.Quoted) || d.Tokens[t].Sent != d.Tokens[c.Start].Sent {
			continue
		}
		p := &x.quotes[j-1]
		at := p.Source.Start - 1
		switch {
		case !p.Source.Empty() && p.Source.End <= t && at > c.Start+2 && d.Text(at) == ";" && (len(p.Content) == 0 || p.Content[0].Start > at):
			// "X says S; Y says T"
		case d.Text(t-1) == "," && d.Tokens[t].Tag == doc.TagVBG && (p.Source == q.Source || p.Source.Empty()) && hasClause(d, doc.Span{Start: c.Start, End: t}):
			at = t // "said that S, adding that T"
		case p.Source.Empty() || p.Source.End > t || at <= c.Start+2 || d.Text(at-1) != "," || d.Lower(at) != "but" && d.Lower(at) != "while" || !hasClause(d, doc.Span{Start: c.Start, End: at}) || len(p.Content) == 0 || p.Content[0].Start < t:
			continue
		}
		*c = trimContent(d, doc.Span{Start: c.Start, End: at})
		if p.Relay == q.Source {
			p.Relay = doc.Span{}
		}
		return
	}
}

// objects reports whether a clause at token i tells who disagrees: "but the industry
// doubts it" is the writer's.
func objects(d *doc.Document, i, end int32) bool {
	switch d.Lower(i) {
	case "but", "though", "although", "while":
	default:
		return false
	}
	if !begins(d, i+1) || d.Tokens[i+1].Tag == doc.TagPRP || d.Tokens[i].Is(doc.Quoted) {
		return false
	}
	for k := i + 2; k < min(end, i+10); k++ {
		if finite := isFinite(d.Tokens[k].Tag); finite || d.Tokens[min(k+1, end-1)].Tag == doc.TagDT {
			switch d.Tokens[k].Lemma {
			case "doubt", "dispute", "reject", "deny", "disagree", "dismiss", "question", "contest", "decline", "refuse":
				return true
			}
			if finite {
				return false
			}
		}
	}
	return false
}

func (x *writer) claimedIn(s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if x.claimed(i) {
			return true
		}
	}
	return false
}

// ownSentence begins what an attribution at the end of a sentence reports with that
// sentence, where the sentence before has an attribution of its own.
func (x *writer) ownSentence(i int) {
	d := x.d
	q := &x.quotes[i]
	c := &q.Content[0]
	from := d.SentenceOf(q.Cue.Start).Start
	if c.Start >= from || c.End <= from || c.End > q.Cue.Start || d.Tokens[c.End-1].Is(doc.Quoted) || !finiteClause(d, from, c.End-1) {
		return
	}
	for t := c.Start; t < from; t++ {
		if j := x.cues[t]; j > 0 && int(j-1) != i && !x.quotes[j-1].Source.Empty() && !d.Tokens[t].Is(doc.Quoted) {
			c.Start = from
			return
		}
	}
}

// bothSides gives a statement that its attribution interrupts behind its verb the
// words that it goes on with: "It was not, he said, an important tree."
func (x *writer) bothSides(q *doc.Quote) {
	d := x.d
	sent := d.SentenceOf(q.Cue.Start)
	before := q.Content[len(q.Content)-1]
	first, e := min(q.Source.Start, q.Cue.Start), max(q.Source.End, q.Cue.End)
	if q.Cue.Len() > 2 || len(q.Content) != 1 || before.Start != sent.Start || before.End >= first || first-before.End > 1 || d.Text(first-1) != "," || e+2 >= sent.End || d.Text(e) != "," ||
		d.Tokens[before.End-1].Is(doc.Quoted) || first-sent.Start > 14 {
		return
	}
	last := before.End - 1
	if w := d.Lower(last); !isVerb(d.Tokens[last].Tag) && d.Tokens[last].POS != doc.PosAux && w != "not" && w != "n't" && w != "n’t" && (hasVerb(d, before) || !isFinite(d.Tokens[e+1].Tag)) {
		return // a statement that can end here
	}
	switch d.Tokens[e+1].Tag {
	case doc.TagCC, doc.TagVBG, doc.TagWP, doc.TagWDT, doc.TagWPS:
		return
	}
	rest := trimContent(d, doc.Span{Start: e + 1, End: sent.End})
	for i := rest.Start; i < rest.End; i++ {
		if !x.free(i, q) || x.reported(i) {
			return
		}
	}
	if !rest.Empty() {
		q.Content = append(q.Content, rest)
	}
}

// withoutRelative leaves out of a quote in marks the clause about its speaker that
// stands before them: "said Lind, who had driven there, “and nobody came”".
func (x *writer) withoutRelative(q *doc.Quote) {
	d := x.d
	for k := range q.Content {
		c := &q.Content[k]
		if t := d.Tokens[c.Start].Tag; c.Start != q.Source.End+1 || d.Text(q.Source.End) != "," || t != doc.TagWP && t != doc.TagWPS && t != doc.TagWDT {
			continue
		}
		e := c.Start
		for e < c.End && !isMark(d.Text(e)) {
			e++
		}
		if e+1 < c.End && d.Tokens[e+1].Is(doc.Quoted) && d.Text(e-1) == "," {
			*c = trimContent(d, doc.Span{Start: e, End: c.End})
		}
	}
}

// free reports whether token i is in no cue and not in the content of q.
func (x *writer) free(i int32, q *doc.Quote) bool {
	return x.cues[i] == 0 && !x.d.Tokens[i].Is(doc.Quoted) && !overlapsAny(q.Content, doc.Span{Start: i, End: i + 1})
}

// afterPronoun ends the source of "According to him, A and B agree" with the
// pronoun: what the comma follows is content.
func (x *writer) afterPronoun(q *doc.Quote) {
	d := x.d
	s := &q.Source
	sent := d.SentenceOf(s.Start)
	if d.Tokens[s.Start].Tag != doc.TagPRP || !sent.Has(s.Start-2) || !sent.Has(s.Start+3) || d.Lower(s.Start-2) != "according" || d.Text(s.Start+1) != "," {
		return
	}
	comma := s.Start + 1
	if q.Cue.End != s.Start { // the subject of the clause, of which he is none
		if s.End > comma+1 {
			s.Start = comma + 1
		}
		return
	}
	s.End = comma
	if c := &q.Content[0]; c.Start > comma && c.Start-comma < 12 && sent.Has(c.Start) {
		*c = trimContent(d, doc.Span{Start: comma + 1, End: c.End})
	}
}

// told takes from a quote the source that is told, asked or ordered and does not
// tell: "The court was told that", "thousands told to leave".
func (x *writer) told(q *doc.Quote) {
	d := x.d
	v := cueVerb(d, q.Cue)
	if v < 0 || q.Source.End > v || d.Tokens[v].Tag != doc.TagVBN && d.Tokens[v].Tag != doc.TagVBD {
		return
	}
	switch d.Tokens[v].Lemma {
	case "tell", "ask", "advise", "order", "urge", "inform", "remind", "warn", "instruct":
	case "say", "believe", "think", "understand", "report", "allege", "rumour", "rumor", "expect": // "is said to have"
		if v+1 < int32(len(d.Tokens)) && d.Lower(v+1) == "to" && (passive(d, v) || v > 0 && d.Text(v-1) == "," && q.Source.End < v) {
			q.Source = doc.Span{}
			for i := v + 2; !passive(d, v) && i < q.Content[0].End; i++ {
				if d.Text(i) == "," { // "a drive, said to be the biggest, saved them"
					q.Content[0].End = i
				}
			}
		}
		return
	default:
		if c, _ := lexicon.Cue(d.Lower(v)); passive(d, v) && c&lexicon.CueThought == 0 && !animate(d, q.Source) && !speaks(d, q.Source) {
			q.Source = doc.Span{} // "rates have been cited as a reason"
		}
		return
	}
	reduced := false // "thousands told to leave": a headline leaves out the auxiliary
	if k := d.Paragraphs[d.ParagraphOf(v)].Kind; k == doc.ParaTitle || k == doc.ParaHeading {
		end := d.SentenceOf(v).End
		reduced = v+1 == end || v+2 < end && d.Lower(v+1) == "to" && d.Tokens[v+2].Tag == doc.TagVB
	}
	if reduced || passive(d, v) {
		q.Source = doc.Span{}
	}
}

// withoutRemark cuts what is remarked between commas at the end of a source, and is
// no part of who speaks: "the industry, of course", "the minister, for his part".
func (x *writer) withoutRemark(q *doc.Quote) {
	d := x.d
	for c := q.Source.End - 1; c > q.Source.Start && c > q.Source.End-6; c-- {
		if d.Text(c) != "," {
			continue
		}
		switch d.Lower(c + 1) {
		case "of", "for", "in", "by", "on", "to", "at":
			if c+2 >= q.Source.End {
				return
			}
			switch d.Lower(q.Source.End - 1) {
			case "course", "part", "turn", "contrast", "particular", "hand", "first", "time", "fact":
				q.Source.End = c
			}
		case "meanwhile", "however", "too", "though", "instead", "also", "then", "again", "naturally", "unsurprisingly", "predictably":
			if c+2 == q.Source.End {
				q.Source.End = c
			}
		}
		return
	}
}

// wholeSubject lets a source that is but the end of its verb's subject be all of it:
// "mediators from Norway and the US".
func (x *writer) wholeSubject(q *doc.Quote) {
	d := x.d
	s := q.Source
	from := d.SentenceOf(s.Start).Start
	v := cueVerb(d, q.Cue)
	if v < 0 || s.Start <= from || s.End > q.Cue.Start || d.Tokens[s.Start-1].Tag != doc.TagCC && d.Tokens[s.Start-1].Tag != doc.TagIN {
		return
	}
	t := subject(d, v)
	if before := (doc.Span{Start: from, End: s.Start}); t.Start >= s.Start && before.Len() < 10 && begins(d, from) && !hasVerb(d, before) {
		t = doc.Span{Start: from, End: s.End} // the tree takes all before the conjunction for a clause
	}
	if t.End != s.End || t.Start >= s.Start || s.Start-t.Start > 10 || hasVerb(d, t) || anyPunct(d, t) {
		return
	}
	for i := t.Start; i < s.Start; i++ {
		if !x.free(i, q) {
			return
		}
	}
	q.Source = t
}

// speaking takes into a source all of "speaking on condition of anonymity", of which
// it has the beginning.
func (x *writer) speaking(q *doc.Quote) {
	d := x.d
	e := q.Source.End
	if q.Source.Len() > 1 && e+3 < q.Cue.Start && d.Text(e) == "," && d.Lower(e+1) == "speaking" && d.Lower(e+2) == "on" {
		e += 2
	}
	if q.Source.Len() < 3 || e >= q.Cue.Start || d.Tokens[e-1].Tag != doc.TagVBG || d.Text(e-2) != "," {
		return
	}
	k := e
	for k < q.Cue.Start && k < e+14 && d.Text(k) != "," && x.free(k, q) && !isFinite(d.Tokens[k].Tag) {
		k++
	}
	if d.Text(k) == "," && k+1 == q.Cue.Start {
		q.Source.End = k
	} else {
		q.Source.End = e - 2
	}
}

// withoutOccasion cuts what tells, behind closed marks at the end of a content, where
// it was said, and for what reason: "called it “a lie” in an audio message posted on
// Monday, citing the press".
func (x *writer) withoutOccasion(q *doc.Quote) {
	d := x.d
	last := len(q.Content) - 1
	for last > 0 && q.Content[last].Start >= q.Cue.End && q.Content[last].Len() < 3 && d.Tokens[q.Content[last].Start].Sent == d.Tokens[q.Content[last-1].Start].Sent && !d.Tokens[q.Content[last].Start].Is(doc.Quoted) {
		last-- // a word cut off behind the occasion
	}
	c := &q.Content[last]
	if c.Start < q.Cue.End {
		return
	}
	if last > 0 && c.Start == q.Cue.End && q.Content[0].End < q.Cue.Start && circumstance(d, c.Start) && !overlapsMark(d, *c) && d.Tokens[c.Start].Tag == doc.TagIN {
		q.Content = q.Content[:last] // "S, they report in a paper published last week"
		return
	}
	if x.saidThere(q) {
		return
	}
	for i := c.Start + 2; i+1 < c.End; i++ {
		if d.Lower(i) == "citing" && d.Text(i-1) == "," && !d.Tokens[i].Is(doc.Quoted) && x.cues[i] == 0 && !finiteClause(d, i, c.End-1) {
			c.End = i - 1 // "…, citing the harvest"
			return
		}
		if !isMark(d.Text(i-1)) || d.Tokens[i].Is(doc.Quoted) {
			continue
		}
		switch d.Lower(i) {
		case "in", "on", "at", "during":
		default:
			continue
		}
		if k := occasionAt(d, i+1, min(c.End, i+6)); k >= 0 {
			if k+1 < c.End && d.Tokens[k+1].Tag <= doc.TagNNS || overlapsMark(d, doc.Span{Start: i, End: c.End}) {
				return
			}
			*c = trimContent(d, doc.Span{Start: c.Start, End: i})
			q.Content = q.Content[:last+1]
			return
		}
	}
}

// saidThere gives "S, X said at a conference that was broadcast" S for its content, where the fields took the occasion.
func (x *writer) saidThere(q *doc.Quote) bool {
	d := x.d
	c, at := q.Content[0], q.Cue.End
	sent := d.SentenceOf(q.Cue.Start)
	if len(q.Content) > 1 || c.Start < at || c.Start > at+7 || c.Start > at+1 && !relative(d, c.Start, c.Start+1) || overlapsMark(d, c) || q.Source.Start-1 <= sent.Start+2 || q.Source.End > q.Cue.Start || d.Text(q.Source.Start-1) != "," {
		return false
	}
	switch d.Lower(at) {
	case "in", "at", "on", "during":
	default:
		return false
	}
	front := doc.Span{Start: sent.Start, End: q.Source.Start - 1}
	if occasionAt(d, at+2, min(c.End, at+6)) < 0 || !finiteClause(d, front.Start, front.End-1) || !x.free(front.End-1, q) || d.Tokens[front.Start].Is(doc.Quoted) {
		return false
	}
	q.Content[0] = front
	return true
}

// occasionAt is the first token from i to end that is a noun for what somebody says something in or at, -1 where none is.
func occasionAt(d *doc.Document, i, end int32) int32 {
	for ; i < end; i++ {
		if occasion(d.Tokens[i].Lemma) {
			return i
		}
	}
	return -1
}

// occasion tells the nouns for what somebody says something in or at.
func occasion(lemma string) bool {
	switch lemma {
	case "message", "statement", "post", "interview", "letter", "tweet", "speech", "email", "e-mail", "video", "memo", "briefing", "conference", "hearing", "debate", "address", "call", "article", "book", "broadcast", "note", "commentary", "column", "podcast", "report", "paper", "filing":
		return true
	}
	return false
}

// withApposition gives a source that ends before a comma the name that stands
// between it and the cue: "Her neighbour, retired teacher Bo Lind, says".
func (x *writer) withApposition(q *doc.Quote) {
	d := x.d
	s := q.Source
	if s.End+2 >= q.Cue.Start || d.Text(s.End) != "," || !describes(d, s) {
		return
	}
	e := s.End + 1
	if t := d.Tokens[e].Tag; t == doc.TagVBD || t == doc.TagVBN { // "retired teacher"
		e++
	}
	for e < q.Cue.Start && e < s.End+12 && x.free(e, q) && (d.Tokens[e].Tag <= doc.TagNNPS || d.Tokens[e].Tag == doc.TagJJ || d.Tokens[e].Tag == doc.TagHYPH) {
		e++
	}
	if e == s.End+1 || d.Text(e) != "," || !properNoun(d, e-1) {
		return
	}
	for k := e + 1; k < q.Cue.Start; k++ {
		if t := d.Tokens[k].Tag; t != doc.TagRB && t != doc.TagMD && d.Tokens[k].POS != doc.PosAux {
			return
		}
	}
	q.Source.End = e
}

// withRole lets a source that begins with a name begin with the role before it:
// "analyst Ida Rose", "Deputy Interior Minister Pavel Dorn".
func (x *writer) withRole(k int) {
	d := x.d
	q := &x.quotes[k]
	s := q.Source
	from := d.SentenceOf(s.Start).Start
	if s.Start == from+1 && d.Tokens[from].Tag == doc.TagVBG && s.End <= q.Cue.Start && lexicon.Person(d.Tokens[s.Start].Lemma) != 0 && d.Tokens[s.Start].Tag == doc.TagNN && x.free(from, q) {
		q.Source.Start = from // "Planning officer Ida Rose"
		return
	}
	if s.Start == from || !properNoun(d, s.Start) {
		return
	}
	at := s.Start
	for at > from && at > s.Start-8 && x.free(at-1, q) && isWord(d.Text(at-1)) {
		t := d.Tokens[at-1].Tag
		if t != doc.TagNN && t != doc.TagNNP && t != doc.TagNNPS && t != doc.TagJJ {
			break
		}
		at--
	}
	if at == s.Start || lexicon.Person(d.Tokens[s.Start-1].Lemma) == 0 && !(lexicon.Person(d.Lower(s.Start)) != 0 && s.Len() > 1 && d.Tokens[s.Start-1].Tag <= doc.TagNNPS && !dayTime(d.Lower(s.Start-1))) || d.Lower(s.Start-1) == "rival" {
		return
	}
	if at > from && x.free(at-1, q) && (d.Tokens[at-1].Tag == doc.TagDT || d.Tokens[at-1].Tag == doc.TagPRPS) { // its determiner or owner
		at--
	}
	for i := max(0, k-4); i < min(len(x.quotes), k+5); i++ { // those near by
		if p := &x.quotes[i]; p != q && overlapsAny(p.Content, doc.Span{Start: at, End: s.Start}) && !overlapsAny(p.Content, s) {
			return
		}
	}
	q.Source.Start = at
}

func isWord(w string) bool {
	c := w[0]
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0xC3
}

// bareThat ends "disputed that, saying …" with the word that stands for what was said.
func (x *writer) bareThat(q *doc.Quote) {
	d := x.d
	c := &q.Content[len(q.Content)-1]
	if c.Start != q.Cue.End || c.Len() < 3 || d.Text(c.Start+1) != "," {
		return
	}
	if w := d.Lower(c.Start); w == "that" || w == "this" || w == "it" {
		if d.Tokens[c.Start+2].Tag == doc.TagVBG || d.Tokens[c.Start+2].Tag == doc.TagCC {
			c.End = c.Start + 1
		}
	}
	q.Content = slices.DeleteFunc(q.Content, doc.Span.Empty)
}
