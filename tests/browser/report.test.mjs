// The report: what it says, what can be left out, and how it comes out on paper.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";
import { accept, cell } from "./support/sheet.mjs";
import { unzip } from "./support/zip.mjs";

const check = withBrowser();
const ZH = { lang: "zh-CN", step: "report", theme: "light" };
const headings = (page) => page.getByRole("article").getByRole("heading", { level: 2 }).allInnerTexts();
const plain = (text) => text.replaceAll("\u2009", "").replaceAll("\u3000", " ");

check("the report says what was computed, with formulas, coefficients, tables, figures and sources", async (page) => {
  await open(page, ZH);
  const report = page.getByRole("article");
  await report.getByRole("heading", { name: "贵州省土地利用碳排放核算与预测" }).waitFor();
  assert.deepEqual((await headings(page)).map(plain), ["1 方法", "2 核算结果", "3 关联", "4 预测", "5 约定与来源"]);
  assert.match(plain(await report.innerText()), /净排放为 8347\.76 万吨碳/);
  assert.equal(await report.locator("math").count(), 8);
  assert.equal(await report.locator("svg.chart").count(), 2);
  const captions = (await report.locator("caption").allInnerTexts()).map(plain);
  assert.deepEqual(captions, ["表 1 系数", "表 2 分年账目（万吨碳）", "表 3 各地类与参考数列的灰色关联度", "表 4 拟合检验", "表 5 实际、拟合与预测"]);
  await report.getByText("种子 42", { exact: false }).first().waitFor();
  assert.equal(await report.getByRole("cell", { name: "5045.49", exact: true }).count(), 2, "in the account and among the actual values");
});

check("sections are left out and the numbers run on; a name is put under the title", async (page) => {
  await open(page, ZH);
  const parts = page.getByRole("group", { name: "报告里写哪些部分" });
  await parts.getByLabel("方法").uncheck();
  await parts.getByLabel("关联").uncheck();
  assert.deepEqual((await headings(page)).map(plain), ["1 核算结果", "2 预测", "3 约定与来源"]);
  const captions = (await page.locator(".a4 caption").allInnerTexts()).map(plain);
  assert.equal(captions[0], "表 1 分年账目（万吨碳）");
  await page.getByLabel(/署名/).fill("<b>二班</b>");
  await page.locator(".a4 .meta").getByText("<b>二班</b>").waitFor();
});

check("a figure changed by hand is said in the report", async (page) => {
  await open(page, { ...ZH, step: "data" });
  await cell(page, 0, 0).click();
  await page.keyboard.type("80.5");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "报告" }).click();
  await page.getByText("有 1 个数由使用者改动，不再是来源里的数。").waitFor();
});

check("what the account goes without is said in the report, and only what was computed is explained", async (page) => {
  await page.goto(`${page.base}?lang=zh-CN&step=data&case=blank`);
  await page.getByRole("grid").waitFor();
  const csv = "年份,化肥施用量（万吨）,稻谷产量（万吨）\n2005,77.41,472.97\n2006,80.23,432.8\n2007,82,\n";
  await page.locator('.drop input[type="file"]').setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await accept(page, 5);
  await page.getByRole("link", { name: "报告" }).click();
  const report = page.getByRole("article");
  await report.getByText(/没有数据而未计入：.*建设用地/).waitFor();
  await report.getByText(/稻谷产量.*2007|2007.*稻谷产量/).waitFor();
  assert.equal(await report.getByText("煤炭消耗系数").count(), 0);
  assert.match(await report.innerText(), /排放系数的乘积之和/);
});

check("without an account the report says where to begin", async (page) => {
  await page.goto(`${page.base}?lang=zh-CN&step=report&case=blank`);
  await page.getByText(/还没有核算结果/).waitFor();
  assert.ok(await page.getByRole("button", { name: "Word" }).isDisabled());
});

/** Presses the button for Word; name and parts of the file. */
async function word(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Word" }).click()]);
  return { name: download.suggestedFilename(), parts: unzip(await readFile(await download.path())) };
}

/** Text of a document, a line a paragraph. */
const textOf = (xml) => xml.replaceAll("</w:p>", "\n").replaceAll(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

for (const [lang, theme, file] of [["zh-CN", "dark", "碳衡 贵州省 2005—2019 报告.docx"], ["en", "light", "Tanheng Guizhou 2005–2019 report.docx"]]) {
  check(`the document for Word says what the page says and holds both figures, light in any theme (${lang}, ${theme})`, async (page) => {
    await open(page, { lang, theme, step: "report" });
    await page.getByRole("article").getByRole("heading", { level: 1 }).waitFor();
    const author = "<b>&二班";
    await page.locator(".rbar .inp").fill(author);
    const { name, parts } = await word(page);
    assert.equal(name, file);
    const document = textOf(parts.get("word/document.xml").toString());
    const shown = page.locator(".a4 :is(h1, h2, p:not(.tn), caption, th, td, li)");
    const said = (await shown.allTextContents()).filter((text) => text !== "");
    assert.ok(said.length > 300 && said.some((text) => text.includes(author)), `${said.length} texts`);
    for (const text of said) assert.ok(document.includes(text), `${text} is not in the document`);
    const images = [...parts].filter(([path]) => path.startsWith("word/media/"));
    assert.deepEqual(images.map(([path]) => path), ["word/media/image1.png", "word/media/image2.png"]);
    for (const [path, png] of images) {
      const [width, grounds] = await page.evaluate(async (text) => {
        const image = new Image();
        image.src = `data:image/png;base64,${text}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
        canvas.drawImage(image, 0, 0);
        const dots = canvas.getImageData(0, 0, image.width, image.height).data;
        let white = 0;
        for (let i = 0; i < dots.length; i += 4) white += dots[i] > 240 && dots[i + 1] > 240 && dots[i + 2] > 240 ? 1 : 0;
        return [image.width, (4 * white) / dots.length];
      }, png.toString("base64"));
      assert.equal(width, 3 * 612, path);
      assert.ok(grounds > 0.5 && grounds < 0.99, `${path}: ${grounds} of it is white`);
    }
  });
}

check("the document leaves out what the page leaves out, and without a canvas its figures are sentences", async (page) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await open(page, ZH);
  await page.getByRole("group", { name: "报告里写哪些部分" }).getByLabel("关联").uncheck();
  const { parts } = await word(page);
  const document = textOf(parts.get("word/document.xml").toString());
  assert.match(document, /3\u3000预测\n/);
  assert.doesNotMatch(document, /灰色关联度/);
  assert.match(document, /数据见表 2。/);
  assert.match(document, /数据见表 4。/);
  assert.equal([...parts.keys()].filter((path) => path.endsWith(".png")).length, 0);
});

check("without a worker the document is not written and the page says why", async (page) => {
  await page.route("**/worker_loader.js", (route) => route.abort());
  await open(page, ZH);
  await page.getByRole("button", { name: "Word" }).click();
  await page.getByText("文档要在后台写，这个浏览器里后台用不了；可以改用“打印或存为 PDF”").waitFor();
  assert.ok(page.faults.every((fault) => fault.includes("worker_loader.js")), page.faults.join("\n"));
  page.faults.length = 0;
});

check("on paper there is the report and nothing around it, always light", async (page) => {
  await open(page, { ...ZH, theme: "dark" });
  await page.getByRole("article").waitFor();
  await page.emulateMedia({ media: "print" });
  for (const around of [".topbar", ".steps", ".rbar", ".foot"]) assert.equal(await page.locator(around).isVisible(), false, around);
  const [ink, paper] = await page.getByRole("article").evaluate((a) => [getComputedStyle(a).color, getComputedStyle(a).backgroundColor]);
  const light = (rgb) => rgb.match(/\d+/g).slice(0, 3).reduce((sum, n) => sum + Number(n), 0) / 3;
  assert.ok(light(ink) < 80 && light(paper) > 240, `${ink} on ${paper}`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const pages = pdf.match(/\/Type\s*\/Page[^s]/g).length;
  assert.ok(pages >= 3 && pages <= 7, `${pages} pages`);
  assert.match(pdf, /\/MediaBox\s*\[0 0 59\d(\.\d+)? 84\d(\.\d+)?\]/, "A4");
});

for (const [lang, theme] of [["zh-CN", "light"], ["en", "dark"]]) {
  check(`has no serious accessibility fault and fits a phone (${lang}, ${theme})`, async (page) => {
    await open(page, { lang, theme, step: "report" });
    await page.getByRole("article").waitFor();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
    await assertAccessible(page);
  }, { viewport: { width: 360, height: 780 } });
}
