// Starts the page and then asks for the offline copy. A file, not an inline script: see the policy in index.html.
const { js, wasm: module_or_path, parts } = document.querySelector("script[data-wasm]").dataset;

// The part of the page that draws the step in the address.
const step = new URLSearchParams(location.search).get("step");
const part = { account: "account", data: "rest", change: "rest", relation: "rest", forecast: "rest", zones: "rest", storage: "rest", compare: "rest", report: "rest" }[step] ?? "home";
const filesOf = (name) => parts.split(" ").find((list) => list.startsWith(`${name}:`))?.slice(name.length + 1).split(",") ?? [];
const append = (link) => document.head.append(Object.assign(document.createElement("link"), link));
const isStyle = (href) => href.endsWith(".css");
// Fetched beside the first wasm, not after it.
for (const href of filesOf(part)) {
  append(isStyle(href) ? { rel: "stylesheet", href } : { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
}

const page = await import(js);
const wasm = await page.default({ module_or_path });
// The benchmark reads the size of the memory from here.
dispatchEvent(new CustomEvent("page-started", { detail: { wasm } }));

// The other steps come behind the first screen; their style is there before them.
if (part !== "rest") filesOf("rest").filter(isStyle).forEach((href) => append({ rel: "stylesheet", href }));

if ("serviceWorker" in navigator) {
  // Opening does not depend on it: in a private window the page works, only not offline.
  navigator.serviceWorker.register("./sw.js").catch(() => {});
}
