package name

import (
	"strings"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
)

const (
	renameEvery  = 2
	renameWeight = 0.5
	renameShare  = 0.7 // of a text's names that get another
)

// renamed is copies of texts whose names are exchanged for names of the same
// type from all sources, WikiANN's many foreign ones among them: contexts are
// learned for names that no list and no other sentence has. A name is
// exchanged alike in its whole text, and a surname goes with its full name.
func renamed(sources []source) []source {
	var names pool
	seen := map[string]bool{}
	for _, s := range sources {
		for _, t := range s.texts {
			for _, n := range t.Names {
				if n.Type == doc.NoName || n.Type == doc.MISC {
					continue
				}
				w := t.Text[n.Start:n.End]
				if key := n.Type.String() + w; !seen[key] && exchangeable(w, n.Type, s.domain) {
					seen[key] = true
					names[n.Type] = append(names[n.Type], w)
				}
			}
		}
	}
	rand := learn.Rand(seed)
	var out []source
	for _, s := range sources {
		if !s.running() {
			continue
		}
		c := source{s.name + ", renamed", s.domain, nil, s.weight * renameWeight, s.misc}
		for i := 1; i < len(s.texts); i += renameEvery {
			c.texts = append(c.texts, names.rename(s.texts[i], &rand))
		}
		out = append(out, c)
	}
	return out
}

// exchangeable reports whether a name can stand for another of its type. Of
// WikiANN's organizations half are songs, films and ships: only those count that
// have a word as organizations have.
func exchangeable(name string, t doc.NameType, domain string) bool {
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 6 || len(name) < 3 || strings.ContainsAny(name, "()[]{}\"'`#@/:,–•*_0123456789") ||
		name == strings.ToLower(name) || len(name) > 5 && name == strings.ToUpper(name) {
		return false
	}
	first, last := words[0], words[len(words)-1]
	if 'a' <= first[0] && first[0] <= 'z' && t != doc.PER {
		return false
	}
	if domain != "Wikipedia" || t != doc.ORG {
		return true
	}
	return lexicon.BesideOf(strings.ToLower(last))&lexicon.BesideEnding != 0 || lexicon.BesideOf(strings.ToLower(first))&lexicon.BesideOpening != 0 ||
		(lexicon.Name(last).Kinds|lexicon.Name(first).Kinds)&(lexicon.NameNoun|lexicon.NameCompany) != 0
}

// pool is names by type.
type pool [doc.MISC][]string

func (p *pool) pick(t doc.NameType, rand *learn.Rand) string {
	return p[t][int(rand.Float()*float32(len(p[t])))%len(p[t])]
}

func (p *pool) rename(t corpus.Named, rand *learn.Rand) corpus.Named {
	type key struct {
		t    doc.NameType
		name string
	}
	to := map[key]string{}
	for _, n := range t.Names { // full names first, so that surnames follow them
		w := t.Text[n.Start:n.End]
		words := strings.Fields(w)
		k := key{n.Type, w}
		if _, ok := to[k]; ok || n.Type == doc.NoName || n.Type == doc.MISC || n.Type == doc.PER && len(words) < 2 || rand.Float() > renameShare {
			continue
		}
		to[k] = p.pick(n.Type, rand)
		if n.Type == doc.PER {
			have := strings.Fields(to[k])
			to[key{doc.PER, words[len(words)-1]}] = have[len(have)-1]
		}
	}
	out := corpus.Named{ID: t.ID}
	var b strings.Builder
	at := int32(0)
	for _, n := range t.Names {
		if n.Start < at {
			continue
		}
		b.WriteString(t.Text[at:n.Start])
		k := key{n.Type, t.Text[n.Start:n.End]}
		w, ok := to[k]
		if !ok {
			if w = k.name; n.Type == doc.PER && rand.Float() < renameShare {
				have := strings.Fields(p.pick(doc.PER, rand))
				w = have[len(have)-1]
				to[k] = w
			}
		}
		start := int32(b.Len())
		b.WriteString(w)
		out.Names = append(out.Names, corpus.NamedRange{Range: doc.Range{Start: start, End: int32(b.Len())}, Type: n.Type})
		at = n.End
	}
	b.WriteString(t.Text[at:])
	out.Text = b.String()
	return out
}
