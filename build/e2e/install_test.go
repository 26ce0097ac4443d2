package e2e

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/page"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"whosaid.example/app/site"
	"whosaid.example/build/browser"
)

// installed waits until the service worker has all files, and comes back under it.
func installed(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	open(t, ctx, address)
	must(t, browser.Await(ctx, `navigator.serviceWorker.ready.then((r) => new Promise((ok) => { const look = () => r.active?.state === "activated" ? ok(true) : setTimeout(look, 20); look() }))`, nil))
	open(t, ctx, address)
	must(t, browser.Until(ctx, `navigator.serviceWorker.controller`, soon))
}

func TestInstallableUnderAnyPath(t *testing.T) {
	b := start(t, browser.Options{})
	if missing != nil {
		return
	}
	for _, at := range []struct{ folder, base string }{{folder, "/"}, {below, "/some/path/"}} {
		w := serve(t, "127.0.0.1", site.Handler(at.folder, at.base))
		installed(t, b, w.Origin+at.base)
		must(t, browser.Run(b, chromedp.ActionFunc(func(ctx context.Context) error {
			problems, err := page.GetInstallabilityErrors().Do(ctx)
			for _, p := range problems {
				t.Errorf("%s: not installable: %s %v", at.base, p.ErrorID, p.ErrorArguments)
			}
			return err
		}), chromedp.ActionFunc(func(ctx context.Context) error {
			address, problems, data, _, err := page.GetAppManifest().Do(ctx)
			for _, p := range problems {
				t.Errorf("%s: manifest: %s", at.base, p.Message)
			}
			if !strings.HasSuffix(address, at.base+"manifest.webmanifest") {
				t.Errorf("manifest at %q", address)
			}
			var m struct {
				ID, Scope, StartURL string
				Icons, Screenshots  []struct{ Src string }
			}
			if err := json.Unmarshal([]byte(data), &m); err != nil {
				return err
			}
			if m.ID != at.base || m.Scope != at.base {
				t.Errorf("id %q, scope %q, want %q", m.ID, m.Scope, at.base)
			}
			for _, i := range append(m.Icons, m.Screenshots...) {
				if r, err := http.Get(w.Origin + i.Src); err != nil || r.StatusCode != 200 {
					t.Errorf("%s is not there", i.Src)
				}
			}
			return err
		})))
		onlyFrom(t, b, w.Origin)
		w.Stop()
		b.Forget()
	}
}

func TestEveryPrecachedFileIsThere(t *testing.T) {
	if missing != nil {
		t.Skip("SKIPPED, the site was not made: ", missing)
	}
	script, err := os.ReadFile(filepath.Join(folder, "app-worker.js"))
	must(t, err)
	line := func(name string) (list []string) {
		_, rest, _ := strings.Cut(string(script), "const "+name+" = ")
		rest, _, _ = strings.Cut(rest, ";")
		must(t, json.Unmarshal([]byte(rest), &list))
		return list
	}
	files := line("FILES")
	for _, p := range line("PACKED") {
		files = append(files, p+".wasm", p+".wgz")
	}
	if len(files) < 20 {
		t.Errorf("only %d files are kept for offline use", len(files))
	}
	for _, f := range files {
		if f == "" || strings.HasSuffix(f, "/") {
			f += "index.html"
		}
		if _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(f))); err != nil {
			t.Error(err)
		}
	}
}

func TestOfflineWithTheServerStopped(t *testing.T) {
	for _, compressed := range []bool{true, false} {
		t.Run(fmt.Sprintf("compressing host %v", compressed), func(t *testing.T) {
			b := start(t, browser.Options{})
			h := site.Handler(below, "/some/path/")
			if !compressed {
				h = dumb(below, "/some/path/")
			}
			w := serve(t, "127.0.0.1", h)
			at := w.Origin + "/some/path/"
			installed(t, b, at)
			w.Stop()
			open(t, b, at)
			paste(t, b, article)
			marked(t, b)
			// Another page of the site, an address with a query, the module.
			open(t, b, at+"embed/")
			open(t, b, at+"?new=1")
			var n int
			must(t, browser.Await(b, `import("/some/path/whosaid.js").then((m) => m.analyze("Anna said no.")).then((r) => r.articles.length)`, &n))
			if n != 1 {
				t.Error("the module does not work offline")
			}
			nothingThrown(t, b)
		})
	}
}

// dumb is a file host that compresses nothing, sets no policy, and knows no
// types but the commonest.
func dumb(dir, base string) http.Handler {
	files := http.StripPrefix(strings.TrimSuffix(base, "/"), http.FileServer(http.Dir(dir)))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=0")
		files.ServeHTTP(w, r)
	})
}

// share shares with the installed app as the system does, by a navigation with a
// posted form, from a page of somebody else: our own policy forbids forms. The
// script fills in form.title, form.text and files. It returns when the app is usable.
func share(t *testing.T, b *browser.Browser, w *server, script string) {
	t.Helper()
	h := host(t, `<!doctype html><title>system</title><form method="post" enctype="multipart/form-data" action="`+w.Origin+`/"><input name="title"><textarea name="text"></textarea><input type="file" name="files" multiple></form>`, "")
	must(t, browser.Run(b, chromedp.Navigate(h.Origin+"/")))
	must(t, browser.Await(b, `{
		const form = document.forms[0], files = new DataTransfer();
		`+script+`
		form.files.files = files.files;
		setTimeout(() => form.submit());
		undefined
	}`, nil))
	must(t, browser.Until(b, `location.search === "?shared=1" && `+usable, soon))
}

func TestShareIsAnsweredByTheWorker(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	installed(t, b, w.Origin+"/")
	w.Stop() // so that nothing but the worker can answer
	quoted, _ := json.Marshal(article)
	share(t, b, w, `
		form.title.value = "Shared report";
		form.text.value = `+string(quoted)+`;
		files.items.add(new File(["“No,” said Anna Keller."], "note.txt", { type: "text/plain" }));`)
	marked(t, b)
	if text := value(t, b, `document.body.textContent`); !strings.Contains(text, "Harbour bridge to open") {
		t.Error("the shared text is not shown")
	}
	for _, r := range append(w.Asked(), b.Requests()...) {
		if strings.Contains(r, "Harbour") || strings.Contains(r, "Keller") {
			t.Errorf("text in an address: %s", r)
		}
	}
}

func TestSharedFilesOfOtherEncodingsAreRead(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	installed(t, b, w.Origin+"/")
	const text = `“No,” said Zoë Keller.`
	add, names := "", []string{"UTF-8, marked", "UTF-16", "UTF-16, big", "Windows-1252"}
	for i, name := range names {
		add += fmt.Sprintf(`files.items.add(new File([%s], "%d.txt", { type: "text/plain" }));`, encoded[name], i)
	}
	share(t, b, w, `const text = "`+text+`"; `+add)
	for i, name := range names {
		click(t, b, fmt.Sprintf(`[data-testid="show-%d"]`, i))
		must(t, browser.Until(b, fmt.Sprintf(`document.querySelector('[data-testid="text-%d"] .s')`, i), soon))
		if got := value(t, b, fmt.Sprintf(`document.querySelector('[data-testid="text-%d"]').textContent`, i)); got != text {
			t.Errorf("%s: %q", name, got)
		}
	}
	nothingThrown(t, b)
}

func TestShareWithoutAWorkerIsNotRead(t *testing.T) {
	if missing != nil {
		t.Skip("SKIPPED, the site was not made: ", missing)
	}
	w := app(t)
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := c.Post(w.Origin+"/", "multipart/form-data; boundary=x", strings.NewReader("--x\r\n\r\nsecret\r\n--x--"))
	must(t, err)
	if r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/?shared=lost" {
		t.Errorf("%s to %q", r.Status, r.Header.Get("Location"))
	}
}

// newer is a copy of the site that calls itself another version.
func newer(t *testing.T, from string) string {
	t.Helper()
	stamp, err := os.ReadFile(filepath.Join(from, "version.txt"))
	must(t, err)
	old := strings.Fields(string(stamp))[0]
	next := "fedcba987654"
	to := t.TempDir()
	must(t, filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(from, p)
		content, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		if strings.HasSuffix(p, ".wgz") {
			z, err := gzip.NewReader(bytes.NewReader(content))
			if err != nil {
				return err
			}
			if content, err = io.ReadAll(z); err != nil {
				return err
			}
		}
		content = bytes.ReplaceAll(content, []byte(old), []byte(next))
		if strings.HasSuffix(p, ".wgz") {
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			z.Write(content)
			z.Close()
			content = packed.Bytes()
		}
		out := filepath.Join(to, strings.ReplaceAll(name, old, next))
		os.MkdirAll(filepath.Dir(out), 0o755)
		return os.WriteFile(out, content, 0o644)
	}))
	return to
}

func TestUpdateWaitsForTheReaderAndNeverMixes(t *testing.T) {
	b := start(t, browser.Options{})
	if missing != nil {
		return
	}
	next := newer(t, folder)
	var updated atomic.Bool
	w := serve(t, "127.0.0.1", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		dir := folder
		if updated.Load() {
			dir = next
		}
		site.Handler(dir, "/").ServeHTTP(w, r)
	}))
	installed(t, b, w.Origin+"/")
	old := value(t, b, `import("/whosaid.js").then((m) => m.version)`)
	if text := value(t, b, `document.getElementById("whosaid-update")?.textContent ?? ""`); text != "" {
		t.Errorf("an update is offered on the first visit: %q", text)
	}
	paste(t, b, article)
	marked(t, b)
	updated.Store(true)
	must(t, browser.Await(b, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)`, nil))
	must(t, browser.Until(b, `document.getElementById("whosaid-update")`, soon))
	// The open page still works with files of its own version, and keeps its text.
	if n := value(t, b, `import("/whosaid.js?again").then((m) => m.version)`); n != old && n != "fedcba987654" {
		t.Errorf("version %q", n)
	}
	if got := value(t, b, `fetch("/web/worker.js").then((r) => r.text()).then((s) => s.match(/engine-([0-9a-f]{12})/)[1])`); got != old {
		t.Errorf("the open page of %s would start an engine of %s", old, got)
	}
	marked(t, b)
	click(t, b, `#whosaid-update button`)
	must(t, browser.Until(b, `performance.getEntriesByType("navigation")[0].type === "reload" && `+usable, soon))
	if got := value(t, b, `import("/whosaid.js").then((m) => m.version)`); got != "fedcba987654" {
		t.Errorf("after the update the version is %s", got)
	}
	var caches int
	must(t, browser.Await(b, `caches.keys().then((k) => k.filter((k) => k.startsWith("whosaid-files-")).length)`, &caches))
	if caches != 1 {
		t.Errorf("%d versions are kept", caches)
	}
	readArticle(t, b, w)
}

func TestEngineOfAnotherVersionIsRefused(t *testing.T) {
	b := start(t, browser.Options{})
	if missing != nil {
		return
	}
	next := newer(t, folder)
	w := serve(t, "127.0.0.1", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		dir := folder
		if strings.Contains(r.URL.Path, "worker.js") || strings.Contains(r.URL.Path, "engine-") {
			dir = next
		}
		site.Handler(dir, "/").ServeHTTP(w, r)
	}))
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/404.html")))
	got := value(t, b, `import("/whosaid.js").then((m) => m.analyze("x")).then(() => "result", (e) => e.message)`)
	if !strings.Contains(got, "reload the page") {
		t.Errorf("message %q", got)
	}
}

func TestBookmarkHandsThePageOver(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/bookmark/")))
	must(t, browser.Until(b, `document.querySelector("[data-bookmarklet]").href.startsWith("javascript:")`, soon))
	bookmark := value(t, b, `decodeURIComponent(document.querySelector("[data-bookmarklet]").href.slice("javascript:".length))`)
	h := host(t, newsPage(w, ""), "")
	must(t, browser.Run(b, chromedp.Navigate(h.Origin+"/")))
	opened := chromedp.WaitNewTarget(b, func(i *target.Info) bool { return strings.HasPrefix(i.URL, w.Origin) || i.URL == "about:blank" })
	must(t, browser.Run(b, chromedp.Evaluate(bookmark+";undefined", nil, func(p *cdpruntime.EvaluateParams) *cdpruntime.EvaluateParams { return p.WithUserGesture(true) })))
	id := <-opened
	ctx, cancel := chromedp.NewContext(b.Context, chromedp.WithTargetID(id))
	defer cancel()
	must(t, browser.Until(ctx, `document.querySelector('`+marks+`')`, soon))
	if text := value(t, ctx, `document.querySelector('[data-testid="text-0"]').textContent`); !strings.Contains(text, "We are inside the budget") {
		t.Errorf("the window shows %q", text)
	}
	for _, r := range w.Asked() {
		if strings.Contains(r, "budget") {
			t.Errorf("text in an address: %s", r)
		}
	}
}

func TestLostShareIsToldOf(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/?shared=lost")
	must(t, browser.Until(b, `/did not arrive/.test(document.getElementById("whosaid-lost")?.textContent)`, soon))
	click(t, b, "#whosaid-lost button")
	must(t, browser.Until(b, `!document.getElementById("whosaid-lost")`, soon))
}
