package analysis

import (
	"slices"
	"unicode/utf8"
)

// UTF16 is the result with all offsets turned from bytes into UTF-16 code
// units of texts[i], the text of article i as it was given; r itself is
// changed. A byte that is no valid UTF-8 counts as one unit, as the U+FFFD
// that a browser puts in its place. Linear in text and result. It panics when
// texts are not those of the articles.
func (r *Result) UTF16(texts ...string) *Result {
	if r.Offsets != "utf8" {
		return r
	}
	if len(texts) != len(r.Articles) {
		panic("analysis: UTF16 needs the text of each article")
	}
	for i, offsets := range r.offsets() {
		text := texts[i]
		// Where the first character of each block of bytes begins. An offset is found from
		// there: putting a thousand offsets in order took longer.
		const block = 16
		var at place
		starts := make([]place, 0, len(text)/block+1)
		for b := 0; b <= len(text); b += block {
			at = at.upTo(b, text)
			starts = append(starts, at)
		}
		for _, p := range offsets {
			to := max(0, min(*p, len(text)))
			*p = starts[to/block].upTo(to, text).units
		}
	}
	r.Offsets = "utf16"
	return r
}

// place is the beginning of a character in a text.
type place struct{ bytes, units int }

// upTo is the next place that isn't before so many bytes, which the text has.
func (at place) upTo(bytes int, text string) place {
	for at.bytes < bytes {
		n := 1
		if text[at.bytes] >= utf8.RuneSelf {
			var c rune
			if c, n = utf8.DecodeRuneInString(text[at.bytes:]); c > 0xFFFF {
				at.units++
			}
		}
		at.bytes += n
		at.units++
	}
	return at
}

// UTF8 undoes [Result.UTF16]: it turns all offsets from UTF-16 code units into
// bytes of texts[i]; r itself is changed. An offset inside a surrogate pair
// moves behind it, one beyond the text to its end. Linear in text and result.
// It panics when texts are not those of the articles.
func (r *Result) UTF8(texts ...string) *Result {
	if r.Offsets != "utf16" {
		return r
	}
	if len(texts) != len(r.Articles) {
		panic("analysis: UTF8 needs the text of each article")
	}
	for i, offsets := range r.offsets() {
		slices.SortFunc(offsets, func(a, b *int) int { return *a - *b })
		bytes, units := 0, 0
		for _, p := range offsets {
			for units < *p && bytes < len(texts[i]) {
				c, n := utf8.DecodeRuneInString(texts[i][bytes:])
				bytes += n
				units++
				if c > 0xFFFF {
					units++
				}
			}
			*p = bytes
		}
	}
	r.Offsets = "utf8"
	return r
}

// offsets collects the address of every offset of each article.
func (r *Result) offsets() [][]*int {
	at := make(places, len(r.Articles))
	for i := range r.Articles {
		a := &r.Articles[i]
		at.add(i, a.Title)
		for j := range a.Asides {
			at.add(i, &a.Asides[j].Span)
		}
		for j := range a.Paragraphs {
			at.add(i, &a.Paragraphs[j].Span)
		}
		for j := range a.Sentences {
			at.add(i, &a.Sentences[j])
		}
		for j := range a.Actors {
			for k := range a.Actors[j].Mentions {
				m := &a.Actors[j].Mentions[k]
				at.add(i, &m.Span)
				at.add(i, m.Link)
			}
		}
		for j := range a.Quotes {
			q := &a.Quotes[j]
			at.add(i, q.Cue)
			at.add(i, q.Source)
			for k := range q.Content {
				at.add(i, &q.Content[k])
			}
			for k := range q.Chain {
				at.add(i, &q.Chain[k])
			}
		}
		for j := range a.Claims {
			c := &a.Claims[j]
			at.add(i, &c.Span)
			for k := range c.Frame.Quantities {
				at.add(i, &c.Frame.Quantities[k].Span)
			}
			for k := range c.Frame.Dates {
				at.add(i, &c.Frame.Dates[k].Span)
			}
		}
	}
	for i := range r.References {
		x := &r.References[i]
		for _, ds := range [][]Difference{x.Shared, x.Differs, x.Drift} {
			for j := range ds {
				at.add(x.From.Article, ds[j].From)
				at.add(x.To.Article, ds[j].To)
			}
		}
	}
	for i := range r.Origins {
		for j := range r.Origins[i].Passages {
			p := &r.Origins[i].Passages[j]
			at.add(p.Article, &p.Span)
		}
	}
	return at
}

// places is the addresses of offsets, by article.
type places [][]*int

//go:noinline
func (at places) add(i int, s *Span) {
	if s != nil {
		at[i] = append(at[i], &s.Start, &s.End)
	}
}
