package claim_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"whosaid.example/analysis"
	"whosaid.example/analysis/doc"
)

// The tests run the whole analysis: a claim is what its trees and quotes make
// of a text. Cases are in testdata, one a line or block.

func analyse(t *testing.T, text, date string) *doc.Document {
	t.Helper()
	s, err := new(analysis.Analyzer).Story(context.Background(), analysis.Article{Text: text, Date: date})
	if err != nil {
		t.Fatal(err)
	}
	return s.Docs[0]
}

func lines(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for in := bufio.NewScanner(f); in.Scan(); {
		if !strings.HasPrefix(in.Text(), "#") {
			out = append(out, in.Text())
		}
	}
	return out
}

func TestQuantitiesWithUnitsAndBounds(t *testing.T) {
	for _, line := range lines(t, "testdata/quantities.txt") {
		text, want, _ := strings.Cut(line, " |")
		var got []string
		d := analyse(t, text, "")
		for _, c := range d.Claims {
			for _, q := range c.Frame.Quantities {
				got = append(got, strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", q.Value), "0"), ".")+" "+q.Unit+" "+q.Bound.String())
			}
		}
		if s := strings.Join(got, "; "); s != strings.TrimSpace(want) {
			t.Errorf("%s: %q, want %q", text, s, strings.TrimSpace(want))
		}
	}
}

func TestDatesAgainstTheDayOfTheArticle(t *testing.T) {
	for _, line := range lines(t, "testdata/dates.txt") {
		f := strings.Split(line, "|")
		var got []string
		for _, c := range analyse(t, strings.TrimSpace(f[1]), strings.TrimSpace(f[0])).Claims {
			for _, x := range c.Frame.Dates {
				got = append(got, x.ISO)
			}
		}
		if s := strings.Join(got, "; "); s != strings.TrimSpace(f[2]) {
			t.Errorf("%s: %q, want %q", line, s, strings.TrimSpace(f[2]))
		}
	}
}

func TestClaimsAreClausesThatStandAlone(t *testing.T) {
	var text string
	var want []string
	check := func() {
		if text == "" {
			return
		}
		d := analyse(t, text, "")
		var got []string
		for _, c := range d.Claims {
			got = append(got, d.SpanText(c.Tokens))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
		text, want = "", nil
	}
	for _, line := range lines(t, "testdata/claims.txt") {
		switch claim, is := strings.CutPrefix(line, "- "); {
		case is:
			want = append(want, claim)
		case line == "":
			check()
		default:
			text = strings.ReplaceAll(line, " ¶ ", "\n\n")
		}
	}
	check()
}

func TestFrameTellsNegationAndModality(t *testing.T) {
	for _, c := range []struct {
		text     string
		negated  bool
		modality doc.Modality
	}{
		{"The gate was opened at noon.", false, doc.Past},
		{"The gate was never opened.", true, doc.Past},
		{"Nobody opened the gate.", true, doc.Past},
		{"The office received no answer.", true, doc.Past},
		{"The council will open the gate.", false, doc.Future},
		{"The council may open the gate.", false, doc.Possible},
		{"The council should open the gate.", false, doc.Demanded},
		{"The law requires two months of notice.", false, doc.Demanded},
		{"Firms are supposed to give notice.", false, doc.Demanded},
		{"The gate is open.", false, doc.Asserted},
		{"The gate will open if it rains.", false, doc.Conditional},
	} {
		d := analyse(t, c.text, "")
		if len(d.Claims) != 1 {
			t.Errorf("%s: %d claims", c.text, len(d.Claims))
			continue
		}
		if f := d.Claims[0].Frame; f.Negated != c.negated || f.Modality != c.modality {
			t.Errorf("%s: negated %v, %v", c.text, f.Negated, f.Modality)
		}
	}
}
