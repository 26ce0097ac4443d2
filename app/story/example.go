package story

import (
	"fmt"
	"strings"
)

// ParseExample reads a story from a text file: articles that begin with a line
// of "=====", then lines "Outlet: …", "Date: …" and "Name: …" in any order, an
// empty line, and the text. It fails on a field it does not know and on an
// article without a text.
func ParseExample(file string) ([]Article, error) {
	var articles []Article
	for n, part := range strings.Split(strings.ReplaceAll("\n"+file, "\r\n", "\n"), "\n=====\n") {
		if n == 0 {
			if strings.TrimSpace(part) != "" {
				return nil, fmt.Errorf("text before the first line of =====")
			}
			continue
		}
		head, text, _ := strings.Cut(part, "\n\n")
		a := Article{Text: strings.TrimSpace(text)}
		for line := range strings.Lines(head) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch key {
			case "Outlet":
				a.Outlet = value
			case "Date":
				a.Date = value
			case "Name":
				a.Name = value
			default:
				return nil, fmt.Errorf("article %d: unknown field %q", n, key)
			}
		}
		if a.Text == "" {
			return nil, fmt.Errorf("article %d has no text", n)
		}
		articles = append(articles, a)
	}
	return articles, nil
}
