package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file parts what the fields run together: two reports in one sentence, a question
// of the writer's and its answer, the hearer and what is heard.

// secondSubject gives the second of two reports joined by "and" the subject right
// before its verb, where the fields took that of the first, and ends the first there:
// "The board said it would pay, and Ida Rose, its lawyer, told the court that".
func (x *writer) secondSubject(i int) {
	d := x.d
	q := &x.quotes[i]
	from := d.SentenceOf(q.Cue.Start).Start
	if a := q.Source.Start - 2; a > from && d.Text(a) == "," && d.Tokens[a+1].Tag == doc.TagCC && q.Source.End < q.Cue.Start+1 {
		for k := max(0, i-3); k < min(len(x.quotes), i+4); k++ {
			if p := &x.quotes[k]; k != i && len(p.Content) > 0 && p.Cue.Start >= from && p.Cue.End < a && p.Content[0].Start < a && overlapsAny(p.Content, q.Source) && !overlapsAny(p.Content, q.Cue) {
				p.Content = slices.DeleteFunc(p.Content, func(c doc.Span) bool { return c.Start >= a })
				last := &p.Content[len(p.Content)-1]
				last.End = min(last.End, a)
			}
		}
		return
	}
	if q.Source.Start < from || q.Source.End > q.Cue.Start-4 || !isFinite(d.Tokens[q.Cue.Start].Tag) {
		return
	}
	who := doc.Span{End: q.Cue.Start}
	for k := q.Cue.Start - 1; k > q.Source.End+2 && k > q.Cue.Start-2*maxTail; k-- {
		if x.cues[k] != 0 || d.Tokens[k].Is(doc.Quoted) {
			return
		}
		if d.Tokens[k].Tag == doc.TagCC && d.Text(k-1) == "," {
			who.Start = k + 1
			break
		}
	}
	if who.Start == 0 || who.Len() < 1 || !properNoun(d, who.Start) && !begins(d, who.Start) {
		return
	}
	for t := who.Start; t < who.End; t++ {
		if isFinite(d.Tokens[t].Tag) && !slices.ContainsFunc([]int32{t - 1, t - 2, t - 3}, func(k int32) bool {
			return k >= who.Start && (d.Tokens[k].Tag == doc.TagWP || d.Tokens[k].Tag == doc.TagWDT)
		}) {
			return
		}
	}
	head := who
	for t := who.Start; t < who.End; t++ {
		if d.Text(t) == "," {
			if head.End == who.End {
				head.End = t
			}
			if d.Text(who.End-1) != "," {
				return // "…, and Ames, Boll and Rose said": a list
			}
		}
	}
	if d.Text(who.End-1) == "," {
		who.End--
	}
	if !animate(d, head) && !speaks(d, head) && lexicon.Person(d.Tokens[head.End-1].Lemma) == 0 {
		return
	}
	for k := max(0, i-3); k < min(len(x.quotes), i+4); k++ {
		p := &x.quotes[k]
		if k == i || p.Cue.Start >= who.Start || p.Cue.Start < from || p.Source != q.Source || len(p.Content) == 0 {
			continue
		}
		c := &p.Content[len(p.Content)-1]
		if c.Start >= p.Cue.End && c.Start < who.Start-2 && c.End > who.Start-2 {
			c.End = who.Start - 2
		}
		q.Source = who
		return
	}
}

// asksItself reports whether a cue stands in a question of the writer's and what it is
// taken to report in marks behind the question: "Did she doubt it? ‘Every day.’"
func (x *writer) asksItself(q *doc.Quote) bool {
	d := x.d
	s := d.SentenceOf(q.Cue.Start)
	if d.Tokens[q.Cue.Start].Is(doc.Quoted) {
		return false
	}
	mark := int32(-1)
	for k := q.Cue.End; k < s.End; k++ {
		if d.Text(k) == "?" && !d.Tokens[k].Is(doc.Quoted) {
			mark = k
			break
		}
	}
	if mark < 0 {
		return false
	}
	c := &q.Content[len(q.Content)-1]
	return c.End > mark+1 && d.Tokens[c.End-1].Is(doc.Quoted)
}

// asksMainly reports whether the verb behind a comma is what the source does, as a clause
// or an apposition stands between the two and what is asked ends the sentence: "Ida
// Rose, who leads them, asked why".
func (x *writer) asksMainly(q *doc.Quote) bool {
	d := x.d
	inside := false
	for i := q.Source.Start; i < q.Source.End; i++ {
		inside = inside || d.Text(i) == ","
	}
	if end := d.SentenceOf(q.Cue.Start).End; !inside || q.Content[len(q.Content)-1].End < end-2 {
		return false
	}
	for i := q.Cue.End; i < q.Content[len(q.Content)-1].End; i++ {
		if d.Text(i) == "," {
			return false
		}
	}
	return true
}

// behindWhom begins a content that opens with the hearer behind it: "revealed to host
// Ida Rose that S".
func behindWhom(d *doc.Document, q *doc.Quote) {
	c := &q.Content[0]
	if c.Len() < 4 || c.Start != q.Cue.End || d.Lower(c.Start) != "to" && d.Lower(q.Cue.End-1) != "to" || d.Tokens[c.Start+1].Tag == doc.TagVB && (lexicon.Person(d.Lower(c.Start+1)) == 0 || !properNoun(d, c.Start+2)) {
		return
	}
	for i := c.Start + 2; i < min(c.End-2, c.Start+8); i++ {
		if t := d.Tokens[i].Tag; isVerb(t) || isPunct(d, i) && t != doc.TagPOS && t != doc.TagHYPH || d.Tokens[i].Is(doc.Quoted) {
			return
		}
		if d.Lower(i) == "that" && d.Tokens[i].Tag != doc.TagDT {
			c.Start = i
			return
		}
	}
}

// putDown takes "down to" into the cue of "put it down to S".
func putDown(d *doc.Document, q *doc.Quote) {
	c := &q.Content[0]
	v := cueVerb(d, q.Cue)
	if v < 0 || d.Tokens[v].Lemma != "put" || c.Start != q.Cue.End || c.Len() < 3 {
		return
	}
	at := c.Start
	if c.Len() > 3 && d.Tokens[at].Tag == doc.TagPRP {
		at++
	}
	if d.Lower(at) == "down" && d.Lower(at+1) == "to" {
		c.Start, q.Cue.End = at+2, at+2
	}
}

// secondVerb lets an indirect content go on with the second verb of its subject, whose
// words stand in marks: "said that she had met him and was ‘not satisfied’".
func (x *writer) secondVerb(q *doc.Quote) {
	d := x.d
	c := &q.Content[len(q.Content)-1]
	sent := d.SentenceOf(q.Cue.Start)
	v := c.End + 1
	if c.Start < q.Cue.End || !sent.Contains(*c) || v+2 >= sent.End || d.Tokens[c.End].Tag != doc.TagCC || !isFinite(d.Tokens[v].Tag) && d.Tokens[v].Tag != doc.TagMD || d.Tokens[c.Start].Is(doc.Quoted) || !hasClause(d, *c) {
		return
	}
	rest := trimContent(d, doc.Span{Start: c.Start, End: sent.End})
	marks := false
	for i := v; i < rest.End; i++ {
		if x.cues[i] != 0 || d.Text(i) == "," || d.Text(i) == ";" || q.Source.Has(i) {
			return
		}
		if class, form := lexicon.Cue(d.Lower(i)); class&lexicon.CueSpeech != 0 && form != 0 && isVerb(d.Tokens[i].Tag) && !d.Tokens[i].Is(doc.Quoted) {
			return
		}
		marks = marks || d.Tokens[i].Is(doc.Quoted)
	}
	if marks {
		*c = rest
	}
}

// wholeMarks lets a content that begins before marks and ends between them end with
// them: "offered to meet them ‘anywhere, any time’".
func (x *writer) wholeMarks(q *doc.Quote) {
	d := x.d
	c := &q.Content[len(q.Content)-1]
	if c.End >= int32(len(d.Tokens)) || !d.Tokens[c.End-1].Is(doc.Quoted) || !d.Tokens[c.End].Is(doc.Quoted) {
		return
	}
	k := markAt(d, c.End-1)
	if k < 0 {
		return
	}
	m := &d.Marks[k]
	if m.Depth > 0 || m.Close < 0 || m.Open < c.Start || m.Inner.End < c.End || m.Inner.Len() > 3*maxTail || d.Tokens[m.Close].Sent != d.Tokens[m.Open].Sent || m.Inner.Overlaps(q.Cue) || m.Inner.Overlaps(q.Source) {
		return
	}
	c.End = m.Close + 1
}

// writesTo makes "wrote to Ida Rose urging her to go" and "hit back, calling it a lie"
// one report, that of the participle, with the writer as its source.
func (x *writer) writesTo(i int) {
	const longest = 12 // of whom it is written to
	d := x.d
	q := &x.quotes[i]
	v := cueVerb(d, q.Cue)
	if v < 0 {
		return
	}
	if d.Tokens[v].Tag == doc.TagVBG { // the hearer is no source
		for k := v - 1; k > max(v-longest, d.SentenceOf(v).Start) && !isPunct(d, k); k-- {
			if d.Tokens[k].Lemma == "write" && d.Lower(k+1) == "to" {
				if s := subject(d, k); !s.Empty() && (q.Source.Empty() || q.Source.Start > k) {
					q.Source = s
				}
				return
			}
		}
		return
	}
	c := q.Content[0]
	if c.Start < q.Cue.End || c.Start > q.Cue.End+4 || d.Tokens[c.Start].Is(doc.Quoted) {
		return
	}
	comma := c.Start == q.Cue.End+1 && d.Text(q.Cue.End) == ","
	for g := c.Start; g < min(c.End-1, c.Start+longest); g++ {
		if t := d.Tokens[g].Tag; t == doc.TagVBG {
			if g > c.Start && d.Tokens[v].Lemma != "write" || g == c.Start && !comma {
				return
			}
			if x.cues[g] == 0 {
				if class, form := lexicon.Cue(d.Lower(g)); form == 0 || class&(lexicon.CueSpeech|lexicon.CueDemand|lexicon.CueNaming) == 0 {
					return
				}
				q.Cue = doc.Span{Start: g, End: g + 1}
				q.Content[0].Start = g + 1
				x.cues[g] = int32(i) + 1
				return
			}
			q.Content = nil
			return
		} else if isVerb(t) || isPunct(d, g) {
			return
		}
	}
}

// withSubject gives a clause right behind its verb of speech the subject that the fields
// left out: "said one victim, an 84-year-old widow, | gave him money".
func withSubject(d *doc.Document, q *doc.Quote) {
	if q.Source.End > q.Cue.Start || d.Tokens[q.Cue.End-1].Lemma != "say" {
		return
	}
	for k := range q.Content {
		c := q.Content[k]
		if c.Start <= q.Cue.End || !isFinite(d.Tokens[c.Start].Tag) {
			continue
		}
		gap := doc.Span{Start: q.Cue.End, End: c.Start}
		if gap.Len() < maxTail && d.Tokens[c.Start].Sent == d.Tokens[gap.Start].Sent && begins(d, gap.Start) && !circumstance(d, gap.Start) && (!hasVerb(d, gap) || describedSubject(d, gap)) && !overlapsMark(d, gap) {
			q.Content = slices.Replace(q.Content, 0, k+1, doc.Span{Start: gap.Start, End: c.End})
		}
		return
	}
}

// describedSubject reports whether a span is a subject with a relative clause between
// commas: "the terminal, which opened in May,".
func describedSubject(d *doc.Document, s doc.Span) bool {
	if d.Text(s.End-1) != "," {
		return false
	}
	for i := s.Start + 1; i < s.End-2; i++ {
		if d.Text(i) == "," {
			return relative(d, i+1, i+2)
		}
		if isVerb(d.Tokens[i].Tag) {
			return false
		}
	}
	return false
}

// ownStatement gives "“…” Ames told the hearing S", where a full stop closes the marks and S
// is a clause, S for content: the marks then go on from the sentence before them.
func (x *writer) ownStatement(q *doc.Quote) {
	d := x.d
	sent := d.SentenceOf(q.Cue.Start)
	c := q.Content[0]
	if c.Start < 2 || d.ParagraphOf(c.Start-2) != d.ParagraphOf(c.Start) {
		return // nobody has spoken before
	}
	if n := len(q.Content); n > 1 && q.Source.Start == sent.Start && c.End <= sent.Start && d.Text(c.End-1) == "." && q.Content[1].Start > q.Cue.End && d.Text(q.Content[1].Start-2) == ":" {
		q.Content = q.Content[1:] // "“….” Ames told them: “…”"
		return
	}
	if len(q.Content) != 1 || q.Source.Start != sent.Start || q.Cue.Start < q.Source.End || c.End > sent.Start || !d.Tokens[c.Start].Is(doc.Quoted) || d.Text(sent.Start-2) != "." && d.Text(c.End-1) != "." {
		return
	}
	rest := trimContent(d, doc.Span{Start: q.Cue.End, End: sent.End})
	if rest.Len() < 4 || overlapsMark(d, rest) || !hears(d, q.Cue) || !finiteClause(d, rest.Start+2, rest.End-1) {
		return
	}
	for i := rest.Start; i < rest.End; i++ {
		if x.cues[i] > 0 {
			return
		}
	}
	q.Content = []doc.Span{rest}
	x.hearer(q)
}
