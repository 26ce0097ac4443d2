// Command train makes the weights of the analysis anew from the corpora.
//
//	go run ./build/train [-corpora DIR] [-free] [model …]
//
// Without names it trains all models, in the order in which they need each
// other. Weights go to analysis/; training twice gives the same bytes on amd64.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"whosaid.example/build/train/actor"
	"whosaid.example/build/train/learn"
	"whosaid.example/build/train/name"
	"whosaid.example/build/train/parse"
	"whosaid.example/build/train/quote"
	"whosaid.example/build/train/reference"
	"whosaid.example/build/train/tag"
)

// trainers is the list of models in their order: each may use those before it.
var trainers = []trainer{
	{"tag", tag.Train},
	{"parse", parse.Train},
	{"name", name.Train},
	{"actor", actor.Train},
	{"quote", quote.Train},
	{"reference", reference.Train},
}

// A trainer makes one model: it is named for the stage that uses it.
type trainer struct {
	name  string
	train func(learn.Run) error
}

func main() {
	corpora := flag.String("corpora", "../shared/corpora", "folder of the corpora")
	free := flag.Bool("free", false, "use only sources with free licences")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: train [-corpora DIR] [-free] [model …]; models:")
		for _, t := range trainers {
			fmt.Fprintln(os.Stderr, "  "+t.name)
		}
		flag.PrintDefaults()
	}
	flag.Parse()
	for _, name := range flag.Args() {
		if !slices.ContainsFunc(trainers, func(t trainer) bool { return t.name == name }) {
			fmt.Fprintf(os.Stderr, "train: no model %q\n", name)
			flag.Usage()
			os.Exit(2)
		}
	}
	if _, err := os.Stat(*corpora); err != nil {
		fmt.Fprintf(os.Stderr, "train: no corpora: %v; name their folder with -corpora\n", err)
		os.Exit(1)
	}
	run := learn.Run{Corpora: *corpora, Root: ".", Free: *free, Out: os.Stdout}
	for _, t := range trainers {
		if flag.NArg() > 0 && !slices.Contains(flag.Args(), t.name) {
			continue
		}
		start := time.Now()
		if err := t.train(run); err != nil {
			fmt.Fprintf(os.Stderr, "train: %s: %v\n", t.name, err)
			os.Exit(1)
		}
		fmt.Printf("%s: trained in %s\n", t.name, time.Since(start).Round(time.Second))
	}
}
