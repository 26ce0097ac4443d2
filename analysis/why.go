package analysis

import "whosaid.example/analysis/doc"

// whyQuote says in plain words how the speaker of a quote is known: the rule
// that found its source and, where the source is not the speaker's name, how
// the two belong together. It is "" where no rule is recorded.
func whyQuote(d *doc.Document, q *doc.Quote) string {
	cue, source, anchor := shown(d, q.Cue), shown(d, q.Source), shown(d, q.Anchor)
	var s string
	switch q.Rule {
	case "":
		return ""
	case "cue-verb", "cue-noun", "cue-phrase", "beside":
		s = cue + " reports it"
		if source != "" {
			s = "The sentence says so: " + source + " … " + cue
		}
	case "cue-verb-inverted", "passive":
		s = "The sentence says so: " + cue + " … " + source
	case "according-to":
		s = "The sentence names its source: " + cue + " … " + source
	case "clause-final":
		s = "The sentence ends with who says it: " + source + " … " + cue
	case "second-cue":
		s = "The verb shares its subject: " + source + " … " + cue
	case "verb-object":
		s = "The verb tells what its subject makes of this: " + source + " … " + cue
	case "verb-that":
		s = "The sentence says so: " + source + " … " + cue + " that"
	case "citing":
		s = "The report cites " + source
	case "headline":
		s = "The headline says so: " + source + " … " + cue
	case "colon":
		s = "It stands after a colon, after who says it"
		if source != "" {
			s += ": " + source
		}
	case "introduced":
		s = "The sentence before ends in a colon and speaks of " + source
	case "transcript":
		s = "The line begins with who speaks: " + source
	case "interview":
		s = "It answers a question of the interview"
	case "list":
		s = "It is a point of the list that the line before gives to " + source
	case "excerpt":
		s = "A quote in the text has the same words"
	case "signature":
		s = "It is signed: " + source
	case "carried-on":
		s = "It goes on from the quote before, and nobody else is named in between"
	case "speaker-before":
		s = "No speaker is written beside it; the sentence before speaks of " + anchor
	case "speaker-after":
		s = "No speaker is written beside it; the sentence after speaks of " + anchor
	default:
		return ""
	}
	switch q.Rule {
	case "speaker-before", "speaker-after", "carried-on":
	default:
		if source == "" && anchor != "" {
			s += "; the text speaks of " + anchor
		}
	}
	if q.Relay != (doc.Span{}) {
		s += "; reported by " + shown(d, q.Relay)
	}
	if len(q.Chain) > 1 && q.Rule != "carried-on" {
		last := d.Mentions[q.Chain[len(q.Chain)-1]].Tokens
		if name := shown(d, last); name != source && name != anchor {
			s += "; that is " + name
		}
	}
	return s + "."
}

// shown is the text of a span in quotation marks, cut to a length that a
// reader takes in at a glance; "" for an empty span.
func shown(d *doc.Document, s doc.Span) string {
	if s.Empty() {
		return ""
	}
	const most = 9
	more := ""
	if s.Len() > most {
		s.End, more = s.Start+most, " …"
	}
	return "“" + d.SpanText(s) + more + "”"
}
