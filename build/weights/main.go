// Command weights prints what a reader fetches by each way in, as a table: the
// bytes of its files with gzip -9 and with brotli -q 11, each file by itself.
//
//	go run ./build/weights
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"whosaid.example/app/site"
)

func main() {
	log.SetFlags(0)
	if err := run(); err != nil {
		log.Fatal("weights: ", err)
	}
}

// ways are the ways in, each with patterns of the files that it fetches first.
var ways = []struct {
	name  string
	files []string
}{
	{"the analysis (`engine`)", []string{"web/engine-*.wasm"}},
	{"the interface (`app`)", []string{"web/app-*.wasm"}},
	{"`whosaid.js` on a page", []string{"whosaid.js", "web/worker.js", "web/engine-*.wasm"}},
	{"`<whosaid-widget mode=\"inline\">`", []string{"embed.js", "web/inline.js", "web/anchor.js", "inline/index.html", "web/frame.js", "whosaid.js", "web/worker.js", "web/engine-*.wasm"}},
	{"`<whosaid-widget>`, a panel", append([]string{"embed.js", "embed/index.html"}, application...)},
	{"the page, with a first result", append([]string{"index.html", "manifest.webmanifest", "web/icons/icon.svg"}, application...)},
}

// application is what the interface fetches on any of its pages.
var application = []string{"web/boot.js", "app.js", "wasm_exec.js", "app.css", "web/*.css", "web/worker.js", "web/app-*.wasm", "web/engine-*.wasm"}

func run() error {
	root, err := site.Root()
	if err != nil {
		return err
	}
	folder := filepath.Join(root, "build", "site") // as make site has written it
	fmt.Println("| fetched for | gzip -9 | brotli -q 11 |\n|---|---|---|")
	known := map[string][2]int{}
	for _, way := range ways {
		var sum [2]int
		var files []string
		for _, pattern := range way.files {
			found, err := filepath.Glob(filepath.Join(folder, filepath.FromSlash(pattern)))
			if err != nil || len(found) == 0 {
				return fmt.Errorf("%s: no %s in the site", way.name, pattern)
			}
			files = append(files, found...)
		}
		slices.Sort(files)
		for _, file := range slices.Compact(files) {
			if strings.HasSuffix(file, filepath.FromSlash("web/page.css")) {
				continue // of the plain pages
			}
			w, ok := known[file]
			if !ok {
				content, err := os.ReadFile(file)
				if err != nil {
					return err
				}
				w = [2]int{gzipped(content), brotlied(content)}
				known[file] = w
			}
			sum[0], sum[1] = sum[0]+w[0], sum[1]+w[1]
		}
		fmt.Printf("| %s | %.2f MB | %.2f MB |\n", way.name, float64(sum[0])/1e6, float64(sum[1])/1e6)
	}
	return nil
}

func gzipped(content []byte) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(content)
	w.Close()
	return b.Len()
}

func brotlied(content []byte) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(content)
	w.Close()
	return b.Len()
}
