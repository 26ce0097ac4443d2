package quote

import (
	_ "embed"
	"regexp"
	"strings"
	"testing"
	"time"

	"whosaid.example/analysis/doc"
	"whosaid.example/build/computed"
)

//go:embed testdata/marks.txt
var markCases string

// simple is a document with tokens, sentences and paragraphs by the simplest
// rules that the cases need; each line is a paragraph.
func simple(text string) *doc.Document {
	d := doc.New(text)
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		first := int32(len(d.Sentences))
		start, fresh := len(d.Tokens), true
		for _, m := range tokenPattern.FindAllStringIndex(line, -1) {
			t := doc.Token{Start: int32(at + m[0]), End: int32(at + m[1]), Sent: int32(len(d.Sentences)), Head: doc.None}
			if m[0] == 0 {
				t.Flags |= doc.LineStart
			} else if line[m[0]-1] == ' ' {
				t.Flags |= doc.SpaceBefore
			}
			if t.Flags != 0 && !fresh && sentenceEnd(d, start) {
				d.Sentences = append(d.Sentences, doc.Sentence{Tokens: doc.Span{Start: int32(start), End: int32(len(d.Tokens))}, Para: int32(len(d.Paragraphs))})
				start = len(d.Tokens)
				t.Sent++
			}
			fresh = false
			d.Tokens = append(d.Tokens, t)
		}
		at += len(line)
		if start < len(d.Tokens) {
			d.Sentences = append(d.Sentences, doc.Sentence{Tokens: doc.Span{Start: int32(start), End: int32(len(d.Tokens))}, Para: int32(len(d.Paragraphs))})
		}
		if n := int32(len(d.Sentences)); n > first {
			d.Paragraphs = append(d.Paragraphs, doc.Paragraph{Sents: doc.Span{Start: first, End: n}})
		}
	}
	return d
}

var tokenPattern = regexp.MustCompile("[’']s\\b|[\\pL\\pN]+(?:[’'.-][\\pL\\pN]+)*|\\.\\.\\.|--|``|''|\\S")

func sentenceEnd(d *doc.Document, start int) bool {
	for i := len(d.Tokens) - 1; i >= start; i-- {
		switch d.Text(int32(i)) {
		case ".", "!", "?":
			return true
		case "”", "’", "\"", "'", "»", ")":
		default:
			return false
		}
	}
	return false
}

// rendered is the text with its marks as the cases write them.
func rendered(d *doc.Document) string {
	before, after := map[int32]string{}, map[int32]string{}
	for _, m := range d.Marks {
		open := "{"
		if m.Reopened {
			open = "{+"
		}
		at := m.Open
		if at < 0 {
			at, open = m.Inner.Start, open+"?"
		}
		before[d.Tokens[at].Start] += open
		if m.Close < 0 {
			e := d.Tokens[m.Inner.End-1].End
			after[e] = "?}" + after[e]
		} else {
			e := d.Tokens[m.Close].End
			after[e] = "}" + after[e]
		}
	}
	var b strings.Builder
	for i := 0; i <= len(d.Source); i++ {
		b.WriteString(after[int32(i)])
		b.WriteString(before[int32(i)])
		if i < len(d.Source) {
			b.WriteByte(d.Source[i])
		}
	}
	return b.String()
}

var unmark = strings.NewReplacer("{+?", "", "{+", "", "{?", "", "?}", "", "{", "", "}", "")

func TestMarksPairUp(t *testing.T) {
	name := ""
	for _, line := range strings.Split(markCases, "\n") {
		if n, ok := strings.CutPrefix(line, "# "); ok {
			name = n
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		t.Run(name, func(t *testing.T) {
			want := strings.ReplaceAll(line, " ¶ ", "\n")
			d := simple(unmark.Replace(want))
			Mark(d)
			if got := rendered(d); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			for i := range d.Marks {
				for j := range i {
					a, b := d.Marks[j].Inner, d.Marks[i].Inner
					if a.Overlaps(b) && !a.Contains(b) {
						t.Errorf("pairs %d and %d cross", j, i)
					}
				}
			}
		})
	}
}

func TestMarkingIsLinear(t *testing.T) {
	for _, unit := range []string{"“", "”", "‘a ", "'a \"b ", "b\" a' ", "x,” y, ", "“a ‘b\n", "5' 11\" "} {
		took := func(n int) time.Duration {
			d := simple(strings.Repeat(unit, n))
			start := computed.Time()
			Mark(d)
			return computed.Time() - start
		}
		// The caches are other programs' too: the best of some attempts counts.
		small, large := time.Duration(1<<62), time.Duration(1<<62)
		for range 8 {
			small, large = min(small, took(4000)), min(large, took(32000))
			if large <= 20*small+20*time.Millisecond {
				break
			}
		}
		if large > 20*small+20*time.Millisecond {
			t.Errorf("%q: %v for 4000, %v for 32000", unit, small, large)
		}
	}
}
