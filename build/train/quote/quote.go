// Package quote trains the two models of analysis/quote on PolNeAR.
package quote

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"sync"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
	"whosaid.example/analysis/quote"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
)

// Settings of the training. [Default] is what make train uses.
type Settings struct {
	FirstRows, SecondRows int // of the hashed tables, powers of two
	Epochs, SecondEpochs  int
	Eta, Dropout, L2      float32
	Runs                  int // trainings with other random choices, whose weights' mean is used
	Folds                 int // of the jackknife that labels the second model's training data, and makes what the choice learns from
	Least                 int32
	Seed                  uint64
	Averaged              int     // the weights are the mean over the last so many epochs
	Floor                 float32 // tokens whose right label is at least this close to certain teach nothing
	Levels                float32 // to which weights are rounded, on each side of zero; fewer make a smaller file
	// By which the scores of each field are multiplied, so that its posteriors fit
	// documents it has not seen.
	FirstScale, SecondScale float32
	Choose, Accept          learn.Options // of what ranks spans, and of what accepts attributions
}

// Default is the choice made on the development part.
var Default = Settings{
	FirstRows: 1 << 16, SecondRows: 1 << 16, Epochs: 7, SecondEpochs: 9, Eta: 0.02, Dropout: 0.5, L2: 1e-5,
	Runs: 3, Folds: 3, Least: 2, Seed: 11, Averaged: 3, Floor: 0.01, Levels: 14, FirstScale: 0.8, SecondScale: 0.65,
	Choose: learn.Options{Rows: 1 << 15, Labels: 1, Epochs: 6, Eta: 0.06, L2: 1e-6, Dropout: 0.1},
	Accept: learn.Options{Rows: 1 << 13, Labels: 1, Epochs: 12, Eta: 0.03, L2: 1e-6, Dropout: 0.5},
}

// Example is a document of the corpus with the stages before quotes run, and
// its primary annotation in tokens.
type Example struct {
	Doc  *doc.Document
	Gold []Attribution
	Text corpus.Polnear
}

// Attribution is a gold attribution in tokens.
type Attribution struct{ Source, Cue, Content []doc.Span }

// Gold turns an annotation into tokens.
func Gold(d *doc.Document, list []corpus.Attribution) []Attribution {
	var out []Attribution
	for _, a := range list {
		out = append(out, Attribution{corpus.Spans(d, a.Source), corpus.Spans(d, a.Cue), corpus.Spans(d, a.Content)})
	}
	return out
}

// Fit trains all models on the examples and returns the weight file.
func Fit(examples []Example, s Settings, log io.Writer) []byte {
	b, folds := fitFields(examples, s, log)
	fitChoice(b, folds, examples, s, log)
	var out bytes.Buffer
	b.WriteTo(&out)
	return out.Bytes()
}

// fitFields trains the two fields, and those of the jackknife, which see the
// examples of all folds but their own. What doesn't need each other is trained side
// by side: none sees another, so the order in which they end doesn't matter.
func fitFields(examples []Example, s Settings, log io.Writer) (*model.Builder, []*quote.Model) {
	views := make([]*quote.Features, len(examples))
	for i := range examples {
		views[i] = quote.NewFeatures(examples[i].Doc)
	}
	all := make([][]learn.Sequence, len(examples))
	for i := range examples {
		all[i] = firstSequences(views[i], &examples[i])
	}
	var wait sync.WaitGroup
	firsts := make([]*learn.Field, s.Runs)
	for run := range firsts {
		t := s
		t.Seed += uint64(100 * run)
		wait.Go(func() { firsts[run] = fitFirst(all, -1, t, log) })
	}
	// The second model sees labels of a first model that has not seen the document.
	hints := make([]map[int32][]quote.Hint, len(examples))
	crfs := make([]*model.CRF, s.Folds)
	for fold := range crfs {
		wait.Go(func() {
			crfs[fold] = opened("first", fitFirst(all, fold, s, nil), s.FirstScale, s)
			for i := fold; i < len(examples); i += s.Folds {
				hints[i] = predict(views[i], &examples[i], crfs[fold])
			}
		})
	}
	wait.Wait()
	var second []learn.Sequence
	others := make([][]learn.Sequence, s.Folds) // of each fold: the sequences outside of it
	for i := range examples {
		seqs := secondSequences(views[i], &examples[i], hints[i])
		second = append(second, seqs...)
		for fold := range others {
			if i%s.Folds != fold {
				others[fold] = append(others[fold], seqs...)
			}
		}
	}
	seconds := make([]*learn.Field, s.Runs)
	for run := range seconds {
		t := s
		t.Seed += uint64(100 * run)
		wait.Go(func() { seconds[run] = fitSecond(second, t, log) })
	}
	folds := make([]*quote.Model, s.Folds)
	for fold := range folds {
		wait.Go(func() {
			folds[fold] = quote.Fields(crfs[fold], opened("second", fitSecond(others[fold], s, nil), s.SecondScale, s))
		})
	}
	wait.Wait()
	b := &model.Builder{Templates: quote.Templates, Seed: uint32(s.Seed), Corpus: hashOf(examples)}
	add(b, "first", together(firsts), s.Levels, s.FirstScale)
	add(b, "second", together(seconds), s.Levels, s.SecondScale)
	return b, folds
}

// opened is a trained field as it will be used.
func opened(name string, f *learn.Field, scale float32, s Settings) *model.CRF {
	b := &model.Builder{Templates: quote.Templates}
	add(b, name, f, s.Levels, scale)
	return open(b).CRF(name)
}

// add writes a field with its weights rounded to a few levels. The largest one
// in two thousand weights is cut, so that it does not take the resolution of
// all. Transitions are kept in the same unit, which is fine enough for them. All
// is multiplied by the last argument: dropout leaves a field surer than it should be.
func add(b *model.Builder, name string, f *learn.Field, levels, by float32) {
	var sizes []float32
	for _, w := range f.W {
		if w != 0 {
			sizes = append(sizes, max(w, -w)*f.Keep())
		}
	}
	slices.Sort(sizes)
	scale := sizes[len(sizes)-1-len(sizes)/2000] / levels
	round := func(x, limit float32) float64 {
		return math.RoundToEven(float64(max(-limit, min(limit, x/scale))))
	}
	weights := make([]int8, len(f.W))
	for i, w := range f.W {
		weights[i] = int8(round(w*f.Keep(), 127))
	}
	steps := make([]int16, len(f.T))
	for i, w := range f.T {
		steps[i] = int16(round(w, 32000))
		if !f.Allowed(i/f.Labels%f.Labels, i%f.Labels) {
			steps[i] = model.Forbidden
		}
	}
	b.AddCRF(name, f.Labels, f.Rows, float32(scale*by), weights, steps)
}

func open(b *model.Builder) model.File {
	var out bytes.Buffer
	b.WriteTo(&out)
	return model.Open("quote.model", out.String(), b.Templates)
}

func hashOf(examples []Example) uint32 {
	h := uint32(2166136261)
	for _, x := range examples {
		h = (h ^ model.Word(x.Doc.Source)) * 16777619
	}
	return h
}

// firstSequences is a sequence for each paragraph: tokens labelled as source,
// cue or content. Where two attributions overlap, a cue wins over a source, a
// source over content.
func firstSequences(f *quote.Features, x *Example) []learn.Sequence {
	d := x.Doc
	label := make([]uint8, len(d.Tokens))
	put := func(spans []doc.Span, begin uint8) {
		for _, s := range spans {
			for i := s.Start; i < s.End; i++ {
				label[i] = begin + 1
			}
			label[s.Start] = begin
		}
	}
	for _, a := range x.Gold {
		put(a.Content, quote.BeginContent)
	}
	for _, a := range x.Gold {
		put(a.Source, quote.BeginSource)
	}
	for _, a := range x.Gold {
		put(a.Cue, quote.BeginCue)
	}
	var out []learn.Sequence
	for p := range d.Paragraphs {
		span := f.Paragraph(int32(p))
		if span.Empty() || d.Paragraphs[p].Kind == doc.ParaAside {
			continue
		}
		var s learn.Sequence
		for i := span.Start; i < span.End; i++ {
			l := label[i]
			if l > 0 && l%2 == 0 { // an In must follow its Begin or itself
				if i == span.Start || label[i-1] != l && label[i-1] != l-1 {
					l--
				}
			}
			s.Label = append(s.Label, l)
			s.Situation = append(s.Situation, uint8(f.Situation(i)))
			s.Features = append(s.Features, f.First(i, nil))
		}
		// A Begin that was made of an In may be followed by the In of another role.
		for k := range s.Label {
			if l := s.Label[k]; l > 0 && l%2 == 0 && (k == 0 || s.Label[k-1] != l && s.Label[k-1] != l-1) {
				s.Label[k]--
			}
		}
		out = append(out, s)
	}
	return out
}

// follows rules out an In label that does not follow its Begin or itself.
func follows(before, label int) bool {
	return label == 0 || label%2 == 1 || before == label || before == label-1
}

func fitFirst(all [][]learn.Sequence, without int, s Settings, log io.Writer) *learn.Field {
	f := learn.NewField(learn.Options{Rows: s.FirstRows, Labels: int(quote.FirstLabels), Epochs: s.Epochs,
		Eta: s.Eta, L2: s.L2, Dropout: s.Dropout, Seed: s.Seed}, quote.Situations, follows)
	var seqs []learn.Sequence
	for i := range all {
		if without < 0 || i%s.Folds != without {
			seqs = append(seqs, all[i]...)
		}
	}
	fit(f, seqs, s, log, "first")
	return f
}

func fitSecond(seqs []learn.Sequence, s Settings, log io.Writer) *learn.Field {
	s.Epochs = s.SecondEpochs
	f := learn.NewField(learn.Options{Rows: s.SecondRows, Labels: int(quote.SecondLabels), Epochs: s.Epochs,
		Eta: s.Eta, L2: s.L2, Dropout: s.Dropout, Seed: s.Seed + 1}, quote.Situations, follows)
	fit(f, seqs, s, log, "second")
	return f
}

// fit trains a field, takes the mean of its weights over the last epochs (the
// noise of the last steps goes: Polyak and Juditsky, 1992), and sets those of
// rare features to zero.
func fit(f *learn.Field, seqs []learn.Sequence, s Settings, log io.Writer, name string) {
	f.Floor = s.Floor
	order := make([]int, len(seqs))
	for i := range order {
		order[i] = i
	}
	var mean mean
	for epoch := range s.Epochs {
		f.Rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss, tokens := 0.0, 0
		for n, i := range order {
			if epoch >= s.Epochs-s.Averaged && n%(len(order)/8+1) == 0 {
				mean.add(f)
			}
			loss += f.StepSequence(&seqs[i])
			tokens += len(seqs[i].Label)
		}
		if log != nil {
			fmt.Fprintf(log, "quote: %s: epoch %d: loss %.4f\n", name, epoch+1, loss/float64(max(1, tokens)))
		}
	}
	mean.add(f)
	mean.set(f)
	count := make([]int32, f.Rows)
	for i := range seqs {
		for _, x := range seqs[i].Features {
			f.Count(count, x)
		}
	}
	f.Prune(count, s.Least)
}

// together is the mean of fields that differ by their random choices only. The
// loss is convex, so that what they share stays and their noise goes.
func together(fields []*learn.Field) *learn.Field {
	var m mean
	for _, f := range fields {
		m.add(f)
	}
	m.set(fields[0])
	return fields[0]
}

// mean is the sum of a field's weights over some moments of its training.
type mean struct {
	w, t []float64
	n    float64
}

func (m *mean) add(f *learn.Field) {
	if m.w == nil {
		m.w, m.t = make([]float64, len(f.W)), make([]float64, len(f.T))
	}
	for i, x := range f.W {
		m.w[i] += float64(x)
	}
	for i, x := range f.T {
		m.t[i] += float64(x)
	}
	m.n++
}

func (m *mean) set(f *learn.Field) {
	for i, x := range m.w {
		f.W[i] = float32(x / m.n)
	}
	for i, x := range m.t {
		f.T[i] = float32(x / m.n)
	}
}

// predict is the first model's hints on each paragraph.
func predict(f *quote.Features, x *Example, crf *model.CRF) map[int32][]quote.Hint {
	out := map[int32][]quote.Hint{}
	var l model.Lattice
	var features []uint32
	for p := range x.Doc.Paragraphs {
		span := f.Paragraph(int32(p))
		if span.Empty() {
			continue
		}
		l.Reset(crf, span.Len())
		for k := range span.Len() {
			i := span.Start + int32(k)
			features = f.First(i, features[:0])
			l.Set(k, features, f.Situation(i))
		}
		hints := make([]quote.Hint, span.Len())
		quote.Hints(l.Posterior(), hints)
		out[int32(p)] = hints
	}
	return out
}

// secondSequences is a sequence for each gold cue.
func secondSequences(f *quote.Features, x *Example, hints map[int32][]quote.Hint) []learn.Sequence {
	d := x.Doc
	var out []learn.Sequence
	for _, a := range x.Gold {
		if len(a.Cue) == 0 {
			continue
		}
		cue := a.Cue[0]
		p := d.ParagraphOf(cue.Start)
		para := f.Paragraph(p)
		if hints[p] == nil {
			continue
		}
		cue.End = min(cue.End, para.End)
		f.Hints(hints[p])
		w := f.Cue(cue)
		var s learn.Sequence
		label := make([]uint8, w.Len())
		put := func(spans []doc.Span, begin uint8) {
			for _, y := range spans {
				for i := max(y.Start, w.Start); i < min(y.End, w.End); i++ {
					if cue.Has(i) {
						continue
					}
					k := i - w.Start
					label[k] = begin + 1
					if i == y.Start || k == 0 || label[k-1] != begin && label[k-1] != begin+1 {
						label[k] = begin
					}
				}
			}
		}
		put(a.Content, quote.CueBeginContent)
		put(a.Source, quote.CueBeginSource)
		for k := range label {
			if l := label[k]; l > 0 && l%2 == 0 && (k == 0 || label[k-1] != l && label[k-1] != l-1) {
				label[k]--
			}
		}
		s.Label = label
		for i := w.Start; i < w.End; i++ {
			s.Situation = append(s.Situation, uint8(f.SecondSituation(i)))
			s.Features = append(s.Features, f.Second(i, nil))
		}
		out = append(out, s)
	}
	return out
}

// Train writes analysis/quote/quote.model. PolNeAR states no licence, so
// without it there is nothing to train on.
func Train(run learn.Run) error {
	if run.Free {
		fmt.Fprintln(run.Out, "quote: skipped: no free corpus of attributions")
		return nil
	}
	examples, err := Read(filepath.Join(run.Corpora, "polnear", "train.jsonl.gz"))
	if err != nil {
		return err
	}
	w := Fit(examples, Default, run.Out)
	return run.Write("analysis/quote/quote.model", w)
}
