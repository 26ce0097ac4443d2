package analyze

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"
)

// A text tells neither who published it nor when. Corpora keep that in a table
// beside their files, a line for each (as for readtext or AntConc); so -meta takes
// one. Offsets stay those of the files, as they would not with such lines in them.

// about is what a table says of a file.
type about struct{ outlet, date string }

// row is a line of a table.
type row struct {
	about
	line int
	file string // the path that was found by it first, "" for none yet
}

// meta is what the table at path says of the files, by their names as they were
// given. The first line names the columns: file, which is needed, outlet and date
// in any order, among others that are passed over. Columns are parted by commas,
// semicolons or tabs. What stands under file is a path or the end of one; of
// several that fit, the longest counts. It is an error where a line fits several files
// and where none fits any.
func meta(path string, files []string) (map[string]about, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", path, reason(err))
	}
	rows, err := table(strings.TrimPrefix(string(b), "\ufeff"))
	if err != nil {
		return nil, fmt.Errorf("%s%w", path, err)
	}
	found := make(map[string]about, len(files))
	for _, name := range files {
		r := lookUp(rows, name)
		if r == nil {
			continue
		}
		if r.file != "" && r.file != name {
			return nil, fmt.Errorf("%s:%d: both %s and %s: write more of the path", path, r.line, r.file, name)
		}
		r.file = name
		found[name] = r.about
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s: none of its lines names one of the files", path)
	}
	return found, nil
}

// lookUp is the row for a file's path, or nil.
func lookUp(rows map[string]*row, name string) *row {
	if r := rows[clean(name)]; r != nil || name == "-" {
		return r
	}
	full, err := filepath.Abs(name)
	if err != nil {
		full = name
	}
	for end := clean(full); ; {
		if r := rows[end]; r != nil {
			return r
		}
		_, rest, more := strings.Cut(end, "/")
		if !more {
			return nil
		}
		end = rest
	}
}

func clean(path string) string { return filepath.ToSlash(filepath.Clean(path)) }

// table reads a table's rows by what stands under file. Its errors begin with a
// colon, and the number of the line where one is to blame.
func table(text string) (map[string]*row, error) {
	if !utf8.ValidString(text) {
		return nil, errors.New(": is not in UTF-8")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	head, _, _ := strings.Cut(text, "\n")
	for _, comma := range ";\t" {
		if strings.Count(head, string(comma)) > strings.Count(head, string(r.Comma)) {
			r.Comma = comma
		}
	}
	columns := map[string]int{}
	rows := map[string]*row{}
	for {
		record, err := r.Read()
		var wrong *csv.ParseError
		switch {
		case err == io.EOF && len(columns) > 0:
			return rows, nil
		case errors.As(err, &wrong):
			return nil, fmt.Errorf(":%d: %w", wrong.Line, wrong.Err)
		case len(columns) == 0:
			for i, name := range record {
				columns[strings.ToLower(strings.TrimSpace(name))] = i
			}
			if _, ok := columns["file"]; !ok {
				return nil, errors.New(`: its first line has no column "file"; others are "outlet" and "date"`)
			}
			continue
		}
		field := func(name string) string {
			if i, ok := columns[name]; ok && i < len(record) {
				return strings.TrimSpace(record[i])
			}
			return ""
		}
		line, _ := r.FieldPos(0)
		x := &row{about: about{outlet: field("outlet"), date: field("date")}, line: line}
		file := field("file")
		if file == "" {
			continue
		}
		if !isDate(x.date) {
			return nil, fmt.Errorf(":%d: the date %q is not written as 2026-03-31", line, x.date)
		}
		if again := rows[clean(file)]; again != nil {
			return nil, fmt.Errorf(":%d: %s stands in line %d already", line, file, again.line)
		}
		rows[clean(file)] = x
	}
}

// isDate tells whether a date is none or one of ISO 8601: a year, month, day or
// time of a day.
func isDate(s string) bool {
	if s == "" {
		return true
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006", time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
