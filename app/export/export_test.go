package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/net/html"

	"whosaid.example/analysis"
	"whosaid.example/app/story"
)

// The fixture has what makes formats stumble: markup, a formula, a quotation
// mark, a line end inside a quote, and characters of two, three and four bytes.
const text = "Café <b>“😀”</b>\n\n“=1+1 & so\non,” said Zoë \"Z\" Null. The café closed."

func fixture() *File {
	sp := func(words string) analysis.Span {
		i := strings.Index(text, words)
		if i < 0 {
			panic(words)
		}
		return analysis.Span{Start: i, End: i + len(words)}
	}
	cue, title := sp("said"), sp("Café <b>“😀”</b>")
	return &File{
		Title: "A <story> & more",
		Texts: []string{text},
		Result: analysis.Result{
			Version: 1, Engine: "0.1.0+test", Offsets: "utf8",
			Articles: []analysis.Report{{
				Name: "cafe.txt", Outlet: "The <Paper>", Date: "2026-01-02", Notices: []string{}, Title: &title,
				Asides: []analysis.Aside{}, Sentences: []analysis.Span{},
				Paragraphs: []analysis.Paragraph{{Span: sp("Café <b>“😀”</b>"), Kind: "title"}, {Span: analysis.Span{Start: strings.Index(text, "“=1"), End: len(text)}, Kind: "text"}},
				Actors: []analysis.Actor{{ID: "a1", Story: "s1", Name: "Zoë \"Z\" Null", Kind: "person", Named: true, Roles: []string{"=owner"}, Mentions: []analysis.Mention{
					{Span: sp("Zoë \"Z\" Null"), Form: "name", Type: "PER"}, {Span: sp("The café"), Form: "nominal"}}}},
				Quotes: []analysis.Quote{{ID: "q1", Kind: "direct", Act: "speech", Content: []analysis.Span{sp("=1+1 & so\non")}, Cue: &cue, Speaker: "a1", Certainty: "stated", Rule: story.ReaderRule}},
				Claims: []analysis.Claim{{ID: "c1", Span: sp("=1+1 & so\non"), Speaker: "a1", Quote: "q1", About: []string{}}, {ID: "c2", Span: sp("The café closed"), About: []string{"a1"}}},
			}},
			References: []analysis.Reference{{From: analysis.ClaimAt{Article: 0, Claim: "c2"}, To: analysis.ClaimAt{Article: 0, Claim: "c1"}, Relation: "conflicts", Score: .5, Certainty: "inferred", Why: "One <is> not & the other."}},
			Origins:    []analysis.Origin{},
		},
	}
}

func write(t *testing.T, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteStory(&b, format, fixture()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEveryFormatNamesItself(t *testing.T) {
	for _, f := range Formats() {
		if f.Name == "" || f.Ext == "" || f.MIME == "" || f.Use == "" {
			t.Errorf("format %+v", f)
		}
		if out := write(t, f.ID); out == "" {
			t.Errorf("%s writes nothing", f.ID)
		}
	}
	var b bytes.Buffer
	if err := Write(&b, "docx", &fixture().Result, []string{text}); err == nil || !strings.Contains(err.Error(), "webannotation") {
		t.Errorf("unknown format: %v", err)
	}
	if err := Write(&b, "json", &fixture().Result, nil); err == nil {
		t.Error("no texts, and no error")
	}
}

func TestJSONBringsTheStoryBack(t *testing.T) {
	want := fixture()
	want.Corrections = []story.Correction{{Kind: "speaker", Name: "Zoë", Anchor: story.AnchorAt(0, text, want.Articles[0].Quotes[0].Content[0])}}
	var b bytes.Buffer
	if err := WriteStory(&b, "json", want); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	// A result with UTF-16 offsets, as the JavaScript API gives it, comes back in bytes.
	units := deepCopy(&want.Result).UTF16(text)
	q := units.Articles[0].Quotes[0].Content[0]
	if s := string(utf16.Decode(utf16.Encode([]rune(text))[q.Start:q.End])); s != "=1+1 & so\non" {
		t.Errorf("UTF-16 offsets give %q", s)
	}
	b.Reset()
	json.NewEncoder(&b).Encode(File{Result: *units, Texts: []string{text}})
	if got, err = Read(&b); err != nil || got.Articles[0].Quotes[0].Content[0] != want.Articles[0].Quotes[0].Content[0] {
		t.Errorf("from UTF-16: %v %v", got, err)
	}
}

func TestReadRefusesWhatIsNotOurs(t *testing.T) {
	good := write(t, "json")
	for name, bad := range map[string]string{
		"text": "Anna said no.", "empty": "", "array": "[]", "other object": `{"a":1}`, "cut": good[:len(good)/2],
		"version": strings.Replace(good, `"version": 1`, `"version": 9`, 1),
		"id":      strings.Replace(good, `"id": "q1"`, `"id": "\"><img src=x onerror=alert(1)>"`, 1),
		"offset":  regexp.MustCompile(`"end": \d+`).ReplaceAllString(good, `"end": 99999`),
		"article": strings.Replace(good, `"article": 0`, `"article": 7`, 1),
	} {
		if _, err := Read(strings.NewReader(bad)); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func TestCSVIsReadBackAndHoldsNoFormula(t *testing.T) {
	for _, format := range []string{"csv", "csv-links"} {
		rows, err := csv.NewReader(strings.NewReader(write(t, format))).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %v, %d rows", format, err, len(rows))
		}
		for _, row := range rows[1:] {
			for _, c := range row {
				if c != "" && strings.Contains("=+@", c[:1]) {
					t.Errorf("%s: a spreadsheet would compute %q", format, c)
				}
			}
		}
	}
	rows, _ := csv.NewReader(strings.NewReader(write(t, "csv"))).ReadAll()
	column := map[string]string{}
	for i, name := range rows[0] {
		column[name] = rows[1][i]
	}
	start, _ := strconv.Atoi(column["start_utf8"])
	end, _ := strconv.Atoi(column["end_utf8"])
	if text[start:end] != "=1+1 & so\non" || column["speaker"] != "Zoë \"Z\" Null" || column["decided_by"] != "reader" {
		t.Errorf("row %v", column)
	}
}

func TestWebAnnotationSelectorsFindTheText(t *testing.T) {
	var page struct {
		Context string `json:"@context"`
		Type    string
		Items   []struct {
			ID, Type, Motivation string
			Creator              struct{ Type, Name string }
			Body                 []map[string]string
			Target               json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(write(t, "webannotation")), &page); err != nil {
		t.Fatal(err)
	}
	if page.Context != "http://www.w3.org/ns/anno.jsonld" || page.Type != "AnnotationPage" || len(page.Items) != 5 {
		t.Fatalf("page %+v", page)
	}
	characters := []rune(text)
	seen, reader := 0, false
	for _, item := range page.Items {
		if item.Type != "Annotation" || item.ID == "" || item.Creator.Name == "" {
			t.Errorf("item %+v", item)
		}
		reader = reader || item.Creator.Type == "Person"
		var targets []struct {
			Source   string
			Selector []struct {
				Type, Exact, Prefix, Suffix string
				Start, End                  int
			}
		}
		if json.Unmarshal(item.Target, &targets) != nil {
			continue // a reference targets a claim by its id
		}
		for _, target := range targets {
			quote, position := target.Selector[0], target.Selector[1]
			if got := string(characters[position.Start:position.End]); got != quote.Exact || !strings.Contains(text, quote.Prefix+quote.Exact+quote.Suffix) {
				t.Errorf("%s: position gives %q, quote %+v", item.ID, got, quote)
			}
			seen++
		}
	}
	if seen != 5 || !reader {
		t.Errorf("%d targets, by the reader %v", seen, reader)
	}
}

func TestTEIIsWellFormedWithUniqueIDs(t *testing.T) {
	d := xml.NewDecoder(strings.NewReader(write(t, "tei")))
	ids, refs, words := map[string]bool{}, []string{}, ""
	in := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Space != "http://www.tei-c.org/ns/1.0" {
				t.Errorf("%s is outside TEI", e.Name.Local)
			}
			if e.Name.Local == "p" || e.Name.Local == "ab" {
				in++
			}
			for _, a := range e.Attr {
				switch a.Name.Local {
				case "id":
					if ids[a.Value] {
						t.Errorf("id %s twice", a.Value)
					}
					ids[a.Value] = true
				case "corresp", "target", "ana", "resp", "inst":
					refs = append(refs, strings.Fields(a.Value)...)
				}
			}
		case xml.EndElement:
			if e.Name.Local == "p" || e.Name.Local == "ab" {
				in--
			}
		case xml.CharData:
			if in > 0 {
				words += string(e)
			}
		}
	}
	for _, r := range refs {
		if !ids[strings.TrimPrefix(r, "#")] {
			t.Errorf("%s points nowhere", r)
		}
	}
	if !strings.Contains(words, "“=1+1 & so\non,” said Zoë \"Z\" Null. The café closed.") {
		t.Errorf("the text is %q", words)
	}
}

// What each element may hold and carry, after the Guidelines' reference pages
// (content models and attribute classes of TEI P5), as far as we use them.
func TestTEIHasTheGuidelinesStructure(t *testing.T) {
	holds := map[string]string{
		"": "teiCorpus", "teiCorpus": "teiHeader standOff TEI", "TEI": "teiHeader standOff text", "teiHeader": "fileDesc encodingDesc",
		"fileDesc": "titleStmt publicationStmt sourceDesc", "titleStmt": "title respStmt", "respStmt": "resp name", "publicationStmt": "p", "sourceDesc": "p",
		"encodingDesc": "classDecl", "classDecl": "taxonomy", "taxonomy": "category", "category": "catDesc",
		"standOff": "listPerson spanGrp linkGrp interpGrp", "listPerson": "person org", "person": "persName note", "org": "orgName note",
		"spanGrp": "span", "linkGrp": "link", "interpGrp": "interp", "text": "body", "body": "ab p", "p": "seg", "ab": "seg",
	}
	carries := map[string]string{
		"teiCorpus": "xmlns", "TEI": "id", "respStmt": "id", "category": "id", "person": "id ana resp", "org": "id ana resp", "note": "type", "spanGrp": "type",
		"linkGrp": "type", "interpGrp": "type", "span": "id ana cert resp corresp", "link": "id type cert target", "interp": "inst", "p": "rend", "ab": "type", "seg": "corresp",
	}
	needs := map[string]int{"teiHeader": 2, "fileDesc": 2, "titleStmt": 2, "publicationStmt": 2, "sourceDesc": 2, "text": 1, "body": 1, "listPerson": 1}
	seen := map[string]int{}
	var open []string
	d := xml.NewDecoder(strings.NewReader(write(t, "tei")))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			name, parent := e.Name.Local, ""
			if len(open) > 0 {
				parent = open[len(open)-1]
			}
			seen[name]++
			if !slices.Contains(strings.Fields(holds[parent]), name) {
				t.Errorf("%s may not hold %s", parent, name)
			}
			for _, a := range e.Attr {
				if !slices.Contains(strings.Fields(carries[name]), a.Name.Local) {
					t.Errorf("%s may not carry %s", name, a.Name.Local)
				}
			}
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && open[len(open)-1] == "link" {
				t.Errorf("link is empty in TEI, not %q", e)
			}
		}
	}
	for name, n := range needs {
		if seen[name] < n {
			t.Errorf("%d %s, want %d", seen[name], name, n)
		}
	}
}

func TestBratArchiveHoldsTextBesideAnnotations(t *testing.T) {
	f := fixture()
	f.Texts = append(f.Texts, "The café is open.")
	f.Articles = append(f.Articles, analysis.Report{Actors: []analysis.Actor{{ID: "a1", Name: "The café", Kind: "organization", Mentions: []analysis.Mention{{Span: analysis.Span{Start: 0, End: 9}, Form: "nominal"}}}}})
	var b bytes.Buffer
	if err := WriteBrat(&b, "cafe", f); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, x := range archive.File {
		r, err := x.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[x.Name] = string(content)
	}
	characters := []rune(files["cafe.txt"])
	checked := 0
	for line := range strings.Lines(files["cafe.ann"]) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if fields[0][0] != 'T' || strings.Contains(fields[1], ";") {
			continue
		}
		at := strings.Fields(fields[1])
		start, _ := strconv.Atoi(at[1])
		end, _ := strconv.Atoi(at[2])
		if got := string(characters[start:end]); got != fields[2] {
			t.Errorf("%s: offsets give %q, want %q", fields[0], got, fields[2])
		}
		checked++
	}
	if checked < 4 {
		t.Errorf("%d spans in %q", checked, files["cafe.ann"])
	}
}

func TestBratOffsetsFindTheText(t *testing.T) {
	characters := []rune(text)
	spans := 0
	for line := range strings.Lines(write(t, "brat")) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if !strings.HasPrefix(fields[0], "T") {
			if !strings.HasPrefix(fields[0], "R") && !strings.HasPrefix(fields[0], "#") {
				t.Errorf("line %q", line)
			}
			continue
		}
		_, ranges, _ := strings.Cut(fields[1], " ")
		var pieces []string
		for _, r := range strings.Split(ranges, ";") {
			from, to, _ := strings.Cut(r, " ")
			start, _ := strconv.Atoi(from)
			end, _ := strconv.Atoi(to)
			pieces = append(pieces, string(characters[start:end]))
		}
		if got := strings.Join(pieces, " "); got != fields[2] {
			t.Errorf("%s: offsets give %q, want %q", fields[0], got, fields[2])
		}
		spans++
	}
	if spans != 6 {
		t.Errorf("%d spans, want 6", spans)
	}
}

func TestPageHoldsTheTextAsTextOnly(t *testing.T) {
	tree, err := html.Parse(strings.NewReader(write(t, "html")))
	if err != nil {
		t.Fatal(err)
	}
	var words strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "b" || n.Data == "story" || n.Data == "paper") {
			t.Errorf("the text became a %s element", n.Data)
		}
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			words.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(tree)
	for _, want := range []string{"Café <b>“😀”</b>", "“=1+1 & so\non,” said", "One <is> not & the other.", "set by the reader"} {
		if !strings.Contains(words.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// A line of the page's table leads to where its quote stands.
func TestPageLeadsFromTheTableToEachQuote(t *testing.T) {
	page := write(t, "html")
	links := regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(links) == 0 {
		t.Fatal("no line leads anywhere")
	}
	for _, l := range links {
		if n := strings.Count(page, ` id="`+l[1]+`"`); n != 1 {
			t.Errorf("%d elements are called %s, want one", n, l[1])
		}
	}
}

func TestNotesBeginWithTheSurestConflictAndSpeakPlainly(t *testing.T) {
	text := "the guard said no. Ben denied it."
	claim := func(id string, start, end int) analysis.Claim {
		return analysis.Claim{ID: id, Span: analysis.Span{Start: start, End: end}}
	}
	r := &analysis.Result{Offsets: "utf8", Articles: []analysis.Report{{
		Actors: []analysis.Actor{{ID: "a1", Name: "the guard", Mentions: []analysis.Mention{{Span: analysis.Span{End: 9}}}}},
		Quotes: []analysis.Quote{{ID: "q1", Kind: "indirect", Act: "speech", Speaker: "a1", Certainty: "inferred", Content: []analysis.Span{{Start: 15, End: 17}}}},
		Claims: []analysis.Claim{claim("c1", 0, 17), claim("c2", 19, 32)},
	}}}
	for i, relation := range []string{"supports", "conflicts", "conflicts"} {
		r.References = append(r.References, analysis.Reference{From: analysis.ClaimAt{Claim: "c2"}, To: analysis.ClaimAt{Claim: "c1"}, Relation: relation, Score: float64(i) / 10, Why: "reason" + strconv.Itoa(i)})
	}
	for _, format := range []string{"markdown", "html"} {
		var b strings.Builder
		if err := Write(&b, format, r, []string{text}); err != nil {
			t.Fatal(err)
		}
		out := b.String()
		if first, second, third := strings.Index(out, "reason2"), strings.Index(out, "reason1"), strings.Index(out, "reason0"); first < 0 || second < first || third < second {
			t.Errorf("%s: reasons at %d, %d, %d", format, first, second, third)
		}
		if format == "markdown" && (!strings.Contains(out, "## The guard\n") || !strings.Contains(out, "*(reported, speaker inferred)*")) {
			t.Errorf("notes:\n%s", out)
		}
	}
	if r.References[0].Why != "reason0" {
		t.Error("the result's own order has changed")
	}
}

func TestMarkdownEscapesMarkup(t *testing.T) {
	out := write(t, "markdown")
	if strings.Contains(out, "<b>") || !strings.Contains(out, "# Café &lt;b\\>“😀”&lt;/b\\>") || !strings.Contains(out, "speaker set by the reader") {
		t.Errorf("markdown:\n%s", out)
	}
}

func TestArticlesOfOneOutletAreToldApartInExports(t *testing.T) {
	x := newInput(&analysis.Result{Articles: []analysis.Report{{Outlet: "Courier", Date: "2026-01-12"}, {Outlet: "Courier"}, {Name: "wire.txt"}, {}}},
		&File{Texts: []string{"", "", "", "The council sat late. It agreed on little."}})
	for i, want := range []string{"Courier, 2026-01-12", "Courier, Article 2", "wire.txt", "Article 4"} {
		if got := x.label(i); got != want {
			t.Errorf("label %q, want %q", got, want)
		}
	}
	if got := x.title(3); got != "The council sat late." {
		t.Errorf("an article without a headline is called %q", got)
	}
	if got := x.title(2); got != "wire.txt" {
		t.Errorf("an article without a headline and words is called %q", got)
	}
}
