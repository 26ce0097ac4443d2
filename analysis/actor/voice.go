package actor

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds whom the pronouns inside a quote mean once its speaker is
// known: I is the speaker, we the body that the speaker stands for, and he,
// she or they not the speaker.

// inside resolves the pronouns in quote i.
func (s *speaker) inside(i doc.QuoteID) {
	d := s.d
	q := &d.Quotes[i]
	said := q.Kind == doc.Direct || q.Rule == "transcript" // in so many words, with marks or without
	if q.Speaker < 0 || q.Kind == doc.Indirect && !said {
		return
	}
	body := s.standsFor(i)
	if len(q.Also) > 0 {
		body = none // two speakers of different bodies: no one actor is "we"
	}
	marked := false // the answers of an interview stand without marks
	for _, c := range q.Content {
		for t := c.Start; t < c.End && !marked; t++ {
			marked = d.Tokens[t].Is(doc.Quoted)
		}
	}
	if !marked && !said {
		return
	}
	for _, c := range q.Content {
		for t := c.Start; t < c.End; t++ {
			if marked && !d.Tokens[t].Is(doc.Quoted) || s.innermost(i, t) != i {
				continue
			}
			tag := d.Tokens[t].Tag
			if tag != doc.TagPRP && tag != doc.TagPRPS && tag != doc.TagNN && tag != doc.TagFW {
				continue
			}
			p, _ := pronounOf(d.Lower(t))
			if d.Text(t) == "US" || tag == doc.TagNN && p != first {
				continue
			}
			switch p {
			case first:
				s.say(t, q.Speaker, "speaker")
			case firstPlural:
				s.say(t, body, "speaker")
			case he, she:
				s.notSpeaker(t, p, q)
			}
		}
	}
}

// innermost is the quote that token t is said in, looking at the quotes that
// follow i and lie in it.
func (s *speaker) innermost(i doc.QuoteID, t int32) doc.QuoteID {
	d := s.d
	in := i
	for k := int(i) + 1; k < len(d.Quotes) && k < int(i)+6; k++ {
		if len(d.Quotes[k].Content) == 0 || d.Quotes[k].Content[0].Start > t {
			break
		}
		if d.Quotes[k].Kind == doc.Indirect {
			continue // "we know that we …": the voice stays
		}
		for _, c := range d.Quotes[k].Content {
			if c.Has(t) {
				in = doc.QuoteID(k)
			}
		}
	}
	return in
}

// say adds the pronoun at token t as a mention of actor a.
func (s *speaker) say(t int32, a doc.ActorID, rule string) {
	if a < 0 {
		return
	}
	s.added = append(s.added, doc.Mention{
		Tokens: doc.Span{Start: t, End: t + 1}, Head: t, Form: doc.FormPronoun, Actor: a, Rule: rule, Link: none,
		Rival: doc.Candidate{Actor: none},
	})
}

// standsFor is whom the speaker of quote i means by "we": of an official the
// body spoken for, else the speaker.
func (s *speaker) standsFor(i doc.QuoteID) doc.ActorID {
	d := s.d
	a := d.Quotes[i].Speaker
	x := &d.Actors[a]
	if x.Kind != doc.Person {
		return a
	}
	if s.scholar(x) {
		return a // "we know little of this lake": nobody's official
	}
	if x.For >= 0 {
		return x.For
	}
	for _, r := range x.Roles {
		if b := s.official(r, i); b >= 0 {
			return b
		}
	}
	if !x.Named {
		if b := s.official(x.Name, i); b >= 0 {
			return b
		}
	}
	for _, r := range x.Roles {
		if b := s.governs(r, d.Quotes[i].Content[0].Start); b >= 0 {
			return b
		}
	}
	return a
}

// scholar tells whether all that the article calls a person are learned
// professions: who has one speaks for nobody but colleagues.
func (s *speaker) scholar(x *doc.Actor) bool {
	r := resolver{d: s.d}
	for _, role := range x.Roles {
		l := ""
		for t := role.Start; t < role.End; t++ {
			if tag := s.d.Tokens[t].Tag; tag == doc.TagIN || tag == doc.TagComma {
				break
			}
			l = r.lemma(t)
		}
		if !learned(l) {
			return false
		}
	}
	return len(x.Roles) > 0
}

// learned tells the nouns for learned professions.
func learned(lemma string) bool {
	switch lemma {
	case "professor", "fellow", "scholar", "academic", "scientist", "researcher", "historian", "author", "co-author", "student", "expert", "lecturer":
		return true
	}
	for _, b := range lexicon.BroaderPerson(lemma) {
		if b == "scientist" || b == "scholar" || b == "academic" {
			return true
		}
	}
	return false
}

// official is the body that someone with that role and no body beside it
// speaks for: the one most spoken of whose kind has such an office.
func (s *speaker) official(role doc.Span, i doc.QuoteID) doc.ActorID {
	d := s.d
	r := resolver{d: d}
	var classes lexicon.GroupClass
	for t := role.Start; t < role.End; t++ {
		l := r.lemma(t)
		if l == "former" || l == "ex" || l == "retired" {
			return none
		}
		classes |= lexicon.OfficeClasses(l)
	}
	if classes == 0 {
		return none
	}
	// who is named inside the quote is someone else: "we wrote to Odra"
	named := make(map[doc.ActorID]bool)
	c := whole(&d.Quotes[i])
	lo, _ := d.MentionFrom(c.Start)
	for k := lo; k < len(d.Mentions) && d.Mentions[k].Tokens.Start < c.End; k++ {
		if m := &d.Mentions[k]; m.Form == doc.FormName {
			named[m.Actor] = true
		}
	}
	for _, k := range s.bodies(true) {
		x := &d.Actors[k]
		if named[k] || s.counts[k] < 2 || s.firstOf(k) > c.Start {
			continue // not what the article comes to speak of only later
		}
		var has lexicon.GroupClass
		for t := x.Name.Start; t < x.Name.End; t++ {
			has |= lexicon.GroupNameWord(d.Lower(t))
		}
		if has != 0 && has&classes == 0 || has == 0 && classes != ^lexicon.GroupClass(0) {
			continue
		}
		return k
	}
	return none
}

// bodies are the organizations with or without a name that are spoken of most,
// the most first; so many that each quote can be compared with them.
func (s *speaker) bodies(named bool) []doc.ActorID {
	const most = 64
	list := &s.unnamedBodies
	if named {
		list = &s.namedBodies
	}
	if *list == nil {
		*list = []doc.ActorID{}
		for k := range s.counts {
			if x := &s.d.Actors[k]; x.Kind == doc.Organization && x.Named == named && !(x.Plural && !named) {
				*list = append(*list, doc.ActorID(k))
			}
		}
		slices.SortStableFunc(*list, func(a, b doc.ActorID) int { return int(s.counts[b] - s.counts[a]) })
		*list = (*list)[:min(len(*list), most)]
	}
	return *list
}

// actingState is the country that is the subject of the sentence which holds token
// at: "Norway recalled its envoy, with Foreign Minister X calling it a lie".
func (s *speaker) actingState(at int32) doc.ActorID {
	d := s.d
	sent := d.SentenceOf(at)
	k, _ := d.MentionFrom(sent.Start)
	for ; k < len(d.Mentions) && d.Mentions[k].Tokens.Start < at; k++ {
		m := &d.Mentions[k]
		if m.Actor >= 0 && m.Form == doc.FormName && d.Actors[m.Actor].Kind == doc.Country && d.Tokens[m.Head].Rel == doc.RelNsubj {
			return m.Actor
		}
	}
	return none
}

// firstOf is the token at which actor a is first spoken of.
func (s *speaker) firstOf(a doc.ActorID) int32 {
	if s.firsts == nil {
		s.firsts = make([]int32, len(s.d.Actors))
		for i := len(s.d.Mentions) - 1; i >= 0; i-- {
			if m := &s.d.Mentions[i]; m.Actor >= 0 {
				s.firsts[m.Actor] = m.Tokens.Start
			}
		}
	}
	if int(a) >= len(s.firsts) {
		return 0
	}
	return s.firsts[a]
}

// governs is the country or place that someone with that role and no place
// beside it speaks for: of a minister the country, of a mayor the place last
// spoken of before token at.
func (s *speaker) governs(role doc.Span, at int32) doc.ActorID {
	d := s.d
	r := resolver{d: d}
	kind, ok := doc.Country, false
	for t := role.Start; t < role.End; t++ {
		switch r.lemma(t) {
		case "former", "ex", "retired", "opposition", "shadow":
			return none
		case "minister", "premier", "chancellor":
			ok = true
			if g := s.actingState(role.Start); g >= 0 {
				return g
			}
			if g := s.mostOf(lexicon.GroupClassNamed("government")); g >= 0 {
				return g
			}
		case "mayor", "mayoress", "provost":
			kind, ok = doc.Place, true
		}
	}
	if !ok {
		return none
	}
	k, _ := d.MentionFrom(at)
	for seen := 0; k > 0 && seen < 40; seen++ {
		k--
		if m := &d.Mentions[k]; m.Actor >= 0 && d.Actors[m.Actor].Kind == kind && d.ParagraphOf(at)-d.ParagraphOf(m.Head) <= 2 {
			return m.Actor
		}
	}
	return none
}

// notSpeaker gives he or she at token t to someone else where it was given to
// the speaker: people call themselves I.
func (s *speaker) notSpeaker(t int32, p pronoun, q *doc.Quote) {
	d := s.d
	at, ok := d.MentionFrom(t)
	if !ok || d.Mentions[at].Form != doc.FormPronoun || d.Mentions[at].Actor != q.Speaker {
		return
	}
	want := doc.Masculine
	if p == she {
		want = doc.Feminine
	}
	m := &d.Mentions[at]
	m.Actor, m.Link = none, none
	for k := at - 1; k >= 0 && k > at-30; k-- {
		o := &d.Mentions[k]
		if o.Actor < 0 || o.Actor == q.Speaker {
			continue
		}
		x := &d.Actors[o.Actor]
		if x.Kind == doc.Person && !x.Plural && (x.Gender == 0 || x.Gender == want) {
			m.Actor, m.Link, m.Rule = o.Actor, int32(k), "not-speaker"
			return
		}
	}
}
