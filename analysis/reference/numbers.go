package reference

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// numbers compares the quantities of two claims: same and other numbers of the
// same thing, numbers that one rejects, things that only one counts.
func (g *stage) numbers(p *pairing) {
	a, b := p.from, p.to
	qa, qb := a.c.Frame.Quantities, b.c.Frame.Quantities
	if len(qa) == 0 || len(qb) == 0 {
		return
	}
	var same, differs, hedged, rejected, comparable bool
	for i := range qa {
		for j := range qb {
			x, y := &qa[i], &qb[j]
			if !g.sameUnit(x.Unit, y.Unit) {
				continue
			}
			d := doc.Difference{What: "number", From: x.Tokens, To: y.Tokens}
			no, other := isRejected(a, x), isRejected(b, y)
			if no || other {
				if x.Value == y.Value && no != other {
					rejected = true
					p.differs = append(p.differs, d)
				}
				continue
			}
			comparable = true
			switch agree(x, y) {
			case equalNumbers:
				same = true
				p.shared = append(p.shared, d)
			case bothMayHold:
				hedged = true
			case otherNumbers:
				differs = true
				p.differs = append(p.differs, d)
			}
		}
	}
	// One equal number of the same thing outweighs that others differ: the list
	// of a table's numbers differs in all the rest.
	p.f[NumberSame] = one(same)
	p.f[NumberDiffers] = one(differs && !same)
	p.f[NumberHedged] = one(hedged && !same)
	p.f[NumberRejected] = one(rejected)
	p.f[NumberApart] = one(!comparable && !rejected)
}

type agreement uint8

const (
	equalNumbers agreement = iota
	bothMayHold
	otherNumbers
)

// agree compares two quantities of one unit with their bounds: "up to 40" and
// 35 may both hold, "at least 40" and 35 can't.
func agree(x, y *doc.Quantity) agreement {
	if x.Value == y.Value {
		return equalNumbers
	}
	if fits(x, y) && fits(y, x) {
		return bothMayHold
	}
	return otherNumbers
}

// fits reports whether y's value lies within x's bound.
func fits(x, y *doc.Quantity) bool {
	switch x.Bound {
	case doc.About:
		gap := x.Value - y.Value
		if gap < 0 {
			gap = -gap
		}
		return gap*10 <= max(x.Value, y.Value) // within a tenth
	case doc.AtLeast, doc.MoreThan:
		return y.Value >= x.Value || y.Bound == doc.AtLeast || y.Bound == doc.MoreThan
	case doc.AtMost, doc.LessThan:
		return y.Value <= x.Value || y.Bound == doc.AtMost || y.Bound == doc.LessThan
	}
	return y.Bound != doc.Exact && y.Bound != doc.About || y.Bound == doc.About && fits(y, x)
}

// isRejected reports whether "not" stands right before the quantity.
func isRejected(v *view, q *doc.Quantity) bool {
	for t := q.Tokens.Start - 1; t >= max(v.c.Tokens.Start, q.Tokens.Start-2); t-- {
		switch v.d.Lower(t) {
		case "not", "than": // "rather than 40"
			return v.d.Lower(t) == "not" || t > 0 && v.d.Lower(t-1) == "rather"
		}
	}
	return false
}

// sameUnit reports whether two units name the same thing: one lemma, synonyms,
// or words for people.
func (g *stage) sameUnit(a, b string) bool {
	if a == b {
		return a != ""
	}
	if a == "" || b == "" {
		return false
	}
	x, y := lexicon.Sense(a), lexicon.Sense(b)
	if lexicon.SenseRelated(lexicon.SenseSynonym, x, y) || lexicon.SenseRelated(lexicon.SenseKind, x, y) {
		return true
	}
	return humans(a) && humans(b) || lexicon.SenseAlike(x, y) >= 75
}

func humans(w string) bool {
	switch w {
	case "people", "person", "man", "woman", "child", "victim", "resident", "civilian", "inhabitant", "dead", "death", "life", "casualty", "citizen", "passenger", "patient", "worker", "soldier", "toll", "case", "infection":
		return true
	}
	return false
}

// times compares the years and days that the claims name.
func (g *stage) times(p *pairing) {
	a, b := p.from, p.to
	switch {
	case len(a.years) > 0 && len(b.years) > 0:
		shared := slices.ContainsFunc(a.years, func(y int32) bool { return slices.Contains(b.years, y) })
		p.f[YearsDiffer] = one(!shared)
	case len(a.years)+len(b.years) > 0:
		p.f[YearOneSide] = one(!current(a) || !current(b))
	}
	da, db := a.c.Frame.Dates, b.c.Frame.Dates
	if len(da) == 0 || len(db) == 0 {
		return
	}
	for i := range da {
		for j := range db {
			if sameTime(a, b, &da[i], &db[j]) {
				p.shared = append(p.shared, doc.Difference{What: "time", From: da[i].Tokens, To: db[j].Tokens})
				return
			}
		}
	}
	p.f[DayDiffers] = 1
	p.differs = append(p.differs, doc.Difference{What: "time", From: da[0].Tokens, To: db[0].Tokens})
}

// current reports whether all years that the claim names are its article's own
// or unknown.
func current(v *view) bool {
	own := yearOf(v.d.Date)
	for _, y := range v.years {
		if y != own {
			return false
		}
	}
	return true
}

// sameTime reports whether two dates name the same time, as far as each is
// known: one ISO form begins with the other, or the same words stand there.
func sameTime(a, b *view, x, y *doc.Date) bool {
	if x.ISO != "" && y.ISO != "" {
		n := min(len(x.ISO), len(y.ISO))
		return x.ISO[:n] == y.ISO[:n]
	}
	if x.Tokens.Len() != y.Tokens.Len() {
		return false
	}
	for k := range x.Tokens.Len() {
		if a.d.Lower(x.Tokens.Start+int32(k)) != b.d.Lower(y.Tokens.Start+int32(k)) {
			return false
		}
	}
	return true
}
