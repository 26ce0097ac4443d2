package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file ranks: it sets the features of the options of a pronoun or noun
// phrase and adds their weights, see weights.go.

// Choices is [Resolve] with the weights w; it returns, in the order of the
// text, what each pronoun that was ranked could mean.
func Choices(d *doc.Document, w *Weights) []Choice {
	r := newResolver(d)
	r.weights = w
	r.keepChoices = true
	r.run()
	return r.choices
}

// option is an option while it is scored.
type option struct {
	ent   int32 // none for things and nobody
	cand  int32 // mention of it; none for nobody
	n     int
	f     [36]Feature // the n that it has
	less  int         // what is taken off, beside the weights
	score int
}

// unusualName is taken off where few who bear the actor's given name are called
// by the pronoun: as much as two sentences of distance.
const unusualName = 220

func (o *option) has(f Feature) {
	if o.n < len(o.f) {
		o.f[o.n] = f
		o.n++
	}
}

func (o *option) when(yes bool, f Feature) {
	if yes {
		o.has(f)
	}
}

// counts notes how often the actor was spoken of.
func (o *option) counts(n *entity) {
	switch {
	case n.count >= 8:
		o.has(count8)
	case n.count >= 4:
		o.has(count4)
	case n.count >= 2:
		o.has(count2)
	default:
		o.has(count1)
	}
}

func (x *cand) ranked() Class {
	switch x.pron {
	case it:
		return ClassIt
	case they:
		return ClassThey
	}
	return ClassPerson
}

// rank scores the options of pronoun c: the best, the best actor but for that
// one, and the best that is no actor.
func (r *resolver) rank(c int32) (best, rival, other option) {
	x := &r.cands[c]
	w := &r.weights[x.ranked()]
	best, rival, other = option{ent: none, score: -1 << 20}, option{ent: none, score: -1 << 20}, option{ent: none, score: -1 << 20}
	var kept []option
	weigh := func(o *option) {
		o.score = -o.less
		for _, f := range o.f[:o.n] {
			o.score += int(w[f])
		}
		if r.keepChoices && r.round > 0 {
			kept = append(kept, *o)
		}
	}
	v := r.viewOf(c)
	want := genderOf(x.pron)
	k, fit, since := 0, 0, false
	for e := r.newest; e >= 0 && k < window; e, k = r.ents[e].next, k+1 {
		if !r.pronounFits(c, e) || e == v.described || x.own && r.cands[r.ents[e].last].span.Start > x.head {
			continue
		}
		o := option{ent: e, cand: r.ents[e].last}
		if want != 0 && r.ents[e].unusual(want) {
			o.less = unusualName
		} else if want != 0 {
			o.less = -r.favour(c, e, want, &v)
		} else if x.pron == they {
			o.less = -r.favourBody(c, e)
		}
		r.actorFeatures(&o, c, &v, fit)
		r.interrupt(&o, c, since)
		if o.less <= 0 {
			fit++
		}
		weigh(&o)
		before := since
		if y := &r.cands[o.cand]; y.place == subject && y.form == doc.FormName && r.paragraph(y.head) == r.paragraph(x.head) && r.d.Tokens[y.head].Is(doc.Quoted) == r.d.Tokens[x.head].Is(doc.Quoted) && o.less <= 0 {
			since = true
		}
		if l := r.ents[e].lastSubj; l >= 0 && l != r.ents[e].last {
			p := option{ent: e, cand: l, less: o.less}
			r.actorFeatures(&p, c, &v, fit-1)
			r.interrupt(&p, c, before)
			weigh(&p)
			if p.score > o.score {
				o = p
			}
		}
		if o.score > best.score {
			best, rival = o, best
		} else if o.score > rival.score {
			rival = o
		}
	}
	if x.pron == it || x.pron == they {
		for k := len(r.things) - 1; k >= 0 && k >= len(r.things)-thingWindow; k-- {
			o := option{ent: none, cand: r.things[k]}
			if !r.thingFits(c, o.cand) {
				continue
			}
			r.thingFeatures(&o, c, k, &v)
			if weigh(&o); o.score > other.score {
				other = o
			}
		}
	}
	o := option{ent: none, cand: none}
	r.nobodyFeatures(&o, c, &v)
	if weigh(&o); o.score > other.score {
		other = o
	}
	if r.keepChoices && r.round > 0 {
		r.choose(c, x.ranked(), kept)
	}
	return best, rival, other
}

// interrupt sets the features of an option that is not the last subject; since
// tells that another one was it.
func (r *resolver) interrupt(o *option, c int32, since bool) {
	if since {
		o.has(interrupted)
		o.when(r.paragraph(r.cands[o.cand].head) < r.paragraph(r.cands[c].head), interruptedBefore)
	}
}

func (r *resolver) choose(c int32, class Class, kept []option) {
	ch := Choice{Head: r.cands[c].head, Class: class}
	for i := range kept {
		o := Option{Head: none, Actor: kept[i].ent >= 0, Features: append([]Feature(nil), kept[i].f[:kept[i].n]...)}
		if kept[i].cand >= 0 {
			o.Head = r.cands[kept[i].cand].head
		}
		ch.Options = append(ch.Options, o)
	}
	r.choices = append(r.choices, ch)
}

// view is what a pronoun's own place tells, for all its options.
type view struct {
	says       bool  // it is the subject of a verb of saying, thinking or wanting
	aided      int32 // whom the subject before it speaks for, or none
	ownsPerson bool  // "its director"
	tags       bool  // "…, it said": the sentence before it is what it says
	above      int32 // entity of the subject of the verb that its clause hangs on, or none
	inside     int32 // entity that its clause describes, or none
	described  int32 // the same, where that is the clause's subject and it another part of it
	beside     int32 // of "Ames and her aides": the entity before the conjunction, or none
	thanked    int32 // of "thanked Ames for her help": the entity of the object, or none
}

func (r *resolver) viewOf(c int32) view {
	x := &r.cands[c]
	v := view{says: r.speaks(x.head), aided: r.subjectFor(c), above: none, inside: none, described: none, beside: none, thanked: none}
	v.tags = v.says && !x.own && r.tagsStatement(x.head)
	if r.trees {
		r.clauses(c, &v)
	}
	if x.own && x.head > 1 {
		r.beside(c, &v)
	}
	if x.own {
		for k := c - 1; k >= 0 && r.cands[k].span.Start == x.span.Start; k-- {
			y := &r.cands[k]
			v.ownsPerson = v.ownsPerson || y.owner == c && y.what == person
		}
		for k := c + 1; int(k) < len(r.cands) && k < c+3; k++ {
			v.ownsPerson = v.ownsPerson || r.cands[k].owner == c && r.cands[k].typ == doc.PER
		}
	}
	return v
}

// tagsStatement tells whether the pronoun at token i and its verb stand behind
// what is said: "The road will open, it said on Monday."
func (r *resolver) tagsStatement(i int32) bool {
	d := r.d
	s := d.SentenceOf(i)
	if i <= s.Start+2 || r.tag(i-1) != doc.TagComma {
		return false
	}
	k := i + 1
	for k < s.End && (r.tag(k) == doc.TagRB || r.tag(k) == doc.TagMD || d.Lower(k) == "has" || d.Lower(k) == "had") {
		k++
	}
	if k >= s.End || !isFinite(r.tag(k)) && r.tag(k) != doc.TagVBN && r.tag(k) != doc.TagVB {
		return false
	}
	// no clause of its own follows the verb
	for k++; k < s.End; k++ {
		switch t := r.tag(k); {
		case t == doc.TagStop, t == doc.TagComma:
			return true
		case isFinite(t), d.Lower(k) == "that", t == doc.TagPRP:
			return false
		}
	}
	return true
}

// clauses sets what the tree tells of the clauses around pronoun c.
func (r *resolver) clauses(c int32, v *view) {
	d := r.d
	x := &r.cands[c]
	sent := d.Tokens[x.head].Sent
	for i, n := d.Tokens[x.head].Head, 0; i >= 0 && n < 12; i, n = d.Tokens[i].Head, n+1 {
		if v.above < 0 {
			for k := c - 1; k >= 0 && k > c-24 && d.Tokens[r.cands[k].head].Sent == sent; k-- {
				if y := &r.cands[k]; y.place == subject && y.ent >= 0 && y.span.End <= x.head && r.governor(y.head) == i {
					v.above = r.find(y.ent)
					break
				}
			}
		}
		if rel := d.Tokens[i].Rel; v.inside < 0 && (rel == doc.RelAcl || rel == doc.RelAclRelcl) {
			if h := d.Tokens[i].Head; h >= 0 && h < x.head && r.candAt[h] > 0 {
				v.inside = r.entOf(r.candAt[h] - 1)
				if n == 0 && !x.own && x.place != subject && rel == doc.RelAclRelcl && r.relativeSubject(i) {
					v.described = v.inside
				}
			}
		}
	}
}

// beside sets what stands right before a possessive.
func (r *resolver) beside(c int32, v *view) {
	d := r.d
	x := &r.cands[c]
	sent := d.Tokens[x.head].Sent
	before := x.head - 1 // the conjunction or preposition
	conjunction := r.tag(before) == doc.TagCC
	switch d.Lower(before) {
	case "for", "of", "over", "on", "about":
	default:
		if !conjunction {
			return
		}
	}
	for k := c - 1; k >= 0 && k > c-8; k-- {
		y := &r.cands[k]
		if y.span.End != before || y.ent < 0 || d.Tokens[y.head].Sent != sent {
			continue
		}
		if conjunction {
			v.beside = r.find(y.ent)
		} else if y.place == object {
			v.thanked = r.find(y.ent)
		}
		return
	}
}

// relativeSubject tells whether the subject of the verb at token i is a
// relative pronoun right before it: "Ames, who had drafted it".
func (r *resolver) relativeSubject(i int32) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch r.d.Lower(k) {
		case "who", "which", "that":
			return true
		}
		if t := r.tag(k); !isFinite(t) && t != doc.TagRB && t != doc.TagVBN && t != doc.TagVB {
			return false
		}
	}
	return false
}

// mentionFeatures are those of where the mention y stands, seen from pronoun x.
func (r *resolver) mentionFeatures(o *option, c int32) {
	x, y := &r.cands[c], &r.cands[o.cand]
	gap := r.sentences(y.head, x.head)
	switch {
	case gap <= 0:
		o.has(sentSame)
		o.when(y.span.Start > x.head, ahead)
	case gap == 1:
		o.has(sent1)
	case gap == 2:
		o.has(sent2)
	case gap == 3:
		o.has(sent3)
	default:
		o.has(sentFar)
	}
	switch p := r.paragraph(x.head) - r.paragraph(y.head); {
	case p == 1:
		o.has(para1)
	case p == 2:
		o.has(para2)
	case p > 2:
		o.has(para3)
	}
	o.when(o.cand == c-1, nextBefore)
	switch y.place {
	case subject:
		o.has(aSubject)
		o.when(x.place == subject && !x.own, bothSubject)
		o.when(x.own && gap <= 0, subjectBeforeOwn)
		o.when(gap > 0 && y.form != doc.FormPronoun && r.paragraph(y.head) == r.paragraph(x.head) && r.d.Tokens[y.head].Sent == r.d.Paragraphs[r.paragraph(y.head)].Sents.Start, opensParagraph)
		o.when(x.own && gap == 1 && x.head == r.d.SentenceOf(x.head).Start, subjectOfLast)
	case object:
		o.has(aObject)
		o.when(x.place == object, bothObject)
	case modifier:
		if !r.accordingTo(y) {
			o.has(aModifier)
			o.when(y.within >= 0, aWithin)
		}
	}
	switch {
	case y.form == doc.FormName || y.rule == "apposition":
		o.has(aName)
	case y.form == doc.FormPronoun && y.pron == x.pron:
		o.when(y.own == x.own, aSamePronoun)
		o.when(y.own != x.own, samePronounOwn)
		o.when(r.paragraph(y.head) < r.paragraph(x.head), samePronounBefore)
	case y.form == doc.FormPronoun:
		o.has(aOtherPronoun)
	case y.det == definite || y.det == pointing:
		o.has(aDefinite)
	case y.det == possessive:
		o.has(aPossessive)
	default:
		o.has(aIndefinite)
	}
	o.when(r.inTitle(o.cand), aTitle)
	if gap <= 1 && y.span.Start == r.d.SentenceOf(y.head).Start {
		o.has(opensSentence)
	}
	if r.trees && gap <= 0 && x.place == subject && y.place == subject && !x.own {
		if g, h := r.d.Tokens[x.head].Head, r.governor(y.head); g >= 0 && h >= 0 && r.d.Tokens[g].Head == h && r.d.Tokens[g].Rel == doc.RelConj {
			o.has(sameVerbs)
		}
	}
}

// actorFeatures are those of the actor o.ent by its mention o.cand; fit is how
// many actors stand nearer that would do.
func (r *resolver) actorFeatures(o *option, c int32, v *view, fit int) {
	says, aided := v.says, v.aided >= 0 && v.aided == o.ent
	d := r.d
	x, y, n := &r.cands[c], &r.cands[o.cand], &r.ents[o.ent]
	r.mentionFeatures(o, c)
	gap := r.sentences(y.head, x.head)
	o.when(n.named, namedActor)
	o.counts(n)
	o.when(n.named && r.topical(o.ent), topical)
	o.when(fit == 0, newestFit)
	o.when(fit == 1, secondFit)
	inX, inY := d.Tokens[x.head].Is(doc.Quoted), d.Tokens[y.head].Is(doc.Quoted)
	switch {
	case inX && inY && gap <= 1:
		o.has(bothQuoted)
	case !inX && inY:
		o.has(onlyMentionQuoted)
		o.when(gap <= 0 && says, tagsQuote)
	case inX && !inY:
		o.has(onlyInQuote)
		o.when(gap == 0 && y.place == subject && !(r.trees && r.verbQuoted(y.head)), quotedSpeaker)
	}
	if gap <= 0 && y.place == subject && !inX && y.span.End <= x.head && r.speaks(y.head) {
		o.has(whoSaid)
	}
	if says && !inX && !inY && gap > 0 && (y.place == subject && r.speaks(y.head) || r.accordingTo(y)) {
		switch r.paragraph(x.head) - r.paragraph(y.head) {
		case 0:
			o.has(spokeInParagraph)
			o.when(v.tags, spokeInParagraph) // twice as much
		case 1:
			o.has(spokeBefore)
		}
	}
	o.when(v.tags && gap <= 0 && !inY && y.place != subject, tagsStatement)
	o.when(v.above == o.ent, ofClauseAbove)
	o.when(v.inside == o.ent, insideOwnClause)
	o.when(v.beside == o.ent, besideOwn)
	o.when(v.thanked == o.ent, objectBeforeOwn)
	switch x.pron {
	case he, she:
		if n.gender != 0 {
			o.has(genderShown)
		} else {
			o.has(genderUnknown)
		}
		o.when(aided && !inX && !x.own, aideOf)
	default:
		switch n.kind {
		case doc.Organization:
			o.has(isOrganization)
		case doc.Country:
			o.has(isCountry)
			o.when(says, countrySays)
		case doc.Place:
			o.has(isPlace)
		case doc.Group:
			o.has(isGroup)
		}
		o.when(n.plural, isPlural)
		o.when(says, bodySays)
		o.when(x.own, bodyOwn)
		o.when(!x.own && x.place != subject, bodyNotSubject)
		o.when(aided && !inX, bodyOfSubject)
		o.when(v.ownsPerson, ownsPerson)
		o.when(!x.own && x.head > 0 && isQuoteMark(r.tag(x.head-1)) && inX, opensQuote)
	}
}

// accordingTo tells whether the mention y follows "according to".
func (r *resolver) accordingTo(y *cand) bool {
	i := y.span.Start - 1
	if i > 0 && r.tag(i) == doc.TagDT {
		i--
	}
	return i > 0 && r.d.Lower(i) == "to" && r.d.Lower(i-1) == "according"
}

// thingFeatures are those of a thing, the k-th of the list.
func (r *resolver) thingFeatures(o *option, c int32, k int, v *view) {
	x, y := &r.cands[c], &r.cands[o.cand]
	o.has(aThing)
	r.mentionFeatures(o, c)
	for j := k - 1; j >= 0 && j >= k-thingWindow && y.form != doc.FormPronoun; j-- {
		if z := &r.cands[r.things[j]]; z.form != doc.FormPronoun && r.lemma(z.head) == r.lemma(y.head) {
			o.has(thingAgain)
			break
		}
	}
	o.when(r.sentences(y.head, x.head) <= 0 && y.place == subject && x.place == subject && !v.says, thingGoesOn)
	o.when(v.says, thingSays)
	o.when(v.ownsPerson, thingOwnsPerson)
	o.when(x.own, thingOwn)
	o.when(!x.own && x.place != subject, thingNotSubject)
	o.when(r.d.Tokens[x.head].Is(doc.Quoted), thingQuoted)
}

func (r *resolver) nobodyFeatures(o *option, c int32, v *view) {
	x := &r.cands[c]
	o.has(nobody)
	o.when(v.says, nobodySays)
	o.when(x.own, nobodyOwn)
	o.when(!x.own && x.place != subject, nobodyNotSubject)
	o.when(r.d.Tokens[x.head].Is(doc.Quoted), nobodyQuoted)
	o.when(x.head == r.d.SentenceOf(x.head).Start, nobodyOpens)
	o.when(r.d.Tokens[x.head].Is(doc.LineStart), nobodyLine)
}

const noFeature = FeatureCount

// nounRank ranks what the sieves of nominal.go find for a noun phrase, and that
// it speaks of someone new.
type nounRank struct {
	r    *resolver
	c    int32
	best option
	rule string
	kept []option
}

// class is the model for the phrase.
func (n *nounRank) class() Class {
	switch n.r.cands[n.c].what {
	case person, people:
		return ClassHuman
	}
	return ClassBody
}

func (n *nounRank) weigh(o *option, rule string) {
	o.score = 0
	w := &n.r.weights[n.class()]
	for _, f := range o.f[:o.n] {
		o.score += int(w[f])
	}
	if n.r.keepChoices && n.r.round > 0 {
		n.kept = append(n.kept, *o)
	}
	if o.score > n.best.score {
		n.best, n.rule = *o, rule
	}
}

// begin weighs that the phrase speaks of someone new.
func (n *nounRank) begin() {
	x := &n.r.cands[n.c]
	o := option{ent: none, cand: none}
	o.has(isNew)
	switch x.det {
	case definite:
		o.has(newDefinite)
	case pointing:
		o.has(newPointing)
	case possessive:
		o.has(newPossessive)
	default:
		o.has(newBare)
	}
	o.when(x.core.Len() > 3 || x.span != x.core, newLong)
	o.when(n.r.inTitle(n.c), newTitle)
	n.best.score = -1 << 20
	n.weigh(&o, "")
}

// consider weighs entity e, which a sieve has found by f and g.
func (n *nounRank) consider(e int32, rule string, f, g Feature) {
	r := n.r
	x := &r.cands[n.c]
	e = r.find(e)
	if e < 0 || r.ents[e].last < 0 || !r.agree(n.c, e) || x.what == person && r.otherOffice(e, r.lemma(x.head), x.head) {
		return
	}
	t := &r.ents[e]
	y := &r.cands[t.last]
	if rule == "role" && x.country != lexicon.NoCountry && r.stateServed(e) == lexicon.NoCountry && y.place == subject && x.place != subject && r.d.Tokens[y.head].Sent == r.d.Tokens[x.head].Sent {
		return // "President Ames met the Swedish president"
	}
	if rule != "role" && x.place == object && y.place == subject && r.d.Tokens[y.head].Sent == r.d.Tokens[x.head].Sent {
		return // what someone acts on is someone else
	}
	if rule != "role" && x.what == person && x.place == subject && t.lastSubj >= 0 && r.saysOn(n.c, t) {
		return // "Ames was glad, she said. The Dane slept, she said": is someone else
	}
	if x.what == person && r.commands(y, x) {
		return // "Ames said the governor left": is someone else
	}
	if next := y.span.End; x.det == definite && next < x.span.Start && r.d.Lower(next) == "that" && y.place != subject && y.span.Start > 0 && r.d.Tokens[next].Sent == r.d.Tokens[x.head].Sent {
		if c, form := lexicon.Cue(r.d.Lower(y.span.Start - 1)); form != 0 && c&lexicon.CueSpeech != 0 {
			return // "told her mother that the girl slept": neither hears of herself
		}
	}
	o := option{ent: e, cand: t.last}
	o.has(f)
	o.when(g != noFeature, g)
	o.counts(t)
	o.when(t.named, namedActor)
	o.when(t.named && r.topical(e), topical)
	if r.inTitle(n.c) {
		o.has(aTitle)
		o.when(r.order[r.d.Tokens[r.cands[t.first].head].Sent] <= r.order[r.d.Tokens[x.head].Sent]+2, inLead)
	} else {
		switch p := r.paragraph(x.head) - r.paragraph(y.head); {
		case p <= 0:
			o.has(inParagraph)
		case p == 1:
			o.has(para1)
		case p == 2:
			o.has(para2)
		case p > 6:
			o.has(sentFar)
		default:
			o.has(para3)
		}
		gap := r.sentences(y.head, x.head)
		o.when(gap <= 0, sentSame)
		o.when(gap == 1, sent1)
	}
	n.weigh(&o, rule)
}

// saysOn tells whether "…, she said" closes the sentence of candidate c and can mean the
// person n, who spoke in the sentence before.
func (r *resolver) saysOn(c int32, n *entity) bool {
	d := r.d
	x, z := &r.cands[c], &r.cands[n.lastSubj]
	if r.sentences(z.head, x.head) != 1 || !r.speaks(z.head) {
		return false
	}
	for k := c + 1; int(k) < len(r.cands) && d.Tokens[r.cands[k].head].Sent == d.Tokens[x.head].Sent; k++ {
		if y := &r.cands[k]; genderOf(y.pron) != 0 && y.place == subject && (n.gender == 0 || n.gender == genderOf(y.pron)) && r.speaks(y.head) && r.tagsStatement(y.head) {
			return true
		}
	}
	return false
}

// thingFits tells whether the pronoun can mean the thing at all.
func (r *resolver) thingFits(c, t int32) bool {
	x, y := &r.cands[c], &r.cands[t]
	if y.form == doc.FormPronoun && y.pron != x.pron || y.form != doc.FormPronoun && y.plural != (x.pron == they) {
		return false
	}
	if y.span.Start <= x.head && x.head < y.span.End || y.span.Start > x.head {
		return false
	}
	return !(r.trees && y.place == subject && !x.own && x.place != subject && r.d.Tokens[y.head].Head == r.d.Tokens[x.head].Head)
}
