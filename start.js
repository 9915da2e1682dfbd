// Starts the page and then asks for the offline copy. A file, not an inline script: see the policy in index.html.
const { js, wasm: module_or_path } = document.querySelector("script[data-wasm]").dataset;
const page = await import(js);
const wasm = await page.default({ module_or_path });
// The benchmark reads the size of the memory from here.
dispatchEvent(new CustomEvent("page-started", { detail: { wasm } }));

if ("serviceWorker" in navigator) {
  // Opening does not depend on it: in a private window the page works, only not offline.
  navigator.serviceWorker.register("./sw.js").catch(() => {});
}
