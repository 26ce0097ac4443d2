package tag

import (
	_ "embed"
	"strings"
	"sync"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// Base forms that rules can't tell, see build/lemmas; and the irregular forms,
// edited by hand.
var (
	//go:embed lemmas.txt
	lemmaList string
	//go:embed irregular.txt
	irregularList string
)

// Classes of words with lemma rules and exceptions of their own, as the lists
// name them.
const (
	classNone     = 0
	classVerb     = 'v'
	classNoun     = 'n'
	classCompared = 'a' // adjectives and adverbs
	classOther    = 'o'
)

var lemmaClass = [doc.TagCount]uint32{
	doc.TagVB: classVerb, doc.TagVBD: classVerb, doc.TagVBG: classVerb, doc.TagVBN: classVerb, doc.TagVBP: classVerb, doc.TagVBZ: classVerb, doc.TagMD: classVerb,
	doc.TagNNS: classNoun, doc.TagNNPS: classNoun,
	doc.TagJJR: classCompared, doc.TagJJS: classCompared, doc.TagRBR: classCompared, doc.TagRBS: classCompared,
	doc.TagDT: classOther, doc.TagPRP: classOther, doc.TagRB: classOther, doc.TagPOS: classOther,
	doc.TagOpenQuote: classOther, doc.TagCloseQuote: classOther, doc.TagColon: classOther, doc.TagIN: classOther, doc.TagTO: classOther,
}

// lemmas is the table of both lists: open addressing over hashes of a class
// and a word. A base form is its own lemma.
type lemmas struct {
	keys   []uint32
	values []lemmaPlace
}

// lemmaPlace is where a lemma stands in the lists: 256 times its byte in the first
// or, behind that one's end, in the second, and its length. Strings would take four
// times the memory, which readers fetch.
type lemmaPlace uint32

func (p lemmaPlace) string() string {
	at, n := int(p>>8), int(p&0xFF)
	if at < len(lemmaList) {
		return lemmaList[at : at+n]
	}
	at -= len(lemmaList)
	return irregularList[at : at+n]
}

var (
	lemmaOnce  sync.Once
	lemmaBuilt *lemmas
)

// lemmaTable is the table, built at the first call. A package variable with the
// function in it would keep the lists in programs that never call it.
func lemmaTable() *lemmas {
	lemmaOnce.Do(func() { lemmaBuilt = buildLemmas() })
	return lemmaBuilt
}

func buildLemmas() *lemmas {
	t := &lemmas{keys: make([]uint32, 1<<14), values: make([]lemmaPlace, 1<<14)}
	eachEntry(lemmaList, func(class byte, word string, at int) {
		t.put(uint32(class), word, lemmaPlace(at<<8|len(word)))
	})
	var lemma lemmaPlace
	first := -1 // byte of the line's class
	eachEntry(irregularList, func(class byte, word string, at int) {
		line := strings.LastIndexByte(irregularList[:at], '\n')
		if line != first {
			first, lemma = line, lemmaPlace((len(lemmaList)+at)<<8|len(word))
			return
		}
		t.put(uint32(class), word, lemma)
	})
	return t
}

// eachEntry calls f with the words of a list's lines but their first, which is a
// class, and where they stand.
func eachEntry(list string, f func(class byte, word string, at int)) {
	for at := 0; at < len(list); {
		end := at + strings.IndexByte(list[at:]+"\n", '\n')
		class := byte(0)
		for at < end {
			from := at
			for at < end && list[at] > ' ' {
				at++
			}
			switch word := list[from:at]; {
			case word == "":
				at++
			case word == "#" && class == 0:
				at = end
			case class == 0:
				class = word[0]
			default:
				f(class, word, from)
			}
		}
		at = end + 1
	}
}

func lemmaKey(class, hash uint32) uint32 { return max(1, model.Mix2(0, class, hash)) }

func (t *lemmas) put(class uint32, form string, lemma lemmaPlace) {
	key := lemmaKey(class, model.Word(form))
	at := key & uint32(len(t.keys)-1)
	for t.keys[at] != 0 && t.keys[at] != key {
		at = (at + 1) & uint32(len(t.keys)-1)
	}
	t.keys[at], t.values[at] = key, lemma
}

// get is the lemma of the class's word with that hash, "" where it isn't listed.
func (t *lemmas) get(class, hash uint32) string {
	key := lemmaKey(class, hash)
	for at := key & uint32(len(t.keys)-1); t.keys[at] != 0; at = (at + 1) & uint32(len(t.keys)-1) {
		if t.keys[at] == key {
			return t.values[at].string()
		}
	}
	return ""
}

// joined is the listed word that is stem with the letter c behind, or "".
func (t *lemmas) joined(class uint32, stem string, c byte) string {
	return t.get(class, (model.Word(stem)^uint32(c))*16777619)
}

// Lemma is the dictionary form of token i, which has its tag: lower case but
// for proper nouns, "be" for "'s" as a verb, "not" for "n't", "he" for "him".
// It is a piece of the document's text or of the lists, without allocation
// but for rare words whose ending has to be built.
func Lemma(d *doc.Document, i int32) string {
	tag := d.Tokens[i].Tag
	low := d.Lower(i)
	switch class := lemmaClass[tag]; class {
	case classNone:
		if tag == doc.TagNNP {
			return d.Text(i)
		}
		return low
	default:
		t := lemmaTable()
		if strings.IndexByte(low, 0xE2) >= 0 {
			low = plainApostrophe(low)
		}
		if tag == doc.TagPOS {
			return "'s"
		}
		irregular := t.get(class, model.Word(low))
		if tag == doc.TagNNPS {
			s := d.Text(i)
			if len(irregular) > 0 || len(low) < 4 || low[len(low)-1] != 's' {
				return s
			}
			if l := noun(t, low); strings.HasPrefix(low, l) {
				return s[:len(l)]
			}
			return s
		}
		switch {
		case tag == doc.TagVBD && low == "'d":
			return "have"
		case irregular != "" && (tag != doc.TagVB || low[0] == '\''):
			return irregular
		}
		switch {
		case class == classVerb && tag != doc.TagVB && tag != doc.TagVBP && tag != doc.TagMD:
			return verb(t, low)
		case class == classNoun:
			return noun(t, low)
		case class == classCompared:
			return compared(low, tag == doc.TagJJS || tag == doc.TagRBS)
		}
		return low
	}
}

// plainApostrophe is s with ’ written '.
func plainApostrophe(s string) string {
	for _, c := range [...]string{"'s", "n't", "'re", "'ve", "'ll", "'m", "'d", "'"} {
		if len(s) == len(c)+2 && strings.ReplaceAll(s, "’", "'") == c {
			return c
		}
	}
	return s
}

func isVowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
}

// verb is the base form of a regular -s, -ed or -ing form.
func verb(t *lemmas, low string) string {
	n := len(low)
	switch {
	case n > 4 && low[n-3:] == "ied" || n > 4 && low[n-3:] == "ies":
		if y := t.joined(classVerb, low[:n-3], 'y'); y != "" {
			return y
		}
		if l := t.get(classVerb, model.Word(low[:n-1])); l != "" {
			return low[:n-1]
		}
		return low[:n-3] + "y"
	case n > 3 && low[n-3:] == "ing" && n > 4:
		return stem(t, low, low[:n-3], false)
	case n > 3 && low[n-2:] == "ed":
		return stem(t, low, low[:n-2], true)
	case n > 3 && low[n-2:] == "es":
		if t.get(classVerb, model.Word(low[:n-1])) != "" {
			return low[:n-1]
		}
		switch s := low[:n-2]; {
		case strings.HasSuffix(s, "s"), strings.HasSuffix(s, "x"), strings.HasSuffix(s, "z"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"), strings.HasSuffix(s, "o"):
			return s
		}
		return low[:n-1]
	case n > 2 && low[n-1] == 's' && low[n-2] != 's':
		return low[:n-1]
	}
	return low
}

// stem is the base form of a verb that the ending -ed or -ing was taken off:
// with an e put back, a doubled consonant made single, or as it is.
func stem(t *lemmas, low, s string, ed bool) string {
	n := len(s)
	if n < 2 {
		return low
	}
	withE := func(listed string) string {
		switch {
		case listed != "":
			return listed
		case ed:
			return low[:n+1]
		}
		return s + "e"
	}
	last := s[n-1]
	listed := t.joined(classVerb, s, 'e')
	// Consonant, vowel, consonant would have doubled the last: it had an e.
	short := n >= 2 && !isVowel(last) && last != 'w' && last != 'x' && last != 'y' && isVowel(s[n-2]) && (n == 2 || !isVowel(s[n-3]))
	switch {
	case listed != "" && (short || t.get(classVerb, model.Word(s)) == ""):
		return listed
	case n > 2 && last == s[n-2] && !isVowel(last):
		if t.get(classVerb, model.Word(s)) != "" || last == 's' || last == 'z' || last == 'f' {
			return s
		}
		return s[:n-1]
	case t.get(classVerb, model.Word(s)) != "":
		return s
	}
	for _, end := range [...]string{"at", "v", "u", "dg", "c", "z", "as", "os", "bl", "tl", "pl", "dl", "gl", "fl", "kl"} {
		if strings.HasSuffix(s, end) && n > len(end)+1 && !strings.HasSuffix(s, "eat") && !strings.HasSuffix(s, "oat") {
			return withE("")
		}
	}
	return s
}

// noun is the singular of a regular plural.
func noun(t *lemmas, low string) string {
	n := len(low)
	switch {
	case n > 4 && low[n-3:] == "ies":
		if l := t.get(classNoun, model.Word(low[:n-1])); l != "" {
			return low[:n-1]
		}
		if y := t.joined(classNoun, low[:n-3], 'y'); y != "" {
			return y
		}
		return low[:n-3] + "y"
	case n > 3 && low[n-2:] == "es":
		if t.get(classNoun, model.Word(low[:n-1])) != "" {
			return low[:n-1]
		}
		switch s := low[:n-2]; {
		case t.get(classNoun, model.Word(s)) != "",
			strings.HasSuffix(s, "ss"), strings.HasSuffix(s, "x"), strings.HasSuffix(s, "zz"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"), strings.HasSuffix(s, "o"):
			return s
		}
		return low[:n-1]
	case n > 2 && low[n-1] == 's' && low[n-2] != 's':
		if low[n-2] == '\'' {
			return low[:n-2]
		}
		return low[:n-1]
	}
	return low
}

// compared is the positive of a regular comparative or superlative.
func compared(low string, superlative bool) string {
	s, ok := strings.CutSuffix(low, "er")
	if superlative {
		s, ok = strings.CutSuffix(low, "est")
	}
	n := len(s)
	if !ok || n < 3 {
		return low
	}
	last := s[n-1]
	switch {
	case last == 'i':
		return s[:n-1] + "y"
	case last == s[n-2] && !isVowel(last) && last != 'l' && last != 's':
		return s[:n-1]
	case last == 'c', last == 'v', last == 'l' && !isVowel(s[n-2]) && s[n-2] != 'l', last == 'g' && (s[n-2] == 'd' || s[n-2] == 'r'), last == 's' && s[n-2] == 'n':
		return low[:n+1]
	}
	return s
}
