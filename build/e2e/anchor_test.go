package e2e

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"whosaid.example/build/browser"
)

// A mark is kept as its words with what stands around them; after an edit it is
// found where its words now stand, or lost, but never put on other words.
func TestPlacesAreFoundAgainAfterSmallEdits(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/404.html")))
	const before = "The mayor said no. Later the mayor said no to the council. The mayor said yes."
	for _, c := range []struct{ edit, after, words, want string }{
		{"nothing", before, "Later the mayor", "19"},
		{"a paragraph before", "Corrected on Monday.\n\n" + before, "Later the mayor", "41"},
		{"a word before, in the same sentence", "The mayor said no. Later still, the mayor said no to the council. The mayor said yes.", "to the council", "50"},
		{"its surroundings", "The mayor said no! Later the mayor said no, to the council. The mayor said yes.", "Later the mayor", "19"},
		{"an equal place before it gone", "Later the mayor said no to the council. The mayor said yes.", "said yes", "50"},
		{"its words", "The mayor said no. After that she said no to the council. The mayor said yes.", "Later the mayor", "null"},
		{"everything", "Nothing is left.", "said yes", "null"},
	} {
		args, _ := json.Marshal([]string{before, c.after, c.words})
		got := value(t, b, fmt.Sprintf(`import("/web/anchor.js").then(({ quoteOf, find, change }) => {
			const [before, after, words] = %s, at = before.indexOf(words), e = change(before, after);
			const found = find(after, quoteOf(before, at, at + words.length), at >= e.to ? e.shift : 0);
			return found && after.slice(found.start, found.end) !== words ? "other words" : String(found && found.start);
		})`, args))
		if got != c.want {
			t.Errorf("%s: %q is found at %s, want %s", c.edit, c.words, got, c.want)
		}
	}
	nothingThrown(t, b)
}

// A page's article is read without what stands around it, as a pasted one is.
func TestWhatStandsAroundAnArticleIsNotRead(t *testing.T) {
	b := start(t, browser.Options{})
	w := app(t)
	must(t, browser.Run(b, chromedp.Navigate(w.Origin+"/404.html")))
	got := value(t, b, `import("/web/anchor.js").then(({ textOf }) => {
		document.body.innerHTML = "<main><form><nav><a>News</a></nav><h1>Mill to close</h1><figure><img alt=mill><figcaption>The mill. Photo: A. Lund</figcaption></figure>" +
			"<p><span aria-hidden=true>T</span><span>Th</span>e <em>old</em> mill will close.<aside><b>Read more:</b> Ovens cold</aside>Nobody was asked.</p><div role=complementary>Most read</div><blockquote>“No.”</blockquote></form><footer>Ann Lee is a reporter.</footer></main>";
		return textOf(document.querySelector("main")).text;
	})`)
	if want := "Mill to close\n\nThe old mill will close.\n\nNobody was asked.\n\n“No.”"; got != want {
		t.Errorf("read: %q\nwant %q", got, want)
	}
	nothingThrown(t, b)
}
