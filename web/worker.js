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
    if (waiting.length) waiting.forEach(hear);
    else {
      // Until then the page itself has better use for the processors. The program
      // has no timers: what it needs for them would be compiled before the first result.
      const idle = setTimeout(() => { hear({ data: "idle" }); self.onmessage = hear; }, 1000);
      self.onmessage = (e) => { clearTimeout(idle); (self.onmessage = hear)(e); };
    }
    await go._exitPromise;
    post({ type: "died", message: reason || "the engine stopped" });
  } catch (e) {
    post({ type: "died", message: String(e?.message ?? e) });
  }
})();
