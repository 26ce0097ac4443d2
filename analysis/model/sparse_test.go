package model

import (
	"bytes"
	"math/rand"
	"testing"
)

// sparse writes the rows and opens them again.
func sparse(t *testing.T, labels int, rows []SparseRow) *Sparse {
	t.Helper()
	b := Builder{Templates: "test"}
	b.AddSparse("x", labels, 0.5, rows)
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	return Open("test.model", file.String(), "test").Sparse("x")
}

func TestSparseSumsTheKeptRows(t *testing.T) {
	for _, labels := range []int{3, 4, 50, 256} {
		r := rand.New(rand.NewSource(int64(labels)))
		weights := make(map[uint32]map[uint8]int8)
		var rows []SparseRow
		for i := range 2000 {
			row := SparseRow{Feature: r.Uint32()}
			all := labels == 50 && i%10 == 0 // many weights
			of := make(map[uint8]int8)
			for k := range labels {
				if w := int8(r.Intn(255) - 127); w != 0 && (all || r.Intn(labels) < 3) {
					row.Labels, row.Weights = append(row.Labels, uint8(k)), append(row.Weights, w)
					of[uint8(k)] = w
				}
			}
			if len(row.Labels) > 0 {
				rows = append(rows, row)
				weights[row.Feature] = of
			}
		}
		s := sparse(t, labels, rows)
		if s.Labels != labels || s.Scale != 0.5 {
			t.Fatalf("%d labels, scale %v", s.Labels, s.Scale)
		}
		wrong := 0
		for range 500 {
			var features []uint32
			var want, got [256]int32
			for range r.Intn(120) {
				f := rows[r.Intn(len(rows))].Feature
				features = append(features, f)
				for k, w := range weights[f] {
					want[k] += int32(w)
				}
			}
			s.Score(features, &got)
			for k := range labels {
				if got[k] != want[k] {
					wrong++
					break
				}
			}
		}
		// The few rows that share a bucket and a check byte with another are left out.
		if wrong > 250 {
			t.Errorf("%d labels: %d of 500 sums are wrong", labels, wrong)
		}
	}
}

func TestSparseUnknownFeaturesAddAlmostNothing(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var rows []SparseRow
	for range 5000 {
		rows = append(rows, SparseRow{r.Uint32(), []uint8{1}, []int8{1}})
	}
	for _, labels := range []int{3, 50} {
		s := sparse(t, labels, rows)
		n := int32(0)
		for range 20000 {
			var out [256]int32
			s.Score([]uint32{r.Uint32()}, &out)
			n += out[1]
		}
		if n > 300 {
			t.Errorf("%d labels: %d of 20000 unknown features were found", labels, n)
		}
	}
}

func TestSparseOrderOfRowsDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var rows []SparseRow
	for range 300 {
		rows = append(rows, SparseRow{r.Uint32(), []uint8{uint8(r.Intn(9))}, []int8{int8(1 + r.Intn(100))}})
	}
	pack := func() string {
		var b Builder
		var file bytes.Buffer
		b.AddSparse("x", 9, 1, rows)
		b.WriteTo(&file)
		return file.String()
	}
	first := pack()
	r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	if pack() != first {
		t.Error("the same rows in another order make another file")
	}
}

func TestSparseWithoutRows(t *testing.T) {
	for _, labels := range []int{3, 50} {
		var out [256]int32
		out[1] = 7
		sparse(t, labels, nil).Score([]uint32{1, 2, 3}, &out)
		if out[1] != 0 {
			t.Errorf("score %d, want 0", out[1])
		}
	}
}

func BenchmarkSparse(b *testing.B) {
	r := rand.New(rand.NewSource(1))
	var rows []SparseRow
	for range 120000 {
		rows = append(rows, SparseRow{r.Uint32(), []uint8{0, 2}, []int8{3, -4}})
	}
	for _, labels := range []int{3, 50} {
		bl := Builder{}
		bl.AddSparse("x", labels, 1, rows)
		var file bytes.Buffer
		bl.WriteTo(&file)
		s := Open("x", file.String(), "").Sparse("x")
		features := make([]uint32, 100)
		for i := range features {
			if features[i] = r.Uint32(); i%2 == 0 {
				features[i] = rows[r.Intn(len(rows))].Feature
			}
		}
		b.Run(map[int]string{3: "few labels", 50: "many labels"}[labels], func(b *testing.B) {
			var out [256]int32
			for b.Loop() {
				for i := range features {
					features[i] = features[i]*2654435761 + 1
				}
				s.Score(features, &out)
			}
		})
	}
}
