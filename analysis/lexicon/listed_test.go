package lexicon

import (
	"strings"
	"testing"
)

func TestListedNamesHashAsInTexts(t *testing.T) {
	n := 0
	for _, text := range []string{countriesText, citiesText, regionsText, organizationsText, namesText} {
		for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n|;", r) }) {
			if n++; hashListed(nameHashStart, s) != hashName(nameHashStart, strings.ToLower(s)) {
				t.Errorf("%q", s)
			}
		}
	}
	if n < 5000 {
		t.Errorf("%d names only", n)
	}
}
