package e2e

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/chromedp/cdproto/page"
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
			must(t, browser.Run(b, chromedp.ActionFunc(func(ctx context.Context) error {
				// The program is held until the text is there: it may be the faster one.
				_, err := page.AddScriptToEvaluateOnNewDocument(`const instantiate = WebAssembly.instantiate;
				const parsed = new Promise((ok) => addEventListener("DOMContentLoaded", () => setTimeout(ok)));
				WebAssembly.instantiate = async (...a) => { await parsed; return instantiate.apply(WebAssembly, a); };
				addEventListener("DOMContentLoaded", () => {
					const box = document.querySelector('` + box + `'), text = ` + string(quoted) + `;
					window.early = !!document.getElementById("app-wasm-loader");
					` + give + `
				})`).Do(ctx)
				return err
			}), chromedp.Navigate(w.Origin+"/")))
			marked(t, b)
			if value(t, b, `String(window.early)`) != "true" {
				t.Error("the program ran already, nothing was tested")
			}
			nothingThrown(t, b)
		})
	}
}
