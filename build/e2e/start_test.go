package e2e

import (
	"encoding/json"
	"testing"

	"github.com/chromedp/chromedp"

	"whosaid.example/build/browser"
)

// TestWhatIsGivenBeforeTheProgramRunsIsRead holds that the page as it is served
// already takes a text: pasted, or sent off by its button.
func TestWhatIsGivenBeforeTheProgramRunsIsRead(t *testing.T) {
	quoted, _ := json.Marshal(article)
	for name, give := range map[string]string{
		"sent off": `box.value = text; document.querySelector('[data-testid="read"]').click();`,
		"pasted":   `box.focus(); box.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: new DataTransfer() })); box.value = text;`,
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, browser.Options{})
			w := app(t)
			early(t, b, hold(`
				const box = document.querySelector('`+box+`'), text = `+string(quoted)+`;
				`+give))
			must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/")))
			marked(t, b)
			if value(t, b, `String(window.early)`) != "true" {
				t.Error("the program ran already, nothing was tested")
			}
			nothingThrown(t, b)
		})
	}
}

// hold lets the interface's program run only after a script of the test has
// run in the page as it was served.
func hold(script string) string {
	return `{
		const instantiate = WebAssembly.instantiate;
		const parsed = new Promise((ok) => addEventListener("DOMContentLoaded", () => setTimeout(ok)));
		const prepared = parsed.then(async () => { window.early = !!document.getElementById("app-wasm-loader"); ` + script + ` });
		WebAssembly.instantiate = async (...a) => { await prepared; return instantiate.apply(WebAssembly, a); };
	}`
}

// The program mounts on the elements that were served, so that whoever has begun
// to read, type or scroll notices nothing of it, and nothing is painted twice.
func TestServedPageStaysWhenTheProgramMounts(t *testing.T) {
	for _, other := range []string{
		"",
		// What a browser's extensions put into pages.
		`document.body.prepend(document.createElement("div")); box.after(document.createElement("other-program")); box.dataset.other = "1";`,
	} {
		b := start(t, browser.Options{Width: 800, Height: 500})
		w := app(t)
		early(t, b, hold(`
			const box = document.querySelector('`+box+`');
			window.lead = document.querySelector(".lead");
			window.nodes = [...document.querySelectorAll(".whosaid, .whosaid *")];
			box.focus();
			box.value = "She said";
			box.setSelectionRange(1, 3);
			box.blurs = 0;
			box.addEventListener("blur", () => box.blurs++);
			`+other+`
			scrollTo(0, 120);
			window.paints = [];
			await new Promise((ok) => new PerformanceObserver((list) => { window.paints.push(...list.getEntries().map((e) => e.element)); ok() }).observe({ type: "largest-contentful-paint", buffered: true }));`))
		open(t, b, w.Origin+"/")
		if value(t, b, `String(window.early)`) != "true" {
			t.Error("the program ran already, nothing was tested")
		}
		must(t, browser.Await(b, `new Promise((ok) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(ok, 100))))`, nil))
		for what, expression := range map[string]string{
			"elements replaced": `window.nodes.filter((e) => !e.isConnected).map((e) => e.tagName + "." + e.className).join()`,
			"elements twice":    `[...document.querySelectorAll("main, .whosaid, .lead")].slice(3).map((e) => e.className).join()`,
			"other elements":    `[...document.querySelectorAll("other-program")].map((e) => e.tagName).join()`,
			"the box":           `(({ value, selectionStart, selectionEnd, blurs }) => [value, selectionStart, selectionEnd, blurs].join() === "She said,1,3,0" ? "" : [value, selectionStart, selectionEnd, blurs].join())(document.querySelector('` + box + `'))`,
			"the focus":         `document.activeElement.id === "whosaid-text" ? "" : document.activeElement.outerHTML`,
			"the scroll":        `scrollY === 120 ? "" : String(scrollY)`,
			"later paints":      `window.paints.filter((e) => e !== window.paints[0]).map((e) => e?.outerHTML).join()`,
		} {
			if got := value(t, b, expression); got != "" {
				t.Errorf("%s: %s", what, got)
			}
		}
		// It is the program's page all the same: it hears, and draws what it
		// would have drawn anew.
		must(t, browser.Await(b, `{ window.mounted = document.querySelector(".start").cloneNode(true); undefined }`, nil))
		click(t, b, `[data-testid="example-bridge"]`)
		marked(t, b)
		click(t, b, `[data-testid="home"]`)
		there(t, b, `.start [data-do="open-story"]`)
		if got := value(t, b, `{
			const bare = (e) => { const c = e.cloneNode(true); c.querySelectorAll(".library").forEach((x) => x.remove()); c.querySelectorAll("[data-other]").forEach((x) => x.removeAttribute("data-other")); c.normalize(); return c };
			const was = bare(window.mounted), is = bare(document.querySelector(".start"));
			was.isEqualNode(is) ? "" : was.outerHTML + "\n" + is.outerHTML
		}`); got != "" {
			t.Errorf("mounted on what was served, then drawn anew:\n%s", got)
		}
		nothingThrown(t, b)
	}
}
