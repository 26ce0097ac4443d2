package widget

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/story"
)

// startView is the first page: what this is, the paste box, examples, and the
// stories kept on the device. It is readable, and its box usable, before the
// program runs.
type startView struct {
	app.Compo
	S   *state
	Rev int
}

// examples are the stories of web/examples, in the order in which they are shown.
var examples = []struct{ file, title, line string }{
	{"bridge", W.ExampleBridge, W.ExampleBridgeLine},
	{"orchestra", W.ExampleOrchestra, W.ExampleOrchestraLine},
	{"otters", W.ExampleOtters, W.ExampleOttersLine},
}

// Render draws the page.
func (v *startView) Render() app.UI {
	s := v.S
	return app.Main().Class("start").Body(
		app.If(!s.embedded, func() app.UI {
			return app.Div().Class("intro").Body(
				app.P().Class("brand").Text(W.Brand),
				app.H1().TabIndex(-1).Text(W.Headline),
				app.P().Class("lead").Text(W.Lead),
			)
		}),
		app.Form().Class("paste").DataSet("submit", "read").Body(
			app.Label().For("whosaid-text").Class("vh").Text(W.PasteLabel),
			app.Textarea().ID("whosaid-text").Attr("data-testid", "paste").DataSet("read", "1").Attr("rows", "7").
				Placeholder(W.PasteHint).Attr("autocomplete", "off").Spellcheck(false),
			&problemView{S: s, Rev: s.pageRev},
			app.Div().Class("paste-tools").Body(
				app.Button().Type("submit").Class("primary").Attr("data-testid", "read").Text(W.Read),
				button("choose", W.OpenFiles, "").Attr("data-testid", "choose"),
				app.Span().Class("hint").Text(W.DropHint),
				fileInput(),
			),
		),
		app.If(!s.embedded, func() app.UI {
			return app.Section().Class("examples").Aria("labelledby", "examples-title").Body(
				app.H2().ID("examples-title").Text(W.ExamplesTitle),
				app.Ul().Body(app.Range(examples).Slice(func(i int) app.UI {
					return app.Li().Body(app.Button().Type("button").Class("example").DataSet("do", "example").
						DataSet("example", examples[i].file).Attr("data-testid", "example-"+examples[i].file).Body(
						app.Strong().Text(examples[i].title), app.Span().Text(examples[i].line)))
				})),
			)
		}),
		app.If(!s.embedded && (len(s.summaries) > 0 || s.storage != "" || s.deleted != nil), func() app.UI { return s.storyList() }),
		app.If(!s.embedded, func() app.UI {
			return app.Div().Class("promises").Body(
				app.P().Body(app.Strong().Text(W.PromisePrivate), app.Text(" "+W.PromisePrivateMore)),
				app.P().Body(app.Strong().Text(W.PromiseVerdict), app.Text(" "+W.PromiseVerdictMore)),
				app.P().Body(app.Strong().Text(W.PromiseUnclear), app.Text(" "+W.PromiseUnclearMore)),
			)
		}),
		app.If(!s.embedded, func() app.UI { return s.doors() }),
	)
}

// doors leads to the other ways to use the program. The pages are files, not
// routes of this program, so they open beside it.
func (s *state) doors() app.UI {
	page := func(path, label string) app.UI {
		return app.A().Href(pagePath(path)).Target("_blank").Rel("noopener noreferrer").Text(label)
	}
	return app.Nav().Class("doors").Aria("label", W.DoorsLabel).Body(
		page("/bookmark/", W.ForBookmark), page("/publishers/", W.ForPublishers), page("/developers/", W.ForDevelopers),
		app.If(s.installable, func() app.UI { return button("install", W.Install, "").Attr("data-testid", "install") }),
		app.If(s.appleHint, func() app.UI { return app.Span().Class("hint").Text(W.InstallApple) }),
	)
}

// pagePath prefixes a page's path with the site's, in the browser only: the
// pages' maker does so itself.
func pagePath(path string) string {
	if app.IsServer {
		return path
	}
	return strings.TrimRight(app.Getenv("GOAPP_ROOT_PREFIX"), "/") + path
}

func fileInput() app.UI {
	return app.Input().ID("whosaid-file").Type("file").Class("vh").TabIndex(-1).Aria("hidden", "true").Multiple(true).
		Accept(".txt,.md,.html,.htm,.docx,.json,text/plain,text/html,text/markdown,application/json").DataSet("change", "file").Attr("data-testid", "file")
}

// storyList is the list of earlier stories.
func (s *state) storyList() app.UI {
	var found []story.Summary
	query := strings.ToLower(strings.TrimSpace(s.search))
	for _, x := range s.summaries {
		if query == "" || strings.Contains(strings.ToLower(x.Title+" "+x.Words), query) {
			found = append(found, x)
		}
	}
	return app.Section().Class("library").Aria("labelledby", "library-title").Attr("data-testid", "library").Body(
		app.Div().Class("library-head").Body(
			app.H2().ID("library-title").Text(W.LibraryTitle),
			app.If(len(s.summaries) > 5, func() app.UI {
				return app.Input().Type("search").Class("search").DataSet("input", "stories").Aria("label", W.LibrarySearch).Placeholder(W.LibrarySearch)
			}),
			app.If(len(s.summaries) > 0 && !s.forgetting, func() app.UI { return button("forget", W.ForgetAll, "quiet").Attr("data-testid", "forget") }),
		),
		app.If(len(s.summaries) > 0 && s.forgetting, func() app.UI {
			return app.Div().Class("ask").Attr("role", "group").Aria("label", W.ForgetAll).Body(
				app.P().Text(W.ForgetSure(len(s.summaries))),
				button("forget-all", W.ForgetYes, "danger").Attr("data-testid", "forget-all"),
				button("forget", W.ForgetNo, ""))
		}),
		app.If(s.deleted != nil, func() app.UI {
			return app.Div().Class("ask").Body(
				app.P().Text(W.DeletedStory(s.deleted.Heading())), button("undelete", W.BringBack, "").Attr("data-testid", "undelete"))
		}),
		app.If(s.storage != "", func() app.UI { return app.P().Class("notice").Text(s.storage) }),
		app.If(len(found) == 0 && query != "", func() app.UI { return app.P().Class("empty").Text(W.NothingFound) }),
		app.Ul().Body(app.Range(found).Slice(func(i int) app.UI {
			x := found[i]
			return app.Li().Body(
				app.Button().Type("button").Class("story").DataSet("do", "open-story").DataSet("story", x.ID).Body(
					app.Strong().Text(x.Title),
					app.Span().Text(W.StoryLine(x.Articles, x.Updated))),
				app.Button().Type("button").Class("quiet").DataSet("do", "delete-story").DataSet("story", x.ID).
					Aria("label", W.DeleteStory(x.Title)).Text(W.Delete),
			)
		})),
	)
}

// problemView says what went wrong and what can be done.
type problemView struct {
	app.Compo
	S   *state
	Rev int
}

// Render draws the message, an empty place where all is well.
func (v *problemView) Render() app.UI {
	p := v.S.problem
	if p.text == "" {
		return app.Div().Class("problem none")
	}
	return app.Div().Class("problem").Attr("role", "alert").Attr("data-testid", "problem").Body(
		app.P().Text(p.text),
		app.Div().Class("problem-tools").Body(
			app.If(p.retry && v.S.story != nil && !p.reload, func() app.UI {
				return button("retry", W.Retry, "primary").Attr("data-testid", "retry")
			}),
			app.If(len(p.part) > 0, func() app.UI {
				return button("read-part", W.ReadFirst(textBytes(p.part)), "primary").Attr("data-testid", "read-part")
			}),
			app.If(p.reload, func() app.UI { return button("reload", W.Reload, "primary") }),
			button("dismiss", W.Dismiss, "quiet"),
		),
	)
}

// button is a control that does something (see actions.go).
func button(do, label, class string) app.HTMLButton {
	b := app.Button().Type("button").DataSet("do", do).Text(label)
	if class != "" {
		b = b.Class(class)
	}
	return b
}

func itoa(n int) string { return strconv.Itoa(n) }
