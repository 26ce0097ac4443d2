package model

import "unsafe"

// Look-ups by hash touch a model's tables all over, and each place that is not in the
// processor's nearest caches is waited for. A stage that will look up thousands of
// features reads its models from end to end first: processors see such a reader coming,
// and have a megabyte there in the time of a few hundred look-ups that miss.

// FetchFrom is for how many tokens of text it pays to read the models of a stage first.
const FetchFrom = 150

// lineBytes is the least that a processor reads of memory at once: 64 bytes, on some 128.
const lineBytes = 64

// Fetch brings the model into the processor's caches; it changes nothing. O(its size): some
// hundredths of a millisecond. See [FetchFrom].
func (s *Sparse) Fetch() {
	fetch(unsafe.Pointer(unsafe.StringData(s.check)), len(s.check))
	fetch(unsafe.Pointer(unsafe.SliceData(s.at)), len(s.at)*2)
	fetch(unsafe.Pointer(unsafe.SliceData(s.few)), len(s.few)*4)
	fetch(unsafe.Pointer(unsafe.SliceData(s.eight)), len(s.eight)*8)
	fetch(unsafe.Pointer(unsafe.SliceData(s.pairs)), len(s.pairs))
	fetch(unsafe.Pointer(unsafe.SliceData(s.dense)), len(s.dense)*8)
}

// Fetch does what [Sparse.Fetch] does.
func (l *Linear) Fetch() { fetch(unsafe.Pointer(unsafe.StringData(l.w)), len(l.w)) }

// Fetch does what [Sparse.Fetch] does.
func (c *CRF) Fetch() {
	c.Linear.Fetch()
	if c.sparse != nil {
		c.sparse.Fetch()
	}
}

// Fetch does what [Sparse.Fetch] does.
func (h *Hidden) Fetch() { h.in.Fetch() }

// FetchAll does what [Sparse.Fetch] does, for a table without pointers.
func FetchAll[T any](table []T) {
	var x T
	fetch(unsafe.Pointer(unsafe.SliceData(table)), len(table)*int(unsafe.Sizeof(x)))
}

// FetchText does what [Sparse.Fetch] does, for a table that is embedded.
func FetchText(table string) { fetch(unsafe.Pointer(unsafe.StringData(table)), len(table)) }

// fetch reads eight bytes of each line of n bytes at p, none behind them. What it returns
// is their sum, so that no compiler leaves the reading out.
//
//go:noinline
func fetch(p unsafe.Pointer, n int) (sum uint64) {
	for at := 0; at+8 <= n; at += lineBytes {
		sum += load(unsafe.Add(p, at))
	}
	return sum
}
