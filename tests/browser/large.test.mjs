// A long table goes in beside the page: with progress, a way to stop it, and a page that answers all the while.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open, withBrowser } from "./support/browser.mjs";
import { cell, text } from "./support/sheet.mjs";
import { button, downloaded } from "./support/study.mjs";
import { csvTable, figure, indicator, region, xlsxTable, year } from "./support/tables.mjs";
import { longestGap, told, watchPage } from "./support/watch.mjs";

const check = withBrowser();
const ROWS = 60_000;
const COLUMNS = 24;
const BLANK = { lang: "zh-CN", step: "data", study: "blank" };
/** Long tasks that a slow and busy machine may need; a page that reads or plans by itself stands still for seconds. */
const GAP_MS = 700;
const folder = await mkdtemp(join(tmpdir(), "碳衡 "));

async function file(name, content) {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const input = (page) => page.locator('.drop input[type="file"]');
const accepts = (page, figures) => page.getByRole("button", { name: `收下 ${grouped(figures)} 个数` });
const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u2009");
/** Stops the work in the moment in which that can be done. */
const stopAtOnce = (page) =>
  page.evaluate(() => {
    globalThis.stopped = new Promise((done) => {
      const watch = new MutationObserver(() => {
        const stop = document.querySelector(".work button");
        if (!stop) return;
        watch.disconnect();
        done(document.querySelector(".work span").textContent);
        stop.click();
      });
      watch.observe(document.body, { childList: true, subtree: true });
    });
  });

/** Makes the worker wait after everything it tells, as a machine would that is many times slower. */
async function slowWorker(page) {
  await page.route("**/worker_loader.js", async (route) => {
    const response = await route.fetch();
    const slow = `{
      const post = self.postMessage.bind(self);
      self.postMessage = (message, ...rest) => {
        post(message, ...rest);
        if (!String(message).includes("progress")) return;
        for (const end = performance.now() + 60; performance.now() < end; );
      };
    }`;
    await route.fulfill({ response, body: slow + (await response.text()) });
  });
}

check("a csv of 60 000 lines goes in whole, and one undo takes it back; the page answers all the while", async (page) => {
  await watchPage(page);
  await open(page, BLANK);
  await cell(page, 0, 0).waitFor();
  const path = await file("long.csv", csvTable(ROWS, COLUMNS));
  await longestGap(page);
  await input(page).setInputFiles(path);
  // Another tab of the sheet, while the file is read.
  await page.getByRole("tab", { name: /作物/ }).click();
  await page.getByRole("tab", { name: /作物/, selected: true }).waitFor();
  await accepts(page, ROWS * COLUMNS).waitFor();
  const reading = await longestGap(page);
  assert.ok(reading < GAP_MS, `the page stood still for ${reading} ms`);
  await assertProgress(page);
  await page.getByText(`编造的数`).first().waitFor();

  await accepts(page, ROWS * COLUMNS).click();
  await page.getByText(/^已从 long\.csv 收下/).waitFor();
  const study = JSON.parse((await downloaded(page, () => button(page, "保存研究文件").click())).text);
  assertFigures(study);
  await page.getByRole("button", { name: "撤销这次导入" }).click();
  await page.getByText(/^已从 long\.csv 收下/).waitFor({ state: "detached" });
  assert.equal(await text(page, 0, 0), "");
});

async function assertProgress(page) {
  const all = (await told(page)).filter(({ stage }) => stage !== "answer");
  for (const stage of ["open", "split", "match", "figures"]) {
    const own = all.filter((one) => one.stage === stage);
    assert.ok(own.length >= 3, `${stage} was told ${own.length} times`);
    assert.ok(own.every(({ done, total }, i) => done <= total && (i === 0 || done > own[i - 1].done)), `${stage} goes forward`);
  }
}

function assertFigures(study) {
  let compared = 0;
  for (const sheet of study.sheets) {
    assert.equal(sheet.rows.length, ROWS);
    const columns = sheet.columns.map((c) => Array.from({ length: COLUMNS }, (_, i) => i).find((i) => indicator(i) === c.indicator));
    sheet.rows.forEach((line, row) => {
      if (line.region !== region(row) || line.year !== year(row)) assert.fail(`line ${row} is ${line.region} ${line.year}`);
      columns.forEach((column, at) => {
        if (line.values[at] !== figure(row, column)) assert.fail(`${line.region} ${line.year} ${indicator(column)}: ${line.values[at]}`);
        compared += 1;
      });
    });
  }
  assert.equal(compared, ROWS * COLUMNS);
}

check("reading can be stopped: the study stays as it was, and the file can be read again", async (page) => {
  await slowWorker(page);
  await open(page, { ...BLANK, study: "guizhou" });
  const before = await text(page, 0, 0);
  const alerts = await page.getByRole("alert").count();
  const path = await file("stopped.csv", csvTable(ROWS, COLUMNS));
  await stopAtOnce(page);
  await input(page).setInputFiles(path);
  assert.match(await page.evaluate(() => globalThis.stopped), /(读文件|拆成单元格|对地区和年份|读数) \d+/);
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  await page.waitForTimeout(3000);
  assert.equal(await page.locator(".acceptbar").count(), 0, "what was stopped does not come after all");
  assert.equal(await text(page, 0, 0), before);
  assert.equal(await page.getByRole("alert").count(), alerts);
  assert.equal(await button(page, "撤销").first().isDisabled(), true, "stopping is no edit");

  await input(page).setInputFiles(await file("short.csv", csvTable(20_000, 2)));
  await accepts(page, 40_000).waitFor();
});

check("another guess about a long table is planned beside the page too, without the file being read again; stopped, the first one stays", async (page) => {
  await watchPage(page);
  await slowWorker(page);
  await open(page, BLANK);
  await input(page).setInputFiles(await file("guess.csv", csvTable(ROWS, COLUMNS)));
  await accepts(page, ROWS * COLUMNS).waitFor();
  await told(page);
  await longestGap(page);
  const choice = page.getByRole("region", { name: "各列的认法" }).getByLabel("“稻谷产量（万吨）”是哪一项");
  await choice.selectOption({ label: "不导入" });
  await accepts(page, ROWS * (COLUMNS - 1)).waitFor();
  const stages = new Set((await told(page)).map(({ stage }) => stage));
  assert.ok(stages.has("figures") && !stages.has("open"), [...stages].join(", "));
  const gap = await longestGap(page);
  assert.ok(gap < GAP_MS, `the page stood still for ${gap} ms`);

  await stopAtOnce(page);
  await choice.selectOption({ label: "稻谷产量" });
  await page.evaluate(() => globalThis.stopped);
  await accepts(page, ROWS * (COLUMNS - 1)).waitFor();
  assert.equal(await choice.inputValue(), "", "the choice that did not come about is not shown");
});

check("a long workbook goes in the same way", async (page) => {
  await watchPage(page);
  await open(page, BLANK);
  await input(page).setInputFiles(await file("long.xlsx", await xlsxTable(40_000, 5)));
  await accepts(page, 200_000).waitFor();
  await assertProgress(page);
  await accepts(page, 200_000).click();
  await page.getByText(/^已从 long\.xlsx · 编造 made up 收下/).waitFor();
  assert.equal(await text(page, 0, 0), figure(0, 0).toFixed(2));
});
