// Package corpus reads the corpora that the models are trained on and measured
// with, each into doc.Document and what its annotators marked.
package corpus

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"whosaid.example/analysis/doc"
)

// Treebank is one document of a CoNLL-U file, with the annotation as it stands
// there. Doc has Source, Tokens (with tag, lemma, head and relation, where the
// file has them) and Sentences.
type Treebank struct {
	ID    string
	Genre string // of GUM: "news", "interview", …; else ""
	Doc   *doc.Document
	Misc  []string // column MISC, one for each token: entities, names, coreference
	// Doubt marks the tokens whose annotation follows from a split word's and is
	// not to be learned; nil where there are none.
	Doubt []bool
	// Exact is false where a relation or tag of the file has no counterpart in
	// package doc; such values become dep and XX's nearest, FW.
	Exact bool
}

// row is one line of a token.
type row struct {
	form, lemma, upos, xpos, rel, misc string
	head                               int
	at                                 [2]int // bytes
	doubt                              bool
	surface                            int // of a joined word: its number + 1
	space                              bool
}

// ReadConllu reads a CoNLL-U file, plain or gzipped, whose text follows from
// its forms and SpaceAfter=No (GUM, EWT). Sentences are joined by a space, and
// by an empty line where a paragraph begins, as score.py joins them; the words
// of a joined word (don't) are cut from it by the lengths of their forms.
func ReadConllu(path string) ([]Treebank, error) {
	var out []Treebank
	var text strings.Builder
	var cur *Treebank
	para := false
	flush := func() {
		if cur != nil {
			tokens, sents := cur.Doc.Tokens, cur.Doc.Sentences
			cur.Doc = doc.New(text.String())
			cur.Doc.Tokens, cur.Doc.Sentences = tokens, sents
			cur.Doc.Name = cur.ID
			out = append(out, *cur)
		}
		text.Reset()
	}
	begin := func(id string) {
		flush()
		cur = &Treebank{ID: id, Doc: &doc.Document{}, Exact: true}
		if p := strings.Split(id, "_"); len(p) > 2 && p[0] == "GUM" {
			cur.Genre = p[1]
		}
	}
	err := eachSentence(path, func(comments []string, rows []row, joined []string) {
		for _, c := range comments {
			if id, ok := strings.CutPrefix(c, "# newdoc"); ok {
				_, id, _ = strings.Cut(id, "=")
				begin(strings.TrimSpace(id))
			}
			if strings.HasPrefix(c, "# newpar") {
				para = true
			}
		}
		if cur == nil {
			begin("doc")
		}
		d := cur.Doc
		if len(d.Sentences) > 0 {
			if para {
				text.WriteString("\n\n")
			} else {
				text.WriteString(" ")
			}
		}
		para = false
		base, inside := 0, 0
		for i := range rows {
			r := &rows[i]
			n := len(r.form)
			if r.surface > 0 {
				whole := joined[r.surface-1]
				if i == 0 || rows[i-1].surface != r.surface {
					base, inside = text.Len(), 0
					text.WriteString(whole)
				}
				s := base + inside
				e := base + len(whole)
				if i+1 < len(rows) && rows[i+1].surface == r.surface {
					e = min(e, s+n)
				}
				inside = e - base
				r.at = [2]int{s, e}
			} else {
				r.at = [2]int{text.Len(), text.Len() + n}
				text.WriteString(r.form)
			}
			if r.space {
				text.WriteString(" ")
			}
		}
		cur.add(rows)
	})
	if err != nil {
		return nil, err
	}
	flush()
	return out, nil
}

// ReadSilver reads a CoNLL-U file of PolNeAR whose tokens carry Offset=start:end,
// and the JSON lines of the same documents, in whose texts the offsets count.
// Documents without a text are left out. Hyphenated words are split and trees
// converted to version 2, see version2.go.
func ReadSilver(path, documents string) ([]Treebank, error) {
	texts, err := readTexts(documents)
	if err != nil {
		return nil, err
	}
	var out []Treebank
	var cur *Treebank
	flush := func() {
		if cur != nil && cur.Doc.Source != "" {
			out = append(out, *cur)
		}
	}
	var bad error
	err = eachSentence(path, func(comments []string, rows []row, _ []string) {
		for _, c := range comments {
			if id, ok := strings.CutPrefix(c, "# newdoc"); ok {
				flush()
				_, id, _ = strings.Cut(id, "=")
				id = strings.TrimSpace(id)
				cur = &Treebank{ID: id, Doc: doc.New(texts[id]), Exact: true}
				cur.Doc.Name = id
			}
		}
		if cur == nil || cur.Doc.Source == "" {
			return
		}
		for i := range rows {
			r := &rows[i]
			for f := range strings.SplitSeq(r.misc, "|") {
				if v, ok := strings.CutPrefix(f, "Offset="); ok {
					a, b, _ := strings.Cut(v, ":")
					r.at[0], _ = strconv.Atoi(a)
					r.at[1], _ = strconv.Atoi(b)
				}
			}
			if r.at[1] <= r.at[0] || r.at[1] > len(cur.Doc.Source) {
				bad = fmt.Errorf("%s: %s: token %q without a place in the text", path, cur.ID, r.form)
				r.at = [2]int{}
			}
		}
		rows = splitHyphens(rows)
		version2(rows)
		cur.add(rows)
	})
	if err == nil {
		err = bad
	}
	flush()
	return out, err
}

// readTexts is the texts of a file of JSON lines, by document.
func readTexts(path string) (map[string]string, error) {
	r, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	texts := make(map[string]string)
	for dec := json.NewDecoder(r); ; {
		var x struct{ ID, Text string }
		if err := dec.Decode(&x); err == io.EOF {
			return texts, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		texts[x.ID] = x.Text
	}
}

// add appends a sentence.
func (t *Treebank) add(rows []row) {
	d := t.Doc
	first := int32(len(d.Tokens))
	for i, r := range rows {
		tok := doc.Token{Start: int32(r.at[0]), End: int32(r.at[1]), Sent: int32(len(d.Sentences)), Head: doc.None, Lemma: r.lemma}
		if r.head > 0 && r.head <= len(rows) {
			tok.Head = first + int32(r.head) - 1
		}
		if i == 0 || r.at[0] > rows[i-1].at[1] {
			tok.Flags |= doc.SpaceBefore
		}
		var ok bool
		if tok.Tag, ok = doc.ParseTag(r.xpos); !ok {
			tok.Tag, t.Exact = doc.TagFW, false
		}
		if tok.POS, ok = doc.ParsePOS(r.upos); !ok {
			tok.POS = doc.PosX
		}
		if tok.Rel, ok = doc.ParseRel(r.rel); !ok {
			base, _, _ := strings.Cut(r.rel, ":")
			if tok.Rel, ok = doc.ParseRel(base); !ok {
				tok.Rel, t.Exact = doc.RelDep, false
			}
		}
		if tok.Head == doc.None {
			tok.Rel = doc.RelRoot
		}
		d.Tokens = append(d.Tokens, tok)
		t.Misc = append(t.Misc, r.misc)
		if r.doubt && t.Doubt == nil {
			t.Doubt = make([]bool, len(d.Tokens)-1)
		}
		if t.Doubt != nil {
			t.Doubt = append(t.Doubt, r.doubt)
		}
	}
	d.Sentences = append(d.Sentences, doc.Sentence{Tokens: doc.Span{Start: first, End: int32(len(d.Tokens))}})
}

// eachSentence calls f with the comments, the tokens and the joined words of
// each sentence in turn. The slices are reused.
func eachSentence(path string, f func(comments []string, rows []row, joined []string)) error {
	r, err := Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	var comments, joined []string
	var rows []row
	last, joinedSpace := 0, false
	done := func() {
		if len(rows) > 0 {
			f(comments, rows, joined)
		}
		if len(rows) > 0 {
			comments = comments[:0]
		}
		rows, joined, last = rows[:0], joined[:0], 0
	}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 16<<20)
	for line := 1; in.Scan(); line++ {
		s := in.Text()
		if s == "" {
			done()
			continue
		}
		if s[0] == '#' {
			comments = append(comments, s)
			continue
		}
		c := strings.Split(s, "\t")
		if len(c) != 10 {
			return fmt.Errorf("%s:%d: %d columns, want 10", path, line, len(c))
		}
		if strings.Contains(c[0], ".") {
			continue // an empty node
		}
		space := !strings.Contains(c[9], "SpaceAfter=No")
		if _, to, ok := strings.Cut(c[0], "-"); ok {
			last, _ = strconv.Atoi(to)
			joined, joinedSpace = append(joined, c[1]), space
			continue
		}
		x := row{form: c[1], lemma: c[2], upos: c[3], xpos: c[4], rel: c[7], misc: c[9], space: space}
		x.head, _ = strconv.Atoi(c[6])
		if n, _ := strconv.Atoi(c[0]); n <= last {
			x.surface, x.space = len(joined), n == last && joinedSpace
		}
		rows = append(rows, x)
	}
	done()
	return in.Err()
}

// Open opens a file for reading and unpacks it where its name ends in ".gz".
func Open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil || !strings.HasSuffix(path, ".gz") {
		return f, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}
