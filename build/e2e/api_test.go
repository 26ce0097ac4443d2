package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/chromedp/chromedp"

	"whosaid.example/analysis"
	"whosaid.example/build/browser"
)

// moduleOn opens a page of another origin that may load the module, and the
// module in it as window.whosaid.
func moduleOn(t *testing.T, b *browser.Browser, policy string) (*server, *server) {
	t.Helper()
	w := app(t)
	h := host(t, `<!doctype html><title>a page</title><p>text</p>`, strings.ReplaceAll(policy, "W", w.Origin))
	must(t, browser.Run(b, chromedp.Navigate(h.Origin+"/")))
	must(t, browser.Await(b, fmt.Sprintf(`import(%q).then((m) => { window.whosaid = m; return true })`, w.Origin+"/whosaid.js"), nil))
	return w, h
}

// strict is the least that a page must allow for the module.
const strict = "default-src 'none'; script-src W 'wasm-unsafe-eval'; worker-src blob:; connect-src W"

func TestModuleOnAnotherOriginUnderAStrictPolicy(t *testing.T) {
	b := start(t, browser.Options{})
	w, h := moduleOn(t, b, strict)
	text := "Café “😀”: " + article
	var got struct {
		Engine, Offsets string
		Progress        int
		Articles        []struct {
			Sentences []struct{ Start, End int }
			Quotes    []struct {
				Kind, Speaker string
				Content       []struct{ Start, End int }
			}
		}
	}
	quoted, _ := json.Marshal(text)
	must(t, browser.Await(b, `(async () => {
		let progress = 0;
		const r = await whosaid.analyze(`+string(quoted)+`, { onProgress: (done, total) => { if (done <= total) progress++ } });
		return { ...r, progress };
	})()`, &got))
	if got.Offsets != "utf16" || got.Engine == "" || got.Progress == 0 {
		t.Errorf("offsets %q, engine %q, %d progress calls", got.Offsets, got.Engine, got.Progress)
	}
	units := utf16.Encode([]rune(text))
	found := false
	for _, q := range got.Articles[0].Quotes {
		if q.Kind == "direct" && string(utf16.Decode(units[q.Content[0].Start:q.Content[0].End])) == "We are inside the budget, and we are on time" {
			found = true
		}
	}
	if !found {
		t.Errorf("the direct quote is not found at its UTF-16 offsets: %+v", got.Articles[0].Quotes)
	}
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin, h.Origin)
}

func TestModuleTakesAStory(t *testing.T) {
	b := start(t, browser.Options{})
	moduleOn(t, b, "")
	texts, _ := json.Marshal([]map[string]string{{"name": "one", "text": article, "date": "2026-03-03"}, {"name": "two", "text": second, "date": "2026-03-04"}})
	var names []string
	must(t, browser.Await(b, `whosaid.analyze(`+string(texts)+`).then((r) => r.articles.map((a) => a.name + " " + a.date))`, &names))
	if fmt.Sprint(names) != "[one 2026-03-03 two 2026-03-04]" {
		t.Errorf("articles %q", names)
	}
}

func TestModuleAborts(t *testing.T) {
	b := start(t, browser.Options{})
	moduleOn(t, b, "")
	long, _ := json.Marshal(strings.Repeat(article, 400))
	var got []string
	must(t, browser.Await(b, `(async () => {
		const say = (p) => p.then(() => "result", (e) => e.name + (e instanceof DOMException ? " DOMException" : ""));
		const { analyze } = whosaid, text = `+string(long)+`;
		const before = new AbortController(); before.abort("mine");
		const running = new AbortController(), waiting = new AbortController();
		const first = say(analyze(text, { signal: running.signal, onProgress: () => running.abort(new Error("mine")) }));
		const second = say(analyze("Anna said no.", { signal: waiting.signal }));
		const third = say(analyze("Anna said yes."));
		waiting.abort();
		const late = new AbortController();
		const fourth = await say(analyze("Anna said so.", { signal: late.signal }));
		late.abort();
		return [await say(analyze("x", { signal: before.signal })), await first, await second, await third, fourth, await say(analyze("Anna said so again."))];
	})()`, &got))
	want := []string{"AbortError DOMException", "AbortError DOMException", "AbortError DOMException", "result", "result", "result"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("before, running, waiting, another, late, next:\n got %q\nwant %q", got, want)
	}
}

func TestModuleSaysWhatToDo(t *testing.T) {
	b := start(t, browser.Options{})
	moduleOn(t, b, "")
	var got []string
	must(t, browser.Await(b, `Promise.all([undefined, null, 7, [], [{}], [{ text: 1 }]].map((x) => whosaid.analyze(x).then(() => "result", (e) => e.constructor.name + ": " + e.message)))`, &got))
	for _, g := range got {
		if !strings.HasPrefix(g, "Error: whosaid: give analyze") {
			t.Errorf("%q does not say what to give", g)
		}
	}
	if len(got) != 6 {
		t.Errorf("%d answers", len(got))
	}
}

func TestModuleUnderAPolicyThatForbidsItSaysSo(t *testing.T) {
	b := start(t, browser.Options{})
	moduleOn(t, b, "default-src 'none'; script-src W 'wasm-unsafe-eval'; connect-src W")
	var got string
	must(t, browser.Await(b, `whosaid.analyze("x").then(() => "result", (e) => e.message)`, &got))
	if !strings.Contains(got, "worker-src") {
		t.Errorf("message %q", got)
	}
}

func TestModuleWithoutItsEngineSaysSo(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	h := host(t, `<!doctype html><title>a page</title>`, "")
	must(t, browser.Run(b, chromedp.Navigate(h.Origin+"/")))
	var got []string
	must(t, browser.Await(b, fmt.Sprintf(`import(%q).then(async ({ Whosaid }) => {
		const say = (p) => p.then(() => "result", (e) => e.message);
		return [await say(new Whosaid({ base: %q }).analyze("x")), await say(new Whosaid({ base: "http://127.0.0.1:9/" }).analyze("x"))];
	})`, w.Origin+"/whosaid.js", w.Origin+"/nowhere/"), &got))
	for _, g := range got {
		if !strings.Contains(g, "can be reached") {
			t.Errorf("message %q", g)
		}
	}
}

func TestModuleReadsAMegabyteWithoutBlockingThePage(t *testing.T) {
	b := start(t, browser.Options{})
	moduleOn(t, b, "")
	sentences := 0
	one, _ := json.Marshal(article)
	tasks, err := b.Tasks(func() error {
		return browser.Await(b, `(async () => {
			const one = `+string(one)+`, text = one.repeat(Math.ceil(1e6 / one.length));
			const r = await whosaid.analyze(text);
			return r.articles[0].sentences.length;
		})()`, &sentences)
	})
	must(t, err)
	if sentences < 5000 {
		t.Errorf("%d sentences in a megabyte", sentences)
	}
	// The result has to be decoded in the page; what remains is that.
	most, _ := longest(tasks)
	if most > 1500*time.Millisecond {
		t.Errorf("a task of the page computes %v", most)
	}
	t.Logf("%d sentences, the longest task of the page computes %v", sentences, most.Round(time.Millisecond))
}

// TestModuleGivesWhatThePackageGives holds the engine, which was started when the
// site was made, to the results of the package's analysis, first text or later.
func TestModuleGivesWhatThePackageGives(t *testing.T) {
	b := start(t, browser.Options{})
	moduleOn(t, b, "")
	files, _ := filepath.Glob("../../web/examples/*.txt")
	shared, _ := filepath.Glob("../../../shared/articles/*.txt")
	if len(shared) == 0 {
		t.Log("without the shared articles: ../shared is not there")
	}
	texts := []string{article, second, ""}
	for _, f := range append(files, shared...) {
		content, err := os.ReadFile(f)
		must(t, err)
		texts = append(texts, string(content))
	}
	for i, text := range texts {
		quoted, _ := json.Marshal(text)
		var got any
		must(t, browser.Await(b, `whosaid.analyze(`+string(quoted)+`)`, &got))
		r := analysis.Analyze(analysis.Article{Text: text})
		r.UTF16(text)
		var want any
		must(t, json.Unmarshal(r.AppendJSON(nil), &want))
		if !reflect.DeepEqual(got, want) {
			t.Errorf("text %d (%.40q): the engine's result is another than the package's", i, text)
		}
	}
}
