package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/reference"
	trained "whosaid.example/build/train/reference"
)

// This file tells where cross-references are lost: how well the model orders the pairs of claims
// of stories that it has not seen, and at which step each marked link goes.

func init() {
	asked = append(asked, "losses")
	parts = append(parts, part{"losses", func(shared string) ([]Table, error) {
		stories, err := trained.Load(filepath.Join(shared, "corpora"), ".")
		if err != nil {
			return nil, err
		}
		var sets [trained.SetCount][]verdict
		models := leftOut(stories)
		for i := range stories {
			sets[stories[i].Set] = append(sets[stories[i].Set], verdicts(&stories[i], models[i])...)
		}
		order := Table{Title: "Average precision over the pairs of stories left out, and links across articles with a word in common", Columns: []string{"link", "link and relation", "common word"}}
		tables := []Table{order}
		for set := range trained.SetCount {
			tables[0].Add(set.String(), Percent(averagePrecision(sets[set], false)), Percent(averagePrecision(sets[set], true)), Percent(commonWord(sets[set])))
			if set != trained.Shared {
				tables = append(tables, lossTable("Where the links of "+set.String()+" go", sets[set]))
			}
		}
		return tables, nil
	}})
}

// verdict is what a model says of a marked pair of a story that it has not seen.
type verdict struct {
	*trained.Example
	p        float32 // 0 where the pair isn't weighed
	relation doc.Relation
	least    float32 // the relation's threshold
	weighed  bool
}

func verdicts(s *trained.Story, w *reference.Model) []verdict {
	scored, which := trained.Candidates(s, w)
	probable := w.Probabilities(s.Places, scored)
	at := map[int]int{}
	for k, i := range which {
		at[i] = k
	}
	var out []verdict
	for i := range s.Examples {
		v := verdict{Example: &s.Examples[i]}
		if v.Weight == 0 {
			continue
		}
		if k, ok := at[i]; ok {
			v.weighed = true
			if v.p = probable[k]; v.p > 0 {
				v.relation, v.least, _ = w.Choose(&v.Features)
			}
		}
		out = append(out, v)
	}
	return out
}

// commonWord is the share of the links across articles whose claims have a word in common.
func commonWord(all []verdict) float64 {
	links, common := 0, 0
	for _, v := range all {
		if v.Linked && v.Features[reference.SameArticle] == 0 {
			links++
			if v.Features[reference.SameWords] > 0 {
				common++
			}
		}
	}
	return ratio(common, links)
}

// averagePrecision of the order by probability: the mean, over the marked links, of the precision down to
// each; 0 for a link that isn't weighed, or that has another relation where that counts.
func averagePrecision(all []verdict, related bool) float64 {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b verdict) int { return cmp.Compare(b.p, a.p) })
	links, hits, sum := 0, 0, 0.0
	for i, v := range all {
		if !v.Linked {
			continue
		}
		links++
		if v.p > 0 && (!related || v.relation == v.Relation) {
			hits++
			sum += float64(hits) / float64(i+1)
		}
	}
	return sum / float64(max(1, links))
}

// lossTable counts the marked links by the step at which they are lost, within and across articles.
func lossTable(title string, all []verdict) Table {
	t := Table{Title: title + ": within an article + across", Columns: []string{"repeats", "supports", "conflicts", "responds", "updates"}}
	steps := [...]string{"links", "claim not found", "no candidate", "score too low", "not weighed in context", "p < 0.1", "p < 0.2", "p < 0.3", "p < threshold", "another relation", "right"}
	var count [len(steps)][5][2]int
	for _, v := range all {
		if !v.Linked {
			continue
		}
		where := 0
		if v.From.Doc != v.To.Doc {
			where = 1
		}
		step := 10
		switch {
		case v.Missed:
			step = 1
		case !v.Candidate:
			step = 2
		case !v.weighed:
			step = 3
		case v.p == 0:
			step = 4
		case v.p < v.least && v.p < 0.3:
			step = 5 + int(v.p*10)
		case v.p < v.least:
			step = 8
		case v.relation != v.Relation:
			step = 9
		}
		count[0][v.Relation][where]++
		count[step][v.Relation][where]++
	}
	for i, name := range steps {
		var cells []string
		for _, n := range count[i] {
			cells = append(cells, fmt.Sprintf("%d + %d", n[0], n[1]))
		}
		t.Add(name, cells...)
	}
	return t
}
