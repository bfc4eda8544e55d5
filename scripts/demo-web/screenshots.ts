/** Takes the README's pictures of the page: under way with faults, and done; light and dark. Needs Debian's chromium. */
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { startDemo, type DemoServer } from "./server.ts";
import { readArguments } from "../read-arguments.ts";
import { temporaryFolder } from "../temporary-folder.ts";

readArguments(import.meta.filename);

const MB = 1e6;
const out = join(import.meta.dirname, "screenshots");
const folder = temporaryFolder("screenshots");
const content = join(folder, "api");
const path = join(folder, "field-recordings.wav");
await mkdir(content);
await writeFile(path, randomBytes(60 * MB));
const demo = await startDemo(content);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  for (const colorScheme of ["light", "dark"] as const) {
    const viewport = { width: 760, height: 600 };
    const context = await browser.newContext({ colorScheme, viewport, deviceScaleFactor: 1.5 });
    await takeBoth(await context.newPage(), colorScheme, demo);
  }
} finally {
  await browser.close();
  await demo[Symbol.asyncDispose]();
}

async function takeBoth(page: Page, name: string, { origin, settings }: DemoServer): Promise<void> {
  Object.assign(settings, { rate: 8 * MB, faults: true });
  await page.goto(origin);
  await page.locator("#file").setInputFiles(path);
  await page.waitForFunction(
    () => Number.parseInt(document.getElementById("percent")?.textContent ?? "") >= 45,
  );
  await take(page, `${name}-under-way`);
  await page.locator("#done").waitFor();
  await take(page, `${name}-done`);
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
  });
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true, scale: "device" });
}
