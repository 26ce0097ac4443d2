// Package marked sets an article with its marks as markup: the interface does so
// for all that it shows, and the engine for the first screen of a text that a
// reader gave before the interface's program ran. Plain Go, no go-app.
package marked

import (
	"slices"
	"strconv"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// Setter sets an article's paragraphs as markup: flat runs of text, each with
// the ids of everything that covers it. All text and every value of an
// attribute is escaped here and nowhere else.
type Setter struct {
	strings.Builder
	Index   *story.Index // nil as long as there is no result
	Article int
	Text    string // of the article
	Words   *Words
	Sign    func(article int, claims []string) string // markup of the sign in the margin; needed where claims have counterparts
	Notes   *[]string                                 // on paper: who says each quote below the title, in order; nil on the screen
	Note    func(article int, q *analysis.Quote) string
}

// Words are what a Setter says.
type Words struct {
	And         string // between speakers
	QuoteBegins func(speaker string) string
	Aside       func(kind string) string
	SharedBy    func(articles int) string // of a passage that articles share
	SharedAs    func(article int) string  // of one that an earlier article has
}

// Escape makes any text harmless between tags and in quoted attributes. A
// carriage return as it is would become a line feed.
func Escape(text string) string { return escaper.Replace(text) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\r", "&#13;")

// Attribute writes name="value" with a space before it.
func (w *Setter) Attribute(name, value string) {
	w.WriteByte(' ')
	w.WriteString(name)
	w.WriteString(`="`)
	w.WriteString(Escape(value))
	w.WriteByte('"')
}

// Paragraph sets one paragraph.
func (w *Setter) Paragraph(number int, p *story.Paragraph) {
	tag, class := "p", p.Kind
	switch p.Kind {
	case "title":
		tag = "h2"
	case "heading":
		tag = "h3"
	}
	shared := ""
	if w.Index != nil && p.Origin >= 0 {
		class += " shared"
		o := w.Index.Result.Origins[p.Origin]
		shared = w.Words.SharedBy(articlesOf(o))
		if first := o.Passages[0].Article; tag == "p" && w.Notes == nil && first < w.Article {
			class += " repeat" // read in an earlier article already: folded to its first line
			shared = w.Words.SharedAs(first)
		}
	}
	w.WriteString("<" + tag)
	w.Attribute("class", class)
	w.Attribute("data-p", strconv.Itoa(number))
	if p.Kind == "aside" {
		w.Attribute("title", w.Words.Aside(p.Aside))
	}
	w.WriteByte('>')
	w.runs(p)
	if shared != "" && tag == "p" && w.Notes == nil {
		w.WriteString(`<button type="button" class="origin-mark" data-do="origin"`)
		w.Attribute("data-origin", strconv.Itoa(p.Origin))
		w.WriteString(">" + Escape(shared) + "</button>")
	}
	w.WriteString("</" + tag + ">")
}

// articlesOf counts the articles that have passages of an origin.
func articlesOf(o analysis.Origin) int {
	var seen []int
	for _, p := range o.Passages {
		if !slices.Contains(seen, p.Article) {
			seen = append(seen, p.Article)
		}
	}
	return len(seen)
}

// runs sets a paragraph's text, and nothing else as text: the words with which
// a quote's beginning is said to screen readers once, the short labels of actors
// and the signs in the margin come from the style sheet, so that they are not
// copied with it.
func (w *Setter) runs(p *story.Paragraph) {
	if w.Index == nil || len(p.Marks) == 0 {
		w.WriteString(Escape(w.Text[p.Start:p.End]))
		return
	}
	a := &w.Index.Articles[w.Article]
	line := lineLength
	if w.Notes != nil {
		line = paperLine
	}
	groups := groupClaims(p, line)
	var class strings.Builder
	var ids []string
	for _, seg := range story.Flatten(p.Span, p.Marks) {
		words := w.Text[seg.Start:seg.End]
		if len(seg.Marks) == 0 {
			w.WriteString(Escape(words))
			continue
		}
		class.Reset()
		class.WriteString("s")
		ids = ids[:0]
		quotes, outer, actor, claim := 0, -1, false, false
		for k := len(seg.Marks) - 1; k >= 0; k-- {
			m := &p.Marks[seg.Marks[k]]
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
				outer = seg.Marks[k]
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
		say, who, label, sign := "", "", "", ""
		for _, k := range seg.Starts {
			m := &p.Marks[k]
			switch m.Class[:2] {
			case "ac":
				if !strings.HasPrefix(m.Class, "actor name") {
					who = w.Index.NameOf(w.Article, m.ID)
				}
			case "qu":
				if k == outer {
					class.WriteString(" first") // the band's round end
				}
				if q := a.Quote(m.ID); q != nil && q.Content[0].Start == m.Start {
					say = w.Words.QuoteBegins(w.Index.SpeakersOf(w.Article, q, w.Words.And))
				}
			case "cl":
				if strings.HasSuffix(m.Class, " lone") {
					class.WriteString(" opens")
				} else if m.Class != story.QuietClaim && len(groups) > 0 && groups[0].at == m.Start {
					sign = w.Sign(w.Article, groups[0].ids)
					groups = groups[1:]
				}
			}
		}
		var noted []string
		for _, k := range seg.Ends {
			switch m := &p.Marks[k]; {
			case m.Class[:2] == "qu":
				if k == outer {
					class.WriteString(" last")
				}
				if q := a.Quote(m.ID); q != nil && q.Content[len(q.Content)-1].End == m.End {
					noted = append(noted, m.ID)
				}
			case m.Label != "":
				label = m.Label
			case strings.HasSuffix(m.Class, " lone"):
				class.WriteString(" shuts")
			}
		}
		w.WriteString("<span")
		w.Attribute("class", class.String())
		w.Attribute("data-i", strings.Join(ids, " "))
		if say != "" {
			w.Attribute("data-say", say)
		}
		if who != "" && !strings.EqualFold(who, words) {
			w.Attribute("data-who", who) // shown on hover and focus
		}
		w.WriteByte('>')
		w.words(words, sign, label)
		w.WriteString("</span>")
		if w.Notes != nil && p.Kind != "title" {
			for _, id := range noted {
				w.note(a, id)
			}
		}
	}
}

// words sets a run's words with the sign of the margin and the actor's label. A
// sign stands behind the first word: before it, it could be left behind at the
// end of the line above. A label is tied to the last word.
func (w *Setter) words(words, sign, label string) {
	first := 0
	if sign != "" {
		if first = strings.IndexByte(words, ' '); first < 0 {
			first = len(words)
		}
	}
	last := len(words)
	if label != "" {
		last = max(first, strings.LastIndexByte(words, ' ')+1)
	}
	w.WriteString(Escape(words[:first]))
	w.WriteString(sign)
	w.WriteString(Escape(words[first:last]))
	if label != "" {
		w.WriteString(`<span class="t"`)
		w.Attribute("data-t", label)
		w.WriteString(">" + Escape(words[last:]) + "</span>")
	}
}

// note puts a number behind a quote and what is to be said of it into the notes.
func (w *Setter) note(a *story.ArticleIndex, id string) {
	*w.Notes = append(*w.Notes, w.Note(w.Article, a.Quote(id)))
	w.WriteString("<sup>" + strconv.Itoa(len(*w.Notes)) + "</sup>")
}

// claimGroup is claims that begin close together and share a sign in the margin.
type claimGroup struct {
	at  int // where the first begins
	ids []string
}

// lineLength is about how many bytes a line has: claims that begin closer than
// this may begin on one line and get one sign. Asking the browser where each
// stands would cost a layout of the whole text.
const (
	lineLength = 80
	paperLine  = 120
)

// groupClaims lists a paragraph's groups in the order of the text; line is in bytes.
func groupClaims(p *story.Paragraph, line int) []claimGroup {
	var claims []*story.Mark
	for i := range p.Marks {
		if m := &p.Marks[i]; m.Class[:2] == "cl" && m.Start >= p.Start && !strings.HasSuffix(m.Class, " lone") && m.Class != story.QuietClaim {
			claims = append(claims, m)
		}
	}
	slices.SortStableFunc(claims, func(a, b *story.Mark) int { return a.Start - b.Start })
	var groups []claimGroup
	for _, m := range claims {
		if n := len(groups); n > 0 && m.Start-groups[n-1].at < line {
			groups[n-1].ids = append(groups[n-1].ids, m.ID)
		} else {
			groups = append(groups, claimGroup{m.Start, []string{m.ID}})
		}
	}
	return groups
}

// ChunkSize is about how many bytes of text a chunk has: some 100 to 200 runs,
// which take a few milliseconds to set.
const ChunkSize = 2000

// Chunk is a half-open range of paragraphs that are set together.
type Chunk struct{ From, To int }

// Chunks parts an article's paragraphs.
func Chunks(paragraphs []story.Paragraph) []Chunk {
	var out []Chunk
	from, size := 0, 0
	for i, p := range paragraphs {
		if size += p.End - p.Start; size >= ChunkSize || i == len(paragraphs)-1 {
			out = append(out, Chunk{from, i + 1})
			from, size = i+1, 0
		}
	}
	return out
}

// FirstChunks is how many chunks the first screen has.
const FirstChunks = 2

// Chunk sets a chunk of the paragraphs.
func (w *Setter) Chunk(paragraphs []story.Paragraph, c Chunk) {
	w.WriteString(`<div class="chunk">`)
	for i := c.From; i < c.To; i++ {
		w.Paragraph(i, &paragraphs[i])
	}
	w.WriteString(`</div>`)
}

// Plain sets the chunks' text as it is.
func (w *Setter) Plain(paragraphs []story.Paragraph) {
	w.WriteString(`<div class="chunk plain">`)
	if n := len(paragraphs); n > 0 {
		w.WriteString(Escape(w.Text[paragraphs[0].Start:paragraphs[n-1].End]))
	}
	w.WriteString(`</div>`)
}
