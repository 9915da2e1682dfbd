// A workbook of ours, opened again: the study it was written from; and figures changed in it since.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";
import { accept, cell, text } from "./support/sheet.mjs";
import { assertEdited, button, data, downloaded, edit } from "./support/study.mjs";

const check = withBrowser();
const ZH = { lang: "zh-CN", step: "account", theme: "light" };
const input = (page) => page.locator('.drop input[type="file"]');
const blank = async (page) => {
  await page.goto(`${page.base}?lang=zh-CN&step=data&case=blank`);
  await page.getByRole("grid").waitFor();
};

check("the workbook brings the whole study back, choices and all; one undo takes it away again", async (page) => {
  await open(page, ZH);
  await edit(page);
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Excel 工作簿（带公式）").click()]);
  const buffer = await readFile(await download.path());
  await blank(page);
  const before = await text(page, 0, 0);
  await input(page).setInputFiles({ name: "a.xlsx", mimeType: "", buffer });
  // Nothing is opened before a person says so.
  await page.getByText(/“a.xlsx”是碳衡存出的工作簿/).waitFor();
  assert.equal(await text(page, 0, 0), before);
  await button(page, "不打开").click();
  assert.equal(await page.getByText(/是碳衡存出的工作簿/).count(), 0);
  assert.equal(await text(page, 0, 0), before);
  await input(page).setInputFiles({ name: "a.xlsx", mimeType: "", buffer });
  await button(page, "打开其中的研究").click();
  await page.waitForFunction(() => document.querySelector('[data-cell][data-row="0"][data-col="0"]')?.innerText === "77.41");
  assert.equal((await page.getByRole("alert").allInnerTexts()).join(""), "");
  await page.getByRole("link", { name: "核算" }).first().click();
  await assertEdited(page);
  await page.getByRole("link", { name: "数据" }).first().click();
  await page.getByRole("button", { name: "撤销", exact: true }).first().click();
  await cell(page, 0, 0).waitFor();
  assert.equal(await text(page, 0, 0), before);
});

check("figures changed in it since are told, shown beside the exported ones and taken once accepted", async (page) => {
  await blank(page);
  await input(page).setInputFiles(data("exported_then_changed.xlsx"));
  await page.getByText(/工作簿导出后改过：投入 1 处，系数 0 处/).waitFor();
  await button(page, "打开其中的研究").click();
  await page.getByText("其中改变 1 格").waitFor();
  await assertAccessible(page, "a changed workbook");
  await page.getByRole("button", { name: /^收下 .+ 个数$/ }).click();
  await page.getByText(/^已从 exported_then_changed.xlsx.* 收下 .+ 个数/).waitFor();
  assert.equal(await text(page, 0, 0), "78.50");
  await page.getByRole("button", { name: "撤销这次导入" }).click();
  assert.equal(await text(page, 0, 0), "77.41");
});

check("the sheet shown as csv is taken back without a change", async (page) => {
  await page.goto(`${page.base}?lang=en&step=data`);
  await page.getByRole("grid").waitFor();
  const { name, text: csv } = await downloaded(page, () => button(page, "Save this sheet (CSV)").click());
  assert.match(name, /\.csv$/);
  assert.equal(csv[0], "\ufeff");
  assert.ok(csv.includes("\r\n2005,77.41,"));
  await input(page).setInputFiles({ name: "b.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByText(/no figure changes/).waitFor();
});
