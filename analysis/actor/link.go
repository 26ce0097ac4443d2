package actor

import (
	"slices"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds the same actor in the articles of a story. Two actors of one
// article are never one in the story: the article keeps them apart.

// Link reads the Actors of all documents; sets Actor.Story. People meet by
// surname where their first names, offices and gender allow it, bodies by
// their names, initials and parts of names, countries by the gazetteers.
// Unnamed actors meet only where the phrase can mean one body in a story ("the
// government"). It is about linear in the number of actors.
func Link(s *doc.Story) {
	l := &linker{index: map[string][]int32{}}
	for i, d := range s.Docs {
		l.story = append(l.story, make([]int32, len(d.Actors)))
		for a := range d.Actors {
			l.story[i][a] = none
		}
	}
	// names that say most come first, so that a surname alone in the first
	// article finds the full name in the second
	for pass := range 4 {
		for i, d := range s.Docs {
			for a := range d.Actors {
				if d.Actors[a].Name.Empty() || l.story[i][a] >= 0 {
					continue
				}
				x := newLinked(d, doc.ActorID(a))
				if x.pass == pass {
					l.link(int32(i), doc.ActorID(a), x)
				}
			}
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
	keys   []string // under which it is looked for, the surest first
	roles  []string // lemmas of the last words of the roles
	docs   []int32  // documents that have it already
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

// unnamedKey is the phrase of an unnamed body of which a story has one: "the
// government", "the county police". "" for others.
func unnamedKey(r *resolver, x *doc.Actor) string {
	if x.Kind != doc.Organization || x.Plural {
		return ""
	}
	s := x.Name
	if r.d.Lower(s.Start) == "the" && s.Len() > 1 {
		s.Start++
	} else if s.Len() != 1 {
		return ""
	}
	l := r.nameKey(s)
	switch l {
	case "state":
		return "government"
	case "company", "group", "team", "club", "board", "firm", "union", "party", "agency", "committee", "council", "court", "operator", "organization", "organisation", "office":
		return "" // means another one in each article
	}
	return l
}

// link joins actor a of document i to the story's actor it is, or makes a new one.
func (l *linker) link(i int32, a doc.ActorID, x linked) {
	best := int32(none)
	for _, k := range x.keys {
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
		if x.full {
			keys = append(keys, "g:"+r.alikeSpan(r.firstWord(x.name)))
		}
	case x.kind != doc.Country && x.kind != doc.Place:
		core := r.core(x.name)
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
	if x.named != y.named || x.gender != 0 && y.gender != 0 && x.gender != y.gender {
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
	case 'a', 'w':
		return x.kind == y.kind
	case 'u':
		return x.kind == y.kind
	case 'n':
		// one name can be a place here and a body there, but not a country
		return x.kind == y.kind || x.name.Len() > 1
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
