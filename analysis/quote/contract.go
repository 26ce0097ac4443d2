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
	x.misplaced(q)
	x.parenthetic(q)
	if q.Source.Empty() && q.Cue.Start == d.SentenceOf(q.Cue.Start).Start && d.Tokens[q.Cue.Start].Lemma == "ask" {
		return false // "Asked whether …, X said": the reporters' question
	}
	if q.Source.Empty() {
		x.impliedSource(q)
	}
	x.source(q)
	if plan(d, q) {
		return false
	}
	q.Rule = x.ruleOf(q)
	x.content(q)
	return len(q.Content) > 0 && !x.topic(q)
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

// misplaced repairs spans that the fields put a word or a clause wrong.
func (x *writer) misplaced(q *doc.Quote) {
	d := x.d
	// "said up to 40 were": the particle belongs to the number.
	if e := q.Cue.End; q.Cue.Len() > 1 && e+1 < int32(len(d.Tokens)) && d.Lower(e-1) == "up" && d.Lower(e) == "to" && d.Tokens[e+1].Tag == doc.TagCD {
		q.Cue.End--
		for i := range q.Content {
			if q.Content[i].Start == e {
				q.Content[i].Start--
			}
		}
	}
	// "as Ames put it"
	if e := q.Cue.End; e < int32(len(d.Tokens)) && d.Lower(e-1) == "put" && d.Lower(e) == "it" {
		q.Cue.End++
		for i := range q.Content {
			if q.Content[i].Start == e {
				q.Content[i].Start++
			}
		}
	}
	// "Ames called the plan “thin”": what stands right before the verb is the source.
	if q.Source.Empty() && len(q.Content) > 1 && isFinite(d.Tokens[q.Cue.Start].Tag) && d.Tokens[q.Cue.End-1].Tag != doc.TagVBN {
		if s := q.Content[0]; s.End == q.Cue.Start && q.Content[1].Start >= q.Cue.End && !d.Tokens[s.Start].Is(doc.Quoted) && !hasVerb(d, s) {
			q.Source, q.Content = s, q.Content[1:]
		}
	}
	// "…, says the engineer": what stands right after the verb is the source.
	if n := len(q.Content); q.Source.Empty() && n > 1 && q.Content[n-2].End <= q.Cue.Start {
		if s := q.Content[n-1]; s.Start == q.Cue.End && s.Len() < 12 && !hasVerb(d, s) && !d.Tokens[s.Start].Is(doc.Quoted) {
			q.Source, q.Content = s, q.Content[:n-1]
		}
	}
	for i := range q.Content {
		s := &q.Content[i]
		if s.End <= q.Cue.Start { // ", which runs the dam, opened it": begins with its sentence
			if t := d.Tokens[s.Start].Tag; (t == doc.TagWDT || t == doc.TagWP) && s.Start > 0 && d.Text(s.Start-1) == "," && (d.Text(s.End) == "," || d.Text(s.End-1) == ",") {
				if from := d.SentenceOf(s.Start).Start; !overlapsAny([]doc.Span{{Start: from, End: s.Start}}, q.Source) {
					s.Start = from
				}
			}
		}
		if d.Lower(s.Start) == "that" && d.Tokens[s.Start].Tag == doc.TagIN && !hasVerb(d, *s) { // cut before its verb
			if e := clauseEnd(d, s.Start, d.SentenceOf(s.Start).End); e > s.End && !overlapsAny([]doc.Span{{Start: s.End, End: e}}, q.Cue) {
				s.End = e
			}
		}
		if from := d.SentenceOf(s.Start).Start; s.End <= q.Cue.Start && s.Start > from && s.Start-from < 30 && !hasClause(d, *s) && finiteClause(d, from, s.Start-1) &&
			d.Text(min(s.End, q.Cue.Start)) == "," && d.Tokens[s.Start-1].Tag != doc.TagComma && !overlapsAny([]doc.Span{{Start: from, End: s.Start}}, q.Source) { // "Power is out, X says": begins with its sentence
			free := true
			for k := from; k < s.Start; k++ {
				free = free && !x.reported(k)
			}
			if free {
				s.Start = from
			}
		}
		if s.Start >= q.Cue.End { // "told the hearing that": the hearer is no content
			for j := s.Start + 1; j < min(s.End-1, s.Start+7); j++ {
				if isVerb(d.Tokens[j].Tag) || isMark(d.Text(j)) {
					break
				}
				if d.Lower(j) == "that" && hears(d, q.Cue) && d.Tokens[j].Tag != doc.TagWDT {
					s.Start = j
					break
				}
			}
		}
	}
}

// parenthetic gives a quote that its reporting clause interrupts ("S, X said,
// and T") what stands before that, and a cue that announces a statement after
// a colon ("corrected a figure: S") the statement.
func (x *writer) parenthetic(q *doc.Quote) {
	d := x.d
	sent := d.SentenceOf(q.Cue.Start)
	last := &q.Content[len(q.Content)-1]
	if e := last.End; last.Start >= q.Cue.End && len(q.Content) == 1 && e+2 < sent.End && d.Text(e) == ":" && !hasClause(d, *last) && !d.Tokens[last.Start].Is(doc.Quoted) {
		if rest := (doc.Span{Start: e + 1, End: sent.End}); hasClause(d, rest) {
			*last = rest
		}
		return
	}
	from := min(q.Cue.Start, q.Source.Start)
	switch d.Tokens[sent.Start].Tag {
	case doc.TagVBN, doc.TagVBG, doc.TagIN, doc.TagWRB, doc.TagTO: // "Asked whether …, X said,"
		return
	}
	if d.Tokens[q.Content[0].Start].Is(doc.Quoted) && q.Content[0].Start >= q.Cue.End {
		return
	}
	if q.Source.Empty() || from < sent.Start+2 || d.Text(from-1) != "," || q.Cue.End >= sent.End || d.Text(max(q.Cue.End, q.Source.End)) != "," {
		return
	}
	before := doc.Span{Start: sent.Start, End: from - 1}
	if n := len(q.Content); n == 2 && q.Content[0].End <= from && q.Content[1].Start >= q.Cue.End && d.Tokens[q.Content[1].Start].Tag == doc.TagCC &&
		!d.Tokens[q.Content[1].Start].Is(doc.Quoted) && hasClause(d, q.Content[1]) {
		q.Content = q.Content[:1] // "and T" is the article's own
	}
	if !overlapsAny(q.Content, before) && !hasVerb(d, before) && isFinite(d.Tokens[q.Content[0].Start].Tag) { // "Ames, X reported, will go"
		q.Content = slices.Insert(q.Content, 0, before)
		return
	}
	if overlapsAny(q.Content, before) || d.Tokens[before.End-1].Is(doc.Quoted) || !hasClause(d, before) || d.Tokens[from].Tag == doc.TagWP || d.Tokens[from].Tag == doc.TagWDT {
		return
	}
	for i := before.Start; i < before.End; i++ {
		if x.reported(i) {
			return
		}
	}
	if t := d.Tokens[q.Content[0].Start].Tag; t == doc.TagCC {
		q.Content = q.Content[:0]
	}
	q.Content = slices.Insert(q.Content, 0, before)
}

// reported reports whether token i is a finite verb of speech: then a clause
// that holds it has a speaker of its own.
func (x *writer) reported(i int32) bool {
	c, form := lexicon.Cue(x.d.Lower(i))
	return form != 0 && c&lexicon.CueSpeech != 0 && c&lexicon.CueNoun == 0 && isFinite(x.d.Tokens[i].Tag)
}

// hears reports whether the cue's verb takes a hearer: "told the hearing that".
func hears(d *doc.Document, cue doc.Span) bool {
	for i := cue.Start; i < cue.End; i++ {
		switch d.Tokens[i].Lemma {
		case "tell", "remind", "assure", "inform", "warn", "notify", "advise", "reassure", "persuade", "convince", "promise", "show", "teach":
			return true
		}
	}
	return false
}

func hasVerb(d *doc.Document, s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if t := d.Tokens[i].Tag; isVerb(t) || t == doc.TagMD {
			return true
		}
	}
	return false
}

// source brings the source to its form: without the clause or the time before
// it, and with the antecedent of a relative pronoun as Anchor. A relative
// clause of the speaker stays in, as PolNeAR has it: without, its score is 0.6
// points lower, and the speaker is the same.
func (x *writer) source(q *doc.Quote) {
	d := x.d
	s := q.Source
	if s.Len() > 2 && d.Lower(s.Start) == "as" { // "is seen as a test"
		if !overlapsAny(q.Content, s) {
			q.Content = append(q.Content, s)
			slices.SortFunc(q.Content, func(a, b doc.Span) int { return int(a.Start - b.Start) })
		}
		s = doc.Span{}
	}
	for i := s.Start + 1; i+1 < s.End; i++ {
		switch d.Lower(i) {
		case "after", "because", "while", "although", "though", "when":
			if d.Tokens[i].Tag == doc.TagIN && d.Text(i-1) != "," {
				s.Start = i + 1
			}
		}
	}
	for i := s.Start + 1; i+1 < s.End && s.End <= q.Cue.Start; i++ { // "shares fell after analysts": a clause before the subject
		if isFinite(d.Tokens[i].Tag) && d.Tokens[i].Rel != doc.RelAclRelcl && !relative(d, s.Start, i) {
			head := q.Cue.Start
			for head < q.Cue.End-1 && !isVerb(d.Tokens[head].Tag) {
				head++
			}
			if t := subject(d, head); !t.Empty() && t.Len() < s.Len() && !t.Overlaps(q.Cue) {
				s = t
			} else if at := i + 1; d.Tokens[at].Tag == doc.TagIN || d.Tokens[at].Tag == doc.TagCC {
				s.Start = at + 1
			}
			break
		}
	}
	if s.Len() > 1 {
		switch d.Lower(s.Start) {
		case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today":
			if d.Tokens[s.Start+1].Tag != doc.TagPOS {
				s.Start++
			}
		case "who", "which":
			if hasVerb(d, s) { // "Roe, who teaches here, plans to": the clause is not the subject
				head := q.Cue.Start
				for head < q.Cue.End-1 && !isVerb(d.Tokens[head].Tag) {
					head++
				}
				if t := subject(d, head); !t.Empty() && !t.Overlaps(q.Cue) {
					s = t
				}
			}
		}
	}
	q.Source = trimSource(d, s)
	if q.Source.Len() == 1 {
		i := q.Source.Start
		if w := d.Lower(i); w == "who" || w == "which" || w == "that" {
			v := d.Tokens[i].Head
			for range 3 {
				if v < 0 {
					break
				}
				if r := d.Tokens[v].Rel; r == doc.RelAclRelcl || r == doc.RelAcl {
					if h := d.Tokens[v].Head; h >= 0 {
						q.Anchor = phrase(d, h)
					}
					break
				}
				v = d.Tokens[v].Head
			}
			if q.Anchor.Empty() {
				q.Anchor = nameBefore(d, i)
			}
		}
	}
}

// relative reports whether a relative pronoun stands between a and b.
func relative(d *doc.Document, a, b int32) bool {
	for ; a < b; a++ {
		if t := d.Tokens[a].Tag; t == doc.TagWP || t == doc.TagWDT || t == doc.TagWPS || t == doc.TagWRB {
			return true
		}
	}
	return false
}

// nameBefore is the noun phrase that ends before token i, by tags.
func nameBefore(d *doc.Document, i int32) doc.Span {
	sent := d.SentenceOf(i)
	e := i
	if e > sent.Start && d.Text(e-1) == "," {
		e--
	}
	s := e
	for s > sent.Start {
		switch t := d.Tokens[s-1].Tag; t {
		case doc.TagNN, doc.TagNNS, doc.TagNNP, doc.TagNNPS, doc.TagJJ, doc.TagDT, doc.TagCD, doc.TagPRPS, doc.TagPOS:
			s--
			continue
		}
		break
	}
	return doc.Span{Start: s, End: e}
}

// topic reports whether the content is a bare noun phrase that names what was
// spoken of, and not what was said: "discussed the strikes".
func (x *writer) topic(q *doc.Quote) bool {
	d := x.d
	for _, s := range q.Content {
		if hasClause(d, s) || d.Tokens[s.Start].Is(doc.Quoted) || d.Tokens[s.End-1].Is(doc.Quoted) {
			return false
		}
	}
	last := d.Lower(q.Cue.End - 1)
	about := last == "about" || last == "on" || last == "of"
	for i := q.Cue.Start; i < q.Cue.End; i++ {
		switch d.Tokens[i].Lemma {
		case "discuss", "mention", "cite", "list", "answer", "address", "debate", "unveil", "outline", "present":
			about = true
		}
	}
	switch d.Lower(q.Content[0].Start) {
	case "about", "over", "regarding", "on":
		about = true
	}
	if !about {
		return q.Score < unsure && (q.Score < 0.5 || !judges(d, q.Cue))
	}
	return !thinks(d, q.Cue)
}

// unsure is the posterior below which a cue that takes a bare noun phrase is
// not trusted, unless its word judges.
const unsure = 0.7

// plan reports whether the "source" is a plan or the like, which says nothing:
// what an article tells of a plan is its own voice.
func plan(d *doc.Document, q *doc.Quote) bool {
	if q.Source.Empty() {
		return false
	}
	if w := d.Lower(q.Source.Start); q.Source.Len() == 1 && (w == "this" || w == "that" && d.Tokens[q.Source.Start].Tag == doc.TagDT || w == "these") {
		return true
	}
	h := q.Source.Start // the head: the last noun before a preposition
	for i := q.Source.Start; i < q.Source.End && d.Tokens[i].Tag != doc.TagIN && d.Tokens[i].Tag != doc.TagComma; i++ {
		if d.Tokens[i].Tag <= doc.TagNNS {
			h = i
		}
	}
	switch d.Tokens[h].Lemma {
	case "plan", "proposal", "package", "element", "measure", "bill", "deal", "debate", "scheme", "project", "move", "step":
		return true
	}
	return false
}

// judges reports whether the cue itself says what its subject thinks of the
// noun phrase that follows: "rejected the idea", "wants a deal".
func judges(d *doc.Document, cue doc.Span) bool {
	for i := cue.Start; i < cue.End; i++ {
		if c, form := lexicon.Cue(d.Lower(i)); form != 0 && c&(lexicon.CueAttitude|lexicon.CueThought|lexicon.CueNaming|lexicon.CueDemand) != 0 {
			return true
		}
	}
	return false
}

// hasClause reports whether s holds a finite verb or an infinitive with "to".
func hasClause(d *doc.Document, s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if t := d.Tokens[i].Tag; isFinite(t) || t == doc.TagVB && i > s.Start && d.Tokens[i-1].Tag == doc.TagTO {
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
		s = x.wholeWords(x.tail(x.snap(s, q)), q)
		if x.others(s, q) {
			continue
		}
		if s = trimContent(d, s); !s.Empty() {
			if n := len(out); n > 0 && out[n-1].Overlaps(s) {
				out[n-1].End = max(out[n-1].End, s.End)
				continue
			}
			out = append(out, s)
		}
	}
	q.Content = dropAsides(d, out)
}

// tail cuts what follows the closing mark of a piece that is a quote up to
// there: “…,” highlighting the mood.
func (x *writer) tail(s doc.Span) doc.Span {
	d := x.d
	k := markAt(d, s.Start)
	if k < 0 {
		return s
	}
	m := &d.Marks[k]
	if m.Depth > 0 || m.Close < 0 || s.Start < m.Open || s.Start > m.Inner.Start || m.Inner.Len() < 3 || m.Close+1 >= s.End || d.Text(m.Inner.End-1) != "," {
		return s
	}
	switch d.Tokens[m.Close+1].Tag {
	case doc.TagCC, doc.TagIN, doc.TagTO, doc.TagCD: // the sentence goes on
		return s
	}
	return m.Inner
}

// others reports whether a piece is a pair of marks in another sentence than
// the cue, with an attribution of its own beside it.
func (x *writer) others(s doc.Span, q *doc.Quote) bool {
	d := x.d
	k := markAt(d, s.Start)
	if k < 0 || q.Cue.Empty() {
		return false
	}
	m := &d.Marks[k]
	if m.Inner != s || m.Close < 0 || m.Close+1 >= int32(len(d.Tokens)) || d.Tokens[m.Close].Sent == d.Tokens[q.Cue.Start].Sent {
		return false
	}
	end := d.SentenceOf(m.Close).End
	return d.Text(m.Inner.End-1) != "." && attributionAt(d, m.Close+1, end)
}

// wholeWords goes on to the end of the clause where a piece stops at a word
// that cannot end one, such as an article or a preposition.
func (x *writer) wholeWords(s doc.Span, q *doc.Quote) doc.Span {
	d := x.d
	if s.Empty() || d.Tokens[s.End-1].Is(doc.Quoted) {
		return s
	}
	switch t := d.Tokens[s.End-1].Tag; t {
	case doc.TagDT, doc.TagTO, doc.TagPRPS, doc.TagCC, doc.TagMD:
	default:
		if d.Tokens[s.End-1].POS == doc.PosAux && d.Tokens[s.End-1].Rel != doc.RelRoot {
			for e := s.End; e < min(d.SentenceOf(s.End-1).End, s.End+40) && !isPunct(d, e) && d.Tokens[e].Tag != doc.TagCC && !q.Cue.Has(e) && !q.Source.Has(e); e++ {
				s.End = e + 1
			}
		}
		return s
	}
	e, end := s.End, min(d.SentenceOf(s.End-1).End, s.End+60)
	for e < end && !q.Cue.Has(e) && !q.Source.Has(e) && x.cues[e] == 0 {
		e++
	}
	if e < d.SentenceOf(s.End-1).End && (q.Cue.Has(e) || q.Source.Has(e)) {
		return s
	}
	return doc.Span{Start: s.Start, End: e}
}

// dropAsides leaves out pieces of a direct quote that only tell how, when or
// where it was said: “…,” she said when she saw it.
func dropAsides(d *doc.Document, pieces []doc.Span) []doc.Span {
	quoted := false
	for _, s := range pieces {
		quoted = quoted || d.Tokens[s.Start].Is(doc.Quoted) && d.Tokens[s.End-1].Is(doc.Quoted) && s.Len() > 2
	}
	if !quoted || len(pieces) < 2 {
		return pieces
	}
	return slices.DeleteFunc(pieces, func(s doc.Span) bool {
		for i := s.Start; i < s.End; i++ {
			if d.Tokens[i].Is(doc.Quoted) {
				return false
			}
		}
		switch t := d.Tokens[s.Start].Tag; t {
		case doc.TagWRB, doc.TagIN, doc.TagVBG, doc.TagVBN, doc.TagRB, doc.TagNN, doc.TagNNS, doc.TagNNP:
			return true
		case doc.TagCC:
			return s.Len() > 2 && d.Lower(s.Start+1) != "that"
		}
		return s.Len() <= 2
	})
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
		if outside == 1 && in.Start-2 >= s.Start && isPunct(d, in.Start-2) {
			outside = 0
		}
		if 2*shared >= int32(in.Len()) && outside == 0 && !in.Overlaps(q.Cue) && !in.Overlaps(q.Source) {
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
		for j := max(0, i-3); j < min(len(x.quotes), i+4); j++ {
			if j != i {
				x.share(p, &x.quotes[j])
			}
		}
	}
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

// share takes from p the pieces that q has as well and that stand nearer to q's cue.
func (x *writer) share(p, q *doc.Quote) {
	if q.Cue.Empty() || p.Cue.Empty() {
		return
	}
	for _, s := range q.Content {
		sent := x.d.Tokens[s.End-1].Sent
		near := sent == x.d.Tokens[q.Cue.Start].Sent
		if near && sent != x.d.Tokens[p.Cue.Start].Sent || len(p.Content) > 1 && len(q.Content) == 1 &&
			max(q.Cue.Start-s.End, s.Start-q.Cue.End) < max(p.Cue.Start-s.End, s.Start-p.Cue.End) {
			p.Content = slices.DeleteFunc(p.Content, func(t doc.Span) bool { return t == s })
		}
	}
}

// within notes that outer reports inner, and drops outer where it says nothing
// beyond that inner was said.
func (x *writer) within(inner, outer *doc.Quote) {
	if inner.Relay.Empty() && outer.Rule != "cue-noun" && !thinks(x.d, outer.Cue) {
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
