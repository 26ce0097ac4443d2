package corpus

import (
	"bufio"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// Named is a text with the names that its annotators marked, in text order.
type Named struct {
	ID    string
	Text  string
	Names []NamedRange
}

// NamedRange is a name: bytes of the text, and the type as a name.
type NamedRange struct {
	doc.Range
	Type doc.NameType
}

var (
	noSpaceBefore = regexp.MustCompile(`^(?:[.,;:!?%)\]}]|'s|n't|''|'re|'ve|'ll|'d|'m)$`)
	nameTypes     = map[string]doc.NameType{
		"PER": doc.PER, "PERSON": doc.PER, "Person": doc.PER,
		"ORG": doc.ORG, "ORGANIZATION": doc.ORG, "Organisation": doc.ORG,
		"LOC": doc.LOC, "LOCATION": doc.LOC, "Location": doc.LOC, "GPE": doc.LOC,
		"MISC": doc.MISC,
	}
)

// chunk is how many sentences make a text of a file without document marks.
const chunk = 40

// ReadConll reads a file of tokens and IOB2 tags, plain or gzipped, into texts,
// just as score.py writes them: words joined by spaces but for marks and
// clitics, an empty line between sentences, a text for each -DOCSTART- or, in
// files without, for each 40 sentences.
func ReadConll(path string) ([]Named, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	type word struct{ form, tag string }
	var docs [][][]word
	var sents [][]word
	var sent []word
	marked := false
	endSentence := func() {
		if len(sent) > 0 {
			sents, sent = append(sents, sent), nil
		}
	}
	endDocument := func() {
		endSentence()
		if len(sents) > 0 {
			docs, sents = append(docs, sents), nil
		}
	}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		c := strings.Fields(in.Text())
		switch {
		case len(c) == 0:
			endSentence()
		case c[0] == "-DOCSTART-":
			endDocument()
			marked = true
		default:
			sent = append(sent, word{c[0], c[len(c)-1]})
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	endDocument()
	if !marked && len(docs) == 1 {
		all := docs[0]
		docs = nil
		for len(all) > 0 {
			n := min(chunk, len(all))
			docs, all = append(docs, all[:n]), all[n:]
		}
	}
	var out []Named
	for i, d := range docs {
		n := Named{ID: "doc" + strconv.Itoa(i)}
		var b strings.Builder
		for _, s := range d {
			open := false
			end := func() { open = false }
			for k, w := range s {
				if k > 0 && !noSpaceBefore.MatchString(w.form) && !strings.ContainsAny(s[k-1].form[:1], "([{$`") {
					b.WriteByte(' ')
				}
				at := int32(b.Len())
				typ := doc.NoName
				if w.tag != "O" && len(w.tag) > 2 {
					typ = nameTypes[w.tag[2:]]
				}
				if open && (typ != n.Names[len(n.Names)-1].Type || strings.HasPrefix(w.tag, "B-")) {
					end()
				}
				b.WriteString(w.form)
				switch {
				case typ == doc.NoName:
					end()
				case open:
					n.Names[len(n.Names)-1].End = int32(b.Len())
				default:
					n.Names = append(n.Names, NamedRange{doc.Range{Start: at, End: int32(b.Len())}, typ})
					open = true
				}
			}
			b.WriteString("\n\n")
		}
		n.Text = b.String()
		out = append(out, n)
	}
	return out, nil
}

// SilverNames is the names that CoreNLP found in the silver trees. Neighbours
// of one type are one name there.
func SilverNames(banks []Treebank) []Named {
	var out []Named
	for _, b := range banks {
		n := Named{ID: b.ID, Text: b.Doc.Source}
		for i, misc := range b.Misc {
			tag := miscValue(misc, "NER=")
			if len(tag) < 3 {
				continue
			}
			typ, t := nameTypes[tag[2:]], b.Doc.Tokens[i]
			if typ == doc.NoName {
				continue
			}
			if last := len(n.Names) - 1; tag[0] == 'I' && last >= 0 && i > 0 && n.Names[last].Type == typ && n.Names[last].End == b.Doc.Tokens[i-1].End {
				n.Names[last].End = t.End
				continue
			}
			n.Names = append(n.Names, NamedRange{doc.Range{Start: t.Start, End: t.End}, typ})
		}
		out = append(out, n)
	}
	return out
}

var entityMark = regexp.MustCompile(`\((\d+)-(\w+)-[^()]*|(\d+)\)|\)`)

// GUMNames is the proper names among GUM's mentions of people, organizations
// and places. GUM marks whole noun phrases; the name is the run of proper nouns
// around the phrase's head, without titles and articles. Names of other things
// are not among them.
func GUMNames(banks []Treebank) []Named {
	kinds := map[string]doc.NameType{"person": doc.PER, "organization": doc.ORG, "place": doc.LOC, "event": doc.MISC, "abstract": doc.MISC, "object": doc.MISC}
	var out []Named
	for _, b := range banks {
		n := Named{ID: b.ID, Text: b.Doc.Source}
		taken := make([]bool, len(b.Doc.Tokens))
		type open struct {
			id    string
			kind  string
			start int
		}
		type mention struct {
			kind       string
			start, end int
		}
		var stack []open
		var found []mention
		for i, misc := range b.Misc {
			for _, m := range entityMark.FindAllStringSubmatch(miscValue(misc, "Entity="), -1) {
				switch {
				case m[1] != "":
					stack = append(stack, open{m[1], m[2], i})
				case m[3] != "":
					for k := len(stack) - 1; k >= 0; k-- {
						if stack[k].id == m[3] {
							found = append(found, mention{stack[k].kind, stack[k].start, i + 1})
							stack = append(stack[:k], stack[k+1:]...)
							break
						}
					}
				default:
					if k := len(stack) - 1; k >= 0 {
						found = append(found, mention{stack[k].kind, stack[k].start, i + 1})
						stack = stack[:k]
					}
				}
			}
		}
		// Long mentions first: of "University of Somewhere" the whole is the name.
		for size := 60; size > 0; size-- {
			for _, m := range found {
				typ := kinds[m.kind]
				if m.end-m.start != size || typ == doc.NoName {
					continue
				}
				s, e := properRun(b.Doc, m.start, m.end, typ)
				for k := s + 1; k < e; k++ { // "Luton's Institute of Art": whose it is, is a name of its own
					if t := b.Doc.Text(int32(k)); (t == "'s" || t == "’s") && slices.ContainsFunc(found, func(o mention) bool { return o.start <= s && o.end == k+1 && o.end-o.start < size }) {
						s = k + 1
					}
				}
				if s == e || taken[s] || taken[e-1] {
					continue
				}
				if typ == doc.MISC && e-s == 1 && (b.Doc.Text(int32(s)) == b.Doc.Lower(int32(s)) || b.Doc.Tokens[s].Tag != doc.TagNNP) {
					continue
				}
				for k := s; k < e; k++ {
					taken[k] = true
				}
				n.Names = append(n.Names, NamedRange{doc.Range{Start: b.Doc.Tokens[s].Start, End: b.Doc.Tokens[e-1].End}, typ})
			}
		}
		for i := range b.Doc.Tokens {
			if t := &b.Doc.Tokens[i]; !taken[i] && t.Tag == doc.TagJJ {
				if k, e := lexicon.LongestName(b.Doc, int32(i), int32(i)+1, lexicon.NameDemonym); k > 0 && e.Kinds&lexicon.NamePlace == 0 {
					n.Names = append(n.Names, NamedRange{doc.Range{Start: t.Start, End: t.End}, doc.MISC})
				}
			}
		}
		sortNames(n.Names)
		out = append(out, n)
	}
	return out
}

// properRun is the name in the mention: from the proper noun that heads it to
// both sides, over proper nouns, hyphens and "of", "the", "and" between them.
func properRun(d *doc.Document, start, end int, typ doc.NameType) (int, int) {
	proper := func(i int) bool {
		t := &d.Tokens[i]
		return t.POS == doc.PosPropn || t.Tag == doc.TagNNP || t.Tag == doc.TagNNPS
	}
	head := -1
	for i := start; i < end; i++ {
		if h := int(d.Tokens[i].Head); h < start || h >= end {
			head = i
			break
		}
	}
	if head < 0 {
		return 0, 0
	}
	if !proper(head) { // "the physician Ada Berg"
		named := -1
		for i := head + 1; i < end; i++ {
			if t := &d.Tokens[i]; int(t.Head) == head && proper(i) && (t.Rel == doc.RelAppos && d.Text(int32(i-1)) != "," || t.Rel == doc.RelFlat) {
				named = i
				break
			}
		}
		if named < 0 {
			return 0, 0
		}
		head, start = named, named
	}
	inner := func(i int) bool {
		switch d.Lower(int32(i)) {
		case "of", "’s", "'s", "for":
			return typ != doc.PER
		case "-", "–", "the", "and", "&", "de", "la", "van", "von", "bin", "al", "der", "del":
			return true
		}
		return d.Tokens[i].POS == doc.PosNum && typ != doc.PER || d.Tokens[i].POS == doc.PosAdj && d.Text(int32(i))[0] < 'a'
	}
	s, e := head, head+1
	for k := e; k < end && (proper(k) || inner(k) || regnal(d.Text(int32(k)))); k++ {
		if r := d.Tokens[k].Rel; r == doc.RelAppos || r == doc.RelConj && (typ == doc.PER || d.Tokens[k].Head < int32(s)) {
			break
		}
		if proper(k) || regnal(d.Text(int32(k))) || typ == doc.PER && d.Tokens[k].POS == doc.PosAdj && inner(k) && d.Lower(int32(k-1)) == "the" {
			e = k + 1
		}
	}
	for k := s - 1; k >= start && (proper(k) || inner(k)); k-- {
		if proper(k) || d.Tokens[k].POS == doc.PosAdj {
			s = k
		}
	}
	if typ == doc.PER {
		// The name begins behind its titles: "U.S. President Ada Berg".
		for k := s; k < e-1; {
			n, x := lexicon.LongestName(d, int32(k), int32(e-1), lexicon.NameTitle|lexicon.NameHonorific|lexicon.NamePlace|lexicon.NameDemonym)
			if w := d.Lower(int32(k)); n == 0 || n == 1 && (w == "dean" || w == "earl") {
				break
			}
			k += int(n)
			if x.Kinds&(lexicon.NameTitle|lexicon.NameHonorific) != 0 {
				s = k
			}
		}
		// "the President" and "Americans" are no names of people.
		if n, _ := lexicon.LongestName(d, int32(s), int32(e), lexicon.NameTitle|lexicon.NameHonorific|lexicon.NamePeople|lexicon.NameOther); int(n) == e-s || e-s == 1 && d.Tokens[s].Tag == doc.TagNNPS {
			return 0, 0
		}
	}
	return s, e
}

// regnal reports whether a word is a ruler's number: "II".
func regnal(w string) bool {
	switch w {
	case "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI":
		return true
	}
	return false
}

func sortNames(names []NamedRange) {
	for i := 1; i < len(names); i++ {
		for k := i; k > 0 && names[k].Start < names[k-1].Start; k-- {
			names[k], names[k-1] = names[k-1], names[k]
		}
	}
}

func miscValue(misc, key string) string {
	for rest := misc; ; {
		field, more, ok := strings.Cut(rest, "|")
		if v, found := strings.CutPrefix(field, key); found {
			return v
		}
		if !ok {
			return ""
		}
		rest = more
	}
}
