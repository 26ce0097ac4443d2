package analysis_test

import (
	"reflect"
	"testing"
	"unicode/utf16"

	"whosaid.example/analysis"
)

// In JavaScript text.slice(start, end) must give what text[start:end] gives in
// Go, for each span of the result, whatever stands before it.
func TestSpansInUTF16CutTheSamePieces(t *testing.T) {
	for _, text := range []string{
		"“I know,” Zoë Ångström said 👍🏽. The mayor — “a fool” 🇫🇷 — left.",
		"𝔘𝔫𝔦𝔠𝔬𝔡𝔢 said the council: “Né e\u0301te\u0301.”\n\nBy Jane Roe\n\nThe minister denied it.",
		"plain text, she said.",
	} {
		units := utf16.Encode([]rune(text))
		article := analysis.Article{Text: text}
		want := pieces(analysis.Analyze(article), func(s analysis.Span) string { return text[s.Start:s.End] })
		r := analysis.Analyze(article).UTF16(text)
		if r.Offsets != "utf16" {
			t.Errorf("offsets are called %q", r.Offsets)
		}
		got := pieces(r, func(s analysis.Span) string { return string(utf16.Decode(units[s.Start:s.End])) })
		if len(want) == 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestOffsetsComeBackFromUTF16(t *testing.T) {
	for _, text := range []string{"“I know,” Zoë said 👍🏽.\n\n🇫🇷 is what she said.", "", "a said b"} {
		want := analysis.Analyze(analysis.Article{Text: text})
		got := analysis.Analyze(analysis.Article{Text: text}).UTF16(text).UTF8(text)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

// A browser turns each byte that is no UTF-8 into one U+FFFD.
func TestABrokenByteIsOneUnit(t *testing.T) {
	text := "\xff\xfe “Yes,” she said."
	r := analysis.Analyze(analysis.Article{Text: text}).UTF16(text)
	units := utf16.Encode([]rune(text))
	for _, s := range r.Articles[0].Sentences {
		if s.End > len(units) {
			t.Errorf("a sentence ends at %d of %d", s.End, len(units))
		}
	}
	if last := r.Articles[0].Sentences[len(r.Articles[0].Sentences)-1]; last.End != len(units) {
		t.Errorf("the last sentence ends at %d of %d units", last.End, len(units))
	}
}

// pieces are the texts of a result's spans, in their order.
func pieces(r *analysis.Result, cut func(analysis.Span) string) []string {
	var out []string
	add := func(s *analysis.Span) {
		if s != nil {
			out = append(out, cut(*s))
		}
	}
	for _, a := range r.Articles {
		add(a.Title)
		for _, x := range a.Asides {
			add(&x.Span)
		}
		for _, x := range a.Paragraphs {
			add(&x.Span)
		}
		for _, x := range a.Sentences {
			add(&x)
		}
		for _, x := range a.Actors {
			for _, m := range x.Mentions {
				add(&m.Span)
				add(m.Link)
			}
		}
		for _, q := range a.Quotes {
			add(q.Cue)
			add(q.Source)
			for _, c := range append(q.Content, q.Chain...) {
				add(&c)
			}
		}
		for _, c := range a.Claims {
			add(&c.Span)
		}
	}
	return out
}
