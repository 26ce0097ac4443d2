package site

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// Of memory.copy and memory.fill a browser's compiler makes calls of a library,
// whatever their length, and leaves its code for them: that takes longer than the copy
// of most structs. Go's compiler writes one for every struct or array of more than 16
// bytes. Where the length is known and small they call functions here, which have 128-bit
// loads and stores and nothing to do with Go's stack. What Go copies so does
// not overlap, unless it is copied to its own place.

// shortCopy is a copy of so many bytes, or so many zeros.
type shortCopy struct {
	fill  bool
	bytes int
}

const (
	vectorBytes = 16
	mostCopied  = 256
)

// withShortCopies is a program whose short copies and fills are calls. Functions with
// anything unknown in them stay as they are.
func withShortCopies(program []byte) ([]byte, error) {
	types, functions := 0, 0
	found := map[shortCopy]bool{}
	var bodies []editable
	_, err := editSections(program, func(id byte, content []byte) ([]byte, error) {
		r := reader{data: content}
		switch id {
		case typeSection:
			types = r.number()
		case importSection:
			for range r.number() {
				r.take(r.number()) // module
				r.take(r.number()) // name
				if r.byte() != importsFunction {
					return nil, errNotWasm
				}
				r.number()
				functions++
			}
		case codeSection:
			for range r.number() {
				b := readBody(r.take(r.number()))
				for at := range b.list {
					if x, _, ok := readShortCopy(b.list[at:]); ok {
						found[x] = true
					}
				}
				bodies = append(bodies, b)
			}
			functions += len(bodies)
		}
		if r.bad {
			return nil, errNotWasm
		}
		return nil, nil
	})
	if err != nil || len(found) == 0 {
		return program, err
	}
	var copies []shortCopy
	for x := range found {
		copies = append(copies, x)
	}
	slices.SortFunc(copies, func(x, y shortCopy) int {
		return cmp.Or(cmp.Compare(x.bytes, y.bytes), cmp.Compare(x.bytesRead(), y.bytesRead()))
	})
	return editSections(program, func(id byte, content []byte) ([]byte, error) {
		r := reader{data: content}
		switch id {
		case typeSection:
			const isFunction = 0x60
			r.number()
			content = append(binary.AppendUvarint(nil, uint64(types+2)), r.data...)
			content = append(content, isFunction, 1, typeInt32, 0, isFunction, 2, typeInt32, typeInt32, 0)
		case functionSection:
			n := r.number()
			content = append(binary.AppendUvarint(nil, uint64(n+len(copies))), r.data...)
			for _, x := range copies {
				kind := types + 1
				if x.fill {
					kind = types
				}
				content = binary.AppendUvarint(content, uint64(kind))
			}
		case codeSection:
			content = binary.AppendUvarint(nil, uint64(len(bodies)+len(copies)))
			for _, b := range bodies {
				code := b.calling(copies, functions)
				content = append(binary.AppendUvarint(content, uint64(len(code))), code...)
			}
			for _, x := range copies {
				code := x.body()
				content = append(binary.AppendUvarint(content, uint64(len(code))), code...)
			}
		}
		return content, nil
	})
}

// Numbers of sections and kinds beside those in slim.go (WebAssembly Core
// Specification, 5.5).
const (
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	importsFunction = 0
)

// editable is a function's body with its instructions, none where it can't be read.
type editable struct {
	body []byte
	head int // bytes before the first instruction
	list []instr
}

func readBody(body []byte) editable {
	r := reader{data: body}
	for range r.number() { // locals
		r.number()
		r.byte()
	}
	b := editable{body: body, head: len(body) - len(r.data)}
	for len(r.data) > 0 && !r.bad {
		x, ok := r.instruction()
		if !ok {
			return editable{body: body}
		}
		b.list = append(b.list, x)
	}
	return b
}

// calling is the body with calls of the copies, whose functions have numbers from first on.
func (b *editable) calling(copies []shortCopy, first int) []byte {
	if len(b.list) == 0 {
		return b.body
	}
	out := slices.Clone(b.body[:b.head])
	for at := 0; at < len(b.list); at++ {
		if x, length, ok := readShortCopy(b.list[at:]); ok {
			out = binary.AppendUvarint(append(out, opCall), uint64(first+slices.Index(copies, x)))
			at += length - 1
			continue
		}
		out = append(out, b.list[at].raw...)
	}
	return out
}

// readShortCopy reads the length that is put on the stack, and what it is for; length
// is how many instructions that is.
func readShortCopy(list []instr) (x shortCopy, length int, ok bool) {
	want := []byte{opPrefixed, memoryCopy, 0, 0}
	if x.fill = is(list, [2]int{opI32Const, 0}); x.fill {
		list, length = list[1:], 1
		want = []byte{opPrefixed, memoryFill, 0}
	}
	if !is(list, [2]int{opI32Const, -1}, [2]int{opPrefixed, -1}) || !slices.Equal(list[1].raw, want) {
		return x, 0, false
	}
	x.bytes = list[0].n
	return x, length + 2, vectorBytes <= x.bytes && x.bytes <= mostCopied
}

const (
	memoryCopy = 10
	memoryFill = 11
)

// bytesRead is how many bytes it looks at.
func (x *shortCopy) bytesRead() int {
	if x.fill {
		return 0
	}
	return x.bytes
}

// body is the function: its arguments are where to, and where from. The last vector
// ends with the last byte, and may lie over the one before.
func (x *shortCopy) body() []byte {
	const load, store, constant = 0x00, 0x0b, 0x0c
	b := []byte{0}
	for at := 0; at < x.bytes; at += vectorBytes {
		at := uint64(min(at, x.bytes-vectorBytes))
		b = append(b, opLocalGet, 0)
		if x.fill {
			b = append(append(b, opVector, constant), make([]byte, vectorBytes)...)
		} else {
			b = binary.AppendUvarint(append(b, opLocalGet, 1, opVector, load, 0), at)
		}
		b = binary.AppendUvarint(append(b, opVector, store, 0), at)
	}
	return append(b, opEnd)
}
