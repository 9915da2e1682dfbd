// Scenarios as a student uses them: duplicate, change, read the difference, swap, undo, come back to them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible } from "./support/axe.mjs";
import { open, withBrowser } from "./support/browser.mjs";

const check = withBrowser();
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Makes a scenario with the coefficients the paper prints. */
async function make(page, name, lang = "en") {
  await open(page, { lang, step: "compare" });
  await page.locator(".make-scenario input").fill(name);
  await page.locator(".make-scenario select").selectOption("printed");
  await page.locator(".make-scenario button.primary").click();
  await page.locator(".pair").waitFor();
}

/** Texts of the row of a table that begins with this. */
const row = async (page, table, name) => {
  const all = page.getByRole("table", { name: table }).getByRole("row");
  const found = all.filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  return (await found.getByRole("cell").allInnerTexts()).map((text) => text.trim());
};

check("coefficients duplicated and changed are set beside the baseline, figure by figure", async (page) => {
  await make(page, "as printed");
  assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /0\.45 or 0\.4709/);
  assert.deepEqual(await row(page, /^Table 1/, "2019"), ["1234.82", "1256.96", "1234.82", "+22.15", "+1.79"]);
  assert.deepEqual(await row(page, /^Table 2/, "Net emission *"), ["5045.49", "5023.34", "−22.15", "−0.44"]);
  assert.deepEqual(await row(page, /^Table 2/, "Forest"), ["574.57", "574.57", "0.00", "0.00"]);
  assert.deepEqual(await row(page, /^Table 3/, "Rice, carbon absorption coefficient"), ["t C/t", "0.45", "0.4709", "+0.0209", "+4.64"]);
  await page.getByRole("button", { name: "Swap" }).click();
  assert.deepEqual((await row(page, /^Table 1/, "2019")).slice(0, 2), ["1256.96", "1234.82"]);
});

check("every step has its differences, read by keyboard and saved as csv", async (page) => {
  await make(page, "as printed");
  const step = page.getByRole("group", { name: "Step" });
  for (const [name, quantity] of [["Change", "Single dynamic degree"], ["Relation", "Grey relational degree"], ["Forecast", "Fitted and forecast"]]) {
    await step.getByRole("button", { name }).click();
    await page.getByRole("table", { name: new RegExp(`^Table 1.*${quantity}`) }).waitFor();
  }
  assert.deepEqual((await row(page, /^Table 1/, "2030")).slice(0, 3), ["8347.76", "8319.86", "−27.90"]);
  await page.locator(".plot").first().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  const readout = await page.locator(".readout").first().innerText();
  assert.match(readout, /2029[\s\S]*7976\.08[\s\S]*7948\.48[\s\S]*−27\.61/);
  const quantities = page.getByLabel("Quantity");
  await quantities.selectOption({ label: "Parameters and tests *" });
  assert.equal((await row(page, /^Table 1/, "Posterior variance ratio C"))[0], "0.36743");
  const wait = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).first().click();
  const csv = await readFile(await (await wait).path(), "utf8");
  assert.match(csv, /^\ufeffItem,Parameters and tests · A Baseline,Parameters and tests · B as printed,B − A,difference %\r\n/);
  assert.match(csv, /Development coefficient a,-0\.045546,/);
});

check("inputs of a scenario are its own, and one switch in the bar shows the others again", async (page) => {
  await open(page, { lang: "en", step: "compare" });
  await page.locator(".make-scenario input").fill("more film");
  await page.getByRole("group", { name: "Duplicate" }).getByRole("button", { name: "data" }).click();
  await page.locator(".make-scenario button.primary").click();
  await page.getByRole("link", { name: "Edit data and coefficients" }).click();
  const cell = page.locator('[data-cell][data-row="0"][data-col="0"]');
  await cell.click();
  const before = await cell.innerText();
  await page.keyboard.type("99");
  await page.keyboard.press("Enter");
  assert.match(await cell.innerText(), /^99/);
  const bar = page.getByRole("region", { name: "Scenario" });
  await bar.getByRole("combobox").selectOption({ label: "Baseline" });
  await page.waitForFunction((text) => document.querySelector('[data-cell][data-row="0"][data-col="0"]').innerText === text, before);
  await bar.getByRole("link", { name: "Side by side" }).click();
  const listed = await row(page, /^Table 4/, "Fertiliser use (pure nutrient)");
  assert.deepEqual(listed.slice(0, 4), ["Guizhou 2005", "10⁴ t", "77.41", "99"]);
  // One undo is the switch, the next the figure, and so on until there is no scenario.
  for (let i = 0; i < 3; i += 1) await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { name: /what changes/ }).waitFor();
});

check("scenarios are kept, renamed, made the baseline and taken away", async (page) => {
  await make(page, "as printed");
  await page.getByText("Saved on this device").waitFor();
  await page.reload();
  await page.locator(".pair").waitFor();
  const name = page.getByLabel("Name of the scenario “as printed”");
  await name.fill("Table 3");
  await name.press("Enter");
  await page.getByRole("button", { name: "Make baseline: scenario “Table 3”" }).click();
  const list = page.getByRole("table", { name: "Scenarios of this study" });
  await page.getByLabel("Name of the scenario “Former baseline”").waitFor();
  assert.deepEqual(await list.getByRole("textbox").evaluateAll((all) => all.map((e) => e.value)), ["Table 3", "Former baseline"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Remove: scenario “Table 3”" }).click();
  await page.getByRole("heading", { name: /what changes/ }).waitFor();
  assert.equal(await page.getByRole("region", { name: "Scenario" }).count(), 0);
});

check("a name that is taken is refused in a sentence and nothing is made", async (page) => {
  await make(page, "as printed");
  await page.locator(".make-scenario input").fill("as printed");
  await page.locator(".make-scenario button.primary").click();
  await page.getByText("“as printed” cannot be the name of a scenario").waitFor();
  assert.equal(await page.getByLabel("B is").locator("option").count(), 2);
  await page.locator(".make-scenario input").fill("<img src=x onerror=alert(1)>|{b}");
  await page.locator(".make-scenario button.primary").click();
  await page.getByText("made; what you edit now is this one").waitFor();
  assert.equal(await page.locator("main img").count(), 0);
  assert.ok((await page.locator(".pair h2").allInnerTexts()).some((text) => text.includes("<img src=x onerror=alert(1)>|{b}")));
});

for (const theme of ["light", "dark"]) {
  for (const lang of ["zh-CN", "en"]) {
    check(`fits a phone and has no serious accessibility fault (${lang}, ${theme})`, async (page) => {
      await open(page, { lang, theme, step: "compare" });
      await page.locator(".make-scenario").waitFor();
      await assertAccessible(page);
      await page.locator(".make-scenario select").selectOption("printed");
      await page.locator(".make-scenario button.primary").click();
      await page.locator(".pair").waitFor();
      await assertAccessible(page);
      await page.setViewportSize({ width: 360, height: 740 });
      assert.equal(await sideways(page), 0);
    });
  }
}
