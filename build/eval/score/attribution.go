// Package score holds the measures that the evaluation prints and that
// trainers choose by.
package score

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

// Attribution is one attribution as byte ranges of its text.
type Attribution struct {
	Source, Cue, Content []doc.Range
	Kind                 doc.QuoteKind
}

// Count counts what is right, what was predicted and what is there.
type Count struct{ Right, Predicted, Gold int }

func (c *Count) add(right, predicted, gold int) {
	c.Right += right
	c.Predicted += predicted
	c.Gold += gold
}

// F1 is the harmonic mean of precision and recall, 0 to 1.
func (c Count) F1() float64 {
	if c.Predicted+c.Gold == 0 {
		return 0
	}
	return 2 * float64(c.Right) / float64(c.Predicted+c.Gold)
}

// Precision is the share of the predicted that is right, 0 where there is none.
func (c Count) Precision() float64 {
	return float64(c.Right) / float64(max(1, c.Predicted))
}

// Recall is the share of the gold that is right, 0 where there is none.
func (c Count) Recall() float64 { return float64(c.Right) / float64(max(1, c.Gold)) }

// Roles of an attribution, as indices of [Attributions].
const (
	Cue = iota
	Source
	Content
	Roles
)

// Attributions measures how two annotations of the same texts agree, as
// score.py does: words are runs of letters, digits and underscores, and
// punctuation does not count. Whole attributions match one to one where the
// Jaccard index of the contents and that of the sources is at least one half.
type Attributions struct {
	Exact, Tokens [Roles]Count
	Whole         Count
	Kind          [3]Count // by doc.QuoteKind of the gold; recall only
	// CueOverlap counts attributions whose cue shares a word with one of the other side.
	CueOverlap Count
	coin       [4][4]float64 // coincidences of word labels: none, cue, source, content
}

// Add compares one text's gold with what was predicted.
func (m *Attributions) Add(text string, gold, predicted []Attribution) {
	words := Words(text)
	g, p := sets(words, gold), sets(words, predicted)
	for r := range Roles {
		var gs, ps [][]int32
		for i := range g {
			if len(g[i][r]) > 0 {
				gs = append(gs, g[i][r])
			}
		}
		for i := range p {
			if len(p[i][r]) > 0 {
				ps = append(ps, p[i][r])
			}
		}
		used := make([]bool, len(ps))
		right := 0
		for _, a := range gs {
			for j, b := range ps {
				if !used[j] && slices.Equal(a, b) {
					used[j] = true
					right++
					break
				}
			}
		}
		m.Exact[r].add(right, len(ps), len(gs))
		a, b := union(gs, len(words)), union(ps, len(words))
		both, na, nb := 0, 0, 0
		for i := range words {
			if a[i] {
				na++
			}
			if b[i] {
				nb++
			}
			if a[i] && b[i] {
				both++
			}
		}
		m.Tokens[r].add(both, nb, na)
	}
	la, lb := labels(g, len(words)), labels(p, len(words))
	for i := range words {
		m.coin[la[i]][lb[i]]++
		m.coin[lb[i]][la[i]]++
	}
	type pair struct {
		g, p int
		s    float64
	}
	var pairs []pair
	for i := range g {
		for j := range p {
			c := Jaccard(g[i][Content], p[j][Content])
			if c >= 0.5 && Jaccard(g[i][Source], p[j][Source]) >= 0.5 {
				pairs = append(pairs, pair{i, j, c + 0.01*Jaccard(g[i][Cue], p[j][Cue])})
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].s > pairs[b].s })
	usedG, usedP, n := make([]bool, len(g)), make([]bool, len(p)), 0
	for _, x := range pairs {
		if !usedG[x.g] && !usedP[x.p] {
			usedG[x.g], usedP[x.p] = true, true
			n++
		}
	}
	m.Whole.add(n, len(p), len(g))
	for i := range g {
		k := &m.Kind[gold[i].Kind]
		k.Gold++
		if usedG[i] {
			k.Right++
		}
	}
	overlaps := 0
	for i := range g {
		for j := range p {
			if Jaccard(g[i][Cue], p[j][Cue]) > 0 && len(g[i][Cue]) > 0 {
				overlaps++
				break
			}
		}
	}
	m.CueOverlap.add(overlaps, len(p), len(g))
}

// Alpha is Krippendorff's alpha of the words' labels (none, cue, source,
// content), nominal, two coders.
func (m *Attributions) Alpha() float64 {
	var n, do, de float64
	var margin [4]float64
	for a := range 4 {
		for b := range 4 {
			n += m.coin[a][b]
			margin[a] += m.coin[a][b]
			if a != b {
				do += m.coin[a][b]
			}
		}
	}
	for a := range 4 {
		for b := range 4 {
			if a != b {
				de += margin[a] * margin[b]
			}
		}
	}
	if de == 0 {
		return 1
	}
	return 1 - (do/n)/(de/(n*(n-1)))
}

// Words is the byte ranges of the runs of letters, digits and underscores.
func Words(text string) []doc.Range {
	var out []doc.Range
	start := -1
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			out = append(out, doc.Range{Start: int32(start), End: int32(i)})
			start = -1
		}
		i += n
	}
	if start >= 0 {
		out = append(out, doc.Range{Start: int32(start), End: int32(len(text))})
	}
	return out
}

func sets(words []doc.Range, list []Attribution) [][Roles][]int32 {
	out := make([][Roles][]int32, len(list))
	for i, a := range list {
		for r, ranges := range [Roles][]doc.Range{Cue: a.Cue, Source: a.Source, Content: a.Content} {
			out[i][r] = covered(words, ranges)
		}
	}
	return out
}

func covered(words []doc.Range, ranges []doc.Range) []int32 {
	var out []int32
	for _, r := range ranges {
		k := sort.Search(len(words), func(i int) bool { return words[i].End > r.Start })
		for ; k < len(words) && words[k].Start < r.End; k++ {
			out = append(out, int32(k))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func union(sets [][]int32, n int) []bool {
	out := make([]bool, n)
	for _, s := range sets {
		for _, i := range s {
			out[i] = true
		}
	}
	return out
}

// labels gives each word one label; a cue wins over a source, a source over content.
func labels(list [][Roles][]int32, n int) []uint8 {
	out := make([]uint8, n)
	for _, r := range []int{Content, Source, Cue} {
		for _, a := range list {
			for _, i := range a[r] {
				out[i] = uint8(r) + 1
			}
		}
	}
	return out
}

// Jaccard is the share of common elements of two sorted lists; 1 for two empty ones.
func Jaccard(a, b []int32) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// Quoted tells for each byte of the text whether it stands in double quotation
// marks, by score.py's rule: to the closing mark, else to the end of the line.
func Quoted(text string) []bool {
	out := make([]bool, len(text))
	for i := 0; i < len(text); i++ {
		open, shut := 0, ""
		if text[i] == '"' {
			open, shut = 1, `"`
		} else if len(text)-i >= 3 && text[i:i+3] == "“" {
			open, shut = 3, "”"
		} else {
			continue
		}
		e, runes := i+open, 0
		for e < len(text) && runes < 3001 {
			if runes > 0 && (text[e] == '\n' || len(text)-e >= len(shut) && text[e:e+len(shut)] == shut) {
				break
			}
			if shut == `"` && text[e] == '\n' || runes == 0 && len(text)-e >= len(shut) && text[e:e+len(shut)] == shut {
				runes = 4000 // an empty pair
				break
			}
			_, n := utf8.DecodeRuneInString(text[e:])
			e += n
			runes++
		}
		if runes > 3000 || runes == 0 {
			continue
		}
		if e < len(text) {
			if text[e] == '\n' {
				e++
			} else {
				e += len(shut)
			}
		}
		for k := i; k < e; k++ {
			out[k] = true
		}
		i = e - 1
	}
	return out
}

// KindOf is direct, mixed or indirect by how much of the ranges is quoted.
func KindOf(text string, quoted []bool, ranges []doc.Range) doc.QuoteKind {
	inside, total := 0, 0
	for _, r := range ranges {
		for i := r.Start; i < r.End; i++ {
			switch text[i] {
			case ' ', '\t', '\n', '\r', '\v', '\f':
				continue
			}
			total++
			if quoted[i] {
				inside++
			}
		}
	}
	switch {
	case inside == 0:
		return doc.Indirect
	case float64(inside) > 0.9*float64(total):
		return doc.Direct
	}
	return doc.Mixed
}
