package actor

import (
	"slices"
	"strconv"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds the same actor in the articles of a story. Two actors of one
// article are never one in the story: the article keeps them apart.

// Link reads the Actors of all documents; sets Actor.Story, and the kind of names
// that one article takes for something else than the others (reconcile.go). People meet by
// surname where their first names, offices and gender allow it, bodies by
// their names, initials and parts of names, countries by the gazetteers.
// Unnamed actors meet only where the phrase can mean one body in a story ("the
// government"). It is about linear in the number of actors.
func Link(s *doc.Story) {
	if len(s.Docs) == 1 { // no two actors of one article are one of the story's
		next := int32(0)
		for a := range s.Docs[0].Actors {
			x := &s.Docs[0].Actors[a]
			if x.Story = none; !x.Name.Empty() {
				x.Story = next
				next++
			}
		}
		return
	}
	reconcile(s)
	l := &linker{index: map[string][]int32{}, docOf: s.Docs}
	for i, d := range s.Docs {
		l.story = append(l.story, make([]int32, len(d.Actors)))
		for a := range d.Actors {
			l.story[i][a] = none
		}
		l.venues = append(l.venues, make([]bool, len(d.Actors)))
		for m := range d.Mentions {
			if x := &d.Mentions[m]; x.Actor >= 0 && x.Tokens.Start > 0 && placePreposition(d.Lower(x.Tokens.Start-1)) {
				l.venues[i][x.Actor] = true
			}
		}
	}
	// names that say most come first, so that a surname alone in the first
	// article finds the full name in the second
	type waiting struct {
		in int32
		as doc.ActorID
		x  linked
	}
	var passes [4][]waiting
	for i, d := range s.Docs {
		for a := range d.Actors {
			if !d.Actors[a].Name.Empty() {
				x := newLinked(d, doc.ActorID(a))
				x.surePlace = x.surePlace || l.venues[i][a]
				passes[x.pass] = append(passes[x.pass], waiting{int32(i), doc.ActorID(a), x})
			}
		}
	}
	for pass, all := range passes {
		for _, w := range all {
			if pass == 3 {
				if k := l.ownedKey(w.in, &s.Docs[w.in].Actors[w.as]); k != "" {
					w.x.keys = append(w.x.keys, k)
				}
			}
			l.link(w.in, w.as, w.x)
		}
	}
	number := make([]int32, len(l.actors))
	for i := range number {
		number[i] = none
	}
	next := int32(0)
	for i, d := range s.Docs {
		for a := range d.Actors {
			e := l.story[i][a]
			if e < 0 {
				d.Actors[a].Story = none
				continue
			}
			if number[e] < 0 {
				number[e] = next
				next++
			}
			d.Actors[a].Story = number[e]
		}
	}
}

type linker struct {
	actors []linked
	index  map[string][]int32 // key to the story's actors that have it
	story  [][]int32          // by document and actor
	docOf  []*doc.Document
	venues [][]bool // by document and actor: something happens in it
}

// linked is an actor of the story.
type linked struct {
	name   doc.Span // of d
	d      *doc.Document
	kind   doc.Kind
	gender doc.Gender
	named  bool
	full   bool // of people: with a first name
	pass   int
	// surePlace tells a name that the gazetteers know as a place's, or in which
	// something happens.
	surePlace bool
	keys      []string // under which it is looked for, the surest first
	also      []string // the same, where nothing else may be found by them
	roles     []string // lemmas of the last words of the roles
	docs      []int32  // documents that have it already
}

func newLinked(d *doc.Document, a doc.ActorID) linked {
	r := &resolver{d: d}
	x := &d.Actors[a]
	l := linked{name: x.Name, d: d, kind: x.Kind, gender: x.Gender, named: x.Named}
	key := r.nameKey(x.Name)
	for _, role := range x.Roles {
		l.roles = append(l.roles, r.lemma(role.End-1))
	}
	switch {
	case !x.Named:
		l.pass = 3
		if k := unnamedKey(r, x); k != "" {
			l.keys = []string{"u:" + k}
		}
		if k := r.heldOffice(x); k != "" {
			l.also = []string{"r:" + k}
		}
	case x.Kind == doc.Person:
		l.full = !r.oneWord(x.Name)
		l.keys = []string{"p:" + r.alikeSpan(r.surname(x.Name))}
		if !l.full {
			l.pass = 2
			l.keys = append(l.keys, "g:"+r.alikeSpan(x.Name))
		}
	case x.Kind == doc.Country:
		if c := countryOf(d, x.Name); c != lexicon.NoCountry {
			l.keys = []string{"c:" + lexicon.CountryCode(c)}
		} else {
			l.keys = []string{"n:" + key}
		}
	default:
		core := r.core(x.Name)
		if k := r.stateKey(x, core); k != "" {
			l.keys = []string{k}
			break
		}
		l.surePlace = r.entry(x.Name).Kinds&lexicon.NamePlace != 0
		if k := r.beforeOf(core); k.Len() > 1 && k != core {
			l.also = append(l.also, "h:"+r.nameKey(k))
		} else if core.Len() > 1 {
			l.also = append(l.also, "s:"+r.nameKey(core))
		}
		if core.Len() == 2 && x.Kind != doc.Place {
			l.also = append(l.also, "t:"+r.nameKey(core))
		}
		if e := r.entry(x.Name); e.Body != lexicon.NoBody {
			l.keys = append(l.keys, "b:"+lexicon.BodyName(e.Body))
		}
		l.keys = append(l.keys, "n:"+r.nameKey(core))
		if core.Len() == 1 {
			l.pass = 1
			if x.Kind != doc.Place {
				l.keys = append(l.keys, "a:"+strings.ReplaceAll(key, ".", ""), "w:"+r.nameKey(core))
			}
		}
	}
	return l
}

// stateKey is the key of a body that every state has under one name, with the
// state's code; "" for others, and where the article doesn't tell the state.
func (r *resolver) stateKey(x *doc.Actor, core doc.Span) string {
	d := r.d
	if x.Kind != doc.Organization || !r.stateBody(core) || r.entry(x.Name).Body != lexicon.NoBody {
		return ""
	}
	id, rest := lexicon.NoCountry, core
	if n, e := lexicon.LongestName(d, core.Start, core.End, lexicon.NameDemonym|lexicon.NameCountry); n > 0 && int(n) < core.Len() {
		id, rest.Start = e.Country, core.Start+n
	} else if x.For >= 0 {
		id = countryOf(d, d.Actors[x.For].Name)
	} else if i := core.Start - 1; i >= 0 && lexicon.Name(d.Text(i)).Kinds&lexicon.NameDemonym != 0 {
		id = lexicon.Name(d.Text(i)).Country
	}
	if id == lexicon.NoCountry {
		return ""
	}
	return "m:" + lexicon.CountryCode(id) + ":" + r.nameKey(rest)
}

// beforeOf is the part of a body's name before "of": another article may leave
// out the rest.
func (r *resolver) beforeOf(s doc.Span) doc.Span {
	for i := s.Start + 1; i < s.End; i++ {
		if r.d.Lower(i) == "of" {
			s.End = i
			break
		}
	}
	return s
}

// unnamedKey is the phrase of an unnamed body of which a story has one: "the
// government", "the county police". "" for others.
func unnamedKey(r *resolver, x *doc.Actor) string {
	s := x.Name
	if x.Kind == doc.Group {
		return r.groupKey(s)
	}
	if x.Kind != doc.Organization || x.Plural && r.d.Lower(s.End-1) != "police" {
		return ""
	}
	if l := r.d.Lower(s.Start); s.Len() > 1 && (l == "the" || l == "a" && r.d.Lower(s.End-1) == "jury") {
		s.Start++
	} else if s.Len() != 1 {
		return ""
	}
	l := r.keyWithout(s, placePreposition)
	switch l {
	case "state":
		return "government"
	case "company", "group", "team", "club", "board", "firm", "union", "party", "agency", "committee", "council", "court", "operator", "organization", "organisation", "office":
		return "" // means another one in each article
	}
	return l
}

// groupKey is the phrase of people whom two articles of a story can be taken to
// mean alike by the same words: "the shareholders", "two children"; "" where
// the words say too little ("people", "some residents").
func (r *resolver) groupKey(s doc.Span) string {
	d := r.d
	number := false
	switch l := d.Lower(s.Start); {
	case l == "the" || l == "these" || l == "those":
		if s.Start++; s.Empty() {
			return ""
		}
	case d.Tokens[s.Start].Tag == doc.TagCD:
	case !isNoun(d.Tokens[s.Start].Tag):
		return ""
	}
	number = d.Tokens[s.Start].Tag == doc.TagCD
	switch r.lemma(s.End - 1) {
	case "people", "person", "man", "woman", "official", "expert", "analyst", "critic", "diplomat", "source", "other", "one", "member":
		return "" // others in each article
	}
	if number {
		first := doc.Span{Start: s.Start, End: s.Start + 1}
		s.Start++
		if s.Empty() {
			return ""
		}
		return digits(r.lowerSpan(first)) + " " + r.nameKey(s)
	}
	return r.nameKey(s)
}

// digits is a number in words, in figures; others stay as they are.
func digits(word string) string {
	for i, w := range [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"} {
		if w == word {
			return strconv.Itoa(i)
		}
	}
	return word
}

// keyWithout is the words of s in lower case, but for those that drop tells.
func (r *resolver) keyWithout(s doc.Span, drop func(string) bool) string {
	var b strings.Builder
	for i := s.Start; i < s.End; i++ {
		if l := r.d.Lower(i); !drop(l) {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(l)
		}
	}
	return b.String()
}

// heldOffice is the office of an unnamed person whom the article calls by it
// alone, as if readers knew who holds it: "the minister"; "" for others.
func (r *resolver) heldOffice(x *doc.Actor) string {
	if x.Kind != doc.Person || x.Plural || x.Name.Len() < 2 || r.d.Lower(x.Name.Start) != "the" {
		return ""
	}
	if l := r.lemma(x.Name.End - 1); office(l) {
		return l
	}
	return ""
}

// office tells the offices of which a story mostly has one holder.
func office(lemma string) bool {
	return among(lemma, " minister president premier chancellor mayor governor ambassador chairman chairwoman director coach bishop archbishop sheriff coroner"+
		" superintendent principal senator commissioner ombudsman king queen pope ")
}

// ownedKey is the key of an unnamed body of a named one: "Borvik's board", "the
// board of Borvik Foods"; "" for others.
func (l *linker) ownedKey(i int32, x *doc.Actor) string {
	d := l.docOf[i]
	if x.Named || x.Kind != doc.Organization || x.Plural {
		return ""
	}
	r := &resolver{d: d}
	lo, _ := d.MentionFrom(x.Name.Start)
	for k := lo; k < len(d.Mentions) && d.Mentions[k].Tokens.Start < x.Name.End; k++ {
		m := &d.Mentions[k]
		if m.Form != doc.FormName || m.Actor < 0 || l.story[i][m.Actor] < 0 || !d.Actors[m.Actor].Named {
			continue
		}
		head := x.Name.End - 1
		switch {
		case m.Tokens.Start == x.Name.Start && d.Tokens[m.Tokens.End].Tag == doc.TagPOS && head > m.Tokens.End:
		case m.Tokens.End == x.Name.End && d.Lower(m.Tokens.Start-1) == "of" && m.Tokens.Start-1 > x.Name.Start:
			head = m.Tokens.Start - 2
		default:
			continue
		}
		if lemma := r.lemma(head); lexicon.GroupNoun(lemma) != 0 {
			return "o:" + lemma + ":" + strconv.Itoa(int(l.story[i][m.Actor]))
		}
		return ""
	}
	return ""
}

// link joins actor a of document i to the story's actor it is, or makes a new one.
func (l *linker) link(i int32, a doc.ActorID, x linked) {
	best := int32(none)
	for _, k := range append(x.keys[:len(x.keys):len(x.keys)], x.also...) {
		found := 0
		for _, e := range l.index[k] {
			y := &l.actors[e]
			if slices.Contains(y.docs, i) || !compatible(&x, y, k[0]) {
				continue
			}
			if found == 0 || sharesRole(&x, y) && !sharesRole(&x, &l.actors[best]) {
				best = e
			}
			found++
		}
		if found == 1 || found > 1 && (k[0] == 'p' || k[0] == 'c' || k[0] == 'b') && (x.full || sharesRole(&x, &l.actors[best])) {
			break
		}
		best = none
	}
	if best < 0 {
		best = int32(len(l.actors))
		l.actors = append(l.actors, x)
		for _, k := range x.index() {
			if !slices.Contains(l.index[k], best) && len(l.index[k]) < 32 {
				l.index[k] = append(l.index[k], best)
			}
		}
	}
	y := &l.actors[best]
	y.docs = append(y.docs, i)
	if y.gender == 0 {
		y.gender = x.gender
	}
	y.roles = append(y.roles, x.roles...)
	l.story[i][a] = best
}

// index lists the keys under which others find x.
func (x *linked) index() []string {
	keys := slices.Clone(x.keys)
	r := &resolver{d: x.d}
	switch {
	case !x.named:
	case x.kind == doc.Person:
		for _, role := range x.roles {
			if office(role) {
				keys = append(keys, "r:"+role)
			}
		}
		if x.full {
			keys = append(keys, "g:"+r.alikeSpan(r.firstWord(x.name)))
		}
	case x.kind != doc.Country && x.kind != doc.Place:
		core := r.core(x.name)
		if k := r.beforeOf(core); k.Len() > 1 && k != core {
			keys = append(keys, "s:"+r.nameKey(k))
		} else if core.Len() > 1 {
			keys = append(keys, "h:"+r.nameKey(core))
		}
		if core.Len() > 2 {
			keys = append(keys, "t:"+r.nameKey(doc.Span{Start: core.End - 2, End: core.End}))
		}
		if core.Len() > 1 {
			if a := r.acronym(core); len(a) > 1 {
				keys = append(keys, "a:"+a)
			}
			keys = append(keys, "w:"+r.d.Lower(core.Start), "w:"+r.d.Lower(core.End-1))
		}
	}
	return keys
}

// compatible tells whether two actors that share a key of that sort can be one.
func compatible(x, y *linked, sort byte) bool {
	if x.named != y.named && sort != 'r' || x.gender != 0 && y.gender != 0 && x.gender != y.gender {
		return false
	}
	person := x.kind == doc.Person
	if person != (y.kind == doc.Person) {
		return false
	}
	switch sort {
	case 'p':
		if x.full && y.full {
			rx, ry := resolver{d: x.d}, resolver{d: y.d}
			a, b := x.d.Bytes(rx.firstWord(x.name)), y.d.Bytes(ry.firstWord(y.name))
			return sameGiven(x.d.LowerSource()[a.Start:a.End], y.d.LowerSource()[b.Start:b.End])
		}
	case 'a', 'w', 'h', 's', 't':
		return x.kind == y.kind
	case 'u':
		return x.kind == y.kind
	case 'n':
		// one name can be a place here and a body there, but not a country
		return x.kind == y.kind || x.name.Len() > 1 || x.kind != doc.Country && y.kind != doc.Country && !x.surePlace && !y.surePlace
	}
	return true
}

func sharesRole(x, y *linked) bool {
	for _, r := range x.roles {
		if slices.Contains(y.roles, r) {
			return true
		}
	}
	return false
}
