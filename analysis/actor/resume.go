package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds who goes on speaking: "Ames said that Bo had won. 'He is a fine man,'
// he said" is Ames again, since Bo is only spoken of.

// resume makes the speaker of the quote before i the one of i, whose source is the
// pronoun mention m, where the actor that the pronoun was given is since then named
// nowhere but in what is said.
func (s *speaker) resume(i doc.QuoteID, m int32) {
	const reach = 150 // tokens
	d := s.d
	q := &d.Quotes[i]
	if m < 0 || q.Source.Len() != 1 || q.Speaker < 0 || s.outer[i] >= 0 || q.Rule == "transcript" {
		return
	}
	at := q.Source.Start
	var want doc.Gender
	switch p, _ := pronounOf(d.Lower(at)); p {
	case he:
		want = doc.Masculine
	case she:
		want = doc.Feminine
	default:
		return
	}
	b := i - 1
	for b >= 0 && (s.outer[b] >= 0 || d.Quotes[b].Source.Empty()) && b > i-5 {
		b--
	}
	if b < 0 || b <= i-5 || s.outer[b] >= 0 || d.Quotes[b].Source.Empty() {
		return
	}
	p := &d.Quotes[b]
	from := p.Source.Start
	if from >= at || at-from > reach || p.Speaker < 0 || p.Speaker == q.Speaker || len(p.Also) > 0 || p.Rule == "transcript" ||
		d.ParagraphOf(at)-d.ParagraphOf(from) > 1 || d.Tokens[from].Is(doc.InTitle) || d.Tokens[from].Sent == d.Tokens[at].Sent {
		return
	}
	if p.Kind == doc.Indirect && s.asksFor(p) || q.Kind == doc.Indirect && d.ParagraphOf(from) != d.ParagraphOf(at) && !s.goesOn(q) {
		return
	}
	if w := d.Tokens[p.Source.Start].Tag; w == doc.TagWP || w == doc.TagWDT || !s.mayBe(p.Speaker, want) {
		return
	}
	if o := &d.Quotes[max(b-1, 0)]; b > 0 && o.Speaker == q.Speaker && !o.Source.Empty() && d.Tokens[o.Source.Start].Sent == d.Tokens[from].Sent && isSubjectRel(d.Tokens[s.headOf(o.Source)].Rel) {
		return // "Ames said that Bo slept, whereas Cy believed": Ames goes on
	}
	if x := &d.Actors[p.Speaker]; !x.Named && d.Actors[q.Speaker].Named && d.Lower(x.Name.Start) == "the" {
		return // "the candidate" is as likely another word for whom it was given to
	}
	k, _ := d.MentionFrom(at + 1)
	for end := min(d.SentenceOf(at).End, at+8); k < len(d.Mentions) && d.Mentions[k].Tokens.Start < end; k++ {
		if x := &d.Mentions[k]; x.Actor == p.Speaker && x.Form == doc.FormName && !s.isSaid(q, x.Head) {
			return // "he told Ames"
		}
	}
	k, _ = d.MentionFrom(from)
	for ; k < len(d.Mentions) && d.Mentions[k].Tokens.Start < at; k++ {
		x := &d.Mentions[k]
		if x.Actor < 0 || x.Actor == p.Speaker || d.Tokens[x.Head].Is(doc.Quoted) || s.isSaid(p, x.Head) || s.isSaid(q, x.Head) || p.Source.Has(x.Head) {
			continue
		}
		if x.Actor == q.Speaker || d.Actors[x.Actor].Kind == doc.Person && s.mayBe(x.Actor, want) {
			return
		}
	}
	d.Mentions[m].Actor, d.Mentions[m].Link, d.Mentions[m].Rule = p.Speaker, none, "resumes"
	q.Speaker = p.Speaker
}

// asksFor tells whether the cue of q asks, and so someone else answers.
func (s *speaker) asksFor(q *doc.Quote) bool {
	for t := q.Cue.Start; t < q.Cue.End; t++ {
		switch s.d.Lower(t) {
		case "ask", "asked", "asks", "asking", "wonder", "wondered", "inquired":
			return true
		}
	}
	return false
}

// goesOn tells whether the cue of q is one with which a speaker goes on.
func (s *speaker) goesOn(q *doc.Quote) bool {
	for t := q.Cue.Start; t < q.Cue.End; t++ {
		switch s.d.Lower(t) {
		case "said", "says", "added", "adds", "noted", "notes", "continued", "continues", "went", "goes", "explained", "argued":
			return true
		}
	}
	return false
}

// isSaid tells whether token t stands in the content of q.
func (s *speaker) isSaid(q *doc.Quote, t int32) bool {
	for _, c := range q.Content {
		if c.Has(t) {
			return true
		}
	}
	return false
}

// mayBe tells whether actor a is one person whom the pronoun of that gender can mean,
// by all that the text or the given name shows.
func (s *speaker) mayBe(a doc.ActorID, want doc.Gender) bool {
	d := s.d
	x := &d.Actors[a]
	if x.Kind != doc.Person || x.Plural || x.Gender != 0 && x.Gender != want {
		return false
	}
	if x.Gender == want || !x.Named || x.Name.Len() < 2 {
		return true
	}
	switch lexicon.GivenName(d.Lower(x.Name.Start)) {
	case lexicon.MostlyWomen:
		return want == doc.Feminine
	case lexicon.MostlyMen:
		return want == doc.Masculine
	}
	return true
}
