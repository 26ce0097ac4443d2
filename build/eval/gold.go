package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/analysis/doc"
	"whosaid.example/build/corpus"
	"whosaid.example/build/eval/score"
)

// This file measures against the annotated stories, by the same rules and with
// the same names as score.py gold: what is optional counts neither as found nor
// as missed nor as wrong, and references are judged where both of their claims
// are annotated.

func init() {
	parts = append(parts, part{"stories", func(shared string) ([]Table, error) {
		stories, err := corpus.ReadGold(filepath.Join(shared, "gold", "stories"))
		if err != nil {
			return nil, err
		}
		return goldTables(scoreGold(stories, analyzeGold)), nil
	}})
}

// analyzeGold analyses a story's articles together, as the command line does.
func analyzeGold(s *corpus.GoldStory) *analysis.Result {
	articles := make([]analysis.Article, len(s.Articles))
	for i, a := range s.Articles {
		articles[i] = analysis.Article{Name: a.Name, Text: a.Text}
	}
	return analysis.Analyze(articles...)
}

// goldScore is the sums over all stories.
type goldScore struct {
	F     map[string]*F      // counts by measure
	Rate  map[string]*[2]int // right and all by measure
	Plain map[string]float64 // measures of other kinds, see finish

	actor, story    b3Sum
	judged, recall  [3]int // references: all, linked in the gold, with the right relation
	unjudged        int
	byRelation      map[string]*relationCount
	direction, trap [2]int
	att             score.Attributions
}

type b3Sum struct {
	p, r float64
	n    int
}

func (s *b3Sum) add(p, r float64) { s.p += p; s.r += r; s.n++ }

type relationCount struct{ right, predicted, found, gold int }

func (s *goldScore) f(name string) *F {
	if s.F[name] == nil {
		s.F[name] = &F{}
	}
	return s.F[name]
}

func (s *goldScore) rate(name string, right bool) {
	if s.Rate[name] == nil {
		s.Rate[name] = &[2]int{}
	}
	if right {
		s.Rate[name][0]++
	}
	s.Rate[name][1]++
}

func (s *goldScore) relation(name string) *relationCount {
	if s.byRelation[name] == nil {
		s.byRelation[name] = &relationCount{}
	}
	return s.byRelation[name]
}

// span is a byte range, and mentionAt what stands there.
type span [2]int

type mentionAt struct{ actor, form string }

// storyMention is a mention of one of a story's articles.
type storyMention struct {
	article int
	span    span
}

// scoreGold scores what analyze gives for each story.
func scoreGold(stories []corpus.GoldStory, analyze func(*corpus.GoldStory) *analysis.Result) *goldScore {
	s := &goldScore{F: map[string]*F{}, Rate: map[string]*[2]int{}, Plain: map[string]float64{}, byRelation: map[string]*relationCount{}}
	for i := range stories {
		story := &stories[i]
		res := analyze(story)
		claims := make([]map[string]string, len(story.Articles)) // gold claim to predicted
		gold, pred := map[storyMention]string{}, map[storyMention]string{}
		for k := range story.Articles {
			a := newArticleScore(s, &story.Articles[k], &res.Articles[k])
			a.mentions()
			a.actors()
			a.quotes()
			a.claims()
			claims[k] = a.claimMap
			for at, m := range a.gm {
				if key := a.goldActor[m.actor].Key; key != "" {
					gold[storyMention{k, at}] = key
				}
			}
			for at, m := range a.pm {
				key := a.predActor[m.actor].Story
				if key == "" {
					key = fmt.Sprintf("%d/%s", k, m.actor)
				}
				pred[storyMention{k, at}] = key
			}
		}
		if len(gold) > 0 {
			s.story.add(b3(gold, pred))
		}
		s.references(story, res, claims)
	}
	s.finish()
	return s
}

// articleScore is the comparison of one article.
type articleScore struct {
	s         *goldScore
	g         *corpus.GoldArticle
	p         *analysis.Report
	maybe     map[span]bool // optional mentions
	gm, pm    map[span]mentionAt
	pair      map[string]string // gold actor to predicted
	goldActor map[string]*corpus.GoldActor
	predActor map[string]*analysis.Actor
	claimMap  map[string]string
	quoteOf   map[string]string // predicted quote to gold
}

func newArticleScore(s *goldScore, g *corpus.GoldArticle, p *analysis.Report) *articleScore {
	a := &articleScore{s: s, g: g, p: p, maybe: map[span]bool{}, gm: map[span]mentionAt{}, pm: map[span]mentionAt{},
		pair: map[string]string{}, goldActor: map[string]*corpus.GoldActor{}, predActor: map[string]*analysis.Actor{},
		claimMap: map[string]string{}, quoteOf: map[string]string{}}
	for i := range g.Actors {
		x := &g.Actors[i]
		a.goldActor[x.ID] = x
		for _, m := range x.Mentions {
			at := a.noThe(m.Start, m.End)
			if m.Optional || x.Optional {
				a.maybe[at] = true
			} else {
				a.gm[at] = mentionAt{x.ID, m.Form}
			}
		}
	}
	for i := range p.Actors {
		x := &p.Actors[i]
		a.predActor[x.ID] = x
		for _, m := range x.Mentions {
			if at := a.noThe(m.Start, m.End); !a.maybe[at] {
				a.pm[at] = mentionAt{x.ID, m.Form}
			}
		}
	}
	return a
}

// noThe leaves out a leading "the".
func (a *articleScore) noThe(start, end int) span {
	if start+4 <= len(a.g.Text) && strings.EqualFold(a.g.Text[start:start+4], "the ") {
		start += 4
	}
	return span{start, end}
}

func (a *articleScore) mentions() {
	for _, form := range []string{"name", "nominal", "pronoun"} {
		both, np, ng := 0, 0, 0
		for at, m := range a.gm {
			if m.form == form {
				ng++
				if a.pm[at].form == form {
					both++
				}
			}
		}
		for _, m := range a.pm {
			if m.form == form {
				np++
			}
		}
		a.s.f("mention "+form).Add(both, np, ng)
	}
	gold, pred := map[span]string{}, map[span]string{}
	for at, m := range a.gm {
		gold[at] = m.actor
	}
	for at, m := range a.pm {
		pred[at] = m.actor
	}
	a.s.actor.add(b3(gold, pred))
}

// actors pairs the actors one to one by the mentions they share, the most first.
func (a *articleScore) actors() {
	var shared []span
	for at := range a.gm {
		if _, ok := a.pm[at]; ok {
			shared = append(shared, at)
		}
	}
	slices.SortFunc(shared, func(x, y span) int { return cmp.Or(x[0]-y[0], x[1]-y[1]) })
	type key struct{ g, p string }
	at := map[key]int{}
	var pairs []match[string]
	for _, m := range shared {
		k := key{a.gm[m].actor, a.pm[m].actor}
		if _, ok := at[k]; !ok {
			at[k] = len(pairs)
			pairs = append(pairs, match[string]{k.g, k.p, 0})
		}
		pairs[at[k]].score++
	}
	a.pair = greedy(pairs)
	seen := map[string]bool{}
	for _, m := range a.pm {
		seen[m.actor] = true
	}
	ng, np, hit := 0, 0, 0
	for i := range a.g.Actors {
		x := &a.g.Actors[i]
		if x.IsNamed() && x.Kind != "place" && !x.Optional {
			ng++
			if p, ok := a.pair[x.ID]; ok && a.predActor[p].Kind == x.Kind {
				hit++
			}
		}
	}
	for i := range a.p.Actors {
		if x := &a.p.Actors[i]; x.Named && x.Kind != "place" && seen[x.ID] {
			np++
		}
	}
	a.s.f("named actor").Add(hit, np, ng)
	np, ng, hit = 0, 0, 0
	for at, m := range a.gm {
		if m.form == "pronoun" {
			ng++
			if p, ok := a.pm[at]; ok && a.pair[m.actor] == p.actor {
				hit++
			}
		}
	}
	for _, m := range a.pm {
		if m.form == "pronoun" {
			np++
		}
	}
	a.s.f("pronoun with right actor").Add(hit, np, ng)
}

// same tells whether the predicted actor is the one paired with the gold one,
// or both are none.
func (a *articleScore) same(gold, pred string) bool {
	if gold == "" {
		return pred == ""
	}
	p, ok := a.pair[gold]
	return ok && p == pred
}

func (a *articleScore) quotes() {
	words := score.Words(a.g.Text)
	asides := func(list []span) map[int]bool { return wordSet(words, list) }
	ga, pa := asides(goldSpans(a.g.Asides...)), map[int]bool{}
	for _, x := range a.p.Asides {
		for w := range wordSet(words, []span{{x.Start, x.End}}) {
			pa[w] = true
		}
	}
	a.s.f("aside tokens").Add(common(ga, pa), len(pa), len(ga))

	var loose, firm []map[int]bool
	var gq []corpus.GoldQuote
	var gc, pc []map[int]bool
	for _, q := range a.g.Quotes {
		c := wordSet(words, goldSpans(q.Content...))
		if q.Optional {
			loose = append(loose, c)
			continue
		}
		firm = append(firm, c)
		gq, gc = append(gq, q), append(gc, c)
	}
	near := func(c map[int]bool, sets []map[int]bool) bool {
		return slices.ContainsFunc(sets, func(y map[int]bool) bool { return len(c) > 0 && len(y) > 0 && jaccard(c, y) >= 0.5 })
	}
	var pq []analysis.Quote
	for _, q := range a.p.Quotes {
		c := wordSet(words, resultSpans(q.Content...))
		if near(c, loose) && !near(c, firm) {
			continue
		}
		pq, pc = append(pq, q), append(pc, c)
	}
	a.attributions(gq, pq)
	var pairs []match[int]
	for i := range gq {
		for j := range pq {
			if v := jaccard(gc[i], pc[j]); v >= 0.5 && len(gc[i])+len(pc[j]) > 0 {
				pairs = append(pairs, match[int]{i, j, v})
			}
		}
	}
	found := greedy(pairs)
	right := 0
	for i := range gq {
		j, ok := found[i]
		if !ok {
			continue
		}
		g, p := &gq[i], &pq[j]
		a.quoteOf[p.ID] = g.ID
		a.s.rate("quote kind accuracy", g.Kind == p.Kind)
		speakers := append([]string{}, g.Also...)
		if g.Speaker != "" {
			speakers = append(speakers, g.Speaker)
		}
		good := slices.ContainsFunc(speakers, func(x string) bool { return x != "" && a.same(x, p.Speaker) })
		if len(speakers) > 0 {
			a.s.rate("speaker accuracy", good)
		}
		if good || len(speakers) == 0 {
			right++
		}
		a.s.rate("quote act accuracy", g.Act == p.Act)
		via := p.Via == ""
		if g.Via != "" {
			via = a.pair[g.Via] == p.Via
			a.s.rate("quote via where there is one accuracy", a.same(g.Via, p.Via))
		}
		a.s.rate("quote via accuracy", via)
	}
	a.s.f("quote").Add(len(found), len(pq), len(gq))
	a.s.f("quote with speaker").Add(right, len(pq), len(gq))
}

// attributions adds the quotes to the measures that PolNeAR is scored with.
func (a *articleScore) attributions(gold []corpus.GoldQuote, pred []analysis.Quote) {
	kinds := map[string]doc.QuoteKind{"direct": doc.Direct, "mixed": doc.Mixed, "indirect": doc.Indirect}
	ranges := func(list []span) (out []doc.Range) {
		for _, x := range list {
			out = append(out, doc.Range{Start: int32(x[0]), End: int32(x[1])})
		}
		return out
	}
	var g, p []score.Attribution
	for _, q := range gold {
		x := score.Attribution{Content: ranges(goldSpans(q.Content...)), Kind: kinds[q.Kind]}
		if q.Cue != nil {
			x.Cue = ranges(goldSpans(*q.Cue))
		}
		if q.Source != nil {
			x.Source = ranges(goldSpans(*q.Source))
		}
		g = append(g, x)
	}
	for _, q := range pred {
		x := score.Attribution{Content: ranges(resultSpans(q.Content...)), Kind: kinds[q.Kind]}
		if q.Cue != nil {
			x.Cue = ranges(resultSpans(*q.Cue))
		}
		if q.Source != nil {
			x.Source = ranges(resultSpans(*q.Source))
		}
		p = append(p, x)
	}
	a.s.att.Add(a.g.Text, g, p)
}

func (a *articleScore) claims() {
	var pairs []match[string]
	for _, c := range a.g.Claims {
		for _, k := range a.p.Claims {
			if v := spanIoU(span{c.Start, c.End}, span{k.Start, k.End}); v >= 0.5 {
				pairs = append(pairs, match[string]{c.ID, k.ID, v})
			}
		}
	}
	a.claimMap = greedy(pairs)
	skip := map[string]bool{}
	hit, must, near := 0, 0, 0
	for _, c := range a.g.Claims {
		k, ok := a.claimMap[c.ID]
		switch {
		case c.Optional && ok:
			skip[k] = true
		case !c.Optional:
			must++
			if ok {
				hit++
			}
		}
	}
	pred := map[string]*analysis.Claim{}
	for i := range a.p.Claims {
		k := &a.p.Claims[i]
		pred[k.ID] = k
		if !skip[k.ID] && slices.ContainsFunc(a.g.Claims, func(c corpus.GoldClaim) bool {
			return !c.Optional && k.Start < c.End && c.Start < k.End
		}) {
			near++
		}
	}
	a.s.f("claim").Add(hit, near, must)
	firm, seen := map[string]bool{}, map[string]bool{}
	for _, m := range a.gm {
		firm[m.actor] = true
	}
	for _, m := range a.pm {
		seen[m.actor] = true
	}
	for _, c := range a.g.Claims {
		k, ok := pred[a.claimMap[c.ID]]
		if !ok {
			continue
		}
		a.s.rate("claim speaker accuracy", a.same(c.Speaker, k.Speaker))
		want, got := map[string]bool{}, map[string]bool{}
		for _, x := range c.About {
			if firm[x] {
				p, ok := a.pair[x]
				if !ok {
					p = "?"
				}
				want[p] = true
			}
		}
		for _, x := range k.About {
			if seen[x] {
				got[x] = true
			}
		}
		if len(want) > 0 {
			a.s.f("claim about").Add(common(want, got), len(got), len(want))
		}
	}
	if len(a.g.Title) > 0 {
		var t *corpus.GoldSpan
		if json.Unmarshal(a.g.Title, &t) == nil {
			a.s.rate("title accuracy", (t == nil) == (a.p.Title == nil) &&
				(t == nil || spanIoU(span{t.Start, t.End}, span{a.p.Title.Start, a.p.Title.End}) > 0.9))
		}
	}
}

func (s *goldScore) finish() {
	mean := func(name string, b b3Sum) {
		p, r := b.p/float64(max(1, b.n)), b.r/float64(max(1, b.n))
		s.Plain[name+" p"], s.Plain[name+" r"], s.Plain[name+" f1"] = p, r, harmonic(p, r)
	}
	mean("actor b3", s.actor)
	mean("story actor b3", s.story)
	for i, name := range []string{1: "reference", 2: "reference+relation"} {
		if name != "" {
			p, r := ratio(s.judged[i], max(1, s.judged[0])), ratio(s.recall[i-1], max(1, s.recall[2]))
			s.Plain[name+" p"], s.Plain[name+" r"], s.Plain[name+" f1"] = p, r, harmonic(p, r)
		}
	}
	s.Plain["reference direction"] = ratio(s.direction[0], max(1, s.direction[1]))
	s.Plain["alpha"] = s.att.Alpha()
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// b3 is B-cubed precision and recall of two assignments of places to clusters
// (Bagga and Baldwin, 1998).
func b3[K comparable](gold, pred map[K]string) (p, r float64) {
	size := func(m map[K]string) map[string]int {
		n := map[string]int{}
		for _, c := range m {
			n[c]++
		}
		return n
	}
	gs, ps := size(gold), size(pred)
	both := map[[2]string]int{}
	for k, g := range gold {
		if x, ok := pred[k]; ok {
			both[[2]string{g, x}]++
		}
	}
	// each place of a pair of clusters gives the pair's share: sums of n²/size
	var ps2, rs2 []float64
	for k, n := range both {
		ps2 = append(ps2, float64(n*n)/float64(ps[k[1]]))
		rs2 = append(rs2, float64(n*n)/float64(gs[k[0]]))
	}
	sum := func(x []float64, n int) float64 {
		slices.Sort(x) // the same sum whatever the map's order
		t := 0.0
		for _, v := range x {
			t += v
		}
		return t / float64(max(1, n))
	}
	return sum(ps2, len(pred)), sum(rs2, len(gold))
}

// match is a possible pair with its score.
type match[K any] struct {
	g, p  K
	score float64
}

// greedy pairs one to one, the best first, earlier pairs first among equals.
func greedy[K comparable](pairs []match[K]) map[K]K {
	slices.SortStableFunc(pairs, func(a, b match[K]) int { return cmp.Compare(b.score, a.score) })
	out, used := map[K]K{}, map[K]bool{}
	for _, x := range pairs {
		if _, ok := out[x.g]; !ok && !used[x.p] && x.score > 0 {
			out[x.g] = x.p
			used[x.p] = true
		}
	}
	return out
}

func spanIoU(a, b span) float64 {
	n := max(0, min(a[1], b[1])-max(a[0], b[0]))
	return float64(n) / float64(max(1, max(a[1], b[1])-min(a[0], b[0])))
}

func goldSpans(list ...corpus.GoldSpan) (out []span) {
	for _, x := range list {
		out = append(out, span{x.Start, x.End})
	}
	return out
}

func resultSpans(list ...analysis.Span) (out []span) {
	for _, x := range list {
		out = append(out, span{x.Start, x.End})
	}
	return out
}

// wordSet is the words that the spans touch.
func wordSet(words []doc.Range, list []span) map[int]bool {
	out := map[int]bool{}
	for _, s := range list {
		i, _ := slices.BinarySearchFunc(words, s[0], func(w doc.Range, t int) int {
			if int(w.End) <= t {
				return -1
			}
			return 1
		})
		for ; i < len(words) && int(words[i].Start) < s[1]; i++ {
			out[i] = true
		}
	}
	return out
}

func common[K comparable](a, b map[K]bool) (n int) {
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}

func jaccard(a, b map[int]bool) float64 {
	n := common(a, b)
	if len(a)+len(b)-n == 0 {
		return 0
	}
	return float64(n) / float64(len(a)+len(b)-n)
}
