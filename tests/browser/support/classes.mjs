// Exact natural breaks beside simple-statistics in the same Chromium: 100 000 made-up values in 7 classes, the same breaks.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { newPage, open } from "./browser.mjs";

const require = createRequire(import.meta.url);
const ROUNDS = 5;

/**
 * Median milliseconds of both and whether their breaks are the same. Ours goes to the worker as text and comes back as text;
 * `way` is what a request with the same values takes that is refused for its number of classes, so that nothing is computed.
 */
export async function breaksBesidePeer(browser, address, count = 100_000, classes = 7) {
  const page = await newPage(browser, address, { bypassCSP: true });
  page.setDefaultTimeout(300_000);
  await open(page, { lang: "zh-CN" });
  await page.addScriptTag({ content: await readFile(require.resolve("simple-statistics/package.json").replace("package.json", "dist/simple-statistics.min.js"), "utf8") });
  const found = await page.evaluate(measured, { count, classes, rounds: ROUNDS });
  await page.context().close();
  return { ...found, ours: median(found.ours), way: median(found.way), theirs: median(found.theirs) };
}

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

/** Runs in the page. */
async function measured({ count, classes, rounds }) {
  let state = 42;
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const values = Array.from({ length: count }, () => Math.exp(3 * random()) + random());
  const worker = new Worker("./worker_loader.js");
  const next = (wanted) =>
    new Promise((done) => {
      worker.onmessage = ({ data }) => {
        const answer = JSON.parse(Array.isArray(data) ? data[0] : data);
        if (answer === wanted || (answer.reply ?? answer.problem)) done(answer);
      };
    });
  await next("ready");
  const asked = async (classes) => {
    const reply = next();
    worker.postMessage(JSON.stringify({ method: "natural_breaks", values, classes }));
    return await reply;
  };
  const [ours, way, theirs] = [[], [], []];
  let mine, peers;
  for (let round = 0; round < rounds; round += 1) {
    let start = performance.now();
    if (!(await asked(0)).problem) throw new Error("no classes were found");
    way.push(performance.now() - start);
    start = performance.now();
    mine = JSON.parse((await asked(classes)).reply).result.breaks;
    ours.push(performance.now() - start);
    start = performance.now();
    const clusters = globalThis.ss.ckmeans(values, classes);
    theirs.push(performance.now() - start);
    peers = clusters.map((cluster) => cluster[cluster.length - 1]);
  }
  worker.terminate();
  const same = mine.length === peers.length && mine.every((value, at) => Math.abs(value - peers[at]) < 1e-12 * Math.abs(value));
  return { ours, way, theirs, same };
}
