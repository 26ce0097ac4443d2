package name

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// Evidence is what the words beside and in a run of capitalized words show of
// its type: the noun in front of it or in apposition, what it possesses, the
// pronoun that goes on from it, its last word.

// The kinds of evidence; 0 is none. As features they are weighed by training;
// the votes of the second pass weigh them as votesOf says.
const (
	noEvidence    uint32 = iota
	groupBefore          // "the drugmaker X"
	groupApposed         // "The builder, X," "X, a drugmaker"
	ofAsset              // "shares in X", "a spokesman for X"
	hasAsset             // "X's investors", "X shares"
	endsGroup            // "X Holdings"
	opensGroup           // "Grupo X"
	paperAfterThe        // "the Courier"
	firmVerb             // "X acquired"
	sayIt                // "X said it"
	which                // "X, which"
	personBefore         // "lawyer X"
	personApposed        // "Their lawyer, X," "X, a lawyer"
	titled               // "Professor X"
	hasKin               // "X's widow"
	humanVerb            // "X smiled"
	sayHe                // "X said she"
	who                  // "X, who"
	aged                 // "X, 34,"
	siteOf               // "the village of X"
	siteBeside           // "the river X"
	nearBefore           // "outside X"
	tellThe              // "told the X"
	rivalApposed         // "The owner, X,"
	memberOf             // "Ada Example of X"
	siteOpens            // "Villa X"
	inBefore             // "in X"
	evidences
)

// For which type and how much a kind of evidence votes, as a multiple of a
// sure mention elsewhere.
var votesOf = [evidences]struct {
	t      doc.NameType
	weight float32
}{
	groupBefore: {doc.ORG, 1.6}, groupApposed: {doc.ORG, 1.6}, ofAsset: {doc.ORG, 1}, hasAsset: {doc.ORG, 1.2},
	endsGroup: {doc.ORG, 1.6}, opensGroup: {doc.ORG, 1.5}, paperAfterThe: {doc.ORG, 1.2}, firmVerb: {doc.ORG, 0.5},
	sayIt: {doc.ORG, 0.8}, which: {doc.ORG, 0.5},
	personBefore: {doc.PER, 1}, personApposed: {doc.PER, 1.2}, titled: {doc.PER, 1.6}, hasKin: {doc.PER, 1},
	humanVerb: {doc.PER, 0.7}, sayHe: {doc.PER, 0.7}, who: {doc.PER, 1}, aged: {doc.PER, 2},
	tellThe: {doc.ORG, 1.2}, rivalApposed: {doc.ORG, 0.5}, memberOf: {doc.ORG, 0.4}, siteOpens: {doc.LOC, 1}, inBefore: {doc.LOC, 0.4},
	siteOf: {doc.LOC, 1.2}, siteBeside: {doc.LOC, 0.8}, nearBefore: {doc.LOC, 0.7},
}

// mark is what the evidence of a token rests on.
type mark struct {
	low      uint32
	beside   lexicon.Beside
	capital  bool
	evidence uint8 // kind of the run that holds the token
	run      uint8 // place in it: 0 outside, 1 first, 2 after another with a capital, 3 after a hyphen or in one
}

// weigh finds the runs of capitalized words of a sentence and what shows their
// types. Runs that a gazetteer knows as a whole need no evidence.
func (c *Cases) weigh(d *doc.Document, span doc.Span) {
	m := c.marks
	for i := span.Start; i < span.End; i++ {
		if !m[i].capital || m[i].beside&lexicon.BesideNever != 0 && !(i > span.Start && d.Lower(i-1) == "the" && i+1 < span.End && m[i+1].capital) {
			continue
		}
		j := i + 1
		for j < span.End && j < i+8 {
			if m[j].capital && m[j].beside&lexicon.BesideNever == 0 {
				j++
			} else if j+1 < span.End && m[j+1].capital && (d.Text(j) == "-" || d.Text(j) == "&") {
				j += 2
			} else if j+2 < span.End && m[j+2].capital && d.Text(j+1) == "-" && arabicArticle(d.Text(j)) {
				j += 3
			} else {
				break
			}
		}
		start := i
		if d.Lower(start) == "the" || m[start].beside&lexicon.BesideAdjective != 0 {
			start = min(start+1, j-1)
		}
		for start+1 < j && m[start].beside&(lexicon.BesideTitle|lexicon.BesidePerson) != 0 {
			start++
		}
		if n, e := lexicon.LongestName(d, start, j, ^lexicon.NameKind(0)); n < j-start || e.Kinds&(lexicon.NamePlace|lexicon.NameBody|lexicon.NameDemonym|lexicon.NamePeople|lexicon.NameOther|lexicon.NameTitle) == 0 {
			if x := c.find(m[start].low); j == start+1 && x != nil && x.lower > 0 {
				// A common word, with a capital because it begins the sentence or means one of a kind.
			} else if kind := c.kind(d, span, i, start, j); kind != noEvidence {
				v := votesOf[kind]
				for k := start; k < j; k++ {
					m[k].evidence = uint8(kind)
					switch {
					case k == start:
						m[k].run = 1
					case m[k].capital && m[k-1].capital:
						m[k].run = 2
					default:
						m[k].run = 3
					}
					if x := c.find(m[k].low); x != nil && m[k].capital && (k == start || v.t == doc.PER) {
						x.told[v.t] = min(x.told[v.t]+uint16(float32(10*alone(kind, k+1 < j))*v.weight), 1<<14)
					}
				}
			}
		}
		i = j - 1
	}
}

// arabicArticle reports whether the word is the Arabic article as names have it
// inside, written as it is spoken: "al", "ash".
func arabicArticle(w string) bool {
	switch w {
	case "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "ur":
		return true
	}
	return false
}

// around is the sentence that a run stands in. Its methods are called, not inlined:
// kind asks them at fifty places.
type around struct {
	d    *doc.Document
	m    []mark
	span doc.Span
}

// is reports whether token i of the sentence shows any of b.
//
//go:noinline
func (x *around) is(i int32, b lexicon.Beside) bool {
	return x.span.Has(i) && x.m[i].beside&b != 0
}

// text is token i of the sentence in lower case, "" outside of it.
//
//go:noinline
func (x *around) text(i int32) string {
	if !x.span.Has(i) {
		return ""
	}
	return x.d.Lower(i)
}

// kind is the strongest evidence of the run from start to end; from begin on
// stand its titles.
func (c *Cases) kind(d *doc.Document, span doc.Span, begin, start, end int32) uint32 {
	m, x := c.marks, around{d, c.marks, span}
	last, many := m[end-1].beside, end-start > 1
	if begin < start {
		if x.is(start-1, lexicon.BesideTitle|lexicon.BesidePerson) && last&lexicon.BesideEnding == 0 && (many || last&lexicon.BesidePerson == 0) {
			return titled
		}
	}
	article := x.text(start-1) == "the"
	switch e := companyEnding(d, end-1); {
	case many && (last&lexicon.BesideEnding != 0 || e), end < span.End && companyEnding(d, end):
		return endsGroup
	case many && m[start].beside&lexicon.BesideOpening != 0:
		return opensGroup
	case last&lexicon.BesidePaper != 0 && article && (many || x.text(end) != "of"):
		return paperAfterThe
	case article && (x.text(start-2) == "told" || x.text(start-2) == "tell" || x.text(start-2) == "by" && seen(x.text(start-3))):
		return tellThe
	case many && m[start].beside&lexicon.BesideSiteOpening != 0:
		return siteOpens
	case many && last&lexicon.BesideSite != 0 && m[end-2].beside&lexicon.BesideEnding != 0:
		return endsGroup // "School District"
	}
	if x.text(end) == "," && digits(x.text(end+1)) && (x.text(end+2) == "," || x.text(end+2) == ".") {
		return aged
	}
	// What stands before it.
	before := start - 1
	switch {
	case x.is(before, lexicon.BesideGroup) && !m[before].capital:
		return groupBefore
	case x.is(before, lexicon.BesidePerson) && !m[before].capital:
		return personBefore
	case x.text(before) == ",":
		if !x.is(before-1, lexicon.BesideGroup|lexicon.BesideRival|lexicon.BesidePerson) || m[before-1].capital || !closes(x.text(end)) {
			break
		}
		for k := before - 2; k >= before-6 && k >= span.Start; k-- {
			switch x.text(k) {
			case "its", "the", "a", "an", "'s", "’s", "their", "our":
				switch {
				case x.is(before-1, lexicon.BesideGroup) || x.is(before-1, lexicon.BesideRival) && x.text(k) == "its":
					return groupApposed
				case x.is(before-1, lexicon.BesidePerson):
					return personApposed
				case x.text(k) != "a" && x.text(k) != "an":
					return rivalApposed
				}
			case "his", "her":
				if x.is(before-1, lexicon.BesidePerson|lexicon.BesideRival) {
					return personApposed
				}
			case ",", ".", ";":
				k = span.Start
			}
		}
	}
	if x.text(before) == "of" && before-2 >= span.Start && m[before-1].capital && m[before-2].capital &&
		(m[before-1].beside|m[before-2].beside)&(lexicon.BesideEnding|lexicon.BesideGroup|lexicon.BesidePaper) == 0 {
		return memberOf
	}
	at := before
	if article {
		at--
	}
	switch x.text(at) {
	case "of", "in", "for", "at":
		if x.is(at-1, lexicon.BesideAsset) && !many || x.is(at-1, lexicon.BesideAsset) && x.text(at) != "in" {
			return ofAsset
		}
		if x.is(at-1, lexicon.BesideSite) && x.text(at) == "of" {
			return siteOf
		}
	}
	// What stands after it.
	if s := x.text(end); s == "'s" || s == "’s" {
		for k := end + 1; k < end+4; k++ {
			switch {
			case x.is(k, lexicon.BesideKin):
				return hasKin
			case x.is(k, lexicon.BesideAsset):
				return hasAsset
			case k >= span.End || d.Text(k) != d.Lower(k) || closes(x.text(k)):
				k = end + 4
			}
		}
	} else if s == "," {
		switch x.text(end + 1) {
		case "who", "whose":
			switch x.text(before) {
			case "of", "at", "in", "for", "from", "the", "with", "near":
			default:
				return who
			}
		case "which":
			return which
		case "a", "an", "the", "its", "their":
			if k := c.head(d, end+2, span.End); k >= 0 {
				switch b := m[k].beside; {
				case x.is(k+1, lexicon.BesideSpeech):
				case b&lexicon.BesideGroup != 0:
					return groupApposed
				case b&lexicon.BesidePerson != 0:
					return personApposed
				case b&lexicon.BesideSite != 0:
					return siteOf
				}
			}
		}
	}
	switch {
	case x.is(end, lexicon.BesideHuman):
		return humanVerb
	case x.is(end, lexicon.BesideAsset) && !m[end].capital && start > span.Start:
		return hasAsset
	case x.is(end, lexicon.BesideSpeech):
		next := end + 1
		if x.text(next) == "that" {
			next++
		}
		if x.is(next, lexicon.BesideThing) {
			return sayIt
		} else if x.is(next, lexicon.BesideOne) {
			return sayHe
		}
	case x.is(before, lexicon.BesideSite) && !m[before].capital, x.is(end, lexicon.BesideSite) && !m[end].capital && article:
		return siteBeside
	case x.is(before, lexicon.BesideNear):
		return nearBefore
	case x.is(end, lexicon.BesideFirm):
		return firmVerb
	case x.is(end, lexicon.BesideAsset) && !m[end].capital:
		if w := c.find(m[start].low); many || w != nil && w.capital > 0 {
			return hasAsset
		}
	case x.text(before) == "in" && !many:
		return inBefore
	}
	return noEvidence
}

// alone is how much the evidence counts for the first word where it stands
// alone, as a share: "Avon" need be no organization because "Avon Council" is one.
func alone(kind uint32, many bool) float32 {
	if many && kind == endsGroup {
		return 0.5
	}
	return 1
}

// head is the head noun of the noun phrase that begins at token i, -1 where
// none of the next words is known: the last known noun before its end.
func (c *Cases) head(d *doc.Document, i, end int32) int32 {
	found := int32(-1)
	for k := i; k < end && k < i+7; k++ {
		if s := d.Lower(k); s == "'s" || s == "’s" || s == "'" || s == "’" {
			found = -1
		} else if closes(s) || s == "of" || s == "who" || s == "which" || s == "that" || s == "in" || s == "at" || s == "for" || s == "with" || s == "to" || s == "and" {
			break
		} else if !c.marks[k].capital && c.marks[k].beside&(lexicon.BesideGroup|lexicon.BesidePerson|lexicon.BesideSite) != 0 {
			found = k
		}
	}
	return found
}

// companyEnding reports whether the token, with a capital or not, ends the name of a company.
func companyEnding(d *doc.Document, i int32) bool {
	n, e := lexicon.LongestName(d, i, i+1, lexicon.NameCompany)
	return n > 0 && e.Kinds&(lexicon.NameNoun|lexicon.NamePlace) == 0
}

// seen reports whether newspapers say the verb of what they were shown.
func seen(verb string) bool {
	switch verb {
	case "seen", "obtained", "reviewed", "published", "reported", "viewed", "interviewed", "quoted":
		return true
	}
	return false
}

// closes reports whether a mark, or nothing, ends the phrase before it.
//
//go:noinline
func closes(s string) bool {
	switch s {
	case "", ",", ".", ";", ":", ")", "(", "!", "?", "-", "—", "–":
		return true
	}
	return false
}

func digits(s string) bool {
	return len(s) == 2 && '0' <= s[0] && s[0] <= '9' && '0' <= s[1] && s[1] <= '9'
}

// elections lets the evidence vote on its words, in the whole document.
func (st *state) elections(d *doc.Document) {
	m := st.cases.marks
	for i := range m {
		if m[i].run == 0 || m[i].run == 3 {
			continue
		}
		v := votesOf[m[i].evidence]
		w := word{low: m[i].low}
		if m[i].run == 1 {
			st.elect(wordKey(&w), v.t, alone(uint32(m[i].evidence), i+1 < len(m) && m[i+1].run > 1)*v.weight)
		} else {
			if v.t == doc.PER {
				st.elect(wordKey(&w), v.t, 0.5*v.weight)
			}
			before := word{low: m[i-1].low}
			st.elect(pairKey(&before, &w), v.t, v.weight)
		}
	}
}
