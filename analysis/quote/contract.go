package quote

import (
	"slices"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// contract brings an attribution of the models to the form that the result
// promises. It returns false where the result counts no quote:
//
//   - nothing was said: "declined to say", "has not commented", "nobody said", a
//     statement that is denied to have been made;
//   - a title, a term or a topic, not what anybody said of it.
func (x *writer) contract(q *doc.Quote) bool {
	d := x.d
	q.Follows = doc.None
	if withheld(d, q) || comment(d, q) || anonymous(d, q.Content[0]) || noStatement(d, q) {
		return false
	}
	sourceBehind(d, q)
	x.reporting(q)
	if x.idle(q) {
		return false
	}
	x.asSaying(q)
	x.figure(q)
	x.misplaced(q)
	x.addressee(q)
	x.story(q)
	x.unnest(q)
	x.parenthetic(q)
	if (q.Source.Empty() || q.Source.Start > q.Cue.Start) && q.Cue.Start == d.SentenceOf(q.Cue.Start).Start && d.Tokens[q.Cue.Start].Tag != doc.TagVBG {
		switch d.Tokens[q.Cue.Start].Lemma {
		case "ask", "press", "question", "prompt":
			return false // "Asked whether …, X said": the reporters' question
		}
	}
	if v := q.Cue.Start; !q.Source.Empty() && q.Source.End < v && q.Source.End >= v-2 && d.Tokens[v-1].Tag == doc.TagComma && (d.Tokens[v].Tag == doc.TagVBN || d.Tokens[v].Tag == doc.TagVBD) {
		switch d.Tokens[v].Lemma {
		case "ask", "press", "question":
			if !x.asksMainly(q) {
				return false // "X, asked whether …, said"
			}
		}
	}
	if q.Source.Empty() {
		x.impliedSource(q)
	}
	if q.Source.Empty() {
		x.bySource(q)
	}
	x.source(q)
	if nobody(d, q.Source) {
		return false
	}
	x.withClause(q)
	if plan(d, q) || len(q.Content) == 0 {
		return false
	}
	q.Rule = x.ruleOf(q)
	if x.label(q) {
		return false
	}
	if last := q.Cue.End - 1; q.Rule == "cue-noun" && d.Text(min(q.Cue.End, q.Content[0].Start)) == ":" && d.Paragraphs[d.ParagraphOf(last)].Kind == doc.ParaTitle {
		if class, _ := lexicon.Cue(d.Lower(last)); class&(lexicon.CueSpeech|lexicon.CueNoun) == 0 {
			return false // "Governor Addresses Munich Attack: …"
		}
	}
	x.afterLabel(q)
	x.ownClause(q)
	x.content(q)
	if len(q.Content) == 0 || x.topic(q) || workTitle(d, q.Content) {
		return false
	}
	x.pastInsertion(q)
	nounAlone(d, q)
	opensNegative(d, q)
	withoutRelative(d, q)
	withoutNextClause(d, q)
	withoutVerdict(d, q)
	return true
}

// circumstanceOfWords reports whether the content tells but when or why the source said what follows the colon: "Asked
// about the delay, X said:".
func circumstanceOfWords(d *doc.Document, q *doc.Quote) bool {
	last := q.Content[len(q.Content)-1]
	if int(q.Cue.End) >= len(d.Tokens) || d.Text(q.Cue.End) != ":" || last.End > q.Source.Start || q.Source.End > q.Cue.Start || d.Tokens[last.Start].Is(doc.Quoted) {
		return false
	}
	first := d.Tokens[d.SentenceOf(q.Cue.Start).Start].Tag
	return first == doc.TagVBG || first == doc.TagVBN
}

// nobody reports whether a source denies that there is one: "Neither side would
// confirm that".
func nobody(d *doc.Document, source doc.Span) bool {
	if source.Empty() {
		return false
	}
	switch d.Lower(source.Start) {
	case "neither", "nobody", "none", "no", "anyone", "anybody":
		return true
	}
	return false
}

// comment reports whether a quote is the reporters' request for a comment:
// "when asked to comment on the plan".
func comment(d *doc.Document, q *doc.Quote) bool {
	if v := cueVerb(d, q.Cue); v < 0 || d.Tokens[v].Lemma != "ask" || d.Tokens[v].Tag != doc.TagVBN && d.Tokens[v].Tag != doc.TagVBD {
		return false
	}
	for i := q.Content[0].Start; i < min(q.Content[0].End, q.Content[0].Start+3); i++ {
		switch d.Tokens[i].Lemma {
		case "comment", "elaborate", "react":
			return true
		}
	}
	return false
}

// anonymous reports whether a content is but that somebody is not named: "declined
// to be identified because …", "pleaded anonymity".
func anonymous(d *doc.Document, c doc.Span) bool {
	i := c.Start
	if i < c.End && d.Lower(i) == "not" {
		i++
	}
	if i+2 < c.End && d.Lower(i) == "to" && d.Lower(i+1) == "be" {
		switch d.Lower(i + 2) {
		case "named", "identified", "quoted":
			return true
		}
	}
	return i < c.End && d.Lower(i) == "anonymity"
}

// noStatement reports whether an attribution is none by what stands beside its cue:
// a rubric's or a label's colon with the speaker behind the marks, a verb with a
// particle that makes it another ("called off"), hearers in place of what they heard.
// Where that stands in marks before the source, it becomes the content.
func noStatement(d *doc.Document, q *doc.Quote) bool {
	c := &q.Content[0]
	if q.Cue.Len() == 1 && d.Text(q.Cue.Start) == ":" {
		if hasTag(d, q.Source, doc.TagCD) && d.Paragraphs[d.ParagraphOf(q.Cue.Start)].Kind == doc.ParaTitle {
			return true // "Harl 1-3 Odra: …"
		}
		if q.Source.Len() == 1 && signsBehind(d, q.Cue.End) {
			return true
		}
		return q.Source.Len() == 1 && (rubric(d.Lower(q.Source.Start)) || speakerBehind(d, c.End) && lexicon.Person(d.Tokens[q.Source.Start].Lemma) == 0)
	}
	v := cueVerb(d, q.Cue)
	if v < 0 || v+1 >= int32(len(d.Tokens)) {
		return false
	}
	if q.Source.Empty() && len(q.Content) == 1 && c.End == q.Cue.Start && d.Tokens[q.Cue.End-1].Tag == doc.TagVBN && !hasVerb(d, *c) && !overlapsMark(d, *c) {
		return true // "the result was announced" tells what was made known, and not by whom
	}
	if v > 0 && (d.Lower(v-1) == "against" || d.Lower(v-1) == "from" && c.End <= v) && d.Tokens[v].Tag == doc.TagVBG {
		return true // "cautions against calling it so"
	}
	switch d.Tokens[v].Lemma {
	case "appear", "seem": // who it seems to is nobody: "Bolts appeared to be missing, according to X"
		return q.Source.Empty() && d.Tokens[q.Content[len(q.Content)-1].Start].Tag == doc.TagTO
	case "call", "claim": // what takes place because it is called, what is won or taken
		for i := v + 1; c.Start == v+1 && i < min(c.End, v+6) && d.Tokens[i].Tag != doc.TagPRP; i++ {
			switch d.Lower(i) {
			case "election", "elections", "meeting", "vote", "referendum", "summit", "strike", "police", "ambulance", "conference",
				"gold", "silver", "bronze", "title", "crown", "trophy", "medal", "win", "life", "lives", "victim":
				if len(q.Content) > 1 || i+1 == c.End {
					return len(q.Content) == 1
				}
				t := d.Tokens[i+1].Tag
				return t == doc.TagIN || t == doc.TagTO || t >= doc.TagComma && t <= doc.TagColon
			}
		}
		return d.Tokens[v+1].Tag == doc.TagRP && d.Lower(v+1) == "off"
	case "add": // a goal, a heart: what is no clause, nor a noun with one
		if len(q.Content) > 1 || overlapsMark(d, *c) {
			return false
		}
		if c.Start != q.Cue.End {
			return c.End <= v && adds(d, v)
		}
		for i := c.Start; i < min(c.End, c.Start+5); i++ {
			if isFinite(d.Tokens[i].Tag) || d.Lower(i) == "that" {
				return false
			}
			if d.Tokens[i].Rel == doc.RelObj && d.Tokens[i].Head == v {
				return i+1 >= c.End || d.Lower(i+1) != "that"
			}
		}
	case "speak", "talk", "open": // "opens up about", "spoke for the first time about"
		if overlapsMark(d, *c) || c.Start < v || d.Tokens[v].Lemma != "open" && d.Lower(c.Start) != "for" {
			return false
		}
		for i := c.Start; i < min(c.End, c.Start+6); i++ {
			if d.Lower(i) == "about" {
				return true
			}
			if t := d.Tokens[i].Tag; isVerb(t) || isPunct(d, i) {
				return false
			}
		}
	case "point":
		return d.Lower(v+1) == "at"
	case "tell", "inform", "remind":
		if last := d.Tokens[c.End-1].Lemma; c.Start == q.Cue.End && c.Len() < 5 && (last == "story" || last == "tale" || last == "joke" || last == "lie") && !overlapsMark(d, *c) {
			return true // "told a different story"
		}
		if len(q.Content) > 1 || c.Start != q.Cue.End || c.Len() > 2 || d.Lower(c.Start) != "this" && (d.Tokens[c.End-1].Tag != doc.TagNNS && d.Tokens[c.Start].Tag != doc.TagPRPS || lexicon.Person(d.Tokens[c.End-1].Lemma) == 0) {
			return false
		}
		if from, e := d.SentenceOf(v).Start, q.Source.Start-1; e > from && d.Text(e) == "," && !d.Tokens[e-1].Is(doc.Quoted) && finiteClause(d, from, e-1) {
			*c = doc.Span{Start: from, End: e} // "S, two sources told this paper"
			return false
		}
		m := markAt(d, q.Source.Start)
		if q.Source.Empty() || m < 0 || d.Marks[m].Close != q.Source.Start-1 || d.Marks[m].Open < d.SentenceOf(v).Start {
			return true
		}
		*c = doc.Span{Start: d.Marks[m].Open, End: q.Source.Start}
	}
	return false
}

// signsBehind reports whether marks open at token i and a dash and a name stand behind
// them: "EPL: ‘…’ – Ida Rose reacts".
func signsBehind(d *doc.Document, i int32) bool {
	k := markAt(d, i)
	if k < 0 || d.Marks[k].Open != i || d.Marks[k].Close < 0 {
		return false
	}
	e := d.Marks[k].Close + 1
	return int(e)+1 < len(d.Tokens) && (d.Text(e) == "–" || d.Text(e) == "—" || d.Text(e) == "-") && properNoun(d, e+1)
}

// adds reports whether verb v adds a number: "the opener added 144".
func adds(d *doc.Document, v int32) bool {
	return d.Tokens[v].Lemma == "add" && int(v)+1 < len(d.Tokens) && d.Tokens[v+1].Tag == doc.TagCD
}

// sourceBehind makes the source what stands between a verb of speech and the sentence's
// end, where the source is a label before the marks: "Harbour: ‘…’, says worker".
func sourceBehind(d *doc.Document, q *doc.Quote) {
	s := d.SentenceOf(q.Cue.Start)
	if q.Source.Empty() || q.Source.Start < s.Start || q.Source.End >= q.Cue.Start || q.Cue.Len() > 1 || !speakerBehind(d, q.Cue.Start) {
		return
	}
	colon, marks := false, false
	for i := q.Source.End; i < q.Cue.Start; i++ {
		colon = colon || d.Text(i) == ":"
		marks = marks || colon && isMark(d.Text(i))
	}
	who := doc.Span{Start: q.Cue.End, End: s.End}
	if d.Text(who.End-1) == "." {
		who.End--
	}
	if marks && who.Len() < 5 && !hasVerb(d, who) && !anyPunct(d, who) {
		q.Source = who
	}
}

// speakerBehind reports whether a verb of speech and somebody who can speak stand
// behind a content's end, a closing mark and a comma: "‘…’, says worker".
func speakerBehind(d *doc.Document, i int32) bool {
	end := d.SentenceOf(i - 1).End // a content is not empty
	for i < end && (isMark(d.Text(i)) || d.Text(i) == ",") {
		i++
	}
	if i+1 >= end {
		return false
	}
	class, form := lexicon.Cue(d.Lower(i))
	return class&lexicon.CueSpeech != 0 && form&(lexicon.VerbPast|lexicon.VerbPresent) != 0 &&
		(lexicon.Person(d.Tokens[i+1].Lemma) != 0 || d.Tokens[i+1].Tag == doc.TagNNP)
}

// withheld reports whether the cue tells that nothing was said.
func withheld(d *doc.Document, q *doc.Quote) bool {
	negated, speech, refuses, avoids := false, false, false, false
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
		switch l := d.Lower(i); {
		case d.Tokens[i].Lemma == "avoid", d.Tokens[i].Lemma == "stop" && i+1 < q.Cue.End && d.Lower(i+1) == "short":
			avoids = true // "stopped short of calling for it"
		case avoids && strings.HasSuffix(l, "ing"):
			return true
		}
	}
	if !negated && q.Cue.Start > 0 && d.SentenceOf(q.Cue.Start).Has(q.Cue.Start-1) {
		switch d.Lower(q.Cue.Start - 1) {
		case "not", "n't", "n’t", "never", "without":
			negated = true
		}
	}
	if negated && speech {
		return true
	}
	if refuses {
		// "declined to comment", "refused to say" against "refused to pay"
		for i := q.Cue.Start; i < min(q.Cue.End+3, int32(len(d.Tokens))); i++ {
			if c, form := lexicon.Cue(d.Lower(i)); form == lexicon.VerbBase && (c&(lexicon.CueSpeech|lexicon.CueNaming) != 0 && c&lexicon.CueThought == 0 || faults(d.Lower(i))) {
				return true
			}
		}
		for i := q.Cue.End - 1; i < q.Content[0].Start+4 && int(i)+2 < len(d.Tokens); i++ {
			if d.Lower(i) == "be" && d.Lower(i+1) == "drawn" { // "refused to be drawn on the row"
				return true
			}
		}
		for i := q.Cue.Start + 2; i < min(q.Cue.Start+7, q.Content[0].End); i++ {
			if l := d.Tokens[i].Lemma; l == "statement" || l == "comment" || l == "detail" { // "refused to give a statement"
				return true
			}
		}
		return d.Lower(q.Cue.Start) == "declined" && q.Cue.Len() == 1 && q.Content[0].Len() <= 3
	}
	return false
}

// faults tells the verbs of criticism that are done in words alone: who refuses to has said nothing.
func faults(l string) bool {
	switch l {
	case "blame", "criticise", "criticize", "accuse", "praise":
		return true
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
	if e := q.Cue.End; e+1 == q.Content[0].Start && d.Lower(e) == "on" {
		about = true
	}
	switch d.Lower(q.Content[0].Start) {
	case "about", "over", "regarding", "on", "of":
		about = true
	}
	for i := q.Cue.Start; i < q.Cue.End; i++ {
		switch d.Tokens[i].Lemma {
		case "discuss", "mention", "list", "answer", "address", "debate", "unveil", "outline", "present", "post", "share":
			return true
		case "show": // to somebody a thing; polls and reports show what is so
			if x.person(q.Source) {
				return true
			}
		case "offer", "remember": // acts and facts, not statements
			return true
		case "see":
			if !holdsAs(d, q.Content) && (d.Tokens[i].Tag == doc.TagVBD || !hasTag(d, q.Content[0], doc.TagCD) || q.Source.Empty() || d.Tokens[q.Source.Start].Tag == doc.TagPRP) { // "sees sales of two billion"
				return true
			}
		case "call":
			if last == "off" || last == "up" || last == "in" {
				return true
			}
		case "apologize", "apologise", "complain", "boast", "protest":
			if d.Lower(q.Content[0].Start) == "to" { // only to whom
				return true
			}
		case "fear":
			if last == "for" || d.Lower(q.Content[0].Start) == "for" { // "fears for his job"
				return true
			}
		case "cite":
			if d.Tokens[i].Tag == doc.TagVBG {
				return true
			}
		case "talk", "speak", "comment", "ask", "write", "tell", "say", "question", "hear", "remark", "statement", "report", "read",
			"learn", "inform", "testify", "interview", "speech", "discussion", "conversation", "know", "note":
			if about && !thinks(d, q.Cue) {
				return true
			}
		}
	}
	return q.Score < likelyStates && (q.Score < likelyJudges || !judges(d, q.Cue))
}

// person reports whether a source is a person's name, with nothing behind it, or a
// pronoun for people.
func (x *writer) person(source doc.Span) bool {
	if source.Empty() {
		return false
	}
	if source.Len() == 1 && x.d.Tokens[source.Start].Tag == doc.TagPRP {
		return animate(x.d, source)
	}
	n := x.nameAt(source)
	return n >= 0 && x.d.Names[n].Type == doc.PER
}

// nameAt is the name that ends a span, -1 where none does.
func (x *writer) nameAt(s doc.Span) int {
	i, _ := slices.BinarySearchFunc(x.d.Names, s.Start, func(n doc.Name, t int32) int { return int(n.Tokens.Start - t) })
	for ; i < len(x.d.Names) && x.d.Names[i].Tokens.Start < s.End; i++ {
		if x.d.Names[i].Tokens.End == s.End {
			return i
		}
	}
	return -1
}

// holdsAs reports whether the content tells as what something is seen.
func holdsAs(d *doc.Document, content []doc.Span) bool {
	for _, s := range content {
		for i := s.Start; i < s.End; i++ {
			if d.Lower(i) == "as" {
				return true
			}
		}
	}
	return false
}

// How likely an attribution of a bare noun phrase must be: of any word, and of one
// that judges.
const (
	likelyStates = 0.36
	likelyJudges = 0
)

// plan reports whether the "source" is a plan or the like, which says nothing:
// what an article tells of a plan is its own voice.
func plan(d *doc.Document, q *doc.Quote) bool {
	if q.Source.Empty() { // "under plans to go before the council": nobody is said to have them
		l := d.Lower(q.Cue.Start)
		return q.Cue.Len() == 1 && (l == "plan" || l == "plans") && d.Tokens[q.Cue.Start].Tag <= doc.TagNNS
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
//
//go:noinline
func hasClause(d *doc.Document, s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if t := d.Tokens[i].Tag; isFinite(t) || t == doc.TagVB && i > s.Start && d.Tokens[i-1].Tag == doc.TagTO {
			return true
		}
	}
	return false
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
