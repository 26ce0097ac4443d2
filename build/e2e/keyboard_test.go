package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"whosaid.example/build/browser"
)

// Whatever is done by the keyboard, the next key is heard where a reader expects
// it: no control takes the focus with it when it leaves the page.
func TestKeyboardIsNeverLost(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	example(t, b, w.Origin, "bridge")
	focused := func(what, want string) {
		t.Helper()
		if err := browser.Until(b, fmt.Sprintf(`document.activeElement?.matches(%q)`, want), soon); err != nil {
			t.Fatalf("%s: the focus is on %s, want %s", what, value(t, b, `document.activeElement.outerHTML.slice(0, 150)`), want)
		}
	}
	// with presses a key on the first control for a selector.
	with := func(selector, key string) {
		t.Helper()
		there(t, b, selector)
		must(t, browser.Await(b, fmt.Sprintf(`document.querySelector(%q).focus()`, selector), nil))
		press(t, b, key)
	}
	for _, step := range []struct{ what, control, key, want string }{
		{"a line of a list opened", `.panel .item`, kb.Enter, `.card h2`},
		{"a card closed", `[data-testid="close"]`, kb.Enter, `.text .s`},
		{"a quote of an actor's card opened", `.panel .item`, kb.Enter, `.card h2`},
		{"another card from it", `.card .quote-item`, kb.Enter, `.card-quote h2`},
		{"back", `[data-testid="back"]`, kb.Enter, `.text .s`},
		{"Escape in a card", `[data-testid="close"]`, kb.Escape, `.text .s`},
		{"a tab by the arrow", `#tab-actors`, kb.ArrowRight, `#tab-quotes[aria-selected="true"]`},
		{"the last tab", `#tab-quotes`, kb.End, `#tab-overview[aria-selected="true"]`},
		{"the first tab", `#tab-overview`, kb.Home, `#tab-actors[aria-selected="true"]`},
		{"the keys' list opened", `.bar [data-do="help"]`, kb.Enter, `.help [data-do="help"]`},
		{"the keys' list closed", `.help [data-do="help"]`, kb.Escape, `.bar [data-do="help"]`},
		{"an article's form opened", `[data-do="edit"]`, kb.Enter, `#edit-outlet`},
		{"an article's form left", `.edit [data-do="edit"]`, kb.Enter, `.edit-text`},
		{"another report wanted", `[data-testid="add"]`, kb.Enter, `#whosaid-add`},
		{"and not wanted", `#whosaid-add`, kb.Escape, `[data-testid="add"]`},
		{"an article set beside", `[data-testid="beside-1"]`, kb.Enter, `[data-testid="beside-1"]`},
		{"an article taken away", `[data-testid="beside-1"]`, kb.Enter, `[data-testid="beside-1"]`},
		{"the story's name begun", `[data-testid="name"]`, kb.Enter, `#whosaid-title`},
		{"the story's name left", `#whosaid-title`, kb.Escape, `.story-title button`},
	} {
		with(step.control, step.key)
		focused(step.what, step.want)
	}
	// A correction draws the card anew.
	click(t, b, `[data-testid="text-0"] .quote.direct:not(.actor)`)
	there(t, b, `.correct`)
	must(t, browser.Await(b, `{ document.querySelector(".correct").open = true; const s = document.querySelector('[data-testid="filter-set-speaker"]'); s.focus(); s.value = "?"; s.dispatchEvent(new Event("change", { bubbles: true })); undefined }`, nil))
	there(t, b, `[data-testid="undo"]`)
	focused("a speaker corrected", `.card h2, [data-testid="filter-set-speaker"]`)
	with(`[data-testid="undo"]`, kb.Enter)
	focused("a correction undone", `[data-do="redo"]`)
	with(`[data-testid="home"]`, kb.Enter)
	focused("the story left", `.start h1`)
	with(`[data-do="delete-story"]`, kb.Enter)
	focused("a story deleted", `[data-testid="undelete"]`)
	nothingThrown(t, b)
}
