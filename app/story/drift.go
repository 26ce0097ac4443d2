package story

import (
	"strings"
	"unicode"

	"whosaid.example/analysis"
)

// Drift is one quote as another article has it.
type Drift struct {
	Article int
	Quote   string // id there
	Speaker bool   // the other article gives it to somebody else
	Words   []Word // the two aligned
}

// Word is a piece of the alignment of two quotes.
type Word struct {
	Text string
	In   int // 0 both, -1 only the first, 1 only the second
}

// DriftOf finds a quote in the other articles: quotes that share a run of words
// with it, at least five, or half of the shorter one. Each article gives at
// most its best.
func (x *Index) DriftOf(article int, id string) []Drift {
	q := x.Articles[article].Quote(id)
	if q == nil {
		return nil
	}
	own := x.contentWords(article, q)
	if len(own) < 4 {
		return nil
	}
	speaker := x.PersonOf(article, q.Speaker)
	var out []Drift
	for i := range x.Articles {
		if i == article {
			continue
		}
		best, common := Drift{}, 0
		for j := range x.Articles[i].Report.Quotes {
			other := &x.Articles[i].Report.Quotes[j]
			words := x.contentWords(i, other)
			if len(words) < 4 {
				continue
			}
			aligned, same, run := align(own, words)
			if same > common && (run >= 5 || 2*same >= min(len(own), len(words)) && run >= 3) {
				common = same
				p := x.PersonOf(i, other.Speaker)
				best = Drift{i, other.ID, p != nil && speaker != nil && p != speaker, aligned}
			}
		}
		if common > 0 {
			out = append(out, best)
		}
	}
	return out
}

// contentWords is the quote's words, at most 200.
func (x *Index) contentWords(article int, q *analysis.Quote) []string {
	var words []string
	for _, s := range q.Content {
		words = append(words, strings.Fields(Slice(x.Texts[article], s))...)
	}
	return words[:min(len(words), 200)]
}

// bare is a word as it is compared: without case and punctuation.
func bare(w string) string {
	return strings.TrimFunc(strings.ToLower(strings.ReplaceAll(w, "’", "'")), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// align finds a longest common subsequence of words, in len(a)·len(b) time. It
// tells how many words are common and how long their longest unbroken run is.
func align(a, b []string) (words []Word, same, run int) {
	x, y := make([]string, len(a)), make([]string, len(b))
	for i := range a {
		x[i] = bare(a[i])
	}
	for i := range b {
		y[i] = bare(b[i])
	}
	table := make([][]int16, len(a)+1)
	for i := range table {
		table[i] = make([]int16, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	add := func(text string, in int) {
		if n := len(words); n > 0 && words[n-1].In == in {
			words[n-1].Text += " " + text
			return
		}
		words = append(words, Word{text, in})
	}
	streak := 0
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && x[i] == y[j]:
			add(a[i], 0)
			same++
			streak++
			run = max(run, streak)
			i, j = i+1, j+1
			continue
		case j >= len(b) || i < len(a) && table[i+1][j] >= table[i][j+1]:
			add(a[i], -1)
			i++
		default:
			add(b[j], 1)
			j++
		}
		streak = 0
	}
	return words, same, run
}
