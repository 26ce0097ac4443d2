// Command slim is what the test of slim runs: garbage collections with deep
// stacks, growing stacks, panics that are recovered through inlined functions
// and wrappers, and one that is not.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
)

type tree struct{ left, right *tree }

func grow(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	var pad [64]byte
	pad[depth%64] = 1
	t := &tree{grow(depth - 1), grow(depth - 1)}
	if pad[depth%64] == 0 {
		return nil
	}
	return t
}

func (t *tree) count() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.count() + t.right.count()
}

type thrower interface{ throw() }
type inner struct{ words []string }
type outer struct{ inner }

func (i inner) throw() { fmt.Println(i.words[len(i.words)+3]) }

func catch(f func()) (message string) {
	defer func() {
		if p := recover(); p != nil {
			message = fmt.Sprint(p)
		}
	}()
	f()
	return "nothing"
}

func main() {
	kept := grow(12)
	for range 20 {
		grow(10)
		runtime.GC()
	}
	loops()
	leaves()
	fmt.Println(kept.count())
	fmt.Println(catch(thrower(outer{inner{strings.Fields("a b c")}}).throw))
	fmt.Println(catch(func() { panic(errors.New("an error")) }))
	fmt.Println(catch(func() { var t *tree; fmt.Println(t.left) }))
	done := make(chan int)
	go func() { done <- grow(14).count() }()
	fmt.Println(<-done)
	if len(os.Args) > 1 {
		panic("the end")
	}
}
