package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

// Page furniture is found in passes over the paragraphs, by their words
// (furniture.txt), their form (bylines, datelines, times, credits), their place
// (before the text, after it, under a label) and their repetition.

// noAside marks a block that is not furniture.
const noAside = -1

// block is a paragraph before its sentences are known.
type block struct {
	from, to int32 // tokens
	kind     doc.ParaKind
	aside    int8   // a doc.AsideKind, or noAside
	follow   follow // headlines belong to it
	lead     int32  // where the text begins after a dateline or time, else from

	words  int32 // tokens that are words or numbers
	lower  int32 // of those, longer than three letters and in lower case
	upper  int32 // of those, with a capital or digit
	stop   bool  // ends like a sentence
	colon  bool  // ends in a colon
	small  bool  // begins in lower case
	bullet bool  // begins with a bullet or a number of a list
	quoted bool  // begins with a quotation mark
}

// look measures a block.
func look(d *doc.Document, b *block) {
	b.aside, b.lead = noAside, b.from
	for i := b.from; i < b.to; i++ {
		w := d.Text(i)
		if !isWordStart(w) {
			continue
		}
		b.words++
		if startsLower(w) {
			if len(w) > 3 {
				b.lower++
			}
		} else {
			b.upper++
		}
	}
	last := b.to - 1
	for last > b.from && isCloser(d.Text(last)) {
		last--
	}
	w := d.Text(last)
	b.stop = isStop(w) || len(w) > 2 && w[len(w)-1] == '.' && b.words > 12
	b.colon = w == ":"
	first := d.Text(b.from)
	b.small = startsLower(first)
	switch first {
	case "•", "*", "-", "–", "·", "‣", "▪", "●", "◦", "○", "+":
		b.bullet = b.to-b.from > 1
	case "\"", "“", "‘", "'", "«", "„":
		b.quoted = true
	}
	if isDigit(first[0]) && b.to-b.from > 2 && (first[len(first)-1] == '.' || d.Text(b.from+1) == ")" || d.Text(b.from+1) == ".") && len(first) <= 3 {
		b.bullet = true
	}
}

// running reports whether a block is text of the article, by its form: a
// sentence that ends, or more words than a headline has.
func (b *block) running() bool {
	return b.aside == noAside && (b.stop && b.words >= 8 || b.words >= 30 || b.quoted && b.stop && b.words >= 3)
}

// headline reports whether a block has the form of a headline or subheading.
func (b *block) headline() bool {
	return b.words >= 1 && b.words <= 30 && !b.small && !b.bullet && (!b.stop || b.titleCase()) && !b.colon
}

// titleCase reports whether nearly all of a block's longer words are capitalised.
func (b *block) titleCase() bool { return b.upper >= 3 && b.lower*5 <= b.upper }

// furnish finds title and furniture among the blocks and sets Title and Asides.
func furnish(d *doc.Document, blocks []block) {
	first, last := measure(d, blocks)
	title := headline(d, blocks, first, last)
	around(d, blocks, title, first)
	labels(blocks, first, last)
	tail(blocks, last)
	repeated(d, blocks, title)
	openings(d, blocks, title)
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.aside != noAside:
			b.kind = doc.ParaAside
			addAside(d, b.from, b.to, doc.AsideKind(b.aside))
		case i == title:
			b.kind = doc.ParaTitle
			from := b.from
			for from < b.to-1 && (d.Text(from) == "#" || d.Text(from) == "##" || d.Text(from) == "*" || d.Text(from) == "**") {
				from++
			}
			d.Title = doc.Span{Start: from, End: b.to}
			for k := from; k < b.to; k++ {
				d.Tokens[k].Flags |= doc.InTitle
			}
		case b.bullet:
			b.kind = doc.ParaList
		case b.headline() && b.words <= 15 && i+1 < len(blocks):
			b.kind = doc.ParaHeading
		}
		if b.aside == noAside && b.lead > b.from {
			kind := doc.AsideDateline
			if clock(d, b.from, b.lead) > b.from {
				kind = doc.AsideTimestamp
			}
			addAside(d, b.from, b.lead, kind)
		}
	}
}

func addAside(d *doc.Document, from, to int32, kind doc.AsideKind) {
	d.Asides = append(d.Asides, doc.Aside{Tokens: doc.Span{Start: from, End: to}, Kind: kind})
	for k := from; k < to; k++ {
		d.Tokens[k].Flags |= doc.InAside
	}
}

// measure marks what words and form alone decide, and returns the first and the
// last block of running text, -1 where there is none.
func measure(d *doc.Document, blocks []block) (first, last int) {
	first, last = -1, -1
	words := make([]string, 0, maxWords+1)
	for i := range blocks {
		b := &blocks[i]
		look(d, b)
		if b.words > maxWords {
			continue
		}
		if next, ok := dates(d, b.from, b.to); ok && next == b.to {
			b.aside = int8(doc.AsideTimestamp)
			continue
		}
		words = appendWords(words[:0], d, b.from, b.to)
		if w := d.Text(b.from); len(words) == 0 && strings.HasPrefix(w, "##") || b.to == b.from+1 && (strings.IndexByte(w, '@') > 0 || strings.HasPrefix(w, "http") || strings.HasPrefix(w, "www.")) {
			b.aside = int8(doc.AsideBoilerplate) // the end of a press release, an address
			continue
		}
		if p := lookup(words, zoneAny); p != nil && !(len(words) == 1 && b.stop) {
			b.aside, b.follow = int8(p.kind), p.follow
			continue
		}
		switch {
		case !b.stop && !b.colon && b.words <= 20 && hasAddress(d, b.from, b.to):
			b.aside = int8(doc.AsideBoilerplate)
		case i > 0 && !b.stop && labelled(words):
			b.aside = int8(doc.AsideLink)
			if words[0] == "sponsored" || words[0] == "promoted" {
				b.aside = int8(doc.AsideAdvertisement)
			}
		case isByline(d, b.from, b.to, false):
			b.aside = int8(doc.AsideByline)
		case isCaption(d, b.from, b.to):
			b.aside = int8(doc.AsideCaption)
		}
	}
	for i := range blocks {
		if blocks[i].running() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	// What only holds before and after the text. The text shrinks where its
	// last paragraphs turn out to be furniture.
	for i := 0; i < first; i++ {
		if b := &blocks[i]; b.aside == noAside {
			if p := lookup(appendWords(words[:0], d, b.from, b.to), zoneHead); p != nil {
				b.aside, b.follow = int8(p.kind), p.follow
			}
		}
	}
	for i := len(blocks) - 1; i > first; i-- {
		b := &blocks[i]
		if b.aside == noAside {
			if p := lookup(appendWords(words[:0], d, b.from, b.to), zoneTail); p != nil {
				b.aside, b.follow = int8(p.kind), p.follow
			} else if b.running() {
				break
			}
		}
	}
	for last > first && !blocks[last].running() {
		last--
	}
	return first, last
}

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

// labels marks the headlines under a label such as "Previous article" or
// "Related stories", and above it where the teaser's headline stands on both sides.
func labels(blocks []block, first, last int) {
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
			if j < last && j > i+1 && (j+1 >= len(blocks) || blocks[j+1].running()) && blocks[i].follow == followList && b.words <= 6 {
				break // the subheading of the text that goes on
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

// repeated marks the second of two equal paragraphs, and the teaser around
// which a headline stands twice.
func repeated(d *doc.Document, blocks []block, title int) {
	seen := make(map[uint64]int, len(blocks))
	for i := range blocks {
		b := &blocks[i]
		if b.words < 4 && i != title {
			continue
		}
		h := hashWords(d, b.from, b.to)
		at, twice := seen[h]
		if !twice {
			seen[h] = i
			continue
		}
		if !equalWords(d, blocks[at], *b) {
			continue
		}
		card := i-at <= 3 && i > at && b.headline() && !b.stop && b.words >= 4 && at != title && i+1 < len(blocks)
		for k := at + 1; k < i; k++ {
			card = card && blocks[k].aside != noAside
		}
		if b.aside == noAside {
			b.aside = int8(doc.AsideDuplicate)
		}
		if card && i > at+1 { // headline, label, headline, summary: a teaser in the text
			if blocks[at].aside == noAside {
				blocks[at].aside = int8(doc.AsideLink)
			}
			if s := &blocks[i+1]; s.aside == noAside && s.words <= 45 && !s.quoted && i+2 < len(blocks) {
				s.aside = int8(doc.AsideLink)
			}
		}
	}
}

// hashWords is a hash of the letters and digits of the tokens from..to, in lower case.
func hashWords(d *doc.Document, from, to int32) uint64 {
	h := uint64(14695981039346656037)
	for i := from; i < to; i++ {
		w := d.Lower(i)
		if !isWordStart(w) {
			continue
		}
		for k := 0; k < len(w); k++ {
			h = (h ^ uint64(w[k])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return h
}

// equalWords reports whether two blocks have the same words.
func equalWords(d *doc.Document, a, b block) bool {
	i, j := a.from, b.from
	for {
		for i < a.to && !isWordStart(d.Text(i)) {
			i++
		}
		for j < b.to && !isWordStart(d.Text(j)) {
			j++
		}
		if i == a.to || j == b.to {
			return i == a.to && j == b.to
		}
		if d.Lower(i) != d.Lower(j) {
			return false
		}
		i++
		j++
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

// notEnglish reports whether a text of some length has too few of the words that hold
// English sentences together.
func notEnglish(d *doc.Document) bool {
	words, function, letters, latin := 0, 0, 0, 0
	for i := range d.Tokens {
		w := d.Lower(int32(i))
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) {
			continue
		}
		words++
		letters++
		if r < 0x250 {
			latin++
		}
		if functionWord(w) {
			function++
		}
	}
	if letters > 0 && latin*2 < letters {
		return true
	}
	return words >= 25 && function*100 < words*14
}

// functionWord reports whether w is one of the most frequent words of English
// that few other languages have.
func functionWord(w string) bool {
	switch w {
	case "the", "of", "and", "to", "a", "in", "that", "is", "was", "for", "it", "on", "with", "as", "he", "his", "be", "by", "at", "from", "this", "have",
		"had", "not", "are", "but", "or", "they", "which", "you", "were", "their", "an", "she", "her", "has", "been", "will", "would", "who", "we", "said",
		"'s", "’s", "n't", "n’t", "if", "i", "about", "after", "when", "what", "there", "its":
		return true
	}
	return false
}
