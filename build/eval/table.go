package main

import (
	"fmt"
	"io"
	"strings"
)

// F counts what was found, what was predicted and what is there.
type F struct{ Found, Predicted, Gold int }

// Add adds counts.
func (f *F) Add(found, predicted, gold int) {
	f.Found += found
	f.Predicted += predicted
	f.Gold += gold
}

// Precision is the share of the predicted that is right, 0 where nothing was predicted.
func (f F) Precision() float64 { return ratio(f.Found, f.Predicted) }

// Recall is the share of the gold that was found, 0 where there is none.
func (f F) Recall() float64 { return ratio(f.Found, f.Gold) }

// F1 is the harmonic mean of precision and recall.
func (f F) F1() float64 { return ratio(2*f.Found, f.Predicted+f.Gold) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Table is figures in rows, as the README shows them.
type Table struct {
	Title   string
	Columns []string // after the row's name
	Rows    []Row
}

// Row is a line of a table.
type Row struct {
	Name  string
	Cells []string // one for each column; "" prints as –
}

// Add appends a row.
func (t *Table) Add(name string, cells ...string) { t.Rows = append(t.Rows, Row{name, cells}) }

// Percent is a share as the tables print it, with one decimal.
func Percent(x float64) string { return fmt.Sprintf("%.1f", 100*x) }

// Print writes the table in Markdown, aligned for reading as plain text.
func (t Table) Print(w io.Writer) {
	lines := [][]string{append([]string{""}, t.Columns...)}
	for _, r := range t.Rows {
		lines = append(lines, append([]string{r.Name}, r.Cells...))
	}
	width := make([]int, len(t.Columns)+1)
	for _, l := range lines {
		for i := range width {
			if i >= len(l) || l[i] == "" && i > 0 {
				continue
			}
			width[i] = max(width[i], len([]rune(l[i])))
		}
	}
	fmt.Fprintf(w, "### %s\n\n", t.Title)
	for n, l := range lines {
		for i := range width {
			cell := ""
			if i < len(l) {
				cell = l[i]
			}
			if cell == "" && i > 0 && n > 0 {
				cell = "–"
			}
			fmt.Fprintf(w, "| %s%s ", cell, strings.Repeat(" ", max(0, width[i]-len([]rune(cell)))))
		}
		fmt.Fprintln(w, "|")
		if n == 0 {
			for i := range width {
				fmt.Fprint(w, "|", strings.Repeat("-", width[i]+2))
			}
			fmt.Fprintln(w, "|")
		}
	}
	fmt.Fprintln(w)
}
