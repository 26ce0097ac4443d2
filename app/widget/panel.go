package widget

import (
	"cmp"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// panelView is what stands beside the text, or slides up on a phone: the card of
// what is selected, else one of four lists.
type panelView struct {
	app.Compo
	S                 *state
	Rev               int
	Open, Ready, Busy bool

	was bool // Open, when it was drawn last
}

var tabs = []tab{tabActors, tabQuotes, tabReferences, tabOverview}

// Render draws the card or the chosen list.
func (v *panelView) Render() app.UI {
	s := v.S
	if v.Open != v.was {
		v.was = v.Open
		s.watchBack(v.Open)
	}
	var body app.UI
	switch {
	case s.index == nil && v.Busy:
		body = app.P().Class("empty").Text(W.PanelWaiting)
	case s.index == nil:
		body = app.P().Class("empty").Text(W.PanelNothing)
	case s.sel.id != "":
		body = s.card()
	case s.nothing(s.list.tab):
		body = app.P().Class("empty").Text(W.NoneOf(string(s.list.tab)))
	default:
		body = s.listView()
	}
	return app.Aside().Class("panel").Aria("label", W.PanelLabel).Attr("data-testid", "panel").Body(
		app.Button().Type("button").Class("handle").DataSet("do", "sheet").Aria("expanded", boolWord(v.Open)).Aria("label", W.Sheet),
		app.Div().Class("tabs").Attr("role", "tablist").Aria("label", W.PanelLabel).Body(app.Range(tabs).Slice(func(i int) app.UI {
			t := tabs[i]
			on := t == s.list.tab
			b := app.Button().Type("button").ID("tab-"+string(t)).Attr("role", "tab").DataSet("do", "tab").DataSet("tab", string(t)).
				Aria("selected", boolWord(on)).Aria("controls", "panel-body").Attr("data-testid", "tab-"+string(t))
			if !on {
				b = b.TabIndex(-1)
			}
			return b.Body(app.Span().Text(W.Tab(string(t))), app.Span().Class("count").Text(s.count(t)))
		})),
		app.Div().Class("panel-body").ID("panel-body").Attr("role", "tabpanel").Aria("labelledby", "tab-"+string(s.list.tab)).TabIndex(0).Body(body),
	)
}

// nothing tells whether a tab has nothing to list: unclear references are not counted beside its name, but listed.
func (s *state) nothing(t tab) bool {
	if t == tabReferences {
		return len(s.index.Result.References) == 0
	}
	return s.count(t) == "0"
}

// count is the number beside a tab's name.
func (s *state) count(t tab) string {
	if s.index == nil {
		return ""
	}
	n := 0
	switch t {
	case tabActors:
		for _, p := range s.index.People {
			if p.Kind != "place" {
				n++
			}
		}
	case tabQuotes:
		for _, a := range s.index.Result.Articles {
			n += len(a.Quotes)
		}
	case tabReferences:
		n = s.index.Sure()
	case tabOverview:
		return ""
	}
	return itoa(n)
}

func (s *state) listView() app.UI {
	switch s.list.tab {
	case tabQuotes:
		return s.quoteList()
	case tabReferences:
		return s.referenceList()
	case tabOverview:
		return s.overview()
	}
	return s.actorList()
}

// filters draws the search box and the choices above a list.
func (s *state) filters(choices ...app.UI) app.UI {
	body := []app.UI{app.Input().Type("search").Class("search").DataSet("input", "search").Aria("label", W.SearchList).Placeholder(W.SearchList).Attr("data-testid", "search")}
	if len(s.story.Articles) > 1 {
		names := [][2]string{{"", W.AllArticles}}
		for i := range s.story.Articles {
			names = append(names, [2]string{itoa(i), s.label(i)})
		}
		current := ""
		if s.list.article >= 0 {
			current = itoa(s.list.article)
		}
		body = append(body, choice("article", W.Article, names, current))
	}
	return app.Div().Class("filters").Body(append(body, choices...)...)
}

// choice is a select whose change is taken at the root.
func choice(name, label string, options [][2]string, current string) app.UI {
	return app.Select().DataSet("change", name).Aria("label", label).Attr("data-testid", "filter-"+name).Body(
		app.Range(options).Slice(func(i int) app.UI {
			return app.Option().Value(options[i][0]).Selected(options[i][0] == current).Text(options[i][1])
		}))
}

func (s *state) matches(words ...string) bool {
	query := strings.ToLower(strings.TrimSpace(s.list.search))
	return query == "" || strings.Contains(strings.ToLower(strings.Join(words, " ")), query)
}

// limited cuts a list and adds the control that shows more of it; an empty one says
// none, to screen readers too: that line is there before it is needed.
func limited[T any](s *state, items []T, none string, draw func(T) app.UI) app.UI {
	n, class := min(len(items), s.list.limit), "empty"
	if n > 0 {
		none, class = "", "vh"
	}
	return app.Div().Body(
		app.P().Class(class).Attr("role", "status").Text(none),
		app.If(n > 0, func() app.UI {
			return app.Ul().Class("list").Attr("data-testid", "list").Body(app.Range(items[:n]).Slice(func(i int) app.UI { return draw(items[i]) }))
		}),
		app.If(n < len(items), func() app.UI { return button("more", W.More(len(items)-n), "") }),
	)
}

func (s *state) actorList() app.UI {
	var people []*story.Person
	for i := range s.index.People {
		p := &s.index.People[i]
		if s.list.kind != "" && p.Kind != s.list.kind || s.list.kind == "" && p.Kind == "place" || !s.matches(p.Name, strings.Join(p.Roles, " ")) {
			continue
		}
		if s.list.article >= 0 && !slices.ContainsFunc(p.At, func(at story.ActorAt) bool { return at.Article == s.list.article }) {
			continue
		}
		people = append(people, p)
	}
	switch s.list.sort {
	case "name":
		slices.SortStableFunc(people, func(a, b *story.Person) int { return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	case "words":
		slices.SortStableFunc(people, func(a, b *story.Person) int { return b.Words - a.Words })
	}
	return app.Div().Body(
		s.filters(
			choice("kind", W.Kind, W.ActorKinds, s.list.kind),
			choice("sort", W.Sort, W.ActorSorts, s.list.sort)),
		limited(s, people, W.NothingFound, func(p *story.Person) app.UI {
			return app.Li().Body(app.Button().Type("button").Class("item").DataSet("do", "select").
				DataSet("article", itoa(p.At[0].Article)).DataSet("id", p.At[0].ID).Body(
				swatch(p.Colour),
				app.Span().Class("item-main").Body(
					app.Strong().Text(W.Heading(p.Name)),
					app.If(len(p.Roles) > 0, func() app.UI { return app.Span().Class("role").Text(rolesOf(p, 1)) })),
				app.Span().Class("item-side").Text(W.ActorCounts(p.Quotes, p.Mentions)),
			))
		}),
	)
}

// swatch shows an actor's colour and pattern.
func swatch(colour int) app.UI {
	class := "swatch kx"
	if colour >= 0 {
		class = "swatch k" + itoa(colour)
	}
	return app.Span().Class(class).Aria("hidden", "true")
}

// quoteAt is a quote of an article.
type quoteAt struct {
	article int
	quote   *analysis.Quote
}

func (s *state) quoteList() app.UI {
	var quotes []quoteAt
	speakers := [][2]string{{"", W.AllSpeakers}}
	for _, p := range s.index.People {
		if p.Quotes > 0 {
			speakers = append(speakers, [2]string{p.Key, W.Heading(p.Name)})
		}
	}
	speakers = append(speakers, [2]string{"?", W.NobodyKnown})
	for i := range s.index.Articles {
		if s.list.article >= 0 && s.list.article != i {
			continue
		}
		a := &s.index.Articles[i]
		for j := range a.Report.Quotes {
			q := &a.Report.Quotes[j]
			if s.list.kind == "thought" && q.Act != "thought" || s.list.kind != "" && s.list.kind != "thought" && s.list.kind != q.Kind {
				continue
			}
			p := s.index.PersonOf(i, q.Speaker)
			if s.list.speaker == "?" && s.index.SpeakersOf(i, q, W.And) != "" || s.list.speaker != "" && s.list.speaker != "?" && (p == nil || p.Key != s.list.speaker) {
				continue
			}
			if s.list.search != "" && !s.matches(s.quoteText(i, q), s.index.SpeakersOf(i, q, W.And)) {
				continue
			}
			quotes = append(quotes, quoteAt{i, q})
		}
	}
	switch s.list.sort {
	case "speaker":
		slices.SortStableFunc(quotes, func(a, b quoteAt) int {
			return cmp.Compare(s.index.SpeakersOf(a.article, a.quote, W.And), s.index.SpeakersOf(b.article, b.quote, W.And))
		})
	case "long":
		slices.SortStableFunc(quotes, func(a, b quoteAt) int { return contentLength(b.quote) - contentLength(a.quote) })
	}
	last := -1
	return app.Div().Body(
		s.filters(
			choice("speaker", W.Speaker, speakers, s.list.speaker),
			choice("kind", W.Kind, W.QuoteKinds, s.list.kind),
			choice("sort", W.Sort, W.QuoteSorts, s.list.sort)),
		limited(s, quotes, W.NothingFound, func(q quoteAt) app.UI {
			// In the order of the texts, each article's quotes stand under its name.
			head := ""
			if s.list.sort == "" && s.list.article < 0 && len(s.story.Articles) > 1 && q.article != last {
				head = s.label(q.article)
			}
			last = q.article
			return s.quoteItem(q, head, true, s.list.sort != "")
		}),
	)
}

func contentLength(q *analysis.Quote) int {
	n := 0
	for _, c := range q.Content {
		n += c.End - c.Start
	}
	return n
}

// quoteItem is a line for a quote in a list, with its speaker where the list
// has those of several, with its article where that doesn't stand above it, and
// under a heading where head is one.
func (s *state) quoteItem(q quoteAt, head string, speaker, article bool) app.UI {
	name := s.index.SpeakersOf(q.article, q.quote, W.And)
	colour := -1
	if p := s.index.PersonOf(q.article, q.quote.Speaker); p != nil {
		colour = p.Colour
	}
	if name == "" {
		name = W.NobodyKnown
	}
	name = W.Heading(name)
	if guessed(q.quote) {
		name = W.Guess(name)
	}
	lead, words := s.quoteWords(q.article, q.quote, 220)
	side := W.QuoteKind(q.quote.Kind, q.quote.Act)
	if article && len(s.story.Articles) > 1 {
		side += " · " + s.label(q.article)
	}
	return app.Li().Body(app.If(head != "", func() app.UI { return app.H3().Class("list-head").Text(head) }), app.Button().Type("button").Class("item quote-item").DataSet("do", "select").
		DataSet("article", itoa(q.article)).DataSet("id", q.quote.ID).Body(
		app.Span().Class("item-head").Body(app.If(speaker, func() app.UI { return app.Span().Class("item-who").Body(swatch(colour), app.Strong().Text(name)) }), app.Span().Class("item-side").Text(side)),
		app.Span().Class("words").Body(lead, app.Text(words)),
	))
}

// quoteWords is a quote as it is read apart from the article, cut near limit
// bytes: what introduces its words, and the words.
func (s *state) quoteWords(article int, q *analysis.Quote, limit int) (lead app.UI, words string) {
	introduced := story.Lead(s.index.Texts[article], q)
	words = W.Quoted(story.Shortened(s.quoteText(article, q), limit), q.Kind)
	return app.If(introduced != "", func() app.UI { return app.Span().Class("lead-in").Text(introduced + " ") }), words
}

// quoteText is a quote's content, its pieces joined by an ellipsis.
func (s *state) quoteText(article int, q *analysis.Quote) string {
	var b strings.Builder
	for i, c := range q.Content {
		if i > 0 {
			b.WriteString(" … ")
		}
		b.WriteString(strings.Join(strings.Fields(story.Slice(s.index.Texts[article], c)), " "))
	}
	return b.String()
}

func (s *state) referenceList() app.UI {
	var refs []analysis.Reference
	for _, r := range s.index.Result.References {
		if !slices.Contains(story.Relations, r.Relation) || s.list.relation != "" && s.list.relation != r.Relation {
			continue
		}
		from, to := s.index.Claim(r.From), s.index.Claim(r.To)
		if from == nil || to == nil {
			continue
		}
		if s.list.article >= 0 && r.From.Article != s.list.article && r.To.Article != s.list.article {
			continue
		}
		if s.list.kind == "across" && r.From.Article == r.To.Article || s.list.kind == "within" && r.From.Article != r.To.Article {
			continue
		}
		if s.list.speaker != "" && s.list.speaker != s.claimant(r.From) && s.list.speaker != s.claimant(r.To) {
			continue
		}
		if s.list.search != "" && !s.matches(s.claimText(r.From), s.claimText(r.To), r.Why, s.index.NameOf(r.From.Article, from.Speaker), s.index.NameOf(r.To.Article, to.Speaker)) {
			continue
		}
		refs = append(refs, r)
	}
	switch s.list.sort {
	case "text":
		slices.SortStableFunc(refs, func(a, b analysis.Reference) int {
			return cmp.Or(cmp.Compare(a.From.Article, b.From.Article), cmp.Compare(s.index.Claim(a.From).Start, s.index.Claim(b.From).Start))
		})
	case "sure":
		slices.SortStableFunc(refs, func(a, b analysis.Reference) int { return cmp.Compare(b.Score, a.Score) })
	default: // the surest conflict is what is seen first
		story.Surest(refs)
	}
	var sure, unclear []analysis.Reference
	for _, r := range refs {
		if story.Unclear(r) {
			unclear = append(unclear, r)
		} else {
			sure = append(sure, r)
		}
	}
	pair := func(r analysis.Reference) app.UI {
		return app.Li().Class("pair").Body(
			app.P().Class("pair-head").Body(relationBadge(r.Relation), app.Span().Text(r.Why)),
			s.side(r, true), s.side(r, false))
	}
	choices := []app.UI{
		choice("relation", W.Relation, W.RelationChoices, s.list.relation),
		choice("speaker", W.Speaker, s.claimants(), s.list.speaker),
		choice("sort", W.Sort, W.ReferenceSorts, s.list.sort),
	}
	if len(s.story.Articles) > 1 {
		choices = append(choices, choice("kind", W.Within, W.WithinChoices, s.list.kind))
	}
	none := W.NothingFound
	if len(unclear) > 0 {
		none = W.NonePlain
	}
	return app.Div().Body(
		s.filters(choices...),
		app.If(len(refs) > 0, func() app.UI { return app.P().Class("caveat").Text(W.NoVerdict) }),
		limited(s, sure, none, pair),
		app.If(len(unclear) > 0, func() app.UI {
			return app.Details().Class("mentions").Attr("data-testid", "unclear").Body(
				app.Summary().Text(W.UnclearMore(len(unclear))),
				app.P().Class("caveat").Text(W.UnclearExplained),
				limited(s, unclear, "", pair))
		}),
	)
}

// articleSpeaks is, where a speaker is chosen, the article's own voice.
const articleSpeaks = "-"

// claimant is the key of who makes a claim, articleSpeaks for the article itself.
func (s *state) claimant(at analysis.ClaimAt) string {
	c := s.index.Claim(at)
	if c == nil || c.Speaker == "" {
		return articleSpeaks
	}
	if p := s.index.PersonOf(at.Article, c.Speaker); p != nil {
		return p.Key
	}
	return ""
}

// claimants lists who makes claims that meet others, as choices.
func (s *state) claimants() [][2]string {
	options := [][2]string{{"", W.AllSpeakers}}
	claims := map[string]bool{}
	for _, r := range s.index.Result.References {
		claims[s.claimant(r.From)], claims[s.claimant(r.To)] = true, true
	}
	for _, p := range s.index.People {
		if claims[p.Key] {
			options = append(options, [2]string{p.Key, W.Heading(p.Name)})
		}
	}
	return append(options, [2]string{articleSpeaks, W.ArticleItself})
}

func relationBadge(relation string) app.UI {
	return app.Span().Class("badge "+relation).Body(
		app.Span().Class("sign").Aria("hidden", "true").Text(relationSign(relation)), app.Text(W.RelationName(relation)))
}

func (s *state) claimText(at analysis.ClaimAt) string {
	if c := s.index.Claim(at); c != nil {
		return strings.Join(strings.Fields(story.Slice(s.index.Texts[at.Article], c.Span)), " ")
	}
	return ""
}

// side is one of a reference's two claims: who says it where, and its sentence
// with the claim and what differs marked.
func (s *state) side(r analysis.Reference, from bool) app.UI {
	at := r.To
	if from {
		at = r.From
	}
	c := s.index.Claim(at)
	name, where := W.Heading(s.index.NameOf(at.Article, c.Speaker)), ""
	switch {
	case r.From.Article != r.To.Article:
		where = s.label(at.Article)
	case len(s.story.Articles) > 1 && s.sel.id != "": // a card's, which says which article it is
		where = s.placed(W.ThisArticle, at.Article, c.Start)
	default:
		where = s.where(at.Article, c.Start)
	}
	if name == "" && r.From.Article != r.To.Article {
		name, where = where, "" // its own voice, by its whole headline where there is no shorter name
		if a := &s.story.Articles[at.Article]; a.Outlet+a.Name == "" && a.Headline != "" {
			name = s.numbered(at.Article, s.story.LongLabel(at.Article))
		}
	} else if name == "" {
		name = W.ArticleItself
	}
	return app.Button().Type("button").Class("side").DataSet("do", "select").DataSet("article", itoa(at.Article)).DataSet("id", at.Claim).Body(
		app.Span().Class("side-head").Body(app.Strong().Text(name), app.If(where != "", func() app.UI { return app.Span().Class("item-side").Text(where) })),
		app.Span().Class("words").Body(s.sentence(at, r, from)...),
	)
}

// sentence draws the sentence of a claim, the claim and what differs marked in it.
func (s *state) sentence(at analysis.ClaimAt, r analysis.Reference, from bool) []app.UI {
	a := &s.index.Articles[at.Article]
	c := a.Claim(at.Claim)
	whole := a.Sentence(c.Start)
	whole = analysis.Span{Start: min(whole.Start, c.Start), End: max(whole.End, c.End)}
	if whole.End-whole.Start > 600 {
		whole = c.Span
	}
	marks := []story.Mark{{Span: c.Span, ID: "claim"}}
	for _, d := range s.differs(r) {
		span := d.To
		if from {
			span = d.From
		}
		if span != nil {
			marks = append(marks, story.Mark{Span: *span, ID: "differs", Class: d.What})
		}
	}
	var out []app.UI
	for _, seg := range story.Flatten(whole, marks) {
		text := a.Text[seg.Start:seg.End]
		claim, differs := false, ""
		for _, m := range seg.Marks {
			if marks[m].ID == "claim" {
				claim = true
			} else {
				differs = marks[m].Class
			}
		}
		switch {
		case differs != "":
			out = append(out, app.Mark().Class("differs").Title(W.Differs(differs)).Text(text))
		case claim:
			out = append(out, app.Span().Class("claim-words").Text(text))
		default:
			out = append(out, app.Span().Class("around").Text(text))
		}
	}
	return out
}
