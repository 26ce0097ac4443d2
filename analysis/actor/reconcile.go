package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// ballot is what the articles of a story make of one name.
type ballot struct {
	votes [doc.Place + 1]int32 // by kind
	docs  int32
	last  int32 // document that voted last, counted from 1
}

// How much more the articles that call a name something else must say: one that
// says it is a person is seldom wrong, while a place can be a body as well.
const (
	surerPerson = 2
	surerOther  = 3
)

// reconcile gives a name that no list has one kind in the story, where one article
// makes something else of it than the others: what most mentions say, with the
// pronouns that go on from them. It is linear in the number of mentions.
func reconcile(s *doc.Story) {
	if len(s.Docs) < 2 {
		return
	}
	names := map[string]*ballot{}
	bearers := map[string]string{} // surnames to the full name, "" where several have it
	keys := make([][]string, len(s.Docs))
	for i, d := range s.Docs {
		r := &resolver{d: d}
		keys[i] = make([]string, len(d.Actors))
		for a := range d.Actors {
			x := &d.Actors[a]
			if !x.Named || x.Name.Empty() || x.Kind == doc.Group {
				continue
			}
			if e := r.entry(x.Name); e.Kinds != 0 || e.Body != lexicon.NoBody {
				continue
			}
			k := r.nameKey(x.Name)
			keys[i][a] = k
			if x.Kind == doc.Person && x.Name.Len() > 1 {
				surname := r.alikeSpan(r.surname(x.Name))
				if full, ok := bearers[surname]; ok && full != k {
					k = ""
				}
				bearers[surname] = k
				k = keys[i][a]
			}
			b := names[k]
			if b == nil {
				b = new(ballot)
				names[k] = b
			}
			if b.last != int32(i)+1 {
				b.last = int32(i) + 1
				b.docs++
			}
		}
		for m := range d.Mentions {
			x := &d.Mentions[m]
			if x.Actor < 0 || keys[i][x.Actor] == "" {
				continue
			}
			names[keys[i][x.Actor]].votes[d.Actors[x.Actor].Kind]++
		}
	}
	for i, d := range s.Docs {
		changed := false
		for a, k := range keys[i] {
			if k == "" {
				continue
			}
			x := &d.Actors[a]
			if names[k].docs == 1 && x.Name.Len() == 1 && (x.Kind == doc.Organization || x.Kind == doc.Place) && bearers[(&resolver{d: d}).alikeSpan(x.Name)] != "" && talks(d, doc.ActorID(a)) {
				x.Kind, changed = doc.Person, true // "Hale reported", of whom others give the full name
				continue
			}
			if names[k].docs < 2 {
				continue
			}
			v := &names[k].votes
			best := x.Kind
			for kind := doc.Person; kind <= doc.Place; kind++ {
				if v[kind] > v[best] {
					best = kind
				}
			}
			more := int32(surerOther)
			if best == doc.Person || best == doc.Country || x.Kind == doc.Person {
				more = surerPerson
			}
			if best == x.Kind || v[best] < more*v[x.Kind] || x.Name.Len() == 1 && best == doc.Person {
				continue
			}
			x.Kind, changed = best, true
			if best != doc.Person {
				x.Gender = doc.GenderUnknown
			}
		}
		if !changed {
			continue
		}
		for m := range d.Mentions {
			x := &d.Mentions[m]
			if x.Form != doc.FormName || x.Actor < 0 || keys[i][x.Actor] == "" {
				continue
			}
			switch kind := d.Actors[x.Actor].Kind; {
			case kind == doc.Person:
				x.Type = doc.PER
			case kind == doc.Organization && x.Type == doc.PER:
				x.Type = doc.ORG
			case kind != doc.Organization && x.Type != doc.LOC:
				x.Type = doc.LOC
			}
		}
	}
}

// talks tells whether nothing but verbs of saying, thinking or wanting have actor a as
// their subject, and it has no pronoun.
func talks(d *doc.Document, a doc.ActorID) bool {
	r := &resolver{d: d, trees: hasTrees(d)}
	says := false
	for m := range d.Mentions {
		x := &d.Mentions[m]
		if x.Actor != a {
			continue
		}
		if x.Form != doc.FormName || !r.speaks(x.Head) {
			return false
		}
		says = true
	}
	return says
}
