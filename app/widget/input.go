package widget

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/export"
	"whosaid.example/app/story"
)

// Doors in: paste, type, drop, open, share, example. Whatever comes in is text
// by the time it is shown; markup is read by a tokenizer and never becomes part
// of the page.

// onPaste takes text pasted into a paste box and begins at once. Where the
// clipboard has markup too, its text without furniture is taken, unless that
// holds much less than the plain text.
func (w *Widget) onPaste(ctx app.Context, e app.Event) {
	s := w.s
	target := e.Get("target")
	data := e.Get("clipboardData")
	inBox := closest(target, "textarea") != nil
	if !data.Truthy() || (inBox && attr(target, "data-read") == "") || closest(target, "input") != nil || (!inBox && s.story != nil) {
		ctx.PreventUpdate()
		return
	}
	plain := data.Call("getData", "text/plain").String()
	if files := data.Get("files"); files.Truthy() && files.Length() > 0 && (strings.TrimSpace(plain) == "" || !pictures(files)) {
		e.PreventDefault()
		s.openFiles(files)
		return
	}
	markup := data.Call("getData", "text/html").String()
	if box := closest(target, "textarea"); box != nil && strings.TrimSpace(box.Get("value").String()) != "" && len(plain) < 400 {
		ctx.PreventUpdate() // a word pasted into a text that is being written
		return
	}
	e.PreventDefault()
	in := incoming{text: plain, markup: markup}
	if box := closest(target, "textarea"); box != nil {
		in.around(box)
		box.Set("value", in.before+plain+in.behind)
		s.hold(box)
	}
	s.take([]incoming{in})
}

// around takes what stands in a paste box before and behind the place of the
// cursor, or what is selected, where something is pasted.
func (x *incoming) around(box app.Value) {
	x.box = box
	slice := app.Window().Get("String").Get("prototype").Get("slice")
	x.before = slice.Call("call", box.Get("value"), 0, box.Get("selectionStart")).String()
	x.behind = slice.Call("call", box.Get("value"), box.Get("selectionEnd")).String()
	if strings.TrimSpace(x.before+x.behind) == "" {
		x.before, x.behind = "", ""
	} else if x.before != "" && strings.TrimSpace(x.before[len(x.before)-1:]) != "" {
		x.before += "\n\n" // a headline that was typed, and its article
	}
}

// pictures tells whether files are pictures and nothing else: programs put one of
// what was copied beside its text.
func pictures(files app.Value) bool {
	for i := range files.Length() {
		if !strings.HasPrefix(files.Index(i).Get("type").String(), "image/") {
			return false
		}
	}
	return true
}

func (w *Widget) onDragOver(ctx app.Context, e app.Event) {
	e.PreventDefault()
	ctx.PreventUpdate()
}

func (w *Widget) onDrop(ctx app.Context, e app.Event) {
	e.PreventDefault()
	data := e.Get("dataTransfer")
	if !data.Truthy() {
		return
	}
	if files := data.Get("files"); files.Truthy() && files.Length() > 0 {
		w.s.openFiles(files)
		return
	}
	w.s.take([]incoming{{text: data.Call("getData", "text/plain").String(), markup: data.Call("getData", "text/html").String()}})
}

// incoming is a text that comes in.
type incoming struct {
	name, text, markup string
	cut                bool      // there was more than lookLimit
	failed             bool      // a file that could not be read, with its name alone
	before, behind     string    // what was pasted stands between these in its box
	box                app.Value // it was put into, nil for none
}

// openFiles reads the files that were chosen, dropped or opened with the app.
func (s *state) openFiles(files app.Value) {
	n := files.Length()
	if n == 0 {
		return
	}
	got := make([]incoming, n)
	left := n
	end := func() {
		if left--; left == 0 {
			s.take(got)
		}
	}
	for i := range n {
		file := files.Index(i)
		name := file.Get("name").String()
		cut := file.Get("size").Int() > lookLimit && !strings.HasSuffix(strings.ToLower(name), ".docx") // pictures are the most of it
		s.await(app.Window().Call("whosaidText", file, lookLimit), func(text app.Value) {
			got[i] = incoming{name: name, text: text.String(), cut: cut}
			end()
		}, func(string) {
			got[i] = incoming{name: name, failed: true}
			end()
		})
	}
}

// takeDraft takes what was typed into the paste box that is on screen.
func (s *state) takeDraft() {
	box := one("#whosaid-text")
	if s.adding {
		box = one("#whosaid-add")
	}
	if box == nil {
		return
	}
	s.take([]incoming{{text: box.Get("value").String(), box: box}})
}

// typed begins by itself when a text that is being typed, dictated or filled in
// looks whole: long enough, ended by a full stop, and left alone for a while.
func (s *state) typed(box app.Value) {
	s.typing++
	n := s.typing
	s.ctx.After(typingPause, func(app.Context) {
		text := strings.TrimSpace(box.Get("value").String())
		if n == s.typing && box.Get("isConnected").Bool() && len(text) >= typedLength && strings.ContainsAny(text[len(text)-4:], ".!?”\"") {
			s.takeDraft()
		}
	})
}

// typingPause is how long nothing must be typed, typedLength how many bytes
// there must be, for a text to be read without a press of the button.
const (
	typingPause = 3 * time.Second
	typedLength = 400
)

// take makes articles of what came in and begins a story with them, or adds them
// to the story in which the reader is adding. What can't be read gets a message
// that says what to do instead, and nothing else changes; a file that could not be
// opened at all holds up no others.
func (s *state) take(in []incoming) {
	s.problem = problem{}
	s.pageRev++
	cut, failed := false, problem{}
	in = slices.DeleteFunc(in, func(x incoming) bool {
		if x.failed {
			failed = problem{text: W.FileFailed(x.name)}
		}
		return x.failed
	})
	if len(in) == 0 {
		s.problem = failed
		return
	}
	for i := range in {
		in[i].text = strings.TrimPrefix(in[i].text, "\ufeff") // a byte order mark, before a story's JSON too
		in[i].shorten()
		cut = cut || in[i].cut
	}
	if len(in) == 1 && in[0].markup == "" {
		if cut && strings.HasSuffix(strings.ToLower(in[0].name), ".json") {
			s.problem = problem{text: W.FileTooLong}
			return
		}
		if f, err := export.Read(strings.NewReader(in[0].text)); err == nil {
			s.openFile(f)
			return
		}
	}
	for _, x := range in {
		if message := W.Unreadable(story.Recognize(x.name, x.text), x.name); message != "" && strings.TrimSpace(x.markup) == "" {
			s.problem = problem{text: message}
			return
		}
	}
	go func() {
		time.Sleep(time.Millisecond) // the click's own work ends first
		pause := newPause()
		var articles []story.Article
		for _, x := range in {
			text := readable(x, pause)
			if x.before+x.behind != "" {
				text = story.Tidy(x.before + text + x.behind)
			}
			if text != "" {
				articles = append(articles, story.Article{Name: x.name, Text: text})
			}
		}
		s.later(func() {
			if len(articles) == 0 {
				s.problem = problem{text: W.Unreadable(story.Empty, "")}
				s.pageRev++
				return
			}
			s.accept(articles, cut)
			if s.problem.text == "" {
				s.problem = failed
				s.clearBox(in[0].box)
			}
		})
	}()
}

// readable is the text of what came in, cleaned.
func readable(x incoming, pause func()) string {
	source := x.markup
	name := strings.ToLower(x.name)
	if source == "" && (strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm") || story.LooksLikeHTML(x.text)) {
		source = x.text
	}
	plain := ""
	if source != x.text {
		plain = story.Tidy(x.text)
	}
	if source == "" {
		return plain
	}
	c := story.NewCleaner(source)
	for c.Step(200) {
		pause()
	}
	if text := c.Text(); 2*len(text) > len(plain) {
		return text
	}
	return plain
}

// openFile opens a story that was exported as JSON, or the story on the device that is the same.
func (s *state) openFile(f *export.File) {
	st := &story.Story{ID: newID(), Title: f.Title, Corrections: f.Corrections}
	for i, a := range f.Articles {
		st.Articles = append(st.Articles, story.Article{Name: a.Name, Outlet: a.Outlet, Date: a.Date, Text: f.Texts[i]})
	}
	same := func(x *story.Story) bool {
		return x.Title == st.Title && len(x.Articles) == len(st.Articles) && slices.Equal(x.Corrections, st.Corrections)
	}
	s.whereKept(st.Articles, same, func(kept *story.Story, _ int) {
		s.present(cmp.Or(kept, st))
		s.known = kept != nil
	})
}

// openExample opens one of the example stories as the reader has left it, or
// fetches it. The library is asked, not the list on the page, which may not have
// been read yet.
func (s *state) openExample(file string) {
	id := "example-" + file
	var kept *story.Story
	s.keep(func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		kept, _ = s.library.get(ctx, id) // storage that is refused or slow holds no example up
		return nil
	}, func() {
		if kept != nil && len(kept.Articles) > 0 {
			s.present(kept)
		} else {
			s.fetchExample(file, id)
		}
	})
}

func (s *state) fetchExample(file, id string) {
	failed := func() {
		s.problem = problem{text: W.ExampleFailed}
		s.pageRev++
	}
	for _, x := range examples {
		if x.file != file {
			continue
		}
		url := s.ctx.ResolveStaticResource("/web/examples/" + file + ".txt")
		s.await(app.Window().Call("fetch", url), func(response app.Value) {
			if !response.Get("ok").Bool() {
				failed()
				return
			}
			s.await(response.Call("text"), func(text app.Value) {
				articles, err := story.ParseExample(text.String())
				if err != nil {
					failed()
					return
				}
				s.begin(id, x.title, articles)
			}, nil)
		}, func(string) { failed() })
	}
}

// takeWhatWasShared takes the texts that other programs hand over: what was
// shared to the app, opened with it, or sent by the bookmarklet. boot.js keeps
// them in window.whosaidInbox until they are taken. It returns what ends the
// listening.
func (s *state) takeWhatWasShared() func() {
	w := app.Window()
	take := func() {
		inbox := w.Get("whosaidInbox")
		if !inbox.Truthy() {
			return
		}
		var parcel struct {
			Articles []struct {
				Name, Text, HTML, URL string
				Failed                bool
			}
		}
		if json.Unmarshal([]byte(inbox.Call("take").String()), &parcel) != nil {
			return
		}
		var in []incoming
		readable := false
		for _, a := range parcel.Articles {
			if a.Text == "" && a.HTML == "" {
				a.Text = a.URL // a bare link gets its message
			}
			in = append(in, incoming{name: a.Name, text: a.Text, markup: a.HTML, failed: a.Failed})
			readable = readable || !a.Failed
		}
		if readable {
			s.closeStory()
		}
		s.take(in)
	}
	listener := app.FuncOf(func(app.Value, []app.Value) any {
		s.later(take)
		return nil
	})
	w.Call("addEventListener", "whosaid-inbox", listener)
	take()
	return func() {
		w.Call("removeEventListener", "whosaid-inbox", listener)
		listener.Release()
	}
}
