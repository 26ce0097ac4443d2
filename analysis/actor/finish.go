package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// cataphora joins what was spoken of before its name came: "the chairman" at
// the top, with one chairman named below, "the league" before its name.
func (r *resolver) cataphora() {
	for c := range r.cands {
		x := &r.cands[c]
		e := r.find(x.ent)
		if x.form != doc.FormNominal || x.fresh || e < 0 || r.ents[e].named || r.ents[e].first != int32(c) || r.ents[e].plural {
			continue
		}
		n := &r.ents[e]
		lemma := r.lemma(x.head)
		if x.det != definite && !(r.inTitle(int32(c)) && (x.det == bare || x.det == possessive)) && !(x.det == possessive && x.what == person && !kin(lemma)) {
			continue
		}
		owner := r.ownerOf(int32(c))
		found := int32(none)
		for _, o := range r.byHead[lemma] {
			if o = r.find(o); o == e || o == found || !r.ents[o].named || r.ents[o].kind != n.kind || r.ownerConflict(o, lemma, owner) || x.what == person && r.otherOffice(o, lemma, x.head) || owner >= 0 && x.what == body && !r.sameOwner(o, lemma, owner) {
				continue
			}
			if found >= 0 {
				found = none
				break
			}
			found = o
		}
		if found < 0 && x.what == body && owner < 0 && !x.weak {
			if found = r.onlyOfKind(x.class, e); found >= 0 && !r.modifiersFit(int32(c), found) {
				found = none
			}
		}
		if found < 0 && x.what == person && owner >= 0 && r.acts(owner) && topMan(lemma) {
			found = r.onlyHead(owner, e)
		}
		if found >= 0 && (n.gender == 0 || r.ents[found].gender == 0 || n.gender == r.ents[found].gender) && !r.insideOf(int32(c), found) {
			r.merge(found, e)
			x.rule = "named-later"
		}
	}
}

// topMan tells the nouns by which headlines call the head of a body.
func topMan(lemma string) bool {
	switch lemma {
	case "boss", "chief", "head", "leader", "supremo":
		return true
	}
	return false
}

// onlyHead is the one named person among those spoken of who acts for the body
// as its head, or none.
func (r *resolver) onlyHead(owner, not int32) int32 {
	found := int32(none)
	k := 0
	for e := r.newest; e >= 0 && k < recent; e, k = r.ents[e].next, k+1 {
		n := &r.ents[e]
		if e == not || !n.named || n.kind != doc.Person || r.find(n.affil) != owner {
			continue
		}
		heads := false
		for i := range n.nroles {
			switch n.roles[i].lemma {
			case "executive", "ceo", "chief", "head", "chairman", "chairwoman", "chair", "president", "director", "leader", "secretary":
				heads = true
			}
		}
		if heads {
			if found >= 0 {
				return none
			}
			found = e
		}
	}
	return found
}

// insideOf tells whether the phrase names entity e inside itself.
func (r *resolver) insideOf(c, e int32) bool {
	x := &r.cands[c]
	for k := int(c) + 1; k < len(r.cands) && r.cands[k].span.Start < x.span.End; k++ {
		if r.entOf(int32(k)) == e {
			return true
		}
	}
	return x.owner >= 0 && r.entOf(x.owner) == e
}

// onlyOfKind is the one named body of a class among those spoken of, or none.
func (r *resolver) onlyOfKind(class lexicon.GroupClass, not int32) int32 {
	found := int32(none)
	k := 0
	for e := r.newest; e >= 0 && k < recent; e, k = r.ents[e].next, k+1 {
		if n := &r.ents[e]; e != not && n.named && n.kind == doc.Organization && r.nameClass(e)&class != 0 {
			if found >= 0 {
				return none
			}
			found = e
		}
	}
	return found
}

// nameClass is what kinds of body the words of the name of e tell, whatever it was
// called since.
func (r *resolver) nameClass(e int32) (class lexicon.GroupClass) {
	x := &r.cands[r.ents[e].first]
	if x.form != doc.FormName {
		return r.ents[e].class
	}
	for i := x.span.Start; i < x.span.End; i++ {
		class |= lexicon.GroupNameWord(r.d.Lower(i))
	}
	return class
}

// finish sets Mentions and Actors from the candidates and entities.
func (r *resolver) finish() {
	d := r.d
	size := make([]int32, len(r.ents)) // candidates of an entity
	for i := range r.cands {
		if e := r.entOf(int32(i)); e >= 0 {
			size[e]++
		}
	}
	keep := make([]int32, len(r.cands)) // mention of the candidate, or none
	d.Mentions = make([]doc.Mention, 0, len(r.cands)/2+4)
	d.Actors = d.Actors[:0]
	actorOf := make([]doc.ActorID, len(r.ents))
	for e := range actorOf {
		actorOf[e] = none
	}
	nactors := 0
	for i := range r.cands {
		keep[i] = none
		e := r.entOf(int32(i))
		if e < 0 || !r.isMention(int32(i), e, size[e]) {
			continue
		}
		if actorOf[e] < 0 {
			actorOf[e] = doc.ActorID(nactors)
			nactors++
		}
		x := &r.cands[i]
		keep[i] = int32(len(d.Mentions))
		d.Mentions = append(d.Mentions, doc.Mention{
			Tokens: x.span, Head: x.head, Form: x.form, Type: x.typ, Actor: actorOf[e], Rule: x.rule, Link: none,
			Rival: doc.Candidate{Actor: none},
		})
	}
	d.Actors = make([]doc.Actor, nactors)
	for e := range r.ents {
		if a := actorOf[e]; a >= 0 {
			n := &r.ents[e]
			d.Actors[a] = doc.Actor{Kind: n.kind, Gender: n.gender, Plural: n.plural, Named: n.named, Story: none, For: none}
			if o := r.speaksFor(int32(e)); o >= 0 {
				d.Actors[a].For = actorOf[o]
			}
		}
	}
	lastOf := make([]int32, nactors)
	for i := range lastOf {
		lastOf[i] = none
	}
	for i := range r.cands {
		m := keep[i]
		if m < 0 {
			continue
		}
		x := &r.cands[i]
		a := d.Mentions[m].Actor
		if x.link >= 0 && keep[x.link] >= 0 && d.Mentions[keep[x.link]].Actor == a && keep[x.link] != m {
			d.Mentions[m].Link = keep[x.link]
		} else {
			d.Mentions[m].Link = lastOf[a]
		}
		lastOf[a] = m
		if rv := r.find(x.rival); rv >= 0 && actorOf[rv] >= 0 && x.margin < sure {
			d.Mentions[m].Rival = doc.Candidate{Actor: actorOf[rv], Score: float32(sure-x.margin) / (2 * sure)}
		}
		r.describe(&d.Actors[a], int32(i))
	}
}

// speaksFor is the body or country that a person stands for, or the country that
// a ministry is of: the one that the role names, also by way of a person ("spokesman for the Polish president").
func (r *resolver) speaksFor(e int32) int32 {
	if n := &r.ents[e]; n.kind == doc.Organization && n.named && r.stateBody(r.core(r.cands[n.first].span)) {
		return r.find(r.countryEntity(n.country))
	}
	if r.ents[e].kind != doc.Person {
		return none
	}
	for range 3 {
		n := &r.ents[e]
		o := r.find(n.affil)
		switch {
		case o < 0:
			return r.find(r.countryEntity(n.country))
		case r.ents[o].kind == doc.Organization || r.ents[o].kind == doc.Country:
			return o
		case r.ents[o].kind == doc.Group && r.isAgent(e):
			return o // "the families' lawyer"
		case r.ents[o].kind != doc.Person:
			return none
		}
		e = o
	}
	return none
}

// isAgent tells whether entity e has a role whose holders speak for whoever
// they serve.
func (r *resolver) isAgent(e int32) bool {
	n := &r.ents[e]
	for i := range n.nroles {
		if agentOf(n.roles[i].lemma) {
			return true
		}
	}
	return false
}

// isMention tells whether the candidate stands in the result. Names and what
// goes on from others do; a noun phrase alone does where it plainly speaks of
// someone: definite, or doing something.
func (r *resolver) isMention(c, e int32, size int32) bool {
	x, n := &r.cands[c], &r.ents[e]
	switch x.form {
	case doc.FormName:
		return true
	case doc.FormPronoun:
		return n.named || size > 1
	}
	if x.det == negated {
		return false
	}
	if size > 1 || n.named {
		return true
	}
	if x.weak {
		return x.place == subject && (x.det == definite || x.det == possessive && x.owner >= 0 && r.cands[x.owner].form != doc.FormPronoun) ||
			x.place == object && x.det == definite && isNoun(r.tag(x.head-1))
	}
	if r.bareBody(x) {
		return true
	}
	if x.within >= 0 {
		return false // "an official in the ministry"
	}
	if n.kind == doc.Place || n.kind == doc.Country {
		return false
	}
	if x.what == body && x.plural && !r.speaks(x.head) {
		return false
	}
	if r.inTitle(c) {
		return x.place == subject
	}
	switch x.det {
	case definite, possessive, pointing:
		return r.lemma(x.head) != "people" || x.place == subject
	}
	return x.place == subject && !(x.det == bare && r.lemma(x.head) == "people") || r.agent(x)
}

// agent tells whether the phrase does or says something, though it is no
// subject: "according to", "citing", "told by".
func (r *resolver) agent(x *cand) bool {
	i := x.span.Start - 1
	if i < 1 {
		return false
	}
	switch r.d.Lower(i) {
	case "citing", "quoting":
		return true
	case "by": // "described by an Egyptian official"
		if r.tag(i-1) == doc.TagVBN && x.noun&lexicon.PersonSource != 0 {
			return true
		}
		for k := i - 1; k > i-4 && k > 0; k-- {
			if r.tag(k) == doc.TagVBN {
				cue, _ := lexicon.Cue(r.d.Lower(k))
				return cue&lexicon.CueSpeech != 0 || x.noun&lexicon.PersonSource != 0 && cue != 0
			}
		}
	case "to":
		return r.d.Lower(i-1) == "according"
	}
	return false
}

// describe adds to an actor what candidate c shows: the best name, the roles.
func (r *resolver) describe(a *doc.Actor, c int32) {
	x := &r.cands[c]
	d := r.d
	switch x.form {
	case doc.FormName:
		if a.Name.Empty() || !r.namedSpan(a.Name) || r.fuller(x, a) {
			a.Name = x.span
		}
		if !r.title(x).Empty() {
			r.addActorRole(a, r.title(x))
		}
	case doc.FormNominal:
		if a.Name.Empty() || !a.Named && x.det != definite && x.det != pointing && !r.indefiniteName(a.Name) && !d.Tokens[x.head].Is(doc.InTitle) || !a.Named && d.Tokens[a.Name.Start].Is(doc.InTitle) {
			a.Name = x.span
		}
		if x.rule == "apposition" && a.Named {
			r.addActorRole(a, x.span)
		}
	}
}

func (r *resolver) indefiniteName(s doc.Span) bool {
	l := r.d.Lower(s.Start)
	return l != "the" && l != "this" && l != "that"
}

func (r *resolver) namedSpan(s doc.Span) bool {
	return r.nameOf[s.Start] != 0 && r.nameOf[s.End-1] != 0
}

// fuller tells whether the name says more than the one the actor has. A
// country's own name is better than its capital's.
func (r *resolver) fuller(x *cand, a *doc.Actor) bool {
	if a.Kind == doc.Country {
		if was := r.entry(a.Name).Kinds&lexicon.NameCountry != 0; was != (r.entry(x.span).Kinds&lexicon.NameCountry != 0) {
			return !was
		}
		return false
	}
	if x.span.Len() != a.Name.Len() {
		return x.span.Len() > a.Name.Len()
	}
	if x.typ == doc.ORG && x.span.Len() == 1 && allUpper(r.d.Text(a.Name.Start)) && !allUpper(r.d.Text(x.span.Start)) {
		return true
	}
	return false
}

// title is the title that is worth showing as a role: not "Mr".
func (r *resolver) title(x *cand) doc.Span {
	d, t := r.d, x.title
	for t.Len() > 0 {
		switch l := r.d.Lower(t.Start); l {
		case "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "but", "and", "then":
			t.Start++
			continue
		}
		break
	}
	// what stands before a verb in a headline, and the verb, are no title
	title := false
	for i := t.Start; i < t.End; i++ {
		switch tag := r.tag(i); tag {
		case doc.TagVBG, doc.TagVBZ, doc.TagVBD, doc.TagVBP, doc.TagVB, doc.TagMD:
			if lexicon.Person(r.d.Lower(i)) == 0 {
				t.Start, title = i+1, false
				continue
			}
		}
		if l := r.lemma(i); l == "mr." || l == "mr" || l == "mrs." || l == "mrs" || l == "ms." || l == "ms" {
			return doc.Span{} // "… challenges Mr. Prue" in a headline
		}
		title = title || lexicon.Person(r.lemma(i)) != 0 || lexicon.Name(r.d.Text(i)).Kinds&(lexicon.NameTitle|lexicon.NameHonorific) != 0
	}
	if !title && t.Len() > 1 {
		n, _ := lexicon.LongestName(d, t.Start, t.End, lexicon.NameTitle)
		title = int(n) == t.Len() // "Det Con"
	}
	if x.typ != doc.PER || t.Empty() || !title {
		return doc.Span{}
	}
	for t.Len() > 1 && lexicon.Name(r.d.Text(t.End-1)).Kinds&lexicon.NameHonorific != 0 && lexicon.Person(r.lemma(t.End-2)) != 0 {
		t.End-- // "Economist Dr.": the office is the role
	}
	return t
}

// addActorRole adds a role once, up to eight.
func (r *resolver) addActorRole(a *doc.Actor, s doc.Span) {
	for _, o := range a.Roles {
		if len(r.d.SpanText(o)) == len(r.d.SpanText(s)) && r.wordsAt(o.Start, s) {
			return
		}
	}
	if len(a.Roles) < 8 {
		a.Roles = append(a.Roles, s)
	}
}
