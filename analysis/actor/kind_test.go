package actor

import (
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/doc/doctest"
)

// Capitals of all parts of the world in frames of acting and of place: only the
// frame may decide.
func TestCapitals(t *testing.T) {
	capitals := []string{"Paris", "Vienna", "Oslo", "Copenhagen", "Warsaw", "Madrid", "Rome", "Ankara", "Cairo", "Nairobi", "Accra", "Lusaka", "Beijing",
		"Tokyo", "Seoul", "Hanoi", "Jakarta", "Tehran", "Riyadh", "Ottawa", "Lima", "Bogotá", "Canberra", "Moscow", "Kyiv", "Minsk", "Tbilisi"}
	frames := []struct {
		text string
		want doc.Kind
	}{
		{"[LOC X] said it would wait/VB .", doc.Country},
		{"[LOC X] has/VBZ rejected the plan .", doc.Country},
		{"[LOC X] , however/RB , refused/VBD to/TO sign/VB .", doc.Country},
		{"Talks/NNS with/IN [LOC X] failed .", doc.Country},
		{"She urged/VBD [LOC X] to/TO wait/VB .", doc.Country},
		{"[LOC X] 's demand was late/JJ .", doc.Country},
		{"He said that/IN [LOC X] and/CC [LOC London] oppose/VBP it .", doc.Country},
		{"[LOC London] wanted a vote , and/CC [LOC X] a/DT treaty .", doc.Country},
		{"Diplomats/NNS work/VBP on/IN [LOC X] .", doc.Country},
		{"# Talks/NNS end/VBP as/IN [LOC X] protests/NNS\nThe bus stopped .", doc.Country},
		{"Rain fell/VBD in/IN [LOC X] .", doc.Place},
		{"The bus stopped near/IN [LOC X] .", doc.Place},
		{"He flew/VBD to/TO [LOC X] .", doc.Place},
		{"A man from/IN [LOC X] left .", doc.Place},
		{"The mayor of/IN [LOC X] left .", doc.Place},
		{"[LOC X] 's streets/NNS were wet/JJ .", doc.Place},
		{"A fire broke/VBD out/RP outside/IN [LOC X] .", doc.Place},
	}
	for _, f := range frames {
		for _, c := range capitals {
			d, err := doctest.Parse(strings.Replace(f.text, "X", c, 1))
			if err != nil {
				t.Fatal(err)
			}
			Resolve(d)
			found := false
			for i := range d.Actors {
				if d.SpanText(d.Actors[i].Name) == c {
					found = true
					if d.Actors[i].Kind != f.want {
						t.Errorf("%s: %v, want %v", d.Source, d.Actors[i].Kind, f.want)
					}
				}
			}
			if !found {
				t.Errorf("%s: no actor", d.Source)
			}
		}
	}
}
