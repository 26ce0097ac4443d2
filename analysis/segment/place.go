package segment

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// labelled reports whether words are a label of a few words and, behind a
// colon, what it leads to: "In case you missed it: …". All words of the label
// must be such as labels have, and one of them must tell that it leads elsewhere.
func labelled(words []string) bool {
	elsewhere := false
	for i, w := range words {
		switch w {
		case ":":
			return elsewhere && i+2 < len(words) && len(words) <= 30
		case "read", "reading", "watch", "listen", "see", "related", "more", "earlier", "previously", "video", "podcast", "gallery", "missed", "next", "also",
			"sponsored", "advertisement", "promoted", "recommended", "trending", "quiz", "newsletter", "archive", "catch", "explore", "subscribe", "follow", "join":
			elsewhere = true
		case "you", "may", "might", "like", "in", "case", "it", "our", "on", "this", "the", "from", "continue", "keep", "story", "stories", "articles", "article",
			"news", "coverage", "up", "here", "now", "post", "topic", "to", "for", "and", "about", "latest", "best", "today", "week", "free", "live", "us", "what", "we", "ve", "'ve", "photos":
		default:
			return false
		}
		if i > 6 {
			return false
		}
	}
	return false
}

// withoutLinkNote is words without what a reader of the screen is told about a
// link at their end: "…, opens new tab".
func withoutLinkNote(words []string) []string {
	n := len(words)
	switch {
	case n > 3 && words[n-3] == "opens" && words[n-2] == "new" && (words[n-1] == "tab" || words[n-1] == "window"):
		return words[:n-3]
	case n > 4 && words[n-4] == "opens" && words[n-3] == "in" && (words[n-1] == "tab" || words[n-1] == "window"):
		return words[:n-4]
	}
	return words
}

// isMenu reports whether a line is a row of three or more sections' names:
// "News Opinion Sport Culture".
func isMenu(words []string) bool {
	if len(words) < 3 || len(words) > 14 {
		return false
	}
	for i := range words {
		if p := lookup(words[i:i+1], zoneHead); p == nil || p.kind != doc.AsideSection {
			return false
		}
	}
	return true
}

// hasAddress reports whether an e-mail address, a URL or a user's name is among the tokens.
func hasAddress(d *doc.Document, from, to int32) bool {
	for i := from; i < to; i++ {
		w := d.Text(i)
		if strings.IndexByte(w, '@') >= 0 && len(w) > 2 || strings.HasPrefix(w, "http") && len(w) > 8 || strings.HasPrefix(w, "www.") {
			return true
		}
	}
	return false
}

// around marks the lines between the page's top and the text: section names
// above the title, writers and dates below it, menus.
func around(d *doc.Document, blocks []block, title, first int) {
	if first < 0 {
		return
	}
	// Four or more short lines in a row are a menu.
	for i := 0; i < first; {
		j := i
		for j < first && j != title && blocks[j].words <= 4 && !blocks[j].stop && (blocks[j].aside == noAside || blocks[j].aside == int8(doc.AsideSection)) {
			j++
		}
		for menu := j-i >= 4; i < j; i++ {
			if menu {
				blocks[i].aside = int8(doc.AsideLink)
			}
		}
		i = max(j, i) + 1
	}
	head := headEnd(blocks, first)
	near := func(k int) bool {
		return k >= 0 && k < head && (blocks[k].aside == int8(doc.AsideTimestamp) || blocks[k].aside == int8(doc.AsideByline))
	}
	for i := head - 1; i >= 0; i-- { // from below: a name above an office above a date
		b := &blocks[i]
		if b.aside != noAside || i == title || i >= first && b.running() {
			continue
		}
		switch {
		case i < title && b.words <= 8 && !b.stop, separated(d, b) && b.words <= 8:
			b.aside = int8(doc.AsideSection)
		case i > title && (isByline(d, b.from, b.to, true) || isOffice(d, b.from, b.to)):
			b.aside = int8(doc.AsideByline)
		case i > title && isName(d, b.from, b.to) && (near(i-1) || near(i+1)), i == title+1 && i > 0 && isGiven(d, b.from, b.to):
			b.aside = int8(doc.AsideByline)
		case b.words <= 14 && i > title:
			// "Tuesday, May 6. Latest entries first."
			if next, ok := dates(d, b.from, b.to); ok && next-b.from >= 3 && next < b.to && isStop(d.Text(next-1)) {
				b.aside = int8(doc.AsideTimestamp)
			}
		}
	}
	// In a live blog the writer of an entry stands under its time and headline.
	for i := head; i+1 < len(blocks); i++ {
		b := &blocks[i]
		if b.aside != noAside || b.words > 8 || b.stop || i < 2 || !blocks[i+1].running() {
			continue
		}
		if blocks[i-2].aside == int8(doc.AsideTimestamp) && blocks[i-1].headline() && isByline(d, b.from, b.to, true) {
			b.aside = int8(doc.AsideByline)
		}
	}
	// A few words between two pieces of furniture are a third, and so are a name
	// and an office or a paper under it.
	for i := title + 1; i < head; i++ {
		b := &blocks[i]
		if i+2 < head && i > 0 && (i-1 == title || blocks[i-1].aside != noAside) && b.aside == noAside && blocks[i+1].aside == noAside && blocks[i+2].aside != noAside &&
			isName(d, b.from, b.to) && blocks[i+1].words <= 6 && !blocks[i+1].stop && !blocks[i+1].colon && !blocks[i+1].bullet && blocks[i+1].lower <= 1 {
			b.aside, blocks[i+1].aside = int8(doc.AsideByline), int8(doc.AsideByline)
			continue
		}
		if b.aside != noAside || b.words > 4 || b.stop || b.bullet || b.quoted || i+1 >= head || blocks[i+1].aside == noAside || i == 0 || i-1 != title && blocks[i-1].aside == noAside {
			continue
		}
		b.aside = int8(doc.AsideBoilerplate)
		if isName(d, b.from, b.to) {
			b.aside = int8(doc.AsideByline)
		}
	}
}

// headEnd is the block behind which the page's head ends: the first block of
// running text, or, where that is a standfirst, the byline not far below it.
func headEnd(blocks []block, first int) int {
	for i := min(first+4, len(blocks)-1); i > first; i-- {
		if blocks[i].aside != int8(doc.AsideByline) {
			continue
		}
		for i+1 < len(blocks) && i < first+8 && !blocks[i+1].running() {
			i++
		}
		return i + 1
	}
	return first
}

// isArrow reports whether a mark points to another page.
func isArrow(w string) bool {
	switch w {
	case ">", ">>", "»", "→", "⇒", "►", "▶", "▸", "➤", "➜", "☞", "👉":
		return true
	}
	return false
}

// aboutIssuer marks, at the end of a press release, the line "About X" without a
// colon and the paragraph under it that begins with X.
func aboutIssuer(d *doc.Document, blocks []block, first int) {
	for i := len(blocks) - 2; i > first && i > len(blocks)-8; i-- {
		b, c := &blocks[i], &blocks[i+1]
		if b.aside != noAside || c.aside != noAside || b.stop || b.words < 2 || b.words > 7 || d.Lower(b.from) != "about" || startsLower(d.Text(b.from+1)) {
			continue
		}
		k := c.from
		if d.Lower(k) == "the" && d.Lower(b.from+1) != "the" {
			k++
		}
		if k < c.to && d.Lower(k) == d.Lower(b.from+1) {
			b.aside, c.aside = int8(doc.AsideBoilerplate), int8(doc.AsideBoilerplate)
		}
	}
}

// authors marks the last paragraphs that tell who a writer of the byline is:
// they begin with the name, or stand under it.
func authors(d *doc.Document, blocks []block, first int) {
	if first < 0 {
		return
	}
	for i := len(blocks) - 1; i > first; i-- {
		b := &blocks[i]
		if b.aside != noAside {
			continue
		}
		if b.words > 60 || b.quoted || !startsWithAuthor(d, blocks[:min(len(blocks), first+9)], b) {
			under := 0 // how far below a line that is no more than the name
			for k := 1; k <= 3 && i-k > first; k++ {
				if c := &blocks[i-k]; c.aside == noAside && c.words <= 4 && !c.stop && isName(d, c.from, c.to) && startsWithAuthor(d, blocks[:min(len(blocks), first+9)], c) {
					under = k
					break
				}
			}
			if under == 0 || b.words > 60 || b.quoted {
				if !b.running() && b.words <= 4 && i > first+2 {
					continue
				}
				return
			}
			for k := range under {
				if c := &blocks[i-k]; c.aside == noAside {
					c.aside = int8(doc.AsideBoilerplate)
				}
			}
			continue
		}
		b.aside = int8(doc.AsideBoilerplate)
	}
}

// writers marks a paragraph near the byline that tells who its writer is, as
// essays have it above the text: "Ms. Roe is a fellow at the Lake Institute."
func writers(d *doc.Document, blocks []block) {
	by := -1
	for i := 0; i < len(blocks) && i < 16; i++ {
		b := &blocks[i]
		if b.aside == int8(doc.AsideByline) {
			by = i
			continue
		}
		if b.aside != noAside || by < 0 {
			continue
		}
		if i > by+2 || b.words > 60 || b.quoted || !b.stop && b.words > 20 {
			return
		}
		k := b.from
		if lexicon.Name(d.Text(k)).Kinds&lexicon.NameHonorific != 0 {
			k++
		}
		for k < b.to && isWordStart(d.Text(k)) && !startsLower(d.Text(k)) || k < b.to && d.Text(k) == "-" {
			k++
		}
		if k > b.from && k < b.to && isLife(d.Lower(k)) && startsWithAuthor(d, blocks[:by+1], b) {
			b.aside = int8(doc.AsideBoilerplate)
		}
		return
	}
}

// isLife reports whether a word in lower case goes on from a writer's name in
// a line that tells who that is.
func isLife(w string) bool {
	switch w {
	case "is", "was", "has", "covers", "covered", "reports", "reported", "writes", "teaches", "joined", "leads", "works", "lives", "served", "holds", "edits", "can", "runs", "previously":
		return true
	}
	return false
}

// startsWithAuthor reports whether b begins with two words that stand side by
// side in a byline of head, or with the last word of a name there before
// "is", "covers" and the like.
func startsWithAuthor(d *doc.Document, head []block, b *block) bool {
	from := b.from
	if from+2 < b.to && lexicon.Name(d.Text(from)).Kinds&lexicon.NameHonorific != 0 {
		from++
	}
	if from+1 >= b.to {
		return false
	}
	one, two := d.Lower(from), d.Lower(from+1)
	if !isWordStart(one) || startsLower(d.Text(from)) {
		return false
	}
	k := from + 1
	for k+1 < b.to && d.Text(k) == "-" {
		k += 2
	}
	alone := k < b.to && isLife(d.Lower(k)) && len(one) > 2
	if !alone && (!isWordStart(two) || startsLower(d.Text(from+1))) {
		return false
	}
	for i := range head {
		if head[i].aside != int8(doc.AsideByline) {
			continue
		}
		for k := head[i].from; k < head[i].to; k++ {
			if d.Lower(k) != one {
				continue
			}
			if k+1 < head[i].to && d.Lower(k+1) == two && !alone {
				return true
			}
			if alone && k > head[i].from && !roleWord(one) && !bylineWord(d.Lower(k-1)) {
				return true
			}
		}
	}
	return false
}

// labels marks the headlines under a label such as "Previous article" or
// "Related stories", and above it where the teaser's headline stands on both sides.
func labels(blocks []block) {
	for i := range blocks {
		if blocks[i].follow == followNone || blocks[i].aside == noAside || blocks[i].follow == followSome && !pair(blocks[i+1:]) {
			continue
		}
		for j := i + 1; j < len(blocks) && blocks[j].kind != doc.ParaTitle; j++ {
			b := &blocks[j]
			if b.aside != noAside {
				if b.follow != followNone {
					break
				}
				continue
			}
			if !b.teaser() {
				break
			}
			b.aside = int8(doc.AsideLink)
			if blocks[i].follow == followOne {
				break
			}
		}
	}
}

// teaser reports whether a block can be a headline under a label.
func (b *block) teaser() bool {
	return !(b.running() && !(b.titleCase() && b.words <= 25)) && b.words <= 30 && !(b.quoted && b.stop)
}

// pair reports whether two headlines, each more than a subheading, come first.
func pair(blocks []block) bool {
	if len(blocks) < 2 {
		return false
	}
	for i := range 2 {
		if b := &blocks[i]; b.aside != noAside || !b.teaser() || b.words < 5 {
			return false
		}
	}
	return true
}

// tail marks headlines after the text with nothing under them. More of them
// than a page has links, or than twice the paragraphs of text, are the article's
// own: results, tables, a list of short items.
func tail(blocks []block, last int) {
	if last < 0 {
		return
	}
	n, text := 0, 0
	for i := range last + 1 {
		if blocks[i].running() {
			text++
		}
	}
	alone := func(b *block) bool {
		return b.aside == noAside && b.headline() && !b.stop && b.words >= 4 && b.words <= 20
	}
	for i := last + 1; i < len(blocks); i++ {
		if alone(&blocks[i]) {
			n++
		}
	}
	if n > 12 || n > 2*text {
		return
	}
	aside := func(i int) bool { return i < len(blocks) && blocks[i].aside != noAside }
	for i := last + 1; i < len(blocks); i++ {
		b := &blocks[i]
		switch {
		case alone(b) && (n >= 3 || b.titleCase() && b.words >= 5):
			b.aside = int8(doc.AsideLink)
		case b.aside == noAside && b.words <= 6 && !b.stop && !b.colon && !b.bullet && (i > last+1 && aside(i-1) || aside(i+1)):
			b.aside = int8(doc.AsideBoilerplate) // a few words beside furniture
		}
	}
}

// openings sets where the text begins behind a dateline, in the first
// paragraphs, or behind the time of a live blog's entries.
func openings(d *doc.Document, blocks []block, title int) {
	n, times, turns := 0, 0, 0
	for i := range blocks {
		if capsColon(d, blocks[i].from, blocks[i].to) > blocks[i].from && i != title {
			turns++ // of a transcript, where there are several
		}
	}
	for i := range blocks {
		b := &blocks[i]
		if b.aside != noAside || i == title {
			continue
		}
		if n < 4 && b.words >= 6 && !b.quoted {
			if e := dateline(d, b.from, b.to, n == 0 && turns < 2); e < b.to {
				b.lead = e
			}
		}
		if b.words >= 8 {
			n++
		}
		if e := clock(d, b.from, b.to); e > b.from && e < b.to && !startsLower(d.Text(e)) {
			times++
		}
	}
	if times < 3 {
		return
	}
	for i := range blocks {
		b := &blocks[i]
		if e := clock(d, b.from, b.to); b.aside == noAside && e > b.from && e < b.to && !startsLower(d.Text(e)) {
			for e < b.to-1 && strings.ContainsAny(d.Text(e), ":-–—|") && len(d.Text(e)) <= 3 {
				e++
			}
			b.lead = e
		}
	}
}
