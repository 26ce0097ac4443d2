//go:build js && wasm

// The program of TestStartedProgramGoesOn: it makes a table and goroutines, waits
// for its first message, and answers from then on.
package main

import (
	"fmt"
	"runtime"
	"syscall/js"
	"time"
)

var squares = map[int]int{}

func main() {
	messages := make(chan string, 8)
	scope := js.Global()
	scope.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		messages <- args[0].Get("data").String()
		return nil
	}))
	post := func(v ...any) { scope.Call("postMessage", fmt.Sprint(v...)) }
	numbers := make(chan int)
	go func() {
		for n := 0; ; n++ {
			numbers <- n
		}
	}()
	for n := range 10_000 {
		squares[n] = n * n
	}
	<-numbers
	time.Sleep(time.Hour) // the host's clock goes there at once
	began := time.Now()
	garbage := make([][]byte, 1000)
	for i := range garbage {
		garbage[i] = make([]byte, 1000)
	}
	garbage = nil
	<-messages
	post("ready ", len(squares), " ", time.Since(began) > 365*24*time.Hour)
	for m := range messages {
		select {
		case n := <-numbers:
			post(m, " ", n, " ", squares[n+100])
		case <-time.After(time.Hour):
		}
		<-time.After(time.Millisecond)
		for range 3 {
			garbage = append(garbage, make([]byte, 1<<20))
			runtime.GC()
		}
		object := js.Global().Get("Object").New()
		object.Set("n", len(garbage))
		post("later ", js.Global().Get("JSON").Call("stringify", object).String(), " ", len(squares))
	}
}
