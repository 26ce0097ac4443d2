// <whosaid-widget>: who says what, on your page.
//
//   <script type="module" src="https://…/embed.js"></script>
//   <whosaid-widget for="#article"></whosaid-widget>
//   <whosaid-widget for="#article" mode="inline"></whosaid-widget>
//
// Attributes: for (a selector; without it the element's own text, or an empty
// paste box), mode (panel, inline), theme (auto, light, dark; auto is as the page
// around it), lang (the interface speaks "en" so far), layers (quotes, actors,
// claims, separated by spaces; default all). Method analyze(text or articles). Events, all bubbling: whosaid-ready, whosaid-result,
// whosaid-select, whosaid-error. Parts and custom properties: see /publishers/.
//
// Both modes analyse in a frame of this file's origin W, so a page with a
// Content-Security-Policy needs script-src W and frame-src W, and nothing else.
//
// The messages between page and frame, {whosaid: 1, type, …}:
//
//   frame → page   hello (to anyone, carries nothing), height {detail: {height}},
//                  progress {id, detail}, result {id, detail}, error {id, error}, select {detail}
//   page → frame   init and config {theme, lang, layers}, analyze {id, text, articles}, cancel {id}
//
// Each side takes messages only from the other's window and origin.
const BASE = new URL("./", import.meta.url);
const PATIENCE = 20_000; // ms from the frame's load to its hello
const KNOWN = { mode: ["panel", "inline"], theme: ["auto", "light", "dark"], layers: ["quotes", "actors", "claims"] };
const OWN = ["for", "mode", "theme", "lang", "layers", "label"];
const DARK = matchMedia("(prefers-color-scheme: dark)");
const GLOBAL = /^(id|class|style|slot|hidden|part|title|dir|role|tabindex|inert|is|nonce|popover|translate|item.*|data-.*|aria-.*|on.*)$/;

class WhosaidWidget extends HTMLElement {
  static observedAttributes = ["for", "mode", "theme", "lang", "layers"];
  #frame; #hello = false; #ready; #isReady; #count = 0; #waiting = new Map(); #inline; #text; #timer; #watch;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    this.#renew();
  }

  #renew() {
    this.#hello = false;
    this.#ready = new Promise((resolve) => (this.#isReady = resolve));
  }

  connectedCallback() {
    if (this.#frame) return;
    this.#text ??= this.textContent; // its own text, before anything is drawn
    this.#check();
    const inline = this.mode === "inline";
    const sheet = new CSSStyleSheet(); // constructed: allowed under style-src 'self'
    sheet.replaceSync(":host{display:block}:host([hidden]){display:none}iframe{width:100%;min-height:120px;border:0;display:block;color-scheme:normal}iframe[hidden]{display:none}");
    this.shadowRoot.adoptedStyleSheets = [sheet];
    addEventListener("message", this.#hear);
    DARK.addEventListener("change", this.#reconfigure);
    const frame = (this.#frame = document.createElement("iframe"));
    frame.setAttribute("part", "frame");
    frame.title = this.getAttribute("label") || "Who says what in this article";
    frame.referrerPolicy = "no-referrer";
    frame.allow = "clipboard-write; web-share";
    // allow-same-origin keeps the widget's own origin, for its storage; this
    // page stays out of its reach as long as the two origins differ.
    frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox", "allow-downloads", "allow-modals");
    frame.hidden = inline;
    frame.loading = inline ? "eager" : "lazy"; // a hidden frame would never come into view
    frame.src = new URL(inline ? "inline/" : "embed/", BASE);
    // A refused frame reports nothing: it just never says hello.
    frame.addEventListener("load", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#hello || this.#unreachable(), PATIENCE);
    });
    this.shadowRoot.append(frame);
    if (inline) this.#startInline();
  }

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    DARK.removeEventListener("change", this.#reconfigure);
    clearTimeout(this.#timer);
    this.#watch?.disconnect();
    this.#inline?.stop();
    this.#inline = undefined;
    this.#frame?.remove();
    this.#frame = undefined;
    for (const job of this.#waiting.values()) job.fail(new Error("whosaid: the widget was taken out of the page"));
    this.#renew();
    this.shadowRoot.replaceChildren();
  }

  attributeChangedCallback(name, old, now) {
    if (!this.#frame || old === now) return;
    this.#check();
    if (name === "mode" || name === "for") {
      this.disconnectedCallback();
      this.connectedCallback();
      return;
    }
    this.#reconfigure();
  }

  #reconfigure = () => {
    this.#inline?.configure(this.#config());
    if (this.#hello) this.#send("config", this.#config());
  };

  /** panel or inline. */
  get mode() { return this.getAttribute("mode") === "inline" ? "inline" : "panel"; }
  set mode(v) { this.setAttribute("mode", v); }

  /** Analyses a text or a list of articles as one story; resolves with the result. */
  analyze(input, { signal, timeout = 120_000 } = {}) {
    const articles = (Array.isArray(input) ? input : [input]).map((a) => (typeof a === "string" ? { text: a } : a))
      .map((a) => ({ name: String(a?.name ?? ""), text: a?.text, outlet: String(a?.outlet ?? ""), date: String(a?.date ?? "") }));
    if (!articles.length || articles.some((a) => typeof a.text !== "string")) {
      return Promise.reject(new Error("whosaid: give analyze a text, or articles as { name, text, outlet, date }"));
    }
    return new Promise((resolve, reject) => {
      const aborted = () => new DOMException("whosaid: the analysis was aborted", "AbortError");
      if (signal?.aborted) return reject(aborted());
      const id = ++this.#count;
      const stop = () => {
        this.#ready.then(() => this.#send("cancel", { id }));
        job.fail(aborted());
      };
      const late = setTimeout(() => {
        this.#ready.then(() => this.#send("cancel", { id }));
        job.fail(new Error(`whosaid: no result within ${timeout} ms; give a longer timeout or a shorter text`));
      }, timeout);
      const end = (settle) => (value) => {
        clearTimeout(late);
        signal?.removeEventListener("abort", stop);
        this.#waiting.delete(id);
        settle(value);
      };
      const job = { done: end(resolve), fail: end(reject) };
      signal?.addEventListener("abort", stop);
      this.#waiting.set(id, job);
      this.#frame && (this.#frame.loading = "eager"); // asked for: don't wait to be scrolled to
      const message = { id, articles, ...(articles.length === 1 && { text: articles[0].text }), ...this.#config() };
      this.#ready.then(() => this.#waiting.has(id) && this.#send("analyze", message));
    });
  }

  #config() {
    return {
      theme: this.#theme(),
      lang: this.getAttribute("lang") || document.documentElement.lang || "en",
      layers: this.getAttribute("layers") ?? "",
    };
  }

  // Where nobody has said it, the colour of the page's text tells whether the page
  // is light or dark: most pages have one look, however the reader's system is set.
  #theme() {
    const theme = this.getAttribute("theme");
    if (theme === "light" || theme === "dark") return theme;
    const [r, g, b, a = 1] = /^rgb/.test(getComputedStyle(this).color) ? getComputedStyle(this).color.match(/[\d.]+/g).map(Number) : [];
    if (!(a > 0)) return DARK.matches ? "dark" : "light";
    return 0.3 * r + 0.59 * g + 0.11 * b > 140 ? "dark" : "light";
  }

  #send(type, data) {
    this.#frame?.contentWindow?.postMessage({ whosaid: 1, type, ...data }, BASE.origin);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent("whosaid-" + name, { detail, bubbles: true, composed: true }));
  }

  #hear = (e) => {
    if (e.origin !== BASE.origin || !this.#frame || e.source !== this.#frame.contentWindow) return;
    const m = e.data;
    if (m?.whosaid !== 1) return;
    const job = this.#waiting.get(m.id);
    switch (m.type) {
      case "hello": { // also after the frame has loaded anew
        const again = this.#hello;
        this.#hello = true;
        this.#send("init", this.#config());
        this.#isReady();
        if (!again) this.#tell("ready", {});
        if (this.mode === "panel") this.#analyzeOwn();
        break;
      }
      case "height": {
        const height = m.detail?.height;
        if (Number.isFinite(height)) this.#frame.style.height = Math.min(20_000, Math.max(80, Math.ceil(height))) + "px";
        break;
      }
      case "result":
        job?.done(m.detail);
        this.#tell("result", m.detail);
        break;
      case "error": {
        const message = String(m.error ?? "unknown error");
        console.error("whosaid: " + message);
        job?.fail(new Error("whosaid: " + message));
        this.#tell("error", { message });
        break;
      }
      case "select":
        this.#tell("select", m.detail);
        break;
    }
  };

  // In panel mode: what for names, else the element's own text, else the paste box.
  async #analyzeOwn() {
    const read = (text) => text?.trim() && this.analyze(text).catch(() => {}); // told by whosaid-error
    if (!this.getAttribute("for")) return read(this.#text);
    // The words as they are written: innerText has capitals where the page's sheet draws them.
    const { textOf } = await import(new URL("web/anchor.js", BASE));
    let last = "";
    const look = (target) => {
      const text = textOf(target).text.replace(/ {2,}/g, " ").replace(/ ?\n ?/g, "\n");
      if (text !== last) read((last = text)); // the same one drawn anew keeps what its reader has done
    };
    this.#whenThere(look, true);
  }

  // Calls f with the element that for names, now or once it has come: where
  // scripts build the page, the article may be later than the widget. Asked to
  // follow, also with each that comes in its place.
  #whenThere(f, follow) {
    this.#watch?.disconnect();
    let now = this.target();
    if (now) f(now);
    if (now && !follow) return;
    this.#watch = new MutationObserver((_, watch) => {
      const target = now?.isConnected ? null : this.target(true);
      if (!target) return;
      now = target;
      if (!follow) watch.disconnect();
      f(target);
    });
    this.#watch.observe(document, { childList: true, subtree: true });
  }

  /** The element that for names, null where there is none; said aloud unless quiet. */
  target(quiet) {
    try {
      const target = document.querySelector(this.getAttribute("for"));
      if (!target && !quiet) this.#complain(`nothing on this page matches for="${this.getAttribute("for")}"; put the widget after the article, or correct the selector`);
      return target;
    } catch {
      if (!quiet) this.#complain(`for="${this.getAttribute("for")}" is no valid selector`);
      return null;
    }
  }

  async #startInline() {
    if (!this.getAttribute("for")) return this.#complain('mode="inline" marks an article of this page: name it, as in for="#article"');
    try {
      const { Inline } = await import(new URL("web/inline.js", BASE));
      if (!this.#frame || this.#inline) return;
      this.#whenThere((target) => {
        this.#inline = new Inline(this, target, this.#config(), (detail) => this.#tell("select", detail));
      });
    } catch (e) {
      this.#complain(`the inline marks could not be loaded: ${e.message}`);
    }
  }

  #check() {
    for (const { name, value } of this.attributes) {
      if (name in KNOWN) {
        for (const word of value.split(/\s+/)) {
          if (word && !KNOWN[name].includes(word)) console.warn(`whosaid: ${name}="${word}" is not known; use ${KNOWN[name].join(", ")}`);
        }
      } else if (name === "lang") {
        if (!/^(en\b|$)/i.test(value)) console.warn(`whosaid: lang="${value}" is not known; the interface speaks en, and English articles are read`);
      } else if (!OWN.includes(name) && !GLOBAL.test(name)) {
        console.warn(`whosaid: the attribute ${name} is not known; there are ${OWN.join(", ")}`);
      }
    }
  }

  #complain(message) {
    console.error("whosaid: " + message);
    this.#tell("error", { message });
  }

  // Refused by the page's policy or an extension: at least a way to the analysis.
  #unreachable() {
    if (!this.#frame) return;
    const message = `the frame ${this.#frame.src} did not answer; a Content-Security-Policy needs frame-src ${BASE.origin}`;
    for (const job of this.#waiting.values()) job.fail(new Error("whosaid: " + message));
    const link = Object.assign(document.createElement("a"), { href: BASE.href, target: "_blank", rel: "noopener noreferrer", textContent: "See who says what, in a new tab" });
    link.setAttribute("part", "fallback");
    this.shadowRoot.replaceChildren(link);
    this.#complain(message);
  }
}

if (!customElements.get("whosaid-widget")) customElements.define("whosaid-widget", WhosaidWidget);
