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

// request is a message of the page, or a moment to get ready in.
type request struct {
	text string
	tick bool
}

func main() {
	requests := make(chan request, 64)
	scope := js.Global()
	scope.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		// A handler must not block: the browser waits for it.
		if data := args[0].Get("data"); data.Type() == js.TypeString {
			select {
			case requests <- request{text: data.String()}:
			default:
				scope.Call("postMessage", `{"type":"died","message":"too many requests at once"}`)
			}
		}
		return nil
	}))
	post := func(message []byte) { scope.Call("postMessage", string(message)) }
	post(engine.Ready(version))
	// While the reader chooses a text, the engine reads one of its own some times:
	// tables are set up, and the browser compiles what is used most. A tick at a
	// time, so that a request waits for one at most.
	ticks := 10
	tick := js.FuncOf(func(js.Value, []js.Value) any {
		select {
		case requests <- request{tick: true}:
		default:
		}
		return nil
	})
	scope.Call("setTimeout", tick)
	for r := range requests {
		if !r.tick {
			engine.Answer(r.text, post)
			ticks = 0
		} else if ticks > 0 {
			engine.Warm()
			ticks--
			scope.Call("setTimeout", tick)
		}
	}
}
