package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"whosaid.example/analysis"
)

// W3C Web Annotation Data Model, https://www.w3.org/TR/annotation-model/: a page
// of annotations, each with a body that says what it is and a target that finds
// it again by the words with their surroundings, and by position. The model
// counts positions in Unicode characters.

type annotation struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Motivation string `json:"motivation"`
	Creator    any    `json:"creator,omitempty"`
	Body       []any  `json:"body"`
	Target     any    `json:"target"`
}

type textBody struct {
	Type    string `json:"type"`
	Value   string `json:"value"`
	Purpose string `json:"purpose"`
	Format  string `json:"format,omitempty"`
}

type target struct {
	Source   string `json:"source"`
	Selector []any  `json:"selector"`
}

type quoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

type positionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// selectorContext is how many bytes of the surroundings a selector keeps.
const selectorContext = 32

func writeWebAnnotation(w io.Writer, x *input) error {
	const software = "whosaid"
	items := []annotation{}
	for i := range x.Articles {
		a := &x.Articles[i]
		text := x.texts[i]
		units := newRunes(text)
		source := fmt.Sprintf("urn:whosaid:article:%d", i)
		at := func(s analysis.Span) target {
			start, end := units.span(s)
			before := text[:s.Start]
			if len(before) > selectorContext {
				before = strings.ToValidUTF8(before[len(before)-selectorContext:], "")
			}
			after := text[s.End:]
			if len(after) > selectorContext {
				after = strings.ToValidUTF8(after[:selectorContext], "")
			}
			return target{source, []any{
				quoteSelector{"TextQuoteSelector", x.text(i, s), before, after},
				positionSelector{"TextPositionSelector", start, end},
			}}
		}
		creator := func(corrected bool) any {
			if corrected {
				return map[string]string{"type": "Person", "name": "reader"}
			}
			return map[string]string{"type": "Software", "name": software + " " + x.Engine}
		}
		id := func(local string) string { return fmt.Sprintf("urn:whosaid:%d:%s", i, local) }
		tags := func(values ...string) (out []any) {
			for _, v := range values {
				if v != "" {
					out = append(out, textBody{"TextualBody", v, "tagging", ""})
				}
			}
			return out
		}
		for _, v := range a.Actors {
			targets := []target{}
			for _, m := range v.Mentions {
				targets = append(targets, at(m.Span))
			}
			if len(targets) == 0 {
				continue
			}
			body := append([]any{textBody{"TextualBody", v.Name, "identifying", "text/plain"}}, tags("actor", v.Kind)...)
			items = append(items, annotation{id(v.ID), "Annotation", "identifying", creator(v.Corrected), body, targets})
		}
		for j := range a.Quotes {
			q := &a.Quotes[j]
			targets := []target{}
			for _, s := range q.Content {
				targets = append(targets, at(s))
			}
			if len(targets) == 0 {
				continue
			}
			body := tags("quote", q.Kind, q.Act, q.Certainty)
			for _, speaker := range append([]string{q.Speaker}, q.Also...) {
				if name := x.name(i, speaker); name != "" {
					body = append(body, textBody{"TextualBody", name, "describing", "text/plain"},
						map[string]string{"type": "SpecificResource", "source": id(speaker), "purpose": "linking"})
				}
			}
			items = append(items, annotation{id(q.ID), "Annotation", "tagging", creator(reader(q)), body, targets})
		}
		for _, c := range a.Claims {
			items = append(items, annotation{id(c.ID), "Annotation", "tagging", creator(false), tags("claim", c.Frame.Modality), []target{at(c.Span)}})
		}
	}
	for n, r := range x.References {
		items = append(items, annotation{fmt.Sprintf("urn:whosaid:reference:%d", n+1), "Annotation", "linking",
			map[string]string{"type": "Software", "name": software + " " + x.Engine},
			[]any{
				textBody{"TextualBody", relation(r), "tagging", ""},
				textBody{"TextualBody", r.Why, "describing", "text/plain"},
				map[string]string{"type": "SpecificResource", "source": fmt.Sprintf("urn:whosaid:%d:%s", r.To.Article, r.To.Claim), "purpose": "linking"},
			},
			fmt.Sprintf("urn:whosaid:%d:%s", r.From.Article, r.From.Claim)})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(map[string]any{
		"@context":   "http://www.w3.org/ns/anno.jsonld",
		"id":         "urn:whosaid:annotations",
		"type":       "AnnotationPage",
		"startIndex": 0,
		"items":      items,
	})
}
