package story

import (
	"slices"
	"strings"

	"whosaid.example/analysis"
)

// ReaderRule is the rule name of what the reader decided, in quotes and
// mentions of a corrected result and in every export.
const ReaderRule = "reader"

// Correction is one decision of the reader's. It names what it is about by
// words and their surroundings, not by offsets or ids, so that it survives an
// edit of the text and a newer engine.
type Correction struct {
	Kind   string `json:"kind"`             // speaker, merge, split, rename
	Actor  string `json:"actor,omitempty"`  // name of the actor that merge and rename change
	Name   string `json:"name,omitempty"`   // speaker: who it is ("" nobody known); merge: into whom; split, rename: the new name
	Anchor Anchor `json:"anchor,omitempty"` // speaker: the quote; split: the mention
}

// Anchor finds a place again: the words that stand there, and those around.
type Anchor struct {
	Article int    `json:"article"`
	Exact   string `json:"exact,omitempty"`
	Before  string `json:"before,omitempty"`
	After   string `json:"after,omitempty"`
}

// anchorContext is how many bytes around a place an anchor keeps.
const anchorContext = 48

// AnchorAt makes the anchor of a range of an article's text.
func AnchorAt(article int, text string, s analysis.Span) Anchor {
	before := text[:s.Start]
	if len(before) > anchorContext {
		before = strings.ToValidUTF8(before[len(before)-anchorContext:], "")
	}
	return Anchor{article, Slice(text, s), before, cut(text[s.End:], anchorContext)}
}

// Find is the range of text where the anchor's words stand: of several places
// the one whose surroundings are most alike. It fails where the words are gone
// or where not even a quarter of the surroundings stands.
func (a Anchor) Find(text string) (analysis.Span, bool) {
	best, where := -1, 0
	for from := 0; a.Exact != ""; {
		i := strings.Index(text[from:], a.Exact)
		if i < 0 {
			break
		}
		at := from + i
		alike := commonSuffix(text[:at], a.Before) + commonPrefix(text[at+len(a.Exact):], a.After)
		if alike > best {
			best, where = alike, at
		}
		from = at + 1
	}
	if best < 0 || best*4 < len(a.Before)+len(a.After) && len(a.Exact) < 24 {
		return analysis.Span{}, false
	}
	return analysis.Span{Start: where, End: where + len(a.Exact)}, true
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// Apply is the result with the reader's corrections, in their order. The result
// given stays as it is. A correction whose place or actor is gone does nothing
// and is counted in lost, by index.
func Apply(r *analysis.Result, texts []string, corrections []Correction) (corrected *analysis.Result, lost []int) {
	if len(corrections) == 0 {
		return r, nil
	}
	c := clone(r)
	for i, x := range corrections {
		var done bool
		switch x.Kind {
		case "speaker":
			done = setSpeaker(c, texts, x)
		case "merge":
			done = merge(c, x)
		case "split":
			done = split(c, texts, x)
		case "rename":
			done = rename(c, x)
		}
		if !done {
			lost = append(lost, i)
		}
	}
	return c, lost
}

// clone copies what corrections change.
func clone(r *analysis.Result) *analysis.Result {
	c := *r
	c.Articles = slices.Clone(r.Articles)
	for i := range c.Articles {
		a := &c.Articles[i]
		a.Actors = slices.Clone(a.Actors)
		for j := range a.Actors {
			a.Actors[j].Mentions = slices.Clone(a.Actors[j].Mentions)
			a.Actors[j].Roles = slices.Clone(a.Actors[j].Roles)
		}
		a.Quotes = slices.Clone(a.Quotes)
		a.Claims = slices.Clone(a.Claims)
		for j := range a.Claims {
			a.Claims[j].About = slices.Clone(a.Claims[j].About)
		}
	}
	return &c
}

// place is the article of a correction and the span in it that its anchor means; ok is
// false where the result doesn't have them.
func (x *Correction) place(r *analysis.Result, texts []string) (article int, at analysis.Span, ok bool) {
	article = x.Anchor.Article
	if article < 0 || article >= len(r.Articles) {
		return article, at, false
	}
	at, ok = x.Anchor.Find(texts[article])
	return article, at, ok
}

// setSpeaker gives a quote, and the claims that stand directly in it, to
// another actor of its article; an actor that the article does not have yet is
// added without mentions.
func setSpeaker(r *analysis.Result, texts []string, x Correction) bool {
	i, at, ok := x.place(r, texts)
	if !ok {
		return false
	}
	a := &r.Articles[i]
	q := slices.IndexFunc(a.Quotes, func(q analysis.Quote) bool {
		return len(q.Content) > 0 && overlap(q.Content[0], at)*2 > at.End-at.Start && overlap(q.Content[0], at)*2 > q.Content[0].End-q.Content[0].Start
	})
	if q < 0 {
		return false
	}
	id := ""
	if x.Name != "" {
		id = actorNamed(r, i, x.Name)
	}
	quote := &a.Quotes[q]
	quote.Speaker, quote.Certainty, quote.Rule, quote.Why = id, "stated", ReaderRule, ""
	quote.Also, quote.Chain, quote.RunnersUp = nil, nil, nil
	if id == "" {
		quote.Certainty = "unclear"
	}
	for j := range a.Claims {
		if a.Claims[j].Quote == quote.ID {
			a.Claims[j].Speaker = id
		}
	}
	return true
}

// actorNamed is the id of the article's actor of that name; one is added where
// there is none.
func actorNamed(r *analysis.Result, article int, name string) string {
	a := &r.Articles[article]
	for _, v := range a.Actors {
		if v.Name == name {
			return v.ID
		}
	}
	added := analysis.Actor{ID: freeID(a), Name: name, Kind: "person", Named: true, Roles: []string{}, Mentions: []analysis.Mention{}, Corrected: true}
	for _, other := range r.Articles {
		for _, v := range other.Actors {
			if v.Name == name {
				// The same actor under another name here, or one this article lacks.
				for _, own := range a.Actors {
					if own.Story != "" && own.Story == v.Story {
						return own.ID
					}
				}
				added.Story, added.Kind, added.Named = v.Story, v.Kind, v.Named
			}
		}
	}
	if added.Story == "" {
		added.Story = freeStory(r)
	}
	a.Actors = append(a.Actors, added)
	return added.ID
}

func freeID(a *analysis.Report) string {
	for n := len(a.Actors) + 1; ; n++ {
		id := "a" + itoa(n)
		if !slices.ContainsFunc(a.Actors, func(v analysis.Actor) bool { return v.ID == id }) {
			return id
		}
	}
}

func freeStory(r *analysis.Result) string {
	used := map[string]bool{}
	for _, a := range r.Articles {
		for _, v := range a.Actors {
			used[v.Story] = true
		}
	}
	for n := len(used) + 1; ; n++ {
		if id := "s" + itoa(n); !used[id] {
			return id
		}
	}
}

// merge makes every actor of the first name, by whatever name other articles call
// it, one with that of the second, in each article and in the story.
func merge(r *analysis.Result, x Correction) bool {
	if x.Actor == x.Name {
		return false
	}
	story, kind, done := "", "", false
	stories := map[string]bool{} // of the first name
	for _, a := range r.Articles {
		for _, v := range a.Actors {
			if v.Name == x.Name && story == "" {
				story, kind = v.Story, v.Kind
			}
			if v.Name == x.Actor && v.Story != "" {
				stories[v.Story] = true
			}
		}
	}
	delete(stories, story)
	for i := range r.Articles {
		a := &r.Articles[i]
		for from := 0; from < len(a.Actors); {
			old := a.Actors[from]
			if old.Name != x.Actor && !stories[old.Story] {
				from++
				continue
			}
			into := slices.IndexFunc(a.Actors, func(v analysis.Actor) bool {
				return v.Name == x.Name || story != "" && v.Story == story && v.Name != x.Actor
			})
			if into < 0 {
				if v := &a.Actors[from]; story != "" {
					v.Story, v.Kind, v.Corrected, done = story, kind, true, true
				}
				from++
				continue
			}
			done = true
			keep := &a.Actors[into]
			for _, m := range old.Mentions {
				m.Rule, m.Link = ReaderRule, nil
				keep.Mentions = append(keep.Mentions, m)
			}
			slices.SortStableFunc(keep.Mentions, func(m, n analysis.Mention) int { return m.Start - n.Start })
			keep.Roles = append(keep.Roles, old.Roles...)
			keep.Corrected = true
			replaceActor(a, old.ID, keep.ID)
			a.Actors = slices.Delete(a.Actors, from, from+1)
		}
	}
	return done
}

func replaceActor(a *analysis.Report, old, id string) {
	for i := range a.Quotes {
		q := &a.Quotes[i]
		if q.Speaker == old {
			q.Speaker = id
		}
		if q.Via == old {
			q.Via = id
		}
		for j := range q.Also {
			if q.Also[j] == old {
				q.Also[j] = id
			}
		}
	}
	for i := range a.Claims {
		c := &a.Claims[i]
		if c.Speaker == old {
			c.Speaker = id
		}
		for j := range c.About {
			if c.About[j] == old {
				c.About[j] = id
			}
		}
		slices.Sort(c.About)
		c.About = slices.Compact(c.About)
	}
}

// split makes an actor of its own of one mention; the quotes whose source is
// that mention go with it.
func split(r *analysis.Result, texts []string, x Correction) bool {
	i, at, ok := x.place(r, texts)
	if !ok {
		return false
	}
	a := &r.Articles[i]
	for j := range a.Actors {
		m := slices.IndexFunc(a.Actors[j].Mentions, func(m analysis.Mention) bool { return m.Span == at })
		if m < 0 || len(a.Actors[j].Mentions) < 2 {
			continue
		}
		mention, old := a.Actors[j].Mentions[m], a.Actors[j].ID
		a.Actors[j].Mentions = slices.Delete(a.Actors[j].Mentions, m, m+1)
		a.Actors[j].Corrected = true
		mention.Rule, mention.Link = ReaderRule, nil
		added := analysis.Actor{
			ID: freeID(a), Story: freeStory(r), Name: x.Name, Kind: a.Actors[j].Kind, Named: mention.Form == "name",
			Roles: []string{}, Mentions: []analysis.Mention{mention}, Corrected: true,
		}
		if added.Name == "" {
			added.Name = Slice(texts[i], at)
		}
		a.Actors = append(a.Actors, added)
		for k := range a.Quotes {
			q := &a.Quotes[k]
			if q.Speaker == old && q.Source != nil && overlap(*q.Source, at) > 0 {
				q.Speaker, q.Rule, q.Why, q.Chain = added.ID, ReaderRule, "", nil
			}
		}
		return true
	}
	return false
}

// rename changes the name of an actor in all articles.
func rename(r *analysis.Result, x Correction) bool {
	if x.Name == "" {
		return false
	}
	stories := map[string]bool{}
	for _, a := range r.Articles {
		for _, v := range a.Actors {
			if v.Name == x.Actor {
				stories[v.Story] = true
			}
		}
	}
	done := false
	for i := range r.Articles {
		for j := range r.Articles[i].Actors {
			v := &r.Articles[i].Actors[j]
			if v.Name == x.Actor || v.Story != "" && stories[v.Story] {
				v.Name, v.Corrected, done = x.Name, true, true
			}
		}
	}
	return done
}
