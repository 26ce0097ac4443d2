package lexicon

import (
	_ "embed"
	"strings"
)

// Abbreviation tells how a word behaves that is written with a full stop.
type Abbreviation uint8

const (
	// AbbreviationNone: no abbreviation; the stop is a token of its own.
	AbbreviationNone Abbreviation = iota
	// AbbreviationOpen: never the last word of a sentence ("Dr.", "vs.").
	AbbreviationOpen
	// AbbreviationTitle: the same where it has a capital ("Lt."), else none.
	AbbreviationTitle
	// AbbreviationClose: mostly the last word of a phrase ("Inc.", "etc.", "p.m.").
	AbbreviationClose
	// AbbreviationEither: in the middle of a sentence or at its end ("lbs.").
	AbbreviationEither
	// AbbreviationName: the same where it has a capital ("Sept.", "Mass."), else none.
	AbbreviationName
	// AbbreviationNumber: an abbreviation only before a number ("No. 5", "p. 12").
	AbbreviationNumber
)

//go:embed abbreviations.txt
var abbreviationsText string

var abbreviations struct {
	once once
	of   map[string]Abbreviation
}

// ParseAbbreviation is the class of a word in lower case without its last full
// stop. One lookup in a table that the first call builds; no allocation after.
// The list is our own, of English as newspapers abbreviate it.
func ParseAbbreviation(lower string) Abbreviation {
	abbreviations.once.Do(func() {
		sections := [...]string{"", "[open]", "[title]", "[close]", "[either]", "[name]", "[number]"}
		abbreviations.of = make(map[string]Abbreviation, 256)
		class := AbbreviationNone
		for line := range strings.Lines(abbreviationsText) {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || line[0] == '#':
			case line[0] == '[':
				class = AbbreviationNone
				for i, s := range sections {
					if s == line {
						class = Abbreviation(i)
					}
				}
				if class == AbbreviationNone {
					panic("abbreviations.txt: unknown section " + line)
				}
			default:
				for w := range strings.FieldsSeq(line) {
					abbreviations.of[w] = class
				}
			}
		}
	})
	return abbreviations.of[lower]
}
