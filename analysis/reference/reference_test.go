package reference_test

import (
	"bufio"
	"context"
	"os"
	"strings"
	"testing"

	"whosaid.example/analysis"
	"whosaid.example/analysis/doc"
)

// The tests run the whole analysis on stories of two articles.

func story(t *testing.T, texts ...string) *doc.Story {
	t.Helper()
	var articles []analysis.Article
	for i, text := range texts {
		articles = append(articles, analysis.Article{Name: string(rune('a' + i)), Outlet: string(rune('A' + i)), Text: text})
	}
	s, err := new(analysis.Analyzer).Story(context.Background(), articles...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// across is the relation between the articles and what differs, "none" without one.
func across(s *doc.Story) (relation, differs, why string) {
	relation = "none"
	for _, r := range s.References {
		if r.From.Doc == 1 && r.To.Doc == 0 {
			relation, why = r.Relation.String(), r.Why
			for _, d := range r.Differs {
				differs += d.What + " "
			}
		}
	}
	return relation, differs, why
}

func TestRelationsFollowTheEvidence(t *testing.T) {
	f, err := os.Open("testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var first, second string
	for in := bufio.NewScanner(f); in.Scan(); {
		line := in.Text()
		switch changed, again := strings.CutPrefix(line, "~ "); {
		case strings.HasPrefix(line, "#"):
		case line == "":
			first, second = "", ""
		case first == "":
			first = line
		case again:
			second = changed
		case second == "":
			second = line
		default:
			got, differs, why := across(story(t, first, second))
			if no, is := strings.CutPrefix(line, "!"); is {
				if got == no {
					t.Errorf("%s\n%s\n%s: %s", first, second, got, why)
				}
				break
			}
			want, kind, _ := strings.Cut(line, " ")
			if got != want || !strings.Contains(differs, kind) {
				t.Errorf("%s\n%s\ngot %s (%s) %q, want %s", first, second, got, differs, why, line)
			}
			if got != "none" && (why == "" || strings.Contains(why, "  ") || !strings.HasSuffix(why, ".")) {
				t.Errorf("%s: no sentence: %q", second, why)
			}
		}
	}
}

func TestWhyNamesSpeakersAndWhatDiffers(t *testing.T) {
	s := story(t, "Mayor Ada Brown said 40 houses had been destroyed in the fire.", "Fire chief Tom Reed said 14 houses had been destroyed in the fire.")
	_, _, why := across(s)
	for _, want := range []string{"Ada Brown", "Tom Reed", "40", "14"} {
		if !strings.Contains(why, want) {
			t.Errorf("%q lacks %q", why, want)
		}
	}
}

// Without dates an order in time would be made up, unless the text tells it.
func TestNewerIsOnlyWhatDatesSay(t *testing.T) {
	first := analysis.Article{Name: "a", Date: "2024-05-01", Text: "The death toll from the fire in the harbour is 14, the coast guard said."}
	for _, x := range []struct{ date, text, has, lacks string }{
		{"2024-05-02", "The death toll from the fire in the harbour has now risen to 19, the coast guard said.", "Newer", "no date"},
		{"", "The death toll from the fire in the harbour has now risen to 19, the coast guard said.", "Newer", "no date"},
	} {
		second := analysis.Article{Name: "b", Date: x.date, Text: x.text}
		if x.date == "" {
			first.Date = ""
		}
		r := analysis.Analyze(first, second)
		if len(r.References) != 1 || r.References[0].Relation != "updates" {
			t.Fatalf("%q: %+v", x, r.References)
		}
		if why := r.References[0].Why; !strings.Contains(why, x.has) || strings.Contains(why, x.lacks) {
			t.Errorf("%q: %s", x, why)
		}
	}
}

func TestTheLaterClaimIsFrom(t *testing.T) {
	a := analysis.Article{Name: "new", Date: "2024-05-02", Text: "Fire chief Tom Reed said 14 houses had been destroyed in the fire."}
	b := analysis.Article{Name: "old", Date: "2024-05-01", Text: "Mayor Ada Brown said 40 houses had been destroyed in the fire."}
	r := analysis.Analyze(a, b)
	if len(r.References) == 0 {
		t.Fatal("no reference")
	}
	for _, x := range r.References {
		if x.From.Article != 0 || x.To.Article != 1 {
			t.Errorf("from article %d to %d", x.From.Article, x.To.Article)
		}
	}
}

func TestQuoteDriftIsAlignedWordByWord(t *testing.T) {
	s := story(t,
		"“We followed every rule of the port to the letter that night,” the director Ada Brown said.",
		"“We followed every rule to the letter,” the director Ada Brown said.")
	var drift []doc.Difference
	for _, r := range s.References {
		if r.Drift != nil {
			drift = r.Drift
		}
	}
	var got []string
	for _, x := range drift {
		d := s.Docs[1]
		text := d.SpanText(x.From)
		if x.What == "clipped" {
			text = s.Docs[0].SpanText(x.To)
		}
		got = append(got, x.What+": "+text)
	}
	want := "same: We followed every rule; clipped: of the port; same: to the letter; clipped: that night"
	if strings.Join(got, "; ") != want {
		t.Errorf("got %q", got)
	}
}

func TestSharedCopyIsOneOrigin(t *testing.T) {
	copied := "The ferry left the harbour of Arlen at noon with two hundred passengers and a crew of twelve. It reached the island of Sorn in the late afternoon after a rough crossing."
	s := story(t, "A storm came up on Monday. "+copied, copied+" Nobody on the quay was told why.", "The ferry to Sorn had a bad day, passengers told this paper on Monday evening.")
	if len(s.Origins) != 1 || len(s.Origins[0]) != 2 {
		t.Fatalf("origins %v", s.Origins)
	}
	for _, p := range s.Origins[0] {
		if got := s.Docs[p.Doc].SpanText(p.Tokens); got != copied {
			t.Errorf("article %d: %q", p.Doc, got)
		}
	}
}

func TestAtMostOneReferenceJoinsTwoClaims(t *testing.T) {
	text := "Mayor Ada Brown said 40 houses had been destroyed. Fire chief Tom Reed said 14 houses had been destroyed. Brown denied that 14 houses had been destroyed."
	s := story(t, text, text)
	seen := map[[2]doc.ClaimAt]bool{}
	for _, r := range s.References {
		if seen[[2]doc.ClaimAt{r.From, r.To}] || seen[[2]doc.ClaimAt{r.To, r.From}] || r.From == r.To {
			t.Errorf("a second reference: %v", r)
		}
		seen[[2]doc.ClaimAt{r.From, r.To}] = true
	}
}

func TestGoingOnIsNoSureSupport(t *testing.T) {
	text := "Mayor Ada Brown said the city baths had been damaged in the storm. She said the storm had damaged the roof of the city baths."
	refs := story(t, text).References
	if len(refs) != 1 || refs[0].Relation != doc.Supports || refs[0].Certainty != doc.Unclear {
		t.Errorf("%+v", refs)
	}
}

func TestOneArticleIsNotFilledUp(t *testing.T) {
	text := "The council voted on Monday to close the baths. Mayor Ada Brown said the baths cost too much. Swimmers gathered outside of the town hall. The council will meet again in May. Brown said nobody had offered to pay for the baths."
	if refs := story(t, text).References; len(refs) > 1 {
		t.Errorf("%+v", refs)
	}
}
