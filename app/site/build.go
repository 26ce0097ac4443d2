package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"whosaid.example/analysis/model"
)

// Programs are the two WebAssembly programs with their loader.
type Programs struct {
	Version                 string // the same sources and toolchain give the same
	App, Engine             []byte
	AppPacked, EnginePacked []byte // gzip -9
	Exec                    []byte // Go's wasm_exec.js
	Started                 []byte // JavaScript: what gives the engine its values, see started
}

func (p *Programs) appName() string    { return "app-" + p.Version }
func (p *Programs) engineName() string { return "engine-" + p.Version }

// Build compiles both programs, or takes them from build/cache where the
// sources have not changed since. It needs the go command. Calls in several
// processes at a time are safe: a finished build appears under its name at once.
func Build(root string, log func(format string, args ...any)) (*Programs, error) {
	if log == nil {
		log = func(string, ...any) {}
	}
	version, err := sourceVersion(root)
	if err != nil {
		return nil, err
	}
	cache := filepath.Join(root, "build", "cache", "wasm-"+version)
	if p, err := readPrograms(cache, version); err == nil {
		return p, nil
	}
	if _, err := exec.LookPath("go"); err != nil {
		return nil, fmt.Errorf("the WebAssembly programs have to be built, and the go command is not in PATH: install Go 1.26")
	}
	if err := os.MkdirAll(filepath.Dir(cache), 0o755); err != nil {
		return nil, err
	}
	temporary, err := os.MkdirTemp(filepath.Dir(cache), "building-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temporary)
	modfile, err := leanModule(root)
	if err != nil {
		return nil, err
	}
	flags := "-w -X main.version=" + version
	kernels, err := assemble(kernelsText)
	if err != nil {
		return nil, err
	}
	for _, program := range []struct {
		name, pkg string
		options   []string
		kernels   map[string][]byte
	}{
		{"engine", "./app/worker", engineOptions, kernels}, // with its functions' names, for slim
		{"app", "./app", []string{"-modfile=" + modfile}, nil},
	} {
		log("building %s.wasm", program.name)
		out := filepath.Join(temporary, program.name+".wasm")
		arguments := append([]string{"build", "-trimpath", "-buildvcs=false", "-ldflags=" + flags, "-o", out}, program.options...)
		c := exec.Command("go", append(arguments, program.pkg)...)
		c.Dir = root
		c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=", "GOWORK=off")
		if message, err := c.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("go build %s: %v\n%s", program.pkg, err, message)
		}
		linked, err := os.ReadFile(out)
		if err != nil {
			return nil, err
		}
		plain, err := slim(linked, program.name == "engine", program.kernels)
		if err != nil {
			return nil, fmt.Errorf("%s.wasm: %w", program.name, err)
		}
		if program.name == "engine" {
			log("starting engine.wasm")
			pieces, err := spent(root)
			if err != nil {
				return nil, err
			}
			var script string
			if plain, script, err = started(plain, engineEnvironment, pieces); err != nil {
				return nil, fmt.Errorf("%s.wasm: %w", program.name, err)
			}
			if err := os.WriteFile(filepath.Join(temporary, "started.js"), []byte(script), 0o644); err != nil {
				return nil, err
			}
		}
		if err := os.WriteFile(out, plain, 0o644); err != nil {
			return nil, err
		}
		var packed bytes.Buffer
		z, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if _, err := z.Write(plain); err != nil {
			return nil, err
		}
		if err := z.Close(); err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(temporary, program.name+".wgz"), packed.Bytes(), 0o644); err != nil {
			return nil, err
		}
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	script, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(temporary, "wasm_exec.js"), script, 0o644); err != nil {
		return nil, err
	}
	if old, _ := filepath.Glob(filepath.Join(filepath.Dir(cache), "wasm-*")); len(old) > 4 {
		for _, o := range old {
			os.RemoveAll(o)
		}
	}
	if err := os.Rename(temporary, cache); err != nil {
		if p, err := readPrograms(cache, version); err == nil {
			return p, nil // another process was faster
		}
		return nil, err
	}
	return readPrograms(cache, version)
}

// engineOptions keep functions small in the stages that are rules rather than
// arithmetic: nothing is inlined there. That is a fortieth of the engine's weight
// and costs no time that can be measured (build/bench/README.md).
var engineOptions = []string{
	"-gcflags=whosaid.example/analysis/segment=-l",
	"-gcflags=whosaid.example/analysis/claim=-l",
	"-gcflags=whosaid.example/analysis/actor=-l",
}

// engineEnvironment has garbage collected less often: an analysis makes most of
// its garbage at once, so that this is worth the memory.
var engineEnvironment = []string{"GOGC=200"}

// spentLists are the lists and weights that are read into tables which hold all of them: no
// string of the program's is a piece of them.
var spentLists = []string{"actor/weights.txt", "reference/again.txt", "reference/trees.txt", "reference/weights.txt", "lexicon/beside.txt", "lexicon/cities.txt", "lexicon/names.txt", "lexicon/people.txt", "lexicon/regions.txt"}

// spent is what the engine, once it has opened its models and read its lists, needs
// no more of them, as they stand in it.
func spent(root string) (pieces []string, err error) {
	weights, err := filepath.Glob(filepath.Join(root, "analysis", "*", "*.model"))
	if err != nil {
		return nil, err
	}
	for _, name := range weights {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for _, r := range model.Spent(string(b)) {
			pieces = append(pieces, string(b[r[0]:r[1]]))
		}
	}
	for _, name := range spentLists {
		b, err := os.ReadFile(filepath.Join(root, "analysis", filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, string(b))
	}
	return pieces, nil
}

func readPrograms(folder, version string) (*Programs, error) {
	p := &Programs{Version: version}
	for name, to := range map[string]*[]byte{
		"app.wasm": &p.App, "app.wgz": &p.AppPacked,
		"engine.wasm": &p.Engine, "engine.wgz": &p.EnginePacked,
		"wasm_exec.js": &p.Exec, "started.js": &p.Started,
	} {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		*to = b
	}
	return p, nil
}

// sourceVersion is a hash of all that the site is made from: the sources that
// ship with their embedded files, the module's versions, and the toolchain.
func sourceVersion(root string) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, runtime.Version())
	from := os.DirFS(root)
	add := func(name string) error {
		b, err := fs.ReadFile(from, name)
		if err == nil {
			fmt.Fprintln(sum, name, len(b))
			sum.Write(b)
		}
		return err
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		if err := add(name); err != nil {
			return "", err
		}
	}
	for _, folder := range []string{"analysis", "app", "web"} {
		err := fs.WalkDir(from, folder, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")):
				return fs.SkipDir
			case d.IsDir(), strings.HasSuffix(name, "_test.go"), strings.HasPrefix(path.Base(name), "."), path.Ext(name) == ".md":
				return nil
			}
			return add(name)
		})
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil)[:6]), nil
}

// Root is the repository that holds the working directory.
func Root() (string, error) {
	at, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		b, err := os.ReadFile(filepath.Join(at, "go.mod"))
		if err == nil && bytes.HasPrefix(b, []byte("module whosaid.example\n")) {
			return at, nil
		}
		up := filepath.Dir(at)
		if up == at {
			return "", fmt.Errorf("run this inside the repository: the site is built from its sources")
		}
		at = up
	}
}
