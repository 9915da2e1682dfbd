// Table files beside PapaParse and SheetJS: the same file, the same Chromium, one run. Ours is from the file to the plan on
// the screen: read, taken apart, units and headings recognised, every number read and set beside the study. The peers give
// lines of cells.
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newPage, open } from "./browser.mjs";
import { csvTable, xlsxTable } from "./tables.mjs";
import { longestGap, processOf, told, watchPage } from "./watch.mjs";

const ROUNDS = 5;
const require = createRequire(import.meta.url);

/** Milliseconds of both for each file, and the longest the page stood still. */
export async function besidePeers(browser, address) {
  const folder = await mkdtemp(join(tmpdir(), "tanheng-"));
  const files = [
    { name: "made-up-200000.csv", bytes: csvTable(200_000, 5), figures: 1_000_000, peer: "PapaParse", parse: papaparse },
    { name: "made-up-50000.xlsx", bytes: await xlsxTable(50_000, 5), figures: 250_000, peer: "SheetJS", parse: sheetjs },
  ];
  const found = [];
  for (const file of files) {
    const path = join(folder, file.name);
    await writeFile(path, file.bytes);
    const page = await tablePage(browser, address);
    await page.addScriptTag({ content: await readFile(require.resolve("papaparse/papaparse.min.js"), "utf8") });
    await page.addScriptTag({ content: await readFile(require.resolve("xlsx/dist/xlsx.full.min.js"), "utf8") });
    const [ours, rows, theirs, gaps] = [[], [], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.evaluate(holder);
      await page.setInputFiles("#peer-file", path);
      theirs.push(await page.evaluate(file.parse));
      await longestGap(page);
      const { whole, lines } = await read(page, path, file.figures);
      gaps.push(await longestGap(page));
      ours.push(whole);
      rows.push(lines);
      await page.getByRole("button", { name: "放弃，什么都不改" }).click();
    }
    found.push({ name: file.name, size: file.bytes.length, peer: file.peer, ours: median(ours), rows: median(rows), theirs: median(theirs), gap: Math.max(...gaps) });
    await page.context().close();
  }
  await rm(folder, { recursive: true });
  return found;
}

/** Memory and patience with the longest files there may be: 50 MB of csv, 10 MB of xlsx. */
export async function largest(browser, address) {
  const folder = await mkdtemp(join(tmpdir(), "tanheng-"));
  const files = [
    { name: "made-up-50MB.csv", bytes: csvTable(200_000, 24, 3), figures: 4_800_000 },
    { name: "made-up-10MB.xlsx", bytes: await xlsxTable(96_000, 5), figures: 480_000 },
  ];
  const found = [];
  for (const file of files) {
    const path = join(folder, file.name);
    await writeFile(path, file.bytes);
    const page = await tablePage(browser, address);
    const size = (await stat(path)).size;
    const memory = await processOf(browser, page);
    const before = await memory.now();
    const followed = memory.follow();
    const start = Date.now();
    await longestGap(page);
    const { whole } = await read(page, path, file.figures);
    const [shown, readingGap] = [Date.now(), await longestGap(page)];
    await page.evaluate(accepted);
    await page.locator(".acceptbar .primary").click();
    const { at, gap: acceptingGap } = await page.evaluate(() => globalThis.accepted);
    await page.waitForTimeout(500);
    await page.getByText("已存在本机").waitFor();
    const [kept, keepingGap] = [Date.now(), await longestGap(page)];
    followed.stop();
    const times = (from, to) => (followed.most(from, to) - before) / size;
    found.push({
      name: file.name, size, whole, readingGap, acceptingGap, keepingGap,
      reading: times(start, shown), accepting: times(shown, at), keeping: times(at, kept),
    });
    await page.context().close();
  }
  await rm(folder, { recursive: true });
  return found;
}

async function tablePage(browser, address) {
  const page = await newPage(browser, address, { bypassCSP: true });
  page.setDefaultTimeout(120_000);
  await watchPage(page);
  await open(page, { lang: "zh-CN", step: "data", study: "blank" });
  await page.locator("[data-cell]").first().waitFor();
  // Everybody starts warm: a worker that is running, code that was compiled.
  await page.setInputFiles('.drop input[type="file"]', { name: "warm.csv", mimeType: "text/csv", buffer: csvTable(12_000, 5) });
  await page.getByRole("button", { name: "放弃，什么都不改" }).click();
  await page.locator('.drop input[type="file"]').waitFor({ state: "attached" });
  return page;
}

/** Milliseconds from the choice of a file until its plan is drawn, and until its lines are taken apart. */
async function read(page, path, figures) {
  await told(page);
  await page.evaluate(() => {
    const input = document.querySelector('.drop input[type="file"]');
    let start;
    input.addEventListener("change", () => (start = performance.now()), { once: true, capture: true });
    globalThis.drawn = new Promise((done) => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector(".acceptbar")) return;
        watch.disconnect();
        // Once what was put there is on the screen.
        requestAnimationFrame(() => setTimeout(() => done({ start, end: performance.now() })));
      });
      watch.observe(document.body, { childList: true, subtree: true });
    });
  });
  await page.setInputFiles('.drop input[type="file"]', path);
  const { start, end } = await page.evaluate(() => globalThis.drawn);
  const button = (await page.locator(".acceptbar .primary").innerText()).replace(/\D/g, "");
  if (Number(button) !== figures) throw new Error(`${path}: ${button} figures of ${figures}`);
  const matching = (await told(page)).find(({ stage }) => stage === "match");
  return { whole: end - start, lines: matching.at - start };
}

/** Runs in the page: the moment in which the study has the table, and the longest gap until then. */
function accepted() {
  globalThis.accepted = new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (document.querySelector(".acceptbar")) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => done({ at: Date.now(), gap: globalThis.gap.longest }), 20));
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
}

function holder() {
  document.querySelector("#peer-file")?.remove();
  const input = document.createElement("input");
  Object.assign(input, { type: "file", id: "peer-file", hidden: true });
  document.body.append(input);
}

/** Runs in the page: the way PapaParse's guide reads a file, in lines of texts. */
async function papaparse() {
  const [file] = document.querySelector("#peer-file").files;
  const start = performance.now();
  const { data } = await new Promise((complete, error) => globalThis.Papa.parse(file, { complete, error }));
  const end = performance.now();
  if (data.length < 200_000) throw new Error(`PapaParse found ${data.length} lines`);
  return end - start;
}

/** Runs in the page: the way SheetJS's guide reads a file, then lines of cells. */
async function sheetjs() {
  const [file] = document.querySelector("#peer-file").files;
  const start = performance.now();
  const book = globalThis.XLSX.read(await file.arrayBuffer(), { dense: true });
  const lines = globalThis.XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 });
  const end = performance.now();
  if (lines.length < 50_000) throw new Error(`SheetJS found ${lines.length} lines`);
  return end - start;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
