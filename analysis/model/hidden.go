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
	small  bool // all weights of the inputs are from -16 to 15
}

// MaxUnits is how many units a layer has at most.
const MaxUnits = 128

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
	h.small = isSmall(h.in.w)
	h.out = make([]uint64, len(o)/2)
	for i := range h.out {
		h.out[i] = uint64(o[2*i]) | uint64(o[2*i+1])<<32
	}
	return h
}

// Units sets the units by their sums over the inputs, at most [MaxFeatures]. No
// allocation.
func (h *Hidden) Units(inputs []uint32, units *Units) {
	if h.small {
		h.sumSmall(inputs, &units.sums)
	} else {
		h.in.Score(inputs, units.sums[:])
	}
	n, bias := 0, int32(0)
	for j, x := range units.sums[:h.in.Labels] {
		units.active[n] = unit{uint64(x), uint(j * h.labels * 4)}
		if x > 0 {
			bias += x
			n++
		}
	}
	units.n, units.bias = n, 128*bias
}

// sumSmall sums small weights as bytes, eight rows at a time, before it spreads them
// to 16 bits: the sum of eight bytes below 32 is a byte.
func (h *Hidden) sumSmall(inputs []uint32, sums *[MaxUnits]int32) {
	if len(inputs) > MaxFeatures {
		panic("model: too many inputs")
	}
	const rows = 8
	low := uint64(smallest)
	var even, odd [MaxUnits / 8]uint64
	mask, step := uint32(h.in.Rows-1), uintptr(h.in.stride)
	base, words := unsafe.Pointer(unsafe.StringData(h.in.w)), h.in.stride/8
	n := len(inputs)
	for ; len(inputs) >= rows; inputs = inputs[rows:] {
		f := (*[rows]uint32)(inputs)
		r0, r1 := unsafe.Add(base, uintptr(f[0]&mask)*step), unsafe.Add(base, uintptr(f[1]&mask)*step)
		r2, r3 := unsafe.Add(base, uintptr(f[2]&mask)*step), unsafe.Add(base, uintptr(f[3]&mask)*step)
		r4, r5 := unsafe.Add(base, uintptr(f[4]&mask)*step), unsafe.Add(base, uintptr(f[5]&mask)*step)
		r6, r7 := unsafe.Add(base, uintptr(f[6]&mask)*step), unsafe.Add(base, uintptr(f[7]&mask)*step)
		for k := range min(words, len(even)) {
			at := 8 * k
			x := load(unsafe.Add(r0, at)) + load(unsafe.Add(r1, at)) + load(unsafe.Add(r2, at)) + load(unsafe.Add(r3, at)) +
				load(unsafe.Add(r4, at)) + load(unsafe.Add(r5, at)) + load(unsafe.Add(r6, at)) + load(unsafe.Add(r7, at)) - rows*low
			even[k] += x & lanes
			odd[k] += x >> 8 & lanes
		}
	}
	for _, f := range inputs {
		r := unsafe.Add(base, uintptr(f&mask)*step)
		for k := range min(words, len(even)) {
			x := load(unsafe.Add(r, 8*k)) - smallest
			even[k] += x & lanes
			odd[k] += x >> 8 & lanes
		}
	}
	for k := range min(words, len(even)) {
		spread(sums[8*k:], even[k], odd[k], int32(16*n))
	}
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
// out, at most 256. Two labels are summed at a time, in the halves of a uint64: at
// most 2^15 × 255 for each of 128 units. No allocation.
func (h *Hidden) Score(units *Units, from int, out []float32) {
	const block = 4
	active, bias, scale := units.active[:units.n], units.bias, h.scale
	if from < 0 || from+len(out) > h.labels {
		panic("model: no such labels")
	}
	// Pairs of labels from the first one on; the rows of units have the same length.
	pairs := unsafe.Add(unsafe.Pointer(unsafe.SliceData(h.out)), from/2*8)
	for ; len(out) >= 2*block; out = out[2*block:] {
		var a, b, c, d uint64
		for i := range active {
			u := &active[i]
			w := (*[block]uint64)(unsafe.Add(pairs, u.at))
			a += u.sum * w[0]
			b += u.sum * w[1]
			c += u.sum * w[2]
			d += u.sum * w[3]
		}
		pairs = unsafe.Add(pairs, 8*block)
		o := (*[2 * block]float32)(out)
		o[0] += float32(float32(int32(a)-bias) * scale)
		o[1] += float32(float32(int32(a>>32)-bias) * scale)
		o[2] += float32(float32(int32(b)-bias) * scale)
		o[3] += float32(float32(int32(b>>32)-bias) * scale)
		o[4] += float32(float32(int32(c)-bias) * scale)
		o[5] += float32(float32(int32(c>>32)-bias) * scale)
		o[6] += float32(float32(int32(d)-bias) * scale)
		o[7] += float32(float32(int32(d>>32)-bias) * scale)
	}
	for i := 0; i < len(out); i += 2 {
		var a uint64
		for k := range active {
			u := &active[k]
			a += u.sum * *(*uint64)(unsafe.Add(pairs, u.at))
		}
		pairs = unsafe.Add(pairs, 8)
		out[i] += float32(float32(int32(a)-bias) * scale)
		if i+1 < len(out) {
			out[i+1] += float32(float32(int32(a>>32)-bias) * scale)
		}
	}
}
