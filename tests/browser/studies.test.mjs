// Several studies on one device: each keeps its own place, name and earlier versions, and none takes the place of another.
import assert from "node:assert/strict";
import { open, withBrowser } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { accept, cell, paste } from "./support/sheet.mjs";
import { assertEdited, assertSaved, button, data, downloaded, edit } from "./support/study.mjs";

const check = withBrowser();
const ZH = { lang: "zh-CN", theme: "light" };
const NAME = "贵州省 2005—2019";

const shelf = (page) => page.locator("#studies > ul.shelf > li");
const rowOf = (page, title) => shelf(page).filter({ has: page.locator("b", { hasText: new RegExp(`^${escaped(title)}$`) }) });
const versions = (page) => page.locator(".versions .shelf li");
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const step = (page, name) => page.getByRole("navigation").getByRole("link", { name });
const title = (page) => page.locator("header .study");

/** Does something with every text of the page's database; gives what is there after. */
const inStore = (page, changes = {}) =>
  page.evaluate(
    (changes) =>
      new Promise((done, fail) => {
        const request = indexedDB.open("tanheng", 1);
        request.onerror = fail;
        request.onupgradeneeded = () => request.result.createObjectStore("studies");
        request.onsuccess = () => {
          const store = request.result.transaction("studies", "readwrite").objectStore("studies");
          for (const [key, text] of Object.entries(changes)) store.put(text, key);
          const [keys, values] = [store.getAllKeys(), store.getAll()];
          store.transaction.oncomplete = () => {
            request.result.close();
            done(Object.fromEntries(keys.result.map((key, i) => [key, values.result[i]])));
          };
        };
      }),
    changes,
  );

const studiesIn = (all) => Object.keys(all).filter((key) => key.startsWith("study:"));

/** The Guizhou case edited and kept, then the same case opened again from a link and edited. */
async function twoOfOneCase(page) {
  // A phone has no room for the word.
  const saved = () => page.getByText("已存在本机").waitFor({ state: "attached" });
  await open(page, { ...ZH, step: "account" });
  await edit(page);
  await saved();
  await open(page, { ...ZH, step: "account", study: "guizhou" });
  await page.waitForFunction(() => document.documentElement.hasAttribute("data-whole"));
  await page.getByRole("button", { name: "论文表 5", pressed: false }).waitFor();
  await edit(page);
  await saved();
}

check("the same case opened twice and edited is two studies with two names, and both survive", async (page) => {
  await twoOfOneCase(page);
  await title(page).getByText(`${NAME} (2)`).waitFor();
  assert.equal(studiesIn(await inStore(page)).length, 2);
  // What tells the second one apart: it goes back to the yearbook data.
  await button(page, "年鉴数据").click();
  await assertSaved(page);
  await open(page, ZH);
  await shelf(page).nth(1).waitFor();
  assert.equal(await title(page).innerText(), `${NAME} (2)`);
  const first = rowOf(page, NAME);
  assert.match(await first.innerText(), /存下/);
  assert.match(await first.innerText(), /来自“贵州省 2005—2019”/);
  assert.match(await rowOf(page, `${NAME} (2)`).innerText(), /正打开着/);
  await first.getByRole("button", { name: `打开“${NAME}”` }).click();
  await page.locator("header .study", { hasText: new RegExp(`^${NAME}$`) }).waitFor();
  await step(page, "核算").click();
  await assertEdited(page);
  // Undo leads back to the other one, and nothing of either is lost on the way.
  await button(page, "撤销").click();
  await page.getByRole("button", { name: "论文表 5", pressed: false }).waitFor();
  assert.equal(await title(page).innerText(), `${NAME} (2)`);
  await page.waitForTimeout(700);
  const texts = Object.entries(await inStore(page)).filter(([key]) => key.startsWith("study:"));
  const bases = texts.map(([, text]) => JSON.parse(text)).map((s) => [s.title.zh, s.choices.basis]);
  assert.deepEqual(new Map(bases), new Map([[NAME, "published"], [`${NAME} (2)`, "inputs"]]));
});

check("an edit made just before another case is opened is kept in its own study", async (page) => {
  await open(page, { ...ZH, study: "guizhou" });
  await step(page, "核算").click();
  await edit(page);
  await step(page, "案例").click();
  await page.getByRole("button", { name: /我的数据/ }).click();
  await button(page, "换成“我的数据”").click();
  await page.waitForURL(/step=data/);
  await step(page, "案例").click();
  await rowOf(page, NAME).waitFor();
  assert.equal(new URL(page.url()).searchParams.get("case"), null);
  // The empty sheets are not edited yet: they are shown again after all, but are no study in the list.
  assert.equal(await shelf(page).count(), 1);
  await page.reload();
  await shelf(page).first().waitFor();
  assert.equal(await title(page).innerText(), "我的数据");
  assert.equal(JSON.parse((await inStore(page))["study:guizhou"]).choices.basis, "published");
});

check("a study is renamed by the keyboard, at hand or not, and keeps its place", async (page) => {
  await twoOfOneCase(page);
  await step(page, "案例").click();
  const keys = studiesIn(await inStore(page));
  for (const [before, after] of [[NAME, "甲"], [`${NAME} (2)`, "乙"]]) {
    const rename = button(page, `改名“${before}”`);
    await rename.focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("新名称").waitFor();
    await page.keyboard.press("Escape");
    // Escape gives the focus back with the next frame.
    await page.waitForFunction((b) => b === document.activeElement, await rename.elementHandle());
    await page.keyboard.press("Enter");
    await page.keyboard.insertText(after);
    await page.keyboard.press("Enter");
    await rowOf(page, after).waitFor();
  }
  await assertSaved(page);
  assert.equal(await title(page).innerText(), "乙");
  await page.reload();
  await rowOf(page, "甲").waitFor();
  await rowOf(page, "乙").waitFor();
  const all = await inStore(page);
  assert.deepEqual(studiesIn(all), keys);
  assert.deepEqual(keys.map((key) => JSON.parse(all[key]).title).sort(), ["乙", "甲"]);
});

check("a study is duplicated, saved as a file, deleted and taken back", async (page) => {
  await open(page, { ...ZH, step: "account" });
  await edit(page);
  await assertSaved(page);
  await step(page, "案例").click();
  await button(page, `复制一份“${NAME}”`).click();
  const copy = rowOf(page, `${NAME} (2)`);
  await copy.waitFor();
  assert.equal(await title(page).innerText(), NAME, "the one at hand stays");
  const file = await downloaded(page, () => copy.getByRole("button", { name: /^存成文件/ }).click());
  assert.equal(file.name, `碳衡 ${NAME} (2).json`);
  assert.equal(JSON.parse(file.text).choices.basis, "published");

  await copy.getByRole("button", { name: /^删除/ }).click();
  await button(page, "找回").waitFor();
  assert.equal(await shelf(page).count(), 1);
  await page.waitForFunction(() => document.activeElement?.innerText === "找回");
  await page.keyboard.press("Enter");
  await copy.waitFor();
  assert.equal(await button(page, "找回").count(), 0);

  // The one at hand: the case takes its place, and undo brings it back whole.
  await rowOf(page, NAME).getByRole("button", { name: /^删除/ }).click();
  await button(page, "找回").waitFor();
  await step(page, "核算").click();
  await page.getByRole("button", { name: "论文表 5", pressed: false }).waitFor();
  await button(page, "撤销").click();
  await assertEdited(page);
  await assertSaved(page);
  await step(page, "案例").click();
  await rowOf(page, NAME).waitFor();
  assert.equal(await shelf(page).count(), 2);
});

check("what was deleted some time ago is cleared away with its versions, and nothing else", async (page) => {
  await twoOfOneCase(page);
  await open(page, ZH);
  await page.locator(".versions summary").click();
  await button(page, "留下现在的版本").click();
  await page.getByText("已留下一个版本").waitFor();
  await button(page, `删除“${NAME} (2)”`).click();
  await button(page, "找回").waitFor();
  const all = await inStore(page);
  const [key, entry] = Object.entries(all).find(([key, text]) => key.startsWith("entry:") && text.includes("deleted_at"));
  const id = key.slice("entry:".length);
  const ofIt = (all) => Object.keys(all).filter((key) => key !== "opened" && key.includes(id));
  const kinds = new Set(ofIt(all).map((key) => key.split(":")[0]));
  assert.deepEqual([...kinds].sort(), ["entry", "mark", "study", "version"]);
  await page.reload();
  await shelf(page).first().waitFor();
  await page.waitForTimeout(500);
  assert.deepEqual(ofIt(await inStore(page)), ofIt(all), "not at once");
  await inStore(page, { [key]: JSON.stringify({ ...JSON.parse(entry), deleted_at: Date.now() - 11 * 60_000 }) });
  await page.reload();
  await shelf(page).first().waitFor();
  await page.waitForTimeout(500);
  const after = await inStore(page);
  assert.deepEqual(ofIt(after), []);
  assert.deepEqual(studiesIn(after), ["study:guizhou"]);
});

check("a version says what differs from now, is restored as one edit, and undo takes it back", async (page) => {
  await open(page, { ...ZH, step: "data" });
  await cell(page, 0, 0).dblclick();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("1");
  await page.keyboard.press("Enter");
  await assertSaved(page);
  await step(page, "案例").click();
  await page.locator(".versions summary").click();
  await page.getByLabel("版本名称（可不填）").fill("改前");
  await button(page, "留下现在的版本").click();
  const mine = versions(page).filter({ hasText: "改前" });
  await mine.getByText("与现在相同").waitFor();

  await step(page, "数据").click();
  for (const row of [0, 1]) {
    await cell(page, row, 0).dblclick();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("2");
    await page.keyboard.press("Enter");
  }
  await assertSaved(page);
  await step(page, "案例").click();
  await page.locator(".versions summary").click();
  await mine.getByText("与现在不同：2 个格子").waitFor();
  const before = await versions(page).count();
  await mine.getByRole("button", { name: "换回“改前”" }).click();
  await page.getByText(/^已换回/).waitFor();
  await mine.getByText("与现在相同").waitFor();
  // What was there before is a version of its own.
  assert.equal(await versions(page).count(), before + 1);
  await versions(page).filter({ hasText: "换回旧版本前" }).getByText("与现在不同：2 个格子").waitFor();
  await button(page, "撤销").click();
  await versions(page).filter({ hasText: "换回旧版本前" }).getByText("与现在相同").waitFor();
  await step(page, "数据").click();
  assert.equal(await cell(page, 1, 0).innerText(), "2.00");
});

check("versions are kept before a table is taken in, on leaving, and as a study was opened", async (page) => {
  await open(page, { ...ZH, step: "account" });
  await edit(page);
  await assertSaved(page);
  await step(page, "数据").click();
  await cell(page, 0, 0).click();
  await paste(page, "年份\t农用化肥施用量（万吨）\n2005\t1\n2006\t2");
  await accept(page, 2);
  await assertSaved(page);
  const whys = async () =>
    Object.entries(await inStore(page)).filter(([key]) => key.startsWith("mark:")).map(([, text]) => JSON.parse(text).why);
  assert.deepEqual(await whys(), ["import"]);
  // Another visit: the first edit keeps what was opened.
  await page.reload();
  await page.getByRole("main").waitFor();
  await step(page, "核算").click();
  await button(page, "年鉴数据").click();
  await assertSaved(page);
  await page.waitForTimeout(300);
  assert.deepEqual(await whys(), ["import", "opened"]);
  // Eleven minutes on, the work goes on; leaving for another study after that is a moment too.
  await page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + globalThis.later;
    globalThis.later = 11 * 60_000;
  });
  await edit(page);
  await assertSaved(page);
  await page.waitForTimeout(300);
  assert.deepEqual(await whys(), ["import", "opened"], "as it was opened: no other version");
  await button(page, "年鉴数据").click();
  await assertSaved(page);
  await page.waitForTimeout(300);
  assert.deepEqual(await whys(), ["import", "opened", "working"]);
  await edit(page);
  await assertSaved(page);
  await page.evaluate(() => (globalThis.later += 2 * 60_000));
  await page.locator("footer input[type=file]").setInputFiles(data("small_study.json"));
  await title(page).getByText("Two years, hand made").waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual(await whys(), ["import", "opened", "working", "leaving"]);
});

check("a store that is full gives up versions first and says so; a study that cannot be kept stays and can be saved", async (page) => {
  await open(page, { ...ZH, step: "account" });
  await edit(page);
  await assertSaved(page);
  await step(page, "案例").click();
  await page.locator(".versions summary").click();
  await button(page, "留下现在的版本").click();
  await versions(page).first().waitFor();
  // Full until a version goes.
  await page.evaluate(() => {
    const { put, delete: remove } = IDBObjectStore.prototype;
    let isFull = true;
    IDBObjectStore.prototype.put = function (...args) {
      if (isFull) throw new DOMException("no room", "QuotaExceededError");
      return put.apply(this, args);
    };
    IDBObjectStore.prototype.delete = function (key) {
      if (String(key).startsWith("version:")) isFull = false;
      return remove.call(this, key);
    };
    globalThis.fill = () => (isFull = true);
  });
  await step(page, "核算").click();
  await button(page, "年鉴数据").click();
  await page.getByText("为存下研究，删去了 1 个旧版本").waitFor();
  await assertSaved(page);
  assert.equal(JSON.parse((await inStore(page))["study:guizhou"]).choices.basis, "inputs");
  await button(page, "知道了").click();

  // Full for good: the study stays in the page, the list says what could not be done, and both offer the file.
  await page.evaluate(() => globalThis.fill());
  await edit(page);
  await page.getByText("本机的存储空间满了，最近的修改没有存下").waitFor();
  await page.getByText("未存", { exact: true }).waitFor();
  await step(page, "案例").click();
  await button(page, `复制一份“${NAME}”`).click();
  const trouble = page.locator("#studies .msg", { hasText: "本机的存储空间满了" });
  await trouble.waitFor();
  const file = await downloaded(page, () => trouble.getByRole("button", { name: "保存研究文件" }).click());
  assert.equal(JSON.parse(file.text).choices.basis, "published");
  await page.locator(".versions summary").click();
  await button(page, "留下现在的版本").click();
  await trouble.waitFor();
  assert.equal(await shelf(page).count(), 1);
});

check("where the browser keeps nothing, the list says so and offers the file", async (page) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, "indexedDB", { value: undefined }));
  await open(page, ZH);
  const told = page.locator("#studies .msg", { hasText: "浏览器不让这一页在本机存数据" });
  await told.waitFor();
  const file = await downloaded(page, () => told.getByRole("button", { name: "保存研究文件" }).click());
  assert.equal(JSON.parse(file.text).id, "guizhou");
  // An edited study that was left for another one is in the files too.
  await step(page, "核算").click();
  await edit(page);
  await page.getByText("未存", { exact: true }).waitFor();
  await page.locator("footer input[type=file]").setInputFiles(data("small_study.json"));
  await title(page).getByText("Two years, hand made").waitFor();
  const message = page.getByRole("status").filter({ hasText: "浏览器不让" });
  const left = await downloaded(page, () => message.getByRole("button", { name: "保存研究文件" }).click());
  assert.equal(JSON.parse(left.text).choices.basis, "published");
});

check("a database of before is carried over: every study is listed and opens, what does not read too", async (page) => {
  await open(page, { ...ZH, step: "account" });
  await edit(page);
  const file = await downloaded(page, () => button(page, "保存研究文件").click());
  const study = JSON.parse(file.text);
  const named = (id, title) => JSON.stringify({ ...study, id, title });
  // As the page of before left it: texts and a pointer, no list.
  await page.route(/empty\.html$/, (route) => route.fulfill({ contentType: "text/html", body: '<link rel="icon" href="data:,">' }));
  await page.goto(`${page.base}empty.html`);
  await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("tanheng").onsuccess = done)));
  const old = { "study:guizhou": named("guizhou", "甲"), "study:own": named("own", "乙"), "study:x": "{", current: "study:own" };
  await inStore(page, old);
  await open(page, ZH);
  await shelf(page).nth(2).waitFor();
  assert.equal(await title(page).innerText(), "乙");
  assert.match(await rowOf(page, "甲").innerText(), /存下时间不详/);
  const broken = rowOf(page, "x");
  assert.match(await broken.innerText(), /读不出来/);
  assert.equal((await downloaded(page, () => broken.getByRole("button", { name: /^存成文件/ }).click())).text, "{");
  assert.equal(await broken.getByRole("button", { name: /^打开/ }).count(), 0);
  await button(page, "打开“甲”").click();
  await page.locator("header .study", { hasText: "甲" }).waitFor();
  await page.waitForTimeout(300);
  const now = await inStore(page);
  for (const key of ["study:guizhou", "study:own", "study:x"]) assert.equal(now[key], old[key], key);
});

check("two tabs on two studies leave each other alone; one that is deleted elsewhere is not lost", async (page) => {
  await twoOfOneCase(page);
  const other = await page.context().newPage();
  await other.goto(`${page.base}?lang=zh-CN`);
  await rowOf(other, NAME).waitFor();
  await button(other, `打开“${NAME}”`).click();
  await other.locator("header .study", { hasText: new RegExp(`^${NAME}$`) }).waitFor();
  await button(page, "年鉴数据").click();
  await assertSaved(page);
  await page.waitForTimeout(500);
  assert.equal(await other.getByText(/另一个标签页/).count(), 0);
  // Renamed there, the list here hears of it.
  await step(page, "案例").click();
  await button(page, `改名“${NAME} (2)”`).click();
  await page.getByLabel("新名称").fill("第二份");
  await page.keyboard.press("Enter");
  await rowOf(other, "第二份").waitFor();

  // A study of the other tab is deleted here: there it stays until it is answered.
  await button(page, `删除“${NAME}”`).click();
  await other.getByText(/^这份研究刚在另一个标签页里被删除/).waitFor();
  assert.equal(await rowOf(other, NAME).count(), 0);
  await button(other, "在本机再存一份").click();
  await rowOf(other, NAME).waitFor();
  await rowOf(page, NAME).waitFor();
});

check("a study left for another one and changed elsewhere is not overwritten by undo", async (page) => {
  await twoOfOneCase(page);
  const other = await page.context().newPage();
  await other.goto(`${page.base}?lang=zh-CN&step=account`);
  await assertEdited(other);
  await step(page, "案例").click();
  await button(page, `打开“${NAME}”`).click();
  await page.locator("header .study", { hasText: new RegExp(`^${NAME}$`) }).waitFor();
  await other.getByRole("button", { name: "年鉴数据" }).click();
  await assertSaved(other);
  await page.waitForTimeout(300);
  await button(page, "撤销").click();
  await page.getByText(/^这份研究刚在另一个标签页里改过/).waitFor();
  await button(page, "以这边为准").click();
  await other.getByText(/^这份研究刚在另一个标签页里改过/).waitFor();
  // What the other tab had is a version.
  const marks = Object.entries(await inStore(page)).filter(([key]) => key.startsWith("mark:")).map(([, text]) => JSON.parse(text).why);
  assert.ok(marks.includes("elsewhere"), marks.join(" "));
});

for (const answer of [true, false]) {
  check(`the browser is asked once not to clear the studies, and its answer is said (${answer})`, async (page) => {
    await page.addInitScript((answer) => {
      navigator.storage.persisted = async () => answer && localStorage.getItem("asked") !== null;
      navigator.storage.persist = async () => {
        localStorage.setItem("asked", `${localStorage.getItem("asked") ?? ""}x`);
        return answer;
      };
    }, answer);
    const asked = () => page.evaluate(() => localStorage.getItem("asked"));
    await open(page, ZH);
    await page.getByText("改动案例或填入数据后").waitFor();
    assert.equal(await page.getByText("清除网站数据").count(), 0, "nothing to lose yet");
    assert.equal(await asked(), null);
    await step(page, "核算").click();
    await edit(page);
    await assertSaved(page);
    await step(page, "案例").click();
    await page.getByText("清除网站数据、关闭无痕窗口都会删掉它们").waitFor();
    await page.getByText(answer ? "浏览器已答应不自行清掉它们" : "浏览器没有答应长期保留").waitFor();
    assert.equal(await asked(), "x");
    await page.reload();
    await page.getByText(answer ? "浏览器已答应不自行清掉它们" : "浏览器没有答应长期保留").waitFor();
    await step(page, "核算").click();
    await button(page, "年鉴数据").click();
    await assertSaved(page);
    await page.waitForTimeout(300);
    assert.equal(await asked(), "x", "once");
    if (!answer) {
      await step(page, "案例").click();
      await button(page, "再请求一次").click();
      await page.waitForFunction(() => localStorage.getItem("asked") === "xx");
    }
  });
}

check("a file opened is a study of its own from its first edit on", async (page) => {
  await open(page, { ...ZH, step: "account" });
  await edit(page);
  await assertSaved(page);
  await page.locator("footer input[type=file]").setInputFiles(data("small_study.json"));
  await title(page).getByText("Two years, hand made").waitFor();
  await page.reload();
  await title(page).getByText("Two years, hand made").waitFor();
  assert.deepEqual(studiesIn(await inStore(page)), ["study:guizhou"]);
});

check("the name in the top bar leads to the list", async (page) => {
  await open(page, { ...ZH, step: "account" });
  await edit(page);
  await assertSaved(page);
  await title(page).getByRole("link").click();
  await page.waitForFunction(() => document.activeElement?.id === "studies-title");
  const top = await page.locator("#studies").evaluate((s) => s.getBoundingClientRect().top);
  assert.ok(top < 800, `${top}`);
});

for (const lang of ["zh-CN", "en"]) {
  for (const theme of ["light", "dark"]) {
    check(
      `the list has no serious accessibility fault and fits a phone (${lang}, ${theme})`,
      async (page) => {
        await twoOfOneCase(page);
        await open(page, { lang, theme });
        await shelf(page).nth(1).waitFor();
        await page.locator(".versions summary").click();
        await page.locator(".versions form button").click();
        await versions(page).first().waitFor();
        await page.locator("#studies button[id^=rename]").first().click();
        await page.locator("#studies .shelf input").waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
        await assertAccessible(page);
      },
      { viewport: { width: 360, height: 780 } },
    );
  }
}
