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
	file := filepath.Join(dir, "linked.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, "./testdata/slim")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	linked, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	slimmed, err := slim(linked)
	if err != nil {
		t.Fatal(err)
	}
	small := filepath.Join(dir, "slim.wasm")
	if err := os.WriteFile(small, slimmed, 0o644); err != nil {
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
	if got, _ := run(small); got != want {
		t.Errorf("the slim program says %q, want %q", got, want)
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
		if out, err := slim([]byte(b)); err == nil {
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

func TestForwardJumpsAreBranchesAndBackwardOnesStay(t *testing.T) {
	jump := func(to, depth byte) []byte { return []byte{opI32Const, to, opLocalSet, 0, opBr, depth} }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	// Three blocks; local 1 decides.
	entry := []byte{1, 1, 0x7f, opLoop, voidBlock, opBlock, voidBlock, opBlock, voidBlock, opBlock, voidBlock, opLocalGet, 0, opBrTable, 3, 0, 0, 1, 2, opEnd}
	end := []byte{opEnd, 0x00, opEnd}
	condition := []byte{opLocalGet, 1, opIf, voidBlock}
	for _, c := range []struct {
		name      string
		from, to  []byte
		unchanged bool
	}{
		{"forward", join(jump(3, 2), []byte{opEnd}, []byte{0x01, opEnd, 0x01}), []byte{opBr, 1, opEnd, 0x01, opEnd, 0x01}, false},
		{"to the next", join(jump(2, 2), []byte{opEnd, 0x01, opEnd}), []byte{opBr, 0, opEnd, 0x01, opEnd}, false},
		{"conditional", join(condition, jump(3, 3), []byte{opEnd, opEnd, opEnd}), []byte{opLocalGet, 1, opBrIf, 1, opEnd, opEnd}, false},
		{"with more in the if", join(condition, []byte{0x01}, jump(3, 3), []byte{opEnd, opEnd, opEnd}), []byte{opLocalGet, 1, opIf, voidBlock, 0x01, opBr, 2, opEnd, opEnd, opEnd}, false},
		{"backward", join([]byte{opEnd}, jump(2, 1), []byte{opEnd}), nil, true},
		{"to itself", join([]byte{opEnd, opEnd}, jump(3, 0)), nil, true},
		{"another local", []byte{opI32Const, 3, opLocalSet, 1, opBr, 2, opEnd, opEnd}, nil, true},
		{"an unknown instruction", join([]byte{0xfd, 0x0c}, jump(3, 2), []byte{opEnd, opEnd}), nil, true},
	} {
		body := join(entry, c.from, end)
		got, changed := directJumpsIn(body)
		if changed == c.unchanged || changed && !bytes.Equal(got, join(entry, c.to, end)) {
			t.Errorf("%s: % x, changed %v; want % x", c.name, got, changed, join(entry, c.to, end))
		}
		for cut := range body { // no panic on half a function
			directJumpsIn(body[:cut])
		}
	}
}
