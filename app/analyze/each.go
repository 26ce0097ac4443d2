package analyze

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

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
// a place in it. Where the output can't be written, no further file is read.
func (c *command) each(out io.Writer) int {
	queue := make(chan chan printed, 2*runtime.GOMAXPROCS(0))
	broken := make(chan struct{})
	go func() {
		defer close(queue)
		busy := make(chan struct{}, runtime.GOMAXPROCS(0))
		for _, name := range c.files {
			select {
			case <-broken:
				return
			default:
			}
			result := make(chan printed, 1)
			queue <- result
			busy <- struct{}{}
			go func() {
				defer func() { <-busy }()
				result <- c.one(name)
			}()
		}
	}()
	status, done, head := OK, 0, false
	progress := c.screen && len(c.files) > 1
	var failed error
	for result := range queue {
		p := <-result
		if p.err != nil {
			if progress {
				fmt.Fprint(c.stderr, erase)
			}
			fmt.Fprintln(c.stderr, "analyze:", p.err)
			status = Failed
		}
		if failed == nil && len(p.bytes) > 0 {
			b := p.bytes
			if strings.HasPrefix(c.format, "csv") { // one table, its heads stand above it once
				if head {
					_, b, _ = bytes.Cut(b, []byte("\n"))
				}
				head = true
			}
			if _, failed = out.Write(b); failed != nil {
				close(broken) // the caller's Flush reports it
			}
		}
		if done++; progress {
			fmt.Fprintf(c.stderr, "\r%d of %d", done, len(c.files))
		}
	}
	if progress {
		fmt.Fprint(c.stderr, erase)
	}
	return status
}

// one is what is printed for a file: a file that can't be read is a line with
// its name and the error, or nothing in another format or with -out.
func (c *command) one(name string) printed {
	a, err := c.read(name)
	var b []byte
	if err == nil {
		b, err = c.encode([]analysis.Article{a})
	}
	if err == nil && c.out != "" {
		b, err = nil, c.print(nil, []analysis.Article{a}, b)
	}
	if err == nil {
		return printed{bytes: b}
	}
	if c.conllu || c.format != "" || c.out != "" {
		return printed{err: err}
	}
	line, _ := json.Marshal(struct {
		Name  string `json:"name"`
		Error string `json:"error"`
	}{a.Name, err.Error()})
	return printed{append(line, '\n'), err}
}

// erase takes away what stands in a terminal's line.
const erase = "\r\033[K"

// terminal reports whether w is a terminal, where a line may be overwritten.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
