// Package analyze is the command line's door: files in, one JSON object a story
// out.
//
//	analyze [-each] [-conllu | -format NAME] [-meta TABLE] [-out FOLDER] [-tagger NAME] [FILE...]
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
	"sync"
	"unicode/utf8"

	"whosaid.example/analysis"
	"whosaid.example/app/export"
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
	meta   string // the path of a table, or ""
	out    string
	tagger string
	files  []string
}

// Run carries out the command with the arguments that follow its name and
// returns the exit status. The result goes to stdout, whatever is wrong to
// stderr, naming the file. Files are read and analysed on all processors; with
// -each and -conllu at most a few at a time are in memory, and what is printed
// keeps the order of the arguments. On a terminal stderr also shows how far it
// is, and what is amiss with a text.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, Help())
		return OK
	}
	if err != nil {
		fmt.Fprintf(stderr, "analyze: %v\n%s\nanalyze -h says what each is for.\n", err, usage)
		return WrongCall
	}
	c := command{options: o, stdin: stdin, stderr: stderr, screen: terminal(stderr), twice: twice(o.files)}
	if c.analyzer, err = analyzer(o.tagger); err != nil {
		fmt.Fprintln(stderr, "analyze:", err)
		return WrongCall
	}
	if o.meta != "" {
		if c.about, err = meta(o.meta, o.files); err != nil {
			fmt.Fprintln(stderr, "analyze:", err)
			return Failed
		}
		if c.screen && len(c.about) < len(o.files) {
			fmt.Fprintf(stderr, "analyze: %s tells of %d of %d files\n", o.meta, len(c.about), len(o.files))
		}
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

const usage = "usage: analyze [-each] [-conllu | -format NAME] [-meta TABLE] [-out FOLDER] [-tagger NAME] [FILE...]"

// Help is what -h prints.
func Help() string {
	var b strings.Builder
	b.WriteString(usage + `

Prints who acts in an article, who said what, and where its claims meet, as
JSON. Several files are one story: their claims are compared.

  FILE          an article as plain text in UTF-8, or a Word document (.docx);
                none, or "-", is standard input; a pattern in quotation marks
                ('news/*.txt') is expanded
  -each         every file is a story of its own, with a line of its own
  -conllu       sentences with tags, lemmas and heads, instead of the result
  -format NAME  what the interface exports, instead of the result:
`)
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "                  %-14s %s\n", f.ID, f.Use)
	}
	b.WriteString(`  -meta TABLE   who published each file, and when: a CSV file with the columns file,
                outlet and date (2026-03-31); by dates references know the later
  -out FOLDER   a file for every story in FOLDER, named after its first article
  -tagger NAME  another tagger than the built-in one: ` + known(taggers) + `

Offsets count bytes, in webannotation and brat characters; in a .docx those of its
text, which -format json has with them. Exit status: 0; 1
where a file or the table could not be read (with -each the other files go on)
or the output not written; 2 for a wrong call.
`)
	return b.String()
}

// parse reads flags before, between and after the files, until "--".
func parse(args []string) (o options, err error) {
	f := flag.NewFlagSet("analyze", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.BoolVar(&o.each, "each", false, "")
	f.BoolVar(&o.conllu, "conllu", false, "")
	f.StringVar(&o.format, "format", "", "")
	f.StringVar(&o.meta, "meta", "", "")
	f.StringVar(&o.out, "out", "", "")
	f.StringVar(&o.tagger, "tagger", "", "")
	for rest := args; ; {
		if err := f.Parse(rest); err != nil {
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
	if err := checkFormat(o); err != nil {
		return o, err
	}
	if info, err := os.Stat(o.out); err == nil && !info.IsDir() {
		return o, fmt.Errorf("-out %s is a file: name a folder", o.out)
	}
	o.files = expand(o.files)
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
	about    map[string]about // what -meta says, by the files' names as given
	stdin    io.Reader
	stderr   io.Writer
	screen   bool            // stderr is a terminal
	twice    map[string]bool // last parts of paths that several files share
	mu       sync.Mutex
	taken    map[string]bool // full paths that are read or written
}

// expand replaces patterns that are no file's name by the files that match, as
// shells do that expand them, or by nothing else where none does.
func expand(names []string) (all []string) {
	for _, name := range names {
		if strings.ContainsAny(name, "*?[") {
			if _, err := os.Lstat(name); err != nil {
				if found, _ := filepath.Glob(name); len(found) > 0 {
					all = append(all, found...)
					continue
				}
			}
		}
		all = append(all, name)
	}
	return all
}

// twice is the last parts of paths that several of the paths have.
func twice(paths []string) map[string]bool {
	seen := make(map[string]bool, len(paths)) // whether again
	for _, path := range paths {
		base := filepath.Base(path)
		_, again := seen[base]
		seen[base] = again
	}
	return seen
}

// read is the article in the named file. The article's name is the last part
// of the path, or the path where several files have that part in common.
func (c *command) read(name string) (analysis.Article, error) {
	about := c.about[name]
	var text []byte
	var err error
	if name == "-" {
		text, err = io.ReadAll(c.stdin)
		name = "standard input"
	} else {
		text, err = os.ReadFile(name)
	}
	if name == "" {
		name = `""`
	}
	a := analysis.Article{Name: c.title(name), Text: string(text), Outlet: about.outlet, Date: about.date}
	if err != nil {
		return a, fmt.Errorf("%s: %s", name, reason(err))
	}
	if strings.HasPrefix(a.Text, packed) {
		words, err := docxText(a.Text)
		if err == nil {
			a.Text = words
		} else if strings.EqualFold(filepath.Ext(name), ".docx") {
			return a, fmt.Errorf("%s: %w", name, err)
		}
	}
	if amiss := amiss(a.Text); amiss != "" && c.screen {
		fmt.Fprintf(c.stderr, "%sanalyze: %s: %s\n", erase, name, amiss)
	}
	return a, nil
}

// title is the article's name for a path.
func (c *command) title(path string) string {
	switch base := filepath.Base(path); {
	case path == "standard input":
		return "-"
	case c.twice[base]:
		return path
	default:
		return base
	}
}

// amiss is what people should know of a file that is hardly what they meant to
// give; it is analysed all the same.
func amiss(text string) string {
	start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 512)]))
	switch {
	case strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") || 3*strings.Count(text[:min(len(text), 4096)], "\x00") > min(len(text), 4096):
		return "looks like UTF-16, UTF-8 is expected (iconv -f UTF-16 -t UTF-8)"
	case strings.HasPrefix(text, "%PDF-"):
		return "is a PDF, plain text is expected (pdftotext)"
	case strings.HasPrefix(text, packed):
		return "is a packed file, but no Word document; plain text is expected (save it as such)"
	case strings.HasPrefix(start, "<!doctype") || strings.HasPrefix(start, "<html") || strings.HasPrefix(start, "<?xml"):
		return "looks like HTML or XML, plain text is expected"
	case !utf8.ValidString(text):
		return "is not in UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)"
	}
	return ""
}

// reason is the error without the path, which the message names already.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		if info, failed := os.Stat(p.Path); failed == nil && info.IsDir() {
			return "is a folder; name the files in it: " + filepath.Join(p.Path, "*.txt")
		}
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
	if c.screen {
		c.analyzer.Progress = func(done, total int) { fmt.Fprintf(c.stderr, "\r%d %%", 100*done/total) }
		defer fmt.Fprint(c.stderr, erase)
	}
	b, err := c.encode(articles)
	if err == nil {
		err = c.print(out, articles, b)
	}
	if err != nil {
		fmt.Fprintln(c.stderr, "analyze:", err)
		return Failed
	}
	return OK
}
