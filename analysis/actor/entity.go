package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file holds the entities: their list by recency, their roles, and whom
// they belong to.

// begin empties the state for a round; what the round before showed of gender
// stays with the entities that have names.
func (r *resolver) begin(round int) {
	r.round = round
	r.ents = r.ents[:r.nameEnts]
	for e := range r.ents {
		n := &r.ents[e]
		if round > 0 {
			m, f := n.showed[doc.Masculine], n.showed[doc.Feminine]
			if m+f > 0 { // against the given name one pronoun is a doubtful witness
				switch n.usual {
				case doc.Masculine:
					m += 2
				case doc.Feminine:
					f += 2
				}
			}
			switch {
			case m > 2*f:
				n.gender = doc.Masculine
			case f > 2*m:
				n.gender = doc.Feminine
			}
		}
		n.showed = [3]int32{}
		n.last, n.lastSubj, n.prev, n.next, n.parent = none, none, none, none, none
		n.count, n.names, n.nroles, n.affil = 0, 0, 0, none
	}
	if round > 0 {
		r.decideNamesakes()
	}
	r.newest = none
	if round == 0 {
		r.byHead, r.byBroad = make(map[string][]int32, 48), make(map[string][]int32, 48)
	}
	clear(r.byHead)
	clear(r.byBroad)
	r.things = r.things[:0]
	for i := range r.cands {
		r.cands[i].done = false
		if c := &r.cands[i]; c.form != doc.FormName {
			c.ent, c.rule, c.link, c.rival = none, "", none, none
		}
	}
	for e := range r.ents {
		if n := &r.ents[e]; n.kind == doc.Organization {
			r.nameRoles(int32(e))
		}
	}
	for c := range r.cands { // "PM Ada Rose" in the headline, which is resolved last
		if !r.inTitle(int32(c)) {
			break
		}
		if x := &r.cands[c]; round > 0 && x.form == doc.FormName && x.typ == doc.PER && !x.title.Empty() {
			r.titleRole(int32(c), r.find(x.ent))
		}
	}
	r.spokenGenders()
}

// spokenGenders notes the gender of those who say two things in one paragraph,
// the second as he or she: "Ames said the bridge was safe. ‘…,’ she said."
// Other pronouns between the two are decided with it.
func (r *resolver) spokenGenders() {
	for c := range r.cands {
		x := &r.cands[c]
		if x.pron != he && x.pron != she || x.own || r.d.Tokens[x.head].Is(doc.Quoted) || !r.speaks(x.head) || !r.behindQuote(x.head) {
			continue
		}
		one := int32(none)
		p := r.paragraph(x.head)
		for k := c - 1; k >= 0 && k > c-40 && r.paragraph(r.cands[k].head) == p; k-- {
			y := &r.cands[k]
			if y.place != subject || y.what != person && y.typ != doc.PER || r.d.Tokens[y.head].Is(doc.Quoted) || !r.speaks(y.head) {
				continue
			}
			if y.form != doc.FormName || one >= 0 && r.find(y.ent) != one {
				one = none
				break
			}
			one = r.find(y.ent)
		}
		if one < 0 {
			continue
		}
		g := doc.Masculine
		if x.pron == she {
			g = doc.Feminine
		}
		if n := &r.ents[one]; n.gender == 0 && !n.unusual(g) || n.gender == g {
			n.gender = g
			n.showed[g] += 4
		}
	}
}

// behindQuote tells whether a closing quotation mark stands right before token i
// or before the verb there.
func (r *resolver) behindQuote(i int32) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if d := r.d; i == d.SentenceOf(i).Start && !d.Tokens[d.SentenceOf(i-1).Start].Is(doc.Quoted) {
			return false // the sentence before has but some words in marks
		}
		if t := r.tag(i - 1); k < i-1 && (t == doc.TagWRB || t == doc.TagIN || t == doc.TagCC) {
			return false // "… ‘his temper’ when he saw"
		}
		if t := r.tag(k); t == doc.TagCloseQuote || r.d.Tokens[k].Is(doc.Quoted) {
			return true
		}
	}
	return false
}

// nameRoles makes a body's name tell what it can be called: "the board" for
// "Football Board" and "Board of Education".
func (r *resolver) nameRoles(e int32) {
	s := r.core(r.cands[r.ents[e].first].span)
	for i := s.Start; i < s.End; i++ {
		if i+1 == s.End || i+1 < s.End && (r.d.Lower(i+1) == "of" || r.d.Lower(i+1) == "for") {
			if l := r.d.Lower(i); lexicon.GroupNoun(l) != 0 {
				r.addRole(e, l, none, none)
			}
		}
	}
}

// newEntity makes an entity for a candidate that goes on from none.
func (r *resolver) newEntity(c int32) int32 {
	x := &r.cands[c]
	e := int32(len(r.ents))
	k := doc.Person
	switch x.what {
	case people:
		k = doc.Group
		if x.class&lexicon.GroupClassNamed("police") != 0 {
			k = doc.Organization // "police" is a body, though plural
		}
	case body:
		k = doc.Organization
		if x.plural {
			k = doc.Group
		}
	case country:
		k = doc.Country
	case site:
		k = doc.Place
	}
	r.ents = append(r.ents, entity{
		what: x.what, kind: k, plural: x.plural, class: x.class, country: x.country, bodyID: lexicon.NoBody,
		affil: none, first: c, last: none, lastSubj: none, parent: none, prev: none, next: none,
		gender: nounGender(x.noun),
	})
	x.ent, x.link = e, none
	return e
}

// touch notes that candidate c speaks of entity e, and moves e to the front.
func (r *resolver) touch(e, c int32) {
	n := &r.ents[e]
	x := &r.cands[c]
	n.last = c
	if x.place == subject {
		n.lastSubj = c
	}
	n.count++
	if x.form == doc.FormName {
		n.names++
	}
	if r.newest == e {
		return
	}
	if n.prev >= 0 {
		r.ents[n.prev].next = n.next
	}
	if n.next >= 0 {
		r.ents[n.next].prev = n.prev
	}
	n.prev, n.next = none, r.newest
	if r.newest >= 0 {
		r.ents[r.newest].prev = e
	}
	r.newest = e
}

// unlist takes e out of the list by recency.
func (r *resolver) unlist(e int32) {
	n := &r.ents[e]
	if n.prev >= 0 {
		r.ents[n.prev].next = n.next
	} else if r.newest == e {
		r.newest = n.next
	}
	if n.next >= 0 {
		r.ents[n.next].prev = n.prev
	}
	n.prev, n.next = none, none
}

// merge joins entity b to a, where both were spoken of.
func (r *resolver) merge(a, b int32) {
	if a == b || a < 0 || b < 0 {
		return
	}
	if r.ents[b].named && !r.ents[a].named {
		a, b = b, a
	}
	r.unlist(b)
	x, y := &r.ents[a], &r.ents[b]
	y.parent = a
	for i := range y.nroles {
		r.addRole(a, y.roles[i].lemma, y.roles[i].owner, y.roles[i].head)
	}
	x.count += y.count
	x.class |= y.class
	x.first = min(x.first, y.first)
	x.last, x.lastSubj = max(x.last, y.last), max(x.lastSubj, y.lastSubj)
	if x.gender == 0 {
		x.gender = y.gender
	}
	if x.affil < 0 {
		x.affil = y.affil
	}
}

// addRole notes what the entity is called, so that later phrases find it.
func (r *resolver) addRole(e int32, lemma string, owner, head int32) {
	n := &r.ents[e]
	for i := range n.nroles {
		if n.roles[i].lemma == lemma {
			if n.roles[i].owner < 0 {
				n.roles[i].owner = owner
			}
			push(r.byHead, lemma, e)
			return
		}
	}
	if int(n.nroles) == len(n.roles) {
		return
	}
	n.roles[n.nroles] = role{lemma, owner, head}
	n.nroles++
	push(r.byHead, lemma, e)
	if lemma == "executive" && head > 0 && r.d.Lower(head-1) == "chief" {
		push(r.byHead, "ceo", e)
	}
	for _, b := range lexicon.BroaderPerson(lemma) {
		push(r.byBroad, b, e)
	}
	if lemma == "minister" && head > 0 && (r.d.Lower(head-1) == "prime" || r.d.Lower(head) == "pm") {
		push(r.byHead, "premier", e)
	}
	if (lemma == "minister" || lemma == "secretary") && head > 0 && r.d.Lower(head-1) == "foreign" {
		push(r.byBroad, "diplomat", e)
	}
}

// titleRole notes what a name's title tells: role, gender, whom it acts for.
func (r *resolver) titleRole(c, e int32) {
	x := &r.cands[c]
	n := &r.ents[e]
	owner := r.ownerOf(c)
	last := x.title.End - 1
	for last > x.title.Start && (r.d.Tokens[last].POS == doc.PosPunct || lexicon.Name(r.d.Text(last)).Kinds&lexicon.NameHonorific != 0) {
		last-- // "Judge Sir", "economist Dr."
	}
	for i := x.title.Start + 1; i < last; i++ {
		if l := r.d.Lower(i); l == "of" || l == "for" || l == "to" {
			last = i - 1 // "Minister for Health"
		}
	}
	lemma := r.lemma(last)
	if x.typ == doc.PER {
		if g := r.titleGender(c); g != 0 {
			n.gender = g
		}
		if lexicon.Name(r.d.Text(last)).Kinds&lexicon.NameHonorific == 0 || lexicon.FullTitle(r.d.Lower(last)) == lemma && lexicon.Person(lemma) != 0 {
			r.addRole(e, lemma, owner, last)
		}
		if owner >= 0 {
			n.affil = owner
		}
		if x.country != lexicon.NoCountry && n.country == lexicon.NoCountry {
			n.country = x.country
		}
		for i := x.title.Start; i < x.title.End && n.country == lexicon.NoCountry; i++ {
			if en := lexicon.Name(r.d.Text(i)); en.Kinds&lexicon.NameDemonym != 0 && r.nameOf[i] == 0 {
				n.country = en.Country // "Slovak Agriculture Minister", in capitals
			}
		}
	} else if g := lexicon.GroupNoun(lemma); g != 0 && n.kind == doc.Organization {
		n.class |= g
		r.addRole(e, lemma, owner, last)
	}
}

// ownerOf is the entity that candidate c belongs to by its form: the
// possessor, the of-phrase, a name or a common noun before the head.
func (r *resolver) ownerOf(c int32) int32 {
	x := &r.cands[c]
	if x.owner >= 0 {
		return r.entOf(x.owner)
	}
	if x.ownerNoun >= 0 {
		return r.byKind(lexicon.GroupNoun(r.lemma(x.ownerNoun)), r.lemma(x.ownerNoun), x.ownerNoun)
	}
	return none
}

// ownerConflict tells whether e holds the role in another entity.
func (r *resolver) ownerConflict(e int32, lemma string, owner int32) bool {
	n := &r.ents[e]
	if owner >= 0 && r.ents[owner].kind == doc.Country && n.country != lexicon.NoCountry && r.ents[owner].country != n.country && n.kind == doc.Organization {
		return true // another state's
	}
	for i := range n.nroles {
		if n.roles[i].lemma == lemma {
			o := r.find(n.roles[i].owner)
			return owner >= 0 && o >= 0 && o != owner
		}
	}
	return false
}

// otherOffice tells whether e's role of this name is another one than that of
// the phrase with this head: a vice president is no president, a prime minister
// no minister of transport.
func (r *resolver) otherOffice(e int32, lemma string, head int32) bool {
	n := &r.ents[e]
	for i := range n.nroles {
		if had := n.roles[i].head; had >= 0 && had != head && n.roles[i].lemma == lemma {
			a, b := r.post(had), r.post(head)
			if a.rank != b.rank {
				return true
			}
			if lemma != "minister" && lemma != "secretary" || a.of.Empty() || b.of.Empty() {
				return false
			}
			for k := a.of.Start; k < a.of.End; k++ {
				for l := b.of.Start; l < b.of.End; l++ {
					if r.d.Lower(k) == r.d.Lower(l) {
						return false
					}
				}
			}
			return true
		}
	}
	return false
}

// post is what stands before the noun of an office: "vice", "deputy" or the
// like, and what it is for.
type post struct {
	rank string
	of   doc.Span
}

func (r *resolver) post(head int32) (o post) {
	o.of = doc.Span{Start: head, End: head}
	if r.d.Lower(head) == "pm" {
		o.rank = "prime"
		return o
	}
	for i := head - 1; i >= 0 && (isNoun(r.tag(i)) || isAdjective(r.tag(i)) || r.tag(i) == doc.TagHYPH && i == head-1); i-- {
		switch w := r.d.Lower(i); w {
		case "vice", "deputy", "prime", "assistant", "associate":
			o.rank = w
			return o
		case "former", "then", "new", "current", "acting", "outgoing", "senior", "late":
			return o
		}
		if lexicon.Name(r.d.Text(i)).Country != lexicon.NoCountry {
			return o
		}
		o.of.Start = i
	}
	return o
}

func (r *resolver) sameOwner(e int32, lemma string, owner int32) bool {
	n := &r.ents[e]
	if r.find(n.affil) == owner {
		return true
	}
	for i := range n.nroles {
		if n.roles[i].lemma == lemma && r.find(n.roles[i].owner) == owner {
			return true
		}
	}
	return false
}

// countryEntity is the entity of a country that a name has made, or none.
func (r *resolver) countryEntity(id lexicon.CountryID) int32 {
	if id == lexicon.NoCountry {
		return none
	}
	if e, ok := r.countries[id]; ok {
		return e
	}
	return none
}
