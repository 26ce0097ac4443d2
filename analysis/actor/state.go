package actor

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds countries that no gazetteer knows: by what only states have
// ("its ambassador", "its navy") and by the adjective made from the name.

// minState is the length of the shortest name that is taken for a state's.
const minState = 4

// minStan is the length of the shortest name in -stan that is taken for a state's:
// Tristan and Dunstan are people.
const minStan = 8

// findStates notes the words that the article shows to be names of states, and
// the adjectives made from them. O(tokens).
func (r *resolver) findStates() {
	d := r.d
	for i := range d.Tokens {
		n := int32(i)
		if l := d.Lower(n); len(l) >= minStan && strings.HasSuffix(l, "stan") && r.tag(n) == doc.TagNNP {
			r.noteState(n, d.SentenceOf(n))
			continue
		}
		if t := r.tag(n); t != doc.TagNN && t != doc.TagNNS && t != doc.TagNNP || d.Tokens[n].Is(doc.InAside) {
			continue
		}
		if strong, of := ofState(d.Lower(n)); strong {
			s := d.SentenceOf(n)
			if !qualified(d, n, s.Start) {
				continue
			}
			r.stateBefore(n, s)
			if of && n+2 < s.End && (d.Lower(n+1) == "of" || d.Lower(n+1) == "to") {
				r.noteState(n+2, s)
			}
		}
	}
}

// ofState tells the nouns for what states have; of tells that the state may
// follow with "of" or "to".
func ofState(l string) (strong, of bool) {
	switch l {
	case "ambassador", "embassy", "flag", "envoy", "consulate", "consul":
		return true, true
	case "bank", "parliament":
		return true, false
	case "navy", "army", "airspace", "warship", "warships", "troops", "soldiers", "airforce", "coastguard", "coastguards", "gunboat", "gunboats":
		return true, false
	case "ministry", "minister":
		return true, true
	case "guard", "force", "forces", "waters", "capital", "commandos", "diplomat", "diplomats", "president", "premier", "government":
		return true, false
	}
	return false, false
}

// qualified tells whether the noun at n is of a state with the word before it:
// any army is, but only the foreign ministry.
func qualified(d *doc.Document, n, start int32) bool {
	if n <= start {
		return false
	}
	before := d.Lower(n - 1)
	switch d.Lower(n) {
	case "ministry":
		return before == "foreign" || before == "defence" || before == "defense" || before == "interior"
	case "minister":
		switch before {
		case "foreign", "prime", "defence", "defense", "interior", "finance", "trade", "fisheries", "agriculture", "energy", "justice", "economy", "culture":
			return true
		}
	case "bank":
		return before == "central"
	case "parliament":
		return before == "'s" || before == "’s" || before == "s"
	case "guard":
		return before == "coast" || before == "border"
	case "force":
		return before == "air"
	case "forces":
		return before == "armed" || before == "security" || before == "naval" || before == "defence" || before == "defense"
	case "president", "premier", "government":
		return isUpper(d.Text(n-1)) && d.Text(n)[0]|0x20 == d.Text(n)[0] && (strings.HasSuffix(before, "ian") || strings.HasSuffix(before, "ese"))
	case "flag":
		return before == "the" || before == "'s" || before == "’s"
	}
	return true
}

// stateBefore notes the owner of the noun at n: "X's navy", "the Xian navy".
func (r *resolver) stateBefore(n int32, s doc.Span) {
	d := r.d
	last := n - 1
	switch d.Lower(n) {
	case "ministry", "minister", "bank", "guard", "force", "forces":
		last-- // with the word that says of what kind, which may have a capital letter
	}
	if last > s.Start && d.Lower(last) == "its" && r.tag(s.Start) == doc.TagNNP {
		switch d.Lower(n) {
		case "ambassador", "embassy", "envoy", "navy", "army", "airspace":
			r.noteState(s.Start, s) // "X recalled its ambassador"
		}
		return
	}
	for i := last; i >= s.Start && i > n-5; i-- {
		if r.tag(i) == doc.TagPOS {
			if l := d.Lower(n); l != "waters" && l != "capital" && l != "commandos" && l != "flag" && i > s.Start {
				r.noteState(i-1, s)
			}
			return
		}
		if isUpper(d.Text(i)) && i > s.Start || i == s.Start && r.tag(i) == doc.TagNNP {
			r.noteAdjective(i)
			return
		}
		if t := r.tag(i); !isNoun(t) && !isAdjective(t) {
			return
		}
	}
}

// noteState notes the name at token i, where no list has it and nothing shows
// that it is of more than one word.
func (r *resolver) noteState(i int32, s doc.Span) {
	d := r.d
	l := d.Lower(i)
	if !s.Has(i) || !isUpper(d.Text(i)) || len(l) < minState || r.tag(i) != doc.TagNNP && r.tag(i) != doc.TagNNPS && r.tag(i) != doc.TagNN && r.tag(i) != doc.TagJJ {
		return
	}
	if i > s.Start && isUpper(d.Text(i-1)) && d.Text(i - 1)[0] < 0x80 && i-1 > s.Start || s.Has(i+1) && isUpper(d.Text(i+1)) && d.Text(i + 1)[0] < 0x80 {
		return
	}
	if r.entry(doc.Span{Start: i, End: i + 1}).Kinds != 0 || lexicon.Name(d.Text(i)).Kinds != 0 || lexicon.Person(l) != 0 || lexicon.GroupNoun(l) != 0 {
		return
	}
	if c := lexicon.ClassOf(l); c.Given || c.Surname {
		return
	}
	if r.states == nil {
		r.states = map[string]bool{}
	}
	r.states[l] = true
}

// noteAdjective notes the adjective at token i with the names that it can be
// made from: "Xian" from "Xia" or "X".
func (r *resolver) noteAdjective(i int32) {
	d := r.d
	l := d.Lower(i)
	if len(l) < minState+2 || lexicon.Name(d.Text(i)).Kinds != 0 {
		return
	}
	for _, end := range [...]string{"ian", "an", "n", "ish", "ese", "i"} {
		if stem, ok := strings.CutSuffix(l, end); ok && len(stem) >= minState {
			if r.stems == nil {
				r.stems = map[string]bool{}
			}
			r.stems[stem] = true
		}
	}
}

// isState tells whether the article shows the word at token i to be a state's name.
func (r *resolver) isState(i int32) bool {
	l := r.d.Lower(i)
	if !isUpper(r.d.Text(i)) || !r.states[l] && !r.stems[l] || lexicon.Name(r.d.Text(i)).Kinds != 0 || lexicon.Person(l) != 0 || lexicon.GroupNoun(l) != 0 {
		return false
	}
	c := lexicon.ClassOf(l)
	return !c.Given && !c.Surname
}

// ofOwnState tells whether the word is an adjective, or a noun for the people,
// made from the name of a state that the article shows to be one.
func (r *resolver) ofOwnState(l string) bool {
	l = strings.TrimSuffix(l, "s")
	for _, end := range [...]string{"ian", "an", "n", "ish", "ese", "i"} {
		if stem, ok := strings.CutSuffix(l, end); ok && len(stem) >= minState && (r.states[stem] || r.stems[stem]) {
			return true
		}
	}
	return false
}

// nounBehind tells whether a common noun stands at token i, or one behind an adjective.
func (r *resolver) nounBehind(i int32) bool {
	end := r.d.SentenceOf(i - 1).End
	if i < end && isAdjective(r.tag(i)) {
		i++
	}
	return i < end && isNoun(r.tag(i)) && !isUpper(r.d.Text(i))
}
