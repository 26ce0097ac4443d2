package site

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// slim is a WebAssembly program as Go's linker writes it, without what costs a
// reader's time and serves nobody in a browser. The program does the same.
//
//   - The linker leaves out runs of zeros, in segments of a few dozen bytes each
//     with a header: a tenth of the file after compression. Here they are joined.
//   - The tables that tell a code address its file and line, and which functions
//     were inlined there, serve tracebacks alone, those of unsafe points the
//     interruption of a running goroutine, which WebAssembly has not. They are
//     zeroed, which compresses to nothing. A panic still tells the functions that
//     were called.
//   - Functions are written as blocks, ifs and loops (see structured).
//   - Sections that no browser reads go.
//
// It understands the tables of Go 1.20 to 1.26; where they look otherwise they
// stay. Linear in the program's size.
//
// Where settled is true, the program calls nothing in JavaScript that calls back
// before it returns, and has the names of its functions: see settle.go. Of these, those
// that kernels names get its bodies: see kernels.go. With kernels, short copies are
// calls: see copies.go.
func slim(program []byte, settled bool, kernels map[string][]byte) ([]byte, error) {
	if len(program) < 8 || string(program[:8]) != "\x00asm\x01\x00\x00\x00" {
		return nil, errNotWasm
	}
	names, err := functionNames(program)
	if err != nil && settled {
		return nil, err
	}
	out := append([]byte{}, program[:8]...)
	for rest := (reader{data: program[8:]}); len(rest.data) > 0; {
		id := rest.byte()
		section := rest.take(rest.number())
		if rest.bad {
			return nil, errNotWasm
		}
		switch id {
		case customSection:
			continue
		case dataSection:
			segments, err := readSegments(section)
			if err != nil {
				return nil, err
			}
			section = writeSegments(segments)
		case codeSection:
			var err error
			if section, err = structured(section, names, settled); err != nil {
				return nil, err
			}
			if section, err = withKernels(section, names, kernels); err != nil {
				return nil, err
			}
		}
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(section)))
		out = append(out, section...)
	}
	if kernels != nil {
		return withShortCopies(out)
	}
	return out, nil
}

// Numbers of sections (WebAssembly Core Specification, 5.5.2).
const (
	customSection = 0
	codeSection   = 10
	dataSection   = 11
)

var errNotWasm = errors.New("this is no WebAssembly program as Go's linker writes it")

// functionNames is the names of a program's functions by their numbers, those that
// are imported first.
func functionNames(program []byte) ([]string, error) {
	var names []string
	for rest := (reader{data: program[8:]}); len(rest.data) > 0; {
		id := rest.byte()
		section := reader{data: rest.take(rest.number())}
		if rest.bad {
			return nil, errNotWasm
		}
		if id != customSection || string(section.take(section.number())) != "name" {
			continue
		}
		for len(section.data) > 0 {
			const ofFunctions = 1
			kind := section.byte()
			list := reader{data: section.take(section.number())}
			if kind != ofFunctions {
				continue
			}
			for range list.number() {
				i, name := list.number(), string(list.take(list.number()))
				for len(names) <= i && !list.bad && i < len(program) {
					names = append(names, "")
				}
				if list.bad || i >= len(names) {
					return nil, errNotWasm
				}
				names[i] = name
			}
		}
	}
	return names, nil
}

// reader reads the binary format; after an error all it reads is zero.
type reader struct {
	data []byte
	bad  bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.bad, r.data = true, nil
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads an unsigned LEB128 number.
func (r *reader) number() int {
	v, n := binary.Uvarint(r.data)
	if n <= 0 || v > 1<<32 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

// signed reads a signed LEB128 number.
func (r *reader) signed() int {
	v := 0
	for shift := 0; shift < 64; shift += 7 {
		b := r.byte()
		v |= int(b&0x7f) << shift
		if b < 0x80 {
			if b&0x40 != 0 {
				v |= -1 << (shift + 7)
			}
			return v
		}
	}
	r.bad = true
	return 0
}

func appendSigned(b []byte, v int) []byte {
	for {
		low := byte(v & 0x7f)
		v >>= 7
		if v == 0 && low&0x40 == 0 || v == -1 && low&0x40 != 0 {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}

// segment is bytes and where they stand in memory.
type segment struct {
	at    int
	bytes []byte
}

// mergeGap is how many zeros may stand between two pieces of one segment: more
// cost more to copy at the start than a segment of its own.
const mergeGap = 1 << 12

// readSegments reads a data section and joins its segments.
func readSegments(section []byte) ([]segment, error) {
	r := reader{data: section}
	var pieces []segment
	for range r.number() {
		const active, i32const, end = 0, 0x41, 0x0b
		if r.byte() != active || r.byte() != i32const {
			return nil, errNotWasm
		}
		at := r.signed()
		if r.byte() != end {
			return nil, errNotWasm
		}
		pieces = append(pieces, segment{at, r.take(r.number())})
	}
	if r.bad || len(r.data) > 0 {
		return nil, errNotWasm
	}
	slices.SortStableFunc(pieces, func(a, b segment) int { return a.at - b.at })
	var joined []segment
	for _, p := range pieces {
		if last := len(joined) - 1; last >= 0 {
			gap := p.at - joined[last].at - len(joined[last].bytes)
			if gap < 0 {
				return nil, errNotWasm
			}
			if gap <= mergeGap {
				joined[last].bytes = append(append(joined[last].bytes, make([]byte, gap)...), p.bytes...)
				continue
			}
		}
		joined = append(joined, segment{p.at, slices.Clone(p.bytes)})
	}
	for _, s := range joined {
		forgetLines(s.bytes)
	}
	return joined, nil
}

func writeSegments(segments []segment) []byte {
	b := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		b = appendSigned(append(b, 0, 0x41), s.at)
		b = binary.AppendUvarint(append(b, 0x0b), uint64(len(s.bytes)))
		b = append(b, s.bytes...)
	}
	return b
}

// The table of functions that the runtime holds (runtime/symtab.go and
// internal/abi/symtab.go of Go): a header, then names, files, tables by code
// address, and a record for each function.
const (
	tableMagic = "\xf1\xff\xff\xff\x00\x00\x01\x08" // Go 1.20 on; instructions of 1 byte, pointers of 8
	// Fields of a function's record, in bytes from its start.
	fieldName      = 4
	fieldStack     = 16
	fieldFile      = 20
	fieldLine      = 24
	fieldTables    = 28 // how many tables of other kinds follow the record
	fieldUnit      = 32 // with the number from the table of files: the file
	fieldFirstLine = 36
	recordLength   = 44 // its last byte is how many numbers of data follow the tables
	// Numbers of tables that nothing asks for here: where a goroutine may not be
	// interrupted, what was inlined, and which arguments a traceback may print.
	tableUnsafe   = 0
	tableInlined  = 2
	tableLiveArgs = 3
	// Numbers of data that only say what a traceback prints of inlined functions and
	// of arguments.
	dataInlined       = 3
	dataArguments     = 5
	dataLiveArguments = 6
)

// forgetLines zeroes the tables of lines in the runtime's table of functions, if
// this segment holds it and all of it reads as expected; else it leaves all as it is.
func forgetLines(b []byte) {
	start := bytes.Index(b, []byte(tableMagic))
	if start < 0 || len(b)-start < 72 || bytes.Contains(b[start+1:], []byte(tableMagic)) {
		return
	}
	b = b[start:]
	word := func(at int) int {
		if at < 0 || at+4 > len(b) {
			return -1
		}
		return int(binary.LittleEndian.Uint32(b[at:]))
	}
	functions, tables, records := word(8), word(56), word(64)
	if functions <= 0 || tables <= 0 || records <= tables || records+8*functions > len(b) {
		return
	}
	table := b[tables:records]
	keep := make([]bool, len(table))
	keep[0] = true
	var forget, none []int // places of numbers: to become 0, and "none"
	var named []int        // places of names
	for i := range functions {
		f := records + word(records+8*i+4)
		others := word(f + fieldTables)
		if f < records || others < 0 || others > 64 || f+recordLength+4*others > len(b) {
			return
		}
		named = append(named, word(f+fieldName))
		forget = append(forget, f+fieldFile, f+fieldLine, f+fieldUnit, f+fieldFirstLine)
		for _, k := range []int{dataInlined, dataArguments, dataLiveArguments} {
			if k < int(b[f+recordLength-1]) {
				none = append(none, f+recordLength+4*others+4*k)
			}
		}
		kept := []int{f + fieldStack}
		for k := range others {
			if at := f + recordLength + 4*k; k == tableUnsafe || k == tableInlined || k == tableLiveArgs {
				forget = append(forget, at)
			} else {
				kept = append(kept, at)
			}
		}
		for _, at := range kept {
			if from := word(at); from != 0 {
				end := tableEnd(table, from)
				if end < 0 {
					return
				}
				for k := from; k < end; k++ {
					keep[k] = true
				}
			}
		}
	}
	if len(none) > 0 && none[len(none)-1]+4 > len(b) {
		return
	}
	for _, at := range forget {
		clear(b[at : at+4])
	}
	// Names of functions that are only inlined; files by their numbers, which nothing
	// has now, and their names.
	if names, units := word(32), word(40); 72 <= names && names <= units && units <= tables {
		forgetNames(b[names:units], named)
		clear(b[units:tables])
	}
	for _, at := range none {
		copy(b[at:at+4], "\xff\xff\xff\xff")
	}
	for i := range table {
		if !keep[i] {
			table[i] = 0
		}
	}
}

// forgetNames zeroes a table of names, each with a zero behind it, but for those at
// the given places and the first, which is empty.
func forgetNames(table []byte, places []int) {
	slices.Sort(places)
	from := 0
	for _, at := range slices.Compact(places) {
		if at < from || at >= len(table) {
			continue // a part of the name before
		}
		clear(table[from:at])
		length := bytes.IndexByte(table[at:], 0)
		if length < 0 {
			return
		}
		from = at + length
	}
	clear(table[from:])
}

// tableEnd is where the table ends that begins at a byte, -1 where it doesn't: it
// is pairs of numbers, a difference of the value and one of the address, and ends
// with a value's difference of zero that is not the first.
func tableEnd(table []byte, at int) int {
	for first := true; at >= 0 && at < len(table); first = false {
		value, n := binary.Uvarint(table[at:])
		if n <= 0 {
			return -1
		}
		at += n
		if value == 0 && !first {
			return at
		}
		if _, n = binary.Uvarint(table[at:]); n <= 0 {
			return -1
		}
		at += n
	}
	return -1
}
