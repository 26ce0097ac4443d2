package actor

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// This file puts the mentions that quotes have brought among the others.

// chains sets the mentions that lead from each source to the one that names
// the speaker.
func (s *speaker) chains() {
	d := s.d
	for i := range d.Quotes {
		q := &d.Quotes[i]
		m := s.source[i]
		if m == noSource || q.Speaker < 0 || m < 0 || d.Mentions[m].Actor != q.Speaker {
			continue
		}
		for range 12 {
			q.Chain = append(q.Chain, m)
			x := &d.Mentions[m]
			if x.Form == doc.FormName || x.Link < 0 || x.Link == m || d.Mentions[x.Link].Actor != q.Speaker {
				break
			}
			m = x.Link
		}
	}
}

// insert puts the new mentions among the others, and numbers the actors by
// their first mention anew.
func (s *speaker) insert() {
	d := s.d
	old := len(d.Mentions)
	place := make([]int32, old+len(s.added)) // to the new index
	order := make([]int32, 0, old+len(s.added))
	for i := range d.Mentions {
		if d.Mentions[i].Actor >= 0 {
			order = append(order, int32(i))
		}
	}
	for i := range s.added {
		if !s.added[i].Tokens.Empty() {
			order = append(order, int32(old+i))
		}
	}
	all := append(d.Mentions, s.added...)
	slices.SortStableFunc(order, func(a, b int32) int {
		x, y := all[a].Tokens, all[b].Tokens
		if x.Start != y.Start {
			return int(x.Start - y.Start)
		}
		return int(y.End - x.End)
	})
	for i := range place {
		place[i] = none
	}
	for i, o := range order {
		place[o] = int32(i)
	}
	sorted := make([]doc.Mention, len(order))
	for i, o := range order {
		sorted[i] = all[o]
		if l := sorted[i].Link; l >= 0 {
			sorted[i].Link = place[l]
		}
	}
	d.Mentions = sorted
	for i, m := range s.source {
		switch {
		case m == noSource:
		case m < 0:
			if s.source[i] = place[old+int(^m)]; s.source[i] < 0 {
				s.source[i] = noSource
			}
		default:
			if s.source[i] = place[m]; s.source[i] < 0 {
				s.source[i] = noSource
			}
		}
	}
	s.renumber()
}

// renumber orders the actors by first mention and drops those without any.
func (s *speaker) renumber() {
	d := s.d
	to := make([]doc.ActorID, len(d.Actors))
	for i := range to {
		to[i] = none
	}
	actors := make([]doc.Actor, 0, len(d.Actors))
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if to[m.Actor] < 0 {
			to[m.Actor] = doc.ActorID(len(actors))
			actors = append(actors, d.Actors[m.Actor])
		}
		m.Actor = to[m.Actor]
	}
	move := func(a doc.ActorID) doc.ActorID {
		if a < 0 || int(a) >= len(to) {
			return none
		}
		return to[a]
	}
	for i := range d.Mentions {
		d.Mentions[i].Rival.Actor = move(d.Mentions[i].Rival.Actor)
	}
	for i := range actors {
		actors[i].For = move(actors[i].For)
	}
	for i := range d.Quotes {
		q := &d.Quotes[i]
		q.Speaker, q.Via = move(q.Speaker), move(q.Via)
		q.Also = slices.Clone(q.Also) // quotes that go on share it
		for k := range q.Also {
			q.Also[k] = move(q.Also[k])
		}
		q.Also = slices.DeleteFunc(q.Also, func(a doc.ActorID) bool { return a < 0 || a == q.Speaker })
		q.RunnersUp = slices.DeleteFunc(q.RunnersUp, func(c doc.Candidate) bool { return move(c.Actor) < 0 })
		for k := range q.RunnersUp {
			q.RunnersUp[k].Actor = move(q.RunnersUp[k].Actor)
		}
	}
	d.Actors = actors
}
