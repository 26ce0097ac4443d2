package widget

import (
	"html"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// The overview: pictures, one after another a frame, drawn as SVG by hand, each with the same content as
// text or as a table beside it. Shapes have classes, never inline styles, and
// the text of articles enters them escaped.

func (s *state) overview() app.UI {
	pictures := []func() app.UI{
		func() app.UI { return section(W.SharesTitle, s.shares()) },
		func() app.UI {
			strips := []app.UI{app.P().Class("hint").Text(W.StripHint)}
			for i := range s.index.Articles {
				strips = append(strips, s.stripOf(i))
			}
			return section(W.StripTitle, strips...)
		},
		func() app.UI { return section(W.TopicsTitle, app.P().Class("hint").Text(W.TopicsHint), s.topics()) },
		func() app.UI { return section(W.AboutTitle, s.aboutMatrix()) },
		func() app.UI { return app.P().Class("caveat").Text(W.NoVerdict) },
	}
	shown := len(pictures)
	if s.mounted {
		shown = min(shown, s.pictures)
		if shown < len(pictures) {
			s.ctx.After(8*time.Millisecond, func(app.Context) {
				if s.pictures == shown {
					s.pictures++
					s.panelRev++
					s.pageRev++
				}
			})
		}
	}
	var body []app.UI
	for _, draw := range pictures[:shown] {
		body = append(body, draw())
	}
	return app.Div().Class("overview").Attr("data-testid", "overview").Body(body...)
}

func colourClass(p *story.Person) string {
	if p == nil || p.Colour < 0 {
		return "kx"
	}
	return "k" + itoa(p.Colour)
}

// shares draws words per speaker, and named against unnamed.
func (s *state) shares() app.UI {
	shares := s.index.Shares(-1)
	if len(shares) == 0 {
		return app.P().Class("empty").Text(W.NoQuotes)
	}
	most, total, named := shares[0].Words, 0, 0
	for _, x := range shares {
		total += x.Words
		most = max(most, x.Words)
		if x.Named {
			named += x.Words
		}
	}
	rows := shares[:min(len(shares), 12)]
	var items []app.UI
	for _, x := range rows {
		name := x.Name
		if x.Key == "" {
			name = W.NobodyKnown
		}
		p := s.index.Person(x.Key)
		var label app.UI = app.Span().Text(W.Heading(name))
		if p != nil {
			label = app.Button().Type("button").Class("link").DataSet("do", "select").DataSet("article", itoa(p.At[0].Article)).DataSet("id", p.At[0].ID).Text(W.Heading(name))
		}
		class := "bar-fill " + colourClass(p)
		if !x.Named {
			class += " unnamed"
		}
		items = append(items, app.Li().Body(
			app.Span().Class("bar-label").Body(label, app.Span().Class("item-side").Text(W.WordsQuotes(x.Words, x.Count))),
			app.Raw(`<svg class="bar-svg" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="`+class+`" x="0" y="0" height="6" width="`+percent(x.Words, most)+`"/></svg>`)))
	}
	body := []app.UI{app.Ul().Class("bars").Body(items...)}
	if len(shares) > len(rows) {
		rest := 0
		for _, x := range shares[len(rows):] {
			rest += x.Words
		}
		body = append(body, app.P().Class("hint").Text(W.Others(len(shares)-len(rows), rest)))
	}
	body = append(body, app.P().Class("hint").Text(W.NamedShare(named, total)))
	return app.Div().Body(body...)
}

func percent(n, of int) string {
	return strconv.FormatFloat(100*float64(n)/float64(max(of, 1)), 'f', 1, 64)
}

// stripOf draws an article's voices in order: its own voice light, quotes in their
// speakers' colours, those of unnamed speakers paler.
func (s *state) stripOf(article int) app.UI {
	strip := s.index.Strip(article)
	var b strings.Builder
	b.WriteString(`<svg class="strip" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">`)
	at, quoted, named := 0, 0, 0
	for _, p := range strip.Pieces {
		x, width := at*1000/max(strip.Words, 1), max(1, p.Words*1000/max(strip.Words, 1))
		at += p.Words
		class := "own-voice"
		if p.Quote != "" {
			quoted += p.Words
			class = colourClass(s.index.Person(p.Key))
			if p.Named {
				named += p.Words
			} else {
				class += " unnamed"
			}
		}
		b.WriteString(`<rect class="piece ` + class + `" x="` + itoa(x) + `" y="0" width="` + itoa(width) + `" height="24"`)
		if p.Quote != "" {
			b.WriteString(` data-do="select" data-article="` + itoa(article) + `" data-id="` + html.EscapeString(p.Quote) + `"`)
		}
		b.WriteString(`/>`)
	}
	b.WriteString(`</svg>`)
	return app.Div().Class("strip-row").Body(
		app.P().Class("strip-name").Body(app.Text(s.label(article)), app.Span().Class("item-side").Text(W.StripText(quoted, strip.Words, named))),
		app.Raw(b.String()))
}

// topics is the table of what the articles say, differ in and are silent about.
func (s *state) topics() app.UI {
	topics := s.index.Topics()
	if len(topics) == 0 {
		return app.P().Class("empty").Text(W.NoTopics)
	}
	head := []app.UI{app.Th().Scope("col").Text(W.Claim)}
	for i := range s.story.Articles {
		head = append(head, app.Th().Scope("col").Body(app.Span().Text(s.label(i))))
	}
	class := "topics"
	if len(s.story.Articles) > 2 {
		class += " many" // their names stand upright, so that no column is out of sight
	}
	shown := topics[:min(len(topics), s.list.limit)]
	return app.Div().Class("table-wrap").Attr("tabindex", "0").Attr("role", "region").Aria("label", W.TopicsTitle).Body(
		app.Table().Class(class).Body(
			app.THead().Body(app.Tr().Body(head...)),
			app.TBody().Body(app.Range(shown).Slice(func(i int) app.UI {
				t := shown[i]
				cells := []app.UI{app.Th().Scope("row").Text(W.Heading(story.Shortened(s.claimText(t.Main), 90)))}
				for k, c := range t.Cells {
					if c.State == "silent" {
						cells = append(cells, app.Td().Class("silent").Body(app.Span().Aria("hidden", "true").Text("·"), app.Span().Class("vh").Text(W.Silent)))
						continue
					}
					sign, label := "●", W.Said
					if c.State == "differs" {
						sign, label = "≠", W.DiffersCell
					}
					cells = append(cells, app.Td().Class(c.State).Body(app.Button().Type("button").DataSet("do", "select").
						DataSet("article", itoa(k)).DataSet("id", c.At.Claim).Aria("label", label+": "+story.Shortened(s.claimText(c.At), 90)).Title(label).Text(sign)))
				}
				return app.Tr().Body(cells...)
			}))),
		app.If(len(shown) < len(topics), func() app.UI { return button("more", W.More(len(topics)-len(shown)), "") }),
	)
}

// aboutMatrix draws who speaks about whom.
func (s *state) aboutMatrix() app.UI {
	m := s.index.About(8)
	if len(m.Speakers) == 0 {
		return app.P().Class("empty").Text(W.NoAbout)
	}
	most := 1
	for _, row := range m.Count {
		for _, n := range row {
			most = max(most, n)
		}
	}
	head := []app.UI{app.Td().Body(app.Span().Class("vh").Text(W.AboutCorner))}
	for _, p := range m.Subjects {
		head = append(head, app.Th().Scope("col").Body(app.Span().Text(story.Shortened(W.Heading(p.Name), 24))))
	}
	return app.Div().Class("table-wrap").Attr("tabindex", "0").Attr("role", "region").Aria("label", W.AboutTitle).Body(
		app.Table().Class("about").Body(
			app.THead().Body(app.Tr().Body(head...)),
			app.TBody().Body(app.Range(m.Speakers).Slice(func(i int) app.UI {
				cells := []app.UI{app.Th().Scope("row").Text(story.Shortened(W.Heading(m.Speakers[i].Name), 24))}
				for _, n := range m.Count[i] {
					if n == 0 {
						cells = append(cells, app.Td().Body(app.Span().Class("vh").Text("0")))
						continue
					}
					r := strconv.FormatFloat(3+7*float64(n)/float64(most), 'f', 1, 64)
					cells = append(cells, app.Td().Body(
						app.Raw(`<svg class="dot" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle class="`+colourClass(m.Speakers[i])+`" cx="12" cy="12" r="`+r+`"/></svg>`),
						app.Span().Text(itoa(n))))
				}
				return app.Tr().Body(cells...)
			}))))
}

// driftOf shows how other articles have a quote, word by word.
func (s *state) driftOf(article int, q *analysis.Quote) app.UI {
	drifts := s.index.DriftOf(article, q.ID)
	if len(drifts) == 0 {
		return nil
	}
	var items []app.UI
	for _, d := range drifts {
		var words []app.UI
		for i, w := range d.Words {
			if i > 0 {
				words = append(words, app.Text(" "))
			}
			switch w.In {
			case -1:
				words = append(words, app.Elem("del").Text(w.Text))
			case 1:
				words = append(words, app.Elem("ins").Text(w.Text))
			default:
				words = append(words, app.Span().Text(w.Text))
			}
		}
		items = append(items, app.Li().Class("drift").Body(
			app.P().Body(app.Button().Type("button").Class("jump").DataSet("do", "select").DataSet("article", itoa(d.Article)).DataSet("id", d.Quote).Text(s.label(d.Article)),
				app.If(d.Speaker, func() app.UI {
					return app.Span().Class("certainty").Text(W.OtherSpeaker(s.index.NameOf(d.Article, s.index.Articles[d.Article].Quote(d.Quote).Speaker)))
				})),
			app.P().Class("words").Body(words...)))
	}
	return section(W.DriftTitle, app.P().Class("hint").Text(W.DriftHint(s.called(article))), app.Ul().Class("list").Attr("data-testid", "drift").Body(items...))
}
