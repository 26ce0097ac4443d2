package site

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// The engine starts at the build, not at the reader: Go's runtime begins, models
// are opened, lists are read into tables, and the program waits for its first
// message. Then all that it is, its memory and its globals, becomes the program's
// data. A reader's browser has nothing left to do but to copy it (the method of
// Wizer, https://github.com/bytecodealliance/wizer, for what a Go program holds).
//
// What a Go program knows of JavaScript are numbers of values. Those that it holds
// when it waits are told as a script, which makes them anew (see host.script).

// started is a program of Go's for js/wasm as it is when it first waits, and the
// source of a JavaScript function: given an object of class Go, it gives the values
// that the program has numbers for. env is the program's environment; spent
// is what it no longer needs of the files that it holds. The same program gives the
// same bytes: clock and random numbers are always the same.
func started(program []byte, env, spent []string) ([]byte, string, error) {
	open, kinds, err := exportGlobals(program)
	if err != nil {
		return nil, "", err
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	compiled, err := runtime.CompileModule(ctx, open)
	if err != nil {
		return nil, "", err
	}
	h := newHost()
	imports := runtime.NewHostModuleBuilder(hostModule)
	for _, f := range compiled.ImportedFunctions() {
		_, name, _ := f.Import()
		imports.NewFunctionBuilder().WithGoModuleFunction(h.function(name), f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	if _, err := imports.Instantiate(ctx); err != nil {
		return nil, "", err
	}
	module, err := runtime.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithStartFunctions())
	if err != nil {
		return nil, "", err
	}
	count, at, err := passArguments(module.Memory(), []string{"js"}, env)
	if err != nil {
		return nil, "", err
	}
	_, err = module.ExportedFunction("run").Call(ctx, uint64(count), uint64(at))
	for err == nil && h.wake() {
		_, err = module.ExportedFunction("resume").Call(ctx)
	}
	if err != nil {
		return nil, "", fmt.Errorf("the program's start: %w\n%s", err, h.said)
	}
	memory, _ := module.Memory().Read(0, module.Memory().Size())
	for _, s := range spent {
		if at := bytes.Index(memory, []byte(s)); at >= 0 {
			clear(memory[at : at+len(s)])
		}
	}
	globals := make([]uint64, len(kinds))
	for i := range globals {
		globals[i] = module.ExportedGlobal(globalName(i)).Get()
	}
	out, err := withState(program, memory, kinds, globals)
	return out, h.script(), err
}

const hostModule = "gojs"

func globalName(i int) string { return fmt.Sprint("whosaid.global.", i) }

// Numbers of sections beside those in slim.go, and of types (WebAssembly Core
// Specification, 5.3 and 5.5).
const (
	memorySection = 5
	globalSection = 6
	exportSection = 7
	typeInt32     = 0x7f
	typeInt64     = 0x7e
	constInt32    = 0x41
	constInt64    = 0x42
	endOfCode     = 0x0b
)

// editSections is a program in which edit has replaced what sections hold.
func editSections(program []byte, edit func(id byte, content []byte) ([]byte, error)) ([]byte, error) {
	if len(program) < 8 {
		return nil, errNotWasm
	}
	out := append([]byte{}, program[:8]...)
	for rest := (reader{data: program[8:]}); len(rest.data) > 0; {
		id := rest.byte()
		content, err := edit(id, rest.take(rest.number()))
		if rest.bad {
			return nil, errNotWasm
		}
		if err != nil {
			return nil, err
		}
		out = binary.AppendUvarint(append(out, id), uint64(len(content)))
		out = append(out, content...)
	}
	return out, nil
}

// exportGlobals is the program with its globals exported, and their types.
func exportGlobals(program []byte) (open, kinds []byte, err error) {
	open, err = editSections(program, func(id byte, content []byte) ([]byte, error) {
		r := reader{data: content}
		switch id {
		case globalSection:
			for range r.number() {
				kind, _, code := r.byte(), r.byte(), r.byte()
				if r.signed(); code != constInt32 && code != constInt64 || r.byte() != endOfCode {
					return nil, errNotWasm
				}
				kinds = append(kinds, kind)
			}
		case exportSection:
			n := r.number()
			content = append(binary.AppendUvarint(nil, uint64(n+len(kinds))), r.data...)
			for i := range kinds {
				const exportsGlobal = 3
				name := globalName(i)
				content = append(append(content, byte(len(name))), name...)
				content = binary.AppendUvarint(append(content, exportsGlobal), uint64(i))
			}
		}
		if r.bad {
			return nil, errNotWasm
		}
		return content, nil
	})
	if err == nil && len(kinds) == 0 {
		err = errNotWasm
	}
	return open, kinds, err
}

// withState is the program that begins with this memory and these globals.
func withState(program, memory, kinds []byte, globals []uint64) ([]byte, error) {
	return editSections(program, func(id byte, content []byte) ([]byte, error) {
		switch id {
		case memorySection:
			const page = 1 << 16
			return binary.AppendUvarint([]byte{1, 0}, uint64(len(memory)/page)), nil
		case globalSection:
			content = binary.AppendUvarint(nil, uint64(len(kinds)))
			for i, kind := range kinds {
				const changes = 1
				if content = append(content, kind, changes); kind == typeInt32 {
					content = appendSigned(append(content, constInt32), int(int32(globals[i])))
				} else {
					content = appendSigned(append(content, constInt64), int(globals[i]))
				}
				content = append(content, endOfCode)
			}
		case dataSection:
			content = writeSegments(filled(memory))
		}
		return content, nil
	})
}

// stateGap is how many zeros may stand between two pieces of a program's memory:
// half of it are tables with room. Fewer would save nothing after compression.
const stateGap = 256

// filled is the pieces of memory that hold something, without long runs of zeros.
func filled(memory []byte) (segments []segment) {
	const word = 8
	from, to := -1, 0
	for at := 0; at+word <= len(memory); at += word {
		if binary.LittleEndian.Uint64(memory[at:]) == 0 {
			continue
		}
		if from >= 0 && at-to > stateGap {
			segments = append(segments, segment{from, memory[from:to]})
			from = -1
		}
		if from < 0 {
			from = at
		}
		to = at + word
	}
	if from >= 0 {
		segments = append(segments, segment{from, memory[from:to]})
	}
	return segments
}

// passArguments puts arguments and environment where Go's wasm_exec.js does.
func passArguments(memory api.Memory, args, env []string) (count, at uint32, err error) {
	const start, limit, word = 4096, 4096 + 8192, 8
	at = start
	var places []uint32
	ok := true
	for i, list := range [][]string{args, env} {
		for _, s := range list {
			places = append(places, at)
			ok = ok && memory.Write(at, append([]byte(s), 0))
			at += (uint32(len(s)) + word) / word * word
		}
		if places = append(places, 0); i == 0 {
			count = uint32(len(args))
		}
	}
	table := at
	for _, p := range places {
		ok = ok && memory.WriteUint64Le(at, uint64(p))
		at += word
	}
	if !ok || at > limit {
		return 0, 0, errors.New("too many arguments")
	}
	return count, table, nil
}
