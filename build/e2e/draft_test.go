package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"whosaid.example/build/browser"
)

// write types into a box or field.
func write(t *testing.T, ctx context.Context, selector, text string) {
	t.Helper()
	there(t, ctx, selector)
	must(t, browser.Await(ctx, fmt.Sprintf(`{ const b = document.querySelector(%q); b.focus(); b.value = %q; b.dispatchEvent(new Event("input", { bubbles: true })); undefined }`, selector, text), nil))
}

// holds waits until a box has a text.
func holds(t *testing.T, ctx context.Context, selector, text string) {
	t.Helper()
	must(t, browser.Until(ctx, fmt.Sprintf(`document.querySelector(%q)?.value === %q`, selector, text), soon))
}

// pasted pastes a text at the cursor.
func pasted(t *testing.T, ctx context.Context, selector, text string) {
	t.Helper()
	there(t, ctx, selector)
	must(t, browser.Await(ctx, transfer("paste", selector, fmt.Sprintf(`d.setData("text/plain", %q)`, text)), nil))
}

const leaving = `String(!dispatchEvent(new Event("beforeunload", { cancelable: true })))`

// What was typed and not sent off is there again when its box is, and the browser
// asks before it is lost with the page.
func TestWhatIsTypedOutlivesItsBox(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	write(t, b, box, "A letter of mine")
	if got := value(t, b, leaving); got != "true" {
		t.Error("the page can be left with a draft in it")
	}
	click(t, b, `[data-testid="example-bridge"]`)
	there(t, b, `[data-testid="text-0"] .ref`)

	// The box for another report, by the control that opened it.
	click(t, b, `[data-testid="add"]`)
	write(t, b, "#whosaid-add", "Half of a report")
	click(t, b, `[data-testid="add"]`)
	gone(t, b, "#whosaid-add")
	click(t, b, `[data-testid="add"]`)
	holds(t, b, "#whosaid-add", "Half of a report")
	write(t, b, "#whosaid-add", "")

	// An article's form: another article, side by side, another order, another page.
	click(t, b, `.edit-text`)
	must(t, browser.Until(b, `document.querySelector("#edit-text")?.value`, soon))
	write(t, b, "#edit-outlet", "The Quay")
	click(t, b, `[data-testid="show-1"]`)
	gone(t, b, "#edit-outlet")
	click(t, b, `[data-testid="show-0"]`)
	holds(t, b, "#edit-outlet", "The Quay")
	click(t, b, `[data-testid="beside-1"]`)
	holds(t, b, "#edit-outlet", "The Quay")
	click(t, b, `[data-do="move"][data-by="1"]`)
	there(t, b, `[data-testid="text-1"] .ref`)
	click(t, b, `.edit-text`)
	holds(t, b, "#edit-outlet", "The Quay")
	click(t, b, `[data-testid="home"]`)
	holds(t, b, box, "A letter of mine")
	must(t, browser.Until(b, `!history.state`, soon))
	click(t, b, `[data-do="open-story"]`)
	holds(t, b, "#edit-outlet", "The Quay")
	must(t, browser.Until(b, `document.querySelector('[data-testid="text-1"] .ref')`, soon))

	// What is taken or given up is no draft any more.
	click(t, b, `form.edit [data-do="edit"]`)
	gone(t, b, "#edit-outlet")
	click(t, b, `[data-testid="home"]`)
	holds(t, b, box, "A letter of mine")
	click(t, b, `[data-testid="read"]`)
	there(t, b, `[data-testid="text-0"]`)
	if got := value(t, b, leaving); got != "false" {
		t.Error("the browser asks though nothing would be lost")
	}
	click(t, b, `[data-testid="home"]`)
	holds(t, b, box, "")
	nothingThrown(t, b)
}

// What is pasted stands between what was typed before and behind the cursor.
func TestPastedArticleJoinsTheHeadlineThatWasTyped(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	write(t, b, box, "A bridge in spring")
	pasted(t, b, box, article[strings.Index(article, "\n\n")+2:])
	marked(t, b)
	if got := value(t, b, `document.querySelector('[data-testid="text-0"]').textContent.trim().slice(0, 40)`); !strings.HasPrefix(got, "A bridge in spring") {
		t.Errorf("the article begins %q", got)
	}
	if got := value(t, b, `document.querySelector('[data-testid="text-0"] .ref') ? "" : document.querySelector(".text").textContent`); got != "" {
		t.Errorf("the article is %q", got)
	}
	nothingThrown(t, b)
}

// A text that is on the device leads to its story as it was left, before and after
// the program runs; one that the story has is not added again.
func TestTheSameTextLeadsToItsStory(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	pasted(t, b, box, article)
	marked(t, b)
	kept(t, b, 1)
	click(t, b, `[data-testid="name"]`)
	there(t, b, `#whosaid-title`)
	must(t, browser.Await(b, `{ document.activeElement.value = "Mine"; document.activeElement.form.requestSubmit(); undefined }`, nil))
	must(t, browser.Until(b, `document.querySelector('[data-testid="name"]')?.textContent === "Mine"`, soon))
	click(t, b, `[data-testid="add"]`)
	pasted(t, b, "#whosaid-add", article)
	must(t, browser.Until(b, `/in the story already/.test(document.querySelector('[data-testid="toast"]').textContent)`, soon))
	gone(t, b, "#whosaid-add")
	gone(t, b, `[data-testid="show-1"]`)
	click(t, b, `[data-testid="add"]`)
	pasted(t, b, "#whosaid-add", second+strings.Repeat("The quay was wet. ", 20))
	there(t, b, `[data-testid="show-1"]`)
	must(t, browser.Until(b, `document.querySelector('[data-testid="text-1"] .s[data-i]')`, soon))
	click(t, b, `[data-testid="home"]`)
	pasted(t, b, box, article)
	marked(t, b)
	const mine = `document.querySelector('[data-testid="name"]')?.textContent === "Mine" && document.querySelector('[data-testid="show-1"]') && document.querySelector('[data-testid="text-0"] .s[data-i]')`
	must(t, browser.Until(b, mine, soon))
	must(t, browser.Until(b, `/read this before/.test(document.querySelector('[data-testid="toast"]').textContent)`, soon))
	kept(t, b, 1)

	// Given to the page as it was served.
	hold := `document.addEventListener("DOMContentLoaded", () => { const box = document.querySelector("#whosaid-text"); box.value = ` + fmt.Sprintf("%q", article) + `; box.form.requestSubmit(); })`
	early(t, b, hold)
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/")))
	must(t, browser.Until(b, usable, soon))
	must(t, browser.Until(b, mine, soon))
	kept(t, b, 1)
	nothingThrown(t, b)
}

// A story that was open when the page was loaded anew, by the reader or a phone
// short of memory, is open again; a way back leads to the start page from it.
func TestLoadedAnewThePageShowsItsStoryAgain(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	example(t, b, w.Origin, "bridge")
	kept(t, b, 1)
	must(t, browser.Run(b, chromedp.Reload()))
	must(t, browser.Until(b, usable, soon))
	there(t, b, `[data-testid="text-0"] .ref`)
	must(t, browser.Await(b, `history.back()`, nil))
	there(t, b, `.start [data-do="open-story"]`)
	must(t, browser.Await(b, `history.forward()`, nil))
	there(t, b, `[data-testid="text-0"] .ref`)
	// Deleted meanwhile, it is not missed.
	must(t, browser.Await(b, stored+`; rows("stories", null).then(() => new Promise((ok) => { const r = indexedDB.open("whosaid"); r.onsuccess = () => { const t = r.result.transaction(["stories", "summaries"], "readwrite"); t.objectStore("stories").clear(); t.objectStore("summaries").clear(); t.oncomplete = ok } }))`, nil))
	must(t, browser.Run(b, chromedp.Reload()))
	must(t, browser.Until(b, usable, soon))
	must(t, browser.Until(b, `!history.state && document.querySelector(".start")`, soon))
	gone(t, b, problem)
	nothingThrown(t, b)
}

// On a phone the way back closes what has slid up over the text, then leaves.
func TestWayBackOfAPhoneClosesTheSheet(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, emulation.SetDeviceMetricsOverride(390, 844, 1, true)))
	early(t, b, `window.watchers = []; window.CloseWatcher = class { constructor() { watchers.push(this) } destroy() { watchers.splice(watchers.indexOf(this), 1) } }`)
	example(t, b, w.Origin, "bridge")
	click(t, b, `.text p .quote`)
	there(t, b, `.sheet-open .card`)
	must(t, browser.Until(b, `watchers.length === 1`, soon))
	must(t, browser.Await(b, `watchers[0].onclose()`, nil))
	gone(t, b, `.card`)
	gone(t, b, `.sheet-open`)
	must(t, browser.Until(b, `watchers.length === 0`, soon))
	click(t, b, `#tab-quotes`)
	must(t, browser.Until(b, `watchers.length === 1`, soon))
	click(t, b, `[data-testid="home"]`)
	must(t, browser.Until(b, `watchers.length === 0 && document.querySelector(".start")`, soon))
	nothingThrown(t, b)
}

// One story in two tabs, as after "Duplicate tab": what is done in either is kept.
func TestTwoTabsOfAStoryKeepWhatIsDoneInEither(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	example(t, b, w.Origin, "otters")
	other, err := b.Tab()
	must(t, err)
	example(t, other, w.Origin, "otters")
	click(t, b, `[data-testid="text-0"] .quote.direct:not(.actor)`)
	there(t, b, `[data-testid="card-quote"]`)
	must(t, browser.Await(b, `{ const s = document.querySelector('[data-testid="filter-set-speaker"]'); s.value = "?"; s.dispatchEvent(new Event("change", { bubbles: true })); undefined }`, nil))
	there(t, other, `[data-testid="undo"]`)
	click(t, other, `[data-testid="name"]`)
	write(t, other, "#whosaid-title", "Mine")
	must(t, browser.Await(other, `document.querySelector("#whosaid-title").form.requestSubmit()`, nil))
	must(t, browser.Until(b, `document.querySelector('[data-testid="name"]')?.textContent === "Mine"`, soon))
	there(t, b, `[data-testid="undo"]`)
	click(t, b, `[data-testid="home"]`)
	must(t, browser.Until(b, `document.querySelector('[data-do="open-story"] strong')?.textContent === "Mine"`, soon))
	click(t, b, `[data-do="open-story"]`)
	there(t, b, `[data-testid="undo"]`)
	nothingThrown(t, b)
}
