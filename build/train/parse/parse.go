// Package parse trains the parser.
package parse

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
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
	epochs       = 4
	folds        = 4    // of the jackknife
	explore      = 0.9  // how often a wrong step is taken, from the second epoch on
	floor        = 0.01 // a step this sure, and labels this unlikely, learn nothing
	keepSteps    = 90000
	keepLabels   = 40000
	prunePower   = 0.35
	levels       = 15
	clip         = 0.0005
	leastFeature = 3  // times that a feature must occur
	averageParts = 16 // of the last epoch: after each the weights go into the mean

	units        = 48 // of the hidden layer
	hiddenEta    = 0.03
	hiddenLimit  = 0.5 // of its weights: beyond it few would take the resolution of all
	hiddenLevels = 15
	labelShare   = 0.1 // of the relations' gradient that reaches the layer's inputs
)

var (
	stepOptions  = learn.Options{Labels: int(parse.StepCount), Eta: 0.05, Dropout: 0.2, Seed: seed}
	labelOptions = learn.Options{Labels: int(doc.RelCount), Eta: 0.1, Dropout: 0.2, Seed: seed}
)

// example is a sentence with predicted tags and its gold tree.
type example struct {
	d    *doc.Document
	span doc.Span
	gold *tree
	rels []doc.Rel // by number
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
	file := build(prepare(data, r), hash, r)
	r.Logf("parse: %d bytes", len(file))
	r.Logf("parse: dev, gold tokens: %s", evaluate(m, parse.New(string(file)), dev))
	return r.Write("analysis/parse/parse.model", file)
}

// prepare tags the training texts as they will be tagged in use: by taggers that
// have not seen them (jackknifing).
func prepare(data corpus.Trees, r learn.Run) []example {
	quiet := r
	quiet.Out = new(bytes.Buffer)
	var out []example
	add := func(b corpus.Treebank, m *tag.Model) {
		gold := b.Doc.Tokens
		b.Doc.Tokens = append([]doc.Token(nil), gold...)
		m.Tag(b.Doc)
		for _, s := range b.Doc.Sentences {
			out = append(out, newExample(b.Doc, s.Tokens, gold))
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
		taggers[k] = tag.New(string(tagtrain.Build(part, tagtrain.Epochs, 0, quiet)))
		r.Logf("parse: tagger of fold %d trained", k+1)
	}
	for i, b := range data.GUM {
		add(b, taggers[i%folds])
	}
	for i, b := range data.EWT {
		add(b, taggers[i%folds])
	}
	return out
}

func newExample(d *doc.Document, span doc.Span, tokens []doc.Token) example {
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
	return example{d, span, newTree(heads), rels}
}

// frequentWords is the table of the words that are inputs by themselves.
func frequentWords(items []example) string {
	count := map[string]int{}
	for _, it := range items {
		for i := it.span.Start; i < it.span.End; i++ {
			count[it.d.Lower(i)]++
		}
	}
	words := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })[:255]
	return string(lexicon.PackBytes(words, func(w string) uint8 { return uint8(slices.Index(words, w) + 1) }))
}

// trainer is the models in training.
type trainer struct {
	steps, labels *learn.Sparse
	hidden        *learn.Hidden
	words         string
	rand          learn.Rand
	tree          parse.Tree
	onStack       []bool
	inputs        []uint32 // of the hidden layer, in the present state
	buf           [parse.MaxFeatures]uint32
	features      [parse.MaxFeatures]uint32
	rows          []int32
	p             [256]float32

	steppedRight, stepped, labelledRight, labelled int // in this epoch
}

// build trains a parser and returns its weight file.
func build(items []example, hash uint32, r learn.Run) []byte {
	longest := 0
	for _, it := range items {
		longest = max(longest, it.span.Len())
	}
	t := &trainer{rand: seed, onStack: make([]bool, longest+1), words: frequentWords(items)}
	t.hidden = learn.NewHidden(parse.Inputs, units, parse.Outputs, learn.Options{Eta: hiddenEta, Seed: seed}, hiddenLimit)
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
				t.hidden.Accumulate()
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
	t.hidden.Average()
	return t.pack(hash, r)
}

// pack is the weight file.
func (t *trainer) pack(hash uint32, r learn.Run) []byte {
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
	q, scale := learn.QuantizeTo(t.hidden.In, 1, 0, hiddenLevels)
	o, outScale := learn.QuantizeTo(t.hidden.Out, 1, 0, 127)
	b.AddHidden("hidden", units, scale, q, parse.Outputs, outScale, o)
	b.Add("words", []byte(t.words))
	var file bytes.Buffer
	b.WriteTo(&file)
	return file.Bytes()
}

func percent(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }

// count finds the features along the gold paths and makes the models over those
// that are frequent enough.
func (t *trainer) count(items []example) {
	var steps, labels learn.Counter
	for _, it := range items {
		t.start(it)
		for !t.tree.Done() {
			costs := it.gold.costs(&t.tree, t.onStack)
			step := parse.Shift
			for k := range parse.StepCount {
				if costs[k] < costs[step] {
					step = k
				}
			}
			steps.Add(t.tree.StepFeatures(t.features[:0]))
			var rel doc.Rel
			if h, d := t.tree.Arc(step); d != 0 {
				labels.Add(t.tree.LabelFeatures(h, d, t.features[:0]))
				rel = it.rels[d]
			}
			t.move(step, rel)
		}
	}
	t.steps, t.labels = learn.NewSparse(steps.Index(leastFeature), stepOptions), learn.NewSparse(labels.Index(leastFeature), labelOptions)
}

func (t *trainer) start(it example) {
	clear(t.onStack)
	t.tree.Reset(it.d, it.span, t.words)
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
			rel = t.learnLabel(it, s, h, d)
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
	if len(t.tree.Stack()) > 0 {
		t.inputs = t.tree.StepInputs(t.buf[:0])
		t.hidden.Activate(t.inputs)
	}
	if n == 1 {
		return only
	}
	kept := t.score(t.steps, t.tree.StepFeatures(t.features[:0]))
	p := t.p[:parse.StepCount]
	t.hidden.Score(0, p)
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
		t.hidden.Update(t.inputs, 0, p, 1)
	}
	if guess != target && stray && t.rand.Float() < explore {
		return parse.Step(guess)
	}
	return parse.Step(target)
}

// learnLabel learns the relation of an arc, where the gold tree has that arc,
// and returns the relation that the model gives it.
func (t *trainer) learnLabel(it example, s parse.Step, h, d int32) doc.Rel {
	kept := t.score(t.labels, t.tree.LabelFeatures(h, d, t.features[:0]))
	p := t.p[:doc.RelCount]
	t.hidden.Score(parse.LabelStart(s), p)
	rel := doc.Rel(1)
	for k := rel; k < doc.RelCount; k++ {
		if p[k] > p[rel] {
			rel = k
		}
	}
	want := it.rels[d]
	if it.gold.heads[d] != h || want == doc.RelRoot {
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
		t.hidden.Update(t.inputs, parse.LabelStart(s), p, labelShare)
	}
	return rel
}

// score sets t.p to the scores of the labels in the linear model and returns
// the rows that dropout left.
func (t *trainer) score(m *learn.Sparse, features []uint32) []int32 {
	t.rows = m.Find(features, t.rows[:0])
	kept := m.Drop(t.rows)
	m.Score(kept, t.p[:])
	return kept
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
