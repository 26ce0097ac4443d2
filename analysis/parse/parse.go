// Package parse sets the dependency tree of each sentence.
//
// The parser is greedy and transition-based, in the arc-hybrid system
// (Kuhlmann, Gómez-Rodríguez and Satta, ACL 2011): it shifts a token onto a
// stack, or makes the stack's top a dependent of the next token (left) or of
// the token under it (right). It takes two steps a token, so time linear in
// the text, and yields one projective tree with one root for each sentence.
// Linear models over hashed features, mostly of words, and a layer of hidden units
// over what is where in the state (after Chen and Manning, EMNLP 2014) add up to
// choose the step and then the relation. They were trained with a dynamic oracle
// (Goldberg and Nivre, TACL 2013), so that the parser has seen what its own
// mistakes lead to.
package parse

import (
	_ "embed"
	"sync"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

//go:embed parse.model
var weights string

// Model is a trained parser. It is safe for concurrent use.
type Model struct {
	steps, labels *model.Sparse
	hidden        *model.Hidden
	words         string
	state         sync.Pool
}

type state struct {
	tree     Tree
	features [MaxFeatures]uint32
	scores   [256]int32
	units    model.Units
	sums     [(doc.RelCount + 7) &^ 7]float32 // in eights, as hidden units score them
	clause   []clause
}

// New opens a weight file that the trainer wrote; a wrong one panics.
func New(data string) *Model {
	f := model.Open("parse.model", data, Templates)
	return &Model{steps: f.Sparse("steps"), labels: f.Sparse("labels"), hidden: f.Hidden("hidden"), words: f.Part("words"), state: sync.Pool{New: func() any { return new(state) }}}
}

var (
	once    sync.Once
	builtin *Model
)

// Parse reads Tokens, Sentences, Token.Tag, Token.POS, Token.Lemma; sets
// Token.Head, Token.Rel and corrects Token.POS. O(tokens).
func Parse(d *doc.Document) {
	once.Do(func() { builtin = New(weights) })
	builtin.Parse(d)
}

// Parse is the function [Parse] with another model.
func (m *Model) Parse(d *doc.Document) {
	st := m.state.Get().(*state)
	defer m.state.Put(st)
	if len(d.Tokens) >= model.FetchFrom {
		m.hidden.Fetch()
		m.steps.Fetch()
		m.labels.Fetch()
	}
	for _, s := range d.Sentences {
		m.sentence(d, s.Tokens, st)
	}
	correct(d)
}

// A Step is one move of the parser.
type Step uint8

const (
	Shift Step = iota // the next token goes onto the stack
	Left              // the top becomes a dependent of the next token
	Right             // the top becomes a dependent of the token under it
	StepCount
)

// Outputs is the number of the hidden layer's outputs: the steps, then for
// Left and for Right the relations; each block has an even number of them.
const Outputs = stepOutputs + 2*relOutputs

const (
	stepOutputs = int(StepCount+1) &^ 1
	relOutputs  = int(doc.RelCount+1) &^ 1
)

// LabelStart is the first output of the relations of the step's arc.
func LabelStart(s Step) int { return stepOutputs + int(s-Left)*relOutputs }

// Can reports whether the step is possible.
func (t *Tree) Can(s Step) bool {
	switch s {
	case Shift:
		return t.next <= t.n
	case Left:
		return t.next <= t.n && len(t.stack) > 0
	}
	return len(t.stack) > 1
}

// Stack is the tokens on the stack, its top last; Next is the first token that
// has not been on it, one more than the last where all have.
func (t *Tree) Stack() []int32 { return t.stack }
func (t *Tree) Next() int32    { return t.next }

// Done reports whether only the root is left.
func (t *Tree) Done() bool { return t.next > t.n && len(t.stack) <= 1 }

// Arc is the arc that the step would make; 0, 0 for Shift.
func (t *Tree) Arc(s Step) (head, dep int32) {
	n := len(t.stack)
	switch s {
	case Left:
		return t.next, t.stack[n-1]
	case Right:
		return t.stack[n-2], t.stack[n-1]
	}
	return 0, 0
}

// Step makes the move; rel is that of its arc.
func (t *Tree) Step(s Step, rel doc.Rel) {
	if s == Shift {
		t.stack = append(t.stack, t.next)
		t.next++
		return
	}
	h, d := t.Arc(s)
	t.attach(h, d, rel)
	t.stack = t.stack[:len(t.stack)-1]
}

func (m *Model) sentence(d *doc.Document, span doc.Span, st *state) {
	t := &st.tree
	t.Reset(d, span, m.words)
	for !t.Done() {
		s := Shift
		if len(t.stack) > 0 {
			m.hidden.Units(t.StepInputs(st.features[:0]), &st.units)
		}
		switch {
		case t.next > t.n:
			s = Right
		case len(t.stack) > 0:
			m.steps.Score(t.StepFeatures(st.features[:0]), &st.scores)
			sums := st.sums[:8]
			for k := range sums {
				sums[k] = float32(float32(st.scores[k]) * m.steps.Scale)
			}
			m.hidden.Score(&st.units, 0, sums)
			for _, x := range [...]Step{Left, Right} {
				if t.Can(x) && sums[x] > sums[s] {
					s = x
				}
			}
		}
		var rel doc.Rel
		if h, dep := t.Arc(s); dep != 0 {
			m.labels.Score(t.LabelFeatures(h, dep, st.features[:0]), &st.scores)
			for k := range st.sums {
				st.sums[k] = float32(float32(st.scores[k]) * m.labels.Scale)
			}
			m.hidden.Score(&st.units, LabelStart(s), st.sums[:])
			best := st.sums[1] // 0 is the root
			rel = 1
			for k, x := range st.sums[:doc.RelCount] {
				if x > best && k > 0 {
					best, rel = x, doc.Rel(k)
				}
			}
		}
		t.Step(s, rel)
	}
	for k := int32(1); k <= t.n; k++ {
		x, tok := &t.nodes[k], &d.Tokens[span.Start+k-1]
		tok.Head, tok.Rel = doc.None, doc.RelRoot
		if x.head != 0 {
			tok.Head, tok.Rel = span.Start+x.head-1, x.rel
		}
	}
	st.relatives(d, span)
	st.reports(d, span)
	st.apposed(d, span)
	st.opened(d, span)
	st.verbless(d, span)
}

// Checksum is a checksum of the stage's weights, for the engine's version.
func Checksum() uint32 { return model.Sum(weights) }
