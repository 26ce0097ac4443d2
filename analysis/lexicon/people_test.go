package lexicon

import "testing"

func TestNounsForPeople(t *testing.T) {
	for _, c := range []struct {
		noun string
		want PersonNoun
	}{
		{"teacher", PersonIs},
		{"spokeswoman", PersonIs | PersonFeminine | PersonSource},
		{"ex-minister", PersonIs},
		{"people", PersonPlural},
		{"couple", PersonSet},
		{"anchorwoman", PersonIs | PersonFeminine},
		{"table", 0},
		{"-", 0},
		{"", 0},
	} {
		if got := Person(c.noun); got != c.want {
			t.Errorf("Person(%q) = %b, want %b", c.noun, got, c.want)
		}
	}
	if got := FullTitle("sen."); got != "senator" {
		t.Errorf("FullTitle: %q", got)
	}
	if b := BroaderPerson("midfielder"); len(b) == 0 || b[0] != "player" {
		t.Errorf("BroaderPerson: %q", b)
	}
}

func TestNounsForOrganizationsMeetNames(t *testing.T) {
	for _, c := range []struct{ noun, word string }{
		{"union", "federation"}, {"company", "ltd."}, {"club", "athletic"}, {"regulator", "authority"}, {"paper", "herald"}, {"court", "tribunal"},
	} {
		if GroupNoun(c.noun)&GroupNameWord(c.word) == 0 {
			t.Errorf("%q can't mean a name with %q", c.noun, c.word)
		}
	}
	if GroupNoun("union")&GroupNameWord("ltd") != 0 || GroupNoun("banana") != 0 {
		t.Error("classes are too wide")
	}
	if !WeakGroupNoun("office") || WeakGroupNoun("company") {
		t.Error("office is weak, company isn't")
	}
	if OfficeClasses("superintendent")&GroupClassNamed("school") == 0 || OfficeClasses("baker") != 0 {
		t.Error("a superintendent speaks for a school district, a baker for nobody")
	}
}
