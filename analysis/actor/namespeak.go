package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file tells names of bodies that the name stage took for places by what they
// do in the article: they speak, are told things, or play.

// speakingNames is the keys of names that the article lets speak, taken for places
// but in no list of places, and no venue; and of those that it calls developers or
// the like, taken for people.
func (r *resolver) speakingNames() map[string]bool {
	d := r.d
	out := map[string]bool{}
	var venues map[string]bool
	clubs := map[string]bool{} // words by which clubs are called for short: "City"
	for i := range r.names {
		if s := r.names[i].span; s.Len() == 1 && r.clubWord(s.Start) && (s.Start == 0 || d.Lower(s.Start-1) != "the") {
			clubs[d.Lower(s.Start)] = true
		}
	}
	for i := range r.names {
		x := &r.names[i]
		s := x.span
		if x.typ == doc.PER && (r.firmByRole(s) || r.saysIt(s)) {
			out[r.nameKey(s)] = true
		}
		if x.typ != doc.LOC || s.Len() == 1 && compass(d.Lower(s.Start)) || r.entry(s).Kinds&(lexicon.NamePlace|lexicon.NameCity|lexicon.NameCountry|lexicon.NameCapital|lexicon.NameSeat) != 0 || d.Tokens[s.Start].Is(doc.InAside) {
			continue
		}
		key := r.nameKey(s)
		switch before := s.Start - 1; {
		case before >= 0 && d.Tokens[before].Sent == d.Tokens[s.Start].Sent && placePreposition(d.Lower(before)):
			if venues == nil {
				venues = map[string]bool{}
			}
			venues[key] = true
		case s.Len() == 2 && clubs[d.Lower(s.End-1)], r.nameSpeaks(s):
			out[key] = true
		}
	}
	for key := range venues {
		delete(out, key)
	}
	return out
}

// clubWord tells whether the word at token i is one that clubs have behind their
// town's name.
func (r *resolver) clubWord(i int32) bool {
	switch r.d.Lower(i) {
	case "city", "town", "united", "rovers", "county", "albion", "athletic", "wanderers", "rangers", "hotspur", "palace", "forest":
		return true
	}
	return false
}

// nameSpeaks tells whether the name s speaks or is told something: "according to
// Odra Grid", "Odra Grid said", "told Odra News.", "The Odra Centre in Harl put it".
func (r *resolver) nameSpeaks(s doc.Span) bool {
	d := r.d
	sent := d.SentenceOf(s.Start)
	at := s.Start
	the := at > sent.Start && d.Lower(at-1) == "the"
	if the {
		at--
	}
	if d.Tokens[s.Start].Is(doc.Quoted) || r.nameOf[s.Start] == 0 {
		return false
	}
	if at > sent.Start+1 && d.Lower(at-1) == "to" && d.Lower(at-2) == "according" {
		return true
	}
	if w := d.Lower(max(at-1, 0)); at > sent.Start && (w == "told" || w == "tells") && (s.End >= sent.End || !isNoun(r.tag(s.End)) && r.tag(s.End) != doc.TagPOS) {
		return true
	}
	if s.Len() == 1 && !the {
		return false // towns speak, too
	}
	head := r.headIn(s)
	if r.trees && d.Tokens[head].Rel != doc.RelNsubj {
		return false
	}
	return r.speaks(head) || the && s.Len() > 1 && building(d.Lower(s.End-1)) && r.reports(head)
}

// reports tells whether token i is the subject of a reporting verb of any kind,
// those that name and judge among them.
func (r *resolver) reports(i int32) bool {
	if r.speaks(i) {
		return true
	}
	t := &r.d.Tokens[i]
	if !r.trees || t.Rel != doc.RelNsubj || t.Head < 0 || !isVerb(r.tag(t.Head)) {
		return false
	}
	if r.d.Lower(t.Head) == "put" || r.d.Lower(t.Head) == "puts" {
		return true
	}
	cue, form := lexicon.Cue(r.d.Lower(t.Head))
	return form != 0 && cue&lexicon.CueVerb&^lexicon.CueManner != 0
}

// firmByRole tells whether "The developer, s" has a name that is of no person by its
// first word.
func (r *resolver) firmByRole(s doc.Span) bool {
	d := r.d
	sent := d.SentenceOf(s.Start)
	i := s.Start - 2
	if s.Len() < 2 || i <= sent.Start || r.tag(i+1) != doc.TagComma || r.nameOf[i] != 0 || !mayBeFirm(r.lemma(i)) || r.personVerb(s.End, sent.End) {
		return false
	}
	first := d.Lower(s.Start)
	if lexicon.ClassOf(first).Given || lexicon.GivenName(first) != lexicon.AnyBearer {
		return false
	}
	k := i
	for k > sent.Start && k > i-6 && r.tag(k) != doc.TagDT && r.tag(k) != doc.TagPRPS && r.tag(k) != doc.TagPOS {
		k--
	}
	return r.tag(k) == doc.TagDT && d.Lower(k) == "the" || r.tag(k) == doc.TagPRPS || r.tag(k) == doc.TagPOS
}

// saysIt tells whether the name, which none of its words shows to be a person's, is the subject of a verb
// of saying and "it" that of what is said: "Odra said on Monday it would close".
func (r *resolver) saysIt(s doc.Span) bool {
	d := r.d
	end := d.SentenceOf(s.Start).End
	if s.End+2 >= end || d.Tokens[s.Start].Is(doc.Quoted) || lexicon.GivenName(d.Lower(s.Start)) != lexicon.AnyBearer {
		return false
	}
	if k, last := lexicon.ClassOf(d.Lower(s.Start)), lexicon.ClassOf(d.Lower(s.End-1)); k.Given || last.Surname || last.Given {
		return false
	}
	if cue, form := lexicon.Cue(d.Lower(s.End)); cue&lexicon.CueSpeech == 0 || form&(lexicon.VerbPast|lexicon.VerbPresent) == 0 {
		return false
	}
	for i := s.End + 1; i+1 < min(end, s.End+6); i++ {
		switch t := r.tag(i); {
		case d.Lower(i) == "it":
			switch d.Lower(i + 1) {
			case "is", "was", "’s", "'s", "seemed", "seems", "would", "could", "might", "may":
				// "it was recalling", not "it was late"
				return i+2 < end && (r.tag(i+2) == doc.TagVBG || r.tag(i+2) == doc.TagVB)
			}
			return isFinite(r.tag(i+1)) && d.Lower(i+1) != "rained" && d.Lower(i+1) != "took"
		case t == doc.TagIN, t == doc.TagNNP, t == doc.TagNN:
		default:
			return false
		}
	}
	return false
}

// compass tells the words for directions that name regions and halves of countries.
func compass(l string) bool { return l == "north" || l == "south" || l == "east" || l == "west" }

// mayBeFirm tells the nouns for those who are firms as often as people.
func mayBeFirm(l string) bool {
	return among(l, " developer operator contractor publisher maker builder supplier producer distributor ")
}
