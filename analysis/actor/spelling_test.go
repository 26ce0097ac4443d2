package actor

import (
	"strings"
	"testing"
)

// Spellings of one name, and pairs that must stay two.
func TestSpellings(t *testing.T) {
	same := "sergei sergey|aleksei aleksey|alexei aleksey|kovalsky kovalskyy|kovalskiy kovalsky|walesa wałęsa|muller müller|tchaikovski tchaikovsky|lukashenka lukashenka|yusuf jusuf|kharkov harkov|maya maia|dmitry dmitri|mykhailo mihailo|yulia julia"
	for pair := range strings.SplitSeq(same, "|") {
		a, b, _ := strings.Cut(pair, " ")
		if alike(a) != alike(b) {
			t.Errorf("%s %q, %s %q", a, alike(a), b, alike(b))
		}
	}
	apart := "lee li|marin maron|mann main|berg borg|stone stane|brown braun|reid rod|maria mario|paul pal"
	for pair := range strings.SplitSeq(apart, "|") {
		a, b, _ := strings.Cut(pair, " ")
		if alike(a) == alike(b) {
			t.Errorf("%s and %s are alike: %q", a, b, alike(a))
		}
	}
}

func TestSameFirstName(t *testing.T) {
	for pair := range strings.SplitSeq("bill william|jimmy james|liz elizabeth|j. james|alex alexander|mike michael|kate katherine|aleksey alexei", "|") {
		if a, b, _ := strings.Cut(pair, " "); !sameGiven(a, b) || !sameGiven(b, a) {
			t.Errorf("%s and %s are two", a, b)
		}
	}
	for pair := range strings.SplitSeq("maria mario|daniel daniela|paul paula|helen gerald|jan jon|bill robert|christian christina|j. robert", "|") {
		if a, b, _ := strings.Cut(pair, " "); sameGiven(a, b) || a != "jan" && soundsAlike(a, b) {
			t.Errorf("%s and %s are one", a, b)
		}
	}
}

func TestSkeleton(t *testing.T) {
	for pair := range strings.SplitSeq("gaddafi qadhafi|gadhafi kaddafi|zhukov shukov", "|") {
		a, b, _ := strings.Cut(pair, " ")
		if same := skeleton(a) == skeleton(b) && skeleton(a) != ""; same != (a[0] != 'z') {
			t.Errorf("%s %q, %s %q", a, skeleton(a), b, skeleton(b))
		}
	}
}
