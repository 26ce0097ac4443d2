package e2e

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"whosaid.example/build/browser"
)

// give has a script run in the page as it was served, before the interface's
// program can be ready, and records what the engine is asked, the first screen
// of marks, and every text of an article that is shown.
func give(script string) string {
	return `{
		const compile = WebAssembly.compileStreaming, post = Worker.prototype.postMessage;
		const prepared = new Promise((ok) => addEventListener("DOMContentLoaded", () => setTimeout(async () => { await (async (box) => { ` + script + ` })(document.querySelector('` + box + `')); ok() })));
		WebAssembly.compileStreaming = async (...a) => { const m = await compile.apply(WebAssembly, a); await prepared; return m };
		window.asked = [];
		Worker.prototype.postMessage = function (data) { if (data !== "practise") window.asked.push(data); post.call(this, data) };
		// Of each character which actors and quotes it belongs to.
		window.covers = () => {
			const out = [], text = document.querySelector(".text"), walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
			while (walk.nextNode()) {
				const run = walk.currentNode.parentElement.closest(".s");
				const ids = (run?.dataset.i ?? "").split(" ").filter((i) => /^[aq]/.test(i)).sort();
				const classes = [...run?.classList ?? []].filter((c) => !/^(s|first|last|claim|conflicts|updates|responds|supports|repeats)$/.test(c)).sort();
				for (const c of walk.currentNode.data) out.push([c, ...ids, ...classes].join(" "));
			}
			for (const name of ["data-say", "data-who", "data-t"]) for (const e of text.querySelectorAll("[" + name + "]")) out.push(name + " " + e.getAttribute(name));
			return out.join("\n");
		};
		new MutationObserver(() => {
			const text = document.querySelector(".text");
			if (!text) return;
			const marks = text.querySelectorAll(".s[data-i]").length;
			if (marks && !window.first) window.first = { early: !!document.getElementById("app-wasm-loader"), covers: window.covers(), title: document.querySelector(".story-title").textContent.trim() };
			if (!marks && window.first) window.bare = true; // the marks went away again
		}).observe(document, { childList: true, subtree: true });
	}`
}

func quote(s string) string { b, _ := json.Marshal(s); return string(b) }

// settled waits until the program runs and has the whole result.
func settled(t *testing.T, b *browser.Browser) {
	t.Helper()
	marked(t, b)
	must(t, browser.Until(b, `!document.getElementById("app-wasm-loader") && !document.querySelector('[data-testid="progress"]') && document.querySelector('.panel [data-id], .panel .actor, .panel li')`, soon))
}

const sendOff = `box.value = text; document.querySelector('[data-testid="read"]').click();`

// A text that is given before the program runs is analysed once; its first
// screen is marked without the program, and as the program marks it.
func TestFirstScreenBeforeTheProgram(t *testing.T) {
	for name, text := range map[string]string{
		"one screen": article,
		"longer":     article + strings.Repeat("\n"+second, 12),
		"untidy":     "\ufeff\r\n" + strings.ReplaceAll(article, "\n", "\r\n") + "\u200b\r\n\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, browser.Options{})
			w := app(t)
			early(t, b, give(`const text = `+quote(text)+`; `+sendOff))
			must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/")))
			settled(t, b)
			if value(t, b, `String(window.first.early)`) != "true" {
				t.Error("the program drew the first marks")
			}
			if got := value(t, b, `String(window.asked.length)`); got != "1" {
				t.Errorf("the engine was asked %s times: %s", got, value(t, b, `window.asked.join("\n")`))
			}
			if value(t, b, `String(!!window.bare)`) == "true" {
				t.Error("the marks went away again")
			}
			if got, want := value(t, b, `document.querySelector(".story-title").textContent.trim()`), value(t, b, `window.first.title`); got != want {
				t.Errorf("the title is %q, was %q", got, want)
			}
			if name != "longer" {
				if got, want := value(t, b, `window.covers()`), value(t, b, `window.first.covers`); got != want {
					t.Errorf("the program marks otherwise than the first screen:\n%s", differing(want, got))
				}
			}
			click(t, b, `.text .s.quote`)
			there(t, b, `.panel .card, .card`)
			nothingThrown(t, b)
		})
	}
}

// differing is the lines in which two texts differ first.
func differing(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return "was " + strings.Join(as[i:min(i+5, len(as))], "\n    ") + "\nis  " + strings.Join(bs[i:min(i+5, len(bs))], "\n    ")
		}
	}
	return "one is longer"
}

// What only the program can take waits for it and is then read.
func TestTheProgramReadsWhatTheFirstScreenCannot(t *testing.T) {
	markup := "<!doctype html><html><body><article>"
	for line := range strings.Lines(article) {
		markup += "<p>" + line + "</p>"
	}
	markup += "</article></body></html>"
	for name, script := range map[string]string{
		"the source of a page": `const text = ` + quote(markup) + `; ` + sendOff,
		"edited after it was sent off": `const text = ` + quote(second) + `; ` + sendOff + `
			box.value = ` + quote(article) + `;`,
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, browser.Options{})
			w := app(t)
			early(t, b, give(script))
			must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/")))
			settled(t, b)
			if got := value(t, b, `document.querySelector(".story-title").textContent.trim()`); !strings.HasPrefix(got, "Harbour bridge to open") {
				t.Errorf("read was %q", got)
			}
		})
	}
}

// A mark that is clicked in the first screen before the program runs opens when
// there is a result.
func TestClickBeforeTheProgramIsAnswered(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	early(t, b, give(`const text = `+quote(article)+`; `+sendOff+`
		while (!document.querySelector(".text .s.quote")) await new Promise((ok) => setTimeout(ok, 5));
		document.querySelector(".text .s.quote").click();`))
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/")))
	settled(t, b)
	there(t, b, `.panel .card, .card`)
	if got := value(t, b, `String(window.first.early)`); got != "true" {
		t.Error("the program drew the first marks")
	}
	nothingThrown(t, b)
}
