package segment

import (
	"strings"

	"whosaid.example/analysis/doc"
)

// This file finds what a picture shows, where it stands in a paragraph of its
// own: beside the picture's credit, or in the text as a sentence without a stop.

// isCredits reports whether a block that was found to be a caption is no more
// than the credit; below tells that such a credit stands above what the
// picture shows, as a lone agency's name does.
func isCredits(d *doc.Document, b *block) (is, below bool) {
	if b.aside != int8(doc.AsideCaption) || b.words > 8 {
		return false, false
	}
	labelled := false
	for i := b.from; i < b.to; i++ {
		w := d.Text(i)
		if i == b.from {
			switch d.Lower(i) {
			case "image", "photo", "photograph", "picture", "credit", "photos", "images":
				labelled = true
				continue
			}
		}
		if startsLower(w) && !bylineWord(d.Lower(i)) && !isAgency(d.Lower(i)) && d.Lower(i) != "via" && d.Lower(i) != "picture" && d.Lower(i) != "alliance" {
			return false, false
		}
	}
	return true, !labelled && b.words <= 3
}

// describe marks the line beside a credit that tells what the picture shows:
// above it, or below the lone name of an agency. It has no stop; before the
// text begins it may have one.
func describe(d *doc.Document, blocks []block) {
	last := len(blocks) - 1
	for last >= 0 && !blocks[last].running() {
		last--
	}
	text := false // running text stands above the line above
	for i := range last + 1 {
		if i > 1 && blocks[i-2].running() {
			text = true
		}
		is, below := isCredits(d, &blocks[i])
		if !is {
			// what the picture shows, for the blind, above a caption with its credit
			if blocks[i].aside == int8(doc.AsideCaption) && !text && i > 2 && blocks[i-2].aside != noAside && titled(blocks[:i-2]) {
				if c := &blocks[i-1]; c.sentenceLike() && !c.stop && c.words <= 20 {
					c.aside = int8(doc.AsideCaption)
				}
			}
			continue
		}
		if below && i+1 < len(blocks) {
			if c := &blocks[i+1]; c.sentenceLike() && !c.stop {
				c.aside = int8(doc.AsideCaption)
				if i+3 < len(blocks) && !text && !blocks[i+1].running() && i > 0 { // its description for the blind, then the caption
					if c := &blocks[i+2]; c.sentenceLike() && !c.stop && c.words <= 20 && (blocks[i+3].aside != noAside || blocks[i+3].running()) {
						c.aside = int8(doc.AsideCaption)
					}
				}
				continue
			}
		}
		if i == 0 || below && text {
			continue
		}
		if c := &blocks[i-1]; c.sentenceLike() && (!c.stop || !text && i > 1 && blocks[i-2].aside != noAside) && (text || titled(blocks[:i-1])) {
			c.aside = int8(doc.AsideCaption)
		}
	}
}

// titled reports whether one of the blocks may be the headline.
func titled(blocks []block) bool {
	for i := range blocks {
		if b := &blocks[i]; b.aside == noAside && b.words >= 4 && b.headline() {
			return true
		}
	}
	return false
}

// sentenceLike reports whether a block has the words of a caption: more than a
// subheading, fewer than a paragraph.
func (b *block) sentenceLike() bool {
	return b.aside == noAside && b.words >= 5 && b.words <= 40 && b.lower >= 1 && !b.bullet && !b.quoted && !b.colon
}

// unstopped marks, within the text of a page whose paragraphs all end in stops,
// a long line in sentence case that has none: what a picture shows.
func unstopped(d *doc.Document, blocks []block, first, last int) {
	if first < 0 {
		return
	}
	running, found := 0, 0
	is := func(b *block) bool {
		return b.aside == noAside && !b.stop && !b.colon && !b.bullet && !b.quoted && !b.small && b.words >= 9 && b.words <= 32 && b.lower >= 4 && b.lower*2 >= b.upper &&
			isWordStart(d.Text(b.to-1)) && !strings.HasSuffix(d.Text(b.to-1), ".") // no "p.m." at the end
	}
	for i := first; i <= last; i++ {
		b := &blocks[i]
		if b.running() && b.stop {
			running++
		} else if is(b) {
			found++
		}
	}
	if found == 0 || running < 5 || found*3 > running {
		return
	}
	for i := first + 1; i < last; i++ {
		b := &blocks[i]
		if !is(b) || is(&blocks[i-1]) || is(&blocks[i+1]) {
			continue
		}
		if p, n := &blocks[i-1], &blocks[i+1]; (p.running() && p.stop || p.aside != noAside) && (n.running() && n.stop || n.aside != noAside) {
			b.aside = int8(doc.AsideCaption)
		}
	}
}
