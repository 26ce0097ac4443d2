//go:build prose

package main

import (
	"fmt"

	"github.com/jdkato/prose/v2"
)

func analyse(text string) string {
	d, err := prose.NewDocument(text)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%d sentences, %d tokens, %d entities", len(d.Sentences()), len(d.Tokens()), len(d.Entities()))
}
