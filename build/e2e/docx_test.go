package e2e

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"whosaid.example/build/browser"
)

// word is a file of the body that both readers of Word documents are held to (the
// other one is app/analyze's), as Word writes it: a style, a line of pieces that
// were typed apart, tab stops that are no tabs, changes that were tracked, a box of
// text with its copy for old programs, a table, marks of XML. word("txt") is its text.
func word(ext string) string {
	b, err := os.ReadFile("../../app/analyze/testdata/word." + ext)
	if err != nil {
		panic(err)
	}
	return strings.TrimSuffix(string(b), "\n")
}

var wordBody, wordText = word("xml"), word("txt")

// archive packs files, packed or as they are.
func archive(t *testing.T, method uint16, files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f[0], Method: method})
		must(t, err)
		w.Write([]byte(f[1]))
	}
	must(t, z.Close())
	return b.Bytes()
}

// wordFile is a document with a body.
func wordFile(t *testing.T, method uint16, namespace, body string) []byte {
	return archive(t, method, [2]string{"[Content_Types].xml", "<Types/>"}, [2]string{"word/media/image1.png", strings.Repeat("picture", 1000)},
		[2]string{"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w="` + namespace + `"><w:body>` + body + `</w:body></w:document>`})
}

const (
	transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictWord   = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

// file is a JavaScript expression of a file with these bytes.
func file(name string, content []byte) string {
	quoted, _ := json.Marshal(name)
	return fmt.Sprintf(`new File([Uint8Array.from(atob(%q), (c) => c.charCodeAt(0))], %s)`, base64.StdEncoding.EncodeToString(content), quoted)
}

func TestWordDocumentsAreRead(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	if strings.Contains(strings.Join(b.Requests(), " "), "docx.js") {
		t.Error("the reader of Word documents is fetched before there is one")
	}
	for name, content := range map[string][]byte{
		"packed": wordFile(t, zip.Deflate, transitional, wordBody),
		"strict": wordFile(t, zip.Store, strictWord, wordBody),
	} {
		var got string
		must(t, browser.Await(b, `whosaidText(`+file("a.docx", content)+`)`, &got))
		if got != wordText {
			t.Errorf("%s: %q\nwant %q", name, got, wordText)
		}
	}
	must(t, browser.Await(b, transfer("drop", ".whosaid", `d.items.add(`+file("Mill.docx", wordFile(t, zip.Deflate, transitional, wordBody))+`)`), nil))
	marked(t, b)
	if got := value(t, b, `document.querySelector('[data-testid="text-0"]').innerText`); !strings.Contains(got, "“We must stop & think,” said Zoë Keller.") || strings.Contains(got, "never") {
		t.Errorf("shown: %q", got)
	}
	nothingThrown(t, b)
	onlyFrom(t, b, w.Origin)
}

// What can't be read of documents is told of, the others are read.
func TestDocumentsThatCannotBeReadAreToldOf(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	whole := wordFile(t, zip.Deflate, transitional, strings.Repeat(wordBody, 20))
	at := bytes.Index(whole, []byte("word/document.xml")) + 60
	broken := append(append(bytes.Clone(whole[:at]), bytes.Repeat([]byte{0xff}, 40)...), whole[at+40:]...)
	locked := bytes.Clone(whole)
	for i := range locked[:len(locked)-10] {
		if string(locked[i:i+4]) == "PK\x01\x02" {
			locked[i+8] |= 1
		}
	}
	const damaged, other = "damaged, locked or gone", "select all, copy, and paste"
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"cut.docx", whole[:len(whole)/2], damaged},
		{"broken.docx", broken, damaged},
		{"locked.docx", locked, damaged},
		{"directory.docx", append(bytes.Clone(whole[:len(whole)-6]), 0xff, 0xff, 0xff, 0xff, 0, 0), damaged},
		{"huge.docx", archive(t, zip.Deflate, [2]string{"word/document.xml", strings.Repeat(" ", 65e6)}), damaged},
		{"nothing.docx", archive(t, zip.Deflate, [2]string{"word/document.xml", "<x/>"}), damaged},
		{"empty.docx", wordFile(t, zip.Deflate, transitional, "<w:p/>"), "There is no text in it"},
		{"letter.odt", archive(t, zip.Deflate, [2]string{"content.xml", "<x/>"}), other},
		{"old.doc", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), other},
	} {
		open(t, b, w.Origin+"/")
		must(t, browser.Await(b, transfer("drop", ".whosaid", `d.items.add(`+file(c.name, c.content)+`)`), nil))
		there(t, b, problem)
		if got := value(t, b, `document.querySelector('`+problem+`').textContent`); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	open(t, b, w.Origin+"/")
	must(t, browser.Await(b, transfer("drop", ".whosaid", `d.items.add(`+file("cut.docx", whole[:len(whole)/2])+`); d.items.add(new File(["Otto Reed said the oven was warm."], "b.txt"))`), nil))
	marked(t, b)
	must(t, browser.Until(b, `/cut\.docx/.test(document.querySelector('`+problem+`')?.textContent)`, soon))
	nothingThrown(t, b)
}

// Shared with the app when no server can be reached, a document is read too.
func TestSharedWordDocumentIsRead(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	installed(t, b, w.Origin+"/")
	w.Stop()
	share(t, b, w, `files.items.add(`+file("Mill.docx", wordFile(t, zip.Deflate, transitional, wordBody))+`);
		files.items.add(`+file("cut.docx", []byte("PK\x03\x04cut"))+`);`)
	marked(t, b)
	must(t, browser.Until(b, `document.querySelector('[data-testid="text-0"]').textContent.includes("stop & think")`, soon))
	must(t, browser.Until(b, `/cut\.docx/.test(document.querySelector('`+problem+`')?.textContent)`, soon))
	if left := value(t, b, `caches.keys().then(async (all) => { const c = await caches.open(all.find((k) => k.includes("shared"))); return String((await c.keys()).length) })`); left != "0" {
		t.Errorf("%s of what was shared stay behind", left)
	}
	nothingThrown(t, b)
}

// Programs put a picture of what was copied beside its text.
func TestPastedTextIsTakenBeforeItsPicture(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	open(t, b, w.Origin+"/")
	quoted, _ := json.Marshal(article)
	must(t, browser.Await(b, transfer("paste", "#whosaid-text", `d.setData("text/plain", `+string(quoted)+`); d.items.add(new File([new Uint8Array(200)], "image.png", { type: "image/png" }))`), nil))
	marked(t, b)
	gone(t, b, problem)
	nothingThrown(t, b)
}
