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
			if q < 0 && w.Has(region.Start) && w.End < region.End {
				region = s.trim(doc.Span{Start: w.End, End: region.End}) // it has taken the first words in
			}
		}
		if region.Empty() || s.attribution(region) || slices.ContainsFunc(s.whole, func(w doc.Span) bool {
			return w.Overlaps(region) && q >= 0 || w.Contains(region) && !s.relative(region)
		}) {
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
		if s.role[t] == 0 && !punct(s.d.Tokens[t].Tag) {
			return false
		}
	}
	return !s.relative(span)
}

// relative reports whether the span holds a relative clause behind a comma.
func (s *splitter) relative(span doc.Span) bool {
	for t := span.Start; t < span.End; t++ {
		if s.describes(t, span) {
			return true
		}
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
		if punct(t.Tag) && !s.closes(span.Start, span) || t.Tag == doc.TagCC && w != "both" && w != "either" && w != "neither" && w != "nor" || w == "that" && s.complementizer(span.Start, span.End) || connective(w) && (span.Len() < 2 || d.Lower(span.Start+1) == "," || w == "but") {
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
