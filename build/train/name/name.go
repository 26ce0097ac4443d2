// Package name trains the field that finds names.
package name

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
	"whosaid.example/analysis/name"
	"whosaid.example/analysis/segment"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
)

const (
	seed       = 1
	rarest     = 3      // how often a feature must be seen in training
	keptRows   = 40_000 // features that the small model is trained with
	keptWeight = 80_000 // weights that are left of those
	value      = 0.5    // power of the sum of squared gradients in a weight's importance
	steps      = 31     // of a weight on each side of zero
	clip       = 0.0005
	averaged   = 4    // epochs at the end whose weights' mean is taken
	tables     = 0.25 // share of its weight that a line of results keeps
)

// Train reads the corpora and writes analysis/name/name.model.
func Train(r learn.Run) error {
	sources, files, err := read(r)
	if err != nil {
		return err
	}
	hash, err := r.Hash(files...)
	if err != nil {
		return err
	}
	file := fit(sources, hash, r)
	if err := Measure(name.New(string(file)), r); err != nil {
		return err
	}
	r.Logf("name: %d bytes", len(file))
	return r.Write("analysis/name/name.model", file)
}

// Held trains without the texts of one of the [Domains], for measuring on them.
func Held(r learn.Run, domain string) (*name.Model, error) {
	sources, _, err := read(r)
	if err != nil {
		return nil, err
	}
	sources = slices.DeleteFunc(sources, func(s source) bool { return s.domain == domain })
	return name.New(string(fit(sources, 0, r))), nil
}

// fit is the weight file of a field trained on the sources. It trains three
// times: with all features, to learn which matter; with those; and once more
// without the weights that matter least, of which it takes the mean.
func fit(sources []source, hash uint32, r learn.Run) []byte {
	index, seqs := sequences(slices.Concat(sources, recased(sources), renamed(sources)), r)
	options := learn.Options{Labels: int(name.Labels), Eta: 0.05, L2: 1e-6, Dropout: 0.4, Seed: seed}
	train := func(f *learn.Field, epochs int) {
		f.Epochs = epochs
		f.Train(seqs, func(e int, loss float64) { r.Logf("name: epoch %d: loss %.4f", e+1, loss) })
	}
	field := func() *learn.Field {
		for options.Rows = 1; options.Rows < len(index.Features); {
			options.Rows *= 2
		}
		return learn.NewField(options, name.Situations, name.Allowed)
	}
	f := field()
	train(f, 3)
	index = best(index, seqs, f)
	f = field()
	train(f, 4)
	prune(f)
	sum := make([]float64, len(f.W))
	for range averaged {
		train(f, 1)
		for i, w := range f.W {
			sum[i] += float64(w)
		}
	}
	for i := range f.W {
		f.W[i] = float32(sum[i] / averaged)
	}
	return pack(f, index, hash, r)
}

// sequences is the training sentences; their features are rows of the index.
func sequences(sources []source, r learn.Run) (*learn.Index, []learn.Sequence) {
	var out []learn.Sequence
	var s name.Sentence
	var cases name.Cases
	var counter learn.Counter
	for _, src := range sources {
		tokens, names := 0, 0
		for _, t := range src.texts {
			d := prepare(t.Text)
			labels := labels(d, t.Names, src.misc)
			names += len(t.Names)
			cases.Reset(d)
			for _, sent := range d.Sentences {
				n := sent.Tokens.Len()
				if n == 0 || n > 300 {
					continue
				}
				s.Reset(d, sent.Tokens, &cases)
				q := learn.Sequence{Weight: src.weight, Label: labels[sent.Tokens.Start:sent.Tokens.End]}
				if isTable(d, sent.Tokens) {
					q.Weight *= tables
				}
				before := name.Outside
				for i, k := range q.Label { // a name that the sentence's end has cut begins anew
					if !name.Allowed(int(before), int(k)) {
						q.Label[i] = k - 1
					}
					before = q.Label[i]
				}
				for i := range n {
					x := s.Features(i, nil)
					counter.Add(x)
					q.Features = append(q.Features, x)
					q.Situation = append(q.Situation, uint8(s.Situation(i)))
				}
				tokens += n
				out = append(out, q)
			}
		}
		r.Logf("name: %s: %d tokens, %d names, weight %.2f", src.name, tokens, names, src.weight)
	}
	index := counter.Index(rarest)
	var found []int32
	for i := range out {
		for k, x := range out[i].Features {
			found = index.Find(x, found[:0])
			kept := x[:0]
			for _, row := range found {
				kept = append(kept, uint32(row))
			}
			out[i].Features[k] = kept
		}
	}
	r.Logf("name: %d sentences, %d features", len(out), len(index.Features))
	return index, out
}

// isTable reports whether a sentence is a line of results or prices, a third of
// it numbers: there towns are clubs.
func isTable(d *doc.Document, s doc.Span) bool {
	n := 0
	for i := s.Start; i < s.End; i++ {
		if c := d.Text(i)[0]; '0' <= c && c <= '9' {
			n++
		}
	}
	return 3*n >= s.Len()
}

// prepare is the document of a text as the analysis has it before names.
func prepare(text string) *doc.Document {
	d := doc.New(text)
	segment.Segment(d)
	return d
}

// labels is the label of each token of d. A name that begins or ends inside a
// token takes the whole token. Where the corpora differ from analysis/README.md
// that counts: no article belongs to a name, and of "Utopia-led" the place is
// the name, which CoNLL calls one word that is no place.
func labels(d *doc.Document, names []corpus.NamedRange, misc bool) []uint8 {
	out := make([]uint8, len(d.Tokens))
	at := 0
	for _, n := range names {
		if n.Type == doc.MISC && !misc {
			continue
		}
		for at < len(d.Tokens) && d.Tokens[at].End <= n.Start {
			at++
		}
		first := true
		for k := at; k < len(d.Tokens) && d.Tokens[k].Start < n.End; k++ {
			if first && d.Lower(int32(k)) == "the" && d.Tokens[k].End < n.End && !(k+1 < len(d.Tokens) && d.Lower(int32(k+1)) == "hague") {
				continue
			}
			if out[k] == name.Outside {
				out[k] = name.LabelOf(n.Type, first)
				first = false
			}
		}
	}
	for _, s := range d.Sentences {
		for i := s.Tokens.Start; i+2 < s.Tokens.End; i++ {
			hyphen, tail := i+1, i+2
			if d.Text(hyphen) != "-" || d.Tokens[hyphen].Is(doc.SpaceBefore) || d.Tokens[tail].Is(doc.SpaceBefore) ||
				d.Text(tail) != d.Lower(tail) || len(d.Text(tail)) < 3 || d.Text(i) == d.Lower(i) || out[i] != name.Outside && out[i] != name.InMISC {
				continue
			}
			n, e := lexicon.LongestName(d, i, i+1, lexicon.NamePlace|lexicon.NameBody)
			if n == 0 {
				continue
			}
			out[i] = name.BeginLOC
			if e.Kinds&lexicon.NamePlace == 0 {
				out[i] = name.BeginORG
			}
			out[hyphen], out[tail] = name.Outside, name.Outside
		}
	}
	return out
}

// importance is that of a weight: its absolute value times a power of how much it learned.
func importance(f *learn.Field, i int) float32 {
	return float32(math.Abs(float64(f.W[i])) * math.Pow(float64(f.G[i]), value))
}

// best is the index of the most important features of the trained field; the
// sequences lose the others.
func best(index *learn.Index, seqs []learn.Sequence, f *learn.Field) *learn.Index {
	of := make([]float32, len(index.Features))
	for i := range of {
		for k := range f.Labels {
			of[i] = max(of[i], importance(f, i*f.Labels+k))
		}
	}
	sorted := slices.Clone(of)
	slices.Sort(sorted)
	least := sorted[max(0, len(sorted)-keptRows)]
	var features []uint32
	number := make([]int32, len(of))
	for i, v := range of {
		number[i] = -1
		if v >= least {
			number[i] = int32(len(features))
			features = append(features, index.Features[i])
		}
	}
	for i := range seqs {
		for k, x := range seqs[i].Features {
			kept := x[:0]
			for _, row := range x {
				if n := number[row]; n >= 0 {
					kept = append(kept, uint32(n))
				}
			}
			seqs[i].Features[k] = kept
		}
	}
	return learn.NewIndex(features)
}

// prune takes all but the most important weights out for good.
func prune(f *learn.Field) {
	of := make([]float32, len(f.W))
	for i := range f.W {
		of[i] = importance(f, i)
	}
	sorted := slices.Clone(of)
	slices.Sort(sorted)
	least := sorted[max(0, len(sorted)-keptWeight)]
	f.Gone = make([]bool, len(f.W))
	for i, v := range of {
		if v == 0 || v < least {
			f.W[i], f.Gone[i] = 0, true
		}
	}
}

// pack is the weight file.
func pack(f *learn.Field, index *learn.Index, hash uint32, r learn.Run) []byte {
	q, scale := learn.QuantizeTo(f.W, f.Keep(), clip, steps)
	transitions := make([]int16, len(f.T))
	for i, w := range f.T {
		transitions[i] = int16(math.RoundToEven(float64(w / scale)))
		if !name.Allowed(i/f.Labels%f.Labels, i%f.Labels) {
			transitions[i] = model.Forbidden
		}
	}
	var rows []model.SparseRow
	weights := 0
	for i, x := range index.Features {
		row := model.SparseRow{Feature: x}
		for k, w := range q[i*f.Labels : (i+1)*f.Labels] {
			if w != 0 {
				row.Labels, row.Weights = append(row.Labels, uint8(k)), append(row.Weights, w)
			}
		}
		if len(row.Labels) > 0 {
			rows = append(rows, row)
			weights += len(row.Labels)
		}
	}
	r.Logf("name: %d features, %d weights", len(rows), weights)
	b := model.Builder{Templates: name.Templates, Corpus: hash, Seed: seed}
	b.AddSparseCRF("name", f.Labels, scale, rows, transitions)
	var file bytes.Buffer
	b.WriteTo(&file)
	return file.Bytes()
}

// Measure prints how well the model finds the names of the parts that it was
// not trained on.
func Measure(m *name.Model, r learn.Run) error {
	for _, file := range []string{"ner/conllpp-dev.conll.gz", "gum/dev.conllu.gz"} {
		texts, err := dev(file, r)
		if err != nil {
			return err
		}
		var right, found, gold [5]int
		for _, t := range texts {
			d := prepare(t.Text)
			m.Find(d)
			want := map[corpus.NamedRange]bool{}
			var misc []doc.Range
			for _, n := range t.Names {
				if n.Type == doc.MISC {
					misc = append(misc, n.Range)
					continue
				}
				want[n] = true
				gold[n.Type]++
			}
			for _, n := range d.Names {
				x := corpus.NamedRange{Range: d.Bytes(n.Tokens), Type: n.Type}
				if n.Type == doc.MISC || slices.ContainsFunc(misc, func(m doc.Range) bool { return m.Start < x.End && x.Start < m.End }) {
					continue
				}
				found[n.Type]++
				if want[x] {
					right[n.Type]++
				}
			}
		}
		var a, b, c int
		line := ""
		for _, t := range []doc.NameType{doc.PER, doc.ORG, doc.LOC} {
			a, b, c = a+right[t], b+found[t], c+gold[t]
			line += fmt.Sprintf(" %s %.2f", t, f1(right[t], found[t], gold[t]))
		}
		r.Logf("name: %s: F1 %.2f, precision %.2f, recall %.2f;%s", file, f1(a, b, c), 100*float64(a)/float64(max(1, b)), 100*float64(a)/float64(max(1, c)), line)
	}
	return nil
}

func f1(right, found, gold int) float64 { return 200 * float64(right) / float64(max(1, found+gold)) }
