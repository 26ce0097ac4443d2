package claim

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// quantities are the numbers of a span with what they count and how they are
// bounded. Dates, clock times, ordinals, ages and the numbers of pages or
// articles are none. Parts of a whole ("a third", "half") are in percent.
// Linear in the span.
func quantities(d *doc.Document, span doc.Span) []doc.Quantity {
	var out []doc.Quantity
	for i := span.Start; i < span.End; {
		q, next, ok := quantityAt(d, span, i)
		if !ok {
			i++
			continue
		}
		if q.Unit == "" && len(out) > 0 && contrasted(d, out[len(out)-1].Tokens.End, q.Tokens.Start) {
			q.Unit = out[len(out)-1].Unit // "700 people, not 900"
		}
		out = append(out, q)
		i = next
	}
	return out
}

// contrasted reports whether "not", "but" or "or" stands between two numbers,
// so that the second counts the same as the first.
func contrasted(d *doc.Document, from, to int32) bool {
	for i := from; i < to; i++ {
		switch d.Lower(i) {
		case "not", "but", "rather", "instead":
			return true
		}
	}
	return false
}

// quantityAt reads a quantity that begins at token i of the span.
func quantityAt(d *doc.Document, span doc.Span, i int32) (q doc.Quantity, next int32, ok bool) {
	at := i
	unit := ""
	w := d.Lower(at)
	// A sign of currency before the figure, in a token of its own or not.
	if c := currency(w); c != "" && at+1 < span.End && startsFigure(d.Lower(at+1)) && d.Tokens[at].Tag != doc.TagNNS {
		unit = c
		at++
		w = d.Lower(at)
	} else if c, rest := currencyPrefix(w); c != "" {
		unit, w = c, rest
	}
	value, rest, found := numberIn(w)
	switch {
	case found:
		at++
	case w == "a" || w == "an" || w == "one":
		// "a third", "a quarter of", "a dozen", "a million"
		if at+1 >= span.End {
			return q, 0, false
		}
		n := d.Lower(at + 1)
		part, isPart := partWord(n)
		scale, isScale := scaleWord(n)
		switch {
		case isPart && partFollows(d, span, at+2):
			value, unit = part*100, "%"
		case isScale && len(n) > 3:
			value = scale
		default:
			if w != "one" || !countsNoun(d, span, at+1) {
				return q, 0, false
			}
			value = 1
			at--
		}
		at += 2
	case w == "half" && partFollows(d, span, at+1):
		value, unit = 50, "%"
		at++
	case w == "full" && at > 0 && d.Lower(at-1) == "in":
		value, unit = 100, "%"
		at++
	case w == "full" && at > span.Start && d.Lower(at-1) == "the" && at+1 < span.End && sum(d.Tokens[at+1].Lemma):
		value, unit = 100, "%"
		at++
	default:
		return q, 0, false
	}
	if found {
		if identifier(d, span, i) || at < span.End && agePart(d, span, at) {
			return q, 0, false
		}
		switch rest {
		case "":
		case "%", "pc":
			unit = "%"
		default:
			if s, isScale := scaleWord(rest); isScale {
				value *= s
			} else if measure(rest) {
				unit = rest
			} else {
				return q, 0, false // "14th", "1980s", "4.20am", "F16"
			}
		}
		value, at = moreNumber(d, span, value, at)
		if rest == "" && unit == "" && year(d, i, at) {
			return q, 0, false
		}
		if at < span.End {
			if part, isPart := partWord(strings.TrimPrefix(d.Lower(at), "-")); isPart && value < part*1000 && value < 10 && d.Tokens[at].Tag != doc.TagJJ {
				value, unit = value*part*100, "%" // "two thirds"
				at++
			}
		}
	}
	q.Value, q.Unit = value, unit
	end := at
	if unit == "" || unit == "%" {
		end, q.Unit = unitAfter(d, span, at, unit)
	}
	end, q.Unit = rate(d, span, end, q.Unit)
	q.Tokens = doc.Span{Start: i, End: end}
	q.Bound = boundBefore(d, span.Start, i, d.Lower(i))
	if q.Bound == doc.MoreThan && lasting(q.Unit) && i > 0 && d.Lower(i-1) == "over" {
		q.Bound = doc.Exact // "over two years" is how long it takes
	}
	if end+1 < span.End && d.Lower(end) == "or" {
		switch d.Lower(end + 1) {
		case "more":
			q.Bound = doc.AtLeast
		case "less", "fewer":
			q.Bound = doc.AtMost
		case "so":
			q.Bound = doc.About
		}
	}
	return q, max(end, i+1), true
}

// rate is the unit of a number whose quantity ends before token at, with the time or the thing that it is for: "80
// kilometres an hour" is another measure than "80 kilometres". A day in "a day later" is no rate.
func rate(d *doc.Document, span doc.Span, at int32, unit string) (int32, string) {
	switch unit {
	case "", "%", "pp":
		return at, unit
	case "mph":
		return at, "mile/hour"
	case "km/h", "kph", "kmh":
		return at, "kilometer/hour"
	}
	if at+1 >= span.End {
		return at, unit
	}
	switch d.Lower(at) {
	case "a", "an", "per", "each", "every":
	default:
		return at, unit
	}
	per := d.Tokens[at+1].Lemma
	switch per {
	case "second", "minute", "hour", "day", "night", "week", "month", "quarter", "season", "year", "head", "person", "household", "family", "barrel", "ton", "tonne", "kilo", "kilogram", "liter", "litre", "gallon":
	default:
		return at, unit
	}
	if at+2 < span.End {
		switch d.Lower(at + 2) {
		case "after", "before", "later", "earlier", "ago", "from", "ahead":
			return at, unit
		}
	}
	return at + 2, unit + "/" + per
}

func lasting(unit string) bool {
	switch unit {
	case "year", "month", "week", "day", "hour", "minute", "decade":
		return true
	}
	return false
}

func startsFigure(w string) bool {
	return w != "" && ('0' <= w[0] && w[0] <= '9' || w[0] == '.' && len(w) > 1)
}

// currencyPrefix splits "£3m" and "us$5".
func currencyPrefix(w string) (sign, rest string) {
	for _, p := range [...]string{"us$", "a$", "c$", "$", "£", "€", "¥"} {
		if len(w) > len(p) && strings.HasPrefix(w, p) && startsFigure(w[len(p):]) {
			return currency(strings.TrimLeft(p, "usac")), w[len(p):]
		}
	}
	return "", w
}

// numberIn reads the number that a token's text begins with and what follows it.
func numberIn(w string) (v float64, rest string, ok bool) {
	if startsFigure(w) {
		v, n := figure(w)
		return v, w[n:], n > 0
	}
	if w == "one" {
		return 0, "", false // mostly a pronoun: read with what follows
	}
	v, ok = words(w)
	return v, "", ok
}

// moreNumber reads scales and fractions that go on a number: "2.5 million",
// "three hundred and five", "thirty - one", "three and a quarter".
func moreNumber(d *doc.Document, span doc.Span, v float64, at int32) (float64, int32) {
	for at < span.End {
		w := d.Lower(at)
		if s, ok := scaleWord(w); ok {
			v *= s
			at++
			if s == 100 && at+1 < span.End && d.Lower(at) == "and" {
				if ones, ok := words(d.Lower(at + 1)); ok {
					v += ones
					at += 2
				}
			}
			continue
		}
		if w == "-" && at+1 < span.End && v >= 20 && v < 100 {
			if ones, ok := numberWord(d.Lower(at + 1)); ok && ones < 10 {
				v += ones
				at += 2
				continue
			}
		}
		if w == "and" && at+2 < span.End && (d.Lower(at+1) == "a" || d.Lower(at+1) == "one") {
			if part, ok := partWord(d.Lower(at + 2)); ok {
				v += part
				at += 3
				continue
			}
		}
		break
	}
	return v, at
}

// partFollows reports whether what follows a part word makes it one: "half of
// the", "a third of", "half the", "a quarter".
func partFollows(d *doc.Document, span doc.Span, at int32) bool {
	if at >= span.End {
		return true
	}
	t := d.Tokens[at].Tag
	return d.Lower(at) == "of" || t == doc.TagDT || t == doc.TagPRPS || t == doc.TagStop || t == doc.TagComma || t == doc.TagMD
}

// countsNoun reports whether "one" at the token before counts what follows.
func countsNoun(d *doc.Document, span doc.Span, at int32) bool {
	return at < span.End && noun(d.Tokens[at].Tag)
}

// sum reports whether a noun is one that is paid in full or in part.
func sum(lemma string) bool {
	switch lemma {
	case "cost", "price", "amount", "sum", "bill", "fee", "damage", "rent", "debt", "tax":
		return true
	}
	return false
}

// identifier reports whether the number at i is a name: "page 12", "Article 5".
func identifier(d *doc.Document, span doc.Span, i int32) bool {
	if i == 0 {
		return false
	}
	switch d.Lower(i - 1) {
	case "page", "pages", "article", "articles", "point", "section", "chapter", "paragraph", "no.", "no", "number", "room", "gate", "flight", "route", "highway", "channel", "level", "phase", "group", "week", "day", "round", "aged", "age", "stage", "unit", "line", "table", "figure", "act", "part", "district", "ward":
		return true
	}
	if t := d.Tokens[i-1].Tag; t == doc.TagNN && i-1 >= span.Start && d.Tokens[i].Tag == doc.TagCD {
		// "platform nine": nothing follows that it could count.
		if i+1 >= span.End || d.Tokens[i+1].Tag == doc.TagComma || d.Tokens[i+1].Tag == doc.TagStop {
			return true
		}
	}
	if designates(d, i) {
		return true
	}
	_, isMonth := month(d.Lower(i - 1))
	if isMonth {
		return true
	}
	if i+1 < int32(len(d.Tokens)) {
		if _, isMonth = month(d.Lower(i + 1)); isMonth {
			return true
		}
		next := d.Lower(i + 1)
		return next == "o'clock" || next == "o’clock" || next == "gmt" || lexicon.HalfDay(next)
	}
	return false
}

// designates reports whether the figure at i belongs to what a thing is called: "the
// Boeing 737", "a Max 9 jet". One that stands beside a name and counts what follows hangs on
// that, the name does not: "gave Labour 12 seats".
func designates(d *doc.Document, i int32) bool {
	before, next := &d.Tokens[i-1], i+1
	if d.Tokens[i].Tag != doc.TagCD || !startsFigure(d.Lower(i)) || int(next) >= len(d.Tokens) {
		return false
	}
	if before.Tag != doc.TagNNP && before.Tag != doc.TagCD && d.Lower(i-1) != "a" {
		return false
	}
	if currency(d.Lower(i-1)) != "" || currency(d.Lower(next)) != "" {
		return false
	}
	switch {
	case before.Tag != doc.TagNNP:
		// "a 737 Max", "38 737 Max jets"; "in 2023 12 Greek ships" has a year before.
		return d.Tokens[next].Tag == doc.TagNNP && !year(d, i-1, i) && lexicon.Name(d.Text(next)).Kinds&lexicon.NameDemonym == 0
	case before.Head == i, d.Tokens[i].Head < i && d.Tokens[i].Head >= i-3:
	default:
		for n := 0; n < 3 && before.Head >= 0 && before.Head < i && before.Rel == doc.RelFlat; n++ {
			before = &d.Tokens[before.Head]
		}
		if before.Head < i || before.Head > i+3 || before.Rel != doc.RelCompound && before.Rel != doc.RelNmod && before.Rel != doc.RelFlat {
			return false
		}
	}
	_, scaled := scaleWord(d.Lower(next))
	return !scaled && d.Lower(next) != "%" && d.Lower(next) != "percent" && d.Lower(next) != "per"
}

// agePart reports whether "-year-old" follows, in one token or several.
func agePart(d *doc.Document, span doc.Span, at int32) bool {
	w := d.Lower(at)
	if strings.HasPrefix(w, "-year-old") || strings.HasPrefix(w, "-years-old") {
		return true
	}
	if w == "-" || strings.HasPrefix(w, "year") {
		for j := at; j < min(at+4, int32(len(d.Tokens))); j++ {
			if d.Lower(j) == "old" {
				return true
			}
		}
	}
	return false
}

// year reports whether the tokens from i to end are a year: four digits without
// a mark between, and not before a plural.
func year(d *doc.Document, i, end int32) bool {
	w := d.Lower(i)
	if len(w) != 4 || end != i+1 || w < "1500" || w > "2199" {
		return false
	}
	for k := range len(w) {
		if w[k] < '0' || w[k] > '9' {
			return false
		}
	}
	return int(end) >= len(d.Tokens) || d.Tokens[end].Tag != doc.TagNNS
}

func measure(w string) bool {
	switch w {
	case "km", "m", "cm", "mm", "kg", "g", "ft", "mph", "km/h", "kph", "lb", "lbs", "mw", "gw", "kw", "gb", "tb", "ha", "sq", "c", "f", "°", "°c", "°f":
		return true
	}
	return false
}

func noun(t doc.Tag) bool {
	return t == doc.TagNN || t == doc.TagNNS || t == doc.TagNNP || t == doc.TagNNPS
}

// unitAfter finds what the number before token at counts: the head of the
// nouns that follow, of the phrase after "of", or a sign. unit is "%" for a
// part of a whole. It returns the end of the quantity's tokens.
func unitAfter(d *doc.Document, span doc.Span, at int32, unit string) (int32, string) {
	if at >= span.End {
		return at, unit
	}
	w := d.Lower(at)
	switch {
	case w == "%" || w == "percent" || w == "pct":
		return at + 1, "%"
	case w == "per" && at+1 < span.End && (d.Lower(at+1) == "cent" || d.Lower(at+1) == "cents"):
		return at + 2, "%"
	case w == "percentage" && at+1 < span.End && strings.HasPrefix(d.Lower(at+1), "point"):
		return at + 2, "pp"
	case unit == "" && currency(w) != "" && currency(w) != "¢" && d.Tokens[at].Tag != doc.TagDollar:
		return at + 1, currency(w)
	case unit == "%":
		return at, unit
	}
	j := at
	if w == "of" {
		j++
		for j < span.End && (d.Tokens[j].Tag == doc.TagDT || d.Tokens[j].Tag == doc.TagPRPS || d.Tokens[j].Tag == doc.TagPDT || d.Tokens[j].Tag == doc.TagCD) {
			j++
		}
	}
	head := int32(-1)
	for ; j < span.End && j < at+8; j++ {
		t := d.Tokens[j].Tag
		if noun(t) {
			head = j
			continue
		}
		if head >= 0 && t != doc.TagHYPH && t != doc.TagPOS {
			break
		}
		switch t {
		case doc.TagJJ, doc.TagJJR, doc.TagJJS, doc.TagVBN, doc.TagVBG, doc.TagRB, doc.TagHYPH, doc.TagPOS, doc.TagOpenQuote, doc.TagCloseQuote:
			continue
		case doc.TagCD:
			if designates(d, j) {
				continue // "38 737 Max jets"
			}
		}
		break
	}
	if head < 0 || w == "of" && d.Tokens[head].Tag == doc.TagNNP {
		return at, ""
	}
	if c := currency(d.Lower(head)); c != "" {
		return head + 1, c
	}
	if w == "of" {
		return at, d.Tokens[head].Lemma
	}
	return head + 1, d.Tokens[head].Lemma
}

// boundBefore reads the limit that the words before a number at i set.
func boundBefore(d *doc.Document, start, i int32, first string) doc.Bound {
	back := func(n int32) string {
		if i-n < 0 || i-n < start-3 {
			return ""
		}
		return d.Lower(i - n)
	}
	one, two, three := back(1), back(2), back(3)
	if one == "a" || one == "an" || one == "the" {
		one, two, three = two, three, back(4)
	}
	switch one {
	case "about", "around", "some", "roughly", "approximately", "nearly", "almost", "estimated", "circa", "maybe", "perhaps", "probably":
		return doc.About
	case "least", "minimum":
		return doc.AtLeast
	case "most":
		if two == "at" || two == "the" {
			return doc.AtMost
		}
	case "to":
		if two == "up" {
			return doc.AtMost
		}
		if two == "close" {
			return doc.About
		}
	case "than":
		switch two {
		case "more", "greater", "higher":
			if three == "no" || three == "not" {
				return doc.AtMost
			}
			return doc.MoreThan
		case "less", "fewer", "lower":
			if three == "no" || three == "not" {
				return doc.AtLeast
			}
			return doc.LessThan
		}
	case "as":
		if two == "many" || two == "much" {
			return doc.AtMost
		}
		if two == "few" || two == "little" {
			return doc.AtLeast
		}
	case "over", "above", "exceeding", "topping", "beyond":
		return doc.MoreThan
	case "under", "below":
		return doc.LessThan
	}
	return doc.Exact
}
