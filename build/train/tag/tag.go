// Package tag trains the tagger.
package tag

import (
	"bytes"
	"fmt"
	"sort"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
	"whosaid.example/analysis/tag"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
)

// Epochs is how many rounds over the text the tagger is trained for.
const Epochs = 8

// What was chosen on the dev parts; build/train/README.md has the figures.
const (
	seed         = 1
	silverShare  = 0.3  // of the silver sentences, drawn anew for each epoch but the last, which has none
	floor        = 0.02 // labels less likely than this learn nothing
	keepWeights  = 80000
	prunePower   = 0.35
	levels       = 63
	clip         = 0.0005
	leastFeature = 3 // times that a feature must occur in the hand-made treebanks
	leastWord    = 4 // times that a word must occur for the dictionary
	averageParts = 8 // of the last epoch: after each the weights go into the mean
)

var options = learn.Options{Labels: int(doc.TagCount), Eta: 0.1, Dropout: 0.3, Seed: seed}

// Train reads the treebanks and writes analysis/tag/tag.model.
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
	file := Build(data, Epochs, hash, r)
	r.Logf("tag: %d bytes", len(file))
	r.Logf("tag: dev, gold tokens: %s", evaluate(tag.New(string(file)), dev))
	return r.Write("analysis/tag/tag.model", file)
}

// evaluate is the tag accuracy on each treebank with gold tokens.
func evaluate(m *tag.Model, data corpus.Trees) string {
	var out []string
	for _, x := range []struct {
		name  string
		banks []corpus.Treebank
	}{{"GUM", data.GUM}, {"EWT", data.EWT}, {"silver", data.Silver}} {
		right, all := 0, 0
		for _, b := range x.banks {
			d := *b.Doc
			d.Tokens = append([]doc.Token(nil), d.Tokens...)
			m.Tag(&d)
			for i, t := range d.Tokens {
				if b.Doubt != nil && b.Doubt[i] {
					continue
				}
				all++
				if t.Tag == b.Doc.Tokens[i].Tag {
					right++
				}
			}
		}
		out = append(out, fmt.Sprintf("%s %.2f", x.name, 100*float64(right)/float64(max(1, all))))
	}
	return strings.Join(out, ", ")
}

// item is a sentence to learn from.
type item struct {
	bank *corpus.Treebank
	span doc.Span
	gold bool // annotated by hand
}

// Build trains a tagger for that many epochs and returns its weight file. The
// weights are pruned after each of the epochs before the last two, down to
// keepWeights.
func Build(data corpus.Trees, epochs int, hash uint32, r learn.Run) []byte {
	dictionary := dictionary(data)
	var items []item
	add := func(banks []corpus.Treebank, gold bool) {
		for i := range banks {
			for _, s := range banks[i].Doc.Sentences {
				items = append(items, item{&banks[i], s.Tokens, gold})
			}
		}
	}
	add(data.GUM, true)
	add(data.EWT, true)
	add(data.Silver, false)
	index := frequent(items, dictionary)
	r.Logf("tag: %d features", len(index.Features))
	t := learn.NewSparse(index, options)
	var s tag.Sentence
	var buf [tag.MaxFeatures]uint32
	var rows []int32
	scores := make([]float32, options.Labels)
	for epoch := range epochs {
		last := epoch == epochs-1
		t.Rand.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		right, all := 0, 0
		for i, it := range items {
			if last && i%(len(items)/averageParts) == 0 {
				t.Accumulate()
			}
			if !it.gold && (t.Rand.Float() > silverShare || last) {
				continue
			}
			s.Reset(it.bank.Doc, it.span, dictionary)
			t1, t2 := doc.TagCount, doc.TagCount
			for i := range it.span.Len() {
				at := int(it.span.Start) + i
				gold := it.bank.Doc.Tokens[at].Tag
				guess, ok := s.Certain(i)
				if !ok {
					rows = t.Find(s.Features(i, t1, t2, buf[:0]), rows[:0])
					kept := t.Drop(rows)
					t.Score(kept, scores)
					guess = doc.Tag(best(scores))
					if it.bank.Doubt == nil || !it.bank.Doubt[at] {
						all++
						if guess == gold {
							right++
						}
						learn.Softmax(scores, int(gold), nil)
						for k := range scores {
							if scores[k] < floor {
								scores[k] = 0
							}
						}
						scores[gold]--
						t.Update(kept, scores)
					}
				}
				t1, t2 = guess, t1
			}
		}
		if n := epochs - epoch; n <= 5 && n >= 3 {
			t.Prune(keepWeights<<(n-3), prunePower)
		}
		r.Logf("tag: epoch %d: %.2f %% of %d", epoch+1, 100*float64(right)/float64(all), all)
	}
	t.Average()
	packed, scale := t.Pack(clip, levels)
	n := 0
	for _, row := range packed {
		n += len(row.Labels)
	}
	r.Logf("tag: %d features, %d weights", len(packed), n)
	b := model.Builder{Templates: tag.Templates, Corpus: hash, Seed: seed}
	b.AddSparse("tag", options.Labels, scale, packed)
	b.Add("dictionary", []byte(dictionary))
	var file bytes.Buffer
	b.WriteTo(&file)
	return file.Bytes()
}

// frequent finds the features that occur often enough in the hand-made
// treebanks, with gold tags before each word.
func frequent(items []item, dictionary string) *learn.Index {
	var s tag.Sentence
	var buf [tag.MaxFeatures]uint32
	var counter learn.Counter
	for _, it := range items {
		if !it.gold {
			continue
		}
		s.Reset(it.bank.Doc, it.span, dictionary)
		t1, t2 := doc.TagCount, doc.TagCount
		for i := range it.span.Len() {
			if _, ok := s.Certain(i); !ok {
				counter.Add(s.Features(i, t1, t2, buf[:0]))
			}
			t1, t2 = it.bank.Doc.Tokens[int(it.span.Start)+i].Tag, t1
		}
	}
	return counter.Index(leastFeature)
}

func best(s []float32) int {
	b := 0
	for k, x := range s {
		if x > s[b] {
			b = k
		}
	}
	return b
}

// counts is how often a word has each tag, in all treebanks and in the
// hand-made ones.
type counts struct {
	all, gold [doc.TagCount]int
	n, ngold  int
}

// dictionary maps the frequent words to classes: 1 to TagCount for those that
// always have that one tag, higher ones for sets of tags, each set by itself.
func dictionary(data corpus.Trees) string {
	words := map[string]*counts{}
	var order []string
	see := func(banks []corpus.Treebank, gold bool) {
		for _, b := range banks {
			for i := range b.Doc.Tokens {
				if b.Doubt != nil && b.Doubt[i] {
					continue
				}
				w, ok := tag.DictionaryForm(b.Doc.Text(int32(i)), b.Doc.Lower(int32(i)))
				if !ok {
					continue
				}
				c := words[w]
				if c == nil {
					c = new(counts)
					words[w] = c
					order = append(order, w)
				}
				k := b.Doc.Tokens[i].Tag
				c.n++
				c.all[k]++
				if gold {
					c.ngold++
					c.gold[k]++
				}
			}
		}
	}
	see(data.GUM, true)
	see(data.EWT, true)
	see(data.Silver, false)
	sort.SliceStable(order, func(i, j int) bool { return words[order[i]].n > words[order[j]].n })
	classes := map[uint64]uint8{}
	value := map[string]uint8{}
	var keep []string
	for _, w := range order {
		c := words[w]
		if c.n < leastWord {
			break
		}
		set, single, sure := c.tags()
		if sure {
			value[w] = uint8(single + 1)
		} else {
			id, ok := classes[set]
			if !ok {
				if len(classes)+int(doc.TagCount)+1 > 250 {
					continue
				}
				id = uint8(len(classes) + int(doc.TagCount) + 1)
				classes[set] = id
			}
			value[w] = id
		}
		keep = append(keep, w)
	}
	return string(lexicon.PackBytes(keep, func(w string) uint8 { return value[w] }))
}

// tags is the set of tags that make up a fiftieth of a word's or more, the most
// frequent one, and whether that is as good as always right.
func (c *counts) tags() (set uint64, single int, sure bool) {
	most := 0
	single = -1
	for k := range c.all {
		if c.all[k]*50 > c.n || c.gold[k]*50 > c.ngold && c.ngold > 0 {
			set |= 1 << k
		}
		if c.all[k] > most {
			single, most = k, c.all[k]
		}
	}
	return set, single, c.n >= 30 && most*1000 >= c.n*997 && c.gold[single]*1000 >= c.ngold*995
}
