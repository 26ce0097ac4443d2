// Command pictures makes pictures of the site: those of the manifest and of
// the README into web/screenshots, and of every state of it, many more, to look
// at (desktop, phone, dark, forced colours, twice the size) into
// build/screenshots.
//
//	go run ./build/pictures [-shipped] [-views REGEXP] [-states REGEXP] [FILE...]
//
// Each FILE is an article that is read alone; several are read as a story too.
// Without any it takes our own example. With -views or -states only those
// whose names match are made, and nothing in web/screenshots; with -shipped
// nothing else.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"whosaid.example/app/site"
	"whosaid.example/build/browser"
)

// view is how a page is looked at.
type view struct {
	name          string
	width, height int64
	scale         float64
	dark          bool
	forced        bool // the system's colours in place of the page's
}

var views = []view{
	{name: "desktop", width: 1280, height: 800, scale: 1},
	{name: "desktop-dark", width: 1280, height: 800, scale: 1, dark: true},
	{name: "desktop-forced", width: 1280, height: 800, scale: 1, forced: true},
	{name: "desktop-twice", width: 640, height: 400, scale: 2}, // at 200 %
	{name: "tablet", width: 820, height: 1180, scale: 1},
	{name: "phone", width: 390, height: 844, scale: 2},
	{name: "phone-dark", width: 390, height: 844, scale: 2, dark: true},
	{name: "phone-small", width: 360, height: 740, scale: 2},
}

func main() {
	log.SetFlags(0)
	views := flag.String("views", "", "make only the views whose names match")
	states := flag.String("states", "", "make only the states whose names match")
	shipped := flag.Bool("shipped", false, "make only those of web/screenshots")
	flag.Parse()
	if err := run(flag.Args(), *views, *states, *shipped); err != nil {
		log.Fatal(err)
	}
}

func run(files []string, onlyViews, onlyStates string, shipped bool) error {
	wantedView, err := regexp.Compile(onlyViews)
	if err != nil {
		return err
	}
	wantedState, err := regexp.Compile(onlyStates)
	if err != nil {
		return err
	}
	root, err := site.Root()
	if err != nil {
		return err
	}
	folder := filepath.Join(root, "build", "cache", "screenshots")
	c := exec.Command("go", "run", "./app", "site", "-out", folder)
	c.Dir, c.Stderr = root, os.Stderr
	if err := c.Run(); err != nil {
		return err
	}
	server := httptest.NewServer(site.Handler(folder, "/"))
	defer server.Close()
	profile, err := os.MkdirTemp("", "whosaid-screenshots-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	b, err := browser.Start(browser.Options{Profile: profile, Timeout: 20 * time.Minute})
	if err != nil {
		return err
	}
	defer b.Close()
	s := &session{Context: b, origin: server.URL, out: filepath.Join(root, "build", "screenshots")}

	for _, v := range views {
		if shipped || !wantedView.MatchString(v.name) {
			continue
		}
		s.look(v)
		for _, state := range states(s, files) {
			if wantedState.MatchString(state.name) {
				state.make()
				s.shot(state.name+"-"+v.name, state.all)
				s.do(emulation.SetEmulatedMedia().WithMedia(""))
				s.look(v)
			}
		}
	}
	if onlyViews+onlyStates != "" && !shipped {
		return s.err
	}
	// The manifest's and the README's, from our own example.
	s.out = filepath.Join(root, "web", "screenshots")
	for _, v := range []view{{name: "wide", width: 1280, height: 800, scale: 1}, {name: "narrow", width: 390, height: 844, scale: 2}} {
		s.look(v)
		s.example()
		s.understand()
		if v.name == "wide" {
			s.card("quote")
		}
		s.shot(v.name, false)
	}
	return s.err
}

// state is what a picture shows; all has the whole page in it, not the screen.
type state struct {
	name string
	all  bool
	make func()
}

// states lists what is looked at, with the files as articles.
func states(s *session, files []string) []state {
	story := func() {
		if len(files) == 0 {
			s.example()
			return
		}
		s.open("/")
		for i, f := range files {
			if i == 0 {
				s.paste(f)
			} else {
				s.add(f, i)
			}
		}
		if len(files) > 1 { // a single article has no row of articles to choose from
			s.click(`[data-testid="show-0"]`)
		}
		s.until(marked + ` && document.querySelector('[data-do="edit"][data-article="0"]')`)
	}
	list := []state{
		{"start", true, func() { s.open("/") }},
		{"publishers", true, func() { s.open("/publishers/") }},
		{"panel", false, func() {
			s.open("/publishers/")
			s.eval(`document.querySelector("#preview").scrollIntoView()`)
			s.until(`document.querySelector("whosaid-widget").shadowRoot.querySelector("iframe").offsetHeight > 600`) // the lists are filled
			s.do(chromedp.Sleep(500 * time.Millisecond))
		}},
		{"inline", false, func() { s.open("/publishers/"); s.inline() }},
		{"story", true, story},
		{"story-fold", false, func() { story(); s.understand() }},
	}
	for _, kind := range []string{"quote", "actor", "claim"} {
		list = append(list, state{"story-card-" + kind, false, func() { story(); s.understand(); s.card(kind) }})
	}
	for _, tab := range []string{"actors", "quotes", "references", "overview"} {
		list = append(list, state{"story-" + tab, false, func() {
			story()
			s.click(`[data-testid="tab-` + tab + `"]`)
			s.until(`document.querySelector('#tab-` + tab + `[aria-selected="true"]')`)
			s.do(chromedp.Sleep(300 * time.Millisecond))
		}})
	}
	if len(files) != 1 {
		list = append(list,
			state{"story-unclear", false, func() {
				story()
				s.click(`[data-testid="tab-references"]`)
				s.until(`document.querySelector('[data-testid="unclear"]')`)
				s.eval(`{ const d = document.querySelector('[data-testid="unclear"]'); d.open = true; d.scrollIntoView(); undefined }`)
				s.do(chromedp.Sleep(300 * time.Millisecond))
			}},
			state{"story-beside", false, func() {
				story()
				s.click(`[data-testid="beside-1"]`)
				s.until(`document.querySelector('[data-testid="text-1"] .s')`)
				s.eval(`void document.querySelector('[data-testid="between"] [data-by="1"]')?.click()`)
				s.do(chromedp.Sleep(300 * time.Millisecond))
			}},
			state{"story-second", true, func() {
				story()
				s.click(`[data-testid="show-1"]`)
				s.until(`document.querySelector('[data-testid="text-1"] .s')`)
			}})
	}
	list = append(list,
		state{"story-edit", false, func() { story(); s.click(`[data-do="edit"]`); s.until(`document.querySelector("#edit-text").value`) }},
		state{"story-name", false, func() {
			story()
			s.click(`[data-testid="name"]`)
			s.until(`document.querySelector("#whosaid-title").value`)
		}},
		state{"library", true, func() {
			story()
			s.click(`[data-testid="home"]`)
			s.click(`[data-testid="forget"]`)
			s.until(`document.querySelector('[data-testid="forget-all"]')`)
		}},
		state{"story-menu", false, func() { story(); s.click(`[data-testid="export-menu"] summary`) }},
		state{"story-print", true, func() {
			story()
			s.eval(`void dispatchEvent(new Event("beforeprint"))`)
			s.do(emulation.SetEmulatedMedia().WithMedia("print"))
		}},
		state{"error", false, func() {
			s.open("/")
			s.text("https://news.example/a-story")
			s.until(`document.querySelector('[data-testid="problem"]')`)
		}},
		state{"nothing-found", false, func() {
			s.open("/")
			s.text("Rain fell in the night. The streets were wet.")
			s.until(`document.querySelector('[data-testid="text-0"]') && !document.querySelector('[data-testid="cancel"]')`)
		}},
		state{"long", false, func() {
			s.open("/")
			var b strings.Builder
			b.WriteString("Council meets\n\n")
			for i := range 400 {
				fmt.Fprintf(&b, "Councillor Adam Number%c said fund %d would pay for %d new lamps. “We have waited %d years for light,” he said. Treasurer Eve Lantern denied it.\n\n", 'a'+i%26, i, i+3, i+2)
			}
			s.text(b.String())
			s.until(marked)
		}},
	)
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))
		list = append(list,
			state{name, true, func() { s.open("/"); s.paste(f) }},
			state{name + "-card", false, func() { s.open("/"); s.paste(f); s.understand(); s.card("quote") }})
	}
	return list
}

// inline has the live preview marked in its own text, with a card open.
func (s *session) inline() {
	s.eval(`{ const c = document.querySelector("select[name=mode]"); c.value = "inline"; c.dispatchEvent(new Event("change", { bubbles: true })); undefined }`)
	s.until(`document.querySelector("#preview whosaid-mark[data-quotes]")`)
	s.eval(`document.querySelector("#preview").scrollIntoView()`)
	s.eval(`document.querySelector("#preview whosaid-mark[data-quotes]").click()`)
	s.until(`!document.querySelector("whosaid-widget").shadowRoot.querySelector("[part=card]").hidden`)
}

// session goes through pages until something fails.
type session struct {
	context.Context
	origin, out string
	err         error
}

func (s *session) do(actions ...chromedp.Action) {
	if s.err == nil {
		s.err = browser.Run(s, actions...)
	}
}

func (s *session) until(expression string) {
	if s.err == nil {
		s.err = browser.Until(s, expression, time.Minute)
	}
}

func (s *session) eval(expression string) {
	if s.err == nil {
		s.err = browser.Await(s, expression, nil)
	}
}

func (s *session) look(v view) {
	scheme, forced := "light", "none"
	if v.dark {
		scheme = "dark"
	}
	if v.forced {
		forced = "active"
	}
	s.do(emulation.SetDeviceMetricsOverride(v.width, v.height, v.scale, v.width < 600),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "forced-colors", Value: forced}, {Name: "prefers-reduced-motion", Value: "reduce"}}))
}

// open opens a page with no story on the device: a text that was read before would lead to its story, and a page that is loaded
// anew to the one that it showed.
func (s *session) open(page string) {
	s.do(chromedp.Navigate(s.origin + "/404.html"))
	s.eval(`new Promise((ok) => { const r = indexedDB.deleteDatabase("whosaid"); r.onsuccess = r.onerror = r.onblocked = () => ok(true) })`)
	s.do(chromedp.Navigate(s.origin + page))
	s.until(`document.readyState === "complete" && !document.getElementById("app-wasm-loader")`)
}

const marked = `document.querySelector('.text .s[data-i]') && !document.querySelector('[data-testid="cancel"]')`

func (s *session) example() {
	s.open("/")
	s.until(`document.querySelector('[data-testid^="example-"]')`)
	s.eval(`void document.querySelector('[data-testid^="example-"]').click()`)
	s.until(marked)
}

// fill puts a text into a box and clicks a button.
func (s *session) fill(box, button, text string) {
	quoted, _ := json.Marshal(text)
	s.until(fmt.Sprintf(`document.querySelector('[data-testid=%q]')`, box))
	s.eval(fmt.Sprintf(`{ const b = document.querySelector('[data-testid=%q]'); b.value = %s; b.dispatchEvent(new Event("input", { bubbles: true })); document.querySelector('[data-testid=%q]').click(); undefined }`, box, quoted, button))
}

func (s *session) read(file string) string {
	text, err := os.ReadFile(file)
	if err != nil && s.err == nil {
		s.err = err
	}
	return string(text)
}

func (s *session) click(selector string) {
	s.until(fmt.Sprintf(`document.querySelector(%q)`, selector))
	s.eval(fmt.Sprintf(`void document.querySelector(%q).click()`, selector))
}

// understand puts the explanation of the marks away.
func (s *session) understand() {
	s.eval(`void document.querySelector('[data-testid="explained"]')?.click()`)
}

func (s *session) text(text string) { s.fill("paste", "read", text) }

func (s *session) paste(file string) {
	s.text(s.read(file))
	s.until(marked)
}

func (s *session) add(file string, number int) {
	s.click(`[data-testid="add"]`)
	s.fill("paste-add", "read-add", s.read(file))
	s.until(fmt.Sprintf(`document.querySelector('[data-testid="show-%d"]') && %s`, number, marked))
}

// card opens the card of the first quote, actor or claim.
func (s *session) card(kind string) {
	find := map[string]string{
		"quote": `[...document.querySelectorAll('.text p .s[data-i]')].find((e) => /^(q\d+ ?)+$/.test(e.dataset.i) && e.matches(".quote"))`,
		"actor": `document.querySelector('.text p .actor')`,
		"claim": `document.querySelector('.text p .ref')`,
	}[kind]
	s.eval(`void ` + find + `?.click()`)
	s.until(`document.querySelector('[data-testid^="card-"]')`)
}

func (s *session) shot(name string, all bool) {
	s.until(`!document.querySelector('[data-testid="toast"]')?.textContent`) // said, and gone
	if s.err == nil {
		s.err = browser.Screenshot(s, filepath.Join(s.out, name+".png"), all)
	}
}
