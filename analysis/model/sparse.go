package model

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// Sparse is a linear model that keeps only the features and weights that
// pruning left over. A feature is found by its hash in a table with open
// addressing at half load, where a check byte tells it from others; a feature
// that isn't kept costs one look, and about one in a hundred of those is taken
// for a kept one. With few weights for each feature it is smaller than
// [Linear], in the file as in memory, and has no collisions among the kept
// features.
type Sparse struct {
	Scale  float32 // a weight of 1 in the table stands for this much
	Labels int
	check  string   // one byte a slot, 0 for an empty one
	start  []uint32 // of a slot: its first pair
	pairs  []uint16 // label | weight<<8
}

// SparseRow is a feature with its weights, in the order of their labels.
type SparseRow struct {
	Feature uint32
	Labels  []uint8
	Weights []int8
}

// sparsePlace is a feature's first slot of n, and its check byte.
func sparsePlace(f, n uint32) (at uint32, check byte) {
	return uint32(uint64(f) * uint64(n) >> 32), max(1, byte(f))
}

// AddSparse adds a sparse model of at most 256 labels. The name has at most 14
// bytes. Rows are written in the order of their hashes, so their order here
// does not matter; of two rows that can't be told apart the first by hash is kept.
func (b *Builder) AddSparse(name string, labels int, scale float32, rows []SparseRow) {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(x, y SparseRow) int { return int(int64(x.Feature) - int64(y.Feature)) })
	n := uint32(2*len(rows) + 1)
	check := make([]byte, n)
	of := make([]int, n)
next:
	for i, r := range rows {
		at, c := sparsePlace(r.Feature, n)
		for check[at] != 0 {
			if check[at] == c {
				continue next
			}
			if at++; at == n {
				at = 0
			}
		}
		check[at], of[at] = c, i
	}
	var head, count, label, weight []byte
	for _, x := range []uint32{math.Float32bits(scale), uint32(labels)} {
		head = binary.LittleEndian.AppendUint32(head, x)
	}
	for at, c := range check {
		if c == 0 {
			continue
		}
		r := rows[of[at]]
		count = append(count, byte(len(r.Labels)))
		label = append(label, r.Labels...)
		for _, w := range r.Weights {
			weight = append(weight, byte(w))
		}
	}
	b.Add(name+".h", head)
	b.Add(name+".k", check)
	b.Add(name+".n", count)
	b.Add(name+".l", label)
	b.Add(name+".w", weight)
}

// Sparse opens the model that [Builder.AddSparse] wrote under that name. The
// pairs are brought together, O(weights): call it once, not for each text.
func (f File) Sparse(name string) *Sparse {
	head, count, label, weight := f.Part(name+".h"), f.Part(name+".n"), f.Part(name+".l"), f.Part(name+".w")
	s := &Sparse{Scale: f32(head, 0), Labels: int(u32(head, 4)), check: f.Part(name + ".k")}
	s.start = make([]uint32, len(s.check)+1)
	k, sum := 0, uint32(0)
	for i := range len(s.check) {
		s.start[i] = sum
		if s.check[i] != 0 {
			sum += uint32(count[k])
			k++
		}
	}
	s.start[len(s.check)] = sum
	if int(sum) != len(label) || len(label) != len(weight) {
		panic(fmt.Sprintf("model: %s: %s: %d weights, %d labels, %d counted; run `make train`", f.name, name, len(weight), len(label), sum))
	}
	s.pairs = make([]uint16, sum)
	for i := range s.pairs {
		if int(label[i]) >= s.Labels {
			panic(fmt.Sprintf("model: %s: %s: label %d of %d; run `make train`", f.name, name, label[i], s.Labels))
		}
		s.pairs[i] = uint16(label[i]) | uint16(weight[i])<<8
	}
	return s
}

// Score sets out[k] to the sum of label k's weights over the features, for
// k < 256. No allocation.
func (s *Sparse) Score(features []uint32, out *[256]int32) {
	clear(out[:s.Labels])
	s.AddTo(features, out)
}

// AddTo is [Sparse.Score] that adds to what out holds.
func (s *Sparse) AddTo(features []uint32, out *[256]int32) {
	table := s.check
	n := uint64(len(table))
	for _, f := range features {
		at := uint64(f) * n >> 32
		check := max(1, byte(f))
		for {
			c := table[at]
			if c == check {
				for _, p := range s.pairs[s.start[at]:s.start[at+1]] {
					out[uint8(p)] += int32(int8(p >> 8))
				}
				break
			}
			if c == 0 {
				break
			}
			if at++; at == n {
				at = 0
			}
		}
	}
}
