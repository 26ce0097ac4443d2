// Command people makes analysis/lexicon/people.txt, the nouns for people, from
// WordNet 3.0 (Princeton University; its licence
// allows use and distribution with the notice that stands in the list).
//
//	go run ./build/people DIR > analysis/lexicon/people.txt
//
// DIR holds data.noun and index.noun. A noun is taken where its most frequent
// sense is a person (lexicographer file noun.person) and it isn't a name. The list was
// then thinned: of words rarer than one in 50 million by wordfreq 3, which no article
// needs and the engine would carry, and of those that mostly mean no person in news.
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

const personFile = "18"

// wrong are nouns whose first sense is a person but that news use otherwise.
var wrong = strings.Fields("sanction cookie turkey dish ace base bore broad butt calf card character chip dear dodo flame fox " +
	"gem girdle ham hulk impression jack joker lamb lead lemon lulu major minor pill plum poll prick runner-in softie spark squash " +
	"stag stiff sweet tart tick toast tramp trump type whiz vip wit chameleon dip sap mute potato vegetable dynamo firebrand fireball " +
	"live-wire mainstay millstone sport subordinate superior inferior equal double contact contemporary complement drip factor")

type synset struct {
	person bool
	words  []string
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: people DIR")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string) error {
	sets := map[string]synset{}
	err := lines(filepath.Join(dir, "data.noun"), func(f []string) {
		n := hex(f[3])
		s := synset{person: f[1] == personFile}
		for i := range n {
			s.words = append(s.words, f[4+2*i])
		}
		sets[f[0]] = s
	})
	if err != nil {
		return err
	}
	first := map[string]string{} // noun to its first sense
	err = lines(filepath.Join(dir, "index.noun"), func(f []string) {
		first[f[0]] = f[4+number(f[3])+2]
	})
	if err != nil {
		return err
	}
	not := map[string]bool{}
	for _, w := range wrong {
		not[w] = true
	}
	isPerson := func(w string) bool {
		at, ok := first[w]
		if !ok || not[w] || len(w) < 2 {
			return false
		}
		for i := range len(w) {
			if c := w[i]; c != '-' && (c < 'a' || c > 'z') {
				return false
			}
		}
		s := sets[at]
		for _, x := range s.words {
			if strings.EqualFold(x, w) && x != w {
				return false // a name
			}
		}
		return s.person
	}
	var all []string
	for w := range first {
		if isPerson(w) {
			all = append(all, w)
		}
	}
	sort.Strings(all)
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(out, "# Nouns for people. From WordNet 3.0, Copyright 2006 by Princeton University;")
	fmt.Fprintln(out, "# made by build/people. Additions and corrections stand in roles.txt.")
	for _, w := range all {
		fmt.Fprintln(out, w)
	}
	return out.Flush()
}

// lines calls f with the fields of each line that is no part of the licence,
// up to the gloss.
func lines(path string, f func([]string)) error {
	r, err := os.Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if strings.HasPrefix(s.Text(), "  ") {
			continue
		}
		line, _, _ := strings.Cut(s.Text(), "|")
		f(strings.Fields(line))
	}
	return s.Err()
}

func number(s string) (n int) {
	fmt.Sscanf(s, "%d", &n)
	return n
}

func hex(s string) (n int) {
	fmt.Sscanf(s, "%x", &n)
	return n
}
