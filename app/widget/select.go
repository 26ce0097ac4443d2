package widget

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// Selecting a thing lights it and what belongs to it, and dims the rest. The
// runs are lit on their elements, in one pass over a chunk's elements, without
// go-app drawing anything.

// selectPlace shows a thing's card and lights it; scroll brings it into view,
// keyboard moves the focus there.
func (s *state) selectPlace(p place, scroll, keyboard bool) {
	if p.id != "" && !s.exists(p) {
		return
	}
	if s.sel.id != "" && s.sel != p && p.id != "" {
		if s.trail = append(s.trail, s.sel); len(s.trail) > 50 {
			s.trail = s.trail[1:]
		}
	}
	if body := one(".panel-body"); body != nil && s.sel.id == "" {
		s.listTop = body.Get("scrollTop").Int()
	}
	s.sel, s.at = p, -1
	s.notice = ""
	s.panelRev++
	s.pageRev++
	if p.id == "" {
		s.open = false
		s.after(s.light)
		s.fillSearch()
		s.scrollPanel(s.listTop)
		return
	}
	s.open = true
	if p.article != s.shown && p.article != s.beside {
		s.shown = p.article
		s.articleRev++
	}
	if where, ok := s.index.Articles[p.article].Where(p.id); ok {
		s.reveal(p.article, where.Start)
	}
	s.tellHost("select", map[string]any{"article": p.article, map[byte]string{'a': "actor", 'q': "quote", 'c': "claim"}[p.id[0]]: p.id})
	s.scrollPanel(0)
	s.after(func() {
		s.light()
		e := s.element(p)
		if where, ok := s.index.Articles[p.article].Where(p.id); e == nil && ok && scroll {
			s.jump(p.article, where) // a claim that meets no other has no mark
		}
		if e != nil {
			if narrow() && !s.embedded {
				// The card slides up over the lower part of the screen.
				if r := e.Call("getBoundingClientRect"); r.Get("bottom").Float() > .34*app.Window().Get("innerHeight").Float() || r.Get("top").Float() < 0 {
					e.Call("scrollIntoView", map[string]any{"block": "start"})
				}
			} else if scroll {
				bring(e)
			}
			if keyboard {
				focus(e)
			}
		}
		if s.embedded {
			s.placeCard()
		}
	})
}

// scrollPanel shows the panel from top on, when it has been drawn.
func (s *state) scrollPanel(top int) {
	s.after(func() {
		if body := one(".panel-body"); body != nil {
			body.Set("scrollTop", top)
		}
	})
}

// fillSearch has the search box of the list say what the list is searched for:
// another list has the same box, and behind a card it is a new one.
func (s *state) fillSearch() {
	s.after(func() {
		if box := one(".panel .search"); box != nil {
			box.Set("value", s.list.search)
		}
	})
}

// back returns to the thing that was selected before.
func (s *state) back() {
	if n := len(s.trail); n > 0 {
		p := s.trail[n-1]
		s.trail = s.trail[:n-1]
		trail := s.trail
		s.selectPlace(p, true, true)
		s.trail = trail
	}
}

// deselect closes the card; the focus returns to the place in the text.
func (s *state) deselect() {
	last := s.sel
	s.selectPlace(place{}, false, false)
	s.trail = nil
	if last.id != "" {
		s.after(func() {
			if e := s.element(last); e != nil {
				focus(e)
			}
		})
	}
}

// element is the first run of a thing in the text, or nil; of a quote the first
// of its words, which its source may stand before.
func (s *state) element(p place) app.Value {
	if strings.HasPrefix(p.id, "q") {
		if e := one(`[data-article="` + strconv.Itoa(p.article) + `"] .text .quote[data-i~="` + p.id + `"]`); e != nil {
			return e
		}
	}
	return one(`[data-article="` + strconv.Itoa(p.article) + `"] .text .s[data-i~="` + p.id + `"]`)
}

// light sets data-lit on the runs of what is selected: the letter of its kind (q,
// a, c) with "1" for the thing itself, "2" for what belongs to it, the speaker,
// the counterparts. What was set first stays: the thing itself, and of several at
// one place the quote.
func (s *state) light() {
	if app.IsServer {
		return
	}
	s.lighting++
	each("[data-lit]", func(e app.Value) { e.Call("removeAttribute", "data-lit") })
	each(".text.lit", func(e app.Value) { e.Get("classList").Call("remove", "lit") })
	s.connect()
	if s.index == nil || s.sel.id == "" {
		each(".pages > .article", func(e app.Value) { e.Get("style").Call("removeProperty", "margin-top") })
		return
	}
	each(".text", func(e app.Value) { e.Get("classList").Call("add", "lit") })
	lit := s.litBy(s.sel)
	var batches []batch
	for level := 1; level <= 2; level++ {
		for _, kind := range "qac" {
			var selectors []string
			for p, l := range lit {
				if l == level && rune(p.id[0]) == kind {
					selectors = append(selectors, `.whosaid [data-article="`+strconv.Itoa(p.article)+`"] [data-i~="`+p.id+`"]:not([data-lit])`)
				}
			}
			slices.Sort(selectors)
			for part := range slices.Chunk(selectors, batchSize) {
				batches = append(batches, batch{strings.TrimPrefix(strings.Join(part, ","), ".whosaid "), string(kind) + strconv.Itoa(level)})
			}
		}
	}
	s.lightNext(batches, batchSize, s.lighting)
}

// batch is things to be lit by one search through the page.
type batch struct{ selector, value string }

// batchSize is how many things are searched for at once: the browser compares
// each run with each of them, some milliseconds for a text of 100 KB.
const batchSize = 48

// lightNext lights batches until some room is used up, the others a frame later
// unless something else has been selected since.
func (s *state) lightNext(batches []batch, room, turn int) {
	for room > 0 && len(batches) > 0 {
		b := batches[0]
		room -= 1 + strings.Count(b.selector, ",")
		batches = batches[1:]
		each(b.selector, func(e app.Value) { e.Call("setAttribute", "data-lit", b.value) })
	}
	if len(batches) > 0 && s.mounted {
		s.ctx.After(8*time.Millisecond, func(app.Context) {
			if s.lighting == turn {
				s.lightNext(batches, batchSize, turn)
			}
		})
	}
}

// connect draws the one line between two articles side by side: from the claim
// that is selected to its first counterpart in the other article. Nothing is
// drawn where there is none.
func (s *state) connect() {
	path := one(".connector path")
	if path == nil {
		return
	}
	line := ""
	if s.index != nil && s.sel.id != "" && s.beside >= 0 && !stacked() {
		for _, c := range s.meets(s.sel) {
			other := place{c.Other.Article, c.Other.Claim}
			from, to := s.element(s.sel), s.element(other)
			if other.article == s.sel.article || from == nil || to == nil {
				continue
			}
			if other.article < s.sel.article == (s.shown < s.beside) {
				from, to = to, from // from the left column to the right one
			}
			frame := one(".connector").Call("getBoundingClientRect")
			x0, y0 := frame.Get("left").Float(), frame.Get("top").Float()
			left := closest(from, ".text").Call("getBoundingClientRect")
			right := closest(to, ".text").Call("getBoundingClientRect")
			a, b := from.Call("getBoundingClientRect"), to.Call("getBoundingClientRect")
			middle := func(r app.Value) string { return itoa(int((r.Get("top").Float()+r.Get("bottom").Float())/2 - y0)) }
			x1, x2 := int(left.Get("right").Float()-x0)+6, int(right.Get("left").Float()-x0)-6
			half := itoa((x1 + x2) / 2)
			line = "M" + itoa(x1) + " " + middle(a) + "C" + half + " " + middle(a) + " " + half + " " + middle(b) + " " + itoa(x2) + " " + middle(b)
			break
		}
	}
	path.Call("setAttribute", "d", line)
}

// align moves the higher of two articles side by side down, so that two claims
// stand at one height.
func (s *state) align(p, q place) {
	a, b := s.element(p), s.element(q)
	if a == nil || b == nil || stacked() {
		return
	}
	holders := [2]app.Value{closest(a, ".article"), closest(b, ".article")}
	for _, h := range holders {
		h.Get("style").Call("removeProperty", "margin-top")
	}
	top := func(e app.Value) float64 { return e.Call("getBoundingClientRect").Get("top").Float() }
	lower := top(a) - top(b)
	move := holders[1]
	if lower < 0 {
		lower, move = -lower, holders[0]
	}
	move.Get("style").Call("setProperty", "margin-top", itoa(int(lower))+"px")
	block := "center"
	if narrow() { // above the card
		block = "start"
	}
	a.Call("scrollIntoView", map[string]any{"block": block})
	s.connect()
}

// litBy lists what is lit when a thing is selected.
func (s *state) litBy(p place) map[place]int {
	lit := map[place]int{p: 1}
	also := func(q place) {
		if q.id != "" && lit[q] == 0 {
			lit[q] = 2
		}
	}
	a := &s.index.Articles[p.article]
	if q := a.Quote(p.id); q != nil {
		also(place{p.article, q.Speaker})
		for _, id := range q.Also {
			also(place{p.article, id})
		}
		also(place{p.article, q.Via})
	}
	if c := a.Claim(p.id); c != nil {
		also(place{p.article, c.Speaker})
		for _, other := range s.meets(p) {
			also(place{other.Other.Article, other.Other.Claim})
		}
	}
	if v := a.Actor(p.id); v != nil {
		if person := s.index.PersonOf(p.article, p.id); person != nil {
			for _, at := range person.At {
				if at.Article != p.article {
					lit[place{at.Article, at.ID}] = 1
				}
				for _, q := range s.index.Articles[at.Article].QuotesBy(at.ID) {
					also(place{at.Article, s.index.Articles[at.Article].Report.Quotes[q].ID})
				}
			}
		}
	}
	return lit
}

// clicked selects by a click on a run: the innermost thing whose layer is
// shown, and with each further click on the run the next one outwards.
func (s *state) clicked(article int, ids []string) {
	var shown []string
	for _, id := range ids {
		switch id[0] {
		case 'a':
			if !s.layers.actors {
				continue
			}
		case 'q':
			if !s.layers.quotes {
				continue
			}
		case 'c':
			at := analysis.ClaimAt{Article: article, Claim: id}
			if quiet := !s.layers.all && len(s.index.Counterparts(at)) == 0; quiet || !s.layers.claims {
				continue
			}
		}
		shown = append(shown, id)
	}
	if len(shown) == 0 {
		return
	}
	// A name first, then the quote, then the claim: a claim's run is often the
	// whole quote, and the margin has a mark of its own for it.
	slices.SortStableFunc(shown, func(a, b string) int { return strings.IndexByte("aqc", a[0]) - strings.IndexByte("aqc", b[0]) })
	next := 0
	if s.sel.article == article {
		if i := slices.Index(shown, s.sel.id); i >= 0 {
			next = (i + 1) % len(shown)
		}
	}
	s.selectPlace(place{article, shown[next]}, false, false)
}

// offset is where a run begins in its article's text, in bytes; -1 where that
// can't be told.
func (s *state) offset(run app.Value) int {
	paragraph := closest(run, "[data-p]")
	if paragraph == nil {
		return -1
	}
	article, n := articleAt(run), number(paragraph, "data-p")
	if p := s.index.Articles[article].Paragraphs; n >= 0 && n < len(p) {
		at := p[n].Start
		for node := run.Get("previousSibling"); node.Truthy(); node = node.Get("previousSibling") {
			if node.Get("nodeType").Int() != 1 || closestIs(node, ".s") {
				at += len(node.Get("textContent").String())
			}
		}
		return at
	}
	return -1
}

// step selects the next (1) or previous (-1) quote or claim with counterparts
// of the article in view, from the one that is selected, else from the words at
// the head of the screen.
func (s *state) step(kind byte, by int) {
	if s.index == nil {
		return
	}
	article := s.shown
	at := -1
	if s.sel.id != "" {
		article = s.sel.article
		if where, ok := s.index.Articles[article].Where(s.sel.id); ok {
			at = where.Start
		}
	} else {
		at = s.seen(article) - 1
	}
	a := &s.index.Articles[article]
	type stop struct {
		start int
		id    string
	}
	var stops []stop
	if kind == 'q' {
		for _, q := range a.Report.Quotes {
			if len(q.Content) > 0 {
				stops = append(stops, stop{q.Content[0].Start, q.ID})
			}
		}
	} else {
		for _, c := range a.Report.Claims {
			if len(s.index.Counterparts(analysis.ClaimAt{Article: article, Claim: c.ID})) > 0 {
				stops = append(stops, stop{c.Start, c.ID})
			}
		}
	}
	if len(stops) == 0 {
		s.say(W.NoMore)
		return
	}
	slices.SortStableFunc(stops, func(x, y stop) int { return x.start - y.start })
	// Several may begin at one place: take the one beside the selected.
	i := slices.IndexFunc(stops, func(x stop) bool { return x.id == s.sel.id && s.sel.article == article })
	switch {
	case i >= 0:
		i += by
	case by > 0:
		if i = slices.IndexFunc(stops, func(x stop) bool { return x.start > at }); i < 0 {
			i = len(stops)
		}
	default:
		i = len(stops) - 1
		for i >= 0 && at >= 0 && stops[i].start >= at {
			i--
		}
	}
	if i < 0 || i >= len(stops) {
		s.say(W.NoMore)
		return
	}
	s.selectPlace(place{article, stops[i].id}, true, true)
}

// seen is where the paragraph begins, in bytes, that stands at the head of the
// screen; 0 at the article's beginning.
func (s *state) seen(article int) int {
	text := one(`.text[data-testid="text-` + itoa(article) + `"]`)
	if text == nil || s.embedded {
		return 0
	}
	r := text.Call("getBoundingClientRect")
	const bar = 100 // px, the bar and a line
	if r.Get("top").Float() > bar {
		return 0
	}
	middle := (r.Get("left").Float() + r.Get("right").Float()) / 2
	for y := bar; y < 3*bar; y += 12 { // past the gap between two paragraphs
		if p := closest(document().Call("elementFromPoint", middle, y), "[data-p]"); p != nil && articleAt(p) == article {
			if n := number(p, "data-p"); n >= 0 && n < len(s.index.Articles[article].Paragraphs) {
				return s.index.Articles[article].Paragraphs[n].Start
			}
		}
	}
	return 0
}

// toSpeaker goes from a quote or claim to who says it.
func (s *state) toSpeaker() {
	if s.index == nil || s.sel.id == "" {
		return
	}
	a := &s.index.Articles[s.sel.article]
	id := ""
	if q := a.Quote(s.sel.id); q != nil {
		id = q.Speaker
	} else if c := a.Claim(s.sel.id); c != nil {
		id = c.Speaker
	}
	if id == "" {
		if a.Claim(s.sel.id) != nil {
			s.say(W.ArticleItself)
		} else {
			s.say(W.NobodyKnown)
		}
		return
	}
	s.selectPlace(place{s.sel.article, id}, true, true)
}

// toCounterpart goes from a quote to a claim of it that has counterparts, and
// from a claim to its first counterpart.
func (s *state) toCounterpart() {
	if s.index == nil || s.sel.id == "" {
		return
	}
	p := s.sel
	a := &s.index.Articles[p.article]
	if a.Claim(p.id) != nil {
		if c := s.counterparts(p); len(c) > 0 {
			s.selectPlace(place{c[0].Other.Article, c[0].Other.Claim}, true, true)
			return
		}
	}
	if a.Quote(p.id) != nil {
		for _, i := range a.ClaimsIn(p.id) {
			if q := (place{p.article, a.Report.Claims[i].ID}); len(s.counterparts(q)) > 0 {
				s.selectPlace(q, true, true)
				return
			}
		}
	}
	if v := a.Actor(p.id); v != nil {
		if said := a.QuotesBy(p.id); len(said) > 0 {
			s.selectPlace(place{p.article, a.Report.Quotes[said[0]].ID}, true, true)
			return
		}
	}
	s.say(W.NoCounterpart)
}

func (s *state) counterparts(p place) []story.Counterpart {
	return s.index.Counterparts(analysis.ClaimAt{Article: p.article, Claim: p.id})
}

// meets lists what is lit with a claim and joined to it by the line between two
// articles: its counterparts; also the unclear ones where there are no others, or
// none between the articles side by side. The pair that is walked to stands first.
func (s *state) meets(p place) []story.Counterpart {
	found := s.counterparts(p)
	var pairs []analysis.Reference
	if s.beside >= 0 {
		pairs = s.between()
	}
	if len(found) == 0 || len(pairs) > 0 && story.Unclear(pairs[0]) {
		found = append(slices.Clip(found), s.index.UnclearCounterparts(analysis.ClaimAt{Article: p.article, Claim: p.id})...)
	}
	if at := s.betweenAt(pairs); at >= 0 {
		if i := slices.IndexFunc(found, func(c story.Counterpart) bool { return c.Other == pairs[at].To }); i > 0 {
			found = slices.Clone(found)
			found[0], found[i] = found[i], found[0]
		}
	}
	return found
}

// jump brings a range of an article into view and lights it for a moment, by
// the browser's own highlights where it has them.
func (s *state) jump(article int, span analysis.Span) {
	if article != s.shown && article != s.beside {
		s.shown = article
		s.articleRev++
		s.pageRev++
	}
	s.reveal(article, span.Start)
	s.after(func() {
		n := s.index.Articles[article].ParagraphAt(span.Start)
		p := one(`[data-article="` + strconv.Itoa(article) + `"] [data-p="` + strconv.Itoa(n) + `"]`)
		if p == nil {
			return
		}
		from := s.index.Articles[article].Paragraphs[n].Start
		length := 0
		var target app.Value
		runs := p.Get("childNodes")
		for i := range runs.Length() {
			run := runs.Index(i)
			if run.Get("nodeType").Int() == 1 && !closestIs(run, ".s") {
				continue
			}
			n := len(run.Get("textContent").String())
			if from+length+n > span.Start {
				if run.Get("nodeType").Int() == 1 {
					target = run
				}
				break
			}
			length += n
		}
		if target == nil {
			target = p
		}
		if narrow() && !s.embedded && s.open { // above the sheet
			target.Call("scrollIntoView", map[string]any{"block": "start"})
		} else {
			bring(target)
		}
		target.Get("classList").Call("remove", "flash")
		target.Get("offsetWidth") // restarts the animation
		target.Get("classList").Call("add", "flash")
	})
}
