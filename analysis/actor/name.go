package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds the names that the name stage missed, and which names are
// one actor's.

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
	for _, n := range d.Names {
		s := n.Tokens
		if s.Empty() || d.Tokens[s.Start].Is(doc.InAside) || n.Type == doc.NoName {
			continue
		}
		if s.Len() > 1 && d.Lower(s.Start) == "the" {
			s.Start++
		}
		if s.Len() > 1 && d.Tokens[s.End-1].Tag == doc.TagPOS {
			s.End--
		}
		if n.Type == doc.PER {
			for s.Len() > 1 {
				k, e := lexicon.LongestName(d, s.Start, s.End, lexicon.NameHonorific|lexicon.NameTitle)
				if k == 0 || int(k) >= s.Len() || e.Kinds&lexicon.NameParticle != 0 {
					break
				}
				s.Start += k
			}
		}
		if n.Type == doc.MISC {
			continue
		}
		if e := r.entry(s); e.Kinds&lexicon.NameDemonym != 0 && e.Kinds&(lexicon.NameCountry|lexicon.NameBody|lexicon.NameCity|lexicon.NameCapital) == 0 && n.Type != doc.PER {
			continue // "Russian" names nobody
		}
		r.splitName(s, n.Type, n.Score)
	}
	r.cutHeadlines()
	r.markNames()
	r.recoverNames()
	r.agreeTypes()
	r.markNames()
}

// splitName adds the name s, cut at words in lower case that no name has
// inside, as in headlines: "Bridge closes Harlow". A possessive goes on where
// an institution's noun follows: "St Anne's Hospital".
func (r *resolver) splitName(s doc.Span, typ doc.NameType, score float32) {
	d := r.d
	for s.Len() > 1 && (smallInName(d.Lower(s.End-1)) && !isUpper(d.Text(s.End-1))) {
		s.End--
	}
	if s.Len() > 2 && d.Tokens[s.Start+1].Tag == doc.TagHYPH && !isUpper(d.Text(s.Start+2)) && s.Len() == 3 {
		return // "Deep-sea" at the start of a sentence
	}
	if t := d.Tokens[s.End-1].Tag; s.Len() == 1 && t == doc.TagNNPS && typ != doc.ORG && strings.HasSuffix(d.Lower(s.Start), "ans") {
		return // a people, which is no name of one actor
	}
	if cut := r.roleInside(s); cut > s.Start {
		// "Harl Mayor Tom Prue": what stands before the role is another name
		if cut-1 > s.Start {
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
	start := s.Start
	for i := s.Start; i < s.End; i++ {
		if i > start && i+1 < s.End && !isUpper(d.Text(i)) && isLetter(d.Text(i)) && !smallInName(d.Lower(i)) && d.Tokens[i].Is(doc.SpaceBefore) && d.Tokens[i+1].Is(doc.SpaceBefore) {
			r.names = append(r.names, nameSpan{span: doc.Span{Start: start, End: i}, typ: typ, score: score / 2, cand: none})
			start = i + 1
		}
	}
	s.Start = start
	s = r.hyphens(s)
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
	r.names = append(r.names, nameSpan{span: s, typ: r.typeByWords(s, typ), score: score, cand: none})
}

func isLetter(s string) bool { return 'a' <= s[0]|0x20 && s[0]|0x20 <= 'z' }

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
		if l := d.Lower(i); len(l) > 3 && lexicon.Person(l) != 0 && d.Tokens[i+1].Is(doc.SpaceBefore) && isUpper(d.Text(i+1)) && isUpper(d.Text(i+2)) &&
			lexicon.Name(d.Text(i)).Kinds&(lexicon.NameNoun|lexicon.NameSite) == 0 && (i > s.Start || i == d.SentenceOf(i).Start) &&
			lexicon.GroupNameWord(d.Lower(s.End-1)) == 0 {
			return i + 1
		}
	}
	return s.Start
}

// hyphens widens a name that was cut at a hyphen.
func (r *resolver) hyphens(s doc.Span) doc.Span {
	d := r.d
	glued := func(i int32) bool {
		return i > 0 && int(i)+1 < len(d.Tokens) && d.Tokens[i].Tag == doc.TagHYPH && !d.Tokens[i].Is(doc.SpaceBefore) && !d.Tokens[i+1].Is(doc.SpaceBefore)
	}
	for glued(s.End) && isUpper(d.Text(s.End+1)) && isNoun(d.Tokens[s.End+1].Tag) {
		s.End += 2
	}
	for glued(s.Start-1) && isUpper(d.Text(s.Start-2)) && isNoun(d.Tokens[s.Start-2].Tag) {
		s.Start -= 2
	}
	return s
}

// typeByWords corrects a name's type by the words in it and before it:
// "County Court" is no place, "Dunn County" no body, "the Courier" no person.
func (r *resolver) typeByWords(s doc.Span, typ doc.NameType) doc.NameType {
	d := r.d
	last := lexicon.Name(d.Text(s.End - 1)).Kinds
	if s.Len() > 1 {
		if typ == doc.PER && r.clubOrCompany(s) {
			return doc.ORG
		}
		if typ == doc.LOC && (last&lexicon.NameNoun != 0 && last&lexicon.NameSite == 0 || r.institution(s)) {
			return doc.ORG
		}
		if typ == doc.ORG && last&lexicon.NameNoun == 0 && groundNoun(d.Lower(s.End-1)) {
			return doc.LOC
		}
		return typ
	}
	if typ == doc.PER && s.Start > 0 {
		switch d.Lower(s.Start - 1) {
		case "the":
			return doc.ORG
		case "in", "at", "near", "outside":
			return doc.LOC
		case "from":
			if s.Start > 1 && d.Tokens[s.Start-2].Tag == doc.TagNN {
				return doc.LOC // "a nurse from Harl"
			}
		}
	}
	return typ
}

// institution tells whether a name taken for a place is of a school, a court
// or the like: "Pine Street Elementary", "Lowell School District".
func (r *resolver) institution(s doc.Span) bool {
	l := r.d.Lower(s.End - 1)
	school := lexicon.GroupClassNamed("school")
	kinds := school | lexicon.GroupClassNamed("hospital") | lexicon.GroupClassNamed("court") | lexicon.GroupClassNamed("ministry") | lexicon.GroupClassNamed("agency")
	if l == "district" {
		return s.Len() > 2 && lexicon.GroupNameWord(r.d.Lower(s.End-2))&school != 0
	}
	return l != "center" && l != "centre" && !groundNoun(l) && lexicon.GroupNameWord(l)&kinds != 0
}

// clubOrCompany tells whether the first or last word is one that only clubs or companies have.
func (r *resolver) clubOrCompany(s doc.Span) bool {
	const min = 2
	d := r.d
	club, company := lexicon.GroupClassNamed("club"), lexicon.GroupClassNamed("company")
	a, b := lexicon.GroupNameWord(d.Lower(s.Start)), lexicon.GroupNameWord(d.Lower(s.End-1))
	if len(d.Lower(s.Start)) <= min {
		a = 0
	}
	firm := company | lexicon.GroupClassNamed("airline") | lexicon.GroupClassNamed("bank") | lexicon.GroupClassNamed("union") | lexicon.GroupClassNamed("broadcaster")
	return a&club != 0 && a&company == 0 || b&(club|firm) != 0 || lexicon.Name(d.Text(s.End-1)).Kinds&lexicon.NameCompany != 0
}

// groundNoun tells whether a word that ends a name makes it a place that no body is called by.
func groundNoun(l string) bool {
	switch l {
	case "county", "river", "lake", "street", "st.", "road", "avenue", "lane", "dam", "valley", "island", "islands", "mountain", "mountains", "hill", "hills",
		"bay", "square", "bridge", "airport", "province", "region", "village", "town", "beach", "coast", "canal", "forest", "desert", "boulevard", "highway", "station", "stadium", "arena":
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
		case x.typ == doc.ORG && x.span.Len() > 1:
			if a := r.acronym(x.span); len(a) > 2 && known[a] == doc.NoName {
				known[a] = doc.ORG
			}
		}
	}
	var more []nameSpan
	for i := int32(0); int(i) < len(d.Tokens); i++ {
		t := &d.Tokens[i]
		if r.nameOf[i] != 0 || len(more) > 0 && more[len(more)-1].span.Has(i) || t.Is(doc.InAside) || !isUpper(d.Text(i)) {
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
		if s, typ := r.nameByForm(i, end); !s.Empty() {
			more = append(more, nameSpan{span: s, typ: typ, score: 0.5, cand: none})
			i = s.End - 1
			continue
		}
		word := r.hyphens(doc.Span{Start: i, End: i + 1})
		if word.Start < i {
			continue
		}
		b := d.Bytes(word)
		typ := known[d.LowerSource()[b.Start:b.End]]
		if typ == doc.PER && (t.Tag == doc.TagNNP || t.Tag == doc.TagNNPS || i > d.SentenceOf(i).Start) && (!r.proper(word.End) || r.titleCase && t.Is(doc.InTitle)) ||
			typ == doc.ORG && allUpper(d.Text(i)) || typ != doc.NoName && typ != doc.PER && t.Tag == doc.TagNNP && r.free(i, i+1) {
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

// agreeTypes gives names of one spelling one type, the one with the most
// weight, as a writer uses a name for one thing.
func (r *resolver) agreeTypes() {
	d := r.d
	votes := make(map[string]*[5]float32, len(r.names))
	for i := range r.names {
		x := &r.names[i]
		k := r.nameKey(x.span)
		v := votes[k]
		if v == nil {
			v = new([5]float32)
			votes[k] = v
		}
		v[x.typ] += x.score + 0.01
	}
	surnames, firstPerson := make(map[string]bool, 16), make(map[string]int32, 16)
	for i := range r.names {
		if x := &r.names[i]; x.typ == doc.PER && !r.oneWord(x.span) {
			if k := r.alikeSpan(r.surname(x.span)); !surnames[k] {
				surnames[k] = true
				firstPerson[k] = x.span.Start
			}
		}
	}
	bodies, firstBody := make(map[string]bool, 16), make(map[string]int32, 16)
	for i := range r.names {
		if s := r.core(r.names[i].span); r.names[i].typ == doc.ORG && s.Len() > 1 {
			if k := d.Lower(s.Start); !bodies[k] {
				bodies[k] = true
				firstBody[k] = s.Start
			}
		} else if r.names[i].typ == doc.ORG && s != r.names[i].span {
			bodies[r.nameKey(s)] = true
		}
	}
	evidence := r.typeEvidence()
	for i := range r.names {
		x := &r.names[i]
		if e := evidence[r.nameKey(x.span)]; e != 0 && !surnames[r.alikeSpan(x.span)] && r.entry(x.span).Kinds&(lexicon.NamePlace|lexicon.NameBody) == 0 {
			if e == isBody && x.typ != doc.ORG && r.oneWord(x.span) {
				x.typ = doc.ORG
				continue
			}
			if e == isGround {
				x.typ = doc.LOC
				continue
			}
			if e == isPerson && x.typ == doc.LOC && !r.oneWord(x.span) {
				x.typ = doc.PER
				continue
			}
		}
		if k := d.Lower(x.span.Start); x.span.Len() == 1 && bodies[k] && surnames[r.alikeSpan(x.span)] {
			// a firm and its founder: whom the article names first has the bare
			// name, a title makes it the person's
			x.typ = doc.ORG
			if firstPerson[r.alikeSpan(x.span)] < firstBody[k] || x.span.Start > 0 && lexicon.Name(d.Text(x.span.Start-1)).Kinds&lexicon.NameHonorific != 0 {
				x.typ = doc.PER
			}
			continue
		}
		if x.typ != doc.PER && r.oneWord(x.span) && surnames[r.alikeSpan(x.span)] && r.entry(x.span).Kinds&(lexicon.NameCountry|lexicon.NameBody|lexicon.NameCapital) == 0 {
			x.typ = doc.PER // the surname of someone in the article
			continue
		}
		if x.span.Len() == 1 && x.span.Start > 0 && d.Lower(x.span.Start-1) == "the" && strings.HasSuffix(d.Lower(x.span.Start), "s") && surnames[alike(strings.TrimSuffix(d.Lower(x.span.Start), "s"))] {
			x.typ, x.clan = doc.PER, true
			continue
		}
		v := votes[r.nameKey(x.span)]
		for t := doc.PER; t <= doc.LOC; t++ {
			if v[t] > v[x.typ] {
				x.typ = t
			}
		}
		if x.typ == doc.PER && x.span.Len() == 1 && bodies[d.Lower(x.span.Start)] && !surnames[r.alikeSpan(x.span)] {
			x.typ = doc.ORG // the short name of a body in the article
		}
		if e := r.entry(x.span); e.Kinds&lexicon.NameBody != 0 && x.typ == doc.LOC && e.Kinds&lexicon.NamePlace == 0 {
			x.typ = doc.ORG
		}
	}
}

// What the words beside a name show it to be.
const (
	isBody   = 1
	isPerson = 2
	isGround = 4
)

// typeEvidence tells by key what the text shows names to be, whatever the name
// stage made of them: owners of shares and staff, and what an apposition calls
// a firm, are bodies; whom an apposition calls a founder is a person.
func (r *resolver) typeEvidence() map[string]uint8 {
	d := r.d
	out := map[string]uint8{}
	for i := range r.names {
		s := r.names[i].span
		end := d.SentenceOf(s.End - 1).End
		e := uint8(0)
		if s.Start > 1 && (d.Lower(s.Start-1) == "in" || d.Lower(s.Start-1) == "of") && (d.Lower(s.Start-2) == "shares" || d.Lower(s.Start-2) == "stake") {
			e |= isBody
		}
		if s.Start > 1 && d.Lower(s.Start-1) == "of" {
			switch d.Lower(s.Start - 2) {
			case "city", "town", "village", "island", "port", "province", "county", "suburb", "capital":
				e |= isGround
			}
		}
		if s.End+1 < end {
			switch d.Tokens[s.End].Tag {
			case doc.TagPOS:
				for k := s.End + 1; k < end && k < s.End+4; k++ {
					if firmOwns(d.Lower(k)) {
						e |= isBody
					}
				}
			case doc.TagNNS:
				if firmOwns(d.Lower(s.End)) {
					e |= isBody
				}
			case doc.TagComma:
				e |= r.apposedKind(s.End+1, end)
			}
		}
		if e != 0 {
			out[r.nameKey(s)] |= e
		}
	}
	return out
}

// apposedKind is what the noun phrase at token i calls the name before it.
func (r *resolver) apposedKind(i, end int32) uint8 {
	if t := r.tag(i); t != doc.TagDT && t != doc.TagPRPS {
		return 0
	}
	last := int32(none)
	for k := i + 1; k < end && k < i+7; k++ {
		t := r.tag(k)
		if t == doc.TagPRP || isFinite(t) {
			return 0 // "…, the charity they work for said": a subject of its own
		}
		if isNoun(t) {
			last = k
		} else if !isAdjective(t) && t != doc.TagHYPH && t != doc.TagVBN && t != doc.TagVBG && t != doc.TagCD {
			break
		}
	}
	if last < 0 || r.tag(last) == doc.TagNNS {
		return 0
	}
	switch l := r.lemma(last); {
	case lexicon.GroupNoun(l) != 0 && !lexicon.WeakGroupNoun(l) || l == "maker" || l == "owner" || l == "operator":
		return isBody
	case lexicon.Person(l)&lexicon.PersonIs != 0:
		return isPerson
	}
	return 0
}

// firmOwns tells whether a noun is for what firms have and people don't.
func firmOwns(l string) bool {
	switch l {
	case "share", "shares", "stock", "shareholder", "shareholders", "subsidiary", "headquarters", "revenue", "revenues", "profits", "ceo",
		"executive", "executives", "employees", "customers", "products", "factory", "factories", "plants", "board", "co-founder", "founder":
		return true
	}
	return false
}

// nameKey is the name in lower case, with single spaces as the text has them.
func (r *resolver) nameKey(s doc.Span) string {
	b := r.d.Bytes(s)
	return strings.TrimRight(r.d.LowerSource()[b.Start:b.End], ".")
}

// entry is what the gazetteers say of the name.
func (r *resolver) entry(s doc.Span) lexicon.NameEntry {
	const kinds = lexicon.NamePlace | lexicon.NameBody | lexicon.NameDemonym | lexicon.NamePeople
	if n, e := lexicon.LongestName(r.d, s.Start, s.End, kinds); int(n) == s.Len() {
		return e
	}
	return lexicon.NameEntry{Country: lexicon.NoCountry, Body: lexicon.NoBody}
}

// alike is the key under which spellings of one surname fall together:
// without doubled letters, y and i alike, without accents' marks.
func alike(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == 'y' || c == 'j' || c >= 0x80 || c == '-' || c == '\'' || i > 0 && c == s[i-1] || c == 'w' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, c := range s {
		if f := foldRune(c); f != 0 {
			c = f
		}
		switch c {
		case 'y', 'j':
			c = 'i'
		case 'w':
			c = 'v'
		case '-', '\'', '’':
			continue
		}
		if n := len(b); n > 0 && rune(b[n-1]) == c {
			continue
		}
		b = append(b, string(c)...)
	}
	return string(b)
}

// foldRune is the plain letter of an accented Latin one, 0 for others.
func foldRune(c rune) rune {
	const plain = "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty" +
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
	if i := int(c) - 0xC0; i >= 0 && i < len(plain) && plain[i] != '?' {
		return rune(plain[i])
	}
	return 0
}
