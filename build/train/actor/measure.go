package actor

import (
	"fmt"
	"slices"

	"whosaid.example/analysis/actor"
)

// Measure compares the actors that the resolver finds with the weights w to the
// groups of the texts: pronouns of the third person that go with the right
// actor (its other mentions are mostly of the pronoun's group), and B³ over the
// heads of mentions of people and organizations.
func Measure(texts []text, w *actor.Weights) string {
	var right, pred, gold int
	var p, r float64
	docs := 0
	for i := range texts {
		x := &texts[i]
		actor.Choices(x.doc, w)
		d := x.doc
		votes := make([]map[string]int, len(d.Actors))
		for k := range votes {
			votes[k] = map[string]int{}
		}
		got, want := map[int32]string{}, map[int32]string{}
		for _, m := range d.Mentions {
			if g := x.at(m.Head); g != "" {
				votes[m.Actor][g] += 2
				if m.Form == 2 {
					votes[m.Actor][g]--
				}
			}
			got[d.Tokens[m.Head].Start] = fmt.Sprint(m.Actor)
		}
		main := make([]string, len(d.Actors))
		for k, v := range votes {
			keys := make([]string, 0, len(v))
			for g := range v {
				keys = append(keys, g)
			}
			slices.Sort(keys)
			for _, g := range keys {
				if main[k] == "" || v[g] > v[main[k]] {
					main[k] = g
				}
			}
		}
		acts := func(g string) bool { t := x.typ[g]; return t == "person" || t == "organization" }
		at := map[int32]bool{}
		for _, t := range d.Tokens {
			at[t.Start] = true
		}
		for start, g := range x.group {
			if acts(g) {
				want[start] = g
			}
		}
		third := map[int32]bool{}
		for k := range d.Tokens {
			switch d.Lower(int32(k)) {
			case "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their", "theirs", "themselves":
				third[d.Tokens[k].Start] = true
				if g := x.at(int32(k)); g != "" && acts(g) {
					gold++
				}
			}
		}
		for _, m := range d.Mentions {
			if s := d.Tokens[m.Head].Start; m.Form == 2 && third[s] && x.typ[x.group[s]] != "place" {
				pred++
				if g := x.at(m.Head); g != "" && g == main[m.Actor] {
					right++
				}
			}
		}
		if len(want) > 0 {
			a, b := b3(want, got)
			p, r, docs = p+a, r+b, docs+1
		}
	}
	P, R := p/float64(docs), r/float64(docs)
	return fmt.Sprintf("pronouns %.1f (P %.1f R %.1f, %d), B³ %.1f (P %.1f R %.1f)",
		200*float64(right)/float64(pred+gold), 100*float64(right)/float64(pred), 100*float64(right)/float64(gold), gold, 200*P*R/(P+R), 100*P, 100*R)
}

func b3(gold, pred map[int32]string) (p, r float64) {
	one := func(a, b map[int32]string) float64 {
		in := map[string]map[string]int{}
		size := map[string]int{}
		for m, g := range a {
			if in[g] == nil {
				in[g] = map[string]int{}
			}
			size[g]++
			if h, ok := b[m]; ok {
				in[g][h]++
			}
		}
		n, all := 0.0, 0
		for g, hs := range in {
			s := 0
			for _, c := range hs {
				s += c * c
			}
			n += float64(s) / float64(size[g])
			all += size[g]
		}
		return n / float64(max(1, all))
	}
	return one(pred, gold), one(gold, pred)
}
