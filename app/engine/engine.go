// Package engine is the protocol of the analysis that runs in a worker: JSON
// strings that a page posts, and JSON strings that come back.
//
// In:
//
//	{"id":"7","articles":[{"name":"","text":"…","outlet":"","date":""}]}
//	{"id":"7","pasted":"…"}                         see package marked; it answers "first" or "declined" too
//
// Out, the first once and the others for each request:
//
//	{"type":"ready","version":"BUILD"}
//	{"type":"progress","id":"7","done":3,"total":24}                            of long texts
//	{"type":"first","id":"7","text":"…","title":"…","headline":"…","html":"…"}  the first screen, before the result
//	{"type":"declined","id":"7"}                    what was pasted is no plain text; nothing follows
//	{"type":"result","id":"7","result":{…}}         offsets as the request wants
//	{"type":"error","id":"7","message":"…"}
//
// When the whole program ends, the script around it posts
// {"type":"died","message":"…"}. A page whose readers will ask for more posts
// "practise", no JSON, to that script, and "rest" when it is no longer looked at:
// see [Practise].
//
// Strings pass the border between Go and JavaScript in one copy, where nested
// values would cost a call a field. A worker that is at work receives nothing:
// to cancel, terminate it.
package engine

import (
	_ "embed"
	"runtime"
	"strconv"
	"strings"

	"whosaid.example/analysis"
	"whosaid.example/app/marked"
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
	Offsets  string    `json:"offsets"` // of the result: "utf8" for bytes, else UTF-16 code units
	Pasted   string    `json:"pasted"`  // instead of articles: a text as a reader gave it
}

// Ready is the first message, with the build's version.
func Ready(version string) []byte {
	return append(field([]byte(`{"type":"ready"`), "version", version), '}')
}

// Prepare opens all models and tables and leaves no garbage in memory. The site's
// generator has it done once for all readers, who then fetch the memory.
func Prepare() {
	warm()
	runtime.GC()
	// What is free still holds what it held, until it is taken: take it all. The
	// smallest pieces come from blocks of their own size and kind.
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	for _, class := range m.BySize {
		for n := uint32(0); n < blocks; n += max(class.Size, 8) {
			taken.bytes = make([]byte, class.Size)
			taken.pointers = make([]*byte, class.Size/8)
		}
	}
	for range m.HeapIdle / piece {
		taken.bytes = make([]byte, piece)
	}
	taken.bytes, taken.pointers = nil, nil
	runtime.GC()
}

const (
	blocks = 64 << 10 // bytes of each size that are taken: more than its blocks have free
	piece  = 64 << 10 // bytes, a block of its own
)

// taken has what is allocated escape.
var taken struct {
	bytes    []byte
	pointers []*byte
}

// warm does what the first analysis would have to do besides: models are opened and
// lists become tables.
func warm() { analysis.Analyze(analysis.Article{Text: warmText}) }

// warmText has something for every stage to do.
const warmText = `Aldbrook bridge to open in May, mayor says

By Hanna Lowe

The mayor of Aldbrook, Nora Whitfield, said on Tuesday that the old bridge would open in May after repairs of $4 million. “We will not wait any longer,” she told reporters. According to the Transport Board, 12 of its bolts are cracked.

Tom Reyes, a spokesman for the board, denied that the bridge was ready. “It will not open in May,” he said, adding that “nobody has asked us”. Whitfield's office rejected the report, and two officials, who asked not to be named, called it wrong.

Read more: Ferry prices rise`

//go:embed practice.txt
var practiceText string

// practiceMark stands between two texts of practiceText, of which two neighbours
// tell of the same.
const practiceMark = "=====\n"

// Practise does a piece of work of the kind that readers ask for, each call another,
// from one short text to an article's length: a browser compiles well only what it
// has seen run often. After twenty calls it begins again. Nothing is posted.
func Practise(call int) {
	texts := strings.Split(practiceText, practiceMark)
	i := call % len(texts)
	request := Request{Pasted: strings.Join(texts[:i+1], "\n"), Offsets: "utf8"}
	if call/len(texts)%2 == 1 {
		request = Request{Articles: []Article{{Text: texts[i]}, {Text: texts[(i+1)%len(texts)]}}}
	}
	answer(request, func([]byte) {})
}

// longText is how many bytes take so long that somebody sees how far the analysis is. Of
// shorter texts nothing is told but the result: a message wakes the page, which then
// works beside the engine.
const longText = 20_000

// Answer carries out one request and posts what comes of it: of long texts progress, then a
// result or an error. It never panics: a panic of the analysis is an error
// message, and the next request is answered as usual. The messages are valid
// only until post returns.
func Answer(request string, post func(message []byte)) {
	r, err := parseRequest(request)
	if err != nil {
		post(failure(r.ID, "the request is not understood: "+err.Error()))
		return
	}
	answer(r, post)
}

// answer is Answer of a request that has been read.
func answer(r Request, post func(message []byte)) {
	defer func() {
		if p := recover(); p != nil {
			post(failure(r.ID, "the analysis failed: "+reason(p)))
		}
	}()
	if r.Pasted != "" && len(r.Articles) == 0 {
		text, ok := marked.Pasted(r.Pasted)
		if !ok {
			post(append(field([]byte(`{"type":"declined"`), "id", r.ID), '}'))
			return
		}
		r.Articles = []Article{{Text: text}}
	}
	if len(r.Articles) == 0 {
		post(failure(r.ID, "the request has no articles"))
		return
	}
	articles := make([]analysis.Article, len(r.Articles))
	texts := make([]string, len(r.Articles))
	for i, a := range r.Articles {
		articles[i] = analysis.Article(a)
		texts[i] = a.Text
	}
	length := 0
	for _, t := range texts {
		length += len(t)
	}
	var analyzer analysis.Analyzer
	if length >= longText {
		shown := -1
		analyzer.Progress = func(done, total int) {
			percent := done * 100 / max(total, 1)
			if percent != shown { // a message a percent is plenty: each costs the page and the engine some time
				shown = percent
				b := field([]byte(`{"type":"progress"`), "id", r.ID)
				b = strconv.AppendInt(append(b, `,"done":`...), int64(done), 10)
				b = strconv.AppendInt(append(b, `,"total":`...), int64(total), 10)
				post(append(b, '}'))
			}
		}
	}
	if r.Pasted != "" && len(r.Articles) == 1 {
		analyzer.Early = func(known *analysis.Result) {
			if title, headline, html, ok := marked.FirstScreen(known, texts[0]); ok {
				b := field([]byte(`{"type":"first"`), "id", r.ID)
				b = field(field(b, "text", texts[0]), "title", title)
				post(append(field(field(b, "headline", headline), "html", html), '}'))
			}
		}
	}
	result := analyzer.Analyze(articles...)
	if r.Offsets != "utf8" {
		result.UTF16(texts...)
	}
	answer := append(field([]byte(`{"type":"result"`), "id", r.ID), `,"result":`...)
	post(append(result.AppendJSON(answer), '}'))
}

func failure(id, message string) []byte {
	return append(field(field([]byte(`{"type":"error"`), "id", id), "message", message), '}')
}

// field appends a field of an object, with the comma before it.
func field(b []byte, name, value string) []byte {
	b = append(append(append(b, `,"`...), name...), `":`...)
	return analysis.AppendString(b, value)
}

// reason is what a panic says.
func reason(p any) string {
	switch p := p.(type) {
	case error:
		return p.Error()
	case string:
		return p
	}
	return "unknown reason"
}
