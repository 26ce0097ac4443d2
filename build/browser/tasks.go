package browser

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// Task is one task of the page's main thread. While it runs, the page answers
// to nothing.
type Task struct {
	Start time.Duration // since the first task of the record
	Wall  time.Duration // by the clock; other programs may have had the processor meanwhile
	CPU   time.Duration // that the thread itself computed: the same on a busy machine
}

// Tasks records the tasks of the page's main thread while do runs.
func (b *Browser) Tasks(do func() error) ([]Task, error) {
	type event struct {
		Name          string
		Pid, Tid      int
		Ts, Dur, Tdur float64 // microseconds
		Args          struct{ Name any }
	}
	var mu sync.Mutex
	var events []event
	done := make(chan struct{})
	ctx, cancel := context.WithCancel(b)
	defer cancel()
	chromedp.ListenTarget(ctx, func(e any) {
		switch e := e.(type) {
		case *tracing.EventDataCollected:
			mu.Lock()
			defer mu.Unlock()
			for _, raw := range e.Value {
				var x event
				if json.Unmarshal(raw, &x) == nil && (x.Name == "thread_name" || x.Dur > 0) {
					events = append(events, x)
				}
			}
		case *tracing.EventTracingComplete:
			close(done)
		}
	})
	config := &tracing.TraceConfig{IncludedCategories: []string{"toplevel"}}
	if err := Run(b, chromedp.ActionFunc(func(ctx context.Context) error {
		return tracing.Start().WithTransferMode(tracing.TransferModeReportEvents).WithTraceConfig(config).Do(ctx)
	})); err != nil {
		return nil, err
	}
	failed := do()
	if err := Run(b, chromedp.ActionFunc(func(ctx context.Context) error { return tracing.End().Do(ctx) })); err != nil {
		return nil, err
	}
	select {
	case <-done:
	case <-b.Done():
		return nil, b.Err()
	}
	mu.Lock()
	defer mu.Unlock()
	main := map[[2]int]bool{}
	for _, e := range events {
		if e.Name == "thread_name" && e.Args.Name == "CrRendererMain" {
			main[[2]int{e.Pid, e.Tid}] = true
		}
	}
	var tasks []Task
	first := 0.0
	for _, e := range events {
		if main[[2]int{e.Pid, e.Tid}] && strings.HasSuffix(e.Name, "RunTask") {
			if first == 0 {
				first = e.Ts
			}
			tasks = append(tasks, Task{micro(e.Ts - first), micro(e.Dur), micro(e.Tdur)})
		}
	}
	return tasks, failed
}

func micro(n float64) time.Duration { return time.Duration(n * float64(time.Microsecond)) }
