package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// maxClimb bounds the way up a tree, so that a chain of a whole text stays cheap.
const maxClimb = 24

// maxPhrase bounds a phrase on each side of its head, and so the search for one.
const maxPhrase = 40

// phrase is the noun phrase around head h, apposition included, without
// relative clauses, participles and what follows them, and without the
// possessive 's. The tree decides; O(phrase).
func phrase(d *doc.Document, h int32) doc.Span {
	sent := d.SentenceOf(h)
	s := doc.Span{Start: h, End: h + 1}
	for s.Start > max(sent.Start, h-maxPhrase) && belongs(d, s.Start-1, h) {
		s.Start--
	}
	for s.End < min(sent.End, h+maxPhrase) && belongs(d, s.End, h) {
		s.End++
	}
	return trimPhrase(d, s)
}

// belongs reports whether token i hangs below h by nothing but what a noun
// phrase is made of.
func belongs(d *doc.Document, i, h int32) bool {
	if m := d.Text(i); isMark(m) && d.Tokens[i].Tag != doc.TagPOS {
		return false
	}
	for range maxClimb {
		switch d.Tokens[i].Rel {
		case doc.RelAclRelcl, doc.RelAcl, doc.RelAdvcl, doc.RelAdvclRelcl, doc.RelParataxis, doc.RelCcomp,
			doc.RelXcomp, doc.RelCop, doc.RelAux, doc.RelMark, doc.RelNsubj, doc.RelNsubjPass, doc.RelDep:
			return false
		}
		if i = d.Tokens[i].Head; i == h {
			return true
		}
		if i < 0 {
			return false
		}
	}
	return false
}

// trimPhrase leaves out punctuation, conjunctions and prepositions at the ends.
func trimPhrase(d *doc.Document, s doc.Span) doc.Span {
	for s.Len() > 1 {
		switch t := d.Tokens[s.End-1].Tag; {
		case t >= doc.TagComma && t <= doc.TagLRB, t == doc.TagPOS, t == doc.TagCC, t == doc.TagIN, t == doc.TagNFP:
			s.End--
			continue
		}
		break
	}
	for s.Len() > 1 {
		switch t := d.Tokens[s.Start].Tag; {
		case t >= doc.TagComma && t <= doc.TagCloseQuote, t == doc.TagCC, t == doc.TagIN, t == doc.TagRB, t == doc.TagNFP:
			s.Start++
			continue
		}
		break
	}
	return s
}

// subject is the phrase that is the subject of verb v in the tree: its own, or
// that of the verb which v is joined to or depends on. Empty where there is none.
func subject(d *doc.Document, v int32) doc.Span {
	sent := d.SentenceOf(v)
	for range 4 {
		for i := max(sent.Start, v-2*maxPhrase); i < min(sent.End, v+maxPhrase); i++ {
			if d.Tokens[i].Head != v {
				continue
			}
			switch d.Tokens[i].Rel {
			case doc.RelNsubj, doc.RelNsubjPass:
				if t := d.Tokens[i].Tag; t == doc.TagEX || t == doc.TagWDT {
					continue
				}
				return phrase(d, i)
			}
		}
		h := d.Tokens[v].Head
		if h < 0 {
			return doc.Span{}
		}
		switch d.Tokens[v].Rel {
		case doc.RelConj, doc.RelAdvcl, doc.RelXcomp, doc.RelParataxis:
			v = h
		case doc.RelAcl:
			if t := d.Tokens[h].Tag; t <= doc.TagNNPS || t == doc.TagPRP {
				return phrase(d, h)
			}
			v = h
		default:
			return doc.Span{}
		}
	}
	return doc.Span{}
}

// rootOf is the main verb or word of a sentence, or -1.
func rootOf(d *doc.Document, s doc.Span) int32 {
	for i := s.Start; i < min(s.End, s.Start+200); i++ {
		if h := d.Tokens[i].Head; h < 0 || !s.Has(h) {
			if d.Tokens[i].Rel == doc.RelRoot {
				return i
			}
		}
	}
	return -1
}

// animate reports whether a phrase can speak: a name, a pronoun of a person, or
// a noun for people.
func animate(d *doc.Document, s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		switch t := d.Tokens[i].Tag; t {
		case doc.TagNNP, doc.TagNNPS:
			return true
		case doc.TagNN, doc.TagNNS:
			if lexicon.Person(d.Tokens[i].Lemma) != 0 {
				return true
			}
		case doc.TagPRP:
			switch d.Lower(i) {
			case "he", "she", "they", "we", "i":
				return true
			}
		}
	}
	return false
}

func isVerb(t doc.Tag) bool { return t >= doc.TagVB && t <= doc.TagVBZ }

func isFinite(t doc.Tag) bool {
	return t == doc.TagVBD || t == doc.TagVBP || t == doc.TagVBZ || t == doc.TagMD
}

func isPunct(d *doc.Document, i int32) bool {
	t := d.Tokens[i].Tag
	return t >= doc.TagComma && t <= doc.TagRRB || t == doc.TagNFP || isMark(d.Text(i)) && t != doc.TagPOS
}
