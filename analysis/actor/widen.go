package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file widens names that the name stage has cut: at hyphens, before a
// surname, at particles.

// regainParticles widens surnames alone by the particle that stands before
// them and that the full name in the article has: "bin Nasser", "von Berg".
func (r *resolver) regainParticles() {
	d := r.d
	particle := func(i int32) bool {
		return i >= 0 && !isUpper(d.Text(i)) && lexicon.Name(d.Text(i)).Kinds&lexicon.NameParticle != 0
	}
	var of map[string]string // surname to the particle before it
	for i := range r.names {
		x := &r.names[i]
		if last := r.surname(x.span); x.typ == doc.PER && last.Start > x.span.Start+1 && particle(last.Start-1) {
			if of == nil {
				of = map[string]string{}
			}
			of[r.alikeSpan(last)] = d.Lower(last.Start - 1)
		}
	}
	if of == nil {
		return
	}
	for i := range r.names {
		x := &r.names[i]
		if x.typ != doc.PER || x.span.Start == 0 || !r.oneWord(x.span) || !particle(x.span.Start-1) || d.Tokens[x.span.Start-1].Sent != d.Tokens[x.span.Start].Sent {
			continue
		}
		if of[r.alikeSpan(x.span)] != d.Lower(x.span.Start-1) {
			continue
		}
		for x.span.Start > 0 && particle(x.span.Start-1) && (i == 0 || r.names[i-1].span.End < x.span.Start) {
			x.span.Start--
		}
	}
}

// withParticles takes in what follows the name after a particle in lower case:
// "Karim" with "el-Tayeb" or "bin Nasser".
func (r *resolver) withParticles(s doc.Span) doc.Span {
	d := r.d
	end := d.SentenceOf(s.End - 1).End
	i := s.End
	for i < end && !isUpper(d.Text(i)) && d.Tokens[i].Is(doc.SpaceBefore) && lexicon.Name(d.Text(i)).Kinds&lexicon.NameParticle != 0 {
		i++
	}
	if i == s.End || i >= end {
		return s
	}
	switch d.Lower(s.End) {
	case "la", "le", "y", "zu", "den", "de", "du":
		return s // words of other languages as well
	}
	if d.Tokens[i].Tag == doc.TagHYPH && !d.Tokens[i].Is(doc.SpaceBefore) && i+1 < end {
		i++
	}
	if !isUpper(d.Text(i)) || !isNoun(d.Tokens[i].Tag) {
		return s
	}
	return doc.Span{Start: s.Start, End: i + 1}
}

// withGiven takes in the first name that the name stage has left before a
// surname: a capitalized word that hangs on it and is no title or other name.
func (r *resolver) withGiven(s doc.Span) doc.Span {
	d := r.d
	i := s.Start - 1
	if i < 0 || d.Tokens[i].Sent != d.Tokens[s.Start].Sent || d.Tokens[i].Tag != doc.TagNNP || !isUpper(d.Text(i)) || allUpper(d.Text(i)) || !d.Tokens[s.Start].Is(doc.SpaceBefore) {
		return s
	}
	if len(r.names) > 0 && r.names[len(r.names)-1].span.Has(i) || !r.trees || d.Tokens[i].Head != s.Start && d.Tokens[s.Start].Head != i {
		return s
	}
	l := d.Lower(i)
	k := lexicon.Name(d.Text(i)).Kinds
	if k&^lexicon.NameParticle != 0 || lexicon.Person(l) != 0 || lexicon.GroupNoun(l) != 0 || lexicon.GroupNameWord(l) != 0 || strings.HasSuffix(l, ".") {
		return s
	}
	s.Start = i
	return s
}

// withSecondSyllable takes in what follows the name after a hyphen in small
// letters, as in given names of East Asia: "Kim Ae-ran", not "Brandt-led".
func (r *resolver) withSecondSyllable(s doc.Span) doc.Span {
	d := r.d
	i := s.End
	if int(i)+1 >= len(d.Tokens) || d.Tokens[i].Tag != doc.TagHYPH || d.Tokens[i].Is(doc.SpaceBefore) || d.Tokens[i+1].Is(doc.SpaceBefore) || d.Tokens[i+1].Sent != d.Tokens[s.Start].Sent || s.Len() < 2 {
		return s
	}
	w := d.Text(i + 1)
	if len(w) < 2 || len(w) > 6 || isUpper(w) || !isLetter(w) || backs(w) || len(d.Text(s.End-1)) > 6 {
		return s
	}
	switch w {
	case "based", "born", "era", "style", "like", "type", "owned", "free", "style's", "esque", "old", "loyal", "themed", "only", "bred", "made", "wide":
		return s
	}
	s.End += 2
	return s
}

// isState tells whether the word is a country's or its capital's name.
func isState(s string) bool {
	return lexicon.Name(s).Kinds&(lexicon.NameCountry|lexicon.NameCapital) != 0
}

// hyphens widens a name that was cut at a hyphen.
func (r *resolver) hyphens(s doc.Span) doc.Span {
	d := r.d
	glued := func(i int32) bool {
		return i > 0 && int(i)+1 < len(d.Tokens) && d.Tokens[i].Tag == doc.TagHYPH && !d.Tokens[i].Is(doc.SpaceBefore) && !d.Tokens[i+1].Is(doc.SpaceBefore)
	}
	if s.Len() == 1 && isState(d.Text(s.Start)) && (glued(s.End) && isState(d.Text(s.End+1)) || glued(s.Start-1) && isState(d.Text(s.Start-2))) {
		return s // "the Norway-Sweden border"
	}
	for glued(s.End) && isUpper(d.Text(s.End+1)) && isNoun(d.Tokens[s.End+1].Tag) {
		s.End += 2
	}
	for glued(s.Start-1) && isUpper(d.Text(s.Start-2)) && isNoun(d.Tokens[s.Start-2].Tag) {
		s.Start -= 2
	}
	return s
}
