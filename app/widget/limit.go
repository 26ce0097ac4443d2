package widget

import (
	"strings"
	"unicode/utf8"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// readLimit is how many bytes of text a story may have in the browser. Its
// analysis takes some seconds then and its page stays quick; with ten times as
// much a phone's tab would freeze or be ended by the system.
const readLimit = 2_000_000

// lookLimit is how many bytes of a file or of what is pasted are looked at:
// pages have many times more markup than text.
const lookLimit = 16_000_000

// shorten cuts what is longer than anybody looks at.
func (x *incoming) shorten() {
	for _, text := range []*string{&x.text, &x.markup} {
		if len(*text) > lookLimit {
			*text, x.cut = cutText(*text, lookLimit), true
		}
	}
}

// accept begins a story with the articles, or adds them to the one in which the
// reader is adding. Where that is more than is read at a time, the reader is told
// and offered the first part. cut says that there was more.
func (s *state) accept(articles []story.Article, cut bool) {
	have := 0
	if s.story != nil {
		have = textBytes(s.story.Articles)
	}
	if n := have + textBytes(articles); n > readLimit || cut {
		if cut {
			n = max(n, lookLimit)
		}
		s.problem = problem{text: W.TextTooLong(n), part: firstPart(articles, readLimit-have)}
		s.pageRev++
		s.tellHost("error", map[string]any{"message": s.problem.text})
		return
	}
	if s.story != nil {
		s.addArticles(articles)
		return
	}
	s.whereKept(articles, nil, func(kept *story.Story, at int) {
		told := s.problem // of a file beside them that can't be read
		if kept == nil {
			s.begin(newID(), "", articles)
		} else {
			s.present(kept)
			s.shown, s.known = at, true
		}
		s.problem = told
	})
}

// textBytes is how many bytes of text articles have.
func textBytes(articles []story.Article) (n int) {
	for _, a := range articles {
		n += len(a.Text)
	}
	return n
}

// firstPart is the articles up to a number of bytes of text, the last of them cut.
func firstPart(articles []story.Article, room int) (part []story.Article) {
	for _, a := range articles {
		if room <= 0 {
			break
		}
		rest := room - len(a.Text)
		if rest < 0 {
			a.Text, a.Truncated = cutText(a.Text, room), true
		}
		room = rest
		if a.Text != "" {
			part = append(part, a)
		}
	}
	return part
}

// noteTruncated adds to a result which of the articles were cut, as its contract wants.
func noteTruncated(r *analysis.Result, articles []story.Article) {
	for i := range min(len(r.Articles), len(articles)) {
		if articles[i].Truncated {
			r.Articles[i].Notices = append(r.Articles[i].Notices, "truncated")
		}
	}
}

// cutText is the beginning of a text, at most n bytes: up to the end of a
// paragraph, line or word where one is in its second half, else of a character.
func cutText(text string, n int) string {
	if len(text) <= n {
		return text
	}
	text = text[:n]
	for _, end := range []string{"\n\n", "\n", " "} {
		if at := strings.LastIndex(text, end); at > n/2 {
			return text[:at]
		}
	}
	for range utf8.UTFMax - 1 {
		if r, size := utf8.DecodeLastRuneInString(text); r != utf8.RuneError || size != 1 {
			break
		}
		text = text[:len(text)-1]
	}
	return text
}
