package story

import (
	"cmp"
	"slices"
	"strings"

	"whosaid.example/analysis"
)

// Mark is a range of the text that the interface marks. Marks may overlap in
// any way.
type Mark struct {
	analysis.Span
	ID    string // of the actor, quote or claim
	Class string // what it is, as a CSS class
	Label string // short label to be shown behind it, "" for none
}

// Segment is a run of text that the same marks cover; the segments of a
// paragraph do not overlap and join without gaps.
type Segment struct {
	analysis.Span
	Marks  []int // indexes of the marks that cover it, outermost first
	Starts []int // those of them whose mark begins here
	Ends   []int // those of them whose mark ends here
}

// Flatten cuts the range within into runs by all starts and ends of the marks,
// so that overlapping marks need no nesting. It takes n log n time for n marks
// and as much more as marks overlap.
func Flatten(within analysis.Span, marks []Mark) []Segment {
	cuts := make([]int, 0, 2*len(marks)+2)
	cuts = append(cuts, within.Start, within.End)
	order := make([]int, 0, len(marks))
	for i, m := range marks {
		start, end := max(m.Start, within.Start), min(m.End, within.End)
		if start >= end {
			continue
		}
		cuts = append(cuts, start, end)
		order = append(order, i)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	slices.SortStableFunc(order, func(a, b int) int {
		if c := cmp.Compare(marks[a].Start, marks[b].Start); c != 0 {
			return c
		}
		return cmp.Compare(marks[b].End, marks[a].End)
	})
	segments := make([]Segment, 0, len(cuts))
	var active []int
	next := 0
	for i := 0; i+1 < len(cuts); i++ {
		start, end := cuts[i], cuts[i+1]
		active = slices.DeleteFunc(active, func(m int) bool { return marks[m].End <= start })
		for next < len(order) && marks[order[next]].Start <= start {
			active = append(active, order[next])
			next++
		}
		s := Segment{Span: analysis.Span{Start: start, End: end}, Marks: slices.Clone(active)}
		for _, m := range active {
			if marks[m].Start == start {
				s.Starts = append(s.Starts, m)
			}
			if marks[m].End == end {
				s.Ends = append(s.Ends, m)
			}
		}
		segments = append(segments, s)
	}
	return segments
}

// Paragraph is a piece of the article as it is set.
type Paragraph struct {
	analysis.Span
	Kind   string // title, heading, text, list, aside
	Aside  string // kind of the aside that covers it, or ""
	Origin int    // index of the origin that covers most of it, -1 for none
	Marks  []Mark
}

// Layout splits an article's text into its paragraphs: those of the report, or
// its lines where there is no report yet. Ranges that are out of order or out
// of the text are left out.
func Layout(text string, r *analysis.Report) []Paragraph {
	var out []Paragraph
	if r != nil {
		at := 0
		for _, p := range r.Paragraphs {
			if p.Start < at || p.End > len(text) || p.Start >= p.End {
				continue
			}
			out = append(out, Paragraph{Span: p.Span, Kind: p.Kind, Origin: -1})
			at = p.End
		}
		if len(out) > 0 {
			return out
		}
	}
	at := 0
	for line := range strings.Lines(text) {
		if trimmed := strings.TrimSpace(line); trimmed != "" {
			start := at + strings.Index(line, trimmed)
			out = append(out, Paragraph{Span: analysis.Span{Start: start, End: start + len(trimmed)}, Kind: "text", Origin: -1})
		}
		at += len(line)
	}
	return out
}

// place gives each mark to the paragraphs that it touches. Marks come in any
// order, paragraphs in the order of the text.
func place(paragraphs []Paragraph, marks []Mark) {
	for _, m := range marks {
		i, _ := slices.BinarySearchFunc(paragraphs, m.Start, func(p Paragraph, start int) int {
			if p.End <= start {
				return -1
			}
			return 1
		})
		for ; i < len(paragraphs) && paragraphs[i].Start < m.End; i++ {
			paragraphs[i].Marks = append(paragraphs[i].Marks, m)
		}
	}
}
