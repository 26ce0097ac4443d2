package corpus

import (
	"encoding/json"
	"fmt"

	"whosaid.example/analysis/doc"
)

// Polnear is one document of PolNeAR with what its annotators marked.
type Polnear struct {
	ID, Publisher, Date, Title, Text string
	// Annotations holds one list for each annotator, the primary one first.
	Annotations [][]Attribution
}

// Attribution is one attribution as the corpus has it: each role is a list of
// byte ranges of the text. Source and Cue may be empty, Content never is.
type Attribution struct{ Source, Cue, Content []doc.Range }

// ReadPolnear reads a file of the corpus, one JSON object a line, plain or
// gzipped. Attributions without content, which score.py leaves out, are left
// out here too.
func ReadPolnear(path string) ([]Polnear, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Polnear
	for dec := json.NewDecoder(f); dec.More(); {
		var x struct {
			ID, Publisher, Date, Title, Text string
			Annotations                      []struct {
				Attributions []struct{ Source, Cue, Content [][2]int32 }
			}
		}
		if err := dec.Decode(&x); err != nil {
			return nil, fmt.Errorf("%s: document %d: %w", path, len(out)+1, err)
		}
		p := Polnear{ID: x.ID, Publisher: x.Publisher, Date: x.Date, Title: x.Title, Text: x.Text}
		ranges := func(in [][2]int32) (out []doc.Range) {
			for _, r := range in {
				out = append(out, doc.Range{Start: r[0], End: r[1]})
			}
			return out
		}
		for _, a := range x.Annotations {
			list := []Attribution{}
			for _, y := range a.Attributions {
				if len(y.Content) > 0 {
					list = append(list, Attribution{ranges(y.Source), ranges(y.Cue), ranges(y.Content)})
				}
			}
			p.Annotations = append(p.Annotations, list)
		}
		out = append(out, p)
	}
	return out, nil
}

// Spans turns byte ranges into spans of the document's tokens: a token belongs
// to a range when they share a byte. Ranges that touch no token, and those that
// follow another one without a token between, give no span of their own.
func Spans(d *doc.Document, ranges []doc.Range) []doc.Span {
	var out []doc.Span
	for _, r := range ranges {
		lo, hi := 0, len(d.Tokens) // first token that ends after r.Start
		for lo < hi {
			if mid := (lo + hi) / 2; d.Tokens[mid].End > r.Start {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		end := lo
		for end < len(d.Tokens) && d.Tokens[end].Start < r.End {
			end++
		}
		switch s := (doc.Span{Start: int32(lo), End: int32(end)}); {
		case s.Empty():
		case len(out) > 0 && s.Start <= out[len(out)-1].End && s.Start >= out[len(out)-1].Start:
			out[len(out)-1].End = max(out[len(out)-1].End, s.End)
		default:
			out = append(out, s)
		}
	}
	return out
}
