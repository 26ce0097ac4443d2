package segment

import (
	"strings"
	"unicode"

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
	cue    bool  // the number or time of a subtitle
}

// look measures a block.
func look(d *doc.Document, b *block) {
	b.aside, b.lead = noAside, b.from
	if b.cue {
		b.aside = int8(doc.AsideTimestamp)
	}
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
	if w == "." && b.words <= 4 && isCapitals(d, b) {
		b.stop = false // the label of a part, or a subheading: its stop ends no sentence
	}
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

// isCapitals reports whether a block has words, all of them in capitals.
func isCapitals(d *doc.Document, b *block) bool {
	for i := b.from; i < b.to; i++ {
		for _, r := range d.Text(i) {
			if unicode.IsLower(r) {
				return false
			}
		}
	}
	return b.upper > 0 && !isDigit(d.Text(b.from)[0])
}

// running reports whether a block is text of the article, by its form: a
// sentence that ends, or more words than a headline has.
func (b *block) running() bool {
	return b.aside == noAside && (b.stop && b.words >= 8 || b.words >= 30 || b.quoted && b.stop && b.words >= 3)
}

// reported reports whether a mark closes inside of a block, as where a
// reporting clause or a second quotation follows.
func (b *block) reported(d *doc.Document) bool {
	for i := b.from + 1; i < b.to-1; i++ {
		if isCloser(d.Text(i)) && d.Tokens[i+1].Flags&doc.SpaceBefore != 0 {
			return true
		}
	}
	return false
}

// headline reports whether a block has the form of a headline or subheading.
func (b *block) headline() bool {
	return b.words >= 1 && b.words <= 30 && !b.small && !b.bullet && (!b.stop || b.titleCase()) && !b.colon
}

// titleCase reports whether nearly all of a block's longer words are capitalised.
func (b *block) titleCase() bool { return b.upper >= 3 && b.lower*5 <= b.upper }

// furnish finds title and furniture among the blocks and sets Title and Asides.
func furnish(d *doc.Document, blocks []block) {
	feed := posts(d, blocks)
	first, last := measure(d, blocks, feed)
	title := headline(d, blocks, first, last)
	if !feed {
		around(d, blocks, title, first)
		writers(d, blocks)
		authors(d, blocks, first)
		aboutIssuer(d, blocks, first)
		labels(blocks)
		unstopped(d, blocks, first, last)
		tail(blocks, last)
	}
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
		case !feed && b.headline() && b.words <= 15 && i+1 < len(blocks):
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

// posts reports whether the paragraphs are a list of short posts, as from a
// message service: five or more, and two in five, have a link, a #tag or an
// @name among some words. Such lines are no page's furniture though they look
// like headlines with links.
func posts(d *doc.Document, blocks []block) bool {
	n := 0
	for i := range blocks {
		b := &blocks[i]
		if size := b.to - b.from; size < 4 || size > maxWords {
			continue
		}
		for k := b.from; k < b.to; k++ {
			w := d.Text(k)
			if w[0] == '#' && w != "#" && !strings.HasPrefix(w, "##") || w[0] == '@' || strings.HasPrefix(w, "http") && len(w) > 8 {
				n++
				break
			}
		}
	}
	return n >= 5 && 5*n >= 2*len(blocks)
}

// firstText reports whether the blocks are few and none of them is text.
func firstText(blocks []block) bool {
	if len(blocks) >= 6 {
		return false // before any is looked at: this is asked for every block of an article
	}
	for i := range blocks {
		if b := &blocks[i]; b.aside == noAside && b.words > 3 {
			return false
		}
	}
	return true
}

// isTopLine reports whether the blocks begin with two that belong to the top of a
// page and are no text: few words, no stop, and a date or a writer among them; or
// with an archive's label.
func isTopLine(d *doc.Document, blocks []block) bool {
	if len(blocks) < 4 {
		return false
	}
	if d.Lower(blocks[0].from) == "abstract" && blocks[0].to-blocks[0].from <= 2 {
		return true // an archive's label of the summary below the headline
	}
	dated := false // look has not been at them yet
	for i := range min(len(blocks), 4) {
		b := blocks[i]
		if b.cue {
			return false // subtitles
		}
		look(d, &b)
		if i < 2 && (b.stop || b.words > 10 || b.quoted) {
			return false
		}
		if _, ok := dates(d, b.from, b.to); ok && b.words <= 10 || isByline(d, b.from, b.to, false) {
			dated = true
		}
	}
	return dated
}

// newsletter marks what stands between an invitation to sign up and the notice that
// ends it, as a page has it in the middle of a text.
func newsletter(d *doc.Document, blocks []block) {
	const most = 5 // blocks of the box
	text := false
	for i := range blocks {
		b := &blocks[i]
		text = text || b.running()
		if !text || b.aside != int8(doc.AsideBoilerplate) || d.Lower(b.from) != "sign" && d.Lower(b.from) != "subscribe" && d.Lower(b.from) != "join" && d.Lower(b.from) != "get" {
			continue
		}
		for k := i + 1; k < len(blocks) && k <= i+most; k++ {
			c := &blocks[k]
			if c.aside == noAside {
				if c.running() || c.quoted {
					break
				}
				continue
			}
			if w := d.Lower(c.from); w == "after" || w == "privacy" || w == "by" || w == "enter" || w == "you" {
				for j := i + 1; j < k; j++ {
					if blocks[j].aside == noAside {
						blocks[j].aside = int8(doc.AsideBoilerplate)
					}
				}
				break
			}
		}
	}
}

// counters marks a bare number beside what readers press: how many comments a
// report has, how often it was shared, which of the pictures this is.
func counters(d *doc.Document, blocks []block) {
	pressed := func(i int) bool {
		return i >= 0 && i < len(blocks) && (blocks[i].aside == int8(doc.AsideBoilerplate) || blocks[i].aside == int8(doc.AsideCaption))
	}
	for i := range blocks {
		if b := &blocks[i]; b.aside == noAside && b.to == b.from+1 && len(d.Text(b.from)) <= 5 && isDigit(d.Text(b.from)[0]) && (pressed(i-1) || pressed(i+1)) {
			b.aside = int8(doc.AsideBoilerplate)
		}
	}
}

// measure marks what words, form and place decide, and returns the first and the
// last block of running text, -1 where there is none.
func measure(d *doc.Document, blocks []block, feed bool) (first, last int) {
	byForm(d, blocks, feed)
	splitDatelines(d, blocks)
	counters(d, blocks)
	newsletter(d, blocks)
	describe(d, blocks)
	writers(d, blocks)
	first, last = -1, -1
	for i := range blocks {
		if blocks[i].running() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first >= 0 && !feed {
		last = atEdges(d, blocks, first, last)
	}
	return first, last
}

// byForm looks at all blocks and marks what their words and form alone decide.
func byForm(d *doc.Document, blocks []block, feed bool) {
	words := make([]string, 0, maxWords+1)
	for i := range blocks {
		b := &blocks[i]
		look(d, b)
		if i == 0 && b.quoted && b.words <= 16 && len(blocks) > 2 && isCloser(d.Text(b.to-1)) && !blocks[0].reported(d) {
			b.stop = false // a headline that is a quotation and nothing else
		}
		if b.stop && b.words <= 18 && !b.quoted && firstText(blocks[:i]) && isTopLine(d, blocks[i+1:]) {
			b.stop = false // a headline of sentences
		}
		if b.words > maxWords {
			continue
		}
		if next, ok := dates(d, b.from, b.to); ok && next == b.to {
			b.aside = int8(doc.AsideTimestamp)
			continue
		}
		if k := clock(d, b.from, b.to); k > b.from { // "15:58 Share this post"
			if p := lookup(appendWords(words[:0], d, k, b.to), zoneAny); p != nil && p.kind == doc.AsideBoilerplate {
				b.aside = int8(doc.AsideTimestamp)
				continue
			}
		}
		words = withoutLinkNote(appendWords(words[:0], d, b.from, b.to))
		if w := d.Text(b.from); len(words) == 0 && strings.HasPrefix(w, "##") || b.to == b.from+1 && (strings.IndexByte(w, '@') > 0 || strings.HasPrefix(w, "http") || strings.HasPrefix(w, "www.")) {
			b.aside = int8(doc.AsideBoilerplate) // the end of a press release, an address
			continue
		}
		if feed && len(words) > 3 {
			continue
		}
		if p := lookup(words, zoneAny); p != nil && !(len(words) == 1 && b.stop) {
			b.aside, b.follow = int8(p.kind), p.follow
			continue
		}
		switch {
		case i > 0 && !b.stop && !b.colon && b.words <= 10 && hasAddress(d, b.from, b.to): // more words are a post, or text with a link
			b.aside = int8(doc.AsideBoilerplate)
		case !b.stop && b.words <= 20 && isArrow(d.Text(b.from)):
			b.aside = int8(doc.AsideLink)
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
}

// splitDatelines marks an agency's name and a dash, each on a line of its own.
func splitDatelines(d *doc.Document, blocks []block) {
	for i := 0; i+1 < len(blocks) && i < 24; i++ {
		if a, b := &blocks[i], &blocks[i+1]; b.to == b.from+1 && (d.Text(b.from) == "—" || d.Text(b.from) == "–") && a.words >= 1 && a.words <= 4 && a.lower == 0 && !a.stop && a.aside != int8(doc.AsideTimestamp) {
			a.aside, b.aside = int8(doc.AsideDateline), int8(doc.AsideDateline)
		}
	}
}

// atEdges marks what is furniture only before and after the text, and returns the text's last
// block: it shrinks where its last paragraphs turn out to be furniture.
func atEdges(d *doc.Document, blocks []block, first, last int) int {
	words := make([]string, 0, maxWords+1)
	for i := 0; i < first; i++ {
		if b := &blocks[i]; b.aside == noAside {
			words = appendWords(words[:0], d, b.from, b.to)
			if p := lookup(words, zoneHead); p != nil {
				b.aside, b.follow = int8(p.kind), p.follow
			} else if isMenu(words) {
				b.aside = int8(doc.AsideSection)
			}
		}
	}
	for i := len(blocks) - 1; i > first; i-- {
		b := &blocks[i]
		if b.aside == noAside {
			if p := lookup(withoutLinkNote(appendWords(words[:0], d, b.from, b.to)), zoneTail); p != nil {
				b.aside, b.follow = int8(p.kind), p.follow
			} else if b.running() {
				break
			}
		}
	}
	for last > first && !blocks[last].running() {
		last--
	}
	return last
}
