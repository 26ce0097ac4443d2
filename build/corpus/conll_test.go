package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func conllFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.conll")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestConllBecomesTextWithNames(t *testing.T) {
	texts, err := ReadConll(conllFile(t, "-DOCSTART- O\n\nAda\tB-PER\nBerg\tI-PER\n's\tO\nson\tO\n(\tO\nLuton\tB-LOC\n)\tO\n.\tO\n\n"+
		"Foo\tB-ORG\nBar\tB-ORG\n\n-DOCSTART- O\n\nZürich\tI-LOC\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 2 || texts[0].Text != "Ada Berg's son (Luton).\n\nFoo Bar\n\n" {
		t.Fatalf("%q", texts)
	}
	var got []string
	for _, x := range texts {
		for _, n := range x.Names {
			got = append(got, n.Type.String()+" "+x.Text[n.Start:n.End])
		}
	}
	if g := strings.Join(got, "; "); g != "PER Ada Berg; LOC Luton; ORG Foo; ORG Bar; LOC Zürich" {
		t.Error(g)
	}
}

func TestFilesWithoutDocumentMarksAreCut(t *testing.T) {
	texts, err := ReadConll(conllFile(t, strings.Repeat("Hello\tO\n\n", 2*chunk+1)))
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 3 || strings.Count(texts[2].Text, "Hello") != 1 {
		t.Errorf("%d texts", len(texts))
	}
}

func TestNamesInGUMsMentions(t *testing.T) {
	rows := []string{
		"# newdoc id = GUM_news_invented", "# text = x",
		"1\tSenator\tSenator\tPROPN\tNNP\t_\t5\tnsubj\t_\tEntity=(1-person-new-x-y-1,2,3-sgl-Ada_Berg",
		"2\tAda\tAda\tPROPN\tNNP\t_\t1\tflat\t_\t_",
		"3\tBerg\tBerg\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)",
		"4\tjust\tjust\tADV\tRB\t_\t5\tadvmod\t_\t_",
		"5\tvisited\tvisit\tVERB\tVBD\t_\t0\troot\t_\t_",
		"6\tthe\tthe\tDET\tDT\t_\t7\tdet\t_\tEntity=(2-organization-new-x-y-1-sgl-Z",
		"7\tUniversity\tUniversity\tPROPN\tNNP\t_\t5\tobj\t_\t_",
		"8\tof\tof\tADP\tIN\t_\t9\tcase\t_\t_",
		"9\tLuton\tLuton\tPROPN\tNNP\t_\t7\tnmod\t_\tEntity=(3-place-new-x-y-1-sgl-Luton)2)",
		"10\tand\tand\tCCONJ\tCC\t_\t12\tcc\t_\t_",
		"11\tthe\tthe\tDET\tDT\t_\t12\tdet\t_\tEntity=(4-person-new-x-y-1-sgl",
		"12\tdean\tdean\tNOUN\tNN\t_\t5\tconj\t_\tEntity=4)",
	}
	banks, err := ReadConllu(conllFile(t, strings.Join(rows, "\n")+"\n\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range GUMNames(banks) {
		for _, n := range x.Names {
			got = append(got, n.Type.String()+" "+x.Text[n.Start:n.End])
		}
	}
	if g := strings.Join(got, "; "); g != "PER Ada Berg; ORG University of Luton" {
		t.Error(g)
	}
}
