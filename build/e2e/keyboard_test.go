package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
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

// The next quote is the next one of those that the reader sees, not the article's
// first, however far it has been scrolled.
func TestNextQuoteIsTheNextOnScreen(t *testing.T) {
	b := start(t, browser.Options{Width: 1280, Height: 700})
	w := app(t)
	open(t, b, w.Origin+"/")
	var text strings.Builder
	text.WriteString("Lamps on the quay\n\n")
	for i := range 40 {
		fmt.Fprintf(&text, "The council bought %d lamps for the long quay in the spring. “We waited %d years,” said Ilse Brandt, the mayor.\n\n", i+3, i+2)
	}
	paste(t, b, text.String())
	marked(t, b)
	there(t, b, `[data-testid="text-0"] [data-p="30"] .quote`)
	must(t, browser.Await(b, `{ document.activeElement.blur(); document.querySelector('[data-testid="text-0"] [data-p="25"]').scrollIntoView(); scrollBy(0, -140); undefined }`, nil))
	seen := value(t, b, `(() => { const p = [...document.querySelectorAll('[data-testid="text-0"] [data-p]')].find((e) => e.getBoundingClientRect().bottom > 100); return p.dataset.p })()`)
	must(t, browser.Await(b, `document.querySelector('[data-testid="text-0"]').focus({ preventScroll: true })`, nil))
	press(t, b, "j")
	there(t, b, `[data-testid="card-quote"]`)
	if got := value(t, b, `document.querySelector('.quote[data-lit="q1"]').closest("[data-p]").dataset.p`); got != seen {
		t.Errorf("the first quote is in paragraph %s, want %s", got, seen)
	}
	nothingThrown(t, b)
}

// The browser's way back leads from a story to the start page, not off the site,
// and forward to the story again; the page's own way back leaves nothing behind.
func TestBrowserGoesBackToTheStartPage(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/publishers/")))
	example(t, b, w.Origin, "bridge")
	must(t, browser.Await(b, `history.back()`, nil))
	there(t, b, `.start [data-do="open-story"]`)
	must(t, browser.Await(b, `history.forward()`, nil))
	there(t, b, `[data-testid="text-0"] .ref`)
	if got := value(t, b, `location.pathname + location.search + location.hash`); got != "/" {
		t.Errorf("the address is %q", got)
	}
	// By the page's own control, and at once into another story.
	must(t, browser.Await(b, `{ document.querySelector('[data-testid="home"]').click(); undefined }`, nil))
	click(t, b, `[data-testid="example-otters"]`)
	must(t, browser.Until(b, `document.querySelector('[data-testid="name"]')?.textContent === "Otters in the reservoir" && document.querySelector('[data-testid="text-0"] .ref')`, soon))
	must(t, browser.Until(b, `history.state?.whosaidStory === "example-otters"`, soon))
	click(t, b, `[data-testid="home"]`)
	must(t, browser.Until(b, `!history.state && document.querySelector(".start")`, soon))
	must(t, browser.Await(b, `history.back()`, nil))
	must(t, browser.Until(b, `location.pathname === "/publishers/"`, soon))
	nothingThrown(t, b)
}

// From the head of a story two keys lead past its controls.
func TestControlsCanBeSkipped(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	example(t, b, w.Origin, "bridge")
	must(t, browser.Until(b, `document.activeElement.matches(".story-title")`, soon))
	for _, to := range []string{`#text-0`, `[role=tab][aria-selected=true]`} {
		must(t, browser.Await(b, `document.querySelector(".story-title").focus()`, nil))
		for i := 0; ; i++ {
			press(t, b, kb.Tab)
			if value(t, b, `document.activeElement.dataset.do ?? ""`) == "skip" && (to == "#text-0" || i > 1) {
				break
			}
			if i > 3 {
				t.Fatalf("nothing leads to %s", to)
			}
		}
		if got := value(t, b, `(({ width, top }) => width > 40 && top >= 0 ? "" : width + " " + top)(document.activeElement.getBoundingClientRect())`); got != "" {
			t.Errorf("what has the keyboard is not in sight: %s", got)
		}
		press(t, b, kb.Enter)
		must(t, browser.Until(b, fmt.Sprintf(`document.activeElement.matches(%q)`, to), soon))
	}
}
