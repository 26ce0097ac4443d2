package story

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Cleaner turns the source of a page into its text, without the page's
// furniture, in steps that may be taken one at a time so that a browser stays
// responsive. It is a tokenizer with a stack of what is left out: no document
// is built and nothing of the source is ever run, fetched or shown as markup.
//
// Where the source has an article element (or else main), only what stands in
// it is kept; a page may hold several.
type Cleaner struct {
	z     *html.Tokenizer
	all   block       // everything that is kept
	inner block       // what stands inside article or main
	skip  []atom.Atom // open elements that are left out
	in    int         // how many article and main elements are open
	done  bool
}

// block is text that grows by paragraphs.
type block struct {
	strings.Builder
	space bool // a space is due before the next word
	fresh bool // nothing stands in the paragraph yet
}

// NewCleaner starts on the source of a page or a piece of one.
func NewCleaner(source string) *Cleaner {
	c := &Cleaner{z: html.NewTokenizer(strings.NewReader(source))}
	c.all.fresh, c.inner.fresh = true, true
	return c
}

// left out with all they hold: what runs, what is drawn, forms, and furniture.
var leftOut = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true,
	atom.Object: true, atom.Svg: true, atom.Math: true, atom.Canvas: true, atom.Video: true, atom.Audio: true,
	atom.Nav: true, atom.Footer: true, atom.Aside: true, atom.Form: true, atom.Button: true, atom.Select: true,
	atom.Textarea: true, atom.Dialog: true, atom.Figcaption: true, atom.Head: true, atom.Menu: true,
}

// paragraphs of their own.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Li: true,
	atom.Ul: true, atom.Ol: true, atom.Blockquote: true, atom.Pre: true, atom.Table: true, atom.Tr: true,
	atom.Figure: true, atom.Hr: true, atom.Dd: true, atom.Dt: true, atom.Dl: true, atom.Address: true,
	atom.Body: true, atom.Html: true,
}

// inline are those of them that stand within a sentence.
var inline = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Svg: true, atom.Math: true, atom.Button: true}

// furnitureRoles are the ARIA roles of what surrounds an article.
var furnitureRoles = map[string]bool{
	"navigation": true, "banner": true, "contentinfo": true, "complementary": true, "search": true, "dialog": true, "menu": true,
}

// Step reads up to n tokens and tells whether there are more.
func (c *Cleaner) Step(n int) bool {
	for ; n > 0 && !c.done; n-- {
		switch c.z.Next() {
		case html.ErrorToken:
			c.done = true // the end, or a token too long for any page
		case html.TextToken:
			if len(c.skip) == 0 {
				text := string(c.z.Text())
				c.all.text(text)
				if c.in > 0 {
					c.inner.text(text)
				}
			}
		case html.StartTagToken:
			c.start(false)
		case html.SelfClosingTagToken:
			c.start(true)
		case html.EndTagToken:
			name, _ := c.z.TagName()
			c.end(atom.Lookup(name))
		}
	}
	return !c.done
}

func (c *Cleaner) start(closed bool) {
	name, more := c.z.TagName()
	tag := atom.Lookup(name)
	hidden := false
	for more {
		var key, value []byte
		key, value, more = c.z.TagAttr()
		switch string(key) {
		case "hidden":
			hidden = string(value) != "until-found"
		case "aria-hidden":
			hidden = hidden || string(value) == "true"
		case "role":
			hidden = hidden || furnitureRoles[string(value)]
		}
	}
	if len(c.skip) > 0 {
		if tag == c.skip[len(c.skip)-1] && !closed {
			c.skip = append(c.skip, tag)
		}
		return
	}
	if (leftOut[tag] || hidden && tag != atom.Body && tag != atom.Html) && !closed && !void[tag] {
		c.skip = append(c.skip, tag)
		if !inline[tag] {
			c.breakLine()
		}
		return
	}
	switch {
	case tag == atom.Article || tag == atom.Main:
		c.in++
		c.breakLine()
	case tag == atom.Br:
		c.all.line()
		c.inner.line()
	case tag == atom.Td || tag == atom.Th:
		c.all.space, c.inner.space = true, true
	case blocks[tag]:
		c.breakLine()
	}
}

// void elements have no end tag.
var void = map[atom.Atom]bool{atom.Br: true, atom.Img: true, atom.Input: true, atom.Hr: true, atom.Meta: true, atom.Link: true,
	atom.Source: true, atom.Wbr: true, atom.Col: true, atom.Area: true, atom.Base: true, atom.Embed: true, atom.Track: true}

func (c *Cleaner) end(tag atom.Atom) {
	if n := len(c.skip); n > 0 {
		// Closing what holds the left-out element closes that too: pages
		// forget end tags.
		if tag == c.skip[n-1] {
			c.skip = c.skip[:n-1]
		} else if tag == atom.Body || tag == atom.Html || tag == atom.Article || tag == atom.Main {
			c.skip = c.skip[:0]
			c.end(tag)
		}
		return
	}
	if (tag == atom.Article || tag == atom.Main) && c.in > 0 {
		c.breakLine()
		c.in--
	}
	if blocks[tag] {
		c.breakLine()
	}
}

func (c *Cleaner) breakLine() {
	c.all.paragraph()
	c.inner.paragraph()
}

// Text is what was kept so far.
func (c *Cleaner) Text() string {
	// A short article element is a teaser on a page that marks something else.
	if inner := Tidy(c.inner.String()); len(inner) > 400 || 2*len(inner) > c.all.Len() {
		return inner
	}
	return Tidy(c.all.String())
}

// Clean is the text of a page's source in one go.
func Clean(source string) string {
	c := NewCleaner(source)
	for c.Step(1 << 16) {
	}
	return c.Text()
}

func (b *block) text(s string) {
	for i, word := range strings.FieldsFunc(s, isSpace) {
		if (b.space || i > 0 || s[0] <= ' ') && !b.fresh {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		b.space, b.fresh = false, false
	}
	if s != "" && s[len(s)-1] <= ' ' {
		b.space = true
	}
}

func (b *block) paragraph() {
	if !b.fresh {
		b.WriteString("\n\n")
	}
	b.space, b.fresh = false, true
}

func (b *block) line() {
	if !b.fresh {
		b.WriteByte('\n')
	}
	b.space, b.fresh = false, true
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\u00a0'
}
