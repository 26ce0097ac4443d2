package analyze

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
)

// packed is how a ZIP archive begins, which a Word document is.
const packed = "PK\x03\x04"

// mostWord is how many bytes of XML a Word document may hold: a book has fewer.
const mostWord = 64e6

var (
	wordPart      = regexp.MustCompile(`^word/document\d*\.xml$`)
	wordNamespace = regexp.MustCompile(`^http://.*/wordprocessingml/(2006/)?main$`)
	errNoWord     = errors.New("is no Word document that can be read: it is damaged, or locked with a password; save it as plain text")
)

// docxText is the text of a Word document (.docx): its paragraphs, with an empty
// line between them, as they stand with all changes accepted. web/docx.js does the
// same for the page, by what the browser brings along; one test document holds
// both to one text.
func docxText(file string) (string, error) {
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		return "", errNoWord
	}
	for _, f := range z.File {
		if !wordPart.MatchString(f.Name) {
			continue
		}
		r, err := f.Open()
		if err != nil || f.Flags&1 != 0 || f.UncompressedSize64 > mostWord {
			return "", errNoWord
		}
		defer r.Close()
		return paragraphs(io.LimitReader(r, mostWord))
	}
	return "", errNoWord
}

// paragraphs is the text of WordprocessingML (ECMA-376, part 1, section 17).
func paragraphs(r io.Reader) (string, error) {
	var all []string
	var words strings.Builder
	end := func() {
		if s := strings.TrimSpace(words.String()); s != "" {
			all = append(all, s)
		}
		words.Reset()
	}
	word, within := false, false // it is WordprocessingML; in an element of text
	for d := xml.NewDecoder(r); ; {
		token, err := d.Token()
		if err == io.EOF && word {
			end()
			return strings.Join(all, "\n\n"), nil
		}
		if err != nil {
			return "", errNoWord
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name.Local == "Fallback" { // the same again, for old programs
				err = d.Skip()
			}
			if !wordNamespace.MatchString(x.Name.Space) {
				break
			}
			word = true
			switch x.Name.Local {
			case "moveFrom", "tabs": // what was moved from here; stops, which are no tabs
				err = d.Skip()
			case "p":
				end()
			case "t":
				within = true
			case "tab":
				words.WriteByte(' ')
			case "noBreakHyphen":
				words.WriteByte('-')
			case "br", "cr":
				words.WriteByte('\n')
			}
		case xml.EndElement:
			switch {
			case !wordNamespace.MatchString(x.Name.Space):
			case x.Name.Local == "p":
				end()
			case x.Name.Local == "t":
				within = false
			}
		case xml.CharData:
			if within {
				words.Write(x)
			}
		}
		if err != nil {
			return "", errNoWord
		}
	}
}
