# whosaid: `make run` to try it, `make test` to check it.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
GO ?= go
BASE ?= /
CORPORA ?= ../shared/corpora
FUZZTIME ?= 1m
WASMEXEC = $(shell $(GO) env GOROOT)/lib/wasm/go_js_wasm_exec
# Whatever is tested without a browser.
NATIVE = $(shell $(GO) list ./... | grep -v '/build/e2e$$')

.PHONY: help run test setup vet native race wasm e2e quickfuzz fuzz bench eval site weights train screenshots icons clean

help: ## this list
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## build what is missing, serve on 127.0.0.1:8000 (PORT=…)
	@$(GO) run ./app

test: setup vet native race wasm quickfuzz e2e ## everything that CI checks; installs Chromium and Node where it may

# Chromium and Node are for tests and benchmarks only. Where they can't be
# installed, the tests that need them are skipped and say so.
setup:
	@install() { \
	  if command -v apt-get >/dev/null; then \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
	    $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq "$$@" >/dev/null; \
	  else return 1; fi; }; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { echo "installing chromium"; install chromium; } || echo "NO CHROMIUM: the browser tests will be skipped. Install chromium to run them."; \
	command -v node >/dev/null || { echo "installing nodejs"; install nodejs; } || echo "NO NODE: the tests under WebAssembly will be skipped. Install nodejs to run them."

vet:
	@test -z "$$(gofmt -l analysis app build)" || { echo "not formatted (gofmt -w):"; gofmt -l analysis app build; exit 1; }
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet ./app ./app/worker ./app/widget

native:
	$(GO) test $(NATIVE)

race: # the analysis at work in many goroutines; needs a C compiler
	@if command -v gcc >/dev/null; then $(GO) test -race -run 'Concurrent|Parallel|Each' ./analysis ./app/analyze; else echo "NO C COMPILER: the race detector is skipped."; fi

# The same tests where readers run the code. How time grows is measured natively
# alone: under WebAssembly the compiler works beside the clock.
wasm:
	@if command -v node >/dev/null; then \
	  GOOS=js GOARCH=wasm $(GO) test -skip "Linear|TimeGrows|LittleTime" -exec "$(WASMEXEC)" ./app/engine $$($(GO) list ./analysis/... | grep -v /prosetagger$$); \
	else echo "NO NODE: the tests under WebAssembly are skipped."; fi

# A browser on a machine that others use fails now and then by itself: up to two
# tests that fail are told of and run once more, alone, which decides.
e2e: ## the end-to-end tests in Chromium alone
	@log=$$(mktemp); trap "rm -f $$log" EXIT; \
	echo "$(GO) test -count=1 -timeout 20m ./build/e2e"; \
	if $(GO) test -count=1 -timeout 20m ./build/e2e >$$log 2>&1; then cat $$log; exit; fi; \
	failed=$$(sed -nE 's/^--- FAIL: ([A-Za-z0-9_]+) .*/\1/p' $$log); \
	if [ -z "$$failed" ] || [ $$(wc -l <<<"$$failed") -gt 2 ]; then cat $$log; exit 1; fi; \
	sed 's/^/| /' $$log; echo "RUN AGAIN, ALONE: "$$failed; \
	$(GO) test -count=1 -timeout 20m -run "^($$(paste -sd'|' <<<"$$failed"))\$$" ./build/e2e

quickfuzz: # a number of inputs, not a time: on a slow machine a time may end within an input
	@$(MAKE) --no-print-directory fuzz FUZZTIME=1000x

fuzz: ## fuzz every parser of outside data, FUZZTIME=1m each
	@for p in $$(grep -rlE '^func Fuzz' --include=*_test.go analysis app | xargs -rn1 dirname | sort -u); do \
	  for f in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]*' $$p/*_test.go | cut -d' ' -f2); do \
	    if out=$$($(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) ./$$p 2>&1); then echo "$$out" | tail -1; else echo "$$out"; exit 1; fi; \
	  done; \
	done

bench: setup ## weights, start and speed beside compromise, wink-nlp and plain go-app pages
	$(GO) run ./build/bench

eval: ## how good the analysis is, as the table in README.md
	$(GO) run ./build/eval

site: ## what a publisher uploads, into build/site (BASE=/some/path/)
	$(GO) run ./app site -base $(BASE)

weights: site ## what readers fetch by each way in, with gzip and with brotli
	@$(GO) run ./build/weights

train: ## train the models anew from CORPORA; FREE=1 from free sources alone
	$(GO) run ./build/train -corpora $(CORPORA) $(if $(FREE),-free)

screenshots: setup ## pictures of the pages (ARTICLES="FILE…"), into build/screenshots and web/screenshots
	$(GO) run ./build/pictures $(ARTICLES)

icons: ## draw web/icons anew
	$(GO) run ./build/icons

clean: ## remove what was generated
	rm -rf build/site build/npm build/cache build/bin build/screenshots
