"use strict";
// The first script of every page of the application, before go-app: what has
// to stand before the interface's program runs, and what has to outlive it.
// The site's generator puts unpack.js and text.js in front.

// In a frame on another site with storage blocked, touching localStorage
// throws, and go-app would die of it at its start: stand in for it in memory.
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name].length;
  } catch {
    const kept = new Map();
    Object.defineProperty(window, name, { configurable: true, value: {
      get length() { return kept.size; },
      key: (i) => [...kept.keys()][i] ?? null,
      getItem: (k) => kept.get(String(k)) ?? null,
      setItem: (k, v) => void kept.set(String(k), String(v)),
      removeItem: (k) => void kept.delete(String(k)),
      clear: () => kept.clear(),
    } });
    document.documentElement.dataset.storage = "memory";
  }
}

// The site's root: this script is ROOT/web/boot.js.
const whosaidRoot = new URL("../", document.currentScript.src).href;

// Both programs are fetched and compiled while the page is being read: the
// engine, which gives the first result, from here on in its worker, which the
// interface takes over together with what it has said meanwhile; the interface's
// as soon as the page has been painted, so that it holds up neither, or, where a
// text has been given by then, when its first screen is there.
const whosaidPainted = new Promise((painted) => {
  if (document.visibilityState === "hidden" || window !== top) return painted(); // perhaps it never is
  setTimeout(painted, 2000);
  try {
    new PerformanceObserver(painted).observe({ type: "paint", buffered: true });
  } catch {
    painted();
  }
});
const whosaidRuns = !/bot|googlebot|crawler|spider|robot|crawling/i.test(navigator.userAgent) && // as app.js has it
  new URLSearchParams(location.search).get("wasm") !== "false";
const whosaidProgram = whosaidRuns ? whosaidPainted.then(() => whosaidEarly.ready())
  .then(() => WebAssembly.compileStreaming(whosaidWasm(whosaidRoot + "web/{{APP}}"))) : Promise.reject();
whosaidProgram.catch(() => {}); // app.js tells
async function whosaidInstance(program, imports) {
  const compiled = await program;
  // The browser hears and paints between the two halves of the start.
  await (self.scheduler?.yield?.() ?? new Promise((go) => setTimeout(go)));
  await window.whosaidEarly.shown();
  return { instance: await WebAssembly.instantiate(compiled, imports) };
}

// A text that is pasted into the page as it was served, or sent off by its
// button, goes to the engine at once, and the first screen that comes back is
// put into the page. The interface's program waits for that, not the reader for
// the program; then it takes over text, screen, worker and what follows.
window.whosaidEarly = (() => {
  const most = 60000; // characters; of a longer text the program shows how far it is
  const patience = 1500; // ms that the program waits
  let worker, wanted = false, running = false, view = null;
  let given = ""; // the text that the engine has; "" for none, or none that it takes
  let settle; // called when there is nothing more to wait for
  const settled = new Promise((ok) => (settle = ok));
  const said = [], script = new URL("web/worker.js", whosaidRoot).href;
  const field = () => document.getElementById("whosaid-text");
  const lose = () => { worker = null; given = ""; settle(); };
  if (whosaidRuns) {
    try {
      // With the script in it, which saves the worker a request before its first.
      const source = `self.WHOSAID_BASE=${JSON.stringify(whosaidRoot + "web/")};` + {{WORKER}};
      worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { name: "whosaid" });
      worker.onmessage = ({ data }) => {
        if (/^{"type":"(first|declined)"/.test(data)) {
          const message = JSON.parse(data);
          if (message.type === "first") show(message);
          else given = "";
          settle();
          return;
        }
        said.push(data);
        if (/^{"type":"(result|error|died)"/.test(data)) settle();
      };
      worker.onerror = (e) => { e.preventDefault(); lose(); };
      // As long as a reader is looking for a text, the engine may practise (worker.js).
      const practise = ((engine) => () => engine.postMessage(document.hidden || navigator.connection?.saveData ? "rest" : "practise"))(worker);
      document.addEventListener("visibilitychange", practise);
      practise();
    } catch {
      worker = null; // the interface tries again, and tells why it can't
    }
  }
  const give = () => {
    const text = field()?.value ?? "";
    if (running || given || !worker || !text.trim() || text.length > most) return;
    given = text;
    worker.postMessage(JSON.stringify({ id: "early", pasted: text, offsets: "utf8" }));
  };
  // The page as the program would draw it now, made with the site.
  const show = (message) => {
    const made = document.getElementById("whosaid-reading")?.content.firstElementChild;
    const start = field()?.closest(".whosaid");
    if (!made || !start || running || field().value !== given) return; // edited meanwhile
    const reading = made.cloneNode(true);
    reading.querySelector(".story-title button").textContent = message.title;
    reading.querySelector(".text").innerHTML = message.html; // escaped by the engine, as by the program
    start.replaceWith(reading);
    scrollTo(0, 0);
    view = message;
    document.addEventListener("click", keep, true);
  };
  // The mark that was clicked last in the first screen, which can't answer yet.
  let clicked = null;
  const keep = (e) => { clicked = e.target.closest?.(".text .s[data-i]") ?? null; };
  const box = (e) => e.target?.id === "whosaid-text" || e.target?.matches?.("form.paste");
  const hear = (e) => {
    if (!box(e)) return;
    if (e.type === "submit") e.preventDefault();
    wanted = e.type === "submit" || !e.target.value.trim();
    if (wanted) e.type === "submit" ? give() : setTimeout(give); // pasted by then
  };
  document.addEventListener("paste", hear, true);
  document.addEventListener("submit", hear, true);
  const atMost = (ms, event) => Promise.race([event, new Promise((ok) => setTimeout(ok, ms))]);
  return {
    /** Waits until the first screen is there, if a text has been given: the processors are the engine's. */
    async ready() {
      if (given) await atMost(patience, settled);
    },
    /** Waits until it is painted, too. From here on the program hears for itself. */
    async shown() {
      if (given) {
        await atMost(patience, settled);
        if (view) await new Promise((ok) => { requestAnimationFrame(() => setTimeout(ok)); setTimeout(ok, 200); });
      }
      running = true;
    },
    /** The first screen that stands in the page: { text, headline, html }, or null. */
    view: () => view,
    /** What the engine has been given, as it was typed; "" for nothing. */
    given: () => given,
    /** Whether the text in the box was to be read. The interface hears for itself from now on. */
    wanted() {
      document.removeEventListener("paste", hear, true);
      document.removeEventListener("submit", hear, true);
      return wanted;
    },
    /** The result is on screen: what was clicked before is clicked now. */
    answer() {
      document.removeEventListener("click", keep, true);
      const mark = clicked && (clicked.isConnected ? clicked : document.querySelector(`.text .s[data-i~="${CSS.escape(clicked.dataset.i.split(" ")[0])}"]`));
      clicked = null;
      if (mark) setTimeout(() => mark.click());
    },
    take(address) {
      const taken = address === script ? worker : null;
      if (taken) {
        const before = said.splice(0);
        worker = null;
        setTimeout(() => before.forEach((data) => taken.onmessage?.(new MessageEvent("message", { data }))));
      }
      return taken ?? null;
    },
  };
})();

// A bar that go-app can't prune: it keeps <body> clean, so the bar stands after it.
function whosaidBar(id, text, action, act) {
  if (document.getElementById(id)) return;
  const bar = document.createElement("div");
  bar.id = id;
  bar.className = "whosaid-bar";
  bar.setAttribute("role", "status");
  const label = document.createElement("span");
  label.textContent = text;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = action;
  button.addEventListener("click", act);
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Later";
  close.addEventListener("click", () => bar.remove());
  bar.append(label, button, close);
  document.documentElement.append(bar);
}

// The interface's program can't be restarted after a panic; its page stays.
addEventListener("error", (e) => {
  if (/Go program has already exited/.test(e.message)) {
    whosaidBar("whosaid-dead", "The page has stopped working. What you saved is kept.", "Reload", () => location.reload());
  }
});

// Service worker. go-app's own registration is replaced by this one, which
// waits until the page is up and a first text may have been read: fetching all
// that is kept would compete with both.
// A new version installs and waits; the reader decides when it takes over, and
// all open pages of the old one reload at that moment, so none mixes the two.
if ("serviceWorker" in navigator) {
  const controlled = !!navigator.serviceWorker.controller;
  let reloading = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!controlled || reloading) return;
    reloading = true;
    location.reload();
  });
  const offer = (worker) => whosaidBar("whosaid-update", "A new version is ready.", "Update and reload", () => worker.postMessage("activate"));
  const register = async () => {
    try {
      const r = await navigator.serviceWorker.register(new URL("app-worker.js", whosaidRoot), { updateViaCache: "none" });
      if (r.waiting && navigator.serviceWorker.controller) offer(r.waiting);
      const watch = (worker) => worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
      });
      watch(r.installing); // found before this page looked, by another one
      r.addEventListener("updatefound", () => watch(r.installing));
      // A page that stays open for days asks again when it is looked at.
      document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && r.update().catch(() => {}));
    } catch {
      // Refused in frames with storage blocked, and on plain HTTP: then there is no offline.
    }
  };
  const idle = window.requestIdleCallback ?? ((f) => setTimeout(f, 1000));
  addEventListener("load", () => setTimeout(() => idle(register, { timeout: 4000 }), 3000));
}

// Texts that come from elsewhere wait here until the interface takes them:
// take() is "" or the JSON of { from, articles: [{ name, text, html, url, failed }] }.
window.whosaidInbox = (() => {
  const waiting = [];
  const text = (v, limit = 64e6) => (typeof v === "string" ? v.slice(0, limit) : "");
  return {
    take: () => waiting.shift() ?? "",
    put(from, articles) {
      const clean = (Array.isArray(articles) ? articles : []).slice(0, 50).map((a) => ({
        name: text(a?.name, 500), text: text(a?.text), html: text(a?.html), url: text(a?.url, 4000), failed: !!a?.failed,
      })).filter((a) => a.text || a.html || a.url || a.failed);
      if (!clean.length) return;
      waiting.push(JSON.stringify({ from, articles: clean }));
      dispatchEvent(new Event("whosaid-inbox"));
    },
  };
})();

// A file as an article for the inbox.
async function whosaidArticle(name, given) {
  try {
    const file = await given(), content = await whosaidText(file);
    const html = file.type === "text/html" || /\.html?$/i.test(name);
    return { name, text: html ? "" : content || " ", html: html ? content : "" };
  } catch {
    return { name, failed: true };
  }
}

// Shared to the installed app: the service worker has kept it under this name.
if (new URLSearchParams(location.search).get("shared") === "1") {
  (async () => {
    const cache = await caches.open("whosaid-shared-" + new URL(whosaidRoot).pathname);
    const key = new URL("shared.json", whosaidRoot).href;
    const kept = await cache.match(key);
    if (!kept) return;
    const { articles } = await kept.json();
    for (const [i, a] of articles.entries()) if (a.file) articles[i] = await whosaidArticle(a.name, async () => (await cache.match(a.file)).blob());
    for (const each of await cache.keys()) await cache.delete(each);
    window.whosaidInbox.put("share", articles);
  })().catch(() => {});
}

if (new URLSearchParams(location.search).get("shared") === "lost") {
  addEventListener("DOMContentLoaded", () => whosaidBar("whosaid-lost", "The shared text did not arrive, because the app was not ready yet. Paste it here instead.", "All right",
    () => document.getElementById("whosaid-lost").remove()));
}

// Opened with the installed app.
window.launchQueue?.setConsumer(async (launch) => {
  const articles = [];
  for (const handle of launch.files ?? []) articles.push(await whosaidArticle(handle.name, () => handle.getFile()));
  window.whosaidInbox.put("file", articles);
});

// "Read this page": a bookmark that opens this page and hands it the text of
// the page on which it was clicked. One message, and only from the opener.
if (new URLSearchParams(location.search).get("read") === "1" && window.opener) {
  const hear = (e) => {
    if (e.source !== window.opener || e.data?.whosaid !== 1 || e.data.type !== "read") return;
    removeEventListener("message", hear);
    window.whosaidInbox.put("read", [{ name: e.data.title, text: e.data.text, html: e.data.html, url: e.data.url }]);
  };
  addEventListener("message", hear);
  window.opener.postMessage({ whosaid: 1, type: "reading" }, "*"); // carries nothing
}
window.whosaidBookmarklet = "javascript:" + encodeURIComponent(`(()=>{
const w=open(${JSON.stringify(whosaidRoot)}+"?read=1");
if(!w)return alert("Allow this page to open a window, then click the bookmark again.");
addEventListener("message",function f(e){
if(e.source!==w||e.origin!==${JSON.stringify(new URL(whosaidRoot).origin)}||!e.data||e.data.type!=="reading")return;
removeEventListener("message",f);
const s=String(getSelection()),a=document.querySelector("article,main")||document.body;
w.postMessage({whosaid:1,type:"read",title:document.title,url:location.href,text:s||"",html:s?"":a.outerHTML},e.origin)})})()`.replace(/\n/g, ""));
