// Package model reads and writes the weight files of the stages and multiplies
// with them: a hashed linear model ([Linear]) and a linear-chain conditional
// random field over it ([CRF]).
//
// A weight file is embedded into the program as a string and viewed in place;
// nothing is copied or decoded at the start. All sums are of integers, and the
// few floating-point steps are written so that no machine may fuse them, so
// that every machine gives the same result to the last bit.
package model

import (
	"encoding/binary"
	"io"
	"math"
	"slices"
	"strconv"
)

// Format is the version of the file's layout. Files of another one are refused.
const Format = 1

// Layout, little-endian: "whosaid" and the format (8 bytes); hash of the
// feature templates, hash of the corpus, seed, number of parts (4 bytes each);
// for each part a name (16 bytes, zero-padded), offset and length (4 bytes
// each); the parts, each starting at a multiple of 8.
const (
	magic      = "whosaid"
	headSize   = 8 + 4*4
	partSize   = 16 + 4*2
	alignParts = 8
)

// File is an opened weight file. The zero File has no parts.
type File struct {
	name string
	data string
	// Corpus is a hash of what the weights were trained on, Seed the number
	// that the training's random choices came from.
	Corpus, Seed uint32
}

// Open views data, the content of the weight file called name, whose features
// must have been computed by the given templates (any text that changes
// whenever the features change). An embedded file that does not fit is a bug of
// the build, so Open panics and says which file, why, and what to do.
func Open(name, data, templates string) File {
	f := File{name: name, data: data}
	if len(data) < headSize || data[:len(magic)] != magic {
		f.broken("no weight file (" + strconv.Itoa(len(data)) + " bytes)")
	}
	if v := data[len(magic)]; v != Format {
		f.broken("format " + strconv.Itoa(int(v)) + ", want " + strconv.Itoa(Format))
	}
	f.Corpus, f.Seed = u32(data, 12), u32(data, 16)
	if got, want := u32(data, 8), Templates(templates); got != want {
		f.broken("trained with other features (" + strconv.FormatUint(uint64(got), 16) + ") than the program computes (" + strconv.FormatUint(uint64(want), 16) + ")")
	}
	n := int(u32(data, 20))
	if len(data) < headSize+n*partSize {
		f.broken("cut in its table of " + strconv.Itoa(n) + " parts")
	}
	for i := range n {
		at := headSize + i*partSize
		if off, size := uint64(u32(data, at+16)), uint64(u32(data, at+20)); off+size > uint64(len(data)) {
			f.broken("cut in part " + strconv.Itoa(i))
		}
	}
	return f
}

// Templates is the hash under which a file records its feature templates.
func Templates(s string) uint32 {
	return Word(s)
}

// Part is the content of the part of that name, viewed in place. It panics
// where there is none. O(number of parts).
func (f File) Part(name string) string {
	n := 0
	if f.data != "" {
		n = int(u32(f.data, 20))
	}
	for i := range n {
		at := headSize + i*partSize
		if trimZero(f.data[at:at+16]) == name {
			off, size := u32(f.data, at+16), u32(f.data, at+20)
			return f.data[off : off+size]
		}
	}
	f.broken("no part " + strconv.Quote(name))
	return ""
}

// broken panics with what is wrong with the file and what to do. Messages are
// put together without package fmt, which would add a tenth to the code that
// readers fetch.
func (f File) broken(what string) {
	panic("model: " + f.name + ": " + what + "; run `make train` and build again")
}

// Builder collects the parts of a weight file. The zero Builder writes a file
// without parts.
type Builder struct {
	Templates    string // as Open is given
	Corpus, Seed uint32
	names        []string
	parts        [][]byte
}

// Add appends a part. The name has at most 16 bytes; a longer one, or one that
// is there already, panics.
func (b *Builder) Add(name string, content []byte) {
	if len(name) > 16 || slices.Contains(b.names, name) {
		panic("model: part name " + name + " is too long or is there already")
	}
	b.names = append(b.names, name)
	b.parts = append(b.parts, content)
}

// WriteTo writes the file. The same parts give the same bytes.
func (b *Builder) WriteTo(w io.Writer) (int64, error) {
	out := append([]byte(magic), Format)
	for _, x := range []uint32{Templates(b.Templates), b.Corpus, b.Seed, uint32(len(b.parts))} {
		out = binary.LittleEndian.AppendUint32(out, x)
	}
	at := headSize + len(b.parts)*partSize
	for i, p := range b.parts {
		at = align(at)
		out = append(out, make([]byte, 16)...)
		copy(out[len(out)-16:], b.names[i])
		out = binary.LittleEndian.AppendUint32(out, uint32(at))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(p)))
		at += len(p)
	}
	for _, p := range b.parts {
		out = append(out, make([]byte, align(len(out))-len(out))...)
		out = append(out, p...)
	}
	n, err := w.Write(out)
	return int64(n), err
}

func align(n int) int { return (n + alignParts - 1) &^ (alignParts - 1) }

func trimZero(s string) string {
	for len(s) > 0 && s[len(s)-1] == 0 {
		s = s[:len(s)-1]
	}
	return s
}

func u32(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

func f32(s string, at int) float32 { return math.Float32frombits(u32(s, at)) }
