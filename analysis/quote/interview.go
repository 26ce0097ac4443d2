package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file attributes what the order of paragraphs shows without marks or
// cues: the answers of an interview, the points of a list.

// interview finds the answers in a text of questions and answers without
// labels: paragraphs that end in a question mark, each followed by what the
// guest says. The guest is the person most named up to the first question.
func (x *writer) interview() {
	d := x.d
	from, last, questions, persons, addressed := int32(-1), int32(-1), 0, 0, 0
	for p := range d.Paragraphs {
		para := d.ParagraphTokens(int32(p))
		if !x.runs(int32(p)) {
			continue
		}
		if asks(d, para) {
			questions++
			if from < 0 {
				from = int32(p)
			}
			last = int32(p)
			for i := para.Start; i < para.End; i++ {
				if w := d.Lower(i); w == "you" || w == "your" {
					addressed++
					break
				}
			}
		}
		if from >= 0 && says(d, para) {
			persons++
		}
	}
	// An essay asks as well, but seldom its reader, and not in every other paragraph.
	if questions < 3 || persons < 2 || addressed == 0 || int32(questions)*5 < last-from+1 {
		return
	}
	guest := x.guest(from)
	if guest.Empty() {
		return
	}
	told := 0 // paragraphs that tell of the guest by name
	for i := d.ParagraphTokens(from).End; i < d.ParagraphTokens(last).End; i++ {
		if !d.Tokens[i].Is(doc.Quoted) && d.Text(i) == d.Text(guest.End-1) {
			told++
			i = d.ParagraphTokens(d.ParagraphOf(i)).End - 1
		}
	}
	if told > questions/2 {
		return
	}
	var q *doc.Quote
	left := questions
	for p := from; int(p) < len(d.Paragraphs); p++ {
		if !x.runs(p) {
			continue
		}
		para := d.ParagraphTokens(p)
		if asks(d, para) || remarks(d, para) {
			if asks(d, para) {
				left--
			}
			x.quotes = append(x.quotes, doc.Quote{Anchor: guest, Rule: "interview", Score: 0.8, Follows: doc.None})
			q = &x.quotes[len(x.quotes)-1]
			continue
		}
		if len(q.Content) > 0 && left == 0 && !says(d, para) {
			break // what the article itself adds at its end
		}
		if c := trimContent(d, para); !c.Empty() {
			q.Content = append(q.Content, c)
		}
	}
	for i := range x.quotes {
		if q := &x.quotes[i]; q.Rule == "interview" && len(q.Content) > 0 {
			x.replace(q.Content)
		}
	}
	x.quotes = slices.DeleteFunc(x.quotes, func(q doc.Quote) bool { return len(q.Content) == 0 })
	x.claim()
}

// runs reports whether paragraph p is running text.
func (x *writer) runs(p int32) bool {
	d := x.d
	para := d.ParagraphTokens(p)
	k := d.Paragraphs[p].Kind
	return !para.Empty() && k != doc.ParaAside && k != doc.ParaTitle && !d.Tokens[para.Start].Is(doc.InAside)
}

// longestQuestion bounds a paragraph that asks.
const longestQuestion = 60

// asks reports whether a paragraph is a question outside of quotation marks.
func asks(d *doc.Document, para doc.Span) bool {
	return d.Text(para.End-1) == "?" && !d.Tokens[para.End-1].Is(doc.Quoted) && para.Len() <= longestQuestion
}

// says reports whether a paragraph has I or we outside of quotation marks.
func says(d *doc.Document, para doc.Span) bool {
	for i := para.Start; i < para.End; i++ {
		if t := d.Tokens[i].Tag; t != doc.TagPRP && t != doc.TagPRPS || d.Tokens[i].Is(doc.Quoted) {
			continue
		}
		switch d.Lower(i) {
		case "i", "we", "me", "my", "our", "us":
			return true
		}
	}
	return false
}

// remarks reports whether a short paragraph speaks to the guest, as questions
// do that have no question mark: with you or your, and without I.
func remarks(d *doc.Document, para doc.Span) bool {
	if para.Len() > longestQuestion/2 || says(d, para) {
		return false
	}
	for i := para.Start; i < para.End; i++ {
		switch d.Lower(i) {
		case "you", "your", "yours":
			if !d.Tokens[i].Is(doc.Quoted) {
				return true
			}
		}
	}
	return false
}

// guest is the person most named up to paragraph p, by the longest of the names
// that end alike; empty where no person is.
func (x *writer) guest(p int32) (best doc.Span) {
	d := x.d
	most := 0
	var names []doc.Span
	for _, n := range d.Names {
		if d.ParagraphOf(n.Tokens.Start) > p {
			break
		}
		if n.Type == doc.PER && !d.Tokens[n.Tokens.Start].Is(doc.InAside) && len(names) < 64 {
			names = append(names, n.Tokens)
		}
	}
	for _, a := range names {
		n, longest := 0, a
		for _, b := range names {
			if d.Text(a.End-1) == d.Text(b.End-1) {
				n++
				if b.Len() > longest.Len() {
					longest = b
				}
			}
		}
		if n > most {
			best, most = longest, n
		}
	}
	return best
}

// points gives the items of a list to whom the line before it names as their
// author: a paragraph that ends in a colon, with a verb of speech or demand and
// its subject, or with the owner of a plan or of demands.
func (x *writer) points() {
	d := x.d
	for p := 1; p+1 < len(d.Paragraphs); p++ {
		if d.Paragraphs[p].Kind != doc.ParaList || d.Paragraphs[p-1].Kind == doc.ParaList || d.Paragraphs[p+1].Kind != doc.ParaList {
			continue
		}
		intro := d.ParagraphTokens(int32(p) - 1)
		if intro.Empty() || d.Text(intro.End-1) != ":" || !x.runs(int32(p)-1) {
			continue
		}
		q := doc.Quote{Rule: "list", Score: 0.6, Follows: doc.None}
		if !x.author(d.SentenceOf(intro.End-1), &q) {
			continue
		}
		for i := p; i < len(d.Paragraphs) && d.Paragraphs[i].Kind == doc.ParaList && len(q.Content) < 64; i++ {
			c := d.ParagraphTokens(int32(i))
			if !c.Empty() && !d.Tokens[c.Start].Is(doc.InAside) {
				if w := d.Text(c.Start); w == "•" || w == "-" || w == "*" || w == "–" || w == "—" || w == "·" {
					c.Start++ // its bullet
				}
				if c = trimContent(d, c); !c.Empty() {
					q.Content = append(q.Content, c)
				}
			}
		}
		if len(q.Content) < 2 {
			continue
		}
		x.quotes = append(x.quotes, q)
		x.own(int32(len(x.quotes) - 1))
	}
}

// author sets the source of a list from the sentence that introduces it.
func (x *writer) author(s doc.Span, q *doc.Quote) bool {
	d := x.d
	for i := s.End - 1; i >= s.Start; i-- {
		if !x.claimed(i) {
			continue
		}
		p := &x.quotes[x.cues[i]-1] // "demands the following:": the list takes its place
		if len(p.Content) == 0 || p.Source.Empty() || p.Source.Start > i || p.Content[len(p.Content)-1].End < s.End-1 || hasClause(d, p.Content[len(p.Content)-1]) {
			return false
		}
		q.Source, q.Cue = p.Source, p.Cue
		p.Content = nil
		return true
	}
	for v := s.End - 2; v >= s.Start; v-- {
		c, form := lexicon.Cue(d.Lower(v))
		if form == 0 || c&(lexicon.CueSpeech|lexicon.CueDemand|lexicon.CueThought) == 0 || !isFinite(d.Tokens[v].Tag) {
			continue
		}
		if who := subject(d, v); !who.Empty() && who.Start < v && (animate(d, who) || speaks(d, who)) && !plan(d, &doc.Quote{Source: who}) {
			q.Source, q.Cue = who, doc.Span{Start: v, End: v + 1}
			return true
		}
	}
	for i := s.Start; i < s.End; i++ {
		switch d.Tokens[i].Lemma {
		case "plan", "proposal", "demand", "promise", "pledge", "condition", "request", "recommendation", "proposition", "term":
		default:
			continue
		}
		for j := i - 1; j >= max(s.Start, i-4); j-- {
			switch d.Tokens[j].Tag {
			case doc.TagPRPS:
				q.Source = doc.Span{Start: j, End: j + 1}
			case doc.TagPOS:
				if j > s.Start {
					q.Source = nameBefore(d, j)
				}
			}
			if !q.Source.Empty() {
				return true
			}
		}
	}
	return false
}

// excerpt gives what a headline or subheading has in marks to who says the same
// words in a quote of the text.
func (x *writer) excerpt(k int, q *doc.Quote) bool {
	d := x.d
	in := trimContent(d, d.Marks[k].Inner)
	if d.Text(in.End-1) == "." {
		in.End--
	}
	if in.Len() < 3 || x.searched >= maxExcerpts {
		return false
	}
	x.searched++
	for i := range x.quotes {
		p := &x.quotes[i]
		if p.Rule == "excerpt" {
			continue
		}
		for _, c := range p.Content {
			for at := c.Start; at+int32(in.Len()) <= c.End; at++ {
				n := int32(0)
				for n < int32(in.Len()) && d.Lower(at+n) == d.Lower(in.Start+n) {
					n++
				}
				if n < int32(in.Len()) || at == in.Start {
					continue
				}
				q.Follows, q.Anchor, q.Rule, q.Score = doc.QuoteID(i), p.Source, "excerpt", 0.7
				if q.Anchor.Empty() {
					q.Anchor = p.Anchor
				}
				return true
			}
		}
	}
	return false
}

// maxExcerpts bounds how many headings are looked for in the text's quotes.
const maxExcerpts = 40
