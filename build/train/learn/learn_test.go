package learn

import (
	"bytes"
	"testing"

	"whosaid.example/analysis/model"
)

// The toy language: labels 0, 1, 2; a token's word tells its label, but word 9
// has the label of the token before it, and is a situation of its own. Label 2
// never follows 1.
func toy(r *Rand, n int) []Sequence {
	var out []Sequence
	for range n {
		var s Sequence
		before := 0
		for t := range 8 {
			label := r.Intn(3)
			if before == 1 && label == 2 {
				label = 1
			}
			word, situation := label, uint8(0)
			if t > 0 && r.Intn(3) == 0 {
				word, label, situation = 9, before, 1
			}
			s.Features = append(s.Features, []uint32{model.Mix(1, uint32(word)), model.Mix(2, uint32(word*31))})
			s.Situation = append(s.Situation, situation)
			s.Label = append(s.Label, uint8(label))
			before = label
		}
		out = append(out, s)
	}
	return out
}

func TestFieldLearnsWhatDependsOnTheLabelBefore(t *testing.T) {
	r := Rand(7)
	o := Options{Rows: 1 << 8, Labels: 3, Epochs: 5, Eta: 0.1, Seed: 1}
	allowed := func(before, label int) bool { return !(before == 1 && label == 2) }
	f := NewField(o, 2, allowed)
	f.Train(toy(&r, 400), nil)
	var b model.Builder
	b.Templates = "toy"
	f.Add(&b, "toy", 0)
	var file bytes.Buffer
	b.WriteTo(&file)
	crf := model.Open("toy", file.String(), "toy").CRF("toy")

	var l model.Lattice
	right, total := 0, 0
	for _, s := range toy(&r, 50) {
		n := len(s.Label)
		l.Reset(crf, n)
		for i := range n {
			l.Set(i, s.Features[i], int(s.Situation[i]))
		}
		path := make([]uint8, n)
		l.Viterbi(path)
		post := l.Posterior()
		for i := range n {
			total++
			if path[i] == s.Label[i] {
				right++
			}
			if p := post[i*3] + post[i*3+1] + post[i*3+2]; p < 0.999 || p > 1.001 {
				t.Fatalf("posteriors of a token sum to %v", p)
			}
			if i > 0 && path[i-1] == 1 && path[i] == 2 {
				t.Fatal("a forbidden pair was chosen")
			}
		}
	}
	if right < total*99/100 {
		t.Errorf("%d of %d labels right", right, total)
	}
}

func TestTableLearnsAndSurvivesQuantization(t *testing.T) {
	tab := NewTable(Options{Rows: 1 << 10, Labels: 4, Eta: 0.1, Dropout: 0.3, Seed: 3})
	r := Rand(5)
	f := func(x int) []uint32 {
		return []uint32{model.Mix(1, uint32(x)), model.Mix(2, uint32(x%8)), model.Mix(3, 0)}
	}
	p := make([]float32, 4)
	for range 4000 {
		x := r.Intn(64)
		kept := tab.Drop(f(x))
		tab.Score(kept, p)
		Softmax(p, x%4, nil)
		p[x%4]--
		tab.Update(kept, p)
	}
	var b model.Builder
	tab.Add(&b, "m", 0)
	var file bytes.Buffer
	b.WriteTo(&file)
	l := model.Open("m", file.String(), "").Linear("m")
	var out [8]int32
	for x := range 64 {
		if l.Score(f(x), out[:]); model.Best(out[:4]) != x%4 {
			t.Errorf("%d: label %d", x, model.Best(out[:4]))
		}
	}
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	run := func() []byte {
		r := Rand(7)
		f := NewField(Options{Rows: 1 << 8, Labels: 3, Epochs: 2, Eta: 0.1, Dropout: 0.2, Seed: 1}, 2, nil)
		f.Train(toy(&r, 50), nil)
		var b model.Builder
		f.Add(&b, "toy", 0)
		var file bytes.Buffer
		b.WriteTo(&file)
		return file.Bytes()
	}
	if !bytes.Equal(run(), run()) {
		t.Error("two trainings differ")
	}
}
