package actor

import "whosaid.example/analysis/doc"

// This file finds whom a relative pronoun that is a source goes back to.

// relative is the mention that the relative pronoun of a source goes back to: by the
// tree, else what stands before it. No "who" is a place: "Ames of Norway, who said".
func (s *speaker) relative(src doc.Span, head int32) int32 {
	d := s.d
	w := head
	if src.Start != w && d.Lower(src.Start) == "who" {
		w = src.Start // "who in two earlier letters"
	}
	if t := d.Tokens[w].Tag; t != doc.TagWP && t != doc.TagWDT || src.Len() > 2 && (w > src.Start || s.trees && d.Tokens[w].Head >= src.Start && d.Tokens[w].Head < src.End) {
		return noSource
	}
	hi, _ := d.MentionFrom(w)
	best := int32(noSource)
	for i := hi - 1; i >= 0 && i > hi-8; i-- {
		m := &d.Mentions[i]
		if m.Actor >= 0 && m.Tokens.End <= w && w-m.Tokens.End <= 2 {
			best = int32(i) // the widest that ends there
		}
	}
	who := d.Lower(w) == "who"
	if a := s.antecedent(w); a >= 0 && (best == noSource || d.Mentions[best].Head != a && !(who && s.within(a, &d.Mentions[best]))) {
		for i := hi - 1; i >= 0 && i > hi-8; i-- {
			m := &d.Mentions[i]
			if m.Actor < 0 || m.Head != a || who && s.noPerson(m) || !who && s.namesPerson(m) {
				continue
			}
			if best == noSource || m.Form == doc.FormName || !s.namesPerson(&d.Mentions[best]) {
				return int32(i)
			}
		}
		if n := d.Tokens[a].Tag; best != noSource && who && d.Mentions[best].Tokens.End <= a && (n == doc.TagNN || n == doc.TagNNS) && s.actorNoun(a) {
			return s.create(s.phraseOf(a), a) // "Ames supporters who", "Ames and others who"
		}
	}
	if best != noSource && who && s.noPerson(&d.Mentions[best]) {
		if m := s.bearer(&d.Mentions[best]); m != noSource {
			return m
		}
	}
	return best
}

// within tells whether token a is in the mention m of people: "a former aide to Ames, who"
// is about the aide.
func (s *speaker) within(a int32, m *doc.Mention) bool {
	return m.Tokens.Has(a) && (s.d.Actors[m.Actor].Kind == doc.Person || s.d.Actors[m.Actor].Kind == doc.Group)
}

func (s *speaker) namesPerson(m *doc.Mention) bool {
	return m.Form == doc.FormName && s.d.Actors[m.Actor].Kind == doc.Person
}

// noPerson tells whether the mention is of a country, a place or one body.
func (s *speaker) noPerson(m *doc.Mention) bool {
	x := &s.d.Actors[m.Actor]
	return x.Kind == doc.Place || x.Kind == doc.Country || x.Kind == doc.Organization && !x.Plural
}

// antecedent is the noun that the clause of the relative pronoun at token w belongs to
// by the tree, or none.
func (s *speaker) antecedent(w int32) int32 {
	if !s.trees {
		return none
	}
	d := s.d
	for i, n := w, 0; i >= 0 && n < 6; i, n = d.Tokens[i].Head, n+1 {
		if d.Tokens[i].Rel != doc.RelAclRelcl {
			continue
		}
		if h := d.Tokens[i].Head; h >= 0 && h < w && d.Tokens[h].Sent == d.Tokens[w].Sent {
			return h
		}
		return none
	}
	return none
}

// phraseOf is the noun token a with the determiner, adjectives and nouns before it.
func (s *speaker) phraseOf(a int32) doc.Span {
	d := s.d
	i := a
	for start := d.SentenceOf(a).Start; i > start && i > a-8; i-- {
		t := d.Tokens[i-1].Tag
		if t == doc.TagDT {
			i--
			break
		}
		if !isNoun(t) && !isAdjective(t) && t != doc.TagPOS && t != doc.TagCD {
			break
		}
	}
	return doc.Span{Start: i, End: a + 1}
}

// bearer is the person whose name stands before the place m, with no more than a
// preposition, an office or a verb between: "Ames of Norway", "Ames (LP-Norway)".
func (s *speaker) bearer(m *doc.Mention) int32 {
	const reach = 6 // tokens
	d := s.d
	k, _ := d.MentionFrom(m.Tokens.Start)
	for k--; k >= 0; k-- {
		o := &d.Mentions[k]
		if m.Tokens.Start-o.Tokens.End > reach || d.Tokens[o.Head].Sent != d.Tokens[m.Head].Sent {
			break
		}
		if o.Actor < 0 || d.Actors[o.Actor].Kind != doc.Person || o.Form == doc.FormPronoun {
			continue
		}
		for t := o.Tokens.End; t < m.Tokens.Start; t++ {
			if isFinite(d.Tokens[t].Tag) || d.Tokens[t].Tag == doc.TagCC {
				return noSource
			}
		}
		return int32(k)
	}
	return noSource
}
