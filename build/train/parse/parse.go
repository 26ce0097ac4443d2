// Package parse trains the parser.
package parse

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/tag"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
	tagtrain "whosaid.example/build/train/tag"
)

// What was chosen on the dev parts; build/train/README.md has the figures.
const (
	seed         = 1
	epochs       = 7
	folds        = 4    // of the jackknife
	silverShare  = 0.5  // of the silver sentences, drawn anew for each epoch but the last, which has none
	explore      = 0.9  // how often a wrong step is taken, from the second epoch on
	floor        = 0.01 // a step this sure, and labels this unlikely, learn nothing
	keepSteps    = 190000
	keepLabels   = 58000
	prunePower   = 0.35
	levels       = 63
	clip         = 0.0005
	leastGold    = 3 // times that a feature must occur
	leastSilver  = 5
	averageParts = 16 // of the last epoch: after each the weights go into the mean
)

var (
	stepOptions  = learn.Options{Labels: int(parse.StepCount), Eta: 0.05, Dropout: 0.2, Seed: seed}
	labelOptions = learn.Options{Labels: int(doc.RelCount), Eta: 0.1, Dropout: 0.2, Seed: seed}
)

// example is a sentence with predicted tags and its gold tree.
type example struct {
	d      *doc.Document
	span   doc.Span
	gold   *tree
	rels   []doc.Rel // by number
	silver bool
}

// Train reads the treebanks and writes analysis/parse/parse.model. It needs
// the tagger's weights as they are in the program.
func Train(r learn.Run) error {
	data, err := corpus.ReadTrees(r.Corpora, "train", r.Free)
	if err != nil {
		return err
	}
	dev, err := corpus.ReadTrees(r.Corpora, "dev", r.Free)
	if err != nil {
		return err
	}
	hash, err := r.Hash(data.Files...)
	if err != nil {
		return err
	}
	tagger, err := os.ReadFile(filepath.Join(r.Root, "analysis/tag/tag.model"))
	if err != nil {
		return err
	}
	m := tag.New(string(tagger))
	file := build(prepare(data, m, r), hash, r)
	r.Logf("parse: %d bytes", len(file))
	r.Logf("parse: dev, gold tokens: %s", evaluate(m, parse.New(string(file)), dev))
	return r.Write("analysis/parse/parse.model", file)
}

// prepare tags the training texts as they will be tagged in use: gold ones by
// taggers that have not seen them (jackknifing), silver ones by the tagger.
func prepare(data corpus.Trees, m *tag.Model, r learn.Run) []example {
	quiet := r
	quiet.Out = new(bytes.Buffer)
	var out []example
	add := func(b corpus.Treebank, m *tag.Model, silver bool) {
		gold := b.Doc.Tokens
		b.Doc.Tokens = append([]doc.Token(nil), gold...)
		m.Tag(b.Doc)
		for _, s := range b.Doc.Sentences {
			out = append(out, newExample(b.Doc, s.Tokens, gold, silver))
		}
	}
	// All folds' taggers are trained before any gold tag is replaced.
	var taggers [folds]*tag.Model
	for k := range folds {
		part := corpus.Trees{Silver: data.Silver}
		for i, b := range data.GUM {
			if i%folds != k {
				part.GUM = append(part.GUM, b)
			}
		}
		for i, b := range data.EWT {
			if i%folds != k {
				part.EWT = append(part.EWT, b)
			}
		}
		taggers[k] = tag.New(string(tagtrain.Build(part, 4, 0, quiet)))
		r.Logf("parse: tagger of fold %d trained", k+1)
	}
	for i, b := range data.GUM {
		add(b, taggers[i%folds], false)
	}
	for i, b := range data.EWT {
		add(b, taggers[i%folds], false)
	}
	for _, b := range data.Silver {
		add(b, m, true)
	}
	return out
}

func newExample(d *doc.Document, span doc.Span, tokens []doc.Token, silver bool) example {
	n := span.Len()
	heads := make([]int32, n+1)
	rels := make([]doc.Rel, n+1)
	for k := 1; k <= n; k++ {
		t := tokens[int(span.Start)+k-1]
		if t.Head >= 0 {
			heads[k] = t.Head - span.Start + 1
		}
		rels[k] = t.Rel
	}
	return example{d, span, newTree(heads), rels, silver}
}

// trainer is the models in training. What is peculiar to the silver trees is
// learned beside them, in the odd models, and then dropped (Daumé, Frustratingly
// Easy Domain Adaptation, ACL 2007).
type trainer struct {
	steps, labels       *learn.Sparse
	oddSteps, oddLabels *learn.Sparse
	rand                learn.Rand
	tree                parse.Tree
	onStack             []bool
	features            [parse.MaxFeatures]uint32
	rows, oddRows       []int32
	p, q                [256]float32

	steppedRight, stepped, labelledRight, labelled int // in this epoch
}

// build trains a parser and returns its weight file.
func build(items []example, hash uint32, r learn.Run) []byte {
	longest := 0
	for _, it := range items {
		longest = max(longest, it.span.Len())
	}
	t := &trainer{rand: seed, onStack: make([]bool, longest+1)}
	t.count(items)
	r.Logf("parse: %d step features, %d label features", len(t.steps.Features), len(t.labels.Features))
	for epoch := range epochs {
		last := epoch == epochs-1
		t.rand.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		t.steppedRight, t.stepped, t.labelledRight, t.labelled = 0, 0, 0, 0
		for i, it := range items {
			if last && i%(len(items)/averageParts) == 0 {
				t.steps.Accumulate()
				t.labels.Accumulate()
			}
			if it.silver && (last || t.rand.Float() > silverShare) {
				continue
			}
			t.learn(it, epoch > 0)
		}
		if n := epochs - epoch; n <= 5 && n >= 3 {
			wide := []float64{1, 1.7, 3}[n-3]
			t.steps.Prune(int(keepSteps*wide), prunePower)
			t.labels.Prune(int(keepLabels*wide), prunePower)
		}
		r.Logf("parse: epoch %d: %.2f %% of %d steps, %.2f %% of labels", epoch+1, percent(t.steppedRight, t.stepped), t.stepped, percent(t.labelledRight, t.labelled))
	}
	t.steps.Average()
	t.labels.Average()
	b := model.Builder{Templates: parse.Templates, Corpus: hash, Seed: seed}
	for _, x := range []struct {
		name string
		s    *learn.Sparse
	}{{"steps", t.steps}, {"labels", t.labels}} {
		rows, scale := x.s.Pack(clip, levels)
		n := 0
		for _, row := range rows {
			n += len(row.Labels)
		}
		r.Logf("parse: %s: %d features, %d weights", x.name, len(rows), n)
		b.AddSparse(x.name, x.s.Labels, scale, rows)
	}
	var file bytes.Buffer
	b.WriteTo(&file)
	return file.Bytes()
}

func percent(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }

// count finds the features along the gold paths, of half the silver trees, and
// makes the models over those that are frequent enough.
func (t *trainer) count(items []example) {
	var steps, labels, oddSteps, oddLabels learn.Counter
	for _, it := range items {
		s, l := &steps, &labels
		if it.silver {
			if t.rand.Float() > 0.5 {
				continue
			}
			s, l = &oddSteps, &oddLabels
		}
		t.start(it)
		for !t.tree.Done() {
			costs := it.gold.costs(&t.tree, t.onStack)
			step := parse.Shift
			for k := range parse.StepCount {
				if costs[k] < costs[step] {
					step = k
				}
			}
			s.Add(t.tree.StepFeatures(t.features[:0]))
			var rel doc.Rel
			if h, d := t.tree.Arc(step); d != 0 {
				l.Add(t.tree.LabelFeatures(h, d, t.features[:0]))
				rel = it.rels[d]
			}
			t.move(step, rel)
		}
	}
	t.steps, t.labels = learn.NewSparse(steps.Index(leastGold), stepOptions), learn.NewSparse(labels.Index(leastGold), labelOptions)
	t.oddSteps, t.oddLabels = learn.NewSparse(oddSteps.Index(leastSilver), stepOptions), learn.NewSparse(oddLabels.Index(leastSilver), labelOptions)
}

func (t *trainer) start(it example) {
	clear(t.onStack)
	t.tree.Reset(it.d, it.span)
}

// move makes the step and keeps track of the stack.
func (t *trainer) move(s parse.Step, rel doc.Rel) {
	if s == parse.Shift {
		t.onStack[t.tree.Next()] = true
	} else {
		_, d := t.tree.Arc(s)
		t.onStack[d] = false
	}
	t.tree.Step(s, rel)
}

// learn parses a sentence and learns from each decision; stray tells whether
// wrong steps may be followed.
func (t *trainer) learn(it example, stray bool) {
	t.start(it)
	for !t.tree.Done() {
		s := t.learnStep(it, stray)
		var rel doc.Rel
		if h, d := t.tree.Arc(s); d != 0 {
			rel = t.learnLabel(it, h, d)
		}
		t.move(s, rel)
	}
}

// learnStep learns from the choice of a step and returns the one to take: of
// the cheapest ones that with the highest score, or the parser's own.
func (t *trainer) learnStep(it example, stray bool) parse.Step {
	costs := it.gold.costs(&t.tree, t.onStack)
	least := min(costs[parse.Shift], costs[parse.Left], costs[parse.Right])
	var valid [parse.StepCount]bool
	n := 0
	var only parse.Step
	for k := range parse.StepCount {
		if valid[k] = t.tree.Can(k); valid[k] {
			only = k
			n++
		}
	}
	if n == 1 {
		return only
	}
	kept, oddKept := t.score(t.steps, t.oddSteps, t.tree.StepFeatures(t.features[:0]), it.silver)
	p := t.p[:parse.StepCount]
	guess, target := -1, -1
	for k := range p {
		if !valid[k] {
			continue
		}
		if guess < 0 || p[k] > p[guess] {
			guess = k
		}
		if costs[k] == least && (target < 0 || p[k] > p[target]) {
			target = k
		}
	}
	t.stepped++
	if guess == target {
		t.steppedRight++
	}
	learn.Softmax(p, target, valid[:])
	if p[target]--; p[target] < -floor {
		t.steps.Update(kept, p)
		if it.silver {
			t.oddSteps.Update(oddKept, p)
		}
	}
	if guess != target && stray && t.rand.Float() < explore {
		return parse.Step(guess)
	}
	return parse.Step(target)
}

// learnLabel learns the relation of an arc, where the gold tree has that arc,
// and returns the relation that the model gives it.
func (t *trainer) learnLabel(it example, h, d int32) doc.Rel {
	kept, oddKept := t.score(t.labels, t.oddLabels, t.tree.LabelFeatures(h, d, t.features[:0]), it.silver)
	p := t.p[:doc.RelCount]
	rel := doc.Rel(1)
	for k := rel; k < doc.RelCount; k++ {
		if p[k] > p[rel] {
			rel = k
		}
	}
	want := it.rels[d]
	if it.gold.heads[d] != h || want == doc.RelRoot || it.silver && want == doc.RelDep {
		return rel
	}
	t.labelled++
	if want == rel {
		t.labelledRight++
	}
	p[doc.RelRoot] = -1e9
	learn.Softmax(p, int(want), nil)
	for k := range p {
		if p[k] < floor {
			p[k] = 0
		}
	}
	if p[want]--; p[want] < -floor {
		t.labels.Update(kept, p)
		if it.silver {
			t.oddLabels.Update(oddKept, p)
		}
	}
	return rel
}

// score sets t.p to the scores of the labels and returns the rows that
// dropout left.
func (t *trainer) score(m, odd *learn.Sparse, features []uint32, silver bool) (kept, oddKept []int32) {
	t.rows = m.Find(features, t.rows[:0])
	kept = m.Drop(t.rows)
	m.Score(kept, t.p[:])
	if silver {
		t.oddRows = odd.Find(features, t.oddRows[:0])
		oddKept = odd.Drop(t.oddRows)
		odd.Score(oddKept, t.q[:])
		for k, x := range t.q[:m.Labels] {
			t.p[k] += x
		}
	}
	return kept, oddKept
}

// evaluate is UAS and LAS (subtypes left out) on each treebank with gold
// tokens and sentences, punctuation left out.
func evaluate(tagger *tag.Model, m *parse.Model, data corpus.Trees) string {
	var out []string
	for _, x := range []struct {
		name  string
		banks []corpus.Treebank
	}{{"GUM", data.GUM}, {"EWT", data.EWT}, {"silver", data.Silver}} {
		uas, las, all := 0, 0, 0
		for _, b := range x.banks {
			d := *b.Doc
			d.Tokens = append([]doc.Token(nil), d.Tokens...)
			tagger.Tag(&d)
			m.Parse(&d)
			for i, gold := range b.Doc.Tokens {
				if gold.Rel == doc.RelPunct {
					continue
				}
				all++
				if t := d.Tokens[i]; t.Head == gold.Head {
					uas++
					if base(t.Rel) == base(gold.Rel) {
						las++
					}
				}
			}
		}
		out = append(out, fmt.Sprintf("%s %.2f/%.2f", x.name, percent(uas, all), percent(las, all)))
	}
	return strings.Join(out, ", ")
}

func base(r doc.Rel) string {
	s, _, _ := strings.Cut(r.String(), ":")
	return s
}
