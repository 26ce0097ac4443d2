// Package analysis reads news: it finds who acts in an article, who said what,
// and where the claims of one or several articles meet.
//
// Any text is an article: there are no errors. What a reader should know of a
// text (that it is empty, binary, cut, not English) is in the report's notices.
//
// The stages, in their order, and where each one's result is found:
//
//	segment    Tokens, Sentences, Paragraphs, Title, Asides, Notices
//	tag        Token.Tag, Token.POS, Token.Lemma
//	parse      Token.Head, Token.Rel
//	name       Names
//	quote      Marks (first), later Quotes without their speakers
//	actor      Mentions, Actors; later each quote's speaker, and I, we and you in it
//	actor      over the story: Actor.Story
//	claim      Claims
//	reference  over the story: References, Origins
package analysis

import (
	"context"
	"strconv"
	"sync"

	"whosaid.example/analysis/actor"
	"whosaid.example/analysis/claim"
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/name"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/quote"
	"whosaid.example/analysis/reference"
	"whosaid.example/analysis/segment"
	"whosaid.example/analysis/tag"
)

// Article is a text with what is known of it.
type Article struct {
	Name   string // of the file or page; may be empty
	Text   string // as it was given; any bytes
	Outlet string // who published it; may be empty
	Date   string // ISO 8601; may be empty
}

// Tagger sets the tags and lemmas of a document's tokens. It reads Source,
// Tokens and Sentences. It must be safe for concurrent use.
type Tagger interface {
	Tag(d *doc.Document)
}

// Analyzer holds the options. Its zero value is what [Analyze] uses.
type Analyzer struct {
	// Progress, when set, is told how much of the work is done, in steps of a
	// stage; done goes from 0 to total. It is called from the goroutine that
	// analyses.
	Progress func(done, total int)
	// Early, when set, is called from the same goroutine with what is known of
	// actors and quotes: all of the result but Claims, References and Origins.
	Early func(*Result)
	// Tagger, when set, replaces the tagger that comes with the package.
	Tagger Tagger
}

// Analyze analyses the articles as one story. It is safe for concurrent use
// and takes time about linear in the length of the texts.
func Analyze(articles ...Article) *Result {
	r, _ := new(Analyzer).AnalyzeContext(context.Background(), articles...)
	return r
}

// Analyze is [Analyze] with the analyzer's options.
func (a *Analyzer) Analyze(articles ...Article) *Result {
	r, _ := a.AnalyzeContext(context.Background(), articles...)
	return r
}

// AnalyzeContext is Analyze that stops between two stages once ctx is done; it
// then returns nil and the context's error, and no other error.
func (a *Analyzer) AnalyzeContext(ctx context.Context, articles ...Article) (*Result, error) {
	s, err := a.Story(ctx, articles...)
	if err != nil {
		return nil, err
	}
	return result(s), nil
}

// Story is AnalyzeContext that returns the documents with everything the
// stages have set in them, as programs in this repository need it.
func (a *Analyzer) Story(ctx context.Context, articles ...Article) (*doc.Story, error) {
	each := a.stages()
	total, done := len(articles)*len(each)+len(together), 0
	step := func() error {
		if a.Progress != nil {
			a.Progress(done, total)
		}
		done++
		return ctx.Err()
	}
	s := &doc.Story{}
	for _, x := range articles {
		d := doc.New(x.Text)
		d.Name, d.Outlet, d.Date = x.Name, x.Outlet, x.Date
		for _, stage := range each {
			if err := step(); err != nil {
				return nil, err
			}
			stage(d)
		}
		s.Docs = append(s.Docs, d)
	}
	for i, stage := range together {
		if err := step(); err != nil {
			return nil, err
		}
		if a.Early != nil && i == 1 { // actors and quotes are as they will be
			a.Early(result(s))
		}
		stage(s)
	}
	return s, step()
}

// stages is the one list of the stages over a document, in their order.
func (a *Analyzer) stages() []func(*doc.Document) {
	tagger := tag.Tag
	if a.Tagger != nil {
		tagger = a.Tagger.Tag
	}
	return []func(*doc.Document){
		segment.Segment,
		tagger,
		parse.Parse,
		name.Find,
		quote.Mark,
		actor.Resolve,
		quote.Attribute,
		actor.Speak,
	}
}

// together is the list of the stages over a story.
var together = []func(*doc.Story){
	actor.Link,
	split,
	reference.Find,
}

// split is [claim.Split] for all documents.
func split(s *doc.Story) {
	for _, d := range s.Docs {
		claim.Split(d)
	}
}

// Engine is the version of the program, a plus sign, and a checksum of the
// weights: results of two engines of one version are the same bytes.
func Engine() string {
	engine.once.Do(func() {
		h := uint32(2166136261)
		for _, w := range []uint32{tag.Checksum(), parse.Checksum(), name.Checksum(), actor.Checksum(), quote.Checksum(), reference.Checksum()} {
			h = (h ^ w) * 16777619
		}
		engine.version = "0.1.0+" + strconv.FormatUint(uint64(h)|1<<32, 16)[1:]
	})
	return engine.version
}

// engine is the version that [Engine] computes once.
var engine struct {
	once    sync.Once
	version string
}
