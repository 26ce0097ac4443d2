package engine

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// parseRequest reads a request. It is a parser of its own because
// encoding/json with what it needs (fmt, reflect) would add a fifth to the code
// of the engine, which readers fetch before they see a result. It takes what
// encoding/json takes: any field order, other fields, null for a missing value;
// where a string holds no valid Unicode, U+FFFD stands in its place.
func parseRequest(text string) (r Request, err error) {
	p := parser{text: text}
	p.object(func(name string) {
		switch name {
		case "id":
			p.string(&r.ID)
		case "offsets":
			p.string(&r.Offsets)
		case "pasted":
			p.string(&r.Pasted)
		case "articles":
			r.Articles = nil
			p.array(func() {
				var a Article
				p.object(func(name string) {
					switch name {
					case "name":
						p.string(&a.Name)
					case "text":
						p.string(&a.Text)
					case "outlet":
						p.string(&a.Outlet)
					case "date":
						p.string(&a.Date)
					default:
						p.skip(0)
					}
				})
				r.Articles = append(r.Articles, a)
			})
		default:
			p.skip(0)
		}
	})
	if p.space(); p.at < len(p.text) {
		p.fail("the end")
	}
	return r, p.err
}

// parser reads JSON (RFC 8259) once from front to back. After the first error
// it stands at the end, so that all loops come to theirs.
type parser struct {
	text string
	at   int
	err  error
}

// maxDepth is how deep a value that is skipped may be nested.
const maxDepth = 1000

func (p *parser) fail(want string) {
	if p.err == nil {
		p.err = errors.New("byte " + strconv.Itoa(p.at) + ": want " + want)
	}
	p.at = len(p.text)
}

func (p *parser) space() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\n' || p.text[p.at] == '\r' || p.text[p.at] == '\t') {
		p.at++
	}
}

// peek is the next byte after spaces, 0 at the end.
func (p *parser) peek() byte {
	if p.space(); p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// word consumes s, if it stands here.
func (p *parser) word(s string) bool {
	if p.space(); strings.HasPrefix(p.text[p.at:], s) {
		p.at += len(s)
		return true
	}
	return false
}

// object reads an object or null; field reads the value of each name.
func (p *parser) object(field func(name string)) {
	if p.word("null") {
		return
	}
	p.members('{', '}', "an object", func() {
		var name string
		if p.peek() != '"' {
			p.fail("a name")
			return
		}
		p.string(&name)
		if !p.word(":") {
			p.fail("a colon")
			return
		}
		field(name)
	})
}

// array reads an array or null.
func (p *parser) array(element func()) {
	if !p.word("null") {
		p.members('[', ']', "an array", element)
	}
}

// members reads what stands between two brackets with commas between.
func (p *parser) members(open, end byte, what string, member func()) {
	if p.peek() != open {
		p.fail(what)
		return
	}
	p.at++
	if p.peek() == end {
		p.at++
		return
	}
	for p.err == nil {
		member()
		switch p.peek() {
		case ',':
			p.at++
		case end:
			p.at++
			return
		default:
			p.fail("a comma or " + string(rune(end)))
		}
	}
}

// string reads a string or null, which leaves *s as it is.
func (p *parser) string(s *string) {
	if p.word("null") {
		return
	}
	if p.peek() != '"' {
		p.fail("a string")
		return
	}
	p.at++
	var out []byte // nil as long as the value is a piece of the text
	start := p.at
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			*s = p.text[start:p.at]
			if out != nil {
				*s = string(append(out, *s...))
			}
			p.at++
			if !utf8.ValidString(*s) {
				*s = string([]rune(*s)) // U+FFFD for each byte
			}
			return
		case c < ' ':
			p.fail("no control character in a string")
			return
		case c == '\\':
			if out == nil {
				out = make([]byte, 0, 2*(p.at-start)+64)
			}
			out = p.escape(append(out, p.text[start:p.at]...))
			start = p.at
		default:
			p.at++
		}
	}
	p.fail("the end of a string")
}

// escape appends what the escape sequence here stands for.
func (p *parser) escape(out []byte) []byte {
	const letters, values = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if p.at+1 < len(p.text) {
		if i := strings.IndexByte(letters, p.text[p.at+1]); i >= 0 {
			p.at += 2
			return append(out, values[i])
		}
	}
	c := p.unit(p.at)
	if c < 0 {
		p.fail("an escape sequence")
		return out
	}
	p.at += 6
	if utf16.IsSurrogate(c) {
		pair := utf16.DecodeRune(c, p.unit(p.at))
		if pair != utf8.RuneError {
			p.at += 6
		}
		c = pair
	}
	return utf8.AppendRune(out, c)
}

// unit is the UTF-16 code unit that \uXXXX at a byte stands for, -1 where there
// is none.
func (p *parser) unit(at int) rune {
	if len(p.text)-at < 6 || p.text[at] != '\\' || p.text[at+1] != 'u' {
		return -1
	}
	x := rune(0)
	for _, c := range []byte(p.text[at+2 : at+6]) {
		switch {
		case '0' <= c && c <= '9':
			x = x<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			x = x<<4 | rune(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return x
}

// skip reads any value.
func (p *parser) skip(depth int) {
	var s string
	switch c := p.peek(); {
	case depth > maxDepth:
		p.fail("less nesting")
	case c == '{':
		p.object(func(string) { p.skip(depth + 1) })
	case c == '[':
		p.array(func() { p.skip(depth + 1) })
	case c == '"':
		p.string(&s)
	case p.word("true"), p.word("false"), p.word("null"):
	default:
		p.number()
	}
}

// number reads a number.
func (p *parser) number() {
	digits := func() {
		start := p.at
		for p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9' {
			p.at++
		}
		if p.at == start {
			p.fail("a value")
		}
	}
	one := func(any string) bool {
		if p.at < len(p.text) && strings.IndexByte(any, p.text[p.at]) >= 0 {
			p.at++
			return true
		}
		return false
	}
	one("-")
	if !one("0") {
		digits()
	}
	if one(".") {
		digits()
	}
	if one("eE") {
		one("+-")
		digits()
	}
}
