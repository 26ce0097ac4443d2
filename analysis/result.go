package analysis

import "whosaid.example/analysis/doc"

// Version is the version of the structure of [Result].
const Version = 1

// Result is what an analysis gives. README.md beside this file says what counts as
// an actor, a quote, a claim and a reference. Fields may be added, none is renamed. All
// offsets are half-open ranges of UTF-8 bytes of the article as it was given,
// until [Result.UTF16] turns them into UTF-16 code units.
type Result struct {
	Version    int         `json:"version"`
	Engine     string      `json:"engine"`  // program and model version
	Offsets    string      `json:"offsets"` // "utf8" or "utf16"
	Articles   []Report    `json:"articles"`
	References []Reference `json:"references"`
	Origins    []Origin    `json:"origins"` // passages that several articles took from one source
}

// Report is what was found in one article.
type Report struct {
	Name       string      `json:"name"`
	Outlet     string      `json:"outlet"`
	Date       string      `json:"date"`    // as given, ISO 8601
	Notices    []string    `json:"notices"` // empty, binary, invalid-utf8, not-english, truncated
	Title      *Span       `json:"title"`   // nil where there is none
	Asides     []Aside     `json:"asides"`
	Paragraphs []Paragraph `json:"paragraphs"` // the layout, for the reading view
	Sentences  []Span      `json:"sentences"`
	Actors     []Actor     `json:"actors"`
	Quotes     []Quote     `json:"quotes"`
	Claims     []Claim     `json:"claims"`
}

// Span is a half-open range of the article's text in the result's unit.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Aside is page furniture: what stands on the page but is not the article.
type Aside struct {
	Span
	Kind string `json:"kind"` // advertisement, link, boilerplate, byline, dateline, timestamp, section, caption, duplicate
}

// Paragraph is a piece of the layout.
type Paragraph struct {
	Span
	Kind string `json:"kind"` // title, heading, text, list, aside
}

// Actor is someone who can act or speak, with all places where the article
// mentions them.
type Actor struct {
	ID       string    `json:"id"`    // unique in the article, "a1" the first mentioned
	Story    string    `json:"story"` // the same for the same actor in all articles of the story
	Name     string    `json:"name"`  // the fullest name that the article uses
	Kind     string    `json:"kind"`  // person, organization, country, group, place
	Named    bool      `json:"named"`
	Roles    []string  `json:"roles"` // as written
	Mentions []Mention `json:"mentions"`
	// Corrected: the reader changed the name or the mentions. The
	// analysis never sets it; the interface does, and exports say so.
	Corrected bool `json:"corrected,omitempty"`
}

// Mention is one place where the article speaks of an actor.
type Mention struct {
	Span
	Form string `json:"form"`           // name, nominal, pronoun
	Type string `json:"type,omitempty"` // of names: PER, ORG, LOC
	Rule string `json:"rule,omitempty"` // the rule that joined it to its actor
	Link *Span  `json:"link,omitempty"` // the mention that the rule joined it to
}

// Quote is what someone is reported to have said, written, thought or wanted.
type Quote struct {
	ID        string      `json:"id"`
	Kind      string      `json:"kind"` // direct, mixed, indirect
	Act       string      `json:"act"`  // speech, thought
	Content   []Span      `json:"content"`
	Cue       *Span       `json:"cue"`
	Source    *Span       `json:"source"`
	Speaker   string      `json:"speaker"`        // an actor's id, "" where unknown
	Also      []string    `json:"also,omitempty"` // who says it together with the speaker
	Via       string      `json:"via"`
	Certainty string      `json:"certainty"`           // stated, inferred, unclear
	Rule      string      `json:"rule"`                // name of the rule that decided
	Why       string      `json:"why"`                 // the rule in plain words
	Chain     []Span      `json:"chain,omitempty"`     // mentions from the source to the speaker's name
	RunnersUp []Candidate `json:"runnersUp,omitempty"` // other speakers, best first
}

// Candidate is a speaker who was weighed, with the decoder's score, 0 to 1.
type Candidate struct {
	Actor string  `json:"actor"`
	Score float64 `json:"score"`
}

// Claim is one proposition that can be agreed with or disputed.
type Claim struct {
	ID string `json:"id"`
	Span
	Speaker string   `json:"speaker"` // "" where the article itself says it
	Quote   string   `json:"quote"`   // the innermost quote that holds it, or ""
	About   []string `json:"about"`
	Frame   Frame    `json:"frame"` // for comparing it with others
}

// Frame is what a claim says, in the form in which claims are compared.
type Frame struct {
	Predicate  string     `json:"predicate"` // lemma, "" where there is no verb
	Class      string     `json:"class,omitempty"`
	Negated    bool       `json:"negated,omitempty"`
	Modality   string     `json:"modality"` // asserted, past, future, possible, planned, demanded, conditional, denied
	Quantities []Quantity `json:"quantities,omitempty"`
	Dates      []Date     `json:"dates,omitempty"`
}

// Quantity is a number with what it counts.
type Quantity struct {
	Span
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`  // lemma of what is counted, "%" percent, "pp" percentage points
	Bound string  `json:"bound"` // exact, about, at least, at most, more than, less than
}

// Date is a time that the claim names.
type Date struct {
	Span
	ISO string `json:"iso"` // as much of YYYY-MM-DDThh:mm as is known
}

// Reference joins a claim to an earlier one, of the same or another article.
type Reference struct {
	From     ClaimAt `json:"from"`
	To       ClaimAt `json:"to"`
	Relation string  `json:"relation"` // repeats, supports, conflicts, responds, updates
	Score    float64 `json:"score"`    // 0 to 1
	// inferred; or unclear, where it is not so probable that the claims meet, and in just this way; where several articles have
	// few references that are as probable as they should be and this is one of the likeliest others; and where the same voice goes
	// on with what seems a ground or a detail.
	Certainty string       `json:"certainty"`
	Why       string       `json:"why"`
	Shared    []Difference `json:"shared,omitempty"`  // pieces that both have
	Differs   []Difference `json:"differs,omitempty"` // pieces that differ, for highlighting
	// where both claims stand in what seems to be one quote that two
	// articles give, that quote aligned word by word, in its order. What is
	// same, changed, clipped (only the earlier article has it), added (only the
	// later one), ellipsis, or speaker (the articles name different speakers).
	Drift []Difference `json:"drift,omitempty"`
}

// ClaimAt names a claim: the article's index and the claim's id.
type ClaimAt struct {
	Article int    `json:"article"`
	Claim   string `json:"claim"`
}

// Difference is a pair of pieces of two claims. A side that has nothing is nil.
type Difference struct {
	What string `json:"what"` // number, negation, actor, time, place, certainty, predicate, wording
	From *Span  `json:"from"`
	To   *Span  `json:"to"`
}

// Origin is a group of passages that articles took from one source.
type Origin struct {
	Passages []Passage `json:"passages"`
}

// Passage is a piece of one of the articles.
type Passage struct {
	Article int `json:"article"`
	Span
}

// The way out from tokens to bytes; nothing else makes a Result.

func report(d *doc.Document) Report {
	r := Report{
		Name: d.Name, Outlet: d.Outlet, Date: d.Date,
		Notices:    append([]string{}, d.Notices...),
		Title:      spanOf(d, d.Title),
		Asides:     make([]Aside, len(d.Asides)),
		Paragraphs: make([]Paragraph, len(d.Paragraphs)),
		Sentences:  make([]Span, len(d.Sentences)),
		Actors:     make([]Actor, len(d.Actors)),
		Quotes:     make([]Quote, len(d.Quotes)),
		Claims:     make([]Claim, len(d.Claims)),
	}
	for i, a := range d.Asides {
		r.Asides[i] = Aside{bytesOf(d, a.Tokens), a.Kind.String()}
	}
	for i := range d.Paragraphs {
		r.Paragraphs[i] = Paragraph{
			bytesOf(d, d.ParagraphTokens(int32(i))),
			[...]string{"text", "title", "heading", "aside", "list"}[d.Paragraphs[i].Kind],
		}
	}
	for i, s := range d.Sentences {
		r.Sentences[i] = bytesOf(d, s.Tokens)
	}
	for i := range r.Actors {
		r.Actors[i].set(d, i)
	}
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Actor >= 0 {
			r.Actors[m.Actor].mention(d, m)
		}
	}
	for i := range r.Quotes {
		r.Quotes[i].set(d, i)
	}
	for i := range r.Claims {
		r.Claims[i].set(d, i)
	}
	return r
}

// set makes a actor i of the document, as yet without mentions.
func (a *Actor) set(d *doc.Document, i int) {
	x := &d.Actors[i]
	a.ID, a.Name, a.Kind, a.Named = id("a", i), d.SpanText(x.Name), x.Kind.String(), x.Named
	a.Roles, a.Mentions = make([]string, len(x.Roles)), []Mention{}
	for k, s := range x.Roles {
		a.Roles[k] = d.SpanText(s)
	}
	if x.Story >= 0 {
		a.Story = id("s", int(x.Story))
	}
}

func (a *Actor) mention(d *doc.Document, m *doc.Mention) {
	a.Mentions = append(a.Mentions, Mention{Span: bytesOf(d, m.Tokens), Form: m.Form.String(), Type: m.Type.String(), Rule: m.Rule})
	if m.Link >= 0 {
		a.Mentions[len(a.Mentions)-1].Link = spanOf(d, d.Mentions[m.Link].Tokens)
	}
}

// set makes q quote i of the document.
func (q *Quote) set(d *doc.Document, i int) {
	x := &d.Quotes[i]
	q.ID, q.Kind, q.Act = id("q", i), x.Kind.String(), "speech"
	if x.Thought {
		q.Act = "thought"
	}
	q.Cue, q.Source = spanOf(d, x.Cue), spanOf(d, x.Source)
	q.Speaker, q.Via = id("a", int(x.Speaker)), id("a", int(x.Via))
	q.Certainty, q.Rule, q.Why = x.Certainty.String(), x.Rule, whyQuote(d, x)
	q.Content = make([]Span, len(x.Content))
	for k, c := range x.Content {
		q.Content[k] = bytesOf(d, c)
	}
	for _, a := range x.Also {
		q.Also = append(q.Also, id("a", int(a)))
	}
	for _, m := range x.Chain {
		q.Chain = append(q.Chain, bytesOf(d, d.Mentions[m].Tokens))
	}
	for _, c := range x.RunnersUp {
		q.RunnersUp = append(q.RunnersUp, Candidate{id("a", int(c.Actor)), round(c.Score)})
	}
}

// set makes c claim i of the document.
func (c *Claim) set(d *doc.Document, i int) {
	x := &d.Claims[i]
	c.ID, c.Span, c.Speaker, c.Quote = id("c", i), bytesOf(d, x.Tokens), id("a", int(x.Speaker)), id("q", int(x.Quote))
	c.About = make([]string, len(x.About))
	for k, a := range x.About {
		c.About[k] = id("a", int(a))
	}
	f := &c.Frame
	f.Class, f.Negated, f.Modality = x.Frame.Class, x.Frame.Negated, x.Frame.Modality.String()
	if x.Frame.Predicate >= 0 {
		f.Predicate = d.Tokens[x.Frame.Predicate].Lemma
	}
	for _, q := range x.Frame.Quantities {
		f.Quantities = append(f.Quantities, Quantity{bytesOf(d, q.Tokens), q.Value, q.Unit, q.Bound.String()})
	}
	for _, t := range x.Frame.Dates {
		f.Dates = append(f.Dates, Date{bytesOf(d, t.Tokens), t.ISO})
	}
}

func result(s *doc.Story) *Result {
	r := &Result{
		Version: Version, Engine: Engine(), Offsets: "utf8",
		Articles: make([]Report, 0, len(s.Docs)), References: make([]Reference, 0, len(s.References)),
		Origins: make([]Origin, 0, len(s.Origins)),
	}
	for _, d := range s.Docs {
		r.Articles = append(r.Articles, report(d))
	}
	for _, x := range s.References {
		from, to := s.Docs[x.From.Doc], s.Docs[x.To.Doc]
		pairs := func(ds []doc.Difference) (out []Difference) {
			for _, d := range ds {
				out = append(out, Difference{d.What, spanOf(from, d.From), spanOf(to, d.To)})
			}
			return out
		}
		r.References = append(r.References, Reference{
			From:     ClaimAt{int(x.From.Doc), id("c", int(x.From.Claim))},
			To:       ClaimAt{int(x.To.Doc), id("c", int(x.To.Claim))},
			Relation: x.Relation.String(), Score: round(x.Score), Certainty: x.Certainty.String(), Why: x.Why,
			Shared: pairs(x.Shared), Differs: pairs(x.Differs), Drift: pairs(x.Drift),
		})
	}
	for _, o := range s.Origins {
		out := Origin{Passages: []Passage{}}
		for _, p := range o {
			out.Passages = append(out.Passages, Passage{int(p.Doc), bytesOf(s.Docs[p.Doc], p.Tokens)})
		}
		r.Origins = append(r.Origins, out)
	}
	return r
}

func spanOf(d *doc.Document, s doc.Span) *Span {
	if s.Empty() {
		return nil
	}
	b := bytesOf(d, s)
	return &b
}

func bytesOf(d *doc.Document, s doc.Span) Span {
	r := d.Bytes(s)
	return Span{int(r.Start), int(r.End)}
}

// id is the result's name of index i, counted from one; "" for none.
func id(prefix string, i int) string {
	if i < 0 {
		return ""
	}
	return prefix + itoa(i+1)
}

func itoa(i int) string {
	var b [20]byte
	at := len(b)
	for {
		at--
		b[at] = byte('0' + i%10)
		if i /= 10; i == 0 {
			return string(b[at:])
		}
	}
}

// round keeps four decimals, so that a score prints alike everywhere.
func round(x float32) float64 { return float64(int64(float64(x)*10000+0.5)) / 10000 }
