package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheSiteTellsTheLicencesOfAllThatIsInIt(t *testing.T) {
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	g := generator{Options: Options{Root: root, Out: t.TempDir()}}
	if err := g.licenses(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(g.Out, licensesFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"The whosaid authors", "Princeton University", "GeoNames", "Open Database License", "\nGo\n==", "The Go Authors", goapp + "\n===", "Maxence Charriere", "golang.org/x/net\n"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s does not hold %q", licensesFile, want)
		}
	}
	if modules := strings.Count(string(b), "github.com/chromedp"); modules > 0 {
		t.Error("a module that is not linked in is told of")
	}
	// Every embedded table that was made from others' work is told of.
	for _, table := range []string{"cities.txt", "countries.txt", "people.txt", "senses.bin", "vectors.bin", "classes.bin", "clusters.bin"} {
		if !strings.Contains(string(b), "lexicon/"+table) {
			t.Errorf("%s is not told of", table)
		}
	}
}
