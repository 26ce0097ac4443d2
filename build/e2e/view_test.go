package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"whosaid.example/build/browser"
)

// media emulates a feature of the reader's system.
func media(t *testing.T, ctx context.Context, name, value string) {
	t.Helper()
	must(t, browser.Run(ctx, emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: name, Value: value}})))
}

// What the page shows by its own colours must be seen where the system has
// taken them away: quotes, what is selected, which switch is on.
func TestForcedColoursKeepTheMarksApart(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	media(t, b, "forced-colors", "active")
	example(t, b, w.Origin, "bridge")
	if on := value(t, b, `String(matchMedia("(forced-colors: active)").matches)`); on != "true" {
		t.Skip("SKIPPED, not tested: this browser does not emulate forced colours")
	}
	style := func(selector, property string) string {
		t.Helper()
		return value(t, b, fmt.Sprintf(`getComputedStyle(document.querySelector(%q)).%s`, selector, property))
	}
	if got := style(`[data-testid="text-0"] .quote`, "borderBottomStyle"); got != "solid" {
		t.Errorf("a quote has no line below it but %q", got)
	}
	if got := style(`[data-testid="text-0"] .actor`, "textDecorationLine"); !strings.Contains(got, "underline") {
		t.Errorf("an actor is not underlined: %q", got)
	}
	click(t, b, `[data-testid="text-0"] .quote.direct:not(.actor)`)
	there(t, b, `[data-testid="text-0"] .quote[data-lit="q1"]`)
	if got := style(`.quote[data-lit="q1"]`, "outlineStyle"); got != "solid" {
		t.Errorf("the selected quote has no outline but %q", got)
	}
	if on, off := style(`[data-testid="layer-quotes"]`, "borderTopWidth"), style(`[data-testid="layer-all"]`, "borderTopWidth"); on == off {
		t.Errorf("a switch that is on looks as one that is off: border %s", on)
	}
	nothingThrown(t, b)
}

// At 200 % a window of 1280 × 800 has 640 × 400 left: nothing may be cut off or
// stand outside, and the text may not hide behind what sticks.
func TestNothingIsCutAtTwiceTheSize(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, emulation.SetDeviceMetricsOverride(640, 400, 2, false)))
	check := func(state string) {
		t.Helper()
		if width := value(t, b, `String(document.documentElement.scrollWidth)`); width != "640" {
			t.Errorf("%s is %s px wide on 640: %s", state, width, value(t, b, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > 641 && !e.closest(".legend, .article-tabs, .table-wrap, .vh")).map((e) => e.tagName + "." + e.className).slice(0, 8).join(" ")`))
		}
		cut := value(t, b, `[...document.querySelectorAll(".whosaid :is(button, h1, h2, h3, strong, label)")].filter((e) => e.offsetParent && !e.closest(".article-tab, .story-title, .vh, .skip, .text")
			&& getComputedStyle(e).overflow !== "visible" && e.scrollWidth > e.clientWidth + 1).map((e) => e.className + ": " + e.textContent.slice(0, 40)).join(" | ")`)
		if cut != "" {
			t.Errorf("%s cuts %s", state, cut)
		}
	}
	open(t, b, w.Origin+"/")
	check("the start page")
	example(t, b, w.Origin, "bridge")
	check("the article")
	// The controls leave more than half of what can be seen to the text.
	if got := value(t, b, `((e) => { const top = e(".text").top, bottom = e(".panel").top; return top < innerHeight * .55 && bottom - top > innerHeight * .3 && e(".bar").height < 60 ? "seen" : [e(".bar").height, top, bottom].join() })((s) => document.querySelector(s).getBoundingClientRect())`); got != "seen" {
		t.Errorf("bar's height, text's and panel's top: %s", got)
	}
	click(t, b, `[data-testid="export-menu"] summary`)
	there(t, b, `.menu[open]`)
	check("the menu")
	if got := value(t, b, `(({ left, right, top, bottom }) => left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight ? "in view" : [left, right, top, bottom].join())(document.querySelector(".menu-body").getBoundingClientRect())`); got != "in view" {
		t.Errorf("the menu stands at %s", got)
	}
	press(t, b, kb.Escape)
	click(t, b, `[data-testid="text-0"] .ref`)
	there(t, b, `.card`)
	check("a card")
	// What was selected is seen above the card.
	must(t, browser.Until(b, `(() => { const r = document.querySelector('[data-lit="c1"]').getBoundingClientRect(); return r.top >= 0 && r.bottom <= document.querySelector(".panel").getBoundingClientRect().top })()`, soon))
	for _, tab := range []string{"actors", "quotes", "references", "overview"} {
		click(t, b, `[data-testid="tab-`+tab+`"]`)
		there(t, b, `#tab-`+tab+`[aria-selected="true"]`)
		check(tab)
	}
	nothingThrown(t, b)
}

func TestReducedMotionIsObeyed(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	for wish, want := range map[string]string{"reduce": "auto", "no-preference": "smooth"} {
		// The flash ends by itself, perhaps before anybody looks.
		early(t, b, `window.moved = []; window.flashes = [];
			new MutationObserver((list) => { for (const { target } of list) if (target.classList?.contains("flash")) flashes.push(getComputedStyle(target).animationName) })
				.observe(document, { subtree: true, attributes: true, attributeFilter: ["class"] });
			Element.prototype.scrollIntoView = function (o) { window.moved.push(o?.behavior ?? "auto") }`)
		media(t, b, "prefers-reduced-motion", wish)
		example(t, b, w.Origin, "bridge")
		click(t, b, `[data-testid="text-0"] .quote.direct:not(.actor)`)
		there(t, b, `[data-testid="card-quote"] .jump`)
		click(t, b, `[data-testid="card-quote"] .jump`)
		must(t, browser.Until(b, `moved.length > 0 && flashes.length > 0`, soon))
		if got := value(t, b, `window.moved.at(-1)`); got != want {
			t.Errorf("motion %s: the page scrolls %q, want %q", wish, got, want)
		}
		if name := value(t, b, `flashes[0]`); (name == "none") != (wish == "reduce") {
			t.Errorf("motion %s: the animation is %q", wish, name)
		}
	}
	nothingThrown(t, b)
}

// Printing takes every article of the story, and says who speaks.
func TestPrintHasTheWholeStory(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	example(t, b, w.Origin, "bridge")
	must(t, browser.Await(b, `{ addEventListener("beforeprint", () => { const p = document.querySelector(".paper"); window.printed = p.textContent; window.shown = [...document.querySelectorAll(".whosaid")].map((e) => e.className).join("|") }); undefined }`, nil))
	var pdf []byte
	must(t, browser.Run(b, chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = page.PrintToPDF().Do(ctx)
		return err
	})))
	if !strings.HasPrefix(string(pdf), "%PDF") {
		t.Error("no paper came out")
	}
	printed := value(t, b, `window.printed ?? ""`)
	for n := range 3 {
		title := value(t, b, fmt.Sprintf(`document.querySelector('[data-testid="show-%d"]').title.split(": ")[1]`, n))
		if !strings.Contains(printed, title) {
			t.Errorf("article %q is not printed", title)
		}
	}
	if !strings.Contains(printed, "Direct quote") {
		t.Error("the paper does not say who is quoted")
	}
	gone(t, b, ".paper")
	// The article in view alone, where that is asked for; then all again.
	must(t, browser.Await(b, `{ window.asked = []; window.print = () => { dispatchEvent(new Event("beforeprint")); asked.push(document.querySelectorAll(".paper article").length); dispatchEvent(new Event("afterprint")) }; undefined }`, nil))
	click(t, b, `[data-testid="show-1"]`)
	there(t, b, `[data-testid="text-1"]`)
	click(t, b, `[data-testid="print-one"]`)
	click(t, b, `[data-do="print"]`)
	must(t, browser.Until(b, `asked.join() === "1,3"`, soon))
	nothingThrown(t, b)
}

// A report that took most of its text from another: what was read before is
// folded to a line that says where, opens by mouse and by keyboard, and the two
// count as one origin.
func TestSharedCopyIsFoldedAndCountedOnce(t *testing.T) {
	const shared = "The crews of the Solvang ferries will stay ashore for a second week, their union said on Monday after talks broke off late at night.\n\n" +
		"“We were offered two per cent and a fruit basket,” said Britta Lind, who leads the seafarers’ union. “Nobody sails for a fruit basket.”\n\n"
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	paste(t, b, "Ferry strike goes on\n\n"+shared+"About 3,000 islanders depend on the ferries.")
	marked(t, b)
	click(t, b, `[data-testid="add"]`)
	there(t, b, `[data-testid="paste-add"]`)
	must(t, browser.Await(b, fmt.Sprintf(`{ document.querySelector('[data-testid="paste-add"]').value = %q; undefined }`, "Islands cut off\n\n"+shared+"Jon Ek, a baker, said he had flour for three days."), nil))
	click(t, b, `[data-testid="read-add"]`)
	there(t, b, `[data-testid="text-1"] .repeat .origin-mark`)
	if got := value(t, b, `document.querySelector('[data-testid="origins"]').textContent`); got != "2 articles, 1 origin" {
		t.Errorf("the origins are counted as %q", got)
	}
	if got := value(t, b, `document.querySelector('[data-testid="show-0"]').textContent + "|" + document.querySelector('[data-testid="show-1"]').title`); got != "1. Ferry strike goes on|Islands cut off" {
		t.Errorf("the articles are called %q", got)
	}
	const height = `String(Math.round(document.querySelector('[data-testid="text-1"] .repeat').getBoundingClientRect().height))`
	folded := value(t, b, height)
	if got := value(t, b, `document.querySelector('[data-testid="text-1"] .repeat .origin-mark').textContent`); got != "as in Ferry strike goes on" {
		t.Errorf("the folded paragraph says %q", got)
	}
	must(t, browser.Await(b, `document.querySelector('[data-testid="text-1"] .repeat .origin-mark').focus()`, nil))
	if open := value(t, b, height); open == folded {
		t.Error("the paragraph stays folded under the keyboard")
	}
	must(t, browser.Await(b, `document.activeElement.blur()`, nil))
	click(t, b, `[data-testid="text-1"] .repeat`)
	must(t, browser.Until(b, height+` !== "`+folded+`"`, soon))
	nothingThrown(t, b)
}

// The panel scrolls by itself: nothing in it makes the page wider or longer, a
// list begins at its top, and is where it was when a card is closed.
func TestPanelScrollsByItself(t *testing.T) {
	b := start(t, browser.Options{Width: 1280, Height: 700})
	w := app(t)
	example(t, b, w.Origin, "bridge")
	const size = `(({ scrollWidth, scrollHeight }) => scrollWidth + "×" + scrollHeight)(document.documentElement)`
	there(t, b, `#tab-actors[aria-selected="true"]`)
	before := value(t, b, size)
	const scrolled = `document.querySelector(".panel-body").scrollTop`
	for _, tab := range []string{"overview", "quotes", "references"} {
		must(t, browser.Await(b, scrolled+` = 300`, nil))
		click(t, b, `[data-testid="tab-`+tab+`"]`)
		there(t, b, `#tab-`+tab+`[aria-selected="true"]`)
		if tab == "overview" {
			there(t, b, `.about, .overview section:nth-of-type(4)`)
		}
		must(t, browser.Until(b, scrolled+` === 0`, soon))
		if got := value(t, b, size); got != before {
			t.Errorf("with the tab %s the page is %s, want %s", tab, got, before)
		}
	}
	must(t, browser.Await(b, scrolled+` = 300`, nil))
	must(t, browser.Await(b, `document.querySelectorAll(".panel .side")[2].click()`, nil))
	there(t, b, `[data-testid="card-claim"]`)
	must(t, browser.Until(b, scrolled+` === 0`, soon))
	click(t, b, `[data-testid="close"]`)
	gone(t, b, `.card`)
	must(t, browser.Until(b, scrolled+` === 300`, soon))
	nothingThrown(t, b)
}

// A sign in the margin that stands for several claims leads first to the one
// that has what the sign says.
func TestSignLeadsToWhatItShows(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	tested := 0
	for _, name := range []string{"bridge", "orchestra", "otters"} {
		example(t, b, w.Origin, name)
		n := value(t, b, `document.querySelectorAll('[data-testid="text-0"] .ref').length + ""`)
		for i := 0; fmt.Sprint(i) != n; i++ {
			sign := value(t, b, fmt.Sprintf(`(() => { const e = document.querySelectorAll('[data-testid="text-0"] .ref')[%d]; document.querySelector('[data-testid="close"]')?.click(); e.click(); return e.classList[1] + (e.dataset.n ? " several" : "") })()`, i))
			relation, _, _ := strings.Cut(sign, " ")
			if relation != sign {
				tested++
			}
			first := fmt.Sprintf(`document.querySelectorAll('[data-testid="text-0"] .ref')[%d].dataset.i.split(" ")[0]`, i)
			must(t, browser.Until(b, `document.querySelector('[data-testid="card-claim"]')?.dataset.id === `+first, soon))
			if got := value(t, b, `[...document.querySelectorAll('[data-testid="counterpart"] .badge')].map((e) => e.className).join()`); !strings.Contains(got, relation) {
				t.Errorf("%s: a sign of %q leads to %q", name, sign, got)
			}
		}
	}
	if tested == 0 {
		t.Error("no sign stands for several claims, nothing was tested")
	}
	nothingThrown(t, b)
}

// A text may be of any script, and of several: each paragraph goes its own way.
func TestParagraphsGoTheWayOfTheirScript(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	paste(t, b, "הגשר ייפתח באביב\n\nThe bridge opens in spring, Mayor Ilse Brandt said.\n\nהגשר ייפתח באביב, אמרה ראש העיר.")
	there(t, b, `[data-testid="text-0"] .actor`)
	const side = `[...document.querySelectorAll('[data-testid="text-0"] [data-p]')].map((p) => {
		const words = document.createRange(); words.selectNodeContents(p)
		const [first, box] = [words.getClientRects()[0], p.getBoundingClientRect()]
		return first.left - box.left < 3 ? "left" : box.right - first.right < 3 ? "right" : "between"
	}).join(" ")`
	if got := value(t, b, side); got != "right left right" {
		t.Errorf("the paragraphs begin at the %s", got)
	}
	nothingThrown(t, b)
}

// What was copied along with an article takes a line or two, not a screen.
func TestLinesOfAMenuStandBesideEachOther(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, emulation.SetDeviceMetricsOverride(390, 844, 2, true)))
	open(t, b, w.Origin+"/")
	paste(t, b, "Home\nNews\nSport\nWeather\nSkip to content\n\n"+article+"\nSign up for our newsletter\nShare\n")
	there(t, b, `[data-testid="text-0"] h2`)
	there(t, b, `[data-testid="text-0"] .aside`)
	const lines = `(() => { const h = document.querySelector('[data-testid="text-0"] h2').getBoundingClientRect().top
		return String(new Set([...document.querySelectorAll('[data-testid="text-0"] .aside')].map((e) => e.getBoundingClientRect().top).filter((y) => y < h)).size) })()`
	if got := value(t, b, lines); got != "1" && got != "2" {
		t.Errorf("five lines of a menu take %s lines", got)
	}
	if width := value(t, b, `String(document.documentElement.scrollWidth)`); width != "390" {
		t.Errorf("the page is %s px wide on 390", width)
	}
	nothingThrown(t, b)
}

// A sign stands amid the words that a screen reader reads: it is named once and
// shortly, not by its shape.
func TestSignsInTheMarginAreNamedOnce(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	example(t, b, w.Origin, "bridge")
	var nodes []*accessibility.Node
	must(t, browser.Run(b, chromedp.ActionFunc(func(ctx context.Context) (err error) {
		nodes, err = accessibility.GetFullAXTree().Do(ctx)
		return err
	})))
	signs := 0
	for _, n := range nodes {
		if n.Name == nil || n.Role == nil || string(n.Role.Value) != `"button"` {
			continue
		}
		name := strings.Trim(string(n.Name.Value), `"`)
		if name == "" || strings.ContainsAny(name, "≠↻↩") {
			t.Errorf("a button is called %q", name)
		}
		if strings.HasPrefix(name, "Claim: ") || strings.Contains(name, " claims: ") {
			signs++
			if n.Description != nil && strings.Trim(string(n.Description.Value), `"`) != "" {
				t.Errorf("%q is also described as %s", name, n.Description.Value)
			}
		}
	}
	if signs == 0 {
		t.Error("no sign has a name")
	}
}

// On a phone the sheet stays as high as it is while its list is searched, what is
// found or that nothing is stands in a line that screen readers watch, and another
// list's box is empty.
func TestSearchThatFindsNothingSaysSo(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, emulation.SetDeviceMetricsOverride(360, 740, 1, true)))
	readArticle(t, b, w)
	click(t, b, `[data-testid="tab-actors"]`)
	there(t, b, `.list .item`)
	height := `String(document.querySelector(".panel").getBoundingClientRect().height)`
	must(t, browser.Until(b, `document.querySelector(".sheet-open") && document.querySelector(".panel").getBoundingClientRect().height > 300`, soon))
	before := value(t, b, height)
	must(t, browser.Await(b, `{ window.line = document.querySelector('.panel [role="status"]'); const e = document.querySelector('[data-testid="search"]'); e.value = "zebra"; e.dispatchEvent(new Event("input", { bubbles: true })); undefined }`, nil))
	must(t, browser.Until(b, `line.isConnected && line.textContent == "Nothing found." && line.getBoundingClientRect().height > 9`, soon))
	if after := value(t, b, height); after != before {
		t.Errorf("the sheet is %s px high, was %s", after, before)
	}
	click(t, b, `[data-testid="tab-quotes"]`)
	must(t, browser.Until(b, `document.querySelector(".list .quote-item") && document.querySelector('[data-testid="search"]').value == ""`, soon))
}
