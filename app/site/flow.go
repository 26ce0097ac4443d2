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
	r := reader{data: body}
	for range r.number() { // locals
		r.number()
		r.byte()
	}
	is := func(ops ...byte) bool {
		if len(r.data) < len(ops) || string(r.data[:len(ops)]) != string(ops) {
			return false
		}
		r.data = r.data[len(ops):]
		return true
	}
	// The stack's pointer is copied into local 1.
	if !is(opGlobalGet, 0, opLocalSet, 1) {
		return nil, false
	}
	f = &flow{head: body[:len(body)-len(r.data)]}
	f.unwinds = is(opBlock, voidBlock)
	if !is(opLoop, voidBlock) {
		return nil, false // without jumps there is no loop
	}
	chunks := 0
	for is(opBlock, voidBlock) {
		chunks++
	}
	if chunks == 0 || !is(opLocalGet, 0, opBrTable) {
		return nil, false
	}
	var table []int
	for range r.number() + 1 {
		t := r.number()
		if t >= chunks {
			return nil, false
		}
		table = append(table, t)
	}
	if !is(opEnd) || r.bad {
		return nil, false
	}
	target := func(v int) int {
		if 0 <= v && v < len(table) {
			return table[v]
		}
		return table[len(table)-1]
	}
	var (
		first    = make([]int, chunks) // block at which each chunk begins
		resume   = make([]bool, chunks)
		jumps    [][2]int // block and chunk
		thens    [][2]int
		chunk    int
		current  basicBlock
		dead     bool
		opaque   int // blocks within the code
		open     = true
		lastOp   byte // opcode before, at the code's own level
		lastAt   int
		returned bool // the opcode before was a call's branch out
	)
	resume[0] = true
	finish := func() {
		f.blocks = append(f.blocks, current)
		current = basicBlock{}
		lastOp = opUnreachable
	}
	for open {
		if r.bad || len(r.data) == 0 {
			return nil, false
		}
		at := r.data
		op := r.byte()
		if op == opNop {
			continue
		}
		afterCall := returned
		returned = false
		blocksOpen := chunks - 1 - chunk
		switch {
		case op == opEnd && opaque == 0:
			if blocksOpen == 0 {
				if !dead { // behind the loop stands the same
					current.code, current.ends = append(current.code, opUnreachable), endsReturn
				}
				open = false
				finish()
				continue
			}
			if !dead {
				current.next = len(f.blocks) + 1
			}
			finish()
			chunk++
			first[chunk], dead = len(f.blocks), false
			resume[chunk] = afterCall || startsWithCall(r.data)
			continue
		case op == opI32Const:
			v := r.signed()
			if opaque == 0 {
				j := r
				if j.byte() == opLocalSet && j.number() == 0 && j.byte() == opBr && j.number() == blocksOpen && !j.bad {
					if !dead {
						jumps = append(jumps, [2]int{len(f.blocks), target(v)})
						dead = true
					}
					r = j
					continue
				}
			}
		case op == opIf && opaque == 0:
			if r.byte() != voidBlock {
				return nil, false
			}
			j := r
			if j.byte() == opI32Const {
				v := j.signed()
				if j.byte() == opLocalSet && j.number() == 0 && j.byte() == opBr && j.number() == blocksOpen+1 && j.byte() == opEnd && !j.bad {
					r = j
					if !dead {
						thens = append(thens, [2]int{len(f.blocks), target(v)})
						current.ends, current.next = endsTest, len(f.blocks)+1
						if lastOp == opI32Eqz {
							current.negate, current.code = true, current.code[:lastAt]
						}
						finish()
					}
					continue
				}
			}
			opaque++
		case op == opBlock || op == opLoop || op == opIf:
			if r.byte() != voidBlock {
				return nil, false
			}
			opaque++
		case op == opEnd:
			opaque--
		case op == opBr || op == opBrIf:
			if d := r.number(); d >= opaque {
				if !f.unwinds || d != opaque+blocksOpen+1 {
					return nil, false
				}
				if !dead {
					current.leaves = append(current.leaves, leave{len(current.code), op, opaque})
				}
				returned = op == opBrIf && opaque == 0
				if op == opBr && opaque == 0 {
					current.ends, dead = endsReturn, true
				}
				lastOp = op
				continue
			}
		case op == opReturn || op == opUnreachable:
			if opaque == 0 && !dead {
				current.ends = endsReturn
				current.code = append(current.code, op)
				dead = true
				continue
			}
		case op == opBrTable:
			return nil, false // one table a function
		case op == opLocalGet:
			r.number()
		case !skipOperands(&r, op):
			return nil, false
		}
		if !dead {
			if opaque == 0 {
				lastOp, lastAt = op, len(current.code)
			}
			current.code = append(current.code, at[:len(at)-len(r.data)]...)
		}
	}
	// What stands behind the loop.
	tail := []byte{opUnreachable}
	if f.unwinds {
		tail = append(tail, opEnd, opI32Const, 1)
	}
	if string(r.data) != string(append(tail, opEnd)) {
		return nil, false
	}
	for _, j := range jumps {
		f.blocks[j[0]].next = first[j[1]]
	}
	for _, j := range thens {
		f.blocks[j[0]].then = first[j[1]]
	}
	for i := range f.blocks {
		if b := &f.blocks[i]; b.negate {
			b.next, b.then = b.then, b.next
		}
	}
	f.resumed = make([]int, len(table))
	for v, t := range table {
		f.resumed[v] = -1
		if resume[t] {
			f.resumed[v] = first[t]
		}
	}
	return f, !slices.Contains(first[1:], 0)
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
