package export

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// escapeMarkdown keeps text from becoming markup.
var escapeMarkdown = strings.NewReplacer(
	"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", ">", "\\>", "#", "\\#", "|", "\\|", "&", "&amp;", "~", "\\~",
)

// writeMarkdown is notes: the quotes of each article by speaker, then where claims meet.
func writeMarkdown(out io.Writer, x *input) error {
	w := bufio.NewWriter(out)
	md := escapeMarkdown.Replace
	for i := range x.Articles {
		a := &x.Articles[i]
		fmt.Fprintf(w, "# %s\n\n", md(x.title(i)))
		var from []string
		for _, s := range []string{a.Outlet, a.Date, a.Name} {
			if s != "" {
				from = append(from, md(s))
			}
		}
		if len(from) > 0 {
			fmt.Fprintf(w, "%s\n\n", strings.Join(from, " · "))
		}
		nobody := analysis.Actor{Name: x.say.Unclear} // heads the quotes whose speaker is unknown
		for _, v := range append(a.Actors[:len(a.Actors):len(a.Actors)], nobody) {
			first := true
			for j := range a.Quotes {
				q := &a.Quotes[j]
				if q.Speaker != v.ID && (v.ID == "" || !slices.Contains(q.Also, v.ID)) {
					continue
				}
				if first {
					fmt.Fprintf(w, "## %s\n\n", md(story.Capitalized(v.Name)))
					if len(v.Roles) > 0 {
						fmt.Fprintf(w, "%s\n\n", md(strings.Join(v.Roles, "; ")))
					}
					first = false
				}
				note := x.say.QuoteKind(q.Kind)
				if q.Act == "thought" {
					note += ", " + x.say.Thought
				}
				if is := x.say.Certainty(q.Certainty); is != "" {
					note += ", " + is
				}
				if reader(q) {
					note += ", " + x.say.SetByReader
				}
				said := x.said(i, q)
				if v.ID == "" {
					if source := x.speakers(i, q); source != "" {
						said = source + ": " + said
					}
				}
				fmt.Fprintf(w, "- %s *(%s)*\n", md(said), note)
			}
			if !first {
				fmt.Fprintln(w)
			}
		}
	}
	if len(x.References) > 0 {
		fmt.Fprintf(w, "# %s\n\n", md(x.say.WhereMeet))
		for _, r := range x.surest() {
			from, to := x.claim(r.From), x.claim(r.To)
			if from == nil || to == nil {
				continue
			}
			fmt.Fprintf(w, "- **%s**: %s\n", relation(r), md(r.Why))
			fmt.Fprintf(w, "  - %s (%s): %s\n", md(story.Capitalized(x.who(r.To.Article, to.Speaker))), md(x.label(r.To.Article)), md(x.words(r.To.Article, to.Span)))
			fmt.Fprintf(w, "  - %s (%s): %s\n", md(story.Capitalized(x.who(r.From.Article, from.Speaker))), md(x.label(r.From.Article)), md(x.words(r.From.Article, from.Span)))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "---\n%s\n", md(x.say.MadeWith(x.Engine)))
	return w.Flush()
}

// quoted sets a direct quote in quotation marks; the words of others are not
// the speaker's own.
func quoted(kind, words string) string {
	if first, _ := utf8.DecodeRuneInString(words); kind == "direct" && first != '“' && first != '"' {
		return "“" + words + "”"
	}
	return words
}

// who is a speaker's name, or that it is the article that speaks.
func (x *input) who(article int, id string) string {
	if name := x.name(article, id); name != "" {
		return name
	}
	return x.say.ArticleItself
}
