package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"whosaid.example/build/browser"
)

// frame is the page's first frame of another origin whose address ends so, as a page
// of its own: its document is closed to the page around it.
func frame(t *testing.T, b *browser.Browser, end string) context.Context {
	t.Helper()
	targets, err := chromedp.Targets(b)
	must(t, err)
	for _, found := range targets {
		if found.Type == "iframe" && strings.HasSuffix(found.URL, end) {
			ctx, cancel := chromedp.NewContext(b, chromedp.WithTargetID(found.TargetID))
			t.Cleanup(cancel)
			return ctx
		}
	}
	t.Fatal("the page has no frame of another origin")
	return nil
}

func TestPanelShowsTheLayersThatItsPageNames(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#story" layers="quotes claims"></whosaid-widget>`), hostPolicy(w))
	visit(t, b, h)
	must(t, browser.Await(b, `document.querySelector("whosaid-widget").scrollIntoView()`, nil))
	must(t, browser.Until(b, `window.heard.result?.length`, soon))
	f := frame(t, b, "")
	there(t, f, `[data-testid="legend"]`)
	must(t, browser.Await(f, `window.first = "yes"`, nil))
	pressed := `[...document.querySelectorAll('[data-testid^="layer-"]')].map((e) => e.dataset.testid.slice(6) + (e.getAttribute("aria-pressed") === "true" ? "+" : "-")).join(" ")`
	if got := value(t, f, pressed); got != "quotes+ actors- claims+" {
		t.Errorf("layers %q, want quotes and claims", got)
	}
	// What the reader sets stays when the page changes something else.
	click(t, f, `[data-testid="layer-claims"]`)
	there(t, f, `[data-testid="layer-claims"][aria-pressed="false"]`)
	must(t, browser.Await(b, `document.querySelector("whosaid-widget").setAttribute("theme", "dark")`, nil))
	there(t, f, `html[data-theme="dark"]`)
	if got := value(t, f, pressed); got != "quotes+ actors- claims-" {
		t.Errorf("layers %q after a change of theme, want the reader's", got)
	}
	// Without the attribute all are shown, and the frame is the same one.
	must(t, browser.Await(b, `document.querySelector("whosaid-widget").removeAttribute("layers")`, nil))
	there(t, f, `[data-testid="layer-actors"][aria-pressed="true"]`)
	if got := value(t, f, pressed); got != "quotes+ actors+ claims+" {
		t.Errorf("layers %q, want all", got)
	}
	if got := value(t, f, `window.first`); got != "yes" {
		t.Error("the frame was loaded again")
	}
	nothingThrown(t, b)
}

func TestInlineShowsTheLayersThatItsPageNames(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#story" mode="inline" layers="actors"></whosaid-widget>`), hostPolicy(w))
	visit(t, b, h)
	must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-actors]") && !document.querySelector("#story whosaid-mark[data-quotes]")`, soon))
	must(t, browser.Await(b, `document.querySelector("whosaid-widget").setAttribute("layers", "quotes")`, nil))
	must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-quotes]") && !document.querySelector("#story whosaid-mark[data-actors]")`, soon))
	nothingThrown(t, b)
}

// Who walks by the Tab key keeps their place when the bar or the marks are drawn
// anew, and a page that turns dark takes nothing back that its reader has switched.
func TestInlineKeepsTheFocusAndWhatTheReaderSwitched(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#story" mode="inline"></whosaid-widget>`), hostPolicy(w))
	visit(t, b, h)
	must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-quotes]")`, soon))
	const shadow, focus = `document.querySelector("whosaid-widget").shadowRoot`, `document.querySelector("whosaid-widget").shadowRoot.activeElement?.textContent.replace(/ \d+/, "") ?? "nothing"`
	for _, want := range []string{"Quotes", "Who says what", "Who says what"} {
		must(t, browser.Await(b, fmt.Sprintf(`[...%s.querySelectorAll("[part=toggle]")].find((b) => b.textContent.startsWith(%q)).focus()`, shadow, want), nil))
		press(t, b, " ")
		if got := value(t, b, focus); got != want {
			t.Errorf("%s pressed, the focus is on %s", want, got)
		}
	}
	must(t, browser.Await(b, `document.querySelector("whosaid-widget").setAttribute("theme", "dark")`, nil))
	if got := value(t, b, `document.querySelector("#story whosaid-mark[data-quotes]") ? "on" : "off"`); got != "off" {
		t.Error("the theme has changed, and the quotes that the reader switched off are back")
	}
	must(t, browser.Await(b, shadow+`.querySelectorAll("[part=toggle]")[1].click()`, nil))
	must(t, browser.Await(b, `[...document.querySelectorAll("#story whosaid-mark[tabindex]")].find((m) => /not on time|not inside/.test(m.textContent)).focus()`, nil))
	was := value(t, b, `document.activeElement.textContent`)
	must(t, browser.Await(b, `{ window.heard.result = []; document.querySelector("#story").append(Object.assign(document.createElement("p"), { textContent: "“We wait,” Oda Lind said." })) }`, nil))
	must(t, browser.Until(b, `window.heard.result.length && [...document.querySelectorAll("#story whosaid-mark[data-actors]")].some((m) => m.textContent === "Oda Lind")`, soon))
	if got := value(t, b, `document.activeElement.textContent`); got != was {
		t.Errorf("the page has changed, the focus is on %.60q, was on %q", got, was)
	}
	nothingThrown(t, b)
}

// Long words of a card are cut between words.
func TestInlineCardCutsBetweenWords(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	words := strings.TrimSpace(strings.Repeat("We shall be waiting for steel. ", 8))
	h := host(t, `<!doctype html><html lang="en"><title>News</title><body><article id="story"><p>“`+words+`” Ilse Brandt said.</p></article>
		<script type="module" src="`+w.Origin+`/embed.js"></script><whosaid-widget for="#story" mode="inline"></whosaid-widget></body></html>`, "")
	visit(t, b, h)
	must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-actors]")`, soon))
	must(t, browser.Await(b, `[...document.querySelectorAll("#story whosaid-mark[data-actors]")].find((m) => m.textContent === "Ilse Brandt").click()`, nil))
	got := value(t, b, `document.querySelector("whosaid-widget").shadowRoot.querySelector("[part=card-link]").textContent.replace("“", "").replace("”", "")`)
	if cut, more := strings.CutSuffix(got, "…"); !more || !strings.HasPrefix(words, cut+" ") {
		t.Errorf("the card says %q", got)
	}
	nothingThrown(t, b)
}

// Where the reader's system sets all colours, quotes still stand out of the article.
func TestInlineQuotesStandOutInForcedColours(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#story" mode="inline"></whosaid-widget>`), hostPolicy(w))
	media(t, b, "forced-colors", "active")
	visit(t, b, h)
	if on := value(t, b, `String(matchMedia("(forced-colors: active)").matches)`); on != "true" {
		t.Skip("SKIPPED, not tested: this browser does not emulate forced colours")
	}
	must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-quotes]")`, soon))
	if got := value(t, b, `(({ backgroundColor, forcedColorAdjust }) => backgroundColor + " " + forcedColorAdjust)(getComputedStyle(document.querySelector("#story whosaid-mark[data-quotes]")))`); got != "rgb(255, 255, 0) none" {
		t.Errorf("a quote is drawn on %s, want the system's colour of marked text", got)
	}
	nothingThrown(t, b)
}

// The card speaks English whatever way the page around it is written.
func TestInlineCardIsSetFromLeftToRight(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#story" mode="inline"></whosaid-widget>`), hostPolicy(w))
	visit(t, b, h)
	must(t, browser.Await(b, `document.documentElement.dir = "rtl"`, nil))
	there(t, b, "#story whosaid-mark[data-quotes]")
	must(t, browser.Await(b, `document.querySelector("#story whosaid-mark[data-quotes]").click()`, nil))
	const card = `document.querySelector("whosaid-widget").shadowRoot.querySelector("[part=card]")`
	must(t, browser.Until(b, "!"+card+".hidden", soon))
	if got := value(t, b, `getComputedStyle(`+card+`).direction + " on " + getComputedStyle(document.body).direction`); got != "ltr on rtl" {
		t.Errorf("the card is set %s", got)
	}
	nothingThrown(t, b)
}

func TestPanelReadsWhatItsPagePointsAt(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<div id="other">“Nobody asked the fishermen,” said Oda Lind.</div>
		<whosaid-widget id="own">“The ferry is late,” said Per Holm, the harbour master.</whosaid-widget>
		<whosaid-widget id="named" for="#story" lang="fi"></whosaid-widget>`), hostPolicy(w))
	visit(t, b, h)
	speakers := func(n int) string {
		must(t, browser.Until(b, fmt.Sprintf(`window.heard.result?.length > %d`, n), soon))
		return value(t, b, fmt.Sprintf(`window.heard.result[%d].articles[0].actors.map((a) => a.name).join(", ")`, n))
	}
	must(t, browser.Await(b, `document.querySelector("#own").scrollIntoView()`, nil))
	must(t, browser.Await(b, `document.querySelector("#named").scrollIntoView()`, nil))
	both := speakers(0) + "; " + speakers(1)
	if !strings.Contains(both, "Per Holm") {
		t.Errorf("actors %q: the element's own text was not read", both)
	}
	if !strings.Contains(both, "Ilse Brandt") {
		t.Errorf("actors %q: the article that for names was not read", both)
	}
	// Pointed at something else, it reads that.
	must(t, browser.Await(b, `document.querySelector("#named").setAttribute("for", "#other")`, nil))
	if got := speakers(2); !strings.Contains(got, "Oda Lind") || strings.Contains(got, "Brandt") {
		t.Errorf("actors %q, want those of the other element", got)
	}
	if c := strings.Join(b.Console(), "\n"); !strings.Contains(c, `lang="fi" is not known`) {
		t.Errorf("no word of the language that is not there: %s", c)
	}
	nothingThrown(t, b)
}

// A light page stays light for a reader whose system is dark, and so does what
// the widget puts on it; and it reads the words as they are written, whatever
// the page's sheet makes of them.
func TestWidgetIsAsThePageAroundIt(t *testing.T) {
	for _, c := range []struct{ name, style, system, theme, bar string }{
		{"a light page, a dark system", `* { text-transform: uppercase !important; letter-spacing: 9px !important }`, "dark", "light", "rgb(34, 34, 34)"},
		{"a dark page, a light system", `body { background: #111; color: #ddd }`, "light", "dark", "rgb(238, 238, 238)"},
		{"a page that follows the system", `:root { color-scheme: light dark }`, "dark", "dark", "rgb(238, 238, 238)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := start(t, browser.Options{})
			w := app(t)
			media(t, b, "prefers-color-scheme", c.system)
			h := host(t, newsPage(w, "<style>"+c.style+`</style><whosaid-widget id="panel" for="#story"></whosaid-widget><whosaid-widget id="inline" for="#story" mode="inline"></whosaid-widget>`), "")
			visit(t, b, h)
			must(t, browser.Await(b, `document.querySelector("#panel").scrollIntoView()`, nil))
			must(t, browser.Until(b, `window.heard.result?.length > 1 && document.querySelector("#inline").shadowRoot.querySelector("[part=toggle]")`, soon))
			if got := value(t, b, `JSON.stringify([...new Set(window.heard.result.map((r) => r.articles[0].actors[0].name))])`); got != `["Ilse Brandt"]` {
				t.Errorf("the actors are %s", got)
			}
			bar := `getComputedStyle(document.querySelector("#inline").shadowRoot.querySelector("[part=toggle]"))`
			if got := value(t, b, bar+`.color + " " + `+bar+`.textTransform`); got != c.bar+" none" {
				t.Errorf("the bar is %q, want %q and as written", got, c.bar)
			}
			if f := frame(t, b, "/embed/"); value(t, f, `document.documentElement.dataset.theme`) != c.theme {
				t.Errorf("the panel is not %s", c.theme)
			}
			nothingThrown(t, b)
		})
	}
}

func TestFilesAreOpenedWithTheInstalledApp(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	// What the system does for an installed app; no test driver can install one.
	early(t, b, `Object.defineProperty(window, "launchQueue", { value: { setConsumer(f) { window.launch = f } } }); undefined`)
	open(t, b, w.Origin+"/")
	quoted, _ := json.Marshal(article)
	must(t, browser.Await(b, `window.launch({ files: [
		{ name: "bridge.txt", getFile: async () => new File([`+string(quoted)+`], "bridge.txt", { type: "text/plain" }) },
		{ name: "page.html", getFile: async () => new File(["<h1>Ferry</h1><p>“The ferry is late,” said <b>Per Holm</b>.</p><script>window.ran = true</script>"], "page.html", { type: "text/html" }) },
	] })`, nil))
	marked(t, b)
	there(t, b, `[data-testid="show-1"]`)
	click(t, b, `[data-testid="show-1"]`)
	must(t, browser.Until(b, `/The ferry is late/.test(document.querySelector('[data-testid="text-1"]')?.textContent)`, soon))
	if got := value(t, b, `String(window.ran)`); got != "undefined" {
		t.Error("a script of the opened page ran")
	}
	// A file that has gone meanwhile is told of; what is on screen stays.
	must(t, browser.Await(b, `window.launch({ files: [{ name: "gone.txt", getFile: () => Promise.reject(new DOMException("", "NotFoundError")) }] })`, nil))
	must(t, browser.Until(b, `document.body.textContent.includes("gone.txt")`, soon))
	// The shortcut and a start without files do nothing to a story.
	must(t, browser.Await(b, `window.launch({ files: [] })`, nil))
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin)
}

func TestNothingIsStoredBeyondTheDevice(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	installed(t, b, w.Origin+"/")
	paste(t, b, article)
	marked(t, b)
	// What the browser sent: addresses without text, no bodies, no cookies.
	for _, a := range append(w.Asked(), b.Requests()...) {
		if strings.Contains(a, "Brandt") || strings.Contains(a, "bridge") && !strings.Contains(a, "/examples/") {
			t.Errorf("text in an address: %s", a)
		}
	}
	for _, a := range w.Asked() {
		if !strings.HasPrefix(a, "GET ") && !strings.HasPrefix(a, "HEAD ") {
			t.Errorf("more than a file was asked for: %s", a)
		}
	}
	if c := value(t, b, `document.cookie`); c != "" {
		t.Errorf("cookies %q go to the server", c)
	}
	// What is kept: the story in IndexedDB alone, and that goes with "forget all".
	kept(t, b, 1)
	holds := `(async () => {
		const out = [];
		const text = /Brandt|harbour bridge/i;
		for (const s of [localStorage, sessionStorage]) for (let i = 0; i < s.length; i++) if (text.test(s.getItem(s.key(i)))) out.push("storage " + s.key(i));
		for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) if (new URL(r.url).origin !== location.origin || /shared/.test(r.url)) out.push("cache " + r.url);
		for (const { name } of await indexedDB.databases()) {
			const db = await new Promise((ok, no) => { const r = indexedDB.open(name); r.onsuccess = () => ok(r.result); r.onerror = () => no(r.error) });
			for (const store of db.objectStoreNames) {
				const rows = await new Promise((ok, no) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => ok(r.result); r.onerror = () => no(r.error) });
				if (rows.some((row) => text.test(JSON.stringify(row)))) out.push("indexedDB");
			}
			db.close();
		}
		return [...new Set(out)].join(", ");
	})()`
	open(t, b, w.Origin+"/")
	there(t, b, `[data-do="open-story"]`)
	if got := value(t, b, holds); got != "indexedDB" {
		t.Errorf("the text is kept in %q, want indexedDB", got)
	}
	click(t, b, `[data-testid="forget"]`)
	click(t, b, `[data-testid="forget-all"]`)
	gone(t, b, `[data-do="open-story"]`)
	if got := value(t, b, holds); got != "" {
		t.Errorf("after everything was forgotten the text is in %q", got)
	}
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin)
}

// A page that follows its readers' selections hears the same of both modes.
func TestSelectionsAreToldAlikeByBothModes(t *testing.T) {
	for _, mode := range []string{"panel", "inline"} {
		t.Run(mode, func(t *testing.T) {
			b := start(t, browser.Options{})
			w := app(t)
			h := host(t, newsPage(w, `<whosaid-widget for="#story" mode="`+mode+`"></whosaid-widget>`), hostPolicy(w))
			visit(t, b, h)
			must(t, browser.Await(b, `document.querySelector("whosaid-widget").scrollIntoView()`, nil))
			must(t, browser.Until(b, `window.heard.result?.length`, soon))
			page, quote := context.Context(b), `#story whosaid-mark[data-quotes]:not([data-actors])`
			if mode == "panel" {
				page, quote = frame(t, b, ""), `[data-testid="text-0"] .quote.direct:not(.actor)`
			}
			click(t, page, quote)
			must(t, browser.Until(b, `window.heard.select?.length`, soon))
			if got := value(t, b, `(({ article, quote }) => article + " " + /^q\d+$/.test(quote))(window.heard.select[0])`); got != "0 true" {
				t.Errorf("the selection is told as %s", value(t, b, `JSON.stringify(window.heard.select[0])`))
			}
			nothingThrown(t, b)
		})
	}
}
