// Package tag trains the tagger.
package tag

import (
	"bytes"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
	"whosaid.example/analysis/tag"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
)

func env(name string, v float64) float64 {
	if s := os.Getenv(name); s != "" {
		v, _ = strconv.ParseFloat(s, 64)
	}
	return v
}

const seed = 1

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
	file := Build(data, int(env("EPOCHS", 8)), hash, r)
	r.Logf("tag: %d bytes", len(file))
	m := tag.New(string(file))
	r.Logf("tag: dev, gold tokens: %s", Evaluate(m, dev))
	return os.WriteFile(filepath.Join(r.Root, "analysis/tag/tag.model"), file, 0o644)
}

// Evaluate is the tag accuracy on each treebank.
func Evaluate(m *tag.Model, data corpus.Trees) string {
	var out []string
	each := func(name string, banks []corpus.Treebank) {
		right, all := 0, 0
		conf := map[string]int{}
		for _, b := range banks {
			gold := make([]doc.Tag, len(b.Doc.Tokens))
			for i, t := range b.Doc.Tokens {
				gold[i] = t.Tag
			}
			d := *b.Doc
			d.Tokens = append([]doc.Token(nil), d.Tokens...)
			m.Tag(&d)
			for i, t := range d.Tokens {
				if b.Doubt != nil && b.Doubt[i] {
					continue
				}
				all++
				if t.Tag == gold[i] {
					right++
				} else {
					conf[gold[i].String()+">"+t.Tag.String()]++
				}
			}
		}
		out = append(out, name+" "+strconv.FormatFloat(float64(right)/float64(max(1, all))*100, 'f', 2, 64))
		if os.Getenv("CONF") != "" {
			var ks []string
			for k := range conf {
				ks = append(ks, k)
			}
			sort.Slice(ks, func(i, j int) bool { return conf[ks[i]] > conf[ks[j]] })
			for _, k := range ks[:min(30, len(ks))] {
				out = append(out, k+":"+strconv.Itoa(conf[k]))
			}
			out = append(out, "\n")
		}
	}
	each("GUM", data.GUM)
	each("EWT", data.EWT)
	each("silver", data.Silver)
	return strings.Join(out, ", ")
}

// Build trains a tagger and returns its weight file.
func Build(data corpus.Trees, epochs int, hash uint32, r learn.Run) []byte {
	dictionary := dictionary(data)
	labels := int(doc.TagCount)
	type item struct {
		b    *corpus.Treebank
		span doc.Span
		gold bool
	}
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
	var s tag.Sentence
	var buf [tag.MaxFeatures]uint32
	var counter learn.Counter
	for _, it := range items {
		if !it.gold && env("COUNTSILVER", 0) == 0 {
			continue
		}
		s.Reset(it.b.Doc, it.span, dictionary)
		t1, t2 := doc.TagCount, doc.TagCount
		for i := range it.span.Len() {
			if _, ok := s.Certain(i); !ok {
				counter.Add(s.Features(i, t1, t2, buf[:0]))
			}
			t1, t2 = it.b.Doc.Tokens[int(it.span.Start)+i].Tag, t1
		}
	}
	index := counter.Index(int32(env("MIN", 3)))
	r.Logf("tag: %d features", len(index.Features))
	t := learn.NewSparse(index, learn.Options{Labels: labels, Eta: float32(env("ETA", 0.1)), L2: float32(env("L2", 0)), Dropout: float32(env("DROP", 0.3)), Seed: seed})
	var rows []int32
	share := float32(env("SILVER", 0.3))
	floor := float32(env("FLOOR", 0.02))
	scores := make([]float32, labels)
	for epoch := range epochs {
		t.Rand.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		right, all := 0, 0
		for at, it := range items {
			if epoch >= epochs-1 && at%(len(items)/8) == 0 {
				t.Accumulate()
			}
			if !it.gold && (t.Rand.Float() > share || epoch >= epochs-int(env("GOLDLAST", 1))) {
				continue
			}
			s.Reset(it.b.Doc, it.span, dictionary)
			t1, t2 := doc.TagCount, doc.TagCount
			for i := range it.span.Len() {
				at := int(it.span.Start) + i
				gold := it.b.Doc.Tokens[at].Tag
				guess, ok := s.Certain(i)
				if !ok {
					f := s.Features(i, t1, t2, buf[:0])
					rows = t.Find(f, rows[:0])
					kept := t.Drop(rows)
					t.Score(kept, scores)
					guess = doc.Tag(best(scores))
					if it.b.Doubt == nil || !it.b.Doubt[at] {
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
		keep := env("KEEP", 80000)
		switch epochs - epoch {
		case 5:
			t.Prune(int(keep*4), env("POW", 0.35))
		case 4:
			t.Prune(int(keep*2), env("POW", 0.35))
		case 3:
			t.Prune(int(keep), env("POW", 0.35))
		}
		r.Logf("tag: epoch %d: %.2f %% of %d", epoch+1, 100*float64(right)/float64(all), all)
	}
	t.Average()
	packed, scale := t.Pack(float32(env("CLIP", 0.0005)), int(env("LEVELS", 63)))
	nz := 0
	for _, r := range packed {
		nz += len(r.Labels)
	}
	r.Logf("tag: %d rows, %d weights", len(packed), nz)
	b := model.Builder{Templates: tag.Templates, Corpus: hash, Seed: seed}
	b.AddSparse("tag", labels, scale, packed)
	b.Add("dictionary", []byte(dictionary))
	var file bytes.Buffer
	b.WriteTo(&file)
	return file.Bytes()
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

// dictionary maps the frequent words to classes: 1 to TagCount for those that
// always have that one tag, higher ones for sets of tags, each set by itself.
func dictionary(data corpus.Trees) string {
	type counts struct {
		all, gold [doc.TagCount]int
		n, ngold  int
	}
	words := map[string]*counts{}
	var order []string
	see := func(banks []corpus.Treebank, gold bool) {
		for _, b := range banks {
			for i := range b.Doc.Tokens {
				if b.Doubt != nil && b.Doubt[i] {
					continue
				}
				text := b.Doc.Text(int32(i))
				w, ok := tag.DictionaryForm(text, b.Doc.Lower(int32(i)))
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
		if c.n < int(env("DICTMIN", 4)) {
			break
		}
		var set uint64
		single, most := -1, 0
		for k := range c.all {
			if c.all[k]*50 > c.n || c.gold[k]*50 > c.ngold && c.ngold > 0 {
				set |= 1 << k
			}
			if c.all[k] > most {
				single, most = k, c.all[k]
			}
		}
		sure := c.n >= 30 && most*1000 >= c.n*997 && c.gold[single]*1000 >= c.ngold*995
		switch {
		case sure:
			value[w] = uint8(single + 1)
		default:
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
