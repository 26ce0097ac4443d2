// Inline mode of <whosaid-widget>: marks quotes, actors and cross-references in
// the publisher's own article. The article's text nodes stay where they are, in
// order; marks are <whosaid-mark> elements around pieces of them, and taking
// the marks away restores the article's innerHTML byte for byte. Cards and the
// bar stand in the widget's shadow root. Places are kept as quotes with their
// surroundings, so marks find their words again when the page changes.
import { textOf, nodesOf, quoteOf, find, change, runs } from "./anchor.js";

const SETTLE = 150;    // ms after a change of the page until marks are put back
const ANALYZE = 1000;  // ms of quiet until a changed text is analysed again

// Every word that a reader of the page sees; a translation is another such object.
const WORDS = {
  title: "Who says what", card: "Who says this", close: "Close",
  nothing: "There is no text to read here.", reading: "Reading the article…", failed: "The article could not be read.",
  notEnglish: "This text does not look like English; the marks may be poor.",
  layers: { quotes: "Quotes", actors: "Actors", claims: "Cross-references" },
  kinds: { direct: "Direct quote", mixed: "Partly quoted", indirect: "Reported" },
  signs: { conflicts: "≠", updates: "↻", responds: "↩", supports: "+", repeats: "=" }, // the strongest first
  relations: { repeats: "repeats", supports: "supports", conflicts: "conflicts with", responds: "responds to", updates: "updates" },
  unclear: "Speaker unclear", nobody: "a speaker who is unclear",
  quoteBy: (name) => `Quote by ${name}. Enter tells more.`,
  meets: "A claim that meets others. Enter tells more.",
  quote: (kind, thought, certainty) => kind + (thought ? ", a thought" : "") + (certainty ? `, speaker ${certainty}` : ""),
  guess: (name) => name + "?",
  said: (lead, words, kind) => lead + (kind === "direct" && !/^["“]/.test(words) ? `“${words}”` : words),
  via: (name) => `Reported by ${name}.`,
  others: (names) => "Perhaps also: " + names.join(", "),
  counts: (mentions, quotes) => `${mentions} ${mentions === 1 ? "mention" : "mentions"}, ${quotes} ${quotes === 1 ? "quote" : "quotes"}`,
  earlier: (relation) => `This ${relation}`,
  later: (relation) => `Later: ${relation} this`,
};

export class Inline {
  #host; #target; #config; #select; #observer; #sheet; #root;
  #page; #text = ""; #result = null; #marks = []; #undo = []; #card; #bar; #opened = null; #stopped = false;
  #timers = {}; #abort; #on = true; #layers = new Set();

  constructor(host, target, config, select) {
    this.#host = host;
    this.#select = select;
    this.#bar = element("div", { part: "bar", className: "bar" });
    this.#card = element("div", { part: "card", className: "card", role: "dialog", tabIndex: -1, dir: "ltr" }); // as its words go, whatever the page's do
    this.#card.setAttribute("aria-label", WORDS.card);
    if ("popover" in HTMLElement.prototype) this.#card.popover = "manual"; // above whatever the page stacks
    this.#card.hidden = true;
    const style = new CSSStyleSheet();
    style.replaceSync(SHADOW_STYLE);
    host.shadowRoot.adoptedStyleSheets = [...host.shadowRoot.adoptedStyleSheets, style];
    host.shadowRoot.append(this.#bar, this.#card);
    this.#sheet = new CSSStyleSheet();
    this.#observer = new MutationObserver(() => this.#later("settle", SETTLE, () => this.#settle()));
    // The page may put another article in the place of this one, or all around it.
    this.#page = new MutationObserver(() => this.#target.isConnected || this.#later("settle", SETTLE, () => this.#settle()));
    this.#page.observe(document, { childList: true, subtree: true });
    document.addEventListener("pointerdown", this.#outside, true);
    addEventListener("scroll", this.#place, { capture: true, passive: true });
    addEventListener("resize", this.#place, { passive: true });
    this.configure(config);
    this.#bind(target);
    this.#analyze();
  }

  /** Takes theme and layers over from the widget's attributes. */
  configure(config) {
    if (config.layers !== this.#config?.layers) { // else they are as the reader has switched them
      this.#layers = new Set(config.layers.trim() ? config.layers.split(/\s+/) : Object.keys(WORDS.layers));
    }
    this.#config = config;
    const dark = config.theme === "dark";
    this.#sheet.replaceSync(markStyle(dark));
    this.#card.classList.toggle("dark", dark);
    this.#bar.classList.toggle("dark", dark);
    if (!this.#result) return;
    this.#draw();
    this.#drawBar();
  }

  /** Takes everything away; the article is as it was. */
  stop() {
    this.#stopped = true;
    this.#abort?.abort();
    for (const t of Object.values(this.#timers)) clearTimeout(t);
    this.#unbind();
    this.#page.disconnect();
    document.removeEventListener("pointerdown", this.#outside, true);
    removeEventListener("scroll", this.#place, { capture: true });
    removeEventListener("resize", this.#place);
    this.#bar.remove();
    this.#card.remove();
  }

  #bind(target) {
    this.#target = target;
    this.#root = target.getRootNode();
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, this.#sheet];
    target.addEventListener("click", this.#click);
    target.addEventListener("keydown", this.#key);
    this.#observe();
  }

  #unbind() {
    this.#observer.disconnect();
    this.#clear();
    this.#target.removeEventListener("click", this.#click);
    this.#target.removeEventListener("keydown", this.#key);
    this.#root.adoptedStyleSheets = this.#root.adoptedStyleSheets.filter((s) => s !== this.#sheet);
  }

  #observe() {
    this.#observer.observe(this.#target, { childList: true, subtree: true, characterData: true });
  }

  #later(name, ms, f) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(() => this.#stopped || f(), ms);
  }

  async #analyze() {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const { text } = textOf(this.#target);
    if (!text.trim()) return this.#drawBar(WORDS.nothing);
    this.#drawBar(WORDS.reading);
    try {
      const result = await this.#host.analyze({ text, name: document.title, date: "" }, { signal });
      if (signal.aborted || this.#stopped) return;
      this.#result = result;
      this.#text = text;
      this.#marks = marksOf(result, text);
      this.#draw();
      this.#drawBar();
      this.#settle(); // the page may have changed meanwhile
    } catch (e) {
      if (e.name !== "AbortError" && !this.#stopped) this.#drawBar(WORDS.failed);
    }
  }

  // The page has changed: put the marks back where their words now stand, and
  // read the article again when it keeps quiet.
  #settle() {
    if (!this.#target.isConnected) {
      const target = this.#host.target(true);
      if (!target) return; // it may come yet
      this.#unbind();
      this.#bind(target);
    }
    const { text } = textOf(this.#target);
    if (text === this.#text) {
      if (this.#undo.some((u) => !intact(u))) this.#draw();
      return;
    }
    const c = change(this.#text, text);
    for (const m of this.#marks) {
      const at = find(text, m.quote, m.start >= c.to ? c.shift : 0);
      m.lost = !at;
      if (!at) continue;
      m.start = at.start;
      m.end = at.end;
      m.quote = quoteOf(text, at.start, at.end);
    }
    this.#text = text;
    this.#draw();
    this.#later("analyze", ANALYZE, () => this.#analyze());
  }

  // ---- marks

  #clear() {
    this.#close(false);
    for (const u of this.#undo.splice(0).reverse()) {
      const whole = intact(u);
      for (const mark of u.marks) {
        if (whole) mark.remove();
        else mark.replaceWith(...mark.childNodes); // the page has been here: leave its text alone
      }
      if (whole) {
        for (const piece of u.pieces) if (piece !== u.node) piece.remove();
        u.node.data = u.data;
      }
    }
  }

  #draw() {
    const on = this.#root.activeElement?.whosaidRun?.marks ?? []; // where the Tab key has come to
    this.#observer.disconnect();
    this.#clear();
    if (this.#on) this.#mark();
    const same = (a) => on.some((b) => a.layer === b.layer && a.start === b.start);
    if (on.length) [...this.#target.querySelectorAll("whosaid-mark[tabindex]")].find((m) => m.whosaidRun.marks.some(same))?.focus({ preventScroll: true });
    this.#observer.takeRecords();
    this.#observe();
  }

  #mark() {
    const { text, pieces } = textOf(this.#target);
    const shown = this.#marks.filter((m) => !m.lost && this.#layers.has(m.layer));
    const byNode = new Map();
    const first = new Set(shown), last = new Map(shown.map((m) => [m, m.end]));
    for (const run of runs(text.length, shown)) {
      for (const part of nodesOf(pieces, run.start, run.end)) {
        if (!byNode.has(part.node)) byNode.set(part.node, []);
        byNode.get(part.node).push({ ...part, run });
      }
    }
    const owner = this.#target.ownerDocument;
    for (const [node, parts] of byNode) {
      const undo = { node, data: node.data, pieces: [node], marks: [], parent: node.parentNode };
      const after = [];
      for (const part of parts.reverse()) {
        if (part.end < node.length) after.push(node.splitText(part.end));
        const middle = node.splitText(part.start);
        after.push(middle);
        const mark = owner.createElement("whosaid-mark");
        for (const layer of Object.keys(WORDS.layers)) {
          const ids = part.run.marks.filter((m) => m.layer === layer).map((m) => m.id);
          if (ids.length) mark.dataset[layer] = ids.join(" ");
        }
        if (mark.dataset.actors && part.run.marks.every((m) => m.silent ?? true)) mark.dataset.silent = "";
        middle.before(mark);
        mark.append(middle);
        undo.marks.push(mark);
        mark.whosaidRun = part.run;
      }
      undo.pieces.push(...after.reverse());
      this.#undo.push(undo);
    }
    // One stop of the Tab key a quote or claim; a claim's sign at its end.
    const ends = new Map(); // a run may go on in bold or in a link: at its last piece
    for (const mark of this.#target.querySelectorAll("whosaid-mark")) {
      const begins = [];
      for (const m of mark.whosaidRun?.marks ?? []) {
        if (m.layer !== "actors" && first.delete(m) && !mark.closest("a[href]")) begins.push(m);
        if (m.layer === "claims" && mark.whosaidRun.end === last.get(m)) ends.set(m, mark);
      }
      if (!begins.length) continue;
      mark.tabIndex = 0;
      mark.setAttribute("role", "mark");
      mark.setAttribute("aria-description", this.#described(begins.find((m) => m.layer === "quotes") ?? begins[0])); // said after the words
    }
    for (const [m, mark] of ends) mark.dataset.end = m.sign;
  }

  // What a screen reader says of a mark on which the Tab key stops.
  #described({ layer, id }) {
    if (layer !== "quotes") return WORDS.meets;
    const [report] = this.#result.articles, quote = report.quotes.find((q) => q.id === id);
    return WORDS.quoteBy(report.actors.find((a) => a.id === quote?.speaker)?.name ?? WORDS.nobody);
  }

  // ---- cards

  #click = (e) => {
    const mark = e.target.closest?.("whosaid-mark");
    if (!mark || e.defaultPrevented || e.target.closest("a[href],button,input")) return; // the page's own links come first
    if (!getSelection().isCollapsed) return;
    this.#open(mark, false);
  };

  #key = (e) => {
    const mark = e.target.closest?.("whosaid-mark");
    if (mark && (e.key === "Enter" || e.key === " ")) {
      e.preventDefault();
      this.#open(mark, true);
    }
  };

  #outside = (e) => {
    if (this.#opened && !e.composedPath().includes(this.#card)) this.#close(false);
  };

  #open(mark, focus) {
    const result = this.#result, report = result.articles[0];
    const marks = mark.whosaidRun?.marks ?? [];
    const smallest = (layer) => marks.filter((m) => m.layer === layer).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    this.#card.replaceChildren();
    const close = element("button", { type: "button", className: "close", textContent: "×" });
    close.setAttribute("aria-label", WORDS.close);
    close.addEventListener("click", () => this.#close(true));
    this.#card.append(close);
    const detail = { article: 0 };
    const actor = smallest("actors"), quote = smallest("quotes"), claim = smallest("claims");
    if (actor) this.#actorCard(report.actors.find((a) => a.id === (detail.actor = actor.id)), report);
    if (quote) this.#quoteCard(report.quotes.find((q) => q.id === (detail.quote = quote.id)), report);
    if (claim) this.#claimCard(report.claims.find((c) => c.id === (detail.claim = claim.id)), result);
    this.#card.addEventListener("keydown", this.#escape);
    document.addEventListener("keydown", this.#escape);
    this.#opened = mark;
    this.#card.hidden = false;
    this.#card.showPopover?.();
    this.#place();
    for (const other of this.#target.querySelectorAll("whosaid-mark")) {
      const same = quote && other.whosaidRun?.marks.some((m) => m.layer === "quotes" && m.id === quote.id);
      other.toggleAttribute("data-lit", !!same);
    }
    if (focus) this.#card.focus();
    this.#select(detail);
  }

  #escape = (e) => {
    if (e.key === "Escape") this.#close(true);
  };

  #close(focus) {
    if (!this.#opened) return;
    const mark = this.#opened;
    this.#opened = null;
    document.removeEventListener("keydown", this.#escape);
    if (this.#card.isConnected && this.#card.popover) this.#card.hidePopover();
    this.#card.hidden = true;
    for (const lit of this.#target.querySelectorAll("whosaid-mark[data-lit]")) lit.removeAttribute("data-lit");
    if (focus && mark.isConnected) mark.focus({ preventScroll: true });
  }

  #place = () => {
    if (!this.#opened) return;
    const at = this.#opened.getClientRects()[0] ?? this.#opened.getBoundingClientRect();
    const { offsetWidth: w, offsetHeight: h } = this.#card;
    const below = at.bottom + 8 + h <= innerHeight || at.top - 8 - h < 0;
    this.#card.style.left = Math.max(8, Math.min(at.left, innerWidth - w - 8)) + "px";
    const top = below ? at.bottom + 8 : at.top - 8 - h;
    // In a low window it may have to stand over the words, but never half out of sight
    // as long as they are in it.
    this.#card.style.top = (at.bottom < 0 || at.top > innerHeight ? top : Math.max(8, Math.min(top, innerHeight - h - 8))) + "px";
  };

  #actorCard(actor, report) {
    if (!actor) return;
    const box = this.#section(actor.name, [actor.roles.join(", "), actor.kind].filter(Boolean).join(" · "));
    const said = report.quotes.filter((q) => q.speaker === actor.id);
    box.append(element("p", { textContent: WORDS.counts(actor.mentions.length, said.length) }));
    for (const q of said.slice(0, 5)) box.append(this.#jump(q.content[0], "quotes", q.id, WORDS.said(lead(this.#text, q), this.#words(q.content[0]), q.kind)));
  }

  #quoteCard(quote, report) {
    if (!quote) return;
    const name = (id) => report.actors.find((a) => a.id === id)?.name;
    const speaker = name(quote.speaker);
    const source = quote.source && quote.certainty !== "unclear" && this.#words(quote.source); // a document, say
    const box = this.#section(speaker ? (quote.certainty === "unclear" ? WORDS.guess(speaker) : speaker) : source || WORDS.unclear,
      WORDS.quote(WORDS.kinds[quote.kind], quote.act === "thought", speaker && quote.certainty));
    if (name(quote.via)) box.append(element("p", { textContent: WORDS.via(name(quote.via)) }));
    if (quote.why) box.append(element("p", { textContent: quote.why }));
    const others = (quote.runnersUp ?? []).map((c) => name(c.actor)).filter(Boolean);
    if (others.length) box.append(element("p", { textContent: WORDS.others(others) }));
  }

  #claimCard(claim, result) {
    for (const r of sure(result)) {
      const from = r.from.claim === claim?.id, to = r.to.claim === claim?.id;
      if (!from && !to) continue;
      const other = result.articles[0].claims.find((c) => c.id === (from ? r.to.claim : r.from.claim));
      if (!other) continue;
      const box = this.#section((from ? WORDS.earlier : WORDS.later)(WORDS.relations[r.relation]), "");
      box.append(this.#jump(other, "claims", other.id), element("p", { textContent: r.why }));
    }
  }

  #section(title, note) {
    const box = element("section", { part: "card-section" });
    box.append(element("h2", { part: "card-title", textContent: title }));
    if (note) box.append(element("p", { className: "note", textContent: note }));
    this.#card.append(box);
    return box;
  }

  #words({ start, end }) {
    return this.#text.slice(start, end).replace(/\s+/g, " ").trim();
  }

  // A button with the words at a place, or others for them, that goes there.
  #jump(span, layer, id, words = this.#words(span)) {
    const button = element("button", { type: "button", className: "jump", part: "card-link", textContent: words.length > 160 ? words.slice(0, 157).replace(/[\s,;:–—]+\S*$/, "") + "…" : words });
    button.addEventListener("click", () => {
      const mark = [...this.#target.querySelectorAll("whosaid-mark")].find((m) => m.whosaidRun?.marks.some((x) => x.layer === layer && x.id === id));
      if (!mark) return;
      mark.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
      this.#open(mark, true);
    });
    return button;
  }

  // ---- the bar

  #drawBar(message) {
    const at = [...this.#bar.children].indexOf(this.#host.shadowRoot.activeElement);
    this.#bar.replaceChildren();
    if (message) return void this.#bar.append(element("span", { role: "status", textContent: message }));
    if (!this.#result) return;
    const count = (layer) => new Set(this.#marks.filter((m) => m.layer === layer).map((m) => m.id)).size;
    const toggle = (text, pressed, act) => {
      const b = element("button", { type: "button", part: "toggle", textContent: text });
      b.setAttribute("aria-pressed", pressed);
      b.addEventListener("click", () => { act(); this.#draw(); this.#drawBar(); });
      this.#bar.append(b);
    };
    toggle(WORDS.title, this.#on, () => (this.#on = !this.#on));
    if (this.#on) for (const [layer, label] of Object.entries(WORDS.layers)) {
      toggle(`${label} ${count(layer)}`, this.#layers.has(layer), () => {
        if (!this.#layers.delete(layer)) this.#layers.add(layer);
      });
    }
    if (this.#on) for (const n of this.#result.articles[0].notices) if (n === "not-english") this.#bar.append(element("span", { textContent: WORDS.notEnglish }));
    this.#bar.children[at]?.focus(); // the Tab key goes on from the button that was pressed
  }
}

// The words from a quote's cue up to its content, where they introduce it: see
// Lead in app/story/said.go, which this follows.
function lead(text, { kind, cue, source, content: [content] }) {
  if (kind === "direct" || !cue || content.start < cue.end || content.start - cue.end > 60) return "";
  if (source && cue.end <= source.start && source.start < content.start) return "";
  return /[.!?\n“”"]/.test(text.slice(cue.end, content.start)) ? "" : text.slice(cue.start, content.start).replace(/\s+/g, " ").trim() + " ";
}

// The references that are told in the text: unclear ones are left to other views.
const sure = (result) => result.references.filter((r) => r.certainty !== "unclear");

// What is drawn for a result: the content of quotes, the mentions of actors
// that stand by name or noun, lightly where nobody quotes them, and the claims
// that have cross-references, with the sign of the strongest.
function marksOf(result, text) {
  const report = result.articles[0], marks = [];
  const add = (layer, id, { start, end }, more) => marks.push({ layer, id, start, end, quote: quoteOf(text, start, end), lost: false, ...more });
  const speak = new Set(report.quotes.flatMap((q) => [q.speaker, ...(q.also ?? [])]));
  for (const q of report.quotes) for (const c of q.content) add("quotes", q.id, c);
  for (const a of report.actors) for (const m of a.mentions) if (m.form !== "pronoun") add("actors", a.id, m, { silent: !speak.has(a.id) });
  const signs = new Map();
  for (const relation of Object.keys(WORDS.signs).reverse()) {
    for (const r of sure(result)) if (r.relation === relation) for (const { claim } of [r.from, r.to]) signs.set(claim, WORDS.signs[relation]);
  }
  for (const c of report.claims) if (signs.has(c.id)) add("claims", c.id, c, { sign: signs.get(c.id) });
  return marks;
}

// Whether the page has left alone what was made of a text node.
function intact({ node, data, pieces, marks, parent }) {
  return node.parentNode === parent && marks.every((m) => m.parentNode === parent) &&
    pieces.every((p) => p.isConnected && (p.parentNode === parent || marks.includes(p.parentNode))) &&
    pieces.map((p) => p.data).join("") === data;
}

function element(name, { role, part, ...properties } = {}) {
  const e = Object.assign(document.createElement(name), properties);
  if (role) e.setAttribute("role", role);
  if (part) e.setAttribute("part", part);
  return e;
}

// What is important in a layer comes before what is important in the page's
// sheets: a rule for everything in the article does not reach the marks.
const markStyle = (dark) => `
@layer whosaid{
whosaid-mark{display:inline!important;float:none!important;position:static!important;margin:0!important;padding:0!important;border:0!important}
whosaid-mark::before{content:none!important}}
whosaid-mark{cursor:pointer;color:inherit;-webkit-box-decoration-break:clone;box-decoration-break:clone}
whosaid-mark[data-quotes]{background:var(--whosaid-quote,${dark ? "rgb(240 200 90 / .2)" : "rgb(250 205 80 / .32)"})}
whosaid-mark[data-actors]{text-decoration:underline;text-decoration-color:var(--whosaid-actor,${dark ? "#7cc4d4" : "#1d6f85"});text-decoration-thickness:2px;text-underline-offset:.18em}
whosaid-mark[data-silent]{text-decoration-style:dotted;text-decoration-thickness:1px}
whosaid-mark[data-lit]{background:var(--whosaid-lit,${dark ? "rgb(240 200 90 / .42)" : "rgb(250 190 40 / .6)"})}
whosaid-mark[data-end]::after{content:attr(data-end);content:attr(data-end) / "";font:700 .7em/0 system-ui,sans-serif;vertical-align:super;color:var(--whosaid-claim,${dark ? "#f0a58a" : "#a8431f"});margin-inline-start:.15em}
whosaid-mark:focus-visible{outline:2px solid var(--whosaid-focus,currentColor);outline-offset:1px}
@media (forced-colors:active){whosaid-mark[data-quotes]{forced-color-adjust:none;background:Mark;color:MarkText}whosaid-mark[data-lit]{background:Highlight;color:HighlightText}}
@media print{whosaid-mark{background:none!important}whosaid-mark[data-end]::after{content:none}}`;

// all: initial keeps out what the page's sheet has every element inherit.
const SHADOW_STYLE = `
.bar,.card{all:initial;display:block;font:var(--whosaid-font,15px/1.45 system-ui,sans-serif);color:var(--whosaid-card-color,#222)}
.bar.dark,.card.dark{color:var(--whosaid-card-color,#eee)}
.bar{display:flex;flex-wrap:wrap;gap:.4em;align-items:center;padding:.3em 0}
.bar button{font:inherit;color:inherit;background:none;border:1px solid currentColor;border-radius:1em;padding:.15em .8em;min-height:28px;cursor:pointer;opacity:.75}
.bar button[aria-pressed=true]{opacity:1;font-weight:600}
.card{position:fixed;inset:auto;margin:0;box-sizing:border-box;width:min(24em,calc(100vw - 16px));max-height:60vh;overflow:auto;padding:.8em 1em;border:1px solid rgb(128 128 128 / .4);border-radius:8px;box-shadow:0 6px 24px rgb(0 0 0 / .22);background:var(--whosaid-card-background,#fff);z-index:2147483000}
.card[hidden]{display:none}
.card.dark{background:var(--whosaid-card-background,#24282b)}
.card section+section{border-top:1px solid rgb(128 128 128 / .3);margin-top:.7em;padding-top:.7em}
.card h2{font-size:1.05em;margin:0 1.5em .1em 0}
.card h2::first-letter{text-transform:uppercase}
.card p{margin:.35em 0;overflow-wrap:anywhere}
.card .note{opacity:.8;font-size:.92em}
.card .close{position:absolute;top:.3em;right:.4em;width:28px;height:28px;font-size:1.2em;border:0;background:none;color:inherit;cursor:pointer}
.card .jump{display:block;width:100%;text-align:start;font:inherit;color:inherit;background:rgb(128 128 128 / .12);border:0;border-inline-start:3px solid var(--whosaid-claim,#a8431f);border-radius:3px;padding:.4em .6em;margin:.3em 0;cursor:pointer}
.bar button:focus-visible,.card button:focus-visible,.card:focus-visible{outline:2px solid currentColor;outline-offset:1px}`;
