package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"whosaid.example/app/site"
	"whosaid.example/build/browser"
)

// kept waits until so many stories are in the store: a page that is left before
// may lose what was not written yet.
func kept(t *testing.T, ctx context.Context, stories int) {
	t.Helper()
	must(t, browser.Await(ctx, stored, nil))
	must(t, browser.Until(ctx, fmt.Sprintf(`rows("stories").then((n) => n === %d)`, stories), soon))
}

// stored gives expressions on what is kept; put writes a row as it stands.
const stored = `window.rows = (store, put) => new Promise((ok, no) => {
	const r = indexedDB.open("whosaid");
	r.onerror = () => no(r.error);
	r.onsuccess = () => {
		const t = r.result.transaction(store, "readwrite"), s = t.objectStore(store);
		for (const [k, v] of put ?? []) s.put(v, k);
		const all = s.getAllKeys();
		t.oncomplete = () => { r.result.close(); ok(all.result.length) };
		t.onerror = () => no(t.error);
	};
}); undefined`

// Rows that another program, or a broken disk, left behind: those that can be
// read are listed, an unreadable story is told of, and reading goes on.
func TestCorruptStoreLosesOnlyWhatIsCorrupt(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	readArticle(t, b, w)
	kept(t, b, 1)
	open(t, b, w.Origin+"/")
	there(t, b, `[data-do="open-story"]`)
	must(t, browser.Await(b, stored, nil))
	must(t, browser.Await(b, `rows("summaries", [["x1", "{broken"], ["x2", 7], ["x3", "[]"], ["x4", JSON.stringify({ ID: "x4", id: "x4", Title: "Broken one", title: "Broken one" })]])`, nil))
	must(t, browser.Await(b, `rows("stories", [["x4", '{"Articles": [{"Text"'], ["x5", new Uint8Array(9)]])`, nil))
	open(t, b, w.Origin+"/")
	must(t, browser.Until(b, `document.querySelectorAll('[data-do="open-story"]').length === 2`, soon))
	// The broken one is refused with a word, in place of a page that breaks.
	must(t, browser.Await(b, `[...document.querySelectorAll('[data-do="open-story"]')].find((e) => /Broken one/.test(e.textContent)).click()`, nil))
	must(t, browser.Until(b, `document.querySelector('`+problem+`, .bar-notice')?.textContent.length > 10`, soon))
	open(t, b, w.Origin+"/")
	must(t, browser.Until(b, `document.querySelectorAll('[data-do="open-story"]').length === 2`, soon))
	must(t, browser.Await(b, `[...document.querySelectorAll('[data-do="open-story"]')].find((e) => !/Broken one/.test(e.textContent)).click()`, nil))
	marked(t, b)
	nothingThrown(t, b)
}

// A clock that stands still, goes back by years and jumps ahead: every story is
// kept under a name of its own.
func TestClockThatChangesLosesNoStory(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	early(t, b, `{
		const Real = Date, at = () => Number(sessionStorage.getItem("now")) || 1.7e12;
		window.Date = class extends Real { constructor(...a) { a.length ? super(...a) : super(at()) } static now() { return at() } };
	}`)
	stories := 0
	for _, now := range []string{"1700000000000", "1700000000000", "1000000000000", "4000000000000"} {
		must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/404.html")))
		must(t, browser.Await(b, fmt.Sprintf(`sessionStorage.setItem("now", %q)`, now), nil))
		open(t, b, w.Origin+"/")
		paste(t, b, strings.Replace(article, "Tuesday", fmt.Sprint("day ", stories), 1))
		marked(t, b)
		stories++
		kept(t, b, stories)
	}
	open(t, b, w.Origin+"/")
	must(t, browser.Until(b, `document.querySelectorAll('[data-do="open-story"]').length === 4`, soon))
	nothingThrown(t, b)
}

// In the background a tab draws no frames and may be stopped altogether; when
// the reader comes back, the article is there.
func TestTabInTheBackgroundLosesNothing(t *testing.T) {
	for _, frozen := range []bool{false, true} {
		t.Run(fmt.Sprintf("frozen %v", frozen), func(t *testing.T) {
			b := start(t, browser.Options{})
			w := app(t)
			early(t, b, `{
				const draw = window.requestAnimationFrame.bind(window), waiting = [];
				let hidden = false;
				window.requestAnimationFrame = (f) => hidden ? waiting.push(f) : draw(f);
				Object.defineProperty(document, "visibilityState", { get: () => hidden ? "hidden" : "visible" });
				Object.defineProperty(document, "hidden", { get: () => hidden });
				window.background = (yes) => { hidden = yes; document.dispatchEvent(new Event("visibilitychange")); if (!yes) waiting.splice(0).forEach(draw) };
			}`)
			open(t, b, w.Origin+"/")
			must(t, browser.Await(b, `background(true)`, nil))
			paste(t, b, strings.Repeat(article, 20))
			if frozen {
				must(t, browser.Run(b, page.SetWebLifecycleState(page.SetWebLifecycleStateStateFrozen)))
				must(t, browser.Run(b, page.SetWebLifecycleState(page.SetWebLifecycleStateStateActive)))
			}
			must(t, browser.Await(b, `background(false)`, nil))
			marked(t, b)
			if got := value(t, b, `document.querySelector('[data-testid="text-0"]').textContent`); !strings.Contains(got, "We are inside the budget") {
				t.Error("the text is not there when the reader comes back")
			}
			nothingThrown(t, b)
		})
	}
}

// A new version that arrives while an article is being read waits, and the
// analysis ends as it began.
func TestUpdateInMidAnalysisLosesNothing(t *testing.T) {
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
	keepWorkers(t, b)
	installed(t, b, w.Origin+"/")
	must(t, browser.Await(b, holdWorkers, nil))
	paste(t, b, strings.Repeat(article, 20))
	there(t, b, `[data-testid="progress"]`)
	updated.Store(true)
	must(t, browser.Await(b, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)`, nil))
	there(t, b, "#whosaid-update")
	must(t, browser.Await(b, releaseWorkers, nil))
	marked(t, b)
	// The worker dies now: its successor is of the page's version, not the new one.
	must(t, browser.Await(b, kill, nil))
	must(t, browser.Await(b, `document.querySelector('[data-testid="home"]').click()`, nil))
	paste(t, b, article)
	marked(t, b)
	nothingThrown(t, b)
}

func TestSharedFilesBecomeOneStory(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	installed(t, b, w.Origin+"/")
	first, _ := json.Marshal(article)
	share(t, b, w, `
		files.items.add(new File([`+string(first)+`], "bridge.txt", { type: "text/plain" }));
		files.items.add(new File(["<h1>Ferry</h1><p>“The ferry is late,” said <b>Per Holm</b>.</p><script>window.trapped = 1</"+"script>"], "ferry.html", { type: "text/html" }));
		files.items.add(new File(["“Nobody asked the fishermen,” said Oda Lind."], "boats.md", { type: "text/markdown" }));`)
	marked(t, b)
	for i, want := range []string{"Harbour bridge to open", "The ferry is late", "Nobody asked the fishermen"} {
		click(t, b, fmt.Sprintf(`[data-testid="show-%d"]`, i))
		must(t, browser.Until(b, fmt.Sprintf(`document.querySelector('[data-testid="text-%d"]')?.textContent.includes(%q)`, i, want), soon))
	}
	if got := value(t, b, `String(window.trapped)`); got != "undefined" {
		t.Error("a script of a shared page ran")
	}
	nothingThrown(t, b)
}

// Where the browser offers to install, a button does; Apple's browsers let no
// program ask, so a hint says how.
func TestInstallIsOfferedAsTheBrowserAllows(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	// The browser's own offer, which wants a real click, may come at any time.
	early(t, b, `addEventListener("beforeinstallprompt", (e) => e.isTrusted && e.stopImmediatePropagation(), true)`)
	open(t, b, w.Origin+"/")
	must(t, browser.Await(b, `{ const e = new Event("beforeinstallprompt", { cancelable: true }); e.prompt = () => { window.asked = true; return Promise.resolve({ outcome: "accepted" }) }; e.userChoice = Promise.resolve({ outcome: "accepted" }); dispatchEvent(e); undefined }`, nil))
	click(t, b, `[data-testid="install"]`)
	must(t, browser.Until(b, `window.asked`, soon))
	nothingThrown(t, b)

	a := start(t, browser.Options{})
	early(t, a, `Object.defineProperty(navigator, "userAgent", { get: () => "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1" })`)
	open(t, a, w.Origin+"/")
	must(t, browser.Until(a, `/Add to Home Screen/.test(document.querySelector(".doors .hint")?.textContent)`, soon))
	gone(t, a, `[data-testid="install"]`)
	nothingThrown(t, a)
}
