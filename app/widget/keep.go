package widget

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/story"
)

// Keeping stories: after each change the story is saved, all in the background.
// Where that fails, the reader is told once; nothing on screen changes.

// keep runs a piece of work with the library outside the interface's goroutine;
// done runs back on it.
func (s *state) keep(work func(ctx context.Context) error, done func()) {
	if s.library == nil || s.embedded {
		return
	}
	go func() {
		time.Sleep(time.Millisecond) // after what shows the change
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		err := work(ctx)
		s.later(func() {
			if err != nil {
				s.storageFailed(err)
				return
			}
			if done != nil {
				done()
			}
		})
	}()
}

func (s *state) storageFailed(err error) {
	text := W.StorageBlocked
	if strings.Contains(strings.ToLower(err.Error()), "quota") {
		text = W.StorageFull
	}
	if s.storage != text {
		s.storage = text
		s.pageRev++
	}
}

// save keeps the story as it is now.
func (s *state) save() {
	if s.story == nil || s.embedded || s.unsaved {
		return
	}
	copied := *s.story
	copied.Articles = slices.Clone(copied.Articles)
	copied.Corrections = slices.Clone(copied.Corrections)
	s.keep(func(ctx context.Context) error { return s.library.put(ctx, &copied) }, func() {
		s.tellTabs(copied.ID)
		if s.storage != "" {
			s.storage = ""
			s.pageRev++
		}
	})
}

// listStories fetches the list of what is kept, the latest first.
func (s *state) listStories() {
	var found []story.Summary
	s.keep(func(ctx context.Context) (err error) {
		found, err = s.library.list(ctx)
		return err
	}, func() {
		latestFirst(found)
		s.summaries = found
		s.pageRev++
	})
}

func (s *state) openStory(id string) {
	var got *story.Story
	s.keep(func(ctx context.Context) (err error) {
		got, err = s.library.get(ctx, id)
		return err
	}, func() {
		if got == nil || len(got.Articles) == 0 {
			s.problem = problem{text: W.StoryGone}
			s.listStories()
			return
		}
		s.present(got)
	})
}

// deleteStory deletes a story; until the reader goes on, it can be brought back.
func (s *state) deleteStory(id string) {
	var had *story.Story
	s.keep(func(ctx context.Context) error {
		had, _ = s.library.get(ctx, id) // one that can't be read can be deleted all the same
		return s.library.remove(ctx, id)
	}, func() {
		s.deleted = had
		s.tellTabs("")
		s.say(W.Deleted)
		s.listStories()
		s.refocus(`[data-testid="undelete"]`, ".start h1")
	})
}

// undelete brings the story back that was deleted last.
func (s *state) undelete() {
	if had := s.deleted; had != nil {
		s.deleted = nil
		s.keep(func(ctx context.Context) error { return s.library.put(ctx, had) }, s.listStories)
	}
}

// forgetAll deletes every story from the device.
func (s *state) forgetAll() {
	s.keep(func(ctx context.Context) error { return s.library.remove(ctx, "") }, func() {
		s.summaries, s.deleted, s.forgetting = nil, nil, false
		s.tellTabs("")
		s.say(W.Forgotten)
		s.pageRev++
		s.refocus(".start h1")
	})
}

// whereKept looks for a story on the device that has all of some articles and fits
// (each does for nil), the latest first, and gives it to done with the index of the
// first of them; nil where there is none. It holds nothing up: storage that is refused or slow has none.
func (s *state) whereKept(articles []story.Article, fits func(*story.Story) bool, done func(kept *story.Story, at int)) {
	if s.library == nil || s.embedded {
		done(nil, 0)
		return
	}
	var kept *story.Story
	at := 0
	s.keep(func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		list, _ := s.library.list(ctx)
		latestFirst(list)
		for _, x := range list {
			if !x.MayHold(articles) {
				continue
			}
			if found, _ := s.library.get(ctx, x.ID); found != nil {
				if at = found.Holds(articles); at >= 0 && (fits == nil || fits(found)) {
					kept = found
					break
				}
			}
		}
		return nil
	}, func() {
		if kept != nil {
			kept.Updated = time.Now() // the reader is back at it
		}
		done(kept, at)
	})
}

func latestFirst(list []story.Summary) {
	slices.SortFunc(list, func(a, b story.Summary) int { return b.Updated.Compare(a.Updated) })
}

// watchTabs has what the reader does to a story in one tab show in the others: what
// each would save from then on holds it too. It returns what ends the watch.
func (s *state) watchTabs() func() {
	channel := app.Window().Get("BroadcastChannel")
	if !channel.Truthy() {
		return func() {}
	}
	channel = channel.New("whosaid")
	heard := app.FuncOf(func(_ app.Value, args []app.Value) any {
		id := args[0].Get("data").String()
		s.later(func() {
			if s.story == nil {
				s.listStories()
			} else if s.story.ID == id {
				s.follow()
			}
		})
		return nil
	})
	channel.Set("onmessage", heard)
	s.tabs = channel
	return func() {
		s.tabs = nil
		channel.Call("close")
		heard.Release()
	}
}

func (s *state) tellTabs(id string) {
	if s.tabs != nil {
		s.tabs.Call("postMessage", id)
	}
}

// follow takes over what another tab has done to the story.
func (s *state) follow() {
	id := s.story.ID
	var kept *story.Story
	s.keep(func(ctx context.Context) error {
		kept, _ = s.library.get(ctx, id)
		return nil
	}, func() {
		switch {
		case kept == nil || s.story == nil || s.story.ID != id || !kept.Updated.After(s.story.Updated):
		case slices.Equal(kept.Articles, s.story.Articles):
			s.story, s.undone, s.removed = kept, nil, nil
			s.pageRev++
			if s.raw != nil {
				s.apply(nil)
			}
		default:
			s.present(kept)
		}
	})
}
