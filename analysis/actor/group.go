package actor

import (
	"slices"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file joins names to entities. People's names meet by surname, bodies'
// by their words and initials, places' and well-known bodies' by the
// gazetteers' lists of other names.

// grouper holds the indices by which names find their entities.
type grouper struct {
	r         *resolver
	exact     map[string]int32   // type and lower-case name to entity
	surnames  map[string][]int32 // alike surname to entities of people with a full name
	givens    map[string][]int32 // first name alone to entities of people
	sounds    map[string][]int32 // skeleton of a surname to entities of people with a full name
	halves    map[string][]int32 // each part of a double surname to the same
	acronyms  map[string]int32
	parts     map[string][]int32 // first and last words of bodies' names
	sharing   map[int32]bool     // entities of people whose name is cut short, see partner; nil before the first
	countries map[lexicon.CountryID]int32
	bodies    map[lexicon.BodyID]int32
	sites     map[string]int32            // one word of a place's name of two
	capitals  map[lexicon.CountryID]int32 // where they are no more than places
	// Countries by the direction that their names begin with, see half; nil before the first call.
	directions map[string]int32
}

// groupNames makes the entities that have names. Full names come first, so
// that a headline's surname finds the full name below.
func (r *resolver) groupNames() {
	g := &grouper{
		r: r, exact: map[string]int32{}, surnames: map[string][]int32{}, givens: map[string][]int32{}, sounds: map[string][]int32{}, halves: map[string][]int32{},
		acronyms: map[string]int32{}, parts: map[string][]int32{},
		countries: map[lexicon.CountryID]int32{}, bodies: map[lexicon.BodyID]int32{}, capitals: map[lexicon.CountryID]int32{}, sites: map[string]int32{},
	}
	for round := range 2 {
		for i := range r.cands {
			c := &r.cands[i]
			if c.form != doc.FormName || c.ent >= 0 {
				continue
			}
			full := !r.oneWord(c.span) && !(c.typ == doc.PER && r.opensWithParticle(c.span))
			if full != (round == 0) {
				continue
			}
			switch c.typ {
			case doc.PER:
				if r.names[r.nameOf[c.head]-1].clan {
					g.clan(int32(i))
				} else if full || !r.oneWord(c.span) && !g.particled(c.span) {
					g.fullPerson(int32(i))
				} else {
					g.shortPerson(int32(i))
				}
			case doc.ORG:
				g.organization(int32(i), full)
			default:
				g.location(int32(i))
			}
		}
	}
	slices.SortFunc(r.namesakes, func(a, b namesake) int { return int(a.cand - b.cand) })
	r.decideNamesakes()
	r.nameEnts, r.countries = len(r.ents), g.countries
}

// named makes a new entity for candidate c.
func (g *grouper) named(c int32, w what, k doc.Kind) int32 {
	r := g.r
	x := &r.cands[c]
	e := int32(len(r.ents))
	r.ents = append(r.ents, entity{
		what: w, typ: x.typ, kind: k, named: true, country: lexicon.NoCountry, bodyID: lexicon.NoBody,
		affil: none, first: c, last: none, lastSubj: none, parent: none, prev: none, next: none,
	})
	x.ent, x.rule, x.link = e, "name", none
	r.ents[e].gender = r.titleGender(c)
	if x.typ == doc.PER && w == person {
		r.ents[e].usual = r.usualGender(x.span)
	}
	return e
}

// usualGender is the gender of most who bear the given name with which the
// name s begins. A name alone must be no surname as well,
// as men's often are.
func (r *resolver) usualGender(s doc.Span) doc.Gender {
	l := r.lowerSpan(r.firstWord(s))
	if r.oneWord(s) {
		if k := lexicon.ClassOf(l); !k.Given || k.Surname && lexicon.GivenName(l) != lexicon.MostlyWomen {
			return doc.GenderUnknown
		}
	}
	switch lexicon.GivenName(l) {
	case lexicon.MostlyWomen:
		return doc.Feminine
	case lexicon.MostlyMen:
		return doc.Masculine
	}
	return doc.GenderUnknown
}

// join adds candidate c to entity e.
func (g *grouper) join(c, e int32, rule string) {
	x := &g.r.cands[c]
	x.ent, x.rule = e, rule
	if gender := g.r.titleGender(c); gender != 0 && g.r.ents[e].gender == 0 {
		g.r.ents[e].gender = gender
	}
	if c < g.r.ents[e].first {
		g.r.ents[e].first = c
	}
}

func (g *grouper) fullPerson(c int32) {
	r := g.r
	x := &r.cands[c]
	key := r.alikeSpan(r.surname(x.span))
	for _, e := range g.surnames[key] {
		if o := r.cands[r.ents[e].first].span; g.sharing[e] && sameGiven(r.lowerSpan(o), r.lowerSpan(r.firstWord(x.span))) || !g.sharing[e] && r.samePerson(o, x.span) {
			g.join(c, e, "name")
			return
		}
	}
	if e := g.otherSpelling(x.span); e >= 0 {
		g.join(c, e, "spelling")
		return
	}
	if o := g.partner(c); o >= 0 {
		e := g.named(o, person, doc.Person)
		push(g.surnames, key, e)
		push(g.givens, r.alikeSpan(r.cands[o].span), e)
		if g.sharing == nil {
			g.sharing = map[int32]bool{}
		}
		g.sharing[e] = true
	}
	e := g.named(c, person, doc.Person)
	push(g.surnames, key, e)
	push(g.givens, r.alikeSpan(r.firstWord(x.span)), e)
	if k := r.skeletonOf(x.span); k != "" {
		push(g.sounds, k, e)
	}
	for _, half := range r.halves(x.span) {
		push(g.halves, r.alikeSpan(half), e)
	}
}

// partner is the candidate for the given name that shares the surname of the full name
// c behind it, "Omar and Lina Haddad", where a noun for relatives or the given name
// itself tells so; none elsewhere.
func (g *grouper) partner(c int32) int32 {
	const reach = 4 // tokens
	r := g.r
	x := &r.cands[c]
	i := x.span.Start - 1
	s := r.d.SentenceOf(x.head).Start
	if i <= s || r.d.Lower(i) != "and" || r.nameOf[i-1] == 0 {
		return none
	}
	o := r.names[r.nameOf[i-1]-1].cand
	if o < 0 || r.cands[o].typ != doc.PER || r.cands[o].ent >= 0 || r.cands[o].span.End != i || !r.oneWord(r.cands[o].span) || !r.cands[o].title.Empty() && r.titleGender(o) != 0 {
		return none
	}
	key := r.alikeSpan(r.cands[o].span)
	if len(g.surnames[key]) > 0 || len(g.givens[key]) > 0 {
		return none // somebody spoken of already
	}
	if k := lexicon.ClassOf(r.lowerSpan(r.cands[o].span)); k.Given && !k.Surname {
		return o
	}
	for k := r.cands[o].span.Start - 1; k >= s && k >= r.cands[o].span.Start-reach; k-- {
		switch r.d.Lower(k) {
		case "parents", "couple", "brothers", "sisters", "siblings", "twins", "sons", "daughters", "children", "spouses", "grandparents", "cousins":
			return o
		}
	}
	return none
}

// otherSpelling is the person of whose full name s can be another
// transliteration, or the same with the surname first, or none.
func (g *grouper) otherSpelling(s doc.Span) int32 {
	r := g.r
	first, last := r.firstWord(s), r.surname(s)
	if k := r.skeletonOf(s); k != "" {
		for _, e := range g.sounds[k] {
			o := r.cands[r.ents[e].first].span
			if a, b := r.lowerSpan(first), r.lowerSpan(r.firstWord(o)); a == b || soundsAlike(a, b) {
				return e
			}
		}
	}
	if first.End == last.Start {
		for _, e := range g.surnames[r.alikeSpan(first)] {
			o := r.cands[r.ents[e].first].span
			if f := r.firstWord(o); f.End == r.surname(o).Start && r.alikeSpan(f) == r.alikeSpan(last) {
				return e
			}
		}
	}
	return none
}

func (r *resolver) lowerSpan(s doc.Span) string {
	b := r.d.Bytes(s)
	return r.d.LowerSource()[b.Start:b.End]
}

func (r *resolver) skeletonOf(s doc.Span) string { return skeleton(r.lowerSpan(r.surname(s))) }

// halves are the parts of a double surname, "Ruiz" and "Berg" of "Ana
// Ruiz-Berg", and the last word but one of a name of three and more.
func (r *resolver) halves(s doc.Span) []doc.Span {
	last := r.surname(s)
	var out []doc.Span
	start := last.Start
	for i := last.Start; i < last.End; i++ {
		if r.tag(i) == doc.TagHYPH {
			out = append(out, doc.Span{Start: start, End: i})
			start = i + 1
		}
	}
	if start > last.Start && start < last.End {
		out = append(out, doc.Span{Start: start, End: last.End})
	}
	if i := last.Start - 1; i > r.firstWord(s).End-1 && len(r.d.Text(i)) > 3 && isUpper(r.d.Text(i)) && isNoun(r.tag(i)) {
		out = append(out, doc.Span{Start: i, End: i + 1})
	}
	return out
}

// opensWithParticle tells whether the name may be a surname whose particle has
// a capital letter because it opens its sentence: "Van der Berg".
func (r *resolver) opensWithParticle(s doc.Span) bool {
	if lexicon.Name(r.d.Lower(s.Start)).Kinds&lexicon.NameParticle == 0 {
		return false
	}
	return s.Start+1 < s.End && lexicon.Name(r.d.Text(s.Start+1)).Kinds&lexicon.NameParticle != 0 && !isUpper(r.d.Text(s.Start+1)) || s.Start == r.d.SentenceOf(s.Start).Start || isQuoteMark(r.tag(s.Start-1))
}

func isQuoteMark(t doc.Tag) bool { return t == doc.TagOpenQuote || t == doc.TagCloseQuote }

// particled tells whether a full name ends as s does, with the particle in
// lower case.
func (g *grouper) particled(s doc.Span) bool {
	r := g.r
	for _, e := range g.surnames[r.alikeSpan(r.surname(s))] {
		o := r.cands[r.ents[e].first].span
		if o.Len() > s.Len() && r.wordsAt(o.End-int32(s.Len()), s) {
			return true
		}
	}
	return false
}

// clan makes a group of a family: "the Brandts".
func (g *grouper) clan(c int32) {
	key := "F" + g.r.nameKey(g.r.cands[c].span)
	if e, ok := g.exact[key]; ok {
		g.join(c, e, "name")
		return
	}
	e := g.named(c, people, doc.Group)
	g.r.ents[e].plural = true
	g.exact[key] = e
}

// push appends to a list of bounded length.
func push(m map[string][]int32, key string, e int32) {
	l := m[key]
	if len(l) >= 12 {
		copy(l, l[1:])
		l = l[:11]
	}
	m[key] = append(l, e)
}

// oneWord tells whether the name has no more than a surname: one word between
// spaces, though "Quist-Olsen" is several tokens, or words after a particle.
func (r *resolver) oneWord(s doc.Span) bool {
	if lexicon.Name(r.d.Text(s.Start)).Kinds&lexicon.NameParticle != 0 && !isUpper(r.d.Text(s.Start)) {
		return true
	}
	for i := s.Start + 1; i < s.End; i++ {
		if r.d.Tokens[i].Is(doc.SpaceBefore) {
			return false
		}
	}
	return true
}

// firstWord is the name's tokens up to its first space.
func (r *resolver) firstWord(s doc.Span) doc.Span {
	for i := s.Start + 1; i < s.End; i++ {
		if r.d.Tokens[i].Is(doc.SpaceBefore) {
			return doc.Span{Start: s.Start, End: i}
		}
	}
	return s
}

// surname is the last word of the name but for "Jr.".
func (r *resolver) surname(s doc.Span) doc.Span {
	for s.Len() > 1 && (r.d.Tokens[s.End-1].POS == doc.PosPunct && r.tag(s.End-1) != doc.TagHYPH || lexicon.Name(r.d.Text(s.End-1)).Kinds&lexicon.NameSuffix != 0) {
		s.End--
	}
	for i := s.End - 1; i > s.Start; i-- {
		if r.d.Tokens[i].Is(doc.SpaceBefore) {
			s.Start = i
			break
		}
	}
	return s
}

// alikeSpan is the key of the words of s under which spellings fall together.
func (r *resolver) alikeSpan(s doc.Span) string {
	b := r.d.Bytes(s)
	return alike(strings.TrimSuffix(r.d.LowerSource()[b.Start:b.End], "."))
}

// samePerson tells whether two full names of one surname can be one person's:
// the first names are equal, or one is the other's initial or short form.
func (r *resolver) samePerson(a, b doc.Span) bool {
	d := r.d
	if r.surname(a).Start == a.Start || r.surname(b).Start == b.Start || r.endsAs(a, b) || r.endsAs(b, a) {
		return true
	}
	if sa, sb := lexicon.Name(d.Text(a.End-1)).Kinds&lexicon.NameSuffix != 0, lexicon.Name(d.Text(b.End-1)).Kinds&lexicon.NameSuffix != 0; sa && sb && d.Lower(a.End-1) != d.Lower(b.End-1) {
		return false
	}
	fa, fb := r.lowerSpan(r.firstWord(a)), r.lowerSpan(r.firstWord(b))
	return sameGiven(fa, fb) || r.markedName(a, fb) || r.markedName(b, fa)
}

// endsAs tells whether b is the surname of a with its particle, whatever the
// particle's capital: "De Wael" of "Ada De Wael".
func (r *resolver) endsAs(a, b doc.Span) bool {
	if a.Len() <= b.Len() || lexicon.Name(r.d.Lower(b.Start)).Kinds&lexicon.NameParticle == 0 {
		return false
	}
	for k := int32(0); k < int32(b.Len()); k++ {
		if r.d.Lower(a.End-1-k) != r.d.Lower(b.End-1-k) {
			return false
		}
	}
	return true
}

// markedName tells whether the name has the nickname between marks: Kev "Tank" Doyle.
func (r *resolver) markedName(s doc.Span, nickname string) bool {
	for i := s.Start + 1; i+1 < s.End; i++ {
		if r.d.Lower(i) == nickname && !isLetter(r.d.Text(i-1)) {
			return true
		}
	}
	return false
}

// shortPerson joins a name of one word to a full name: by surname, else by
// first name.
func (g *grouper) shortPerson(c int32) {
	r := g.r
	x := &r.cands[c]
	key := r.alikeSpan(r.surname(x.span))
	l := g.surnames[key]
	if len(l) == 0 {
		l = g.givens[key]
	}
	if len(l) == 0 {
		l = g.halves[key]
	}
	if len(l) == 0 {
		if e, ok := g.exact["P"+key]; ok {
			g.join(c, e, "name")
			return
		}
		g.exact["P"+key] = g.named(c, person, doc.Person)
		return
	}
	if len(l) > 1 {
		r.namesakes = append(r.namesakes, namesake{c, l})
		x.ent, x.rule = l[0], "surname" // until decideNamesakes
		return
	}
	g.join(c, l[0], "surname")
}

// namesake is a surname alone that more than one person in the article has.
type namesake struct {
	cand int32
	ents []int32
}

// decideNamesakes gives each surname that several people share to one of them:
// whom its title or the writer's habit tells, else the one named nearby, else
// the one introduced first. It runs again when pronouns have shown genders.
func (r *resolver) decideNamesakes() {
	if len(r.namesakes) == 0 {
		return
	}
	last := make(map[int32]int32) // entity to its last full name or decided surname
	titled := make(map[int32]doc.Gender)
	dead := make(map[int32]bool)
	for i := range r.cands {
		if x := &r.cands[i]; x.form == doc.FormName && x.typ == doc.PER && r.tellsDeath(x) {
			dead[x.ent] = true
		}
	}
	next := 0
	for i := range r.cands {
		x := &r.cands[i]
		if x.form != doc.FormName || x.typ != doc.PER {
			continue
		}
		c := int32(i)
		if next == len(r.namesakes) || r.namesakes[next].cand != c {
			if !r.ofRelative(x) {
				last[x.ent] = c
			}
			continue
		}
		speaks := len(dead) > 0 && r.speaks(x.head)
		gender := r.titleGender(c)
		best, score := int32(none), -1<<30
		for _, e := range r.namesakes[next].ents {
			s := 0
			n := &r.ents[e]
			switch {
			case gender != 0 && (n.gender == gender || n.gender == 0 && titled[e] == gender):
				s += 100
			case gender != 0 && n.gender != 0:
				s -= 1000
			case gender != 0 && n.usual == gender:
				s += 80
			case gender != 0 && n.usual != 0:
				s -= 100
			case gender != 0 && titled[e] != 0 && titled[e] != gender:
				s -= 100 // "Mr" so far
			case gender == 0 && titled[e] != 0:
				s -= 50 // the writer calls that one "Ms", so the bare surname is the other
			}
			if p, ok := last[e]; ok {
				if gap := r.paragraph(x.head) - r.paragraph(r.cands[p].head); gap <= 1 {
					s += 40 - 15*int(gap)
				}
			} else if r.ents[e].first > c {
				s -= 20
			}
			if speaks && dead[e] {
				s -= 80
			}
			s -= int(min(15, r.cands[n.first].head/20))
			if r.d.Tokens[r.cands[n.first].head].Sent <= 1 || r.inTitle(n.first) {
				s += 30 // the article is about that one
			}
			if s > score {
				best, score = e, s
			}
		}
		next++
		x.ent, x.rule = best, "surname"
		last[best] = c
		if gender != 0 {
			titled[best] = gender
		}
	}
	for _, k := range r.namesakes {
		for _, e := range k.ents {
			r.ents[e].first = int32(len(r.cands))
		}
	}
	for i := range r.cands {
		if e := r.cands[i].ent; e >= 0 && r.cands[i].form == doc.FormName && int32(i) < r.ents[e].first {
			r.ents[e].first = int32(i)
		}
	}
}

func (r *resolver) paragraph(i int32) int32 { return r.d.ParagraphOf(i) }

// titleGender is the gender that a name's title or kin word shows.
func (r *resolver) titleGender(c int32) doc.Gender {
	t := r.cands[c].title
	for i := t.Start; i < t.End; i++ {
		switch strings.TrimSuffix(r.d.Lower(i), ".") {
		case "mr", "sir", "lord", "herr", "monsieur":
			return doc.Masculine
		case "mrs", "ms", "miss", "dame", "lady", "madame", "mme", "frau":
			return doc.Feminine
		}
		if g := nounGender(lexicon.Person(r.lemma(i))); g != 0 && i == t.End-1 {
			return g
		}
	}
	return doc.GenderUnknown
}

func nounGender(f lexicon.PersonNoun) doc.Gender {
	switch {
	case f&lexicon.PersonMasculine != 0 && f&lexicon.PersonFeminine == 0:
		return doc.Masculine
	case f&lexicon.PersonFeminine != 0 && f&lexicon.PersonMasculine == 0:
		return doc.Feminine
	}
	return doc.GenderUnknown
}
