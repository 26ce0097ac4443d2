package model

import (
	"math/rand"
	"slices"
	"testing"
	"unsafe"
)

// The functions that this machine runs give the same bits as the portable ones.
func TestKernelsGiveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	floats := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = r.Float32() * 3
		}
		return x
	}
	table := make([]byte, 64*48)
	for i := range table {
		table[i] = byte(112 + r.Intn(32))
	}
	any := make([]byte, 1024*8)
	r.Read(any)
	clear(any[:1024]) // empty buckets
	for n := range MaxFeatures + 1 {
		rows := make([]uint32, n)
		for i := range rows {
			rows[i] = r.Uint32()
			if i%3 == 0 {
				rows[i] = uint32(any[i]) | rows[i]&^0xFF // check bytes that are there
			}
		}
		const buckets = 1024
		a, b := slices.Clone(rows), slices.Clone(rows)
		var na, nb int
		find(&na, a, unsafe.Pointer(&any[0]), buckets)
		findPortable(&nb, b, unsafe.Pointer(&any[0]), buckets)
		if !slices.Equal(a[:na], b[:nb]) {
			t.Fatalf("find of %d: %d, want %d", n, a[:na], b[:nb])
		}
		var smallA, smallB [48]int32
		sumSmall(&smallA, unsafe.Pointer(&table[0]), rows, 63)
		sumSmallPortable(&smallB, unsafe.Pointer(&table[0]), rows, 63)
		if smallA != smallB {
			t.Fatalf("sumSmall of %d: %d, want %d", n, smallA, smallB)
		}
		var eightA, eightB [8]int32
		for step := uintptr(1); step <= 8; step++ {
			sumEight(&eightA, unsafe.Pointer(&any[0]), rows, buckets-1, step)
			sumEightPortable(&eightB, unsafe.Pointer(&any[0]), rows, buckets-1, step)
			if eightA != eightB {
				t.Fatalf("sumEight of %d, %d apart: %d, want %d", n, step, eightA, eightB)
			}
		}
	}
	for n := range MaxFeatures + 1 {
		hits, base, at := make([]uint32, n), []uint32{0, 77}, make([]uint16, 2<<fewGroup)
		for i := range hits {
			hits[i] = uint32(r.Intn(len(at) * 8))
		}
		for i := range at {
			at[i] = uint16(r.Intn(900))
		}
		for _, size := range []int{4, 8} {
			var a, b [8]int32
			sumFew(&a, hits, unsafe.Pointer(&base[0]), unsafe.Pointer(&at[0]), unsafe.Pointer(&any[0]), size)
			sumFewPortable(&b, hits, unsafe.Pointer(&base[0]), unsafe.Pointer(&at[0]), unsafe.Pointer(&any[0]), size)
			if a != b {
				t.Fatalf("sumFew of %d: %d, want %d", n, a, b)
			}
		}
	}
	for n := range MaxFeatures + 1 {
		const columns = 4
		rows := make([]uint32, n)
		for i := range rows {
			rows[i] = uint32(r.Intn(len(any)/8 - 2*columns))
		}
		a := [256]int32{3: 7}
		b := a
		sumDense(&a, unsafe.Pointer(&any[0]), rows, columns)
		sumDensePortable(&b, unsafe.Pointer(&any[0]), rows, columns)
		if a != b {
			t.Fatalf("sumDense of %d: %d, want %d", n, a, b)
		}
	}
	for _, n := range []int{0, 8, 16, 24, 56} {
		const units = MaxUnits
		pairs := make([]uint64, units*n/2)
		for i := range pairs {
			pairs[i] = uint64(r.Intn(256)) | uint64(r.Intn(256))<<32
		}
		active := make([]unit, units)
		for i := range active {
			active[i] = unit{uint64(r.Intn(1 << 15)), uint(i * n * 4)}
		}
		for _, active := range [][]unit{nil, active[:1], active} {
			a := floats(n)
			b := slices.Clone(a)
			scoreUnits(a, unsafe.Pointer(unsafe.SliceData(pairs)), active, 1234567, 0.013)
			scoreUnitsPortable(b, unsafe.Pointer(unsafe.SliceData(pairs)), active, 1234567, 0.013)
			if !slices.Equal(a, b) {
				t.Fatalf("scoreUnits of %d: %v, want %v", n, a, b)
			}
		}
	}
	for _, s := range []int{8, 24} {
		trans := floats(s * s)
		for n := range s + 1 {
			x, em := floats(n), floats(n)
			a, b := make([]float32, s), make([]float32, s)
			forward(a, x, trans)
			forwardPortable(b, x, trans)
			if !slices.Equal(a, b) {
				t.Fatalf("forward of %d: %v, want %v", n, a, b)
			}
			backward(a, x, em, trans)
			backwardPortable(b, x, em, trans)
			if !slices.Equal(a, b) {
				t.Fatalf("backward of %d: %v, want %v", n, a, b)
			}
		}
	}
}
