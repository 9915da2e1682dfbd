// One server and one Chromium for each test file, a fresh profile for each test. A test fails when the page reports an
// error or asks another origin for anything.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { startServer } from "./server.mjs";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Chromium from $CHROMIUM or PATH. */
export async function startBrowser() {
  return chromium.launch({ executablePath: await findChromium(), args: FLAGS });
}

async function findChromium() {
  const { access } = await import("node:fs/promises");
  const folders = (process.env.PATH ?? "").split(":");
  const given = process.env.CHROMIUM;
  if (given?.includes("/")) return given;
  for (const name of given ? [given] : NAMES) {
    for (const folder of folders) {
      const path = `${folder}/${name}`;
      if (await access(path).then(() => true, () => false)) return path;
    }
  }
  throw new Error("no Chromium on PATH: run `cargo xtask setup`, or name one in $CHROMIUM");
}

/** The page's address; `study` names a case. */
export function addressOf(base, { lang, theme, step, study } = {}) {
  const url = new URL(base);
  for (const [key, value] of Object.entries({ lang, theme, step, case: study })) if (value) url.searchParams.set(key, value);
  return url.href;
}

/** Opens a step and waits until the app stands. */
export async function open(page, options = {}) {
  await page.goto(addressOf(options.base ?? page.base, options));
  await page.getByRole("main").waitFor();
}

/** A page of its own that notes what goes wrong in `page.faults`. */
export async function newPage(browser, base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block", ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const { origin } = new URL(base);
  page.base = base;
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== origin) page.faults.push(`request to ${request.url()}`);
  });
  return page;
}

/** Call once at the head of a test file; the answer declares tests: `check("name", async (page, { server }) => { … }, options)`. */
export function withBrowser() {
  const shared = {};
  before(async () => {
    shared.server = await startServer();
    shared.browser = await startBrowser();
  });
  after(async () => {
    await shared.browser?.close();
    await shared.server?.stop();
  });
  return (name, body, options = {}) =>
    test(name, { timeout: 120_000 }, async () => {
      const page = await newPage(shared.browser, shared.server.address, options);
      try {
        await body(page, shared);
      } catch (error) {
        // What the page itself said usually explains it.
        throw page.faults.length > 0 ? new Error(`${error.message}\nthe page said:\n${page.faults.join("\n")}`) : error;
      }
      try {
        assert.deepEqual(page.faults, [], "the page reported an error or asked another origin");
      } finally {
        await page.context().close();
      }
    });
}
