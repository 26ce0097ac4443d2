package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// Mark pairs the quotation marks. It reads Tokens, Sentences and Paragraphs;
// sets Marks and the tokens' Quoted flag. O(tokens).
//
// A pair never leaves its paragraph. Each mark is first told its possible
// directions from its shape and the white space around it, then the marks of a
// paragraph are matched with a stack. What is left over is settled by what
// news does:
//
//   - a paragraph that ends inside a quote goes on in the next one when that
//     opens with a mark again, or closes without having opened;
//   - else the closing mark was forgotten: the quote ends before an attribution
//     (", he said"), before the next opening mark, or with the paragraph;
//   - a closing mark alone, after a comma or stop or before an attribution,
//     closes a quote whose opening mark was forgotten: it begins with its
//     sentence, or after the colon that introduces it;
//   - single marks are apostrophes unless they pair up.
func Mark(d *doc.Document) {
	d.Marks = d.Marks[:0]
	m := marker{d: d}
	for p := range d.Paragraphs {
		m.paragraph(int32(p))
	}
	for _, x := range d.Marks {
		for i := max(x.Open, x.Inner.Start-1, 0); i < x.Inner.End; i++ {
			if i >= x.Inner.Start || i == x.Open {
				d.Tokens[i].Flags |= doc.Quoted
			}
		}
		if x.Close >= 0 {
			d.Tokens[x.Close].Flags |= doc.Quoted
		}
	}
}

// style is a family of marks that open and close each other.
type style uint8

const (
	noMark style = iota
	double       // " “ ” „ ‟ `` ''
	single       // ' ‘ ’ ‚ ‛
	angle        // « » ‹ ›
)

// strength of a single mark as a closing one.
type strength uint8

const (
	cannot  strength = iota
	suspect          // after a plural's s or a dropped g: likelier an apostrophe
	plain            // after a letter, before a space
	strong           // beside punctuation
)

// event is a mark of the paragraph at hand.
type event struct {
	token  int32
	style  style
	open   bool     // it can open
	close  strength // how well it can close
	curly  bool     // its shape tells its direction
	better bool     // of single marks: a plain or strong closing one follows before the next opening one
	closes bool     // of single marks: any closing one follows
}

type pending struct {
	style style
	mark  int // index into Marks
}

type marker struct {
	d      *doc.Document
	events []event
	stack  []pending
	carry  style // style of a quote that the paragraph before left open, noMark for none
	low    int32 // end of the paragraph's marks that are closed
}

// markOf is the style of a token that is a quotation mark in shape.
//
//go:noinline
func markOf(s string) style {
	switch s {
	case `"`, "“", "”", "„", "‟", "``", "''", "＂", "″":
		return double
	case "'", "‘", "’", "‚", "‛", "`":
		return single
	case "«", "»", "‹", "›", "<<", ">>":
		return angle
	}
	return noMark
}

// isMark reports whether the token's text is a quotation mark of any style, an
// apostrophe that stands alone included.
func isMark(s string) bool { return len(s) <= 3 && markOf(s) != noMark }

func (m *marker) paragraph(p int32) {
	d := m.d
	span := d.ParagraphTokens(p)
	for !span.Empty() && d.Tokens[span.Start].Is(doc.InAside) { // the time before a report
		span.Start++
	}
	if span.Empty() || d.Paragraphs[p].Kind == doc.ParaAside {
		return // page furniture between two paragraphs of one quote does not end it
	}
	m.collect(span)
	first := len(d.Marks)
	carry := m.carry
	m.carry = noMark
	m.stack, m.low = m.stack[:0], span.Start
	if carry != noMark {
		m.resume(span, carry)
	}
	for i := range m.events {
		m.step(span, i)
	}
	m.finish(p, span)
	marks := d.Marks[first:]
	slices.SortStableFunc(marks, func(a, b doc.Mark) int {
		if a.Inner.Start != b.Inner.Start {
			return int(a.Inner.Start - b.Inner.Start)
		}
		return int(b.Inner.End - a.Inner.End)
	})
	m.depths(marks)
}

// resume handles the paragraph after one that ended inside a quote with marks of style carry.
func (m *marker) resume(span doc.Span, carry style) {
	if len(m.events) == 0 || m.events[0].style != carry {
		return
	}
	e := &m.events[0]
	if e.token == span.Start {
		m.d.Marks = append(m.d.Marks, doc.Mark{Open: e.token, Close: doc.None, Inner: doc.Span{Start: e.token + 1, End: e.token + 1}, Reopened: true})
		m.stack = append(m.stack, pending{carry, len(m.d.Marks) - 1})
		e.style = noMark
	} else if e.close == strong && !(e.open && !e.curly) {
		m.d.Marks = append(m.d.Marks, doc.Mark{Open: doc.None, Close: doc.None, Inner: doc.Span{Start: span.Start, End: span.Start}, Reopened: true})
		m.stack = append(m.stack, pending{carry, len(m.d.Marks) - 1})
	}
}

// collect lists the paragraph's marks with the directions they can have.
func (m *marker) collect(span doc.Span) {
	d := m.d
	m.events = m.events[:0]
	for i := span.Start; i < span.End; i++ {
		t := &d.Tokens[i]
		if t.End-t.Start > 3 || t.Is(doc.InAside) {
			continue
		}
		s := d.Text(i)
		if !isMark(s) {
			continue
		}
		st := markOf(s)
		before := i == span.Start || t.Flags&(doc.SpaceBefore|doc.LineStart) != 0
		after := i+1 >= span.End || d.Tokens[i+1].Flags&(doc.SpaceBefore|doc.LineStart) != 0
		loose := before || i > span.Start && opensNest(d.Text(i-1))
		tight := after || i+1 < span.End && closesNest(d.Text(i+1))
		e := event{token: i, style: st}
		e.open = loose && !after || loose && i == span.Start
		if !before || tight && i > span.Start && !e.open {
			e.close = plain
			if i > span.Start && stops(d.Text(i-1)) || i+1 < span.End && stops(d.Text(i+1)) || i+1 >= span.End {
				e.close = strong
			}
			if loose && !before && !after {
				e.close = plain
			}
		}
		switch s {
		case "“", "‟", "``":
			e.curly = true
			e.open = true
			if loose || !tight { // else it closes a German „quote“, or was mistyped
				e.close = cannot
			}
		case "„", "‚":
			e.curly, e.open, e.close = true, true, cannot
		case "‘":
			e.curly, e.open, e.close = true, true, cannot
		case "”":
			e.curly = true
			if e.close == cannot {
				e.close = plain
			}
		case "«", "»", "‹", "›", "<<", ">>":
			e.curly, e.open = true, true
			e.close = strong
		case `"`, "''", "″", "＂":
			if !e.open && e.close == cannot || !loose && !tight {
				e.open, e.close = true, max(e.close, plain)
			}
		}
		if st == double && s != "“" && s != "„" && !e.open && i > span.Start && !before && isNumber(d.Text(i-1)) && e.close == plain {
			e.close = suspect // 27" or 6'2"
		}
		if st == single && !m.apostrophe(&e, span, s, before, after) {
			continue
		}
		m.events = append(m.events, e)
	}
	better, closes := false, false
	for k := len(m.events) - 1; k >= 0; k-- {
		e := &m.events[k]
		if e.style != single {
			continue
		}
		e.better, e.closes = better, closes
		if e.close >= suspect {
			closes = true
			better = better || e.close >= plain
		}
		if e.open {
			better = false
		}
	}
}

// apostrophe narrows down what a single mark can be; false where it is none.
func (m *marker) apostrophe(e *event, span doc.Span, s string, before, after bool) bool {
	d, i := m.d, e.token
	if e.open && i+1 < span.End && !after {
		switch next := d.Lower(i + 1); {
		case elided(next) && s != "‘":
			e.open = false
		case next[0] >= '0' && next[0] <= '9' && (len(next) == 2 || len(next) == 3 && next[2] == 's'):
			return false // ’90s, class of '98
		}
	}
	if s == "’" && !before && !after && e.close != strong {
		e.open = false
	}
	if e.close != cannot && i > span.Start {
		prev := d.Lower(i - 1)
		if isNumber(prev) && !before && e.close == plain {
			return false // 5' 11
		}
		if e.close == plain && (d.Tokens[i].Tag == doc.TagPOS || prev[len(prev)-1] == 's' || len(prev) > 3 && prev[len(prev)-2:] == "in") {
			e.close = suspect
		}
	}
	return e.open || e.close != cannot
}

// step matches event k with the stack.
func (m *marker) step(span doc.Span, k int) {
	d, e := m.d, &m.events[k]
	if e.style == noMark {
		return
	}
	at := -1
	for j := len(m.stack) - 1; j >= 0; j-- {
		if m.stack[j].style == e.style {
			at = j
			break
		}
	}
	if at >= 0 && e.close != cannot && m.willClose(e, k) {
		for len(m.stack)-1 > at {
			m.drop(e.token)
		}
		x := &d.Marks[m.stack[at].mark]
		x.Close, x.Inner.End = e.token, e.token
		m.low = e.token + 1
		m.stack = m.stack[:at]
		return
	}
	if e.open && m.willOpen(e, k) {
		if at >= 0 && e.style != angle && !m.closesTwice(k) {
			for len(m.stack) > at { // the one before was never closed
				m.forgotten(e.token)
			}
		}
		m.push(e)
		return
	}
	if at < 0 && e.close >= plain && e.style != angle && len(m.stack) == 0 {
		m.unopened(span, e)
	}
}

func (m *marker) willClose(e *event, k int) bool {
	if e.style == single && e.close == suspect {
		return !e.better
	}
	if e.style == double && e.close == suspect {
		return !m.closerFollows(k)
	}
	if e.curly && e.open && e.close != cannot && e.style == double {
		return true // the second half of „ “
	}
	if e.style == angle {
		return m.d.Text(e.token) != m.d.Text(m.d.Marks[m.topOf(angle)].Open)
	}
	return !e.open || e.close >= plain
}

func (m *marker) topOf(s style) int {
	for j := len(m.stack) - 1; j >= 0; j-- {
		if m.stack[j].style == s {
			return m.stack[j].mark
		}
	}
	return -1
}

// closerFollows reports whether the next mark of the style can only close.
func (m *marker) closerFollows(k int) bool {
	for _, e := range m.events[k+1:] {
		if e.style == m.events[k].style {
			return !e.open && e.close >= plain
		}
	}
	return false
}

func (m *marker) willOpen(e *event, k int) bool {
	if e.style != single {
		return true
	}
	return e.closes || e.curly || e.token == m.d.SentenceOf(e.token).Start && m.d.Text(e.token) != "’"
}

// closesTwice reports whether the next two marks of the style both close: then
// event k opens a quote within one of the same style.
func (m *marker) closesTwice(k int) bool {
	n := 0
	for _, e := range m.events[k+1:] {
		if e.style != m.events[k].style {
			continue
		}
		if e.close == cannot || e.open {
			return false
		}
		if n++; n == 2 {
			return true
		}
	}
	return false
}

func (m *marker) push(e *event) {
	m.d.Marks = append(m.d.Marks, doc.Mark{Open: e.token, Close: doc.None, Inner: doc.Span{Start: e.token + 1, End: e.token + 1}})
	m.stack = append(m.stack, pending{e.style, len(m.d.Marks) - 1})
}

// drop ends the top of the stack, which an outer pair closes over: an
// apostrophe is no mark, any other lost its closing one at token end.
func (m *marker) drop(end int32) {
	top := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	x := &m.d.Marks[top.mark]
	if top.style == single && m.d.Text(x.Open) != "‘" {
		m.remove(top.mark)
		return
	}
	x.Inner.End = end
}

func (m *marker) remove(mark int) {
	m.d.Marks = slices.Delete(m.d.Marks, mark, mark+1)
	for j := range m.stack {
		if m.stack[j].mark > mark {
			m.stack[j].mark--
		}
	}
}

// forgotten ends the top of the stack before token limit, where its closing
// mark is missing.
func (m *marker) forgotten(limit int32) {
	d := m.d
	top := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	x := &d.Marks[top.mark]
	if top.style == single && d.Text(max(x.Open, 0)) != "‘" {
		m.remove(top.mark)
		return
	}
	if x.Inner.Start >= limit {
		m.remove(top.mark)
		return
	}
	x.Inner.End = limit
	if cut := attributionIn(d, doc.Span{Start: x.Inner.Start, End: limit}); cut >= 0 {
		x.Inner.End = cut
	} else if limit < d.ParagraphTokens(d.ParagraphOf(x.Inner.Start)).End {
		x.Inner.End = min(limit, d.SentenceOf(x.Inner.Start).End)
	}
	m.low = max(m.low, x.Inner.End)
}

// finish settles what the paragraph's end leaves open.
func (m *marker) finish(p int32, span doc.Span) {
	d := m.d
	for len(m.stack) > 1 {
		m.drop(span.End)
	}
	if len(m.stack) == 0 {
		return
	}
	top := m.stack[0]
	x := &d.Marks[top.mark]
	if attributionIn(d, doc.Span{Start: x.Inner.Start, End: span.End}) < 0 && m.goesOn(p, top.style) {
		x.Inner.End = span.End
		m.carry = top.style
		m.stack = m.stack[:0]
		if x.Inner.Empty() {
			m.remove(top.mark)
		}
		return
	}
	m.forgotten(span.End)
}

// goesOn reports whether the next paragraph of the text begins with a mark of
// the style, or closes one that it has not opened.
func (m *marker) goesOn(p int32, st style) bool {
	d := m.d
	for p++; int(p) < len(d.Paragraphs); p++ {
		span := d.ParagraphTokens(p)
		if span.Empty() || d.Paragraphs[p].Kind == doc.ParaAside || d.Tokens[span.Start].Is(doc.InAside) {
			continue
		}
		if markOf(d.Text(span.Start)) == st {
			return true
		}
		for i := span.Start; i < span.End; i++ {
			if t := &d.Tokens[i]; t.End-t.Start > 3 || markOf(d.Text(i)) != st {
				continue
			}
			s := d.Text(i)
			spaced := d.Tokens[i].Flags&(doc.SpaceBefore|doc.LineStart) != 0
			return s != "“" && s != "‘" && !spaced && st == double && stops(d.Text(i-1))
		}
		return false
	}
	return false
}

// unopened makes a quote of what stands before a closing mark without an opening one.
func (m *marker) unopened(span doc.Span, e *event) {
	d, i := m.d, e.token
	if i == span.Start {
		return
	}
	said := attributionAt(d, i+1, span.End)
	ends := stops(d.Text(i - 1))
	if e.style == single && !(said && ends) || e.style == double && !said && !ends {
		return
	}
	start := d.SentenceOf(i).Start
	if start == i { // the mark opens a sentence of its own
		start = d.SentenceOf(i - 1).Start
	}
	for j := i - 1; j > m.low; j-- {
		if d.Text(j) == ":" {
			if c, _ := lexicon.Cue(d.Lower(j - 1)); c&(lexicon.CueSpeech|lexicon.CueManner) != 0 {
				start = j + 1
				break
			}
		}
	}
	start = max(start, m.low)
	if start < i {
		d.Marks = append(d.Marks, doc.Mark{Open: doc.None, Close: i, Inner: doc.Span{Start: start, End: i}})
	}
	m.low = i + 1
}

// depths counts for each mark those that hold it.
func (m *marker) depths(marks []doc.Mark) {
	var open []int32 // ends
	for i := range marks {
		for len(open) > 0 && open[len(open)-1] <= marks[i].Inner.Start {
			open = open[:len(open)-1]
		}
		if n := len(open); n > 0 && marks[i].Inner.End > open[n-1] {
			marks[i].Inner.End = open[n-1]
		}
		marks[i].Depth = int32(len(open))
		open = append(open, marks[i].Inner.End)
	}
}

// attributionIn is the first token in s at which an attribution such as ", he
// said" begins after a comma or a stop, or -1.
func attributionIn(d *doc.Document, s doc.Span) int32 {
	for i := s.Start + 1; i+1 < s.End; i++ {
		if t := d.Tokens[i]; t.End-t.Start != 1 {
			continue
		}
		switch d.Text(i) {
		case ",", ".", "!", "?":
			if attributionAt(d, i+1, s.End) {
				return i + 1
			}
		}
	}
	return -1
}

// attributionAt reports whether an attribution such as "he said" or "said the
// mayor" begins at token i: a finite verb of speech among the first tokens,
// after nothing but what can name a speaker.
func attributionAt(d *doc.Document, i, end int32) bool {
	end = min(end, i+7)
	for j := i; j < end; j++ {
		w := d.Lower(j)
		class, form := lexicon.Cue(w)
		if class&(lexicon.CueSpeech|lexicon.CueManner) != 0 && form&(lexicon.VerbPast|lexicon.VerbPresent) != 0 && (d.Tokens[j].Tag != doc.TagNNS || j == i && i+1 < end && form&lexicon.VerbPresent != 0 && properNoun(d, i+1) || j > i && form&lexicon.VerbPresent != 0 && properNoun(d, j-1) && j+1 < end && d.Tokens[j+1].Tag > doc.TagNNPS) {
			return j > i || i+1 < end && speakerish(d, i+1)
		}
		if !speakerish(d, j) {
			switch d.Tokens[j].Tag {
			case doc.TagNN, doc.TagNNS, doc.TagJJ, doc.TagRB, doc.TagPOS, doc.TagIN, doc.TagCD:
			case doc.TagVBZ, doc.TagVBP, doc.TagVBD:
				if w != "has" && w != "have" && w != "had" {
					return false
				}
			default:
				if w != "," {
					return false
				}
			}
			if j == i {
				return false
			}
		}
		if j > i && (w == "." || w == "!" || w == "?") {
			return false
		}
	}
	return false
}

// speakerish reports whether token i can begin or be part of a speaker's name.
func speakerish(d *doc.Document, i int32) bool {
	switch d.Lower(i) {
	case "he", "she", "they", "it", "i", "we", "the", "a", "an", "one", "his", "her", "their":
		return true
	}
	c := d.Text(i)[0]
	return 'A' <= c && c <= 'Z' || c >= 0xC3 && c < 0xE2
}

// elided reports whether the word is what an apostrophe leaves of a longer one.
func elided(w string) bool {
	switch w {
	case "em", "til", "till", "tis", "twas", "cause", "n", "bout", "round", "cos", "s", "t", "d", "ll", "re", "ve", "m":
		return true
	}
	return false
}

func opensNest(s string) bool {
	switch s {
	case "(", "[", "{", "—", "–", "-", "--", "/", "“", "‘", `"`, "'", "«", "„", "…":
		return true
	}
	return false
}

func closesNest(s string) bool {
	switch s {
	case ")", "]", "}", "—", "–", "--", "/", "”", "’", `"`, "'", "»", "'s", "’s":
		return true
	}
	return stops(s)
}

//go:noinline
func stops(s string) bool {
	switch s {
	case ",", ".", "!", "?", ";", ":", "…", "...", "?!", "!?", "....", "--", "—":
		return true
	}
	return false
}

func isNumber(s string) bool { return s[0] >= '0' && s[0] <= '9' }
