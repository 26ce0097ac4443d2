package lexicon

import (
	_ "embed"
	"strings"
)

// Beside is a set of classes of words that show, where they stand beside or in
// a name, of what type it is. The zero value shows nothing.
type Beside uint32

const (
	BesideGroup       Beside = 1 << iota // a noun for organizations: "drugmaker"
	BesideRival                          // a noun for organizations and people: "rival"
	BesidePerson                         // a noun for a person: "lawyer"
	BesideAsset                          // what organizations have: "shares"
	BesideKin                            // what people have: "widow"
	BesideHuman                          // a verb of people: "smiled"
	BesideFirm                           // a verb of organizations: "acquired"
	BesideSpeech                         // a verb of both: "said"
	BesideThing                          // "it"
	BesideOne                            // "she"
	BesideSite                           // a noun for places: "village"
	BesideNear                           // a word before places: "outside"
	BesideTitle                          // a title that is part of a run of capitals: "Professor"
	BesideEnding                         // ends the names of organizations: "Holdings"
	BesideOpening                        // begins them: "Grupo"
	BesideSiteOpening                    // begins the names of places: "Villa"
	BesidePaper                          // ends the names of newspapers: "Courier"
	BesideAdjective                      // stands before names and is none: "neighbouring"
	BesideNever                          // capitalized, but no name of an actor: "Monday"
)

//go:embed beside.txt
var besideText string

var besideOnce once
var besideTable wordTable

// BesideOf is what the word shows, in lower case. Nouns for people and for
// organizations are understood in the singular and with -s. O(1), no allocation
// after the first call; look a word up once for a document.
func BesideOf(word string) Beside {
	besideOnce.Do(loadBeside)
	b := Beside(besideTable.get(word))
	if len(word) < 3 {
		return b
	}
	stem := word
	if word[len(word)-1] == 's' && word[len(word)-2] != 's' {
		stem = word[:len(word)-1]
	}
	other := len(stem) < len(word)
	group := strongGroupNoun(word) || other && strongGroupNoun(stem)
	person := Person(word)&PersonIs != 0 || other && Person(stem)&PersonIs != 0
	switch {
	case b&(BesideGroup|BesideRival) != 0:
	case group && person, WeakGroupNoun(word):
		b |= BesideRival
	case group:
		b |= BesideGroup
	case person:
		b |= BesidePerson
	}
	return b
}

func strongGroupNoun(lemma string) bool { return GroupNoun(lemma) != 0 && !WeakGroupNoun(lemma) }

func loadBeside() {
	class := Beside(0)
	classes := map[string]Beside{
		"group": BesideGroup, "rival": BesideRival, "asset": BesideAsset, "kin": BesideKin, "human": BesideHuman,
		"firm": BesideFirm, "speech": BesideSpeech, "thing": BesideThing, "one": BesideOne, "site": BesideSite,
		"near": BesideNear, "title": BesideTitle, "ending": BesideEnding, "opening": BesideOpening,
		"paper": BesidePaper, "siteopening": BesideSiteOpening, "adjective": BesideAdjective, "never": BesideNever,
	}
	eachLine(besideText, func(line string) {
		if line[0] == '[' {
			head, _, _ := strings.Cut(line[1:], "]")
			c, ok := classes[head]
			if !ok {
				panic("lexicon: beside.txt: unknown class " + head)
			}
			class = c
			return
		}
		for w := range strings.FieldsSeq(line) {
			*besideTable.set(w) |= uint64(class)
		}
	})
}
