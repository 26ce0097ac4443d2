package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// TEI P5, https://tei-c.org/guidelines/p5/: actors are a list of persons and
// organizations, paragraphs are p, mentions and quotes are segments with a
// reference each (seg never nests, so overlaps are no problem), quotes and
// claims stand off in spanGrp, references in linkGrp.

func writeTEI(out io.Writer, x *input) error {
	w := bufio.NewWriter(out)
	e := func(s string) string {
		var b strings.Builder
		xml.EscapeText(&b, []byte(legal(s)))
		return b.String()
	}
	fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+`<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">`+"\n")
	header := func(title, source string) {
		fmt.Fprintf(w, "<teiHeader><fileDesc><titleStmt><title>%s</title><respStmt><resp>actors, quotes, claims and their references</resp><name>whosaid %s</name></respStmt></titleStmt>"+
			"<publicationStmt><p>Made on the reader's device.</p></publicationStmt><sourceDesc><p>%s</p></sourceDesc></fileDesc></teiHeader>\n", e(title), e(x.Engine), e(source))
	}
	header(x.storyTitle(), "Articles as they were given.")
	for i := range x.Articles {
		a := &x.Articles[i]
		fmt.Fprintf(w, "<TEI xml:id=\"article%d\">\n", i)
		header(x.title(i), strings.TrimSpace(strings.Join([]string{a.Outlet, a.Date, a.Name}, " ")))
		id := func(local string) string { return fmt.Sprintf("d%d.%s", i, local) }
		fmt.Fprint(w, "<standOff>\n<listPerson>\n")
		for _, v := range a.Actors {
			fmt.Fprintf(w, "<person xml:id=\"%s\" ana=\"#%s\" role=\"%s\"><persName>%s</persName>", id(v.ID), e(v.Kind), e(by(v.Corrected)), e(v.Name))
			for _, role := range v.Roles {
				fmt.Fprintf(w, "<note type=\"role\">%s</note>", e(role))
			}
			fmt.Fprint(w, "</person>\n")
		}
		fmt.Fprint(w, "</listPerson>\n</standOff>\n<text><body>\n")
		var marks []story.Mark
		for _, v := range a.Actors {
			for _, m := range v.Mentions {
				marks = append(marks, story.Mark{Span: m.Span, ID: id(v.ID)})
			}
		}
		for _, q := range a.Quotes {
			for _, s := range q.Content {
				marks = append(marks, story.Mark{Span: s, ID: id(q.ID)})
			}
		}
		for _, c := range a.Claims {
			marks = append(marks, story.Mark{Span: c.Span, ID: id(c.ID)})
		}
		for _, p := range story.Layout(x.texts[i], a) {
			tag := "p"
			if p.Kind == "title" || p.Kind == "heading" {
				tag = "ab"
			}
			fmt.Fprintf(w, "<%s type=\"%s\">", tag, e(p.Kind))
			own := touching(marks, p.Span)
			for _, s := range story.Flatten(p.Span, own) {
				text := e(x.texts[i][s.Start:s.End])
				if len(s.Marks) == 0 {
					fmt.Fprint(w, text)
					continue
				}
				var refs []string
				for _, m := range s.Marks {
					refs = append(refs, "#"+own[m].ID)
				}
				fmt.Fprintf(w, "<seg corresp=\"%s\">%s</seg>", strings.Join(refs, " "), text)
			}
			fmt.Fprintf(w, "</%s>\n", tag)
		}
		fmt.Fprint(w, "<spanGrp type=\"quotes\">\n")
		for j := range a.Quotes {
			q := &a.Quotes[j]
			fmt.Fprintf(w, "<span xml:id=\"%s\" ana=\"#%s #%s\" cert=\"%s\" resp=\"#%s\"", id(q.ID), e(q.Kind), e(q.Act), certainty(q.Certainty), by(reader(q)))
			if q.Speaker != "" {
				fmt.Fprintf(w, " corresp=\"#%s\"", id(q.Speaker))
			}
			fmt.Fprintf(w, ">%s</span>\n", e(x.content(i, q)))
		}
		fmt.Fprint(w, "</spanGrp>\n<spanGrp type=\"claims\">\n")
		for _, c := range a.Claims {
			fmt.Fprintf(w, "<span xml:id=\"%s\"", id(c.ID))
			if c.Speaker != "" {
				fmt.Fprintf(w, " corresp=\"#%s\"", id(c.Speaker))
			}
			fmt.Fprintf(w, ">%s</span>\n", e(x.words(i, c.Span)))
		}
		fmt.Fprint(w, "</spanGrp>\n")
		if i == len(x.Articles)-1 && len(x.References) > 0 {
			fmt.Fprint(w, "<linkGrp type=\"references\">\n")
			for _, r := range x.References {
				fmt.Fprintf(w, "<link type=\"%s\" target=\"#d%d.%s #d%d.%s\"><desc>%s</desc></link>\n", e(r.Relation), r.From.Article, e(r.From.Claim), r.To.Article, e(r.To.Claim), e(r.Why))
			}
			fmt.Fprint(w, "</linkGrp>\n")
		}
		fmt.Fprint(w, "</body></text>\n</TEI>\n")
	}
	fmt.Fprint(w, "</teiCorpus>\n")
	return w.Flush()
}

// touching lists the marks that have words in the range.
func touching(marks []story.Mark, s analysis.Span) []story.Mark {
	var out []story.Mark
	for _, m := range marks {
		if m.Start < s.End && m.End > s.Start {
			out = append(out, m)
		}
	}
	return out
}

// certainty in TEI's words.
func certainty(c string) string {
	switch c {
	case "stated":
		return "high"
	case "inferred":
		return "medium"
	}
	return "low"
}

// legal leaves out what XML 1.0 can't hold at all.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func (x *input) storyTitle() string {
	if x.file.Title != "" {
		return x.file.Title
	}
	if len(x.Articles) > 0 {
		return x.title(0)
	}
	return "whosaid"
}
