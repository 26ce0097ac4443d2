package model

import (
	"math/bits"
	"unsafe"
)

// The innermost loops of the models, as any processor runs them. Go's compiler uses no
// 128-bit instructions: where they are sure to be there, the functions that are called
// have them, on amd64 (kernel_amd64.s) and in the engine that browsers run, which gets
// other bodies for those of kernel_other.go (app/site/kernels.txt). All give the same
// bits: sums of integers, and sums of floats in the same order. Change them together.

// findPortable puts the numbers of the kept features' slots, eight times the bucket's number
// and the slot, in place of the features, and sets n to how many there are; see [Sparse].
func findPortable(n *int, features []uint32, check unsafe.Pointer, buckets uint64) {
	// What the loop reads is in variables of its own, and it writes past no
	// feature that was read: that halves its time in WebAssembly.
	k, hits := uintptr(0), unsafe.Pointer(unsafe.SliceData(features))
	for _, f := range features {
		b := uint64(f) * buckets >> 32
		c := uint64(f) & 0xFF // as checkOf, in 64 bits, which needs no masks
		x := load(unsafe.Add(check, b*8)) ^ (c+(c-1)>>63)*bytesOne
		zero := (x - bytesOne) &^ x & bytesHigh
		*(*uint32)(unsafe.Add(hits, k*4)) = uint32(b<<3 | uint64(bits.TrailingZeros64(zero|1<<63))>>3)
		kept := uintptr(0)
		if zero != 0 {
			kept = 1
		}
		k += kept
	}
	*n = int(k)
}

// sumFewPortable sets sums to those of the rows of kept features: a row has so many bytes,
// weights with 128 added, and what stands behind it is summed as well, up to eight. Its
// number is that of its bucket's group, from base, of its bucket there, from at, and of
// its slot; see [Sparse]. At most [MaxFeatures] features.
func sumFewPortable(sums *[8]int32, hits []uint32, base, at, rows unsafe.Pointer, size int) {
	var even, odd uint64
	for _, h := range hits {
		i := *(*uint32)(unsafe.Add(base, h>>(3+fewGroup)*4)) + uint32(*(*uint16)(unsafe.Add(at, h>>3*2))) + h&7
		x := load(unsafe.Add(rows, uintptr(i)*uintptr(size)))
		even += x & lanes
		odd += x >> 8 & lanes
	}
	spread(sums[:], even, odd, int32(128*len(hits)))
}

// sumSmallPortable sets sums to those of the rows, 48 bytes each, whose weights are from -16
// to 15, stored with 128 added. Eight rows are summed as bytes before they are spread
// to 16 bits: the sum of eight bytes below 32 is a byte. At most [MaxFeatures] rows.
func sumSmallPortable(sums *[48]int32, table unsafe.Pointer, rows []uint32, mask uint32) {
	const step, words, group = 48, 6, 8
	low := uint64(smallest)
	var even, odd [words]uint64
	n := len(rows)
	for ; len(rows) >= group; rows = rows[group:] {
		f := (*[group]uint32)(rows)
		r0, r1 := unsafe.Add(table, uintptr(f[0]&mask)*step), unsafe.Add(table, uintptr(f[1]&mask)*step)
		r2, r3 := unsafe.Add(table, uintptr(f[2]&mask)*step), unsafe.Add(table, uintptr(f[3]&mask)*step)
		r4, r5 := unsafe.Add(table, uintptr(f[4]&mask)*step), unsafe.Add(table, uintptr(f[5]&mask)*step)
		r6, r7 := unsafe.Add(table, uintptr(f[6]&mask)*step), unsafe.Add(table, uintptr(f[7]&mask)*step)
		for k := range words {
			at := 8 * k
			x := load(unsafe.Add(r0, at)) + load(unsafe.Add(r1, at)) + load(unsafe.Add(r2, at)) + load(unsafe.Add(r3, at)) +
				load(unsafe.Add(r4, at)) + load(unsafe.Add(r5, at)) + load(unsafe.Add(r6, at)) + load(unsafe.Add(r7, at)) - group*low
			even[k] += x & lanes
			odd[k] += x >> 8 & lanes
		}
	}
	for _, f := range rows {
		r := unsafe.Add(table, uintptr(f&mask)*step)
		for k := range words {
			x := load(unsafe.Add(r, 8*k)) - smallest
			even[k] += x & lanes
			odd[k] += x >> 8 & lanes
		}
	}
	for k := range words {
		spread(sums[8*k:], even[k], odd[k], int32(16*n))
	}
}

// sumEightPortable sets sums to those of the eight bytes from where each row begins, weights
// with 128 added; rows begin step bytes apart. At most [MaxFeatures] rows.
func sumEightPortable(sums *[8]int32, table unsafe.Pointer, rows []uint32, mask uint32, step uintptr) {
	var even, odd uint64
	n := len(rows)
	for ; len(rows) >= 4; rows = rows[4:] {
		f := (*[4]uint32)(rows)
		x := load(unsafe.Add(table, uintptr(f[0]&mask)*step))
		even += x & lanes
		odd += x >> 8 & lanes
		x = load(unsafe.Add(table, uintptr(f[1]&mask)*step))
		even += x & lanes
		odd += x >> 8 & lanes
		x = load(unsafe.Add(table, uintptr(f[2]&mask)*step))
		even += x & lanes
		odd += x >> 8 & lanes
		x = load(unsafe.Add(table, uintptr(f[3]&mask)*step))
		even += x & lanes
		odd += x >> 8 & lanes
	}
	for _, f := range rows {
		x := load(unsafe.Add(table, uintptr(f&mask)*step))
		even += x & lanes
		odd += x >> 8 & lanes
	}
	spread(sums[:], even, odd, int32(128*n))
}

// sumDensePortable adds the rows' sums to out: rows are numbers of words in the table, from
// which on so many columns of 16 weights stand, each with 128 added. At most [MaxFeatures]
// rows.
func sumDensePortable(out *[256]int32, table unsafe.Pointer, rows []uint32, columns int) {
	bias := int32(128 * len(rows))
	for k := range 2 * columns {
		var even, odd uint64
		for _, r := range rows {
			x := load(unsafe.Add(table, 8*(uintptr(r)+uintptr(k))))
			even += x & lanes
			odd += x >> 8 & lanes
		}
		var sums [8]int32
		spread(sums[:], even, odd, bias)
		o := (*[8]int32)(out[8*k:])
		for i, x := range sums {
			o[i] += x
		}
	}
}

// scoreUnitsPortable adds to out, eight labels at a time, what the active units are worth:
// rows of pairs of labels, each label's weight in 32 bits, all but the sum of the
// units' biases; see [Hidden.Score]. The sums of units are below 2^15.
func scoreUnitsPortable(out []float32, pairs unsafe.Pointer, active []unit, less int, scale float32) {
	bias := int32(less)
	for ; len(out) >= block; out = out[block:] {
		var a, b, c, d uint64
		for i := range active {
			u := &active[i]
			w := (*[block / 2]uint64)(unsafe.Add(pairs, u.at))
			a += u.sum * w[0]
			b += u.sum * w[1]
			c += u.sum * w[2]
			d += u.sum * w[3]
		}
		pairs = unsafe.Add(pairs, 4*block)
		o := (*[block]float32)(out)
		o[0] += float32(float32(int32(a)-bias) * scale)
		o[1] += float32(float32(int32(a>>32)-bias) * scale)
		o[2] += float32(float32(int32(b)-bias) * scale)
		o[3] += float32(float32(int32(b>>32)-bias) * scale)
		o[4] += float32(float32(int32(c)-bias) * scale)
		o[5] += float32(float32(int32(c>>32)-bias) * scale)
		o[6] += float32(float32(int32(d)-bias) * scale)
		o[7] += float32(float32(int32(d>>32)-bias) * scale)
	}
}

// forwardPortable sets out[k] to the sum over j of before[j] times trans[j][k], with rows
// of trans as long as out, a multiple of 8. Eight sums go on at once, each in the
// order of j.
func forwardPortable(out, before, trans []float32) {
	s := len(out)
	for g := 0; g < s; g += 8 {
		var a0, a1, a2, a3, a4, a5, a6, a7 float32
		for j, x := range before {
			r := (*[8]float32)(trans[j*s+g:])
			a0 += float32(x * r[0])
			a1 += float32(x * r[1])
			a2 += float32(x * r[2])
			a3 += float32(x * r[3])
			a4 += float32(x * r[4])
			a5 += float32(x * r[5])
			a6 += float32(x * r[6])
			a7 += float32(x * r[7])
		}
		*(*[8]float32)(out[g:]) = [8]float32{a0, a1, a2, a3, a4, a5, a6, a7}
	}
}

// backwardPortable sets out[j] to the sum over k of trans[k][j] times em[k] times beta[k],
// in the same way; em is as long as beta.
func backwardPortable(out, beta, em, trans []float32) {
	s := len(out)
	em = em[:len(beta)]
	for g := 0; g < s; g += 8 {
		var a0, a1, a2, a3, a4, a5, a6, a7 float32
		for k, b := range beta {
			e, r := em[k], (*[8]float32)(trans[k*s+g:])
			a0 += float32(float32(r[0]*e) * b)
			a1 += float32(float32(r[1]*e) * b)
			a2 += float32(float32(r[2]*e) * b)
			a3 += float32(float32(r[3]*e) * b)
			a4 += float32(float32(r[4]*e) * b)
			a5 += float32(float32(r[5]*e) * b)
			a6 += float32(float32(r[6]*e) * b)
			a7 += float32(float32(r[7]*e) * b)
		}
		*(*[8]float32)(out[g:]) = [8]float32{a0, a1, a2, a3, a4, a5, a6, a7}
	}
}
