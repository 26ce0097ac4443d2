// Package site makes the static site: the two WebAssembly programs, go-app's
// generated pages, and what has to be changed in them so that the site works
// under any path, on any file host, offline and under a strict
// Content-Security-Policy. It also serves the site on this machine.
//
// What is served where:
//
//	index.html, embed/, inline/, publishers/, developers/, bookmark/, 404.html
//	whosaid.js, whosaid.d.ts, embed.js         for other people's pages
//	app.js, app-worker.js, wasm_exec.js, …     go-app's, post-processed
//	LICENSES.txt                               ours and those of all that the programs hold
//	web/                                       scripts, styles, icons, examples, programs
package site

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Options say what to make and where.
type Options struct {
	Root    string                           // of the repository: the folder of go.mod
	Out     string                           // the folder to write; what it held is removed
	Base    string                           // path on the host, "/" or "/some/path/"
	Reading string                           // markup of the reading view before there is a result; "" for none
	Log     func(format string, args ...any) // progress, may be nil
}

// versionFile holds the version and base of the site in a folder.
const versionFile = "version.txt"

// Generate makes the site. The interface's routes must have been registered
// with go-app before. It returns the build's version.
func Generate(o Options) (string, error) {
	if o.Log == nil {
		o.Log = func(string, ...any) {}
	}
	o.Base = CleanBase(o.Base)
	b, err := Build(o.Root, o.Log)
	if err != nil {
		return "", err
	}
	stamp := b.Version + " " + o.Base + "\n"
	if have, err := os.ReadFile(filepath.Join(o.Out, versionFile)); err == nil && string(have) == stamp {
		return b.Version, nil
	}
	o.Log("writing %s", o.Out)
	if err := os.RemoveAll(o.Out); err != nil {
		return "", err
	}
	g := generator{Options: o, build: b}
	for _, step := range []func() error{g.pages, g.scripts, g.web, g.programs, g.types, g.manifest, g.worker, g.licenses, g.npm} {
		if err := step(); err != nil {
			return "", err
		}
	}
	return b.Version, os.WriteFile(filepath.Join(o.Out, versionFile), []byte(stamp), 0o644)
}

// CleanBase is the base path with a slash at both ends.
func CleanBase(base string) string {
	base = strings.Trim(base, "/")
	if base == "" {
		return "/"
	}
	return "/" + base + "/"
}

type generator struct {
	Options
	build *Programs
}

// file is the path of a file of the site.
func (g *generator) file(name string) string { return filepath.Join(g.Out, filepath.FromSlash(name)) }

func (g *generator) write(name string, content []byte) error {
	to := g.file(name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o644)
}

// source is a file of the repository's web folder.
func (g *generator) source(name string) (string, error) {
	b, err := os.ReadFile(filepath.Join(g.Root, "web", filepath.FromSlash(name)))
	return string(b), err
}

// edit replaces old in one of go-app's files; it must be there exactly once,
// so that a new version of go-app can't pass silently.
func (g *generator) edit(name, old, new string) error {
	b, err := os.ReadFile(g.file(name))
	if err != nil {
		return err
	}
	if n := strings.Count(string(b), old); n != 1 {
		return fmt.Errorf("%s: %d times %q, want once: has go-app changed?", name, n, old)
	}
	return os.WriteFile(g.file(name), []byte(strings.Replace(string(b), old, new, 1)), 0o644)
}

// resolver prefixes the base path.
type resolver string

// Resolve is go-app's way to ask where a file stands.
func (r resolver) Resolve(location string) string {
	if location == "" || strings.Contains(location, "://") {
		return location
	}
	return string(r) + strings.TrimLeft(location, "/")
}

// pages lets go-app write its files and makes plain pages under folders of them.
func (g *generator) pages() error {
	styles, err := filepath.Glob(filepath.Join(g.Root, "web", "*.css"))
	if err != nil {
		return err
	}
	h := &app.Handler{
		Name:            "whosaid",
		ShortName:       "whosaid",
		Title:           "whosaid: who says what in the news",
		Description:     "Paste an article: see who acts in it, who said what, and where its claims meet. Everything is computed in your browser.",
		Author:          "The whosaid authors",
		Lang:            "en",
		LoadingLabel:    "Loading",
		ThemeColor:      themeColor,
		BackgroundColor: backgroundColor,
		Icon: app.Icon{
			Default:  "/web/icons/icon-192.png",
			Large:    "/web/icons/icon-512.png",
			Maskable: "/web/icons/maskable-512.png",
			SVG:      "/web/icons/icon.svg",
		},
		Image:     "/web/icons/icon-512.png",
		Resources: resolver(g.Base),
		Version:   g.build.Version,
	}
	for _, s := range styles {
		h.Styles = append(h.Styles, "/web/"+filepath.Base(s))
	}
	if err := app.GenerateStaticWebsite(g.Out, h); err != nil {
		return err
	}
	if err := os.MkdirAll(g.file("embed"), 0o755); err != nil {
		return err
	}
	// A plain host doesn't answer embed.html when asked for embed/.
	if err := os.Rename(g.file("embed.html"), g.file("embed/index.html")); err != nil {
		return err
	}
	for _, page := range []string{"index.html", "embed/index.html"} {
		head := CSPMeta + fmt.Sprintf(`<script src="%sweb/boot.js"></script>`, g.Base)
		if err := g.edit(page, `<meta charset="UTF-8">`, `<meta charset="UTF-8">`+head); err != nil {
			return err
		}
		// A keyboard on the screen takes room from the page: it would hide the sheet whose list is searched.
		if err := g.edit(page, `viewport-fit=cover"`, `viewport-fit=cover, interactive-widget=resizes-content"`); err != nil {
			return err
		}
	}
	// The reading view, into which boot.js puts a first screen.
	if g.Reading != "" {
		if err := g.edit("index.html", "</body>", `<template id="whosaid-reading">`+g.Reading+"</template></body>"); err != nil {
			return err
		}
	}
	// The site doesn't know its host, and an address without one misleads.
	for _, page := range []string{"index.html", "embed/index.html"} {
		b, err := os.ReadFile(g.file(page))
		if err != nil {
			return err
		}
		if err := os.WriteFile(g.file(page), hostless.ReplaceAll(b, nil), 0o644); err != nil {
			return err
		}
	}
	// Pages that are plain HTML, with relative addresses.
	for _, page := range []string{"publishers/index.html", "developers/index.html", "bookmark/index.html", "inline/index.html", "404.html"} {
		text, err := g.source("pages/" + page)
		if err != nil {
			return err
		}
		if !strings.Contains(text, CSPPlace) {
			return fmt.Errorf("web/pages/%s: no %s", page, CSPPlace)
		}
		text = strings.ReplaceAll(text, CSPPlace, CSPMeta)
		if text, err = g.fill(text); err != nil {
			return fmt.Errorf("web/pages/%s: %w", page, err)
		}
		if err := g.write(page, []byte(text)); err != nil {
			return err
		}
	}
	style, err := g.source("pages/page.css")
	if err != nil {
		return err
	}
	return g.write("web/page.css", []byte(style))
}

// hostless is the meta elements that hold the address of a host.
var hostless = regexp.MustCompile(`\s*<meta [^>]*property="og:(url|image)"[^>]*>`)

// fill puts the build's facts in place of their {{NAMES}}.
func (g *generator) fill(text string) (string, error) {
	text = strings.NewReplacer(
		"{{VERSION}}", g.build.Version,
		"{{APP}}", g.build.appName(),
		"{{ENGINE}}", g.build.engineName(),
		"{{STARTED}}", string(g.build.Started),
		"{{BASE}}", g.Base,
		"{{CSP}}", CSP,
		"{{WEIGHT_APP}}", megabytes(len(g.build.AppPacked)),
		"{{WEIGHT_ENGINE}}", megabytes(len(g.build.EnginePacked)),
		"{{WEIGHT_BOTH}}", megabytes(len(g.build.AppPacked)+len(g.build.EnginePacked)),
	).Replace(text)
	if at := strings.Index(text, "{{"); at >= 0 {
		return "", fmt.Errorf("unknown place %.20q", text[at:])
	}
	return text, nil
}

func megabytes(n int) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// scripts fits go-app's loader to our files and writes our own scripts.
func (g *generator) scripts() error {
	// The worker script carries wasm_exec.js of the toolchain that built the
	// engine; the page's is the same one.
	if err := g.write("wasm_exec.js", g.build.Exec); err != nil {
		return err
	}
	edits := [][2]string{
		{"\ngoappInitServiceWorker();\n", "\n// The service worker is registered by boot.js.\n"},
		// boot.js has begun to fetch and compile the program.
		{"const wasm = await instantiateStreaming(\n", "const wasm = await whosaidInstance(\n"},
		{`fetchWithProgress("` + g.Base + `web/app.wasm", showProgress)`, "whosaidProgram"},
	}
	for _, e := range edits {
		if err := g.edit("app.js", e[0], e[1]); err != nil {
			return err
		}
	}
	unpack, err := g.source("unpack.js")
	if err != nil {
		return err
	}
	decode, err := g.source("text.js")
	if err != nil {
		return err
	}
	worker, err := g.source("worker.js")
	if err != nil {
		return err
	}
	if worker, err = g.fill(string(g.build.Exec) + "\n" + unpack + worker); err != nil {
		return err
	}
	if err := g.write("web/worker.js", []byte(worker)); err != nil {
		return err
	}
	quoted, _ := json.Marshal(worker)
	for _, s := range []struct{ from, to, before string }{
		{"boot.js", "web/boot.js", unpack + decode},
		{"whosaid.js", "whosaid.js", ""},
		{"embed.js", "embed.js", ""},
		{"inline.js", "web/inline.js", ""},
		{"anchor.js", "web/anchor.js", ""},
		{"frame.js", "web/frame.js", ""},
		{"page.js", "web/page.js", ""},
		{"docx.js", "web/docx.js", ""},
	} {
		text, err := g.source(s.from)
		if err != nil {
			return err
		}
		if text, err = g.fill(strings.Replace(text, "{{WORKER}}", string(quoted), 1)); err != nil {
			return fmt.Errorf("web/%s: %w", s.from, err)
		}
		if err := g.write(s.to, []byte(s.before+text)); err != nil {
			return err
		}
	}
	return nil
}

// web copies styles, icons, screenshots and examples.
func (g *generator) web() error {
	from := os.DirFS(filepath.Join(g.Root, "web"))
	return fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		folder, _, _ := strings.Cut(name, "/")
		if folder == "pages" {
			return nil
		}
		if path.Ext(name) != ".css" && !slices.Contains([]string{"icons", "screenshots", "examples"}, folder) {
			return nil
		}
		b, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		return g.write("web/"+name, b)
	})
}

// npm writes the JavaScript API as a package for bundlers, beside the site.
func (g *generator) npm() error {
	to := filepath.Join(g.Root, "build", "npm")
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	for _, name := range []string{"whosaid.js", "whosaid.d.ts", licensesFile, "web/worker.js", "web/" + g.build.engineName() + ".wgz"} {
		b, err := os.ReadFile(g.file(name))
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, name)), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), b, 0o644); err != nil {
			return err
		}
	}
	for _, name := range []string{"package.json", "README.md"} {
		text, err := g.source("npm/" + name)
		if err != nil {
			return err
		}
		if text, err = g.fill(text); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// programs writes both WebAssembly programs, plain and gzipped; their names
// carry the version, so any cache may keep them for ever.
func (g *generator) programs() error {
	for name, content := range map[string][]byte{
		g.build.appName() + ".wasm":    g.build.App,
		g.build.appName() + ".wgz":     g.build.AppPacked,
		g.build.engineName() + ".wasm": g.build.Engine,
		g.build.engineName() + ".wgz":  g.build.EnginePacked,
	} {
		if err := g.write("web/"+name, content); err != nil {
			return err
		}
	}
	return nil
}

// worker writes the service worker with the list of all that is needed offline.
func (g *generator) worker() error {
	text, err := g.source("sw.js")
	if err != nil {
		return err
	}
	var files []string
	err = filepath.WalkDir(g.Out, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(g.Out, p)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		switch {
		case slices.Contains([]string{".wasm", ".wgz", ".ts"}, path.Ext(name)),
			strings.HasPrefix(name, "web/screenshots/"), name == "404.html", name == "app-worker.js":
			return nil
		}
		files = append(files, strings.TrimSuffix(name, "index.html"))
		return nil
	})
	if err != nil {
		return err
	}
	slices.Sort(files)
	list := func(v []string) string { b, _ := json.Marshal(v); return string(b) }
	text = strings.NewReplacer(
		"{{VERSION}}", g.build.Version,
		"{{FILES}}", list(files),
		"{{PACKED}}", list([]string{"web/" + g.build.appName(), "web/" + g.build.engineName()}),
	).Replace(text)
	return g.write("app-worker.js", []byte(text))
}
