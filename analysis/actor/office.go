package actor

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file tells names from the offices, nationalities and conjunctions that stand
// beside them with capitals.

// givenAsWell tells the titles that are given names as well.
func givenAsWell(low string) bool { return low == "dean" || low == "earl" }

// opener tells the words that open a sentence and are no part of a name.
func opener(low string) bool {
	switch low {
	case "but", "and", "yet", "while", "when", "if", "as", "although", "though", "because", "since", "after", "before", "with", "for", "at", "according", "unlike", "like", "once", "until":
		return true
	}
	return false
}

// wholeBody is the body that the lists know of which the name s of a person is but
// the end, "Without Borders" of "Doctors Without Borders", else s.
func (r *resolver) wholeBody(s doc.Span) (doc.Span, doc.NameType) {
	d := r.d
	sent := d.SentenceOf(s.Start)
	for i := max(sent.Start, s.Start-3); i < s.Start; i++ {
		if !isUpper(d.Text(i)) {
			continue
		}
		if n, e := lexicon.LongestName(d, i, sent.End, lexicon.NameBody); n > 1 && i+n >= s.End && e.Body != lexicon.NoBody {
			return doc.Span{Start: i, End: i + n}, doc.ORG
		}
	}
	return s, doc.PER
}

// dropOffices drops names that are part of an office or are no more than somebody's
// nationality: "Economist Dr. Ada Rose", "Chief Financial Officer", "said the Dane".
func (r *resolver) dropOffices() {
	d := r.d
	drop := func(x nameSpan) bool {
		s := x.span
		if x.typ == doc.ORG && s.Len() > 1 && s.Len() < 5 && lexicon.Name(d.Text(s.Start)).Kinds&lexicon.NameDemonym != 0 {
			if n, _ := lexicon.LongestName(d, s.Start+1, d.SentenceOf(s.Start).End, lexicon.NameTitle); s.Start+1+n > s.End {
				return true // "Slovak Chief Cabinet Secretary Ada Rose"
			}
		}
		if r.inOffice(s) {
			return true // "the Permanent Secretary"
		}
		if x.typ == doc.PER || s.Len() > 2 {
			return false
		}
		if s.Len() == 1 && r.portfolio(s.Start) && r.personAt(s.End) || s.Len() == 1 && s.Start == d.SentenceOf(s.Start).Start && lexicon.Person(d.Lower(s.Start)) != 0 && r.personAt(s.End) {
			return true // "Minister for Health Ada Rose", "Economist Ada Rose"
		}
		if s.Len() == 1 && (s.Start > 0 && d.Lower(s.Start-1) == "the" && r.entry(s).Kinds&^lexicon.NameDemonym == lexicon.NamePeople && !r.modifiesNext(s.Start) ||
			r.beforeHonorific(s.End) && lexicon.Person(d.Lower(s.Start)) != 0) {
			return true
		}
		return r.insideTitle(s)
	}
	if !slices.ContainsFunc(r.names, drop) {
		return
	}
	for _, x := range r.names {
		if drop(x) {
			for i := x.span.Start; i < x.span.End; i++ {
				r.nameOf[i] = 0
			}
		}
	}
	r.names = slices.DeleteFunc(r.names, drop)
	r.markNames()
}

// beforeHonorific tells whether token i is an honorific and a name follows it.
func (r *resolver) beforeHonorific(i int32) bool {
	d := r.d
	if int(i)+1 >= len(d.Tokens) || d.Tokens[i].Sent != d.Tokens[i+1].Sent {
		return false
	}
	return lexicon.Name(d.Text(i)).Kinds&lexicon.NameHonorific != 0 && isUpper(d.Text(i)) && isUpper(d.Text(i+1))
}

// inOffice tells whether the name s is an office of several words behind "the", or a word
// for a body in it: "the Police Public Relations Officer".
func (r *resolver) inOffice(s doc.Span) bool {
	const longest = 6
	d := r.d
	sent := d.SentenceOf(s.Start)
	from, end := s.Start, s.End
	for from > sent.Start && from > s.Start-longest && isUpper(d.Text(from-1)) && d.Lower(from-1) != "the" && isLetter(d.Text(from-1)) {
		from--
	}
	for end < sent.End && end < from+longest && isUpper(d.Text(end)) && isLetter(d.Text(end)) {
		end++
	}
	if end-from < 2 || from == sent.Start || d.Lower(from-1) != "the" || end < s.End || end < sent.End && isUpper(d.Text(end)) && isLetter(d.Text(end)) {
		return false
	}
	switch d.Lower(end - 1) {
	case "officer", "secretary", "commissioner", "superintendent", "inspector", "collector", "magistrate", "registrar", "coordinator", "comptroller":
	default:
		return false
	}
	return r.entry(s).Kinds&(lexicon.NameBody|lexicon.NamePlace) == 0 && (s.End == end || s.Len() == 1 && lexicon.GroupNameWord(d.Lower(s.Start)) != 0)
}

// portfolio tells whether token i stands behind an office and "of" or "for": "Minister
// for Health", "Leader of the House", "Secretary of State for Defence".
func (r *resolver) portfolio(i int32) bool {
	d := r.d
	start := d.SentenceOf(i).Start
	if i--; i > start && d.Lower(i) == "the" {
		i--
	}
	if i <= start || d.Lower(i) != "of" && d.Lower(i) != "for" {
		return false
	}
	switch d.Lower(i - 1) {
	case "minister", "secretary", "leader", "commissioner", "spokesman", "spokeswoman", "spokesperson", "state", "speaker", "chancellor", "governor":
		return true
	}
	return false
}

// personAt tells whether a person's name of two words or more begins at token i.
func (r *resolver) personAt(i int32) bool {
	k, ok := slices.BinarySearchFunc(r.names, i, func(x nameSpan, t int32) int { return int(x.span.Start - t) })
	return ok && r.names[k].typ == doc.PER && r.names[k].span.Len() > 1
}

// insideTitle tells whether the name s is a word within an office of several words.
func (r *resolver) insideTitle(s doc.Span) bool {
	d := r.d
	start := d.SentenceOf(s.Start).Start
	for i := s.Start - 1; i >= start && i >= s.Start-2 && isUpper(d.Text(i)); i-- {
		if n, _ := lexicon.LongestName(d, i, min(d.SentenceOf(s.Start).End, s.End+3), lexicon.NameTitle); i+n > s.End {
			return true
		}
	}
	return false
}
