package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// plain serves a go-app page's folder as our own handler serves the site: its
// program gzipped, for who takes that.
func plain(dir string) (http.Handler, error) {
	const program = "/web/app.wasm"
	content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(program)))
	if err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	z, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	z.Write(content)
	z.Close()
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != program {
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/wasm")
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.Write(content)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(packed.Bytes())
	}), nil
}

// scriptPage is a page with one script.
func scriptPage(script []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, `<!doctype html><meta charset="utf-8"><title>peer</title><script src="/peer.js"></script>`)
		case "/peer.js":
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			w.Write(script)
		default:
			http.NotFound(w, r)
		}
	})
}

// bundle puts CommonJS packages and what they need into one script, which
// defines winkRequire.
func bundle(modules string, packages ...string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(`"use strict";{const files={`)
	for _, p := range packages {
		err := filepath.WalkDir(filepath.Join(modules, p), func(file string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			ext := filepath.Ext(file)
			if ext != ".js" && ext != ".json" {
				return nil
			}
			content, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			name, err := filepath.Rel(modules, file)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "\n%s:function(module,exports,require){", strconv.Quote(filepath.ToSlash(name)))
			if ext == ".json" {
				b.WriteString("module.exports=")
			}
			b.Write(content)
			b.WriteString("\n},")
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	b.WriteString(`};
const loaded={};
const find=(name)=>[name,name+".js",name+".json",name+"/index.js"].find((n)=>n in files);
const load=(name)=>{
  if(loaded[name])return loaded[name].exports;
  const module=loaded[name]={exports:{}};
  const folder=name.slice(0,name.lastIndexOf("/")+1);
  files[name](module,module.exports,(wanted)=>{
    if(!wanted.startsWith("."))return window.winkRequire(wanted);
    const parts=[];
    for(const p of (folder+wanted).split("/"))if(p==="..")parts.pop();else if(p!=="."&&p!=="")parts.push(p);
    return load(find(parts.join("/")));
  });
  return module.exports;
};
window.winkRequire=(name)=>{
  const described=files[name+"/package.json"]&&load(name+"/package.json");
  return load(find(name+"/"+((described&&described.main)||"index.js").replace(/^\.\//,"")));
};}`)
	return b.Bytes(), nil
}

// weigh is the size of each file that was asked for, with brotli -q 11, as a
// careful host would send it; programs gzipped already count as the file they
// hold where that is served too.
func weigh(handler http.Handler, asked []string) map[string]int {
	out := map[string]int{}
	for _, name := range asked {
		if _, ok := out[name]; ok || strings.HasSuffix(name, "favicon.ico") {
			continue
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, name, nil))
		if w.Code == http.StatusOK {
			out[name] = brotliSize(w.Body.Bytes())
		}
	}
	return out
}

func brotliSize(content []byte) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(content)
	w.Close()
	return b.Len()
}
