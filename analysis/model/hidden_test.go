package model

import (
	"bytes"
	"testing"
)

// The packed sums are the plain ones: units below zero count for nothing, and a
// block of labels starts anywhere.
func TestHiddenScoresAsWrittenOut(t *testing.T) {
	for _, most := range []uint32{127, 15} {
		hiddenAsWrittenOut(t, 24, int8(most))
		hiddenAsWrittenOut(t, 48, int8(most))
	}
}

func hiddenAsWrittenOut(t *testing.T, units int, most int8) {
	const inputs, labels = 40, 20
	in, out := make([]int8, inputs*units), make([]int8, units*labels)
	x := uint32(1)
	random := func() int8 {
		x = Mix(x, 7)
		return int8(x % 255)
	}
	for i := range in {
		in[i] = max(-most-1, min(most, random()))
	}
	for i := range out {
		out[i] = random()
	}
	var b Builder
	b.AddHidden("h", units, 0.5, in, labels, 0.25, out)
	var file bytes.Buffer
	b.WriteTo(&file)
	h := Open("test", file.String(), "").Hidden("h")
	for _, on := range [][]uint32{nil, {3}, {0, 1, 2, 17, 39}, {5, 5, 5, 6}, {0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 9, 11, 12, 13, 14, 15, 16, 20}} {
		for _, block := range [][2]int{{0, 3}, {4, 6}, {2, 17}, {0, labels}} {
			var want [labels]int
			for j := range units {
				v := 0
				for _, f := range on {
					v += int(in[int(f)*units+j])
				}
				for k := range labels {
					want[k] += max(0, v) * int(out[j*labels+k])
				}
			}
			var u Units
			got := make([]float32, (block[1]+7)&^7)
			for k := range got {
				got[k] = 1
			}
			h.Units(on, &u)
			h.Score(&u, block[0], got)
			for k, y := range got[:block[1]] {
				if w := 1 + float32(want[block[0]+k])*0.125; y != w {
					t.Errorf("inputs %v, label %d: %v, want %v", on, block[0]+k, y, w)
				}
			}
		}
	}
}

func TestHiddenRefusesOddLabels(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("three labels were taken")
		}
	}()
	new(Builder).AddHidden("h", 8, 1, make([]int8, 8), 3, 1, make([]int8, 24))
}
