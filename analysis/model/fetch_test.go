package model

import (
	"slices"
	"testing"
	"unsafe"
)

// TestFetchReadsEachLine: eight bytes of each 64, none behind the end.
func TestFetchReadsEachLine(t *testing.T) {
	words := make([]uint64, 40)
	for i := range words {
		words[i] = 1 << 32 // not to be read
	}
	for i := 0; i < len(words); i += lineBytes / 8 {
		words[i] = 1
	}
	for n := range 8*len(words) + 1 {
		want := uint64(n+lineBytes-8) / lineBytes // lines whose first eight bytes are there
		if got := fetch(unsafe.Pointer(&words[0]), n); got != want {
			t.Errorf("%d bytes: the sum is %d, not %d", n, got, want)
		}
	}
	if got := fetch(nil, 0); got != 0 {
		t.Errorf("nothing: the sum is %d", got)
	}
}

// TestFetchChangesNothing: models of all kinds give the same before and after.
func TestFetchChangesNothing(t *testing.T) {
	for _, labels := range []int{3, 8, 20} {
		rows := sparseRows(labels)
		var b Builder
		b.AddSparse("s", labels, 0.5, rows)
		b.AddSparse("none", labels, 0.5, nil)
		f := Open("test", build(t, &b), "")
		for name, s := range map[string]*Sparse{"s": f.Sparse("s"), "none": f.Sparse("none")} {
			scores := func() (out [256]int32) {
				var features []uint32
				for _, r := range rows {
					features = append(features, r.Feature)
				}
				s.Score(features, &out)
				return out
			}
			before := scores()
			s.Fetch()
			if after := scores(); !slices.Equal(before[:labels], after[:labels]) {
				t.Errorf("%s, %d labels: %v before, %v after", name, labels, before[:labels], after[:labels])
			}
		}
	}
}

// sparseRows are ten features, each with every second label or with all of them.
func sparseRows(labels int) (rows []SparseRow) {
	for i := range uint32(10) {
		r := SparseRow{Feature: i * 0x1234567}
		for k := 0; k < labels; k += 1 + int(i%2) {
			r.Labels, r.Weights = append(r.Labels, uint8(k)), append(r.Weights, int8(k)-4)
		}
		rows = append(rows, r)
	}
	return rows
}
