package site

import (
	"bufio"
	_ "embed"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Go's compiler has no 128-bit instructions for WebAssembly. The innermost loops of
// the models are functions of their own (analysis/model/kernel.go), and the engine
// gets them, and the runtime's that copy and clear memory, in these instructions, which
// browsers know since 2021 to 2023 (Chrome 91, Firefox 89, Safari 16.4): kernels.txt,
// which tells its language.
//
// Such a function calls nothing, so it can't be unwound, and needs no room on the
// stack: its arguments stand behind the return address, which it takes off.

//go:embed kernels.txt
var kernelsText string

// kernelPackage is what the linker writes before the names of kernels that have no
// package of their own in kernels.txt.
const kernelPackage = "whosaid.example_analysis_model."

// withKernels is a code section in which the functions that kernels names have its
// bodies. names are those of all functions, with the imported ones first. A kernel
// without a function is an error, so that none is lost silently.
func withKernels(section []byte, names []string, kernels map[string][]byte) ([]byte, error) {
	r := reader{data: section}
	n := r.number()
	out := binary.AppendUvarint(make([]byte, 0, len(section)), uint64(n))
	found := 0
	for i := range n {
		body := r.take(r.number())
		if at := len(names) - n + i; at >= 0 {
			if name := strings.TrimPrefix(names[at], kernelPackage); kernels[name] != nil {
				body = kernels[name]
				found++
			}
		}
		out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
	}
	if r.bad || found != len(kernels) {
		return nil, fmt.Errorf("%d functions for %d kernels", found, len(kernels))
	}
	return out, nil
}

// Types of variables, and what instructions begin with that have a second number
// (WebAssembly Core Specification, 5.3 and 5.4).
const (
	typeVector = 0x7b
	opVector   = 0xfd
	opSelect   = 0x1b
)

// kernelInstructions are those that kernels use besides blocks, branches and
// variables, those of vectors by their second number.
var kernelInstructions = map[string]struct {
	vector bool
	code   uint64
	memory bool // has an offset
}{
	"select": {code: opSelect}, "i32.load": {code: opI32Load, memory: true}, "i32.load8_u": {code: 0x2d, memory: true}, "i32.store8": {code: 0x3a, memory: true}, "i64.load": {code: opI64Load, memory: true}, "i64.store": {code: opI64Store, memory: true}, "i32.load16_u": {code: 0x2f, memory: true}, "i32.store": {code: 0x36, memory: true},
	"i32.eqz": {code: 0x45}, "i32.eq": {code: 0x46}, "i32.ne": {code: 0x47}, "i32.lt_s": {code: 0x48}, "i32.lt_u": {code: 0x49},
	"i32.add": {code: opI32Add}, "i32.sub": {code: opI32Sub}, "i32.mul": {code: 0x6c}, "i32.and": {code: 0x71}, "i32.or": {code: 0x72}, "i32.shl": {code: 0x74}, "i32.shr_s": {code: 0x75}, "i32.shr_u": {code: 0x76}, "i32.ctz": {code: 0x68},
	"i64.extend_i32_u": {code: 0xad}, "i64.mul": {code: 0x7e}, "i32.gt_u": {code: 0x4b}, "i64.shr_u": {code: 0x88}, "i32.wrap_i64": {code: 0xa7},
	"v128.load": {true, 0x00, true}, "i16x8.load8x8_u": {true, 0x02, true}, "v128.load32_splat": {true, 0x09, true}, "v128.store": {true, 0x0b, true},
	"v128.load64_zero": {true, 0x5d, true}, "i8x16.eq": {true, 0x23, false}, "i8x16.bitmask": {true, 0x64, false},
	"i8x16.splat": {true, 0x0f, false}, "i32x4.splat": {true, 0x11, false},
	"i8x16.add": {true, 0x6e, false}, "i8x16.sub": {true, 0x71, false},
	"i16x8.extend_low_i8x16_u": {true, 0x89, false}, "i16x8.extend_high_i8x16_u": {true, 0x8a, false}, "i16x8.add": {true, 0x8e, false},
	"i32x4.extend_low_i16x8_u": {true, 0xa9, false}, "i32x4.extend_high_i16x8_u": {true, 0xaa, false},
	"i32x4.add": {true, 0xae, false}, "i32x4.sub": {true, 0xb1, false}, "i32x4.mul": {true, 0xb5, false},
	"f32x4.add": {true, 0xe4, false}, "f32x4.mul": {true, 0xe6, false}, "f32x4.convert_i32x4_s": {true, 0xfa, false},
}

// assemble reads kernels in the language that kernels.txt tells, each to the body of
// a function of Go's: by its name.
func assemble(text string) (map[string][]byte, error) {
	kernels := map[string][]byte{}
	var k *kernel
	line := 0
	for s := bufio.NewScanner(strings.NewReader(text)); s.Scan(); {
		line++
		code, _, _ := strings.Cut(s.Text(), "#")
		words := strings.Fields(code)
		if len(words) == 0 {
			continue
		}
		if words[0] == "func" && len(words) == 2 {
			if k != nil {
				kernels[k.name] = k.body()
			}
			k = &kernel{name: words[1], variables: map[string]int{}}
			continue
		}
		if k == nil || !k.line(words) {
			return nil, fmt.Errorf("kernels.txt, line %d: %s", line, strings.TrimSpace(code))
		}
	}
	if k != nil {
		kernels[k.name] = k.body()
	}
	return kernels, nil
}

// kernel is a function that is being read.
type kernel struct {
	name      string
	variables map[string]int // the first is local 1, behind where to resume
	types     []byte
	args      []string
	code      []byte
}

func (k *kernel) declare(name string, kind byte) {
	k.types = append(k.types, kind)
	k.variables[name] = len(k.types)
}

// line reads a line's words; false for one that is none of the language.
func (k *kernel) line(words []string) bool {
	switch words[0] {
	case "args":
		k.args = words[1:]
		for _, a := range k.args {
			if a != "-" {
				k.declare(a, typeInt32)
			}
		}
		return len(k.code) == 0
	case "i32", "i64", "v128":
		for _, v := range words[1:] {
			k.declare(v, map[string]byte{"i32": typeInt32, "i64": typeInt64, "v128": typeVector}[words[0]])
		}
		return len(k.code) == 0
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		if v := k.variables[w]; v > 0 {
			k.variable(opLocalGet, v)
		} else if name, ok := strings.CutPrefix(w, "->"); ok && k.variables[name] > 0 {
			k.variable(opLocalSet, k.variables[name])
		} else if name, ok := strings.CutPrefix(w, "=>"); ok && k.variables[name] > 0 {
			k.variable(opLocalTee, k.variables[name])
		} else if n, err := strconv.Atoi(w); err == nil {
			k.code = appendSigned(append(k.code, opI32Const), n)
		} else if op := slices.Index([]string{"block", "loop"}, w); op >= 0 {
			k.code = append(k.code, byte(opBlock+op), voidBlock)
		} else if w == "end" {
			k.code = append(k.code, opEnd)
		} else if op := slices.Index([]string{"br", "br_if"}, w); op >= 0 && i+1 < len(words) {
			i++
			depth, err := strconv.ParseUint(words[i], 10, 6)
			if err != nil {
				return false
			}
			k.code = append(k.code, byte(opBr+op), byte(depth))
		} else if w == "v128.zero" {
			const vectorConst = 0x0c
			k.code = append(append(k.code, opVector, vectorConst), make([]byte, 16)...)
		} else if w == "memory.copy" {
			k.code = append(k.code, opPrefixed, memoryCopy, 0, 0)
		} else if w == "memory.fill" {
			k.code = append(k.code, opPrefixed, memoryFill, 0)
		} else if !k.instruction(w) {
			return false
		}
	}
	return true
}

func (k *kernel) variable(op byte, v int) {
	k.code = binary.AppendUvarint(append(k.code, op), uint64(v))
}

func (k *kernel) instruction(word string) bool {
	name, offset, _ := strings.Cut(word, "+")
	op, ok := kernelInstructions[name]
	if !ok || offset != "" && !op.memory {
		return false
	}
	if op.vector {
		k.code = binary.AppendUvarint(append(k.code, opVector), op.code)
	} else {
		k.code = append(k.code, byte(op.code))
	}
	if op.memory {
		n, err := strconv.ParseUint("0"+offset, 10, 31)
		if err != nil {
			return false
		}
		k.code = binary.AppendUvarint(append(k.code, 0), n) // aligned to bytes
	}
	return true
}

// body is the function as Go's calling convention has it: arguments are read from
// behind the return address, which is taken off at the end.
func (k *kernel) body() []byte {
	const word = 8
	b := binary.AppendUvarint(nil, uint64(len(k.types)))
	for _, t := range k.types {
		b = append(b, 1, t)
	}
	for i, a := range k.args {
		if a != "-" {
			b = binary.AppendUvarint(append(b, opGlobalGet, 0, opI32Load, 0), uint64(word*(i+1)))
			b = binary.AppendUvarint(append(b, opLocalSet), uint64(k.variables[a]))
		}
	}
	b = append(b, k.code...)
	return append(b, opGlobalGet, 0, opI32Const, word, opI32Add, opGlobalSet, 0, opI32Const, 0, opEnd)
}
