"use strict";
// The service worker: keeps all files of one version together, so that the
// application starts and analyses without a network. The site's generator
// fills in the version and the files.
const VERSION = "{{VERSION}}";
const FILES = {{FILES}};   // small files, relative to the root
const PACKED = {{PACKED}}; // WebAssembly: NAME.wasm where the host compresses, else NAME.wgz
const ROOT = new URL("./", self.location).pathname;
// Other applications, and other copies of this one, may share the origin.
const PREFIX = `whosaid-files-${ROOT}-`;
const CACHE = PREFIX + VERSION;
const SHARED = `whosaid-shared-${ROOT}`;

self.addEventListener("install", (e) => e.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  // Never from the HTTP cache, which may still hold the version before. The
  // packed files carry their version in their names, so there it is welcome.
  await Promise.all([
    cache.addAll(FILES.map((f) => new Request(ROOT + f, { cache: "reload" }))),
    ...PACKED.map(async (name) => {
      const plain = await fetch(ROOT + name + ".wasm");
      if (plain.ok && plain.headers.get("Content-Encoding")) return cache.put(ROOT + name + ".wasm", plain);
      plain.body?.cancel().catch(() => {});
      return cache.add(ROOT + name + ".wgz");
    }),
  ]);
  // No skipWaiting: an open page of the old version would get files of this one.
})()));

self.addEventListener("message", (e) => {
  if (e.data === "activate") self.skipWaiting();
});

self.addEventListener("activate", (e) => e.waitUntil((async () => {
  for (const key of await caches.keys()) if (key.startsWith(PREFIX) && key !== CACHE) await caches.delete(key);
})()));

self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (url.origin !== self.location.origin || !url.pathname.startsWith(ROOT)) return;
  if (e.request.method === "POST" && url.pathname === ROOT) return e.respondWith(shared(e.request));
  if (e.request.method === "GET") e.respondWith(answer(e.request, url));
});

async function answer(request, url) {
  try {
    const cache = await caches.open(CACHE);
    const page = request.mode === "navigate";
    const hit = await cache.match(request, { ignoreSearch: page, ignoreVary: true });
    if (hit) return hit;
    // Kept gzipped: say so at once, the page asks for that name next.
    if (url.pathname.endsWith(".wasm") && await cache.match(url.pathname.replace(/wasm$/, "wgz"))) return new Response(null, { status: 404 });
    if (page) {
      try {
        return await fetch(request);
      } catch (failed) {
        const shell = await cache.match(ROOT);
        if (shell) return shell;
        throw failed;
      }
    }
  } catch (broken) {
    if (broken instanceof TypeError) throw broken; // no network
    // else the cache can't be read: do without
  }
  return fetch(request);
}

// What another application shares arrives by POST, so that no text stands in
// an address, and is answered here: it never reaches the host. The page reads the
// files (boot.js).
async function shared(request) {
  try {
    const form = await request.formData();
    const field = (name) => String(form.get(name) ?? "");
    await caches.delete(SHARED); // what no page has taken
    const cache = await caches.open(SHARED);
    const articles = [];
    if (field("text") || field("url")) articles.push({ name: field("title"), text: field("text"), url: field("url") });
    for (const file of form.getAll("files")) {
      if (typeof file === "string") continue;
      const key = `${ROOT}shared/${articles.length}`;
      await cache.put(key, new Response(file));
      articles.push({ name: file.name, file: key });
    }
    await cache.put(ROOT + "shared.json", new Response(JSON.stringify({ articles }), { headers: { "Content-Type": "application/json" } }));
    return Response.redirect(ROOT + "?shared=1", 303);
  } catch {
    return Response.redirect(ROOT + "?shared=lost", 303);
  }
}
