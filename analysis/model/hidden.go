package model

import (
	"encoding/binary"
	"math"
	"strconv"
	"unsafe"
)

// Hidden is a layer of rectified units between sparse inputs and labels: an
// input is a row of a [Linear] table with a column for each unit; where their
// sum is above zero, it counts for each label with a weight of its own. All sums
// are of integers.
type Hidden struct {
	in     Linear
	labels int
	scale  float32 // of a label's sum
	out    []uint64
	small  bool // rows of inputs have 48 weights, all from -16 to 15
}

// MaxUnits is how many units a layer has at most.
const MaxUnits = 128

// block is how many labels are scored at a time.
const block = 8

// Units is a layer's units that count, in one state. Its zero value is ready.
type Units struct {
	sums   [MaxUnits]int32
	active [MaxUnits]unit
	n      int   // how many are active
	bias   int32 // 128 for each unit of their sums
}

// unit is one with a sum above zero.
type unit struct {
	sum uint64
	at  uint // of the unit's first pair of weights in a layer's out, in bytes
}

// AddHidden adds a hidden layer: the quantized weights of its inputs,
// in[input*units+unit], and those of its labels, out[unit*labels+label], each
// with its scale. labels is even. The name has at most 12 bytes.
func (b *Builder) AddHidden(name string, units int, scale float32, in []int8, labels int, outScale float32, out []int8) {
	rows := 1
	for rows*units < len(in) {
		rows *= 2
	}
	if units > MaxUnits || labels%2 != 0 || len(out) != units*labels {
		panic("model: " + name + ": " + strconv.Itoa(units) + " units, " + strconv.Itoa(labels) + " labels, " + strconv.Itoa(len(out)) + " weights")
	}
	b.AddLinear(name+".i", units, rows, scale, append(in[:len(in):len(in)], make([]int8, rows*units-len(in))...))
	head := binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(scale*outScale)))
	w := make([]byte, len(out))
	for i, x := range out {
		w[i] = byte(int(x) + 128)
	}
	b.Add(name+".s", head)
	b.Add(name+".o", w)
}

// Hidden opens the layer that [Builder.AddHidden] wrote under that name.
func (f File) Hidden(name string) *Hidden {
	o := f.Part(name + ".o")
	h := &Hidden{in: f.Linear(name + ".i"), scale: f32(f.Part(name+".s"), 0)}
	h.labels = len(o) / max(1, h.in.Labels)
	if h.in.Labels > MaxUnits || h.labels%2 != 0 || len(o) != h.labels*h.in.Labels {
		f.broken(name + ": " + strconv.Itoa(len(o)) + " weights for " + strconv.Itoa(h.in.Labels) + " units")
	}
	h.small = h.in.stride == 48 && isSmall(h.in.w)
	h.out = make([]uint64, len(o)/2+block/2) // Score reads whole blocks, also of the last unit
	for i := range len(o) / 2 {
		h.out[i] = uint64(o[2*i]) | uint64(o[2*i+1])<<32
	}
	return h
}

// Units sets the units by their sums over the inputs, at most [MaxFeatures]. No
// allocation.
func (h *Hidden) Units(inputs []uint32, units *Units) {
	if len(inputs) > MaxFeatures {
		panic("model: too many inputs")
	}
	if h.small {
		sumSmall((*[48]int32)(units.sums[:]), unsafe.Pointer(unsafe.StringData(h.in.w)), inputs, uint32(h.in.Rows-1))
	} else {
		h.in.Score(inputs, units.sums[:])
	}
	// No branch: which units are active can't be predicted.
	n, bias, at := uintptr(0), int32(0), uint(0)
	for _, x := range units.sums[:h.in.Labels] {
		*(*unit)(unsafe.Add(unsafe.Pointer(&units.active), n*unsafe.Sizeof(unit{}))) = unit{uint64(x), at}
		at += uint(h.labels) * 4
		n += uintptr(uint32(-x) >> 31)
		bias += max(x, 0)
	}
	units.n, units.bias = int(n), 128*bias
}

// smallest is eight bytes of the weight -16, as tables have it. Bytes that are at
// least that lend nothing to each other.
const smallest = 0x7070707070707070

// isSmall reports whether all weights of a table are from -16 to 15.
func isSmall(w string) bool {
	for i := 0; i+8 <= len(w); i += 8 {
		if (load(unsafe.Add(unsafe.Pointer(unsafe.StringData(w)), i))-smallest)&0xE0E0E0E0E0E0E0E0 != 0 {
			return false
		}
	}
	return true
}

// Score adds the scores of the labels from the given one on, an even number, to
// out. Its length is a multiple of eight: what it holds for labels behind the last
// one that is asked for has no meaning. Two labels are summed at a time, in the
// halves of a uint64: at most 2^15 × 255 for each of 128 units. No allocation.
func (h *Hidden) Score(units *Units, from int, out []float32) {
	if from < 0 || from%2 != 0 || len(out)%block != 0 || from+len(out) > h.labels+block-1 {
		panic("model: no such labels")
	}
	// Pairs of labels from the first one on; the rows of units have the same length.
	pairs := unsafe.Add(unsafe.Pointer(unsafe.SliceData(h.out)), from/2*8)
	scoreUnits(out, pairs, units.active[:units.n], int(units.bias), h.scale)
}
