// The page against its budgets: opening with a slow processor, editing, memory after many edits, and long tables beside
// the readers that others use, rasters and natural breaks. `node bench.mjs tables`, `land` or `space` measures those only.
import { newPage, open, startBrowser } from "./support/browser.mjs";
import { breaksBesidePeer } from "./support/classes.mjs";
import { besidePeers, largest } from "./support/peers.mjs";
import { frames } from "./support/polygons.mjs";
import { contiguity, lisaBesidePeer, manyPermutations } from "./support/lisa.mjs";
import { counting } from "./support/rasters.mjs";
import { startServer } from "./support/server.mjs";

const BUDGET = { openMs: 1500, editP50Ms: 50, editP95Ms: 50, heapGrowth: 10, wasmGrowth: 10, tableMemory: 6, megapixelsPerSecond: 150, rasterMegabytes: 300, frameMs: 17, permutationsMs: 1000, contiguityMs: 150 };
const SLOWER = 4;
const OPENINGS = 5;
const EDITS_TIMED = 100;
// Undo keeps 200 versions; only after that does every edit let go of one.
const EDITS_BEFORE_MEMORY = 300;
const EDITS_FOR_MEMORY = 1000;
const STEPS_BACK = 250;
const CELL = '[data-cell][data-row="0"][data-col="0"]';

const server = await startServer();
const browser = await startBrowser();
const rows = [];

const only = process.argv[2];
if (!only) {
  await opening();
  await editing();
}
if (!only || only === "tables") await tables();
if (!only || only === "land") await land();
if (!only || only === "space") await space();
await browser.close();
await server.stop();
report();

/** Until the account can be seen, each time with an empty cache and the processor slowed. */
async function opening() {
  const times = [];
  for (let i = 0; i < OPENINGS; i += 1) {
    const page = await newPage(browser, server.address);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const start = performance.now();
    await open(page, { lang: "zh-CN", step: "account" });
    await page.locator('[data-ready="account"]').first().waitFor();
    times.push(performance.now() - start);
    await page.context().close();
  }
  row(`account visible, processor ${SLOWER}x slower, median of ${OPENINGS}`, quantile(times, 0.5), BUDGET.openMs, "ms");
}

async function editing() {
  const page = await newPage(browser, server.address);
  await page.addInitScript(() => {
    addEventListener("page-started", ({ detail }) => (globalThis.benchWasm = detail.wasm));
  });
  const devtools = await page.context().newCDPSession(page);
  await open(page, { lang: "zh-CN", step: "data" });
  await page.locator(CELL).waitFor();
  await edits(page, 20);

  const times = await edits(page, EDITS_TIMED);
  row(`edit to settled page, p50 of ${EDITS_TIMED}`, quantile(times, 0.5), BUDGET.editP50Ms, "ms");
  row(`edit to settled page, p95 of ${EDITS_TIMED}`, quantile(times, 0.95), BUDGET.editP95Ms, "ms");

  await edits(page, EDITS_BEFORE_MEMORY);
  const before = await memory(page, devtools);
  await edits(page, EDITS_FOR_MEMORY);
  const after = await memory(page, devtools);
  const growth = (of) => (100 * (after[of] - before[of])) / before[of];
  row(`heap growth over ${EDITS_FOR_MEMORY} edits (from ${before.heap} bytes)`, growth("heap"), BUDGET.heapGrowth, "%");
  row(`wasm memory growth over ${EDITS_FOR_MEMORY} edits (from ${before.wasm} bytes)`, growth("wasm"), BUDGET.wasmGrowth, "%");
  await steppingBack(page, devtools);
  await page.context().close();
}

/** Every other page draws itself anew on an edit taken back and done again. */
async function steppingBack(page, devtools) {
  for (const step of ["account", "change", "relation", "forecast", "home"]) {
    await page.evaluate((to) => document.querySelector(`a[href*="step=${to}"]`).click(), step);
    await page.locator("h1").waitFor();
    await stepBackAndForth(page);
    const before = await memory(page, devtools);
    await stepBackAndForth(page);
    const after = await memory(page, devtools);
    row(`wasm memory growth over ${2 * STEPS_BACK} steps of undo, ${step}`, (100 * (after.wasm - before.wasm)) / before.wasm, BUDGET.wasmGrowth, "%");
  }
}

async function stepBackAndForth(page) {
  const revision = () => page.evaluate(() => Number(document.documentElement.dataset.revision));
  const start = await revision();
  for (let i = 0; i < STEPS_BACK; i += 1) {
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+Shift+z");
  }
  const done = (await revision()) - start;
  // Two that come within one frame are drawn once.
  if (done < STEPS_BACK) throw new Error(`${done} of ${2 * STEPS_BACK} steps of undo were done`);
}

/** Types a number and Enter, `count` times; milliseconds from Enter until the page says that all is drawn again. */
async function edits(page, count) {
  const times = [];
  for (let i = 0; i < count; i += 1) {
    await startEdit(page, String(1000 + (i % 2) * 7 + i));
    await page.evaluate(armWatch);
    await page.keyboard.press("Enter");
    times.push(await page.evaluate(() => globalThis.benchWatch));
  }
  return times;
}

/** The cell is an input, or becomes one when it is typed into. */
async function startEdit(page, digits) {
  const cell = page.locator(CELL);
  await cell.click();
  const isInput = await cell.evaluate((element) => element.matches("input"));
  if (isInput) await cell.fill(digits);
  else await page.keyboard.type(digits);
}

/** Runs in the page: counts from the key to the next change of `data-revision`. */
function armWatch() {
  globalThis.benchWatch = new Promise((settle, fail) => {
    let start;
    addEventListener("keydown", () => (start = performance.now()), { once: true, capture: true });
    const watch = new MutationObserver(() => {
      watch.disconnect();
      clearTimeout(limit);
      settle(performance.now() - start);
    });
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-revision"] });
    const limit = setTimeout(() => fail(new Error("data-revision on <html> did not change within 10 s of an edit")), 10_000);
  });
  globalThis.benchWatch.catch(() => {});
}

/** Long tables: ours beside the peers, which are the budget; then the longest ones, which may take six times their size. */
async function tables() {
  for (const { name, size, peer, ours, rows: lines, theirs, gap } of await besidePeers(browser, server.address)) {
    const of = `${name}, ${(size / 1e6).toFixed(1)} MB`;
    console.log(`${of}: Tanheng ${ours.toFixed(0)} ms to recognised numbers on the screen (${lines.toFixed(0)} ms to lines of cells), ${peer} ${theirs.toFixed(0)} ms to lines of cells, ratio ${(ours / theirs).toFixed(2)}; with ours the page stood still for at most ${gap.toFixed(0)} ms`);
    row(`${of} to recognised numbers, beside ${peer}`, ours, Math.round(theirs), "ms");
  }
  for (const one of await largest(browser, server.address)) {
    const of = `${one.name}, ${(one.size / 1e6).toFixed(1)} MB`;
    console.log(`${of}: read in ${one.whole.toFixed(0)} ms; the page stood still for at most ${one.readingGap.toFixed(0)} ms while it was read, ${one.acceptingGap.toFixed(0)} ms while it went in; kept on this device ${one.keepingGap.toFixed(0)} ms and ${one.keeping.toFixed(1)} times the file`);
    row(`${of} read: memory of the page and its worker, times the file`, one.reading, BUDGET.tableMemory, "x");
    row(`${of} taken into the study: the same`, one.accepting, BUDGET.tableMemory, "x");
  }
}

/** Class rasters and natural breaks in the worker, a map of 3 000 units on the page. */
async function land() {
  const classes = await breaksBesidePeer(browser, server.address);
  console.log(`natural breaks, 100 000 values in 7 classes: Tanheng ${classes.ours.toFixed(0)} ms, of it ${classes.way.toFixed(0)} ms the way of the values to the worker as text; simple-statistics ckmeans ${classes.theirs.toFixed(0)} ms; ratio ${(classes.ours / classes.theirs).toFixed(2)}, ${((classes.ours - classes.way) / classes.theirs).toFixed(2)} without the way; ${classes.same ? "the same breaks" : "OTHER BREAKS"}`);
  if (!classes.same) throw new Error("simple-statistics finds other breaks");
  row("natural breaks without the way, a third of ckmeans", classes.ours - classes.way, Math.round(classes.theirs / 3), "ms");
  const count = await counting(browser, server.address, 10_000, true);
  const rate = count.pixels / count.median / 1000;
  console.log(`class by zone of 10 000 x 10 000 pixels: ${count.median.toFixed(0)} ms, ${rate.toFixed(0)} million pixels a second`);
  row("class by zone of 10 000 x 10 000 pixels", count.median, Math.round(count.pixels / BUDGET.megapixelsPerSecond / 1000), "ms");
  const large = await counting(browser, server.address, 20_000, true, 1);
  console.log(`class by zone of 20 000 x 20 000 pixels: ${large.median.toFixed(0)} ms, ${large.steps} messages of progress, ${(large.memory / 1e6).toFixed(0)} MB`);
  row("class by zone of 20 000 x 20 000 pixels: memory", large.memory / 1e6, BUDGET.rasterMegabytes, "MB");
  const { drawn, hover, drag } = await frames(browser, server.address);
  for (const [what, { rate, p95, longest, seen }] of [["read", hover], ["pulled about", drag]]) {
    console.log(`a map of ${drawn} units ${what}: ${rate.toFixed(1)} frames a second, the longest ${longest.toFixed(0)} ms, ${seen} changes seen`);
    if (drawn < 3000 || seen < 30) throw new Error(`the map was not ${what}`);
    row(`a map of ${drawn} units ${what}: a frame of twenty takes longer than`, p95, BUDGET.frameMs, "ms");
  }
}

async function space() {
  const lisa = await lisaBesidePeer(browser, server.address);
  const own = lisa.ours - lisa.way;
  console.log(`local Moran, 3 136 cells, 999 permutations: Tanheng ${lisa.ours.toFixed(0)} ms, of it ${lisa.way.toFixed(0)} ms the way of neighbours and values to the worker as text; jsgeoda (lookup) ${lisa.theirs.toFixed(0)} ms; ratio ${(lisa.ours / lisa.theirs).toFixed(2)}, ${(own / lisa.theirs).toFixed(2)} without the way; statistics differ by at most ${lisa.statistic.toExponential(1)}, p by ${lisa.p.toFixed(3)}`);
  if (!(lisa.statistic < 1e-9 && lisa.p < 0.1)) throw new Error("jsgeoda finds another result");
  row("local Moran without the way, half of jsgeoda", own, Math.round(lisa.theirs / 2), "ms");
  const queen = await contiguity(browser, server.address);
  console.log(`queen contiguity of 3 000 outlines of 32 points in the worker: ${queen.all.toFixed(0)} ms, of it ${queen.way.toFixed(0)} ms the way of the outlines as text; ${queen.links} neighbours`);
  // Inner squares have eight, those at the edge five, corners three.
  if (queen.links !== 58 * 48 * 8 + 2 * (58 + 48) * 5 + 4 * 3) throw new Error("other neighbours than a lattice has");
  row("queen contiguity of 3 000 outlines, without the way", queen.all - queen.way, BUDGET.contiguityMs, "ms");
  const many = await manyPermutations(browser, server.address);
  console.log(`99 999 permutations on 31 units: ${many.median.toFixed(0)} ms, ${many.steps.toFixed(0)} messages of progress`);
  row("99 999 permutations on 31 units", many.median, BUDGET.permutationsMs, "ms");
}

async function memory(page, devtools) {
  await devtools.send("HeapProfiler.enable");
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => globalThis.benchWasm?.memory.buffer.byteLength ?? 0);
  return { heap: usedSize, wasm };
}

function row(name, value, budget, unit) {
  rows.push({ name, value, budget, unit });
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function report() {
  console.log(`\n${"measured in Chromium".padEnd(64)}${"value".padStart(12)}${"budget".padStart(12)}${"ratio".padStart(8)}`);
  for (const { name, value, budget, unit } of rows) {
    const cells = [value.toFixed(1), String(budget), (value / budget).toFixed(2)];
    console.log(`${`${name}, ${unit}`.padEnd(64)}${cells[0].padStart(12)}${cells[1].padStart(12)}${cells[2].padStart(8)}`);
  }
  const over = rows.filter(({ value, budget }) => value > budget);
  if (over.length > 0) {
    console.error(`over budget: ${over.map(({ name }) => name).join("; ")}`);
    process.exitCode = 1;
  }
}
