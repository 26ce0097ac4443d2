package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// forGovernment tells whether a capital's or seat's name stands for the
// government: it acts ("Moscow said"), owns what governments have ("Kyiv's
// demand"), or stands where only actors do ("talks with Washington"). A seat
// stands for it unless it is a venue.
func (r *resolver) forGovernment(c int32, kinds lexicon.NameKind) bool {
	x := &r.cands[c]
	d := r.d
	end := d.SentenceOf(x.head).End
	after := x.span.End
	if after+1 < end && r.tag(after) == doc.TagHYPH && !d.Tokens[after].Is(doc.SpaceBefore) {
		return backs(d.Lower(after + 1)) // "Moscow-backed"
	}
	if r.dealtWith(x) {
		return true
	}
	if r.venue(c) {
		return false
	}
	if after < end && r.tag(after) == doc.TagPOS {
		// "Kyiv's demand", not "Kyiv's streets"
		i := after + 1
		for i < end && i < after+5 && !isNoun(r.tag(i)) {
			i++
		}
		return i < end && !ofCity(r.lemma(i))
	}
	if kinds&lexicon.NameSeat != 0 {
		return true
	}
	if r.pairActs(x, end) || r.actsUnsaid(x, end) {
		return true
	}
	if after < end && isNoun(r.tag(after)) && r.nameOf[after] == 0 {
		// "Moscow officials", not "Moscow streets"
		return ofGovernment(r.lemma(after))
	}
	if r.placeOf(x) == subject || r.actsAcross(x, end) {
		return true
	}
	if x.span.Start > 0 {
		switch d.Lower(x.span.Start - 1) {
		case "with", "by", "against", "for", "between", "urged", "told", "asked", "pressed", "accused", "warned", "and":
			return r.tag(x.span.Start-1) != doc.TagCC || r.actsWith(x.span.Start-1)
		}
	}
	return false
}

// dealtWith tells whether what stands before the name is done to governments
// or had with them, not with cities: "aid to Kyiv", "sent Kyiv a warning",
// "sanctions on Tehran", "arming Moscow".
func (r *resolver) dealtWith(x *cand) bool {
	d := r.d
	i := x.span.Start - 1
	if i < 1 || d.Tokens[i].Sent != d.Tokens[x.head].Sent {
		return false
	}
	if isVerb(r.tag(i)) {
		return treats(r.lemma(i)) && (x.span.End >= d.SentenceOf(x.head).End || !isNoun(r.tag(x.span.End)) || r.nameOf[x.span.End] != 0)
	}
	switch d.Lower(i) {
	case "to", "for", "from", "on", "of", "against", "toward", "towards":
	default:
		return false
	}
	k := i - 1
	switch l := r.lemma(k); d.Lower(i) {
	case "of":
		return l == "ally" || l == "critic" || l == "enemy" || l == "foe" || l == "supporter" || l == "backer" || l == "adversary" || l == "support" || l == "recognition" ||
			l == "wary" || l == "critical" || l == "supportive" || l == "suspicious" || l == "independent" || l == "distrust" || l == "criticism" || l == "condemnation"
	case "on":
		return l == "pressure" || l == "sanction" || l == "tariff" || l == "embargo" || l == "restriction" || l == "dependence" || l == "dependent" || l == "reliance" || l == "reliant" ||
			l == "rely" || l == "depend" || l == "call" || l == "curb" || l == "influence" || l == "lean" || l == "work" || l == "hard" || l == "tough" || l == "soft"
	case "from":
		return isNoun(r.tag(k)) && (l == "response" || l == "demand" || l == "pressure" || l == "threat" || l == "signal" || l == "criticism" || l == "condemnation" || l == "concession" ||
			l == "support" || l == "aid" || l == "statement" || l == "reaction" || l == "assurance" || l == "guarantee" || l == "order" || l == "word" || l == "warning" || l == "reply" || l == "offer")
	}
	if toGovernment(r.lemma(k)) {
		return true
	}
	// "sent weapons to Kyiv", not "sent envoys to Kyiv" or "will send troops to Kyiv"
	for n := 0; n < 6 && k > d.SentenceOf(x.head).Start; n, k = n+1, k-1 {
		if isVerb(r.tag(k)) {
			return gives(r.lemma(k)) && n > 0
		}
		if f := lexicon.Person(r.lemma(k)); f != 0 || r.nameOf[k] != 0 {
			return false
		}
		switch r.lemma(k) {
		case "force", "delegation", "mission", "team", "troop", "ship", "train", "plane", "flight", "convoy":
			return false
		}
	}
	return false
}

func isVerb(t doc.Tag) bool {
	return isFinite(t) && t != doc.TagMD || t == doc.TagVB || t == doc.TagVBG || t == doc.TagVBN
}

// backs tells the words that stand behind a government's name and a hyphen.
func backs(l string) bool {
	return among(l, " backed led aligned installed controlled appointed sponsored supported friendly imposed brokered funded run leaning allied armed mediated"+
		" drafted ")
}

// treats tells the verbs whose objects are governments rather than cities.
func treats(lemma string) bool {
	return among(lemma, " arm support help back aid supply fund finance isolate provoke deter recognise recognize punish sanction contain confront pressure persuade"+
		" convince appease embolden anger irritate abandon assist trust oppose criticise criticize condemn blame praise thank threaten urge accuse"+
		" warn press tell ask force push prompt infuriate alarm reassure antagonize antagonise allow let give lend sell ")
}

// toGovernment tells the nouns that go to governments: "aid to Kyiv".
func toGovernment(lemma string) bool {
	return among(lemma, " aid support assistance help weapon arm missile ammunition delivery supply shipment message warning signal tie link concession response"+
		" letter ultimatum loan commitment appeal offer proposal threat opposition guarantee assurance close loyal hostile sympathetic friendly sale"+
		" transfer approach policy pledge closer favourable favorable beholden indebted challenge rebuke allegiance loyalty back-channel overture ")
}

// gives tells the verbs by which something goes to a government.
func gives(lemma string) bool {
	return among(lemma, " send give supply provide sell ship deliver offer transfer hand lend grant pledge promise donate signal cede export appeal respond speak talk ")
}

// pairActs tells whether the name is one of two capitals that a finite verb
// follows: "that Vienna and Madrid reject".
func (r *resolver) pairActs(x *cand, end int32) bool {
	isCapital := func(i int32) bool {
		return i >= 0 && i < end && lexicon.Name(r.d.Text(i)).Kinds&(lexicon.NameCapital|lexicon.NameCountry|lexicon.NameSeat) != 0
	}
	first, last := x.span.Start, x.span.End
	switch {
	case last+1 < end && r.tag(last) == doc.TagCC && isCapital(last+1):
		last += 2
	case first >= 2 && r.tag(first-1) == doc.TagCC && isCapital(first-2):
		first -= 2
	default:
		return false
	}
	if first > 0 && placePreposition(r.d.Lower(first-1)) || last >= end {
		return false
	}
	t := r.tag(last)
	if r.d.Tokens[first].Is(doc.InTitle) && first == r.d.SentenceOf(first).Start && !isUpper(r.d.Text(last)) && !ofCity(r.lemma(last)) {
		return true // a headline's verb looks like a noun: "Oslo and Bern trade barbs"
	}
	return isFinite(t) || t == doc.TagVB || first > 0 && r.d.Lower(first-1) == "that"
}

// actsUnsaid tells whether the name is the subject of a verb that is left out, "Oslo
// wanted a vote, and Bern a treaty", or of a headline's that looks like a noun: "as Oslo
// protests".
func (r *resolver) actsUnsaid(x *cand, end int32) bool {
	d := r.d
	i, k := x.span.Start-1, x.span.End
	if i < 1 || k >= end || d.Tokens[i].Sent != d.Tokens[x.head].Sent {
		return false
	}
	if d.Tokens[i].Is(doc.InTitle) {
		return (d.Lower(i) == "as" || d.Lower(i) == "after" || d.Lower(i) == "while") && r.tag(k) == doc.TagNNS && !ofCity(r.lemma(k)) && !isUpper(d.Text(k))
	}
	return d.Lower(i) == "and" && r.tag(i-1) == doc.TagComma && (r.tag(k) == doc.TagDT || d.Lower(k) == "on" || d.Lower(k) == "for")
}

// actsAcross tells whether the name opens its sentence and a finite verb follows
// what stands between commas: "Vienna, however, refused".
func (r *resolver) actsAcross(x *cand, end int32) bool {
	i := x.span.End
	if i >= end || r.tag(i) != doc.TagComma || x.span.Start != r.d.SentenceOf(x.head).Start {
		return false
	}
	for k := i + 1; k < end && k < i+14; k++ {
		if t := r.tag(k); isFinite(t) {
			if cue, _ := lexicon.Cue(r.d.Lower(k)); cue&lexicon.CueSpeech != 0 && r.tag(k+1) == doc.TagComma {
				continue // "Vienna, he said, refused"
			}
			return false
		} else if t == doc.TagComma {
			return k+1 < end && isFinite(r.tag(k+1))
		}
	}
	return false
}

// actsWith tells whether the name before the conjunction at i stands for an actor:
// "between Moscow and Kyiv".
func (r *resolver) actsWith(i int32) bool {
	return i >= 2 && r.nameOf[i-1] != 0 && (r.d.Lower(i-2) == "between" || r.d.Lower(i-2) == "with")
}

// venue tells whether a preposition of place stands before the name.
func (r *resolver) venue(c int32) bool {
	x := &r.cands[c]
	i := x.span.Start - 1
	if i >= 0 && r.d.Lower(i) == "the" {
		i--
	}
	if i < 0 {
		return false
	}
	if placePreposition(r.d.Lower(i)) {
		return true
	}
	if after := x.span.End; int(after) < len(r.d.Tokens) && r.d.Tokens[after].Sent == r.d.Tokens[x.head].Sent && isMeeting(r.lemma(after)) && r.nameOf[after] == 0 {
		return true
	}
	switch r.d.Lower(i) {
	case "downtown", "central", "eastern", "western", "northern", "southern", "visited", "visits", "visit", "left", "reached":
		return true
	case "from", "to", "of":
		// "flew to Moscow", but "a message to Moscow" says nothing either way
		return r.d.Lower(i) != "of" || i > 0 && ofCity(r.lemma(i-1))
	}
	return false
}

// isMeeting tells whether a noun behind a city's name is for what is held
// there: "the Vienna talks".
func isMeeting(lemma string) bool {
	return among(lemma, " talk summit conference meeting forum congress visit trip speech agreement accord treaty protocol declaration game marathon hearing ")
}

// placePreposition tells whether a place follows the word rather than an actor.
func placePreposition(l string) bool {
	switch l {
	case "in", "at", "near", "around", "outside", "inside", "across", "over", "throughout", "through", "into", "off":
		return true
	}
	return false
}

// ofGovernment tells whether a noun behind a capital's name shows that the
// government is meant: "Moscow officials", but "the Moscow seismologist".
func ofGovernment(lemma string) bool {
	return among(lemma, " official diplomat minister envoy negotiator leader spokesman spokeswoman spokesperson authority government delegation ambassador embassy"+
		" president premier chancellor policymaker lawmaker politician ally adversary regime aide side ")
}

// ofCity tells whether a noun goes with a city rather than with a government.
func ofCity(lemma string) bool {
	return among(lemma, " street suburb outskirts outskirt airport mayor resident centre center district area metro subway station hospital hotel museum university"+
		" square city port region neighbourhood neighborhood school police population capital bureau correspondent native stadium club park river"+
		" skyline people crowd ")
}
