package analyze

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTableTellsOutletsAndDates(t *testing.T) {
	for what, table := range map[string]string{
		"commas":            "file,outlet,date\na.txt,The Courier,2026-03-31\nb.txt,\"Post, Evening\",2026-03-02\n",
		"another order":     "Date,title,FILE,Outlet\n2026-03-31,x,a.txt,The Courier\n2026-03-02,,b.txt,\"Post, Evening\"\n",
		"semicolons":        "file;outlet;date\r\na.txt;The Courier;2026-03-31\r\nb.txt;Post, Evening;2026-03-02\r\n",
		"tabs":              "file\toutlet\tdate\na.txt\tThe Courier\t2026-03-31\nb.txt\tPost, Evening\t2026-03-02\n",
		"a byte order mark": "\ufefffile,outlet,date\na.txt,The Courier,2026-03-31\nb.txt,\"Post, Evening\",2026-03-02\n",
		"other files":       "file,outlet,date\nnone.txt,X,2020-01-01\n\n,no file,2020-01-01\na.txt,The Courier,2026-03-31\nb.txt,\"Post, Evening\",2026-03-02\n",
		"white space":       "file, outlet, date\n a.txt , The Courier, 2026-03-31\nb.txt, \"Post, Evening\", 2026-03-02\n",
	} {
		for _, args := range [][]string{{"-meta", "@t.csv", "@a.txt", "@b.txt"}, {"@a.txt", "@b.txt", "-each", "-meta", "@t.csv"}} {
			status, out, errs := run(t, "", map[string]string{"a.txt": two["a.txt"], "b.txt": two["b.txt"], "t.csv": table}, args...)
			var got []string
			for line := range strings.Lines(out) {
				var r struct {
					Articles []struct{ Name, Outlet, Date string }
				}
				if err := json.Unmarshal([]byte(line), &r); err != nil {
					t.Fatal(what, err)
				}
				for _, a := range r.Articles {
					got = append(got, a.Name+"|"+a.Outlet+"|"+a.Date)
				}
			}
			if want := "[a.txt|The Courier|2026-03-31 b.txt|Post, Evening|2026-03-02]"; fmt.Sprint(got) != want || status != OK || errs != "" {
				t.Errorf("%s: %s, status %d, %q", what, got, status, errs)
			}
		}
	}
}

// The later of two reports is the one that refers, whatever the order of the files.
func TestDatesOfATableOrderReferences(t *testing.T) {
	files := map[string]string{
		"early.txt": "The bridge cost 84 million crowns, Mayor Ilse Brandt said.\n",
		"late.txt":  "The bridge cost 96 million crowns, Mayor Ilse Brandt said.\n",
		"t.csv":     "file,date\nearly.txt,2026-03-01\nlate.txt,2026-03-09\n",
	}
	for _, args := range [][]string{{"@late.txt", "@early.txt"}, {"@early.txt", "@late.txt"}} {
		first := strings.TrimPrefix(args[0], "@")
		_, out, _ := run(t, "", files, append([]string{"-meta", "@t.csv"}, args...)...)
		var r struct {
			Articles   []struct{ Name string }
			References []struct{ From struct{ Article int } }
		}
		if err := json.Unmarshal([]byte(out), &r); err != nil || len(r.References) == 0 {
			t.Fatalf("%s first: %v, no reference in %.200s", first, err, out)
		}
		if got := r.Articles[r.References[0].From.Article].Name; got != "late.txt" {
			t.Errorf("%s first: the reference comes from %s", first, got)
		}
	}
}

func TestLinesOfATableMayEndPaths(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"north/a.txt", "south/a.txt", "b.txt"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		os.MkdirAll(filepath.Dir(path), 0o777)
		os.WriteFile(path, []byte("Anna said no."), 0o644)
	}
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	write := func(text string) string {
		os.WriteFile(at("t.csv"), []byte(text), 0o644)
		return at("t.csv")
	}
	files := []string{at("north/a.txt"), at("south/a.txt"), at("b.txt"), "-"}
	got, err := meta(write("file,outlet\nnorth/a.txt,N\na.txt,A\n"+at("b.txt")+",B\n-,I\n"), files)
	if want := map[string]about{files[0]: {"N", ""}, files[1]: {"A", ""}, files[2]: {"B", ""}, "-": {"I", ""}}; err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := meta(write("file,outlet\na.txt,A\n"), files); err == nil || !strings.Contains(err.Error(), "write more of the path") {
		t.Errorf("a line for two files: %v", err)
	}
	t.Chdir(at("north"))
	if got, err := meta(write("file,outlet\n../b.txt,B\nnorth/a.txt,N\n"), []string{"../b.txt", "a.txt"}); err != nil || len(got) != 2 {
		t.Errorf("relative paths: %v, %v", got, err)
	}
}

func TestWrongTablesAreNamedWithTheirLine(t *testing.T) {
	for table, want := range map[string]string{
		"":                                      `t.csv: its first line has no column "file"`,
		"name,outlet\na.txt,X\n":                `t.csv: its first line has no column "file"`,
		"file,date\na.txt,31 March\n":           `t.csv:2: the date "31 March" is not written as`,
		"file,date\na.txt,2026-13-01\n":         `t.csv:2: the date`,
		"file,date\n\na.txt,2026\na.txt,2025\n": `t.csv:4: a.txt stands in line 3 already`,
		"file,date\nb.txt,2026-03-31\n":         `t.csv: none of its lines names one of the files`,
		"file,date\na.txt,\"2026\n":             `t.csv:2: `,
		"file,outlet\na.txt,Caf\xe9\n":          `t.csv: is not in UTF-8`,
	} {
		status, out, errs := run(t, "", map[string]string{"a.txt": "Anna said no.", "t.csv": table}, "-meta", "@t.csv", "@a.txt")
		if status != Failed || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%q: status %d, %q, want %q", table, status, errs, want)
		}
	}
	if status, _, errs := run(t, "", two, "-meta", "@none.csv", "@a.txt"); status != Failed || !strings.Contains(errs, "none.csv: no such file") {
		t.Errorf("no table: status %d, %q", status, errs)
	}
	// The table is a file of this call: none is written over it.
	dir := t.TempDir()
	table := filepath.Join(dir, "a.csv")
	os.WriteFile(table, []byte("file,outlet\na.txt,X\n"), 0o644)
	if status, _, errs := run(t, "", two, "-meta", table, "-format", "csv", "-out", dir, "@a.txt"); status != Failed || !strings.Contains(errs, "another file of this call") {
		t.Errorf("the table was written over: status %d, %q", status, errs)
	}
}

func FuzzTable(f *testing.F) {
	f.Add("file,outlet,date\na.txt,\"X\",2026-03-31\n")
	f.Add("file;date\n\"a;b\";2026\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := table(text)
		for file, r := range rows {
			if err != nil || file == "" || r.line < 2 || !isDate(r.date) {
				t.Errorf("%q: %q %+v, %v", text, file, r, err)
			}
		}
	})
}
