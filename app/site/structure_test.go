package site

import (
	"bytes"
	"testing"
)

// function is a body as Go's compiler writes it: three blocks behind the table,
// and code that may jump.
func function(code ...[]byte) []byte {
	head := []byte{1, 1, 0x7f, opGlobalGet, 0, opLocalSet, 1,
		opLoop, voidBlock, opBlock, voidBlock, opBlock, voidBlock, opBlock, voidBlock, opLocalGet, 0, opBrTable, 3, 0, 0, 1, 2, opEnd}
	return append(append(head, bytes.Join(code, nil)...), opEnd, opUnreachable, opEnd)
}

func TestFunctionsAreStructured(t *testing.T) {
	jump := func(to, depth byte) []byte { return []byte{opI32Const, to, opLocalSet, 0, opBr, depth} }
	condition := func(to, depth byte) []byte {
		return append(append([]byte{opLocalGet, 1, opIf, voidBlock}, jump(to, depth+1)...), opEnd)
	}
	next, leave := []byte{opEnd}, []byte{opI32Const, 0, opReturn}
	code := func(n byte) []byte { return []byte{opI32Const, n, opDrop} }
	head := []byte{1, 1, 0x7f, opGlobalGet, 0, opLocalSet, 1}
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	end := []byte{opUnreachable, opEnd}
	for _, c := range []struct {
		name       string
		from, want []byte
	}{
		{"a jump over a block",
			function(condition(3, 2), next, code(1), next, code(2), leave),
			join(head, []byte{opBlock, voidBlock, opLocalGet, 1, opBrIf, 0}, code(1), []byte{opEnd}, code(2), leave, end)},
		{"an end of the program, in a loop",
			function(code(1), next, code(2), condition(3, 1), jump(2, 1), next),
			join(head, []byte{opBlock, voidBlock}, code(1), []byte{opLoop, voidBlock}, code(2), []byte{opLocalGet, 1, opBrIf, 1, opBr, 0, opEnd, opEnd, opUnreachable}, end)},
		{"a loop",
			function(code(1), next, code(2), condition(2, 1), next, leave),
			join(head, code(1), []byte{opLoop, voidBlock}, code(2), []byte{opLocalGet, 1, opBrIf, 0}, leave, []byte{opEnd}, end)},
		{"a loop with its test before",
			function(code(1), next, []byte{opLocalGet, 1, opI32Eqz, opIf, voidBlock}, jump(3, 2), next, code(2), jump(2, 1), next, leave),
			join(head, code(1), []byte{opLoop, voidBlock, opLocalGet, 1, opIf, voidBlock}, code(2), []byte{opBr, 1, opEnd}, leave, []byte{opEnd}, end)},
	} {
		f, ok := readFlow(c.from)
		if !ok {
			t.Errorf("%s: not read", c.name)
			continue
		}
		if got, ok := f.write(); !ok || !bytes.Equal(got, c.want) {
			t.Errorf("%s: % x, %v\nwant % x", c.name, got, ok, c.want)
		}
		for cut := range c.from { // no panic on half a function
			readFlow(c.from[:cut])
		}
	}
	for name, body := range map[string][]byte{
		"another local":          function([]byte{opI32Const, 3, opLocalSet, 1, opBr, 2}, next, next, leave),
		"an unknown instruction": function([]byte{0xfd, 0x0c}, next, next, leave),
		"without a loop":         {0, opGlobalGet, 0, opLocalSet, 1, opI32Const, 0, opEnd},
	} {
		if _, ok := readFlow(body); ok {
			t.Errorf("%s: read", name)
		}
	}
}

// TestResumingLeadsIntoLoops holds that a number in local 0 at the start leads
// to the place behind a call inside a loop, by way of the loop's header.
func TestResumingLeadsIntoLoops(t *testing.T) {
	body := []byte{1, 1, 0x7f, opGlobalGet, 0, opLocalSet, 1,
		opBlock, voidBlock, opLoop, voidBlock, opBlock, voidBlock, opBlock, voidBlock, opBlock, voidBlock, opLocalGet, 0, opBrTable, 2, 0, 1, 2, opEnd,
		opCall, 5, opBrIf, 3, opEnd, // a call, and the place behind it
		opLocalGet, 1, opIf, voidBlock, opI32Const, 0, opLocalSet, 0, opBr, 2, opEnd, opEnd,
		opI32Const, 0, opReturn,
		opEnd, opUnreachable, opEnd, opI32Const, 1, opEnd}
	f, ok := readFlow(body)
	if !ok {
		t.Fatal("not read")
	}
	got, ok := f.write()
	want := []byte{1, 1, 0x7f, opGlobalGet, 0, opLocalSet, 1, opBlock, voidBlock,
		opLoop, voidBlock, opBlock, voidBlock, opBlock, voidBlock, // the loop: header's and place's blocks
		opLocalGet, 0, opIf, voidBlock, opBr, 2, opEnd, opEnd,
		opCall, 5, opBrIf, 2, opEnd,
		opLocalGet, 1, opIf, voidBlock, opI32Const, 0, opLocalSet, 0, opBr, 1, opEnd,
		opI32Const, 0, opReturn, opEnd, opUnreachable, opEnd, opI32Const, 1, opEnd}
	if !ok || !bytes.Equal(got, want) {
		t.Errorf("% x, %v\nwant % x", got, ok, want)
	}
}

func TestAddressesOnTheStackAreFolded(t *testing.T) {
	head, address := []byte{1, 1, 0x7f}, []byte{opLocalGet, 1, opI64ExtendU, opI64Const, 0x30, opI64Add, opI32Wrap}
	for name, c := range map[string][2][]byte{
		"an address":         {address, {opLocalGet, 1, opI32Const, 0x30, opI32Add}},
		"a load":             {append(address[:len(address):len(address)], 0x29, 3, 8), {opLocalGet, 1, 0x29, 3, 0x38}},
		"a store's value":    {append(address[:len(address):len(address)], opI64Const, 0, 0x37, 3, 8), {opLocalGet, 1, opI64Const, 0, 0x37, 3, 0x38}},
		"another local":      {[]byte{opLocalGet, 2, opI64ExtendU, opI64Const, 0x30, opI64Add, opI32Wrap}, nil},
		"a negative offset":  {[]byte{opLocalGet, 1, opI64ExtendU, opI64Const, 0x7f, opI64Add, opI32Wrap}, nil},
		"kept in 64 bits":    {[]byte{opLocalGet, 1, opI64ExtendU, opI64Const, 0x30, opI64Add, opDrop}, nil},
		"an unknown op":      {append(address[:len(address):len(address)], 0xfd), append(address[:len(address):len(address)], 0xfd)},
		"cut in the address": {address[:5], nil},
	} {
		if c[1] == nil {
			c[1] = c[0]
		}
		if got, want := tidy(append(head[:3:3], c[0]...)), append(head[:3:3], c[1]...); !bytes.Equal(got, want) {
			t.Errorf("%s: % x, want % x", name, got, want)
		}
	}
}

func TestInstructionsAreTidied(t *testing.T) {
	head := []byte{1, 1, 0x7f}
	load := func(op byte) []byte { return []byte{opLocalGet, 2, op, 0, 8} }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	for name, c := range map[string][2][]byte{
		"a turned comparison":          {{0x54, opI32Eqz, opBrIf, 0}, {0x5a, opBrIf, 0}},
		"twice turned":                 {{opI32Eqz, opI32Eqz, opBrIf, 0}, {opBrIf, 0}},
		"a float's comparison stays":   {{0x5d, opI32Eqz, opBrIf, 0}, {0x5d, opI32Eqz, opBrIf, 0}},
		"a condition widened":          {{0x51, opI64ExtendU, opI64Eqz, opBrIf, 0}, {0x52, opBrIf, 0}},
		"a byte and a constant":        {join(load(opI64Load8U), []byte{opI64Const, 58, 0x51}), join(load(0x2d), []byte{opI32Const, 58, 0x46})},
		"a byte and a large constant":  {join(load(opI64Load8U), []byte{opI64Const, 0x80, 0x80, 0x80, 0x80, 8, 0x53}), nil},
		"a signed number, signed":      {join(load(opI64Load32S), []byte{opI64Const, 0x7f, 0x53}), {opLocalGet, 2, opI32Load, 2, 8, opI32Const, 0x7f, 0x48}},
		"an unsigned number, signed":   {join(load(opI64Load32U), []byte{opI64Const, 5, 0x53}), nil},
		"all bits of what is compared": {join(load(opI64Load), []byte{opI64Const, 5, 0x53}), nil},
		"a pointer":                    {append(load(opI64Load), opI32Wrap), {opLocalGet, 2, opI32Load, 2, 8}},
		"a mask that takes nothing":    {join(load(opI64Load8U), []byte{opI64Const, 0xff, 1, opI64And}), load(opI64Load8U)},
		"a mask that takes something":  {join(load(opI64Load8U), []byte{opI64Const, 0x3f, opI64And}), nil},
		"a mask before a test":         {{opLocalGet, 2, opI64Const, 4, opI64And, opI64Eqz}, {opLocalGet, 2, opI32Wrap, opI32Const, 4, opI32And, opI32Eqz}},
		"a sign that is there":         {append(load(opI64Load32S), opI64Ext32), load(opI64Load32S)},
		"a sign that is not":           {append(load(opI64Load32U), opI64Ext32), nil},
		"a value that is kept":         {{opLocalSet, 4, opLocalGet, 4}, {opLocalTee, 4}},
		"a value of a call in a store": {{opLocalGet, 1, opI32Const, 8, opI32Add, opCall, 3, 0x37, 3, 0}, nil},
		"an address below another's":   {{opLocalGet, 1, opI32Const, 8, opI32Add, opLocalGet, 1, 0x29, 3, 16, 0x37, 3, 0}, {opLocalGet, 1, opLocalGet, 1, 0x29, 3, 16, 0x37, 3, 8}},
	} {
		if c[1] == nil {
			c[1] = c[0]
		}
		if got, want := tidy(join(head, c[0])), join(head, c[1]); !bytes.Equal(got, want) {
			t.Errorf("%s: % x, want % x", name, got, want)
		}
	}
}
