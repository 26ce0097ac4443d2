// Package export writes a result in the formats that other programs read. The
// interface's menu and the command line's -format offer the same list. All
// exports of a result use its ids, and each says in which unit its offsets are.
package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// Format is one of the formats.
type Format struct {
	ID   string // as -format takes it
	Name string // as people know it
	Ext  string // of the file, with its dot
	MIME string
	Use  string // what it is good for, in a line
	Unit string // of its offsets: "utf8", "utf16", "runes" (Unicode characters), "" where it has none

	write func(io.Writer, *input) error
}

// Formats lists the formats in the order of the menu.
func Formats() []Format {
	w := &English
	list := []Format{
		{ID: "markdown", Ext: ".md", MIME: "text/markdown", write: writeMarkdown},
		{ID: "html", Ext: ".html", MIME: "text/html", write: writeHTML},
		{ID: "csv", Ext: ".csv", MIME: "text/csv", Unit: "utf8", write: writeQuotes},
		{ID: "csv-links", Ext: ".csv", MIME: "text/csv", write: writeLinks},
		{ID: "json", Ext: ".json", MIME: "application/json", Unit: "utf8", write: writeJSON},
		{ID: "webannotation", Ext: ".jsonld", MIME: "application/ld+json", Unit: "runes", write: writeWebAnnotation},
		{ID: "brat", Ext: ".ann", MIME: "text/plain", Unit: "runes", write: writeBrat},
		{ID: "tei", Ext: ".xml", MIME: "application/xml", write: writeTEI},
	}
	for i := range list {
		list[i].Name, list[i].Use = w.Name(list[i].ID), w.Use(list[i].ID)
	}
	return list
}

// Find is the format with an id.
func Find(id string) (Format, bool) {
	for _, f := range Formats() {
		if f.ID == id {
			return f, true
		}
	}
	return Format{}, false
}

// Write writes the result in the format that is named; texts are the articles'
// texts, in order. The result's offsets may be of either unit and stay as they
// are. An unknown format and texts that are not the articles' are errors.
func Write(w io.Writer, format string, r *analysis.Result, texts []string) error {
	return WriteStory(w, format, &File{Result: *r, Texts: texts})
}

// WriteStory is Write with the story's title and the reader's corrections; the
// result must be the corrected one.
func WriteStory(w io.Writer, format string, f *File) error {
	x, ok := Find(format)
	if !ok {
		var ids []string
		for _, f := range Formats() {
			ids = append(ids, f.ID)
		}
		return fmt.Errorf("unknown format %q: want one of %s", format, strings.Join(ids, ", "))
	}
	if len(f.Texts) != len(f.Articles) {
		return fmt.Errorf("%d texts for %d articles", len(f.Texts), len(f.Articles))
	}
	r := &f.Result
	if r.Offsets != "utf8" {
		c := deepCopy(r)
		r = c.UTF8(f.Texts...)
	}
	if err := inRange(r, f.Texts); err != nil {
		return err
	}
	return x.write(w, newInput(r, f))
}

// input is what a writer gets: offsets in bytes, all of them in range.
type input struct {
	*analysis.Result
	texts []string
	file  *File
	say   *Words
}

func newInput(r *analysis.Result, f *File) *input {
	x := &input{Result: r, texts: f.Texts, file: f, say: f.Words}
	if x.say == nil {
		x.say = &English
	}
	return x
}

// speakers names who says a quote, one or several together; "" where that is
// unknown.
func (x *input) speakers(article int, q *analysis.Quote) string {
	if q.Speaker == "" {
		return story.SourceOf(x.texts[article], q)
	}
	names := x.name(article, q.Speaker)
	for _, id := range q.Also {
		names += x.say.And + x.name(article, id)
	}
	return names
}

// text is the words of a range, white space as it stands.
func (x *input) text(article int, s analysis.Span) string { return story.Slice(x.texts[article], s) }

// words is the words of a range on one line.
func (x *input) words(article int, s analysis.Span) string {
	return strings.Join(strings.Fields(x.text(article, s)), " ")
}

// content is a quote's words, its pieces joined by an ellipsis.
func (x *input) content(article int, q *analysis.Quote) string {
	var pieces []string
	for _, s := range q.Content {
		pieces = append(pieces, x.words(article, s))
	}
	return strings.Join(pieces, " … ")
}

// said is a quote as people read it apart from the article: its words, direct
// ones between marks, with what introduces them.
func (x *input) said(article int, q *analysis.Quote) string {
	words := quoted(q.Kind, x.content(article, q))
	if lead := story.Lead(x.texts[article], q); lead != "" {
		return lead + " " + words
	}
	return words
}

// actor is the article's actor with the id, or nil.
func (x *input) actor(article int, id string) *analysis.Actor {
	a := x.Articles[article].Actors
	if i := slices.IndexFunc(a, func(v analysis.Actor) bool { return v.ID == id }); i >= 0 {
		return &a[i]
	}
	return nil
}

func (x *input) name(article int, id string) string {
	if v := x.actor(article, id); v != nil {
		return v.Name
	}
	return ""
}

func (x *input) claim(at analysis.ClaimAt) *analysis.Claim {
	if at.Article < 0 || at.Article >= len(x.Articles) {
		return nil
	}
	c := x.Articles[at.Article].Claims
	if i := slices.IndexFunc(c, func(v analysis.Claim) bool { return v.ID == at.Claim }); i >= 0 {
		return &c[i]
	}
	return nil
}

// label is what an export calls an article: its outlet, else its name; with its
// date or number where another has the same; else its number.
func (x *input) label(article int) string {
	a := &x.Articles[article]
	label := cmp.Or(a.Outlet, a.Name)
	if label == "" {
		return x.say.Number(article + 1)
	}
	for i := range x.Articles {
		if b := &x.Articles[i]; i != article && cmp.Or(b.Outlet, b.Name) == label {
			if a.Date != "" && a.Date != b.Date {
				return label + ", " + a.Date
			}
			return label + ", " + x.say.Number(article+1)
		}
	}
	return label
}

// relation names a reference's relation, and that it is unclear where it is.
func relation(r analysis.Reference) string {
	if story.Unclear(r) {
		return r.Relation + " (unclear)"
	}
	return r.Relation
}

// surest is the references in the order in which people read them.
func (x *input) surest() []analysis.Reference {
	all := slices.Clone(x.References)
	story.Surest(all)
	return all
}

// title is the article's headline, else how its text opens.
func (x *input) title(article int) string {
	if t := x.Articles[article].Title; t != nil {
		return x.words(article, *t)
	}
	if opening := story.Opening(x.texts[article]); opening != "" {
		return opening
	}
	return x.label(article)
}

// reader tells whether the reader set a quote's speaker.
func reader(q *analysis.Quote) bool { return q.Rule == story.ReaderRule }

// by names who decided: "reader" or "whosaid".
func by(corrected bool) string {
	if corrected {
		return "reader"
	}
	return "whosaid"
}

// runes turns rising byte offsets of a text into counts of Unicode characters.
type runes struct {
	at []int32 // characters before byte i, for each i up to the end
}

func newRunes(text string) runes {
	at := make([]int32, len(text)+1)
	n := int32(-1)
	for i := range len(text) {
		if text[i]&0xC0 != 0x80 {
			n++
		}
		at[i] = max(n, 0)
	}
	at[len(text)] = n + 1
	return runes{at}
}

func (r runes) span(s analysis.Span) (start, end int) { return int(r.at[s.Start]), int(r.at[s.End]) }
