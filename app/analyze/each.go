package analyze

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"

	"whosaid.example/analysis"
)

// printed is what one file came to.
type printed struct {
	bytes []byte
	err   error
}

// each analyses every file by itself, on all processors, and prints in the
// order of the arguments. At most two files a processor are held at a time:
// the queue of results to come is bounded, and a file is read only once it has
// a place in it.
func (c *command) each(out io.Writer) int {
	queue := make(chan chan printed, 2*runtime.GOMAXPROCS(0))
	go func() {
		defer close(queue)
		busy := make(chan struct{}, runtime.GOMAXPROCS(0))
		for _, name := range c.files {
			result := make(chan printed, 1)
			queue <- result
			busy <- struct{}{}
			go func() {
				defer func() { <-busy }()
				result <- c.one(name)
			}()
		}
	}()
	status, done := OK, 0
	progress := terminal(c.stderr) && len(c.files) > 1
	broken := false
	for result := range queue {
		p := <-result
		if p.err != nil {
			if progress {
				fmt.Fprint(c.stderr, "\r\033[K")
			}
			fmt.Fprintln(c.stderr, "analyze:", p.err)
			status = Failed
		}
		if !broken {
			if _, err := out.Write(p.bytes); err != nil {
				broken = true // the caller's Flush reports it
			}
		}
		if done++; progress {
			fmt.Fprintf(c.stderr, "\r%d of %d", done, len(c.files))
		}
	}
	if progress {
		fmt.Fprint(c.stderr, "\r\033[K")
	}
	return status
}

// one is what is printed for a file; a file that can't be read is a line with
// its name and the error, or nothing with -conllu.
func (c *command) one(name string) printed {
	a, err := c.read(name)
	if err == nil {
		var b []byte
		if b, err = c.encode([]analysis.Article{a}); err == nil {
			return printed{bytes: b}
		}
	}
	if c.conllu || c.format != "" {
		return printed{err: err}
	}
	line, _ := json.Marshal(struct {
		Name  string `json:"name"`
		Error string `json:"error"`
	}{a.Name, err.Error()})
	return printed{append(line, '\n'), err}
}

// terminal reports whether w is a terminal, where a line may be overwritten.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
