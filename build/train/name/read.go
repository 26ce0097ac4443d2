package name

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
)

// source is one corpus.
type source struct {
	name   string
	domain string // of the texts; see Domains
	texts  []corpus.Named
	weight float32 // of its sentences in training: how much it is to be believed
	misc   bool    // MISC is annotated
}

// Domains are the kinds of texts that the corpora are of. [Held] leaves them out
// in turn.
var Domains = []string{"newswire", "web", "tweets", "Wikipedia", "GUM", "politics"}

// silverTexts is how many texts of silver names are used: more of them brings
// no gain, as they repeat the recognizer's mistakes.
const silverTexts = 300

// read reads the training corpora. Free leaves out Reuters' texts of CoNLL and
// the silver names.
func read(r learn.Run) (out []source, files []string, err error) {
	conll := func(file, domain string, weight float32) {
		if err != nil {
			return
		}
		files = append(files, file)
		var t []corpus.Named
		t, err = corpus.ReadConll(r.Path(file))
		if domain == "Wikipedia" {
			splitPlaces(t)
			t = sentences(t)
		}
		out = append(out, source{file, domain, t, weight, domain == "newswire"})
	}
	conll("ner/uner-ewt-dev.conll.gz", "web", 0.5)
	conll("ner/uner-ewt-test.conll.gz", "web", 0.5)
	conll("ner/btc-crash.conll.gz", "tweets", 0.7)
	conll("ner/btc-news.conll.gz", "tweets", 0.7)
	conll("ner/wikiann-train.conll.gz", "Wikipedia", 0.3)
	if !r.Free {
		conll("ner/conllpp-train.conll.gz", "newswire", 1)
	}
	if err != nil {
		return nil, nil, err
	}
	trees, err := corpus.ReadTrees(r.Corpora, "train", r.Free)
	if err != nil {
		return nil, nil, err
	}
	out = append(out, source{"gum", "GUM", corpus.GUMNames(trees.GUM), 1, true})
	if !r.Free {
		silver := corpus.SilverNames(trees.Silver)
		out = append(out, source{"polnear silver", "politics", silver[:min(len(silver), silverTexts)], 0.3, true})
	}
	return out, append(files, trees.Files...), nil
}

// dev is the texts of a dev part.
func dev(file string, r learn.Run) ([]corpus.Named, error) {
	if !strings.HasPrefix(file, "gum/") {
		return corpus.ReadConll(r.Path(file))
	}
	banks, err := corpus.ReadConllu(r.Path(file))
	return corpus.GUMNames(banks), err
}

// running reports whether the texts are running text.
func (s *source) running() bool { return s.domain != "Wikipedia" && s.domain != "tweets" }

// sentences is the texts with only those of their snippets that are sentences:
// that end in a stop and have small words. Half of the others are list entries
// whose automatic labels are wrong.
func sentences(texts []corpus.Named) []corpus.Named {
	var out []corpus.Named
	for _, t := range texts {
		n := corpus.Named{ID: t.ID}
		names := t.Names
		for at := 0; at < len(t.Text); {
			end := len(t.Text)
			if k := strings.Index(t.Text[at:], "\n\n"); k >= 0 {
				end = at + k + 2
			}
			snippet := t.Text[at:end]
			keep, shift := isSentence(snippet), int32(len(n.Text)-at)
			if keep {
				n.Text += snippet
			}
			for ; len(names) > 0 && int(names[0].Start) < end; names = names[1:] {
				if x := names[0]; keep {
					x.Start, x.End = x.Start+shift, x.End+shift
					n.Names = append(n.Names, x)
				}
			}
			at = end
		}
		out = append(out, n)
	}
	return out
}

func isSentence(snippet string) bool {
	words := strings.Fields(snippet)
	small := 0
	for _, w := range words {
		switch w {
		case "the", "of", "in", "is", "was", "and", "a", "an", "to", "for", "by", "with", "from", "as", "at", "on", "are", "were", "has", "had", "his", "her", "its", "which", "that", "who":
			small++
		}
	}
	return small >= 2 && strings.HasSuffix(words[len(words)-1], ".")
}

// splitPlaces cuts "Somewhere, Elsewhere" into two places, as the other corpora
// have it, and takes what stands in brackets off.
func splitPlaces(texts []corpus.Named) {
	for i := range texts {
		t := &texts[i]
		var out []corpus.NamedRange
		for _, n := range t.Names {
			if k := strings.Index(t.Text[n.Start:n.End], " ("); k > 0 {
				n.End = n.Start + int32(k)
			}
			if k := strings.Index(t.Text[n.Start:n.End], ", "); n.Type == doc.LOC && k > 0 {
				first := n
				first.End = n.Start + int32(k)
				n.Start = first.End + 2
				out = append(out, first)
			}
			out = append(out, n)
		}
		t.Names = out
	}
}

const (
	recaseEvery  = 2
	recaseWeight = 0.6
)

// recased is copies of some texts in which every other line is written as
// headlines are, with capitals but for small words, and one in four in capitals.
func recased(sources []source) []source {
	var out []source
	for _, s := range sources {
		if !s.running() {
			continue
		}
		c := source{s.name + ", recased", s.domain, nil, s.weight * recaseWeight, s.misc}
		for i := 0; i < len(s.texts); i += recaseEvery {
			t := s.texts[i]
			b := []byte(t.Text)
			for line, start, from := 0, 0, 0; from < len(b); line, start = line+1, from {
				for from < len(b) && b[from] != '\n' {
					from++
				}
				for from < len(b) && b[from] == '\n' {
					from++
				}
				switch {
				case line%4 == 1:
					for k := start; k < from; k++ {
						b[k] = upper(b[k])
					}
				case line%2 == 0:
					capitalize(b[start:from])
				}
			}
			t.Text = string(b)
			c.texts = append(c.texts, t)
		}
		out = append(out, c)
	}
	return out
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// capitalize writes a line as headlines are written.
func capitalize(line []byte) {
	for at := 0; at < len(line); {
		end := at
		for end < len(line) && line[end] != ' ' {
			end++
		}
		switch string(line[at:end]) {
		case "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "over", "the", "to", "with":
		default:
			if at < end {
				line[at] = upper(line[at])
			}
		}
		at = end + 1
	}
	if len(line) > 0 {
		line[0] = upper(line[0])
	}
}
