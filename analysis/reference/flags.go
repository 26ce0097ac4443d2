package reference

import "whosaid.example/analysis/doc"

// flag is a yes or no about one claim.
type flag uint32

const (
	flagTitle   flag = 1 << iota // stands in the headline or a subheading
	flagLeans                    // its subject is "it", "that", "this" or "they": it leans on what came before
	flagReacts                   // its cue is a reaction: rejected, called, replied
	flagDenies                   // its cue or predicate is a denial
	flagNow                      // tells that things have changed: now, no longer, has risen, corrected
	flagAgain                    // says that it was said before: again, repeated, once more
	flagConcede                  // its cue admits something: conceded, acknowledged, or confirms it
	flagConfirm                  // its cue only confirms something
	flagOther                    // speaks of another one: another, other, previous, last
	flagNoVerb
	flagIf // conditional
	flagAhead
	flagPast
	flagAsks
	flagMay
	flagAll  // speaks of a whole: all, every, both
	flagSome // speaks of a part: half, fewer, two of them
	flagToll // tells who was killed or hurt, is missing, ill or held
	flagWe   // its subject is "we" or "I", or what is ours or mine

	flagPresent // its verb is in the present tense: tells, is told
	flagPerfect // has told
	flagBefore  // had told
	flagNever   // never, ever, not one
	flagMargin  // tells how exact a survey is
	flagWho     // a relative clause
)

// flags reads the words of a claim and of its quote's cue that tell what it
// does.
func flags(d *doc.Document, c *doc.Claim) flag {
	var f flag
	if d.Tokens[c.Tokens.Start].Is(doc.InTitle) || d.Paragraphs[d.ParagraphOf(c.Tokens.Start)].Kind == doc.ParaHeading {
		f |= flagTitle
	}
	switch d.Lower(c.Tokens.Start) {
	case "it", "that", "this", "they", "these", "those", "doing", "such":
		f |= flagLeans
	case "we", "our", "i", "my":
		f |= flagWe
	case "who", "which", "whose":
		f |= flagWho
	}
	for t := c.Tokens.Start; t < c.Tokens.End; t++ {
		switch d.Lower(t) {
		case "now", "longer", "since", "already", "revised", "corrected", "emerged":
			f |= flagNow
		case "again", "repeated", "still", "once", "reiterated":
			f |= flagAgain
		case "another", "other", "previous", "earlier", "neighboring", "neighbouring", "different", "elsewhere", "separate", "separately":
			f |= flagOther
		case "if", "unless":
			f |= flagIf
		case "should":
			if t == c.Tokens.Start { // "should it rain"
				f |= flagIf
			}
		case "margin":
			if t+2 < c.Tokens.End && (d.Lower(t+2) == "error" || t+3 < c.Tokens.End && d.Lower(t+3) == "error") { // of, of sampling
				f |= flagMargin
			}
		case "never", "ever", "single":
			f |= flagNever
		}
		f |= extent(d, t)
	}
	switch c.Frame.Modality {
	case doc.Future, doc.Planned:
		f |= flagAhead
	case doc.Past:
		f |= flagPast
	case doc.Demanded:
		f |= flagAsks
	case doc.Possible:
		f |= flagMay
	case doc.Conditional:
		f |= flagIf
	case doc.Denied:
		f |= flagDenies
	}
	if c.Frame.Predicate < 0 {
		f |= flagNoVerb
	}
	if c.Quote >= 0 {
		q := &d.Quotes[c.Quote]
		for t := q.Cue.Start; t < q.Cue.End; t++ {
			f |= cueFlags(d.Tokens[t].Lemma)
		}
	}
	if p := c.Frame.Predicate; p >= 0 {
		f |= tense(d, c)
		f |= cueFlags(d.Tokens[p].Lemma) & (flagReacts | flagDenies)
		if f&(flagAhead|flagAsks|flagMay|flagIf) == 0 { // what will change has not changed
			f |= cueFlags(d.Tokens[p].Lemma) & flagNow
		}
	}
	return f
}

// tense is that of the claim's verb, by it and its auxiliaries; 0 for any that is told by none of the flags.
func tense(d *doc.Document, c *doc.Claim) flag {
	p := c.Frame.Predicate
	f := flag(0)
	if tag := d.Tokens[p].Tag; tag == doc.TagVBZ || tag == doc.TagVBP {
		f = flagPresent
	}
	for t := max(c.Tokens.Start, p-8); t < min(c.Tokens.End, p+3); t++ {
		x := &d.Tokens[t]
		if x.Head != p || x.Rel != doc.RelAux && x.Rel != doc.RelAuxPass && x.Rel != doc.RelCop {
			continue
		}
		switch d.Lower(t) {
		case "has", "have", "'ve", "’ve":
			return flagPerfect
		case "had":
			return flagBefore
		case "is", "are", "am", "does", "do":
			f = flagPresent
		}
	}
	return f
}

func cueFlags(lemma string) flag {
	switch lemma {
	case "deny", "dispute", "refute", "contradict", "rebut":
		return flagDenies | flagReacts
	case "reject", "dismiss", "call", "describe", "reply", "respond", "counter", "answer", "condemn", "criticize", "criticise", "welcome", "praise", "slam", "blast", "denounce", "retort", "brand", "label", "hail", "turn", "rebuff", "hit", "object", "oppose", "refuse", "disagree", "doubt":
		return flagReacts
	case "concede", "admit", "acknowledge", "confess", "clarify":
		return flagConcede
	case "confirm", "recognize", "recognise":
		return flagConcede | flagConfirm
	case "repeat", "reiterate", "restate":
		return flagAgain
	case "rise", "raise", "correct", "revise", "resign", "change", "reverse", "withdraw", "cancel", "drop", "postpone", "resume",
		"grow", "climb", "increase", "shrink", "reach", "abandon", "scrap", "freeze", "lift", "revoke", "suspend", "settle", "quit", "reopen":
		return flagNow
	}
	return 0
}
