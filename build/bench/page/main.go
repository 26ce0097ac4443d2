// Command page is what the benchmark compares the interface with: an empty
// go-app page and, built with the tag prose, the same page with the library
// prose, which analyses the text that it is given.
//
// Natively it writes its static site: page -out DIR.
package main

import (
	"flag"
	"log"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

type page struct {
	app.Compo
	said string
}

func (p *page) Render() app.UI {
	return app.Main().Body(app.H1().Text("A page"), app.P().ID("said").Text(p.said))
}

// OnMount analyses the text that the benchmark has put into the page's window.
func (p *page) OnMount(ctx app.Context) {
	if text := app.Window().Get("benchText"); text.Type() == app.TypeString {
		p.said = analyse(text.String())
	}
}

func main() {
	app.Route("/", func() app.Composer { return &page{} })
	app.RunWhenOnBrowser()
	out := flag.String("out", "", "folder to write")
	flag.Parse()
	if err := app.GenerateStaticWebsite(*out, &app.Handler{Name: "page", Version: "1",
		Icon: app.Icon{Default: "/icon.png", Large: "/icon.png", SVG: "/icon.svg", Maskable: "/icon.png"}}); err != nil {
		log.Fatal(err)
	}
}
