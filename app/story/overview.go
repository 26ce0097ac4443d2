package story

import (
	"cmp"
	"slices"
	"strings"

	"whosaid.example/analysis"
)

// What the overview draws. Everything here counts; nothing guesses at who a
// speaker is or what they stand for.

// Share is how many quoted words somebody has.
type Share struct {
	Key   string // of the person; of no person for a source that is none, "" for a speaker who is unknown
	Name  string
	Named bool
	Words int
	Count int // of quotes
}

// Shares lists who gets how many quoted words, the most first; article -1
// counts all articles.
func (x *Index) Shares(article int) []Share {
	byKey := map[string]*Share{}
	var order []string
	for i := range x.Articles {
		if article >= 0 && article != i {
			continue
		}
		for j := range x.Articles[i].Report.Quotes {
			q := &x.Articles[i].Report.Quotes[j]
			key, name, named := "", "", false
			if p := x.PersonOf(i, q.Speaker); p != nil {
				key, name, named = p.Key, p.Name, p.Named
			} else if name = SourceOf(x.Texts[i], q); name != "" {
				key = "source " + strings.ToLower(name)
			}
			s := byKey[key]
			if s == nil {
				s = &Share{Key: key, Name: name, Named: named}
				byKey[key] = s
				order = append(order, key)
			}
			s.Words += x.quoteWords(i, q)
			s.Count++
		}
	}
	out := make([]Share, 0, len(order))
	for _, key := range order {
		out = append(out, *byKey[key])
	}
	slices.SortStableFunc(out, func(a, b Share) int { return b.Words - a.Words })
	return out
}

// Strip is an article as a row of pieces: its own voice, and quotes by speaker.
type Strip struct {
	Pieces []Piece
	Words  int
}

// Piece is a run of text of one voice.
type Piece struct {
	Words int
	Key   string // of the speaking person, "" for the article itself or one unknown
	Quote string // id of its quote, "" for the article itself
	Named bool
}

// Strip cuts an article's text, without its furniture, into its voices in
// order. Of nested quotes the outer one counts.
func (x *Index) Strip(article int) Strip {
	a := &x.Articles[article]
	var s Strip
	var marks []Mark
	for i := range a.Report.Quotes {
		for _, c := range a.Report.Quotes[i].Content {
			marks = append(marks, Mark{Span: c, ID: a.Report.Quotes[i].ID})
		}
	}
	paragraphs := slices.Clone(a.Paragraphs)
	for i := range paragraphs {
		paragraphs[i].Marks = nil
	}
	place(paragraphs, marks)
	for _, p := range paragraphs {
		if p.Kind == "aside" {
			continue
		}
		own := p.Marks
		for _, seg := range Flatten(p.Span, own) {
			piece := Piece{Words: wordCount(a.Text[seg.Start:seg.End])}
			if len(seg.Marks) > 0 {
				piece.Quote = own[seg.Marks[0]].ID
				if person := x.PersonOf(article, a.Quote(piece.Quote).Speaker); person != nil {
					piece.Key, piece.Named = person.Key, person.Named
				}
			}
			if piece.Words == 0 {
				continue
			}
			s.Words += piece.Words
			if n := len(s.Pieces); n > 0 && s.Pieces[n-1].Quote == piece.Quote {
				s.Pieces[n-1].Words += piece.Words
			} else {
				s.Pieces = append(s.Pieces, piece)
			}
		}
	}
	return s
}

// wordCount counts what has a letter or a digit in it.
func wordCount(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		if bare(word) != "" {
			n++
		}
	}
	return n
}

// Matrix says who speaks about whom: Count[i][j] claims of Speakers[i] are
// about Subjects[j].
type Matrix struct {
	Speakers, Subjects []*Person
	Count              [][]int
}

// About counts the claims about the most frequent subjects of the speakers who
// speak most about them, at most n of each.
func (x *Index) About(n int) Matrix {
	type pair struct{ from, to string }
	counts := map[pair]int{}
	spoken := map[string]int{}
	for i := range x.Articles {
		for _, c := range x.Articles[i].Report.Claims {
			from := x.PersonOf(i, c.Speaker)
			if from == nil {
				continue
			}
			for _, id := range c.About {
				if to := x.PersonOf(i, id); to != nil && to != from {
					counts[pair{from.Key, to.Key}]++
					spoken[to.Key]++
				}
			}
		}
	}
	top := func(weights map[string]int) []*Person {
		var out []*Person
		for i := range x.People {
			if weights[x.People[i].Key] > 0 {
				out = append(out, &x.People[i])
			}
		}
		slices.SortStableFunc(out, func(a, b *Person) int { return cmp.Compare(weights[b.Key], weights[a.Key]) })
		return out[:min(n, len(out))]
	}
	m := Matrix{Subjects: top(spoken)}
	speaks := map[string]int{}
	for i := range x.People {
		for _, to := range m.Subjects {
			speaks[x.People[i].Key] += counts[pair{x.People[i].Key, to.Key}]
		}
	}
	m.Speakers = top(speaks)
	for _, from := range m.Speakers {
		row := make([]int, len(m.Subjects))
		for j, to := range m.Subjects {
			row[j] = counts[pair{from.Key, to.Key}]
		}
		m.Count = append(m.Count, row)
	}
	return m
}

// Topic is a group of claims on one matter, with what each article says of it.
type Topic struct {
	Main      analysis.ClaimAt   // the one that meets most others of the group, the first of several
	Claims    []analysis.ClaimAt // in reading order
	Cells     []Cell             // one an article
	Conflicts int                // references of that kind in the group
}

// Cell is what one article has of a topic.
type Cell struct {
	State string           // said, differs, silent
	At    analysis.ClaimAt // its first claim of the topic
}

// Topics groups claims that say the same, conflict or update one another: what
// only supports or answers a claim is another matter, and a chain of grounds
// would lead from any claim to any other. Groups with conflicts come first, then
// those that more articles have. An article differs where one of its claims
// conflicts with another's or updates it.
func (x *Index) Topics() []Topic {
	parent := map[analysis.ClaimAt]analysis.ClaimAt{}
	var find func(analysis.ClaimAt) analysis.ClaimAt
	find = func(c analysis.ClaimAt) analysis.ClaimAt {
		if p, ok := parent[c]; ok && p != c {
			root := find(p)
			parent[c] = root
			return root
		}
		return c
	}
	differs, meets := map[analysis.ClaimAt]bool{}, map[analysis.ClaimAt]int{}
	var all []analysis.ClaimAt
	add := func(c analysis.ClaimAt) {
		if _, ok := parent[c]; !ok {
			parent[c] = c
			all = append(all, c)
		}
	}
	for _, r := range x.Result.References {
		if Unclear(r) || r.Relation == "supports" || r.Relation == "responds" || x.Claim(r.From) == nil || x.Claim(r.To) == nil {
			continue
		}
		meets[r.From]++
		meets[r.To]++
		add(r.From)
		add(r.To)
		if a, b := find(r.From), find(r.To); a != b {
			parent[a] = b
		}
		if r.Relation == "conflicts" || r.Relation == "updates" {
			differs[r.From], differs[r.To] = true, true
		}
	}
	slices.SortStableFunc(all, func(a, b analysis.ClaimAt) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(x.Claim(a).Start, x.Claim(b).Start))
	})
	groups := map[analysis.ClaimAt]int{}
	var out []Topic
	for _, c := range all {
		root := find(c)
		n, ok := groups[root]
		if !ok {
			n = len(out)
			groups[root] = n
			cells := make([]Cell, len(x.Articles))
			for i := range cells {
				cells[i].State = "silent"
			}
			out = append(out, Topic{Main: c, Cells: cells})
		}
		t := &out[n]
		t.Claims = append(t.Claims, c)
		if meets[c] > meets[t.Main] {
			t.Main = c
		}
		cell := &t.Cells[c.Article]
		if cell.State == "silent" {
			*cell = Cell{"said", c}
		}
		if differs[c] {
			*cell = Cell{"differs", c}
		}
	}
	for _, r := range x.Result.References {
		if !Unclear(r) && r.Relation == "conflicts" && x.Claim(r.From) != nil && x.Claim(r.To) != nil {
			out[groups[find(r.From)]].Conflicts++
		}
	}
	saying := func(t Topic) int {
		n := 0
		for _, c := range t.Cells {
			if c.State != "silent" {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(out, func(a, b Topic) int {
		return cmp.Or(cmp.Compare(b.Conflicts, a.Conflicts), cmp.Compare(saying(b), saying(a)), cmp.Compare(len(b.Claims), len(a.Claims)))
	})
	return out
}

// OriginCount is the number of sources behind the articles: articles count as
// one where shared passages make up half of the shorter one or more.
func (x *Index) OriginCount() int {
	n := len(x.Articles)
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	shared := map[[2]int]int{}
	for _, o := range x.Result.Origins {
		for i, p := range o.Passages {
			for _, q := range o.Passages[i+1:] {
				if p.Article != q.Article && p.Article < n && q.Article < n {
					a, b := min(p.Article, q.Article), max(p.Article, q.Article)
					shared[[2]int{a, b}] += min(p.End-p.Start, q.End-q.Start)
				}
			}
		}
	}
	size := func(i int) int {
		total := 0
		for _, p := range x.Articles[i].Paragraphs {
			if p.Kind != "aside" {
				total += p.End - p.Start
			}
		}
		return total
	}
	for a := range n {
		for b := a + 1; b < n; b++ {
			if 2*shared[[2]int{a, b}] >= min(size(a), size(b)) && shared[[2]int{a, b}] > 0 {
				from, to := group[b], group[a]
				for i := range group {
					if group[i] == from {
						group[i] = to
					}
				}
			}
		}
	}
	slices.Sort(group)
	return len(slices.Compact(group))
}
