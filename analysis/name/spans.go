package name

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// names appends the names of a labelled sentence to out.
func (st *state) names(d *doc.Document, span doc.Span, path []uint8, scores []float32, headline bool, out []doc.Name) []doc.Name {
	for i := 0; i < len(path); {
		if path[i] == Outside {
			i++
			continue
		}
		score := scores[i]
		j := i + 1
		for j < len(path) && inside(path[j]) && typeOf(path[j]) == typeOf(path[i]) {
			score = min(score, scores[j])
			j++
		}
		n := doc.Name{
			Tokens: doc.Span{Start: span.Start + int32(i), End: span.Start + int32(j)},
			Type:   typeOf(path[i]), Score: score,
		}
		switch {
		case st.opensSentence(d, span, n):
		case n.Type == doc.MISC:
			out = append(out, n)
		case headline && (score < 0.4 || score < 0.7 && j-i > 3):
			out = st.confirmed(d, n, out)
		default:
			out = st.whole(d, span, n, out)
		}
		i = j
		if len(out) > 0 { // a name may have grown
			i = max(i, int(out[len(out)-1].Tokens.End-span.Start))
		}
	}
	return out
}

// opensSentence reports whether n is one common word with a capital because it
// begins the sentence: the document writes it without one, and never with one inside.
func (st *state) opensSentence(d *doc.Document, span doc.Span, n doc.Name) bool {
	k := n.Tokens.Start
	if n.Tokens.Len() != 1 || k != span.Start || n.Score > 0.9 {
		return false
	}
	x := st.cases.find(st.cases.marks[k].low)
	shape, _, _ := shapeOf(d.Text(k))
	return x != nil && x.lower > 0 && x.capital == 0 && shape == shapeCapital
}

// whole appends n with its ends set right, cut where a word in lower case
// stands in it that no name has inside.
func (st *state) whole(d *doc.Document, span doc.Span, n doc.Name, out []doc.Name) []doc.Name {
	for k := n.Tokens.Start + 1; k+1 < n.Tokens.End; k++ {
		if text := d.Text(k); len(text) > 3 && text[0] >= 'a' && text[0] <= 'z' && !links(text) && st.cases.marks[k+1].capital && common(&st.cases, k) {
			first := n
			first.Tokens.End = k
			out = st.whole(d, span, first, out)
			n.Tokens.Start = k + 1
			k = n.Tokens.Start
		}
	}
	switch n.Type {
	case doc.ORG:
		for k := n.Tokens.Start + 2; k+3 < n.Tokens.End; k++ {
			if d.Text(k) == "and" && d.Text(k+1) == "the" {
				first := n
				first.Tokens.End = k
				out = st.whole(d, span, first, out)
				n.Tokens.Start = k + 2
			}
		}
		for k := n.Tokens.Start + 1; k+1 < n.Tokens.End; k++ {
			if d.Text(k) == "and" && (isBody(d, n.Tokens.Start, k) || isBody(d, k+1, n.Tokens.End)) {
				first := n
				first.Tokens.End = k
				out = st.whole(d, span, first, out)
				n.Tokens.Start = k + 1
			}
		}
		extend(d, span, &st.cases, &n, out)
		if k := n.Tokens.Start; n.Tokens.Len() == 1 && k > span.Start && d.Lower(k-1) == "the" && generic(d.Lower(k)) && d.Text(k)[1] >= 'a' {
			return out
		}
	case doc.LOC:
		// "Bay of Exmouth"
		if k := n.Tokens.End; ofSomewhere(d.Lower(k-1)) && k+1 < span.End && d.Text(k) == "of" {
			if k++; d.Text(k) == "the" {
				k++
			}
			for end := min(k+3, span.End); k < end && st.cases.marks[k].capital; k++ {
				n.Tokens.End = k + 1
			}
		}
	case doc.PER:
		out = st.join(d, span, &n, out)
	}
	trim(d, &st.cases, &n)
	if n.Type == doc.PER && st.office(d, n.Tokens) {
		return out
	}
	return append(out, n)
}

// ofSomewhere reports whether "of" and a name go on from the noun to the name of one place.
func ofSomewhere(low string) bool {
	switch low {
	case "bay", "gulf", "isle", "strait", "straits", "sea", "cape", "horn", "firth", "republic", "kingdom", "duchy", "principality":
		return true
	}
	return false
}

// isBody reports whether the tokens are the name of a body that the gazetteer has.
func isBody(d *doc.Document, start, end int32) bool {
	n, _ := lexicon.LongestName(d, start, end, lexicon.NameBody)
	return n == end-start
}

// office reports whether all words of the span only say what someone is:
// "Chief Executive Officer".
func (st *state) office(d *doc.Document, span doc.Span) bool {
	for k := span.Start; k < span.End; k++ {
		m := &st.cases.marks[k]
		if k > 0 && m.beside&lexicon.BesidePerson != 0 && st.cases.marks[k-1].capital && st.cases.marks[k-1].beside&lexicon.BesideAsset != 0 {
			continue // "Executive Officer"
		}
		c := lexicon.ClassAt(d, k)
		if m.beside&(lexicon.BesidePerson|lexicon.BesideAsset) == 0 || c.Given || c.Surname && span.Len() == 1 || m.evidence != 0 && span.Len() == 1 {
			return false
		}
	}
	return true
}

// generic reports whether an article writes the noun with a capital for one of
// which it has given the name: "the Board".
func generic(low string) bool {
	switch low {
	case "board", "bank", "company", "group", "firm", "club", "trust", "fund", "airline":
		return true
	}
	return false
}

// join takes the other part of a double name, and what stands before and after a
// nickname in quotation marks, into a person's name.
func (st *state) join(d *doc.Document, span doc.Span, n *doc.Name, out []doc.Name) []doc.Name {
	m := st.cases.marks
	s := &n.Tokens
	glued := func(hyphen int32) bool {
		return hyphen > span.Start && hyphen+1 < span.End && d.Text(hyphen) == "-" && m[hyphen-1].capital && m[hyphen+1].capital &&
			!d.Tokens[hyphen].Is(doc.SpaceBefore) && !d.Tokens[hyphen+1].Is(doc.SpaceBefore)
	}
	for glued(s.End) {
		s.End += 2
	}
	if glued(s.Start - 1) {
		s.Start -= 2
	}
	if k := s.End; k+3 < span.End && nickMark(d.Text(k)) && m[k+1].capital && nickMark(d.Text(k+2)) && m[k+3].capital {
		s.End += 4
	}
	if k := s.Start - 4; k >= span.Start && m[k].capital && m[k+2].capital && nickMark(d.Text(k+1)) && nickMark(d.Text(k+3)) &&
		(lexicon.ClassAt(d, k).Given || k > span.Start && m[k-1].beside&lexicon.BesidePerson != 0) {
		s.Start = k
	}
	for len(out) > 0 && out[len(out)-1].Tokens.End > s.Start {
		if last := out[len(out)-1].Tokens; last.Start < s.Start {
			s.Start = last.Start
		}
		out = out[:len(out)-1]
	}
	return out
}

func nickMark(s string) bool {
	switch s {
	case "\"", "“", "”", "'", "‘", "’":
		return true
	}
	return false
}

// common reports whether a word is no preposition or article of some language,
// as names have them inside: it is known and not short.
func common(c *Cases, i int32) bool {
	x := c.find(c.marks[i].low)
	return x != nil && x.lower > 0 && x.capital == 0
}

// confirmed appends the parts of n that the rest of the document or a gazetteer
// takes for names: in a headline, where every word has a capital, an unsure name
// is often half the sentence.
func (st *state) confirmed(d *doc.Document, n doc.Name, out []doc.Name) []doc.Name {
	known := func(k int32) doc.NameType {
		if v := &st.votes[k]; k > n.Tokens.Start && v.pair != 0 {
			if t := st.elected(v.pair, v, v.paired); t != doc.NoName {
				return t
			}
		}
		v := &st.votes[k]
		if v.word == 0 {
			return doc.NoName
		}
		return st.elected(v.word, v, v.weight)
	}
	for i := n.Tokens.Start; i < n.Tokens.End; {
		k, e := lexicon.LongestName(d, i, n.Tokens.End, lexicon.NamePlace|lexicon.NameBody)
		t := doc.NoName
		if k > 0 {
			t = doc.LOC
			if e.Kinds&lexicon.NamePlace == 0 {
				t = doc.ORG
			}
		}
		if u := known(i); u != doc.NoName {
			j := i + 1
			for j < n.Tokens.End && known(j) == u {
				j++
			}
			if j-i >= k {
				k, t = j-i, u
			}
		}
		if k > 0 {
			out = append(out, doc.Name{Tokens: doc.Span{Start: i, End: i + k}, Type: t, Score: n.Score})
		}
		i += max(k, 1)
	}
	return out
}

// elected is the type that the other occurrences of a word mostly have.
func (st *state) elected(key uint32, own *vote, weight float32) doc.NameType {
	b := st.ballots.find(key, false)
	if b == nil {
		return doc.NoName
	}
	votes := b.votes
	votes[side(own.label)] -= float32(weight * own.score)
	best := doc.NoName
	for t := doc.PER; t <= doc.LOC; t++ {
		if votes[t] > votes[best] {
			best = t
		}
	}
	if votes[best] < 0.4 {
		return doc.NoName
	}
	return best
}

// extend takes what belongs to an organization's name and was left out: "plc",
// "' Trust", and the first of two fields in "the Water and Forests Authority".
func extend(d *doc.Document, span doc.Span, c *Cases, n *doc.Name, before []doc.Name) {
	s := &n.Tokens
	is := func(i int32, b lexicon.Beside) bool { return i < span.End && c.marks[i].beside&b != 0 }
	if s.End+1 < span.End && (d.Text(s.End) == "'" || d.Text(s.End) == "’") && c.marks[s.End+1].capital && is(s.End+1, lexicon.BesideEnding) {
		s.End += 2
	}
	if s.End < span.End {
		if low := d.Lower(s.End); low == "plc" || low == "p.l.c." || c.marks[s.End].capital && shortEnding(low) {
			s.End++
		}
	}
	if s.End < span.End && d.Lower(s.End-1) == "channel" && number(d.Text(s.End)) {
		s.End++
	}
	if s.Len() > 3 && d.Lower(s.Start) == "board" && d.Text(s.Start+1) == "of" && companyEnding(d, s.End-1) {
		s.Start += 2 // "the Board of X plc"
	}
	if k := s.End; s.Len() == 1 && s.Start > span.Start && d.Lower(s.Start-1) == "the" && k < span.End && d.Text(k) == "and" {
		for k++; k < span.End && k < s.End+4 && c.marks[k].capital; k++ {
			if k > s.End+1 && is(k, lexicon.BesideEnding) {
				s.End = k + 1
			}
		}
	}
	if k := s.Start - 1; s.Len() == 1 && d.Lower(s.Start) == "office" && k > span.Start && (d.Text(k) == "'s" || d.Text(k) == "’s") {
		for k > span.Start && c.marks[k-1].capital && d.Lower(k-1) != "the" {
			k--
		}
		if c.marks[k].beside&lexicon.BesidePerson != 0 || c.marks[s.Start-2].beside&lexicon.BesidePerson != 0 {
			s.Start = k // "the Prime Minister's Office", which another office is not
		}
	}
	if s.Start-3 >= span.Start && d.Text(s.Start-1) == "and" && c.marks[s.Start-2].capital && d.Lower(s.Start-3) == "the" && s.Len() > 1 &&
		is(s.End-1, lexicon.BesideEnding) && (len(before) == 0 || before[len(before)-1].Tokens.End <= s.Start-2) {
		s.Start -= 2
	}
}

func number(s string) bool { return len(s) <= 2 && '0' <= s[0] && s[0] <= '9' }

// shortEnding reports whether the word says only that the name is a company's.
func shortEnding(low string) bool {
	switch low {
	case "ltd", "ltd.", "inc", "inc.", "corp", "corp.", "llc", "llp", "ag", "gmbh", "sa", "s.a.", "nv", "n.v.", "bv", "b.v.", "ab", "oy", "oyj", "asa", "se", "spa", "s.p.a.", "kk", "pjsc":
		return true
	}
	return false
}

// trim takes articles, adjectives and titles off the beginning of a name.
func trim(d *doc.Document, c *Cases, n *doc.Name) {
	s := &n.Tokens
	if s.Len() > 1 && d.Lower(s.Start) == "the" {
		if k, _ := lexicon.LongestName(d, s.Start, s.End, lexicon.NamePlace); k < 2 || d.Text(s.Start)[0] == 't' {
			s.Start++
		}
	}
	if s.Len() > 1 && c.marks[s.Start].beside&lexicon.BesideAdjective != 0 {
		s.Start++
	}
	if n.Type != doc.PER {
		return
	}
	for s.Len() > 1 {
		k, e := lexicon.LongestName(d, s.Start, s.End-1, lexicon.NameTitle|lexicon.NameHonorific)
		if k == 0 && c.marks[s.Start].beside&lexicon.BesidePerson != 0 {
			if x := lexicon.ClassAt(d, s.Start); !x.Given && !x.Surname {
				k = 1 // "Schoolteacher Ada Example"
				e.Kinds = lexicon.NameHonorific
			}
		}
		if k == 0 || k == 1 && e.Kinds&lexicon.NameHonorific == 0 && givenTitle(d.Lower(s.Start)) {
			return
		}
		s.Start += k
	}
}

// givenTitle reports whether the title is a given name as well.
func givenTitle(low string) bool {
	switch low {
	case "dean", "earl", "duke", "king", "prince", "major", "baron", "bishop", "shah", "sultan":
		return true
	}
	return false
}
