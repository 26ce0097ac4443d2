package lexicon

import (
	"strings"
	"testing"
)

func TestClassesOfPredicatesJoinAndOppose(t *testing.T) {
	for _, x := range []struct {
		a, b    string
		alike   bool
		opposes bool
	}{
		{"resign", "quit", true, false},
		{"siren", "bell", true, false},
		{"deliberate", "mistake", false, true},
		{"safe", "dangerous", false, true},
		{"injure", "wound", true, false},
		{"bridge", "siren", false, false},
	} {
		p, q := PredicateOf(x.a), PredicateOf(x.b)
		if p.Alike(&q) != x.alike || p.Opposes(&q) != x.opposes || q.Opposes(&p) != x.opposes {
			t.Errorf("%s, %s: alike %v, opposes %v", x.a, x.b, p.Alike(&q), p.Opposes(&q))
		}
	}
}

// Every opposite names a class, so that a slip in the list does not go unseen.
func TestOppositesAreClasses(t *testing.T) {
	classes := map[string]bool{}
	for line := range strings.Lines(predicatesText) {
		if head, _, ok := strings.Cut(line, ":"); ok && line[0] != '#' {
			class, _, _ := strings.Cut(head, " / ")
			classes[class] = true
		}
	}
	for line := range strings.Lines(predicatesText) {
		head, _, ok := strings.Cut(line, ":")
		if _, opposite, has := strings.Cut(head, " / "); ok && line[0] != '#' && has && !classes[opposite] {
			t.Errorf("%q is opposite to no class", head)
		}
	}
}

func TestAVerbWithAParticleMeansWhatOneVerbMeans(t *testing.T) {
	for _, x := range [][3]string{{"step", "down", "resign"}, {"turn", "down", "reject"}, {"turn", "over", "deliver"}, {"eat", "up", ""}} {
		if got := PhrasalVerb(x[0], x[1]); got != x[2] {
			t.Errorf("%s %s: %q, want %q", x[0], x[1], got, x[2])
		}
	}
}
