package model

import (
	"encoding/binary"
	"math"
	"strconv"
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
}

// MaxUnits is how many units a layer has at most.
const MaxUnits = 128

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
	h.out = make([]uint64, len(o)/2)
	for i := range h.out {
		h.out[i] = uint64(o[2*i]) | uint64(o[2*i+1])<<32
	}
	return h
}

// Units sets the units' sums over the inputs, at most [MaxFeatures]. No allocation.
func (h *Hidden) Units(inputs []uint32, units *[MaxUnits]int32) { h.in.Score(inputs, units[:]) }

// Score adds the scores of the labels from the given one on, an even number, to
// out, at most 256. Two labels are summed at a time, in the halves of a uint64: at
// most 2^15 × 255 for each of 128 units. No allocation.
func (h *Hidden) Score(units *[MaxUnits]int32, from int, out []float32) {
	var sums [128]uint64
	n := (len(out) + 1) / 2
	acc := sums[:n]
	bias := int32(0)
	for j, x := range units[:h.in.Labels] {
		if x <= 0 {
			continue
		}
		bias += x
		v := uint64(x)
		for k, w := range h.out[(j*h.labels+from)/2:][:len(acc)] {
			acc[k] += v * w
		}
	}
	bias *= 128
	for k := range out {
		out[k] += float32(float32(int32(sums[k/2]>>(32*(k&1)))-bias) * h.scale)
	}
}
