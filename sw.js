// Offline copy of the page. `cargo xtask finish` fills in the two constants after each release build.
const VERSION = "__VERSION__";
const FILES = ["__FILES__"];

// The folder's address is part of the name: two copies on one server do not touch each other's files.
const FAMILY = `tanheng ${self.registration.scope} `;
const CACHE = FAMILY + VERSION;

self.addEventListener("install", (event) => {
  event.waitUntil(keepFiles());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldVersions());
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(answer(event.request));
});

// `reload` passes the browser's own cache by, so that the files of one version stay together. A new version waits until
// every window of the old one is closed.
async function keepFiles() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
}

async function dropOldVersions() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(FAMILY) && name !== CACHE).map((name) => caches.delete(name)));
}

async function answer(request) {
  const address = request.url.split(/[?#]/)[0];
  const key = address === self.registration.scope + "index.html" ? self.registration.scope : address;
  const cache = await caches.open(CACHE);
  return (await cache.match(key)) ?? fetch(request);
}
