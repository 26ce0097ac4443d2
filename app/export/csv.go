package export

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"whosaid.example/analysis"
)

// cell is text for a table: a spreadsheet takes a cell that begins with one of
// these signs for a formula, and the text of an article is not ours.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// writeQuotes is a table of the quotes, one a line, offsets in bytes of the article.
func writeQuotes(w io.Writer, x *input) error {
	c := csv.NewWriter(w)
	c.Write([]string{"article", "name", "outlet", "date", "id", "kind", "act", "speaker", "speaker_story_id", "named", "roles",
		"quote", "cue", "source", "via", "certainty", "decided_by", "start_utf8", "end_utf8", "engine"})
	for i := range x.Articles {
		a := &x.Articles[i]
		for j := range a.Quotes {
			q := &a.Quotes[j]
			row := []string{cell(x.title(i)), cell(a.Name), cell(a.Outlet), cell(a.Date), q.ID, q.Kind, q.Act}
			if v := x.actor(i, q.Speaker); v != nil {
				row = append(row, cell(x.speakers(i, q)), cell(v.Story), strconv.FormatBool(v.Named), cell(strings.Join(v.Roles, "; ")))
			} else {
				row = append(row, "", "", "", "")
			}
			cue, source, start, end := "", "", "", ""
			if q.Cue != nil {
				cue = x.words(i, *q.Cue)
			}
			if q.Source != nil {
				source = x.words(i, *q.Source)
			}
			if n := len(q.Content); n > 0 {
				start, end = strconv.Itoa(q.Content[0].Start), strconv.Itoa(q.Content[n-1].End)
			}
			row = append(row, cell(x.content(i, q)), cell(cue), cell(source), cell(x.name(i, q.Via)), q.Certainty, by(reader(q)), start, end, x.Engine)
			c.Write(row)
		}
	}
	c.Flush()
	return c.Error()
}

// writeLinks is an edge list: who speaks of whom (weight is the number of
// claims), and which claims meet.
func writeLinks(w io.Writer, x *input) error {
	c := csv.NewWriter(w)
	c.Write([]string{"source", "target", "relation", "weight", "source_text", "target_text", "source_article", "target_article", "why", "certainty"})
	type edge struct{ from, to string }
	for i := range x.Articles {
		weights := map[edge]int{}
		var edges []edge
		for _, claim := range x.Articles[i].Claims {
			for _, about := range claim.About {
				from, to := x.name(i, claim.Speaker), x.name(i, about)
				if from == "" || to == "" || from == to {
					continue
				}
				if weights[edge{from, to}]++; weights[edge{from, to}] == 1 {
					edges = append(edges, edge{from, to})
				}
			}
		}
		slices.SortStableFunc(edges, func(a, b edge) int { return weights[b] - weights[a] })
		for _, e := range edges {
			c.Write([]string{cell(e.from), cell(e.to), "speaks of", strconv.Itoa(weights[e]), "", "", cell(x.label(i)), cell(x.label(i)), "", ""})
		}
	}
	node := func(at analysis.ClaimAt) string { return strconv.Itoa(at.Article) + ":" + at.Claim }
	for _, r := range x.References {
		from, to := x.claim(r.From), x.claim(r.To)
		if from == nil || to == nil {
			continue
		}
		c.Write([]string{node(r.From), node(r.To), r.Relation, strconv.FormatFloat(r.Score, 'f', -1, 64),
			cell(x.words(r.From.Article, from.Span)), cell(x.words(r.To.Article, to.Span)),
			cell(x.label(r.From.Article)), cell(x.label(r.To.Article)), cell(r.Why), r.Certainty})
	}
	c.Flush()
	return c.Error()
}
