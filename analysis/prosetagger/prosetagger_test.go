package prosetagger

import (
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"whosaid.example/analysis"
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/segment"
)

var _ analysis.Tagger = Tagger{}

func tagged(text string) (*doc.Document, string) {
	d := doc.New(text)
	segment.Segment(d)
	Tagger{}.Tag(d)
	var b strings.Builder
	for i := range d.Tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(d.Text(int32(i)) + "/" + d.Tokens[i].Tag.String())
	}
	return d, b.String()
}

func TestTagsStandAtTheTokensTheyBelongTo(t *testing.T) {
	for text, want := range map[string]string{
		"The mayor doesn’t know.":             "The/DT mayor/NN does/VBZ n’t/RB know/VB ./.",
		"“It’s a well-known plan,” she said.": "“/`` It/PRP ’s/VBZ a/DT well/JJ -/HYPH known/JJ plan/NN ,/, ”/'' she/PRP said/VBD ./.",
		"They paid $5 in Paris (France).":     "They/PRP paid/VBD $/$ 5/CD in/IN Paris/NNP (/-LRB- France/NNP )/-RRB- ./.",
	} {
		if _, got := tagged(text); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestEqualWordsOfTwoSentencesHaveTagsOfTheirOwn(t *testing.T) {
	_, got := tagged("They plan a walk. The plan is good.")
	if !strings.Contains(got, "They/PRP plan/VBP") || !strings.Contains(got, "The/DT plan/NN") {
		t.Error(got)
	}
}

func TestAnyTextIsTaggedInLinearTime(t *testing.T) {
	start := time.Now()
	for _, text := range []string{"", "\xff\xfe", "İİİİİ's n't 's", strings.Repeat("(", 50_000), strings.Repeat("a'", 20_000), strings.Repeat("'s", 20_000)} {
		d, _ := tagged(text)
		for i := range d.Tokens {
			if d.Tokens[i].Tag >= doc.TagCount {
				t.Fatal("a tag out of range")
			}
		}
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestTaggerIsSafeForConcurrentUse(t *testing.T) {
	const text = "The council said on Monday that it would sell the old harbour."
	_, want := tagged(text)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if _, got := tagged(text); got != want {
				t.Error(got)
			}
		})
	}
	wait.Wait()
}

// prose would add megabytes to what a reader loads.
func TestNoBrowserProgramLinksProse(t *testing.T) {
	for _, program := range []string{"whosaid.example/app", "whosaid.example/app/worker"} {
		c := exec.Command("go", "list", "-deps", program)
		c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		out, err := c.Output()
		if err != nil {
			if e, ok := err.(*exec.ExitError); ok {
				t.Fatalf("go list -deps %s: %s", program, e.Stderr)
			}
			t.Skip("no go command here")
		}
		for _, p := range strings.Fields(string(out)) {
			if strings.Contains(p, "jdkato/prose") || p == "whosaid.example/analysis/prosetagger" {
				t.Errorf("%s links %s in the browser", program, p)
			}
		}
	}
}
