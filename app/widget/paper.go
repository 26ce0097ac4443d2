package widget

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// print has the browser print an article, or with -1 all of them.
func (s *state) print(article int) {
	s.printed = article // until the browser has printed
	app.Window().Call("print")
}

// paper is the story as it is printed: every article, or the one that is asked
// for, with its marks, a number behind each quote and below the article, for
// each number, who says it.
func (s *state) paper() string {
	w := &strings.Builder{}
	w.WriteString(`<div class="whosaid paper">`)
	if s.story.Title != "" && len(s.story.Articles) > 1 && s.printed < 0 {
		w.WriteString("<h1>" + escape(s.story.Title) + "</h1>") // without one the headlines say it
	}
	for i := range s.story.Articles {
		if s.printed >= 0 && i != s.printed {
			continue
		}
		a := &s.story.Articles[i]
		var notes []string
		w.WriteString(`<article lang="en">`)
		name := a.Outlet
		if name == "" && a.Headline == "" && len(s.story.Articles) > 1 {
			name = s.called(i)
		}
		if name != "" || a.Date != "" {
			w.WriteString(`<p class="meta"><strong>` + escape(name) + "</strong> " + escape(W.LongDate(a.Date)) + "</p>")
		}
		w.WriteString(`<div class="text">`)
		paragraphs, text := s.paragraphs(i), s.setter(i)
		text.Notes, text.Note = &notes, s.note
		for n := range paragraphs {
			if paragraphs[n].Kind != "aside" || !s.fold {
				text.Paragraph(n, &paragraphs[n])
			}
		}
		w.WriteString(text.String())
		w.WriteString("</div>")
		if len(notes) > 0 {
			w.WriteString(`<ol class="notes" aria-label="` + escape(W.PaperNotes) + `">`)
			for n, note := range notes {
				w.WriteString(`<li value="` + strconv.Itoa(n+1) + `"><sup>` + strconv.Itoa(n+1) + "</sup> " + escape(note) + "</li>")
			}
			w.WriteString("</ol>")
		}
		w.WriteString("</article>")
	}
	w.WriteString(`<p class="caveat">` + escape(W.NoVerdict) + "</p></div>")
	return w.String()
}

// watchPrinting puts the paper beside the widget while the browser prints, by
// whichever way the reader has asked for it, and returns what ends the watch.
func (s *state) watchPrinting() func() {
	remove := func() {
		if old := document().Call("querySelector", ".whosaid.paper"); old.Truthy() {
			old.Call("remove")
		}
	}
	before := app.FuncOf(func(app.Value, []app.Value) any {
		remove()
		if s.story != nil {
			holder := document().Call("createElement", "div")
			holder.Set("innerHTML", s.paper())
			document().Get("body").Call("append", holder.Get("firstChild"))
		}
		return nil
	})
	after := app.FuncOf(func(app.Value, []app.Value) any {
		remove()
		s.printed = -1
		return nil
	})
	app.Window().Call("addEventListener", "beforeprint", before)
	app.Window().Call("addEventListener", "afterprint", after)
	return func() {
		app.Window().Call("removeEventListener", "beforeprint", before)
		app.Window().Call("removeEventListener", "afterprint", after)
		before.Release()
		after.Release()
	}
}
