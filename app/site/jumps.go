package site

import (
	"encoding/binary"
	"slices"
)

// Go's compiler makes of every function one loop around all of its basic blocks:
//
//	loop                          ;; entry
//	  block … block               ;; one for each place where it can be resumed
//	    local.get 0  br_table …   ;; go on there
//	  end
//	  code 0
//	  end
//	  code 1 …
//
// and of every jump, an if's too, a number put into local 0 and a branch back to
// the loop's table (cmd/internal/obj/wasm). A jump forward can as well leave the
// block behind which its target stands. That saves the table at each jump, and it
// saves an engine's optimizing compiler: such engines judge how hot a function is
// by the length of its backward branches, took all large functions for hot at
// their first calls, and optimized them on all processors beside the first
// analysis.

// Opcodes (WebAssembly Core Specification, 5.4).
const (
	opBlock     = 0x02
	opLoop      = 0x03
	opIf        = 0x04
	opElse      = 0x05
	opEnd       = 0x0b
	opBr        = 0x0c
	opBrIf      = 0x0d
	opBrTable   = 0x0e
	opLocalGet  = 0x20
	opLocalSet  = 0x21
	opI32Const  = 0x41
	opPrefixed  = 0xfc
	voidBlock   = 0x40
	notAResumed = -1
)

// directJumps is a code section with forward jumps as direct branches. A function
// of another form stays as it is.
func directJumps(section []byte) ([]byte, error) {
	r := reader{data: section}
	n := r.number()
	out := binary.AppendUvarint(make([]byte, 0, len(section)), uint64(n))
	for range n {
		body := r.take(r.number())
		if r.bad {
			return nil, errNotWasm
		}
		if shorter, ok := directJumpsIn(body); ok {
			body = shorter
		}
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	if len(r.data) > 0 {
		return nil, errNotWasm
	}
	return out, nil
}

// directJumpsIn is one function's body with direct jumps; false where it has
// none, or holds anything that Go's compiler does not write.
func directJumpsIn(body []byte) (out []byte, changed bool) {
	r := reader{data: body}
	for range r.number() { // locals
		r.number()
		r.byte()
	}
	out = append(make([]byte, 0, len(body)), body[:len(body)-len(r.data)]...)
	var (
		labels = []int{notAResumed} // of the blocks around, innermost last: which resume point each leads to
		loops  = []bool{false}
		entry  = -1 // index in labels of the function's loop
		table  []int
		last   byte // opcode before
		local  int  // its operand
	)
	// jump is the label to which "i32.const v, local.set 0, br" goes that stands at
	// the front of code, inside of so many blocks more than labels has; its length.
	jump := func(code []byte, more int) (label, length int) {
		j := reader{data: code}
		if entry < 0 || j.byte() != opI32Const {
			return -1, 0
		}
		v := j.signed()
		if j.byte() != opLocalSet || j.number() != 0 || j.byte() != opBr || len(labels)+more-1-j.number() != entry || j.bad {
			return -1, 0
		}
		target := table[len(table)-1]
		if 0 <= v && v < len(table) {
			target = table[v]
		}
		// An open block of the dispatch is a target further on.
		return slices.Index(labels, target), len(code) - len(j.data)
	}
	for len(r.data) > 0 && !r.bad {
		at := r.data
		op := r.byte()
		switch {
		case op == opI32Const:
			if label, length := jump(at, 0); label >= 0 {
				out = binary.AppendUvarint(append(out, opBr), uint64(len(labels)-1-label))
				r.data, last, changed = at[length:], opBr, true
				continue
			}
			r.signed()
		case op == opIf && len(at) > 2 && at[1] == voidBlock:
			if label, length := jump(at[2:], 1); label >= 0 && 2+length < len(at) && at[2+length] == opEnd {
				out = binary.AppendUvarint(append(out, opBrIf), uint64(len(labels)-1-label))
				r.data, last, changed = at[3+length:], opBrIf, true
				continue
			}
			r.byte()
			labels, loops = append(labels, notAResumed), append(loops, false)
		case op == opBlock || op == opLoop || op == opIf:
			r.byte()
			labels, loops = append(labels, notAResumed), append(loops, op == opLoop)
		case op == opEnd:
			labels, loops = labels[:len(labels)-1], loops[:len(loops)-1]
			if len(labels) == 0 && len(r.data) > 0 {
				return nil, false
			}
		case op == opBrTable:
			cases := make([]int, 0, 16)
			for range r.number() + 1 {
				cases = append(cases, r.number())
			}
			if r.bad || entry >= 0 || last != opLocalGet || local != 0 {
				return nil, false // one table a function
			}
			blocks := slices.Max(cases) + 1
			entry = len(labels) - 1 - blocks
			if entry < 1 || !loops[entry] || slices.Contains(loops[entry+1:], true) {
				return nil, false // a function without jumps has no loop
			}
			table = cases
			for t := range blocks {
				labels[len(labels)-1-t] = t
			}
		case op == opLocalGet:
			local = r.number()
		case !skipOperands(&r, op):
			return nil, false
		}
		last = op
		out = append(out, at[:len(at)-len(r.data)]...)
	}
	return out, changed && !r.bad && len(labels) == 0
}

// skipOperands reads what follows an opcode; false for one that is not known.
func skipOperands(r *reader, op byte) bool {
	switch {
	case op <= 0x01, op == opElse, op == 0x0f, op == 0x1a, op == 0x1b, 0x45 <= op && op <= 0xc4: // no operands
	case op == opBr, op == opBrIf, op == 0x10, 0x21 <= op && op <= 0x24: // branches, call, variables
		r.number()
	case op == 0x11: // call_indirect
		r.number()
		r.number()
	case 0x28 <= op && op <= 0x3e: // loads and stores
		r.number()
		r.number()
	case op == 0x3f, op == 0x40: // size and growth of the memory
		r.byte()
	case op == 0x42: // i64.const
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
