package lexicon

import (
	"strings"
	"testing"
	"whosaid.example/analysis/doc"
)

func TestNamesOfCountriesAndWhatStandsForThem(t *testing.T) {
	for _, c := range []struct {
		phrase, code string
		kind         NameKind
	}{
		{"Ukraine", "UA", NameCountry}, {"the Ukraine", "UA", NameCountry},
		{"U.S.", "US", NameCountry}, {"US", "US", NameCountry}, {"us", "", 0}, {"America", "US", NameCountry},
		{"UK", "GB", NameCountry}, {"Britain", "GB", NameCountry}, {"South Korea", "KR", NameCountry},
		{"Turkey", "TR", NameCountry}, {"turkey", "", 0}, {"Côte d'Ivoire", "CI", NameCountry}, {"Cote d’Ivoire", "CI", NameCountry},
		{"Soviet Union", "SU", NameCountry}, {"Scotland", "GB-SCT", NameCountry},
		{"Kyiv", "UA", NameCapital}, {"Kiev", "UA", NameCapital}, {"The Hague", "NL", NameCapital}, {"Bogotá", "CO", NameCapital},
		{"Washington", "US", NameCapital}, {"White House", "US", NameSeat}, {"Kremlin", "RU", NameSeat}, {"Elysee", "FR", NameSeat},
		{"Poles", "PL", NamePeople}, {"Ukrainians", "UA", NamePeople}, {"Spaniard", "ES", NamePeople}, {"Dutch", "NL", NamePeople},
		{"Polish", "PL", NameDemonym}, {"Ukrainian", "UA", NameDemonym}, {"American", "US", NameDemonym}, {"Scottish", "GB-SCT", NameDemonym},
		{"São Paulo", "BR", NameCity}, {"Sao Paulo", "BR", NameCity}, {"Odessa", "UA", NameCity}, {"Munich", "DE", NameCity},
		{"Bavaria", "DE", NameRegion}, {"Calif.", "US", NameRegion}, {"Texas", "US", NameRegion},
	} {
		e := Name(c.phrase)
		if e.Kinds&c.kind != c.kind || CountryCode(e.Country) != c.code {
			t.Errorf("Name(%q) = %b of %q, want %b of %q", c.phrase, e.Kinds, CountryCode(e.Country), c.kind, c.code)
		}
	}
	for _, c := range [][2]string{{"Pole", "Polish"}, {"Briton", "British"}} {
		if Name(c[0]).Kinds&NameDemonym != 0 {
			t.Errorf("%s is taken for an adjective", c[0])
		}
		if Name(c[1]).Country != Name(c[0]).Country {
			t.Errorf("%s and %s are of two countries", c[0], c[1])
		}
	}
}

func TestBodiesAreKnownByAllTheirNames(t *testing.T) {
	for _, names := range [][]string{
		{"NATO", "North Atlantic Treaty Organization"}, {"UN", "U.N.", "United Nations"}, {"WHO", "World Health Organization"},
		{"EU", "European Union"}, {"Al-Qaeda", "al Qaeda", "al-Qaida"},
	} {
		for _, n := range names {
			if e := Name(n); e.Kinds&NameBody == 0 || BodyName(e.Body) != names[0] {
				t.Errorf("Name(%q) is body %q, want %q", n, BodyName(e.Body), names[0])
			}
		}
	}
	for _, n := range []string{"who", "Who", "is", "Is", "nowhere at all", ""} {
		if e := Name(n); e.Kinds&NameBody != 0 {
			t.Errorf("Name(%q) is body %q", n, BodyName(e.Body))
		}
	}
}

func TestLongestNameAcrossTokens(t *testing.T) {
	text := "Lt. Col. Brown of the United Nations Security Council in Trinidad and Tobago met the Foreign Minister of Guinea - Bissau"
	d := doc.New(text)
	at := int32(0)
	for _, w := range strings.Fields(text) {
		d.Tokens = append(d.Tokens, doc.Token{Start: at, End: at + int32(len(w))})
		at += int32(len(w)) + 1
	}
	var got []string
	for i := int32(0); i < int32(len(d.Tokens)); {
		n, _ := LongestName(d, i, int32(len(d.Tokens)), NameTitle|NameBody|NameCountry)
		if n > 0 {
			got = append(got, d.SpanText(doc.Span{Start: i, End: i + n}))
		}
		i += max(1, n)
	}
	want := "Lt. Col.; United Nations Security Council; Trinidad and Tobago; Foreign Minister; Guinea - Bissau"
	if g := strings.Join(got, "; "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
	if n := testing.AllocsPerRun(100, func() { LongestName(d, 5, 8, ^NameKind(0)) }); n != 0 {
		t.Errorf("%v allocations a lookup", n)
	}
}
