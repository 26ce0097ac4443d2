package model

import (
	"encoding/binary"
	"math"
	"strconv"
)

// never is the score of a path that can't be; two of them have a sum.
const never = math.MinInt32 / 2

// mostExps is how many powers of e are kept: scores further below the best one are rare.
const mostExps = 1024

// Forbidden is the transition weight that rules a pair of labels out.
const Forbidden = math.MinInt16

// CRF is a linear-chain conditional random field (Lafferty, McCallum and
// Pereira, ICML 2001): a linear model scores the labels of each token, and a
// table scores each pair of neighbouring labels, one table for each situation
// (a number that the caller gives a token, such as "after a full stop").
// The token before the first counts as having label 0.
type CRF struct {
	Linear
	Situations int
	sparse     *Sparse   // scores the labels in place of Linear; nil where Linear does
	trans      []int32   // [situation][label][before], in units of Scale; never where Forbidden
	exps       []float32 // e to the minus i, in units of Scale
	// e to the same, in rows of stride, the rest of a row 0: [situation][before][label]
	// and [situation][label][before].
	ahead, behind []float32
}

// CRF views the field that [Builder.AddCRF] wrote under that name, and
// computes its small tables of exponentials. Call it once, not for each text.
func (f File) CRF(name string) *CRF {
	c := &CRF{Linear: f.Linear(name)}
	c.open(f, name)
	return c
}

// SparseCRF is [File.CRF] of a field that [Builder.AddSparseCRF] wrote.
func (f File) SparseCRF(name string) *CRF {
	s := f.Sparse(name)
	c := &CRF{Linear: Linear{Scale: s.Scale, Labels: s.Labels, stride: stride(s.Labels)}, sparse: s}
	c.open(f, name)
	return c
}

func (c *CRF) open(f File, name string) {
	t := f.Part(name + ".t")
	per := c.Labels * c.Labels * 2
	if per == 0 || len(t) == 0 || len(t)%per != 0 {
		f.broken(name + ": " + strconv.Itoa(len(t)) + " bytes of transitions for " + strconv.Itoa(c.Labels) + " labels")
	}
	c.Situations = len(t) / per
	c.trans = make([]int32, len(t)/2)
	c.exps = make([]float32, mostExps)
	for i := range c.exps {
		c.exps[i] = Exp(float32(-i) * c.Scale)
	}
	size := c.Situations * c.stride * c.stride
	c.ahead, c.behind = make([]float32, size), make([]float32, size)
	for i := range c.trans {
		x := int16(uint16(t[2*i]) | uint16(t[2*i+1])<<8)
		situation, before, label := i/(c.Labels*c.Labels), i/c.Labels%c.Labels, i%c.Labels
		to := &c.trans[(situation*c.Labels+label)*c.Labels+before]
		*to = never
		if x != Forbidden {
			*to = int32(x)
			e := Exp(float32(x) * c.Scale)
			c.ahead[(situation*c.stride+before)*c.stride+label] = e
			c.behind[(situation*c.stride+label)*c.stride+before] = e
		}
	}
}

// AddCRF adds a field: weights as for [Builder.AddLinear], transitions
// [situation][before][label] in units of scale.
func (b *Builder) AddCRF(name string, labels, rows int, scale float32, weights []int8, transitions []int16) {
	b.AddLinear(name, labels, rows, scale, weights)
	b.addTransitions(name, transitions)
}

// AddSparseCRF adds a field whose labels are scored by a sparse model: rows as
// for [Builder.AddSparse], transitions as for [Builder.AddCRF].
func (b *Builder) AddSparseCRF(name string, labels int, scale float32, rows []SparseRow, transitions []int16) {
	b.AddSparse(name, labels, scale, rows)
	b.addTransitions(name, transitions)
}

func (b *Builder) addTransitions(name string, transitions []int16) {
	var t []byte
	for _, x := range transitions {
		t = binary.LittleEndian.AppendUint16(t, uint16(x))
	}
	b.Add(name+".t", t)
}

// Lattice holds the scores of one sequence and the room to decode it. Its zero
// value is ready; used again it keeps its memory. Not safe for concurrent use.
type Lattice struct {
	crf       *CRF
	n         int
	scores    []int32 // [token][stride]
	wide      [256]int32
	situation []uint8
	back      []uint8
	alpha     []float32
	emission  []float32
	posterior []float32
	beta      [2][256]float32
}

// Reset starts a sequence of n tokens.
func (l *Lattice) Reset(c *CRF, n int) {
	l.crf, l.n = c, n
	l.scores = room(l.scores, n*c.stride)
	l.situation = room(l.situation, n)
}

// Set gives token t its features and its situation, which says which table
// scores the step from the token before to it. A situation that the model does
// not know panics.
func (l *Lattice) Set(t int, features []uint32, situation int) {
	s := l.crf.stride
	if l.crf.sparse != nil {
		l.crf.sparse.Score(features, &l.wide)
		copy(l.scores[t*s:(t+1)*s], l.wide[:])
	} else {
		l.crf.Score(features, l.scores[t*s:(t+1)*s])
	}
	l.situation[t] = uint8(situation)
}

// Add adds x, in units of the model's Scale, to the score of one label of token t:
// what the caller knows beyond the model.
func (l *Lattice) Add(t, label int, x int32) { l.scores[t*l.crf.stride+label] += x }

// Scores copies the scores of token t's labels to out, for [Lattice.SetScores].
// They have room in 16 bits before anything was added.
func (l *Lattice) Scores(t int, out []int16) {
	for k, x := range l.scores[t*l.crf.stride:][:l.crf.Labels] {
		out[k] = int16(x)
	}
}

// SetScores is [Lattice.Set] of a token whose scores [Lattice.Scores] has copied.
func (l *Lattice) SetScores(t int, scores []int16, situation int) {
	to := l.scores[t*l.crf.stride:][:l.crf.Labels]
	for k := range to {
		to[k] = int32(scores[k])
	}
	l.situation[t] = uint8(situation)
}

// Viterbi sets path to the best labels, one for each token, the lowest label
// where several are as good. O(tokens × labels²).
func (l *Lattice) Viterbi(path []uint8) {
	c, L, s := l.crf, l.crf.Labels, l.crf.stride
	if l.n == 0 {
		return
	}
	l.back = room(l.back, l.n*L)
	var bufA, bufB [256]int32
	now, next := bufA[:L], bufB[:L]
	for k := range now {
		now[k] = never
	}
	now[0] = 0
	// A score with the label before below it, the lowest one highest: the best of
	// these is found without a branch, which could not be predicted.
	const labelBits = 8
	var scored [1 << labelBits]int64
	for t := range l.n {
		ways := scored[:len(now)]
		for j, x := range now {
			ways[j] = int64(x)<<labelBits | int64(1<<labelBits-1-j)
		}
		trans := c.trans[int(l.situation[t])*L*L:][:L*L]
		back := l.back[t*L:][:L]
		score := l.scores[t*s:][:L]
		for k := range next {
			row := trans[k*L:][:len(ways)]
			best := int64(math.MinInt64)
			for j, x := range ways {
				best = max(best, x+int64(row[j])<<labelBits)
			}
			next[k] = max(int32(best>>labelBits)+score[k], never)
			back[k] = ^uint8(best)
		}
		now, next = next, now
	}
	k := Best(now)
	for t := l.n - 1; t >= 0; t-- {
		path[t] = uint8(k)
		k = int(l.back[t*L+k])
	}
}

// Posterior is the probability of each label of each token, [token*Labels+label],
// by the forward-backward algorithm with a rescaled row for each token. The
// slice is the lattice's own and holds until the next call. O(tokens × labels²).
func (l *Lattice) Posterior() []float32 {
	c, L, s := l.crf, l.crf.Labels, l.crf.stride
	l.alpha = room(l.alpha, l.n*s)
	l.emission = room(l.emission, l.n*s)
	l.posterior = room(l.posterior, l.n*L)
	for t := range l.n {
		em, alpha := l.emission[t*s:][:s], l.alpha[t*s:][:s]
		c.emissions(l.scores[t*s:][:L], em)
		trans := c.ahead[int(l.situation[t])*s*s:][:s*s]
		if t == 0 {
			copy(alpha, trans)
		} else {
			forward(alpha, l.alpha[(t-1)*s:][:L], trans)
		}
		for k, e := range em {
			alpha[k] *= e
		}
		normalize(alpha[:L])
	}
	beta, next := l.beta[0][:s], l.beta[1][:s]
	for k := range L {
		beta[k] = 1
	}
	for t := l.n - 1; t >= 0; t-- {
		post := l.posterior[t*L:][:L]
		for k, a := range l.alpha[t*s:][:L] {
			post[k] = a * beta[k]
		}
		normalize(post)
		backward(next, beta[:L], l.emission[t*s:][:L], c.behind[int(l.situation[t])*s*s:][:s*s])
		normalize(next[:L])
		beta, next = next, beta
	}
	return l.posterior
}

// emissions sets em to e to the scores, times one factor for all; what is behind
// the scores becomes 0.
func (c *CRF) emissions(score []int32, em []float32) {
	top, exps := score[0], c.exps
	for _, x := range score {
		top = max(top, x)
	}
	clear(em[len(score):])
	for k, x := range score {
		if d := int(top) - int(x); d < len(exps) {
			em[k] = exps[d]
		} else {
			em[k] = Exp(float32(x-top) * c.Scale)
		}
	}
}

// normalize makes the row sum to one; a row of zeros becomes even.
func normalize(row []float32) {
	var sum float32
	for _, x := range row {
		sum += x
	}
	if sum < 1e-30 {
		for k := range row {
			row[k] = 1 / float32(len(row))
		}
		return
	}
	for k := range row {
		row[k] /= sum
	}
}

// room is s with length n, with its memory where it has enough.
func room[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
