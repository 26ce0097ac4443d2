package model

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

func build(t testing.TB, b *Builder) string {
	t.Helper()
	var out bytes.Buffer
	if _, err := b.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// weights of a table that no lane-wise sum gets right by chance.
func weights(rows, labels int) []int8 {
	w := make([]int8, rows*labels)
	for i := range w {
		w[i] = int8(final(uint32(i)+1) % 255)
		if w[i] == -128 {
			w[i] = 127
		}
	}
	return w
}

func TestScoreIsTheSumOfTheRows(t *testing.T) {
	for _, labels := range []int{1, 3, 8, 9, 49} {
		const rows = 64
		w := weights(rows, labels)
		var b Builder
		b.AddLinear("m", labels, rows, 0.5, w)
		l := Open("test", build(t, &b), "").Linear("m")
		for n := range MaxFeatures + 1 {
			features := make([]uint32, n)
			want := make([]int32, labels)
			for i := range features {
				features[i] = final(uint32(i * 7))
				for k := range want {
					want[k] += int32(w[int(features[i]%rows)*labels+k])
				}
			}
			out := make([]int32, (labels+7)&^7)
			l.Score(features, out)
			for k := range want {
				if out[k] != want[k] {
					t.Fatalf("%d labels, %d features: label %d: %d, want %d", labels, n, k, out[k], want[k])
				}
			}
		}
	}
}

func TestAFileThatDoesNotFitIsRefusedWithAReason(t *testing.T) {
	b := Builder{Templates: "one"}
	b.AddLinear("m", 2, 4, 1, make([]int8, 8))
	good := build(t, &b)
	for _, c := range []struct{ name, data, templates, want string }{
		{"not a weight file", "hello, world", "one", "no weight file"},
		{"another format", magic + "\x09" + good[8:], "one", "format 9"},
		{"other features", good, "two", "other features"},
		{"cut short", good[:len(good)-1], "one", "cut in part"},
		{"a part that is not there", good, "one", `no part "x.h"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				if s, _ := recover().(string); !strings.Contains(s, c.want) || !strings.Contains(s, "some.model") || !strings.Contains(s, "make train") {
					t.Errorf("panic says %q, want %q, the file and what to do", s, c.want)
				}
			}()
			Open("some.model", c.data, c.templates).Linear("x")
		})
	}
}

func TestExpIsCloseToTheRealOne(t *testing.T) {
	for x := float32(-86); x < 87; x += 0.0371 {
		want := math.Exp(float64(x))
		if got := float64(Exp(x)); math.Abs(got-want) > 2e-6*want {
			t.Fatalf("Exp(%v) = %v, want %v", x, got, want)
		}
	}
	if Exp(-1000) != 0 || Exp(0) != 1 {
		t.Error("Exp at its ends")
	}
}

// Posteriors and the best path against all paths counted one by one.
func TestFieldAgreesWithBruteForce(t *testing.T) {
	const L, n, rows, sits = 3, 4, 16, 2
	w := weights(rows, L)
	trans := make([]int16, sits*L*L)
	for i := range trans {
		trans[i] = int16(final(uint32(i+99))%61) - 30
	}
	trans[1*L*L+0*L+2] = Forbidden
	var b Builder
	b.AddCRF("m", L, rows, 0.02, w, trans)
	c := Open("test", build(t, &b), "").CRF("m")
	var l Lattice
	l.Reset(c, n)
	feats := [n][]uint32{{1, 5}, {2}, {3, 7, 9}, {4, 4}}
	sit := [n]int{0, 1, 1, 0}
	for i := range n {
		l.Set(i, feats[i], sit[i])
	}
	var total float64
	var want [n * L]float64
	bestScore, best := math.Inf(-1), [n]uint8{}
	for code := range 81 {
		var y [n]int
		for i, x := 0, code; i < n; i, x = i+1, x/L {
			y[i] = x % L
		}
		score, before, ok := 0.0, 0, true
		for i := range n {
			for _, f := range feats[i] {
				score += float64(w[int(f%rows)*L+y[i]])
			}
			tr := trans[sit[i]*L*L+before*L+y[i]]
			ok = ok && tr != Forbidden
			score += float64(tr)
			before = y[i]
		}
		if !ok {
			continue
		}
		p := math.Exp(score * float64(c.Scale))
		total += p
		for i := range n {
			want[i*L+y[i]] += p
		}
		if score > bestScore {
			bestScore = score
			for i := range n {
				best[i] = uint8(y[i])
			}
		}
	}
	for i, p := range l.Posterior() {
		if math.Abs(float64(p)-want[i]/total) > 1e-4 {
			t.Errorf("token %d label %d: posterior %v, want %v", i/L, i%L, p, want[i]/total)
		}
	}
	path := make([]uint8, n)
	l.Viterbi(path)
	if [n]uint8(path) != best {
		t.Errorf("path %v, want %v", path, best)
	}
}

func BenchmarkScore(b *testing.B) {
	const labels, rows, features = 45, 1 << 16, 30
	var file Builder
	file.AddLinear("m", labels, rows, 1, weights(rows, labels))
	l := Open("bench", build(b, &file), "").Linear("m")
	f := make([]uint32, features)
	out := make([]int32, 48)
	for i := 0; b.Loop(); i++ {
		for j := range f {
			f[j] = uint32(i*features+j) * 0x9E3779B1
		}
		l.Score(f, out)
	}
}
