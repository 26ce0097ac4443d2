package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds the bodies and places that "the company", "the town" mean: by
// their kind, where no role tells.

// bareBody tells whether x is a body that is spoken of without an article, and
// does something or is told it: "parliament".
func (r *resolver) bareBody(x *cand) bool {
	return x.class&lexicon.GroupClassNamed("parliament") != 0 && x.det == bare && x.core.Len() == 1 && (x.place == subject || x.place == object)
}

// bodies looks for the organization of the phrase's kind.
func (r *resolver) bodies(c int32, rank *nounRank) {
	x := &r.cands[c]
	if x.weak {
		return
	}
	k := 0
	for e := r.newest; e >= 0 && k < recent; e, k = r.ents[e].next, k+1 {
		f := noFeature
		switch s := r.kindScore(e, x.class); {
		case s == sureKind:
			f = byKindNamed
		case s == firmKind:
			f = byKindFirm
		case s > 0:
			f = byKindUnnamed
		case x.det == definite && r.initialOf(e, x.head):
			f = byInitial
		}
		if f != noFeature && (r.modifiersFit(c, e) || r.otherWords(c, e)) {
			short := noFeature
			if n := &r.ents[e]; n.last == n.lastSubj && r.sentences(r.cands[n.last].head, x.head) == 1 && r.paragraph(r.cands[n.last].head) == r.paragraph(x.head) {
				short = bySubjectLast
			}
			if x.core.Len() == 2 && f != byKindNamed && f != byInitial && r.ents[e].named && r.topical(e) {
				short = shortTopical
			}
			rank.consider(e, "kind", f, short)
		}
	}
}

// otherWords tells whether the definite phrase can tell in other words what the
// firm e is, of which the article is about, and no other, and no other firm was named since:
// "the biscuit maker" behind "Odra Foods".
func (r *resolver) otherWords(c, e int32) bool {
	x, n := &r.cands[c], &r.ents[e]
	if x.det != definite || x.core.Len() > 4 || x.country != lexicon.NoCountry && n.country != lexicon.NoCountry && n.country != x.country || x.owner >= 0 || !n.named || n.bodyID != lexicon.NoBody || !r.topical(e) ||
		x.class&lexicon.GroupClassNamed("company") == 0 || n.class != 0 && n.class&lexicon.GroupClassNamed("company") == 0 || r.inTitle(c) || r.paragraph(x.head)-r.paragraph(r.cands[n.last].head) > 1 {
		return false
	}
	for i := r.behindSeat(x); i < x.head; i++ {
		if isUpper(r.d.Text(i)) && i > r.d.SentenceOf(i).Start && lexicon.Name(r.d.Text(i)).Kinds&lexicon.NameDemonym == 0 {
			return false
		}
	}
	since := true
	for o, k := r.newest, 0; o >= 0 && k < recent; o, k = r.ents[o].next, k+1 {
		if o == e {
			since = false
		} else if y := &r.ents[o]; y.kind == doc.Organization && (y.class == 0 || y.class&x.class != 0) && (since || y.named && r.topical(o)) {
			return false
		}
	}
	return true
}

// topical tells whether the headline or the first sentence names entity e: the
// article is about it.
func (r *resolver) topical(e int32) bool {
	c := r.ents[e].first
	return r.inTitle(c) || r.order[r.d.Tokens[r.cands[c].head].Sent] <= 1
}

// initialOf tells whether entity e is known by an acronym whose last letter is
// the first of the word at token i: "the council" of the "HRC".
func (r *resolver) initialOf(e, i int32) bool {
	n := &r.ents[e]
	if n.kind != doc.Organization || !n.named || n.class != 0 || n.bodyID != lexicon.NoBody || r.inTitle(n.first) {
		return false
	}
	s := r.d.Text(r.cands[n.first].span.Start)
	return r.cands[n.first].span.Len() == 1 && len(s) > 2 && allUpper(s) && s[len(s)-1]|0x20 == r.d.Lower(i)[0]
}

// modifiersFit tells whether the words before the head allow the phrase to
// mean e: "the rivers agency" is no safety authority. They must stand in e's name.
func (r *resolver) modifiersFit(c, e int32) bool {
	x := &r.cands[c]
	from := r.behindSeat(x)
	if x.det == possessive && x.owner >= 0 {
		from = max(from, r.cands[x.owner].span.End)
	}
	for i := from; i < x.head; i++ {
		t := r.tag(i)
		if !isNoun(t) && !isAdjective(t) && t != doc.TagVBN && t != doc.TagVBG {
			continue
		}
		if i > from+1 && r.tag(i-1) == doc.TagHYPH && r.tag(i-2) == doc.TagCD {
			continue // "the 27-member bloc"
		}
		s := r.cands[r.ents[e].first].span
		in := false
		for k := s.Start; k < s.End && !in; k++ {
			in = r.d.Lower(k) == r.d.Lower(i) || strings.HasPrefix(r.d.Lower(i), "defen") && strings.HasPrefix(r.d.Lower(k), "defen")
		}
		if !in && (isNoun(t) || x.country == lexicon.NoCountry || x.country != r.ents[e].country) {
			return false
		}
	}
	return true
}

// kindScore tells how well a body fits a class.
func (r *resolver) kindScore(e int32, class lexicon.GroupClass) int {
	n := &r.ents[e]
	if n.kind != doc.Organization || n.plural {
		return 0
	}
	switch {
	case n.class&class != 0 && n.named:
		return sureKind
	case n.class&class != 0:
		return 15
	case n.class == 0 && n.named && n.bodyID == lexicon.NoBody && class&lexicon.GroupClassNamed("company") != 0:
		return firmKind
	}
	return 0
}

// byKind is the body that a common noun before a head means: "company" of "a
// company spokeswoman".
func (r *resolver) byKind(class lexicon.GroupClass, lemma string, at int32) int32 {
	best, score := int32(none), 30
	try := func(e int32, s int) {
		n := &r.ents[e]
		if n.last < 0 {
			return
		}
		s -= 2 * int(min(10, r.paragraph(at)-r.paragraph(r.cands[n.last].head)))
		if s += int(min(n.count, 8)); s > score {
			best, score = e, s
		}
	}
	for _, e := range r.byHead[lemma] {
		if e = r.find(e); r.ents[e].kind == doc.Organization {
			try(e, 60)
		}
	}
	k := 0
	for e := r.newest; e >= 0 && k < recent; e, k = r.ents[e].next, k+1 {
		if s := r.kindScore(e, class); s > 0 {
			try(e, s)
		}
	}
	return best
}

// recentPlace is the country or place that "the country", "the town" goes on
// from: the one spoken of last nearby, where it can be told.
func (r *resolver) recentPlace(c int32) (int32, string) {
	x := &r.cands[c]
	best, score := int32(none), 0
	k := 0
	described := r.describedHere(x.head)
	for e := r.newest; e >= 0 && k < recent/2; e, k = r.ents[e].next, k+1 {
		n := &r.ents[e]
		if e == described {
			continue // "Norway, which has ships in the country"
		}
		if x.what == country && n.kind != doc.Country || x.what == site && n.kind != doc.Place || n.last < 0 {
			continue
		}
		gap := r.paragraph(x.head) - r.paragraph(r.cands[n.last].head)
		if gap > 2 || gap < 0 {
			continue
		}
		s := 20 - 6*int(gap) + int(min(n.count, 8))
		if x.what == site && !r.siteWord(e, r.lemma(x.head)) {
			switch r.lemma(x.head) {
			case "town", "city", "village", "capital":
				if r.cands[n.first].span.Len() > 1 {
					continue
				}
			default:
				continue
			}
		}
		if s > score {
			best, score = e, s
		}
	}
	return best, "place"
}

// describedHere is the entity that the relative clause around token i describes,
// or none.
func (r *resolver) describedHere(i int32) int32 {
	if !r.trees {
		return none
	}
	for n := 0; i >= 0 && n < 8; i, n = r.d.Tokens[i].Head, n+1 {
		if t := &r.d.Tokens[i]; t.Rel == doc.RelAclRelcl && t.Head >= 0 && r.candAt[t.Head] > 0 {
			return r.entOf(r.candAt[t.Head] - 1)
		}
	}
	return none
}

// siteWord tells whether the place's name ends with the word.
func (r *resolver) siteWord(e int32, lemma string) bool {
	s := r.cands[r.ents[e].first].span
	return r.d.Lower(s.End-1) == lemma
}
