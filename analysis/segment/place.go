package segment

import (
	"strings"

	"whosaid.example/analysis/doc"
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
	near := func(k int) bool {
		return k >= 0 && k < first && (blocks[k].aside == int8(doc.AsideTimestamp) || blocks[k].aside == int8(doc.AsideByline))
	}
	for i := first - 1; i >= 0; i-- { // from below: a name above an office above a date
		b := &blocks[i]
		if b.aside != noAside || i == title {
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
	// A few words between two pieces of furniture are a third.
	for i := title + 1; i < first; i++ {
		b := &blocks[i]
		if b.aside != noAside || b.words > 4 || b.stop || b.bullet || i+1 >= first || blocks[i+1].aside == noAside || i == 0 || i-1 != title && blocks[i-1].aside == noAside {
			continue
		}
		b.aside = int8(doc.AsideBoilerplate)
		if isName(d, b.from, b.to) {
			b.aside = int8(doc.AsideByline)
		}
	}
}

// isArrow reports whether a mark points to another page.
func isArrow(w string) bool {
	switch w {
	case ">", ">>", "»", "→", "⇒", "►", "▶", "▸", "➤", "➜", "☞", "👉":
		return true
	}
	return false
}

// authors marks the last paragraphs that begin with the name of a writer from
// the byline: they tell who that is.
func authors(d *doc.Document, blocks []block, first int) {
	for i := len(blocks) - 1; i > first && first >= 0; i-- {
		b := &blocks[i]
		if b.aside != noAside {
			continue
		}
		if b.words > 60 || b.to-b.from < 3 || !startsWithAuthor(d, blocks[:first], b) {
			return
		}
		b.aside = int8(doc.AsideBoilerplate)
	}
}

// startsWithAuthor reports whether the first two words of b stand side by side
// in a byline of head.
func startsWithAuthor(d *doc.Document, head []block, b *block) bool {
	one, two := d.Text(b.from), d.Text(b.from+1)
	if !isWordStart(one) || startsLower(one) || !isWordStart(two) || startsLower(two) {
		return false
	}
	for i := range head {
		if head[i].aside != int8(doc.AsideByline) {
			continue
		}
		for k := head[i].from; k+1 < head[i].to; k++ {
			if d.Text(k) == one && d.Text(k+1) == two {
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
		if blocks[i].follow == followNone || blocks[i].aside == noAside {
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
			if b.running() && !(b.titleCase() && b.words <= 25) || b.words > 30 || b.quoted && b.stop {
				break
			}
			b.aside = int8(doc.AsideLink)
			if blocks[i].follow == followOne {
				break
			}
		}
	}
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
	n, times := 0, 0
	for i := range blocks {
		b := &blocks[i]
		if b.aside != noAside || i == title {
			continue
		}
		if n < 4 && b.words >= 6 && !b.quoted {
			if e := dateline(d, b.from, b.to, n == 0); e < b.to {
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
