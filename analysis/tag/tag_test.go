package tag

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
)

// spaced is a document of one sentence whose tokens are the words of the line
// in the notation word/TAG, and those tags. No space stands before a mark or clitic.
func spaced(t *testing.T, line string) (*doc.Document, []string) {
	var text strings.Builder
	var tokens []doc.Token
	var tags []string
	for i, f := range strings.Fields(line) {
		k := strings.LastIndexByte(f, '/')
		w := f[:k]
		var flags doc.Flags
		glued := strings.ContainsAny(w[:1], ".,%'") || strings.HasPrefix(w, "’s") || strings.HasPrefix(w, "n’t") || w == "”" || i > 0 && (tags[i-1] == "``" || tags[i-1] == "$")
		if i > 0 && !glued {
			text.WriteByte(' ')
		}
		if i == 0 || !glued {
			flags = doc.SpaceBefore
		}
		start := int32(text.Len())
		text.WriteString(w)
		tokens = append(tokens, doc.Token{Start: start, End: int32(text.Len()), Flags: flags})
		tags = append(tags, f[k+1:])
	}
	d := doc.New(text.String())
	d.Tokens = tokens
	d.Sentences = []doc.Sentence{{Tokens: doc.Span{End: int32(len(tokens))}}}
	return d, tags
}

func TestTagPhenomena(t *testing.T) {
	f, err := os.Open("testdata/tags.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for in.Scan() {
		if line := in.Text(); line != "" && line[0] != '#' {
			d, want := spaced(t, line)
			Tag(d)
			for i, x := range d.Tokens {
				if x.Tag.String() != want[i] {
					t.Errorf("%s: %s is %s, want %s", d.Source, d.Text(int32(i)), x.Tag, want[i])
				}
			}
		}
	}
}

func TestAnyBytesAreTagged(t *testing.T) {
	for _, w := range []string{"\x00", "\xff\xfe", "\xe2\x80", "é", "É", "日本", "👩‍👩‍👧", strings.Repeat("a", 1000), "-", "''", "3.14", "\u00a0x"} {
		d := doc.New(w)
		d.Tokens = []doc.Token{{End: int32(len(w))}}
		d.Sentences = []doc.Sentence{{Tokens: doc.Span{End: 1}}}
		Tag(d)
		if d.Tokens[0].Tag >= doc.TagCount || d.Tokens[0].Lemma == "" {
			t.Errorf("%q: tag %d, lemma %q", w, d.Tokens[0].Tag, d.Tokens[0].Lemma)
		}
	}
}

func TestCapitalsAndApostrophesLeaveTheWord(t *testing.T) {
	a, b := analyse("Reported", "reported"), analyse("reported", "reported")
	if a.low != b.low || a.cluster != b.cluster || a.shape == b.shape {
		t.Errorf("%+v, %+v: want one word in two shapes", a, b)
	}
	if x, y := analyse("it’s", "it’s"), analyse("it's", "it's"); x.low != y.low {
		t.Error("the apostrophes make two words")
	}
}

func TestTagAllocatesNothingOnceWarm(t *testing.T) {
	d, _ := spaced(t, "The/DT mayor/NN of/IN Lisbon/NNP met/VBD Maria/NNP Lopes/NNP ./.")
	Tag(d)
	if n := testing.AllocsPerRun(20, func() { Tag(d) }); n > 1 {
		t.Errorf("%v allocations a document, want none", n)
	}
}

func TestUniversalParts(t *testing.T) {
	for _, c := range []struct {
		tag  doc.Tag
		word string
		want doc.POS
	}{{doc.TagNNP, "lima", doc.PosPropn}, {doc.TagRB, "not", doc.PosPart}, {doc.TagRB, "soon", doc.PosAdv}, {doc.TagMD, "will", doc.PosAux}, {doc.TagPRPS, "my", doc.PosPron}, {doc.TagNN, "nobody", doc.PosPron}} {
		if got := Universal(c.tag, c.word); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.tag, c.word, got, c.want)
		}
	}
}
