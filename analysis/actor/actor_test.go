package actor

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/doc/doctest"
)

var update = flag.Bool("update", false, "write what the stage gives into testdata; read the diff")

// Each file of testdata holds cases: "== phenomenon", a document in the notation
// of doctest, "--", and all actors of the result in their order: the kind, a
// star for those without a name, and the mentions.
func TestResolve(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases: ", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, body, _ := strings.Cut(string(raw), "== ")
		var out strings.Builder
		out.WriteString(head)
		for _, c := range strings.Split(body, "\n== ") {
			name, rest, _ := strings.Cut(c, "\n")
			text, want, ok := strings.Cut(rest, "\n--\n")
			if !ok {
				t.Fatalf("%s: %s: no line --", file, name)
			}
			var got string
			t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
				d, err := doctest.Parse(text)
				if err != nil {
					t.Fatal(err)
				}
				Resolve(d)
				check(t, d)
				got = describe(d)
				if !*update && strings.TrimSpace(got) != strings.TrimSpace(want) {
					t.Errorf("got\n%s\nwant\n%s", got, strings.TrimSpace(want))
				}
			})
			fmt.Fprintf(&out, "== %s\n%s\n--\n%s\n\n", name, strings.TrimRight(text, "\n"), strings.TrimSpace(got))
		}
		if *update {
			if err := os.WriteFile(file, []byte(strings.TrimRight(out.String(), "\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func describe(d *doc.Document) string {
	lines := make([]string, len(d.Actors))
	for i, a := range d.Actors {
		lines[i] = a.Kind.String()
		if !a.Named {
			lines[i] += "*"
		}
		lines[i] += ":"
	}
	for _, m := range d.Mentions {
		sep := " | "
		if strings.HasSuffix(lines[m.Actor], ":") {
			sep = " "
		}
		lines[m.Actor] += sep + d.SpanText(m.Tokens)
	}
	return strings.Join(lines, "\n")
}

// check holds a document to what the datum promises of mentions and actors.
func check(t *testing.T, d *doc.Document) {
	t.Helper()
	next := doc.ActorID(0)
	for i, m := range d.Mentions {
		if m.Tokens.Empty() || m.Tokens.Start < 0 || int(m.Tokens.End) > len(d.Tokens) || !m.Tokens.Has(m.Head) {
			t.Errorf("mention %d: tokens %v, head %d", i, m.Tokens, m.Head)
		}
		if m.Actor < 0 || int(m.Actor) >= len(d.Actors) {
			t.Fatalf("mention %d: actor %d of %d", i, m.Actor, len(d.Actors))
		}
		if m.Actor > next {
			t.Errorf("actor %d is mentioned before actor %d", m.Actor, next)
		} else if m.Actor == next {
			next++
		}
		if m.Link >= 0 && (int(m.Link) >= len(d.Mentions) || d.Mentions[m.Link].Actor != m.Actor) {
			t.Errorf("mention %d: link %d to another actor", i, m.Link)
		}
		if i > 0 {
			p := d.Mentions[i-1].Tokens
			if p.Start > m.Tokens.Start || p.Start == m.Tokens.Start && p.End < m.Tokens.End {
				t.Errorf("mention %d out of order", i)
			}
		}
	}
	if int(next) != len(d.Actors) {
		t.Errorf("%d actors, %d of them mentioned", len(d.Actors), next)
	}
	for i, a := range d.Actors {
		if a.Name.Empty() {
			t.Errorf("actor %d has no name", i)
		}
	}
}
