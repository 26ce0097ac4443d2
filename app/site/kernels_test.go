package site

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The bodies in kernels.txt give the same bits as the functions in Go.
func TestKernelsGiveTheSameBits(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("no Node")
	}
	kernels, err := assemble(kernelsText)
	if err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command("go", "run", "./testdata/kernels").Output()
	if err != nil || bytes.Count(want, []byte("\n")) < 300 {
		t.Fatalf("natively: %v\n%s", err, want)
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := compile(t, "kernels")
	run := func(kernels map[string][]byte) string {
		program, err := slim(linked, true, kernels)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "kernels.wasm")
		if err := os.WriteFile(file, program, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "go_js_wasm_exec"), file).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return string(out)
	}
	if got := run(nil); got != string(want) {
		t.Errorf("WebAssembly as Go writes it differs from the native program:\n%s", firstDifference(got, string(want)))
	}
	if got := run(kernels); got != string(want) {
		t.Errorf("with kernels:\n%s", firstDifference(got, string(want)))
	}
	// Each of them is used: one that does nothing is noticed.
	for name := range kernels {
		if strings.Contains(name, ".") {
			continue // no program of Go's gets far without it
		}
		one := map[string][]byte{name: {0, opGlobalGet, 0, opI32Const, 8, opI32Add, opGlobalSet, 0, opI32Const, 0, opEnd}}
		if run(one) == string(want) {
			t.Errorf("%s: the test does not call it", name)
		}
	}
}

// firstDifference is the first line in which two texts differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i] + ", want " + b[i]
		}
	}
	return "one is longer"
}

func TestKernelsAreReadOrRefused(t *testing.T) {
	got, err := assemble("func f\nargs p - n\nv128 a\n\tp n i32.add ->p # a comment\n\tp v128.load+16 =>a ->a\n")
	want := []byte{3, 1, typeInt32, 1, typeInt32, 1, typeVector,
		opGlobalGet, 0, opI32Load, 0, 8, opLocalSet, 1, opGlobalGet, 0, opI32Load, 0, 24, opLocalSet, 2,
		opLocalGet, 1, opLocalGet, 2, opI32Add, opLocalSet, 1,
		opLocalGet, 1, opVector, 0, 0, 16, opLocalTee, 3, opLocalSet, 3,
		opGlobalGet, 0, opI32Const, 8, opI32Add, opGlobalSet, 0, opI32Const, 0, opEnd}
	if err != nil || !bytes.Equal(got["f"], want) {
		t.Errorf("%v, %x; want %x", err, got["f"], want)
	}
	for _, broken := range []string{"i32.add", "func f\ni32.nought", "func f\n->x", "func f\nbr", "func f\nbr x", "func f\ni32.add+4", "func f\nv128.load+x", "func f\n1\ni32 x"} {
		if got, err := assemble(broken); err == nil {
			t.Errorf("%q passed as %x", broken, got)
		}
	}
	section := []byte{1, 2, 0, opEnd} // one function
	names := []string{"imported", kernelPackage + "sum"}
	if out, err := withKernels(section, names, map[string][]byte{"sum": {0, opUnreachable, opEnd}}); err != nil || !bytes.Equal(out, []byte{1, 3, 0, opUnreachable, opEnd}) {
		t.Errorf("%x, %v", out, err)
	}
	if _, err := withKernels(section, names, map[string][]byte{"product": {0, opEnd}}); err == nil {
		t.Error("a kernel whose function is not there passed")
	}
}
