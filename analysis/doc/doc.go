// Package doc holds the one datum that every stage of the analysis reads and
// sets: a [Document], one article as flat slices that name each other by
// index, and a [Story], the articles that are analysed together.
//
// A stage is a function on a *Document (or a *Story). Its doc comment says what
// it reads and what it sets. Text is always a range into the source and is
// never copied; nothing here holds pointers to anything else here.
//
// All ranges are half-open. A [Span] counts tokens; a [Range] counts bytes of
// the article as it was given.
package doc

import "unicode/utf8"

// Span is a half-open range of token indices of one document.
// The zero value (and any Start >= End) is the empty span, "none".
type Span struct{ Start, End int32 }

// Empty reports whether s holds no token.
func (s Span) Empty() bool { return s.Start >= s.End }

// Len is the number of tokens in s, 0 for an empty span.
func (s Span) Len() int { return int(max(0, s.End-s.Start)) }

// Has reports whether token i lies in s.
func (s Span) Has(i int32) bool { return s.Start <= i && i < s.End }

// Contains reports whether all of o lies in s. An empty o lies in no span.
func (s Span) Contains(o Span) bool { return !o.Empty() && s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a token.
func (s Span) Overlaps(o Span) bool {
	return !s.Empty() && !o.Empty() && s.Start < o.End && o.Start < s.End
}

// Range is a half-open range of bytes of the article's text.
type Range struct{ Start, End int32 }

// ActorID, QuoteID and ClaimID are indices into a Document's Actors, Quotes
// and Claims; None (-1) is no such thing.
type (
	ActorID int32
	QuoteID int32
	ClaimID int32
)

// None is the index that names nothing. It converts to each of the ID types.
const None = -1

// Flags of a token.
type Flags uint8

const (
	// SpaceBefore: white space stands between the token before and this one.
	SpaceBefore Flags = 1 << iota
	// LineStart: the token is the first of its line.
	LineStart
	// InAside: the token is page furniture; no actor, quote or claim comes from it.
	InAside
	// InTitle: the token belongs to the headline.
	InTitle
	// Quoted: the token stands inside (or is) a pair of quotation marks.
	Quoted
)

// Token is one word or mark of the text. Tokens are in text order, do not
// overlap, and cover every byte that is not white space.
type Token struct {
	Start, End int32 // bytes
	Head       int32 // index of the governing token in the document; None for a sentence's root
	Sent       int32 // index of its sentence
	Tag        Tag   // Penn Treebank part of speech (XPOS)
	POS        POS   // universal part of speech
	Rel        Rel   // Universal Dependencies v2 relation to Head
	Flags      Flags
	Lemma      string // dictionary form, lower case but for proper nouns; set by the tag stage
}

// Is reports whether all flags of f are set.
func (t *Token) Is(f Flags) bool { return t.Flags&f == f }

// Sentence is a range of tokens. Sentences cover all tokens, in order.
type Sentence struct {
	Tokens Span
	Para   int32 // index of its paragraph
}

// ParaKind tells what a paragraph is for.
type ParaKind uint8

const (
	ParaText    ParaKind = iota // running text
	ParaTitle                   // the headline
	ParaHeading                 // a subheading
	ParaAside                   // all of it is page furniture
	ParaList                    // an item of a list
)

// Paragraph is a range of sentences that stand together on the page.
type Paragraph struct {
	Sents Span // of sentence indices
	Kind  ParaKind
}

// AsideKind names a kind of page furniture.
type AsideKind uint8

const (
	AsideAdvertisement AsideKind = iota
	AsideLink                    // teasers, related and neighbouring items, with their headlines
	AsideBoilerplate             // prompts to comment, share, correct, subscribe; legal lines
	AsideByline                  // who wrote it
	AsideDateline                // where and when it was filed
	AsideTimestamp               // when the page was published or changed
	AsideSection                 // the part of the paper, a label
	AsideCaption                 // of a picture or a film, with its credit
	AsideDuplicate               // the second of two equal paragraphs
)

// String is the result's word for the kind.
func (k AsideKind) String() string {
	return [...]string{"advertisement", "link", "boilerplate", "byline", "dateline", "timestamp", "section", "caption", "duplicate"}[k]
}

// Aside is a piece of page furniture. Its tokens carry [InAside].
type Aside struct {
	Tokens Span
	Kind   AsideKind
}

// NameType is what a name is as a name, whatever it stands for in its context.
type NameType uint8

const (
	NoName NameType = iota
	PER
	ORG
	LOC
	MISC // works, events, products, nationalities: no actors
)

// String is "", "PER", "ORG", "LOC" or "MISC".
func (n NameType) String() string { return [...]string{"", "PER", "ORG", "LOC", "MISC"}[n] }

// Name is a proper name found by the name stage.
type Name struct {
	Tokens Span
	Type   NameType
	Score  float32 // posterior of the name, 0 to 1
}

// Mark is a pair of quotation marks, set by the mark stage. Pairs nest and
// never cross; they are ordered by Inner.Start, outer before inner.
type Mark struct {
	Open, Close int32 // tokens; None where the article forgot the mark
	Inner       Span  // the tokens between them
	Depth       int32 // 0 for an outer pair
	Reopened    bool  // the paragraph before ended inside the same speech without a closing mark
}

// Form is how a mention is written.
type Form uint8

const (
	FormName Form = iota
	FormNominal
	FormPronoun
)

// String is name, nominal or pronoun.
func (f Form) String() string { return [...]string{"name", "nominal", "pronoun"}[f] }

// Mention is a place where the text speaks of someone or something that may
// be an actor. Mentions are ordered by start, longer first.
type Mention struct {
	Tokens Span
	Head   int32 // the token that the rest modifies
	Form   Form
	Type   NameType  // of names, else NoName
	Actor  ActorID   // None where it is nobody's
	Rule   string    // name of the rule that joined it to its actor
	Link   int32     // the mention before that Rule joined it to, None for the first: the chain
	Rival  Candidate // the actor that Rule weighed next, with its share of the two scores; None for none
}

// Kind is what an actor is.
type Kind uint8

const (
	Person Kind = iota
	Organization
	Country
	Group
	Place
)

// String is the result's word for the kind.
func (k Kind) String() string {
	return [...]string{"person", "organization", "country", "group", "place"}[k]
}

// Gender is what the article itself shows by pronouns, titles and kin words.
type Gender uint8

const (
	GenderUnknown Gender = iota
	Masculine
	Feminine
)

// Actor is someone who can act or speak. Actors are ordered by first mention.
type Actor struct {
	Name   Span // tokens of the fullest name, or of the best nominal
	Kind   Kind
	Gender Gender
	Plural bool
	Named  bool
	Roles  []Span  // as written, in text order
	For    ActorID // the body or country that a person speaks for, the country whose ministry or court a body is; None where the article doesn't show it
	Story  int32   // the same in every article where it is the same actor; None before linking
}

// QuoteKind tells how much of a quote's content stands in quotation marks.
type QuoteKind uint8

const (
	Direct   QuoteKind = iota // all of it
	Mixed                     // a part of it
	Indirect                  // none
)

// String is direct, mixed or indirect.
func (k QuoteKind) String() string { return [...]string{"direct", "mixed", "indirect"}[k] }

// Certainty is how sure an attribution or a reference is.
type Certainty uint8

const (
	Stated   Certainty = iota // the text says it: source and cue stand beside the content
	Inferred                  // from the layout, a pronoun's chain or the quote before
	Unclear                   // several speakers are about as likely
)

// String is stated, inferred or unclear.
func (c Certainty) String() string { return [...]string{"stated", "inferred", "unclear"}[c] }

// Candidate is a possible speaker with the decoder's own score, 0 to 1.
type Candidate struct {
	Actor ActorID
	Score float32
}

// Quote is what someone is reported to have said, written, thought or wanted.
// Quotes are ordered by the start of their content; they nest, never cross.
type Quote struct {
	Kind    QuoteKind
	Thought bool    // a belief or an intention, not speech
	Content []Span  // one or more, in text order, without the marks around the whole
	Cue     Span    // empty where there is none
	Source  Span    // the whole phrase that names the speaker, empty where none is written
	Anchor  Span    // where no source is written: tokens elsewhere that tell the speaker; set by the quote stage
	Relay   Span    // the phrase that names who reports it on, empty for none; set by the quote stage
	Follows QuoteID // the quote whose speaker goes on without new attribution, or None
	Rule    string  // name of the rule that decided source and cue
	Score   float32 // posterior of the attribution, 0 to 1

	// Set by the speaker stage.
	Speaker   ActorID
	Also      []ActorID // who says it together with the speaker: "France and Poland said"
	Via       ActorID
	Certainty Certainty
	Chain     []int32     // mentions from the source to the one that names the speaker
	RunnersUp []Candidate // other speakers, best first; empty where stated
}

// Claim is one proposition that can be agreed with or disputed.
type Claim struct {
	Tokens  Span
	Speaker ActorID // None where the article itself says it
	Quote   QuoteID // innermost quote that holds it
	About   []ActorID
	Frame   Frame
}

// Modality is the certainty and time with which a claim is put.
type Modality uint8

const (
	Asserted    Modality = iota // as so, now or at all times
	Past                        // as having been so
	Future                      // "will", "going to"; "would" in indirect speech
	Possible                    // "may", "can", "would", "probably"
	Planned                     // "plans to", "wants to"
	Demanded                    // "must", "should", what a demand asks for
	Conditional                 // under an "if"
	Denied                      // "denied that", "ruled out"
)

// String is the word for the modality in lower case.
func (m Modality) String() string {
	return [...]string{"asserted", "past", "future", "possible", "planned", "demanded", "conditional", "denied"}[m]
}

// Bound is how a quantity limits its value.
type Bound uint8

const (
	Exact Bound = iota
	About
	AtLeast
	AtMost
	MoreThan
	LessThan
)

// String is exact, about, at least, at most, more than or less than.
func (b Bound) String() string {
	return [...]string{"exact", "about", "at least", "at most", "more than", "less than"}[b]
}

// Quantity is a number with what it counts.
type Quantity struct {
	Tokens Span
	Value  float64
	Unit   string // lemma of what is counted, "%" for percent, "pp" for percentage points
	Bound  Bound
}

// Date is a point or stretch of time, normalized against the dateline where there is one.
type Date struct {
	Tokens Span
	ISO    string // as much of YYYY-MM-DDThh:mm as is known; "" where only relative
}

// Frame is what a claim says, for comparing it with others.
type Frame struct {
	Predicate  int32  // head token, None where there is no verb
	Class      string // class of the predicate, "" where unknown
	Negated    bool
	Modality   Modality
	Subject    ActorID
	Quantities []Quantity
	Dates      []Date
}

// Document is one article with all that the stages have found in it.
type Document struct {
	Source  string // the text as given; may be no valid UTF-8
	Name    string
	Outlet  string
	Date    string   // ISO 8601, "" where unknown
	Notices []string // empty, binary, invalid-utf8, not-english, truncated

	Tokens     []Token
	Sentences  []Sentence
	Paragraphs []Paragraph
	Title      Span // empty where there is none
	Asides     []Aside
	Names      []Name
	Marks      []Mark
	Mentions   []Mention
	Actors     []Actor
	Quotes     []Quote
	Claims     []Claim

	// Classes is the room in which [whosaid.example/analysis/lexicon.ClassAt] keeps
	// what it has looked up of the tokens.
	Classes []uint16

	lower string
}

// Relation joins two claims.
type Relation uint8

const (
	Repeats   Relation = iota // the same proposition again, also in other words
	Supports                  // another one that makes it likelier, or gives its ground or a detail
	Conflicts                 // both can't hold at once
	Responds                  // a reaction or answer to it by someone else
	Updates                   // the state that it tells of has changed since
)

// String is repeats, supports, conflicts, responds or updates.
func (r Relation) String() string {
	return [...]string{"repeats", "supports", "conflicts", "responds", "updates"}[r]
}

// ClaimAt names a claim of one of a story's documents.
type ClaimAt struct {
	Doc   int32
	Claim ClaimID
}

// Difference is a pair of pieces of two claims that differ, or that one has alone.
type Difference struct {
	What     string // number, negation, actor, time, place, certainty, predicate, wording
	From, To Span   // tokens of the two documents; empty where one side has nothing
}

// Reference joins a claim to an earlier one that bears on the same matter.
type Reference struct {
	From, To ClaimAt
	Relation Relation
	Score    float32
	// Certainty is Inferred, or Unclear for a link that is less probable than others of its relation have to
	// be, or whose relation is doubtful, and for what the same voice adds in its next claim.
	Certainty Certainty
	Why       string
	Shared    []Difference // what both have, by the same kinds of words
	Differs   []Difference
	// Drift, where both claims stand in what seems to be one quote that two
	// articles give, is that quote aligned word by word, in its order. What is
	// same, changed, clipped (only the earlier article has it), added (only the
	// later one), ellipsis, or speaker (the articles name different speakers).
	Drift []Difference
}

// Passage is a piece of one of a story's documents.
type Passage struct {
	Doc    int32
	Tokens Span
}

// Story is the articles that are analysed together.
type Story struct {
	Docs       []*Document
	References []Reference
	Origins    [][]Passage // groups of passages that articles took from one source
}

// New is a document of the text, without any stage run. Bytes that are no
// UTF-8 are kept as they are. O(len(text)).
func New(text string) *Document {
	return &Document{Source: text, lower: lower(text)}
}

// Text is token i as written. Like other small functions that rules use at hundreds
// of places it is called, not inlined: browsers optimize large functions late and
// long.
//
//go:noinline
func (d *Document) Text(i int32) string {
	t := &d.Tokens[i]
	return d.Source[t.Start:t.End]
}

// Lower is token i in lower case: of the same length in bytes, so letters
// whose lower case is longer or shorter stay as they are. No allocation.
//
//go:noinline
func (d *Document) Lower(i int32) string {
	t := &d.Tokens[i]
	return d.lower[t.Start:t.End]
}

// LowerSource is the whole source in lower case, byte for byte in step with Source.
func (d *Document) LowerSource() string { return d.lower }

// Bytes is the byte range of a span; the zero Range for an empty span.
//
//go:noinline
func (d *Document) Bytes(s Span) Range {
	if s.Empty() {
		return Range{}
	}
	return Range{d.Tokens[s.Start].Start, d.Tokens[s.End-1].End}
}

// SpanText is the text of a span as written, with the white space inside it.
func (d *Document) SpanText(s Span) string {
	r := d.Bytes(s)
	return d.Source[r.Start:r.End]
}

// SentenceOf is the token span of the sentence of token i.
//
//go:noinline
func (d *Document) SentenceOf(i int32) Span { return d.Sentences[d.Tokens[i].Sent].Tokens }

// Particle is the token of the particle that belongs to the verb at i: "down" in "turned
// the offer down". It stands right behind the verb, or is tagged as one at most nine tokens later with no
// other verb between. None where there is none, or i is no verb.
func (d *Document) Particle(i int32) int32 {
	if d.Tokens[i].POS != PosVerb {
		return None
	}
	for k := i + 1; k < min(int32(len(d.Tokens)), i+10); k++ {
		switch t := &d.Tokens[k]; {
		case t.Tag == TagRP, k == i+1 && (t.Tag == TagRB || t.Tag == TagIN):
			return k
		case t.POS == PosVerb || t.POS == PosPunct:
			return None
		}
	}
	return None
}

// MentionFrom is the index of the first mention that begins at token t or behind it, and
// whether it begins there. Mentions are in their order. O(log mentions); unlike
// slices.BinarySearchFunc it copies none of them.
func (d *Document) MentionFrom(t int32) (i int, found bool) {
	n := len(d.Mentions)
	for i < n {
		if k := int(uint(i+n) >> 1); d.Mentions[k].Tokens.Start < t {
			i = k + 1
		} else {
			n = k
		}
	}
	return i, i < len(d.Mentions) && d.Mentions[i].Tokens.Start == t
}

// ParagraphOf is the index of the paragraph of token i.
//
//go:noinline
func (d *Document) ParagraphOf(i int32) int32 { return d.Sentences[d.Tokens[i].Sent].Para }

// ParagraphTokens is the token span of paragraph p.
//
//go:noinline
func (d *Document) ParagraphTokens(p int32) Span {
	s := d.Paragraphs[p].Sents
	if s.Empty() {
		return Span{}
	}
	return Span{d.Sentences[s.Start].Tokens.Start, d.Sentences[s.End-1].Tokens.End}
}

// lower maps each rune to its lower case where that has as many bytes.
func lower(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	b := make([]byte, len(s))
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b[i] = c
			i++
			continue
		}
		i += lowerRune(b[i:], s[i:])
	}
	return string(b)
}
