package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
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
		if err := s.addLink(line, at); err != nil {
			return s, fmt.Errorf("%s: %w", path, err)
		}
	}
	return s, nil
}

// addLink adds what a line says of two claims: "relation from to", with " ?" where careful readers may differ, or
// "none from to" for a distractor. Empty lines and those that begin with "#" say nothing.
func (s *Linked) addLink(line string, at map[string]doc.ClaimAt) (err error) {
	f := strings.Fields(line)
	if len(f) == 0 || f[0] == "#" {
		return nil
	}
	if len(f) < 3 {
		return fmt.Errorf("%q: want a relation and two claims", line)
	}
	x := Link{Optional: len(f) > 3 && f[3] == "?"}
	from, ok := at[f[1]]
	to, ok2 := at[f[2]]
	if !ok || !ok2 {
		return fmt.Errorf("%q: no such claim", line)
	}
	if before(from, to) {
		from, to = to, from
	}
	x.From, x.To = from, to
	if f[0] == "none" {
		s.Distractors = append(s.Distractors, x)
		return nil
	}
	if x.Relation, err = relation(f[0]); err != nil {
		return err
	}
	if k := slices.IndexFunc(s.Links, func(l Link) bool { return l.From == from && l.To == to }); k >= 0 {
		// Where two relations are possible, the one without "?" counts.
		if !x.Optional && !s.Links[k].Optional {
			return fmt.Errorf("%q: a second link between the two", line)
		}
		if s.Links[k].Optional {
			s.Links[k] = x
		}
		return nil
	}
	s.Links = append(s.Links, x)
	return nil
}

// ReadLinkedSpans reads stories whose texts are elsewhere, in the documents given: a line "== name" begins a story, "article ID" an article,
// with the bytes "start end" of its claims after it, half-open, which are called a1, a2 … in the first article, b1 … in the second;
// then come the links as in the other files. An article that is in no document, or a claim outside of its text, is an error.
func ReadLinkedSpans(path string, documents []Polnear) ([]Linked, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []Linked
	at := map[string]doc.ClaimAt{}
	for line := range strings.Lines(string(raw)) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if f[0] == "==" && len(f) == 2 {
			out = append(out, Linked{Name: f[1]})
			clear(at)
			continue
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("%s: %q stands before the first story", path, line)
		}
		s := &out[len(out)-1]
		switch {
		case f[0] == "article" && len(f) == 2:
			k := slices.IndexFunc(documents, func(d Polnear) bool { return d.ID == f[1] })
			if k < 0 {
				return nil, fmt.Errorf("%s: %s: no document %q", path, s.Name, f[1])
			}
			d := &documents[k]
			s.Articles = append(s.Articles, LinkedArticle{Name: fmt.Sprintf("%d.txt", len(s.Articles)+1), Outlet: d.Publisher, Date: d.Date, Text: d.Text})
		case f[0][0] >= '0' && f[0][0] <= '9':
			if err := s.addSpans(f, at); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, s.Name, err)
			}
		default:
			if err := s.addLink(line, at); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, s.Name, err)
			}
		}
	}
	return out, nil
}

// addSpans adds claims to the last article.
func (s *Linked) addSpans(numbers []string, at map[string]doc.ClaimAt) error {
	if len(s.Articles) == 0 || len(numbers)%2 != 0 {
		return errors.New("claims stand before the first article, or one has no end")
	}
	a := &s.Articles[len(s.Articles)-1]
	for i := 0; i < len(numbers); i += 2 {
		start, err := strconv.Atoi(numbers[i])
		end, err2 := strconv.Atoi(numbers[i+1])
		if err != nil || err2 != nil || start < 0 || start >= end || end > len(a.Text) {
			return fmt.Errorf("%s %s is no part of article %d", numbers[i], numbers[i+1], len(s.Articles))
		}
		id := fmt.Sprintf("%c%d", 'a'+len(s.Articles)-1, len(a.Claims)+1)
		at[id] = doc.ClaimAt{Doc: int32(len(s.Articles) - 1), Claim: doc.ClaimID(len(a.Claims))}
		a.Claims = append(a.Claims, LinkedClaim{ID: id, Range: doc.Range{Start: int32(start), End: int32(end)}})
	}
	return nil
}

func before(a, b doc.ClaimAt) bool {
	return a.Doc < b.Doc || a.Doc == b.Doc && a.Claim < b.Claim
}
