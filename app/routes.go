package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"whosaid.example/app/widget"
)

// routes says what is shown where. The pages for publishers and developers are
// plain files (web/pages): they need no program.
func routes() {
	app.Route("/", func() app.Composer { return &widget.Widget{} })
	app.Route("/embed", func() app.Composer { return &widget.Widget{Embedded: true} })
	app.Route("/embed/", func() app.Composer { return &widget.Widget{Embedded: true} })
}
