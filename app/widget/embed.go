package widget

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/story"
)

// The frame's side of the embedding protocol, version 1. Every message is an
// object {whosaid: 1, type, …}. The frame says "hello" to anybody, which tells
// nothing; it hears its parent window only, keeps to the origin of the first
// "init", and sends everything else to that origin alone.
//
//	in   init, config {theme, layers}   analyze {id, articles}   cancel {id}
//	out  hello   ready   height {detail: {height}}   progress {id, detail: {done, total}}
//	     result {id, detail}   error {id, error}   select {detail}

// listenToHost starts the protocol and returns what ends it.
func (s *state) listenToHost() func() {
	w := app.Window()
	parent := w.Get("parent")
	if parent.Equal(app.Window().JSValue()) {
		return func() {} // opened by itself, not in a frame
	}
	heard := app.FuncOf(func(_ app.Value, args []app.Value) any {
		e := args[0]
		if !e.Get("source").Equal(parent) {
			return nil
		}
		m := e.Get("data")
		if m.Type() != app.TypeObject || m.Get("whosaid").Type() != app.TypeNumber || m.Get("whosaid").Int() != 1 || m.Get("type").Type() != app.TypeString {
			return nil
		}
		origin, kind := e.Get("origin").String(), m.Get("type").String()
		body := app.Window().Get("JSON").Call("stringify", m)
		if body.Type() != app.TypeString {
			return nil
		}
		text := body.String()
		s.later(func() { s.hear(origin, kind, text) })
		return nil
	})
	w.Call("addEventListener", "message", heard)
	lastHeight := 0
	measured := app.FuncOf(func(app.Value, []app.Value) any {
		height := document().Get("documentElement").Get("offsetHeight").Int()
		if height != lastHeight {
			lastHeight = height
			s.tellHost("height", map[string]any{"height": height})
		}
		return nil
	})
	observer := w.Get("ResizeObserver").New(measured)
	observer.Call("observe", document().Get("body"))
	s.remeasure = func() {
		lastHeight = 0
		measured.Invoke()
	}
	parent.Call("postMessage", map[string]any{"whosaid": 1, "type": "hello"}, "*")
	return func() {
		w.Call("removeEventListener", "message", heard)
		observer.Call("disconnect")
		heard.Release()
		measured.Release()
	}
}

// hear carries out a message of the host page.
func (s *state) hear(origin, kind, body string) {
	if s.origin == "" {
		if kind != "init" {
			return
		}
		s.origin = origin
	}
	if origin != s.origin {
		return
	}
	var m struct {
		ID       any
		Theme    string
		Layers   string
		Text     string
		Articles []struct{ Name, Text, HTML, Outlet, Date string }
	}
	if json.Unmarshal([]byte(body), &m) != nil {
		return
	}
	switch kind {
	case "init", "config":
		s.configure(m.Theme, m.Layers)
		if kind == "init" {
			s.tellHost("ready", nil)
			if s.remeasure != nil {
				s.remeasure()
			}
		}
	case "analyze":
		var articles []story.Article
		for _, a := range m.Articles {
			if a.Text == "" && a.HTML != "" {
				a.Text = story.Clean(a.HTML)
			}
			articles = append(articles, story.Article{Name: a.Name, Outlet: a.Outlet, Date: a.Date, Text: a.Text})
		}
		if len(articles) == 0 {
			articles = []story.Article{{Text: m.Text}}
		}
		s.closeStory()
		s.hostJob = m.ID
		s.accept(articles, false)
	case "cancel":
		if s.hostJob == m.ID {
			s.cancel()
			s.hostJob = nil
		}
	}
}

// configure takes the host's wishes: theme auto, light or dark, and the layers,
// "" for all.
func (s *state) configure(theme, shown string) {
	root := document().Get("documentElement")
	if theme == "light" || theme == "dark" {
		root.Call("setAttribute", "data-theme", theme)
	} else {
		root.Call("removeAttribute", "data-theme")
	}
	// What the host has not changed stays as the reader has set it.
	if shown != s.hostLayers {
		s.hostLayers = shown
		words := strings.Fields(shown)
		has := func(name string) bool { return len(words) == 0 || slices.Contains(words, name) }
		s.layers = layers{quotes: has("quotes"), actors: has("actors"), claims: has("claims")}
	}
	s.pageRev++
}

// tellHost sends a message to the page that embeds the widget.
func (s *state) tellHost(kind string, detail map[string]any) {
	if !s.embedded || s.origin == "" || !app.IsClient {
		return
	}
	message := map[string]any{"whosaid": 1, "type": kind, "detail": detail}
	if s.hostJob != nil {
		message["id"] = s.hostJob
	}
	if kind == "error" {
		message["error"] = detail["message"]
	}
	app.Window().Get("parent").Call("postMessage", message, s.origin)
}

// tellResult sends the host the result, with offsets in UTF-16 code units.
func (s *state) tellResult() {
	if !s.embedded || s.origin == "" || s.index == nil {
		return
	}
	b, err := json.Marshal(s.index.Result)
	if err != nil {
		return
	}
	copied := *s.index.Result
	if json.Unmarshal(b, &copied) != nil {
		return
	}
	if b, err = json.Marshal(copied.UTF16(s.story.Texts()...)); err != nil {
		return
	}
	message := map[string]any{"whosaid": 1, "type": "result", "detail": app.Window().Get("JSON").Call("parse", string(b))}
	if s.hostJob != nil {
		message["id"] = s.hostJob
	}
	app.Window().Get("parent").Call("postMessage", message, s.origin)
	s.hostJob = nil
}

// placeCard puts the card of an embedded widget under the selected words: the
// frame is as high as its content, so the panel would be out of sight.
func (s *state) placeCard() {
	panel, e := one(".panel"), s.element(s.sel)
	if panel == nil || e == nil {
		return
	}
	box := one(".columns")
	runs := e.Call("getClientRects")
	top := runs.Index(runs.Length()-1).Get("bottom").Float() - box.Call("getBoundingClientRect").Get("top").Float()
	at := int(top) + 8
	panel.Get("style").Call("setProperty", "--card-top", itoa(at)+"px")
	box.Get("style").Call("setProperty", "--card-end", itoa(at+panel.Get("offsetHeight").Int()+16)+"px")
}

// watchScroll marks which part of the text is on screen, in the strip beside it.
func (s *state) watchScroll() func() {
	waiting := false
	draw := app.FuncOf(func(app.Value, []app.Value) any {
		waiting = false
		each(".article", func(article app.Value) {
			text, ticks := article.Call("querySelector", ".text"), article.Call("querySelector", ".ticks")
			if !text.Truthy() || !ticks.Truthy() {
				return
			}
			r := text.Call("getBoundingClientRect")
			height := r.Get("height").Float()
			if height <= 0 {
				return
			}
			seen := app.Window().Get("innerHeight").Float()
			from := min(1, max(0, -r.Get("top").Float()/height))
			to := min(1, max(0, (seen-r.Get("top").Float())/height))
			style := ticks.Get("style")
			style.Call("setProperty", "--from", percentOf(from))
			style.Call("setProperty", "--to", percentOf(to))
		})
		s.connect()
		return nil
	})
	scrolled := app.FuncOf(func(app.Value, []app.Value) any {
		if !waiting {
			waiting = true
			app.Window().Call("requestAnimationFrame", draw)
		}
		return nil
	})
	options := map[string]any{"passive": true}
	app.Window().Call("addEventListener", "scroll", scrolled, options)
	app.Window().Call("addEventListener", "resize", scrolled, options)
	return func() {
		app.Window().Call("removeEventListener", "scroll", scrolled)
		app.Window().Call("removeEventListener", "resize", scrolled)
		scrolled.Release()
		draw.Release()
	}
}

func percentOf(f float64) string { return itoa(int(f*1000)/10) + "%" }
