package analyze

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/analysis/conllu"
	"whosaid.example/app/export"
)

// analyzer is the analyzer with the named tagger; "" is the built-in one.
func analyzer(name string) (*analysis.Analyzer, error) {
	if name == "" {
		return &analysis.Analyzer{}, nil
	}
	t, ok := taggers[name]
	if !ok {
		return nil, fmt.Errorf("unknown tagger %q: there is %s", name, known(taggers))
	}
	return &analysis.Analyzer{Tagger: t()}, nil
}

// checkFormat is an error for a format that -format doesn't know, and for one
// that can't follow itself in one output.
func checkFormat(o options) error {
	if _, ok := export.Find(o.format); !ok && o.format != "" {
		var all []string
		for _, f := range export.Formats() {
			all = append(all, f.ID)
		}
		return fmt.Errorf("unknown format %q: there are %s", o.format, strings.Join(all, ", "))
	}
	if o.each && o.out == "" && slices.Contains([]string{"html", "brat", "tei"}, o.format) {
		return fmt.Errorf("-each -format %s makes a document of every file: name a folder for them with -out", o.format)
	}
	return nil
}

// encode analyses the articles as one story and returns what is printed for it.
func (c *command) encode(articles []analysis.Article) ([]byte, error) {
	var b bytes.Buffer
	if c.conllu {
		s, err := c.analyzer.Story(context.Background(), articles...)
		if err != nil {
			return nil, err
		}
		for _, d := range s.Docs {
			if err := conllu.Write(&b, d, d.Name); err != nil {
				return nil, err
			}
		}
		return b.Bytes(), nil
	}
	result := c.analyzer.Analyze(articles...)
	if c.format != "" {
		texts := make([]string, len(articles))
		for i, a := range articles {
			texts[i] = a.Text
		}
		if err := export.Write(&b, c.format, result, texts); err != nil {
			return nil, err
		}
		if c.options.each && c.out == "" && (c.format == "json" || c.format == "webannotation") { // a line of its own
			var line bytes.Buffer
			if err := json.Compact(&line, b.Bytes()); err != nil {
				return nil, err
			}
			return append(line.Bytes(), '\n'), nil
		}
		return b.Bytes(), nil
	}
	return append(result.AppendJSON(b.Bytes()), '\n'), nil
}

// print writes what a story came to, to out or into a file of the folder that
// -out names; brat's annotations stand there beside the text that they count in.
func (c *command) print(out io.Writer, articles []analysis.Article, b []byte) error {
	if c.out == "" {
		_, err := out.Write(b)
		return err
	}
	ext := ".json"
	if f, ok := export.Find(c.format); ok {
		ext = f.Ext
	} else if c.conllu {
		ext = ".conllu"
	}
	name := strings.ReplaceAll(filepath.ToSlash(filepath.Clean(articles[0].Name)), "/", "-")
	if name == "-" {
		name = "standard-input"
	}
	path := filepath.Join(c.out, strings.TrimSuffix(name, filepath.Ext(name)))
	if c.format == "brat" {
		var texts []string
		for _, a := range articles {
			texts = append(texts, a.Text)
		}
		if err := c.create(path+".txt", []byte(strings.Join(texts, "\n"))); err != nil {
			return err
		}
	}
	return c.create(path+ext, b)
}

// create writes a file, but none that this run reads or has written.
func (c *command) create(path string, b []byte) error {
	full, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	c.mu.Lock()
	if c.taken == nil {
		c.taken = map[string]bool{}
		for _, name := range append(c.files[:len(c.files):len(c.files)], c.meta) {
			if read, err := filepath.Abs(name); err == nil {
				c.taken[read] = true
			}
		}
	}
	taken := c.taken[full]
	c.taken[full] = true
	c.mu.Unlock()
	if taken {
		if old, err := os.ReadFile(full); err == nil && bytes.Equal(old, b) {
			return nil // the text beside its annotations
		}
		return fmt.Errorf("%s: another file of this call", path)
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(full, b, 0o666); err != nil {
		os.Remove(full) // half a file passes for a whole one in the next program
		return err
	}
	return nil
}
