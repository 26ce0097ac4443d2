package model

import "unsafe"

// denseFrom is how many weights a sparse feature has that is kept as a dense row. All
// others have four pairs at most, which [Sparse.Score] adds without a branch that can't
// be predicted.
const denseFrom = 5

// See kernel.go for what these do.

// checks is, for each last byte of a feature, its check byte in each of eight bytes;
// kernel_amd64.s reads it.
var checks = func() (c [256]uint64) {
	for f := range c {
		c[f] = uint64(checkOf(uint32(f))) * bytesOne
	}
	return c
}()

//go:noescape
func find(n *int, features []uint32, check unsafe.Pointer, buckets uint64)

//go:noescape
func sumFew(sums *[8]int32, hits []uint32, base, at, rows unsafe.Pointer, size int)

//go:noescape
func sumSmall(sums *[48]int32, table unsafe.Pointer, rows []uint32, mask uint32)

//go:noescape
func sumEight(sums *[8]int32, table unsafe.Pointer, rows []uint32, mask uint32, step uintptr)

//go:noescape
func sumDense(out *[256]int32, table unsafe.Pointer, rows []uint32, columns int)

//go:noescape
func scoreUnits(out []float32, pairs unsafe.Pointer, active []unit, less int, scale float32)

//go:noescape
func forward(out, before, trans []float32)

//go:noescape
func backward(out, beta, em, trans []float32)
