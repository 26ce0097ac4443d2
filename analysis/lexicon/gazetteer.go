package lexicon

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

// NameKind is a set of what a word or phrase can be in or beside names.
type NameKind uint32

const (
	NameCountry   NameKind = 1 << iota // "Ukraine", "U.S.", "Soviet Union"
	NameCapital                        // a capital, or a city that houses a government: "Berlin", "The Hague"
	NameSeat                           // a building or street that stands for a government: "White House"
	NamePeople                         // a person or the people of a country: "Pole", "Poles", "French"
	NameDemonym                        // the adjective of a country: "Polish"
	NameCity                           // a large city
	NameRegion                         // a part of a country, of the world, or a sea
	NameBody                           // a body that news name without explaining it: "NATO"
	NameHonorific                      // "Mr", "Dr."
	NameTitle                          // an office or rank: "President", "Lt. Col."
	NameSuffix                         // "Jr."
	NameParticle                       // "van", "bin"
	NameCompany                        // ends the name of a company: "Ltd."
	NameNoun                           // a word in the name of an institution: "University"
	NameSite                           // a word in the name of a place: "River"
	NameMonth
	NameWeekday
	NameOther // capitalized, but no actor: faiths, parties' followers, feasts
)

// NamePlace is every kind of place.
const NamePlace = NameCountry | NameCapital | NameSeat | NameCity | NameRegion

// CountryID is an index into the list of countries; [NoCountry] is none.
// Constituent countries, some regions with a people of their own and countries
// of the past are in the list as well.
type CountryID int16

// BodyID is an index into the list of bodies such as NATO; [NoBody] is none.
type BodyID int16

const (
	NoCountry CountryID = -1
	NoBody    BodyID    = -1
)

// NameEntry is what the gazetteers say of a phrase. The entry of a phrase that
// is in none has no kinds, NoCountry and NoBody.
type NameEntry struct {
	Kinds   NameKind
	Country CountryID // of which it is the name, capital, seat, people, city or region
	Body    BodyID
}

//go:embed countries.txt
var countriesText string

//go:embed cities.txt
var citiesText string

//go:embed regions.txt
var regionsText string

//go:embed organizations.txt
var organizationsText string

//go:embed names.txt
var namesText string

// How the text must be written to match an entry.
const (
	anyCase  uint8 = iota
	capital        // its first letter is no lower-case one
	allUpper       // it has no lower-case letter
)

type gazetteer struct {
	// Open addressing, a power of two long: the upper half of each key, which with
	// its place tells it from others but once in some hundred thousand million
	// look-ups, and the number of what is said of the phrase, 0 for an empty slot.
	// That takes a fourth of the memory of the keys and what is said themselves.
	keys      []uint32
	said      []uint16
	all       []listed
	numbers   map[listed]uint16 // while the lists are read
	used      int
	prefixes  []uint64 // Bloom filter of the beginnings of entries, at word ends
	countries []string // codes
	bodies    []string
}

// listed is what the lists say of a phrase, and how it must be written.
type listed struct {
	entry NameEntry
	form  uint8
}

var (
	gazetteerOnce once
	gaz           gazetteer
)

const (
	prefixBits  = 1 << 18
	maxNameWord = 12 // tokens of the longest entry that is looked for
)

func loadGazetteer() {
	g := &gaz
	g.keys, g.said = make([]uint32, 1<<15), make([]uint16, 1<<15)
	g.all, g.numbers = make([]listed, 1, 1024), make(map[listed]uint16, 1024)
	g.prefixes = make([]uint64, prefixBits/64)
	codes := map[string]CountryID{}
	eachLine(countriesText, func(line string) {
		f := strings.Split(line, "|")
		id := CountryID(len(g.countries))
		codes[f[0]] = id
		g.countries = append(g.countries, f[0])
		for k, kind := range [...]NameKind{NameCountry, NameRegion, NameCapital, NameSeat, NamePeople, NameDemonym} {
			eachField(f[k+1], func(s string) { g.add(s, NameEntry{kind, id, NoBody}) })
		}
	})
	place := func(text string, kind NameKind) {
		eachLine(text, func(line string) {
			code, list, _ := strings.Cut(line, "|")
			id, ok := codes[code]
			if !ok {
				id = NoCountry
			}
			eachField(list, func(s string) { g.add(s, NameEntry{kind, id, NoBody}) })
		})
	}
	place(regionsText, NameRegion)
	place(citiesText, NameCity)
	eachLine(organizationsText, func(line string) {
		id := BodyID(len(g.bodies))
		eachField(line, func(s string) {
			if len(g.bodies) == int(id) {
				g.bodies = append(g.bodies, s)
			}
			g.add(s, NameEntry{NameBody, NoCountry, id})
		})
	})
	kinds := map[string]NameKind{
		"honorific": NameHonorific, "title": NameTitle, "suffix": NameSuffix, "particle": NameParticle,
		"company": NameCompany, "body": NameNoun, "place": NameSite, "month": NameMonth,
		"weekday": NameWeekday, "other": NameOther,
	}
	var kind NameKind
	eachLine(namesText, func(line string) {
		if line[0] == '[' {
			head, _, _ := strings.Cut(line[1:], "]")
			kind = kinds[head]
			return
		}
		g.add(line, NameEntry{kind, NoCountry, NoBody})
	})
	g.numbers = nil
}

// eachLine calls f with the lines of a list, without comments and spaces around.
func eachLine(text string, f func(line string)) {
	for text != "" {
		line := text
		if at := strings.IndexByte(text, '\n'); at >= 0 {
			line, text = text[:at], text[at+1:]
		} else {
			text = ""
		}
		if line = bare(line); line != "" && line[0] != '#' {
			f(line)
		}
	}
}

func eachField(s string, f func(string)) {
	for s != "" {
		field := s
		if at := strings.IndexByte(s, ';'); at >= 0 {
			field, s = s[:at], s[at+1:]
		} else {
			s = ""
		}
		if field = bare(field); field != "" {
			f(field)
		}
	}
}

// bare is a piece of a list without spaces around.
func bare(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t' || s[len(s)-1] == '\r') {
		s = s[:len(s)-1]
	}
	return s
}

// add joins e to what is known of s. Of two countries the first added stays,
// as names come before capitals, and capitals before cities.
func (g *gazetteer) add(s string, e NameEntry) {
	h := nameHashStart
	form := formOf(s)
	for i := 0; i < len(s); {
		j, in := i+1, letter(lowered(s[i]))
		for j < len(s) && letter(lowered(s[j])) == in {
			j++
		}
		h = hashListed(h, s[i:j])
		g.setPrefix(h)
		i = j
	}
	at := g.slot(h)
	x := listed{e, form}
	if g.said[at] == 0 {
		if g.used++; 4*g.used > 3*len(g.keys) {
			panic("lexicon: the gazetteers are too long for their table")
		}
	} else {
		old := g.all[g.said[at]]
		x.form = min(old.form, form)
		x.entry.Kinds |= old.entry.Kinds
		if old.entry.Country != NoCountry {
			x.entry.Country = old.entry.Country
		}
		if old.entry.Body != NoBody {
			x.entry.Body = old.entry.Body
		}
	}
	n, ok := g.numbers[x]
	if !ok {
		n = uint16(len(g.all))
		g.all, g.numbers[x] = append(g.all, x), n
	}
	g.keys[at], g.said[at] = uint32(h>>32), n
}

// slot is the slot of that key, or the empty one where it would be.
func (g *gazetteer) slot(key uint64) uint64 {
	said, keys := g.said, g.keys[:len(g.said)]
	mask := uint64(len(said) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if said[i] == 0 || keys[i] == uint32(key>>32) {
			return i
		}
	}
}

// find is what is said of the phrase of that key, nil where it is not listed.
func (g *gazetteer) find(key uint64) *listed {
	if n := g.said[g.slot(key)]; n != 0 {
		return &g.all[n]
	}
	return nil
}

func (g *gazetteer) setPrefix(h uint64) {
	b := h >> 40 % prefixBits
	g.prefixes[b/64] |= 1 << (b % 64)
}

func (g *gazetteer) prefix(h uint64) bool {
	b := h >> 40 % prefixBits
	return g.prefixes[b/64]>>(b%64)&1 != 0
}

func letter(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf || c == '.' || c == '&'
}

func formOf(s string) uint8 {
	upper, lower, stop := false, false, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			upper = true
		case 'a' <= c && c <= 'z' || c >= utf8.RuneSelf:
			lower = true
		case c == '.':
			stop = true
		}
	}
	switch {
	case upper && !lower && !stop:
		return allUpper
	case upper && (s[0] < 'a' || s[0] > 'z'):
		return capital
	}
	return anyCase
}

func lowered(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// hashListed is hashName of a word of the lists, which have capitals. There are
// thousands, read at the first use: nothing is allocated for them.
func hashListed(h uint64, word string) uint64 {
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			return hashName(h, strings.ToLower(word[i:]))
		case c == '-' || c == '\'' || c == ' ':
		default:
			h = (h ^ uint64(lowered(c))) * 1099511628211
		}
	}
	return h
}

const nameHashStart uint64 = 14695981039346656037

// hashName goes on with the hash h over a word in lower case. Accents of Latin
// letters, spaces, hyphens and apostrophes don't count: "São Paulo" is "Sao Paulo".
func hashName(h uint64, word string) uint64 {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c < utf8.RuneSelf {
			if c == '-' || c == '\'' || c == ' ' || c == '\t' || c == '\n' || c == '\r' {
				continue
			}
			h = (h ^ uint64(c)) * 1099511628211
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		switch {
		case r >= 0xC0 && r < 0xC0+rune(len(plainLetters)) && plainLetters[r-0xC0] != '?':
			h = (h ^ uint64(plainLetters[r-0xC0])) * 1099511628211
		case r == '’' || r == '‘' || r == 'ʼ' || r == 0xA0 || r == '‐' || r == '‑' || r >= 0x300 && r < 0x370:
		default:
			for _, c := range []byte(word[i : i+n]) {
				h = (h ^ uint64(c)) * 1099511628211
			}
		}
		i += n - 1
	}
	return h
}

// plainLetters are the letters from U+00C0 to U+017F without their accents, in
// lower case; '?' for what has no plain letter of its own.
const plainLetters = "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?llllll??llnnnnnnn??oooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// LongestName is the entry of the longest phrase of a gazetteer that starts at
// token i of d and ends before token end, and how many tokens it has: 0 for none.
// Kinds limits what counts. Case counts as the lists say, accents, hyphens and
// apostrophes don't. O(1), no allocation after the first call.
func LongestName(d *doc.Document, i, end int32, kinds NameKind) (n int32, e NameEntry) {
	gazetteerOnce.Do(loadGazetteer)
	e = NameEntry{Country: NoCountry, Body: NoBody}
	h := nameHashStart
	anyLower := false
	for j := i; j < end && j < i+maxNameWord; j++ {
		h = hashName(h, d.Lower(j))
		if !gaz.prefix(h) { // as of most words
			break
		}
		anyLower = anyLower || hasLower(d.Text(j))
		if x := gaz.find(h); x != nil && x.entry.Kinds&kinds != 0 && written(x.form, d.Text(i), anyLower) {
			n, e = j+1-i, x.entry
		}
	}
	return n, e
}

// Name is the entry of a whole phrase, in any case and spelling that
// [LongestName] would take; words are separated by single spaces.
func Name(phrase string) NameEntry {
	gazetteerOnce.Do(loadGazetteer)
	if x := gaz.find(hashName(nameHashStart, strings.ToLower(phrase))); x != nil && phrase != "" && written(x.form, phrase, hasLower(phrase)) {
		return x.entry
	}
	return NameEntry{Country: NoCountry, Body: NoBody}
}

func written(form uint8, first string, anyLower bool) bool {
	switch form {
	case allUpper:
		return !anyLower
	case capital:
		for i := 0; i < len(first); i++ {
			if c := first[i]; c != '\'' && c != '-' {
				return c < 'a' || c > 'z'
			}
		}
	}
	return true
}

func hasLower(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; 'a' <= c && c <= 'z' || c >= utf8.RuneSelf && c != 0xE2 {
			return true
		}
	}
	return false
}

// CountryCode is a country's code of ISO 3166-1 (3166-2 for parts of countries,
// the withdrawn code for those of the past), "" for NoCountry.
func CountryCode(id CountryID) string {
	gazetteerOnce.Do(loadGazetteer)
	if id < 0 || int(id) >= len(gaz.countries) {
		return ""
	}
	return gaz.countries[id]
}

// BodyName is the first name that the list has for a body, "" for NoBody.
func BodyName(id BodyID) string {
	gazetteerOnce.Do(loadGazetteer)
	if id < 0 || int(id) >= len(gaz.bodies) {
		return ""
	}
	return gaz.bodies[id]
}
