package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// base is the part of a noun phrase up to its head, while it is read.
type base struct {
	start, end int32
	head       int32
	name       int32 // name that ends it, none where a common noun does
	det        det
	owner      int32 // candidate of the possessor, or of a name before the head
	ownerNoun  int32 // common noun before the head that tells the owner: "company spokesman"
	country    lexicon.CountryID
	fresh      bool
	open       bool // a participle may stand before the head: the phrase has begun
}

// phrase reads the noun phrase or pronoun at token i and adds its candidates.
// It returns the token after it, or i where there is none.
func (r *resolver) phrase(i, end int32) int32 {
	t := r.tag(i)
	if !(t == doc.TagPRP && r.d.Lower(i) == "her" && i+1 < end && isNoun(r.tag(i+1))) && (t == doc.TagPRP || t == doc.TagPRPS && !r.startsNoun(i+1, end)) && r.nameOf[i] == 0 {
		if p, _ := pronounOf(r.d.Lower(i)); p != noPronoun && r.d.Text(i) != "US" && r.d.Text(i) != "IT" && !(i > 2 && r.ticker(i-2)) {
			r.addPronoun(i)
		}
		return i + 1
	}
	if bullet(r.d.Text(i)) {
		return i + 1
	}
	if t == doc.TagDT && i+2 < end && (r.d.Lower(i) == "a" || r.d.Lower(i) == "the") && r.nthSpeaker(i+1) {
		r.add(cand{
			span: doc.Span{Start: i, End: i + 2}, core: doc.Span{Start: i, End: i + 2}, head: i + 1, form: doc.FormNominal, what: person, det: indefinite, fresh: true,
			noun: lexicon.PersonIs | lexicon.PersonSource, owner: none, within: none, ownerNoun: none, country: lexicon.NoCountry,
		})
		return i + 2
	}
	if l := r.d.Lower(i); (l == "least" || l == "most") && i > 0 && r.d.Lower(i-1) == "at" {
		return i // "at least 17 people"
	}
	if next := r.partitive(i, end); next > i {
		return next
	}
	if h := r.countedSubject(i, end); h > 0 {
		r.add(cand{
			span: doc.Span{Start: i, End: h + 1}, core: doc.Span{Start: i, End: h + 1}, head: h, form: doc.FormNominal, what: people, plural: true, det: definite, fresh: true,
			noun: lexicon.PersonPlural, owner: none, within: none, ownerNoun: none, country: lexicon.NoCountry,
		})
		return h + 1
	}
	b, ok := r.readBase(i, end)
	if !ok {
		return max(b.end, i)
	}
	return r.close(b, end)
}

// countedSubject is the head of "the two" or "both" where that is a whole subject: "The two agreed", "Both have denied it"; else 0.
// That is a group of its own, which "they" behind it means.
func (r *resolver) countedSubject(i, end int32) int32 {
	h := i
	switch r.d.Lower(i) {
	case "the":
		if h++; h >= end || i > 0 && r.tag(i-1) == doc.TagIN {
			return 0
		}
		switch r.d.Lower(h) {
		case "two", "three", "four", "five":
		default:
			return 0
		}
	case "both":
	default:
		return 0
	}
	v := h + 1
	for v < end && (r.tag(v) == doc.TagMD || r.tag(v) == doc.TagRB) {
		v++
	}
	if v >= end || r.nameOf[v] != 0 || !isVerb(r.tag(v)) || r.tag(v) == doc.TagVBG {
		return 0
	}
	t := &r.d.Tokens[h]
	if subject := t.Rel == doc.RelNsubj || t.Rel == doc.RelNsubjPass; subject && t.Head >= v || i == r.d.SentenceOf(i).Start && (h == i || !r.trees) {
		return h
	}
	return 0
}

func bullet(w string) bool {
	switch w {
	case "•", "‣", "▪", "●", "◦", "○", "·":
		return true
	}
	return false
}

// nthSpeaker tells whether the word at token i counts people ("a third") and a
// verb of saying follows.
func (r *resolver) nthSpeaker(i int32) bool {
	switch r.d.Lower(i) {
	case "second", "third", "fourth", "fifth", "sixth":
		return r.saysSoon(i + 1)
	}
	return false
}

// saysSoon tells whether a verb of saying stands at token i, auxiliaries aside.
func (r *resolver) saysSoon(i int32) bool {
	for k := i; int(k) < len(r.d.Tokens) && k < i+4; k++ {
		cue, _ := lexicon.Cue(r.d.Lower(k))
		if t := r.tag(k); isVerb(t) && cue&lexicon.CueSpeech != 0 {
			return true
		} else if t != doc.TagMD && t != doc.TagRB && t != doc.TagVBD && t != doc.TagVBZ {
			return false
		}
	}
	return false
}

// startsNoun tells whether a noun phrase goes on at i.
func (r *resolver) startsNoun(i, end int32) bool {
	if i >= end {
		return false
	}
	if r.nameOf[i] != 0 {
		return true
	}
	switch t := r.tag(i); {
	case isNoun(t), isAdjective(t), t == doc.TagCD, t == doc.TagVBN, t == doc.TagVBG, t == doc.TagDollar:
		return true
	case t == doc.TagRB:
		return i+1 < end && (isAdjective(r.tag(i+1)) || r.tag(i+1) == doc.TagVBN)
	}
	return false
}

// readBase reads determiner, modifiers and head. Possessors inside become
// candidates of their own. ok is false where no noun was found.
func (r *resolver) readBase(i, end int32) (b base, ok bool) {
	if i+1 < end && r.nameOf[i] == 0 && r.tag(i) == doc.TagDT {
		switch next := r.tag(i + 1); r.d.Lower(i) {
		case "some": // "some 400 teachers" is about 400
			if next == doc.TagCD {
				return r.readBase(i+1, end)
			}
		case "all", "both", "half": // "all the teachers"
			if next == doc.TagDT || next == doc.TagPRPS {
				if b, ok = r.readBase(i+1, end); ok {
					b.start = i
				}
				return b, ok
			}
		}
	}
	b = base{start: i, end: i, head: none, name: none, owner: none, ownerNoun: none, country: lexicon.NoCountry}
	if i >= end {
		return b, false
	}
	j, ok := r.determiner(&b, end)
	if !ok {
		return b, false
	}
	b.open = b.det != bare || i > 0 && r.tag(i-1) == doc.TagIN
	for more := true; more && j < end; {
		j, more = r.take(&b, j, end)
	}
	b.end = j
	if b.head < 0 {
		b.head = r.standsForPerson(&b, end)
	}
	return b, b.head >= 0
}

// determiner reads what b begins with and returns the token behind it. ok is
// false where that is a word that no noun phrase begins with.
func (r *resolver) determiner(b *base, end int32) (j int32, ok bool) {
	i := b.start
	j = i
	if r.nameOf[i] != 0 {
		return j, true
	}
	switch r.tag(i) {
	case doc.TagPDT:
		j++
		if j < end && r.tag(j) == doc.TagDT {
			b.det = detOf(r.d.Lower(j))
			j++
		}
	case doc.TagDT, doc.TagWDT:
		if r.tag(i) == doc.TagWDT && r.d.Lower(i) == "that" {
			return j, false
		}
		b.det = detOf(r.d.Lower(i))
		j++
		if i > 0 && j < end && r.d.Lower(i-1) == "not" && r.d.Lower(i) == "a" && (r.d.Lower(j) == "single" || r.d.Lower(j) == "solitary") {
			b.det = negated
		}
	case doc.TagPRPS, doc.TagPRP:
		if r.tag(i) == doc.TagPRP && (r.d.Lower(i) != "her" || i+1 >= end || !isNoun(r.tag(i+1))) {
			return j, false
		}
		b.det = possessive
		b.owner = r.addPronoun(i)
		r.cands[b.owner].own, r.cands[b.owner].place = true, modifier
		j++
	case doc.TagCC: // "both scientists", whatever the tags say
		if i+1 < end && r.d.Lower(i) == "both" && r.tag(i+1) == doc.TagNNS && (i+2 == end || r.d.Lower(i+2) != "and") {
			b.det = quantified
			j++
		}
	case doc.TagCD: // read as a modifier
		b.det = counted
		if r.d.Lower(i) == "one" {
			b.det = indefinite
			if i > 0 && r.d.Lower(i-1) == "not" {
				b.det = negated
			}
		}
	}
	return j, true
}

// take reads what stands at token j into b. It returns the token to go on
// with, and whether the phrase may go on there.
func (r *resolver) take(b *base, j, end int32) (int32, bool) {
	if n := r.nameOf[j] - 1; n >= 0 && r.names[n].span.Start == j {
		if b.head >= 0 && b.name < 0 && j > b.start && !r.joins(j) {
			return j, false
		}
		r.premodify(b)
		b.name, b.head = n, r.names[n].span.End-1
		return r.names[n].span.End, true
	}
	t := r.tag(j)
	lower := r.d.Lower(j)
	switch {
	case t == doc.TagCC && b.name >= 0 && r.names[b.name].typ == doc.LOC && j+2 < end && r.demonymBefore(j+1):
		r.modify(b) // "US and European officials"
		b.head, b.owner, b.open = none, none, true
		return j + 2, true
	case isNoun(t) && r.postNominal(j) && b.name >= 0 && r.names[b.name].typ == doc.PER:
		return j + 1, false // "Ada Boll MP"
	case t == doc.TagNNS && b.head == j-1 && b.name < 0 && j+1 < end && stretch(lower) && r.behindTime(j+1):
		return j, false // "killed a man hours before": how long is no part of the phrase
	case isNoun(t) && anybody(lower):
		if b.head < 0 {
			b.head, b.name, b.det = j, none, negated
			j++
		}
		return j, false
	case isNoun(t):
		r.premodify(b)
		b.head, b.name = j, none
		return j + 1, true
	case t == doc.TagPOS && b.head >= 0:
		r.possessor(b, j)
		return j + 1, true
	case t == doc.TagHYPH && b.head == j-1 && j+3 < end && r.d.Lower(j+1) == "of" && r.tag(j+2) == doc.TagHYPH:
		return j + 4, true // "mum-of-three"
	case t == doc.TagHYPH && j+1 < end && j > b.start:
		return r.hyphen(b, j, end)
	case b.head >= 0:
		return r.behindHead(b, j, end)
	}
	return r.beforeHead(b, j, end)
}

// premodify turns what was the head of b so far into what stands before the
// head: the owner where it is a name, else perhaps the noun that tells it.
func (r *resolver) premodify(b *base) {
	if b.name >= 0 {
		r.modify(b)
	} else if b.head >= 0 {
		b.ownerNoun = r.orgNoun(b.head, b.ownerNoun)
	}
}

// possessor closes what was read of b before the possessive mark at token j: a
// phrase of its own, which owns what follows.
func (r *resolver) possessor(b *base, j int32) {
	b.end = j
	r.close(*b, j)
	b.owner = r.lastClosed
	was := b.det
	b.det, b.head, b.name, b.ownerNoun, b.country, b.fresh, b.open = possessive, none, none, none, lexicon.NoCountry, false, true
	if was == indefinite && r.cands[b.owner].plural {
		b.det, b.owner = indefinite, none // "a women's team"
	}
}

// hyphen takes the hyphen at token j and the word behind it into b, as take
// does. They modify ("state-run agency"), unless no noun follows.
func (r *resolver) hyphen(b *base, j, end int32) (int32, bool) {
	if b.head >= 0 && r.d.Tokens[j].Is(doc.SpaceBefore) && r.d.Tokens[j+1].Is(doc.SpaceBefore) {
		return j, false // a dash
	}
	if b.name >= 0 {
		owner := b.owner
		if r.modify(b); seated(r.d.Lower(j + 1)) {
			b.owner = owner // "the Harl-based firm" is not Harl's
		}
	}
	if n := r.nameOf[j+1] - 1; n >= 0 && r.names[n].span.Start == j+1 {
		b.head = none
		return j + 1, true
	}
	j += 2
	if !isNoun(r.tag(j-1)) || j < end && r.startsNoun(j, end) && b.head >= 0 {
		b.head, b.name = none, none
	} else {
		b.head, b.name = j-1, none
	}
	return j, true
}

// behindHead takes the word at token j, which is no noun, into b, as take
// does, where what was taken for the head of b is none.
func (r *resolver) behindHead(b *base, j, end int32) (int32, bool) {
	if b.head != j-1 {
		return j, false
	}
	t := r.tag(j)
	switch {
	case b.name >= 0:
		if b.det != counted && isAdjective(t) && r.names[b.name].typ != doc.PER && r.personSoon(j, end, 1) {
			r.modify(b) // "the Lake Board legal director"
			b.head, b.owner, b.open = none, none, true
			return j + 1, true
		}
	case r.d.Lower(j) == "executive" && r.d.Lower(b.head) == "chief":
		b.head = j // "chief executive", whatever the tags say
		return j + 1, true
	case isAdjective(t) && j+1 < end && isNoun(r.tag(j+1)) && (r.d.Lower(b.head) == "deputy" || r.d.Lower(b.head) == "assistant" || r.d.Lower(b.head) == "vice") && r.personSoon(j+1, end, 1):
		b.head = none // "the deputy prime minister"
		return j + 1, true
	case isAdjective(t) && r.nounSoon(j+1, end) && r.demonym(b.head):
		b.country, b.head, b.open = lexicon.Name(r.d.Text(b.head)).Country, none, true // "the Finnish foreign ministry", whatever the tags say
		return j + 1, true
	case t == doc.TagCC && j+2 < end && r.demonym(b.head) && r.demonymBefore(j+1):
		b.head, b.open = none, true // "the Czech and Slovak governments"
		return j + 2, true
	case t == doc.TagCC && j+1 < end && isNoun(r.tag(j+1)) && r.personSoon(j+1, end, 2) && lexicon.Person(r.lemma(b.head)) == 0:
		return j + 1, true // "sales and marketing manager"
	}
	return j, false
}

// beforeHead takes the modifier at token j into b, which has no head yet, as
// take does.
func (r *resolver) beforeHead(b *base, j, end int32) (int32, bool) {
	t := r.tag(j)
	switch {
	case isAdjective(t):
		switch r.d.Lower(j) {
		case "other", "second", "new", "next", "different", "additional", "third", "fellow":
			b.fresh = true
		}
		if e := lexicon.Name(r.d.Text(j)); e.Kinds&lexicon.NameDemonym != 0 {
			b.country = e.Country
		}
		b.open = true
		return j + 1, true
	case t == doc.TagCD, t == doc.TagDollar:
		if b.det == bare || b.det == quantified {
			b.det = counted
		}
		return j + 1, true
	case (t == doc.TagVBN || t == doc.TagVBG && (j > b.start || !r.hasObject(j, end))) && b.open && r.nounSoon(j+1, end):
		return j + 1, true
	case t == doc.TagRB || t == doc.TagRBR || t == doc.TagRBS:
		if l := r.d.Lower(j); (l == "then" || l == "now") && (b.det == possessive || l == "then" && b.det == definite) && j+1 < end && r.nounSoon(j+1, end) {
			return j + 1, true // "the firm's then head of safety"
		}
		if j+1 < end && (isAdjective(r.tag(j+1)) || r.tag(j+1) == doc.TagVBN || r.tag(j+1) == doc.TagCD) && b.open {
			return j + 1, true
		}
	case (t == doc.TagComma || t == doc.TagCC) && j > b.start && isAdjective(r.tag(j-1)) && j+1 < end && isAdjective(r.tag(j+1)) && r.nounSoon(j+2, end):
		return j + 1, true
	}
	return j, false
}

// standsForPerson is the last word of b, which has no noun, where that stands
// for a person, else none: "the 23-year-old", "the accused", "the Italian fumed".
func (r *resolver) standsForPerson(b *base, end int32) int32 {
	last := b.end - 1
	switch b.det {
	case definite, indefinite, possessive, counted:
	default:
		return none
	}
	if last <= b.start {
		return none
	}
	l := r.d.Lower(last)
	if isAgeWord(l) || b.det == definite && (lexicon.Person(l)&lexicon.PersonEpithet != 0 || b.end < end && isFinite(r.tag(b.end)) && lexicon.Name(r.d.Text(last)).Kinds&lexicon.NamePeople != 0) {
		return last
	}
	return none
}

// stretch tells the words for how long.
func stretch(l string) bool {
	switch l {
	case "seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "moments":
		return true
	}
	return false
}

// behindTime tells the words that follow a stretch of time.
func (r *resolver) behindTime(i int32) bool {
	switch r.d.Lower(i) {
	case "before", "after", "later", "earlier", "ago":
		return true
	}
	return false
}

// demonym tells whether the word at token i is an adjective for a country's.
func (r *resolver) demonym(i int32) bool {
	e := lexicon.Name(r.d.Text(i))
	return e.Kinds&lexicon.NameDemonym != 0 && e.Kinds&lexicon.NameCountry == 0
}

// demonymBefore tells whether an adjective for a country's or region's stands
// at token i before a common noun.
func (r *resolver) demonymBefore(i int32) bool {
	if r.nameOf[i] != 0 || !isNoun(r.tag(i+1)) || r.nameOf[i+1] != 0 || isUpper(r.d.Text(i+1)) {
		return false
	}
	return lexicon.Name(r.d.Text(i)).Kinds&lexicon.NameDemonym != 0 || r.d.Text(i) == "European" || r.d.Text(i) == "Western"
}

// postNominal tells the letters that stand behind a person's name.
func (r *resolver) postNominal(i int32) bool { return letters(r.d.Text(i)) }

// letters tells abbreviations of offices and honours that follow a name.
func letters(w string) bool {
	switch w {
	case "MP", "MPs", "MEP", "MSP", "MLA", "MS", "TD", "QC", "KC", "SC", "BL", "OBE", "CBE", "MBE", "PhD", "MD":
		return true
	}
	return false
}

// hasObject tells whether a noun behind the verb at i is its object, by the
// tree: "after accepting refugees".
func (r *resolver) hasObject(i, end int32) bool {
	for k := i + 1; k < end && k < i+6 && r.trees; k++ {
		if r.d.Tokens[k].Head == i && r.d.Tokens[k].Rel == doc.RelObj {
			return true
		}
	}
	return false
}

// anybody tells whether the word speaks of nobody in particular.
func anybody(l string) bool {
	switch l {
	case "nobody", "anybody", "everybody", "somebody", "anyone", "everyone", "someone", "nothing", "anything", "everything", "something", "none":
		return true
	}
	return false
}

// isAgeWord tells "23-year-old", also its last part where the hyphens are tokens.
func isAgeWord(l string) bool {
	return l == "old" || len(l) > 9 && l[len(l)-9:] == "-year-old" || l == "accused" || l == "deceased"
}

// joins tells whether a name at j that follows a common noun makes one phrase
// with it: "chief Vera Moltke", not "told reporters Vera".
func (r *resolver) joins(j int32) bool {
	if n, _ := lexicon.LongestName(r.d, max(j-2, 0), j, lexicon.NameTitle); n == 2 {
		return true // "Det Con Ada Rose"
	}
	return lexicon.Person(r.lemma(j-1)) != 0 || lexicon.Name(r.d.Text(j-1)).Kinds&(lexicon.NameHonorific|lexicon.NameTitle) != 0 || r.names[r.nameOf[j]-1].typ != doc.PER
}

// nounSoon tells whether a noun or name follows within a few modifiers.
func (r *resolver) nounSoon(i, end int32) bool {
	for k := i; k < end && k < i+4; k++ {
		if r.nameOf[k] != 0 || isNoun(r.tag(k)) {
			return true
		}
		if t := r.tag(k); !isAdjective(t) && t != doc.TagVBN && t != doc.TagVBG && t != doc.TagCD && t != doc.TagHYPH {
			return false
		}
	}
	return false
}

// personSoon tells whether a noun for one person, no relative, is the first of the words
// from token i on that is for people, the n-th or a later one of up to four.
func (r *resolver) personSoon(i, end int32, n int32) bool {
	for k := i; k < min(end, i+4) && (k == i || isNoun(r.tag(k))) && r.nameOf[k] == 0; k++ {
		if lexicon.Person(r.lemma(k)) != 0 {
			return k >= i+n-1 && r.tag(k) == doc.TagNN && !kin(r.lemma(k)) && (k+1 >= end || r.nameOf[k+1] != 0 || !isNoun(r.tag(k+1)))
		}
	}
	return false
}

// modify makes the name that b ends in so far a modifier of what follows.
func (r *resolver) modify(b *base) {
	c := r.addName(b.name)
	r.cands[c].place = modifier
	if b.owner < 0 {
		b.owner = c
	}
	b.name = none
}

// seated tells whether a word behind a place and a hyphen says where somebody is at home.
func seated(w string) bool {
	return w == "based" || w == "headquartered" || w == "listed" || w == "registered"
}

// behindSeat is the first token of phrase x behind "Harl-based", else its first.
func (r *resolver) behindSeat(x *cand) int32 {
	for i := x.head - 1; i > x.core.Start; i-- {
		if r.tag(i-1) == doc.TagHYPH && seated(r.d.Lower(i)) {
			return i + 1
		}
	}
	return x.core.Start
}

// orgNoun is noun i where it can mean an organization, else what was known before.
func (r *resolver) orgNoun(i, before int32) int32 {
	if lexicon.GroupNoun(r.lemma(i)) != 0 {
		return i
	}
	return before
}

// close adds the candidate of a base: a name with its title, or a noun phrase
// with the phrases that follow its head. It returns the token after the base,
// so that what lies in the following phrases is read as well.
func (r *resolver) close(b base, end int32) int32 {
	if b.name >= 0 {
		c := r.addName(b.name)
		x := &r.cands[c]
		start := b.start
		if b.det != bare && b.owner < 0 && start < x.span.Start {
			start++
		}
		for start < x.span.Start && lexicon.Name(r.d.Text(start)).Kinds&(lexicon.NameWeekday|lexicon.NameMonth) != 0 && r.tag(start) == doc.TagNNP {
			start++ // "on Friday Judge Alma Roe"
		}
		if start < x.span.Start && b.det != counted && r.d.Lower(x.span.Start-1) != "'s" {
			x.title = doc.Span{Start: start, End: x.span.Start}
		}
		x.owner, x.country, x.ownerNoun = b.owner, b.country, b.ownerNoun
		x.det = b.det
		r.lastClosed = c
		return b.end
	}
	c := cand{
		span: doc.Span{Start: b.start, End: b.end}, core: doc.Span{Start: b.start, End: b.end}, head: b.head,
		form: doc.FormNominal, det: b.det, owner: b.owner, within: none, country: b.country,
		ownerNoun: b.ownerNoun, fresh: b.fresh,
	}
	if l := r.d.Lower(b.head); isAgeWord(l) && !isNoun(r.tag(b.head)) {
		c.what, c.noun = person, lexicon.PersonIs
	} else {
		r.classify(&c)
	}
	if b.end < end && c.what != thing {
		c.span.End = r.extend(b.head, b.start, b.end, r.d.SentenceOf(b.head).End, c.what)
	}
	if b.det == counted && c.what == people && r.bounded(b.start) {
		c.span.Start -= 2
	}
	r.lastClosed = r.add(c)
	return b.end
}

// bounded tells whether "at least", "more than" or the like stands before the number at
// token i.
func (r *resolver) bounded(i int32) bool {
	if i < 2 || r.d.Tokens[i-2].Sent != r.d.Tokens[i].Sent {
		return false
	}
	switch a, b := r.d.Lower(i-2), r.d.Lower(i-1); b {
	case "least", "most":
		return a == "at"
	case "than":
		return a == "more" || a == "fewer" || a == "less"
	case "to":
		return a == "up"
	}
	return false
}

// partitive reads "one of her deputies", "two of them", "dozens of residents".
// What is counted is read on its own; it gives the phrase its kind.
func (r *resolver) partitive(i, end int32) int32 {
	j := i
	plural := true
	switch l := r.d.Lower(j); l {
	case "one", "another", "each", "neither", "none":
		plural = false
	case "some", "many", "several", "both", "most", "all", "few", "half", "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten", "dozens", "hundreds", "thousands", "scores", "members", "others", "those":
	default:
		if r.tag(j) != doc.TagCD {
			return i
		}
	}
	if j+2 >= end || r.d.Lower(j+1) != "of" || r.nameOf[j] != 0 {
		return i
	}
	if l := r.d.Lower(j); (l == "one" || l == "another") && r.d.Lower(j+2) == "them" && (r.saysSoon(j+3) || j+4 < end && r.tag(j+3) == doc.TagComma && r.nameOf[j+4] != 0) {
		r.add(cand{
			span: doc.Span{Start: i, End: j + 3}, core: doc.Span{Start: i, End: j + 1}, head: i, form: doc.FormNominal, what: person, det: indefinite, fresh: true,
			noun: lexicon.PersonIs | lexicon.PersonSource, owner: none, within: none, ownerNoun: none, country: lexicon.NoCountry, partOf: j + 2,
		})
		return j + 2
	}
	b, ok := r.look(j+2, end)
	if !ok || b.name >= 0 {
		return i
	}
	inner := cand{head: b.head, det: b.det}
	r.classify(&inner)
	if inner.what != people && inner.what != body {
		return i
	}
	d := quantified
	if !plural {
		d = indefinite
		if l := r.d.Lower(j); l != "one" && l != "another" {
			d = negated
		}
	}
	c := cand{
		core: doc.Span{Start: i, End: j + 1}, head: i, form: doc.FormNominal, det: d, owner: none, within: none,
		what: inner.what, plural: plural, noun: inner.noun, class: inner.class, country: lexicon.NoCountry, ownerNoun: none,
		partOf: b.head,
	}
	if !plural && c.what == people {
		c.what = person
	}
	c.span = doc.Span{Start: i, End: r.extend(b.head, i, b.end, r.d.SentenceOf(i).End, c.what)}
	r.add(c)
	return j + 2
}

// look is readBase without adding candidates.
func (r *resolver) look(i, end int32) (base, bool) {
	n := len(r.cands)
	b, ok := r.readBase(i, end)
	r.cands = r.cands[:n]
	return b, ok
}

// extend is the end of the phrase whose base ends at token e, with the
// prepositional phrases behind it and without relative clauses and appositions.
// With a tree a phrase belongs to what it hangs on; without one "of" always
// does, others where no verb stands before them that could take them.
func (r *resolver) extend(head, start, e, end int32, w what) int32 {
	first := e
	for range 5 {
		i := e
		if i+1 < end && (isAdjective(r.tag(i)) || r.tag(i) == doc.TagRB) && (r.tag(i+1) == doc.TagIN || r.tag(i+1) == doc.TagTO) && w != body {
			// "a person close to the inquiry"
			if r.trees && r.d.Tokens[i].Head != head || r.tag(i) == doc.TagRB {
				if b, ok := r.look(i+2, end); !ok || !r.opens(start, b.end) {
					return e
				}
			}
			i++
		}
		if i >= end || r.tag(i) != doc.TagIN && r.tag(i) != doc.TagTO || r.d.Tokens[i].Is(doc.InAside) {
			return e
		}
		prep := r.d.Lower(i)
		if !phrasePreposition(prep) || prep == "of" && (w == person || w == body || w == people) && start > 0 && takesOf(r.lemma(start-1)) {
			return e
		}
		if prep == "of" && w == person && i+1 < end && r.tag(i+1) == doc.TagCD && !r.startsNoun(i+2, end) {
			return i + 2 // "the father of two"
		}
		if ne := r.headlineVerb(head, i+1, end); ne > 0 {
			return ne
		}
		b, ok := r.look(i+1, end)
		if !ok || b.name < 0 && (timeNoun(r.lemma(b.head)) || lexicon.Name(r.d.Text(b.head)).Kinds&(lexicon.NameMonth|lexicon.NameWeekday) != 0) {
			return e
		}
		switch prep {
		case "of", "in", "at", "from", "inside", "near", "outside", "within":
		default:
			// "spokesman for the board", not "partners for review"
			if inner := (cand{head: b.head, det: b.det}); b.name < 0 {
				if r.classify(&inner); inner.what == thing && w != person && !(prep == "with" && w == people) {
					return e
				}
			}
		}
		if prep != "of" {
			if r.opens(start, b.end) {
				// nothing else can take what stands between
			} else if r.trees {
				h := b.head
				if b.name >= 0 {
					h = r.headIn(r.names[b.name].span)
				}
				up := r.d.Tokens[h].Head
				if up != head && !(up >= first && up < e) && !(up > start && up < first) {
					return e
				}
				switch r.d.Tokens[h].Rel {
				case doc.RelNmod, doc.RelNmodDesc, doc.RelNmodPoss, doc.RelNmodUnmarked:
				default:
					return e
				}
			} else if r.verbBefore(start) {
				return e
			}
		}
		e = b.end
		if r.trees {
			e = r.coordinated(b, e, end)
		}
	}
	return e
}

// takesOf tells the verbs whose object an of-phrase follows that is no part of
// it: "accused the mayor of theft".
func takesOf(lemma string) bool {
	switch lemma {
	case "accuse", "convict", "acquit", "suspect", "rob", "inform", "notify", "warn", "remind", "assure", "deprive", "strip", "cure", "clear", "relieve", "convince", "persuade":
		return true
	}
	return false
}

// opens tells whether the phrase [start, e) is the subject that its sentence
// begins with, whatever the tree says: a finite verb or ", who" follows at once.
func (r *resolver) opens(start, e int32) bool {
	d := r.d
	s := d.SentenceOf(start)
	i := s.Start
	for i < start && (d.Tokens[i].POS == doc.PosPunct || r.tag(i) == doc.TagCC) {
		i++
	}
	if i != start || e >= s.End {
		return false
	}
	if r.tag(e) == doc.TagComma && e+1 < s.End {
		return r.tag(e+1) == doc.TagWP || r.tag(e+1) == doc.TagVBG && r.verbBehind(e+1, s.End)
	}
	return isFinite(r.tag(e)) || r.tag(e) == doc.TagWP
}

// headlineVerb is the end of the place's name at token i of a headline where the verb
// of the plural noun before the preposition follows it, whatever its tag: "Survivors in
// Harl demand answers"; 0 elsewhere.
func (r *resolver) headlineVerb(head, i, end int32) int32 {
	d := r.d
	if i >= end || !d.Tokens[i].Is(doc.InTitle) || r.nameOf[i] == 0 || r.tag(head) != doc.TagNNS {
		return 0
	}
	e := r.names[r.nameOf[i]-1].span.End
	if e+1 >= end || isUpper(d.Text(e)) || r.tag(e) != doc.TagNN {
		return 0
	}
	if _, form := lexicon.Cue(d.Lower(e)); form&lexicon.VerbBase == 0 || isUpper(d.Text(e+1)) || !isNoun(r.tag(e+1)) && r.tag(e+1) != doc.TagJJ && r.tag(e+1) != doc.TagDT && r.tag(e+1) != doc.TagTO && r.tag(e+1) != doc.TagIN {
		return 0
	}
	for k := d.SentenceOf(i).Start; k < e; k++ {
		if isFinite(r.tag(k)) {
			return 0
		}
	}
	return e
}

// verbBehind tells whether a finite verb follows the comma that closes the
// participle at token i: "An official, speaking on background, said".
func (r *resolver) verbBehind(i, end int32) bool {
	for k := i; k+1 < end && k < i+12; k++ {
		if t := r.tag(k); isFinite(t) {
			return false
		} else if t == doc.TagComma {
			return isFinite(r.tag(k + 1))
		}
	}
	return false
}

// timeNoun tells whether a noun is for a time: "chairman for nine years".
func timeNoun(lemma string) bool {
	switch lemma {
	case "year", "month", "week", "day", "decade", "hour", "minute", "time", "morning", "night", "evening", "today", "yesterday", "moment", "season", "noon", "midnight", "dawn", "dusk", "weekend", "summer", "winter", "spring", "autumn", "century":
		return true
	}
	return false
}

// coordinated is the end of a list that goes on from b: "the leaders of the
// US, the UK and Italy", by the tree.
func (r *resolver) coordinated(b base, e, end int32) int32 {
	h := b.head
	if b.name >= 0 {
		h = r.headIn(r.names[b.name].span)
	}
	for range 6 {
		i := e
		if i < end && r.tag(i) == doc.TagComma {
			i++
		}
		if i < end && r.tag(i) == doc.TagCC {
			i++
		}
		if i == e || i >= end {
			return e
		}
		n, ok := r.look(i, end)
		if !ok {
			return e
		}
		nh := n.head
		if n.name >= 0 {
			nh = r.headIn(r.names[n.name].span)
		}
		if t := &r.d.Tokens[nh]; t.Rel != doc.RelConj || t.Head != h {
			return e
		}
		e = n.end
	}
	return e
}

func phrasePreposition(p string) bool {
	switch p {
	case "of", "for", "at", "in", "from", "with", "on", "to", "within", "inside", "behind", "near", "under", "against", "between", "outside", "into", "on.":
		return true
	}
	return false
}

// verbBefore tells whether a verb stands before token i in its sentence.
func (r *resolver) verbBefore(i int32) bool {
	s := r.d.SentenceOf(i)
	for k := i - 1; k >= s.Start && k > i-12; k-- {
		switch t := r.tag(k); t {
		case doc.TagVB, doc.TagVBD, doc.TagVBG, doc.TagVBN, doc.TagVBP, doc.TagVBZ:
			return true
		case doc.TagComma, doc.TagOpenQuote, doc.TagCloseQuote, doc.TagColon:
			return false
		}
	}
	return false
}

// nest sets within of the candidates that stand behind the head of another,
// and the owner of phrases that name it there: "spokesman for the Authority".
func (r *resolver) nest() {
	var stack [8]int32
	depth := 0
	for i := range r.cands {
		c := &r.cands[i]
		for depth > 0 && r.cands[stack[depth-1]].span.End <= c.span.Start {
			depth--
		}
		if depth > 0 {
			o := stack[depth-1]
			out := &r.cands[o]
			if out.partOf == c.head && c.form == doc.FormNominal {
				c.what = thing // counted by the phrase around it
			}
			if out.form == doc.FormNominal && c.span.Start >= out.core.End {
				c.within, c.place = o, modifier
				if out.owner < 0 && c.form != doc.FormPronoun && (c.form == doc.FormName || c.what != thing) {
					out.owner = int32(i)
				}
			} else if out.form == doc.FormNominal && c.span.End <= out.head {
				c.place = modifier
			}
		}
		if depth > 0 && c.form == doc.FormNominal && c.what != thing && c.span.End == r.cands[stack[depth-1]].span.End {
			// "a lawyer for the agent, X": the name belongs to the inner phrase
			if out := &r.cands[stack[depth-1]]; out.form == doc.FormNominal && (c.det == definite || c.det == possessive) {
				if end := r.d.SentenceOf(c.head).End; c.span.End < end && r.tag(c.span.End) == doc.TagComma {
					if n, e := r.nameAfter(c.span.End+1, end); e > 0 && !r.listed(e, end) && (r.cands[n].typ == doc.PER) == (c.what == person) {
						out.span.End = e
					}
				}
			}
		}
		if depth < len(stack) && c.span.Len() > 1 {
			stack[depth] = int32(i)
			depth++
		}
	}
}
