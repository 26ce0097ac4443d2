package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// label tells whether the name s is no more than a label: a party's letters behind
// a person ("Ida Rose (Ind)"), "a GP", or the field in a minister's title
// ("Norwegian Mines Minister"), or a senator's party and state.
func (r *resolver) label(s doc.Span, typ doc.NameType) bool {
	d := r.d
	sent := d.SentenceOf(s.Start)
	before, after := s.Start-1, s.End
	if s.Len() == 1 && before > sent.Start && after < sent.End {
		short := len(d.Text(s.Start)) <= 4
		switch {
		case short && r.tag(before) == doc.TagLRB && r.tag(after) == doc.TagRRB && r.tag(before-1) == doc.TagNNP && typ != doc.ORG && r.entry(s).Body == lexicon.NoBody:
			return r.entry(s).Kinds&lexicon.NamePlace == 0
		case short && allUpper(d.Text(s.Start)) && (d.Lower(before) == "a" || d.Lower(before) == "an") && (r.tag(after) == doc.TagIN || r.tag(after) == doc.TagComma || r.tag(after) == doc.TagStop || r.tag(after) == doc.TagWP):
			return r.entry(s).Body == lexicon.NoBody
		}
	}
	if w := d.Text(s.Start); s.Start > sent.Start && r.tag(s.Start-1) == doc.TagComma && len(w) > 2 && w[1] == '-' && (w[0] == 'R' || w[0] == 'D' || w[0] == 'I') ||
		(s.Len() == 3 || s.Len() == 4) && s.Start > sent.Start && r.tag(s.Start-1) == doc.TagComma && (w == "R" || w == "D" || w == "I") && r.tag(s.Start+1) == doc.TagHYPH {
		return true // "Sen. Ida Rose, R-Harl,"
	}
	if typ != doc.PER && s.Len() > 1 && after < sent.End && isUpper(d.Text(after)) && lexicon.Name(d.Text(s.Start)).Kinds&lexicon.NameDemonym != 0 {
		switch d.Lower(after) {
		case "minister", "secretary":
			return true
		}
	}
	return false
}

// shouted tells whether a word in capitals is one that a tabloid shouts: a verb's
// past or plain form, or an adjective, which no name ends with.
func shouted(w string) bool {
	if len(w) < 4 || !allUpper(w) {
		return false
	}
	for i := range len(w) {
		if w[i] < 'A' || w[i] > 'Z' {
			return false
		}
	}
	l := strings.ToLower(w)
	k := lexicon.ClassOf(l)
	// a town of that name is seldom what a tabloid shouts behind a person's
	return lexicon.Name(w).Kinds&^lexicon.NameCity == 0 && (k.Class != 0 && !k.Given && !k.Surname || strings.HasSuffix(l, "ed") || strings.HasSuffix(l, "ing"))
}

// named tells whether the noun for a body stands before the capitalized words of s
// as what they are: "the band Velvet Tram".
func (r *resolver) named(s doc.Span) bool {
	i := s.Start - 1
	if s.Len() < 2 || i < 1 || r.d.Tokens[i].Sent != r.d.Tokens[s.Start].Sent || r.tag(i) != doc.TagNN || r.tag(i-1) != doc.TagDT && r.tag(i-1) != doc.TagPRPS {
		return false
	}
	l := r.lemma(i)
	return lexicon.GroupNoun(l) != 0 && !lexicon.WeakGroupNoun(l) && lexicon.Person(l) == 0 || l == "band" || l == "group" || l == "charity"
}

// bearer tells whether the capitalized words of s are a person's by what stands
// before them: a given name and another word behind "to", or one word that a comma
// encloses behind a kin ("her daughter, Naia,").
func (r *resolver) bearer(s doc.Span) bool {
	d := r.d
	sent := d.SentenceOf(s.Start)
	i := s.Start - 1
	if i < sent.Start || s.Len() > 3 {
		return false
	}
	if s.Len() > 1 && lexicon.GivenName(d.Lower(s.Start)) != lexicon.AnyBearer && lexicon.ClassOf(d.Lower(s.Start)).Given {
		switch {
		case d.Lower(i) == "to" && i > sent.Start && d.Lower(i-1) == "according", d.Lower(i) == "by", d.Lower(i) == "and":
			return true
		}
		return false
	}
	if s.Len() != 1 || r.tag(i) != doc.TagComma || i-2 < sent.Start || s.End >= sent.End || r.tag(s.End) != doc.TagComma && r.tag(s.End) != doc.TagStop {
		return false
	}
	return kin(r.lemma(i-1)) && r.tag(i-1) == doc.TagNN && (r.tag(i-2) == doc.TagPRPS || r.tag(i-2) == doc.TagPOS || isAdjective(r.tag(i-2)))
}
