/**
 * Uploads 100 MB in Chromium on a line of 10 Mbit/s, over `fetch` and over XMLHttpRequest, and says how often the page hears
 * of it and what memory the browser takes. Fails where XMLHttpRequest leaves the page without news for two seconds.
 * Options: --megabytes N, --megabits N.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleProgram } from "./browsers/bundle-program.ts";
import { memoryOf } from "./browsers/memory.ts";
import type { Watched } from "./browsers/progress-program.ts";
import { launchChromium } from "./browsers/puppeteer.ts";
import { startServer } from "./browsers/server.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { values } = readArguments(import.meta.filename, {
  options: {
    megabytes: { type: "string", default: "100" },
    megabits: { type: "string", default: "10" },
  },
});
/** Seconds. */
const longest = 2;

const folder = temporaryFolder("progress");
const server = await startServer(await bundleProgram("scripts/browsers/progress-program.ts"));
const browser = await launchChromium(join(folder, "profile"));
try {
  const path = join(folder, "content.bin");
  await writeFile(path, new Uint8Array(Number(values.megabytes) * 1e6));
  const table: Record<string, Record<string, number>> = {};
  for (const way of ["fetch", "XMLHttpRequest"]) table[way] = await watch(way, path);
  console.table(table);
  if (!((table["XMLHttpRequest"]?.["longest silence, s"] ?? Infinity) < longest))
    process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}

async function watch(way: string, path: string): Promise<Record<string, number>> {
  server.arm(undefined, () => Promise.resolve());
  const page = await browser.newPage();
  await page.goto(server.origin);
  const input = (await page.$("input[type=file]")) as { uploadFile(path: string): Promise<void> };
  await input.uploadFile(path);
  const bytesPerSecond = (Number(values.megabits) * 1e6) / 8;
  const line = { download: bytesPerSecond, upload: bytesPerSecond, latency: 20 };
  await page.emulateNetworkConditions(line);
  const memory = memoryOf(browser.process()?.pid ?? 0);
  try {
    const seen = (await page.evaluate(`watch(${JSON.stringify(way)})`)) as Watched;
    return { ...figuresOf(seen), "peak memory, MB": memory.peak() };
  } finally {
    memory.stop();
    await page.close();
  }
}

/** Of the moments at which the page heard something, in milliseconds from the start. */
function figuresOf({ moments, end }: Watched): Record<string, number> {
  const gaps = [...moments, end].map((at, index) => at - (moments[index - 1] ?? 0));
  return {
    events: moments.length,
    "longest silence, s": round(Math.max(...gaps)),
    "first event, s": round(moments.find((_, index) => index > 0) ?? end),
    "in all, s": round(end),
  };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}
