package score

import (
	"strings"

	"whosaid.example/analysis/doc"
)

// Trees measures tokens, sentences, tags and trees against a treebank, as
// score.py conllu does. Tokens match by their bytes. Punctuation (relation
// punct) does not count in the trees, nor do the subtypes of relations, nor the
// differences between HYPH, ":" and "," and between TO and IN.
type Trees struct {
	Tokens, Sentences, Tags, UAS, LAS Count
	// ByRel is LAS of each gold relation, with its subtype.
	ByRel [doc.RelCount]Count
}

// TagAccuracy is the share of right tags among the tokens that both have.
func (m *Trees) TagAccuracy() float64 {
	return float64(m.Tags.Right) / float64(max(1, m.Tokens.Right))
}

// word is what is compared of a token.
type word struct {
	tag  doc.Tag
	head doc.Range // the zero Range for a root
	rel  doc.Rel
}

// Add compares a document with the gold one of the same text. O(tokens).
func (m *Trees) Add(gold, predicted *doc.Document) {
	g, gs := wordsOf(gold)
	p, ps := wordsOf(predicted)
	both, tags, uas, las, gw, pw := 0, 0, 0, 0, 0, 0
	for at, x := range g {
		y, ok := p[at]
		if ok {
			both++
			if sameTag(x.tag, y.tag) {
				tags++
			}
		}
		if x.rel == doc.RelPunct {
			continue
		}
		gw++
		right := 0
		if ok && x.head == y.head {
			uas++
			if base(x.rel) == base(y.rel) {
				las++
			}
			if x.rel == y.rel {
				right = 1
			}
		}
		m.ByRel[x.rel].add(right, 0, 1)
	}
	for _, y := range p {
		if y.rel != doc.RelPunct {
			pw++
			m.ByRel[y.rel].add(0, 1, 0)
		}
	}
	sentences := 0
	for at := range gs {
		if ps[at] {
			sentences++
		}
	}
	m.Tokens.add(both, len(p), len(g))
	m.Sentences.add(sentences, len(ps), len(gs))
	m.Tags.add(tags, len(p), len(g))
	m.UAS.add(uas, pw, gw)
	m.LAS.add(las, pw, gw)
}

func wordsOf(d *doc.Document) (words map[doc.Range]word, sentences map[doc.Range]bool) {
	words, sentences = make(map[doc.Range]word), make(map[doc.Range]bool)
	at := func(i int32) doc.Range { return doc.Range{Start: d.Tokens[i].Start, End: d.Tokens[i].End} }
	for _, s := range d.Sentences {
		if s.Tokens.Empty() {
			continue
		}
		sentences[d.Bytes(s.Tokens)] = true
		for i := s.Tokens.Start; i < s.Tokens.End; i++ {
			t := d.Tokens[i]
			w := word{tag: t.Tag, rel: t.Rel}
			if t.Head >= 0 {
				w.head = at(t.Head)
			}
			words[at(i)] = w
		}
	}
	return words, sentences
}

func sameTag(a, b doc.Tag) bool {
	return a == b || hyphen(a) && hyphen(b) || to(a) && to(b)
}

func hyphen(t doc.Tag) bool { return t == doc.TagHYPH || t == doc.TagColon || t == doc.TagComma }

func to(t doc.Tag) bool { return t == doc.TagTO || t == doc.TagIN }

// base is a relation's name without its subtype.
func base(r doc.Rel) string {
	s, _, _ := strings.Cut(r.String(), ":")
	return s
}
