package site

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// licensesFile is the site's file with all licences.
const licensesFile = "LICENSES.txt"

// licenses writes what those who get the programs must be told: our licence, the notices of the
// data (NOTICE), and the licences of Go and of the modules that are linked in.
func (g *generator) licenses() error {
	var out strings.Builder
	add := func(title, file string) error {
		b, err := os.ReadFile(file)
		fmt.Fprintf(&out, "%s\n%s\n\n%s\n\n", title, strings.Repeat("=", len(title)), strings.TrimSpace(string(b)))
		return err
	}
	if err := add("whosaid", filepath.Join(g.Root, "LICENSE")); err != nil {
		return err
	}
	if err := add("Notices", filepath.Join(g.Root, "NOTICE")); err != nil {
		return err
	}
	list := exec.Command("go", "list", "-deps", "-f", "{{if .Standard}}Go {{.Root}}{{else if not .Module.Main}}{{.Module.Path}} {{.Module.Dir}}{{end}}", "./app", "./app/worker")
	list.Dir = g.Root
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	lines, err := list.Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	modules := strings.Split(strings.TrimSpace(string(lines)), "\n")
	slices.Sort(modules)
	for _, line := range slices.Compact(modules) {
		if name, folder, ok := strings.Cut(line, " "); ok {
			if err := add(name, filepath.Join(folder, "LICENSE")); err != nil {
				return err
			}
		}
	}
	return g.write(licensesFile, []byte(out.String()))
}
