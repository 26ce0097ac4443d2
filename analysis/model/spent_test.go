package model

import (
	"bytes"
	"math/rand"
	"testing"
	"unsafe"
)

// TestSpentPartsAreReadNoMore clears them in the memory of models that are open.
func TestSpentPartsAreReadNoMore(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var names []string
	var kept []uint32
	b := Builder{Templates: "test"}
	for name, labels := range map[string]int{"few": 3, "eight": 8, "pairs": 40} {
		var rows []SparseRow
		for range 500 {
			row := SparseRow{Feature: r.Uint32()}
			for k := range labels {
				if w := int8(r.Intn(255) - 127); w != 0 && r.Intn(3) == 0 {
					row.Labels, row.Weights = append(row.Labels, uint8(k)), append(row.Weights, w)
				}
			}
			rows, kept = append(rows, row), append(kept, row.Feature)
		}
		b.AddSparseCRF(name, labels, 1, rows, make([]int16, labels*labels))
		names = append(names, name)
	}
	dense := make([]int8, 4*16)
	for i := range dense {
		dense[i] = int8(i)
	}
	b.AddLinear("linear", 4, 16, 1, dense)
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	content := file.Bytes()
	f := Open("test.model", unsafe.String(&content[0], len(content)), "test")
	linear := f.Linear("linear")
	var fields []*CRF
	for _, n := range names {
		fields = append(fields, f.SparseCRF(n))
	}
	scores := func() (all []int32) {
		for i := range len(kept) - 2 {
			x := kept[i : i+3 : i+3]
			out := make([]int32, 8)
			linear.Score(x, out)
			all = append(all, out[:4]...)
			for _, c := range fields {
				var l Lattice
				l.Reset(c, 1)
				l.Set(0, append([]uint32{}, x...), 0)
				all = append(all, l.scores[:c.Labels]...)
			}
		}
		return all
	}
	want := scores()
	spent := Spent(string(content))
	size := 0
	for _, s := range spent {
		size += s[1] - s[0]
		clear(content[s[0]:s[1]])
	}
	if len(spent) != 9 || size < len(content)/2 {
		t.Errorf("%d ranges of %d bytes are spent of %d bytes: %v", len(spent), size, len(content), spent)
	}
	for i, x := range scores() {
		if x != want[i] {
			t.Fatalf("score %d is %d, was %d before the spent parts were cleared", i, x, want[i])
		}
	}
	for _, broken := range []string{"", "no weights", string(content[:30])} {
		if got := Spent(broken); got != nil {
			t.Errorf("Spent(%q) = %v", broken, got)
		}
	}
}
