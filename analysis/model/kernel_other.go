//go:build !amd64

package model

import "unsafe"

// denseFrom is how many weights a sparse feature has that is kept as a dense row. Rows are
// faster from five on (see kernel_amd64.go), but the engine's file is smaller without.
const denseFrom = 16

// None of these is inlined: the engine's maker gives them other bodies by their names.

//go:noinline
func find(n *int, features []uint32, check unsafe.Pointer, buckets uint64) {
	findPortable(n, features, check, buckets)
}

//go:noinline
func sumFew(sums *[8]int32, hits []uint32, base, at, rows unsafe.Pointer, size int) {
	sumFewPortable(sums, hits, base, at, rows, size)
}

//go:noinline
func sumSmall(sums *[48]int32, table unsafe.Pointer, rows []uint32, mask uint32) {
	sumSmallPortable(sums, table, rows, mask)
}

//go:noinline
func sumEight(sums *[8]int32, table unsafe.Pointer, rows []uint32, mask uint32, step uintptr) {
	sumEightPortable(sums, table, rows, mask, step)
}

//go:noinline
func sumDense(out *[256]int32, table unsafe.Pointer, rows []uint32, columns int) {
	sumDensePortable(out, table, rows, columns)
}

//go:noinline
func scoreUnits(out []float32, pairs unsafe.Pointer, active []unit, less int, scale float32) {
	scoreUnitsPortable(out, pairs, active, less, scale)
}

//go:noinline
func forward(out, before, trans []float32) { forwardPortable(out, before, trans) }

//go:noinline
func backward(out, beta, em, trans []float32) { backwardPortable(out, beta, em, trans) }
