package corpus

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"whosaid.example/analysis/doc"
)

// Linked is a story whose claims and cross-references were marked by hand.
type Linked struct {
	Name        string
	Articles    []LinkedArticle
	Links       []Link
	Distractors []Link // pairs that tempt; of them only the relations in Wrong are wrong, all where it is empty
}

// LinkedArticle is one article of a story with its claims.
type LinkedArticle struct {
	Name, Outlet, Date, Text string
	Claims                   []LinkedClaim
}

// LinkedClaim is a claim by its byte range.
type LinkedClaim struct {
	ID       string
	Range    doc.Range
	Optional bool
}

// Link joins two claims, From the later one.
type Link struct {
	From, To doc.ClaimAt // Claim counts in the article's Claims
	Relation doc.Relation
	Optional bool
	Wrong    []string // of distractors
}

// ReadLinked reads all stories of a folder: folders with a gold.json (the
// format of the shared gold stories), and files *.txt (the format of
// build/train/reference/testdata, see there). In the order of their names.
func ReadLinked(folder string) ([]Linked, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []Linked
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		var s Linked
		switch {
		case e.IsDir():
			if _, err := os.Stat(filepath.Join(path, "gold.json")); err != nil {
				continue
			}
			s, err = readGoldLinks(path)
		case strings.HasSuffix(e.Name(), ".txt"):
			s, err = readMarkedStory(path)
		default:
			continue
		}
		if err != nil {
			return nil, err
		}
		s.Name = strings.TrimSuffix(e.Name(), ".txt")
		out = append(out, s)
	}
	return out, nil
}

func readGoldLinks(folder string) (s Linked, err error) {
	path := filepath.Join(folder, "gold.json")
	raw, err := os.ReadFile(path)
	if err != nil {
		return s, err
	}
	type end struct {
		Article int32
		Claim   string
	}
	type link struct {
		From, To end
		Relation string
		Optional bool
		Wrong    []string
	}
	var g struct {
		Articles []struct {
			Name   string
			Claims []struct {
				ID         string
				Start, End int32
				Optional   bool
			}
		}
		References, Distractors []link
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return s, fmt.Errorf("%s: %w", path, err)
	}
	for _, a := range g.Articles {
		name := strings.TrimSuffix(a.Name, ".txt") + ".txt"
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return s, err
		}
		x := LinkedArticle{Name: name, Text: string(text)}
		for _, c := range a.Claims {
			x.Claims = append(x.Claims, LinkedClaim{c.ID, doc.Range{Start: c.Start, End: c.End}, c.Optional})
		}
		s.Articles = append(s.Articles, x)
	}
	find := func(e end) (doc.ClaimAt, error) {
		for i, c := range s.Articles[e.Article].Claims {
			if c.ID == e.Claim {
				return doc.ClaimAt{Doc: e.Article, Claim: doc.ClaimID(i)}, nil
			}
		}
		return doc.ClaimAt{}, fmt.Errorf("%s: article %d has no claim %q", path, e.Article, e.Claim)
	}
	for k, list := range [][]link{g.References, g.Distractors} {
		for _, l := range list {
			x := Link{Optional: l.Optional, Wrong: l.Wrong}
			if x.From, err = find(l.From); err != nil {
				return s, err
			}
			if x.To, err = find(l.To); err != nil {
				return s, err
			}
			if k == 1 {
				s.Distractors = append(s.Distractors, x)
				continue
			}
			if x.Relation, err = relation(l.Relation); err != nil {
				return s, fmt.Errorf("%s: %w", path, err)
			}
			s.Links = append(s.Links, x)
		}
	}
	return s, nil
}

func relation(word string) (doc.Relation, error) {
	for r := doc.Repeats; r <= doc.Updates; r++ {
		if r.String() == word {
			return r, nil
		}
	}
	return 0, fmt.Errorf("unknown relation %q", word)
}

// readMarkedStory reads a story in which claims are marked as [a1: words]. A
// line "== outlet, date" begins an article; after "--" each line is a link,
// "relation from to", with " ?" where careful readers may differ; "none from
// to" is a distractor. "#" begins a comment.
func readMarkedStory(path string) (s Linked, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return s, err
	}
	at := map[string]doc.ClaimAt{}
	head, tail, ok := strings.Cut(string(raw), "\n--\n")
	if !ok {
		return s, fmt.Errorf("%s: no line \"--\" before the links", path)
	}
	_, head, _ = strings.Cut(head, "\n== ")
	for i, part := range strings.Split(head, "\n== ") {
		title, body, _ := strings.Cut(part, "\n")
		outlet, date, _ := strings.Cut(title, ", ")
		a := LinkedArticle{Name: fmt.Sprintf("%d.txt", i+1), Outlet: outlet, Date: date}
		var text strings.Builder
		for body != "" {
			before, rest, found := strings.Cut(body, "[")
			text.WriteString(before)
			if !found {
				break
			}
			marked, after, found := strings.Cut(rest, "]")
			id, words, colon := strings.Cut(marked, ": ")
			if !found || !colon {
				return s, fmt.Errorf("%s: article %d: unfinished mark [%.30s", path, i+1, rest)
			}
			start := int32(text.Len())
			text.WriteString(words)
			if _, twice := at[id]; twice {
				return s, fmt.Errorf("%s: claim %q is there twice", path, id)
			}
			at[id] = doc.ClaimAt{Doc: int32(i), Claim: doc.ClaimID(len(a.Claims))}
			a.Claims = append(a.Claims, LinkedClaim{ID: id, Range: doc.Range{Start: start, End: int32(text.Len())}})
			body = after
		}
		a.Text = text.String()
		s.Articles = append(s.Articles, a)
	}
	for line := range strings.Lines(tail) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if len(f) < 3 {
			return s, fmt.Errorf("%s: %q: want a relation and two claims", path, line)
		}
		x := Link{Optional: len(f) > 3 && f[3] == "?"}
		from, ok := at[f[1]]
		to, ok2 := at[f[2]]
		if !ok || !ok2 {
			return s, fmt.Errorf("%s: %q: no such claim", path, line)
		}
		if before(from, to) {
			from, to = to, from
		}
		x.From, x.To = from, to
		if f[0] == "none" {
			s.Distractors = append(s.Distractors, x)
			continue
		}
		if x.Relation, err = relation(f[0]); err != nil {
			return s, fmt.Errorf("%s: %w", path, err)
		}
		if k := slices.IndexFunc(s.Links, func(l Link) bool { return l.From == from && l.To == to }); k >= 0 {
			// Where two relations are possible, the one without "?" counts.
			if !x.Optional && !s.Links[k].Optional {
				return s, fmt.Errorf("%s: %q: a second link between the two", path, line)
			}
			if s.Links[k].Optional {
				s.Links[k] = x
			}
			continue
		}
		s.Links = append(s.Links, x)
	}
	return s, nil
}

func before(a, b doc.ClaimAt) bool {
	return a.Doc < b.Doc || a.Doc == b.Doc && a.Claim < b.Claim
}
