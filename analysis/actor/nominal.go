package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file goes through the candidates in the order of the text and finds
// the entity of each noun phrase: by apposition, by the role or the kind of
// body that it names, else a new one.

const (
	recent    = 40 // entities that a search by kind looks at, newest first
	threshold = 40 // least score for a noun phrase to go on from an entity
)

// begin empties the state for a round; what the round before showed of gender
// stays with the entities that have names.
func (r *resolver) begin(round int) {
	r.round = round
	r.ents = r.ents[:r.nameEnts]
	for e := range r.ents {
		n := &r.ents[e]
		if round > 0 {
			switch m, f := n.showed[doc.Masculine], n.showed[doc.Feminine]; {
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
	r.byHead = make(map[string][]int32, 64)
	r.byBroad = make(map[string][]int32, 64)
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
}

// nameRoles makes a body's name tell what it can be called: "the board" for
// "Football Board" and "Board of Education".
func (r *resolver) nameRoles(e int32) {
	s := r.cands[r.ents[e].first].span
	for i := s.Start; i < s.End; i++ {
		if i+1 == s.End || i+1 < s.End && (r.d.Lower(i+1) == "of" || r.d.Lower(i+1) == "for") {
			if l := r.d.Lower(i); lexicon.GroupNoun(l) != 0 {
				r.addRole(e, l, none)
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
		r.addRole(a, y.roles[i].lemma, y.roles[i].owner)
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
func (r *resolver) addRole(e int32, lemma string, owner int32) {
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
	n.roles[n.nroles] = role{lemma, owner}
	n.nroles++
	push(r.byHead, lemma, e)
	for _, b := range lexicon.BroaderPerson(lemma) {
		push(r.byBroad, b, e)
	}
}

// resolve finds the entity of candidate c.
func (r *resolver) resolve(c int32) {
	x := &r.cands[c]
	if x.done {
		return
	}
	x.done = true
	if x.owner >= 0 && x.owner != c {
		r.resolve(x.owner) // "his aide": the possessor is an earlier word
	}
	switch x.form {
	case doc.FormName:
		e := r.find(x.ent)
		x.link = r.ents[e].last
		if o := r.identified(c); o >= 0 && o != e && !r.ents[o].named && r.ents[o].kind == r.ents[e].kind {
			r.merge(e, o)
		}
		if x.title.Start < x.title.End {
			r.titleRole(c, e)
		}
		r.touch(e, c)
	case doc.FormPronoun:
		r.pronoun(c)
	default:
		if x.what == thing {
			r.noteThing(c)
			return
		}
		r.nominal(c)
	}
}

// identified is the entity that the sentence gives this name: "the victim was
// named as X", "he was identified as X"; none elsewhere.
func (r *resolver) identified(c int32) int32 {
	x := &r.cands[c]
	d := r.d
	i := x.span.Start - 1
	if x.title.Start < x.title.End {
		i = x.title.Start - 1
	}
	s := d.SentenceOf(x.head).Start
	if i <= s || d.Lower(i) != "as" {
		return none
	}
	for k := i - 1; k > s && k > i-5; k-- {
		switch d.Lower(k) {
		case "name":
			if r.d.Lower(k-1) != "his" && r.d.Lower(k-1) != "her" {
				continue
			}
			fallthrough // "a man who gave his name as X"
		case "named", "identified":
			for o := c - 1; o >= 0 && o > c-8 && r.cands[o].span.Start >= s; o-- {
				if y := &r.cands[o]; (y.place == subject || y.form == doc.FormNominal && y.what == person) && y.span.End <= k {
					return r.entOf(o)
				}
			}
		}
	}
	return none
}

// titleRole notes what a name's title tells: role, gender, whom it acts for.
func (r *resolver) titleRole(c, e int32) {
	x := &r.cands[c]
	n := &r.ents[e]
	owner := r.ownerOf(c)
	last := x.title.End - 1
	for last > x.title.Start && r.d.Tokens[last].POS == doc.PosPunct {
		last--
	}
	lemma := r.lemma(last)
	if x.typ == doc.PER {
		if g := r.titleGender(c); g != 0 {
			n.gender = g
		}
		if lexicon.Name(r.d.Text(last)).Kinds&lexicon.NameHonorific == 0 {
			r.addRole(e, lemma, owner)
		}
		if owner >= 0 {
			n.affil = owner
		}
		if x.country != lexicon.NoCountry && n.country == lexicon.NoCountry {
			n.country = x.country
		}
	} else if g := lexicon.GroupNoun(lemma); g != 0 && n.kind == doc.Organization {
		n.class |= g
		r.addRole(e, lemma, owner)
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

// nominal finds the entity of a noun phrase for an actor.
func (r *resolver) nominal(c int32) {
	x := &r.cands[c]
	if x.det == negated || r.predicate(c) || r.descriptor(c) {
		return
	}
	lemma := r.lemma(x.head)
	owner := r.ownerOf(c)
	if owner >= 0 && r.inTitle(c) && !r.ents[owner].named {
		owner = none
	}
	e, rule := r.apposed(c)
	if e < 0 && (x.weak && x.place != subject && x.det != definite || x.what == body && x.plural && x.place != subject || x.what == site && x.det != definite) {
		r.noteThing(c)
		return
	}
	if e < 0 && x.det == bare && x.what == person && !x.plural && x.span.Start > 0 && r.d.Lower(x.span.Start-1) == "as" {
		r.asRole(c, lemma, owner)
	}
	if e < 0 && x.core.Len() == 1 && x.det == bare && !x.plural && x.noun&lexicon.PersonSet == 0 && !r.inTitle(c) && !r.properNoun(c) {
		return // "as chairman", "in government": speaks of no one
	}
	if e < 0 {
		e, rule = r.known(c, lemma, owner)
	}
	if e < 0 {
		if x.what == country || x.what == site && x.det != bare {
			if (x.det == definite || x.det == pointing) && x.owner < 0 {
				e, rule = r.recentPlace(c)
			}
			if e < 0 {
				r.noteThing(c)
				return
			}
		} else if x.what == site {
			r.noteThing(c)
			return
		}
	}
	if x.weak && x.place == elsewhere && (e < 0 || !r.ents[e].named) {
		r.noteThing(c)
		return
	}
	if e < 0 {
		e = r.newEntity(c)
		rule = "new"
	} else {
		x.link = r.ents[e].last
		x.ent = e
	}
	x.rule = rule
	n := &r.ents[e]
	if g := nounGender(x.noun); g != 0 && n.kind == doc.Person {
		n.showed[g] += 2
		if n.gender == 0 {
			n.gender = g
		}
	}
	if n.kind == doc.Organization {
		n.class |= x.class
	}
	r.addRole(e, lemma, owner)
	if owner >= 0 && owner != e && n.affil < 0 && (x.what == person || x.what == people) && kin(lemma) == false {
		n.affil = owner
	}
	r.touch(e, c)
}

// asRole gives the role of "resigned as chairman" to the subject before it.
func (r *resolver) asRole(c int32, lemma string, owner int32) {
	for k := c - 1; k >= 0 && k > c-8 && r.d.Tokens[r.cands[k].head].Sent == r.d.Tokens[r.cands[c].head].Sent; k-- {
		if e := r.entOf(k); e >= 0 && r.cands[k].place == subject && r.ents[e].kind == doc.Person {
			r.addRole(e, lemma, owner)
			return
		}
	}
}

func (r *resolver) properNoun(c int32) bool {
	t := r.tag(r.cands[c].head)
	return t == doc.TagNNP || t == doc.TagNNPS
}

// kin tells whether a noun is for a relative, who doesn't act for the owner.
func kin(lemma string) bool {
	switch lemma {
	case "wife", "husband", "son", "daughter", "sister", "brother", "mother", "father", "parent", "niece", "nephew", "uncle", "aunt", "cousin",
		"widow", "widower", "partner", "friend", "neighbour", "neighbor", "fiancé", "fiancée", "grandson", "granddaughter", "grandfather", "grandmother",
		"rival", "opponent", "critic", "enemy", "ally", "victim", "predecessor", "successor", "child", "kid":
		return true
	}
	return false
}

// descriptor tells whether the phrase is a name with a noun that says what it
// is: "the NATO alliance"; the name alone is the mention.
func (r *resolver) descriptor(c int32) bool {
	x := &r.cands[c]
	if x.what != body || x.plural || x.owner < 0 || x.det == possessive || r.cands[x.owner].form != doc.FormName || r.cands[x.owner].span.End != x.head {
		return false
	}
	e := r.entOf(x.owner)
	if e < 0 || r.ents[e].kind != doc.Organization {
		return false
	}
	switch l := r.lemma(x.head); l {
	case "alliance", "group", "movement", "militia", "bloc", "network", "chain", "brand", "company", "firm", "newspaper", "daily", "tabloid", "agency", "channel", "cartel", "band", "club", "team", "party", "website", "magazine":
		r.ents[e].class |= x.class
		r.addRole(e, l, none)
		return true
	}
	return false
}

// predicate tells whether the phrase is what a subject is said to be ("she is
// the mayor"); the subject then has the role, and the phrase is no mention.
func (r *resolver) predicate(c int32) bool {
	x := &r.cands[c]
	s := r.d.SentenceOf(x.head)
	if i := x.span.Start - 1; i > s.Start {
		switch r.d.Lower(i) {
		case "become", "becomes", "became", "becoming", "remain", "remains", "remained":
			r.asRole(c, r.lemma(x.head), r.ownerOf(c))
			return true
		}
	}
	if !r.trees {
		return false
	}
	cop, subj := false, int32(none)
	for i := max(s.Start, x.head-14); i < x.head; i++ {
		if t := &r.d.Tokens[i]; t.Head == x.head {
			switch t.Rel {
			case doc.RelCop:
				cop = true
			case doc.RelCase:
				return false
			case doc.RelNsubj, doc.RelNsubjOuter:
				subj = i
			}
		}
	}
	if !cop {
		return false
	}
	if subj >= 0 && r.candAt[subj] > 0 {
		if e := r.entOf(r.candAt[subj] - 1); e >= 0 && x.what == person == (r.ents[e].kind == doc.Person) {
			r.addRole(e, r.lemma(x.head), r.ownerOf(c))
		}
	}
	return true
}

// apposed is the entity of the name beside the phrase, with a comma between:
// "Ruth Adeyemi, its director", "the mayor, Carla Munoz".
func (r *resolver) apposed(c int32) (int32, string) {
	x := &r.cands[c]
	d := r.d
	s := d.SentenceOf(x.head)
	if x.span.End < s.End && (r.tag(x.span.End) == doc.TagPOS || r.tag(x.span.End) == doc.TagPRP) {
		return none, "" // "X, the club's chairman", "in X, the club they own said"
	}
	fits := func(e int32) bool {
		if e < 0 {
			return false
		}
		n := &r.ents[e]
		switch x.what {
		case person:
			if n.kind == doc.Organization && lexicon.GroupNoun(r.lemma(x.head)) != 0 {
				return true // "the owner, Blue Shipping"
			}
			return n.kind == doc.Person && !n.plural && !(n.gender != 0 && nounGender(x.noun) != 0 && n.gender != nounGender(x.noun))
		case body:
			return n.kind == doc.Organization || n.kind == doc.Group
		case country:
			return n.kind == doc.Country
		case site:
			return n.kind == doc.Place
		case people:
			return n.kind == doc.Organization && x.noun&lexicon.PersonSet != 0
		}
		return false
	}
	// the name behind the phrase
	if i := x.span.End; i+1 < s.End && r.tag(i) == doc.TagComma && x.det != bare {
		if n, end := r.nameAfter(i+1, s.End); n >= 0 && fits(r.entOf(n)) && !r.listed(end, s.End) && !r.innerTakes(c) {
			if r.d.Tokens[r.cands[n].head].Rel == doc.RelAppos || end >= s.End || x.det != counted && !r.treeSays(x.head, r.cands[n].head, doc.RelConj) {
				if x.det != indefinite && x.det != other || end < s.End && r.tag(end) == doc.TagComma || r.treeSays(r.cands[n].head, x.head, doc.RelAppos) {
					return r.entOf(n), "apposition"
				}
			}
		}
	}
	// the name before it; a bracket or acronym may stand between
	if i := x.span.Start - 1; i > s.Start && (r.tag(i) == doc.TagComma || r.tag(i) == doc.TagColon && d.Text(i) != ":" && d.Text(i) != ";") {
		k := i - 1
		if r.tag(k) == doc.TagRRB {
			for k > s.Start && r.tag(k) != doc.TagLRB {
				k--
			}
			k--
		}
		if k >= s.Start && r.nameOf[k] != 0 && r.names[r.nameOf[k]-1].span.End == k+1 {
			n := r.names[r.nameOf[k]-1].cand
			if n >= 0 && fits(r.entOf(n)) && !r.treeSays(x.head, r.cands[n].head, doc.RelConj) && !r.finiteAfter(c, s.End) {
				return r.entOf(n), "apposition"
			}
		}
	}
	// two phrases without a name: "the victim, a nurse from Harl,"
	if i := x.span.Start - 1; i > s.Start && r.tag(i) == doc.TagComma && x.what == person && !x.plural && x.det != bare {
		for k := c - 1; k >= 0 && k > c-6; k-- {
			o := &r.cands[k]
			if o.form == doc.FormNominal && o.span.End == i && o.what == person && !o.plural && o.det != bare && o.ent >= 0 &&
				(r.treeSays(x.head, o.head, doc.RelAppos) || !r.trees && x.span.End < s.End && r.tag(x.span.End) == doc.TagComma) {
				return r.entOf(k), "apposition"
			}
		}
	}
	// a second apposition: "X, the director and a niece of Y"
	if i := x.span.Start - 1; i > s.Start && r.tag(i) == doc.TagCC {
		for k := c - 1; k >= 0 && k > c-4; k-- {
			o := &r.cands[k]
			if o.form == doc.FormNominal && o.span.End == i && o.rule == "apposition" && fits(r.entOf(k)) {
				return r.entOf(k), "apposition"
			}
		}
	}
	return none, ""
}

// innerTakes tells whether a definite phrase inside c ends where c ends: a
// name that follows is that phrase's.
func (r *resolver) innerTakes(c int32) bool {
	x := &r.cands[c]
	for k := int(c) + 1; k < len(r.cands) && r.cands[k].span.Start < x.span.End; k++ {
		y := &r.cands[k]
		if y.form == doc.FormNominal && y.what == x.what && y.span.End == x.span.End && (y.det == definite || y.det == possessive) {
			return true
		}
	}
	return false
}

// nameAfter is the candidate of the name, with or without title, whose phrase
// begins at token i, and the token after it.
func (r *resolver) nameAfter(i, end int32) (int32, int32) {
	if i < end && r.tag(i) == doc.TagDT {
		i++ // "her son, the actor Joss Trask"
	}
	for k := i; k < end && k < i+5; k++ {
		if n := r.nameOf[k]; n != 0 {
			c := r.names[n-1].cand
			if c < 0 {
				return none, 0
			}
			x := &r.cands[c]
			if x.span.Start == i || x.title.Start == i {
				return c, x.span.End
			}
			return none, 0
		}
		if t := r.tag(k); !isNoun(t) && !isAdjective(t) {
			return none, 0
		}
	}
	return none, 0
}

// listed tells whether the text goes on like a list from token i: ", and X".
func (r *resolver) listed(i, end int32) bool {
	if i < end && r.tag(i) == doc.TagComma && i+1 < end && r.tag(i+1) == doc.TagCC {
		return r.startsNoun(i+2, end) || i+2 < end && r.tag(i+2) == doc.TagDT
	}
	return i < end && r.tag(i) == doc.TagCC && (r.startsNoun(i+1, end) || i+1 < end && r.tag(i+1) == doc.TagDT)
}

// finiteAfter tells whether a finite verb follows the phrase at once and no
// comma closes it: then it is a subject of its own.
func (r *resolver) finiteAfter(c, end int32) bool {
	x := &r.cands[c]
	i := x.span.End
	return i < end && isFinite(r.tag(i)) && x.place == subject && r.d.Tokens[x.head].Rel != doc.RelAppos && r.trees
}

func (r *resolver) treeSays(dep, head int32, rel doc.Rel) bool {
	return r.trees && r.d.Tokens[dep].Head == head && r.d.Tokens[dep].Rel == rel
}

// known is the entity that the phrase goes on from, by role or kind.
func (r *resolver) known(c int32, lemma string, owner int32) (int32, string) {
	x := &r.cands[c]
	if x.fresh || x.det == other || x.det == indefinite || x.det == quantified || x.det == counted {
		return none, ""
	}
	if x.country != lexicon.NoCountry && x.what == body && !x.plural && x.class&lexicon.GroupClassNamed("government") != 0 && x.ownerNoun < 0 {
		// "the Polish government" is the country
		if e := r.countryEntity(x.country); e >= 0 {
			return e, "government"
		}
	}
	if x.det == bare {
		switch {
		case r.inTitle(c):
		case x.plural && x.core.Len() == 1 && x.span == x.core && x.what == people:
		case r.properNoun(c):
		default:
			return none, ""
		}
	}
	best, score, rule := int32(none), threshold-1, ""
	consider := func(e int32, s int, why string) {
		e = r.find(e)
		if e < 0 || !r.agree(c, e) {
			return
		}
		if why != "role" && x.place == object && r.ents[e].last >= 0 {
			if y := &r.cands[r.ents[e].last]; y.place == subject && r.d.Tokens[y.head].Sent == r.d.Tokens[x.head].Sent {
				return // what someone acts on is someone else
			}
		}
		if s += r.nearness(c, e); s > score {
			best, score, rule = e, s, why
		}
	}
	for _, e := range r.byHead[lemma] {
		e = r.find(e)
		if r.ownerConflict(e, lemma, owner) {
			continue
		}
		s := 60
		if manly(lemma) {
			s = 40 // says little: whom was spoken of last counts more
		}
		if owner >= 0 && !r.sameOwner(e, lemma, owner) {
			s = 30
		}
		if x.det == possessive && owner < 0 {
			s = 20
		}
		consider(e, s, "role")
	}
	if x.what == person && x.det != bare {
		for _, e := range r.byBroad[lemma] {
			s := 42
			if owner >= 0 && r.find(r.ents[r.find(e)].affil) != owner {
				s = 15
			}
			consider(e, s, "role")
		}
		r.generic(c, lemma, owner, consider)
	}
	if x.what == body && !x.plural {
		if x.det == possessive && owner >= 0 && r.ents[owner].kind == doc.Person {
			if a := r.find(r.ents[owner].affil); a >= 0 && (r.ents[a].class&x.class != 0 || r.ents[a].class == 0) {
				consider(a, 70, "affiliation")
			}
		} else if owner < 0 || r.inTitle(c) {
			r.bodies(c, consider)
		}
	}
	if best >= 0 {
		return best, rule
	}
	return none, ""
}

// generic looks for whom "the man", "the Pole", "the 23-year-old" and "the
// insider" go on from: a person nearby.
func (r *resolver) generic(c int32, lemma string, owner int32, consider func(int32, int, string)) {
	x := &r.cands[c]
	if owner >= 0 || x.det != definite && x.det != pointing {
		return
	}
	base := 0
	sourceOnly := false
	switch {
	case manly(lemma):
		base = 28
		if x.span.Len() > 2 {
			return
		}
	case isAgeWord(r.d.Lower(x.head)) && !isNoun(r.tag(x.head)) && lemma != "accused" || x.country != lexicon.NoCountry && lexicon.Name(r.d.Text(x.head)).Kinds&lexicon.NamePeople != 0:
		base = 38
	case x.noun&lexicon.PersonEpithet != 0:
		base = 30
	case x.noun&lexicon.PersonSource != 0:
		base, sourceOnly = 28, true
	case x.core.Len() == 2 && x.span == x.core && x.det == definite:
		r.unroled(c, consider)
		return
	default:
		return
	}
	k := 0
	for e := r.newest; e >= 0 && k < recent/2; e, k = r.ents[e].next, k+1 {
		n := &r.ents[e]
		if n.kind != doc.Person || n.plural {
			continue
		}
		if sourceOnly && (n.named || !r.isSource(e)) {
			continue
		}
		s := base
		if n.lastSubj == n.last {
			s += 8
		}
		s -= int(min(n.count, 8)) // nearness adds it, but here the last one counts
		if n.last >= 0 && r.sentences(r.cands[n.last].head, x.head) <= 1 {
			s += 8
		}
		consider(e, s, "generic")
	}
}

// manly tells whether a noun says of someone no more than that it is a person.
func manly(lemma string) bool {
	switch lemma {
	case "man", "woman", "boy", "girl", "person", "lady", "gentleman", "teenager", "youth":
		return true
	}
	return false
}

// unroled looks for a person just named of whom the article has told nothing
// yet: "signed Xu Wei in May. The striker …".
func (r *resolver) unroled(c int32, consider func(int32, int, string)) {
	x := &r.cands[c]
	k := 0
	for e := r.newest; e >= 0 && k < 8; e, k = r.ents[e].next, k+1 {
		n := &r.ents[e]
		if n.kind != doc.Person || n.plural || !n.named || n.last < 0 {
			continue
		}
		if n.nroles == 0 && r.paragraph(x.head)-r.paragraph(r.cands[n.last].head) <= 1 {
			consider(e, 32, "only-person")
		}
	}
}

// isSource tells whether an unnamed person was introduced as a source.
func (r *resolver) isSource(e int32) bool {
	n := &r.ents[e]
	for i := range n.nroles {
		if lexicon.Person(n.roles[i].lemma)&lexicon.PersonSource != 0 {
			return true
		}
	}
	return false
}

// bodies looks for the organization of the phrase's kind.
func (r *resolver) bodies(c int32, consider func(int32, int, string)) {
	x := &r.cands[c]
	if x.weak {
		return
	}
	k := 0
	for e := r.newest; e >= 0 && k < recent; e, k = r.ents[e].next, k+1 {
		if s := r.kindScore(e, x.class); s > 0 && r.modifiersFit(c, e) {
			consider(e, s, "kind")
		}
	}
}

// modifiersFit tells whether the words before the head allow the phrase to
// mean e: "the rivers agency" is no safety authority. They must stand in e's name.
func (r *resolver) modifiersFit(c, e int32) bool {
	x := &r.cands[c]
	for i := x.core.Start; i < x.head; i++ {
		t := r.tag(i)
		if !isNoun(t) && !isAdjective(t) && t != doc.TagVBN && t != doc.TagVBG {
			continue
		}
		s := r.cands[r.ents[e].first].span
		in := false
		for k := s.Start; k < s.End && !in; k++ {
			in = r.d.Lower(k) == r.d.Lower(i)
		}
		if !in && (isNoun(t) || x.country == lexicon.NoCountry || x.country != r.ents[e].country) {
			return false
		}
	}
	return true
}

// kindScore tells how well a body fits a class.
func (r *resolver) kindScore(e int32, class lexicon.GroupClass) int {
	n := &r.ents[e]
	if n.kind != doc.Organization || n.plural {
		return 0
	}
	switch {
	case n.class&class != 0 && n.named:
		return 38
	case n.class&class != 0:
		return 15
	case n.class == 0 && n.named && n.bodyID == lexicon.NoBody && class&lexicon.GroupClassNamed("company") != 0:
		return 26
	}
	return 0
}

// byKind is the body that a common noun before a head means: "company" of "a
// company spokeswoman".
func (r *resolver) byKind(class lexicon.GroupClass, lemma string, at int32) int32 {
	best, score := int32(none), 30
	try := func(e int32, s int) {
		n := &r.ents[e]
		if n.last < 0 {
			return
		}
		s -= 2 * int(min(10, r.paragraph(at)-r.paragraph(r.cands[n.last].head)))
		if s += int(min(n.count, 8)); s > score {
			best, score = e, s
		}
	}
	for _, e := range r.byHead[lemma] {
		if e = r.find(e); r.ents[e].kind == doc.Organization {
			try(e, 60)
		}
	}
	k := 0
	for e := r.newest; e >= 0 && k < recent; e, k = r.ents[e].next, k+1 {
		if s := r.kindScore(e, class); s > 0 {
			try(e, s)
		}
	}
	return best
}

// agree tells whether candidate c may be entity e by number, kind, gender and country.
func (r *resolver) agree(c, e int32) bool {
	x, n := &r.cands[c], &r.ents[e]
	if x.plural != n.plural && !(x.what == people && x.noun&lexicon.PersonSet != 0) {
		return false
	}
	switch x.what {
	case person:
		if n.kind != doc.Person {
			return false
		}
	case people:
		if n.kind != doc.Group && n.kind != doc.Organization {
			return false
		}
	case body:
		if n.kind != doc.Organization && n.kind != doc.Group && !(n.kind == doc.Country && x.class&lexicon.GroupClassNamed("government") != 0) {
			return false
		}
	case country:
		if n.kind != doc.Country {
			return false
		}
	case site:
		if n.kind != doc.Place {
			return false
		}
	}
	if g := nounGender(x.noun); g != 0 && n.gender != 0 && g != n.gender {
		return false
	}
	if x.country != lexicon.NoCountry && n.country != lexicon.NoCountry && x.country != n.country {
		return false
	}
	// a phrase doesn't mean what it names inside itself
	if x.owner >= 0 && r.entOf(x.owner) == e {
		return false
	}
	return true
}

// ownerConflict tells whether e holds the role in another entity.
func (r *resolver) ownerConflict(e int32, lemma string, owner int32) bool {
	n := &r.ents[e]
	for i := range n.nroles {
		if n.roles[i].lemma == lemma {
			o := r.find(n.roles[i].owner)
			return owner >= 0 && o >= 0 && o != owner
		}
	}
	return false
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

// nearness is what distance and prominence add to a score. In the headline
// those count most who are spoken of most.
func (r *resolver) nearness(c, e int32) int {
	n := &r.ents[e]
	if n.last < 0 {
		return -100
	}
	s := int(min(n.count, 8))
	if r.inTitle(c) {
		s += int(min(n.count, 12))
		if first := r.d.Tokens[r.cands[n.first].head].Sent; r.order[first] <= r.order[r.d.Tokens[r.cands[c].head].Sent]+2 {
			s += 12 // the first sentences tell whom the headline is about
		}
		return s
	}
	switch gap := r.paragraph(r.cands[c].head) - r.paragraph(r.cands[n.last].head); {
	case gap <= 0:
		s += 15
	case gap == 1:
		s += 10
	case gap == 2:
		s += 5
	case gap > 6:
		s -= int(min(15, gap))
	}
	return s
}

// countryEntity is the entity of a country that a name has made, or none.
func (r *resolver) countryEntity(id lexicon.CountryID) int32 {
	if e, ok := r.countries[id]; ok {
		return e
	}
	return none
}

// recentPlace is the country or place that "the country", "the town" goes on
// from: the one spoken of last nearby, where it can be told.
func (r *resolver) recentPlace(c int32) (int32, string) {
	x := &r.cands[c]
	best, score := int32(none), 0
	k := 0
	for e := r.newest; e >= 0 && k < recent/2; e, k = r.ents[e].next, k+1 {
		n := &r.ents[e]
		if x.what == country && n.kind != doc.Country || x.what == site && n.kind != doc.Place || n.last < 0 {
			continue
		}
		gap := r.paragraph(x.head) - r.paragraph(r.cands[n.last].head)
		if gap > 2 || gap < 0 {
			continue
		}
		s := 20 - 6*int(gap) + int(min(n.count, 8))
		if x.what == site && !r.siteWord(e, r.lemma(x.head)) {
			switch r.lemma(x.head) {
			case "town", "city", "village", "capital":
				if r.cands[n.first].span.Len() > 1 {
					continue
				}
			default:
				continue
			}
		}
		if s > score {
			best, score = e, s
		}
	}
	return best, "place"
}

// siteWord tells whether the place's name ends with the word.
func (r *resolver) siteWord(e int32, lemma string) bool {
	s := r.cands[r.ents[e].first].span
	return r.d.Lower(s.End-1) == lemma
}
