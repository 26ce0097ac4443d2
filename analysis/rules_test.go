package analysis_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// The house's rules: who may import whom, and that nothing in the repository
// was fitted to the articles that it is tried on.

const module = "whosaid.example/"

// stages may import doc, lexicon, model and the standard library, no more.
var stages = []string{"segment", "tag", "parse", "name", "quote", "actor", "claim", "reference"}

// allowed lists what else of this module a package under analysis may import.
var allowed = map[string][]string{
	"doc":         {},
	"doc/doctest": {"doc"},
	"model":       {},
	"lexicon":     {"doc", "model"},
	"conllu":      {"doc"},
	"prosetagger": {"doc", "tag"},
	"":            append([]string{"doc", "lexicon", "model"}, stages...), // the package analysis itself
}

// source is a Go file of the repository.
type source struct {
	path    string // slash-separated, relative to the root
	imports []string
}

// sources are all Go files of the repository but the tests.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	eachFile(t, func(path string, _ fs.DirEntry) {
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", path), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		s := source{path: path}
		for _, i := range file.Imports {
			name, _ := strconv.Unquote(i.Path.Value)
			s.imports = append(s.imports, name)
		}
		out = append(out, s)
	})
	if len(out) < 20 {
		t.Fatalf("found only %d Go files", len(out))
	}
	return out
}

// eachFile calls f for each file of the repository that git would keep.
func eachFile(t *testing.T, f func(path string, e fs.DirEntry)) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path = filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator)))
		if e.IsDir() {
			if strings.HasPrefix(e.Name(), ".") && path != ".." && e.Name() != ".ci" || path == "build/site" || e.Name() == "node_modules" {
				return fs.SkipDir
			}
			return nil
		}
		f(path, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// under is the package below analysis that a path is in, "" for analysis itself.
func under(path string) (pkg string, ok bool) {
	rest, ok := strings.CutPrefix(path, "analysis/")
	if !ok {
		return "", false
	}
	if i := strings.LastIndexByte(rest, '/'); i >= 0 {
		return rest[:i], true
	}
	return "", true
}

func TestStagesImportOnlyWhatTheyMay(t *testing.T) {
	for _, s := range sources(t) {
		pkg, ok := under(s.path)
		if !ok {
			continue
		}
		may, known := allowed[pkg]
		if slices.Contains(stages, pkg) {
			may, known = []string{"doc", "lexicon", "model"}, true
		}
		if !known {
			t.Errorf("%s: say in this test what the package %s may import", s.path, pkg)
		}
		for _, i := range s.imports {
			own, isOurs := strings.CutPrefix(i, module+"analysis/")
			switch {
			case isOurs:
				if !slices.Contains(may, own) {
					t.Errorf("%s imports %s", s.path, i)
				}
			case i == "github.com/jdkato/prose/v2" && pkg == "prosetagger":
			case strings.Contains(strings.Split(i, "/")[0], "."):
				t.Errorf("%s imports %s: analysis keeps to the standard library", s.path, i)
			}
		}
	}
}

func TestAnalysisHasNoClockNetworkFilesChanceOrBrowser(t *testing.T) {
	for _, s := range sources(t) {
		pkg, ok := under(s.path)
		if !ok || pkg == "prosetagger" {
			continue
		}
		for _, i := range s.imports {
			switch i {
			case "os", "net", "time", "math/rand", "math/rand/v2", "crypto/rand", "syscall", "syscall/js", "plugin", "reflect":
				t.Errorf("%s imports %s", s.path, i)
			}
			if strings.HasPrefix(i, "net/") || strings.HasPrefix(i, "os/") {
				t.Errorf("%s imports %s", s.path, i)
			}
		}
	}
}

func TestNothingImportsBuild(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasPrefix(s.path, "build/") {
			continue
		}
		for _, i := range s.imports {
			if strings.HasPrefix(i, module+"build") {
				t.Errorf("%s imports %s", s.path, i)
			}
		}
	}
}

const shared = "../../shared"

// Words of the articles and stories that we are tried on, which no corpus has,
// are names; they and longer pieces of those texts must stand nowhere here.
func TestNothingIsFittedToTheArticles(t *testing.T) {
	tried := triedTexts(t)
	if tried == "" {
		t.Skip(shared + " is not here: the articles are not in this repository")
	}
	names, pieces := properNames(t, tried), wordRuns(tried)
	eachFile(t, func(path string, e fs.DirEntry) {
		switch filepath.Ext(path) {
		case ".go", ".js", ".css", ".html", ".md", ".txt", ".json", ".sum", ".mod", "":
		default:
			return
		}
		if info, err := e.Info(); err != nil || info.Size() > 4<<20 {
			return
		}
		raw, err := os.ReadFile(filepath.Join("..", path))
		if err != nil || !utf8.Valid(raw) {
			return
		}
		// Gazetteers are made of public lists, which have many a name.
		list := strings.HasPrefix(path, "analysis/lexicon/") && filepath.Ext(path) == ".txt"
		var last []string
		for number, line := range strings.Split(string(raw), "\n") {
			words := wordRE.FindAllString(line, -1)
			for _, w := range words {
				if !list && names[w] {
					t.Errorf("%s:%d: %q is a name of the articles that whosaid is tried on", path, number+1, w)
				}
			}
			run := append(last, words...)
			for i := 0; i+pieceLength <= len(run); i++ {
				if p := strings.ToLower(strings.Join(run[i:i+pieceLength], " ")); pieces[p] {
					t.Errorf("%s:%d: %q stands in the articles that whosaid is tried on", path, number+1, p)
				}
			}
			last = slices.Clone(run[max(0, len(run)-pieceLength+1):])
		}
	})
}

var wordRE = regexp.MustCompile(`[\p{L}\p{M}]+`)

// pieceLength is how many words in a row are no chance.
const pieceLength = 7

// triedTexts are the five articles and the gold stories, "" where they aren't.
func triedTexts(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range []string{"articles/*.txt", "gold/stories/*/*.txt"} {
		files, _ := filepath.Glob(filepath.Join(shared, filepath.FromSlash(pattern)))
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(raw)
			all.WriteString("\n\n")
		}
	}
	return all.String()
}

// properNames are the words with a capital, of four letters or more, that stand in tried
// inside of sentences, and neither in any corpus nor in lower case in tried.
func properNames(t *testing.T, tried string) map[string]bool {
	t.Helper()
	names, lower := map[string]bool{}, map[string]bool{}
	inside := regexp.MustCompile(`[\p{L},;’] (\p{Lu}[\p{L}\p{M}]{3,})`)
	for _, m := range inside.FindAllStringSubmatch(tried, -1) {
		names[m[1]] = true
	}
	for _, w := range wordRE.FindAllString(tried, -1) {
		lower[w] = true
	}
	for w := range names {
		if lower[strings.ToLower(w)] || w == "Ctrl" { // a key
			delete(names, w)
		}
	}
	corpora, _ := filepath.Glob(filepath.Join(shared, "corpora", "*", "*.gz"))
	if len(corpora) == 0 {
		t.Skip("no corpora: can't tell names from words")
	}
	for _, f := range corpora {
		for _, w := range wordsOf(t, f) {
			if w := string(w); names[w] {
				delete(names, w)
			}
		}
	}
	if len(names) < 20 {
		t.Errorf("only %d names: the test is blind", len(names))
	}
	return names
}

// wordsOf are the words of a corpus.
func wordsOf(t *testing.T, path string) [][]byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(path, ".jsonl") { // one document a line; its text alone
		var out [][]byte
		for line := range bytes.Lines(raw) {
			var d struct{ Text string }
			if json.Unmarshal(line, &d) == nil {
				out = append(out, capitalised([]byte(d.Text))...)
			}
		}
		return out
	}
	return capitalised(raw)
}

// capitalised cuts the words that begin with a capital out of a text.
func capitalised(text []byte) [][]byte {
	var out [][]byte
	for _, w := range bytes.FieldsFunc(text, func(r rune) bool {
		return r < 'A' || 'Z' < r && r < 'a' || 'z' < r && r < 0xC0 || 0x2000 <= r && r < 0x2100
	}) {
		if w[0] >= 0x80 || 'A' <= w[0] && w[0] <= 'Z' {
			out = append(out, w)
		}
	}
	return out
}

// wordRuns are all runs of pieceLength words of a text, in lower case.
func wordRuns(text string) map[string]bool {
	words := wordRE.FindAllString(text, -1)
	out := make(map[string]bool, len(words))
	for i := 0; i+pieceLength <= len(words); i++ {
		out[strings.ToLower(strings.Join(words[i:i+pieceLength], " "))] = true
	}
	return out
}
