package widget

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// All clicks, changes and keys arrive at the widget's root; an element says
// with data-do what it does and with other data attributes what to.

func (w *Widget) onClick(ctx app.Context, e app.Event) {
	s := w.s
	target := e.Get("target")
	if menu := one(".menu[open]"); menu != nil && (closest(target, ".menu") == nil || closest(target, ".menu-body button") != nil) {
		menu.Call("removeAttribute", "open")
	}
	if closest(target, "summary") != nil && s.notice != "" {
		s.notice = "" // what is opened may stand where the message does
		s.pageRev++
		return
	}
	if do := closest(target, "[data-do]"); do != nil {
		s.act(attr(do, "data-do"), do)
		return
	}
	if folded := closest(target, ".text .repeat:not([data-open])"); folded != nil {
		folded.Call("setAttribute", "data-open", "")
		ctx.PreventUpdate()
		return
	}
	if run := closest(target, ".text [data-i]"); run != nil && s.index != nil {
		// A selection of text is no click on a mark.
		if chosen := app.Window().Call("getSelection"); chosen.Truthy() && chosen.Call("toString").String() != "" {
			ctx.PreventUpdate()
			return
		}
		s.clicked(articleAt(run), strings.Fields(attr(run, "data-i")))
		s.at = s.offset(run)
		return
	}
	if s.sel.id != "" && closest(target, ".text") != nil {
		s.selectPlace(place{}, false, false)
		return
	}
	ctx.PreventUpdate()
}

// articleAt is the index of the article that an element belongs to or names.
func articleAt(e app.Value) int {
	holder := closest(e, "[data-article]")
	if holder == nil {
		return 0
	}
	n, _ := strconv.Atoi(attr(holder, "data-article"))
	return max(0, n)
}

func number(e app.Value, name string) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil {
		return -1
	}
	return n
}

// act does what a control says.
func (s *state) act(do string, e app.Value) {
	article := articleAt(e)
	if s.story != nil && article >= len(s.story.Articles) {
		return
	}
	if s.notice != "" { // the reader has gone on
		s.notice = ""
		s.pageRev++
	}
	switch do {
	case "select":
		id := attr(e, "data-id")
		if ids := strings.Fields(attr(e, "data-i")); id == "" && len(ids) > 0 {
			// A sign for several claims leads to the next one each time.
			id = ids[(slices.Index(ids, s.sel.id)+1)%len(ids)]
		}
		if s.index != nil {
			s.selectPlace(place{article, id}, attr(e, "data-i") == "", false)
			s.refocus(".card h2")
		}
	case "jump":
		if s.index != nil {
			s.jump(article, analysis.Span{Start: number(e, "data-start"), End: number(e, "data-end")})
		}
	case "close":
		s.deselect()
	case "back":
		s.back()
	case "tab":
		s.list = listing{tab: tab(attr(e, "data-tab")), article: -1, limit: pageSize}
		s.pictures = 1
		s.open = true
		s.sel, s.listTop = place{}, 0
		s.scrollPanel(0)
		s.fillSearch()
		s.panelRev++
		s.pageRev++
		s.after(s.light)
	case "sheet":
		s.open = !s.open
		s.pageRev++
	case "more":
		s.list.limit += pageSize
		s.panelRev++
		s.refocus(".panel-body")
	case "layer":
		switch attr(e, "data-layer") {
		case "quotes":
			s.layers.quotes = !s.layers.quotes
		case "actors":
			s.layers.actors = !s.layers.actors
		case "claims":
			s.layers.claims = !s.layers.claims
		case "all":
			s.layers.all = !s.layers.all
			s.changeMarks()
		case "labels":
			s.layers.unlabelled = !s.layers.unlabelled
		}
		s.pageRev++
		s.keepSettings()
	case "skip":
		if to := one(attr(e, "data-to")); to != nil {
			to.Call("scrollIntoView", map[string]any{"block": "nearest"})
			focus(to)
		}
	case "explained":
		s.explained = true
		s.pageRev++
		s.keepSettings()
		if e := one(".text"); e != nil {
			focus(e)
		}
	case "fold":
		s.fold = !s.fold
		s.pageRev++
		s.keepSettings()
	case "help":
		s.help(!s.helping)
	case "keys":
		s.keysOff = !s.keysOff
		s.pageRev++
		s.keepSettings()
	case "show":
		s.shown = article
		if s.beside == article {
			s.beside = -1
		}
		s.redraw()
		s.after(s.light)
	case "beside":
		s.setBeside(article)
		s.refocus(`[data-testid="beside-` + itoa(article) + `"]`)
	case "between":
		s.stepBetween(number(e, "data-by"))
	case "origin":
		s.showOrigin(number(e, "data-origin"))
	default:
		s.actOnStory(do, article, e)
	}
}

// actOnStory does what changes the story or leaves it.
func (s *state) actOnStory(do string, article int, e app.Value) {
	switch do {
	case "read":
		s.takeDraft()
	case "example":
		s.openExample(attr(e, "data-example"))
	case "choose":
		if input := one("#whosaid-file"); input != nil {
			input.Call("click")
		}
	case "home":
		s.home()
		s.leave()
	case "name":
		s.naming = !s.naming
		s.pageRev++
		s.refocus(".story-title button")
		s.after(func() {
			if box := one("#whosaid-title"); box != nil {
				box.Set("value", s.story.Heading())
				box.Call("select")
			}
		})
	case "name-story":
		s.nameStory()
	case "put-back":
		s.putBack()
		s.refocus(".story-title button")
	case "add":
		s.adding = !s.adding
		s.problem = problem{}
		s.pageRev++
		if s.adding {
			s.open = false // the sheet would stand before the box
			s.after(func() {
				if box := one("#whosaid-add"); box != nil {
					focus(box)
				}
			})
			s.fillBox()
		}
		s.refocus(`[data-testid="add"]`)
	case "edit":
		if s.editing == article {
			s.editing = -1
			if closest(e, "form") != nil { // its own Cancel, not the control that opened it
				delete(s.drafts.edited, edition{s.story.ID, article})
			}
		} else {
			s.editing, s.open = article, false
		}
		s.articleRev++
		s.pageRev++
		s.refocus(editButton(article))
	case "save-edit":
		s.saveEdit(article)
		s.refocus(editButton(article))
	case "move":
		s.moveArticle(article, number(e, "data-by"))
		s.refocus(editButton(s.shown))
	case "remove":
		s.removeArticle(article)
		s.refocus(`[data-testid="put-back"]`, ".start h1")
	case "retry":
		s.analyse()
	case "read-part":
		part := s.problem.part
		s.problem = problem{}
		s.pageRev++
		s.accept(part, false)
	case "reload":
		app.Window().Get("location").Call("reload")
	case "cancel":
		s.cancel()
		s.say(W.Cancelled)
	case "dismiss":
		s.problem = problem{}
		s.pageRev++
		s.refocus("#whosaid-text", ".story-title")
	case "undo":
		s.undo()
		s.refocus(`[data-do="redo"]`)
	case "redo":
		s.redo()
		s.refocus(`[data-do="undo"]`)
	case "export":
		s.export(attr(e, "data-format"))
	case "print":
		s.print(-1)
	case "print-one":
		s.print(s.shown)
	case "copy":
		s.copyCard()
	case "open-story":
		s.openStory(attr(e, "data-story"))
	case "delete-story":
		s.deleteStory(attr(e, "data-story"))
	case "forget":
		s.forgetting = !s.forgetting
		s.pageRev++
		s.refocus(`[data-do="forget"]`)
	case "forget-all":
		s.forgetAll()
	case "undelete":
		s.undelete()
	case "install":
		s.ctx.ShowAppInstallPrompt()
	default:
		s.actOnCorrection(do, e)
	}
}

// actOnCorrection does what the reader corrects on a card.
func (s *state) actOnCorrection(do string, e app.Value) {
	if s.index == nil || s.sel.id == "" {
		return
	}
	article, id := s.sel.article, s.sel.id
	a := &s.index.Articles[article]
	text := s.story.Articles[article].Text
	switch do {
	case "set-speaker":
		if q := a.Quote(id); q != nil && len(q.Content) > 0 {
			s.correct(story.Correction{Kind: "speaker", Name: attr(e, "data-name"), Anchor: story.AnchorAt(article, text, q.Content[0])})
		}
	case "split":
		s.correct(story.Correction{Kind: "split", Anchor: story.AnchorAt(article, text, analysis.Span{Start: number(e, "data-start"), End: number(e, "data-end")})})
	case "rename":
		if v, box := a.Actor(id), one("#whosaid-rename"); v != nil && box != nil {
			if name := strings.TrimSpace(box.Get("value").String()); name != "" && name != v.Name {
				s.correct(story.Correction{Kind: "rename", Actor: v.Name, Name: name})
			}
		}
	}
}

func (w *Widget) onChange(ctx app.Context, e app.Event) {
	s := w.s
	target := e.Get("target")
	value := ""
	if v := target.Get("value"); v.Type() == app.TypeString {
		value = v.String()
	}
	switch attr(target, "data-change") {
	case "file":
		s.openFiles(target.Get("files"))
	case "speaker":
		s.list.speaker = value
	case "kind":
		s.list.kind = value
	case "relation":
		s.list.relation = value
	case "article":
		n, err := strconv.Atoi(value)
		if err != nil {
			n = -1
		}
		s.list.article = n
	case "sort":
		s.list.sort = value
	case "set-speaker":
		if value == "" || s.sel.id == "" {
			return
		}
		if value == "?" {
			value = ""
		}
		a := &s.index.Articles[s.sel.article]
		if q := a.Quote(s.sel.id); q != nil && len(q.Content) > 0 {
			s.correct(story.Correction{Kind: "speaker", Name: strings.TrimPrefix(value, "="),
				Anchor: story.AnchorAt(s.sel.article, s.story.Articles[s.sel.article].Text, q.Content[0])})
		}
	case "merge":
		if v := s.index.Articles[s.sel.article].Actor(s.sel.id); v != nil && value != "" {
			into := strings.TrimPrefix(value, "=")
			s.correct(story.Correction{Kind: "merge", Actor: v.Name, Name: into})
			for _, other := range s.index.Articles[s.sel.article].Report.Actors {
				if other.Name == into {
					s.selectPlace(place{s.sel.article, other.ID}, false, false)
				}
			}
		}
	default:
		ctx.PreventUpdate()
		return
	}
	s.list.limit = pageSize
	s.panelRev++
}

func (w *Widget) onInput(ctx app.Context, e app.Event) {
	s := w.s
	target := e.Get("target")
	s.hold(target)
	if attr(target, "data-read") != "" {
		s.typed(target)
		ctx.PreventUpdate()
		return
	}
	switch attr(target, "data-input") {
	case "search":
		s.list.search = target.Get("value").String()
		s.list.limit = pageSize
		s.panelRev++
	case "stories":
		s.search = target.Get("value").String()
		s.pageRev++
	default:
		ctx.PreventUpdate()
	}
}

func (w *Widget) onSubmit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if do := attr(e.Get("target"), "data-submit"); do != "" {
		w.s.act(do, e.Get("target"))
	}
}

// onKey takes the keys of the reading view. They work inside the widget only,
// not while something is typed, and can be turned off.
func (w *Widget) onKey(ctx app.Context, e app.Event) {
	s := w.s
	key := e.Get("key").String()
	target := e.Get("target")
	typing := closest(target, "input,textarea,select") != nil
	if typing && key == "Enter" && (e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()) && attr(target, "data-read") != "" {
		e.PreventDefault()
		s.takeDraft()
		return
	}
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		ctx.PreventUpdate()
		return
	}
	if key == "Escape" && s.naming {
		s.naming = false
		s.pageRev++
		s.refocus(".story-title button")
		return
	}
	if key == "Escape" && s.adding && typing && target.Get("id").String() == "whosaid-add" && target.Get("value").String() == "" {
		typing = false // nothing is lost
	}
	if key == "Escape" && !typing {
		e.PreventDefault() // once is enough: see watchBack
		if menu := one(".menu[open]"); menu != nil {
			menu.Call("removeAttribute", "open")
			focus(menu.Call("querySelector", "summary"))
			return
		}
		switch {
		case s.helping:
			s.help(false)
		case s.sel.id != "":
			s.deselect()
		case s.adding:
			s.adding = false
			s.pageRev++
			s.refocus(`[data-testid="add"]`)
		case s.open:
			s.open = false
			s.pageRev++
		}
		return
	}
	if closest(target, "[role=tab]") != nil {
		if to := s.tabBy(key); to >= 0 {
			e.PreventDefault()
			s.showTab(tabs[to])
			return
		}
	}
	if typing || s.keysOff || s.story == nil {
		ctx.PreventUpdate()
		return
	}
	switch key {
	case "j", "n":
		s.step('q', 1)
	case "k", "p":
		s.step('q', -1)
	case "J", "N":
		s.step('c', 1)
	case "K", "P":
		s.step('c', -1)
	case "s":
		s.toSpeaker()
	case "r":
		s.toCounterpart()
	case "b":
		s.back()
	case "?":
		s.help(!s.helping)
	case "Enter":
		if run := closest(target, ".text .s[data-i]"); run != nil && s.index != nil {
			if card := one(".card h2"); card != nil && s.sel.id != "" {
				focus(card)
				return
			}
			s.clicked(articleAt(run), strings.Fields(attr(run, "data-i")))
			s.at = s.offset(run)
			return
		}
		ctx.PreventUpdate()
		return
	default:
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
}

// tabBy is the tab to which a key leads from the one that is chosen, as in every
// row of tabs; -1 for other keys.
func (s *state) tabBy(key string) int {
	at := slices.Index(tabs, s.list.tab)
	switch key {
	case "ArrowRight":
		return (at + 1) % len(tabs)
	case "ArrowLeft":
		return (at + len(tabs) - 1) % len(tabs)
	case "Home":
		return 0
	case "End":
		return len(tabs) - 1
	}
	return -1
}

// showTab shows a tab's list and moves the keyboard to the tab.
func (s *state) showTab(t tab) {
	s.list, s.listTop = listing{tab: t, article: -1, limit: pageSize}, 0
	s.sel, s.pictures = place{}, 1
	s.scrollPanel(0)
	s.fillSearch()
	s.panelRev++
	s.pageRev++
	s.after(func() {
		s.light()
		if e := one("#tab-" + string(t)); e != nil {
			e.Call("focus")
		}
	})
}

// editButton selects the control that opens an article's form.
func editButton(article int) string {
	return `[data-do="edit"][data-article="` + itoa(article) + `"]:not(form *)`
}
