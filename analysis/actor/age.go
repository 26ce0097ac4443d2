package actor

import "whosaid.example/analysis/doc"

// This file finds whom a phrase means by an age.

// aged looks for the one of those spoken of lately whose age the article gives and
// the phrase tells: "Rhea Quist, 19, scored. The teenager …", "the 43-year-old".
func (r *resolver) aged(c int32, lemma string, rank *nounRank) bool {
	x := &r.cands[c]
	from, to := 0, 0
	switch lemma {
	case "teenager", "teen":
		from, to = 13, 19
	case "pensioner":
		from, to = 60, 120
	default:
		for i := x.span.Start; i <= x.head && from == 0; i++ {
			from = number(r.d.Text(i))
		}
		if to = from; from == 0 || !r.byAge(x) {
			return false
		}
	}
	for o := c - 1; o >= 0 && o > c-2*recent; o-- {
		if a := r.age(o); a == 0 || a < from || to < a || r.cands[o].form == doc.FormPronoun {
			continue
		}
		if e := r.entOf(o); e >= 0 && r.ents[e].kind == doc.Person && !r.ents[e].plural {
			rank.consider(e, "generic", byRole, noFeature)
			return true
		}
	}
	return false
}

// byAge tells whether the phrase says no more of a person than the age, or that before
// its noun.
func (r *resolver) byAge(x *cand) bool {
	if isNoun(r.tag(x.head)) {
		return x.head > x.core.Start && isAgeWord(r.d.Lower(x.head-1))
	}
	return isAgeWord(r.d.Lower(x.head))
}

// age is the age that stands behind candidate c between commas or in brackets, or 0.
func (r *resolver) age(c int32) int {
	i := r.cands[c].span.End
	if int(i)+2 >= len(r.d.Tokens) || r.tag(i) != doc.TagComma && r.tag(i) != doc.TagLRB {
		return 0
	}
	if t := r.tag(i + 2); t != doc.TagComma && t != doc.TagRRB && r.d.Text(i+2) != "." {
		return 0
	}
	return number(r.d.Text(i + 1))
}

// number is the number that a word is or, before a hyphen, begins with: 43 of "43-year-old"; 0 for none.
func number(w string) int {
	n := 0
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case '0' <= c && c <= '9' && n < 100:
			n = 10*n + int(c-'0')
		case c == '-' && i > 0:
			return n
		default:
			return 0
		}
	}
	return n
}
