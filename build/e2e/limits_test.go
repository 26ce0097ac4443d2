package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"whosaid.example/analysis"
	"whosaid.example/build/browser"
)

// TestEngineGivesTheSameBytesAsNatively compares what the worker posts, as it
// posts it, with what this program makes of the same texts.
func TestEngineGivesTheSameBytesAsNatively(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/404.html")))
	texts := []string{article, second, "Café 😀 “No,” said Zoë Ünal, \u202ethe mayor.\u0000\n\n<b>x</b> & \u2028 y", "", "(((((((((("}
	examples, err := filepath.Glob(filepath.Join("..", "..", "web", "examples", "*.txt"))
	must(t, err)
	for _, f := range examples {
		content, err := os.ReadFile(f)
		must(t, err)
		texts = append(texts, string(content))
	}
	type posted struct {
		Text string `json:"text"`
	}
	var articles []analysis.Article
	var post []posted
	for _, text := range texts {
		articles, post = append(articles, analysis.Article{Text: text}), append(post, posted{text})
	}
	request, err := json.Marshal(map[string]any{"id": "1", "articles": post})
	must(t, err)
	quoted, _ := json.Marshal(string(request))
	var got string
	must(t, browser.Await(b, `new Promise((resolve) => {
		const base = JSON.stringify(location.origin + "/web/");
		const worker = new Worker(URL.createObjectURL(new Blob(["self.WHOSAID_BASE=" + base + ";importScripts(" + base + "+'worker.js')"])));
		worker.onmessage = (e) => {
			const type = JSON.parse(e.data).type;
			if (type === "ready") worker.postMessage(`+string(quoted)+`);
			else if (type !== "progress") resolve(e.data);
		};
	})`, &got))
	want := `{"type":"result","id":"1","result":` + string(analysis.Analyze(articles...).UTF16(texts...).AppendJSON(nil)) + "}"
	if got != want {
		at := 0
		for at < min(len(got), len(want)) && got[at] == want[at] {
			at++
		}
		t.Errorf("differs from byte %d of %d and %d: %.200q, natively %.200q", at, len(got), len(want), got[at:], want[at:])
	}
}

// TestFileOfFiftyMegabytesIsToldOf holds that the reader is told, and offered
// the first part.
func TestFileOfFiftyMegabytesIsToldOf(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	must(t, browser.Await(b, `{
		const data = new DataTransfer();
		data.items.add(new File(["Anna Keller said no. ".repeat(2500000)], "long.txt", { type: "text/plain" }));
		document.querySelector(".whosaid").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
		undefined
	}`, nil))
	must(t, browser.Until(b, `/MB.*first part/.test(document.querySelector('`+problem+`')?.textContent)`, soon))
	// The page is as usable as before, and the offer stands.
	must(t, browser.Run(b, chromedp.Click(`[data-testid="read-part"]`, chromedp.ByQuery)))
	must(t, browser.Until(b, `document.querySelector('[data-testid="text-0"]')?.textContent.length > 1000`, soon))
	must(t, browser.Run(b, chromedp.Click(`[data-testid="home"]`, chromedp.ByQuery)))
	must(t, browser.Until(b, `document.querySelector('`+box+`')`, soon))
	paste(t, b, article)
	marked(t, b)
	nothingThrown(t, b)
}

// TestWordOfFiveMegabytesIsSurvived holds that the page answers, whatever comes of it.
func TestWordOfFiveMegabytesIsSurvived(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	must(t, browser.Await(b, `{ const b = document.querySelector('`+box+`'); b.value = "a".repeat(5000000); b.dispatchEvent(new Event("input", { bubbles: true })); document.querySelector('[data-testid="read"]').click(); undefined }`, nil))
	must(t, browser.Until(b, `document.querySelector('`+problem+`')?.textContent.length > 20 || document.querySelector('[data-testid="text-0"]')`, soon))
	if got := value(t, b, `String(1 + 1)`); got != "2" {
		t.Error("the page does not answer")
	}
	if s := value(t, b, `document.body.innerText.slice(0, 100)`); strings.TrimSpace(s) == "" {
		t.Error("the page is empty")
	}
	nothingThrown(t, b)
}
