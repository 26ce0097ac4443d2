package actor

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/doc/doctest"
)

// cases reads "== name", parts between lines "--", up to the next case. The
// last part is what is wanted.
func cases(t *testing.T, file string) (head string, out [][]string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(string(raw), "== ")
	for _, c := range strings.Split(body, "\n== ") {
		name, rest, _ := strings.Cut(c, "\n")
		parts := append([]string{name}, strings.Split("\n"+rest+"\n", "\n--\n")...)
		for i := range parts {
			parts[i] = strings.Trim(parts[i], "\n")
		}
		out = append(out, parts)
	}
	return head, out
}

// write puts what the stage gives in the place of what was wanted.
func write(t *testing.T, file, head string, list [][]string) {
	t.Helper()
	for i, c := range list {
		list[i] = []string{"== " + c[0] + "\n" + strings.Join(c[1:], "\n--\n")}
	}
	var out strings.Builder
	out.WriteString(head)
	for _, c := range list {
		out.WriteString(c[0] + "\n\n")
	}
	if err := os.WriteFile(file, []byte(strings.TrimRight(out.String(), "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// spanOf is the first run of tokens from token "from" on whose text is s.
func spanOf(t *testing.T, d *doc.Document, s string, from int32) doc.Span {
	t.Helper()
	for i := from; int(i) < len(d.Tokens); i++ {
		for j := i + 1; int(j) <= len(d.Tokens) && j < i+40; j++ {
			if d.SpanText(doc.Span{Start: i, End: j}) == s {
				return doc.Span{Start: i, End: j}
			}
		}
	}
	t.Fatalf("no %q in %q", s, d.Source)
	return doc.Span{}
}

func TestSpeak(t *testing.T) {
	const file = "testdata/speak/quotes.txt"
	head, list := cases(t, file)
	for i, c := range list {
		if len(c) != 4 {
			t.Fatalf("%s: %s: %d parts, want document, quotes, result", file, c[0], len(c)-1)
		}
		t.Run(strings.ReplaceAll(c[0], " ", "_"), func(t *testing.T) {
			d, err := doctest.Parse(c[1])
			if err != nil {
				t.Fatal(err)
			}
			Resolve(d)
			for line := range strings.SplitSeq(c[2], "\n") {
				d.Quotes = append(d.Quotes, quoteOf(t, d, line))
			}
			Speak(d)
			check(t, d)
			got := strings.TrimRight(voices(d)+describe(d), "\n")
			if !*update && got != c[3] {
				t.Errorf("got\n%s\nwant\n%s", got, c[3])
			}
			list[i][3] = got
		})
	}
	if *update {
		write(t, file, head, list)
	}
}

// quoteOf reads "content | source | relay | cue"; "<" as source goes on from the quote before.
func quoteOf(t *testing.T, d *doc.Document, line string) doc.Quote {
	f := strings.Split(line+"|||", "|")
	q := doc.Quote{Follows: doc.None, Speaker: doc.None, Via: doc.None}
	q.Content = []doc.Span{spanOf(t, d, strings.TrimSpace(f[0]), 0)}
	q.Kind = doc.Indirect
	if d.Tokens[q.Content[0].Start].Is(doc.Quoted) {
		q.Kind = doc.Direct
	}
	switch s := strings.TrimSpace(f[1]); s {
	case "":
	case "<":
		q.Follows = doc.QuoteID(len(d.Quotes) - 1)
	default:
		q.Source = spanOf(t, d, s, 0)
	}
	if s := strings.TrimSpace(f[2]); s != "" {
		q.Relay = spanOf(t, d, s, 0)
	}
	if s := strings.TrimSpace(f[3]); s != "" {
		q.Cue = spanOf(t, d, s, 0)
	}
	return q
}

func voices(d *doc.Document) string {
	name := func(a doc.ActorID) string {
		if a < 0 {
			return "nobody"
		}
		return d.SpanText(d.Actors[a].Name)
	}
	var b strings.Builder
	for _, q := range d.Quotes {
		fmt.Fprintf(&b, "%s: %s", q.Certainty, name(q.Speaker))
		for _, a := range q.Also {
			fmt.Fprintf(&b, " and %s", name(a))
		}
		if q.Via >= 0 {
			fmt.Fprintf(&b, ", by way of %s", name(q.Via))
		}
		for i, m := range q.Chain {
			sep := " <- "
			if i == 0 {
				sep = ", chain "
			}
			b.WriteString(sep + d.SpanText(d.Mentions[m].Tokens))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestLink(t *testing.T) {
	const file = "testdata/link/stories.txt"
	head, list := cases(t, file)
	for i, c := range list {
		t.Run(strings.ReplaceAll(c[0], " ", "_"), func(t *testing.T) {
			s := &doc.Story{}
			for _, text := range c[1 : len(c)-1] {
				d, err := doctest.Parse(text)
				if err != nil {
					t.Fatal(err)
				}
				Resolve(d)
				s.Docs = append(s.Docs, d)
			}
			Link(s)
			got := storyActors(t, s)
			if !*update && got != c[len(c)-1] {
				t.Errorf("got\n%s\nwant\n%s", got, c[len(c)-1])
			}
			list[i][len(c)-1] = got
		})
	}
	if *update {
		write(t, file, head, list)
	}
}

// storyActors lists each actor of the story with its names in the articles.
func storyActors(t *testing.T, s *doc.Story) string {
	var lines []string
	for i, d := range s.Docs {
		seen := map[int32]bool{}
		for _, a := range d.Actors {
			if a.Story < 0 || seen[a.Story] {
				t.Errorf("article %d: story actor %d is missing or given twice", i+1, a.Story)
			}
			seen[a.Story] = true
			for int(a.Story) >= len(lines) {
				lines = append(lines, "")
			}
			if lines[a.Story] != "" {
				lines[a.Story] += " = "
			}
			lines[a.Story] += fmt.Sprintf("%d %s", i+1, d.SpanText(a.Name))
		}
	}
	return strings.Join(lines, "\n")
}

func TestAnyTextIsTakenAsItIs(t *testing.T) {
	for _, text := range []string{
		"", ".", "he", "It it it they .", "[PER A]", "the of of the of .", "a a a the the 's 's 's .", "one of one of one of .",
		"his his his her man/NN .", ", , [PER B] , , the , [ORG C] , .", "“ I we “ he ” they", "to from at/IN [LOC D] 's 's city/NN",
		"the 23/CD -/HYPH year/NN -/HYPH old/JJ", "Mr. Mrs. Dr. [PER E F]", "a-b-c-d e-", "some 400/CD of", "half/PDT the all/PDT both/PDT",
	} {
		d, err := doctest.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		Resolve(d)
		check(t, d)
		for i := range d.Tokens {
			if i+1 < len(d.Tokens) {
				d.Quotes = append(d.Quotes, doc.Quote{Content: []doc.Span{{Start: int32(i), End: int32(i) + 2}}, Source: doc.Span{Start: int32(i), End: int32(i) + 1}, Follows: doc.None, Kind: doc.Direct})
			}
		}
		Speak(d)
		check(t, d)
		Link(&doc.Story{Docs: []*doc.Document{d, d}})
	}
}

// Namesakes and pronouns must not make every search longer than the last:
// ten times the text allocates about ten times as often.
func TestWorkGrowsWithTheText(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	allocs := func(n int) float64 {
		d, err := doctest.Parse(strings.Repeat("[PER Ann Bo] met [PER Cy Bo] . [PER Bo] said he saw the man of the firm . They left .\n", n))
		if err != nil {
			t.Fatal(err)
		}
		return testing.AllocsPerRun(1, func() { Resolve(d) })
	}
	small, large := allocs(200), allocs(2000)
	if large > 12*small {
		t.Errorf("%v allocations for ten times the text, %v for one", large, small)
	}
}
