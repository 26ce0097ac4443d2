package actor

import (
	"os"
	"strings"
	"testing"

	"whosaid.example/analysis/doc/doctest"
)

// Each line of testdata/roles/roles.txt is a sentence in the notation of doctest, " = ",
// and the roles of its first actor, divided by " | ".
func TestRolesAreTitlesAsWritten(t *testing.T) {
	raw, err := os.ReadFile("testdata/roles/roles.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		text, want, ok := strings.Cut(line, " =")
		if !ok || line[0] == '#' {
			continue
		}
		d, err := doctest.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		Resolve(d)
		var got []string
		for _, s := range d.Actors[0].Roles {
			got = append(got, d.SpanText(s))
		}
		if g := strings.Join(got, " | "); g != strings.TrimSpace(want) {
			t.Errorf("%s\n got %q\nwant %q", text, g, strings.TrimSpace(want))
		}
	}
}
