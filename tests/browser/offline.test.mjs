// After the first visit the page opens, computes and keeps its study without the server.
import assert from "node:assert/strict";
import { open, withBrowser } from "./support/browser.mjs";
import { assertEdited, assertSaved, button, downloaded, edit } from "./support/study.mjs";

const check = withBrowser();
const WITH_COPY = { serviceWorkers: "allow" };

// Ready means that the offline copy is complete. The first visit fetches its own parts beside it.
async function copied(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.locator("html[data-whole]").waitFor();
}

check("without a network every step of an open page works, and edits are kept", async (page) => {
  await open(page, { lang: "zh-CN", step: "account" });
  // Loaded means that every part of the page is there, not only the one that is seen.
  await page.locator("html[data-whole]").waitFor();
  await page.context().setOffline(true);
  await edit(page);
  await assertSaved(page);
  for (const step of ["数据", "核算", "变化", "关联", "预测", "案例"]) {
    await page.getByRole("navigation").getByRole("link", { name: step }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
  }
});

check(
  "without a network the page opens again with the study of last time, and the worker computes",
  async (page) => {
    await open(page, { lang: "zh-CN", step: "account" });
    await edit(page);
    await assertSaved(page);
    await copied(page);
    await page.context().setOffline(true);
    await page.reload();
    await assertEdited(page);
    const results = await downloaded(page, () => button(page, "下载结果 JSON").click());
    assert.equal(JSON.parse(results.text).result.basis, "published");
    assert.equal(await page.getByText("后台计算用不了").count(), 0);
  },
  WITH_COPY,
);

// Last: the server of this file does not come back.
check(
  "opens again when the server is gone",
  async (page, { server }) => {
    await open(page, { lang: "zh-CN" });
    await copied(page);
    await server.stop();
    await open(page, { lang: "en" });
  },
  WITH_COPY,
);
