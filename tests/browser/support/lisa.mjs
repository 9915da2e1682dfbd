// Local Moran beside jsgeoda in the same Chromium: a made-up lattice of 56 x 56 cells, queen neighbours, 999 permutations.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { newPage, open } from "./browser.mjs";

const require = createRequire(import.meta.url);
const ROUNDS = 7;

/**
 * Median milliseconds of both. Ours goes to the worker as text and comes back as text; `way` is what the same request takes with
 * no permutations, which is refused once it has been read. Statistics are compared exactly, p-values within what chance allows.
 */
export async function lisaBesidePeer(browser, address, side = 56, permutations = 999) {
  const page = await newPage(browser, address, { bypassCSP: true });
  page.setDefaultTimeout(300_000);
  await open(page, { lang: "zh-CN" });
  const bundle = await readFile(require.resolve("jsgeoda"), "utf8");
  await page.addScriptTag({ content: `var exports = (globalThis.jsgeoda = {});\n${bundle}` });
  const found = await page.evaluate(measured, { side, permutations, rounds: ROUNDS });
  await page.context().close();
  return { ...found, ours: median(found.ours), way: median(found.way), theirs: median(found.theirs) };
}

/** Median milliseconds and messages of progress of 99 999 permutations on 31 units in a ring. */
export async function manyPermutations(browser, address, units = 31, permutations = 99_999) {
  const page = await newPage(browser, address);
  page.setDefaultTimeout(300_000);
  await open(page, { lang: "zh-CN" });
  const found = await page.evaluate(shuffled, { units, permutations });
  await page.context().close();
  return found;
}

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

/** Runs in the page. */
async function shuffled({ units, permutations }) {
  const worker = new Worker("./worker_loader.js");
  let steps = 0;
  const next = () =>
    new Promise((done) => {
      worker.onmessage = ({ data }) => {
        const answer = JSON.parse(Array.isArray(data) ? data[0] : data);
        if (answer.progress) steps += 1;
        else done(answer);
      };
    });
  await next();
  const neighbours = Array.from({ length: units }, (_, i) => [(i + units - 1) % units, (i + 1) % units]);
  const values = neighbours.map((_, i) => ((i * 7919) % 31) + i / 100);
  const times = [];
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    const answer = next();
    worker.postMessage(JSON.stringify({ method: "local_moran", neighbours, values, options: { permutations, seed: 1 } }));
    if (!(await answer).reply) throw new Error("no permutations");
    times.push(performance.now() - start);
  }
  worker.terminate();
  return { median: times.sort((a, b) => a - b)[1], steps: steps / 3 };
}

/** Queen contiguity of so many squares with so many points a side, in the worker: the median, and the way of the outlines as text. */
export async function contiguity(browser, address, columns = 60, rows = 50, pieces = 8) {
  const page = await newPage(browser, address);
  await open(page, { lang: "zh-CN" });
  const found = await page.evaluate(touching, { columns, rows, pieces });
  await page.context().close();
  return found;
}

/** Runs in the page. */
async function touching({ columns, rows, pieces }) {
  const worker = new Worker("./worker_loader.js");
  const next = () =>
    new Promise((done) => {
      worker.onmessage = ({ data }) => done(JSON.parse(Array.isArray(data) ? data[0] : data));
    });
  await next();
  const square = (unit) => {
    const [x, y] = [unit % columns, Math.floor(unit / columns)];
    const side = (i) => {
      const part = (i % pieces) / pieces;
      return [[x + part, y], [x + 1, y + part], [x + 1 - part, y + 1], [x, y + 1 - part]][Math.floor(i / pieces)];
    };
    return [Array.from({ length: 4 * pieces }, (_, i) => side(i))];
  };
  const outlines = Array.from({ length: columns * rows }, (_, unit) => square(unit));
  const asked = async (options) => {
    const start = performance.now();
    const reply = next();
    worker.postMessage(JSON.stringify({ method: "contiguity", outlines, options }));
    const answer = await reply;
    return { took: performance.now() - start, answer };
  };
  const [all, way] = [[], []];
  let links = 0;
  for (let round = 0; round < 5; round += 1) {
    // Refused once it is read: what is left is the way.
    const refused = await asked({ tolerance: -1 });
    if (!refused.answer.problem) throw new Error("a negative tolerance was taken");
    way.push(refused.took);
    const done = await asked({ rule: "queen" });
    links = JSON.parse(done.answer.reply).result.weights.neighbours.length;
    all.push(done.took);
  }
  worker.terminate();
  const median = (times) => times.sort((a, b) => a - b)[2];
  return { all: median(all), way: median(way), links };
}

/** Runs in the page. */
async function measured({ side, permutations, rounds }) {
  let state = 42;
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const values = Array.from({ length: side * side }, random);
  const [features, neighbours] = [[], []];
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const ring = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1], [column, row]];
      features.push({ type: "Feature", properties: { id: features.length }, geometry: { type: "Polygon", coordinates: [ring] } });
      const near = [];
      for (let y = row - 1; y <= row + 1; y += 1) {
        for (let x = column - 1; x <= column + 1; x += 1) {
          if (x >= 0 && y >= 0 && x < side && y < side && (x !== column || y !== row)) near.push(y * side + x);
        }
      }
      neighbours.push(near);
    }
  }
  const geoda = await globalThis.jsgeoda.New();
  const map = geoda.readGeoJSON(new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features })).slice().buffer);
  const queen = geoda.getQueenWeights(map, 1, false, 0);

  const worker = new Worker("./worker_loader.js");
  const next = () =>
    new Promise((done) => {
      worker.onmessage = ({ data }) => {
        const answer = JSON.parse(Array.isArray(data) ? data[0] : data);
        if (!answer.progress) done(answer);
      };
    });
  await next();
  const asked = async (permutations) => {
    const reply = next();
    worker.postMessage(JSON.stringify({ method: "local_moran", neighbours, values, options: { permutations, alternative: "directed", seed: 1 } }));
    return await reply;
  };
  const [ours, way, theirs] = [[], [], []];
  let mine, peer;
  for (let round = 0; round < rounds; round += 1) {
    let start = performance.now();
    if (!(await asked(0)).problem) throw new Error("no permutations were made");
    way.push(performance.now() - start);
    start = performance.now();
    const reply = (await asked(permutations)).reply;
    ours.push(performance.now() - start);
    mine = JSON.parse(reply).result;
    start = performance.now();
    peer = geoda.localMoran(queen, values, permutations, "lookup", 0.05, 123);
    theirs.push(performance.now() - start);
  }
  worker.terminate();
  const [statistics, p] = [peer.lisaValues ?? peer.lisa_values, peer.pValues ?? peer.pvalues];
  const off = (a, b) => Math.max(...a.map((value, at) => Math.abs(value - b[at])));
  return { ours, way, theirs, statistic: off(mine.i, statistics), p: off(mine.significance.p, p) };
}
