package analysis

import "whosaid.example/analysis/doc"

// whyQuote says in plain words how the speaker of a quote is known, from the
// rule that decided. It is "" where no rule is recorded.
func whyQuote(d *doc.Document, q *doc.Quote) string {
	return q.Rule
}
