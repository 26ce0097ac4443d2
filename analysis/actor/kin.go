package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
)

// This file tells whom a possessive means by what it possesses: relatives, whom two
// people call by two nouns, and ages and names, which are one's own; and whom its place
// in the sentence forbids.

// kinOf are nouns for relatives by the noun that the other of the two is called.
var kinOf = [...]struct{ one, other string }{
	{"mother father parent mum mom dad stepmother stepfather", "son daughter child boy girl stepson stepdaughter"},
	{"husband wife spouse", "husband wife spouse"},
	{"sister brother sibling twin", "sister brother sibling twin"},
	{"aunt uncle", "niece nephew"},
	{"grandmother grandfather grandparent", "grandson granddaughter grandchild"},
	{"predecessor", "successor"},
}

// inverseKin tells whether whoever is somebody's a may call that person b:
// a mother "her son".
func inverseKin(a, b string) bool {
	for _, k := range kinOf {
		if hasWord(k.one, a) && hasWord(k.other, b) || hasWord(k.other, a) && hasWord(k.one, b) {
			return true
		}
	}
	return false
}

func hasWord(list, w string) bool {
	for f := range strings.FieldsSeq(list) {
		if f == w {
			return true
		}
	}
	return false
}

// relative is whom "her son" means where the article has called the person o, who
// she is, that one's mother; or none.
func (r *resolver) relative(c, o int32, lemma string) int32 {
	n := &r.ents[o]
	for i := range n.nroles {
		if e := r.find(n.roles[i].owner); e >= 0 && e != o && r.ents[e].kind == doc.Person && inverseKin(n.roles[i].lemma, lemma) && r.agree(c, e) {
			return e
		}
	}
	return none
}

// kinsman is the only one whom the article has called so by the noun for a relative
// that the possessive pronoun c stands before, and who is therefore not meant by the
// pronoun: "her mother" is not the mother's. Else none.
func (r *resolver) kinsman(c int32) int32 {
	d := r.d
	i, end := r.cands[c].head+1, d.SentenceOf(r.cands[c].head).End
	for i < end && (isAdjective(r.tag(i)) || r.tag(i) == doc.TagVBN) {
		i++
	}
	if i >= end || !isNoun(r.tag(i)) {
		return none
	}
	lemma := r.lemma(i)
	if !kin(lemma) {
		return none
	}
	one := int32(none)
	for _, e := range r.byHead[lemma] {
		if e = r.find(e); r.ents[e].named && r.roleOwner(e, lemma) >= 0 {
			if one >= 0 && one != e {
				return none
			}
			one = e
		}
	}
	return one
}

// roleOwner is the entity whose lemma e is, or none.
func (r *resolver) roleOwner(e int32, lemma string) int32 {
	n := &r.ents[e]
	for i := range n.nroles {
		if n.roles[i].lemma == lemma {
			return r.find(n.roles[i].owner)
		}
	}
	return none
}

// ofRelative tells whether the name x only says whose relative somebody is, or who the
// relative of somebody is: "the mother of the victim Ira Moll", "whose son Ira Moll".
func (r *resolver) ofRelative(x *cand) bool {
	const reach = 6 // tokens
	d := r.d
	s := d.SentenceOf(x.head).Start
	for i, of := x.span.Start-1, false; i >= s && i >= x.span.Start-reach; i-- {
		switch t := r.tag(i); {
		case kin(r.lemma(i)) && isNoun(t):
			return of || i > s && (r.tag(i-1) == doc.TagPRPS || r.tag(i-1) == doc.TagWPS || r.tag(i-1) == doc.TagJJ)
		case !of && d.Lower(i) == "of":
			of = true
		case isNoun(t), isAdjective(t), t == doc.TagDT, t == doc.TagPRPS, t == doc.TagCD:
		default:
			return false
		}
	}
	return false
}

// tellsDeath tells whether the words beside the name x say that its bearer is dead:
// "the late Ira Moll", "Ira Moll, who was killed", "Ira Moll was one of four men killed".
func (r *resolver) tellsDeath(x *cand) bool {
	const reach = 8 // tokens
	d := r.d
	s := d.SentenceOf(x.head)
	if i := x.span.Start - 1; i >= s.Start {
		switch d.Lower(i) {
		case "late", "victim", "slain", "murdered":
			return true
		}
	}
	for i := x.span.End; i < s.End && i < x.span.End+reach; i++ {
		if r.nameOf[i] != 0 && r.names[r.nameOf[i]-1].typ == doc.PER || d.Lower(i) == "said" || r.tag(i) == doc.TagPRP || r.tag(i) == doc.TagPRPS {
			return false
		}
		switch d.Lower(i) {
		case "died", "killed", "murdered", "slain", "drowned":
			return d.Lower(i) == "died" || r.tag(i) == doc.TagVBN
		}
	}
	return false
}

// bound is the candidate that the possessive pronoun c must mean: "a man in his
// forties", "Ames, who sold her house", with nobody else between. Else none.
func (r *resolver) bound(c int32) int32 {
	d := r.d
	x := &r.cands[c]
	sent := d.SentenceOf(x.head)
	if i := x.head - 1; i > sent.Start && x.head+1 < sent.End && d.Lower(i) == "in" && decade(d.Lower(min(x.head+1, sent.End-1)), d.Lower(min(x.head+2, sent.End-1))) {
		for k := c - 1; k >= 0 && k > c-3; k-- {
			if y := &r.cands[k]; y.core.End == i && (y.typ == doc.PER || y.what == person && !y.plural) {
				return k
			}
		}
		return none
	}
	for k := c - 1; k >= 0 && k > c-6 && r.cands[k].head >= sent.Start; k-- {
		y := &r.cands[k]
		if y.own {
			continue
		}
		if !(y.typ == doc.PER || y.form == doc.FormNominal && y.what == person) {
			if y.what == people || y.form == doc.FormPronoun {
				return none
			}
			continue
		}
		w := y.span.End
		if w < x.head && r.tag(w) == doc.TagComma {
			w++
		}
		if w >= x.head || d.Lower(w) != "who" || y.plural || d.Tokens[w].Is(doc.Quoted) != d.Tokens[x.head].Is(doc.Quoted) {
			return none
		}
		for i := w + 1; i < x.head; i++ {
			if t := r.tag(i); t == doc.TagComma || t == doc.TagWP || t == doc.TagPRP {
				return none
			}
		}
		return k
	}
	return none
}

// decade tells whether a, or b behind "early", "mid" or "late", is an age in tens.
func decade(a, b string) bool {
	switch a {
	case "early", "mid", "late", "mid-":
		a = b
	}
	switch a {
	case "teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties":
		return true
	}
	return len(a) >= 3 && a[0] >= '2' && a[0] <= '9' && a[1] == '0' && a[len(a)-1] == 's'
}

// namedBelow is whom the clause of the subject c names behind it, and who is therefore
// somebody else: "She said Ames slept" is not said by Ames. Else none. It is principle C
// of Chomsky, "Lectures on Government and Binding" (1981).
func (r *resolver) namedBelow(c int32) int32 {
	d := r.d
	x := &r.cands[c]
	verb := d.Tokens[x.head].Head
	if verb <= x.head {
		return none
	}
	for k := c + 1; int(k) < len(r.cands) && k < c+8 && d.Tokens[r.cands[k].head].Sent == d.Tokens[x.head].Sent; k++ {
		y := &r.cands[k]
		if y.form != doc.FormName || y.typ != doc.PER || y.head < verb || d.Tokens[y.head].Is(doc.Quoted) != d.Tokens[x.head].Is(doc.Quoted) {
			continue
		}
		for i, n := d.Tokens[y.head].Head, 0; i >= 0 && n < 8; i, n = d.Tokens[i].Head, n+1 {
			if i == verb {
				return r.find(y.ent)
			}
			if d.Tokens[i].Rel == doc.RelParataxis {
				break
			}
		}
	}
	return none
}

// parenthetic is the entity of the subject that "she says" stands behind, between
// commas, and so is somebody else: "Rosa, she says, was late". Else none.
func (r *resolver) parenthetic(c int32) int32 {
	d := r.d
	x := &r.cands[c]
	s := d.SentenceOf(x.head)
	if x.place != subject || x.head < s.Start+2 || x.head+2 >= s.End || r.tag(x.head-1) != doc.TagComma || r.tag(x.head+2) != doc.TagComma {
		return none
	}
	for k := c - 1; k >= 0 && k > c-3; k-- {
		if y := &r.cands[k]; y.span.End == x.head-1 && (y.span.Start == s.Start || y.form != doc.FormName && y.span.Start <= s.Start+1) {
			return r.entOf(k)
		}
	}
	return none
}
