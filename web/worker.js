"use strict";
// The worker around the engine: loads it, lets it go on, tells when it has died.
// The site's generator puts Go's wasm_exec.js and unpack.js in front and fills
// in the engine's name. Start it from a blob, so that it inherits the page's
// Content-Security-Policy and may be on another origin:
//
//   new Worker(URL.createObjectURL(new Blob([
//     `self.WHOSAID_BASE="https://…/web/";importScripts("https://…/web/worker.js")`])))
//
// The messages are those of Go package app/engine.
(async () => {
  const base = self.WHOSAID_BASE ?? new URL("./", self.location.href).href;
  const post = (message) => self.postMessage(JSON.stringify(message));
  const waiting = [];
  self.onmessage = (e) => waiting.push(e); // until the engine sets its own handler
  // Go writes the reason of a crash through console.log; keep it for the message.
  let reason = "";
  const log = console.log;
  console.log = (line) => {
    if (!reason && /^(panic|fatal error|runtime):/.test(line)) reason = String(line);
    log(line);
  };
  try {
    const go = new Go();
    const { instance } = await WebAssembly.instantiateStreaming(whosaidWasm(base + "{{ENGINE}}"), go.importObject);
    // The program has been started when the site was made and waits for its first
    // message: what Go's run() does is in its memory already, but for the values of
    // JavaScript that it knows by number.
    Object.assign(go, { _inst: instance, mem: new DataView(instance.exports.mem.buffer), _idPool: [], exited: false });
    go._values = ({{STARTED}})(go);
    go._goRefCounts = go._values.map(() => Infinity);
    go._ids = new Map(go._values.map((value, id) => [value, id]).reverse()); // of null and NaN the first counts
    const hear = self.onmessage;
    hear({ data: "begin" });
    // Practice, where the page allows it: a browser compiles well only what it has seen
    // run often. While nobody asks for anything the engine reads texts of its own, one at
    // a time, a few milliseconds each, until that gets no faster. The program has no
    // timers: what it needs for them would be compiled before the first result.
    const calm = 1000, most = 1500, pass = 20, tired = 4; // ms without requests; ms of work; texts; passes without gain
    let allowed = false, timer, work = 0, texts = 0, before = 0, best = Infinity, vain = 0;
    const practise = () => {
      const start = performance.now();
      hear({ data: "practise" });
      const took = performance.now() - start;
      work += took;
      if (++texts % pass === 0) {
        const last = work - before;
        vain = last < 0.97 * best ? 0 : vain + 1;
        best = Math.min(best, last);
        before = work;
      }
      rest(Math.max(10, took));
    };
    const rest = (ms) => {
      clearTimeout(timer);
      if (allowed && work < most && vain < tired && !go.exited) timer = setTimeout(practise, ms);
    };
    self.onmessage = (e) => {
      if (e.data === "practise" || e.data === "rest") allowed = e.data === "practise";
      else hear(e);
      rest(calm);
    };
    waiting.forEach(self.onmessage);
    await go._exitPromise;
    post({ type: "died", message: reason || "the engine stopped" });
  } catch (e) {
    post({ type: "died", message: String(e?.message ?? e) });
  }
})();
