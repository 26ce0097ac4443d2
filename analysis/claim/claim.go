// Package claim cuts quotes and narration into propositions.
//
// A claim is the smallest clause that still makes sense by itself. Quotes cut
// the text into regions first: what lies in one quote and one sentence, or in
// none. In each region the tree says which clauses stand alone (clause.go).
// Where the cue carries the meaning ("denied", "ruled out") or the content has
// no verb of its own, the claim is the whole clause with its cue. A frame
// (frame.go, quantity.go, date.go) tells what each claim says in a form in
// which claims can be compared.
package claim

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// Split reads Tokens with tags and trees, Sentences, Paragraphs, Asides,
// Quotes with their speakers, Mentions, Actors; sets Claims, in the order of
// the text. Linear in the document.
func Split(d *doc.Document) {
	s := &splitter{d: d, today: published(d)}
	s.prepare()
	for i := range d.Sentences {
		s.sentence(d.Sentences[i].Tokens)
	}
	slices.SortStableFunc(s.claims, func(a, b doc.Claim) int {
		if a.Tokens.Start != b.Tokens.Start {
			return int(a.Tokens.Start - b.Tokens.Start)
		}
		return int(b.Tokens.End - a.Tokens.End)
	})
	s.claims = slices.CompactFunc(s.claims, func(a, b doc.Claim) bool { return a.Tokens == b.Tokens })
	s.finish()
	d.Claims = s.claims
}

// Frame sets the claims' frames and the actors that they are about, of claims
// whose Tokens, Speaker and Quote are set; it reads what [Split] reads. Split
// calls it; training uses it for claims that were annotated by hand.
func Frame(d *doc.Document) {
	s := &splitter{d: d, today: published(d), claims: d.Claims}
	s.prepare()
	s.finish()
}

type splitter struct {
	d      *doc.Document
	today  day
	quote  []int32    // of each token: its innermost quote, or None
	role   []role     // of each token
	info   []info     // of each token
	whole  []doc.Span // claims of the sentence at hand that hold a cue
	taken  []doc.Span // claims of the sentence at hand that took quoted words in
	owner  []int32    // of each token of the sentence at hand: the head of its claim
	claims []doc.Claim
}

// role is what a token does in an attribution.
type role uint8

const (
	isCue role = 1 << iota
	isSource
)

// info is what the children of a token say of it.
type info struct {
	subj int32 // its subject, or None
	mark int32 // its subordinating word, or None
	aux  bool  // has an auxiliary or a copula of its own that is finite
	cop  bool
	cc   bool // a conjunction opens it
	neg  bool // "not", "never" or a negative determiner or subject hangs on it
	cond bool // a clause with "if" or "unless" hangs on it
}

func (s *splitter) prepare() {
	d := s.d
	n := len(d.Tokens)
	s.quote = make([]int32, n)
	s.role = make([]role, n)
	s.info = make([]info, n)
	s.owner = make([]int32, n)
	for i := range s.quote {
		s.quote[i] = doc.None
	}
	// The longest first, so that the inner quote wins.
	order := make([]int32, len(d.Quotes))
	size := make([]int, len(d.Quotes))
	for i := range order {
		order[i] = int32(i)
		for _, c := range d.Quotes[i].Content {
			size[i] += c.Len()
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return size[b] - size[a] })
	s.children()
	for _, q := range order {
		if s.told(&d.Quotes[q]) {
			continue
		}
		for _, c := range d.Quotes[q].Content {
			for t := c.Start; t < c.End; t++ {
				s.quote[t] = q
			}
		}
	}
	for i := range d.Quotes {
		q := &d.Quotes[i]
		if s.told(q) {
			continue
		}
		for _, span := range [...]doc.Span{q.Source, q.Relay} {
			for t := span.Start; t < span.End; t++ {
				s.role[t] |= isSource
			}
		}
		for t := q.Cue.Start; t < q.Cue.End; t++ {
			s.role[t] |= isCue
		}
	}
}

// children fills info in one pass over the tokens.
func (s *splitter) children() {
	d := s.d
	for i := range s.info {
		s.info[i] = info{subj: doc.None, mark: doc.None}
	}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Head < 0 {
			continue
		}
		h := &s.info[t.Head]
		w := d.Lower(int32(i))
		switch t.Rel {
		case doc.RelNsubj, doc.RelNsubjPass, doc.RelNsubjOuter, doc.RelCsubj, doc.RelCsubjPass, doc.RelExpl:
			if h.subj < 0 || t.Rel != doc.RelExpl {
				h.subj = int32(i)
			}
			h.neg = h.neg || negative(w)
		case doc.RelAux, doc.RelAuxPass, doc.RelCop:
			h.cop = h.cop || t.Rel == doc.RelCop
			h.aux = h.aux || finite(t.Tag)
		case doc.RelMark:
			if h.mark < 0 {
				h.mark = int32(i)
			}
		case doc.RelAdvmod, doc.RelDet, doc.RelCc, doc.RelCcPreconj:
			h.cc = h.cc || t.Rel == doc.RelCc && int32(i) < t.Head
			h.neg = h.neg || negative(w) && !(w == "not" && i > 0 && d.Lower(int32(i-1)) == ",")
			if t.Tag == doc.TagWRB && h.mark < 0 && t.Rel == doc.RelAdvmod {
				h.mark = int32(i)
			}
		}
	}
	// What is said to exist or to be had under "no" is denied: "no answer".
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Head < 0 || !s.info[i].neg {
			continue
		}
		switch t.Rel {
		case doc.RelNsubj, doc.RelNsubjPass, doc.RelObj, doc.RelIobj, doc.RelObl:
			s.info[t.Head].neg = true
		}
	}
	for i := range d.Tokens {
		if t := &d.Tokens[i]; t.Rel == doc.RelAdvcl && t.Head >= 0 && s.info[i].mark >= 0 {
			switch d.Lower(s.info[i].mark) {
			case "if", "unless":
				s.info[t.Head].cond = true
			}
		}
	}
}

func negative(w string) bool {
	switch w {
	case "not", "n't", "n’t", "never", "no", "nobody", "none", "nothing", "neither", "nor", "nowhere", "hardly", "scarcely":
		return true
	}
	return false
}

func finite(t doc.Tag) bool {
	return t == doc.TagVBZ || t == doc.TagVBP || t == doc.TagVBD || t == doc.TagMD
}

func verb(t doc.Tag) bool {
	return finite(t) || t == doc.TagVB || t == doc.TagVBN || t == doc.TagVBG
}

// sentence adds the claims of one sentence.
func (s *splitter) sentence(span doc.Span) {
	d := s.d
	s.whole, s.taken = s.whole[:0], s.taken[:0]
	if span.Empty() || d.Tokens[span.Start].Is(doc.InAside) {
		return
	}
	before := len(s.claims)
	s.withCue(span)
	for at := span.Start; at < span.End; {
		if d.Tokens[at].Is(doc.InAside) {
			at++
			continue
		}
		q, end := s.quote[at], at+1
		for end < span.End && s.quote[end] == q && !d.Tokens[end].Is(doc.InAside) {
			end++
		}
		region := s.trim(doc.Span{Start: at, End: end})
		at = end
		for _, w := range s.whole {
			if w.Start > region.Start && w.Start < region.End && w.End >= region.End {
				region = s.trim(doc.Span{Start: region.Start, End: w.Start}) // a claim with its cue goes on from here
			}
		}
		if region.Empty() || s.attribution(region) || slices.ContainsFunc(s.whole, func(w doc.Span) bool { return w.Overlaps(region) && q >= 0 }) {
			continue
		}
		s.region(region, q)
	}
	if len(s.claims) == before {
		s.unparsed(span)
	}
}

// unparsed adds a sentence of which nothing has become a claim: its tree has lost its
// verb, or the tagger took the verb for a noun. A few words without a finite verb are a
// heading or an exclamation.
func (s *splitter) unparsed(sentence doc.Span) {
	d := s.d
	said := false
	for t := sentence.Start; t < sentence.End; t++ {
		if d.Tokens[t].Is(doc.InAside) || s.role[t] != 0 || s.quote[t] >= 0 {
			return
		}
		said = said || finite(d.Tokens[t].Tag)
	}
	if span := s.trim(sentence); d.Text(sentence.End-1) == "." && (span.Len() >= longFragment || said && span.Len() > 1) {
		s.add(span, doc.None)
	}
}

// attribution reports whether a span is nothing but source and cue.
func (s *splitter) attribution(span doc.Span) bool {
	for t := span.Start; t < span.End; t++ {
		if s.role[t] == 0 && !punct(s.d.Tokens[t].Tag) || s.role[t] == isSource && s.describes(t, span) {
			return false
		}
	}
	return true
}

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
		if d.Tokens[q.Cue.Start].Is(doc.InTitle) {
			span = sentence // headlines are short, and their trees poor
		}
		for span.End < sentence.End && d.Tokens[span.End].Tag == doc.TagCloseQuote {
			span.End++
		}
		if span = s.trim(span); span.Len() > 1 {
			s.whole = append(s.whole, span)
			s.add(span, int32(i))
		}
	}
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
	if q.Kind == doc.Direct || len(q.Content) > 2 || q.Content[0].End > q.Cue.Start || len(q.Content) == 2 && q.Content[1].Start < q.Cue.End {
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
		return false
	}
	if content.Start > q.Cue.End && d.Text(content.Start-1) == ":" {
		return false // a sentence of its own: "he disagrees: the figure is higher"
	}
	for t := q.Cue.Start; t < q.Cue.End; t++ {
		if reverses(d.Tokens[t].Lemma) || reverses(d.Lower(t)) {
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
	if d.Tokens[content.Start].Tag == doc.TagTO {
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
		if m := s.info[t].mark; m == content.Start && s.undecided(m) {
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
		"opposed", "opposes", "ruled out", "rules out", "doubted", "doubts":
		return true
	}
	return false
}

// trim leaves out what a claim does not begin or end with: punctuation,
// conjunctions, "that".
func (s *splitter) trim(span doc.Span) doc.Span {
	d := s.d
	for span.Start < span.End {
		t := &d.Tokens[span.Start]
		w := d.Lower(span.Start)
		if punct(t.Tag) && !s.closes(span.Start, span) || t.Tag == doc.TagCC && w != "both" && w != "either" && w != "neither" || w == "that" && s.complementizer(span.Start, span.End) || connective(w) && (span.Len() < 2 || d.Lower(span.Start+1) == "," || w == "but") {
			span.Start++
			continue
		}
		break
	}
	for span.Start < span.End {
		t := &d.Tokens[span.End-1]
		if punct(t.Tag) && !s.opens(span.End-1, span) || t.Tag == doc.TagCC {
			span.End--
			continue
		}
		break
	}
	return span
}

// complementizer reports whether "that" at t opens a clause: it is tagged so, or
// what follows can't be the verb or noun of a demonstrative.
func (s *splitter) complementizer(t, end int32) bool {
	if s.d.Tokens[t].Tag == doc.TagIN || s.d.Tokens[t].Rel == doc.RelMark {
		return true
	}
	if t+1 >= end {
		return true
	}
	switch s.d.Tokens[t+1].Tag {
	case doc.TagCD, doc.TagDT, doc.TagPRP, doc.TagPRPS, doc.TagNNS, doc.TagNNP, doc.TagNNPS, doc.TagEX:
		return true
	}
	return false
}

func connective(w string) bool {
	switch w {
	case "however", "moreover", "meanwhile", "furthermore", "nevertheless", "nonetheless", "besides", "therefore", "thus", "separately", "but", "yet", "still", "indeed", "instead":
		return true
	}
	return false
}

func punct(t doc.Tag) bool {
	switch t {
	case doc.TagComma, doc.TagStop, doc.TagColon, doc.TagOpenQuote, doc.TagCloseQuote, doc.TagLRB, doc.TagRRB, doc.TagNFP, doc.TagHYPH:
		return true
	}
	return false
}

// closes reports whether the opening mark at t has its partner in the span, so
// that it stays.
func (s *splitter) closes(t int32, span doc.Span) bool {
	return s.partner(t, span, func(m *doc.Mark) (int32, int32) { return m.Open, m.Close }) ||
		s.d.Tokens[t].Tag == doc.TagLRB && s.find(t+1, span.End, doc.TagRRB)
}

func (s *splitter) opens(t int32, span doc.Span) bool {
	return s.partner(t, span, func(m *doc.Mark) (int32, int32) { return m.Close, m.Open }) ||
		s.d.Tokens[t].Tag == doc.TagRRB && s.find(span.Start, t, doc.TagLRB)
}

func (s *splitter) find(from, to int32, tag doc.Tag) bool {
	for i := from; i < to; i++ {
		if s.d.Tokens[i].Tag == tag {
			return true
		}
	}
	return false
}

// partner reports whether t is one side of a pair of marks whose other side
// is in the span and is not the span's other end.
func (s *splitter) partner(t int32, span doc.Span, sides func(*doc.Mark) (this, other int32)) bool {
	marks := s.d.Marks
	// Marks are ordered by Inner.Start: look only at those that begin in the span.
	lo, _ := slices.BinarySearchFunc(marks, span.Start, func(m doc.Mark, start int32) int { return int(m.Inner.Start - start) })
	for i := max(0, lo-1); i < len(marks) && marks[i].Inner.Start <= span.End; i++ {
		this, other := sides(&marks[i])
		if this == t && other >= 0 && span.Has(other) {
			return !(min(this, other) == span.Start && max(this, other) == span.End-1)
		}
	}
	return false
}

// add appends a claim of quote q, or of the narration for q < 0.
func (s *splitter) add(span doc.Span, q int32) {
	c := doc.Claim{Tokens: span, Speaker: doc.None, Quote: doc.QuoteID(q)}
	if q >= 0 {
		c.Speaker = s.d.Quotes[q].Speaker
	}
	s.claims = append(s.claims, c)
}
