// Package browser drives a headless Chromium for the end-to-end tests, the
// screenshots and the benchmarks, with what they need to know of it: which
// requests were made, what the console said, and whether anything threw.
package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// ErrMissing says that there is no Chromium on this machine.
var ErrMissing = errors.New("no Chromium in PATH: apt-get install chromium")

// Find is the path of a Chromium.
func Find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrMissing
}

// Options of a browser. The zero value is a desktop with a fresh profile.
type Options struct {
	Width, Height int  // of the window, 1280 × 900 by default
	BlockStorage  bool // as where third parties' storage is refused
	Profile       string
	Timeout       time.Duration // of everything done with it; ten minutes by default
}

// Browser is a running browser with one open page.
type Browser struct {
	context.Context // of the page, for chromedp.Run
	stop            []context.CancelFunc

	mu       sync.Mutex
	requests []string
	console  []string
	thrown   []string
}

// Start starts a browser with a fresh profile in folder. Close ends it.
func Start(o Options) (*Browser, error) {
	path, err := Find()
	if err != nil {
		return nil, err
	}
	if o.Width == 0 {
		o.Width, o.Height = 1280, 900
	}
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Minute
	}
	if o.Profile == "" {
		return nil, errors.New("browser: no folder for the profile")
	}
	settings := map[string]any{"profile": map[string]any{"cookie_controls_mode": 0, "block_third_party_cookies": o.BlockStorage}}
	flags := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(o.Profile), chromedp.WindowSize(o.Width, o.Height),
		chromedp.WSURLReadTimeout(2*time.Minute), // a busy machine starts it slowly
		// Timers of a page that no one sees would be slowed down.
		chromedp.Flag("disable-background-timer-throttling", true),
	)
	if o.BlockStorage {
		settings["profile"].(map[string]any)["cookie_controls_mode"] = 1
		flags = append(flags, chromedp.Flag("disable-features", "ThirdPartyStoragePartitioning,Translate"))
	} else {
		flags = append(flags, chromedp.Flag("disable-features", "Translate"))
	}
	preferences, _ := json.Marshal(settings)
	if err := os.MkdirAll(filepath.Join(o.Profile, "Default"), 0o755); err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(o.Profile, "Default", "Preferences")); err != nil {
		if err := os.WriteFile(filepath.Join(o.Profile, "Default", "Preferences"), preferences, 0o644); err != nil {
			return nil, err
		}
	}
	b := &Browser{}
	ctx, cancel := context.WithTimeout(context.Background(), o.Timeout)
	b.stop = append(b.stop, cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, flags...)
	b.stop = append(b.stop, cancel)
	// Messages of newer protocols than cdproto knows are noise.
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	b.stop = append(b.stop, cancel)
	b.Context = ctx
	b.listen(ctx)
	if err := chromedp.Run(ctx, network.Enable()); err != nil {
		b.Close()
		return nil, fmt.Errorf("starting %s: %w", path, err)
	}
	return b, nil
}

// Tab is another page of the same browser, which shares its profile and its
// records. It is closed with the browser.
func (b *Browser) Tab() (context.Context, error) {
	ctx, cancel := chromedp.NewContext(b.Context)
	b.stop = append(b.stop, cancel)
	b.listen(ctx)
	return ctx, chromedp.Run(ctx, network.Enable())
}

// listen records what happens in a page and in its frames and workers.
func (b *Browser) listen(ctx context.Context) {
	chromedp.ListenTarget(ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			b.requests = append(b.requests, e.Request.URL)
		case *cdpruntime.EventConsoleAPICalled:
			var words []string
			for _, a := range e.Args {
				if s, err := jsonString(a.Value); err == nil {
					words = append(words, s)
				} else {
					words = append(words, a.Description)
				}
			}
			b.console = append(b.console, string(e.Type)+": "+strings.Join(words, " "))
		case *cdpruntime.EventExceptionThrown:
			text := e.ExceptionDetails.Text
			if x := e.ExceptionDetails.Exception; x != nil {
				text += " " + x.Description
			}
			b.thrown = append(b.thrown, text)
		case *target.EventTargetCrashed:
			b.thrown = append(b.thrown, "the page crashed")
		}
	})
}

func jsonString(raw []byte) (s string, err error) {
	err = json.Unmarshal(raw, &s)
	return s, err
}

// Close ends the browser, in good order where it still answers: it then has
// finished writing its profile.
func (b *Browser) Close() {
	if b.Context != nil {
		chromedp.Cancel(b.Context)
	}
	for i := len(b.stop) - 1; i >= 0; i-- {
		b.stop[i]()
	}
}

// Requests is the addresses that the page and its frames have asked for. (What
// workers ask for is seen at the servers.)
func (b *Browser) Requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.requests...)
}

// Console is what was written to the console, each line with its type.
func (b *Browser) Console() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.console...)
}

// Thrown is the exceptions that nothing has caught.
func (b *Browser) Thrown() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.thrown...)
}

// Foreign is the requests that went to another place than the given origins,
// except for data and blob addresses, which stay in the browser.
func Foreign(requests []string, origins ...string) (out []string) {
next:
	for _, r := range requests {
		u, err := url.Parse(r)
		if err == nil {
			switch u.Scheme {
			case "data", "blob", "about", "chrome":
				continue
			}
			for _, o := range origins {
				if u.Scheme+"://"+u.Host == o {
					continue next
				}
			}
		}
		out = append(out, r)
	}
	return out
}

// Run is chromedp.Run in a page.
func Run(ctx context.Context, actions ...chromedp.Action) error { return chromedp.Run(ctx, actions...) }

// Await evaluates a JavaScript expression, waits for it where it is a promise,
// and decodes its value into to, which may be nil.
func Await(ctx context.Context, expression string, to any) error {
	if to == nil {
		var ignored json.RawMessage
		to = &ignored
	}
	err := chromedp.Run(ctx, chromedp.Evaluate(expression, to, func(p *cdpruntime.EvaluateParams) *cdpruntime.EvaluateParams {
		return p.WithAwaitPromise(true).WithReturnByValue(true)
	}))
	if err != nil && strings.Contains(err.Error(), "encountered an undefined value") {
		return nil
	}
	return err
}

// Until waits until a JavaScript expression, or what it promises, is true, at
// most for the given time. An expression that throws is not true yet. The error
// tells the expression.
func Until(ctx context.Context, expression string, limit time.Duration) error {
	end := time.Now().Add(limit)
	for {
		var ok bool
		err := Await(ctx, "(async () => !!(await ("+expression+")))()", &ok)
		if ok && err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if time.Now().After(end) {
			return fmt.Errorf("not true within %v: %s (%v)", limit, expression, err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(25 * time.Millisecond):
		}
	}
}

// Screenshot writes a picture of the page; all of it, or what is in view.
func Screenshot(ctx context.Context, file string, all bool) error {
	var png []byte
	action := chromedp.CaptureScreenshot(&png)
	if all {
		action = chromedp.FullScreenshot(&png, 100)
	}
	if err := chromedp.Run(ctx, action); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, png, 0o644)
}

// Forget empties the record of requests.
func (b *Browser) Forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.requests = nil
}
