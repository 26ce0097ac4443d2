// Package prosetagger is the part-of-speech tagger of the library prose
// (github.com/jdkato/prose, version 2) behind the seam [analysis.Tagger]: the
// baseline that our own tagger is measured against, for Go programs that want it.
//
// It is the only package below analysis with a dependency, and no program for
// the browser may link it: prose is 4.7 MB compressed, decodes its models when
// they are first used and takes about 0.4 s for that.
package prosetagger

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/tag"
)

// Tagger fulfils analysis.Tagger. The zero value is ready; the model is loaded
// once for all. Safe for concurrent use.
type Tagger struct{}

var (
	once  sync.Once
	model *prose.Model
)

// load decodes prose's tagger, without the part that extracts entities.
func load() {
	once.Do(func() {
		if d, err := prose.NewDocument("", prose.WithExtraction(false), prose.WithSegmentation(false)); err == nil {
			model = d.Model
		}
	})
}

// piece is how many bytes prose gets at once. Its tokenizer is quadratic in the
// length of a run without spaces, so that a longer sentence is fed in parts.
const piece = 1024

// Tag reads Source, Tokens and Sentences; sets each token's Tag, POS and Lemma.
//
// prose gets one sentence at a time: it shares one token among equal words of
// a text, and their tags with it. Its tokens have no offsets and some words are
// lost in it. They are found again in the sentence from left to right; a token
// of ours that prose cuts takes the tag of its first part with a letter, one
// that is a part of prose's token takes that token's tag, and one that prose has
// lost a tag by its form.
func (Tagger) Tag(d *doc.Document) {
	load()
	var a aligner
	for _, s := range d.Sentences {
		for from := s.Tokens.Start; from < s.Tokens.End; {
			to := from + 1
			for to < s.Tokens.End && d.Tokens[to].End-d.Tokens[from].Start <= piece {
				to++
			}
			a.tag(d, from, to)
			from = to
		}
	}
}

// aligner holds the buffers of one call of Tag.
type aligner struct {
	clean []byte
	at    []int32 // where each byte of clean stands in the source
}

// tag sets the tags of the tokens from..to.
func (a *aligner) tag(d *doc.Document, from, to int32) {
	a.sanitize(d.Source, d.Tokens[from].Start, d.Tokens[to-1].End)
	clean := string(a.clean)
	p, err := prose.NewDocument(clean, prose.WithExtraction(false), prose.WithSegmentation(false), prose.UsingModel(model))
	i := from
	set := func(until int32, t string, has bool) { // tokens that begin before until
		for ; i < to && d.Tokens[i].Start < until; i++ {
			t := choose(d, i, t, has)
			d.Tokens[i].Tag = t
			d.Tokens[i].POS = tag.Universal(t, d.Lower(i))
			d.Tokens[i].Lemma = tag.Lemma(d, i)
		}
	}
	if err == nil {
		cursor := 0
		for _, t := range p.Tokens() {
			k := strings.Index(clean[cursor:min(len(clean), cursor+len(t.Text)+64)], t.Text)
			if k < 0 || t.Text == "" {
				continue
			}
			begin := a.at[cursor+k]
			cursor += k + len(t.Text)
			end := d.Tokens[to-1].End
			if cursor < len(a.at) {
				end = a.at[cursor]
			}
			set(begin, "", false)
			set(end, t.Tag, true)
		}
	}
	set(d.Tokens[to-1].End, "", false)
}

// sanitize makes clean from the source's bytes from..to: straight quotation
// marks, as prose was trained on, and letters in the place of what prose can't
// take (bytes that are no UTF-8, and letters whose lower case has another
// length: it slices the one by offsets of the other).
func (a *aligner) sanitize(source string, from, to int32) {
	a.clean, a.at = a.clean[:0], a.at[:0]
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(source[i:to])
		start := len(a.clean)
		switch {
		case r == '“' || r == '”':
			a.clean = append(a.clean, '"')
		case r == '‘' || r == '’':
			a.clean = append(a.clean, '\'')
		case r == utf8.RuneError || utf8.RuneLen(unicode.ToLower(r)) != n:
			a.clean = append(a.clean, 'X')
		default:
			a.clean = append(a.clean, source[i:i+int32(n)]...)
		}
		for k := range len(a.clean) - start {
			a.at = append(a.at, i+int32(k))
		}
		i += int32(n)
	}
}

// choose is the tag of token i: prose's tag t where it has one that can be the
// token's, else one by the token's form.
func choose(d *doc.Document, i int32, t string, has bool) doc.Tag {
	w := d.Lower(i)
	if form, ok := byForm(d, i, w); ok {
		return form
	}
	if has {
		switch t {
		case "(":
			return doc.TagLRB
		case ")":
			return doc.TagRRB
		}
		if tag, ok := doc.ParseTag(t); ok {
			return tag
		}
	}
	switch {
	case '0' <= w[0] && w[0] <= '9':
		return doc.TagCD
	case w != d.Text(i):
		return doc.TagNNP
	}
	return doc.TagNN
}

// byForm is the tag of clitics and marks, which prose doesn't split or loses.
func byForm(d *doc.Document, i int32, w string) (doc.Tag, bool) {
	switch w {
	case "-", "‐", "‑":
		if d.Tokens[i].Flags&doc.SpaceBefore == 0 && i+1 < int32(len(d.Tokens)) && d.Tokens[i+1].Flags&doc.SpaceBefore == 0 {
			return doc.TagHYPH, true
		}
		return doc.TagColon, true
	case "–", "—", "--", "…", "...", ":", ";":
		return doc.TagColon, true
	case ".", "!", "?":
		return doc.TagStop, true
	case ",":
		return doc.TagComma, true
	case "“", "‘", "``", "«", "„":
		return doc.TagOpenQuote, true
	case "”", "''", "»":
		return doc.TagCloseQuote, true
	case "\"":
		if d.Tokens[i].Flags&(doc.SpaceBefore|doc.LineStart) != 0 {
			return doc.TagOpenQuote, true
		}
		return doc.TagCloseQuote, true
	case "n't", "n’t":
		return doc.TagRB, true
	case "'ll", "’ll", "'d", "’d":
		return doc.TagMD, true
	case "'re", "’re", "'ve", "’ve", "'m", "’m":
		return doc.TagVBP, true
	case "'s", "’s":
		if i > 0 {
			switch d.Lower(i - 1) {
			case "it", "he", "she", "that", "there", "what", "who", "here", "where":
				return doc.TagVBZ, true
			case "let":
				return doc.TagPRP, true
			}
		}
		return doc.TagPOS, true
	case "'", "’":
		if i > 0 && strings.HasSuffix(d.Lower(i-1), "s") && d.Tokens[i].Flags&doc.SpaceBefore == 0 {
			return doc.TagPOS, true
		}
		return doc.TagCloseQuote, true
	case "$", "£", "€", "¥", "us$":
		return doc.TagDollar, true
	case "(", "[", "{":
		return doc.TagLRB, true
	case ")", "]", "}":
		return doc.TagRRB, true
	case "%":
		return doc.TagNN, true
	}
	return 0, false
}
