package e2e

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"whosaid.example/build/browser"
)

// newsPage is a publisher's page: the article as paragraphs with a link in it, and
// what follows it.
func newsPage(w *server, after string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Daily</title></head><body><article id="story">`)
	for i, p := range strings.Split(strings.TrimSpace(article), "\n\n") {
		p = html.EscapeString(p)
		if i == 0 {
			fmt.Fprintf(&b, "\n  <h1>%s</h1>\n", p)
			continue
		}
		p = strings.Replace(p, "the council", `<a href="#council">the <em>council</em></a>`, 1)
		fmt.Fprintf(&b, "  <p>%s</p>\n", p)
	}
	b.WriteString("</article><p id=council>The council</p>\n")
	fmt.Fprintf(&b, `<script type="module" src="%s/embed.js"></script>`, w.Origin)
	b.WriteString(after + "</body></html>")
	return b.String()
}

// hostPolicy is the least that the publishers' page promises.
func hostPolicy(w *server) string {
	return "default-src 'none'; style-src 'self'; script-src " + w.Origin + "; frame-src " + w.Origin
}

// heard keeps the events that reach the document, by name.
const heard = `window.heard = {}; for (const n of ["ready", "result", "select", "error"]) document.addEventListener("whosaid-" + n, (e) => (window.heard[n] ??= []).push(e.detail)); undefined`

// storages runs a test with the storage of third parties allowed and refused.
func storages(t *testing.T, f func(t *testing.T, b *browser.Browser)) {
	for _, refused := range []bool{false, true} {
		t.Run(fmt.Sprintf("storage refused %v", refused), func(t *testing.T) {
			f(t, start(t, browser.Options{BlockStorage: refused}))
		})
	}
}

// visit opens a host page and listens before the widget can speak.
func visit(t *testing.T, b *browser.Browser, h *server) {
	t.Helper()
	early(t, b, heard)
	must(t, browser.Run(b, chromedp.Navigate(h.Origin+"/")))
}

const storyHTML = `document.querySelector("#story").innerHTML`

func TestInlineMarksTheArticleAndGivesItBack(t *testing.T) {
	storages(t, func(t *testing.T, b *browser.Browser) {
		w := app(t)
		h := host(t, newsPage(w, `<whosaid-widget for="#story" mode="inline" theme="light"></whosaid-widget>`), hostPolicy(w))
		// What the article was, before any script of ours.
		early(t, b, `document.addEventListener("DOMContentLoaded", () => { window.before = `+storyHTML+`; window.nodes = []; const w = document.createTreeWalker(document.querySelector("#story"), 4); while (w.nextNode()) window.nodes.push(w.currentNode) })`)
		visit(t, b, h)
		must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-quotes]")`, soon))
		if got := value(t, b, `document.querySelector("#story").textContent === Object.assign(document.createElement("div"), { innerHTML: window.before }).textContent ? "same" : document.querySelector("#story").textContent`); got != "same" {
			t.Errorf("the text has changed: %q", got)
		}
		if got := value(t, b, `String(window.nodes.every((n) => n.isConnected))`); got != "true" {
			t.Error("text nodes of the page have been replaced")
		}
		// The marked words are the quote's.
		quoted := value(t, b, `[...document.querySelectorAll("#story whosaid-mark[data-quotes]")].map((m) => m.textContent).join("")`)
		if !strings.Contains(quoted, "We are inside the budget, and we are on time") {
			t.Errorf("marked as quotes: %q", quoted)
		}
		// A screen reader says whose words the Tab key has come to.
		if got := value(t, b, `[...document.querySelectorAll("#story whosaid-mark[data-quotes][tabindex]")].find((m) => /inside the budget, and/.test(m.textContent)).getAttribute("aria-description")`); !strings.Contains(got, "Ilse Brandt") {
			t.Errorf("the quote is described as %q", got)
		}
		// A card names the speaker.
		must(t, browser.Await(b, `[...document.querySelectorAll("#story whosaid-mark[data-quotes]")].find((m) => /inside the budget, and/.test(m.textContent)).click()`, nil))
		must(t, browser.Until(b, `window.heard.select?.length`, soon))
		if card := value(t, b, `document.querySelector("whosaid-widget").shadowRoot.querySelector("[part=card]").textContent`); !strings.Contains(card, "Ilse Brandt") {
			t.Errorf("card %q", card)
		}
		// The page's own link works, though it is marked too.
		must(t, browser.Await(b, `document.querySelector("#story a").click()`, nil))
		must(t, browser.Until(b, `location.hash === "#council"`, soon))
		must(t, browser.Await(b, `history.replaceState(null, "", "/")`, nil))
		// Switched off, nothing of it is left.
		must(t, browser.Await(b, `document.querySelector("whosaid-widget").shadowRoot.querySelector("[part=toggle]").click()`, nil))
		must(t, browser.Until(b, `!document.querySelector("whosaid-mark")`, soon))
		if got := value(t, b, storyHTML+` === window.before ? "same" : `+storyHTML); got != "same" {
			t.Errorf("the article is not as it was:\n%s", got)
		}
		if got := value(t, b, `(() => { const w = document.createTreeWalker(document.querySelector("#story"), 4), now = []; while (w.nextNode()) now.push(w.currentNode); return String(now.length === window.nodes.length && now.every((n, i) => n === window.nodes[i])) })()`); got != "true" {
			t.Error("the text nodes are not the same ones in the same order")
		}
		// On again, and off by taking the element away.
		must(t, browser.Await(b, `document.querySelector("whosaid-widget").shadowRoot.querySelector("[part=toggle]").click()`, nil))
		must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-quotes]")`, soon))
		must(t, browser.Await(b, `document.querySelector("whosaid-widget").remove()`, nil))
		if got := value(t, b, storyHTML+` === window.before ? "same" : `+storyHTML); got != "same" {
			t.Errorf("the article is not as it was:\n%s", got)
		}
		if n := value(t, b, `String(document.adoptedStyleSheets.length)`); n != "0" {
			t.Errorf("%s style sheets stay", n)
		}
		nothingThrown(t, b)
		onlyFrom(t, b, w.Origin, h.Origin)
	})
}

func TestInlineFollowsAPageThatChanges(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#story" mode="inline"></whosaid-widget>`), hostPolicy(w))
	visit(t, b, h)
	must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-quotes]")`, soon))
	budget := `[...document.querySelectorAll("#story whosaid-mark[data-quotes]")].map((m) => m.textContent).join("").includes("We are inside the budget, and we are on time")`
	// An edit before the quote: its mark stays with its words.
	must(t, browser.Await(b, `document.querySelector("#story h1").textContent = "Corrected: a bridge"`, nil))
	must(t, browser.Until(b, `document.querySelector("#story h1").textContent === "Corrected: a bridge" && `+budget, soon))
	// A part that arrives late is read too.
	must(t, browser.Await(b, `{ const p = document.createElement("p"); p.textContent = "“Nobody asked the fishermen,” said Oda Lind, who owns a boat."; document.querySelector("#story").append(p); undefined }`, nil))
	must(t, browser.Until(b, `[...document.querySelectorAll("#story whosaid-mark[data-quotes]")].some((m) => /Nobody asked/.test(m.textContent))`, soon))
	// The page puts another paragraph in place of a marked one: its text wins.
	must(t, browser.Await(b, `document.querySelectorAll("#story p")[0].innerHTML = "The bridge stays shut."`, nil))
	must(t, browser.Until(b, `!(`+budget+`) && document.querySelectorAll("#story p")[0].innerHTML.replace(/<[^>]*>/g, "") === "The bridge stays shut."`, soon))
	must(t, browser.Await(b, `document.querySelector("whosaid-widget").remove()`, nil))
	if got := value(t, b, `document.querySelectorAll("#story p")[0].innerHTML`); got != "The bridge stays shut." {
		t.Errorf("after all the paragraph is %q", got)
	}
	nothingThrown(t, b)
}

func TestPanelOnAnotherOrigin(t *testing.T) {
	storages(t, func(t *testing.T, b *browser.Browser) {
		w := app(t)
		h := host(t, newsPage(w, `<whosaid-widget id="one" for="#story" theme="dark"></whosaid-widget><whosaid-widget id="two"></whosaid-widget>`), hostPolicy(w))
		visit(t, b, h)
		must(t, browser.Await(b, `document.querySelector("#one").scrollIntoView()`, nil))
		must(t, browser.Until(b, `window.heard.result?.length`, soon))
		quotes := value(t, b, `window.heard.result[0].articles[0].quotes.map((q) => q.kind).join(" ")`)
		if !strings.Contains(quotes, "direct") {
			t.Errorf("quotes: %q", quotes)
		}
		if got := value(t, b, `window.heard.result[0].offsets`); got != "utf16" {
			t.Errorf("offsets %q", got)
		}
		// The frame has grown with its content.
		must(t, browser.Until(b, `document.querySelector("#one").shadowRoot.querySelector("iframe").offsetHeight > 250`, soon))
		// The second widget on the page answers by its method.
		must(t, browser.Await(b, `document.querySelector("#two").scrollIntoView()`, nil))
		quoted, _ := json.Marshal(second)
		if got := value(t, b, `document.querySelector("#two").analyze(`+string(quoted)+`).then((r) => r.articles[0].quotes.length > 0 ? "quotes" : "none")`); got != "quotes" {
			t.Errorf("analyze() of the second widget gives %s", got)
		}
		// Theme by message, without loading the frame again.
		loads := len(w.Asked())
		must(t, browser.Await(b, `document.querySelector("#one").setAttribute("theme", "light")`, nil))
		if got := value(t, b, `document.querySelector("#one").analyze("Anna Keller said no.").then((r) => String(r.articles.length))`); got != "1" {
			t.Errorf("after a change of theme: %q", got)
		}
		for _, a := range w.Asked()[loads:] {
			if a == "GET /embed/" {
				t.Error("a change of theme loads the frame again")
			}
		}
		nothingThrown(t, b)
		onlyFrom(t, b, w.Origin, h.Origin)
	})
}

func TestForgedMessagesAreIgnored(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#story" mode="inline"></whosaid-widget>`), "")
	visit(t, b, h)
	must(t, browser.Until(b, `window.heard.result?.length`, soon))
	before := value(t, b, `String(window.heard.result.length)`)
	// From the page itself, not from the frame; and broken ones.
	must(t, browser.Await(b, `for (const m of [{ whosaid: 1, type: "result", id: 1, detail: { forged: true } }, { whosaid: 1, type: "error", error: "forged" }, { whosaid: 1, type: "select", detail: 1 },
		{ whosaid: 1 }, { whosaid: 1, type: 7 }, null, "text", [1], { whosaid: { toString() { return 1 } } }].filter((m) => { try { structuredClone(m); return true } catch { return false } })) {
		postMessage(m, "*");
		document.querySelector("whosaid-widget").shadowRoot.querySelector("iframe").contentWindow.postMessage(m, "*");
	}`, nil))
	if got := value(t, b, `document.querySelector("whosaid-widget").analyze("Anna Keller said no.").then((r) => r.forged ? "forged" : String(r.articles.length))`); got != "1" {
		t.Errorf("got %q", got)
	}
	if got := value(t, b, `[window.heard.result.length - `+before+`, (window.heard.error ?? []).length, (window.heard.select ?? []).length].join()`); got != "1,0,0" {
		t.Errorf("results, errors, selections: %s, want 1,0,0", got)
	}
	nothingThrown(t, b)
}

func TestRefusedFrameLeavesALink(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#story"></whosaid-widget>`), "default-src 'none'; script-src "+w.Origin)
	// Don't wait the 20 seconds that a slow network may take.
	early(t, b, `{ const later = setTimeout; window.setTimeout = (f, ms, ...a) => later(f, ms === 20000 ? 200 : ms, ...a) }`)
	visit(t, b, h)
	must(t, browser.Until(b, `document.querySelector("whosaid-widget").shadowRoot.querySelector("a[part=fallback]")`, soon))
	if got := value(t, b, `(() => { const a = document.querySelector("whosaid-widget").shadowRoot.querySelector("a"); return a.rel + " " + a.href })()`); got != "noopener noreferrer "+w.Origin+"/" {
		t.Errorf("link %q", got)
	}
	if got := value(t, b, `window.heard.error[0].message`); !strings.Contains(got, "frame-src") {
		t.Errorf("error %q", got)
	}
}

func TestMistakesAreNamedInTheConsole(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#nothing" mode="inline"></whosaid-widget><whosaid-widget mode="sideways" colour="red" layers="quotes smells"></whosaid-widget>`), "")
	visit(t, b, h)
	must(t, browser.Until(b, `window.heard.error?.length`, soon))
	all := strings.Join(b.Console(), "\n")
	for _, want := range []string{`matches for="#nothing"`, `mode="sideways" is not known; use panel, inline`, "the attribute colour is not known", `layers="smells" is not known`} {
		if !strings.Contains(all, want) {
			t.Errorf("the console does not say %s:\n%s", want, all)
		}
	}
}

func TestHostWithEmbedderPolicyMayFrameIt(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := serveIsolated(t, newsPage(w, `<whosaid-widget for="#story" mode="inline"></whosaid-widget>`))
	visit(t, b, h)
	must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-quotes]")`, soon))
	if got := value(t, b, `String(crossOriginIsolated)`); got != "true" {
		t.Error("the host page is not isolated, so this tests nothing")
	}
}

func TestPagesForPublishersAndDevelopersWork(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/publishers/")))
	must(t, browser.Await(b, `{ const s = document.querySelector("select[name=mode]"); s.value = "inline"; s.dispatchEvent(new Event("change", { bubbles: true })); undefined }`, nil))
	must(t, browser.Until(b, `document.querySelector("#preview whosaid-mark[data-quotes]")`, soon))
	if got := value(t, b, `document.querySelector("[data-csp]").textContent`); got != "script-src "+w.Origin+"; frame-src "+w.Origin {
		t.Errorf("policy %q", got)
	}
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/developers/")))
	click(t, b, "#try button")
	must(t, browser.Until(b, `document.querySelector("#out").textContent.includes('"offsets": "utf16"')`, soon))
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin)
}

// Who only reads about it fetches neither program; the preview comes when it is
// scrolled to.
func TestPreviewWaitsUntilItIsNear(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, emulation.SetDeviceMetricsOverride(412, 823, 1, true), chromedp.Navigate(w.Origin+"/publishers/")))
	must(t, browser.Until(b, `document.querySelector("[data-csp] span").textContent === location.origin`, soon))
	// The observer looks at each frame that is drawn.
	must(t, browser.Await(b, `new Promise((ok) => requestAnimationFrame(() => requestAnimationFrame(() => ok(true))))`, nil))
	if got := value(t, b, `String(document.querySelectorAll("whosaid-widget").length)`); got != "0" {
		t.Error("the preview is made before anybody comes near it")
	}
	must(t, browser.Await(b, `document.querySelector("#place").scrollIntoView()`, nil))
	must(t, browser.Until(b, `document.querySelector("#place whosaid-widget")`, soon))
	nothingThrown(t, b)
}

// People's pages are indented, and their sheets reach for everything in an
// article: each mark has its own words all the same, in line with the others.
func TestInlineMarksStandOnTheirWords(t *testing.T) {
	const source = `<main><article id="story">
	<h1>
		Harbour bridge to open
	</h1>
	<p> Ilse Brandt said the bridge would open in April. “We are on time,” she said.</p>
	<p>
		Tomas Vell denied that.<br> Norhaven Works said the steel had arrived. </p> <p>
		<b> Oda Lind</b> said <a href="#x"> Ilse Brandt</a> was wrong.
	</p>
</article></main>`
	for name, sheet := range map[string]string{
		"a plain sheet": ``,
		"a greedy one":  `#story * { display: block !important; float: left !important; padding: 9px !important; border: 2px solid red !important; position: relative } *::before { content: "X" !important }`,
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, browser.Options{})
			w := app(t)
			h := host(t, `<!doctype html><html lang="en"><title>News</title><style>`+sheet+`</style><body>`+source+
				`<script type="module" src="`+w.Origin+`/embed.js"></script><whosaid-widget for="#story" mode="inline"></whosaid-widget></body></html>`, "")
			visit(t, b, h)
			must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-actors]")`, soon))
			words := `[...new Set([...document.querySelectorAll("#story whosaid-mark[data-actors]")].map((m) => m.textContent))].join(", ")`
			const want = "Ilse Brandt, Tomas Vell, Norhaven Works, Oda Lind"
			if got := value(t, b, words); got != want {
				t.Errorf("marked: %q, want %q", got, want)
			}
			// The marks are no change of the page: they stay when it has been looked through again.
			must(t, browser.Await(b, `document.querySelector("#story").append(Object.assign(document.createElement("p"), { textContent: " Per Holm agreed." }))`, nil))
			must(t, browser.Until(b, words+`.includes("Per Holm")`, soon))
			if got := value(t, b, words); got != want+", Per Holm" {
				t.Errorf("marked then: %q, want %q and Per Holm", got, want)
			}
			if got := value(t, b, `(({ display, float, paddingLeft, borderTopWidth }, { content }) => [display, float, paddingLeft, borderTopWidth, content].join(" "))(getComputedStyle(document.querySelector("whosaid-mark")), getComputedStyle(document.querySelector("whosaid-mark"), "::before"))`); got != "inline none 0px 0px none" {
				t.Errorf("a mark is %q", got)
			}
			nothingThrown(t, b)
		})
	}
}

// What meets another claim shows how, as the panel does; who only is spoken of
// is marked lightly; no sign moves a line.
func TestInlineSignsSayHowClaimsMeet(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, newsPage(w, `<whosaid-widget for="#story" mode="inline"></whosaid-widget>`), hostPolicy(w))
	early(t, b, `document.addEventListener("DOMContentLoaded", () => { window.height = document.querySelector("#story").offsetHeight })`)
	visit(t, b, h)
	must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-end]")`, soon))
	if got := value(t, b, `[...new Set([...document.querySelectorAll("#story whosaid-mark[data-end]")].map((m) => m.dataset.end))].filter((s) => !"≠↻↩+=".includes(s)).join()`); got != "" {
		t.Errorf("signs %q", got)
	}
	if got := value(t, b, `[...document.querySelectorAll("#story whosaid-mark[data-end]")].some((m) => m.dataset.end === "≠") ? "" : "none"`); got != "" {
		t.Error("no sign says that two claims conflict")
	}
	if got := value(t, b, `(({ lit, light }) => lit + " " + light)({ lit: getComputedStyle([...document.querySelectorAll("#story whosaid-mark[data-actors]:not([data-silent])")].find((m) => m.textContent === "Tomas Vell")).textDecorationStyle,
		light: getComputedStyle(document.querySelector("#story whosaid-mark[data-actors][data-silent]")).textDecorationStyle })`); got != "solid dotted" {
		t.Errorf("speakers and others are underlined %q", got)
	}
	if got := value(t, b, `String(document.querySelector("#story").offsetHeight - window.height)`); got != "0" {
		t.Errorf("the article has grown by %s px", got)
	}
	nothingThrown(t, b)
}

// Words in bold or in a link cut a claim into pieces; its sign stands behind the
// last. A card is in sight in a low window too.
func TestInlineSignStandsOnceAndItsCardInSight(t *testing.T) {
	b := start(t, browser.Options{Width: 640, Height: 400})
	w := app(t)
	page := newsPage(w, `<whosaid-widget for="#story" mode="inline"></whosaid-widget>`)
	page = strings.NewReplacer("inside the budget", "inside <b>the</b> budget", "not inside", "not <i>in</i>side", "84 million", "<b>84</b> million").Replace(page)
	h := host(t, page, hostPolicy(w))
	visit(t, b, h)
	must(t, browser.Until(b, `document.querySelector("#story whosaid-mark[data-end]")`, soon))
	const signs = `(() => { const claims = {}; for (const m of document.querySelectorAll("#story whosaid-mark[data-end]")) for (const id of m.dataset.claims.split(" ")) claims[id] = (claims[id] ?? 0) + 1; return Object.entries(claims).filter(([, n]) => n > 1).map(([id]) => id).join() })()`
	if got := value(t, b, signs); got != "" {
		t.Errorf("claims with several signs: %s", got)
	}
	const cards = `(async () => { const out = [], card = document.querySelector("whosaid-widget").shadowRoot.querySelector("[part=card]");
		for (const m of document.querySelectorAll("#story whosaid-mark[data-claims]")) for (const block of ["center", "end"]) {
			m.scrollIntoView({ block }); m.click(); await new Promise(requestAnimationFrame);
			const r = card.getBoundingClientRect(); if (r.bottom > innerHeight || r.top < 0) out.push(m.textContent + " " + Math.round(r.top) + " to " + Math.round(r.bottom));
		} return out.join("; ") })()`
	if got := value(t, b, cards); got != "" {
		t.Errorf("cards out of sight: %s", got)
	}
	nothingThrown(t, b)
}

// Where scripts build the page, the article comes after the widget, and another
// one comes in its place with all that is around it.
func TestArticleThatComesLateIsReadAndTheNextOneToo(t *testing.T) {
	for _, mode := range []string{"panel", "inline"} {
		t.Run(mode, func(t *testing.T) {
			b := start(t, browser.Options{})
			w := app(t)
			h := host(t, `<!doctype html><html lang="en"><title>News</title><body><div id="app"></div>
				<script type="module" src="`+w.Origin+`/embed.js"></script><whosaid-widget for="#story" mode="`+mode+`"></whosaid-widget></body></html>`, "")
			visit(t, b, h)
			// It says that nothing is there yet.
			must(t, browser.Until(b, `window.heard.error?.length`, soon))
			if got := value(t, b, `window.heard.error[0].message`); !strings.Contains(got, `nothing on this page matches for="#story"`) {
				t.Errorf("the message is %q", got)
			}
			show := func(text string) {
				must(t, browser.Await(b, `document.querySelector("#app").innerHTML = "<main><div><article id=story><p>`+text+`</p></article></div></main>"`, nil))
			}
			show("“We are on time,” Ilse Brandt said.")
			must(t, browser.Until(b, `window.heard.result?.at(-1)?.articles[0].actors[0]?.name === "Ilse Brandt"`, soon))
			if mode == "inline" {
				marked := `document.querySelector("#story whosaid-mark[data-actors]")?.textContent === "%s"`
				must(t, browser.Until(b, fmt.Sprintf(marked, "Ilse Brandt"), soon))
				show("“We are late,” Tomas Vell said.")
				must(t, browser.Until(b, fmt.Sprintf(marked, "Tomas Vell"), soon))
			} else {
				show("“We are on time,” Ilse Brandt said.") // the same drawn anew is no other article
				must(t, browser.Await(b, `new Promise(requestAnimationFrame)`, nil))
				show("“We are late,” Tomas Vell said.")
				must(t, browser.Until(b, `window.heard.result.at(-1).articles[0].actors[0]?.name === "Tomas Vell"`, soon))
				if n := value(t, b, `String(window.heard.result.length)`); n != "2" {
					t.Errorf("%s results of two articles", n)
				}
			}
			if n := value(t, b, `String(window.heard.error.length)`); n != "1" {
				t.Errorf("%s messages: %s", n, value(t, b, `JSON.stringify(window.heard.error)`))
			}
			nothingThrown(t, b)
		})
	}
}
