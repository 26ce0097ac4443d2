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
