package site

import (
	"slices"
)

// Go's compiler makes of every function one loop around all of its basic blocks:
//
//	block                         ;; left when the goroutine's stack is unwound
//	  loop                        ;; entry
//	    block … block             ;; one for each place where it can be resumed
//	      local.get 0  br_table … ;; go on there
//	    end
//	    code 0
//	    end
//	    code 1 …
//
// and of every jump, an if's too, a number put into local 0 and a branch back to
// the loop's table (cmd/internal/obj/wasm). Browsers' compilers see a loop whose
// every block can follow on every other, and keep or merge all variables at each
// border. They also judge how hot a function is by the length of its backward
// branches: they took all large functions for hot at their first calls, and
// optimized them on all processors beside the first analysis.
//
// Here the function is read back into basic blocks (this file) and written as
// the blocks, ifs and loops that it was made of (structure.go).

// Opcodes (WebAssembly Core Specification, 5.4).
const (
	opUnreachable = 0x00
	opNop         = 0x01
	opBlock       = 0x02
	opLoop        = 0x03
	opIf          = 0x04
	opElse        = 0x05
	opEnd         = 0x0b
	opBr          = 0x0c
	opBrIf        = 0x0d
	opBrTable     = 0x0e
	opReturn      = 0x0f
	opDrop        = 0x1a
	opCall        = 0x10
	opIndirect    = 0x11
	opLocalGet    = 0x20
	opLocalSet    = 0x21
	opGlobalGet   = 0x23
	opI32Const    = 0x41
	opI32Eqz      = 0x45
	opI32LeU      = 0x4d
	opI64Const    = 0x42
	opI32Add      = 0x6a
	opI32Sub      = 0x6b
	opI64Add      = 0x7c
	opI32Wrap     = 0xa7
	opI64ExtendU  = 0xad
	opPrefixed    = 0xfc
	voidBlock     = 0x40
)

// basicBlock is code that runs from its beginning to its end.
type basicBlock struct {
	code   []byte
	leaves []leave // branches in code out of the function's outermost block, in order
	ends   ending
	next   int // blocks that follow: of a test the one for false
	then   int // of a test the one for true
	negate bool
}

// leave is a branch out of the block that is left when the stack is unwound.
type leave struct {
	at    int // in the code, where opcode and depth were taken out
	op    byte
	depth int // of the blocks within the code around it
}

type ending byte

const (
	endsJump   ending = iota
	endsTest          // its code leaves a condition
	endsReturn        // or never comes to its end
	endsTable         // a table of where to resume; see structure.go
)

// flow is a function's basic blocks in their order.
type flow struct {
	head    []byte // the declarations of locals
	unwinds bool   // there is an outermost block that is left to unwind the stack
	blocks  []basicBlock
	resumed []int // for each number that local 0 can have at the start: the block, -1 for one never reached so
	// Of a settled function with a frame: the block that makes the frame, and the one
	// that follows; else 0. See settle.go.
	entry, body int
	alone       bool // it needs no test for room on the stack
}

// readFlow reads a function's body; false for one that has no jumps, or anything
// that Go's compiler does not write.
func readFlow(body []byte) (f *flow, ok bool) {
	w := flowReader{reader: reader{data: body}, flow: &flow{}}
	if !w.opening(body) || !w.chunksOf() || !w.closing() {
		return nil, false
	}
	w.join()
	return w.flow, !slices.Contains(w.first[1:], 0)
}

// flowReader reads a function's body from its beginning to its end.
type flowReader struct {
	reader
	flow *flow

	table        []int    // the chunk to resume at for each number; the last is for all others
	first        []int    // block at which each chunk begins
	resume       []bool   // chunks that are resumed at
	jumps, thens [][2]int // block and chunk

	chunk    int
	current  basicBlock
	dead     bool // what follows is never reached
	opaque   int  // blocks within the code
	lastOp   byte // opcode before, at the code's own level
	lastAt   int
	returned bool // the opcode before was a call's branch out
}

// is takes the bytes, where they stand next.
func (w *flowReader) is(ops ...byte) bool {
	if len(w.data) < len(ops) || string(w.data[:len(ops)]) != string(ops) {
		return false
	}
	w.data = w.data[len(ops):]
	return true
}

// opening reads what stands before the code: locals, the loop, its blocks, the table.
func (w *flowReader) opening(body []byte) bool {
	for range w.number() { // locals
		w.number()
		w.byte()
	}
	// The stack's pointer is copied into local 1.
	if !w.is(opGlobalGet, 0, opLocalSet, 1) {
		return false
	}
	w.flow.head = body[:len(body)-len(w.data)]
	w.flow.unwinds = w.is(opBlock, voidBlock)
	if !w.is(opLoop, voidBlock) {
		return false // without jumps there is no loop
	}
	chunks := 0
	for w.is(opBlock, voidBlock) {
		chunks++
	}
	if chunks == 0 || !w.is(opLocalGet, 0, opBrTable) {
		return false
	}
	for range w.number() + 1 {
		t := w.number()
		if t >= chunks {
			return false
		}
		w.table = append(w.table, t)
	}
	w.first, w.resume = make([]int, chunks), make([]bool, chunks)
	w.resume[0] = true
	return w.is(opEnd) && !w.bad
}

// target is the chunk at which a number resumes.
func (w *flowReader) target(v int) int {
	if 0 <= v && v < len(w.table) {
		return w.table[v]
	}
	return w.table[len(w.table)-1]
}

// finish ends the current block.
func (w *flowReader) finish() {
	w.flow.blocks = append(w.flow.blocks, w.current)
	w.current = basicBlock{}
	w.lastOp = opUnreachable
}

// chunksOf reads the code of all chunks.
func (w *flowReader) chunksOf() bool {
	for {
		if w.bad || len(w.data) == 0 {
			return false
		}
		at := w.data
		op := w.byte()
		if op == opNop {
			continue
		}
		if op == opEnd && w.opaque == 0 {
			if w.endChunk() {
				return true
			}
			continue
		}
		w.returned = false
		switch w.instruction(op) {
		case refused:
			return false
		case copied:
			if !w.dead {
				if w.opaque == 0 {
					w.lastOp, w.lastAt = op, len(w.current.code)
				}
				w.current.code = append(w.current.code, at[:len(at)-len(w.data)]...)
			}
		}
	}
}

// endChunk ends the chunk that is read; true where it was the last.
func (w *flowReader) endChunk() (last bool) {
	if w.chunk == len(w.first)-1 {
		if !w.dead { // behind the loop stands the same
			w.current.code, w.current.ends = append(w.current.code, opUnreachable), endsReturn
		}
		w.finish()
		return true
	}
	if !w.dead {
		w.current.next = len(w.flow.blocks) + 1
	}
	w.finish()
	w.chunk++
	w.first[w.chunk], w.dead = len(w.flow.blocks), false
	w.resume[w.chunk] = w.returned || startsWithCall(w.data)
	w.returned = false
	return false
}

// outcome is what becomes of an instruction.
type outcome byte

const (
	copied  outcome = iota // it goes into its block's code
	done                   // it was turned into how a block ends
	refused                // Go's compiler does not write it
)

// instruction reads the rest of the instruction that op begins.
func (w *flowReader) instruction(op byte) outcome {
	open := len(w.first) - 1 - w.chunk // blocks that are open around the code
	switch {
	case op == opI32Const:
		if v := w.signed(); w.opaque == 0 && w.jump(open) {
			if !w.dead {
				w.jumps = append(w.jumps, [2]int{len(w.flow.blocks), w.target(v)})
				w.dead = true
			}
			return done
		}
	case op == opBlock || op == opLoop || op == opIf:
		if w.byte() != voidBlock {
			return refused
		}
		if op == opIf && w.opaque == 0 && w.test(open) {
			return done
		}
		w.opaque++
	case op == opEnd:
		w.opaque--
	case op == opBr || op == opBrIf:
		if d := w.number(); d >= w.opaque {
			return w.leave(op, d, open)
		}
	case op == opReturn || op == opUnreachable:
		if w.opaque == 0 && !w.dead {
			w.current.ends = endsReturn
			w.current.code = append(w.current.code, op)
			w.dead = true
			return done
		}
	case op == opBrTable:
		return refused // one table a function
	case op == opLocalGet:
		w.number()
	case !skipOperands(&w.reader, op):
		return refused
	}
	return copied
}

// jump takes what follows the number to resume at, where that is a jump: local 0 is
// set, and a branch leads to the loop, which is depth blocks outside.
func (w *flowReader) jump(depth int) bool {
	j := w.reader
	if j.byte() != opLocalSet || j.number() != 0 || j.byte() != opBr || j.number() != depth || j.bad {
		return false
	}
	w.reader = j
	return true
}

// test takes what follows an if that does nothing but jump, and ends the block with it.
func (w *flowReader) test(open int) bool {
	before := w.reader
	if w.byte() == opI32Const {
		if v := w.signed(); w.jump(open+1) && w.is(opEnd) {
			if !w.dead {
				w.thens = append(w.thens, [2]int{len(w.flow.blocks), w.target(v)})
				w.current.ends, w.current.next = endsTest, len(w.flow.blocks)+1
				if w.lastOp == opI32Eqz {
					w.current.negate, w.current.code = true, w.current.code[:w.lastAt]
				}
				w.finish()
			}
			return true
		}
	}
	w.reader = before
	return false
}

// leave takes out a branch out of the outermost block, the only way out of the loop.
func (w *flowReader) leave(op byte, depth, open int) outcome {
	if !w.flow.unwinds || depth != w.opaque+open+1 {
		return refused
	}
	if !w.dead {
		w.current.leaves = append(w.current.leaves, leave{len(w.current.code), op, w.opaque})
	}
	w.returned = op == opBrIf && w.opaque == 0
	if op == opBr && w.opaque == 0 {
		w.current.ends, w.dead = endsReturn, true
	}
	w.lastOp = op
	return done
}

// closing reads what stands behind the loop.
func (w *flowReader) closing() bool {
	tail := []byte{opUnreachable}
	if w.flow.unwinds {
		tail = append(tail, opEnd, opI32Const, 1)
	}
	return string(w.data) == string(append(tail, opEnd))
}

// join has the blocks follow each other.
func (w *flowReader) join() {
	blocks := w.flow.blocks
	for _, j := range w.jumps {
		blocks[j[0]].next = w.first[j[1]]
	}
	for _, j := range w.thens {
		blocks[j[0]].then = w.first[j[1]]
	}
	for i := range blocks {
		if b := &blocks[i]; b.negate {
			b.next, b.then = b.then, b.next
		}
	}
	w.flow.resumed = make([]int, len(w.table))
	for v, t := range w.table {
		w.flow.resumed[v] = -1
		if w.resume[t] {
			w.flow.resumed[v] = w.first[t]
		}
	}
}

// startsWithCall tells whether code begins with what precedes a call: room for
// the return address on the stack. The runtime resumes at calls that run
// deferred functions after a panic; others that begin a block are taken for
// such too, which costs nothing but a place in a table.
func startsWithCall(code []byte) bool {
	for len(code) > 0 && code[0] == opNop {
		code = code[1:]
	}
	return len(code) > 5 && string(code[:5]) == string([]byte{opLocalGet, 1, opI32Const, 8, opI32Sub})
}

// skipOperands reads what follows an opcode; false for one that is not known.
func skipOperands(r *reader, op byte) bool {
	switch {
	case op <= opNop, op == opElse, op == opReturn, op == opDrop, op == 0x1b, 0x45 <= op && op <= 0xc4: // no operands
	case op == opBr, op == opBrIf, op == opCall, 0x20 <= op && op <= 0x24: // branches, call, variables
		r.number()
	case op == opIndirect:
		r.number()
		r.number()
	case 0x28 <= op && op <= 0x3e: // loads and stores
		r.number()
		r.number()
	case op == 0x3f, op == 0x40: // size and growth of the memory
		r.byte()
	case op == opI32Const, op == opI64Const:
		r.signed()
	case op == 0x43:
		r.take(4)
	case op == 0x44:
		r.take(8)
	case op == opPrefixed:
		switch k := r.number(); {
		case k <= 7: // conversions
		case k == 10: // memory.copy
			r.take(2)
		case k == 11: // memory.fill
			r.take(1)
		default:
			return false
		}
	default:
		return false
	}
	return !r.bad
}
