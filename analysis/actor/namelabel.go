package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// label tells whether the name s is no more than a label: a party's letters behind
// a person ("Ida Rose (Ind)"), "a GP", or the field in a minister's title
// ("Norwegian Mines Minister").
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
	if typ != doc.PER && s.Len() > 1 && after < sent.End && isUpper(d.Text(after)) && lexicon.Name(d.Text(s.Start)).Kinds&lexicon.NameDemonym != 0 {
		switch d.Lower(after) {
		case "minister", "secretary":
			return true
		}
	}
	return false
}
