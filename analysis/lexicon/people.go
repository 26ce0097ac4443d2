package lexicon

import (
	_ "embed"
	"strings"
)

// PersonNoun is what the lists of nouns for people say of a noun. The zero
// value is no noun for a person.
type PersonNoun uint8

const (
	PersonIs        PersonNoun = 1 << iota // one person: "spokesman"
	PersonPlural                           // a plural without -s: "people"
	PersonSet                              // singular, but means several people: "couple"
	PersonMasculine                        // tells the gender
	PersonFeminine
	PersonSource  // what an unnamed speaker is called on
	PersonEpithet // what someone just named is called for variety
)

//go:embed people.txt
var peopleText string

//go:embed roles.txt
var rolesText string

var peopleOnce once
var peopleTable wordTable // PersonNoun
var broaderTable map[string][]string
var shortTable map[string]string

// Person is what is known of the lemma as a noun for people, in lower case;
// 0 where it is none. Prefixes as in "ex-minister" and "co-owner" and the
// endings -man, -woman, -person are understood. O(1), no allocation after the
// first call.
func Person(lemma string) PersonNoun {
	peopleOnce.Do(loadPeople)
	if f := PersonNoun(peopleTable.get(lemma)); f != 0 {
		return f
	}
	if i := strings.LastIndexByte(lemma, '-'); i > 0 && i+1 < len(lemma) {
		switch lemma[:i] {
		case "co", "ex", "vice", "deputy", "non", "mid", "left", "right", "anti", "pro", "sub", "under", "arch", "great", "self", "team":
			return Person(lemma[i+1:])
		}
	}
	switch {
	case len(lemma) > 7 && strings.HasSuffix(lemma, "woman"):
		return PersonIs | PersonFeminine
	case len(lemma) > 6 && strings.HasSuffix(lemma, "person"):
		return PersonIs
	case len(lemma) > 6 && strings.HasSuffix(lemma, "sman"):
		return PersonIs | PersonMasculine
	}
	return 0
}

// BroaderPerson lists what someone of that role can be called as well, in lower
// case, nearest first: "player" for "midfielder". Nil where the list has none.
func BroaderPerson(lemma string) []string {
	peopleOnce.Do(loadPeople)
	return broaderTable[lemma]
}

// FullTitle is the word that a title in lower case is short for: "governor"
// for "gov."; other words are returned as they are. O(1), no allocation.
func FullTitle(word string) string {
	peopleOnce.Do(loadPeople)
	if full, ok := shortTable[strings.TrimSuffix(word, ".")]; ok {
		return full
	}
	return word
}

func loadPeople() {
	broaderTable = make(map[string][]string, 256)
	shortTable = map[string]string{}
	for line := range strings.Lines(peopleText) {
		if w := strings.TrimSpace(line); w != "" && w[0] != '#' {
			*peopleTable.set(w) = uint64(PersonIs | endingGender(w))
		}
	}
	for line := range strings.Lines(rolesText) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0][0] == '#' {
			continue
		}
		first, rest := words[0], words[1:]
		if noun, ok := strings.CutSuffix(first, ":"); ok {
			*peopleTable.set(noun) |= uint64(PersonIs | endingGender(noun))
			broaderTable[noun] = rest
			continue
		}
		if first == "short" {
			shortTable[rest[0]] = rest[1]
			continue
		}
		for _, w := range rest {
			noun := peopleTable.set(w)
			switch first {
			case "+":
				*noun |= uint64(PersonIs | endingGender(w))
			case "masculine":
				*noun |= uint64(PersonIs | PersonMasculine)
			case "feminine":
				*noun |= uint64(PersonIs | PersonFeminine)
			case "plural":
				*noun = *noun&^uint64(PersonIs) | uint64(PersonPlural)
			case "set":
				*noun = *noun&^uint64(PersonIs) | uint64(PersonSet)
			case "epithet":
				*noun |= uint64(PersonIs | PersonEpithet)
			case "source":
				*noun |= uint64(PersonIs | PersonSource)
			default:
				panic("lexicon: roles.txt: unknown heading " + first)
			}
		}
	}
}

// endingGender is the gender that the endings -man and -woman tell. Offices
// in -man are held by women too, so that only nouns whose -man form has a
// -woman beside it in use count.
func endingGender(w string) PersonNoun {
	switch {
	case strings.HasSuffix(w, "woman"):
		return PersonFeminine
	case strings.HasSuffix(w, "sman"), strings.HasSuffix(w, "eman"), w == "chairman", w == "gunman", w == "congressman":
		return PersonMasculine
	}
	return 0
}
