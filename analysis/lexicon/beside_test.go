package lexicon

import "testing"

func TestWordsBesideNames(t *testing.T) {
	for _, c := range []struct {
		word string
		want Beside
	}{
		{"drugmaker", BesideGroup}, {"firms", BesideGroup}, {"party", BesideGroup},
		{"rival", BesideRival}, {"owner", BesideRival},
		{"lawyer", BesidePerson}, {"engineers", BesidePerson}, {"professor", BesidePerson | BesideTitle},
		{"shares", BesideAsset}, {"widow", BesideKin}, {"smiled", BesideHuman}, {"acquired", BesideFirm},
		{"said", BesideSpeech}, {"its", BesideThing}, {"she", BesideOne}, {"village", BesideSite},
		{"outside", BesideNear}, {"holdings", BesideEnding}, {"grupo", BesideOpening}, {"courier", BesidePaper},
		{"villa", BesideSiteOpening}, {"neighbouring", BesideAdjective}, {"monday", BesideNever},
	} {
		if got := BesideOf(c.word); got&c.want != c.want {
			t.Errorf("%q: %b, want %b", c.word, got, c.want)
		}
	}
	for _, w := range []string{"", "s", "xq", "the", "yesterday", "quickly"} {
		if got := BesideOf(w); got != 0 {
			t.Errorf("%q: %b, want none", w, got)
		}
	}
}

func TestANounForPeopleIsNoOrganization(t *testing.T) {
	for _, w := range []string{"lawyer", "widow", "minister", "doctor"} {
		if BesideOf(w)&BesideGroup != 0 {
			t.Errorf("%q is taken for an organization", w)
		}
	}
}
