package main

import (
	"runtime/debug"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// main is the browser's side: the interface. The analysis is another program
// (app/worker).
func main() {
	// A garbage collection stops the page for as long as it marks, and with a
	// heap of a few megabytes the default has one every few hundred elements
	// that are drawn. Some memory buys most of them off.
	debug.SetGCPercent(2000)
	debug.SetMemoryLimit(256 << 20)
	routes()
	app.RunWhenOnBrowser()
}
