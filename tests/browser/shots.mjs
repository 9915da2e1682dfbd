// Pictures of every step: shots/<step>-<width>-<lang>[-dark].png. Arguments pick steps: `shots.mjs data forecast`.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { newPage, open, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const STEPS = ["home", "data", "account", "change", "relation", "forecast", "zones", "storage", "oxygen", "space", "compare", "report"];
const FOLDER = fileURLToPath(new URL("../../shots/", import.meta.url));

const wanted = process.argv.slice(2);
const unknown = wanted.filter((step) => !STEPS.includes(step));
if (unknown.length > 0) throw new Error(`no such step: ${unknown.join(", ")} (there are ${STEPS.join(", ")})`);

await mkdir(FOLDER, { recursive: true });
const server = await startServer();
const browser = await startBrowser();
let taken = 0;
const faults = [];

for (const width of [1280, 360]) {
  for (const theme of ["light", "dark"]) {
    const page = await newPage(browser, server.address, {
      viewport: { width, height: 800 },
      colorScheme: theme,
      reducedMotion: "reduce",
    });
    for (const lang of ["zh-CN", "en"]) {
      for (const step of wanted.length > 0 ? wanted : STEPS) {
        await open(page, { lang, theme, step });
        await page.waitForLoadState("networkidle");
        const name = `${step}-${width}-${lang === "en" ? "en" : "zh"}${theme === "dark" ? "-dark" : ""}.png`;
        await page.screenshot({ path: FOLDER + name, fullPage: true });
        taken += 1;
      }
    }
    faults.push(...page.faults);
    await page.context().close();
  }
}

await browser.close();
await server.stop();
for (const fault of new Set(faults)) console.error(fault);
console.log(`${taken} pictures in shots/`);
process.exitCode = faults.length > 0 ? 1 : 0;
