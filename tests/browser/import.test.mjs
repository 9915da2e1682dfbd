// A table of one's own: what it is taken for is shown, changed, accepted or given up; one undo takes it all back.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";
import { accept, cell, paste, text } from "./support/sheet.mjs";
import { data } from "./support/study.mjs";

const check = withBrowser();
const ZH = { lang: "zh-CN", step: "data", theme: "light" };
const input = (page) => page.locator('.drop input[type="file"]');
const chosen = (page, name) => input(page).setInputFiles(data(`tables/${name}`));
const csv = (page, name, content) => input(page).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
const table = (page) => page.getByRole("region", { name: "各列的认法" });
/** Cells of the row whose heading is given. */
const row = async (page, header) => {
  const own = table(page).getByRole("row").filter({ has: page.getByRole("cell", { name: header, exact: true }) });
  const cells = await own.getByRole("cell").allInnerTexts();
  return cells.map((cell) => cell.replaceAll("\u2009", ""));
};
const taken = (page, header) => table(page).getByLabel(`“${header}”是哪一项`);
const undo = (page) => page.getByRole("button", { name: "撤销这次导入" }).click();

const YEARBOOK =
  "贵州省农业生产条件（2005—2019年）,,,,,\n" +
  ",农业生产条件,,,主要产品产量,其他\n" +
  "年份,农用化肥施用折纯量,农作物总播种面积,灌溉面积,稻谷,农药使用量\n" +
  ",（万吨）,（万亩）,（千公顷）,（万吨）,（万吨）\n" +
  "2005年,77.41,7206.15,711.64,472.80,0.98\n" +
  "2006年,８０．２３,6674.145,738.31,424.99,1.06\n" +
  "注：农药使用量为实物量。,,,,,\n";

check("nothing enters the study before it is accepted; one undo takes it all back", async (page) => {
  await open(page, ZH);
  await csv(page, "农业条件.csv", YEARBOOK);
  await page.getByRole("heading", { name: /这张年鉴表被认成了什么/ }).waitFor();
  await page.getByText("导入 农业条件.csv").waitFor();
  assert.deepEqual((await row(page, "农作物总播种面积（农业生产条件）")).slice(3, 5), ["÷ 1.5", "7206.15 → 4804.1"]);
  assert.match((await row(page, "农用化肥施用折纯量（农业生产条件）")).at(-1), /^同$/);
  assert.match((await row(page, "稻谷（主要产品产量）")).at(-1), /改 1 格/);
  await page.getByText("其中改变 1 格").waitFor();
  await page.getByRole("button", { name: "放弃，什么都不改" }).click();
  assert.equal(await text(page, 1, 0), "80.23");
  assert.equal(await page.getByRole("button", { name: "撤销", exact: true }).first().isDisabled(), true, "giving up is no edit");

  await csv(page, "农业条件.csv", YEARBOOK);
  await accept(page, 6);
  await page.getByText(/没有收的列：.*农药使用量/).waitFor();
  await page.getByRole("tab", { name: /作物/ }).click();
  assert.equal(await text(page, 1, 0), "424.99");
  await undo(page);
  assert.equal(await text(page, 1, 0), "424.15");
});

check("a name that can be read in two ways is asked about, and taken once confirmed", async (page) => {
  await open(page, ZH);
  await csv(page, "a.csv", YEARBOOK);
  await page.getByText("D 列“灌溉面积（农业生产条件）”请确认").waitFor();
  await page.getByRole("button", { name: "收下 6 个数" }).waitFor();
  await page.getByRole("button", { name: "就是有效灌溉面积" }).click();
  await accept(page, 8);
});

check("every guess can be changed: what a column is, its unit, or that it stays out", async (page) => {
  await open(page, ZH);
  await csv(page, "b.csv", "年份,稻谷,谷子（吨）,小麦（万吨）\n2005,4700000,731000,70\n2006,4200000,441000,40\n");
  await page.getByText("1 列的表头没写单位").waitFor();
  await table(page).getByLabel("“稻谷”的单位").selectOption({ label: "吨" });
  assert.equal((await row(page, "稻谷"))[4], "4700000 → 470");
  await taken(page, "小麦（万吨）").selectOption({ label: "不导入" });
  await taken(page, "谷子（吨）").selectOption({ label: "小麦产量" });
  await accept(page, 4);
  await page.getByRole("tab", { name: /作物/ }).click();
  assert.equal(await text(page, 0, 0), "470.00");
  assert.equal(await text(page, 0, 1), "73.10");
});

check("a column that loses its place to a confirmed one is named", async (page) => {
  await open(page, ZH);
  await csv(page, "d.csv", "年份,谷物产量（万吨）,稻谷产量（万吨）\n2005,500,471\n");
  await page.getByRole("button", { name: "就是稻谷产量" }).click();
  await page.getByText("C 列“稻谷产量（万吨）”没有收。").waitFor();
});

check("what was said of a table is used for the next one with the same headings, and can be forgotten", async (page) => {
  await open(page, ZH);
  const content = (n) => `年份,谷子（吨）,稻谷（万吨）\n2005,${n},471\n`;
  await csv(page, "2005.csv", content(731000));
  await taken(page, "谷子（吨）").selectOption({ label: "小麦产量" });
  await accept(page, 2);
  await csv(page, "2006.csv", content(741000));
  await page.getByText("上次表头相同的表，你这样选过各列，这次照用。").waitFor();
  assert.equal(await taken(page, "谷子（吨）").inputValue(), "wheat_output");
  await page.getByRole("button", { name: "不照用，重新识别" }).click();
  await page.getByRole("button", { name: "收下 1 个数" }).waitFor();
});

check("a table of unknown headings can be told column by column", async (page) => {
  await open(page, ZH);
  await csv(page, "c.csv", "年份,甲,乙\n2005,1,2\n2006,3,4\n");
  await page.getByRole("button", { name: "没有可收的数" }).waitFor();
  await taken(page, "乙").selectOption({ label: "玉米产量" });
  await accept(page, 2);
});

check("a pasted table is recognised, converted, told and taken back in one step", async (page) => {
  await open(page, ZH);
  await cell(page, 0, 0).click();
  await paste(
    page,
    "年份\t农用化肥施用折纯量（万吨）\t农业机械总动力（万千瓦）\t农用塑料薄膜使用量（万吨）\t人口（万人）\n" +
      "2007\t82.05\t1411.74\t3.3710\t3632\n2008\t83.09\t1O37.5\t4.7765\t3596\n",
  );
  assert.match((await row(page, "农业机械总动力（万千瓦）"))[6], /1 格不是数/);
  assert.equal((await row(page, "农用塑料薄膜使用量（万吨）"))[3], "× 10000");
  assert.match((await row(page, "人口（万人）")).join(" "), /留下/);
  await accept(page, 5);
  assert.equal(await text(page, 3, 4), "47765.00");
  assert.match(await cell(page, 3, 4).getAttribute("class"), /conv/);
  await undo(page);
  assert.equal(await text(page, 3, 2), "1537.50");
});

for (const name of ["titled.xlsx", "plain.xls", "plain.ods", "gbk.csv", "utf16le.csv"]) {
  check(`a table file is read in the background, told, and taken back in one step: ${name}`, async (page) => {
    await open(page, ZH);
    const before = await text(page, 1, 4);
    await chosen(page, name);
    await page.getByRole("button", { name: /^收下 .+ 个数$/ }).click();
    await page.getByText(new RegExp(`^已从 ${name}.* 收下 .+ 个数`)).waitFor();
    assert.equal(await text(page, 1, 4), "30681.00");
    await undo(page);
    assert.equal(await text(page, 1, 4), before);
  });
}

check("a file dropped on the page waits there too", async (page) => {
  await open(page, ZH);
  const drop = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["年份,稻谷（万吨）\n2005,471\n"], "dropped.csv", { type: "text/csv" }));
    return data;
  });
  await page.dispatchEvent("body", "drop", { dataTransfer: drop });
  await page.getByText("导入 dropped.csv").waitFor();
  await accept(page, 1);
});

check("of several sheets the one that is known is shown, and another can be chosen; so can the encoding of a text", async (page) => {
  await open(page, ZH);
  await chosen(page, "two_sheets.xlsx");
  const sheet = page.getByLabel("工作表");
  assert.equal(await sheet.evaluate((s) => s.selectedOptions[0].textContent), "塑料薄膜");
  await sheet.selectOption({ label: "稻谷" });
  await page.getByRole("button", { name: /^收下 .+ 个数$/ }).click();
  await page.getByRole("tab", { name: /作物/, selected: true }).waitFor();

  await chosen(page, "gbk.csv");
  assert.equal(await page.getByLabel("编码").inputValue(), "gb18030");
  await page.getByLabel("编码").selectOption("utf-8");
  await page.getByRole("alert").waitFor();
  await page.getByRole("button", { name: /^收下 .+ 个数$/ }).waitFor();
});

check("a file that cannot be read says why, and the study stays", async (page) => {
  await open(page, ZH);
  const before = await text(page, 1, 4);
  for (const [name, told] of [["password.xlsx", /有密码/], ["cut.xlsx", /有损坏/], ["damaged.xls", /有损坏/], ["not_a_book.zip", /不是能读的文件/], ["says_600_mb.xlsx", /解开后/]]) {
    await chosen(page, name);
    await page.getByRole("alert").getByText(told).waitFor();
    assert.equal(await text(page, 1, 4), before, name);
  }
});

check("columns that were left are said, and what the totals go without on account and home", async (page) => {
  await page.goto(`${page.base}?lang=zh-CN&step=data&case=blank`);
  await page.getByRole("grid").waitFor();
  await csv(page, "a.csv", "年份,化肥施用量（万吨）,稻谷产量（万吨）,secondary_x\n2005,77.41,472.97,1\n2006,80.23,432.8,2\n");
  await accept(page, 4);
  await page.getByText("没有收的列：secondary_x").waitFor();
  await page.getByRole("link", { name: "核算" }).first().click();
  await page.getByText(/没有数据而未计入：.*建设用地/).waitFor();
  await page.getByRole("link", { name: "案例" }).first().click();
  await page.getByText(/没有数据而未计入：.*建设用地/).waitFor();
});

check("a file without a table writes nothing into the cells", async (page) => {
  await open(page, ZH);
  const before = await text(page, 0, 0);
  await csv(page, "a.csv", "note,,,\n");
  await page.getByRole("alert").getByText(/note/).waitFor();
  assert.equal(await text(page, 0, 0), before);
});

check("a table that waits is still there after another step was looked at, and speaks the other language", async (page) => {
  await open(page, ZH);
  await csv(page, "a.csv", YEARBOOK);
  await page.getByText("导入 a.csv").waitFor();
  await page.getByRole("link", { name: "核算" }).first().click();
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "被认成了什么" }).waitFor();
  await page.getByRole("link", { name: "数据" }).first().click();
  await page.getByText("导入 a.csv").waitFor();
  await page.getByRole("button", { name: "EN", exact: true }).click();
  await page.getByRole("heading", { name: /What was this table taken for/ }).waitFor();
  await page.getByRole("button", { name: "Take 6 figures" }).waitFor();
});

for (const [lang, theme] of [["zh-CN", "light"], ["en", "dark"]]) {
  check(`fits a phone and has no serious accessibility fault while a table waits (${lang}, ${theme})`, async (page) => {
    await open(page, { lang, theme, step: "data" });
    await csv(page, "a.csv", YEARBOOK);
    await page.locator(".acceptbar").waitFor();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
    await assertAccessible(page);
  }, { viewport: { width: 360, height: 780 } });
}
