package widget

import (
	"context"
	"encoding/json"
	"errors"
	"syscall/js"

	"github.com/hack-pad/go-indexeddb/idb"
	"whosaid.example/app/story"
)

// library keeps stories in the browser's IndexedDB: one store holds the stories
// as JSON, one their summaries, so that the list needs no texts. Its methods
// wait for the browser: call them from a goroutine of their own, never from the
// interface's. Storage may be refused (in frames, in private windows) or full;
// then they return an error and nothing on screen is lost.
type library struct {
	db *idb.Database
}

const (
	databaseName   = "whosaid"
	databaseLayout = 1
	storyStore     = "stories"
	summaryStore   = "summaries"
)

func newLibrary() *library { return &library{} }

// open opens the database, making its stores the first time.
func (l *library) open(ctx context.Context) (_ *idb.Database, err error) {
	if l.db != nil {
		return l.db, nil
	}
	defer func() {
		// Where storage is switched off altogether, the browser has no factory.
		if p := recover(); p != nil {
			err = errors.New("storage is switched off")
		}
	}()
	// Where storage is refused, the mere look at it may throw, which Go can
	// recover from in a call only.
	js.Global().Get("Reflect").Call("get", js.Global(), "indexedDB")
	request, err := idb.Global().Open(ctx, databaseName, databaseLayout, func(db *idb.Database, old, _ uint) error {
		if old < 1 {
			for _, name := range []string{storyStore, summaryStore} {
				if _, err := db.CreateObjectStore(name, idb.ObjectStoreOptions{}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	l.db, err = request.Await(ctx)
	return l.db, err
}

// put keeps a story, in place of an older state of it.
func (l *library) put(ctx context.Context, s *story.Story) error {
	full, err := json.Marshal(s)
	if err != nil {
		return err
	}
	line, err := json.Marshal(s.Summary())
	if err != nil {
		return err
	}
	return l.write(ctx, func(stories, summaries *idb.ObjectStore) error {
		if _, err := stories.PutKey(js.ValueOf(s.ID), js.ValueOf(string(full))); err != nil {
			return err
		}
		_, err := summaries.PutKey(js.ValueOf(s.ID), js.ValueOf(string(line)))
		return err
	})
}

// remove forgets a story, all of them where the id is "".
func (l *library) remove(ctx context.Context, id string) error {
	return l.write(ctx, func(stories, summaries *idb.ObjectStore) error {
		for _, store := range []*idb.ObjectStore{stories, summaries} {
			var err error
			if id == "" {
				_, err = store.Clear()
			} else {
				_, err = store.Delete(js.ValueOf(id))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// write runs f in one transaction: both stores change or none.
func (l *library) write(ctx context.Context, f func(stories, summaries *idb.ObjectStore) error) error {
	db, err := l.open(ctx)
	if err != nil {
		return err
	}
	t, err := db.Transaction(idb.TransactionReadWrite, storyStore, summaryStore)
	if err != nil {
		l.db = nil // another tab may have closed it
		return err
	}
	stories, err := t.ObjectStore(storyStore)
	if err != nil {
		return err
	}
	summaries, err := t.ObjectStore(summaryStore)
	if err != nil {
		return err
	}
	if err := f(stories, summaries); err != nil {
		return err
	}
	return t.Await(ctx)
}

// get fetches a story; nil where there is none of that id that can be read.
func (l *library) get(ctx context.Context, id string) (*story.Story, error) {
	db, err := l.open(ctx)
	if err != nil {
		return nil, err
	}
	t, err := db.Transaction(idb.TransactionReadOnly, storyStore)
	if err != nil {
		return nil, err
	}
	store, err := t.ObjectStore(storyStore)
	if err != nil {
		return nil, err
	}
	request, err := store.Get(js.ValueOf(id))
	if err != nil {
		return nil, err
	}
	v, err := request.Await(ctx)
	if err != nil || v.Type() != js.TypeString {
		return nil, err
	}
	s := &story.Story{}
	if json.Unmarshal([]byte(v.String()), s) != nil {
		return nil, nil // a broken row is as good as none; the others can be read
	}
	return s, nil
}

// list fetches all summaries, in no order.
func (l *library) list(ctx context.Context) ([]story.Summary, error) {
	db, err := l.open(ctx)
	if err != nil {
		return nil, err
	}
	t, err := db.Transaction(idb.TransactionReadOnly, summaryStore)
	if err != nil {
		return nil, err
	}
	store, err := t.ObjectStore(summaryStore)
	if err != nil {
		return nil, err
	}
	request, err := store.OpenCursor(idb.CursorNext)
	if err != nil {
		return nil, err
	}
	var out []story.Summary
	err = request.Iter(ctx, func(c *idb.CursorWithValue) error {
		v, err := c.Value()
		if err != nil {
			return err
		}
		var line story.Summary
		if v.Type() == js.TypeString && json.Unmarshal([]byte(v.String()), &line) == nil && line.ID != "" {
			out = append(out, line)
		}
		return nil
	})
	return out, err
}
