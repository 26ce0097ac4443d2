package quote

import (
	"fmt"
	"io"
	"math"
	"slices"
	"sync"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
	"whosaid.example/analysis/quote"
	"whosaid.example/build/eval/score"
	"whosaid.example/build/train/learn"
)

// fitChoice trains what ranks spans and what accepts attributions, on what the
// fields of the jackknife find in the documents that they have not seen, and adds
// both to the file.
func fitChoice(b *model.Builder, folds []*quote.Model, examples []Example, s Settings, log io.Writer) {
	ranked := byFold(folds, examples, rankings)
	choose := fitRanking(ranked, s, log)
	accept := fitAccept(byFold(folds, examples, func(m *quote.Model, x *Example) []decision {
		return decisions(m, choose, x)
	}), s, log)
	addTable(b, "choose", choose)
	addTable(b, "accept", accept)
}

// byFold is what f makes of all examples, each with the model that has not seen
// it, in the order of the examples.
func byFold[T any](folds []*quote.Model, examples []Example, f func(*quote.Model, *Example) []T) []T {
	out := make([][]T, len(examples))
	var wait sync.WaitGroup
	for fold, m := range folds {
		wait.Go(func() {
			for i := fold; i < len(examples); i += len(folds) {
				out[i] = f(m, &examples[i])
			}
		})
	}
	wait.Wait()
	return slices.Concat(out...)
}

// addTable writes a linear model of one label.
func addTable(b *model.Builder, name string, t *learn.Table) {
	q, scale := learn.QuantizeTo(t.W, t.Keep(), 0.0005, tableLevels)
	b.AddLinear(name, t.Labels, t.Rows, scale, q)
}

const (
	tableLevels = 31
	leastCount  = 6  // features of the ranking that are rarer are left out
	sharp       = 20 // how much more a candidate is wanted that is closer to gold
)

// ranking is the candidates for a source or a content of one cue, with how
// much each is wanted: a distribution.
type ranking struct {
	features [][]uint32
	want     []float64
}

// rankings is what there is to rank in a document for the cues that are in gold.
func rankings(m *quote.Model, x *Example) []ranking {
	var out []ranking
	var given []doc.Span
	for _, a := range x.Gold {
		if len(a.Cue) > 0 {
			given = append(given, a.Cue[0])
		}
	}
	m.Choices(x.Doc, given, func(c quote.Choice) {
		// Of several attributions with this cue the one that a candidate fits best.
		var source, content []float64
		for _, g := range x.Gold {
			if !slices.ContainsFunc(g.Cue, c.Cue.Overlaps) {
				continue
			}
			var js, jc []float64
			gs, gc := words(x.Doc, g.Source), words(x.Doc, g.Content)
			for _, s := range c.Sources {
				js = append(js, score.Jaccard(gs, words(x.Doc, []doc.Span{s})))
			}
			for _, r := range c.Contents {
				jc = append(jc, score.Jaccard(gc, words(x.Doc, c.Pieces[r.Start:r.End])))
			}
			if source == nil || slices.Max(js)+slices.Max(jc) > slices.Max(source)+slices.Max(content) {
				source, content = js, jc
			}
		}
		for _, r := range []ranking{{c.SourceFeatures, wanted(source)}, {c.ContentFeatures, wanted(content)}} {
			if r.want != nil {
				out = append(out, r)
			}
		}
	})
	return out
}

// wanted turns the candidates' agreement with gold into a distribution: nil
// where none comes near, none that is less than half right where one is.
func wanted(agreement []float64) []float64 {
	if len(agreement) == 0 || slices.Max(agreement) < 0.3 {
		return nil
	}
	best, sum := slices.Max(agreement), 0.0
	out := make([]float64, len(agreement))
	for k, j := range agreement {
		if j >= 0.5 || best < 0.5 {
			out[k] = math.Exp(sharp * (j - best))
		}
		sum += out[k]
	}
	for k := range out {
		out[k] /= sum
	}
	return out
}

// words is the tokens of the spans but for punctuation, in order.
func words(d *doc.Document, spans []doc.Span) []int32 {
	var out []int32
	for _, s := range spans {
		for i := s.Start; i < s.End; i++ {
			if c := d.Text(i)[0]; c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0xC3 && c < 0xE2 {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fitRanking trains a log-linear choice among candidates.
func fitRanking(list []ranking, s Settings, log io.Writer) *learn.Table {
	o := s.Choose
	o.Seed = s.Seed + 7
	t := learn.NewTable(o)
	var scores [64]float32
	var kept [][]uint32
	descend(t, len(list), log, "choose", func(i int) float64 {
		r := &list[i]
		kept = kept[:0]
		for k, f := range r.features {
			kept = append(kept, append([]uint32(nil), t.Drop(f)...))
			t.Score(kept[k], scores[k:k+1])
		}
		learn.Softmax(scores[:len(kept)], 0, nil)
		loss := 0.0
		for k, want := range r.want {
			if want > 0 {
				loss -= want * math.Log(math.Max(1e-9, float64(scores[k])))
			}
			if g := [1]float32{scores[k] - float32(want)}; g[0] > 0.005 || g[0] < -0.005 {
				t.Update(kept[k], g[:])
			}
		}
		return loss
	})
	count := make([]int32, t.Rows)
	for _, r := range list {
		for _, f := range r.features {
			t.Count(count, f)
		}
	}
	t.Prune(count, leastCount)
	return t
}

// decision is what tells whether the attribution that was chosen for a cue is
// right, and whether it is.
type decision struct {
	features []uint32
	right    float32
}

// decisions is the attributions that the model, with that ranking, chooses in a
// document. One is right that score.py would count.
func decisions(m *quote.Model, choose *learn.Table, x *Example) []decision {
	var out []decision
	scores := func(features [][]uint32) []float32 {
		list := make([]float32, len(features))
		for k, f := range features {
			choose.Score(f, list[k:k+1])
			list[k] *= choose.Keep()
		}
		return list
	}
	m.Choices(x.Doc, nil, func(c quote.Choice) {
		source, ps := quote.BestSource(c.Sources, scores(c.SourceFeatures))
		content, pc := quote.BestContent(c.Pieces, c.Contents, scores(c.ContentFeatures))
		r := c.Contents[content]
		s, t := words(x.Doc, c.Sources[source:source+1]), words(x.Doc, c.Pieces[r.Start:r.End])
		y := decision{features: c.Accept(source, content, ps, pc)}
		for _, g := range x.Gold {
			if score.Jaccard(s, words(x.Doc, g.Source)) >= 0.5 && score.Jaccard(t, words(x.Doc, g.Content)) >= 0.5 {
				y.right = 1
			}
		}
		out = append(out, y)
	})
	return out
}

// fitAccept trains a logistic regression.
func fitAccept(list []decision, s Settings, log io.Writer) *learn.Table {
	o := s.Accept
	o.Seed = s.Seed + 8
	t := learn.NewTable(o)
	var score [1]float32
	descend(t, len(list), log, "accept", func(i int) float64 {
		y := &list[i]
		f := t.Drop(y.features)
		t.Score(f, score[:])
		p := 1 / (1 + math.Exp(-float64(score[0])))
		t.Update(f, []float32{float32(p) - y.right})
		if y.right > 0 {
			return -math.Log(p)
		}
		return -math.Log(1 - p)
	})
	return t
}

// descend takes the table's epochs of steps over n examples, in an order drawn
// anew for each, and sets the weights to their mean over the second half.
func descend(t *learn.Table, n int, log io.Writer, name string, step func(i int) float64) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	sum, times := make([]float64, len(t.W)), 0.0
	for epoch := range t.Epochs {
		t.Rand.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for k, i := range order {
			if epoch >= t.Epochs/2 && k%(n/8+1) == 0 {
				for j, w := range t.W {
					sum[j] += float64(w)
				}
				times++
			}
			loss += step(i)
		}
		if log != nil {
			fmt.Fprintf(log, "quote: %s: epoch %d: loss %.4f\n", name, epoch+1, loss/float64(n))
		}
	}
	for j := range sum {
		t.W[j] = float32(sum[j] / times)
	}
}
