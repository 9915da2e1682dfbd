// After the first visit the page opens without the server.
import { open, withBrowser } from "./support/browser.mjs";

const check = withBrowser();

check(
  "opens again when the server is gone",
  async (page, { server }) => {
    await open(page, { lang: "zh-CN" });
    // Ready means that the offline copy is complete.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await server.stop();
    await open(page, { lang: "en" });
  },
  { serviceWorkers: "allow" },
);
