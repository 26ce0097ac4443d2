package parse

import (
	"bufio"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"testing"

	"whosaid.example/analysis/doc"
)

// tagged is a document of one sentence in the notation word/TAG.
func tagged(t *testing.T, line string) *doc.Document {
	var text strings.Builder
	var tokens []doc.Token
	for _, f := range strings.Fields(line) {
		k := strings.LastIndexByte(f, '/')
		tag, ok := doc.ParseTag(f[k+1:])
		if !ok {
			t.Fatalf("%s: no such tag", f)
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		start := int32(text.Len())
		text.WriteString(f[:k])
		tokens = append(tokens, doc.Token{Start: start, End: int32(text.Len()), Tag: tag, Flags: doc.SpaceBefore})
	}
	d := doc.New(text.String())
	d.Tokens = tokens
	d.Sentences = []doc.Sentence{{Tokens: doc.Span{End: int32(len(tokens))}}}
	return d
}

func TestPhenomena(t *testing.T) { expect(t, "testdata/trees.txt", tagged, Parse) }

func TestRelativeClausesAreMended(t *testing.T) {
	expect(t, "testdata/relatives.txt", wrong, func(d *doc.Document) {
		new(state).relatives(d, d.Sentences[0].Tokens)
		checkTrees(t, d)
	})
}

func TestManyRelativesTakeLinearTime(t *testing.T) {
	const n = 200_000
	d := doc.New(strings.Repeat("x", n))
	for i := range int32(n) {
		tok := doc.Token{Start: i, End: i + 1, Head: i - 1, Rel: doc.RelNsubj, Tag: [...]doc.Tag{doc.TagComma, doc.TagWP, doc.TagVBD}[i%3]}
		if i == 0 {
			tok.Rel = doc.RelRoot
		}
		d.Tokens = append(d.Tokens, tok)
	}
	d.Sentences = []doc.Sentence{{Tokens: doc.Span{End: n}}}
	new(state).relatives(d, d.Sentences[0].Tokens)
	for i, tok := range d.Tokens {
		if tok.Head >= n || (tok.Head == doc.None) != (tok.Rel == doc.RelRoot) {
			t.Fatalf("token %d: head %d, relation %s", i, tok.Head, tok.Rel)
		}
	}
}

func TestReportsBehindWhatTheyReport(t *testing.T) {
	expect(t, "testdata/reports.txt", wrong, func(d *doc.Document) {
		new(state).reports(d, d.Sentences[0].Tokens)
		checkTrees(t, d)
	})
}

func TestNamesBehindTheSubjectTheyRename(t *testing.T) {
	expect(t, "testdata/apposed.txt", wrong, func(d *doc.Document) {
		new(state).apposed(d, d.Sentences[0].Tokens)
		checkTrees(t, d)
	})
}

func TestSubjectsBehindAnOpeningAreMended(t *testing.T) {
	expect(t, "testdata/opening.txt", wrong, func(d *doc.Document) {
		new(state).opened(d, d.Sentences[0].Tokens)
		new(state).verbless(d, d.Sentences[0].Tokens)
		checkTrees(t, d)
	})
}

// wrong is a document of one sentence in the notation word/TAG/head/relation.
func wrong(t *testing.T, line string) *doc.Document {
	var words []string
	var heads []int32
	var rels []doc.Rel
	for _, f := range strings.Fields(line) {
		c := strings.Split(f, "/")
		n, err := strconv.Atoi(c[2])
		rel, ok := doc.ParseRel(c[3])
		if err != nil || !ok {
			t.Fatalf("%s: want word/TAG/head/relation", f)
		}
		words, heads, rels = append(words, c[0]+"/"+c[1]), append(heads, int32(n)-1), append(rels, rel)
	}
	d := tagged(t, strings.Join(words, " "))
	for i := range d.Tokens {
		d.Tokens[i].Head, d.Tokens[i].Rel = heads[i], rels[i]
	}
	return d
}

// expect reads sentences and what their trees must have after work.
func expect(t *testing.T, file string, read func(*testing.T, string) *doc.Document, work func(*doc.Document)) {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var d *doc.Document
	find := func(word string) int32 {
		for i := range d.Tokens {
			if d.Text(int32(i)) == word {
				return int32(i)
			}
		}
		if word != "-" {
			t.Fatalf("%q: no word %q", d.Source, word)
		}
		return doc.None
	}
	in := bufio.NewScanner(f)
	for in.Scan() {
		line := in.Text()
		switch c := strings.Fields(line); {
		case len(c) == 0 || c[0] == "#":
		case line[0] != ' ':
			d = read(t, line)
			work(d)
		case len(c) != 3:
			t.Fatalf("%q: want dependent, relation, head", line)
		default:
			tok := d.Tokens[find(c[0])]
			if head := find(c[2]); tok.Head != head || tok.Rel.String() != c[1] {
				got := "-"
				if tok.Head >= 0 {
					got = d.Text(tok.Head)
				}
				t.Errorf("%q: %s %s %s, want %s %s", d.Source, c[0], tok.Rel, got, c[1], c[2])
			}
		}
	}
}

// checkTrees fails unless each sentence has one root that all tokens reach.
func checkTrees(t *testing.T, d *doc.Document) {
	t.Helper()
	for _, s := range d.Sentences {
		roots := 0
		depth := make(map[int32]int)
		for i := s.Tokens.Start; i < s.Tokens.End; i++ {
			tok := d.Tokens[i]
			if (tok.Head == doc.None) != (tok.Rel == doc.RelRoot) {
				t.Fatalf("token %d: head %d, relation %s", i, tok.Head, tok.Rel)
			}
			if tok.Head == doc.None {
				roots++
				continue
			}
			if !s.Tokens.Has(tok.Head) {
				t.Fatalf("token %d: head %d outside of its sentence", i, tok.Head)
			}
			var path []int32
			at := i
			for at != doc.None && depth[at] == 0 {
				path = append(path, at)
				if len(path) > s.Tokens.Len() {
					t.Fatalf("token %d is part of a circle", i)
				}
				at = d.Tokens[at].Head
			}
			for _, x := range path {
				depth[x] = 1
			}
		}
		if roots != 1 && s.Tokens.Len() > 0 {
			t.Fatalf("%d roots", roots)
		}
	}
}

func TestAnyTagsMakeATree(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 300 {
		var line []string
		for range 1 + r.Intn(40) {
			line = append(line, "w"+string(rune('a'+r.Intn(26)))+"/"+doc.Tag(r.Intn(int(doc.TagCount))).String())
		}
		d := tagged(t, strings.Join(line, " "))
		if r.Intn(3) == 0 && len(d.Tokens) > 2 {
			cut := int32(1 + r.Intn(len(d.Tokens)-1))
			d.Sentences = []doc.Sentence{{Tokens: doc.Span{End: cut}}, {Tokens: doc.Span{Start: cut, End: int32(len(d.Tokens))}}}
		}
		Parse(d)
		checkTrees(t, d)
	}
}

func TestEmptyDocument(t *testing.T) {
	d := doc.New("")
	d.Sentences = []doc.Sentence{{}}
	Parse(d)
}

func TestOneSentenceOfManyTokensTakesLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("a hundred thousand tokens")
	}
	const n = 100_000
	for _, unit := range []string{"\"", "the ", "of man ", "and "} {
		d := doc.New(strings.Repeat(unit, n))
		at := int32(0)
		for i := range int32(n) {
			w := int32(len(strings.Fields(unit)[int(i)%len(strings.Fields(unit))]))
			d.Tokens = append(d.Tokens, doc.Token{Start: at, End: at + w, Tag: []doc.Tag{doc.TagIN, doc.TagNN}[i%2]})
			at += w
			if unit != "\"" {
				at++
			}
		}
		d.Sentences = []doc.Sentence{{Tokens: doc.Span{End: n}}}
		Parse(d)
		roots := 0
		for _, tok := range d.Tokens {
			if tok.Head == doc.None {
				roots++
			}
		}
		if roots != 1 {
			t.Errorf("%q: %d roots", unit, roots)
		}
	}
}

func TestParseAllocatesNothingOnceWarm(t *testing.T) {
	d := tagged(t, "The/DT minister/NN said/VBD that/IN talks/NNS had/VBD failed/VBN ./.")
	Parse(d)
	if n := testing.AllocsPerRun(20, func() { Parse(d) }); n > 1 {
		t.Errorf("%v allocations a document, want none", n)
	}
}

func TestTreeDecidesUniversalParts(t *testing.T) {
	d := tagged(t, "She/PRP had/VBD left/VBN because/IN that/DT hurt/VBD ./.")
	for i := range d.Tokens {
		d.Tokens[i].POS = []doc.POS{doc.PosPron, doc.PosVerb, doc.PosVerb, doc.PosAdp, doc.PosDet, doc.PosVerb, doc.PosPunct}[i]
	}
	for i, r := range []doc.Rel{doc.RelNsubj, doc.RelAux, doc.RelRoot, doc.RelMark, doc.RelNsubj, doc.RelAdvcl, doc.RelPunct} {
		d.Tokens[i].Rel = r
	}
	correct(d)
	for i, want := range []doc.POS{doc.PosPron, doc.PosAux, doc.PosVerb, doc.PosSconj, doc.PosPron, doc.PosVerb, doc.PosPunct} {
		if got := d.Tokens[i].POS; got != want {
			t.Errorf("%s: %s, want %s", d.Text(int32(i)), got, want)
		}
	}
}
