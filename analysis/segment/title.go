package segment

import (
	"strings"

	"whosaid.example/analysis/doc"
)

// headline chooses the block that is the title, -1 for none, and marks the
// section names above it.
func headline(d *doc.Document, blocks []block, first, last int) int {
	if len(blocks) < 2 {
		return -1
	}
	limit := first
	switch {
	case first < 0:
		limit = min(len(blocks), 3)
	case blocks[first].words <= 30 && blocks[first].titleCase() && first+1 < len(blocks) && last > first:
		limit++ // a headline that was given a stop
	}
	title, size := -1, int32(0)
	for i := 0; i < limit; i++ {
		b := &blocks[i]
		if b.aside != noAside || !b.headline() || separated(d, b) {
			continue
		}
		if k := dateEnds(d, b); title < 0 && k > b.from && i+1 < limit && blocks[i+1].headline() {
			b.aside = int8(doc.AsideTimestamp) // "The Paper — Tuesday, 4 May 2023, 11:46"
			continue
		}
		if title < 0 && i+1 < limit && dateSection(d, b) {
			b.aside = int8(doc.AsideTimestamp) // "Updated 3 hours ago - Technology"
			continue
		}
		if title < 0 && i+1 < limit && endsWith(d, *b, blocks[i+1]) {
			b.aside = int8(doc.AsideSection) // "News / Europe / Headline" above "Headline"
			continue
		}
		if i+1 < limit && title < 0 && isPaper(d, b) && blocks[i+1].aside == noAside && blocks[i+1].headline() {
			continue // the paper's name above its headline
		}
		// A longer line below a short one: the short one names the section.
		if title < 0 || size <= 3 && b.words >= size+2 && b.words >= 4 {
			title, size = i, b.words
		} else if size >= 4 {
			break
		}
	}
	for i := title + 1; title >= 0 && i < min(limit, title+5); i++ {
		// "Headline | The Paper" above "Headline": the page's name, then the article's.
		if n := prefixWords(d, blocks[i], blocks[title]); n > 0 && blocks[i].words >= 3 && d.Tokens[n].Flags&doc.SpaceBefore != 0 && strings.Contains("|·—–-", d.Text(n)) {
			blocks[title].aside = int8(doc.AsideSection)
			return i
		}
	}
	if title < 0 && first != 0 {
		for i := 0; i < limit; i++ { // a question, or a headline that looks like furniture
			if b := &blocks[i]; b.aside == noAside && b.words <= 30 && b.words >= 2 && !b.bullet {
				return i
			}
		}
		for i := 0; i < limit; i++ {
			if b := &blocks[i]; (b.aside == int8(doc.AsideByline) || b.aside == int8(doc.AsideLink)) && b.words >= 4 && b.follow == followNone && i == 0 {
				b.aside = noAside
				return i
			}
		}
	}
	return title
}

// dateEnds is the token at which a date with a time of day begins that ends a
// short block behind a dash, bar or comma, or 0.
func dateEnds(d *doc.Document, b *block) int32 {
	if b.words > 12 {
		return 0
	}
	timed := false
	for i := b.to - 1; i > b.from; i-- {
		c := dateToken(d, i)
		if c == dateNone {
			return 0
		}
		timed = timed || c == dateTime
		if w := d.Text(i); timed && (w == "—" || w == "–" || w == "|" || w == "," || w == "-") && !startsLower(d.Text(i-1)) && dateToken(d, i-1) == dateNone {
			if next, ok := dates(d, i+1, b.to); ok && next == b.to {
				return i
			}
		}
	}
	return 0
}

// dateSection reports whether a block is a date or time, a mark and a section's name.
func dateSection(d *doc.Document, b *block) bool {
	if b.words > 10 || b.stop {
		return false
	}
	next, ok := dates(d, b.from, b.to)
	if !ok || next == b.to || b.to-next > 2 {
		return false
	}
	switch d.Text(next - 1) {
	case "-", "–", "—", "|", "·", "•", "/":
		return !startsLower(d.Text(next))
	}
	return false
}

// endsWith reports whether block a ends in all the words of b, four or more, behind
// a mark that sets parts of a path off.
func endsWith(d *doc.Document, a, b block) bool {
	if b.words < 4 || a.words <= b.words || a.to-a.from <= b.to-b.from {
		return false
	}
	i, j := a.to-1, b.to-1
	for ; j >= b.from && i > a.from; i, j = i-1, j-1 {
		if d.Lower(i) != d.Lower(j) {
			return false
		}
	}
	if j >= b.from {
		return false
	}
	switch d.Text(i) {
	case "/", ">", "»", "›", "|", "·", "→", "»»":
		return true
	}
	return false
}

// isPaper reports whether a block can be no more than the name of a newspaper
// or station: "The Evening Star", "The Evening Star, Tuesday edition".
func isPaper(d *doc.Document, b *block) bool {
	if b.words > 6 || b.stop {
		return false
	}
	for i := b.from; i < b.to; i++ {
		w := d.Lower(i)
		switch w {
		case "times", "post", "herald", "gazette", "courier", "star", "tribune", "journal", "chronicle", "mail", "observer", "telegraph", "guardian", "mirror", "news",
			"echo", "argus", "examiner", "inquirer", "ledger", "record", "register", "sentinel", "standard", "mercury", "bulletin", "dispatch", "press", "daily",
			"weekly", "radio", "online", "today", "independent", "reporter", "citizen", "advertiser", "review", "globe", "edition":
			if i+1 == b.to || !isWordStart(d.Text(i+1)) {
				return true
			}
		default:
			if startsLower(d.Text(i)) && w != "of" && w != "the" && w != "and" {
				return false
			}
		}
	}
	return false
}

// separated reports whether a block is a chain of short parts with bars, dots
// or dashes between, as the name of a paper with its section or a path is:
// "THE HERALD — Metro", "Home > News > Europe".
func separated(d *doc.Document, b *block) bool {
	if b.words > 12 {
		return false
	}
	marks, run, longest := 0, int32(1), int32(1)
	for i := b.from + 1; i < b.to; i++ {
		switch w := d.Text(i); w {
		case "·", "|", ">", "•", "»", "›", "/", ">>", "→":
			marks++
			run = 0
		case "—", "–":
			if b.words > 6 {
				return false
			}
			marks++
			run = 0
		default:
			if startsLower(w) && len(w) > 3 && b.lower > 2 {
				return false
			}
			run++
			longest = max(longest, run)
		}
	}
	return marks > 0 && longest <= 4 && marks*5 >= int(b.words)-2
}

// prefixWords is the token of b at which it goes on after all words of a, or 0
// where the words of a are no beginning of b's.
func prefixWords(d *doc.Document, a, b block) int32 {
	j := b.from
	for i := a.from; i < a.to; i++ {
		if !isWordStart(d.Text(i)) {
			continue
		}
		for j < b.to && !isWordStart(d.Text(j)) {
			j++
		}
		if j == b.to || d.Lower(i) != d.Lower(j) {
			return 0
		}
		j++
	}
	if j == b.to {
		return 0
	}
	return j
}
