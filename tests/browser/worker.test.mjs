// Long work runs beside the page, can be stopped, and gives the numbers of the terminal; without a worker too.
import assert from "node:assert/strict";
import { writeFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open, withBrowser } from "./support/browser.mjs";
import { assertSameNumbers, button, downloaded, terminal } from "./support/study.mjs";

const check = withBrowser();
const HOME = { lang: "zh-CN" };

check("the results of the page are those of the terminal, in 1e-12", async (page) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, HOME);
  assert.ok(!asked.some((path) => path.includes("worker")), "the worker is not loaded before it is needed");
  const study = await downloaded(page, () => button(page, "保存研究文件").click());
  const results = await downloaded(page, () => button(page, "下载结果 JSON").click());
  assert.ok(asked.some((path) => path.endsWith("worker_bg.wasm")), "the worker computed");
  assert.match(results.name, /results\.json$/);
  const path = join(await mkdtemp(join(tmpdir(), "碳衡 ")), study.name);
  await writeFile(path, study.text);
  const numbers = assertSameNumbers(JSON.parse(results.text), terminal(["run", path]));
  assert.ok(numbers > 1000, `only ${numbers} numbers compared`);
});

check("without a worker the page computes the same and says so", async (page) => {
  await page.route("**/worker_loader.js", (route) => route.abort());
  await open(page, HOME);
  const results = await downloaded(page, () => button(page, "下载结果 JSON").click());
  await page.getByText("后台计算用不了，已在页面里算").waitFor();
  assertSameNumbers(JSON.parse(results.text), terminal(["run", "guizhou"]));
  assert.ok(page.faults.every((fault) => fault.includes("worker_loader.js")), page.faults.join("\n"));
  page.faults.length = 0;
});

check("work that takes longer shows what it does, can be stopped and started again", async (page) => {
  let hold = true;
  await page.route("**/worker_bg.wasm", async (route) => {
    if (hold) await new Promise((go) => setTimeout(go, 3000));
    await route.continue().catch(() => {});
  });
  await open(page, HOME);
  let files = 0;
  page.on("download", () => files++);
  await button(page, "下载结果 JSON").click();
  await page.getByRole("progressbar", { name: "正在算" }).waitFor();
  await button(page, "停止").click();
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  await page.waitForTimeout(3500);
  assert.equal(files, 0, "a job that was stopped gives no file");
  hold = false;
  const results = await downloaded(page, () => button(page, "下载结果 JSON").click());
  assert.equal(JSON.parse(results.text).method, "study");
});

check("a worker that has done a job does the next one", async (page) => {
  let loaded = 0;
  page.on("request", (request) => (loaded += request.url().endsWith("worker_loader.js") ? 1 : 0));
  await open(page, HOME);
  const first = await downloaded(page, () => button(page, "下载结果 JSON").click());
  const second = await downloaded(page, () => button(page, "下载结果 JSON").click());
  assert.equal(first.text, second.text);
  assert.equal(loaded, 1);
});
