package e2e

import (
	"compress/gzip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"whosaid.example/app/site"
)

// fetched is a folder in build/cache that a command fills once; where it can't,
// the test is skipped, loudly.
func fetched(t *testing.T, name, file string, fill func(folder string) *exec.Cmd) string {
	t.Helper()
	root, err := site.Root()
	must(t, err)
	folder := filepath.Join(root, "build", "cache", name)
	if found, _ := filepath.Glob(filepath.Join(folder, file)); len(found) > 0 {
		return found[0]
	}
	must(t, os.MkdirAll(folder, 0o755))
	c := fill(folder)
	if out, err := c.CombinedOutput(); err != nil {
		t.Skipf("SKIPPED, not tested: %s: %v\n%s", strings.Join(c.Args, " "), err, out)
	}
	found, _ := filepath.Glob(filepath.Join(folder, file))
	if len(found) == 0 {
		t.Skipf("SKIPPED, not tested: no %s in %s", file, folder)
	}
	return found[0]
}

// teiSchema is the RelaxNG schema tei_all of TEI P5 4.3.0 (TEI Consortium, BSD-2
// or CC BY).
func teiSchema(t *testing.T) []byte {
	f, err := os.Open("testdata/tei_all.rng.gz")
	must(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	must(t, err)
	schema, err := io.ReadAll(z)
	must(t, err)
	return schema
}

// validate is a script for Node: the validator's module, the schema, documents
// that must be valid, then "--", then one that must not be. It prints what is
// wrong.
const validate = `const [validator, schema, ...files] = process.argv.slice(2), cut = files.indexOf("--");
const { validateXML } = require(validator), fs = require("node:fs");
const load = (name) => ({ fileName: name, contents: fs.readFileSync(name, "utf8") });
const check = (names) => validateXML({ xml: names.map(load), schema: [load(schema)], extension: "relaxng", initialMemoryPages: 512, maxMemoryPages: 4096 });
(async () => {
	const good = await check(files.slice(0, cut)), bad = await check(files.slice(cut + 1));
	if (!good.valid) console.log(good.errors.slice(0, 10).map((e) => e.rawMessage).join("\n"));
	if (bad.valid) console.log("the validator finds nothing wrong with a wrong document");
})();
`

func TestTEIIsValidAgainstItsSchema(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("SKIPPED, not tested: ", err)
	}
	module := fetched(t, "xmllint", "node_modules/xmllint-wasm/package.json", func(folder string) *exec.Cmd {
		return npm(t, "install", "--no-audit", "--no-fund", "--prefix", folder, "xmllint-wasm@5.3.0")
	})
	schema := teiSchema(t)
	folder := t.TempDir()
	write := func(name, content string) string {
		must(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644))
		return name
	}
	write("tei_all.rng", string(schema))
	root, err := site.Root()
	must(t, err)
	export := func(texts ...string) string {
		args := []string{"run", "./app", "analyze", "-format", "tei"}
		for i, text := range texts {
			args = append(args, filepath.Join(folder, write("article"+string(rune('0'+i))+".txt", text)))
		}
		c := exec.Command("go", args...)
		c.Dir, c.Stderr = root, os.Stderr
		out, err := c.Output()
		must(t, err)
		return string(out)
	}
	whole := export(article, second)
	if n := strings.Count(whole, "<link "); n == 0 {
		t.Error("the story has no references, so their markup is not tested")
	}
	c := exec.Command("node", write("validate.cjs", validate), filepath.Dir(module), "tei_all.rng",
		write("story.xml", whole), write("nothing.xml", export(" ")), "--",
		write("wrong.xml", strings.Replace(whole, "<body>", "<body><respStmt/>", 1)))
	c.Dir = folder
	if out, err := c.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}
