// Package parse trains the parser.
package parse

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/tag"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
	tagtrain "whosaid.example/build/train/tag"
)

func env(name string, v float64) float64 {
	if s := os.Getenv(name); s != "" {
		v, _ = strconv.ParseFloat(s, 64)
	}
	return v
}

const seed = 1

// example is a sentence with predicted tags and its gold tree.
type example struct {
	d      *doc.Document
	span   doc.Span
	gold   *tree
	rels   []doc.Rel // by number
	silver bool
}

// Train reads the treebanks and writes analysis/parse/parse.model.
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
	examples := prepare(data, r)
	for _, banks := range [][]corpus.Treebank{dev.GUM, dev.EWT, dev.Silver} {
		for i := range banks {
			saveGold(&banks[i])
			tag.Tag(banks[i].Doc)
		}
	}
	file := Build(examples, hash, r, func(m *parse.Model) { r.Logf("parse: dev, gold tokens: %s", Evaluate(m, dev)) })
	r.Logf("parse: %d bytes", len(file))
	r.Logf("parse: dev, gold tokens: %s", Evaluate(parse.New(string(file)), dev))
	return os.WriteFile(filepath.Join(r.Root, "analysis/parse/parse.model"), file, 0o644)
}

// gold keeps the gold tokens of documents whose tags were replaced.
var gold = map[*doc.Document][]doc.Token{}

func saveGold(b *corpus.Treebank) { gold[b.Doc] = append([]doc.Token(nil), b.Doc.Tokens...) }

// prepare tags the training texts as they will be tagged in use: gold ones by
// taggers that have not seen them (jackknifing), silver ones by the tagger.
func prepare(data corpus.Trees, r learn.Run) []example {
	const folds = 4
	for k := range folds {
		var part corpus.Trees
		split := func(banks []corpus.Treebank) (train []corpus.Treebank, test []*doc.Document) {
			for i := range banks {
				if i%folds == k {
					test = append(test, banks[i].Doc)
				} else {
					train = append(train, banks[i])
				}
			}
			return train, test
		}
		var a, b []*doc.Document
		part.GUM, a = split(data.GUM)
		part.EWT, b = split(data.EWT)
		part.Silver = data.Silver
		quiet := r
		quiet.Out = new(bytes.Buffer)
		m := tag.New(string(tagtrain.Build(part, 4, 0, quiet)))
		right, all := 0, 0
		for _, d := range append(a, b...) {
			c := *d
			c.Tokens = append([]doc.Token(nil), d.Tokens...)
			m.Tag(&c)
			for i := range c.Tokens {
				all++
				if c.Tokens[i].Tag == d.Tokens[i].Tag {
					right++
				}
			}
			jack[d] = c.Tokens
		}
		r.Logf("parse: fold %d tagged, %.2f %%", k+1, 100*float64(right)/float64(all))
	}
	var out []example
	add := func(banks []corpus.Treebank, silver bool) {
		for i := range banks {
			d := banks[i].Doc
			var goldTokens []doc.Token
			if tokens, ok := jack[d]; ok {
				goldTokens, d.Tokens = d.Tokens, tokens
			} else {
				goldTokens = append([]doc.Token(nil), d.Tokens...)
				tag.Tag(d)
			}
			for _, s := range d.Sentences {
				out = append(out, newExample(d, s.Tokens, goldTokens, silver))
			}
		}
	}
	add(data.GUM, false)
	add(data.EWT, false)
	add(data.Silver, true)
	return out
}

var jack = map[*doc.Document][]doc.Token{}

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

// Build trains a parser and returns its weight file.
func Build(items []example, hash uint32, r learn.Run, report func(*parse.Model)) []byte {
	var t parse.Tree
	var buf [parse.MaxFeatures]uint32
	onStack := make([]bool, 4096)
	// Count the features along the gold paths.
	var stepCount, labelCount learn.Counter
	for _, it := range items {
		if it.silver && env("COUNTSILVER", 0) == 0 {
			continue
		}
		walk(&t, it, onStack, func(s parse.Step, h, dep int32) doc.Rel {
			stepCount.Add(t.StepFeatures(buf[:0]))
			if dep != 0 {
				labelCount.Add(t.LabelFeatures(h, dep, buf[:0]))
				return it.rels[dep]
			}
			return 0
		})
	}
	steps := learn.NewSparse(stepCount.Index(int32(env("MINSTEP", 3))), learn.Options{Labels: int(parse.StepCount), Eta: float32(env("ETA", 0.05)), Dropout: float32(env("DROP", 0.2)), Seed: seed})
	labels := learn.NewSparse(labelCount.Index(int32(env("MINLABEL", 3))), learn.Options{Labels: int(doc.RelCount), Eta: float32(env("LETA", 0.1)), Dropout: float32(env("LDROP", 0.2)), Seed: seed})
	stepCount, labelCount = learn.Counter{}, learn.Counter{}
	r.Logf("parse: %d step features, %d label features", len(steps.Features), len(labels.Features))
	rand := learn.Rand(seed)
	epochs := int(env("PEPOCHS", 8))
	share := float32(env("PSILVER", 0.3))
	floor := float32(env("PFLOOR", 0.01))
	explore := float32(env("EXPLORE", 0.9))
	var stepRows, labelRows []int32
	var p [256]float32
	for epoch := range epochs {
		rand.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		right, all, labelRight, labelAll := 0, 0, 0, 0
		for _, it := range items {
			if it.silver && (rand.Float() > share || epoch >= epochs-int(env("PGOLDLAST", 2))) {
				continue
			}
			if int(it.span.Len())+8 > len(onStack) {
				onStack = make([]bool, it.span.Len()*2)
			}
			clear(onStack)
			t.Reset(it.d, it.span)
			for !t.Done() {
				costs := it.gold.costs(&t, onStack)
				least := min(costs[0], costs[1], costs[2])
				s := parse.Step(0)
				n := 0
				for k := range parse.StepCount {
					if t.Can(k) {
						s = k
						n++
					}
				}
				if n > 1 {
					stepRows = steps.Find(t.StepFeatures(buf[:0]), stepRows[:0])
					kept := steps.Drop(stepRows)
					steps.Score(kept, p[:])
					var valid [parse.StepCount]bool
					guess, target := -1, -1
					for k := range parse.StepCount {
						if !t.Can(k) {
							continue
						}
						valid[k] = true
						if guess < 0 || p[k] > p[guess] {
							guess = int(k)
						}
						if costs[k] == least && (target < 0 || p[k] > p[target]) {
							target = int(k)
						}
					}
					all++
					if guess == target {
						right++
					}
					learn.Softmax(p[:parse.StepCount], target, valid[:])
					p[target]--
					if p[target] < -floor {
						steps.Update(kept, p[:])
					}
					s = parse.Step(target)
					if guess != target && epoch > 0 && rand.Float() < explore {
						s = parse.Step(guess)
					}
				}
				rel := doc.Rel(0)
				h, dep := t.Arc(s)
				if dep != 0 {
					labelRows = labels.Find(t.LabelFeatures(h, dep, buf[:0]), labelRows[:0])
					kept := labels.Drop(labelRows)
					labels.Score(kept, p[:])
					g := 1
					for k := 2; k < int(doc.RelCount); k++ {
						if p[k] > p[g] {
							g = k
						}
					}
					rel = doc.Rel(g)
					if want := it.rels[dep]; it.gold.heads[dep] == h && !(it.silver && want == doc.RelDep) && want != doc.RelRoot {
						labelAll++
						if want == rel {
							labelRight++
						}
						p[0] = -1e9
						learn.Softmax(p[:doc.RelCount], int(want), nil)
						for k := range doc.RelCount {
							if p[k] < floor {
								p[k] = 0
							}
						}
						p[want]--
						if p[want] < -floor {
							labels.Update(kept, p[:])
						}
					}
				}
				move(&t, s, rel, onStack)
			}
		}
		keep, lkeep := env("PKEEP", 220000), env("LKEEP", 70000)
		pow := env("PPOW", 0.35)
		switch epochs - epoch {
		case 5:
			steps.Prune(int(keep*3), pow)
			labels.Prune(int(lkeep*3), pow)
		case 4:
			steps.Prune(int(keep*1.7), pow)
			labels.Prune(int(lkeep*1.7), pow)
		case 3:
			steps.Prune(int(keep), pow)
			labels.Prune(int(lkeep), pow)
		}
		r.Logf("parse: epoch %d: steps %.2f %% of %d, labels %.2f %%", epoch+1, 100*float64(right)/float64(all), all, 100*float64(labelRight)/float64(labelAll))
		if report != nil && os.Getenv("REPORT") != "" {
			report(parse.New(string(pack(steps, labels, hash, r))))
		}
	}
	return pack(steps, labels, hash, r)
}

func pack(steps, labels *learn.Sparse, hash uint32, r learn.Run) []byte {
	b := model.Builder{Templates: parse.Templates, Corpus: hash, Seed: seed}
	for _, x := range []struct {
		name string
		s    *learn.Sparse
	}{{"steps", steps}, {"labels", labels}} {
		rows, scale := x.s.Pack(float32(env("CLIP", 0.0005)), int(env("PLEVELS", 63)))
		n := 0
		for _, r := range rows {
			n += len(r.Labels)
		}
		r.Logf("parse: %s: %d rows, %d weights", x.name, len(rows), n)
		b.AddSparse(x.name, x.s.Labels, scale, rows)
	}
	var file bytes.Buffer
	b.WriteTo(&file)
	return file.Bytes()
}

// move makes the step and keeps track of the stack.
func move(t *parse.Tree, s parse.Step, rel doc.Rel, onStack []bool) {
	if s == parse.Shift {
		onStack[t.Next()] = true
	} else {
		_, d := t.Arc(s)
		onStack[d] = false
	}
	t.Step(s, rel)
}

// walk follows the gold tree as far as it can be reached.
func walk(t *parse.Tree, it example, onStack []bool, visit func(s parse.Step, h, dep int32) doc.Rel) {
	clear(onStack)
	t.Reset(it.d, it.span)
	for !t.Done() {
		costs := it.gold.costs(t, onStack)
		s := parse.Step(0)
		for k := range parse.StepCount {
			if costs[k] < costs[s] {
				s = k
			}
		}
		h, dep := t.Arc(s)
		move(t, s, visit(s, h, dep), onStack)
	}
}

// Evaluate is UAS and LAS on each treebank, punctuation left out, with gold
// tokens and sentences.
func Evaluate(m *parse.Model, data corpus.Trees) string {
	var out []string
	each := func(name string, banks []corpus.Treebank) {
		uas, las, all := 0, 0, 0
		type rc struct{ gold, pred, tp int }
		var by [doc.RelCount]rc
		for _, b := range banks {
			d := *b.Doc
			g := gold[b.Doc]
			d.Tokens = append([]doc.Token(nil), d.Tokens...)
			m.Parse(&d)
			for i := range d.Tokens {
				t := &d.Tokens[i]
				if g[i].Rel == doc.RelPunct {
					continue
				}
				all++
				by[g[i].Rel].gold++
				by[t.Rel].pred++
				if g[i].Head == t.Head {
					uas++
					a, _, _ := strings.Cut(g[i].Rel.String(), ":")
					b, _, _ := strings.Cut(t.Rel.String(), ":")
					if a == b {
						las++
					}
					if g[i].Rel == t.Rel {
						by[t.Rel].tp++
					}
				}
			}
		}
		out = append(out, fmt.Sprintf("%s %.2f/%.2f", name, float64(uas)/float64(max(1, all))*100, float64(las)/float64(max(1, all))*100))
		if os.Getenv("CONF") != "" {
			for k, x := range by {
				if x.gold > 30 {
					out = append(out, fmt.Sprintf("%s:%d %.1f", doc.Rel(k), x.gold, 200*float64(x.tp)/float64(x.gold+x.pred)))
				}
			}
			out = append(out, "\n")
		}
	}
	each("GUM", data.GUM)
	each("EWT", data.EWT)
	each("silver", data.Silver)
	return strings.Join(out, ", ")
}
