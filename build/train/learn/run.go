package learn

import (
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
)

// Run is what a trainer is given by the train command.
type Run struct {
	Corpora string // folder of the corpora
	Root    string // folder of the module; weights go to analysis/ below it
	Free    bool   // only from sources with free licences
	Out     io.Writer
}

// Logf prints a line of progress.
func (r Run) Logf(format string, args ...any) { fmt.Fprintf(r.Out, format+"\n", args...) }

// Path is the path of a corpus file, named with slashes from the corpora folder.
func (r Run) Path(name string) string { return filepath.Join(r.Corpora, filepath.FromSlash(name)) }

// Hash is a hash of the content of corpus files, for the weight file's header.
func (r Run) Hash(names ...string) (uint32, error) {
	h := fnv.New32a()
	for _, n := range names {
		f, err := os.Open(r.Path(n))
		if err != nil {
			return 0, err
		}
		_, err = io.Copy(h, f)
		f.Close()
		if err != nil {
			return 0, err
		}
	}
	return h.Sum32(), nil
}

// Write writes a file of weights to a path below the module's root, named with
// slashes, and prints its size.
func (r Run) Write(path string, content []byte) error {
	r.Logf("%s: %d bytes", path, len(content))
	return os.WriteFile(filepath.Join(r.Root, filepath.FromSlash(path)), content, 0o644)
}
