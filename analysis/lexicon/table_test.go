package lexicon

import (
	"strconv"
	"strings"
	"testing"
)

func TestWordTable(t *testing.T) {
	var table wordTable
	if table.get("word") != 0 {
		t.Error("an empty table has a word")
	}
	for i := range 3000 {
		*table.set("w" + strconv.Itoa(i%1000)) += uint64(i)
	}
	*table.set("w7") = 0
	for i := range 1000 {
		want := uint64(3*i + 3000)
		if i == 7 {
			want = 0
		}
		if got := table.get("w" + strconv.Itoa(i)); got != want {
			t.Fatalf("w%d: %d, want %d", i, got, want)
		}
	}
	if table.get("") != 0 || table.get(strings.Repeat("w", 1000)) != 0 {
		t.Error("a word is there that was not set")
	}
}
