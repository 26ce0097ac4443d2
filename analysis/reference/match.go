package reference

// matcher finds the partners that the terms of two claims have in each other.
// Set to one claim, it knows what every word of the story is to that claim's
// terms, so that another claim costs a look at each of its terms.
type matcher struct {
	g     *stage
	v     *view
	first []int32 // of each word of the story: index and 1 of its first likeness to a term, 0 for none
	alike []likely
	there []partner // of each term of v in the claim that was matched last
	back  []partner // of each term of that claim in v
}

// likely is what a word of the story is to a term of the claim.
type likely struct {
	word, term int32
	alike      int32 // hundredths, sameWord for the term's own word
	next       int32 // index and 1 of the word's next one, 0 for none
	opposite   bool
}

// sameWord is more than any likeness of two words.
const sameWord = 1000

// partner is the term of another claim that is most like a term, the first of
// equals; with alike 0 there is none.
type partner struct {
	alike    int32
	term     int32
	opposite bool
}

func (g *stage) matcher() *matcher {
	return &matcher{g: g, first: make([]int32, len(g.words))}
}

// set makes v the claim to which others are matched.
func (m *matcher) set(v *view) {
	for i := range m.alike {
		m.first[m.alike[i].word] = 0
	}
	m.v, m.alike = v, m.alike[:0]
	for i := range v.terms {
		word := v.terms[i].word
		m.add(likely{word: word, term: int32(i), alike: sameWord})
		for _, n := range m.g.words[word].near {
			m.add(likely{word: n.word, term: int32(i), alike: n.alike, opposite: n.opposite})
		}
	}
}

func (m *matcher) add(x likely) {
	x.next = m.first[x.word]
	m.alike = append(m.alike, x)
	m.first[x.word] = int32(len(m.alike))
}

// match sets there and back for the claim b.
func (m *matcher) match(b *view) {
	m.there, m.back = none(m.there, len(m.v.terms)), none(m.back, len(b.terms))
	for i := range b.terms {
		y := &m.back[i]
		for k := m.first[b.terms[i].word]; k > 0; k = m.alike[k-1].next {
			l := &m.alike[k-1]
			// The list gives v's terms from the last to the first.
			if l.alike >= y.alike {
				*y = partner{l.alike, l.term, l.opposite}
			}
			if x := &m.there[l.term]; l.alike > x.alike {
				*x = partner{l.alike, int32(i), l.opposite}
			}
		}
		if y.alike == sameWord {
			y.alike = alikeSame
			m.there[y.term].alike = alikeSame
		}
	}
}

// none is n partners that are none, in the memory of list where it is enough.
func none(list []partner, n int) []partner {
	if cap(list) < n {
		list = make([]partner, n, 2*n)
	}
	list = list[:n]
	clear(list)
	return list
}
