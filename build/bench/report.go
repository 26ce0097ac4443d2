package main

import (
	"fmt"
	"slices"
)

// report prints the tables, in Markdown.
func report(systems []*system) {
	by := map[string]*system{}
	for _, s := range systems {
		by[s.name] = s
	}
	own, peer, empty := by["whosaid"], by["compromise"], by["go-app, empty page"]

	fmt.Println("\nMedians in ms, one run, headless Chromium on this machine.")
	fmt.Println("\n| | warm article | at once | settled | 100 KB | 1 MB | 1 MB : 100 KB | first result after opening the page | fetched, brotli -q 11 | does not compute |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|")
	for _, s := range systems {
		cell := func(name string) string {
			if v, ok := s.figures[name]; ok {
				return fmt.Sprintf("%.4g", median(v))
			}
			return "–"
		}
		growth := "–"
		if v := median(s.figures["100 KB"]); v > 0 {
			growth = fmt.Sprintf("%.1f ×", median(s.figures["1 MB"])/v)
		}
		fmt.Printf("| %s | %s | %s | %s | %s | %s | %s | %s | %.2f MB | %s |\n", s.name, cell("article"), cell("article at once"), cell("article settled"), cell("100 KB"), cell("1 MB"), growth, cell("first"), sum(s.fetched)/1e6, s.lacks)
	}

	fmt.Printf("\nWarm article: the page of each system stood open for %v, as while a reader looks for a text; then each article eight times, the median of the last four. "+
		"In that time whosaid's engine practises on texts of its own, the others do nothing. At once: the same in a page that was just opened. Settled: after 32 times more.\n", look)

	ratio := func(name string, other *system) string {
		if v := median(other.figures[name]); v > 0 {
			return fmt.Sprintf("%.2f", median(own.figures[name])/v)
		}
		return "–"
	}
	wink := by["wink-nlp"]
	fmt.Println("\n| ratio | to compromise | to wink-nlp |\n|---|---|---|")
	for _, name := range []string{"article", "article at once", "article settled", "100 KB", "1 MB"} {
		fmt.Printf("| %s | %s | %s |\n", name, ratio(name, peer), ratio(name, wink))
	}
	fmt.Printf("\nFirst result: %s × the empty go-app page's ready; usable after %.0f ms.\n", ratio("first", empty), median(own.figures["usable"]))
	fmt.Printf("Engine: ready %.0f ms after its worker's start; of one whose code is compiled the first analysis takes %.1f ms more than the second.\n", median(own.figures["ready"]), median(own.figures["models"]))
	fmt.Printf("WebAssembly memory: %.0f MB after the articles, %.0f MB after 1 MB of text.\n", median(own.figures["memory articles"]), median(own.figures["memory 1 MB"]))

	fmt.Println("\nWhat whosaid's page fetches up to its first result, brotli -q 11:")
	var names []string
	for n := range own.fetched {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int { return own.fetched[b] - own.fetched[a] })
	for _, n := range names {
		fmt.Printf("  %9d  %s\n", own.fetched[n], n)
	}
}

func sum(m map[string]int) (n float64) {
	for _, v := range m {
		n += float64(v)
	}
	return n
}
