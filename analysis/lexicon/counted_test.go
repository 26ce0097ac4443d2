package lexicon

import "testing"

func TestNewsCountsTheSameByOtherNouns(t *testing.T) {
	for _, x := range []struct {
		a, b  string
		alike bool
	}{
		{"miner", "person", true},
		{"pupil", "victim", true},
		{"job", "post", true},
		{"ewe", "sheep", true},
		{"ballot", "vote", true},
		{"home", "flat", true},
		{"letter", "warning", true},
		{"rocket", "drone", true},
		{"miner", "sheep", false},
		{"home", "person", false},
		{"kilometre", "mile", false},
		{"xylophone", "xylophone", false},
	} {
		if got := CountedAlike(x.a, x.b); got != x.alike || got != CountedAlike(x.b, x.a) {
			t.Errorf("%s, %s: %v", x.a, x.b, got)
		}
	}
}
