package widget

import (
	"context"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/story"
)

// The browser's way back leads from a story to the start page, and forward to the
// story again, not off the site. A story's entry in the browser's history holds
// its id and nothing of its words; the address stays the same. Frames on other
// pages leave their page's history alone.

// entry is the id of the story that the browser's present entry is of, "" for none.
func entry() string {
	if state := app.Window().Get("history").Get("state"); state.Type() == app.TypeObject {
		if id := state.Get("whosaidStory"); id.Type() == app.TypeString {
			return id.String()
		}
	}
	return ""
}

// enter gives the story that has been opened its entry.
func (s *state) enter() {
	if !s.mounted || !app.IsClient || s.embedded || s.leaving || s.story == nil || entry() == s.story.ID {
		return
	}
	how := "pushState"
	if entry() != "" {
		how = "replaceState" // one story has followed another
	}
	app.Window().Get("history").Call(how, map[string]any{"whosaidStory": s.story.ID}, "")
}

// leave takes the entry of a story away that the reader has closed by the page's
// own control.
func (s *state) leave() {
	if app.IsClient && !s.embedded && !s.leaving && entry() != "" {
		s.leaving = true // until the browser is back
		app.Window().Get("history").Call("back")
	}
}

// watchHistory follows the browser's way back and forward, and returns what ends
// the watch.
func (s *state) watchHistory() func() {
	if id := entry(); id != "" && s.story == nil { // the page was loaded anew, by the reader or a system short of memory
		s.reopen(id)
	}
	moved := app.FuncOf(func(app.Value, []app.Value) any {
		s.later(func() {
			id := entry()
			switch {
			case s.leaving:
				s.leaving = false
				s.enter() // another story was opened meanwhile
			case id == "" && s.story != nil:
				s.home()
			case id != "" && (s.story == nil || s.story.ID != id):
				s.openStory(id)
			}
		})
		return nil
	})
	app.Window().Call("addEventListener", "popstate", moved)
	return func() {
		app.Window().Call("removeEventListener", "popstate", moved)
		moved.Release()
	}
}

// home shows the start page.
func (s *state) home() {
	s.closeStory()
	s.listStories()
	s.scrollTop()
	s.refocus(".start h1")
}

// reopen shows the story again that was open when the page was left, unless the
// reader is at something else by now.
func (s *state) reopen(id string) {
	var kept *story.Story
	s.keep(func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		kept, _ = s.library.get(ctx, id)
		return nil
	}, func() {
		box := one("#whosaid-text")
		if s.story == nil && kept != nil && len(kept.Articles) > 0 && (box == nil || box.Get("value").String() == "") {
			s.present(kept)
		} else if s.story == nil {
			app.Window().Get("history").Call("replaceState", nil, "")
		}
	})
}

// watchBack has a phone's way back close the sheet that stands open over the text,
// not the story, where the browser tells of it.
func (s *state) watchBack(open bool) {
	if app.IsServer || !s.mounted || s.embedded {
		return
	}
	if s.unwatch != nil {
		s.unwatch()
		s.unwatch = nil
	}
	watcher := app.Window().Get("CloseWatcher")
	if !open || !narrow() || !watcher.Truthy() {
		return
	}
	watcher = watcher.New()
	closed := app.FuncOf(func(app.Value, []app.Value) any {
		s.later(func() {
			if s.sel.id != "" {
				s.deselect()
			}
			s.open = false
			s.pageRev++
		})
		return nil
	})
	watcher.Set("onclose", closed)
	s.unwatch = func() {
		watcher.Set("onclose", nil)
		watcher.Call("destroy")
		closed.Release()
	}
}
