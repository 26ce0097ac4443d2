//go:build !js

// Command app is whosaid's native side: the local server of the site, the
// static site's generator, and the command line.
//
//	app                    serve on 127.0.0.1:8000 (PORT)
//	app analyze FILE...    analyse files (see package analyze)
package main

import (
	"fmt"
	"os"

	"whosaid.example/app/analyze"
)

func main() {
	os.Exit(run(os.Args[1:]))
}

// run carries out the command that the arguments name and returns the exit status.
func run(args []string) int {
	if len(args) == 0 {
		args = []string{"serve"}
	}
	switch args[0] {
	case "analyze":
		return analyze.Run(args[1:], os.Stdin, os.Stdout, os.Stderr)
	}
	fmt.Fprintf(os.Stderr, "unknown command %q: want serve, site or analyze\n", args[0])
	return analyze.WrongCall
}
