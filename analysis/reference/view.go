package reference

import (
	"math"
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
)

// view is what is compared of a claim.
type view struct {
	at       doc.ClaimAt
	d        *doc.Document
	c        *doc.Claim
	terms    []term  // its content words, each lemma once
	actors   []int32 // story's actors that it speaks of, each once
	named    []int32 // those of them that have a name and are written with it here
	speaker  int32   // story's actor who says it, or -1
	side     int32   // whom the speaker speaks for, else the speaker
	weight   int32   // sum of the terms' weights
	vector   [lexicon.SenseDims]int32
	norm     float64  // of the vector
	negative bool     // something in it is denied
	negation doc.Span // the word that denies something in it, or its cue
	scope    []int32  // terms that are denied
	rejected []int32  // terms that are set against what is asserted: "in May, not in June"
	lacking  []int32  // terms of what is said not to be done or there, beside what is: "reopened without replacing the bolts"
	topic    int32    // word that is its subject and no actor, or -1
	subject  int32    // story's actor that is its subject, or -1
	flags    flag
	order    int32 // later is higher: the article's rank, then the place in it
	rank     int32 // of the article alone
	sentence int32
	years    []int32
	values   []float64 // its uncommon numbers and the years that it names, as negative ones
	place    place
}

// term is a content word of a claim.
type term struct {
	word   int32
	token  int32
	weight int32 // the word's, less in a clause below the claim's own
	head   bool  // the predicate
}

// stage holds what Find computes for the whole story.
type stage struct {
	s       *doc.Story
	views   []view
	words   []word
	index   map[string]int32
	actorDF map[int32]int32
	room    []term // in which [stage.view] collects a claim's terms
}

// look makes the views of all claims.
func look(s *doc.Story) *stage {
	claims, tokens := 0, 0
	for _, d := range s.Docs {
		claims, tokens = claims+len(d.Claims), tokens+len(d.Tokens)
	}
	g := &stage{s: s, views: make([]view, 0, claims), words: make([]word, 0, min(tokens/2+8, maxWords)), index: map[string]int32{}, actorDF: map[int32]int32{}}
	rank := ranks(s)
	if tokens >= model.FetchFrom {
		lexicon.FetchSenses()
	}
	for i, d := range s.Docs {
		for k := range d.Claims {
			g.views = append(g.views, g.view(int32(i), d, doc.ClaimID(k), rank[i]))
		}
	}
	g.seat()
	weigh(g.words, len(g.views))
	neighbours(g.words)
	var sum signSum
	for i := range g.views {
		v := &g.views[i]
		for k := range v.terms {
			t := &v.terms[k]
			w := &g.words[t.word]
			t.weight = w.weight
			if v.below(t.token) {
				t.weight = max(1, w.weight/2)
			}
			v.weight += t.weight
			if w.sense >= 0 {
				sum.add(&w.signs, t.weight, &v.vector)
			}
		}
		sum.flush(&v.vector)
		length := int64(0)
		for _, x := range v.vector {
			length += int64(x) * int64(x)
		}
		v.norm = math.Sqrt(float64(length))
	}
	return g
}

// signSum adds up vectors of signs with their weights, four dimensions in a word.
type signSum struct {
	lanes  [lexicon.SenseDims / 4]uint64 // of each dimension: the weights with a positive sign
	weight int32                         // all weights
}

// bitLanes has the four bits of its index in lanes of 16 bits.
var bitLanes = func() (out [16]uint64) {
	for i := range out {
		for k := range 4 {
			out[i] |= uint64(i>>k&1) << (16 * k)
		}
	}
	return out
}()

// add adds a vector, through out where the lanes are full. Weights are at most 2^15.
func (s *signSum) add(signs *lexicon.SenseSigns, weight int32, out *[lexicon.SenseDims]int32) {
	if s.weight+weight > 1<<16-1 {
		s.flush(out)
	}
	s.weight += weight
	for k, bits := range signs {
		lanes := (*[16]uint64)(s.lanes[16*k:])
		for i := range lanes {
			lanes[i] += uint64(weight) * bitLanes[bits&15]
			bits >>= 4
		}
	}
}

// flush adds the sum to out and empties it.
func (s *signSum) flush(out *[lexicon.SenseDims]int32) {
	for i, x := range s.lanes {
		o := (*[4]int32)(out[4*i:])
		o[0] += 2*int32(x&0xFFFF) - s.weight
		o[1] += 2*int32(x>>16&0xFFFF) - s.weight
		o[2] += 2*int32(x>>32&0xFFFF) - s.weight
		o[3] += 2*int32(x>>48) - s.weight
	}
	*s = signSum{}
}

// below reports whether a token stands in an adverbial or relative clause below
// the claim's own: "before the doors were shut".
func (v *view) below(t int32) bool {
	d := v.d
	for n := 0; n < 32 && t >= 0 && v.c.Tokens.Has(t) && t != v.c.Frame.Predicate; n++ {
		switch d.Tokens[t].Rel {
		case doc.RelAdvcl, doc.RelAclRelcl, doc.RelAdvclRelcl:
			return true
		}
		t = d.Tokens[t].Head
	}
	return false
}

// ranks is the order of the articles in time: by their dates where both of two
// are known, else as given.
func ranks(s *doc.Story) []int32 {
	order := make([]int, len(s.Docs))
	for i := range order {
		order[i] = i
	}
	// An article without a date stays behind the one given before it, so the
	// dated ones are sorted among their own places.
	var dated []int
	for i, d := range s.Docs {
		if d.Date != "" {
			dated = append(dated, i)
		}
	}
	sorted := slices.Clone(dated)
	slices.SortStableFunc(sorted, func(a, b int) int {
		switch x, y := s.Docs[a].Date, s.Docs[b].Date; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	for k, i := range dated {
		order[i] = sorted[k]
	}
	rank := make([]int32, len(order))
	for k, i := range order {
		rank[i] = int32(k)
	}
	return rank
}

func (g *stage) view(at int32, d *doc.Document, id doc.ClaimID, rank int32) view {
	c := &d.Claims[id]
	v := view{at: doc.ClaimAt{Doc: at, Claim: id}, d: d, c: c, speaker: -1, subject: -1, topic: -1, rank: rank, order: rank<<20 + int32(id)}
	v.sentence = d.Tokens[c.Tokens.Start].Sent
	if c.Speaker >= 0 {
		v.speaker = g.actor(at, d, c.Speaker)
	}
	v.side = v.speaker
	if c.Speaker >= 0 && d.Actors[c.Speaker].For >= 0 {
		v.side = g.actor(at, d, d.Actors[c.Speaker].For)
	}
	if c.Frame.Subject >= 0 {
		v.subject = g.actor(at, d, c.Frame.Subject)
	}
	for _, a := range c.About {
		id := g.actor(at, d, a)
		if slices.Contains(v.actors, id) {
			continue
		}
		v.actors = append(v.actors, id)
		g.actorDF[id]++
	}
	v.flags = flags(d, c)
	named := g.nameTokens(&v, at)
	v.terms = g.room[:0]
	var denied []int32
	against := c.Tokens.Start // up to there stands what is rejected
	lacks := int32(doc.None)
	for t := c.Tokens.Start; t < c.Tokens.End; t++ {
		tok := &d.Tokens[t]
		if negative(d.Lower(t)) {
			contrast := d.Lower(t) == "not" && t > c.Tokens.Start && d.Text(t-1) == ","
			rejected := rejects(d, t, c.Tokens)
			if v.negation.Empty() && (!rejected || contrast) && !explains(d, t) {
				v.negation = doc.Span{Start: t, End: t + 1}
			}
			switch {
			case explains(d, t):
			case d.Lower(t) == "without":
				lacks = lacked(d, t, c.Tokens)
			case !rejected:
				v.negative = true
				denied = append(denied, t)
			case contrast:
				for rejects := t + 1; rejects < c.Tokens.End && d.Tokens[rejects].POS != doc.PosPunct; rejects++ {
					against = rejects + 1
				}
			}
		}
		if withholds(d, t, c.Tokens) {
			v.negative = true
			denied = append(denied, t)
			if v.negation.Empty() {
				v.negation = doc.Span{Start: t, End: t + 1}
			}
			continue // "refused to pay" says that he did not pay
		}
		phrase := phrasal(d, t)
		if phrase == "" && !content(tok, d.Lower(t)) || named(t) || measured(c, t) {
			continue
		}
		if phrase == "" {
			phrase = lemma(d, t)
		}
		w := g.word(phrase)
		if slices.ContainsFunc(v.terms, func(x term) bool { return x.word == w }) {
			continue
		}
		if v.flags&flagTitle == 0 { // a headline says a word again that the text says
			g.words[w].df++
		}
		if t < against {
			v.rejected = append(v.rejected, int32(len(v.terms)))
		}
		if lacks >= 0 && (t == lacks || tok.Head == lacks && tok.Rel == doc.RelObj) {
			v.lacking = append(v.lacking, int32(len(v.terms)))
		}
		if tok.Head == c.Frame.Predicate && tok.Rel == doc.RelNsubj && v.subject < 0 {
			v.topic = w
		}
		v.terms = append(v.terms, term{word: w, token: t, head: t == c.Frame.Predicate})
	}
	g.room = v.terms
	v.terms = slices.Clone(v.terms)
	if len(denied) >= 2 && d.Tokens[denied[0]].Head >= 0 && d.Tokens[d.Tokens[denied[0]].Head].Lemma == "mean" {
		v.negative, denied = false, nil // "this does not mean that we will not"
	}
	if v.flags&flagDenies != 0 {
		v.negative = true
		for i := range v.terms {
			v.scope = append(v.scope, int32(i))
		}
	}
	if v.negative && v.negation.Empty() {
		v.negation = denial(d, c)
	}
	for _, t := range denied {
		g.deny(&v, t)
	}
	for _, x := range c.Frame.Dates {
		if y := yearOf(x.ISO); y != 0 && !since(d, &x) {
			v.years = append(v.years, y)
		}
		if y := yearOf(x.ISO); y != 0 && len(x.ISO) == 4 && !slices.Contains(v.values, -float64(y)) {
			v.values = append(v.values, -float64(y))
		}
	}
	for i := range c.Frame.Quantities {
		if x := c.Frame.Quantities[i].Value; uncommon(x) && !slices.Contains(v.values, x) {
			v.values = append(v.values, x)
		}
	}
	return v
}

// denial is what denies a claim without a negative word in it: its cue where that
// stands in it, or its predicate.
func denial(d *doc.Document, c *doc.Claim) doc.Span {
	if c.Quote >= 0 {
		if cue := d.Quotes[c.Quote].Cue; c.Tokens.Contains(cue) {
			return cue
		}
	}
	if p := c.Frame.Predicate; p >= 0 {
		return doc.Span{Start: p, End: p + 1}
	}
	return doc.Span{}
}

// deny adds to the scope of negation what the negative word at t hangs on, and
// the word that this hangs on, with its object: of "received no answer"
// answer and received, of "nobody wrote us" wrote.
func (g *stage) deny(v *view, t int32) {
	d := v.d
	h := d.Tokens[t].Head
	for i, x := range v.terms {
		if d.Tokens[x.token].Head == t && d.Tokens[x.token].POS == doc.PosVerb {
			v.scope = append(v.scope, int32(i))
			h = x.token
		}
	}
	for range 2 {
		if h < 0 || !v.c.Tokens.Has(h) {
			return
		}
		for i, x := range v.terms {
			if d.Tokens[x.token].Head == h && (d.Tokens[x.token].Rel == doc.RelObj || d.Tokens[x.token].Rel == doc.RelXcomp) || x.token == h {
				v.scope = append(v.scope, int32(i))
			}
		}
		if d.Tokens[h].POS == doc.PosVerb {
			return // "removed and never replaced" does not deny the first
		}
		h = d.Tokens[h].Head
	}
}

// lacked is the verb of which "without" at t tells that it is not done, or the noun of what there is not.
func lacked(d *doc.Document, t int32, in doc.Span) int32 {
	for k := t + 1; k < min(in.End, t+4); k++ {
		if d.Tokens[k].Tag == doc.TagVBG {
			return k
		}
		if d.Tokens[k].Tag != doc.TagRB {
			break
		}
	}
	return d.Tokens[t].Head
}

// withholds reports whether the word at t says that something is not done, of which another
// verb of the claim tells: "refused to sign", "failed to warn", "unable to leave", "stopped paying".
func withholds(d *doc.Document, t int32, in doc.Span) bool {
	switch d.Tokens[t].Lemma {
	case "refuse", "decline", "fail", "unable", "unwilling", "stop", "cease", "avoid", "neglect", "forget", "omit":
	default:
		return false
	}
	for k := t + 1; k < min(in.End, t+8); k++ {
		if x := &d.Tokens[k]; x.Head == t && x.POS == doc.PosVerb && (x.Rel == doc.RelXcomp || x.Rel == doc.RelCcomp || x.Rel == doc.RelAdvcl && d.Lower(t+1) == "to") {
			return true
		}
	}
	return false
}

// explains reports whether the negative word at t only denies what something
// means: "this does not mean much".
func explains(d *doc.Document, t int32) bool {
	h := d.Tokens[t].Head
	if h < 0 || d.Tokens[h].Lemma != "mean" {
		return false
	}
	for k := h + 1; k < min(int32(len(d.Tokens)), h+25); k++ {
		if d.Tokens[k].Head == h && d.Tokens[k].Rel == doc.RelCcomp {
			return false // "this does not mean that we agree" denies that
		}
	}
	return true
}

// rejects reports whether the negative word at t rejects only what stands right
// behind it, beside what the claim asserts, or nothing: ", not 900", "not only", "no fewer than", "nothing but".
func rejects(d *doc.Document, t int32, in doc.Span) bool {
	if t+1 >= in.End {
		return t > in.Start && d.Lower(t-1) == "or" // "whether or not"
	}
	switch w := d.Lower(t); d.Lower(t + 1) {
	case "only", "just", "merely", "simply", "solely":
		return true
	case "less", "short", "other":
		return w == "nothing" || w == "none" || w == "no"
	case "but":
		return w == "nothing"
	case "fewer", "later", "doubt", "matter", "wonder", "exception":
		return w == "no"
	case "least", "surprisingly", "unlike", "necessarily":
		return w == "not"
	}
	if t > in.Start && d.Lower(t-1) == "or" && d.Tokens[t].Lemma == "not" {
		return true
	}
	return d.Lower(t) == "not" && t > in.Start && d.Lower(t-1) == "," || d.Lower(t) == "without"
}

// actor is the story's number of an actor; actors that no stage linked are each
// one of their own.
func (g *stage) actor(at int32, d *doc.Document, a doc.ActorID) int32 {
	if n := d.Actors[a].Story; n >= 0 {
		return n
	}
	return 1<<20 + at<<12 + int32(a)
}

// nameTokens tells which tokens of the claim belong to the name of an actor, or to what a person is called before
// the name ("prime minister"), which are compared as an actor and not by their words; it fills v.named.
func (g *stage) nameTokens(v *view, at int32) func(int32) bool {
	d, span := v.d, v.c.Tokens
	lo, _ := d.MentionFrom(span.Start)
	hi := lo
	for hi < len(d.Mentions) && d.Mentions[hi].Tokens.Start < span.End {
		m := &d.Mentions[hi]
		hi++
		if m.Actor < 0 || !d.Actors[m.Actor].Named || !span.Contains(m.Tokens) {
			continue
		}
		if id := g.actor(at, d, m.Actor); m.Form == doc.FormName && !slices.Contains(v.named, id) {
			v.named = append(v.named, id)
		}
	}
	mentions := d.Mentions[lo:hi]
	return func(t int32) bool {
		for i := range mentions {
			m := &mentions[i]
			if m.Form != doc.FormName || m.Actor < 0 {
				continue
			}
			if m.Tokens.Has(t) || d.Actors[m.Actor].Kind == doc.Person && m.Tokens.Start-t <= 4 && called(d, doc.Span{Start: t, End: m.Tokens.Start}) {
				return true
			}
		}
		return false
	}
}

// called reports whether the words right before a name are nouns and adjectives alone.
func called(d *doc.Document, words doc.Span) bool {
	for t := words.Start; t < words.End; t++ {
		switch d.Tokens[t].Tag {
		case doc.TagNN, doc.TagNNP, doc.TagJJ:
		default:
			return false
		}
	}
	return !words.Empty()
}

func (g *stage) word(l string) int32 {
	if n, ok := g.index[l]; ok {
		return n
	}
	n := int32(len(g.words))
	g.index[l] = n
	g.words = append(g.words, word{lemma: l, sense: lexicon.Sense(l)})
	return n
}

// lemma is a token's lemma in lower case; where the tagger gave none, the word.
func lemma(d *doc.Document, t int32) string {
	l := d.Tokens[t].Lemma
	if l == "" {
		return d.Lower(t)
	}
	for i := range len(l) {
		if l[i] < 'a' || l[i] > 'z' {
			return d.Lower(t)
		}
	}
	return l
}

// phrasal is the verb that means what the verb at t means with its particle:
// "turned the offer down" is rejected; "" for none.
func phrasal(d *doc.Document, t int32) string {
	if p := d.Particle(t); p >= 0 {
		return lexicon.PhrasalVerb(d.Tokens[t].Lemma, d.Lower(p))
	}
	return ""
}

// content reports whether a token's word says something by itself.
func content(t *doc.Token, w string) bool {
	switch t.Tag {
	case doc.TagNN, doc.TagNNS, doc.TagNNP, doc.TagNNPS, doc.TagJJ, doc.TagJJR, doc.TagJJS, doc.TagRBR, doc.TagRBS, doc.TagFW, doc.TagADD:
	case doc.TagVB, doc.TagVBD, doc.TagVBG, doc.TagVBN, doc.TagVBP, doc.TagVBZ:
		if t.Rel == doc.RelAux || t.Rel == doc.RelAuxPass || t.Rel == doc.RelCop {
			return false
		}
		switch t.Lemma {
		case "be", "have", "do", "go", "get", "say", "make", "come", "take", "become":
			return false
		}
	case doc.TagRB:
		switch w {
		case "back", "close", "clear", "right", "wrong", "over", "short", "open", "free", "still", "home":
			return false // these are adverbs too: "wrote back"
		}
		// The tagger takes some participles and adjectives for adverbs.
		return len(w) > 4 && w[len(w)-2:] == "ly" || len(w) > 3 && lexicon.PredicateClass(w) != ""
	default:
		return false
	}
	switch w {
	case "other", "same", "such", "more", "many", "much", "own", "last", "next", "first", "new", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "percent", "cent", "%", "year", "years", "day", "days", "week", "weeks", "month", "months", "time", "thing", "way":
		return false
	}
	return len(w) > 1
}

// measured reports whether token t belongs to a date of the claim, or is the
// figure of a quantity; these are compared as such.
func measured(c *doc.Claim, t int32) bool {
	for _, x := range c.Frame.Dates {
		if x.Tokens.Has(t) {
			return true
		}
	}
	return false
}

func negative(w string) bool {
	switch w {
	case "not", "n't", "n’t", "never", "no", "nobody", "none", "nothing", "neither", "nor", "nowhere", "without", "cannot":
		return true
	}
	return false
}

func yearOf(iso string) int32 {
	if len(iso) < 4 || iso[0] < '1' || iso[0] > '2' {
		return 0
	}
	n := int32(0)
	for i := range 4 {
		if iso[i] < '0' || iso[i] > '9' {
			return 0
		}
		n = n*10 + int32(iso[i]-'0')
	}
	return n
}
