// Package analyze is the command line's door: files in, one JSON object a story
// out.
//
//	analyze [-each] [-conllu | -format NAME] [-tagger NAME] [FILE...]
//
// No FILE, or "-", is standard input. Several files are one story unless -each
// is given.
package analyze

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"whosaid.example/analysis"
)

// Exit statuses of [Run].
const (
	OK        = 0
	Failed    = 1 // a file could not be read, or the output not written
	WrongCall = 2
)

// options is what the arguments ask for.
type options struct {
	each   bool
	conllu bool
	format string
	tagger string
	files  []string
}

// Run carries out the command with the arguments that follow its name and
// returns the exit status. The result goes to stdout, whatever is wrong to
// stderr, naming the file. Files are read and analysed on all processors; with
// -each and -conllu at most a few at a time are in memory, and what is printed
// keeps the order of the arguments.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return OK
	}
	if err != nil {
		fmt.Fprintln(stderr, "analyze:", err)
		fmt.Fprintln(stderr, usage)
		return WrongCall
	}
	c := command{options: o, stdin: stdin, stderr: stderr}
	if c.analyzer, err = analyzer(o.tagger); err != nil {
		fmt.Fprintln(stderr, "analyze:", err)
		return WrongCall
	}
	out := bufio.NewWriterSize(stdout, 1<<16)
	status := OK
	if o.each || o.conllu {
		status = c.each(out)
	} else {
		status = c.together(out)
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "analyze: standard output:", err)
		return Failed
	}
	return status
}

const usage = `usage: analyze [-each] [-conllu | -format NAME] [-tagger NAME] [FILE...]
  FILE          an article as plain text; none, or "-", is standard input
  -each         every file is a story of its own, with a line of its own
  -conllu       sentences with tags, lemmas and heads, instead of the result
  -format NAME  what the interface exports, instead of the result
  -tagger NAME  another tagger than the built-in one`

// parse reads flags before, between and after the files, until "--".
func parse(args []string, stderr io.Writer) (o options, err error) {
	f := flag.NewFlagSet("analyze", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.BoolVar(&o.each, "each", false, "")
	f.BoolVar(&o.conllu, "conllu", false, "")
	f.StringVar(&o.format, "format", "", "")
	f.StringVar(&o.tagger, "tagger", "", "")
	for rest := args; ; {
		if err := f.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				fmt.Fprintln(stderr, usage)
			}
			return o, err
		}
		if f.NArg() == 0 {
			break
		}
		if at := len(rest) - f.NArg(); at > 0 && rest[at-1] == "--" {
			o.files = append(o.files, f.Args()...)
			break
		}
		o.files = append(o.files, f.Arg(0))
		rest = f.Args()[1:]
	}
	if o.conllu && o.format != "" {
		return o, errors.New("-conllu and -format exclude each other")
	}
	if err := checkFormat(o.format); err != nil {
		return o, err
	}
	if len(o.files) == 0 {
		o.files = []string{"-"}
	}
	stdins := 0
	for _, name := range o.files {
		if name == "-" {
			stdins++
		}
	}
	if stdins > 1 {
		return o, errors.New(`standard input ("-") can be read once only`)
	}
	return o, nil
}

// command is one run.
type command struct {
	options
	analyzer *analysis.Analyzer
	stdin    io.Reader
	stderr   io.Writer
}

// read is the article in the named file. The article's name is the last part
// of the path.
func (c *command) read(name string) (analysis.Article, error) {
	var text []byte
	var err error
	if name == "-" {
		text, err = io.ReadAll(c.stdin)
		name = "standard input"
	} else {
		text, err = os.ReadFile(name)
	}
	if err != nil {
		return analysis.Article{Name: title(name)}, fmt.Errorf("%s: %s", name, reason(err))
	}
	return analysis.Article{Name: title(name), Text: string(text)}, nil
}

// title is the article's name for a path.
func title(path string) string {
	if path == "standard input" {
		return "-"
	}
	return filepath.Base(path)
}

// reason is the error without the path, which the message names already.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return strings.TrimSpace(err.Error())
}

// together analyses all files as one story.
func (c *command) together(out io.Writer) int {
	var articles []analysis.Article
	for _, name := range c.files {
		a, err := c.read(name)
		if err != nil {
			fmt.Fprintln(c.stderr, "analyze:", err)
			return Failed
		}
		articles = append(articles, a)
	}
	b, err := c.encode(articles)
	if err == nil {
		_, err = out.Write(b)
	}
	if err != nil {
		fmt.Fprintln(c.stderr, "analyze:", err)
		return Failed
	}
	return OK
}
