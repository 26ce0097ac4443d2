// Command clusters groups the most frequent words of a table of word vectors
// by spherical k-means and writes analysis/lexicon/clusters.bin, which tells
// the taggers and the parser what an unknown word is like.
//
//	go run ./build/clusters -vectors glove.6B.50d.txt
//
// The committed table was made from GloVe 6B, 50 dimensions (Pennington, Socher
// and Manning, EMNLP 2014; Wikipedia 2014 and Gigaword 5; released under the
// Open Data Commons Public Domain Dedication and License 1.0). Its vocabulary
// is lower case and ordered by frequency.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"strconv"
	"strings"

	"whosaid.example/analysis/lexicon"
)

func main() {
	log.SetFlags(0)
	vectors := flag.String("vectors", "glove.6B.50d.txt", "a `FILE` with a word and its vector on each line, frequent words first")
	words := flag.Int("words", 30000, "how many words to keep")
	groups := flag.Int("groups", 255, "how many groups to make, at most 255")
	rounds := flag.Int("rounds", 25, "rounds of k-means")
	out := flag.String("o", "analysis/lexicon/clusters.bin", "the `FILE` to write")
	flag.Parse()
	names, x, err := read(*vectors, *words)
	if err != nil {
		log.Fatal(err)
	}
	of := cluster(x, *groups, *rounds)
	table := make(map[string]uint8)
	var order []string
	for i, w := range names {
		if _, ok := table[w]; !ok {
			table[w] = uint8(of[i] + 1)
			order = append(order, w)
		}
	}
	if err := os.WriteFile(*out, lexicon.PackBytes(order, func(w string) uint8 { return table[w] }), 0o644); err != nil {
		log.Fatal(err)
	}
}

// read is the first n words whose vectors the file holds, and their vectors
// scaled to length one.
func read(path string, n int) (names []string, x [][]float32, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() && len(names) < n {
		c := strings.Fields(in.Text())
		if len(c) < 3 {
			return nil, nil, fmt.Errorf("%s:%d: no vector", path, len(names)+1)
		}
		v := make([]float32, len(c)-1)
		var sum float64
		for i, s := range c[1:] {
			y, err := strconv.ParseFloat(s, 32)
			if err != nil {
				return nil, nil, fmt.Errorf("%s:%d: %w", path, len(names)+1, err)
			}
			v[i] = float32(y)
			sum += y * y
		}
		scale := float32(1 / math.Sqrt(sum))
		for i := range v {
			v[i] *= scale
		}
		names, x = append(names, c[0]), append(x, v)
	}
	return names, x, in.Err()
}

// cluster is the group of each vector, by spherical k-means that starts from
// evenly spaced words of the more frequent half.
func cluster(x [][]float32, k, rounds int) []int {
	centre := make([][]float32, k)
	for g := range centre {
		centre[g] = append([]float32(nil), x[g*len(x)/2/k]...)
	}
	of := make([]int, len(x))
	for range rounds {
		for i, v := range x {
			best := float32(math.Inf(-1))
			for g, c := range centre {
				var dot float32
				for j, y := range v {
					dot += y * c[j]
				}
				if dot > best {
					best, of[i] = dot, g
				}
			}
		}
		for g := range centre {
			clear(centre[g])
		}
		for i, v := range x {
			for j, y := range v {
				centre[of[i]][j] += y
			}
		}
		for _, c := range centre {
			var sum float64
			for _, y := range c {
				sum += float64(y) * float64(y)
			}
			if sum > 0 {
				scale := float32(1 / math.Sqrt(sum))
				for j := range c {
					c[j] *= scale
				}
			}
		}
	}
	return of
}
