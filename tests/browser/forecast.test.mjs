// What a student does on the forecast page: read it, doubt it, change it, and take the change back.
import assert from "node:assert/strict";
import { open, withBrowser } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";

const check = withBrowser();

/** The page on the printed table of the paper. */
async function openPublished(page, lang = "en") {
  await open(page, { lang, step: "forecast" });
  await page.getByRole("button", { name: lang === "en" ? "Table 5" : "论文表 5", exact: true }).click();
}

const forecastTable = (page) => page.getByRole("region", { name: "Forecast table" });
/** The value of the model in a year of the forecast table. */
const valueIn = (page, year) => forecastTable(page).getByRole("row", { name: new RegExp(`^${year}`) }).getByRole("cell").first();
const testRow = (page, name) => page.locator(".test", { hasText: name });
const slider = (page, name) => page.getByRole("slider", { name });

check("a study without data shows no other study's forecast", async (page) => {
  await open(page, { lang: "zh-CN", step: "forecast" });
  await page.getByText("8347.76").first().waitFor();
  await page.getByRole("link", { name: "案例" }).first().click();
  await page.getByText("我的数据").first().click();
  await page.getByRole("button", { name: /换成/ }).click();
  for (const step of ["预测", "关联", "变化"]) {
    await page.getByRole("link", { name: step }).first().click();
    await page.getByRole("main").waitFor();
    await page.waitForTimeout(300);
    assert.doesNotMatch(await page.getByRole("main").innerText(), /8347\.76|贵州/, step);
  }
});

check("what is no number does not stay in a field of the settings", async (page) => {
  await open(page, { lang: "zh-CN", step: "forecast" });
  const field = page.locator('.field .inp input[inputmode="decimal"]').first();
  const before = await field.inputValue();
  await field.fill("abc");
  await field.press("Tab");
  assert.equal(await field.inputValue(), before);
});

check("gives the numbers of the paper's table and holds them against what it printed", async (page) => {
  await openPublished(page);
  assert.equal(await valueIn(page, 2020).innerText(), "5440.92");
  assert.equal(await valueIn(page, 2030).innerText(), "8507.51");
  assert.match(await testRow(page, "variance ratio C").innerText(), /0\.3235[\s\S]*the paper prints 0\.3235 too/);
  assert.match(await testRow(page, "error probability P").innerText(), /0\.9333[\s\S]*the paper prints 0\.9333 too/);
  assert.match(await testRow(page, "Class ratio").innerText(), /fails[\s\S]*5 of 14 outside/);
  assert.match(await page.locator(".msg").innerText(), /not this model[\s\S]*lost a digit/);
});

check("says on the yearbook data that the printed path is of other data", async (page) => {
  await open(page, { lang: "en", step: "forecast" });
  assert.match(await page.locator(".msg").innerText(), /of other data/);
  await page.getByRole("button", { name: "Table 5", exact: true }).click();
  assert.match(await page.locator(".msg").innerText(), /not this model/);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.match(await page.locator(".msg").innerText(), /of other data/);
});

check("reads the figure with the arrow keys, and the table follows", async (page) => {
  await openPublished(page);
  const readout = page.locator("#main .readout");
  await page.getByRole("group", { name: /read values with the arrow keys/ }).focus();
  await page.keyboard.press("Home");
  assert.match(await readout.innerText(), /2005[\s\S]*actual[\s\S]*2076\.29/);
  await page.keyboard.press("ArrowRight");
  assert.match(await readout.innerText(), /2006[\s\S]*2682\.09/);
  await page.keyboard.press("End");
  assert.match(await readout.innerText(), /2030[\s\S]*8507\.51[\s\S]*9015\.77/);
  await page.keyboard.press("ArrowLeft");
  assert.match(await forecastTable(page).locator("tr.on").innerText(), /^2029/);
});

check("moves the background weight, and one undo brings all of it back", async (page) => {
  await openPublished(page);
  await slider(page, "Background weight α").fill("0.6");
  await slider(page, "Background weight α").fill("0.8");
  assert.notEqual(await valueIn(page, 2030).innerText(), "8507.51");
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await valueIn(page, 2030).innerText(), "8507.51");
  assert.equal(await slider(page, "Background weight α").inputValue(), "0.5");
  await page.getByRole("button", { name: "Redo" }).click();
  assert.equal(await slider(page, "Background weight α").inputValue(), "0.8");
});

check("judges the models on the years a student holds out", async (page) => {
  await openPublished(page);
  const errors = page.getByRole("region", { name: "Mean error" });
  assert.deepEqual(
    (await errors.getByRole("row").allInnerTexts()).slice(1).map((row) => row.split(/\s+/).slice(-2)),
    // Hold-out 2017–2019 and one year ahead, %: as in docs/methods/forecast.md, computed with numpy.
    [["6.2", "7.4"], ["7.6", "3.7"], ["8.3", "7.4"], ["10.6", "9.4"]],
  );
  await slider(page, "Years held out").fill("5");
  await page.getByText("Fitted on 2005–2014, judged on 2015–2019").waitFor();
  assert.match(await errors.innerText(), /last 5 years/);
  await page.getByRole("checkbox", { name: /Mean growth/ }).uncheck();
  assert.equal(await errors.getByRole("row", { name: /Mean growth/ }).count(), 0);
  // The number beside the box stays: what is not compared can still be seen to do better.
  assert.match(await page.locator("label", { hasText: "Mean growth" }).innerText(), /\d\.\d/);
});

check("says what applies to a line and what does not", async (page) => {
  await openPublished(page);
  await page.getByLabel("Model", { exact: true }).selectOption({ label: "Linear trend" });
  assert.match(await testRow(page, "Range of use").innerText(), /n\/a[\s\S]*linear trend has none/);
  assert.match(await testRow(page, "Class ratio").innerText(), /n\/a/);
  assert.match(await page.getByText("No peak before 2030").innerText(), /rising line/);
  assert.match(await page.locator(".forecast-parameters").innerText(), /c = .*d = .*R² = /);
});

check("looks as far ahead as asked, and not at all when asked for nothing", async (page) => {
  await openPublished(page);
  await slider(page, "Years ahead").fill("3");
  await page.getByText("fitted on 2005–2019, forecast to 2022").waitFor();
  assert.equal(await forecastTable(page).getByRole("row").count(), 4);
  await slider(page, "Years ahead").fill("0");
  await page.getByText("No year ahead; move").waitFor();
});

check("keeps draws inside what the method allows", async (page) => {
  await openPublished(page);
  const draws = page.getByLabel(/^Draws/);
  await draws.fill("5");
  await draws.press("Enter");
  assert.equal(await draws.inputValue(), "20");
  await draws.fill("nonsense");
  await draws.press("Enter");
  assert.equal(await draws.inputValue(), "20");
  await page.getByLabel("Interval").selectOption({ label: "80\u202f%, residual bootstrap" });
  assert.match(await forecastTable(page).innerText(), /80\u202f% interval/);
});

check("shows the numbers behind the figure and saves them", async (page) => {
  await openPublished(page);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const table = page.getByRole("region", { name: "Net carbon emission, actual and forecast" });
  assert.match(await table.getByRole("row", { name: /^2030/ }).innerText(), /8507\.51[\s\S]*9015\.77/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV", exact: true }).click()]);
  assert.equal(download.suggestedFilename(), "forecast.csv");
});

check("speaks the other language without losing a number", async (page) => {
  await openPublished(page);
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("heading", { level: 1, name: "净排放将走向何处，预测可信吗？" }).waitFor();
  assert.match(await page.locator(".lede").innerText(), /论文表 5[\s\S]*8507\.51 万吨碳[\s\S]*级比检验不通过/);
});

for (const lang of ["zh-CN", "en"]) {
  check(`fits a phone and has no serious accessibility fault (${lang})`, async (page) => {
    await openPublished(page, lang);
    await assertAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0);
  });
}

check("opens the working of a number and gives focus back", async (page) => {
  await openPublished(page);
  const number = page.getByRole("button", { name: "2030: 8507.51, show the working" });
  await number.click();
  const drawer = page.getByRole("complementary", { name: "Working" });
  await drawer.getByRole("heading").first().waitFor();
  assert.match(await drawer.innerText(), /2030[\s\S]*forecast[\s\S]*8507\.51[\s\S]*90 % interval/);
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  assert.equal(await drawer.count(), 0);
  assert.ok(await number.evaluate((element) => element === document.activeElement));
  await page.getByRole("button", { name: /^a: −0\.0447001, show/ }).click();
  // Background value of 2006: half of 2076.29 and half of 2076.29 + 2682.09.
  assert.match(await drawer.innerText(), /2006\s+2682\.09\s+4758\.38\s+3417\.3[34]/);
});
