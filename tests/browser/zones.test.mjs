// Zones as a student uses them: both papers' studies, the map by mouse and keyboard, other rules, boundaries of one's own.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";

const check = withBrowser();
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const ready = (page) => page.locator(".map-view svg.chart").first().waitFor();
const zones = async (page, study, options = {}) => {
  await open(page, { lang: "zh-CN", step: "zones", study, ...options });
  await ready(page);
};
const row = (page, name) => page.locator("table.book").first().locator("tr", { has: page.getByRole("button", { name, exact: true }) });

check("Central Yunnan: 46 of 49 counties are in the paper's zone, and the three others are named with their limit", async (page) => {
  await zones(page, "central_yunnan");
  const note = await page.getByText(/3 个单元与论文不同/).locator("xpath=..").innerText();
  for (const name of ["富源县", "会泽县", "师宗县"]) assert.ok(note.includes(name), note);
  assert.ok((await page.getByText("2351.01").count()) > 0);
  // The demand is CO2, the storage carbon: it is said.
  await page.getByText(/44\/12/).first().waitFor();
  await page.getByText(/0\.947.*0\.995/).waitFor();
  await page.getByRole("button", { name: "显示全部 49 个单元" }).click();
  assert.equal(await page.locator("table.book").first().locator("tbody tr").count(), 49);
});

check("Guiyang: zones agree with the paper, and 2020's SEC stand beside the printed ones", async (page) => {
  await zones(page, "guiyang");
  await page.getByText("分区与论文全部相符").waitFor();
  const table = page.getByRole("region", { name: /各年的指标 2020/ });
  const text = await table.innerText();
  for (const value of ["0.545", "1.222", "1.417", "1.463", "1.815", "0.45", "1.01", "1.17", "1.46", "1.50"]) assert.ok(text.includes(value), `${value} in ${text}`);
  await page.getByText(/0\.826/).waitFor();
});

check("the map is read with the arrow keys, and the row goes with it", async (page) => {
  await zones(page, "central_yunnan");
  await row(page, "官渡区").getByRole("button").click();
  const readout = page.locator(".readout").first();
  assert.match(await readout.innerText(), /官渡区/);
  await page.locator(".map-view .plot").focus();
  await page.keyboard.press("ArrowRight");
  const beside = await readout.innerText();
  assert.doesNotMatch(beside, /官渡区/);
  const name = beside.split("\n")[0].trim();
  assert.equal(await page.locator("table.book tr.on th").first().innerText(), name);
  await page.keyboard.press("ArrowLeft");
  assert.match(await readout.innerText(), /官渡区/);
});

check("a tile under the pointer is read", async (page) => {
  await zones(page, "guiyang");
  const word = await page.locator(".map-view svg.chart text", { hasText: "修文" }).first().boundingBox();
  await page.mouse.move(word.x + word.width / 2, word.y + word.height / 2);
  assert.match(await page.locator(".readout").first().innerText(), /修文县/);
});

check("other rules give other zones, and undo brings the first ones back", async (page) => {
  await zones(page, "guiyang");
  const agree = page.getByText("分区与论文全部相符");
  await agree.waitFor();
  await page.getByLabel("EEC 高、SEC 低 的分区").selectOption({ label: "低碳优化区" });
  await page.getByText(/1 个单元与论文不同/).waitFor();
  await page.getByRole("button", { name: "用回原来的规则" }).click();
  await agree.waitFor();
  await page.getByLabel("分级方法").selectOption({ label: "以 1 为界（两级）" });
  await agree.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "撤销" }).click();
  await agree.waitFor();
});

check("natural breaks and limits of one's own take the place of the printed ones; limits that fall are refused", async (page) => {
  await zones(page, "central_yunnan");
  await page.getByLabel("分级方法").selectOption({ label: "精确自然断点" });
  await page.getByText(/方差拟合优度（GVF）0\.99/).waitFor();
  await page.getByLabel("分级方法").selectOption({ label: "自己输入界限" });
  const limits = page.getByLabel("级与级之间的界限");
  await limits.fill("0.1, 0.05");
  await limits.press("Enter");
  await limits.blur();
  await page.getByText(/由小到大/).waitFor();
  assert.equal(await limits.getAttribute("aria-invalid"), "true");
  await limits.fill("0.02, 0.05, 0.1");
  await limits.blur();
  await page.getByRole("region", { name: "级与分区" }).locator("tbody tr").nth(3).waitFor();
  assert.equal(await page.getByRole("region", { name: "级与分区" }).locator("tbody tr").count(), 4);
});

check("carbon and CO2 on one basis changes every ratio by 12/44", async (page) => {
  await zones(page, "central_yunnan");
  const first = row(page, "官渡区").locator("td.sum");
  assert.equal(await first.innerText(), "0.6335");
  await page.getByRole("button", { name: "换成同一口径" }).click();
  await page.waitForFunction(() => !document.querySelector("table.book td.sum").innerText.startsWith("0.63"));
  assert.equal(await first.innerText(), "0.1728");
});

check("the map is coloured by any figure in classes, and says what it shows", async (page) => {
  await zones(page, "central_yunnan");
  await page.getByLabel("按什么着色").selectOption({ label: "碳储量" });
  await page.getByLabel("分级方法").last().selectOption({ label: "等距" });
  await page.getByRole("heading", { name: /图 1\s*碳储量/ }).waitFor();
  assert.equal(await page.locator('.map-view svg.chart [class*="m-s"]').count() > 49, true);
  await row(page, "官渡区").getByRole("button").click();
  assert.match(await page.locator(".readout").first().innerText(), /碳储量\s*9\.9/);
});

check("cells take the place of tiles, and the source says that they are schematic", async (page) => {
  await zones(page, "central_yunnan");
  await page.getByRole("button", { name: "泰森块" }).click();
  await page.getByText(/泰森块由标注点划出.*无审图号/).waitFor();
  assert.ok((await page.locator(".map-view svg.chart .map-area").count()) >= 49);
  await page.getByLabel(/审图号/).fill("云S(2026)001号");
  await page.getByText(/审图号：云S\(2026\)001号/).waitFor();
});

const boundary = {
  type: "FeatureCollection",
  features: [
    ["520121", "开阳县", 106.9], ["520122", "息烽县", 106.6], ["999999", "<b>无此县</b>", 107.4],
  ].map(([adcode, name, x]) => ({
    type: "Feature",
    properties: { adcode, name },
    geometry: { type: "Polygon", coordinates: [[[x, 26.9], [x + 0.2, 26.9], [x + 0.2, 27.2], [x, 27.2], [x, 26.9]]] },
  })),
};

check("boundaries dropped on the page join by code, and what does not join is listed", async (page) => {
  await zones(page, "guiyang");
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "mine.geojson"));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, JSON.stringify(boundary));
  await page.getByText(/mine\.geojson：2 个单元对上了边界/).waitFor();
  await page.getByText(/没有边界的单元：.*市辖区.*清镇市.*修文县/).waitFor();
  await page.getByText(/没有用到的边界 1 个：999999 <b>无此县<\/b>/).waitFor();
  await page.getByText(/边界由使用者提供/).waitFor();
  // The first unit has no boundary: the keys still lead to those that have one.
  await page.locator(".map-view .plot").focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await page.locator(".readout").first().innerText(), /开阳县|息烽县/);
  // Another step and back: the boundaries are still there.
  await page.locator('nav.steps a[href*="step=data"]').first().click();
  await page.getByRole("grid").waitFor();
  await page.locator('nav.steps a[href*="step=zones"]').first().click();
  await page.getByText(/mine\.geojson：2 个单元对上了边界/).waitFor();
  await page.getByRole("button", { name: "用回示意图" }).click();
  await page.getByText(/格子由标注点排列/).first().waitFor();
});

check("a file that is no boundary is a sentence, and the map stays", async (page) => {
  await zones(page, "guiyang");
  await page.locator(".seg-file input").setInputFiles({ name: "a.geojson", mimeType: "application/json", buffer: Buffer.from("{}") });
  await page.locator(".notice .msg").waitFor();
  assert.ok((await page.locator(".map-view svg.chart").count()) > 0);
});

check("zooming in shows a part, and the whole map comes back", async (page) => {
  await zones(page, "central_yunnan");
  const box = () => page.locator(".map-view svg.chart").getAttribute("viewBox");
  const whole = await box();
  await page.getByRole("button", { name: "放大", exact: true }).click();
  const near = await box();
  assert.notEqual(near, whole);
  // Reading units leaves the part that is shown, and what lies beside the map can be pressed.
  await page.getByRole("button", { name: "放大", exact: true }).click();
  const part = await box();
  const area = await page.locator(".map-view svg.chart").boundingBox();
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
  await page.mouse.move(area.x + area.width / 2 + 30, area.y + area.height / 2 + 20);
  assert.equal(await box(), part);
  // Pulled by the pointer, the map shows another part once it is let go.
  await page.mouse.down();
  await page.mouse.move(area.x + area.width / 2 - 10, area.y + area.height / 2 - 30);
  assert.match(await page.locator(".map-view svg.chart").getAttribute("style"), /translate\(-40px, -50px\)/);
  await page.mouse.up();
  const pulled = (await box()).split(" ").map(Number);
  const before = part.split(" ").map(Number);
  assert.ok(pulled[0] > before[0] && pulled[1] > before[1] && pulled[2] === before[2]);
  assert.equal(await page.locator(".map-view svg.pulled").count(), 0);
  await row(page, "官渡区").getByRole("button").click({ timeout: 5000 });
  await page.getByRole("button", { name: "缩小" }).click();
  await page.getByRole("button", { name: "看全图" }).click();
  assert.deepEqual((await box()).split(" ").map(Number), whole.split(" ").map(Number));
});

check("a study without zones offers cases that have them", async (page) => {
  await open(page, { lang: "zh-CN", step: "zones" });
  await page.getByRole("heading", { name: "这份研究还没有分区" }).waitFor();
  await page.getByRole("button", { name: /贵阳市.*2015/ }).click();
  await ready(page);
});

check("the home page of a case with zones says what they are and leads there", async (page) => {
  await open(page, { lang: "en", study: "guiyang" });
  await page.getByRole("link", { name: "See the zones" }).click();
  await ready(page);
});

check("a zero or a missing figure is a sentence with its place, and the last zones stay", async (page) => {
  await zones(page, "guiyang");
  await page.locator('nav.steps a[href*="step=data"]').first().click();
  const cell = page.locator("[data-cell]").first();
  await cell.click();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await page.locator('nav.steps a[href*="step=zones"]').first().click();
  await page.locator("main [role=alert] .msg").first().waitFor();
  await ready(page);
});

for (const study of ["central_yunnan", "guiyang", "guiyang_class"]) {
  for (const [lang, theme] of [["zh-CN", "light"], ["en", "dark"]]) {
    check(`${study} fits a phone and has no serious accessibility fault (${lang}, ${theme})`, async (page) => {
      await zones(page, study, { lang, theme });
      await assertAccessible(page);
      await page.setViewportSize({ width: 360, height: 740 });
      assert.equal(await sideways(page), 0);
    });
  }
}
