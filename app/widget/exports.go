package widget

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/export"
)

// exportMenu offers what the story can be taken out as, a line on the use of each.
func (s *state) exportMenu() app.UI {
	formats := export.Formats()
	return app.Details().Class("menu").Attr("data-testid", "export-menu").Body(
		app.Summary().Text(W.Export),
		app.Div().Class("menu-body").Body(
			app.Ul().Body(app.Range(formats).Slice(func(i int) app.UI {
				f := formats[i]
				return app.Li().Body(app.Button().Type("button").DataSet("do", "export").DataSet("format", f.ID).Attr("data-testid", "export-"+f.ID).Body(
					app.Strong().Text(W.Exports.Name(f.ID)), app.Span().Text(W.Exports.Use(f.ID))))
			})),
			app.Div().Class("menu-print").Body(
				app.Button().Type("button").DataSet("do", "print").Body(app.Strong().Text(W.Print), app.Span().Text(W.PrintUse(len(s.story.Articles)))),
				app.If(len(s.story.Articles) > 1, func() app.UI {
					return app.Button().Type("button").DataSet("do", "print-one").Attr("data-testid", "print-one").Body(
						app.Strong().Text(W.PrintOne), app.Span().Text(s.story.LongLabel(s.shown)))
				})),
		))
}

// export hands the reader a file in the format.
func (s *state) export(format string) {
	f, ok := export.Find(format)
	if !ok || s.index == nil {
		return
	}
	var b strings.Builder
	file := &export.File{Result: *s.index.Result, Title: s.story.Title, Texts: s.story.Texts(), Corrections: s.story.Corrections, Words: W.Exports}
	if format == "json" {
		file.Result = *s.raw // corrections are put on again when it is opened
	}
	name, ext, mime := fileName(s.story.Heading()), f.Ext, f.MIME+";charset=utf-8"
	var err error
	if format == "brat" {
		ext, mime = ".zip", "application/zip"
		err = export.WriteBrat(&b, name, file)
	} else {
		err = export.WriteStory(&b, format, file)
	}
	if err != nil {
		s.problem = problem{text: W.ExportFailed(err.Error())}
		s.pageRev++
		return
	}
	download(name+ext, mime, b.String())
	s.say(W.Exported)
}

// fileName is a title as a name that every system takes.
func fileName(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 50 {
			break
		}
	}
	if name := strings.Trim(b.String(), "-"); name != "" {
		return name
	}
	return "whosaid"
}
