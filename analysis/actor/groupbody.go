package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file joins names of bodies and places to entities.

// organization joins a body's name by its whole name without the legal form,
// by the gazetteers, by initials, or by its first or last words.
func (g *grouper) organization(c int32, full bool) {
	r := g.r
	x := &r.cands[c]
	en := r.entry(x.span)
	if e := g.half(x.span); e >= 0 {
		g.join(c, e, "short-name")
		return
	}
	if en.Body != lexicon.NoBody {
		if e, ok := g.bodies[en.Body]; ok {
			g.join(c, e, "other-name")
			return
		}
	}
	s := r.core(x.span)
	if en.Body == lexicon.NoBody && r.stateBody(s) {
		g.ofState(c, s)
		return
	}
	key := "O" + r.nameKey(s)
	if e, ok := g.exact[key]; ok {
		g.join(c, e, "name")
		return
	}
	if en.Kinds&(lexicon.NameCountry|lexicon.NameCapital|lexicon.NameSeat) != 0 && en.Body == lexicon.NoBody {
		g.location(c) // a country's team
		return
	}
	if s.Len() == 1 {
		l := r.d.Lower(s.Start)
		if e, ok := g.acronyms[strings.ReplaceAll(l, ".", "")]; ok && allUpper(r.d.Text(s.Start)) {
			g.join(c, e, "acronym")
			g.exact[key] = e
			return
		}
		if e := r.bracketed(s); e >= 0 {
			g.join(c, e, "acronym")
			g.exact[key] = e
			return
		}
	}
	if e := g.byPart(s); e >= 0 && (en.Body == lexicon.NoBody || r.ents[e].bodyID == lexicon.NoBody || r.ents[e].bodyID == en.Body) {
		if s.Len() == 1 && en.Kinds&lexicon.NameCity != 0 && r.ofTown(e) {
			x.typ = doc.LOC
			g.location(c)
			return
		}
		g.join(c, e, "short-name")
		g.exact[key] = e
		return
	}
	e := g.named(c, body, doc.Organization)
	n := &r.ents[e]
	n.bodyID = en.Body
	n.country = en.Country
	if en.Body != lexicon.NoBody {
		g.bodies[en.Body] = e
	}
	for i := x.span.Start; i < x.span.End; i++ {
		n.class |= lexicon.GroupNameWord(r.d.Lower(i))
	}
	if s.Len() > 1 && r.d.Lower(s.End-1) == "congress" && en.Body == lexicon.NoBody {
		n.class = lexicon.GroupNameWord("party") // "the All Lakes Congress"; a parliament is in the lists
	}
	g.exact[key] = e
	if s.Len() > 1 {
		if a := r.acronym(s); len(a) > 1 {
			if _, ok := g.acronyms[a]; !ok {
				g.acronyms[a] = e
			}
		}
		push(g.parts, r.d.Lower(s.Start), e)
		push(g.parts, r.d.Lower(s.End-1), e)
	}
}

// bracketed is the body that an acronym in brackets is introduced for, whatever
// its initials: "the Nurses' Guild of Harl (SNG)"; or none.
func (r *resolver) bracketed(s doc.Span) int32 {
	i := s.Start - 1
	if i > 2 && r.introducedShort(s.Start) {
		if r.tag(i) != doc.TagLRB {
			i-- // ", or Uols"
		}
		if n := r.nameOf[i-1]; n != 0 && r.names[n-1].cand >= 0 {
			return r.cands[r.names[n-1].cand].ent
		}
	}
	if i < 1 || int(s.End) >= len(r.d.Tokens) || r.tag(i) != doc.TagLRB || r.tag(s.End) != doc.TagRRB || !allUpper(r.d.Text(s.Start)) {
		return none
	}
	if n := r.nameOf[i-1]; n != 0 && r.names[n-1].span.End == i && r.names[n-1].cand >= 0 {
		if e := r.cands[r.names[n-1].cand].ent; e >= 0 && r.ents[e].kind == doc.Organization && r.names[n-1].span.Len() > 1 {
			return e
		}
	}
	return none
}

// core is the name without the words that only tell the legal form.
func (r *resolver) core(s doc.Span) doc.Span {
	for s.Len() > 1 {
		l := r.d.Lower(s.End - 1)
		if lexicon.Name(r.d.Text(s.End-1)).Kinds&lexicon.NameCompany == 0 || len(l) > 7 {
			break
		}
		s.End--
		if s.Len() > 1 && r.tag(s.End-1) == doc.TagComma {
			s.End--
		}
	}
	return s
}

// byPart is the one body whose name begins or ends with the words of s: a
// newspaper by its last word, a club or company by its first.
func (g *grouper) byPart(s doc.Span) int32 {
	r := g.r
	found, close := int32(none), int32(none)
	try := func(l []int32) {
		for _, e := range l {
			o := r.core(r.cands[r.ents[e].first].span)
			if o.Len() <= s.Len() || e == found {
				continue
			}
			if r.wordsAt(o.Start, s) || r.wordsAt(o.End-int32(s.Len()), s) {
				if !r.stateBody(o) && o.Len() == s.Len()+1 && lexicon.GroupNameWord(r.d.Lower(o.End-1)) != 0 {
					close = e // one word more, which only tells the kind
				}
				if found >= 0 && found != e {
					found = none - 1
				} else if found == none {
					found = e
				}
			}
		}
	}
	try(g.parts[r.d.Lower(s.Start)])
	if s.Len() > 1 && found < 0 {
		try(g.parts[r.d.Lower(s.End-1)])
	}
	if found < 0 {
		return close
	}
	return found
}

// wordsAt tells whether the words of s stand at token i.
func (r *resolver) wordsAt(i int32, s doc.Span) bool {
	for k := int32(0); k < int32(s.Len()); k++ {
		if i+k < 0 || int(i+k) >= len(r.d.Tokens) || r.d.Lower(i+k) != r.d.Lower(s.Start+k) {
			return false
		}
	}
	return true
}

// actsLikeStates tells whether a region is spoken of as if it were states that
// act together.
func actsLikeStates(l string) bool {
	switch l {
	case "west", "the west", "global south", "arab world", "muslim world", "third world", "western world", "free world":
		return true
	}
	return false
}

// half is the country whose name begins with the one word of s, where it is of two
// words and the only such: "the North" of North Korea; or none. Full names have their
// entities before the first call.
func (g *grouper) half(s doc.Span) int32 {
	r := g.r
	if s.Len() != 1 || !compass(r.d.Lower(s.Start)) {
		return none
	}
	if g.directions == nil {
		g.directions = map[string]int32{}
		for i := range r.names {
			o := r.names[i].span
			if o.Len() != 2 || r.names[i].cand < 0 || !compass(r.d.Lower(o.Start)) {
				continue
			}
			e := r.cands[r.names[i].cand].ent
			if e < 0 || r.ents[e].kind != doc.Country {
				continue
			}
			if was, ok := g.directions[r.d.Lower(o.Start)]; ok && was != e {
				e = none
			}
			g.directions[r.d.Lower(o.Start)] = e
		}
	}
	if e, ok := g.directions[r.d.Lower(s.Start)]; ok {
		return e
	}
	return none
}

// clubOrTown tells whether the last or first word of a body's name is one that
// clubs have: not "Harl City Council".
func (r *resolver) clubOrTown(e int32) bool {
	s := r.core(r.cands[r.ents[e].first].span)
	return (lexicon.GroupNameWord(r.d.Lower(s.Start))|lexicon.GroupNameWord(r.d.Lower(s.End-1)))&lexicon.GroupClassNamed("club") != 0
}

// ofTown tells whether a body has its town's name for where it is, and is not called by
// that alone: "Harl Crown Court".
func (r *resolver) ofTown(e int32) bool {
	s := r.cands[r.ents[e].first].span
	switch r.d.Lower(s.End - 1) {
	case "court", "council", "police", "hospital", "university", "college", "school", "cathedral", "museum", "airport", "prison", "infirmary":
		return true
	}
	return false
}

// location joins a place's name; other names of a country are one country.
func (g *grouper) location(c int32) {
	r := g.r
	x := &r.cands[c]
	en := r.entry(x.span)
	if en.Kinds&lexicon.NameCountry != 0 {
		if e, ok := g.countries[en.Country]; ok {
			g.join(c, e, "other-name")
			return
		}
		e := g.named(c, country, doc.Country)
		r.ents[e].country = en.Country
		g.countries[en.Country] = e
		return
	}
	key := "L" + r.alikeSpan(x.span)
	if eu := lexicon.Name("EU").Body; r.nameKey(x.span) == "brussels" && eu != lexicon.NoBody && r.forGovernment(c, en.Kinds) {
		// acting, Brussels is the Union
		e, ok := g.bodies[eu]
		if !ok {
			e = g.named(c, body, doc.Organization)
			r.ents[e].bodyID, g.bodies[eu] = eu, e
		} else {
			g.join(c, e, "capital")
		}
		return
	}
	if en.Kinds&(lexicon.NameCapital|lexicon.NameSeat) != 0 && r.forGovernment(c, en.Kinds) {
		if e, ok := g.countries[en.Country]; ok {
			g.join(c, e, "capital")
			return
		}
		e := g.named(c, country, doc.Country)
		r.ents[e].country = en.Country
		g.countries[en.Country] = e
		x.rule = "capital"
		return
	}
	if e, ok := g.exact[key]; ok {
		g.join(c, e, "name")
		return
	}
	if e := g.half(x.span); e >= 0 {
		g.join(c, e, "short-name")
		return
	}
	if e, ok := g.sites[r.nameKey(x.span)]; ok && x.span.Len() == 1 && en.Kinds == 0 {
		g.join(c, e, "short-name")
		return
	}
	if en.Kinds&lexicon.NameCapital != 0 {
		// "Kyiv", "Kiev": capitals of one country that are spelled alike
		if e, ok := g.capitals[en.Country]; ok && skeletonsMeet(r.lowerSpan(r.cands[r.ents[e].first].span), r.lowerSpan(x.span)) {
			g.join(c, e, "spelling")
			return
		}
	}
	if x.span.Len() == 1 {
		// a club is called by its town
		if e := g.byPart(x.span); e >= 0 && r.clubOrTown(e) && !r.venue(c) {
			g.join(c, e, "short-name")
			return
		}
	}
	w, k := site, doc.Place
	if x.span.Len() == 1 && r.isState(x.span.Start) {
		w, k = country, doc.Country
	}
	if actsLikeStates(r.nameKey(x.span)) {
		w, k = people, doc.Group
	}
	if en.Body != lexicon.NoBody {
		w, k = body, doc.Organization
		if en.Kinds&lexicon.NamePlace != 0 {
			k = doc.Group // "the West"
		}
	}
	e := g.named(c, w, k)
	r.ents[e].country = en.Country
	g.exact[key] = e
	if k == doc.Place && x.span.Len() == 2 {
		// "Nether Harl" is Harl as well, "Odra River" the Odra
		if groundNoun(r.d.Lower(x.span.End - 1)) {
			g.sites[r.d.Lower(x.span.Start)] = e
		} else {
			g.sites[r.d.Lower(x.span.End-1)] = e
		}
	}
	if en.Kinds&lexicon.NameCapital != 0 && k == doc.Place {
		g.capitals[en.Country] = e
	}
}
