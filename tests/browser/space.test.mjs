// Space as a student uses it: clusters by mouse and keyboard with the scatter following, other neighbours, years, files of weights.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";

const check = withBrowser();
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const space = async (page, options = {}) => {
  await open(page, { lang: "zh-CN", step: "space", study: "china", ...options });
  await page.locator(".map-view svg.chart").first().waitFor();
};
const figure = (page, name) => page.locator("figure.fig", { has: page.getByRole("heading", { name }) });
const row = (page, name) => page.locator("table.book").first().locator("tr", { has: page.getByRole("button", { name, exact: true }) });
const settled = async (page, act) => {
  const before = await page.evaluate(() => Number(document.documentElement.dataset.revision ?? 0));
  await act();
  await page.waitForFunction((n) => Number(document.documentElement.dataset.revision ?? 0) > n, before);
};
const moran = async (page) => Number(await page.getByRole("region", { name: "全局统计量" }).locator("tbody tr").first().locator("td.sum").innerText());

check("like provinces lie together, Tibet has no data, and the floor of p is said", async (page) => {
  await space(page);
  await page.getByText(/是。ln 碳平衡系数 K_C 的莫兰指数 I 为 0\.\d+/).waitFor();
  assert.match(await page.locator(".map-view svg.chart").first().innerHTML(), /无数据/);
  assert.match(await figure(page, /随机会这样吗/).locator("figcaption").innerText(), /最小可能值 0\.0002/);
  const rows = page.getByRole("region", { name: /局部统计量/ });
  await page.getByRole("button", { name: "显示全部 31 个单元" }).click();
  const tibet = await rows.locator("tr", { hasText: "西藏" }).innerText();
  assert.match(tibet, /—/);
  assert.match(tibet, /无数据/);
});

check("a province read on the map by mouse or keyboard is read on the scatter and in the table", async (page) => {
  await space(page);
  const word = await page.locator(".map-view svg.chart text", { hasText: "江苏" }).first().boundingBox();
  await page.mouse.move(word.x + word.width / 2, word.y + word.height / 2);
  const [map, scatter] = [page.locator(".map-view .readout").first(), figure(page, "莫兰散点图").locator(".readout")];
  assert.match(await map.innerText(), /江苏省/);
  assert.match(await scatter.innerText(), /江苏省/);
  // Its neighbours are framed: Shandong, Anhui, Zhejiang, Shanghai.
  await page.waitForFunction(() => document.querySelectorAll(".map-view .map-near.read").length === 4);
  await page.locator(".map-view .plot").first().focus();
  await page.keyboard.press("ArrowLeft");
  const name = (await map.innerText()).split("\n")[0].trim();
  assert.notEqual(name, "江苏省");
  assert.equal((await scatter.innerText()).split("\n")[0].trim(), name);
  await figure(page, "莫兰散点图").locator(".plot").focus();
  await page.keyboard.press("Home");
  assert.match(await map.innerText(), /北京市/);
});

check("without the link over the sea Hainan is alone, hatched and never significant", async (page) => {
  await space(page);
  const before = await moran(page);
  await settled(page, () => page.getByLabel(/海南省–广东省 算作相邻/).uncheck());
  await page.getByText(/海南省：画阴影，永远不算显著/).waitFor();
  assert.notEqual(await moran(page), before);
  await page.getByRole("button", { name: "显示全部 31 个单元" }).click();
  const hainan = await row(page, "海南省").innerText();
  assert.match(hainan, /无邻居/);
  await settled(page, () => page.getByRole("button", { name: "撤销" }).click());
  assert.equal(await moran(page), before);
});

check("other neighbours, other scale, other statistics and corrections change the result and say so", async (page) => {
  await space(page);
  const rook = await moran(page);
  await settled(page, () => page.getByLabel("邻居", { exact: true }).selectOption("nearest"));
  const nearest = await moran(page);
  assert.notEqual(nearest, rook);
  await settled(page, () => page.getByLabel("个数 k").fill("5").then(() => page.keyboard.press("Tab")));
  assert.equal(await page.getByLabel("个数 k").inputValue(), "5");
  assert.notEqual(await moran(page), nearest);
  await settled(page, () => page.getByLabel("邻居", { exact: true }).selectOption("rook"));
  await settled(page, () => page.getByRole("button", { name: "K_C", exact: true }).click());
  await page.getByText(/取对数时 I = /).waitFor();
  await settled(page, () => page.getByRole("button", { name: "ln K_C" }).click());
  assert.equal(await moran(page), rook);
  await settled(page, () => page.getByRole("button", { name: "Bonferroni" }).click());
  await page.getByText(/按 Bonferroni 校正后/).waitFor();
  await settled(page, () => page.getByLabel("局部统计量", { exact: true }).selectOption("g_star"));
  await page.getByRole("heading", { name: /Getis–Ord G\*/ }).waitFor();
  await settled(page, () => page.getByLabel("局部统计量", { exact: true }).selectOption("bivariate"));
  await page.getByRole("heading", { name: /双变量/ }).waitFor();
});

check("too few shuffles for a correction are said, with how many would do", async (page) => {
  await space(page);
  await settled(page, () => page.getByLabel("打乱次数").selectOption("99"));
  await settled(page, () => page.getByRole("button", { name: "Bonferroni" }).click());
  await page.getByText(/至少要?.*\d+/).first().waitFor();
});

check("99 999 shuffles run beside the page", async (page) => {
  await space(page);
  await settled(page, () => page.getByLabel("打乱次数").selectOption("99999"));
  await page.getByText(/把数值在地图上打乱 99\s?999 次/).waitFor({ timeout: 60_000 });
});

check("a year by the slider; every year side by side; the centre moves", async (page) => {
  await space(page);
  const slider = page.getByRole("slider", { name: "年份" });
  await slider.focus();
  await settled(page, () => page.keyboard.press("Home"));
  await page.locator(".year-slider b", { hasText: "2010" }).waitFor();
  await figure(page, "各年的聚类").locator("svg.chart").waitFor();
  assert.match(await figure(page, "各年的聚类").locator("svg.chart").innerHTML(), /2010[\s\S]*2017/);
  await page.getByRole("region", { name: "重心每一步" }).locator("tbody tr").nth(6).waitFor();
  await page.getByText(/不参加：西藏/).waitFor();
  const influence = await page.getByRole("region", { name: "去掉谁移动最多" }).locator("tbody tr").first().innerText();
  assert.match(influence, /上海/);
  await page.getByRole("region", { name: "各类之间" }).waitFor();
});

check("neighbours go out as a file and come in again; those of other units are refused", async (page) => {
  await space(page);
  const before = await moran(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "存为 .gal" }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const gal = Buffer.concat(chunks);
  assert.match(gal.toString(), /^31\n/);
  const input = page.locator('input[accept=".gal,.gwt"]');
  await settled(page, () => input.setInputFiles({ name: "own.gal", mimeType: "text/plain", buffer: gal }));
  assert.equal(await page.getByLabel("邻居", { exact: true }).inputValue(), "listed");
  assert.equal(await moran(page), before);
  await input.setInputFiles({ name: "other.gal", mimeType: "text/plain", buffer: Buffer.from("2\na 1\nb\nb 1\na\n") });
  await page.getByRole("alert").getByText(/\S/).first().waitFor();
  assert.equal(await moran(page), before);
});

check("typed neighbours: an unknown name is named, and a pair one way only can be made to go both ways", async (page) => {
  await space(page);
  await page.getByText("自己写邻居").click();
  const text = page.getByLabel(/每行一个单元/);
  const lists = await text.inputValue();
  assert.match(lists, /北京市: /);
  await text.fill(lists.replace("北京市: ", "北京市: 巴黎, "));
  await page.getByRole("button", { name: "用这张表" }).click();
  await page.getByText(/巴黎/).last().waitFor();
  await text.fill(`${lists}`.replace(/海南省:.*\n/, "海南省: 广西壮族自治区\n"));
  await settled(page, () => page.getByRole("button", { name: "用这张表" }).click());
  await settled(page, () => page.getByRole("button", { name: "补成双向" }).click());
});

check("a study of one region says what is missing and opens the case that has it", async (page) => {
  await open(page, { lang: "zh-CN", step: "space", study: "guizhou" });
  await page.getByRole("heading", { name: "还没有可以看空间关联的数据" }).waitFor();
  await page.getByRole("button", { name: /打开“/ }).click();
  await page.locator(".map-view svg.chart").first().waitFor();
});

check("no script error, no sideways scroll, no axe finding", async (page) => {
  await space(page);
  await assertAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  assert.ok((await sideways(page)) <= 0);
});
