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
  await page.waitForFunction(() => document.querySelector(".map-view").querySelectorAll(".map-near.read").length === 4);
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
  await page.getByRole("heading", { name: /Getis–Ord G\*/ }).first().waitFor();
  await settled(page, () => page.getByLabel("局部统计量", { exact: true }).selectOption("bivariate"));
  await page.getByRole("heading", { name: /双变量/ }).first().waitFor();
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

check("the result of many shuffles stays through what does not touch it", async (page) => {
  await space(page);
  await settled(page, () => page.getByLabel("打乱次数").selectOption("99999"));
  const many = page.getByText(/把数值在地图上打乱 99\s?999 次/);
  await many.waitFor({ timeout: 60_000 });
  // The one pressed already: an edit that changes nothing.
  await settled(page, () => page.getByRole("button", { name: "p ≤ 0.05" }).click());
  await many.waitFor({ timeout: 1000 });
  assert.match(await page.locator("figure.fig").first().innerText(), /打乱 99\s?999 次/);
});

check("a year by the slider; every year side by side; the centre moves", async (page) => {
  await space(page);
  const slider = page.getByRole("slider", { name: "年份" });
  await slider.focus();
  await settled(page, () => page.keyboard.press("Home"));
  await page.locator(".year-slider b", { hasText: "2010" }).waitFor();
  await figure(page, "各年的局部莫兰聚类").locator("svg.chart").waitFor();
  assert.match(await figure(page, "各年的局部莫兰聚类").locator("svg.chart").innerHTML(), /2010[\s\S]*2017/);
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

check("a number that cannot be is not left standing, and what can be is said", async (page) => {
  await space(page);
  await settled(page, () => page.getByLabel("邻居", { exact: true }).selectOption("nearest"));
  const revision = () => page.evaluate(() => document.documentElement.dataset.revision);
  const before = await revision();
  for (const [label, wrong, right, said] of [
    ["个数 k", ["0", "99", "2.5", "abc", ""], "4", /请填 1 到 30 的整数/],
    ["水平 α", ["0", "2", "-0.1"], "0.05", /请填大于 0、小于 1 的数/],
    ["种子", ["-1", "1.5"], "42", /请填 0 到 4 294 967 295 的整数/],
  ]) {
    for (const text of wrong) {
      const box = page.getByLabel(label, { exact: true });
      await box.fill(text);
      await box.press("Tab");
      await page.getByText(said).waitFor();
      assert.equal(await box.inputValue(), right, `${label} ${text}`);
    }
  }
  assert.equal(await revision(), before);
});

check("a result that stays behind a fault says that it is the one before", async (page) => {
  await space(page);
  await settled(page, () => page.getByLabel("邻居", { exact: true }).selectOption("band"));
  const box = page.getByLabel(/^距离，km/);
  await box.fill("10");
  await settled(page, () => box.press("Tab"));
  await page.getByText(/没有一个邻居有数.*下面仍是改动之前的结果/).waitFor();
  // What is shown names the neighbours it was made with.
  assert.match(await page.locator("figure.fig").first().innerText(), /距离带 866\.1 km/);
  await figure(page, "各年的局部莫兰聚类").locator("svg.chart").waitFor();
  assert.equal(await page.getByText(/没有一个邻居有数/).count(), 1);
  await page.getByText("自己写邻居").click();
  const text = page.getByLabel(/每行一个单元/);
  await text.fill("北京市: \n");
  await page.getByRole("button", { name: "用这张表" }).click();
  await page.locator(".typed-neighbours").getByText(/没有一个邻居有数/).waitFor();
  assert.equal(await text.inputValue(), "北京市: \n");
});

check("with two figures both are named, and every year follows the statistic and the correction", async (page) => {
  await space(page);
  await settled(page, () => page.getByLabel("局部统计量", { exact: true }).selectOption("bivariate"));
  await settled(page, () => page.getByLabel("邻居看哪个量").selectOption({ label: "常住人口" }));
  await page.getByRole("heading", { name: /邻居的 ln 常住人口 也高吗/ }).waitFor();
  await page.getByText(/双变量莫兰指数 0\.\d+/).first().waitFor();
  await page.getByRole("columnheader", { name: "邻居的 ln 常住人口" }).waitFor();
  await page.getByRole("heading", { name: "各年的双变量局部莫兰聚类" }).waitFor();
  await settled(page, () => page.getByLabel("局部统计量", { exact: true }).selectOption("moran"));
  await settled(page, () => page.getByRole("button", { name: "FDR" }).click());
  const lede = await page.locator(".lede").innerText();
  const count = Number(lede.match(/(\d+) 个单元显著/)[1]);
  assert.ok(count > 0);
  const finding = await figure(page, "各年的局部莫兰聚类").locator("svg.chart desc").textContent();
  assert.equal(Number(finding.match(/2016 (\d+)/)[1]), count);
});

check("a unit read beyond the rows shown is marked in the table", async (page) => {
  await space(page);
  const plot = figure(page, "莫兰散点图").locator(".plot");
  await plot.focus();
  await page.keyboard.press("End");
  await page.getByRole("region", { name: /局部统计量/ }).locator("tbody tr.on").waitFor();
  const name = (await figure(page, "莫兰散点图").locator(".readout").innerText()).split("\n")[0].trim();
  assert.match(await page.getByRole("region", { name: /局部统计量/ }).locator("tbody tr.on").innerText(), new RegExp(name));
});

check("who is whose neighbour is drawn, and a unit read there is read on every figure", async (page) => {
  await space(page);
  const net = figure(page, "谁与谁相邻");
  await net.scrollIntoViewIfNeeded();
  // One stroke a pair: the borders of 30 provinces and the link over the sea.
  const strokes = await net.locator(".map-net").getAttribute("d");
  const pairs = Number((await page.getByText(/\d+ 对，平均/).innerText()).match(/\d+/)[0]);
  assert.equal(strokes.match(/M/gi).length, pairs);
  await net.locator(".plot").focus();
  await page.keyboard.press("Home");
  assert.match(await net.locator(".readout").innerText(), /北京市[\s\S]*天津市、河北省/);
  assert.match(await figure(page, "莫兰散点图").locator(".readout").innerText(), /北京市/);
  await figure(page, "邻居数的分布").locator("svg.chart").waitFor();
});

check("what a person opened on the page stays open at the first edit", async (page) => {
  await space(page);
  await page.getByRole("button", { name: "显示全部 31 个单元" }).click();
  const rows = page.getByRole("region", { name: /局部统计量/ }).locator("tbody tr");
  assert.equal(await rows.count(), 31);
  await settled(page, () => page.getByRole("button", { name: "Bonferroni" }).click());
  await page.getByText(/按 Bonferroni 校正后/).waitFor();
  assert.equal(await rows.count(), 31);
});

check("weights that fall with distance in several ways", async (page) => {
  await space(page);
  const seen = new Set();
  for (const [rule, shapes] of [["band", ["0", "1", "2"]], ["kernel", ["0", "3", "4"]]]) {
    await settled(page, () => page.getByLabel("邻居", { exact: true }).selectOption(rule));
    for (const shape of shapes) {
      const select = page.getByLabel("权重怎样随距离变");
      if ((await select.inputValue()) !== shape) await settled(page, () => select.selectOption(shape));
      seen.add(await moran(page));
    }
  }
  assert.equal(seen.size, 6);
});

check("a rate by head is standardised and says how; a ratio offers none", async (page) => {
  await space(page);
  assert.equal(await page.getByLabel("看它的率").count(), 0);
  await settled(page, () => page.getByLabel("看哪个量").selectOption({ label: "碳源合计" }));
  const plain = await moran(page);
  await settled(page, () => page.getByLabel("看它的率").selectOption("population"));
  await page.getByText(/率按经验贝叶斯标准化/).waitFor();
  await page.getByRole("heading", { name: /碳源合计 ÷ 常住人口/ }).first().waitFor();
  assert.notEqual(await moran(page), plain);
  await settled(page, () => page.getByLabel("看它的率").selectOption(""));
  assert.equal(await moran(page), plain);
});

check("neighbours by touch from boundaries of one's own, by side or by corner", async (page) => {
  await space(page);
  // Squares of six columns with the codes of the provinces.
  const codes = [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65];
  const square = (i) => {
    const [x, y] = [100 + (i % 6), 40 - Math.floor(i / 6)];
    return [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]];
  };
  const feature = (code, i) => ({ type: "Feature", properties: { code: `${code}0000` }, geometry: { type: "Polygon", coordinates: square(i) } });
  const file = JSON.stringify({ type: "FeatureCollection", features: codes.map(feature) });
  const input = page.getByLabel("由自己的边界文件…");
  await settled(page, () => input.setInputFiles({ name: "squares.geojson", mimeType: "application/json", buffer: Buffer.from(file) }));
  await page.getByText(/squares\.geojson：31 个单元有轮廓/).waitFor();
  const mean = async () => Number((await page.getByText(/\d+ 对，平均/).innerText()).match(/\d+/)[0]);
  // A grid of 5 rows of 6 and one more square has 50 sides in common; Tibet has no value and takes 3 of them.
  assert.equal(await mean(), 47);
  const message = page.locator(".msg, [role=status], [role=note]", { hasText: "squares.geojson" }).first();
  await settled(page, () => message.getByRole("button", { name: /Queen/ }).click());
  assert.ok((await mean()) > 47);
  await settled(page, () => page.keyboard.press("Control+z"));
  assert.equal(await mean(), 47);
  assert.equal(await message.getByRole("button", { name: /Rook/ }).getAttribute("aria-pressed"), "true");
  // Squares that do not touch are no neighbours: said, and nothing changes.
  const apart = JSON.parse(file);
  apart.features.forEach((f, i) => (f.geometry.coordinates[0] = f.geometry.coordinates[0].map(([x, y]) => [x + i * 1e-3, y + i * 1e-3])));
  await input.setInputFiles({ name: "apart.geojson", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(apart)) });
  await page.getByText(/apart\.geojson 里没有两个单元共有界点/).waitFor();
  assert.equal(await mean(), 47);
  await input.setInputFiles({ name: "broken.geojson", mimeType: "application/json", buffer: Buffer.from("{") });
  await page.getByText(/apart\.geojson/).waitFor({ state: "detached" });
  await page.getByRole("alert").getByText(/\S/).first().waitFor();
  assert.equal(await mean(), 47);
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
