package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// contract brings an attribution of the models to the form that the result
// promises. It returns false where the result counts no quote:
//
//   - nothing was said: "declined to say", "has not commented", a statement that
//     is denied to have been made;
//   - a title, a term or a topic, not what anybody said of it.
func (x *writer) contract(q *doc.Quote) bool {
	d := x.d
	q.Follows = doc.None
	if withheld(d, q) {
		return false
	}
	q.Rule = x.ruleOf(q)
	if q.Source.Empty() {
		x.impliedSource(q)
	}
	q.Source = trimSource(d, q.Source)
	x.content(q)
	return len(q.Content) > 0
}

// withheld reports whether the cue tells that nothing was said.
func withheld(d *doc.Document, q *doc.Quote) bool {
	negated, speech, refuses := false, false, false
	for i := q.Cue.Start; i < q.Cue.End; i++ {
		switch d.Lower(i) {
		case "not", "n't", "n’t", "never", "nothing", "without":
			negated = true
		}
		c, form := lexicon.Cue(d.Lower(i))
		if form != 0 && c&lexicon.CueWithhold != 0 {
			refuses = true
		}
		if form != 0 && c&lexicon.CueSpeech != 0 && c&lexicon.CueThought == 0 {
			speech = true
		}
	}
	if !negated && q.Cue.Start > 0 && d.SentenceOf(q.Cue.Start).Has(q.Cue.Start-1) {
		switch d.Lower(q.Cue.Start - 1) {
		case "not", "n't", "n’t", "never":
			negated = true
		}
	}
	if negated && speech {
		return true
	}
	if refuses {
		// "declined to comment", "refused to say" against "refused to pay"
		for i := q.Cue.Start; i < min(q.Cue.End+3, int32(len(d.Tokens))); i++ {
			if c, form := lexicon.Cue(d.Lower(i)); form == lexicon.VerbBase && c&lexicon.CueSpeech != 0 && c&lexicon.CueThought == 0 {
				return true
			}
		}
		return d.Lower(q.Cue.Start) == "declined" && q.Cue.Len() == 1 && q.Content[0].Len() <= 3
	}
	return false
}

// ruleOf names the kind of cue.
func (x *writer) ruleOf(q *doc.Quote) string {
	d := x.d
	if isPunct(d, q.Cue.Start) && q.Cue.Len() == 1 {
		if t := d.Text(q.Cue.Start); t == ":" {
			return "colon"
		}
		return "signature"
	}
	verb := false
	for i := q.Cue.Start; i < q.Cue.End; i++ {
		if d.Lower(i) == "according" {
			return "according-to"
		}
		if isVerb(d.Tokens[i].Tag) {
			verb = true
		}
	}
	switch {
	case verb && !q.Source.Empty() && q.Source.Start > q.Cue.End-1 && len(q.Content) > 0 && q.Content[0].Start < q.Cue.Start:
		return "cue-verb-inverted"
	case verb:
		return "cue-verb"
	case d.Tokens[q.Cue.End-1].Tag <= doc.TagNNS:
		return "cue-noun"
	}
	return "cue-phrase"
}

// impliedSource looks for who speaks where the cue has no subject of its own:
// "criticized X, saying that …".
func (x *writer) impliedSource(q *doc.Quote) {
	d := x.d
	for i := q.Cue.Start; i < q.Cue.End; i++ {
		t := d.Tokens[i].Tag
		if !isVerb(t) {
			continue
		}
		if t == doc.TagVBG || t == doc.TagVB {
			s := subject(d, i)
			if !s.Empty() && !s.Overlaps(q.Cue) && !overlapsAny(q.Content, s) {
				q.Source = s
			}
		}
		return
	}
}

func overlapsAny(list []doc.Span, s doc.Span) bool {
	for _, c := range list {
		if c.Overlaps(s) {
			return true
		}
	}
	return false
}

// trimSource leaves out the punctuation around a source.
func trimSource(d *doc.Document, s doc.Span) doc.Span {
	for !s.Empty() && d.Tokens[s.End-1].Tag >= doc.TagComma && d.Tokens[s.End-1].Tag <= doc.TagCloseQuote {
		s.End--
	}
	for !s.Empty() && d.Tokens[s.Start].Tag >= doc.TagComma && d.Tokens[s.Start].Tag <= doc.TagCloseQuote {
		s.Start++
	}
	return s
}

// content trims the pieces, snaps those that are about one pair of marks to
// what stands between them, and leaves out what is in an aside.
func (x *writer) content(q *doc.Quote) {
	d := x.d
	var out []doc.Span
	for _, s := range q.Content {
		if d.Tokens[s.Start].Is(doc.InAside) {
			continue
		}
		s = x.snap(s, q)
		if s = trimContent(d, s); !s.Empty() {
			if n := len(out); n > 0 && out[n-1].Overlaps(s) {
				out[n-1].End = max(out[n-1].End, s.End)
				continue
			}
			out = append(out, s)
		}
	}
	q.Content = out
}

// snap widens a piece that is little more or less than what stands in an outer
// pair of marks to exactly that.
func (x *writer) snap(s doc.Span, q *doc.Quote) doc.Span {
	d := x.d
	k, _ := slices.BinarySearchFunc(d.Marks, s.End, func(m doc.Mark, end int32) int { return int(m.Inner.Start - end) })
	for k--; k >= 0; k-- {
		m := &d.Marks[k]
		if m.Depth > 0 {
			continue
		}
		in := m.Inner
		if !in.Overlaps(s) {
			break
		}
		shared := min(in.End, s.End) - max(in.Start, s.Start)
		outside := max(0, in.Start-1-s.Start) + max(0, s.End-in.End-1)
		if 2*shared >= int32(in.Len()) && outside <= 1 && !in.Overlaps(q.Cue) && !in.Overlaps(q.Source) {
			return in
		}
	}
	return s
}

// trimContent leaves out the comma or stop that ends a piece and the marks at
// its ends that have no partner within; a closing stop within marks stays.
func trimContent(d *doc.Document, s doc.Span) doc.Span {
	for !s.Empty() {
		first, last := d.Text(s.Start), d.Text(s.End-1)
		switch {
		case first == "," || first == ":" || first == ";" || first == "." || first == "—" || first == "–" || first == "--":
			s.Start++
			continue
		case last == "," || last == ":" || last == ";" || last == "—" || last == "–" || last == "--":
			s.End--
			continue
		case last == "." && !d.Tokens[s.End-1].Is(doc.Quoted):
			s.End--
			continue
		case isMark(first) && d.Tokens[s.Start].Tag != doc.TagPOS && (!closesWithin(d, s) || isMark(last)):
			s.Start++
			continue
		case isMark(last) && d.Tokens[s.End-1].Tag != doc.TagPOS && !opensWithin(d, s):
			s.End--
			continue
		}
		break
	}
	return s
}

// closesWithin reports whether the mark at the start of s is closed in s.
func closesWithin(d *doc.Document, s doc.Span) bool {
	m := markAt(d, s.Start)
	return m >= 0 && d.Marks[m].Open == s.Start && d.Marks[m].Close >= 0 && d.Marks[m].Close < s.End
}

// opensWithin reports whether the mark at the end of s was opened in s.
func opensWithin(d *doc.Document, s doc.Span) bool {
	for k := markAt(d, s.End-1); k >= 0 && d.Marks[k].Inner.End >= s.Start; k-- {
		if d.Marks[k].Close == s.End-1 {
			return d.Marks[k].Open >= s.Start
		}
	}
	return false
}

// markAt is the last pair whose inner part begins at or before the token after
// i, as index into Marks; -1 for none.
func markAt(d *doc.Document, i int32) int {
	k, found := slices.BinarySearchFunc(d.Marks, i+1, func(m doc.Mark, at int32) int { return int(m.Inner.Start - at) })
	if found {
		return k
	}
	return k - 1
}

// thinks reports whether a cue tells of a belief or an intention.
func thinks(d *doc.Document, cue doc.Span) bool {
	thought := false
	for i := cue.Start; i < cue.End; i++ {
		c, form := lexicon.Cue(d.Lower(i))
		if c&lexicon.CueSpeech != 0 && form != 0 && c&lexicon.CueThought == 0 {
			return false
		}
		if form != 0 && c&lexicon.CueThought != 0 && isVerb(d.Tokens[i].Tag) {
			thought = true
		}
		switch d.Lower(i) {
		case "belief", "view", "hope", "fear", "wish", "desire", "intention", "opinion", "expectation", "doubt", "hopes", "fears", "hopeful", "confident", "afraid", "worried", "keen", "determined", "sure", "convinced", "views", "plans", "beliefs":
			thought = true
		}
	}
	return thought
}

// agree settles what two attributions of the models say of the same words: of
// two cues with different sources the nearer one is the speaker's, and the
// other source reports it on ("X said, Y reported"); where one lies within the
// content of the other, that other source reports it on as well.
func (x *writer) agree() {
	for i := range x.quotes {
		p := &x.quotes[i]
		for j := i + 1; j < len(x.quotes) && j < i+6; j++ {
			q := &x.quotes[j]
			if len(p.Content) == 0 || len(q.Content) == 0 || x.d.ParagraphOf(p.Cue.Start) != x.d.ParagraphOf(q.Cue.Start) {
				continue
			}
			if p.Source == q.Source {
				continue
			}
			switch {
			case overlapsAny(p.Content, q.Cue) && !q.Source.Empty() && overlapsAny(p.Content, q.Source):
				x.within(q, p)
			case overlapsAny(q.Content, p.Cue) && !p.Source.Empty() && overlapsAny(q.Content, p.Source):
				x.within(p, q)
			case alike(p.Content, q.Content):
				near, far := p, q
				if distance(q) < distance(p) {
					near, far = q, p
				}
				if !far.Source.Empty() && near.Relay.Empty() && !far.Source.Overlaps(near.Source) {
					near.Relay = far.Source
				}
				far.Content = nil
			}
		}
	}
	x.quotes = slices.DeleteFunc(x.quotes, func(q doc.Quote) bool { return len(q.Content) == 0 })
}

// within notes that outer reports inner, and drops outer where it says nothing
// beyond that inner was said.
func (x *writer) within(inner, outer *doc.Quote) {
	if inner.Relay.Empty() {
		inner.Relay = outer.Source
	}
	if isMark(x.d.Text(inner.Content[0].Start - min(1, inner.Content[0].Start))) {
		outer.Content = nil
	}
}

// alike reports whether two contents share four fifths of their tokens.
func alike(a, b []doc.Span) bool {
	both, all := int32(0), int32(0)
	for _, s := range a {
		all += int32(s.Len())
		for _, t := range b {
			both += max(0, min(s.End, t.End)-max(s.Start, t.Start))
		}
	}
	for _, t := range b {
		all += int32(t.Len())
	}
	return 5*both >= 4*(all-both)
}

// distance is the number of tokens between a quote's cue and its content.
func distance(q *doc.Quote) int32 {
	best := int32(1 << 30)
	for _, s := range q.Content {
		best = min(best, max(0, s.Start-q.Cue.End, q.Cue.Start-s.End))
	}
	return best
}
