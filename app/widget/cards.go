package widget

import (
	"math"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// A card says all that is known of one thing, how it is known, and where; every
// place that it names can be followed.

// card is the card of what is selected.
func (s *state) card() app.UI {
	a := &s.index.Articles[s.sel.article]
	id := s.sel.id
	var body []app.UI
	kind := ""
	if q := a.Quote(id); q != nil {
		kind, body = "quote", s.quoteCard(a, q)
	} else if c := a.Claim(id); c != nil {
		kind, body = "claim", s.claimCard(a, c)
	} else if v := a.Actor(id); v != nil {
		kind, body = "actor", s.actorCard(a, v)
	}
	tools := app.Div().Class("card-tools").Body(
		app.If(len(s.trail) > 0, func() app.UI { return button("back", W.Back, "quiet").Attr("data-testid", "back") }),
		app.Span().Class("gap"),
		button("copy", W.Copy, "quiet").Attr("data-testid", "copy"),
		button("close", "×", "quiet round").Aria("label", W.CloseCard).Attr("data-testid", "close"),
	)
	return app.Div().Class("card card-"+kind).Attr("data-testid", "card-"+kind).DataSet("id", id).DataSet("article", itoa(s.sel.article)).
		Body(append([]app.UI{tools}, body...)...)
}

// section is a titled part of a card.
func section(title string, body ...app.UI) app.UI {
	return app.Section().Body(append([]app.UI{app.H3().Text(title)}, body...)...)
}

// actorButton leads to an actor's card.
func (s *state) actorButton(article int, id string) app.UI {
	return s.actorLink(article, id, s.index.NameOf(article, id))
}

// actorLink leads to an actor's card from a name or from other words.
func (s *state) actorLink(article int, id, words string) app.UI {
	p := s.index.PersonOf(article, id)
	if p == nil {
		return app.Span().Class("unknown").Text(W.NobodyKnown)
	}
	return app.Button().Type("button").Class("who").DataSet("do", "select").DataSet("article", itoa(article)).DataSet("id", id).Body(
		swatch(p.Colour), app.Text(words))
}

// guessed tells whether a quote's speaker is only the likeliest of those whom the
// text leaves open.
func guessed(q *analysis.Quote) bool {
	return q.Certainty == "unclear" && q.Speaker != "" && q.Rule != story.ReaderRule
}

// speakers leads to who says a quote, one or several together.
func (s *state) speakers(article int, q *analysis.Quote) []app.UI {
	if source := story.SourceOf(s.index.Texts[article], q); source != "" {
		return []app.UI{app.Span().Text(W.Heading(source))}
	}
	name := W.Heading(s.index.NameOf(article, q.Speaker))
	if guessed(q) {
		name = W.Guess(name)
	}
	who := []app.UI{s.actorLink(article, q.Speaker, name)}
	for _, id := range q.Also {
		who = append(who, app.Text(W.And), s.actorButton(article, id))
	}
	return who
}

// jumpTo leads to a range of the text.
func (s *state) jumpTo(article int, span analysis.Span, label string) app.UI {
	return app.Button().Type("button").Class("jump").DataSet("do", "jump").DataSet("article", itoa(article)).
		DataSet("start", itoa(span.Start)).DataSet("end", itoa(span.End)).Text(label)
}

// where says in which article and where in it something stands.
func (s *state) where(article, offset int) string {
	name := ""
	if len(s.story.Articles) > 1 {
		name = s.label(article)
	}
	return s.placed(name, article, offset)
}

// placed says where in an article something stands, behind what the article is called.
func (s *state) placed(name string, article, offset int) string {
	kind, number := s.index.Articles[article].Standing(offset)
	return W.Where(name, kind, number)
}

func (s *state) quoteCard(a *story.ArticleIndex, q *analysis.Quote) []app.UI {
	article := s.sel.article
	p := s.index.PersonOf(article, q.Speaker)
	certainty := app.Span().Class("certainty " + q.Certainty).Title(W.CertaintyMore(q.Certainty)).Text(W.Certainty(q.Certainty))
	if q.Rule == story.ReaderRule {
		certainty = app.Span().Class("certainty").Text(W.ReaderMark)
	}
	body := []app.UI{
		app.P().Class("kind").Body(app.Span().Text(W.QuoteKind(q.Kind, q.Act)), certainty),
		app.H2().Body(s.speakers(article, q)...),
	}
	if p != nil && len(p.Roles) > 0 {
		body = append(body, app.P().Class("role").Text(rolesOf(p, 6)))
	}
	lead, words := s.quoteWords(article, q, math.MaxInt)
	body = append(body, app.Blockquote().Class("words "+q.Kind).Body(lead, app.Text(words)))
	if q.Via != "" {
		body = append(body, app.P().Class("via").Body(app.Text(W.Via+" "), s.actorButton(article, q.Via)))
	}
	body = append(body, s.whySpeaker(a, q))
	if len(q.RunnersUp) > 0 {
		var items []app.UI
		candidate := func(id string) {
			if name := s.index.NameOf(article, id); name != "" {
				items = append(items, app.Button().Type("button").Class("who").DataSet("do", "set-speaker").DataSet("name", a.Actor(id).Name).
					Attr("data-testid", "runner-up").Body(app.Text(W.Heading(name))))
			}
		}
		if guessed(q) { // the likeliest can be settled too
			candidate(q.Speaker)
		}
		for _, r := range q.RunnersUp {
			candidate(r.Actor)
		}
		if len(items) > 0 {
			body = append(body, section(W.RunnersUp, app.P().Class("hint").Text(W.RunnersUpMore), app.Div().Class("chips").Body(items...)))
		}
	}
	var claims []app.UI
	for _, i := range a.ClaimsIn(q.ID) {
		c := &a.Report.Claims[i]
		refs := s.counterparts(place{article, c.ID})
		if len(refs) == 0 {
			continue
		}
		claims = append(claims, app.Li().Body(app.Button().Type("button").Class("item", "quote-item").DataSet("do", "select").DataSet("article", itoa(article)).DataSet("id", c.ID).Body(
			app.Span().Class("item-main").Body(app.Span().Class("words").Text(story.Shortened(s.claimText(analysis.ClaimAt{Article: article, Claim: c.ID}), 160))),
			app.Span().Class("item-side").Text(s.tally(refs)))))
	}
	if len(claims) > 0 {
		body = append(body, section(W.ClaimsInside, app.Ul().Class("list").Body(claims...)))
	}
	if drift := s.driftOf(article, q); drift != nil {
		body = append(body, drift)
	}
	body = append(body,
		section(W.WhereTitle, s.jumpTo(article, q.Content[0], s.where(article, q.Content[0].Start))),
		s.correctSpeaker(a, q))
	return body
}

// whySpeaker says how the speaker is known: the rule in plain words, the cue,
// and the chain of mentions, each of which can be followed.
func (s *state) whySpeaker(a *story.ArticleIndex, q *analysis.Quote) app.UI {
	article := s.sel.article
	var body []app.UI
	switch {
	case q.Rule == story.ReaderRule && q.Speaker == "":
		body = append(body, app.P().Text(W.ByReaderOpen))
	case q.Rule == story.ReaderRule:
		body = append(body, app.P().Text(W.ByReader))
	case q.Why != "" && guessed(q):
		body = append(body, app.P().Text(W.GuessWhy), app.P().Text(q.Why))
	case q.Why != "":
		body = append(body, app.P().Text(q.Why))
	case q.Speaker == "":
		body = append(body, app.P().Text(W.NoSpeakerWhy))
	}
	if q.Cue != nil {
		body = append(body, app.P().Body(app.Text(W.Cue+" "), s.jumpTo(article, *q.Cue, story.Slice(a.Text, *q.Cue))))
	}
	var chain []analysis.Span
	if q.Source != nil {
		chain = append(chain, *q.Source)
	}
	for _, c := range q.Chain {
		if q.Source == nil || c != *q.Source {
			chain = append(chain, c)
		}
	}
	if len(chain) > 0 {
		steps := make([]app.UI, 0, len(chain)+1)
		step := func(link app.UI) {
			if len(steps) > 0 { // an arrow goes to the next line with what it points to
				steps = append(steps, app.Span().Class("step").Body(chainArrow(), link))
				return
			}
			steps = append(steps, app.Span().Class("step").Body(link))
		}
		for _, c := range chain {
			step(s.jumpTo(article, c, "“"+story.Shortened(story.Slice(a.Text, c), 80)+"”"))
		}
		if p := s.index.PersonOf(article, q.Speaker); p != nil && story.Slice(a.Text, chain[len(chain)-1]) != s.index.NameOf(article, q.Speaker) {
			step(s.actorButton(article, q.Speaker))
		}
		body = append(body, app.P().Class("chain").Attr("data-testid", "chain").Body(steps...))
	}
	return section(W.HowKnown, body...)
}

func chainArrow() app.UI {
	return app.Span().Class("arrow").Aria("label", W.ChainArrow).Attr("role", "img").Text("→")
}

// correctSpeaker lets the reader say who speaks.
func (s *state) correctSpeaker(a *story.ArticleIndex, q *analysis.Quote) app.UI {
	options := [][2]string{{"", W.Choose}}
	var names []string
	for _, p := range s.index.People {
		if p.Kind != "place" && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	for _, v := range a.Report.Actors {
		if p := s.index.PersonOf(s.sel.article, v.ID); p != nil && slices.Contains(names, p.Name) {
			continue // listed by the name that other articles use
		}
		if v.Kind != "place" && !slices.Contains(names, v.Name) {
			names = append(names, v.Name)
		}
	}
	for _, n := range names {
		options = append(options, [2]string{"=" + n, n})
	}
	options = append(options, [2]string{"?", W.NobodyKnown})
	return app.Details().Class("correct").Body(
		app.Summary().Text(W.WrongSpeaker),
		app.Label().Class("field").Body(app.Span().Text(W.SpeakerIs), choice("set-speaker", W.SpeakerIs, options, "")))
}

func (s *state) claimCard(a *story.ArticleIndex, c *analysis.Claim) []app.UI {
	article := s.sel.article
	at := analysis.ClaimAt{Article: article, Claim: c.ID}
	refs := s.index.Counterparts(at)
	who := app.UI(app.Span().Text(W.ArticleItself))
	if c.Speaker != "" {
		who = s.actorLink(article, c.Speaker, W.Heading(s.index.NameOf(article, c.Speaker)))
	}
	body := []app.UI{
		app.P().Class("kind").Body(app.Span().Text(W.Claim), app.If(c.Frame.Modality != "" && c.Frame.Modality != "asserted", func() app.UI {
			return app.Span().Class("certainty").Text(W.Modality(c.Frame.Modality))
		})),
		app.H2().Body(who),
		app.Blockquote().Class("words").Text(s.claimText(at)),
	}
	if len(refs) > 0 {
		body = append(body, app.P().Class("tally").Attr("data-testid", "tally").Text(s.tally(refs)))
	}
	pair := func(r story.Counterpart) app.UI {
		ref := s.index.Result.References[r.Ref]
		from := ref.From == at
		return app.Div().Class("pair").Attr("data-testid", "counterpart").Body(
			app.P().Class("pair-head").Body(relationBadge(ref.Relation), app.Span().Text(ref.Why)),
			s.differences(ref, !from),
			s.side(ref, !from),
			app.P().Class("own words").Body(s.sentence(at, ref, from)...),
		)
	}
	for _, r := range refs {
		body = append(body, pair(r))
	}
	unclear := s.index.UnclearCounterparts(at)
	switch {
	case len(refs) > 0:
		body = append(body, app.P().Class("caveat").Text(W.NoVerdict))
	case len(unclear) > 0:
		body = append(body, app.P().Class("empty").Text(W.NonePlainHere))
	default:
		body = append(body, app.P().Class("empty").Text(W.NoCounterpart))
	}
	if len(unclear) > 0 {
		more := []app.UI{app.Summary().Text(W.UnclearMore(len(unclear)))}
		for _, r := range unclear {
			more = append(more, pair(r))
		}
		body = append(body, app.Details().Class("mentions").Open(len(refs) == 0).Body(more...))
	}
	where := []app.UI{s.jumpTo(article, c.Span, s.where(article, c.Start))}
	if c.Quote != "" {
		where = append(where, app.Button().Type("button").Class("jump").DataSet("do", "select").DataSet("article", itoa(article)).DataSet("id", c.Quote).Text(W.TheQuote))
	}
	return append(body, section(W.WhereTitle, where...))
}

// differs is what differs between the claims of a reference. Of two claims that
// support or answer one another it means nothing: they say different things. Nor
// does "we" against "it": who is meant stands above each sentence.
func (s *state) differs(r analysis.Reference) []analysis.Difference {
	if r.Relation == "supports" || r.Relation == "responds" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.Differs), func(d analysis.Difference) bool {
		return d.What == "actor" && (s.pronoun(r.From.Article, d.From) || s.pronoun(r.To.Article, d.To))
	})
}

// pronoun tells whether a span of an article is a pronoun that stands for an actor.
func (s *state) pronoun(article int, span *analysis.Span) bool {
	if span == nil {
		return false
	}
	for i := range s.index.Result.Articles[article].Actors {
		for _, m := range s.index.Result.Articles[article].Actors[i].Mentions {
			if m.Span == *span {
				return m.Form == "pronoun"
			}
		}
	}
	return false
}

// differences names what differs between two claims, the two values side by
// side, that of the later claim first where its sentence stands first.
func (s *state) differences(r analysis.Reference, fromFirst bool) app.UI {
	var items []app.UI
	value := func(article int, span *analysis.Span) string {
		if span == nil {
			return ""
		}
		return "“" + story.Shortened(story.Slice(s.index.Texts[article], *span), 60) + "”"
	}
	for _, d := range s.differs(r) {
		if d.What == "wording" || len(items) >= 4 {
			continue
		}
		first, second := value(r.To.Article, d.To), value(r.From.Article, d.From)
		if first == second {
			continue // both values stand on both sides: no difference to a reader
		}
		if fromFirst {
			first, second = second, first
		}
		items = append(items, app.Li().Body(app.Span().Class("what").Text(W.Differs(d.What)), app.Text(" "+W.Values(first, second))))
	}
	if len(items) == 0 {
		return app.Span().Class("none")
	}
	return app.Ul().Class("differences").Body(items...)
}

func (s *state) actorCard(a *story.ArticleIndex, v *analysis.Actor) []app.UI {
	article := s.sel.article
	p := s.index.PersonOf(article, v.ID)
	kind := W.ActorKind(v.Kind)
	if !v.Named {
		kind += " · " + W.Unnamed
	}
	body := []app.UI{
		app.P().Class("kind").Body(app.Span().Text(kind), app.If(v.Corrected, func() app.UI { return app.Span().Class("certainty").Text(W.ReaderMark) })),
		app.H2().Body(swatch(p.Colour), app.Text(W.Heading(s.index.NameOf(article, v.ID)))),
	}
	if len(p.Roles) > 0 {
		body = append(body, app.P().Class("role").Text(rolesOf(p, 6)))
	}
	if chain := s.mentionChain(a, v, s.at); chain != nil {
		body = append(body, chain)
	}
	if names := s.namesUsed(p); len(names) > 1 || len(names) == 1 && names[0] != s.index.NameOf(article, v.ID) {
		body = append(body, section(W.NamesUsed, app.P().Class("names").Text(strings.Join(names, " · "))))
	}
	var said, of []app.UI // what is drawn of what there is
	allSaid, allOf := 0, 0
	for _, at := range p.At {
		x := &s.index.Articles[at.Article]
		for _, i := range x.QuotesBy(at.ID) {
			if allSaid++; allSaid <= s.list.limit {
				said = append(said, s.quoteItem(quoteAt{at.Article, &x.Report.Quotes[i]}, "", false, true))
			}
		}
		for i := range x.Report.Claims {
			c := &x.Report.Claims[i]
			if !slices.Contains(c.About, at.ID) || c.Speaker == at.ID || c.Speaker == "" {
				continue
			}
			if allOf++; allOf <= s.list.limit {
				of = append(of, app.Li().Body(app.Button().Type("button").Class("item quote-item").DataSet("do", "select").DataSet("article", itoa(at.Article)).DataSet("id", c.ID).Body(
					app.Span().Class("item-head").Body(app.Strong().Text(W.Heading(s.index.NameOf(at.Article, c.Speaker))), app.If(len(s.story.Articles) > 1, func() app.UI { return app.Span().Class("item-side").Text(s.label(at.Article)) })),
					app.Span().Class("words").Text(story.Shortened(s.claimText(analysis.ClaimAt{Article: at.Article, Claim: c.ID}), 200)))))
			}
		}
	}
	if len(said) > 0 {
		body = append(body, section(W.TheySay(allSaid), app.Ul().Class("list").Body(said...)))
	}
	if len(of) > 0 {
		body = append(body, section(W.SaidOf(allOf), app.Ul().Class("list").Body(of...)))
	}
	if most := max(allSaid, allOf); most > s.list.limit {
		body = append(body, button("more", W.More(most-s.list.limit), ""))
	}
	return append(body, s.mentionsOf(a, v), s.correctActor(a, v))
}

// rolesOf joins at most n of a person's roles, each once, however it is introduced.
func rolesOf(p *story.Person, n int) string {
	var roles []string
	begins := func(long, short string) bool { // or ends: "President" in "Deputy President" says nothing more
		more := len(long) - len(short)
		return more >= 0 && (strings.EqualFold(long[:len(short)], short) || more > 0 && long[more-1] == ' ' && strings.EqualFold(long[more:], short))
	}
	for _, r := range p.Roles {
		r = W.Role(r)
		if i := slices.IndexFunc(roles, func(other string) bool { return begins(other, r) || begins(r, other) }); i < 0 {
			roles = append(roles, r)
		} else if len(r) > len(roles[i]) && n > 1 {
			roles[i] = r // the same, said in full
		}
	}
	return strings.Join(roles[:min(n, len(roles))], "; ")
}

// namesUsed lists the names and descriptions that the articles use, without pronouns.
func (s *state) namesUsed(p *story.Person) []string {
	var names []string
	for _, at := range p.At {
		a := &s.index.Articles[at.Article]
		for _, m := range a.Actor(at.ID).Mentions {
			name := strings.Join(strings.Fields(story.Slice(a.Text, m.Span)), " ")
			if m.Form != "pronoun" && name != "" && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) && len(names) < 12 {
				names = append(names, name)
			}
		}
	}
	return names
}

// mentionChain says how the mention at an offset is known to be of the actor:
// what it was joined to, and that in turn, each with its reason. It is nil
// where the mention stands for itself.
func (s *state) mentionChain(a *story.ArticleIndex, v *analysis.Actor, offset int) app.UI {
	article := s.sel.article
	find := func(at int) *analysis.Mention {
		for i := range v.Mentions {
			if m := &v.Mentions[i]; m.Start <= at && at < m.End {
				return m
			}
		}
		return nil
	}
	var steps []app.UI
	m := find(offset)
	for n := 0; m != nil && m.Link != nil && n < 8; n++ {
		to := find(m.Link.Start)
		if m.Form == "name" && (n > 0 || m.Rule == "name" || story.Slice(a.Text, m.Span) == story.Slice(a.Text, *m.Link)) {
			break // a name needs no more reason
		}
		steps = append(steps, app.Li().Body(
			s.jumpTo(article, m.Span, "“"+story.Shortened(story.Slice(a.Text, m.Span), 60)+"”"),
			chainArrow(),
			s.jumpTo(article, *m.Link, "“"+story.Shortened(story.Slice(a.Text, *m.Link), 60)+"”"),
			app.If(m.Rule != "", func() app.UI { return app.Span().Class("reason").Text(W.MentionRule(m.Rule)) })))
		if to == m {
			break
		}
		m = to
	}
	if len(steps) == 0 {
		return nil
	}
	return section(W.HowKnown, app.Ol().Class("links").Attr("data-testid", "mention-chain").Body(steps...))
}

// mentionsOf lists the places where the article speaks of the actor; one that
// is of somebody else can be split off.
func (s *state) mentionsOf(a *story.ArticleIndex, v *analysis.Actor) app.UI {
	article := s.sel.article
	var items []app.UI
	for _, m := range v.Mentions[:min(len(v.Mentions), s.list.limit)] {
		items = append(items, app.Li().Class("mention").Body(
			s.jumpTo(article, m.Span, "“"+story.Shortened(story.Slice(a.Text, m.Span), 60)+"”"),
			app.Span().Class("item-side").Text(W.MentionNote(m.Form, m.Rule)),
			app.If(len(v.Mentions) > 1, func() app.UI {
				return button("split", W.NotThem, "quiet").DataSet("start", itoa(m.Start)).DataSet("end", itoa(m.End)).Attr("data-testid", "split")
			})))
	}
	return app.Details().Class("mentions").Body(app.Summary().Text(W.Mentions(len(v.Mentions))), app.Ul().Class("list").Body(items...))
}

// correctActor lets the reader rename the actor or say that two are one.
func (s *state) correctActor(a *story.ArticleIndex, v *analysis.Actor) app.UI {
	options := [][2]string{{"", W.Choose}}
	for _, p := range s.index.People {
		if own := s.index.PersonOf(s.sel.article, v.ID); p.Key != own.Key && p.Kind != "place" {
			at := p.At[0]
			options = append(options, [2]string{"=" + s.index.Articles[at.Article].Actor(at.ID).Name, p.Name})
		}
	}
	return app.Details().Class("correct").Body(
		app.Summary().Text(W.CorrectActor),
		app.Form().DataSet("submit", "rename").Class("field").Body(
			app.Label().Body(app.Span().Text(W.Rename), app.Input().ID("whosaid-rename").Type("text").Placeholder(v.Name)),
			app.Button().Type("submit").Text(W.Save)),
		app.Label().Class("field").Body(app.Span().Text(W.SameAs), choice("merge", W.SameAs, options, "")))
}

// copyCard puts the card's words with their attribution on the clipboard.
func (s *state) copyCard() {
	if s.index == nil || s.sel.id == "" {
		return
	}
	article := s.sel.article
	a := &s.index.Articles[article]
	by := s.story.LongLabel(article)
	if d := s.story.Articles[article].Date; d != "" {
		by += ", " + W.LongDate(d)
	}
	if q := a.Quote(s.sel.id); q != nil {
		name := s.index.SpeakersOf(article, q, W.And)
		if name == "" {
			name = W.NobodyKnown
		}
		s.copyText(W.CopyQuote(s.spoken(article, q), name, by, q.Kind))
		return
	}
	if c := a.Claim(s.sel.id); c != nil {
		at := analysis.ClaimAt{Article: article, Claim: c.ID}
		lines := []string{s.attributed(at)}
		for _, r := range s.index.Counterparts(at) {
			lines = append(lines, W.RelationName(s.index.Result.References[r.Ref].Relation)+": "+s.attributed(r.Other))
		}
		s.copyText(strings.Join(lines, "\n"))
		return
	}
	if v := a.Actor(s.sel.id); v != nil {
		lines := []string{s.index.NameOf(article, v.ID)}
		for _, i := range a.QuotesBy(v.ID) {
			q := &a.Report.Quotes[i]
			lines = append(lines, W.CopyQuote(s.spoken(article, q), lines[0], by, q.Kind))
		}
		s.copyText(strings.Join(lines, "\n"))
	}
}

// spoken is a quote's words with what introduces them.
func (s *state) spoken(article int, q *analysis.Quote) string {
	return strings.TrimSpace(story.Lead(s.index.Texts[article], q) + " " + s.quoteText(article, q))
}

// attributed is a claim with who says it and where.
func (s *state) attributed(at analysis.ClaimAt) string {
	name := s.index.NameOf(at.Article, s.index.Claim(at).Speaker)
	if name == "" {
		name = W.ArticleItself
	}
	return "“" + s.claimText(at) + "” – " + name + " (" + s.story.LongLabel(at.Article) + ")"
}
