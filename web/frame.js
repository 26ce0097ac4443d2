// The inside of the hidden frame of inline mode: analyses what the page around
// it asks for, and draws nothing. The messages are described in embed.js.
import { Whosaid } from "../whosaid.js";

const engine = new Whosaid();
const running = new Map();
let origin = ""; // of the page around, known from its first message

const send = (message) => parent.postMessage({ whosaid: 1, ...message }, origin);

addEventListener("message", async (e) => {
  if (e.source !== parent || e.data?.whosaid !== 1) return;
  if (!origin && e.data.type === "init") origin = e.origin;
  if (e.origin !== origin || origin === "null") return;
  const { type, id, articles } = e.data;
  if (type === "cancel") running.get(id)?.abort();
  if (type !== "analyze" || typeof id !== "number") return;
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const detail = await engine.analyze(articles, {
      signal: stop.signal,
      onProgress: (done, total) => send({ type: "progress", id, detail: { done, total } }),
    });
    send({ type: "result", id, detail });
  } catch (error) {
    if (error.name !== "AbortError") send({ type: "error", id, error: error.message.replace(/^whosaid: /, "") });
  } finally {
    running.delete(id);
  }
});

if (parent !== window) parent.postMessage({ whosaid: 1, type: "hello" }, "*");
