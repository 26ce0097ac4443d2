// Package engine is the protocol of the analysis that runs in a worker: JSON
// strings that a page posts, and JSON strings that come back.
//
// In:
//
//	{"id":"7","articles":[{"name":"","text":"…","outlet":"","date":""}]}
//
// Out, the first once and the others for each request:
//
//	{"type":"ready","version":"BUILD"}
//	{"type":"progress","id":"7","done":3,"total":24}
//	{"type":"result","id":"7","result":{…}}         offsets in UTF-16 code units
//	{"type":"error","id":"7","message":"…"}
//
// When the whole program ends, the script around it posts
// {"type":"died","message":"…"}. Strings pass the border between Go and
// JavaScript in one copy, where nested values would cost a call a field.
// A worker that is at work receives nothing: to cancel, terminate it.
package engine

import (
	"encoding/json"
	"fmt"

	"whosaid.example/analysis"
)

// Article is an article as it is posted.
type Article struct {
	Name   string `json:"name"`
	Text   string `json:"text"`
	Outlet string `json:"outlet"`
	Date   string `json:"date"`
}

// Request is what a page posts.
type Request struct {
	ID       string    `json:"id"`
	Articles []Article `json:"articles"`
}

// Ready is the first message, with the build's version.
func Ready(version string) []byte {
	return encode(struct {
		Type    string `json:"type"`
		Version string `json:"version"`
	}{"ready", version})
}

// Answer carries out one request and posts what comes of it: progress, then a
// result or an error. It never panics: a panic of the analysis is an error
// message, and the next request is answered as usual.
func Answer(request []byte, post func(message []byte)) {
	var r Request
	defer func() {
		if p := recover(); p != nil {
			post(failure(r.ID, fmt.Sprint("the analysis failed: ", p)))
		}
	}()
	if err := json.Unmarshal(request, &r); err != nil {
		post(failure(r.ID, "the request is not understood: "+err.Error()))
		return
	}
	if len(r.Articles) == 0 {
		post(failure(r.ID, "the request has no articles"))
		return
	}
	articles := make([]analysis.Article, len(r.Articles))
	texts := make([]string, len(r.Articles))
	for i, a := range r.Articles {
		articles[i] = analysis.Article{Name: a.Name, Text: a.Text, Outlet: a.Outlet, Date: a.Date}
		texts[i] = a.Text
	}
	shown := -1
	analyzer := analysis.Analyzer{Progress: func(done, total int) {
		// A message a percent is plenty, and each costs the page some time.
		if percent := done * 100 / max(total, 1); percent != shown {
			shown = percent
			post(encode(struct {
				Type  string `json:"type"`
				ID    string `json:"id"`
				Done  int    `json:"done"`
				Total int    `json:"total"`
			}{"progress", r.ID, done, total}))
		}
	}}
	result := analyzer.Analyze(articles...).UTF16(texts...)
	answer := encode(struct {
		Type string `json:"type"`
		ID   string `json:"id"`
	}{"result", r.ID})
	answer = append(answer[:len(answer)-1], `,"result":`...)
	post(append(result.AppendJSON(answer), '}'))
}

func failure(id, message string) []byte {
	return encode(struct {
		Type    string `json:"type"`
		ID      string `json:"id"`
		Message string `json:"message"`
	}{"error", id, message})
}

// encode is json.Marshal of values that it always can encode.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
