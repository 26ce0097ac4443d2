package quote

import "whosaid.example/analysis/doc"

// This file tells the second model's features how words stand around a cue
// where the tree may be wrong: the order of its sentence, clauses between, what
// may begin a clause.

// window is as far as the second model looks for a cue's source and content:
// its sentence, with those before and after that quotation marks join to it,
// and after a colon the paragraph; at most reachBefore and reachAfter tokens.
// One gold token in 300 lies outside of that and within reach.
func (f *Features) window(span doc.Span) doc.Span {
	d := f.d
	w := doc.Span{Start: max(f.para.Start, span.Start-reachBefore), End: min(f.para.End, span.End+reachAfter)}
	if d.Text(span.End-1) == ":" {
		return w
	}
	quoted := func(i int32) bool { return d.Tokens[i].Is(doc.Quoted) }
	start := d.SentenceOf(span.Start).Start
	for start > w.Start && (quoted(start) || quoted(start-1)) {
		start = d.SentenceOf(start - 1).Start
	}
	end := d.SentenceOf(span.End - 1).End
	for end < w.End && (quoted(end-1) || quoted(end)) {
		end = d.SentenceOf(end).End
	}
	return doc.Span{Start: max(w.Start, start), End: min(w.End, end)}
}

// orderOf is how a cue stands in its sentence. The upper bits tell what comes
// before it: nothing (0); a mark of punctuation without a finite verb since (1)
// or with one (2), with 3 added where it is a closing quotation mark; no
// punctuation, without a verb (3) or with one (6). The lower four tell what
// comes after: nothing (0), "that" (1), "to" (2), a colon (3), a quotation mark
// (4), a finite verb before the next mark of punctuation (5), the rest of the
// sentence without one, long (6) or short (8), or such a mark, near to far (9 to 11).
// It looks at most two phrases' lengths far.
func (f *Features) orderOf(span doc.Span) uint32 {
	d := f.d
	sent := d.SentenceOf(span.Start)
	start, end := max(sent.Start, f.para.Start, span.Start-2*maxPhrase), min(sent.End, f.para.End, span.End+2*maxPhrase)
	stop := func(i int32) bool {
		t := d.Tokens[i].Tag
		return t >= doc.TagComma && t <= doc.TagCloseQuote
	}
	before, verb, i := uint32(0), uint32(0), span.Start-1
	for i >= start && !stop(i) {
		if isFinite(d.Tokens[i].Tag) {
			verb = 1
		}
		i--
	}
	switch {
	case i >= start:
		if before = 1 + verb; f.words[i].state == stateClose {
			before += 3
		}
	case span.Start > start:
		before = 3 + 3*verb
	}
	return before<<4 | f.orderAfter(span.End, end, stop)
}

func (f *Features) orderAfter(i, end int32, stop func(int32) bool) uint32 {
	d := f.d
	if i >= end {
		return 0
	}
	switch d.Lower(i) {
	case "that":
		return 1
	case "to":
		return 2
	case ":":
		return 3
	}
	if f.words[i].state == stateOpen {
		return 4
	}
	e := i
	for ; e < end && !stop(e); e++ {
		if isFinite(d.Tokens[e].Tag) {
			return 5
		}
	}
	switch {
	case e < end-1:
		return 9 + uint32(min((e-i)/3, 2))
	case e-i <= 6:
		return 8
	}
	return 6
}

// verbsTo counts the finite verbs between the cue and token i.
func (f *Features) verbsTo(i int32) int32 {
	c := &f.cue
	k := i - f.para.Start
	if i < c.span.Start {
		return c.verbs[c.span.Start-f.para.Start] - c.verbs[k+1]
	}
	return c.verbs[k] - c.verbs[c.span.End-f.para.Start]
}

// borders sets for each token which clause or phrase may begin with it: by a
// conjunction, with what follows it, by a subordinating or relative word, by a
// participle, each with the punctuation before it.
func (f *Features) borders() {
	d := f.d
	for i := range d.Tokens {
		after, next := uint32(0), uint32(0)
		if i > 0 {
			switch t := d.Tokens[i-1].Tag; {
			case t == doc.TagComma:
				after = 1
			case t > doc.TagComma && t <= doc.TagColon:
				after = 2
			}
		}
		if i+1 < len(d.Tokens) {
			switch t := d.Tokens[i+1].Tag; {
			case isVerb(t) || t == doc.TagMD:
				if next = 1; f.reports(int32(i) + 1) {
					next = 2
				}
			case t == doc.TagPRP || t == doc.TagNNP || t == doc.TagDT || t == doc.TagNNS:
				next = 3
			}
		}
		b := &f.words[i].border
		switch d.Tokens[i].Tag {
		case doc.TagCC:
			*b = 16 + after + 4*next
		case doc.TagIN, doc.TagWRB, doc.TagWDT, doc.TagWP:
			*b = 64 + 4*f.words[i].form + after
		case doc.TagVBG, doc.TagVBN:
			*b = 40 + after
		case doc.TagComma, doc.TagColon:
			*b = 44 + next
		default:
			*b = 10 + after
		}
	}
}

// branch tells of the branch that token i is in, counted from where the path
// from the cue comes down and one step further: its relation and the lemma of its
// first word.
func (f *Features) branch(i int32) (rel, lemma uint32) {
	c := &f.cue
	h, above, last := i, int32(-1), int32(-1) // the last but one step below the path, the last
	for range maxClimb {
		for _, x := range c.above {
			if x != h {
				continue
			}
			if above < 0 {
				return 1, 0
			}
			return f.words[above].rel, f.words[f.first[above]].lemma
		}
		above, last = last, h
		if h = f.d.Tokens[h].Head; h < 0 {
			break
		}
	}
	return 0, 0
}
