package actor

import (
	"slices"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds whom I, we and you mean outside of quotation marks: the
// issuer of a press release, the newspaper that was "told", and the person who
// answers in an interview that is printed as questions and answers.

// outside resolves those pronouns of the text that no quote has taken.
func (s *speaker) outside() {
	d := s.d
	taken := func(t int32) bool {
		_, ok := slices.BinarySearchFunc(d.Mentions, t, func(m doc.Mention, t int32) int {
			if m.Tokens.Len() > 1 && m.Tokens.Start == t {
				return -1 // a longer mention stands before the pronoun it begins with
			}
			return int(m.Tokens.Start - t)
		})
		return ok
	}
	sort := func(a, b doc.Mention) int { return int(a.Tokens.Start - b.Tokens.Start) }
	said := slices.Clone(s.added)
	slices.SortStableFunc(said, sort)
	guest, from := s.guest()
	issuer, newspaper := doc.ActorID(none), doc.ActorID(none)
	searched := false
	for p := range d.Paragraphs {
		para := d.ParagraphTokens(int32(p))
		if para.Empty() || d.Tokens[para.Start].Is(doc.InAside) || d.Paragraphs[p].Kind == doc.ParaAside {
			continue
		}
		asks := guest >= 0 && int32(p) >= from && s.asks(para)
		for t := para.Start; t < para.End; t++ {
			if tag := d.Tokens[t].Tag; tag != doc.TagPRP && tag != doc.TagPRPS || d.Tokens[t].Is(doc.Quoted) {
				continue
			}
			p1, _ := pronounOf(d.Lower(t))
			if p1 != first && p1 != firstPlural && p1 != second || d.Text(t) == "US" || taken(t) {
				continue
			}
			if _, ok := slices.BinarySearchFunc(said, doc.Mention{Tokens: doc.Span{Start: t}}, sort); ok {
				continue
			}
			if p1 == firstPlural && guest < 0 && !searched {
				searched = true
				issuer, newspaper = s.issuer(), s.newspaper()
			}
			switch {
			case guest >= 0 && int32(p) >= from && (p1 == second && asks || p1 == first && !asks):
				s.say(t, guest, "interview")
			case p1 == firstPlural && guest < 0 && issuer >= 0:
				s.say(t, issuer, "issuer")
			case p1 == firstPlural && newspaper >= 0 && s.ofReporters(t):
				s.say(t, newspaper, "newspaper")
			}
		}
	}
}

// interviewee is the person who answers, and the paragraph of the first
// question: the one person most spoken of before it. Paragraphs that end in a
// question mark, two at least, and I or you outside of quotation marks show
// that there are questions and answers.
func (s *speaker) interviewee() (guest doc.ActorID, from int32) {
	d := s.d
	questions, persons := 0, 0
	from = none
	for p := range d.Paragraphs {
		para := d.ParagraphTokens(int32(p))
		if para.Empty() || d.Paragraphs[p].Kind == doc.ParaAside || d.Paragraphs[p].Kind == doc.ParaTitle || d.Tokens[para.Start].Is(doc.InAside) {
			continue
		}
		if d.Text(para.End-1) == "?" && !d.Tokens[para.End-1].Is(doc.Quoted) {
			questions++
			if from < 0 {
				from = int32(p)
			}
		}
		for t := para.Start; t < para.End && from >= 0; t++ {
			if tag := d.Tokens[t].Tag; (tag == doc.TagPRP || tag == doc.TagPRPS) && !d.Tokens[t].Is(doc.Quoted) {
				if q, _ := pronounOf(d.Lower(t)); q == first || q == second {
					persons++
				}
			}
		}
	}
	if questions < 2 || persons < 2 {
		return none, none
	}
	count := map[doc.ActorID]int{}
	best := doc.ActorID(none)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		p := d.ParagraphOf(m.Head)
		if p > from || p == from && m.Form != doc.FormName {
			break
		}
		if x := m.Actor; x >= 0 && d.Actors[x].Kind == doc.Person && d.Actors[x].Named {
			if count[x]++; best < 0 || count[x] > count[best] {
				best = x
			}
		}
	}
	return best, from
}

// asks tells whether the paragraph is a question, or a short remark to the
// other: it says you or your, and not I.
func (s *speaker) asks(para doc.Span) bool {
	const short = 40 // tokens
	d := s.d
	if d.Text(para.End-1) == "?" {
		return true
	}
	you := false
	for t := para.Start; t < para.End; t++ {
		if !d.Tokens[t].Is(doc.Quoted) {
			switch p, _ := pronounOf(d.Lower(t)); p {
			case first:
				return false
			case second:
				you = true
			}
		}
	}
	return you && para.Len() <= short
}

// issuer is the body that issues the text, where the text shows that it is a
// press release: of those named in the headline and the first sentences, the
// one most spoken of.
func (s *speaker) issuer() doc.ActorID {
	d := s.d
	release := false
	for _, sign := range []string{"for immediate release", "press release", "news release", "media contact", "press contact", "media enquiries", "media inquiries",
		"press enquiries", "press office:", "notes to editors", "note to editors", "- ends -", "-ends-", "###", "forward-looking statements", "about us:", "contact:"} {
		release = release || strings.Contains(d.LowerSource(), sign)
	}
	if !release {
		return none
	}
	best := doc.ActorID(none)
	sentences := int32(0)
	last := int32(none)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if s := d.Tokens[m.Head].Sent; s != last {
			last = s
			if sentences++; sentences > 3 {
				break
			}
		}
		if x := m.Actor; x >= 0 && m.Form == doc.FormName && d.Actors[x].Kind == doc.Organization && (best < 0 || s.counts[x] > s.counts[best]) {
			best = x
		}
	}
	return best
}

// newspaper is the one body that the article says somebody told something.
func (s *speaker) newspaper() doc.ActorID {
	d := s.d
	found := doc.ActorID(none)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		at := m.Tokens.Start - 1
		if m.Form != doc.FormName || m.Actor < 0 || at < 1 || d.Actors[m.Actor].Kind != doc.Organization {
			continue
		}
		if d.Lower(at) == "the" {
			at--
		}
		if at < 1 {
			continue
		}
		switch l := d.Lower(at); {
		case l == "told" || l == "tells" || l == "by" && d.Lower(at-1) == "seen" || l == "to" && (d.Lower(at-1) == "spoke" || d.Lower(at-1) == "speaking"):
			if found >= 0 && found != m.Actor {
				return none
			}
			found = m.Actor
		}
	}
	return found
}

// ofReporters tells whether we at token t are those who write: "told us", "our reporter".
func (s *speaker) ofReporters(t int32) bool {
	d := s.d
	if t > 0 && (d.Lower(t-1) == "told" || d.Lower(t-1) == "tells") {
		return true
	}
	if int(t)+1 < len(d.Tokens) {
		switch r := (resolver{d: d}); r.lemma(t + 1) {
		case "reporter", "correspondent", "newsroom", "columnist", "photographer", "reader", "colleague":
			return true
		}
	}
	return false
}

// agentOf tells the nouns for people who speak for whoever they serve, be it
// no body: "the family's lawyer".
func agentOf(lemma string) bool {
	return among(lemma, " lawyer attorney barrister solicitor counsel advocate agent manager publicist spokesman spokeswoman spokesperson representative ")
}

// mostOf is the unnamed body that an article has of a class, or none.
func (s *speaker) mostOf(class lexicon.GroupClass) doc.ActorID {
	r := resolver{d: s.d}
	for _, k := range s.bodies(false) {
		if lexicon.GroupNoun(r.lemma(s.d.Actors[k].Name.End-1))&class != 0 {
			return k
		}
	}
	return none
}
