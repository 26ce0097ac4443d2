package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file gives each quote its speaker, and each I, we and you of a quote
// its actor.

// Speak reads Quotes, Mentions, Actors; sets Speaker, Via, Certainty, Chain and
// RunnersUp of each quote, and resolves I and we inside quotes, which become
// mentions. A source that no mention speaks of becomes an actor of its own.
// It is linear in the number of quotes and the length of their sources.
func Speak(d *doc.Document) {
	s := &speaker{d: d, trees: hasTrees(d), counts: make([]int32, len(d.Actors))}
	for i := range d.Mentions {
		if a := d.Mentions[i].Actor; a >= 0 {
			s.counts[a]++
		}
	}
	for i := range d.Quotes {
		q := &d.Quotes[i]
		q.Speaker, q.Via = none, none
		q.Also, q.Chain, q.RunnersUp, q.Certainty = nil, nil, nil, doc.Stated
	}
	s.enclose()
	for i := range d.Quotes {
		s.quote(doc.QuoteID(i))
	}
	for i := range d.Quotes {
		s.inside(doc.QuoteID(i))
	}
	s.outside()
	s.insert()
	s.chains()
}

// speaker is the state of Speak.
type speaker struct {
	d      *doc.Document
	trees  bool
	added  []doc.Mention // new mentions, to be put in their places at the end
	counts []int32       // mentions by actor
	outer  []doc.QuoteID // the innermost quote around each quote, or none
	// Made when they are first asked for.
	namedBodies, unnamedBodies []doc.ActorID
	byCountry                  map[lexicon.CountryID]doc.ActorID
	firsts                     []int32 // of each actor the token of its first mention; see firstOf

	asked    bool // guest has been called
	answers  doc.ActorID
	question int32

	source []int32 // mention that the source of each quote is, as an index into Mentions, or ^ an index into added; see noSource
}

const noSource = -1 << 30

// enclose finds the quote around each quote: they nest and never cross.
func (s *speaker) enclose() {
	d := s.d
	s.outer = make([]doc.QuoteID, len(d.Quotes))
	s.source = make([]int32, len(d.Quotes))
	var stack []doc.QuoteID
	for i := range d.Quotes {
		s.outer[i], s.source[i] = none, noSource
		c := whole(&d.Quotes[i])
		for len(stack) > 0 && whole(&d.Quotes[stack[len(stack)-1]]).End <= c.Start {
			stack = stack[:len(stack)-1]
		}
		for k := len(stack) - 1; k >= 0 && k >= len(stack)-4; k-- {
			if inContent(&d.Quotes[stack[k]], c) {
				s.outer[i] = stack[k]
				break
			}
		}
		stack = append(stack, doc.QuoteID(i))
	}
}

// whole is the span from the first to the last token of a quote's content.
func whole(q *doc.Quote) doc.Span {
	if len(q.Content) == 0 {
		return doc.Span{}
	}
	return doc.Span{Start: q.Content[0].Start, End: q.Content[len(q.Content)-1].End}
}

func inContent(q *doc.Quote, c doc.Span) bool {
	for _, p := range q.Content {
		if p.Contains(c) && p != c {
			return true
		}
	}
	return false
}

// quote sets the speaker of quote i.
func (s *speaker) quote(i doc.QuoteID) {
	d := s.d
	q := &d.Quotes[i]
	if outer := s.outer[i]; outer >= 0 && s.firstPerson(q.Source) {
		q.Speaker = d.Quotes[outer].Speaker
		q.Certainty = doc.Inferred
		return
	}
	switch {
	case !q.Source.Empty():
		m := s.mention(q.Source, true)
		s.source[i] = m
		s.take(q, m)
		s.source[i] = s.together(q, m)
		s.resume(i, m)
		if q.Speaker < 0 && q.Rule == "transcript" {
			s.labelled(q)
		}
	case !q.Anchor.Empty():
		m := s.mention(q.Anchor, false)
		s.source[i] = m
		s.take(q, m)
		q.Certainty = max(q.Certainty, doc.Inferred)
	case q.Follows >= 0 && q.Follows < i:
		f := &d.Quotes[q.Follows]
		q.Speaker, q.Also, q.Via = f.Speaker, f.Also, f.Via
		s.source[i] = s.source[q.Follows]
		q.Certainty = max(f.Certainty, doc.Inferred)
	}
	if q.Speaker < 0 {
		s.guess(i)
	}
	if !q.Relay.Empty() && q.Via < 0 {
		if m := s.mention(q.Relay, true); m != noSource {
			q.Via = s.at(m).Actor
		}
	}
	if outer := s.outer[i]; outer >= 0 && q.Via < 0 && q.Speaker >= 0 && d.Quotes[outer].Speaker >= 0 && d.Quotes[outer].Speaker != q.Speaker {
		q.Via = d.Quotes[outer].Speaker
	}
	if q.Via == q.Speaker {
		q.Via = none
	}
	if q.Via >= 0 && q.Speaker >= 0 && d.Actors[q.Speaker].Kind == doc.Organization && d.Actors[q.Via].Kind == doc.Person && s.saysI(q) {
		q.Speaker, q.Via = q.Via, q.Speaker // "Moltke said, Nordpress reported": no agency is I
	}
}

// saysI tells whether the quoted words of q have I or me.
func (s *speaker) saysI(q *doc.Quote) bool {
	for _, c := range q.Content {
		for t := c.Start; t < c.End; t++ {
			if tag := s.d.Tokens[t].Tag; (tag == doc.TagPRP || tag == doc.TagPRPS) && s.d.Tokens[t].Is(doc.Quoted) {
				if p, _ := pronounOf(s.d.Lower(t)); p == first {
					return true
				}
			}
		}
	}
	return false
}

func (s *speaker) at(m int32) *doc.Mention {
	if m < 0 {
		return &s.added[^m]
	}
	return &s.d.Mentions[m]
}

// take makes the actor of mention m the speaker.
func (s *speaker) take(q *doc.Quote, m int32) {
	if m == noSource {
		return
	}
	x := s.at(m)
	q.Speaker = x.Actor
	if x.Form == doc.FormPronoun {
		q.Certainty = doc.Inferred
	}
	if x.Rival.Score > 0.3 && x.Rival.Actor != q.Speaker && x.Rival.Actor >= 0 {
		q.RunnersUp = append(q.RunnersUp, x.Rival)
		if x.Rival.Score > 0.4 {
			q.Certainty = doc.Unclear
		}
	}
}

func (s *speaker) firstPerson(src doc.Span) bool {
	if src.Len() != 1 {
		return false
	}
	p, _ := pronounOf(s.d.Lower(src.Start))
	return p == first || p == firstPlural
}

// mention is the mention that a phrase is: the one with the phrase's head,
// else its first name, else its first mention that is no part of another.
// With create, a phrase for people or a body that has none gets one.
func (s *speaker) mention(src doc.Span, create bool) int32 {
	d := s.d
	head := s.headOf(src)
	lo, _ := d.MentionFrom(src.Start)
	best, rank := int32(noSource), 0
	base := s.baseEnd(src)
	for i := lo; i < len(d.Mentions) && d.Mentions[i].Tokens.Start < src.End; i++ {
		m := &d.Mentions[i]
		if m.Actor < 0 || m.Tokens.End > src.End+4 {
			continue
		}
		r := 0
		switch {
		case m.Form == doc.FormName && m.Tokens.End == base && !(base < src.End && d.Tokens[base].Tag == doc.TagPOS):
			r = 6 // "Green leader Mira Stan": the name that closes the first phrase
		case m.Form == doc.FormName && m.Type == doc.PER && m.Tokens.End == src.End && m.Tokens.Len() > 1 && s.titled(src, m.Tokens.Start):
			r = 6 // "Ambassador to Lakeland Mira Stan"
		case m.Form == doc.FormName && m.Type == doc.PER && m.Tokens.End == src.End && m.Tokens.Start > src.Start && d.Tokens[m.Tokens.Start-1].Tag == doc.TagPOS:
			r = 6 // "the Bank of Lakeland's Mira Stan"
		case m.Form == doc.FormName && m.Type == doc.PER && base < src.End && base > src.Start && m.Tokens.Start > base && d.Tokens[base].Tag == doc.TagVBG:
			r = 2 // "One pastor backing Mira Stan, Ida Rose"
			if d.Tokens[m.Tokens.Start-1].Tag == doc.TagComma {
				r = 4
			}
		case m.Head == head:
			r = 5
		case m.Form == doc.FormName && m.Tokens.Has(head):
			r = 4
		case s.possessor(m, src):
			r = 1
		case m.Tokens.Start == src.Start || m.Tokens.Start == src.Start+1 && d.Lower(src.Start) == "the":
			r = 3
		case m.Form == doc.FormName && m.Type == doc.PER && m.Tokens.End <= head && d.Tokens[head].Tag == doc.TagNN && s.actorNoun(head):
			r = 2 // "a keen Stan supporter, Ida Rose"
		case m.Form == doc.FormName && m.Type == doc.PER && m.Tokens.Start < head+4:
			r = 3
		default:
			r = 1
			if m.Form == doc.FormPronoun && m.Tokens.End <= head {
				r = 1
			}
		}
		if r > rank {
			best, rank = int32(i), r
		}
	}
	if rank >= 3 {
		return best
	}
	if rank == 1 && s.aside(src, d.Mentions[best].Tokens.Start) {
		best = noSource
	}
	if m := s.relative(src, head); m != noSource {
		return m
	}
	if m := s.document(src, head); m != noSource {
		return m
	}
	if a := s.adjective(src); a >= 0 && rank < 2 && !s.actorNoun(head) && !medium(d.Lower(head)) {
		s.added = append(s.added, doc.Mention{Tokens: doc.Span{}, Head: head, Actor: a, Rival: doc.Candidate{Actor: none}, Link: none})
		return ^int32(len(s.added) - 1)
	}
	if create && s.actorNoun(head) {
		return s.create(src, head)
	}
	return best
}

// titled tells whether the source is an office, "to", "for" or "of" what, up to the
// name at token t.
func (s *speaker) titled(src doc.Span, t int32) bool {
	d := s.d
	r := resolver{d: d}
	office, in := false, false
	for i := src.Start; i < t; i++ {
		switch tag := d.Tokens[i].Tag; {
		case tag == doc.TagIN || tag == doc.TagTO:
			if !office {
				return false
			}
			in = true
		case tag == doc.TagDT && in && d.Tokens[i-1].Tag == doc.TagIN: // "Leader of the House Mira Stan"
		case tag == doc.TagCC && in, isNoun(tag), isAdjective(tag), tag == doc.TagPOS:
			office = !in && lexicon.Person(r.lemma(i)) != 0
		default:
			return false
		}
		if in {
			office = true
		}
	}
	return in && isNoun(d.Tokens[t-1].Tag)
}

// baseEnd is the end of the phrase's first part, before comma, preposition,
// relative clause or verb.
func (s *speaker) baseEnd(src doc.Span) int32 {
	for i := src.Start; i < src.End; i++ {
		if i+3 < src.End && i > src.Start && s.d.Tokens[i].Tag == doc.TagLRB && s.d.Tokens[i+2].Tag == doc.TagRRB && isNoun(s.d.Tokens[i+3].Tag) {
			i += 2 // "Lake Party (LP) chairman Tom Prue"
			continue
		}
		switch t := s.d.Tokens[i].Tag; {
		case t == doc.TagPOS && i+1 < src.End && s.d.Tokens[src.End-1].Tag == doc.TagNNP: // "the Courier's Ida Rose"
		case t == doc.TagCC && s.offices(i, src): // "Lake Party leader and former judge Mira Stan"
		case t == doc.TagVBG && i > src.Start && i+1 < src.End && isNoun(s.d.Tokens[i-1].Tag) && (s.d.Tokens[i+1].Tag == doc.TagNNP || s.d.Tokens[i+1].Tag == doc.TagDT):
			return i
		case t == doc.TagComma, t == doc.TagIN, t == doc.TagWP, t == doc.TagWDT, t == doc.TagLRB, t == doc.TagCC, t == doc.TagPOS, isFinite(t):
			if i > src.Start {
				return i
			}
		}
	}
	return src.End
}

// offices tells whether the conjunction at token i joins two nouns for a person before
// the name that ends the phrase, or its part before a comma.
func (s *speaker) offices(i int32, src doc.Span) bool {
	d := s.d
	if i <= src.Start || d.Tokens[i-1].Tag != doc.TagNN {
		return false
	}
	for k := i + 2; k < src.End; k++ {
		t, before := d.Tokens[k].Tag, d.Tokens[k-1].Tag
		if t == doc.TagNNP && (before == doc.TagNN || lexicon.Person(d.Lower(k-1)) != 0) {
			return true // "and City Mayor Mira Stan" as well
		}
		if !isAdjective(t) && t != doc.TagNN && t != doc.TagNNP || before == doc.TagDT {
			break
		}
	}
	return false
}

// possessor tells whether m stands before the phrase's head and owns or
// modifies it: "the union" in "the union's president".
func (s *speaker) possessor(m *doc.Mention, src doc.Span) bool {
	i := m.Tokens.End
	return i < src.End && s.d.Tokens[i].Tag == doc.TagPOS || m.Form == doc.FormPronoun && s.d.Tokens[m.Head].Tag == doc.TagPRPS
}

// headOf is the token that the phrase hangs on, by the tree; else the last
// noun before its first comma or preposition.
func (s *speaker) headOf(src doc.Span) int32 {
	d := s.d
	if s.trees {
		for i := src.Start; i < src.End; i++ {
			if h := d.Tokens[i].Head; (h < 0 || !src.Has(h)) && d.Tokens[i].POS != doc.PosPunct && d.Tokens[i].POS != doc.PosAdp && d.Tokens[i].POS != doc.PosDet {
				if i > src.Start && isAdjective(d.Tokens[i].Tag) && isNoun(d.Tokens[i-1].Tag) {
					return i - 1 // "two people familiar with the talks"
				}
				return i
			}
		}
	}
	head := src.Start
	for i := src.Start; i < src.End; i++ {
		t := d.Tokens[i].Tag
		if i > src.Start && (t == doc.TagComma || t == doc.TagIN || t == doc.TagWP) {
			break
		}
		if isNoun(t) || t == doc.TagPRP || t == doc.TagCD && i == src.Start {
			head = i
		}
	}
	return head
}

// document is the mention of whoever issued the document that is the source, where
// the article has said so: "a statement from the club … the statement says".
func (s *speaker) document(src doc.Span, head int32) int32 {
	const reach = 150 // tokens
	d := s.d
	word := d.Lower(head)
	switch word {
	case "statement", "letter", "email", "e-mail", "release", "memo", "post", "announcement", "message", "note", "press-release", "tweet", "communiqué":
	default:
		return noSource
	}
	for i := head; i >= 0 && i > head-reach; i-- {
		if d.Lower(i) != word {
			continue
		}
		k := i + 1
		if int(k)+1 < len(d.Tokens) && (d.Lower(k) == "from" || d.Lower(k) == "by") {
			if k++; d.Tokens[k].Tag == doc.TagDT {
				k++
			}
			if m := s.startingAt(k); m != noSource {
				return m
			}
			if m := s.startingAt(k - 1); m != noSource {
				return m
			}
		}
	}
	return noSource
}

// startingAt is the first mention that begins at token t, or noSource.
func (s *speaker) startingAt(t int32) int32 {
	i, ok := s.d.MentionFrom(t)
	if !ok || s.d.Mentions[i].Actor < 0 {
		return noSource
	}
	return int32(i)
}

// adjective is the country that a source tells by an adjective only: "a
// long-standing Russian position".
func (s *speaker) adjective(src doc.Span) doc.ActorID {
	d := s.d
	for i := src.Start; i < src.End; i++ {
		if !isAdjective(d.Tokens[i].Tag) {
			continue
		}
		if e := lexicon.Name(d.Text(i)); e.Kinds&lexicon.NameDemonym != 0 && e.Country != lexicon.NoCountry {
			if a, ok := s.countries()[e.Country]; ok {
				return a
			}
		}
	}
	return none
}

// medium tells the nouns for what reports or is published and is no country's own word,
// though an adjective of one stands before it.
func medium(l string) bool {
	return among(l, " media press news report reports outlet outlets poll polls survey surveys study studies textbook textbooks book books newspapers papers"+
		" dailies act bill ")
}

// countries are the named countries of the article.
func (s *speaker) countries() map[lexicon.CountryID]doc.ActorID {
	if s.byCountry == nil {
		s.byCountry = map[lexicon.CountryID]doc.ActorID{}
		for a := range s.counts {
			if x := &s.d.Actors[a]; x.Kind == doc.Country && x.Named {
				if c := countryOf(s.d, x.Name); c != lexicon.NoCountry {
					if _, ok := s.byCountry[c]; !ok {
						s.byCountry[c] = doc.ActorID(a)
					}
				}
			}
		}
	}
	return s.byCountry
}

// countryOf is the country that the name in s is of.
func countryOf(d *doc.Document, s doc.Span) lexicon.CountryID {
	if s.Empty() {
		return lexicon.NoCountry
	}
	if n, e := lexicon.LongestName(d, s.Start, s.End, lexicon.NamePlace); int(n) == s.Len() {
		return e.Country
	}
	return lexicon.NoCountry
}

// actorNoun tells whether token i can head a phrase for someone who speaks.
func (s *speaker) actorNoun(i int32) bool {
	_, ok := s.kindOf(i)
	return ok
}

func (s *speaker) kindOf(i int32) (k doc.Kind, ok bool) {
	d := s.d
	t := &d.Tokens[i]
	switch d.Lower(i) {
	case "some", "many", "others", "several", "most", "few", "those", "both", "two", "three", "four", "five", "dozens", "hundreds":
		return doc.Group, true
	case "one", "another", "other", "someone", "somebody":
		return doc.Person, true
	case "media", "press":
		return doc.Group, true
	}
	r := resolver{d: d}
	lemma := r.lemma(i)
	if f := lexicon.Person(lemma); f != 0 {
		if f&(lexicon.PersonPlural|lexicon.PersonSet) != 0 || t.Tag == doc.TagNNS || t.Tag == doc.TagNNPS {
			return doc.Group, true
		}
		return doc.Person, true
	}
	if lexicon.GroupNoun(lemma) != 0 && lemma != "website" && lemma != "site" {
		if t.Tag == doc.TagNNS {
			return doc.Group, true
		}
		return doc.Organization, true
	}
	return 0, false
}

// create makes an actor of an unnamed source: its phrase without apposition
// and relative clause.
func (s *speaker) create(src doc.Span, head int32) int32 {
	d := s.d
	k, _ := s.kindOf(head)
	span := src
	for i := head + 1; i < src.End; i++ {
		if t := d.Tokens[i].Tag; t == doc.TagComma || t == doc.TagWP || t == doc.TagWDT || t == doc.TagLRB {
			span.End = i
			break
		}
	}
	for span.Len() > 1 && d.Tokens[span.End-1].Tag == doc.TagPOS {
		span.End--
	}
	for k := len(s.added) - 1; k >= 0 && k >= len(s.added)-16; k-- {
		if s.added[k].Tokens == span {
			return ^int32(k) // two quotes share the source
		}
	}
	a := doc.ActorID(len(d.Actors))
	d.Actors = append(d.Actors, doc.Actor{Name: span, Kind: k, Plural: k == doc.Group, Story: none, For: none})
	s.counts = append(s.counts, 1)
	s.added = append(s.added, doc.Mention{
		Tokens: span, Head: head, Form: doc.FormNominal, Actor: a, Rule: "source", Link: none, Rival: doc.Candidate{Actor: none},
	})
	return ^int32(len(s.added) - 1)
}

// exists tells whether a cue is but said to be there: "there are also fears that".
func (s *speaker) exists(cue doc.Span) bool {
	for i := cue.Start - 1; i >= 0 && i > cue.Start-5; i-- {
		if s.d.Tokens[i].Tag == doc.TagEX {
			return true
		}
	}
	return false
}

// guess takes the speaker of a quote that the text gives none from what stands
// nearest: the quote before it in the paragraph, or else the last person or
// body that the sentence or the one before has as its subject.
func (s *speaker) guess(i doc.QuoteID) {
	d := s.d
	q := &d.Quotes[i]
	if len(q.Content) == 0 || q.Kind == doc.Indirect && q.Source.Empty() && q.Cue.Empty() {
		return
	}
	if s.told(q) || s.writer(i) || q.Source.Empty() && s.exists(q.Cue) {
		return
	}
	at := q.Content[0].Start
	para := d.ParagraphOf(at)
	if i > 0 && q.Source.Empty() && s.outer[i] < 0 {
		if p := &d.Quotes[i-1]; p.Speaker >= 0 && len(p.Content) > 0 && d.ParagraphOf(p.Content[0].Start) == para {
			q.Speaker, q.Certainty = p.Speaker, doc.Unclear
			s.source[i] = s.source[i-1]
			return
		}
	}
	if !q.Source.Empty() {
		at = q.Source.Start
		if p, _ := pronounOf(d.Lower(at)); p == noPronoun || p == it && !(int(at)+1 < len(d.Tokens) && (d.Lower(at+1) == "read" || d.Lower(at+1) == "reads")) {
			return // but "it read" is said of what somebody has just issued
		}
	}
	hi, _ := d.MentionFrom(at)
	seen := 0
	for k := hi - 1; k >= 0 && k > hi-40 && seen < 3; k-- {
		m := &d.Mentions[k]
		if m.Actor < 0 || d.Tokens[m.Head].Is(doc.Quoted) || d.Tokens[m.Head].Rel != doc.RelNsubj && s.trees {
			continue
		}
		x := &d.Actors[m.Actor]
		if x.Kind == doc.Place || d.Tokens[at].Sent-d.Tokens[m.Head].Sent > 3 {
			continue
		}
		if seen == 0 {
			q.Speaker, q.Certainty = m.Actor, doc.Unclear
			s.source[i] = int32(k)
		} else if m.Actor != q.Speaker {
			q.RunnersUp = append(q.RunnersUp, doc.Candidate{Actor: m.Actor, Score: 0.5 / float32(seen+1)})
		} else {
			continue
		}
		seen++
	}
}

// labelled gives the answer in an interview to whom its label means: "IB:" to the
// person with these initials, "A:" to the guest.
func (s *speaker) labelled(q *doc.Quote) {
	d := s.d
	if q.Source.Len() != 1 {
		return
	}
	label := d.Text(q.Source.Start)
	if label == "A" || label == "Answer" {
		if guest, _ := s.guest(); guest >= 0 {
			q.Speaker, q.Certainty = guest, doc.Inferred
		}
		return
	}
	if len(label) < 2 || len(label) > 3 {
		return
	}
	for a := range d.Actors {
		x := &d.Actors[a]
		if x.Kind != doc.Person || !x.Named || x.Name.Len() != len(label) {
			continue
		}
		alike := true
		for k := range label {
			alike = alike && d.Text(x.Name.Start + int32(k))[0] == label[k]
		}
		if alike {
			q.Speaker, q.Certainty = doc.ActorID(a), doc.Inferred
			return
		}
	}
}

// writer tells whether the source of quote i is I or we outside of quotes and
// marks: who writes, and nobody whom the text speaks of, unless it is an interview.
func (s *speaker) writer(i doc.QuoteID) bool {
	q := &s.d.Quotes[i]
	if s.outer[i] >= 0 || !s.firstPerson(q.Source) || s.d.Tokens[q.Source.Start].Is(doc.Quoted) {
		return false
	}
	guest, _ := s.guest()
	return guest < 0
}

// guest is what interviewee finds, which reads the whole text.
func (s *speaker) guest() (doc.ActorID, int32) {
	if !s.asked {
		s.asked = true
		s.answers, s.question = s.interviewee()
	}
	return s.answers, s.question
}

// told tells whether a quote without a source reports what its subject was told,
// and leaves open by whom: "The court was told that".
func (s *speaker) told(q *doc.Quote) bool {
	d := s.d
	if !q.Source.Empty() || q.Cue.Empty() {
		return false
	}
	v := q.Cue.End - 1
	r := resolver{d: d}
	switch r.lemma(v) {
	case "tell", "ask", "advise", "order", "urge", "inform", "remind", "warn", "instruct":
		return d.Tokens[v].Tag == doc.TagVBN || d.Tokens[v].Tag == doc.TagVBD
	case "say", "believe", "think", "understand", "report", "allege", "rumour", "rumor", "expect", "claim": // "is said to", "it is claimed"
		return d.Tokens[v].Tag == doc.TagVBN && (v > q.Cue.Start && r.lemma(v-1) == "be" || v+1 < int32(len(d.Tokens)) && d.Lower(v+1) == "to")
	case "see", "regard", "view", "consider", "perceive", "deem", "know", "describe": // "is seen as"
		return d.Tokens[v].Tag == doc.TagVBN && v > q.Cue.Start
	case "seem", "appear":
		return true
	}
	return false
}

// aside tells whether token t stands, within the source, in what a comma or
// participle adds to a thing: "the report, seen by the Courier".
func (s *speaker) aside(src doc.Span, t int32) bool {
	d := s.d
	for i := src.Start + 1; i < t; i++ {
		if tag := d.Tokens[i].Tag; tag == doc.TagComma || tag == doc.TagVBN && d.Lower(i+1) == "by" {
			return d.Lower(i+1) == "seen" || d.Lower(i+1) == "obtained" || d.Lower(i+1) == "reviewed" || tag == doc.TagVBN && (d.Lower(i) == "seen" || d.Lower(i) == "obtained" || d.Lower(i) == "reviewed" || d.Lower(i) == "read")
		}
	}
	return false
}
