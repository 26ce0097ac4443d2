package main

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// version of the build, set by the linker.
var version = "development"

// main is the browser's side: the interface. The analysis is another program
// (app/worker).
func main() {
	routes()
	app.RunWhenOnBrowser()
}
