package lexicon

import "testing"

func TestHalfDaysAndTimeZonesAreWordsOfClockTimes(t *testing.T) {
	for word, want := range map[string][2]bool{"pm": {true, false}, "a.m.": {true, false}, "gmt": {false, true}, "et": {false, true}, "from": {}, "": {}} {
		if got := [2]bool{HalfDay(word), TimeZone(word)}; got != want {
			t.Errorf("%q: half day, time zone %v, want %v", word, got, want)
		}
	}
}
