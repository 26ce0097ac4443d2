package widget

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// state is everything that the widget shows. There is one per Widget; its
// components hold a pointer to it and a revision number, so that go-app draws
// a component again only when its number has changed. It is used on the
// interface's goroutine only.
type state struct {
	ctx      app.Context // of the Widget, for work that ends later
	mounted  bool
	embedded bool
	engine   *engine
	library  *library

	story  *story.Story     // nil on the start page
	early  *early           // its first screen, until there is an index
	raw    *analysis.Result // as the engine gave it, offsets in bytes
	index  *story.Index     // of the corrected result; nil until there is one
	lost   int              // corrections that found no place any more
	undone []story.Correction

	job      *job // the analysis that runs, nil for none
	done     int  // its progress
	total    int
	problem  problem // what went wrong last, shown with a way out
	notice   string  // said once, politely
	noticeAt time.Time

	pairAt                 int // the pair of claims between two articles that is shown
	shown                  int // article in view
	printed                int // the only article to be printed, -1 for all
	beside                 int // article set beside it, -1 for none
	adding                 bool
	typing                 int // counts what is typed into the paste box
	drafts                 drafts
	known                  bool // the story that was opened had the pasted text already
	unsaved                bool // it is not known yet whether the story on screen is on the device
	editing                int  // article whose text or details are edited, -1 for none
	installable, appleHint bool // the app can be installed; by hand, on Apple's browsers
	helping                bool
	layers                 layers
	hostLayers             string // as the host page has last asked for them
	keysOff                bool
	pictures               int  // of the overview that are drawn
	explained              bool // the reader knows what the marks mean
	fold                   bool // page furniture folded away
	sel                    place
	at                     int     // offset of the run by which sel was chosen, -1 for none
	trail                  []place // where the reader came from, for the way back
	open                   bool    // the bottom sheet stands open
	list                   listing
	listTop                int // how far it was scrolled when a card took its place
	summaries              []story.Summary
	deleted                *story.Story // the story that was deleted last, until the reader goes on
	forgetting             bool         // the reader is asked whether all is to be deleted
	removed                *story.Story // the story before an article was taken out of it, until it is changed otherwise
	naming                 bool         // the story's name is being written
	storage                string       // what the reader should know of the storage; "" when it works
	search                 string       // in the list of earlier stories

	pageRev, articleRev, panelRev, articleTick, tickRev int
	levels                                              map[int][]int             // how far the chunks of each article are drawn
	applying                                            int                       // counts the corrections that were begun
	lighting                                            int                       // counts how often marks were lit
	plain                                               map[int][]story.Paragraph // of articles without a result
	origin                                              string                    // of the page that embeds the widget
	leaving                                             bool                      // the browser is on its way back from a story
	hostJob                                             any                       // the embedding page's id of the running analysis
	tabs                                                app.Value                 // the channel between the tabs, nil for none
	unwatch                                             func()                    // ends the watch for the way back that closes the sheet
	remeasure                                           func()                    // tells the embedding page the height again
}

// problem is an error with what the reader can do.
type problem struct {
	text   string
	retry  bool // analysing again may help
	reload bool
	part   []story.Article // what can be read instead of all; see accept
}

// layers says which marks are shown.
type layers struct {
	quotes, actors, claims bool
	all                    bool // claims that meet no other too
	unlabelled             bool // actors without their short labels
}

// place names a thing in an article.
type place struct {
	article int
	id      string // of a quote, claim or actor; "" for none
}

// tab names one of the panel's lists.
type tab string

const (
	tabActors     tab = "actors"
	tabQuotes     tab = "quotes"
	tabReferences tab = "references"
	tabOverview   tab = "overview"
)

// listing is how the panel's lists are sorted and filtered.
type listing struct {
	tab      tab
	search   string
	speaker  string // a person's key
	kind     string // direct, mixed, indirect, thought
	relation string
	article  int // -1 for all
	sort     string
	limit    int
}

const pageSize = 40

func newState() *state {
	return &state{
		beside: -1, editing: -1, printed: -1, at: -1, layers: layers{quotes: true, actors: true, claims: true}, fold: false,
		list: listing{tab: tabActors, article: -1, limit: pageSize}, levels: map[int][]int{},
		drafts: drafts{map[string]string{}, map[edition]story.Article{}},
	}
}

// called is what article i is called within a sentence and on paper.
func (s *state) called(i int) string { return s.story.Label(i, W.ShortDate, W.ArticleNumber) }

// openingLength is about how many bytes of its text stand for an article that has no other name.
const openingLength = 28

// label is what article i is called in lists and on tabs: where it would be but a number, how its text opens.
func (s *state) label(i int) string {
	name := s.called(i)
	if name == W.ArticleNumber(i+1) {
		text := s.story.Articles[i].Text
		const enough = 400 // a text may be one long line
		if opening := story.Opening(strings.ToValidUTF8(text[:min(enough, len(text))], "")); opening != "" {
			name = "“" + story.Shortened(opening, openingLength) + "”"
		}
	}
	return s.numbered(i, name)
}

// numbered is a label of article i with its number, by which reasons tell of an article
// without an outlet ("the third article"), unless the label ends with it.
func (s *state) numbered(i int, label string) string {
	number := itoa(i + 1)
	if len(s.story.Articles) < 2 || s.story.Articles[i].Outlet != "" || strings.HasSuffix(label, " "+number) {
		return label
	}
	return number + ". " + label
}

// later runs f on the interface's goroutine and has the widget drawn again. It
// may be called from any goroutine and from a JavaScript callback.
func (s *state) later(f func()) {
	if !s.mounted {
		return
	}
	s.ctx.Dispatch(func(app.Context) { f() })
}

// say shows a short message and has screen readers read it.
func (s *state) say(text string) {
	s.notice, s.noticeAt = text, time.Now()
	s.pageRev++
	at := s.noticeAt
	if s.mounted {
		s.ctx.After(6*time.Second, func(app.Context) {
			if s.noticeAt.Equal(at) {
				s.notice = ""
				s.pageRev++
			}
		})
	}
}

// begin shows a new story and has it analysed.
func (s *state) begin(id, title string, articles []story.Article) {
	s.present(&story.Story{ID: id, Title: title, Articles: articles, Updated: time.Now()})
}

// present puts a story on the screen in the place of what is there.
func (s *state) present(x *story.Story) {
	s.closeStory()
	s.deleted = nil
	s.story = x
	for at := range s.drafts.edited {
		if at.story == x.ID && at.article < len(x.Articles) { // the reader was at it
			s.editing, s.shown = at.article, at.article
		}
	}
	s.enter()
	s.analyse()
	s.scrollTop()
	s.after(s.arrive)
}

// arrive puts the keyboard at the head of a story that has taken the place of
// the control which opened it.
func (s *state) arrive() {
	if e := one(".story-title"); e != nil && !s.embedded && document().Get("activeElement").Equal(document().Get("body")) {
		focus(e)
	}
}

// closeStory goes back to the start page; the story is saved already.
func (s *state) closeStory() {
	s.cancel()
	if s.unsaved {
		s.unsaved = false
		s.save()
	}
	s.known = false
	s.watchBack(false)
	s.story, s.raw, s.index, s.early, s.sel, s.trail = nil, nil, nil, nil, place{}, nil
	s.shown, s.beside, s.adding, s.editing, s.problem, s.undone = 0, -1, false, -1, problem{}, nil
	s.list = listing{tab: tabActors, article: -1, limit: pageSize}
	s.levels = map[int][]int{}
	s.open, s.lost, s.removed, s.naming, s.forgetting = false, 0, nil, false, false
	s.fillBox()
	s.redraw()
}

// redraw has everything drawn again.
func (s *state) redraw() {
	s.plain = nil
	s.pageRev++
	s.articleRev++
	s.panelRev++
	s.tickRev++
}

// cancel stops the analysis that runs; the text stays.
func (s *state) cancel() {
	if s.job != nil {
		s.engine.cancel(s.job)
		s.job = nil
		s.pageRev++
	}
}

// analyse has the engine read the story's articles. What is on screen stays
// until the result is there.
func (s *state) analyse() {
	s.cancel()
	s.problem = problem{}
	s.redraw()
	s.save()
	if s.engine == nil {
		return
	}
	s.done, s.total = 0, 0
	var j *job
	j = s.engine.analyse(s.story.Articles,
		func(done, total int) {
			if s.job == j && (total == 0 || done*20/max(total, 1) != s.done*20/max(s.total, 1) || s.total != total) {
				s.done, s.total = done, total
				s.pageRev++
				s.tellHost("progress", map[string]any{"done": done, "total": total})
			}
		},
		func(r *analysis.Result, err *engineError) {
			if s.job != j {
				return
			}
			s.job = nil
			if err != nil {
				s.fail(err)
				return
			}
			s.raw = r
			noteTruncated(r, s.story.Articles)
			for i := range s.story.Articles {
				a := &s.story.Articles[i]
				a.Headline = ""
				if t := r.Articles[i].Title; t != nil {
					a.Headline = story.Slice(a.Text, *t)
				}
			}
			s.save()
			s.apply(func() {
				if !s.embedded {
					found := W.Found(s.index)
					if s.known {
						found, s.known = W.Known+" "+found, false
					}
					s.say(found)
				}
			})
		})
	s.job = j
}

func (s *state) fail(err *engineError) {
	s.pageRev++
	s.problem = problem{text: err.text(), retry: true, reload: err.version}
	s.tellHost("error", map[string]any{"message": s.problem.text})
}

// apply puts the reader's corrections on the engine's result and shows it. The
// work is done in slices beside the interface; done runs when it shows.
func (s *state) apply(done func()) {
	raw, texts, corrections := s.raw, s.story.Texts(), slices.Clone(s.story.Corrections)
	s.applying++
	n, all := s.applying, s.layers.all
	go func() {
		time.Sleep(time.Millisecond)
		pause := newPause()
		r, lost := story.Apply(raw, texts, corrections)
		pause()
		x := story.NewIndex(r, texts, pause)
		if all {
			x.MarkClaims(all, pause)
		}
		s.later(func() {
			if n != s.applying || s.raw != raw {
				return // the reader has gone on
			}
			s.lost = len(lost)
			early := s.early != nil
			s.index, s.early = x, nil
			s.settle()
			if early {
				s.after(answerEarly)
			}
			if done != nil {
				done()
			}
		})
	}()
}

// settle shows a new index, one part a frame: the articles, the panel, the ticks.
func (s *state) settle() {
	if s.sel.id != "" && !s.exists(s.sel) {
		s.sel = place{}
	}
	s.trail = slices.DeleteFunc(s.trail, func(p place) bool { return !s.exists(p) })
	s.levels, s.plain = map[int][]int{}, nil
	s.articleRev++
	s.pageRev++
	s.after(s.light)
	s.refocus(".card h2")
	if s.mounted {
		s.ctx.After(20*time.Millisecond, func(app.Context) {
			s.panelRev++
			s.pageRev++
			s.refocus(".card h2")
			s.tellResult()
		})
		s.ctx.After(60*time.Millisecond, func(app.Context) {
			s.tickRev++
			s.drawArticles()
		})
	}
}

// changeMarks has the articles marked anew, with or without the claims that
// meet no other.
func (s *state) changeMarks() {
	x, all := s.index, s.layers.all
	if x == nil {
		return
	}
	go func() {
		x.MarkClaims(all, newPause())
		s.later(func() {
			if s.index == x {
				s.levels = map[int][]int{}
				s.articleRev++
				s.pageRev++
				s.after(s.light)
			}
		})
	}()
}

func (s *state) exists(p place) bool {
	if s.index == nil || p.article >= len(s.index.Articles) {
		return false
	}
	_, ok := s.index.Articles[p.article].Where(p.id)
	return ok
}

// correct adds a correction, which can be undone.
func (s *state) correct(c story.Correction) {
	s.story.Corrections = append(s.story.Corrections, c)
	s.undone = nil
	s.changed()
	s.say(W.Corrected)
}

// undo takes the last correction back, redo puts it on again.
func (s *state) undo() {
	n := len(s.story.Corrections)
	if n == 0 {
		return
	}
	s.undone = append(s.undone, s.story.Corrections[n-1])
	s.story.Corrections = s.story.Corrections[:n-1]
	s.changed()
	s.say(W.Undone)
}

func (s *state) redo() {
	n := len(s.undone)
	if n == 0 {
		return
	}
	s.story.Corrections = append(s.story.Corrections, s.undone[n-1])
	s.undone = s.undone[:n-1]
	s.changed()
	s.say(W.Corrected)
}

func (s *state) changed() {
	s.removed = nil
	s.story.Updated = time.Now()
	s.save()
	if s.raw != nil {
		s.apply(nil)
	}
}

// addArticles puts more articles into the story and has all read together.
func (s *state) addArticles(articles []story.Article) {
	if at := s.story.Holds(articles); at >= 0 {
		s.adding, s.shown = false, at
		s.redraw()
		s.say(W.HasAlready)
		return
	}
	s.story.Articles = append(s.story.Articles, articles...)
	s.adding, s.removed = false, nil
	s.shown = len(s.story.Articles) - len(articles)
	s.forgetResult()
	s.analyse()
}

// forgetResult drops a result that is of other articles than the story has.
func (s *state) forgetResult() {
	s.raw, s.index, s.early, s.sel, s.trail = nil, nil, nil, place{}, nil
	s.levels = map[int][]int{}
	s.story.Updated = time.Now()
}

// removeArticle takes an article out; its corrections go, those of later
// articles move with them. The last article closes the story.
func (s *state) removeArticle(i int) {
	if len(s.story.Articles) == 1 {
		s.deleteStory(s.story.ID)
		s.closeStory()
		s.leave()
		return
	}
	order := make([]int, 0, len(s.story.Articles))
	for j := range s.story.Articles {
		if j != i {
			order = append(order, j)
		}
	}
	had := *s.story
	had.Corrections = slices.Clone(had.Corrections) // reorder moves their places
	s.reorder(order)
	s.removed = &had
	s.say(W.Removed)
}

// putBack brings the article back that was taken out last.
func (s *state) putBack() {
	if s.removed == nil {
		return
	}
	s.story.Articles, s.story.Corrections, s.removed = s.removed.Articles, s.removed.Corrections, nil
	s.editing, s.beside = -1, -1
	s.forgetResult()
	s.analyse()
}

// moveArticle exchanges an article with the one before (-1) or after (1) it.
func (s *state) moveArticle(i, by int) {
	j := i + by
	if j < 0 || j >= len(s.story.Articles) {
		return
	}
	order := make([]int, len(s.story.Articles))
	for k := range order {
		order[k] = k
	}
	order[i], order[j] = j, i
	s.removed = nil
	s.reorder(order)
	s.shown = j
}

// reorder keeps the articles of the given indexes, in that order.
func (s *state) reorder(order []int) {
	s.moveEdits(order)
	articles := make([]story.Article, len(order))
	var kept []story.Correction
	for to, from := range order {
		articles[to] = s.story.Articles[from]
	}
	for _, c := range s.story.Corrections {
		if c.Anchor.Exact != "" {
			if c.Anchor.Article = slices.Index(order, c.Anchor.Article); c.Anchor.Article < 0 {
				continue
			}
		}
		kept = append(kept, c)
	}
	s.story.Articles, s.story.Corrections = articles, kept
	s.shown, s.beside, s.editing, s.undone = min(s.shown, len(articles)-1), -1, -1, nil
	s.forgetResult()
	s.analyse()
}

// newID is a name for a story, unique on this device, also where the clock
// stands still or goes back.
func newID() string {
	return strconv.FormatInt(time.Now().UnixNano(), 36) + strconv.FormatUint(rand.Uint64(), 36)
}
