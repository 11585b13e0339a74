import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** No sandbox because tests may run as root; no services that would call hosts of the browser's maker. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function findBrowser(): string | undefined {
  const named = process.env["ISSO_CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  return usualPlaces.find((path) => existsSync(path));
}

const executablePath: string | undefined = findBrowser();

/** Whether there is a browser to test with: `npm test` also passes, and says what it skips, where there is none. */
export const browserAvailable: boolean = executablePath !== undefined;

/** A real browser without a window: the one that `ISSO_CHROMIUM` names, else an installed one. Close it after use. */
export async function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined)
    throw new Error("no Chromium found: install one or set ISSO_CHROMIUM to its path");
  return chromium.launch({ executablePath, args, headless: true });
}
