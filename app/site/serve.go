package site

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// CSP is the Content-Security-Policy of every page: nothing but the site's own
// files. 'wasm-unsafe-eval' compiles WebAssembly and nothing else; the worker
// starts from a blob, which makes it inherit this policy.
const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'"

// CSPMeta is the policy for hosts that send no headers of ours, and CSPPlace is
// where a page of web/pages wants it.
const (
	CSPMeta  = `<meta http-equiv="Content-Security-Policy" content="` + CSP + `"><meta name="referrer" content="no-referrer">`
	CSPPlace = "<!-- policy -->"
)

// versioned names never change their content.
var versioned = regexp.MustCompile(`-[0-9a-f]{12}\.(wasm|wgz)$`)

// Handler serves the site in dir under the base path as a careful host would:
// with the policy as a header, files for other origins, and WebAssembly
// compressed. It processes nothing.
func Handler(dir, base string) http.Handler {
	base = CleanBase(base)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		if r.Method == http.MethodPost && r.URL.Path == base {
			// A share that no service worker caught: don't read it, say so.
			http.Redirect(w, r, base+"?shared=lost", http.StatusSeeOther)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "only files here", http.StatusMethodNotAllowed)
			return
		}
		name, ok := strings.CutPrefix(path.Clean(r.URL.Path)+trailing(r.URL.Path), base)
		if !ok {
			if r.URL.Path+"/" == base {
				http.Redirect(w, r, base, http.StatusMovedPermanently)
				return
			}
			notFound(w, dir)
			return
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if info, err := os.Stat(file); err == nil && info.IsDir() {
			if name != "" && !strings.HasSuffix(name, "/") {
				http.Redirect(w, r, base+name+"/", http.StatusMovedPermanently)
				return
			}
			file = filepath.Join(file, "index.html")
		}
		// Anyone may use the widget and the scripts; none of it is anyone's secret.
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		ext := path.Ext(file)
		h.Set("Content-Type", contentType(ext))
		if ext == ".html" {
			h.Set("Content-Security-Policy", CSP+"; frame-ancestors *")
			h.Set("Cross-Origin-Embedder-Policy", "require-corp") // so that hosts which require it may frame us
		}
		if versioned.MatchString(file) {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		} else {
			h.Set("Cache-Control", "no-cache")
		}
		if ext == ".wasm" {
			h.Set("Vary", "Accept-Encoding")
			if packed := strings.TrimSuffix(file, ext) + ".wgz"; strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && exists(packed) {
				h.Set("Content-Encoding", "gzip")
				file = packed
			}
		}
		content, err := os.ReadFile(file)
		if err != nil {
			notFound(w, dir)
			return
		}
		h.Set("ETag", etag(content))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	})
}

func trailing(p string) string {
	if len(p) > 1 && strings.HasSuffix(p, "/") {
		return "/"
	}
	return ""
}

func exists(file string) bool { _, err := os.Stat(file); return err == nil }

func etag(content []byte) string {
	h := uint64(14695981039346656037) // FNV-1a
	for _, c := range content {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return fmt.Sprintf(`"%x"`, h)
}

func contentType(ext string) string {
	switch ext {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".ts", ".txt", ".md":
		return "text/plain; charset=utf-8"
	case ".wasm":
		return "application/wasm"
	case ".webmanifest":
		return "application/manifest+json"
	case ".wgz":
		return "application/octet-stream"
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

func notFound(w http.ResponseWriter, dir string) {
	h := w.Header()
	h.Del("Cache-Control")
	page, err := os.ReadFile(filepath.Join(dir, "404.html"))
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", CSP)
	w.WriteHeader(http.StatusNotFound)
	w.Write(page)
}
