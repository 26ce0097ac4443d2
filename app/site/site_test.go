package site

import (
	"bufio"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// budget reads testdata/budget.txt: a name and the most bytes it may have.
func budget(t *testing.T) map[string]int64 {
	t.Helper()
	f, err := os.Open("testdata/budget.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]int64{}
	for s := bufio.NewScanner(f); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		var name string
		var most int64
		if _, err := fmt.Sscan(line, &name, &most); err != nil {
			t.Fatalf("testdata/budget.txt: %q: %v", line, err)
		}
		out[name] = most
	}
	return out
}

// data is what the engine embeds and what counts: models and packed lists.
var data = regexp.MustCompile(`\.(model|bin)$`)

func TestProgramsAndModelsKeepTheirBudget(t *testing.T) {
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]int64{}
	err = filepath.WalkDir(filepath.Join(root, "analysis"), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !data.MatchString(p) {
			return err
		}
		info, err := d.Info()
		if err == nil {
			name, _ := filepath.Rel(root, p)
			sizes[filepath.ToSlash(name)] = info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if !testing.Short() {
		b, err := Build(root, t.Logf)
		if err != nil {
			t.Fatal(err)
		}
		sizes["app.wgz"], sizes["engine.wgz"] = int64(len(b.AppPacked)), int64(len(b.EnginePacked))
	}
	most := budget(t)
	others := int64(0)
	for name, size := range sizes {
		switch limit, ok := most[name]; {
		case !ok:
			others += size
		case size > limit:
			t.Errorf("%s has %d bytes, %d more than its budget in testdata/budget.txt", name, size, size-limit)
		}
	}
	if sizes["others"] = others; others > most["others"] {
		t.Errorf("what has no budget of its own has %d bytes, %d more than allowed", others, others-most["others"])
	}
	for name := range most {
		if _, ok := sizes[name]; !ok && !(testing.Short() && strings.HasSuffix(name, ".wgz")) {
			t.Errorf("%s has a budget and does not exist", name)
		}
	}
}

func TestTypesAreThoseOfTheGoStructs(t *testing.T) {
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := TypeScript(filepath.Join(root, "analysis", "result.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"export interface Result {", "  articles: Report[];", "  title: Span | null;", "export interface Mention extends Span {",
		"  chain?: Span[];", "  named: boolean;", "  score: number;", "  from: ClaimAt;",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestTypesOfAFileWithoutTagsAreAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.go")
	os.WriteFile(file, []byte("package x\ntype A struct{ B int }\n"), 0o644)
	if _, err := TypeScript(file); err == nil || !strings.Contains(err.Error(), "A.B has no json tag") {
		t.Errorf("error %v", err)
	}
}

func TestVersionFollowsTheSources(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		p := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(p), 0o755)
		if err := os.WriteFile(p, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	version := func() string {
		t.Helper()
		v, err := sourceVersion(dir)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, f := range []string{"go.mod", "go.sum", "analysis/a.go", "app/b.go", "web/c.js"} {
		write(f, "1")
	}
	first := version()
	write("analysis/a_test.go", "tests don't ship")
	write("analysis/testdata/x.txt", "nor their data")
	if v := version(); v != first {
		t.Error("a test changes the version")
	}
	write("web/c.js", "2")
	second := version()
	write("web/c.js", "1")
	if second == first || version() != first {
		t.Errorf("versions %s, %s, %s", first, second, version())
	}
}

func TestBaseIsAPathWithSlashes(t *testing.T) {
	for given, want := range map[string]string{"": "/", "/": "/", "a": "/a/", "/a/b": "/a/b/", "/a/b/": "/a/b/"} {
		if got := CleanBase(given); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

func TestHandlerServesPlainFilesWithThePolicy(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"index.html": "<p>root", "embed/index.html": "<p>embed", "404.html": "<p>none", "x.js": "1",
		"web/engine-0123456789ab.wasm": "plain", "web/engine-0123456789ab.wgz": "packed"} {
		p := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(p), 0o755)
		os.WriteFile(p, []byte(content), 0o644)
	}
	h := Handler(dir, "/a/b/")
	for _, c := range []struct {
		path, encoding string
		status         int
		body, header   string
	}{
		{"/a/b/", "", 200, "<p>root", "Content-Security-Policy"},
		{"/a/b/embed/", "", 200, "<p>embed", "Content-Security-Policy"},
		{"/a/b/embed", "", 301, "", "Location"},
		{"/a/b", "", 301, "", "Location"},
		{"/", "", 404, "<p>none", ""},
		{"/a/b/none", "", 404, "<p>none", ""},
		{"/a/b/../../go.mod", "", 404, "<p>none", ""},
		{"/a/b/x.js", "", 200, "1", "Access-Control-Allow-Origin"},
		{"/a/b/web/engine-0123456789ab.wasm", "", 200, "plain", ""},
		{"/a/b/web/engine-0123456789ab.wasm", "gzip, br", 200, "packed", "Content-Encoding"},
	} {
		r := httptest.NewRequest(http.MethodGet, "http://x"+c.path, nil)
		r.Header.Set("Accept-Encoding", c.encoding)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status || c.body != "" && w.Body.String() != c.body || c.header != "" && w.Header().Get(c.header) == "" {
			t.Errorf("%s: %d %q %v", c.path, w.Code, w.Body, w.Header())
		}
	}
}
