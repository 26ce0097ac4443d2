package site

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestSlimProgramDoesTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("no Node")
	}
	dir := t.TempDir()
	linked := compile(t, "slim")
	file := filepath.Join(dir, "linked.wasm")
	if err := os.WriteFile(file, linked, 0o644); err != nil {
		t.Fatal(err)
	}
	slimmed, err := slim(linked, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	settled, err := slim(linked, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	small, still := filepath.Join(dir, "slim.wasm"), filepath.Join(dir, "settled.wasm")
	if err := os.WriteFile(small, slimmed, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(still, settled, 0o644); err != nil {
		t.Fatal(err)
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	run := func(program string, args ...string) (string, string) {
		var out, errors bytes.Buffer
		c := exec.Command(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "go_js_wasm_exec"), append([]string{program}, args...)...)
		c.Stdout, c.Stderr = &out, &errors
		c.Run()
		return out.String(), errors.String()
	}
	want, _ := run(file)
	if !strings.Contains(want, "8191\n") {
		t.Fatalf("the program as linked says %q", want)
	}
	for _, program := range []string{small, still} {
		if got, _ := run(program); got != want {
			t.Errorf("%s says %q, want %q", filepath.Base(program), got, want)
		}
	}
	loose, unsettled := unstructured(t, linked)
	if loose > 0 {
		t.Errorf("%d functions have jumps and are not understood: has the compiler changed?", loose)
	}
	if unsettled > 20 { // those of the runtime that change stacks
		t.Errorf("%d functions do with the stack what is not understood: has the compiler changed?", unsettled)
	}
	_, trace := run(small, "panic")
	for _, part := range []string{"panic: the end", "main.main"} {
		if !strings.Contains(trace, part) {
			t.Errorf("a panic of the slim program says %q, want it to have %q", trace, part)
		}
	}
	segments := func(program []byte) (found []segment) {
		for rest := (reader{data: program[8:]}); len(rest.data) > 0; {
			if id, section := rest.byte(), rest.take(rest.number()); id == dataSection {
				if found, err = readSegments(section); err != nil {
					t.Fatal(err)
				}
			}
		}
		return found
	}
	before, after := segments(linked), segments(slimmed)
	if len(before) != len(after) || len(after) > 100 {
		t.Errorf("%d joined segments, %d after; want the same, below 100", len(before), len(after))
	}
	if zeros := bytes.Count(slimmed, []byte{0, 0, 0, 0}) - bytes.Count(linked, []byte{0, 0, 0, 0}); zeros < 10_000 {
		t.Errorf("%d more runs of zeros only: has the toolchain's table of functions changed?", zeros)
	}
}

func TestSlimRefusesWhatIsNoProgram(t *testing.T) {
	for _, b := range []string{"", "PK\x03\x04 and so on", "\x00asm\x01\x00\x00\x00\x0b\xff", "\x00asm\x01\x00\x00\x00\x0b\x03\x01\x01\x41",
		"\x00asm\x01\x00\x00\x00\x0b\x07\x01\x00\x41\x10\x0b\x7fx"} {
		if out, err := slim([]byte(b), false, nil); err == nil {
			t.Errorf("slim(%q) = %q, want an error", b, out)
		}
	}
}

func TestSegmentsAreJoinedOverShortGaps(t *testing.T) {
	section := []byte{3,
		0, 0x41, 0x90, 0x03, 0x0b, 2, 'c', 'd', // at 400
		0, 0x41, 0x08, 0x0b, 2, 'a', 'b', // at 8
		0, 0x41, 0x80, 0x80, 0x06, 0x0b, 1, 'e', // at 98304
	}
	joined, err := readSegments(section)
	if err != nil {
		t.Fatal(err)
	}
	if len(joined) != 2 || joined[0].at != 8 || len(joined[0].bytes) != 394 || joined[1].at != 98304 ||
		string(joined[0].bytes[:3]) != "ab\x00" || string(joined[0].bytes[391:]) != "\x00cd" {
		t.Errorf("%v", joined)
	}
	again, err := readSegments(writeSegments(joined))
	if err != nil || len(again) != 2 || !bytes.Equal(again[0].bytes, joined[0].bytes) || again[1].at != 98304 {
		t.Errorf("written and read: %v, %v", again, err)
	}
}

func TestTableWithoutEndIsNotFollowed(t *testing.T) {
	for table, want := range map[string]int{"\x02\x03\x01\x04\x00": 5, "\x00\x03\x00": 3, "\x02\x03": -1, "\x80\x80": -1, "\x02": -1, "": -1} {
		if got := tableEnd([]byte(table), 0); got != want {
			t.Errorf("tableEnd(%q) = %d, want %d", table, got, want)
		}
	}
	// A header that points outside leaves everything as it is.
	b := bytes.Repeat([]byte{7}, 200)
	copy(b, tableMagic)
	was := bytes.Clone(b)
	if forgetLines(b); !bytes.Equal(b, was) {
		t.Error("a table that reads otherwise was changed")
	}
}

func TestNamesOfFunctionsStayAndOthersGo(t *testing.T) {
	table := []byte("\x00main.f\x00inlined\x00main.g\x00other\x00")
	forgetNames(table, []int{16, 1, 16, 99})
	if want := "\x00main.f\x00" + strings.Repeat("\x00", 8) + "main.g" + strings.Repeat("\x00", 7); string(table) != want {
		t.Errorf("%q, want %q", table, want)
	}
}

func TestLeanModuleStopsAtAChangedLibrary(t *testing.T) {
	const file = "package app\n\nimport (\n\t\"net/http\"\n\t\"strings\"\n)\n\n// LocalDir returns it\nfunc LocalDir() { http.Dir(``) }\n\nfunc clientResourceResolver() {}\n"
	got, err := lean("resource.go", []byte(file))
	if want := "package app\n\nimport (\n\t\"strings\"\n)\n\nfunc clientResourceResolver() {}\n"; err != nil || string(got) != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if got, err := lean("http.go", []byte(file)); got != nil || err != nil {
		t.Errorf("http.go is kept: %q, %v", got, err)
	}
	for _, changed := range []string{"package app\n", strings.Replace(file, "func client", "func server", 1)} {
		if got, err := lean("resource.go", []byte(changed)); err == nil {
			t.Errorf("%q passed as %q", changed, got)
		}
	}
}

// unstructured counts the functions that begin as functions with jumps do and
// stay as they are, and those whose variable for the stack's pointer does not settle.
func unstructured(t *testing.T, program []byte) (loose, unsettled int) {
	names, err := functionNames(program)
	if err != nil {
		t.Fatal(err)
	}
	never := func(i int) bool { return neverReturns(names[i]) }
	for rest := (reader{data: program[8:]}); len(rest.data) > 0; {
		id, section := rest.byte(), rest.take(rest.number())
		if id != codeSection {
			continue
		}
		r := reader{data: section}
		functions := r.number()
		for range functions {
			body := r.take(r.number())
			start := body[:min(len(body), 40)]
			if !bytes.Contains(start, []byte{opLoop, voidBlock, opBlock, voidBlock}) || !bytes.Contains(start, []byte{opGlobalGet, 0, opLocalSet, 1}) {
				continue
			}
			f, ok := readFlow(body)
			if ok {
				_, ok = f.write()
			}
			if !ok {
				loose++
			}
			if f, ok := readFlow(body); !ok || !f.endAtPanics(never) || !f.settle(never, nil) {
				unsettled++
			}
		}
		if functions < 1000 {
			t.Errorf("%d functions", functions)
		}
	}
	return loose, unsettled
}
