package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"whosaid.example/analysis/reference"
	trained "whosaid.example/build/train/reference"
)

// This file measures how well pairs of claims are ranked, whatever the thresholds: the average
// precision over all pairs of the marked claims, each story ranked with weights from other
// stories. It is less noisy than precision and recall at a threshold, and says whether a feature
// or a list helps.

func init() {
	parts = append(parts, part{"ranking", ranking})
	asked = append(asked, "ranking")
}

// rankingFolds is in how many parts the stories are left out of training.
const rankingFolds = 8

// ranked is a pair of claims with its score.
type ranked struct {
	score  float64
	linked bool
}

func ranking(shared string) ([]Table, error) {
	stories, err := trained.Load(filepath.Join(shared, "corpora"), ".")
	if err != nil {
		return nil, err
	}
	var pairs [2][]ranked // of our own stories, of the shared ones
	var links [2]int
	for fold := range rankingFolds {
		var rest []trained.Story
		for i, s := range stories {
			if i%rankingFolds != fold {
				rest = append(rest, s)
			}
		}
		w := trained.Fit(rest, trained.Defaults())
		for i := fold; i < len(stories); i += rankingFolds {
			group := 0
			if stories[i].Gold {
				group = 1
			}
			pairs[group] = append(pairs[group], rank(&stories[i], &w)...)
			links[group] += stories[i].Links
		}
	}
	t := Table{Title: "Ranking of pairs of claims, each story left out of training", Columns: []string{"average precision", "links"}}
	for group, name := range []string{"own stories", "shared stories"} {
		t.Add(name, Percent(averagePrecision(pairs[group], links[group])), fmt.Sprint(links[group]))
	}
	return []Table{t}, nil
}

// rank is the pairs of a story that a model weighs and somebody judged.
func rank(s *trained.Story, w *reference.Model) (out []ranked) {
	scored, which, n := trained.Scored(s, w)
	for k, c := range reference.Contexts(n, scored) {
		e := &s.Examples[which[k]]
		if e.Weight == 0 {
			continue
		}
		score := 0.0
		for i, x := range c {
			score += float64(w.Context[i]) * float64(x)
		}
		out = append(out, ranked{score, e.Linked})
	}
	return out
}

// averagePrecision is the mean over all links of the share of links among the pairs that score
// at least as much; a link that is no pair counts 0.
func averagePrecision(pairs []ranked, links int) float64 {
	slices.SortStableFunc(pairs, func(a, b ranked) int { return cmp.Compare(b.score, a.score) })
	found, sum := 0, 0.0
	for i, x := range pairs {
		if x.linked {
			found++
			sum += float64(found) / float64(i+1)
		}
	}
	return sum / float64(max(1, links))
}
