package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file makes the candidates for mentions: every name, every noun phrase
// (things too, since "it" may mean them) and every personal pronoun.

// pronounOf is the class of a personal pronoun; own tells possessives and reflexives.
func pronounOf(lower string) (p pronoun, own bool) {
	switch lower {
	case "i", "me":
		return first, false
	case "my", "mine", "myself":
		return first, true
	case "we", "us":
		return firstPlural, false
	case "our", "ours", "ourselves":
		return firstPlural, true
	case "you":
		return second, false
	case "your", "yours", "yourself", "yourselves":
		return second, true
	case "he", "him":
		return he, false
	case "his", "himself":
		return he, true
	case "she", "her":
		return she, false
	case "hers", "herself":
		return she, true
	case "it":
		return it, false
	case "its", "itself":
		return it, true
	case "they", "them", "'em", "’em":
		return they, false
	case "their", "theirs", "themselves", "themself":
		return they, true
	}
	return noPronoun, false
}

// collect makes the candidates of all sentences, in the order of mentions.
func (r *resolver) collect() {
	for i := range r.d.Sentences {
		s := r.d.Sentences[i].Tokens
		for at := s.Start; at < s.End; {
			if r.d.Tokens[at].Is(doc.InAside) {
				at++
				continue
			}
			at = max(at+1, r.phrase(at, s.End))
		}
	}
	r.sort()
	for i := range r.cands {
		c := &r.cands[i]
		r.candAt[c.head] = int32(i) + 1
	}
	r.nest()
	for i := range r.cands {
		c := &r.cands[i]
		if c.place != modifier {
			c.place = r.placeOf(c)
		}
	}
}

// sort orders the candidates by start, longer first, and renames what refers
// to them. They come nearly sorted, so insertion is linear.
func (r *resolver) sort() {
	order := make([]int32, len(r.cands))
	for i := range order {
		order[i] = int32(i)
	}
	less := func(a, b *cand) bool {
		if a.span.Start != b.span.Start {
			return a.span.Start < b.span.Start
		}
		return a.span.End > b.span.End
	}
	for i := 1; i < len(order); i++ {
		for j := i; j > 0 && less(&r.cands[order[j]], &r.cands[order[j-1]]); j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	at := make([]int32, len(order)) // old index to new
	sorted := make([]cand, len(order))
	for i, o := range order {
		at[o] = int32(i)
		sorted[i] = r.cands[o]
	}
	for i := range sorted {
		c := &sorted[i]
		if c.owner >= 0 {
			c.owner = at[c.owner]
		}
		if c.within >= 0 {
			c.within = at[c.within]
		}
	}
	for i := range r.names {
		if c := r.names[i].cand; c >= 0 {
			r.names[i].cand = at[c]
		}
	}
	r.cands = sorted
}

func (r *resolver) add(c cand) int32 {
	c.ent, c.link, c.rival = none, none, none
	r.cands = append(r.cands, c)
	return int32(len(r.cands) - 1)
}

func (r *resolver) addPronoun(i int32) int32 {
	lower := r.d.Lower(i)
	p, own := pronounOf(lower)
	owns := r.tag(i) == doc.TagPRPS && !(lower == "her" && r.herself(i))
	if lower == "her" && owns {
		own = true
	}
	c := cand{
		span: doc.Span{Start: i, End: i + 1}, core: doc.Span{Start: i, End: i + 1}, head: i,
		form: doc.FormPronoun, pron: p, own: own, owner: none, within: none,
		plural: p == firstPlural || p == they, country: lexicon.NoCountry,
	}
	if owns {
		c.place = modifier
	}
	return r.add(c)
}

func (r *resolver) addName(n int32) int32 {
	x := &r.names[n]
	c := cand{
		span: x.span, core: x.span, head: r.headIn(x.span), form: doc.FormName, typ: x.typ,
		owner: none, within: none, country: lexicon.NoCountry,
	}
	x.cand = r.add(c)
	return x.cand
}

// herself tells whether "her" at token i, which the tagger took for a possessive,
// is followed by no noun: "worked under her for years".
func (r *resolver) herself(i int32) bool {
	if i+1 >= r.d.SentenceOf(i).End {
		return true
	}
	switch t := r.tag(i + 1); t {
	case doc.TagIN, doc.TagTO, doc.TagComma, doc.TagStop, doc.TagMD, doc.TagVBD, doc.TagVBZ, doc.TagPRP, doc.TagDT, doc.TagWP, doc.TagWRB, doc.TagCloseQuote:
		return true
	}
	return false
}

// headIn is the token of s that the others hang on, by the tree; the last one
// where the tree doesn't tell.
func (r *resolver) headIn(s doc.Span) int32 {
	if r.trees {
		for i := s.Start; i < s.End; i++ {
			if h := r.d.Tokens[i].Head; (h < 0 || !s.Has(h)) && r.d.Tokens[i].POS != doc.PosPunct {
				return i
			}
		}
	}
	return s.End - 1
}

// lemma is the dictionary form of token i, in lower case; titles and ranks in
// their full form.
func (r *resolver) lemma(i int32) string {
	t := &r.d.Tokens[i]
	lower := r.d.Lower(i)
	plural := t.Tag == doc.TagNNS || t.Tag == doc.TagNNPS
	if t.Lemma != "" && t.Tag != doc.TagNNP && t.Tag != doc.TagNNPS && !(plural && t.Lemma == lower) {
		if len(lower) == 2 && lower == "pm" && r.d.Text(i) == "PM" && (i == 0 || r.tag(i-1) != doc.TagCD) {
			return lexicon.FullTitle(lower)
		}
		return t.Lemma
	}
	if plural && len(lower) > 3 {
		switch {
		case strings.HasSuffix(lower, "ies"):
			return lower[:len(lower)-3] + "y" // allocates; plurals in capitals are rare
		case strings.HasSuffix(lower, "men") && lower != "women":
			return lower
		case strings.HasSuffix(lower, "s") && !strings.HasSuffix(lower, "ss"):
			return lower[:len(lower)-1]
		}
	}
	return lexicon.FullTitle(lower)
}

// detOf tells what a determiner does.
func detOf(lower string) det {
	switch lower {
	case "the":
		return definite
	case "a", "an":
		return indefinite
	case "this", "that", "these", "those":
		return pointing
	case "another":
		return other
	case "no", "any", "every", "each", "either", "neither", "whichever", "whatever", "what", "which":
		return negated
	}
	return quantified // some, all, both, half
}

// classify sets what the phrase's head is a word for.
func (r *resolver) classify(c *cand) {
	lemma := r.lemma(c.head)
	tag := r.tag(c.head)
	c.plural = tag == doc.TagNNS || tag == doc.TagNNPS
	if lemma == "head" && !(int(c.head)+1 < len(r.d.Tokens) && r.d.Lower(c.head+1) == "of") {
		return // a part of the body
	}
	if lemma == "hack" || lemma == "leadership" && int(c.head)+1 < len(r.d.Tokens) && r.d.Lower(c.head+1) == "of" {
		return // an attack; a quality
	}
	if lemma == "fund" && !r.actingFund(c.head) {
		return // money
	}
	if r.noBody(c, lemma) {
		return
	}
	if lemma == "regulator" && !c.plural && r.formerly(c) {
		c.what, c.noun = person, lexicon.Person("official")
		return
	}
	if lemma == "guard" && c.head > 0 {
		switch r.d.Lower(c.head - 1) {
		case "coast", "national", "border", "home", "revolutionary", "civil", "presidential", "republican", "palace":
			c.what, c.class = body, lexicon.GroupNoun("army")
			return
		}
	}
	if lemma == "anchor" && !r.newsAnchor(c.head) || r.inWork(c.head) {
		return
	}
	if f := lexicon.Person(lemma); f != 0 && (c.plural || !firmFirst(lemma)) {
		c.noun = f
		switch {
		case f&lexicon.PersonSet != 0:
			c.what = people
		case f&lexicon.PersonPlural != 0 || c.plural:
			c.what, c.plural = people, true
		default:
			c.what = person
		}
		if f&lexicon.PersonSet != 0 || lemma == "police" {
			c.class = lexicon.GroupNoun(lemma)
		}
		return
	}
	if w := r.d.Text(c.head); w[len(w)-1] == 's' && letters(w[:len(w)-1]) && !(c.span.Start > 0 && isVerb(r.tag(c.span.Start-1))) { // a touchdown is thrown
		c.what, c.noun, c.plural, c.weak = people, lexicon.PersonPlural, true, false // "TDs"
		return
	}
	if g, weak := lexicon.GroupNoun(lemma), lexicon.WeakGroupNoun(lemma); g != 0 {
		c.what, c.class, c.weak = body, g, weak
		return
	}
	switch lemma {
	case "country", "nation", "superpower", "republic", "kingdom", "homeland", "neighbour", "neighbor":
		c.what = country
	case "town", "city", "village", "county", "region", "province", "island", "capital", "suburb", "territory", "peninsula", "dam", "river", "valley", "port":
		c.what = site
	case "ally", "partner", "power", "rival", "adversary", "enemy", "foe", "side", "government", "state", "member", "signatory":
		if c.plural {
			c.what = people
		}
	}
	if c.what == thing && r.nameOf[c.head] == 0 {
		if e := lexicon.Name(r.d.Text(c.head)); e.Kinds&lexicon.NamePeople != 0 && (c.plural || !r.modifiesNext(c.head)) && (c.plural || e.Kinds&lexicon.NameDemonym == 0 || c.det != bare) && isUpper(r.d.Text(c.head)) {
			c.country = e.Country
			c.what = person
			if c.plural || e.Kinds&lexicon.NameDemonym != 0 && lemma == r.d.Lower(c.head) && pluralPeople(lemma) {
				c.what, c.plural = people, true
			}
		} else if c.plural && isUpper(r.d.Text(c.head)) && r.ofOwnState(r.d.Lower(c.head)) {
			c.what = people
		}
	}
}

// noBody tells whether a noun for a body means a thing here: the trust of a child,
// the bank of a river, a house that burned, a building site, researchers' paper.
func (r *resolver) noBody(c *cand, lemma string) bool {
	d := r.d
	s := d.SentenceOf(c.head)
	if lemma == "house" && c.plural {
		return c.head > s.Start && r.tag(c.head-1) == doc.TagCD // "four houses"
	}
	if c.plural || isUpper(d.Text(c.head)) || !s.Has(c.head+1) {
		return false
	}
	next := d.Lower(c.head + 1)
	switch lemma {
	case "state":
		return next == "of" && s.Has(c.head+2) && r.nameOf[c.head+2] != 0 && r.names[r.nameOf[c.head+2]-1].typ == doc.LOC // the place, which has a name
	case "paper":
		for i := range d.Tokens {
			switch r.lemma(int32(i)) {
			case "newspaper", "reporter":
				return false
			case "researcher", "scientist", "journal", "co-author":
				return true
			}
		}
	case "trust":
		if next == "of" || next == "in" || next == "and" {
			return true
		}
		for i := c.head - 1; i >= s.Start && i > c.head-4; i-- {
			switch r.lemma(i) {
			case "betray", "break", "lose", "win", "earn", "regain", "rebuild", "build", "gain", "restore", "public", "mutual", "repay", "that", "abuse":
				return true
			}
		}
	case "bank":
		if c.head > s.Start && (d.Lower(c.head-1) == "river" || d.Lower(c.head-1) == "far") {
			return true
		}
		return next == "of" && s.Has(c.head+3) && d.Lower(c.head+2) == "the" && isUpper(d.Text(c.head+3))
	case "house", "site":
		if next == "of" || c.head > s.Start && (d.Lower(c.head-1) == "publishing" || d.Lower(c.head-1) == "auction" || d.Lower(c.head-1) == "news" || d.Lower(c.head-1) == "fashion") {
			return false
		}
		cue, form := lexicon.Cue(next)
		return !(form != 0 && cue&lexicon.CueSpeech != 0 && isFinite(r.tag(c.head+1))) && next != "voted" && next != "passed"
	}
	return false
}

// formerly tells whether the phrase is for someone who no longer is what its noun says.
func (r *resolver) formerly(c *cand) bool {
	for i := c.head - 1; i >= c.span.Start; i-- {
		switch r.d.Lower(i) {
		case "former", "ex", "onetime", "one-time", "retired", "longtime", "veteran":
			return true
		}
	}
	return false
}

// newsAnchor tells whether an anchor at i reads the news: a name or a word for a
// broadcast stands beside it.
func (r *resolver) newsAnchor(i int32) bool {
	d := r.d
	if s := d.SentenceOf(i); s.Has(i-1) && s.Has(i+1) {
		switch d.Lower(i - 1) {
		case "news", "television", "tv", "radio", "co", "-", "evening", "morning", "longtime", "former", "veteran":
			return true
		}
		next := i + 1
		if r.tag(next) == doc.TagComma {
			next++
		}
		return r.nameOf[i-1] != 0 || s.Has(next) && r.nameOf[next] != 0 && r.names[r.nameOf[next]-1].typ == doc.PER
	}
	return false
}

// modifiesNext tells whether the word for someone of a country at token i is an
// adjective of what follows, whatever its tag: "the Finnish foreign ministry",
// "the Czech and Slovak governments".
func (r *resolver) modifiesNext(i int32) bool {
	s := r.d.SentenceOf(i)
	k := i + 1
	if k+1 < s.End && r.tag(k) == doc.TagCC && lexicon.Name(r.d.Text(k+1)).Kinds&lexicon.NameDemonym != 0 {
		k += 2
	}
	return k < s.End && (isNoun(r.tag(k)) || isAdjective(r.tag(k)) && k+1 < s.End && isNoun(r.tag(k+1)))
}

// actingFund tells whether the noun "fund" at token i is for a body: "the hedge
// fund", "the Fund".
func (r *resolver) actingFund(i int32) bool {
	if isUpper(r.d.Text(i)) && i > 0 && !isUpper(r.d.Text(i-1)) || i == 0 {
		return true
	}
	switch r.d.Lower(i - 1) {
	case "hedge", "pension", "wealth", "investment", "equity", "venture", "children", "monetary", "wildlife":
		return true
	}
	return isUpper(r.d.Text(i)) && r.d.Lower(i-1) == "the"
}

// firmFirst tells whether a noun that can mean a person and a body means a body
// in the news.
func firmFirst(lemma string) bool {
	return among(lemma, " watchdog subsidiary steelmaker shipbuilder housebuilder homebuilder refiner brewer broadcaster pollster overseer ")
}

// pluralPeople tells whether "the X" means a people: "the French", but "the Czech" one person.
func pluralPeople(l string) bool {
	return strings.HasSuffix(l, "sh") || strings.HasSuffix(l, "nch") || strings.HasSuffix(l, "tch") || strings.HasSuffix(l, "ese") || strings.HasSuffix(l, "ss")
}

func isUpper(s string) bool { return s != "" && ('A' <= s[0] && s[0] <= 'Z' || s[0] >= 0x80) }

// placeOf tells the place of a candidate in its sentence.
func (r *resolver) placeOf(c *cand) place {
	if start := c.span.Start; c.form != doc.FormPronoun {
		if !c.title.Empty() {
			start = c.title.Start
		}
		if r.opens(start, c.span.End) {
			return subject
		}
	}
	if r.trees {
		i := c.head
		for range 4 {
			t := &r.d.Tokens[i]
			switch t.Rel {
			case doc.RelNsubj, doc.RelNsubjPass, doc.RelNsubjOuter:
				return subject
			case doc.RelObj, doc.RelIobj, doc.RelOblAgent:
				return object
			case doc.RelConj, doc.RelAppos, doc.RelFlat:
				if t.Head < 0 || t.Head == i {
					return elsewhere
				}
				i = t.Head
				continue
			case doc.RelNmod, doc.RelNmodPoss, doc.RelCompound, doc.RelNmodDesc:
				return modifier
			}
			return elsewhere
		}
		return elsewhere
	}
	end := r.d.SentenceOf(c.head).End
	i := c.span.End
	for i < end && (r.tag(i) == doc.TagRB) {
		i++
	}
	if i < end && isFinite(r.tag(i)) {
		return subject
	}
	if c.span.Start > 0 {
		switch r.tag(c.span.Start - 1) {
		case doc.TagVB, doc.TagVBD, doc.TagVBZ, doc.TagVBP, doc.TagVBG, doc.TagVBN:
			return object
		case doc.TagIN:
			if c.span.Start > 1 && (r.tag(c.span.Start-2) == doc.TagNN || r.tag(c.span.Start-2) == doc.TagNNS) {
				return modifier
			}
		}
	}
	return elsewhere
}

func isFinite(t doc.Tag) bool {
	return t == doc.TagVBD || t == doc.TagVBZ || t == doc.TagVBP || t == doc.TagMD
}

func isNoun(t doc.Tag) bool {
	return t == doc.TagNN || t == doc.TagNNS || t == doc.TagNNP || t == doc.TagNNPS
}

func isAdjective(t doc.Tag) bool {
	return t == doc.TagJJ || t == doc.TagJJR || t == doc.TagJJS
}
