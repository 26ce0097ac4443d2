package analysis_test

import (
	"fmt"

	"whosaid.example/analysis"
)

func ExampleAnalyze() {
	text := "“The bridge is safe,” said Carla Munoz, the mayor of Wendle. An engineer denied that."

	result := analysis.Analyze(analysis.Article{Name: "bridge.txt", Text: text})

	article := result.Articles[0]
	names := map[string]string{"": "unknown"}
	for _, actor := range article.Actors {
		names[actor.ID] = actor.Name
	}
	for _, quote := range article.Quotes {
		first := quote.Content[0]
		fmt.Printf("%s (%s): %s\n", names[quote.Speaker], quote.Kind, text[first.Start:first.End])
		break
	}
	// Output:
	// Carla Munoz (direct): The bridge is safe
}
