package site

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// web is a file of the repository's web folder.
func web(t *testing.T, name string) string {
	t.Helper()
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(root, "web", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// all is the first group of every match, each once, in order.
func all(text, pattern string) (found []string) {
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// section is what stands on a page under a heading.
func section(t *testing.T, page, heading string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, "<h2>"+heading+"</h2>")
	if !ok {
		t.Fatalf("no heading %q", heading)
	}
	rest, _, _ = strings.Cut(rest, "<h2>")
	return rest
}

// What the page for publishers promises of the element is what its scripts have.
func TestPublishersPageNamesAllThatTheElementHas(t *testing.T) {
	page, code := web(t, "pages/publishers/index.html"), web(t, "embed.js")+web(t, "inline.js")
	style := section(t, page, "Style")
	for what, lists := range map[string][2][]string{
		"custom properties": {all(style, `<code>(--whosaid-[a-z-]+)</code>`), all(code, `var\((--whosaid-[a-z-]+)`)},
		"parts":             {all(style, `<code>([a-z]+(?:-[a-z]+)?)</code>`), all(code, `(?:\bpart: |"part", )"([a-z-]+)"`)},
		"attributes":        {all(section(t, page, "Attributes"), `<tr><td><code>([a-z]+)</code>`), all(regexp.MustCompile(`const OWN = .*`).FindString(code), `"([a-z]+)"`)},
		"events":            {all(section(t, page, "Attributes"), `<code>whosaid-([a-z]+)</code>`), all(code, `#tell\("([a-z]+)"`)},
	} {
		if len(lists[0]) == 0 || !slices.Equal(lists[0], lists[1]) {
			t.Errorf("%s: the page has %q, the code %q", what, lists[0], lists[1])
		}
	}
}

// The policies that the pages, the package and the scripts tell others to send
// are the two under which the end-to-end tests run.
func TestPoliciesThatAreToldAreThoseThatAreTested(t *testing.T) {
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	tests := ""
	for _, name := range []string{"api_test.go", "embed_test.go"} {
		b, err := os.ReadFile(filepath.Join(root, "build", "e2e", name))
		if err != nil {
			t.Fatal(err)
		}
		tests += string(b)
	}
	const module, widget = "script-src W 'wasm-unsafe-eval'; worker-src blob:; connect-src W", "script-src W; frame-src W"
	if !strings.Contains(tests, `"default-src 'none'; `+module+`"`) || !strings.Contains(tests, `script-src " + w.Origin + "; frame-src " + w.Origin`) {
		t.Error("the end-to-end tests run under other policies")
	}
	for file, want := range map[string]string{"pages/publishers/index.html": widget, "pages/developers/index.html": module, "npm/README.md": module, "whosaid.js": module} {
		if text := strings.ReplaceAll(web(t, file), "<span>ORIGIN</span>", "W"); !strings.Contains(text, want) {
			t.Errorf("%s does not tell %q", file, want)
		}
	}
}

// A link to another site would tell it where the reader comes from; and whatever
// opens beside the page must not hold on to it.
func TestLinksOfThePagesStayOnTheSite(t *testing.T) {
	for _, page := range []string{"publishers/index.html", "developers/index.html", "bookmark/index.html", "inline/index.html", "404.html"} {
		for _, address := range all(web(t, "pages/"+page), `(?:href|src|action)="([^"]*)"`) {
			if strings.Contains(address, "//") {
				t.Errorf("%s names another place: %s", page, address)
			}
		}
	}
	for _, file := range []string{"embed.js", "inline.js", "page.js"} {
		text := web(t, file)
		if n, safe := strings.Count(text, `"_blank"`), strings.Count(text, `rel: "noopener noreferrer"`); n != safe {
			t.Errorf("%s opens %d links beside the page, %d of them without referrer", file, n, safe)
		}
	}
	if !strings.Contains(CSPMeta, `name="referrer" content="no-referrer"`) {
		t.Error("the pages send referrers")
	}
}

// Whatever the module hands out is declared, and nothing else.
func TestTypesDeclareWhatTheModuleExports(t *testing.T) {
	module, types := web(t, "whosaid.js"), web(t, "whosaid.d.ts")
	has, declared := all(module, `(?m)^export (?:const|class|function) (\w+)`), all(types, `(?m)^export (?:const|class|function) (\w+)`)
	if len(has) == 0 || !slices.Equal(has, declared) {
		t.Errorf("the module exports %q, declared are %q", has, declared)
	}
	_, class, _ := strings.Cut(module, "export class Whosaid")
	class, _, _ = strings.Cut(class, "\n}\n")
	_, declaration, _ := strings.Cut(types, "export class Whosaid")
	if has, declared := all(class, `(?m)^  ([a-z]\w*)\(.*\{$`), all(declaration, `(?m)^  ([a-z]\w*)\(`); !slices.Equal(has, declared) {
		t.Errorf("the class has %q, declared are %q", has, declared)
	}
}

// Only what has the version in its name may be kept without asking.
func TestOnlyVersionedFilesAreCachedForEver(t *testing.T) {
	dir := t.TempDir()
	files := []string{"index.html", "whosaid.js", "embed.js", "app-worker.js", "web/worker.js", "web/engine-0123456789ab.wasm", "web/engine-0123456789ab.wgz", "web/whosaid.css"}
	for _, name := range files {
		os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755)
		os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644)
	}
	for _, name := range files {
		w := httptest.NewRecorder()
		Handler(dir, "/").ServeHTTP(w, httptest.NewRequest("GET", "/"+name, nil))
		cache, forever := w.Header().Get("Cache-Control"), strings.Contains(name, "0123456789ab")
		if forever != strings.Contains(cache, "immutable") || !forever && cache != "no-cache" {
			t.Errorf("%s: Cache-Control %q", name, cache)
		}
		again := httptest.NewRequest("GET", "/"+name, nil)
		again.Header.Set("If-None-Match", w.Header().Get("ETag"))
		w = httptest.NewRecorder()
		Handler(dir, "/").ServeHTTP(w, again)
		if w.Code != 304 {
			t.Errorf("%s: asked again with its tag, %d", name, w.Code)
		}
	}
}
