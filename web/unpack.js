// Fetches a WebAssembly file, whatever its host can do: a host that compresses
// sends NAME.wasm compressed; for any other there is NAME.wgz, the same file
// gzipped under a neutral name, unpacked here. Put in front of boot.js and
// worker.js when the site is made.
async function whosaidWasm(name) {
  // Another origin's Content-Encoding can't be read, so don't ask there.
  if (new URL(name, self.location.href).origin === self.origin) {
    const plain = await fetch(name + ".wasm");
    // As it comes, so that the browser may keep the compiled program with it.
    if (plain.ok && plain.headers.get("Content-Encoding")) return /^application\/wasm\b/.test(plain.headers.get("Content-Type")) ? plain : wasm(plain.body);
    plain.body?.cancel().catch(() => {});
  }
  const packed = await fetch(name + ".wgz");
  if (!packed.ok) throw new Error(`${name}.wgz is not there (HTTP ${packed.status}); reload the page, a new version may have been published`);
  return wasm(packed.body.pipeThrough(new DecompressionStream("gzip")));

  function wasm(body) { return new Response(body, { headers: { "Content-Type": "application/wasm" } }); }
}
