package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file tells the phrases by which news speaks of somebody for variety: "the
// father of two", "the Italian".

// subjectLast is the named person of no known country who was a subject last, in
// the paragraph of candidate c or the one before; or none.
func (r *resolver) subjectLast(c int32) int32 {
	x := &r.cands[c]
	for k := c - 1; k >= 0 && k > c-40 && r.paragraph(x.head)-r.paragraph(r.cands[k].head) <= 1; k-- {
		y := &r.cands[k]
		if y.place != subject || r.d.Tokens[y.head].Is(doc.Quoted) || y.form == doc.FormNominal && y.what == thing {
			continue
		}
		e := r.entOf(k)
		if e >= 0 && r.ents[e].named && r.ents[e].kind == doc.Person && r.agree(c, e) && r.stateServed(e) == lexicon.NoCountry {
			return e
		}
		if e >= 0 && r.ents[e].named {
			return none
		}
	}
	return none
}

// holder is the person of whom the article has told nothing yet and who was a subject
// last, for "the Harl coach", which says where the post is held; or none.
func (r *resolver) holder(c, owner int32, lemma string) int32 {
	x := &r.cands[c]
	if x.place != subject || x.owner < 0 || r.cands[x.owner].span.Start < x.span.Start || r.cands[x.owner].form != doc.FormName || r.cands[x.owner].span.End > x.head ||
		x.span.Start != r.d.SentenceOf(x.head).Start || x.span != x.core || kin(lemma) || r.partOfScene(lemma) && lemma != "boss" || r.acts(owner) && r.ents[owner].kind == doc.Country {
		return none
	}
	e := r.subjectLast(c)
	if e < 0 || r.ents[e].nroles > 0 {
		return none
	}
	if a := r.find(r.ents[e].affil); a >= 0 && a != owner {
		return none
	}
	return e
}

// justSpoke is whom "the striker" behind quotation marks means: who was the subject
// last, in the paragraph, by name, and holds no office; or none.
func (r *resolver) justSpoke(c int32, lemma string) int32 {
	x := &r.cands[c]
	if x.place != subject || office(lemma) || r.partOfScene(lemma) || !r.behindQuote(x.span.Start) || !r.tellsOrTold(c) {
		return none
	}
	e := r.subjectLast(c)
	if e < 0 || r.ents[e].lastSubj < 0 || r.paragraph(r.cands[r.ents[e].lastSubj].head) != r.paragraph(x.head) {
		return none
	}
	for i := range r.ents[e].nroles {
		if l := r.ents[e].roles[i].lemma; office(l) || l == lemma || r.partOfScene(l) {
			return none
		}
	}
	return e
}

// scholars are the researchers whom "the team" means: of those spoken of lately the ones
// that came first, as the others judge their work; or none.
func (r *resolver) scholars() int32 {
	one, k := int32(none), 0
	for e := r.newest; e >= 0 && k < recent/2; e, k = r.ents[e].next, k+1 {
		n := &r.ents[e]
		if n.kind != doc.Group || n.named {
			continue
		}
		for i := range n.nroles {
			switch n.roles[i].lemma {
			case "researcher", "scientist", "academic", "astronomer", "biologist", "geologist", "archaeologist", "physicist", "ecologist", "chemist", "historian", "palaeontologist", "paleontologist", "neuroscientist":
				if one < 0 || n.first < r.ents[one].first {
					one = e
				}
			}
		}
	}
	return one
}

// narrower looks for "the solicitor" of whom the article has called a lawyer before, the
// only one.
func (r *resolver) narrower(c int32, lemma string, owner int32, rank *nounRank) {
	if owner >= 0 || office(lemma) || r.former(r.cands[c].head) {
		return
	}
	for _, b := range lexicon.BroaderPerson(lemma) {
		one := int32(none)
		for _, e := range r.byHead[b] {
			if e = r.find(e); one >= 0 && e != one || !r.ents[e].named {
				return
			} else {
				one = e
			}
		}
		if one >= 0 {
			rank.consider(one, "role", byBroadRole, noFeature)
			return
		}
	}
}

// titledFirst joins to the person whom candidate c names first, with a noun before the
// name, whoever the lead has called so: "A diver … Police diver Ada Rose".
func (r *resolver) titledFirst(c, e int32) {
	const lead = 3 // sentences, with the headline
	x := &r.cands[c]
	if x.typ != doc.PER || x.title.Empty() || r.inTitle(c) || r.firstInText(e) != c {
		return
	}
	last := x.title.End - 1
	if t := r.tag(last); t != doc.TagNN && t != doc.TagNNP {
		return
	}
	lemma := r.lemma(last)
	if office(lemma) {
		return
	}
	for _, o := range r.byHead[lemma] {
		if o = r.find(o); o == e || r.ents[o].named || r.ents[o].plural || r.ents[o].kind != doc.Person {
			continue
		}
		first := &r.cands[r.ents[o].first]
		if first.form == doc.FormNominal && first.det == indefinite && r.lemma(first.head) == lemma && r.order[r.d.Tokens[first.head].Sent] < lead && r.d.Tokens[first.head].Sent < r.d.Tokens[x.head].Sent &&
			(r.ents[o].gender == 0 || r.ents[e].gender == 0 || r.ents[o].gender == r.ents[e].gender) {
			r.merge(e, o)
			return
		}
	}
}

// parentOf tells whether the phrase tells of someone no more than how many
// children there are: "the father of two", "the mum-of-three".
func (r *resolver) parentOf(x *cand) bool {
	i, end := x.head+1, r.d.SentenceOf(x.head).End
	if i < end && r.tag(i) == doc.TagHYPH {
		i++
	}
	if i >= end || r.d.Lower(i) != "of" || !kin(r.lemma(x.head)) {
		return false
	}
	if i++; i < end && r.tag(i) == doc.TagHYPH {
		i++
	}
	return i < end && r.tag(i) == doc.TagCD
}

// governed is the country whose government the phrase means: "Norway's
// government", "his government" of a minister, "In Norway, the government"; or none.
func (r *resolver) governed(c, owner int32) int32 {
	x := &r.cands[c]
	if owner >= 0 {
		if r.ents[owner].kind == doc.Country {
			return owner
		}
		if r.ents[owner].kind == doc.Person && x.span == x.core {
			return r.find(r.countryEntity(r.stateServed(owner)))
		}
		return none
	}
	s := r.d.SentenceOf(x.head).Start
	if x.det != definite || x.core.Len() != 2 || r.d.Lower(s) != "in" || r.nameOf[s+1] == 0 || s+1 >= x.span.Start {
		return none
	}
	if k := r.names[r.nameOf[s+1]-1].cand; k >= 0 {
		if e := r.entOf(k); e >= 0 && r.ents[e].kind == doc.Country {
			return e
		}
	}
	return none
}

// called tells whether entity e was called by the noun.
func (r *resolver) called(e int32, lemma string) bool {
	n := &r.ents[e]
	for i := range n.nroles {
		if n.roles[i].lemma == lemma {
			return true
		}
	}
	return false
}
