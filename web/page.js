// What moves on the plain pages.
const root = new URL("../", import.meta.url);

for (const code of document.querySelectorAll("[data-tag]")) code.textContent = code.textContent.replaceAll(/"whosaid\//g, `"${root.href}`);
for (const place of document.querySelectorAll("[data-csp] span")) place.textContent = root.origin;

// The bookmark; it is built by boot.js, which also answers it.
for (const link of document.querySelectorAll("[data-bookmarklet]")) link.href = window.whosaidBookmarklet;

// The live preview: one widget, made when the reader comes near it and anew when
// a choice changes. A page that is only being read fetches nothing for it.
const place = document.querySelector("#place");
if (place) {
  const form = document.querySelector(".choices");
  const show = () => {
    const widget = document.createElement("whosaid-widget");
    widget.setAttribute("for", "#preview");
    for (const { name, value } of form.querySelectorAll("select")) widget.setAttribute(name, value);
    place.replaceChildren(widget);
  };
  form.addEventListener("change", show);
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((e) => e.isIntersecting)) return;
    observer.disconnect();
    if (!place.firstChild) show();
  }, { rootMargin: "25% 0%" }).observe(place);
}

const form = document.querySelector("#try");
if (form) {
  const out = document.querySelector("#out");
  let stop;
  form.stop.addEventListener("click", () => stop?.abort());
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    stop = new AbortController();
    form.stop.disabled = false;
    out.textContent = "Starting…";
    try {
      const { analyze } = await import(new URL("whosaid.js", root));
      const result = await analyze(form.text.value, {
        signal: stop.signal,
        onProgress: (done, total) => (out.textContent = `${done} of ${total}`),
      });
      out.textContent = JSON.stringify(result, null, 2);
    } catch (error) {
      out.textContent = `${error.name}: ${error.message}`;
    }
    form.stop.disabled = true;
  });
}
