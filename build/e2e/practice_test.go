package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"

	"whosaid.example/build/browser"
)

// practice gives an engine that is counted: practised() is how many short texts it
// has read by itself, result() what it makes of a text.
const practice = `(async () => {
	const base = new URL("/web/", location.href).href;
	const source = "let count = 0, handler; const count_ = (f) => (e) => { if (e.data === 'practise' && !(e instanceof MessageEvent)) count++; f(e) };" +
		"Object.defineProperty(self, 'onmessage', { get: () => handler, set: (f) => { handler = count_(f) } });" +
		"self.addEventListener('message', (e) => e.data === 'count' ? postMessage(JSON.stringify({ type: 'count', count })) : handler(e));" +
		"self.WHOSAID_BASE=" + JSON.stringify(base) + ";importScripts(" + JSON.stringify(base + "worker.js") + ")";
	window.worker = new Worker(URL.createObjectURL(new Blob([source])));
	const hear = (wanted) => new Promise((ok) => worker.addEventListener("message", function f({ data }) {
		const m = JSON.parse(data);
		if (m.type === wanted) { worker.removeEventListener("message", f); ok(m) }
	}));
	window.practised = async () => { const m = hear("count"); worker.postMessage("count"); return (await m).count };
	window.result = async (text) => { const m = hear("result"); worker.postMessage(JSON.stringify({ id: "1", articles: [{ text }] })); return JSON.stringify((await m).result) };
	window.wait = (ms) => new Promise((ok) => setTimeout(ok, ms));
	await hear("ready");
})()`

// An engine practises only where its page lets it, only while nobody asks, and not
// for ever; what it says of a text is the same before and after.
func TestEnginePractisesWhileNobodyAsks(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/404.html")))
	must(t, browser.Await(b, practice, nil))
	const text = "`The mayor, Anna Keller, said on Monday that the bridge would open. “It is safe,” she said.`"
	fresh := value(t, b, `result(`+text+`)`)
	if got := value(t, b, `wait(1500).then(practised).then(String)`); got != "0" {
		t.Errorf("practised %s times without leave", got)
	}
	must(t, browser.Await(b, `worker.postMessage("practise")`, nil))
	must(t, browser.Until(b, `practised().then((n) => n >= 10)`, soon))
	if got := value(t, b, `result(`+text+`)`); got != fresh {
		t.Errorf("after practice the result is %s\nwant %s", got, fresh)
	}
	if got := value(t, b, `practised().then((n) => wait(300).then(practised).then((m) => String(m - n)))`); got != "0" {
		t.Errorf("practised %s times right after a request", got)
	}
	must(t, browser.Until(b, `practised().then((n) => wait(300).then(practised).then((m) => m > n))`, soon))
	must(t, browser.Await(b, `worker.postMessage("rest")`, nil))
	if got := value(t, b, `practised().then((n) => wait(1300).then(practised).then((m) => String(m - n)))`); got != "0" {
		t.Errorf("practised %s times when told to rest", got)
	}
	must(t, browser.Await(b, `worker.postMessage("practise")`, nil))
	must(t, browser.Until(b, `wait(1100).then(practised).then((n) => wait(1300).then(practised).then((m) => m === n && n > 20))`, 2*soon))
	nothingThrown(t, b)
}

// The page lets its engine practise while it is looked at, and never where data
// are to be saved.
func TestPageLetsTheEnginePractiseWhileItIsLookedAt(t *testing.T) {
	for name, c := range map[string]struct{ before, want string }{
		"looked at":   {"", "practise rest practise"},
		"data saver":  {`Object.defineProperty(navigator, "connection", { value: { saveData: true } });`, "rest rest rest"},
		"in the back": {`window.away = true;`, "rest rest practise"},
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, browser.Options{})
			w := app(t)
			early(t, b, `{
				window.told = [];
				const post = Worker.prototype.postMessage;
				Worker.prototype.postMessage = function (m, ...a) { if (/^(practise|rest)$/.test(m)) told.push(m); return post.call(this, m, ...a) };
				Object.defineProperty(document, "hidden", { get: () => !!window.away });
			}`+c.before)
			open(t, b, w.Origin+"/")
			must(t, browser.Await(b, `for (const away of [true, false]) { window.away = away; document.dispatchEvent(new Event("visibilitychange")) }`, nil))
			if got := value(t, b, `told.join(" ")`); got != c.want {
				t.Errorf("told %q, want %q", got, c.want)
			}
			nothingThrown(t, b)
		})
	}
}
