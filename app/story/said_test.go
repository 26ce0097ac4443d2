package story

import (
	"testing"

	"whosaid.example/analysis"
)

// What introduces reported words belongs to them: "that any sack was owed",
// read alone below a name, is the opposite of what its speaker said.
func TestReportedWordsBringWhatIntroducesThem(t *testing.T) {
	span := func(text, words string) *analysis.Span {
		if words == "" {
			return nil
		}
		s := at(t, text, words, 0)
		return &s
	}
	for _, c := range []struct{ name, text, kind, source, cue, content, lead string }{
		{"a denial", "The miller denied that any sack was owed.", "indirect", "The miller", "denied", "that any sack was owed", "denied"},
		{"a hearer in between", "Reed told the baker on Monday he would pay.", "indirect", "Reed", "told", "he would pay", "told the baker on Monday"},
		{"a line break in between", "Reed said\n that he would pay.", "indirect", "Reed", "said", "that he would pay", ""},
		{"partly quoted", "Reed called it “a heap of dust”.", "mixed", "Reed", "called", "it “a heap of dust”", "called"},
		{"word for word", "Reed said: “I pay.”", "direct", "Reed", "said", "I pay.", ""},
		{"the cue behind", "The oven was cold, Dunn said.", "indirect", "Dunn", "said", "The oven was cold", ""},
		{"the source in between", "According to the mill, the oven was cold.", "indirect", "the mill", "According to", "the oven was cold", ""},
		{"another sentence in between", "Reed spoke. It rained. The debt was paid.", "indirect", "Reed", "spoke", "The debt was paid", ""},
		{"no cue", "Reed: the debt was paid.", "indirect", "Reed", "", "the debt was paid", ""},
	} {
		q := &analysis.Quote{Kind: c.kind, Source: span(c.text, c.source), Cue: span(c.text, c.cue), Content: []analysis.Span{*span(c.text, c.content)}}
		if got := Lead(c.text, q); got != c.lead {
			t.Errorf("%s: introduced by %q, want %q", c.name, got, c.lead)
		}
	}
}

// Words that a document is the source of have a source, though no actor says them.
func TestSourceThatIsNoActorIsNamed(t *testing.T) {
	const text = "The debt is 30 sacks, the ledger shows. He said so."
	ledger, he := at(t, text, "the ledger", 0), at(t, text, "He", 0)
	for _, c := range []struct {
		name string
		q    analysis.Quote
		want string
	}{
		{"a document", analysis.Quote{Source: &ledger, Certainty: "stated"}, "the ledger"},
		{"an actor", analysis.Quote{Source: &ledger, Certainty: "stated", Speaker: "a1"}, ""},
		{"unclear", analysis.Quote{Source: &ledger, Certainty: "unclear"}, ""},
		{"left open by the reader", analysis.Quote{Source: &ledger, Certainty: "stated", Rule: ReaderRule}, ""},
		{"a pronoun", analysis.Quote{Source: &he, Certainty: "stated"}, ""},
		{"no source", analysis.Quote{}, ""},
	} {
		if got := SourceOf(text, &c.q); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
