package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// TEI P5, https://tei-c.org/guidelines/p5/: a corpus of the articles. The body
// of each is its text alone: paragraphs, with mentions, quotes and claims as
// segments (seg never nests here, so overlaps are no problem). What is known of
// them stands off: actors as persons and organizations, quotes and claims in
// spanGrp, references in a linkGrp of the whole corpus, their reasons as interp.
// The kinds are categories of a taxonomy in the corpus's header.

// teiKinds are the categories that ana points to.
var teiKinds = []string{"person", "organization", "country", "group", "place", "direct", "mixed", "indirect", "speech", "thought"}

func writeTEI(out io.Writer, x *input) error {
	w := bufio.NewWriter(out)
	e := func(s string) string {
		var b strings.Builder
		xml.EscapeText(&b, []byte(legal(s)))
		return b.String()
	}
	ana := func(kinds ...string) string {
		var out []string
		for _, k := range kinds {
			if slices.Contains(teiKinds, k) {
				out = append(out, "#"+k)
			}
		}
		if len(out) == 0 {
			return ""
		}
		return ` ana="` + strings.Join(out, " ") + `"`
	}
	fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+`<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">`+"\n")
	header := func(title, source, more string) {
		fmt.Fprintf(w, "<teiHeader><fileDesc><titleStmt><title>%s</title>%s</titleStmt>"+
			"<publicationStmt><p>Made on the reader's device.</p></publicationStmt><sourceDesc><p>%s</p></sourceDesc></fileDesc>", e(title), more, e(source))
	}
	header(x.storyTitle(), "Articles as they were given.", fmt.Sprintf("<respStmt xml:id=\"whosaid\"><resp>actors, quotes, claims and their references</resp><name>whosaid %s</name></respStmt>"+
		"<respStmt xml:id=\"reader\"><resp>corrections</resp><name>the reader</name></respStmt>", e(x.Engine)))
	fmt.Fprint(w, "<encodingDesc><classDecl><taxonomy>\n")
	for _, k := range teiKinds {
		fmt.Fprintf(w, "<category xml:id=\"%s\"><catDesc>%s</catDesc></category>\n", k, k)
	}
	fmt.Fprint(w, "</taxonomy></classDecl></encodingDesc></teiHeader>\n")
	if len(x.References) > 0 {
		fmt.Fprint(w, "<standOff>\n<linkGrp type=\"references\">\n")
		for n, r := range x.References {
			fmt.Fprintf(w, "<link xml:id=\"r%d\" type=\"%s\" cert=\"%s\" target=\"#d%d.%s #d%d.%s\"/>\n", n, e(r.Relation), certainty(r.Certainty), r.From.Article, e(r.From.Claim), r.To.Article, e(r.To.Claim))
		}
		fmt.Fprint(w, "</linkGrp>\n<interpGrp type=\"reasons\">\n")
		for n, r := range x.References {
			fmt.Fprintf(w, "<interp inst=\"#r%d\">%s</interp>\n", n, e(r.Why))
		}
		fmt.Fprint(w, "</interpGrp>\n</standOff>\n")
	}
	for i := range x.Articles {
		a := &x.Articles[i]
		fmt.Fprintf(w, "<TEI xml:id=\"article%d\">\n", i)
		header(x.title(i), strings.TrimSpace(strings.Join([]string{a.Outlet, a.Date, a.Name}, " ")), "")
		fmt.Fprint(w, "</teiHeader>\n<standOff>\n")
		id := func(local string) string { return fmt.Sprintf("d%d.%s", i, local) }
		if len(a.Actors) > 0 {
			fmt.Fprint(w, "<listPerson>\n")
		}
		for _, v := range a.Actors {
			tag, name := "org", "orgName"
			if v.Kind == "person" {
				tag, name = "person", "persName"
			}
			fmt.Fprintf(w, "<%s xml:id=\"%s\"%s resp=\"#%s\"><%s>%s</%s>", tag, id(v.ID), ana(v.Kind), by(v.Corrected), name, e(v.Name), name)
			for _, role := range v.Roles {
				fmt.Fprintf(w, "<note type=\"role\">%s</note>", e(role))
			}
			fmt.Fprintf(w, "</%s>\n", tag)
		}
		if len(a.Actors) > 0 {
			fmt.Fprint(w, "</listPerson>\n")
		}
		fmt.Fprint(w, "<spanGrp type=\"quotes\">\n")
		for j := range a.Quotes {
			q := &a.Quotes[j]
			fmt.Fprintf(w, "<span xml:id=\"%s\"%s cert=\"%s\" resp=\"#%s\"", id(q.ID), ana(q.Kind, q.Act), certainty(q.Certainty), by(reader(q)))
			if q.Speaker != "" {
				fmt.Fprintf(w, " corresp=\"#%s", id(q.Speaker))
				for _, also := range q.Also {
					fmt.Fprintf(w, " #%s", id(also))
				}
				fmt.Fprint(w, "\"")
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
		fmt.Fprint(w, "</spanGrp>\n</standOff>\n<text><body>\n")
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
		paragraphs := story.Layout(x.texts[i], a)
		for _, p := range paragraphs {
			open, shut := "<p rend=\""+e(p.Kind)+"\">", "</p>\n"
			if p.Kind == "title" || p.Kind == "heading" {
				open, shut = "<ab type=\""+p.Kind+"\">", "</ab>\n"
			}
			fmt.Fprint(w, open)
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
			fmt.Fprint(w, shut)
		}
		if len(paragraphs) == 0 {
			fmt.Fprint(w, "<p/>\n")
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
