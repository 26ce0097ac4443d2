//go:build !js

package widget

import (
	"context"
	"errors"

	"whosaid.example/app/story"
)

// library outside a browser has no place to keep anything: pages are only
// drawn there, for the site's files and for tests.
type library struct{}

var errNoStorage = errors.New("no storage outside a browser")

func newLibrary() *library                                         { return &library{} }
func (*library) put(context.Context, *story.Story) error           { return errNoStorage }
func (*library) remove(context.Context, string) error              { return errNoStorage }
func (*library) get(context.Context, string) (*story.Story, error) { return nil, errNoStorage }
func (*library) list(context.Context) ([]story.Summary, error)     { return nil, errNoStorage }
