// Land change as a student uses it: read the areas by keyboard, open a degree, see the transition table.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";

const check = withBrowser();
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const ready = (page) => page.locator("[data-working^='change.']").first().waitFor();

check("the dynamic degrees are those the paper printed and a working says how", async (page) => {
  await open(page, { lang: "zh-CN", step: "change" });
  await ready(page);
  // Table 2 of the paper: pasture −6.82 % a year over 2005–2019.
  const degree = page.locator('[data-working="change.pasture.2"]');
  assert.equal(await degree.innerText(), "−6.82");
  await degree.click();
  const drawer = page.getByRole("complementary");
  await drawer.getByRole("heading").first().waitFor();
  assert.match(await drawer.innerText(), /−6\.82/);
  assert.ok((await drawer.locator("math").count()) > 0);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  assert.equal(await degree.evaluate((e) => e === document.activeElement), true);
});

check("the figure is read with the arrow keys", async (page) => {
  await open(page, { lang: "en", step: "change" });
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
      await open(page, { lang, theme, step: "change" });
      await ready(page);
      await assertAccessible(page);
      await page.setViewportSize({ width: 360, height: 740 });
      assert.equal(await sideways(page), 0);
    });
  }
}
