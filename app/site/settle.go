package site

import (
	"encoding/binary"
	"slices"
)

// Go's compiler keeps the stack's pointer in a variable of each function (local 1)
// that every call changes: it is moved down for the return address, and read anew
// from its global when the call has returned. So it is another value behind each
// call and each place where two ways meet, and nothing can be said of it.
//
// In the engine it stays what it was: see [stackStays]. Here local 1 becomes the
// place of a call's return address, eight bytes below the frame. It is set once,
// before the function's table of places to resume, and all else is an offset from it.
// What panics within a block (a pointer to nothing, a stack that is too small) becomes
// a block of its own that leads nowhere.

// stackStays makes the program's stacks stay where they are while a call that will
// return is under way. A stack is moved when it grows, for which all calls are
// unwound; when a garbage collection finds it too large, which here it never does;
// and by a call to JavaScript that calls back before it returns, of which a program
// must have none. bodies are the functions' bodies, names their names; false where
// the function that moves large stacks isn't found.
func stackStays(bodies [][]byte, names []string) bool {
	for i, name := range names {
		if name == "runtime.shrinkstack" {
			// Takes its return address off the stack, and returns without unwinding.
			bodies[i] = []byte{0, opGlobalGet, 0, opI32Const, 8, opI32Add, opGlobalSet, 0, opI32Const, 0, opEnd}
			return true
		}
	}
	return false
}

const (
	opGlobalSet = 0x24
	opLocalTee  = 0x22
	opI32Load   = 0x28
	opI64Store  = 0x37
	opI64ShrU   = 0x88
	opLeave     = 0x06 // a branch out of the function; no opcode of its own here
)

// instr is an instruction: its opcode, first operand and bytes.
type instr struct {
	op  byte
	n   int
	raw []byte
	out leave // of opLeave
}

// instructions reads a block's code.
func (b *basicBlock) instructions() ([]instr, bool) {
	r := reader{data: b.code}
	leaves := b.leaves
	var list []instr
	for {
		for len(leaves) > 0 && leaves[0].at == len(b.code)-len(r.data) {
			list = append(list, instr{op: opLeave, out: leaves[0]})
			leaves = leaves[1:]
		}
		if len(r.data) == 0 {
			return list, len(leaves) == 0
		}
		x, ok := r.instruction()
		if !ok {
			return nil, false
		}
		list = append(list, x)
	}
}

// instruction reads one instruction; false for one that is not known.
func (r *reader) instruction() (x instr, ok bool) {
	from := r.data
	x.op = r.byte()
	switch x.op {
	case opLocalGet, opLocalSet, opLocalTee, opGlobalGet, opGlobalSet, opCall, opBr, opBrIf:
		x.n = r.number()
	case opI32Const, opI64Const:
		x.n = r.signed()
	case opBlock, opLoop, opIf:
		r.byte()
	case opBrTable:
		for range r.number() + 1 {
			r.number()
		}
	case opEnd:
	default:
		if 0x28 <= x.op && x.op <= 0x3e {
			j := *r
			j.number()
			x.n = j.number() // the offset
		}
		if !skipOperands(r, x.op) {
			return x, false
		}
	}
	x.raw = from[:len(from)-len(r.data)]
	return x, !r.bad
}

// set is the instructions as the block's code.
func (b *basicBlock) set(list []instr) {
	b.code, b.leaves = nil, nil
	for _, x := range list {
		if x.op == opLeave {
			x.out.at = len(b.code)
			b.leaves = append(b.leaves, x.out)
			continue
		}
		b.code = append(b.code, x.raw...)
	}
}

// is tells whether the list begins with these opcodes, and operands that aren't -1.
func is(list []instr, want ...[2]int) bool {
	if len(list) < len(want) {
		return false
	}
	for i, w := range want {
		if int(list[i].op) != w[0] || w[1] >= 0 && list[i].n != w[1] {
			return false
		}
	}
	return true
}

// adjusts reads a change of the stack's pointer: by how much, and whether it is one.
func adjusts(list []instr) (by int, ok bool) {
	if is(list, [2]int{opLocalGet, 1}, [2]int{opI32Const, -1}) && len(list) >= 5 &&
		(list[2].op == opI32Add || list[2].op == opI32Sub) && is(list[3:], [2]int{opLocalTee, 1}, [2]int{opGlobalSet, 0}) {
		if list[2].op == opI32Sub {
			return -list[1].n, true
		}
		return list[1].n, true
	}
	return 0, false
}

// pushes tells whether the list begins with what stands before a call of a function
// written in Go, up to the return address that is stored, 8 instructions long.
func pushes(list []instr) bool {
	if by, ok := adjusts(list); !ok || by != -8 || !is(list[5:], [2]int{opLocalGet, 1}, [2]int{opI64Const, -1}, [2]int{opI64Store, 0}) {
		return false
	}
	list = list[8:]
	return is(list, [2]int{opCall, -1}) || is(list, [2]int{opI32Const, 0}, [2]int{opCall, -1}) ||
		is(list, [2]int{opI64Const, 16}, [2]int{opI64ShrU, -1}, [2]int{opI32Wrap, -1}, [2]int{opLocalSet, 0}, [2]int{opI32Const, 0}, [2]int{opLocalGet, 0}, [2]int{opIndirect, -1})
}

// height is where the stack's pointer would be, and where local 1 is, in bytes from
// where the pointer was when the function began.
type height struct{ pointer, local int }

// settle makes local 1 stay; never tells which functions don't return. It returns
// false, and leaves the flow in disorder, where a function does anything unexpected
// with the stack.
//
// Where leaf is not nil, a function that calls nothing but what leaf tells of stands alone: it does not
// test whether the stack has room for its frame: below the limit that its caller has
// tested for, Go's stacks have room for some functions that don't (internal/abi/stack.go
// of Go). Nor does it put the stack's pointer into its global but for a call.
func (f *flow) settle(never, leaf func(index int) bool) bool {
	lists := make([][]instr, len(f.blocks))
	for i := range f.blocks {
		var ok bool
		if lists[i], ok = f.blocks[i].instructions(); !ok {
			return false
		}
	}
	// Ifs that only panic become blocks.
	for i := 0; i < len(lists); i++ {
		list, depth := lists[i], 0
		for at := range list {
			if depth == 0 && at > 0 && list[at].op == opIf && panics(list[at+1:], never) {
				cold, rest := len(lists), len(lists)+1
				b := f.blocks[i]
				f.blocks[i].ends, f.blocks[i].then, f.blocks[i].next, f.blocks[i].negate = endsTest, cold, rest, false
				trap := slices.Clone(list[at+1 : at+14])
				trap[12].out.depth = 0
				trap = append(trap, instr{op: opUnreachable, raw: []byte{opUnreachable}})
				f.blocks = append(f.blocks, basicBlock{ends: endsReturn}, b)
				lists[i] = list[:at:at]
				if list[at-1].op == opI64Eqz { // a pointer, which has 32 bits
					lists[i] = append(list[:at-1:at-1], instr{op: opI32Wrap, raw: []byte{opI32Wrap}}, instr{op: opI32Eqz, raw: []byte{opI32Eqz}})
				}
				lists = append(lists, trap, list[at+15:])
				break
			}
			switch list[at].op {
			case opBlock, opLoop, opIf:
				depth++
			case opEnd:
				depth--
			}
		}
	}
	// The frame is made at the function's beginning, behind the test for room.
	entry := 0
	if by, ok := adjusts(lists[0]); !ok || by > 0 || pushes(lists[0]) {
		entry = f.blocks[0].next
		if f.blocks[0].ends != endsTest {
			entry = -1
		} else if by, ok := adjusts(lists[entry]); !ok || by > 0 || pushes(lists[entry]) {
			entry = -1
		}
	}
	frame := 0
	if entry >= 0 {
		by, _ := adjusts(lists[entry])
		frame = -by
		if f.alone = entry > 0 && leaf != nil && frame <= leafFrame && calls(lists, leaf); f.alone {
			lists[0] = nil
			f.blocks[0] = basicBlock{next: entry}
		}
		f.entry, f.body = entry, len(lists)
		f.blocks = append(f.blocks, f.blocks[entry])
		f.blocks[entry] = basicBlock{next: f.body}
		lists = append(lists, lists[entry][5:])
		lists[entry] = lists[entry][:5:5]
	}
	begun := height{-frame, -frame}
	if frame > 0 {
		begun.local -= 8
	}
	heights := make([]*height, len(lists))
	var work []int
	reach := func(b int, h height) bool {
		if heights[b] == nil {
			heights[b] = &h
			work = append(work, b)
		}
		return *heights[b] == h
	}
	if !reach(0, height{}) {
		return false
	}
	walk := func() bool {
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			h := *heights[b]
			if frame > 0 && b == entry {
				// The runtime's own calls, of which a leaf has none, look for the pointer in its global.
				by := 8
				if f.alone {
					lists[b], by = nil, -begun.local
				}
				lists[b] = append(lists[b], instr{op: opLocalGet, n: 1, raw: []byte{opLocalGet, 1}},
					instr{op: opI32Const, n: by, raw: appendSigned([]byte{opI32Const}, by)}, instr{op: opI32Sub, raw: []byte{opI32Sub}},
					instr{op: opLocalSet, n: 1, raw: []byte{opLocalSet, 1}})
				h = begun
			} else {
				var ok bool
				if lists[b], ok = settled(lists[b], &h); !ok {
					return false
				}
			}
			switch x := &f.blocks[b]; x.ends {
			case endsJump:
				if !reach(x.next, h) {
					return false
				}
			case endsTest:
				if !reach(x.next, h) || !reach(x.then, h) {
					return false
				}
			}
		}
		return true
	}
	if !walk() {
		return false
	}
	for _, b := range f.resumed {
		if b > 0 && !(reach(b, begun) && walk()) {
			return false
		}
	}
	for i := range lists {
		if heights[i] != nil {
			f.blocks[i].set(lists[i])
		}
	}
	return true
}

// leafFrame is the largest frame, in bytes, of a function that does not test for room:
// a third of what Go's linker lets functions without the test have. Two call each other at most.
const leafFrame = 256

// calls tells whether all calls in the code are of functions that allowed tells of.
func calls(lists [][]instr, allowed func(index int) bool) bool {
	for _, list := range lists {
		for _, x := range list {
			if x.op == opIndirect || x.op == opCall && !allowed(x.n) {
				return false
			}
		}
	}
	return true
}

// panics tells whether what follows an if is a call that never returns, and the
// if's end.
func panics(list []instr, never func(index int) bool) bool {
	return pushes(list) && len(list) >= 14 && list[8].op == opI32Const && never(list[9].n) &&
		is(list[9:], [2]int{opCall, -1}, [2]int{opGlobalGet, 0}, [2]int{opLocalSet, 1}, [2]int{opLeave, -1}, [2]int{opEnd, -1}) && list[12].out.depth == 1
}

// settled is a block's code with a local 1 that stays; h becomes the height at its end.
func settled(list []instr, h *height) ([]instr, bool) {
	out := make([]instr, 0, len(list))
	add := func(op byte, n int) {
		x := instr{op: op, n: n}
		switch op {
		case opI32Const:
			x.raw = appendSigned([]byte{op}, n)
		case opI32Add, opI32Sub:
			x.raw = []byte{op}
		default:
			x.raw = binary.AppendUvarint([]byte{op}, uint64(n))
		}
		out = append(out, x)
	}
	pointer := func() {
		add(opLocalGet, 1)
		switch n := h.pointer - h.local; {
		case n > 0:
			add(opI32Const, n)
			add(opI32Add, 0)
		case n < 0:
			add(opI32Const, -n)
			add(opI32Sub, 0)
		}
	}
	pushed := false
	var around []height
	for at := 0; at < len(list); at++ {
		x := list[at]
		switch by, adjust := adjusts(list[at:]); {
		case pushes(list[at:]):
			if pushed {
				return nil, false
			}
			pushed = true
			h.pointer -= 8
			pointer()
			add(opGlobalSet, 0)
			pointer()
			out = append(out, list[at+6], list[at+7])
			at += 7
		case adjust:
			h.pointer += by
			if _, more := adjusts(list[at+5:]); !more || pushes(list[at+5:]) {
				pointer()
				add(opGlobalSet, 0)
			}
			at += 4
		case x.op == opCall || x.op == opIndirect:
			out = append(out, x)
			if pushed {
				h.pointer += 8
			}
			pushed = false
			if is(list[at+1:], [2]int{opGlobalGet, 0}, [2]int{opLocalSet, 1}) {
				at += 2
			} else if !is(list[at+1:], [2]int{opReturn, -1}) {
				return nil, false
			}
		case x.op == opLocalGet && x.n == 1:
			pointer()
		case (x.op == opLocalSet || x.op == opLocalTee) && x.n == 1 || (x.op == opGlobalGet || x.op == opGlobalSet) && x.n == 0:
			return nil, false
		case x.op == opLeave && (x.out.op != opBrIf || at < 3 || list[at-1].op != opLocalSet || list[at-1].n != 1):
			return nil, false
		case x.op == opElse:
			return nil, false
		default:
			switch x.op {
			case opBlock, opLoop, opIf:
				around = append(around, *h)
			case opEnd:
				if len(around) == 0 || around[len(around)-1] != *h {
					return nil, false
				}
				around = around[:len(around)-1]
			}
			out = append(out, x)
		}
	}
	return out, !pushed && len(around) == 0
}
