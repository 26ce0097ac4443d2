package actor

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// This file finds who says something together: each member of a coordination
// is an actor of its own, and a quote of both has the others in Also.

// together makes the members of a coordination the speakers of q where its
// source is one and m is among them: "France and Poland", "Ann Bo, the mayor,
// and Cy Do". It returns the mention of the first.
func (s *speaker) together(q *doc.Quote, m int32) int32 {
	if m < 0 {
		return m
	}
	d := s.d
	lo, _ := d.MentionFrom(q.Source.Start)
	at := q.Source.Start // behind the members so far and what describes them
	first := int32(none)
	var found []doc.ActorID
	joined := false
	for k := lo; k < len(d.Mentions) && d.Mentions[k].Tokens.Start < q.Source.End; k++ {
		x := &d.Mentions[k]
		if x.Actor < 0 || x.Tokens.Start < at || x.Tokens.End > q.Source.End || x.Form == doc.FormPronoun {
			continue
		}
		and, ok := s.joint(at, x)
		if first < 0 && and || first >= 0 && !ok {
			break
		}
		at = x.Tokens.End
		if slices.Contains(found, x.Actor) {
			continue // an apposition
		}
		if first >= 0 && !and && !s.listGoesOn(at, q.Source.End) {
			break
		}
		if first < 0 {
			first = int32(k)
		}
		joined = joined || and
		found = append(found, x.Actor)
	}
	if !joined || !slices.Contains(found, q.Speaker) {
		return m
	}
	q.Speaker, q.Also = found[0], found[1:]
	return first
}

// joint tells whether only titles and what coordinates stand between token at
// and mention x, and whether "and" is among it.
func (s *speaker) joint(at int32, x *doc.Mention) (and, ok bool) {
	if x.Tokens.Start-at > 8 {
		return false, false
	}
	for i := at; i < x.Tokens.Start; i++ {
		switch t := s.d.Tokens[i].Tag; {
		case t == doc.TagCC:
			if l := s.d.Lower(i); l != "and" && l != "&" {
				return false, false
			}
			if i > at && s.d.Tokens[i-1].Tag == doc.TagNN {
				return false, false // "Odra contender and former judge Mira Stan": two offices
			}
			and, ok = true, true
		case t == doc.TagComma:
			ok = true
		case t == doc.TagDT, isNoun(t), isAdjective(t):
		default:
			return false, false
		}
	}
	if int(x.Tokens.End) < len(s.d.Tokens) && s.d.Tokens[x.Tokens.End].Tag == doc.TagPOS {
		return false, false // "and Poland's minister", whose phrase is another mention
	}
	return and, ok
}

// listGoesOn tells whether "and" follows within the source.
func (s *speaker) listGoesOn(at, end int32) bool {
	for i := at; i < end; i++ {
		if s.d.Tokens[i].Tag == doc.TagCC {
			return true
		}
	}
	return false
}
