package widget

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/analysis"
	"whosaid.example/app/marked"
	"whosaid.example/app/story"
)

// engine drives the worker in which the analysis runs, so that the page never
// waits for it. Messages are JSON strings: a request with an id, then progress
// and a result or an error with the same id; "ready" with the engine's version,
// and "died" when the worker has stopped for good.
//
// A worker that computes receives nothing: cancelling ends it, and the next
// request starts another.
type engine struct {
	url             string       // of worker.js, absolute
	later           func(func()) // runs a function on the interface's goroutine
	worker          app.Value
	blob            string
	onData, onError app.Func
	job             *job // one at a time
	number          int
	shown           time.Time // when progress was shown last
}

// progressPause is the least time between two progress messages that are shown.
const progressPause = 100 * time.Millisecond

// job is one request.
type job struct {
	id       string
	texts    []string
	progress func(done, total int)
	end      func(*analysis.Result, *engineError)
}

// engineError says why there is no result.
type engineError struct {
	message string
	load    bool // the worker's files did not arrive
	version bool // page and engine are of two versions
}

func (e *engineError) text() string {
	switch {
	case e.version:
		return W.EngineVersion
	case e.load:
		return W.EngineLoad
	}
	return W.EngineDied(e.message)
}

// start makes the worker from a blob that loads worker.js: it then obeys the
// page's content security policy, which a worker loaded by address does not. Where
// boot.js has started it beside this program, that one is taken over, together
// with the text that it was given to read, "" for none.
func (e *engine) start() (given string) {
	if e.worker != nil {
		return ""
	}
	w := app.Window()
	var worker app.Value
	if early := w.Get("whosaidEarly"); early.Truthy() {
		given = early.Call("given").String()
		worker = early.Call("take", e.url)
	}
	if worker == nil || !worker.Truthy() {
		given = ""
		base := e.url[:strings.LastIndexByte(e.url, '/')+1]
		quote := func(s string) string { b, _ := json.Marshal(s); return string(b) }
		source := "self.WHOSAID_BASE=" + quote(base) + ";importScripts(" + quote(e.url) + ");"
		blob := w.Get("Blob").New([]any{source}, map[string]any{"type": "text/javascript"})
		e.blob = w.Get("URL").Call("createObjectURL", blob).String()
		worker = w.Get("Worker").New(e.blob, map[string]any{"name": "whosaid"})
	}
	e.worker = worker
	e.onData = app.FuncOf(func(_ app.Value, args []app.Value) any {
		if data := args[0].Get("data"); data.Type() == app.TypeString {
			e.receive(worker, data.String())
		}
		return nil
	})
	e.onError = app.FuncOf(func(_ app.Value, args []app.Value) any {
		args[0].Call("preventDefault")
		e.later(func() { e.die(worker, &engineError{load: true}) })
		return nil
	})
	worker.Set("onmessage", e.onData)
	worker.Set("onerror", e.onError)
	return given
}

// stop ends the worker.
func (e *engine) stop() {
	if e.worker == nil {
		return
	}
	e.worker.Call("terminate")
	if e.blob != "" {
		app.Window().Get("URL").Call("revokeObjectURL", e.blob)
		e.blob = ""
	}
	e.onData.Release()
	e.onError.Release()
	e.worker = nil
}

// analyse sends the articles; progress and end run on the interface's
// goroutine, end once unless the job is cancelled.
func (e *engine) analyse(articles []story.Article, progress func(done, total int), end func(*analysis.Result, *engineError)) *job {
	if e.job != nil {
		e.cancel(e.job)
	}
	e.number++
	j := &job{id: strconv.Itoa(e.number), progress: progress, end: end}
	for _, a := range articles {
		j.texts = append(j.texts, a.Text)
	}
	e.job, e.shown = j, time.Now()
	given := e.start()
	if text, ok := marked.Pasted(given); ok && len(articles) == 1 && articles[0] == (story.Article{Text: text, Headline: articles[0].Headline}) {
		j.id = earlyID // the engine reads it already
		return j
	}
	request, _ := json.Marshal(map[string]any{"id": j.id, "articles": requested(articles), "offsets": "utf8"})
	e.worker.Call("postMessage", string(request))
	return j
}

// earlyID is the id under which boot.js has a text read.
const earlyID = "early"

// requested is what the engine is told of the articles.
func requested(articles []story.Article) []map[string]string {
	out := make([]map[string]string, len(articles))
	for i, a := range articles {
		out[i] = map[string]string{"name": a.Name, "text": a.Text, "outlet": a.Outlet, "date": a.Date}
	}
	return out
}

// cancel forgets a job and ends the worker that is busy with it.
func (e *engine) cancel(j *job) {
	if e.job == j {
		e.job = nil
		e.stop()
	}
}

// receive takes a message, inside the worker's event: it must not block.
func (e *engine) receive(from app.Value, data string) {
	var texts []string
	if e.job != nil {
		texts = e.job.texts
	}
	if strings.HasPrefix(data, `{"type":"first"`) {
		return // too late for it: this program draws
	}
	if len(data) > 4096 {
		// Only a result is as long as this. It is decoded in slices.
		go e.result(data, texts)
		return
	}
	var m struct {
		Type, ID, Version, Message string
		Done, Total                int
	}
	if json.Unmarshal([]byte(data), &m) != nil {
		return
	}
	switch m.Type {
	case "ready":
		if m.Version != "" && !sameVersion(m.Version) {
			e.later(func() { e.die(from, &engineError{version: true}) })
		}
	case "progress":
		// Each one that is shown has the page drawn again.
		now := time.Now()
		if now.Sub(e.shown) < progressPause {
			return
		}
		e.shown = now
		e.later(func() {
			if e.job != nil && e.job.id == m.ID {
				e.job.progress(m.Done, m.Total)
			}
		})
	case "result":
		go e.result(data, texts)
	case "error":
		e.later(func() { e.finish(m.ID, nil, &engineError{message: m.Message}) })
	case "died":
		e.later(func() {
			e.die(from, &engineError{message: m.Message, load: strings.Contains(m.Message, "HTTP") || strings.Contains(m.Message, "fetch")})
		})
	}
}

// sameVersion compares the engine's build with the page's; a service worker may
// have brought an engine of another build. A program that uses the widget
// without a version has nothing to compare.
func sameVersion(v string) bool {
	page := app.Getenv("GOAPP_VERSION")
	return page == "" || v == "development" || v == page
}

// result decodes a result on a goroutine of its own, pausing so that the page
// stays responsive. texts are those of the job that runs.
func (e *engine) result(data string, texts []string) {
	time.Sleep(time.Millisecond) // the long message has been taken over
	pause := newPause()
	id, r, err := decodeResult(data, pause)
	if err == nil && len(r.Articles) != len(texts) {
		err = errors.New("the result is of other articles")
	}
	if err != nil {
		e.later(func() { e.finish(id, nil, &engineError{message: err.Error()}) })
		return
	}
	pause()
	r.UTF8(texts...)
	e.later(func() { e.finish(id, r, nil) })
}

func (e *engine) finish(id string, r *analysis.Result, err *engineError) {
	if j := e.job; j != nil && j.id == id {
		e.job = nil
		if n := 0; err == nil {
			for _, t := range j.texts {
				n += len(t)
			}
			if n > keepLimit {
				e.stop() // memory that WebAssembly has taken comes back only so
			}
		}
		j.end(r, err)
	}
}

// keepLimit is how many bytes of text an engine may have read and be kept for
// the next text.
const keepLimit = 1_000_000

// die clears a worker that has ended; its job learns of it, the next one
// starts another worker.
func (e *engine) die(worker app.Value, err *engineError) {
	if e.worker == nil || !e.worker.Equal(worker) {
		return
	}
	e.stop()
	if j := e.job; j != nil {
		e.job = nil
		j.end(nil, err)
	}
}

// newPause gives a function that lets the browser work when called 8 ms or
// more after the last time it did. It may only be called where blocking is
// allowed.
func newPause() func() {
	last := time.Now()
	return func() {
		if time.Since(last) > 8*time.Millisecond {
			time.Sleep(time.Millisecond)
			last = time.Now()
		}
	}
}
