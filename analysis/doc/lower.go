package doc

import (
	"unicode"
	"unicode/utf8"
)

// lowerRune writes the lower case of the first rune of s to b where it has the
// same number of bytes, else the rune itself, and returns that number.
func lowerRune(b []byte, s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if l := unicode.ToLower(r); r != utf8.RuneError && utf8.RuneLen(l) == n {
		utf8.EncodeRune(b, l)
	} else {
		copy(b, s[:n])
	}
	return n
}
