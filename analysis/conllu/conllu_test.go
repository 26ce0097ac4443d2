package conllu

import (
	"errors"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
)

// two is a document of the sentences "He left." and "No".
func two() *doc.Document {
	d := doc.New("He left. No")
	d.Tokens = []doc.Token{
		{Start: 0, End: 2, Head: 1, Sent: 0, Tag: doc.TagPRP, POS: doc.PosPron, Rel: doc.RelNsubj, Lemma: "he", Flags: doc.LineStart},
		{Start: 3, End: 7, Head: doc.None, Sent: 0, Tag: doc.TagVBD, POS: doc.PosVerb, Rel: doc.RelRoot, Lemma: "leave", Flags: doc.SpaceBefore},
		{Start: 7, End: 8, Head: 1, Sent: 0, Tag: doc.TagStop, POS: doc.PosPunct, Rel: doc.RelPunct, Lemma: "."},
		{Start: 9, End: 11, Head: doc.None, Sent: 1, Tag: doc.TagUH, POS: doc.PosIntj, Flags: doc.SpaceBefore},
	}
	d.Sentences = []doc.Sentence{{Tokens: doc.Span{Start: 0, End: 3}}, {Tokens: doc.Span{Start: 3, End: 4}}}
	d.Paragraphs = []doc.Paragraph{{Sents: doc.Span{Start: 0, End: 2}}}
	return d
}

func write(t *testing.T, d *doc.Document, name string) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, d, name); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSentencesWithTagsHeadsAndBytes(t *testing.T) {
	want := `# newdoc id = two.txt
# newpar
# sent_id = 1
# text = He left.
1	He	he	PRON	PRP	_	2	nsubj	_	Offset=0:2
2	left	leave	VERB	VBD	_	0	root	_	Offset=3:7|SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	Offset=7:8

# sent_id = 2
# text = No
1	No	_	INTJ	UH	_	0	root	_	Offset=9:11

`
	if got := write(t, two(), "two.txt"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Whatever the heads are, each sentence comes out as one tree.
func TestHeadsThatAreNoTreeAreRepaired(t *testing.T) {
	for name, heads := range map[string][3]int32{
		"no head at all":     {doc.None, doc.None, doc.None},
		"a circle of two":    {1, 0, 1},
		"a circle, one root": {doc.None, 2, 1},
		"a head of its own":  {0, 1, 2},
		"outside":            {3, 1, 99},
		"a chain":            {1, 2, doc.None},
	} {
		d := two()
		for i, h := range heads {
			d.Tokens[i].Head = h
		}
		var got []int
		for _, line := range strings.Split(write(t, d, "x"), "\n")[4:7] {
			head := 0
			for _, c := range strings.Split(line, "\t")[6] {
				head = head*10 + int(c-'0')
			}
			got = append(got, head)
		}
		roots := 0
		for i, h := range got {
			if h == 0 {
				roots++
			}
			steps := 0
			for k := i + 1; k != 0; k = got[k-1] {
				if steps++; steps > 3 {
					t.Errorf("%s: a circle in %v", name, got)
					break
				}
			}
		}
		if roots != 1 {
			t.Errorf("%s: %d roots in %v", name, roots, got)
		}
	}
}

func TestOddTextStaysOnItsLine(t *testing.T) {
	d := doc.New("a\x01\xffb\nc")
	d.Tokens = []doc.Token{{Start: 0, End: 4, Head: doc.None}, {Start: 5, End: 6, Head: 0}}
	d.Sentences = []doc.Sentence{{Tokens: doc.Span{Start: 0, End: 2}}}
	got := write(t, d, "odd\nname")
	if strings.Count(got, "\n") != 7 || !strings.Contains(got, "\uFFFD") || !strings.Contains(got, "# text = a \uFFFDb c") {
		t.Errorf("%q", got)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestTheWritersErrorComesBack(t *testing.T) {
	if err := Write(full{}, two(), "x"); err == nil {
		t.Error("no error")
	}
}
