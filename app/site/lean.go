package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// goapp is the module whose browser half the interface needs.
const goapp = "github.com/maxence-charriere/go-app/v10"

// leanDropped are files of go-app's package app that serve a server alone. In
// the browser's program they would link net/http with TLS, and regular
// expressions: a third of its size, compiled at each start and never run.
var leanDropped = []string{"http.go", "wasm.go", "crypto.go"}

// leanAdded stands in for what other files still name.
const leanAdded = `package app

import "errors"

var errLeftOut = errors.New("left out of this program")

func encrypt(string, []byte) ([]byte, error) { return nil, errLeftOut }
func decrypt(string, []byte) ([]byte, error) { return nil, errLeftOut }

func newIdentifier() string { return Window().Get("crypto").Call("randomUUID").String() }
`

// A leanEdit replaces one passage of a file, from the first string to the end of
// the second; each must be there exactly once.
type leanEdit struct{ file, from, to, new string }

var leanEdits = []leanEdit{
	{"context.go", "\t\"github.com/google/uuid\"\n", "", ""},
	{"context.go", "uuid.NewString()", "", "newIdentifier()"},
	{"state.go", "\t\"github.com/google/uuid\"\n", "", ""},
	{"state.go", "uuid.NewString()", "", "newIdentifier()"},
	{"resource.go", "import (\n\t\"net/http\"\n", "", "import (\n"},
	{"resource.go", "// LocalDir returns", "func clientResourceResolver", "func clientResourceResolver"},
	{"route.go", "\t\"regexp\"\n", "", ""},
	{"route.go", "regexp:       regexp.MustCompile(pattern),", "", "matches:      func(string) bool { panic(\"routes of this program are plain paths\") },"},
	{"route.go", "\t\tif rwr.regexp.MatchString(path) {\n\t\t\treturn true", "", "\t\tif rwr.matches(path) {\n\t\t\treturn true"},
	{"route.go", "\t\tif rwr.regexp.MatchString(path) {\n\t\t\treturn rwr", "", "\t\tif rwr.matches(path) {\n\t\t\treturn rwr"},
	{"route.go", "regexp       *regexp.Regexp", "", "matches      func(string) bool"},
}

// leanModule writes go-app without its server's half into build/cache, once, and
// a go.mod beside it that puts it in go-app's place. It returns that file, for
// the go command's -modfile. A go-app that does not look as expected is an error.
func leanModule(root string) (modfile string, err error) {
	list := exec.Command("go", "mod", "download", "-json", goapp)
	list.Dir = root
	described, err := list.Output()
	if err != nil {
		return "", fmt.Errorf("go mod download %s: %w", goapp, err)
	}
	var module struct{ Dir, Version string }
	if err := json.Unmarshal(described, &module); err != nil {
		return "", err
	}
	files, err := leanFiles(os.DirFS(module.Dir).(readFS))
	if err != nil {
		return "", err
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	// The name follows from the content: builds at a time may share it.
	hash := sha256.New()
	for _, f := range files {
		fmt.Fprintln(hash, f.name, len(f.content))
		hash.Write(f.content)
	}
	hash.Write(mod)
	hash.Write(sums)
	name := fmt.Sprintf("build/cache/go-app-%s-%x", module.Version, hash.Sum(nil)[:6])
	folder := filepath.Join(root, filepath.FromSlash(name))
	modfile = filepath.Join(folder, "browser.mod")
	if _, err := os.Stat(modfile); err == nil {
		return modfile, nil
	}
	temporary, err := os.MkdirTemp(filepath.Dir(folder), "building-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(temporary)
	replaced := append(bytes.Clone(mod), fmt.Sprintf("\nreplace %s => ./%s\n", goapp, name)...)
	files = append(files, leanFile{"browser.mod", replaced}, leanFile{"browser.sum", sums})
	for _, f := range files {
		to := filepath.Join(temporary, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(to, f.content, 0o644); err != nil {
			return "", err
		}
	}
	if err := os.Rename(temporary, folder); err != nil {
		if _, there := os.Stat(modfile); there != nil {
			return "", err
		}
	}
	return modfile, nil
}

type leanFile struct {
	name    string // in the module, with slashes
	content []byte
}

// readFS is what os.DirFS gives.
type readFS interface {
	ReadFile(name string) ([]byte, error)
	ReadDir(name string) ([]os.DirEntry, error)
}

// leanFiles is the module in a folder without what the browser needs not.
func leanFiles(from readFS) ([]leanFile, error) {
	mod, err := from.ReadFile("go.mod")
	if err != nil {
		return nil, err
	}
	files := []leanFile{{"go.mod", mod}, {"pkg/app/lean.go", []byte(leanAdded)}, {"pkg/app/served.go", []byte(servedAdded)}}
	for _, pkg := range []string{"pkg/app", "pkg/errors"} {
		list, err := from.ReadDir(pkg)
		if err != nil {
			return nil, err
		}
		for _, f := range list {
			if f.IsDir() || path.Ext(f.Name()) != ".go" || strings.HasSuffix(f.Name(), "_test.go") {
				continue
			}
			content, err := from.ReadFile(pkg + "/" + f.Name())
			if err != nil {
				return nil, err
			}
			if pkg == "pkg/app" {
				if content, err = lean(f.Name(), content); err != nil {
					return nil, err
				}
			}
			if content != nil {
				files = append(files, leanFile{pkg + "/" + f.Name(), content})
			}
		}
	}
	return files, nil
}

// lean is a file of package app with its edits, nil for one that is dropped.
func lean(name string, content []byte) ([]byte, error) {
	for _, d := range leanDropped {
		if d == name {
			return nil, nil
		}
	}
	text := string(content)
	for _, e := range slices.Concat(leanEdits, servedEdits) {
		if e.file != name {
			continue
		}
		if n := strings.Count(text, e.from); n != 1 {
			return nil, fmt.Errorf("go-app's %s: %d times %q, want once: has go-app changed?", name, n, e.from)
		}
		before, after, _ := strings.Cut(text, e.from)
		if e.to != "" {
			var found bool
			if _, after, found = strings.Cut(after, e.to); !found {
				return nil, fmt.Errorf("go-app's %s: no %q after %q: has go-app changed?", name, e.to, e.from)
			}
		}
		text = before + e.new + after
	}
	return []byte(text), nil
}
