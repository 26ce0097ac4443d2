//go:build js && wasm

// Command worker is the engine: the analysis in a web worker. It holds no
// interface and no go-app, so that it is small and the page never freezes.
// The messages are those of package engine; web/worker.js starts it.
package main

import (
	"syscall/js"

	"whosaid.example/app/engine"
)

// version of the build, set by the linker; the interface of another build asks
// for a reload.
var version = "development"

func main() {
	requests := make(chan string, 64)
	scope := js.Global()
	scope.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		// A handler must not block: the browser waits for it.
		if data := args[0].Get("data"); data.Type() == js.TypeString {
			select {
			case requests <- data.String():
			default:
				scope.Call("postMessage", `{"type":"died","message":"too many requests at once"}`)
			}
		}
		return nil
	}))
	post := func(message []byte) { scope.Call("postMessage", string(message)) }
	engine.Prepare()
	<-requests // "begin": up to here the program has run when the site was made (app/site/started.go)
	post(engine.Ready(version))
	practised := 0
	for r := range requests {
		if r == "practise" { // nobody asks for anything
			engine.Practise(practised)
			practised++
			continue
		}
		engine.Answer(r, post)
	}
}
