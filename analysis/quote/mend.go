package quote

import (
	"slices"
	"strings"

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
	switch d.Tokens[from].Tag {
	case doc.TagIN, doc.TagTO:
		if s.Start-from > 1 {
			return
		}
	case doc.TagVBG, doc.TagVBN: // "Appearing before the committee, Ida Rose said"
		if t := d.Tokens[max(s.Start-1, 0)].Tag; s.Start-from > 6 || s.Start <= from || t != doc.TagIN && t != doc.TagTO {
			return
		}
	default:
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
			if d.Text(at) == "," || !begins(d, at) && d.Lower(at) != "managing" {
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

// toldIt gives "‘S,’ Ida Rose, who leads them, told delegates" its subject, where the
// fields took the hearers for the source.
func (x *writer) toldIt(q *doc.Quote) {
	d := x.d
	v := cueVerb(d, q.Cue)
	if v < 1 || q.Source.Start < v || d.Tokens[v].Lemma != "tell" || !isFinite(d.Tokens[v].Tag) || d.Text(v-1) != "," && !properNoun(d, v-1) {
		return
	}
	from := d.SentenceOf(v).Start
	from = max(from, v-2*maxTail)
	for i := v - 1; i > from; i-- {
		if isMark(d.Text(i)) && d.Tokens[i].Tag != doc.TagPOS {
			from = i + 1
			break
		}
	}
	who := trimSource(d, doc.Span{Start: from, End: v})
	if who.Len() < 2 || who.Len() > maxTail || !properNoun(d, who.Start) && !begins(d, who.Start) || overlapsAny(q.Content, who) {
		return
	}
	for i := who.Start; i < who.End; i++ {
		if d.Text(i) == "," {
			if relative(d, i, i+2) || !finiteClause(d, i, who.End-1) {
				q.Source = who
			}
			return
		}
		if isFinite(d.Tokens[i].Tag) {
			return
		}
	}
	q.Source = who
}

// clauseOwn gives a cue in a clause of its own the subject right before it, where the
// fields took that of the main clause: "Ames resigned after an inquiry found that".
func (x *writer) clauseOwn(q *doc.Quote) {
	d := x.d
	at := q.Cue.Start
	from := d.SentenceOf(at).Start
	if q.Source.Start < from || q.Source.Start >= at || !isFinite(d.Tokens[at].Tag) {
		return
	}
	for k := at - 1; k > from && k > at-9; k-- {
		if t := d.Tokens[k].Tag; isPunct(d, k) && t != doc.TagPOS && t != doc.TagHYPH || isVerb(t) {
			return
		}
		switch d.Lower(k) {
		case "after", "because", "when", "while", "although", "though":
		default:
			continue
		}
		who := doc.Span{Start: k + 1, End: at}
		if who.Len() > 1 && begins(d, who.Start) && (animate(d, who) || speaks(d, who) || reports(d, who)) && (q.Source.End <= k && finiteClause(d, q.Source.End, k-1) || q.Source.Has(k)) {
			q.Source = who
		}
		return
	}
}

// mainSubject gives a cue in the main clause its subject, where the fields took that of
// the clause before it: "When she said so, her chief, Ida Rose, dismissed the idea".
func (x *writer) mainSubject(q *doc.Quote) {
	d := x.d
	at := q.Cue.Start
	if q.Source.End > at {
		return
	}
	c := x.opensWith(d.SentenceOf(at), q.Source.End-1, at)
	for i := max(q.Source.End, at-maxTail, d.SentenceOf(at).Start); i < at; i++ {
		if d.Text(i) == ";" && begins(d, i+1) && !d.Tokens[i].Is(doc.Quoted) {
			c = i // "She said S; her chief, Ida Rose, denied T"
		}
	}
	if c >= q.Source.End {
		who := trimSource(d, doc.Span{Start: c + 1, End: at})
		if !who.Empty() && (!finiteClause(d, who.Start, who.End-1) || relative(d, who.Start, min(who.End, who.Start+6))) && !overlapsAny(q.Content, who) {
			q.Source = who
			x.before(c)
		}
	}
}

// before ends the contents of the cues that stand before token e in its sentence there,
// and reports whether there are any.
func (x *writer) before(e int32) (any bool) {
	for i := x.d.SentenceOf(e).Start; i < e; i++ {
		if x.cues[i] == 0 {
			continue
		}
		any = true
		q := &x.quotes[x.cues[i]-1]
		for k := range q.Content {
			if c := &q.Content[k]; c.Has(e) && c.Start > i {
				*c = trimContent(x.d, doc.Span{Start: c.Start, End: e})
			}
		}
	}
	return any
}

// reports tells the phrases for what finds and shows.
func reports(d *doc.Document, s doc.Span) bool {
	switch d.Lower(s.End - 1) {
	case "inquest", "inquiry", "report", "study", "poll", "survey", "investigation", "audit", "review", "test", "analysis", "court", "tribunal", "jury", "panel":
		return true
	}
	return false
}

// wholeNoun begins a source that is but what a participle adds with its noun: "A
// woman living opposite, whose son ran".
func (x *writer) wholeNoun(q *doc.Quote) {
	d := x.d
	s := q.Source
	from := d.SentenceOf(s.Start).Start
	if s.End > q.Cue.Start || s.Start < from+2 || s.Start > from+8 || d.Tokens[s.Start-1].Tag != doc.TagVBG && d.Tokens[s.Start-1].Tag != doc.TagVBN || !begins(d, from) {
		return
	}
	for i := from; i < s.Start; i++ {
		if isPunct(d, i) || isFinite(d.Tokens[i].Tag) || !x.free(i, q) || i < s.Start-1 && isVerb(d.Tokens[i].Tag) {
			return
		}
	}
	q.Source.Start = from
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
		case d.Text(q.Source.End - 1)[0] < 'a' && !weekday(w): // "USA Today"
			return
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
	for i := c.Start + 1; i+1 < min(c.End, c.Start+16); i++ {
		if d.Text(i) == ":" && isMark(d.Text(i+1)) {
			if before := (doc.Span{Start: c.Start, End: i}); !hasVerb(d, before) && !overlapsMark(d, before) {
				*c = trimContent(d, doc.Span{Start: i + 1, End: c.End})
			}
			return
		}
	}
}

// behindDay begins a clause behind the day on which it was said: "said on Monday it
// was recalling".
func behindDay(d *doc.Document, q *doc.Quote) {
	c := &q.Content[0]
	if c.Start != q.Cue.End || c.Len() < 5 || d.Tokens[c.Start].Is(doc.Quoted) {
		return
	}
	i := c.Start
	if d.Tokens[i].Tag == doc.TagIN && d.Lower(i) != "that" {
		i++
	}
	if !weekday(d.Lower(i)) && (i > c.Start || d.Lower(i) != "yesterday" && d.Lower(i) != "today") {
		return
	}
	if t := d.Tokens[i+1].Tag; (t == doc.TagPRP || t == doc.TagDT || t == doc.TagNNP || t == doc.TagPRPS || d.Lower(i+1) == "that") && finiteClause(d, i+1, min(c.End, i+12)-1) {
		c.Start = i + 1
	}
}

// titled gives "In her book, ‘T,’ she wrote that S" the statement, where the fields took
// the title for it.
func (x *writer) titled(q *doc.Quote) {
	d := x.d
	at := q.Cue.End
	sent := d.SentenceOf(q.Cue.Start)
	if at+3 >= sent.End || d.Lower(at) != "that" || q.Content[len(q.Content)-1].End > q.Cue.Start || !finiteClause(d, at+1, sent.End-1) || d.Tokens[at].Is(doc.Quoted) {
		return
	}
	if q.Content[0].Start <= sent.Start+1 { // "‘T,’ warns Ida Rose, and she adds that S"
		k := markAt(d, q.Content[0].Start)
		if k < 0 || d.Marks[k].Close < 0 || !attributionAt(d, d.Marks[k].Close+1, q.Source.Start) {
			return
		}
	}
	for i := at; i < sent.End; i++ {
		if x.cues[i] > 0 {
			return
		}
	}
	q.Content = []doc.Span{trimContent(d, doc.Span{Start: at, End: sent.End})}
}

// byAndWhen lets the source of "According to a poll by Odra published on Friday, S" end
// at the comma, and S begin there.
func byAndWhen(d *doc.Document, q *doc.Quote) {
	if q.Source.Len() > 1 && d.Tokens[q.Source.End-1].Tag == doc.TagWDT {
		q.Source.End--
	}
	if n := len(q.Content) - 1; n > 0 && q.Source.Start == q.Cue.End && q.Content[n].Start == q.Source.End {
		switch d.Tokens[q.Source.End].Tag {
		case doc.TagWDT, doc.TagWP, doc.TagIN: // "S, according to a study that …"
			q.Content = q.Content[:n]
		}
	}
	if d.Lower(q.Cue.Start) != "according" || q.Cue.Start != d.SentenceOf(q.Cue.Start).Start || q.Source.Start != q.Cue.End {
		return
	}
	c := &q.Content[0]
	for i := q.Source.End; i < min(c.End, q.Source.End+12); i++ {
		if isFinite(d.Tokens[i].Tag) && d.Tokens[i].Tag != doc.TagVBD || d.Tokens[i].Is(doc.Quoted) {
			return
		}
		if d.Text(i) == "," {
			if c.Start < i && i+2 < c.End {
				q.Source.End, c.Start = i, i+1
			}
			return
		}
	}
}

// behindSource begins what is said in "According to X, the bridge, which was closed, will reopen" with its subject, which
// looks like an apposition of X.
func behindSource(d *doc.Document, q *doc.Quote) {
	if q.Source.Start != q.Cue.End || d.Lower(q.Cue.Start) != "according" {
		return
	}
	last := q.Content[len(q.Content)-1]
	if !lacksSubject(d, last.Start) && !lacksSubject(d, q.Content[0].Start) {
		return
	}
	for i := q.Source.Start + 1; i+2 < q.Source.End; i++ {
		if d.Text(i) == "," && begins(d, i+1) {
			q.Source.End = i // "According to police, the driver, a man of 40, fled"
			break
		}
	}
	first, from := q.Content[0], q.Source.End+1
	if first.Start <= from+1 || d.Text(from-1) != "," || !begins(d, from) && d.Tokens[from].Tag > doc.TagNNPS || hasVerb(d, doc.Span{Start: from, End: first.Start}) || d.Tokens[last.End-1].Sent != d.Tokens[from].Sent {
		return
	}
	q.Content = []doc.Span{{Start: from, End: last.End}}
}

// relativeSpeaker gives "S, the firm that runs the camp said" its whole speaker, where the fields took the end of the relative clause for
// it and the rest for what was said.
func relativeSpeaker(d *doc.Document, q *doc.Quote) {
	c := &q.Content[0]
	if len(q.Content) > 1 || c.End != q.Source.Start || q.Source.End > q.Cue.Start || d.Tokens[c.Start].Is(doc.Quoted) {
		return
	}
	for i := c.End - 2; i > c.Start+2 && i > c.End-maxTail; i-- {
		if d.Text(i) != "," {
			continue
		}
		if who := (doc.Span{Start: i + 1, End: q.Source.End}); withRelative(d, who) && hasVerb(d, doc.Span{Start: c.Start, End: i}) {
			q.Source, c.End = who, i
		}
		return
	}
}

// lacksSubject reports whether no clause begins at i, but what goes on one whose subject stands before it.
func lacksSubject(d *doc.Document, i int32) bool {
	switch t := d.Tokens[i].Tag; t {
	case doc.TagWDT, doc.TagWP, doc.TagMD:
		return true
	default:
		return isFinite(t) || d.Lower(i) == "however" || d.Lower(i) == "of"
	}
}

// oneOfWhom leaves out of "S, according to two envoys, one of whom said T" what the
// clause about the source says.
func (x *writer) oneOfWhom(q *doc.Quote) {
	d := x.d
	if s := q.Source; s.Len() == 3 && d.Lower(s.End-1) == "whom" && d.Lower(s.Start+1) == "of" {
		q.Relay = doc.Span{} // the others report nothing on
	}
	for k := 1; k < len(q.Content); k++ {
		if c := q.Content[k]; c.Start >= q.Source.End && c.Start <= q.Source.End+1 && c.Len() > 3 && relative(d, c.Start, c.Start+4) && d.Lower(c.Start+1) == "of" {
			q.Content = slices.Delete(q.Content, k, k+1)
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
	if before.Len() > 4*maxTail {
		return
	}
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
	if c := q.Content[0]; (lemma == "forget" || lemma == "remember") && c.Start >= q.Cue.End && d.Tokens[c.Start].Tag == doc.TagTO {
		return true // "forgot to fill the feeders"
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
			case doc.TagRB: // "laughed heartily"
				if w := d.Lower(i); c.Len() == 1 && !d.Tokens[i].Is(doc.Quoted) && (w == "now" || w == "again" || w == "too" || strings.HasSuffix(w, "ly")) {
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

// joined makes quotes that share their cue and source one: what stands in marks
// before and behind "argues Ida Rose".
func (x *writer) joined() {
	last := map[doc.Span]int{}
	for i := range x.quotes {
		q := &x.quotes[i]
		if len(q.Content) == 0 || q.Cue.Empty() || q.Source.Empty() {
			continue
		}
		k, ok := last[q.Cue]
		if !ok {
			last[q.Cue] = i
			continue
		}
		p := &x.quotes[k]
		a, b := whole(p.Content), whole(q.Content)
		if p.Source != q.Source || a.Overlaps(b) || a.Start < q.Cue.Start == (b.Start < q.Cue.Start) || !x.d.Tokens[a.Start].Is(doc.Quoted) || !x.d.Tokens[b.Start].Is(doc.Quoted) {
			continue
		}
		p.Content = append(p.Content, q.Content...)
		slices.SortFunc(p.Content, func(a, b doc.Span) int { return int(a.Start - b.Start) })
		q.Content = nil
		for j := range x.quotes {
			if x.quotes[j].Follows == doc.QuoteID(i) {
				x.quotes[j].Follows = doc.QuoteID(k)
			}
		}
	}
}

// whole is the span from the first to the last token of a content.
func whole(content []doc.Span) doc.Span {
	return doc.Span{Start: content[0].Start, End: content[len(content)-1].End}
}
