package marked

import (
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// English is what a Setter says of an article that stands alone. The interface
// has the same words.
var English = Words{
	And: " and ",
	QuoteBegins: func(speaker string) string {
		if speaker == "" {
			return "Quote, speaker unclear: "
		}
		return "Quote by " + speaker + ": "
	},
	Aside: func(kind string) string {
		switch kind {
		case "advertisement":
			return "Advertisement, not part of the article"
		case "link":
			return "Link to another page, not part of the article"
		case "boilerplate":
			return "Page text, not part of the article"
		case "byline":
			return "Byline"
		case "dateline":
			return "Dateline"
		case "timestamp":
			return "Time stamp"
		case "section":
			return "Section name"
		case "caption":
			return "Caption"
		case "duplicate":
			return "A paragraph that stands twice"
		}
		return "Not part of the article"
	},
}

// Pasted is the text of what a reader has pasted or typed, as the interface
// takes it; false for what it does not take as plain text: markup, stories that
// were exported, addresses, packed documents.
func Pasted(given string) (text string, ok bool) {
	given = strings.TrimPrefix(given, "\ufeff")
	if story.Recognize("", given) != story.Readable || story.LooksLikeHTML(given) || strings.HasPrefix(strings.TrimSpace(given), "{") {
		return "", false
	}
	text = story.Tidy(given)
	return text, text != ""
}

// FirstScreen is the beginning of an only article as the interface sets it, with
// the marks of actors and quotes: one element, in which what comes behind the
// first screen stands as plain text. The headline is "" where none was found,
// the title then the article's first words. It is false where more is to be said of the article than its marks.
// Claims and references need not be known: together they add signs in the margin
// and nothing else.
func FirstScreen(r *analysis.Result, text string) (title, headline, markup string, ok bool) {
	if len(r.Articles) != 1 || len(r.Articles[0].Notices) > 0 {
		return "", "", "", false
	}
	if t := r.Articles[0].Title; t != nil {
		headline = story.Slice(text, *t)
	}
	x := story.NewIndex(r, []string{text}, nil)
	w := &Setter{Index: x, Text: text, Words: &English}
	w.Grow(4 * min(len(text), 3*ChunkSize))
	paragraphs := x.Articles[0].Paragraphs
	chunks := Chunks(paragraphs)
	w.WriteString(`<div class="group">`)
	for i, c := range chunks {
		if i == FirstChunks {
			w.Plain(paragraphs[c.From:])
			break
		}
		w.Chunk(paragraphs, c)
	}
	w.WriteString(`</div>`)
	title = (&story.Story{Articles: []story.Article{{Text: text, Headline: headline}}}).Heading()
	return title, headline, w.String(), true
}
