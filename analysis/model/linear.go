package model

import (
	"encoding/binary"
	"math"
	"math/bits"
	"runtime"
	"strconv"
	"unsafe"
)

// Linear is a table of 8-bit weights, a row for each hashed feature and a
// column for each label. The score of a label is the sum of its column over
// the rows of the features, times Scale.
//
// Weights are stored with 128 added and are summed eight at a time, in 16-bit
// lanes of two uint64: no lane overflows below 257 features. In WebAssembly
// that is about four times as fast as adding bytes one by one (measured: see
// the benchmark in this package).
type Linear struct {
	Scale  float32 // a weight of 1 in the table stands for this much
	Labels int
	Rows   int // a power of two
	stride int // sums of a row: Labels rounded up to a multiple of 8
	step   int // bytes of a row: Labels up to 8, else stride
	w      string
}

// MaxFeatures is how many features one call may sum.
const MaxFeatures = 256

// Linear views the linear model that [Builder.AddLinear] wrote under that name.
func (f File) Linear(name string) Linear {
	head, w := f.Part(name+".h"), f.Part(name+".w")
	l := Linear{Scale: f32(head, 0), Labels: int(u32(head, 4)), Rows: int(u32(head, 8)), w: w}
	l.stride, l.step = stride(l.Labels), step(l.Labels)
	if bits.OnesCount(uint(l.Rows)) != 1 || len(w) != l.Rows*l.step+l.stride-l.step {
		f.broken(name + ": " + strconv.Itoa(len(w)) + " bytes for " + strconv.Itoa(l.Rows) + " rows of " + strconv.Itoa(l.Labels) + " labels")
	}
	return l
}

// AddLinear adds a linear model of quantized weights, weights[row*labels+label].
// The name has at most 14 bytes.
func (b *Builder) AddLinear(name string, labels, rows int, scale float32, weights []int8) {
	if len(weights) != rows*labels || bits.OnesCount(uint(rows)) != 1 {
		panic("model: " + name + ": " + strconv.Itoa(len(weights)) + " weights for " + strconv.Itoa(rows) + " rows of " + strconv.Itoa(labels) + " labels")
	}
	var head []byte
	for _, x := range []uint32{math.Float32bits(scale), uint32(labels), uint32(rows)} {
		head = binary.LittleEndian.AppendUint32(head, x)
	}
	b.Add(name+".h", head)
	s := step(labels)
	w := make([]byte, rows*s+stride(labels)-s) // eight bytes are read of the last row too
	for i := range w {
		w[i] = 128
	}
	for r := range rows {
		for k, x := range weights[r*labels : (r+1)*labels] {
			w[r*s+k] = byte(int(x) + 128)
		}
	}
	b.Add(name+".w", w)
}

func stride(labels int) int { return (labels + 7) &^ 7 }

// step is how many bytes rows lie apart. Those of up to eight labels are not filled up:
// what is summed behind the labels is of the next row, and nobody reads it. Filled up, the
// weights that readers fetch would be an eighth more.
func step(labels int) int {
	if labels <= 8 {
		return labels
	}
	return stride(labels)
}

// lanes is every second byte.
const lanes = 0x00FF00FF00FF00FF

// Score sets out[k] to the sum of label k's weights over the features' rows,
// for k < Labels; out has room for Labels rounded up to a multiple of 8.
// It panics for more than [MaxFeatures] features. No allocation.
func (l *Linear) Score(features []uint32, out []int32) {
	if len(features) > MaxFeatures {
		panic("model: too many features")
	}
	out = out[:l.stride]
	if l.stride == 8 {
		sumEight((*[8]int32)(out), unsafe.Pointer(unsafe.StringData(l.w)), features, uint32(l.Rows-1), uintptr(l.step))
		return
	}
	mask, step := uint32(l.Rows-1), uintptr(l.stride)
	base := unsafe.Pointer(unsafe.StringData(l.w))
	bias := int32(128 * len(features))
	g := 0
	for ; g+16 <= l.stride; g += 16 {
		var even, odd, even2, odd2 uint64
		at := unsafe.Add(base, g)
		for _, f := range features {
			p := unsafe.Add(at, uintptr(f&mask)*step)
			x, y := load(p), load(unsafe.Add(p, 8))
			even += x & lanes
			odd += x >> 8 & lanes
			even2 += y & lanes
			odd2 += y >> 8 & lanes
		}
		spread(out[g:], even, odd, bias)
		spread(out[g+8:], even2, odd2, bias)
	}
	if g < l.stride {
		var even, odd uint64
		at := unsafe.Add(base, g)
		for _, f := range features {
			x := load(unsafe.Add(at, uintptr(f&mask)*step))
			even += x & lanes
			odd += x >> 8 & lanes
		}
		spread(out[g:], even, odd, bias)
	}
}

// spread writes the eight sums of two accumulators, less the bias.
func spread(out []int32, even, odd uint64, bias int32) {
	o := out[:8:8]
	o[0] = int32(even&0xFFFF) - bias
	o[1] = int32(odd&0xFFFF) - bias
	o[2] = int32(even>>16&0xFFFF) - bias
	o[3] = int32(odd>>16&0xFFFF) - bias
	o[4] = int32(even>>32&0xFFFF) - bias
	o[5] = int32(odd>>32&0xFFFF) - bias
	o[6] = int32(even>>48) - bias
	o[7] = int32(odd>>48) - bias
}

// Best is the label of the highest score, the lowest such label where several
// tie; scores holds the scores of the labels.
func Best(scores []int32) int {
	best := 0
	for k, s := range scores {
		if s > scores[best] {
			best = k
		}
	}
	return best
}

// Machines that read eight bytes at any address, in little-endian order.
const direct = runtime.GOARCH == "amd64" || runtime.GOARCH == "arm64" || runtime.GOARCH == "wasm" || runtime.GOARCH == "386"

// load reads eight bytes. Score stays in the table: rows are masked, and the
// table's length was checked when it was opened.
func load(p unsafe.Pointer) uint64 {
	if direct {
		return *(*uint64)(p)
	}
	return binary.LittleEndian.Uint64((*[8]byte)(p)[:])
}
