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
	"whosaid.example/analysis/lexicon"
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
	cases     Cases
	sentence  Sentence
	lattice   model.Lattice
	features  [MaxFeatures]uint32
	path      []uint8   // of all tokens
	scores    []float32 // posteriors of the path
	kept      []int16   // of each token: the scores of its labels in the first pass
	votes     []vote
	headlines []bool // of each sentence: whether its capitals tell nothing
	ballots   ballots
}

// New opens a weight file that the trainer wrote; a wrong one panics.
func New(data string) *Model {
	f := model.Open("name.model", data, Templates)
	return &Model{field: f.SparseCRF("name"), state: sync.Pool{New: func() any { return new(state) }}}
}

var (
	once    sync.Once
	builtin *Model
)

// Find reads Tokens, Sentences; sets Names, in text order.
// O(length of the text).
func Find(d *doc.Document) {
	once.Do(func() { builtin = New(weights) })
	builtin.Find(d)
}

// Find is the function [Find] with another model.
func (m *Model) Find(d *doc.Document) {
	st := m.state.Get().(*state)
	defer m.state.Put(st)
	n := len(d.Tokens)
	if cap(st.path) < n {
		st.path, st.scores, st.votes = make([]uint8, n+n/2), make([]float32, n+n/2), make([]vote, n+n/2)
		st.kept = make([]int16, (n+n/2)*int(Labels))
	}
	st.votes = st.votes[:n]
	clear(st.votes)
	st.cases.Reset(d)
	st.ballots.reset(n)
	st.headlines = st.headlines[:0]
	if n >= model.FetchFrom {
		m.field.Fetch()
		lexicon.FetchNames()
	}
	for _, sent := range d.Sentences {
		m.first(d, sent.Tokens, st)
		st.headlines = append(st.headlines, st.sentence.mood == moodTitle || st.sentence.mood == moodUpper)
	}
	st.acronyms(d, st.path[:n])
	st.elections(d)
	d.Names = d.Names[:0]
	for i, sent := range d.Sentences {
		span := sent.Tokens
		path, scores := st.path[span.Start:span.End], st.scores[span.Start:span.End]
		if m.again(span, st, path) {
			certainty(path, st.lattice.Posterior(), scores)
		}
		d.Names = st.names(d, span, path, scores, st.headlines[i], d.Names)
	}
}

// first labels a sentence by itself.
func (m *Model) first(d *doc.Document, span doc.Span, st *state) {
	path, scores := st.path[span.Start:span.End], st.scores[span.Start:span.End]
	m.score(d, span, st)
	for i := range path {
		st.lattice.Scores(i, st.keptOf(span, i))
	}
	st.lattice.Viterbi(path)
	posterior := st.lattice.Posterior()
	certainty(path, posterior, scores)
	st.vote(span, path, posterior)
}

// keptOf is the place for the scores of token i of a sentence.
func (st *state) keptOf(span doc.Span, i int) []int16 {
	return st.kept[(int(span.Start)+i)*int(Labels):][:Labels]
}

// score gives the lattice the sentence's features.
func (m *Model) score(d *doc.Document, span doc.Span, st *state) {
	s := &st.sentence
	s.Reset(d, span, &st.cases)
	n := span.Len()
	st.lattice.Reset(m.field, n)
	sure := int32(12 / m.field.Scale)
	for i := range n {
		if s.plain(i) {
			st.lattice.Set(i, nil, s.Situation(i))
			st.lattice.Add(i, int(Outside), sure)
			continue
		}
		st.lattice.Set(i, s.Features(i, st.features[:0]), s.Situation(i))
	}
}

func certainty(path []uint8, posterior, scores []float32) {
	for i, k := range path {
		scores[i] = posterior[i*int(Labels)+int(k)]
	}
}

// Checksum is a checksum of the stage's weights, for the engine's version.
func Checksum() uint32 { return model.Sum(weights) }
