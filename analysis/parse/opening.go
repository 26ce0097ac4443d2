package parse

import "whosaid.example/analysis/doc"

// opened mends "At the court, Ola Brandt, prosecuting, said", where a greedy parser
// took the subject behind the phrase that opens the sentence for an apposition in
// it, and left the main verb without one. O(tokens).
func (st *state) opened(d *doc.Document, span doc.Span) {
	all := d.Tokens[span.Start:span.End]
	n := int32(len(all))
	if n < 6 {
		return
	}
	from := int32(0)
	for from < n-5 && (all[from].Tag == doc.TagCC || all[from].Tag == doc.TagRB || all[from].Tag == doc.TagComma) {
		from++
	}
	switch all[from].Tag {
	case doc.TagIN, doc.TagVBG, doc.TagVBN, doc.TagTO:
	default:
		return
	}
	r := repair{tokens: all, first: span.Start}
	v := int32(-1)
	for i := from; i < n; i++ {
		if all[i].Head == doc.None {
			v = i
		}
	}
	if v < from+4 || v-from > 2*longestApposed || all[v].Tag != doc.TagVBD && all[v].Tag != doc.TagVBZ {
		return
	}
	for i := range n {
		if r.head(i) == v && isSubject(all[i].Rel) {
			return
		}
	}
	for y := from + 3; y < v; y++ {
		t := &all[y]
		if finite(t.Tag) {
			return // a clause opens the sentence
		}
		if t.Tag != doc.TagNNP || t.Rel != doc.RelAppos || r.head(y) >= y || all[r.leftmost(y)-1].Tag != doc.TagComma {
			continue
		}
		if r.nameUpTo(y, v) {
			r.attach(y, v, doc.RelNsubj)
		}
		return
	}
}

// nameUpTo reports whether nothing but the rest of the name at y stands before the
// verb v, and what commas enclose.
func (r *repair) nameUpTo(y, v int32) bool {
	i := y + 1
	for i < v && r.tokens[i].Tag == doc.TagNNP {
		i++
	}
	if i == v {
		return true
	}
	if r.tokens[i].Tag != doc.TagComma || r.tokens[v-1].Tag != doc.TagComma || i == v-1 {
		return false
	}
	switch r.tokens[i+1].Tag {
	case doc.TagWP, doc.TagWDT, doc.TagWPS:
		return true
	case doc.TagCC:
		return false
	}
	for i++; i < v; i++ {
		if finite(r.tokens[i].Tag) {
			return false
		}
	}
	return true
}
