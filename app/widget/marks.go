package widget

import (
	"slices"
	"strconv"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// setter sets an article's paragraphs as markup: flat runs of text, each with
// the ids of everything that covers it. All text and every value of an
// attribute is escaped here and nowhere else.
type setter struct {
	s       *state
	article int
	text    string
	b       strings.Builder
	notes   *[]string // on paper: who says each quote below the title, in order; nil on the screen
}

// escape makes any text harmless between tags and in quoted attributes. A
// carriage return as it is would become a line feed.
func escape(text string) string { return escaper.Replace(text) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\r", "&#13;")

// attribute writes name="value" with a space before it.
func (w *setter) attribute(name, value string) {
	w.b.WriteByte(' ')
	w.b.WriteString(name)
	w.b.WriteString(`="`)
	w.b.WriteString(escape(value))
	w.b.WriteByte('"')
}

// paragraph sets one paragraph.
func (w *setter) paragraph(number int, p *story.Paragraph) {
	s := w.s
	tag, class := "p", p.Kind
	switch p.Kind {
	case "title":
		tag = "h2"
	case "heading":
		tag = "h3"
	}
	shared := ""
	if s.index != nil && p.Origin >= 0 {
		class += " shared"
		o := s.index.Result.Origins[p.Origin]
		shared = W.SharedBy(articlesOf(o))
		if first := o.Passages[0].Article; w.notes == nil && first < w.article {
			class += " repeat" // read in an earlier article already: folded to its first line
			shared = W.SharedAs(s.label(first))
		}
	}
	w.b.WriteString("<" + tag)
	w.attribute("class", class)
	w.attribute("data-p", strconv.Itoa(number))
	if p.Kind == "aside" {
		w.attribute("title", W.Aside(p.Aside))
	}
	w.b.WriteByte('>')
	w.runs(p)
	if shared != "" && tag == "p" && w.notes == nil {
		w.b.WriteString(`<button type="button" class="origin-mark" data-do="origin"`)
		w.attribute("data-origin", strconv.Itoa(p.Origin))
		w.b.WriteString(">" + escape(shared) + "</button>")
	}
	w.b.WriteString("</" + tag + ">")
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
func (w *setter) runs(p *story.Paragraph) {
	s := w.s
	if s.index == nil || len(p.Marks) == 0 {
		w.b.WriteString(escape(w.text[p.Start:p.End]))
		return
	}
	a := &s.index.Articles[w.article]
	line := lineLength
	if w.notes != nil {
		line = paperLine
	}
	groups := groupClaims(p, line)
	var class strings.Builder
	var ids []string
	for _, seg := range story.Flatten(p.Span, p.Marks) {
		words := w.text[seg.Start:seg.End]
		if len(seg.Marks) == 0 {
			w.b.WriteString(escape(words))
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
					who = s.index.NameOf(w.article, m.ID)
				}
			case "qu":
				if k == outer {
					class.WriteString(" first") // the band's round end
				}
				if q := a.Quote(m.ID); q != nil && q.Content[0].Start == m.Start {
					say = W.QuoteBegins(s.index.SpeakersOf(w.article, q, W.And))
				}
			case "cl":
				if strings.HasSuffix(m.Class, " lone") {
					class.WriteString(" opens")
				} else if len(groups) > 0 && groups[0].at == m.Start {
					sign = s.marginMark(w.article, groups[0].ids)
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
		w.b.WriteString("<span")
		w.attribute("class", class.String())
		w.attribute("data-i", strings.Join(ids, " "))
		if say != "" {
			w.attribute("data-say", say)
		}
		if who != "" && !strings.EqualFold(who, words) {
			w.attribute("data-who", who) // shown on hover and focus
		}
		w.b.WriteByte('>')
		w.words(words, sign, label)
		w.b.WriteString("</span>")
		if w.notes != nil && p.Kind != "title" {
			for _, id := range noted {
				w.note(a, id)
			}
		}
	}
}

// words sets a run's words with the sign of the margin and the actor's label. A
// sign stands behind the first word: before it, it could be left behind at the
// end of the line above. A label is tied to the last word.
func (w *setter) words(words, sign, label string) {
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
	w.b.WriteString(escape(words[:first]))
	w.b.WriteString(sign)
	w.b.WriteString(escape(words[first:last]))
	if label != "" {
		w.b.WriteString(`<span class="t"`)
		w.attribute("data-t", label)
		w.b.WriteString(">" + escape(words[last:]) + "</span>")
	}
}

// note puts a number behind a quote and its speaker into the notes.
func (w *setter) note(a *story.ArticleIndex, id string) {
	q := a.Quote(id)
	name := w.s.index.SpeakersOf(w.article, q, W.And)
	if name == "" {
		name = W.NobodyKnown
	}
	*w.notes = append(*w.notes, W.PaperNote(name, W.QuoteKind(q.Kind, q.Act), q.Certainty, q.Rule == story.ReaderRule))
	w.b.WriteString("<sup>" + strconv.Itoa(len(*w.notes)) + "</sup>")
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
		if m := &p.Marks[i]; m.Class[:2] == "cl" && m.Start >= p.Start && !strings.HasSuffix(m.Class, " lone") {
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

// marginMark is the sign beside claims that have counterparts: of the relation
// that a reader wants first, with the number of claims where it stands for several.
// The claim that has this relation is the first to which it leads.
func (s *state) marginMark(article int, claims []string) string {
	var refs []story.Counterpart
	bestOf := func(refs []story.Counterpart) int {
		best := len(relations) - 1
		for _, c := range refs {
			if k := slices.Index(relations, s.index.Result.References[c.Ref].Relation); k >= 0 {
				best = min(best, k)
			}
		}
		return best
	}
	order := make(map[string]int, len(claims))
	for _, id := range claims {
		own := s.index.Counterparts(analysis.ClaimAt{Article: article, Claim: id})
		order[id] = bestOf(own)
		refs = append(refs, own...)
	}
	if len(claims) > 1 {
		claims = slices.Clone(claims)
		slices.SortStableFunc(claims, func(a, b string) int { return order[a] - order[b] })
	}
	best := bestOf(refs)
	tally := s.tally(refs)
	w := &setter{}
	w.b.WriteString(`<button type="button" data-do="select"`)
	w.attribute("class", "ref "+relations[best])
	w.attribute("data-i", strings.Join(claims, " "))
	if len(claims) > 1 {
		w.attribute("data-n", strconv.Itoa(len(claims)))
	}
	w.attribute("aria-label", W.RefLabel(len(claims), tally))
	w.attribute("title", tally)
	w.b.WriteString("></button>")
	return w.b.String()
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
