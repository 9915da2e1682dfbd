// Carbon and oxygen as a student uses them: ratios by mouse and keyboard, years, coefficient sets, print beside, and the land needed.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";

const check = withBrowser();
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const oxygen = async (page, options = {}) => {
  await open(page, { lang: "zh-CN", step: "oxygen", study: "china", ...options });
  await page.locator(".map-view svg.chart").first().waitFor();
};
const figure = (page, name) => page.locator("figure.fig", { has: page.getByRole("heading", { name }) });
const table = (page, name) => page.getByRole("region", { name });
const row = (page, name, unit) => table(page, name).locator("tbody tr", { hasText: unit });
const plain = async (locator) => (await locator.innerText()).replaceAll("\u2009", "");
const settled = async (page, act) => {
  const before = await page.evaluate(() => Number(document.documentElement.dataset.revision ?? 0));
  await act();
  await page.waitForFunction((n) => Number(document.documentElement.dataset.revision ?? 0) > n, before);
};
const undo = (page) => settled(page, () => page.getByRole("button", { name: "撤销" }).click());
const carbonRatio = (page, unit) => row(page, /表 1/, unit).locator("td.sum").first().innerText();

check("the answer counts the provinces and says how far the sets are apart", async (page) => {
  await oxygen(page);
  const lede = await page.locator(".page-head .lede").innerText();
  assert.match(lede, /2016 年，30 个有数据的省份中，22 个的 K_C 大于 1，22 个的 K_O 大于 1；最高的是上海市，K_C = 93\.30。/);
  assert.match(lede, /“净碳汇型”系数下的 K_C 一般是“净初级生产力（NPP）型”的 5\.2 倍（从福建省的 4\.3 倍到青海省的 18\.9 倍）/);
  // Which coefficients are in use stands at every figure and in the captions that depend on them.
  const sources = await page.locator("figure.fig figcaption").allInnerTexts();
  assert.equal(sources.length, 4);
  for (const source of sources) assert.match(source, /系数：净初级生产力（NPP）型/);
});

check("a province read by keyboard on the map is read in both figures and marked in the table", async (page) => {
  await oxygen(page);
  const map = page.locator(".map-view .readout").first();
  await page.locator(".map-view .plot").first().focus();
  await page.keyboard.press("Home");
  const read = await plain(map);
  for (const part of ["北京市", "2519.1", "398.5", "万吨碳", "6.32", "万吨 O₂", "9.72"]) assert.ok(read.includes(part), read);
  const ranks = figure(page, /各省的 K_C 与 K_O/);
  assert.match(await ranks.locator(".readout").innerText(), /北京市/);
  assert.equal(await row(page, /表 1/, "北京市").getByRole("button").getAttribute("aria-pressed"), "true");
  // The rows of figure 2 go from the highest down.
  await ranks.locator(".plot").focus();
  await page.keyboard.press("Home");
  assert.match(await map.innerText(), /上海市/);
  await page.keyboard.press("ArrowDown");
  assert.match(await map.innerText(), /天津市/);
  assert.match(await map.innerText(), /41\.54/);
  await row(page, /表 1/, "山东省").getByRole("button").click();
  assert.match(await map.innerText(), /山东省/);
});

check("the oxygen ratio takes the place of the carbon ratio", async (page) => {
  await oxygen(page);
  await page.getByRole("button", { name: "氧 K_O" }).first().click();
  await page.getByRole("heading", { name: /氧平衡系数 K_O，2016 年/ }).waitFor();
  await table(page, /表 2\s氧到哪里去/).waitFor();
  await table(page, /表 5\s生态用地的缺口：氧平衡系数 K_O，2030 年/).waitFor();
  // What the page asks and answers is of the same ratio.
  assert.match(await plain(page.locator("h1")), /哪些省份消耗的氧，\s*比土地释放的还多？/);
  const lede = await page.locator(".page-head .lede").innerText();
  assert.match(lede, /2016 年，30 个有数据的省份中，22 个的 K_O 大于 1，22 个的 K_C 大于 1；最高的是上海市，K_O = 123\.45。/);
  assert.match(lede, /“净碳汇型”系数下的 K_O 一般是/);
  await oxygen(page, { lang: "en" });
  await page.getByRole("button", { name: "Oxygen K_O" }).first().click();
  await page.getByRole("heading", { name: /Where do people consume more oxygen/ }).waitFor();
  assert.match(await page.locator(".page-head .lede").innerText(), /with K_O = 123\.45/);
});

check("Tibet has no data, is named with the reason and is in no sum", async (page) => {
  await oxygen(page);
  assert.match(await page.locator(".map-view svg.chart").first().innerHTML(), /无数据/);
  const tibet = await row(page, /表 1/, "西藏自治区").innerText();
  assert.match(tibet, /—/);
  assert.match(tibet, /没有释碳量的数据，没有耗氧量的数据；缺：.+、.+/);
  await page.getByText(/不计入：西藏自治区/).waitFor();
  await page.getByText(/西藏自治区：没有一年知道释碳量和耗氧量/).waitFor();
  assert.match(await table(page, /表 1/).locator("tfoot").innerText(), /30 个省份合计/);
  await page.getByRole("button", { name: "显示全部 31 个省份" }).first().click();
  assert.equal(await table(page, /表 1/).locator("tbody tr").count(), 31);
});

check("another year by the slider, all years side by side, and the lines behind the sums", async (page) => {
  await oxygen(page);
  const slider = page.getByRole("slider", { name: "年份" });
  await slider.focus();
  await settled(page, () => page.keyboard.press("Home"));
  await page.getByRole("heading", { name: /碳平衡系数 K_C，2010 年/ }).waitFor();
  assert.equal(await carbonRatio(page, "上海市"), "108.83");
  await undo(page);
  assert.equal(await carbonRatio(page, "上海市"), "93.30");
  assert.match(await figure(page, /碳平衡系数 K_C，逐年/).locator("svg.chart").innerHTML(), /2010[\s\S]*2017/);
  await page.getByText(/各年计入的省份不一样多：2017 年 28 个/).waitFor();
  const nation = figure(page, /全国的 K_C 与 K_O/);
  await nation.locator(".plot").focus();
  await page.keyboard.press("End");
  assert.match(await nation.locator(".readout").innerText(), /2017[\s\S]*28 个省份/);
  const coal = await row(page, /表 2/, "煤炭").innerText();
  assert.match(coal, /\d/);
  assert.match(await plain(row(page, /表 2/, "释碳量合计")), /100\.0/);
});

check("the other coefficient set changes every ratio and undo brings it back", async (page) => {
  await oxygen(page);
  assert.equal(await carbonRatio(page, "上海市"), "93.30");
  await settled(page, () => page.getByRole("button", { name: "净碳汇型", exact: true }).click());
  assert.equal(await carbonRatio(page, "上海市"), "535.80");
  for (const source of await page.locator("figure.fig figcaption").allInnerTexts()) assert.match(source, /系数：净碳汇型/);
  await undo(page);
  assert.equal(await carbonRatio(page, "上海市"), "93.30");
  // Side by side they are the same whichever is in use.
  const beside = await plain(row(page, /表 3/, "上海市"));
  for (const part of ["93.30", "123.45", "535.80", "708.92", "5.7"]) assert.ok(beside.includes(part), beside);
});

check("print stands beside with its years, and what cannot be reproduced is said", async (page) => {
  await oxygen(page);
  await page.getByText("论文自己的系数没有公开").waitFor();
  const shanghai = await plain(row(page, /表 4/, "上海市 K_C").first());
  for (const part of ["1990", "7.45", "2010", "108.83", "差 20 年，只能看大小"]) assert.ok(shanghai.includes(part), shanghai);
  const released = await plain(row(page, /表 4/, "全国释碳量").first());
  for (const part of ["975", "2419", "31 个省份中 30 个的合计"]) assert.ok(released.includes(part), released);
  // The last year lacks two provinces more, and Shanghai has its last K_C a year before its last K_O.
  assert.match(await plain(row(page, /表 4/, "全国释碳量").nth(1)), /2771[\s\S]*31 个省份中 28 个的合计/);
  await page.getByText(/上海市离论文年份最近的值，K_C 是 2016 年的，K_O 是 2017 年的/).waitFor();
  await page.getByText(/2017 年的合计不含[^。]*北京市[^。]*上海市/).waitFor();
});

check("the share that land takes up changes the gap, and Shanghai is told to be impossible", async (page) => {
  await oxygen(page);
  const shanghai = row(page, /表 5/, "上海市");
  const gap = async () => (await plain(shanghai.locator("td.sum"))).split("\n")[0].trim();
  assert.equal(await gap(), "3428.1");
  assert.match(await shanghai.innerText(), /比全省还大：实际不可能/);
  assert.match(await row(page, /表 5/, "河南省").innerText(), /放得下/);
  assert.match(await row(page, /表 5/, "西藏自治区").innerText(), /—/);
  const slider = page.getByRole("slider", { name: "土地承担的比例 s" });
  await slider.focus();
  await settled(page, () => page.keyboard.press("End"));
  assert.equal(await gap(), "10484.3");
  await page.getByText(/这里的 s = 1\.000，与论文的 1\/3 不同/).waitFor();
  await settled(page, () => page.getByRole("button", { name: "用 1/3" }).click());
  assert.equal(await gap(), "3428.1");
});

const typed = async (page, field, text) => {
  await field.fill(text);
  await page.keyboard.press("Tab");
};

check("the share is a fraction where it is one, and what is no share is refused in words", async (page) => {
  await oxygen(page);
  const share = page.getByRole("textbox", { name: "土地承担的比例 s" });
  assert.equal(await share.inputValue(), "1/3");
  await page.getByText(/按 s = 1\/3，到 2030 年/).waitFor();
  await settled(page, () => typed(page, share, "2/5"));
  assert.equal(await share.inputValue(), "0.400");
  await settled(page, () => typed(page, share, "0.25"));
  for (const wrong of ["0", "9", "-1", "1/0", "三分之一"]) {
    await typed(page, share, wrong);
    await page.getByRole("status").filter({ hasText: /s 要大于 0、不大于 1.*仍用 0\.250/ }).waitFor();
    assert.equal(await share.inputValue(), "0.250", wrong);
  }
  await settled(page, () => typed(page, share, "1/3"));
  assert.equal(await share.inputValue(), "1/3");
  assert.equal(await page.getByText(/s 要大于 0、不大于 1/).count(), 0);
});

check("a target year that cannot be and the last model are refused, and the heading is of the result", async (page) => {
  await oxygen(page);
  const target = page.getByLabel("目标年", { exact: true });
  for (const wrong of ["1990", "9", "2019", "2061", "2030.5", ""]) {
    await typed(page, target, wrong);
    await page.getByRole("status").filter({ hasText: /目标年只能是 2020—2060 年.*仍用 2030 年/ }).waitFor();
    assert.equal(await target.inputValue(), "2030", wrong);
    await page.getByRole("heading", { name: "2030 年要多少生态用地？" }).waitFor();
  }
  await settled(page, () => typed(page, target, "2060"));
  await page.getByRole("heading", { name: "2060 年要多少生态用地？" }).waitFor();
  assert.equal(await page.getByText(/目标年只能是/).count(), 0);
  for (const name of ["线性趋势", "灰色模型"]) await settled(page, () => page.getByRole("checkbox", { name: new RegExp(name) }).uncheck());
  const last = page.getByRole("checkbox", { name: "平均增长率" });
  await last.click();
  await page.getByRole("status").filter({ hasText: "至少要留一个模型" }).waitFor();
  assert.ok(await last.isChecked());
  assert.equal(await page.getByRole("alert").filter({ hasText: /./ }).count(), 0);
});

check("the release ahead is told column by column, with what was set to 0 and left out", async (page) => {
  await oxygen(page);
  await table(page, /表 6\s上海市：各列推到 2030 年/).waitFor();
  await page.getByText(/† 水泥生产过程 CO₂：线性趋势落到 0 以下，记为 0/).waitFor();
  await page.getByText(/水泥生产过程 CO₂：均值不含灰色模型，因为连续的年份只有 2 个/).waitFor();
  await row(page, /表 5/, "天津市").getByRole("button").click();
  await table(page, /表 6\s天津市/).waitFor();
  const before = await table(page, /表 6/).locator("tbody tr").first().innerText();
  await settled(page, () => page.getByRole("checkbox", { name: "平均增长率" }).uncheck());
  assert.notEqual(await table(page, /表 6/).locator("tbody tr").first().innerText(), before);
  const target = page.getByLabel("目标年", { exact: true });
  await settled(page, async () => {
    await target.fill("2025");
    await page.keyboard.press("Tab");
  });
  await page.getByRole("heading", { name: "2025 年要多少生态用地？" }).waitFor();
  await target.fill("明年");
  await page.keyboard.press("Tab");
  assert.equal(await target.inputValue(), "2025");
});

check("printed gaps stand beside ours as the ratios they are", async (page) => {
  await oxygen(page);
  const shanghai = await plain(row(page, /表 7/, "上海市"));
  for (const part of ["556.37", "19.69", "3428.1", "1245.60", "40.37"]) assert.ok(shanghai.includes(part), shanghai);
  await page.getByText(/上海市的 556\.37 % 就是 K_C = 19\.69，1245\.60 % 就是 K_O = 40\.37/).waitFor();
  // On a phone each group heading stands over the columns that are left of its group.
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const spans = await table(page, /表 7/).evaluate((region) => {
      const shown = (cells) => [...cells].filter((cell) => getComputedStyle(cell).display !== "none");
      const [first, second] = region.querySelectorAll("thead tr");
      return { groups: shown(first.cells).reduce((sum, cell) => sum + cell.colSpan, 0), columns: 1 + shown(second.cells).length };
    });
    assert.equal(spans.groups, spans.columns, String(width));
  }
});

check("a study without a ledger of oxygen says so and opens the case that has one", async (page) => {
  await open(page, { lang: "zh-CN", step: "oxygen", study: "guizhou" });
  await page.getByRole("heading", { name: "这份研究没有碳氧平衡" }).waitFor();
  await page.getByRole("button", { name: /打开“/ }).click();
  await page.locator(".map-view svg.chart").first().waitFor();
});

check("no script error, no axe finding, no sideways scroll on a phone in either language", async (page) => {
  await oxygen(page);
  await assertAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  assert.ok((await sideways(page)) <= 0);
  await oxygen(page, { lang: "en" });
  await page.getByRole("heading", { name: /Where do people release more carbon/ }).waitFor();
  assert.ok((await sideways(page)) <= 0);
});
