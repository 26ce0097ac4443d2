package model

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"unsafe"
)

// Sparse is a linear model that keeps only the features and weights that
// pruning left over. A feature is found by its hash in a bucket of eight slots,
// where a check byte tells it from others; one in a hundred of the features that
// aren't kept is taken for a kept one. With few weights for each feature it is
// smaller than [Linear], in the file as in memory, and has no collisions among
// the kept features.
//
// What a short text costs is the memory that it touches, as the models of all
// stages together are larger than the processor's nearest caches. Most features
// are not kept: these touch nothing but their bucket's check bytes, which lie
// close together. A look-up takes no branch, since whether a feature is kept
// can't be predicted: a bucket's check bytes are compared at once, and what was
// found is summed in a second round.
type Sparse struct {
	Scale   float32 // a weight of 1 in the table stands for this much
	Labels  int
	buckets int
	check   string   // of each bucket: the slots' check bytes, 0 for an empty slot; the empty slots are last
	base    []uint32 // of each group of buckets: where its features' weights begin, in few or pairs
	at      []uint16 // of each bucket: the same, from its group's base on
	// few holds, for models of at most four labels, a feature's weights, each with
	// 128 added, as four bytes; eight the same for models of at most eight.
	few   []uint32
	eight []uint64
	// pairs holds, for other models, the buckets' features, each a label and a
	// weight for each of its weights. Before a bucket's first feature stand eight
	// bytes, from the last to the first: where each slot's pairs end, in pairs.
	pairs []byte
	// dense holds a row of bytes for each feature with many weights, each with 128
	// added, as many words as its labels take. Such a feature has two pairs, which
	// hold denseMark and three bytes of its row's place in dense.
	dense []uint64
}

// A group of buckets is what 16 bits can address: their features, or all pairs of
// full buckets.
const (
	fewLabels  = 8
	fewGroup   = 12  // binary logarithm of the number of buckets
	pairsGroup = 6   //
	mostPairs  = 255 // of a bucket
	pairsHead  = 8   // bytes before a bucket's first pair
	denseMark  = 255 // no label of a model that has dense rows
	densePairs = 2   // of a feature with a row
)

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
	return uint32(uint64(f) * uint64(n) >> 32), byte(checkOf(f))
}

// checkOf is a feature's last byte, 1 where that is 0.
func checkOf(f uint32) uint32 {
	c := f & 0xFF
	return c + (c-1)>>31
}

// AddSparse adds a sparse model of at most 256 labels. The name has at most 14
// bytes. The order of the rows does not matter. Where more than eight rows share
// a bucket (hardly ever), or two a bucket and a check byte, or a bucket had more
// than 255 weights, those of the smallest weights are left out.
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
	pairs := make([]int, n)
	for _, r := range rows {
		at, c := sparsePlace(r.Feature, n)
		taken := slices.ContainsFunc(buckets[at], func(x SparseRow) bool {
			_, other := sparsePlace(x.Feature, n)
			return c == other
		})
		if !taken && len(buckets[at]) < 8 && pairs[at]+len(r.Labels) <= mostPairs {
			pairs[at] += len(r.Labels)
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
	s := &Sparse{Scale: f32(head, 0), Labels: int(u32(head, 4)), buckets: len(check) / 8, check: check}
	if len(label) != len(weight) {
		f.broken(name + ": " + strconv.Itoa(len(label)) + " labels for " + strconv.Itoa(len(weight)) + " weights")
	}
	if i := firstFrom(label, s.Labels); i >= 0 {
		f.broken(name + ": label " + strconv.Itoa(int(label[i])) + " of " + strconv.Itoa(s.Labels))
	}
	s.at = make([]uint16, s.buckets)
	ok := false
	if s.Labels <= fewLabels {
		ok = s.openFew(count, label, weight)
	} else {
		ok = s.openPairs(count, label, weight)
	}
	if !ok {
		f.broken(name + ": " + strconv.Itoa(len(count)) + " features and " + strconv.Itoa(len(weight)) + " weights do not fit the buckets")
	}
	return s
}

// slots is how many features a bucket has.
func (s *Sparse) slots(bucket int) int {
	return (bits.Len64(load(unsafe.Add(unsafe.Pointer(unsafe.StringData(s.check)), bucket*8))) + 7) / 8
}

func (s *Sparse) openFew(count, label, weight string) bool {
	if s.Labels <= 4 {
		s.few = make([]uint32, len(count)+1) // eight bytes are read at once
	} else {
		s.eight = make([]uint64, len(count))
	}
	n, p := 0, 0
	for b := range s.buckets {
		if b%(1<<fewGroup) == 0 {
			s.base = append(s.base, uint32(n))
		}
		s.at[b] = uint16(n - int(s.base[len(s.base)-1]))
		n += s.slots(b)
	}
	if n != len(count) {
		return false
	}
	for i := range len(count) {
		x := uint64(bytesHigh)
		for end := p + int(count[i]); p < end; p++ {
			if p == len(label) {
				return false
			}
			x += uint64(int64(int8(weight[p])) << (8 * (label[p] & 7)))
		}
		if s.few != nil {
			s.few[i] = uint32(x)
		} else {
			s.eight[i] = x
		}
	}
	return p == len(label)
}

func (s *Sparse) openPairs(count, label, weight string) bool {
	s.pairs = make([]byte, 0, pairsHead+len(count)+2*len(label)+pairsHead)
	n, p := 0, 0
	for b := range s.buckets {
		slots := s.slots(b)
		if n+slots > len(count) {
			return false
		}
		// The bytes of absent slots may hold anything: the end of the bucket before.
		for len(s.pairs) < pairsHead-slots {
			s.pairs = append(s.pairs, 0)
		}
		ends := 0
		s.pairs = append(s.pairs, "\x00\x00\x00\x00\x00\x00\x00\x00"[:slots]...)
		at := len(s.pairs)
		for k := range slots {
			size := int(count[n])
			if n++; p+size > len(label) {
				return false
			}
			if size >= denseFrom && s.Labels <= denseMark {
				ends += densePairs
				s.addDense(label[p:p+size], weight[p:p+size])
			} else {
				ends += size
				for i := p; i < p+size; i++ {
					s.pairs = append(s.pairs, label[i], weight[i])
				}
			}
			p += size
			if ends > mostPairs {
				return false
			}
			s.pairs[at-1-k] = byte(ends)
		}
		if b%(1<<pairsGroup) == 0 {
			s.base = append(s.base, uint32(at))
		}
		s.at[b] = uint16(at - int(s.base[len(s.base)-1]))
	}
	s.pairs = append(s.pairs, "\x00\x00\x00\x00\x00\x00\x00\x00"...) // Score reads four pairs at once
	return n == len(count) && p == len(label)
}

// addDense adds a row of dense, and the pairs that tell of it.
func (s *Sparse) addDense(label, weight string) {
	at := len(s.dense)
	s.pairs = append(s.pairs, denseMark, byte(at), byte(at>>8), byte(at>>16))
	for range s.words() {
		s.dense = append(s.dense, bytesHigh)
	}
	for i := range len(label) {
		s.dense[at+int(label[i]/8)] += uint64(int64(int8(weight[i])) << (8 * (label[i] % 8)))
	}
}

// words is how many words a dense row has, an even number.
func (s *Sparse) words() int { return (s.Labels + 15) / 16 * 2 }

// Score sets out[k] to the sum of label k's weights over the features, for
// k < 256. It uses the features' memory for what it finds. It panics for more
// than [MaxFeatures] features. No allocation.
func (s *Sparse) Score(features []uint32, out *[256]int32) {
	if len(features) > MaxFeatures {
		panic("model: too many features")
	}
	n := 0
	if s.buckets > 0 {
		find(&n, features, unsafe.Pointer(unsafe.StringData(s.check)), uint64(s.buckets))
	}
	hits := features[:n]
	if s.Labels <= fewLabels {
		rows, size := unsafe.Pointer(unsafe.SliceData(s.eight)), 8
		if s.eight == nil {
			rows, size = unsafe.Pointer(unsafe.SliceData(s.few)), 4
		}
		sumFew((*[8]int32)(out[:]), hits, unsafe.Pointer(unsafe.SliceData(s.base)), unsafe.Pointer(unsafe.SliceData(s.at)), rows, size)
		return
	}
	clear(out[:s.Labels])
	at, base := unsafe.Pointer(unsafe.SliceData(s.at)), unsafe.Pointer(unsafe.SliceData(s.base))
	pairs := unsafe.Pointer(unsafe.SliceData(s.pairs))
	for i, h := range hits {
		b, slot := uint(h>>3), h&7
		first := uint(*(*uint32)(unsafe.Add(base, b>>pairsGroup*4))) + uint(*(*uint16)(unsafe.Add(at, b*2)))
		ends := load(unsafe.Add(pairs, first-pairsHead)) >> (56 - 8*slot)
		from := uint(uint8(ends >> 8)) // 0 for the first slot
		hits[i] = uint32((first+2*from)<<8 | (uint(uint8(ends)) - from))
	}
	// Without branches, since none could be predicted: pairs behind a feature's last
	// one are added without their weights.
	const marked = 0x00FF00FF00FF00FF // the pairs' labels
	mark, dense := uint64(denseMark), 0
	if s.dense == nil {
		mark = 1 << 8 // none
	}
	for _, h := range hits {
		p, n := unsafe.Add(pairs, h>>8), uint(h&0xFF)
		w := load(p)
		for ; n > 4; n -= 4 {
			out[uint8(w)] += int32(int8(w >> 8))
			out[uint8(w>>16)] += int32(int8(w >> 24))
			out[uint8(w>>32)] += int32(int8(w >> 40))
			out[uint8(w>>48)] += int32(int8(w >> 56))
			p = unsafe.Add(p, 8)
			w = load(p)
		}
		isDense := uint(0)
		if w&0xFF == mark {
			isDense = 1
		}
		hits[dense] = uint32(w) >> 8
		dense += int(isDense)
		w &= 1<<(16*(n&(isDense-1))) - 1 | marked
		out[uint8(w)] += int32(int8(w >> 8))
		out[uint8(w>>16)] += int32(int8(w >> 24))
		out[uint8(w>>32)] += int32(int8(w >> 40))
		out[uint8(w>>48)] += int32(int8(w >> 56))
	}
	if dense > 0 {
		sumDense(out, unsafe.Pointer(unsafe.SliceData(s.dense)), hits[:dense], s.words()/2)
	}
}

// firstFrom is the first place of a byte that is not below the limit, -1 where
// there is none. Eight bytes are compared at a time: models have hundreds of
// thousands, looked at before the first text is read.
func firstFrom(text string, limit int) int {
	i := 0
	if 0 < limit && limit <= 0x80 {
		const high = 0x8080808080808080
		room := uint64(0x80-limit) * 0x0101010101010101 // carries into the high bit from limit on
		for ; i+8 <= len(text); i += 8 {
			if x := binary.LittleEndian.Uint64([]byte(text[i : i+8])); (x&^high+room|x)&high != 0 {
				break
			}
		}
	}
	for ; i < len(text); i++ {
		if int(text[i]) >= limit {
			return i
		}
	}
	return -1
}
