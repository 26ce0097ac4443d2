// Package reference trains the model that joins claims
// (analysis/reference/weights.txt) from stories whose claims and
// cross-references were marked by hand: our own in testdata, and the shared
// gold stories.
package reference

import (
	"cmp"
	"context"
	"math"
	"path/filepath"
	"slices"

	"whosaid.example/analysis"
	"whosaid.example/analysis/claim"
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/reference"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
)

// Example is a pair of claims with what it should be.
type Example struct {
	reference.Pair
	Linked   bool
	Relation doc.Relation // of a linked pair
	Weight   float64      // in training: 0 for pairs that careful readers may judge either way
	Trap     bool         // a distractor
	Unjudged bool         // one of the claims is not marked: Weight is 0
	Missed   bool         // the analysis did not find one of the two claims
	Texts    [2]string    // of the two claims, with their speakers, for reading errors
	seen     []observation
	joins    []observation // the first of them: those that the link may use
}

// Story is a story's pairs of claims.
type Story struct {
	Name     string
	Set      Set
	Examples []Example
	Places   []reference.Place // of the claims, by their numbers
	Links    int               // that count
}

// Set says where a story comes from.
type Set int

// The sets of stories. The outlets of Own put things in other words than each other; those of Newsroom word them as newsrooms do, so that about
// as many links have a word in common as in the shared stories (`eval losses` prints how many); Politics are five long articles each on one
// affair; Real are articles that were published.
const (
	Shared Set = iota
	Own
	Newsroom
	Politics
	Real
	SetCount
)

// String is the set's name in tables.
func (s Set) String() string {
	return [SetCount]string{"shared stories", "own stories, in other words", "own stories, worded as by newsrooms", "own stories, politics in long articles", "real articles"}[s]
}

// Read reads the stories of a set; root is the repository's.
func Read(s Set, corpora, root string) ([]corpus.Linked, error) {
	const ours = "build/train/reference/testdata"
	switch s {
	case Shared:
		return corpus.ReadLinked(filepath.Join(corpora, "..", "gold", "stories"))
	case Newsroom:
		return corpus.ReadLinked(filepath.Join(root, filepath.FromSlash(ours), "newsroom"))
	case Politics:
		return corpus.ReadLinked(filepath.Join(root, filepath.FromSlash(ours), "politics"))
	case Real:
		documents, err := corpus.ReadPolnear(filepath.Join(corpora, "polnear", "train.jsonl.gz"))
		if err != nil {
			return nil, err
		}
		return corpus.ReadLinkedSpans(filepath.Join(root, filepath.FromSlash(ours), "real", "polnear.txt"), documents)
	}
	return corpus.ReadLinked(filepath.Join(root, filepath.FromSlash(ours)))
}

// Load reads the stories of all sets, analyses them and compares all pairs of their marked claims.
func Load(corpora, root string) ([]Story, error) {
	var out []Story
	for set := range SetCount {
		linked, err := Read(set, corpora, root)
		if err != nil {
			return nil, err
		}
		for _, s := range linked {
			x, err := examples(s)
			if err != nil {
				return nil, err
			}
			x.Set = set
			out = append(out, x)
		}
	}
	return out, nil
}

// examples analyses a story and compares its claims; pairs of claims that are not both marked
// have no weight.
func examples(s corpus.Linked) (Story, error) {
	var articles []analysis.Article
	for _, a := range s.Articles {
		articles = append(articles, analysis.Article{Name: a.Name, Text: a.Text, Outlet: a.Outlet, Date: a.Date})
	}
	story, err := new(analysis.Analyzer).Story(context.Background(), articles...)
	if err != nil {
		return Story{}, err
	}
	// number is the marked claim that a claim of the analysis stands for, or -1.
	number, found := make([][]doc.ClaimID, len(s.Articles)), make([][]bool, len(s.Articles))
	for i, a := range s.Articles {
		number[i], found[i] = adopt(story.Docs[i], a.Claims)
	}
	links := map[[2]doc.ClaimAt]corpus.Link{}
	for _, l := range s.Links {
		links[[2]doc.ClaimAt{l.From, l.To}] = l
		links[[2]doc.ClaimAt{l.To, l.From}] = l
	}
	traps := map[[2]doc.ClaimAt]bool{}
	for _, l := range s.Distractors {
		if len(l.Wrong) == 0 {
			traps[[2]doc.ClaimAt{l.From, l.To}] = true
			traps[[2]doc.ClaimAt{l.To, l.From}] = true
		}
	}
	out := Story{Name: s.Name}
	pairs, places := reference.Compare(story, true)
	out.Places = places
	for _, p := range pairs {
		if number[p.From.Doc][p.From.Claim] < 0 || number[p.To.Doc][p.To.Claim] < 0 {
			// Nobody judged such a pair, but it is a part of the others' context, and what wasn't worth a
			// mark is hardly worth a link.
			if p.Candidate {
				out.Examples = append(out.Examples, Example{Pair: p, Unjudged: true})
			}
			continue
		}
		key := [2]doc.ClaimAt{
			{Doc: p.From.Doc, Claim: number[p.From.Doc][p.From.Claim]},
			{Doc: p.To.Doc, Claim: number[p.To.Doc][p.To.Claim]},
		}
		e := Example{Pair: p, Weight: 1, Missed: !found[p.From.Doc][key[0].Claim] || !found[p.To.Doc][key[1].Claim], Texts: [2]string{text(story, p.From), text(story, p.To)}}
		if l, ok := links[key]; ok {
			e.Linked, e.Relation = true, l.Relation
			if l.Optional {
				e.Weight = 0
			} else {
				out.Links++
			}
		}
		if traps[key] {
			e.Trap, e.Weight = true, trapWeight
		}
		out.Examples = append(out.Examples, e)
	}
	for i := range out.Examples {
		e := &out.Examples[i]
		e.seen = observed(&e.Features)
		joins, _ := slices.BinarySearchFunc(e.seen, int32(reference.FromMay), func(x observation, f int32) int { return int(x.feature - f) })
		e.joins = e.seen[:joins]
	}
	return out, nil
}

// adopt pairs the found claims with the marked ones, one to one, where they
// share half of the bytes they cover, as score.py does; marked claims that were
// not found are added, so that none is lost to training. It gives each claim the
// number of its marked one, or -1, and tells which marked ones were found.
func adopt(d *doc.Document, marked []corpus.LinkedClaim) (number []doc.ClaimID, found []bool) {
	type match struct {
		claim, mark int
		iou         float64
	}
	var all []match
	for i := range d.Claims {
		r := d.Bytes(d.Claims[i].Tokens)
		for k, m := range marked {
			if n := min(r.End, m.Range.End) - max(r.Start, m.Range.Start); n > 0 {
				if v := float64(n) / float64(max(r.End, m.Range.End)-min(r.Start, m.Range.Start)); v >= 0.5 {
					all = append(all, match{i, k, v})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.iou, a.iou) })
	number = make([]doc.ClaimID, len(d.Claims))
	for i := range number {
		number[i] = -1
	}
	found = make([]bool, len(marked))
	for _, m := range all {
		if number[m.claim] < 0 && !found[m.mark] {
			number[m.claim], found[m.mark] = doc.ClaimID(m.mark), true
		}
	}
	for k, m := range marked {
		span := tokens(d, m.Range)
		if found[k] || span.Empty() {
			continue
		}
		x := doc.Claim{Tokens: span, Quote: innermost(d, span), Speaker: doc.None}
		if x.Quote >= 0 {
			x.Speaker = d.Quotes[x.Quote].Speaker
		}
		at := len(d.Claims)
		for at > 0 && d.Claims[at-1].Tokens.Start > span.Start {
			at--
		}
		d.Claims = slices.Insert(d.Claims, at, x)
		number = slices.Insert(number, at, doc.ClaimID(k))
	}
	claim.Frame(d)
	return number, found
}

func text(s *doc.Story, c doc.ClaimAt) string {
	d := s.Docs[c.Doc]
	words := d.SpanText(d.Claims[c.Claim].Tokens)
	if a := d.Claims[c.Claim].Speaker; a >= 0 {
		return d.SpanText(d.Actors[a].Name) + ": " + words
	}
	return words
}

// tokens is the span of the tokens that lie in a byte range.
func tokens(d *doc.Document, r doc.Range) doc.Span {
	var span doc.Span
	for i := range d.Tokens {
		if t := &d.Tokens[i]; t.Start < r.End && t.End > r.Start {
			if span.Empty() {
				span.Start = int32(i)
			}
			span.End = int32(i) + 1
		}
	}
	return span
}

// innermost is the smallest quote that holds most of the span.
func innermost(d *doc.Document, span doc.Span) doc.QuoteID {
	best, size := doc.QuoteID(doc.None), 1<<30
	for i := range d.Quotes {
		n, all := 0, 0
		for _, c := range d.Quotes[i].Content {
			all += c.Len()
			for t := c.Start; t < c.End; t++ {
				if span.Has(t) {
					n++
				}
			}
		}
		if 2*n > span.Len() && all < size {
			best, size = doc.QuoteID(i), all
		}
	}
	return best
}

// Fit learns the model from the stories: logistic regression for the link, with an L2 penalty; on
// top of it, trees for the link in its context, from scores that each story got
// from weights of the others, and trees for it in the context that those make, from scores by trees of
// the others; and a log-linear choice among relations for the linked pairs. What is drawn is drawn by a hash: there is no seed.
func Fit(stories []Story, o Options) reference.Model {
	var out reference.Model
	for i, x := range fitLink(stories, o) {
		out.Link[i] = float32(x)
	}
	var graphs []grounds
	for fold := range o.Folds {
		held, rest := parted(stories, fold, o.Folds)
		if len(rest) == 0 {
			continue
		}
		w := reference.Model{}
		for i, x := range fitLink(rest, o) {
			w.Link[i] = float32(x)
		}
		for _, s := range held {
			scored, which := Candidates(s, &w)
			for n, part := range parts(s) {
				g := grounds{story: s, fold: fold, weight: s.weight(o), places: part.places(s.Places)}
				if n > 0 {
					g.weight *= o.Part
				}
				pairs, of := part.pairs(scored)
				g.pairs = pairs
				for _, x := range of {
					g.examples = append(g.examples, &s.Examples[which[x]])
				}
				graphs = append(graphs, g)
			}
		}
	}
	rows := make([][]row, len(graphs))
	for i := range graphs {
		rows[i] = graphs[i].rows(o)
	}
	without := func(fold int) (out []row) {
		for i := range graphs {
			if graphs[i].fold != fold {
				out = append(out, rows[i]...)
			}
		}
		return out
	}
	// The second trees learn from probabilities by first ones that have not seen the story.
	var again []row
	for fold := range o.Folds {
		first := boost(without(fold), o)
		for i := range graphs {
			if g := &graphs[i]; g.fold == fold {
				g.pairs, g.examples = g.weighed(&first)
				again = append(again, g.rows(o)...)
			}
		}
	}
	out.Trees, out.Again = boost(without(-1), o), boost(again, o)
	out.Relations = fitRelations(stories, o)
	out.Threshold = o.Threshold
	return out
}

// weight of the story in training.
func (s *Story) weight(o Options) float64 {
	if s.Set == Real {
		return o.Real
	}
	return 1
}

// weight of the pair in training the link.
func (e *Example) weight(o Options) float64 {
	if e.Unjudged {
		return o.Unjudged
	}
	return e.Weight
}

// Candidates are those of a story's pairs that may be links, with their own scores, and the number of the
// example of each.
func Candidates(s *Story, w *reference.Model) (scored []reference.Scored, which []int) {
	for i := range s.Examples {
		e := &s.Examples[i]
		if !e.Candidate {
			continue
		}
		if score := w.Score(&e.Features); score >= reference.LeastScore {
			scored = append(scored, reference.Scored{From: e.Claims[0], To: e.Claims[1], Score: score, Own: reference.OwnOf(&e.Features)})
			which = append(which, i)
		}
	}
	return scored, which
}

// part is some of a story's claims, by their numbers: the context of a link in a short text is another
// one than in three articles.
type part []bool

// parts are the whole story, each of its articles, and its claims in groups of three to nine.
func parts(s *Story) []part {
	all := make(part, len(s.Places))
	for i := range all {
		all[i] = true
	}
	out := []part{all}
	for lo, hi := 0, 0; lo < len(s.Places); lo = hi {
		article := make(part, len(s.Places))
		for hi = lo; hi < len(s.Places) && s.Places[hi].Doc == s.Places[lo].Doc; hi++ {
			article[hi] = true
		}
		out = append(out, article)
	}
	order := make([]int, len(s.Places))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(chance(1, a), chance(1, b)) })
	for size := 3; len(order) > 0; size = 3 + (size-2)%7 {
		group := make(part, len(s.Places))
		for _, i := range order[:min(size, len(order))] {
			group[i] = true
		}
		order = order[min(size, len(order)):]
		out = append(out, group)
	}
	return out
}

// places are the places of the part's claims.
func (p part) places(all []reference.Place) (out []reference.Place) {
	for i, in := range p {
		if in {
			out = append(out, all[i])
		}
	}
	return out
}

// pairs are those of the story's scored pairs that lie in the part, by the numbers that claims have in it, and which they are.
func (p part) pairs(scored []reference.Scored) (pairs []reference.Scored, of []int) {
	number := make([]int32, len(p))
	n := int32(0)
	for i, in := range p {
		if number[i] = n; in {
			n++
		}
	}
	for k, x := range scored {
		if p[x.From] && p[x.To] {
			x.From, x.To = number[x.From], number[x.To]
			pairs, of = append(pairs, x), append(of, k)
		}
	}
	return pairs, of
}

// grounds are the pairs of a story, or of a part of it, that the trees learn from.
type grounds struct {
	story    *Story
	fold     int
	weight   float64
	places   []reference.Place
	pairs    []reference.Scored
	examples []*Example // of each pair
}

// rows are the pairs in their contexts.
func (g *grounds) rows(o Options) (out []row) {
	graph := reference.NewGraph(g.places, g.pairs)
	for k, e := range g.examples {
		r := row{weight: e.weight(o) * g.weight}
		if r.weight == 0 {
			continue
		}
		if e.Linked {
			r.y = 1
		}
		graph.Context(k, &r.context)
		out = append(out, r)
	}
	return out
}

// weighed is the pairs with the scores that these trees give them.
func (g *grounds) weighed(t *reference.Trees) (pairs []reference.Scored, examples []*Example) {
	w := reference.Model{Trees: *t}
	pairs, kept := w.Weighed(g.places, g.pairs)
	for _, k := range kept {
		examples = append(examples, g.examples[k])
	}
	return pairs, examples
}

// parted are the stories of a fold, and the others.
func parted(stories []Story, fold, folds int) (held []*Story, rest []Story) {
	for i := range stories {
		if i%folds == fold {
			held = append(held, &stories[i])
		} else {
			rest = append(rest, stories[i])
		}
	}
	return held, rest
}

// fitLink is the weights of the link.
func fitLink(stories []Story, o Options) []float64 {
	var rows [][]observation
	var ys, ws []float64
	for i := range stories {
		set := stories[i].weight(o)
		for k := range stories[i].Examples {
			e := &stories[i].Examples[k]
			if e.weight(o) == 0 {
				continue
			}
			y, weight := 0.0, set*e.weight(o)
			if e.Linked {
				y, weight = 1, set*o.Positive
			}
			rows, ys, ws = append(rows, e.joins), append(ys, y), append(ws, weight)
		}
	}
	return logistic(rows, ys, ws, int(reference.FeatureCount), o.L2, signs[:])
}

// logistic is the weights of a logistic regression with an L2 penalty on all but
// the first weight, by Newton's method. Where signs is not nil, a weight with the sign
// +1 there is not below 0, one with -1 not above: what two claims have in common never
// speaks against a link, whatever the few stories show.
func logistic(rows [][]observation, y, weight []float64, n int, l2 float64, signs []int8) []float64 {
	w := make([]float64, n)
	for range 14 {
		g, h := make([]float64, n), make([][]float64, n)
		for i := range h {
			h[i] = make([]float64, n)
			if i > 0 {
				g[i], h[i][i] = l2*w[i], l2
			}
			h[i][i] += 1e-6
		}
		for k, row := range rows {
			z := 0.0
			for _, s := range row {
				z += w[s.feature] * float64(s.value)
			}
			p := sigmoid(z)
			d, v := weight[k]*(p-y[k]), weight[k]*p*(1-p)
			for i, s := range row {
				g[s.feature] += d * float64(s.value)
				x, hs := v*float64(s.value), h[s.feature]
				for _, t := range row[:i+1] { // the features ascend
					hs[t.feature] += x * float64(t.value)
				}
			}
		}
		step := solve(h, g, w, signs)
		most := 0.0
		for i := range w {
			w[i] += step[i]
			most = math.Max(most, math.Abs(step[i]))
		}
		if most < 1e-4 {
			break
		}
	}
	return w
}

// solve gives the step d with the least g·d + d·h·d/2 that leaves w+d with the signs
// it may have, by coordinate descent, for a positive definite h of which the lower half
// is set.
func solve(h [][]float64, g, w []float64, signs []int8) []float64 {
	n := len(g)
	for i := range n {
		for k := range i {
			h[k][i] = h[i][k]
		}
	}
	d, r := make([]float64, n), slices.Clone(g) // r is g + h·d
	for range 200 {
		most := 0.0
		for i := range n {
			x := d[i] - r[i]/h[i][i]
			if signs != nil {
				switch {
				case signs[i] > 0:
					x = math.Max(x, -w[i])
				case signs[i] < 0:
					x = math.Min(x, -w[i])
				}
			}
			if by := x - d[i]; by != 0 {
				d[i] = x
				for k, v := range h[i] {
					r[k] += v * by
				}
				most = math.Max(most, math.Abs(by))
			}
		}
		if most < 1e-6 {
			break
		}
	}
	return d
}

// fitRelations is the weights of the relations, by full-batch gradient descent.
func fitRelations(stories []Story, o Options) (out [5]reference.Features) {
	n := int(reference.FeatureCount)
	var rel []*Example
	var sets []float64
	for i := range stories {
		for k := range stories[i].Examples {
			if e := &stories[i].Examples[k]; e.Linked {
				rel = append(rel, e)
				sets = append(sets, stories[i].weight(o))
			}
		}
	}
	v, vm := make([]float64, 5*n), make([]float64, 5*n) // five a feature
	for range o.Steps {
		g := make([]float64, 5*n)
		for k, e := range rel {
			var s [5]float64
			for _, x := range e.seen {
				at, value := v[5*x.feature:][:5], float64(x.value)
				for r := range s {
					s[r] += at[r] * value
				}
			}
			sum := 0.0
			for r, z := range s {
				s[r] = math.Exp(z)
				sum += s[r]
			}
			weight := sets[k]
			if e.Weight == 0 {
				weight *= o.Optional
			}
			for r := range s {
				s[r] = -s[r] / sum
				if doc.Relation(r) == e.Relation {
					s[r]++
				}
				s[r] *= weight
			}
			for _, x := range e.seen {
				if tells[x.feature] {
					at, value := g[5*x.feature:][:5], float64(x.value)
					for r := range s {
						at[r] += s[r] * value
					}
				}
			}
		}
		for i := range v {
			l2 := o.RelationL2
			if i/5 == int(reference.Bias) {
				l2 = 0
			}
			vm[i] = 0.9*vm[i] + g[i]/float64(len(rel)) - l2*v[i]
			v[i] += o.Rate * vm[i]
		}
	}
	for r := range out {
		for i := range n {
			out[r][i] = float32(v[5*i+r])
		}
	}
	return out
}

// tells is the features that the choice of a relation may use: not those that
// only say how much two claims have in common.
var tells = func() (t [reference.FeatureCount]bool) {
	for i := range t {
		t[i] = true
	}
	for _, i := range []reference.Feature{
		reference.CoverLess, reference.CoverMore, reference.Mass, reference.Cosine, reference.SameWords, reference.RareWord,
		reference.WordOpposite, reference.PredicateIn, reference.ToOther, reference.FromOther, reference.SameArticleDice, reference.SpeakerSameDice,
		reference.NumberHedged, reference.NumberApart, reference.Nearby, reference.SubjectApart, reference.ActorsApart,
		reference.YearOneSide, reference.SameSentence, reference.TimeSame, reference.SpanSame, reference.EitherMay,
	} {
		t[i] = false
	}
	return t
}()

// Options of training; the values are chosen by leaving out a story at a time.
type Options struct {
	L2       float64 // on the weights of the link
	Positive float64 // weight of a linked pair
	Real     float64 // weight of real articles' pairs: their annotators were less complete
	Unjudged float64 // weight of pairs of claims that aren't both marked
	Part     float64 // weight of a pair in the context of a part of its story
	Folds    int     // of the stories, for the scores that the trees are learned from

	Trees     int
	Bins      int     // of an observation
	Step      float64 // of each tree
	Rows      float64 // share of the rows that a tree sees
	Columns   float64 // share of the observations that a question chooses from
	LeafL2    float64
	LeafLeast float64 // least sum of second derivatives in a leaf

	Steps      int // of the relations
	Rate       float64
	RelationL2 float64
	Optional   float64 // weight of the relation of a link that careful readers may judge either way
	Threshold  [5]float32
}

// Defaults are the values in use.
func Defaults() Options {
	return Options{L2: 0.5, Positive: 3, Real: 0.4, Folds: 5, Unjudged: 0.1, Part: 0.3,
		Trees: 250, Bins: 32, Step: 0.08, Rows: 0.7, Columns: 0.5, LeafL2: 10, LeafLeast: 6,
		Steps: 300, Rate: 0.5, RelationL2: 1e-3, Optional: 0.4, Threshold: [5]float32{0.27, 0.36, 0.32, 0.26, 0.24}}
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// observation is a feature that is not 0.
type observation struct {
	feature int32
	value   float32
}

// observed is the observations among the features, which ascend.
func observed(f *reference.Features) (out []observation) {
	for i, x := range f {
		if x != 0 {
			out = append(out, observation{int32(i), x})
		}
	}
	return slices.Clip(out)
}

// Train writes analysis/reference/weights.txt.
func Train(run learn.Run) error {
	stories, err := Load(run.Corpora, run.Root)
	if err != nil {
		return err
	}
	w := Fit(stories, Defaults())
	for _, s := range stories {
		run.Logf("%s: %d pairs, %d links", s.Name, len(s.Examples), s.Links)
	}
	if err := run.Write("analysis/reference/trees.txt", []byte(w.Trees.String())); err != nil {
		return err
	}
	if err := run.Write("analysis/reference/again.txt", []byte(w.Again.String())); err != nil {
		return err
	}
	return run.Write("analysis/reference/weights.txt", []byte(w.String()))
}
