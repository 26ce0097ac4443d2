package quote

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file tells what the article says itself from what is said, at the ends of a content that has pieces.

// workTitle reports whether a content is but the title of a work: "in her memoir, “A Longer Silence,”".
func workTitle(d *doc.Document, content []doc.Span) bool {
	s := content[0]
	if len(content) > 1 || s.Len() < 2 || s.Len() > 8 || s.Start < 3 || int(s.End) == len(d.Tokens) || !isMark(d.Text(s.Start-1)) || !isMark(d.Text(s.End)) && d.Text(s.End) != "," {
		return false
	}
	noun := s.Start - 2
	if d.Text(noun) == "," {
		noun--
	}
	if !lexicon.Work(d.Lower(noun)) {
		return false
	}
	for i := s.Start; i < s.End; i++ {
		if w := d.Text(i); len(w) > 3 && 'a' <= w[0] && w[0] <= 'z' {
			return false
		}
	}
	return true
}

// opensNegative gives a content the negative word that opens its sentence: without it the opposite is said.
func opensNegative(d *doc.Document, q *doc.Quote) {
	first := &q.Content[0]
	k := first.Start - 1
	if k < 0 || k != d.SentenceOf(first.Start).Start || q.Cue.Has(k) || q.Source.Has(k) {
		return
	}
	switch d.Lower(k) {
	case "not", "no", "never", "neither", "none", "nobody", "nothing":
		first.Start = k
	}
}

// withoutRelative takes from the beginning of a content the relative clause of its source: "according to an aide, who is not named, …".
func withoutRelative(d *doc.Document, q *doc.Quote) {
	first := &q.Content[0]
	if t := d.Tokens[first.Start].Tag; t != doc.TagWP && t != doc.TagWDT || d.Lower(q.Cue.Start) != "according" || q.Source.Empty() || q.Source.End+1 != first.Start || d.Text(q.Source.End) != "," {
		return
	}
	for i := first.Start + 2; i+2 < first.End; i++ {
		if rest := (doc.Span{Start: i + 1, End: first.End}); d.Text(i) == "," && hasVerb(d, rest) {
			*first = rest
			return
		}
	}
	if len(q.Content) > 1 && hasVerb(d, q.Content[1]) && begins(d, q.Content[1].Start) {
		q.Content = q.Content[1:]
	}
}

// withoutNextClause ends a content that is no clause, so that "and" adds none to it, with its marks where another clause
// begins behind them: "accused her of “a lie,” and the court refused". "And of having lied" is still the accusation.
func withoutNextClause(d *doc.Document, q *doc.Quote) {
	v := cueVerb(d, q.Cue)
	if v < 0 {
		return
	}
	switch d.Tokens[v].Lemma {
	case "accuse", "describe", "call", "term", "dub", "label", "brand", "blame":
	default:
		return
	}
	last := &q.Content[len(q.Content)-1]
	for i := last.Start + 2; i+3 < last.End; i++ {
		if d.Text(i-1) == "," && isMark(d.Text(i)) && d.Tokens[i+1].Tag == doc.TagCC && d.Tokens[i+2].Tag != doc.TagIN && clauseOutside(d, i+2, last.End) {
			last.End = i + 1
			return
		}
	}
}

// clauseOutside reports whether a finite verb, or what may be one, stands outside of marks from token i to end.
func clauseOutside(d *doc.Document, i, end int32) bool {
	for ; i < end; i++ {
		if t := d.Tokens[i].Tag; (isFinite(t) || t == doc.TagVBN) && !d.Tokens[i].Is(doc.Quoted) {
			return true
		}
	}
	return false
}

// withoutVerdict takes from the end of a content what the article calls it: "…, a claim that the union denied".
func withoutVerdict(d *doc.Document, q *doc.Quote) {
	last := &q.Content[len(q.Content)-1]
	for i := last.Start + 4; i+3 < last.End; i++ {
		if d.Text(i) != "," || d.Tokens[i].Is(doc.Quoted) || d.Tokens[i+1].Tag != doc.TagDT {
			continue
		}
		switch d.Lower(i + 2) {
		case "claim", "charge", "allegation", "accusation", "assertion", "contention", "suggestion", "statement", "remark", "denial":
			if hasVerb(d, doc.Span{Start: i + 3, End: last.End}) {
				last.End = i
				return
			}
		}
	}
}
