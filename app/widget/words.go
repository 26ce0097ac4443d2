package widget

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"whosaid.example/app/export"
	"whosaid.example/app/marked"
	"whosaid.example/app/story"
)

// Every word that the interface shows stands in this file, but for those that
// are there without it: web/inline.js has the words of the marks on publishers'
// pages, web/boot.js those of the bars for an update or a fault. A translation is
// another value of Words; functions are there for what needs a number or a name
// in a place that languages choose for themselves.

// W is the language that the interface speaks.
var W = English

// Words are the words of the interface in a language.
type Words struct {
	Brand, Headline, Lead                                                                                      string
	PasteLabel, PasteHint, Read, OpenFiles, DropHint                                                           string
	ExamplesTitle                                                                                              string
	ExampleBridge, ExampleBridgeLine, ExampleOrchestra                                                         string
	ExampleOrchestraLine, ExampleOtters, ExampleOttersLine                                                     string
	PromisePrivate, PromisePrivateMore, PromiseVerdict, PromiseVerdictMore                                     string
	PromiseUnclear, PromiseUnclearMore                                                                         string
	LibraryTitle, LibrarySearch, ForgetAll, Delete, NothingFound                                               string
	ForgetYes, ForgetNo, BringBack, NameStory, PutBack, Removed                                                string
	ForgetSure                                                                                                 func(stories int) string
	DeletedStory                                                                                               func(title string) string
	DoorsLabel, ForBookmark, ForPublishers, ForDevelopers, Install, InstallApple                               string
	Retry, Reload, Dismiss, Cancel, Save, Close, CloseCard, Back, Choose                                       string
	NewStory, Analysing, AddReport, AddLabel, Add, Undo, Redo                                                  string
	Edit, Outlet, Date, Name, ArticleText, MoveUp, MoveDown, Remove                                            string
	Export, Print, PrintOne, Copy, Copied, CopyFailed, Exported, EditMore                                      string
	LegendLabel, LayerQuotes, LayerActors, LayerClaims                                                         string
	LayerQuotesMore, LayerActorsMore, LayerClaimsMore                                                          string
	LayerLabels, LayerLabelsMore, LayerAll, LayerAllMore, And, PaperNotes                                      string
	SampleQuote, SampleActor, ArticlesLabel, NotBeside                                                         string
	Previous, Next, NothingBetween                                                                             string
	PanelLabel, PanelWaiting, PanelNothing, Sheet                                                              string
	SearchList, AllArticles, AllSpeakers, Article, Kind, Sort, Speaker                                         string
	Relation, Within                                                                                           string
	NobodyKnown, ArticleItself, ThisArticle, Claim, Via, Cue, ChainArrow                                       string
	HowKnown, ByReader, ByReaderOpen, NoSpeakerWhy, RunnersUp, RunnersUpMore                                   string
	GuessWhy                                                                                                   string
	ClaimsInside, WhereTitle, TheQuote, WrongSpeaker, SpeakerIs                                                string
	NamesUsed, Unnamed, ReaderMark, NotThem, CorrectActor, Rename, SameAs                                      string
	NoCounterpart, NonePlain, NonePlainHere, NoVerdict, UnclearExplained, NoMore, Corrected, Undone, Cancelled string
	SkipToText, SkipToLists, Known, HasAlready, Deleted, Forgotten, StoryGone, StorageBlocked, StorageFull     string
	EngineVersion, EngineLoad, FileTooLong, ExampleFailed                                                      string
	TextTooLong, ReadFirst                                                                                     func(bytes int) string
	SharesTitle, StripTitle, StripHint, TopicsTitle, TopicsHint, AboutTitle                                    string
	AboutCorner, NoQuotes, NoTopics, NoAbout, Silent, Said, DiffersCell                                        string
	DriftTitle, KeyHelp, HelpMore, KeysOff                                                                     string
	ActorKinds, ActorSorts, QuoteKinds, QuoteSorts, RelationChoices                                            [][2]string
	WithinChoices, Keys, ReferenceSorts                                                                        [][2]string
	Explain, ExplainQuotes                                                                                     [][2]string
	Exports                                                                                                    *export.Words
	ExplainMore, Understood                                                                                    string

	Found         func(*story.Index) string
	Unreadable    func(story.Input, string) string
	EngineDied    func(why string) string
	FileFailed    func(name string) string
	ExportFailed  func(why string) string
	StoryLine     func(articles int, updated time.Time) string
	DeleteStory   func(title string) string
	Lost          func(n int) string
	Notice        func(kind string) string
	Aside         func(kind string) string
	Asides        func(n int) string
	AsidesMore    func(n int) string
	LongDate      func(iso string) string
	ShortDate     func(iso string) string
	PaperNote     func(speaker, kind, certainty string, reader bool) string
	ArticleNumber func(n int) string // what an article without outlet, name and headline is called
	TextLabel     func(article string) string
	QuoteBegins   func(speaker string) string
	RefLabel      func(claims int, tally string) string
	Tally         func(relation string, n int) string
	RelationName  func(relation string) string
	SharedBy      func(articles int) string
	SharedWith    func(article string) string
	SharedAs      func(article string) string
	Origins       func(articles, origins int) string
	ReadBeside    func(article string) string
	Between       func(n int, unclear bool) string
	BetweenAt     func(i, n int, relation string, unclear bool) string
	Tab           func(tab string) string
	ActorCounts   func(quotes, mentions int) string
	ActorKind     func(kind string) string
	QuoteKind     func(kind, act string) string
	Certainty     func(c string) string
	CertaintyMore func(c string) string
	Modality      func(m string) string
	Role          func(role string) string // without the word that introduces it
	Differs       func(what string) string
	Values        func(first, second string) string // what differs, in quotation marks; "" where one side has none
	NoneOf        func(tab string) string           // a tab's list is empty
	Heading       func(name string) string          // a name or description that begins a line
	Guess         func(name string) string          // a speaker who is only the likeliest
	Mentions      func(n int) string
	TheySay       func(n int) string
	SaidOf        func(n int) string
	More          func(n int) string
	UnclearMore   func(n int) string
	Where         func(article, kind string, paragraph int) string
	CopyQuote     func(words, speaker, article, kind string) string
	Quoted        func(words, kind string) string // between marks where it is a direct quote
	WordsQuotes   func(words, quotes int) string
	NamedShare    func(named, total int) string
	Others        func(n, words int) string
	StripText     func(quoted, total, named int) string
	DriftHint     func(article string) string
	OtherSpeaker  func(name string) string
	MentionRule   func(rule string) string
	MentionNote   func(form, rule string) string
	PrintUse      func(articles int) string
}

// count is a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped sets a long number in groups of three digits.
func grouped(n int) string {
	s := itoa(n)
	for i := len(s) - 3; i > 0 && n >= 10_000; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// pick is the value for a key, or the key itself.
func pick(words map[string]string) func(string) string {
	return func(key string) string {
		if w, ok := words[key]; ok {
			return w
		}
		return key
	}
}

var relationNames = pick(map[string]string{
	"conflicts": "Conflicts", "updates": "Updates", "responds": "Responds", "supports": "Supports", "repeats": "Says the same",
})

var mentionForms = pick(map[string]string{"name": "name", "nominal": "description", "pronoun": "pronoun"})

// mentionRules say why a mention is taken to be of its actor.
var mentionRules = pick(map[string]string{
	"name": "the same name", "other-name": "another form of the name", "short-name": "a shorter form of the name", "surname": "the surname alone",
	"acronym": "the initials", "pronoun": "the pronoun fits the last one spoken of", "speaker": "the speaker of the quote it stands in",
	"source": "who is quoted there", "apposition": "set beside the name", "role": "the role they hold", "kind": "a word for what they are",
	"capital": "a capital, for its government", "government": "a government, for its country", "place": "a place, for its people or government",
	"affiliation": "the body they belong to", "named-later": "named further on", "new": "spoken of here first", "reader": "decided by you",
})

// quoted puts a direct quote between marks, unless it brings its own.
func quoted(words, kind string) string {
	if kind == "direct" && !strings.HasPrefix(words, "“") && !strings.HasPrefix(words, "\"") {
		return "“" + words + "”"
	}
	return words
}

// dated writes an ISO date in a layout of package time; what is no date stays
// as it is.
func dated(iso, layout string) string {
	if t, err := time.Parse(time.DateOnly, iso[:min(len(iso), len(time.DateOnly))]); err == nil {
		return t.Format(layout)
	}
	return iso
}

// English are the words in English.
var English = Words{
	Brand:      "whosaid",
	Headline:   "See who says what.",
	Lead:       "Paste a news article. You get everyone who acts in it, every quote with its speaker, and the places where claims agree or clash.",
	PasteLabel: "Text of an article",
	PasteHint:  "Paste an article here: text, or copied straight from a web page",
	Read:       "Read it",
	OpenFiles:  "Open files…",
	DropHint:   "Pasted text is read at once. You can also drop .txt, .md, .html or .docx files anywhere; several make one story.",

	ExamplesTitle:        "Or try a story of ours",
	ExampleBridge:        "The bridge that closed early",
	ExampleBridgeLine:    "Three papers, two counts of cracked bolts, one mayor",
	ExampleOrchestra:     "An orchestra without a hall",
	ExampleOrchestraLine: "Who promised what, and who denies it",
	ExampleOtters:        "Otters in the reservoir",
	ExampleOttersLine:    "A fish farm, a biologist and a quote that changes on its way",

	PromisePrivate:     "It stays with you.",
	PromisePrivateMore: "The reading is done by your own browser. The page asks nothing of any server but for its own files.",
	PromiseVerdict:     "No verdicts.",
	PromiseVerdictMore: "It shows what is said and where statements meet. What is true is for you to judge.",
	PromiseUnclear:     "“Unclear” is an answer.",
	PromiseUnclearMore: "Each speaker comes with the reason. Where the text leaves it open, you see the candidates and decide.",

	LibraryTitle:  "Kept on this device",
	LibrarySearch: "Search your stories",
	ForgetAll:     "Forget all",
	Delete:        "Delete",
	NothingFound:  "Nothing found.",
	ForgetSure: func(n int) string {
		return "Delete " + count(n, "story", "stories") + " from this device? They can't be brought back."
	},
	ForgetYes: "Delete all", ForgetNo: "Keep",
	DeletedStory: func(title string) string { return "“" + title + "” was deleted." },
	BringBack:    "Bring it back", NameStory: "Name this story", PutBack: "Put the article back", Removed: "Removed. You can put it back.",

	DoorsLabel: "More", ForBookmark: "Read the page you are on", ForPublishers: "For publishers", ForDevelopers: "For developers", Install: "Install the app",
	InstallApple: "To install: Share, then Add to Home Screen.",
	Retry:        "Try again", Reload: "Reload the page", Dismiss: "Dismiss", Cancel: "Cancel", Save: "Save", Close: "Close",
	CloseCard: "Close the card", Back: "← Back", Choose: "Choose…",
	NewStory: "← All stories", Analysing: "Reading…", AddReport: "+ Add another report", AddLabel: "Another report of the same story",
	Add: "Add", Undo: "Undo correction", Redo: "Redo",
	Edit: "Edit", Outlet: "Outlet", Date: "Date", Name: "Name", ArticleText: "Text", MoveUp: "Move left", MoveDown: "Move right", Remove: "Remove article",
	EditMore: "Edit the article’s text, outlet and date",
	Export:   "Export", Print: "Print", PrintOne: "Print this article alone", Copy: "Copy", Copied: "Copied.",
	CopyFailed: "The browser does not let this page use the clipboard. Select the words and copy them.", Exported: "The file is in your downloads.",

	LegendLabel: "What the marks mean; press to show or hide", LayerQuotes: "Quotes", LayerActors: "Actors", LayerClaims: "Claims",
	LayerQuotesMore: "Somebody’s words: direct, partly quoted, reported. Show or hide",
	LayerActorsMore: "Who acts: each with a colour and a line of their own. Show or hide",
	LayerClaimsMore: "Claims that meet another one have a sign in the margin. Show or hide",
	LayerLabels:     "Initials", LayerLabelsMore: "Initials behind the first mention in each paragraph: who “she” and “the minister” are",
	LayerAll: "All claims", LayerAllMore: "Claims that meet no other too, between brackets", And: marked.English.And, PaperNotes: "Who says the quotes",

	SampleQuote: "“…”", SampleActor: "Name", ArticlesLabel: "Articles of this story", NotBeside: "Close the second article",
	Previous: "Previous", Next: "Next", NothingBetween: "No claims of these two articles meet.",
	PanelLabel: "What was found", PanelWaiting: "The lists fill when the article has been read.", PanelNothing: "Nothing yet.", Sheet: "Show or hide the lists",
	SearchList: "Search the list", AllArticles: "All articles", AllSpeakers: "All speakers", Article: "Article", Kind: "Kind", Sort: "Order", Speaker: "Speaker",
	Relation: "Relation", Within: "Where",
	NobodyKnown: "Speaker unclear", ArticleItself: "The article itself", ThisArticle: "in this article", Claim: "Claim", Via: "Reported by", Cue: "The reporting words:", ChainArrow: "stands for",
	HowKnown: "How we know", ByReader: "You set this speaker.", ByReaderOpen: "You left the speaker open.", NoSpeakerWhy: "The text does not say who is speaking here.", GuessWhy: "The text leaves it open. The likeliest reading:",
	RunnersUp: "It could be", RunnersUpMore: "Press a name to settle it.",
	ClaimsInside: "Claims in it that meet others", WhereTitle: "Where", TheQuote: "The quote it stands in",
	WrongSpeaker: "Wrong speaker?", SpeakerIs: "The speaker is", NamesUsed: "Called", Unnamed: "not named", ReaderMark: "corrected by you",
	NotThem: "Not them", CorrectActor: "Correct this actor", Rename: "Call them", SameAs: "The same as",
	NoCounterpart: "No other claim meets this one.", NonePlain: "No two claims plainly meet.", NonePlainHere: "No other claim plainly meets this one.", NoVerdict: "These marks compare statements. They do not say which is true.",
	UnclearExplained: "These may meet, but the words show it less plainly.",
	NoMore:           "No more in this direction.", Corrected: "Corrected. You can undo it.", Undone: "Undone.", Cancelled: "Stopped. The text is kept.",
	SkipToText: "To the text", SkipToLists: "To the lists", Known: "You have read this before: here it is as you left it.", HasAlready: "This article is in the story already.",
	Deleted: "Deleted.", Forgotten: "All stories were deleted from this device.", StoryGone: "This story is no longer on the device.",
	StorageBlocked: "This browser keeps nothing for this page, so stories are gone when you close it. Export what you want to keep.",
	StorageFull:    "The device's storage for this page is full. Delete older stories, or export this one.",
	EngineVersion:  "A newer version has arrived in part. Reload the page to use it; your story is kept.",
	EngineLoad:     "The reading program could not be loaded. Check the connection and try again; your text is kept.",
	FileTooLong:    "This file is larger than a story can be. Paste the article you are after instead.",
	TextTooLong: func(bytes int) string {
		return "This is a text of " + megabytes(bytes) + ". At most " + megabytes(readLimit) + " are read at a time, about two long novels."
	},
	ReadFirst:     func(bytes int) string { return "Read the first part, " + megabytes(bytes) },
	ExampleFailed: "The example could not be loaded. Check the connection and try again.",

	SharesTitle: "Who gets how many words", StripTitle: "Voices in order", StripHint: "Each row is an article from beginning to end. Coloured: somebody is quoted. Paler: somebody without a name.",
	TopicsTitle: "What the articles say, differ in and leave out", TopicsHint: "● says it, ≠ differs, · leaves it out", AboutTitle: "Who speaks about whom", AboutCorner: "Speaker, down; spoken of, across",
	NoQuotes: "Nobody is quoted.", NoTopics: "No two claims meet.", NoAbout: "No speaker makes a claim about another actor.",
	Silent: "silent", Said: "says it", DiffersCell: "differs",
	DriftTitle: "The same quote elsewhere",
	KeyHelp:    "Keys", HelpMore: "Keys work inside the reading view only, and never while you type.", KeysOff: "Turn single keys off",

	ActorKinds:      [][2]string{{"", "All who act"}, {"person", "People"}, {"organization", "Organizations"}, {"country", "Countries"}, {"group", "Groups"}, {"place", "Places"}},
	ActorSorts:      [][2]string{{"", "Most present"}, {"words", "Most words"}, {"name", "By name"}},
	QuoteKinds:      [][2]string{{"", "All kinds"}, {"direct", "Direct quotes"}, {"mixed", "Partly quoted"}, {"indirect", "Reported"}, {"thought", "Thoughts"}},
	QuoteSorts:      [][2]string{{"", "As in the text"}, {"speaker", "By speaker"}, {"long", "Longest"}},
	RelationChoices: [][2]string{{"", "All relations"}, {"conflicts", "Conflicts"}, {"updates", "Updates"}, {"responds", "Responds"}, {"supports", "Supports"}, {"repeats", "Says the same"}},
	ReferenceSorts:  [][2]string{{"", "Conflicts first"}, {"sure", "Surest first"}, {"text", "As in the text"}},
	Explain: [][2]string{
		{"conflicts", "conflicts"}, {"updates", "is newer"}, {"responds", "answers"}, {"supports", "supports"}, {"repeats", "says the same"},
	},
	ExplainQuotes: [][2]string{{"direct", "word for word"}, {"indirect", "reported"}, {"indirect unclear", "speaker unclear"}},
	Exports:       &export.English,
	ExplainMore:   "Press any mark for who, why and where.", Understood: "Got it",
	WithinChoices: [][2]string{{"", "Anywhere"}, {"across", "Between articles"}, {"within", "Within one article"}},
	Keys: [][2]string{
		{"j  k", "next, previous quote"}, {"J  K", "next, previous claim that meets others"}, {"s", "to the speaker"},
		{"r", "to the related claim"}, {"b", "back the way you came"}, {"Enter", "to the card"}, {"Esc", "close, and return to the text"}, {"?", "these keys"},
	},

	Found: func(x *story.Index) string {
		quotes, people := 0, 0
		for _, a := range x.Result.Articles {
			quotes += len(a.Quotes)
		}
		for _, p := range x.People {
			if p.Kind != "place" {
				people++
			}
		}
		if people+quotes+x.Sure() == 0 {
			return "Nobody acts or speaks in this text."
		}
		return fmt.Sprintf("%s, %s, %s.", count(people, "actor", "actors"), count(quotes, "quote", "quotes"),
			count(x.Sure(), "cross-reference", "cross-references"))
	},
	Unreadable: func(kind story.Input, name string) string {
		switch kind {
		case story.Empty:
			return "There is no text in it. Paste the words of an article."
		case story.Link:
			return "That is only a link, and this page fetches nothing from elsewhere. Open the link, select the article, copy it, and paste it here."
		case story.Document:
			return "PDFs, older Word files (.doc) and locked documents can't be read here. Open it in its own program, select all, copy, and paste the text."
		case story.Binary:
			return "This is no text file. Open it in its own program, copy the text, and paste it here."
		}
		return ""
	},
	EngineDied: func(why string) string {
		if why == "" {
			return "The reading stopped. Your text is kept."
		}
		return "The reading stopped (" + why + "). Your text is kept."
	},
	FileFailed: func(name string) string {
		return "The file “" + name + "” could not be read: it is damaged, locked or gone. If you can open it elsewhere, copy its text and paste it here."
	},
	ExportFailed: func(why string) string { return "The export failed: " + why },
	StoryLine: func(articles int, updated time.Time) string {
		return count(articles, "article", "articles") + " · " + updated.Format("2 January 2006, 15:04")
	},
	DeleteStory: func(title string) string { return "Delete “" + title + "”" },
	Lost: func(n int) string {
		return count(n, "correction has", "corrections have") + " no place in the text any more and wait."
	},
	Notice: pick(map[string]string{
		"empty": "This text is empty.", "binary": "This looks like a binary file.", "invalid-utf8": "Some characters of this text are damaged.",
		"not-english": "This does not look like English, the one language that is read here; expect little.", "truncated": "The text was cut: it is very long.",
	}),
	Aside:  marked.English.Aside,
	Asides: func(n int) string { return fmt.Sprintf("Extras (%d)", n) },
	AsidesMore: func(n int) string {
		return count(n, "line that belongs", "lines that belong") + " to the page, not to the article. Show or hide"
	},
	LongDate:  func(iso string) string { return dated(iso, "2 January 2006") },
	ShortDate: func(iso string) string { return dated(iso, "2 Jan") },
	PaperNote: func(speaker, kind, certainty string, reader bool) string {
		note := story.Capitalized(speaker) + ". " + kind
		switch {
		case reader:
			note += "; set by the reader"
		case certainty == "inferred" || certainty == "unclear":
			note += "; " + certainty
		}
		return note + "."
	},
	ArticleNumber: export.English.Number,
	TextLabel:     func(article string) string { return "Text of " + article },
	QuoteBegins:   marked.English.QuoteBegins,
	RefLabel: func(claims int, tally string) string {
		if claims > 1 {
			return fmt.Sprintf("%d claims: %s", claims, tally)
		}
		return "Claim: " + tally
	},
	Tally: func(relation string, n int) string {
		verb := map[string][2]string{
			"number": {"number differs", "numbers differ"}, "conflicts": {"conflict", "conflicts"}, "updates": {"update", "updates"}, "responds": {"response", "responses"},
			"supports": {"supports it", "support it"}, "repeats": {"says the same", "say the same"},
		}[relation]
		return count(n, verb[0], verb[1])
	},
	RelationName: relationNames,
	SharedBy:     func(n int) string { return fmt.Sprintf("same words in %d articles", n) },
	SharedAs:     func(article string) string { return "as in " + article },
	SharedWith:   func(article string) string { return "The same words in " + article + "." },
	Origins: func(articles, origins int) string {
		return fmt.Sprintf("%s, %s", count(articles, "article", "articles"), count(origins, "origin", "origins"))
	},
	ReadBeside: func(article string) string { return "Read " + article + " beside" },
	Between: func(n int, unclear bool) string {
		if unclear {
			return count(n, "pair of claims", "pairs of claims") + " may meet between these two, less plainly"
		}
		return count(n, "pair of claims meets", "pairs of claims meet") + " between these two"
	},
	BetweenAt: func(i, n int, relation string, unclear bool) string {
		name := relationNames(relation)
		if unclear {
			name += ", unclear"
		}
		return fmt.Sprintf("%s · %d of %d", name, i, n)
	},
	Tab: pick(map[string]string{"actors": "Actors", "quotes": "Quotes", "references": "Cross-references", "overview": "Overview"}),
	ActorCounts: func(quotes, mentions int) string {
		if quotes == 0 {
			return count(mentions, "mention", "mentions")
		}
		return count(quotes, "quote", "quotes")
	},
	ActorKind: pick(map[string]string{"person": "Person", "organization": "Organization", "country": "Country", "group": "Group", "place": "Place"}),
	QuoteKind: func(kind, act string) string {
		name := map[string]string{"direct": "Direct quote", "mixed": "Partly quoted", "indirect": "Reported"}[kind]
		if act == "thought" {
			return name + ", a thought"
		}
		return name
	},
	Certainty: pick(map[string]string{"stated": "stated", "inferred": "inferred", "unclear": "unclear"}),
	CertaintyMore: pick(map[string]string{
		"stated": "The text says who speaks.", "inferred": "Worked out from the sentences around.", "unclear": "The text leaves open who speaks.",
	}),
	Modality: pick(map[string]string{
		"past": "about the past", "future": "about the future", "possible": "as possible", "planned": "as planned", "demanded": "as a demand", "conditional": "on a condition", "denied": "as a denial",
	}),
	Role: func(role string) string {
		first, rest, _ := strings.Cut(role, " ")
		switch strings.ToLower(first) {
		case "the", "a", "an", "its", "his", "her", "their", "my", "our", "your":
			role = rest
		}
		return story.Capitalized(role)
	},
	Values: func(first, second string) string {
		switch {
		case second == "":
			return first + ", only in the first"
		case first == "":
			return second + ", only in the second"
		}
		return first + " / " + second
	},
	NoneOf:  pick(map[string]string{"actors": "No actors were found.", "quotes": "No quotes were found.", "references": "No two claims meet."}),
	Heading: story.Capitalized,
	Guess:   func(name string) string { return name + "?" },
	Differs: pick(map[string]string{
		"number": "Number", "negation": "Denial", "actor": "Who", "time": "Time", "place": "Place", "certainty": "Certainty", "predicate": "What happens", "wording": "Wording",
	}),
	Mentions: func(n int) string { return count(n, "mention", "mentions") },
	TheySay:  func(n int) string { return "What they say · " + count(n, "quote", "quotes") },
	SaidOf:   func(n int) string { return "What is said of them · " + count(n, "claim", "claims") },
	More:     func(n int) string { return fmt.Sprintf("Show more (%d left)", n) },
	UnclearMore: func(n int) string {
		if n == 1 {
			return "1 that is unclear"
		}
		return fmt.Sprintf("%d that are unclear", n)
	},
	Where: func(article, kind string, paragraph int) string {
		place := fmt.Sprintf("Paragraph %d", paragraph)
		switch kind {
		case "title":
			place = "Headline"
		case "heading":
			place = "Subheading"
		case "aside":
			place = "Outside the article’s text"
		}
		if article == "" {
			return place
		}
		return article + ", " + strings.ToLower(place[:1]) + place[1:]
	},
	Quoted: quoted,
	CopyQuote: func(words, speaker, article, kind string) string {
		return quoted(words, kind) + " – " + speaker + " (" + article + ")"
	},
	WordsQuotes: func(words, quotes int) string {
		return count(words, "word", "words") + " in " + count(quotes, "quote", "quotes")
	},
	NamedShare: func(named, total int) string {
		return fmt.Sprintf("%s of %s are from speakers with a name.", grouped(named), count(total, "quoted word", "quoted words"))
	},
	Others: func(n, words int) string {
		return count(n, "more speaker", "more speakers") + " with " + count(words, "word", "words") + "."
	},
	StripText: func(quoted, total, named int) string {
		if total == 0 {
			return "no text"
		}
		return fmt.Sprintf("%d %% quoted, %d %% with a name", 100*quoted/total, 100*named/total)
	},
	DriftHint:    func(article string) string { return "Struck out: only in " + article + ". Underlined: only there." },
	OtherSpeaker: func(name string) string { return "given to " + name },
	MentionRule:  mentionRules,
	MentionNote: func(form, rule string) string {
		if rule == "new" || rule == "" || rule == "name" {
			return mentionForms(form)
		}
		return mentionRules(rule)
	},
	PrintUse: func(articles int) string {
		if articles > 1 {
			return "All articles with their marks, who says each quote as notes; on paper or as PDF"
		}
		return "The article with its marks, who says each quote as notes; on paper or as PDF"
	},
}

// megabytes is a number of bytes as readers know it: "2.4 MB".
func megabytes(n int) string { return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB" }
