package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"

	"whosaid.example/app/site"
	"whosaid.example/build/browser"
)

// Selectors of the interface that the tests rely on.
const (
	box     = `[data-testid="paste"]`
	marks   = `[data-testid="text-0"] .s[data-i]`
	problem = `[data-testid="problem"]`
)

// usable is true once the interface's program runs.
const usable = `!document.getElementById("app-wasm-loader") && document.querySelector(".whosaid")`

// open opens the application at an address and waits until it is usable. It is as
// a first visit: where the address is the page's own, the browser would load that
// anew, with the story that it has opened or is about to open.
func open(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	if value(t, ctx, `location.href`) == address {
		must(t, browser.Run(ctx, chromedp.Navigate("about:blank")))
	}
	must(t, browser.Run(ctx, chromedp.Navigate(address)))
	must(t, browser.Until(ctx, usable, soon))
}

// click clicks an element by its selector, as soon as there is one: what was
// found by one look may have been drawn anew before the next.
func click(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	quoted, _ := json.Marshal(selector)
	must(t, browser.Until(ctx, fmt.Sprintf(`((e) => e && (e.click(), true))(document.querySelector(%s))`, quoted), soon))
}

// paste puts a text into the box and has it read. It does not wait for marks.
func paste(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	quoted, _ := json.Marshal(text)
	there(t, ctx, box)
	must(t, browser.Await(ctx, fmt.Sprintf(`{ const b = document.querySelector('%s'); b.focus(); b.value = %s; b.dispatchEvent(new Event("input", { bubbles: true })); undefined }`, box, quoted), nil))
	click(t, ctx, `[data-testid="read"]`)
}

// marked waits until the pasted article carries marks.
func marked(t *testing.T, ctx context.Context) {
	t.Helper()
	must(t, browser.Until(ctx, `document.querySelector('`+marks+`')`, soon))
}

// readArticle has the application read the article that most tests read.
func readArticle(t *testing.T, b *browser.Browser, w *server) {
	t.Helper()
	open(t, b, w.Origin+"/")
	paste(t, b, article)
	marked(t, b)
}

// value is the string value of an expression.
func value(t *testing.T, ctx context.Context, expression string) (s string) {
	t.Helper()
	must(t, browser.Await(ctx, expression, &s))
	return s
}

func TestPasteShowsQuotesWithTheirSpeakers(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	readArticle(t, b, w)
	text := value(t, b, `document.querySelector('[data-testid="text-0"]').textContent`)
	for _, want := range []string{"Harbour bridge to open in spring", "“We are inside the budget, and we are on time,”", "Norhaven Works"} {
		if !strings.Contains(text, want) {
			t.Errorf("the article is shown without %q", want)
		}
	}
	// A click on a quote opens its card, which names the speaker.
	must(t, browser.Await(b, `[...document.querySelectorAll('`+marks+`')].find((s) => /quote/.test(s.className) && /inside the budget, and/.test(s.textContent)).click()`, nil))
	must(t, browser.Until(b, `document.querySelector('[data-testid="card-quote"]')`, soon))
	if card := value(t, b, `document.querySelector('[data-testid="card-quote"]').textContent`); !strings.Contains(card, "Ilse Brandt") {
		t.Errorf("the quote's card does not name its speaker: %q", card)
	}
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin)
}

func TestReferenceLeadsToItsCounterpart(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	readArticle(t, b, w)
	click(t, b, `[data-testid="text-0"] .ref`)
	must(t, browser.Until(b, `document.querySelector('[data-testid="card-claim"] [data-testid="counterpart"]')`, soon))
	first := value(t, b, `document.querySelector('[data-testid="card-claim"]').dataset.id`)
	if at := value(t, b, `document.querySelector('[data-testid="counterpart"] .side-head .item-side')?.textContent`); !strings.HasPrefix(at, "Paragraph ") && at != "Headline" {
		t.Errorf("a counterpart in the same article stands at %q, want its paragraph", at)
	}
	must(t, browser.Await(b, `{ const c = document.querySelector('[data-testid="counterpart"]'); (c.matches("button") ? c : c.querySelector('[data-do="select"]')).click(); undefined }`, nil))
	must(t, browser.Until(b, fmt.Sprintf(`document.querySelector('[data-testid="card-claim"]') && document.querySelector('[data-testid="card-claim"]').dataset.id !== %q`, first), soon))
	click(t, b, `[data-testid="back"]`)
	must(t, browser.Until(b, fmt.Sprintf(`document.querySelector('[data-testid="card-claim"]')?.dataset.id === %q`, first), soon))
	nothingThrown(t, b)
}

func TestSecondArticleJoinsTheStory(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	readArticle(t, b, w)
	click(t, b, `[data-testid="add"]`)
	must(t, browser.Until(b, `document.querySelector('[data-testid="paste-add"]')`, soon))
	quoted, _ := json.Marshal(second)
	must(t, browser.Await(b, `{ const b = document.querySelector('[data-testid="paste-add"]'); b.value = `+string(quoted)+`; b.dispatchEvent(new Event("input", { bubbles: true })); undefined }`, nil))
	click(t, b, `[data-testid="read-add"]`)
	must(t, browser.Until(b, `document.querySelector('[data-testid="show-1"]')`, soon))
	click(t, b, `[data-testid="show-1"]`)
	must(t, browser.Until(b, `document.querySelector('[data-testid="text-1"] .s[data-i]')`, soon))
	if text := value(t, b, `document.querySelector('[data-testid="text-1"]').textContent`); !strings.Contains(text, "The steel has not arrived") {
		t.Errorf("the second article shows %q", text)
	}
	// Reasons tell of articles without an outlet by their numbers: tabs and counterparts have them.
	if tabs := value(t, b, `[...document.querySelectorAll('.article-tab [data-do="show"]')].map((e) => e.textContent).join("|")`); !strings.HasPrefix(tabs, "1. Harbour bridge") || !strings.Contains(tabs, "|2. Opposition calls") {
		t.Errorf("the articles' tabs are %q", tabs)
	}
	click(t, b, `[data-testid="tab-references"]`)
	there(t, b, `.side-head`)
	if sides := value(t, b, `[...document.querySelectorAll('.side[data-article="1"] .side-head')].map((e) => e.textContent).join("|")`); !strings.Contains(sides, "2. Opposition calls") {
		t.Errorf("the second article's claims are headed %q", sides)
	}
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin)
}

// keepWorkers lets a test reach the workers that the page starts, and hold what
// it tells them: what is to happen in mid-analysis must not depend on which is
// the faster.
func keepWorkers(t *testing.T, ctx context.Context) {
	t.Helper()
	early(t, ctx, `window.workers = []; window.Worker = class extends Worker {
		constructor(...a) { super(...a); window.workers.push(this) }
		postMessage(...a) { window.held ? window.held.push(() => super.postMessage(...a)) : super.postMessage(...a) }
	};`)
}

// What holds and releases it.
const (
	holdWorkers    = `{ window.held = [] }`
	releaseWorkers = `{ const held = window.held; window.held = null; held.forEach((f) => f()) }`
)

// kill ends the newest worker as a crash of it does.
const kill = `{ const w = window.workers.at(-1); w.terminate(); w.dispatchEvent(new ErrorEvent("error", { message: "killed", cancelable: true })); undefined }`

func TestKilledWorkerIsToldAndReplaced(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	keepWorkers(t, b)
	open(t, b, w.Origin+"/")
	must(t, browser.Await(b, holdWorkers, nil))
	paste(t, b, strings.Repeat(article, 20))
	must(t, browser.Until(b, `window.workers.length > 0 && document.querySelector('[data-testid="progress"]')`, soon))
	must(t, browser.Await(b, releaseWorkers, nil))
	must(t, browser.Await(b, kill, nil))
	must(t, browser.Until(b, `document.querySelector('`+problem+`')?.textContent.length > 20`, soon))
	if text := value(t, b, `document.querySelector('[data-testid="text-0"]')?.textContent ?? document.querySelector('`+box+`')?.value ?? ""`); !strings.Contains(text, "Harbour bridge") {
		t.Error("the text is gone with the worker")
	}
	click(t, b, `[data-testid="retry"]`)
	marked(t, b)
	if n := value(t, b, `String(window.workers.length)`); n == "1" {
		t.Error("no other worker was started")
	}
	nothingThrown(t, b)
}

func TestMissingOrTruncatedEngineIsToldAndRetried(t *testing.T) {
	for _, fault := range []string{"missing", "truncated"} {
		t.Run(fault, func(t *testing.T) {
			var mended atomic.Bool
			b := start(t, browser.Options{})
			w := serve(t, "127.0.0.1", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case mended.Load() || !strings.HasPrefix(path.Base(r.URL.Path), "engine-"):
					site.Handler(folder, "/").ServeHTTP(w, r)
				case fault == "missing":
					http.NotFound(w, r)
				default:
					w.Header().Set("Cache-Control", "no-store")
					w.Header().Set("Content-Type", "application/octet-stream")
					w.Write([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03cut"))
				}
			}))
			open(t, b, w.Origin+"/")
			paste(t, b, article)
			must(t, browser.Until(b, `document.querySelector('`+problem+`')?.textContent.length > 20`, soon))
			mended.Store(true)
			click(t, b, `[data-testid="retry"]`)
			marked(t, b)
		})
	}
}

func TestCancelKeepsTheTextAndThePageUsable(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	keepWorkers(t, b)
	open(t, b, w.Origin+"/")
	must(t, browser.Await(b, holdWorkers, nil))
	paste(t, b, strings.Repeat(article, 20))
	click(t, b, `[data-testid="cancel"]`)
	gone(t, b, `[data-testid="cancel"]`)
	if text := value(t, b, `document.querySelector('[data-testid="text-0"]').textContent`); !strings.Contains(text, "Harbour bridge") {
		t.Error("the text is gone with its analysis")
	}
	must(t, browser.Await(b, releaseWorkers, nil))
	click(t, b, `[data-testid="read-again"]`)
	marked(t, b)
	gone(t, b, `[data-testid="read-again"]`)
	click(t, b, `[data-testid="home"]`)
	paste(t, b, article)
	marked(t, b)
	nothingThrown(t, b)
}
