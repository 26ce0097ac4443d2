package reference

import "whosaid.example/analysis/doc"

// Two quotes are taken for one when at least so many words, and such a share of
// the shorter one, stand in both in the same order.
const (
	leastDriftWords = 4
	leastDriftShare = 0.5
	longestDrift    = 400 // words of a quote that are aligned, so that the table stays small
)

// drift aligns the quotes that two claims stand in word by word, where both
// articles quote what seems to be one utterance; nil where they don't. The
// alignment is the longest common subsequence of their words, punctuation left
// out; O(n·m) in the two quotes' words.
func drift(from, to *view) []doc.Difference {
	if from.at.Doc == to.at.Doc || from.c.Quote < 0 || to.c.Quote < 0 {
		return nil
	}
	qa, qb := &from.d.Quotes[from.c.Quote], &to.d.Quotes[to.c.Quote]
	if qa.Kind == doc.Indirect && qb.Kind == doc.Indirect {
		return nil
	}
	a, b := quoteWords(from.d, qa), quoteWords(to.d, qb)
	n, m := len(a), len(b)
	if min(n, m) < leastDriftWords {
		return nil
	}
	width := m + 1
	table := make([]uint16, (n+1)*width)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if from.d.Lower(a[i]) == to.d.Lower(b[j]) {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
			} else {
				table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
			}
		}
	}
	if common := int(table[0]); common < leastDriftWords || float64(common) < leastDriftShare*float64(min(n, m)) {
		return nil
	}
	w := &weaver{from: from.d, to: to.d}
	if from.speaker >= 0 && to.speaker >= 0 && from.speaker != to.speaker {
		w.out = append(w.out, doc.Difference{What: "speaker", From: qa.Source, To: qb.Source})
	}
	i, j := 0, 0
	startA, startB := 0, 0
	flush := func() {
		w.gap(a[startA:i], b[startB:j])
	}
	for i < n && j < m {
		switch {
		case from.d.Lower(a[i]) == to.d.Lower(b[j]):
			flush()
			w.same(a[i], b[j])
			i, j = i+1, j+1
			startA, startB = i, j
		case table[(i+1)*width+j] >= table[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	i, j = n, m
	flush()
	return w.out
}

// weaver joins aligned words to runs.
type weaver struct {
	from, to *doc.Document
	out      []doc.Difference
}

func (w *weaver) same(a, b int32) {
	if k := len(w.out) - 1; k >= 0 && w.out[k].What == "same" && w.out[k].From.End == a && w.out[k].To.End == b {
		w.out[k].From.End, w.out[k].To.End = a+1, b+1
		return
	}
	w.out = append(w.out, doc.Difference{What: "same", From: doc.Span{Start: a, End: a + 1}, To: doc.Span{Start: b, End: b + 1}})
}

// gap adds what stands between two same runs on either side.
func (w *weaver) gap(a, b []int32) {
	d := doc.Difference{What: "changed"}
	if len(a) > 0 {
		d.From = doc.Span{Start: a[0], End: a[len(a)-1] + 1}
	}
	if len(b) > 0 {
		d.To = doc.Span{Start: b[0], End: b[len(b)-1] + 1}
	}
	switch {
	case len(a) == 0 && len(b) == 0:
		return
	case len(a) == 1 && dots(w.from.Text(a[0])) || len(b) == 1 && dots(w.to.Text(b[0])):
		d.What = "ellipsis"
	case len(a) == 0:
		d.What = "clipped"
	case len(b) == 0:
		d.What = "added"
	}
	w.out = append(w.out, d)
}

func dots(s string) bool { return s == "…" || s == "..." || s == ". . ." }

// quoteWords are the tokens of a quote's content but for punctuation; dots that
// mark an omission are kept.
func quoteWords(d *doc.Document, q *doc.Quote) []int32 {
	var out []int32
	for _, c := range q.Content {
		for t := c.Start; t < c.End && len(out) < longestDrift; t++ {
			if wordy(d.Text(t)) || dots(d.Text(t)) {
				out = append(out, t)
			}
		}
	}
	return out
}

func wordy(s string) bool {
	c := s[0]
	return c >= 0x80 && len(s) > 3 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || len(s) > 1 && (c == '\'' || c == '$')
}
