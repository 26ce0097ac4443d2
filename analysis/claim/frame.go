package claim

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// finish sets Frame and About of all claims.
func (s *splitter) finish() {
	d := s.d
	mention := 0
	for i := range s.claims {
		c := &s.claims[i]
		s.frame(c)
		// Mentions and claims are both ordered by start.
		for mention > 0 && d.Mentions[mention-1].Tokens.Start >= c.Tokens.Start {
			mention--
		}
		for mention < len(d.Mentions) && d.Mentions[mention].Tokens.Start < c.Tokens.Start {
			mention++
		}
		c.About = nil
		for m := mention; m < len(d.Mentions) && d.Mentions[m].Tokens.Start < c.Tokens.End; m++ {
			if a := d.Mentions[m].Actor; a >= 0 && c.Tokens.Contains(d.Mentions[m].Tokens) && !slices.Contains(c.About, a) {
				c.About = append(c.About, a)
			}
		}
		if a := c.Frame.Subject; a >= 0 && !slices.Contains(c.About, a) {
			c.About = append(c.About, a) // whom a relative clause tells of stands before it
		}
	}
}

// frame fills the frame of one claim.
func (s *splitter) frame(c *doc.Claim) {
	d := s.d
	f := &c.Frame
	*f = doc.Frame{Predicate: s.predicate(c.Tokens), Subject: doc.None}
	if p := f.Predicate; p >= 0 {
		f.Class = lexicon.PredicateClass(d.Tokens[p].Lemma)
		f.Negated = s.info[p].neg
		f.Subject = s.actorAt(s.info[p].subj, c.Tokens)
		if x := s.info[p].subj; x >= 0 && relative(d.Tokens[x].Tag) {
			if h := d.Tokens[p].Head; h >= 0 && h < c.Tokens.Start {
				f.Subject = s.actorAt(h, d.Sentences[d.Tokens[h].Sent].Tokens)
			}
		}
	}
	f.Modality = s.modality(c)
	f.Negated = f.Negated || f.Modality == doc.Denied
	ahead := f.Modality == doc.Future || f.Modality == doc.Planned || f.Modality == doc.Demanded
	f.Quantities = quantities(d, c.Tokens)
	s.counted(f)
	f.Dates = dates(d, c.Tokens, s.today, ahead)
}

// counted gives a number without a noun the unit of what it is said of: "the
// toll has risen to nine", "the number of visitors reached 900".
func (s *splitter) counted(f *doc.Frame) {
	if f.Predicate < 0 {
		return
	}
	subj := s.info[f.Predicate].subj
	if subj < 0 || !noun(s.d.Tokens[subj].Tag) {
		return
	}
	unit := s.d.Tokens[subj].Lemma
	switch unit {
	case "number", "total", "count", "figure", "tally", "sum":
		for t := subj + 1; t < f.Predicate && t < subj+8; t++ {
			if noun(s.d.Tokens[t].Tag) && s.d.Tokens[t].Head == subj {
				unit = s.d.Tokens[t].Lemma
				break
			}
		}
	}
	for i := range f.Quantities {
		if q := &f.Quantities[i]; q.Unit == "" && q.Tokens.Start > f.Predicate {
			q.Unit = unit
		}
	}
}

// predicate is the head of the claim's main clause: the clausal token nearest
// to the root; the first one among equals. None where there is no verb.
func (s *splitter) predicate(span doc.Span) int32 {
	d := s.d
	best, bestDepth := int32(doc.None), 1<<30
	for t := span.Start; t < span.End; t++ {
		if !s.clausal(t) {
			continue
		}
		depth := 0
		for h := d.Tokens[t].Head; h >= 0 && span.Has(h) && depth < 64; h = d.Tokens[h].Head {
			depth++
		}
		if depth < bestDepth {
			best, bestDepth = t, depth
		}
		if depth == 0 {
			break
		}
	}
	return best
}

func relative(t doc.Tag) bool { return t == doc.TagWP || t == doc.TagWDT }

// actorAt is the actor of the smallest mention whose head is token t.
func (s *splitter) actorAt(t int32, in doc.Span) doc.ActorID {
	d := s.d
	if t < 0 {
		return doc.None
	}
	lo, _ := d.MentionFrom(in.Start)
	for i := lo; i < len(d.Mentions) && d.Mentions[i].Tokens.Start <= t; i++ {
		if m := &d.Mentions[i]; m.Head == t && m.Actor >= 0 {
			return m.Actor
		}
	}
	return doc.None
}

// modality reads how a claim is put from its auxiliaries, its marks and the cue
// of its quote.
func (s *splitter) modality(c *doc.Claim) doc.Modality {
	d := s.d
	p := c.Frame.Predicate
	var q *doc.Quote
	if c.Quote >= 0 {
		q = &d.Quotes[c.Quote]
	}
	if q != nil && c.Tokens.Contains(q.Cue) {
		for t := q.Cue.Start; t < q.Cue.End; t++ {
			if reverses(d.Tokens[t].Lemma) || reverses(d.Lower(t)) || reverses(s.phrasal(t)) {
				return doc.Denied
			}
		}
	}
	if p >= 0 && reverses(s.phrasal(p)) {
		return doc.Denied
	}
	if p >= 0 && reverses(d.Tokens[p].Lemma) && d.Tokens[p].Lemma != "refuse" && d.Tokens[p].Lemma != "oppose" {
		return doc.Denied
	}
	if q != nil {
		for t := q.Cue.Start; t < q.Cue.End; t++ {
			class, _ := lexicon.Cue(d.Lower(t))
			switch {
			case class&lexicon.CueDemand != 0 && class&lexicon.CueSpeech == 0:
				return doc.Demanded
			case q.Thought && wants(d.Tokens[t].Lemma):
				return doc.Planned
			}
			switch d.Tokens[t].Lemma {
			case "demand", "call", "insist":
				if t+1 < q.Cue.End && (d.Lower(t+1) == "for" || d.Lower(t+1) == "on") || d.Tokens[t].Lemma == "demand" {
					return doc.Demanded
				}
			}
		}
	}
	if p < 0 {
		return doc.Asserted
	}
	if s.info[p].cond {
		return doc.Conditional
	}
	indirect := q != nil && q.Kind != doc.Direct
	m := doc.Asserted
	if t := d.Tokens[p].Tag; t == doc.TagVBD || t == doc.TagVBN {
		m = doc.Past
	}
	// Auxiliaries stand before the predicate, or between it and its subject.
	for t := c.Tokens.Start; t < c.Tokens.End; t++ {
		tok := &d.Tokens[t]
		if tok.Head != p && t != p {
			continue
		}
		switch d.Lower(t) {
		case "will", "'ll", "’ll", "shall", "won't", "wo":
			return doc.Future
		case "would", "'d", "’d":
			if indirect {
				return doc.Future
			}
			return doc.Possible
		case "may", "might", "could", "likely", "unlikely", "possibly", "perhaps", "probably", "can":
			return doc.Possible
		case "should", "must", "ought":
			return doc.Demanded
		}
		if t == p {
			switch tok.Lemma {
			case "plan", "intend", "aim", "hope", "want", "expect", "set", "propose", "prepare", "seek":
				return doc.Planned
			case "require", "oblige":
				return doc.Demanded
			case "suppose":
				if tok.Tag == doc.TagVBN { // "are supposed to give notice"
					return doc.Demanded
				}
			case "have", "need":
				if p+1 < c.Tokens.End && d.Lower(p+1) == "to" {
					return doc.Demanded
				}
			case "go":
				if tok.Tag == doc.TagVBG && p+2 < c.Tokens.End && d.Lower(p+1) == "to" {
					return doc.Future
				}
			}
		}
		if tok.Rel == doc.RelAux || tok.Rel == doc.RelCop || tok.Rel == doc.RelAuxPass {
			if tok.Tag == doc.TagVBD || d.Tokens[p].Tag == doc.TagVBN && tok.Lemma == "have" {
				m = doc.Past
			} else if tok.Tag == doc.TagVBZ || tok.Tag == doc.TagVBP {
				if m == doc.Past && d.Tokens[p].Tag == doc.TagVBN && tok.Rel != doc.RelAuxPass {
					continue
				}
				m = doc.Asserted
			}
		}
	}
	return m
}

// phrasal is the verb that means what the verb at t means with its particle, "" for
// none.
func (s *splitter) phrasal(t int32) string {
	if p := s.d.Particle(t); p >= 0 {
		return lexicon.PhrasalVerb(s.d.Tokens[t].Lemma, s.d.Lower(p))
	}
	return ""
}

func wants(lemma string) bool {
	switch lemma {
	case "want", "plan", "intend", "aim", "hope", "mean", "seek", "wish", "expect", "decide":
		return true
	}
	return false
}
