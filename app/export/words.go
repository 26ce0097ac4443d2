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
	Thought                                  string
	Certainty                                func(of string) string // "" where it is stated
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
	Thought:   "a thought",
	Certainty: pick(map[string]string{"inferred": "speaker inferred", "unclear": "speaker unclear"}),
	Number:    func(article int) string { return "Article " + strconv.Itoa(article) },
	QuoteKind: pick(map[string]string{"direct": "word for word", "mixed": "partly quoted", "indirect": "reported"}),
	Name: pick(map[string]string{
		"json": "Everything (JSON)", "markdown": "Notes (Markdown)", "html": "Web page (HTML)", "csv": "Table of quotes (CSV)", "csv-links": "Table of links (CSV)",
		"webannotation": "Web Annotation (JSON-LD)", "brat": "brat standoff", "tei": "TEI (XML)",
	}),
	Use: pick(map[string]string{
		"json":          "To open again here, or to read by a program",
		"markdown":      "Who said what, and where claims meet, as text for your own notes",
		"html":          "The marked articles as one file that opens anywhere",
		"csv":           "One line for each quote, for a spreadsheet",
		"csv-links":     "Who speaks of whom and which claims meet, for network tools",
		"webannotation": "W3C annotations with text quote and position selectors",
		"brat":          "Text and annotations for the tool brat",
		"tei":           "For editions and corpora, after the Text Encoding Initiative",
	}),
}

func pick(words map[string]string) func(string) string {
	return func(key string) string { return words[key] }
}
