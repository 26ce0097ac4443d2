package learn

import (
	"math"

	"whosaid.example/analysis/model"
)

// Sequence is one training sequence of a field. Features[t] are token t's
// hashed features, Situation[t] the table that scores the step to t, Label[t]
// the right label. Before the first token stands label 0, as in model.CRF.
type Sequence struct {
	Features  [][]uint32
	Situation []uint8
	Label     []uint8
	Weight    float32 // of the sequence's gradient; 0 counts as 1
}

// Field is a linear-chain conditional random field in training.
type Field struct {
	*Table
	Situations int
	Floor      float32                      // a token whose right label is at least this close to certain teaches nothing
	Allowed    func(before, label int) bool // nil: all pairs
	T, TG      []float32                    // transitions [situation][before][label] and their squared gradients

	scores, alpha, beta, post []float64
	kept                      [][]uint32
	keptRoom                  []uint32
	gradT                     []float32 // of one step, by transition; zeros between steps
	hasT                      []bool    // which of them the step has touched
	keysT                     []int
}

// NewField is a field of zeros.
func NewField(o Options, situations int, allowed func(before, label int) bool) *Field {
	n := situations * o.Labels * o.Labels
	return &Field{Table: NewTable(o), Situations: situations, Allowed: allowed, T: make([]float32, n), TG: make([]float32, n)}
}

// Train runs the options' epochs over the sequences, in an order drawn anew for
// each, with the step size falling to a tenth in the last one. progress, when
// not nil, is told the mean loss per token after each epoch.
func (f *Field) Train(seqs []Sequence, progress func(epoch int, loss float64)) {
	order := make([]int, len(seqs))
	for i := range order {
		order[i] = i
	}
	for e := range f.Epochs {
		f.Rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var loss float64
		tokens := 0
		for _, i := range order {
			loss += f.StepSequence(&seqs[i])
			tokens += len(seqs[i].Label)
		}
		if progress != nil {
			progress(e, loss/float64(max(1, tokens)))
		}
	}
}

// StepSequence takes one step on one sequence and returns its loss.
func (f *Field) StepSequence(s *Sequence) float64 {
	n, L := len(s.Label), f.Labels
	if n == 0 {
		return 0
	}
	weight := s.Weight
	if weight == 0 {
		weight = 1
	}
	f.scores, f.alpha, f.beta, f.post = grow(f.scores, n*L), grow(f.alpha, n*L), grow(f.beta, n*L), grow(f.post, n*L)
	f.kept, f.keptRoom = f.kept[:0], f.keptRoom[:0]
	var buf [256]float32
	for t := range n {
		at := len(f.keptRoom)
		f.keptRoom = append(f.keptRoom, f.Drop(s.Features[t])...)
		f.kept = append(f.kept, f.keptRoom[at:len(f.keptRoom):len(f.keptRoom)])
		f.Score(f.kept[t], buf[:L])
		for k := range L {
			f.scores[t*L+k] = float64(buf[k])
		}
	}
	// Forward and backward in the space of probabilities, each row rescaled.
	expT := make([]float64, len(f.T))
	for i, w := range f.T {
		if f.Allowed == nil || f.Allowed(i/L%L, i%L) {
			expT[i] = math.Exp(float64(w))
		}
	}
	em := make([]float64, n*L)
	var logZ float64
	for t := range n {
		row := f.scores[t*L:][:L]
		top := row[0]
		for _, x := range row {
			top = max(top, x)
		}
		logZ += top
		trans := expT[int(s.Situation[t])*L*L:][:L*L]
		var sum float64
		for k := range L {
			e := math.Exp(row[k] - top)
			em[t*L+k] = e
			var a float64
			if t == 0 {
				a = trans[k]
			} else {
				for j := range L {
					a += f.alpha[(t-1)*L+j] * trans[j*L+k]
				}
			}
			f.alpha[t*L+k] = a * e
			sum += a * e
		}
		logZ += math.Log(sum)
		for k := range L {
			f.alpha[t*L+k] /= sum
		}
	}
	for k := range L {
		f.beta[(n-1)*L+k] = 1
	}
	for t := n - 1; t > 0; t-- {
		trans := expT[int(s.Situation[t])*L*L:][:L*L]
		var sum float64
		for j := range L {
			var b float64
			for k := range L {
				b += trans[j*L+k] * em[t*L+k] * f.beta[t*L+k]
			}
			f.beta[(t-1)*L+j] = b
			sum += b
		}
		for j := range L {
			f.beta[(t-1)*L+j] /= sum
		}
	}
	var gold float64
	if f.gradT == nil {
		f.gradT, f.hasT = make([]float32, len(f.T)), make([]bool, len(f.T))
	}
	keys := f.keysT[:0]
	addT := func(i int, x float32) {
		if !f.hasT[i] {
			f.hasT[i] = true
			keys = append(keys, i)
		}
		f.gradT[i] += x
	}
	for t := range n {
		var sum float64
		for k := range L {
			f.post[t*L+k] = f.alpha[t*L+k] * f.beta[t*L+k]
			sum += f.post[t*L+k]
		}
		for k := range L {
			f.post[t*L+k] /= sum
		}
		sit := int(s.Situation[t]) * L * L
		before := 0
		if t > 0 {
			before = int(s.Label[t-1])
			var z float64
			for j := range L {
				for k := range L {
					z += f.alpha[(t-1)*L+j] * expT[sit+j*L+k] * em[t*L+k] * f.beta[t*L+k]
				}
			}
			for j := range L {
				for k := range L {
					if p := f.alpha[(t-1)*L+j] * expT[sit+j*L+k] * em[t*L+k] * f.beta[t*L+k] / z; p > 1e-6 {
						addT(sit+j*L+k, float32(p))
					}
				}
			}
		} else {
			for k := range L {
				addT(sit+k, float32(f.post[k]))
			}
		}
		k := int(s.Label[t])
		addT(sit+before*L+k, -1)
		gold += f.scores[t*L+k] + float64(f.T[sit+before*L+k])
		grad := buf[:L]
		for k := range L {
			grad[k] = float32(f.post[t*L+k]) * weight
		}
		if grad[k] -= weight; grad[k] <= -f.Floor*weight {
			f.Update(f.kept[t], grad)
		}
	}
	for _, i := range keys {
		d := f.gradT[i]*weight + f.L2*f.T[i]
		f.TG[i] += d * d
		f.T[i] -= f.Eta * d / (sqrt(f.TG[i]) + 1e-6)
		f.gradT[i], f.hasT[i] = 0, false
	}
	f.keysT = keys
	return logZ - gold
}

// Add writes the trained field to a weight file under a name of at most 14
// bytes, quantized; see [Quantize] for clip.
func (f *Field) Add(b *model.Builder, name string, clip float32) {
	q, scale := Quantize(f.W, f.Keep(), clip)
	t := make([]int16, len(f.T))
	for i, w := range f.T {
		if f.Allowed != nil && !f.Allowed(i/f.Labels%f.Labels, i%f.Labels) {
			t[i] = model.Forbidden
			continue
		}
		t[i] = int16(max(-32000, min(32000, math.RoundToEven(float64(w/scale)))))
	}
	b.AddCRF(name, f.Labels, f.Rows, scale, q, t)
}

// Add writes the trained table to a weight file under a name of at most 14
// bytes, quantized; see [Quantize] for clip.
func (t *Table) Add(b *model.Builder, name string, clip float32) {
	q, scale := Quantize(t.W, t.Keep(), clip)
	b.AddLinear(name, t.Labels, t.Rows, scale, q)
}

func grow(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n+n/2)[:n]
	}
	return s[:n]
}
