package main

import (
	"strconv"
	"testing"
)

// The core's data is a good part of what readers fetch before the first result.
func TestDataOfTheCoreStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("packs all models")
	}
	tables, err := sizes("")
	if err != nil {
		t.Fatal(err)
	}
	weighed := map[string]bool{}
	sum := 0
	for _, row := range tables[0].Rows {
		n, err := strconv.Atoi(row.Cells[1])
		if err != nil || n <= 0 {
			t.Fatalf("%s: %v", row.Name, row.Cells)
		}
		if row.Name == "all" {
			if n != sum || n > 1_100_000 {
				t.Errorf("%d bytes in all, the files' are %d; want at most 1,100,000", n, sum)
			}
			continue
		}
		weighed[row.Name] = true
		sum += n
	}
	for _, name := range []string{"tag/tag.model", "parse/parse.model", "name/name.model", "lexicon/classes.bin", "lexicon/cities.txt"} {
		if !weighed[name] {
			t.Errorf("%s is not weighed", name)
		}
	}
}
