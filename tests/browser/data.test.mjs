// What a student does on the data page: type, select, copy and paste, mend a wrong cell, change a coefficient.
import assert from "node:assert/strict";
import { open, withBrowser } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { accept, cell, paste, text } from "./support/sheet.mjs";

const check = withBrowser();
const ZH = { lang: "zh-CN", step: "data", theme: "light" };
const EN = { lang: "en", step: "data", theme: "light" };
const active = (page) =>
  page.getByRole("grid").evaluate((grid) => {
    const at = document.getElementById(grid.getAttribute("aria-activedescendant"));
    return [Number(at.dataset.row), Number(at.dataset.col)];
  });

/** What copying or cutting the selection gives. */
async function taken(page, kind) {
  return page.evaluate((kind) => {
    const data = new DataTransfer();
    document.activeElement.dispatchEvent(new ClipboardEvent(kind, { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData("text/plain");
  }, kind);
}

async function drag(page, from, over, to = over) {
  await from.hover();
  await page.mouse.down();
  await over.hover();
  if (to !== over) await to.hover();
  await page.mouse.up();
}

check("typing replaces a number, Enter goes down, undo brings it back", async (page) => {
  await open(page, ZH);
  await cell(page, 0, 0).click();
  await page.keyboard.type("80.5");
  await page.keyboard.press("Enter");
  assert.equal(await text(page, 0, 0), "80.50");
  assert.deepEqual(await active(page), [1, 0]);
  await page.keyboard.press("Control+z");
  assert.equal(await text(page, 0, 0), "77.41");
  await page.keyboard.press("Control+Shift+z");
  assert.equal(await text(page, 0, 0), "80.50");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+y");
  assert.equal(await text(page, 0, 0), "80.50");
});

check("Escape gives up, F2 edits in full, an arrow key leaves a cell that was typed over", async (page) => {
  await open(page, ZH);
  await cell(page, 0, 7).click();
  await page.keyboard.type("9");
  await page.keyboard.press("Escape");
  assert.equal(await text(page, 0, 7), "2.87202");
  await page.keyboard.press("F2");
  assert.equal(await page.getByRole("textbox", { name: "单位 GDP 能耗，2005" }).inputValue(), "2.87201979");
  await page.keyboard.press("Escape");
  await page.keyboard.type("3");
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await active(page), [1, 7]);
  assert.equal(await text(page, 0, 7), "3.00000");
});

check("the keyboard walks as in a spreadsheet", async (page) => {
  await open(page, ZH);
  await cell(page, 3, 1).click();
  for (const [key, expected] of [
    ["ArrowRight", [3, 2]],
    ["ArrowUp", [2, 2]],
    ["Tab", [2, 3]],
    ["Shift+Tab", [2, 2]],
    ["Enter", [3, 2]],
    ["Shift+Enter", [2, 2]],
    ["End", [2, 7]],
    ["Home", [2, 0]],
    ["Control+End", [14, 7]],
    ["Control+Home", [0, 0]],
    ["Control+ArrowDown", [14, 0]],
    ["Control+ArrowRight", [14, 7]],
    ["PageUp", [0, 7]],
    ["PageDown", [14, 7]],
  ]) {
    await page.keyboard.press(key);
    assert.deepEqual(await active(page), expected, key);
  }
  await page.keyboard.press("Tab");
  assert.equal(await page.getByRole("grid").evaluate((grid) => grid === document.activeElement), false, "Tab leaves after the last cell");
});

check("ranges by mouse, Shift, headers and Ctrl+A; means and totals only where they mean something", async (page) => {
  await open(page, ZH);
  const selected = () => page.locator('[data-cell][aria-selected="true"]').count();
  const status = page.locator(".status");
  await cell(page, 3, 1).hover();
  await page.mouse.down();
  await cell(page, 6, 2).hover();
  await page.mouse.up();
  assert.equal(await selected(), 8);
  // (4665.46 + 4802.59 + 4896.93 + 4998.10) / 4 and (1537.50 + 1606.42 + 1730.31 + 1851.40) / 4
  await status.getByText("农作物播种面积平均 4840.77 千公顷").waitFor();
  await status.getByText("农业机械总动力平均 1681.41 万千瓦").waitFor();
  await status.getByText("2 列单位不同，不求合计").waitFor();
  await cell(page, 0, 5).click();
  await cell(page, 1, 6).click({ modifiers: ["Shift"] });
  // 797.87 + 952.97 + 803.85 + 972.16
  await status.getByText("合计 3526.85 亿元").waitFor();
  await page.keyboard.press("Shift+ArrowDown");
  assert.equal(await selected(), 6);
  await page.getByRole("columnheader", { name: "能耗" }).click();
  assert.equal(await selected(), 15);
  await status.getByText("tce/万元 是比值，没有合计").waitFor();
  await page.getByRole("rowheader", { name: "2007" }).click();
  assert.equal(await selected(), 8);
  await page.keyboard.press("Control+a");
  assert.equal(await selected(), 120);
});

check("copy, cut, paste, delete and fill down", async (page) => {
  await open(page, ZH);
  await cell(page, 0, 0).click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  assert.equal(await taken(page, "copy"), "77.41\t4804.1\r\n80.23\t4449.43");
  await cell(page, 5, 2).click();
  await paste(page, "77.41\t4804.1\r\n80.23\t4449.43");
  assert.equal(await text(page, 6, 3), "4449.43");
  assert.equal(await taken(page, "cut"), "77.41\t4804.1\r\n80.23\t4449.43");
  assert.equal(await text(page, 6, 3), "—");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Delete");
  assert.equal(await text(page, 5, 2), "—");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+d");
  assert.equal(await text(page, 6, 2), "77.41");
  await cell(page, 0, 0).click();
  await page.keyboard.press("Shift+ArrowDown");
  await paste(page, "5");
  assert.equal(await text(page, 1, 0), "5.00", "one value fills the selection");
});

check("the handle fills what it is dragged over, in one step to undo", async (page) => {
  await open(page, ZH);
  await cell(page, 2, 1).click();
  await page.keyboard.press("Shift+ArrowDown");
  const [first, second, before] = [await text(page, 2, 1), await text(page, 3, 1), await text(page, 4, 1)];
  await drag(page, page.locator("[data-fill]"), cell(page, 6, 1));
  assert.deepEqual([await text(page, 4, 1), await text(page, 5, 1), await text(page, 6, 1)], [first, second, first]);
  await page.keyboard.press("Control+z");
  assert.equal(await text(page, 4, 1), before);
  // Sideways, upwards, and let go outside the sheet.
  await cell(page, 3, 0).click();
  const one = await text(page, 3, 0);
  await drag(page, page.locator("[data-fill]"), cell(page, 3, 2));
  assert.equal(Number(await text(page, 3, 2)), Number(one));
  await cell(page, 5, 0).click();
  const five = await text(page, 5, 0);
  await drag(page, page.locator("[data-fill]"), cell(page, 4, 0), page.locator("h1"));
  assert.equal(await text(page, 4, 0), five);
});

check("a number far smaller than its column is not shown as 0", async (page) => {
  await open(page, ZH);
  await cell(page, 2, 5).click();
  await page.keyboard.type("1e-9");
  await page.keyboard.press("Enter");
  assert.equal(await text(page, 2, 5), "0.000000001");
  await cell(page, 3, 5).click();
  await page.keyboard.type("1e9");
  await page.keyboard.press("Enter");
  assert.equal(Number(await text(page, 3, 5)), 1e9);
});

check("a wrong cell names the rule, offers the fix and keeps the old value in use", async (page) => {
  await open(page, ZH);
  await cell(page, 11, 2).click();
  await page.keyboard.type("2O41.06");
  await page.keyboard.press("Enter");
  const wrong = cell(page, 11, 2);
  assert.equal(await wrong.getAttribute("aria-invalid"), "true");
  const message = page.locator(`#${await wrong.getAttribute("aria-describedby")}`);
  const said = await message.innerText();
  assert.match(said, /2016 年，农业机械总动力/);
  assert.match(said, /“2O41\.06”不是数：第 2 个字符是字母 O，不是数字 0。上一次的有效值 2041\.06 仍用于计算。/);
  await page.getByRole("button", { name: "1 格有误" }).waitFor();
  await message.getByRole("button", { name: "改为 2041.06" }).click();
  assert.equal(await wrong.getAttribute("aria-invalid"), null);
  assert.equal(await text(page, 11, 2), "2041.06");
  await cell(page, 0, 0).click();
  await page.keyboard.type("-3");
  await page.keyboard.press("Enter");
  await page.getByText("“-3”不能用：−3 是负数，这里的量不能为负。").waitFor();
  await page.getByRole("button", { name: "还原为上一次的值" }).click();
  assert.equal(await text(page, 0, 0), "77.41");
});

check("a doubtful cell asks once", async (page) => {
  await open(page, ZH);
  const count = page.getByRole("button", { name: /格待核/ });
  const before = Number.parseInt(await count.innerText(), 10);
  await page.getByRole("button", { name: "标为已核" }).first().click();
  assert.equal(Number.parseInt(await count.innerText(), 10), before - 1);
  await count.click();
  assert.match(await cell(page, ...(await active(page))).getAttribute("class"), /odd/);
});

check("a paste that cannot be taken says why and changes nothing", async (page) => {
  await open(page, EN);
  await cell(page, 0, 0).click();
  await paste(page, "year\trice\n2005\t1\n2005\t2\n");
  await page.getByRole("alert").getByText(/lines 2 and 3 are both/).waitFor();
  await paste(page, "1\t2\t3\t4\t5\t6\t7\t8\t9\n");
  await page.getByRole("alert").getByText(/9 columns/).waitFor();
  assert.equal(await text(page, 0, 0), "77.41");
});

check("years are inserted, renamed and removed; a column changes its unit and back", async (page) => {
  await open(page, ZH);
  await cell(page, 14, 0).click();
  await page.getByRole("button", { name: "插入年份" }).click();
  await page.getByRole("rowheader", { name: "2020" }).waitFor();
  assert.deepEqual(await active(page), [15, 0]);
  await page.getByRole("button", { name: "改年份" }).click();
  await page.keyboard.type("2021");
  await page.keyboard.press("Enter");
  await page.getByRole("rowheader", { name: "2021" }).waitFor();
  await page.getByRole("button", { name: "删除 1 行" }).click();
  assert.equal(await page.getByRole("rowheader", { name: "2021" }).count(), 0);
  await cell(page, 0, 0).click();
  await page.getByRole("button", { name: "改单位…" }).click();
  await page.getByLabel("化肥施用量（折纯）现在是万吨，改为").selectOption({ label: "吨" });
  await page.getByText("1 万吨 ＝ 10000 吨").waitFor();
  await page.getByRole("button", { name: "换算数字" }).click();
  assert.equal(await text(page, 0, 0), "774100");
  await page.getByRole("button", { name: "改回万吨显示" }).click();
  assert.equal(await text(page, 0, 0), "77.41");
  assert.equal(await page.getByText("已换算").count(), 0);
});

check("coefficients: the set that gives the paper, a changed one, a refused one", async (page) => {
  await open(page, ZH);
  const panel = page.getByRole("complementary", { name: "系数" });
  await panel.getByText("耕地碳汇在 15 年中有 7 年与论文表 5 相差不超过 0.03").waitFor();
  await panel.getByRole("button", { name: "论文所印" }).click();
  await panel.getByText("没有一年与论文表 5 相差在 0.03 以内").waitFor();
  const rice = panel.getByRole("textbox", { name: "稻谷碳吸收系数" });
  await rice.fill("0.45");
  await rice.press("Enter");
  await panel.getByText("稻谷碳吸收系数：2019 年耕地碳汇由 1256.96 变为 1234.82 万吨碳，与论文表 5 的 1234.82 相同。").waitFor();
  await panel.getByText("已改，预置 0.4709").waitFor();
  const film = panel.getByRole("textbox", { name: "塑料薄膜" });
  await film.fill("-5");
  await film.press("Enter");
  await panel.getByRole("alert").getByText("应在 0 以上").waitFor();
  assert.equal(await film.getAttribute("aria-invalid"), "true");
  await panel.getByRole("button", { name: "全部恢复预置" }).click();
  assert.equal(await rice.inputValue(), "0.4709");
  await panel.getByRole("button", { name: "查看全部 29 项" }).click();
  await page.getByRole("searchbox").fill("小麦");
  assert.equal(await page.getByRole("region", { name: "全部系数" }).getByRole("row").count(), 3);
});

check("an empty study says nothing it does not know", async (page) => {
  await page.goto(`${page.base}?lang=zh-CN&step=data&case=blank`);
  await page.getByRole("grid").waitFor();
  assert.equal((await text(page, 0, 0)).trim(), "");
  await page.getByText("来源：还没有数据。").waitFor();
  await cell(page, 0, 0).click();
  await paste(page, "地区\t年份\t稻谷（万吨）\n四川省\t2010\t4\n贵州省\t2010\t3\n");
  await accept(page, 2);
  await page.getByRole("rowheader", { name: "四川省" }).waitFor();
  assert.equal(await page.getByRole("rowheader", { name: "我的地区" }).count(), 0);
});

check("a hundred thousand rows stay quick", async (page) => {
  await page.goto(`${page.base}?lang=zh-CN&step=data&case=blank`);
  await page.getByRole("grid").waitFor();
  await cell(page, 0, 0).click();
  const lines = ["地区\t年份\t稻谷产量（万吨）\t小麦产量（吨）"];
  for (let region = 0; region < 2500; region += 1) {
    for (let year = 1981; year <= 2020; year += 1) lines.push(`县${region}\t${year}\t${region + year / 100}\t${year * 10_000}`);
  }
  await paste(page, lines.join("\n"));
  await accept(page, "200.000");
  await page.getByRole("rowheader", { name: "县0", exact: true }).first().waitFor();
  assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), "100001");
  assert.ok((await page.locator("[data-cell]").count()) < 1500, "only what is seen is drawn");
  await cell(page, 0, 0).click();
  await page.keyboard.press("Control+End");
  await page.getByRole("rowheader", { name: "县2499" }).first().waitFor();
  await page.keyboard.type("5");
  const start = Date.now();
  await page.keyboard.press("Enter");
  await cell(page, 99_999, 8).getByText("5").waitFor();
  assert.ok(Date.now() - start < 2000, `an edit took ${Date.now() - start} ms`);
}, { });

check("no sideways scrolling at 360 px, nothing that keeps people out", async (page) => {
  await open(page, ZH);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  await assertAccessible(page);
  await page.getByRole("tab", { name: /系数/ }).click();
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  await assertAccessible(page);
}, { viewport: { width: 360, height: 780 } });

check("accessible in the dark and in English", async (page) => {
  await open(page, { ...EN, theme: "dark" });
  await cell(page, 2, 2).click();
  await page.keyboard.type("x");
  await page.keyboard.press("Enter");
  await assertAccessible(page);
});
