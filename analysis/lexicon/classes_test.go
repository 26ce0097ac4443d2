package lexicon

import (
	"fmt"
	"testing"
)

func TestGivenNamesAndSurnames(t *testing.T) {
	for _, w := range []string{"maria", "john", "olena", "josé", "jose", "mehmet", "agnieszka"} {
		if !ClassOf(w).Given {
			t.Errorf("%s is no given name", w)
		}
	}
	for _, w := range []string{"smith", "kowalski", "müller", "fernandez", "ivanova"} {
		if !ClassOf(w).Surname {
			t.Errorf("%s is no surname", w)
		}
	}
	for _, w := range []string{"the", "of", "yesterday", "government", ""} {
		if c := ClassOf(w); c.Given || c.Surname {
			t.Errorf("%s is a name: %+v", w, c)
		}
	}
}

func TestWordsOfLikePlacesShareAClass(t *testing.T) {
	for _, p := range [][2]string{{"monday", "tuesday"}, {"germany", "italy"}, {"said", "told"}} {
		a, b := CoarseClass(ClassOf(p[0]).Class), CoarseClass(ClassOf(p[1]).Class)
		if a == 0 || a != b {
			t.Errorf("%s is of class %d, %s of %d", p[0], a, p[1], b)
		}
	}
}

func TestTableOfClassesGivesBackWhatWasPackedAndLittleElse(t *testing.T) {
	var words []string
	var of []WordClass
	for i := range 5000 {
		words = append(words, fmt.Sprintf("word%d", i))
		of = append(of, WordClass{Class: uint16(i%511 + 1), Given: i%3 == 0, Surname: i%5 == 0})
	}
	packed := string(PackClasses(words, of, make([]uint8, 512)))
	for i, w := range words {
		k := foldHash(w)
		v := classAt(packed, k)
		if v&31 != uint16(k>>59) || v>>7 != of[i].Class || (v>>5&1 != 0) != of[i].Given || (v>>6&1 != 0) != of[i].Surname {
			t.Fatalf("%s: %016b, want %+v", w, v, of[i])
		}
	}
	wrong := 0
	for i := range 5000 {
		k := foldHash(fmt.Sprintf("other%d", i))
		if classAt(packed, k)&31 == uint16(k>>59) {
			wrong++
		}
	}
	if wrong > 5000/32*3/2 {
		t.Errorf("%d of 5000 unknown words are taken for known ones, want about %d", wrong, 5000/32)
	}
}
