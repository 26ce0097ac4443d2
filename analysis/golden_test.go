package analysis_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"whosaid.example/analysis"
)

var update = flag.Bool("update", false, "write the results of this run as the expected ones; read the difference")

// The texts of testdata and what is found in them, as JSON beside them. The
// texts are invented. The engine under WebAssembly must give the same bytes.
func TestGoldenTexts(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no texts in testdata", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			r := analysis.Analyze(analysis.Article{Name: filepath.Base(name), Text: string(text)})
			r.Engine = "" // changes with every release
			got, err := json.MarshalIndent(r, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(name, ".txt") + ".json"
			if *update {
				if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if os.IsNotExist(err) {
				t.Fatal("no expected result: go test ./analysis -run Golden -update writes it")
			} else if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(append(got, '\n'), want) {
				t.Errorf("another result than %s has; look at it, then run go test ./analysis -update\n%s", golden, firstDifference(got, want))
			}
		})
	}
}

// firstDifference is the first line in which a and b differ, with its place.
func firstDifference(a, b []byte) string {
	x, y := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return "got  " + x[i] + "\nwant " + y[i]
		}
	}
	return "one ends before the other"
}
