package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file keeps apart the bodies that every state has under one name: the
// Foreign Ministry of one country and that of another.

// stateBody tells whether a name with these words is of such a body: "Foreign
// Ministry", "Ministry of Defence", "Supreme Court".
func (r *resolver) stateBody(s doc.Span) bool {
	if s.Len() < 2 {
		return false
	}
	switch r.d.Lower(s.End - 1) {
	case "ministry", "parliament", "embassy", "navy", "army", "cabinet", "senate", "guard", "intelligence":
		return true
	case "court":
		l := r.d.Lower(s.End - 2)
		return l == "supreme" || l == "constitutional" || l == "high" || l == "administrative"
	case "force":
		return r.d.Lower(s.End-2) == "air"
	case "forces":
		l := r.d.Lower(s.End - 2)
		return l == "armed" || l == "defense" || l == "defence"
	case "service":
		l := r.d.Lower(s.End - 2)
		return l == "security" || l == "intelligence"
	case "bank":
		l := r.d.Lower(s.End - 2)
		return l == "central" || l == "national"
	}
	return s.Len() > 2 && r.d.Lower(s.Start) == "ministry" && (r.d.Lower(s.Start+1) == "of" || r.d.Lower(s.Start+1) == "for")
}

// stateOf is the country that the name's phrase tells ("Norway's Foreign
// Ministry", "the Norwegian Foreign Ministry"), or none, and the name without it.
func (r *resolver) stateOf(c int32, s doc.Span) (lexicon.CountryID, doc.Span) {
	x := &r.cands[c]
	if n, e := lexicon.LongestName(r.d, s.Start, s.End, lexicon.NameDemonym|lexicon.NameCountry); n > 0 && int(n) < s.Len() && e.Country != lexicon.NoCountry {
		s.Start += n
		if s.Len() > 1 && r.tag(s.Start) == doc.TagPOS {
			s.Start++
		}
		return e.Country, s
	}
	if x.country != lexicon.NoCountry {
		return x.country, s
	}
	for i := x.title.Start; i < x.title.End; i++ {
		if e := lexicon.Name(r.d.Text(i)); e.Kinds&lexicon.NameDemonym != 0 && e.Country != lexicon.NoCountry {
			return e.Country, s
		}
	}
	if x.owner >= 0 && r.cands[x.owner].form == doc.FormName {
		if e := r.entry(r.cands[x.owner].span); e.Kinds&(lexicon.NameCountry|lexicon.NameCapital|lexicon.NameSeat) != 0 {
			return e.Country, s
		}
	}
	// "In Oslo, the Foreign Ministry", "the Foreign Ministry in Oslo"
	const place = lexicon.NameCountry | lexicon.NameCapital
	sent := r.d.SentenceOf(x.head)
	if r.d.Lower(sent.Start) == "in" && sent.Start+1 < s.Start {
		if n, e := lexicon.LongestName(r.d, sent.Start+1, s.Start, place); n > 0 && r.tag(sent.Start+1+n) == doc.TagComma {
			return e.Country, s
		}
	}
	if s.End+1 < sent.End && (r.d.Lower(s.End) == "in" || r.d.Lower(s.End) == "of") {
		if n, e := lexicon.LongestName(r.d, s.End+1, sent.End, place); n > 0 {
			return e.Country, s
		}
	}
	return lexicon.NoCountry, s
}

// ofState joins the name of a state's body to the entity of that state's, one
// without a country to the one named last.
func (g *grouper) ofState(c int32, s doc.Span) {
	r := g.r
	id, rest := r.stateOf(c, s)
	key := "S" + r.nameKey(rest)
	own, open := key+"@"+string(rune('A'+int(id))), key+"@"
	e, ok := int32(none), false
	if id == lexicon.NoCountry {
		e, ok = g.exact[key]
	} else if e, ok = g.exact[own]; !ok {
		if e, ok = g.exact[open]; ok { // so far without a country
			delete(g.exact, open)
			r.ents[e].country = id
			g.exact[own] = e
		}
	}
	if ok {
		g.join(c, e, "name")
		g.exact[key] = e
		return
	}
	e = g.named(c, body, doc.Organization)
	r.ents[e].country = id
	for i := s.Start; i < s.End; i++ {
		r.ents[e].class |= lexicon.GroupNameWord(r.d.Lower(i))
	}
	g.exact[key] = e
	push(g.parts, r.d.Lower(s.End-1), e) // "the Navy"
	if id == lexicon.NoCountry {
		g.exact[open] = e
	} else {
		g.exact[own] = e
	}
}
