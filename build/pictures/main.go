// Command pictures makes pictures of the site: those of the manifest and of
// the README into web/screenshots, and many more to look at (desktop, phone,
// dark) into build/screenshots.
//
//	go run ./build/pictures [FILE...]
//
// Each FILE is an article that is read alone; all of them are read as a story
// too. Without any it takes our own examples.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
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
}

var views = []view{
	{"desktop", 1280, 800, 1, false},
	{"desktop-dark", 1280, 800, 1, true},
	{"phone", 390, 844, 2, false},
	{"phone-dark", 390, 844, 2, true},
}

func main() {
	log.SetFlags(0)
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(files []string) error {
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
	s := session{Context: b, origin: server.URL, out: filepath.Join(root, "build", "screenshots")}

	for _, v := range views {
		s.look(v)
		s.open("/")
		s.shot("start-"+v.name, true)
		s.open("/publishers/")
		s.until(`document.querySelector("whosaid-widget").shadowRoot.querySelector("iframe").offsetHeight > 250`)
		s.shot("publishers-"+v.name, true)
		s.inline()
		s.shot("inline-"+v.name, false)
		if len(files) == 0 {
			s.example()
			s.shot("example-"+v.name, false)
			s.card()
			s.shot("example-card-"+v.name, false)
			continue
		}
		for _, f := range files {
			name := strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))
			s.open("/")
			s.paste(f)
			s.shot(name+"-"+v.name, true)
			s.card()
			s.shot(name+"-card-"+v.name, false)
		}
		s.open("/")
		for i, f := range files {
			if i == 0 {
				s.paste(f)
			} else {
				s.add(f, i)
			}
		}
		s.shot("story-"+v.name, true)
	}
	// The manifest's and the README's, from our own example.
	shipped := filepath.Join(root, "web", "screenshots")
	for _, v := range []view{{"wide", 1280, 800, 1, false}, {"narrow", 390, 844, 2, false}} {
		s.out = shipped
		s.look(v)
		s.example()
		if v.name == "wide" {
			s.card()
		}
		s.shot(v.name, false)
	}
	return s.err
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
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	s.do(emulation.SetDeviceMetricsOverride(v.width, v.height, v.scale, v.width < 600),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}))
}

func (s *session) open(page string) {
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

// fill puts the file's text into a box and clicks a button.
func (s *session) fill(box, button, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		s.err = err
	}
	quoted, _ := json.Marshal(string(text))
	s.until(fmt.Sprintf(`document.querySelector('[data-testid=%q]')`, box))
	s.eval(fmt.Sprintf(`{ const b = document.querySelector('[data-testid=%q]'); b.value = %s; b.dispatchEvent(new Event("input", { bubbles: true })); document.querySelector('[data-testid=%q]').click(); undefined }`, box, quoted, button))
}

func (s *session) paste(file string) {
	s.fill("paste", "read", file)
	s.until(marked)
}

func (s *session) add(file string, number int) {
	s.eval(`void document.querySelector('[data-testid="add"]').click()`)
	s.fill("paste-add", "read-add", file)
	s.until(fmt.Sprintf(`document.querySelector('[data-testid="show-%d"]') && %s`, number, marked))
}

// card opens the card of the first quote with a speaker.
func (s *session) card() {
	s.eval(`void [...document.querySelectorAll('.text .s[data-i]')].find((e) => /^(q\d+ ?)+$/.test(e.dataset.i))?.click()`)
	s.until(`document.querySelector('[data-testid^="card-"]')`)
}

func (s *session) shot(name string, all bool) {
	s.until(`!document.querySelector('[data-testid="toast"]')?.textContent`) // said, and gone
	if s.err == nil {
		s.err = browser.Screenshot(s, filepath.Join(s.out, name+".png"), all)
	}
}
