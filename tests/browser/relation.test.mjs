// Grey relation as a student uses it: choose a normalisation, read a degree, open its working.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";

const check = withBrowser();
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const ready = (page) => page.locator("[data-working^='relation.']").first().waitFor();

check("another normalisation gives other degrees, and undo brings the first ones back", async (page) => {
  await open(page, { lang: "zh-CN", step: "relation" });
  await ready(page);
  const degrees = () => page.locator("[data-working^='relation.']").allInnerTexts();
  const before = await degrees();
  assert.ok(before.length >= 7 && before.every((text) => Number(text) > 0 && Number(text) <= 1), before.join(" "));
  const choices = page.getByRole("group", { name: "归一化" }).getByRole("button");
  await choices.and(page.locator("[aria-pressed=false]")).first().click();
  await page.waitForFunction((first) => document.querySelector("[data-working^='relation.']")?.innerText !== first, before[0]);
  await page.getByRole("button", { name: "撤销" }).click();
  await page.waitForFunction((first) => document.querySelector("[data-working^='relation.']")?.innerText === first, before[0]);
  assert.deepEqual(await degrees(), before);
});

check("a degree opens its working and gives focus back", async (page) => {
  await open(page, { lang: "en", step: "relation" });
  await ready(page);
  const degree = page.locator("[data-working^='relation.']").first();
  const value = await degree.innerText();
  await degree.focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("complementary");
  await drawer.getByRole("heading").first().waitFor();
  assert.ok((await drawer.innerText()).includes(value));
  assert.ok((await drawer.locator("math").count()) > 0);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  assert.equal(await degree.evaluate((e) => e === document.activeElement), true);
});

check("the figure is read with the arrow keys", async (page) => {
  await open(page, { lang: "en", step: "relation" });
  await ready(page);
  const readout = page.locator(".readout").first();
  await page.locator(".plot").first().focus();
  await page.keyboard.press("Home");
  const first = await readout.innerText();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await readout.innerText(), first);
});

for (const theme of ["light", "dark"]) {
  for (const lang of ["zh-CN", "en"]) {
    check(`fits a phone and has no serious accessibility fault (${lang}, ${theme})`, async (page) => {
      await open(page, { lang, theme, step: "relation" });
      await ready(page);
      await assertAccessible(page);
      await page.setViewportSize({ width: 360, height: 740 });
      assert.equal(await sideways(page), 0);
    });
  }
}

check("one class alone is neither nearest nor farthest", async (page) => {
  await page.goto(`${page.base}?lang=zh-CN&step=data&case=blank`);
  await page.getByRole("grid").waitFor();
  const csv = "年份,化肥施用量（万吨）,稻谷产量（万吨）\n2005,77,472\n2006,80,432\n2007,82,440\n2008,83,460\n";
  await page.locator('.drop input[type="file"]').setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByRole("button", { name: /^收下/ }).click();
  await page.getByRole("link", { name: "关联" }).first().click();
  await page.getByText(/只有这一类有数据，没有可比的/).waitFor();
  assert.equal(await page.getByText(/最远/).count(), 0);
});
