package export

import "strconv"

// Words are the words that exports say to people, in a language. What programs
// read (the tables' heads, kinds and relations, the names in formats) is the
// same in every language and stands where it is written.
type Words struct {
	Unclear, ArticleItself, SetByReader, And string
	Quotes, Actors, Claims                   string // the marks' names in the web page
	Speaker, Quote, Kind, Article            string // heads of the web page's table
	WhereMeet                                string
	MadeWith                                 func(engine string) string
	Number                                   func(article int) string // an article without outlet and name
	Name, Use                                func(format string) string
	QuoteKind                                func(kind string) string
}

// English are the words in English.
var English = Words{
	Unclear: "Speaker unclear", ArticleItself: "the article itself", SetByReader: "speaker set by the reader", And: " and ",
	Quotes: "Quotes", Actors: "Actors", Claims: "Claims that meet others",
	Speaker: "Speaker", Quote: "Quote", Kind: "Kind", Article: "Article",
	WhereMeet: "Where claims meet",
	MadeWith: func(engine string) string {
		return "whosaid " + engine + ". It finds who says what, and judges nothing true or false."
	},
	Number:    func(article int) string { return "Article " + strconv.Itoa(article) },
	QuoteKind: pick(map[string]string{"direct": "word for word", "mixed": "partly quoted", "indirect": "reported"}),
	Name: pick(map[string]string{
		"json": "JSON", "markdown": "Markdown", "html": "Web page", "csv": "Quotes as CSV", "csv-links": "Links as CSV",
		"webannotation": "Web Annotation", "brat": "brat standoff", "tei": "TEI",
	}),
	Use: pick(map[string]string{
		"json":          "Everything, to open again here or read by a program",
		"markdown":      "Notes: who said what, and where claims meet",
		"html":          "The marked articles as one file that opens anywhere",
		"csv":           "A table of the quotes for a spreadsheet",
		"csv-links":     "Who speaks of whom and which claims meet, for network tools",
		"webannotation": "W3C annotations with text quote and position selectors",
		"brat":          "Text and annotations for the tool brat",
		"tei":           "For editions and corpora, in the Text Encoding Initiative’s XML",
	}),
}

func pick(words map[string]string) func(string) string {
	return func(key string) string { return words[key] }
}
