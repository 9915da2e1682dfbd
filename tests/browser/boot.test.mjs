// The page opens from a sub-folder, in both languages, and what stood there before it is gone.
import assert from "node:assert/strict";
import { open, withBrowser } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";

const check = withBrowser();

for (const lang of ["zh-CN", "en"]) {
  check(`opens and shows a main landmark (${lang})`, async (page) => {
    await open(page, { lang });
    assert.equal(await page.getByRole("main").count(), 1);
    assert.equal(await page.locator("#boot").count(), 0);
  });

  check(`has no serious accessibility fault (${lang})`, async (page) => {
    await open(page, { lang });
    await assertAccessible(page);
  });
}

check(
  "says what to open it with when scripts do not run",
  async (page) => {
    await page.goto(page.base);
    assert.match(await page.locator("#boot [lang=zh-CN]").innerText(), /浏览器/);
    assert.match(await page.locator("#boot [lang=en]").innerText(), /browser/);
  },
  { javaScriptEnabled: false },
);
