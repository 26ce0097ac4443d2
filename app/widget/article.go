package widget

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/marked"
	"whosaid.example/app/story"
)

// A long text is drawn in chunks, and chunks in groups. A group first stands as
// one text node, which costs next to nothing; then the paragraphs of its chunks
// are set and marked, the chunks on the first screen at once, the others one
// after another with the browser working in between. Marks are flat segments: runs of text that carry the ids
// of everything that covers them, innermost first.

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
	chunks := marked.Chunks(paragraphs)
	levels := s.levelsOf(i, len(chunks))
	class := "article"
	var meta []app.UI
	if a.Outlet != "" {
		meta = append(meta, app.Span().Class("outlet").Text(a.Outlet))
	} else if s.beside >= 0 {
		name := s.label(i)
		if a.Name == "" { // the headline stands below
			name = W.ArticleNumber(i + 1)
		}
		meta = append(meta, app.Span().Class("outlet").Text(name))
	}
	if a.Date != "" {
		meta = append(meta, app.Time().DateTime(a.Date).Text(W.LongDate(a.Date)))
	}
	if s.index != nil {
		for _, notice := range s.index.Articles[i].Report.Notices {
			meta = append(meta, app.Span().Class("notice").Text(W.Notice(notice)))
		}
	}
	var groups []app.UI
	if s.early != nil && s.index == nil {
		groups, chunks = append(groups, app.Raw(s.early.html)), nil
	}
	for from := 0; from < len(chunks); from += groupSize {
		to := min(from+groupSize, len(chunks))
		set := 0
		for _, level := range levels[from:to] {
			set += level
		}
		groups = append(groups, &groupView{S: s, Article: i, From: chunks[from].From, To: chunks[to-1].To, Chunk: from, Rev: s.articleRev, Set: set})
	}
	return app.Article().Class(class).Attr("data-article", n).Attr("data-testid", "article-"+n).Lang("en").Aria("label", s.story.LongLabel(i)).
		Body(
			app.If(len(meta) > 0, func() app.UI {
				return app.Header().Class("article-head").Body(
					app.P().Class("meta").Body(meta...),
					app.If(s.beside >= 0, func() app.UI { return button("edit", W.Edit, "quiet").DataSet("article", n) }))
			}),
			app.If(s.editing == i, func() app.UI { return &editView{S: s, Article: i, Rev: s.articleRev} }),
			app.Div().Class("text").ID("text-"+n).TabIndex(0).Attr("role", "group").Aria("label", W.TextLabel(s.story.LongLabel(i))).
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

// levelsOf tells how far each chunk of an article is drawn. The first time, the
// first screen is set and the rest is put in line.
func (s *state) levelsOf(article, chunks int) []int {
	levels := s.levels[article]
	if len(levels) == chunks {
		return levels
	}
	levels = make([]int, chunks)
	for i := range min(marked.FirstChunks, chunks) {
		levels[i] = levelSet
	}
	if app.IsServer {
		for i := range levels {
			levels[i] = levelSet
		}
	}
	s.levels[article] = levels
	if chunks > marked.FirstChunks && s.mounted {
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
	for c, chunk := range marked.Chunks(s.paragraphs(article)) {
		p := s.paragraphs(article)
		if offset < p[chunk.To-1].End {
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
	chunks := marked.Chunks(paragraphs[v.From:v.To])
	levels := s.levels[v.Article]
	return app.Div().Class("group").Body(app.Range(chunks).Slice(func(c int) app.UI {
		level := levelText
		if v.Chunk+c < len(levels) {
			level = levels[v.Chunk+c]
		}
		return &chunkView{S: s, Article: v.Article, From: v.From + chunks[c].From, To: v.From + chunks[c].To, Level: level, Rev: v.Rev}
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
// They are markup made by hand (see marks.go), one string a chunk: a tree of
// thousands of runs would have go-app compare them, and its memory cleaned up,
// while the reader reads.
func (v *chunkView) Render() app.UI {
	s := v.S
	if s.story == nil || v.Article >= len(s.story.Articles) {
		return app.Raw(`<div class="chunk"></div>`)
	}
	paragraphs := s.paragraphs(v.Article)
	if v.To > len(paragraphs) {
		return app.Raw(`<div class="chunk"></div>`)
	}
	w := s.setter(v.Article)
	if v.Level == levelText {
		w.Plain(paragraphs[v.From:v.To])
	} else {
		w.Chunk(paragraphs, marked.Chunk{From: v.From, To: v.To})
	}
	return app.Raw(w.String())
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
	if s.index == nil || v.Article >= len(s.index.Articles) || len(s.index.Articles[v.Article].Report.Quotes) == 0 {
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
			`" data-do="select" data-id="` + escape(id) + `" data-article="` + strconv.Itoa(article) + `"/>`)
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
