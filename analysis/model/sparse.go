package model

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"strconv"
)

// Sparse is a linear model that keeps only the features and weights that
// pruning left over. A feature is found by its hash in a bucket of eight slots,
// where a check byte tells it from others; one in a hundred of the features that
// aren't kept is taken for a kept one. With few weights for each feature it is
// smaller than [Linear], in the file as in memory, and has no collisions among
// the kept features.
//
// A look-up takes no branch, since whether a feature is kept can't be
// predicted: a bucket's check bytes are compared at once, and what was found is
// summed in a second round.
type Sparse struct {
	Scale   float32 // a weight of 1 in the table stands for this much
	Labels  int
	buckets []bucket
	start   []uint32 // of a feature: its first pair
	pairs   []uint16 // label | weight<<8
	// few holds, for models of at most four labels, a feature's weights, each with
	// 128 added; the last entry is all 128, for features that aren't kept.
	few []uint32
}

// bucket is eight slots for features, in one line of the cache.
type bucket struct {
	check uint64 // the slots' check bytes, 0 for an empty slot; the empty slots are last
	first uint64 // number of the first slot's feature; the others follow
}

// SparseRow is a feature with its weights, in the order of their labels.
type SparseRow struct {
	Feature uint32
	Labels  []uint8
	Weights []int8
}

const (
	bytesOne  = 0x0101010101010101
	bytesHigh = 0x8080808080808080
)

// sparsePlace is a feature's bucket of n, and its check byte.
func sparsePlace(f, n uint32) (bucket uint32, check byte) {
	return uint32(uint64(f) * uint64(n) >> 32), max(1, byte(f))
}

// AddSparse adds a sparse model of at most 256 labels. The name has at most 14
// bytes. The order of the rows does not matter. Where more than eight rows share
// a bucket (hardly ever), or two a bucket and a check byte, those of the
// smallest weights are left out.
func (b *Builder) AddSparse(name string, labels int, scale float32, rows []SparseRow) {
	weight := func(r SparseRow) (n int) {
		for _, w := range r.Weights {
			n += max(int(w), -int(w))
		}
		return n
	}
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(x, y SparseRow) int {
		return cmp.Or(cmp.Compare(weight(y), weight(x)), cmp.Compare(x.Feature, y.Feature))
	})
	n := uint32(len(rows)/2 + 1)
	buckets := make([][]SparseRow, n)
	for _, r := range rows {
		at, c := sparsePlace(r.Feature, n)
		taken := slices.ContainsFunc(buckets[at], func(x SparseRow) bool {
			_, other := sparsePlace(x.Feature, n)
			return c == other
		})
		if !taken && len(buckets[at]) < 8 {
			buckets[at] = append(buckets[at], r)
		}
	}
	var head, check, count, label, weights []byte
	for _, x := range []uint32{math.Float32bits(scale), uint32(labels)} {
		head = binary.LittleEndian.AppendUint32(head, x)
	}
	for _, rows := range buckets {
		slices.SortFunc(rows, func(x, y SparseRow) int { return cmp.Compare(byte(x.Feature), byte(y.Feature)) })
		for k := range 8 {
			if k >= len(rows) {
				check = append(check, 0)
				continue
			}
			r := rows[k]
			_, c := sparsePlace(r.Feature, n)
			check, count, label = append(check, c), append(count, byte(len(r.Labels))), append(label, r.Labels...)
			for _, w := range r.Weights {
				weights = append(weights, byte(w))
			}
		}
	}
	b.Add(name+".h", head)
	b.Add(name+".k", check)
	b.Add(name+".n", count)
	b.Add(name+".l", label)
	b.Add(name+".w", weights)
}

// Sparse opens the model that [Builder.AddSparse] wrote under that name. The
// parts are brought together, O(weights): call it once, not for each text.
func (f File) Sparse(name string) *Sparse {
	head, check, count, label, weight := f.Part(name+".h"), f.Part(name+".k"), f.Part(name+".n"), f.Part(name+".l"), f.Part(name+".w")
	s := &Sparse{Scale: f32(head, 0), Labels: int(u32(head, 4)), buckets: make([]bucket, len(check)/8)}
	n := uint32(0)
	for i := range len(check) {
		if i%8 == 0 {
			s.buckets[i/8].first = uint64(n)
		}
		s.buckets[i/8].check |= uint64(check[i]) << (i % 8 * 8)
		if check[i] != 0 {
			n++
		}
	}
	if int(n) != len(count) {
		f.broken(name + ": " + strconv.Itoa(int(n)) + " features, " + strconv.Itoa(len(count)) + " counted")
	}
	s.start = make([]uint32, n+1)
	sum := uint32(0)
	for i := range len(count) {
		s.start[i] = sum
		sum += uint32(count[i])
	}
	s.start[n] = sum
	if int(sum) != len(label) || len(label) != len(weight) {
		f.broken(name + ": " + strconv.Itoa(len(weight)) + " weights, " + strconv.Itoa(len(label)) + " labels, " + strconv.Itoa(int(sum)) + " counted")
	}
	s.pairs = make([]uint16, sum)
	for i := range s.pairs {
		if int(label[i]) >= s.Labels {
			f.broken(name + ": label " + strconv.Itoa(int(label[i])) + " of " + strconv.Itoa(s.Labels))
		}
		s.pairs[i] = uint16(label[i]) | uint16(weight[i])<<8
	}
	if s.Labels <= 4 {
		s.few = make([]uint32, n+1)
		for i := range s.few {
			s.few[i] = 0x80808080
		}
		for i := range n {
			for _, p := range s.pairs[s.start[i]:s.start[i+1]] {
				s.few[i] += uint32(int32(int8(p>>8)) << (8 * (p & 0xFF)))
			}
		}
	}
	return s
}

// find is the number of a feature; hit is 1 where it is kept, else 0.
func (s *Sparse) find(f uint32) (n, hit uint64) {
	b := &s.buckets[uint64(f)*uint64(len(s.buckets))>>32]
	x := b.check ^ uint64(max(1, byte(f)))*bytesOne
	zero := (x - bytesOne) &^ x & bytesHigh
	return b.first + uint64(bits.TrailingZeros64(zero))>>3, (zero | -zero) >> 63
}

// Score sets out[k] to the sum of label k's weights over the features, for
// k < 256. It panics for more than [MaxFeatures] features. No allocation.
func (s *Sparse) Score(features []uint32, out *[256]int32) {
	if s.few != nil {
		s.scoreFew(features, out)
		return
	}
	clear(out[:s.Labels])
	var hits [MaxFeatures]uint32
	n := uint64(0)
	for _, f := range features {
		k, hit := s.find(f)
		hits[n] = uint32(k)
		n += hit
	}
	for _, k := range hits[:n] {
		for _, p := range s.pairs[s.start[k]:s.start[k+1]] {
			out[uint8(p)] += int32(int8(p >> 8))
		}
	}
}

// scoreFew is Score for at most four labels.
func (s *Sparse) scoreFew(features []uint32, out *[256]int32) {
	if len(features) > MaxFeatures {
		panic("model: too many features")
	}
	var even, odd uint64
	none := uint64(len(s.few) - 1)
	for _, f := range features {
		k, hit := s.find(f)
		x := uint64(s.few[k&-hit|none&(hit-1)])
		even += x & 0x00FF00FF
		odd += x >> 8 & 0x00FF00FF
	}
	bias := int32(128 * len(features))
	out[0], out[1] = int32(even&0xFFFF)-bias, int32(odd&0xFFFF)-bias
	out[2], out[3] = int32(even>>16&0xFFFF)-bias, int32(odd>>16&0xFFFF)-bias
}
