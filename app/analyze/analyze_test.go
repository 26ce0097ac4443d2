package analyze

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// run calls the command with files of the given contents in a fresh folder;
// an argument "@NAME" is the path of the file NAME.
func run(t *testing.T, stdin string, files map[string]string, args ...string) (status int, out, errs string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i, a := range args {
		if strings.HasPrefix(a, "@") {
			args[i] = filepath.Join(dir, a[1:])
		}
	}
	var o, e bytes.Buffer
	status = Run(args, strings.NewReader(stdin), &o, &e)
	return status, o.String(), e.String()
}

// names is the article names of each line of output, or its error.
func names(t *testing.T, out string) (all []string) {
	t.Helper()
	for line := range strings.Lines(out) {
		var r struct {
			Name, Error string
			Articles    []struct{ Name string }
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v in %.100q", err, line)
		}
		var in []string
		for _, a := range r.Articles {
			in = append(in, a.Name)
		}
		if r.Error != "" {
			in = append(in, r.Name+"!")
		}
		all = append(all, strings.Join(in, "+"))
	}
	return all
}

var two = map[string]string{"a.txt": "Anna said no.\n", "b.txt": "Ben said yes.\n"}

func TestFilesAreOneStoryOrOneEach(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"@a.txt", "@b.txt"}, "[a.txt+b.txt]"},
		{[]string{"@b.txt", "@a.txt"}, "[b.txt+a.txt]"},
		{[]string{"-each", "@a.txt", "@b.txt"}, "[a.txt b.txt]"},
		{[]string{"@a.txt", "-each", "@b.txt"}, "[a.txt b.txt]"},
		{nil, "[-]"},
		{[]string{"-"}, "[-]"},
		{[]string{"-each", "@a.txt", "-"}, "[a.txt -]"},
	} {
		status, out, errs := run(t, "Clara said so.", two, append([]string(nil), c.args...)...)
		if got := fmt.Sprint(names(t, out)); got != c.want || status != OK || errs != "" {
			t.Errorf("%v: %s, status %d, %q; want %s", c.args, got, status, errs, c.want)
		}
	}
}

func TestEachKeepsTheOrderAndGoesOnAfterABadFile(t *testing.T) {
	files := map[string]string{}
	var args, want []string
	args = append(args, "-each")
	for i := range 60 {
		name := fmt.Sprintf("%02d.txt", i)
		args = append(args, "@"+name)
		if i%17 == 3 {
			want = append(want, name+"!")
			continue
		}
		// Long and short ones by turns, so that they end in another order.
		files[name] = strings.Repeat("Anna said no. ", 1+(60-i)*(i%2)*3)
		want = append(want, name)
	}
	status, out, errs := run(t, "", files, args...)
	if got := names(t, out); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("order %v", got)
	}
	if status != Failed || strings.Count(errs, "\n") != 4 || !strings.Contains(errs, "03.txt: no such file") {
		t.Errorf("status %d, %q", status, errs)
	}
}

func TestUnreadableFileIsNamedWithStatusOne(t *testing.T) {
	status, out, errs := run(t, "", two, "@a.txt", "@none.txt")
	if status != Failed || out != "" || !strings.Contains(errs, "none.txt: ") {
		t.Errorf("status %d, out %q, %q", status, out, errs)
	}
	status, _, errs = run(t, "", two, filepath.Dir(t.TempDir()))
	if status != Failed || errs == "" {
		t.Errorf("a folder: status %d, %q", status, errs)
	}
}

func TestWrongCallIsStatusTwo(t *testing.T) {
	for _, args := range [][]string{{"-x"}, {"-format", "papyrus", "@a.txt"}, {"-format"}, {"-tagger", "nobody"}, {"-conllu", "-format", "csv"}, {"-", "-"}} {
		status, out, errs := run(t, "", two, append([]string(nil), args...)...)
		if status != WrongCall || out != "" || errs == "" {
			t.Errorf("%v: status %d, out %q, %q", args, status, out, errs)
		}
	}
	if status, _, errs := run(t, "", nil, "-h"); status != OK || !strings.Contains(errs, "usage") {
		t.Errorf("-h: status %d, %q", status, errs)
	}
}

func TestAnyBytesAreAnalysed(t *testing.T) {
	files := map[string]string{"empty": "", "space": " \n\t ", "binary": "\x00\x01\x02\xff\xfe", "latin1": "Caf\xe9 said \x93no\x94.", "bom": "\xef\xbb\xbfAnna said no."}
	status, out, errs := run(t, "", files, "-each", "@empty", "@space", "@binary", "@latin1", "@bom")
	if got := names(t, out); status != OK || errs != "" || len(got) != 5 {
		t.Errorf("status %d, %q, %v", status, errs, got)
	}
}

func TestConlluHasADocumentForEachFile(t *testing.T) {
	status, out, errs := run(t, "", two, "-conllu", "@a.txt", "@b.txt")
	if status != OK || errs != "" || strings.Count(out, "# newdoc id = ") != 2 || !strings.Contains(out, "Offset=0:4") {
		t.Errorf("status %d, %q\n%s", status, errs, out)
	}
	if strings.Index(out, "a.txt") > strings.Index(out, "b.txt") {
		t.Error("not in order")
	}
}

func TestFormatsAreThoseOfTheInterface(t *testing.T) {
	status, out, errs := run(t, "", map[string]string{"a.txt": "“No,” Anna Keller said.\n"}, "-format", "csv", "@a.txt")
	if status != OK || errs != "" || !strings.Contains(out, "No") {
		t.Errorf("status %d, %q\n%s", status, errs, out)
	}
}

func TestAnotherTaggerMayBeChosen(t *testing.T) {
	status, out, errs := run(t, "", two, "-tagger", "prose", "-conllu", "@a.txt")
	if status != OK || errs != "" || !strings.Contains(out, "VBD") {
		t.Errorf("status %d, %q\n%s", status, errs, out)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestUnwritableOutputIsAnError(t *testing.T) {
	var errs bytes.Buffer
	if status := Run([]string{"-each", "-"}, strings.NewReader("Anna said no."), broken{}, &errs); status != Failed || !strings.Contains(errs.String(), "disk full") {
		t.Errorf("status %d, %q", status, errs.String())
	}
}
