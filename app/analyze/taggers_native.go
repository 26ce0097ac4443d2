//go:build !js

package analyze

import (
	"whosaid.example/analysis"
	"whosaid.example/analysis/prosetagger"
)

func init() {
	taggers["prose"] = func() analysis.Tagger { return &prosetagger.Tagger{} }
}
