package analyze

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"whosaid.example/app/export"
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
	if status != Failed || !strings.Contains(errs, "*.txt") {
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

func TestHelpGoesToStandardOutputAndNamesEveryFormat(t *testing.T) {
	status, out, errs := run(t, "", nil, "-h")
	if status != OK || errs != "" {
		t.Errorf("status %d, %q", status, errs)
	}
	for _, f := range export.Formats() {
		if !strings.Contains(out, f.ID+" ") || !strings.Contains(out, f.Use) {
			t.Errorf("%s and its use are not in\n%s", f.ID, out)
		}
	}
}

// full takes some bytes and then nothing more.
type full struct{ room int }

func (w *full) Write(b []byte) (int, error) {
	if w.room -= len(b); w.room < 0 {
		return 0, errors.New("disk full")
	}
	return len(b), nil
}

func TestEachEndsWhereTheOutputEnds(t *testing.T) {
	dir := t.TempDir()
	args := []string{"-each"}
	for i := range 400 {
		args = append(args, filepath.Join(dir, fmt.Sprint(i))) // none is there: each is told of
	}
	var errs bytes.Buffer
	if status := Run(args, strings.NewReader(""), &full{}, &errs); status != Failed || !strings.Contains(errs.String(), "disk full") {
		t.Errorf("status %d, %.200q", status, errs.String())
	}
	long := filepath.Join(dir, "long")
	var text strings.Builder
	for i := range 400 {
		fmt.Fprintf(&text, "“It was number %d,” Anna Keller said. Ben Ruiz said it was %d.\n\n", i, i+1)
	}
	os.WriteFile(long, []byte(text.String()), 0o644)
	args = append([]string{"-each", long}, args[1:]...)
	errs.Reset()
	if status := Run(args, strings.NewReader(""), &full{}, &errs); status != Failed || strings.Count(errs.String(), "no such file") > 100 {
		t.Errorf("status %d, it went on for %d files", status, strings.Count(errs.String(), "no such file"))
	}
}

func TestEachInOtherFormats(t *testing.T) {
	files := map[string]string{"a.txt": "“No,” Anna Keller said.\n", "b.txt": "“Yes,” Ben Ruiz said.\n"}
	status, out, errs := run(t, "", files, "-each", "-format", "csv", "@a.txt", "@b.txt")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if status != OK || errs != "" || err != nil || len(rows) != 3 || rows[0][1] != "name" || rows[1][1] != "a.txt" || rows[2][1] != "b.txt" {
		t.Errorf("want one table with one head: status %d, %q, %v, %q", status, errs, err, rows)
	}
	for _, format := range []string{"json", "webannotation"} {
		status, out, _ = run(t, "", files, "-each", "-format", format, "@a.txt", "@b.txt")
		if lines := strings.Split(strings.TrimSpace(out), "\n"); status != OK || len(lines) != 2 || !json.Valid([]byte(lines[0])) || !json.Valid([]byte(lines[1])) {
			t.Errorf("%s: want a line for each file, status %d: %d lines", format, status, len(lines))
		}
	}
	for _, format := range []string{"brat", "tei", "html"} {
		if status, out, errs := run(t, "", files, "-each", "-format", format, "@a.txt", "@b.txt"); status != WrongCall || out != "" || !strings.Contains(errs, "-out") {
			t.Errorf("%s: status %d, %q, %q", format, status, out, errs)
		}
	}
}

func TestOutThatIsAFileIsToldBeforeTheWork(t *testing.T) {
	status, out, errs := run(t, "", two, "-each", "@b.txt", "-out", "@a.txt")
	if status != WrongCall || out != "" || !strings.Contains(errs, "a.txt is a file: name a folder") {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
}

func TestOutWritesAFileForEveryStory(t *testing.T) {
	text := "“No,” Zoë Keller said.\n"
	files := map[string]string{"a.txt": text, "b.txt": "“Yes,” Ben Ruiz said.\n"}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-each", "-format", "brat", "@a.txt", "@b.txt"}, "a.ann a.txt b.ann b.txt"},
		{[]string{"-format", "brat", "@a.txt", "@b.txt"}, "a.ann a.txt"},
		{[]string{"-each", "-format", "tei", "@a.txt", "@b.txt"}, "a.xml b.xml"},
		{[]string{"-each", "@a.txt", "@b.txt"}, "a.json b.json"},
		{[]string{"-conllu", "@a.txt", "@b.txt"}, "a.conllu b.conllu"},
		{[]string{"@b.txt", "@a.txt"}, "b.json"},
	} {
		folder := filepath.Join(t.TempDir(), "new")
		status, out, errs := run(t, "", files, append([]string{"-out", folder}, c.args...)...)
		found, _ := os.ReadDir(folder)
		var got []string
		for _, f := range found {
			got = append(got, f.Name())
		}
		if status != OK || out != "" || errs != "" || strings.Join(got, " ") != c.want {
			t.Errorf("%v: %q, status %d, %q, %q; want %q", c.args, got, status, out, errs, c.want)
		}
		if b, err := os.ReadFile(filepath.Join(folder, "a.txt")); err == nil && len(c.args) == 5 && string(b) != text {
			t.Errorf("%v: the text beside its annotations is %q", c.args, b)
		}
	}
}

func TestOutOverwritesNothingThatItReadsOrHasWritten(t *testing.T) {
	dir := t.TempDir()
	write := func(name string) string {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o777)
		os.WriteFile(path, []byte("“No,” Anna Keller said.\n"), 0o644)
		return path
	}
	one, other, note := write("1/a.txt"), write("1/a.html"), write("1/note.md")
	var out, errs bytes.Buffer
	if status := Run([]string{"-each", "-format", "markdown", "-out", filepath.Dir(one), one, other, note}, nil, &out, &errs); status != Failed || strings.Count(errs.String(), "another file of this call") != 2 {
		t.Errorf("status %d, %q", status, errs.String())
	}
	if b, _ := os.ReadFile(note); !strings.Contains(string(b), "Anna Keller said") {
		t.Errorf("an article was written over: %q", b)
	}
	// Annotations may stand beside the text that was read.
	errs.Reset()
	if status := Run([]string{"-format", "brat", "-out", filepath.Dir(one), one}, nil, &out, &errs); status != OK || errs.Len() > 0 {
		t.Errorf("status %d, %q", status, errs.String())
	}
}

func TestFilesOfOneNameKeepTheirFolders(t *testing.T) {
	dir := t.TempDir()
	args := []string{"-each"}
	for _, name := range []string{"1/a.txt", "2/a.txt", "2/b.txt"} {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o777)
		os.WriteFile(path, []byte("Anna said no.\n"), 0o644)
		args = append(args, path)
	}
	var out, errs bytes.Buffer
	Run(args, nil, &out, &errs)
	if got, want := fmt.Sprint(names(t, out.String())), fmt.Sprint([]string{args[1], args[2], "b.txt"}); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestPatternsThatNoShellExpanded(t *testing.T) {
	status, out, errs := run(t, "", two, "-each", "@*.txt")
	if got := fmt.Sprint(names(t, out)); status != OK || errs != "" || got != "[a.txt b.txt]" {
		t.Errorf("status %d, %q, %s", status, errs, got)
	}
	if status, _, errs := run(t, "", two, "@*.html"); status != Failed || !strings.Contains(errs, "*.html: no such file") {
		t.Errorf("status %d, %q", status, errs)
	}
	if status, out, _ := run(t, "", map[string]string{"[1].txt": "Anna said no."}, "@[1].txt"); status != OK || fmt.Sprint(names(t, out)) != "[[1].txt]" {
		t.Errorf("a file whose name is a pattern: status %d, %s", status, out)
	}
}
