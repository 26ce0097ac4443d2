package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// compile builds one of the programs in testdata for js/wasm.
func compile(t *testing.T, program string) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "program.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-w", "-o", file, "./testdata/"+program)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	linked, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return linked
}

// worker runs web/worker.js in Node with an engine, and is what it posts: one
// message is sent after each that is received, until there are none.
const worker = `
const { readFileSync } = require("fs"), program = readFileSync(process.argv[2]), send = JSON.parse(process.argv[4]);
globalThis.self = globalThis;
globalThis.fs = globalThis.path = undefined; // as in a browser, where wasm_exec.js makes them
WebAssembly.instantiateStreaming = (_, imports) => WebAssembly.instantiate(program, imports);
globalThis.whosaidWasm = () => {};
globalThis.WHOSAID_BASE = "https://example.org/web/";
const said = [], { stdout, exit } = process;
globalThis.postMessage = (m) => {
	said.push(m);
	if (/^later/.test(m) && !send.length || /died/.test(m)) { stdout.write(JSON.stringify(said), () => exit()); return; }
	if (/^(ready|later)/.test(m)) setTimeout(() => self.onmessage({ data: send.shift() }), 5);
};
(0, eval)(readFileSync(process.argv[3], "utf8"));
`

func TestStartedProgramGoesOn(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	slimmed, err := slim(compile(t, "started"), true, nil)
	if err != nil {
		t.Fatal(err)
	}
	begun, script, err := started(slimmed, []string{"GOGC=200"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, same, err := started(slimmed, []string{"GOGC=200"}, nil)
	if err != nil || !bytes.Equal(begun, again) || script != same {
		t.Errorf("started again it is another program (%d and %d bytes), or another script: %s, %s, %v", len(begun), len(again), script, same, err)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("no Node")
	}
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	g := &generator{Options: Options{Root: root}, build: &Programs{Started: []byte(script)}}
	text, err := g.source("worker.js")
	if err != nil {
		t.Fatal(err)
	}
	if text, err = g.fill(string(source) + "\n" + text); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, content := range map[string][]byte{"run.js": []byte(worker), "program.wasm": begun, "worker.js": []byte(text)} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("node", filepath.Join(dir, "run.js"), filepath.Join(dir, "program.wasm"), filepath.Join(dir, "worker.js"), `["a","b"]`).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var said []string
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := []string{"ready 10000 true", "a 1 10201", `later {"n":3} 10000`, "b 2 10404", `later {"n":6} 10000`}
	if fmt.Sprint(said) != fmt.Sprint(want) {
		t.Errorf("the program says %q, want %q", said, want)
	}
}

func TestStartRefusesWhatItCantKeep(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	slimmed, err := slim(compile(t, "slim"), true, nil) // prints, and ends
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := started(slimmed, nil, nil); err == nil || !strings.Contains(err.Error(), "is called") {
		t.Errorf("a program that asks JavaScript for more than the host has is started: %v", err)
	}
	for _, b := range []string{"", "PK\x03\x04 and so on", "\x00asm\x01\x00\x00\x00", "\x00asm\x01\x00\x00\x00\x06\xff"} {
		if out, _, err := started([]byte(b), nil, nil); err == nil {
			t.Errorf("started(%q) = %q, want an error", b, out)
		}
	}
}
