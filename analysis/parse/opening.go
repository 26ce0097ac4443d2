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

// verbless mends "Ola Brandt, her aunt and boss, slammed it", where a greedy parser
// made the subject the root and hung the verb behind its apposition on it. O(tokens).
func (st *state) verbless(d *doc.Document, span doc.Span) {
	all := d.Tokens[span.Start:span.End]
	r := repair{tokens: all, first: span.Start}
	n := int32(len(all))
	h := int32(-1)
	for i := range n {
		if all[i].Head == doc.None {
			h = i
		}
	}
	if h < 0 || h > longestApposed || all[h].Tag > doc.TagNNPS {
		return
	}
	v := int32(-1)
	for i := h + 1; i < n && v < 0; i++ {
		t := &all[i]
		switch {
		case r.head(i) == h && (t.Rel == doc.RelCop || isSubject(t.Rel) || t.Rel == doc.RelAux):
			return
		case t.Tag == doc.TagWP || t.Tag == doc.TagWDT || t.Tag == doc.TagWPS || t.Tag == doc.TagColon:
			return
		case finite(t.Tag):
			if t.Tag == doc.TagMD || r.head(i) != h || all[i-1].Tag != doc.TagComma {
				return
			}
			switch t.Rel {
			case doc.RelList, doc.RelParataxis, doc.RelAppos, doc.RelAcl, doc.RelConj, doc.RelDep:
				v = i
			default:
				return
			}
		}
	}
	if v < h+3 || all[h+1].Tag != doc.TagComma && all[h+1].Tag != doc.TagNNP {
		return
	}
	for i := range n {
		if r.head(i) == v && isSubject(all[i].Rel) {
			return
		}
	}
	r.move(h, v, 0, v)
	all[v].Head, all[v].Rel = doc.None, doc.RelRoot
	r.attach(h, v, doc.RelNsubj)
}
