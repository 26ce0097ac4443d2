package site

import (
	"encoding/binary"
	"slices"
)

// tidy writes a function's instructions shorter where Go's compiler goes a long way:
// addresses on the stack that it computes in 64 bits and then cuts, or computes where
// a load or a store has an offset; conditions that are widened, compared with zero and
// turned; masks over what has no more bits. An optimizing compiler would find most of
// it, a first one finds nothing. A function with anything unknown stays as it is.
func tidy(body []byte) []byte {
	r := reader{data: body}
	for range r.number() { // locals
		r.number()
		r.byte()
	}
	head := body[:len(body)-len(r.data)]
	t := tidier{list: make([]instr, 0, len(r.data)/2)}
	for len(r.data) > 0 && !r.bad {
		x, ok := r.instruction()
		if !ok {
			return body
		}
		t.add(x)
	}
	if r.bad {
		return body
	}
	out := append(make([]byte, 0, len(body)), head...)
	for _, x := range t.list {
		out = append(out, x.bytes()...)
	}
	return out
}

// Instructions that stand for several: an address on the stack, local 1 and n more,
// in 32 and in 64 bits.
const (
	opStack   = 0xff
	opStack64 = 0xfe
)

func (x *instr) bytes() []byte {
	switch {
	case x.op == opStack && x.n == 0:
		return []byte{opLocalGet, 1}
	case x.op == opStack && x.n < 0:
		return append(appendSigned([]byte{opLocalGet, 1, opI32Const}, -x.n), opI32Sub)
	case x.op == opStack:
		return append(appendSigned([]byte{opLocalGet, 1, opI32Const}, x.n), opI32Add)
	case x.op == opStack64 && x.n == 0:
		return []byte{opLocalGet, 1, opI64ExtendU}
	case x.op == opStack64:
		return append(appendSigned([]byte{opLocalGet, 1, opI64ExtendU, opI64Const}, x.n), opI64Add)
	case x.raw != nil:
		return x.raw
	case x.op == opI32Const || x.op == opI64Const:
		return appendSigned([]byte{x.op}, x.n)
	case x.op == opLocalTee:
		return binary.AppendUvarint([]byte{x.op}, uint64(x.n))
	case loads(x.op) || stores(x.op):
		return binary.AppendUvarint([]byte{x.op, naturalAlign[x.op-0x28]}, uint64(x.n))
	}
	return []byte{x.op}
}

// naturalAlign is the binary logarithm of the number of bytes that a load or store
// moves; Go's compiler says 0 to 3 in its place, which is only a hint.
var naturalAlign = [...]byte{2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2}

func loads(op byte) bool  { return 0x28 <= op && op <= 0x35 }
func stores(op byte) bool { return 0x36 <= op && op <= 0x3e }

// tidier holds what has been written, and for each value on the stack of operands
// the place of the instruction that gave it, -1 where that isn't known. Values below
// those it holds are unknown.
type tidier struct {
	list  []instr
	stack []int
}

// Opcodes that are looked for.
const (
	opI32And     = 0x71
	opI32Load8S  = 0x2c
	opI64Load    = 0x29
	opI64Eqz     = 0x50
	opI64Eq      = 0x51
	opI64And     = 0x83
	opI64ExtendS = 0xac
	opI64Load8S  = 0x30
	opI64Load8U  = 0x31
	opI64Load16S = 0x32
	opI64Load16U = 0x33
	opI64Load32S = 0x34
	opI64Load32U = 0x35
	opI64Ext8    = 0xc2
	opI64Ext16   = 0xc3
	opI64Ext32   = 0xc4
)

const low32 = 1<<32 - 1

// add writes an instruction.
func (t *tidier) add(x instr) {
	if x.op == opLocalGet && x.n == 1 {
		x = instr{op: opStack}
	}
	last := func(k int) *instr {
		if len(t.list) < k {
			return &instr{}
		}
		return &t.list[len(t.list)-k]
	}
	drop := func(n int) { t.list = t.list[:len(t.list)-n] }
	a, b := last(1), last(2)
	switch {
	case (x.op == opI32Add || x.op == opI32Sub) && a.op == opI32Const && b.op == opStack:
		n := a.n
		if x.op == opI32Sub {
			n = -n
		}
		if m := b.n + n; -1<<30 < m && m < 1<<30 {
			b.n = m
			drop(1)
			t.pop(1)
			return
		}
	case x.op == opI64ExtendU && a.op == opStack && a.n >= 0:
		a.op = opStack64
		return
	case x.op == opI64Add && a.op == opI64Const && b.op == opStack64 && 0 <= a.n && a.n < 1<<30 && b.n+a.n < 1<<30:
		b.n += a.n
		drop(1)
		t.pop(1)
		return
	case x.op == opI32Wrap && a.op == opStack64:
		a.op = opStack
		return
	case loads(x.op) && a.op == opStack && a.n > 0 && x.n+a.n < 1<<30:
		x.n += a.n
		x.raw = nil
		a.n = 0
	case stores(x.op) && len(t.stack) > 1:
		if at := t.stack[len(t.stack)-2]; at >= 0 && t.list[at].op == opStack && t.list[at].n > 0 && x.n+t.list[at].n < 1<<30 {
			x.n += t.list[at].n
			x.raw = nil
			t.list[at].n = 0
		}
	case x.op == opI64Eqz && (a.op == opI64ExtendU || a.op == opI64ExtendS):
		drop(1)
		t.add(instr{op: opI32Eqz})
		return
	case x.op == opI64Eqz && narrow(a.op) != 0:
		*a = instr{op: narrow(a.op), n: a.n}
		t.add(instr{op: opI32Eqz})
		return
	case x.op == opI64Eqz && a.op == opI64And && b.op == opI64Const && 0 <= b.n && b.n <= low32:
		mask := int(int32(b.n))
		drop(2)
		t.add(instr{op: opI32Wrap})
		if mask != -1 {
			t.add(instr{op: opI32Const, n: mask})
			t.add(instr{op: opI32And})
		}
		t.add(instr{op: opI32Eqz})
		return
	case 0x51 <= x.op && x.op <= 0x5a && a.op == opI64Const && narrowly(b.op, x.op, a.n):
		c := instr{op: opI32Const, n: int(int32(a.n))}
		if narrow(b.op) != 0 {
			*b = instr{op: narrow(b.op), n: b.n}
			drop(1)
		} else {
			drop(2)
		}
		t.pop(1)
		t.add(c)
		t.add(instr{op: x.op - opI64Eqz + opI32Eqz})
		return
	case x.op == opI32Wrap && (narrow(a.op) != 0 || a.op == opI64Load):
		op := narrow(a.op)
		if a.op == opI64Load {
			op = opI32Load
		}
		*a = instr{op: op, n: a.n}
		return
	case x.op == opI32Eqz && negated(a.op) != 0:
		*a = instr{op: negated(a.op)}
		return
	case (x.op == opBrIf || x.op == opIf) && a.op == opI32Eqz && b.op == opI32Eqz:
		drop(2)
	case x.op == opI32Wrap && (a.op == opI64ExtendU || a.op == opI64ExtendS):
		drop(1)
		return
	case x.op == opI32Wrap && a.op == opI64And && b.op == opI64Const && b.n == low32:
		drop(2)
		t.add(x)
		return
	case x.op == opI64And && a.op == opI64Const && covers(a.n, b.op):
		drop(1)
		t.pop(1)
		return
	case x.op == opI64And && a.op == opI64Const && a.n >= 0 && b.op == opI64And && last(3).op == opI64Const && last(3).n >= 0:
		*last(3) = instr{op: opI64Const, n: last(3).n & a.n}
		drop(1)
		t.pop(1)
		return
	case x.op == opI64Eq && a.op == opI64Const && a.n == 0:
		drop(1)
		t.pop(1)
		t.add(instr{op: opI64Eqz})
		return
	case x.op == opI64Ext32 && slices.Contains([]byte{opI64Load32S, opI64Load16S, opI64Load8S, opI64Load16U, opI64Load8U, opI64ExtendS}, a.op),
		x.op == opI64Ext16 && slices.Contains([]byte{opI64Load16S, opI64Load8S, opI64Load8U}, a.op),
		x.op == opI64Ext8 && a.op == opI64Load8S:
		return
	case x.op == opLocalGet && a.op == opLocalSet && a.n == x.n:
		*a = instr{op: opLocalTee, n: x.n}
		t.push(len(t.list) - 1)
		return
	}
	t.list = append(t.list, x)
	t.effect(x.op)
}

// narrow is the load of 32 bits that gives what a load gives in 64, 0 for none.
func narrow(op byte) byte {
	switch {
	case opI64Load8S <= op && op <= opI64Load16U:
		return op - opI64Load8S + opI32Load8S
	case op == opI64Load32S || op == opI64Load32U:
		return opI32Load
	}
	return 0
}

// narrowly tells whether a comparison, in 64 bits, of what an instruction gives with
// a constant is the same in 32 bits. Only those a first compiler joins with a branch.
func narrowly(from, compare byte, c int) bool {
	switch from {
	case opI64Load8S, opI64Load16S, opI64Load32S, opI64ExtendS:
		return c == int(int32(c))
	case opI64Load8U, opI64Load16U:
		return 0 <= c && c < 1<<31
	case opI64Load32U, opI64ExtendU:
		signed := compare >= 0x53 && (compare-0x53)%2 == 0
		return 0 <= c && c <= low32 && !signed
	}
	return false
}

// negated is the comparison of whole numbers that is true where another is false.
func negated(op byte) byte {
	switch {
	case 0x46 <= op && op <= 0x47: // i32: equal, not equal
		return op ^ 1
	case 0x51 <= op && op <= 0x52:
		return 0x51 + 0x52 - op
	}
	for _, first := range []byte{0x48, 0x53} { // less, greater, at most, at least; each signed and unsigned
		if k := op - first; first <= op && k < 8 {
			return first + [8]byte{6, 7, 4, 5, 2, 3, 0, 1}[k]
		}
	}
	return 0
}

// covers tells whether a mask leaves all bits that an instruction's result can have.
func covers(mask int, op byte) bool {
	if mask < 0 {
		return false
	}
	switch op {
	case opI64Load8U:
		return mask&0xff == 0xff
	case opI64Load16U:
		return mask&0xffff == 0xffff
	case opI64Load32U, opI64ExtendU:
		return mask&low32 == low32
	}
	return false
}

func (t *tidier) pop(n int)   { t.stack = t.stack[:max(0, len(t.stack)-n)] }
func (t *tidier) push(at int) { t.stack = append(t.stack, at) }

// effect follows what an instruction does to the stack of operands.
func (t *tidier) effect(op byte) {
	at := len(t.list) - 1
	switch {
	case op == opStack || op == opStack64 || op == opLocalGet || op == opGlobalGet || op == opI32Const || op == opI64Const || op == 0x43 || op == 0x44:
		t.push(at)
	case op == opLocalSet || op == opGlobalSet || op == opDrop:
		t.pop(1)
	case op == opLocalTee || loads(op) || op == opI32Eqz || op == opI64Eqz || 0x67 <= op && op <= 0x69 || 0x79 <= op && op <= 0x7b ||
		0x8b <= op && op <= 0x91 || 0x99 <= op && op <= 0x9f || 0xa7 <= op && op <= 0xc4:
		t.pop(1)
		t.push(-1)
	case stores(op):
		t.pop(2)
	case 0x46 <= op && op <= 0xa6: // of two
		t.pop(2)
		t.push(-1)
	default: // what leaves the block, calls, and others that are rare
		t.stack = t.stack[:0]
	}
}
