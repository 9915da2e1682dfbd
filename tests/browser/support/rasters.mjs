// Class rasters counted in the page's worker: made-up codes in uncompressed GeoTIFFs, the file chosen as a person does.
import { mkdtemp, open as openFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newPage, open } from "./browser.mjs";
import { processOf } from "./watch.mjs";

const ROUNDS = 5;

/** Class by zone of `side` × `side` pixels: the fastest and the median milliseconds, and the memory the page took, in bytes. */
export async function counting(browser, address, side, withZones, rounds = ROUNDS) {
  const folder = await mkdtemp(join(tmpdir(), "tanheng-"));
  const paths = [join(folder, "classes.tif")];
  await geotiff(paths[0], side, (x, y) => 1 + ((x * 7 + y * 13 + (x >> 5) * (y >> 6)) % 12));
  if (withZones) {
    paths.push(join(folder, "zones.tif"));
    await geotiff(paths[1], side, (x, y) => 1 + (x >> 10) + 4 * (y >> 11));
  }
  const page = await newPage(browser, address);
  page.setDefaultTimeout(300_000);
  await open(page, { lang: "zh-CN" });
  await page.evaluate(() => {
    const input = Object.assign(document.createElement("input"), { type: "file", id: "rasters", multiple: true, hidden: true });
    document.body.append(input);
  });
  await page.setInputFiles("#rasters", paths);
  const memory = await processOf(browser, page);
  const before = await memory.now();
  const followed = memory.follow();
  const start = Date.now();
  const found = await page.evaluate(counted, { zones: withZones ? 1 : null, rounds });
  followed.stop();
  const most = followed.most(start, Date.now()) - before;
  await page.context().close();
  await rm(folder, { recursive: true });
  const sorted = found.times.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], pixels: found.pixels, steps: found.steps, memory: most };
}

/** Runs in the page. */
async function counted({ zones, rounds }) {
  const worker = new Worker("./worker_loader.js");
  const files = [...document.querySelector("#rasters").files];
  await new Promise((ready) => (worker.onmessage = ready));
  const times = [];
  let pixels = 0;
  let steps = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const reply = await new Promise((done, fail) => {
      worker.onmessage = ({ data }) => {
        if (!Array.isArray(data)) return (steps += 1);
        const answer = JSON.parse(data[0]);
        if (answer.reply) done(JSON.parse(answer.reply));
        else fail(new Error(data[0]));
      };
      worker.postMessage(["raster", files, JSON.stringify({ dates: [0], zones })]);
    });
    times.push(performance.now() - start);
    pixels = reply.dates[0].counts.pixels;
  }
  worker.terminate();
  return { times, pixels, steps };
}

/** Writes an uncompressed 8-bit GeoTIFF in strips of 64 rows; `code` gives the class of a pixel. */
async function geotiff(path, side, code) {
  const rows = 64;
  const strips = Math.ceil(side / rows);
  const tags = [];
  const tail = [];
  const head = 8 + 2 + 12 * 12 + 4;
  let at = head;
  const put = (tag, type, values) => {
    const size = { 3: 2, 4: 4, 12: 8 }[type];
    const bytes = Buffer.alloc(Math.max(4, size * values.length));
    values.forEach((v, i) => (type === 3 ? bytes.writeUInt16LE(v, i * 2) : type === 4 ? bytes.writeUInt32LE(v, i * 4) : bytes.writeDoubleLE(v, i * 8)));
    const entry = Buffer.alloc(12);
    entry.writeUInt16LE(tag, 0);
    entry.writeUInt16LE(type, 2);
    entry.writeUInt32LE(values.length, 4);
    if (size * values.length <= 4) bytes.copy(entry, 8, 0, 4);
    else {
      entry.writeUInt32LE(at, 8);
      tail.push(bytes);
      at += bytes.length;
    }
    tags.push(entry);
  };
  const geo = [1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 32648];
  const start = head + 8 * strips + 24 + 48 + geo.length * 2;
  const counts = Array.from({ length: strips }, (_, i) => side * Math.min(rows, side - i * rows));
  const offsets = counts.map((_, i) => start + i * rows * side);
  put(256, 4, [side]);
  put(257, 4, [side]);
  put(258, 3, [8]);
  put(259, 3, [1]);
  put(262, 3, [1]);
  put(273, 4, offsets);
  put(277, 3, [1]);
  put(278, 4, [rows]);
  put(279, 4, counts);
  put(33550, 12, [30, 30, 0]);
  put(33922, 12, [0, 0, 0, 300000, 3000000, 0]);
  put(34735, 3, geo);
  const begin = Buffer.alloc(10);
  begin.write("II*\0", 0, "latin1");
  begin.writeUInt32LE(8, 4);
  begin.writeUInt16LE(tags.length, 8);
  const file = await openFile(path, "w");
  await file.write(Buffer.concat([begin, ...tags, Buffer.alloc(4), ...tail]));
  for (let strip = 0; strip < strips; strip += 1) {
    const bytes = Buffer.alloc(counts[strip]);
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = code(i % side, strip * rows + Math.floor(i / side));
    await file.write(bytes, 0, bytes.length, offsets[strip]);
  }
  await file.close();
}
