package parse

import "whosaid.example/analysis/doc"

// maxRepairs is how many relative clauses of a sentence are looked at, so that
// the time stays linear in any text.
const maxRepairs = 8

// relatives mends the trees of "X, who V …, V2 …" in which the greedy parser,
// before it saw V2, made X a subject of the relative clause's verb V beside
// "who", or hung V on V2. A verb that has a wh-word and a second subject before
// the comma is a relative clause of that subject; the finite verb after the
// closing comma takes its place, and without one X does. O(tokens).
func (st *state) relatives(d *doc.Document, span doc.Span) {
	all := d.Tokens[span.Start:span.End]
	known := false
	left := maxRepairs
	for w := int32(2); int(w) < len(all) && left > 0; w++ {
		if tag := all[w].Tag; tag != doc.TagWP && tag != doc.TagWDT && tag != doc.TagWPS {
			continue
		}
		comma := w - 1
		if all[comma].Tag == doc.TagIN || all[comma].Tag == doc.TagTO {
			comma-- // "in which"
		}
		if comma < 1 || all[comma].Tag != doc.TagComma {
			continue
		}
		left--
		if !known {
			st.clauses(all, span.Start)
			known = true
		}
		r := repair{tokens: all, first: span.Start, clauses: st.clause}
		if r.mend(w, comma) {
			known = false
		}
	}
}

// clause is what a token has as the head of a clause.
type clause struct {
	subject  int32 // its first subject, -1 for none
	subjects int32
	finite   bool // it or its auxiliary is a finite verb
}

func finite(t doc.Tag) bool {
	return t == doc.TagVBD || t == doc.TagVBZ || t == doc.TagVBP || t == doc.TagMD
}

func isSubject(r doc.Rel) bool {
	return r == doc.RelNsubj || r == doc.RelNsubjPass || r == doc.RelNsubjOuter
}

// clauses sets st.clause for the tokens of a sentence, the first of which has
// that number in the document.
func (st *state) clauses(all []doc.Token, first int32) {
	st.clause = st.clause[:0]
	for i := range all {
		st.clause = append(st.clause, clause{subject: -1, finite: finite(all[i].Tag)})
	}
	for i := range all {
		t := &all[i]
		if t.Head == doc.None {
			continue
		}
		c := &st.clause[t.Head-first]
		switch t.Rel {
		case doc.RelNsubj, doc.RelNsubjPass, doc.RelNsubjOuter:
			if c.subject < 0 {
				c.subject = int32(i)
			}
			c.subjects++
		case doc.RelAux, doc.RelAuxPass, doc.RelCop:
			c.finite = c.finite || finite(t.Tag)
		}
	}
}

// repair works on one sentence; its numbers count from the sentence's first token.
type repair struct {
	tokens  []doc.Token
	first   int32
	clauses []clause
}

// head is the number of a token's head, -1 for the root's.
func (r *repair) head(i int32) int32 {
	if h := r.tokens[i].Head; h != doc.None {
		return h - r.first
	}
	return -1
}

func (r *repair) attach(d, h int32, rel doc.Rel) {
	r.tokens[d].Head, r.tokens[d].Rel = r.first+h, rel
}

// mend repairs the clause of the wh-word w after that comma and reports
// whether it changed the tree.
func (r *repair) mend(w, comma int32) bool {
	// The clause's verb: past the noun of "whose".
	verb := r.head(w)
	if verb > w && r.clauses[verb].subjects == 0 && r.tokens[verb].Rel != doc.RelRoot {
		verb = r.head(verb)
	}
	if verb < w {
		return false
	}
	if r.clauses[verb].subjects >= 2 {
		x := r.clauses[verb].subject
		return x < comma && r.ends(x, comma) && r.restore(x, verb)
	}
	// V hangs on V2, whose subject stands before the comma.
	main := r.head(verb)
	if main < verb || r.tokens[verb].Rel == doc.RelConj || r.clauses[verb].subject < comma {
		return false
	}
	x := r.clauses[main].subject
	if x < 0 || x >= comma || !r.ends(x, comma) {
		return false
	}
	r.attach(verb, x, doc.RelAclRelcl)
	return true
}

// ends reports whether the phrase of x seems to end before the comma.
func (r *repair) ends(x, comma int32) bool {
	at := comma - 1
	for range 8 {
		if at == x {
			return true
		}
		if at = r.head(at); at < x {
			return false
		}
	}
	return false
}

// restore makes verb a relative clause of x, its first subject so far.
func (r *repair) restore(x, verb int32) bool {
	above := r.tokens[verb]
	main := r.head(verb)
	if main > verb && above.Rel != doc.RelConj && r.clauses[main].subject < 0 && r.clauses[main].finite {
		// All hangs on V2 already.
		r.move(verb, main, x, main)
		r.subject(x, main)
		r.attach(verb, x, doc.RelAclRelcl)
		return true
	}
	main = r.mainVerb(verb)
	if main < 0 {
		if above.Rel == doc.RelConj {
			return false
		}
		r.move(verb, x, x, int32(len(r.tokens)))
		r.tokens[x].Head, r.tokens[x].Rel = above.Head, above.Rel
		r.attach(verb, x, doc.RelAclRelcl)
		return true
	}
	for at := r.head(main); ; at = r.head(at) {
		r.move(at, main, x, main)
		if at == verb {
			break
		}
	}
	r.tokens[main].Head, r.tokens[main].Rel = above.Head, above.Rel
	r.subject(x, main)
	r.attach(verb, x, doc.RelAclRelcl)
	return true
}

func (r *repair) subject(x, verb int32) {
	rel := doc.RelNsubj
	for i := verb - 1; i >= 0 && i > verb-4; i-- {
		if r.head(i) == verb && r.tokens[i].Rel == doc.RelAuxPass {
			rel = doc.RelNsubjPass
		}
	}
	r.attach(x, verb, rel)
}

// move hangs the dependents of from that stand before low or after high on to.
func (r *repair) move(from, to, low, high int32) {
	for i := range int32(len(r.tokens)) {
		if (i < low || i > high) && i != to && r.head(i) == from {
			r.tokens[i].Head = r.first + to
		}
	}
}

// mainVerb is the finite verb after the closing comma that hangs on the
// relative clause, up to four heads below its verb; -1 where there is none.
func (r *repair) mainVerb(verb int32) int32 {
	for at := verb + 2; int(at) < len(r.tokens); at++ {
		if c := &r.clauses[at]; !c.finite || c.subject >= 0 || r.tokens[at].Rel == doc.RelAux || r.tokens[at].Rel == doc.RelAuxPass || r.tokens[at].Rel == doc.RelCop {
			continue
		}
		if !r.opens(at, verb) {
			continue
		}
		h := at
		for range 4 {
			if h = r.head(h); h == verb {
				return at
			}
			if h < verb {
				break
			}
		}
	}
	return -1
}

// opens reports whether a comma stands before the verb and what belongs to it,
// with no conjunction between.
func (r *repair) opens(at, verb int32) bool {
	for i := at - 1; i > verb; i-- {
		t := &r.tokens[i]
		switch {
		case t.Tag == doc.TagComma:
			return true
		case t.Rel == doc.RelCc || t.Rel == doc.RelMark || r.head(i) != at || isSubject(t.Rel):
			return false
		}
	}
	return false
}
