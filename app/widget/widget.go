// Package widget is whosaid's interface as go-app components: the start page,
// the reading view, its cards, lists and pictures.
//
// [Widget] is all of it and can stand in any go-app program:
//
//	app.Route("/", func() app.Composer { return &widget.Widget{} })
//
// The program serves web/worker.js, web/engine.wgz and wasm_exec.js of
// whosaid's site, links web/whosaid.css, and needs nothing else. The analysis
// runs in a worker; this package links none of its models.
//
// How it is built: one [state] holds everything; components are drawn from it
// and hold a revision number, so that a click redraws what it changed. All
// events are taken at the widget's root and told apart by data-do attributes
// (see actions.go): handlers in lists would go stale when a list is sorted.
// The article is drawn in chunks of a few paragraphs, those on the first screen
// at once (see article.go). Every word that a reader sees is in words.go.
package widget

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/story"
)

// Widget is the whole interface. Its zero value shows the start page. There may
// be one in a page.
type Widget struct {
	app.Compo
	// Embedded makes it the inside of a frame on somebody's page: no header,
	// no list of stories, height as the content needs, and the messages of the
	// embedding protocol (see embed.go).
	Embedded bool
	// Articles, where given, are shown and analysed at once, instead of the
	// start page.
	Articles []story.Article
	// Worker is the address of worker.js; "" is /web/worker.js of the program.
	Worker string

	s      *state
	served app.Value // the paste box of the page as it was served, or nil
	typed  bool      // the reader was in it
	funcs  []func()
}

// OnInit keeps the paste box of the page as it was served, with what the reader
// put there: the page's own program mounts on it (app/site), others replace it.
func (w *Widget) OnInit() {
	w.s = newState()
	w.s.embedded = w.Embedded
	if app.IsClient {
		if box := document().Call("getElementById", "whosaid-text"); box.Truthy() {
			w.served = box
			w.typed = box.Equal(document().Get("activeElement"))
		}
		if e := takeEarly(); e != nil && !w.Embedded && len(w.Articles) == 0 {
			w.s.show(e)
		}
	}
}

// OnMount starts what needs the browser: storage, messages, keys.
func (w *Widget) OnMount(ctx app.Context) {
	s := w.s
	s.ctx, s.mounted = ctx, true
	url := w.Worker
	if url == "" {
		url = ctx.ResolveStaticResource("/web/worker.js")
	}
	url = app.Window().Get("URL").New(url, app.Window().Get("location").Get("href")).Get("href").String()
	s.engine = &engine{url: url, later: s.later}
	s.library = newLibrary()
	w.restoreSettings(ctx)
	if box := one("#whosaid-text"); box != nil && w.served != nil {
		// Read now, not when the box was found: more may have come since.
		draft := w.served.Get("value").String()
		if !box.Equal(w.served) { // a go-app that draws the page anew
			box.Set("value", draft)
			if w.typed {
				focus(box)
			}
		}
		s.hold(box)
		if early := app.Window().Get("whosaidEarly"); early.Truthy() && early.Call("wanted").Bool() && draft != "" {
			s.takeDraft()
		}
	}
	w.served = nil
	w.OnAppInstallChange(ctx)
	if w.Embedded {
		w.funcs = append(w.funcs, s.listenToHost())
	} else {
		s.listStories()
		w.funcs = append(w.funcs, s.takeWhatWasShared(), s.watchHistory(), s.watchLeaving(), s.watchTabs())
	}
	w.funcs = append(w.funcs, s.watchScroll(), s.watchPrinting())
	switch {
	case len(w.Articles) > 0:
		s.begin(newID(), "", w.Articles)
	case s.early != nil:
		s.enter()
		s.unsaved = true
		s.analyse()
		s.after(s.arrive)
		s.recall()
	}
	s.warm()
}

// OnAppInstallChange offers to install the app where the browser can, and says
// how on Apple's, where no program may ask.
func (w *Widget) OnAppInstallChange(ctx app.Context) {
	if w.s == nil || !app.IsClient {
		return
	}
	w.s.appleHint = ctx.IsAppleBrowser() && ctx.IsAppInstallable()
	w.s.installable = !ctx.IsAppleBrowser() && ctx.IsAppInstallable()
	w.s.pageRev++
}

// OnDismount ends the worker and the listeners.
func (w *Widget) OnDismount() {
	for _, f := range w.funcs {
		f()
	}
	if w.s.engine != nil {
		w.s.engine.stop()
	}
	w.s.mounted = false
}

// Render draws the start page or the reading view.
func (w *Widget) Render() app.UI {
	s := w.s
	class := "whosaid"
	if s.embedded {
		class += " embedded"
	}
	if s.story != nil {
		class += " reading"
	}
	root := app.Div().Class(class)
	if s.embedded {
		root = root.Attr("data-testid", "widget")
	}
	return root.
		OnClick(w.onClick).OnChange(w.onChange).OnInput(w.onInput).OnKeyDown(w.onKey).
		On("paste", w.onPaste).OnDragOver(w.onDragOver).OnDrop(w.onDrop).On("submit", w.onSubmit).
		Body(
			app.If(s.story == nil, func() app.UI { return &startView{S: s, Rev: s.pageRev} }).
				Else(func() app.UI { return &readingView{S: s, Rev: s.pageRev + s.articleRev + s.panelRev} }),
			&liveRegion{S: s, Rev: s.pageRev},
		)
}

// liveRegion shows short messages and has screen readers read them.
type liveRegion struct {
	app.Compo
	S   *state
	Rev int
}

// Render draws the message, which is empty most of the time.
func (l *liveRegion) Render() app.UI {
	class := "toast"
	if l.S.notice == "" {
		class += " none"
	}
	return app.Div().Class(class).Attr("role", "status").Attr("aria-live", "polite").Attr("data-testid", "toast").
		Body(app.Span().Text(l.S.notice))
}

// restoreSettings reads the reader's settings of the last visit.
func (w *Widget) restoreSettings(ctx app.Context) {
	var v settings
	if ctx.LocalStorage().Get("whosaid-settings", &v) == nil && v.Set {
		w.s.layers, w.s.keysOff, w.s.fold = layers{v.Quotes, v.Actors, v.Claims, v.All, v.Unlabelled}, v.KeysOff, v.Fold
		w.s.explained = v.Explained
		w.s.redraw()
	}
}

// settings are kept between visits.
type settings struct {
	Set, Quotes, Actors, Claims, All, KeysOff, Fold, Explained, Unlabelled bool
}

func (s *state) keepSettings() {
	v := settings{true, s.layers.quotes, s.layers.actors, s.layers.claims, s.layers.all, s.keysOff, s.fold, s.explained, s.layers.unlabelled}
	if s.mounted && s.ctx.LocalStorage().Set("whosaid-settings", v) != nil {
		s.storage = W.StorageBlocked
	}
}

// warm starts the engine when the browser has nothing else to do, so that it is
// there when the reader's text is.
func (s *state) warm() {
	start := app.FuncOf(func(app.Value, []app.Value) any {
		s.later(func() { s.engine.start() })
		return nil
	})
	if app.Window().Get("requestIdleCallback").Truthy() {
		app.Window().Call("requestIdleCallback", start, map[string]any{"timeout": 4000})
	} else {
		app.Window().Call("setTimeout", start, 1500)
	}
}
