// What is taken away, opened again: the workbook, the account as csv, the link.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open, withBrowser } from "./support/browser.mjs";
import { assertEdited, assertSameNumbers, button, downloaded, edit, terminal } from "./support/study.mjs";

const check = withBrowser();
const ZH = { lang: "zh-CN", step: "account", theme: "light" };
const asked = (page) => page.getByText(/^这个链接里带着一份研究/);

/** Gives pages a clipboard and hands out what is on it. */
async function clipboard(page) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  return () => page.evaluate(() => navigator.clipboard.readText());
}

check("the workbook carries the account, and what it holds is read again", async (page) => {
  await open(page, ZH);
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Excel 工作簿（带公式）").click()]);
  assert.equal(download.suggestedFilename(), "碳衡 贵州省 2005—2019.xlsx");
  const study = terminal(["import", await download.path(), "--sheet", "数据"]);
  const shipped = JSON.parse((await downloaded(page, () => button(page, "保存研究文件").click())).text);
  const figures = (study, id) => study.sheets.find((s) => s.id === id).rows.map((row) => [row.year, ...row.values]);
  for (const id of ["activity", "crops"]) assert.deepEqual(figures(study, id), figures(shipped, id), id);
});

check("the account as csv begins with the mark that Excel needs, and has every number in full", async (page) => {
  await open(page, ZH);
  const { name, text } = await downloaded(page, () => button(page, "核算表 CSV").click());
  assert.equal(name, "碳衡 贵州省 2005—2019 核算.csv");
  assert.equal(text[0], "\ufeff");
  const lines = text.trim().split("\r\n");
  assert.equal(lines.length, 16);
  const net = Number(lines.at(-1).split(",").at(-1));
  const { account } = terminal(["run", "guizhou"]).result;
  assertSameNumbers(net, account.net.at(-1));
});

check("csv goes without the mark where a person wants it so, also of a figure and after a reload", async (page) => {
  await open(page, { lang: "en", step: "account" });
  const plain = page.getByLabel("CSV without byte-order mark");
  await plain.check();
  const first = async (button) => {
    const wait = page.waitForEvent("download");
    await button.click();
    return (await readFile(await (await wait).path()))[0];
  };
  assert.notEqual(await first(page.getByRole("button", { name: "Account as CSV" })), 0xef);
  await page.reload();
  await page.getByLabel("CSV without byte-order mark").waitFor();
  assert.notEqual(await first(page.getByRole("button", { name: "CSV", exact: true }).first()), 0xef);
  await plain.uncheck();
  assert.equal(await first(page.getByRole("button", { name: "CSV", exact: true }).first()), 0xef);
});

check("a link brings the study to another browser, where it is opened after asking", async (page) => {
  const copied = await clipboard(page);
  await open(page, ZH);
  await edit(page);
  await button(page, "复制链接").click();
  const said = page.getByText(/^链接已复制，[\d\u2009 ]+ 个字符/);
  await said.waitFor();
  await page.waitForFunction(() => document.querySelector(".made-link").getBoundingClientRect().bottom <= innerHeight + 1);
  const address = await copied();
  assert.match(address, /#study=1\.[\w-]+$/);
  assert.ok(address.length < 32_000);

  await page.evaluate(() => indexedDB.databases().then((all) => all.forEach((d) => indexedDB.deleteDatabase(d.name))));
  await page.goto("about:blank");
  await page.goto(address);
  await asked(page).waitFor();
  assert.equal(await page.locator("button[aria-pressed=true]", { hasText: "论文表 5" }).count(), 0, "nothing is opened without asking");
  await button(page, "打开链接里的研究").click();
  await assertEdited(page);
  assert.equal(new URL(page.url()).hash, "", "opened again, the address shows what is at hand");
  await page.getByText("已存在本机").waitFor();
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await page.locator("button[aria-pressed=true]", { hasText: "年鉴数据" }).waitFor();
  // It came without an edit of this browser's, and is kept all the same.
  await page.goto(`${page.base}?lang=zh-CN&step=home`);
  await page.locator(".shelf > li").first().waitFor();
  assert.equal(await page.locator(".shelf > li").count(), 1);
});

check("a link that is left leaves the study at hand, also when it comes to an open page", async (page) => {
  const copied = await clipboard(page);
  await open(page, ZH);
  await button(page, "复制链接").click();
  await page.getByText(/^链接已复制/).waitFor();
  const fragment = new URL(await copied()).hash;
  await edit(page);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);
  await asked(page).waitFor();
  await button(page, "不打开，留着现在这份").click();
  await assertEdited(page);
  assert.equal(await asked(page).count(), 0);
});

for (const [what, fragment, told] of [
  ["cut", "#study=1.eJw", /链接不完整/],
  ["of a later version", "#study=9.abc", /第 9 版/],
  ["hostile", "#study=1.<script>alert(1)</script>", /链接里不会有这个字符|链接不完整/],
]) {
  check(`a link that is ${what} is a sentence, and the study stays`, async (page) => {
    await page.goto(`${page.base}?lang=zh-CN&step=account${fragment}`);
    await page.getByText(told).waitFor();
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await page.locator("button[aria-pressed=true]", { hasText: "年鉴数据" }).count(), 1);
    await button(page, "知道了").click();
    assert.equal(await page.getByText(told).count(), 0);
  });
}

check("a study too long for a link is offered as a file", async (page) => {
  await page.goto(`${page.base}?lang=zh-CN&step=data&case=blank`);
  await page.getByRole("grid").waitFor();
  const folder = await mkdtemp(join(tmpdir(), "tanheng-"));
  try {
    let text = "地区,年份,稻谷（万吨）\n";
    for (let i = 0; i < 4000; i += 1) text += `县${i % 400},${2000 + Math.floor(i / 400)},${Math.sin(i) + 2}\n`;
    await writeFile(join(folder, "long.csv"), text);
    await page.locator('.drop input[type="file"]').setInputFiles(join(folder, "long.csv"));
    await page.getByRole("button", { name: /^收下 .+ 个数$/ }).click();
    await page.getByText(/^已从 long.csv 收下/).waitFor();
    await button(page, "复制链接").click();
    const message = page.getByText(/超过 32\u2009000 个/);
    await message.waitFor();
    const { name } = await downloaded(page, () => message.locator("xpath=ancestor::div[1]").getByRole("button", { name: "保存研究文件" }).click());
    assert.match(name, /\.json$/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
