package actor

import "whosaid.example/analysis/doc"

// This file tells what speaks for or against an antecedent beside the trained weights:
// who was just named, who goes on speaking, and whom a clause only mentions.

// What is added for an actor just named by a name that most such bearers have, for
// who said something last where the paragraph begins with "She said" or goes on with
// it, who answers what he or she was told, and taken off for somebody whom only a speaker speaks of, or only a clause
// about the subject: "Ames, whose mother slept, said she".
const (
	newlyNamed    = 55
	speaksAgain   = 100
	keepsSpeaking = 60
	repliesTo     = 250
	asksAbout     = 300
	onlyQuoted    = 300
	onlyAside     = 150
	bodyAsThey    = 150
	topicAsThey   = 100
)

// favour is what is added beside the weights for the actor e as the antecedent of
// the pronoun c, he or she by want.
func (r *resolver) favour(c, e int32, want doc.Gender, v *view) int {
	x, n := &r.cands[c], &r.ents[e]
	sum := 0
	if y := &r.cands[n.last]; n.gender == 0 && n.usual == want && y.form == doc.FormName && r.paragraph(y.head) == r.paragraph(x.head) && r.sentences(y.head, x.head) == 1 {
		sum += newlyNamed
	}
	if v.says && !x.own && x.place == subject && n.lastSubj >= 0 && x.head == r.d.ParagraphTokens(r.paragraph(x.head)).Start {
		if z := &r.cands[n.lastSubj]; z.form == doc.FormName && r.sentences(z.head, x.head) == 1 && r.speaks(z.head) {
			sum += speaksAgain
		}
	}
	if v.says && !x.own && n.lastSubj >= 0 && !r.d.Tokens[x.head].Is(doc.Quoted) && r.mainSpeaker(x.head) {
		if z := &r.cands[n.lastSubj]; r.sentences(z.head, x.head) == 1 && r.paragraph(z.head) == r.paragraph(x.head) && r.mainSpeaker(z.head) {
			sum += keepsSpeaking
		}
	}
	if n.named && x.place == subject && r.topical(e) && r.asksGuest(x.head) {
		sum += asksAbout
	}
	if v.says && !x.own && n.last >= 0 && r.cands[n.last].place != subject && r.hearsFirst(n.last, x.head) {
		sum += repliesTo
	}
	if !n.named && !r.d.Tokens[x.head].Is(doc.Quoted) && r.d.Tokens[r.cands[n.last].head].Is(doc.Quoted) && r.d.Tokens[r.cands[n.first].head].Is(doc.Quoted) {
		sum -= onlyQuoted
	}
	if x.own && r.served(e, r.lemma(min(x.head+1, int32(len(r.d.Tokens))-1))) >= 0 {
		sum += repliesTo // "her client": whoever has one
	}
	if !n.named && r.aside(n.last, x.head) {
		sum -= onlyAside
	}
	return sum
}

// favourBody is what is added for the body e as the antecedent of "they" of c, which
// somebody says of whoever acts, outside of what is quoted so far: “They knew of it.”
func (r *resolver) favourBody(c, e int32) int {
	d := r.d
	x, n := &r.cands[c], &r.ents[e]
	if n.kind != doc.Organization || x.place != subject || !d.Tokens[x.head].Is(doc.Quoted) || d.Tokens[r.cands[n.last].head].Is(doc.Quoted) {
		return 0
	}
	if n.named && r.topical(e) {
		return bodyAsThey + topicAsThey
	}
	return bodyAsThey
}

// asksGuest tells whether token i opens a paragraph with a question of the writer's, as
// an interview's "Did she hesitate?", which is about whom the headline names.
func (r *resolver) asksGuest(i int32) bool {
	d := r.d
	s := d.SentenceOf(i)
	return i <= s.Start+2 && !d.Tokens[i].Is(doc.Quoted) && s.Start == d.ParagraphTokens(r.paragraph(i)).Start && r.asked(s)
}

// asked tells whether a question mark outside of quotation marks ends a sentence, or
// stands before the quotation marks there.
func (r *resolver) asked(s doc.Span) bool {
	for k := s.End - 1; k > s.Start; k-- {
		if r.d.Text(k) == "?" && !r.d.Tokens[k].Is(doc.Quoted) {
			return true
		}
	}
	return false
}

// hearsFirst tells whether the sentence before that of token i, which is the subject of
// a verb of answering, tells the mention y something: "told her that … She replied".
func (r *resolver) hearsFirst(y, i int32) bool {
	d := r.d
	if i+1 >= d.SentenceOf(i).End || r.sentences(r.cands[y].head, i) != 1 || r.cands[y].span.Start < 1 {
		return false
	}
	switch d.Lower(i + 1) {
	case "replied", "replies", "answered", "answers", "retorted", "retorts", "responded", "responds", "agreed", "agrees":
	default:
		return false
	}
	switch d.Lower(r.cands[y].span.Start - 1) {
	case "told", "tells", "asked", "asks", "warned", "assured", "urged", "begged", "ordered", "reminded", "advised":
		return true
	}
	return false
}

// aside tells whether the mention y stands in a relative clause about a person who is
// the subject of a sentence, and token i does not.
func (r *resolver) aside(y, i int32) bool {
	d := r.d
	if r.cands[y].form == doc.FormPronoun {
		return false
	}
	if k := r.cands[y].core.Start - 1; k > 1 && d.Lower(k) == "whose" && r.tag(k-1) == doc.TagComma && r.nameOf[k-2] != 0 && r.names[r.nameOf[k-2]-1].typ == doc.PER {
		for t := r.cands[y].span.End; t < min(i, k+40) && d.Tokens[t].Sent == d.Tokens[k].Sent; t++ {
			if r.tag(t) == doc.TagComma {
				return true // behind "Ames, whose mother slept,", whatever the tree says
			}
		}
		return d.Tokens[i].Sent != d.Tokens[k].Sent
	}
	if !r.trees {
		return false
	}
	for k, n := r.cands[y].head, 0; k >= 0 && n < 4; k, n = d.Tokens[k].Head, n+1 {
		if d.Tokens[k].Rel != doc.RelAclRelcl {
			continue
		}
		h := d.Tokens[k].Head
		if h < 0 || r.candAt[h] <= 0 || !isSubjectRel(d.Tokens[h].Rel) {
			return false
		}
		for up, n := i, 0; up >= 0 && n < 8; up, n = d.Tokens[up].Head, n+1 {
			if up == k {
				return false
			}
		}
		e := r.entOf(r.candAt[h] - 1)
		return e >= 0 && r.ents[e].kind == doc.Person && !r.ents[e].plural
	}
	return false
}

func isSubjectRel(rel doc.Rel) bool {
	return rel == doc.RelNsubj || rel == doc.RelNsubjPass || rel == doc.RelNsubjOuter
}

// mainSpeaker tells whether token i is the subject of its sentence's main verb, and
// that one of saying.
func (r *resolver) mainSpeaker(i int32) bool {
	t := &r.d.Tokens[i]
	return r.trees && t.Head >= 0 && r.d.Tokens[t.Head].Head == doc.None && r.speaks(i)
}

// commands tells whether the noun phrase x stands in the predicate of which y is
// the subject, so that x can't mean y.
func (r *resolver) commands(y, x *cand) bool {
	d := r.d
	if !r.trees || y.place != subject || y.span.End > x.span.Start || d.Tokens[y.head].Sent != d.Tokens[x.head].Sent {
		return false
	}
	verb := r.governor(y.head)
	if verb < 0 {
		return false
	}
	for i, n := x.head, 0; i >= 0 && n < 12; i, n = d.Tokens[i].Head, n+1 {
		if i == verb {
			return true
		}
		switch d.Tokens[i].Rel {
		case doc.RelConj, doc.RelParataxis, doc.RelAppos, doc.RelAdvcl, doc.RelRoot:
			return false
		}
	}
	return false
}
