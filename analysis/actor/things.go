package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file tells which capitalized words name no actor: laws, events, weapons,
// terms that a contract defines.

// onlyCapital tells whether the name is a common noun of the article that has a
// capital letter because it opens the headline or a sentence: "Glacier melts".
func (r *resolver) onlyCapital(s doc.Span) bool {
	d := r.d
	if s.Len() != 1 || allUpper(d.Text(s.Start)) || r.entry(s).Kinds != 0 {
		return false
	}
	if i := s.Start; i != d.SentenceOf(i).Start && d.Text(i-1) != ":" && !isQuoteMark(r.tag(i-1)) {
		return false
	}
	if r.nouns == nil {
		r.nouns = map[string]bool{}
		for i := range d.Tokens {
			if t := int32(i); (r.tag(t) == doc.TagNN || r.tag(t) == doc.TagNNS) && !isUpper(d.Text(t)) {
				r.nouns[d.Lower(t)] = true
			}
		}
	}
	return r.nouns[d.Lower(s.Start)]
}

// inWork tells whether token i is part of the title of a book, a film or the
// like that names somebody's something: "The Miller's Daughter". The same form
// names institutions: "The Miners' Union".
func (r *resolver) inWork(i int32) bool {
	d := r.d
	s := d.SentenceOf(i)
	if !isUpper(d.Text(i)) || r.titleCase && d.Tokens[i].Is(doc.InTitle) {
		return false
	}
	for p := max(s.Start+2, i-2); p <= i+2 && p+1 < s.End; p++ {
		if r.tag(p) != doc.TagPOS || !isUpper(d.Text(p-1)) || !isUpper(d.Text(p+1)) {
			continue
		}
		the := p - 2
		if the > s.Start && r.tag(the) != doc.TagDT && isUpper(d.Text(the)) {
			the--
		}
		switch d.Text(the) {
		case "The", "A", "An", "My":
		default:
			return false
		}
		last := p + 1
		for last+1 < s.End && isUpper(d.Text(last+1)) && d.Tokens[last+1].Is(doc.SpaceBefore) {
			last++
		}
		return i >= the && i <= last && lexicon.Name(d.Text(last)).Kinds&(lexicon.NameNoun|lexicon.NameSite|lexicon.NameCompany) == 0 &&
			lexicon.GroupNameWord(d.Lower(last)) == 0 && lexicon.GroupNoun(d.Lower(last)) == 0 && r.entry(doc.Span{Start: p - 1, End: p}).Kinds == 0
	}
	return false
}

// namesThing tells whether the words of a name show that it is of a law, an
// event, an award or the like, which are no actors.
func (r *resolver) namesThing(s doc.Span) bool {
	l := r.d.Lower(s.End - 1)
	if s.Len() == 1 {
		switch l {
		case "obamacare", "medicare", "medicaid", "brexit", "covid", "covid-19", "coronavirus", "bitcoin", "christmas", "easter", "ramadan", "hanukkah", "diwali", "thanksgiving":
			return true
		}
		return false
	}
	switch l {
	case "act", "bill", "treaty", "law", "amendment", "accord", "accords", "pact", "protocol", "protocols", "resolution", "constitution", "cup", "olympics", "games", "war",
		"award", "awards", "prize", "championship", "championships", "marathon", "missile", "missiles", "virus", "olympiad", "hurricane", "scandal", "massacre", "revolution", "uprising":
		return r.entry(s).Body == lexicon.NoBody
	}
	switch r.d.Lower(s.Start) {
	case "treaty", "battle", "war":
		return r.d.Lower(s.Start+1) == "of"
	case "article", "hurricane", "typhoon", "resolution", "operation", "cyclone":
		return s.Len() == 2
	}
	return false
}

// titleOfWork tells whether the noun beside the name says that it is of a book, a film
// or the like: "Low Tide, a film", "her memoir, Low Tide".
func (r *resolver) titleOfWork(s doc.Span) bool {
	d := r.d
	sent := d.SentenceOf(s.Start)
	if i := s.Start - 1; i > sent.Start && (r.tag(i) == doc.TagComma && i-1 > sent.Start && lexicon.Work(d.Lower(i-1)) && r.tag(i-2) != doc.TagNNP || isNoun(r.tag(i)) && d.Lower(i) != "play" && lexicon.Work(d.Lower(i)) && !isUpper(d.Text(i))) {
		return s.End >= sent.End || !isNoun(r.tag(s.End))
	}
	if s.End+2 >= sent.End || r.tag(s.End) != doc.TagComma || r.tag(s.End+1) != doc.TagDT && r.tag(s.End+1) != doc.TagPRPS {
		return false
	}
	for k := s.End + 2; k < sent.End && k < s.End+6; k++ {
		if lexicon.Work(d.Lower(k)) {
			return k+1 >= sent.End || !isNoun(r.tag(k+1)) && r.tag(k+1) != doc.TagHYPH
		}
		if t := r.tag(k); !isNoun(t) && !isAdjective(t) {
			return false
		}
	}
	return false
}

// channel tells whether the name is of a service on which somebody posts: "on Instagram".
// As who bans or is sued, it is a firm.
func (r *resolver) channel(s doc.Span) bool {
	d := r.d
	if s.Len() != 1 || s.Start == d.SentenceOf(s.Start).Start {
		return false
	}
	switch d.Lower(s.Start) {
	case "instagram", "facebook", "twitter", "tiktok", "telegram", "bluesky", "whatsapp", "youtube", "threads", "mastodon", "snapchat", "reddit", "linkedin", "weibo", "substack":
	default:
		return false
	}
	switch d.Lower(s.Start - 1) {
	case "on", "via":
		return true
	case "to":
		return s.Start > 1 && d.Tokens[s.Start-2].Lemma == "take"
	}
	return false
}

// inBrackets is the type of a name in the brackets behind a person's name that tell a
// politician's party and seat, "Ada Rose (Lab, Mill Ward)": none for the party's short
// form, a place for the seat; else typ.
func (r *resolver) inBrackets(s doc.Span, typ doc.NameType) doc.NameType {
	d := r.d
	sent := d.SentenceOf(s.Start)
	open := s.Start - 1
	for open > sent.Start && open > s.Start-5 && d.Text(open) != "(" {
		open--
	}
	if open <= sent.Start+1 || d.Text(open) != "(" || !isUpper(d.Text(open-1)) || !isUpper(d.Text(open-2)) || s.End >= sent.End {
		return typ
	}
	switch end := d.Text(s.End); {
	case open == s.Start-1 && s.Len() == 1 && (end == "," || end == ")" || end == ":" || end == "-" || end == "–"):
		switch d.Text(s.Start) {
		case "Con", "Lab", "LD", "Lib", "Ind", "Dem", "Rep", "Cons", "R", "D", "C", "L", "I":
			return doc.MISC
		}
	case open < s.Start-1 && end == ")" && typ == doc.PER && (groundNoun(d.Lower(s.End-1)) || d.Lower(s.End-1) == "ward"):
		return doc.LOC
	}
	return typ
}

// ticker tells whether a share's code in brackets begins at token i: "(NOK1V.HE)".
func (r *resolver) ticker(i int32) bool {
	d := r.d
	return i > 0 && int(i)+3 < len(d.Tokens) && d.Text(i-1) == "(" && d.Text(i+1) == "." && d.Text(i+3) == ")" && isUpper(d.Text(i+2))
}

// dropWeapons drops the names that only stand before nouns for weapons: those
// of types, not of makers, who are spoken of otherwise as well or known.
func (r *resolver) dropWeapons() {
	d := r.d
	var arms, all map[string]int
	weapon := func(x *nameSpan) bool {
		end := d.SentenceOf(x.span.End - 1).End
		return x.span.End < end && r.entry(x.span).Kinds == 0 && isWeapon(d.Lower(x.span.End))
	}
	for i := range r.names {
		if x := &r.names[i]; weapon(x) {
			if arms == nil {
				arms, all = map[string]int{}, map[string]int{}
			}
			arms[r.nameKey(x.span)]++
		}
	}
	if arms == nil {
		return
	}
	for i := range r.names {
		all[r.nameKey(r.names[i].span)]++
	}
	kept := r.names[:0]
	for _, x := range r.names {
		if k := r.nameKey(x.span); arms[k] > 0 && arms[k] == all[k] {
			for t := x.span.Start; t < x.span.End; t++ {
				r.nameOf[t] = 0
			}
			continue
		}
		kept = append(kept, x)
	}
	r.names = kept
	r.markNames()
}

// isWeapon tells the nouns for weapons and war machines.
func isWeapon(l string) bool {
	return among(l, " missile missiles rocket rockets drone drones rifle rifles tank tanks howitzer howitzers launcher launchers bomber bombers warplane warplanes"+
		" fighters jets helicopter helicopters torpedo torpedoes bombs grenades interceptors mortars shells ")
}

// definedTerm tells whether the name is only a noun for a body with a capital
// letter, as releases, contracts and statutes write it: "the Board", "the
// Company". It is a noun phrase then. Newspapers and parliaments are called so.
func (r *resolver) definedTerm(s doc.Span) bool {
	d := r.d
	l := d.Lower(s.Start)
	g := lexicon.GroupNoun(l)
	if s.Len() != 1 || g == 0 || lexicon.WeakGroupNoun(l) || allUpper(d.Text(s.Start)) || s.Start == 0 || r.entry(s).Body != lexicon.NoBody {
		return false
	}
	if l == "coalition" {
		return false // of armies, in reports of a war
	}
	if g&(lexicon.GroupClassNamed("parliament")|lexicon.GroupClassNamed("newspaper")|lexicon.GroupClassNamed("military")|lexicon.GroupClassNamed("broadcaster")) != 0 {
		return false
	}
	return d.Lower(s.Start-1) == "the" && d.Tokens[s.Start-1].Sent == d.Tokens[s.Start].Sent
}
