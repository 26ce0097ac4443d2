package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file takes over the names of the name stage, mends where they begin
// and end, and finds those that were missed.
// nameSpan is a name.
type nameSpan struct {
	span  doc.Span
	typ   doc.NameType
	score float32
	cand  int32
	clan  bool // a family: "the Brandts"
}

// collectNames takes over the document's names, without titles and articles,
// then adds what the document itself shows to be a name: surnames of people
// with a full name, acronyms of bodies, and what the gazetteers know.
func (r *resolver) collectNames() {
	d := r.d
	r.findStates()
	for _, n := range d.Names {
		s := n.Tokens
		if s.Empty() || d.Tokens[s.Start].Is(doc.InAside) || n.Type == doc.NoName || !latin(d.Text(s.Start)) {
			continue
		}
		if w := d.Text(s.Start); s.Len() == 1 && (w[len(w)-1] == 's' && letters(w[:len(w)-1]) || s.Start > 0 && allUpper(w) && lexicon.TimeZone(d.Lower(s.Start)) && (r.tag(s.Start-1) == doc.TagCD || lexicon.HalfDay(d.Lower(s.Start-1)))) {
			continue // "TDs", "3 pm ET"
		}
		if s.Len() == 1 && s.Start == d.SentenceOf(s.Start).Start && levelWord(d.Lower(s.Start)) && int(s.End) < len(d.Tokens) && !isUpper(d.Text(s.End)) && (isNoun(r.tag(s.End)) || isAdjective(r.tag(s.End))) {
			continue // "Federal investigators", beside a Federal Bureau
		}
		if w := d.Lower(s.Start); s.Len() > 1 && (w == "the" || (w == "a" || w == "an") && n.Type != doc.PER && s.Start == d.SentenceOf(s.Start).Start) {
			s.Start++
		}
		for s.Len() > 1 && shouted(d.Text(s.End-1)) && !allUpper(d.Text(s.Start)) {
			s.End-- // "Ida SPLIT"
			if s.Len() == 1 && n.Type == doc.ORG && lexicon.GivenName(d.Lower(s.Start)) != lexicon.AnyBearer {
				n.Type = doc.PER
			}
		}
		if r.label(s, n.Type) {
			continue
		}
		if s.Len() > 1 && d.Tokens[s.End-1].Tag == doc.TagPOS {
			s.End--
		}
		if s.Len() > 1 && s.Start == d.SentenceOf(s.Start).Start && opener(d.Lower(s.Start)) && isUpper(d.Text(s.Start+1)) {
			s.Start++ // "But Odra Foods campaigner"
		}
		if n.Type == doc.ORG && s.Len() > 2 && s.Start == d.SentenceOf(s.Start).Start && isUpper(d.Text(s.Start+1)) {
			switch d.Lower(s.Start) {
			case "opposition", "ruling", "rival":
				s.Start++ // "Opposition Lake Party chairman"
			}
		}
		if l := d.Lower(s.Start); s.Len() > 2 && r.portfolio(s.Start) && !lexicon.ClassOf(l).Given && lexicon.ClassOf(d.Lower(s.Start+1)).Given && isUpper(d.Text(s.Start+1)) {
			s.Start++ // "Secretary of State for Defence Ada Rose"
			n.Type = doc.PER
		}
		if n.Type == doc.ORG && s.Len() == 2 && lexicon.ParseAbbreviation(d.Lower(s.Start)) == lexicon.AbbreviationTitle && lexicon.Name(d.Text(s.Start)).Kinds&lexicon.NameTitle != 0 {
			n.Type = doc.PER // "Col Reed"
		}
		if n.Type == doc.PER {
			s, n.Type = r.wholeBody(s)
		}
		if n.Type == doc.PER {
			if i := s.Start - 1; s.Len() == 1 && i > d.SentenceOf(s.Start).Start && isUpper(d.Text(i)) && givenAsWell(d.Lower(i)) && !isUpper(d.Text(i-1)) && r.tag(i-1) == doc.TagNN {
				s.Start = i // "retired shrimper Earl Trask"
			}
			for s.Len() > 1 {
				k, e := lexicon.LongestName(d, s.Start, s.End, lexicon.NameHonorific|lexicon.NameTitle)
				if k == 0 || int(k) >= s.Len() || e.Kinds&lexicon.NameParticle != 0 {
					break
				}
				if givenAsWell(d.Lower(s.Start)) {
					break // given names as well; the name stage has taken the title off
				}
				s.Start += k
			}
		}
		if l := d.Lower(s.End - 1); n.Type == doc.PER && s.Len() > 1 && (l == "secretary-general" || l == "general" && d.Tokens[s.End-2].Tag == doc.TagHYPH) {
			// "UN Secretary-General": an office, and whose it is
			first := doc.Span{Start: s.Start, End: s.Start + 1}
			if r.entry(first).Body != lexicon.NoBody {
				r.splitName(first, doc.ORG, n.Score)
			}
			continue
		}
		for n.Type == doc.PER && s.Len() > 2 && letters(d.Text(s.End-1)) {
			s.End--
		}
		if n.Type != doc.PER {
			if from := s.Start; s.Len() > 3 {
				if s = r.withoutPossessed(s, n); s.Start > from {
					n.Type = doc.PER
				}
			}
		}
		if n.Type == doc.ORG {
			if k, e := lexicon.LongestName(d, s.Start, d.SentenceOf(s.Start).End, lexicon.NameBody); int(k) > s.Len() && e.Body != lexicon.NoBody {
				s.End = s.Start + k // "UN refugee agency"
			}
			switch d.Text(s.End - 1) {
			case "Democrats", "Republicans":
				if s.Len() > 1 && r.entry(s).Body == lexicon.NoBody {
					s.End-- // "Senate Republicans"
				}
			case "MP", "MPs", "MEP", "MEPs", "MSP", "MSPs", "TD", "TDs", "MLA", "MLAs":
				if s.Len() > 1 {
					s.End-- // "Labour MP"
				}
			}
		}
		if s.Start > 1 && s.Len() < 4 {
			n.Type = r.inBrackets(s, n.Type)
		}
		if n.Type == doc.MISC || (n.Type != doc.PER || s.Len() == 1 && r.nounBehind(s.End)) && s.Len() <= 2 && r.ofOwnState(d.Lower(s.End-1)) {
			continue
		}
		if e := r.entry(s); e.Kinds&lexicon.NameDemonym != 0 && e.Kinds&(lexicon.NameCountry|lexicon.NameBody|lexicon.NameCity|lexicon.NameCapital) == 0 && n.Type != doc.PER {
			continue // "Russian" names nobody
		}
		if r.definedTerm(s) || r.onlyCapital(s) || s.Len() <= 2 && r.inWork(s.Start) {
			continue
		}
		if r.namesThing(s) || r.ticker(s.Start) || n.Type != doc.PER && r.titleOfWork(s) || r.channel(s) {
			r.notNames = append(r.notNames, s)
			continue
		}
		r.splitName(s, n.Type, n.Score)
	}
	r.cutHeadlines()
	r.regainParticles()
	r.markNames()
	r.recoverNames()
	r.dropWeapons()
	r.dropOffices()
	r.agreeTypes()
	r.markNames()
}

// withoutPossessed takes somebody of the body out of its name, as a name of its own:
// "Bureau of Tides's Ida Rose".
func (r *resolver) withoutPossessed(s doc.Span, n doc.Name) doc.Span {
	d := r.d
	for p := s.Start + 1; p+2 < s.End; p++ {
		if r.tag(p) != doc.TagPOS || s.End-p > 4 || !lexicon.ClassOf(d.Lower(p+1)).Given || !isUpper(d.Text(p+1)) || !isUpper(d.Text(s.End-1)) ||
			lexicon.Name(d.Text(s.End-1)).Kinds&(lexicon.NameNoun|lexicon.NameSite) != 0 || lexicon.GroupNameWord(d.Lower(s.End-1)) != 0 {
			continue
		}
		r.splitName(doc.Span{Start: s.Start, End: p}, n.Type, n.Score)
		return doc.Span{Start: p + 1, End: s.End}
	}
	return s
}

// latin tells whether a word begins with a Latin letter, or with none: in other scripts
// the stage before finds no names but whole clauses.
func latin(w string) bool {
	c := w[0]
	return c < 0xCD || c == 0xE1 || c == 0xE2 // ASCII, Latin-1 to IPA, Latin Extended Additional, quotation marks
}

// splitName adds the name s, cut at words in lower case that no name has
// inside, as in headlines: "Bridge closes Harlow". A possessive goes on where
// an institution's noun follows: "St Anne's Hospital".
func (r *resolver) splitName(s doc.Span, typ doc.NameType, score float32) {
	d := r.d
	for s.Len() > 1 && d.Tokens[s.Start].Tag == doc.TagHYPH {
		s.Start++
	}
	if s.Len() == 1 && typ == doc.LOC && groundNoun(d.Lower(s.Start)) {
		return
	}
	if s.Len() == 3 && d.Tokens[s.Start+1].Tag == doc.TagHYPH && isState(d.Text(s.Start)) && isState(d.Text(s.Start+2)) {
		r.names = append(r.names, nameSpan{span: doc.Span{Start: s.Start, End: s.Start + 1}, typ: doc.LOC, score: score, cand: none})
		s.Start += 2 // "the Norway-Sweden border"
	}
	for s.Len() > 1 && (smallInName(d.Lower(s.End-1)) && !isUpper(d.Text(s.End-1))) {
		s.End--
	}
	if s.Len() > 2 && d.Tokens[s.Start+1].Tag == doc.TagHYPH && !isUpper(d.Text(s.Start+2)) && s.Len() == 3 {
		return // "Deep-sea" at the start of a sentence
	}
	if t := d.Tokens[s.End-1].Tag; s.Len() == 1 && t == doc.TagNNPS && typ != doc.ORG && strings.HasSuffix(d.Lower(s.Start), "ans") && r.entry(s).Kinds&lexicon.NamePlace == 0 {
		return // a people, which is no name of one actor
	}
	if cut := r.roleInside(s); cut > s.Start {
		// "Harl Mayor Tom Prue": what stands before the role is another name
		if cut-1 > s.Start && r.entry(doc.Span{Start: s.Start, End: cut - 1}).Kinds&lexicon.NameDemonym == 0 {
			r.names = append(r.names, nameSpan{span: doc.Span{Start: s.Start, End: cut - 1}, typ: doc.LOC, score: score / 2, cand: none})
		}
		s.Start, typ = cut, doc.PER
		for i := s.Start + 1; i+1 < s.End; i++ {
			if d.Lower(i) == "of" {
				r.names = append(r.names, nameSpan{span: doc.Span{Start: s.Start, End: i}, typ: typ, score: score, cand: none})
				s.Start, typ = i+1, doc.ORG
				break
			}
		}
	}
	end := d.SentenceOf(s.End - 1).End
	if typ != doc.LOC || s.Len() > 1 {
		// "Borvik Foods plc", "the Rivers and Lakes Agency"
		if s.End < end && s.End < s.Start+8 && d.Tokens[s.End].Is(doc.SpaceBefore) && legalForm(d.Lower(s.End)) {
			s.End++
			typ = doc.ORG
		}
	}
	if i := s.Start; i > 2 && r.tag(i-1) == doc.TagCC && d.Text(i-1) != "or" && isUpper(d.Text(i-2)) && d.Lower(i-3) == "the" && d.Tokens[i-3].Sent == d.Tokens[i].Sent &&
		typ == doc.ORG && s.Len() > 1 && lexicon.GroupNameWord(d.Lower(s.End-1)) != 0 && r.entry(s).Body == lexicon.NoBody &&
		lexicon.Name(d.Text(i-2)).Kinds == 0 && r.nameOf[i-2] == 0 && (len(r.names) == 0 || r.names[len(r.names)-1].span.End <= i-2) {
		s.Start -= 2
	}
	for s.Len() > 1 && (d.Tokens[s.End-1].Tag == doc.TagHYPH || d.Text(s.End-1) == "-") {
		s.End--
	}
	start := s.Start
	leaves := s.Start > 0 && (d.Lower(s.Start-1) == "left" || r.lemma(s.Start-1) == "leave" || r.lemma(s.Start-1) == "quit")
	for i := s.Start; i < s.End && (s.Len() < 3 || r.entry(s).Body == lexicon.NoBody); i++ {
		if i > start && i+1 < s.End && !isUpper(d.Text(i)) && isLetter(d.Text(i)) && (!smallInName(d.Lower(i)) || leaves && d.Lower(i) == "for") && d.Tokens[i].Is(doc.SpaceBefore) && d.Tokens[i+1].Is(doc.SpaceBefore) {
			r.names = append(r.names, nameSpan{span: doc.Span{Start: start, End: i}, typ: typ, score: score / 2, cand: none})
			start = i + 1
		}
	}
	if start > s.Start && start+1 == s.End && isLetter(d.Text(start)) && !isUpper(d.Text(start)) {
		return // of "Harlow town hall" the last word alone is no name
	}
	s.Start = start
	if int(s.End)+1 < len(d.Tokens) && s.Len() == 1 && d.Text(s.Start) == "People" && d.Tokens[s.End].Tag == doc.TagPOS && d.Lower(s.End+1) == "party" {
		s.End, typ = s.End+2, doc.ORG // "the People's party"
	}
	s = r.hyphens(s)
	if typ == doc.PER {
		s = r.withSecondSyllable(s)
	}
	if end := d.SentenceOf(s.End - 1).End; s.End+1 < end && d.Tokens[s.End].Tag == doc.TagPOS && isUpper(d.Text(s.End+1)) &&
		lexicon.Name(d.Text(s.End+1)).Kinds&(lexicon.NameNoun|lexicon.NameSite) != 0 {
		if n, _ := lexicon.LongestName(d, s.Start, s.End, lexicon.NameCountry|lexicon.NameCapital); int(n) != s.Len() {
			s.End += 2
			for s.End < end && isUpper(d.Text(s.End)) && lexicon.Name(d.Text(s.End)).Kinds&(lexicon.NameNoun|lexicon.NameSite) != 0 {
				s.End++
			}
			typ = doc.ORG
		}
	}
	if i := s.Start - 1; i >= 0 && s.Len() == 1 && isUpper(d.Text(i)) && d.Tokens[i].Sent == d.Tokens[s.Start].Sent && (len(r.names) == 0 || r.names[len(r.names)-1].span.End <= i) {
		switch d.Lower(i) {
		case "port", "fort", "mount", "cape", "mt.":
			s.Start, typ = i, doc.LOC // "Port Harl"
		}
	}
	if typ == doc.PER {
		if s.Len() == 1 {
			s = r.withGiven(s)
		}
		s = r.withParticles(s)
	}
	for len(r.names) > 0 && r.names[len(r.names)-1].span.Start >= s.Start && r.names[len(r.names)-1].span.Overlaps(s) {
		typ = r.names[len(r.names)-1].typ // a part that was found by itself
		r.names = r.names[:len(r.names)-1]
	}
	r.names = append(r.names, nameSpan{span: s, typ: r.typeByWords(s, typ), score: score, cand: none})
}

func isLetter(s string) bool { return 'a' <= s[0]|0x20 && s[0]|0x20 <= 'z' }

// legalForm tells the abbreviations that end companies' names.
func legalForm(l string) bool {
	return among(l, " plc ltd ltd. inc inc. corp corp. llc llp gmbh plc. pty asa oyj s.a. n.v. b.v. s.p.a. l.p. ")
}

// smallInName tells whether a word in lower case can stand inside a name.
func smallInName(l string) bool {
	switch l {
	case "of", "the", "and", "for", "in", "on", "at", "to", "de", "la", "le", "du", "des", "del", "di", "da", "dos", "al", "el", "und", "y", "et", "e", "a":
		return true
	}
	return lexicon.Name(l).Kinds&lexicon.NameParticle != 0
}

// roleInside is the token after a noun for a role that stands in front of at
// least two words of the name, or s.Start where none does.
func (r *resolver) roleInside(s doc.Span) int32 {
	d := r.d
	for i := s.Start; i+2 < s.End; i++ {
		if d.Lower(i) == "of" {
			break
		}
		if i > s.Start && strings.HasSuffix(d.Text(i), ".") && len(d.Text(i)) > 2 && isUpper(d.Text(i+1)) {
			if n, _ := lexicon.LongestName(d, i, s.End, lexicon.NameTitle); n == 1 {
				return i + 1 // "Iowa Sen. Tom Prue"
			}
		}
		if l := d.Lower(i); len(l) > 3 && lexicon.Person(l) != 0 && d.Tokens[i+1].Is(doc.SpaceBefore) && isUpper(d.Text(i+1)) && isUpper(d.Text(i+2)) &&
			lexicon.Name(d.Text(i)).Kinds&(lexicon.NameNoun|lexicon.NameSite) == 0 && (i > s.Start || i == d.SentenceOf(i).Start) &&
			lexicon.GroupNameWord(d.Lower(s.End-1)) == 0 {
			return i + 1
		}
	}
	return s.Start
}

// levelWord tells the adjectives for how much of a country a body is for.
func levelWord(w string) bool {
	switch w {
	case "federal", "national", "regional", "provincial", "municipal", "local", "central", "international":
		return true
	}
	return false
}

func (r *resolver) markNames() {
	for i := range r.names {
		for k := r.names[i].span.Start; k < r.names[i].span.End; k++ {
			r.nameOf[k] = int32(i) + 1
		}
	}
}

// recoverNames adds names outside of those that were found.
func (r *resolver) recoverNames() {
	d := r.d
	known := make(map[string]doc.NameType, 2*len(r.names))
	for i := range r.names {
		x := &r.names[i]
		switch {
		case x.typ == doc.PER:
			if l := d.Bytes(r.surname(x.span)); l.End-l.Start > 2 && lexicon.Name(d.Source[l.Start:l.End]).Kinds&lexicon.NameSuffix == 0 {
				known[d.LowerSource()[l.Start:l.End]] = doc.PER
			}
		case x.span.Len() == 1 && len(d.Lower(x.span.Start)) > 3 && known[d.Lower(x.span.Start)] == doc.NoName:
			known[d.Lower(x.span.Start)] = x.typ
		case x.span.Len() > 1 && (x.typ == doc.ORG || r.evidence(x.span)&isBody != 0):
			if a := r.acronym(x.span); len(a) > 2 && known[a] == doc.NoName {
				known[a] = doc.ORG
			}
			if l := d.Lower(x.span.Start); !levelWord(l) && (r.coined(x.span.Start) || len(l) > 4 && !lexicon.ClassOf(l).Given && lexicon.Name(d.Text(x.span.Start)).Kinds == 0) && known[l] == doc.NoName {
				known[l] = doc.ORG
			}
			if l := d.Lower(x.span.End - 1); known[l] == doc.NoName && x.span.Len() == 2 && (r.clubWord(x.span.End-1) || d.Tokens[x.span.End-1].Tag == doc.TagNNPS && lexicon.GroupNameWord(l)|lexicon.GroupNoun(l) == 0) {
				known[l] = doc.ORG // "Rangers" of "Odra Rangers"
			}
		}
	}
	var more []nameSpan
	things := r.notNames
	for i := int32(0); int(i) < len(d.Tokens); i++ {
		t := &d.Tokens[i]
		if r.nameOf[i] != 0 || len(more) > 0 && more[len(more)-1].span.Has(i) || t.Is(doc.InAside) || !isUpper(d.Text(i)) {
			continue
		}
		for len(things) > 0 && things[0].End <= i {
			things = things[1:]
		}
		if len(things) > 0 && things[0].Has(i) && r.entry(doc.Span{Start: i, End: i + 1}).Kinds&lexicon.NamePlace == 0 {
			continue
		}
		end := d.SentenceOf(i).End
		if n, e := lexicon.LongestName(d, i, end, lexicon.NameCountry|lexicon.NameBody|lexicon.NameSeat); n > 0 && r.free(i, i+n) &&
			(n > 1 || t.Tag == doc.TagNNP || t.Tag == doc.TagNNPS) && e.Kinds&(lexicon.NameDemonym|lexicon.NamePeople) == 0 {
			typ := doc.LOC
			if e.Kinds&lexicon.NameBody != 0 {
				typ = doc.ORG
			}
			more = append(more, nameSpan{span: doc.Span{Start: i, End: i + n}, typ: typ, score: 0.5, cand: none})
			i += n - 1
			continue
		}
		if r.isState(i) && r.free(i, i+1) && (t.Tag == doc.TagNNP || t.Tag == doc.TagNNPS || i > d.SentenceOf(i).Start) {
			more = append(more, nameSpan{span: doc.Span{Start: i, End: i + 1}, typ: doc.LOC, score: 0.5, cand: none})
			continue
		}
		if s := r.membersBody(i, end); !s.Empty() {
			more = append(more, nameSpan{span: s, typ: doc.ORG, score: 0.5, cand: none})
			i = s.End - 1
			continue
		}
		if s, typ := r.nameByForm(i, end); !s.Empty() {
			more = append(more, nameSpan{span: s, typ: typ, score: 0.5, cand: none})
			i = s.End - 1
			continue
		}
		if t.Tag == doc.TagNNP && i+1 < end && i > 0 && r.tag(i-1) == doc.TagPOS && isUpper(d.Text(i+1)) && isNoun(r.tag(i+1)) && r.free(i, i+2) && lexicon.ClassOf(d.Lower(i)).Given && !r.proper(i+2) {
			more = append(more, nameSpan{span: doc.Span{Start: i, End: i + 2}, typ: doc.PER, score: 0.5, cand: none}) // "the Courier's Ida Rose"
			i++
			continue
		}
		if t.Tag == doc.TagNNP && r.introducedShort(i) {
			known[d.Lower(i)] = doc.ORG
			more = append(more, nameSpan{span: doc.Span{Start: i, End: i + 1}, typ: doc.ORG, score: 0.5, cand: none})
			continue
		}
		word := r.hyphens(doc.Span{Start: i, End: i + 1})
		if word.Start < i {
			continue
		}
		b := d.Bytes(word)
		typ := known[d.LowerSource()[b.Start:b.End]]
		if typ == doc.PER && (t.Tag == doc.TagNNP || t.Tag == doc.TagNNPS || i > d.SentenceOf(i).Start) && (!r.proper(word.End) || r.titleCase && t.Is(doc.InTitle)) ||
			typ == doc.ORG && allUpper(d.Text(i)) || typ != doc.NoName && typ != doc.PER && (t.Tag == doc.TagNNP || t.Tag == doc.TagNNPS || t.Tag == doc.TagNNS && r.clubWord(i)) && r.free(i, i+1) {
			s := word
			for typ == doc.PER && s.Start > d.SentenceOf(i).Start && s.Start > i-2 && r.nameOf[s.Start-1] == 0 && d.Tokens[s.Start-1].Tag == doc.TagNNP &&
				isUpper(d.Text(s.Start-1)) && lexicon.Name(d.Text(s.Start-1)).Kinds&(lexicon.NameTitle|lexicon.NameHonorific) == 0 {
				s.Start--
			}
			more = append(more, nameSpan{span: s, typ: typ, score: 0.5, cand: none})
		}
	}
	if len(more) == 0 {
		return
	}
	// both lists are in text order
	all := make([]nameSpan, 0, len(r.names)+len(more))
	i := 0
	for _, m := range more {
		for i < len(r.names) && r.names[i].span.Start < m.span.Start {
			all = append(all, r.names[i])
			i++
		}
		all = append(all, m)
	}
	r.names = append(all, r.names[i:]...)
}

// introducedShort tells whether the word at token i is the short form of the
// body's name before it, which it is introduced for: "the Union of Lake States,
// or Uols,", "(Uols)".
func (r *resolver) introducedShort(i int32) bool {
	k := i - 1
	if k < 2 || len(r.d.Text(i)) < 3 {
		return false
	}
	switch {
	case r.tag(k) == doc.TagLRB:
	case r.d.Lower(k) == "or" && r.tag(k-1) == doc.TagComma:
		k--
	default:
		return false
	}
	n := r.nameOf[k-1]
	return n != 0 && r.names[n-1].span.End == k && r.names[n-1].span.Len() > 2 && r.lettersOf(r.d.Lower(i), r.names[n-1].span)
}

// lettersOf tells whether a word is made of the first letters of the name's words.
func (r *resolver) lettersOf(word string, s doc.Span) bool {
	at := 0
	for i := s.Start; i < s.End && at < len(word); i++ {
		if l := r.d.Lower(i); l[0] == word[at] {
			at++
		} else if i == s.Start || isUpper(r.d.Text(i)) && at > 0 && len(word) < 3 {
			return false
		}
	}
	return at == len(word)
}

// coined tells whether the word at token i is one that only a name can be: a
// brand with a capital letter inside.
func (r *resolver) coined(i int32) bool {
	return r.camelCase(doc.Span{Start: i, End: i + 1})
}

// cutHeadlines drops names in a headline that writes most words with a capital
// letter, where they are longer than two words and stand nowhere else: what
// the text shows to be names is found in them again by recoverNames.
func (r *resolver) cutHeadlines() {
	d := r.d
	if d.Title.Empty() {
		return
	}
	words, capitals := 0, 0
	for i := d.Title.Start; i < d.Title.End; i++ {
		if t := d.Text(i); isLetter(t) && len(t) > 3 {
			words++
			if isUpper(t) {
				capitals++
			}
		}
	}
	if 4*capitals < 3*words || words < 4 {
		return
	}
	r.titleCase = true
	known := make(map[string]bool, len(r.names))
	for i := range r.names {
		if x := &r.names[i]; !d.Title.Contains(x.span) {
			known[r.nameKey(x.span)] = true
		}
	}
	kept := r.names[:0]
	for _, x := range r.names {
		if d.Title.Contains(x.span) && x.span.Len() > 2 && !known[r.nameKey(x.span)] {
			continue
		}
		kept = append(kept, x)
	}
	r.names = kept
}

// nameByForm is the name that begins at token i by the words around or in it:
// after "Mr.", after "river", or several words with an institution's noun.
func (r *resolver) nameByForm(i, end int32) (doc.Span, doc.NameType) {
	d := r.d
	if !r.proper(i) || d.Tokens[i].Is(doc.InTitle) {
		return doc.Span{}, doc.NoName
	}
	j := i
	body, site := false, false
	for j < end && j < i+7 && (r.proper(j) || j > i && j+1 < end && d.Lower(j) == "of" && r.proper(j+1)) {
		k := lexicon.Name(d.Text(j)).Kinds
		if k&(lexicon.NameMonth|lexicon.NameWeekday|lexicon.NameHonorific|lexicon.NameTitle) != 0 {
			return doc.Span{}, doc.NoName
		}
		if j > i && (k&lexicon.NameNoun != 0 || k&lexicon.NameCompany != 0 && len(d.Text(j)) > 1) {
			body = true
		}
		site = j > i && groundNoun(d.Lower(j))
		j++
	}
	s := doc.Span{Start: i, End: j}
	if i > 0 && d.Tokens[i-1].Sent == d.Tokens[i].Sent && r.nameOf[i-1] == 0 {
		switch before := d.Lower(i - 1); {
		case lexicon.Name(d.Text(i-1)).Kinds&lexicon.NameHonorific != 0 && isUpper(d.Text(i-1)):
			return r.hyphens(s), doc.PER
		case before == "the" && s.Len() == 1 && lexicon.GroupNameWord(d.Lower(i))&lexicon.GroupClassNamed("newspaper") != 0:
			return s, doc.ORG
		case before == "river" || before == "lake" || before == "mount":
			return s, doc.LOC
		case before == "the" && s.Len() == 1 && s.End < end && lexicon.Name(d.Text(i)).Kinds == 0:
			switch d.Lower(s.End) {
			case "union", "newspaper", "charity", "airline", "militia", "supermarket", "website":
				return s, doc.ORG // "the Unite union"
			}
		}
	}
	if s.Len() == 1 && allUpper(d.Text(i)) && i > 0 && r.nameOf[i-1] == 0 && d.Tokens[i-1].Tag == doc.TagNN && lexicon.GroupNoun(d.Lower(i-1)) != 0 {
		return s, doc.ORG // "the nurses' union SNN"
	}
	switch {
	case site:
		return s, doc.LOC
	case body && s.Len() > 1:
		return s, doc.ORG
	case r.named(s):
		return s, doc.ORG
	case r.bearer(s):
		return s, doc.PER
	case r.unlisted(s):
		switch e := r.evidence(s); {
		case e&isPerson != 0:
			return s, doc.PER
		case e&isBody != 0, r.ownsAsBody(s), r.saysIt(s):
			return s, doc.ORG
		}
	}
	return doc.Span{}, doc.NoName
}

// free tells whether the tokens of [a, b) belong to no name and don't stand in
// the middle of a capitalized phrase.
func (r *resolver) free(a, b int32) bool {
	for i := a; i < b; i++ {
		if r.nameOf[i] != 0 {
			return false
		}
	}
	if r.titleCase && r.d.Tokens[a].Is(doc.InTitle) {
		return true
	}
	return !r.proper(b) && (!r.proper(a-1) || r.d.Tokens[a-1].Sent != r.d.Tokens[a].Sent || lexicon.Name(r.d.Text(a-1)).Kinds&(lexicon.NameTitle|lexicon.NameHonorific) != 0)
}

// proper tells whether token i is a capitalized word that no name has taken.
func (r *resolver) proper(i int32) bool {
	if i < 0 || int(i) >= len(r.d.Tokens) || r.nameOf[i] != 0 || r.tag(i) != doc.TagNNP {
		return false
	}
	t := r.d.Text(i)
	return isUpper(t) && len(t) > 1 && t[len(t)-1] != '.'
}

func allUpper(s string) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			n++
		case c != '.' && c != '-' && c != '&':
			return false
		}
	}
	return n > 1
}

// acronym is the initials of the name's words that begin with a capital letter,
// in lower case.
func (r *resolver) acronym(s doc.Span) string {
	var b [12]byte
	n := 0
	for i := s.Start; i < s.End && n < len(b); i++ {
		if t := r.d.Text(i); 'A' <= t[0] && t[0] <= 'Z' {
			b[n] = t[0] + 'a' - 'A'
			n++
		}
	}
	return string(b[:n])
}

// nameKey is the name in lower case, with single spaces as the text has them, and one form of the country
// that it may begin with.
func (r *resolver) nameKey(s doc.Span) string {
	b := r.d.Bytes(s)
	k := strings.TrimRight(r.d.LowerSource()[b.Start:b.End], ".")
	for _, long := range [...]string{"united states ", "u.s. "} {
		if rest, ok := strings.CutPrefix(k, long); ok {
			return "us " + rest
		}
	}
	return k
}

// entry is what the gazetteers say of the name.
func (r *resolver) entry(s doc.Span) lexicon.NameEntry {
	const kinds = lexicon.NamePlace | lexicon.NameBody | lexicon.NameDemonym | lexicon.NamePeople
	if n, e := lexicon.LongestName(r.d, s.Start, s.End, kinds); int(n) == s.Len() {
		return e
	}
	return lexicon.NameEntry{Country: lexicon.NoCountry, Body: lexicon.NoBody}
}

// unlisted tells whether no list has the first word of s as a name: only what stands
// beside it can show what it names.
func (r *resolver) unlisted(s doc.Span) bool {
	k := lexicon.ClassOf(r.d.Lower(s.Start))
	return !k.Given && !k.Surname && lexicon.Name(r.d.Text(s.Start)).Kinds == 0 && r.entry(s).Kinds == 0
}

// ownsAsBody tells whether the name is the subject of a verb whose object is its own:
// "Odra closed its pits".
func (r *resolver) ownsAsBody(s doc.Span) bool {
	d := r.d
	return s.End+1 < d.SentenceOf(s.Start).End && isFinite(r.tag(s.End)) && d.Lower(s.End+1) == "its" && d.Tokens[s.End-1].Rel == doc.RelNsubj
}

// membersBody is the name at token i of a body called by its members, "the Hill
// Farmers' Union", or an empty span.
func (r *resolver) membersBody(i, end int32) doc.Span {
	d := r.d
	j := i
	for j+2 < end && j < i+4 && isUpper(d.Text(j)) && isNoun(r.tag(j)) && r.nameOf[j] == 0 {
		j++
	}
	if j == i || j+1 >= end || r.tag(j) != doc.TagPOS || !strings.HasSuffix(d.Lower(j-1), "s") || len(d.Text(j)) > len("’") {
		return doc.Span{}
	}
	last := j + 1
	for last+1 < end && last < j+4 && isUpper(d.Text(last+1)) && isNoun(r.tag(last+1)) {
		last++
	}
	if !isUpper(d.Text(last)) || lexicon.GroupNameWord(d.Lower(last)) == 0 || !r.free(j+1, last+1) {
		return doc.Span{}
	}
	return doc.Span{Start: i, End: last + 1}
}
