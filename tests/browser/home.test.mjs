// The home page: its sentence is true for the figures in use, and one's own data are two clicks away.
import assert from "node:assert/strict";
import { open, withBrowser } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";

const check = withBrowser();

const step = (page, name) => page.getByRole("navigation").getByRole("link", { name });
const title = (page) => page.getByRole("heading", { level: 1 });

check("title, sentence and key figures follow the figures in use", async (page) => {
  await open(page, { lang: "zh-CN", step: "account" });
  await page.getByRole("button", { name: "论文表 5" }).click();
  await page.getByText("2014 年 6509.11").waitFor();
  await step(page, "案例").click();
  // Paper, section 3.2: net emission 2076.29 → 5057.62, 6.57 % a year; 5057.62 / 2076.29 = 2.44.
  // GM(1,1) on the printed net emission gives 8507.51 for 2030; the items added up again differ from it by 0.02 at most.
  await page.getByText("十四年增至 2.4 倍").waitFor();
  const main = (await page.getByRole("main").innerText()).replaceAll("\u2009", " ");
  for (const part of ["2076.29", "5057.62", "6.57 %", "18 544.61", "26.5", "97.8", "8507.5", "净排放 15 年全部相符", "2014—2018"]) {
    assert.ok(main.includes(part), `${part} is not in\n${main}`);
  }
  // From the yearbook data it is another story, and the page tells that one.
  await page.getByRole("button", { name: "撤销" }).click();
  await page.waitForFunction(() => !document.querySelector("h1").innerText.includes("2.4 倍"));
  assert.doesNotMatch(await page.getByRole("main").innerText(), /5057\.62/);
});

check("the chart is read with the arrow keys, into the forecast", async (page) => {
  await open(page, { lang: "en" });
  // The forecast comes behind the account.
  await page.getByRole("link", { name: "see the five tests" }).waitFor();
  await page.getByRole("group", { name: /Sources, sinks and net carbon emission, chart/ }).focus();
  await page.keyboard.press("Home");
  assert.match(await page.locator(".readout").innerText(), /2005/);
  await page.keyboard.press("End");
  assert.match(await page.locator(".readout").innerText(), /2030, forecast/);
  assert.match(await page.locator(".readout").innerText(), /90 % interval/);
});

check("the forecast tests are one link away", async (page) => {
  await open(page, { lang: "zh-CN" });
  await page.getByRole("link", { name: "看预测的五项检验" }).click();
  await page.waitForURL(/step=forecast/);
});

check("empty sheets take the place of the case only after asking, and undo brings it back", async (page) => {
  await open(page, { lang: "zh-CN" });
  const own = page.getByRole("button", { name: /我的数据/ });
  await own.click();
  await page.getByText("将用“我的数据”换下“贵州省 2005—2019”").waitFor();
  await page.getByRole("button", { name: "不换" }).click();
  assert.equal(await own.evaluate((b) => b === document.activeElement), true);
  assert.match(await title(page).innerText(), /贵州/);

  await own.click();
  await page.getByRole("button", { name: "换成“我的数据”" }).click();
  await page.waitForURL(/step=data/);
  await step(page, "案例").click();
  await page.getByText("还没有算出净碳排放").waitFor();
  await step(page, "核算").click();
  await page.getByText("还没有可以核算的数据").waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await step(page, "案例").click();
  assert.match(await title(page).innerText(), /贵州/);
});

check("a card leads to the account of the case", async (page) => {
  await open(page, { lang: "en" });
  await page.getByRole("link", { name: /Guizhou Land-use carbon account/ }).click();
  await page.waitForURL(/step=account/);
});

check(
  "nothing scrolls sideways on a phone",
  async (page) => {
    for (const lang of ["zh-CN", "en"]) {
      await open(page, { lang });
      await page.locator("svg.chart").first().waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    }
  },
  { viewport: { width: 360, height: 780 } },
);

for (const lang of ["zh-CN", "en"]) {
  for (const theme of ["light", "dark"]) {
    check(`has no serious accessibility fault (${lang}, ${theme})`, async (page) => {
      await open(page, { lang, theme });
      await page.locator("svg.chart").first().waitFor();
      await assertAccessible(page);
    });
  }
}
