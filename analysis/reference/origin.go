package reference

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// Sentences are taken for one copy when such a share of the shorter one's runs
// of shingleWords words stand in both, and enough of them outside of quotes: two
// reporters quote one speech alike, but don't tell of it alike.
const (
	shingleWords    = 4
	leastCopyWords  = 9
	leastTold       = 6 // words outside of quotation marks
	leastCopyShare  = 0.6
	mostSameShingle = 40 // sentences that hold one shingle: a formula in more is no copy
)

// copied is a sentence that could be a copy.
type copied struct {
	doc, sent int32
	shingles  []uint64
	group     int32 // in the disjoint sets: index of its parent
}

// origins groups the passages that several articles took from one source.
// Sentences are compared by the hashes of their runs of words; neighbours whose
// partners are neighbours too are one passage. Linear but for shingles that
// many sentences share, which are cut off.
func origins(s *doc.Story) [][]doc.Passage {
	if len(s.Docs) < 2 {
		return nil
	}
	var list []copied
	for i, d := range s.Docs {
		for k := range d.Sentences {
			if sh := shingles(d, d.Sentences[k].Tokens); sh != nil {
				list = append(list, copied{doc: int32(i), sent: int32(k), shingles: sh, group: int32(len(list))})
			}
		}
	}
	// Postings, sorted by shingle: no map, so that the order is the same everywhere.
	type posting struct {
		shingle uint64
		at      int32
	}
	var index []posting
	for i := range list {
		for _, h := range list[i].shingles {
			index = append(index, posting{h, int32(i)})
		}
	}
	slices.SortFunc(index, func(a, b posting) int {
		if a.shingle != b.shingle {
			if a.shingle < b.shingle {
				return -1
			}
			return 1
		}
		return int(a.at - b.at)
	})
	shared := make([]int32, len(list))
	var touched []int32
	for i := range list {
		a := &list[i]
		for _, h := range a.shingles {
			lo, _ := slices.BinarySearchFunc(index, h, func(p posting, h uint64) int {
				if p.shingle < h {
					return -1
				} else if p.shingle > h {
					return 1
				}
				return 0
			})
			for k := lo; k < len(index) && k < lo+mostSameShingle && index[k].shingle == h; k++ {
				if o := index[k].at; o < int32(i) && list[o].doc != a.doc {
					if shared[o] == 0 {
						touched = append(touched, o)
					}
					shared[o]++
				}
			}
		}
		for _, o := range touched {
			if float64(shared[o]) >= leastCopyShare*float64(min(len(a.shingles), len(list[o].shingles))) {
				join(list, int32(i), o)
			}
			shared[o] = 0
		}
		touched = touched[:0]
	}
	return passages(s, list)
}

func root(list []copied, i int32) int32 {
	for list[i].group != i {
		list[i].group = list[list[i].group].group
		i = list[i].group
	}
	return i
}

func join(list []copied, a, b int32) {
	x, y := root(list, a), root(list, b)
	list[max(x, y)].group = min(x, y)
}

// passages turns groups of sentences into groups of passages.
func passages(s *doc.Story, list []copied) [][]doc.Passage {
	groups := make([][]int32, len(list))
	for i := range list {
		r := root(list, int32(i))
		groups[r] = append(groups[r], int32(i))
	}
	var out [][]doc.Passage
	var last []int32 // the sentences that the last group of out ends with
	for _, members := range groups {
		// One sentence an article: the first, where one repeats itself.
		members = slices.CompactFunc(members, func(a, b int32) bool { return list[a].doc == list[b].doc })
		if len(members) < 2 {
			continue
		}
		follows := len(last) == len(members)
		for k := 0; follows && k < len(members); k++ {
			a, b := &list[last[k]], &list[members[k]]
			follows = a.doc == b.doc && a.sent+1 == b.sent
		}
		if follows {
			for k, m := range members {
				out[len(out)-1][k].Tokens.End = s.Docs[list[m].doc].Sentences[list[m].sent].Tokens.End
			}
		} else {
			var group []doc.Passage
			for _, m := range members {
				group = append(group, doc.Passage{Doc: list[m].doc, Tokens: s.Docs[list[m].doc].Sentences[list[m].sent].Tokens})
			}
			out = append(out, group)
		}
		last = members
	}
	return out
}

// shingles are the hashes of all runs of shingleWords words of a sentence, each
// once; nil for a sentence that is too short, an aside, or all quote.
func shingles(d *doc.Document, span doc.Span) []uint64 {
	var words []uint64
	told := 0
	for t := span.Start; t < span.End; t++ {
		if d.Tokens[t].Is(doc.InAside) {
			return nil
		}
		if !wordy(d.Text(t)) {
			continue
		}
		if !d.Tokens[t].Is(doc.Quoted) {
			told++
		}
		h := uint64(14695981039346656037) // FNV-1a
		for _, c := range []byte(d.Lower(t)) {
			h = (h ^ uint64(c)) * 1099511628211
		}
		words = append(words, h)
	}
	if len(words) < leastCopyWords || told < leastTold {
		return nil
	}
	out := make([]uint64, 0, len(words))
	for i := 0; i+shingleWords <= len(words); i++ {
		h := uint64(0)
		for _, w := range words[i : i+shingleWords] {
			h = (h ^ w) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
		out = append(out, h)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
