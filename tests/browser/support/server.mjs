// Serves dist/ from a sub-folder, as a school's server would: a path that is not relative fails here.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));
const FOLDER = "/kjc/tools/";
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Starts on a free port; `address` ends with a slash. */
export async function startServer() {
  const server = createServer(answer);
  // A test that fails before it stops its server still ends.
  server.unref();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}${FOLDER}`, stop: () => stop(server) };
}

async function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
  try {
    if (!path.startsWith(FOLDER)) throw new Error("outside the folder");
    const file = normalize(path.slice(FOLDER.length) || "index.html");
    if (file.startsWith("..")) throw new Error("outside dist");
    const body = await readFile(join(DIST, file));
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
  }
}

function stop(server) {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
}
