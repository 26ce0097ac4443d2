package segment

import (
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
)

// The list's words that are not tokenized must be what the tokenizer makes of them.
func TestPlainWordsOfTheListAreTokens(t *testing.T) {
	n := 0
	for _, word := range strings.FieldsFunc(furnitureText, func(r rune) bool { return strings.ContainsRune(" \n|[]@=", r) }) {
		if !plainWord(word) {
			continue
		}
		n++
		d := doc.New(word)
		tokenize(d)
		if got := appendWords(nil, d, 0, int32(len(d.Tokens))); len(got) != 1 || got[0] != word {
			t.Errorf("%q is %q", word, got)
		}
	}
	if n < 1000 {
		t.Errorf("%d words only", n)
	}
}
