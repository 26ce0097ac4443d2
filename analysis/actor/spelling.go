package actor

import (
	_ "embed"
	"strings"
	"sync"
)

// This file tells which spellings can be of one name: accents, transliterations
// (Sergei, Sergey; Alexei, Aleksey), short forms of first names (Bill, William).

// alike is the key under which spellings of one name, in lower case, fall
// together: without doubled letters, y, j and i alike, w and v alike, without
// accents and hyphens, and, in words of five letters and more, with one way of
// writing what transliterations write in several (ks x, kh h, q k, ey ei ai i,
// ou oo u, iya ia a).
func alike(s string) string {
	const long = 5
	plain := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0x80, c == 'y', c == 'j', c == 'w', c == '-', c == '\'', i > 0 && c == s[i-1]:
			plain = false
		case len(s) < long:
		case c == 'q', c == 'x':
			plain = false
		case i > 0 && c == 'h' && (s[i-1] == 'k' || s[i-1] == 'g'),
			i > 0 && c == 'i' && (s[i-1] == 'e' || s[i-1] == 'a'),
			i > 0 && c == 'u' && s[i-1] == 'o',
			i > 0 && c == 'a' && s[i-1] == 'i':
			plain = false
		}
	}
	if plain {
		return s
	}
	b := make([]byte, 0, len(s))
	put := func(c byte) {
		n := len(b)
		if n > 0 && b[n-1] == c {
			return
		}
		if len(s) >= long && n > 0 {
			switch {
			case c == 'h' && b[n-1] == 'k':
				b[n-1] = 'h'
				return
			case c == 'h' && b[n-1] == 'g':
				return
			case c == 's' && b[n-1] == 'k':
				b[n-1] = 'x'
				return
			case c == 'i' && (b[n-1] == 'e' || b[n-1] == 'a'):
				b[n-1] = 'i'
				return
			case c == 'u' && b[n-1] == 'o':
				b[n-1] = 'u'
				return
			case c == 'a' && b[n-1] == 'i' && n > 1:
				b[n-1] = 'a'
				return
			}
		}
		b = append(b, c)
	}
	for i, c := range s {
		if f := foldRune(c); f != 0 {
			c = f
		}
		switch {
		case c == 'y' || c == 'j':
			put('i')
		case c == 'w':
			put('v')
		case c == 'q' && len(s) >= long:
			put('k')
		case c == 'o' && len(s) >= long && i+1 < len(s) && s[i+1] == 'o':
			// the second o makes it u
		case c == 'o' && len(s) >= long && i > 0 && s[i-1] == 'o':
			put('u')
		case c == '-' || c == '\'' || c == '’':
		case c < 0x80:
			put(byte(c))
		default:
			b = append(b, string(c)...)
		}
	}
	return string(b)
}

// foldRune is the plain letter of an accented Latin one, 0 for others.
func foldRune(c rune) rune {
	const plain = "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty" +
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
	if i := int(c) - 0xC0; i >= 0 && i < len(plain) && plain[i] != '?' {
		return rune(plain[i])
	}
	return 0
}

// skeleton is a coarser key for long surnames from other scripts: the
// consonants, those alike that transliterations confuse (Gaddafi, Qadhafi).
// It is "" where too few are left to tell anything.
func skeleton(s string) string {
	s = alike(s)
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'h':
			continue
		case 'g', 'q', 'c':
			c = 'k'
		case 'x':
			b = append(b, 'k')
			c = 's'
		}
		if n := len(b); n == 0 || b[n-1] != c {
			b = append(b, c)
		}
	}
	if len(s) < 5 || len(b) < 3 {
		return ""
	}
	return string(b)
}

// skeletonsMeet tells whether two names have the same first letter and last
// consonant, as spellings of one city have.
func skeletonsMeet(a, b string) bool {
	a, b = strings.Trim(alike(a), "aeiou"), strings.Trim(alike(b), "aeiou")
	return a != "" && b != "" && a[0] == b[0] && a[len(a)-1] == b[len(b)-1]
}

// soundsAlike tells whether two first names in lower case that are spelled
// differently can be two transliterations of one: the same consonants, and both
// or neither end in the same vowel, as "Maria" and "Mario" do not.
func soundsAlike(a, b string) bool {
	bones := func(s string) (string, byte) {
		s = alike(s)
		out := make([]byte, 0, len(s))
		end := byte(0)
		for i := 0; i < len(s); i++ {
			switch c := s[i]; c {
			case 'a', 'e', 'i', 'o', 'u':
				end = c
			case 'h':
			default:
				end = 0
				if n := len(out); n == 0 || out[n-1] != c {
					out = append(out, c)
				}
			}
		}
		return string(out), end
	}
	x, ex := bones(a)
	y, ey := bones(b)
	return x == y && ex == ey && len(x) > 1
}

// sameGiven tells whether two first names in lower case can be one: equal,
// spelled alike, an initial, one cut from the other ("Alex", "Alexander"), or
// a short form.
func sameGiven(a, b string) bool {
	a, b = strings.TrimSuffix(a, "."), strings.TrimSuffix(b, ".")
	if a == b || alike(a) == alike(b) {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 {
		return a[0] == b[0]
	}
	return len(a) >= 3 && strings.HasPrefix(b, a) && !strings.HasSuffix(b, "a") || nicknamed(a, b)
}

//go:embed nicknames.txt
var nicknamesText string

var (
	nicknamesOnce sync.Once
	nicknames     map[string][]uint8 // a name's groups, by line
)

// nicknamed tells whether two first names stand in one group of nicknames.txt.
func nicknamed(a, b string) bool {
	nicknamesOnce.Do(func() {
		nicknames = make(map[string][]uint8, 512)
		n := uint8(0)
		for line := range strings.Lines(nicknamesText) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			for _, name := range strings.Fields(line) {
				nicknames[name] = append(nicknames[name], n)
			}
			n++
		}
	})
	for _, x := range nicknames[a] {
		for _, y := range nicknames[b] {
			if x == y {
				return true
			}
		}
	}
	return false
}
