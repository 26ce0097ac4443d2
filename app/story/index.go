package story

import (
	"cmp"
	"slices"

	"whosaid.example/analysis"
)

// Colours is the number of actor colours with a pattern of their own; further
// actors share a neutral one.
const Colours = 10

// Index is a result prepared for drawing: everything that a card or a list
// needs is found without a search through the result.
type Index struct {
	Result   *analysis.Result
	Texts    []string
	Articles []ArticleIndex
	People   []Person // the story's actors, those that speak or are named most first
	byStory  map[string]int
	refs     map[analysis.ClaimAt][]Counterpart
	unclear  map[analysis.ClaimAt][]Counterpart
	lone     bool // claims without counterparts are marked too
}

// ArticleIndex is the part of an Index that one article needs.
type ArticleIndex struct {
	Report     *analysis.Report
	Text       string
	Paragraphs []Paragraph
	actor      map[string]int
	quote      map[string]int
	claim      map[string]int
	said       map[string][]int // quotes by their speaker
	quoteClaim map[string][]int // claims by their quote
}

// Person is an actor of the whole story.
type Person struct {
	Key      string // the actor's story id
	Name     string // the longest of the names that articles use, of a country that with the most mentions
	Kind     string
	Named    bool
	Short    string // label of a few letters that no other person has; "" without a colour
	Colour   int    // 0 … Colours-1, or -1
	Roles    []string
	At       []ActorAt
	Mentions int
	Quotes   int
	Words    int // in its quotes
}

// ActorAt names an actor in an article.
type ActorAt struct {
	Article int
	ID      string
}

// Counterpart is a reference seen from one of its two claims.
type Counterpart struct {
	Ref   int // index in Result.References
	Other analysis.ClaimAt
}

// NewIndex prepares a result, whose offsets must be bytes of the texts. It calls
// pause every now and then, so that a page stays responsive; nil is no pause.
func NewIndex(r *analysis.Result, texts []string, pause func()) *Index {
	if pause == nil {
		pause = func() {}
	}
	x := &Index{Result: r, Texts: texts, byStory: map[string]int{}, refs: map[analysis.ClaimAt][]Counterpart{}, unclear: map[analysis.ClaimAt][]Counterpart{}}
	for i := range r.Articles {
		x.Articles = append(x.Articles, newArticleIndex(texts[i], &r.Articles[i]))
		pause()
	}
	for i, ref := range r.References {
		if x.Claim(ref.From) == nil || x.Claim(ref.To) == nil {
			continue
		}
		refs := x.refs
		if Unclear(ref) {
			refs = x.unclear
		}
		refs[ref.From] = append(refs[ref.From], Counterpart{i, ref.To})
		refs[ref.To] = append(refs[ref.To], Counterpart{i, ref.From})
	}
	for _, refs := range []map[analysis.ClaimAt][]Counterpart{x.refs, x.unclear} {
		for _, c := range refs {
			slices.SortStableFunc(c, func(a, b Counterpart) int {
				return cmp.Compare(relationRank(r.References[a.Ref].Relation), relationRank(r.References[b.Ref].Relation))
			})
		}
	}
	pause()
	x.people()
	for i := range x.Articles {
		pause()
		x.mark(i, pause)
	}
	return x
}

// MarkClaims marks the articles anew, with (all) or without the claims that no
// reference joins to another; pause is as in [NewIndex].
func (x *Index) MarkClaims(all bool, pause func()) {
	if pause == nil {
		pause = func() {}
	}
	x.lone = all
	for i := range x.Articles {
		paragraphs := slices.Clone(x.Articles[i].Paragraphs)
		for j := range paragraphs {
			paragraphs[j].Marks = nil
		}
		x.Articles[i].Paragraphs = paragraphs
		x.mark(i, pause)
	}
}

func newArticleIndex(text string, r *analysis.Report) ArticleIndex {
	a := ArticleIndex{
		Report: r, Text: text, Paragraphs: Layout(text, r),
		actor: map[string]int{}, quote: map[string]int{}, claim: map[string]int{},
		said: map[string][]int{}, quoteClaim: map[string][]int{},
	}
	for i, v := range r.Actors {
		a.actor[v.ID] = i
	}
	for i, q := range r.Quotes {
		a.quote[q.ID] = i
		a.said[q.Speaker] = append(a.said[q.Speaker], i)
		for _, id := range q.Also {
			a.said[id] = append(a.said[id], i)
		}
	}
	for i, c := range r.Claims {
		a.claim[c.ID] = i
		if c.Quote != "" {
			a.quoteClaim[c.Quote] = append(a.quoteClaim[c.Quote], i)
		}
	}
	return a
}

// Actor is the actor with the id, or nil.
func (a *ArticleIndex) Actor(id string) *analysis.Actor {
	if i, ok := a.actor[id]; ok {
		return &a.Report.Actors[i]
	}
	return nil
}

// Quote is the quote with the id, or nil.
func (a *ArticleIndex) Quote(id string) *analysis.Quote {
	if i, ok := a.quote[id]; ok {
		return &a.Report.Quotes[i]
	}
	return nil
}

// Claim is the claim with the id, or nil.
func (a *ArticleIndex) Claim(id string) *analysis.Claim {
	if i, ok := a.claim[id]; ok {
		return &a.Report.Claims[i]
	}
	return nil
}

// QuotesBy lists the indexes of the quotes of a speaker, "" for those whose
// speaker is unknown.
func (a *ArticleIndex) QuotesBy(actor string) []int { return a.said[actor] }

// ClaimsIn lists the indexes of the claims that a quote holds directly.
func (a *ArticleIndex) ClaimsIn(quote string) []int { return a.quoteClaim[quote] }

// Claim finds a claim of any of the articles, or nil.
func (x *Index) Claim(at analysis.ClaimAt) *analysis.Claim {
	if at.Article < 0 || at.Article >= len(x.Articles) {
		return nil
	}
	return x.Articles[at.Article].Claim(at.Claim)
}

// Counterparts lists the references of a claim, conflicts first, but for unclear ones.
func (x *Index) Counterparts(at analysis.ClaimAt) []Counterpart { return x.refs[at] }

// QuietClaim is the class of a claim that has unclear counterparts alone: no relation shows.
const QuietClaim = "claim"

// UnclearCounterparts lists the unclear references of a claim. Nothing in the text or in the overview shows them.
func (x *Index) UnclearCounterparts(at analysis.ClaimAt) []Counterpart { return x.unclear[at] }

// Sure counts the references that are not unclear.
func (x *Index) Sure() int {
	n := 0
	for _, r := range x.Result.References {
		if !Unclear(r) {
			n++
		}
	}
	return n
}

// PersonOf is the story's actor that an actor of an article is, or nil.
func (x *Index) PersonOf(article int, id string) *Person {
	a := x.Articles[article].Actor(id)
	if a == nil {
		return nil
	}
	if i, ok := x.byStory[storyKey(article, a)]; ok {
		return &x.People[i]
	}
	return nil
}

// Person finds one of the story's actors by key, or nil.
func (x *Index) Person(key string) *Person {
	if i, ok := x.byStory[key]; ok {
		return &x.People[i]
	}
	return nil
}

// NameOf is the name of an actor of an article, "" for none.
func (x *Index) NameOf(article int, id string) string {
	if p := x.PersonOf(article, id); p != nil && p.Named {
		return p.Name
	}
	if a := x.Articles[article].Actor(id); a != nil {
		return a.Name
	}
	return ""
}

// SpeakersOf names who says a quote of an article, joined by and where several
// say it together, or where the words come from (see [SourceOf]); "" where that
// is unknown.
func (x *Index) SpeakersOf(article int, q *analysis.Quote, and string) string {
	if q.Speaker == "" {
		return SourceOf(x.Texts[article], q)
	}
	names := x.NameOf(article, q.Speaker)
	for _, id := range q.Also {
		names += and + x.NameOf(article, id)
	}
	return names
}

// storyKey is the actor's id in the story, or one of its own where the result
// gives none.
func storyKey(article int, a *analysis.Actor) string {
	if a.Story != "" {
		return a.Story
	}
	return itoa(article) + a.ID
}

func (x *Index) people() {
	mentions := map[[2]string]int{} // of a country, by story and name
	for i := range x.Articles {
		for j := range x.Articles[i].Report.Actors {
			a := &x.Articles[i].Report.Actors[j]
			key := storyKey(i, a)
			n, ok := x.byStory[key]
			if !ok {
				n = len(x.People)
				x.byStory[key] = n
				x.People = append(x.People, Person{Key: key, Name: a.Name, Kind: a.Kind, Named: a.Named})
			}
			p := &x.People[n]
			better := len(a.Name) > len(p.Name)
			if a.Kind == "country" { // an article may call it by its capital or its government alone
				mentions[[2]string{key, a.Name}] += len(a.Mentions)
				better = mentions[[2]string{key, a.Name}] > mentions[[2]string{key, p.Name}]
			}
			if a.Named && (!p.Named || better) || a.Corrected {
				p.Name, p.Named = a.Name, a.Named || p.Named
			}
			for _, role := range a.Roles {
				if !slices.Contains(p.Roles, role) {
					p.Roles = append(p.Roles, role)
				}
			}
			p.At = append(p.At, ActorAt{i, a.ID})
			p.Mentions += len(a.Mentions)
			for _, q := range x.Articles[i].said[a.ID] {
				p.Quotes++
				p.Words += x.quoteWords(i, &x.Articles[i].Report.Quotes[q])
			}
		}
	}
	slices.SortStableFunc(x.People, func(a, b Person) int {
		return cmp.Or(
			cmp.Compare(boolRank(a.Kind == "place"), boolRank(b.Kind == "place")),
			-cmp.Compare(a.Quotes*4+a.Mentions, b.Quotes*4+b.Mentions))
	})
	for i := range x.People {
		p := &x.People[i]
		p.Colour = -1
		if i < Colours && p.Kind != "place" {
			p.Colour = i
		}
		x.byStory[p.Key] = i
	}
	taken := map[string]bool{}
	for i := range x.People {
		if p := &x.People[i]; p.Colour >= 0 {
			p.Short = shortLabel(p.Name, taken)
			taken[p.Short] = true
		}
	}
}

func (x *Index) quoteWords(article int, q *analysis.Quote) int {
	n := 0
	for _, s := range q.Content {
		n += wordCount(Slice(x.Texts[article], s))
	}
	return n
}

// mark lists all marks of an article and gives them to its paragraphs.
func (x *Index) mark(article int, pause func()) {
	a := &x.Articles[article]
	var marks []Mark
	for i := range a.Report.Quotes {
		q := &a.Report.Quotes[i]
		class := "quote " + q.Kind
		if q.Act == "thought" {
			class += " thought"
		}
		if q.Certainty == "unclear" || q.Speaker == "" && SourceOf(a.Text, q) == "" {
			class += " unclear"
		}
		for _, s := range q.Content {
			marks = append(marks, Mark{Span: s, ID: q.ID, Class: class})
		}
		if q.Cue != nil {
			marks = append(marks, Mark{Span: *q.Cue, ID: q.ID, Class: "cue"})
		}
		if q.Source != nil {
			marks = append(marks, Mark{Span: *q.Source, ID: q.ID, Class: "source"})
		}
	}
	for i := range a.Report.Actors {
		actor := &a.Report.Actors[i]
		colour := "kx"
		if p := x.PersonOf(article, actor.ID); p != nil && p.Colour >= 0 {
			colour = "k" + itoa(p.Colour)
		}
		for _, m := range actor.Mentions {
			marks = append(marks, Mark{Span: m.Span, ID: actor.ID, Class: "actor " + m.Form + " " + colour})
		}
		if i%64 == 63 {
			pause()
		}
	}
	for i := range a.Report.Claims {
		c := &a.Report.Claims[i]
		// A claim without counterparts is not marked unless it is asked for: it
		// would only cut the text into more runs. One with unclear ones is quiet:
		// nothing shows, but what leads to it finds it.
		at := analysis.ClaimAt{Article: article, Claim: c.ID}
		switch refs := x.refs[at]; {
		case len(refs) > 0:
			marks = append(marks, Mark{Span: c.Span, ID: c.ID, Class: "claim " + x.Result.References[refs[0].Ref].Relation})
		case x.lone:
			marks = append(marks, Mark{Span: c.Span, ID: c.ID, Class: "claim lone"})
		case len(x.unclear[at]) > 0:
			marks = append(marks, Mark{Span: c.Span, ID: c.ID, Class: QuietClaim})
		}
	}
	pause()
	place(a.Paragraphs, marks)
	pause()
	x.asides(article)
	x.label(article)
}

// asides tells each paragraph whether page furniture or shared copy covers most of it.
func (x *Index) asides(article int) {
	a := &x.Articles[article]
	for i := range a.Paragraphs {
		p := &a.Paragraphs[i]
		for _, s := range a.Report.Asides {
			if 2*overlap(p.Span, s.Span) > p.End-p.Start {
				p.Aside, p.Kind = s.Kind, "aside"
			}
		}
		for o, origin := range x.Result.Origins {
			for _, passage := range origin.Passages {
				if passage.Article == article && 2*overlap(p.Span, passage.Span) > p.End-p.Start {
					p.Origin = o
				}
			}
		}
	}
}

func overlap(a, b analysis.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

func relationRank(relation string) int { return slices.Index(Relations, relation) }

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Sentence is the sentence of the article that holds the offset, or the
// paragraph where no sentence does.
func (a *ArticleIndex) Sentence(offset int) analysis.Span {
	i, _ := slices.BinarySearchFunc(a.Report.Sentences, offset, func(s analysis.Span, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	if i < len(a.Report.Sentences) && a.Report.Sentences[i].Start <= offset {
		return a.Report.Sentences[i]
	}
	for _, p := range a.Paragraphs {
		if p.Start <= offset && offset < p.End {
			return p.Span
		}
	}
	return analysis.Span{}
}

// ParagraphAt is the index of the paragraph that holds the offset, or -1.
func (a *ArticleIndex) ParagraphAt(offset int) int {
	for i, p := range a.Paragraphs {
		if p.Start <= offset && offset < p.End {
			return i
		}
	}
	return -1
}

// Standing tells where in the article an offset is: in the "title", in a
// "heading" or an "aside", or in the text's paragraph of the number, from 1.
func (a *ArticleIndex) Standing(offset int) (kind string, number int) {
	for _, p := range a.Paragraphs {
		if p.Kind == "text" || p.Kind == "list" {
			number++
		}
		if p.Start <= offset && offset < p.End {
			if p.Kind == "list" {
				return "text", number
			}
			return p.Kind, number
		}
	}
	return "text", max(1, number)
}

// Where is the range at which a thing of the article begins: a quote's content,
// a claim, an actor's first mention.
func (a *ArticleIndex) Where(id string) (analysis.Span, bool) {
	if q := a.Quote(id); q != nil && len(q.Content) > 0 {
		return q.Content[0], true
	}
	if c := a.Claim(id); c != nil {
		return c.Span, true
	}
	if v := a.Actor(id); v != nil && len(v.Mentions) > 0 {
		return v.Mentions[0].Span, true
	}
	return analysis.Span{}, false
}
