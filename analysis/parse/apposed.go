package parse

import "whosaid.example/analysis/doc"

// longestApposed is how many tokens may lie between a verb and its first subject.
const longestApposed = 24

// apposed mends "The mayor, Carla Munoz, left", where a greedy parser made
// both phrases subjects of the verb: a name between two commas, or behind one right
// before the verb, renames the subject before it. O(tokens).
func (st *state) apposed(d *doc.Document, span doc.Span) {
	all := d.Tokens[span.Start:span.End]
	r := repair{tokens: all, first: span.Start}
	for x := range int32(len(all)) {
		v := r.head(x)
		if v <= x || v-x > longestApposed || !isSubject(all[x].Rel) || all[x].Tag > doc.TagNNPS {
			continue
		}
		for y := x + 2; y < v; y++ {
			if r.head(y) != v || !isSubject(all[y].Rel) {
				continue
			}
			if from := r.leftmost(y); all[y].Tag == doc.TagNNP && from > x+1 && all[from-1].Tag == doc.TagComma && r.ends(x, from-1) && !r.coordinated(x, v) {
				r.attach(y, x, doc.RelAppos)
			}
			break
		}
	}
}

// leftmost is the first token of what hangs on y, one level deep.
func (r *repair) leftmost(y int32) int32 {
	from := y
	for i := y - 1; i >= 0 && i > y-8; i-- {
		if r.head(i) == y && r.tokens[i].Rel != doc.RelPunct {
			from = i
		}
	}
	return from
}

// coordinated reports whether "and" or the like stands between x and v.
func (r *repair) coordinated(x, v int32) bool {
	for i := x + 1; i < v; i++ {
		if r.tokens[i].Tag == doc.TagCC {
			return true
		}
	}
	return false
}
