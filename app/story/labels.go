package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// introduces are words before a name that say nothing of whom it is.
var introduces = map[string]bool{"the": true, "a": true, "an": true, "my": true, "your": true, "his": true, "her": true, "its": true, "our": true, "their": true}

// shortLabel makes a label of a few letters from a name: its initials, or the
// beginning of a single word; with more letters, then a number, where another
// has the same.
func shortLabel(name string, taken map[string]bool) string {
	all := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for len(all) > 1 && (introduces[strings.ToLower(all[0])] || unicode.IsDigit(rune(all[0][0]))) {
		all = all[1:]
	}
	words, names := []string(nil), 0
	for _, w := range all {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			names++
		}
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			words = append(words, w)
		}
	}
	if names == 0 { // a description: its last words say most
		words = all[max(0, len(all)-2):]
	}
	if len(words) == 0 {
		words = []string{"?"}
	}
	if len(words) > 4 {
		words = words[:4]
	}
	// more is how many letters of the last word are taken beyond its first.
	label := func(more int) string {
		var b strings.Builder
		for i, w := range words {
			letters := []rune(w)
			n := 1
			if i == len(words)-1 {
				n = min(len(letters), 1+more)
			}
			b.WriteString(string(unicode.ToUpper(letters[0])) + string(letters[1:n]))
		}
		return b.String()
	}
	first := 0
	if len(words) == 1 {
		first = 1
		if word := words[0]; utf8.RuneCountInString(word) <= 4 && strings.ToUpper(word) == word {
			first = 3 // an acronym stays whole
		}
	}
	for more := first; more < first+3; more++ {
		if l := label(more); !taken[l] {
			return l
		}
	}
	for n := 2; ; n++ {
		if l := label(first) + itoa(n); !taken[l] {
			return l
		}
	}
}

// label gives a short label to the first mention of each coloured actor in a
// paragraph, so that colour is never needed to tell actors apart. A mention by
// name needs none, except for the article's first, which introduces the label,
// nor does one inside another, as the country in its president's title; titles
// and page furniture have none.
func (x *Index) label(article int) {
	a := &x.Articles[article]
	introduced := map[string]bool{}
	for i := range a.Paragraphs {
		p := &a.Paragraphs[i]
		if p.Kind != "text" && p.Kind != "list" {
			continue
		}
		var first []int // the first mark of each actor that is not inside another's
		for k := range p.Marks {
			m := &p.Marks[k]
			if !strings.HasPrefix(m.Class, "actor ") || m.Start < p.Start || m.End > p.End || inside(p, k) {
				continue
			}
			if n := slices.IndexFunc(first, func(f int) bool { return p.Marks[f].ID == m.ID }); n < 0 {
				first = append(first, k)
			} else if m.Start < p.Marks[first[n]].Start {
				first[n] = k
			}
		}
		slices.SortFunc(first, func(j, k int) int { return p.Marks[j].Start - p.Marks[k].Start })
		for _, k := range first {
			person := x.PersonOf(article, p.Marks[k].ID)
			words := Slice(a.Text, p.Marks[k].Span)
			if person == nil || person.Short == "" || words == person.Short || introduced[person.Key] && alike(words, person.Name) {
				continue
			}
			introduced[person.Key] = true
			p.Marks[k].Label = person.Short
		}
	}
}

// inside tells whether a mention lies in a longer one of another actor.
func inside(p *Paragraph, mark int) bool {
	m := &p.Marks[mark]
	return slices.ContainsFunc(p.Marks, func(o Mark) bool {
		return o.ID != m.ID && strings.HasPrefix(o.Class, "actor ") && o.Start <= m.Start && m.End <= o.End && o.End-o.Start > m.End-m.Start
	})
}

// alike tells whether a reader sees that the words are of the name: a word of
// one begins as a word of the other does.
func alike(words, name string) bool {
	const same = 4 // letters
	for _, w := range strings.Fields(words) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) {
			continue
		}
		for _, n := range strings.Fields(name) {
			if a, b := cut(w, same), cut(n, same); a == b {
				return true
			}
		}
	}
	return false
}
