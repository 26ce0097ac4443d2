// Package name finds proper names and their types.
//
// A linear-chain conditional random field labels the tokens of each sentence
// with hashed features of the words, their neighbours, the gazetteers and the
// way the document writes a word elsewhere. Then names that the document has
// told more surely elsewhere correct each other.
package name

import (
	_ "embed"
	"sync"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

//go:embed name.model
var weights string

// The labels of the field. MISC has one label: two such names side by side are one.
const (
	Outside uint8 = iota
	BeginPER
	InPER
	BeginORG
	InORG
	BeginLOC
	InLOC
	InMISC

	// Labels is their number.
	Labels
)

// LabelOf is the label of a token in a name of that type: of its first, or of another one.
func LabelOf(t doc.NameType, first bool) uint8 {
	switch {
	case t == doc.NoName:
		return Outside
	case t == doc.MISC:
		return InMISC
	case first:
		return uint8(t)*2 - 1
	}
	return uint8(t) * 2
}

// typeOf is the type of names with that label.
func typeOf(label uint8) doc.NameType { return doc.NameType((label + 1) / 2) }

func inside(label uint8) bool { return label != Outside && label%2 == 0 }

// Allowed reports whether label may follow the label before: an inner token
// only one of the same type.
func Allowed(before, label int) bool {
	return !inside(uint8(label)) || before == label || before == label-1
}

// Model is a trained field. It is safe for concurrent use.
type Model struct {
	field *model.CRF
	state sync.Pool
}

type state struct {
	cases    Cases
	sentence Sentence
	lattice  model.Lattice
	features [MaxFeatures]uint32
	path     []uint8
}

// New opens a weight file that the trainer wrote; a wrong one panics.
func New(data string) *Model {
	f := model.Open("name.model", data, Templates)
	return &Model{field: f.CRF("name"), state: sync.Pool{New: func() any { return new(state) }}}
}

var (
	once    sync.Once
	builtin *Model
)

// Find reads Tokens, Sentences, Token.Tag; sets Names, in text order.
// O(length of the text).
func Find(d *doc.Document) {
	once.Do(func() { builtin = New(weights) })
	builtin.Find(d)
}

// Find is the function [Find] with another model.
func (m *Model) Find(d *doc.Document) {
	st := m.state.Get().(*state)
	defer m.state.Put(st)
	d.Names = d.Names[:0]
	st.cases.Reset(d)
	for _, sent := range d.Sentences {
		m.sentence(d, sent.Tokens, st)
	}
}

func (m *Model) sentence(d *doc.Document, span doc.Span, st *state) {
	s := &st.sentence
	s.Reset(d, span, &st.cases)
	n := span.Len()
	st.lattice.Reset(m.field, n)
	for i := range n {
		st.lattice.Set(i, s.Features(i, st.features[:0]), s.Situation(i))
	}
	if cap(st.path) < n {
		st.path = make([]uint8, n+n/2)
	}
	path := st.path[:n]
	st.lattice.Viterbi(path)
	var posterior []float32
	for i := 0; i < n; {
		if path[i] == Outside {
			i++
			continue
		}
		if posterior == nil {
			posterior = st.lattice.Posterior()
		}
		score := posterior[i*int(Labels)+int(path[i])]
		j := i + 1
		for j < n && inside(path[j]) && typeOf(path[j]) == typeOf(path[i]) {
			score = min(score, posterior[j*int(Labels)+int(path[j])])
			j++
		}
		d.Names = append(d.Names, doc.Name{
			Tokens: doc.Span{Start: span.Start + int32(i), End: span.Start + int32(j)},
			Type:   typeOf(path[i]), Score: score,
		})
		i = j
	}
}
