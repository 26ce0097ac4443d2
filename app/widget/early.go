package widget

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/story"
)

// What boot.js did before this program ran: it gave the reader's text to the
// engine and put the first screen that came back into the page.

// early is such a screen.
type early struct{ text, headline, html string }

// takeEarly takes the first screen that stands in the page, nil for none.
func takeEarly() *early {
	boot := app.Window().Get("whosaidEarly")
	if !boot.Truthy() {
		return nil
	}
	view := boot.Call("view")
	if !view.Truthy() {
		return nil
	}
	return &early{view.Get("text").String(), view.Get("headline").String(), view.Get("html").String()}
}

// show makes the story of which the first screen stands in the page, so that
// this program begins with the same.
func (s *state) show(e *early) {
	s.early = e
	s.story = &story.Story{ID: newID(), Updated: time.Now(), Articles: []story.Article{{Text: e.text, Headline: e.headline}}}
	s.job = &job{}
}

// recall puts the story that the reader has of the same text in the place of the
// one whose first screen stands in the page, and keeps this where there is none.
func (s *state) recall() {
	fresh := s.story
	s.whereKept(fresh.Articles, nil, func(kept *story.Story, at int) {
		if s.story != fresh {
			return // the reader has gone on, and this was of a screen
		}
		s.unsaved = false
		switch {
		case kept == nil:
			s.save()
		case s.raw == nil && len(kept.Articles) == 1 && kept.Articles[0].Name+kept.Articles[0].Outlet+kept.Articles[0].Date == "":
			s.story, s.known = kept, true // the result that is on its way is of it too
			s.enter()
			s.redraw()
			s.save()
		default:
			s.present(kept)
			s.shown, s.known = at, true
		}
	})
}

// answerEarly has boot.js click again what was clicked in the first screen before
// there was a result.
func answerEarly() {
	if boot := app.Window().Get("whosaidEarly"); boot.Truthy() {
		boot.Call("answer")
	}
}

// ServedReading is the reading view as it is served beside the start page, for
// boot.js to put a first screen into its text.
func ServedReading() string {
	w := &Widget{}
	w.OnInit()
	w.s.show(&early{html: `<div class="group"></div>`})
	return app.HTMLString(w.Render())
}
