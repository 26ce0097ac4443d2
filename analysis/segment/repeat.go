package segment

import (
	"whosaid.example/analysis/doc"
)

// repeated marks the second of two equal paragraphs, and the teaser around
// which a headline stands twice.
func repeated(d *doc.Document, blocks []block, title int) {
	seen := make(map[uint64]int, len(blocks))
	for i := range blocks {
		b := &blocks[i]
		if w := d.Text(b.to - 1); b.aside == noAside && i != title && b.words >= 6 && b.words <= maxWords && (w == "…" || w == "...") {
			for k := i + 1; k <= i+2 && k < len(blocks); k++ {
				if prefixWords(d, *b, blocks[k]) > 0 { // a teaser that the text repeats in full
					b.aside = int8(doc.AsideDuplicate)
				}
			}
		}
		if b.words < 4 && i != title {
			continue
		}
		h := hashWords(d, b.from, b.to)
		at, twice := seen[h]
		if !twice {
			seen[h] = i
			continue
		}
		if i == title || !equalWords(d, blocks[at], *b) {
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
