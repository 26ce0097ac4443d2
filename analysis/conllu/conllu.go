// Package conllu writes a document in CoNLL-U, the format of the Universal
// Dependencies treebanks (universaldependencies.org/format.html).
package conllu

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

// Write writes all sentences of d, in order, under the document's id name:
// Penn tags as XPOS, universal tags as UPOS, heads and relations of version 2,
// and in MISC each token's bytes in the article as Offset=start:end (half-open).
// It reads Tokens, Sentences, Paragraphs and the tags, lemmas and heads in
// them. Every sentence comes out as one tree: a token whose head is missing,
// outside of its sentence or part of a circle is joined to the root as "dep".
// Bytes that are no UTF-8 are written as U+FFFD. The error is w's. O(tokens).
func Write(w io.Writer, d *doc.Document, name string) error {
	out := bufio.NewWriterSize(w, 1<<16)
	out.WriteString("# newdoc id = ")
	out.WriteString(line(name))
	out.WriteByte('\n')
	var heads []int32
	para := int32(doc.None)
	for n, s := range d.Sentences {
		if s.Tokens.Empty() {
			continue
		}
		if s.Para != para {
			para = s.Para
			out.WriteString("# newpar\n")
		}
		out.WriteString("# sent_id = ")
		out.WriteString(strconv.Itoa(n + 1))
		out.WriteString("\n# text = ")
		out.WriteString(line(d.SpanText(s.Tokens)))
		out.WriteByte('\n')
		heads = tree(heads[:0], d, s.Tokens)
		for i := s.Tokens.Start; i < s.Tokens.End; i++ {
			token(out, d, s.Tokens, i, heads[i-s.Tokens.Start])
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

// token writes the line of token i of sentence s, whose head is the
// sentence's token head (from 0), -1 for the root.
func token(out *bufio.Writer, d *doc.Document, s doc.Span, i, head int32) {
	t := &d.Tokens[i]
	rel := t.Rel
	switch {
	case head < 0:
		rel = doc.RelRoot
	case rel == doc.RelRoot || t.Head != s.Start+head:
		rel = doc.RelDep
	}
	buf := out.AvailableBuffer()
	buf = strconv.AppendInt(buf, int64(i-s.Start+1), 10)
	buf = append(buf, '\t')
	buf = append(buf, valid(d.Text(i))...)
	buf = append(buf, '\t')
	if lemma := line(t.Lemma); lemma != "" {
		buf = append(buf, strings.ReplaceAll(lemma, " ", "")...)
	} else {
		buf = append(buf, '_')
	}
	buf = append(buf, '\t')
	buf = append(buf, t.POS.String()...)
	buf = append(buf, '\t')
	buf = append(buf, t.Tag.String()...)
	buf = append(buf, "\t_\t"...)
	buf = strconv.AppendInt(buf, int64(head+1), 10)
	buf = append(buf, '\t')
	buf = append(buf, rel.String()...)
	buf = append(buf, "\t_\tOffset="...)
	buf = strconv.AppendInt(buf, int64(t.Start), 10)
	buf = append(buf, ':')
	buf = strconv.AppendInt(buf, int64(t.End), 10)
	if int(i)+1 < len(d.Tokens) && d.Tokens[i+1].Flags&doc.SpaceBefore == 0 {
		buf = append(buf, "|SpaceAfter=No"...)
	}
	buf = append(buf, '\n')
	out.Write(buf)
}

// tree appends each token's head, counted from the sentence's start, -1 for
// the one root.
func tree(heads []int32, d *doc.Document, s doc.Span) []int32 {
	root := int32(-1)
	for i := s.Start; i < s.End; i++ {
		h := d.Tokens[i].Head
		if h == doc.None && root < 0 {
			root = i - s.Start
		}
		if !s.Has(h) || h == i {
			h = doc.None
		} else {
			h -= s.Start
		}
		heads = append(heads, h)
	}
	if root < 0 {
		root = 0
	}
	heads[root] = -1
	for i := range heads {
		if heads[i] < 0 && int32(i) != root {
			heads[i] = root
		}
	}
	// Break circles: walk up from each token that no walk has reached yet.
	seen := make([]int32, len(heads))
	for i := range heads {
		walk := int32(i) + 1
		for j := int32(i); j >= 0 && seen[j] != -1; j = heads[j] {
			if seen[j] == walk {
				heads[j] = root
				break
			}
			seen[j] = walk
		}
		for j := int32(i); j >= 0 && seen[j] != -1; j = heads[j] {
			seen[j] = -1
		}
	}
	return heads
}

// valid is s with U+FFFD for bytes that are no UTF-8, as the format must be.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// line is s on one line: control characters and line breaks become spaces.
func line(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, valid(s))
}
