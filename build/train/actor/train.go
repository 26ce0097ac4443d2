// Package actor trains the ranker of pronouns and noun phrases (analysis/actor/weights.txt) from
// documents whose coreference is marked: by hand in GUM, by a program in
// PolNeAR's silver part.
package actor

import (
	_ "embed"
	"fmt"
	"math"
	"strings"

	"whosaid.example/analysis/actor"
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/name"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/quote"
	"whosaid.example/analysis/segment"
	"whosaid.example/analysis/tag"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
)

// rules.txt is the weights that were set by hand, in the form of weights.txt.
// Training starts from them and is drawn to them: what the corpora show too
// rarely keeps its weight.
//
//go:embed rules.txt
var rulesText string

// Chosen on GUM's dev part and the stories.
const (
	silver     = 0.5 // weight of a pronoun in PolNeAR
	otherGenre = 0.2 // of one in a genre of GUM far from news
	epochs     = 150
	prior      = 20 // how strongly the weights are drawn to the rules
	rounds     = 3  // the resolver's earlier decisions change later choices
)

// Noun phrases keep the weights of the rules: those learned from GUM gain 11
// points on its dev part and lose 2 points of B³ in the stories.
const learned = actor.ClassHuman // classes before it are learned

// text is a document analysed up to the actors, and what its annotators marked.
type text struct {
	doc    *doc.Document
	genre  string
	group  map[int32]string // byte of a mention's head to the group
	typ    map[string]string
	weight float64
}

// read analyses the documents of a corpus as the program does: the ranker
// learns on the tags, trees and names that it will meet.
func read(banks []corpus.Treebank, weight float64) []text {
	var out []text
	for i := range banks {
		b := &banks[i]
		x := text{doc: doc.New(b.Doc.Source), genre: b.Genre, group: map[int32]string{}, typ: map[string]string{}, weight: weight}
		switch b.Genre {
		case "", "news", "interview", "speech", "court", "bio", "fiction", "letter":
		default:
			x.weight *= otherGenre
		}
		for _, stage := range []func(*doc.Document){segment.Segment, tag.Tag, parse.Parse, name.Find, quote.Mark} {
			stage(x.doc)
		}
		for _, m := range b.Coreferents() {
			at := b.Doc.Tokens[m.Head].Start
			if _, ok := x.group[at]; !ok || m.Span.Len() == 1 {
				x.group[at] = m.Group
			}
			if x.typ[m.Group] == "" {
				x.typ[m.Group] = m.Type
			}
		}
		out = append(out, x)
	}
	return out
}

// at is the group of the mention whose head is token i, "" for none.
func (x *text) at(i int32) string {
	if i < 0 {
		return ""
	}
	return x.group[x.doc.Tokens[i].Start]
}

// example is a choice with which of its options are right.
type example struct {
	actor.Choice
	right  []bool
	weight float64
}

// examples are the choices that the resolver meets with the weights w.
func examples(texts []text, w *actor.Weights) []example {
	var out []example
	for i := range texts {
		x := &texts[i]
		for _, c := range actor.Choices(x.doc, w) {
			group := x.at(c.Head)
			if group == "" && (x.genre == "" || c.Class >= actor.ClassHuman) {
				continue // programs leave out much; the phrase was cut otherwise
			}
			e := example{Choice: c, right: make([]bool, len(c.Options)), weight: x.weight}
			any := false
			for k, o := range c.Options {
				if o.Head >= 0 && group != "" && x.at(o.Head) == group {
					e.right[k], any = true, true
				}
			}
			if !any {
				if x.genre == "" {
					continue
				}
				for k := range c.Options {
					e.right[k] = c.Options[k].Head < 0 // nobody, someone new
				}
			}
			out = append(out, e)
		}
	}
	return out
}

// model is the weights while they are learned.
type model [actor.ClassCount][actor.FeatureCount]float64

// fit maximizes the probability of the right options (together, where there
// are several) by gradients over all examples, with a step for each weight,
// under a normal prior around the rules.
//
// Features that are held keep the weights of the rules: the silver part's
// program knows nothing of paragraphs and outweighs GUM there.
func fit(ex []example, rules *actor.Weights, held *[actor.FeatureCount]bool) *model {
	w, mean, g2 := &model{}, &model{}, &model{}
	for c := range mean {
		for f := range mean[c] {
			mean[c][f] = float64(rules[c][f]) / 100
		}
	}
	*w = *mean
	var total [actor.ClassCount]float64
	for i := range ex {
		total[ex[i].Class] += ex[i].weight
	}
	for epoch := range epochs {
		var g model
		for i := range ex {
			e := &ex[i]
			m := &w[e.Class]
			p := make([]float64, len(e.Options))
			top := math.Inf(-1)
			for k := range e.Options {
				for _, f := range e.Options[k].Features {
					p[k] += m[f]
				}
				top = max(top, p[k])
			}
			var all, good float64
			for k := range p {
				p[k] = math.Exp(p[k] - top)
				all += p[k]
				if e.right[k] {
					good += p[k]
				}
			}
			for k := range p {
				d := -p[k] / all
				if e.right[k] {
					d += p[k] / good
				}
				for _, f := range e.Options[k].Features {
					g[e.Class][f] += e.weight * d
				}
			}
		}
		rate := 0.3 * (1 - float64(epoch)/float64(epochs))
		for c := range learned {
			for f := range w[c] {
				if held[f] {
					continue
				}
				d := g[c][f] - prior*(w[c][f]-mean[c][f])
				d /= total[c] + 1
				g2[c][f] = 0.9*g2[c][f] + 0.1*d*d
				if g2[c][f] > 0 {
					w[c][f] += rate * d / (math.Sqrt(g2[c][f]) + 1e-4)
				}
			}
		}
	}
	return w
}

// round is the model in hundredths.
func (m *model) round() *actor.Weights {
	var w actor.Weights
	for c := range m {
		for f := range m[c] {
			w[c][f] = int32(math.Round(100 * m[c][f]))
		}
	}
	return &w
}

// Train learns the weights and writes them.
func Train(run learn.Run) error {
	trees, err := corpus.ReadTrees(run.Corpora, "train", run.Free)
	if err != nil {
		return err
	}
	train := append(read(trees.GUM, 1), read(trees.Silver, silver)...)
	dev, err := readDev(run)
	if err != nil {
		return err
	}
	rules, err := actor.ParseWeights(rulesText)
	if err != nil {
		return err
	}
	w := &rules
	run.Logf("rules alone: right on the dev part: %s\nall genres: %s\nnews and the like: %s", accuracy(examples(dev, w), w), Measure(dev, w), Measure(news(dev), w))
	for round := range rounds {
		ex := examples(train, w)
		w = fit(ex, &rules, heldFeatures(rulesText)).round()
		run.Logf("round %d: %d choices; right on the dev part: %s", round+1, len(ex), accuracy(examples(dev, w), w))
	}
	run.Logf("all genres: %s\nnews and the like: %s", Measure(dev, w), Measure(news(dev), w))
	return run.Write("analysis/actor/weights.txt", []byte(w.String()))
}

// heldFeatures reads which features the rules hold: those behind the line
// "# held" up to the line "# learned".
func heldFeatures(rules string) *[actor.FeatureCount]bool {
	var held [actor.FeatureCount]bool
	on, f := false, 0
	for line := range strings.Lines(rules) {
		switch strings.TrimSpace(line) {
		case "# held":
			on = true
		case "# learned":
			on = false
		}
		if line[0] != '#' {
			held[f] = on
			f++
		}
	}
	return &held
}

// readDev is the documents of GUM's dev part.
func readDev(run learn.Run) ([]text, error) {
	banks, err := corpus.ReadConllu(run.Path("gum/dev.conllu.gz"))
	return read(banks, 1), err
}

// news is the texts of genres near to news.
func news(texts []text) (out []text) {
	for _, x := range texts {
		switch x.genre {
		case "news", "interview", "speech", "court", "bio":
			out = append(out, x)
		}
	}
	return out
}

// accuracy is how often the highest option is a right one, by class.
func accuracy(ex []example, w *actor.Weights) string {
	var hit, all [actor.ClassCount]int
	for i := range ex {
		e := &ex[i]
		best, score := 0, int32(math.MinInt32)
		for k, o := range e.Options {
			s := int32(0)
			for _, f := range o.Features {
				s += w[e.Class][f]
			}
			if s > score {
				best, score = k, s
			}
		}
		all[e.Class]++
		if e.right[best] {
			hit[e.Class]++
		}
	}
	var out []string
	for c, name := range []string{"he, she", "it", "they", "people", "bodies"} {
		out = append(out, fmt.Sprintf("%s %.1f of %d", name, 100*float64(hit[c])/float64(max(1, all[c])), all[c]))
	}
	return strings.Join(out, ", ")
}
