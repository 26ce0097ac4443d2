package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// recover adds what the models missed and the grammar shows beyond doubt, by
// these rules (the quote's Rule):
//
//	according-to   "S, according to X." and "According to X, S."
//	passive        "S is viewed as T by X"
//	clause-final   "S, X said." at the end of a sentence
//	               also with a long subject: "S, says X, who …"
//	cue-verb       "S, it is claimed."
//	verb-object    a verb that judges its object: "puts the cost at two million"
//	verb-that      a verb of speech or thought with its subject and "that S"
//	               also of retorts: "X shot back that S"
//	citing         "X reported, citing Y, that S": Y is the source, X reports it on
//	second-cue     "X wants S and expects T": another verb with the same subject
//	headline       "X admits S" in a headline
//	colon          "X: S", "S: X" or "S — X" in a headline
func (x *writer) recover() {
	d := x.d
	for i := range d.Sentences {
		s := d.Sentences[i].Tokens
		if s.Len() < 4 || d.Tokens[s.Start].Is(doc.InAside) {
			continue
		}
		kind := d.Paragraphs[d.Sentences[i].Para].Kind
		if kind == doc.ParaAside {
			continue
		}
		x.accordingTo(s)
		x.asPut(s)
		x.viewedBy(s)
		x.clauseFinal(s)
		x.passively(s)
		if kind == doc.ParaTitle || kind == doc.ParaHeading {
			x.headline(s)
			continue
		}
		x.trailing(s)
		x.retorts(s)
		x.verbThat(s)
		x.verdict(s)
		x.asIs(s)
	}
	for i := range x.quotes {
		x.citing(&x.quotes[i])
	}
	for i, n := 0, len(x.quotes); i < n; i++ {
		x.second(i)
	}
}

// claimed reports whether a quote has token i in its cue.
func (x *writer) claimed(i int32) bool {
	return x.cues[i] > 0
}

func (x *writer) add(q doc.Quote) bool {
	if nobody(x.d, q.Source) {
		return false
	}
	d := x.d
	if !q.Cue.Empty() && x.idle(&q) {
		return false
	}
	q.Follows = doc.None
	if !q.Cue.Empty() {
		x.asideClause(&q)
		x.afterLabel(&q)
	}
	if c := &q.Content[0]; len(q.Content) == 1 {
		*c = x.snap(*c, &q)
		*c = trimContent(d, *c)
		if c.Empty() || q.Source.Overlaps(*c) || q.Cue.Overlaps(*c) {
			return false
		}
	}
	x.quotes = append(x.quotes, q)
	for i := q.Cue.Start; i < q.Cue.End; i++ {
		x.cues[i] = int32(len(x.quotes))
	}
	return true
}

func (x *writer) accordingTo(s doc.Span) {
	d := x.d
	if q := x.inView(s); len(q.Content) > 0 {
		x.add(q)
		return
	}
	for i := s.Start; i+2 < s.End; i++ {
		n := cuePhrase(d, i, s.End)
		if n == 0 || x.claimed(i) {
			continue
		}
		q := doc.Quote{Cue: doc.Span{Start: i, End: i + n}, Rule: "according-to", Score: 0.8}
		// The source: to the comma that the sentence goes on after, else to its end.
		q.Source = sourceAfter(d, i+n, s.End)
		if q.Source.Empty() {
			return
		}
		if i == s.Start {
			c := q.Source.End
			if c < s.End && d.Text(c) == "," {
				q.Content = []doc.Span{{Start: c + 1, End: s.End}}
			}
		} else if q.Content = []doc.Span{{Start: s.Start, End: i}}; d.Text(i-1) != "," && d.Tokens[i-1].Tag == doc.TagCC {
			return
		}
		if len(q.Content) > 0 && !q.Content[0].Empty() {
			x.add(q)
		}
		return
	}
}

// asPut finds "As X put it, S." and "S, as X put it." without marks.
func (x *writer) asPut(s doc.Span) {
	d := x.d
	for v := s.Start + 2; v+1 < s.End; v++ {
		if w := d.Lower(v); w != "put" && w != "puts" || d.Lower(v+1) != "it" || x.claimed(v) {
			continue
		}
		a := v - 1
		for a > s.Start && a > v-10 && d.Lower(a) != "as" {
			a--
		}
		who := trimPhrase(d, doc.Span{Start: a + 1, End: v})
		if d.Lower(a) != "as" || who.Empty() || hasVerb(d, who) {
			return
		}
		q := doc.Quote{Source: who, Cue: doc.Span{Start: v, End: v + 2}, Rule: "according-to", Score: 0.7}
		switch {
		case a == s.Start && v+2 < s.End && d.Text(v+2) == ",":
			q.Content = []doc.Span{{Start: v + 3, End: s.End}}
		case a > s.Start && v+2 >= s.End-1 && d.Text(a-1) == ",":
			q.Content = []doc.Span{{Start: s.Start, End: a - 1}}
		default:
			return
		}
		if !q.Content[0].Empty() && !overlapsMark(d, q.Content[0]) {
			x.add(q)
		}
		return
	}
}

// viewedBy finds "S is viewed as T by X": X is the source, S and T the content.
func (x *writer) viewedBy(s doc.Span) {
	d := x.d
	for v := s.Start + 2; v+3 < s.End; v++ {
		switch d.Tokens[v].Lemma {
		case "view", "see", "regard", "describe", "perceive", "dismiss", "portray", "denounce", "condemn", "praise", "hail":
		default:
			continue
		}
		if d.Lower(v+1) != "as" || !passive(d, v) {
			continue
		}
		by := v + 3
		for by < s.End-1 && by < v+maxPhrase && d.Lower(by) != "by" && !isPunct(d, by) {
			by++
		}
		if d.Lower(by) != "by" {
			continue
		}
		from, who := subject(d, v), sourceAfter(d, by+1, s.End)
		if from.Empty() || from.Start >= v || who.Empty() || !animate(d, who) && !speaks(d, who) {
			continue
		}
		content := []doc.Span{from, {Start: v + 1, End: by}}
		if k := x.cues[v]; k > 0 {
			q := &x.quotes[k-1]
			if (q.Source.Empty() || q.Source == who) && !from.Overlaps(q.Cue) {
				q.Source, q.Content, q.Rule = who, content, "passive"
			}
			continue
		}
		x.add(doc.Quote{Source: who, Cue: doc.Span{Start: v, End: v + 1}, Content: content, Rule: "passive", Score: 0.6})
	}
}

// inView is the quote of a sentence that begins with "In her view,": the
// pronoun, within the cue, is its anchor.
func (x *writer) inView(s doc.Span) doc.Quote {
	d := x.d
	i := s.Start
	if i+5 >= s.End || d.Lower(i) != "in" || d.Tokens[i+1].Tag != doc.TagPRPS || d.Tokens[i].Is(doc.Quoted) || x.claimed(i) || x.claimed(i+2) {
		return doc.Quote{}
	}
	switch d.Lower(i + 2) {
	case "view", "opinion", "words", "eyes", "judgment", "judgement", "telling":
		c := doc.Span{Start: i + 3, End: s.End}
		for k := range x.quotes {
			if overlapsAny(x.quotes[k].Content, c) {
				return doc.Quote{}
			}
		}
		return doc.Quote{Cue: doc.Span{Start: i, End: i + 3}, Anchor: doc.Span{Start: i + 1, End: i + 2}, Content: []doc.Span{c}, Rule: "according-to", Score: 0.8}
	}
	return doc.Quote{}
}

// cuePhrase is the length of a phrase at token i that names a source after it:
// "according to", "in the words of"; 0 for none.
func cuePhrase(d *doc.Document, i, end int32) int32 {
	switch d.Lower(i) {
	case "according":
		if d.Lower(i+1) == "to" {
			return 2
		}
	case "in":
		if i+4 < end && d.Lower(i+1) == "the" && d.Lower(i+3) == "of" {
			switch d.Lower(i + 2) {
			case "words", "view", "opinion", "eyes", "judgment", "judgement":
				return 4
			}
		}
	}
	return 0
}

// sourceAfter is the phrase that begins at token i: by the tree where that
// gives one from there, else up to a mark of punctuation or a verb.
func sourceAfter(d *doc.Document, i, end int32) doc.Span {
	for h := i; h < min(end, i+10); h++ {
		if t := d.Tokens[h].Tag; t > doc.TagNNPS && t != doc.TagPRP {
			if isVerb(t) || t == doc.TagComma {
				break
			}
			continue
		}
		if p := phrase(d, h); p.Start == i && p.End > h && (p.End >= end || d.Tokens[p.End].Tag != doc.TagPOS && !(properNoun(d, p.End) && properNoun(d, p.End-1))) { // not the owner alone: "Norway's minister"
			return p
		}
	}
	e := i
	for e < end && !isVerb(d.Tokens[e].Tag) && !isPunct(d, e) {
		e++
	}
	return trimPhrase(d, doc.Span{Start: i, End: e})
}

// clauseFinal finds "S, X said." and "S, said X." outside of marks.
func (x *writer) clauseFinal(s doc.Span) {
	d := x.d
	for c := s.End - 3; c > s.Start+2 && c > s.End-16; c-- {
		if d.Text(c) != "," || d.Tokens[c].Is(doc.Quoted) {
			continue
		}
		v := int32(-1)
		for i := c + 1; i < s.End; i++ {
			if x.claimed(i) || d.Tokens[i].Is(doc.Quoted) {
				return
			}
			class, form := lexicon.Cue(d.Lower(i))
			if v < 0 && class&(lexicon.CueSpeech|lexicon.CueThought) != 0 && form&(lexicon.VerbPast|lexicon.VerbPresent) != 0 && (isFinite(d.Tokens[i].Tag) || d.Tokens[i].Tag == doc.TagVBN && d.Tokens[i-1].Lemma == "have") && !relative(d, i-1, i) {
				v = i
			}
		}
		if v < 0 {
			continue
		}
		class, _ := lexicon.Cue(d.Lower(v))
		// Nothing but adverbs, a hearer or a time may follow the verb.
		for i := v + 1; i < s.End; i++ {
			if t := d.Tokens[i].Tag; isVerb(t) || t == doc.TagIN && d.Lower(i) == "that" {
				return
			}
		}
		var source doc.Span
		if v == c+1 {
			if !begins(d, v+1) || !x.clauseSubject(v).Empty() || adds(d, v) {
				return
			}
			source = sourceAfter(d, v+1, s.End)
		} else {
			// "X said" wants a subject right before: a phrase without a verb.
			e := v
			for e > c+2 && (d.Tokens[e-1].Tag == doc.TagRB || d.Tokens[e-1].Lemma == "have") {
				e--
			}
			source = trimPhrase(d, doc.Span{Start: c + 1, End: e})
			if v+1 < s.End { // a text may end here
				if o := d.Tokens[v+1].Tag; (o <= doc.TagNNPS || o == doc.TagDT || o == doc.TagJJ) && !circumstance(d, v+1) && !hears(d, doc.Span{Start: v, End: v + 1}) {
					return // has an object: "…, the firm declared bankruptcy"
				}
			}
			if t := d.Tokens[c+1].Tag; hasVerb(d, source) && !withRelative(d, source) || t == doc.TagCC || t == doc.TagIN || t == doc.TagWDT || t == doc.TagWP || t == doc.TagWRB || d.Lower(c+1) == "who" {
				return
			}
		}
		if source.Empty() || class&lexicon.CueSpeech == 0 && s.End-v > 3 {
			return
		}
		// Where the clause before the comma has no verb, an apposition was cut.
		content := doc.Span{Start: s.Start, End: c}
		if !hasVerb(d, content) {
			continue
		}
		if d.Tokens[c-1].Is(doc.Quoted) && markOf(d.Text(c-1)) != noMark && d.Tokens[s.Start].Is(doc.Quoted) {
			return // a direct quote, which the layout attributes
		}
		x.add(doc.Quote{Source: source, Cue: doc.Span{Start: v, End: v + 1}, Content: []doc.Span{content}, Rule: "clause-final", Score: 0.75})
		return
	}
}

// withRelative reports whether a phrase has no verb but those of a relative clause that follows its noun and has a verb
// of its own: "the company that planned the trip".
func withRelative(d *doc.Document, s doc.Span) bool {
	for i := s.Start + 1; i+1 < s.End; i++ {
		if relative(d, i, i+1) {
			return isFinite(d.Tokens[i+1].Tag) && begins(d, s.Start) && !hasVerb(d, doc.Span{Start: s.Start, End: i}) && !hasVerb(d, doc.Span{Start: i + 2, End: s.End})
		}
	}
	return false
}

// passively finds "S, it is claimed." and "S, she was told, and T.", which name nobody
// who says it.
func (x *writer) passively(s doc.Span) {
	d := x.d
	for v := s.Start + 4; v < s.End; v++ {
		if d.Tokens[v].Tag != doc.TagVBN || d.Tokens[v-1].Lemma != "be" || d.Tokens[v].Is(doc.Quoted) || v+1 < s.End && d.Text(v+1) != "," && d.Text(v+1) != "." {
			continue
		}
		c := v - 3
		for c > s.Start+1 && c > v-6 && d.Text(c) != "," {
			c--
		}
		class, _ := lexicon.Cue(d.Lower(v))
		if d.Text(c) != "," || class&(lexicon.CueSpeech|lexicon.CueThought) == 0 || !begins(d, c+1) || d.Tokens[c-1].Is(doc.Quoted) {
			continue
		}
		content := []doc.Span{{Start: s.Start, End: c}}
		if rest := trimContent(d, doc.Span{Start: v + 1, End: s.End}); !rest.Empty() {
			if t := d.Tokens[rest.Start].Tag; t == doc.TagIN || t == doc.TagWDT || t == doc.TagWP || t == doc.TagVBG {
				continue
			}
			content = append(content, rest)
		}
		if !finiteClause(d, s.Start, c-1) && (len(content) < 2 || !isFinite(d.Tokens[content[1].Start].Tag)) {
			continue
		}
		if k := x.cues[v]; k > 0 {
			q := &x.quotes[k-1]
			q.Source, q.Anchor, q.Content = doc.Span{}, doc.Span{}, content
			return
		}
		x.add(doc.Quote{Cue: doc.Span{Start: v - 1, End: v + 1}, Content: content, Rule: "cue-verb", Score: 0.7})
		return
	}
}

func overlapsMark(d *doc.Document, s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if isMark(d.Text(i)) && d.Tokens[i].Is(doc.Quoted) {
			return true
		}
	}
	return false
}

// verbThat finds "X cautioned that S" and "X told Y that S".
func (x *writer) verbThat(s doc.Span) {
	d := x.d
	for v := s.Start; v+2 < s.End; v++ {
		if v > s.Start && d.Lower(v+1) == "that" && d.Tokens[v].Tag <= doc.TagNNS && !x.claimed(v) {
			x.nounThat(v, s)
			continue
		}
		if !isVerb(d.Tokens[v].Tag) || d.Tokens[v].Is(doc.Quoted) {
			continue
		}
		class, form := lexicon.Cue(d.Lower(v))
		if d.Tokens[v].Lemma == "appeal" && !x.claimed(v) && v+4 < s.End && d.Lower(v+1) == "to" && begins(d, v+2) {
			// "appealed to both sides to talk"
			for i := v + 3; i+1 < min(s.End, v+11) && !isPunct(d, i) && !isVerb(d.Tokens[i].Tag); i++ {
				if d.Lower(i) == "to" && d.Tokens[i+1].Tag == doc.TagVB {
					q := doc.Quote{Source: subject(d, v), Cue: doc.Span{Start: v, End: v + 2}, Content: []doc.Span{{Start: v + 2, End: s.End}}, Rule: "verb-that", Score: 0.6}
					x.withClause(&q)
					if !q.Source.Empty() && !q.Source.Overlaps(q.Cue) && isFinite(d.Tokens[v].Tag) {
						x.add(q)
					}
					break
				}
			}
			continue
		}
		if d.Lower(v) == "meaning" {
			continue
		}
		if q := (doc.Quote{Cue: doc.Span{Start: v, End: v + 1}, Rule: "colon", Score: 0.7}); d.Tokens[v].Lemma == "tell" && !x.claimed(v) && isFinite(d.Tokens[v].Tag) {
			x.story(&q)
			if len(q.Content) > 0 {
				x.withClause(&q)
				x.add(q)
				continue
			}
		}
		heard := d.Tokens[v].Lemma == "hear" && v > s.Start && reports(d, doc.Span{Start: v - 1, End: v}) // "Leeds Crown Court heard that"
		if !heard && (form == 0 || class&(lexicon.CueSpeech|lexicon.CueThought) == 0 || class&lexicon.CueDocument != 0 && class&lexicon.CueSpeech == 0) {
			continue
		}
		that := int32(-1)
		from := v + 1
		if d.Text(from) == "," { // "reported, citing an aide, that"
			for i := from + 1; i < min(s.End-1, from+16); i++ {
				if d.Text(i) == "," {
					from = i + 1
					break
				}
			}
			if d.Lower(from) != "that" {
				continue
			}
		}
		for i := from; i < min(s.End-1, from+5); i++ {
			if d.Lower(i) == "that" && (d.Tokens[i].Tag == doc.TagIN || i > v+1 && i+1 < s.End && !isFinite(d.Tokens[i+1].Tag) && d.Tokens[i+1].POS != doc.PosAux) {
				that = i
				break
			}
			if circumstance(d, i) || i > from && circumstance(d, i-1) && d.Tokens[i].Tag <= doc.TagNNPS {
				continue // "said earlier that", "said on Monday that"
			}
			if !hears(d, doc.Span{Start: v, End: v + 1}) || isVerb(d.Tokens[i].Tag) {
				break
			}
		}
		if that < 0 && !x.claimed(v) && (bareClause(d, v, s.End) || intends(d, v)) {
			that = v + 1
		}
		if that < 0 || that+2 >= s.End {
			continue
		}
		if x.claimed(v) {
			x.repair(v, doc.Span{Start: that, End: clauseEnd(d, that, s.End)})
			continue
		}
		if !heard && x.likely[v] < conceivable && d.Tokens[v].Lemma != "intend" {
			continue
		}
		q := doc.Quote{Source: subject(d, v), Cue: doc.Span{Start: v, End: v + 1}, Rule: "verb-that", Score: 0.7}
		if before := (doc.Span{Start: s.Start, End: v}); q.Source.Empty() && v > s.Start && v-s.Start <= 8 && !hasVerb(d, before) && !anyPunct(d, before) {
			q.Source = trimPhrase(d, before)
		}
		if q.Source.Empty() || q.Source.Overlaps(q.Cue) {
			continue
		}
		if v > s.Start {
			switch d.Lower(v - 1) {
			case "not", "n't", "n’t", "never", "to":
				continue
			}
			if d.Tokens[v].Tag == doc.TagVB && d.Tokens[v-1].Tag == doc.TagMD {
				continue
			}
		}
		q.Content = []doc.Span{{Start: that, End: clauseEnd(d, that, s.End)}}
		if heard {
			x.pastInsertion(&q)
			if d.Tokens[that].Tag == doc.TagIN && d.Lower(that) != "that" {
				q.Content[0].End = s.End
			}
		}
		x.add(q)
	}
}

func anyPunct(d *doc.Document, s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if isPunct(d, i) {
			return true
		}
	}
	return false
}

// nounThat finds "X's warning that S".
func (x *writer) nounThat(n int32, s doc.Span) {
	d := x.d
	class, _ := lexicon.Cue(d.Lower(n))
	if class&lexicon.CueNoun == 0 || d.Tokens[n+1].Tag != doc.TagIN {
		return
	}
	q := doc.Quote{Cue: doc.Span{Start: n, End: n + 1}, Rule: "cue-noun", Score: 0.6}
	switch p := n - 1; d.Tokens[p].Tag {
	case doc.TagPRPS:
		q.Source = doc.Span{Start: p, End: n}
	case doc.TagPOS:
		if h := d.Tokens[p].Head; h >= 0 && h < p && p-h < 3 {
			q.Source = phrase(d, h)
		} else if p > s.Start {
			q.Source = nameBefore(d, p)
			q.Source.End = p
		}
	}
	if q.Source.Empty() {
		return
	}
	q.Content = []doc.Span{{Start: n + 1, End: clauseEnd(d, n+1, s.End)}}
	x.add(q)
}

// bareClause reports whether verb v takes a clause without "that" right after
// it in the tree: "thinks the worst is over".
func bareClause(d *doc.Document, v, end int32) bool {
	switch d.Tokens[v].Lemma {
	case "say", "think", "believe", "admit", "insist", "claim", "hope", "fear", "warn", "deny", "concede", "predict", "argue", "add", "hear":
	default:
		return false
	}
	if !isFinite(d.Tokens[v].Tag) {
		return false
	}
	switch d.Lower(v + 1) {
	case "i", "he", "she", "we", "they": // only a subject, whatever the tree says
		if v+2 < end && isFinite(d.Tokens[v+2].Tag) {
			return true
		}
	}
	if w := d.Lower(v + 1); d.Tokens[v].Lemma == "hear" && (w == "how" || w == "on" || w == "at" || w == "in" || w == "after" || w == "during") {
		return finiteClause(d, v+1, end-1) // "the court heard on the day of the raid S"
	}
	switch t := d.Tokens[v+1].Tag; t {
	case doc.TagDT, doc.TagPRP, doc.TagNNP, doc.TagNNPS, doc.TagNNS, doc.TagPRPS, doc.TagEX, doc.TagCD:
	default:
		return false
	}
	for i := v + 5; i+1 < min(end, v+maxTail) && d.Tokens[v].Lemma == "hear"; i++ {
		if d.Text(i) == "," && isFinite(d.Tokens[i+1].Tag) && describedSubject(d, doc.Span{Start: v + 1, End: i + 1}) {
			return true
		}
	}
	for i := v + 2; i < min(end, v+12); i++ {
		if d.Tokens[i].Head == v && d.Tokens[i].Rel == doc.RelCcomp {
			for k := v + 1; k < i; k++ {
				if r := d.Tokens[k].Rel; d.Tokens[k].Head == i && (r == doc.RelNsubj || r == doc.RelNsubjPass || r == doc.RelExpl) {
					return finiteClause(d, v+1, i)
				}
			}
			return false
		}
	}
	return false
}

// intends reports whether finite verb v tells an intention with "to" and a verb.
func intends(d *doc.Document, v int32) bool {
	switch d.Tokens[v].Lemma {
	case "intend", "hope", "plan", "vow", "pledge", "promise", "want", "aim", "expect", "threaten":
		return isFinite(d.Tokens[v].Tag) && int(v)+2 < len(d.Tokens) && d.Lower(v+1) == "to" && d.Tokens[v+2].Tag == doc.TagVB
	}
	return false
}

// conceivable is the least that the first model must make of a cue which it
// missed, of 255.
const conceivable = 100

// finiteClause reports whether a finite verb stands from a to b.
//
//go:noinline
func finiteClause(d *doc.Document, a, b int32) bool {
	for ; a <= b; a++ {
		if isFinite(d.Tokens[a].Tag) {
			return true
		}
	}
	return false
}

// repair gives the quote whose cue holds token v the that-clause after it, where
// the models took another sentence for its content.
func (x *writer) repair(v int32, clause doc.Span) {
	q := &x.quotes[x.cues[v]-1]
	if q.Source.Empty() || q.Source.Len() == 1 && x.d.Lower(q.Source.Start) == "who" {
		if s := subject(x.d, v); !s.Empty() && !s.Overlaps(q.Cue) && !s.Overlaps(clause) {
			q.Source, q.Anchor = s, doc.Span{}
		}
	}
	for _, s := range q.Content {
		if x.d.Tokens[s.Start].Sent == x.d.Tokens[v].Sent && !(s.Start > clause.Start && clause.Contains(s)) {
			return
		}
	}
	if c := trimContent(x.d, clause); !c.Empty() {
		q.Content = []doc.Span{c}
	}
}

// clauseEnd is where the clause that begins at token i ends: before a
// coordinate verb that hangs outside of it, else with the sentence.
func clauseEnd(d *doc.Document, i, end int32) int32 {
	h := d.Tokens[i].Head // the clause's verb, of which "that" is the mark
	for h >= 0 && h > i && d.Tokens[h].Rel != doc.RelCcomp && d.Tokens[h].Head > h {
		h = d.Tokens[h].Head
	}
	if h < 0 || h < i {
		return end
	}
	e := h + 1
	end = min(end, i+400)
	for e < end {
		j := e
		for range maxClimb {
			if j == h || j < 0 {
				break
			}
			j = d.Tokens[j].Head
		}
		if j != h {
			break
		}
		e++
	}
	for e < end && (!finiteClause(d, i, e-1) && (isVerb(d.Tokens[e].Tag) || d.Tokens[e].Tag == doc.TagMD) || d.Tokens[e-1].POS == doc.PosAux && !isPunct(d, e) && d.Tokens[e].Tag != doc.TagCC) { // what the tree lost
		for e < end && !isPunct(d, e) && d.Tokens[e].Tag != doc.TagCC {
			e++
		}
	}
	for k := e; k < end; k++ {
		if !isPunct(d, k) {
			return e
		}
	}
	return end
}

// citing moves the quote to who is cited, where a medium reports it on.
func (x *writer) citing(q *doc.Quote) {
	d := x.d
	if len(q.Content) == 0 || q.Cue.Empty() || q.Source.Empty() || !q.Relay.Empty() {
		return
	}
	if w := d.Lower(q.Cue.Start); w == "citing" || w == "quoting" {
		for i := q.Content[0].Start + 1; i+2 < q.Content[0].End; i++ { // "citing an aide, that S" as one piece
			if d.Text(i) == "," && d.Lower(i+1) == "that" {
				q.Content = slices.Insert(q.Content, 1, doc.Span{Start: i + 1, End: q.Content[0].End})
				q.Content[0].End = i
				break
			}
		}
		if c := q.Content[0]; len(q.Content) > 1 && c.Start == q.Cue.End && !speaker(d, beforePreposition(d, c)) && !hasVerb(d, c) {
			q.Content = nil // "citing tax records, that S": what is cited says nothing
			return
		}
		if c := q.Content[0]; len(q.Content) > 1 && c.Start == q.Cue.End && animate(d, c) && !hasVerb(d, c) {
			q.Relay, q.Source, q.Content, q.Rule = q.Source, c, q.Content[1:], "citing"
		}
		return
	}
	s := d.SentenceOf(q.Cue.Start)
	cites := q.Content[0].Start
	for cites < min(q.Content[0].End-1, q.Content[0].Start+5) && d.Lower(cites) != "citing" && d.Lower(cites) != "quoting" && !isVerb(d.Tokens[cites].Tag) {
		cites++ // "on Monday, citing"
	}
	if c := &q.Content[0]; c.Start >= q.Cue.End && c.Start <= q.Cue.End+1 && (d.Lower(cites) == "citing" || d.Lower(cites) == "quoting") { // "reported, citing an aide, that S"
		for i := cites + 2; i+2 < c.End; i++ {
			if d.Text(i) == "," && d.Lower(i+1) == "that" {
				c.Start = i + 1
				break
			}
		}
	}
	if c := q.Content[0]; len(q.Content) > 1 && c.Start > q.Cue.End && !hasVerb(d, c) {
		for i := max(q.Cue.End, c.Start-4); i < c.Start; i++ {
			if w := d.Lower(i); w == "citing" || w == "quoting" {
				q.Content = q.Content[1:]
				break
			}
		}
	}
	for i := s.Start; i+1 < s.End; i++ {
		if i > q.Cue.End && x.claimed(i-1) && !q.Cue.Has(i-1) {
			return // another cue stands between
		}
		if w := d.Lower(i); w != "citing" && w != "quoting" || overlapsAny(q.Content, doc.Span{Start: i, End: i + 1}) {
			continue
		}
		who := sourceAfter(d, i+1, s.End)
		if who.Empty() || !speaker(d, beforePreposition(d, who)) || overlapsAny(q.Content, who) || q.Source.Overlaps(who) {
			continue
		}
		q.Relay, q.Source, q.Cue, q.Rule = q.Source, who, doc.Span{Start: i, End: i + 1}, "citing"
		return
	}
}

// speaker reports whether the last noun of a phrase is a name or a word for people
// or a body: "citing a clerk", not "citing Norway's harvest".
func speaker(d *doc.Document, s doc.Span) bool {
	last := s.End - 1
	if !animate(d, s) && (s.Empty() || lexicon.GroupNoun(d.Tokens[last].Lemma) == 0) {
		return false
	}
	return d.Tokens[last].Tag > doc.TagNNS || lexicon.Person(d.Tokens[last].Lemma) != 0 || lexicon.GroupNoun(d.Tokens[last].Lemma) != 0
}

// beforePreposition is the part of a phrase before its first preposition.
func beforePreposition(d *doc.Document, s doc.Span) doc.Span {
	for i := s.Start + 1; i < s.End; i++ {
		if d.Tokens[i].Tag == doc.TagIN {
			return doc.Span{Start: s.Start, End: i}
		}
	}
	return s
}

// second cuts the content of quote i before another reporting verb that shares
// its subject, and makes that a quote of its own.
func (x *writer) second(i int) {
	d := x.d
	q := &x.quotes[i]
	if len(q.Content) == 0 || q.Source.Empty() || q.Cue.Empty() {
		return
	}
	s := &q.Content[len(q.Content)-1]
	if s.Start < q.Cue.End || d.Tokens[s.Start].Sent != d.Tokens[q.Cue.Start].Sent {
		return
	}
	if v, end := s.End+1, d.SentenceOf(q.Cue.Start).End; v+2 < end && d.Tokens[v-1].Tag == doc.TagCC && isFinite(d.Tokens[v].Tag) && q.Cue.Has(d.Tokens[v].Head) &&
		d.Tokens[v].Rel == doc.RelConj && !x.claimed(v) {
		rest := doc.Span{Start: v + 1, End: end}
		if class, form := lexicon.Cue(d.Lower(v)); form != 0 && class&(lexicon.CueSpeech|lexicon.CueThought) != 0 && !(class&lexicon.CueDocument != 0 && !hasClause(d, rest)) {
			x.add(doc.Quote{Source: q.Source, Cue: doc.Span{Start: v, End: v + 1}, Content: []doc.Span{rest}, Rule: "second-cue", Score: 0.6})
		}
		return
	}
	for v := s.Start + 2; v+1 < min(s.End, s.Start+60); v++ {
		if x.tellsInMarks(v, s.End) && !x.claimed(v) { // "… and warn him: ‘T’"
			at := v - 1
			for d.Tokens[at].Tag == doc.TagRB {
				at--
			}
			if d.Tokens[at].Tag == doc.TagCC && at > s.Start+1 {
				rest := s.End
				*s = trimContent(d, doc.Span{Start: s.Start, End: at})
				x.add(doc.Quote{Source: q.Source, Cue: doc.Span{Start: v, End: v + 1}, Content: []doc.Span{{Start: v + 3, End: rest}}, Rule: "second-cue", Score: 0.6})
				return
			}
		}
		if d.Tokens[v-1].Tag != doc.TagCC || !isFinite(d.Tokens[v].Tag) && !(d.Tokens[v].Tag == doc.TagVBN && begins(d, v+1) && !q.Cue.Has(d.Tokens[v].Head)) || !q.Cue.Has(d.Tokens[v].Head) && !(s.Has(d.Tokens[v].Head) && takesSpeaker(d, v)) || d.Tokens[v].Rel != doc.RelConj || d.Tokens[v].Is(doc.Quoted) {
			continue
		}
		class, form := lexicon.Cue(d.Lower(v))
		rest := doc.Span{Start: v + 1, End: s.End}
		s.End = v - 1
		*s = trimContent(d, *s)
		if form != 0 && (class&(lexicon.CueSpeech|lexicon.CueThought) != 0 || takesSpeaker(d, v)) && !x.claimed(v) && !(class&lexicon.CueDocument != 0 && !hasClause(d, rest)) {
			x.add(doc.Quote{Source: q.Source, Cue: doc.Span{Start: v, End: v + 1}, Content: []doc.Span{rest}, Rule: "second-cue", Score: 0.6})
		}
		return
	}
}

// tellsInMarks reports whether verb v tells a hearer of one word what stands in marks
// behind a colon.
func (x *writer) tellsInMarks(v, end int32) bool {
	d := x.d
	return v+4 < end && (isFinite(d.Tokens[v].Tag) || d.Tokens[v].Tag == doc.TagVB) && !d.Tokens[v].Is(doc.Quoted) && d.Text(v+2) == ":" && d.Tokens[v+3].Tag == doc.TagOpenQuote && hears(d, doc.Span{Start: v, End: v + 1})
}

// takesSpeaker reports whether verb v, which the tree joins to a verb with a thing for its
// subject, must have a speaker's: "no drones were launched and accused Delhi".
func takesSpeaker(d *doc.Document, v int32) bool {
	switch d.Tokens[v].Lemma {
	case "accuse", "urge", "predict", "blame", "vow", "pledge", "deny", "reject", "criticise", "criticize", "condemn", "praise", "promise", "insist", "apologise", "apologize":
	default:
		return false
	}
	s := subject(d, d.Tokens[v].Head)
	for i := s.Start; i < s.End; i++ {
		if t := d.Tokens[i].Tag; t == doc.TagPRP || t == doc.TagWP || t == doc.TagWDT {
			return false
		}
	}
	return !s.Empty() && s.End < v && !animate(d, s) && !speaks(d, s) && !reports(d, s)
}
