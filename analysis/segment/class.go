package segment

import (
	"unicode"
	"unicode/utf8"
)

// Classes of bytes, for a fast path through ASCII. Letters and digits are the
// two lowest, so that "<= clDigit" asks for either.
const (
	clLetter = iota
	clDigit
	clSpace
	clMark
	clOther // a byte of a rune beyond ASCII
)

var asciiClass = func() (c [256]uint8) {
	for i := range c {
		switch b := byte(i); {
		case b >= utf8.RuneSelf:
			c[i] = clOther
		case 'a' <= b|0x20 && b|0x20 <= 'z':
			c[i] = clLetter
		case '0' <= b && b <= '9':
			c[i] = clDigit
		case b == ' ' || '\t' <= b && b <= '\r':
			c[i] = clSpace
		default:
			c[i] = clMark
		}
	}
	return c
}()

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// isWordRune reports whether r goes on a word: letters, digits, combining
// marks, and the invisible characters that stand inside words (soft hyphen,
// zero-width space and joiners).
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiClass[r] <= clDigit
	}
	if r == utf8.RuneError {
		return false
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.Nd, r) || unicode.Is(unicode.Cf, r)
}

// isLowerOnly reports whether s is made of lower case ASCII letters.
func isLowerOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || 'z' < s[i] {
			return false
		}
	}
	return true
}

// isWordStart reports whether s begins with a letter or digit.
func isWordStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isLowerRune reports whether s begins with a letter in lower case.
func isLowerRune(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
