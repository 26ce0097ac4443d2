package export

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"whosaid.example/analysis"
)

// brat's standoff format, https://brat.nlplab.org/standoff.html: T lines are
// spans, R lines relations, E and A are not used, # lines are notes. Offsets
// are Unicode characters of the text file. Several articles are one text file:
// each follows the one before after a line end; the notes say where it begins.

func writeBrat(out io.Writer, x *input) error {
	w := bufio.NewWriter(out)
	base, t, r, n := 0, 0, 0, 0
	claims := map[analysis.ClaimAt]int{}
	note := func(target, text string) {
		n++
		fmt.Fprintf(w, "#%d\tAnnotatorNotes %s\t%s\n", n, target, oneLine(text))
	}
	for i := range x.Articles {
		a := &x.Articles[i]
		units := newRunes(x.texts[i])
		span := func(label string, spans ...analysis.Span) int {
			t++
			var at, words []string
			for _, s := range spans {
				// A span may not hold a line end: brat wants its pieces.
				for _, piece := range lines(x.texts[i], s) {
					start, end := units.span(piece)
					at = append(at, fmt.Sprintf("%d %d", base+start, base+end))
					words = append(words, x.texts[i][piece.Start:piece.End])
				}
			}
			fmt.Fprintf(w, "T%d\t%s %s\t%s\n", t, label, strings.Join(at, ";"), strings.Join(words, " "))
			return t
		}
		first := map[string]int{}
		for _, v := range a.Actors {
			for _, m := range v.Mentions {
				if m.End <= m.Start {
					continue
				}
				id := span(bratLabel("Actor-"+v.Kind), m.Span)
				if to, ok := first[v.ID]; ok {
					r++
					fmt.Fprintf(w, "R%d\tCoreference Arg1:T%d Arg2:T%d\n", r, id, to)
				} else {
					first[v.ID] = id
					note(fmt.Sprintf("T%d", id), v.ID+" "+v.Name)
				}
			}
		}
		for j := range a.Quotes {
			q := &a.Quotes[j]
			if len(q.Content) == 0 {
				continue
			}
			id := span(bratLabel("Quote-"+q.Kind), q.Content...)
			text := q.ID + " " + q.Act + " " + q.Certainty
			if reader(q) {
				text += " (reader)"
			}
			note(fmt.Sprintf("T%d", id), text)
			if q.Cue != nil {
				cue := span("Cue", *q.Cue)
				r++
				fmt.Fprintf(w, "R%d\tHasCue Arg1:T%d Arg2:T%d\n", r, id, cue)
			}
			for _, speaker := range append([]string{q.Speaker}, q.Also...) {
				if to, ok := first[speaker]; ok {
					r++
					fmt.Fprintf(w, "R%d\tSaidBy Arg1:T%d Arg2:T%d\n", r, id, to)
				}
			}
		}
		for _, c := range a.Claims {
			if c.End > c.Start {
				claims[analysis.ClaimAt{Article: i, Claim: c.ID}] = span("Claim", c.Span)
			}
		}
		_, length := units.span(analysis.Span{Start: 0, End: len(x.texts[i])})
		base += length + 1
	}
	for _, ref := range x.References {
		from, to := claims[ref.From], claims[ref.To]
		if from != 0 && to != 0 {
			r++
			fmt.Fprintf(w, "R%d\t%s Arg1:T%d Arg2:T%d\n", r, bratLabel(ref.Relation), from, to)
			note(fmt.Sprintf("R%d", r), ref.Why)
		}
	}
	return w.Flush()
}

// WriteBrat writes what brat opens as one archive: name.txt with the articles'
// texts, each after a line end, and name.ann with the annotations of them.
func WriteBrat(out io.Writer, name string, f *File) error {
	text := strings.Join(f.Texts, "\n")
	var annotations bytes.Buffer
	if err := WriteStory(&annotations, "brat", f); err != nil {
		return err
	}
	return writeZip(out, zipFile{name + ".txt", []byte(text)}, zipFile{name + ".ann", annotations.Bytes()})
}

// lines cuts a span at line ends and trims the pieces.
func lines(text string, s analysis.Span) []analysis.Span {
	var out []analysis.Span
	at := s.Start
	for line := range strings.Lines(text[s.Start:s.End]) {
		trimmed := strings.TrimSpace(line)
		if trimmed != "" {
			start := at + strings.Index(line, trimmed)
			out = append(out, analysis.Span{Start: start, End: start + len(trimmed)})
		}
		at += len(line)
	}
	if len(out) == 0 {
		return []analysis.Span{s}
	}
	return out
}

// bratLabel is a type name in brat's alphabet, a capital first.
func bratLabel(s string) string {
	if s == "" {
		return "Other"
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
