package widget

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// readingView is the story: its bar, its articles, its panel.
type readingView struct {
	app.Compo
	S   *state
	Rev int
}

// Render draws the parts that are shown.
func (v *readingView) Render() app.UI {
	s := v.S
	class := "reading-view"
	if !s.layers.quotes {
		class += " no-quotes"
	}
	if !s.layers.actors {
		class += " no-actors"
	}
	if !s.layers.claims {
		class += " no-claims"
	}
	if s.layers.unlabelled {
		class += " no-labels"
	}
	if s.fold {
		class += " folded"
	}
	if s.beside >= 0 {
		class += " two"
	}
	if s.open {
		class += " sheet-open"
	}
	return app.Div().Class(class).Body(
		s.bar(),
		&problemView{S: s, Rev: s.pageRev},
		app.Div().Class("columns").Body(
			app.Main().Class("articles").Body(
				app.If(s.adding, func() app.UI { return s.addForm() }),
				app.If(len(s.story.Articles) > 1, func() app.UI { return s.articleTabs() }),
				app.If(s.index != nil && len(s.index.Result.Origins) > 0, func() app.UI {
					return app.P().Class("origins").Attr("data-testid", "origins").Text(W.Origins(len(s.story.Articles), s.origins()))
				}),
				s.legend(),
				app.If(s.beside >= 0 && s.index != nil, func() app.UI { return s.betweenBar() }),
				app.Div().Class("pages").Body(
					&articleView{S: s, Article: s.shown, Rev: s.articleRev, Tick: s.articleTick},
					app.If(s.beside >= 0, func() app.UI {
						return &articleView{S: s, Article: s.beside, Rev: s.articleRev, Tick: s.articleTick}
					}),
					app.If(s.beside >= 0, func() app.UI {
						return app.Raw(`<svg class="connector" aria-hidden="true" focusable="false"><path/></svg>`)
					}),
				),
			),
			&panelView{S: s, Rev: s.panelRev, Open: s.open, Ready: s.index != nil, Busy: s.job != nil},
		),
		app.If(s.helping, func() app.UI { return s.keyHelp() }),
	)
}

// bar is the story's title, its progress and what can be done with it.
func (s *state) bar() app.UI {
	return app.Header().Class("bar").Body(
		app.If(!s.embedded, func() app.UI { return button("home", W.NewStory, "quiet back").Attr("data-testid", "home") }),
		s.title(),
		button("skip", W.SkipToText, "skip").DataSet("to", ".text"),
		button("skip", W.SkipToLists, "skip").DataSet("to", ".tabs [aria-selected=true]"),
		app.If(s.job != nil, func() app.UI {
			return app.Div().Class("progress").Attr("data-testid", "progress").Body(
				app.Elem("progress").Attr("max", itoa(max(s.total, 1))).Attr("value", itoa(s.done)).Aria("label", W.Analysing),
				app.Span().Text(W.Analysing),
				button("cancel", W.Cancel, "quiet").Attr("data-testid", "cancel"),
			)
		}),
		app.If(s.job == nil && s.index == nil && s.problem.text == "", func() app.UI { // it was stopped
			return button("retry", W.Read, "primary").Attr("data-testid", "read-again")
		}),
		app.Div().Class("bar-tools").Body(
			button("add", W.AddReport, "").Attr("data-testid", "add").Aria("expanded", boolWord(s.adding)),
			app.If(len(s.story.Corrections) > 0, func() app.UI { return button("undo", W.Undo, "quiet").Attr("data-testid", "undo") }),
			app.If(len(s.undone) > 0, func() app.UI { return button("redo", W.Redo, "quiet") }),
			app.If(s.removed != nil, func() app.UI { return button("put-back", W.PutBack, "quiet").Attr("data-testid", "put-back") }),
			app.If(s.index != nil, func() app.UI { return s.exportMenu() }),
			button("help", "?", "quiet round").Aria("label", W.KeyHelp).Aria("expanded", boolWord(s.helping)),
		),
		app.If(s.storage != "" || s.lost > 0, func() app.UI {
			text := s.storage
			if s.lost > 0 {
				text = W.Lost(s.lost)
			}
			return app.P().Class("notice bar-notice").Text(text)
		}),
	)
}

// title is the story's name, which a press lets the reader change.
func (s *state) title() app.UI {
	if s.naming {
		return app.Form().Class("naming").DataSet("submit", "name-story").Attr("data-testid", "naming").Body(
			app.Input().ID("whosaid-title").Type("text").Aria("label", W.NameStory).Attr("autocomplete", "off"),
			app.Button().Type("submit").Class("primary").Text(W.Save),
			button("name", W.Cancel, "quiet"))
	}
	if s.embedded {
		return app.H1().Class("story-title").Text(s.story.Heading())
	}
	return app.H1().Class("story-title").Body(
		app.Button().Type("button").DataSet("do", "name").Title(W.NameStory).Attr("data-testid", "name").Text(s.story.Heading()))
}

// nameStory takes the story's new name; an empty one is its first headline again.
func (s *state) nameStory() {
	if box := one("#whosaid-title"); box != nil {
		s.story.Title = strings.TrimSpace(box.Get("value").String())
	}
	s.naming = false
	s.story.Updated = time.Now()
	s.save()
	s.pageRev++
	s.after(func() {
		if e := one(".story-title button"); e != nil {
			focus(e)
		}
	})
}

func boolWord(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// addForm is the box for another article of the story.
func (s *state) addForm() app.UI {
	return app.Form().Class("paste adding").DataSet("submit", "read").Body(
		app.Label().For("whosaid-add").Text(W.AddLabel),
		app.Textarea().ID("whosaid-add").Attr("data-testid", "paste-add").DataSet("read", "1").Attr("rows", "5").Placeholder(W.PasteHint).Spellcheck(false),
		app.Div().Class("paste-tools").Body(
			app.Button().Type("submit").Class("primary").Attr("data-testid", "read-add").Text(W.Add),
			button("choose", W.OpenFiles, ""), fileInput(),
			button("add", W.Cancel, "quiet"),
		),
	)
}

// articleTabs choose the article in view and the one beside it.
func (s *state) articleTabs() app.UI {
	return app.Div().Class("article-tabs").Attr("role", "group").Aria("label", W.ArticlesLabel).Body(
		app.Range(s.story.Articles).Slice(func(i int) app.UI {
			class := "article-tab"
			if i == s.shown {
				class += " current"
			}
			if i == s.beside {
				class += " beside"
			}
			return app.Span().Class(class).Body(
				app.Button().Type("button").DataSet("do", "show").DataSet("article", itoa(i)).Attr("data-testid", "show-"+itoa(i)).
					Aria("pressed", boolWord(i == s.shown)).Title(s.story.LongLabel(i)).Text(s.label(i)),
				app.If(i != s.shown, func() app.UI {
					sign, label := "◫", W.ReadBeside(s.story.LongLabel(i))
					if i == s.beside {
						sign, label = "×", W.NotBeside
					}
					return app.Button().Type("button").Class("beside-button").DataSet("do", "beside").DataSet("article", itoa(i)).
						Attr("data-testid", "beside-"+itoa(i)).Aria("label", label).Title(label).Text(sign)
				}),
			)
		}),
	)
}

// origins is the number of sources that the story's articles come from: articles
// that took half of their text or more from one another count once.
func (s *state) origins() int { return s.index.OriginCount() }

// legend explains the marks; each part of it shows or hides a layer.
func (s *state) legend() app.UI {
	asides := 0
	if s.index != nil {
		for _, p := range s.index.Articles[s.shown].Paragraphs {
			if p.Kind == "aside" {
				asides++
			}
		}
	}
	layer := func(name, label, more string, on bool, sample string) app.UI {
		class := "layer " + name
		if sample == "" {
			class += " minor"
		}
		return app.Button().Type("button").Class(class).DataSet("do", "layer").DataSet("layer", name).Title(more).
			Attr("data-testid", "layer-"+name).Aria("pressed", boolWord(on)).Body(
			app.If(sample != "", func() app.UI { return app.Span().Class("sample "+name).Aria("hidden", "true").Text(sample) }), app.Text(label))
	}
	ready := s.index != nil && !s.embedded
	return app.Div().Class("guide").Body(
		app.Div().Class("legend").Attr("role", "group").Aria("label", W.LegendLabel).Attr("data-testid", "legend").Body(
			layer("quotes", W.LayerQuotes, W.LayerQuotesMore, s.layers.quotes, W.SampleQuote),
			layer("actors", W.LayerActors, W.LayerActorsMore, s.layers.actors, W.SampleActor),
			layer("claims", W.LayerClaims, W.LayerClaimsMore, s.layers.claims, "≠"),
			app.If(s.layers.actors && ready, func() app.UI { return layer("labels", W.LayerLabels, W.LayerLabelsMore, !s.layers.unlabelled, "") }),
			app.If(s.layers.claims && ready, func() app.UI { return layer("all", W.LayerAll, W.LayerAllMore, s.layers.all, "") }),
			app.If(asides > 0, func() app.UI {
				return app.Button().Type("button").Class("layer minor").DataSet("do", "fold").Aria("pressed", boolWord(!s.fold)).
					Title(W.AsidesMore(asides)).Attr("data-testid", "fold").Text(W.Asides(asides))
			}),
		),
		app.If(s.beside < 0, func() app.UI { // beside the switches, which on a phone scroll
			return button("edit", W.Edit, "layer minor edit-text").Title(W.EditMore).DataSet("article", itoa(s.shown)).Aria("expanded", boolWord(s.editing == s.shown))
		}),
		app.If(!s.explained && ready && s.index.Sure() > 0, func() app.UI { return s.explanation() }),
	)
}

// explanation says in a line what the marks mean, until the reader has got it.
func (s *state) explanation() app.UI {
	body := make([]app.UI, 0, len(W.ExplainQuotes)+len(W.Explain)+2)
	for _, x := range W.ExplainQuotes {
		body = append(body, app.Span().Class("tint quote "+x[0]).Text(x[1]))
	}
	for _, x := range W.Explain {
		body = append(body, app.Span().Class("meaning").Body(
			app.Span().Class("sample badge "+x[0]).Aria("hidden", "true").Text(relationSign(x[0])), app.Text(" "+x[1])))
	}
	body = append(body, app.Span().Class("meaning").Text(W.ExplainMore),
		button("explained", W.Understood, "quiet").Attr("data-testid", "explained"))
	return app.P().Class("explain").Attr("data-testid", "explain").Body(body...)
}

// setBeside sets an article beside the one in view, or takes it away.
func (s *state) setBeside(article int) {
	switch {
	case s.beside == article:
		s.beside = -1
	case article != s.shown:
		s.beside = article
	}
	s.redraw()
	s.after(s.light)
}

// between lists the references that join the two articles side by side, those
// that a reader wants first first; the unclear ones where there are no others.
func (s *state) between() []analysis.Reference {
	var sure, unclear []analysis.Reference
	for _, r := range s.index.Result.References {
		a, b := r.From.Article, r.To.Article
		switch {
		case (a != s.shown || b != s.beside) && (a != s.beside || b != s.shown):
		case story.Unclear(r):
			unclear = append(unclear, r)
		default:
			sure = append(sure, r)
		}
	}
	if len(sure) == 0 {
		sure = unclear
	}
	story.Surest(sure)
	return sure
}

// betweenBar walks through what joins the two articles.
func (s *state) betweenBar() app.UI {
	refs := s.between()
	if len(refs) == 0 {
		return app.P().Class("between empty").Text(W.NothingBetween)
	}
	at := s.betweenAt(refs)
	unclear := story.Unclear(refs[0])
	var label string
	if at >= 0 {
		label = W.BetweenAt(at+1, len(refs), refs[at].Relation, unclear)
	} else {
		label = W.Between(len(refs), unclear)
	}
	return app.Div().Class("between").Attr("data-testid", "between").Body(
		button("between", "‹", "round").DataSet("by", "-1").Aria("label", W.Previous),
		app.Span().Text(label),
		button("between", "›", "round").DataSet("by", "1").Aria("label", W.Next),
	)
}

func (s *state) betweenAt(refs []analysis.Reference) int {
	for i, r := range refs {
		if s.sel == (place{r.From.Article, r.From.Claim}) && s.pairAt == i {
			return i
		}
	}
	return -1
}

// stepBetween shows the next pair of claims, both brought into view.
func (s *state) stepBetween(by int) {
	refs := s.between()
	if len(refs) == 0 {
		return
	}
	at := s.betweenAt(refs)
	if at < 0 && by < 0 {
		at = 0
	}
	s.pairAt = (at + by + len(refs)) % len(refs)
	r := refs[s.pairAt]
	other := place{r.To.Article, r.To.Claim}
	s.reveal(other.article, s.index.Claim(r.To).Start)
	s.selectPlace(place{r.From.Article, r.From.Claim}, true, false)
	s.after(func() {
		s.align(place{r.From.Article, r.From.Claim}, other)
	})
}

// showOrigin lists the passages of a shared origin in a message and jumps to
// the next article that has it.
func (s *state) showOrigin(n int) {
	if s.index == nil || n < 0 || n >= len(s.index.Result.Origins) {
		return
	}
	passages := s.index.Result.Origins[n].Passages
	for i, p := range passages {
		if p.Article == s.shown {
			for k := 1; k <= len(passages); k++ {
				if next := passages[(i+k)%len(passages)]; next.Article != s.shown {
					s.jump(next.Article, next.Span)
					s.say(W.SharedWith(s.called(next.Article)))
					return
				}
			}
		}
	}
}

// help shows or closes the list of keys, and moves the keyboard there or back.
func (s *state) help(open bool) {
	s.helping = open
	s.pageRev++
	s.after(func() {
		to := `.bar [data-do="help"]`
		if open {
			to = `.help [data-do="help"]`
		}
		if e := one(to); e != nil {
			focus(e)
		}
	})
}

// keyHelp lists the keys.
func (s *state) keyHelp() app.UI {
	return app.Div().Class("help").Attr("role", "dialog").Aria("label", W.KeyHelp).Attr("data-testid", "help").Body(
		app.H2().Text(W.KeyHelp),
		app.Dl().Body(app.Range(W.Keys).Slice(func(i int) app.UI {
			return app.Div().Body(app.Dt().Body(app.Elem("kbd").Text(W.Keys[i][0])), app.Dd().Text(W.Keys[i][1]))
		})),
		app.P().Text(W.HelpMore),
		app.Div().Class("help-tools").Body(
			app.Button().Type("button").DataSet("do", "keys").Aria("pressed", boolWord(s.keysOff)).Text(W.KeysOff),
			button("help", W.Close, "primary"),
		),
	)
}

// editView is the form for an article's text and what is known of it.
type editView struct {
	app.Compo
	S       *state
	Article int
	Rev     int
}

// OnMount puts the article into the form; later edits are the reader's.
func (v *editView) OnMount(ctx app.Context) {
	a := v.S.story.Articles[v.Article]
	if draft, ok := v.S.drafts.edited[edition{v.S.story.ID, v.Article}]; ok {
		a = draft
	}
	for id, value := range map[string]string{"#edit-name": a.Name, "#edit-outlet": a.Outlet, "#edit-date": a.Date, "#edit-text": a.Text} {
		if e := one(id); e != nil {
			e.Set("value", value)
		}
	}
	if e := one("#edit-outlet"); e != nil {
		focus(e)
		if narrow() {
			bring(closest(e, "form"))
		}
	}
}

// Render draws the form.
func (v *editView) Render() app.UI {
	n := itoa(v.Article)
	field := func(id, label, kind string) app.UI {
		return app.Label().Class("field").Body(app.Span().Text(label), app.Input().ID(id).Type(kind))
	}
	return app.Form().Class("edit").DataSet("submit", "save-edit").DataSet("article", n).Attr("data-testid", "edit-form").Body(
		app.Div().Class("fields").Body(field("edit-outlet", W.Outlet, "text"), field("edit-date", W.Date, "date"), field("edit-name", W.Name, "text")),
		app.Label().Class("field").Body(app.Span().Text(W.ArticleText), app.Textarea().ID("edit-text").Attr("rows", "12")),
		app.Div().Class("edit-tools").Body(
			app.Button().Type("submit").Class("primary").Text(W.Save),
			button("edit", W.Cancel, "quiet").DataSet("article", n),
			app.Span().Class("gap"),
			app.If(v.Article > 0, func() app.UI { return button("move", W.MoveUp, "quiet").DataSet("article", n).DataSet("by", "-1") }),
			app.If(v.Article < len(v.S.story.Articles)-1, func() app.UI {
				return button("move", W.MoveDown, "quiet").DataSet("article", n).DataSet("by", "1")
			}),
			button("remove", W.Remove, "danger").DataSet("article", n).Attr("data-testid", "remove"),
		),
	)
}

// saveEdit takes the form. Only a changed text or date needs another analysis;
// corrections find their places again by the words around them.
func (s *state) saveEdit(article int) {
	old := s.story.Articles[article]
	a := formed(old)
	if a.Text != old.Text {
		a.Text = story.Tidy(a.Text)
	}
	if strings.TrimSpace(a.Text) == "" {
		s.problem = problem{text: W.Unreadable(story.Empty, "")}
		s.pageRev++
		return
	}
	delete(s.drafts.edited, edition{s.story.ID, article})
	s.editing, s.removed = -1, nil
	s.story.Articles[article] = a
	s.redraw()
	if a.Text != old.Text || a.Date != old.Date {
		s.forgetResult()
		s.analyse()
		return
	}
	if s.raw != nil {
		s.raw.Articles[article].Name, s.raw.Articles[article].Outlet = a.Name, a.Outlet
	}
	s.changed()
}

// formed is an article with what its form has.
func formed(a story.Article) story.Article {
	value := func(id string) string {
		if e := one(id); e != nil {
			return e.Get("value").String()
		}
		return ""
	}
	a.Name, a.Outlet = strings.TrimSpace(value("#edit-name")), strings.TrimSpace(value("#edit-outlet"))
	a.Date, a.Text = value("#edit-date"), value("#edit-text")
	return a
}
