package story

import (
	"strings"

	"whosaid.example/analysis"
)

// leadLength is how many bytes may stand between a cue and what it introduces.
const leadLength = 60

// Lead is the article's words from a quote's cue up to its content, where they
// introduce it: "denied", "told reporters on Monday". Without them reported
// words read as if they were the speaker's claim, even where the speaker denies
// them. It is "" for a direct quote and where the cue follows or stands far away.
func Lead(text string, q *analysis.Quote) string {
	if q.Kind == "direct" || q.Cue == nil || len(q.Content) == 0 {
		return ""
	}
	from, to := q.Cue.End, q.Content[0].Start
	if to < from || to-from > leadLength || q.Source != nil && from <= q.Source.Start && q.Source.Start < to {
		return ""
	}
	if between := Slice(text, analysis.Span{Start: from, End: to}); strings.ContainsAny(between, ".!?\n“”\"") {
		return ""
	}
	return strings.Join(strings.Fields(Slice(text, analysis.Span{Start: q.Cue.Start, End: to})), " ")
}

// SourceOf is the words for the source of a quote whose speaker is no actor,
// though the text says where the words come from: "the inspection report". It
// is "" where there is a speaker, where the source is a mere pronoun, and where
// the reader has left the speaker open.
func SourceOf(text string, q *analysis.Quote) string {
	if q.Speaker != "" || q.Source == nil || q.Certainty == "unclear" || q.Rule == ReaderRule {
		return ""
	}
	words := strings.Join(strings.Fields(Slice(text, *q.Source)), " ")
	if strings.Contains(pronouns, " "+strings.ToLower(words)+" ") {
		return ""
	}
	return words
}

// pronouns are sources that name nothing; a string, for the engine has this too
// and a map would cost it a kilobyte.
const pronouns = "  he she it they we you who which that this him her them us me his their its our my these those one some many others all both "
