package corpus

import (
	"strings"

	"whosaid.example/analysis/doc"
)

// Coreferent is a mention of a treebank's document with the group of mentions
// that it belongs to. Groups are numbers of the document, without order.
type Coreferent struct {
	Span  doc.Span // tokens of the treebank's document
	Head  int32    // the token of Span that hangs on none of the others, by the tree
	Group string
	Type  string // GUM's: person, organization, place, object, …; "" in PolNeAR
}

// Coreferents are the mentions that the treebank's MISC column marks, as GUM's
// Entity=(1-person-…  1) or PolNeAR's Coref=(1  1), in the order of their ends.
// What is opened and never closed, and the second part of a mention in two
// parts, is left out.
func (t *Treebank) Coreferents() []Coreferent {
	type open struct {
		group, typ string
		start      int32
	}
	var stack []open
	var out []Coreferent
	end := func(group string, at int32) {
		for k := len(stack) - 1; k >= 0; k-- {
			if o := stack[k]; o.group == group {
				stack = append(stack[:k], stack[k+1:]...)
				s := doc.Span{Start: o.start, End: at + 1}
				out = append(out, Coreferent{Span: s, Head: t.headOf(s), Group: group, Type: o.typ})
				return
			}
		}
	}
	for i, misc := range t.Misc {
		at := int32(i)
		for f := range strings.SplitSeq(misc, "|") {
			v, ok := strings.CutPrefix(f, "Entity=")
			if !ok {
				if v, ok = strings.CutPrefix(f, "Coref="); !ok {
					continue
				}
			}
			for len(v) > 0 {
				if v[0] == ',' {
					v = v[1:]
					continue
				}
				if v[0] != '(' { // "7)"
					group, rest, _ := strings.Cut(v, ")")
					end(group, at)
					v = rest
					continue
				}
				v = v[1:]
				n := strings.IndexAny(v, "(),")
				closed := n >= 0 && v[n] == ')'
				body := v
				if n >= 0 {
					body = v[:n]
					if v = v[n:]; closed {
						v = v[1:]
					}
				} else {
					v = ""
				}
				fields := strings.Split(body, "-")
				o := open{group: fields[0], start: at}
				if len(fields) > 1 {
					o.typ = fields[1]
				}
				if strings.Contains(o.group, "[") {
					continue
				}
				if stack = append(stack, o); closed {
					end(o.group, at)
				}
			}
		}
	}
	return out
}

// headOf is the first token of s whose head lies outside of it.
func (t *Treebank) headOf(s doc.Span) int32 {
	for i := s.Start; i < s.End; i++ {
		if x := &t.Doc.Tokens[i]; !s.Has(x.Head) && x.POS != doc.PosPunct {
			return i
		}
	}
	return s.End - 1
}
