package analysis

import (
	"bytes"
	"encoding/json"
	"math/rand"
	"reflect"
	"testing"
)

// Every field of the result, filled at random, comes out as encoding/json
// writes it: a field that AppendJSON forgets fails here.
func TestJSONIsThatOfEncodingJSON(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	texts := []string{"", "a1", "plain", "“curly” é 😀", "<b>&\"\\/\b\f\n\r\t\x00\x1f\x7f", "\xff\xc3(\u2028\u2029", "line\u0085"}
	numbers := []float64{0, 0.5, -0.25, 1, 12345678.9, 1e21, 1e-7, -3.5e-9, 1e20, 2.5e+300}
	var fill func(v reflect.Value, depth int)
	fill = func(v reflect.Value, depth int) {
		switch v.Kind() {
		case reflect.String:
			v.SetString(texts[r.Intn(len(texts))])
		case reflect.Int:
			v.SetInt(int64(r.Intn(2000) - 5))
		case reflect.Float64:
			v.SetFloat(numbers[r.Intn(len(numbers))])
		case reflect.Bool:
			v.SetBool(r.Intn(2) == 0)
		case reflect.Pointer:
			if r.Intn(3) > 0 {
				v.Set(reflect.New(v.Type().Elem()))
				fill(v.Elem(), depth)
			}
		case reflect.Slice:
			n := r.Intn(4) - 1
			if n < 0 {
				return
			}
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(v.Index(i), depth+1)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				fill(v.Field(i), depth)
			}
		default:
			t.Fatalf("a field of kind %s: teach AppendJSON and this test", v.Kind())
		}
	}
	for range 200 {
		var res Result
		fill(reflect.ValueOf(&res).Elem(), 0)
		want, err := json.Marshal(&res)
		if err != nil {
			t.Fatal(err)
		}
		got := res.AppendJSON(nil)
		if !bytes.Equal(got, want) {
			i := 0
			for i < len(got) && i < len(want) && got[i] == want[i] {
				i++
			}
			t.Fatalf("differs at byte %d:\n got …%.80s\nwant …%.80s", i, got[max(0, i-40):], want[max(0, i-40):])
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	res := Analyze(Article{Text: exampleText})
	b.Run("AppendJSON", func(b *testing.B) {
		var out []byte
		for b.Loop() {
			out = res.AppendJSON(out[:0])
		}
		b.SetBytes(int64(len(out)))
	})
	b.Run("encoding/json", func(b *testing.B) {
		for b.Loop() {
			out, _ := json.Marshal(res)
			b.SetBytes(int64(len(out)))
		}
	})
}

const exampleText = `Council votes to close pool

Mayor Lena Ortiz said on Monday that the pool would close in May. "We cannot heat it any longer," she told reporters.

Swimmers rejected the plan. "It is a bad day for this town," said Tom Breck of the Harbour Swimming Club. According to the club, 1,200 children learn to swim there every year.`
