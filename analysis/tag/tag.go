// Package tag sets parts of speech and lemmas.
//
// The tagger is a greedy, left-to-right linear classifier over hashed features
// of the word, its neighbours and the tags before it. Words that have one tag
// only in the corpora are not classified at all: the model's dictionary says
// their tag. It takes time linear in the text.
package tag

import (
	_ "embed"
	"sync"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
)

//go:embed tag.model
var weights string

// Model is a trained tagger. It is safe for concurrent use.
type Model struct {
	dictionary string
	linear     *model.Sparse
	state      sync.Pool
}

type state struct {
	sentence Sentence
	features [MaxFeatures]uint32
	scores   [256]int32
}

// New opens a weight file that the trainer wrote; a wrong one panics.
func New(data string) *Model {
	f := model.Open("tag.model", data, Templates)
	return &Model{dictionary: f.Part("dictionary"), linear: f.Sparse("tag"), state: sync.Pool{New: func() any { return new(state) }}}
}

var (
	once    sync.Once
	builtin *Model
)

// Tag reads Tokens, Sentences; sets Token.Tag, Token.POS, Token.Lemma.
// O(length of the text).
func Tag(d *doc.Document) {
	once.Do(func() { builtin = New(weights) })
	builtin.Tag(d)
}

// Tag is the function [Tag] with another model.
func (m *Model) Tag(d *doc.Document) {
	st := m.state.Get().(*state)
	defer m.state.Put(st)
	if len(d.Tokens) >= model.FetchFrom {
		m.linear.Fetch()
		model.FetchText(m.dictionary)
		lexicon.FetchClusters()
	}
	for _, sent := range d.Sentences {
		m.sentence(d, sent.Tokens, st)
		unchanged(d, sent.Tokens)
		report(d, sent.Tokens)
		intention(d, sent.Tokens)
		attribution(d, sent.Tokens)
	}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		t.POS = Universal(t.Tag, d.Lower(int32(i)))
		t.Lemma = Lemma(d, int32(i))
	}
}

func (m *Model) sentence(d *doc.Document, span doc.Span, st *state) {
	s := &st.sentence
	s.Reset(d, span, m.dictionary)
	t1, t2 := doc.TagCount, doc.TagCount
	for i := range span.Len() {
		tag, ok := s.Certain(i)
		if !ok {
			m.linear.Score(s.Features(i, t1, t2, st.features[:0]), &st.scores)
			tag = doc.Tag(model.Best(st.scores[:doc.TagCount]))
		}
		d.Tokens[int(span.Start)+i].Tag = tag
		t1, t2 = tag, t1
	}
}

// Checksum is a checksum of the stage's weights, for the engine's version.
func Checksum() uint32 { return model.Sum(weights) }
