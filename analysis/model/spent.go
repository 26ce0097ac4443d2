package model

import (
	"slices"
	"strings"
)

// Spent is where in a weight file the parts stand that opening it brings together
// in another form and that nothing reads afterwards, but a checksum of all: the
// half-open byte ranges of the weights of sparse models (see [File.Sparse]). A
// program that keeps its state may forget them. Nil for what is no weight file.
func Spent(file string) (ranges [][2]int) {
	if len(file) < headSize || file[:len(magic)] != magic || file[len(magic)] != Format {
		return nil
	}
	type part struct{ from, to int }
	parts := map[string]part{}
	for i := range int(u32(file, 20)) {
		at := headSize + i*partSize
		if at+partSize > len(file) {
			return nil
		}
		from := int(u32(file, at+16))
		parts[trimZero(file[at:at+16])] = part{from, from + int(u32(file, at+20))}
	}
	for name := range parts {
		model, ok := strings.CutSuffix(name, ".k")
		if !ok {
			continue
		}
		for _, kind := range [...]string{".n", ".l", ".w"} {
			if p, ok := parts[model+kind]; ok && p.to <= len(file) {
				ranges = append(ranges, [2]int{p.from, p.to})
			}
		}
	}
	slices.SortFunc(ranges, func(a, b [2]int) int { return a[0] - b[0] })
	return ranges
}
