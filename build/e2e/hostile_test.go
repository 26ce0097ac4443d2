package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"whosaid.example/build/browser"
)

// trap is what a hostile input tries to call; it must stay unset.
const trap = `window.trapped`

// hostile reads testdata/hostile.txt: an input a paragraph, under lines with
// "# " that name it. {BIDI}, {NUL} and the like stand for what can't be typed.
func hostile(t *testing.T) (names, inputs []string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "hostile.txt"))
	must(t, err)
	special := strings.NewReplacer("{RLO}", "\u202e", "{LRI}", "\u2066", "{PDI}", "\u2069", "{NUL}", "\x00", "{BEL}", "\x07",
		"{ZWJ}", "\u200d", "{BOM}", "\ufeff", "{LS}", "\u2028", "{REPLACEMENT}", "\ufffd")
	for _, part := range strings.Split("\n"+string(b), "\n# ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		names = append(names, name)
		inputs = append(inputs, special.Replace(strings.TrimSpace(text)))
	}
	if len(names) < 15 {
		t.Fatalf("only %d inputs", len(names))
	}
	return names, inputs
}

// unharmed fails where anything of the input has taken effect.
func unharmed(t *testing.T, b *browser.Browser, name string) {
	t.Helper()
	if got := value(t, b, `String(`+trap+`) + " " + document.querySelectorAll(".text script, .text iframe, .text object, .text embed, .text img, .text svg, .text style, .text form, .text a, .text [onclick], .text [style]").length`); got != "undefined 0" {
		t.Errorf("%s: trapped, elements in the article: %s", name, got)
	}
	// Directions that lie would make the page show another text than is analysed.
	if got := value(t, b, `String(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/.test(document.querySelector(".whosaid").textContent))`); got != "false" {
		t.Errorf("%s: hidden controls are on the page", name)
	}
	if got := value(t, b, `location.pathname`); got != "/" {
		t.Errorf("%s: the page has gone to %s", name, got)
	}
}

func TestHostileTextIsTextOnly(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	names, inputs := hostile(t)
	for i, input := range inputs {
		open(t, b, w.Origin+"/")
		paste(t, b, input+"\n\n"+article)
		if err := browser.Until(b, `document.querySelector('`+marks+`') || document.querySelector('`+problem+`')?.textContent`, soon); err != nil {
			t.Errorf("%s: neither marks nor a message: %v", names[i], err)
		}
		unharmed(t, b, names[i])
	}
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin)
}

func TestHostileHTMLIsCleaned(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	names, inputs := hostile(t)
	for i, input := range inputs {
		open(t, b, w.Origin+"/")
		quoted, _ := json.Marshal("<article><h1>A report</h1>" + input + "<p>“No,” said Anna Keller, the mayor.</p></article>")
		// As the browser pastes what was copied from a page, then as dropped.
		event := `new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data })`
		target := box
		if i%2 == 1 {
			event, target = `new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data })`, ".whosaid"
		}
		must(t, browser.Await(b, fmt.Sprintf(`{ const data = new DataTransfer(); data.setData("text/html", %s); data.setData("text/plain", "“No,” said Anna Keller."); document.querySelector(%q).dispatchEvent(%s); undefined }`, quoted, target, event), nil))
		// What came of it: an article, or the box with words in it.
		must(t, browser.Until(b, `document.querySelector('[data-testid="text-0"]') || document.querySelector('`+box+`')?.value`, soon))
		unharmed(t, b, names[i])
	}
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin)
}

func TestHostilePageUnderInlineMarks(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	_, inputs := hostile(t)
	page, _ := json.Marshal(strings.Join(inputs, "\n\n"))
	h := host(t, `<!doctype html><title>x</title><article id="story"></article><script>document.querySelector("#story").textContent = `+strings.ReplaceAll(string(page), "</", `<\/`)+`</script><script type="module" src="`+w.Origin+`/embed.js"></script><whosaid-widget for="#story" mode="inline"></whosaid-widget>`, "")
	visit(t, b, h)
	must(t, browser.Until(b, `window.heard.result?.length`, soon))
	must(t, browser.Await(b, `document.querySelectorAll("whosaid-mark").forEach((m) => m.click())`, nil))
	if got := value(t, b, `String(`+trap+`) + " " + document.querySelector("#story").querySelectorAll(":not(whosaid-mark)").length`); got != "undefined 0" {
		t.Errorf("trapped, elements: %s", got)
	}
	nothingThrown(t, b)
}

func TestBrokenStoreIsNoObstacle(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/404.html")))
	must(t, browser.Await(b, `for (const k of ["whosaid-settings", "whosaid", "story", "/", "__proto__"]) localStorage.setItem(k, '{"broken": [<script>window.trapped = 1</script>'); localStorage.setItem("whosaid-settings", "[[[[1e999")`, nil))
	must(t, browser.Await(b, `caches.open("whosaid-shared-/").then((c) => c.put("/shared.json", new Response("{broken"))).then(() => true)`, nil))
	open(t, b, w.Origin+"/?shared=1")
	paste(t, b, article)
	marked(t, b)
	unharmed(t, b, "broken store")
}

func TestForgedMessagesToTheApplicationAreIgnored(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, fmt.Sprintf(`<!doctype html><title>evil</title><iframe id="f" src="%s/embed/" width="800" height="600"></iframe>
		<iframe id="g" srcdoc="&lt;p&gt;sibling"></iframe>`, w.Origin), "")
	// Heard is what the frame answers; the host is its parent, so what it says is
	// heard, but must only ever be text. The frame may speak before its page has
	// loaded.
	early(t, b, `window.answers = []; addEventListener("message", (e) => window.answers.push(e.data))`)
	must(t, browser.Run(b, chromedp.Navigate(h.Origin+"/")))
	must(t, browser.Until(b, `window.answers.some((m) => m.type === "hello")`, soon))
	_, inputs := hostile(t)
	texts, _ := json.Marshal(inputs)
	must(t, browser.Await(b, `{
		const frame = document.querySelector("#f").contentWindow, texts = `+string(texts)+`;
		for (const m of [null, 1, "x", [], {}, { whosaid: "1" }, { whosaid: 1 }, { whosaid: 1, type: "analyze" }, { whosaid: 1, type: "analyze", id: {}, articles: "x" },
			{ whosaid: 1, type: "init", theme: "\"><script>", lang: {}, layers: 7 }, { whosaid: 1, type: "config", theme: 3, layers: [] }]) frame.postMessage(m, "*");
		frame.postMessage({ whosaid: 1, type: "init", theme: "dark", layers: "" }, "*");
		frame.postMessage({ whosaid: 1, type: "analyze", id: 9, articles: texts.map((text) => ({ text, name: text, outlet: text, date: text })) }, "*");
		undefined
	}`, nil))
	must(t, browser.Until(b, `window.answers.some((m) => m.id === 9 && (m.type === "result" || m.type === "error"))`, soon))
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin, h.Origin)
}

func TestMegabytesAreToldOf(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	must(t, browser.Await(b, `{ const b = document.querySelector('`+box+`'); b.value = "Anna Keller said no. ".repeat(500000); b.dispatchEvent(new Event("input", { bubbles: true })); document.querySelector('[data-testid="read"]').click(); undefined }`, nil))
	// Either it is read, or the reader is told and offered a way; the page answers.
	must(t, browser.Until(b, `document.querySelector('`+problem+`')?.textContent.length > 20 || document.querySelector('[data-testid="text-0"]')`, soon))
	if got := value(t, b, `String(1 + 1)`); got != "2" {
		t.Error("the page does not answer")
	}
}

func TestServerAnswersOnlyFilesOfTheSite(t *testing.T) {
	if missing != nil {
		t.Skip("SKIPPED, the site was not made: ", missing)
	}
	w := app(t)
	for _, path := range []string{"/../go.mod", "/%2e%2e/go.mod", "/..%2fgo.mod", "/web/../../../go.mod", "/nothing", "/web/nothing.wasm"} {
		r, err := http.Get(w.Origin + path)
		must(t, err)
		if r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
	r, err := http.Get(w.Origin + "/")
	must(t, err)
	policy := r.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "connect-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "form-action 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("policy %q lacks %s", policy, want)
		}
	}
}
