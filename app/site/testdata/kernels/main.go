// Command kernels prints the bits of what models with random weights say of random
// features: by each function that the engine gets in other instructions;
// and what comes of copies.
package main

import (
	"bytes"
	"fmt"
	"math"
	"unsafe"

	"whosaid.example/analysis/model"
)

var state uint32 = 1

func random(n int) int {
	state = model.Mix(state, 7)
	return int(state>>8) % n
}

func weights(n, most int) []int8 {
	w := make([]int8, n)
	for i := range w {
		w[i] = int8(random(2*most+2) - most - 1)
	}
	return w
}

func features(n int) []uint32 {
	f := make([]uint32, n)
	for i := range f {
		f[i] = uint32(random(1 << 20))
	}
	return f
}

func open(b *model.Builder) model.File {
	var file bytes.Buffer
	b.WriteTo(&file)
	return model.Open("kernels", file.String(), "")
}

func print(name string, n int, values []float32) {
	sum := uint64(14695981039346656037)
	for _, v := range values {
		sum = (sum ^ uint64(math.Float32bits(v))) * 1099511628211
	}
	fmt.Printf("%s %d: %x\n", name, n, sum)
}

func main() {
	counts := []int{0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 100, 255, 256}
	// Rows at their limits, and any.
	for _, most := range []int{15, 127} {
		const units, rows, labels = 48, 64, 30
		var b model.Builder
		in := weights(units*rows, most)
		for i := range units {
			in[i], in[units+i] = int8(-most-1), int8(most)
		}
		b.AddHidden("h", units, 0.013, in, labels, 0.7, weights(units*labels, 127))
		h := open(&b).Hidden("h")
		for _, n := range counts {
			f := features(n)
			for _, same := range []int{-1, 0, 1} {
				if same >= 0 {
					for i := range f {
						f[i] = uint32(same)
					}
				}
				var u model.Units
				h.Units(f, &u)
				for _, part := range [][2]int{{0, labels}, {0, 4}, {2, 8}, {4, 25}, {10, 16}} {
					out := make([]float32, (part[1]+7)&^7)
					for i := range out {
						out[i] = float32(random(100)) / 7
					}
					h.Score(&u, part[0], out)
					print("hidden", n, out[:part[1]])
				}
			}
		}
	}
	for _, labels := range []int{5, 8, 9, 20} {
		const rows = 128
		situations := 2
		transitions := make([]int16, situations*labels*labels)
		for i := range transitions {
			if transitions[i] = int16(random(400) - 200); random(6) == 0 {
				transitions[i] = model.Forbidden
			}
		}
		var b model.Builder
		b.AddCRF("c", labels, rows, 0.02, weights(labels*rows, 127), transitions)
		c := open(&b).CRF("c")
		var l model.Lattice
		for _, n := range counts {
			sums := make([]int32, 256)
			c.Score(features(n), sums)
			var out []float32
			for _, s := range sums[:labels] {
				out = append(out, float32(s))
			}
			print("linear", n, out)
			tokens := n%20 + 1
			l.Reset(c, tokens)
			for t := range tokens {
				l.Set(t, features(random(12)), random(situations))
			}
			print("field", tokens, l.Posterior())
		}
	}
	// Half of the features that are asked for are kept.
	for _, labels := range []int{3, 8, 20, 45} {
		rows := make([]model.SparseRow, 500)
		for i := range rows {
			f := uint32(random(1<<20)) * 4001
			if i%50 == 0 {
				f &^= 0xFF
			}
			row := model.SparseRow{Feature: f}
			for k, many := 0, random(labels+1); k < labels && len(row.Labels) <= many; k += 1 + random(2) {
				row.Labels, row.Weights = append(row.Labels, uint8(k)), append(row.Weights, weights(1, 126)...)
			}
			rows[i] = row
		}
		var b model.Builder
		b.AddSparse("s", labels, 1, rows)
		s := open(&b).Sparse("s")
		for _, n := range counts {
			f := features(n)
			for i := range f {
				if i%2 == 0 {
					f[i] = rows[random(len(rows))].Feature
				}
			}
			var sums [256]int32
			s.Score(f, &sums)
			var out []float32
			for _, x := range sums[:labels] {
				out = append(out, float32(x))
			}
			print("sparse", n, out)
		}
	}
	pieces()
}

// pieces copies and clears pieces of all short lengths, some of which overlap.
func pieces() {
	var room [200]byte
	sum := func() (n uint64) {
		for _, b := range room {
			n = (n ^ uint64(b)) * 1099511628211
		}
		return n
	}
	fill := func() {
		for i := range room {
			room[i] = byte(i + 1)
		}
	}
	for n := range 80 {
		for _, to := range []int{0, 49, 50, 51, 60, 120} {
			fill()
			copy(room[to:to+n], room[50:])
			fmt.Println("copied", n, to, sum())
		}
		fill()
		clear(room[50 : 50+n])
		fmt.Println("cleared", n, sum())
	}
	known[[20]byte]("20")
	known[[24]byte]("24")
	known[[33]byte]("33")
	known[[40]byte]("40")
	known[[48]byte]("48")
	known[[100]byte]("100")
	known[[256]byte]("256")
	known[[264]byte]("264")
}

// known copies and clears what has a length that the compiler knows.
//
//go:noinline
func known[T any](name string) {
	type between struct {
		before [8]byte
		it     T
		behind [8]byte
	}
	var from, to [2]between
	bytes := func(x *[2]between) []byte {
		return unsafe.Slice((*byte)(unsafe.Pointer(x)), unsafe.Sizeof(*x))
	}
	for i := range bytes(&from) {
		bytes(&from)[i] = byte(i + 1)
	}
	put(&to[1].it, &from[0].it)
	put(&from[0].it, &from[0].it)
	fmt.Printf("known %s: %x %x", name, bytes(&to), bytes(&from))
	empty(&from[1].it)
	fmt.Printf(" %x\n", bytes(&from))
}

//go:noinline
func put[T any](to, from *T) { *to = *from }

//go:noinline
func empty[T any](x *T) {
	var zero T
	*x = zero
}
