// Carbon storage as a researcher uses it: rasters read by the worker, densities typed, two dates, what is taken away.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";

const check = withBrowser();
const SAMPLES = new URL("../../data/samples/", import.meta.url);
const YUNNAN = "mcd12c1_2019_igbp_central_yunnan_bbox.tif";
const SAOTOME = ["esa_worldcover_2020_saotome_clip.tif", "esa_worldcover_2021_saotome_clip.tif"];
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const file = async (name) => ({ name, mimeType: "image/tiff", buffer: await readFile(new URL(name, SAMPLES)) });
const table = (page) => page.getByRole("region", { name: "密度表与分类结果" });
const start = (page, options = {}) => open(page, { lang: "zh-CN", step: "storage", ...options });
const teach = (page) => page.getByRole("button", { name: /填入教学密度/ }).click();

check("the sample map is counted, what the pool table lacks is listed, and there is no total", async (page) => {
  await start(page);
  await page.getByRole("button", { name: /滇中外框 2019/ }).click();
  await page.locator("image.land").waitFor();
  await teach(page);
  // 8 of 11 classes on the ellipsoid; tests/stock.rs has the same number.
  const lede = page.locator(".lede");
  await page.getByText(/缺 3 类，所以不给总数/).waitFor();
  assert.match((await lede.innerText()).replaceAll("\u2009", ""), /11 类.*8 类.*2216\.0.*90\.4/);
  const missing = await page.getByText(/地图里有 3 个类，密度表没有/).locator("xpath=..").innerText();
  for (const part of ["12 耕地 461", "14 农田与自然植被镶嵌 236", "0 水体 26"]) assert.ok(missing.includes(part), missing);
  await page.getByText(/取自 InVEST 用户指南/).waitFor();
  assert.match(await table(page).innerText(), /8 类小计/);
});

check("a density typed makes the total, undo takes it back, and a word is refused", async (page) => {
  await start(page);
  await page.getByRole("button", { name: /滇中外框 2019/ }).click();
  await page.locator("image.land").waitFor();
  await teach(page);
  for (const name of ["耕地", "农田与自然植被镶嵌", "水体"]) {
    for (const pool of ["地上", "地下", "土壤", "枯落物"]) {
      const cell = table(page).getByRole("textbox", { name: `${name} ${pool}`, exact: true });
      await cell.fill(pool === "土壤" ? "30" : "0");
      await cell.blur();
    }
  }
  await page.getByText(/共存碳/).waitFor();
  const cell = table(page).getByRole("textbox", { name: "水体 土壤", exact: true });
  await cell.fill("很多");
  await cell.blur();
  await page.getByText("请填 0 或更大的数").waitFor();
  assert.equal(await cell.getAttribute("aria-invalid"), "true");
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText(/缺 1 类，所以不给总数/).waitFor();
});

check("a raster dropped on the page is read by parts, and its pixels are read with the arrow keys", async (page) => {
  await start(page);
  const bytes = [...(await readFile(new URL(YUNNAN, SAMPLES)))];
  await page.evaluate(([name, bytes]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [YUNNAN, bytes]);
  await page.locator("image.land").waitFor();
  await page.locator(".plot").first().focus();
  await page.keyboard.press("Home");
  const readout = page.locator(".readout").first();
  assert.match(await readout.innerText(), /0, 0/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  assert.match(await readout.innerText(), /1, 1/);
  assert.match(await readout.innerText(), /9 稀树草原|8 稀树林地|\d+ /);
});

/** Densities for what the teaching table has not. */
async function fill(page, names) {
  for (const name of names) {
    for (const pool of ["地上", "地下", "土壤", "枯落物"]) {
      const cell = table(page).getByRole("textbox", { name: `${name} ${pool}`, exact: true });
      await cell.fill("10");
      await cell.blur();
    }
  }
}

check("two dates: the change from each class to each, and its value in both readings", async (page) => {
  await start(page);
  await page.locator('input[type="file"]').first().setInputFiles(await Promise.all(SAOTOME.map(file)));
  await page.locator("image.land").waitFor();
  await teach(page);
  const matrix = page.getByRole("region", { name: /两期之间的碳储量变化/ });
  await matrix.waitFor();
  await page.getByText(/有类缺密度，不给净变化/).waitFor();
  await fill(page, ["耕地", "永久水体", "草本湿地"]);
  await page.getByText(/净变化/).waitFor();
  const price = page.getByLabel("每吨碳的价值 V");
  await price.fill("50");
  await price.blur();
  const value = page.locator(".panel [role=status] .msg b");
  await value.waitFor();
  const change = page.getByLabel("价格变化率 c（%/年）");
  await change.fill("5");
  await change.blur();
  const before = await value.innerText();
  // One year: no rate enters.
  await page.getByLabel("年份 esa_worldcover_2021_saotome_clip.tif").fill("2030");
  await page.getByLabel("年份 esa_worldcover_2021_saotome_clip.tif").blur();
  await page.waitForFunction((old) => document.querySelector(".panel [role=status] .msg b")?.innerText !== old, before);
  const divides = await value.innerText();
  await page.getByRole("button", { name: "价格按 c 增长" }).click();
  await page.waitForFunction((old) => document.querySelector(".panel [role=status] .msg b")?.innerText !== old, divides);
  const number = (text) => Math.abs(Number(text.replace(/[^\d.]/g, "")));
  assert.ok(number(await value.innerText()) > number(divides));
});

check("a range of the pools is drawn, with its seed", async (page) => {
  await start(page);
  await page.locator('input[type="file"]').first().setInputFiles(await Promise.all(SAOTOME.slice(0, 1).map(file)));
  await page.locator("image.land").waitFor();
  await teach(page);
  await fill(page, ["耕地", "永久水体", "草本湿地"]);
  await page.getByLabel("各库的范围 ±").fill("20");
  await page.getByLabel("各库的范围 ±").blur();
  const range = page.getByRole("region", { name: /储量的范围/ });
  await range.waitFor();
  assert.match(await range.innerText(), /2000 次，种子 1/);
});

check("the summary, the report and the density raster are taken away", async (page) => {
  await start(page);
  await page.locator('input[type="file"]').first().setInputFiles(await file(YUNNAN));
  await page.locator("image.land").waitFor();
  await teach(page);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFile(await download.path());
  };
  assert.match((await saved("汇总 CSV")).toString(), /lucode,zone,pixels,area_ha/);
  assert.match((await saved("报告 HTML")).toString(), /<table>/);
  const tiff = await saved("密度栅格 GeoTIFF");
  assert.ok(["II*\0", "MM\0*"].includes(tiff.subarray(0, 4).toString("latin1")), tiff.subarray(0, 4).toString("hex"));
});

check("a pool table as InVEST has it is taken; a blank in it is refused with its row, and nothing changes", async (page) => {
  await start(page);
  await page.locator('input[type="file"]').first().setInputFiles(await file(YUNNAN));
  await page.locator("image.land").waitFor();
  const pools = (text) => page.locator('input[type="file"][accept*=".csv"]').setInputFiles({ name: "pools.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await pools("lucode,LULC_name,C_above,C_below,C_soil,C_dead\n9,Savanna,15,35,30,4\n");
  await page.getByText(/密度表对得上 1 类|对得上\s*1\s*类/).waitFor();
  await pools("lucode,LULC_name,C_above,C_below,C_soil,C_dead\n9,Savanna,15,,30,4\n");
  await page.locator(".notice .msg").first().waitFor();
  assert.match(await page.locator(".notice .msg").first().innerText(), /2/);
  assert.match(await page.locator(".lede").innerText(), /对得上/);
});

check("a truncated TIFF and a file of another kind are sentences, and what was counted stays", async (page) => {
  await start(page);
  const good = await file(YUNNAN);
  const input = page.locator('input[type="file"]').first();
  await input.setInputFiles(good);
  await page.locator("image.land").waitFor();
  await input.setInputFiles({ ...good, name: "cut_2020.tif", buffer: good.buffer.subarray(0, 700) });
  await page.locator(".notice .msg").first().waitFor();
  assert.ok((await table(page).locator("tbody tr").count()) === 11);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["x"], "song.mp3"));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByText(/song\.mp3/).waitFor();
});

check("what was counted is kept with the study", async (page) => {
  await start(page);
  await page.locator('input[type="file"]').first().setInputFiles(await file(YUNNAN));
  await page.locator("image.land").waitFor();
  await teach(page);
  await page.getByText("已存在本机").waitFor();
  await page.reload();
  await table(page).waitFor();
  assert.equal(await table(page).locator("tbody tr").count(), 11);
  await page.getByText(/没有读过这幅栅格的文件/).waitFor();
});

check("densities of one classification do not count for another: they go, it is said, and undo brings them back", async (page) => {
  await start(page);
  await page.getByRole("button", { name: /滇中外框 2019/ }).click();
  await page.locator("image.land").waitFor();
  await teach(page);
  await page.getByText(/缺 3 类/).waitFor();
  await page.getByRole("button", { name: /圣多美/ }).click();
  await page.getByText(/原来的密度是按另一套地类填的，已经清空/).waitFor();
  await page.getByText(/还没有密度/).waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText(/缺 3 类/).waitFor();
});

check("a table of areas by class and zone does for storage; names in the place of codes are refused with their row", async (page) => {
  await start(page);
  const csv = (text, name) => page.locator('input[type="file"][accept*=".csv"]').setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await csv("class,zone,area_hm2\n1,甲县,100\n2,乙县,50\n", "areas_2020.csv");
  await table(page).waitFor();
  assert.match(await table(page).innerText(), /代码 1[\s\S]*代码 2/);
  await csv("class,zone,area_hm2\n林地,甲县,100\n", "names.csv");
  await page.locator(".notice .msg").first().waitFor();
  assert.match(await page.locator(".notice .msg").first().innerText(), /林地/);
  assert.equal(await table(page).locator("tbody tr").count(), 2);
});

check("land areas of the study itself do for storage", async (page) => {
  await start(page);
  await page.getByRole("button", { name: "用研究里的地类面积" }).click();
  await table(page).waitFor();
  assert.ok((await table(page).locator("tbody tr").count()) >= 5);
});

for (const [lang, theme] of [["zh-CN", "light"], ["en", "dark"]]) {
  check(`fits a phone and has no serious accessibility fault, empty and filled (${lang}, ${theme})`, async (page) => {
    await open(page, { lang, theme, step: "storage", study: "central_yunnan" });
    await page.locator(".storage-drop").waitFor();
    await assertAccessible(page);
    await page.locator('input[type="file"]').first().setInputFiles(await Promise.all(SAOTOME.map(file)));
    await page.locator("image.land").waitFor();
    await page.getByRole("button", { name: /教学密度|teaching densities/ }).click();
    await page.locator("table.matrix").waitFor();
    await assertAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    assert.equal(await sideways(page), 0);
  });
}
