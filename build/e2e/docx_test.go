package e2e

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"whosaid.example/build/browser"
)

// wordBody is what Word writes in a document: a style, a line of pieces that were typed
// apart, tab stops that are no tabs, changes that were tracked, a box of text
// with its copy for old programs, a table, marks of XML.
const wordBody = `<w:p><w:pPr><w:pStyle w:val="Title"/><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>Mill to close</w:t></w:r></w:p>
<w:p w:rsidR="00A1"><w:r><w:t xml:space="preserve">“We must </w:t></w:r><w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>stop &amp; think</w:t></w:r></w:ins><w:r><w:t>,” said Zoë&#x20;Keller.</w:t><w:br/><w:t>She left&#46;</w:t></w:r></w:p>
<w:moveFrom w:id="3"><w:p><w:r><w:t>Moved away.</w:t></w:r></w:p></w:moveFrom><w:p/>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One</w:t><w:tab/><w:t>&lt;b&gt;cell&lt;/b&gt;</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>Anti</w:t><w:noBreakHyphen/><w:t>strike.</w:t></w:r></w:p>`

// wordText is its text.
const wordText = "Mill to close\n\n“We must stop & think,” said Zoë Keller.\nShe left.\n\nIn a box.\n\nOne <b>cell</b>\n\nAnti-strike."

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
