package name_test

import (
	"os"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/name"
	"whosaid.example/analysis/segment"
)

func find(text string) *doc.Document {
	d := doc.New(text)
	segment.Segment(d)
	name.Find(d)
	return d
}

func TestPhenomena(t *testing.T) {
	raw, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	heading, text := "", ""
	var want []string
	cases := 0
	check := func() {
		if text == "" {
			return
		}
		cases++
		d := find(text)
		var got, expect []string
		for _, n := range d.Names {
			if n.Type != doc.MISC {
				got = append(got, n.Type.String()+" "+d.SpanText(n.Tokens))
			}
		}
		for _, w := range want {
			if x, ok := strings.CutPrefix(w, "~ "); !ok {
				expect = append(expect, w)
			} else {
				for _, n := range d.Names {
					if n.Type != doc.MISC && strings.Contains(d.SpanText(n.Tokens), x) {
						t.Errorf("%s: %q is taken for a name", heading, d.SpanText(n.Tokens))
					}
				}
			}
		}
		if len(expect) > 0 && strings.Join(got, "; ") != strings.Join(expect, "; ") {
			t.Errorf("%s: %s\ngot  %s\nwant %s", heading, text, strings.Join(got, "; "), strings.Join(expect, "; "))
		}
		text, want = "", nil
	}
	for line := range strings.SplitSeq(string(raw), "\n") {
		switch {
		case strings.HasPrefix(line, "  "):
			want = append(want, strings.TrimSpace(line))
		case strings.HasPrefix(line, "#"):
			check()
			heading = line[2:]
		case line != "":
			check()
			text = line
		}
	}
	check()
	if cases < 15 {
		t.Fatalf("%d cases read", cases)
	}
}

func TestNamesAreOrderedDisjointAndInTheirSentence(t *testing.T) {
	for _, text := range []string{"", " ", "(", "()", "(ABC)", "A", "ABC (", "a (B) c", "\xff\xfe Berlin \x00", strings.Repeat("Ada Berg ", 400), strings.Repeat("(XY) ", 300), strings.Repeat("“", 5000)} {
		d := find(text)
		end := int32(0)
		for _, n := range d.Names {
			if n.Tokens.Empty() || n.Tokens.Start < end || int(n.Tokens.End) > len(d.Tokens) {
				t.Fatalf("%.40q: name %v after token %d of %d", text, n.Tokens, end, len(d.Tokens))
			}
			if d.Tokens[n.Tokens.Start].Sent != d.Tokens[n.Tokens.End-1].Sent {
				t.Errorf("%.40q: name %v in two sentences", text, n.Tokens)
			}
			if n.Score < 0 || n.Score > 1 || n.Type == doc.NoName {
				t.Errorf("%.40q: name %+v", text, n)
			}
			end = n.Tokens.End
		}
	}
}

func TestFindingTwiceGivesTheSame(t *testing.T) {
	d := find("Rosa Lindqvist of Norfell Airlines flew to Oslo. Lindqvist said Norfell was ready.")
	first := append([]doc.Name(nil), d.Names...)
	name.Find(d)
	if len(first) < 3 || len(first) != len(d.Names) {
		t.Fatalf("%v, then %v", first, d.Names)
	}
	for i := range first {
		if first[i] != d.Names[i] {
			t.Errorf("%v, then %v", first[i], d.Names[i])
		}
	}
}

func TestFindDoesNotAllocatePerToken(t *testing.T) {
	d := find(article(50))
	if n := testing.AllocsPerRun(5, func() { name.Find(d) }); n > 10 {
		t.Errorf("%v allocations for %d tokens", n, len(d.Tokens))
	}
}

// article is an invented text of n paragraphs.
func article(n int) string {
	return strings.Repeat("Officials in Lisbon said on Tuesday that the Ministry of Transport had asked Helena Carvalho, "+
		"the head of Tagus Rail Ltd., to explain why 40 trains were late. “We did what we could,” Carvalho told reporters. "+
		"The U.S.-based fund that owns the company rejected the claim, and Portuguese unions called for a strike.\n\n", n)
}

func BenchmarkFind(b *testing.B) {
	d := find(article(500))
	b.ResetTimer()
	for b.Loop() {
		name.Find(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
