package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/chromedp/chromedp"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/name"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/segment"
	"whosaid.example/analysis/tag"
	"whosaid.example/app/site"
	"whosaid.example/build/browser"
)

func init() {
	parts = append(parts, part{"sizes", sizes}, part{"speed", speeds})
}

// later are the tables of package lexicon that only the stages after the
// language core use.
var later = []string{"counted.txt", "cues.txt", "groups.txt", "predicates.txt", "senses.bin", "vectors.bin", "words.txt"}

// sizes weighs the models and tables that are embedded into the engine, each
// with brotli -q 11 by itself.
func sizes(string) ([]Table, error) {
	root, err := site.Root()
	if err != nil {
		return nil, err
	}
	core := Table{Title: "Data of the language core (bytes)", Columns: []string{"file", "brotli -q 11"}}
	rest := Table{Title: "Data of the other stages (bytes)", Columns: core.Columns}
	var sums [2][2]int
	err = filepath.WalkDir(filepath.Join(root, "analysis"), func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "testdata" {
				return filepath.SkipDir
			}
			return nil
		}
		if !slices.Contains([]string{".model", ".bin", ".txt"}, filepath.Ext(file)) {
			return nil
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(filepath.Join(root, "analysis"), file)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		table, sum := &core, &sums[0]
		switch stage := path.Dir(rel); {
		case slices.Contains([]string{"segment", "tag", "parse", "name"}, stage):
		case stage == "lexicon" && !slices.Contains(later, path.Base(rel)):
		default:
			table, sum = &rest, &sums[1]
		}
		n := packed(content)
		table.Add(rel, fmt.Sprint(len(content)), fmt.Sprint(n))
		sum[0] += len(content)
		sum[1] += n
		return nil
	})
	core.Add("all", fmt.Sprint(sums[0][0]), fmt.Sprint(sums[0][1]))
	rest.Add("all", fmt.Sprint(sums[1][0]), fmt.Sprint(sums[1][1]))
	return []Table{core, rest}, err
}

func packed(content []byte) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(content)
	w.Close()
	return b.Len()
}

// speedText is how much text the speeds are taken on, in bytes: little, so that
// some runs are not interrupted where the machine has other work.
const speedText = 20_000

// speeds measures how many tokens a second the language core takes, natively
// on one core and under WebAssembly in Chromium, on the shared articles.
func speeds(shared string) ([]Table, error) {
	files, err := filepath.Glob(filepath.Join(shared, "articles", "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, errors.Join(err, fmt.Errorf("no articles in %s", shared))
	}
	var text strings.Builder
	for i := 0; text.Len() < speedText; i++ {
		content, err := os.ReadFile(files[i%len(files)])
		if err != nil {
			return nil, err
		}
		text.Write(content)
		text.WriteString("\n\n")
	}
	t := Table{Title: "Speed of the language core (thousand tokens a second)", Columns: []string{"natively", "Chromium"}}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	d := doc.New(text.String())
	whole := time.Duration(0)
	for _, stage := range []struct {
		name string
		run  func(*doc.Document)
	}{{"segment", segment.Segment}, {"tag", tag.Tag}, {"parse", parse.Parse}, {"name", name.Find}} {
		stage.run(d) // the stages after it need what it finds
		took := fastest(func() {
			if stage.name == "segment" {
				stage.run(doc.New(d.Source))
			} else {
				stage.run(d)
			}
		})
		whole += took
		t.Add(stage.name, thousands(len(d.Tokens), took), "")
	}
	runtime.GOMAXPROCS(before)
	inBrowser := "" // without Chromium
	if took, err := chromiumTime(d.Source); err == nil {
		inBrowser = thousands(len(d.Tokens), took)
	} else if !errors.Is(err, browser.ErrMissing) {
		return nil, err
	}
	t.Add("whole core", thousands(len(d.Tokens), whole), inBrowser)
	return []Table{t}, nil
}

// fastest is the least time of some runs: others on the machine only add to it.
func fastest(f func()) time.Duration {
	least := time.Duration(1 << 62)
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); {
		start := time.Now()
		f()
		least = min(least, time.Since(start))
	}
	return least
}

func thousands(tokens int, d time.Duration) string {
	return fmt.Sprintf("%.0f", float64(tokens)/d.Seconds()/1000)
}

// chromiumTime is the least time of some runs of the core over the text in
// Chromium.
func chromiumTime(text string) (time.Duration, error) {
	if _, err := browser.Find(); err != nil {
		return 0, err
	}
	root, err := site.Root()
	if err != nil {
		return 0, err
	}
	dir, err := os.MkdirTemp("", "whosaid-core-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(dir, "core.wasm"), "./build/eval/core")
	build.Dir = root
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("building the core: %w: %s", err, out)
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return 0, err
	}
	exe, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return 0, err
	}
	for name, content := range map[string][]byte{
		"wasm_exec.js": exe,
		"index.html":   []byte(`<!doctype html><meta charset="utf-8"><title>core</title><script src="wasm_exec.js"></script>`),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return 0, err
		}
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	b, err := browser.Start(browser.Options{Profile: filepath.Join(dir, "profile")})
	if err != nil {
		return 0, err
	}
	defer b.Close()
	if err := browser.Run(b, chromedp.Navigate(server.URL)); err != nil {
		return 0, err
	}
	if err := browser.Await(b, `(async () => { const go = new Go(); const m = await WebAssembly.instantiateStreaming(fetch("core.wasm"), go.importObject); go.run(m.instance); while (!globalThis.coreTokens) await new Promise((r) => setTimeout(r, 10)); return true })()`, nil); err != nil {
		return 0, err
	}
	quoted, err := json.Marshal(text)
	if err != nil {
		return 0, err
	}
	var ms float64
	err = browser.Await(b, `(() => { const text = `+string(quoted)+`; let least = Infinity; for (const end = performance.now() + 8000; performance.now() < end;) { const start = performance.now(); coreTokens(text); least = Math.min(least, performance.now() - start) } return least })()`, &ms)
	return time.Duration(ms * float64(time.Millisecond)), err
}
