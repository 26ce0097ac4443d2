package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"whosaid.example/app/analyze"
	"whosaid.example/app/site"
)

// texts is our examples, hard inputs, and the shared articles where they are;
// the paths of files, few and short enough for WebAssembly's command line.
func texts(t *testing.T) []string {
	t.Helper()
	root, err := site.Root()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files, _ := filepath.Glob(filepath.Join(root, "web", "examples", "*.txt"))
	shared, _ := filepath.Glob(filepath.Join(root, "..", "shared", "articles", "*.txt"))
	if len(shared) == 0 {
		t.Log("without the shared articles: ../shared is not there")
	}
	files = append(files, shared...)
	for i, hard := range []string{
		"", " \n\t", "\x00\xff\xfe\x80 said “no", strings.Repeat("“", 3000), strings.Repeat("Anna Keller ", 2000),
		strings.Repeat("(", 2000) + strings.Repeat(")", 2000), strings.Repeat("x", 50000),
		"قال الوزير: «لا». Der Minister sagte: „Nein.“ 大臣は「いいえ」と言った。 She said “😀”.",
		"Speaker: No.\nReporter: Why?\n— Because 3.5 of 12 per cent, 1/3, $84 million, said the 2nd.\n",
	} {
		name := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(name, []byte(hard), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	return files
}

// here is what the program prints natively.
func here(t *testing.T, args []string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if status := analyze.Run(args, strings.NewReader(""), &out, &errs); status != 0 {
		t.Fatalf("status %d: %s", status, &errs)
	}
	return out.Bytes()
}

// build builds the program for a machine and returns its path.
func build(t *testing.T, goos, goarch string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "same")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0")
	if message, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	return program
}

func compare(t *testing.T, goos, goarch string, runner ...string) {
	t.Helper()
	files := texts(t)
	command := append(runner, build(t, goos, goarch))
	for _, args := range [][]string{append([]string{"-each"}, files...), files[:min(len(files), 6)], append([]string{"-conllu"}, files...)} {
		want := here(t, args)
		run := exec.Command(command[0], append(command[1:len(command):len(command)], args...)...)
		var errs bytes.Buffer
		run.Stderr = &errs
		got, err := run.Output()
		if err != nil {
			t.Fatalf("%s/%s: %v\n%s", goos, goarch, err, &errs)
		}
		if bytes.Equal(want, got) {
			continue
		}
		at := 0
		for at < len(want) && at < len(got) && want[at] == got[at] {
			at++
		}
		from := max(0, at-200)
		t.Errorf("%s/%s %.20q: other bytes from %d on:\n%s/%s: %.300s\n%s/%s: %.300s", goos, goarch, args[0], at,
			runtime.GOOS, runtime.GOARCH, want[from:], goos, goarch, got[from:])
	}
}

func TestSameBytesUnderWebAssembly(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("SKIPPED, nothing tested: no node in PATH")
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "js", "wasm", filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "go_js_wasm_exec"))
}

func TestSameBytesOn32Bits(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("SKIPPED: only linux/amd64 runs the 386 program too")
	}
	compare(t, "linux", "386")
}
