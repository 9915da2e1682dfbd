// A study survives the window, and where it cannot, the page says so and offers a file.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { open, withBrowser } from "./support/browser.mjs";
import { assertEdited, assertSaved, button, data, downloaded, edit } from "./support/study.mjs";

const check = withBrowser();
const ACCOUNT = { lang: "zh-CN", step: "account" };

const isPressed = (page) => page.locator("button[aria-pressed=true]", { hasText: "论文表 5" }).count();

/** Every text of the page's database, by key. */
const stored = (page) =>
  page.evaluate(
    () =>
      new Promise((done, fail) => {
        const request = indexedDB.open("tanheng");
        request.onerror = fail;
        request.onsuccess = () => {
          const store = request.result.transaction("studies").objectStore("studies");
          const [keys, values] = [store.getAllKeys(), store.getAll()];
          store.transaction.oncomplete = () => {
            request.result.close();
            done(Object.fromEntries(keys.result.map((key, i) => [key, values.result[i]])));
          };
        };
      }),
  );

const put = (page, key, text) =>
  page.evaluate(
    ([key, text]) =>
      new Promise((done, fail) => {
        const request = indexedDB.open("tanheng");
        request.onerror = fail;
        request.onsuccess = () => {
          const store = request.result.transaction("studies", "readwrite").objectStore("studies");
          store.put(text, key);
          store.transaction.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
    [key, text],
  );

check("a case as it ships is not written anywhere", async (page) => {
  await open(page, ACCOUNT);
  await page.waitForTimeout(800);
  assert.equal(await page.getByText("已存在本机").count(), 0);
  assert.deepEqual(await stored(page), {});
});

check("an edit is there again after the page is opened anew", async (page) => {
  await open(page, ACCOUNT);
  await edit(page);
  await assertSaved(page);
  await open(page, ACCOUNT);
  await page.getByText("已接着上次的研究").waitFor();
  await assertEdited(page);
  assert.equal(JSON.parse((await stored(page))["study:guizhou"]).choices.basis, "published");
});

check("an edit made just before the page is left is kept too", async (page) => {
  await open(page, ACCOUNT);
  // The database is open once something was written.
  await edit(page);
  await assertSaved(page);
  await button(page, "撤销").click();
  await page.reload();
  await page.getByRole("main").waitFor();
  await page.waitForTimeout(500);
  assert.equal(await isPressed(page), 0);
});

check("a link to a case shows that case; what was kept stays and comes back without the link", async (page) => {
  await open(page, ACCOUNT);
  await edit(page);
  await assertSaved(page);
  await open(page, { ...ACCOUNT, study: "guizhou" });
  await page.waitForTimeout(500);
  assert.equal(await isPressed(page), 0);
  await open(page, ACCOUNT);
  await assertEdited(page);
});

check("a case opened by link and then edited is the edited one when the address is opened again", async (page) => {
  await open(page, { ...ACCOUNT, study: "guizhou" });
  await edit(page);
  await assertSaved(page);
  assert.equal(new URL(page.url()).searchParams.get("case"), null);
  await page.reload();
  await assertEdited(page);
});

check("a browser that refuses to keep data is told about, and the study can be saved as a file", async (page) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, "indexedDB", { value: undefined }));
  await open(page, ACCOUNT);
  assert.equal(await page.getByText("浏览器不让这一页").count(), 0);
  await edit(page);
  await page.getByText("浏览器不让这一页在本机存数据").waitFor();
  await page.getByText("未存", { exact: true }).waitFor();
  const message = page.getByRole("status").filter({ hasText: "浏览器不让" });
  const file = await downloaded(page, () => message.getByRole("button", { name: "保存研究文件" }).click());
  assert.match(file.name, /^碳衡 贵州省.*\.json$/);
  assert.equal(JSON.parse(file.text).choices.basis, "published");
  await message.getByRole("button", { name: "知道了" }).click();
  assert.equal(await page.getByText("浏览器不让这一页").count(), 0);
  // The page goes on working.
  await button(page, "撤销").click();
  await page.waitForFunction(() => !document.querySelector("button[aria-pressed=true]")?.innerText.includes("论文"));
});

check("a device without room is told about", async (page) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await open(page, ACCOUNT);
  await edit(page);
  await page.getByText("本机的存储空间满了").waitFor();
});

check("a kept study that cannot be read is put aside, told about and can be saved", async (page) => {
  await open(page, ACCOUNT);
  await edit(page);
  await assertSaved(page);
  const broken = '{ "schema_version": 1, "title": ';
  await put(page, "study:guizhou", broken);
  await open(page, ACCOUNT);
  await page.getByText("上次存的研究读不出来").waitFor();
  assert.equal(await isPressed(page), 0);
  // What is kept afterwards does not take the word or the button away.
  await edit(page);
  await assertSaved(page);
  assert.equal(await page.getByText("上次存的研究读不出来").count(), 1);
  const file = await downloaded(page, () => button(page, "下载那份存档").click());
  assert.equal(file.text, broken);
  const all = await stored(page);
  assert.deepEqual(Object.entries(all).filter(([key]) => key.startsWith("aside:")).map(([, text]) => text), [broken]);
  // Told once: put away, and on the next visit there is no word of it.
  await button(page, "知道了").click();
  assert.equal(await page.getByText("上次存的研究读不出来").count(), 0);
  await open(page, ACCOUNT);
  await page.waitForTimeout(500);
  assert.equal(await page.getByText("上次存的研究读不出来").count(), 0);
});

check("a study file is saved and opened again", async (page) => {
  await open(page, ACCOUNT);
  await edit(page);
  const file = await downloaded(page, () => button(page, "保存研究文件").click());
  await button(page, "撤销").click();
  const buffer = Buffer.from(file.text);
  await page.locator("footer input[type=file]").setInputFiles({ name: file.name, mimeType: "application/json", buffer });
  await assertEdited(page);
});

check("a broken study file is refused with every fault, and the study on the page stays", async (page) => {
  await open(page, ACCOUNT);
  const title = await page.locator("header .study").innerText();
  await page.locator("footer input[type=file]").setInputFiles(data("bad/account.json"));
  await page.getByRole("alert").getByText("文件里有 3 处对不上").waitFor();
  const faults = page.getByRole("region", { name: "文件里对不上的地方" });
  assert.equal(await faults.getByRole("listitem").count(), 3);
  assert.match(await faults.innerText(), /farm\.nothing/);
  assert.equal(await page.locator("header .study").innerText(), title);
  await page.getByRole("button", { name: "知道了" }).click();
  assert.equal(await faults.count(), 0);

  await page.locator("footer input[type=file]").setInputFiles(data("bad/trailing_comma.json"));
  await page.getByRole("alert").getByText(/第 \d+ 行第 \d+ 个字符处不是 JSON/).waitFor();
  await page.locator("footer input[type=file]").setInputFiles(data("small_study.json"));
  await page.locator("header .study", { hasText: "Two years, hand made" }).waitFor();
  assert.equal(await page.getByRole("alert").innerText(), "");
  assert.ok((await readFile(data("small_study.json"), "utf8")).includes("Two years"));
});

check("edits made before the part that keeps them has come are kept, and a stored study does not replace them", async (page) => {
  await open(page, { lang: "zh-CN", step: "account" });
  await edit(page);
  await assertSaved(page);
  await button(page, "年鉴数据").click();
  await assertSaved(page);
  // The next opening gets the first page but not the rest.
  await page.route(/split_rest-/, (route) => route.abort());
  await page.goto(`${page.base}?lang=zh-CN&step=account`);
  await edit(page);
  await page.getByText("未存").first().waitFor();
  await page.unroute(/split_rest-/);
  await assertSaved(page);
  await assertEdited(page);
  await page.reload();
  await assertEdited(page);
  // What the browser says of the requests that were cut off.
  page.faults.length = 0;
});

check("two tabs on one study do not overwrite each other unnoticed", async (page) => {
  await open(page, { lang: "zh-CN", step: "account", theme: "light" });
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole("main").waitFor();
  const told = (page) => page.getByText(/^这份研究刚在另一个标签页里改过/);

  // The others hear of it, and keep nothing before they have been asked.
  await edit(page);
  await assertSaved(page);
  await told(other).waitFor();
  await other.getByRole("button", { name: "读入那边的改动" }).click();
  await assertEdited(other);
  assert.equal(await told(other).count(), 0);
  assert.equal(await told(page).count(), 0, "taking is no change");

  // The other way round: what is here is kept, and the first tab is asked.
  await other.getByRole("button", { name: "年鉴数据" }).click();
  await told(page).waitFor();
  await page.getByRole("button", { name: "以这边为准" }).click();
  await told(other).waitFor();
  await page.reload();
  await assertEdited(page);
});
