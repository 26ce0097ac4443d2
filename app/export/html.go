package export

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// style is the sheet of the exported page: light and dark, for screen and print.
//
//go:embed page.css
var style string

// writeHTML is a page that stands alone: the articles with their marks, the
// quotes by speaker, the references with both claims. It has no script and
// asks for nothing from anywhere.
func writeHTML(out io.Writer, x *input) error {
	w := bufio.NewWriter(out)
	e := html.EscapeString
	fmt.Fprintf(w, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"+
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"+
		"<meta name=\"generator\" content=\"whosaid %s\">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n", e(x.Engine), e(x.storyTitle()), style)
	fmt.Fprintf(w, "<p class=\"key\"><span class=\"quote direct\">%s</span> <span class=\"quote mixed\">%s</span> <span class=\"quote indirect\">%s</span> <span class=\"actor\">%s</span> <span class=\"claim\">%s</span></p>\n",
		e(x.say.QuoteKind("direct")), e(x.say.QuoteKind("mixed")), e(x.say.QuoteKind("indirect")), e(x.say.Actors), e(x.say.Claims))
	met := map[analysis.ClaimAt]bool{}
	for _, r := range x.References {
		if !story.Unclear(r) {
			met[r.From], met[r.To] = true, true
		}
	}
	for i := range x.Articles {
		a := &x.Articles[i]
		var marks []story.Mark
		for _, v := range a.Actors {
			for _, m := range v.Mentions {
				marks = append(marks, story.Mark{Span: m.Span, ID: v.Name, Class: "actor"})
			}
		}
		for j := range a.Quotes {
			q := &a.Quotes[j]
			name := x.speakers(i, q)
			if name == "" {
				name = x.say.Unclear
			}
			if reader(q) {
				name += " (" + x.say.SetByReader + ")"
			}
			for k, s := range q.Content {
				m := story.Mark{Span: s, ID: name + " (" + x.say.QuoteKind(q.Kind) + ")", Class: "quote " + q.Kind}
				if k == 0 {
					m.Label = fmt.Sprintf("a%d-%s", i, q.ID) // where the table's line leads
				}
				marks = append(marks, m)
			}
		}
		for _, c := range a.Claims {
			if at := (analysis.ClaimAt{Article: i, Claim: c.ID}); met[at] {
				marks = append(marks, story.Mark{Span: c.Span, ID: "", Class: "claim"})
			}
		}
		fmt.Fprintf(w, "<article id=\"article%d\">\n<p class=\"meta\">%s</p>\n", i, e(strings.TrimSpace(cmp.Or(a.Outlet, a.Name, x.say.Number(i+1))+" "+a.Date)))
		for _, p := range story.Layout(x.texts[i], a) {
			tag := map[string]string{"title": "h1", "heading": "h2"}[p.Kind]
			if tag == "" {
				tag = "p"
			}
			own := touching(marks, p.Span)
			fmt.Fprintf(w, "<%s class=\"%s\">", tag, e(p.Kind))
			for _, s := range story.Flatten(p.Span, own) {
				text := e(x.texts[i][s.Start:s.End])
				if len(s.Marks) == 0 {
					fmt.Fprint(w, text)
					continue
				}
				var class, title []string
				anchor := ""
				for _, m := range s.Starts {
					if own[m].Label != "" && anchor == "" {
						anchor = own[m].Label
					} else if own[m].Label != "" {
						fmt.Fprintf(w, "<span id=\"%s\"></span>", e(own[m].Label)) // two quotes begin here
					}
				}
				if anchor != "" {
					anchor = " id=\"" + e(anchor) + "\""
				}
				for _, m := range s.Marks {
					class = append(class, own[m].Class)
					if own[m].ID != "" {
						title = append(title, own[m].ID)
					}
				}
				fmt.Fprintf(w, "<span%s class=\"%s\" title=\"%s\">%s</span>", anchor, e(strings.Join(class, " ")), e(strings.Join(title, "; ")), text)
			}
			fmt.Fprintf(w, "</%s>\n", tag)
		}
		fmt.Fprint(w, "</article>\n")
	}
	x.htmlQuotes(w)
	x.htmlReferences(w)
	fmt.Fprintf(w, "<footer>%s</footer>\n</main>\n</body>\n</html>\n", e(x.say.MadeWith(x.Engine)))
	return w.Flush()
}

func (x *input) htmlQuotes(w io.Writer) {
	e := html.EscapeString
	fmt.Fprintf(w, "<section>\n<h2>%s</h2>\n<table><thead><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr></thead><tbody>\n",
		e(x.say.Quotes), e(x.say.Speaker), e(x.say.Quote), e(x.say.Kind), e(x.say.Article))
	for i := range x.Articles {
		for j := range x.Articles[i].Quotes {
			q := &x.Articles[i].Quotes[j]
			name := x.speakers(i, q)
			if name == "" {
				name = x.say.Unclear
			}
			if reader(q) {
				name += " (" + x.say.SetByReader + ")"
			}
			fmt.Fprintf(w, "<tr id=\"d%d-%s\"><td>%s</td><td><a href=\"#a%d-%s\">%s</a></td><td>%s</td><td>%s</td></tr>\n", i, e(q.ID), e(name), i, e(q.ID), e(x.said(i, q)), e(x.say.QuoteKind(q.Kind)), e(x.label(i)))
		}
	}
	fmt.Fprint(w, "</tbody></table>\n</section>\n")
}

func (x *input) htmlReferences(w io.Writer) {
	e := html.EscapeString
	if len(x.References) == 0 {
		return
	}
	fmt.Fprintf(w, "<section>\n<h2>%s</h2>\n<ul class=\"refs\">\n", e(x.say.WhereMeet))
	for _, r := range x.surest() {
		from, to := x.claim(r.From), x.claim(r.To)
		if from == nil || to == nil {
			continue
		}
		fmt.Fprintf(w, "<li><strong>%s</strong> %s<blockquote>%s <cite>%s, %s</cite></blockquote><blockquote>%s <cite>%s, %s</cite></blockquote></li>\n",
			e(relation(r)), e(r.Why),
			e(x.words(r.To.Article, to.Span)), e(x.who(r.To.Article, to.Speaker)), e(x.label(r.To.Article)),
			e(x.words(r.From.Article, from.Span)), e(x.who(r.From.Article, from.Speaker)), e(x.label(r.From.Article)))
	}
	fmt.Fprint(w, "</ul>\n</section>\n")
}
