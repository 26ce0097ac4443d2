package claim

import (
	"strconv"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// day is a calendar day; a part that is not known is 0.
type day struct{ year, month, day int }

// month is the number of a month's name or abbreviation.
func month(w string) (int, bool) {
	switch w {
	case "january", "jan", "jan.":
		return 1, true
	case "february", "feb", "feb.":
		return 2, true
	case "march", "mar.":
		return 3, true
	case "april", "apr", "apr.":
		return 4, true
	case "may":
		return 5, true
	case "june", "jun.":
		return 6, true
	case "july", "jul.":
		return 7, true
	case "august", "aug", "aug.":
		return 8, true
	case "september", "sept", "sept.", "sep", "sep.":
		return 9, true
	case "october", "oct", "oct.":
		return 10, true
	case "november", "nov", "nov.":
		return 11, true
	case "december", "dec", "dec.":
		return 12, true
	}
	return 0, false
}

// weekday is the number of a day of the week, Monday 1 to Sunday 7.
func weekday(w string) (int, bool) {
	switch w {
	case "monday", "mon.":
		return 1, true
	case "tuesday", "tues.", "tue.":
		return 2, true
	case "wednesday", "wed.":
		return 3, true
	case "thursday", "thurs.", "thu.":
		return 4, true
	case "friday", "fri.":
		return 5, true
	case "saturday", "sat.":
		return 6, true
	case "sunday", "sun.":
		return 7, true
	}
	return 0, false
}

// published is the day of the article: its Date, else the first date in its
// asides (dateline, timestamp, byline). Parts that are not told are 0.
func published(d *doc.Document) day {
	if p := parseISO(d.Date); p.month != 0 {
		return p
	}
	for _, a := range d.Asides {
		switch a.Kind {
		case doc.AsideDateline, doc.AsideTimestamp, doc.AsideByline, doc.AsideSection:
			for i := a.Tokens.Start; i < a.Tokens.End; i++ {
				if p, _, ok := calendar(d, a.Tokens, i); ok && p.month != 0 && p.day != 0 {
					return p
				}
			}
		}
	}
	return day{}
}

func parseISO(s string) day {
	var p day
	if len(s) >= 4 {
		p.year, _ = strconv.Atoi(s[:4])
	}
	if len(s) >= 7 && s[4] == '-' {
		p.month, _ = strconv.Atoi(s[5:7])
	}
	if len(s) >= 10 && s[7] == '-' {
		p.day, _ = strconv.Atoi(s[8:10])
	}
	if p.year <= 0 || p.month < 0 || p.month > 12 || p.day < 0 || p.day > 31 {
		return day{}
	}
	return p
}

// iso writes as much of YYYY-MM-DD as is known; an unknown year is XXXX, as in
// ISO 8601-2.
func (p day) iso() string {
	if p.year == 0 && p.month == 0 {
		return ""
	}
	b := []byte("XXXX")
	if p.year != 0 {
		b = append(b[:0], digits(p.year, 4)...)
	}
	if p.month != 0 {
		b = append(append(b, '-'), digits(p.month, 2)...)
		if p.day != 0 {
			b = append(append(b, '-'), digits(p.day, 2)...)
		}
	}
	return string(b)
}

func digits(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

// number of the day since 1 January 1970, and back (Hinnant, "chrono-Compatible
// Low-Level Date Algorithms").
func (p day) number() int {
	y, m := p.year, p.month
	if m <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + p.day - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

func dayOf(n int) day {
	n += 719468
	era := n / 146097
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	m := mp + 3
	if m > 12 {
		m -= 12
	}
	y := yoe + era*400
	if m <= 2 {
		y++
	}
	return day{y, m, doy - (153*mp+2)/5 + 1}
}

// shift is the day n days after p; the zero day where p is not fully known.
func (p day) shift(n int) day {
	if p.year == 0 || p.month == 0 || p.day == 0 {
		return day{}
	}
	return dayOf(p.number() + n)
}

// weekday is 1 for Monday to 7 for Sunday.
func (p day) weekday() int { return (p.number()+3)%7 + 1 }

// dates are the times that a span names, resolved against the day of the
// article; ahead says that the clause is about the future, so that a bare
// weekday is the next and not the last one. Linear in the span.
func dates(d *doc.Document, span doc.Span, today day, ahead bool) []doc.Date {
	var out []doc.Date
	for i := span.Start; i < span.End; {
		iso, next := dateAt(d, span, i, today, ahead)
		if next == i {
			i++
			continue
		}
		// "on Tuesday, March 4", "at 6 p.m. on Monday": one date where they touch.
		out = append(out, doc.Date{Tokens: doc.Span{Start: i, End: next}, ISO: iso})
		i = next
	}
	return out
}

// dateAt reads a date that begins at i; next == i where there is none.
func dateAt(d *doc.Document, span doc.Span, i int32, today day, ahead bool) (iso string, next int32) {
	w := d.Lower(i)
	if t, end, ok := clock(d, span, i); ok {
		return t, end
	}
	if p, end, ok := calendar(d, span, i); ok {
		if p.year == 0 && p.month != 0 && today.year != 0 {
			p.year = today.year
			if !ahead && p.month > today.month {
				p.year--
			} else if ahead && p.month < today.month {
				p.year++
			}
		}
		return p.iso(), end
	}
	before := ""
	if i > 0 {
		before = d.Lower(i - 1)
	}
	if n, ok := weekday(w); ok && d.Tokens[i].Tag == doc.TagNNP || ok && d.Source[d.Tokens[i].Start] < 'a' {
		if today.year == 0 || today.day == 0 {
			return "", i + 1
		}
		back := (today.weekday() - n + 7) % 7
		switch {
		case before == "next" || before == "coming":
			return today.shift(7 - back).iso(), i + 1
		case before == "last" && back == 0:
			return today.shift(-7).iso(), i + 1
		case ahead && back > 0 && before != "last" && before != "since":
			return today.shift(7 - back).iso(), i + 1
		}
		return today.shift(-back).iso(), i + 1
	}
	switch w {
	case "today", "tonight":
		return today.iso(), i + 1
	case "yesterday":
		return today.shift(-1).iso(), i + 1
	case "tomorrow":
		return today.shift(1).iso(), i + 1
	case "last", "next", "this":
		if i+1 >= span.End {
			return "", i
		}
		step := 0
		if w == "last" {
			step = -1
		} else if w == "next" {
			step = 1
		}
		switch d.Lower(i + 1) {
		case "year":
			if today.year == 0 {
				return "", i + 2
			}
			return day{year: today.year + step}.iso(), i + 2
		case "month":
			if today.year == 0 {
				return "", i + 2
			}
			n := today.year*12 + today.month - 1 + step
			return day{year: n / 12, month: n%12 + 1}.iso(), i + 2
		case "week", "summer", "winter", "spring", "autumn", "fall", "weekend", "quarter", "decade", "season", "century":
			return "", i + 2
		case "morning", "afternoon", "evening", "night":
			if w == "last" {
				return today.shift(-1).iso(), i + 2
			}
			return today.iso(), i + 2
		}
	}
	return "", i
}

// calendar reads "4 March 2021", "March 4, 2021", "March", "October 2019",
// "2019", "2021-03-04" at token i.
func calendar(d *doc.Document, span doc.Span, i int32) (p day, next int32, ok bool) {
	text := func(k int32) string {
		if k >= span.End {
			return ""
		}
		return d.Lower(k)
	}
	w := text(i)
	if len(w) == 10 && w[4] == '-' && w[7] == '-' {
		if p = parseISO(w); p.month != 0 {
			return p, i + 1, true
		}
	}
	at := i
	if n := dayNumber(w); n != 0 {
		if m, isMonth := month(text(at + 1)); isMonth && d.Source[d.Tokens[at+1].Start] < 'a' {
			p.day, p.month = n, m
			at += 2
			if y := yearNumber(text(at)); y != 0 {
				p.year = y
				at++
			} else if text(at) == "," && yearNumber(text(at+1)) != 0 {
				p.year = yearNumber(text(at + 1))
				at += 2
			}
			return p, at, true
		}
	}
	if m, isMonth := month(w); isMonth && d.Source[d.Tokens[i].Start] < 'a' && (m != 5 && m != 3 || d.Tokens[i].Tag != doc.TagMD && d.Tokens[i].Tag != doc.TagVB && (i > span.Start || dayNumber(text(i+1)) != 0)) {
		p.month = m
		at++
		if n := dayNumber(text(at)); n != 0 {
			p.day = n
			at++
			if text(at) == "," && yearNumber(text(at+1)) != 0 {
				p.year = yearNumber(text(at + 1))
				at += 2
			}
		} else if y := yearNumber(text(at)); y != 0 {
			p.year = y
			at++
		}
		return p, at, true
	}
	if y := yearNumber(w); y != 0 && year(d, i, i+1) {
		if i > 0 {
			switch d.Lower(i - 1) {
			case "in", "since", "of", "by", "until", "from", "to", "before", "after", "during", "late", "early", "mid", "and", "or", "till", "through", ",", "(":
				return day{year: y}, i + 1, true
			}
		} else {
			return day{year: y}, i + 1, true
		}
	}
	return day{}, i, false
}

// dayNumber is the day of a month that a token names: "4", "4th", "21st".
func dayNumber(w string) int {
	n, k := 0, 0
	for k < len(w) && k < 2 && '0' <= w[k] && w[k] <= '9' {
		n = n*10 + int(w[k]-'0')
		k++
	}
	switch w[k:] {
	case "", "st", "nd", "rd", "th":
		if 1 <= n && n <= 31 {
			return n
		}
	}
	return 0
}

func yearNumber(w string) int {
	if len(w) != 4 || w < "1500" || w > "2199" {
		return 0
	}
	n, err := strconv.Atoi(w)
	if err != nil {
		return 0
	}
	return n
}

// clock reads a time of day: "4:20 a.m.", "4.20am", "18:05", "3 p.m.", "noon".
// Its ISO form is Thh:mm, without a day.
func clock(d *doc.Document, span doc.Span, i int32) (iso string, next int32, ok bool) {
	w := d.Lower(i)
	switch w {
	case "noon", "midday":
		return "T12:00", i + 1, true
	case "midnight":
		return "T00:00", i + 1, true
	}
	h, m, k := 0, 0, 0
	for k < len(w) && k < 2 && '0' <= w[k] && w[k] <= '9' {
		h = h*10 + int(w[k]-'0')
		k++
	}
	if k == 0 || h > 23 {
		return "", i, false
	}
	colon := false
	if k+2 < len(w) && (w[k] == ':' || w[k] == '.') {
		a, b := w[k+1]-'0', w[k+2]-'0'
		if a > 5 || b > 9 {
			return "", i, false
		}
		colon = w[k] == ':'
		m = int(a)*10 + int(b)
		k += 3
	}
	half := w[k:]
	next = i + 1
	if half == "" && next < span.End {
		switch w := d.Lower(next); {
		case lexicon.HalfDay(w):
			half = w
			next++
		case w == "o'clock", w == "o’clock", w == "gmt":
			next++
			colon = true
		}
	}
	switch half {
	case "":
		if !colon {
			return "", i, false
		}
	case "am", "a.m.", "a.m":
		if h == 12 {
			h = 0
		}
	case "pm", "p.m.", "p.m":
		if h < 12 {
			h += 12
		}
	default:
		return "", i, false
	}
	return "T" + digits(h, 2) + ":" + digits(m, 2), next, true
}
