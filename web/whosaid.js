// whosaid: who says what in the news, computed in the browser.
//
//   import { analyze } from "https://…/whosaid.js";
//   const result = await analyze(text, { signal, onProgress });
//   const story  = await analyze([{ name, text, outlet, date }, …]);
//
// One worker is shared by all calls and started at the first. Offsets of a
// result are UTF-16 code units: text.slice(start, end). Types: whosaid.d.ts.
// A page with a Content-Security-Policy needs, W being this file's origin:
//   script-src W 'wasm-unsafe-eval'; worker-src blob:; connect-src W

/** The build of this file; the engine must be of the same. */
export const version = "{{VERSION}}";

// Past this many UTF-16 units the worker is ended when it is done: WebAssembly
// memory can grow, but is given back only with its worker.
const LARGE = 1_000_000;

/** A worker of its own, for programs that want to end it. */
export class Whosaid {
  #base; #worker; #url; #ready = false; #queue = []; #count = 0;

  /** base is the address of the folder with worker.js; the one beside this file by default. */
  constructor({ base = new URL("./web/", import.meta.url).href } = {}) {
    this.#base = new URL("./", new URL(base, globalThis.location?.href ?? import.meta.url)).href;
  }

  /** Analyses a text or a list of articles, as one story. */
  analyze(input, { signal, onProgress } = {}) {
    return new Promise((resolve, reject) => {
      const articles = articlesOf(input);
      if (signal?.aborted) throw aborted();
      if (typeof Worker !== "function") throw new Error("whosaid: there is no Worker here, as in a browser; use the command line or the Go package");
      const id = String(++this.#count);
      const job = {
        id, onProgress,
        size: articles.reduce((n, a) => n + a.text.length, 0),
        message: JSON.stringify({ id, articles }),
        end: (settle, value) => {
          signal?.removeEventListener("abort", stop);
          settle(value);
        },
        resolve: (v) => job.end(resolve, v),
        reject: (e) => job.end(reject, e),
      };
      const stop = () => {
        const at = this.#queue.indexOf(job);
        if (at < 0) return;
        this.#queue.splice(at, 1);
        // An engine at work hears nothing: end it, and go on with the others.
        if (at === 0 && job.sent) this.#end();
        job.reject(aborted());
        this.#next();
      };
      signal?.addEventListener("abort", stop);
      this.#queue.push(job);
      this.#next();
    });
  }

  /** Ends the worker and rejects what is under way; a later call starts anew. */
  close() {
    this.#end();
    for (const job of this.#queue.splice(0)) job.reject(aborted());
  }

  #next() {
    const job = this.#queue[0];
    if (!job || job.sent) return;
    if (!this.#worker) this.#start();
    if (this.#ready) {
      job.sent = true;
      this.#worker.postMessage(job.message);
    }
  }

  #start() {
    const source = `self.WHOSAID_BASE=${JSON.stringify(this.#base)};importScripts(${JSON.stringify(this.#base + "worker.js")});`;
    this.#url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    try {
      const worker = (this.#worker = new Worker(this.#url, { name: "whosaid" }));
      worker.onmessage = (e) => worker === this.#worker && this.#hear(e.data);
      worker.onerror = (e) => {
        e.preventDefault?.();
        if (worker === this.#worker) this.#died(e.message || "its script could not be loaded");
      };
      worker.onmessageerror = () => worker === this.#worker && this.#died("a message could not be read");
    } catch (e) {
      queueMicrotask(() => this.#died(e.message));
    }
  }

  #hear(data) {
    const m = JSON.parse(data);
    const job = this.#queue[0];
    if (m.type === "ready") {
      if (m.version !== version) return this.#died(`the engine is of build ${m.version}, this page of ${version}: reload the page`);
      this.#ready = true;
      return this.#next();
    }
    if (m.type === "died") return this.#died(m.message);
    if (m.id !== job?.id) return;
    if (m.type === "progress") return void ((job.told = true), job.onProgress?.(m.done, m.total));
    this.#queue.shift();
    if (job.size > LARGE) this.#end();
    if (m.type === "result") job.resolve(m.result);
    else job.reject(new Error("whosaid: " + m.message));
    this.#next();
    // The engine tells nothing of what it reads in a moment.
    if (m.type === "result" && !job.told) job.onProgress?.(1, 1);
  }

  // The worker is gone. What it was at fails; what waited goes on with a new
  // one, unless none could be started at all.
  #died(why) {
    const started = this.#ready;
    this.#end();
    const failed = started ? this.#queue.splice(0, 1) : this.#queue.splice(0);
    const help = started ? "; call analyze again, the engine starts anew"
      : "; see that the page's Content-Security-Policy allows script-src ORIGIN 'wasm-unsafe-eval', worker-src blob: and connect-src ORIGIN, and that " + this.#base + " can be reached";
    for (const job of failed) job.reject(new Error("whosaid: " + why + help));
    this.#next();
  }

  #end() {
    this.#worker?.terminate();
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#worker = this.#url = undefined;
    this.#ready = false;
    if (this.#queue[0]) this.#queue[0].sent = false;
  }
}

const aborted = () => new DOMException("whosaid: the analysis was aborted", "AbortError");

function articlesOf(input) {
  const list = typeof input === "string" ? [{ text: input }] : Array.isArray(input) ? input : [input];
  if (list.length === 0) throw new Error("whosaid: give analyze a text, or a list with at least one article");
  return list.map((a) => {
    if (typeof a?.text !== "string") throw new Error("whosaid: give analyze a text, or articles as { name, text, outlet, date }");
    const field = (v) => (v === undefined || v === null ? "" : String(v));
    return { name: field(a.name), text: a.text, outlet: field(a.outlet), date: field(a.date) };
  });
}

let shared;

/** Analyses a text, or several articles as one story, in the shared worker. */
export const analyze = (input, options) => (shared ??= new Whosaid()).analyze(input, options);
