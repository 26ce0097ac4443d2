package widget

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/story"
)

// What is typed and not sent off yet outlives the box it was typed into: a reader
// who looks something up in another article, or presses a wrong control, finds it
// again. It is noted with every key, so that no way off the page has to think of it.

// drafts are what stands in the boxes.
type drafts struct {
	pasted map[string]string         // by story; under "" that of the start page
	edited map[edition]story.Article // articles' forms that differ from the articles
}

// edition names an article's form.
type edition struct {
	story   string
	article int
}

// hold keeps what stands in the box or form of a control that has been typed into.
func (s *state) hold(control app.Value) {
	if attr(control, "data-read") != "" {
		if control.Get("textLength").Int() <= readLimit {
			s.drafts.pasted[s.boxOf(control)] = control.Get("value").String()
		}
		return
	}
	if form := closest(control, "form.edit"); form != nil && s.story != nil {
		i := articleAt(form)
		if at, now := (edition{s.story.ID, i}), formed(s.story.Articles[i]); now != s.story.Articles[i] {
			s.drafts.edited[at] = now
		} else {
			delete(s.drafts.edited, at)
		}
	}
}

// boxOf is the key of a paste box's draft.
func (s *state) boxOf(box app.Value) string {
	if s.story != nil && box.Get("id").String() == "whosaid-add" {
		return s.story.ID
	}
	return ""
}

// clearBox empties a paste box whose text has been taken.
func (s *state) clearBox(box app.Value) {
	if box != nil {
		delete(s.drafts.pasted, s.boxOf(box))
		box.Set("value", "")
	}
}

// fillBox puts a draft back into the paste box that has come onto the page.
func (s *state) fillBox() {
	s.after(func() {
		for _, selector := range []string{"#whosaid-text", "#whosaid-add"} {
			if box := one(selector); box != nil && box.Get("value").String() == "" {
				box.Set("value", s.drafts.pasted[s.boxOf(box)])
			}
		}
	})
}

// moveEdits follows the articles of the story into another order.
func (s *state) moveEdits(order []int) {
	moved := map[edition]story.Article{}
	for to, from := range order {
		if a, ok := s.drafts.edited[edition{s.story.ID, from}]; ok {
			moved[edition{s.story.ID, to}] = a
		}
	}
	for at := range s.drafts.edited {
		if at.story == s.story.ID {
			delete(s.drafts.edited, at)
		}
	}
	for at, a := range moved {
		s.drafts.edited[at] = a
	}
}

// any tells whether something would be lost with the page.
func (d *drafts) any() bool {
	for _, text := range d.pasted {
		if strings.TrimSpace(text) != "" {
			return true
		}
	}
	return len(d.edited) > 0
}

// watchLeaving has the browser ask before it leaves what nobody has sent off, and
// returns what ends the watch.
func (s *state) watchLeaving() func() {
	leaving := app.FuncOf(func(_ app.Value, args []app.Value) any {
		if s.drafts.any() {
			args[0].Call("preventDefault")
		}
		return nil
	})
	app.Window().Call("addEventListener", "beforeunload", leaving)
	return func() {
		app.Window().Call("removeEventListener", "beforeunload", leaving)
		leaving.Release()
	}
}
