package e2e

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"whosaid.example/app/site"
	"whosaid.example/build/browser"
)

// TestPackageIsTakenByABundler has esbuild bundle a program that imports the
// package that `make site` writes, and runs the bundle in a page which serves
// the package's folder web/ elsewhere, as the package's README tells.
func TestPackageIsTakenByABundler(t *testing.T) {
	b := start(t, browser.Options{})
	root, err := site.Root()
	must(t, err)
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("SKIPPED, nothing tested: no npm in PATH")
	}
	dir := filepath.Join(root, "build", "cache", "bundle")
	must(t, os.MkdirAll(dir, 0o755))
	esbuild := filepath.Join(dir, "node_modules", ".bin", "esbuild")
	if _, err := os.Stat(esbuild); err != nil {
		must(t, os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"private":true}`), 0o644))
		c := npm(t, "install", "--no-audit", "--no-fund", "--save-exact", "esbuild@0.25.0")
		c.Dir = dir
		if message, err := c.CombinedOutput(); err != nil {
			t.Skipf("SKIPPED, nothing tested: esbuild can't be fetched: %v\n%.300s", err, message)
		}
	}
	// As npm puts it there.
	module := filepath.Join(dir, "node_modules", "whosaid")
	must(t, os.RemoveAll(module))
	must(t, os.CopyFS(module, os.DirFS(filepath.Join(root, "build", "npm"))))
	must(t, os.WriteFile(filepath.Join(dir, "main.js"), []byte(`import { Whosaid, version } from "whosaid";
const whosaid = new Whosaid({ base: "/assets/whosaid/" });
window.answer = whosaid.analyze("“The vote is off,” said Anna Keller.").then((r) => version + " " + r.articles[0].actors[0].name, String);
`), 0o644))
	out := filepath.Join(t.TempDir(), "bundle.js")
	c := exec.Command(esbuild, "main.js", "--bundle", "--format=esm", "--minify", "--outfile="+out)
	c.Dir = dir
	if message, err := c.CombinedOutput(); err != nil || strings.Contains(string(message), "WARNING") {
		t.Fatalf("%v\n%s", err, message)
	}
	stamp, err := os.ReadFile(filepath.Join(folder, "version.txt"))
	must(t, err)
	w := serve(t, "127.0.0.1", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'")
			fmt.Fprint(w, `<!doctype html><title>a program</title><script type="module" src="/bundle.js"></script>`)
		case r.URL.Path == "/bundle.js":
			http.ServeFile(w, r, out)
		default:
			http.StripPrefix("/assets/whosaid/", http.FileServer(http.Dir(filepath.Join(module, "web")))).ServeHTTP(w, r)
		}
	}))
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/")))
	must(t, browser.Until(b, `window.answer`, soon))
	if got, want := value(t, b, `window.answer`), strings.Fields(string(stamp))[0]+" Anna Keller"; got != want {
		t.Errorf("the bundled program answers %q, want %q", got, want)
	}
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin)

	// Elsewhere than in a browser it says what to do.
	if node, err := exec.LookPath("node"); err == nil {
		n := exec.Command(node, "--input-type=module", "-e", `import("whosaid").then((m) => m.analyze("x")).then(() => console.log("result"), (e) => console.log(e.message))`)
		n.Dir = dir
		said, err := n.CombinedOutput()
		if err != nil || !strings.Contains(string(said), "use the command line") {
			t.Errorf("in Node: %v %s", err, said)
		}
	}
}
