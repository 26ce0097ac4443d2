package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file corrects the types of names by the words in them, the words
// beside them, and what the article makes of the same name elsewhere.

// typeByWords corrects a name's type by the words in it and before it:
// "County Court" is no place, "Dunn County" no body, "the Courier" no person.
func (r *resolver) typeByWords(s doc.Span, typ doc.NameType) doc.NameType {
	d := r.d
	last := lexicon.Name(d.Text(s.End - 1)).Kinds
	if typ == doc.LOC && r.entry(s).Kinds&lexicon.NamePlace != 0 {
		return typ // "Russian Federation"
	}
	if typ == doc.PER && r.camelCase(s) {
		return doc.ORG
	}
	if s.Len() > 1 {
		if typ == doc.PER && r.clubOrCompany(s) {
			return doc.ORG
		}
		if end := d.SentenceOf(s.Start).End; typ == doc.PER && s.Start > 0 && d.Lower(s.Start-1) == "the" && d.Tokens[s.Start].Sent == d.Tokens[s.Start-1].Sent && (s.End >= end || !isNoun(r.tag(s.End))) && !knownTitle(d.Lower(s.Start)) {
			// no person has an article: "sailed on the Frida Lund"
			if s.Start > 1 && (placePreposition(d.Lower(s.Start-2)) || d.Lower(s.Start-2) == "on" || d.Lower(s.Start-2) == "aboard") {
				return doc.LOC
			}
			return doc.ORG
		}
		if typ == doc.LOC && (last&lexicon.NameNoun != 0 && last&lexicon.NameSite == 0 && !building(d.Lower(s.End-1)) || r.institution(s)) {
			return doc.ORG
		}
		if typ == doc.ORG && last&lexicon.NameNoun == 0 && groundNoun(d.Lower(s.End-1)) {
			return doc.LOC
		}
		return typ
	}
	if typ == doc.PER && s.Start > 0 {
		end := d.SentenceOf(s.Start).End
		given := lexicon.ClassOf(d.Lower(s.Start)).Given
		switch d.Lower(s.Start - 1) {
		case "the":
			if s.End < end && governs(d.Lower(s.End)) {
				return typ // "the Berg administration"
			}
			return doc.ORG
		case "in", "at", "near", "outside":
			if s.End < end && d.Tokens[s.End].Tag == doc.TagPOS {
				return typ // "in Berg's view"
			}
			return doc.LOC
		case "from":
			if s.Start > 1 && d.Tokens[s.Start-2].Tag == doc.TagNN && !given {
				return doc.LOC // "a nurse from Harl"
			}
		}
	}
	return typ
}

// camelCase tells whether a word of the name has a capital letter after a small
// one, as brands do ("NordBank"), though not "McCann", "DeWitt" or "LaPorte".
func (r *resolver) camelCase(s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		t := r.d.Text(i)
		for k := 4; k < len(t); k++ {
			if t[k] >= 'A' && t[k] <= 'Z' && t[k-1] >= 'a' && t[k-1] <= 'z' && !strings.HasPrefix(t, "Fitz") {
				return true
			}
		}
	}
	return false
}

// knownTitle tells the titles that stand after an article as well: "the Prophet".
func knownTitle(l string) bool {
	return among(l, " prophet ayatollah imam pope reverend rev. honourable honorable apostle virgin ")
}

// governs tells the nouns before which the name of who rules stands with an article.
func governs(l string) bool {
	return among(l, " administration government regime presidency cabinet campaign family era years dynasty brothers sisters camp loyalists supporters ")
}

// building tells the nouns for institutions that their houses are called by.
func building(l string) bool {
	return among(l, " center centre office museum library gallery theatre theater cathedral church mosque palace barracks ")
}

// institution tells whether a name taken for a place is of a school, a court
// or the like: "Pine Street Elementary", "Lowell School District".
func (r *resolver) institution(s doc.Span) bool {
	l := r.d.Lower(s.End - 1)
	school := lexicon.GroupClassNamed("school")
	kinds := school | lexicon.GroupClassNamed("hospital") | lexicon.GroupClassNamed("court") | lexicon.GroupClassNamed("ministry") | lexicon.GroupClassNamed("agency")
	if l == "district" {
		return s.Len() > 2 && lexicon.GroupNameWord(r.d.Lower(s.End-2))&school != 0
	}
	switch l {
	case "herbarium", "observatory", "laboratory", "polytechnic", "archives":
		return s.Len() > 1
	}
	return l != "center" && l != "centre" && !groundNoun(l) && lexicon.GroupNameWord(l)&kinds != 0
}

// clubOrCompany tells whether the first or last word is one that only clubs or companies have.
func (r *resolver) clubOrCompany(s doc.Span) bool {
	const min = 2
	d := r.d
	club, company := lexicon.GroupClassNamed("club"), lexicon.GroupClassNamed("company")
	a, b := lexicon.GroupNameWord(d.Lower(s.Start)), lexicon.GroupNameWord(d.Lower(s.End-1))
	if len(d.Lower(s.Start)) <= min {
		a = 0
	}
	firm := company | lexicon.GroupClassNamed("airline") | lexicon.GroupClassNamed("bank") | lexicon.GroupClassNamed("union") | lexicon.GroupClassNamed("broadcaster")
	switch d.Lower(s.Start) {
	case "grupo", "groupe", "gruppo", "banco", "banca", "banque", "compagnie", "société", "compañía":
		return true
	}
	return a&club != 0 && a&company == 0 || b&(club|firm) != 0 || lexicon.Name(d.Text(s.End-1)).Kinds&lexicon.NameCompany != 0
}

// groundNoun tells whether a word that ends a name makes it a place that no body is called by.
func groundNoun(l string) bool {
	return among(l, " county river lake street st. road avenue lane dam valley island islands mountain mountains hill hills glacier volcano peak reef strait sea"+
		" ocean gulf creek falls crater cape peninsula plateau gorge canyon trail bay square bridge airport province region village town beach coast"+
		" canal forest desert boulevard highway station stadium arena ")
}

// agreeTypes gives names of one spelling one type, the one with the most
// weight, as a writer uses a name for one thing.
func (r *resolver) agreeTypes() {
	d := r.d
	votes := make(map[string]*[5]float32, len(r.names))
	for i := range r.names {
		x := &r.names[i]
		k := r.nameKey(x.span)
		v := votes[k]
		if v == nil {
			v = new([5]float32)
			votes[k] = v
		}
		v[x.typ] += x.score + 0.01
	}
	surnames, firstPerson := make(map[string]bool, 16), make(map[string]int32, 16)
	for i := range r.names {
		if x := &r.names[i]; x.typ == doc.PER && !r.oneWord(x.span) {
			if k := r.alikeSpan(r.surname(x.span)); !surnames[k] {
				surnames[k] = true
				firstPerson[k] = x.span.Start
			}
		}
	}
	evidence, speaking := r.typeEvidence(), r.speakingNames()
	bodies, firstBody := make(map[string]bool, 16), make(map[string]int32, 16)
	for i := range r.names {
		if s := r.core(r.names[i].span); s.Len() > 1 && (r.names[i].typ == doc.ORG || speaking[r.nameKey(r.names[i].span)]) {
			if k := d.Lower(s.Start); !bodies[k] {
				bodies[k] = true
				firstBody[k] = s.Start
			}
		} else if r.names[i].typ == doc.ORG && s != r.names[i].span {
			bodies[r.nameKey(s)] = true
		}
	}
	for i := range r.names {
		x := &r.names[i]
		if x.span.Len() == 1 && !surnames[r.alikeSpan(x.span)] && r.isState(x.span.Start) {
			x.typ = doc.LOC
			continue
		}
		if x.typ != doc.ORG && speaking[r.nameKey(x.span)] && (x.span.Len() > 1 && x.typ == doc.PER || !surnames[r.alikeSpan(x.span)]) {
			x.typ = doc.ORG
			continue
		}
		if e := evidence[r.nameKey(x.span)]; e != 0 && !surnames[r.alikeSpan(x.span)] && (r.entry(x.span).Kinds&(lexicon.NamePlace|lexicon.NameBody) == 0 || e == isBody && r.entry(x.span).Kinds&lexicon.NamePlace == 0) {
			if e == hasOffice && x.typ == doc.PER {
				x.typ = doc.ORG
				continue
			}
			e &^= hasOffice
			if e&^isBodyIfPlace == isBody && x.typ != doc.ORG && (x.typ == doc.LOC || r.oneWord(x.span)) {
				x.typ = doc.ORG
				continue
			}
			if e == isBody && x.typ == doc.PER && lexicon.GivenName(d.Lower(x.span.Start)) == lexicon.AnyBearer && !lexicon.ClassOf(d.Lower(x.span.Start)).Given && !lexicon.ClassOf(d.Lower(x.span.End-1)).Surname {
				x.typ = doc.ORG // "his company, Olsen Bau"
				continue
			}
			if e&worksAt != 0 && r.entry(x.span).Kinds&lexicon.NamePlace == 0 || e&isBodyIfPlace != 0 && e&isGround == 0 && x.typ == doc.LOC {
				x.typ = doc.ORG
				continue
			}
			if e&^isBodyIfPlace == isGround {
				x.typ = doc.LOC
				continue
			}
			if e == isPerson && (x.typ == doc.LOC || x.typ == doc.ORG && x.span.Len() <= 4 && !r.bodyWords(x.span)) && !r.oneWord(x.span) {
				x.typ = doc.PER
				continue
			}
		}
		if k := d.Lower(x.span.Start); x.span.Len() == 1 && bodies[k] && surnames[r.alikeSpan(x.span)] {
			// a firm and its founder: whom the article names first has the bare
			// name, a title makes it the person's
			x.typ = doc.ORG
			if firstPerson[r.alikeSpan(x.span)] < firstBody[k] || x.span.Start > 0 && lexicon.Name(d.Text(x.span.Start-1)).Kinds&lexicon.NameHonorific != 0 {
				x.typ = doc.PER
			}
			continue
		}
		if x.typ != doc.PER && r.oneWord(x.span) && surnames[r.alikeSpan(x.span)] && r.entry(x.span).Kinds&(lexicon.NameCountry|lexicon.NameBody|lexicon.NameCapital) == 0 {
			x.typ = doc.PER // the surname of someone in the article
			continue
		}
		if x.span.Len() == 1 && x.span.Start > 0 && d.Lower(x.span.Start-1) == "the" && strings.HasSuffix(d.Lower(x.span.Start), "s") && surnames[alike(strings.TrimSuffix(d.Lower(x.span.Start), "s"))] {
			x.typ, x.clan = doc.PER, true
			continue
		}
		v := votes[r.nameKey(x.span)]
		for t := doc.PER; t <= doc.LOC; t++ {
			if v[t] > v[x.typ] {
				x.typ = t
			}
		}
		if x.typ == doc.PER && x.span.Len() == 1 && bodies[d.Lower(x.span.Start)] && !surnames[r.alikeSpan(x.span)] {
			x.typ = doc.ORG // the short name of a body in the article
		}
		if e := r.entry(x.span); e.Kinds&lexicon.NameBody != 0 && (x.typ == doc.LOC || x.typ == doc.PER && x.span.Len() > 1) && e.Kinds&lexicon.NamePlace == 0 {
			x.typ = doc.ORG
		}
	}
}

// What the words beside a name show it to be.
const (
	isBody   = 1
	isPerson = 2
	isGround = 4

	isBodyIfPlace = 8  // what was taken for a place is a body
	hasOffice     = 16 // an office of it and the office's holder follow
	worksAt       = 32 // people do: a body, though it be called by surnames
)

// typeEvidence tells by key what the text shows names to be, whatever the name
// stage made of them: owners of shares and staff, and what an apposition calls
// a firm, are bodies; whom an apposition calls a founder is a person.
func (r *resolver) typeEvidence() map[string]uint8 {
	out := map[string]uint8{}
	for i := range r.names {
		s := r.names[i].span
		if e := r.evidence(s); e != 0 {
			out[r.nameKey(s)] |= e
		}
	}
	return out
}

// evidence is what the words beside the name s show it to be.
func (r *resolver) evidence(s doc.Span) uint8 {
	d := r.d
	end := d.SentenceOf(s.End - 1).End
	e := uint8(0)
	if s.Start > 1 && (d.Lower(s.Start-1) == "in" || d.Lower(s.Start-1) == "of") && (d.Lower(s.Start-2) == "shares" || d.Lower(s.Start-2) == "stake") {
		e |= isBody
	}
	e |= r.describedAs(s, end)
	if r.inState(s, end) {
		e |= isGround
	}
	if r.namesHolder(s, end) {
		e |= hasOffice
	}
	if s.Start > 1 && d.Lower(s.Start-1) == "of" {
		switch d.Lower(s.Start - 2) {
		case "city", "town", "village", "island", "port", "province", "county", "suburb", "capital":
			e |= isGround
		}
	}
	if i := s.Start - 1; i > 1 && d.Tokens[i].Sent == d.Tokens[s.Start].Sent && r.holderBefore(i) {
		e |= isPerson
	}
	if i := s.Start - 2; i > 0 && s.Len() > 1 && d.Lower(i+1) == "the" && building(d.Lower(s.End-1)) && d.Tokens[i].Sent == d.Tokens[s.Start].Sent && (d.Lower(i) == "at" || d.Lower(i) == "of" || d.Lower(i) == "with" || d.Lower(i) == "from") && isNoun(r.tag(i-1)) && lexicon.Person(r.lemma(i-1))&lexicon.PersonIs != 0 {
		e |= isBodyIfPlace // "a fellow at the Lake Centre"
	}
	if s.End+2 < end && d.Tokens[s.End].Tag == doc.TagComma && d.Lower(s.End+1) == "whose" && headOf(d.Lower(s.End+2)) {
		e |= isBody // "Odra, whose boss"
	}
	if s.End+2 < end && d.Tokens[s.End].Tag == doc.TagComma && d.Lower(s.End+1) == "which" && firmVerb(d.Lower(s.End+2)) {
		e |= isBodyIfPlace // "Harl Row, which owns 3 per cent"
	}
	if r.ownsNext(s, end) {
		e |= isPerson
	}
	if s.End+1 < end {
		switch d.Tokens[s.End].Tag {
		case doc.TagPOS:
			for k := s.End + 1; k < end && k < s.End+4; k++ {
				if firmOwns(d.Lower(k)) {
					e |= isBody
				}
			}
		case doc.TagNNS:
			if firmOwns(d.Lower(s.End)) {
				e |= isBody
			}
		case doc.TagComma:
			e |= r.apposedKind(r.possessed(s.End+1, end), end)
		}
	}
	return e
}

// ownsNext tells whether the name s, a given name first, begins a sentence that names
// no person and the next one, in its paragraph, begins with what is "his" or "her":
// "Tom Reed owns the dam. His company denied it."
func (r *resolver) ownsNext(s doc.Span, end int32) bool {
	d := r.d
	if s.Len() < 2 || s.Len() > 3 || int(end) >= len(d.Tokens) || s.Start != d.SentenceOf(s.Start).Start || d.ParagraphOf(s.Start) != d.ParagraphOf(end) ||
		d.Lower(end) != "his" && d.Lower(end) != "her" || lexicon.GivenName(d.Lower(s.Start)) == lexicon.AnyBearer {
		return false
	}
	for i := range r.names {
		if o := r.names[i].span; r.names[i].typ == doc.PER && o.Start > s.Start && o.Start < end {
			return false
		}
	}
	return true
}

// firmVerb tells the verbs of what firms do and places don't.
func firmVerb(l string) bool {
	return among(l, " owns employs manages represents sells publishes operates runs advises makes supplies ")
}

// inState tells whether the state in which a town lies stands behind its name:
// "Brandt, Neb., ".
func (r *resolver) inState(s doc.Span, end int32) bool {
	i := s.End
	if i+1 >= end || r.tag(i) != doc.TagComma || s.Len() > 3 || s.Start == 0 || r.d.Lower(s.Start-1) != "in" && r.d.Lower(s.Start-1) != "of" && r.d.Lower(s.Start-1) != "near" && r.d.Lower(s.Start-1) != "from" {
		return false
	}
	n, e := lexicon.LongestName(r.d, i+1, end, lexicon.NamePlace)
	return n > 0 && e.Kinds&(lexicon.NameCountry|lexicon.NameCity|lexicon.NameCapital) == 0 && (i+1+n >= end || r.tag(i+1+n) != doc.TagPOS)
}

// namesHolder tells whether a name of several words is followed by the noun for an
// office and its holder: "Kisan Odra Sangh president Joss Trask".
func (r *resolver) namesHolder(s doc.Span, end int32) bool {
	i := s.End
	if s.Len() < 2 || i+1 >= end || r.tag(i) != doc.TagNN || r.nameOf[i] != 0 || r.nameOf[i+1] == 0 || r.names[r.nameOf[i+1]-1].typ != doc.PER {
		return false
	}
	if lexicon.ClassOf(r.d.Lower(s.Start)).Given || lexicon.ClassOf(r.d.Lower(s.End-1)).Surname {
		return false // "Vera Moltke spokesman Joss Trask"
	}
	switch r.d.Lower(i) {
	case "president", "chairman", "chairwoman", "chief", "leader", "director", "secretary", "spokesman", "spokeswoman", "spokesperson", "captain", "manager", "coach", "founder", "boss":
		return true
	}
	return false
}

// describedAs is what the words before the name s call it: "the builder, Odra",
// "its rival, Odra", "the fund Odra", "a statement from Odra".
func (r *resolver) describedAs(s doc.Span, end int32) uint8 {
	d := r.d
	i := s.Start - 1
	if i < 1 || d.Tokens[i].Sent != d.Tokens[s.Start].Sent {
		return 0
	}
	begin := d.SentenceOf(i).Start
	switch l := d.Lower(i); {
	case r.tag(i) == doc.TagComma && i-1 > begin && (isNoun(r.tag(i-1)) || d.Lower(i-1) == "executive") && r.nameOf[i-1] == 0:
		if s.End < end && isNoun(r.tag(s.End)) || r.tag(i-1) == doc.TagNNS {
			return 0
		}
		// the phrase must be definite and the first of its sentence or clause
		k := i - 1
		for k > begin && k > i-8 && (isNoun(r.tag(k)) || isAdjective(r.tag(k)) || r.tag(k) == doc.TagPOS || r.tag(k) == doc.TagHYPH) {
			k--
		}
		if t := r.tag(k); t != doc.TagPRPS && d.Lower(k) != "the" && !(k == begin && r.nameOf[k] != 0) {
			return 0
		}
		if r.personBefore(i-1, begin) {
			return isPerson
		}
		if l := r.lemma(i - 1); firmRole(l) && !r.personVerb(s.End, end) || lexicon.GroupNoun(l) != 0 && (lexicon.Person(l) == 0 || firmFirst(l) || l == "owner" || l == "operator" || l == "developer" || l == "contractor") {
			return isBody
		}
	case r.tag(i) == doc.TagNN && r.nameOf[i] == 0 && vessel(l):
		return isGround
	case r.tag(i) == doc.TagNN && r.nameOf[i] == 0:
		if g := lexicon.GroupNoun(l); g != 0 && !lexicon.WeakGroupNoun(l) && lexicon.Person(l) == 0 || fundNoun(l) || makesGoods(l) {
			return isBody
		}
	case (l == "from" || l == "for" || l == "by") && r.nameOf[i] == 0:
		switch r.lemma(i - 1) {
		case "statement", "spokesman", "spokeswoman", "spokesperson", "communiqué", "filing", "memo":
			return isBodyIfPlace
		}
	case (l == "of" || l == "at") && s.Len() > 1 && r.nameOf[i-1] != 0 && building(d.Lower(s.End-1)):
		if n := r.names[r.nameOf[i-1]-1]; n.typ == doc.PER && n.span.End == i {
			return isBodyIfPlace // "Joss Trask of Harl Ice Centre"
		}
	case l == "at":
		switch r.lemma(i - 1) {
		case "analyst", "economist", "strategist", "trader", "broker", "lawyer", "partner", "executive", "manager", "fellow", "engineer", "colleague", "that", "those":
			if t := r.tag(i - 1); t == doc.TagNNS || t == doc.TagDT {
				return worksAt // "analysts at Holm Stanton", "those at Holm"
			}
			if s.Len() > 1 {
				return isBodyIfPlace // "a partner at Holm Stanton"
			}
		}
	}
	return 0
}

// holderBefore tells whether the words up to token i say that the name behind
// them held a post: "takes over from", "succeeded".
func (r *resolver) holderBefore(i int32) bool {
	d := r.d
	switch d.Lower(i) {
	case "succeeded", "succeeds", "succeeding", "married":
		return true
	case "from":
		return d.Lower(i-1) == "over" && (d.Lower(i-2) == "took" || d.Lower(i-2) == "takes" || d.Lower(i-2) == "taking" || d.Lower(i-2) == "taken")
	}
	return false
}

// headOf tells the nouns for those who lead bodies.
func headOf(l string) bool {
	return among(l, " boss chief ceo chairman chairwoman chair founder co-founder leader fighters members headquarters mercenaries troops shares staff commander"+
		" owner owners ")
}

// personBefore tells whether the phrase that ends at token i, right before a
// comma and a name, is for a person: "its chief executive, …", "a spokesman for
// the office, …".
func (r *resolver) personBefore(i, begin int32) bool {
	d := r.d
	if d.Lower(i) == "executive" && i > begin && d.Lower(i-1) == "chief" {
		return true
	}
	if l := r.lemma(i); lexicon.Person(l)&lexicon.PersonIs != 0 && !firmFirst(l) && !firmRole(l) && (lexicon.GroupNoun(l) == 0 || l == "producer" && i > begin && r.tag(i-1) == doc.TagPRPS) {
		return true
	}
	for k := i; k > begin && k > i-10; k-- {
		switch t := r.tag(k); {
		case t == doc.TagIN:
			if l := d.Lower(k); l != "for" && l != "of" && l != "at" {
				return false
			}
			l := r.lemma(k - 1)
			return isNoun(r.tag(k-1)) && r.tag(k-1) != doc.TagNNS && lexicon.Person(l)&lexicon.PersonIs != 0 && lexicon.GroupNoun(l) == 0
		case isNoun(t), isAdjective(t), t == doc.TagPOS, t == doc.TagHYPH, t == doc.TagDT, t == doc.TagPRPS, t == doc.TagCD:
		default:
			return false
		}
	}
	return false
}

// bodyWords tells whether a word of the name is one that bodies have in theirs.
func (r *resolver) bodyWords(s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if lexicon.GroupNameWord(r.d.Lower(i)) != 0 || lexicon.Name(r.d.Text(i)).Kinds&(lexicon.NameNoun|lexicon.NameSite|lexicon.NameCompany) != 0 {
			return true
		}
	}
	return false
}

// vessel tells the nouns that stand before the names of ships and the like, which
// are no persons.
func vessel(l string) bool {
	return among(l, " ship ferry vessel yacht trawler tanker freighter frigate submarine liner boat schooner barge lifeboat destroyer ")
}

// makesGoods tells the nouns for who makes goods: "toymaker", no "lawmaker".
func makesGoods(l string) bool {
	switch l {
	case "lawmaker", "policymaker", "filmmaker", "peacemaker", "matchmaker", "playmaker", "troublemaker", "holidaymaker", "dressmaker", "homemaker", "bookmaker", "watchmaker", "cabinetmaker", "moneymaker", "rainmaker":
		return false
	}
	return len(l) > 5 && strings.HasSuffix(l, "maker")
}

// fundNoun tells further nouns that stand before the names of bodies.
func fundNoun(l string) bool {
	return among(l, " fund drugmaker chipmaker carmaker planemaker builder housebuilder airline charity startup start-up builders developer supermarket retailer"+
		" insurer lender broker brokerage manufacturer operator watchdog regulator newspaper broadcaster pollster group thinktank think-tank ")
}

// personVerb tells whether what follows shows a person: "who", an age.
func (r *resolver) personVerb(i, end int32) bool {
	if i+1 < end && r.tag(i) == doc.TagComma {
		i++
	}
	return i < end && (r.d.Lower(i) == "who" || r.tag(i) == doc.TagCD)
}

// possessed is the token of the possessive 's behind the name at token i, else i:
// "Odra Fund, Borvik's owner".
func (r *resolver) possessed(i, end int32) int32 {
	for k := i; k < end && k < i+4; k++ {
		switch t := r.tag(k); {
		case t == doc.TagPOS && k > i:
			return k
		case t != doc.TagNNP:
			return i
		}
	}
	return i
}

// apposedKind is what the noun phrase at token i calls the name before it.
func (r *resolver) apposedKind(i, end int32) uint8 {
	if t := r.tag(i); t != doc.TagDT && t != doc.TagPRPS && t != doc.TagPOS {
		return 0
	}
	last := int32(none)
	for k := i + 1; k < end && k < i+7; k++ {
		t := r.tag(k)
		if t == doc.TagPRP || isFinite(t) {
			return 0 // "…, the charity they work for said": a subject of its own
		}
		if isNoun(t) {
			last = k
		} else if !isAdjective(t) && t != doc.TagHYPH && t != doc.TagVBN && t != doc.TagVBG && t != doc.TagCD {
			break
		}
	}
	if last < 0 || r.tag(last) == doc.TagNNS {
		return 0
	}
	switch l := r.lemma(last); {
	case lexicon.GroupNoun(l) != 0 && !lexicon.WeakGroupNoun(l) || l == "maker" || l == "owner" || l == "operator",
		(l == "shareholder" || l == "rival" || l == "competitor" || l == "investor" || l == "backer") && !r.personVerb(last+1, end):
		return isBody
	case lexicon.Person(l)&lexicon.PersonIs != 0:
		return isPerson
	}
	return 0
}

// firmOwns tells whether a noun is for what firms have and people don't.
func firmOwns(l string) bool {
	return among(l, " share shares stock shareholder shareholders subsidiary headquarters revenue revenues profits ceo executive executives employees customers"+
		" products factory factories plants board co-founder founder ")
}
