package segment

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"whosaid.example/analysis/doc"
)

// The list furniture.txt, in patterns over the words of a paragraph.

//go:embed furniture.txt
var furnitureText string

// zone is where on the page a pattern holds.
type zone uint8

const (
	zoneAny zone = iota
	zoneHead
	zoneTail
	zoneEdge
)

// follow tells whether headlines belong to a paragraph that matches.
type follow uint8

const (
	followNone follow = iota
	followOne
	followList
	followSome // as followList where two or more are there
)

// element is one place of a pattern.
type element struct {
	alts     [][]string // sequences of words; ":" and "9" are a mark and a number
	optional bool
	most     int // for "+" and "*": how many words at most, with no alts
	least    int
}

type pattern struct {
	kind     doc.AsideKind
	zone     zone
	follow   follow
	elements []element

	least, most int // words of what matches
}

var furniture struct {
	once  sync.Once
	first map[string][]*pattern // by the first word
	any   []*pattern            // those that any word may begin
}

// maxWords is the length in words beyond which a paragraph is no furniture.
const maxWords = 70

// lookup is the first pattern of furniture.txt that words match in a zone, or nil.
func lookup(words []string, z zone) *pattern {
	furniture.once.Do(parseFurniture)
	if len(words) == 0 || len(words) > maxWords {
		return nil
	}
	for _, list := range [...][]*pattern{furniture.first[words[0]], furniture.any} {
		for _, p := range list {
			if p.least <= len(words) && len(words) <= p.most && (p.zone == zoneAny || p.zone == z || p.zone == zoneEdge && z != zoneAny) && match(words, p.elements) {
				return p
			}
		}
	}
	return nil
}

// match reports whether the elements match all of words. Only "+" and "*"
// branch, and a paragraph is short, so that trying is cheap.
func match(words []string, elements []element) bool {
	if len(elements) == 0 {
		return len(words) == 0
	}
	e := &elements[0]
	if e.alts == nil {
		if len(elements) == 1 {
			return e.least <= len(words) && len(words) <= e.most
		}
		for k := e.least; k <= e.most && k <= len(words); k++ {
			if match(words[k:], elements[1:]) {
				return true
			}
		}
		return false
	}
	for _, alt := range e.alts {
		if hasPrefix(words, alt) && match(words[len(alt):], elements[1:]) {
			return true
		}
	}
	return e.optional && match(words, elements[1:])
}

func hasPrefix(words, alt []string) bool {
	if len(words) < len(alt) {
		return false
	}
	for i, a := range alt {
		if a == "9" && isDigit(words[i][0]) {
			continue
		}
		if a != words[i] {
			return false
		}
	}
	return true
}

// parseFurniture reads the list. A line that can't be read is a bug of the list.
func parseFurniture() {
	furniture.first = make(map[string][]*pattern, 1024)
	var section pattern
	for number, line := range strings.Split(furnitureText, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '[' && line[len(line)-1] == ']' && !strings.ContainsAny(line, " |"):
			if s, ok := parseSection(line[1 : len(line)-1]); ok {
				section = s
				continue
			}
		}
		p := section
		for _, field := range fields(line) {
			if at := strings.IndexByte(field, '@'); at > 0 || field[0] == '@' {
				z, ok := zones[field[at+1:]]
				if !ok {
					panic("furniture.txt:" + strconv.Itoa(number+1) + ": no zone " + strconv.Quote(field))
				}
				p.zone = z
				field = field[:at]
				if field == "" {
					continue
				}
			}
			p.elements = append(p.elements, parseElement(field))
		}
		for i := range p.elements {
			least, most := p.elements[i].size()
			p.least, p.most = p.least+least, p.most+most
		}
		index(&p)
	}
}

var zones = map[string]zone{"head": zoneHead, "tail": zoneTail, "edge": zoneEdge}

// parseSection reads the inside of a section's brackets: "link=list", "section@head".
func parseSection(s string) (p pattern, ok bool) {
	s, z, _ := strings.Cut(s, "@")
	p.zone = zones[z]
	s, f, _ := strings.Cut(s, "=")
	switch f {
	case "list":
		p.follow = followList
	case "some":
		p.follow = followSome
	case "one":
		p.follow = followOne
	}
	for k := doc.AsideAdvertisement; k <= doc.AsideDuplicate; k++ {
		if k.String() == s {
			p.kind = k
			return p, true
		}
	}
	return p, false
}

// fields splits a pattern at spaces outside of brackets.
func fields(line string) []string {
	var out []string
	for line != "" {
		end := strings.IndexByte(line, ' ')
		if line[0] == '[' {
			end = strings.IndexByte(line, ']') + 1
			if end < len(line) && line[end] == '@' {
				if n := strings.IndexByte(line[end:], ' '); n >= 0 {
					end += n
				} else {
					end = len(line)
				}
			}
		}
		if end < 0 || end > len(line) {
			end = len(line)
		}
		out = append(out, line[:end])
		line = strings.TrimLeft(line[end:], " ")
	}
	return out
}

func parseElement(field string) element {
	switch field {
	case "*":
		return element{most: maxWords}
	case "+":
		return element{least: 1, most: 6}
	}
	var e element
	if field[0] == '[' {
		e.optional = true
		field = strings.Trim(field, "[]")
	}
	n := 1 + strings.Count(field, "|")
	e.alts = make([][]string, 0, n)
	single := make([]string, 0, n) // alternatives of one word, side by side
	for alt := range strings.SplitSeq(field, "|") {
		if alt == ":" || alt == "9" || plainWord(alt) {
			single = append(single, alt)
			e.alts = append(e.alts, single[len(single)-1:len(single):len(single)])
			continue
		}
		d := doc.New(alt)
		tokenize(d)
		words := appendWords(nil, d, 0, int32(len(d.Tokens)))
		if len(words) == 0 {
			panic("furniture.txt: no word in " + field)
		}
		e.alts = append(e.alts, words)
	}
	return e
}

// size is how many words the element matches at least and at most.
func (e *element) size() (least, most int) {
	if e.alts == nil {
		return e.least, e.most
	}
	least = maxWords
	for _, alt := range e.alts {
		least, most = min(least, len(alt)), max(most, len(alt))
	}
	if e.optional {
		least = 0
	}
	return least, most
}

// plainWord tells that the tokenizer leaves an alternative as it is, as it does
// nearly all of them: letters alone, in lower case, and no contraction.
func plainWord(alt string) bool {
	for i := 0; i < len(alt); i++ {
		if alt[i] < 'a' || alt[i] > 'z' {
			return false
		}
	}
	return alt != "cannot"
}

// index files a pattern under the words that can begin it.
func index(p *pattern) {
	var some [16]string
	under := some[:0]
	open := true // any word may begin it
	for i := range p.elements {
		e := &p.elements[i]
		open = e.alts == nil
		for _, alt := range e.alts {
			if alt[0] == "9" {
				open = true
				break
			}
			under = append(under, alt[0])
		}
		if open || !e.optional {
			break
		}
	}
	if open {
		furniture.any = append(furniture.any, p)
		return
	}
	for i, w := range under {
		if !slices.Contains(under[:i], w) {
			furniture.first[w] = append(furniture.first[w], p)
		}
	}
}

// appendWords appends the words of the tokens from..to as patterns see them:
// in lower case, with straight apostrophes, a mark ":" for colons, dashes and
// bars between words, without other marks. It stops after maxWords+1 words.
func appendWords(words []string, d *doc.Document, from, to int32) []string {
	for i := from; i < to && len(words) <= maxWords; i++ {
		w := d.Lower(i)
		switch c := w[0]; {
		case asciiClass[c] <= clDigit:
		case c == '\'' && len(w) > 1:
		case w == "$" || w == "£" || w == "€" || w == "©":
		case strings.HasPrefix(w, "’") && len(w) > len("’"):
			w = "'" + w[len("’"):]
		case w == ":" || w == "|" || w == "—" || w == "–" || w == "--" || w == "·" || w == "•" || w == "-":
			if len(words) == 0 || w == "-" && i+1 < to && (d.Tokens[i].Flags|d.Tokens[i+1].Flags)&doc.SpaceBefore == 0 {
				continue
			}
			w = ":"
		case c >= 0x80 && isWordStart(w):
		default:
			continue
		}
		if strings.Contains(w, "’") {
			w = strings.ReplaceAll(w, "’", "'")
		}
		if n := len(w); n > 2 && w[n-1] == '.' && strings.IndexByte(w[:n-1], '.') < 0 {
			w = w[:n-1]
		}
		words = append(words, w)
	}
	return words
}
