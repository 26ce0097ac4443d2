package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// layout attributes what stands in marks and no cue of the models claims, in
// reading order, by the first of these rules that fits (the quote's Rule):
//
//	interview      an answer in a text of questions and answers
//	list           the points of a list whose author the line before names
//	excerpt        a heading's words that a quote of the text has as well
//	goes-on        the same quote goes on: a paragraph reopens, or the next sentence
//	               is a quote without an attribution of its own
//	beside         a finite verb of speech beside the marks
//	signature      "— Name" after the marks or on the next line
//	introduced     a sentence that ends in a colon
//	carried-on     the whole paragraph is a quote, and so was the end of the last
//	speaker-before the sentence before tells of one who can speak
//	speaker-after  the sentence after does
//
// Transcripts (NAME: …) come first, as they need no marks.
func (x *writer) layout() {
	x.claim()
	if !x.transcript() {
		x.interview()
	}
	x.points()
	var headings []int
	for k := range x.d.Marks {
		if x.owner[k] < 0 && x.d.Marks[k].Depth == 0 {
			x.mark(k)
		}
		if x.owner[k] < 0 && x.d.Marks[k].Depth == 0 {
			headings = append(headings, k)
		}
	}
	for _, k := range headings {
		x.heading(k)
	}
}

// heading attributes marks in a headline or subheading that the text says again.
func (x *writer) heading(k int) {
	d := x.d
	m := &d.Marks[k]
	if m.Inner.Empty() || d.Tokens[m.Inner.Start].Is(doc.InAside) {
		return
	}
	if kind := d.Paragraphs[d.ParagraphOf(m.Inner.Start)].Kind; kind != doc.ParaTitle && kind != doc.ParaHeading {
		return
	}
	q := doc.Quote{Content: []doc.Span{trimContent(d, m.Inner)}}
	if !q.Content[0].Empty() && (x.namedBehind(k, &q) || x.excerpt(k, &q)) {
		x.quotes = append(x.quotes, q)
		x.owner[k] = int32(len(x.quotes) - 1)
	}
}

// claim tells of each mark which quote holds most of it.
func (x *writer) claim() {
	for k := range x.owner {
		x.owner[k] = -1
	}
	for i := range x.quotes {
		x.own(int32(i))
	}
}

func (x *writer) own(i int32) {
	for _, s := range x.quotes[i].Content {
		for k := markAt(x.d, s.End); k >= 0; k-- {
			m := &x.d.Marks[k]
			if m.Inner.End <= s.Start && m.Depth == 0 {
				break
			}
			if shared := min(m.Inner.End, s.End) - max(m.Inner.Start, s.Start); 2*shared >= int32(m.Inner.Len()) && x.owner[k] < 0 {
				x.owner[k] = i
			}
		}
	}
}

func (x *writer) mark(k int) {
	d := x.d
	m := &d.Marks[k]
	if m.Inner.Empty() { // a mark at the very end of the text opens nothing
		return
	}
	p := d.ParagraphOf(m.Inner.Start)
	if k := d.Paragraphs[p].Kind; k == doc.ParaAside || d.Tokens[m.Inner.Start].Is(doc.InAside) {
		return
	}
	heading := d.Paragraphs[p].Kind != doc.ParaText && d.Paragraphs[p].Kind != doc.ParaList
	inner := trimContent(d, m.Inner)
	if inner.Empty() {
		return
	}
	if !heading && x.goesOn(k, inner) {
		return
	}
	q := doc.Quote{Content: []doc.Span{inner}, Follows: doc.None}
	if !x.utterance(k, inner) && !x.putIt(k) && !(heading && hasClause(d, inner) && signsBehind(d, m.Open)) {
		return
	}
	switch {
	case x.beside(k, &q):
	case x.signature(k, &q):
	case heading:
		return
	case x.introduced(k, &q):
	case x.afterTail(k, &q):
	case x.carriedOn(k, &q):
	case x.speakerBefore(k, &q):
	case x.speakerAfter(k, &q):
	default:
		return
	}
	if len(q.Content) == 0 { // the quote before has it
		return
	}
	x.quotes = append(x.quotes, q)
	x.owner[k] = int32(len(x.quotes) - 1)
}

// utterance reports whether what stands in marks reads as something said: a
// clause, or words that a comma or stop closes; no title, term or nickname.
func (x *writer) utterance(k int, inner doc.Span) bool {
	d := x.d
	verb, lower := false, 0
	for i := inner.Start; i < inner.End; i++ {
		if isFinite(d.Tokens[i].Tag) {
			verb = true
		}
		if c := d.Text(i)[0]; 'a' <= c && c <= 'z' {
			lower++
		}
	}
	m := &d.Marks[k]
	stopped := m.Inner.End > inner.Start && stops(d.Text(m.Inner.End-1)) && d.Text(m.Inner.End-1) != ":"
	opens := m.Open < 0 || m.Open == d.SentenceOf(m.Open).Start
	n := inner.Len()
	return verb && n >= 4 && 2*lower >= n && (stopped || opens || n >= 7) || stopped && opens && n >= 2 || m.Reopened
}

// goesOn gives the marks to the quote before when nothing but its own
// attribution stands between.
func (x *writer) goesOn(k int, inner doc.Span) bool {
	d := x.d
	prev := k - 1
	for prev >= 0 && d.Marks[prev].Depth > 0 {
		prev--
	}
	if prev < 0 || x.owner[prev] < 0 {
		return false
	}
	i := x.owner[prev]
	q := &x.quotes[i]
	if len(q.Content) == 0 { // another rule took all of it
		return false
	}
	m, before := &d.Marks[k], &d.Marks[prev]
	last := q.Content[len(q.Content)-1]
	if last.Start >= inner.Start {
		return false
	}
	if !m.Reopened {
		open := m.Open
		if open < 0 {
			open = m.Inner.Start
		}
		para := d.ParagraphOf(open)
		if para != d.ParagraphOf(before.Inner.Start) || !x.utterance(k, inner) {
			return false
		}
		// The sentence before must be the one that holds the quote or its cue.
		s := d.Tokens[open].Sent
		at := d.SentenceOf(open).Start
		if at != open && !(open > 0 && stops(d.Text(open-1)) && q.Cue.End > last.End) {
			return false
		}
		from := d.Tokens[max(last.End-1, q.Cue.End-1, q.Source.End-1)].Sent
		if q.Cue.Start > open || s-from > 1 {
			return false
		}
		if end := d.SentenceOf(open).End; m.Close >= 0 && attributionAt(d, m.Close+1, end) {
			return false
		}
	}
	q.Content = append(q.Content, inner)
	x.owner[k] = i
	return true
}

// beside looks for a verb of speech with its subject right before or after the marks.
func (x *writer) beside(k int, q *doc.Quote) bool {
	d := x.d
	m := &d.Marks[k]
	if v := m.Open - 3; x.putIt(k) {
		if x.voice(v, doc.Span{Start: d.SentenceOf(m.Open).Start, End: m.Open}, q) {
			q.Cue.End = v + 2
			for i := v - 2; i >= max(0, v-9); i-- {
				if d.Lower(i) == "as" {
					q.Source = trimPhrase(d, doc.Span{Start: i + 1, End: v})
					break
				}
			}
			return true
		}
	}
	if m.Close >= 0 && m.Close+1 < int32(len(d.Tokens)) {
		para := d.ParagraphTokens(d.ParagraphOf(m.Close))
		at := m.Close + 1
		if w := d.Text(at); w == "–" || w == "—" || w == "-" { // "“…,” – says Ida Rose"
			at++
		}
		if attributionAt(d, at, para.End) && d.Text(m.Inner.End-1) != "." {
			for v := at; v < min(para.End, m.Close+9); v++ {
				if c, form := lexicon.Cue(d.Lower(v)); c&(lexicon.CueSpeech|lexicon.CueManner) != 0 && form&(lexicon.VerbPast|lexicon.VerbPresent) != 0 {
					return x.voice(v, doc.Span{Start: at, End: para.End}, q)
				}
			}
		}
	}
	if x.nameAlone(m, q) {
		return true
	}
	if m.Open > 0 {
		sent := d.SentenceOf(m.Open)
		for v := m.Open - 1; v >= sent.Start && v > m.Open-6; v-- {
			if c, form := lexicon.Cue(d.Lower(v)); c&(lexicon.CueSpeech|lexicon.CueManner) != 0 && form != 0 && isVerb(d.Tokens[v].Tag) {
				return x.voice(v, doc.Span{Start: sent.Start, End: m.Open}, q)
			}
		}
	}
	return false
}

// nameAlone finds who says what a comma ends in the name that the sentence goes on and
// ends with, without a verb: “…,” Finance Minister Ida Rose.
func (x *writer) nameAlone(m *doc.Mark, q *doc.Quote) bool {
	d := x.d
	if m.Close < 0 || int(m.Close)+2 >= len(d.Tokens) || d.Text(m.Inner.End-1) != "," && d.Text(m.Close+1) != "," {
		return false
	}
	who := trimSource(d, doc.Span{Start: m.Close + 1, End: d.SentenceOf(m.Close).End})
	if who.Len() < 2 || who.Len() > maxTail || !properNoun(d, who.Start) || finiteClause(d, who.Start, who.End-1) || overlapsMark(d, who) || d.Tokens[who.Start].Sent != d.Tokens[m.Close].Sent {
		return false
	}
	e := who.Start
	for e < who.End && isWord(d.Text(e)) {
		e++
	}
	if n := x.nameAt(doc.Span{Start: who.Start, End: e}); n < 0 || d.Names[n].Type != doc.PER {
		return false
	}
	q.Source, q.Rule, q.Score = who, "signature", 0.7
	return true
}

// putIt reports whether "put it," stands right before the marks.
func (x *writer) putIt(k int) bool {
	d := x.d
	v := x.d.Marks[k].Open - 3
	return v > 0 && v > d.SentenceOf(v+3).Start && d.Lower(v) == "put" && d.Lower(v+1) == "it" && (d.Text(v+2) == "," || d.Text(v+2) == ":")
}

// voice makes verb v the quote's cue and its subject within s the source.
func (x *writer) voice(v int32, s doc.Span, q *doc.Quote) bool {
	d := x.d
	source := subject(d, v)
	if source.Empty() || overlapsAny(q.Content, source) {
		// By the order of words: what stands between, or what follows the verb.
		e := v
		for e > s.Start+1 && (d.Tokens[e-1].Tag == doc.TagRB || d.Tokens[e-1].POS == doc.PosAux) {
			e--
		}
		source = trimPhrase(d, doc.Span{Start: s.Start, End: e})
		if source.Empty() || v == s.Start {
			end := v + 1
			for end < min(s.End, v+8) && !isPunct(d, end) && !isVerb(d.Tokens[end].Tag) {
				end++
			}
			source = trimPhrase(d, doc.Span{Start: v + 1, End: end})
		}
	}
	if source.Empty() || overlapsAny(q.Content, source) {
		return false
	}
	q.Source, q.Cue, q.Rule, q.Score = source, doc.Span{Start: v, End: v + 1}, "beside", 0.7
	return true
}

// signature looks for "— Name" after the marks, or for a line with nothing but
// a name after a paragraph that is all quote.
func (x *writer) signature(k int, q *doc.Quote) bool {
	d := x.d
	m := &d.Marks[k]
	at := m.Close + 1
	if m.Close < 0 {
		at = m.Inner.End
	}
	if int(at) >= len(d.Tokens) {
		return false
	}
	p := d.ParagraphOf(max(m.Inner.End-1, m.Close))
	para := d.ParagraphTokens(p)
	line := doc.Span{Start: at, End: para.End}
	next := false
	if line.Empty() {
		if int(p)+1 >= len(d.Paragraphs) {
			return false
		}
		line, next = d.ParagraphTokens(p+1), true
		if d.Paragraphs[p+1].Kind == doc.ParaAside {
			return false
		}
	}
	if line.Empty() || line.Len() > 30 {
		return false
	}
	dash := false
	switch d.Text(line.Start) {
	case "—", "–", "-", "--", "―", "――", "~":
		dash = true
		line.Start++
	}
	if !dash && (!next || m.Open > para.Start || line.Len() > 8) || line.Empty() {
		return false
	}
	if c := d.Text(line.Start)[0]; !('A' <= c && c <= 'Z' || c >= 0xC3) {
		return false
	}
	end := line.Start
	for end < line.End && !stops1(d.Text(end)) && !isMark(d.Text(end)) && d.Tokens[end].Flags&doc.LineStart == 0 || end == line.Start {
		if isFinite(d.Tokens[end].Tag) {
			if n := x.nameAt(doc.Span{Start: line.Start, End: end}); dash && n >= 0 && d.Names[n].Type == doc.PER && d.Paragraphs[p].Kind == doc.ParaTitle {
				break // "‘…’ – Ida Rose reacts to defeat"
			}
			return false
		}
		end++
	}
	if !dash && end < line.End {
		return false
	}
	q.Source, q.Rule, q.Score = trimSource(d, doc.Span{Start: line.Start, End: end}), "signature", 0.8
	if d.Paragraphs[p].Kind == doc.ParaTitle {
		q.Source = withoutTopic(d, q.Source)
	}
	return !q.Source.Empty()
}

// stops1 is a mark that ends a signature.
func stops1(s string) bool { return s == "." || s == "!" || s == "?" || s == ";" || s == ":" }

// introduced looks for a sentence before the marks that ends in a colon.
func (x *writer) introduced(k int, q *doc.Quote) bool {
	d := x.d
	m := &d.Marks[k]
	open := m.Open
	if open < 0 {
		open = m.Inner.Start
	}
	if open == 0 || d.Text(open-1) != ":" {
		return false
	}
	colon := open - 1
	s := d.SentenceOf(colon)
	for v := colon - 1; v >= s.Start; v-- {
		if !isFinite(d.Tokens[v].Tag) {
			continue
		}
		if source := subject(d, v); !source.Empty() {
			if finiteClause(d, source.End, v-1) { // a clause before the speaker, whose subject the tree takes
				if who := x.endsAt(v, max(s.Start, source.End)); !who.Empty() && properNoun(d, who.End-1) {
					source = who
				}
			}
			q.Source, q.Rule, q.Score = source, "introduced", 0.6
			if c, form := lexicon.Cue(d.Lower(v)); form != 0 && c != 0 {
				q.Cue = doc.Span{Start: v, End: v + 1}
			}
			return true
		}
	}
	if s.Len() <= 8 {
		if source := trimPhrase(d, doc.Span{Start: s.Start, End: colon}); animate(d, source) {
			q.Source, q.Rule, q.Score = source, "introduced", 0.6
			return true
		}
	}
	return false
}

// afterTail lets a statement whose attribution ends its sentence go on in the marks right
// behind it: "S, she added. ‘T’".
func (x *writer) afterTail(k int, q *doc.Quote) bool {
	d := x.d
	open := x.d.Marks[k].Open
	if open < 1 || d.SentenceOf(open).Start != open || d.ParagraphOf(open-1) != d.ParagraphOf(open) {
		return false
	}
	before := d.SentenceOf(open - 1)
	for i := before.End - 1; i > before.End-4 && i > before.Start; i-- {
		if j := x.cues[i]; j > 0 {
			p := &x.quotes[j-1]
			if n := len(p.Content); n == 0 || p.Source.Empty() || p.Content[n-1].End > p.Cue.Start || p.Content[n-1].Start < before.Start {
				return false
			}
			p.Content = append(p.Content, q.Content...)
			x.owner[k] = j - 1
			q.Content = nil
			return true
		}
	}
	return false
}

// mostParagraphs bounds the pieces of one quote, which are compared with others'.
const mostParagraphs = 40

// carriedOn lets the last quote go on in a paragraph that is all quote.
func (x *writer) carriedOn(k int, q *doc.Quote) bool {
	d := x.d
	m := &d.Marks[k]
	p := d.ParagraphOf(m.Inner.Start)
	if para := d.ParagraphTokens(p); m.Inner.Start > para.Start+1 || k == 0 {
		return false
	}
	prev := k - 1
	for prev > 0 && d.Marks[prev].Depth > 0 {
		prev--
	}
	if x.owner[prev] < 0 {
		return false
	}
	last := &x.quotes[x.owner[prev]]
	if len(last.Content) == 0 {
		return false
	}
	gap := p - d.ParagraphOf(last.Content[len(last.Content)-1].End-1)
	if gap > 2 || gap == 2 && !x.writersQuestion(p-1) {
		return false
	}
	if n := len(last.Content); gap < 2 && n < mostParagraphs && last.Content[n-1].End <= q.Content[0].Start {
		last.Content = append(last.Content, q.Content...)
		x.owner[k] = x.owner[prev]
		q.Content = nil
		return true
	}
	q.Follows, q.Anchor, q.Rule, q.Score = doc.QuoteID(x.owner[prev]), last.Source, "carried-on", 0.6
	if q.Anchor.Empty() {
		q.Anchor = last.Anchor
	}
	return true
}

// writersQuestion reports whether a paragraph is but a short question outside of marks,
// as writers put between two answers.
func (x *writer) writersQuestion(p int32) bool {
	para := x.d.ParagraphTokens(p)
	return !para.Empty() && para.Len() < 30 && x.d.Text(para.End-1) == "?" && !overlapsMark(x.d, para)
}

// speakerBefore takes who acts in the sentence before for the speaker.
func (x *writer) speakerBefore(k int, q *doc.Quote) bool {
	d := x.d
	m := &d.Marks[k]
	s := d.Tokens[m.Inner.Start].Sent
	for back := int32(0); back <= 1 && s-back >= 0; back++ {
		sent := d.Sentences[s-back].Tokens
		if back == 0 {
			sent.End = max(sent.Start, m.Inner.Start-1)
			if m.Open == sent.Start || sent.Empty() {
				continue
			}
		}
		if d.Sentences[s].Para-d.Sentences[s-back].Para > 1 || d.Paragraphs[d.Sentences[s-back].Para].Kind != doc.ParaText {
			return false
		}
		if v := rootOf(d, sent); v >= 0 {
			if a := subject(d, v); !a.Empty() && animate(d, a) && !d.Tokens[a.Start].Is(doc.Quoted) {
				q.Anchor, q.Rule, q.Score = a, "speaker-before", 0.5
				return true
			}
		}
	}
	return false
}

// speakerAfter takes who acts in the sentence after for the speaker.
func (x *writer) speakerAfter(k int, q *doc.Quote) bool {
	d := x.d
	m := &d.Marks[k]
	at := max(m.Close+1, m.Inner.End)
	if int(at) >= len(d.Tokens) || d.ParagraphOf(at) != d.ParagraphOf(m.Inner.Start) {
		return false
	}
	sent := d.SentenceOf(at)
	if v := rootOf(d, sent); v >= at {
		if a := subject(d, v); !a.Empty() && a.Start >= at && animate(d, a) && !d.Tokens[a.Start].Is(doc.Quoted) {
			q.Anchor, q.Rule, q.Score = a, "speaker-after", 0.4
			return true
		}
	}
	return false
}

// figures reports whether a span has no words: the cells of a table.
func (x *writer) figures(s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if c := x.d.Lower(i)[0]; c >= 'a' {
			return false
		}
	}
	return !s.Empty()
}

// transcript finds paragraphs of the form "NAME: …" where a text has at least
// three of them by at least two names: what follows is what that name said.
// It returns false where there are none.
func (x *writer) transcript() bool {
	d := x.d
	var labels []doc.Span
	differ := false
	for p := range d.Paragraphs {
		if s := x.speakerLabel(int32(p)); !s.Empty() && !x.figures(doc.Span{Start: s.End + 1, End: d.ParagraphTokens(int32(p)).End}) {
			if len(labels) > 0 && d.SpanText(s) != d.SpanText(labels[0]) {
				differ = true
			}
			labels = append(labels, s)
		}
	}
	if len(labels) < 3 || !differ {
		return false
	}
	var guest doc.Span        // who answers under "A:"
	for i := range x.quotes { // the labels' colons are no second attribution
		if q := &x.quotes[i]; q.Cue.Len() == 1 && d.Text(q.Cue.Start) == ":" && slices.Contains(labels, q.Source) {
			q.Content = nil
		}
	}
	for k, s := range labels {
		p := d.ParagraphOf(s.Start)
		q := doc.Quote{Source: s, Rule: "transcript", Score: 0.8, Follows: doc.None}
		switch turnOf(d, s) {
		case 'q': // whoever asks is nobody that the text names
			if guest.Empty() {
				guest = x.guest(p)
			}
			continue
		case 'a':
			if guest.Empty() {
				continue // a list of questions that the article itself answers
			}
			q = doc.Quote{Anchor: guest, Rule: "interview", Score: 0.8, Follows: doc.None}
		}
		end := p + 1
		if k+1 < len(labels) {
			end = min(d.ParagraphOf(labels[k+1].Start), p+6)
		}
		for ; p < end; p++ {
			c := d.ParagraphTokens(p)
			if d.Paragraphs[p].Kind == doc.ParaAside || d.Paragraphs[p].Kind == doc.ParaHeading || c.Empty() {
				continue
			}
			if c.Has(s.Start) {
				if c.Start = s.End; d.Text(c.Start) == ":" {
					c.Start++
				}
			} else if tells(d, c, labels) {
				break
			}
			if c = trimContent(d, c); !c.Empty() {
				q.Content = append(q.Content, c)
			}
		}
		if len(q.Content) == 0 {
			continue
		}
		x.replace(q.Content)
		x.quotes = append(x.quotes, q)
		x.own(int32(len(x.quotes) - 1))
	}
	return true
}

// tells reports whether a paragraph of a transcript speaks of one of its speakers
// by name, as who tells the story does between their turns.
func tells(d *doc.Document, para doc.Span, labels []doc.Span) bool {
	const most = 40
	for i := para.Start; i < para.End; i++ {
		if c := d.Text(i)[0]; c < 'A' || c > 'Z' || d.Tokens[i].Is(doc.Quoted) {
			continue
		}
		for _, l := range labels[:min(len(labels), most)] {
			if w := d.Lower(l.End - 1); len(w) > 2 && w == d.Lower(i) {
				return true
			}
		}
	}
	return false
}

// replace takes away the quotes that reach over the border of the pieces: the
// page's own labels are surer than the models.
func (x *writer) replace(pieces []doc.Span) {
	whole := doc.Span{Start: pieces[0].Start, End: pieces[len(pieces)-1].End}
	for i := range x.quotes {
		q := &x.quotes[i]
		if q.Rule == "transcript" || q.Rule == "interview" {
			continue
		}
		if s := q.Source; s.Len() == 1 && whole.Contains(s) && x.d.Tokens[s.Start].Tag == doc.TagPRP && (x.d.Lower(s.Start) == "i" || x.d.Lower(s.Start) == "we") && !x.d.Tokens[s.Start].Is(doc.Quoted) {
			q.Content = nil // "I want", as within marks
			continue
		}
		for _, s := range q.Content {
			if s.Overlaps(whole) && (!whole.Contains(s) || 3*s.Len() > 2*whole.Len() && !overlapsAny(pieces, q.Cue)) {
				q.Content = nil
				break
			}
		}
	}
}

// turnOf tells whether a label stands for who asks, 'q', or who answers, 'a'; 0 for neither.
func turnOf(d *doc.Document, label doc.Span) byte {
	if label.Len() == 1 {
		switch w := d.Lower(label.Start); w {
		case "q", "q.", "question", "a", "a.", "answer":
			return w[0]
		}
	}
	return 0
}

// speakerLabel is the name before the colon at the start of a paragraph, empty
// where it has no such form. One letter as in "Q: … A: …" will do.
func (x *writer) speakerLabel(p int32) doc.Span {
	d := x.d
	para := d.ParagraphTokens(p)
	if k := d.Paragraphs[p].Kind; k == doc.ParaTitle || k == doc.ParaAside || para.Len() < 4 {
		return doc.Span{}
	}
	if isMark(d.Text(para.Start)) { // a transcript within marks
		para.Start++
	}
	if w := d.Text(para.Start); w == "Q." || w == "A." {
		return doc.Span{Start: para.Start, End: para.Start + 1}
	}
	for i := para.Start; i < min(para.End-2, para.Start+6); i++ {
		t := &d.Tokens[i]
		if d.Text(i) == ":" {
			if i == para.Start || isMark(d.Text(i+1)) {
				return doc.Span{}
			}
			return doc.Span{Start: para.Start, End: i}
		}
		if c := d.Text(i)[0]; !('A' <= c && c <= 'Z' || c >= 0xC3 || c == '.' || c == '(' || c == ')') || t.Tag == doc.TagCD || len(d.Text(i)) > 1 && isFinite(t.Tag) {
			return doc.Span{}
		}
	}
	return doc.Span{}
}
