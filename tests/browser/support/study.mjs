// What the tests of storage, worker and offline copy share: an edit, what is saved, and the terminal's answer.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Chooses the account a paper printed: a change of the study that every page shows. */
export async function edit(page) {
  await page.getByRole("button", { name: "论文表 5" }).click();
  await assertEdited(page);
}

export async function assertEdited(page) {
  await page.locator("button[aria-pressed=true]", { hasText: "论文表 5" }).waitFor();
}

export const assertSaved = (page) => page.getByText("已存在本机").waitFor();

/** Clicks and reads the file that comes. */
export async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** The same study through the terminal. */
export function terminal(args, input = "") {
  const cargo = ["run", "--quiet", "--no-default-features", "--features", "chart", "--bin", "tanheng", "--", ...args];
  const { status, stdout, stderr } = spawnSync("cargo", cargo, { cwd: ROOT, input, encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/** Every number of both documents at the same place, within 1e-12 of their size; gives how many there were. */
export function assertSameNumbers(a, b, path = "") {
  if (typeof a === "number" && typeof b === "number") {
    assert.ok(Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)), `${path}: ${a} and ${b}`);
    return 1;
  }
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") {
    assert.equal(a, b, path);
    return 0;
  }
  assert.deepEqual(Object.keys(a), Object.keys(b), path);
  return Object.keys(a).reduce((sum, key) => sum + assertSameNumbers(a[key], b[key], `${path}.${key}`), 0);
}

/** A small valid study and the broken ones of tests/data. */
export const data = (name) => `${ROOT}tests/data/${name}`;
