//go:build js && wasm

// Command core is the language core alone, for measuring it in a browser: it
// gives the page a function coreTokens(text) that segments, tags and parses a
// text, finds its names, and returns the number of its tokens.
package main

import (
	"syscall/js"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/name"
	"whosaid.example/analysis/parse"
	"whosaid.example/analysis/segment"
	"whosaid.example/analysis/tag"
)

func main() {
	js.Global().Set("coreTokens", js.FuncOf(func(_ js.Value, args []js.Value) any {
		d := doc.New(args[0].String())
		for _, stage := range []func(*doc.Document){segment.Segment, tag.Tag, parse.Parse, name.Find} {
			stage(d)
		}
		return len(d.Tokens)
	}))
	select {}
}
