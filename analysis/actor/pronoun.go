package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds the entity of he, she, it and they: each entity spoken of
// lately is scored by distance, place in the sentence and what the article
// shows of it. Things compete for it and they; where a thing wins, the pronoun
// is no actor's. I, we and you wait for the quotes, see speak.go.

const (
	window      = 24 // entities that a pronoun may mean, newest first
	thingWindow = 6
	sure        = 400 // margin at which no other actor is worth showing
)

// noteThing notes something that is no actor, for "it" and "they".
func (r *resolver) noteThing(c int32) {
	if len(r.things) == 2*thingWindow {
		copy(r.things, r.things[thingWindow:])
		r.things = r.things[:thingWindow]
	}
	r.things = append(r.things, c)
}

// pronoun resolves candidate c.
func (r *resolver) pronoun(c int32) {
	x := &r.cands[c]
	if x.pron == noPronoun || x.pron <= second {
		return
	}
	if x.pron == it && !x.own && r.expletive(x.head) || x.own && r.styled(x.head+1) {
		return
	}
	if x.own && x.place != modifier && x.head > 0 && x.head > r.d.SentenceOf(x.head).Start {
		// "the structure itself": what stands right before
		for k := c - 1; k >= 0 && k > c-4; k-- {
			if r.cands[k].span.End == x.head && r.cands[k].form != doc.FormPronoun {
				if e := r.entOf(k); e >= 0 && r.pronounKind(x, e) {
					x.ent, x.link, x.rule = e, k, "reflexive"
					r.touch(e, c)
				}
				return
			}
		}
	}
	if x.own && x.place != modifier && r.d.Tokens[x.head].Tag == doc.TagPRP {
		// "has corrected itself": the subject of the clause
		for k, sent := c-1, r.d.Tokens[x.head].Sent; k >= 0 && k > c-6 && r.d.Tokens[r.cands[k].head].Sent == sent; k-- {
			if r.cands[k].place != subject {
				continue
			}
			if e := r.entOf(k); e >= 0 && r.pronounKind(x, e) {
				x.ent, x.link, x.rule = e, k, "reflexive"
				r.touch(e, c)
			}
			return
		}
	}
	if x.own && genderOf(x.pron) != 0 {
		if k := r.bound(c); k >= 0 {
			if e := r.entOf(k); e >= 0 && r.pronounKind(x, e) && !r.ents[e].unusual(genderOf(x.pron)) {
				x.ent, x.link, x.rule = e, k, "pronoun"
				r.touch(e, c)
				return
			}
		}
	}
	x.not = none
	if r.d.Tokens[x.head].Is(doc.Quoted) {
		x.not = r.tagged(c)
	}
	if x.not < 0 && genderOf(x.pron) != 0 {
		if x.own {
			x.not = r.kinsman(c)
		} else if x.not = r.parenthetic(c); x.not < 0 && r.trees && x.place == subject {
			x.not = r.namedBelow(c)
		}
	}
	best, rival, other := r.rank(c)
	if best.ent < 0 || other.score >= best.score {
		if x.pron == it || x.pron == they {
			r.noteThing(c)
		}
		return
	}
	n := &r.ents[best.ent]
	margin := best.score - max(rival.score, other.score)
	x.ent, x.link, x.rule = best.ent, n.last, "pronoun"
	x.rival, x.margin = rival.ent, int32(min(best.score-rival.score, sure))
	weight := int32(0) // how much it shows of the gender
	switch {
	case margin > 150:
		weight = 3
	case margin > 80:
		weight = 1
	}
	if n.unusual(genderOf(x.pron)) {
		weight /= 3
	}
	switch x.pron {
	case he:
		n.showed[doc.Masculine] += weight
		if n.gender == 0 && (weight > 1 || weight > 0 && r.round > 0) {
			n.gender = doc.Masculine
		}
	case she:
		n.showed[doc.Feminine] += weight
		if n.gender == 0 && (weight > 1 || weight > 0 && r.round > 0) {
			n.gender = doc.Feminine
		}
	}
	r.touch(best.ent, c)
}

// pronounKind tells whether number, gender and kind of the entity allow the pronoun.
func (r *resolver) pronounKind(x *cand, e int32) bool {
	n := &r.ents[e]
	switch x.pron {
	case he, she:
		if n.kind != doc.Person || n.plural || n.gender != 0 && n.gender != genderOf(x.pron) {
			return false
		}
	case it:
		if n.plural || n.kind == doc.Person || n.kind == doc.Group && n.what == people && !n.named && !r.collective(n) {
			return false
		}
	case they:
		if n.kind == doc.Place || n.kind == doc.Person && !n.plural {
			return false
		}
	}
	return true
}

// unusual tells whether the article doesn't show n's gender, and most who bear
// the name are of another one than g.
func (n *entity) unusual(g doc.Gender) bool {
	return n.gender == 0 && n.usual != 0 && n.usual != g
}

// genderOf is the gender of he and she.
func genderOf(p pronoun) doc.Gender {
	switch p {
	case he:
		return doc.Masculine
	case she:
		return doc.Feminine
	}
	return doc.GenderUnknown
}

// collective tells whether a group is spoken of in the singular: "the community".
func (r *resolver) collective(n *entity) bool {
	return r.cands[n.first].noun&lexicon.PersonSet != 0 && r.tag(r.cands[n.first].head) == doc.TagNN
}

// pronounFits tells whether the entity can be meant at all.
func (r *resolver) pronounFits(c, e int32) bool {
	d := r.d
	x, n := &r.cands[c], &r.ents[e]
	if n.last < 0 || e == x.not || !r.pronounKind(x, e) {
		return false
	}
	if x.pron == it && x.place == subject {
		if g := r.saidToBe(x.head); g != 0 && (n.class != 0 && n.class&g == 0 || n.kind == doc.Country) {
			return false // "It is a listed company" is not the government
		}
	}
	if x.not >= 0 && (x.pron == it || x.pron == they) && r.acts(e) && r.find(r.ents[x.not].affil) == e {
		// officials call their own body "we", where they have not just named it
		if y := &r.cands[n.last]; y.form != doc.FormName || d.Tokens[y.head].Sent != d.Tokens[x.head].Sent || !d.Tokens[y.head].Is(doc.Quoted) {
			return false
		}
	}
	if y := &r.cands[n.last]; (x.pron == it || x.pron == they && n.kind == doc.Country) && y.form == doc.FormName && r.d.Tokens[y.head].Sent == r.d.Tokens[x.head].Sent && r.paired(y) {
		return false // "Norway and Sweden say it": both would be they, and neither alone
	}
	// "X saw him": subject and object of one verb are two, unless the pronoun is own
	a := &r.cands[n.last]
	if !x.own && r.trees && a.place == subject && x.place != subject {
		if g := r.governor(a.head); g >= 0 && r.d.Tokens[x.head].Head == g {
			return false
		}
	}
	if !x.own && x.place == object && !r.trees && a.place == subject && r.d.Tokens[a.head].Sent == r.d.Tokens[x.head].Sent && x.head-a.head < 5 {
		return false
	}
	// the pronoun inside a phrase isn't the phrase: "her sister"
	return !(a.span.Start <= x.head && x.head < a.span.End)
}

// saidToBe is the class of body that the pronoun at token i is said to be: "it is a listed
// company"; 0 for none.
func (r *resolver) saidToBe(i int32) lexicon.GroupClass {
	end := r.d.SentenceOf(i).End
	if i+3 >= end || r.lemma(i+1) != "be" && r.lemma(i+1) != "is" || r.d.Lower(i+2) != "a" && r.d.Lower(i+2) != "an" {
		return 0
	}
	k := i + 3
	for k < end && k < i+8 && (isAdjective(r.tag(k)) || r.tag(k) == doc.TagVBN || isNoun(r.tag(k)) || r.tag(k) == doc.TagHYPH) {
		k++
	}
	if l := r.lemma(k - 1); !lexicon.WeakGroupNoun(l) {
		return lexicon.GroupNoun(l)
	}
	return 0
}

// paired tells whether the name is one of two joined by "and".
func (r *resolver) paired(y *cand) bool {
	end := r.d.SentenceOf(y.head).End
	return y.span.End+1 < end && r.d.Lower(y.span.End) == "and" && r.nameOf[y.span.End+1] != 0 ||
		y.span.Start > 1 && r.d.Lower(y.span.Start-1) == "and" && r.nameOf[y.span.Start-2] != 0
}

// governor is the token that i's phrase hangs on, through coordination and apposition.
func (r *resolver) governor(i int32) int32 {
	for range 4 {
		t := &r.d.Tokens[i]
		switch t.Rel {
		case doc.RelConj, doc.RelAppos, doc.RelFlat, doc.RelCompound:
			if t.Head < 0 {
				return none
			}
			i = t.Head
			continue
		}
		return t.Head
	}
	return none
}

// tagged is the entity that the sentence of the quoted candidate c gives as
// its speaker: the subject of a verb of saying outside of the quotation marks.
func (r *resolver) tagged(c int32) int32 {
	sent := r.d.Tokens[r.cands[c].head].Sent
	look := func(k int32) int32 {
		y := &r.cands[k]
		if y.place != subject || y.form == doc.FormNominal && y.what == thing || r.d.Tokens[y.head].Is(doc.Quoted) || !r.speaks(y.head) || r.trees && r.verbQuoted(y.head) {
			return none
		}
		r.resolve(k)
		return r.entOf(k)
	}
	for k := c + 1; int(k) < len(r.cands) && k < c+16 && r.d.Tokens[r.cands[k].head].Sent == sent; k++ {
		if e := look(k); e >= 0 {
			return e
		}
	}
	for k := c - 1; k >= 0 && k > c-16 && r.d.Tokens[r.cands[k].head].Sent == sent; k-- {
		if e := look(k); e >= 0 {
			return e
		}
	}
	return none
}

// verbQuoted tells whether the verb of the subject at token i stands between
// quotation marks: Boll should “ask his wife”.
func (r *resolver) verbQuoted(i int32) bool {
	h := r.d.Tokens[i].Head
	return h > i && r.d.Tokens[h].Is(doc.Quoted)
}

// sentences is how many sentences token b is behind token a, page furniture
// between them aside.
func (r *resolver) sentences(a, b int32) int {
	return int(r.order[r.d.Tokens[b].Sent] - r.order[r.d.Tokens[a].Sent])
}

// subjectFor is the body that the subject before candidate c in its sentence
// speaks for, or none.
func (r *resolver) subjectFor(c int32) int32 {
	sent := r.d.Tokens[r.cands[c].head].Sent
	for k := c - 1; k >= 0 && k > c-8 && r.d.Tokens[r.cands[k].head].Sent == sent; k-- {
		if r.cands[k].place == subject {
			if e := r.entOf(k); e >= 0 && r.ents[e].kind == doc.Person {
				a := r.find(r.ents[e].affil)
				if a >= 0 && r.ents[a].kind == doc.Person && !r.voices(e) {
					return none // "her deputy said he …"
				}
				return a
			}
		}
	}
	return none
}

// voices tells whether person e speaks for someone by office or is known by no
// more than such a phrase: "his lawyer", "an aide to the governor".
func (r *resolver) voices(e int32) bool {
	n := &r.ents[e]
	if !n.named {
		return true
	}
	for i := range n.nroles {
		if l := n.roles[i].lemma; agentOf(l) || l == "aide" || l == "adviser" || l == "advisor" || strings.HasPrefix(l, "spokes") {
			return true
		}
	}
	return false
}

// speaks tells whether the pronoun at token i is the subject of a verb of
// saying, thinking or wanting, as only actors are.
func (r *resolver) speaks(i int32) bool {
	t := &r.d.Tokens[i]
	for n := 0; n < 2 && t.Rel == doc.RelAppos && t.Head >= 0; n++ {
		t = &r.d.Tokens[t.Head]
	}
	if r.trees && (t.Rel == doc.RelNsubj || t.Rel == doc.RelNsubjOuter) && t.Head >= 0 {
		verb := t.Head
		for end := r.d.SentenceOf(i).End; verb+1 < end && verb < t.Head+3 && (r.d.Lower(verb) == "had" || r.d.Lower(verb) == "has" || r.d.Lower(verb) == "have"); {
			verb++
			for verb+1 < end && (r.tag(verb) == doc.TagRB || r.tag(verb) == doc.TagRBR) {
				verb++
			}
		}
		cue, _ := lexicon.Cue(r.d.Lower(verb))
		return cue&(lexicon.CueSpeech|lexicon.CueThought) != 0
	}
	s := r.d.SentenceOf(i)
	for k := i + 1; k < s.End && k < i+4; k++ {
		tag := r.tag(k)
		if tag == doc.TagMD || tag == doc.TagRB || tag == doc.TagVBZ && (r.d.Lower(k) == "has" || r.d.Lower(k) == "is") || tag == doc.TagVBD && (r.d.Lower(k) == "had" || r.d.Lower(k) == "was") {
			continue
		}
		cue, _ := lexicon.Cue(r.d.Lower(k))
		return cue&(lexicon.CueSpeech|lexicon.CueThought) != 0
	}
	return false
}

// styled tells whether the noun at token i makes a title with the possessive before
// it: "Her Majesty".
func (r *resolver) styled(i int32) bool {
	if i >= r.d.SentenceOf(i-1).End || !isUpper(r.d.Text(i)) {
		return false
	}
	switch r.d.Lower(i) {
	case "majesty", "highness", "royal", "holiness", "excellency", "eminence", "lordship", "honour", "honor":
		return true
	}
	return false
}

// expletive tells whether "it" at token i means nothing: "it is clear that",
// "it seems", "made it clear", "it rains", "it was X who".
func (r *resolver) expletive(i int32) bool {
	d := r.d
	if d.Tokens[i].Rel == doc.RelExpl && !r.tells(i) {
		return true
	}
	s := d.SentenceOf(i)
	k := i + 1
	for k < s.End && k < i+5 {
		t := r.tag(k)
		if t != doc.TagMD && t != doc.TagRB && d.Lower(k) != "be" && d.Lower(k) != "been" && d.Lower(k) != "has" && d.Lower(k) != "had" && d.Lower(k) != "have" {
			break
		}
		k++
	}
	if k >= s.End {
		return false
	}
	if i > s.Start {
		switch d.Lower(i - 1) {
		case "make", "makes", "made", "making", "find", "finds", "found", "think", "thought", "consider", "considered", "take", "takes", "took":
			if isAdjective(r.tag(i+1)) || d.Lower(i+1) == "for" || d.Lower(i+1) == "as" {
				return true
			}
		}
	}
	switch d.Lower(k) {
	case "seems", "seemed", "appears", "appeared", "turns", "turned", "rained", "rains", "snowed", "matters", "mattered", "emerged", "follows", "transpired":
		return true
	case "is", "was", "'s", "’s", "became", "becomes", "remains", "remained", "took", "takes", "feels", "felt":
	default:
		if k > i+1 && d.Lower(k-1) == "be" && isAdjective(r.tag(k)) {
			return r.clauseSoon(k+1, s.End)
		}
		if t := d.Lower(k - 1); (t == "been" || t == "be") && r.tag(k) == doc.TagVBN {
			return d.Lower(min(k+1, s.End-1)) == "that"
		}
		return false
	}
	for j := k + 2; j < s.End && j < k+9; j++ {
		if t := r.tag(j); t == doc.TagWP && d.Lower(j) == "who" && (isNoun(r.tag(j-1)) || r.nameOf[j-1] != 0) {
			return true
		} else if isFinite(t) || t == doc.TagComma || t == doc.TagIN {
			break
		}
	}
	// "it is clear that", "it was a mistake to", "it is time", "it was X who"
	for j := k + 1; j < s.End && j < k+5; j++ {
		if l := d.Lower(j); l == "time" || l == "official" || l == "likely" || l == "o'clock" {
			return true
		}
	}
	if k+1 < s.End && (isAdjective(r.tag(k+1)) || r.tag(k+1) == doc.TagVBN || r.tag(k+1) == doc.TagRB || r.tag(k+1) == doc.TagDT) {
		return r.clauseSoon(k+2, s.End)
	}
	return false
}

// tells tells whether "it" at token i is the subject of a verb of saying in the
// active voice, whatever the tree says: "it had said", not "it was said".
func (r *resolver) tells(i int32) bool {
	s := r.d.SentenceOf(i)
	for k := i + 1; k < s.End && k < i+4; k++ {
		switch l := r.d.Lower(k); {
		case l == "has" || l == "had" || l == "have" || r.tag(k) == doc.TagMD || r.tag(k) == doc.TagRB:
			continue
		default:
			cue, _ := lexicon.Cue(l)
			return cue&lexicon.CueSpeech != 0
		}
	}
	return false
}

// clauseSoon tells whether "that", "to" or "whether" follows within a few tokens.
func (r *resolver) clauseSoon(i, end int32) bool {
	for k := i; k < end && k < i+4; k++ {
		switch r.d.Lower(k) {
		case "that", "whether", "who":
			return true
		case "to":
			return k+1 < end && r.tag(k+1) == doc.TagVB
		case ",", ".", "and", "but":
			return false
		}
	}
	return false
}
