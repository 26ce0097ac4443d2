package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// File is what the JSON export holds: the result, and what is needed to open
// the story again.
type File struct {
	analysis.Result
	Title       string             `json:"title,omitempty"`
	Texts       []string           `json:"texts"` // of the articles, in order
	Corrections []story.Correction `json:"corrections,omitempty"`
	Words       *Words             `json:"-"` // nil for English
}

func writeJSON(w io.Writer, x *input) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(File{Result: *x.Result, Title: x.file.Title, Texts: x.texts, Corrections: x.file.Corrections})
}

// Read reads what the JSON export wrote; offsets come out in bytes. It fails on
// everything else: on a missing text, an id of another form, an offset out of
// its text.
func Read(r io.Reader) (*File, error) {
	var f File
	head := make([]byte, 1)
	for {
		if _, err := io.ReadFull(r, head); err != nil {
			return nil, errors.New("not whosaid's JSON: empty")
		}
		if head[0] > ' ' {
			break
		}
	}
	if head[0] != '{' {
		return nil, errors.New("not whosaid's JSON: no object")
	}
	d := json.NewDecoder(io.MultiReader(bytes.NewReader(head), r))
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("not whosaid's JSON: %w", err)
	}
	switch {
	case f.Version != analysis.Version:
		return nil, fmt.Errorf("version %d of the structure, want %d", f.Version, analysis.Version)
	case len(f.Articles) == 0 || len(f.Texts) != len(f.Articles):
		return nil, fmt.Errorf("%d texts for %d articles", len(f.Texts), len(f.Articles))
	case f.Offsets != "utf8" && f.Offsets != "utf16":
		return nil, fmt.Errorf("offsets in %q, want utf8 or utf16", f.Offsets)
	}
	for _, ref := range f.References {
		if out(ref.From.Article, len(f.Articles)) || out(ref.To.Article, len(f.Articles)) {
			return nil, errors.New("a reference to an article that is not there")
		}
	}
	for _, o := range f.Origins {
		for _, p := range o.Passages {
			if out(p.Article, len(f.Articles)) {
				return nil, errors.New("an origin in an article that is not there")
			}
		}
	}
	f.Result.UTF8(f.Texts...)
	return &f, inRange(&f.Result, f.Texts)
}

func out(i, n int) bool { return i < 0 || i >= n }

// isID tells whether s is an id as results have them: a, q or c with at most
// nine digits.
func isID(s string) bool {
	if len(s) < 2 || len(s) > 10 || strings.IndexByte("aqc", s[0]) < 0 {
		return false
	}
	for i := 1; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// inRange checks what writers rely on: spans in their texts, ids of the known form.
func inRange(r *analysis.Result, texts []string) error {
	for i := range r.Articles {
		a := &r.Articles[i]
		var bad error
		span := func(s *analysis.Span) {
			if s != nil && (s.Start < 0 || s.End < s.Start || s.End > len(texts[i])) {
				bad = fmt.Errorf("article %d: offsets %d to %d in a text of %d bytes", i, s.Start, s.End, len(texts[i]))
			}
		}
		id := func(id string) {
			if !isID(id) {
				bad = fmt.Errorf("article %d: id %q", i, id)
			}
		}
		span(a.Title)
		for j := range a.Asides {
			span(&a.Asides[j].Span)
		}
		for j := range a.Paragraphs {
			span(&a.Paragraphs[j].Span)
		}
		for j := range a.Sentences {
			span(&a.Sentences[j])
		}
		for j := range a.Actors {
			id(a.Actors[j].ID)
			for k := range a.Actors[j].Mentions {
				span(&a.Actors[j].Mentions[k].Span)
			}
		}
		for j := range a.Quotes {
			q := &a.Quotes[j]
			id(q.ID)
			span(q.Cue)
			span(q.Source)
			for k := range q.Content {
				span(&q.Content[k])
			}
			for k := range q.Chain {
				span(&q.Chain[k])
			}
		}
		for j := range a.Claims {
			id(a.Claims[j].ID)
			span(&a.Claims[j].Span)
		}
		if bad != nil {
			return bad
		}
	}
	for _, ref := range r.References {
		for _, d := range ref.Differs {
			if d.From != nil && (ref.From.Article >= len(texts) || d.From.End > len(texts[ref.From.Article]) || d.From.Start < 0 || d.From.End < d.From.Start) ||
				d.To != nil && (ref.To.Article >= len(texts) || d.To.End > len(texts[ref.To.Article]) || d.To.Start < 0 || d.To.End < d.To.Start) {
				return errors.New("a difference out of its text")
			}
		}
	}
	return nil
}

// deepCopy copies a result by writing and reading it.
func deepCopy(r *analysis.Result) *analysis.Result {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // a Result has only numbers and strings
	}
	c := &analysis.Result{}
	if err := json.Unmarshal(b, c); err != nil {
		panic(err)
	}
	return c
}
