package quote

import (
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// This file finds the attributions that only headlines have.

// headline finds "X admits S", "X: S" and "S — X".
func (x *writer) headline(s doc.Span) {
	d := x.d
	if x.signedHeadline(s) {
		return
	}
	for i := s.Start + 1; i < min(s.End-2, s.Start+8); i++ {
		if x.claimed(i) {
			return
		}
		if d.Text(i) == ":" {
			source := doc.Span{Start: s.Start, End: i}
			if c := d.Text(i - 1)[0]; 'a' <= c && c <= 'z' && lexicon.Person(d.Tokens[i-1].Lemma) == 0 {
				return // "Bridge collapse: …" is a label
			}
			if rest := (doc.Span{Start: i + 1, End: s.End}); rest.Len() < 4 && !hasVerb(d, rest) {
				return
			}
			if signsBehind(d, i+1) || hasVerb(d, source) || source.Len() > 5 || !x.canSpeak(source) || scored(d, source) || d.Tokens[i-1].Tag == doc.TagCD {
				return
			}
			x.add(doc.Quote{Source: withoutTopic(d, source), Content: []doc.Span{{Start: i + 1, End: s.End}}, Rule: "colon", Score: 0.6})
			return
		}
		class, form := lexicon.Cue(d.Lower(i))
		if class&lexicon.CueSpeech == 0 || class&(lexicon.CueNoun|lexicon.CueThought) != 0 && d.Tokens[i].Tag != doc.TagVBZ || form&lexicon.VerbPresent == 0 {
			continue
		}
		content := doc.Span{Start: i + 1, End: s.End}
		if d.Tokens[i].Tag == doc.TagNNS && d.Tokens[i].Rel != doc.RelRoot || !hasVerb(d, content) {
			continue
		}
		source := doc.Span{Start: s.Start, End: i}
		if hasVerb(d, source) || overlapsMark(d, source) {
			return
		}
		x.add(doc.Quote{Source: source, Cue: doc.Span{Start: i, End: i + 1}, Content: []doc.Span{content}, Rule: "headline", Score: 0.6})
		return
	}
}

// canSpeak reports whether the source of a headline is somebody who can speak:
// what stands before its first preposition decides, so that "Fires on the Isle of
// Brae: …" is a label, and of several words the last one, so that "Brae Fire: …" is one.
func (x *writer) canSpeak(source doc.Span) bool {
	head := beforePreposition(x.d, source)
	if source.Len() == 1 && rubric(x.d.Lower(source.Start)) {
		return false
	}
	for i := source.Start + 1; i < source.End-1; i++ {
		if c, form := lexicon.Cue(x.d.Lower(i)); c&lexicon.CueSpeech != 0 && form&lexicon.VerbPresent != 0 {
			return false // "Rome Answers Its Critics: …"
		}
	}
	if source.Len() == 1 {
		return animate(x.d, source)
	}
	lemma := x.d.Tokens[head.End-1].Lemma
	return lexicon.Person(lemma) != 0 || lexicon.Person(x.d.Lower(head.End-1)) != 0 || lexicon.GroupNoun(lemma) != 0 || speaks(x.d, head) || x.named(head) || x.isName(head)
}

// withoutTopic is a headline's source without what is spoken of: "Ida Rose on the fire".
func withoutTopic(d *doc.Document, s doc.Span) doc.Span {
	if head := beforePreposition(d, s); head.Len() < s.Len() && (d.Lower(head.End) == "on" || d.Lower(head.End) == "over" || d.Lower(head.End) == "about") {
		return head
	}
	return s
}

// rubric tells words that stand before a headline's colon and name what kind of
// text it is.
func rubric(low string) bool {
	switch low {
	case "q", "question", "faq", "obituary", "exclusive", "analysis", "opinion", "review", "explainer", "scoop", "watch", "breaking", "live", "update", "updated", "video", "interview", "profile", "comment",
		"commentary", "editorial", "podcast", "factbox", "explained", "fact-check", "column", "letter", "letters", "timeline", "recap", "report", "source", "sources", "quote", "details", "background",
		"note", "correction", "poll", "quiz", "gallery", "pictures", "photos", "listen", "read", "revealed", "insight", "feature", "investigation", "summary",
		"inquest", "trial", "court", "inquiry", "election", "weather", "obituaries", "liveblog", "transcript", "verdict", "preview", "highlights", "reaction":
		return true
	}
	return false
}

// namedBehind finds who says the marks that open a headline in the name behind their
// colon: "‘I ran for it’: Ada Rose on the flood". What follows the name must end the
// headline or tell what is spoken of.
func (x *writer) namedBehind(k int, q *doc.Quote) bool {
	d := x.d
	m := &d.Marks[k]
	p := d.ParagraphOf(m.Inner.Start)
	para := d.ParagraphTokens(p)
	at := m.Close + 2
	if d.Paragraphs[p].Kind != doc.ParaTitle || m.Close < 0 || m.Inner.Start > para.Start+1 || at >= para.End || d.Text(at-1) != ":" || !hasClause(d, m.Inner) {
		return false
	}
	i, found := slices.BinarySearchFunc(d.Names, at, func(n doc.Name, t int32) int { return int(n.Tokens.Start - t) })
	if !found || d.Names[i].Type != doc.PER {
		return false
	}
	n := d.Names[i].Tokens
	if n.End < para.End {
		switch d.Lower(n.End) {
		case "on", "tells", "talks", "speaks", "opens", "remembers", "looks", "explains", "interviewed":
		default:
			return false
		}
	}
	q.Source, q.Rule, q.Score = n, "signature", 0.7
	return true
}

// signedHeadline finds who says a headline at its end, behind a dash or colon:
// "Prices to fall by May — deputy finance minister". The headline must be a
// clause or begin one with "to", and what follows no more than a role or a name.
func (x *writer) signedHeadline(s doc.Span) bool {
	const mostWords = 7 // of who says it
	d := x.d
	end := s.End
	for end > s.Start && d.Text(end-1) == "." {
		end--
	}
	at := end - 2
	for at > s.Start+2 && at > end-2-mostWords && d.Text(at) != "—" && d.Text(at) != "–" && d.Text(at) != "-" && d.Text(at) != ":" {
		at--
	}
	if at <= s.Start+2 || d.Tokens[at+1].Flags&doc.SpaceBefore == 0 {
		return false
	}
	switch colon := d.Text(at) == ":"; {
	case !colon && (d.Text(at) != "—" && d.Text(at) != "–" && d.Text(at) != "-" || d.Tokens[at].Flags&doc.SpaceBefore == 0):
		return false
	}
	who := doc.Span{Start: at + 1, End: end}
	content := doc.Span{Start: s.Start, End: at}
	if d.Tokens[who.Start].Tag == doc.TagDT || hasVerb(d, who) || anyPunct(d, who) || overlapsMark(d, content) || !hasClause(d, content) || d.Tokens[who.Start].Is(doc.Quoted) {
		return false
	}
	last := who.End - 1
	if lexicon.Person(d.Tokens[last].Lemma) == 0 && !speaks(d, who) && !x.named(who) {
		return false
	}
	for i := s.Start; i < at; i++ { // said by somebody already, in so many words
		if x.reported(i) {
			return false
		}
	}
	for i := s.Start; i < at; i++ {
		if k := x.cues[i]; k > 0 {
			x.quotes[k-1].Content = nil
		}
	}
	return x.add(doc.Quote{Source: who, Content: []doc.Span{content}, Rule: "colon", Score: 0.7})
}

// isName reports whether a span is a name from end to end, of a place or a house too.
func (x *writer) isName(s doc.Span) bool {
	n := x.nameAt(s)
	return n >= 0 && x.d.Names[n].Tokens == s
}

// named reports whether a span ends in a name of a person, body or country.
func (x *writer) named(s doc.Span) bool {
	n := x.nameAt(s)
	return n >= 0 && x.d.Names[n].Type != doc.LOC
}

// scored reports whether a span holds a score: "Odra 1-2 Harl".
func scored(d *doc.Document, s doc.Span) bool {
	for i := s.Start + 1; i+2 < s.End; i++ {
		if d.Tokens[i].Tag == doc.TagCD && d.Tokens[i+2].Tag == doc.TagCD && (d.Text(i+1) == "-" || d.Text(i+1) == "–") {
			return true
		}
	}
	return false
}
