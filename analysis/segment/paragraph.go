package segment

import "whosaid.example/analysis/doc"

// paragraphs sets Paragraphs, Sentences and each token's Sent.
func paragraphs(d *doc.Document) {
	n := int32(len(d.Tokens))
	for i := int32(0); i < n; {
		j := i + 1
		for j < n && d.Tokens[j].Flags&doc.LineStart == 0 {
			j++
		}
		first := int32(len(d.Sentences))
		split(d, i, j, int32(len(d.Paragraphs)))
		d.Paragraphs = append(d.Paragraphs, doc.Paragraph{Sents: doc.Span{Start: first, End: int32(len(d.Sentences))}})
		i = j
	}
}
