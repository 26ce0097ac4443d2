// Package e2e tests the whole site in a real Chromium, as readers, publishers
// and developers use it. It has only tests; `make test` runs them.
//
// The site is made once, served on 127.0.0.1 under "/" and under a path; other
// people's pages are served on localhost, which is another origin.
package e2e

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"whosaid.example/app/site"
	"whosaid.example/build/browser"
)

// soon is how long a thing in the browser may take before a test gives up. No
// test that passes waits for it to end, so it is longer than any machine needs.
const soon = 90 * time.Second

var (
	folder  string // with the site, as made for "/"
	below   string // with the site, as made for /some/path/
	missing error  // why there are no browser tests here
)

func TestMain(m *testing.M) {
	os.Exit(func() int {
		if _, missing = browser.Find(); missing != nil {
			return m.Run()
		}
		root, err := site.Root()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		folder = filepath.Join(root, "build", "cache", "e2e")
		below = filepath.Join(root, "build", "cache", "e2e-path")
		for out, base := range map[string]string{folder: "/", below: "/some/path/"} {
			// Made anew each time, so that build/npm is of these sources too.
			os.Remove(filepath.Join(out, "version.txt"))
			c := exec.Command("go", "run", "./app", "site", "-out", out, "-base", base)
			c.Dir = root
			if message, err := c.CombinedOutput(); err != nil {
				fmt.Fprintf(os.Stderr, "making the site: %v\n%s", err, message)
				return 1
			}
		}
		return m.Run()
	}())
}

// start gives a browser for one test; the test is skipped, loudly, without one.
func start(t *testing.T, o browser.Options) *browser.Browser {
	t.Helper()
	if missing != nil {
		t.Skip("SKIPPED, nothing tested: ", missing)
	}
	profile, err := os.MkdirTemp("", "whosaid-e2e-")
	if err != nil {
		t.Fatal(err)
	}
	// Not t.TempDir: a file that the browser leaves behind is no failure.
	t.Cleanup(func() { os.RemoveAll(profile) })
	o.Profile = profile
	b, err := browser.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		b.Close()
		if t.Failed() {
			t.Logf("console:\n%s", strings.Join(b.Console(), "\n"))
			t.Logf("thrown:\n%s", strings.Join(b.Thrown(), "\n"))
		}
	})
	return b
}

// server is a web server that keeps record of what it was asked for and can be
// stopped and started again on its port.
type server struct {
	Origin  string // http://HOST:PORT
	address string
	handler http.Handler
	server  *httptest.Server
	mu      sync.Mutex
	asked   []string
}

// serve serves h on host (127.0.0.1 or localhost).
func serve(t *testing.T, host string, h http.Handler) *server {
	t.Helper()
	s := &server{handler: h, address: "127.0.0.1:0"}
	s.Start(t)
	_, port, _ := net.SplitHostPort(s.address)
	s.Origin = "http://" + host + ":" + port
	t.Cleanup(s.Stop)
	return s
}

func (s *server) Start(t *testing.T) {
	t.Helper()
	l, err := net.Listen("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	s.address = l.Addr().String()
	s.server = &httptest.Server{Listener: l, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.Method+" "+r.URL.String())
		s.mu.Unlock()
		s.handler.ServeHTTP(w, r)
	})}}
	s.server.Start()
}

func (s *server) Stop() {
	if s.server != nil {
		s.server.CloseClientConnections()
		s.server.Close()
		s.server = nil
	}
}

// Asked is the requests so far, "GET /path?query".
func (s *server) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

// app serves the site as made for "/".
func app(t *testing.T) *server {
	return serve(t, "127.0.0.1", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { site.Handler(folder, "/").ServeHTTP(w, r) }))
}

// host serves one page of another origin under a policy, "" for none.
func host(t *testing.T, page, policy string) *server {
	return serve(t, "localhost", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		if policy != "" {
			w.Header().Set("Content-Security-Policy", policy)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	}))
}

// npm is npm with arguments; a network that hangs does not hold up the tests.
func npm(t *testing.T, arguments ...string) *exec.Cmd {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel)
	return exec.CommandContext(ctx, "npm", arguments...)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// onlyFrom fails the test where the browser has asked anybody else.
func onlyFrom(t *testing.T, b *browser.Browser, origins ...string) {
	t.Helper()
	if f := browser.Foreign(b.Requests(), origins...); len(f) > 0 {
		t.Errorf("requests to other places: %q", f)
	}
	if n := len(b.Requests()); n == 0 {
		t.Error("no request was recorded")
	}
}

func nothingThrown(t *testing.T, b *browser.Browser) {
	t.Helper()
	if x := b.Thrown(); len(x) > 0 {
		t.Errorf("exceptions: %q", x)
	}
}

// article is the text that most tests read: our own words, with every kind of
// thing that the interface shows.
const article = `Harbour bridge to open in spring, city says

The new harbour bridge will open in April, Mayor Ilse Brandt told the council on Tuesday. “We are inside the budget, and we are on time,” she said.

The opposition disputes that. The bridge has cost 84 million so far, 12 million more than planned, according to Tomas Vell, who leads the Harbour List. “This bridge is not inside the budget,” Vell said. “We are not on time.”

The builders, Norhaven Works, said the steel would arrive in March.
`

// second is another report of the same matter.
const second = `Opposition calls for an inquiry into the bridge

The harbour bridge will not open in April, Tomas Vell, the leader of the Harbour List, said on Wednesday. “The steel has not arrived,” he told reporters.

Mayor Ilse Brandt said the bridge had cost 84 million and was inside the budget.
`

// early has a script run in every document before its own.
func early(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	must(t, browser.Run(ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(script).Do(ctx)
		return err
	})))
}

// serveIsolated serves a page that wants every part of it to agree to be there.
func serveIsolated(t *testing.T, page string) *server {
	return serve(t, "localhost", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	}))
}
