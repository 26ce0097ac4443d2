package corpus

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
)

func write(t *testing.T, name, content string) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTextFollowsFromForms(t *testing.T) {
	path := write(t, "x.conllu", "# newdoc id = GUM_news_one\n# newpar\n"+
		"1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"+
		"1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_\n"+
		"2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n"+
		"3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"+
		"3.1\t_\t_\t_\t_\t_\t_\t_\t_\t_\n"+
		"4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n"+
		"# newpar\n1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_\n\n"+
		"# newdoc id = two\n1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n\n")
	banks, err := ReadConllu(path)
	if err != nil || len(banks) != 2 {
		t.Fatal(len(banks), err)
	}
	b := banks[0]
	// A token's space stands also before the gap between sentences.
	if want := "don't go. \n\nStay "; b.Doc.Source != want || b.Genre != "news" {
		t.Errorf("%q, genre %q, want %q, news", b.Doc.Source, b.Genre, want)
	}
	var words []string
	for i := range b.Doc.Tokens {
		words = append(words, b.Doc.Text(int32(i)))
	}
	if got := strings.Join(words, "|"); got != "do|n't|go|.|Stay" {
		t.Errorf("words %s", got)
	}
	if b.Doc.Tokens[1].Head != 2 || b.Doc.Tokens[2].Head != doc.None || b.Doc.Tokens[4].Sent != 1 {
		t.Errorf("heads or sentences: %+v", b.Doc.Tokens)
	}
}

func TestBadLinesAreNamed(t *testing.T) {
	_, err := ReadConllu(write(t, "x.conllu", "1\tNo\n"))
	if err == nil || !strings.Contains(err.Error(), "x.conllu:1: 2 columns, want 10") {
		t.Error(err)
	}
}

func TestSilverTokensLieInTheText(t *testing.T) {
	texts := write(t, "x.jsonl", `{"id": "a", "text": "A well-run co-op"}`+"\n")
	trees := write(t, "x.conllu", "# newdoc id = a\n"+
		"1\tA\ta\t_\tDT\t_\t3\tdet\t_\tOffset=0:1\n"+
		"2\twell-run\twell-run\t_\tJJ\t_\t3\tamod\t_\tOffset=2:10\n"+
		"3\tco-op\tco-op\t_\tNN\t_\t0\troot\t_\tOffset=11:16\n\n")
	banks, err := ReadSilver(trees, texts)
	if err != nil || len(banks) != 1 {
		t.Fatal(len(banks), err)
	}
	var got []string
	for i, x := range banks[0].Doc.Tokens {
		got = append(got, fmt.Sprint(banks[0].Doc.Text(int32(i)), x.Head, banks[0].Doubt[i]))
	}
	if want := "A4 false well3 true -3 true run4 true co-op-1 false"; strings.Join(got, " ") != want {
		t.Errorf("%s, want %s", strings.Join(got, " "), want)
	}
}

// testdata/version2.txt: under a heading, lines of form, tag, head and relation
// of version 1, then head and relation of version 2 where they differ.
func TestVersion2(t *testing.T) {
	f, err := os.Open("testdata/version2.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows, want []row
	heading := ""
	check := func() {
		got := append([]row(nil), rows...)
		version2(got)
		for i := range got {
			if got[i].head != want[i].head || got[i].rel != want[i].rel {
				t.Errorf("%s: %s %d %s, want %d %s", heading, got[i].form, got[i].head, got[i].rel, want[i].head, want[i].rel)
			}
		}
		rows, want = nil, nil
	}
	in := bufio.NewScanner(f)
	for in.Scan() {
		line := in.Text()
		if strings.HasPrefix(line, "#") {
			check()
			heading = line
			continue
		}
		c := strings.Fields(line)
		if len(c) == 0 {
			continue
		}
		if len(c) != 4 && len(c) != 6 {
			t.Fatalf("%q: want 4 or 6 columns", line)
		}
		x := row{form: c[0], lemma: strings.ToLower(c[0]), xpos: c[1], rel: c[3]}
		if form, ok := strings.CutSuffix(x.form, "/PERSON"); ok {
			x.form, x.misc = form, "NER=I-PERSON"
		}
		if x.form == "is" || x.form == "was" {
			x.lemma = "be"
		}
		fmt.Sscan(c[2], &x.head)
		y := x
		if len(c) == 6 {
			fmt.Sscan(c[4], &y.head)
			y.rel = c[5]
		}
		rows, want = append(rows, x), append(want, y)
	}
	check()
}
