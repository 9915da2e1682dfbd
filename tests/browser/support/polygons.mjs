// A map of thousands of units under the pointer: frames a second while it is read and while it is moved about.
import { newPage, open } from "./browser.mjs";
import { button, downloaded } from "./study.mjs";

const SIDE = 50;
const VERTICES_A_SIDE = 8;
const SECONDS = 3;

/** Frames a second while units are read and while the map is pulled about; made-up figures and outlines for `count` units. */
export async function frames(browser, address, count = 3000) {
  const page = await newPage(browser, address);
  page.setDefaultTimeout(120_000);
  page.base = address;
  await page.goto(`${address}?lang=zh-CN&case=central_yunnan&step=data`);
  const file = await downloaded(page, () => button(page, "保存研究文件").click());
  const study = JSON.parse(file.text);
  multiply(study, count);
  await dropped(page, "many.json", JSON.stringify(study));
  await page.locator('nav.steps a[href*="step=zones"]').first().click();
  await page.locator(".map-view svg.chart").first().waitFor();
  await dropped(page, "many.geojson", JSON.stringify(outlines(study.regions)));
  await page.getByText(new RegExp(`many\\.geojson`)).first().waitFor();
  const drawn = await page.locator(".map-view svg.chart [data-i]").count();
  const map = page.locator(".map-view svg.chart");
  const place = async () => {
    await map.evaluate((svg) => svg.scrollIntoView({ block: "center" }));
    return await map.boundingBox();
  };
  const hover = await counted(page, await place(), () => document.querySelector(".readout").innerText);
  for (let i = 0; i < 3; i += 1) await page.getByRole("button", { name: "放大", exact: true }).click();
  const area = await place();
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
  await page.mouse.down();
  const drag = await counted(page, area, () => document.querySelector(".map-view svg.chart").style.transform);
  await page.mouse.up();
  await page.context().close();
  return { drawn, hover, drag };
}

/** Moves the pointer about the map as fast as the page takes it; `seen` counts what changed with it on the way. */
async function counted(page, area, seen) {
  await page.evaluate((seen) => {
    globalThis.frameTimes = [];
    globalThis.seen = new Set();
    const look = new Function(`return (${seen})()`);
    const tick = (at) => {
      globalThis.frameTimes.push(at);
      globalThis.seen.add(look());
      globalThis.frameTimes.id = requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }, seen.toString());
  const start = Date.now();
  for (let step = 0; Date.now() - start < SECONDS * 1000; step += 1) {
    const turn = step / 40;
    await page.mouse.move(area.x + area.width * (0.5 + 0.3 * Math.cos(turn)), area.y + area.height * (0.5 + 0.3 * Math.sin(1.3 * turn)));
  }
  return page.evaluate(() => {
    const times = globalThis.frameTimes;
    cancelAnimationFrame(times.id);
    const gaps = times.slice(1).map((at, i) => at - times[i]).toSorted((a, b) => a - b);
    const all = times.at(-1) - times[0];
    return { rate: (1000 * gaps.length) / all, p95: gaps[Math.floor(0.95 * gaps.length)], longest: gaps.at(-1), seen: globalThis.seen.size };
  });
}

async function dropped(page, name, text) {
  await page.evaluate(([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [name, text]);
}

/** The study with its regions over and over, figures turned a little. */
function multiply(study, count) {
  const { regions } = study;
  const of = new Map();
  study.regions = Array.from({ length: count }, (_, at) => {
    const from = regions[at % regions.length];
    const code = String(900_000 + at);
    of.set(code, from.code);
    return { ...from, code, name: { zh: `单元${at}`, en: `Unit ${at}` } };
  });
  for (const sheet of study.sheets) {
    const rows = sheet.rows;
    sheet.rows = study.regions.flatMap((region, at) =>
      rows.filter((row) => row.region === of.get(region.code)).map((row) => ({
        ...row,
        region: region.code,
        values: row.values.map((value) => value && value * (1 + (at % 97) / 300)),
      })),
    );
  }
  delete study.zoning.published;
}

/** Squares with crooked sides, side by side. */
function outlines(regions) {
  const crook = (x, y) => [100 + x * 0.1 + 0.02 * Math.sin(7 * x + 3 * y), 24 + y * 0.1 + 0.02 * Math.sin(5 * y + 11 * x)];
  const line = ([x, y], [u, v]) => Array.from({ length: VERTICES_A_SIDE }, (_, k) => crook(x + ((u - x) * k) / VERTICES_A_SIDE, y + ((v - y) * k) / VERTICES_A_SIDE));
  const features = regions.map(({ code, name }, at) => {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    const corners = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]];
    const ring = corners.slice(1).flatMap((to, k) => line(corners[k], to));
    return { type: "Feature", properties: { adcode: code, name: name.zh }, geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] } };
  });
  return { type: "FeatureCollection", features };
}
