/**
 * Browser tests against a Chromium that the system brings; none is downloaded. Without one the tests are skipped,
 * loudly, and with REQUIRE_BROWSER=1 (as CI runs them) that is a failure with the remedy.
 */
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell fonts-noto-cjk";
const places = [process.env.CHROMIUM, "/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executablePath = places.find((path) => path && existsSync(path));

if (!executablePath) {
  if (process.env.REQUIRE_BROWSER === "1") throw new Error(`no Chromium found; install one: ${INSTALL}`);
  // Each worker reads this file again; only the first says it.
  if (process.env.TEST_WORKER_INDEX === undefined)
    process.stdout.write(`SKIPPED: browser tests, no Chromium found. To run them: ${INSTALL}\n`);
}

export default defineConfig({
  testDir: "test/browser",
  testMatch: "*.spec.ts",
  // Run with --pass-with-no-tests, so that a machine without a browser ends well.
  ...(executablePath ? {} : { grepInvert: /.*/ }),
  workers: 1,
  timeout: 30_000,
  reporter: [["list"]],
  use: {
    locale: "zh-CN",
    // Not Beijing, on purpose: what the page shows must not depend on the browser's zone.
    timezoneId: "UTC",
    // A box that is still growing moves under the pointer.
    contextOptions: { reducedMotion: "reduce" },
    trace: "on-first-retry",
    launchOptions: { ...(executablePath && { executablePath }), chromiumSandbox: false },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 860 } } },
    { name: "phone", use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true } },
  ],
});
