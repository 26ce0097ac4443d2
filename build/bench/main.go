// Command bench measures whosaid beside what else runs in a browser, all from
// this machine to the same headless Chromium, by turns, in fresh browsers, and
// prints medians and ratios.
//
//	go run ./build/bench [-rounds N]
//
// The peers come from npm, pinned, into build/cache/bench. Texts are the shared
// articles where they are, else our own examples; the long ones are these
// joined.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"whosaid.example/analysis"
	"whosaid.example/app/site"
	"whosaid.example/build/browser"
)

func main() {
	log.SetFlags(0)
	rounds := flag.Int("rounds", 3, "fresh browsers for each system")
	flag.Parse()
	if err := run(*rounds); err != nil {
		log.Fatal("bench: ", err)
	}
}

// A system is something that is measured in the browser.
type system struct {
	name    string
	lacks   string // what it does not compute
	handler http.Handler
	start   string // page on which the first result is timed; "" for none
	first   string // script put into that page before its own; sets window.benchDone to the time in ms
	work    string // page on which texts are analysed; "" for none
	setup   string // expression that gives bench = {analyze(text)}
	figures map[string][]float64
	fetched map[string]int // brotli weight of what the start page asked for
}

func run(rounds int) error {
	root, err := site.Root()
	if err != nil {
		return err
	}
	cache := filepath.Join(root, "build", "cache", "bench")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return err
	}
	articles, err := texts(root)
	if err != nil {
		return err
	}
	systems, err := systems(root, cache)
	if err != nil {
		return err
	}
	for round := range rounds {
		for i := range systems {
			s := systems[(i+round)%len(systems)]
			log.Printf("round %d of %d: %s", round+1, rounds, s.name)
			if err := s.measure(articles); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	report(systems)
	native(articles)
	return nil
}

// texts is the articles.
func texts(root string) (all []string, err error) {
	for _, pattern := range []string{filepath.Join(root, "..", "shared", "articles", "*.txt"), filepath.Join(root, "web", "examples", "*.txt")} {
		files, _ := filepath.Glob(pattern)
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			all = append(all, string(b))
		}
		if len(all) > 0 {
			return all, nil
		}
	}
	return nil, fmt.Errorf("no articles")
}

// long is the articles joined to at least n bytes.
func long(articles []string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(articles[i%len(articles)])
		b.WriteString("\n\n")
	}
	return b.String()
}

func command(dir string, env []string, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

// systems builds and fetches all that is compared.
func systems(root, cache string) ([]*system, error) {
	log.Print("building whosaid, an empty go-app page, and the same with prose")
	own := filepath.Join(cache, "site")
	if err := command(root, nil, "go", "run", "./app", "site", "-out", own); err != nil {
		return nil, err
	}
	wasm := []string{"GOOS=js", "GOARCH=wasm"}
	for name, tags := range map[string]string{"empty": "", "prose": "prose"} {
		dir := filepath.Join(cache, name)
		if err := os.MkdirAll(filepath.Join(dir, "web"), 0o755); err != nil {
			return nil, err
		}
		if err := command(root, nil, "go", "run", "./build/bench/page", "-out", dir); err != nil {
			return nil, err
		}
		if err := command(root, wasm, "go", "build", "-tags", tags, "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(dir, "web", "app.wasm"), "./build/bench/page"); err != nil {
			return nil, err
		}
	}
	log.Print("fetching compromise 14.17.0 and wink-nlp 2.4.0 with its web model 1.8.1")
	if err := os.WriteFile(filepath.Join(cache, "package.json"), []byte(`{"private":true}`), 0o644); err != nil {
		return nil, err
	}
	if err := command(cache, nil, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact",
		"compromise@14.17.0", "wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1"); err != nil {
		return nil, err
	}
	modules := filepath.Join(cache, "node_modules")
	wink, err := bundle(modules, "wink-nlp", "wink-eng-lite-web-model")
	if err != nil {
		return nil, err
	}
	compromise, err := os.ReadFile(filepath.Join(modules, "compromise", "builds", "compromise.js"))
	if err != nil {
		return nil, err
	}
	empty, err := plain(filepath.Join(cache, "empty"))
	if err != nil {
		return nil, err
	}
	prose, err := plain(filepath.Join(cache, "prose"))
	if err != nil {
		return nil, err
	}
	goappReady := `new MutationObserver((_, o) => { if (document.body && !document.getElementById("app-wasm-loader")) { o.disconnect(); window.benchDone = performance.now() } }).observe(document, { childList: true, subtree: true })`
	return []*system{
		{name: "whosaid", handler: site.Handler(own, "/"),
			start: "/", first: whosaidFirst,
			work: "/404.html", setup: whosaidSetup},
		{name: "compromise", handler: scriptPage(compromise), lacks: "speakers, indirect quotes, coreference, claims, references",
			work:  "/",
			setup: `window.bench = { analyze(text) { const d = nlp(text); return d.people().out("array").length + d.places().out("array").length + d.organizations().out("array").length + d.quotations().out("array").length } }`},
		{name: "wink-nlp", handler: scriptPage(wink), lacks: "persons, organizations, quotes, coreference, claims, references",
			work:  "/",
			setup: `{ const n = winkRequire("wink-nlp")(winkRequire("wink-eng-lite-web-model")), its = n.its; window.bench = { analyze(text) { const d = n.readDoc(text); return d.sentences().out().length + d.tokens().out(its.pos).length + d.entities().out().length } }; undefined }`},
		{name: "go-app, empty page", handler: empty, lacks: "anything",
			start: "/", first: goappReady},
		{name: "go-app with prose", handler: prose, lacks: "quotes, speakers, coreference, claims, references",
			start: "/", first: `new MutationObserver((_, o) => { if (/sentences/.test(document.getElementById("said")?.textContent)) { o.disconnect(); window.benchDone = performance.now() } }).observe(document, { childList: true, subtree: true, characterData: true })`},
	}, nil
}

// whosaidFirst gives the article as soon as the page has its box, as a reader
// does who has it in the clipboard, and waits for marks.
const whosaidFirst = `{
	addEventListener("DOMContentLoaded", () => {
		document.querySelector('[data-testid="paste"]').value = window.benchText;
		document.querySelector('[data-testid="read"]').click();
	});
	new MutationObserver((_, o) => {
		if (!document.body) return;
		if (!window.benchUsable && !document.getElementById("app-wasm-loader")) window.benchUsable = performance.now();
		if (document.querySelector(".text .s[data-i]")) { o.disconnect(); window.benchDone = performance.now() }
	}).observe(document, { childList: true, subtree: true });
}`

// whosaidSetup starts the engine in a worker whose memory can be asked for.
const whosaidSetup = `(async () => {
	const base = new URL("/web/", location.href).href;
	const source = "const start = WebAssembly.instantiateStreaming; WebAssembly.instantiateStreaming = async (...a) => { const r = await start(...a); self.memory = r.instance.exports.mem; return r };" +
		"self.addEventListener('message', (e) => { if (e.data === 0) postMessage(self.memory.buffer.byteLength) });" +
		"self.WHOSAID_BASE=" + JSON.stringify(base) + ";importScripts(" + JSON.stringify(base + "worker.js") + ")";
	const engine = async () => {
		const began = performance.now();
		const worker = new Worker(URL.createObjectURL(new Blob([source])));
		const hear = (wanted) => new Promise((ok, no) => worker.onmessage = (e) => {
			if (typeof e.data === "number") return ok(e.data);
			const m = JSON.parse(e.data);
			if (m.type === wanted) ok(m); else if (m.type === "died" || m.type === "error") no(new Error(m.message));
		});
		await hear("ready");
		const ready = performance.now() - began;
		const analyze = async (text) => { const r = hear("result"); worker.postMessage(JSON.stringify({ id: "1", articles: [{ text }] })); return (await r).result.articles[0].sentences.length };
		const times = [];
		for (let i = 0; i < 2; i++) {
			const start = performance.now();
			await analyze(window.benchShort);
			times.push(performance.now() - start);
		}
		// What the page's first script says to its engine (web/boot.js).
		return { worker, ready, analyze, more: times[0] - times[1], opened: () => worker.postMessage("practise"), memory() { const m = hear(""); worker.postMessage(0); return m } };
	};
	window.benchShort = "The mayor, Anna Keller, said on Monday that the bridge would open. “It is safe,” she said. The council denied it.";
	// The functions that one engine has had compiled are another's too while both
	// are there: what the second one's first analysis still takes more is its models.
	const one = await engine(), two = await engine();
	two.worker.terminate();
	window.bench = { ...one, models: two.more };
})()`

// settle is how long a fresh browser is left alone: it is busy with itself for its
// first second.
const settle = 1500 * time.Millisecond

// look is how long a page stands open while its reader looks for a text.
const look = 6 * time.Second

// visit is a system in a fresh browser of its own.
type visit struct {
	*system
	*browser.Browser
	origin string
	asked  func() []string // paths that were asked for so far
}

// in does something in a fresh browser.
func (s *system) in(do func(v visit) error) error {
	profile, err := os.MkdirTemp("", "whosaid-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	var mu sync.Mutex
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.URL.Path)
		mu.Unlock()
		s.handler.ServeHTTP(w, r)
	}))
	defer server.Close()
	b, err := browser.Start(browser.Options{Profile: profile, Timeout: 8 * time.Minute})
	if err != nil {
		return err
	}
	defer b.Close()
	time.Sleep(settle)
	return do(visit{s, b, server.URL, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(asked)
	}})
}

// measure takes all figures of one system once.
func (s *system) measure(articles []string) error {
	if s.figures == nil {
		s.figures = map[string][]float64{}
	}
	if err := s.in(func(v visit) error { return v.fresh(articles) }); err != nil || s.work == "" {
		return err
	}
	return s.in(func(v visit) error { return v.afterALook(articles) })
}

func (v visit) add(name string, figure float64) { v.figures[name] = append(v.figures[name], figure) }

// weigh is done once: what was asked for so far is what the first result needed. The
// service worker keeps the same files again, from the cache.
func (v visit) weigh() {
	if v.fetched == nil {
		v.fetched = weigh(v.handler, v.asked())
	}
}

// open opens the page on which texts are analysed.
func (v visit) open() error {
	if err := browser.Run(v, chromedp.Navigate(v.origin+v.work)); err != nil {
		return err
	}
	return browser.Await(v, v.setup, nil)
}

// rounds analyses each article so many times, and is the median of the last four rounds.
func (v visit) rounds(articles []string, n int) (median float64, err error) {
	all, _ := json.Marshal(articles)
	err = browser.Await(v, fmt.Sprintf(`(async () => { const all = %s, n = %d, times = []; for (let i = 0; i < n; i++) for (const t of all) { const s = performance.now(); await bench.analyze(t); if (i >= n - 4) times.push(performance.now() - s) } times.sort((a, b) => a - b); return times[times.length >> 1] })()`, all, n), &median)
	return median, err
}

// afterALook measures articles in a page that has been open for some seconds, as it is
// when a reader has found a text, and in one that has read many.
func (v visit) afterALook(articles []string) error {
	if err := v.open(); err != nil {
		return err
	}
	if err := browser.Await(v, "bench.opened?.()", nil); err != nil {
		return err
	}
	time.Sleep(look)
	for _, part := range []struct {
		name   string
		rounds int
	}{{"article", 8}, {"article settled", 32}} {
		figure, err := v.rounds(articles, part.rounds)
		if err != nil {
			return err
		}
		v.add(part.name, figure)
	}
	return nil
}

// fresh measures the first result, and texts in a page that was just opened.
func (v visit) fresh(articles []string) error {
	if v.start != "" {
		quoted, _ := json.Marshal(articles[0])
		if err := browser.Run(v, chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := page.AddScriptToEvaluateOnNewDocument("window.benchText = " + string(quoted) + ";" + v.first).Do(ctx)
			return err
		}), chromedp.Navigate(v.origin+v.start)); err != nil {
			return err
		}
		// Asked for in the page and seldom: a question from here would hold it up.
		if err := browser.Await(v, `new Promise((ok) => { const wait = () => window.benchDone ? ok(1) : setTimeout(wait, 250); wait() })`, nil); err != nil {
			return err
		}
		var done, usable float64
		if err := browser.Await(v, "window.benchDone", &done); err != nil {
			return err
		}
		v.add("first", done)
		if browser.Await(v, "window.benchUsable ?? window.benchDone", &usable) == nil {
			v.add("usable", usable)
		}
		v.weigh()
	}
	if v.work == "" {
		return nil
	}
	if err := v.open(); err != nil {
		return err
	}
	v.weigh()
	var figure float64
	if v.name == "whosaid" {
		for _, name := range []string{"ready", "models"} {
			if err := browser.Await(v, "bench."+name, &figure); err != nil {
				return err
			}
			v.add(name, figure)
		}
	}
	figure, err := v.rounds(articles, 8)
	if err != nil {
		return err
	}
	v.add("article at once", figure)
	memory := func(name string) error {
		if v.name != "whosaid" {
			return nil
		}
		if err := browser.Await(v, "bench.memory()", &figure); err != nil {
			return err
		}
		v.add(name, figure/1e6)
		return nil
	}
	if err := memory("memory articles"); err != nil {
		return err
	}
	for _, size := range []struct {
		name string
		n    int
	}{{"100 KB", 100_000}, {"1 MB", 1_000_000}} {
		text, _ := json.Marshal(long(articles, size.n))
		repeat := 3
		if size.n > 500_000 {
			repeat = 1
		}
		if err := browser.Await(v, fmt.Sprintf(`(async () => { const t = %s, times = []; for (let i = 0; i < %d; i++) { const s = performance.now(); await bench.analyze(t); times.push(performance.now() - s) } times.sort((a, b) => a - b); return times[times.length >> 1] })()`, text, repeat), &figure); err != nil {
			return err
		}
		v.add(size.name, figure)
	}
	return memory("memory 1 MB")
}

// native is the speed of one core without a browser.
func native(articles []string) {
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	a := &analysis.Analyzer{}
	tokens := 0
	analyse := func() {
		for _, t := range articles {
			s, _ := a.Story(context.Background(), analysis.Article{Text: t})
			tokens += len(s.Docs[0].Tokens)
		}
	}
	analyse()
	var speeds []float64
	for range 5 {
		tokens = 0
		began := time.Now()
		for time.Since(began) < time.Second {
			analyse()
		}
		speeds = append(speeds, float64(tokens)/time.Since(began).Seconds())
	}
	fmt.Printf("\nNatively, one core, the whole analysis: %.0f tokens a second (%s/%s)\n", median(speeds), runtime.GOOS, runtime.GOARCH)
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}
