// axe-core looks for what keeps people out: missing names, poor contrast, broken roles.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const SOURCE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAVE = ["serious", "critical"];

/** Fails on any serious or critical finding, naming the rule and the elements. */
export async function assertAccessible(page, { exclude = [] } = {}) {
  await page.evaluate(SOURCE);
  const { violations } = await page.evaluate((exclude) => globalThis.axe.run({ exclude }), exclude);
  const grave = violations
    .filter(({ impact }) => GRAVE.includes(impact))
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  assert.deepEqual(grave, []);
}
