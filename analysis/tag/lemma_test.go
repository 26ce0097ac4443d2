package tag

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
)

// Each line of testdata/lemmas.txt is a tag, a form and its lemma.
func TestLemma(t *testing.T) {
	f, err := os.Open("testdata/lemmas.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for in.Scan() {
		c := strings.Fields(in.Text())
		if len(c) == 0 || c[0] == "#" {
			continue
		}
		if len(c)%2 != 1 {
			t.Fatalf("%q: want a tag and pairs of form and lemma", in.Text())
		}
		tag, ok := doc.ParseTag(c[0])
		if !ok {
			t.Fatalf("%q: no such tag", in.Text())
		}
		for k := 1; k+1 < len(c); k += 2 {
			d := doc.New(c[k])
			d.Tokens = []doc.Token{{End: int32(len(c[k])), Tag: tag}}
			if got := Lemma(d, 0); got != c[k+1] {
				t.Errorf("%s %s: %s, want %s", c[0], c[k], got, c[k+1])
			}
		}
	}
}

func TestLemmaAllocatesNothingForListedWords(t *testing.T) {
	d := doc.New("Making countries stopped running wolves bigger")
	at := int32(0)
	for i, w := range strings.Fields(d.Source) {
		tag := []doc.Tag{doc.TagVBG, doc.TagNNS, doc.TagVBD, doc.TagVBG, doc.TagNNS, doc.TagJJR}[i]
		d.Tokens = append(d.Tokens, doc.Token{Start: at, End: at + int32(len(w)), Tag: tag})
		at += int32(len(w)) + 1
	}
	Lemma(d, 0)
	n := testing.AllocsPerRun(10, func() {
		for i := range d.Tokens {
			Lemma(d, int32(i))
		}
	})
	if n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}
