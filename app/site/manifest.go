package site

import "encoding/json"

const (
	themeColor      = "#1d4f5c"
	backgroundColor = "#faf8f4"
	wordDocument    = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// manifest writes our own in place of go-app's, which can't be configured:
// its scope is always "/", and it knows no shares, files or shortcuts.
func (g *generator) manifest() error {
	type object = map[string]any
	icon := func(name, kind, sizes, purpose string) object {
		return object{"src": g.Base + "web/icons/" + name, "type": kind, "sizes": sizes, "purpose": purpose}
	}
	shot := func(name, sizes, form, label string) object {
		return object{"src": g.Base + "web/screenshots/" + name, "type": "image/png", "sizes": sizes, "form_factor": form, "label": label}
	}
	m := object{
		"id":               g.Base, // must never change: it is what an installed app is known by
		"scope":            g.Base,
		"start_url":        g.Base,
		"name":             "whosaid: who says what in the news",
		"short_name":       "whosaid",
		"description":      "Paste an article: see who acts in it, who said what, and where its claims meet. Works offline; your texts stay on your device.",
		"lang":             "en",
		"dir":              "ltr",
		"categories":       []string{"news", "productivity", "education"},
		"display":          "standalone",
		"theme_color":      themeColor,
		"background_color": backgroundColor,
		"icons": []object{
			icon("icon-192.png", "image/png", "192x192", "any"),
			icon("icon-512.png", "image/png", "512x512", "any"),
			icon("maskable-192.png", "image/png", "192x192", "maskable"),
			icon("maskable-512.png", "image/png", "512x512", "maskable"),
			icon("icon.svg", "image/svg+xml", "any", "any"),
		},
		"screenshots": []object{
			shot("wide.png", "1280x800", "wide", "An article with its quotes and speakers"),
			shot("narrow.png", "780x1688", "narrow", "The same on a phone"),
		},
		"shortcuts": []object{{"name": "Paste an article", "short_name": "Paste", "url": g.Base + "?new=1",
			"icons": []object{{"src": g.Base + "web/icons/icon-192.png", "type": "image/png", "sizes": "192x192"}}}},
		// POST, so that no text ever stands in an address; the service worker answers it.
		"share_target": object{"action": g.Base, "method": "POST", "enctype": "multipart/form-data",
			"params": object{"title": "title", "text": "text", "url": "url",
				"files": []object{{"name": "files", "accept": []string{"text/plain", "text/markdown", "text/html", wordDocument, ".txt", ".md", ".html", ".htm", ".docx"}}}}},
		"file_handlers":  []object{{"action": g.Base, "accept": object{"text/plain": []string{".txt"}, "text/markdown": []string{".md"}, "text/html": []string{".html", ".htm"}, wordDocument: []string{".docx"}}}},
		"launch_handler": object{"client_mode": []string{"focus-existing", "auto"}},
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return g.write("manifest.webmanifest", append(b, '\n'))
}
