package lexicon

import "testing"

func TestSensesOfWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		r    SenseRelation
		want bool
	}{
		{"open", "close", SenseOpposite, true},
		{"win", "lose", SenseOpposite, true},
		{"accept", "reject", SenseOpposite, true},
		{"resign", "resignation", SenseDerived, true},
		{"telephone", "phone", SenseSynonym, true},
		{"attorney", "lawyer", SenseSynonym, true},
		{"house", "policy", SenseSynonym, false},
		{"open", "lamp", SenseOpposite, false},
	} {
		a, b := Sense(c.a), Sense(c.b)
		if a < 0 || b < 0 {
			t.Errorf("%s or %s is not in the list", c.a, c.b)
		} else if SenseRelated(c.r, a, b) != c.want || SenseRelated(c.r, b, a) != c.want {
			t.Errorf("%s, %s: relation %d is not %v", c.a, c.b, c.r, c.want)
		}
	}
	if Sense("zzyzx") != -1 || Sense("") != -1 || Sense("the") != -1 {
		t.Error("a number for a word that is not in the list")
	}
}

func TestAlikeWordsHaveAlikeVectors(t *testing.T) {
	for _, c := range [][3]string{{"doctor", "physician", "bridge"}, {"kill", "die", "calculate"}, {"money", "fund", "horse"}, {"quit", "resign", "paint"}} {
		near, far := SenseAlike(Sense(c[0]), Sense(c[1])), SenseAlike(Sense(c[0]), Sense(c[2]))
		if near <= far+20 {
			t.Errorf("%s: %d to %s, %d to %s", c[0], near, c[1], far, c[2])
		}
	}
}
