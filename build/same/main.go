// Command same is the command line's analysis alone, without go-app, so that
// it can be built for other machines: the test beside it runs it under
// WebAssembly and on 32 bits and wants the same bytes everywhere.
package main

import (
	"os"

	"whosaid.example/app/analyze"
)

func main() { os.Exit(analyze.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
