// Command eval measures the analysis against annotated data and prints the
// tables that the README shows.
//
//	go run ./build/eval [-shared DIR] [part …]
//
// Without names it prints all parts but those that take minutes.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
)

// A part measures one thing. Its tables are printed in order. It is a part's
// own affair which data below the shared folder it reads.
type part struct {
	name string
	run  func(shared string) ([]Table, error)
}

// parts is the list of what is measured, in the order of the stages.
var parts = []part{
	{"core", Core},
	{"attribution", attribution},
}

// asked is the parts that are measured only when named, since they take minutes.
var asked []string

func main() {
	shared := flag.String("shared", "../shared", "folder that holds corpora, gold and articles")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: eval [-shared DIR] [part …]; parts:")
		for _, p := range parts {
			fmt.Fprintln(os.Stderr, "  "+p.name)
		}
		flag.PrintDefaults()
	}
	flag.Parse()
	for _, name := range flag.Args() {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			fmt.Fprintf(os.Stderr, "eval: no part %q\n", name)
			flag.Usage()
			os.Exit(2)
		}
	}
	if _, err := os.Stat(*shared); err != nil {
		fmt.Fprintf(os.Stderr, "eval: no data to measure against: %v; name its folder with -shared\n", err)
		os.Exit(1)
	}
	failed := false
	for _, p := range parts {
		if !slices.Contains(flag.Args(), p.name) && (flag.NArg() > 0 || slices.Contains(asked, p.name)) {
			continue
		}
		tables, err := p.run(*shared)
		if err != nil {
			fmt.Fprintf(os.Stderr, "eval: %s: %v\n", p.name, err)
			failed = true
		}
		for _, t := range tables {
			t.Print(os.Stdout)
		}
	}
	if failed {
		os.Exit(1)
	}
}
