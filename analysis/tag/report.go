package tag

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// longestReporter is how many tokens may name who reports.
const longestReporter = 12

// report mends "The road is safe, the coast guard claims.", where the tagger took
// the last word for a noun in the plural: after a clause, a comma and one name or
// noun of somebody, a word that can be a verb of saying is one. O(1) for a sentence.
func report(d *doc.Document, s doc.Span) {
	v := s.End - 1
	for v > s.Start && d.Tokens[v].Tag >= doc.TagComma && d.Tokens[v].Tag <= doc.TagCloseQuote {
		v--
	}
	if v < s.Start+5 || d.Tokens[v].Tag != doc.TagNNS && d.Tokens[v].Tag != doc.TagNNPS {
		return
	}
	class, form := lexicon.Cue(d.Lower(v))
	if class&lexicon.CueSpeech == 0 || form&lexicon.VerbPresent == 0 {
		return
	}
	c := v - 1
	for ; c > s.Start && v-c <= longestReporter && d.Tokens[c].Tag != doc.TagComma; c-- {
		switch t := d.Tokens[c].Tag; t {
		case doc.TagDT, doc.TagPRPS, doc.TagJJ, doc.TagCD, doc.TagPOS, doc.TagNN, doc.TagNNS, doc.TagNNP, doc.TagNNPS:
		case doc.TagIN:
			if w := d.Lower(c); w != "of" && w != "for" {
				return
			}
		default:
			return
		}
	}
	if c == v-1 || d.Tokens[c].Tag != doc.TagComma || !speaker(d, v-1) {
		return
	}
	for i := c - 1; i >= s.Start && d.Tokens[i].Tag != doc.TagComma; i-- {
		switch d.Tokens[i].Tag {
		case doc.TagVBD, doc.TagVBP, doc.TagVBZ, doc.TagMD:
			d.Tokens[v].Tag = doc.TagVBZ
			return
		}
	}
}

// intention mends "The company plans to build", where the tagger took the verb for
// a noun in the plural: behind one noun of somebody, before an infinitive, in a
// clause that has no other verb. O(length of the sentence).
func intention(d *doc.Document, s doc.Span) {
	for v := s.Start + 1; v+2 < s.End; v++ {
		t := d.Tokens[v].Tag
		if isFinite(t) {
			return
		}
		if t != doc.TagNNS || d.Tokens[v+1].Tag != doc.TagTO || d.Tokens[v+2].Tag != doc.TagVB {
			continue
		}
		class, form := lexicon.Cue(d.Lower(v))
		if class&(lexicon.CueSpeech|lexicon.CueThought|lexicon.CueDemand) == 0 || form&lexicon.VerbPresent == 0 || !speaker(d, v-1) {
			continue
		}
		k := v - 1
		for k > s.Start && (d.Tokens[k].Tag == doc.TagNN || d.Tokens[k].Tag == doc.TagNNP || d.Tokens[k].Tag == doc.TagJJ) {
			k--
		}
		if t := d.Tokens[k].Tag; t != doc.TagDT && t != doc.TagNNP && t != doc.TagPRPS && t != doc.TagPOS || k > s.Start && d.Tokens[k-1].Tag == doc.TagIN {
			continue
		}
		if alone(d, v+3, s.End) {
			d.Tokens[v].Tag = doc.TagVBZ
		}
		return
	}
}

// attribution mends "“He knows,” the Italian fumed.", where the tagger took the
// verb for a noun or a participle: a past tense of saying or of a sound behind
// quotation marks and a noun phrase, with no other verb to follow. O(length of
// the sentence).
func attribution(d *doc.Document, s doc.Span) {
	for i := s.Start; i+3 < s.End; i++ {
		if d.Tokens[i].Tag != doc.TagCloseQuote || d.Tokens[i+1].Tag != doc.TagDT {
			continue
		}
		v := i + 2
		for v < s.End && v <= i+longestReporter && partOfName(d.Tokens[v].Tag) {
			if class, form := lexicon.Cue(d.Lower(v)); v > i+2 && form&lexicon.VerbPast != 0 && class&(lexicon.CueSpeech|lexicon.CueManner) != 0 {
				break
			}
			v++
		}
		if v >= s.End || v == i+2 {
			continue
		}
		switch d.Tokens[v].Tag {
		case doc.TagNN, doc.TagJJ, doc.TagVBN:
		default:
			continue
		}
		class, form := lexicon.Cue(d.Lower(v))
		if form&lexicon.VerbPast != 0 && class&(lexicon.CueSpeech|lexicon.CueManner) != 0 && alone(d, v+1, s.End) {
			d.Tokens[v].Tag = doc.TagVBD
		}
	}
}

// unchanged mends "The bridge cost 84 million", where the tagger took a past tense that
// looks like the base form for a noun, a participle or a preposition: behind a noun or a
// pronoun and before an object or a particle, in a clause that has no other verb.
// O(length of the sentence).
func unchanged(d *doc.Document, s doc.Span) {
	finite := false
	past := false // the verb before is a finite past tense
	for v := s.Start; v+1 < s.End; v++ {
		t := d.Tokens[v].Tag
		switch {
		case isFinite(t), t == doc.TagTO:
			finite = finite || t != doc.TagTO
			past = t == doc.TagVBD
			continue
		case past && t == doc.TagVB && pastAsBase(d.Lower(v)) && d.Lower(v-1) == "and":
			d.Tokens[v].Tag = doc.TagVBD // "hit the town and cut power"
			continue
		case t == doc.TagComma, t == doc.TagColon, t == doc.TagCC, t == doc.TagOpenQuote, t == doc.TagCloseQuote, t == doc.TagWDT, t == doc.TagWP, t == doc.TagWRB:
			finite = false
			continue
		}
		w := d.Lower(v)
		if opensClause(w) {
			finite = false
		}
		if finite || v == s.Start || !pastAsBase(w) || t == doc.TagNNP || d.Tokens[v].Is(doc.InTitle) {
			continue
		}
		switch d.Tokens[v-1].Tag {
		case doc.TagNN, doc.TagNNP, doc.TagNNS, doc.TagNNPS, doc.TagPRP:
		default:
			continue
		}
		switch d.Tokens[v+1].Tag {
		case doc.TagDT, doc.TagPRPS, doc.TagPRP, doc.TagCD, doc.TagDollar:
		case doc.TagRP:
			if w == "cost" || w == "hurt" {
				continue
			}
		case doc.TagNN, doc.TagNNS:
			if !speaker(d, v-1) {
				continue // "job cut plans"
			}
		default:
			continue
		}
		if alone(d, v+1, s.End) {
			d.Tokens[v].Tag = doc.TagVBD
			if w == "cost" && (d.Tokens[v-1].Tag == doc.TagNNS || d.Tokens[v-1].Tag == doc.TagNNPS) {
				d.Tokens[v].Tag = doc.TagVBP // "The libraries cost £40,000 a year"
			}
			finite = true
		}
	}
}

// pastAsBase tells the verbs whose past tense is their base form.
func pastAsBase(w string) bool {
	switch w {
	case "cost", "cut", "hit", "put", "set", "shut", "let", "hurt", "spread", "burst", "cast", "split", "shed", "quit", "upset", "thrust":
		return true
	}
	return false
}

// partOfName reports whether a tag can stand in the phrase that names a speaker.
func partOfName(t doc.Tag) bool {
	switch t {
	case doc.TagJJ, doc.TagNN, doc.TagNNP, doc.TagNNPS, doc.TagCD, doc.TagHYPH, doc.TagIN, doc.TagPOS:
		return true
	}
	return false
}

// alone reports whether the tokens from i on have no finite verb but in clauses
// of their own.
func alone(d *doc.Document, i, end int32) bool {
	const most = 80
	for end = min(end, i+most); i < end; i++ {
		switch t := d.Tokens[i].Tag; {
		case isFinite(t):
			return false
		case t == doc.TagComma, t == doc.TagColon, t == doc.TagWDT, t == doc.TagWP, t == doc.TagWRB, t == doc.TagCC, t == doc.TagStop:
			return true
		}
		if opensClause(d.Lower(i)) {
			return true
		}
	}
	return true
}

// opensClause tells the words behind which a clause of its own may stand.
func opensClause(w string) bool {
	switch w {
	case "that", "if", "because", "after", "before", "once", "until", "unless", "while", "as", "since", "so":
		return true
	}
	return false
}

func isFinite(t doc.Tag) bool {
	return t == doc.TagVBD || t == doc.TagVBP || t == doc.TagVBZ || t == doc.TagMD
}

// speaker reports whether token i is a name or a noun for somebody or a body.
func speaker(d *doc.Document, i int32) bool {
	switch d.Tokens[i].Tag {
	case doc.TagNNP, doc.TagNNPS:
		return true
	case doc.TagNN:
		w := d.Lower(i)
		if c := d.Text(i)[0]; 'A' <= c && c <= 'Z' {
			return true
		}
		return lexicon.Person(w) != 0 || lexicon.GroupNoun(w) != 0
	}
	return false
}
