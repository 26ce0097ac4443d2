package analysis_test

import (
	"context"
	"fmt"

	"whosaid.example/analysis"
)

func ExampleAnalyze() {
	text := "“The bridge is safe,” said Carla Munoz, the mayor of Wendle. “We have looked at every bolt.”"

	result := analysis.Analyze(analysis.Article{Name: "bridge.txt", Text: text})

	article := &result.Articles[0]
	for _, quote := range article.Quotes {
		speaker := "somebody"
		if actor := article.Actor(quote.Speaker); actor != nil {
			speaker = actor.Name
		}
		fmt.Printf("%s, %s:\n", speaker, quote.Kind)
		for _, piece := range quote.Content { // several where the attribution interrupts
			fmt.Println(" ", piece.Text(text))
		}
	}
	// Output:
	// Carla Munoz, direct:
	//   The bridge is safe
	//   We have looked at every bolt.
}

// Several articles are one story: their actors are joined, their claims compared.
func ExampleAnalyze_story() {
	texts := []string{
		"The new bridge is inside the budget, Mayor Carla Munoz told the council on Tuesday.",
		"The new bridge is not inside the budget, the auditor Ben Ruiz said on Friday.",
	}
	result := analysis.Analyze(
		analysis.Article{Name: "tuesday", Text: texts[0], Date: "2026-03-03"},
		analysis.Article{Name: "friday", Text: texts[1], Date: "2026-03-06"},
	)
	for _, reference := range result.References {
		later, earlier := result.Claim(reference.From), result.Claim(reference.To)
		fmt.Println(later.Text(texts[reference.From.Article]))
		fmt.Println(reference.Relation)
		fmt.Println(earlier.Text(texts[reference.To.Article]))
	}
	// Output:
	// The new bridge is not inside the budget
	// conflicts
	// The new bridge is inside the budget
}

func ExampleAnalyzer() {
	analyzer := analysis.Analyzer{Progress: func(done, total int) {
		if done == total {
			fmt.Println("done")
		}
	}}
	result := analyzer.Analyze(analysis.Article{Text: "Ben Ruiz denied it."})
	fmt.Println(result.Articles[0].Actors[0].Name)
	// Output:
	// done
	// Ben Ruiz
}

func ExampleAnalyzer_AnalyzeContext() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // the reader has closed the page

	var analyzer analysis.Analyzer
	result, err := analyzer.AnalyzeContext(ctx, analysis.Article{Text: "Ben Ruiz denied it."})
	fmt.Println(result == nil, err)
	// Output: true context canceled
}

// What a reader should know of a text is no error.
func ExampleReport() {
	for _, text := range []string{"", "Der Bürgermeister hat das am Dienstag nicht gesagt, und die Stadt weiß auch nichts davon."} {
		fmt.Println(analysis.Analyze(analysis.Article{Text: text}).Articles[0].Notices)
	}
	// Output:
	// [empty]
	// [not-english]
}
