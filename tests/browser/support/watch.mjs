// How well a page answers and how much memory it takes while something long is done.
import { readFile } from "node:fs/promises";

/** Before the page loads: notes what workers tell and the longest time the page did not answer. */
export async function watchPage(page) {
  await page.addInitScript(() => {
    globalThis.told = [];
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      constructor(...args) {
        super(...args);
        this.addEventListener("message", ({ data }) => {
          const text = typeof data === "string" ? data : Array.isArray(data) ? data[0] : "";
          const { progress } = text.length < 200 ? JSON.parse(text.startsWith("{") ? text : "{}") : {};
          globalThis.told.push({ at: performance.now(), ...(progress ?? { stage: "answer" }) });
        });
      }
    };
    globalThis.gap = { longest: 0, last: performance.now() };
    setInterval(() => {
      const now = performance.now();
      globalThis.gap = { longest: Math.max(globalThis.gap.longest, now - globalThis.gap.last), last: now };
    }, 5);
  });
}

export const told = (page) => page.evaluate(() => globalThis.told.splice(0));

/** The longest gap since the last call, in milliseconds. */
export const longestGap = (page) => page.evaluate(() => {
  const { longest } = globalThis.gap;
  globalThis.gap = { longest: 0, last: performance.now() };
  return longest;
});

/** The process that draws the page and runs its workers: resident bytes now, and the most between two moments (Linux). */
export async function processOf(browser, page) {
  const devtools = await browser.newBrowserCDPSession();
  const before = await renderers(devtools);
  // Of several the one that works when the page does.
  await page.evaluate(() => {
    const end = performance.now() + 300;
    while (performance.now() < end);
  });
  const after = await renderers(devtools);
  const [id] = [...after].sort(([a], [b]) => after.get(b) - (before.get(b) ?? 0) - after.get(a) + (before.get(a) ?? 0))[0];
  const field = async (name) => {
    const status = await readFile(`/proc/${id}/status`, "utf8");
    return 1024 * Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]);
  };
  const now = () => field("VmRSS");
  return { now, follow: () => follow(now) };
}

/** Asks every 10 ms; moments are those of `Date.now()`. */
function follow(now) {
  const asked = [];
  const timer = setInterval(async () => {
    // Between the last look and `stop` the process may be on its way out.
    const bytes = await now().catch(() => 0);
    asked.push({ at: Date.now(), bytes });
  }, 10);
  const most = (from, to) => Math.max(...asked.filter(({ at }) => at >= from && at <= to).map(({ bytes }) => bytes));
  return { most, stop: () => clearInterval(timer) };
}

async function renderers(devtools) {
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  return new Map(processInfo.filter(({ type }) => type === "renderer").map(({ id, cpuTime }) => [id, cpuTime]));
}
