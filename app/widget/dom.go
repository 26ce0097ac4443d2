package widget

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// What the interface does to the page by hand. go-app draws what is there;
// what changes with every click, like which of thousands of runs are lit, would
// cost it a comparison of them all, and is set on the elements directly, in
// attributes that go-app does not know of.

func document() app.Value { return app.Window().Get("document") }

// one is the first element for a selector inside the widget, or nil.
func one(selector string) app.Value {
	if app.IsServer {
		return nil
	}
	v := document().Call("querySelector", ".whosaid "+selector)
	if !v.Truthy() {
		return nil
	}
	return v
}

// each calls f with every element for a selector inside the widget.
func each(selector string, f func(app.Value)) {
	if app.IsServer {
		return
	}
	list := document().Call("querySelectorAll", ".whosaid "+selector)
	for i := range list.Length() {
		f(list.Index(i))
	}
}

// attr is an element's attribute, "" where it has none.
func attr(e app.Value, name string) string {
	v := e.Call("getAttribute", name)
	if v.Type() != app.TypeString {
		return ""
	}
	return v.String()
}

// closest is the element or the nearest around it that the selector matches, or nil.
func closest(e app.Value, selector string) app.Value {
	if !e.Truthy() {
		return nil
	}
	if e.Get("nodeType").Int() != 1 {
		if e = e.Get("parentElement"); !e.Truthy() {
			return nil
		}
	}
	v := e.Call("closest", selector)
	if !v.Truthy() {
		return nil
	}
	return v
}

// await passes what a promise comes to, or its failure's words, to the
// interface's goroutine. Either function may be nil.
func (s *state) await(promise app.Value, done func(app.Value), failed func(string)) {
	var ok, no app.Func
	release := func() {
		ok.Release()
		no.Release()
	}
	ok = app.FuncOf(func(_ app.Value, args []app.Value) any {
		v := args[0]
		s.later(func() {
			release()
			if done != nil {
				done(v)
			}
		})
		return nil
	})
	no = app.FuncOf(func(_ app.Value, args []app.Value) any {
		why := args[0].Call("toString").String()
		s.later(func() {
			release()
			if failed != nil {
				failed(why)
			}
		})
		return nil
	})
	promise.Call("then", ok, no)
}

// after runs f when what has changed is on the page.
func (s *state) after(f func()) {
	if s.mounted && app.IsClient {
		s.ctx.Defer(func(app.Context) { f() })
	}
}

func (s *state) scrollTop() {
	if app.IsClient && !s.embedded {
		s.after(func() { app.Window().Call("scrollTo", 0, 0) })
	}
}

// calm tells whether the reader wants no motion.
func calm() bool {
	return app.Window().Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
}

// narrow tells whether the panel is a sheet at the lower edge (see the style sheet).
func narrow() bool {
	return app.Window().Call("matchMedia", "(max-width: 60rem)").Get("matches").Bool()
}

// stacked tells whether two articles stand below one another, where there is no
// room for them side by side (see the style sheet).
func stacked() bool {
	return app.Window().Call("matchMedia", "(max-width: 44rem)").Get("matches").Bool()
}

// bring scrolls an element into view, to the middle where it is out of it.
func bring(e app.Value) {
	behaviour := "smooth"
	if calm() {
		behaviour = "auto"
	}
	e.Call("scrollIntoView", map[string]any{"block": "center", "inline": "nearest", "behavior": behaviour})
}

// focus moves the keyboard to an element that need not be a control.
func focus(e app.Value) {
	if attr(e, "tabindex") == "" && !closestIs(e, "button,a,input,select,textarea,summary") {
		e.Call("setAttribute", "tabindex", "-1")
	}
	e.Call("focus", map[string]any{"preventScroll": true})
}

// refocus gives the keyboard a place where a change has taken the control that
// had it off the page: the first of the selectors that is there.
func (s *state) refocus(selectors ...string) {
	s.after(func() {
		if has := document().Get("activeElement"); has.Truthy() && !has.Equal(document().Get("body")) {
			return
		}
		for _, selector := range selectors {
			if e := one(selector); e != nil {
				focus(e)
				return
			}
		}
	})
}

func closestIs(e app.Value, selector string) bool { return e.Call("matches", selector).Bool() }

// copyText puts text on the clipboard and says so.
func (s *state) copyText(text string) {
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() {
		s.say(W.CopyFailed)
		return
	}
	s.await(clipboard.Call("writeText", text),
		func(app.Value) { s.say(W.Copied) },
		func(string) { s.say(W.CopyFailed) })
}

// download hands the reader a file.
func download(name, mime, content string) {
	w := app.Window()
	bytes := w.Get("Uint8Array").New(len(content))
	app.CopyBytesToJS(bytes, []byte(content))
	blob := w.Get("Blob").New([]any{bytes}, map[string]any{"type": mime})
	url := w.Get("URL").Call("createObjectURL", blob)
	a := document().Call("createElement", "a")
	a.Set("href", url)
	a.Set("download", name)
	a.Call("click")
	w.Get("URL").Call("revokeObjectURL", url)
}
