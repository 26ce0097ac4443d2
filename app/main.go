//go:build !js

// Command app is whosaid's native side: the local server of the site, the
// static site's generator, and the command line.
//
//	app                       make the site where it is missing or old, and serve it on 127.0.0.1:8000 (PORT)
//	app site [-base PATH] [-out DIR]    write what a publisher uploads, into build/site
//	app analyze FILE...       analyse files (see package analyze)
//
// The browser's side of the same package is in main_js.go.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"whosaid.example/app/analyze"
	"whosaid.example/app/site"
	"whosaid.example/app/widget"
)

func main() {
	os.Exit(run(os.Args[1:]))
}

// run carries out the command that the arguments name and returns the exit status.
func run(args []string) int {
	if len(args) == 0 {
		args = []string{"serve"}
	}
	var err error
	switch args[0] {
	case "analyze":
		return analyze.Run(args[1:], os.Stdin, os.Stdout, os.Stderr)
	case "serve":
		err = serve()
	case "site":
		f := flag.NewFlagSet("site", flag.ContinueOnError)
		base := f.String("base", "/", "the site's `path` on its host, as /news/whosaid/")
		out := f.String("out", "", "the `folder` to write; build/site by default")
		if f.Parse(args[1:]) != nil || f.NArg() > 0 {
			return analyze.WrongCall
		}
		err = generate(*base, *out)
	case "-h", "-help", "--help", "help":
		fmt.Print(help)
		return analyze.OK
	default:
		fmt.Fprintf(os.Stderr, "unknown command %q\n%s", args[0], help)
		return analyze.WrongCall
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return analyze.Failed
	}
	return analyze.OK
}

const help = `whosaid shows who says what in the news.

  app                               serve the site on 127.0.0.1:8000 (PORT)
  app site [-base PATH] [-out DIR]  write what a publisher uploads
  app analyze FILE...               analyse files: JSON, tables, annotations (-h)
`

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

// generate writes the static site for a host.
func generate(base, out string) error {
	root, err := site.Root()
	if err != nil {
		return err
	}
	if out == "" {
		out = filepath.Join(root, "build", "site")
	}
	routes()
	version, err := site.Generate(site.Options{Root: root, Out: out, Base: base, Reading: widget.ServedReading(), Log: say})
	if err != nil {
		return err
	}
	say("Build %s is in %s. Upload its content to %s of any web server.", version, out, site.CleanBase(base))
	return nil
}

// serve makes the site for "/" where needed and serves it until interrupted.
func serve() error {
	root, err := site.Root()
	if err != nil {
		return err
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "8000"
	}
	// Before the build, so that a taken port is told at once.
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		return fmt.Errorf("%w\nAnother program has port %s; choose another one: PORT=8001 make run", err, port)
	}
	out := filepath.Join(root, "build", "cache", "site")
	routes()
	if _, err := site.Generate(site.Options{Root: root, Out: out, Base: "/", Reading: widget.ServedReading(), Log: say}); err != nil {
		return err
	}
	fmt.Printf("whosaid is at http://%s/\nPaste an article, or choose an example there. Ctrl+C ends it.\n", listener.Addr())
	server := &http.Server{Handler: site.Handler(out, "/"), ReadHeaderTimeout: 10 * time.Second}
	return server.Serve(listener)
}
