package actor

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file joins a person who is first called by a role and then by a name, or
// the other way round, where nothing but their neighbourhood tells that they are
// one: "The captain denies it. Otto Brandl was fined."

// calledBefore is the unnamed person whom the name at candidate c, the first one of
// entity e below the headline, is most likely of; or none.
func (r *resolver) calledBefore(c, e int32) int32 {
	x := &r.cands[c]
	if r.ents[e].kind != doc.Person || r.ents[e].plural || r.inTitle(c) || r.firstInText(e) != c || !r.mainPart(c) || !r.title(x).Empty() || !r.unknownBefore(e, x) {
		return none
	}
	return r.justCalled(c, e)
}

// namedBefore is the person whose name stands before the role at candidate c; or none.
func (r *resolver) namedBefore(c int32) int32 {
	x := &r.cands[c]
	if x.what != person || x.plural || r.inTitle(c) || x.det != definite && (x.det != possessive || x.owner < 0 || r.cands[x.owner].form != doc.FormNominal) ||
		x.span != x.core || r.partOfScene(r.lemma(x.head)) || !r.tellsOrTold(c) {
		return none
	}
	return r.justNamed(c)
}

// goesOnAs is the person who spoke last where the role at candidate c adds something:
// "‘…,’ the striker added"; or none.
func (r *resolver) goesOnAs(c int32) int32 {
	const reach = 3 // paragraphs
	x := &r.cands[c]
	d := r.d
	if x.what != person || x.plural || x.det != definite || x.owner >= 0 || r.partOfScene(r.lemma(x.head)) || !r.tellsOrTold(c) {
		return none
	}
	adds := func(i int32) bool {
		return i >= 0 && int(i) < len(d.Tokens) && among(d.Lower(i), " added adds continued continues ")
	}
	spoke := int32(-1) // the sentence before, for what is no office: "‘…,’ the Scot said"
	if !adds(x.span.End) && !adds(x.span.Start-1) {
		i := x.span.Start - 1
		if i < 1 || !isQuoteMark(r.tag(i)) || x.noun&lexicon.PersonEpithet == 0 && x.country == lexicon.NoCountry && !r.byAge(x) {
			return none
		}
		spoke = d.Tokens[x.head].Sent - 1
	}
	for k := c - 1; k >= 0 && k > c-40; k-- {
		y := &r.cands[k]
		if r.paragraph(x.head)-r.paragraph(y.head) > reach || r.inTitle(k) {
			break
		}
		if spoke >= 0 && d.Tokens[y.head].Sent < spoke {
			return none
		}
		if d.Tokens[y.head].Is(doc.Quoted) || !r.tellsOrTold(k) && !r.tellsBehind(y.span.End) {
			continue
		}
		e := r.entOf(k)
		if e < 0 || r.ents[e].kind != doc.Person || r.ents[e].plural || !r.ents[e].named || !r.canHold(e, x) {
			return none
		}
		if g, h := nounGender(x.noun), r.ents[e].gender; g != 0 && h != 0 && g != h {
			return none
		}
		return e
	}
	return none
}

// tellsBehind tells whether a relative clause between commas begins at token i and a verb
// of saying follows it: "Ames, who has nine goals, said".
func (r *resolver) tellsBehind(i int32) bool {
	d := r.d
	end := d.SentenceOf(i - 1).End
	if i+2 >= end || r.tag(i) != doc.TagComma || r.tag(i+1) != doc.TagWP {
		return false
	}
	for k := i + 2; k+1 < min(end, i+24); k++ {
		if r.tag(k) == doc.TagComma {
			class, _ := lexicon.Cue(d.Lower(k + 1))
			return class&lexicon.CueSpeech != 0 && isFinite(r.tag(k+1))
		}
	}
	return false
}

// bodyBefore is the body without a name that the text spoke of just before candidate
// c names it for the first time, by the word that its name ends with: "their union
// announced. The Wheel Union accuses …"; or none.
func (r *resolver) bodyBefore(c, e int32) int32 {
	const most = 2 // paragraphs back
	x := &r.cands[c]
	if r.ents[e].kind != doc.Organization || x.span.Len() < 2 || r.inTitle(c) || r.firstInText(e) != c {
		return none
	}
	last := r.d.Lower(r.core(x.span).End - 1)
	if lexicon.GroupNoun(last) == 0 {
		return none
	}
	found := int32(none)
	for k := c - 1; k >= 0 && k > c-40; k-- {
		y := &r.cands[k]
		if r.paragraph(x.head)-r.paragraph(y.head) > most || r.inTitle(k) {
			break
		}
		o := r.entOf(k)
		if o < 0 || o == e || r.ents[o].kind != doc.Organization || r.ents[o].plural {
			continue
		}
		if r.ents[o].named {
			if s := r.core(r.cands[r.ents[o].first].span); r.d.Lower(s.End-1) == last {
				return none // another of the kind
			}
			continue
		}
		if y.form != doc.FormNominal || r.lemma(y.head) != last || y.core.Len() > 2 {
			continue
		}
		if found >= 0 && found != o {
			return none
		}
		found = o
	}
	if found >= 0 && r.cands[r.ents[found].first].det == indefinite {
		return none
	}
	return found
}

// unknownBefore tells whether the article gives the person e no role but in an
// apposition to its first name, x: "Otto Brandl, a retired smith".
func (r *resolver) unknownBefore(e int32, x *cand) bool {
	for i := range r.ents[e].nroles {
		if h := r.ents[e].roles[i].head; h < x.span.End || r.d.Tokens[h].Sent != r.d.Tokens[x.head].Sent {
			return false
		}
	}
	return true
}

// firstInText is the first candidate of an entity that stands below the headline.
func (r *resolver) firstInText(e int32) int32 {
	for c := r.ents[e].first; int(c) < len(r.cands) && c < r.ents[e].first+64; c++ {
		if r.entOf(c) == e && !r.inTitle(c) {
			return c
		}
	}
	return none
}

// mainPart tells whether the candidate is the subject of its sentence or says
// what stands there.
func (r *resolver) mainPart(c int32) bool {
	return r.cands[c].place == subject || r.tellsOrTold(c)
}

// tellsOrTold tells whether a verb of saying has the candidate as its subject.
func (r *resolver) tellsOrTold(c int32) bool {
	x := &r.cands[c]
	d := r.d
	s := d.SentenceOf(x.head)
	says := func(i int32) bool {
		if !s.Has(i) {
			return false
		}
		class, form := lexicon.Cue(d.Lower(i))
		return class&(lexicon.CueSpeech|lexicon.CueThought|lexicon.CueManner) != 0 && form&(lexicon.VerbPresent|lexicon.VerbPast) != 0
	}
	if says(x.span.End) && isFinite(r.tag(x.span.End)) || says(x.span.End+1) && (r.tag(x.span.End) == doc.TagRB || d.Tokens[x.span.End].Lemma == "have") {
		return true
	}
	i := x.span.Start - 1
	if !x.title.Empty() {
		i = x.title.Start - 1
	}
	return says(i) && i > s.Start && (r.tag(i-1) == doc.TagComma || r.tag(i-1) == doc.TagCloseQuote || isQuoteMark(r.tag(i-1)))
}

// justCalled is the unnamed person of the paragraph whom the name at candidate c
// is most likely of: the only one who has been subject in the two sentences
// before, called by the role with an article or as somebody's, or none.
func (r *resolver) justCalled(c, e int32) int32 {
	x := &r.cands[c]
	d := r.d
	para, sent := r.paragraph(x.head), d.Tokens[x.head].Sent
	found := int32(none)
	var others [4]int32
	apart := others[:0] // spoken of in the sentence of the name
	for k := c - 1; k >= 0 && k > c-40; k-- {
		y := &r.cands[k]
		gap := sent - d.Tokens[y.head].Sent
		if r.paragraph(y.head) != para && (gap > 1 || d.Tokens[y.head].Is(doc.InTitle)) || gap > 3 {
			break
		}
		asks := d.Text(d.SentenceOf(y.head).End-1) == "?"
		o := r.entOf(k)
		if o < 0 || o == e || r.ents[o].kind != doc.Person || r.ents[o].plural {
			continue
		}
		if gap == 0 && !r.ents[o].named && y.form == doc.FormNominal {
			apart = append(apart, o)
		}
		if o == found {
			continue
		}
		if r.ents[o].named {
			if y.form == doc.FormName && y.place == subject && r.title(y).Empty() && d.Tokens[y.head].Sent != sent {
				return none // somebody else is spoken of
			}
			continue
		}
		if gap == 0 || y.form != doc.FormNominal || y.place != subject && !asks || y.span != y.core {
			continue
		}
		if y.det != definite && y.det != possessive && !(y.det == indefinite && (gap <= 2 || r.tellsOrTold(k)) && r.tellsOrTold(k) != r.tellsOrTold(c)) || r.partOfScene(r.lemma(y.head)) && !(asks && manly(r.lemma(y.head))) || r.ents[o].names > 0 || y.owner >= 0 && r.entOf(y.owner) == e {
			continue
		}
		if g, h := r.ents[o].gender, r.ents[e].gender; g != 0 && h != 0 && g != h {
			continue
		}
		if found >= 0 {
			return none
		}
		found = o
	}
	if slices.Contains(apart, found) {
		return none
	}
	return found
}

// justNamed is the person with a name whom the role at candidate c goes on from:
// the only one named in the paragraph so far, or none.
func (r *resolver) justNamed(c int32) int32 {
	x := &r.cands[c]
	d := r.d
	para := r.paragraph(x.head)
	found := int32(none)
	for k := c - 1; k >= 0 && k > c-40; k-- {
		y := &r.cands[k]
		if r.paragraph(y.head) != para {
			break
		}
		o := r.entOf(k)
		if o < 0 || r.ents[o].kind != doc.Person || r.ents[o].plural {
			continue
		}
		if !r.ents[o].named || found >= 0 && o != found || d.Tokens[y.head].Sent == d.Tokens[x.head].Sent {
			return none
		}
		found = o
	}
	if found < 0 || !r.canHold(found, x) {
		return none
	}
	if g, h := nounGender(x.noun), r.ents[found].gender; g != 0 && h != 0 && g != h {
		return none
	}
	for i := range r.ents[found].nroles {
		if office(r.ents[found].roles[i].lemma) {
			return none // is called by that
		}
	}
	return found
}

// partOfScene tells the nouns for whoever has that part in the matter, not for
// whom the article has just named.
func (r *resolver) partOfScene(lemma string) bool {
	if kin(lemma) && lemma != "father" && lemma != "mother" || manly(lemma) || lexicon.Person(lemma)&lexicon.PersonSource != 0 {
		return true
	}
	switch lemma {
	case "prosecutor", "lawyer", "attorney", "solicitor", "barrister", "reporter", "doctor", "nurse", "spokesman", "spokeswoman", "spokesperson",
		"defendant", "officer", "policeman", "policewoman", "detective", "interviewer", "patient", "passenger", "customer", "caller", "driver", "neighbor",
		"expert", "analyst", "critic", "buyer", "seller", "winner", "loser", "reader", "user", "employee", "worker", "resident", "tenant", "owner", "employer",
		"boss", "judge", "soldier", "firefighter", "paramedic", "rescuer", "baby", "inspector", "speaker", "client", "accused":
		return true
	}
	return takesPart(lemma)
}

// takesPart tells the nouns for somebody who faces the one just named.
func takesPart(lemma string) bool {
	return among(lemma, " magistrate coroner referee attacker gunman killer thief robber assailant burglar victim witness suspect ")
}
