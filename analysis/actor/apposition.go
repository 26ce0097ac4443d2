package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds what the sentence itself says of who is who: appositions,
// predicates, descriptors beside names, and namings ("identified as").

// identified is the entity that the sentence gives this name: "the victim was
// named as X", "he was identified as X", "the first witness was X"; none elsewhere.
func (r *resolver) identified(c int32) int32 {
	x := &r.cands[c]
	d := r.d
	i := x.span.Start - 1
	if x.title.Start < x.title.End {
		i = x.title.Start - 1
	}
	s := d.SentenceOf(x.head).Start
	if i > s && (d.Lower(i) == "was" || d.Lower(i) == "is") && x.typ == doc.PER {
		for o := c - 1; o >= 0 && r.cands[o].span.Start >= s; o-- {
			if y := &r.cands[o]; y.span.End == i && y.form == doc.FormNominal {
				if y.what == person && y.det == definite && !y.plural {
					return r.entOf(o)
				}
				break
			}
		}
	}
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
		case "named", "identified", "known":
			for o := c - 1; o >= 0 && o > c-8 && r.cands[o].span.Start >= s; o-- {
				if y := &r.cands[o]; (y.place == subject || y.form == doc.FormNominal && y.what == person) && y.span.End <= k {
					return r.entOf(o)
				}
			}
		}
	}
	return none
}

// asRole gives the role of "resigned as chairman" to the subject before it.
func (r *resolver) asRole(c int32, lemma string, owner int32) {
	for k := c - 1; k >= 0 && k > c-8 && r.d.Tokens[r.cands[k].head].Sent == r.d.Tokens[r.cands[c].head].Sent; k-- {
		if e := r.entOf(k); e >= 0 && r.cands[k].place == subject && r.ents[e].kind == doc.Person {
			r.addRole(e, lemma, owner, r.cands[c].head)
			return
		}
	}
}

// descriptor tells whether the phrase is a name with a noun that says what it
// is: "the NATO alliance"; the name alone is the mention.
func (r *resolver) descriptor(c int32) bool {
	x := &r.cands[c]
	at := x.head
	if at > 1 && r.d.Lower(at-1) == "news" {
		at-- // "the Nordpress news agency"
	}
	if x.what != body || x.plural || at == 0 || r.nameOf[at-1] == 0 {
		return false
	}
	o := r.names[r.nameOf[at-1]-1].cand
	if o < 0 || r.cands[o].span.End != at || x.det == possessive && x.owner == o {
		return false
	}
	e := r.entOf(o)
	if e < 0 || r.ents[e].kind != doc.Organization {
		return false
	}
	switch l := r.lemma(x.head); l {
	case "alliance", "union", "charity", "airline", "supermarket", "group", "movement", "militia", "bloc", "network", "chain", "brand", "company", "firm", "newspaper", "daily", "tabloid", "agency", "channel", "broadcaster", "station", "newswire", "cartel", "band", "club", "team", "party", "website", "magazine":
		r.ents[e].class |= x.class
		r.addRole(e, l, none, none)
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
	if r.calledSo(x, s.Start) || r.bornAs(x, s) {
		return true
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
			r.addRole(e, r.lemma(x.head), r.ownerOf(c), x.head)
		}
	}
	return true
}

// bornAs tells whether the phrase says of the subject behind it whose child it is:
// "Born in Harl, the daughter of a pilot, she".
func (r *resolver) bornAs(x *cand, s doc.Span) bool {
	if r.d.Lower(s.Start) != "born" || x.what != person || !kin(r.lemma(x.head)) || x.span.Start <= s.Start+1 || r.tag(x.span.Start-1) != doc.TagComma {
		return false
	}
	i := x.span.End
	return i+1 < s.End && r.tag(i) == doc.TagComma && r.nominative(i+1)
}

// defendant is the entity of the lead's "A man who robbed a bank has been jailed", where
// candidate c opens one of the next paragraphs as court reports name that man:
// "Joss Trask (34), of Harl". It must be the first person named; none elsewhere.
func (r *resolver) defendant(c, e int32) int32 {
	x := &r.cands[c]
	d := r.d
	sent := d.SentenceOf(x.head)
	para := r.paragraph(x.head)
	if x.typ != doc.PER || x.span.Len() < 2 || x.span.Start != sent.Start || para < 1 || d.ParagraphTokens(para).Start != sent.Start || r.ents[e].kind != doc.Person || r.age(c) == 0 || r.spokenOfBefore(e, c) {
		return none
	}
	const most = 3 // paragraphs back
	for o := c - 1; o >= 0; o-- {
		y := &r.cands[o]
		p := r.paragraph(y.head)
		if para-p > most || y.form == doc.FormName && y.typ == doc.PER && !r.inTitle(o) && r.entOf(o) != e {
			return none
		}
		lead := d.SentenceOf(y.head)
		if p == para || y.span.Start != lead.Start || y.form != doc.FormNominal || y.what != person || y.plural || y.det != indefinite && !r.officeOf(y) || d.ParagraphTokens(p).Start != lead.Start {
			continue
		}
		to := r.entOf(o)
		if to < 0 || to == e || r.ents[to].named || !r.tried(lead) && !r.hotNews(y, lead) && !r.officeOf(y) || r.ents[to].gender != 0 && r.ents[e].gender != 0 && r.ents[to].gender != r.ents[e].gender {
			return none
		}
		for k := o - 1; k >= 0; k-- {
			if !r.inTitle(k) && d.Paragraphs[r.paragraph(r.cands[k].head)].Kind != doc.ParaHeading {
				return none // not the first of the text
			}
		}
		return to
	}
	return none
}

// officeOf tells whether y is the holder of an office in a body: "The chief executive
// of Odra Bank".
func (r *resolver) officeOf(y *cand) bool {
	return y.det == definite && y.place == subject && y.span != y.core && r.d.Lower(y.core.End) == "of" && (office(r.lemma(y.head)) || topMan(r.lemma(y.head)) || r.lemma(y.head) == "executive")
}

// hotNews tells whether the sentence s says what its subject y has done, and of
// nobody's death: "A widow has told how she lost her savings."
func (r *resolver) hotNews(y *cand, s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		switch r.lemma(i) {
		case "die", "died", "kill", "killed", "death", "dead", "injure", "injured", "murder", "murdered", "victim", "body", "drown", "drowned":
			return false
		}
	}
	i := y.span.End
	return y.place == subject && i+1 < s.End && r.d.Lower(i) == "has" && r.tag(i+1) == doc.TagVBN
}

// tried tells whether a sentence is about a trial, and about nobody's death.
func (r *resolver) tried(s doc.Span) bool {
	law := false
	for i := s.Start; i < s.End; i++ {
		switch r.lemma(i) {
		case "jail", "jailed", "sentence", "sentenced", "imprison", "convict", "fine", "fined", "court", "guilty", "charge", "ban", "acquit", "plead", "trial", "jury", "magistrate", "remand", "conviction":
			law = true
		case "die", "kill", "death", "dead", "injure", "murder", "victim":
			return false
		}
	}
	return law
}

// beforePlace is the last token of the person's name before "of" and the place whose
// name ends at token k, as in "Ames of Norway, the party's leader"; else k.
func (r *resolver) beforePlace(k, start int32) int32 {
	if k <= start || r.nameOf[k] == 0 {
		return k
	}
	n := r.names[r.nameOf[k]-1]
	i := n.span.Start - 1
	if n.typ != doc.LOC || i <= start || r.d.Lower(i) != "of" || r.nameOf[i-1] == 0 || r.names[r.nameOf[i-1]-1].typ != doc.PER {
		return k
	}
	return i - 1
}

// nominative tells whether token i is a pronoun or name that can be a subject.
func (r *resolver) nominative(i int32) bool {
	switch r.d.Lower(i) {
	case "he", "she", "they":
		return true
	}
	return r.nameOf[i] != 0
}

// calledSo tells whether the phrase is what somebody is called: "called him the
// head of the snake".
func (r *resolver) calledSo(x *cand, start int32) bool {
	i := x.span.Start - 1
	for i > start && isQuoteMark(r.tag(i)) {
		i--
	}
	if i <= start || r.nameOf[i] == 0 && !isNoun(r.tag(i)) && r.tag(i) != doc.TagPRP {
		return false
	}
	for k := i - 1; k >= start && k > i-7; k-- {
		if t := r.tag(k); isVerb(t) {
			switch r.d.Lower(k) {
			case "call", "calls", "called", "calling", "dubs", "dubbed", "branded", "brands", "labelled", "labeled", "nicknamed", "deems", "deemed":
				return true
			}
			return false
		} else if t == doc.TagComma || t == doc.TagIN && k != i-1 && r.d.Lower(k) != "of" {
			return false
		}
	}
	return false
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
	if w := x.within; w >= 0 && w != c && x.what == person && strings.HasPrefix(r.lemma(r.cands[w].head), "spokes") && r.cands[w].span.End >= x.span.End && r.newName(x.span.End, s.End) >= 0 {
		return none, "" // "a spokeswoman for the mayor, X": hers, unless X was spoken of before
	}
	if x.span.Len() > x.core.Len() && strings.HasPrefix(r.lemma(x.head), "spokes") {
		for i := x.span.End - 1; i > x.core.End; i-- {
			if r.tag(i) != doc.TagComma {
				continue
			}
			if n := r.newName(i, s.End); n >= 0 && r.cands[n].span.End == x.span.End {
				x.span.End = i
				return r.entOf(n), "apposition"
			}
			break
		}
	}
	fits := func(e int32) bool {
		if e < 0 {
			return false
		}
		n := &r.ents[e]
		switch x.what {
		case person:
			if n.kind == doc.Organization && (lexicon.GroupNoun(r.lemma(x.head)) != 0 || firmRole(r.lemma(x.head))) {
				return true // "the owner, Blue Shipping"
			}
			if n.kind == doc.Country && stateRole(r.lemma(x.head)) {
				return true // "Oslo, the bloc's main ally"
			}
			return n.kind == doc.Person && !n.plural && !(n.gender != 0 && nounGender(x.noun) != 0 && n.gender != nounGender(x.noun))
		case body:
			return n.kind == doc.Organization || n.kind == doc.Group || n.kind == doc.Country && x.class&lexicon.GroupClassNamed("government") != 0
		case country:
			return n.kind == doc.Country
		case site:
			return n.kind == doc.Place
		case people:
			return n.kind == doc.Organization && x.noun&lexicon.PersonSet != 0
		}
		return false
	}
	// the name behind the phrase, of which it is not only the end: "the father of one victim, X"
	inner := x.within >= 0 && r.cands[x.within].what == x.what && r.cands[x.within].span.End == x.span.End && x.det != definite && x.det != possessive
	i := x.span.End
	if i+3 < s.End && r.tag(i) == doc.TagLRB && r.tag(i+2) == doc.TagRRB && x.span != x.core {
		i += 3 // "the leader of the Lake Party (LP), X"
	}
	if i+2 < s.End && r.tag(i) == doc.TagCC && x.what == person && x.det != bare && x.det != indefinite && r.nameOf[i+1] == 0 {
		k := i + 1 // "Odra's founder and chairman, X"
		for k < s.End && k < i+6 && r.nameOf[k] == 0 && (isNoun(r.tag(k)) || isAdjective(r.tag(k))) {
			k++
		}
		if k > i+1 && k < s.End && r.tag(k) == doc.TagComma && (lexicon.Person(r.lemma(k-1)) != 0 || r.d.Lower(k-1) == "executive") && r.tag(k-1) != doc.TagNNS {
			i = k
		}
	}
	if i+1 < s.End && r.tag(i) == doc.TagComma && x.det != bare && !inner {
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
		if k-1 > s.Start && r.tag(k) == doc.TagCD && r.tag(k-1) == doc.TagComma && x.det != definite {
			k -= 2 // "Ames, 31, a nurse"
		}
		if x.what == person && !x.plural && (x.det == definite || x.det == indefinite && x.span.End < s.End && r.tag(x.span.End) == doc.TagComma) {
			k = r.beforePlace(k, s.Start)
		}
		if k >= s.Start && r.nameOf[k] != 0 && r.names[r.nameOf[k]-1].span.End == k+1 {
			n := r.names[r.nameOf[k]-1].cand
			if n >= 0 && fits(r.entOf(n)) && (!r.treeSays(x.head, r.cands[n].head, doc.RelConj) || x.core.Len() > 2 && r.tag(x.core.Start+1) == doc.TagCC) && !r.finiteAfter(c, s.End) {
				return r.entOf(n), "apposition"
			}
		}
	}
	// two phrases without a name: "the victim, a nurse from Harl,"
	if i := x.span.Start - 1; i > s.Start && r.tag(i) == doc.TagComma && x.what == person && !x.plural && x.det != bare {
		for k := c - 1; k >= 0 && k > c-6; k-- {
			o := &r.cands[k]
			if o.form == doc.FormNominal && o.span.End == i && o.what == person && !o.plural && o.det != bare && o.ent >= 0 &&
				(r.treeSays(x.head, o.head, doc.RelAppos) || (!r.trees || (o.partOf > 0 || r.tellsAge(x)) && x.det == indefinite) && x.span.End < s.End && r.tag(x.span.End) == doc.TagComma) {
				return r.entOf(k), "apposition"
			}
		}
	}
	// a second apposition: "X, the director and a niece of Y", "and now the chairman"
	i = x.span.Start - 1
	if i > s.Start && r.tag(i) == doc.TagRB {
		i--
	}
	if i > s.Start && r.tag(i) == doc.TagCC {
		for k := c - 1; k >= 0 && k > c-4; k-- {
			o := &r.cands[k]
			if o.form == doc.FormNominal && o.span.End == i && o.rule == "apposition" && fits(r.entOf(k)) {
				return r.entOf(k), "apposition"
			}
		}
	}
	return none, ""
}

// tellsAge tells whether the phrase x tells an age: "a 34-year-old nurse".
func (r *resolver) tellsAge(x *cand) bool {
	for i := x.span.Start + 1; i < x.head; i++ {
		if r.tag(i) == doc.TagCD || strings.HasSuffix(r.d.Lower(i), "-old") {
			return true
		}
	}
	return false
}

// stateRole tells the nouns for what one state is to another.
func stateRole(lemma string) bool {
	return among(lemma, " ally neighbour neighbor rival adversary foe enemy partner patron backer supporter opponent ")
}

// firmRole tells whether a noun for someone's part in a business is used of
// firms as well: "its rival, Odra Foods".
func firmRole(lemma string) bool {
	return among(lemma, " rival competitor partner backer shareholder supplier client customer creditor sponsor maker builder founder-owner investor stakeholder"+
		" co-owner part-owner majority-owner tenant successor predecessor neighbour neighbor exporter importer provider vendor distributor ")
}

// newName is the candidate of a person's name behind the comma at token i, of whom the
// text has not spoken yet; or none.
func (r *resolver) newName(i, end int32) int32 {
	if i+1 >= end || r.tag(i) != doc.TagComma {
		return none
	}
	n, _ := r.nameAfter(i+1, end)
	if n < 0 || r.cands[n].typ != doc.PER || r.entOf(n) < 0 || r.ents[r.entOf(n)].last >= 0 {
		return none
	}
	return n
}

// innerTakes tells whether a definite phrase inside c ends where c ends: a
// name that follows is that phrase's.
func (r *resolver) innerTakes(c int32) bool {
	x := &r.cands[c]
	if strings.HasPrefix(r.lemma(x.head), "spokes") && r.newName(x.span.End, r.d.SentenceOf(x.head).End) >= 0 {
		return false
	}
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
	if i+1 < end && (r.d.Lower(i) == "retired" || r.d.Lower(i) == "disgraced" || r.d.Lower(i) == "renowned") {
		i++ // "her neighbour, retired teacher Joss Trask"
	}
	start := i
	for k := i; k < end && k < i+8; k++ {
		if n := r.nameOf[k]; n != 0 && r.names[n-1].span.End < end && r.tag(r.names[n-1].span.End) == doc.TagHYPH {
			k = r.names[n-1].span.End + 1 // "the Graz-based fund Odra"
			start = none
			continue
		} else if n != 0 {
			c := r.names[n-1].cand
			if c < 0 {
				return none, 0
			}
			x := &r.cands[c]
			if x.span.Start == i || x.title.Start == i || start < 0 {
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
