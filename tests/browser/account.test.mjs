// The account page as a student uses it: read the chart, open a number, see how it came about, compare with the paper.
import assert from "node:assert/strict";
import { open, withBrowser } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";

const check = withBrowser();

const row = (page, year) => page.getByRole("row", { name: new RegExp(`^${year}`) });
const cell = (page, year, column) => row(page, year).getByRole("button").nth(column);
const working = (page) => page.getByRole("complementary");
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

check("the ledger has the figures that are known", async (page) => {
  await open(page, { lang: "zh-CN", step: "account" });
  await working(page).getByRole("heading").first().waitFor();
  // Table 5 of the paper: farm 2005 and built 2019 come out of the yearbook data to the last digit.
  assert.equal(await cell(page, 2005, 1).innerText(), "111.57");
  assert.equal(await cell(page, 2019, 0).innerText(), "6732.70");
  assert.equal(await page.getByRole("row").count(), 2 + 15 + 1 + 6);
});

check("one working stands open on a wide screen and does not take the focus", async (page) => {
  await open(page, { lang: "zh-CN", step: "account" });
  await working(page).getByRole("heading").first().waitFor();
  assert.match(await working(page).innerText(), /2005 年 · 农用地碳排放\s*111\.57/);
  assert.match(await working(page).innerText(), /与论文表 5 相等\s*两处都是 111\.57/);
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
});

check("the chart is read with the arrow keys and Enter opens the net emission of that year", async (page) => {
  await open(page, { lang: "zh-CN", step: "account" });
  const readout = page.locator(".readout");
  await page.getByRole("group", { name: /碳源与碳汇的构成，图/ }).focus();
  await page.keyboard.press("End");
  assert.match(await readout.innerText(), /2019 年/);
  await page.keyboard.press("ArrowLeft");
  assert.match(await readout.innerText(), /2018 年/);
  assert.equal(await row(page, 2018).evaluate((tr) => tr.classList.contains("on")), true);
  await page.keyboard.press("Enter");
  await page.getByText("2018 年 · 净碳排放").waitFor();
});

check("a number is opened with the keyboard, and Escape leads back to it", async (page) => {
  await open(page, { lang: "zh-CN", step: "account" });
  await cell(page, 2005, 0).focus();
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await page.getByText("2006 年 · 农用地碳排放").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "working");
  await page.keyboard.press("Escape");
  await working(page).waitFor({ state: "detached" });
  assert.equal(await cell(page, 2006, 1).evaluate((b) => b === document.activeElement), true);
  // The Tab key has one stop in the table: where one last stood.
  assert.equal(await page.locator("[data-cell][tabindex='0']").count(), 1);
  assert.equal(await cell(page, 2006, 1).getAttribute("tabindex"), "0");
});

check("the close button leads back to the number as well", async (page) => {
  await open(page, { lang: "en", step: "account" });
  await cell(page, 2012, 10).click();
  await page.getByText("2012 · Net carbon emission").waitFor();
  await page.getByRole("button", { name: "Close the working" }).click();
  assert.equal(await cell(page, 2012, 10).evaluate((b) => b === document.activeElement), true);
});

check("the language changes and the open working stays", async (page) => {
  await open(page, { lang: "zh-CN", step: "account" });
  await cell(page, 2019, 2).click();
  await page.getByText("2019 年 · 耕地碳吸收").or(page.getByText("2019 年 · 碳源合计")).waitFor();
  await page.getByRole("button", { name: "EN" }).click();
  await page.getByText("2019 · Sum of sources").waitFor();
  assert.equal(await working(page).getAttribute("aria-label"), "Working");
});

check("the printed items are added up again and the printed totals that are wrong are marked", async (page) => {
  await open(page, { lang: "zh-CN", step: "account" });
  await page.getByRole("button", { name: "论文表 5" }).click();
  // Table 5: items of 2014 are 6258.16 and 163.69, the printed total is 6509.11.
  await page.getByText("2014 年 6509.11").waitFor();
  assert.equal(await cell(page, 2014, 2).innerText(), "6421.85");
  assert.equal(await cell(page, 2019, 10).innerText(), "5057.62");
  const marked = page.locator("table.ledger .flag");
  assert.equal(await marked.count(), 5);
  await cell(page, 2019, 0).click();
  assert.match(await working(page).innerText(), /取自论文表 5/);
  await page.getByRole("button", { name: "撤销" }).click();
  assert.equal(await cell(page, 2005, 1).innerText(), "111.57");
});

check("an edit that nothing can be computed from is told with its place, and the last good account stays", async (page) => {
  await open(page, { lang: "zh-CN", step: "data" });
  await page.locator('[data-cell][data-row="3"][data-col="5"]').click();
  await page.keyboard.type("1e308");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "核算" }).first().click();
  const fault = page.getByText(/建设用地.*数太大/);
  await fault.first().waitFor();
  assert.equal(await cell(page, 2019, 0).innerText(), "6732.70");
  assert.doesNotMatch(await page.getByRole("main").innerText(), /NaN|Infinity|∞/);
  await page.getByRole("button", { name: "撤销" }).first().click();
  await page.waitForFunction(() => !document.body.innerText.includes("数太大"));
  assert.equal(await cell(page, 2019, 0).innerText(), "6732.70");
});

check("a figure changed by hand has another source, and Ctrl+Z takes it back on any page", async (page) => {
  await open(page, { lang: "zh-CN", step: "data" });
  await page.locator('[data-cell][data-row="0"][data-col="0"]').click();
  await page.keyboard.type("90");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "核算" }).first().click();
  await cell(page, 2005, 1).click();
  await working(page).getByText(/使用者输入/).waitFor();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector("main").innerText.includes("111.57"));
  assert.equal(await cell(page, 2005, 1).innerText(), "111.57");
  await page.keyboard.press("Control+Shift+z");
  await page.waitForFunction(() => !document.querySelector("main table").innerText.includes("111.57"));
});

check("lines and shares are drawn instead of stacked amounts", async (page) => {
  await open(page, { lang: "en", step: "account" });
  const plot = page.getByRole("img", { name: /What sources and sinks are made of/ });
  const before = await plot.evaluate((svg) => svg.outerHTML);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByText("share of all sources and of all sinks").waitFor();
  await page.getByRole("button", { name: "Lines" }).click();
  assert.notEqual(await plot.evaluate((svg) => svg.outerHTML), before);
});

check(
  "the working is copied as text",
  async (page) => {
    await open(page, { lang: "zh-CN", step: "account" });
    await page.getByRole("button", { name: "复制过程" }).click();
    await page.getByText("已复制").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /E_f = \(77\.41 × 10\^4 × 895\.6/);
    assert.match(text, /≈ 111\.57 万吨碳/);
  },
  { permissions: ["clipboard-read", "clipboard-write"] },
);

check(
  "on a phone the working opens below and nothing scrolls sideways",
  async (page) => {
    await open(page, { lang: "zh-CN", step: "account" });
    assert.equal(await working(page).count(), 0);
    await cell(page, 2005, 1).click();
    await working(page).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "working");
    assert.equal(await sideways(page), 0);
    for (const id of [0, 2, 3, 4, 9, 10]) {
      await cell(page, 2005, id).click();
      assert.equal(await sideways(page), 0);
    }
  },
  { viewport: { width: 360, height: 780 } },
);

for (const lang of ["zh-CN", "en"]) {
  for (const theme of ["light", "dark"]) {
    check(`has no serious accessibility fault (${lang}, ${theme})`, async (page) => {
      await open(page, { lang, theme, step: "account" });
      await working(page).waitFor();
      await assertAccessible(page);
    });
  }
}
