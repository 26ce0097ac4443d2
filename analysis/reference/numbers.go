package reference

import (
	"slices"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// numbers compares the quantities of two claims: same and other numbers of the
// same thing, numbers that one rejects, things that only one counts. sameEvent
// tells that the claims' predicates are alike: people are counted in many events.
func (g *stage) numbers(p *pairing, sameEvent bool) {
	a, b := p.from, p.to
	qa, qb := a.c.Frame.Quantities, b.c.Frame.Quantities
	if len(qa) == 0 || len(qb) == 0 || (a.flags|b.flags)&flagMargin != 0 {
		return
	}
	near := p.f[ActorShared] > 0 || sameEvent
	var same, sameSpan, otherSpan, differs, sure, hedged, rejected, comparable bool
	var length doc.Difference
	for i := range qa {
		x := &qa[i]
		if isWhole(a, x) || isExtra(a, x) {
			continue
		}
		equal, hedge, grown, other := false, false, false, doc.Difference{}
		told := g.found(x, qb) // "100 died in one town and 117 in the other" differs from neither number
		for j := range qb {
			y := &qb[j]
			if x.Value != y.Value && (told || g.found(y, qa) || otherHarm(a, b, x, y)) {
				continue
			}
			if lasts(x.Unit) && lasts(y.Unit) && otherLength(x, y) {
				otherSpan = true
				length = doc.Difference{What: "number", From: x.Tokens, To: y.Tokens}
			}
			if !g.sameUnit(x.Unit, y.Unit) && !((sameEvent || p.f[Dice] >= 0.4) && amounts(x, y)) || isWhole(b, y) || isExtra(b, y) {
				if x.Value == y.Value && uncommon(x.Value) {
					p.f[ValueSame] = 1
				} else if near && (x.Unit == "" || y.Unit == "") && comparableSize(x.Value, y.Value) && agree(x, y) == otherNumbers {
					p.f[NumberUnnamed] = 1
					p.differs = append(p.differs, doc.Difference{What: "number", From: x.Tokens, To: y.Tokens})
				}
				continue
			}
			d := doc.Difference{What: "number", From: x.Tokens, To: y.Tokens}
			no, alsoNo := isRejected(a, x), isRejected(b, y)
			if no || alsoNo {
				if x.Value == y.Value && no != alsoNo {
					rejected = true
					p.differs = append(p.differs, d)
				}
				continue
			}
			if (generic(x.Unit) || x.Unit != y.Unit || x.Unit == "") && far(x.Value, y.Value) {
				continue
			}
			comparable = true
			switch agree(x, y) {
			case equalNumbers:
				equal = true
				p.shared = append(p.shared, d)
			case bothMayHold:
				hedge = true
			case otherNumbers:
				other = d
				grown = humans(x.Unit) && x.Value > y.Value
			}
		}
		switch {
		case equal && lasts(x.Unit):
			sameSpan = true
		case equal:
			same = true
		case hedge:
			hedged = true
		case !other.From.Empty() && !lasts(x.Unit):
			differs = true
			sure = sure || sameEvent || !generic(x.Unit)
			p.grown = p.grown || grown
			p.differs = append(p.differs, other)
		}
	}
	// A number of the same thing that differs outweighs an equal length of time.
	p.f[NumberSame] = one(same && !differs)
	p.f[SpanSame] = one(sameSpan)
	if otherSpan && !sameSpan && !same {
		p.f[SpanDiffers] = 1
		p.differs = append(p.differs, length)
	}
	p.f[NumberDiffers] = one(differs)
	p.f[NumberSure] = one(sure)
	p.f[NumberHedged] = one(hedged && !same && !differs)
	p.f[NumberRejected] = one(rejected)
	p.f[NumberApart] = one(!comparable && !rejected)
}

// found reports whether a number is among others: the same value, of the same thing where both units are known.
func (g *stage) found(x *doc.Quantity, among []doc.Quantity) bool {
	return slices.ContainsFunc(among, func(y doc.Quantity) bool {
		return x.Value == y.Value && (uncommon(x.Value) || x.Unit != "") && (x.Unit == "" || y.Unit == "" || g.sameUnit(x.Unit, y.Unit))
	})
}

// otherHarm reports whether two numbers count people who came to harm in two ways: the dead of one, the hurt of the other.
func otherHarm(a, b *view, x, y *doc.Quantity) bool {
	if (a.flags|b.flags)&flagToll == 0 {
		return false
	}
	h, other := harm(a, x), harm(b, y)
	return h != 0 && other != 0 && h != other
}

// harm tells what came over those whom a quantity counts, by its words, those right behind it and the verb that it hangs on
// with its subject: 0 where nothing does.
func harm(v *view, q *doc.Quantity) int {
	d := v.d
	for t := q.Tokens.Start; t < min(q.Tokens.End+2, v.c.Tokens.End); t++ {
		if h := harms(d.Tokens[t].Lemma); h != 0 {
			return h
		}
	}
	up := q.Tokens.End - 1
	for range 4 {
		if up = d.Tokens[up].Head; up < 0 {
			return 0
		}
		if h := harms(d.Tokens[up].Lemma); h != 0 {
			return h
		}
		if d.Tokens[up].POS == doc.PosVerb {
			break
		}
	}
	for t := v.c.Tokens.Start; t < min(v.c.Tokens.End, up); t++ {
		if x := &d.Tokens[t]; (x.Rel == doc.RelNsubj || x.Rel == doc.RelCompound) && harms(x.Lemma) != 0 {
			return harms(x.Lemma)
		}
	}
	return 0
}

// harms is which harm a word tells of: 1 death, 2 injury, 3 that somebody is missing, 4 rescue; 0 none.
func harms(lemma string) int {
	switch lemma {
	case "kill", "die", "dead", "death", "drown", "toll", "body", "fatality":
		return 1
	case "injure", "injured", "hurt", "wound", "wounded", "injury":
		return 2
	case "missing", "unaccounted":
		return 3
	case "rescue", "survivor", "survive":
		return 4
	}
	return 0
}

// amounts reports whether two numbers are sums of which nobody says what: "cost 84 million".
func amounts(x, y *doc.Quantity) bool {
	return x.Unit == "" && y.Unit == "" && x.Value >= 10000 && y.Value >= 10000
}

// far reports whether two numbers of money, shares, people or things with two names are too
// unlike to be of one thing: one is more than four times the other.
func far(x, y float64) bool { return x > 4*y || y > 4*x }

// comparableSize reports whether two numbers may measure one thing, though one
// has no unit: both are above ten, and neither is more than thrice the other.
func comparableSize(x, y float64) bool {
	return x > 10 && y > 10 && x <= 3*y && y <= 3*x
}

// uncommon reports whether two claims hardly have a number in common by chance.
func uncommon(v float64) bool { return v > 10 || v != float64(int64(v)) }

// isWhole reports whether a quantity only names the whole that another one is a
// part of: "12 of its 30 boats".
func isWhole(v *view, q *doc.Quantity) bool {
	for t := q.Tokens.Start - 1; t >= max(v.c.Tokens.Start+1, q.Tokens.Start-3); t-- {
		if v.d.Lower(t) == "of" {
			if t-2 >= v.c.Tokens.Start && (v.d.Lower(t-2) == "every" || v.d.Lower(t-2) == "each") {
				return false // "every one of the 30"
			}
			return v.d.Tokens[t-1].Tag == doc.TagCD || v.d.Lower(t-1) == "half"
		}
	}
	return false
}

// isExtra reports whether a quantity comes on top of another one: "two more workers",
// "another 40 homes".
func isExtra(v *view, q *doc.Quantity) bool {
	for t := max(v.c.Tokens.Start, q.Tokens.Start-1); t < q.Tokens.End; t++ {
		switch v.d.Lower(t) {
		case "another", "further", "additional":
			return true
		case "more":
			return t > q.Tokens.Start && (t+1 >= v.c.Tokens.End || v.d.Lower(t+1) != "than")
		}
	}
	return false
}

// lasts reports whether a unit is one of time: how long something lasts is
// seldom what two claims are about.
func lasts(unit string) bool {
	switch unit {
	case "year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "night", "season", "time":
		return true
	}
	return false
}

type agreement uint8

const (
	equalNumbers agreement = iota
	bothMayHold
	otherNumbers
)

// agree compares two quantities of one unit with their bounds: "up to 60" and
// 55 may both hold, "at least 60" and 55 can't.
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
		return gap <= rounding(x.Value)
	case doc.AtLeast, doc.MoreThan:
		return y.Value >= x.Value || y.Bound == doc.AtLeast || y.Bound == doc.MoreThan
	case doc.AtMost, doc.LessThan:
		return y.Value <= x.Value || y.Bound == doc.AtMost || y.Bound == doc.LessThan
	}
	return y.Bound != doc.Exact && y.Bound != doc.About || y.Bound == doc.About && fits(y, x)
}

// rounding is how far off "about v" may be: half of the place of the last digit
// that is no zero, 50 for 6,200.
func rounding(v float64) float64 {
	place := 1.0
	for v >= 10*place && v == float64(int64(v/(10*place)))*10*place {
		place *= 10
	}
	return place / 2
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
// or words by which news counts the same.
func (g *stage) sameUnit(a, b string) bool {
	if a == b {
		return a != ""
	}
	if a == "" || b == "" {
		return false
	}
	a, perA, _ := strings.Cut(a, "/")
	b, perB, _ := strings.Cut(b, "/")
	if perA != perB {
		return false
	}
	if a == b {
		return true
	}
	x, y := lexicon.Sense(a), lexicon.Sense(b)
	if lexicon.SenseRelated(lexicon.SenseSynonym, x, y) || lexicon.SenseRelated(lexicon.SenseKind, x, y) {
		return true
	}
	return lexicon.CountedAlike(a, b) || lexicon.SenseAlike(x, y) >= 54
}

// generic reports whether so many different things are counted in a unit that
// two numbers of it are of one thing only where the events are alike.
func generic(unit string) bool {
	switch unit {
	case "%", "$", "£", "€", "¥", "kr", "CHF", "RUB", "INR", "CNY":
		return true
	case "crown", "krona", "krone", "kronor", "kroner", "kronur", "koruna", "franc", "shilling", "rupee", "peso", "yen", "yuan", "won", "zloty", "forint", "lira", "rouble", "ruble",
		"dinar", "rand", "real", "baht", "rupiah", "ringgit", "dirham", "riyal", "shekel", "naira", "cedi", "hryvnia", "cent", "penny":
		return true
	}
	return humans(unit)
}

// humans reports whether a unit counts people.
func humans(w string) bool { return lexicon.CountedAlike(w, "person") }

// times compares the years and days that the claims name.
func times(p *pairing) {
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
				p.f[TimeSame] = 1
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

// since reports whether a date is only where a span of time begins or ends.
func since(d *doc.Document, x *doc.Date) bool {
	for t := x.Tokens.Start - 1; t >= max(0, x.Tokens.Start-3); t-- {
		switch d.Lower(t) {
		case "since", "until", "till", "from", "by", "before":
			return true
		case ",", "in", "on":
			return false // "once before, in 1998"
		}
	}
	return false
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
