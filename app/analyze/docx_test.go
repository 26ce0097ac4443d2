package analyze

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// wordFile is a Word document with a body, of the common or the strict kind.
func wordFile(t *testing.T, namespace, body string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w="` + namespace + `"><w:body>` + body + `</w:body></w:document>`}} {
		w, err := z.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(f[1]))
	}
	z.Close()
	return b.String()
}

const transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// What is read of Word documents is what the page reads: see TestWordDocumentsAreRead
// in build/e2e.
func TestWordDocumentsAreReadAsThePageDoes(t *testing.T) {
	body, err := os.ReadFile("testdata/word.xml")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/word.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, namespace := range []string{transitional, "http://purl.oclc.org/ooxml/wordprocessingml/main"} {
		if got, err := docxText(wordFile(t, namespace, string(body))); err != nil || got+"\n" != string(want) {
			t.Errorf("%s: %v, %q\nwant %q", namespace, err, got, want)
		}
	}
}

func TestWordDocumentsAreAnalysed(t *testing.T) {
	whole := wordFile(t, transitional, strings.Repeat("<w:p><w:r><w:t>“We stay,” said Zoë Keller.</w:t></w:r></w:p>", 20))
	files := map[string]string{"mill.docx": whole, "nothing.docx": wordFile(t, "urn:other", "<w:p/>"), "cut.docx": whole[:len(whole)/2], "a.txt": "Anna said no."}
	status, out, errs := run(t, "", files, "-each", "@mill.docx", "@cut.docx", "@nothing.docx", "@a.txt")
	if status != Failed || strings.Count(errs, "cut.docx: is no Word document that can be read") != 1 || strings.Count(errs, "\n") != 2 {
		t.Errorf("status %d, %q", status, errs)
	}
	lines := strings.Split(out, "\n")
	var r struct {
		Articles []struct {
			Name    string
			Notices []string
			Actors  []struct{ Name string }
		}
	}
	if err := json.Unmarshal([]byte(lines[0]), &r); err != nil || len(r.Articles) != 1 || r.Articles[0].Name != "mill.docx" || len(r.Articles[0].Notices) > 0 || r.Articles[0].Actors[0].Name != "Zoë Keller" {
		t.Errorf("%v in %.300q", err, lines[0])
	}
	if len(lines) != 5 || !strings.Contains(lines[1], `"error"`) || !strings.Contains(lines[2], `"error"`) || strings.Contains(lines[3], `"error"`) {
		t.Errorf("%q", lines[1:])
	}
}
