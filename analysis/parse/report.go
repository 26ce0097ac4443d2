package parse

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// longestTail is how many tokens a report after what it reports may have.
const longestTail = 24

// reports mends sentences that end in a report of what stands before it. In
// "X, she said." a greedy parser hangs the reporting verb on the root X, beside it:
// it is the root and X its ccomp, as GUM and EWT annotate 115 of 117 such
// sentences. In "“X,” sobbed the cook.", where the subject follows a rarer verb, it
// is taken for an object. O(1) for each sentence but for the dependents that move.
func (st *state) reports(d *doc.Document, span doc.Span) {
	all := d.Tokens[span.Start:span.End]
	r := repair{tokens: all, first: span.Start}
	n := int32(len(all))
	for v := n - 1; v >= max(2, n-longestTail); v-- {
		t := &all[v]
		if !finite(t.Tag) || t.Tag == doc.TagMD {
			continue
		}
		class, form := lexicon.Cue(d.Lower(span.Start + v))
		if class&(lexicon.CueSpeech|lexicon.CueManner) == 0 || form&(lexicon.VerbPresent|lexicon.VerbPast) == 0 {
			return
		}
		r.invert(d, v)
		h := r.head(v)
		if t.Rel != doc.RelParataxis && t.Rel != doc.RelConj || h < 0 || h > v || all[h].Head != doc.None || !r.reportsAll(v, h) {
			return
		}
		r.attach(h, v, doc.RelCcomp)
		t.Head, t.Rel = doc.None, doc.RelRoot
		r.move(h, v, 0, v-1)
		return
	}
}

// invert gives a verb right behind a comma or a closing mark a subject, where the
// parser found none: of two clauses before it the second, if that is a noun ("X,"
// the cook, who left, said), or else its object, unless that is a word for what
// is said.
func (r *repair) invert(d *doc.Document, v int32) {
	if !r.closed(v - 1) {
		return
	}
	object, noun, clauses := int32(-1), int32(-1), 0
	for i := int32(len(r.tokens)) - 1; i >= max(0, v-longestTail); i-- {
		if r.head(i) != v {
			continue
		}
		switch t := &r.tokens[i]; {
		case isSubject(t.Rel):
			return
		case t.Rel == doc.RelObj && i > v:
			object = i
		case t.Rel == doc.RelCcomp && i < v:
			if clauses++; clauses == 1 && t.Tag <= doc.TagNNPS {
				noun = i
			}
		}
	}
	if noun >= 0 && clauses > 1 {
		r.tokens[noun].Rel = doc.RelNsubj
		return
	}
	if object < 0 {
		return
	}
	switch d.Lower(r.first + object) {
	case "nothing", "anything", "something", "everything", "little", "much", "it", "this", "that":
	default:
		r.tokens[object].Rel = doc.RelNsubj
	}
}

// closed reports whether a comma or a closing mark stands there.
func (r *repair) closed(at int32) bool {
	tag := r.tokens[at].Tag
	return tag == doc.TagComma || tag == doc.TagCloseQuote
}

// reportsAll reports whether v is a clause of its own behind a comma or a mark,
// with a subject, that ends the sentence, and h the clause before it.
func (r *repair) reportsAll(v, h int32) bool {
	n := int32(len(r.tokens))
	left, subject := v, false
	for i := n - 1; i > h; i-- {
		t := &r.tokens[i]
		switch {
		case i == v:
		case r.head(i) == v:
			switch {
			case isSubject(t.Rel):
				subject = true
			case t.Rel == doc.RelCc || t.Rel == doc.RelCcomp || t.Rel == doc.RelXcomp:
				return false
			}
			if t.Rel != doc.RelPunct {
				left = min(left, i)
			}
		case i > v && t.Rel != doc.RelPunct && !r.below(i, v):
			return false
		case i < v && r.below(i, v):
			left = min(left, i)
		}
		if i < n-longestTail && i < left-8 {
			break
		}
	}
	return subject && left > h+1 && r.closed(left-1)
}

// below reports whether i is a dependent of v, some heads up.
func (r *repair) below(i, v int32) bool {
	for range 6 {
		if i = r.head(i); i == v {
			return true
		} else if i < 0 {
			return false
		}
	}
	return false
}
