package site

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/tetratelabs/wazero/api"
)

// host is what wasm_exec.js is to a program of Go's, as far as one asks for it
// before it waits: JavaScript's values are the expressions that give them.
type host struct {
	values []string
	counts []int // how often the program holds each
	after  []string
	clock  int64           // ns
	timers map[int32]int64 // due when
	timer  int32
	random uint32
	said   []byte
}

// constants are the values that wasm_exec.js begins with, in their order.
var constants = []string{"NaN", "0", "null", "true", "false", "globalThis", "go"}

// known is what a program may ask for by name: an expression, and its type.
var known = map[string]uint32{
	"Object": isFunction, "Array": isFunction, "Uint8Array": isFunction,
	"process": isObject, "path": isObject, "fs": isObject, "fs.constants": isObject,
	"null": 0,
}

// Types of a reference (syscall/js, value.go).
const (
	isObject   = 1
	isFunction = 4
	notNumber  = 0x7FF80000 // in the upper half of what is no number
)

func newHost() *host {
	h := &host{timers: map[int32]int64{}, clock: 1e9, random: 2463534242}
	for _, c := range constants {
		h.values, h.counts = append(h.values, c), append(h.counts, 1)
	}
	return h
}

// script is the function that gives the values anew.
func (h *host) script() string {
	return "(go) => { const values = [" + strings.Join(h.values, ", ") + "]; " + strings.Join(h.after, "") + "return values; }"
}

// wake goes on to the time when the next timer is due; it reports whether there is one.
func (h *host) wake() bool {
	next := int64(math.MaxInt64)
	for _, due := range h.timers {
		next = min(next, due)
	}
	if len(h.timers) > 0 {
		h.clock = max(h.clock, next)
	}
	return len(h.timers) > 0
}

// function is an import of the program. One that is not expected ends its start.
func (h *host) function(name string) api.GoModuleFunction {
	act := h.actions()[name]
	return api.GoModuleFunc(func(_ context.Context, m api.Module, stack []uint64) {
		if act == nil {
			panic(fmt.Errorf("%s is called", name))
		}
		act(call{m.Memory(), uint32(stack[0])})
	})
}

// call is the arguments of a call of the host, behind the program's stack pointer.
type call struct {
	memory api.Memory
	sp     uint32
}

func (f call) word(at uint32) uint64       { v, _ := f.memory.ReadUint64Le(f.sp + at); return v }
func (f call) half(at uint32) uint32       { v, _ := f.memory.ReadUint32Le(f.sp + at); return v }
func (f call) set(at uint32, v uint64)     { f.memory.WriteUint64Le(f.sp+at, v) }
func (f call) setHalf(at uint32, v uint32) { f.memory.WriteUint32Le(f.sp+at, v) }

// bytes is the slice or string that stands there, in place.
func (f call) bytes(at uint32) []byte {
	b, _ := f.memory.Read(uint32(f.word(at)), uint32(f.word(at+8)))
	return b
}

// actions are the imports that a program needs until it waits. Where their
// arguments and results stand is as in wasm_exec.js.
func (h *host) actions() map[string]func(f call) {
	return map[string]func(f call){
		"runtime.wasmExit":            func(f call) { panic(fmt.Errorf("it ended with status %d", int32(f.half(8)))) },
		"runtime.wasmWrite":           func(f call) { h.write(f) },
		"runtime.resetMemoryDataView": func(call) {},
		"runtime.nanotime1":           func(f call) { h.clock += 1000; f.set(8, uint64(h.clock)) },
		"runtime.walltime":            func(f call) { f.set(8, uint64(h.clock/1e9)); f.setHalf(16, uint32(h.clock%1e9)) },
		"runtime.scheduleTimeoutEvent": func(f call) {
			h.timer++
			h.timers[h.timer] = h.clock + int64(f.word(8))*1e6
			f.setHalf(16, uint32(h.timer))
		},
		"runtime.clearTimeoutEvent": func(f call) { delete(h.timers, int32(f.half(8))) },
		"runtime.getRandomData": func(f call) {
			for i, b := 0, f.bytes(8); i < len(b); i++ {
				h.random ^= h.random << 13 // xorshift
				h.random ^= h.random >> 17
				h.random ^= h.random << 5
				b[i] = byte(h.random)
			}
		},
		"syscall/js.finalizeRef": func(f call) { h.drop(f.half(8)) },
		"syscall/js.valueGet":    func(f call) { f.set(32, h.get(h.value(f, 8), string(f.bytes(16)))) },
		"syscall/js.valueSet": func(f call) {
			h.after = append(h.after, fmt.Sprintf("%s.%s = values[%d]; ", h.value(f, 8), f.bytes(16), f.half(32)))
		},
		"syscall/js.valueCall": func(f call) {
			function := h.value(f, 8) + "." + string(f.bytes(16))
			if function != "go._makeFuncWrapper" || f.word(40) != 1 {
				panic(fmt.Errorf("%s is called", function))
			}
			id := math.Float64frombits(call{f.memory, uint32(f.word(32))}.word(0))
			f.set(56, h.reference(fmt.Sprintf("%s(%v)", function, id), isFunction))
			f.setHalf(64, 1)
		},
	}
}

func (h *host) write(f call) {
	b, _ := f.memory.Read(uint32(f.word(16)), f.half(24))
	h.said = append(h.said, b...)
}

// value is the expression that the reference there stands for.
func (h *host) value(f call, at uint32) string {
	if f.word(at)>>32&^7 != notNumber || int(f.half(at)) >= len(h.values) {
		panic(errors.New("it names a number's field"))
	}
	return h.values[f.half(at)]
}

// get is a reference to a field.
func (h *host) get(of, name string) uint64 {
	expression := strings.TrimPrefix(of+"."+name, "globalThis.")
	switch {
	case expression == "go._pendingEvent":
		expression = "null"
	case of == "fs.constants":
		return math.Float64bits(-1) // as wasm_exec.js has it: nothing uses them
	}
	kind, ok := known[expression]
	if !ok {
		panic(fmt.Errorf("it asks for %s", expression))
	}
	return h.reference(expression, kind)
}

// reference is a reference to the value that the expression gives.
func (h *host) reference(expression string, kind uint32) uint64 {
	id := -1
	for i, v := range h.values {
		if v == expression && (i < len(constants) || h.counts[i] > 0) {
			id = i
		}
	}
	if id < 0 {
		id = len(h.values)
		h.values, h.counts = append(h.values, expression), append(h.counts, 0)
	}
	h.counts[id]++
	return uint64(notNumber|kind)<<32 | uint64(id)
}

// drop forgets a reference. The number of a value that is held no more stays free.
func (h *host) drop(id uint32) {
	if int(id) < len(constants) || int(id) >= len(h.values) {
		return
	}
	if h.counts[id]--; h.counts[id] == 0 {
		h.values[id] = "null"
	}
}
