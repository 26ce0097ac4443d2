package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"whosaid.example/analysis"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/build/corpus"
)

// This file measures two libraries that find names beside our own analysis, by
// the same stories and rules: prose (Go) and compromise (JavaScript, from npm
// at a fixed version, fetched into an ignored folder). Both only find names; a
// name's spelling is taken as the actor.

const (
	compromiseVersion = "14.17.0"
	npmFolder         = "build/npm/peers"
)

func init() {
	parts = append(parts, part{"peers", func(shared string) ([]Table, error) {
		stories, err := corpus.ReadGold(filepath.Join(shared, "gold", "stories"))
		if err != nil {
			return nil, err
		}
		t := Table{Title: "Names and named actors beside other libraries (F1, annotated stories)", Columns: []string{"names", "named actors"}}
		row := func(name string, s *goldScore) {
			t.Add(name, Percent(s.f("mention name").F1()), Percent(s.f("named actor").F1()))
		}
		row("whosaid", scoreGold(stories, analyzeGold))
		row("prose 2.0.0", scoreGold(stories, func(s *corpus.GoldStory) *analysis.Result { return peerResult(s, proseNames) }))
		if names, err := compromiseNames(); err != nil {
			fmt.Fprintln(os.Stderr, "eval: compromise is left out:", err)
		} else {
			row("compromise "+compromiseVersion, scoreGold(stories, func(s *corpus.GoldStory) *analysis.Result { return peerResult(s, names) }))
		}
		return []Table{t}, nil
	}})
}

// peerName is a name that a library found, with our kind for it.
type peerName struct {
	start, end int // bytes
	kind       string
}

// peerResult makes a result of names alone: those of one spelling are one actor.
func peerResult(s *corpus.GoldStory, find func(text string) []peerName) *analysis.Result {
	r := &analysis.Result{}
	for _, a := range s.Articles {
		var out analysis.Report
		at := map[string]int{}
		for _, n := range find(a.Text) {
			name := a.Text[n.start:n.end]
			i, ok := at[name]
			if !ok {
				i = len(out.Actors)
				at[name] = i
				if n.kind == "place" && lexicon.Name(name).Kinds&lexicon.NameCountry != 0 {
					n.kind = "country" // neither library tells them apart
				}
				out.Actors = append(out.Actors, analysis.Actor{ID: fmt.Sprint("a", i+1), Name: name, Kind: n.kind, Named: true})
			}
			out.Actors[i].Mentions = append(out.Actors[i].Mentions, analysis.Mention{Span: analysis.Span{Start: n.start, End: n.end}, Form: "name"})
		}
		r.Articles = append(r.Articles, out)
	}
	return r
}

// proseNames finds names with prose, which gives their text only: each is
// looked for behind the one before.
func proseNames(text string) (out []peerName) {
	d, err := prose.NewDocument(text)
	if err != nil {
		return nil
	}
	at := 0
	for _, e := range d.Entities() {
		i := strings.Index(text[at:], e.Text)
		if i < 0 {
			continue
		}
		start := at + i
		at = start + len(e.Text)
		kind := "person"
		if e.Label == "GPE" {
			kind = "place"
		}
		out = append(out, peerName{start, at, kind})
	}
	return out
}

const compromiseScript = `
const nlp = require("compromise");
let input = "";
process.stdin.on("data", (c) => (input += c)).on("end", () => {
  const doc = nlp(input), out = [];
  for (const [kind, view] of [["person", doc.people()], ["place", doc.places()], ["organization", doc.organizations()]])
    for (const x of view.json({ offset: true })) out.push({ start: x.offset.start, length: x.offset.length, kind });
  console.log(JSON.stringify(out));
});`

// compromiseNames is a finder that runs compromise in Node. It fails where
// Node or npm is missing or the package can't be fetched.
func compromiseNames() (func(string) []peerName, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(npmFolder, "node_modules", "compromise")); err != nil {
		if err := os.MkdirAll(npmFolder, 0o755); err != nil {
			return nil, err
		}
		out, err := exec.Command("npm", "install", "--prefix", npmFolder, "--no-save", "--no-audit", "--no-fund", "compromise@"+compromiseVersion).CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("npm: %w: %s", err, strings.TrimSpace(string(out)))
		}
	}
	return func(text string) (out []peerName) {
		cmd := exec.Command(node, "-e", compromiseScript)
		cmd.Dir, cmd.Stdin = npmFolder, strings.NewReader(text)
		raw, err := cmd.Output()
		var found []struct {
			Start, Length int
			Kind          string
		}
		if err != nil || json.Unmarshal(raw, &found) != nil {
			return nil
		}
		for _, f := range found {
			n := peerName{byteAt(text, f.Start), byteAt(text, f.Start+f.Length), f.Kind}
			// its spans take in the marks behind a name
			for n.end > n.start && strings.ContainsRune(" ,.;:!?\"”’'", lastRune(text[n.start:n.end])) {
				n.end -= utf8.RuneLen(lastRune(text[n.start:n.end]))
			}
			n.end = n.start + len(strings.TrimSuffix(strings.TrimSuffix(text[n.start:n.end], "'s"), "’s"))
			// and titles, which are no part of a name here
			for {
				first, _, more := strings.Cut(text[n.start:n.end], " ")
				if !more || lexicon.Name(first).Kinds&(lexicon.NameTitle|lexicon.NameHonorific) == 0 {
					break
				}
				n.start += len(first) + 1
			}
			if n.start < n.end {
				out = append(out, n)
			}
		}
		return out
	}, nil
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// byteAt is the byte offset of a UTF-16 offset.
func byteAt(text string, units int) int {
	for i, r := range text {
		if units <= 0 {
			return i
		}
		units--
		if r > 0xFFFF {
			units--
		}
	}
	return len(text)
}
