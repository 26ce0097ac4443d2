package reference

import (
	"slices"
	"strconv"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// why is the reason for a reference, one plain sentence from the evidence that
// decided: who says each side, what differs or what both have. It tells nothing of who spoke
// first: the earlier claim is often only the one that is printed first.
func why(p *pairing, relation doc.Relation) string {
	w := &blanks{said: said(p.from), told: said(p.to)}
	w.a, w.b = tellers(p.from, p.to)
	w.on = about(p, w.a, w.b)
	if w.of = w.on; w.of == "" {
		w.of = matter(p.to, w.a, w.b)
	}
	if w.of == "" && w.told == reported {
		w.of = gist(p.to)
	}
	before, rest, _ := strings.Cut(reason(p, relation, w), "$")
	for rest != "" {
		before += w.fill(rest[0])
		text, more, _ := strings.Cut(rest[1:], "$")
		before, rest = before+text, more
	}
	return strings.TrimSuffix(capital(before), ".") + "."
}

// blanks is what fills the gaps in a sentence.
type blanks struct {
	a, b       string // who says the later claim and the earlier one
	said, told string // their verbs
	on         string // what both speak of
	of         string // the same, or what the earlier claim speaks of
	x, y       string // evidence of the later claim and of the earlier one
}

func (w *blanks) fill(c byte) string {
	switch c {
	case 'a':
		return w.a
	case 'b':
		return w.b
	case 's':
		return w.said
	case 't':
		return w.told
	case 'o':
		return w.on
	case 'x':
		return w.x
	case 'y':
		return w.y
	case 'w':
		return "what " + w.b + w.told + w.of
	}
	if w.a == w.b { // both
		return w.a
	}
	return w.a + " and " + w.b
}

// cite fills in the evidence.
func (w *blanks) cite(p *pairing, d doc.Difference) {
	w.x, w.y = quoted(p.from.d, d.From), quoted(p.to.d, d.To)
}

// reason is the sentence with gaps, "$a" for what stands in a and so on; it sets the evidence.
func reason(p *pairing, relation doc.Relation, w *blanks) string {
	from, to := p.from, p.to
	same := w.a == w.b
	switch relation {
	case doc.Conflicts:
		return conflictWhy(p, w)
	case doc.Repeats:
		switch {
		case p.f[FromAgain] > 0 && same:
			return "$a said it again$o"
		case same:
			return "$a said the same twice$o"
		}
		return "$& said the same$o"
	case doc.Supports:
		d, number := pick(p.shared, "number")
		switch {
		case number:
			if w.cite(p, d); same {
				return "$a gave the same number twice: $x"
			}
			return "$& gave the same number: $x"
		case same && (from.d.Lower(max(0, from.c.Tokens.Start-1)) == "because" || from.d.Lower(from.c.Tokens.Start) == "because"):
			return "$a gave the reason$o"
		case same && w.on != "":
			return "$a said more$o"
		case same && p.f[Next] > 0:
			return "$a went on with the same point"
		case same:
			return "$a added to an earlier point"
		case p.f[CoverLess] >= 0.5:
			return "$a said much the same as $b$o, but for a detail"
		}
		return "what $a$s adds to $w"
	case doc.Responds:
		if same {
			return "$a came back to this$o"
		}
		if s := from.c.Frame.Subject; from.c.Speaker < 0 && unnamed(from) == "" { // an article tells of a reaction, it does not react
			if s < 0 || !from.place.replies {
				return "$a reported a reaction to $w"
			}
			w.a = actorName(from.d, s)
		}
		switch {
		case to.speaker < 0:
		case to.flags&(flagAsks|flagPerfect) == flagAsks: // "should have been" asks for nothing
			return "$a answered the demand that $b made$o"
		case to.c.Frame.Modality == doc.Planned || to.flags&flagAhead != 0 && (to.subject == to.speaker || to.flags&flagWe != 0):
			return "$a reacted to what $b announced$o"
		}
		return "$a reacted to $w"
	}
	d, differs := number(p)
	if !differs {
		d, differs = opposites(p)
	}
	dated := from.at.Doc == to.at.Doc || from.d.Date != "" && to.d.Date != ""
	planned := p.f[FromPastToAhead] > 0
	// The text says which is newer; where both tell of a change, that more people were hurt does.
	grown := p.f[TollDiffers] > 0 && counted(from, d.From).Value > counted(to, d.To).Value
	newer := dated || planned || from.flags&flagNow != 0 && (grown || to.flags&flagNow == 0)
	w.cite(p, d)
	switch {
	case differs && newer && same:
		return "$a first said $y, later $x"
	case differs && newer:
		return "first $y ($b), later $x ($a)"
	case differs && same:
		return "$a said $y and, at another time, $x"
	case differs:
		return "$y ($b) or $x ($a); no date says which is newer"
	case !newer:
		return "$& spoke at different times$o"
	case same:
		return "newer word from $a$o"
	case p.f[PlanDone] > 0:
		return "$b told of what lay ahead, $a of what has happened$o"
	case dated:
		return "newer word from $a on $w"
	}
	return "$a told of a change from $w"
}

func conflictWhy(p *pairing, w *blanks) string {
	same := w.a == w.b
	differ := "$a$s $x, $b$t $y"
	if same {
		differ = "$a said $y, later $x"
	}
	d, ok := number(p)
	if ok {
		w.cite(p, d)
		return differ
	}
	if d, ok = opposites(p); ok && p.f[NegationDiffers] == 0 {
		w.cite(p, d)
		return differ + "$o"
	}
	if d, ok = pick(p.differs, "negation"); ok && p.f[ConcedesLater] == 0 {
		v, word := p.from, d.From
		if word.Empty() {
			v, word = p.to, d.To
			w.a, w.b, w.said, w.told = w.b, w.a, w.told, w.said
		}
		if s := v.c.Frame.Subject; v.c.Speaker < 0 && s >= 0 && v.flags&flagDenies != 0 {
			w.a = actorName(v.d, s)
		}
		switch {
		case v.flags&flagDenies == 0 && !word.Empty():
			if w.x = quoted(v.d, denied(v, word.Start)); same {
				return "$a said two things that do not fit together$o, one of them $x"
			}
			return "$a$s $x, which does not fit with $w"
		case v.flags&flagDenies == 0 || same:
		case v == p.from:
			return "$a denied $w"
		default:
			return "the denial by $a does not fit with $w"
		}
	}
	if d, ok = pick(p.differs, "actor"); !ok && p.f[PredicateSame]+p.f[PredicateAlike] > 0 {
		_, counts := pick(p.differs, "number")
		d, ok = pick(p.differs, "time")
		ok = ok && !counts && p.from.d.Tokens[d.From.Start].Tag == p.to.d.Tokens[d.To.Start].Tag // no day against an hour
	}
	self := func(v *view) bool { return v.subject >= 0 && v.subject == v.speaker }
	w.cite(p, d)
	switch {
	case ok && !d.From.Empty() && !d.To.Empty() && !self(p.from) && !self(p.to): // who tells of himself tells of another thing
		return differ + "$o"
	case same && p.f[ConcedesLater] > 0:
		return "$a later conceded something that does not fit with an earlier statement$o"
	case same:
		return "$a said two things that do not fit together$o"
	}
	return "what $a$s does not fit with $w"
}

// number is the pair of numbers that differ which tells most: rather of one unit, rather two than one that a side
// rejects, rather two of wholes or of parts: "300 of the ballots"; never one that both name.
func number(p *pairing) (best doc.Difference, ok bool) {
	most := 0
	for _, d := range p.differs {
		if x, y := counted(p.from, d.From), counted(p.to, d.To); d.What != "number" || x.Value == y.Value && x.Value != 0 {
			continue
		}
		value := 2
		if partial(p.from.d, d.From) != partial(p.to.d, d.To) {
			value = 1
		}
		if !overlap(clean(p.from.d.SpanText(d.From)), clean(p.to.d.SpanText(d.To))) {
			value++
		}
		if u := counted(p.from, d.From).Unit; u != "" && u == counted(p.to, d.To).Unit {
			value += 2
		}
		if x := governor(p.from.d, d.From); x != "" && x == governor(p.to.d, d.To) {
			value += 3 // "has risen to 217" and "has risen to 432 people", rather than any other people
		}
		if value > most {
			best, most = d, value
		}
	}
	return best, most > 0
}

// governor is the lemma of the verb that a number hangs on, "" where none is near.
func governor(d *doc.Document, s doc.Span) string {
	t := s.End - 1
	for range 4 {
		if t = d.Tokens[t].Head; t < 0 {
			break
		}
		if d.Tokens[t].POS == doc.PosVerb {
			return d.Tokens[t].Lemma
		}
	}
	return ""
}

// overlap reports whether one string holds the other.
func overlap(a, b string) bool { return strings.Contains(a, b) || strings.Contains(b, a) }

func partial(d *doc.Document, s doc.Span) bool {
	return int(s.End) < len(d.Tokens) && d.Lower(s.End) == "of"
}

// counted is the quantity of a claim that stands at s.
func counted(v *view, s doc.Span) (q doc.Quantity) {
	for _, x := range v.c.Frame.Quantities {
		if x.Tokens == s {
			q = x
		}
	}
	return q
}

// opposites is a pair of opposite words of which one at least is its claim's verb.
func opposites(p *pairing) (doc.Difference, bool) {
	for _, d := range p.differs {
		if d.What != "predicate" || light(p.from.d, d.From.Start) || light(p.to.d, d.To.Start) ||
			p.from.d.Tokens[d.From.Start].Rel == doc.RelAmod || p.to.d.Tokens[d.To.Start].Rel == doc.RelAmod {
			continue
		}
		x, y := d.From.Start == p.from.c.Frame.Predicate, d.To.Start == p.to.c.Frame.Predicate
		if x && y || x && p.to.d.Tokens[d.To.Start].POS != doc.PosAdj || y && p.from.d.Tokens[d.From.Start].POS != doc.PosAdj {
			return d, true
		}
	}
	return doc.Difference{}, false
}

// light reports whether a word alone tells nothing of what is spoken of.
func light(d *doc.Document, t int32) bool {
	return strings.Contains(" put call let set give bring tell ask add walk dispute deny reject nothing one table end hand ", " "+d.Tokens[t].Lemma+" ")
}

// tellers is who says two claims: one name where they are one actor, whom articles may spell differently, or
// where one of the two is the end of the other one, "Reed" and "Tom Reed".
func tellers(from, to *view) (a, b string) {
	a, b = teller(from, to), teller(to, from)
	if from.c.Speaker >= 0 && to.c.Speaker >= 0 {
		x, y := &from.d.Actors[from.c.Speaker], &to.d.Actors[to.c.Speaker]
		one, likely := from.speaker == to.speaker, x.Named && y.Named && x.Kind == y.Kind
		s, l := clean(from.d.SpanText(x.Name)), clean(to.d.SpanText(y.Name))
		switch {
		case likely && strings.HasSuffix(s, " "+l), one && x.Named && !y.Named:
			return a, a
		case likely && (s == l || strings.HasSuffix(l, " "+s)), one:
			return b, b
		}
	}
	return a, b
}

// longestSource is how many words of a source are told.
const longestSource = 8

// unnamed is who says a claim of a quote whose speaker is no actor, by the words of its source; "" in an article's own voice.
func unnamed(v *view) string {
	if v.c.Speaker >= 0 || v.c.Quote < 0 {
		return ""
	}
	s := v.d.Quotes[v.c.Quote].Source
	if v.c.Tokens.Overlaps(s) {
		return "" // the article tells that somebody says it
	}
	if n := s.Len(); n == 0 || n > longestSource || n == 1 && v.d.Tokens[s.Start].POS == doc.PosPron {
		return "somebody"
	}
	return decapital(v.d, s)
}

// teller is who says a claim: its speaker, else its quote's source, its outlet or article; "the
// article" where the other claim is of the same one.
func teller(v, other *view) string {
	d := v.d
	if s := v.c.Speaker; s >= 0 {
		if name := actorName(d, s); name != "" {
			return name
		}
	}
	if name := unnamed(v); name != "" {
		return name
	}
	if v.at.Doc == other.at.Doc {
		return "the article"
	}
	if d.Outlet != "" {
		return d.Outlet
	}
	if name := d.Name; name != "" && 'A' <= name[0] && name[0] <= 'Z' && !strings.ContainsAny(name, "-_./0123456789") { // no file's name
		return name
	}
	switch known := d.Date != "" && other.d.Date != ""; {
	case known && v.order < other.order:
		return "the earlier article"
	case known:
		return "the later article"
	case int(v.at.Doc) < len(ordinals):
		return "the " + ordinals[v.at.Doc] + " article"
	}
	return "article " + strconv.Itoa(int(v.at.Doc)+1)
}

var ordinals = [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// said is the verb for who says a claim: articles report.
func said(v *view) string {
	if v.c.Speaker < 0 && unnamed(v) == "" {
		return reported
	}
	return " said"
}

const reported = " reported"

// actorName is an actor's name as it stands within a sentence, with "the" where the article mostly writes it so.
func actorName(d *doc.Document, id doc.ActorID) string {
	x := &d.Actors[id]
	name := clean(d.SpanText(x.Name))
	if first := d.Tokens[x.Name.Start].Tag; !x.Named && first != doc.TagNNP && first != doc.TagNNPS {
		if _, after, ok := strings.Cut(name, ", "); ok && 'A' <= after[0] && after[0] <= 'Z' {
			return after // "a witness, Mirna Talve"
		}
		if _, owned, ok := strings.Cut(name, " "); ok && first == doc.TagPRPS {
			return "the " + owned // "their union": whose it is would have to be told too
		}
		return decapital(d, x.Name) // it is written as at the beginning of a sentence
	}
	seen, with := false, 0
	for i := range d.Mentions {
		if m := &d.Mentions[i]; x.Kind != doc.Person && m.Actor == id && d.SpanText(m.Tokens) == d.SpanText(x.Name) && d.Tokens[m.Head].Rel != doc.RelCompound && !d.Tokens[m.Head].Is(doc.InTitle) {
			with--
			if t := m.Tokens.Start - 1; t >= 0 && d.Lower(t) == "the" && m.Tokens.Has(d.Tokens[t].Head) {
				seen, with = true, with+2
			}
		}
	}
	if seen && with >= 0 {
		return "the " + name
	}
	return name
}

// capital writes the first letter of a sentence large.
func capital(s string) string {
	if s != "" && 'a' <= s[0] && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// lower writes the first letter of a word small, unless the second is large too.
func lower(s string) string {
	if 'A' <= s[0] && s[0] <= 'Z' && (len(s) < 2 || s[1] < 'A' || s[1] > 'Z') {
		return string(s[0]-'A'+'a') + s[1:]
	}
	return s
}

func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// about names up to two things that both claims speak of, beside who says them: nouns, else an actor, else their verb.
func about(p *pairing, a, b string) string {
	d := p.to.d
	first := ""
	for _, what := range [...]string{"word", "wording"} {
		for _, x := range p.shared {
			t := x.To.Start
			if x.What != what || !isNoun(d.Tokens[t].Tag) || light(d, t) {
				continue
			}
			w := compound(p.to, t)
			if o := compound(p.from, x.From.Start); what == "word" && strings.TrimSuffix(o, "s") != strings.TrimSuffix(w, "s") {
				w = decapital(d, x.To) // only this word is in both
			}
			switch {
			case len(w) < 3 || overlap(w, a) || overlap(w, b):
			case first == "":
				first = w
			case !overlap(w, first):
				return " about “" + first + "” and “" + w + "”"
			}
		}
	}
	for _, id := range p.to.c.About {
		x := &d.Actors[id]
		if first == "" && x.Named && x.Story >= 0 && x.Story != p.from.speaker && x.Story != p.to.speaker && slices.Contains(p.from.actors, x.Story) {
			if w := actorName(d, id); !overlap(w, a) && !overlap(w, b) {
				return " about " + w
			}
		}
	}
	for _, x := range p.shared {
		if t := x.To.Start; first == "" && x.What == "word" && t == p.to.c.Frame.Predicate && !light(d, t) {
			first = d.Text(t)
		}
	}
	if first == "" {
		return ""
	}
	return " about “" + first + "”"
}

// matter names the rarest noun of a claim, beside who says it: what another one answers need not be in that one's words.
func matter(v *view, a, b string) string {
	name, most := "", int32(0)
	for _, x := range v.terms {
		if !isNoun(v.d.Tokens[x.token].Tag) || light(v.d, x.token) || x.weight <= most {
			continue
		}
		if w := compound(v, x.token); len(w) >= 3 && !overlap(w, a) && !overlap(w, b) {
			name, most = " about “"+w+"”", x.weight
		}
	}
	return name
}

// gist is a claim without such a noun in its own words, the whole of a short one, else its verb's.
func gist(v *view) string {
	s := v.c.Tokens
	if t := v.c.Frame.Predicate; s.Len() > mostDenied && t >= 0 {
		s = denied(v, t)
	}
	if s.Len() > 2*mostDenied {
		return ""
	}
	return ": " + quoted(v.d, s)
}

// compound is the noun at t with those that it is compounded with.
func compound(v *view, t int32) string {
	d, s := v.d, doc.Span{Start: t, End: t + 1}
	noun := func(t int32) bool { return int(t) < len(d.Tokens) && isNoun(d.Tokens[t].Tag) }
	for noun(s.End-1) && noun(s.End) && s.End != v.c.Frame.Predicate && (d.Tokens[s.End-1].Head >= s.End || d.Tokens[s.End].Rel == doc.RelFlat && s.Has(d.Tokens[s.End].Head)) {
		s.End++
	}
	for s.Start > 0 && (d.Tokens[s.Start-1].Rel == doc.RelCompound || d.Lower(s.Start-1) == "chief" || d.Lower(s.Start-1) == "prime") && s.Has(d.Tokens[s.Start-1].Head) &&
		d.Text(max(0, s.Start-2)) != "-" { // of "30-day truce" only truce
		s.Start--
	}
	return decapital(d, s)
}

// decapital is what stands at s as within a sentence.
func decapital(d *doc.Document, s doc.Span) string {
	w := clean(d.SpanText(s))
	if tag := d.Tokens[s.Start].Tag; tag == doc.TagNNP || tag == doc.TagNNPS || lexicon.Name(d.Text(s.Start)).Kinds&lexicon.NameDemonym != 0 {
		return w // "Turkish officials"
	}
	return lower(w)
}

func isNoun(t doc.Tag) bool {
	return t == doc.TagNN || t == doc.TagNNS || t == doc.TagNNP || t == doc.TagNNPS
}

func pick(ds []doc.Difference, what string) (doc.Difference, bool) {
	for _, d := range ds {
		if d.What == what {
			return d, true
		}
	}
	return doc.Difference{}, false
}

func quoted(d *doc.Document, s doc.Span) string { return "“" + clean(d.SpanText(s)) + "”" }

// mostDenied is how many words of a denial, or of a claim that has no better name, are told, unless a phrase ends later.
const mostDenied = 8

// denied is the word at t that denies something with its verb, the auxiliaries and as many of the phrases behind it as
// there is room for; it ends where a phrase of the tree does.
func denied(v *view, t int32) doc.Span {
	d, in := v.d, v.c.Tokens
	verb := t
	for n := 0; n < 5 && d.Tokens[verb].POS != doc.PosVerb && !copular(d, verb, in) && in.Has(d.Tokens[verb].Head); n++ {
		verb = d.Tokens[verb].Head
	}
	s := doc.Span{Start: min(t, verb), End: max(t, verb) + 1}
	for k := in.Start; k < s.Start; k++ {
		if x := &d.Tokens[k]; x.Head == verb && (x.Rel == doc.RelAux || x.Rel == doc.RelAuxPass || x.Rel == doc.RelCop) {
			s.Start = k
		}
	}
	least := s.End
	for end := least; end <= in.End; end++ {
		if end < in.End && !leaves(d, verb, doc.Span{Start: s.Start, End: end}, in) {
			continue
		}
		if end > s.Start+mostDenied && s.End > least {
			break
		}
		s.End = end
	}
	for ; s.End > least; s.End-- {
		switch d.Tokens[s.End-1].POS {
		case doc.PosAdp, doc.PosDet, doc.PosSconj, doc.PosCconj, doc.PosPart, doc.PosPunct:
			continue
		}
		break
	}
	return s
}

func copular(d *doc.Document, t int32, in doc.Span) bool {
	for k := in.Start; k < t; k++ {
		if d.Tokens[k].Head == t && d.Tokens[k].Rel == doc.RelCop {
			return true
		}
	}
	return false
}

// leaves reports whether a phrase that can be left out begins behind the words of a clause with that verb.
func leaves(d *doc.Document, verb int32, words, in doc.Span) bool {
	for t := words.Start; t < words.End; t++ {
		if h := d.Tokens[t].Head; t != verb && h >= words.End && in.Has(h) {
			return false // the phrase has begun before
		}
	}
	for t, n := words.End, 0; n < 32; n++ {
		x := &d.Tokens[t]
		switch x.Rel {
		case doc.RelObl, doc.RelOblAgent, doc.RelOblUnmarked, doc.RelNmod, doc.RelAcl, doc.RelAclRelcl, doc.RelAdvcl, doc.RelAdvclRelcl, doc.RelConj, doc.RelPunct, doc.RelParataxis, doc.RelAppos:
			if x.Head < words.End {
				return x.Head >= words.Start
			}
		}
		if x.Head < words.End { // it belongs to what stands before
			return false
		}
		t = x.Head
	}
	return false
}
