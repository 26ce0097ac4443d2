package quote_test

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"
	"time"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/name"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/quote"
	"whosaid.example/analysis/segment"
	"whosaid.example/analysis/tag"
	"whosaid.example/build/computed"
)

//go:embed testdata/attribution.txt
var attributionCases string

// TestAttribution runs the stages on the cases of testdata/attribution.txt
// and compares the quotes that each case lists, and only those parts of them
// that it writes.
func TestAttribution(t *testing.T) {
	for _, block := range strings.Split(attributionCases, "\n\n") {
		lines := strings.Split(strings.TrimSpace(block), "\n")
		if len(lines) < 3 || strings.HasPrefix(lines[1], "# ") || !strings.HasPrefix(lines[0], "# ") {
			continue
		}
		t.Run(lines[0][2:], func(t *testing.T) {
			text := strings.ReplaceAll(lines[1], " ¶ ", "\n\n")
			d := analysed(text)
			var got []string
			for i := range d.Quotes {
				got = append(got, written(d, &d.Quotes[i]))
			}
			want := lines[2:]
			if want[0] == "none" {
				want = nil
			}
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("%s\ngot\n  %s\nwant\n  %s", text, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
		})
	}
}

func analysed(text string) *doc.Document {
	d := doc.New(text)
	for _, stage := range []func(*doc.Document){segment.Segment, tag.Tag, parse.Parse, name.Find, quote.Mark, quote.Attribute} {
		stage(d)
	}
	return d
}

// written is a quote as the cases write it.
func written(d *doc.Document, q *doc.Quote) string {
	var pieces []string
	for _, c := range q.Content {
		pieces = append(pieces, d.SpanText(c))
	}
	text := func(s doc.Span) string {
		if s.Empty() {
			return "-"
		}
		return d.SpanText(s)
	}
	act := "speech"
	if q.Thought {
		act = "thought"
	}
	s := fmt.Sprintf("%s %s | %s | %s | %s", q.Kind, act, text(q.Source), text(q.Cue), strings.Join(pieces, " … "))
	if !q.Anchor.Empty() {
		s += " | anchor " + text(q.Anchor)
	}
	if !q.Relay.Empty() {
		s += " | relay " + text(q.Relay)
	}
	return s
}

func TestQuotesNeverCross(t *testing.T) {
	for _, block := range strings.Split(attributionCases, "\n\n") {
		d := analysed(block)
		for i := range d.Quotes {
			if i > 0 && d.Quotes[i].Content[0].Start < d.Quotes[i-1].Content[0].Start {
				t.Errorf("quotes %d and %d are out of order in %q", i-1, i, block)
			}
			for j := range i {
				for _, a := range d.Quotes[i].Content {
					for _, b := range d.Quotes[j].Content {
						if a.Overlaps(b) && !a.Contains(b) && !b.Contains(a) {
							t.Errorf("quotes %d and %d cross in %q", j, i, block)
						}
					}
				}
			}
		}
	}
}

func TestAttributionIsLinear(t *testing.T) {
	for _, unit := range []string{"said that ", "“We go,” he said. ", "Ann told Bo that ", "ANN: yes it is\n\nBO: no it is not\n\n", "“ ", "he said, ", "“We go", "according to ", "Ann, who said, "} {
		took := func(n int) time.Duration {
			d := doc.New(strings.Repeat(unit, n))
			for _, stage := range []func(*doc.Document){segment.Segment, tag.Tag, parse.Parse, quote.Mark} {
				stage(d)
			}
			start := computed.Time()
			quote.Attribute(d)
			return computed.Time() - start
		}
		// The caches are other programs' too: the best of some attempts counts.
		took(100)
		small, large := time.Duration(1<<62), time.Duration(1<<62)
		for range 5 {
			small, large = min(small, took(500)), min(large, took(4000))
			if large <= 30*small+200*time.Millisecond {
				break
			}
		}
		if large > 30*small+200*time.Millisecond {
			t.Errorf("%q: %v for 500, %v for 4000", unit, small, large)
		}
	}
}
