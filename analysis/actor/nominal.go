package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file goes through the candidates in the order of the text and finds
// the entity of each noun phrase: by apposition, by the role or the kind of
// body that it names, else a new one.
const recent = 40 // entities that a search by kind looks at, newest first

// How well a body fits a noun, see kindScore.
const (
	sureKind = 38
	firmKind = 26
)

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
		if o := r.defendant(c, e); o >= 0 {
			r.merge(e, o)
		}
		if o := r.calledBefore(c, e); o >= 0 && !r.foreign(o, c, e) {
			r.merge(e, o)
		}
		if o := r.bodyBefore(c, e); o >= 0 {
			r.merge(e, o)
		}
		if x.title.Start < x.title.End {
			r.titleRole(c, e)
			r.titledFirst(c, e)
		}
		if x.owner >= 0 && x.typ == doc.PER {
			if o := r.entOf(x.owner); o >= 0 && r.ents[e].affil < 0 && r.acts(o) {
				r.ents[e].affil = o // "the board's Vera Moltke"
			}
		}
		if n := &r.ents[e]; n.kind == doc.Organization && n.affil < 0 && n.country != lexicon.NoCountry {
			n.affil = r.find(r.countryEntity(n.country)) // the state whose body it is
		}
		r.employs(c, e)
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

// nominal finds the entity of a noun phrase for an actor.
func (r *resolver) nominal(c int32) {
	x := &r.cands[c]
	if x.det == negated || r.work(c) || r.predicate(c) || r.descriptor(c) || r.longTitle(c) || r.firstTitle(c) {
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
		if x.core.Len() <= 3 && x.span == x.core {
			return // "his appointment as finance minister"
		}
	}
	if e < 0 && x.core.Len() == 1 && x.det == bare && !x.plural && x.noun&lexicon.PersonSet == 0 && !r.inTitle(c) && !r.properNoun(c) {
		if !r.bareBody(x) {
			return // "as chairman", "in government": speaks of no one
		}
	}
	if e >= 0 && x.det == definite && !x.plural && owner < 0 {
		r.introduced(c, e, lemma)
	}
	if e < 0 && lemma == "team" && x.det == definite && !x.plural && owner < 0 && x.span == x.core && x.core.Len() < 4 {
		if e = r.scholars(); e >= 0 {
			rule = "role"
		}
	}
	if e < 0 && len(r.byHead[lemma]) == 0 {
		if e = r.goesOnAs(c); e >= 0 {
			rule = "generic"
		}
	}
	if e < 0 {
		if e, rule = r.known(c, lemma, owner); e < 0 {
			if e = r.namedBefore(c); e >= 0 {
				rule = "generic"
			}
		}
	}
	if e < 0 {
		if id := r.stateOfPhrase(c, owner); x.what == site && lemma == "capital" && id != lexicon.NoCountry {
			if e, rule = r.capitalOf(id), "capital"; e < 0 {
				r.noteThing(c)
				return
			}
		} else if x.what == country || x.what == site && x.det != bare {
			if (x.det == definite || x.det == pointing) && x.owner < 0 && !x.plural {
				e, rule = r.recentPlace(c)
			}
			if x.what == country && x.det == possessive && owner >= 0 && !x.plural && r.ents[owner].kind == doc.Person {
				if id := r.stateServed(owner); id != lexicon.NoCountry {
					e, rule = r.find(r.countryEntity(id)), "place" // "her country"
				}
			}
			if e < 0 && x.what == site && governed(lemma) && x.place == subject && r.speaks(x.head) {
				x.what, x.class = body, lexicon.GroupClassNamed("council")
				e, rule = r.newEntity(c), "new" // "The county says"
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
		r.roleOfWhole(c, e)
	} else {
		x.link = r.ents[e].last
		x.ent = e
	}
	x.rule = rule
	n := &r.ents[e]
	if n.kind == doc.Person && n.country == lexicon.NoCountry && lexicon.Name(r.d.Text(x.head)).Kinds&lexicon.NamePeople != 0 {
		n.country = x.country // "the Brazilian" is not "the Serbian"
	}
	if g := nounGender(x.noun); g != 0 && n.kind == doc.Person {
		n.showed[g] += 2
		if n.gender == 0 {
			n.gender = g
		}
	}
	if n.kind == doc.Organization {
		n.class |= x.class
	}
	if rule == "apposition" && n.kind == doc.Person && n.country == lexicon.NoCountry {
		n.country = x.country
	}
	r.addRole(e, lemma, owner, x.head)
	if x.partOf > 0 && x.what == person && !x.plural {
		r.addRole(e, r.lemma(x.partOf), owner, x.head) // "one of the investors"
	}
	if owner >= 0 && owner != e && n.affil < 0 && (x.what == person || x.what == people) && !kin(lemma) {
		n.affil = owner
	}
	r.employs(c, e)
	r.touch(e, c)
}

// longTitle tells whether the phrase is a title with an of-phrase that a name
// follows, without article and comma: "Secretary of State Vera Moltke". The
// name then has the role, and the phrase is no mention.
func (r *resolver) longTitle(c int32) bool {
	x := &r.cands[c]
	if x.what != person || x.det != bare || x.plural || int(x.span.End) >= len(r.d.Tokens) {
		return false
	}
	if e := x.span.End; r.d.Lower(e) == "for" || r.d.Lower(e) == "of" { // "Minister for Health", "Secretary of State for Defence"
		for end := min(r.d.SentenceOf(e).End, e+7); e < end && r.nameOf[e] == 0 && (r.tag(e) == doc.TagNNP || smallInName(r.d.Lower(e))); {
			e++
		}
		if int(e) < len(r.d.Tokens) && r.nameOf[e] != 0 && r.tag(e-1) == doc.TagNNP && r.d.Tokens[e].Sent == r.d.Tokens[x.head].Sent {
			x.span.End = e
		}
	}
	if x.span == x.core {
		return false
	}
	n := r.nameOf[x.span.End]
	if m := r.nameOf[x.span.End-1]; n == 0 && m != 0 && r.names[m-1].typ == doc.PER && r.names[m-1].cand >= 0 {
		// "Ambassador to Lakeland Vera Moltke", which the phrase took in
		s := r.names[m-1].span
		if s.End != x.span.End || s.Len() < 2 || s.Start < x.core.End+2 || r.nameOf[s.Start-1] == 0 && !isNoun(r.tag(s.Start-1)) || r.d.Lower(s.Start-1) == "the" {
			return false
		}
		y := &r.cands[r.names[m-1].cand]
		y.title = doc.Span{Start: x.span.Start, End: s.Start}
		if e := r.entOf(r.names[m-1].cand); e >= 0 {
			r.addRole(e, r.lemma(x.head), r.ownerOf(c), x.head)
		}
		return true
	}
	if n == 0 || r.names[n-1].typ != doc.PER || r.names[n-1].span.Start != x.span.End || r.names[n-1].cand < 0 {
		return false
	}
	o := r.names[n-1].cand
	if y := &r.cands[o]; y.title.Empty() {
		y.title = x.span
		if e := r.entOf(o); e >= 0 {
			r.addRole(e, r.lemma(x.head), r.ownerOf(c), x.head)
		}
	}
	return true
}

// work tells whether the phrase is the title of a film or the like: within a sentence,
// its article and its noun have capital letters, and the noun is no office.
func (r *resolver) work(c int32) bool {
	x := &r.cands[c]
	i := x.span.Start
	if x.det != definite || x.what != person || x.plural || i == r.d.SentenceOf(i).Start || r.inTitle(c) || r.d.Text(i) != "The" || x.core.Len() > 3 {
		return false
	}
	w := r.d.Text(x.head)
	return r.properNoun(c) && w[0] >= 'A' && w[0] <= 'Z' && lexicon.Name(w).Kinds&(lexicon.NameTitle|lexicon.NameHonorific) == 0
}

// firstTitle tells whether the phrase is the first of two titles before a name:
// "former nurse and party leader Vera Moltke". The name then has both, and the
// phrase is no mention.
func (r *resolver) firstTitle(c int32) bool {
	x := &r.cands[c]
	i := x.span.End + 1
	if x.core.End < x.span.End && r.tag(x.core.End) == doc.TagCC {
		i = x.core.End + 1 // the phrase has taken the other one in
	}
	if x.what != person || x.plural || x.det != bare && x.det != definite || int(i) >= len(r.d.Tokens) || r.d.Lower(i-1) != "and" || kin(r.lemma(x.head)) {
		return false
	}
	for o := c + 1; o < min(c+4, int32(len(r.cands))); o++ {
		y := &r.cands[o]
		if y.typ != doc.PER || !y.title.Has(i) || y.title.Start != i && !y.title.Has(x.head) || y.det != bare || x.det == definite && r.tag(y.title.End-1) != doc.TagNN {
			continue
		}
		y.title.Start = x.span.Start
		if x.det == definite {
			y.title.Start++
		}
		if e := r.entOf(o); e >= 0 {
			r.addRole(e, r.lemma(x.head), r.ownerOf(c), x.head)
		}
		return true
	}
	return false
}

// introduced joins to the entity e of "the landlord, X" the one that the
// article has spoken of as "a landlord" before.
func (r *resolver) introduced(c, e int32, lemma string) {
	if !r.ents[e].named || r.spokenOfBefore(e, c) {
		return
	}
	for _, o := range r.byHead[lemma] {
		if o = r.find(o); o == e || r.ents[o].named || r.ents[o].plural || r.ents[o].kind != r.ents[e].kind {
			continue
		}
		first := &r.cands[r.ents[o].first]
		if first.form == doc.FormNominal && (first.det == indefinite || first.det == bare) && r.lemma(first.head) == lemma &&
			(r.ents[o].gender == 0 || r.ents[e].gender == 0 || r.ents[o].gender == r.ents[e].gender) {
			r.merge(e, o)
			return
		}
	}
}

// spokenOfBefore tells whether entity e is named before the sentence of
// candidate c, the headline aside.
func (r *resolver) spokenOfBefore(e, c int32) bool {
	n := &r.ents[e]
	return n.last >= 0 && n.count > 0 && !r.inTitle(n.first) && r.d.Tokens[r.cands[n.first].head].Sent < r.d.Tokens[r.cands[c].head].Sent
}

// acts tells whether entity e is a body or country, for which people speak.
func (r *resolver) acts(e int32) bool {
	return r.ents[e].kind == doc.Organization || r.ents[e].kind == doc.Country
}

// employs notes for whom a person acts where candidate c of entity e follows
// the name with "of" or "who heads": "Joss Trask of the Lake Board", "Vera
// Moltke, who chairs the council".
func (r *resolver) employs(c, e int32) {
	x := &r.cands[c]
	d := r.d
	if e < 0 || !r.acts(e) || x.form == doc.FormPronoun {
		return
	}
	s := d.SentenceOf(x.head).Start
	i := x.span.Start - 1
	if x.form == doc.FormName && x.title.Start < x.title.End {
		i = x.title.Start - 1
	}
	if i > s && r.tag(i) == doc.TagDT {
		i--
	}
	if i <= s+1 {
		return
	}
	switch l := d.Lower(i); {
	case l == "of" || l == "at" || l == "from" && x.typ == doc.ORG:
		i--
	case r.tag(i) == doc.TagVBZ && leads(l) && d.Lower(i-1) == "who":
		if i -= 2; i > s && r.tag(i) == doc.TagComma {
			i--
		}
	default:
		return
	}
	if r.nameOf[i] == 0 {
		return
	}
	n := r.names[r.nameOf[i]-1]
	if n.cand < 0 || n.span.End != i+1 || n.typ != doc.PER {
		return
	}
	if p := r.entOf(n.cand); p >= 0 && r.ents[p].affil < 0 && r.ents[p].kind == doc.Person {
		r.ents[p].affil = e
	}
}

// leads tells whether a verb says that its subject speaks for its object.
func leads(l string) bool {
	return among(l, " chairs heads leads runs directs manages represents co-chairs co-leads oversees governs ")
}

func (r *resolver) properNoun(c int32) bool {
	t := r.tag(r.cands[c].head)
	return t == doc.TagNNP || t == doc.TagNNPS
}

// kin tells whether a noun is for a relative, who doesn't act for the owner.
func kin(lemma string) bool {
	return among(lemma, " wife husband son daughter sister brother mother father parent mum mom dad niece nephew uncle aunt cousin widow widower partner friend"+
		" neighbour neighbor fiancé fiancée grandson granddaughter grandfather grandmother rival opponent counterpart critic enemy ally victim"+
		" predecessor successor child kid ")
}

// known is the entity that the phrase goes on from, by role or kind.
func (r *resolver) known(c int32, lemma string, owner int32) (int32, string) {
	x := &r.cands[c]
	if x.det == counted && x.what == people {
		return r.sameCount(c, lemma)
	}
	if x.fresh || x.det == other || x.det == indefinite || x.det == quantified || x.det == counted {
		return none, ""
	}
	if x.country != lexicon.NoCountry && x.what == body && !x.plural && x.class&lexicon.GroupClassNamed("government") != 0 && x.ownerNoun < 0 {
		// "the Polish government" is the country
		if e := r.countryEntity(x.country); e >= 0 {
			return e, "government"
		}
	}
	if lemma == "government" && !x.plural && x.ownerNoun < 0 {
		if e := r.governed(c, owner); e >= 0 {
			return e, "government"
		}
	}
	if x.what == site && lemma == "capital" {
		return none, ""
	}
	if x.det == bare {
		switch {
		case r.inTitle(c):
		case x.plural && x.core.Len() == 1 && x.span == x.core && x.what == people:
		case r.properNoun(c), r.bareBody(x):
		default:
			return none, ""
		}
	}
	if x.det == possessive && owner >= 0 && x.what == person {
		if e := r.served(owner, lemma); e >= 0 && e != owner && r.agree(c, e) {
			return e, "client"
		}
		if kin(lemma) && r.ents[owner].kind == doc.Person {
			if e := r.relative(c, owner, lemma); e >= 0 {
				return e, "role"
			}
		}
	}
	rank := nounRank{r: r, c: c}
	rank.begin()
	if owner < 0 && x.what == body && x.country != lexicon.NoCountry && x.ownerNoun < 0 {
		owner = r.find(r.countryEntity(x.country)) // "the Polish navy" is Poland's
	}
	for _, e := range r.byHead[lemma] {
		e = r.find(e)
		if r.ownerConflict(e, lemma, owner) || x.what == body && (lemma == "ministry" || lemma == "department") && !r.modifiersFit(c, e) {
			continue
		}
		f := byRole
		if lemma == "officer" && r.otherOfficer(r.roleHead(e, lemma), x.head) {
			continue
		}
		if had := r.roleHead(e, lemma); had >= 0 && had != x.head && r.former(had) != r.former(x.head) {
			if r.former(x.head) {
				continue // who holds the office is not "the former minister"
			}
			rank.consider(e, "role", byRoleOtherOwner, noFeature)
			continue
		}
		switch {
		case x.det == possessive && owner < 0:
			f = byRolePossessive
		case owner >= 0 && !r.sameOwner(e, lemma, owner):
			if lemma == "office" && x.what == body {
				continue // everybody has one
			}
			f = byRoleOtherOwner
		case owner >= 0:
			f = byRoleSameOwner
		case manly(lemma):
			f = byRoleManly // says little
		}
		g := noFeature
		if x.what == body && (lemma == "ministry" || lemma == "embassy" || lemma == "department") && r.lastOf(lemma) == e {
			g = bySubjectLast // of several ministries the one spoken of last
		}
		rank.consider(e, "role", f, g)
	}
	if x.what == person && x.det != bare {
		for _, e := range r.byBroad[lemma] {
			f := byBroadRole
			if r.former(x.head) || r.post(x.head).rank != "" { // a secretary is a minister, but not the prime minister
				continue
			}
			if owner >= 0 && r.find(r.ents[r.find(e)].affil) != owner {
				f = byBroadRoleOther
			}
			rank.consider(e, "role", f, noFeature)
		}
		if x.det == definite && len(r.byHead[lemma]) == 0 {
			r.narrower(c, lemma, owner, &rank)
		}
		r.generic(c, lemma, owner, &rank)
	}
	if x.what == body && !x.plural {
		if x.det == possessive && owner >= 0 && r.ents[owner].kind == doc.Person {
			if a := r.find(r.ents[owner].affil); a >= 0 && (r.ents[a].class&x.class != 0 || r.ents[a].class == 0) {
				rank.consider(a, "affiliation", byAffiliation, noFeature)
			}
		} else if owner < 0 || r.inTitle(c) || x.owner < 0 && x.ownerNoun < 0 && x.class&lexicon.GroupClassNamed("company") != 0 {
			r.bodies(c, &rank)
		}
	}
	if r.keepChoices && r.round > 0 && len(rank.kept) > 1 {
		r.choose(c, rank.class(), rank.kept)
	}
	return rank.best.ent, rank.rule
}

// otherOfficer tells whether the nouns at tokens i and k are of two offices by the words
// with capitals before them: "Chief Medical Officer", "the Chief Executive Officer".
func (r *resolver) otherOfficer(i, k int32) bool {
	d := r.d
	return i > 0 && k > 0 && isUpper(d.Text(i)) && isUpper(d.Text(k)) && isUpper(d.Text(i-1)) && isUpper(d.Text(k-1)) && d.Lower(i-1) != d.Lower(k-1)
}

// roleHead is the token that gave entity e the role, or none.
func (r *resolver) roleHead(e int32, lemma string) int32 {
	n := &r.ents[e]
	for i := range n.nroles {
		if n.roles[i].lemma == lemma {
			return n.roles[i].head
		}
	}
	return none
}

// former tells whether "former", "ex-" or the like stands before the noun at
// token i for an office.
func (r *resolver) former(i int32) bool {
	for k := i - 1; k >= 0 && k > i-5; k-- {
		switch r.d.Lower(k) {
		case "former", "ex", "onetime", "erstwhile", "retired", "ousted", "deposed":
			return true
		}
		if t := r.tag(k); !isNoun(t) && !isAdjective(t) && t != doc.TagHYPH {
			return false
		}
	}
	return false
}

// roleOfWhole gives "one of them" and "one of the diplomats" what the whole is
// called, so that "the diplomat" goes on from it.
func (r *resolver) roleOfWhole(c, e int32) {
	x := &r.cands[c]
	if x.partOf <= 0 || x.what != person || r.candAt[x.partOf] == 0 {
		return
	}
	k := r.candAt[x.partOf] - 1
	if k == c {
		return
	}
	r.resolve(k)
	w := r.entOf(k)
	if w < 0 || w == e {
		return
	}
	for i := range r.ents[w].nroles {
		r.addRole(e, r.ents[w].roles[i].lemma, none, none)
	}
}

// stateOfPhrase is the country that an adjective or the possessor in the phrase names.
func (r *resolver) stateOfPhrase(c, owner int32) lexicon.CountryID {
	if owner >= 0 && r.ents[owner].kind == doc.Country {
		return r.ents[owner].country
	}
	return r.cands[c].country
}

// capitalOf is the place spoken of lately that is the country's capital, or none.
func (r *resolver) capitalOf(id lexicon.CountryID) int32 {
	k := 0
	for e := r.newest; e >= 0 && k < recent; e, k = r.ents[e].next, k+1 {
		if n := &r.ents[e]; n.kind == doc.Place && n.named {
			if en := r.entry(r.cands[n.first].span); en.Kinds&lexicon.NameCapital != 0 && en.Country == id {
				return e
			}
		}
	}
	return none
}

// lastOf is the entity spoken of last of those that have the role.
func (r *resolver) lastOf(lemma string) int32 {
	best := int32(none)
	for _, e := range r.byHead[lemma] {
		if e = r.find(e); best < 0 || r.ents[e].last > r.ents[best].last {
			best = e
		}
	}
	return best
}

// sameCount is the group of as many ("Two soldiers") that the article or its
// headline has spoken of, or none.
func (r *resolver) sameCount(c int32, lemma string) (int32, string) {
	x := &r.cands[c]
	number := r.count(x)
	if number < 0 {
		return none, ""
	}
	for _, e := range r.byHead[lemma] {
		e = r.find(e)
		y := &r.cands[r.ents[e].first]
		if k := r.count(y); k >= 0 && y.what == people && r.d.Lower(k) == r.d.Lower(number) && !r.ents[e].named && (r.inTitle(c) || r.inTitle(r.ents[e].first)) {
			return e, "count"
		}
	}
	return none, ""
}

// count is the token of the number of a counted phrase, or none.
func (r *resolver) count(x *cand) int32 {
	if x.form == doc.FormNominal && x.det == counted && r.tag(x.core.Start) == doc.TagCD {
		return x.core.Start
	}
	return none
}

// served is whom the lawyer or agent e serves, for "his client", or none.
func (r *resolver) served(e int32, lemma string) int32 {
	if lemma != "client" {
		return none
	}
	n := &r.ents[e]
	for i := range n.nroles {
		if agentOf(n.roles[i].lemma) {
			if o := r.find(n.roles[i].owner); o >= 0 && r.ents[o].kind == doc.Person {
				return o
			}
		}
	}
	return none
}

// generic looks for whom "the man", "the Pole", "the 23-year-old" and "the
// insider" go on from: a person nearby.
func (r *resolver) generic(c int32, lemma string, owner int32, rank *nounRank) {
	x := &r.cands[c]
	if owner >= 0 && x.det == definite && rank.best.ent < 0 {
		if e := r.holder(c, owner, lemma); e >= 0 {
			rank.consider(e, "generic", byRole, noFeature)
		}
	}
	if owner >= 0 || x.det != definite && x.det != pointing || lemma == "officer" && x.core.Len() > 2 && isUpper(r.d.Text(x.head)) {
		return
	}
	by := noFeature
	sourceOnly := false
	old := r.byAge(x) // "the 23-year-old", "the 23-year-old striker"
	switch {
	case old && isNoun(r.tag(x.head)):
		by = byAge
	case manly(lemma):
		by = byManly
		if x.span.Len() > 2 {
			return
		}
	case old && lemma != "accused" || x.country != lexicon.NoCountry && lexicon.Name(r.d.Text(x.head)).Kinds&lexicon.NamePeople != 0:
		by = byAge
	case x.noun&lexicon.PersonEpithet != 0, r.parentOf(x), r.former(x.head) && x.core.Len() <= 4:
		by = byEpithet
	case x.noun&lexicon.PersonSource != 0:
		by, sourceOnly = bySource, true
	case lemma == "prosecutor" || lemma == "lawyer" || lemma == "attorney" || lemma == "reporter" || lemma == "doctor" || lemma == "spokesman" || lemma == "spokeswoman":
		return // whoever has that part in the matter, not who was just named
	case (x.core.Len() == 2 || x.core.Len() == 3 && x.country != lexicon.NoCountry) && x.span == x.core && x.det == definite && !takesPart(lemma):
		if e := r.justSpoke(c, lemma); e >= 0 {
			rank.consider(e, "generic", byRole, noFeature)
			return
		}
		r.unroled(c, rank)
		return
	default:
		return
	}
	compatriot := false // someone of the country that the phrase names
	for e, k := r.newest, 0; x.country != lexicon.NoCountry && e >= 0 && k < recent/2; e, k = r.ents[e].next, k+1 {
		compatriot = compatriot || r.ents[e].kind == doc.Person && r.ents[e].named && r.stateServed(e) == x.country
	}
	if r.aged(c, lemma, rank) {
		return
	}
	tried := lemma == "defendant" || lemma == "accused"         // whom the case is about, no lawyer or witness
	just := by == byAge && !compatriot && !old && !r.inTitle(c) // "the Dane": who was just named
	if just || by == byAge && old && !tried {
		if e := r.subjectLast(c); e >= 0 {
			rank.consider(e, "generic", byRole, noFeature)
			if rank.best.ent == e {
				return
			}
		}
	}
	young := lemma == "boy" || lemma == "girl"
	k := 0
	for e := r.newest; e >= 0 && k < recent/2; e, k = r.ents[e].next, k+1 {
		n := &r.ents[e]
		if n.kind != doc.Person || n.plural || tried && !r.topical(e) {
			continue
		}
		if just {
			y := &r.cands[n.last]
			if !n.named || r.d.Tokens[y.head].Is(doc.Quoted) || r.paragraph(x.head)-r.paragraph(y.head) > 1 || !r.agree(c, e) || r.stateServed(e) != lexicon.NoCountry {
				continue
			}
			rank.consider(e, "generic", byRole, noFeature)
			return
		}
		if compatriot {
			if r.stateServed(e) == x.country {
				rank.consider(e, "generic", byRole, noFeature)
			}
			continue
		}
		if sourceOnly && (n.named || !r.isSource(e)) || young && n.nroles > 0 && !r.called(e, lemma) {
			continue
		}
		if z := n.lastSubj; by == byEpithet && z >= 0 && x.place == subject && n.named && r.agree(c, e) && r.sentences(r.cands[z].head, x.head) == 1 && r.mainSpeaker(r.cands[z].head) {
			rank.consider(e, "generic", byRole, noFeature)
			continue
		}
		last := noFeature
		if n.lastSubj == n.last {
			last = bySubjectLast
		}
		rank.consider(e, "generic", by, last)
	}
}

// governed tells the nouns for places that a council governs.
func governed(lemma string) bool {
	switch lemma {
	case "town", "city", "village", "county", "region", "province", "borough", "district", "municipality":
		return true
	}
	return false
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
func (r *resolver) unroled(c int32, rank *nounRank) {
	x := &r.cands[c]
	tried := r.lemma(x.head) == "defendant"
	k := 0
	for e := r.newest; e >= 0 && k < 8; e, k = r.ents[e].next, k+1 {
		n := &r.ents[e]
		if n.kind != doc.Person || n.plural || !n.named || n.last < 0 || tried && !r.topical(e) {
			continue
		}
		if (n.nroles == 0 || tried && !r.ofCourt(e) || n.nroles == 1 && n.roles[0].lemma == "counterpart" && n.country == x.country) && r.canHold(e, x) && r.paragraph(x.head)-r.paragraph(r.cands[n.last].head) <= 1 {
			rank.consider(e, "only-person", byOnlyPerson, noFeature)
		}
	}
}

// ofCourt tells whether person e has a part in trials that no defendant has.
func (r *resolver) ofCourt(e int32) bool {
	n := &r.ents[e]
	for i := range n.nroles {
		switch l := n.roles[i].lemma; l {
		case "judge", "prosecutor", "lawyer", "attorney", "barrister", "solicitor", "counsel", "witness", "victim", "juror", "coroner", "detective":
			return true
		}
	}
	return false
}

// canHold tells whether the person e, of whose office nothing is known, may hold
// the one that x names: nobody of a company or an institute is "the minister",
// nobody of another country "the German minister".
func (r *resolver) canHold(e int32, x *cand) bool {
	a := r.find(r.ents[e].affil)
	if a < 0 {
		return true
	}
	if x.country != lexicon.NoCountry && r.ents[a].country != x.country {
		return false
	}
	switch r.lemma(x.head) {
	case "minister", "mayor", "governor", "senator", "chancellor", "premier", "lawmaker", "president", "ambassador":
		return r.ents[a].kind != doc.Organization
	}
	return true
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

// stateServed is the country of entity e: its own, or that for which the person acts.
func (r *resolver) stateServed(e int32) lexicon.CountryID {
	n := &r.ents[e]
	if n.country == lexicon.NoCountry && n.kind == doc.Person {
		if a := r.find(n.affil); a >= 0 && r.ents[a].kind == doc.Country {
			return r.ents[a].country
		}
	}
	return n.country
}

// foreign tells whether entity o is of another country than entity e, named at
// candidate c.
func (r *resolver) foreign(o, c, e int32) bool {
	a, b := r.stateServed(o), r.stateServed(e)
	if w := r.entOf(r.cands[c].owner); b == lexicon.NoCountry && w >= 0 && r.ents[w].kind == doc.Country {
		b = r.ents[w].country
	}
	return a != lexicon.NoCountry && b != lexicon.NoCountry && a != b
}

// agree tells whether candidate c may be entity e by number, kind, gender and country.
func (r *resolver) agree(c, e int32) bool {
	x, n := &r.cands[c], &r.ents[e]
	if x.plural != n.plural && !(x.what == people && x.noun&lexicon.PersonSet != 0) {
		return false
	}
	switch x.what {
	case person:
		if n.kind != doc.Person && !(n.kind == doc.Organization && mayBeFirm(r.lemma(x.head)) && r.called(e, r.lemma(x.head))) {
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
	if g := nounGender(x.noun); g != 0 && (n.gender != 0 && g != n.gender || n.unusual(g)) {
		return false
	}
	if id := r.stateServed(e); x.country != lexicon.NoCountry && id != lexicon.NoCountry && x.country != id {
		return false
	}
	// a phrase doesn't mean what it names inside itself
	if x.owner >= 0 && r.entOf(x.owner) == e {
		return false
	}
	return true
}
