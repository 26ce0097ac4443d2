module whosaid.example

go 1.26.0

require (
	github.com/hack-pad/go-indexeddb v0.3.2 // indirect
	github.com/maxence-charriere/go-app/v10 v10.1.11 // indirect
	golang.org/x/net v0.62.0 // indirect
)
