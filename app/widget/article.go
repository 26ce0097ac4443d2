package widget

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// A long text is drawn in chunks, and chunks in groups. A group first stands as
// one text node, which costs next to nothing; then the paragraphs of its chunks
// are set and marked, the chunks on the first screen at once, the others one
// after another with the browser working in between. Marks are flat segments: runs of text that carry the ids
// of everything that covers them, innermost first.

// chunkSize is about how many bytes of text a chunk has: some 50 to 100
// runs, which take about ten milliseconds to mount.
const chunkSize = 1000

// groupSize is how many chunks a group has.
const groupSize = 8

// unreadChunks is how many chunks are set while there are no marks for them yet.
const unreadChunks = 8

const (
	levelText = iota // one text node
	levelSet         // paragraphs with their marks
)

// articleView is one article: its head and its text.
type articleView struct {
	app.Compo
	S       *state
	Article int
	Rev     int
	Tick    int // grows with each chunk that is set
}

// Render draws the article's head and its chunks.
func (v *articleView) Render() app.UI {
	s, i := v.S, v.Article
	a := s.story.Articles[i]
	n := strconv.Itoa(i)
	paragraphs := s.paragraphs(i)
	chunks := chunked(paragraphs)
	levels := s.levelsOf(i, len(chunks))
	class := "article"
	meta := []app.UI{app.Span().Class("outlet").Text(s.story.Label(i))}
	if a.Date != "" {
		meta = append(meta, app.Time().DateTime(a.Date).Text(longDate(a.Date)))
	}
	if s.index != nil {
		for _, notice := range s.index.Articles[i].Report.Notices {
			meta = append(meta, app.Span().Class("notice").Text(W.Notice(notice)))
		}
	}
	var groups []app.UI
	for from := 0; from < len(chunks); from += groupSize {
		to := min(from+groupSize, len(chunks))
		set := 0
		for _, level := range levels[from:to] {
			set += level
		}
		groups = append(groups, &groupView{S: s, Article: i, From: chunks[from].from, To: chunks[to-1].to, Chunk: from, Rev: s.articleRev, Set: set})
	}
	return app.Article().Class(class).Attr("data-article", n).Attr("data-testid", "article-"+n).Lang("en").Aria("label", s.story.Label(i)).
		Body(
			app.Header().Class("article-head").Body(
				app.P().Class("meta").Body(meta...),
				app.Div().Class("article-tools").Body(
					button("edit", W.Edit, "quiet").DataSet("article", n),
				),
			),
			app.If(s.editing == i, func() app.UI { return &editView{S: s, Article: i, Rev: s.articleRev} }),
			app.Div().Class("text").ID("text-"+n).TabIndex(0).Attr("role", "group").Aria("label", W.TextLabel(s.story.Label(i))).
				Attr("data-testid", "text-"+n).
				Body(groups...),
			&tickView{S: s, Article: i, Rev: s.tickRev},
		)
}

// paragraphs are those of the index, or the text's lines before there is one.
func (s *state) paragraphs(i int) []story.Paragraph {
	if s.index != nil && i < len(s.index.Articles) {
		return s.index.Articles[i].Paragraphs
	}
	if s.plain == nil {
		s.plain = map[int][]story.Paragraph{}
	}
	if s.plain[i] == nil {
		s.plain[i] = story.Layout(s.story.Articles[i].Text, nil)
	}
	return s.plain[i]
}

// chunk is a half-open range of paragraphs.
type chunk struct{ from, to int }

func chunked(paragraphs []story.Paragraph) []chunk {
	var out []chunk
	from, size := 0, 0
	for i, p := range paragraphs {
		if size += p.End - p.Start; size >= chunkSize || i == len(paragraphs)-1 {
			out = append(out, chunk{from, i + 1})
			from, size = i+1, 0
		}
	}
	return out
}

// levelsOf tells how far each chunk of an article is drawn. The first time, the
// first screen is set and the rest is put in line.
func (s *state) levelsOf(article, chunks int) []int {
	levels := s.levels[article]
	if len(levels) == chunks {
		return levels
	}
	levels = make([]int, chunks)
	for i := range min(2, chunks) {
		levels[i] = levelSet
	}
	if app.IsServer {
		for i := range levels {
			levels[i] = levelSet
		}
	}
	s.levels[article] = levels
	if chunks > 2 && s.mounted {
		s.setNext(article, levels)
	}
	return levels
}

// setNext sets the next chunk that is still plain, then has itself called again
// when the browser has drawn that one.
func (s *state) setNext(article int, levels []int) {
	s.ctx.After(4*time.Millisecond, func(app.Context) {
		if current := s.levels[article]; len(current) != len(levels) || &current[0] != &levels[0] {
			return // another result has come
		}
		i := slices.Index(levels, levelText)
		if i < 0 || s.index == nil && i >= unreadChunks {
			s.after(s.light)
			return
		}
		levels[i] = levelSet
		s.drawArticles()
		s.setNext(article, levels)
	})
}

// drawArticles has the articles compare their chunks again, without drawing
// those that have not changed.
func (s *state) drawArticles() { s.pageRev++; s.articleTick++ }

// reveal sets the chunk that holds an offset, so that it can be scrolled to.
func (s *state) reveal(article, offset int) {
	for c, chunk := range chunked(s.paragraphs(article)) {
		p := s.paragraphs(article)
		if offset < p[chunk.to-1].End {
			if levels := s.levels[article]; c < len(levels) && levels[c] != levelSet {
				levels[c] = levelSet
				s.drawArticles()
			}
			return
		}
	}
}

// groupView is some chunks: one text node until the first of them is set.
type groupView struct {
	app.Compo
	S        *state
	Article  int
	From, To int // paragraphs
	Chunk    int // the first of its chunks
	Rev      int
	Set      int // how many of its chunks are set
}

// Render draws the chunks, or the text of all of them.
func (v *groupView) Render() app.UI {
	s := v.S
	if s.story == nil || v.Article >= len(s.story.Articles) {
		return app.Div()
	}
	paragraphs := s.paragraphs(v.Article)
	if v.To > len(paragraphs) {
		return app.Div()
	}
	if v.Set == 0 {
		text := s.story.Articles[v.Article].Text
		return app.Div().Class("chunk plain").Body(app.Text(text[paragraphs[v.From].Start:paragraphs[v.To-1].End]))
	}
	chunks := chunked(paragraphs[v.From:v.To])
	levels := s.levels[v.Article]
	return app.Div().Class("group").Body(app.Range(chunks).Slice(func(c int) app.UI {
		level := levelText
		if v.Chunk+c < len(levels) {
			level = levels[v.Chunk+c]
		}
		return &chunkView{S: s, Article: v.Article, From: v.From + chunks[c].from, To: v.From + chunks[c].to, Level: level, Rev: v.Rev}
	}))
}

// chunkView is a few paragraphs.
type chunkView struct {
	app.Compo
	S        *state
	Article  int
	From, To int // paragraphs
	Level    int
	Rev      int
}

// Render draws the chunk's paragraphs, or its text where it is not its turn yet.
func (v *chunkView) Render() app.UI {
	s := v.S
	if s.story == nil || v.Article >= len(s.story.Articles) {
		return app.Div()
	}
	paragraphs := s.paragraphs(v.Article)
	if v.To > len(paragraphs) {
		return app.Div()
	}
	text := s.story.Articles[v.Article].Text
	if v.Level == levelText {
		return app.Div().Class("chunk plain").Body(app.Text(text[paragraphs[v.From].Start:paragraphs[v.To-1].End]))
	}
	body := make([]app.UI, 0, v.To-v.From)
	for i := v.From; i < v.To; i++ {
		body = append(body, s.paragraph(v.Article, i, &paragraphs[i], text))
	}
	return app.Div().Class("chunk").Body(body...)
}

// paragraph draws one paragraph as flat segments.
func (s *state) paragraph(article, number int, p *story.Paragraph, text string) app.UI {
	body := s.segments(article, p, text)
	class := p.Kind
	if s.index != nil && p.Origin >= 0 {
		class += " shared"
		if s.index.Result.Origins[p.Origin].Passages[0].Article < article {
			class += " repeat" // read in an earlier article already: folded to its first line
		}
	}
	n := strconv.Itoa(number)
	switch p.Kind {
	case "title":
		return app.H2().Class(class).DataSet("p", n).Body(body...)
	case "heading":
		return app.H3().Class(class).DataSet("p", n).Body(body...)
	case "aside":
		return app.P().Class(class).DataSet("p", n).Title(W.Aside(p.Aside)).Body(body...)
	}
	if s.index != nil && p.Origin >= 0 {
		o := s.index.Result.Origins[p.Origin]
		body = append(body, app.Button().Type("button").Class("origin-mark").DataSet("do", "origin").DataSet("origin", strconv.Itoa(p.Origin)).
			Text(W.SharedBy(articlesOf(o))))
	}
	return app.P().Class(class).DataSet("p", n).Body(body...)
}

func articlesOf(o analysis.Origin) int {
	var seen []int
	for _, p := range o.Passages {
		if !slices.Contains(seen, p.Article) {
			seen = append(seen, p.Article)
		}
	}
	return len(seen)
}

// segments draws a paragraph's text, and nothing else as text: the words with
// which a quote's beginning is said to screen readers once, and the signs in the
// margin, come from the style sheet, so that they are not copied with it.
func (s *state) segments(article int, p *story.Paragraph, text string) []app.UI {
	if s.index == nil || len(p.Marks) == 0 {
		return []app.UI{app.Text(text[p.Start:p.End])}
	}
	a := &s.index.Articles[article]
	var out []app.UI
	var class strings.Builder
	var ids []string
	left, right := p.Start-lineLength, p.Start-lineLength // last signs in the two margins
	lower := false                                        // a small sign stands below the last one on the left
	for _, seg := range story.Flatten(p.Span, p.Marks) {
		if len(seg.Marks) == 0 {
			out = append(out, app.Text(text[seg.Start:seg.End]))
			continue
		}
		class.Reset()
		ids = ids[:0]
		class.WriteString("s")
		quotes, actor, claim := 0, false, false
		for k := len(seg.Marks) - 1; k >= 0; k-- {
			m := p.Marks[seg.Marks[k]]
			if !slices.Contains(ids, m.ID) {
				ids = append(ids, m.ID)
			}
			switch m.Class[:2] {
			case "ac":
				if actor {
					continue // the innermost name wins
				}
				actor = true
			case "qu":
				if quotes++; quotes > 1 {
					continue
				}
			case "cl":
				if claim {
					continue
				}
				claim = true
			}
			class.WriteByte(' ')
			class.WriteString(m.Class)
		}
		if quotes > 1 {
			class.WriteString(" nested")
		}
		say, who := "", ""
		var signs []app.UI
		for _, k := range seg.Starts {
			m := p.Marks[k]
			switch m.Class[:2] {
			case "ac":
				if !strings.HasPrefix(m.Class, "actor name") {
					who = s.index.NameOf(article, m.ID)
				}
			case "qu":
				class.WriteString(" first")
				if q := a.Quote(m.ID); q != nil && q.Content[0].Start == m.Start {
					say = W.QuoteBegins(s.index.NameOf(article, q.Speaker))
				}
			case "cl":
				if strings.HasSuffix(m.Class, " lone") {
					class.WriteString(" opens")
					continue
				}
				margin := ""
				switch {
				case seg.Start-left >= lineLength:
					left, lower = seg.Start, false
				case seg.Start-right >= lineLength:
					right, margin = seg.Start, " second"
				case !lower:
					lower, margin = true, " third"
				default:
					margin = " none"
				}
				signs = append(signs, s.marginMark(article, m.ID, margin))
			}
		}
		for _, k := range seg.Ends {
			switch m := p.Marks[k]; {
			case m.Class[:2] == "qu":
				class.WriteString(" last")
			case strings.HasSuffix(m.Class, " lone"):
				class.WriteString(" shuts")
			}
		}
		run := app.Span().Class(class.String()).DataSet("i", strings.Join(ids, " "))
		if say != "" {
			run = run.DataSet("say", say)
		}
		words := text[seg.Start:seg.End]
		if who != "" && !strings.EqualFold(who, words) {
			run = run.DataSet("who", who) // shown on hover and focus
		}
		if len(signs) == 0 {
			out = append(out, run.Body(app.Text(words)))
			continue
		}
		// A sign stands behind the first word: before it, it could be left behind
		// at the end of the line above.
		first := strings.IndexByte(words, ' ')
		if first < 0 {
			first = len(words)
		}
		body := append([]app.UI{app.Text(words[:first])}, signs...)
		out = append(out, run.Body(append(body, app.Text(words[first:]))...))
	}
	return out
}

// lineLength is about how many bytes a line has: claims that begin closer than
// this may begin on one line, so the second sign goes to the other margin, a
// third small below the first, and a fourth is left out; its claim is reached
// through the text. Asking the browser where each sign stands would cost a
// layout of the whole text.
const lineLength = 75

// marginMark is the sign beside a claim that has counterparts.
func (s *state) marginMark(article int, claim, margin string) app.UI {
	refs := s.index.Counterparts(analysis.ClaimAt{Article: article, Claim: claim})
	relation := s.index.Result.References[refs[0].Ref].Relation
	return app.Button().Type("button").Class("ref "+relation+margin).DataSet("i", claim).DataSet("do", "select").
		Aria("label", W.RefLabel(s.tally(refs))).Title(s.tally(refs))
}

// tally says in words how many counterparts of each kind there are.
func (s *state) tally(refs []story.Counterpart) string {
	var counts [5]int
	for _, c := range refs {
		if k := slices.Index(relations, s.index.Result.References[c.Ref].Relation); k >= 0 {
			counts[k]++
		}
	}
	var parts []string
	for k, n := range counts {
		if n > 0 {
			parts = append(parts, W.Tally(relations[k], n))
		}
	}
	return strings.Join(parts, " · ")
}

// relations in the order in which a reader wants them.
var relations = []string{"conflicts", "updates", "responds", "supports", "repeats"}

// relationSign is what stands in the margin and in lists; each is of another
// shape, so that colour is never needed to tell them apart.
func relationSign(relation string) string {
	switch relation {
	case "conflicts":
		return "≠"
	case "updates":
		return "↻"
	case "responds":
		return "↩"
	case "supports":
		return "+"
	}
	return "="
}

// tickView is the strip beside the text that shows where things are.
type tickView struct {
	app.Compo
	S       *state
	Article int
	Rev     int
}

// Render draws a tick for each quote and each claim with counterparts, at the
// place where it stands in the text.
func (v *tickView) Render() app.UI {
	s := v.S
	if s.index == nil || v.Article >= len(s.index.Articles) {
		return app.Div().Class("ticks")
	}
	return app.Div().Class("ticks").Aria("hidden", "true").Body(app.Raw(s.ticks(v.Article)))
}

// ticks is the strip as SVG, 1000 units high. Very many ticks are thinned out
// to those that would still be seen apart.
func (s *state) ticks(article int) string {
	a := &s.index.Articles[article]
	size := max(1, len(a.Text))
	var b strings.Builder
	b.WriteString(`<svg viewBox="0 0 12 1000" preserveAspectRatio="none" focusable="false">`)
	tick := func(x, at int, class, id string) {
		b.WriteString(`<rect x="` + strconv.Itoa(x) + `" y="` + strconv.Itoa(at*1000/size) + `" width="6" height="3" class="` + class +
			`" data-do="select" data-id="` + html.EscapeString(id) + `" data-article="` + strconv.Itoa(article) + `"/>`)
	}
	last := -10
	for _, q := range a.Report.Quotes {
		if at := q.Content; len(at) > 0 && (at[0].Start-last)*1000/size >= 2 {
			last = at[0].Start
			tick(0, last, "tick-quote", q.ID)
		}
	}
	last = -10
	for _, c := range a.Report.Claims {
		if refs := s.index.Counterparts(analysis.ClaimAt{Article: article, Claim: c.ID}); len(refs) > 0 && (c.Start-last)*1000/size >= 2 {
			last = c.Start
			tick(6, last, "tick-"+s.index.Result.References[refs[0].Ref].Relation, c.ID)
		}
	}
	b.WriteString("</svg>")
	return b.String()
}

// longDate is a date as people write it; what is no date stays as it is.
func longDate(iso string) string {
	if t, err := time.Parse("2006-01-02", cutTo(iso, 10)); err == nil {
		return t.Format("2 January 2006")
	}
	return iso
}

func cutTo(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}
