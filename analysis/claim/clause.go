package claim

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// Lengths in tokens that decide whether a clause stands alone.
const (
	shortConjunct  = 8   // a shorter conjunct with a pronoun for subject stays with the first
	longAdverbial  = 13  // a shorter adverbial clause stays with the clause around it,
	commaAdverbial = 5   // behind a comma one that is shorter than this
	shortClause    = 3   // nothing shorter is a claim of its own
	longFragment   = 5   // a sentence without a verb that is shorter is none
	longRegion     = 400 // a longer one is no sentence: it is one claim, in linear time
)

// region adds the claims of a span that lies in one sentence and in one quote
// (or in none).
func (s *splitter) region(span doc.Span, q int32) {
	d := s.d
	if span.Len() > longRegion {
		s.add(span, q)
		return
	}
	if q < 0 && !s.narrates(span) {
		if s.plain(span) {
			s.add(span, q)
		}
		return
	}
	// The heads of claims: every clause that stands alone.
	found := false
	for t := span.Start; t < span.End; t++ {
		s.owner[t] = doc.None
		if s.alone(t, span, q) {
			s.owner[t] = t
			found = true
		}
	}
	if !found {
		if q >= 0 && s.severed(span, q) {
			return
		}
		if q >= 0 && span.Len() > 1 && !slices.ContainsFunc(s.taken, func(x doc.Span) bool { return x.Contains(span) }) {
			s.add(span, q)
		}
		return
	}
	first := int32(doc.None)
	for t := span.Start; t < span.End && first < 0; t++ {
		if s.owner[t] == t {
			first = t
		}
	}
	// Each token belongs to the nearest head above it.
	for t := span.Start; t < span.End; t++ {
		if s.owner[t] == t {
			continue
		}
		own := first
		for h, n := t, 0; n < 64; n++ {
			h = d.Tokens[h].Head
			if h < 0 {
				break
			}
			if in := span.Has(h); in && s.isHead(h, span) {
				own = h
				break
			} else if q < 0 && s.reports(h) {
				own = doc.None // when, where and to whom it was said
				break
			} else if !in {
				break
			}
		}
		if q < 0 && s.role[t] != 0 && !s.reaches(t, own, span) {
			own = doc.None
		}
		s.owner[t] = own
	}
	s.rejoin(span)
	for t := span.Start; t < span.End; t++ {
		if s.owner[t] == t {
			s.emit(t, span, q)
		}
	}
}

// rejoin gives a finite verb right behind a noun to the claim of that noun, with what
// follows: the tree has taken its subject for something else. Where the verb's subject
// stands before that claim, the claim is a part of the verb's.
func (s *splitter) rejoin(span doc.Span) {
	d := s.d
	for e := span.Start + 1; e < span.End; e++ {
		if !finite(d.Tokens[e].Tag) {
			continue
		}
		at := e
		for at > span.Start+1 && d.Tokens[at-1].Tag == doc.TagRB {
			at--
		}
		to, from := s.owner[at-1], s.owner[e]
		if to < 0 || from < 0 || to == from || punct(d.Tokens[at-1].Tag) {
			continue
		}
		first := at - 1 // of the claim before the verb
		for first > span.Start && s.owner[first-1] == to {
			first--
		}
		v := e
		if rel := d.Tokens[e].Rel; rel == doc.RelAux || rel == doc.RelAuxPass || rel == doc.RelCop {
			v = d.Tokens[e].Head
		}
		if subj := s.info[v].subj; subj >= span.Start && subj < first && s.owner[subj] == from {
			for i := first; i < at; i++ {
				s.owner[i] = from
			}
		} else if d.Tokens[at-1].Tag <= doc.TagNNPS {
			for i := at; i < span.End && (s.owner[i] == from || i < e); i++ {
				s.owner[i] = to
			}
		}
	}
}

// reports reports whether token t is the verb of a cue whose clause hangs loosely on
// another or on none: behind a comma, a conjunction or a word such as "when", not behind
// the "that" of a noun or what belongs to a preposition.
func (s *splitter) reports(t int32) bool {
	d := s.d
	if s.role[t]&isCue == 0 || !verb(d.Tokens[t].Tag) || d.Tokens[t].Is(doc.InTitle) {
		return false
	}
	sentence := d.SentenceOf(t)
	start := s.start(t, sentence)
	switch d.Lower(start) {
	case "that", "as", "with":
		return false
	case "when", "where", "after", "before", "while", "until", "because", "since", "though", "although", "so", "once", "and", "but":
		return true
	}
	return start == sentence.Start || punct(d.Tokens[start-1].Tag) || d.Tokens[start-1].Tag == doc.TagCC
}

// reaches reports whether token t, of a source, hangs on the claim's head
// without a cue between: a subject that two verbs share.
func (s *splitter) reaches(t, head int32, span doc.Span) bool {
	for n := 0; n < 64 && t >= 0 && span.Has(t); n++ {
		if t == head {
			return true
		}
		if s.role[t]&isCue != 0 {
			return false
		}
		t = s.d.Tokens[t].Head
	}
	return false
}

func (s *splitter) isHead(t int32, span doc.Span) bool { return s.owner[t] == t }

// emit adds the claim of head t: the stretch of its tokens, without what other
// claims take at its ends.
func (s *splitter) emit(t int32, region doc.Span, q int32) {
	d := s.d
	lo, hi := t, t
	for i := region.Start; i < region.End; i++ {
		if s.owner[i] == t && !punct(d.Tokens[i].Tag) {
			lo, hi = min(lo, i), max(hi, i)
		}
	}
	// A closing mark or unit at the end belongs to the claim.
	end := hi + 1
	for k := end; k < region.End && k < end+2 && punct(d.Tokens[k].Tag); k++ {
		if d.Tokens[k].Tag == doc.TagCloseQuote || d.Tokens[k].Tag == doc.TagRRB {
			end = k + 1
		}
	}
	span := s.trim(doc.Span{Start: lo, End: end})
	if q < 0 {
		span = s.withoutAttribution(span)
	}
	span = s.withoutMark(span, t)
	if q >= 0 {
		span = s.withSubject(span, t, q)
	}
	span = s.withObject(span, q)
	if s.asks(span, t) || s.orphan(span, t) {
		return
	}
	if q < 0 && s.info[t].subj < 0 && !span.Empty() && d.Lower(span.Start) == "according" {
		return // "according to court papers unsealed on Monday", of which no quote was made
	}
	if span.Len() >= shortClause || q >= 0 && span.Len() > 1 {
		s.add(span, q)
	}
}

// severed reports whether a span without a clause is a piece of a quote that its
// attribution interrupts, and hangs on another: "In ten years," she said, "we have lost
// none."
func (s *splitter) severed(span doc.Span, q int32) bool {
	d := s.d
	if s.verbal(span) {
		return false
	}
	at, pieces := s.piece(span.Start, q), d.Quotes[q].Content
	if at < 0 || len(pieces) < 2 {
		return false
	}
	if next := at + 1; d.Tokens[span.Start].Tag == doc.TagIN || next < len(pieces) && s.bare(pieces[next]) && d.SentenceOf(pieces[next].Start).Has(span.Start) {
		return true
	}
	for t := span.Start; t < span.End; t++ {
		if h := d.Tokens[t].Head; h >= 0 && s.quote[h] == q && !pieces[at].Has(h) {
			return true
		}
	}
	return false
}

// piece is the index of the content of quote q that holds token t, or None.
func (s *splitter) piece(t, q int32) int {
	i, found := slices.BinarySearchFunc(s.d.Quotes[q].Content, t, func(c doc.Span, t int32) int {
		switch {
		case c.End <= t:
			return -1
		case c.Start > t:
			return 1
		}
		return 0
	})
	if !found {
		return doc.None
	}
	return i
}

// orphan reports whether the span is a condition, an open question or a short adverbial
// ("before it began") alone, without the clause that it hangs on. Behind a comma that
// clause may follow, in a tree that has mistaken the one for the other.
func (s *splitter) orphan(span doc.Span, t int32) bool {
	m := s.info[t].mark
	return !span.Empty() && !s.find(span.Start, span.End, doc.TagComma) && m == span.Start && s.d.Tokens[t].Head >= 0 && !span.Has(s.d.Tokens[t].Head) && (s.undecided(m) || span.Len() < commaAdverbial && s.d.Tokens[t].Rel == doc.RelAdvcl)
}

// headOf is the token whose clause the word that opens a span subordinates.
func (s *splitter) headOf(span doc.Span) int32 { return max(s.d.Tokens[span.Start].Head, span.Start) }

// asks reports whether the span of head t is a question that its sentence puts. One in
// the negative ("Isn't it late?") says what it asks.
func (s *splitter) asks(span doc.Span, t int32) bool {
	d := s.d
	if span.Empty() || s.info[t].neg {
		return false
	}
	end := span.End
	for sentence := d.SentenceOf(t); end < sentence.End && d.Tokens[end].Tag == doc.TagCloseQuote; end++ {
	}
	if int(end) >= len(d.Tokens) || d.Text(end) != "?" {
		return false
	}
	at := span.Start
	if d.Tokens[at].Tag == doc.TagRB && at+1 < span.End {
		at++ // "So what now?"
	}
	switch tag := d.Tokens[at].Tag; tag {
	case doc.TagWP, doc.TagWRB, doc.TagWDT, doc.TagWPS:
		return true
	default:
		return finite(tag) && s.info[t].subj > at
	}
}

// withSubject takes the attribution in that parts the claim of head t from its
// subject or its condition: "The bridge," he said, "is safe."
func (s *splitter) withSubject(span doc.Span, t, q int32) doc.Span {
	d := s.d
	if span.Empty() {
		return span
	}
	for at := span.Start - 1; at >= 0 && s.quote[at] == q; at-- {
		if !punct(d.Tokens[at].Tag) {
			return span // not the first of its piece
		}
	}
	at := s.piece(span.Start, q)
	if at < 1 {
		return span
	}
	before := d.Quotes[q].Content[at-1]
	before.Start = max(before.Start, d.SentenceOf(t).Start)
	if before.Empty() || before.Len() > longRegion {
		return span
	}
	subject := before.Has(s.info[t].subj) || s.bare(span) && !s.verbal(before)
	if subject || s.undecided(before.Start) && s.orphan(s.trim(before), s.headOf(before)) {
		return s.trim(doc.Span{Start: before.Start, End: span.End})
	}
	return span
}

// bare reports whether a piece of a quote begins with the verb of a sentence, so that its
// subject stands in the piece before.
func (s *splitter) bare(piece doc.Span) bool {
	t := piece.Start
	return finite(s.d.Tokens[t].Tag) && s.d.Text(t)[0] >= 'a'
}

// withObject takes the words in before which a span would end in one that asks for more:
// what its last preposition or determiner belongs to, though another quote holds it, and
// quoted words behind narration, "presented what he called a plan of five parts".
func (s *splitter) withObject(span doc.Span, q int32) doc.Span {
	d := s.d
	if span.Empty() {
		return span
	}
	sentence := d.SentenceOf(span.Start)
	last := &d.Tokens[span.End-1]
	end := span.End
	switch last.Rel {
	case doc.RelCase, doc.RelMark, doc.RelDet, doc.RelNmodPoss:
		if last.Head >= end && last.Head < min(sentence.End, end+longRegion) {
			end = s.end(last.Head, doc.Span{Start: span.Start, End: min(sentence.End, span.End+longRegion)})
		}
	}
	switch last.Tag {
	case doc.TagIN, doc.TagDT, doc.TagTO, doc.TagWP, doc.TagWDT, doc.TagWRB, doc.TagPRPS:
		at := span.End
		for q < 0 && at < sentence.End && s.quote[at] < 0 && (s.role[at] != 0 || punct(d.Tokens[at].Tag)) {
			at++
		}
		if q < 0 && at < sentence.End && s.quote[at] >= 0 {
			for in := s.quote[at]; at < sentence.End && s.quote[at] == in; at++ {
			}
			end = max(end, at)
		}
	}
	if end == span.End {
		return span
	}
	for end < sentence.End && d.Tokens[end].Tag == doc.TagCloseQuote {
		end++
	}
	span = s.trim(doc.Span{Start: span.Start, End: end})
	s.taken = append(s.taken, span)
	return span
}

// withoutMark cuts the word off that subordinates the claim of head t as a
// whole: "because", "after", "so that". Conditions stay, they limit what is said.
func (s *splitter) withoutMark(span doc.Span, t int32) doc.Span {
	at := span.Start
	for n := 0; n < 3 && at < span.End && s.d.Tokens[at].Head == t; n++ {
		switch s.d.Lower(at) {
		case "after", "while", "because", "although", "though", "since", "whereas", "so", "that", "even":
			if rel := s.d.Tokens[at].Rel; rel != doc.RelMark && !(n == 0 && s.info[t].mark == at+1) {
				return span
			}
			at++
			span.Start = at
			continue
		}
		break
	}
	return span
}

// withoutAttribution cuts a source and cue off the ends of a span of narration.
func (s *splitter) withoutAttribution(span doc.Span) doc.Span {
	for !span.Empty() && s.role[span.Start] == isCue {
		span.Start++
	}
	for !span.Empty() && s.role[span.End-1] == isCue {
		span.End--
	}
	return s.trim(span)
}

// narrates reports whether a span outside of quotes says something besides who
// speaks: it has a clause whose head is no cue, nor inside a source, nor
// hanging on a cue as its adverbial.
func (s *splitter) narrates(span doc.Span) bool {
	for t := span.Start; t < span.End; t++ {
		if s.alone(t, span, doc.None) {
			return true
		}
	}
	return false
}

// plain reports whether a span has a finite verb and nothing of an attribution:
// a sentence whose tree has lost its verb is a claim all the same.
func (s *splitter) plain(span doc.Span) bool {
	found := false
	for t := span.Start; t < span.End; t++ {
		if s.role[t] != 0 {
			return false
		}
		found = found || finite(s.d.Tokens[t].Tag)
	}
	return found && (span.Start == 0 || s.quote[span.Start-1] < 0) && (int(span.End) >= len(s.quote) || s.quote[span.End] < 0)
}

// clausal reports whether t heads a clause with a verb.
func (s *splitter) clausal(t int32) bool {
	tok := &s.d.Tokens[t]
	switch tok.Rel {
	case doc.RelAux, doc.RelAuxPass, doc.RelCop, doc.RelAmod, doc.RelCompound, doc.RelCase, doc.RelFixed, doc.RelFlat, doc.RelMark:
		return false
	}
	return verb(tok.Tag) || s.info[t].cop || s.info[t].subj >= 0
}

// alone reports whether the clause of head t is a claim of its own in the
// region.
func (s *splitter) alone(t int32, region doc.Span, q int32) bool {
	d := s.d
	if !s.clausal(t) {
		return false
	}
	if q < 0 && s.role[t] != 0 {
		return s.role[t] == isSource && s.describes(t, region)
	}
	tok, in := &d.Tokens[t], &s.info[t]
	h := tok.Head
	if h < 0 || !region.Has(h) {
		if q >= 0 {
			// The content's own clause; a piece that hangs on nothing inside.
			return tok.Rel != doc.RelAcl && tok.Rel != doc.RelAclRelcl || t == region.Start || s.firstClause(t, region)
		}
		// Narration beside a quote: what hangs on the cue or on the source is
		// part of the attribution, unless it is a clause beside it.
		if h >= 0 && s.role[h] != 0 || h >= 0 && s.quote[h] >= 0 {
			return s.beside(t) || s.describes(t, region)
		}
		return in.subj >= 0 || finite(tok.Tag) || in.aux
	}
	if q < 0 && s.role[h] != 0 {
		return s.beside(t) || s.describes(t, region)
	}
	size := s.size(t, region)
	if size < shortClause {
		return false
	}
	if in.subj >= 0 && (finite(tok.Tag) || in.aux || in.cop) && s.after(t, region, ":") {
		return true
	}
	rel := tok.Rel
	if in.subj >= 0 && rel != doc.RelConj && (in.cc || s.after(t, region, ";")) {
		rel = doc.RelConj // parsers mistake distant conjuncts for clauses of other kinds
	}
	switch rel {
	case doc.RelConj:
		if !s.clausal(h) {
			return false
		}
		if in.subj >= 0 && region.Has(in.subj) {
			return size >= shortConjunct || !s.pronoun(in.subj) && size > shortClause
		}
		return in.aux && size > shortClause
	case doc.RelParataxis, doc.RelList:
		return in.subj >= 0 || finite(tok.Tag) || in.aux
	case doc.RelAdvcl:
		return s.adverbial(t, region, size)
	case doc.RelAclRelcl, doc.RelAcl, doc.RelAdvclRelcl:
		// Non-restrictive: set off by a comma, at the end of its clause.
		start := s.start(t, region)
		return start > region.Start && d.Tokens[start-1].Tag == doc.TagComma && s.trailing(t, region) && (in.subj >= 0 || verb(tok.Tag)) && tok.Tag != doc.TagVB
	}
	return false
}

// after reports whether the clause of t begins behind a mark.
func (s *splitter) after(t int32, region doc.Span, mark string) bool {
	start := s.start(t, region)
	return start > region.Start && s.d.Text(start-1) == mark
}

// describes reports whether t heads a relative clause behind a comma: what it says of
// a speaker ("…, said the mayor, who left in May") is a claim, though it stands in the source.
func (s *splitter) describes(t int32, region doc.Span) bool {
	d := s.d
	switch d.Tokens[t].Rel {
	case doc.RelAclRelcl, doc.RelAcl, doc.RelAdvclRelcl:
	default:
		return false
	}
	if !s.after(t, region, ",") || s.size(t, region) < shortClause {
		return false
	}
	start := s.start(t, region)
	switch d.Tokens[start].Tag {
	case doc.TagWP, doc.TagWDT, doc.TagWPS:
		return true
	case doc.TagIN:
		return d.Tokens[start+1].Tag == doc.TagWDT || d.Tokens[start+1].Tag == doc.TagWP
	}
	return false
}

// beside reports whether a clause that hangs on a cue stands beside the
// attribution as a statement of the article: conjoined with an own subject.
func (s *splitter) beside(t int32) bool {
	in := &s.info[t]
	switch s.d.Tokens[t].Rel {
	case doc.RelConj, doc.RelParataxis:
		return in.subj >= 0 || in.aux || finite(s.d.Tokens[t].Tag)
	case doc.RelAdvcl:
		if in.mark < 0 || in.subj < 0 {
			return false
		}
		switch s.d.Lower(in.mark) {
		case "after", "before", "because", "while", "although", "though":
			return true
		}
	}
	return false
}

// adverbial reports whether an adverbial clause is a claim of its own.
func (s *splitter) adverbial(t int32, region doc.Span, size int32) bool {
	d, in := s.d, &s.info[t]
	comma := s.after(t, region, ",")
	if in.mark < 0 {
		// ", leaving the town without water": a participle after a comma.
		return comma && d.Tokens[t].Tag == doc.TagVBG && s.trailing(t, region)
	}
	switch d.Lower(in.mark) {
	case "if", "unless", "than", "to", "lest", "whether":
		return false
	case "while", "whereas", "although", "though":
		return in.subj >= 0 && (comma || size >= longAdverbial || s.start(t, region) == region.Start)
	case "so":
		return in.subj >= 0
	case "as":
		return in.subj >= 0 && (size >= longAdverbial || comma && size >= commaAdverbial)
	}
	return in.subj >= 0 && (size >= longAdverbial || comma && size >= commaAdverbial)
}

// trailing reports whether the clause of t ends where its region does, but for
// punctuation, or before a conjunct.
func (s *splitter) trailing(t int32, region doc.Span) bool {
	end := s.end(t, region)
	for end < region.End && punct(s.d.Tokens[end].Tag) {
		end++
	}
	return end >= region.End || s.d.Tokens[end].Tag == doc.TagCC
}

// firstClause reports whether no token before t in the region heads a clause.
func (s *splitter) firstClause(t int32, region doc.Span) bool {
	for i := region.Start; i < t; i++ {
		if s.clausal(i) {
			return false
		}
	}
	return true
}

// under reports whether token i is t or hangs on it inside the region.
func (s *splitter) under(i, t int32, region doc.Span) bool {
	for n := 0; n < 64; n++ {
		if i == t {
			return true
		}
		i = s.d.Tokens[i].Head
		if i < 0 || !region.Has(i) {
			return false
		}
	}
	return false
}

// start and end of the stretch of tokens under t, punctuation left out.
func (s *splitter) start(t int32, region doc.Span) int32 {
	lo := t
	for i := t - 1; i >= region.Start; i-- {
		if !punct(s.d.Tokens[i].Tag) && s.under(i, t, region) {
			lo = i
		} else if !punct(s.d.Tokens[i].Tag) {
			break
		}
	}
	return lo
}

func (s *splitter) end(t int32, region doc.Span) int32 {
	hi := t
	for i := t + 1; i < region.End; i++ {
		if !punct(s.d.Tokens[i].Tag) && s.under(i, t, region) {
			hi = i
		} else if !punct(s.d.Tokens[i].Tag) {
			break
		}
	}
	return hi + 1
}

// size is how many tokens the stretch under t has.
func (s *splitter) size(t int32, region doc.Span) int32 { return s.end(t, region) - s.start(t, region) }

// pronoun reports whether token t is a pronoun, an indefinite one too.
func (s *splitter) pronoun(t int32) bool {
	switch s.d.Lower(t) {
	case "nobody", "everybody", "somebody", "everyone", "someone", "none", "one", "nothing", "everything", "something":
		return true
	}
	tag := s.d.Tokens[t].Tag
	return tag == doc.TagPRP || tag == doc.TagEX || tag == doc.TagDT
}
